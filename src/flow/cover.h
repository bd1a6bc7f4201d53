/*
 * cover.h: leave cover: for whom an account stands in on a day.
 *
 * Knows: the table cover.  Must not know: the queue.
 */
#ifndef JIANDU_FLOW_COVER_H
#define JIANDU_FLOW_COVER_H

#include "base/arena.h"
#include "base/day.h"
#include "store/db.h"

#define COVER_MOST 15 /* people one account stands in for at a time */

struct covered {
	int64_t account;
	const char *name; /* as it is called now */
};
/* Those whom ACCOUNT stands in for on TODAY, at most COVER_MOST; owned by A. */
size_t cover_of(struct db *db, struct arena *a, int64_t account, day_t today, struct covered out[COVER_MOST]);

#endif
