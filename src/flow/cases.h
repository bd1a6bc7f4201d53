/*
 * cases.h: the two flows of cases: supervision opinions and the bureau's reviews of letters.
 *
 * Knows: the rows' members and words, and the few questions both flows ask alike.
 * Must not know: faces, documents.
 *
 * A row holds the names it is listed, searched and titled by, so that the books and
 * the search index follow from the row alone, and so that an old paper keeps the
 * name an agency had when it was written.  It also holds the figures its periods
 * were counted with: a setting changed later moves no deadline already told.
 */
#ifndef JIANDU_FLOW_CASES_H
#define JIANDU_FLOW_CASES_H

#include "act/action.h"

/* ---- opinion 监督意见 ---- */
enum opinion_state {
	OPINION_NONE,
	OPINION_REGISTERED,
	OPINION_SERVED,
	OPINION_REPLIED,
	OPINION_CONVEYED,
	OPINION_ACCEPTED,
	OPINION_PETITIONED,
	OPINION_CLOSED,
	OPINION_WITHDRAWN,
};
enum opinion_kind { KIND_CORRECTION = 1, KIND_ADVICE, KIND_PUBLIC };
enum opinion_route { ROUTE_AGENCY = 1, ROUTE_DIRECT, ROUTE_BUREAU };
enum opinion_adopted { ADOPTED_FULLY = 1, ADOPTED_PARTLY, ADOPTED_REFUSED };
enum serve_how { SERVE_DIRECT = 1, SERVE_POST, SERVE_EMAIL, SERVE_SYSTEM, SERVE_LEAVE, SERVE_ENTRUST, SERVE_RAISED };
enum convey_how { CONVEY_FACE = 1, CONVEY_PHONE, CONVEY_LETTER, CONVEY_EMAIL, CONVEY_SYSTEM, CONVEY_MEETING, CONVEY_KNOWN };

struct opinion {
	struct record rec;
	const char *number;        /* 2026-31; imported ones to the letter */
	int64_t number_key;        /* order of numbers: year * 10^7 + serial, 0 when none can be read */
	int64_t person;            /* the supervisor as a person, across terms */
	int64_t supervisor;        /* the term it was raised in */
	const char *person_name;
	const char *certificate;   /* number of the certificate as written (article 13) */
	int64_t agency;            /* 0: a suggestion or passed-on view that names none */
	const char *agency_name;   /* as it was called then */
	const char *initials;      /* of the names */
	word_t kind;               /* of opinion_kinds */
	word_t field;              /* of enforcement_fields */
	word_t route;              /* of opinion_routes (article 13) */
	const char *facts;
	const char *basis;         /* law it rests on */
	const char *advice;
	const char *officers;      /* officers concerned */
	const char *place;
	day_t occurred_on;         /* day of the matter */
	const char *evidence;      /* list of evidence */
	bool oral;                 /* already raised orally */
	day_t raised_on;
	day_t received_on;         /* by the bureau; DAY_NONE for imported ones */
	int64_t serve_days;        /* working days to serve it, as counted for this one */
	day_t served_on;           /* the reply period starts here */
	word_t serve_how;          /* of serve_ways */
	const char *signer;        /* who signed for it at the agency */
	int64_t reply_days;        /* working days told to the agency */
	int64_t extension;         /* further working days */
	day_t extended_on;
	const char *extend_reason;
	day_t extend_told_on;      /* supervisor told of the extension */
	int64_t reminders;
	day_t reminded_on;         /* last one */
	day_t replied_on;
	word_t adopted;            /* of opinion_adopted */
	const char *reply;         /* the answer, with its reason (article 14) */
	const char *replier;
	int64_t convey_days;
	day_t conveyed_on;         /* supervisor told of the answer */
	word_t convey_how;         /* of convey_ways */
	int64_t accept_days;
	day_t accepted_on;
	day_t petitioned_on;
	int64_t review;            /* the review it became, 0 none */
	day_t closed_on;
	const char *result;        /* how it ended, in a sentence */
	day_t withdrawn_on;
	const char *withdraw_reason;
	int64_t officer;           /* account that has it in hand, 0 nobody yet */
	bool before_rule;          /* raised before the rule was in force (21) */
};

extern const struct word opinion_states[];
extern const struct word opinion_kinds[];           /* correction, advice, public */
extern const struct word opinion_routes[];          /* agency, direct, bureau */
extern const struct word opinion_adopted[];         /* adopted, partly, refused */
extern const struct word enforcement_fields[];      /* permit, penalty, ... with the full words */
extern const struct word enforcement_fields_short[];/* the same keys, two characters each, for lists */
extern const struct word serve_ways[];
extern const struct word convey_ways[];

/* ---- review 监督意见书审查 ---- */
enum review_state {
	REVIEW_NONE,
	REVIEW_RECEIVED,
	REVIEW_EXAMINING,
	REVIEW_INVESTIGATING,
	REVIEW_DECIDED,
	REVIEW_ORDERED,
	REVIEW_CORRECTED,
	REVIEW_CONVEYED,
	REVIEW_CLOSED,
};
enum review_source { SOURCE_DIRECT = 1, SOURCE_REFUSED, SOURCE_OVERDUE };
enum review_inquiry { INQUIRY_INSPECTION = 1, INQUIRY_INVESTIGATION };
enum review_outcome {
	OUTCOME_ESTABLISHED = 1,
	OUTCOME_PARTLY,
	OUTCOME_SELF_CORRECTED,
	OUTCOME_TRANSFERRED,
	OUTCOME_WITHDRAWN,
	OUTCOME_UNFOUNDED,
};
enum recheck_result { RECHECK_UPHELD = 1, RECHECK_CHANGED, RECHECK_CANCELLED };

struct review {
	struct record rec;
	const char *number;        /* 审〔2026〕7号 */
	int64_t number_key;
	word_t source;             /* of review_sources: articles 13, 15 */
	int64_t opinion;           /* the opinion it came from, 0: a letter put to the bureau directly */
	int64_t person;
	int64_t supervisor;
	const char *person_name;
	const char *certificate;
	int64_t agency;
	const char *agency_name;
	const char *initials;
	word_t field;              /* of enforcement_fields */
	const char *subject;       /* the matter in a line */
	const char *facts;
	const char *grounds;       /* why the answer is thought wrong */
	const char *request;       /* what the bureau is asked for */
	const char *evidence;
	day_t raised_on;           /* date of the letter */
	day_t received_on;         /* the review period starts here */
	int64_t review_days;
	int64_t extension;
	day_t extended_on;
	const char *extend_reason;
	day_t examined_on;
	const char *examination;   /* what the examination of the letter found */
	word_t inquiry;            /* of review_inquiries, 0 none was needed */
	day_t investigated_on;     /* day it was decided to investigate */
	const char *team;          /* officers, at least two, joined by 、 */
	const char *plan;
	day_t found_on;
	const char *findings;
	word_t outcome;            /* of review_outcomes (article 16) */
	day_t decided_on;
	const char *reason;
	const char *transfer_to;
	int64_t transfer_days;
	day_t transfer_report_on;  /* the other organ told what it did */
	const char *transfer_report;
	const char *order_number;  /* 令〔2026〕3号 */
	day_t ordered_on;
	const char *order_text;    /* what is to be corrected */
	const char *order_basis;
	day_t order_due;           /* named in the order */
	day_t order_served_on;
	word_t order_serve_how;    /* of serve_ways */
	int64_t recheck_ask_days;
	int64_t reminders;
	day_t reminded_on;
	day_t reported_on;         /* the agency's correction report; DAY_NONE again after a return */
	const char *report;
	const char *reporter;
	int64_t returns;
	day_t returned_on;
	const char *return_reason;
	day_t corrected_on;        /* correction accepted */
	const char *acceptance;    /* what the acceptance check found */
	day_t proposed_on;         /* proposal to the supervisory organ */
	const char *proposed_to;
	const char *proposal;
	day_t criticised_on;       /* 通报批评 */
	const char *criticism;
	day_t recheck_on;          /* the agency asked for 复查 */
	const char *recheck_reason;
	int64_t recheck_days;
	day_t recheck_decided_on;
	word_t recheck_result;     /* of recheck_results */
	const char *recheck_text;
	int64_t convey_days;
	day_t informed_on;         /* supervisor told (article 16) */
	word_t inform_how;         /* of convey_ways */
	const char *inform_text;
	day_t closed_on;
	const char *result;
	int64_t officer;
	bool before_rule;
};

extern const struct word review_states[];
extern const struct word review_sources[];   /* direct, refused, overdue */
extern const struct word review_inquiries[]; /* special_inspection, investigation */
extern const struct word review_outcomes[];
extern const struct word recheck_results[];  /* upheld, changed, cancelled */

/* ---- what both flows ask alike; for src/flow only ---- */

/* Year and serial read from a number people use: 2026-31, 审〔2026〕7号; false when there are none. */
bool case_number_read(const char *number, int *year, int64_t *serial);
/* The key that sorts numbers as people count. */
int64_t case_number_key(const char *number);
/* Was that before the rule was in force (21)? */
bool case_before_rule(struct act *a, day_t day);
/*
 * Refuse when LATER lies before EARLIER (either may be DAY_NONE: then it holds).
 * SENTENCE is a whole translated sentence; the earlier date is added in brackets.
 */
bool case_in_order(struct act *a, const char *field, day_t later, day_t earlier, const char *sentence);
/* "9月28日" for sentences stored in the books; owned by the arena. */
const char *case_day(struct act *a, day_t d);
/* A month key of the tally, 0 for no date. */
int case_month(day_t d);
/* Copy every argument, given or defaulted, into the row of the same name: for creating acts. */
void case_copy_all(struct act *a);

/* Who raises a matter. */
struct case_party {
	int64_t supervisor, person;
	const char *name, *initials, *certificate;
};
/*
 * The supervisor of a new matter: SUPERVISOR must be in office and the term (this or an earlier one of
 * the same person) must cover ON; a supervisor acts for himself only; CERTIFICATE is
 * what was written, "" takes the valid one.  False with a refusal naming the field.
 */
bool case_supervisor(struct act *a, int64_t supervisor, day_t on, const char *certificate, struct case_party *out);
/* The person of a term for OUT, without asking whether the term runs. */
bool case_person(struct act *a, int64_t supervisor, struct case_party *out);
/* A person's corrected name or reading reaches the opinions and letters of that person; called by person.correct. */
bool case_carry_name(struct act *a, int64_t person, const char *name, const char *initials);
/* The part of it for one flow: ACTION on each row that SQL lists (ids after :after of :person, ascending). */
bool case_carry_rows(struct act *a, const char *action, const char *sql, int64_t person, const char *name, const char *initials);
/* The agency's name and initials as of now; ASK refuses one that has been closed.  False with a refusal naming "agency". */
bool case_agency(struct act *a, int64_t agency, bool ask, const char **name, const char **initials);

/* Handover of one case: opinion.assign, review.assign. */
struct case_assign {
	int64_t to;
	const char *reason;
	day_t on;
	const char *late_reason;
};
extern const struct field case_assign_fields[4];
/* TO may hold a case and is not OFFICER, who has it now. */
bool case_assign_check(struct act *a, int64_t officer);

#endif
