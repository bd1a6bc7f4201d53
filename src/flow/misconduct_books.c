/*
 * misconduct_books.c: what the books, the search and the registers make of a misconduct's row.
 *
 * Knows: the row alone, the table's indexes (src/store/ladder/0007.sql).
 * Must not know: other records.
 *
 * The supervisor concerned does not see it: what an agency reports is not shown to the one it
 * complains of; he is heard by the bureau.  An agency sees what it has reported until the bureau
 * looks into it; what the bureau finds about a person is the bureau's.
 */
#include "flow/cases.h"
#include "flow/misconduct_acts.h"

bool
misconduct_sees(const struct actor *who, const void *row)
{
	const struct misconduct *m = row;

	if (who->roles & ROLE_BUREAU)
		return true;
	return actor_speaks_for(who, m->agency) && m->rec.state == MISCONDUCT_REPORTED;
}

const char *
misconduct_title(struct act *a, const void *row)
{
	const struct misconduct *m = row;

	return arena_printf(a->arena, "%s %s", m->number, m->person_name);
}

size_t
misconduct_clocks(struct act *a, const void *row, struct clock_row out[FLOW_MAX_CLOCKS])
{
	const struct misconduct *m = row;
	size_t n = 0;

	clock_workdays(&out[n++], "handle", m->received_on, m->handle_days, m->decided_on, 19,
		arena_printf(a->arena, "%s收到，第十九条要求调查、处理或者移送；期限%lld工作日（本局设定）", case_day(a, m->received_on),
			(long long)m->handle_days));
	if (m->outcome == RESULT_TRANSFERRED)
		clock_workdays(&out[n++], "transfer", m->decided_on, m->transfer_days, m->transfer_report_on, 19,
			arena_printf(a->arena, "%s移送，受移送机关应当反馈处理情况；期限%lld工作日", case_day(a, m->decided_on),
				(long long)m->transfer_days));
	if (m->decided_on != DAY_NONE && m->source != MISCONDUCT_BY_BUREAU)
		clock_workdays(&out[n++], "inform", m->decided_on, m->inform_days, m->informed_on, 19,
			arena_printf(a->arena, "%s处理，应将结果告知反馈人；期限%lld工作日（本局设定）", case_day(a, m->decided_on),
				(long long)m->inform_days));
	return n;
}

size_t
misconduct_waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS])
{
	const struct misconduct *m = row;
	size_t n = 0;

	(void)a;
	if (m->rec.state == MISCONDUCT_REPORTED) {
		act_wait(&out[n++], ROLE_CLERK, "misconduct.investigate", N_("开展调查"), "handle");
	} else if (m->rec.state == MISCONDUCT_INVESTIGATING) {
		if (m->stated_on == DAY_NONE)
			act_wait(&out[n++], ROLE_CLERK, "misconduct.state", N_("听取陈述"), "handle");
		if (m->found_on == DAY_NONE)
			act_wait(&out[n++], ROLE_CLERK, "misconduct.findings", N_("登记调查结果"), "handle");
		else
			act_wait(&out[n++], ROLE_LEADER, "misconduct.decide", N_("作出处理"), "handle");
	} else {
		if (m->outcome == RESULT_TRANSFERRED && m->receipt_on == DAY_NONE)
			act_wait(&out[n++], ROLE_CLERK, "misconduct.receipt", N_("登记移送回执"), "transfer");
		if (m->outcome == RESULT_TRANSFERRED && m->transfer_report_on == DAY_NONE) {
			act_wait(&out[n], ROLE_CLERK, "misconduct.feedback", N_("跟踪移送办理"), "transfer");
			out[n++].calm = N_("等移送反馈");
		}
		if (m->source != MISCONDUCT_BY_BUREAU && m->informed_on == DAY_NONE)
			act_wait(&out[n++], ROLE_CLERK, "misconduct.inform", N_("告知反馈人"), "inform");
	}
	return act_waits_about(out, n, 0, 0, m->officer, m->person_name);
}

void
misconduct_tally(const void *row, struct tally_key *out)
{
	const struct misconduct *m = row;

	out->agency = m->agency;
	out->month = case_month(m->received_on);
}

void
misconduct_text(struct act *a, const void *row, struct search_text *out)
{
	const struct misconduct *m = row;
	bool shown = m->rec.state == MISCONDUCT_REPORTED && m->agency != 0;

	out->body = arena_printf(a->arena, "%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s", m->number, m->person_name,
		m->agency_name, m->reporter, m->facts, m->evidence, m->team, m->statement, m->findings, m->decision, m->transfer_to,
		m->receipt, m->transfer_report);
	out->initials = m->initials;
	out->scope = arena_printf(a->arena, "%s %s", search_scope_flow(a->arena, "misconduct"),
		shown ? search_scope(a->arena, 'a', m->agency) : "");
}

/* ---- lists ---- */

/* Once transferred it is the other organ that is waited for. */
#define CLOCK(what) "(SELECT c." what " FROM clock c WHERE c.record = m.id AND c.kind = CASE m.state WHEN 'transferred' THEN 'transfer' ELSE 'handle' END)"

static const struct list_col cols[] = {
	{ .name = "number", .label = N_("编号"), .sql = "m.number", .type = LT_TEXT, .width = 10, .rank = 0 },
	{ .name = "received_on", .label = N_("收到"), .sql = "m.received_on", .type = LT_DAY, .width = 10, .min = 5, .rank = 3 },
	{ .name = "person", .label = N_("监督员"), .sql = "m.person_name", .type = LT_NAME, .width = 12, .min = 8, .rank = 1 },
	{ .name = "kinds", .label = N_("情形"), .sql = "m.kinds", .type = LT_SET, .words = misconduct_kinds, .width = 26, .min = 14,
	  .rank = 4 },
	{ .name = "agency", .label = N_("反馈机构"), .sql = "m.agency_name", .type = LT_NAME, .width = 20, .min = 12, .rank = 3 },
	{ .name = "state", .label = N_("状态"), .sql = "m.state", .type = LT_WORD, .words = misconduct_states, .width = 8, .rank = 2 },
	{ .name = "due", .label = N_("期限"), .sql = CLOCK("due"), .type = LT_DUE, .stopped = CLOCK("stopped"), .width = 9, .rank = 1 },
	{ .name = "source", .label = N_("来源"), .sql = "m.source", .type = LT_WORD, .words = misconduct_sources, .json_only = true },
	{ .name = "reporter", .label = N_("反馈人"), .sql = "m.reporter", .type = LT_TEXT, .json_only = true },
	{ .name = "facts", .label = N_("事实"), .sql = "m.facts", .type = LT_TEXT, .json_only = true },
	{ .name = "outcome", .label = N_("处理结果"), .sql = "m.outcome", .type = LT_WORD, .words = misconduct_results,
	  .json_only = true },
	{ .name = "decided_on", .label = N_("处理日期"), .sql = "m.decided_on", .type = LT_DAY, .json_only = true },
	{ .name = "transfer_to", .label = N_("移送机关"), .sql = "m.transfer_to", .type = LT_TEXT, .json_only = true },
	{ .name = "receipt", .label = N_("回执"), .sql = "m.receipt", .type = LT_TEXT, .json_only = true },
	{ .name = "transfer_report_on", .label = N_("移送机关答复日期"), .sql = "m.transfer_report_on", .type = LT_DAY,
	  .json_only = true },
	{ .name = "informed_on", .label = N_("告知日期"), .sql = "m.informed_on", .type = LT_DAY, .json_only = true },
};

static const struct list_filter filters[] = {
	{ .name = "agency", .label = N_("反馈机构"), .sql = "m.agency = :v", .type = FT_REF, .ref = "agency" },
	{ .name = "supervisor", .label = N_("监督员"), .sql = "m.person = :v", .type = FT_REF, .ref = "person" },
	{ .name = "kind", .label = N_("情形"), .sql = "instr(',' || m.kinds || ',', ',' || :v || ',') > 0", .type = FT_SET,
	  .words = misconduct_kinds },
	{ .name = "source", .label = N_("来源"), .sql = "m.source = :v", .type = FT_WORD, .words = misconduct_sources },
	{ .name = "outcome", .label = N_("处理结果"), .sql = "m.outcome = :v", .type = FT_WORD, .words = misconduct_results },
	{ .name = "year", .label = N_("收到年度"), .sql = "m.received_on BETWEEN :v || '-01-01' AND :v || '-12-31'", .type = FT_INT },
	{ .name = "officer", .label = N_("承办人"), .sql = "m.officer = :v", .type = FT_REF, .ref = "account" },
};

static const struct list_sort sorts[] = {
	{ "received_on", N_("按收到日期"), "m.received_on", true },
	{ "number", N_("按编号"), "m.number_key", true },
	{ "person", N_("按监督员"), "m.person_name", false },
};

#define VIEW \
	.from = "misconduct m", .id = "m.id", .cols = cols, .n_cols = N_OF(cols), .filters = filters, .n_filters = N_OF(filters), \
	.sorts = sorts, .n_sorts = N_OF(sorts)

const struct list misconduct_lists[2] = {
	{ .name = "misconduct", .label = N_("违法违规违纪情况反馈"), VIEW },
	{ .name = "misconduct.open", .label = N_("办理中的反馈"), .where = "m.open = 1", VIEW },
};

const struct scope misconduct_scopes[3] = {
	{ ROLE_CLERK, "1" },
	{ ROLE_LEADER, "1" },
	{ ROLE_AGENCY, "m.agency = :scope_agency AND m.state = 'reported'" },
};
