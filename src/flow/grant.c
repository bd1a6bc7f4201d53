/*
 * grant.c: roles of another account in a shared database: proposed by one administrator, confirmed by another.
 *
 * Knows: which roles go together (account_roles_fit).  Must not know: passwords, keys.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/account.h"
#include "flow/erase.h"
#include "flow/flows.h"
#include "flow/offices.h"

struct grant {
	struct record rec;
	int64_t account;
	const char *account_name;
	wordset roles;
	int64_t agency;
	int64_t person;
	const char *reason;
	struct offices two;
};

enum grant_state { GRANT_NONE, GRANT_PROPOSED, GRANT_DONE, GRANT_REJECTED, GRANT_WITHDRAWN };

static const struct word states[] = {
	WORD_NONE,
	[GRANT_PROPOSED] = { "proposed", N_("待确认"), 0 },
	[GRANT_DONE] = { "done", N_("已授予"), 0 },
	[GRANT_REJECTED] = { "rejected", N_("未同意"), 0 },
	[GRANT_WITHDRAWN] = { "withdrawn", N_("撤回"), 0 },
	WORD_END,
};

static const struct field fields[] = {
	{ F_REF(struct grant, account, "account"), .label = N_("账户") },
	{ F_NAME(struct grant, account_name), .label = N_("姓名"), .flags = FIELD_PERSONAL | FIELD_HIDDEN },
	{ F_SET(struct grant, roles, actor_roles), .label = N_("角色") },
	{ F_REF(struct grant, agency, "agency"), .label = N_("所属执法机构") },
	{ F_REF(struct grant, person, "person"), .label = N_("本人") },
	{ F_LINE(struct grant, reason), .label = N_("原因") },
	OFFICE_FIELDS(struct grant),
};

/* ---- propose ---- */
struct grant_propose {
	int64_t account;
	wordset roles;
	int64_t agency;
	int64_t person;
	const char *reason;
};

static const struct field propose_fields[] = {
	{ F_REF(struct grant_propose, account, "account"), .label = N_("账户"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_SET(struct grant_propose, roles, actor_roles), .label = N_("角色"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_REF(struct grant_propose, agency, "agency"), .label = N_("所属执法机构"), .flags = FIELD_NOTE,
		.hint = N_("执法机构联络员才填") },
	{ F_REF(struct grant_propose, person, "person"), .label = N_("本人"), .flags = FIELD_NOTE, .hint = N_("监督员才填") },
	{ F_LINE(struct grant_propose, reason), .label = N_("原因"), .flags = FIELD_REQUIRED | FIELD_NOTE },
};

static bool
check_propose(struct act *a)
{
	const struct grant_propose *in = a->args;
	struct stmt *s;
	bool open;

	if (in->account == a->actor->account)
		return act_refuse(a, "account", 0, _("账户：不能改自己的角色"));
	s = db_prepare(a->db, "SELECT 1 FROM role_grant WHERE account = :account AND state = 'proposed'");
	db_bind_int(s, ":account", in->account);
	open = db_step(s);
	db_done(s);
	if (open)
		return act_refuse(a, "account", 0, _("账户：已经提出，等候确认"));
	return account_roles_fit(a, in->roles, in->agency, in->person);
}

static bool
run_propose(struct act *a)
{
	const struct grant_propose *in = a->args;
	struct grant *g = a->row;

	act_copy(a);
	g->account_name = act_title(a, "account", in->account);
	office_propose(a, &g->two);
	g->rec.state = GRANT_PROPOSED;
	return true;
}

/* ---- confirm, reject, withdraw ---- */
static bool
may_decide(struct act *a)
{
	const struct grant *g = a->row;

	return office_may_decide(a, &g->two, g->account);
}

static bool
may_withdraw(struct act *a)
{
	return office_may_withdraw(a, &((const struct grant *)a->row)->two);
}

static bool
run_confirm(struct act *a)
{
	struct grant *g = a->row;

	office_decide(a, &g->two, "");
	g->rec.state = GRANT_DONE;
	return true;
}

static bool
also_confirm(struct act *a)
{
	const struct grant *g = a->row;
	struct cols cols = { a->flow->fields, sizeof(struct field), a->flow->n_fields };

	return act_also(a, "account.grant", g->account, "roles", col_text(a->arena, cols_find(cols, "roles"), g), "agency",
		       g->agency != 0 ? arena_printf(a->arena, "%lld", (long long)g->agency) : "", "person",
		       g->person != 0 ? arena_printf(a->arena, "%lld", (long long)g->person) : "", "reason", g->reason, NULL) != 0;
}

static bool
run_reject(struct act *a)
{
	struct grant *g = a->row;

	office_decide(a, &g->two, ((const struct office_why *)a->args)->reason);
	g->rec.state = GRANT_REJECTED;
	return true;
}

static bool
run_withdraw(struct act *a)
{
	struct grant *g = a->row;

	office_decide(a, &g->two, "");
	g->rec.state = GRANT_WITHDRAWN;
	return true;
}

static const struct action actions[] = {
	{
		.name = "grant.propose",
		.label = N_("提出授权"),
		.help = N_("提出一个账户的角色，请另一位管理员确认；三员分设，管理员不兼业务。"),
		.roles = ROLE_KEEPERS | ROLE_PROGRAM,
		.from = S_NEW,
		.to = S(GRANT_PROPOSED),
		.fields = propose_fields,
		.n_fields = N_OF(propose_fields),
		.args_size = sizeof(struct grant_propose),
		.may = office_shared_only,
		.check = check_propose,
		.run = run_propose,
	},
	{
		.name = "grant.confirm",
		.label = N_("确认"),
		.help = N_("系统管理员提出的由安全管理员确认，反过来也一样；确认后角色生效。"),
		.roles = ROLE_KEEPERS,
		.from = S(GRANT_PROPOSED),
		.to = S(GRANT_DONE),
		.key = 'f',
		.flags = ACT_CONFIRM,
		.may = may_decide,
		.run = run_confirm,
		.also = also_confirm,
	},
	{
		.name = "grant.reject",
		.label = N_("不同意"),
		.help = N_("不同意提出的角色，写明原因。"),
		.roles = ROLE_KEEPERS,
		.from = S(GRANT_PROPOSED),
		.to = S(GRANT_REJECTED),
		.key = 'n',
		.fields = office_why_fields,
		.n_fields = N_OF(office_why_fields),
		.args_size = sizeof(struct office_why),
		.may = may_decide,
		.run = run_reject,
	},
	{
		.name = "grant.withdraw",
		.label = N_("撤回"),
		.help = N_("撤回自己提出的角色。"),
		.roles = ROLE_KEEPERS,
		.from = S(GRANT_PROPOSED),
		.to = S(GRANT_WITHDRAWN),
		.key = 'w',
		.may = may_withdraw,
		.run = run_withdraw,
	},
	ACTION_ERASE("grant"),
};

/* ---- lists ---- */
static const struct list_col cols[] = {
	{ .name = "account", .label = N_("账户"), .sql = "g.account_name", .type = LT_NAME, .width = 14, .min = 8 },
	{ .name = "roles", .label = N_("角色"), .sql = "g.roles", .type = LT_SET, .words = actor_roles, .width = 24, .min = 12 },
	{ .name = "state", .label = N_("状态"), .sql = "g.state", .type = LT_WORD, .words = states, .width = 8 },
	{ .name = "proposed_name", .label = N_("提出人"), .sql = "g.proposed_name", .type = LT_NAME, .width = 12, .rank = 1 },
	{ .name = "decided_name", .label = N_("确认人"), .sql = "g.decided_name", .type = LT_NAME, .width = 12, .rank = 2 },
	{ .name = "reason", .label = N_("原因"), .sql = "g.reason", .type = LT_TEXT, .width = 24, .min = 8, .rank = 3 },
};

static const struct list_sort sorts[] = {
	{ .name = "entered", .label = N_("按提出先后"), .sql = "g.id", .desc = true },
};

static const struct list lists[] = {
	{ .name = "grant", .label = N_("授权"), .from = "role_grant g", .id = "g.id", .cols = cols, .n_cols = N_OF(cols), .sorts = sorts,
	  .n_sorts = N_OF(sorts) },
};

static const struct scope scopes[] = {
	{ .role = ROLE_LEADER, .where = "1" },
	{ .role = ROLE_SYSADMIN, .where = "1" },
	{ .role = ROLE_SECADMIN, .where = "1" },
	{ .role = ROLE_AUDITOR, .where = "1" },
};

static const char *
title(struct act *a, const void *row)
{
	const struct grant *g = row;

	(void)a;
	return g->account_name;
}

static size_t
waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS])
{
	const struct grant *g = row;

	(void)a;
	if (g->rec.state != GRANT_PROPOSED)
		return 0;
	out[0] = (struct wait_row){ .role = office_awaited(&g->two), .due = DAY_NONE, .clock = "", .action = "grant.confirm",
		.text = N_("确认授权"), .number = "", .object = g->account_name };
	return 1;
}

static const char *const refs[] = { "g.account_name = :v AND g.state = 'proposed'", NULL };

const struct flow flow_grant = {
	.name = "grant",
	.label = N_("授权"),
	.table = "role_grant",
	.states = states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct grant),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = lists,
	.n_lists = N_OF(lists),
	.scopes = scopes,
	.n_scopes = N_OF(scopes),
	.refs = refs,
	.title = title,
	.waits = waits,
	.menu = 200,
};
