/*
 * books.c: what a flow answers about a row becomes entries in the books and the search index.
 *
 * Knows: the flow's clocks(), waits(), tally(), text().  Must not know: their meaning.
 */
#include <string.h>

#include "engine/private.h"

size_t
books_clocks(struct act *c, const void *row, struct clock_row out[FLOW_MAX_CLOCKS])
{
	size_t n;

	if (c->flow->clocks == NULL)
		return 0;
	memset(out, 0, FLOW_MAX_CLOCKS * sizeof out[0]);
	for (size_t i = 0; i < FLOW_MAX_CLOCKS; i++) {
		out[i].start = out[i].due = out[i].stopped = DAY_NONE;
		out[i].basis = "";
	}
	n = c->flow->clocks(c, row, out);
	for (size_t i = 0; i < n; i++) {
		if (out[i].unit == CLOCK_WORKDAYS)
			out[i].due = calendar_add_workdays(c->cal, out[i].start, out[i].n + out[i].extension);
		else if (out[i].unit == CLOCK_DAYS)
			out[i].due = out[i].start + out[i].n + out[i].extension;
	}
	return n;
}

size_t
books_waits(struct act *c, const void *row, const struct clock_row *clocks, size_t n_clocks,
	struct wait_row out[FLOW_MAX_WAITS])
{
	const struct col *number;
	size_t n;

	if (c->flow->waits == NULL)
		return 0;
	memset(out, 0, FLOW_MAX_WAITS * sizeof out[0]);
	for (size_t i = 0; i < FLOW_MAX_WAITS; i++) {
		out[i].due = DAY_NONE;
		out[i].clock = out[i].action = out[i].text = out[i].calm = out[i].number = out[i].object = "";
	}
	n = c->flow->waits(c, row, out);
	number = c->flow->number_field != NULL ? cols_find(flow_cols(c->flow), c->flow->number_field) : NULL;
	for (size_t i = 0; i < n; i++) {
		struct wait_row *w = &out[i];

		/* Whom it waits for: one agency, one supervisor, the officer who has the case in hand. */
		if (w->role != ROLE_AGENCY)
			w->agency = 0;
		if (w->role != ROLE_SUPERVISOR)
			w->person = 0;
		if (w->role != ROLE_CLERK)
			w->officer = 0;
		if (*w->number == '\0' && number != NULL)
			w->number = col_text(c->arena, number, row);
		if (*w->object == '\0')
			w->object = c->flow->title(c, row);
		for (size_t k = 0; w->due == DAY_NONE && *w->clock != '\0' && k < n_clocks; k++)
			if (strcmp(clocks[k].kind, w->clock) == 0)
				w->due = clocks[k].due;
	}
	return n;
}

bool
books_tally(const struct flow *f, const void *row, struct tally_key *out)
{
	if (f->tally == NULL || row == NULL)
		return false;
	memset(out, 0, sizeof *out);
	out->flow = f->name;
	out->state = f->states[row_head(row)->state].key;
	f->tally(row, out);
	return true;
}

const struct col *
filter_column(const struct flow *f, const char *sql)
{
	const char *dot = strchr(sql, '.'), *end;
	char name[64];

	if (dot == NULL)
		return NULL;
	end = dot + strcspn(dot, " (");
	if ((strcmp(end, " = :v") != 0 && strcmp(end, " IS :v") != 0) || (size_t)(end - dot) > sizeof name)
		return NULL;
	memcpy(name, dot + 1, (size_t)(end - dot - 1));
	name[end - dot - 1] = '\0';
	for (size_t i = 0; i < f->lists[0].n_filters; i++)
		if (strcmp(f->lists[0].filters[i].sql, sql) == 0) {
			const struct col *col = cols_find(flow_cols(f), name);

			return col != NULL && (col->type == COL_REF || col->type == COL_WORD) ? col : NULL;
		}
	return NULL;
}

/* The state, and what the flow's lists are filtered by, so that a search within a filter is one look into the index. */
static const char *
value_scopes(struct act *c, const void *row, const char *scope)
{
	const struct flow *f = c->flow;

	scope = arena_printf(c->arena, "%s %s", scope,
		search_scope_value(c->arena, f->name, "state", f->states[row_head(row)->state].key));
	for (size_t i = 0; i < f->lists[0].n_filters; i++) {
		const struct col *col = filter_column(f, f->lists[0].filters[i].sql);
		const char *value = col != NULL ? col_text(c->arena, col, row) : "";

		if (*value != '\0')
			scope = arena_printf(c->arena, "%s %s", scope, search_scope_value(c->arena, f->name, col->name, value));
	}
	return scope;
}

bool
books_text(struct act *c, const void *row, struct search_text *out)
{
	if (c->flow->text == NULL || row == NULL)
		return false;
	out->body = out->initials = out->scope = "";
	c->flow->text(c, row, out);
	out->scope = value_scopes(c, row, out->scope);
	return true;
}

bool
books_search_all(struct engine *en, struct err *e)
{
	struct arena *a = arena_new();
	int64_t ids[500], after;
	size_t n;

	for (size_t i = 0; flows[i] != NULL && !db_failed(en->db); i++)
		for (after = 0; flows[i]->text != NULL && (n = record_ids(en->db, flows[i]->table, after, N_OF(ids), ids)) > 0;
			after = ids[n - 1])
			for (size_t k = 0; k < n; k++) {
				void *row = row_load(en, a, flows[i], ids[k]);
				struct act c;

				act_context(&c, en, a, flows[i], NULL, row, e);
				if (row != NULL)
					books_search(&c, NULL, row);
				arena_reset(a);
			}
	arena_free(a);
	return !db_failed(en->db);
}

bool
books_put(struct act *c, const void *before, const void *after)
{
	return c->engine->late != NULL ? late_put(c, before, after) : books_now(c, before, after);
}

bool
books_now(struct act *c, const void *before, const void *after)
{
	return books_rest(c, before, after) && books_search(c, before, after);
}

bool
books_search(struct act *c, const void *before, const void *after)
{
	struct search_text old_text, new_text;
	int64_t id = row_head(after)->id;
	bool had_text = books_text(c, before, &old_text), has_text = books_text(c, after, &new_text);

	return (!had_text && !has_text) ||
		search_put(c->db, id, had_text ? &old_text : NULL, has_text ? &new_text : NULL);
}

/* What the deadline did: kept, run over, or still running. */
static const char *
clock_value(const struct clock_row *k)
{
	return k->stopped == DAY_NONE ? "open" : k->stopped <= k->due ? "in" : "late";
}

/* A record that has several words of a set is counted once under each. */
static size_t
set_figures(struct arena *a, struct figure_key k, struct figure_key out[FLOW_MAX_FIGURES], size_t n)
{
	const char *at = k.value;

	do {
		size_t len = strcspn(at, ",");

		k.value = arena_strndup(a, at, len);
		if (n < FLOW_MAX_FIGURES)
			out[n++] = k;
		at += len + (at[len] == ',');
	} while (*at != '\0');
	return n;
}

size_t
books_figures(struct arena *a, const struct flow *f, const void *row, const struct clock_row *clocks, size_t n_clocks,
	struct figure_key out[FLOW_MAX_FIGURES])
{
	struct figure_key k = { .flow = f->name, .field = "state" };
	struct tally_key key;
	size_t n = 0;

	if (f->counted == NULL || !books_tally(f, row, &key))
		return 0;
	k.agency = key.agency;
	k.month = key.month;
	k.value = key.state;
	out[n++] = k;
	for (size_t i = 0; f->counted[i] != NULL; i++) {
		const struct col *c = cols_find(flow_cols(f), f->counted[i]);

		k.field = f->counted[i];
		k.value = col_text(a, c, row);
		if (c->type == COL_SET)
			n = set_figures(a, k, out, n);
		else if (n < FLOW_MAX_FIGURES)
			out[n++] = k;
	}
	for (size_t i = 0; i < n_clocks && n < FLOW_MAX_FIGURES; i++) {
		k.field = arena_printf(a, "clock.%s", clocks[i].kind);
		k.value = clock_value(&clocks[i]);
		out[n++] = k;
	}
	return n;
}

static bool
same_figure(const struct figure_key *x, const struct figure_key *y)
{
	return x->agency == y->agency && x->month == y->month && strcmp(x->field, y->field) == 0 && strcmp(x->value, y->value) == 0;
}

static bool
has_figure(const struct figure_key *v, size_t n, const struct figure_key *k)
{
	for (size_t i = 0; i < n; i++)
		if (same_figure(&v[i], k))
			return true;
	return false;
}

/* At once, or with those of the other records of a bulk. */
static bool
move_figure(struct act *c, const struct figure_key *k, int by)
{
	if (c->engine->figures == NULL)
		return figure_move(c->db, k, by);
	figure_moves_add(c->engine->figures, k, by);
	return true;
}

/*
 * Figures of deadlines are told from the book of deadlines, before and after: a stopped one keeps the due date that
 * it was judged by, whatever the row would make of it today.
 */
static bool
move_figures(struct act *c, const struct figure_key *old, size_t n_old, const void *after)
{
	struct figure_key now[FLOW_MAX_FIGURES];
	struct clock_row *clocks;
	size_t n_clocks = clock_of(c->db, c->arena, row_head(after)->id, &clocks);
	size_t n = books_figures(c->arena, c->flow, after, clocks, n_clocks, now);
	bool ok = !db_failed(c->db);

	for (size_t i = 0; ok && i < n_old; i++)
		ok = has_figure(now, n, &old[i]) || move_figure(c, &old[i], -1);
	for (size_t i = 0; ok && i < n; i++)
		ok = has_figure(old, n_old, &now[i]) || move_figure(c, &now[i], 1);
	return ok;
}

bool
books_rest(struct act *c, const void *before, const void *after)
{
	struct clock_row clocks[FLOW_MAX_CLOCKS];
	struct wait_row waits[FLOW_MAX_WAITS];
	struct tally_key old_key, new_key;
	int64_t id = row_head(after)->id;
	size_t n_clocks = books_clocks(c, after, clocks);
	size_t n_waits = books_waits(c, after, clocks, n_clocks, waits);
	bool had_key = books_tally(c->flow, before, &old_key), has_key = books_tally(c->flow, after, &new_key);
	struct figure_key old[FLOW_MAX_FIGURES];
	struct clock_row *stood;
	size_t n_old = 0;

	if (c->flow->counted != NULL && before != NULL) {
		size_t n_stood = clock_of(c->db, c->arena, id, &stood);

		n_old = books_figures(c->arena, c->flow, before, stood, n_stood, old);
	}
	return clock_put(c->db, c->cal, c->flow->name, id, clocks, n_clocks) &&
		wait_put(c->db, c->flow->name, id, waits, n_waits) &&
		((!had_key && !has_key) ||
			tally_move(c->db, had_key ? &old_key : NULL, has_key ? &new_key : NULL)) &&
		(c->flow->counted == NULL || move_figures(c, old, n_old, after));
}
