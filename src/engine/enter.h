/*
 * enter.h: how somebody comes into a shared database, and goes.
 *
 * Knows: accounts, passwords, codes that change, attempts, the trail.  Must not know: how a face asks, sshd.
 *
 * A shared database opens with nobody in it: engine_open() leaves the actor empty (account 0, no role), and
 * everything is refused.  One of
 *	enter_by_key()       the account whose key sshd has authenticated
 *	enter_by_password()  at the local console
 * begins, and *NEED says what is still asked; enter_second_step() and enter_change() answer it.  When NEED is
 * ENTER_NOTHING the actor is the account, and the trail has the login.  In between nobody is in.
 * A personal database has nobody at the door: its owner is in at once.
 *
 * After setting enter_failures of failures (5) the account, and the source, wait enter_lock_minutes (30).  An attempt is
 * counted before it is looked at, so that many at once gain nothing.
 */
#ifndef JIANDU_ENGINE_ENTER_H
#define JIANDU_ENGINE_ENTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/password.h"
#include "engine/engine.h"

enum enter_need {
	ENTER_NOTHING,  /* in */
	ENTER_PASSWORD, /* the password, as the second step after a key */
	ENTER_CODE,     /* the code that changes every half minute */
	ENTER_CHANGE,   /* a new password: the first entry, or it is too old */
};

/*
 * The person who holds the key FINGERPRINT ("SHA256:..."), which sshd has authenticated and which belongs to ACCOUNT
 * (both known by the caller, never from argv), from SOURCE (an address; "" unknown).  False with ERR_DENIED.
 */
bool enter_by_key(struct engine *en, int64_t account, const char *fingerprint, const char *source, enum enter_need *need,
	struct err *e);
/* The person called LOGIN who knows PASSWORD, at SOURCE (the terminal's name).  False with ERR_DENIED: which of them is wrong is not told. */
bool enter_by_password(struct engine *en, const char *login, const char *password, const char *source,
	enum enter_need *need, struct err *e);
/* The answer to ENTER_PASSWORD or ENTER_CODE. */
bool enter_second_step(struct engine *en, const char *answer, enum enter_need *need, struct err *e);
/* The answer to ENTER_CHANGE: the new password. */
bool enter_change(struct engine *en, const char *password, enum enter_need *need, struct err *e);
/* What is still asked of whoever stands at the door: ENTER_NOTHING also when nobody does. */
enum enter_need enter_needs(const struct engine *en);
/* Is somebody in? */
bool enter_in(const struct engine *en);
/* A refusal that happened before an account was known (a key of nobody): into the trail, WHY in words. */
void enter_refused(struct engine *en, const char *source, const char *why);
/* The session ends: into the trail, WHY in words ("" as usual).  Nobody is in afterwards. */
void enter_end(struct engine *en, const char *why);

/* ---- for whoever is in ---- */
/* Has the actor a password? */
bool enter_has_password(struct engine *en);
/* The locked screen: is PASSWORD the actor's?  Failures count as at the door; both are on the trail. */
bool enter_unlock(struct engine *en, const char *password, struct err *e);
/* The actor's own new password; OLD is the present one ("" while there is none). */
bool enter_set_password(struct engine *en, const char *old, const char *password, struct err *e);
/* The same beforehand: may PASSWORD be the actor's (or of whoever stands at the door)? */
bool enter_password_good(struct engine *en, const char *password, struct err *e);

/*
 * A password for ACCOUNT's first entry, to be told once: it must be changed then, and ends after
 * enter_initial_days.  Inside a transaction and an action (flow credential, `share`).  OUT is for the person alone.
 */
bool enter_first_password(struct db *db, int64_t account, char out[PASSWORD_FIRST], struct err *e);

/* A restore: the passwords, codes and locks of PRESENT go into COPY, an older state of the same file. */
bool enter_carry(struct engine *present, struct engine *copy, struct err *e);

/* ---- codes that change (TOTP, RFC 6238; needs liboath) ---- */
#define ENTER_CODE_KEY 40 /* room of a key in base 32 */
/* Was the program built with liboath? */
bool enter_codes(void);
/* Has the actor a code? */
bool enter_has_code(struct engine *en);
/* A new key for the actor: nothing is kept until enter_code_set() has seen a code of it.  URI (owned by A) for the telephone. */
bool enter_code_new(struct engine *en, struct arena *a, char key[ENTER_CODE_KEY], const char **uri, struct err *e);
/* Keep KEY as the actor's, after CODE has shown that the telephone has it; PASSWORD is asked where there is one. */
bool enter_code_set(struct engine *en, const char *key, const char *code, const char *password, struct err *e);

#endif
