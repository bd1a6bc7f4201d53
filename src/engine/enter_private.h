/*
 * enter_private.h: what the files of the door share; no other file includes it.
 *
 * enter.c the steps and the attempts, enter_secret.c passwords and codes.
 */
#ifndef JIANDU_ENGINE_ENTER_PRIVATE_H
#define JIANDU_ENGINE_ENTER_PRIVATE_H

#include "store/secret.h"
#include "engine/enter.h"
#include "engine/private.h"

/* ---- enter.c ---- */
/* A transaction in which the walls stand open. */
bool enter_begin(struct engine *en);
bool enter_commit(struct engine *en);
/* A row of the trail about ACCOUNT, called WHO. */
bool enter_tell(struct engine *en, int64_t account, const char *who, const char *event, int outcome, const char *note);
bool enter_charge(struct engine *en, struct arena *a, const char *login, const char *source, struct err *e);
bool enter_uncharge(struct engine *en, struct arena *a, const char *login, const char *source);
/* LOGIN where there is such an account; owned by A. */
const char *account_named(struct engine *en, struct arena *a, const char *login);

/* ---- enter_secret.c ---- */
/* May PASSWORD be that of the account: the rule, and those of the past? */
bool password_may(struct engine *en, int64_t account, const char *login, const char *name, const char *password,
	struct err *e);
/* The same, and keep it, with a row of the trail. */
bool password_change(struct engine *en, int64_t account, const char *login, const char *name, const char *password,
	struct err *e);
/* Is TYPED a code of S that was not used before?  Then it is used now. */
bool code_is(struct engine *en, int64_t account, const struct secret *s, const char *typed);

#endif
