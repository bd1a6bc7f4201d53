/*
 * agency.c: enforcement agencies: registered, renamed, merged, closed.
 *
 * Knows: the agency's row, names that old papers bear.  Must not know: what is
 * said about an agency (opinion.c, review.c).
 *
 * A renamed or closed agency never vanishes from old papers: its row stays, a
 * former name still finds it.
 */
#include <string.h>

#include "base/han.h"
#include "base/i18n.h"
#include "base/text.h"
#include "flow/flows.h"
#include "flow/parties.h"

const struct word agency_states[] = {
	WORD_NONE,
	[AGENCY_ACTIVE] = { "active", N_("在册"), 0 },
	[AGENCY_CLOSED] = { "closed", N_("已撤并"), 0 },
	WORD_END,
};

const struct word agency_kinds[] = {
	WORD_NONE,
	[AGENCY_STREET] = { "street", N_("街道办事处"), 0 },
	[AGENCY_TOWN] = { "town", N_("镇政府"), 0 },
	[AGENCY_DEPARTMENT] = { "department", N_("区政府部门"), 0 },
	[AGENCY_PARK] = { "park", N_("园城管委会"), 0 },
	[AGENCY_MUNICIPAL] = { "municipal", N_("市属部门"), 0 },
	/* As rosters of the district write them. */
	WORD_AKA("street=街道|街道办|办事处 town=镇|乡|乡镇|镇人民政府 department=部门|区级部门|区属部门|区政府工作部门 "
		 "park=园区|园城|管委会 municipal=市级部门|市属|垂直管理部门"),
};

static const struct field fields[] = {
	{ F_LINE(struct agency, name), .label = N_("单位名称"), .flags = FIELD_CORRECTABLE },
	{ F_LINE(struct agency, short_name), .label = N_("简称"), .flags = FIELD_CORRECTABLE },
	{ F_WORD(struct agency, kind, agency_kinds), .label = N_("单位类别"), .flags = FIELD_CORRECTABLE },
	{ F_USCC(struct agency, code), .label = N_("统一社会信用代码"), .flags = FIELD_CORRECTABLE },
	{ F_LINE(struct agency, liaison), .label = N_("联络员"), .flags = FIELD_CORRECTABLE },
	{ F_LINE(struct agency, phone), .label = N_("联系电话"),
		.flags = FIELD_CORRECTABLE | FIELD_SENSITIVE },
	{ F_PARA(struct agency, note), .label = N_("备注"), .flags = FIELD_CORRECTABLE },
	{ F_LINE(struct agency, former_names), .label = N_("曾用名") },
	{ F_LINE(struct agency, initials), .label = N_("拼音首字母"), .flags = FIELD_HIDDEN },
	{ F_LINE(struct agency, short_initials), .label = N_("简称首字母"), .flags = FIELD_HIDDEN },
	{ F_DAY(struct agency, closed_on), .label = N_("撤并日期") },
	{ F_REF(struct agency, successor, "agency"), .label = N_("承继单位") },
};

/* The short form the office writes: 歇马街道办, 静观镇政府; "" when the name is short as it is. */
static const char *
short_form(struct arena *ar, const char *name)
{
	static const struct {
		const char *tail, *brief;
	} forms[] = {
		{ "街道办事处", "街道办" },
		{ "镇人民政府", "镇政府" },
		{ "乡人民政府", "乡政府" },
	};

	for (size_t i = 0; i < N_OF(forms); i++)
		if (text_ends_with(name, forms[i].tail))
			return arena_printf(ar, "%.*s%s", (int)(strlen(name) - strlen(forms[i].tail)), name,
				forms[i].brief);
	return "";
}

/* People type a bureau's initials without the district before it: csglj for 区城市管理局. */
static const char *
without_district(const char *name)
{
	static const char *const heads[] = { "北碚区", "区" };

	for (size_t i = 0; i < N_OF(heads); i++) {
		size_t n = strlen(heads[i]);

		if (strncmp(name, heads[i], n) == 0 && text_count(name + n) >= 2)
			return name + n;
	}
	return name;
}

static void
read_names(struct act *a)
{
	struct agency *g = a->row;
	const char *brief = *g->short_name != '\0' ? g->short_name : g->name;

	g->initials = han_initials(a->arena, g->name);
	g->short_initials = han_initials(a->arena, without_district(brief));
}

/* An active agency of that name besides EXCEPT, 0 none. */
static int64_t
same_name(struct act *a, const char *name, int64_t except)
{
	struct stmt *s = db_prepare(
		a->db, "SELECT id FROM agency WHERE state = 'active' AND name = :name AND id <> :id");
	int64_t id = 0;

	db_bind_text(s, ":name", name);
	db_bind_int(s, ":id", except);
	if (db_step(s)) {
		id = db_int(s, 0);
		db_done(s);
	}
	return id;
}

static bool
name_is_free(struct act *a, const char *name, int64_t except)
{
	if (same_name(a, name, except) == 0)
		return true;
	return act_refuse(a, "name", 0, _("单位名称：已有“%s”，资料有变的请用“更正”"), name);
}

/* ---- add, import ---- */
struct agency_add {
	const char *name;
	const char *short_name;
	word_t kind;
	const char *code;
	const char *liaison;
	const char *phone;
	const char *note;
};

static const struct field add_fields[] = {
	{ F_LINE(struct agency_add, name), .label = N_("单位名称"), .flags = FIELD_REQUIRED, .max = 60,
		.aka = "机构名称|执法机构|行政执法机构|单位|名称" },
	{ F_WORD(struct agency_add, kind, agency_kinds), .label = N_("单位类别"), .flags = FIELD_REQUIRED,
		.aka = "类别|机构类别|单位性质" },
	{ F_LINE(struct agency_add, short_name), .label = N_("简称"), .max = 30, .hint = N_("不填按惯例取") },
	{ F_USCC(struct agency_add, code), .label = N_("统一社会信用代码"), .aka = "信用代码|机构代码" },
	{ F_NAME(struct agency_add, liaison), .label = N_("联络员"), .max = 50, .aka = "联系人" },
	{ F_LINE(struct agency_add, phone), .label = N_("联系电话"), .flags = FIELD_SENSITIVE, .max = 40,
		.aka = "电话|手机" },
	{ F_PARA(struct agency_add, note), .label = N_("备注"), .max = 2000 },
};

static bool
check_add(struct act *a)
{
	const struct agency_add *in = a->args;

	return name_is_free(a, in->name, 0);
}

static bool
run_add(struct act *a)
{
	struct agency *g = a->row;

	act_copy(a);
	if (*g->short_name == '\0')
		g->short_name = short_form(a->arena, g->name);
	read_names(a);
	g->rec.state = AGENCY_ACTIVE;
	return true;
}

/* What a cell says is known already: it is empty, or the record says the same. */
static bool
known(const char *cell, const char *kept)
{
	return *cell == '\0' || strcmp(cell, kept) == 0;
}

static int64_t
import_match(struct act *a)
{
	const struct agency_add *in = a->args;
	int64_t id = same_name(a, in->name, 0);
	const struct agency *g = act_load(a, "agency", id);

	if (g == NULL || in->kind != g->kind || !known(in->short_name, g->short_name) ||
		!known(in->code, g->code) || !known(in->liaison, g->liaison) || !known(in->phone, g->phone) ||
		!known(in->note, g->note))
		return 0;
	return id;
}

/* ---- rename ---- */
struct agency_rename {
	const char *name;
	const char *short_name;
	day_t on;
	const char *basis;
	const char *late_reason;
};

static const struct field rename_fields[] = {
	{ F_LINE(struct agency_rename, name), .label = N_("新名称"), .flags = FIELD_REQUIRED | FIELD_NOTE,
		.max = 60 },
	{ F_LINE(struct agency_rename, short_name), .label = N_("新简称"), .max = 30,
		.hint = N_("不填按惯例取") },
	{ F_DAY(struct agency_rename, on), .label = N_("更名日期"), .flags = FIELD_HAPPENED },
	{ F_LINE(struct agency_rename, basis), .label = N_("依据"), .flags = FIELD_NOTE,
		.hint = N_("批准更名的文件") },
	{ F_LINE(struct agency_rename, late_reason), .label = N_("补记原因"),
		.flags = FIELD_LATE | FIELD_NOTE },
};

static bool
check_rename(struct act *a)
{
	const struct agency_rename *in = a->args;
	const struct agency *g = a->row;

	if (strcmp(in->name, g->name) == 0)
		return act_refuse(a, "name", 0, _("新名称：与现名称相同"));
	return name_is_free(a, in->name, g->rec.id);
}

static bool
run_rename(struct act *a)
{
	const struct agency_rename *in = a->args;
	struct agency *g = a->row;

	act_note(a, _("原名称：%s"), g->name);
	g->former_names = *g->former_names != '\0'
		? arena_printf(a->arena, "%s、%s", g->former_names, g->name)
		: g->name;
	g->name = in->name;
	g->short_name = *in->short_name != '\0' ? in->short_name : short_form(a->arena, in->name);
	read_names(a);
	return true;
}

/* ---- close, reopen ---- */
struct agency_close {
	day_t on;
	const char *reason;
	int64_t successor;
	const char *late_reason;
};

static const struct field close_fields[] = {
	{ F_DAY(struct agency_close, on), .label = N_("撤并日期"), .flags = FIELD_HAPPENED },
	{ F_LINE(struct agency_close, reason), .label = N_("撤并原因"),
		.flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_REF(struct agency_close, successor, "agency"), .label = N_("承继单位"), .flags = FIELD_NOTE,
		.hint = N_("职责并入的单位，撤销的不填") },
	{ F_LINE(struct agency_close, late_reason), .label = N_("补记原因"),
		.flags = FIELD_LATE | FIELD_NOTE },
};

static bool
check_close(struct act *a)
{
	const struct agency_close *in = a->args;
	const struct agency *heir;

	if (in->successor == 0)
		return true;
	if (in->successor == row_head(a->row)->id)
		return act_refuse(a, "successor", 0, _("承继单位：不能是本单位"));
	heir = act_load(a, "agency", in->successor);
	if (heir == NULL || heir->rec.state != AGENCY_ACTIVE)
		return act_refuse(a, "successor", 0, _("承继单位：须是在册单位"));
	return true;
}

static bool
run_close(struct act *a)
{
	const struct agency_close *in = a->args;
	struct agency *g = a->row;

	g->closed_on = in->on;
	g->successor = in->successor;
	g->rec.state = AGENCY_CLOSED;
	return true;
}

struct agency_reopen {
	const char *reason;
};

static const struct field reopen_fields[] = {
	{ F_LINE(struct agency_reopen, reason), .label = N_("恢复原因"),
		.flags = FIELD_REQUIRED | FIELD_NOTE },
};

static bool
may_reopen(struct act *a)
{
	const struct agency *g = a->row;

	if (same_name(a, g->name, g->rec.id) != 0)
		return act_bar(a, _("已有同名的在册单位"));
	return true;
}

static bool
run_reopen(struct act *a)
{
	struct agency *g = a->row;

	g->closed_on = DAY_NONE;
	g->successor = 0;
	g->rec.state = AGENCY_ACTIVE;
	return true;
}

/* ---- correct ---- */
struct agency_correct {
	const char *name;
	const char *short_name;
	word_t kind;
	const char *code;
	const char *liaison;
	const char *phone;
	const char *note;
	const char *reason;
};

static const struct field correct_fields[] = {
	{ F_LINE(struct agency_correct, name), .label = N_("单位名称"), .flags = FIELD_PREFILL, .max = 60,
		.hint = N_("只改错字，改名请用“更名”") },
	{ F_LINE(struct agency_correct, short_name), .label = N_("简称"), .flags = FIELD_PREFILL, .max = 30 },
	{ F_WORD(struct agency_correct, kind, agency_kinds), .label = N_("单位类别"),
		.flags = FIELD_PREFILL },
	{ F_USCC(struct agency_correct, code), .label = N_("统一社会信用代码"), .flags = FIELD_PREFILL },
	{ F_NAME(struct agency_correct, liaison), .label = N_("联络员"), .flags = FIELD_PREFILL, .max = 50 },
	{ F_LINE(struct agency_correct, phone), .label = N_("联系电话"),
		.flags = FIELD_PREFILL | FIELD_SENSITIVE, .max = 40 },
	{ F_PARA(struct agency_correct, note), .label = N_("备注"), .flags = FIELD_PREFILL, .max = 2000 },
	{ F_LINE(struct agency_correct, reason), .label = N_("更正原因"),
		.flags = FIELD_REQUIRED | FIELD_NOTE },
};

static bool
check_correct(struct act *a)
{
	const struct agency_correct *in = a->args;
	const struct agency *g = a->row;

	if (act_given(a, "kind") && in->kind == 0)
		return act_refuse(a, "kind", 0, _("单位类别：必须填写"));
	if (!act_given(a, "name"))
		return true;
	if (*in->name == '\0')
		return act_refuse(a, "name", 0, _("单位名称：必须填写"));
	return g->rec.state != AGENCY_ACTIVE || name_is_free(a, in->name, g->rec.id);
}

static bool
run_correct(struct act *a)
{
	act_copy(a);
	read_names(a);
	return true;
}

/* ---- unmask ---- */
struct agency_unmask {
	const char *reason;
};

static const struct field unmask_fields[] = {
	{ F_LINE(struct agency_unmask, reason), .label = N_("用途"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 200,
		.hint = N_("为什么要看，留痕") },
};

static bool
unmask_may(struct act *a)
{
	const struct agency *g = a->row;

	return *g->phone != '\0' || act_bar(a, _("没有登记联系电话"));
}

/* The number is for the eyes of whoever asked: it stands in no entry of the trail. */
static bool
unmask_run(struct act *a)
{
	const struct agency *g = a->row;

	if (*g->liaison != '\0')
		act_notice(a, _("联络员：%s"), g->liaison);
	act_notice(a, _("联系电话：%s"), g->phone);
	return true;
}

static const struct action actions[] = {
	{
		.name = "agency.add",
		.label = N_("登记执法机构"),
		.help = N_("把一个行政执法机构登记在册。"),
		.article = 2,
		.roles = ROLE_BUREAU,
		.from = S_NEW,
		.to = S(AGENCY_ACTIVE),
		.fields = add_fields,
		.n_fields = N_OF(add_fields),
		.args_size = sizeof(struct agency_add),
		.check = check_add,
		.run = run_add,
	},
	{
		.name = "agency.import",
		.label = N_("导入执法机构"),
		.help = N_("把单位名册的一行登记在册；同名且资料相同的不变。"),
		.article = 2,
		.roles = ROLE_BUREAU,
		.from = S_NEW,
		.to = S(AGENCY_ACTIVE),
		.flags = ACT_IMPORT,
		.fields = add_fields,
		.n_fields = N_OF(add_fields),
		.args_size = sizeof(struct agency_add),
		.check = check_add,
		.run = run_add,
	},
	{
		.name = "agency.rename",
		.label = N_("更名"),
		.help = N_("记载单位更名；旧文书上的名称不变，曾用名仍可查到。"),
		.article = 2,
		.roles = ROLE_BUREAU,
		.from = S(AGENCY_ACTIVE),
		.to = S(AGENCY_ACTIVE),
		.key = 'n',
		.fields = rename_fields,
		.n_fields = N_OF(rename_fields),
		.args_size = sizeof(struct agency_rename),
		.check = check_rename,
		.run = run_rename,
	},
	{
		.name = "agency.close",
		.label = N_("撤销或并入"),
		.help = N_("单位撤销或并入其他单位；已有的意见和文书保留原名称。"),
		.article = 2,
		.roles = ROLE_BUREAU,
		.from = S(AGENCY_ACTIVE),
		.to = S(AGENCY_CLOSED),
		.key = 'c',
		.flags = ACT_CONFIRM,
		.fields = close_fields,
		.n_fields = N_OF(close_fields),
		.args_size = sizeof(struct agency_close),
		.check = check_close,
		.run = run_close,
	},
	{
		.name = "agency.reopen",
		.label = N_("恢复在册"),
		.help = N_("误登的撤并予以恢复。"),
		.article = 2,
		.roles = ROLE_BUREAU,
		.from = S(AGENCY_CLOSED),
		.to = S(AGENCY_ACTIVE),
		.key = 'o',
		.fields = reopen_fields,
		.n_fields = N_OF(reopen_fields),
		.args_size = sizeof(struct agency_reopen),
		.may = may_reopen,
		.run = run_reopen,
	},
	{
		.name = "agency.correct",
		.label = N_("更正登记内容"),
		.help = N_("更正登记错误或变动的资料，原内容和原因留痕。"),
		.roles = ROLE_BUREAU,
		.from = S(AGENCY_ACTIVE) | S(AGENCY_CLOSED),
		.to = S(AGENCY_ACTIVE) | S(AGENCY_CLOSED),
		.key = 'r',
		.flags = ACT_CORRECT | ACT_KEEPS,
		.fields = correct_fields,
		.n_fields = N_OF(correct_fields),
		.args_size = sizeof(struct agency_correct),
		.check = check_correct,
		.run = run_correct,
	},
	{
		.name = "agency.unmask",
		.label = N_("查看联络电话"),
		.help = N_("显示联络员的完整电话；要写明用途，何人何时为何查看留痕，号码本身不留。"),
		.roles = ROLE_BUREAU,
		.from = S(AGENCY_ACTIVE) | S(AGENCY_CLOSED),
		.key = 'u',
		.flags = ACT_KEEPS,
		.fields = unmask_fields,
		.n_fields = N_OF(unmask_fields),
		.args_size = sizeof(struct agency_unmask),
		.may = unmask_may,
		.run = unmask_run,
	},
};

/* ---- lists ---- */
static const struct list_col cols[] = {
	{ .name = "name", .label = N_("单位名称"), .sql = "a.name", .type = LT_NAME, .width = 26, .min = 20 },
	{ .name = "kind", .label = N_("类别"), .sql = "a.kind", .type = LT_WORD, .words = agency_kinds,
		.width = 10, .rank = 2 },
	{ .name = "liaison", .label = N_("联络员"), .sql = "a.liaison", .type = LT_NAME, .width = 18,
		.min = 8, .rank = 1 },
	{ .name = "phone", .label = N_("联系电话"), .sql = "a.phone", .type = LT_MASKED, .width = 13,
		.rank = 3 },
	{ .name = "state", .label = N_("状态"), .sql = "a.state", .type = LT_WORD, .words = agency_states,
		.width = 6, .rank = 2 },
	{ .name = "short_name", .label = N_("简称"), .sql = "a.short_name", .type = LT_TEXT, .width = 16,
		.rank = 5 },
	{ .name = "former_names", .label = N_("曾用名"), .sql = "a.former_names", .type = LT_TEXT,
		.width = 20, .rank = 6 },
	{ .name = "code", .label = N_("统一社会信用代码"), .sql = "a.code", .type = LT_TEXT,
		.json_only = true },
	{ .name = "closed_on", .label = N_("撤并日期"), .sql = "a.closed_on", .type = LT_DAY,
		.json_only = true },
	{ .name = "successor", .label = N_("承继单位"),
		.sql = "(SELECT b.name FROM agency b WHERE b.id = a.successor)", .type = LT_NAME,
		.json_only = true },
};

/* Article 20: how the agency answered what supervisors asked it; this year's beside all. */
#define ASKED "FROM inquiry q WHERE q.agency = a.id"
#define THIS_YEAR " AND q.asked_on >= substr(:today, 1, 4) || '-01-01'"
#define COUNTED(key, text, cond, r) \
	{ .name = key, .label = text, .sql = "(SELECT count(*) " ASKED cond ")", .type = LT_INT, .width = 6, .rank = r, .right = true }

static const struct list_col cooperation_cols[] = {
	{ .name = "name", .label = N_("单位名称"), .sql = "a.name", .type = LT_NAME, .width = 26, .min = 14 },
	COUNTED("asked", N_("询问"), "", 1),
	COUNTED("answered", N_("已答复"), " AND q.answered_on IS NOT NULL AND q.refused = 0", 1),
	COUNTED("refused", N_("被拒绝"), " AND q.refusals > 0", 1),
	COUNTED("waiting", N_("待答复"), " AND q.state = 'asked'", 2),
	{ .name = "days", .label = N_("平均用时"),
	  .sql = "(SELECT printf('%.1f', avg(q.days_taken)) " ASKED " AND q.answered_on IS NOT NULL AND q.refused = 0 HAVING count(*) > 0)",
	  .type = LT_TEXT, .width = 8, .rank = 2, .right = true },
	{ .name = "rate", .label = N_("配合率"),
	  .sql = "(SELECT CAST(100 * sum(q.refused = 0) / count(*) AS INTEGER) || '%' " ASKED " AND q.answered_on IS NOT NULL "
		 "HAVING count(*) > 0)",
	  .type = LT_TEXT, .width = 6, .rank = 1, .right = true },
	COUNTED("asked_year", N_("今年问"), THIS_YEAR, 3),
	COUNTED("refused_year", N_("今年拒"), THIS_YEAR " AND q.refusals > 0", 3),
	{ .name = "kind", .label = N_("类别"), .sql = "a.kind", .type = LT_WORD, .words = agency_kinds, .width = 10, .rank = 4 },
};

static const struct list_filter filters[] = {
	{ .name = "kind", .label = N_("单位类别"), .sql = "a.kind = :v", .type = FT_WORD,
		.words = agency_kinds },
	{ .name = "name", .label = N_("单位名称"), .sql = "instr(a.name, :v) > 0", .type = FT_LINE },
};

static const struct list_sort sorts[] = {
	{ .name = "entered", .label = N_("按登记顺序"), .sql = "a.id" },
	{ .name = "name", .label = N_("按名称拼音"), .sql = "a.initials" },
	{ .name = "kind", .label = N_("按类别"), .sql = "a.kind" },
};

static const struct list lists[] = {
	{
		.name = "agency",
		.label = N_("执法机构"),
		.from = "agency a",
		.id = "a.id",
		.cols = cols,
		.n_cols = N_OF(cols),
		.filters = filters,
		.n_filters = N_OF(filters),
		.sorts = sorts,
		.n_sorts = N_OF(sorts),
	},
	{
		.name = "agency.active",
		.label = N_("在册机构"),
		.from = "agency a",
		.id = "a.id",
		.where = "a.state = 'active'",
		.cols = cols,
		.n_cols = N_OF(cols),
		.filters = filters,
		.n_filters = N_OF(filters),
		.sorts = sorts,
		.n_sorts = N_OF(sorts),
	},
	{
		.name = "agency.cooperation",
		.label = N_("机构配合情况"),
		/* Figures of inquiries: none of a supervisor's, none of an administrator's. */
		.roles = ROLE_BUREAU | ROLE_AGENCY,
		.from = "agency a",
		.id = "a.id",
		.where = "a.state = 'active'",
		.cols = cooperation_cols,
		.n_cols = N_OF(cooperation_cols),
		.filters = filters,
		.n_filters = N_OF(filters),
		.sorts = sorts,
		.n_sorts = N_OF(sorts),
	},
};

/* Whom an opinion may concern is no secret to a supervisor, nor for whom an account is made. */
static const struct scope scopes[] = {
	{ .role = ROLE_CLERK, .where = "1" },
	{ .role = ROLE_LEADER, .where = "1" },
	{ .role = ROLE_AGENCY, .where = "a.id = :scope_agency" },
	{ .role = ROLE_SUPERVISOR, .where = "1" },
	{ .role = ROLE_SYSADMIN, .where = "1" },
	{ .role = ROLE_SECADMIN, .where = "1" },
};

static bool
sees(const struct actor *who, const void *row)
{
	if (who->roles & (ROLE_BUREAU | ROLE_SUPERVISOR | ROLE_SYSADMIN | ROLE_SECADMIN))
		return true;
	return actor_speaks_for(who, row_head(row)->id);
}

/*
 * The last looks through the former names: a paper of those years still says them; the
 * table is short.  The plus keeps the state from being chosen as the index: the name is.
 */
static const char *const refs[] = {
	"a.name = :v AND +a.state = 'active'",
	"a.short_name = :v AND +a.state = 'active'",
	"a.name = :v",
	"a.initials = lower(:v) AND +a.state = 'active'",
	"a.short_initials = lower(:v) AND +a.state = 'active'",
	"instr('、' || a.former_names || '、', '、' || :v || '、') > 0",
	NULL,
};

static const char *
title(struct act *a, const void *row)
{
	const struct agency *g = row;

	(void)a;
	return g->name;
}

static void
tally(const void *row, struct tally_key *out)
{
	(void)row;
	out->agency = 0;
	out->month = 0;
}

static void
text(struct act *a, const void *row, struct search_text *out)
{
	const struct agency *g = row;

	out->body = arena_printf(
		a->arena, "%s\n%s\n%s\n%s\n%s", g->name, g->short_name, g->former_names, g->liaison, g->note);
	out->initials = arena_printf(a->arena, "%s %s %s", g->initials, g->short_initials,
		han_initials_name(a->arena, g->liaison));
	out->scope = arena_printf(a->arena, "%s %s", search_scope_flow(a->arena, "agency"),
		search_scope(a->arena, 'a', g->rec.id));
}

const struct flow flow_agency = {
	.name = "agency",
	.label = N_("执法机构"),
	.table = "agency",
	.states = agency_states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct agency),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = lists,
	.n_lists = N_OF(lists),
	.scopes = scopes,
	.n_scopes = N_OF(scopes),
	.sees = sees,
	.name_field = "name",
	.refs = refs,
	.choose = "a.state = 'active' AND (instr(a.name, :v) > 0 OR instr(a.short_name, :v) > 0 "
		  "OR a.initials LIKE :v || '%' OR a.short_initials LIKE :v || '%')",
	.title = title,
	.tally = tally,
	.text = text,
	.import = "agency.import",
	.import_match = import_match,
	.menu = 120,
};
