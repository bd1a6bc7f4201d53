/*
 * opinion_list.c: the register of opinions and its standing views.
 *
 * Knows: the table's columns and its indexes (src/store/ladder/0003.sql).
 * Must not know: how a page is fetched or drawn.
 *
 * Every sort has an index ended by id; every filter that admits few rows has one
 * with the default order behind it.  due is the running period's date, which the
 * file's own triggers keep in the row (0003.sql).
 */
#include "base/i18n.h"
#include "flow/opinion_acts.h"

/* A running period; of a done matter the answer's, as it was judged when it stopped. */
#define DUE "CASE WHEN o.due < '9999' THEN o.due ELSE (SELECT c.due FROM clock c WHERE c.record = o.id AND c.kind = 'reply') END"
#define STOPPED "CASE WHEN o.due < '9999' THEN NULL ELSE coalesce(o.replied_on, o.withdrawn_on, o.petitioned_on, o.closed_on) END"

static const struct list_col cols[] = {
	{ .name = "number", .label = N_("编号"), .sql = "o.number", .type = LT_TEXT, .width = 10, .rank = 0 },
	{ .name = "raised_on", .label = N_("提出"), .sql = "o.raised_on", .type = LT_DAY, .width = 10, .min = 5, .rank = 3 },
	{ .name = "agency", .label = N_("执法机构"), .sql = "o.agency_name", .type = LT_NAME, .width = 22, .min = 14, .rank = 1 },
	{ .name = "person", .label = N_("监督员"), .sql = "o.person_name", .type = LT_NAME, .width = 12, .min = 8, .rank = 6 },
	{ .name = "field", .label = N_("领域"), .sql = "o.field", .type = LT_WORD, .words = enforcement_fields_short, .width = 4,
	  .rank = 5 },
	{ .name = "kind", .label = N_("类型"), .sql = "o.kind", .type = LT_WORD, .words = opinion_kinds, .width = 8, .rank = 8 },
	{ .name = "state", .label = N_("状态"), .sql = "o.state", .type = LT_WORD, .words = opinion_states, .width = 10, .rank = 2 },
	{ .name = "adopted", .label = N_("采纳"), .sql = "o.adopted", .type = LT_WORD, .words = opinion_adopted, .width = 8, .min = 4, .rank = 4,
	  .joined = true },
	{ .name = "due", .label = N_("期限"), .sql = DUE, .type = LT_DUE, .stopped = STOPPED, .width = 9, .rank = 1 },
	{ .name = "officer", .label = N_("承办"), .sql = "(SELECT u.name FROM account u WHERE u.id = o.officer)", .type = LT_NAME,
	  .width = 8, .rank = 9 },
	{ .name = "route", .label = N_("提出方式"), .sql = "o.route", .type = LT_WORD, .words = opinion_routes, .json_only = true },
	{ .name = "certificate", .label = N_("证件编号"), .sql = "o.certificate", .type = LT_TEXT, .json_only = true },
	{ .name = "place", .label = N_("地点"), .sql = "o.place", .type = LT_TEXT, .json_only = true },
	{ .name = "served_on", .label = N_("送达日期"), .sql = "o.served_on", .type = LT_DAY, .json_only = true },
	{ .name = "replied_on", .label = N_("答复日期"), .sql = "o.replied_on", .type = LT_DAY, .json_only = true },
	{ .name = "conveyed_on", .label = N_("告知日期"), .sql = "o.conveyed_on", .type = LT_DAY, .json_only = true },
	{ .name = "accepted_on", .label = N_("认可日期"), .sql = "o.accepted_on", .type = LT_DAY, .json_only = true },
	{ .name = "closed_on", .label = N_("办结日期"), .sql = "o.closed_on", .type = LT_DAY, .json_only = true },
	{ .name = "review", .label = N_("监督意见书"), .sql = "(SELECT r.number FROM review r WHERE r.id = o.review)", .type = LT_TEXT,
	  .json_only = true },
	{ .name = "reminders", .label = N_("催办次数"), .sql = "o.reminders", .type = LT_INT, .right = true, .json_only = true },
	{ .name = "extension", .label = N_("延长工作日数"), .sql = "o.extension", .type = LT_INT, .right = true, .json_only = true },
	{ .name = "before_rule", .label = N_("早于规则施行"), .sql = "o.before_rule", .type = LT_INT, .json_only = true },
	{ .name = "facts", .label = N_("事实与理由"), .sql = "o.facts", .type = LT_TEXT, .json_only = true },
	{ .name = "advice", .label = N_("意见建议"), .sql = "o.advice", .type = LT_TEXT, .json_only = true },
	{ .name = "reply", .label = N_("答复内容"), .sql = "o.reply", .type = LT_TEXT, .json_only = true },
};

static const struct list_filter filters[] = {
	{ .name = "agency", .label = N_("执法机构"), .sql = "o.agency IS :v", .type = FT_REF, .ref = "agency" },
	{ .name = "supervisor", .label = N_("监督员"), .sql = "o.person = :v", .type = FT_REF, .ref = "person" },
	{ .name = "kind", .label = N_("意见类型"), .sql = "o.kind = :v", .type = FT_WORD, .words = opinion_kinds },
	{ .name = "field", .label = N_("执法领域"), .sql = "o.field = :v", .type = FT_WORD, .words = enforcement_fields },
	{ .name = "route", .label = N_("提出方式"), .sql = "o.route = :v", .type = FT_WORD, .words = opinion_routes },
	{ .name = "adopted", .label = N_("是否采纳"), .sql = "o.adopted IS :v", .type = FT_WORD, .words = opinion_adopted },
	{ .name = "year", .label = N_("提出年度"), .sql = "o.raised_on BETWEEN :v || '-01-01' AND :v || '-12-31'", .type = FT_INT },
	{ .name = "since", .label = N_("提出不早于"), .sql = "o.raised_on >= :v", .type = FT_DAY },
	{ .name = "until", .label = N_("提出不晚于"), .sql = "o.raised_on <= :v", .type = FT_DAY },
	{ .name = "officer", .label = N_("承办人"), .sql = "o.officer IS :v", .type = FT_REF, .ref = "account" },
	{ .name = "overdue", .label = N_("已逾期"), .sql = "(o.due < :today) = :v", .type = FT_BOOL },
	{ .name = "before_rule", .label = N_("早于规则施行"), .sql = "o.before_rule = :v", .type = FT_BOOL },
	{ FILTER_CLOCK("serve", N_("送达是否按期"), "o.id") },
	{ FILTER_CLOCK("reply", N_("答复是否按期"), "o.id") },
	{ FILTER_CLOCK("convey", N_("告知是否按期"), "o.id") },
};

static const struct list_sort by_raised[] = {
	{ "raised_on", N_("按提出日期"), "o.raised_on", true },
	{ "number", N_("按编号"), "o.number_key", true },
	{ "due", N_("按期限"), "o.due", false },
	{ "agency", N_("按执法机构"), "o.agency_name", false },
};

static const struct list_sort by_due[] = {
	{ "due", N_("按期限"), "o.due", false },
	{ "raised_on", N_("按提出日期"), "o.raised_on", true },
	{ "number", N_("按编号"), "o.number_key", true },
	{ "agency", N_("按执法机构"), "o.agency_name", false },
};

#define VIEW(sort_keys) \
	.from = "opinion o", .id = "o.id", .cols = cols, .n_cols = N_OF(cols), .filters = filters, .n_filters = N_OF(filters), \
	.sorts = sort_keys, .n_sorts = N_OF(sort_keys)

const struct list opinion_lists[4] = {
	{ .name = "opinion", .label = N_("监督意见"), VIEW(by_raised) },
	{ .name = "opinion.open", .label = N_("办理中的意见"), .where = "o.open = 1", VIEW(by_due) },
	{ .name = "opinion.overdue", .label = N_("逾期的意见"), .where = "o.open = 1 AND o.due < :today", VIEW(by_due) },
	{ .name = "opinion.mine", .label = N_("我承办的意见"), .where = "o.officer = :account AND o.open = 1", VIEW(by_due) },
};

const struct scope opinion_scopes[4] = {
	{ ROLE_CLERK, "1" },
	{ ROLE_LEADER, "1" },
	{ ROLE_AGENCY, "o.agency = :scope_agency AND (o.served_on IS NOT NULL OR o.replied_on IS NOT NULL)" },
	{ ROLE_SUPERVISOR, "o.person = :scope_person" },
};

/*
 * The agency is told of its own part: the letter, the period, its answer, that nothing more is asked of it. Whether the
 * supervisor was told, was content, went to the bureau, and what came of it, is not addressed to it: after the answer an
 * opinion stays answered, and one it has not answered still waits for it.
 */
#define WAITS_FOR_IT "o.replied_on IS NULL AND o.state NOT IN ('closed', 'withdrawn')"
const struct veil opinion_veils[5] = {
	{ "state", "CASE WHEN o.state = 'withdrawn' THEN 'withdrawn' WHEN o.replied_on IS NOT NULL THEN 'replied' "
	  "WHEN o.state = 'closed' THEN 'closed' ELSE 'served' END" },
	{ "open", "CASE WHEN " WAITS_FOR_IT " THEN 1 ELSE 0 END" },
	{ "due", "CASE WHEN " WAITS_FOR_IT " THEN coalesce((SELECT c.due FROM clock c WHERE c.record = o.id AND c.kind = 'reply'), "
	  "'9999-12-31') ELSE '9999-12-31' END" },
	{ "closed_on", "CASE WHEN o.replied_on IS NULL THEN o.closed_on END" },
	{ NULL, NULL },
};

void
opinion_veil(void *row)
{
	struct opinion *o = row;

	if (o->rec.state != OPINION_WITHDRAWN)
		o->rec.state = o->replied_on != DAY_NONE ? OPINION_REPLIED : o->rec.state == OPINION_CLOSED ? OPINION_CLOSED : OPINION_SERVED;
	if (o->replied_on != DAY_NONE)
		o->closed_on = DAY_NONE;
}

const char *const opinion_told_clocks[] = { "reply", NULL };
