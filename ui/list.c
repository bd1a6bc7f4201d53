/*
 * list.c: the list widget: rows from a source that pages by key.
 *
 * Knows: keys.  Must not know: flows, SQL, what a row is, how it looks (list_draw.c).
 *
 * The window holds the rows on the screen and nothing else.  A scroll asks the source
 * for the rows beside an edge row that come into sight; the others stay as they came.
 */
#include "ui/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
}

void
listview_free(struct listview *lv)
{
	for (size_t i = 0; i < lv->cap_rows; i++)
		draw_forget(&lv->rows[i].stroke);
	for (size_t i = 0; i < lv->n_loads; i++)
		arena_free(lv->loads[i].arena);
	free(lv->rows);
	free(lv->loads);
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

/* A place for what the source gives next. */
static size_t
free_load(struct listview *lv)
{
	size_t i = 0;

	while (i < lv->n_loads && lv->loads[i].rows > 0)
		i++;
	if (i == lv->n_loads) {
		lv->loads = mem_resize(lv->loads, (i + 1) * sizeof(*lv->loads));
		lv->loads[lv->n_loads++] = (struct listview_load){ arena_new(), 0 };
	}
	arena_reset(lv->loads[i].arena);
	return i;
}

/* Ask the source; *PAGE holds until the next question unless rows of it come into the window.  False: see lv->err. */
static bool
ask(struct listview *lv, struct listview_ask a, struct listview_page *page, size_t *load)
{
	page->rows = NULL;
	page->n = 0;
	*load = free_load(lv);
	err_clear(&lv->err);
	if (a.limit == 0)
		return true;
	if (!lv->fetch(lv->ctx, lv->loads[*load].arena, &a, page, &lv->err)) {
		page->n = 0;
		return false;
	}
	if (page->n > a.limit)
		page->n = a.limit;
	return true;
}

/* Room for N rows; those beyond the window have no row but keep the memory of their strokes. */
static void
need_cap(struct listview *lv, size_t n)
{
	if (n <= lv->cap_rows)
		return;
	lv->rows = mem_resize(lv->rows, n * sizeof(*lv->rows));
	memset(lv->rows + lv->cap_rows, 0, (n - lv->cap_rows) * sizeof(*lv->rows));
	lv->cap_rows = n;
}

/* Row AT of the window is ROW, which came with LOAD. */
static void
set_row(struct listview *lv, size_t at, const struct listview_row *row, size_t load)
{
	struct listview_shown *s = &lv->rows[at];

	s->row = *row;
	s->load = load;
	s->measured = false;
	s->stroke.look = 0;
	lv->loads[load].rows++;
}

/* No row of the window is shown any more: what they came with is free for others. */
static void
leave_all(struct listview *lv)
{
	for (size_t i = 0; i < lv->n_rows; i++)
		lv->loads[lv->rows[i].load].rows--;
	lv->n_rows = 0;
}

/* PAGE is the window from now on. */
static void
take(struct listview *lv, const struct listview_page *page, size_t load, int64_t base)
{
	leave_all(lv);
	need_cap(lv, page->n);
	for (size_t i = 0; i < page->n; i++)
		set_row(lv, i, &page->rows[i], load);
	lv->n_rows = page->n;
	lv->base = base;
	if (lv->sel >= lv->n_rows)
		lv->sel = lv->n_rows > 0 ? lv->n_rows - 1 : 0;
}

/* Turn the rows round by N places to the front: what was at N is first. */
static void
turn(struct listview_shown *rows, size_t all, size_t n)
{
	struct listview_shown *moved;

	if (n == 0 || n >= all)
		return;
	moved = mem_resize(NULL, n * sizeof(*moved));
	memcpy(moved, rows, n * sizeof(*moved));
	memmove(rows, rows + n, (all - n) * sizeof(*rows));
	memcpy(rows + all - n, moved, n * sizeof(*moved));
	free(moved);
}

/* The rows of PAGE come after the last; as many leave at the begin as are then too many. */
static void
append(struct listview *lv, const struct listview_page *page, size_t load)
{
	size_t all = lv->n_rows + page->n, gone = all > room(lv) ? all - room(lv) : 0;

	need_cap(lv, all);
	for (size_t i = 0; i < page->n; i++)
		set_row(lv, lv->n_rows + i, &page->rows[i], load);
	for (size_t i = 0; i < gone; i++)
		lv->loads[lv->rows[i].load].rows--;
	turn(lv->rows, all, gone);
	lv->n_rows = all - gone;
	if (lv->base >= 0)
		lv->base += (int64_t)gone;
}

/* The rows of PAGE come before the first; as many leave at the end as are then too many. */
static void
prepend(struct listview *lv, const struct listview_page *page, size_t load)
{
	size_t all = lv->n_rows + page->n;

	need_cap(lv, all);
	for (size_t i = 0; i < page->n; i++)
		set_row(lv, lv->n_rows + i, &page->rows[i], load);
	turn(lv->rows, all, lv->n_rows);
	for (size_t i = room(lv); i < all; i++)
		lv->loads[lv->rows[i].load].rows--;
	lv->n_rows = all > room(lv) ? room(lv) : all;
}

/* The page of ROOM rows from the edge on, or the first, or the last. */
static bool
load_from(struct listview *lv, const char *key, int64_t id, int64_t base)
{
	struct listview_page page;
	size_t load;

	if (!ask(lv, (struct listview_ask){ .key = key, .id = id, .inclusive = id != 0, .limit = room(lv) }, &page, &load))
		return false;
	take(lv, &page, load, id == 0 ? 0 : base);
	return true;
}

static bool
load_end(struct listview *lv)
{
	struct listview_page page;
	int64_t base;
	size_t load;

	if (!ask(lv, (struct listview_ask){ .from_end = true, .limit = room(lv) }, &page, &load))
		return false;
	if (page.n < room(lv))
		base = 0; /* all there is */
	else
		base = lv->total >= (int64_t)page.n ? lv->total - (int64_t)page.n : -1;
	take(lv, &page, load, base);
	return true;
}

/* Select the row with ID if it is in the window. */
static bool
select_id(struct listview *lv, int64_t id)
{
	for (size_t i = 0; i < lv->n_rows; i++)
		if (lv->rows[i].row.id == id) {
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
	if (!load_from(lv, NULL, 0, 0)) {
		leave_all(lv);
		lv->sel = 0;
	}
}

void
listview_restart(struct listview *lv)
{
	lv->loaded = false;
	lv->sel = 0;
	leave_all(lv);
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
	top = &lv->rows[0].row;
	sel = &lv->rows[lv->sel].row;
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
	if (load_from(lv, sel_key, sel_id, -1) && lv->n_rows > 0 && lv->rows[0].row.id == sel_id) {
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
resize(struct listview *lv)
{
	size_t first = 0, height = (size_t)lv->height;
	int64_t id;

	if (!lv->loaded || lv->n_rows == 0)
		return;
	id = lv->rows[lv->sel].row.id;
	if (lv->sel >= height)
		first = lv->sel - height + 1;
	if (!load_from(lv, lv->rows[first].row.key, lv->rows[first].row.id, lv->base < 0 ? -1 : lv->base + (int64_t)first))
		return;
	if (lv->n_rows < room(lv) && lv->base != 0)
		load_end(lv);
	select_id(lv, id);
}

void
listview_height(struct listview *lv, int height)
{
	if (height != lv->height) {
		lv->height = height;
		resize(lv);
	}
	need_rows(lv);
}

/* ---- moves ---- */

/* The window begins D rows further down, as far as there are rows, and its last row is selected. */
static bool
scroll_down(struct listview *lv, size_t d)
{
	const struct listview_row *last = &lv->rows[lv->n_rows - 1].row;
	struct listview_page page;
	size_t load, was = lv->sel;

	if (!ask(lv, (struct listview_ask){ .key = last->key, .id = last->id, .limit = d }, &page, &load))
		return false;
	append(lv, &page, load);
	lv->sel = lv->n_rows - 1;
	return page.n > 0 || lv->sel != was;
}

/* The window begins D rows further up, as far as there are rows; false when there are none. */
static bool
scroll_up(struct listview *lv, size_t d)
{
	const struct listview_row *first = &lv->rows[0].row;
	struct listview_page page;
	size_t load;

	if (!ask(lv, (struct listview_ask){ .key = first->key, .id = first->id, .before = true, .limit = d }, &page, &load) ||
		page.n == 0) {
		lv->base = lv->err.code == ERR_OK ? 0 : lv->base;
		return false;
	}
	prepend(lv, &page, load);
	if (page.n < d)
		lv->base = 0;
	else if (lv->base >= 0)
		lv->base = lv->base > (int64_t)page.n ? lv->base - (int64_t)page.n : 0;
	return true;
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
	return scroll_down(lv, to < (long)room(lv) ? (size_t)to : room(lv));
}

static bool
page_down(struct listview *lv)
{
	const struct listview_row *last;
	struct listview_page page;
	size_t load, was = lv->sel;

	if (lv->n_rows == 0)
		return false;
	last = &lv->rows[lv->n_rows - 1].row;
	if (!ask(lv, (struct listview_ask){ .key = last->key, .id = last->id, .limit = room(lv) }, &page, &load))
		return false;
	append(lv, &page, load);
	if (page.n == 0)
		lv->sel = lv->n_rows - 1;
	return page.n > 0 || lv->sel != was;
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
	return lv->n_rows > 0 ? &lv->rows[lv->sel].row : NULL;
}

int64_t
listview_selected_id(const struct listview *lv)
{
	return lv->n_rows > 0 ? lv->rows[lv->sel].row.id : 0;
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
