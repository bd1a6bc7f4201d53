/*
 * book.h: a sheet of an XLSX workbook as CSV.
 *
 * Knows: what a workbook may be before it is refused.  Must not know: what the columns mean.
 */
#ifndef JIANDU_PAPER_BOOK_H
#define JIANDU_PAPER_BOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

#define BOOK_MOST_IN ((size_t)32 << 20) /* bytes of the file */

/*
 * The sheet called SHEET (NULL: the first) of the workbook of N bytes at S (borrowed) as CSV in UTF-8, a line of it for
 * each row, appended to OUT.  Dates are written 2026-08-31, times after them; numbers of more than 15 digits as
 * 5.00199E+17, since the sheet no longer has their last ones.  False with the sentence in WHY: no workbook, too large,
 * a declaration of entities, a formula or an error (the cell is named).
 */
bool book_read(const char *s, size_t n, const char *sheet, struct buf *out, struct buf *why);

#endif
