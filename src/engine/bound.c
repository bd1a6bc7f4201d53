/*
 * bound.c: a file or a paper is seen by those outside the bureau only as long as they see what it belongs to.
 *
 * Knows: flows' scopes.  Must not know: what belongs to what, and why.
 *
 * A paper made before its opinion was served, a file of a case that was another agency's meanwhile: the row says whom
 * they were meant for, the record says whether it has come to that.
 */
#include <string.h>

#include "store/query.h"
#include "engine/private.h"

/* The scopes of the roles WHO has on F, joined; NULL none. */
static const char *
scopes_of(struct arena *a, const struct actor *who, const struct flow *f)
{
	const char *all = NULL;

	for (size_t i = 0; i < f->n_scopes; i++)
		if (f->scopes[i].role & who->roles)
			all = arena_printf(a, "%s%s(%s)", all != NULL ? all : "", all != NULL ? " OR " : "", f->scopes[i].where);
	return all;
}

const char *
bound_where(struct arena *a, const struct actor *who, const struct flow *f)
{
	const char *all = NULL;

	if (f->bound == NULL || (who->roles & (ROLE_BUREAU | ROLE_PROGRAM)))
		return NULL;
	for (const struct bound *b = f->bound; b->flow != NULL; b++) {
		const struct flow *other = flow_find(b->flow);

		/* A role that sees none of the other flow sees nothing that belongs to one of it. */
		all = arena_printf(a, "%s%s((%s) IS NULL", all != NULL ? all : "", all != NULL ? " AND " : "", b->record);
		all = scopes_of(a, who, other) == NULL ? arena_printf(a, "%s)", all) :
			arena_printf(a, "%s OR EXISTS (SELECT 1 FROM %s WHERE %s = (%s) AND (%s)))", all, other->lists[0].from, other->lists[0].id,
				b->record, scopes_of(a, who, other));
	}
	return all;
}

bool
row_bound(const struct engine *en, const struct actor *who, const struct flow *f, const void *row)
{
	struct arena *a;
	struct query q;
	struct stmt *s;
	bool seen;
	int v;

	if (f->bound == NULL || (who->roles & (ROLE_BUREAU | ROLE_PROGRAM)))
		return true;
	a = arena_new();
	query_init(&q, a, f->lists[0].from);
	query_col(&q, "1");
	v = query_where(&q, arena_printf(a, "%s = :v", f->lists[0].id));
	query_where(&q, bound_where(a, who, f));
	query_scope(&q, "1");
	s = query_prepare(&q, en->db);
	query_bind_int(s, v, row_head(row)->id);
	if (db_has_bind(s, ":scope_agency"))
		db_bind_int(s, ":scope_agency", who->agency);
	if (db_has_bind(s, ":scope_person"))
		db_bind_int(s, ":scope_person", who->person);
	db_bind_int(s, ":limit", 1);
	seen = db_step(s);
	db_done(s);
	arena_free(a);
	return seen;
}
