/*
 * tally.c: counts by flow, state, agency, month; moved with each act, so that no
 * list and no statistic ever counts the records.
 *
 * Knows: the tables tally and tally_total.  Must not know: what a state means.
 */
#include <string.h>

#include "store/books.h"

static void
bind(struct stmt *s, const struct tally_key *k)
{
	db_bind_text(s, ":flow", k->flow);
	db_bind_text(s, ":state", k->state);
	db_bind_int(s, ":agency", k->agency);
	if (db_has_bind(s, ":month"))
		db_bind_int(s, ":month", k->month);
}

static bool
run(struct db *db, const char *sql, const struct tally_key *k)
{
	struct stmt *s = db_prepare(db, sql);

	bind(s, k);
	return db_run(s);
}

/* One less; a count that would fall below nothing shows a book that was not kept. */
static bool
less(struct db *db, const struct tally_key *k, const char *update, const char *remove)
{
	struct stmt *s = db_prepare(db, update);
	int64_t left = -1;

	bind(s, k);
	while (db_step(s))
		left = db_int(s, 0);
	if (db_failed(db))
		return false;
	if (left < 0) {
		db_fail(db, "tally: no %s %s %lld %d to take away", k->flow, k->state, (long long)k->agency, k->month);
		return false;
	}
	return left > 0 || run(db, remove, k);
}

static bool
same_total(const struct tally_key *x, const struct tally_key *y)
{
	return x->agency == y->agency && strcmp(x->flow, y->flow) == 0 && strcmp(x->state, y->state) == 0;
}

bool
tally_move(struct db *db, const struct tally_key *old_key, const struct tally_key *new_key)
{
	bool totals = old_key == NULL || new_key == NULL || !same_total(old_key, new_key);

	if (!totals && old_key->month == new_key->month)
		return !db_failed(db);
	if (old_key != NULL) {
		if (!less(db, old_key,
			    "UPDATE tally SET count = count - 1 WHERE flow = :flow AND state = :state AND agency = :agency "
			    "AND month = :month RETURNING count",
			    "DELETE FROM tally WHERE flow = :flow AND state = :state AND agency = :agency AND month = :month"))
			return false;
		if (totals &&
			!less(db, old_key,
				"UPDATE tally_total SET count = count - 1 WHERE flow = :flow AND state = :state "
				"AND agency = :agency RETURNING count",
				"DELETE FROM tally_total WHERE flow = :flow AND state = :state AND agency = :agency"))
			return false;
	}
	if (new_key != NULL) {
		if (!run(db,
			    "INSERT INTO tally(flow, state, agency, month, count) VALUES (:flow, :state, :agency, :month, 1) "
			    "ON CONFLICT DO UPDATE SET count = count + 1",
			    new_key))
			return false;
		if (totals &&
			!run(db,
				"INSERT INTO tally_total(flow, state, agency, count) VALUES (:flow, :state, :agency, 1) "
				"ON CONFLICT DO UPDATE SET count = count + 1",
				new_key))
			return false;
	}
	return !db_failed(db);
}

int64_t
tally_count(struct db *db, const char *flow, const char *state, int64_t agency)
{
	/* Each by the longest prefix of the key; without a state the flow's few hundred totals are summed. */
	struct stmt *s = state == NULL && agency == 0 ?
		db_prepare(db, "SELECT coalesce(sum(count), 0) FROM tally_total WHERE flow = :flow") :
		state == NULL ?
		db_prepare(db, "SELECT coalesce(sum(count), 0) FROM tally_total WHERE flow = :flow AND agency = :agency") :
		agency == 0 ?
		db_prepare(db, "SELECT coalesce(sum(count), 0) FROM tally_total WHERE flow = :flow AND state = :state") :
		db_prepare(db,
			"SELECT coalesce(sum(count), 0) FROM tally_total WHERE flow = :flow AND state = :state "
			"AND agency = :agency");
	int64_t n = 0;

	db_bind_text(s, ":flow", flow);
	if (state != NULL)
		db_bind_text(s, ":state", state);
	if (agency != 0)
		db_bind_int(s, ":agency", agency);
	if (db_step(s))
		n = db_int(s, 0);
	db_done(s);
	return n;
}
