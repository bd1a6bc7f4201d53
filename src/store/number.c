/*
 * number.c: numbers of papers, per word and year, from 1, without holes.
 *
 * Knows: the table number.  Must not know: how a number is written on paper.
 *
 * The counter stands in the file: an act that is rolled back gives its number back.
 */
#include "store/books.h"

int64_t
number_next(struct db *db, const char *word, int year)
{
	struct stmt *s = db_prepare(db,
		"INSERT INTO number(word, year, next) VALUES (:word, :year, 2) "
		"ON CONFLICT DO UPDATE SET next = next + 1 RETURNING next - 1");
	int64_t n = 0;

	db_bind_text(s, ":word", word);
	db_bind_int(s, ":year", year);
	while (db_step(s))
		n = db_int(s, 0);
	return db_failed(db) ? 0 : n;
}

void
number_taken(struct db *db, const char *word, int year, int64_t n)
{
	struct stmt *s = db_prepare(db,
		"INSERT INTO number(word, year, next) VALUES (:word, :year, :next) "
		"ON CONFLICT DO UPDATE SET next = excluded.next WHERE next < excluded.next");

	if (n < 0 || n >= INT64_MAX) {
		db_done(s);
		return;
	}
	db_bind_text(s, ":word", word);
	db_bind_int(s, ":year", year);
	db_bind_int(s, ":next", n + 1);
	db_run(s);
}
