/*
 * late.c: in a bulk of acts the books and the search index are brought in line once for each
 * record, at the end, instead of after every act.
 *
 * Knows: that books_now() needs the row as the book knows it and the row as it is.
 * Must not know: what stands in a book.
 *
 * The books are a function of the row, so only a record's last row counts; the
 * trail is written at once.  An act that is rolled back takes its entries along.
 */
#include <stdlib.h>
#include <string.h>

#include "engine/private.h"

#define LATE_MOST 16384 /* entries kept in memory before the books are written */
#define NOTHING UINT32_MAX

struct entry {
	const struct flow *flow;
	int64_t id;
	void *before;      /* row that the books know; NULL: a new record, or .earlier says it */
	void *after;
	uint32_t earlier;  /* entry of the same record before this one, NOTHING for the first */
	bool last;         /* no later entry of the same record */
};

struct late {
	struct arena *arena; /* rows */
	struct entry *v;
	uint32_t n, room;
	uint32_t *newest;    /* by hash of the id: entry, or NOTHING; open addressing */
	uint32_t slots;      /* a power of two */
};

/* ROW with all its texts, owned by A. */
static void *
row_copy(struct arena *a, const struct flow *f, const void *row)
{
	char *copy = arena_alloc(a, f->row_size);

	memcpy(copy, row, f->row_size);
	for (size_t i = 0; i < f->n_fields; i++)
		if (f->fields[i].col.type == COL_TEXT) {
			const char **s = (const char **)(void *)(copy + f->fields[i].col.offset);

			*s = **s != '\0' ? arena_strdup(a, *s) : "";
		}
	return copy;
}

static uint32_t *
slot_of(const struct late *l, int64_t id)
{
	uint32_t k = (uint32_t)((uint64_t)id * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (l->slots - 1);

	while (l->newest[k] != NOTHING && l->v[l->newest[k]].id != id)
		k = (k + 1) & (l->slots - 1);
	return &l->newest[k];
}

static void
forget_all(struct late *l)
{
	arena_reset(l->arena);
	l->n = 0;
	memset(l->newest, 0xff, l->slots * sizeof *l->newest);
}

void
late_begin(struct engine *en)
{
	struct late *l = mem_resize(NULL, sizeof *l);

	memset(l, 0, sizeof *l);
	l->arena = arena_new();
	l->room = LATE_MOST + 256;
	l->slots = 65536;
	l->v = mem_resize(NULL, l->room * sizeof *l->v);
	l->newest = mem_resize(NULL, l->slots * sizeof *l->newest);
	forget_all(l);
	en->late = l;
}

void
late_end(struct engine *en)
{
	struct late *l = en->late;

	if (l == NULL)
		return;
	arena_free(l->arena);
	free(l->v);
	free(l->newest);
	free(l);
	en->late = NULL;
}

bool
late_put(struct act *c, const void *before, const void *after)
{
	struct late *l = c->engine->late;
	int64_t id = row_head(after)->id;
	uint32_t *slot;
	struct entry *x;

	/* One act brings a handful; the room beyond LATE_MOST is for them. */
	if (l->n == l->room) {
		l->room *= 2;
		l->v = mem_resize(l->v, l->room * sizeof *l->v);
	}
	if (l->n + 1 >= l->slots / 2) {
		l->slots *= 2;
		l->newest = mem_resize(l->newest, l->slots * sizeof *l->newest);
		memset(l->newest, 0xff, l->slots * sizeof *l->newest);
		for (uint32_t i = 0; i < l->n; i++)
			*slot_of(l, l->v[i].id) = i;
	}
	slot = slot_of(l, id);
	x = &l->v[l->n];
	x->flow = c->flow;
	x->id = id;
	x->earlier = *slot;
	x->last = true;
	x->before = NULL;
	if (x->earlier == NOTHING)
		x->before = before != NULL ? row_copy(l->arena, c->flow, before) : NULL;
	else
		l->v[x->earlier].last = false;
	x->after = row_copy(l->arena, c->flow, after);
	*slot = l->n++;
	return true;
}

uint32_t
late_mark(const struct engine *en)
{
	return en->late != NULL ? en->late->n : 0;
}

/* What came after MARK is rolled back.  Only the newest are dropped, so that the table of slots stays sound. */
void
late_forget(struct engine *en, uint32_t mark)
{
	struct late *l = en->late;

	if (l == NULL || l->n <= mark)
		return;
	for (uint32_t i = mark; i < l->n; i++)
		if (l->v[i].earlier != NOTHING && l->v[i].earlier < mark)
			l->v[l->v[i].earlier].last = true;
	l->n = mark;
	memset(l->newest, 0xff, l->slots * sizeof *l->newest);
	for (uint32_t i = 0; i < l->n; i++)
		*slot_of(l, l->v[i].id) = i;
}

bool
late_flush(struct engine *en, struct err *e)
{
	struct late *l = en->late;
	struct arena *a = arena_new();
	bool ok = true;

	en->figures = figure_moves_new();
	db_enter_action(en->db);
	/* The index last and in one go: a statement on another table makes FTS5 put down what it has gathered. */
	for (uint32_t k = 0; ok && k < 2 * l->n; k++) {
		struct entry *x = &l->v[k % l->n], *first = x;
		struct act c;

		if (k == l->n && !(ok = figure_moves_write(en->db, en->figures)))
			break;
		if (!x->last)
			continue;
		while (first->earlier != NOTHING)
			first = &l->v[first->earlier];
		act_context(&c, en, a, x->flow, NULL, x->after, e);
		ok = k < l->n ? books_rest(&c, first->before, x->after) : books_search(&c, first->before, x->after);
		arena_reset(a);
	}
	db_leave_action(en->db);
	figure_moves_free(en->figures);
	en->figures = NULL;
	arena_free(a);
	forget_all(l);
	return ok;
}

bool
late_due(const struct engine *en)
{
	return en->late != NULL && en->late->n >= LATE_MOST;
}
