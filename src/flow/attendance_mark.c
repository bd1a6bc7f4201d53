/*
 * attendance_mark.c: who came, who was excused, who was absent: marked, and corrected with
 * a reason.
 *
 * Knows: what a mark needs (article 17(3): without good reason).  Must not know: how a
 * run of absences is found (absence.c).
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/activity_acts.h"
#include "flow/flows.h"
#include "flow/parties.h"

const struct field attendance_mark_fields[3] = {
	{ F_WORD(struct attendance_mark_args, mark, attendance_marks), .label = N_("出席情况"), .flags = FIELD_REQUIRED | FIELD_NOTE,
	  .article = 17 },
	{ F_LINE(struct attendance_mark_args, reason), .label = N_("请假事由"), .flags = FIELD_NOTE, .article = 17, .max = 200 },
	{ F_LINE(struct attendance_mark_args, hours), .label = N_("学时"), .flags = FIELD_NOTE, .max = 6 },
};

const struct field attendance_remark_fields[4] = {
	{ F_WORD(struct attendance_remark, mark, attendance_marks), .label = N_("出席情况"), .flags = FIELD_REQUIRED | FIELD_NOTE,
	  .article = 17 },
	{ F_LINE(struct attendance_remark, reason), .label = N_("请假事由"), .flags = FIELD_NOTE, .article = 17, .max = 200 },
	{ F_LINE(struct attendance_remark, hours), .label = N_("学时"), .flags = FIELD_NOTE, .max = 6 },
	{ F_LINE(struct attendance_remark, why), .label = N_("更正原因"), .flags = FIELD_REQUIRED | FIELD_NOTE },
};

bool
attendance_mark_may(struct act *a)
{
	const struct attendance *t = a->row;
	const struct activity *v = act_load(a, "activity", t->activity);

	return v == NULL || v->rec.state == ACTIVITY_HELD || v->rec.state == ACTIVITY_CLOSED ||
		act_bar(a, "%s", _("活动尚未登记举行"));
}

bool
attendance_mark_good(struct act *a, word_t mark, const char *reason, const char *hours)
{
	const struct attendance *t = a->row;

	if (mark != MARK_ATTENDED && t->notified_on == DAY_NONE)
		return act_refuse(a, "mark", 17, _("出席情况：%s没有通知记录，不计请假或缺席"), t->person_name);
	if (mark == MARK_ABSENT) {
		const struct supervisor *s = act_load(a, "supervisor", t->supervisor);

		if (s != NULL && !supervisor_in_office(s, t->on_day))
			return act_refuse(a, "mark", 17, _("出席情况：%s在活动当日已不在任，不计缺席"), t->person_name);
	}
	if (mark == MARK_EXCUSED && *reason == '\0')
		return act_refuse(a, "reason", 17, _("请假事由：请假的应当写明事由（第十七条第三项：正当理由）"));
	if (mark != MARK_ATTENDED && *hours != '\0')
		return act_refuse(a, "hours", 0, _("学时：没有出席的不计学时"));
	return hours_good(a, hours);
}

bool
attendance_mark_check(struct act *a)
{
	const struct attendance_mark_args *in = a->args;

	return attendance_mark_good(a, in->mark, in->reason, in->hours);
}

bool
attendance_mark_as(struct act *a, word_t mark, const char *reason, const char *hours)
{
	struct attendance *t = a->row;
	const struct activity *v = act_load(a, "activity", t->activity);

	if (v == NULL)
		return false;
	t->marked_on = a->today;
	t->reason = mark == MARK_EXCUSED ? reason : "";
	t->hours = mark != MARK_ATTENDED ? "" : *hours != '\0' ? hours : v->hours;
	t->tenths = hours_tenths(t->hours);
	t->rec.state = (word_t)(ATTENDANCE_ATTENDED + mark - MARK_ATTENDED);
	return true;
}

bool
attendance_mark_run(struct act *a)
{
	const struct attendance_mark_args *in = a->args;

	return attendance_mark_as(a, in->mark, in->reason, in->hours);
}

/* Has everybody of the activity who was told been marked? */
static bool
all_marked(struct act *a, int64_t activity)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT 1 FROM attendance WHERE activity = :activity AND state IN ('invited', 'accepted', 'declined') "
		"AND notified_on IS NOT NULL LIMIT 1");
	bool left;

	db_bind_int(s, ":activity", activity);
	left = db_step(s);
	db_done(s);
	return !left;
}

bool
attendance_mark_also(struct act *a)
{
	const struct attendance *t = a->row;
	const struct activity *v = act_load(a, "activity", t->activity);

	if (v != NULL && !v->marked && v->rec.state == ACTIVITY_HELD && all_marked(a, t->activity) &&
		act_also(a, "activity.marked", t->activity, NULL) == 0)
		return false;
	return absence_settle(a, t->supervisor);
}

bool
attendance_remark_check(struct act *a)
{
	const struct attendance_remark *in = a->args;
	const struct attendance *t = a->row;
	const struct activity *v = act_load(a, "activity", t->activity);

	if (!attendance_mark_good(a, in->mark, in->reason, in->hours))
		return false;
	if (v != NULL && t->rec.state == ATTENDANCE_ATTENDED + in->mark - MARK_ATTENDED &&
		strcmp(in->mark == MARK_EXCUSED ? in->reason : "", t->reason) == 0 &&
		(in->mark != MARK_ATTENDED || strcmp(*in->hours != '\0' ? in->hours : v->hours, t->hours) == 0))
		return act_refuse(a, "mark", 0, _("没有改动，无须更正"));
	return true;
}

bool
attendance_remark_run(struct act *a)
{
	const struct attendance_remark *in = a->args;
	const struct attendance *t = a->row;

	act_note(a, _("原为%s"), word_label(attendance_states, t->rec.state));
	return attendance_mark_as(a, in->mark, in->reason, in->hours);
}
