/*
 * tables.c: the tables of a paper as a workbook: what it says on the first sheet, each table on one of its own, with its
 * picture beside it.
 *
 * Knows: the neutral description of a paper, libxlsxwriter.  Must not know: the record.
 *
 * Figures become numbers, rates percentages, days dates; what is hidden ("<3", "*") stays text, and nothing is a formula.
 */
#include <config.h>

#include "paper/tables.h"

#ifdef HAVE_PACK

#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#include "base/width.h"
#include "paper/pack.h"

#define MOST_SHEETS 64
#define MOST_COLS 12
#define MOST_WIDTH 60

struct sheet {
	const char *name;
	lxw_worksheet *sheet;
	uint32_t rows; /* with the heading */
	bool total;    /* the last row is the sum */
};

struct tables {
	struct buf *why;
	const json_t *paper;
	lxw_workbook *book;
	lxw_format *head, *text, *right, *number, *rate, *day, *bold, *bold_number, *bold_rate;
	struct sheet v[MOST_SHEETS];
	size_t n;
};

static bool
refuse(struct tables *t, const char *why)
{
	if (t->why->len == 0)
		buf_adds(t->why, why);
	return false;
}

static lxw_format *
format(struct tables *t, const char *number, bool bold)
{
	lxw_format *f = workbook_add_format(t->book);

	format_set_num_format(f, number);
	if (bold)
		format_set_bold(f);
	return f;
}

static void
formats(struct tables *t)
{
	t->head = format(t, "@", true);
	format_set_bg_color(t->head, 0xE7E6E6);
	format_set_bottom(t->head, LXW_BORDER_THIN);
	t->text = format(t, "@", false);
	t->right = format(t, "@", false);
	format_set_align(t->right, LXW_ALIGN_RIGHT);
	t->number = format(t, "0", false);
	t->rate = format(t, "0%", false);
	t->day = format(t, "yyyy-mm-dd", false);
	t->bold = format(t, "@", true);
	t->bold_number = format(t, "0", true);
	t->bold_rate = format(t, "0%", true);
}

/* "75%". */
static bool
rate_of(const char *s, double *out)
{
	char *end;

	*out = strtod(s, &end) / 100;
	return end != s && strcmp(end, "%") == 0;
}

static bool
cell(struct tables *t, lxw_worksheet *sheet, uint32_t row, lxw_col_t col, const char *s, bool right, bool total)
{
	lxw_datetime day = { 0 };
	lxw_error bad;
	double rate;

	if (*s == '\0')
		return true;
	if (pack_dated(s, &day.year, &day.month, &day.day))
		bad = worksheet_write_datetime(sheet, row, col, &day, t->day);
	else if (right && pack_whole(s))
		bad = worksheet_write_number(sheet, row, col, strtod(s, NULL), total ? t->bold_number : t->number);
	else if (right && rate_of(s, &rate))
		bad = worksheet_write_number(sheet, row, col, rate, total ? t->bold_rate : t->rate);
	else
		bad = worksheet_write_string(sheet, row, col, s, right ? t->right : total ? t->bold : t->text);
	return bad == LXW_NO_ERROR || refuse(t, "不能写工作表");
}

static lxw_worksheet *
add_sheet(struct tables *t, const char *name)
{
	char other[64];
	lxw_worksheet *sheet = NULL;

	if (t->n == MOST_SHEETS)
		refuse(t, "表格太多，一个工作簿放不下");
	else if (*name != '\0' && workbook_validate_sheet_name(t->book, name) == LXW_NO_ERROR)
		sheet = workbook_add_worksheet(t->book, name);
	else {
		snprintf(other, sizeof other, "表%zu", t->n);
		sheet = workbook_add_worksheet(t->book, other);
	}
	if (sheet == NULL)
		refuse(t, "不能建工作表");
	else
		t->v[t->n++] = (struct sheet){ .name = name, .sheet = sheet };
	return sheet;
}

/* The first sheet: what the paper says beside its tables, a line a row. */
static bool
sayings(struct tables *t, const json_t *paper)
{
	static const char *const said[] = { "to", "p", "annex", "sign", "cc" };
	const json_t *blocks = json_object_get(paper, "blocks"), *block;
	lxw_worksheet *sheet = add_sheet(t, "说明");
	const char *number = paper_member(paper, "number");
	uint32_t row = 0;
	bool ok = sheet != NULL;
	size_t i;

	ok = ok && cell(t, sheet, row++, 0, paper_member(paper, "title"), false, true);
	if (*number != '\0')
		ok = ok && cell(t, sheet, row++, 0, number, false, false);
	json_array_foreach(blocks, i, block)
		for (size_t k = 0; k < sizeof said / sizeof *said; k++)
			if (strcmp(block_type(block), said[k]) == 0)
				ok = ok && cell(t, sheet, row++, 0, block_text(block, 0), false, false);
	if (ok)
		worksheet_set_column(sheet, 0, 0, 100, NULL);
	return ok;
}

/* The table whose head is block FROM; the first block behind it. */
static size_t
table(struct tables *t, const json_t *blocks, size_t from, bool across)
{
	const json_t *head = json_array_get(blocks, from), *row;
	const char *right = paper_member(head, "a");
	size_t n = block_texts(head) < MOST_COLS ? block_texts(head) : MOST_COLS, at = from + 1;
	lxw_worksheet *sheet = add_sheet(t, paper_member(head, "name"));
	struct sheet *s = sheet != NULL ? &t->v[t->n - 1] : NULL;
	int width[MOST_COLS] = { 0 };
	bool ok = sheet != NULL;

	for (size_t i = 0; i < n && ok; i++) {
		width[i] = width_text(block_text(head, i)) + 2;
		ok = worksheet_write_string(sheet, 0, (lxw_col_t)i, block_text(head, i), t->head) == LXW_NO_ERROR;
	}
	for (; ok && strcmp(block_type(row = json_array_get(blocks, at)), "row") == 0 && block_texts(row) == block_texts(head); at++) {
		s->total = json_is_true(json_object_get(row, "total"));
		s->rows++;
		for (size_t i = 0; i < n && ok; i++) {
			int w = width_text(block_text(row, i)) + 2;

			width[i] = w > width[i] ? w : width[i];
			ok = cell(t, sheet, s->rows, (lxw_col_t)i, block_text(row, i), strlen(right) > i && right[i] == 'r', s->total);
		}
	}
	for (size_t i = 0; i < n && ok; i++)
		worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, width[i] < MOST_WIDTH ? width[i] : MOST_WIDTH, NULL);
	if (ok) {
		s->rows++;
		worksheet_freeze_panes(sheet, 1, 0);
		worksheet_set_paper(sheet, 9); /* A4 */
		worksheet_fit_to_pages(sheet, 1, 0);
		worksheet_repeat_rows(sheet, 0, 0);
		worksheet_set_footer(sheet, "&C&P/&N");
		if (across)
			worksheet_set_landscape(sheet);
	}
	return ok || refuse(t, "不能写工作表") ? at : at + 1;
}

/* The picture of a table that has a sheet, beside it. */
static void
picture(struct tables *t, const json_t *block)
{
	const json_t *all = json_object_get(block, "series"), *one;
	bool drawn = strcmp(paper_member(block, "form"), "lines") == 0;
	struct sheet *s = NULL;
	lxw_chart *chart;
	size_t i;

	for (size_t k = 0; k < t->n; k++)
		if (*paper_member(block, "name") != '\0' && strcmp(t->v[k].name, paper_member(block, "name")) == 0)
			s = &t->v[k];
	if (s == NULL || (chart = workbook_add_chart(t->book, drawn ? LXW_CHART_LINE : LXW_CHART_BAR)) == NULL)
		return;
	json_array_foreach(all, i, one) {
		lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
		lxw_row_t last = s->rows - 1 - (s->total ? 1 : 0);
		lxw_col_t col = (lxw_col_t)json_integer_value(json_object_get(one, "col"));

		chart_series_set_categories(series, s->sheet->name, 1, 0, last, 0);
		chart_series_set_values(series, s->sheet->name, 1, col, last, col);
		chart_series_set_name(series, paper_member(one, "name"));
	}
	chart_title_set_name(chart, paper_member(block, "name"));
	if (!drawn)
		chart_axis_set_reverse(chart->y_axis);
	worksheet_insert_chart(s->sheet, 1, (lxw_col_t)8, chart);
}

static bool
fill(void *ctx, lxw_workbook *book)
{
	struct tables *t = ctx;
	const json_t *blocks = json_object_get(t->paper, "blocks"), *block;
	bool across = strcmp(paper_member(t->paper, "layout"), "roster") == 0;
	lxw_doc_properties said = { .title = (char *)(uintptr_t)paper_member(t->paper, "title") };
	size_t i = 0, n = json_array_size(blocks);

	t->book = book;
	workbook_set_properties(book, &said);
	formats(t);
	if (!sayings(t, t->paper))
		return false;
	while (i < n && t->why->len == 0)
		if (strcmp(block_type(json_array_get(blocks, i)), "head") == 0)
			i = table(t, blocks, i, across);
		else
			i++;
	if (t->n == 1)
		return refuse(t, "这份文书没有表格，不写成 xlsx");
	json_array_foreach(blocks, i, block)
		if (strcmp(block_type(block), "chart") == 0)
			picture(t, block);
	return t->why->len == 0;
}

int
tables_write(const json_t *paper, const char *dir, struct buf *why)
{
	struct tables t = { .why = why, .paper = paper };

	return pack_book(dir, fill, &t, why);
}

#else

int
tables_write(const json_t *paper, const char *dir, struct buf *why)
{
	(void)paper, (void)dir;
	buf_adds(why, "写 xlsx 要用 libxlsxwriter（软件包 libxlsxwriter-dev）编译 jiandu-paper；请用 pdf 或者 txt");
	return -1;
}

#endif
