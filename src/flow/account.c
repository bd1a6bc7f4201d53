/*
 * account.c: who may enter, with which roles.
 *
 * Knows: the separation of the three administrators from each other and from the
 * business (design 4).  Must not know: keys, passwords.
 *
 * In a personal database its owner keeps the accounts; in a shared one the
 * administrators do.  The roles of both are in the rows, may() tells them apart.
 */
#include <string.h>

#include "flow/account.h"
#include "base/i18n.h"
#include "flow/cases.h"
#include "flow/erase.h"
#include "flow/flows.h"
#include "flow/handover.h"

struct account {
	struct record rec;
	const char *login;
	const char *name;
	wordset roles;   /* bits as in enum role */
	int64_t agency;  /* of a liaison */
	int64_t person;  /* of a supervisor */
	bool disabled;   /* same as state disabled; what the door reads */
};

enum account_state { ACCOUNT_NONE, ACCOUNT_ACTIVE, ACCOUNT_DISABLED };

static const struct word states[] = {
	WORD_NONE,
	[ACCOUNT_ACTIVE] = { "active", N_("启用"), 0 },
	[ACCOUNT_DISABLED] = { "disabled", N_("停用"), 0 },
	WORD_END,
};

static const struct field fields[] = {
	{ F_LINE(struct account, login), .label = N_("账户名") },
	{ F_NAME(struct account, name), .label = N_("姓名"), .flags = FIELD_PERSONAL | FIELD_CORRECTABLE },
	{ F_SET(struct account, roles, actor_roles), .label = N_("角色") },
	{ F_REF(struct account, agency, "agency"), .label = N_("所属执法机构") },
	{ F_REF(struct account, person, "person"), .label = N_("本人") },
	{ F_BOOL(struct account, disabled), .label = N_("已停用"), .flags = FIELD_HIDDEN },
};

/* A bureau's role keeps accounts only where there are no administrators. */
static bool
may_keep(struct act *a)
{
	if (a->actor->personal || (a->actor->roles & ROLE_ADMINS))
		return true;
	return act_bar(a, _("共用数据库的账户由管理员办理"));
}

/* Nobody changes their own rights, nor shuts out the owner of a personal database. */
static bool
may_touch(struct act *a)
{
	struct stmt *s;
	bool owner = false;

	if (!may_keep(a))
		return false;
	if (row_head(a->row)->id == a->actor->account)
		return act_bar(a, _("不能改自己的账户"));
	s = db_prepare(a->db, "SELECT 1 FROM meta WHERE key = 'owner' AND value = CAST(:id AS TEXT)");
	db_bind_int(s, ":id", row_head(a->row)->id);
	if (db_step(s)) {
		owner = true;
		db_done(s);
	}
	return !(owner && a->actor->personal) || act_bar(a, _("这是数据库所有者的账户"));
}

/* Roles of a shared database take two: flow grant. */
static bool
may_role(struct act *a)
{
	if (!a->actor->personal)
		return act_bar(a, _("共用数据库的角色由两位管理员授予：“提出授权”"));
	return may_touch(a);
}

static int
bits(wordset set)
{
	int n = 0;

	for (; set != 0; set &= set - 1)
		n++;
	return n;
}

bool
account_roles_fit(struct act *a, wordset roles, int64_t agency, int64_t person)
{
	wordset admin = roles & (wordset)ROLE_ADMINS;

	if (roles == 0)
		return act_refuse(a, "roles", 0, _("角色：至少选一个"));
	if (roles & ROLE_PROGRAM)
		return act_refuse(a, "roles", 0, _("角色：“程序”不能授予人"));
	if (bits(admin) > 1)
		return act_refuse(a, "roles", 0, _("角色：系统、安全、审计三员不能由一人兼任"));
	if (admin != 0 && roles != admin)
		return act_refuse(a, "roles", 0, _("角色：管理员不能兼办业务"));
	if ((roles & ROLE_AGENCY) && agency == 0)
		return act_refuse(a, "agency", 0, _("所属执法机构：执法机构联络员必须填写"));
	if (!(roles & ROLE_AGENCY) && agency != 0)
		return act_refuse(a, "agency", 0, _("所属执法机构：只有执法机构联络员才填"));
	if ((roles & ROLE_SUPERVISOR) && person == 0)
		return act_refuse(a, "person", 0, _("本人：监督员必须填写"));
	if (!(roles & ROLE_SUPERVISOR) && person != 0)
		return act_refuse(a, "person", 0, _("本人：只有监督员才填"));
	return true;
}

/* ---- add ---- */
struct account_add {
	const char *login;
	const char *name;
	wordset roles;
	int64_t agency;
	int64_t person;
};

static const struct field add_fields[] = {
	{ F_LINE(struct account_add, login), .label = N_("账户名"), .flags = FIELD_REQUIRED, .max = 32,
		.hint = N_("小写字母开头，可用数字和._-") },
	{ F_NAME(struct account_add, name), .label = N_("姓名"), .flags = FIELD_REQUIRED, .max = 50 },
	{ F_SET(struct account_add, roles, actor_roles), .label = N_("角色"),
		.flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_REF(struct account_add, agency, "agency"), .label = N_("所属执法机构"), .flags = FIELD_NOTE,
		.hint = N_("执法机构联络员才填") },
	{ F_REF(struct account_add, person, "person"), .label = N_("本人"), .flags = FIELD_NOTE,
		.hint = N_("监督员才填") },
};

static bool
login_is_good(const char *s)
{
	if (*s < 'a' || *s > 'z')
		return false;
	return s[strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789._-")] == '\0';
}

static bool
check_add(struct act *a)
{
	const struct account_add *in = a->args;
	struct stmt *s;

	if (!login_is_good(in->login))
		return act_refuse(a, "login", 0, _("账户名：须以小写字母开头，只用小写字母、数字和._-"));
	s = db_prepare(a->db, "SELECT 1 FROM account WHERE login = :login");
	db_bind_text(s, ":login", in->login);
	if (db_step(s)) {
		db_done(s);
		return act_refuse(a, "login", 0, _("账户名：已有账户%s"), in->login);
	}
	return account_roles_fit(a, in->roles, in->agency, in->person);
}

/* In a shared database an account begins without any role: those asked for are proposed to the other administrator. */
static bool
run_add(struct act *a)
{
	struct account *u = a->row;

	act_copy(a);
	if (!a->actor->personal) {
		u->roles = 0;
		u->agency = u->person = 0;
		act_notice(a, _("角色要由另一位管理员确认以后才生效"));
	}
	u->rec.state = ACCOUNT_ACTIVE;
	return true;
}

static bool
also_add(struct act *a)
{
	const struct account_add *in = a->args;
	struct cols cols = { a->action->fields, sizeof(struct field), a->action->n_fields };

	return a->actor->personal ||
		act_also(a, "grant.propose", 0, "account", arena_printf(a->arena, "%lld", (long long)row_head(a->row)->id), "roles",
			col_text(a->arena, cols_find(cols, "roles"), in), "agency",
			in->agency != 0 ? arena_printf(a->arena, "%lld", (long long)in->agency) : "", "person",
			in->person != 0 ? arena_printf(a->arena, "%lld", (long long)in->person) : "", "reason", _("开户"), NULL) != 0;
}

/* ---- role ---- */
struct account_role {
	wordset roles;
	int64_t agency;
	int64_t person;
	const char *reason;
};

static const struct field role_fields[] = {
	{ F_SET(struct account_role, roles, actor_roles), .label = N_("角色"),
		.flags = FIELD_REQUIRED | FIELD_PREFILL | FIELD_NOTE },
	{ F_REF(struct account_role, agency, "agency"), .label = N_("所属执法机构"),
		.flags = FIELD_PREFILL | FIELD_NOTE, .hint = N_("执法机构联络员才填") },
	{ F_REF(struct account_role, person, "person"), .label = N_("本人"),
		.flags = FIELD_PREFILL | FIELD_NOTE, .hint = N_("监督员才填") },
	{ F_LINE(struct account_role, reason), .label = N_("原因"), .flags = FIELD_REQUIRED | FIELD_NOTE },
};

/* What is not given stays, where the new roles leave it a meaning. */
static void
wanted(struct act *a, int64_t *agency, int64_t *person)
{
	const struct account_role *in = a->args;
	const struct account *u = a->row;

	*agency = act_given(a, "agency") ? in->agency : in->roles & ROLE_AGENCY ? u->agency : 0;
	*person = act_given(a, "person") ? in->person : in->roles & ROLE_SUPERVISOR ? u->person : 0;
}

static bool
check_role(struct act *a)
{
	const struct account_role *in = a->args;
	int64_t agency, person;

	wanted(a, &agency, &person);
	return account_roles_fit(a, in->roles, agency, person);
}

static bool
run_role(struct act *a)
{
	const struct account_role *in = a->args;
	struct account *u = a->row;

	wanted(a, &u->agency, &u->person);
	u->roles = in->roles;
	return true;
}

/* ---- disable, enable, correct ---- */
struct account_why {
	const char *reason;
};

static const struct field why_fields[] = {
	{ F_LINE(struct account_why, reason), .label = N_("原因"), .flags = FIELD_REQUIRED | FIELD_NOTE },
};

static bool
run_disable(struct act *a)
{
	struct account *u = a->row;

	u->disabled = true;
	u->rec.state = ACCOUNT_DISABLED;
	a->keys_changed = true;
	return true;
}

static bool
run_enable(struct act *a)
{
	struct account *u = a->row;

	u->disabled = false;
	u->rec.state = ACCOUNT_ACTIVE;
	a->keys_changed = true;
	return true;
}

struct account_correct {
	const char *name;
	const char *reason;
};

static const struct field correct_fields[] = {
	{ F_NAME(struct account_correct, name), .label = N_("姓名"), .flags = FIELD_REQUIRED | FIELD_PREFILL,
		.max = 50 },
	{ F_LINE(struct account_correct, reason), .label = N_("更正原因"),
		.flags = FIELD_REQUIRED | FIELD_NOTE },
};

/* ---- narrow ---- */
struct account_narrow {
	wordset roles;
	bool disabled;
	const char *reason;
};

static const struct field narrow_fields[] = {
	{ F_SET(struct account_narrow, roles, actor_roles), .label = N_("角色"), .flags = FIELD_NOTE },
	{ F_BOOL(struct account_narrow, disabled), .label = N_("已停用") },
	{ F_LINE(struct account_narrow, reason), .label = N_("原因"), .flags = FIELD_REQUIRED | FIELD_NOTE },
};

/* A restored account gets nothing that it had not: roles are those of both times, disabled stays disabled. */
static bool
run_narrow(struct act *a)
{
	const struct account_narrow *in = a->args;
	struct account *u = a->row;

	u->roles &= in->roles;
	if (in->disabled || u->roles == 0) {
		u->disabled = true;
		u->rec.state = ACCOUNT_DISABLED;
	}
	return true;
}

/* A login is often the name in pinyin. */
static bool
run_erase(struct act *a)
{
	struct account *u = a->row;

	u->login = arena_printf(a->arena, "erased-%lld", (long long)u->rec.id);
	u->disabled = true;
	u->rec.state = ACCOUNT_DISABLED;
	return erase_run(a);
}

static const struct action actions[] = {
	{
		.name = "account.add",
		.label = N_("开户"),
		.help = N_("为一个人开账户并授予角色；三员分设，管理员不兼业务。"),
		.roles = ROLE_BUREAU | ROLE_SYSADMIN,
		.from = S_NEW,
		.to = S(ACCOUNT_ACTIVE),
		.fields = add_fields,
		.n_fields = N_OF(add_fields),
		.args_size = sizeof(struct account_add),
		.may = may_keep,
		.check = check_add,
		.run = run_add,
		.also = also_add,
	},
	{
		.name = "account.role",
		.label = N_("改角色"),
		.help = N_("改账户的角色和所属；原角色留痕。"),
		.roles = ROLE_BUREAU | ROLE_SECADMIN,
		.from = S(ACCOUNT_ACTIVE),
		.to = S(ACCOUNT_ACTIVE),
		.key = 'g',
		.fields = role_fields,
		.n_fields = N_OF(role_fields),
		.args_size = sizeof(struct account_role),
		.may = may_role,
		.check = check_role,
		.run = run_role,
	},
	{
		.name = "account.grant",
		.label = N_("授予角色"),
		.help = N_("两位管理员同意的角色生效；只由“授权”引起。"),
		.roles = ROLE_PROGRAM,
		.from = S(ACCOUNT_ACTIVE),
		.to = S(ACCOUNT_ACTIVE),
		.flags = ACT_INTERNAL,
		.fields = role_fields,
		.n_fields = N_OF(role_fields),
		.args_size = sizeof(struct account_role),
		.check = check_role,
		.run = run_role,
	},
	{
		.name = "account.disable",
		.label = N_("停用"),
		.help = N_("停用账户；此人办过的事项不变。"),
		.roles = ROLE_BUREAU | ROLE_SYSADMIN | ROLE_SECADMIN,
		.from = S(ACCOUNT_ACTIVE),
		.to = S(ACCOUNT_DISABLED),
		.key = 'd',
		.flags = ACT_CONFIRM,
		.fields = why_fields,
		.n_fields = N_OF(why_fields),
		.args_size = sizeof(struct account_why),
		.may = may_touch,
		.run = run_disable,
	},
	{
		.name = "account.enable",
		.label = N_("重新启用"),
		.help = N_("停用的账户重新启用。"),
		.roles = ROLE_BUREAU | ROLE_SYSADMIN,
		.from = S(ACCOUNT_DISABLED),
		.to = S(ACCOUNT_ACTIVE),
		.key = 'o',
		.fields = why_fields,
		.n_fields = N_OF(why_fields),
		.args_size = sizeof(struct account_why),
		.may = may_touch,
		.run = run_enable,
	},
	{
		.name = "account.narrow",
		.label = N_("恢复后收回权限"),
		.help = N_("恢复备份时，备份之后停用的账户仍停用，收回的角色仍收回。"),
		.roles = ROLE_PROGRAM,
		.from = S(ACCOUNT_ACTIVE) | S(ACCOUNT_DISABLED),
		.to = S(ACCOUNT_ACTIVE) | S(ACCOUNT_DISABLED),
		.flags = ACT_INTERNAL,
		.fields = narrow_fields,
		.n_fields = N_OF(narrow_fields),
		.args_size = sizeof(struct account_narrow),
		.run = run_narrow,
	},
	{
		.name = "account.erase",
		.label = N_("删除个人信息"),
		.help = N_("删除监督员账户里的姓名，账户停用；只由“个人信息删除”引起。"),
		.roles = ROLE_PROGRAM,
		.from = S(ACCOUNT_ACTIVE) | S(ACCOUNT_DISABLED),
		.to = S(ACCOUNT_DISABLED),
		.flags = ACT_INTERNAL | ACT_ERASE,
		.fields = erase_fields,
		.n_fields = N_OF(erase_fields),
		.args_size = sizeof(struct erase),
		.run = run_erase,
	},
	{
		.name = "account.handover",
		.label = N_("移交全部承办事项"),
		.help = N_("把此人在办的全部事项移交给另一位经办人，写明原因；移交了哪些逐件列出，每件留痕。"),
		.roles = ROLE_BUREAU,
		.from = S(ACCOUNT_ACTIVE) | S(ACCOUNT_DISABLED),
		.key = 'h',
		.flags = ACT_KEEPS,
		.fields = case_assign_fields,
		.n_fields = N_OF(case_assign_fields),
		.args_size = sizeof(struct case_assign),
		.check = handover_check,
		.run = handover_run,
		.also = handover_also,
	},
	{
		.name = "account.correct",
		.label = N_("更正登记内容"),
		.help = N_("更正账户的姓名；账户名不变。"),
		.roles = ROLE_BUREAU | ROLE_SYSADMIN,
		.from = S(ACCOUNT_ACTIVE) | S(ACCOUNT_DISABLED),
		.to = S(ACCOUNT_ACTIVE) | S(ACCOUNT_DISABLED),
		.key = 'r',
		.flags = ACT_CORRECT | ACT_KEEPS,
		.fields = correct_fields,
		.n_fields = N_OF(correct_fields),
		.args_size = sizeof(struct account_correct),
		.may = may_keep,
	},
};

/* ---- lists ---- */
static const struct list_col cols[] = {
	{ .name = "login", .label = N_("账户名"), .sql = "u.login", .type = LT_TEXT, .width = 16, .min = 10 },
	{ .name = "name", .label = N_("姓名"), .sql = "u.name", .type = LT_NAME, .width = 18, .min = 8 },
	{ .name = "roles", .label = N_("角色"), .sql = "u.roles", .type = LT_SET, .words = actor_roles,
		.width = 24, .min = 12, .rank = 1 },
	{ .name = "state", .label = N_("状态"), .sql = "u.state", .type = LT_WORD, .words = states,
		.width = 6, .rank = 1 },
	{ .name = "agency", .label = N_("所属执法机构"),
		.sql = "(SELECT a.name FROM agency a WHERE a.id = u.agency)",
		.type = LT_NAME, .width = 20, .rank = 2 },
	{ .name = "person", .label = N_("本人"), .sql = "(SELECT p.name FROM person p WHERE p.id = u.person)",
		.type = LT_NAME, .width = 12, .rank = 3 },
};

static const struct list_filter filters[] = {
	{ .name = "role", .label = N_("角色"), .sql = "instr(',' || u.roles || ',', ',' || :v || ',') > 0",
		.type = FT_WORD, .words = actor_roles },
	{ .name = "agency", .label = N_("所属执法机构"), .sql = "u.agency = :v", .type = FT_REF,
		.ref = "agency" },
};

static const struct list_sort sorts[] = {
	{ .name = "login", .label = N_("按账户名"), .sql = "u.login" },
	{ .name = "entered", .label = N_("按开户先后"), .sql = "u.id" },
};

static const struct list lists[] = {
	{
		.name = "account",
		.label = N_("账户"),
		.from = "account u",
		.id = "u.id",
		.cols = cols,
		.n_cols = N_OF(cols),
		.filters = filters,
		.n_filters = N_OF(filters),
		.sorts = sorts,
		.n_sorts = N_OF(sorts),
	},
};

/* The bureau sees accounts because a case is handed to a colleague by account. */
static const struct scope scopes[] = {
	{ .role = ROLE_CLERK, .where = "1" },
	{ .role = ROLE_LEADER, .where = "1" },
	{ .role = ROLE_SYSADMIN, .where = "1" },
	{ .role = ROLE_SECADMIN, .where = "1" },
	{ .role = ROLE_AUDITOR, .where = "1" },
};

static const char *const refs[] = {
	"u.login = :v",
	"u.name = :v AND u.state = 'active'",
	"u.name = :v",
	NULL,
};

static const char *
title(struct act *a, const void *row)
{
	const struct account *u = row;

	(void)a;
	return u->name;
}

const struct flow flow_account = {
	.name = "account",
	.label = N_("账户"),
	.table = "account",
	.states = states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct account),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = lists,
	.n_lists = N_OF(lists),
	.scopes = scopes,
	.n_scopes = N_OF(scopes),
	.number_field = "login",
	.name_field = "name",
	.refs = refs,
	.choose = "u.state = 'active' AND (instr(u.login, :v) > 0 OR instr(u.name, :v) > 0)",
	.title = title,
	.menu = 197,
};
