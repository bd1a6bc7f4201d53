/*
 * book.c: XLSX in, CSV out.
 *
 * Knows: zip, the parts of SpreadsheetML that hold values.  Must not know: what the columns mean, files, networks.
 *
 * The file comes from outside, so each part is parsed while it is inflated, with a limit on every number that grows: bytes,
 * how much more comes out than lies in, rows, columns, cells, depth.  A workbook never has a DOCTYPE: one that has is refused
 * before an entity is declared.  Formulas are refused and not answered from what was last computed: nobody has seen them here.
 */
#include <config.h>

#include "paper/book.h"

#ifdef HAVE_BOOK

#include <expat.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/day.h"
#include "paper/book_text.h"

#define MOST_PART ((uint64_t)256 << 20) /* bytes of one part */
#define MOST_RATIO 200                  /* of a part's bytes to those in the file, beyond FREE_PART */
#define FREE_PART ((uint64_t)4 << 20)
#define MOST_STRINGS ((size_t)64 << 20) /* bytes of the shared strings, and of the CSV */
#define MOST_TEXTS ((size_t)1 << 20)    /* shared strings */
#define MOST_CELL 32767                 /* characters, as Excel has it; here bytes of a third */
#define MOST_ROWS 200000
#define MOST_COLS 256
#define MOST_CELLS 5000000
#define MOST_STYLES 65536
#define MOST_DEPTH 64
#define MOST_MERGES 65536

/* Cells merged over several rows: a sheet holds the value in the first of them and shows it in all. */
struct merge {
	size_t from, to;        /* rows */
	size_t col;             /* the first one; the others stay empty, as they are shown */
	size_t at, len;         /* its value in merged, LEN 0: none */
};

struct book {
	zip_t *zip;
	struct buf *out, *why;
	XML_Parser parser;
	const char *want;       /* the sheet asked for; NULL the first */
	struct buf rid, target; /* of that sheet */
	struct buf title;
	struct buf names;       /* of the sheets that are not hidden, a line each */
	bool found, y1904;
	struct buf strings;     /* shared, one after the other, each with its NUL */
	size_t *at, n_at, cap_at;
	bool *date;             /* by style */
	size_t n_date;
	int day_format[256];    /* the file's own formats that are dates */
	size_t n_day;
	struct buf text;        /* of the element that is being read */
	bool reading, phonetic, in_xfs;
	int depth;
	size_t row, col, cells; /* the last row and column written */
	size_t at_row, at_col;
	char type[16];
	size_t style;
	bool in_cell, in_row;
	struct merge *merge;    /* by their first rows */
	size_t n_merge, next_merge;
	struct merge *open[MOST_COLS + 1]; /* by column: what goes on in this row, NULL nothing */
	struct buf merged;      /* the values of those, one after the other, each with its NUL */
	bool hidden_col[MOST_COLS + 1], told_col[MOST_COLS + 1], row_hidden, row_told;
	struct book_hidden hidden;
};

static bool
refuse(struct book *b, const char *why)
{
	if (b->why->len == 0)
		buf_adds(b->why, why);
	if (b->parser != NULL)
		XML_StopParser(b->parser, XML_FALSE);
	return false;
}

static const char *
local(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon != NULL ? colon + 1 : name;
}

static bool
is(const char *name, const char *what)
{
	return strcmp(local(name), what) == 0;
}

static const char *
attr(const char **a, const char *name)
{
	for (; *a != NULL; a += 2)
		if (is(*a, name))
			return a[1];
	return NULL;
}

static bool
is_true(const char *v)
{
	return v != NULL && (strcmp(v, "1") == 0 || strcmp(v, "true") == 0);
}

static void
name_cell(struct book *b, const char *what)
{
	char letters[8];
	size_t n = 0, c = b->at_col;

	if (b->why->len > 0)
		return;
	do
		letters[n++] = (char)('A' + (c - 1) % 26);
	while ((c = (c - 1) / 26) > 0);
	buf_printf(b->why, "工作表“%s”的", buf_str(&b->title));
	while (n > 0)
		buf_addc(b->why, letters[--n]);
	buf_printf(b->why, "%zu", b->at_row);
	refuse(b, "");
	buf_adds(b->why, what);
}

static void XMLCALL
on_doctype(void *ctx, const XML_Char *name, const XML_Char *system, const XML_Char *public, int internal)
{
	(void)name, (void)system, (void)public, (void)internal;
	refuse(ctx, "工作簿里有实体声明，不是表格软件正常保存的，不能读");
}

static void XMLCALL
on_text(void *ctx, const XML_Char *s, int n)
{
	struct book *b = ctx;

	if (!b->reading || b->phonetic)
		return;
	if (b->text.len + (size_t)n > (size_t)MOST_CELL * 3)
		refuse(b, "有的单元格太长，不能读");
	else
		buf_add(&b->text, s, (size_t)n);
}

static bool
deeper(struct book *b)
{
	return ++b->depth <= MOST_DEPTH || refuse(b, "工作簿的结构层次太多，不是表格软件正常保存的，不能读");
}

static void XMLCALL
on_leave(void *ctx, const XML_Char *name)
{
	(void)name;
	((struct book *)ctx)->depth--;
}

/* One part, inflated and parsed piece by piece.  OPTIONAL: it may be missing. */
static bool
part(struct book *b, const char *path, bool optional, XML_StartElementHandler start, XML_EndElementHandler end)
{
	static char block[65536];
	zip_stat_t st;
	zip_file_t *f;
	uint64_t total = 0;
	zip_int64_t n = 0;
	bool ok = true;

	if (zip_stat(b->zip, path, 0, &st) != 0 || !(st.valid & ZIP_STAT_COMP_SIZE))
		return optional || refuse(b, "这不是 Excel 工作簿（xlsx），或者文件不完整");
	f = zip_fopen(b->zip, path, 0);
	if (f == NULL)
		return refuse(b, "工作簿加了密，或者文件损坏，不能读");
	b->depth = 0;
	b->reading = b->phonetic = false;
	b->parser = XML_ParserCreate(NULL);
	if (b->parser == NULL)
		ok = refuse(b, "内存不够");
	else {
		XML_SetUserData(b->parser, b);
		XML_SetElementHandler(b->parser, start, end);
		XML_SetCharacterDataHandler(b->parser, on_text);
		XML_SetStartDoctypeDeclHandler(b->parser, on_doctype);
	}
	while (ok && (n = zip_fread(f, block, sizeof block)) > 0) {
		total += (uint64_t)n;
		if (total > MOST_PART || (total > FREE_PART && total / MOST_RATIO > st.comp_size))
			ok = refuse(b, "工作簿解压后太大，不能读");
		else if (XML_Parse(b->parser, block, (int)n, 0) != XML_STATUS_OK)
			ok = refuse(b, "工作簿的内容损坏，不能读");
	}
	if (ok && (n < 0 || XML_Parse(b->parser, block, 0, 1) != XML_STATUS_OK))
		ok = refuse(b, "工作簿的内容损坏，不能读");
	if (b->parser != NULL)
		XML_ParserFree(b->parser);
	b->parser = NULL;
	zip_fclose(f);
	return ok && b->why->len == 0;
}

/* ---- which sheet, which styles are dates ---- */

static void XMLCALL
workbook_start(void *ctx, const XML_Char *name, const XML_Char **a)
{
	struct book *b = ctx;
	const char *title, *rid, *v;
	bool shown;

	if (!deeper(b))
		return;
	if (is(name, "workbookPr"))
		b->y1904 = is_true(attr(a, "date1904"));
	if (!is(name, "sheet"))
		return;
	title = attr(a, "name");
	rid = attr(a, "id");
	v = attr(a, "state");
	shown = v == NULL || strcmp(v, "visible") == 0;
	if (title != NULL && shown && b->names.len < MOST_CELL)
		buf_printf(&b->names, "%s\n", title);
	/* A hidden one is read by its name alone: whoever looks at the workbook takes another for the first. */
	if (b->found || title == NULL || rid == NULL || (b->want != NULL ? strcmp(b->want, title) != 0 : !shown))
		return;
	b->found = true;
	buf_adds(&b->title, title);
	buf_adds(&b->rid, rid);
}

static void XMLCALL
rels_start(void *ctx, const XML_Char *name, const XML_Char **a)
{
	struct book *b = ctx;
	const char *id, *target;

	if (!deeper(b) || !is(name, "Relationship"))
		return;
	id = attr(a, "Id");
	target = attr(a, "Target");
	if (id == NULL || target == NULL || strcmp(id, buf_str(&b->rid)) != 0 || b->target.len > 0)
		return;
	buf_adds(&b->target, *target == '/' ? "" : "xl/");
	buf_adds(&b->target, *target == '/' ? target + 1 : target);
}

static bool
format_is_day(const struct book *b, int id)
{
	if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58))
		return true;
	for (size_t i = 0; i < b->n_day; i++)
		if (b->day_format[i] == id)
			return true;
	return false;
}

static void XMLCALL
styles_start(void *ctx, const XML_Char *name, const XML_Char **a)
{
	struct book *b = ctx;
	const char *id, *code;

	if (!deeper(b))
		return;
	id = attr(a, "numFmtId");
	if (is(name, "cellXfs"))
		b->in_xfs = true;
	if (is(name, "numFmt") && id != NULL && (code = attr(a, "formatCode")) != NULL && book_shows_day(code) &&
		b->n_day < sizeof b->day_format / sizeof *b->day_format)
		b->day_format[b->n_day++] = (int)strtol(id, NULL, 10);
	if (!b->in_xfs || !is(name, "xf"))
		return;
	if (b->n_date == MOST_STYLES) {
		refuse(b, "工作簿的单元格格式太多，不能读");
		return;
	}
	b->date[b->n_date++] = id != NULL && format_is_day(b, (int)strtol(id, NULL, 10));
}

static void XMLCALL
styles_end(void *ctx, const XML_Char *name)
{
	struct book *b = ctx;

	if (is(name, "cellXfs"))
		b->in_xfs = false;
	on_leave(ctx, name);
}

/* ---- shared strings ---- */

static void XMLCALL
strings_start(void *ctx, const XML_Char *name, const XML_Char **a)
{
	struct book *b = ctx;

	(void)a;
	if (!deeper(b))
		return;
	if (is(name, "si"))
		buf_clear(&b->text);
	else if (is(name, "rPh"))
		b->phonetic = true;
	else if (is(name, "t"))
		b->reading = true;
}

static void XMLCALL
strings_end(void *ctx, const XML_Char *name)
{
	struct book *b = ctx;

	on_leave(ctx, name);
	if (is(name, "t"))
		b->reading = false;
	else if (is(name, "rPh"))
		b->phonetic = false;
	if (!is(name, "si"))
		return;
	if (b->n_at == MOST_TEXTS || b->strings.len + b->text.len > MOST_STRINGS) {
		refuse(b, "工作簿里的文字太多，不能读；请分成几个文件");
		return;
	}
	if (b->n_at == b->cap_at) {
		size_t cap = b->cap_at > 0 ? b->cap_at * 2 : 256;
		size_t *more = realloc(b->at, cap * sizeof *more);

		if (more == NULL) {
			refuse(b, "内存不够");
			return;
		}
		b->at = more;
		b->cap_at = cap;
	}
	book_plain(&b->text);
	b->at[b->n_at++] = b->strings.len;
	buf_adds(&b->strings, buf_str(&b->text));
	buf_addc(&b->strings, '\0');
}

/* ---- the sheet ---- */

static void
put(struct book *b, const char *s)
{
	buf_addc(b->out, '"');
	for (; *s != '\0'; s++) {
		if (*s == '"')
			buf_addc(b->out, '"');
		buf_addc(b->out, *s);
	}
	buf_addc(b->out, '"');
}

/* The next cell that is written stands in COL of the row that is being read. */
static void
go_to(struct book *b, size_t col)
{
	while (b->row < b->at_row) {
		buf_adds(b->out, b->row > 0 ? "\r\n" : "");
		b->row++;
		b->col = 1;
	}
	for (; b->col < col; b->col++)
		buf_addc(b->out, ',');
}

/* What merged cells that reach into this row show in it, from the last cell written up to COL. */
static void
fill(struct book *b, size_t col)
{
	for (size_t c = b->row < b->at_row ? 1 : b->col + 1; c < col && c <= MOST_COLS; c++) {
		const struct merge *m = b->open[c];

		if (m == NULL || m->len == 0 || m->from >= b->at_row)
			continue;
		go_to(b, c);
		put(b, b->merged.s + m->at);
	}
}

/* Which merged cells go on in the row that begins. */
static void
open_merges(struct book *b)
{
	for (size_t c = 1; c <= MOST_COLS; c++)
		if (b->open[c] != NULL && b->open[c]->to < b->at_row)
			b->open[c] = NULL;
	for (; b->next_merge < b->n_merge && b->merge[b->next_merge].from <= b->at_row; b->next_merge++)
		if (b->merge[b->next_merge].to >= b->at_row)
			b->open[b->merge[b->next_merge].col] = &b->merge[b->next_merge];
}

/* S is shown in the present cell: in those beneath too, when it is merged with them. */
static void
keep_merged(struct book *b, const char *s)
{
	struct merge *m = b->open[b->at_col];

	if (m == NULL || m->from != b->at_row || m->len > 0)
		return;
	m->at = b->merged.len;
	m->len = strlen(s);
	buf_add(&b->merged, s, m->len + 1);
}

/* A day of the sheet's own count; false when it is none (before 1900, beyond 9999). */
static bool
serial_text(const struct book *b, double v, char *s, size_t room)
{
	long long day = (long long)floor(v), minute = llround((v - floor(v)) * 1440);
	size_t n = 0;

	if (minute == 1440)
		day++, minute = 0;
	*s = '\0';
	if (day > 0 || b->y1904) {
		int y, m, d;

		/* 1904 counts from its first day; 1900 has a 29 February that never was. */
		day_split((day_t)(b->y1904 ? day - 24107 : day < 60 ? day - 25568 : day - 25569), &y, &m, &d);
		snprintf(s, room, "%04d-%02d-%02d", y, m, d);
		n = strlen(s);
	}
	if (minute > 0 || n == 0)
		snprintf(s + n, room - n, "%s%02lld:%02lld", n > 0 ? " " : "", minute / 60, minute % 60);
	return true;
}

static bool
number_text(struct book *b, const char *raw, char *s, size_t room)
{
	char *end;
	double v = strtod(raw, &end);

	if (*raw == '\0' || *end != '\0' || !isfinite(v)) {
		name_cell(b, "不是数字，不能读");
		return false;
	}
	if (b->style < b->n_date && b->date[b->style] && v >= 0 && v < 2958466)
		return serial_text(b, v, s, room);
	/* A sheet keeps 15 digits: what was longer is no longer what was typed. */
	snprintf(s, room, fabs(v) >= 1e15 ? "%.5E" : "%.15g", v);
	return true;
}

static void
cell(struct book *b)
{
	const char *raw = buf_str(&b->text), *s = raw;
	char made[64], *end;

	if (*raw == '\0')
		return;
	if (strcmp(b->type, "inlineStr") == 0 || strcmp(b->type, "str") == 0) {
		book_plain(&b->text);
		raw = s = buf_str(&b->text);
	}
	if (strcmp(b->type, "s") == 0) {
		unsigned long i = strtoul(raw, &end, 10);

		if (*end != '\0' || i >= b->n_at) {
			name_cell(b, "指向不存在的文字，文件损坏");
			return;
		}
		s = buf_str(&b->strings) + b->at[i];
	} else if (strcmp(b->type, "b") == 0) {
		s = strcmp(raw, "1") == 0 ? "是" : "否";
	} else if (strcmp(b->type, "e") == 0) {
		name_cell(b, "是错误值，请改正以后再导入");
		return;
	} else if (strcmp(b->type, "d") == 0) {
		/* 2024-07-01T00:00:00: the time says nothing; what is no such day stays as it is. */
		if (strcspn(raw, "T") == 10) {
			snprintf(made, sizeof made, "%.10s", raw);
			s = made;
		}
	} else if (*b->type == '\0' || strcmp(b->type, "n") == 0) {
		if (!number_text(b, raw, made, sizeof made))
			return;
		s = made;
	}
	fill(b, b->at_col);
	go_to(b, b->at_col);
	put(b, s);
	keep_merged(b, s);
	if (b->row_hidden && !b->row_told)
		b->hidden.rows++;
	b->row_told = true;
	if (b->hidden_col[b->at_col] && !b->told_col[b->at_col])
		b->hidden.cols++;
	b->told_col[b->at_col] = true;
	if (b->out->len > MOST_STRINGS || b->merged.len > MOST_STRINGS)
		refuse(b, "表格太大，不能读；请分成几个文件");
}

/* The column that *S begins with, as letters, which are gone behind; 0: none. */
static size_t
column_of(const char **s)
{
	size_t col = 0;

	for (; **s >= 'A' && **s <= 'Z' && col <= MOST_COLS; ++*s)
		col = col * 26 + (size_t)(**s - 'A') + 1;
	return col;
}

static void
enter_cell(struct book *b, const char **a)
{
	const char *r = attr(a, "r"), *t = attr(a, "t"), *style = attr(a, "s");
	size_t col = r != NULL ? column_of(&r) : 0;

	if (col == 0)
		col = b->at_col + 1;
	if (col <= b->at_col) {
		refuse(b, "单元格的顺序不对，不是表格软件正常保存的，不能读");
		return;
	}
	b->at_col = col;
	if (col > MOST_COLS || ++b->cells > MOST_CELLS) {
		refuse(b, col > MOST_COLS ? "表格超过了256列，不能读" : "表格的单元格太多，不能读；请分成几个文件");
		return;
	}
	snprintf(b->type, sizeof b->type, "%s", t != NULL ? t : "");
	b->style = style != NULL ? strtoul(style, NULL, 10) : 0;
	b->in_cell = true;
	buf_clear(&b->text);
}

static void
enter_row(struct book *b, const char **a)
{
	const char *r = attr(a, "r");
	size_t row = r != NULL ? strtoul(r, NULL, 10) : b->at_row + 1;

	if (row <= b->at_row) {
		refuse(b, "行的顺序不对，不是表格软件正常保存的，不能读");
		return;
	}
	/* Rows that only have a height are no rows; one beyond the limit is told when it has a cell. */
	b->at_row = row;
	b->at_col = 0;
	b->in_row = true;
	b->row_hidden = is_true(attr(a, "hidden"));
	b->row_told = false;
	open_merges(b);
}

static void
enter_cols(struct book *b, const char **a)
{
	const char *min = attr(a, "min"), *max = attr(a, "max");
	unsigned long to = max != NULL ? strtoul(max, NULL, 10) : 0;

	for (unsigned long c = min != NULL ? strtoul(min, NULL, 10) : 0; c >= 1 && c <= to && c <= MOST_COLS; c++)
		b->hidden_col[c] = is_true(attr(a, "hidden"));
}

static void XMLCALL
sheet_start(void *ctx, const XML_Char *name, const XML_Char **a)
{
	struct book *b = ctx;

	if (!deeper(b))
		return;
	if (is(name, "row")) {
		enter_row(b, a);
	} else if (is(name, "col")) {
		enter_cols(b, a);
	} else if (b->in_row && is(name, "c")) {
		enter_cell(b, a);
	} else if (b->in_cell && is(name, "f")) {
		name_cell(b, "是公式；请选中表格复制，再“选择性粘贴—数值”，保存以后再导入");
	} else if (b->in_cell && is(name, "rPh")) {
		b->phonetic = true;
	} else if (b->in_cell && (is(name, "v") || is(name, "t"))) {
		if (b->at_row > MOST_ROWS)
			refuse(b, "表格超过了200000行，不能读；请分成几个文件");
		b->reading = true;
	}
}

static void XMLCALL
sheet_end(void *ctx, const XML_Char *name)
{
	struct book *b = ctx;

	on_leave(ctx, name);
	if (is(name, "v") || is(name, "t"))
		b->reading = false;
	else if (is(name, "rPh"))
		b->phonetic = false;
	else if (is(name, "row")) {
		/* A row of nothing but what is merged into it is none of its own. */
		if (b->row == b->at_row)
			fill(b, MOST_COLS + 1);
		b->in_row = false;
	}
	if (!b->in_cell || !is(name, "c"))
		return;
	b->in_cell = false;
	cell(b);
}

/* ---- merged cells: they stand behind the rows ---- */

/* "B3" as column and row; where it ends. */
static const char *
corner(const char *s, size_t *col, size_t *row)
{
	char *end;

	*col = column_of(&s);
	*row = strtoul(s, &end, 10);
	return end;
}

static void XMLCALL
merges_start(void *ctx, const XML_Char *name, const XML_Char **a)
{
	struct book *b = ctx;
	struct merge m = { 0 };
	const char *ref, *end;
	size_t col;

	if (!deeper(b) || !is(name, "mergeCell") || (ref = attr(a, "ref")) == NULL)
		return;
	end = corner(ref, &m.col, &m.from);
	if (*end != ':')
		return;
	corner(end + 1, &col, &m.to);
	if (m.col == 0 || m.col > MOST_COLS || m.from == 0 || m.to <= m.from)
		return;
	if (b->n_merge == MOST_MERGES) {
		refuse(b, "工作表里合并的单元格太多，不能读");
		return;
	}
	b->merge[b->n_merge++] = m;
}

static int
by_row(const void *x, const void *y)
{
	const struct merge *p = x, *q = y;

	return p->from < q->from ? -1 : p->from > q->from;
}

static bool
read_merges(struct book *b)
{
	b->merge = calloc(MOST_MERGES, sizeof *b->merge);
	if (b->merge == NULL)
		return refuse(b, "内存不够");
	if (!part(b, buf_str(&b->target), false, merges_start, on_leave))
		return false;
	qsort(b->merge, b->n_merge, sizeof *b->merge, by_row);
	return true;
}

static bool
read_sheet(struct book *b)
{
	if (!part(b, "xl/workbook.xml", false, workbook_start, on_leave))
		return false;
	if (!b->found && b->want != NULL) {
		buf_adds(b->why, "工作簿里没有这个名字的工作表；有：");
		for (const char *s = buf_str(&b->names); *s != '\0'; s++)
			if (*s != '\n')
				buf_addc(b->why, *s);
			else if (s[1] != '\0')
				buf_adds(b->why, "、");
		return false;
	}
	if (!b->found)
		return refuse(b, "工作簿里没有工作表");
	if (!part(b, "xl/_rels/workbook.xml.rels", false, rels_start, on_leave) ||
		!part(b, "xl/styles.xml", true, styles_start, styles_end) ||
		!part(b, "xl/sharedStrings.xml", true, strings_start, strings_end) ||
		!read_merges(b) || !part(b, buf_str(&b->target), false, sheet_start, sheet_end))
		return false;
	buf_adds(b->out, b->row > 0 ? "\r\n" : "");
	return true;
}

/* Open the workbook for B, READ it, and let go of everything. */
static bool
with_book(struct book *b, const char *s, size_t n, bool (*read)(struct book *b))
{
	zip_source_t *source;
	zip_error_t ze;
	bool ok;

	zip_error_init(&ze);
	source = zip_source_buffer_create(s, n, 0, &ze);
	if (source != NULL && (b->zip = zip_open_from_source(source, ZIP_RDONLY, &ze)) == NULL)
		zip_source_free(source);
	zip_error_fini(&ze);
	b->date = calloc(MOST_STYLES, sizeof *b->date);
	if (b->zip == NULL || b->date == NULL)
		ok = refuse(b, "这不是 Excel 工作簿（xlsx），或者文件不完整");
	else
		ok = read(b);
	if (b->zip != NULL)
		zip_discard(b->zip);
	free(b->date);
	free(b->at);
	free(b->merge);
	buf_free(&b->names);
	buf_free(&b->merged);
	buf_free(&b->rid);
	buf_free(&b->target);
	buf_free(&b->title);
	buf_free(&b->strings);
	buf_free(&b->text);
	return ok;
}

bool
book_read(const char *s, size_t n, const char *sheet, struct buf *out, struct book_hidden *hidden, struct buf *why)
{
	struct book b = { .out = out, .why = why, .want = sheet };
	bool ok = with_book(&b, s, n, read_sheet);

	*hidden = b.hidden;
	return ok;
}

static bool
read_names(struct book *b)
{
	if (!part(b, "xl/workbook.xml", false, workbook_start, on_leave))
		return false;
	buf_adds(b->out, buf_str(&b->names));
	return true;
}

bool
book_sheets(const char *s, size_t n, struct buf *out, struct buf *why)
{
	struct book b = { .out = out, .why = why };

	return with_book(&b, s, n, read_names);
}

#else

static bool
no_reader(struct buf *why)
{
	buf_adds(why, "读 xlsx 要用 libzip 和 expat（软件包 libzip-dev、libexpat1-dev）编译 jiandu-paper；请另存为 CSV");
	return false;
}

bool
book_read(const char *s, size_t n, const char *sheet, struct buf *out, struct book_hidden *hidden, struct buf *why)
{
	(void)s, (void)n, (void)sheet, (void)out, (void)hidden;
	return no_reader(why);
}

bool
book_sheets(const char *s, size_t n, struct buf *out, struct buf *why)
{
	(void)s, (void)n, (void)out;
	return no_reader(why);
}

#endif
