/*
 * pack.c: JSON lines in, XLSX out.
 *
 * Knows: libxlsxwriter.  Must not know: what the columns mean, databases.
 *
 * Rows go to the library's temporary file one by one.  Widths are those of what was really written, told at the end: the
 * library writes a sheet's head when it is closed.
 */
#include <config.h>

#include "paper/pack.h"

#ifdef HAVE_PACK

#include <fcntl.h>
#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/text.h"
#include "base/width.h"

#define MOST_COLS 256
#define MOST_ROWS 1048575  /* below the heading, as Excel has it */
#define MOST_CELL 32767    /* units of UTF-16, as Excel has it */
#define MOST_NUMBER 15     /* digits that a spreadsheet keeps */
#define MOST_WIDTH 60
#define BUTTON 4           /* columns the filter's button covers */

enum kind { TEXT, INT, DAY };

struct column {
	enum kind kind;
	char *label;
	int width;
};

struct pack {
	struct buf *why;
	FILE *in;
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *head, *text, *number, *day;
	struct column col[MOST_COLS];
	size_t n_cols;
	uint32_t rows; /* written, with the heading */
};

static bool
refuse(struct pack *p, const char *why)
{
	if (p->why->len == 0)
		buf_adds(p->why, why);
	return false;
}

/* How long the sheet thinks TEXT is: signs outside the first plane count twice. */
static size_t
units(const char *text)
{
	size_t n = 0;

	for (const char *s = text; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xC0) != 0x80 ? (unsigned char)*s >= 0xF0 ? 2 : 1 : 0;
	return n;
}

bool
pack_whole(const char *s)
{
	size_t n;

	s += *s == '-';
	n = strspn(s, "0123456789");
	return n > 0 && n <= MOST_NUMBER && s[n] == '\0' && (*s != '0' || n == 1);
}

bool
pack_dated(const char *s, int *year, int *month, int *mday)
{
	int end = 0;

	if (strlen(s) != 10 || sscanf(s, "%4d-%2d-%2d%n", year, month, mday, &end) != 3 || end != 10)
		return false;
	return *year * 100 + *month >= 190003 && *month <= 12 && *mday >= 1 && *mday <= 31;
}

static bool
cell(struct pack *p, size_t i, const char *value)
{
	struct column *c = &p->col[i];
	lxw_col_t at = (lxw_col_t)i;
	lxw_datetime day = { 0 };
	lxw_error bad;
	int width;

	if (*value == '\0')
		return true;
	if (units(value) > MOST_CELL) {
		buf_printf(p->why, "第%u行“%s”超过%d个字，xlsx 的一格放不下；请导出 csv", p->rows + 1, c->label, MOST_CELL);
		return false;
	}
	width = width_text(value);
	if (width > c->width)
		c->width = width;
	if (c->kind == DAY && pack_dated(value, &day.year, &day.month, &day.day))
		bad = worksheet_write_datetime(p->sheet, p->rows, at, &day, p->day);
	else if (c->kind == INT && pack_whole(value))
		bad = worksheet_write_number(p->sheet, p->rows, at, strtod(value, NULL), p->number);
	else
		bad = worksheet_write_string(p->sheet, p->rows, at, value, p->text);
	return bad == LXW_NO_ERROR || refuse(p, "不能写工作表");
}

static bool
row(struct pack *p, const json_t *line)
{
	if (json_array_size(line) != p->n_cols)
		return refuse(p, "输入不是表格的一行");
	if (p->rows > MOST_ROWS)
		return refuse(p, "超过1048575条，xlsx 的一张表放不下；请加筛选，或者导出 csv");
	for (size_t i = 0; i < p->n_cols; i++) {
		const char *value = json_string_value(json_array_get(line, i));

		if (value == NULL)
			return refuse(p, "输入不是表格的一行");
		if (!cell(p, i, value))
			return false;
	}
	p->rows++;
	return true;
}

static bool
heading(struct pack *p, const json_t *line)
{
	const char *name = json_string_value(json_object_get(line, "sheet"));
	const json_t *cols = json_object_get(line, "columns");

	p->n_cols = json_array_size(cols);
	if (name == NULL || p->n_cols == 0 || p->n_cols > MOST_COLS) {
		p->n_cols = 0;
		return refuse(p, "输入没有写明表格的列");
	}
	p->sheet = workbook_add_worksheet(p->book, name);
	if (p->sheet == NULL)
		return refuse(p, "不能建工作表");
	for (size_t i = 0; i < p->n_cols; i++) {
		const json_t *c = json_array_get(cols, i);
		const char *label = json_string_value(json_object_get(c, "label")), *type = json_string_value(json_object_get(c, "type"));

		p->col[i].label = strdup(label != NULL ? label : "");
		if (p->col[i].label == NULL || type == NULL)
			return refuse(p, "输入没有写明表格的列");
		p->col[i].kind = strcmp(type, "day") == 0 ? DAY : strcmp(type, "int") == 0 ? INT : TEXT;
		p->col[i].width = width_text(p->col[i].label) + BUTTON;
		if (worksheet_write_string(p->sheet, 0, (lxw_col_t)i, p->col[i].label, p->head) != LXW_NO_ERROR)
			return refuse(p, "不能写工作表");
	}
	p->rows = 1;
	return true;
}

static void
formats(struct pack *p)
{
	p->head = workbook_add_format(p->book);
	format_set_bold(p->head);
	format_set_bg_color(p->head, 0xE7E6E6);
	format_set_bottom(p->head, LXW_BORDER_THIN);
	/* As text also when it is edited: a number of a paper stays one. */
	p->text = workbook_add_format(p->book);
	format_set_num_format(p->text, "@");
	p->number = workbook_add_format(p->book);
	format_set_num_format(p->number, "0");
	p->day = workbook_add_format(p->book);
	format_set_num_format(p->day, "yyyy-mm-dd");
}

/* What is known only now: widths, the range of the filter; and how it is printed. */
static void
dress(struct pack *p)
{
	lxw_col_t last = (lxw_col_t)(p->n_cols - 1);
	char range[64];

	for (size_t i = 0; i < p->n_cols; i++) {
		int width = p->col[i].width + 2 < MOST_WIDTH ? p->col[i].width + 2 : MOST_WIDTH;

		worksheet_set_column(p->sheet, (lxw_col_t)i, (lxw_col_t)i, width, NULL);
	}
	worksheet_freeze_panes(p->sheet, 1, 0);
	worksheet_autofilter(p->sheet, 0, 0, p->rows - 1, last);
	/* Nobody need be warned that numbers of papers are text. */
	lxw_rowcol_to_range(range, 0, 0, p->rows - 1, last);
	worksheet_ignore_errors(p->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range);
	worksheet_set_landscape(p->sheet);
	worksheet_set_paper(p->sheet, 9); /* A4 */
	worksheet_fit_to_pages(p->sheet, 1, 0);
	worksheet_repeat_rows(p->sheet, 0, 0);
	worksheet_set_footer(p->sheet, "&C&P/&N");
}

static bool
lines(struct pack *p)
{
	char *text = NULL;
	size_t cap = 0;
	ssize_t n;
	bool ok = true;

	while (ok && (n = getline(&text, &cap, p->in)) >= 0) {
		json_t *line = json_loadb(text, (size_t)n, JSON_REJECT_DUPLICATES, NULL);

		ok = line == NULL ? refuse(p, "输入不是表格") : p->sheet == NULL ? heading(p, line) : row(p, line);
		json_decref(line);
	}
	free(text);
	return ok && (p->sheet != NULL || refuse(p, "输入没有写明表格的列")) && (!ferror(p->in) || refuse(p, "输入不能读"));
}

/* A file of DIR that has no name any more. */
static int
nameless(const char *dir)
{
	struct buf path = BUF_INIT;
	char *name;
	int fd;

	buf_printf(&path, "%s/.jiandu-XXXXXX", dir);
	name = strdup(buf_str(&path));
	buf_free(&path);
	fd = name != NULL ? mkostemp(name, O_CLOEXEC) : -1;
	if (fd >= 0)
		unlink(name);
	free(name);
	return fd;
}

int
pack_book(const char *dir, bool (*fill)(void *ctx, lxw_workbook *book), void *ctx, struct buf *why)
{
	int fd = nameless(dir);
	char path[64], *place = strdup(dir);
	lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = place, .use_zip64 = LXW_FALSE };
	lxw_workbook *book;
	bool ok = fd >= 0 && place != NULL;

	if (!ok)
		buf_adds(why, "不能建临时文件");
	if (ok) {
		snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
		book = workbook_new_opt(path, &options);
		ok = fill(ctx, book);
		if (!ok) {
			lxw_workbook_free(book); /* closed it would be written */
		} else if (workbook_close(book) != LXW_NO_ERROR) {
			buf_adds(why, "不能写出工作簿：磁盘可能满了");
			ok = false;
		}
	}
	free(place);
	if (!ok && fd >= 0)
		close(fd);
	return ok ? fd : -1;
}

static bool
fill(void *ctx, lxw_workbook *book)
{
	struct pack *p = ctx;

	p->book = book;
	formats(p);
	if (!lines(p))
		return false;
	dress(p);
	return true;
}

int
pack_write(FILE *in, const char *dir, struct buf *why)
{
	struct pack p = { .why = why, .in = in };
	int fd = pack_book(dir, fill, &p, why);

	for (size_t i = 0; i < p.n_cols; i++)
		free(p.col[i].label);
	return fd;
}

#else

int
pack_write(FILE *in, const char *dir, struct buf *why)
{
	(void)in, (void)dir;
	buf_adds(why, "写 xlsx 要用 libxlsxwriter（软件包 libxlsxwriter-dev）编译 jiandu-paper；请导出 csv");
	return -1;
}

#endif
