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

#ifdef HAVE_PACK
/* An integer as it is typed, that comes back as it went in. */
bool pack_whole(const char *s);
/* 2026-08-31; from March 1900 on, as before it a sheet's days are one off. */
bool pack_dated(const char *s, int *year, int *month, int *mday);
struct lxw_workbook;
/* A new workbook that FILL puts something into, as pack_write() gives it; when FILL says false, WHY is FILL's. */
int pack_book(const char *dir, bool (*fill)(void *ctx, struct lxw_workbook *book), void *ctx, struct buf *why);
#endif

#endif
