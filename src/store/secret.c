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

/* The rows of Q into what INTO prepares on TO, column i as the bind named BINDS[i]. */
static void
carry(struct stmt *q, struct stmt *(*into)(struct db *to), struct db *to, const char *const *binds)
{
	while (db_step(q)) {
		struct stmt *p = into(to);

		for (int i = 0; binds[i] != NULL; i++) {
			size_t n;

			if (db_is_null(q, i))
				db_bind_null(p, binds[i]);
			else if (strcmp(binds[i], ":hash") == 0 || strcmp(binds[i], ":who") == 0)
				db_bind_text(p, binds[i], db_text(q, i));
			else if (strcmp(binds[i], ":key") == 0)
				db_bind_blob(p, binds[i], db_blob(q, i, &n), SECRET_KEY);
			else
				db_bind_int(p, binds[i], db_int(q, i));
		}
		db_run(p);
	}
}

static struct stmt *
into_secret(struct db *to)
{
	return db_prepare(to, "INSERT INTO secret (account, hash, set_at, first, code_key, code_last) "
			      "SELECT :account, :hash, :at, :first, :key, :last WHERE EXISTS (SELECT 1 FROM account WHERE id = :account)");
}

static struct stmt *
into_past(struct db *to)
{
	return db_prepare(to, "INSERT INTO secret_past (account, n, hash) "
			      "SELECT :account, :n, :hash WHERE EXISTS (SELECT 1 FROM account WHERE id = :account)");
}

static struct stmt *
into_attempt(struct db *to)
{
	return db_prepare(to, "INSERT INTO attempt (who, failures, until, last) VALUES (:who, :n, :until, :last)");
}

bool
secret_carry(struct db *from, struct db *to)
{
	static const char *const secrets[] = { ":account", ":hash", ":at", ":first", ":key", ":last", NULL };
	static const char *const past[] = { ":account", ":n", ":hash", NULL };
	static const char *const attempts[] = { ":who", ":n", ":until", ":last", NULL };

	if (!db_exec(to, "DELETE FROM secret; DELETE FROM secret_past; DELETE FROM attempt;"))
		return false;
	carry(db_prepare(from, "SELECT account, hash, set_at, first, code_key, code_last FROM secret"), into_secret, to, secrets);
	carry(db_prepare(from, "SELECT account, n, hash FROM secret_past"), into_past, to, past);
	carry(db_prepare(from, "SELECT who, failures, until, last FROM attempt"), into_attempt, to, attempts);
	return !db_failed(from) && !db_failed(to);
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
