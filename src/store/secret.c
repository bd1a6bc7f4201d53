/*
 * secret.c: what proves who somebody is, and who has tried.
 *
 * Knows: its tables secret, secret_past, attempt.  Must not know: hashing, how often one may try.
 */
#include "store/secret.h"

#include <string.h>

struct secret
secret_of(struct db *db, struct arena *a, int64_t account)
{
	struct secret out = { 0 };
	struct stmt *s = db_prepare(db, "SELECT hash, set_at, first, code_key, code_last FROM secret WHERE account = :account");
	const void *key;
	size_t n;

	db_bind_int(s, ":account", account);
	if (!db_step(s))
		return out;
	if (!db_is_null(s, 0))
		out.hash = arena_strdup(a, db_text(s, 0));
	out.set_at = db_int(s, 1);
	out.first = db_int(s, 2) != 0;
	key = db_blob(s, 3, &n);
	if (key != NULL && n == SECRET_KEY) {
		out.has_code = true;
		memcpy(out.key, key, SECRET_KEY);
	}
	out.code_last = db_int(s, 4);
	db_done(s);
	return out;
}

bool
secret_put(struct db *db, int64_t account, const char *hash, bool first, int64_t now, int64_t keep)
{
	struct stmt *s = db_prepare(db,
		"INSERT INTO secret_past (account, n, hash) SELECT account, "
		"(SELECT coalesce(max(p.n), 0) + 1 FROM secret_past p WHERE p.account = :account), hash "
		"FROM secret WHERE account = :account AND hash IS NOT NULL");

	db_bind_int(s, ":account", account);
	db_run(s);
	s = db_prepare(db, "DELETE FROM secret_past WHERE account = :account AND n <= "
			   "(SELECT max(n) FROM secret_past WHERE account = :account) - :keep");
	db_bind_int(s, ":account", account);
	db_bind_int(s, ":keep", keep);
	db_run(s);
	s = db_prepare(db, "INSERT INTO secret (account, hash, set_at, first, code_last) VALUES (:account, :hash, :now, :first, 0) "
			   "ON CONFLICT (account) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at, first = excluded.first");
	db_bind_int(s, ":account", account);
	db_bind_text(s, ":hash", hash);
	db_bind_int(s, ":now", now);
	db_bind_int(s, ":first", first);
	return db_run(s);
}

size_t
secret_past(struct db *db, struct arena *a, int64_t account, size_t max, const char ***out)
{
	struct stmt *s = db_prepare(db,
		"SELECT hash FROM (SELECT hash, 9223372036854775807 AS n FROM secret WHERE account = :account AND hash IS NOT NULL "
		"UNION ALL SELECT hash, n FROM secret_past WHERE account = :account) ORDER BY n DESC LIMIT :max");
	size_t n = 0;

	*out = arena_alloc(a, (max + 1) * sizeof **out);
	db_bind_int(s, ":account", account);
	db_bind_int(s, ":max", (int64_t)max);
	while (db_step(s))
		(*out)[n++] = arena_strdup(a, db_text(s, 0));
	return n;
}

bool
secret_put_key(struct db *db, int64_t account, const unsigned char *key)
{
	struct stmt *s = db_prepare(db,
		"INSERT INTO secret (account, set_at, first, code_key, code_last) VALUES (:account, 0, 0, :key, 0) "
		"ON CONFLICT (account) DO UPDATE SET code_key = excluded.code_key, code_last = 0");

	db_bind_int(s, ":account", account);
	if (key != NULL)
		db_bind_blob(s, ":key", key, SECRET_KEY);
	else
		db_bind_null(s, ":key");
	return db_run(s);
}

bool
secret_take_code(struct db *db, int64_t account, int64_t counter)
{
	struct stmt *s = db_prepare(db, "UPDATE secret SET code_last = :counter WHERE account = :account AND code_last < :counter");

	db_bind_int(s, ":account", account);
	db_bind_int(s, ":counter", counter);
	return db_run(s) && db_changes(db) == 1;
}

struct attempt
attempt_of(struct db *db, const char *who, int64_t now, int64_t forget)
{
	struct stmt *s = db_prepare(db, "SELECT failures, until, last FROM attempt WHERE who = :who");
	struct attempt t = { 0, 0 };

	db_bind_text(s, ":who", who);
	if (!db_step(s))
		return t;
	if (db_int(s, 1) > now)
		t = (struct attempt){ db_int(s, 0), db_int(s, 1) };
	else if (db_int(s, 1) == 0 && db_int(s, 2) > now - forget)
		t.failures = db_int(s, 0);
	db_done(s);
	return t;
}

bool
attempt_put(struct db *db, const char *who, struct attempt t, int64_t now)
{
	struct stmt *s = db_prepare(db,
		"INSERT INTO attempt (who, failures, until, last) VALUES (:who, :failures, :until, :now) "
		"ON CONFLICT (who) DO UPDATE SET failures = excluded.failures, until = excluded.until, last = excluded.last");

	db_bind_text(s, ":who", who);
	db_bind_int(s, ":failures", t.failures);
	db_bind_int(s, ":until", t.until);
	db_bind_int(s, ":now", now);
	return db_run(s);
}

bool
attempt_clear(struct db *db, const char *who)
{
	struct stmt *s = db_prepare(db, "DELETE FROM attempt WHERE who = :who");

	db_bind_text(s, ":who", who);
	return db_run(s);
}

bool
attempt_prune(struct db *db, int64_t before)
{
	struct stmt *s = db_prepare(db, "DELETE FROM attempt WHERE last < :before AND until < :before");

	db_bind_int(s, ":before", before);
	return db_run(s);
}
