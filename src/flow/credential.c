/*
 * credential.c: a new password for somebody else, or the end of their changing code: by two administrators.
 *
 * Knows: who may propose and who confirm.  Must not know: how a password is hashed or asked for.
 *
 * The one who confirms is told the password for the first entry, once; it stands nowhere in clear.
 */
#include <string.h>
#include <time.h>

#include "flow/credential.h"
#include "base/i18n.h"
#include "base/password.h"
#include "store/secret.h"
#include "flow/erase.h"
#include "flow/flows.h"
#include "flow/offices.h"

struct credential {
	struct proposal head;
	word_t kind;
	const char *reason;
};

static const struct word states[] = {
	WORD_NONE,
	[PROPOSAL_OPEN] = { "proposed", N_("待确认"), 0 },
	[PROPOSAL_DONE] = { "done", N_("已办"), 0 },
	[PROPOSAL_REJECTED] = { "rejected", N_("未同意"), 0 },
	[PROPOSAL_WITHDRAWN] = { "withdrawn", N_("撤回"), 0 },
	WORD_END,
};

enum credential_kind { KIND_NONE, KIND_PASSWORD, KIND_CODE };

static const struct word kinds[] = {
	WORD_NONE,
	[KIND_PASSWORD] = { "password", N_("发给新的初始口令"), 0 },
	[KIND_CODE] = { "code", N_("解除动态码"), 0 },
	WORD_END,
};

static const struct field fields[] = {
	PROPOSAL_ACCOUNT(struct credential),
	PROPOSAL_NAME(struct credential, FIELD_PERSONAL),
	{ F_WORD(struct credential, kind, kinds), .label = N_("办什么") },
	{ F_LINE(struct credential, reason), .label = N_("原因") },
	OFFICE_FIELDS(struct credential),
};

bool
credential_first(struct db *db, int64_t account, char out[PASSWORD_FIRST], struct err *e)
{
	char hash[PASSWORD_HASH];

	return password_invent(out, e) && password_hash(out, hash, e) &&
		secret_put(db, account, hash, true, time(NULL), setting_int(db, "enter_history", 5));
}

/* ---- who may ---- */

/* ---- propose ---- */
struct credential_propose {
	int64_t account;
	word_t kind;
	const char *reason;
};

static const struct field propose_fields[] = {
	{ F_REF(struct credential_propose, account, "account"), .label = N_("账户"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_WORD(struct credential_propose, kind, kinds), .label = N_("办什么"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_LINE(struct credential_propose, reason), .label = N_("原因"), .flags = FIELD_REQUIRED | FIELD_NOTE },
};

static bool
is_open(struct act *a, int64_t account, word_t kind)
{
	struct stmt *s = db_prepare(a->db, "SELECT 1 FROM credential WHERE account = :account AND kind = :kind AND state = 'proposed'");
	bool found;

	db_bind_int(s, ":account", account);
	db_bind_text(s, ":kind", kinds[kind].key);
	found = db_step(s);
	if (found)
		db_done(s);
	return found;
}

static bool
check_propose(struct act *a)
{
	const struct credential_propose *in = a->args;

	if (in->account == a->actor->account)
		return act_refuse(a, "account", 0, _("账户：自己的口令自己改"));
	if (in->kind == KIND_CODE && !secret_of(a->db, a->arena, in->account).has_code)
		return act_refuse(a, "kind", 0, _("办什么：这个账户没有动态码"));
	if (is_open(a, in->account, in->kind))
		return act_refuse(a, "account", 0, _("账户：已经提出，等候确认"));
	return true;
}

static bool
run_propose(struct act *a)
{
	const struct credential_propose *in = a->args;

	act_copy(a);
	proposal_open(a, in->account);
	return true;
}

/* ---- confirm, reject, withdraw ---- */
static bool
run_confirm(struct act *a)
{
	const struct credential *c = a->row;
	char word[PASSWORD_FIRST];

	proposal_confirm(a);
	if (c->kind == KIND_CODE)
		return secret_put_key(a->db, c->head.account, NULL);
	if (!credential_first(a->db, c->head.account, word, a->err))
		return false;
	/* A notice is for the person who stands here; no book keeps it. */
	act_notice(a, _("%s的初始口令：%s  只显示这一次，请当面告知；首次登录必须更改，%lld天内有效"), c->head.account_name, word,
		(long long)act_setting(a, "enter_initial_days"));
	return true;
}

static const struct action actions[] = {
	{
		.name = "credential.propose",
		.label = N_("提出重置口令"),
		.help = N_("请另一位管理员确认：发给新的初始口令，或者解除动态码。"),
		.roles = ROLE_KEEPERS,
		.from = S_NEW,
		.to = S(PROPOSAL_OPEN),
		.fields = propose_fields,
		.n_fields = N_OF(propose_fields),
		.args_size = sizeof(struct credential_propose),
		.may = office_shared_only,
		.check = check_propose,
		.run = run_propose,
	},
	{
		.name = "credential.confirm",
		.label = N_("确认"),
		.help = N_("系统管理员提出的由安全管理员确认，反过来也一样；新的初始口令只显示这一次。"),
		.roles = ROLE_KEEPERS,
		.from = S(PROPOSAL_OPEN),
		.to = S(PROPOSAL_DONE),
		.key = 'f',
		.flags = ACT_CONFIRM,
		.may = proposal_may_decide,
		.run = run_confirm,
	},
	{
		.name = "credential.reject",
		.label = N_("不同意"),
		.help = N_("不同意提出的重置，写明原因。"),
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
		.name = "credential.withdraw",
		.label = N_("撤回"),
		.help = N_("撤回自己提出的重置。"),
		.roles = ROLE_KEEPERS,
		.from = S(PROPOSAL_OPEN),
		.to = S(PROPOSAL_WITHDRAWN),
		.key = 'w',
		.may = proposal_may_withdraw,
		.run = proposal_withdraw,
	},
	ACTION_ERASE("credential"),
};

/* ---- lists ---- */
static const struct list_col cols[] = {
	{ .name = "account", .label = N_("账户"), .sql = "c.account_name", .type = LT_NAME, .width = 14, .min = 8 },
	{ .name = "kind", .label = N_("办什么"), .sql = "c.kind", .type = LT_WORD, .words = kinds, .width = 18, .min = 10 },
	{ .name = "state", .label = N_("状态"), .sql = "c.state", .type = LT_WORD, .words = states, .width = 8 },
	{ .name = "proposed_name", .label = N_("提出人"), .sql = "c.proposed_name", .type = LT_NAME, .width = 12, .rank = 1 },
	{ .name = "decided_name", .label = N_("确认人"), .sql = "c.decided_name", .type = LT_NAME, .width = 12, .rank = 2 },
	{ .name = "reason", .label = N_("原因"), .sql = "c.reason", .type = LT_TEXT, .width = 24, .min = 8, .rank = 3 },
};

static const struct list_sort sorts[] = {
	{ .name = "entered", .label = N_("按提出先后"), .sql = "c.id", .desc = true },
};

static const struct list lists[] = {
	{
		.name = "credential",
		.label = N_("口令重置"),
		.from = "credential c",
		.id = "c.id",
		.cols = cols,
		.n_cols = N_OF(cols),
		.sorts = sorts,
		.n_sorts = N_OF(sorts),
	},
};

/* The leader may know that it was done; nobody sees a password. */
static const char *
title(struct act *a, const void *row)
{
	const struct credential *c = row;

	return arena_printf(a->arena, "%s  %s", c->head.account_name, word_label(kinds, c->kind));
}

/* It waits for the administrator of the other office. */
static size_t
waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS])
{
	(void)a;
	return proposal_waits(row, "credential.confirm", N_("确认口令重置"), out);
}

static const char *const refs[] = {
	"c.account_name = :v AND c.state = 'proposed'",
	NULL,
};

const struct flow flow_credential = {
	.name = "credential",
	.label = N_("口令重置"),
	.table = "credential",
	.states = states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct credential),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = lists,
	.n_lists = N_OF(lists),
	.scopes = proposal_scopes,
	.n_scopes = PROPOSAL_SCOPES,
	.refs = refs,
	.title = title,
	.waits = waits,
	.menu = 199,
};
