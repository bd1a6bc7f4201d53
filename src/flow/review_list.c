/*
 * review_list.c: the register of reviews and its standing views.
 *
 * Knows: the table's columns and its indexes (src/store/ladder/0003.sql).
 * Must not know: how a page is fetched or drawn.
 *
 * due is the running period's date, which the file's own triggers keep in the row.
 */
#include "base/i18n.h"
#include "flow/review_acts.h"

/* A running period; of a done matter the decision's, as it was judged when it stopped. */
#define DUE "CASE WHEN r.due < '9999' THEN r.due ELSE (SELECT c.due FROM clock c WHERE c.record = r.id AND c.kind = 'review' AND r.review_days IS NOT NULL) END"
#define STOPPED \
	"CASE WHEN r.due < '9999' THEN NULL ELSE (SELECT c.stopped FROM clock c WHERE c.record = r.id AND c.kind = 'review' AND r.review_days IS NOT NULL) END"

static const struct list_col cols[] = {
	{ .name = "number", .label = N_("编号"), .sql = "r.number", .type = LT_TEXT, .width = 14, .rank = 0 },
	{ .name = "received_on", .label = N_("收到"), .sql = "r.received_on", .type = LT_DAY, .width = 10, .min = 5, .rank = 3 },
	{ .name = "agency", .label = N_("执法机构"), .sql = "r.agency_name", .type = LT_NAME, .width = 22, .min = 14, .rank = 1 },
	{ .name = "person", .label = N_("监督员"), .sql = "r.person_name", .type = LT_NAME, .width = 12, .min = 8, .rank = 6 },
	{ .name = "source", .label = N_("来由"), .sql = "r.source", .type = LT_WORD, .words = review_sources, .width = 16, .rank = 8 },
	{ .name = "state", .label = N_("状态"), .sql = "r.state", .type = LT_WORD, .words = review_states, .width = 8, .rank = 2 },
	{ .name = "outcome", .label = N_("结论"), .sql = "r.outcome", .type = LT_WORD, .words = review_outcomes, .width = 10, .min = 8, .rank = 4,
	  .joined = true },
	{ .name = "due", .label = N_("期限"), .sql = DUE, .type = LT_DUE, .stopped = STOPPED, .width = 9, .rank = 1 },
	{ .name = "order_number", .label = N_("责令文号"), .sql = "r.order_number", .type = LT_TEXT, .width = 14, .rank = 7 },
	{ .name = "officer", .label = N_("承办"), .sql = "(SELECT u.name FROM account u WHERE u.id = r.officer)", .type = LT_NAME,
	  .width = 8, .rank = 9 },
	{ .name = "subject", .label = N_("事由"), .sql = "r.subject", .type = LT_TEXT, .width = 30, .min = 12, .rank = 10 },
	{ .name = "field", .label = N_("执法领域"), .sql = "r.field", .type = LT_WORD, .words = enforcement_fields, .json_only = true },
	{ .name = "opinion", .label = N_("监督意见"), .sql = "(SELECT o.number FROM opinion o WHERE o.id = r.opinion)", .type = LT_TEXT,
	  .json_only = true },
	{ .name = "raised_on", .label = N_("意见书日期"), .sql = "r.raised_on", .type = LT_DAY, .json_only = true },
	{ .name = "decided_on", .label = N_("决定日期"), .sql = "r.decided_on", .type = LT_DAY, .json_only = true },
	{ .name = "ordered_on", .label = N_("责令日期"), .sql = "r.ordered_on", .type = LT_DAY, .json_only = true },
	{ .name = "order_due", .label = N_("纠正期限"), .sql = "r.order_due", .type = LT_DAY, .json_only = true },
	{ .name = "corrected_on", .label = N_("验收日期"), .sql = "r.corrected_on", .type = LT_DAY, .json_only = true },
	{ .name = "informed_on", .label = N_("告知日期"), .sql = "r.informed_on", .type = LT_DAY, .json_only = true },
	{ .name = "closed_on", .label = N_("办结日期"), .sql = "r.closed_on", .type = LT_DAY, .json_only = true },
	{ .name = "before_rule", .label = N_("早于规则施行"), .sql = "r.before_rule", .type = LT_INT, .json_only = true },
};

static const struct list_filter filters[] = {
	{ .name = "agency", .label = N_("执法机构"), .sql = "r.agency IS :v", .type = FT_REF, .ref = "agency" },
	{ .name = "supervisor", .label = N_("监督员"), .sql = "r.person = :v", .type = FT_REF, .ref = "person" },
	{ .name = "field", .label = N_("执法领域"), .sql = "r.field = :v", .type = FT_WORD, .words = enforcement_fields },
	{ .name = "source", .label = N_("来由"), .sql = "r.source = :v", .type = FT_WORD, .words = review_sources },
	{ .name = "outcome", .label = N_("审查结论"), .sql = "r.outcome IS :v", .type = FT_WORD, .words = review_outcomes },
	{ .name = "year", .label = N_("收到年度"), .sql = "r.received_on BETWEEN :v || '-01-01' AND :v || '-12-31'", .type = FT_INT },
	{ .name = "since", .label = N_("收到不早于"), .sql = "r.received_on >= :v", .type = FT_DAY },
	{ .name = "until", .label = N_("收到不晚于"), .sql = "r.received_on <= :v", .type = FT_DAY },
	{ .name = "officer", .label = N_("承办人"), .sql = "r.officer IS :v", .type = FT_REF, .ref = "account" },
	{ .name = "overdue", .label = N_("已逾期"), .sql = "(r.due < :today) = :v", .type = FT_BOOL },
	{ .name = "before_rule", .label = N_("早于规则施行"), .sql = "r.before_rule = :v", .type = FT_BOOL },
	{ FILTER_CLOCK("review", N_("审查是否按期"), "r.id") },
	{ FILTER_CLOCK("order", N_("整改是否按期"), "r.id") },
};

static const struct list_sort by_received[] = {
	{ "received_on", N_("按收到日期"), "r.received_on", true },
	{ "number", N_("按编号"), "r.number_key", true },
	{ "due", N_("按期限"), "r.due", false },
	{ "agency", N_("按执法机构"), "r.agency_name", false },
};

static const struct list_sort by_due[] = {
	{ "due", N_("按期限"), "r.due", false },
	{ "received_on", N_("按收到日期"), "r.received_on", true },
	{ "number", N_("按编号"), "r.number_key", true },
	{ "agency", N_("按执法机构"), "r.agency_name", false },
};

#define VIEW(sort_keys) \
	.from = "review r", .id = "r.id", .cols = cols, .n_cols = N_OF(cols), .filters = filters, .n_filters = N_OF(filters), \
	.sorts = sort_keys, .n_sorts = N_OF(sort_keys)

const struct list review_lists[5] = {
	{ .name = "review", .label = N_("监督意见书"), VIEW(by_received) },
	{ .name = "review.open", .label = N_("办理中的意见书"), .where = "r.open = 1", VIEW(by_due) },
	{ .name = "review.overdue", .label = N_("逾期的意见书"), .where = "r.open = 1 AND r.due < :today", VIEW(by_due) },
	{ .name = "review.mine", .label = N_("我承办的意见书"), .where = "r.officer = :account AND r.open = 1", VIEW(by_due) },
	{ .name = "review.orders", .label = N_("责令纠正"), .where = "r.state = 'ordered'", VIEW(by_due) },
};

const struct scope review_scopes[4] = {
	{ ROLE_CLERK, "1" },
	{ ROLE_LEADER, "1" },
	{ ROLE_AGENCY, "r.agency = :scope_agency AND r.order_served_on IS NOT NULL" },
	{ ROLE_SUPERVISOR, "r.person = :scope_person" },
};

/* The agency's periods are those of the order to it; how long the bureau may weigh the letter is not told (review_days is kept). */
const struct veil review_veils[2] = {
	{ "due", "coalesce((SELECT min(c.due) FROM clock c WHERE c.record = r.id AND c.stopped IS NULL AND c.kind IN ('order', 'recheck')), "
	  "'9999-12-31')" },
	{ NULL, NULL },
};
const char *const review_told_clocks[] = { "order", "recheck", NULL };
