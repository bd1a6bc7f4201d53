/*
 * inquiry_books.c: what the books, the search and the registers make of an inquiry's row.
 *
 * Knows: the row alone, the table's indexes (src/store/ladder/0007.sql).
 * Must not know: other records.
 */
#include "base/i18n.h"
#include "flow/cases.h"
#include "flow/inquiry_acts.h"

bool
inquiry_sees(const struct actor *who, const void *row)
{
	const struct inquiry *q = row;

	if (who->roles & ROLE_BUREAU)
		return true;
	if (actor_speaks_for(who, q->agency))
		return true;
	return actor_is(who, q->person);
}

const char *
inquiry_title(struct act *a, const void *row)
{
	const struct inquiry *q = row;

	return arena_printf(a->arena, "%s %s", q->number, q->agency_name);
}

size_t
inquiry_clocks(struct act *a, const void *row, struct clock_row out[FLOW_MAX_CLOCKS])
{
	const struct inquiry *q = row;

	clock_workdays(&out[0], "answer", q->asked_on, q->answer_days, q->answered_on, 20,
		arena_printf(a->arena, "%s提出，执法机构应当支持、提供便利（第二十条）；期限%lld工作日（本局设定）",
			case_day(a, q->asked_on), (long long)q->answer_days));
	return 1;
}

size_t
inquiry_waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS])
{
	const struct inquiry *q = row;
	size_t n = 0;

	(void)a;
	switch (q->rec.state) {
	case INQUIRY_ASKED:
		act_wait(&out[n], ROLE_CLERK, "inquiry.remind", N_("催办答复"), "answer");
		out[n++].calm = N_("等机构答复");
		act_wait(&out[n++], ROLE_AGENCY, "inquiry.answer", N_("答复询问查阅"), "answer");
		act_wait(&out[n++], ROLE_SUPERVISOR, "inquiry.answer", N_("登记答复情况"), "answer");
		break;
	case INQUIRY_ANSWERED:
		act_wait(&out[n++], ROLE_CLERK, "inquiry.close", N_("办结"), "");
		break;
	case INQUIRY_REFUSED:
		act_wait(&out[n++], ROLE_CLERK, "inquiry.close", N_("协调处理"), "");
		break;
	default:
		break;
	}
	return act_waits_about(out, n, q->agency, q->person, q->officer, q->agency_name);
}

void
inquiry_tally(const void *row, struct tally_key *out)
{
	const struct inquiry *q = row;

	out->agency = q->agency;
	out->month = case_month(q->asked_on);
}

void
inquiry_text(struct act *a, const void *row, struct search_text *out)
{
	const struct inquiry *q = row;

	out->body = arena_printf(a->arena, "%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s", q->number, q->person_name, q->agency_name, q->matter,
		q->answer, q->materials, q->refuse_reason, q->officers, q->place, q->certificate);
	out->initials = q->initials;
	out->scope = arena_printf(a->arena, "%s %s %s", search_scope_flow(a->arena, "inquiry"),
		search_scope(a->arena, 'p', q->person), search_scope(a->arena, 'a', q->agency));
}

/* ---- lists ---- */

#define CLOCK(what) "(SELECT c." what " FROM clock c WHERE c.record = q.id AND c.kind = 'answer')"

static const struct list_col cols[] = {
	{ .name = "number", .label = N_("编号"), .sql = "q.number", .type = LT_TEXT, .width = 10, .rank = 0 },
	{ .name = "asked_on", .label = N_("提出"), .sql = "q.asked_on", .type = LT_DAY, .width = 10, .min = 5, .rank = 3 },
	{ .name = "agency", .label = N_("执法机构"), .sql = "q.agency_name", .type = LT_NAME, .width = 22, .min = 12, .rank = 1 },
	{ .name = "person", .label = N_("监督员"), .sql = "q.person_name", .type = LT_NAME, .width = 12, .min = 8, .rank = 4 },
	{ .name = "kind", .label = N_("方式"), .sql = "q.kind", .type = LT_WORD, .words = inquiry_kinds, .width = 12, .rank = 5 },
	{ .name = "state", .label = N_("状态"), .sql = "q.state", .type = LT_WORD, .words = inquiry_states, .width = 6, .rank = 2 },
	{ .name = "due", .label = N_("期限"), .sql = CLOCK("due"), .type = LT_DUE, .stopped = CLOCK("stopped"), .width = 9, .rank = 1 },
	{ .name = "days_taken", .label = N_("用时"), .sql = "CASE WHEN q.answered_on IS NULL THEN NULL ELSE q.days_taken END",
	  .type = LT_INT, .width = 4, .rank = 6, .right = true },
	{ .name = "officers", .label = N_("执法人员"), .sql = "q.officers", .type = LT_TEXT, .json_only = true },
	{ .name = "shown", .label = N_("已出示证件"), .sql = "q.shown", .type = LT_INT, .json_only = true },
	{ .name = "certificate", .label = N_("证件编号"), .sql = "q.certificate", .type = LT_TEXT, .json_only = true },
	{ .name = "matter", .label = N_("询问查阅内容"), .sql = "q.matter", .type = LT_TEXT, .json_only = true },
	{ .name = "answered_on", .label = N_("答复日期"), .sql = "q.answered_on", .type = LT_DAY, .json_only = true },
	{ .name = "answer", .label = N_("答复情况"), .sql = "q.answer", .type = LT_TEXT, .json_only = true },
	{ .name = "refused", .label = N_("拒绝"), .sql = "q.refused", .type = LT_INT, .json_only = true },
	{ .name = "refusals", .label = N_("拒绝次数"), .sql = "q.refusals", .type = LT_INT, .json_only = true },
	{ .name = "refuse_reason", .label = N_("拒绝理由"), .sql = "q.refuse_reason", .type = LT_TEXT, .json_only = true },
	{ .name = "opinion", .label = N_("监督意见"), .sql = "(SELECT o.number FROM opinion o WHERE o.id = q.opinion)", .type = LT_TEXT,
	  .json_only = true },
	{ .name = "closed_on", .label = N_("办结日期"), .sql = "q.closed_on", .type = LT_DAY, .json_only = true },
	{ .name = "result", .label = N_("办理结果"), .sql = "q.result", .type = LT_TEXT, .json_only = true },
};

static const struct list_filter filters[] = {
	{ .name = "agency", .label = N_("执法机构"), .sql = "q.agency = :v", .type = FT_REF, .ref = "agency" },
	{ .name = "supervisor", .label = N_("监督员"), .sql = "q.person = :v", .type = FT_REF, .ref = "person" },
	{ .name = "kind", .label = N_("方式"), .sql = "q.kind = :v", .type = FT_WORD, .words = inquiry_kinds },
	{ .name = "refused", .label = N_("曾被拒绝"), .sql = "(q.refusals > 0) = :v", .type = FT_BOOL },
	{ .name = "shown", .label = N_("已出示证件"), .sql = "q.shown = :v", .type = FT_BOOL },
	{ .name = "year", .label = N_("提出年度"), .sql = "q.asked_on BETWEEN :v || '-01-01' AND :v || '-12-31'", .type = FT_INT },
	{ .name = "since", .label = N_("提出不早于"), .sql = "q.asked_on >= :v", .type = FT_DAY },
	{ .name = "until", .label = N_("提出不晚于"), .sql = "q.asked_on <= :v", .type = FT_DAY },
	{ .name = "officer", .label = N_("承办人"), .sql = "q.officer IS :v", .type = FT_REF, .ref = "account" },
	{ .name = "opinion", .label = N_("由此提出的监督意见"), .sql = "q.opinion = :v", .type = FT_REF, .ref = "opinion" },
	{ FILTER_CLOCK("answer", N_("答复是否按期"), "q.id") },
};

static const struct list_sort sorts[] = {
	{ "asked_on", N_("按提出日期"), "q.asked_on", true },
	{ "number", N_("按编号"), "q.number_key", true },
	{ "agency", N_("按执法机构"), "q.agency_name", false },
};

#define VIEW \
	.from = "inquiry q", .id = "q.id", .cols = cols, .n_cols = N_OF(cols), .filters = filters, .n_filters = N_OF(filters), \
	.sorts = sorts, .n_sorts = N_OF(sorts)

const struct list inquiry_lists[3] = {
	{ .name = "inquiry", .label = N_("询问查阅"), VIEW },
	{ .name = "inquiry.open", .label = N_("办理中的询问查阅"), .where = "q.open = 1", VIEW },
	{ .name = "inquiry.refused", .label = N_("曾被拒绝的询问查阅"), .where = "q.refusals > 0", VIEW },
};

const struct scope inquiry_scopes[4] = {
	{ ROLE_CLERK, "1" },
	{ ROLE_LEADER, "1" },
	{ ROLE_AGENCY, "q.agency = :scope_agency" },
	{ ROLE_SUPERVISOR, "q.person = :scope_person" },
};
