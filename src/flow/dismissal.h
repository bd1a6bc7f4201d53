/*
 * dismissal.h: dismissals: the row, its words, what other flows ask, and what the
 * flow's own files share.
 *
 * Knows: article 17 and the grounds it names.  Must not know: how attendance or
 * misconduct is found; whoever finds it proposes with act_also("dismissal.propose").
 *
 * A proposal stands on evidence.  The same evidence proposes once only, whatever became
 * of the proposal.
 */
#ifndef JIANDU_FLOW_DISMISSAL_H
#define JIANDU_FLOW_DISMISSAL_H

#include "act/action.h"

enum dismissal_state {
	DISMISSAL_NONE,
	DISMISSAL_PROPOSED,
	DISMISSAL_HEARD,
	DISMISSAL_APPROVED,
	DISMISSAL_REJECTED,
	DISMISSAL_EXECUTED,
};
enum dismissal_ground { GROUND_UNFIT = 1, GROUND_MISCONDUCT, GROUND_ABSENT, GROUND_SERIOUS };
enum dismissal_origin { ORIGIN_PERSON = 1, ORIGIN_PROGRAM };
enum dismissal_hearing { HEARD_WRITTEN = 1, HEARD_ORAL, HEARD_WAIVED, HEARD_SILENT };
enum dismissal_open { OPEN_HANDOVER = 1, OPEN_END };

struct dismissal {
	struct record rec;
	const char *number;       /* 解〔2026〕1号, given with the approval */
	int64_t person;
	int64_t supervisor;       /* the term that is to end */
	const char *name;         /* the person's, carried here by person.correct */
	const char *initials;
	word_t ground;            /* of dismissal_grounds: the four of article 17 */
	word_t finding;           /* of dismissal_findings: which part of the ground, 0 not said */
	const char *evidence;     /* what shows it */
	const char *evidence_key; /* the same for the same evidence: unique in the file */
	const char *source;       /* where the evidence comes from */
	int64_t candidate;        /* whose material for the application was false (article 7), 0 other evidence */
	int64_t activity1;        /* the two missed activities, 0 none */
	int64_t activity2;
	word_t origin;            /* of dismissal_origins */
	day_t proposed_on;
	day_t notified_on;        /* the person was told and asked for a statement */
	word_t notify_how;        /* of convey_ways */
	int64_t statement_days;   /* working days for the statement, as told */
	day_t heard_on;
	word_t heard_how;         /* of dismissal_hearings */
	const char *statement;
	day_t decided_on;         /* approved or rejected */
	const char *decision;     /* why */
	int64_t approver;         /* account that decided */
	day_t executed_on;
	word_t told_how;          /* of convey_ways */
	const char *certificate;  /* number of the card that was recalled, "" none */
	word_t open_how;          /* of dismissal_opens: what became of open opinions, 0 there were none */
	int64_t handed_to;        /* account that goes on with them */
	const char *open_numbers; /* their numbers */
	day_t notice_on;          /* the dismissal was made public */
	const char *notice_in;    /* where */
};

extern const struct word dismissal_states[];
extern const struct word dismissal_grounds[];   /* unfit, misconduct, absence, serious */
extern const struct word dismissal_grounds_short[]; /* the same keys for lists */
extern const struct word dismissal_findings[];
extern const struct word dismissal_origins[];   /* person, program */
extern const struct word dismissal_hearings[];  /* written, oral, waived, silent */
extern const struct word dismissal_opens[];     /* handover, end */

/* ---- for other flows ---- */
/* The ground that FINDING belongs to, 0 for none. */
word_t dismissal_ground_of(word_t finding);
/* A person's corrected name reaches the proposals; called by person.correct. */
bool dismissal_carry_name(struct act *a, int64_t person, const char *name, const char *initials);

/* ---- the flow's own files ---- */
#define DISMISSAL_LATE(S) \
	{ F_LINE(S, late_reason), .label = N_("补记原因"), .flags = FIELD_LATE | FIELD_NOTE, \
	  .hint = N_("补记较早的事项时填写") }

/* dismissal_propose.c: proposed, told, heard */
struct dismissal_propose {
	int64_t supervisor;
	word_t ground, finding;
	const char *evidence, *source;
	int64_t activity1, activity2;
	word_t origin;
	int64_t candidate;
	day_t on;
	const char *late_reason;
};
extern const struct field dismissal_propose_fields[11];
bool dismissal_propose_check(struct act *a);
bool dismissal_propose_run(struct act *a);

struct dismissal_notify {
	word_t notify_how;
	day_t on;
	const char *late_reason;
};
extern const struct field dismissal_notify_fields[3];
bool dismissal_notify_may(struct act *a);
bool dismissal_notify_check(struct act *a);
bool dismissal_notify_run(struct act *a);

struct dismissal_hear {
	word_t heard_how;
	const char *statement;
	day_t on;
	day_t received;
	const char *late_reason;
};
extern const struct field dismissal_hear_fields[5];
bool dismissal_hear_may(struct act *a);
bool dismissal_hear_check(struct act *a);
bool dismissal_hear_run(struct act *a);
/* Last day of the period for the statement, DAY_NONE before the person was told. */
day_t dismissal_statement_due(struct act *a, const struct dismissal *d);

/* dismissal_decide.c: approved, rejected, executed */
struct dismissal_decide {
	const char *decision;
	day_t on;
	const char *late_reason;
};
extern const struct field dismissal_approve_fields[3];
extern const struct field dismissal_reject_fields[3];
bool dismissal_approve_may(struct act *a);
bool dismissal_approve_check(struct act *a);
bool dismissal_approve_run(struct act *a);
bool dismissal_reject_check(struct act *a);
bool dismissal_reject_run(struct act *a);

struct dismissal_execute {
	word_t told_how;
	bool returned;
	word_t open_how;
	int64_t handed_to;
	day_t notice_on;
	const char *notice_in;
	day_t on;
	const char *late_reason;
};
extern const struct field dismissal_execute_fields[8];
bool dismissal_execute_may(struct act *a);
bool dismissal_execute_check(struct act *a);
bool dismissal_execute_run(struct act *a);
bool dismissal_execute_also(struct act *a);

struct dismissal_publish {
	day_t on;
	const char *notice_in;
	const char *late_reason;
};
extern const struct field dismissal_publish_fields[3];
bool dismissal_publish_may(struct act *a);
bool dismissal_publish_check(struct act *a);
bool dismissal_publish_run(struct act *a);

/* dismissal_books.c: lists, scope, books */
#define DISMISSAL_LISTS 2
#define DISMISSAL_SCOPES 3
extern const struct list dismissal_lists[DISMISSAL_LISTS];
extern const struct scope dismissal_scopes[DISMISSAL_SCOPES];
bool dismissal_sees(const struct actor *who, const void *row);
const char *dismissal_title(struct act *a, const void *row);
size_t dismissal_clocks(struct act *a, const void *row, struct clock_row out[FLOW_MAX_CLOCKS]);
size_t dismissal_waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS]);
void dismissal_tally(const void *row, struct tally_key *out);
void dismissal_text(struct act *a, const void *row, struct search_text *out);

#endif
