/*
 * setting.c: one figure or word of the rule profile and the office's own settings.
 *
 * Knows: the table setting.  Must not know: what a key means, its default.
 */
#include <errno.h>
#include <stdlib.h>

#include "store/books.h"

/* The statement stands on the row of KEY, or NULL. */
static struct stmt *
find(struct db *db, const char *key)
{
	struct stmt *s = db_prepare(db, "SELECT value FROM setting WHERE key = :key");

	db_bind_text(s, ":key", key);
	return db_step(s) ? s : NULL;
}

int64_t
setting_int(struct db *db, const char *key, int64_t absent)
{
	struct stmt *s = find(db, key);
	int64_t v = absent;

	if (s != NULL) {
		const char *text = db_text(s, 0);
		char *end;
		long long n;

		errno = 0;
		n = strtoll(text, &end, 10);
		if (end != text && *end == '\0' && errno == 0)
			v = n;
		db_done(s);
	}
	return v;
}

const char *
setting_text(struct db *db, struct arena *a, const char *key, const char *absent)
{
	struct stmt *s = find(db, key);
	const char *v = absent;

	if (s != NULL) {
		v = arena_strdup(a, db_text(s, 0));
		db_done(s);
	}
	return v;
}
