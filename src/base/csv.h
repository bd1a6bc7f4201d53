/*
 * csv.h: RFC 4180 CSV as Excel and WPS write it.
 *
 * Knows: quotes, separators, line ends.  Must not know: encodings (conv.h), fields' meaning.
 */
#ifndef JIANDU_BASE_CSV_H
#define JIANDU_BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct csv_row {
	size_t line;        /* line of the file the row begins on, from 1 */
	size_t n;           /* cells */
	const char **cell;  /* owned by the arena given to csv_next() */
};
struct csv {
	const char *s;      /* UTF-8 text, borrowed */
	size_t len, at, line;
	char sep;           /* ',' '\t' or ';' */
};

/* Read from the UTF-8 text S (borrowed); the separator is found in the first line. */
void csv_open(struct csv *c, const char *s, size_t len);
/*
 * The next row that is not wholly empty; false at the end, or with E set for an
 * unclosed quote (names the line it opened on).  Quoted cells may hold newlines and "".
 */
bool csv_next(struct csv *c, struct arena *a, struct csv_row *row, struct err *e);
/*
 * Append one cell to OUT, quoted where needed; a leading = + - @ or tab gets an
 * apostrophe before it (a sheet must not compute it).  FIRST: no comma before.
 */
void csv_write(struct buf *out, const char *cell, bool first);
/* End of row: CRLF. */
void csv_end(struct buf *out);

#endif
