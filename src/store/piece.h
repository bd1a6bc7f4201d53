/*
 * piece.h: files kept in the database in pieces, so that neither putting one in nor getting it out needs more
 * memory than one piece.
 *
 * Knows: the table piece, SM3.  Must not know: which record a file belongs to, what may be in it.
 *
 * A file is first staged: read to its end into a nameless file beside the database, measured and hashed on the way.
 * Only then the write queue is taken, so that a slow line keeps nobody waiting.
 */
#ifndef JIANDU_STORE_PIECE_H
#define JIANDU_STORE_PIECE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/db.h"

#define PIECE_SIZE 65536
#define PIECE_HASH 65  /* bytes of a hash in text: 64 hex digits */
#define PIECE_HEAD 4096 /* first bytes, from which a type is told */

struct staged {
	int fd;             /* the nameless file, -1 none */
	int64_t size, pieces;
	char hash[PIECE_HASH];
	unsigned char head[PIECE_HEAD];
	size_t n_head;
};

/* A new file without a name in the directory of BESIDE, for reading and writing; -1 with errno.  The caller closes it. */
int piece_nameless(const char *beside);
/*
 * Read FD to its end into a nameless file in the directory of BESIDE.  False with ERR_REFUSED when there are more
 * than MOST bytes (the rest is not read), with ERR_SYSTEM when reading or writing fails; S is then unstaged.
 */
bool piece_stage(struct staged *s, const char *beside, int fd, int64_t most, struct err *e);
/* Give back the nameless file; may be called twice. */
void piece_unstage(struct staged *s);
/* Store what is staged as the pieces of ATTACHMENT; within an action.  False on a failure. */
bool piece_keep(struct db *db, struct staged *s, int64_t attachment);
/*
 * Hand the pieces of ATTACHMENT to PUT (NULL: only reckon), in order; *SIZE and HASH receive what was there.
 * False when PUT returned false or the database failed.
 */
bool piece_each(struct db *db, int64_t attachment, bool (*put)(void *ctx, const void *s, size_t n), void *ctx, int64_t *size,
	char hash[PIECE_HASH]);
/* Remove the pieces of ATTACHMENT; within an action. */
bool piece_drop(struct db *db, int64_t attachment);

#endif
