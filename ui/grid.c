/*
 * grid.c: the grid widget's values: what a key changes, undo, whole columns.
 *
 * Knows: keys, the edit, closed sets of words.  Must not know: flows; how it is drawn
 * (grid_draw.c).
 *
 * Digits never need Enter in a choice: one key per person is what makes an attendance
 * list of sixty bearable.  A value typed wrong is never shortened or rounded, it stays in
 * the cell with the reason until it is right or given up.
 */
#include "ui/grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"

#define LINES_MOST 200 /* characters of a text without .max */

struct grid_change {
	size_t step, row, col;
	char *old;
};

static struct buf *
cell(const struct grid *g, size_t row, size_t col)
{
	return &g->value[row * g->n_cols + col];
}

static void
buf_put(struct buf *b, const char *s)
{
	buf_clear(b);
	buf_adds(b, s);
}

void
grid_init(struct grid *g, const struct grid_col *cols, size_t n_cols, const struct grid_row *rows, size_t n_rows)
{
	size_t n = n_rows * n_cols;

	memset(g, 0, sizeof *g);
	g->cols = cols;
	g->n_cols = n_cols;
	g->rows = rows;
	g->n_rows = n_rows;
	g->value = mem_resize(NULL, (n + 1) * sizeof *g->value);
	g->first = mem_resize(NULL, (n + 1) * sizeof *g->first);
	g->refusal = mem_resize(NULL, (n_rows + 1) * sizeof *g->refusal);
	memset(g->value, 0, (n + 1) * sizeof *g->value);
	memset(g->first, 0, (n + 1) * sizeof *g->first);
	memset(g->refusal, 0, (n_rows + 1) * sizeof *g->refusal);
	for (size_t i = 0; i < n_rows; i++)
		for (size_t k = 0; k < n_cols; k++) {
			const char *v = rows[i].value != NULL && rows[i].value[k] != NULL ? rows[i].value[k] : "";

			buf_put(cell(g, i, k), v);
			buf_put(&g->first[i * n_cols + k], v);
		}
	/* The first column that takes anything at all; the owner's may() is not known yet. */
	while (g->col + 1 < n_cols && cols[g->col].kind == GRID_SHOWN)
		g->col++;
}

static void
forget_changes(struct grid *g)
{
	for (size_t i = 0; i < g->n_changes; i++)
		free(g->changes[i].old);
	g->n_changes = 0;
}

void
grid_free(struct grid *g)
{
	if (g->typing)
		edit_free(&g->edit);
	for (size_t i = 0; i < g->n_rows * g->n_cols; i++) {
		buf_free(&g->value[i]);
		buf_free(&g->first[i]);
	}
	for (size_t i = 0; i < g->n_rows; i++)
		buf_free(&g->refusal[i]);
	forget_changes(g);
	free(g->changes);
	free(g->value);
	free(g->first);
	free(g->refusal);
	buf_free(&g->error);
	memset(g, 0, sizeof *g);
}

const char *
grid_value(const struct grid *g, size_t row, size_t col)
{
	return buf_str(cell(g, row, col));
}

word_t
grid_word(const struct grid *g, size_t row, size_t col)
{
	const struct word *words = g->cols[col].words;

	return words != NULL ? word_key(words, grid_value(g, row, col)) : 0;
}

bool
grid_changed(const struct grid *g, size_t row, size_t col)
{
	return strcmp(grid_value(g, row, col), buf_str(&g->first[row * g->n_cols + col])) != 0;
}

bool
grid_row_changed(const struct grid *g, size_t row)
{
	for (size_t k = 0; k < g->n_cols; k++)
		if (grid_changed(g, row, k))
			return true;
	return false;
}

bool
grid_dirty(const struct grid *g)
{
	for (size_t i = 0; i < g->n_rows; i++)
		if (grid_row_changed(g, i))
			return true;
	return false;
}

bool
grid_may(const struct grid *g, size_t row, size_t col)
{
	return row < g->n_rows && col < g->n_cols && g->cols[col].kind != GRID_SHOWN &&
		(g->may == NULL || g->may(g->ctx, g, row, col));
}

void
grid_refuse(struct grid *g, size_t row, const char *sentence)
{
	buf_put(&g->refusal[row], sentence);
}

void
grid_saved(struct grid *g)
{
	for (size_t i = 0; i < g->n_rows * g->n_cols; i++)
		buf_put(&g->first[i], buf_str(&g->value[i]));
	forget_changes(g);
	g->version++;
}

/* ---- changing ---- */

static void
change(struct grid *g, size_t row, size_t col, const char *value)
{
	if (strcmp(grid_value(g, row, col), value) == 0)
		return;
	if (g->n_changes == g->cap_changes) {
		g->cap_changes = g->cap_changes != 0 ? g->cap_changes * 2 : 64;
		g->changes = mem_resize(g->changes, g->cap_changes * sizeof *g->changes);
	}
	g->changes[g->n_changes++] = (struct grid_change){ g->step, row, col, strdup(grid_value(g, row, col)) };
	buf_put(cell(g, row, col), value);
	buf_clear(&g->refusal[row]);
	g->version++;
}

static bool
wrong(struct grid *g, const char *why)
{
	buf_put(&g->error, why);
	return false;
}

/* 3, 3.5 within the column's limits. */
static bool
good_number(struct grid *g, const struct grid_col *c, const char *s)
{
	size_t whole = strspn(s, "0123456789"), after = 0;

	if (s[whole] == '.')
		after = strspn(s + whole + 1, "0123456789");
	if (whole == 0 || whole > 9 || s[whole + (s[whole] == '.' ? after + 1 : 0)] != '\0')
		return wrong(g, _("应填数字"));
	if ((int)after > c->decimals)
		return wrong(g, c->decimals == 0 ? _("应填整数") : _("小数位数太多"));
	if (c->max > 0 && strtod(s, NULL) > c->max) {
		buf_clear(&g->error);
		buf_printf(&g->error, _("不能大于%d"), c->max);
		return false;
	}
	return true;
}

/* VALUE as the column keeps it, from A; NULL with .error when it is none for it. */
static const char *
taken(struct grid *g, size_t col, struct arena *a, const char *value)
{
	const struct grid_col *c = &g->cols[col];
	word_t w;

	buf_clear(&g->error);
	value = text_trim(a, value);
	if (*value == '\0')
		return value;
	switch (c->kind) {
	case GRID_SHOWN: return NULL;
	case GRID_CHOICE:
		value = text_fold_width(a, value);
		w = word_find(c->words, value);
		if (w == 0 && value[1] == '\0' && *value >= '1' && *value <= '9' && *value - '0' <= word_count(c->words))
			w = (word_t)(*value - '0');
		if (w == 0)
			wrong(g, _("没有这一项"));
		return w != 0 ? c->words[w].key : NULL;
	case GRID_NUMBER:
		value = text_fold_width(a, value);
		return good_number(g, c, value) ? value : NULL;
	case GRID_TEXT:
		value = text_nfc(a, text_clean(a, value, false));
		if (text_count(value) > (size_t)(c->max > 0 ? c->max : LINES_MOST)) {
			buf_printf(&g->error, _("有%zu字，最多%d字"), text_count(value), c->max > 0 ? c->max : LINES_MOST);
			return NULL;
		}
		return value;
	}
	return NULL;
}

static bool
put(struct grid *g, size_t row, size_t col, const char *value)
{
	struct arena *a = arena_new();
	const char *v = taken(g, col, a, value);

	if (v != NULL)
		change(g, row, col, v);
	arena_free(a);
	return v != NULL;
}

bool
grid_put(struct grid *g, size_t row, size_t col, const char *value)
{
	g->step++;
	return put(g, row, col, value);
}

size_t
grid_fill(struct grid *g)
{
	const struct grid_col *c = &g->cols[g->col];
	struct buf value = BUF_INIT;
	size_t n = 0;

	if (g->n_rows == 0 || !grid_take(g))
		return 0;
	buf_adds(&value, grid_value(g, g->row, g->col));
	if (value.len == 0 && c->kind == GRID_CHOICE && c->words != NULL)
		buf_adds(&value, c->words[1].key);
	g->step++;
	/* Who was marked otherwise already stays so, until every cell has something. */
	for (int all = 0; all < 2 && n == 0 && value.len > 0; all++)
		for (size_t i = 0; i < g->n_rows; i++) {
			const char *is = grid_value(g, i, g->col);

			if (!grid_may(g, i, g->col) || (all == 0 && *is != '\0') || strcmp(is, buf_str(&value)) == 0)
				continue;
			change(g, i, g->col, buf_str(&value));
			n++;
		}
	buf_free(&value);
	return n;
}

static void
stop_typing(struct grid *g)
{
	if (g->typing)
		edit_free(&g->edit);
	g->typing = false;
}

bool
grid_undo(struct grid *g)
{
	size_t step;

	if (g->typing) {
		if (!edit_undo(&g->edit))
			stop_typing(g);
		return true;
	}
	if (g->n_changes == 0)
		return false;
	step = g->changes[g->n_changes - 1].step;
	while (g->n_changes > 0 && g->changes[g->n_changes - 1].step == step) {
		struct grid_change *c = &g->changes[--g->n_changes];

		buf_put(cell(g, c->row, c->col), c->old);
		g->row = c->row;
		g->col = c->col;
		free(c->old);
	}
	g->version++;
	return true;
}

bool
grid_take(struct grid *g)
{
	if (!g->typing)
		return true;
	g->step++;
	if (!put(g, g->row, g->col, edit_text(&g->edit)))
		return false;
	stop_typing(g);
	return true;
}

/* ---- moving ---- */

void
grid_go(struct grid *g, size_t row, size_t col)
{
	if (g->n_rows == 0 || !grid_take(g))
		return;
	g->row = row < g->n_rows ? row : g->n_rows - 1;
	if (col < g->n_cols) {
		g->col = col;
		return;
	}
	for (size_t i = g->row; i < g->n_rows; i++)
		for (size_t k = 0; k < g->n_cols; k++)
			if (grid_may(g, i, k)) {
				g->row = i;
				g->col = k;
				return;
			}
}

/* The column beside, of those that take anything; stays at the edge. */
static void
sideways(struct grid *g, int dir)
{
	for (size_t k = g->col; dir > 0 ? k + 1 < g->n_cols : k > 0;) {
		k = dir > 0 ? k + 1 : k - 1;
		if (g->cols[k].kind != GRID_SHOWN) {
			g->col = k;
			return;
		}
	}
}

/* The next cell in reading order that may be changed. */
static void
tab(struct grid *g, int dir)
{
	size_t all = g->n_rows * g->n_cols, at = g->row * g->n_cols + g->col;

	for (size_t i = 1; i < all; i++) {
		size_t k = dir > 0 ? (at + i) % all : (at + all - i) % all;

		if (grid_may(g, k / g->n_cols, k % g->n_cols)) {
			g->row = k / g->n_cols;
			g->col = k % g->n_cols;
			return;
		}
	}
}

static void
down(struct grid *g, long n)
{
	long to = (long)g->row + n;

	if (g->n_rows > 0)
		g->row = to < 0 ? 0 : to >= (long)g->n_rows ? g->n_rows - 1 : (size_t)to;
}

/* ---- keys ---- */

static void
start_typing(struct grid *g, const char *with)
{
	const struct grid_col *c = &g->cols[g->col];

	edit_init(&g->edit, false, c->kind == GRID_TEXT ? (c->max > 0 ? c->max : LINES_MOST) : 0);
	edit_set(&g->edit, with);
	buf_clear(&g->error);
	g->typing = true;
}

/* Lines from a sheet, one a row from here down. */
static enum grid_answer
paste_down(struct grid *g, const struct key *key)
{
	const char *p = key->paste, *end = key->paste + key->paste_len;
	struct buf line = BUF_INIT;

	g->step++;
	for (size_t row = g->row; p < end && row < g->n_rows; row++) {
		size_t n = strcspn(p, "\n");

		buf_clear(&line);
		buf_add(&line, p, n);
		if (grid_may(g, row, g->col))
			put(g, row, g->col, buf_str(&line));
		p += n + (p[n] == '\n');
	}
	buf_free(&line);
	return GRID_CHANGED;
}

static enum grid_answer
key_typing(struct grid *g, const struct key *key)
{
	switch (key->kind) {
	case K_ESC:
		stop_typing(g);
		buf_clear(&g->error);
		return GRID_MOVED;
	case K_ENTER:
	case K_DOWN:
	case K_UP:
		if (grid_take(g)) {
			down(g, key->kind == K_UP ? -1 : 1);
			return GRID_CHANGED;
		}
		return GRID_MOVED;
	case K_TAB:
	case K_BTAB:
		if (grid_take(g)) {
			tab(g, key->kind == K_TAB ? 1 : -1);
			return GRID_CHANGED;
		}
		return GRID_MOVED;
	default:
		break;
	}
	if (key_is_f(key, 8)) {
		grid_fill(g);
		return GRID_CHANGED;
	}
	if (key->kind == K_CHAR && g->cols[g->col].kind == GRID_NUMBER) {
		uint32_t c = key_command(key);
		char digit[2] = { (char)c, '\0' };

		/* What is no digit does not belong there; 。 is the point of an input method. */
		if ((c < '0' || c > '9') && c != '.')
			return GRID_MOVED;
		edit_insert(&g->edit, digit, 1);
		return GRID_MOVED;
	}
	return edit_key(&g->edit, key, 1) == EDIT_PASS ? GRID_PASS : GRID_MOVED;
}

static enum grid_answer
key_choice(struct grid *g, uint32_t c)
{
	const struct word *words = g->cols[g->col].words;
	word_t n = word_count(words), w = grid_word(g, g->row, g->col);

	if (c == ' ')
		w = (word_t)(w < n ? w + 1 : 1);
	else if (c >= '1' && c <= '9' && c - '0' <= n)
		w = (word_t)(c - '0');
	else if (c == '0')
		w = 0;
	else
		return GRID_PASS;
	g->step++;
	change(g, g->row, g->col, words[w].key);
	if (c != ' ')
		down(g, 1);
	return GRID_CHANGED;
}

/* A character where nothing is being typed yet. */
static enum grid_answer
key_value(struct grid *g, const struct key *key)
{
	const struct grid_col *col = &g->cols[g->col];
	uint32_t c = key_command(key);

	if (!grid_may(g, g->row, g->col)) {
		if (col->kind != GRID_TEXT && (c == 'j' || c == 'k' || c == 'h' || c == 'l'))
			goto moves;
		return key->kind == K_CHAR && c >= '0' && c <= '9' ? GRID_MOVED : GRID_PASS;
	}
	if (key->kind == K_PASTE && memchr(key->paste, '\n', key->paste_len) != NULL)
		return paste_down(g, key);
	if (col->kind == GRID_CHOICE && key_choice(g, c) == GRID_CHANGED)
		return GRID_CHANGED;
	if (col->kind == GRID_CHOICE && key->kind == K_PASTE)
		return paste_down(g, key);
	if (col->kind == GRID_TEXT || (col->kind == GRID_NUMBER && ((c >= '0' && c <= '9') || key->kind == K_PASTE))) {
		start_typing(g, "");
		return key_typing(g, key);
	}
moves:
	switch (c) {
	case 'j': down(g, 1); return GRID_MOVED;
	case 'k': down(g, -1); return GRID_MOVED;
	case 'h': sideways(g, -1); return GRID_MOVED;
	case 'l': sideways(g, 1); return GRID_MOVED;
	default: return GRID_PASS;
	}
}

enum grid_answer
grid_key(struct grid *g, const struct key *key)
{
	int page = g->height > 1 ? g->height - 1 : 1;

	if (g->n_rows == 0)
		return GRID_PASS;
	if (key_is_ctrl(key, 'z')) {
		grid_undo(g);
		return GRID_CHANGED;
	}
	if (g->typing)
		return key_typing(g, key);
	buf_clear(&g->error);
	switch (key->kind) {
	case K_UP: down(g, -1); return GRID_MOVED;
	case K_DOWN:
	case K_ENTER: down(g, 1); return GRID_MOVED;
	case K_LEFT: sideways(g, -1); return GRID_MOVED;
	case K_RIGHT: sideways(g, 1); return GRID_MOVED;
	case K_PGUP: down(g, -page); return GRID_MOVED;
	case K_PGDN: down(g, page); return GRID_MOVED;
	case K_HOME: g->row = 0; return GRID_MOVED;
	case K_END: g->row = g->n_rows - 1; return GRID_MOVED;
	case K_TAB: tab(g, 1); return GRID_MOVED;
	case K_BTAB: tab(g, -1); return GRID_MOVED;
	case K_DELETE:
	case K_BACKSPACE:
		if (!grid_may(g, g->row, g->col))
			return GRID_MOVED;
		/* Backspace in a text goes on with what stands there. */
		if (key->kind == K_BACKSPACE && g->cols[g->col].kind != GRID_CHOICE) {
			start_typing(g, grid_value(g, g->row, g->col));
			return key_typing(g, key);
		}
		g->step++;
		change(g, g->row, g->col, "");
		return GRID_CHANGED;
	case K_F:
		if (!key_is_f(key, 8))
			return GRID_PASS;
		grid_fill(g);
		return GRID_CHANGED;
	case K_CHAR:
	case K_PASTE: return key_value(g, key);
	default: return GRID_PASS;
	}
}

const char *
grid_digits(const struct grid *g, struct arena *a)
{
	const struct grid_col *c = &g->cols[g->col];
	const char *out = "";

	if (c->kind != GRID_CHOICE)
		return out;
	for (word_t i = 1; i <= word_count(c->words) && i <= 9; i++)
		out = arena_printf(a, "%s%s%d %s", out, i > 1 ? " " : "", i, word_label(c->words, i));
	return out;
}
