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

struct book {
	zip_t *zip;
	struct buf *out, *why;
	XML_Parser parser;
	const char *want;       /* the sheet asked for; NULL the first */
	struct buf rid, target; /* of that sheet */
	struct buf title;
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

	if (!deeper(b))
		return;
	if (is(name, "workbookPr") && (v = attr(a, "date1904")) != NULL)
		b->y1904 = strcmp(v, "1") == 0 || strcmp(v, "true") == 0;
	if (!is(name, "sheet") || b->found)
		return;
	title = attr(a, "name");
	rid = attr(a, "id");
	if (title == NULL || rid == NULL || (b->want != NULL && strcmp(b->want, title) != 0))
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

/* Does the format CODE show a day?  Letters in quotes, brackets and after a backslash are no fields. */
static bool
shows_day(const char *code)
{
	for (; *code != '\0'; code++) {
		if (*code == '"' || *code == '[') {
			code = strchr(code + 1, *code == '"' ? '"' : ']');
			if (code == NULL)
				return false;
		} else if (*code == '\\' && code[1] != '\0') {
			code++;
		} else if (strchr("yYdDhH", *code) != NULL) {
			return true;
		}
	}
	return false;
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
	if (is(name, "numFmt") && id != NULL && (code = attr(a, "formatCode")) != NULL && shows_day(code) &&
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

/* The day DAYS after 1970-01-01, by Howard Hinnant's civil_from_days. */
static void
day_text(long long days, char *s, size_t room)
{
	long long z = days + 719468, era = z / 146097, doe = z - era * 146097;
	long long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	long long doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
	long long m = mp < 10 ? mp + 3 : mp - 9;

	snprintf(s, room, "%04lld-%02lld-%02lld", yoe + era * 400 + (m <= 2), m, doy - (153 * mp + 2) / 5 + 1);
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
		/* 1904 counts from its first day; 1900 has a 29 February that never was. */
		day_text(b->y1904 ? day - 24107 : day < 60 ? day - 25568 : day - 25569, s, room);
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
	} else if (*b->type == '\0' || strcmp(b->type, "n") == 0) {
		if (!number_text(b, raw, made, sizeof made))
			return;
		s = made;
	}
	while (b->row < b->at_row) {
		buf_adds(b->out, b->row > 0 ? "\r\n" : "");
		b->row++;
		b->col = 1;
	}
	for (; b->col < b->at_col; b->col++)
		buf_addc(b->out, ',');
	put(b, s);
	if (b->out->len > MOST_STRINGS)
		refuse(b, "表格太大，不能读；请分成几个文件");
}

static void
enter_cell(struct book *b, const char **a)
{
	const char *r = attr(a, "r"), *t = attr(a, "t"), *style = attr(a, "s");
	size_t col = 0;

	for (; r != NULL && *r >= 'A' && *r <= 'Z' && col <= MOST_COLS; r++)
		col = col * 26 + (size_t)(*r - 'A') + 1;
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
}

static void XMLCALL
sheet_start(void *ctx, const XML_Char *name, const XML_Char **a)
{
	struct book *b = ctx;

	if (!deeper(b))
		return;
	if (is(name, "row")) {
		enter_row(b, a);
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
	else if (is(name, "row"))
		b->in_row = false;
	if (!b->in_cell || !is(name, "c"))
		return;
	b->in_cell = false;
	cell(b);
}

static bool
read_sheet(struct book *b)
{
	if (!part(b, "xl/workbook.xml", false, workbook_start, on_leave))
		return false;
	if (!b->found) {
		buf_adds(b->why, b->want != NULL ? "工作簿里没有这个名字的工作表" : "工作簿里没有工作表");
		return false;
	}
	if (!part(b, "xl/_rels/workbook.xml.rels", false, rels_start, on_leave) ||
		!part(b, "xl/styles.xml", true, styles_start, styles_end) ||
		!part(b, "xl/sharedStrings.xml", true, strings_start, strings_end) ||
		!part(b, buf_str(&b->target), false, sheet_start, sheet_end))
		return false;
	buf_adds(b->out, b->row > 0 ? "\r\n" : "");
	return true;
}

bool
book_read(const char *s, size_t n, const char *sheet, struct buf *out, struct buf *why)
{
	struct book b = { .out = out, .why = why, .want = sheet };
	zip_source_t *source;
	zip_error_t ze;
	bool ok;

	zip_error_init(&ze);
	source = zip_source_buffer_create(s, n, 0, &ze);
	if (source != NULL && (b.zip = zip_open_from_source(source, ZIP_RDONLY, &ze)) == NULL)
		zip_source_free(source);
	zip_error_fini(&ze);
	b.date = calloc(MOST_STYLES, sizeof *b.date);
	if (b.zip == NULL || b.date == NULL)
		ok = refuse(&b, "这不是 Excel 工作簿（xlsx），或者文件不完整");
	else
		ok = read_sheet(&b);
	if (b.zip != NULL)
		zip_discard(b.zip);
	free(b.date);
	free(b.at);
	buf_free(&b.rid);
	buf_free(&b.target);
	buf_free(&b.title);
	buf_free(&b.strings);
	buf_free(&b.text);
	return ok;
}

#else

bool
book_read(const char *s, size_t n, const char *sheet, struct buf *out, struct buf *why)
{
	(void)s, (void)n, (void)sheet, (void)out;
	buf_adds(why, "读 xlsx 要用 libzip 和 expat（软件包 libzip-dev、libexpat1-dev）编译 jiandu-paper；请另存为 CSV");
	return false;
}

#endif
