/*
 * named.c: where a person's name still stands when the records about the person are emptied.
 *
 * Knows: every flow's fields, the words of the trail.  Must not know: what an erasure is.
 *
 * Every record is read: it is done some times a year, and an index of words holds not all that is written.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "engine/private.h"

#define SAID_MOST 40

struct looking {
	struct act *a;
	const char *name;
	const int64_t *ids;     /* emptied, ascending */
	size_t n_ids;
	int64_t *found;
	size_t n, room;
	const char *said;
};

static int
by_number(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

	return a < b ? -1 : a > b;
}

static bool
has(const int64_t *v, size_t n, int64_t id)
{
	return n > 0 && bsearch(&id, v, n, sizeof id, by_number) != NULL;
}

static void
tell(struct looking *l, const struct flow *f, const void *row)
{
	struct engine *en = l->a->engine;
	struct arena *a = l->a->arena;
	const char *number = row_number(en, a, f, row);

	if (l->n == l->room) {
		int64_t *more = arena_alloc(a, (l->room = l->room * 2 + 32) * sizeof *more);

		if (l->n > 0)
			memcpy(more, l->found, l->n * sizeof *more);
		l->found = more;
	}
	l->found[l->n++] = row_head(row)->id;
	/* Its number, not its title: that may be the very name. */
	if (l->n <= SAID_MOST)
		l->said = arena_printf(a, "%s%s%s %s", l->said, l->n > 1 ? "、" : "", _(f->label),
			number != NULL && *number != '\0' && strstr(number, l->name) == NULL ? number :
											      arena_printf(a, "%lld", (long long)row_head(row)->id));
}

/* Does ROW keep the name in a field that stays? */
static bool
names(const struct looking *l, const struct flow *f, const void *row)
{
	bool emptied = has(l->ids, l->n_ids, row_head(row)->id);

	for (size_t i = 0; i < f->n_fields; i++) {
		const struct field *x = &f->fields[i];

		if (x->col.type != COL_TEXT || (emptied && (x->flags & (FIELD_PERSONAL | FIELD_SENSITIVE))))
			continue;
		if (strstr(*(const char *const *)(const void *)((const char *)row + x->col.offset), l->name) != NULL)
			return true;
	}
	return false;
}

static void
look_through(struct looking *l, const struct flow *f)
{
	struct engine *en = l->a->engine;
	struct arena *page = arena_new();
	int64_t ids[500];
	size_t n;

	for (int64_t after = 0; (n = record_ids(en->db, f->table, after, N_OF(ids), ids)) > 0; after = ids[n - 1])
		for (size_t i = 0; i < n; i++) {
			void *row = row_load(en, page, f, ids[i]);

			if (row != NULL && names(l, f, row))
				tell(l, f, row);
			arena_reset(page);
		}
	arena_free(page);
}

/* Words of the trail about records that are not emptied. */
static void
look_through_trail(struct looking *l)
{
	struct engine *en = l->a->engine;
	struct stmt *s = db_prepare(en->db,
		"SELECT DISTINCT t.record, t.flow FROM change c JOIN trail t ON t.seq = c.seq "
		"WHERE t.record <> 0 AND (instr(c.note, :name) > 0 OR instr(c.change, :name) > 0) ORDER BY t.record");
	size_t n_fields = l->n;

	if (n_fields > 0)
		qsort(l->found, n_fields, sizeof *l->found, by_number);
	db_bind_text(s, ":name", l->name);
	while (db_step(s)) {
		const struct flow *f = flow_find(db_text(s, 1));
		int64_t id = db_int(s, 0);
		void *row;

		if (f != NULL && !has(l->ids, l->n_ids, id) && !has(l->found, n_fields, id) &&
			(row = row_load(en, l->a->arena, f, id)) != NULL)
			tell(l, f, row);
	}
	db_done(s);
}

const char *
act_still_named(struct act *a, const char *name, const int64_t *ids, size_t n, size_t *left)
{
	int64_t *sorted = arena_alloc(a->arena, (n + 1) * sizeof *sorted);
	struct looking l = { .a = a, .name = name, .ids = sorted, .n_ids = n, .said = "" };

	*left = 0;
	if (*name == '\0')
		return "";
	memcpy(sorted, ids, n * sizeof *sorted);
	qsort(sorted, n, sizeof *sorted, by_number);
	for (size_t i = 0; flows[i] != NULL; i++)
		if (flows[i]->n_actions > 0)
			look_through(&l, flows[i]);
	look_through_trail(&l);
	*left = l.n;
	return l.n > SAID_MOST ? arena_printf(a->arena, "%s…", l.said) : l.said;
}
