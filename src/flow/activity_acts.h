/*
 * activity_acts.h: what the files of the activity flow share: each action's argument
 * struct, field table and functions.  activity.c holds the rows.
 *
 * Knows: struct activity, struct attendance.  Must not know: faces.
 */
#ifndef JIANDU_FLOW_ACTIVITY_ACTS_H
#define JIANDU_FLOW_ACTIVITY_ACTS_H

#include "flow/activity.h"
#include "flow/cases.h"

#define ACTIVITY_LATE(S) \
	{ F_LINE(S, late_reason), .label = N_("补记原因"), .flags = FIELD_LATE | FIELD_NOTE, .hint = N_("补记较早的事项时填写") }

/* ---- activity_plan.c: planned, changed, told, called off ---- */
struct activity_plan {
	word_t kind;
	const char *subject;
	int64_t agency;
	const char *organiser, *commission, *place;
	day_t starts_on;
	const char *starts_at;
	day_t ends_on;
	const char *hours;
	day_t reply_by;
	const char *plan;
};
extern const struct field activity_plan_fields[12];
bool activity_plan_check(struct act *a);
bool activity_plan_run(struct act *a);

struct activity_change {
	const char *subject;
	int64_t agency;
	const char *place;
	day_t starts_on;
	const char *starts_at;
	day_t ends_on;
	const char *hours;
	day_t reply_by;
	const char *plan;
	const char *why;
};
extern const struct field activity_change_fields[10];
bool activity_change_check(struct act *a);
bool activity_change_run(struct act *a);

struct activity_notify {
	word_t notify_how;
	day_t on;
	day_t reply_by;
	const char *late_reason;
};
extern const struct field activity_notify_fields[4];
bool activity_notify_may(struct act *a);
bool activity_notify_check(struct act *a);
bool activity_notify_run(struct act *a);
bool activity_notify_also(struct act *a);

struct activity_cancel {
	const char *cancel_reason;
	day_t on;
	const char *late_reason;
};
extern const struct field activity_cancel_fields[3];
bool activity_cancel_run(struct act *a);
bool activity_cancel_also(struct act *a);

/* ---- activity_invite.c: whom to invite ---- */
struct activity_invite {
	const char *names;
	word_t category;
	word_t field;
	const char *skill;
	int64_t number;
	const char *conflict_reason;
	day_t on;
	const char *late_reason;
};
extern const struct field activity_invite_fields[8];
bool activity_invite_check(struct act *a);
bool activity_invite_run(struct act *a);
bool activity_invite_also(struct act *a);

struct activity_uninvite {
	int64_t supervisor;
	const char *release_reason;
	day_t on;
	const char *late_reason;
};
extern const struct field activity_uninvite_fields[4];
bool activity_uninvite_check(struct act *a);
bool activity_uninvite_run(struct act *a);
bool activity_uninvite_also(struct act *a);

/* By the act that releases one from outside, such as leaving the office. */
struct activity_drop {
	int64_t person;
};
extern const struct field activity_drop_fields[1];
bool activity_drop_run(struct act *a);
/* Is PERSON among those invited, as the row says? */
bool activity_has(struct act *a, const struct activity *v, int64_t person);

/* ---- activity_life.c: held, who came, what it brought ---- */
struct activity_hold {
	day_t on;
	day_t ends_on;
	const char *place;
	const char *hours;
	const char *late_reason;
};
extern const struct field activity_hold_fields[5];
bool activity_hold_may(struct act *a);
bool activity_hold_check(struct act *a);
bool activity_hold_run(struct act *a);

struct activity_attend {
	word_t rest;
	const char *attended, *excused, *absent;
	const char *reason;
	const char *hours;
};
extern const struct field activity_attend_fields[6];
bool activity_attend_check(struct act *a);
bool activity_attend_run(struct act *a);
bool activity_attend_also(struct act *a);

struct activity_record {
	const char *minutes, *resolutions, *summary;
};
extern const struct field activity_record_fields[3];

struct activity_close {
	day_t on;
	const char *late_reason;
};
extern const struct field activity_close_fields[2];
bool activity_close_check(struct act *a);
bool activity_close_run(struct act *a);

bool activity_assign_check(struct act *a);
bool activity_assign_run(struct act *a);

struct activity_phones {
	const char *reason;
};
extern const struct field activity_phones_fields[1];
bool activity_phones_run(struct act *a);

struct activity_correct {
	word_t kind;
	const char *subject;
	int64_t agency;
	const char *organiser, *commission, *place;
	day_t starts_on;
	day_t held_on;
	day_t ends_on;
	const char *hours;
	bool counts;
	const char *reason;
};
extern const struct field activity_correct_fields[12];
bool activity_correct_check(struct act *a);
bool activity_correct_run(struct act *a);

/* The day, subject, kind of an activity reach its attendances: the `also` of every act that may change them. */
bool activity_follow_also(struct act *a);

/* ---- shared ---- */
/* "3", "3.5" in tenths of an hour; -1 when it is none. */
int64_t hours_tenths(const char *hours);
/* Does an absence from an activity of KIND count for 17(3)?  The setting names the kinds that do not. */
bool kind_counts(struct act *a, word_t kind);
/* Refuse at field "hours" what is no number of hours. */
bool hours_good(struct act *a, const char *hours);
/* Attendances of the running activity that are in one of the states (keys joined by ','), in order of invitation. */
size_t attendances_in(struct act *a, int64_t activity, const char *states, int64_t **ids);
/* The next name of a list joined by 、，, ; or newlines, from *AT; "" at the end.  Owned by the arena. */
const char *next_name(struct act *a, const char **at);

/* ---- activity_list.c ---- */
extern const struct list activity_lists[3];
extern const struct scope activity_scopes[3];
bool activity_sees(const struct actor *who, const void *row);
const char *activity_title(struct act *a, const void *row);
size_t activity_clocks(struct act *a, const void *row, struct clock_row out[FLOW_MAX_CLOCKS]);
size_t activity_waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS]);
void activity_tally(const void *row, struct tally_key *out);
void activity_text(struct act *a, const void *row, struct search_text *out);

/* ---- attendance_mark.c ---- */
struct attendance_mark_args {
	word_t mark;
	const char *reason;
	const char *hours;
};
extern const struct field attendance_mark_fields[3];
bool attendance_mark_may(struct act *a);
bool attendance_mark_check(struct act *a);
bool attendance_mark_run(struct act *a);
bool attendance_mark_also(struct act *a);

struct attendance_remark {
	word_t mark;
	const char *reason;
	const char *hours;
	const char *why;
};
extern const struct field attendance_remark_fields[4];
bool attendance_remark_check(struct act *a);
bool attendance_remark_run(struct act *a);

/* Is MARK good for this row?  Then it is taken. */
bool attendance_mark_good(struct act *a, word_t mark, const char *reason, const char *hours);
bool attendance_mark_as(struct act *a, word_t mark, const char *reason, const char *hours);

/* ---- attendance_import.c: a sheet of who came ---- */
struct attendance_import {
	int64_t activity;
	const char *name, *certificate;
	word_t mark;          /* of the words sheets use, see attendance_import.c */
	const char *reason, *hours;
};
extern const struct field attendance_import_fields[6];
int64_t attendance_import_match(struct act *a);
int64_t attendance_import_on(struct act *a);
bool attendance_import_check(struct act *a);
bool attendance_import_run(struct act *a);

#endif
