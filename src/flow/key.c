/*
 * key.c: the SSH keys that open a session: proposed by one administrator, confirmed by another, revoked by any.
 *
 * Knows: public keys, accounts.  Must not know: sshd, where the keys are published (engine/keys.c).
 *
 * The account is the one to whom the key belongs that sshd has authenticated: nothing else says who somebody is.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/sshkey.h"
#include "flow/erase.h"
#include "flow/flows.h"
#include "flow/offices.h"

struct key {
	struct proposal head;
	const char *type;
	const char *blob;
	const char *fingerprint;
	const char *comment;
	const char *reason;
	day_t ended_on;
	const char *end_reason;
};

/* A key that both agreed on is active. */
enum key_state { KEY_REVOKED = PROPOSAL_STATES };

static const struct word states[] = {
	WORD_NONE,
	[PROPOSAL_OPEN] = { "proposed", N_("待确认"), 0 },
	[PROPOSAL_DONE] = { "active", N_("可登录"), 0 },
	[PROPOSAL_REJECTED] = { "rejected", N_("未同意"), 0 },
	[PROPOSAL_WITHDRAWN] = { "withdrawn", N_("撤回"), 0 },
	[KEY_REVOKED] = { "revoked", N_("已吊销"), 0 },
	WORD_END,
};

static const struct field fields[] = {
	PROPOSAL_ACCOUNT(struct key),
	PROPOSAL_NAME(struct key, FIELD_PERSONAL),
	{ F_LINE(struct key, type), .label = N_("密钥类型") },
	{ F_PARA(struct key, blob), .label = N_("公钥"), .flags = FIELD_HIDDEN },
	{ F_LINE(struct key, fingerprint), .label = N_("指纹") },
	{ F_LINE(struct key, comment), .label = N_("密钥说明"), .flags = FIELD_PERSONAL },
	{ F_LINE(struct key, reason), .label = N_("原因") },
	OFFICE_FIELDS(struct key),
	{ F_DAY(struct key, ended_on), .label = N_("吊销日期") },
	{ F_LINE(struct key, end_reason), .label = N_("吊销原因") },
};

/* ---- propose ---- */
struct key_propose {
	int64_t account;
	const char *key;
	const char *reason;
};

static const struct field propose_fields[] = {
	{ F_REF(struct key_propose, account, "account"), .label = N_("账户"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_PARA(struct key_propose, key), .label = N_("公钥"), .flags = FIELD_REQUIRED, .max = 12000,
		.hint = N_("id_ed25519.pub 里的一行") },
	{ F_LINE(struct key_propose, reason), .label = N_("原因"), .flags = FIELD_REQUIRED | FIELD_NOTE },
};

static bool
parse(struct act *a, struct sshkey *k)
{
	const struct key_propose *in = a->args;
	struct err why = { 0 };

	return sshkey_parse(a->arena, in->key, k, &why) || act_refuse(a, "key", 0, _("公钥：%s"), why.text);
}

static bool
check_propose(struct act *a)
{
	struct sshkey k;
	struct stmt *s;
	const char *other = NULL;

	if (!parse(a, &k))
		return false;
	s = db_prepare(a->db, "SELECT account_name FROM ssh_key WHERE fingerprint = :f AND state IN ('proposed', 'active') LIMIT 1");
	db_bind_text(s, ":f", k.fingerprint);
	if (db_step(s)) {
		other = arena_strdup(a->arena, db_text(s, 0));
		db_done(s);
	}
	return other == NULL || act_refuse(a, "key", 0, _("公钥：%s已经在用这把密钥，一把密钥只属于一个账户"), other);
}

static bool
run_propose(struct act *a)
{
	const struct key_propose *in = a->args;
	struct key *k = a->row;
	struct sshkey parsed;

	if (!parse(a, &parsed))
		return false;
	proposal_open(a, in->account);
	k->type = parsed.type;
	k->blob = parsed.blob;
	k->fingerprint = arena_strdup(a->arena, parsed.fingerprint);
	k->comment = parsed.comment;
	k->reason = in->reason;
	act_note(a, "%s", k->fingerprint);
	return true;
}

/* ---- confirm, reject, withdraw, revoke ---- */
static bool
run_confirm(struct act *a)
{
	a->keys_changed = true;
	return proposal_confirm(a);
}

static bool
run_revoke(struct act *a)
{
	struct key *k = a->row;

	k->ended_on = a->today;
	k->end_reason = ((const struct office_why *)a->args)->reason;
	k->head.rec.state = KEY_REVOKED;
	a->keys_changed = true;
	return true;
}

/* The first administrators' keys, at the moment of sharing: there are no two yet. */
static bool
run_found(struct act *a)
{
	if (!run_propose(a))
		return false;
	((struct key *)a->row)->head.rec.state = PROPOSAL_DONE;
	a->keys_changed = true;
	return true;
}

static const struct action actions[] = {
	{
		.name = "key.propose",
		.label = N_("提出登录密钥"),
		.help = N_("为一个账户提出SSH公钥，请另一位管理员确认。"),
		.roles = ROLE_KEEPERS,
		.from = S_NEW,
		.to = S(PROPOSAL_OPEN),
		.fields = propose_fields,
		.n_fields = N_OF(propose_fields),
		.args_size = sizeof(struct key_propose),
		.may = office_shared_only,
		.check = check_propose,
		.run = run_propose,
	},
	{
		.name = "key.found",
		.label = N_("首任管理员的密钥"),
		.help = N_("改为共用时三位管理员的密钥；只由“改为共用”引起。"),
		.roles = ROLE_PROGRAM,
		.from = S_NEW,
		.to = S(PROPOSAL_DONE),
		.flags = ACT_INTERNAL,
		.fields = propose_fields,
		.n_fields = N_OF(propose_fields),
		.args_size = sizeof(struct key_propose),
		.check = check_propose,
		.run = run_found,
	},
	{
		.name = "key.confirm",
		.label = N_("确认"),
		.help = N_("系统管理员提出的由安全管理员确认，反过来也一样；确认后即可登录。请先同本人核对指纹。"),
		.roles = ROLE_KEEPERS,
		.from = S(PROPOSAL_OPEN),
		.to = S(PROPOSAL_DONE),
		.key = 'f',
		.flags = ACT_CONFIRM,
		.may = proposal_may_decide,
		.run = run_confirm,
	},
	{
		.name = "key.reject",
		.label = N_("不同意"),
		.help = N_("不同意提出的密钥，写明原因。"),
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
		.name = "key.withdraw",
		.label = N_("撤回"),
		.help = N_("撤回自己提出的密钥。"),
		.roles = ROLE_KEEPERS,
		.from = S(PROPOSAL_OPEN),
		.to = S(PROPOSAL_WITHDRAWN),
		.key = 'w',
		.may = proposal_may_withdraw,
		.run = proposal_withdraw,
	},
	{
		.name = "key.revoke",
		.label = N_("吊销"),
		.help = N_("密钥丢失、人员离岗时吊销，一位管理员即可；立即不能再登录。"),
		.roles = ROLE_KEEPERS,
		.from = S(PROPOSAL_DONE),
		.to = S(KEY_REVOKED),
		.key = 'd',
		.flags = ACT_CONFIRM,
		.fields = office_why_fields,
		.n_fields = N_OF(office_why_fields),
		.args_size = sizeof(struct office_why),
		.may = office_shared_only,
		.run = run_revoke,
	},
	ACTION_ERASE("key"),
};

/* ---- lists ---- */
static const struct list_col cols[] = {
	{ .name = "account", .label = N_("账户"), .sql = "k.account_name", .type = LT_NAME, .width = 14, .min = 8 },
	{ .name = "state", .label = N_("状态"), .sql = "k.state", .type = LT_WORD, .words = states, .width = 8 },
	{ .name = "fingerprint", .label = N_("指纹"), .sql = "k.fingerprint", .type = LT_TEXT, .width = 50, .min = 20, .rank = 1 },
	{ .name = "type", .label = N_("密钥类型"), .sql = "k.type", .type = LT_TEXT, .width = 14, .min = 11, .rank = 3 },
	{ .name = "proposed_name", .label = N_("提出人"), .sql = "k.proposed_name", .type = LT_NAME, .width = 10, .rank = 2 },
	{ .name = "decided_name", .label = N_("确认人"), .sql = "k.decided_name", .type = LT_NAME, .width = 10, .rank = 2 },
	{ .name = "comment", .label = N_("密钥说明"), .sql = "k.comment", .type = LT_TEXT, .width = 20, .min = 8, .rank = 4 },
};

static const struct list_filter filters[] = {
	{ .name = "account", .label = N_("账户"), .sql = "k.account = :v", .type = FT_REF, .ref = "account" },
};

static const struct list_sort sorts[] = {
	{ .name = "entered", .label = N_("按提出先后"), .sql = "k.id", .desc = true },
};

static const struct list lists[] = {
	{ .name = "key", .label = N_("登录密钥"), .from = "ssh_key k", .id = "k.id", .cols = cols, .n_cols = N_OF(cols),
	  .filters = filters, .n_filters = N_OF(filters), .sorts = sorts, .n_sorts = N_OF(sorts) },
};

static const char *
title(struct act *a, const void *row)
{
	const struct key *k = row;

	return arena_printf(a->arena, "%s  %.19s…", k->head.account_name, k->fingerprint);
}

static size_t
waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS])
{
	(void)a;
	return proposal_waits(row, "key.confirm", N_("确认登录密钥"), out);
}

static const char *const refs[] = { "k.fingerprint = :v", "k.account_name = :v AND k.state = 'proposed'", "k.account_name = :v", NULL };

const struct flow flow_key = {
	.name = "key",
	.label = N_("登录密钥"),
	.table = "ssh_key",
	.states = states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct key),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = lists,
	.n_lists = N_OF(lists),
	.scopes = proposal_scopes,
	.n_scopes = PROPOSAL_SCOPES,
	.refs = refs,
	.title = title,
	.waits = waits,
	.menu = 201,
};
