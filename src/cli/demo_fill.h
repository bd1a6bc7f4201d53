/*
 * demo_fill.h: what the parts of the demo that act share.
 *
 * Knows: the engine by action_do.  Must not know: SQL, flows' C structs.
 *
 * An opinion's course is walked forward with a date in hand; what would happen
 * after today does not happen, and the opinion stays where it is.
 */
#ifndef JIANDU_CLI_DEMO_FILL_H
#define JIANDU_CLI_DEMO_FILL_H

#include "engine/engine.h"
#include "cli/demo_text.h"

/* Who does an act. */
enum demo_who { DEMO_CLERK, DEMO_COLLEAGUE, DEMO_LEADER, DEMO_LIAISON, DEMO_SUPERVISOR, DEMO_WHO };

struct demo_office {
	int64_t id;
	struct demo_agency is;
	day_t closed;    /* last day for new opinions, DAY_NONE while open */
	const char *liaison;
};
struct demo_member {
	int64_t term;    /* record of flow supervisor */
	const char *name;
	const char *card;  /* number of the certificate */
	day_t from, until; /* days on which opinions are raised */
};

struct demo_fill {
	struct engine *en;
	struct err *e;
	struct arena *keep;  /* as long as the filling */
	struct arena *tale;  /* one opinion */
	struct arena *act;   /* one act */
	uint64_t seed;
	struct actor who[DEMO_WHO];
	struct demo_office *offices;
	int n_offices;
	int liaison_office;  /* the one whose liaison has an account */
	int *lots;           /* offices as often as they are busy */
	int n_lots;
	struct demo_member *members;
	int n_members;
	uint32_t staged;     /* which of the scenes to be shown have been given away */
};

/* Steps after which a scene may stop: what is to be seen in the queue. */
enum demo_step {
	STEP_NONE, STEP_REGISTER, STEP_SERVE, STEP_REMIND, STEP_EXTEND, STEP_REPLY, STEP_CONVEY, STEP_ACCEPT, STEP_PETITION,
	STEP_EXAMINE, STEP_INVESTIGATE, STEP_FINDINGS, STEP_DECIDE, STEP_ORDER, STEP_SERVE_ORDER, STEP_TELL, STEP_RECHECK,
	STEP_REPORT, STEP_CORRECTED,
};
enum demo_answer { ANSWER_ADOPTED, ANSWER_PARTLY, ANSWER_REFUSED, ANSWER_NONE };
enum demo_outcome {
	RULED_ESTABLISHED, RULED_PARTLY, RULED_SELF, RULED_TRANSFERRED, RULED_WITHDRAWN, RULED_UNFOUNDED,
};

/* What will become of an opinion, decided at its beginning. */
struct demo_plan {
	enum demo_step stop;    /* STEP_NONE: goes on until today */
	enum demo_answer answer;
	enum demo_outcome outcome;
	bool bureau, direct;    /* route; else by the bureau to the agency */
	bool nobody;            /* names no agency */
	bool extended, petition, accepts, withdrawn, handed, mended;
	bool investigated, rechecked, returned, slow;
	bool to_liaison, own;   /* for the agency, by the supervisor who have an account: they too have something to do */
	bool brisk;             /* a scene: everybody is quick, so that it is reached in time */
};

struct demo_tale {
	struct demo_story story;
	struct demo_plan plan;
	struct demo_rand r;
	const struct demo_office *office; /* NULL: names no agency */
	const struct demo_member *member;
	enum demo_who clerk;
	int64_t opinion, review;
	day_t at;               /* where the course has come to */
	bool over;              /* it goes no further */
};

/*
 * Do ACTION on record ID (0: a new one) as WHO; arguments as pairs of texts, a
 * NULL name ends them, a NULL value leaves its field out.  *MADE (may be NULL) is the record.
 */
bool demo_act(struct demo_fill *f, enum demo_who who, const char *action, int64_t id, int64_t *made, ...)
	__attribute__((sentinel));
/* D as an argument, owned by the arena of the act. */
const char *demo_day(struct demo_fill *f, day_t d);
const char *demo_id(struct demo_fill *f, int64_t id);
/* N working days after D. */
day_t demo_later(struct demo_fill *f, day_t d, int n);
/* May the course go on to ON?  Then it is there. */
bool demo_reach(struct demo_fill *f, struct demo_tale *t, day_t on);
/* A number of working days from LOW to HIGH; a scene takes at most QUICK. */
int demo_wait(struct demo_tale *t, int low, int high, int quick);
/* STEP is done: a scene that shows it ends here. */
void demo_stop(struct demo_tale *t, enum demo_step step);
/* A passage of the tale in a paper of the day reached. */
const char *demo_say(struct demo_fill *f, struct demo_tale *t, enum demo_passage p);

/* demo_opinion.c: the whole course of an opinion that is raised on T->at. */
bool demo_opinion(struct demo_fill *f, struct demo_tale *t);
/* demo_review.c: the course of the review T->review, received on T->at. */
bool demo_review(struct demo_fill *f, struct demo_tale *t);
/* demo_duty.c: inquiries, reports of misconduct, duty reports, evaluations. */
bool demo_duties(struct demo_fill *f, int64_t scale);
/* demo_parties.c: accounts, agencies, supervisors; and at the end who left and what was closed. */
bool demo_parties(struct demo_fill *f, int offices, int members, day_t first);
bool demo_partings(struct demo_fill *f);
/* The same file: who keeps away from whose matters; who looks after whose work, both at the end. */
bool demo_conflicts(struct demo_fill *f);
bool demo_covers(struct demo_fill *f);
/* demo_activity.c: activities from FIRST until some weeks ahead. */
bool demo_activities(struct demo_fill *f, day_t first);
/* demo_round.c: how further ones were and are being chosen. */
bool demo_rounds(struct demo_fill *f);
/* demo_paper.c: papers issued on some of it. */
bool demo_papers(struct demo_fill *f);
/* demo_leave.c: dismissals at every stage; the one executed is of this member, so many days ago. */
#define DEMO_DISMISSED 26
#define DEMO_DISMISSED_DAYS 75
bool demo_dismissals(struct demo_fill *f);

#endif
