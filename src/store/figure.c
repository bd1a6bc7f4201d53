/*
 * figure.c: the book of figures, moved with each act, summed without reading a record.
 *
 * Knows: the table figure.  Must not know: what a field or a value means.
 */
#include "store/figure.h"

static void
bind(struct stmt *s, const struct figure_key *k)
{
	db_bind_text(s, ":flow", k->flow);
	db_bind_text(s, ":field", k->field);
	db_bind_int(s, ":month", k->month);
	db_bind_int(s, ":agency", k->agency);
	db_bind_text(s, ":value", k->value);
}

#define THIS "flow = :flow AND field = :field AND month = :month AND agency = :agency AND value = :value"

bool
figure_move(struct db *db, const struct figure_key *k, int by)
{
	struct stmt *s;
	bool there = false;

	if (by > 0) {
		s = db_prepare(db,
			"INSERT INTO figure(flow, field, month, agency, value, count) "
			"VALUES (:flow, :field, :month, :agency, :value, 1) ON CONFLICT DO UPDATE SET count = count + 1");
		bind(s, k);
		return db_run(s);
	}
	/* The last one takes its row along: no figure of nothing is kept. */
	s = db_prepare(db, "UPDATE figure SET count = count - 1 WHERE " THIS " AND count > 1 RETURNING count");
	bind(s, k);
	while (db_step(s))
		there = true;
	if (there || db_failed(db))
		return !db_failed(db);
	s = db_prepare(db, "DELETE FROM figure WHERE " THIS " RETURNING count");
	bind(s, k);
	while (db_step(s))
		there = true;
	if (!there && !db_failed(db))
		db_fail(db, "figure: no %s %s %s %lld %d to take away", k->flow, k->field, k->value, (long long)k->agency, k->month);
	return there && !db_failed(db);
}

#define ASKED \
	"FROM figure WHERE flow = :flow AND field = :field AND month BETWEEN :from AND :to " \
	"AND (:agency = 0 OR agency = :agency) AND (:value IS NULL OR value = :value) " \
	"AND (:but IS NULL OR agency NOT IN (SELECT value FROM json_each(:but))) "

static const char *const sums[] = {
	[FIGURE_BY_VALUE] = "SELECT value, 0, sum(count) " ASKED "GROUP BY value ORDER BY 3 DESC, 1",
	[FIGURE_BY_AGENCY] = "SELECT '', agency, sum(count) " ASKED "GROUP BY agency ORDER BY 3 DESC, 2",
	[FIGURE_BY_MONTH] = "SELECT '', month, sum(count) " ASKED "GROUP BY month ORDER BY 2",
	[FIGURE_BY_QUARTER] = "SELECT '', month / 3, sum(count) " ASKED "GROUP BY month / 3 ORDER BY 2",
	[FIGURE_BY_YEAR] = "SELECT '', month / 12, sum(count) " ASKED "GROUP BY month / 12 ORDER BY 2",
};

size_t
figure_sums(struct db *db, struct arena *a, const struct figure_ask *q, enum figure_by by, struct figure_sum **out)
{
	struct stmt *s = db_prepare(db, sums[by]);
	size_t n = 0, cap = 64;

	db_bind_text(s, ":flow", q->flow);
	db_bind_text(s, ":field", q->field);
	db_bind_int(s, ":from", q->from);
	db_bind_int(s, ":to", q->to);
	db_bind_int(s, ":agency", q->agency);
	if (q->value != NULL)
		db_bind_text(s, ":value", q->value);
	if (q->but != NULL)
		db_bind_text(s, ":but", q->but);
	*out = arena_alloc(a, cap * sizeof **out);
	while (db_step(s)) {
		if (n == cap) {
			struct figure_sum *more = arena_alloc(a, 2 * cap * sizeof *more);

			for (size_t i = 0; i < n; i++)
				more[i] = (*out)[i];
			*out = more;
			cap *= 2;
		}
		(*out)[n++] = (struct figure_sum){ arena_strdup(a, db_text(s, 0)), db_int(s, 1), db_int(s, 2) };
	}
	return n;
}

bool
figure_each(struct db *db, const char *flow, bool (*fn)(void *ctx, const struct figure_key *k, int64_t n), void *ctx)
{
	struct stmt *s = db_prepare(db, "SELECT field, value, agency, month, count FROM figure WHERE flow = :flow");
	struct figure_key k = { .flow = flow };

	db_bind_text(s, ":flow", flow);
	while (db_step(s)) {
		k.field = db_text(s, 0);
		k.value = db_text(s, 1);
		k.agency = db_int(s, 2);
		k.month = (int)db_int(s, 3);
		if (!fn(ctx, &k, db_int(s, 4))) {
			db_done(s);
			return false;
		}
	}
	return !db_failed(db);
}

int64_t
figure_total(struct db *db)
{
	return db_value(db, "SELECT coalesce(sum(count), 0) FROM figure", 0);
}
