/*
 * bound.c: a file or a paper is seen by those outside the bureau only as long as they see what it belongs to.
 *
 * Knows: flows' scopes.  Must not know: what belongs to what, and why.
 *
 * A paper made before its opinion was served, a file of a case that was another agency's meanwhile: the row says whom
 * they were meant for, the record says whether it has come to that.
 */
#include "engine/private.h"

static bool
is_bound(const struct actor *who, const struct flow *f)
{
	return f->bound != NULL && !(who->roles & (ROLE_BUREAU | ROLE_PROGRAM));
}

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

	if (!is_bound(who, f))
		return NULL;
	for (const struct bound *b = f->bound; b->flow != NULL; b++) {
		const struct flow *other = flow_find(b->flow);
		const char *scopes = scopes_of(a, who, other);

		/* A role that sees none of the other flow sees nothing that belongs to one of it. */
		all = arena_printf(a, "%s%s((%s) IS NULL", all != NULL ? all : "", all != NULL ? " AND " : "", b->record);
		all = scopes == NULL ? arena_printf(a, "%s)", all) : arena_printf(a, "%s OR EXISTS (SELECT 1 FROM %s WHERE %s = (%s) AND (%s)))",
			all, other->lists[0].from, other->lists[0].id, b->record, scopes);
	}
	return all;
}

bool
row_bound(const struct engine *en, const struct actor *who, const struct flow *f, const void *row)
{
	struct arena *a;
	bool seen;

	if (!is_bound(who, f))
		return true;
	a = arena_new();
	seen = row_meets(en, who, f, row, bound_where(a, who, f));
	arena_free(a);
	return seen;
}
