/*
 * clock.c: periods that run, one of each kind per record.
 *
 * Knows: the table clock, the calendar; that a wait may take its due date from a
 * clock.  Must not know: what a period is for, which flow a record belongs to.
 */
#include <string.h>

#include "store/books.h"

#define MAX_CLOCKS 32 /* of one record; a flow has far fewer */

static day_t
due_of(const struct calendar *cal, const struct clock_row *c)
{
	switch (c->unit) {
	case CLOCK_WORKDAYS:
		return calendar_add_workdays(cal, c->start, c->n + c->extension);
	case CLOCK_DAYS:
		return c->start == DAY_NONE ? DAY_NONE : c->start + c->n + c->extension;
	case CLOCK_FIXED:
		break;
	}
	return c->due;
}

static bool
same_base(struct stmt *s, const struct clock_row *c)
{
	return db_day(s, 1) == c->start && db_int(s, 2) == c->n && db_int(s, 3) == (int64_t)c->unit &&
		db_int(s, 4) == c->extension;
}

static void
bind(struct stmt *s, const char *flow, int64_t record, const struct clock_row *c)
{
	db_bind_int(s, ":record", record);
	db_bind_text(s, ":kind", c->kind);
	db_bind_text(s, ":flow", flow);
	db_bind_day(s, ":start", c->start);
	db_bind_int(s, ":n", c->n);
	db_bind_int(s, ":unit", (int64_t)c->unit);
	db_bind_int(s, ":extension", c->extension);
	db_bind_day(s, ":due", c->due);
	db_bind_day(s, ":stopped", c->stopped);
	db_bind_int(s, ":article", c->article);
	db_bind_text(s, ":basis", c->basis != NULL ? c->basis : "");
}

static bool
put_one(struct db *db, const char *flow, int64_t record, const struct clock_row *c)
{
	struct stmt *s = db_prepare(db,
		"INSERT INTO clock(record, kind, flow, start, n, unit, extension, due, stopped, article, basis) VALUES "
		"(:record, :kind, :flow, :start, :n, :unit, :extension, :due, :stopped, :article, :basis) "
		"ON CONFLICT (record, kind) DO UPDATE SET flow = excluded.flow, start = excluded.start, n = excluded.n, "
		"unit = excluded.unit, extension = excluded.extension, due = excluded.due, stopped = excluded.stopped, "
		"article = excluded.article, basis = excluded.basis");

	bind(s, flow, record, c);
	return db_run(s);
}

static bool
drop_one(struct db *db, int64_t record, const char *kind)
{
	struct stmt *s = db_prepare(db, "DELETE FROM clock WHERE record = :record AND kind = :kind");

	db_bind_int(s, ":record", record);
	db_bind_text(s, ":kind", kind);
	return db_run(s);
}

struct clock_row *
clock_workdays(struct clock_row *c, const char *kind, day_t start, int64_t n, day_t stopped, int article, const char *basis)
{
	c->kind = kind;
	c->start = start;
	c->n = (int)n;
	c->unit = CLOCK_WORKDAYS;
	c->stopped = stopped;
	c->article = article;
	c->basis = basis;
	return c;
}

bool
clock_put(struct db *db, const struct calendar *cal, const char *flow, int64_t record, struct clock_row *c, size_t n)
{
	bool done[MAX_CLOCKS] = { false };
	char gone[MAX_CLOCKS][48];
	size_t n_gone = 0;
	struct stmt *s;

	if (n > MAX_CLOCKS) {
		db_fail(db, "%s %lld: %zu clocks", flow, (long long)record, n);
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		c[i].due = due_of(cal, &c[i]);
		/* A clock that never began or never ends is a mistake of the flow, not a period. */
		if (c[i].start == DAY_NONE || c[i].due == DAY_NONE || strlen(c[i].kind) >= sizeof gone[0]) {
			db_fail(db, "%s %lld: clock %s has no start or no end", flow, (long long)record, c[i].kind);
			return false;
		}
	}
	s = db_prepare(db,
		"SELECT kind, start, n, unit, extension, due, stopped, article, basis FROM clock WHERE record = :record");
	db_bind_int(s, ":record", record);
	while (db_step(s)) {
		size_t i;

		for (i = 0; i < n; i++)
			if (strcmp(c[i].kind, db_text(s, 0)) == 0)
				break;
		if (i < n) {
			/* What is stopped was judged by the calendar of its time. */
			if (c[i].stopped != DAY_NONE && db_day(s, 6) == c[i].stopped && c[i].unit != CLOCK_FIXED &&
				same_base(s, &c[i]))
				c[i].due = db_day(s, 5);
			done[i] = same_base(s, &c[i]) && db_day(s, 5) == c[i].due && db_day(s, 6) == c[i].stopped &&
				db_int(s, 7) == c[i].article &&
				strcmp(db_text(s, 8), c[i].basis != NULL ? c[i].basis : "") == 0;
		} else if (n_gone < MAX_CLOCKS) {
			strncpy(gone[n_gone], db_text(s, 0), sizeof gone[0] - 1);
			gone[n_gone++][sizeof gone[0] - 1] = '\0';
		}
	}
	for (size_t i = 0; i < n_gone; i++)
		if (!drop_one(db, record, gone[i]))
			return false;
	for (size_t i = 0; i < n; i++)
		if (!done[i] && !put_one(db, flow, record, &c[i]))
			return false;
	return !db_failed(db);
}

static void
read_clock(struct stmt *s, struct arena *a, struct clock_row *c)
{
	c->kind = arena_strdup(a, db_text(s, 0));
	c->start = db_day(s, 1);
	c->n = (int)db_int(s, 2);
	c->unit = (enum clock_unit)db_int(s, 3);
	c->extension = (int)db_int(s, 4);
	c->due = db_day(s, 5);
	c->stopped = db_day(s, 6);
	c->article = (int)db_int(s, 7);
	c->basis = arena_strdup(a, db_text(s, 8));
}

size_t
clock_of(struct db *db, struct arena *a, int64_t record, struct clock_row **out)
{
	struct stmt *s = db_prepare(db,
		"SELECT kind, start, n, unit, extension, due, stopped, article, basis FROM clock "
		"WHERE record = :record ORDER BY due, start, kind");
	size_t n = 0;

	*out = arena_alloc(a, MAX_CLOCKS * sizeof **out);
	db_bind_int(s, ":record", record);
	while (n < MAX_CLOCKS && db_step(s))
		read_clock(s, a, &(*out)[n++]);
	db_done(s);
	return n;
}

int64_t
clock_total(struct db *db, const char *flow)
{
	struct stmt *s = db_prepare(db, "SELECT count(*) FROM clock WHERE :flow IS NULL OR flow = :flow");
	int64_t n = 0;

	db_bind_text(s, ":flow", flow);
	if (db_step(s))
		n = db_int(s, 0);
	db_done(s);
	return n;
}

/* A new due date, for the clock and for what waits by it. */
static bool
move(struct db *db, const struct clock_moved *m)
{
	struct stmt *s;

	s = db_prepare(db, "UPDATE clock SET due = :due WHERE record = :record AND kind = :kind");
	db_bind_day(s, ":due", m->due);
	db_bind_int(s, ":record", m->record);
	db_bind_text(s, ":kind", m->kind);
	if (!db_run(s))
		return false;
	s = db_prepare(db, "UPDATE wait SET due = :due WHERE record = :record AND clock = :kind");
	db_bind_day(s, ":due", m->due);
	db_bind_int(s, ":record", m->record);
	db_bind_text(s, ":kind", m->kind);
	return db_run(s);
}

size_t
clock_recompute(struct db *db, const struct calendar *cal, struct arena *a, struct clock_moved **out)
{
	struct arena *own = a == NULL ? arena_new() : NULL, *mem = own != NULL ? own : a;
	struct stmt *s = db_prepare(db,
		"SELECT record, kind, start, n + extension, due, flow FROM clock INDEXED BY clock_running "
		"WHERE stopped IS NULL AND unit = 0");
	struct clock_moved *v = NULL;
	size_t n = 0, cap = 0, done = 0;

	/* All are read before one is written: the index that is walked holds the due date. */
	while (db_step(s)) {
		day_t due = calendar_add_workdays(cal, db_day(s, 2), (int)db_int(s, 3));

		if (due == DAY_NONE || due == db_day(s, 4))
			continue;
		if (n == cap) {
			struct clock_moved *more;

			cap = cap != 0 ? cap * 2 : 64;
			more = arena_alloc(mem, cap * sizeof *more);
			if (n > 0)
				memcpy(more, v, n * sizeof *more);
			v = more;
		}
		v[n++] = (struct clock_moved){ .record = db_int(s, 0), .flow = arena_strdup(mem, db_text(s, 5)),
			.kind = arena_strdup(mem, db_text(s, 1)), .was = db_day(s, 4), .due = due };
	}
	while (done < n && move(db, &v[done]))
		done++;
	if (out != NULL)
		*out = a != NULL ? v : NULL;
	arena_free(own);
	return done;
}
