/*
 * list.c: the list widget: rows from a source that pages by key.
 *
 * Knows: keys, draw.  Must not know: flows, SQL, what a row is.
 *
 * The window holds the rows on the screen and nothing else.  Every scroll asks the
 * source for a bounded page beside an edge row, into the spare arena, which then
 * changes places with the old one.
 */
#include "ui/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/width.h"

#define GAP 2         /* blanks between columns */
#define MARKER 2      /* columns of '>' and '*' */
#define FIRST_ROWS 20 /* rows fetched when keys come before the first draw */

void
listview_init(struct listview *lv, const struct listview_col *cols, size_t n_cols, listview_fetch *fetch, void *ctx)
{
	memset(lv, 0, sizeof(*lv));
	lv->cols = cols;
	lv->n_cols = n_cols;
	lv->fetch = fetch;
	lv->ctx = ctx;
	lv->total = -1;
	lv->arena = arena_new();
	lv->spare = arena_new();
}

void
listview_free(struct listview *lv)
{
	arena_free(lv->arena);
	arena_free(lv->spare);
	free(lv->rows);
	free(lv->marks);
	memset(lv, 0, sizeof(*lv));
}

/* ---- the window ---- */

/* Rows wanted. */
static size_t
room(const struct listview *lv)
{
	return lv->height > 0 ? (size_t)lv->height : FIRST_ROWS;
}

/* Ask the source; the page is in the spare arena.  False: the error stands in lv->err. */
static bool
ask(struct listview *lv, struct listview_ask a, struct listview_page *page)
{
	page->rows = NULL;
	page->n = 0;
	err_clear(&lv->err);
	if (a.limit == 0)
		return true;
	if (!lv->fetch(lv->ctx, lv->spare, &a, page, &lv->err)) {
		page->n = 0;
		return false;
	}
	if (page->n > a.limit)
		page->n = a.limit;
	return true;
}

/* PAGE (of the spare arena) is the window from now on. */
static void
take(struct listview *lv, const struct listview_page *page, int64_t base)
{
	struct arena *old = lv->arena;

	if (page->n > lv->cap_rows) {
		lv->rows = mem_resize(lv->rows, page->n * sizeof(*lv->rows));
		lv->cap_rows = page->n;
	}
	if (page->n > 0)
		memcpy(lv->rows, page->rows, page->n * sizeof(*lv->rows));
	lv->n_rows = page->n;
	lv->base = base;
	lv->arena = lv->spare;
	lv->spare = old;
	arena_reset(lv->spare);
	if (lv->sel >= lv->n_rows)
		lv->sel = lv->n_rows > 0 ? lv->n_rows - 1 : 0;
}

/* The page of ROOM rows from the edge on, or the first, or the last. */
static bool
load_from(struct listview *lv, const char *key, int64_t id, int64_t base)
{
	struct listview_page page;

	if (!ask(lv, (struct listview_ask){ .key = key, .id = id, .inclusive = id != 0, .limit = room(lv) }, &page))
		return false;
	take(lv, &page, id == 0 ? 0 : base);
	return true;
}

static bool
load_end(struct listview *lv)
{
	struct listview_page page;
	int64_t base;

	if (!ask(lv, (struct listview_ask){ .from_end = true, .limit = room(lv) }, &page))
		return false;
	if (page.n < room(lv))
		base = 0; /* all there is */
	else
		base = lv->total >= (int64_t)page.n ? lv->total - (int64_t)page.n : -1;
	take(lv, &page, base);
	return true;
}

/* Select the row with ID if it is in the window. */
static bool
select_id(struct listview *lv, int64_t id)
{
	for (size_t i = 0; i < lv->n_rows; i++)
		if (lv->rows[i].id == id) {
			lv->sel = i;
			return true;
		}
	return false;
}

/* First rows, if none were fetched yet. */
static void
need_rows(struct listview *lv)
{
	if (lv->loaded)
		return;
	lv->loaded = true;
	if (!load_from(lv, NULL, 0, 0))
		lv->n_rows = lv->sel = 0;
}

void
listview_restart(struct listview *lv)
{
	lv->loaded = false;
	lv->sel = 0;
	lv->n_rows = 0;
	lv->base = 0;
}

void
listview_show(struct listview *lv, const char *key, int64_t id)
{
	lv->loaded = true;
	lv->sel = 0;
	if (load_from(lv, key, id, -1)) {
		if (lv->n_rows < room(lv))
			load_end(lv);
		select_id(lv, id);
	}
}

void
listview_refresh(struct listview *lv)
{
	const struct listview_row *top, *sel;
	const char *sel_key, *top_key;
	int64_t sel_id, top_id, base = lv->base;
	struct arena *keep;
	size_t was = lv->sel;

	if (!lv->loaded)
		return;
	if (lv->n_rows == 0) {
		listview_restart(lv);
		return;
	}
	top = &lv->rows[0];
	sel = &lv->rows[lv->sel];
	sel_id = sel->id;
	keep = arena_new(); /* the edge must outlive the rows it was read from */
	sel_key = sel->key ? arena_strdup(keep, sel->key) : NULL;
	top_id = top->id;
	top_key = top->key ? arena_strdup(keep, top->key) : NULL;
	/* at the very top new rows come in above the old first one */
	if (base == 0 ? !load_from(lv, NULL, 0, 0) : !load_from(lv, top_key, top_id, base))
		goto out;
	if (lv->n_rows < room(lv) && lv->base != 0 && !load_end(lv))
		goto out;
	if (select_id(lv, sel_id))
		goto out;
	/* pushed out of the window, or gone */
	lv->sel = was;
	if (load_from(lv, sel_key, sel_id, -1) && lv->n_rows > 0 && lv->rows[0].id == sel_id) {
		lv->sel = 0;
		if (lv->n_rows < room(lv))
			load_end(lv);
		select_id(lv, sel_id);
		goto out;
	}
	/* gone: stay where it was, on the row that took its place */
	if (base == 0)
		load_from(lv, NULL, 0, 0);
	else
		load_from(lv, top_key, top_id, base);
	if (lv->n_rows < room(lv) && lv->base != 0)
		load_end(lv);
	lv->sel = was < lv->n_rows ? was : lv->n_rows > 0 ? lv->n_rows - 1 : 0;
out:
	arena_free(keep);
}

/* Another number of rows fits: keep the first row, and the selected one in sight. */
static void
set_height(struct listview *lv, int height)
{
	size_t first = 0;
	int64_t id;

	if (height == lv->height)
		return;
	lv->height = height;
	if (!lv->loaded || lv->n_rows == 0)
		return;
	id = lv->rows[lv->sel].id;
	if (lv->sel >= (size_t)height)
		first = lv->sel - (size_t)height + 1;
	if (!load_from(lv, lv->rows[first].key, lv->rows[first].id, lv->base < 0 ? -1 : lv->base + (int64_t)first))
		return;
	if (lv->n_rows < room(lv) && lv->base != 0)
		load_end(lv);
	select_id(lv, id);
}

/* ---- moves ---- */

static bool
scroll_down(struct listview *lv, size_t d)
{
	struct listview_page page;
	int64_t base = lv->base < 0 ? -1 : lv->base + (int64_t)d;

	/* from the D-th row on: what was in sight, and D more */
	if (!ask(lv, (struct listview_ask){ .key = lv->rows[d].key, .id = lv->rows[d].id, .inclusive = true,
			.limit = room(lv) }, &page))
		return false;
	if (page.n >= room(lv)) {
		take(lv, &page, base);
		lv->sel = lv->n_rows - 1;
		return true;
	}
	if (page.n <= lv->n_rows - d) {
		/* nothing beyond */
		arena_reset(lv->spare);
		if (lv->sel == lv->n_rows - 1)
			return false;
		lv->sel = lv->n_rows - 1;
		return true;
	}
	if (!load_end(lv))
		return false;
	lv->sel = lv->n_rows > 0 ? lv->n_rows - 1 : 0;
	return true;
}

/* The window begins D rows further up, as far as there are rows; false when there are none. */
static bool
scroll_up(struct listview *lv, size_t d)
{
	struct listview_page page;
	struct listview_row top;
	struct arena *keep;
	int64_t base;
	bool done;

	if (!ask(lv, (struct listview_ask){ .key = lv->rows[0].key, .id = lv->rows[0].id, .before = true, .limit = d },
			&page) || page.n == 0) {
		lv->base = lv->err.code == ERR_OK ? 0 : lv->base;
		return false;
	}
	base = page.n < d ? 0 : lv->base < 0 ? -1 : lv->base - (int64_t)page.n;
	if (base < 0 && lv->base >= 0)
		base = 0;
	top = page.rows[0];
	keep = arena_new();
	top.key = top.key ? arena_strdup(keep, top.key) : NULL;
	arena_reset(lv->spare);
	done = load_from(lv, top.key, top.id, base);
	arena_free(keep);
	return done;
}

bool
listview_move(struct listview *lv, int n)
{
	long to;

	need_rows(lv);
	if (lv->n_rows == 0 || n == 0)
		return false;
	to = (long)lv->sel + n;
	if (to >= 0 && to < (long)lv->n_rows) {
		lv->sel = (size_t)to;
		return true;
	}
	if (to < 0) {
		if (scroll_up(lv, (size_t)-to)) {
			lv->sel = 0;
			return true;
		}
		if (lv->sel == 0)
			return false;
		lv->sel = 0;
		return true;
	}
	to -= (long)lv->n_rows - 1;
	if (to >= (long)lv->n_rows)
		to = (long)lv->n_rows - 1;
	if (to < 1) /* a window of one row */
		to = 0;
	if (to == 0) {
		struct listview_page page;

		if (!ask(lv, (struct listview_ask){ .key = lv->rows[0].key, .id = lv->rows[0].id, .limit = room(lv) },
				&page) || page.n == 0)
			return false;
		take(lv, &page, lv->base < 0 ? -1 : lv->base + 1);
		lv->sel = 0;
		return true;
	}
	return scroll_down(lv, (size_t)to);
}

static bool
page_down(struct listview *lv)
{
	const struct listview_row *last;
	struct listview_page page;
	size_t was = lv->sel;

	if (lv->n_rows == 0)
		return false;
	last = &lv->rows[lv->n_rows - 1];
	if (!ask(lv, (struct listview_ask){ .key = last->key, .id = last->id, .limit = room(lv) }, &page))
		return false;
	if (page.n == 0) {
		lv->sel = lv->n_rows - 1;
		return lv->sel != was;
	}
	if (page.n < room(lv)) {
		arena_reset(lv->spare);
		return load_end(lv);
	}
	take(lv, &page, lv->base < 0 ? -1 : lv->base + (int64_t)lv->n_rows);
	return true;
}

static bool
page_up(struct listview *lv)
{
	if (lv->n_rows == 0)
		return false;
	if (scroll_up(lv, room(lv)))
		return true;
	if (lv->sel == 0)
		return false;
	lv->sel = 0;
	return true;
}

static void
go_begin(struct listview *lv)
{
	if (load_from(lv, NULL, 0, 0))
		lv->sel = 0;
}

static void
go_end(struct listview *lv)
{
	if (load_end(lv))
		lv->sel = lv->n_rows > 0 ? lv->n_rows - 1 : 0;
}

const struct listview_row *
listview_selected(const struct listview *lv)
{
	return lv->n_rows > 0 ? &lv->rows[lv->sel] : NULL;
}

int64_t
listview_selected_id(const struct listview *lv)
{
	return lv->n_rows > 0 ? lv->rows[lv->sel].id : 0;
}

enum listview_answer
listview_key(struct listview *lv, const struct key *key, bool letters, bool marks)
{
	const struct listview_row *row;
	uint32_t c = letters ? key_command(key) : 0;

	need_rows(lv);
	row = listview_selected(lv);
	switch (key->kind) {
	case K_UP: listview_move(lv, -1); return LISTVIEW_MOVED;
	case K_DOWN: listview_move(lv, 1); return LISTVIEW_MOVED;
	case K_PGUP: page_up(lv); return LISTVIEW_MOVED;
	case K_PGDN: page_down(lv); return LISTVIEW_MOVED;
	case K_HOME: go_begin(lv); return LISTVIEW_MOVED;
	case K_END: go_end(lv); return LISTVIEW_MOVED;
	case K_ENTER: return row && !row->barred ? LISTVIEW_OPEN : LISTVIEW_PASS;
	case K_INSERT: c = 'x'; break;
	case K_NONE:
	case K_CHAR:
	case K_CTRL:
	case K_TAB:
	case K_BTAB:
	case K_ESC:
	case K_BACKSPACE:
	case K_DELETE:
	case K_LEFT:
	case K_RIGHT:
	case K_F:
	case K_PASTE:
	case K_MOUSE:
	case K_REPORT:
	case K_BAD: break;
	}
	switch (c) {
	case 'j': listview_move(lv, 1); return LISTVIEW_MOVED;
	case 'k': listview_move(lv, -1); return LISTVIEW_MOVED;
	case 'g': go_begin(lv); return LISTVIEW_MOVED;
	case 'G': go_end(lv); return LISTVIEW_MOVED;
	case 'x':
		if (!marks || !row)
			break;
		listview_mark(lv, row->id, !listview_marked(lv, row->id));
		listview_move(lv, 1);
		return LISTVIEW_MARKED;
	default: break;
	}
	return LISTVIEW_PASS;
}

/* ---- marks ---- */

bool
listview_marked(const struct listview *lv, int64_t id)
{
	for (size_t i = 0; i < lv->n_marks; i++)
		if (lv->marks[i] == id)
			return true;
	return false;
}

void
listview_mark(struct listview *lv, int64_t id, bool on)
{
	for (size_t i = 0; i < lv->n_marks; i++)
		if (lv->marks[i] == id) {
			if (!on)
				lv->marks[i] = lv->marks[--lv->n_marks];
			return;
		}
	if (!on)
		return;
	if (lv->n_marks == lv->cap_marks) {
		lv->cap_marks = lv->cap_marks ? lv->cap_marks * 2 : 16;
		lv->marks = mem_resize(lv->marks, lv->cap_marks * sizeof(*lv->marks));
	}
	lv->marks[lv->n_marks++] = id;
}

void
listview_unmark_all(struct listview *lv)
{
	lv->n_marks = 0;
}

const char *
listview_position(const struct listview *lv, char out[48])
{
	long long at = lv->base + (int64_t)lv->sel + 1, total = lv->total;

	if (total < 0)
		out[0] = '\0';
	else if (lv->base < 0 || lv->n_rows == 0 || at > total)
		snprintf(out, 48, "%lld", total);
	else
		snprintf(out, 48, "%lld/%lld", at, total);
	return out;
}

/* ---- the picture ---- */

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

/* The rows in the window may be wider than those before. */
static void
measure(struct listview *lv)
{
	for (size_t i = 0; i < lv->n_cols && i < LISTVIEW_COLS; i++) {
		if (lv->seen[i] == 0)
			lv->seen[i] = lv->cols[i].label != NULL ? draw_width(lv->cols[i].label) : 1;
		for (size_t k = 0; k < lv->n_rows && lv->seen[i] < lv->cols[i].width; k++) {
			int w = lv->rows[k].cell[i] != NULL ? draw_width(lv->rows[k].cell[i]) : 0;

			lv->seen[i] = w > lv->seen[i] ? w : lv->seen[i];
		}
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

static void
draw_row(const struct listview *lv, const struct listview_row *row, struct rect r, int y, const int *width,
	bool selected, bool focused)
{
	bool bar = selected && focused && !(draw_slow() && !lv->no_marker);
	unsigned over = bar ? UI_SELECTED : 0;
	/* The bar has one look from end to end: colours under it are hard to read, and each change costs bytes. */
	unsigned row_attr = bar ? UI_NORMAL : row->barred ? UI_BARRED : row->row_attr;
	bool marked = listview_marked(lv, row->id);
	int x = r.x + MARKER;

	draw_text(y, r.x, r.w, row_attr | over, "");
	if (selected && !lv->no_marker)
		draw_text(y, r.x, 1, row_attr | over, ">");
	if (marked)
		draw_text(y, r.x + 1, 1, UI_STRONG | over, "*");
	for (size_t i = 0; i < lv->n_cols && i < LISTVIEW_COLS; i++) {
		if (!width[i])
			continue;
		draw_cell(&lv->cols[i], y, x, width[i], (row->attr && !row->barred && !bar ? row->attr[i] : row_attr) | over,
			row->cell[i]);
		x += width[i] + GAP;
	}
}

void
listview_draw(struct listview *lv, struct rect r, bool focused)
{
	int width[LISTVIEW_COLS] = { 0 };
	bool head = false;
	int y = r.y;

	if (r.h < 1 || r.w < 4)
		return;
	for (size_t i = 0; i < lv->n_cols; i++)
		head |= lv->cols[i].label && *lv->cols[i].label;
	y += !head ? 0 : lv->blank_after_head ? 2 : 1;
	set_height(lv, r.y + r.h - y > 0 ? r.y + r.h - y : 1);
	need_rows(lv);
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
	for (size_t i = 0; i < lv->n_rows && y + (int)i < r.y + r.h; i++) {
		draw_row(lv, &lv->rows[i], r, y + (int)i, width, i == lv->sel, focused);
		if (i == lv->sel && focused)
			draw_cursor(y + (int)i, r.x);
	}
}

/* ---- a source over an array ---- */

bool
listview_fetch_rows(void *ctx, struct arena *a, const struct listview_ask *q, struct listview_page *out, struct err *e)
{
	const struct listview_rows *all = ctx;
	size_t from = 0, to, edge = all->n;

	(void)e;
	if (q->id)
		for (size_t i = 0; i < all->n; i++)
			if (all->rows[i].id == q->id) {
				edge = i;
				break;
			}
	if (q->from_end) {
		from = all->n > q->limit ? all->n - q->limit : 0;
		to = all->n;
	} else if (q->id && q->before) {
		to = edge;
		from = to > q->limit ? to - q->limit : 0;
	} else {
		from = !q->id ? 0 : q->inclusive ? edge : edge + 1;
		if (from > all->n)
			from = all->n;
		to = all->n - from > q->limit ? from + q->limit : all->n;
	}
	out->n = to - from;
	out->rows = arena_alloc(a, out->n * sizeof(*out->rows) + 1);
	if (out->n > 0)
		memcpy(out->rows, all->rows + from, out->n * sizeof(*out->rows));
	return true;
}
