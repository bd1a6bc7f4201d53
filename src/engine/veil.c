/*
 * veil.c: what the agency concerned is told of a matter: less than the record, and the same in every answer.
 *
 * Knows: FIELD_KEPT, a flow's veils, and that a liaison may be a supervisor too. Must not know: what is kept, and why.
 *
 * One who is there for an agency and not of the bureau reads the row without what is kept from the agency. What the
 * same person sees as a supervisor, because it is his own, he has whole.
 */
#include <ctype.h>
#include <string.h>

#include "engine/private.h"

static bool
outsider(const struct engine *en)
{
	return en->program_depth == 0 && (en->actor.roles & ROLE_AGENCY) != 0 && (en->actor.roles & ROLE_BUREAU) == 0;
}

bool
keeps_from(const struct engine *en, const struct flow *f)
{
	if (outsider(en) && f->veils != NULL)
		return true;
	for (size_t i = 0; outsider(en) && i < f->n_fields; i++)
		if (f->fields[i].flags & FIELD_KEPT)
			return true;
	return false;
}

/* The condition under which a row is the actor's own as a supervisor; NULL when he is none here. */
static const char *
own_where(const struct engine *en, const struct flow *f)
{
	for (size_t i = 0; i < f->n_scopes; i++)
		if (f->scopes[i].role == ROLE_SUPERVISOR && (en->actor.roles & ROLE_SUPERVISOR))
			return f->scopes[i].where;
	return NULL;
}

bool
row_kept(const struct engine *en, const struct flow *f, const void *row)
{
	struct actor as_supervisor = en->actor;

	if (!keeps_from(en, f))
		return false;
	as_supervisor.roles &= ROLE_SUPERVISOR;
	return as_supervisor.roles == 0 || !actor_sees(en, &as_supervisor, f, row);
}

/* What stands for COLUMN (N bytes) of the row when it is the agency's: "" the column itself. */
static const char *
veiled(const struct flow *f, const char *column, size_t n)
{
	for (const struct veil *v = f->veils; v != NULL && v->column != NULL; v++)
		if (strlen(v->column) == n && memcmp(v->column, column, n) == 0)
			return v->sql;
	for (size_t i = 0; i < f->n_fields; i++)
		if ((f->fields[i].flags & FIELD_KEPT) && strlen(f->fields[i].col.name) == n &&
			memcmp(f->fields[i].col.name, column, n) == 0)
			return "NULL";
	return "";
}

static size_t
word_at(const char *s)
{
	size_t n = 0;

	while (isalnum((unsigned char)s[n]) || s[n] == '_')
		n++;
	return n;
}

/* Columns stand in fragments behind their table's letters: "r.person". */
const char *
sql_open(const struct engine *en, struct arena *a, const struct flow *f, const char *sql)
{
	const char *dot = strchr(f->lists[0].id, '.'), *own, *out;
	size_t table = dot != NULL ? (size_t)(dot - f->lists[0].id) : 0;
	struct buf b = BUF_INIT;

	if (sql == NULL || table == 0 || !keeps_from(en, f))
		return sql;
	own = own_where(en, f);
	for (const char *p = sql; *p != '\0';) {
		size_t n = word_at(p), m;
		const char *instead;

		if (n == 0) {
			buf_addc(&b, *p++);
			continue;
		}
		m = n == table && memcmp(p, f->lists[0].id, n) == 0 && p[n] == '.' && (p == sql || p[-1] != ':') ? word_at(p + n + 1) : 0;
		instead = m > 0 ? veiled(f, p + n + 1, m) : "";
		if (*instead == '\0')
			buf_add(&b, p, n);
		else if (own == NULL)
			buf_printf(&b, "(%s)", instead);
		else
			buf_printf(&b, "(CASE WHEN %s THEN %.*s ELSE %s END)", own, (int)(n + 1 + m), p, instead);
		p += *instead == '\0' ? n : n + 1 + m;
	}
	out = arena_strdup(a, buf_str(&b));
	buf_free(&b);
	return out;
}

bool
sql_kept(const struct engine *en, const struct flow *f, const char *sql)
{
	struct arena *a;
	bool kept;

	/* A supervisor sifts his own by it: the fragment reads nothing of the others'. */
	if (!keeps_from(en, f) || own_where(en, f) != NULL)
		return false;
	a = arena_new();
	kept = strstr(sql_open(en, a, f, sql), "(NULL)") != NULL;
	arena_free(a);
	return kept;
}

static bool
is_told(const struct flow *f, const char *kind)
{
	if (f->told_clocks == NULL)
		return true;
	for (size_t i = 0; f->told_clocks[i] != NULL; i++)
		if (strcmp(f->told_clocks[i], kind) == 0)
			return true;
	return false;
}

bool
filter_kept(const struct engine *en, const struct flow *f, const struct list_filter *lf)
{
	return sql_kept(en, f, lf->sql) || (keeps_from(en, f) && strncmp(lf->name, CLOCK_NAME, strlen(CLOCK_NAME)) == 0 &&
		!is_told(f, lf->name + strlen(CLOCK_NAME)));
}

const char *
own_or(const struct engine *en, struct arena *a, const struct flow *f, const char *cond)
{
	const char *own = own_where(en, f);

	return own != NULL ? arena_printf(a, "(%s) OR %s", own, cond) : cond;
}

void
row_open(const struct engine *en, const struct flow *f, void *row)
{
	if (!row_kept(en, f, row))
		return;
	if (f->veil != NULL)
		f->veil(row);
	for (size_t i = 0; i < f->n_fields; i++)
		if (f->fields[i].flags & FIELD_KEPT)
			col_clear(&f->fields[i].col, row);
}

/* Does the act speak of what is kept? */
static bool
act_kept(const struct flow *f, const char *action)
{
	const struct action *ac = action_find(f, action);

	for (size_t i = 0; ac != NULL && i < ac->n_fields; i++) {
		const struct field *x = field_find(f->fields, f->n_fields, ac->fields[i].col.name);

		if ((ac->fields[i].flags & FIELD_KEPT) || (x != NULL && (x->flags & FIELD_KEPT)))
			return true;
	}
	return false;
}

size_t
open_timeline(struct engine *en, struct arena *a, const struct flow *f, int64_t id, int64_t below, size_t max,
	struct trail_entry **out)
{
	struct trail_entry *page, *kept = NULL;
	size_t n = 0, room = 0, got;

	do {
		got = trail_of(en->db, a, id, below, 100, &page);
		for (size_t i = 0; i < got && n < max; i++) {
			below = page[i].seq;
			if (act_kept(f, page[i].action))
				continue;
			if (n == room) {
				struct trail_entry *more = arena_alloc(a, (room = room != 0 ? room * 2 : 16) * sizeof *more);

				if (n > 0)
					memcpy(more, kept, n * sizeof *kept);
				kept = more;
			}
			kept[n] = page[i];
			kept[n++].change = "{}";
		}
	} while (got == 100 && n < max);
	*out = kept;
	return n;
}

/* Counted from what is told, so that a stopped period tells nothing that the row does not. */
static size_t
open_clocks(struct engine *en, struct arena *a, const struct flow *f, const void *row, struct clock_row **out)
{
	struct clock_row all[FLOW_MAX_CLOCKS];
	struct err e = { 0 };
	struct act c;
	size_t n_all, n = 0;

	act_context(&c, en, a, f, NULL, NULL, &e);
	n_all = books_clocks(&c, row, all);
	*out = arena_alloc(a, FLOW_MAX_CLOCKS * sizeof **out);
	for (size_t i = 0; i < n_all; i++)
		if (is_told(f, all[i].kind))
			(*out)[n++] = all[i];
	return n;
}

size_t
record_clocks(struct engine *en, struct arena *a, const struct flow *f, int64_t id, struct clock_row **out, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	void *row = id != 0 ? row_load(en, a, f, id) : NULL;
	size_t n = 0;

	*out = NULL;
	if (row == NULL || !actor_sees(en, &en->actor, f, row)) {
		/* Not there. */
	} else if (row_kept(en, f, row)) {
		row_open(en, f, row);
		n = open_clocks(en, a, f, row, out);
	} else {
		n = clock_of(en->db, a, id, out);
	}
	db_errors(en->db, old);
	return n;
}

size_t
record_waits(struct engine *en, struct arena *a, const struct flow *f, int64_t id, struct wait_row **out, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	void *row = id != 0 ? row_load(en, a, f, id) : NULL;
	size_t n = 0, kept = 0;

	*out = NULL;
	if (row != NULL && actor_sees(en, &en->actor, f, row)) {
		n = wait_of(en->db, a, id, out);
		for (size_t i = 0; row_kept(en, f, row) && i < n; i++)
			if ((*out)[i].role == ROLE_AGENCY)
				(*out)[kept++] = (*out)[i];
		n = row_kept(en, f, row) ? kept : n;
	}
	db_errors(en->db, old);
	return n;
}
