/*
 * away.c: keeping away (回避): the matters of an agency that an officer has to do with are out of the officer's sight.
 *
 * Knows: which agencies the actor must keep away from, and that a flow says whose matter a record is.
 * Must not know: why (flow/conflict), what a matter is.
 *
 * The record of keeping away itself stays in sight: who is barred sees by what, and whoever hands over sees to whom not.
 */
#include <string.h>

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

bool
row_away(const struct engine *en, const struct actor *who, const struct flow *f, const void *row)
{
	struct arena *a;
	bool away;

	if (who->n_away == 0 || f->away == NULL)
		return false;
	a = arena_new();
	/* What cannot be asked is not shown. */
	away = row_meets(en, who, f, row, arena_printf(a, "coalesce(%s, 0) IN (SELECT value FROM json_each(:scope_away))", f->away)) ||
		db_failed(en->db);
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
