/*
 * figure.h: the book of figures: how many records have which value of a counted field, by agency and month.
 *
 * Knows: the table figure.  Must not know: what a field or a value means.
 *
 * Beside each agency's figures stand those of all agencies together (FIGURE_ALL), moved with them: what the whole
 * office asks reads as few rows at a million records as at a thousand.
 */
#ifndef JIANDU_STORE_FIGURE_H
#define JIANDU_STORE_FIGURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "store/db.h"

#define FIGURE_ALL (-1) /* in place of an agency: all of them together */

struct figure_key {
	const char *flow;
	const char *field; /* "state", a field of the record, or "clock.KIND" */
	const char *value; /* as the file holds it, "" none; of a clock: open, in, late */
	int64_t agency;    /* 0 none; FIGURE_ALL in the check alone */
	int month;         /* year * 12 + month - 1 of the record's own date; 0 none */
};
/* BY records more (less, when it is negative) have it.  False: the book was not kept, or the file failed. */
bool figure_move(struct db *db, const struct figure_key *k, int by);
/* Moves of many records, summed up before the book is touched: a sheet moves the same few figures again and again. */
struct figure_moves;
struct figure_moves *figure_moves_new(void);
void figure_moves_free(struct figure_moves *m);
void figure_moves_add(struct figure_moves *m, const struct figure_key *k, int by);
bool figure_moves_write(struct db *db, const struct figure_moves *m);

/* Which figures are asked for. */
struct figure_ask {
	const char *flow, *field;
	int64_t agency;     /* 0: all */
	const char *away;   /* JSON array of agencies that are left out of all; NULL none */
	int from, to;       /* months, both included */
};
/* What they are summed by. */
enum figure_by { FIGURE_BY_VALUE, FIGURE_BY_AGENCY, FIGURE_BY_MONTH };
struct figure_sum {
	const char *value; /* FIGURE_BY_VALUE */
	int64_t key;       /* agency; month */
	int64_t n;
};
/* Sums of what Q asks, months in order, the others largest first; owned by A.  Reads the book, never a record. */
size_t figure_sums(struct db *db, struct arena *a, const struct figure_ask *q, enum figure_by by, struct figure_sum **out);
/* Every figure of FLOW, those of FIGURE_ALL too, for the check; FN returns false to stop. */
bool figure_each(struct db *db, const char *flow, bool (*fn)(void *ctx, const struct figure_key *k, int64_t n), void *ctx);
/* The sum of all counts, of whatever flow, for the check. */
int64_t figure_total(struct db *db);

#endif
