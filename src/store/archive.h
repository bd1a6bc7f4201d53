/*
 * archive.h: the beginning of the trail in a file of its own, with its proof; the live chain goes on from its end.
 *
 * Knows: trail, change, archive, anchor.  Must not know: who may cut the trail, when.
 *
 * An archive is an SQLite file with the tables trail and change as the live file has them, so that what reads and walks
 * the one reads and walks the other, and a table of where it belongs.  The live file keeps of it, in table archive, the
 * range, the hash of its last row and the SM3 of the file; and in table anchor, for each record with archived acts, the
 * digest of the last of them, so that records are proved without the archive.  The table anchor is proved by its own
 * SM3 in the last row of archive, which is a record and on the trail like any other.
 */
#ifndef JIANDU_STORE_ARCHIVE_H
#define JIANDU_STORE_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/day.h"
#include "store/db.h"

#define ARCHIVE_ROWS_MOST 200000 /* of one archive: others who save meanwhile wait for no more than these */
#define ARCHIVE_HEX 65           /* a hash in text */

struct archive {
	int64_t from, upto;          /* first and last row */
	int64_t erased;              /* rows of them without words */
	const char *first_at, *last_at;
	char head[ARCHIVE_HEX];      /* hash of row upto */
	char sm3[ARCHIVE_HEX];       /* of the file */
};

/*
 * The last row that an archive of what was entered before the day BEFORE would hold: it and all rows above it in the
 * live trail are older, and they are at most ARCHIVE_ROWS_MOST (*MORE: there were more).  0: there is none.
 */
int64_t archive_upto(struct db *db, day_t before, bool *more);
/*
 * Write the rows of DB's trail up to UPTO into the new file PATH, walk them there, and say in OUT what was written; the
 * file is on the disk.  DB is only read.  Strings are owned by A.  On failure there is no file.
 */
bool archive_write(struct db *db, struct arena *a, int64_t upto, const char *path, struct archive *out,
	bool (*progress)(void *ctx, int64_t done, int64_t total), void *ctx, struct err *e);
/* Is what X says of rows still what the live trail has: nothing of them erased since, none cut already? */
bool archive_fits(struct db *db, const struct archive *x);
/* Inside an action: what rows up to UPTO say of each record's last act goes into table anchor; its SM3 into HEX. */
bool archive_anchor(struct db *db, int64_t upto, char hex[ARCHIVE_HEX]);
/* Inside an action, after a row of table archive says so: the rows up to UPTO leave the live trail. */
bool archive_cut(struct db *db, int64_t upto);

/* The last archived row, 0 when there is none; *N how many archives there are. */
int64_t archive_end(struct db *db, int64_t *n);
/* PATH opened for reading with trail_page(), trail_of(); NULL with E when it is no archive. */
struct db *archive_open(const char *path, struct err *e);

/* ---- for trail_verify.c ---- */
struct walk;
/* Walk the archives that DB knows, in their order, each in one of the N FILES: one missing, other or altered fails. */
bool archive_walk(struct walk *w, struct db *db, const char *const *files, size_t n, struct err *e);
/* Without the files: the chain goes on where the last archive says it ended. */
bool archive_skip(struct walk *w, struct db *db);
/* The anchors are those that the last archive left. */
bool archive_anchored(struct db *db, struct err *e);

#endif
