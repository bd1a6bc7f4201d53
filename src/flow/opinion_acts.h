/*
 * opinion_acts.h: what the files of the opinion flow share: each action's argument
 * struct, field table and functions.  opinion.c holds the rows.
 *
 * Knows: struct opinion.  Must not know: reviews beyond the act that makes one.
 *
 * A table's size stands here, so that the row can count it; a definition of another
 * size does not compile.
 */
#ifndef JIANDU_FLOW_OPINION_ACTS_H
#define JIANDU_FLOW_OPINION_ACTS_H

#include "flow/cases.h"

/* Parts every act's table has. */
#define OPINION_LATE(S) \
	{ F_LINE(S, late_reason), .label = N_("补记原因"), .flags = FIELD_LATE | FIELD_NOTE, \
	  .hint = N_("补记较早的事项时填写") }

/* ---- opinion_register.c: how an opinion comes in ---- */
struct opinion_register {
	int64_t supervisor;
	const char *certificate;
	day_t raised_on;
	day_t received_on;
	int64_t agency;
	word_t kind, field, route;
	const char *facts, *basis, *advice, *officers, *place;
	day_t occurred_on;
	const char *evidence;
	bool oral;
	const char *number;
	const char *late_reason;
};
extern const struct field opinion_register_fields[18];
bool opinion_register_check(struct act *a);
bool opinion_register_run(struct act *a);

/* A row of the office's sheet of old opinions. */
struct opinion_import {
	const char *number;
	const char *supervisor; /* a name: of two bearers the certificate decides, and the term the date lies in */
	const char *certificate;
	day_t raised_on;
	int64_t agency;
	word_t field, kind, route;
	const char *facts, *basis, *advice, *officers, *place;
	day_t occurred_on;
	const char *evidence;
	day_t served_on;
	day_t replied_on;
	word_t adopted; /* of the sheet's own words */
	const char *reply, *replier;
	day_t conveyed_on;
	day_t closed_on;
};
extern const struct field opinion_import_fields[22];
bool opinion_import_check(struct act *a);
bool opinion_import_run(struct act *a);
int64_t opinion_import_match(struct act *a);

/* ---- opinion_life.c: its course forward ---- */
struct opinion_serve {
	word_t serve_how;
	day_t on;
	const char *signer;
	const char *late_reason;
};
extern const struct field opinion_serve_fields[4];
bool opinion_serve_may(struct act *a);
bool opinion_serve_check(struct act *a);
bool opinion_serve_run(struct act *a);

struct opinion_reply {
	day_t on;
	word_t adopted;
	const char *reply;
	const char *replier;
	day_t received;
	const char *late_reason;
};
extern const struct field opinion_reply_fields[6];
bool opinion_reply_may(struct act *a);
bool opinion_reply_check(struct act *a);
bool opinion_reply_run(struct act *a);

struct opinion_convey {
	word_t convey_how;
	day_t on;
	const char *late_reason;
};
extern const struct field opinion_convey_fields[3];
bool opinion_convey_check(struct act *a);
bool opinion_convey_run(struct act *a);

struct opinion_accept {
	day_t on;
	day_t received;
	bool close;
	const char *late_reason;
};
extern const struct field opinion_accept_fields[4];
bool opinion_accept_may(struct act *a);
bool opinion_accept_check(struct act *a);
bool opinion_accept_run(struct act *a);

struct opinion_petition {
	day_t on;
	day_t received;
	const char *grounds;
	const char *request;
	const char *late_reason;
};
extern const struct field opinion_petition_fields[5];
bool opinion_petition_may(struct act *a);
bool opinion_petition_check(struct act *a);
bool opinion_petition_run(struct act *a);

struct opinion_close {
	day_t on;
	const char *result;
	const char *late_reason;
};
extern const struct field opinion_close_fields[3];
bool opinion_close_may(struct act *a);
bool opinion_close_check(struct act *a);
bool opinion_close_run(struct act *a);

/* Last day of the reply period as counted now, DAY_NONE when none runs. */
day_t opinion_reply_due(struct act *a, const struct opinion *o);

/* ---- opinion_side.c: what happens beside ---- */
struct opinion_remind {
	word_t how;
	day_t on;
	const char *text;
	const char *late_reason;
};
extern const struct field opinion_remind_fields[4];
bool opinion_remind_check(struct act *a);
bool opinion_remind_run(struct act *a);

struct opinion_extend {
	int64_t days;
	const char *extend_reason;
	day_t on;
	day_t extend_told_on;
	const char *late_reason;
};
extern const struct field opinion_extend_fields[5];
bool opinion_extend_check(struct act *a);
bool opinion_extend_run(struct act *a);

struct opinion_withdraw {
	const char *withdraw_reason;
	day_t on;
	day_t received;
	const char *late_reason;
};
extern const struct field opinion_withdraw_fields[4];
bool opinion_withdraw_check(struct act *a);
bool opinion_withdraw_run(struct act *a);

bool opinion_assign_check(struct act *a);
bool opinion_assign_run(struct act *a);

struct opinion_correct {
	const char *number;
	int64_t supervisor;
	const char *certificate;
	int64_t agency;
	word_t kind, field, route;
	const char *facts, *basis, *advice, *officers, *place;
	day_t occurred_on;
	const char *evidence;
	bool oral;
	day_t raised_on, received_on, served_on;
	word_t serve_how;
	const char *signer;
	day_t replied_on;
	word_t adopted;
	const char *reply, *replier;
	day_t conveyed_on;
	word_t convey_how;
	const char *reason;
};
extern const struct field opinion_correct_fields[27];
bool opinion_correct_may(struct act *a);
bool opinion_correct_check(struct act *a);
bool opinion_correct_run(struct act *a);

struct opinion_carry {
	const char *person_name;
	const char *initials;
};
extern const struct field opinion_carry_fields[2];
bool opinion_carry_run(struct act *a);

/* What must hold of any opinion, however it came to be so; refuses naming the record's field. */
bool opinion_consistent(struct act *a, const struct opinion *o);
/* Is NUMBER borne by another opinion than ID? */
bool opinion_number_taken(struct act *a, const char *number, int64_t id);

/* ---- opinion_books.c: what the books and the search make of a row ---- */
bool opinion_sees(const struct actor *who, const void *row);
const char *opinion_title(struct act *a, const void *row);
size_t opinion_clocks(struct act *a, const void *row, struct clock_row out[FLOW_MAX_CLOCKS]);
size_t opinion_waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS]);
void opinion_tally(const void *row, struct tally_key *out);
void opinion_text(struct act *a, const void *row, struct search_text *out);

/* ---- opinion_list.c ---- */
extern const struct list opinion_lists[4];
extern const struct scope opinion_scopes[4];

/* opinion_list.c: what the agency concerned is told. */
extern const struct veil opinion_veils[5];
void opinion_veil(void *row);
extern const char *const opinion_told_clocks[];

#endif
