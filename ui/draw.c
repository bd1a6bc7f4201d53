/*
 * draw.c: the one file that prints (through frame.c, which leaves out what stands already).
 *
 * Knows: curses' output, colours by meaning.  Must not know: keys, the record.
 *
 * Text goes to curses in runs of one attribute, as wide characters whose columns
 * were counted here; curses measures with the same table (base/width.h exports
 * wcwidth()).  What the terminal's encoding cannot show stands as a marked 〓.
 */
#include "ui/draw.h"

#include <curses.h>
#include <langinfo.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/width.h"
#include "ui/frame.h"

/* How a meaning looks. */
struct look {
	short colour; /* COLOR_ or -1 */
	attr_t attr;  /* with colours */
	attr_t mono;  /* without */
};

static const struct look looks[UI_N_ATTRS] = {
	[UI_NORMAL] = { .colour = -1 },
	[UI_DIM] = { .colour = -1, .attr = A_DIM, .mono = A_DIM },
	[UI_STRONG] = { .colour = -1, .attr = A_BOLD, .mono = A_BOLD },
	[UI_OVERDUE] = { .colour = COLOR_RED, .mono = A_BOLD },
	[UI_TODAY] = { .colour = COLOR_YELLOW, .mono = A_BOLD },
	[UI_DONE] = { .colour = -1, .attr = A_DIM, .mono = A_DIM },
	[UI_ERROR] = { .colour = COLOR_RED, .attr = A_BOLD, .mono = A_BOLD },
	[UI_TITLE] = { .colour = -1, .attr = A_BOLD, .mono = A_BOLD },
	[UI_KEY] = { .colour = -1, .attr = A_BOLD, .mono = A_BOLD },
	[UI_FIELD] = { .colour = -1, .attr = A_UNDERLINE, .mono = A_UNDERLINE },
	[UI_BARRED] = { .colour = -1, .attr = A_DIM, .mono = A_DIM },
	[UI_MARK] = { .colour = COLOR_MAGENTA, .mono = A_UNDERLINE },
};

#define MAX_COMBINING 3 /* marks on one character that curses keeps for certain */
#define RUN 512         /* wide characters handed to curses at once */

static struct {
	bool colour;
	bool utf8;
	bool slow;
	struct arena *scratch; /* cleaned copies, until the next frame */
	int cursor_y, cursor_x;
	wchar_t run[RUN + 1];
	int run_len, run_y, run_x, run_cols;
	attr_t attr;
	short pair;
} d;

void
draw_start(void)
{
	const char *no = getenv("NO_COLOR");

	if (!d.scratch)
		d.scratch = arena_new();
	d.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	d.colour = !(no && *no) && has_colors() && start_color() == OK && COLORS >= 8;
	if (d.colour) {
		short back = use_default_colors() == OK ? -1 : COLOR_BLACK;

		for (int i = 0; i < UI_N_ATTRS; i++)
			if (looks[i].colour >= 0)
				init_pair((short)(i + 1), looks[i].colour, back);
	}
	frame_start();
}

void
draw_begin(void)
{
	arena_reset(d.scratch);
	frame_begin();
	d.cursor_y = d.cursor_x = 0;
}

void
draw_end(void)
{
	frame_end();
	move(d.cursor_y, d.cursor_x);
	refresh();
}

void
draw_set_slow(bool slow)
{
	d.slow = slow;
}

bool
draw_slow(void)
{
	return d.slow;
}

int
draw_rows(void)
{
	return LINES;
}

int
draw_cols(void)
{
	return COLS;
}

void
draw_cursor(int y, int x)
{
	d.cursor_y = y < 0 ? 0 : y >= LINES ? LINES - 1 : y;
	d.cursor_x = x < 0 ? 0 : x >= COLS ? COLS - 1 : x;
}

/* The meaning A becomes curses' attributes for what follows. */
static void
use_attr(unsigned a)
{
	unsigned i = a & 0xffu;
	const struct look *l = &looks[i < UI_N_ATTRS ? i : UI_NORMAL];

	d.attr = d.colour ? l->attr : l->mono;
	d.pair = d.colour && l->colour >= 0 ? (short)(i + 1) : 0;
	if (a & UI_SELECTED)
		d.attr = (d.attr & ~A_DIM) | A_REVERSE; /* a dim reversed row is hard to read */
}

/* Hand the collected run to curses. */
static void
flush_run(void)
{
	if (d.run_len == 0)
		return;
	frame_text(d.run_y, d.run_x, d.attr, d.pair, d.run, d.run_len);
	d.run_x += d.run_cols;
	d.run_len = d.run_cols = 0;
}

static void
add_wide(uint32_t cp, int w)
{
	if (d.run_len >= RUN - MAX_COMBINING - 1 && w > 0)
		flush_run();
	if (d.run_len >= RUN)
		return;
	d.run[d.run_len++] = (wchar_t)cp;
	d.run_cols += w;
}

/* Can the terminal's encoding write CP? */
static bool
encodable(uint32_t cp)
{
	mbstate_t state;
	char out[MB_LEN_MAX];

	if (d.utf8 || cp < 0x80)
		return true;
	memset(&state, 0, sizeof(state));
	return wcrtomb(out, (wchar_t)cp, &state) != (size_t)-1;
}

/* A character the terminal cannot write, in its W columns, marked. */
static void
add_mark(int w, unsigned attr)
{
	flush_run();
	use_attr(UI_MARK | (attr & UI_SELECTED));
	if (w == 2 && encodable(0x3013))
		add_wide(0x3013, 2);
	else
		for (int i = 0; i < w; i++)
			add_wide('?', 1);
	flush_run();
	use_attr(attr);
}

/*
 * Put clean TEXT of N bytes from column X of line Y into at most COLUMNS columns;
 * returns the columns used.  *ALL (may be NULL): did everything fit?
 */
static int
put(int y, int x, int columns, unsigned attr, const char *s, size_t n, bool *all)
{
	int used = 0, marks = 0;
	size_t i = 0;

	if (all)
		*all = true;
	if (y < 0 || y >= LINES || x < 0 || x >= COLS)
		return 0;
	if (columns > COLS - x)
		columns = COLS - x;
	d.run_y = y;
	d.run_x = x;
	d.run_len = d.run_cols = 0;
	use_attr(attr);
	while (i < n) {
		uint32_t cp;
		size_t len = text_decode(s + i, n - i, &cp);
		int w = width_of(cp);

		if (w == 0) {
			/* a mark on the character before; without one, or too many, it is left out.  Variation
			 * selectors for emoji would change the width */
			if (used > 0 && marks < MAX_COMBINING && cp != 0xFE0F && cp != 0xFE0E && encodable(cp)) {
				add_wide(cp, 0);
				marks++;
			}
			i += len;
			continue;
		}
		if (used + (w < 0 ? 1 : w) > columns) {
			if (all)
				*all = false;
			break;
		}
		marks = 0;
		if (w < 0 || !encodable(cp)) {
			add_mark(w < 0 ? 1 : w, attr);
			used += w < 0 ? 1 : w;
			marks = MAX_COMBINING;
		} else {
			add_wide(cp, w);
			used += w;
		}
		i += len;
	}
	flush_run();
	return used;
}

/* COLUMNS blanks. */
static void
blanks(int y, int x, int columns, unsigned attr)
{
	if (y < 0 || y >= LINES || x < 0 || x >= COLS)
		return;
	if (columns > COLS - x)
		columns = COLS - x;
	use_attr(attr);
	if (columns > 0)
		frame_blanks(y, x, d.attr, d.pair, columns);
}

/* S fit for a terminal; S itself when it is already. */
static const char *
clean(const char *s)
{
	if (!s)
		return "";
	return text_is_clean(s, false) ? s : text_clean(d.scratch, s, false);
}

/* ---- what is put again ---- */

uint64_t
draw_look(uint64_t look, uint64_t value)
{
	/* FNV-1a, a word at a time, and mixed: a picture taken for another would stay wrong until it changes */
	look = (look == 0 ? UINT64_C(0xcbf29ce484222325) : look) ^ value;
	look *= UINT64_C(0x100000001b3);
	return look ^ look >> 29;
}

/* LOOK on this terminal, never 0. */
static uint64_t
look_here(uint64_t look)
{
	look = draw_look(look, (uint64_t)COLS << 32 | (uint64_t)LINES << 8 | (uint64_t)width_ambiguous() << 2 | (uint64_t)d.colour << 1 |
		(uint64_t)d.slow);
	return look == 0 ? 1 : look;
}

bool
draw_again(int y, uint64_t look, const struct stroke *s)
{
	if (s->look == 0 || s->look != look_here(look))
		return false;
	frame_again(y, s);
	return true;
}

void
draw_keep_from(int y, struct stroke *s)
{
	frame_keep_from(y, s);
}

void
draw_keep(int y, uint64_t look, struct stroke *s)
{
	frame_keep(y, s);
	s->look = y >= 0 && y < LINES ? look_here(look) : 0;
}

void
draw_forget(struct stroke *s)
{
	free(s->words);
	memset(s, 0, sizeof(*s));
}

int
draw_width(const char *text)
{
	return width_text(clean(text));
}

int
draw_put(int y, int x, int columns, unsigned attr, const char *text)
{
	const char *s = clean(text);

	return put(y, x, columns, attr, s, strlen(s), NULL);
}

void
draw_text(int y, int x, int columns, unsigned attr, const char *text)
{
	int used = draw_put(y, x, columns, attr, text);

	blanks(y, x + used, columns - used, attr);
}

void
draw_bytes(int y, int x, int columns, unsigned attr, const char *text, size_t n)
{
	draw_text(y, x, columns, attr, arena_strndup(d.scratch, text, n));
}

void
draw_right(int y, int x, int columns, unsigned attr, const char *text)
{
	const char *s = clean(text);
	int used = 0;
	size_t n = width_fit(s, columns, &used);

	blanks(y, x, columns - used, attr);
	put(y, x + columns - used, used, attr, s, n, NULL);
}

void
draw_cut(int y, int x, int columns, unsigned attr, const char *text)
{
	const char *s = clean(text);

	if (width_text(s) <= columns || columns < 2) {
		draw_text(y, x, columns, attr, s);
		return;
	}
	draw_text(y, x, columns - 1, attr, s);
	put(y, x + columns - 1, 1, UI_DIM | (attr & UI_SELECTED), "~", 1, NULL);
}

void
draw_printf(int y, int x, int columns, unsigned attr, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	draw_text(y, x, columns, attr, arena_vprintf(d.scratch, fmt, ap));
	va_end(ap);
}

int
draw_para(struct rect r, unsigned attr, const char *text, int skip)
{
	struct wrap_line *lines;
	size_t n;

	if (r.w < 2)
		return 0;
	if (!text_is_clean(text, true))
		text = text_clean(d.scratch, text, true);
	n = width_wrap(d.scratch, text, r.w, &lines);
	for (int i = 0; i < r.h; i++) {
		size_t at = (size_t)(i + skip);

		if (i + skip < 0 || at >= n)
			break;
		draw_bytes(r.y + i, r.x, r.w, attr, text + lines[at].start, lines[at].len);
	}
	return (int)n;
}

void
draw_fill(struct rect r, unsigned attr)
{
	for (int i = 0; i < r.h; i++)
		blanks(r.y + i, r.x, r.w, attr);
}

/*
 * Lines: ─ and │ are of ambiguous width, so that where they take two columns,
 * or the encoding is not ours, plain ASCII stands for them.
 */
static bool
plain_lines(void)
{
	return width_ambiguous() == 2;
}

void
draw_hline(int y, int x, int columns)
{
	if (y < 0 || y >= LINES || x < 0 || x >= COLS)
		return;
	if (columns > COLS - x)
		columns = COLS - x;
	use_attr(UI_DIM);
	if (columns > 0)
		frame_sign(y, x, d.attr, d.pair, FRAME_H, columns, plain_lines());
}

void
draw_vline(int y, int x, int rows)
{
	if (y < 0 || y >= LINES || x < 0 || x >= COLS)
		return;
	if (rows > LINES - y)
		rows = LINES - y;
	use_attr(UI_DIM);
	for (int i = 0; i < rows; i++)
		frame_sign(y + i, x, d.attr, d.pair, FRAME_V, 1, plain_lines());
}

void
draw_figure(int y, int x, int columns, int64_t n, int64_t mark, int64_t most)
{
	struct buf b = BUF_INIT;
	bool plain = plain_lines();
	/* In halves of a column; what is not nothing is not invisible. */
	int64_t half = n > 0 && n * columns * 2 / most == 0 ? 1 : n * columns * 2 / most;
	int64_t at = mark <= 0 ? -1 : mark * columns / most < columns ? mark * columns / most : columns - 1;

	for (int i = 0; i < columns; i++)
		buf_adds(&b, i == at ? "|" : 2 * i + 2 <= half ? (plain ? "#" : "█") : 2 * i + 1 <= half ? (plain ? "#" : "▌") : " ");
	draw_text(y, x, columns, UI_NORMAL, buf_str(&b));
	buf_free(&b);
}

void
draw_box(struct rect r, const char *title)
{
	bool plain = plain_lines();
	int y2 = r.y + r.h - 1, x2 = r.x + r.w - 1;

	if (r.h < 2 || r.w < 2)
		return;
	draw_fill(r, UI_NORMAL);
	draw_hline(r.y, r.x + 1, r.w - 2);
	draw_hline(y2, r.x + 1, r.w - 2);
	draw_vline(r.y + 1, r.x, r.h - 2);
	draw_vline(r.y + 1, x2, r.h - 2);
	use_attr(UI_DIM);
	frame_sign(r.y, r.x, d.attr, d.pair, FRAME_UL, 1, plain);
	frame_sign(r.y, x2, d.attr, d.pair, FRAME_UR, 1, plain);
	frame_sign(y2, r.x, d.attr, d.pair, FRAME_LL, 1, plain);
	frame_sign(y2, x2, d.attr, d.pair, FRAME_LR, 1, plain);
	if (title && *title && r.w > 8) {
		int used;

		draw_put(r.y, r.x + 2, 1, UI_NORMAL, " ");
		used = draw_put(r.y, r.x + 3, r.w - 6, UI_TITLE, title);
		draw_put(r.y, r.x + 3 + used, 1, UI_NORMAL, " ");
	}
}

#define HINT_GAP 2

static int
hint_width(const struct hint *h)
{
	int key = draw_width(h->key), label = draw_width(h->label);

	return key + (key && label ? 1 : 0) + label + HINT_GAP;
}

static int
draw_hint(int y, int x, const struct hint *h)
{
	int used = draw_put(y, x, COLS - x, UI_KEY, h->key);

	if (used && *h->label)
		used++;
	used += draw_put(y, x + used, COLS - x - used, UI_NORMAL, h->label);
	return used + HINT_GAP;
}

void
draw_hints(int y, int x, int columns, const struct hint *h, size_t n)
{
	bool *out = arena_alloc(d.scratch, n * sizeof(*out) + 1);
	int sum = 0, at, right = 0;

	for (size_t i = 0; i < n; i++)
		sum += hint_width(&h[i]);
	/* the gap after the last one is not needed, but one before the right group is: even */
	while (sum - HINT_GAP > columns) {
		size_t worst = n;

		for (size_t i = 0; i < n; i++)
			if (!out[i] && (worst == n || h[i].rank >= h[worst].rank))
				worst = i;
		if (worst == n)
			break;
		out[worst] = true;
		sum -= hint_width(&h[worst]);
	}
	at = x;
	for (size_t i = 0; i < n; i++) {
		if (out[i])
			continue;
		if (h[i].right)
			right += hint_width(&h[i]);
		else
			at += draw_hint(y, at, &h[i]);
	}
	at = x + columns - right + HINT_GAP;
	for (size_t i = 0; i < n; i++)
		if (!out[i] && h[i].right)
			at += draw_hint(y, at, &h[i]);
}
