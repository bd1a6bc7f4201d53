/*
 * away.c: keeping away (回避): the matters of an agency that an officer has to do with are out of the officer's sight.
 *
 * Knows: which agencies the actor must keep away from, and that a flow says whose matter a record is.
 * Must not know: why (flow/conflict), what a matter is.
 *
 * The record of keeping away itself stays in sight: who is barred sees by what, and whoever hands over sees to whom not.
 */
#include <string.h>

#include "store/query.h"
#include "flow/conflict.h"
#include "engine/private.h"

void
actor_away(struct engine *en)
{
	struct arena *a = arena_new();
	int64_t *ids;
	size_t n = en->actor.roles & ROLE_BUREAU ? conflict_agencies(en->db, a, en->actor.account, en->today, &ids) : 0;

	/* The old list stays where it is: the actor may have been copied. */
	if (n != en->actor.n_away || (n > 0 && memcmp(ids, en->actor.away, n * sizeof *ids) != 0)) {
		int64_t *kept = n > 0 ? arena_alloc(en->arena, n * sizeof *kept) : NULL;

		if (n > 0)
			memcpy(kept, ids, n * sizeof *kept);
		en->actor.away = kept;
		en->actor.n_away = n;
	}
	arena_free(a);
}

/* Asked of the file, by the same fragment as the lists: a paper or a file stored with a record has no agency of its own to look at. */
bool
row_away(const struct engine *en, const struct actor *who, const struct flow *f, const void *row)
{
	struct arena *a;
	struct query q;
	struct stmt *s;
	bool away;
	int v;

	if (who->n_away == 0 || f->away == NULL)
		return false;
	a = arena_new();
	query_init(&q, a, f->lists[0].from);
	query_col(&q, "1");
	v = query_where(&q, arena_printf(a, "%s = :v", f->lists[0].id));
	query_where(&q, arena_printf(a, "coalesce(%s, 0) IN (SELECT value FROM json_each(:scope_away))", f->away));
	query_scope(&q, "1");
	s = query_prepare(&q, en->db);
	query_bind_int(s, v, ((const struct record *)row)->id);
	db_bind_text(s, ":scope_away", away_text(who, a));
	db_bind_int(s, ":limit", 1);
	/* What cannot be asked is not shown. */
	away = db_step(s) || db_failed(en->db);
	db_done(s);
	arena_free(a);
	return away;
}

/* "[12,34]": how the ids go into a statement, which takes them apart with json_each. */
const char *
away_text(const struct actor *who, struct arena *a)
{
	const char *all = "";

	for (size_t i = 0; i < who->n_away; i++)
		all = arena_printf(a, "%s%s%lld", all, i > 0 ? "," : "", (long long)who->away[i]);
	return arena_printf(a, "[%s]", all);
}

const char *
away_waits(const struct engine *en, struct arena *a)
{
	const char *cond = "";

	for (size_t i = 0; en->actor.n_away > 0 && flows[i] != NULL; i++)
		if (flows[i]->away != NULL && flows[i]->waits != NULL)
			cond = arena_printf(a, "%sAND NOT EXISTS (SELECT 1 FROM %s WHERE %s = w.record AND "
				"%s IN (SELECT value FROM json_each(:away))) ", cond, flows[i]->lists[0].from, flows[i]->lists[0].id, flows[i]->away);
	return cond;
}
