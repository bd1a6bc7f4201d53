/*
 * ledger.c: the trail as the auditor reads it: who did, tried or looked at what, when, with what result.
 *
 * Knows: the view over the trail.  Must not know: how the chain is made (store/trail.c), what an act means.
 *
 * It has no acts: the trail grows by what is done elsewhere and is changed by nothing.
 */
#include "base/i18n.h"
#include "flow/archive.h"
#include "flow/flows.h"

struct entry {
	struct record rec;      /* id: the seq on the chain */
	const char *at;         /* local time */
	int64_t account;
	const char *who;
	const char *flow;
	int64_t record;
	const char *action;
	int64_t article;
	day_t happened_on;
	day_t received_on;
	int64_t outcome;        /* 0, TRAIL_EVENT, else the code of the refusal */
	bool today_set;
	const char *note;
};

enum ledger_state { LEDGER_NONE, LEDGER_DONE, LEDGER_REFUSED, LEDGER_EVENT };

static const struct word states[] = {
	WORD_NONE,
	[LEDGER_DONE] = { "done", N_("办成"), 0 },
	[LEDGER_REFUSED] = { "refused", N_("未办"), 0 },
	[LEDGER_EVENT] = { "event", N_("事件"), 0 },
	WORD_END,
};

static const struct field fields[] = {
	{ F_LINE(struct entry, at), .label = N_("时间") },
	{ F_INT(struct entry, account), .label = N_("账户号") },
	{ F_LINE(struct entry, who), .label = N_("何人") },
	{ F_LINE(struct entry, flow), .label = N_("哪项工作") },
	{ F_INT(struct entry, record), .label = N_("记录号") },
	{ F_LINE(struct entry, action), .label = N_("事项"), .flags = FIELD_DEED },
	{ F_INT(struct entry, article), .label = N_("规则条") },
	{ F_DAY(struct entry, happened_on), .label = N_("发生日期") },
	{ F_DAY(struct entry, received_on), .label = N_("收到日期") },
	{ F_INT(struct entry, outcome), .label = N_("结果代码") },
	{ F_BOOL(struct entry, today_set), .label = N_("用过 --today") },
	{ F_PARA(struct entry, note), .label = N_("说明") },
};

static const struct list_col cols[] = {
	{ .name = "at", .label = N_("时间"), .sql = "t.at", .type = LT_TEXT, .width = 19, .min = 16 },
	{ .name = "who", .label = N_("何人"), .sql = "t.who", .type = LT_NAME, .width = 10, .min = 6 },
	{ .name = "action", .label = N_("事项"), .sql = "t.action", .type = LT_DEED, .width = 18, .min = 12 },
	{ .name = "state", .label = N_("结果"), .sql = "t.state", .type = LT_WORD, .words = states, .width = 4, .rank = 1 },
	{ .name = "note", .label = N_("说明"), .sql = "t.note", .type = LT_TEXT, .width = 40, .min = 24, .rank = 1 },
	{ .name = "record", .label = N_("记录号"), .sql = "t.record", .type = LT_INT, .width = 15, .min = 15, .rank = 4, .right = true },
	{ .name = "flow", .label = N_("哪项工作"), .sql = "t.flow", .type = LT_TEXT, .json_only = true },
};

static const struct list_filter filters[] = {
	{ .name = "account", .label = N_("账户"), .sql = "t.account = :v", .type = FT_REF, .ref = "account" },
	{ .name = "record", .label = N_("记录号"), .sql = "t.record = :v", .type = FT_INT },
	{ .name = "action", .label = N_("事项"), .sql = "instr(:v, ' ' || t.action || ' ') > 0", .type = FT_LINE, .deed = true },
	{ .name = "since", .label = N_("自哪日起"), .sql = "t.at >= :v", .type = FT_DAY },
	{ .name = "until", .label = N_("到哪日止"), .sql = "t.at < :v || 'a'", .type = FT_DAY },
};

static const struct list_sort sorts[] = {
	{ .name = "newest", .label = N_("按先后"), .sql = "t.id", .desc = true },
};

static const struct list lists[] = {
	{ .name = "trail", .label = N_("留痕"), .from = "trail_view t", .id = "t.id", .cols = cols, .n_cols = N_OF(cols), .filters = filters,
	  .n_filters = N_OF(filters), .sorts = sorts, .n_sorts = N_OF(sorts) },
};

/* Where there are no administrators, the owner of the file is the one who may look. */
const struct scope trail_scopes[2] = {
	{ .role = ROLE_AUDITOR, .where = "1" },
	{ .role = ROLE_LEADER, .where = "(SELECT m.value FROM meta m WHERE m.key = 'mode') = 'personal'" },
};

bool
trail_sees(const struct actor *who, const void *row)
{
	(void)row;
	return (who->roles & ROLE_AUDITOR) != 0 || (who->personal && (who->roles & ROLE_LEADER) != 0);
}

static const char *const refs[] = { "t.id = :v", NULL };

static const char *
title(struct act *a, const void *row)
{
	const struct entry *t = row;

	return arena_printf(a->arena, "%lld  %s", (long long)t->rec.id, act_deed(t->action));
}

const struct flow flow_trail = {
	.name = "trail",
	.label = N_("留痕"),
	.table = "trail_view",
	.states = states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct entry),
	.lists = lists,
	.n_lists = N_OF(lists),
	.scopes = trail_scopes,
	.n_scopes = N_OF(trail_scopes),
	.sees = trail_sees,
	.refs = refs,
	.title = title,
	.menu = 202,
};
