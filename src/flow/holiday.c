/*
 * holiday.c: exceptions of the calendar: weekdays off, weekend days worked, by
 * the State Council's yearly notice.
 *
 * Knows: one row a day; that a notice is read by base/calendar.c.  Must not know: the built-in years (base/calendar.c), what
 * is counted by the calendar.
 *
 * A day that changes moves the running periods: the clocks are computed anew in
 * the same transaction, so that no deadline is ever shown by an old calendar.
 */
#include "base/i18n.h"
#include "flow/flows.h"

struct holiday {
	struct record rec;
	day_t day;
	bool off;     /* a weekday off; else a weekend day worked */
	int64_t year; /* of the notice: a December day may belong to the next year's */
};

enum holiday_state { HOLIDAY_NONE, HOLIDAY_KEPT, HOLIDAY_REMOVED };

static const struct word states[] = {
	WORD_NONE,
	[HOLIDAY_KEPT] = { "kept", N_("有效"), 0 },
	[HOLIDAY_REMOVED] = { "removed", N_("已撤销"), 0 },
	WORD_END,
};

enum holiday_kind { KIND_NONE, KIND_OFF, KIND_WORK };

/* As calendars print them. */
static const struct word kinds[] = {
	WORD_NONE,
	[KIND_OFF] = { "off", N_("休"), 0 },
	[KIND_WORK] = { "work", N_("班"), 0 },
	WORD_END,
};

static const struct field fields[] = {
	{ F_DAY(struct holiday, day), .label = N_("日期") },
	{ F_BOOL(struct holiday, off), .label = N_("放假") },
	{ F_INT(struct holiday, year), .label = N_("通知年度") },
};

/* ---- add, import ---- */
struct holiday_add {
	day_t day;
	word_t kind;
	int64_t year;
};

static const struct field add_fields[] = {
	{ F_DAY(struct holiday_add, day), .label = N_("日期"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_WORD(struct holiday_add, kind, kinds), .label = N_("类型"), .flags = FIELD_REQUIRED | FIELD_NOTE,
		.hint = N_("工作日放假为休，周末上班为班") },
	{ F_INT(struct holiday_add, year), .label = N_("通知年度"), .max = 2999,
		.hint = N_("不填为日期所在年") },
};

static int
year_of(day_t d)
{
	int year, month, mday;

	day_split(d, &year, &month, &mday);
	return year;
}

static int64_t
notice_year(const struct holiday_add *in)
{
	return in->year != 0 ? in->year : year_of(in->day);
}

static int64_t
row_of_day(struct act *a, day_t day)
{
	struct stmt *s = db_prepare(a->db, "SELECT id FROM holiday WHERE day = :day");
	int64_t id = 0;

	db_bind_day(s, ":day", day);
	if (db_step(s)) {
		id = db_int(s, 0);
		db_done(s);
	}
	return id;
}

static bool
check_add(struct act *a)
{
	const struct holiday_add *in = a->args;
	const struct holiday *old = act_load(a, "holiday", row_of_day(a, in->day));
	int64_t own = year_of(in->day), year = notice_year(in);
	bool weekend = day_weekday(in->day) >= 6;
	char day[DAY_TEXT];

	day_format(in->day, day);
	if (year != own && year != own + 1)
		return act_refuse(
			a, "year", 0, _("通知年度：%s只能属于%lld年或下一年的通知"), day, (long long)own);
	if (in->kind == KIND_OFF && weekend)
		return act_refuse(a, "kind", 0, _("类型：%s是周末，本来不上班，无须登记"), day);
	if (in->kind == KIND_WORK && !weekend)
		return act_refuse(a, "kind", 0, _("类型：%s不是周末，本来上班，无须登记"), day);
	if (old == NULL)
		return true;
	if (old->rec.state == HOLIDAY_REMOVED)
		return act_refuse(a, "day", 0, _("日期：%s的登记已撤销，请用“恢复”"), day);
	return act_refuse(a, "day", 0, _("日期：%s已登记"), day);
}

static bool
run_add(struct act *a)
{
	const struct holiday_add *in = a->args;
	struct holiday *h = a->row;

	h->day = in->day;
	h->off = in->kind == KIND_OFF;
	h->year = notice_year(in);
	h->rec.state = HOLIDAY_KEPT;
	if (!a->importing && !calendar_has_year(a->cal, (int)h->year))
		act_notice(a, _("%lld年的放假安排尚未导入，请把全年的补齐"), (long long)h->year);
	return true;
}

static int64_t
import_match(struct act *a)
{
	const struct holiday_add *in = a->args;
	const struct holiday *h = act_load(a, "holiday", row_of_day(a, in->day));

	if (h == NULL || h->rec.state != HOLIDAY_KEPT || h->off != (in->kind == KIND_OFF) ||
		h->year != notice_year(in))
		return 0;
	return h->rec.id;
}

/* A notice with its ranges and headings becomes a sheet of days. */
static bool
import_text(struct arena *ar, const char *text, size_t n, struct buf *sheet, struct err *e)
{
	struct calendar_day *days;
	size_t n_days;
	int year;

	if (!calendar_parse_notice(text, n, ar, &year, &days, &n_days, e))
		return false;
	buf_adds(sheet, "日期,类型,通知年度\n");
	for (size_t i = 0; i < n_days; i++) {
		char day[DAY_TEXT];

		buf_printf(sheet, "%s,%s,%d\n", day_format(days[i].day, day), kinds[days[i].off ? KIND_OFF : KIND_WORK].key,
			year);
	}
	return true;
}

/* The calendar as the file now has it moves the running clocks. */
static bool
also_recompute(struct act *a)
{
	struct calendar *cal = calendar_new();
	struct stmt *s = db_prepare(a->db, "SELECT day, off FROM holiday WHERE state = 'kept' ORDER BY day");
	struct clock_moved *moved;
	size_t n;

	while (db_step(s))
		calendar_add(cal, db_day(s, 0), db_int(s, 1) != 0);
	n = clock_recompute(a->db, cal, a->arena, &moved);
	calendar_free(cal);
	for (size_t i = 0; i < n; i++) {
		char was[DAY_TEXT], due[DAY_TEXT];

		act_effect(a, moved[i].flow, moved[i].record, moved[i].kind, day_format(moved[i].was, was),
			day_format(moved[i].due, due));
	}
	if (n > 0)
		act_notice(a, _("%lld项期限随之变动"), (long long)n);
	a->calendar_changed = true;
	return true;
}

/* ---- remove, restore ---- */
struct holiday_why {
	const char *reason;
};

static const struct field why_fields[] = {
	{ F_LINE(struct holiday_why, reason), .label = N_("原因"), .flags = FIELD_REQUIRED | FIELD_NOTE },
};

static bool
run_remove(struct act *a)
{
	struct holiday *h = a->row;

	h->rec.state = HOLIDAY_REMOVED;
	return true;
}

static bool
run_restore(struct act *a)
{
	struct holiday *h = a->row;

	h->rec.state = HOLIDAY_KEPT;
	return true;
}

#define ROLES (ROLE_BUREAU | ROLE_SYSADMIN | ROLE_SECADMIN)

static const struct action actions[] = {
	{
		.name = "holiday.add",
		.label = N_("登记放假或补班"),
		.help = N_("登记一个工作日放假或周末上班的日子；正在计算的期限随之重算。"),
		.roles = ROLES,
		.from = S_NEW,
		.to = S(HOLIDAY_KEPT),
		.fields = add_fields,
		.n_fields = N_OF(add_fields),
		.args_size = sizeof(struct holiday_add),
		.check = check_add,
		.run = run_add,
		.also = also_recompute,
	},
	{
		.name = "holiday.import",
		.label = N_("导入放假通知"),
		.help = N_("把国务院办公厅放假通知的一日登记入日历；已有的不变。"),
		.roles = ROLES,
		.from = S_NEW,
		.to = S(HOLIDAY_KEPT),
		.flags = ACT_IMPORT,
		.fields = add_fields,
		.n_fields = N_OF(add_fields),
		.args_size = sizeof(struct holiday_add),
		.check = check_add,
		.run = run_add,
		.also = also_recompute,
	},
	{
		.name = "holiday.remove",
		.label = N_("撤销登记"),
		.help = N_("误登的日子撤销；正在计算的期限随之重算。"),
		.roles = ROLES,
		.from = S(HOLIDAY_KEPT),
		.to = S(HOLIDAY_REMOVED),
		.key = 'd',
		.flags = ACT_CONFIRM,
		.fields = why_fields,
		.n_fields = N_OF(why_fields),
		.args_size = sizeof(struct holiday_why),
		.run = run_remove,
		.also = also_recompute,
	},
	{
		.name = "holiday.restore",
		.label = N_("恢复"),
		.help = N_("恢复已撤销的登记；正在计算的期限随之重算。"),
		.roles = ROLES,
		.from = S(HOLIDAY_REMOVED),
		.to = S(HOLIDAY_KEPT),
		.key = 'o',
		.fields = why_fields,
		.n_fields = N_OF(why_fields),
		.args_size = sizeof(struct holiday_why),
		.run = run_restore,
		.also = also_recompute,
	},
};

/* ---- lists ---- */
static const struct list_col cols[] = {
	{ .name = "day", .label = N_("日期"), .sql = "h.day", .type = LT_DAY, .width = 10 },
	{ .name = "kind", .label = N_("类型"), .sql = "CASE WHEN h.off THEN 'off' ELSE 'work' END",
		.type = LT_WORD, .words = kinds, .width = 4 },
	{ .name = "year", .label = N_("通知年度"), .sql = "h.year", .type = LT_INT, .width = 8,
		.right = true },
	{ .name = "state", .label = N_("状态"), .sql = "h.state", .type = LT_WORD, .words = states,
		.width = 8 },
};

static const struct list_filter filters[] = {
	{ .name = "year", .label = N_("通知年度"), .sql = "h.year = :v", .type = FT_INT },
};

static const struct list_sort sorts[] = {
	{ .name = "day", .label = N_("按日期"), .sql = "h.day" },
};

static const struct list lists[] = {
	{
		.name = "holiday",
		.label = N_("日历"),
		.empty = N_("没有另外登记的日子；程序附带的放假通知见“系统”里的日历"),
		.from = "holiday h",
		.id = "h.id",
		.cols = cols,
		.n_cols = N_OF(cols),
		.filters = filters,
		.n_filters = N_OF(filters),
		.sorts = sorts,
		.n_sorts = N_OF(sorts),
	},
};

static const struct scope scopes[] = {
	{ .role = ROLE_CLERK, .where = "1" },
	{ .role = ROLE_LEADER, .where = "1" },
	{ .role = ROLE_AGENCY, .where = "1" },
	{ .role = ROLE_SUPERVISOR, .where = "1" },
	{ .role = ROLE_SYSADMIN, .where = "1" },
	{ .role = ROLE_SECADMIN, .where = "1" },
	{ .role = ROLE_AUDITOR, .where = "1" },
};

static const char *const refs[] = {
	"h.day = :v",
	NULL,
};

static const char *
title(struct act *a, const void *row)
{
	const struct holiday *h = row;
	char day[DAY_TEXT];

	return arena_printf(
		a->arena, "%s %s", day_format(h->day, day), word_label(kinds, h->off ? KIND_OFF : KIND_WORK));
}

const struct flow flow_holiday = {
	.name = "holiday",
	.label = N_("日历"),
	.table = "holiday",
	.states = states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct holiday),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = lists,
	.n_lists = N_OF(lists),
	.scopes = scopes,
	.n_scopes = N_OF(scopes),
	.number_field = "day",
	.refs = refs,
	.choose = "instr(h.day, :v) > 0",
	.title = title,
	.import = "holiday.import",
	.import_match = import_match,
	.import_text = import_text,
	.menu = 190,
};
