/*
 * secret.h: what proves who somebody is, and who has tried: kept apart from the accounts.
 *
 * Knows: its tables secret, secret_past, attempt.  Must not know: hashing, how often one may try.
 *
 * Nothing here is a record: it is in no list, no search, no export and no timeline.  Times are seconds since 1970.
 * All that writes stands in a transaction and between db_enter_action() and db_leave_action().
 */
#ifndef JIANDU_STORE_SECRET_H
#define JIANDU_STORE_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "store/db.h"

#define SECRET_KEY 20 /* bytes of the key of the codes that change */

struct secret {
	const char *hash;      /* NULL: no password */
	int64_t set_at;
	bool first;            /* given by administrators: to be changed at the first entry */
	bool has_code;
	unsigned char key[SECRET_KEY];
	int64_t code_last;     /* the last half minute whose code was taken */
};

/* That of ACCOUNT, zeroed where there is none; owned by A. */
struct secret secret_of(struct db *db, struct arena *a, int64_t account);
/* Keep HASH as ACCOUNT's password; the one before goes to those of the past, of which KEEP are left. */
bool secret_put(struct db *db, int64_t account, const char *hash, bool first, int64_t now, int64_t keep);
/* The MAX newest of the past, the present one first; owned by A. */
size_t secret_past(struct db *db, struct arena *a, int64_t account, size_t max, const char ***out);
/* The key of ACCOUNT's codes; NULL takes it away. */
bool secret_put_key(struct db *db, int64_t account, const unsigned char *key);
/* The code of half minute COUNTER was taken; false when it, or a later one, had been before. */
bool secret_take_code(struct db *db, int64_t account, int64_t counter);

/*
 * What FROM knows goes to TO, the copy of an older time: passwords, codes and locks stay as they are now, for the
 * accounts that TO has.
 */
bool secret_carry(struct db *from, struct db *to);

struct attempt {
	int64_t failures;
	int64_t until;  /* locked until then, 0 not */
};
/* How WHO ("account:login", "source:address") stands at NOW: what is older than FORGET seconds counts no more. */
struct attempt attempt_of(struct db *db, const char *who, int64_t now, int64_t forget);
bool attempt_put(struct db *db, const char *who, struct attempt t, int64_t now);
bool attempt_clear(struct db *db, const char *who);
/* Rows of before BEFORE that lock nobody any more go. */
bool attempt_prune(struct db *db, int64_t before);

#endif
