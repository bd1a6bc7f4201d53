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
	struct proposal head;
	wordset roles;
	int64_t agency;
	int64_t person;
	const char *reason;
};

static const struct word states[] = {
	WORD_NONE,
	[PROPOSAL_OPEN] = { "proposed", N_("待确认"), 0 },
	[PROPOSAL_DONE] = { "done", N_("已授予"), 0 },
	[PROPOSAL_REJECTED] = { "rejected", N_("未同意"), 0 },
	[PROPOSAL_WITHDRAWN] = { "withdrawn", N_("撤回"), 0 },
	WORD_END,
};

static const struct field fields[] = {
	PROPOSAL_ACCOUNT(struct grant),
	PROPOSAL_NAME(struct grant, FIELD_PERSONAL),
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

	act_copy(a);
	proposal_open(a, in->account);
	return true;
}

/* ---- confirm, reject, withdraw ---- */
static bool
also_confirm(struct act *a)
{
	const struct grant *g = a->row;
	struct cols cols = { a->flow->fields, sizeof(struct field), a->flow->n_fields };

	return act_also(a, "account.grant", g->head.account, "roles", col_text(a->arena, cols_find(cols, "roles"), g), "agency",
		       g->agency != 0 ? arena_printf(a->arena, "%lld", (long long)g->agency) : "", "person",
		       g->person != 0 ? arena_printf(a->arena, "%lld", (long long)g->person) : "", "reason", g->reason, NULL) != 0;
}

static const struct action actions[] = {
	{
		.name = "grant.propose",
		.label = N_("提出授权"),
		.help = N_("提出一个账户的角色，请另一位管理员确认；三员分设，管理员不兼业务。"),
		.roles = ROLE_KEEPERS | ROLE_PROGRAM,
		.from = S_NEW,
		.to = S(PROPOSAL_OPEN),
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
		.from = S(PROPOSAL_OPEN),
		.to = S(PROPOSAL_DONE),
		.key = 'f',
		.flags = ACT_CONFIRM,
		.may = proposal_may_decide,
		.run = proposal_confirm,
		.also = also_confirm,
	},
	{
		.name = "grant.reject",
		.label = N_("不同意"),
		.help = N_("不同意提出的角色，写明原因。"),
		.roles = ROLE_KEEPERS,
		.from = S(PROPOSAL_OPEN),
		.to = S(PROPOSAL_REJECTED),
		.key = 'n',
		.fields = office_why_fields,
		.n_fields = N_OF(office_why_fields),
		.args_size = sizeof(struct office_why),
		.may = proposal_may_decide,
		.run = proposal_reject,
	},
	{
		.name = "grant.withdraw",
		.label = N_("撤回"),
		.help = N_("撤回自己提出的角色。"),
		.roles = ROLE_KEEPERS,
		.from = S(PROPOSAL_OPEN),
		.to = S(PROPOSAL_WITHDRAWN),
		.key = 'w',
		.may = proposal_may_withdraw,
		.run = proposal_withdraw,
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

static const char *
title(struct act *a, const void *row)
{
	const struct grant *g = row;

	(void)a;
	return g->head.account_name;
}

static size_t
waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS])
{
	(void)a;
	return proposal_waits(row, "grant.confirm", N_("确认授权"), out);
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
	.scopes = proposal_scopes,
	.n_scopes = PROPOSAL_SCOPES,
	.refs = refs,
	.title = title,
	.waits = waits,
	.menu = 200,
};
