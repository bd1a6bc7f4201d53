/*
 * review_acts.h: what the files of the review flow share: each action's argument
 * struct, field table and functions.  review.c holds the rows.
 *
 * Knows: struct review.  Must not know: how an opinion goes on before it becomes a letter.
 */
#ifndef JIANDU_FLOW_REVIEW_ACTS_H
#define JIANDU_FLOW_REVIEW_ACTS_H

#include "flow/cases.h"

#define REVIEW_LATE(S) \
	{ F_LINE(S, late_reason), .label = N_("补记原因"), .flags = FIELD_LATE | FIELD_NOTE, \
	  .hint = N_("补记较早的事项时填写") }

/* ---- review_examine.c: from the letter to the decision ---- */
struct review_register {
	int64_t supervisor;
	const char *certificate;
	day_t raised_on;
	day_t received_on;
	int64_t agency;
	word_t field;
	const char *subject, *facts, *grounds, *request, *evidence;
	const char *late_reason;
};
extern const struct field review_register_fields[12];
bool review_register_check(struct act *a);
bool review_register_run(struct act *a);

struct review_examine {
	const char *examination;
	day_t on;
	const char *late_reason;
};
extern const struct field review_examine_fields[3];
bool review_examine_check(struct act *a);
bool review_examine_run(struct act *a);

struct review_investigate {
	word_t inquiry;
	const char *team, *plan;
	day_t on;
	const char *late_reason;
};
extern const struct field review_investigate_fields[5];
bool review_investigate_check(struct act *a);
bool review_investigate_run(struct act *a);

struct review_findings {
	const char *findings;
	day_t on;
	const char *late_reason;
};
extern const struct field review_findings_fields[3];
bool review_findings_check(struct act *a);
bool review_findings_run(struct act *a);

struct review_extend {
	int64_t days;
	const char *extend_reason;
	day_t on;
	const char *late_reason;
};
extern const struct field review_extend_fields[4];
bool review_extend_check(struct act *a);
bool review_extend_run(struct act *a);

struct review_decide {
	word_t outcome;
	const char *reason;
	const char *transfer_to;
	day_t on;
	const char *late_reason;
};
extern const struct field review_decide_fields[5];
bool review_decide_may(struct act *a);
bool review_decide_check(struct act *a);
bool review_decide_run(struct act *a);

struct review_withdraw {
	const char *reason;
	day_t on;
	day_t received;
	const char *late_reason;
};
extern const struct field review_withdraw_fields[4];
bool review_withdraw_check(struct act *a);
bool review_withdraw_run(struct act *a);

struct review_transfer_report {
	const char *transfer_report;
	day_t on;
	day_t received;
	const char *late_reason;
};
extern const struct field review_transfer_report_fields[4];
bool review_transfer_report_may(struct act *a);
bool review_transfer_report_check(struct act *a);
bool review_transfer_report_run(struct act *a);

/* ---- review_order.c: the order to correct and what follows from it ---- */
struct review_order {
	const char *order_text, *order_basis;
	day_t order_due;
	day_t on;
	day_t served_on;
	word_t serve_how;
	const char *late_reason;
};
extern const struct field review_order_fields[7];
bool review_order_may(struct act *a);
bool review_order_check(struct act *a);
bool review_order_run(struct act *a);

struct review_serve_order {
	word_t order_serve_how;
	day_t on;
	const char *late_reason;
};
extern const struct field review_serve_order_fields[3];
bool review_serve_order_may(struct act *a);
bool review_serve_order_check(struct act *a);
bool review_serve_order_run(struct act *a);

struct review_remind {
	const char *text;
	day_t on;
	const char *late_reason;
};
extern const struct field review_remind_fields[3];
bool review_remind_may(struct act *a);
bool review_remind_check(struct act *a);
bool review_remind_run(struct act *a);

struct review_report {
	const char *report;
	const char *reporter;
	day_t on;
	day_t received;
	const char *late_reason;
};
extern const struct field review_report_fields[5];
bool review_report_may(struct act *a);
bool review_report_check(struct act *a);
bool review_report_run(struct act *a);

struct review_accept_correction {
	const char *acceptance;
	day_t on;
	const char *late_reason;
};
extern const struct field review_accept_correction_fields[3];
bool review_accept_correction_may(struct act *a);
bool review_accept_correction_check(struct act *a);
bool review_accept_correction_run(struct act *a);

struct review_return_correction {
	const char *return_reason;
	day_t order_due;
	day_t on;
	const char *late_reason;
};
extern const struct field review_return_correction_fields[4];
bool review_return_correction_check(struct act *a);
bool review_return_correction_run(struct act *a);

struct review_propose {
	const char *proposed_to;
	const char *proposal;
	day_t on;
	const char *late_reason;
};
extern const struct field review_propose_fields[4];
bool review_propose_may(struct act *a);
bool review_propose_check(struct act *a);
bool review_propose_run(struct act *a);

struct review_criticise {
	const char *criticism;
	day_t on;
	const char *late_reason;
};
extern const struct field review_criticise_fields[3];
bool review_criticise_may(struct act *a);
bool review_criticise_check(struct act *a);
bool review_criticise_run(struct act *a);

struct review_ask_recheck {
	const char *recheck_reason;
	day_t on;
	day_t received;
	const char *late_reason;
};
extern const struct field review_ask_recheck_fields[4];
bool review_ask_recheck_may(struct act *a);
bool review_ask_recheck_check(struct act *a);
bool review_ask_recheck_run(struct act *a);

struct review_decide_recheck {
	word_t recheck_result;
	const char *recheck_text;
	const char *order_text;
	day_t order_due;
	day_t on;
	const char *late_reason;
};
extern const struct field review_decide_recheck_fields[6];
bool review_decide_recheck_may(struct act *a);
bool review_decide_recheck_check(struct act *a);
bool review_decide_recheck_run(struct act *a);

/* ---- review_end.c: the supervisor told, the matter closed; correction and handover ---- */
struct review_convey {
	word_t inform_how;
	const char *inform_text;
	day_t on;
	const char *late_reason;
};
extern const struct field review_convey_fields[4];
bool review_convey_may(struct act *a);
bool review_convey_check(struct act *a);
bool review_convey_run(struct act *a);

struct review_close {
	day_t on;
	const char *result;
	const char *late_reason;
};
extern const struct field review_close_fields[3];
bool review_close_may(struct act *a);
bool review_close_check(struct act *a);
bool review_close_run(struct act *a);

bool review_assign_check(struct act *a);
bool review_assign_run(struct act *a);

struct review_correct {
	const char *certificate;
	int64_t agency;
	word_t field;
	const char *subject, *facts, *grounds, *request, *evidence;
	day_t raised_on, received_on;
	const char *examination, *team, *plan, *findings, *reason, *transfer_to;
	const char *order_text, *order_basis;
	day_t order_due, order_served_on;
	word_t order_serve_how;
	const char *report, *reporter, *acceptance;
	day_t informed_on;
	word_t inform_how;
	const char *inform_text;
	const char *correct_reason;
};
extern const struct field review_correct_fields[28];
bool review_correct_check(struct act *a);
bool review_correct_run(struct act *a);

struct review_carry {
	const char *person_name;
	const char *initials;
};
extern const struct field review_carry_fields[2];
bool review_carry_run(struct act *a);

/* Is a recheck asked for and not yet decided? */
bool review_recheck_pending(const struct review *r);
/* How many officers TEAM names. */
int review_team_size(const char *team);

/* ---- review_books.c ---- */
bool review_sees(const struct actor *who, const void *row);
const char *review_title(struct act *a, const void *row);
size_t review_clocks(struct act *a, const void *row, struct clock_row out[FLOW_MAX_CLOCKS]);
size_t review_waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS]);
void review_tally(const void *row, struct tally_key *out);
void review_text(struct act *a, const void *row, struct search_text *out);

/* ---- review_list.c ---- */
extern const struct list review_lists[5];
extern const struct scope review_scopes[4];

/* review_list.c: what the agency concerned is told. */
extern const struct veil review_veils[2];
extern const char *const review_told_clocks[];

#endif
