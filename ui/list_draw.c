/*
 * list_draw.c: the list widget's picture: columns fitted to the room, the rows, the bar.
 *
 * Knows: draw.  Must not know: keys, the source.
 */
#include "ui/list.h"

#include "base/width.h"

#define GAP 2    /* blanks between columns */
#define MARKER 2 /* columns of '>' and '*' */

/* Columns that column I would like to have. */
static int
wanted(const struct listview *lv, size_t i)
{
	const struct listview_col *c = &lv->cols[i];

	return lv->measured && lv->seen[i] < c->width ? lv->seen[i] : c->width;
}

static int
least(const struct listview *lv, size_t i)
{
	int w = wanted(lv, i), min = lv->cols[i].min;

	return min > 0 && min < w ? min : w;
}

/* The rows that have come into the window may be wider than those before. */
static void
measure(struct listview *lv)
{
	for (size_t i = 0; i < lv->n_cols && i < LISTVIEW_COLS; i++)
		if (lv->seen[i] == 0)
			lv->seen[i] = lv->cols[i].label != NULL ? draw_width(lv->cols[i].label) : 1;
	for (size_t k = 0; k < lv->n_rows; k++) {
		const char *const *cell = lv->rows[k].row.cell;

		for (size_t i = 0; i < lv->n_cols && i < LISTVIEW_COLS && !lv->rows[k].measured; i++) {
			int w = cell[i] != NULL && lv->seen[i] < lv->cols[i].width ? draw_width(cell[i]) : 0;

			lv->seen[i] = w > lv->seen[i] ? w : lv->seen[i];
		}
		lv->rows[k].measured = true;
	}
}

/* The column that goes first among those with a width; n_cols when there is none. */
static size_t
worst_col(const struct listview *lv, const int *width, bool shrinkable)
{
	size_t worst = lv->n_cols;

	for (size_t i = 0; i < lv->n_cols && i < LISTVIEW_COLS; i++) {
		if (width[i] == 0 || (shrinkable && width[i] <= least(lv, i)))
			continue;
		if (worst == lv->n_cols || lv->cols[i].rank >= lv->cols[worst].rank)
			worst = i;
	}
	return worst;
}

/* Columns for each column within COLUMNS; 0 is left out. */
static void
fit_cols(const struct listview *lv, int columns, int width[LISTVIEW_COLS])
{
	int sum, kept = 0;
	size_t n = lv->n_cols < LISTVIEW_COLS ? lv->n_cols : LISTVIEW_COLS, i;

	for (i = 0; i < n; i++) {
		width[i] = wanted(lv, i);
		kept++;
	}
	/* leave out what does not fit even when all are at their least */
	for (;;) {
		sum = -GAP;
		for (i = 0; i < n; i++)
			if (width[i])
				sum += least(lv, i) + GAP;
		if (sum <= columns || kept <= 1)
			break;
		width[worst_col(lv, width, false)] = 0;
		kept--;
	}
	sum = -GAP;
	for (i = 0; i < n; i++)
		if (width[i])
			sum += width[i] + GAP;
	while (sum > columns) {
		int cut;

		i = worst_col(lv, width, true);
		if (i == lv->n_cols)
			break;
		cut = width[i] - least(lv, i);
		if (cut > sum - columns)
			cut = sum - columns;
		width[i] -= cut;
		sum -= cut;
	}
	for (i = 0; i < n && sum < columns; i++)
		if (width[i] && lv->cols[i].grow) {
			width[i] += columns - sum;
			sum = columns;
		}
}

/* Bytes of the words of TEXT that fit WIDTH whole; 0 when not even the first does. */
static size_t
whole_words(const char *text, int width)
{
	size_t fits = 0;

	for (size_t i = 0; text[i] != '\0'; i++)
		if (text[i] == ' ' && width_bytes(text, i) <= width)
			fits = i;
	return fits;
}

static void
draw_cell(const struct listview_col *c, int y, int x, int width, unsigned attr, const char *text)
{
	size_t n;

	if (!text)
		text = "";
	if (c->right && draw_width(text) <= width)
		draw_right(y, x, width, attr, text);
	else if (c->words && draw_width(text) > width && (n = whole_words(text, width)) > 0)
		draw_bytes(y, x, width, attr, text, n);
	else
		draw_cut(y, x, width, attr, text);
}

/* How cell I of ROW looks. */
static unsigned
cell_attr(const struct listview_row *row, size_t i, bool bar)
{
	/* The bar has one look from end to end: colours under it are hard to read, and each change costs bytes. */
	return bar ? UI_NORMAL : row->barred ? UI_BARRED : row->attr ? row->attr[i] : row->row_attr;
}

/* The next column that is shown after column I; n_cols when it is the last. */
static size_t
next_col(const struct listview *lv, const int *width, size_t i)
{
	for (i++; i < lv->n_cols && i < LISTVIEW_COLS; i++)
		if (width[i])
			return i;
	return lv->n_cols;
}

/*
 * The cells of ROW.  A gap between two that look alike looks like them, and so does what is left of the line after the
 * last: blanks are the same in all looks, but each change of look costs ten bytes and the time to make them.
 */
static void
draw_cells(const struct listview *lv, const struct listview_row *row, struct rect r, int y, const int *width, bool bar)
{
	unsigned over = bar ? UI_SELECTED : 0;
	int x = r.x + MARKER;

	for (size_t i = 0; i < lv->n_cols && i < LISTVIEW_COLS; i++) {
		unsigned attr = cell_attr(row, i, bar);
		size_t next = next_col(lv, width, i);
		int room = next < lv->n_cols ? GAP : r.x + r.w - x - width[i];

		if (!width[i])
			continue;
		draw_cell(&lv->cols[i], y, x, width[i], attr | over, row->cell[i]);
		x += width[i];
		if (room > 0)
			draw_text(y, x, room, (next == lv->n_cols || cell_attr(row, next, bar) == attr ? attr : UI_NORMAL) | over, "");
		x += GAP;
	}
}

/* LOOK: what all rows of this picture have in common. */
static void
draw_row(const struct listview *lv, struct listview_shown *shown, struct rect r, int y, const int *width, uint64_t look,
	bool selected, bool focused)
{
	const struct listview_row *row = &shown->row;
	bool bar = selected && focused && !(draw_slow() && !lv->no_marker);
	bool marked = listview_marked(lv, row->id);
	unsigned over = bar ? UI_SELECTED : 0, edge = bar || row->barred || row->attr ? UI_NORMAL : row->row_attr;

	look = draw_look(look, (uint64_t)bar | (uint64_t)selected << 1 | (uint64_t)marked << 2);
	if (draw_again(y, look, &shown->stroke))
		return;
	draw_keep_from(y, &shown->stroke);
	draw_text(y, r.x, 1, edge | over, selected && !lv->no_marker ? ">" : "");
	draw_text(y, r.x + 1, 1, (marked ? UI_STRONG : edge) | over, marked ? "*" : "");
	draw_cells(lv, row, r, y, width, bar);
	draw_keep(y, look, &shown->stroke);
}

void
listview_draw(struct listview *lv, struct rect r, bool focused)
{
	int width[LISTVIEW_COLS] = { 0 };
	bool head = false;
	int y = r.y;
	uint64_t look;

	if (r.h < 1 || r.w < 4)
		return;
	for (size_t i = 0; i < lv->n_cols; i++)
		head |= lv->cols[i].label && *lv->cols[i].label;
	y += !head ? 0 : lv->blank_after_head ? 2 : 1;
	listview_height(lv, r.y + r.h - y > 0 ? r.y + r.h - y : 1);
	if (lv->measured)
		measure(lv);
	fit_cols(lv, r.w - MARKER, width);
	if (head) {
		int x = r.x + MARKER;

		for (size_t i = 0; i < lv->n_cols && i < LISTVIEW_COLS; i++) {
			if (!width[i])
				continue;
			draw_cell(&lv->cols[i], r.y, x, width[i], UI_DIM, lv->cols[i].label);
			x += width[i] + GAP;
		}
	}
	if (focused)
		draw_cursor(y, r.x);
	if (lv->err.code != ERR_OK) {
		draw_para((struct rect){ y, r.x + MARKER, r.y + r.h - y, r.w - MARKER }, UI_ERROR, lv->err.text, 0);
		return;
	}
	if (lv->n_rows == 0) {
		draw_para((struct rect){ y, r.x + MARKER, r.y + r.h - y, r.w - MARKER }, UI_DIM, lv->empty ? lv->empty : "", 0);
		return;
	}
	look = draw_look(0, (uint64_t)r.x << 32 | (uint64_t)r.w);
	for (size_t i = 0; i < lv->n_cols && i < LISTVIEW_COLS; i++)
		look = draw_look(look, (uint64_t)width[i]);
	for (size_t i = 0; i < lv->n_rows && y + (int)i < r.y + r.h; i++) {
		draw_row(lv, &lv->rows[i], r, y + (int)i, width, look, i == lv->sel, focused);
		if (i == lv->sel && focused)
			draw_cursor(y + (int)i, r.x);
	}
}
