/*
 * record.h: rows of record tables to and from typed structs, by column descriptions.
 *
 * Knows: columns, types, offsets.  Must not know: which flow a row belongs to.
 *
 * Every record table has id, version, state (text key) and the described
 * columns.  store/query.c joins the SQL text; every value is bound.
 */
#ifndef JIANDU_STORE_RECORD_H
#define JIANDU_STORE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/word.h"
#include "store/db.h"

enum col_type {
	COL_TEXT, /* const char *, never NULL; TEXT */
	COL_INT,  /* int64_t; INTEGER; for references 0 is NULL */
	COL_REF,  /* int64_t id of another record, 0 none; INTEGER or NULL */
	COL_DAY,  /* day_t; ISO TEXT or NULL */
	COL_BOOL, /* bool; INTEGER 0/1 */
	COL_WORD, /* word_t; TEXT key or NULL */
	COL_SET,  /* wordset; TEXT keys joined by ',' */
};

struct col {
	const char *name; /* column, member, JSON key and option: one permanent name */
	enum col_type type;
	size_t offset;            /* of the member in the row or argument struct */
	const struct word *words; /* COL_WORD, COL_SET */
};

/* Described columns inside larger elements: element i's struct col is at first + i * stride. */
struct cols {
	const void *first;
	size_t stride;
	size_t n;
};
const struct col *cols_at(struct cols c, size_t i);
const struct col *cols_find(struct cols c, const char *name); /* NULL when absent */

/* What means "nothing" in column C of ROW: "" for text, DAY_NONE for dates, 0 else. */
void col_clear(const struct col *c, void *row);
/* The same in every column; ROW is zeroed memory. */
void cols_init(struct cols c, void *row);

/* The first member of every row struct. */
struct record {
	int64_t id;
	int64_t version; /* counts changes; 0 is a record not yet stored */
	word_t state;
};

/* Load row ID of TABLE into ROW (strings owned by A); false when there is none or on failure. */
bool record_load(struct db *db, struct arena *a, const char *table, const struct word *states, struct cols c,
	int64_t id, struct record *row);
/* Insert ROW under row->id (from record_new_id), version 1. */
bool record_insert(struct db *db, const char *table, const struct word *states, struct cols c, struct record *row);
/* Update the described columns in which ROW differs from BEFORE, version + 1, where id and version match; no match is ERR_STALE. */
bool record_update(struct db *db, const char *table, const struct word *states, struct cols c,
	const struct record *before, struct record *row);
/* Up to MAX ids of TABLE above AFTER, ascending, into IDS; returns how many. */
size_t record_ids(struct db *db, const char *table, int64_t after, size_t max, int64_t *ids);
/* How many records TABLE holds. */
int64_t record_total(struct db *db, const char *table);
/* A fresh id: district * 10^9 + n, unique over all flows. */
int64_t record_new_id(struct db *db);

/* One value as its permanent text: ISO date, key, keys joined by ',', decimal, "" for none; owned by A. */
char *col_text(struct arena *a, const struct col *c, const void *row);
bool col_equal(const struct col *c, const void *x, const void *y);
/*
 * The canonical image of a record (what the trail's digest is of): one JSON object, keys in the order described.
 * What says nothing is left out, so that a column added by a later rung leaves the images of old records as they were.
 */
void record_image(struct buf *out, const struct word *states, struct cols c, const struct record *row);

#endif
