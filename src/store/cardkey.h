/*
 * cardkey.h: the key that certificates' check codes are made with.
 *
 * Knows: NAME.key beside the database, HMAC-SM3.  Must not know: what a certificate is.
 *
 * The key lies in a file of its own, for its owner's eyes, and in no backup of the database: who gets hold of a copy
 * of the database cannot make codes.  The database holds the key's fingerprint, so that a lost or foreign key is told.
 */
#ifndef JIANDU_STORE_CARDKEY_H
#define JIANDU_STORE_CARDKEY_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

#define CARDKEY_CODE 9 /* bytes of a code as text: eight letters and digits */

enum cardkey_state {
	CARDKEY_NONE,    /* there has never been one */
	CARDKEY_GOOD,
	CARDKEY_MISSING, /* the database knows one, the file is gone or cannot be read */
	CARDKEY_OTHER,   /* the file holds another than the database knows */
};
/* How it stands.  A key that lies there and that the database does not know yet counts as good. */
enum cardkey_state cardkey_state(struct db *db);
/* NAME.key; owned by A. */
const char *cardkey_path(struct db *db, struct arena *a);
/*
 * Make a key where there has never been one, and let the database know it; within an action or a transaction of
 * the caller's.  True when it is good already.  False with E.
 */
bool cardkey_ensure(struct db *db, struct err *e);
/* Make a new key in the place of whatever there is; the codes made before are worth nothing then. */
bool cardkey_renew(struct db *db, struct err *e);
/* Remove the key of the database at PATH, which has come to nothing. */
void cardkey_remove(const char *path);
/* The code for TEXT; false when the key is not good. */
bool cardkey_code(struct db *db, const char *text, char code[CARDKEY_CODE]);
/* Is CODE, as people type or scan it (case, blanks, O for 0, I and L for 1), the one for TEXT?  False when the key is not good. */
bool cardkey_matches(struct db *db, const char *text, const char *code);

#endif
