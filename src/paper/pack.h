/*
 * pack.h: rows into an XLSX workbook.
 *
 * Knows: types of columns.  Must not know: what the columns mean.
 */
#ifndef JIANDU_PAPER_PACK_H
#define JIANDU_PAPER_PACK_H

#include <stdbool.h>
#include <stdio.h>

#include "base/buf.h"

/*
 * A workbook of one sheet out of JSON lines from IN: first {"sheet":NAME,"columns":[{"label":…,"type":"text|int|day"},…]},
 * then an array of as many strings for each row.  A day (2026-08-31) becomes a date, an integer of at most 15 digits a
 * number; everything else is text whatever it begins with, and nothing is a formula.  Memory stays flat: what is
 * written lies in files of DIR without a name.  The descriptor of the workbook, to be read from the begin and closed;
 * -1 with the sentence in WHY.
 */
int pack_write(FILE *in, const char *dir, struct buf *why);

#endif
