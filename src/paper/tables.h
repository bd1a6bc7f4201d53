/*
 * tables.h: the tables of a paper as an XLSX workbook.
 *
 * Knows: the neutral description of a paper.  Must not know: the record.
 */
#ifndef JIANDU_PAPER_TABLES_H
#define JIANDU_PAPER_TABLES_H

#include "paper/sheet.h"

/* PAPER as a workbook; what lies on the disk meanwhile lies in DIR, without a name.  As pack_write(): its descriptor, or -1. */
int tables_write(const json_t *paper, const char *dir, struct buf *why);

#endif
