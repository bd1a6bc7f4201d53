/*
 * round_acts.h: what the files of the round flow share: argument structs, field tables, functions.
 * round.c holds the rows.
 *
 * Knows: struct round.  Must not know: candidates beyond flow/rounds.h.
 */
#ifndef JIANDU_FLOW_ROUND_ACTS_H
#define JIANDU_FLOW_ROUND_ACTS_H

#include "flow/rounds.h"

#define ROUND_LATE(S) \
	{ F_LINE(S, late_reason), .label = N_("补记原因"), .flags = FIELD_LATE | FIELD_NOTE, \
	  .hint = N_("补记较早的事项时填写") }

/* The eleven wishes of article 3, as members and as fields. */
#define ROUND_WISH_MEMBERS \
	int64_t wish_party_delegate, wish_deputy, wish_cppcc, wish_monitor, wish_expert, wish_staff, wish_journalist, \
		wish_lawyer, wish_entrepreneur, wish_self_employed, wish_other
#define ROUND_WISH(S, m, text, more) \
	{ F_INT(S, m), .label = text, .flags = (more), .article = 3, .max = 1000 }
#define ROUND_WISH_FIELDS(S, more) \
	ROUND_WISH(S, wish_party_delegate, N_("党代表名额"), more), \
	ROUND_WISH(S, wish_deputy, N_("人大代表名额"), more), \
	ROUND_WISH(S, wish_cppcc, N_("政协委员名额"), more), \
	ROUND_WISH(S, wish_monitor, N_("人民监督员名额"), more), \
	ROUND_WISH(S, wish_expert, N_("专家学者名额"), more), \
	ROUND_WISH(S, wish_staff, N_("企事业单位名额"), more), \
	ROUND_WISH(S, wish_journalist, N_("新闻工作者名额"), more), \
	ROUND_WISH(S, wish_lawyer, N_("律师名额"), more), \
	ROUND_WISH(S, wish_entrepreneur, N_("企业家名额"), more), \
	ROUND_WISH(S, wish_self_employed, N_("个体工商户名额"), more), \
	ROUND_WISH(S, wish_other, N_("其他名额"), more)

/* ---- round_apply.c: from the plan to the end of applications ---- */
struct round_plan {
	const char *name;
	int64_t quota;
	day_t opens_on, closes_on, age_on;
	const char *criteria;
	ROUND_WISH_MEMBERS;
	day_t on;
	const char *late_reason;
};
extern const struct field round_plan_fields[19];
bool round_plan_check(struct act *a);
bool round_plan_run(struct act *a);

struct round_correct {
	const char *name;
	int64_t quota;
	day_t opens_on, closes_on, age_on;
	const char *criteria;
	ROUND_WISH_MEMBERS;
	const char *reason;
};
extern const struct field round_correct_fields[18];
bool round_correct_check(struct act *a);
bool round_correct_run(struct act *a);
bool round_reckon_also(struct act *a); /* ages of those who applied, after the reference date moved */

struct round_open {
	day_t on;
	const char *notice_where;
	day_t opens_on, closes_on;
	const char *late_reason;
};
extern const struct field round_open_fields[5];
bool round_open_check(struct act *a);
bool round_open_run(struct act *a);

struct round_extend {
	day_t closes_on;
	const char *extend_reason;
	day_t on;
	const char *late_reason;
};
extern const struct field round_extend_fields[4];
bool round_extend_check(struct act *a);
bool round_extend_run(struct act *a);

struct round_review {
	day_t on;
	const char *late_reason;
};
extern const struct field round_review_fields[2];
bool round_review_may(struct act *a);
bool round_review_check(struct act *a);
bool round_review_run(struct act *a);
bool round_review_also(struct act *a); /* letters nobody answered lapse */

/* ---- round_choose.c: review, ranking, the proposed list ---- */
struct round_on {
	day_t on;
	const char *late_reason;
};
extern const struct field round_screen_fields[2];
extern const struct field round_rank_fields[2];
bool round_screen_may(struct act *a);
bool round_screen_run(struct act *a);
bool round_screen_also(struct act *a);
bool round_rank_may(struct act *a);
bool round_rank_run(struct act *a);
bool round_rank_also(struct act *a);

struct round_propose {
	int64_t number;
	const char *reason;
	day_t on;
	const char *late_reason;
};
extern const struct field round_propose_fields[4];
bool round_propose_may(struct act *a);
bool round_propose_check(struct act *a);
bool round_propose_run(struct act *a);
bool round_propose_also(struct act *a);

/* ---- round_appoint.c: public notice, appointment, the end ---- */
struct round_publicise {
	day_t on;
	int64_t days;
	const char *publicised_where, *objection_to;
	const char *late_reason;
};
extern const struct field round_publicise_fields[5];
bool round_publicise_check(struct act *a);
bool round_publicise_run(struct act *a);
bool round_publicise_also(struct act *a);

struct round_prolong {
	int64_t days;
	const char *prolong_reason;
	day_t on;
	const char *late_reason;
};
extern const struct field round_prolong_fields[4];
bool round_prolong_check(struct act *a);
bool round_prolong_run(struct act *a);
bool round_prolong_also(struct act *a);

struct round_appoint {
	day_t on;
	const char *late_reason;
};
extern const struct field round_appoint_fields[2];
bool round_appoint_check(struct act *a);
bool round_appoint_run(struct act *a);
bool round_appoint_also(struct act *a);

struct round_close {
	const char *result;
	day_t on;
	const char *late_reason;
};
extern const struct field round_close_fields[3];
bool round_close_check(struct act *a);
bool round_close_run(struct act *a);

struct round_cancel {
	const char *reason;
	day_t on;
	const char *late_reason;
};
extern const struct field round_cancel_fields[3];
bool round_cancel_run(struct act *a);
bool round_cancel_also(struct act *a);

/* ---- round_list.c ---- */
#define ROUND_LISTS 2
extern const struct list round_lists[ROUND_LISTS];
extern const struct scope round_scopes[2];

#endif
