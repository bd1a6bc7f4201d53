/*
 * evaluation_books.c: what the books, the search and the registers make of an evaluation's row.
 *
 * Knows: the row alone, the table's indexes (src/store/ladder/0007.sql).
 * Must not know: other records.
 *
 * A supervisor sees his evaluation once it is confirmed.
 */
#include "base/i18n.h"
#include "flow/cases.h"
#include "flow/evaluation_acts.h"

bool
evaluation_sees(const struct actor *who, const void *row)
{
	const struct evaluation *v = row;

	if (who->roles & ROLE_BUREAU)
		return true;
	return actor_is(who, v->person) && v->rec.state == EVALUATION_CONFIRMED;
}

const char *
evaluation_title(struct act *a, const void *row)
{
	const struct evaluation *v = row;

	return arena_printf(a->arena, "%lld %s", (long long)v->year, v->person_name);
}

size_t
evaluation_clocks(struct act *a, const void *row, struct clock_row out[FLOW_MAX_CLOCKS])
{
	const struct evaluation *v = row;

	clock_workdays(&out[0], "evaluation", v->opened_on, v->score_days, v->confirmed_on, 18,
		arena_printf(a->arena, "%s开始%lld年度综合评价（第十八条）；期限%lld工作日（本局设定）", case_day(a, v->opened_on),
			(long long)v->year, (long long)v->score_days));
	return 1;
}

size_t
evaluation_waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS])
{
	const struct evaluation *v = row;
	struct wait_row *w = &out[0];

	if (v->rec.state == EVALUATION_CONFIRMED)
		return 0;
	w->clock = "evaluation";
	w->number = arena_printf(a->arena, "%lld", (long long)v->year);
	w->object = v->person_name;
	if (v->rec.state == EVALUATION_OPEN) {
		w->role = ROLE_CLERK;
		w->officer = v->officer;
		w->action = "evaluation.score";
		w->text = N_("评分");
	} else {
		w->role = ROLE_LEADER;
		w->action = "evaluation.confirm";
		w->text = N_("确认等次");
	}
	return 1;
}

void
evaluation_tally(const void *row, struct tally_key *out)
{
	const struct evaluation *v = row;

	out->agency = 0;
	out->month = case_month(v->ends_on);
}

void
evaluation_text(struct act *a, const void *row, struct search_text *out)
{
	const struct evaluation *v = row;

	out->body = arena_printf(a->arena, "%lld\n%s\n%s\n%s", (long long)v->year, v->person_name, v->comment, v->grade_reason);
	out->initials = v->initials;
	/* The supervisor's token stands only when he sees the record, as in evaluation_sees(). */
	out->scope = arena_printf(a->arena, "%s %s", search_scope_flow(a->arena, "evaluation"),
		v->rec.state == EVALUATION_CONFIRMED ? search_scope(a->arena, 'p', v->person) : "");
}

/* ---- lists ---- */

#define CLOCK(what) "(SELECT c." what " FROM clock c WHERE c.record = v.id AND c.kind = 'evaluation')"
#define COUNT(key, text, w, r) { .name = key, .label = text, .sql = "v." key, .type = LT_INT, .width = w, .rank = r, .right = true }

static const struct list_col cols[] = {
	{ .name = "year", .label = N_("年度"), .sql = "v.year", .type = LT_INT, .width = 4, .rank = 0 },
	{ .name = "person", .label = N_("监督员"), .sql = "v.person_name", .type = LT_NAME, .width = 16, .min = 8, .rank = 0 },
	{ .name = "state", .label = N_("状态"), .sql = "v.state", .type = LT_WORD, .words = evaluation_states, .width = 6, .rank = 2 },
	COUNT("attended", N_("出席"), 4, 5),
	COUNT("absent", N_("缺席"), 4, 6),
	{ .name = "opinions", .label = N_("意见"), .sql = "v.corrections + v.advices + v.publics", .type = LT_INT, .width = 4, .rank = 5,
	  .right = true },
	COUNT("adopted", N_("采纳"), 4, 6),
	COUNT("inquiries", N_("询问"), 4, 7),
	COUNT("mark_activity", N_("活动"), 4, 8),
	COUNT("mark_opinion", N_("提意见"), 6, 8),
	COUNT("mark_study", N_("学习"), 4, 8),
	COUNT("mark_report", N_("义务"), 4, 8),
	COUNT("mark_conduct", N_("纪律"), 4, 8),
	{ .name = "score", .label = N_("总分"), .sql = "CASE WHEN v.score = 0 THEN NULL ELSE printf('%d.%d', v.score / 10, v.score % 10) END",
	  .type = LT_TEXT, .width = 5, .rank = 1, .right = true },
	{ .name = "proposed", .label = N_("拟定"), .sql = "v.proposed", .type = LT_WORD, .words = evaluation_grades, .width = 8, .rank = 3 },
	{ .name = "grade", .label = N_("等次"), .sql = "v.grade", .type = LT_WORD, .words = evaluation_grades, .width = 8, .rank = 1 },
	{ .name = "due", .label = N_("期限"), .sql = CLOCK("due"), .type = LT_DUE, .stopped = CLOCK("stopped"), .width = 9, .rank = 4 },
	{ .name = "invited", .label = N_("应邀活动"), .sql = "v.invited", .type = LT_INT, .json_only = true },
	{ .name = "excused", .label = N_("请假"), .sql = "v.excused", .type = LT_INT, .json_only = true },
	{ .name = "courses", .label = N_("应邀培训"), .sql = "v.courses", .type = LT_INT, .json_only = true },
	{ .name = "training", .label = N_("培训学时（十分之一）"), .sql = "v.training", .type = LT_INT, .json_only = true },
	{ .name = "corrections", .label = N_("纠正意见"), .sql = "v.corrections", .type = LT_INT, .json_only = true },
	{ .name = "advices", .label = N_("工作建议"), .sql = "v.advices", .type = LT_INT, .json_only = true },
	{ .name = "publics", .label = N_("社会反映"), .sql = "v.publics", .type = LT_INT, .json_only = true },
	{ .name = "partly", .label = N_("部分采纳"), .sql = "v.partly", .type = LT_INT, .json_only = true },
	{ .name = "declined", .label = N_("不予采纳"), .sql = "v.declined", .type = LT_INT, .json_only = true },
	{ .name = "letters", .label = N_("监督意见书"), .sql = "v.letters", .type = LT_INT, .json_only = true },
	{ .name = "upheld", .label = N_("意见书成立"), .sql = "v.upheld", .type = LT_INT, .json_only = true },
	{ .name = "asked_reports", .label = N_("应报送"), .sql = "v.asked_reports", .type = LT_INT, .json_only = true },
	{ .name = "timely_reports", .label = N_("按期报送"), .sql = "v.timely_reports", .type = LT_INT, .json_only = true },
	{ .name = "breaches", .label = N_("查实违规"), .sql = "v.breaches", .type = LT_INT, .json_only = true },
	{ .name = "comment", .label = N_("评语"), .sql = "v.comment", .type = LT_TEXT, .json_only = true },
	{ .name = "basis", .label = N_("评分依据"), .sql = "v.basis", .type = LT_TEXT, .json_only = true },
	{ .name = "counted_on", .label = N_("统计日期"), .sql = "v.counted_on", .type = LT_DAY, .json_only = true },
};

static const struct list_filter filters[] = {
	{ .name = "year", .label = N_("年度"), .sql = "v.year = :v", .type = FT_INT },
	{ .name = "supervisor", .label = N_("监督员"), .sql = "v.person = :v", .type = FT_REF, .ref = "person" },
	{ .name = "grade", .label = N_("等次"), .sql = "v.grade = :v", .type = FT_WORD, .words = evaluation_grades },
	{ .name = "proposed", .label = N_("拟定等次"), .sql = "v.proposed = :v", .type = FT_WORD, .words = evaluation_grades },
	{ .name = "officer", .label = N_("承办人"), .sql = "v.officer = :v", .type = FT_REF, .ref = "account" },
};

static const struct list_sort sorts[] = {
	{ "year", N_("按年度"), "v.year", true },
	{ "score", N_("按总分"), "v.score", true },
	{ "person", N_("按姓氏笔画"), "v.stroke_key", false },
};

#define VIEW \
	.from = "evaluation v", .id = "v.id", .cols = cols, .n_cols = N_OF(cols), .filters = filters, .n_filters = N_OF(filters), \
	.sorts = sorts, .n_sorts = N_OF(sorts)

const struct list evaluation_lists[2] = {
	{ .name = "evaluation", .label = N_("综合评价"), VIEW },
	{ .name = "evaluation.open", .label = N_("进行中的综合评价"), .where = "v.open = 1", VIEW },
};

const struct scope evaluation_scopes[3] = {
	{ ROLE_CLERK, "1" },
	{ ROLE_LEADER, "1" },
	{ ROLE_SUPERVISOR, "v.person = :scope_person AND v.state = 'confirmed'" },
};
