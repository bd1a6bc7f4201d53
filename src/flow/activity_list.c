/*
 * activity_list.c: how activities are listed, found and named; what the four books make
 * of an activity's row.
 *
 * Knows: the row alone.  Must not know: other records.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/activity_acts.h"

#define COUNT(states) "(SELECT count(*) FROM attendance t WHERE t.activity = v.id AND t.state " states ")"

static const struct list_col cols[] = {
	{ .name = "number", .label = N_("编号"), .sql = "v.number", .type = LT_TEXT, .width = 8, .min = 7 },
	{ .name = "on_day", .label = N_("日期"), .sql = "v.on_day", .type = LT_DAY, .width = 10, .min = 5, .rank = 1 },
	{ .name = "kind", .label = N_("类型"), .sql = "v.kind", .type = LT_WORD, .words = activity_kinds, .width = 14, .min = 8, .rank = 2 },
	{ .name = "subject", .label = N_("活动名称"), .sql = "v.subject", .type = LT_TEXT, .width = 24, .min = 10 },
	{ .name = "agency", .label = N_("执法机构"), .sql = "v.agency_name", .type = LT_NAME, .width = 16, .min = 8, .rank = 4 },
	{ .name = "state", .label = N_("状态"), .sql = "v.state", .type = LT_WORD, .words = activity_states, .width = 6, .rank = 1 },
	{ .name = "invited", .label = N_("应到"), .sql = COUNT("<> 'released'"), .type = LT_INT, .width = 4, .rank = 3, .right = true },
	{ .name = "attended", .label = N_("实到"), .sql = COUNT("= 'attended'"), .type = LT_INT, .width = 4, .rank = 3, .right = true },
	{ .name = "absent", .label = N_("缺席"), .sql = COUNT("= 'absent'"), .type = LT_INT, .width = 4, .rank = 5, .right = true },
	{ .name = "organiser", .label = N_("组织单位"), .sql = "v.organiser", .type = LT_TEXT, .width = 12, .rank = 6 },
	{ .name = "place", .label = N_("地点"), .sql = "v.place", .type = LT_TEXT, .json_only = true },
	{ .name = "hours", .label = N_("学时"), .sql = "v.hours", .type = LT_TEXT, .json_only = true },
	{ .name = "excused", .label = N_("请假"), .sql = COUNT("= 'excused'"), .type = LT_INT, .json_only = true },
	{ .name = "counts", .label = N_("计入连续缺席"), .sql = "v.counts", .type = LT_INT, .json_only = true },
};

static const struct list_filter filters[] = {
	{ .name = "kind", .label = N_("活动类型"), .sql = "v.kind = :v", .type = FT_WORD, .words = activity_kinds },
	{ .name = "agency", .label = N_("执法机构"), .sql = "v.agency = :v", .type = FT_REF, .ref = "agency" },
	{ .name = "since", .label = N_("不早于"), .sql = "v.on_day >= :v", .type = FT_DAY },
	{ .name = "until", .label = N_("不晚于"), .sql = "v.on_day <= :v", .type = FT_DAY },
	{ .name = "officer", .label = N_("承办人"), .sql = "v.officer = :v", .type = FT_REF, .ref = "account" },
};

static const struct list_sort by_day[] = {
	{ "on_day", N_("按日期"), "v.on_day", true },
	{ "number", N_("按编号"), "v.number_key", true },
};
static const struct list_sort by_next[] = {
	{ "on_day", N_("按日期"), "v.on_day", false },
	{ "number", N_("按编号"), "v.number_key", true },
};

#define VIEW(sort_keys) \
	.from = "activity v", .id = "v.id", .cols = cols, .n_cols = N_OF(cols), .filters = filters, .n_filters = N_OF(filters), \
	.sorts = sort_keys, .n_sorts = N_OF(sort_keys)

const struct list activity_lists[3] = {
	{ .name = "activity", .label = N_("监督活动"), VIEW(by_day) },
	{ .name = "activity.open", .label = N_("未办结的活动"), .where = "v.open = 1", VIEW(by_next) },
	{ .name = "activity.mine", .label = N_("我承办的活动"), .where = "v.officer = :account AND v.open = 1", VIEW(by_next) },
};

const struct scope activity_scopes[3] = {
	{ ROLE_CLERK, "1" },
	{ ROLE_LEADER, "1" },
	/* The same people as v.people holds, by an index. */
	{ ROLE_SUPERVISOR, "v.id IN (SELECT t.activity FROM attendance t WHERE t.person = :scope_person AND t.state <> 'released')" },
};

bool
activity_sees(const struct actor *who, const void *row)
{
	const struct activity *v = row;
	char key[32];
	char *p = key + sizeof key;
	int64_t id = who->person;

	if (who->roles & ROLE_BUREAU)
		return true;
	if (!(who->roles & ROLE_SUPERVISOR) || id <= 0)
		return false;
	*--p = '\0';
	for (*--p = ','; id > 0; id /= 10)
		*--p = (char)('0' + id % 10);
	*--p = ',';
	return strstr(v->people, p) != NULL;
}

const char *
activity_title(struct act *a, const void *row)
{
	const struct activity *v = row;

	return arena_printf(a->arena, "%s %s", v->number, v->subject);
}

size_t
activity_clocks(struct act *a, const void *row, struct clock_row out[FLOW_MAX_CLOCKS])
{
	const struct activity *v = row;
	size_t n = 0;

	out[n].kind = "hold";
	out[n].start = v->starts_on;
	out[n].unit = CLOCK_FIXED;
	out[n].due = v->starts_on;
	out[n].stopped = v->held_on != DAY_NONE ? v->held_on : v->cancelled_on;
	out[n++].basis = arena_printf(a->arena, "计划%s举行", case_day(a, v->starts_on));
	if (v->held_on != DAY_NONE) {
		out[n].kind = "attend";
		out[n].start = v->held_on;
		out[n].n = (int)v->attend_days;
		out[n].unit = CLOCK_WORKDAYS;
		out[n].stopped = v->closed_on;
		out[n].article = 18;
		out[n++].basis = arena_printf(a->arena, "%s举行，%lld工作日内登记出席并办结（本局设定）", case_day(a, v->held_on),
			(long long)v->attend_days);
	}
	return n;
}

size_t
activity_waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS])
{
	const struct activity *v = row;
	struct wait_row *w = &out[0];

	(void)a;
	w->role = ROLE_CLERK;
	w->officer = v->officer;
	w->object = *v->agency_name != '\0' ? v->agency_name : v->subject;
	w->clock = "hold";
	switch (v->rec.state) {
	case ACTIVITY_PLANNED:
		w->action = strlen(v->people) > 1 ? "activity.notify" : "activity.invite";
		w->text = strlen(v->people) > 1 ? N_("通知活动") : N_("邀请监督员");
		return 1;
	case ACTIVITY_NOTIFIED:
		w->action = "activity.hold";
		w->text = N_("登记举行");
		return 1;
	case ACTIVITY_HELD:
		w->action = v->marked ? "activity.close" : "activity.attend";
		w->text = v->marked ? N_("办结") : N_("登记出席");
		w->clock = "attend";
		return 1;
	default:
		return 0;
	}
}

void
activity_tally(const void *row, struct tally_key *out)
{
	const struct activity *v = row;

	out->agency = v->agency;
	out->month = case_month(v->on_day);
}

void
activity_text(struct act *a, const void *row, struct search_text *out)
{
	const struct activity *v = row;
	const char *scope = search_scope_flow(a->arena, "activity");

	for (const char *p = v->people; *p != '\0' && p[1] != '\0'; p += strcspn(p + 1, ",") + 1) {
		int64_t id = 0;

		for (const char *d = p + 1; *d >= '0' && *d <= '9'; d++)
			id = id * 10 + (*d - '0');
		scope = arena_printf(a->arena, "%s %s", scope, search_scope(a->arena, 'p', id));
	}
	out->body = arena_printf(a->arena, "%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s", v->number, v->subject, v->agency_name, v->organiser,
		v->commission, v->place, v->plan, v->minutes, v->resolutions, v->summary);
	out->initials = v->initials;
	out->scope = scope;
}
