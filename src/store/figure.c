/*
 * figure.c: the book of figures, moved with each act, summed without reading a record.
 *
 * Knows: the table figure.  Must not know: what a field or a value means.
 */
#include "store/figure.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static void
bind(struct stmt *s, const struct figure_key *k, bool all)
{
	db_bind_text(s, ":flow", k->flow);
	db_bind_text(s, ":field", k->field);
	db_bind_int(s, ":agency", all ? FIGURE_ALL : k->agency);
	db_bind_int(s, ":month", k->month);
	db_bind_text(s, ":value", k->value);
}

#define THIS "flow = :flow AND field = :field AND agency = :agency AND month = :month AND value = :value"

/* In the agency's own figures, or in those of ALL. */
static bool
move(struct db *db, const struct figure_key *k, int by, bool all)
{
	struct stmt *s;
	bool there = false;

	if (by > 0) {
		s = db_prepare(db,
			"INSERT INTO figure(flow, field, agency, month, value, count) "
			"VALUES (:flow, :field, :agency, :month, :value, :by) ON CONFLICT DO UPDATE SET count = count + :by");
		bind(s, k, all);
		db_bind_int(s, ":by", by);
		return db_run(s);
	}
	/* The last one takes its row along: no figure of nothing is kept. */
	s = db_prepare(db, "UPDATE figure SET count = count + :by WHERE " THIS " AND count + :by > 0 RETURNING count");
	bind(s, k, all);
	db_bind_int(s, ":by", by);
	while (db_step(s))
		there = true;
	if (there || db_failed(db))
		return !db_failed(db);
	s = db_prepare(db, "DELETE FROM figure WHERE " THIS " AND count + :by = 0 RETURNING count");
	bind(s, k, all);
	db_bind_int(s, ":by", by);
	while (db_step(s))
		there = true;
	if (!there && !db_failed(db))
		db_fail(db, "figure: no %s %s %s %lld %d to take away", k->flow, k->field, k->value, (long long)k->agency, k->month);
	return there && !db_failed(db);
}

bool
figure_move(struct db *db, const struct figure_key *k, int by)
{
	return move(db, k, by, false) && move(db, k, by, true);
}

/* ---- many at once ---- */

struct one_move {
	struct figure_key key; /* its texts are the arena's */
	int by;
	struct one_move *next; /* of the same hash */
};

#define BUCKETS 4096

struct figure_moves {
	struct arena *arena;
	struct one_move *first[BUCKETS];
};

struct figure_moves *
figure_moves_new(void)
{
	struct figure_moves *m = mem_resize(NULL, sizeof *m);

	memset(m, 0, sizeof *m);
	m->arena = arena_new();
	return m;
}

void
figure_moves_free(struct figure_moves *m)
{
	if (m == NULL)
		return;
	arena_free(m->arena);
	free(m);
}

static bool
same(const struct figure_key *x, const struct figure_key *y)
{
	return x->agency == y->agency && x->month == y->month && strcmp(x->value, y->value) == 0 && strcmp(x->field, y->field) == 0 &&
		strcmp(x->flow, y->flow) == 0;
}

void
figure_moves_add(struct figure_moves *m, const struct figure_key *k, int by)
{
	uint32_t h = text_hash(text_hash(TEXT_HASH, k->field), k->value) + (uint32_t)k->month * 31u + (uint32_t)k->agency * 2654435761u;
	struct one_move **at = &m->first[h % BUCKETS];

	while (*at != NULL && !same(&(*at)->key, k))
		at = &(*at)->next;
	if (*at == NULL) {
		*at = arena_alloc(m->arena, sizeof **at);
		(*at)->key = (struct figure_key){ arena_strdup(m->arena, k->flow), arena_strdup(m->arena, k->field),
			arena_strdup(m->arena, k->value), k->agency, k->month };
	}
	(*at)->by += by;
}

bool
figure_moves_write(struct db *db, const struct figure_moves *m)
{
	for (size_t i = 0; i < BUCKETS; i++)
		for (const struct one_move *x = m->first[i]; x != NULL; x = x->next)
			if (x->by != 0 && !figure_move(db, &x->key, x->by))
				return false;
	return !db_failed(db);
}

/* ---- asking ---- */

/* The figures of :plus, less those of the other agencies of :who. */
#define ASKED \
	"sum(iif(agency = :plus, count, -count)) FROM figure WHERE flow = :flow AND field = :field " \
	"AND agency IN (SELECT value FROM json_each(:who)) AND month BETWEEN :from AND :to "

static const char *const sums[] = {
	[FIGURE_BY_VALUE] = "SELECT value, 0, " ASKED "GROUP BY value",
	[FIGURE_BY_MONTH] = "SELECT '', month, " ASKED "GROUP BY month",
	/* Each agency's own few rows, from one agency to the next along the key: never the months of all. */
	[FIGURE_BY_AGENCY] =
		"WITH RECURSIVE line(agency) AS (SELECT min(agency) FROM figure WHERE flow = :flow AND field = :field AND agency >= 0 "
		"UNION ALL SELECT (SELECT min(f.agency) FROM figure f WHERE f.flow = :flow AND f.field = :field AND f.agency > line.agency) "
		"FROM line WHERE line.agency IS NOT NULL) "
		"SELECT '', line.agency, (SELECT sum(f.count) FROM figure f WHERE f.flow = :flow AND f.field = :field "
		"AND f.agency = line.agency AND f.month BETWEEN :from AND :to) FROM line "
		"WHERE line.agency IS NOT NULL AND iif(:plus < 0, line.agency NOT IN (SELECT value FROM json_each(:who)), line.agency = :plus)",
};

/* "[5]" one agency; "[-1]" all; "[-1,7,9]" all but two. */
static const char *
who(struct arena *a, const struct figure_ask *q)
{
	if (q->agency != 0)
		return arena_printf(a, "[%lld]", (long long)q->agency);
	return q->away == NULL || strcmp(q->away, "[]") == 0 ? arena_printf(a, "[%d]", FIGURE_ALL) :
		arena_printf(a, "[%d,%s", FIGURE_ALL, q->away + 1);
}

static int
largest_first(const void *x, const void *y)
{
	const struct figure_sum *p = x, *q = y;

	if (p->n != q->n)
		return p->n > q->n ? -1 : 1;
	return p->key != q->key ? (p->key > q->key) - (p->key < q->key) : strcmp(p->value, q->value);
}

static int
by_key(const void *x, const void *y)
{
	const struct figure_sum *p = x, *q = y;

	return (p->key > q->key) - (p->key < q->key);
}

size_t
figure_sums(struct db *db, struct arena *a, const struct figure_ask *q, enum figure_by by, struct figure_sum **out)
{
	struct stmt *s = db_prepare(db, sums[by]);
	size_t n = 0, cap = 64;

	db_bind_text(s, ":flow", q->flow);
	db_bind_text(s, ":field", q->field);
	db_bind_int(s, ":from", q->from);
	db_bind_int(s, ":to", q->to);
	db_bind_int(s, ":plus", q->agency != 0 ? q->agency : FIGURE_ALL);
	db_bind_text(s, ":who", who(a, q));
	*out = arena_alloc(a, cap * sizeof **out);
	while (db_step(s)) {
		if (db_int(s, 2) == 0)
			continue;
		if (n == cap) {
			struct figure_sum *more = arena_alloc(a, 2 * cap * sizeof *more);

			memcpy(more, *out, n * sizeof *more);
			*out = more;
			cap *= 2;
		}
		(*out)[n++] = (struct figure_sum){ arena_strdup(a, db_text(s, 0)), db_int(s, 1), db_int(s, 2) };
	}
	qsort(*out, n, sizeof **out, by == FIGURE_BY_MONTH ? by_key : largest_first);
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
