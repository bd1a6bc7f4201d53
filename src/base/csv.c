/*
 * csv.c: RFC 4180 CSV as Excel and WPS write it.
 *
 * Knows: quotes, separators, line ends.
 * Must not know: encodings (conv.h), what a column means.
 */
#include "base/csv.h"

#include <string.h>

#include "base/i18n.h"

static const char bom[] = "\xEF\xBB\xBF";
static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD: a NUL would end the cell */

/* Length of the line end at S[I]: 2 for CRLF, 1 for CR or LF, 0 for none. */
static size_t line_end(const char *s, size_t len, size_t i)
{
	if (i >= len)
		return 0;
	if (s[i] == '\r')
		return i + 1 < len && s[i + 1] == '\n' ? 2 : 1;
	return s[i] == '\n' ? 1 : 0;
}

/*
 * The separator: of comma, tab and semicolon the one that stands most often
 * outside quotes in the first line that is not blank; the comma when none does.
 */
static char find_separator(const char *s, size_t len, size_t at)
{
	size_t commas = 0, tabs = 0, semicolons = 0;
	bool quoted = false, blank = true;

	for (size_t i = at; i < len; i++) {
		if (!quoted && line_end(s, len, i) > 0) {
			if (!blank)
				break;
			continue;
		}
		blank = false;
		if (s[i] == '"')
			quoted = !quoted;
		else if (quoted)
			continue;
		else if (s[i] == ',')
			commas++;
		else if (s[i] == '\t')
			tabs++;
		else if (s[i] == ';')
			semicolons++;
	}
	if (tabs > commas && tabs >= semicolons)
		return '\t';
	return semicolons > commas ? ';' : ',';
}

void csv_open(struct csv *c, const char *s, size_t len)
{
	c->s = s;
	c->len = len;
	c->at = len >= 3 && memcmp(s, bom, 3) == 0 ? 3 : 0;
	c->line = 1;
	c->sep = find_separator(s, len, c->at);
}

/*
 * Read the cell at C->at into OUT, which may be NULL to measure only; C then
 * stands on the separator, line end or end of text behind it.  Returns the
 * bytes of the content.  A quote still open at the end puts the line it was
 * opened on at *OPEN.  Line ends within quotes become \n.
 */
static size_t read_cell(struct csv *c, char *out, size_t *open)
{
	bool quoted = c->at < c->len && c->s[c->at] == '"';
	size_t began = c->line, n = 0;

	if (quoted)
		c->at++;
	while (c->at < c->len) {
		const char *p = &c->s[c->at];
		size_t end = line_end(c->s, c->len, c->at), step = 1, bytes = 1;

		if (quoted && *p == '"' && c->at + 1 < c->len && p[1] == '"') {
			step = 2;
		} else if (quoted && *p == '"') {
			/* What follows a closing quote is taken as it is, as Excel does. */
			quoted = false;
			bytes = 0;
		} else if (!quoted && (*p == c->sep || end > 0)) {
			break;
		} else if (end > 0) {
			p = "\n";
			step = end;
			c->line++;
		} else if (*p == '\0') {
			p = replacement;
			bytes = 3;
		}
		if (out != NULL)
			memcpy(out + n, p, bytes);
		n += bytes;
		c->at += step;
	}
	if (quoted)
		*open = began;
	return n;
}

/* Are the N bytes at S nothing but blanks (also U+00A0 and U+3000)? */
static bool is_blank(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] == ' ' || s[i] == '\t' || s[i] == '\n')
			continue;
		if (i + 1 < n && memcmp(s + i, "\xC2\xA0", 2) == 0)
			i += 1;
		else if (i + 2 < n && memcmp(s + i, "\xE3\x80\x80", 3) == 0)
			i += 2;
		else
			return false;
	}
	return true;
}

/* Add CELL to ROW, whose array has room for *CAP cells. */
static void add_cell(struct csv_row *row, size_t *cap, struct arena *a, const char *cell)
{
	if (row->n == *cap) {
		const char **more;

		*cap = *cap == 0 ? 16 : *cap * 2;
		more = arena_alloc(a, *cap * sizeof *more);
		if (row->n > 0)
			memcpy(more, row->cell, row->n * sizeof *more);
		row->cell = more;
	}
	row->cell[row->n++] = cell;
}

/*
 * Read one row, blank or not, and pass over its line end.  *FULL tells whether a
 * cell of it holds more than blanks.  False when a quote stays open.
 */
static bool read_row(struct csv *c, struct arena *a, struct csv_row *row, size_t *cap, bool *full, struct err *e)
{
	row->line = c->line;
	row->n = 0;
	*full = false;
	for (;;) {
		struct csv measure = *c;
		size_t open = 0, n = read_cell(&measure, NULL, &open);
		char *cell;

		if (open > 0) {
			c->at = c->len;
			return err_set(e, ERR_REFUSED, NULL, 0, _("第%zu行的引号没有收尾"), open);
		}
		if (n == 0) {
			add_cell(row, cap, a, "");
			*c = measure;
		} else {
			cell = arena_alloc(a, n + 1);
			read_cell(c, cell, &open);
			add_cell(row, cap, a, cell);
			if (!*full)
				*full = !is_blank(cell, n);
		}
		if (c->at >= c->len)
			return true;
		if (c->s[c->at] != c->sep) {
			c->at += line_end(c->s, c->len, c->at);
			c->line++;
			return true;
		}
		c->at++;
	}
}

bool csv_next(struct csv *c, struct arena *a, struct csv_row *row, struct err *e)
{
	size_t cap = 0;
	bool full;

	memset(row, 0, sizeof *row);
	while (c->at < c->len) {
		if (!read_row(c, a, row, &cap, &full, e))
			break;
		if (full)
			return true;
	}
	memset(row, 0, sizeof *row);
	return false;
}

/* Would a sheet take the cell S for a formula, or swallow its first character? */
static bool is_formula(const char *s)
{
	/* The full-width forms too: East Asian versions of Excel fold them. */
	static const char *const wide[] = { "＝", "＋", "－", "＠" };

	if (s[0] != '\0' && strchr("=+-@\t\r\n", s[0]) != NULL)
		return true;
	if ((unsigned char)s[0] != 0xEF)
		return false;
	for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
		if (strncmp(s, wide[i], strlen(wide[i])) == 0)
			return true;
	return false;
}

/* Must the cell S stand in quotes?  Outer blanks are quoted because readers trim them. */
static bool needs_quotes(const char *s)
{
	size_t n = strlen(s);

	return strpbrk(s, ",;\t\"\r\n") != NULL || (n > 0 && (s[0] == ' ' || s[n - 1] == ' '));
}

void csv_write(struct buf *out, const char *cell, bool first)
{
	bool quoted;

	if (cell == NULL)
		cell = "";
	quoted = needs_quotes(cell);
	if (!first)
		buf_addc(out, ',');
	if (quoted)
		buf_addc(out, '"');
	if (is_formula(cell))
		buf_addc(out, '\'');
	if (quoted) {
		for (const char *mark; (mark = strchr(cell, '"')) != NULL; cell = mark + 1) {
			buf_add(out, cell, (size_t)(mark - cell) + 1);
			buf_addc(out, '"');
		}
		buf_adds(out, cell);
		buf_addc(out, '"');
	} else {
		buf_adds(out, cell);
	}
}

void csv_end(struct buf *out)
{
	buf_add(out, "\r\n", 2);
}
