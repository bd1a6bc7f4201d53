/*
 * out.c: what the command line prints: cleaned text, tables by columns, JSON lines.
 *
 * Knows: the terminal's width and the locale's encoding.  Must not know: the record.
 *
 * The only file of the command line that writes to standard output and standard error.
 */
#include <errno.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/conv.h"
#include "base/i18n.h"
#include "base/text.h"
#include "base/width.h"
#include "cli/private.h"

#define GAP 2             /* blanks between two columns */
#define WIDEST 60         /* a column of a page goes no further before its cells overflow */
#define LEAST_PARAGRAPH 20

static int out_error; /* errno of the first write that failed */

/* "gb18030" or "gbk" for a locale that is not UTF-8, NULL else: scripts in C locales are given UTF-8. */
static const char *
locale_encoding(void)
{
	const char *set = nl_langinfo(CODESET);

	if (strcasecmp(set, "GB18030") == 0)
		return "gb18030";
	if (strcasecmp(set, "GBK") == 0 || strcasecmp(set, "GB2312") == 0 || strcasecmp(set, "CP936") == 0)
		return "gbk";
	return NULL;
}

static void
write_to(FILE *f, const char *s, size_t n)
{
	if (fwrite(s, 1, n, f) != n && f == stdout && out_error == 0)
		out_error = errno != 0 ? errno : EIO;
}

static void
put(FILE *f, const char *s)
{
	struct arena *a = NULL;
	struct buf converted = BUF_INIT;
	const char *encoding = locale_encoding();
	struct err scrap = { 0 };

	if (!text_is_clean(s, true)) {
		a = arena_new();
		s = text_clean(a, s, true);
	}
	if (encoding != NULL && conv_from_utf8(s, encoding, &converted, NULL, NULL, &scrap))
		s = buf_str(&converted);
	write_to(f, s, strlen(s));
	buf_free(&converted);
	arena_free(a);
}

void
out(const char *s)
{
	put(stdout, s);
}

void
note(const char *s)
{
	fflush(stdout);
	put(stderr, s);
}

static void put_va(FILE *f, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));

static void
put_va(FILE *f, const char *fmt, va_list ap)
{
	struct arena *a = arena_new();

	if (f == stderr)
		fflush(stdout);
	put(f, arena_vprintf(a, fmt, ap));
	arena_free(a);
}

void
outf(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put_va(stdout, fmt, ap);
	va_end(ap);
}

void
notef(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put_va(stderr, fmt, ap);
	va_end(ap);
}

void
out_json(struct buf *b)
{
	buf_addc(b, '\n');
	/* JSON strings carry hidden characters of the text as they are: a program reads them, not a terminal. */
	write_to(stdout, buf_str(b), b->len);
	buf_free(b);
}

bool
out_raw(const char *s, size_t n, struct err *e)
{
	write_to(stdout, s, n);
	return out_error == 0 || out_flush(e);
}

bool
out_flush(struct err *e)
{
	if (fflush(stdout) != 0 && out_error == 0)
		out_error = errno;
	if (out_error == 0)
		return true;
	return err_set(e, ERR_SYSTEM, NULL, 0, _("不能写出：%s"), err_system(out_error));
}

int
out_columns(void)
{
	struct winsize w;
	const char *env = getenv("COLUMNS");
	int n;

	if (!isatty(STDOUT_FILENO))
		return 0;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col > 0)
		return w.ws_col;
	n = env != NULL ? atoi(env) : 0;
	return n > 0 ? n : 80;
}

void
out_paragraph(struct cli *c, const char *s, int indent)
{
	struct arena *a = arena_new();
	struct wrap_line *lines;
	int columns = c->columns > 0 ? c->columns - indent : 1 << 20;
	size_t n;

	s = text_clean(a, s, true);
	n = width_wrap(a, s, columns < LEAST_PARAGRAPH ? LEAST_PARAGRAPH : columns, &lines);
	for (size_t i = 0; i < n; i++)
		outf("%*s%.*s\n", lines[i].len > 0 ? indent : 0, "", (int)lines[i].len, s + lines[i].start);
	arena_free(a);
}

/* ---- tables ---- */

void
table_begin(struct table *t, struct cli *c, const struct table_col *cols, size_t n_cols)
{
	memset(t, 0, sizeof *t);
	t->c = c;
	t->a = arena_new();
	t->cols = cols;
	t->n_cols = n_cols;
}

void
table_row(struct table *t, const char *const *cells)
{
	const char **row = arena_alloc(t->a, t->n_cols * sizeof *row);

	if (t->n == t->cap) {
		size_t cap = t->cap != 0 ? t->cap * 2 : 64;
		const char ***more = arena_alloc(t->a, cap * sizeof *more);

		if (t->n > 0)
			memcpy(more, t->rows, t->n * sizeof *more);
		t->rows = more;
		t->cap = cap;
	}
	for (size_t i = 0; i < t->n_cols; i++)
		row[i] = text_clean(t->a, cells[i] != NULL ? cells[i] : "", false);
	t->rows[t->n++] = row;
}

static int
table_total(const struct table *t)
{
	int total = 0, shown = 0;

	for (size_t i = 0; i < t->n_cols; i++)
		if (!t->left_out[i]) {
			total += t->width[i];
			shown++;
		}
	return total + GAP * (shown > 0 ? shown - 1 : 0);
}

/* Too wide for the terminal: first columns give way down to their least width, then whole ones, the highest rank first. */
static void
table_squeeze(struct table *t, int columns)
{
	for (;;) {
		int over = table_total(t) - columns;
		size_t widest = t->n_cols, out_first = t->n_cols;

		if (over <= 0)
			return;
		for (size_t i = 0; i < t->n_cols; i++) {
			int least = t->cols[i].min;

			if (t->left_out[i])
				continue;
			if (least > 0 && t->width[i] > least && (widest == t->n_cols || t->width[i] - least >
					t->width[widest] - t->cols[widest].min))
				widest = i;
			if (t->cols[i].rank > 0 && (out_first == t->n_cols || t->cols[i].rank > t->cols[out_first].rank))
				out_first = i;
		}
		if (widest < t->n_cols) {
			int room = t->width[widest] - t->cols[widest].min;

			t->width[widest] -= over < room ? over : room;
		} else if (out_first < t->n_cols) {
			t->left_out[out_first] = true;
		} else {
			return;
		}
	}
}

static void
table_decide(struct table *t)
{
	t->width = arena_alloc(t->c->a, t->n_cols * sizeof *t->width);
	t->left_out = arena_alloc(t->c->a, t->n_cols * sizeof *t->left_out);
	for (size_t i = 0; i < t->n_cols; i++) {
		t->width[i] = width_text(t->cols[i].label);
		for (size_t k = 0; k < t->n; k++) {
			int w = width_text(t->rows[k][i]);

			if (w > t->width[i])
				t->width[i] = w > WIDEST && i + 1 < t->n_cols ? (t->width[i] > WIDEST ? t->width[i] : WIDEST) : w;
		}
	}
	if (t->c->columns > 0)
		table_squeeze(t, t->c->columns);
}

static void
table_line(struct table *t, const char *const *cells)
{
	struct buf line = BUF_INIT;
	size_t last = t->n_cols;

	for (size_t i = 0; i < t->n_cols; i++)
		if (!t->left_out[i])
			last = i;
	for (size_t i = 0; i < t->n_cols; i++) {
		int w = width_text(cells[i]);

		if (t->left_out[i])
			continue;
		if (t->c->columns > 0 && w > t->width[i])
			buf_adds(&line, width_pad(t->a, cells[i], t->width[i], t->cols[i].right));
		else if (i == last && !t->cols[i].right)
			buf_adds(&line, cells[i]);
		else
			/* Without a terminal nothing is clipped: a cell that is too long pushes the rest. */
			buf_adds(&line, w >= t->width[i] ? cells[i] : width_pad(t->a, cells[i], t->width[i], t->cols[i].right));
		if (i != last)
			buf_printf(&line, "%*s", GAP, "");
	}
	while (line.len > 0 && line.s[line.len - 1] == ' ')
		buf_remove(&line, line.len - 1, 1);
	buf_addc(&line, '\n');
	out(buf_str(&line));
	buf_free(&line);
}

void
table_print(struct table *t)
{
	if (t->n == 0)
		return;
	if (t->width == NULL) {
		const char **labels = arena_alloc(t->a, t->n_cols * sizeof *labels);

		table_decide(t);
		for (size_t i = 0; i < t->n_cols; i++)
			labels[i] = t->cols[i].label;
		table_line(t, labels);
	}
	for (size_t i = 0; i < t->n; i++)
		table_line(t, t->rows[i]);
	t->n = t->cap = 0;
	t->rows = NULL;
	arena_reset(t->a);
}

void
table_end(struct table *t)
{
	table_print(t);
	arena_free(t->a);
}
