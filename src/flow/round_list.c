/*
 * round_list.c: the register of rounds.
 *
 * Knows: the table's columns and indexes (src/store/ladder/0004.sql).  Must not know: how a page is drawn.
 */
#include "base/i18n.h"
#include "flow/round_acts.h"

#define COUNT(cond) "(SELECT count(*) FROM candidate c WHERE c.round = r.id AND c.state " cond ")"
/* The period that runs in a round: to begin the review in, then to appoint in. */
#define DUE "(SELECT k.due FROM clock k WHERE k.record = r.id AND k.kind = CASE r.state WHEN 'open' THEN 'begin' ELSE 'appoint' END)"
#define STOPPED "(SELECT k.stopped FROM clock k WHERE k.record = r.id AND k.kind = CASE r.state WHEN 'open' THEN 'begin' ELSE 'appoint' END)"

static const struct list_col cols[] = {
	{ .name = "name", .label = N_("批次"), .sql = "r.name", .type = LT_TEXT, .width = 20, .min = 14 },
	{ .name = "state", .label = N_("状态"), .sql = "r.state", .type = LT_WORD, .words = round_states, .width = 8,
		.rank = 1 },
	{ .name = "due", .label = N_("期限"), .sql = DUE, .type = LT_DUE, .stopped = STOPPED, .width = 9, .rank = 1 },
	{ .name = "quota", .label = N_("名额"), .sql = "r.quota", .type = LT_INT, .width = 4, .rank = 2, .right = true },
	{ .name = "candidates", .label = N_("报名"), .sql = COUNT("IS NOT NULL"), .type = LT_INT, .width = 4, .rank = 3,
		.right = true },
	{ .name = "chosen", .label = N_("拟聘"), .sql = COUNT("IN ('proposed', 'publicised')"), .type = LT_INT, .width = 4,
		.rank = 4, .right = true },
	{ .name = "appointed", .label = N_("聘任"), .sql = COUNT("= 'appointed'"), .type = LT_INT, .width = 4, .rank = 4,
		.right = true },
	{ .name = "opens_on", .label = N_("报名开始"), .sql = "r.opens_on", .type = LT_DAY, .width = 10, .rank = 6 },
	{ .name = "closes_on", .label = N_("报名截止"), .sql = "r.closes_on", .type = LT_DAY, .width = 10, .rank = 5 },
	{ .name = "publicised_on", .label = N_("公示日期"), .sql = "r.publicised_on", .type = LT_DAY, .width = 10,
		.rank = 7 },
	{ .name = "notice_end", .label = N_("公示至"),
		.sql = "(SELECT k.due FROM clock k WHERE k.record = r.id AND k.kind = 'notice')", .type = LT_DAY, .width = 10,
		.rank = 5 },
	{ .name = "officer", .label = N_("承办"), .sql = "(SELECT u.name FROM account u WHERE u.id = r.officer)",
		.type = LT_NAME, .width = 8, .rank = 8 },
	{ .name = "age_on", .label = N_("年龄计算日"), .sql = "r.age_on", .type = LT_DAY, .json_only = true },
	{ .name = "appointed_on", .label = N_("聘任日期"), .sql = "r.appointed_on", .type = LT_DAY, .json_only = true },
	{ .name = "closed_on", .label = N_("办结日期"), .sql = "r.closed_on", .type = LT_DAY, .json_only = true },
	{ .name = "result", .label = N_("结果说明"), .sql = "r.result", .type = LT_TEXT, .json_only = true },
};

static const struct list_filter filters[] = {
	{ .name = "name", .label = N_("批次"), .sql = "instr(r.name, :v) > 0", .type = FT_LINE },
	{ .name = "year", .label = N_("报名年度"),
		.sql = "coalesce(r.opens_on, '') BETWEEN :v || '-01-01' AND :v || '-12-31'", .type = FT_INT },
};

static const struct list_sort sorts[] = {
	{ .name = "opens_on", .label = N_("按报名开始"), .sql = "coalesce(r.opens_on, '')", .desc = true },
	{ .name = "name", .label = N_("按批次名称"), .sql = "r.name" },
};

#define VIEW \
	.from = "round r", .id = "r.id", .cols = cols, .n_cols = N_OF(cols), .filters = filters, .n_filters = N_OF(filters), \
	.sorts = sorts, .n_sorts = N_OF(sorts)

const struct list round_lists[ROUND_LISTS] = {
	{ .name = "round", .label = N_("选聘批次"), VIEW },
	{ .name = "round.running", .label = N_("进行中的批次"), .where = "r.state NOT IN ('closed', 'cancelled')", VIEW },
};

const struct scope round_scopes[2] = {
	{ ROLE_CLERK, "1" },
	{ ROLE_LEADER, "1" },
};
