/*
 * keys.h: the active keys as a file that sshd's helper reads, and who a key belongs to.
 *
 * Knows: the table ssh_key, accounts.  Must not know: sshd.
 *
 * The helper runs as a user of its own that may read this file and nothing else: public keys with their fingerprints, no
 * names.  What is refused for good is refused by `jiandu session`, which asks the database itself.
 */
#ifndef JIANDU_ENGINE_KEYS_H
#define JIANDU_ENGINE_KEYS_H

#include "engine/engine.h"

/* Where the file is published: what keys_place() said, else the database's name with ".keys".  Owned by A. */
const char *keys_file(struct engine *en, struct arena *a);
/* From now on PATH, an absolute one; publishes there. */
bool keys_place(struct engine *en, const char *path, struct err *e);
/*
 * Write the file anew: a line "FINGERPRINT TYPE BLOB" for each active key of an account that is not disabled.  False when it could not.
 * Waits for its turn as a writer does, so that of two publishers the later list stays.
 */
bool keys_publish(struct engine *en);
/* The account that FINGERPRINT opens now, *LOGIN its login (owned by A); 0 when the key is not active or the account is disabled. */
int64_t keys_account(struct engine *en, struct arena *a, const char *fingerprint, const char **login, struct err *e);

#endif
