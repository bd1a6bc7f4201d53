/*
 * activity_plan.c: an activity before it is held: planned, changed, told, called off.
 *
 * Knows: what must hold of a plan (articles 8, 12).  Must not know: who is invited
 * (activity_invite.c), what absences mean (absence.c).
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "flow/activity_acts.h"
#include "flow/conflict.h"
#include "flow/flows.h"

/* ---- shared ---- */

int64_t
hours_tenths(const char *hours)
{
	size_t whole = strspn(hours, "0123456789");
	int64_t n = 0;

	if (*hours == '\0')
		return 0;
	if (whole == 0 || whole > 4)
		return -1;
	for (size_t i = 0; i < whole; i++)
		n = n * 10 + (hours[i] - '0');
	n *= 10;
	if (hours[whole] == '\0')
		return n;
	if (hours[whole] != '.' || !isdigit((unsigned char)hours[whole + 1]) || hours[whole + 2] != '\0')
		return -1;
	return n + (hours[whole + 1] - '0');
}

bool
hours_good(struct act *a, const char *hours)
{
	int64_t tenths = hours_tenths(hours);

	return (tenths >= 0 && tenths <= 2400) || act_refuse(a, "hours", 0, _("学时：应填小时数，可到一位小数，如3.5"));
}

/* HH:MM */
static bool
time_good(struct act *a, const char *s)
{
	int h, m, n = 0;

	if (*s == '\0' || (sscanf(s, "%2d:%2d%n", &h, &m, &n) == 2 && s[n] == '\0' && h >= 0 && h < 24 && m >= 0 && m < 60))
		return true;
	return act_refuse(a, "starts_at", 0, _("时间：应填时分，如09:30"));
}

static bool
days_good(struct act *a, day_t starts, day_t ends, day_t reply_by)
{
	return case_in_order(a, "ends_on", ends, starts, _("结束日期不能早于活动日期")) &&
		case_in_order(a, "reply_by", starts, reply_by, _("回复期限不能晚于活动日期"));
}

bool
kind_counts(struct act *a, word_t kind)
{
	const char *uncounted = setting_text(a->db, a->arena, "uncounted_kinds", "meeting,study");
	const char *at = uncounted;

	for (;;) {
		const char *name = next_name(a, &at);

		if (*name == '\0')
			return true;
		if (word_find(activity_kinds, name) == kind)
			return false;
	}
}

const char *
next_name(struct act *a, const char **at)
{
	static const char *const seps[] = { "、", "，", "；", ",", ";", "\n", "\t", " " };
	const char *s = *at, *out = "";

	while (*s != '\0' && *out == '\0') {
		size_t n = strlen(s), skip = 0;

		for (size_t i = 0; i < N_OF(seps); i++) {
			const char *p = strstr(s, seps[i]);

			if (p != NULL && (size_t)(p - s) < n) {
				n = (size_t)(p - s);
				skip = strlen(seps[i]);
			}
		}
		if (n > 0)
			out = arena_strndup(a->arena, s, n);
		s += n + skip;
	}
	*at = s;
	return out;
}

size_t
attendances_in(struct act *a, int64_t activity, const char *states, int64_t **ids)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT id FROM attendance WHERE activity = :activity AND instr(:states, ',' || state || ',') > 0 ORDER BY on_day, id");
	size_t n = 0, cap = 0;

	*ids = NULL;
	db_bind_int(s, ":activity", activity);
	db_bind_text(s, ":states", states);
	while (db_step(s)) {
		if (n == cap) {
			int64_t *more = arena_alloc(a->arena, (cap + 64) * 2 * sizeof *more);

			if (n > 0)
				memcpy(more, *ids, n * sizeof *more);
			*ids = more;
			cap = (cap + 64) * 2;
		}
		(*ids)[n++] = db_int(s, 0);
	}
	return n;
}

bool
activity_follow_also(struct act *a)
{
	const struct activity *v = a->row;
	int64_t *ids;
	size_t n = attendances_in(a, v->rec.id, ",invited,accepted,declined,attended,excused,absent,released,", &ids);
	char day[DAY_TEXT];

	for (size_t i = 0; i < n; i++) {
		const struct attendance *t = act_load(a, "attendance", ids[i]);

		if (t == NULL || (t->on_day == v->on_day && t->kind == v->kind && t->counts == v->counts &&
			strcmp(t->subject, v->subject) == 0))
			continue;
		if (act_also(a, "attendance.follow", ids[i], "on_day", day_format(v->on_day, day), "kind", activity_kinds[v->kind].key,
			"counts", v->counts ? "1" : "0", "subject", v->subject, NULL) == 0)
			return false;
	}
	return true;
}

/* ---- plan ---- */

const struct field activity_plan_fields[12] = {
	{ F_WORD(struct activity_plan, kind, activity_kinds), .label = N_("活动类型"), .flags = FIELD_REQUIRED | FIELD_NOTE, .article = 8 },
	{ F_LINE(struct activity_plan, subject), .label = N_("活动名称"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 100,
	  .hint = N_("如：行政处罚案卷评查") },
	{ F_REF(struct activity_plan, agency, "agency"), .label = N_("执法机构"), .flags = FIELD_NOTE, .article = 2,
	  .hint = N_("检查、评查哪个机构；据此提示回避") },
	{ F_LINE(struct activity_plan, organiser), .label = N_("组织单位"), .article = 12, .max = 60, .standard = "区司法局" },
	{ F_LINE(struct activity_plan, commission), .label = N_("委托单位"), .article = 8, .max = 60, .hint = N_("委托事项必填") },
	{ F_LINE(struct activity_plan, place), .label = N_("地点"), .max = 100 },
	{ F_DAY(struct activity_plan, starts_on), .label = N_("活动日期"), .flags = FIELD_REQUIRED },
	{ F_LINE(struct activity_plan, starts_at), .label = N_("时间"), .max = 5, .hint = N_("如09:30") },
	{ F_DAY(struct activity_plan, ends_on), .label = N_("结束日期"), .hint = N_("不止一天的才填") },
	{ F_LINE(struct activity_plan, hours), .label = N_("学时"), .max = 6, .hint = N_("参加一人计几小时，如3.5") },
	{ F_DAY(struct activity_plan, reply_by), .label = N_("回复期限") },
	{ F_PARA(struct activity_plan, plan), .label = N_("活动方案") },
};

bool
activity_plan_check(struct act *a)
{
	const struct activity_plan *in = a->args;
	const char *name, *initials;

	if (in->kind == ACTIVITY_COMMISSIONED && *in->commission == '\0')
		return act_refuse(a, "commission", 8, _("委托单位：委托事项应当写明由谁委托"));
	return days_good(a, in->starts_on, in->ends_on, in->reply_by) && time_good(a, in->starts_at) && hours_good(a, in->hours) &&
		case_agency(a, in->agency, true, &name, &initials);
}

bool
activity_plan_run(struct act *a)
{
	struct activity *v = a->row;
	int year, month, day;

	case_copy_all(a);
	day_split(v->starts_on, &year, &month, &day);
	v->number = act_number(a, "activity", year);
	v->number_key = case_number_key(v->number);
	if (!case_agency(a, v->agency, false, &v->agency_name, &v->initials))
		return false;
	v->on_day = v->starts_on;
	v->counts = kind_counts(a, v->kind);
	v->attend_days = setting_int(a->db, "attend_days", 5);
	v->people = ",";
	v->before_rule = case_before_rule(a, v->starts_on);
	v->officer = conflict_officer(a, v->agency);
	v->rec.state = ACTIVITY_PLANNED;
	act_note(a, "%s", v->number);
	return true;
}

/* ---- change ---- */

const struct field activity_change_fields[10] = {
	{ F_LINE(struct activity_change, subject), .label = N_("活动名称"), .flags = FIELD_REQUIRED | FIELD_PREFILL, .max = 100 },
	{ F_REF(struct activity_change, agency, "agency"), .label = N_("执法机构"), .flags = FIELD_PREFILL, .article = 2 },
	{ F_LINE(struct activity_change, place), .label = N_("地点"), .flags = FIELD_PREFILL, .max = 100 },
	{ F_DAY(struct activity_change, starts_on), .label = N_("活动日期"), .flags = FIELD_REQUIRED | FIELD_PREFILL },
	{ F_LINE(struct activity_change, starts_at), .label = N_("时间"), .flags = FIELD_PREFILL, .max = 5 },
	{ F_DAY(struct activity_change, ends_on), .label = N_("结束日期"), .flags = FIELD_PREFILL },
	{ F_LINE(struct activity_change, hours), .label = N_("学时"), .flags = FIELD_PREFILL, .max = 6 },
	{ F_DAY(struct activity_change, reply_by), .label = N_("回复期限"), .flags = FIELD_PREFILL },
	{ F_PARA(struct activity_change, plan), .label = N_("活动方案"), .flags = FIELD_PREFILL },
	{ F_LINE(struct activity_change, why), .label = N_("变更原因"), .flags = FIELD_NOTE },
};

/* What is not given stays as it is: a form gives everything, the command line what changes. */
static void
keep_rest(struct act *a, struct activity *as)
{
	const struct activity_change *in = a->args;

	*as = *(const struct activity *)a->row;
	if (act_given(a, "starts_on"))
		as->starts_on = in->starts_on;
	if (act_given(a, "ends_on"))
		as->ends_on = in->ends_on;
	if (act_given(a, "reply_by"))
		as->reply_by = in->reply_by;
}

bool
activity_change_check(struct act *a)
{
	const struct activity_change *in = a->args;
	const struct activity *v = a->row;
	const char *name, *initials;
	struct activity as;

	keep_rest(a, &as);
	if (v->rec.state == ACTIVITY_NOTIFIED && *in->why == '\0' && as.starts_on != v->starts_on)
		return act_refuse(a, "why", 0, _("变更原因：已通知的活动改期，请写明原因"));
	return days_good(a, as.starts_on, as.ends_on, as.reply_by) && time_good(a, in->starts_at) && hours_good(a, in->hours) &&
		(!act_given(a, "agency") || in->agency == v->agency || case_agency(a, in->agency, true, &name, &initials));
}

bool
activity_change_run(struct act *a)
{
	struct activity *v = a->row;
	day_t was = v->starts_on;
	char from[DAY_TEXT], to[DAY_TEXT];

	act_copy(a);
	if (!case_agency(a, v->agency, false, &v->agency_name, &v->initials))
		return false;
	v->on_day = v->starts_on;
	v->before_rule = case_before_rule(a, v->starts_on);
	if (was != v->starts_on) {
		act_note(a, _("改期：%s → %s"), day_format(was, from), day_format(v->starts_on, to));
		if (v->rec.state == ACTIVITY_NOTIFIED)
			act_notice(a, "%s", _("活动已改期，请将变更告知已通知的监督员"));
	}
	return true;
}

/* ---- notify ---- */

const struct field activity_notify_fields[4] = {
	{ F_WORD(struct activity_notify, notify_how, notify_ways), .label = N_("通知方式"), .flags = FIELD_REQUIRED | FIELD_NOTE,
	  .standard = "message" },
	{ F_DAY(struct activity_notify, on), .label = N_("通知日期"), .flags = FIELD_HAPPENED },
	{ F_DAY(struct activity_notify, reply_by), .label = N_("回复期限"), .flags = FIELD_PREFILL },
	ACTIVITY_LATE(struct activity_notify),
};

static size_t
untold(struct act *a, int64_t activity, int64_t **ids)
{
	size_t n = attendances_in(a, activity, ",invited,", ids), k = 0;

	for (size_t i = 0; i < n; i++) {
		const struct attendance *t = act_load(a, "attendance", (*ids)[i]);

		if (t != NULL && t->notified_on == DAY_NONE)
			(*ids)[k++] = (*ids)[i];
	}
	return k;
}

bool
activity_notify_may(struct act *a)
{
	int64_t *ids;

	if (untold(a, row_head(a->row)->id, &ids) > 0)
		return true;
	return act_bar(a, "%s", row_head(a->row)->state == ACTIVITY_PLANNED ? _("还没有邀请人") : _("邀请的人都已通知"));
}

bool
activity_notify_check(struct act *a)
{
	const struct activity *v = a->row;
	const struct activity_notify *in = a->args;

	return case_in_order(a, "on", v->starts_on, in->on, _("通知日期不能晚于活动日期")) &&
		(!act_given(a, "reply_by") || days_good(a, v->starts_on, v->ends_on, in->reply_by));
}

bool
activity_notify_run(struct act *a)
{
	struct activity *v = a->row;
	const struct activity_notify *in = a->args;
	int64_t *ids;

	act_copy(a);
	if (v->notified_on == DAY_NONE)
		v->notified_on = in->on;
	v->rec.state = ACTIVITY_NOTIFIED;
	act_note(a, _("通知%zu人"), untold(a, v->rec.id, &ids));
	return true;
}

bool
activity_notify_also(struct act *a)
{
	const struct activity_notify *in = a->args;
	int64_t *ids;
	size_t n = untold(a, row_head(a->row)->id, &ids);
	char day[DAY_TEXT];

	for (size_t i = 0; i < n; i++)
		if (act_also(a, "attendance.notify", ids[i], "notify_how", notify_ways[in->notify_how].key, "on",
			day_format(in->on, day), NULL) == 0)
			return false;
	return true;
}

/* ---- cancel ---- */

const struct field activity_cancel_fields[3] = {
	{ F_LINE(struct activity_cancel, cancel_reason), .label = N_("取消原因"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 500 },
	{ F_DAY(struct activity_cancel, on), .label = N_("取消日期"), .flags = FIELD_HAPPENED },
	ACTIVITY_LATE(struct activity_cancel),
};

bool
activity_cancel_run(struct act *a)
{
	struct activity *v = a->row;
	const struct activity_cancel *in = a->args;

	v->cancelled_on = in->on;
	v->cancel_reason = in->cancel_reason;
	/* Every invitation is taken back with it. */
	v->people = ",";
	if (v->rec.state == ACTIVITY_NOTIFIED)
		act_notice(a, "%s", _("活动已取消，请告知已通知的监督员"));
	v->rec.state = ACTIVITY_CANCELLED;
	return true;
}

bool
activity_cancel_also(struct act *a)
{
	const struct activity_cancel *in = a->args;
	int64_t *ids;
	size_t n = attendances_in(a, row_head(a->row)->id, ",invited,accepted,declined,", &ids);
	char day[DAY_TEXT];

	for (size_t i = 0; i < n; i++)
		if (act_also(a, "attendance.release", ids[i], "release_reason", in->cancel_reason, "on", day_format(in->on, day),
			NULL) == 0)
			return false;
	return true;
}
