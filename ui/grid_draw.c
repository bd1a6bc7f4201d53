/*
 * grid_draw.c: how a grid is drawn: which columns fit, which rows are seen.
 *
 * Knows: columns, attributes by meaning.  Must not know: keys, what a cell means.
 *
 * The fixed columns stay at the left.  What is only shown is shrunk and left out by rank
 * before a column to be filled in has to scroll out of sight.
 */
#include "ui/grid.h"

#include <string.h>

#include "base/i18n.h"

#define GAP 1
#define MARKER 2
#define MAX_COLS 64

static int
least(const struct grid_col *c)
{
	return c->min > 0 ? c->min : c->width;
}

static int
total(const struct grid *g, const int *w)
{
	int sum = -GAP;

	for (size_t k = 0; k < g->n_cols; k++)
		if (w[k] > 0)
			sum += w[k] + GAP;
	return sum;
}

/* The column that gives way first: SHRINK: one that is wider than its least; else one that may be left out. */
static size_t
worst(const struct grid *g, const int *w, bool shrink)
{
	size_t at = g->n_cols;

	for (size_t k = 0; k < g->n_cols; k++) {
		const struct grid_col *c = &g->cols[k];

		if (w[k] == 0 || (shrink ? w[k] <= least(c) : c->kind != GRID_SHOWN || c->rank == 0))
			continue;
		if (at == g->n_cols || c->rank >= g->cols[at].rank)
			at = k;
	}
	return at;
}

/* Widths within COLUMNS, 0 for what is not seen. */
static void
fit(struct grid *g, int columns, int w[MAX_COLS])
{
	size_t k, fixed = 0, grow = g->n_cols;
	int sum;

	for (k = 0; k < g->n_cols; k++)
		w[k] = g->cols[k].width;
	while (fixed < g->n_cols && g->cols[fixed].fixed)
		fixed++;
	while ((sum = total(g, w)) > columns && (k = worst(g, w, true)) < g->n_cols) {
		int cut = w[k] - least(&g->cols[k]);

		w[k] -= cut < sum - columns ? cut : sum - columns;
	}
	while (total(g, w) > columns && (k = worst(g, w, false)) < g->n_cols)
		w[k] = 0;
	/* The rest scrolls sideways, the column with the focus in sight. */
	if (g->left < fixed || total(g, w) <= columns)
		g->left = fixed;
	if (g->col >= fixed && g->col < g->left)
		g->left = g->col;
	for (k = fixed; k < g->left; k++)
		w[k] = 0;
	for (;;) {
		int seen = -GAP;

		for (k = 0; k <= g->col && k < g->n_cols; k++)
			if (w[k] > 0)
				seen += w[k] + GAP;
		if (seen <= columns || g->left >= g->col)
			break;
		w[g->left++] = 0;
	}
	/* From the first that does not fit, nothing more. */
	for (k = 0, sum = -GAP; k < g->n_cols; k++) {
		if (w[k] == 0)
			continue;
		sum += w[k] + GAP;
		if (sum > columns) {
			int room = columns - (sum - w[k]);

			/* The last one takes what is left when that is worth it. */
			w[k] = room >= 4 ? room : 0;
			for (k++; k < g->n_cols; k++)
				w[k] = 0;
		}
	}
	for (k = 0; k < g->n_cols; k++)
		if (w[k] > 0 && g->cols[k].grow)
			grow = k;
	if (grow < g->n_cols && (sum = total(g, w)) < columns)
		w[grow] += columns - sum;
}

/* What stands in a cell; *ATTR is changed for hints and what may not be filled in. */
static const char *
shown(const struct grid *g, struct arena *a, size_t row, size_t col, const char *hint, unsigned hint_attr, unsigned *attr)
{
	const struct grid_col *c = &g->cols[col];
	const char *v = grid_value(g, row, col);

	if (c->hints && *hint != '\0' && *v == '\0') {
		*attr = hint_attr;
		return hint;
	}
	if (c->hints && *hint != '\0' && hint_attr == UI_ERROR) {
		/* A refusal is told beside what was typed. */
		*attr = UI_ERROR;
		return arena_printf(a, "%s  %s", v, hint);
	}
	if (c->kind == GRID_CHOICE) {
		word_t w = grid_word(g, row, col);

		if (w != 0)
			return arena_printf(a, "%d %s", w, word_label(c->words, w));
		if (!grid_may(g, row, col)) {
			*attr = UI_DIM;
			return "-";
		}
	}
	if (*v == '\0' && g->standin != NULL) {
		*attr = UI_DIM;
		return g->standin(g->ctx, g, row, col, a);
	}
	return v;
}

static const char *
hint_of(const struct grid *g, size_t row, struct arena *a, unsigned *attr)
{
	*attr = UI_DIM;
	if (g->refusal[row].len > 0) {
		*attr = UI_ERROR;
		return arena_printf(a, "! %s", buf_str(&g->refusal[row]));
	}
	return g->hint != NULL ? g->hint(g->ctx, g, row, a, attr) : "";
}

/* What is being typed, the caret in sight. */
static void
draw_typing(struct grid *g, int y, int x, int w)
{
	struct edit *ed = &g->edit;
	int caret = 0, skip = 0;
	size_t from = 0;

	for (size_t i = 0; i < ed->cursor;) {
		size_t n = 1;
		int cols;

		while (i + n < ed->cursor && ((unsigned char)ed->text.s[i + n] & 0xc0) == 0x80)
			n++;
		cols = width_bytes(ed->text.s + i, n);
		caret += cols;
		i += n;
		/* Drop whole characters at the left until the caret has a place. */
		while (caret - skip >= w) {
			size_t m = 1;

			while (((unsigned char)ed->text.s[from + m] & 0xc0) == 0x80)
				m++;
			skip += width_bytes(ed->text.s + from, m);
			from += m;
		}
	}
	draw_text(y, x, w, g->error.len > 0 ? UI_ERROR : UI_FIELD, edit_text(ed) + from);
	draw_cursor(y, x + caret - skip);
}

static void
draw_row(struct grid *g, struct rect r, int y, size_t row, const int *w, struct arena *a, bool focused)
{
	bool here = row == g->row;
	unsigned hint_attr;
	const char *hint = hint_of(g, row, a, &hint_attr);
	int x = r.x + MARKER;

	draw_text(y, r.x, r.w, UI_NORMAL, "");
	if (here)
		draw_text(y, r.x, 1, UI_STRONG, ">");
	if (grid_row_changed(g, row))
		draw_text(y, r.x + 1, 1, UI_STRONG, "*");
	for (size_t k = 0; k < g->n_cols; k++) {
		bool cell = here && k == g->col && g->cols[k].kind != GRID_SHOWN;
		unsigned attr = here && g->cols[k].kind == GRID_SHOWN ? UI_STRONG : g->rows[row].attr;
		const char *text;

		if (w[k] == 0)
			continue;
		text = shown(g, a, row, k, hint, hint_attr, &attr);
		if (cell && g->typing) {
			draw_typing(g, y, x, w[k]);
		} else {
			if (cell && focused)
				attr |= UI_SELECTED;
			if (g->cols[k].right && draw_width(text) <= w[k])
				draw_right(y, x, w[k], attr, text);
			else
				draw_cut(y, x, w[k], attr, text);
			if (cell && focused)
				draw_cursor(y, x);
		}
		x += w[k] + GAP;
	}
}

void
grid_draw(struct grid *g, struct rect r, struct arena *a, bool focused)
{
	int w[MAX_COLS] = { 0 };
	int x = r.x + MARKER;

	if (r.h < 2 || r.w < MARKER + 4 || g->n_cols > MAX_COLS)
		return;
	fit(g, r.w - MARKER, w);
	for (size_t k = 0; k < g->n_cols; k++) {
		if (w[k] == 0)
			continue;
		if (g->cols[k].right)
			draw_right(r.y, x, w[k], k == g->col ? UI_TITLE : UI_DIM, _(g->cols[k].label));
		else
			draw_cut(r.y, x, w[k], k == g->col ? UI_TITLE : UI_DIM, _(g->cols[k].label));
		x += w[k] + GAP;
	}
	g->height = r.h - 1;
	if (focused)
		draw_cursor(r.y, r.x);
	if (g->n_rows == 0) {
		draw_text(r.y + 1, r.x + MARKER, r.w - MARKER, UI_DIM, g->empty != NULL ? g->empty : "");
		return;
	}
	if (g->row < g->top)
		g->top = g->row;
	if (g->row >= g->top + (size_t)g->height)
		g->top = g->row - (size_t)g->height + 1;
	if (g->top + (size_t)g->height > g->n_rows)
		g->top = g->n_rows > (size_t)g->height ? g->n_rows - (size_t)g->height : 0;
	for (int i = 0; i < g->height && g->top + (size_t)i < g->n_rows; i++)
		draw_row(g, r, r.y + 1 + i, g->top + (size_t)i, w, a, focused);
}
