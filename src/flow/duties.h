/*
 * duties.h: what a supervisor does and how it is judged: inquiries, misconduct, duty
 * reports, the yearly evaluation.
 *
 * Knows: the rows' members and words.  Must not know: faces, documents.
 *
 * As in cases.h a row holds the names it is listed and searched by, and the figures its
 * periods are counted with.
 */
#ifndef JIANDU_FLOW_DUTIES_H
#define JIANDU_FLOW_DUTIES_H

#include "act/action.h"
#include "flow/figures.h"

/* ---- inquiry 询问查阅 ---- */
enum inquiry_state { INQUIRY_NONE, INQUIRY_ASKED, INQUIRY_ANSWERED, INQUIRY_REFUSED, INQUIRY_CLOSED };

struct inquiry {
	struct record rec;
	const char *number;        /* 2026-12 */
	int64_t number_key;
	int64_t person;            /* the supervisor as a person */
	int64_t supervisor;        /* the term */
	const char *person_name;
	const char *certificate;   /* number of the certificate as written */
	bool shown;                /* the certificate was shown (article 13) */
	int64_t agency;            /* asked, always one */
	const char *agency_name;   /* as it was called then */
	const char *initials;
	word_t kind;               /* of inquiry_kinds (article 9) */
	const char *officers;      /* officers who were asked */
	const char *place;
	const char *matter;        /* what was asked */
	day_t asked_on;
	day_t received_on;         /* the bureau learned of it */
	int64_t answer_days;       /* working days the office gives, as counted for this one */
	int64_t reminders;
	day_t reminded_on;
	day_t answered_on;         /* answered or refused */
	bool refused;              /* the last answer was a refusal; stays when closed */
	int64_t refusals;          /* how often it refused, also when it answered later */
	int64_t days_taken;        /* working days from the question to the answer */
	const char *answer;        /* what was answered, or what was seen */
	const char *materials;     /* papers consulted or handed over */
	const char *answerer;
	const char *refuse_reason; /* reason the agency gave (article 20) */
	int64_t opinion;           /* the opinion that grew out of it, 0 none */
	day_t closed_on;
	const char *result;
	int64_t officer;           /* account that has it in hand */
	bool before_rule;
};
extern const struct word inquiry_states[];
extern const struct word inquiry_kinds[]; /* question, consult, handling, query, file */

/* ---- misconduct 违法违规违纪情况反馈 ---- */
enum misconduct_state {
	MISCONDUCT_NONE,
	MISCONDUCT_REPORTED,
	MISCONDUCT_INVESTIGATING,
	MISCONDUCT_UNFOUNDED,
	MISCONDUCT_CRITICISED,
	MISCONDUCT_DISMISSED,
	MISCONDUCT_TRANSFERRED,
};
enum misconduct_result { RESULT_UNFOUNDED = 1, RESULT_CRITICISED, RESULT_DISMISSED, RESULT_TRANSFERRED };
enum misconduct_source { MISCONDUCT_BY_AGENCY = 1, MISCONDUCT_BY_PUBLIC, MISCONDUCT_BY_BUREAU };

struct misconduct {
	struct record rec;
	const char *number;
	int64_t number_key;
	int64_t person;
	int64_t supervisor;
	const char *person_name;
	word_t source;             /* of misconduct_sources */
	int64_t agency;            /* that reported it, 0 another source */
	const char *agency_name;
	const char *reporter;      /* who reported it */
	const char *initials;
	wordset kinds;             /* of misconduct_kinds (article 11) */
	const char *facts;
	const char *evidence;
	day_t occurred_on;
	day_t reported_on;
	day_t received_on;         /* the handling period starts here */
	int64_t handle_days;
	day_t investigated_on;
	const char *team;          /* at least two officers, joined by 、 */
	const char *plan;
	day_t stated_on;           /* the person was heard */
	bool unstated;             /* the person would not or could not be heard */
	const char *statement;     /* what was said, or why nothing */
	day_t found_on;
	const char *findings;
	day_t decided_on;
	word_t outcome;            /* of misconduct_results */
	wordset found_kinds;       /* of misconduct_kinds: what was established */
	const char *decision;      /* why, and what is done */
	int64_t dismissal;         /* id of the dismissal it opened, 0 none (flow dismissal) */
	const char *transfer_to;   /* organ it was handed to */
	int64_t transfer_days;     /* working days the organ has to answer */
	day_t receipt_on;          /* the organ received it */
	const char *receipt;       /* number of its receipt, who signed */
	day_t transfer_report_on;  /* the organ answered */
	const char *transfer_report;
	int64_t reminders;
	day_t reminded_on;
	int64_t inform_days;
	day_t informed_on;         /* the reporter was told */
	word_t inform_how;         /* of convey_ways */
	const char *inform_text;
	int64_t officer;
	bool before_rule;
};
extern const struct word misconduct_states[];
extern const struct word misconduct_sources[]; /* agency, public, bureau */
extern const struct word misconduct_kinds[];   /* article 11 */
extern const struct word misconduct_results[]; /* unfounded, criticised, dismissed, transferred */

/* ---- duty 履职情况报送 ---- */
enum duty_state { DUTY_NONE, DUTY_DUE, DUTY_REPORTED, DUTY_ASSESSED };
enum duty_grade { DUTY_GOOD = 1, DUTY_FAIR, DUTY_WEAK, DUTY_MISSING };

struct duty {
	struct record rec;
	const char *period;        /* 2026-Q3, 2026-H1, 2026 */
	const char *period_name;   /* 2026年第三季度 */
	day_t starts_on, ends_on;
	int64_t person;
	int64_t supervisor;
	const char *person_name;
	const char *initials;
	day_t asked_on;            /* the reporting period starts here */
	int64_t report_days;
	int64_t reminders;
	day_t reminded_on;
	day_t reported_on;
	day_t received_on;
	bool on_behalf;            /* filled by the bureau for the supervisor */
	bool late;                 /* it came after its last day */
	struct figures figures;    /* of the period, counted when it was reported */
	const char *work;          /* what was done */
	const char *problems;      /* problems met, suggestions */
	const char *plan;          /* what is intended next */
	int64_t returns;
	const char *return_reason;
	int64_t assess_days;
	day_t assessed_on;
	word_t grade;              /* of duty_grades */
	const char *comment;
	int64_t officer;
};
extern const struct word duty_states[];
extern const struct word duty_grades[]; /* good, fair, weak, missing */

/* ---- evaluation 综合评价 ---- */
enum evaluation_state { EVALUATION_NONE, EVALUATION_OPEN, EVALUATION_SCORED, EVALUATION_CONFIRMED };
enum evaluation_grade { GRADE_EXCELLENT = 1, GRADE_COMPETENT, GRADE_BASIC, GRADE_INCOMPETENT };
enum { CRITERIA = 5 };

struct evaluation {
	struct record rec;
	int64_t year;
	int64_t person;
	int64_t supervisor;        /* the term that covers the end of the year, or the last one in it */
	const char *person_name;
	const char *initials;
	const char *stroke_key;
	day_t starts_on, ends_on;  /* part of the year in office */
	day_t opened_on;
	int64_t score_days;
	day_t counted_on;          /* when the figures were counted */
	struct figures figures;
	int64_t mark_activity, mark_opinion, mark_study, mark_report, mark_conduct; /* 0 to 100 each */
	const char *comment;
	const char *basis;         /* weights and thresholds the score was made with */
	day_t scored_on;
	int64_t score;             /* in tenths, 0 to 1000; 0 not scored */
	word_t proposed;           /* of evaluation_grades, by score */
	day_t confirmed_on;
	word_t grade;              /* of evaluation_grades, by the leader */
	const char *grade_reason;  /* why it is not the proposed one */
	const char *return_reason;
	int64_t officer;
};
extern const struct word evaluation_states[];
extern const struct word evaluation_grades[]; /* excellent, competent, basic, incompetent */

/* A criterion of the evaluation: its setting, its article, what it is called. */
struct criterion {
	const char *setting;  /* key of its weight */
	const char *label;    /* msgid */
	int article;
	int64_t weight;       /* when the file has no setting */
	size_t mark;          /* offset of the mark in struct evaluation */
};
extern const struct criterion criteria[CRITERIA];

/* What scores and grades are reckoned by, read once for many. */
struct evaluation_scale {
	int64_t weight[CRITERIA];
	int64_t excellent, competent, basic; /* the lowest score of each grade */
};
/* The weights and thresholds of the profile as they are now. */
struct evaluation_scale evaluation_scale(struct db *db);
/* The score of MARKS, in the order of the criteria, in tenths by the weights of SCALE, half up. */
int64_t evaluation_score(const struct evaluation_scale *scale, const int64_t marks[CRITERIA]);
/* The grade of a score in tenths by the thresholds of SCALE. */
word_t evaluation_grade_of(const struct evaluation_scale *scale, int64_t score);

/* ---- for src/flow only ---- */

/* A person's corrected name reaches the rows of these flows that bear it; called by person.correct. */
bool duty_carry_name(struct act *a, int64_t person, const char *name, const char *initials);
/* A name carried to a row: the arguments of every flow's carry act. */
struct name_carry {
	const char *person_name;
	const char *initials;
};
extern const struct field name_carry_fields[2];

#endif
