/*
 * candidate_acts.h: what the files of the candidate flow share: argument structs, field tables,
 * functions.  candidate.c holds the rows.
 *
 * Knows: struct candidate.  Must not know: how a round goes on.
 */
#ifndef JIANDU_FLOW_CANDIDATE_ACTS_H
#define JIANDU_FLOW_CANDIDATE_ACTS_H

#include "flow/rounds.h"

#define CANDIDATE_LATE(S) \
	{ F_LINE(S, late_reason), .label = N_("补记原因"), .flags = FIELD_LATE | FIELD_NOTE, \
	  .hint = N_("补记较早的事项时填写") }

/* ---- candidate_apply.c: applications ---- */
struct candidate_apply {
	int64_t round;
	const char *name;
	const char *idno;
	wordset categories;
	word_t channel;
	const char *recommender;
	bool declared;
	word_t in_district;
	const char *residence;
	const char *employer, *phone, *ethnic, *politics, *education;
	day_t applied_on;
	const char *note;
	const char *late_reason;
};
extern const struct field candidate_apply_fields[17];
bool candidate_apply_check(struct act *a);
bool candidate_apply_run(struct act *a);
int64_t candidate_import_match(struct act *a);

struct candidate_correct {
	wordset categories;
	word_t channel;
	const char *recommender;
	word_t in_district;
	const char *residence;
	const char *note;
	const char *reason;
};
extern const struct field candidate_correct_fields[7];
bool candidate_correct_check(struct act *a);
bool candidate_correct_run(struct act *a);

struct candidate_declare {
	day_t on;
	const char *late_reason;
};
extern const struct field candidate_declare_fields[2];
bool candidate_declare_may(struct act *a);
bool candidate_declare_run(struct act *a);

struct candidate_carried {
	const char *name, *initials, *stroke_key;
	day_t born;
};
extern const struct field candidate_carry_fields[4];
bool candidate_carry_run(struct act *a);

struct candidate_reckon {
	day_t on;
};
extern const struct field candidate_reckon_fields[1];
bool candidate_reckon_run(struct act *a);

/* Fill age, over_age and, where nobody has judged it, condition 5, for one born on BORN by the reference date ON as R counts. */
void candidate_take_age(struct act *a, struct candidate *c, day_t born, day_t on, const struct round *r);

/* ---- candidate_review.c: the check sheet and the verdict ---- */
struct candidate_check {
	word_t cond1, cond2, cond3, cond4, cond5, cond6, cond7;
	const char *evidence;
	const char *remark;
};
extern const struct field candidate_check_fields[9];
bool candidate_judged_may(struct act *a); /* the round still takes or reviews applications */
bool candidate_check_check(struct act *a);
bool candidate_check_run(struct act *a);

struct candidate_evidence {
	word_t condition;
	word_t result;
	const char *evidence;
	const char *remark;
};
extern const struct field candidate_evidence_fields[4];
bool candidate_evidence_check(struct act *a);
bool candidate_evidence_run(struct act *a);

struct candidate_supplement {
	const char *missing;
	int64_t days;
	day_t on;
	const char *late_reason;
};
extern const struct field candidate_supplement_fields[4];
bool candidate_supplement_check(struct act *a);
bool candidate_supplement_run(struct act *a);

struct candidate_supply {
	day_t on;
	const char *note;
	const char *late_reason;
};
extern const struct field candidate_supply_fields[3];
bool candidate_supply_may(struct act *a);
bool candidate_supply_check(struct act *a);
bool candidate_supply_run(struct act *a);

struct candidate_consent {
	const char *over_reason;
	day_t on;
	const char *late_reason;
};
extern const struct field candidate_consent_fields[3];
bool candidate_consent_may(struct act *a);
bool candidate_consent_run(struct act *a);

struct candidate_qualify {
	day_t on;
	const char *late_reason;
};
extern const struct field candidate_qualify_fields[2];
bool candidate_qualify_check(struct act *a);
bool candidate_qualify_run(struct act *a);

struct candidate_unqualify {
	const char *reason;
	day_t on;
	const char *late_reason;
};
extern const struct field candidate_unqualify_fields[3];
bool candidate_unqualify_run(struct act *a);

struct candidate_score {
	int64_t score;
	const char *score_note;
	day_t on;
	const char *late_reason;
};
extern const struct field candidate_score_fields[4];
bool candidate_score_check(struct act *a);
bool candidate_score_run(struct act *a);

struct candidate_rank {
	int64_t rank;
};
extern const struct field candidate_rank_fields[1];

struct candidate_choose {
	const char *reason;
	day_t on;
	const char *late_reason;
};
extern const struct field candidate_choose_fields[3];
bool candidate_propose_may(struct act *a);
bool candidate_propose_check(struct act *a);
bool candidate_propose_run(struct act *a);
bool candidate_pass_over_run(struct act *a);

/* ---- candidate_end.c: public notice, appointment, leaving ---- */
struct candidate_publicise {
	day_t on;
	int64_t days;
};
extern const struct field candidate_publicise_fields[2];
bool candidate_publicise_run(struct act *a);

struct candidate_prolong {
	int64_t days;
};
extern const struct field candidate_prolong_fields[1];
bool candidate_prolong_run(struct act *a);

struct candidate_republicise {
	const char *what;
	day_t on;
	const char *late_reason;
};
extern const struct field candidate_republicise_fields[3];
bool candidate_republicise_check(struct act *a);
bool candidate_republicise_run(struct act *a);

struct candidate_none {
	bool nothing; /* the act has no arguments; an empty struct is no C */
};
bool candidate_hold_run(struct act *a);
bool candidate_release_run(struct act *a);

struct candidate_appoint {
	day_t on;
};
extern const struct field candidate_appoint_fields[1];
bool candidate_appoint_run(struct act *a);

struct candidate_disqualify {
	const char *reason;
	const char *statement;
	day_t on;
	const char *late_reason;
};
extern const struct field candidate_disqualify_fields[4];
bool candidate_disqualify_may(struct act *a);
bool candidate_disqualify_check(struct act *a);
bool candidate_disqualify_run(struct act *a);

struct candidate_expose {
	const char *evidence;
	const char *source;
	day_t on;
	const char *late_reason;
};
extern const struct field candidate_expose_fields[4];
bool candidate_expose_may(struct act *a);
bool candidate_expose_run(struct act *a);
bool candidate_expose_also(struct act *a);

struct candidate_withdraw {
	const char *reason;
	day_t on;
	const char *late_reason;
};
extern const struct field candidate_withdraw_fields[3];
bool candidate_withdraw_check(struct act *a);
bool candidate_withdraw_run(struct act *a);

struct candidate_drop {
	day_t on;
};
extern const struct field candidate_drop_fields[1];
bool candidate_drop_run(struct act *a);

/* ---- candidate_list.c ---- */
#define CANDIDATE_LISTS 5
extern const struct list candidate_lists[CANDIDATE_LISTS];
extern const struct scope candidate_scopes[2];

/* The members of the check sheet by number. */
word_t *candidate_cond_at(struct candidate *c, int i);
const char **candidate_evidence_at(struct candidate *c, int i);
const char **candidate_remark_at(struct candidate *c, int i);
int64_t *candidate_by_at(struct candidate *c, int i);
day_t *candidate_on_at(struct candidate *c, int i);

#endif
