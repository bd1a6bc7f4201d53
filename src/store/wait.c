/*
 * wait.c: what waits for whom: writing the work queue.  queue.c reads it.
 *
 * Knows: the table wait.  Must not know: roles' names, what is waited for.
 *
 * What is said while the period runs stands in the column text too, before a '|'.
 */
#include <string.h>

#include "store/books.h"

#define NO_PERIOD "9999-12-31" /* a missing due date: it sorts last */
#define MAX_WAITS 32           /* of one record; a flow has far fewer */

static const char *
due_text(const struct wait_row *w, char out[DAY_TEXT])
{
	return w->due == DAY_NONE ? NO_PERIOD : day_format(w->due, out);
}

static const char *
or_empty(const char *s)
{
	return s != NULL ? s : "";
}

const char *
wait_says(const struct wait_row *w, day_t today, bool *calm)
{
	bool still = *or_empty(w->calm) != '\0' && w->due != DAY_NONE && w->due >= today;

	if (calm != NULL)
		*calm = still;
	return still ? w->calm : or_empty(w->text);
}

static bool
same_text(const char *stored, const struct wait_row *w)
{
	size_t n = strlen(or_empty(w->calm));

	if (n > 0 && (strncmp(stored, w->calm, n) != 0 || stored[n++] != '|'))
		return false;
	return strcmp(stored + n, or_empty(w->text)) == 0;
}

static bool
same(struct stmt *s, const struct wait_row *w)
{
	char due[DAY_TEXT];

	return db_int(s, 1) == (int64_t)w->role && db_int(s, 2) == w->agency && db_int(s, 3) == w->person &&
		db_int(s, 4) == w->officer && strcmp(db_text(s, 5), due_text(w, due)) == 0 &&
		strcmp(db_text(s, 6), or_empty(w->clock)) == 0 && strcmp(db_text(s, 7), or_empty(w->action)) == 0 &&
		same_text(db_text(s, 8), w) && strcmp(db_text(s, 9), or_empty(w->number)) == 0 &&
		strcmp(db_text(s, 10), or_empty(w->object)) == 0;
}

static bool
put_one(struct db *db, const char *flow, int64_t record, int64_t place, const struct wait_row *w)
{
	struct stmt *s = db_prepare(db,
		"INSERT INTO wait(record, place, flow, role, agency, person, officer, due, clock, action, text, number, object) "
		"VALUES (:record, :place, :flow, :role, :agency, :person, :officer, :due, :clock, :action, "
		"CASE :calm WHEN '' THEN :text ELSE :calm || '|' || :text END, :number, :object) ON CONFLICT (record, place) DO UPDATE SET flow = excluded.flow, role = excluded.role, "
		"agency = excluded.agency, person = excluded.person, officer = excluded.officer, due = excluded.due, "
		"clock = excluded.clock, action = excluded.action, text = excluded.text, number = excluded.number, "
		"object = excluded.object");
	char due[DAY_TEXT];

	db_bind_int(s, ":record", record);
	db_bind_int(s, ":place", place);
	db_bind_text(s, ":flow", flow);
	db_bind_int(s, ":role", w->role);
	db_bind_int(s, ":agency", w->agency);
	db_bind_int(s, ":person", w->person);
	db_bind_int(s, ":officer", w->officer);
	db_bind_text(s, ":due", due_text(w, due));
	db_bind_text(s, ":clock", or_empty(w->clock));
	db_bind_text(s, ":action", or_empty(w->action));
	db_bind_text(s, ":text", or_empty(w->text));
	db_bind_text(s, ":calm", or_empty(w->calm));
	db_bind_text(s, ":number", or_empty(w->number));
	db_bind_text(s, ":object", or_empty(w->object));
	return db_run(s);
}

bool
wait_put(struct db *db, const char *flow, int64_t record, const struct wait_row *w, size_t n)
{
	bool done[MAX_WAITS] = { false }, longer = false;
	struct stmt *s;

	if (n > MAX_WAITS) {
		db_fail(db, "%s %lld: %zu waits", flow, (long long)record, n);
		return false;
	}
	s = db_prepare(db,
		"SELECT place, role, agency, person, officer, due, clock, action, text, number, object FROM wait "
		"WHERE record = :record");
	db_bind_int(s, ":record", record);
	while (db_step(s)) {
		int64_t place = db_int(s, 0);

		if (place >= 0 && place < (int64_t)n)
			done[place] = same(s, &w[place]);
		else
			longer = true;
	}
	if (longer) {
		s = db_prepare(db, "DELETE FROM wait WHERE record = :record AND place >= :n");
		db_bind_int(s, ":record", record);
		db_bind_int(s, ":n", (int64_t)n);
		if (!db_run(s))
			return false;
	}
	for (size_t i = 0; i < n; i++)
		if (!done[i] && !put_one(db, flow, record, (int64_t)i, &w[i]))
			return false;
	return !db_failed(db);
}
