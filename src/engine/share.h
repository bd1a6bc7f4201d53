/*
 * share.h: a personal database becomes a shared one: three administrators and the mode, in one transaction, for good.
 *
 * Knows: accounts, first passwords, keys.  Must not know: faces.
 */
#ifndef JIANDU_ENGINE_SHARE_H
#define JIANDU_ENGINE_SHARE_H

#include "base/password.h"
#include "engine/engine.h"

#define SHARE_ADMINS 3 /* sysadmin, secadmin, auditor, in this order */

struct share_admin {
	const char *login;
	const char *name;
	const char *key;                 /* a public key's line, NULL none */
	char password[PASSWORD_FIRST];   /* filled: for the first entry, to be told once */
};

/*
 * The owner's account keeps its business roles and gets a first password too, into OWNER.  A refusal (a login that is taken, a
 * key that is none, three people who are not three) leaves everything as it was.  Only the owner of a personal database.
 */
bool share_database(struct engine *en, struct arena *a, struct share_admin admins[SHARE_ADMINS], char owner[PASSWORD_FIRST],
	struct err *e);

#endif
