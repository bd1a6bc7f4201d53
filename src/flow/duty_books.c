/*
 * duty_books.c: what the books, the search and the registers make of a duty report's row.
 *
 * Knows: the row alone, the table's indexes (src/store/ladder/0007.sql).
 * Must not know: other records.
 */
#include "base/i18n.h"
#include "flow/cases.h"
#include "flow/duty_acts.h"

bool
duty_sees(const struct actor *who, const void *row)
{
	const struct duty *d = row;

	if (who->roles & ROLE_BUREAU)
		return true;
	return actor_is(who, d->person);
}

const char *
duty_title(struct act *a, const void *row)
{
	const struct duty *d = row;

	return arena_printf(a->arena, "%s %s", d->period, d->person_name);
}

size_t
duty_clocks(struct act *a, const void *row, struct clock_row out[FLOW_MAX_CLOCKS])
{
	const struct duty *d = row;
	size_t n = 0;

	clock_workdays(&out[n++], "report", d->asked_on, d->report_days, d->reported_on != DAY_NONE ? d->reported_on : d->assessed_on, 18,
		arena_printf(a->arena, "%s通知报送%s履职情况（第十八条）；期限%lld工作日（本局设定）", case_day(a, d->asked_on),
			d->period_name, (long long)d->report_days));
	if (d->reported_on != DAY_NONE)
		clock_workdays(&out[n++], "assess", d->reported_on, d->assess_days, d->assessed_on, 18,
			arena_printf(a->arena, "%s报送；评定期限%lld工作日（本局设定）", case_day(a, d->reported_on),
				(long long)d->assess_days));
	return n;
}

size_t
duty_waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS])
{
	const struct duty *d = row;
	size_t n = 0;

	(void)a;
	if (d->rec.state == DUTY_DUE) {
		act_wait(&out[n], ROLE_CLERK, "duty.remind", N_("催报"), "report");
		out[n++].calm = N_("等监督员报送");
		act_wait(&out[n++], ROLE_SUPERVISOR, "duty.report", N_("报送履职情况"), "report");
	} else if (d->rec.state == DUTY_REPORTED) {
		act_wait(&out[n++], ROLE_CLERK, "duty.assess", N_("评定"), "assess");
	}
	for (size_t i = 0; i < n; i++)
		out[i].number = d->period;
	return act_waits_about(out, n, 0, d->person, d->officer, d->person_name);
}

void
duty_tally(const void *row, struct tally_key *out)
{
	const struct duty *d = row;

	out->agency = 0;
	out->month = case_month(d->ends_on);
}

void
duty_text(struct act *a, const void *row, struct search_text *out)
{
	const struct duty *d = row;

	out->body = arena_printf(a->arena, "%s\n%s\n%s\n%s\n%s\n%s\n%s", d->period, d->period_name, d->person_name, d->work, d->problems,
		d->plan, d->comment);
	out->initials = d->initials;
	out->scope = arena_printf(a->arena, "%s %s", search_scope_flow(a->arena, "duty"), search_scope(a->arena, 'p', d->person));
}

/* ---- lists ---- */

#define CLOCK(what) "(SELECT c." what " FROM clock c WHERE c.record = d.id AND c.kind = 'report')"

static const struct list_col cols[] = {
	{ .name = "period", .label = N_("报送期"), .sql = "d.period", .type = LT_TEXT, .width = 8, .rank = 0 },
	{ .name = "person", .label = N_("监督员"), .sql = "d.person_name", .type = LT_NAME, .width = 16, .min = 8, .rank = 0 },
	{ .name = "state", .label = N_("状态"), .sql = "d.state", .type = LT_WORD, .words = duty_states, .width = 6, .rank = 1 },
	{ .name = "due", .label = N_("期限"), .sql = CLOCK("due"), .type = LT_DUE, .stopped = CLOCK("stopped"), .width = 9, .rank = 1 },
	{ .name = "reported_on", .label = N_("报送"), .sql = "d.reported_on", .type = LT_DAY, .width = 10, .min = 5, .rank = 3 },
	{ .name = "attended", .label = N_("出席"), .sql = "d.attended", .type = LT_INT, .width = 4, .rank = 5, .right = true },
	{ .name = "opinions", .label = N_("意见"), .sql = "d.corrections + d.advices + d.publics", .type = LT_INT, .width = 4, .rank = 4,
	  .right = true },
	{ .name = "inquiries", .label = N_("询问"), .sql = "d.inquiries", .type = LT_INT, .width = 4, .rank = 5, .right = true },
	{ .name = "grade", .label = N_("评定"), .sql = "d.grade", .type = LT_WORD, .words = duty_grades, .width = 6, .rank = 2 },
	{ .name = "reminders", .label = N_("催报"), .sql = "d.reminders", .type = LT_INT, .width = 4, .rank = 6, .right = true },
	{ .name = "late", .label = N_("逾期报送"), .sql = "d.late", .type = LT_INT, .json_only = true },
	{ .name = "on_behalf", .label = N_("区司法局代填"), .sql = "d.on_behalf", .type = LT_INT, .json_only = true },
	{ .name = "adopted", .label = N_("采纳"), .sql = "d.adopted", .type = LT_INT, .json_only = true },
	{ .name = "work", .label = N_("主要履职情况"), .sql = "d.work", .type = LT_TEXT, .json_only = true },
	{ .name = "problems", .label = N_("问题和建议"), .sql = "d.problems", .type = LT_TEXT, .json_only = true },
	{ .name = "comment", .label = N_("评语"), .sql = "d.comment", .type = LT_TEXT, .json_only = true },
};

static const struct list_filter filters[] = {
	{ .name = "period", .label = N_("报送期"), .sql = "d.period = :v", .type = FT_LINE },
	{ .name = "supervisor", .label = N_("监督员"), .sql = "d.person = :v", .type = FT_REF, .ref = "person" },
	{ .name = "grade", .label = N_("评定"), .sql = "d.grade = :v", .type = FT_WORD, .words = duty_grades },
	{ .name = "late", .label = N_("逾期报送"), .sql = "d.late = :v", .type = FT_BOOL },
	{ .name = "year", .label = N_("年度"), .sql = "d.ends_on BETWEEN :v || '-01-01' AND :v || '-12-31'", .type = FT_INT },
	{ .name = "officer", .label = N_("承办人"), .sql = "d.officer IS :v", .type = FT_REF, .ref = "account" },
	{ .name = "since", .label = N_("报送期止于某日后"), .sql = "d.ends_on >= :v", .type = FT_DAY },
	{ .name = "until", .label = N_("报送期止于某日前"), .sql = "d.ends_on <= :v", .type = FT_DAY },
	{ FILTER_CLOCK("report", N_("报送是否按期"), "d.id") },
};

static const struct list_sort sorts[] = {
	{ "ends_on", N_("按报送期"), "d.ends_on", true },
	{ "person", N_("按监督员"), "d.person_name", false },
};

#define VIEW \
	.from = "duty d", .id = "d.id", .cols = cols, .n_cols = N_OF(cols), .filters = filters, .n_filters = N_OF(filters), \
	.sorts = sorts, .n_sorts = N_OF(sorts)

const struct list duty_lists[3] = {
	{ .name = "duty", .label = N_("履职情况报送"), VIEW },
	{ .name = "duty.open", .label = N_("待报送和待评定"), .where = "d.open = 1", VIEW },
	{ .name = "duty.overdue", .label = N_("逾期未报送"),
	  .where = "d.state = 'due' AND EXISTS (SELECT 1 FROM clock c WHERE c.record = d.id AND c.kind = 'report' AND c.due < :today)",
	  VIEW },
};

const struct scope duty_scopes[3] = {
	{ ROLE_CLERK, "1" },
	{ ROLE_LEADER, "1" },
	{ ROLE_SUPERVISOR, "d.person = :scope_person" },
};
