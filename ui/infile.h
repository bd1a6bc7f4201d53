/*
 * infile.h: taking in a file: from a path, or in a shared database from the account's spool and nowhere else.
 *
 * Knows: paths, spools.  Must not know: what is in a file.
 */
#ifndef JIANDU_UI_INFILE_H
#define JIANDU_UI_INFILE_H

#include "base/arena.h"
#include "base/err.h"
#include "ui/ui.h"

/* The file NAME for reading; -1 with E: also for a directory, and in a shared database for what is no plain name in the folder. */
int infile_open(struct ui *ui, const char *name, struct err *e);
/* In a shared database: one of the files that the person has put into the folder, *NAME in A; -1 with E, or for Esc. */
int infile_pick(struct ui *ui, struct arena *a, const char *title, const char **name, struct err *e);

#endif
