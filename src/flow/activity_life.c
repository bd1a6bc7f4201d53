/*
 * activity_life.c: an activity that is held: who came, what it brought, its end;
 * handover and correction.
 *
 * Knows: what must hold before it is closed (articles 12, 18).  Must not know: what
 * absences mean (absence.c).
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/activity_acts.h"
#include "flow/conflict.h"
#include "flow/flows.h"

/* ---- hold ---- */

const struct field activity_hold_fields[5] = {
	{ F_DAY(struct activity_hold, on), .label = N_("举行日期"), .flags = FIELD_HAPPENED },
	{ F_DAY(struct activity_hold, ends_on), .label = N_("结束日期"), .flags = FIELD_PREFILL },
	{ F_LINE(struct activity_hold, place), .label = N_("地点"), .flags = FIELD_PREFILL, .max = 100 },
	{ F_LINE(struct activity_hold, hours), .label = N_("学时"), .flags = FIELD_PREFILL, .max = 6 },
	ACTIVITY_LATE(struct activity_hold),
};

bool
activity_hold_may(struct act *a)
{
	const struct activity *v = a->row;

	return strlen(v->people) > 1 || act_bar(a, "%s", _("还没有邀请人"));
}

bool
activity_hold_check(struct act *a)
{
	const struct activity *v = a->row;
	const struct activity_hold *in = a->args;

	return case_in_order(a, "on", in->on, v->notified_on, _("举行日期不能早于通知日期")) &&
		case_in_order(a, "ends_on", act_given(a, "ends_on") ? in->ends_on : v->ends_on, in->on,
			_("结束日期不能早于举行日期")) &&
		hours_good(a, in->hours);
}

bool
activity_hold_run(struct act *a)
{
	struct activity *v = a->row;
	const struct activity_hold *in = a->args;
	char planned[DAY_TEXT];

	act_copy(a);
	v->held_on = v->on_day = in->on;
	if (v->starts_on != in->on)
		act_note(a, _("原定%s"), day_format(v->starts_on, planned));
	if (v->notified_on == DAY_NONE)
		act_notice(a, "%s", _("没有通知记录：未参加的人不计缺席（第十七条第三项）"));
	v->before_rule = case_before_rule(a, v->held_on);
	v->rec.state = ACTIVITY_HELD;
	return true;
}

/* ---- attend: everybody at once, by names ---- */

static const struct word rests[] = {
	WORD_NONE,
	{ "attended", N_("出席"), 0 },
	{ "absent", N_("缺席"), 17 },
	WORD_END,
};

const struct field activity_attend_fields[6] = {
	{ F_WORD(struct activity_attend, rest, rests), .label = N_("其余的人"), .hint = N_("没有列名的人算什么；不填则不登记") },
	{ F_PARA(struct activity_attend, attended), .label = N_("出席"), .max = 4000, .hint = N_("姓名，用顿号分开") },
	{ F_PARA(struct activity_attend, excused), .label = N_("请假"), .max = 4000, .article = 17 },
	{ F_PARA(struct activity_attend, absent), .label = N_("缺席"), .max = 4000, .article = 17 },
	{ F_LINE(struct activity_attend, reason), .label = N_("请假事由"), .article = 17, .hint = N_("有请假的必填") },
	{ F_LINE(struct activity_attend, hours), .label = N_("学时"), .max = 6, .hint = N_("不填则按活动的学时") },
};

/* The attendance of a name in activity ID: 0 none, -1 several. */
static int64_t
attendance_named(struct act *a, int64_t activity, const char *name)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT id FROM attendance WHERE activity = :activity AND (person_name = :name OR certificate = :name) "
		"AND state <> 'released' LIMIT 2");
	int64_t id = 0;
	int n = 0;

	db_bind_int(s, ":activity", activity);
	db_bind_text(s, ":name", name);
	while (db_step(s)) {
		id = db_int(s, 0);
		n++;
	}
	return n > 1 ? -1 : id;
}

struct marking {
	int64_t *ids;
	word_t *marks;
	size_t n;
};

static bool
mark_names(struct act *a, struct marking *m, const char *field, const char *names, word_t mark)
{
	const char *at = names, *name;

	while (*(name = next_name(a, &at)) != '\0') {
		int64_t id = attendance_named(a, row_head(a->row)->id, name);
		size_t i = 0;

		if (id == 0)
			return act_refuse(a, field, 0, _("%s不在邀请之列"), name);
		if (id < 0)
			return act_refuse(a, field, 0, _("不止一位叫“%s”，请填写证号"), name);
		while (i < m->n && m->ids[i] != id)
			i++;
		if (i == m->n)
			return act_refuse(a, field, 0, _("%s的出席情况已登记，请用更正"), name);
		if (m->marks[i] != 0)
			return act_refuse(a, field, 0, _("%s写了两次"), name);
		m->marks[i] = mark;
	}
	return true;
}

/* Who is to be marked as what, of those not marked yet; false with a refusal. */
static bool
markings(struct act *a, struct marking *m)
{
	const struct activity_attend *in = a->args;

	m->n = attendances_in(a, row_head(a->row)->id, ",invited,accepted,declined,", &m->ids);
	m->marks = arena_alloc(a->arena, (m->n + 1) * sizeof *m->marks);
	if (*in->excused != '\0' && *in->reason == '\0')
		return act_refuse(a, "reason", 17, _("请假事由：请假的应当写明事由（第十七条第三项：正当理由）"));
	if (!mark_names(a, m, "attended", in->attended, MARK_ATTENDED) || !mark_names(a, m, "excused", in->excused, MARK_EXCUSED) ||
		!mark_names(a, m, "absent", in->absent, MARK_ABSENT))
		return false;
	for (size_t i = 0; i < m->n; i++) {
		const struct attendance *t = act_load(a, "attendance", m->ids[i]);

		if (m->marks[i] != 0 || in->rest == 0 || t == NULL)
			continue;
		/* Who was never told is not absent (17(3)). */
		m->marks[i] = in->rest == 1 ? MARK_ATTENDED : t->notified_on != DAY_NONE ? MARK_ABSENT : 0;
	}
	return true;
}

bool
activity_attend_check(struct act *a)
{
	const struct activity_attend *in = a->args;
	struct marking m;
	size_t any = 0;

	if (!hours_good(a, in->hours) || !markings(a, &m))
		return false;
	for (size_t i = 0; i < m.n; i++)
		any += m.marks[i] != 0;
	return any > 0 || act_refuse(a, "rest", 18, _("其余的人：没有要登记的人"));
}

bool
activity_attend_run(struct act *a)
{
	struct marking m;
	size_t n[4] = { 0 };

	if (!markings(a, &m))
		return false;
	for (size_t i = 0; i < m.n; i++)
		n[m.marks[i]]++;
	act_note(a, _("出席%zu人，请假%zu人，缺席%zu人"), n[MARK_ATTENDED], n[MARK_EXCUSED], n[MARK_ABSENT]);
	return true;
}

bool
activity_attend_also(struct act *a)
{
	const struct activity_attend *in = a->args;
	struct marking m;

	if (!markings(a, &m))
		return false;
	for (size_t i = 0; i < m.n; i++)
		if (m.marks[i] != 0 && act_also(a, "attendance.mark", m.ids[i], "mark", attendance_marks[m.marks[i]].key, "reason",
			m.marks[i] == MARK_EXCUSED ? in->reason : "", "hours", m.marks[i] == MARK_ATTENDED ? in->hours : "", NULL) == 0)
			return false;
	return true;
}

/* ---- record 纪要 ---- */

const struct field activity_record_fields[3] = {
	{ F_PARA(struct activity_record, minutes), .label = N_("纪要"), .flags = FIELD_PREFILL, .article = 12 },
	{ F_PARA(struct activity_record, resolutions), .label = N_("议定事项"), .flags = FIELD_PREFILL, .article = 12 },
	{ F_PARA(struct activity_record, summary), .label = N_("活动小结"), .flags = FIELD_PREFILL },
};

/* ---- close ---- */

const struct field activity_close_fields[2] = {
	{ F_DAY(struct activity_close, on), .label = N_("办结日期"), .flags = FIELD_HAPPENED },
	ACTIVITY_LATE(struct activity_close),
};

bool
activity_close_check(struct act *a)
{
	const struct activity *v = a->row;
	const struct activity_close *in = a->args;
	int64_t *ids;
	size_t n = attendances_in(a, v->rec.id, ",invited,accepted,declined,", &ids), open = 0;

	for (size_t i = 0; i < n; i++) {
		const struct attendance *t = act_load(a, "attendance", ids[i]);

		open += t != NULL && t->notified_on != DAY_NONE;
	}
	if (open > 0)
		return act_refuse(a, "on", 18, _("还有%zu人没有登记出席情况，不能办结"), open);
	if (v->kind == ACTIVITY_MEETING && *v->minutes == '\0')
		return act_refuse(a, "on", 12, _("会议没有纪要，不能办结"));
	return case_in_order(a, "on", in->on, v->held_on, _("办结日期不能早于举行日期"));
}

bool
activity_close_run(struct act *a)
{
	struct activity *v = a->row;
	const struct activity_close *in = a->args;

	v->closed_on = in->on;
	v->rec.state = ACTIVITY_CLOSED;
	return true;
}

/* ---- assign ---- */

bool
activity_assign_check(struct act *a)
{
	const struct activity *v = a->row;

	return case_assign_check(a, v->officer) &&
		conflict_admits(a, "to", ((const struct case_assign *)a->args)->to, v->agency);
}

bool
activity_assign_run(struct act *a)
{
	struct activity *v = a->row;
	const struct case_assign *in = a->args;

	v->officer = in->to;
	return true;
}

/* ---- phones: that somebody took the numbers away, and why ---- */

const struct field activity_phones_fields[1] = {
	{ F_LINE(struct activity_phones, reason), .label = N_("用途"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 200,
	  .hint = N_("如：短信平台群发活动通知") },
};

bool
activity_phones_run(struct act *a)
{
	struct roll_row *rows;

	act_note(a, _("导出%zu人的电话号码"), activity_roll(a->db, a->arena, row_head(a->row)->id, &rows));
	return true;
}

/* ---- correct ---- */

const struct field activity_correct_fields[12] = {
	{ F_WORD(struct activity_correct, kind, activity_kinds), .label = N_("活动类型"), .flags = FIELD_PREFILL, .article = 8 },
	{ F_LINE(struct activity_correct, subject), .label = N_("活动名称"), .flags = FIELD_PREFILL, .max = 100 },
	{ F_REF(struct activity_correct, agency, "agency"), .label = N_("执法机构"), .flags = FIELD_PREFILL, .article = 2 },
	{ F_LINE(struct activity_correct, organiser), .label = N_("组织单位"), .flags = FIELD_PREFILL, .article = 12, .max = 60 },
	{ F_LINE(struct activity_correct, commission), .label = N_("委托单位"), .flags = FIELD_PREFILL, .article = 8, .max = 60 },
	{ F_LINE(struct activity_correct, place), .label = N_("地点"), .flags = FIELD_PREFILL, .max = 100 },
	{ F_DAY(struct activity_correct, starts_on), .label = N_("活动日期"), .flags = FIELD_PREFILL },
	{ F_DAY(struct activity_correct, held_on), .label = N_("举行日期"), .flags = FIELD_PREFILL | FIELD_PAST },
	{ F_DAY(struct activity_correct, ends_on), .label = N_("结束日期"), .flags = FIELD_PREFILL },
	{ F_LINE(struct activity_correct, hours), .label = N_("学时"), .flags = FIELD_PREFILL, .max = 6 },
	{ F_BOOL(struct activity_correct, counts), .label = N_("计入连续缺席"), .flags = FIELD_PREFILL, .article = 17 },
	{ F_LINE(struct activity_correct, reason), .label = N_("更正原因"), .flags = FIELD_REQUIRED | FIELD_NOTE },
};

bool
activity_correct_check(struct act *a)
{
	const struct activity *v = a->row;
	const struct activity_correct *in = a->args;
	bool held = v->rec.state == ACTIVITY_HELD || v->rec.state == ACTIVITY_CLOSED;
	const char *name, *initials;

	if (act_given(a, "kind") && in->kind == 0)
		return act_refuse(a, "kind", 8, _("活动类型：必须填写"));
	if (act_given(a, "subject") && *in->subject == '\0')
		return act_refuse(a, "subject", 0, _("活动名称：必须填写"));
	if (act_given(a, "starts_on") && in->starts_on == DAY_NONE)
		return act_refuse(a, "starts_on", 0, _("活动日期：必须填写"));
	if (act_given(a, "held_on") && held != (in->held_on != DAY_NONE))
		return act_refuse(a, "held_on", 0, "%s", held ? _("举行日期：必须填写") : _("举行日期：活动尚未登记举行"));
	if ((act_given(a, "kind") ? in->kind : v->kind) == ACTIVITY_COMMISSIONED &&
		*(act_given(a, "commission") ? in->commission : v->commission) == '\0')
		return act_refuse(a, "commission", 8, _("委托单位：委托事项应当写明由谁委托"));
	if (act_given(a, "held_on") && !(case_in_order(a, "held_on", in->held_on, v->notified_on, _("举行日期不能早于通知日期")) &&
		case_in_order(a, "held_on", v->closed_on, in->held_on, _("举行日期不能晚于办结日期"))))
		return false;
	return hours_good(a, in->hours) &&
		(!act_given(a, "agency") || in->agency == v->agency || case_agency(a, in->agency, true, &name, &initials));
}

bool
activity_correct_run(struct act *a)
{
	struct activity *v = a->row;
	int64_t agency = v->agency;
	word_t kind = v->kind;

	act_copy(a);
	if (v->kind != kind && !act_given(a, "counts"))
		v->counts = kind_counts(a, v->kind);
	v->on_day = v->held_on != DAY_NONE ? v->held_on : v->starts_on;
	v->before_rule = case_before_rule(a, v->on_day);
	if (v->agency != agency && !case_agency(a, v->agency, false, &v->agency_name, &v->initials))
		return false;
	return case_in_order(a, "ends_on", v->ends_on, v->on_day, _("结束日期不能早于活动日期"));
}
