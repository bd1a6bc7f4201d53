/*
 * book_text.h: what stands in a workbook's cells as text: signs that XML cannot hold, formats that show a day.
 *
 * Knows: SpreadsheetML's ways of writing.  Must not know: zip, XML, rows.
 */
#ifndef JIANDU_PAPER_BOOK_TEXT_H
#define JIANDU_PAPER_BOOK_TEXT_H

#include <stdbool.h>

#include "base/buf.h"

/*
 * Take _x000D_ for what it stands for: signs that XML cannot hold, and _x005F_ where such letters were meant.  Those that
 * end lines or are none at all go; a line ends by \n already.
 */
void book_plain(struct buf *text);
/* Does the format CODE show a day or a time?  Letters in quotes, brackets and after a backslash are no fields. */
bool book_shows_day(const char *code);

#endif
