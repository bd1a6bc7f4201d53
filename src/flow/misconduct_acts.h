/*
 * misconduct_acts.h: what the files of the misconduct flow share: each action's argument
 * struct, field table and functions.  misconduct.c holds the rows.
 *
 * Knows: struct misconduct.  Must not know: how a dismissal goes on.
 */
#ifndef JIANDU_FLOW_MISCONDUCT_ACTS_H
#define JIANDU_FLOW_MISCONDUCT_ACTS_H

#include "base/i18n.h"
#include "flow/duties.h"

#define MISCONDUCT_LATE(S) \
	{ F_LINE(S, late_reason), .label = N_("补记原因"), .flags = FIELD_LATE | FIELD_NOTE, .hint = N_("补记较早的事项时填写") }

/* ---- misconduct_case.c: reported, investigated, heard ---- */
struct misconduct_report {
	int64_t supervisor;
	const char *bearer; /* name or certificate number, for those who do not see the roster */
	word_t source;
	int64_t agency;
	const char *reporter;
	wordset kinds;
	const char *facts, *evidence;
	day_t occurred_on, reported_on, received_on;
	const char *late_reason;
};
extern const struct field misconduct_report_fields[12];
bool misconduct_report_check(struct act *a);
bool misconduct_report_run(struct act *a);

struct misconduct_investigate {
	const char *team, *plan;
	day_t on;
	const char *late_reason;
};
extern const struct field misconduct_investigate_fields[4];
bool misconduct_investigate_check(struct act *a);
bool misconduct_investigate_run(struct act *a);

struct misconduct_state_of {
	const char *statement;
	bool unstated;
	day_t on;
	const char *late_reason;
};
extern const struct field misconduct_state_fields[4];
bool misconduct_state_check(struct act *a);
bool misconduct_state_run(struct act *a);

struct misconduct_findings {
	const char *findings;
	day_t on;
	const char *late_reason;
};
extern const struct field misconduct_findings_fields[3];
bool misconduct_findings_check(struct act *a);
bool misconduct_findings_run(struct act *a);

struct misconduct_correct {
	word_t source;
	int64_t agency;
	const char *reporter;
	wordset kinds;
	const char *facts, *evidence;
	day_t occurred_on, reported_on, received_on;
	const char *team, *statement, *findings, *transfer_to, *receipt, *transfer_report;
	const char *reason;
};
extern const struct field misconduct_correct_fields[16];
bool misconduct_correct_check(struct act *a);
bool misconduct_correct_run(struct act *a);

bool misconduct_assign_check(struct act *a);
bool misconduct_assign_run(struct act *a);
bool misconduct_carry_run(struct act *a);

/* ---- misconduct_end.c: decided, handed to another organ, told ---- */
struct misconduct_decide {
	word_t outcome;
	wordset found_kinds;
	const char *reason;
	const char *transfer_to;
	day_t on;
	const char *late_reason;
};
extern const struct field misconduct_decide_fields[6];
bool misconduct_decide_check(struct act *a);
bool misconduct_decide_run(struct act *a);

struct misconduct_receipt {
	const char *receipt;
	day_t on;
	const char *late_reason;
};
extern const struct field misconduct_receipt_fields[3];
bool misconduct_receipt_may(struct act *a);
bool misconduct_receipt_check(struct act *a);
bool misconduct_receipt_run(struct act *a);

struct misconduct_remind {
	word_t how;
	day_t on;
	const char *text;
	const char *late_reason;
};
extern const struct field misconduct_remind_fields[4];
bool misconduct_remind_may(struct act *a);
bool misconduct_remind_check(struct act *a);
bool misconduct_remind_run(struct act *a);

struct misconduct_feedback {
	const char *transfer_report;
	day_t on;
	const char *late_reason;
};
extern const struct field misconduct_feedback_fields[3];
bool misconduct_feedback_may(struct act *a);
bool misconduct_feedback_check(struct act *a);
bool misconduct_feedback_run(struct act *a);

struct misconduct_inform {
	word_t inform_how;
	const char *inform_text;
	day_t on;
	const char *late_reason;
};
extern const struct field misconduct_inform_fields[4];
bool misconduct_inform_may(struct act *a);
bool misconduct_inform_check(struct act *a);
bool misconduct_inform_run(struct act *a);

/* ---- misconduct_books.c ---- */
bool misconduct_sees(const struct actor *who, const void *row);
const char *misconduct_title(struct act *a, const void *row);
size_t misconduct_clocks(struct act *a, const void *row, struct clock_row out[FLOW_MAX_CLOCKS]);
size_t misconduct_waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS]);
void misconduct_tally(const void *row, struct tally_key *out);
void misconduct_text(struct act *a, const void *row, struct search_text *out);

extern const struct list misconduct_lists[2];
extern const struct scope misconduct_scopes[3];


#endif
