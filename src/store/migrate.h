/*
 * migrate.h: the ladder of schema versions.
 *
 * Knows: the numbered rungs in src/store/ladder/.  Must not know: what the tables are for.
 */
#ifndef JIANDU_STORE_MIGRATE_H
#define JIANDU_STORE_MIGRATE_H

#include <stdbool.h>

#include "base/buf.h"
#include "store/db.h"

/*
 * Climb from the file's user_version to the newest rung, one transaction each.
 * A file from a newer program is refused with a sentence, unchanged.  A new file
 * (version 0) gets our application_id.
 */
bool migrate(struct db *db, struct err *e);
/* Is the file on the newest rung, so that it can be read without climbing?  False with a sentence. */
bool migrate_fits(struct db *db, struct err *e);
/* The schema of the open file as text, one normalised statement a line, sorted: for the test that compares. */
bool migrate_schema(struct db *db, struct buf *out);

#endif
