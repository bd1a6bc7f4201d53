/*
 * activity.h: supervision activities, who took part in them, what was found there: the
 * rows' members and words, and what the faces ask beyond lists.
 *
 * Knows: articles 8(5)(6), 12, 17(3), 18.  Must not know: faces; how a dismissal goes on.
 *
 * An attendance is one person invited to one activity.  It holds the names, the day and
 * the kind it is listed, counted and titled by, so that two absences in a row are found
 * by one walk along the person's index; the activity carries its changes there by acts.
 */
#ifndef JIANDU_FLOW_ACTIVITY_H
#define JIANDU_FLOW_ACTIVITY_H

#include "act/action.h"

/* ---- activity 监督活动 ---- */
enum activity_state {
	ACTIVITY_NONE,
	ACTIVITY_PLANNED,
	ACTIVITY_NOTIFIED,
	ACTIVITY_HELD,
	ACTIVITY_CLOSED,
	ACTIVITY_CANCELLED,
};
enum activity_kind {
	ACTIVITY_INSPECTION = 1,
	ACTIVITY_FILE_REVIEW,
	ACTIVITY_DOCUMENT_REVIEW,
	ACTIVITY_SURVEY,
	ACTIVITY_DISPUTE,
	ACTIVITY_TRAINING,
	ACTIVITY_MEETING,
	ACTIVITY_STUDY,
	ACTIVITY_COMMISSIONED,
};

struct activity {
	struct record rec;
	const char *number;      /* 2026-9 */
	int64_t number_key;
	word_t kind;             /* of activity_kinds */
	const char *subject;     /* 案卷评查 of what */
	int64_t agency;          /* whom it is about, 0 none */
	const char *agency_name; /* as it was called then */
	const char *initials;    /* of the agency */
	const char *organiser;   /* 区司法局, or the agency that invites */
	const char *commission;  /* who commissions it (article 8(6)), "" nobody */
	const char *place;
	day_t starts_on;         /* as planned */
	const char *starts_at;   /* 09:30 */
	day_t ends_on;           /* of an activity of several days, DAY_NONE */
	const char *hours;       /* of one who attends, "3.5" */
	const char *plan;
	bool counts;             /* an absence counts for 17(3): by the kind, as the setting was */
	const char *people;      /* ids of the persons invited, ",id,id,": who sees it follows from the row */
	day_t reply_by;
	day_t notified_on;       /* first notice */
	day_t held_on;
	day_t on_day;            /* held_on, before that starts_on */
	const char *minutes;     /* of a meeting (article 12) */
	const char *resolutions;
	const char *summary;
	int64_t attend_days;     /* working days to enter who came */
	bool marked;             /* everybody who was told has been marked */
	day_t closed_on;
	day_t cancelled_on;
	const char *cancel_reason;
	int64_t officer;
	bool before_rule;
};
extern const struct word activity_states[];
extern const struct word activity_kinds[]; /* articles 8 and 12 */

/* ---- attendance 参加情况 ---- */
enum attendance_state {
	ATTENDANCE_NONE,
	ATTENDANCE_INVITED,
	ATTENDANCE_ACCEPTED,
	ATTENDANCE_DECLINED,
	ATTENDANCE_ATTENDED,
	ATTENDANCE_EXCUSED,
	ATTENDANCE_ABSENT,
	ATTENDANCE_RELEASED,
};
enum attendance_mark { MARK_ATTENDED = 1, MARK_EXCUSED, MARK_ABSENT };

struct attendance {
	struct record rec;
	int64_t activity;
	const char *activity_number;
	const char *subject;         /* the activity's */
	word_t kind;                 /* the activity's */
	day_t on_day;                /* the activity's */
	bool counts;                 /* the activity's */
	int64_t supervisor;          /* the term */
	int64_t person;
	const char *person_name;
	const char *initials;
	const char *stroke_key;
	const char *certificate;     /* number of the card when invited */
	day_t invited_on;
	const char *conflict_reason; /* why no 回避 though a conflict of interest was seen */
	day_t notified_on;           /* DAY_NONE: not told, so nothing counts */
	word_t notify_how;           /* of notify_ways */
	day_t replied_on;
	const char *reply;
	day_t marked_on;
	const char *reason;          /* of who is excused */
	const char *hours;
	int64_t tenths;              /* the same, in tenths of an hour, for sums */
	bool flagged;                /* ends a run of absences that proposes a dismissal (17(3)) */
	int64_t run;                 /* how many in a row */
	int64_t other;               /* the absence before in the run */
	const char *evidence;        /* the activities, and both readings of 17(3) with their figures */
	day_t settled_on;            /* a person has decided about the proposal */
	word_t settlement;           /* of absence_settlements */
	const char *settle_reason;
	day_t released_on;           /* invited no more */
	const char *release_reason;
};
extern const struct word attendance_states[];
extern const struct word attendance_marks[];     /* attended, excused, absent: the keys 1 2 3 of the grid */
extern const struct word notify_ways[];
extern const struct word absence_settlements[];  /* dismissal, excused, observed */

/* ---- finding 活动发现的问题 ---- */
enum finding_state { FINDING_NONE, FINDING_NOTED, FINDING_RAISED, FINDING_SETTLED };

struct finding {
	struct record rec;
	const char *number;          /* 2026-9/3: the third of that activity */
	int64_t activity;
	const char *activity_number;
	const char *subject;
	int64_t supervisor;
	int64_t person;
	const char *person_name;
	const char *initials;
	int64_t agency;
	const char *agency_name;
	const char *text;
	day_t found_on;
	int64_t opinion;             /* the opinion it became, 0 none */
	day_t settled_on;
	const char *settle_reason;   /* why none was raised */
};
extern const struct word finding_states[];

/* ---- two absences in a row (absence.c) ---- */
struct absence {
	int64_t id, activity;
	const char *number, *subject;
	day_t on;
	word_t state;       /* ATTENDANCE_ATTENDED, _EXCUSED or _ABSENT */
	bool flagged, settled;
	int64_t term;       /* in which it was */
};
/*
 * What counts of SUPERVISOR's term and of those it was or is continued by as renewals, in order of date: attended,
 * excused, absent at activities that count.  SELF (0 none): that attendance as if marked with MARK (0: as it is),
 * whatever it is now.
 */
size_t absence_history(struct db *db, struct arena *a, int64_t supervisor, int64_t self, word_t mark, struct absence **out);
/* The term in office of that line, 0 none: who would be dismissed. */
int64_t absence_term(struct db *db, int64_t supervisor);
/* How many neighbours without good reason HISTORY[AT] stands among, itself included; 0 when it is none.  *FIRST: the first. */
size_t absence_run(const struct absence *history, size_t n, size_t at, size_t *first);
/*
 * What would happen if attendance ID of SUPERVISOR were marked MARK: how many absences in a row it would stand among;
 * *NAMES (may be NULL) their activities, when as many as the setting asks for.
 */
size_t absence_foreseen(struct db *db, struct arena *a, int64_t supervisor, int64_t id, word_t mark, const char **names);
/* In the hook `also` of an act on an attendance of SUPERVISOR: propose what has become due, take back what holds no more. */
bool absence_settle(struct act *a, int64_t supervisor);

/* ---- whom to invite (activity_invite.c) ---- */
struct invitee {
	int64_t supervisor, person;
	const char *name, *categories, *employer;
	const char *skills;   /* keys of enforcement_fields, joined by commas */
	day_t last;           /* last day invited to any activity, DAY_NONE never */
	int64_t times;        /* invitations in the year before the activity */
	bool conflict;        /* 回避: there is a record of it, or the employer is the agency the activity is about */
	const char *why;      /* the record's reason; NULL: the employer */
};
/*
 * Who can be invited: in office on the day, not invited yet; who was invited least lately first.  CATEGORY 0, FIELD 0
 * (of enforcement_fields: versed in it) and SKILL "" (in employer, education, note) ask nothing.
 */
size_t activity_invitees(struct db *db, struct arena *a, const struct activity *act, word_t category, word_t field,
	const char *skill, struct invitee **out);

/* ---- the lists that come out as files (attendance.c) ---- */
struct roll_row {
	int64_t person;
	const char *stroke_key;
	const char *name, *certificate, *employer, *phone, *reply; /* phone as it is: the caller masks it */
};
size_t activity_roll(struct db *db, struct arena *a, int64_t activity, struct roll_row **out);

#endif
