/*
 * rounds.h: how supervisors are chosen: rounds, letters to units, candidates, objections.
 *
 * Knows: the rows' members and words, the questions the four flows ask of each other
 * (articles 3, 4, 6, 7).  Must not know: faces, documents, what a supervisor does later.
 *
 * A round leads through its sequence: planned, open for applications, reviewing,
 * on public notice, appointing.  What a step needs is asked in one place,
 * round_standing(), so that the screen, the menu and the act say the same.
 *
 * A row holds the figures its ages and periods were counted with: a setting changed
 * later moves nothing that has been told.
 */
#ifndef JIANDU_FLOW_ROUNDS_H
#define JIANDU_FLOW_ROUNDS_H

#include "act/action.h"

/* ---- round 选聘批次 ---- */
enum round_state {
	ROUND_NONE,
	ROUND_PLANNED,
	ROUND_OPEN,
	ROUND_REVIEWING,
	ROUND_PUBLICISING,
	ROUND_APPOINTING,
	ROUND_CLOSED,
	ROUND_CANCELLED,
};

struct round {
	struct record rec;
	const char *name;           /* 2026年第二批, unique */
	const char *initials;
	int64_t quota;              /* places */
	int64_t wish_party_delegate, wish_deputy, wish_cppcc, wish_monitor, wish_expert, wish_staff,
		wish_journalist, wish_lawyer, wish_entrepreneur, wish_self_employed, wish_other; /* wished make-up (article 3) */
	const char *criteria;       /* what the choice goes by */
	day_t noticed_on;           /* day of the call for applications, or of the letters */
	const char *notice_where;   /* where it was published; "" by letters alone */
	day_t opens_on, closes_on;  /* period for applications, both days included */
	day_t age_on;               /* reference date of ages: the closing date unless told otherwise */
	int64_t min_age, max_age;   /* as counted in this round (article 6(5)) */
	bool age_counts_birthday;   /* over the age on the birthday itself, not from the day after */
	bool age_hard;              /* who is over it is refused */
	int64_t begin_days;         /* working days after the closing date to begin the review in: the office's own figure */
	day_t extended_on;          /* the period for applications was prolonged */
	const char *extend_reason;
	day_t review_on;            /* applications ended */
	day_t ranked_on;
	day_t listed_on;            /* proposed list made */
	day_t publicised_on;        /* public notice; its period begins the day after */
	const char *publicised_where;
	const char *objection_to;   /* where and how to object */
	int64_t notice_days;        /* working days of the notice */
	int64_t extension;          /* further working days */
	int64_t appoint_days;       /* working days after the notice to appoint in: the office's own figure */
	day_t notice_end;           /* its last day as it was when people were appointed: no calendar moves it later */
	day_t prolonged_on;
	const char *prolong_reason;
	day_t appointed_on;         /* first appointment */
	day_t closed_on;
	const char *result;         /* how it ended, in a sentence */
	day_t cancelled_on;
	const char *cancel_reason;
	int64_t officer;            /* account that has it in hand */
};
extern const struct word round_states[];

#define ROUND_CATEGORIES 11
/* The last day of the public notice by CAL; DAY_NONE while there is none. */
day_t round_notice_end(const struct calendar *cal, const struct round *r);

/* Where a round stands: counted from its candidates, letters and objections. */
struct round_standing {
	int64_t applied, qualified, unqualified, proposed, not_proposed, publicised, appointed, disqualified, withdrawn;
	int64_t candidates;        /* all of them */
	int64_t undeclared;        /* no signed declaration, still in hand */
	int64_t incomplete;        /* applied, a condition is still open */
	int64_t missing;           /* papers asked for and not handed in */
	int64_t over_age;          /* over the ordinary age and still in the choice */
	int64_t unconsented;       /* of these, those without a leader's consent */
	int64_t unscored;          /* qualified without a score */
	int64_t objections;        /* open ones */
	int64_t letters, answered; /* letters to units */
	int64_t wish[ROUND_CATEGORIES + 1];   /* by category; [0] the sum */
	int64_t applicants[ROUND_CATEGORIES + 1]; /* who applied, by category: a person of two counts in both */
	int64_t chosen[ROUND_CATEGORIES + 1]; /* proposed, publicised or appointed, by category */
	day_t notice_end;          /* last day of the public notice, DAY_NONE while there is none */
	bool guessed;              /* a year's holiday notice is missing: weekends alone were counted */
};
/* Count it; false on a failure of the database. */
bool round_stand(struct db *db, const struct calendar *cal, const struct round *r, struct round_standing *out);
/*
 * What the round still lacks for its next step on TODAY: sentences, one a line, "" when
 * nothing; *ACTION receives the act that takes that step, NULL when there is none.  Owned by AR.
 */
const char *round_missing(struct arena *ar, const struct round *r, const struct round_standing *s, day_t today,
	const char **action);

/* ---- invitation 邀请函 ---- */
enum invitation_state { INVITATION_NONE, INVITATION_SENT, INVITATION_ANSWERED, INVITATION_DECLINED };

struct invitation {
	struct record rec;
	int64_t round;
	const char *round_name;
	const char *unit;       /* whom it was sent to */
	const char *initials;   /* of the unit */
	const char *liaison;
	const char *phone;      /* sensitive */
	int64_t places;         /* how many it was asked to recommend */
	day_t sent_on;
	word_t sent_how;        /* of serve_ways */
	day_t reply_by;         /* asked to answer by, DAY_NONE no date */
	int64_t reminders;
	day_t reminded_on;
	day_t answered_on;
	int64_t recommended;    /* how many it recommended */
	const char *answer;
	const char *note;
};
extern const struct word invitation_states[];

/* ---- candidate 参选人员 ---- */
enum candidate_state {
	CANDIDATE_NONE,
	CANDIDATE_APPLIED,
	CANDIDATE_QUALIFIED,
	CANDIDATE_UNQUALIFIED,
	CANDIDATE_PROPOSED,
	CANDIDATE_NOT_PROPOSED,
	CANDIDATE_PUBLICISED,
	CANDIDATE_APPOINTED,
	CANDIDATE_DISQUALIFIED,
	CANDIDATE_WITHDRAWN,
};
enum condition_result { CONDITION_PASSED = 1, CONDITION_FAILED, CONDITION_OPEN };
enum in_district { DISTRICT_LIVES = 1, DISTRICT_WORKS, DISTRICT_BOTH, DISTRICT_NEITHER };
#define CONDITIONS 7

struct candidate {
	struct record rec;
	int64_t round;
	const char *round_name;
	int64_t person;
	const char *name, *initials, *stroke_key; /* the person's, carried here by person.correct */
	wordset categories;        /* of supervisor_categories */
	word_t channel;            /* of candidate_channels (article 4) */
	const char *recommender;   /* the unit that recommends */
	bool declared;             /* the declaration of truth is signed (article 7) */
	word_t in_district;        /* of candidate_districts (article 6(5)) */
	const char *residence;
	day_t applied_on;          /* day the application was received */
	const char *note;
	int64_t age;               /* full years on the round's reference date, -1 when the birth date is not known */
	bool over_age;             /* over the ordinary greatest age then */
	const char *over_reason;   /* why all the same, */
	day_t consent_on;          /* and the leader's consent */
	int64_t consent_by;
	const char *missing;       /* papers asked for */
	day_t missing_on;
	int64_t missing_days;
	day_t supplied_on;         /* they came; DAY_NONE while they are waited for */
	word_t cond1, cond2, cond3, cond4, cond5, cond6, cond7; /* of condition_results: the check sheet (article 6) */
	const char *evidence1, *evidence2, *evidence3, *evidence4, *evidence5, *evidence6, *evidence7;
	const char *remark1, *remark2, *remark3, *remark4, *remark5, *remark6, *remark7;
	int64_t by1, by2, by3, by4, by5, by6, by7;              /* account that judged it last */
	day_t on1, on2, on3, on4, on5, on6, on7;
	day_t reviewed_on;
	const char *review_reason; /* why unqualified */
	day_t scored_on;
	int64_t score;             /* 0..100 */
	const char *score_note;
	int64_t rank;              /* 1.., 0 none */
	day_t chosen_on;
	const char *choose_reason; /* why proposed or not, when it does not follow from the rank */
	day_t publicised_on;       /* the period begins the day after; a correction begins it anew */
	int64_t notice_days, extension;
	day_t notice_end;          /* its last day as it was when the matter ended; DAY_NONE while it runs */
	const char *notice_note;   /* what was corrected in the notice */
	int64_t held;              /* open objections */
	day_t appointed_on;
	int64_t supervisor;        /* the term */
	const char *letter_number, *certificate;
	day_t ended_on;            /* disqualified or withdrawn */
	const char *end_reason;
	const char *statement;     /* what the person said to it */
};
extern const struct word candidate_states[];
extern const struct word candidate_channels[];  /* unit, self, call, other */
extern const struct word candidate_districts[]; /* lives, works, both, neither */
extern const struct word condition_names[];     /* the seven conditions of article 6, short */
extern const struct word condition_results[];   /* passed, failed, open */

/* The result of condition I (1..CONDITIONS), 0 not judged yet. */
word_t candidate_condition(const struct candidate *c, int i);
/* What was put down to it: evidence, remark, day. */
const char *candidate_evidence(const struct candidate *c, int i);
const char *candidate_remark(const struct candidate *c, int i);
day_t candidate_condition_on(const struct candidate *c, int i);
/* The first condition that is not passed, 0 none; *FAILED whether one of the seven has failed (then that one). */
int candidate_open_condition(const struct candidate *c, bool *failed);
/* Last day of the person's own public notice by CAL, DAY_NONE none. */
day_t candidate_notice_end(const struct calendar *cal, const struct candidate *c);
/* Is somebody born on BORN over the age of R on ON (article 6(5)): from the day after the birthday, or as R counts. */
bool candidate_is_over(const struct round *r, day_t born, day_t on);
/* The name, reading or birth date of PERSON was corrected: so are those who apply.  For person.correct. */
bool candidate_carry(struct act *a, int64_t person, const char *name, const char *initials, const char *stroke_key,
	day_t born);

/* ---- objection 公示异议 ---- */
enum objection_state {
	OBJECTION_NONE,
	OBJECTION_RECEIVED,
	OBJECTION_EXAMINING,
	OBJECTION_UPHELD,
	OBJECTION_DISMISSED,
	OBJECTION_WITHDRAWN,
};

struct objection {
	struct record rec;
	const char *number;      /* 2026-1 */
	int64_t number_key;
	int64_t candidate;
	int64_t round;
	const char *round_name;
	const char *name;        /* against whom */
	const char *initials;
	bool real_name;          /* the objector told who they are */
	const char *objector;
	const char *contact;     /* sensitive */
	const char *content;
	const char *evidence;
	day_t received_on;
	bool late;               /* came in after the end of the notice */
	int64_t decide_days;
	day_t examined_on;
	const char *examiners;
	const char *examination;
	day_t decided_on;
	const char *reason;
	day_t told_on;
	word_t told_how;         /* of convey_ways */
	int64_t officer;
};
extern const struct word objection_states[];

/* Ids of the candidates of ROUND in STATE (key), in stroke order, into IDS (at most MAX). */
size_t round_candidates(struct act *a, int64_t round, const char *state, int64_t *ids, size_t max);
#define ROUND_MOST 2000 /* candidates of one round */

#endif
