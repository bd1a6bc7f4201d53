/*
 * stats_told.c: an agency's figures, counted from what it is told: the book of figures counts every record of the agency,
 * and letters that have not reached it, or what the bureau made of them, would show in its numbers.
 *
 * Knows: the agency's list, the open row.  Must not know: what a dimension means.
 */
#include <string.h>

#include "engine/private.h"

#define PAGE 500

static void
add(struct told_keys *t, struct arena *a, const struct figure_key *k, size_t n)
{
	if (t->n + n > t->room) {
		size_t room = 2 * t->room > t->n + n ? 2 * t->room : t->n + n + 256;
		struct figure_key *more = arena_alloc(a, room * sizeof *more);

		if (t->n > 0)
			memcpy(more, t->key, t->n * sizeof *more);
		t->key = more;
		t->room = room;
	}
	if (n > 0)
		memcpy(t->key + t->n, k, n * sizeof *k);
	t->n += n;
}

bool
told_figures(struct engine *en, struct arena *a, const struct flow *f, struct told_keys *out, struct err *e)
{
	struct list_query q = { .list = &f->lists[0], .limit = PAGE, .ids_only = true };
	struct list_page page = { .more = true };

	*out = (struct told_keys){ NULL, 0, 0 };
	while (page.more) {
		if (!list_fetch(en, a, &q, &page, e))
			return false;
		for (size_t i = 0; i < page.n; i++) {
			struct figure_key some[FLOW_MAX_FIGURES];
			struct clock_row *clocks;
			size_t n = record_clocks(en, a, f, page.rows[i].id, &clocks, e);
			void *row = record_get(en, a, f, page.rows[i].id, e);

			if (row == NULL)
				return false;
			add(out, a, some, books_figures(a, f, row, clocks, n, some));
		}
		if (page.n > 0) {
			q.after_key = page.rows[page.n - 1].key;
			q.after_id = page.rows[page.n - 1].id;
		}
	}
	return true;
}

static int64_t
key_of(const struct figure_key *k, enum figure_by by)
{
	return by == FIGURE_BY_AGENCY ? k->agency : by == FIGURE_BY_MONTH ? k->month : 0;
}

static bool
before(const struct figure_sum *x, const struct figure_sum *y, enum figure_by by)
{
	if (by != FIGURE_BY_MONTH && x->n != y->n)
		return x->n > y->n;
	return by == FIGURE_BY_VALUE ? strcmp(x->value, y->value) < 0 : x->key < y->key;
}

size_t
told_sums(const struct told_keys *t, struct arena *a, const struct figure_ask *q, enum figure_by by, struct figure_sum **out)
{
	size_t n = 0;

	*out = arena_alloc(a, (t->n + 1) * sizeof **out);
	for (size_t i = 0; i < t->n; i++) {
		const struct figure_key *k = &t->key[i];
		const char *value = by == FIGURE_BY_VALUE ? k->value : "";
		size_t at = 0;

		if (strcmp(k->field, q->field) != 0 || k->month < q->from || k->month > q->to ||
			(q->agency != 0 && k->agency != q->agency))
			continue;
		while (at < n && ((*out)[at].key != key_of(k, by) || strcmp((*out)[at].value, value) != 0))
			at++;
		if (at == n)
			(*out)[n++] = (struct figure_sum){ value, key_of(k, by), 0 };
		(*out)[at].n++;
	}
	for (size_t i = 1; i < n; i++)
		for (size_t k = i; k > 0 && before(&(*out)[k], &(*out)[k - 1], by); k--) {
			struct figure_sum swap = (*out)[k];

			(*out)[k] = (*out)[k - 1];
			(*out)[k - 1] = swap;
		}
	return n;
}
