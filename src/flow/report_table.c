/*
 * report_table.c: the tables that may stand in a report, and how one becomes blocks of a paper.
 *
 * Knows: the book of figures, flows' fields, the neutral description of a paper.  Must not know: templates' notation,
 * how a table or a picture is drawn.
 *
 * Reports are Chinese: labels of words are taken as they are written, not as translated.
 */
#include <jansson.h>
#include <string.h>

#include "store/figure.h"
#include "flow/activity.h"
#include "flow/cases.h"
#include "flow/flows.h"
#include "flow/report.h"

#define YEARS 5         /* of the table of years */
#define PICTURE_MOST 15 /* bars of one picture: the first ones */

struct report_row *
report_row(struct report *r)
{
	struct report_row *row;

	if (r->n_rows == r->cap) {
		size_t cap = r->cap > 0 ? r->cap * 2 : 64;
		struct report_row *v = arena_alloc(r->a->arena, cap * sizeof *v);

		if (r->n_rows > 0)
			memcpy(v, r->row, r->n_rows * sizeof *v);
		r->row = v;
		r->cap = cap;
	}
	row = &r->row[r->n_rows++];
	for (size_t i = 0; i < REPORT_COLS; i++)
		row->cell[i] = "";
	return row;
}

/* ---- figures by the values of a field ---- */

/* What VALUE of FIELD of the flow called FLOW is named. */
static const char *
named(const char *flow, const char *field, const char *value)
{
	const struct flow *f = strcmp(flow, "review") == 0 ? &flow_review : strcmp(flow, "inquiry") == 0 ? &flow_inquiry :
		strcmp(flow, "duty") == 0 ? &flow_duty : &flow_opinion;
	const struct word *words = f->states;
	word_t w;

	if (*value == '\0')
		return "未填";
	if (strcmp(field, "state") != 0)
		words = field_find(f->fields, f->n_fields, field)->col.words;
	w = word_key(words, value);
	return w != 0 ? words[w].label : value;
}

static bool
fill_values(struct report *r, const struct report_table *t)
{
	struct report_col *col = arena_alloc(r->a->arena, 3 * sizeof *col);
	struct figure_ask q = { .flow = t->flow, .field = t->field, .from = r->from, .to = r->to };
	struct figure_sum *v;
	size_t n = figure_sums(r->a->db, r->a->arena, &q, FIGURE_BY_VALUE, &v);
	int64_t all = 0;

	col[0] = (struct report_col){ strrchr(t->label, '|') + 1, 6, false };
	col[1] = (struct report_col){ "件数", 2, true };
	col[2] = (struct report_col){ "占比", 2, true };
	r->col = col;
	r->n_cols = 3;
	for (size_t i = 0; i < n; i++)
		all += v[i].n;
	for (size_t i = 0; i < n; i++) {
		struct report_row *row = report_row(r);

		row->cell[0] = *v[i].value == '\0' && strcmp(t->field, "outcome") == 0 ? "尚未决定" : named(t->flow, t->field, v[i].value);
		row->cell[1] = report_number(r, v[i].n);
		row->cell[2] = report_rate(r, v[i].n, all);
	}
	r->total = n > 0;
	if (n > 0) {
		struct report_row *row = report_row(r);

		row->cell[0] = "合计";
		row->cell[1] = report_number(r, all);
	}
	return !db_failed(r->a->db);
}

/* ---- opinions by agency, by month, by year ---- */

enum { OPINIONS, ADOPTED, PARTLY, DECLINED, IN, LATE, LINES };

/* The figures of AGENCY (0: of all) from one month to another. */
static void
figures_of(struct report *r, int64_t agency, int from, int to, int64_t out[LINES])
{
	static const struct {
		const char *field, *value; /* NULL: any */
	} asked[LINES] = { [OPINIONS] = { "state", NULL }, [ADOPTED] = { "adopted", "adopted" }, [PARTLY] = { "adopted", "partly" },
		[DECLINED] = { "adopted", "refused" }, [IN] = { "clock.reply", "in" }, [LATE] = { "clock.reply", "late" } };
	struct figure_sum *v = NULL;
	size_t n = 0;

	for (int i = 0; i < LINES; i++) {
		struct figure_ask q = { .flow = "opinion", .field = asked[i].field, .agency = agency, .from = from, .to = to };

		if (i == 0 || strcmp(asked[i].field, asked[i - 1].field) != 0)
			n = figure_sums(r->a->db, r->a->arena, &q, FIGURE_BY_VALUE, &v);
		out[i] = 0;
		for (size_t k = 0; k < n; k++)
			out[i] += asked[i].value == NULL || strcmp(v[k].value, asked[i].value) == 0 ? v[k].n : 0;
	}
}

static void
line_row(struct report *r, const char *label, const int64_t v[LINES])
{
	struct report_row *row = report_row(r);

	row->cell[0] = label;
	for (int i = OPINIONS; i <= DECLINED; i++)
		row->cell[1 + i] = report_number(r, v[i]);
	row->cell[5] = report_adoption(r, v[ADOPTED], v[PARTLY], v[DECLINED]);
	row->cell[6] = report_rate(r, v[IN], v[IN] + v[LATE]);
}

static void
line_columns(struct report *r, const char *first, int width)
{
	struct report_col *col = arena_alloc(r->a->arena, 7 * sizeof *col);
	static const struct report_col rest[] = { { "提出", 6, true }, { "采纳", 6, true }, { "部分采纳", 11, true }, { "不予采纳", 11, true },
		{ "采纳率", 9, true }, { "按期反馈率", 13, true } };

	col[0] = (struct report_col){ first, width, false };
	memcpy(col + 1, rest, sizeof rest);
	r->col = col;
	r->n_cols = 1 + N_OF(rest);
}

static bool
fill_agencies(struct report *r, const struct report_table *t)
{
	struct figure_ask q = { .flow = "opinion", .field = "state", .from = r->from, .to = r->to };
	int64_t total[LINES], none[LINES], v[LINES];
	struct figure_sum *agency;
	size_t n;

	(void)t;
	n = figure_sums(r->a->db, r->a->arena, &q, FIGURE_BY_AGENCY, &agency);
	figures_of(r, 0, r->from, r->to, total);
	memcpy(none, total, sizeof none);
	line_columns(r, "执法机构", 20);
	for (size_t i = 0; i < n; i++) {
		if (agency[i].key == 0)
			continue;
		figures_of(r, agency[i].key, r->from, r->to, v);
		for (int k = 0; k < LINES; k++)
			none[k] -= v[k];
		line_row(r, act_title(r->a, "agency", agency[i].key), v);
	}
	/* What names no agency is what is left of all. */
	if (none[OPINIONS] > 0)
		line_row(r, "未指明机构", none);
	r->total = r->n_rows > 0;
	if (r->total)
		line_row(r, "合计", total);
	return !db_failed(r->a->db);
}

/* From January to the last month counted: months without any stand there too. */
static bool
fill_months(struct report *r, const struct report_table *t)
{
	int year, month, mday;
	int64_t v[LINES];

	(void)t;
	day_split(r->last, &year, &month, &mday);
	line_columns(r, "月份", 10);
	for (int i = 0; i < month; i++) {
		figures_of(r, 0, year * 12 + i, year * 12 + i, v);
		line_row(r, arena_printf(r->a->arena, "%d月", i + 1), v);
	}
	r->total = true;
	figures_of(r, 0, year * 12, year * 12 + month - 1, v);
	line_row(r, "合计", v);
	return !db_failed(r->a->db);
}

static bool
fill_years(struct report *r, const struct report_table *t)
{
	int last = r->to / 12;
	int64_t v[LINES];

	(void)t;
	line_columns(r, "年度", 10);
	for (int year = last - YEARS + 1; year <= last; year++) {
		figures_of(r, 0, year * 12, year * 12 + 11, v);
		if (v[OPINIONS] > 0 || r->n_rows > 0)
			line_row(r, arena_printf(r->a->arena, "%d年", year), v);
	}
	return !db_failed(r->a->db);
}

/* ---- periods ---- */

static bool
fill_deadlines(struct report *r, const struct report_table *t)
{
	static const struct report_col col[] = { { "期限", 6, false }, { "按期", 2, true }, { "逾期", 2, true }, { "未到终点", 3, true },
		{ "按期率", 2, true } };

	(void)t;
	r->col = col;
	r->n_cols = N_OF(col);
	for (size_t i = 0; i < REPORT_DEADLINES; i++) {
		const struct report_deadline *d = &report_deadlines[i];
		int64_t in = report_count(r, d->flow, d->field, "in"), late = report_count(r, d->flow, d->field, "late");
		int64_t open = report_count(r, d->flow, d->field, "open");
		struct report_row *row;

		if (in + late + open == 0)
			continue;
		row = report_row(r);
		row->cell[0] = d->label;
		row->cell[1] = report_number(r, in);
		row->cell[2] = report_number(r, late);
		row->cell[3] = report_number(r, open);
		row->cell[4] = report_rate(r, in, in + late);
	}
	return !db_failed(r->a->db);
}

/* ---- activities ---- */

static bool
fill_activities(struct report *r, const struct report_table *t)
{
	static const struct report_col col[] = { { "活动类型", 6, false }, { "次数", 2, true } };
	struct stmt *s = db_prepare(r->a->db, "SELECT kind, count(*) FROM activity WHERE on_day BETWEEN :from AND :to "
		"AND state IN ('held', 'closed') GROUP BY kind ORDER BY 2 DESC, 1");
	int64_t all = 0;

	(void)t;
	r->col = col;
	r->n_cols = N_OF(col);
	db_bind_day(s, ":from", r->first);
	db_bind_day(s, ":to", r->last);
	while (db_step(s)) {
		struct report_row *row = report_row(r);
		word_t w = word_key(activity_kinds, db_text(s, 0));

		row->cell[0] = w != 0 ? activity_kinds[w].label : "未填";
		row->cell[1] = report_number(r, db_int(s, 1));
		all += db_int(s, 1);
	}
	r->total = r->n_rows > 0;
	if (r->total) {
		report_row(r)->cell[0] = "合计";
		r->row[r->n_rows - 1].cell[1] = report_number(r, all);
	}
	return !db_failed(r->a->db);
}

/* ---- all of them ---- */

#define VALUES(n, f, c, l) { .name = n, .use = REPORT_MATTERS, .fill = fill_values, .flow = f, .field = c, .label = l, .series = 1u << 1 }
#define MATTERS(n, fn, l, drawn) { .name = n, .use = REPORT_MATTERS, .fill = fn, .label = l, .series = drawn }
#define PEOPLE(n, fn, l) { .name = n, .use = REPORT_PEOPLE, .fill = fn, .label = l, .series = 1u << 1 }
#define ROWS(n, fn, l) { .name = n, .use = REPORT_ROWS, .fill = fn, .label = l }

/* The label is the title of the table; for figures by values the first column's heading stands behind the bar. */
static const struct report_table tables[] = {
	VALUES("意见按类型", "opinion", "kind", "监督意见按类型|意见类型"),
	VALUES("意见按领域", "opinion", "field", "监督意见按执法领域|执法领域"),
	VALUES("意见按提出方式", "opinion", "route", "监督意见按提出方式|提出方式"),
	VALUES("意见按状态", "opinion", "state", "监督意见按办理状态|状态"),
	MATTERS("意见按机构", fill_agencies, "监督意见按执法机构", 1u << 1),
	MATTERS("意见按月", fill_months, "监督意见按月", 1u << 1 | 1u << 2 | 1u << 4),
	MATTERS("意见按年", fill_years, "监督意见按年", 1u << 1 | 1u << 2 | 1u << 4),
	VALUES("意见书按结果", "review", "outcome", "监督意见书按审查结果|审查结果"),
	VALUES("意见书按来源", "review", "source", "监督意见书按来源|来源"),
	VALUES("意见书按领域", "review", "field", "监督意见书按执法领域|执法领域"),
	VALUES("询问按方式", "inquiry", "kind", "询问查阅按方式|方式"),
	MATTERS("活动按类型", fill_activities, "监督活动按类型", 1u << 1),
	MATTERS("期限", fill_deadlines, "各项期限执行情况", 1u << 1 | 1u << 2),
	PEOPLE("监督员按类别", report_people_categories, "在任监督员按类别"),
	PEOPLE("监督员按性别", report_people_sexes, "在任监督员按性别"),
	PEOPLE("聘任和离任", report_people_moves, "监督员聘任和离任"),
	PEOPLE("活动出席", report_people_attendance, "监督活动出席情况"),
	PEOPLE("评价按等次", report_people_grades, "年度综合评价等次"),
	PEOPLE("违纪反馈按结果", report_people_breaches, "违法违规违纪情况反馈按处理结果"),
	ROWS("意见台账", report_opinion_rows, "监督意见台账"),
	ROWS("意见书台账", report_review_rows, "监督意见书审查台账"),
	ROWS("询问台账", report_inquiry_rows, "询问查阅台账"),
	ROWS("活动台账", report_activity_rows, "监督活动台账"),
};

const struct report_table *
report_table(unsigned uses, const char *name)
{
	for (size_t i = 0; i < N_OF(tables); i++)
		if ((tables[i].use & uses) && strcmp(tables[i].name, name) == 0)
			return &tables[i];
	return NULL;
}

const char *
report_table_names(struct arena *a, unsigned uses)
{
	const char *all = "";

	for (size_t i = 0; i < N_OF(tables); i++)
		if (tables[i].use & uses)
			all = arena_printf(a, "%s%s%s", all, *all != '\0' ? "、" : "", tables[i].name);
	return all;
}

/* ---- as blocks ---- */

static const char *
title_of(struct report *r, const struct report_table *t)
{
	return arena_strndup(r->a->arena, t->label, strcspn(t->label, "|"));
}

static void
put_table(struct report *r, const struct report_table *t, json_t *blocks)
{
	json_t *widths = json_array(), *b;
	char right[REPORT_COLS + 1] = "";

	paper_say(paper_block(blocks, "cap"), arena_printf(r->a->arena, "表%d　%s", ++r->n_tables, title_of(r, t)));
	b = paper_block(blocks, "head");
	for (size_t i = 0; i < r->n_cols; i++) {
		paper_say(b, r->col[i].label);
		json_array_append_new(widths, json_integer(r->col[i].width));
		right[i] = r->col[i].number ? 'r' : 'l';
	}
	json_object_set_new(b, "w", widths);
	json_object_set_new(b, "a", json_string(right));
	json_object_set_new(b, "name", json_string(title_of(r, t)));
	for (size_t i = 0; i < r->n_rows; i++) {
		b = paper_block(blocks, "row");
		if (r->total && i + 1 == r->n_rows)
			json_object_set_new(b, "total", json_true());
		for (size_t k = 0; k < r->n_cols; k++)
			paper_say(b, r->row[i].cell[k]);
	}
}

static void
put_picture(struct report *r, const struct report_table *t, char how, json_t *blocks)
{
	size_t n = r->total ? r->n_rows - 1 : r->n_rows;
	bool cut = how == '%' && n > PICTURE_MOST;
	json_t *b = paper_block(blocks, "chart"), *all = json_array();

	n = cut ? PICTURE_MOST : n;
	json_object_set_new(b, "form", json_string(how == '/' ? "lines" : "bars"));
	json_object_set_new(b, "name", json_string(title_of(r, t)));
	json_object_set_new(b, "cap", json_string(cut ?
		arena_printf(r->a->arena, "图%d　%s（前%d）", ++r->n_charts, title_of(r, t), PICTURE_MOST) :
		arena_printf(r->a->arena, "图%d　%s", ++r->n_charts, title_of(r, t))));
	for (size_t i = 0; i < n; i++)
		paper_say(b, r->row[i].cell[0]);
	for (size_t c = 0; c < r->n_cols; c++) {
		json_t *one, *v;

		if (!(t->series & (1u << c)))
			continue;
		one = json_object();
		json_object_set_new(one, "col", json_integer((json_int_t)c));
		v = json_array();
		json_object_set_new(one, "name", json_string(r->col[c].label));
		for (size_t i = 0; i < n; i++)
			json_array_append_new(v, json_string(r->row[i].cell[c]));
		json_object_set_new(one, "v", v);
		json_array_append_new(all, one);
	}
	json_object_set_new(b, "series", all);
}

void
report_put(struct report *r, const struct report_table *t, char how, struct json_t *blocks)
{
	r->row = NULL;
	r->n_rows = r->cap = r->n_cols = 0;
	r->col = NULL;
	r->total = false;
	if (!t->fill(r, t))
		return;
	if (how == '+' && r->n_rows > 0)
		put_table(r, t, blocks);
	else if (how == '+')
		paper_say(paper_block(blocks, "p"), arena_printf(r->a->arena, "%s：没有。", title_of(r, t)));
	else if (r->n_rows > 0)
		put_picture(r, t, how, blocks);
}
