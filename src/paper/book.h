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

/* What was read though nobody sees it in the sheet: rows and columns that hold something and are hidden. */
struct book_hidden {
	size_t rows, cols;
};

/*
 * The sheet called SHEET (NULL: the first that is not hidden) of the workbook of N bytes at S (borrowed) as CSV in UTF-8, a line of it for
 * each row, appended to OUT.  Dates are written 2026-08-31, times after them; numbers of more than 15 digits as
 * 5.00199E+17, since the sheet no longer has their last ones.  False with the sentence in WHY: no workbook, too large,
 * a declaration of entities, a formula or an error (the cell is named).  What is merged over rows is written in each of
 * them that has anything of its own, as it is shown; what is merged over columns in the first.
 */
bool book_read(const char *s, size_t n, const char *sheet, struct buf *out, struct book_hidden *hidden, struct buf *why);

/* The names of its sheets, without the hidden ones, a line each, appended to OUT.  False with the sentence in WHY. */
bool book_sheets(const char *s, size_t n, struct buf *out, struct buf *why);

#endif
