/*
 * outfile.h: where a file goes that the workbench gives out: a path of the person's own machine, or, in a shared
 * database, the account's folder beside it.
 *
 * Knows: paths, spools.  Must not know: what is in a file.
 */
#ifndef JIANDU_UI_OUTFILE_H
#define JIANDU_UI_OUTFILE_H

#include "ui/ui.h"

/* A file being written. */
struct outfile {
	int fd;           /* -1: none */
	int folder;       /* of the spool, -1: a path */
	const char *name; /* the path, or the name in the spool */
};
/* In a shared database nobody behind the screen may name a path of the machine. */
bool outfile_spooled(const struct ui *ui);
/* Ask for a name, beginning with NAME; TEXT says what is asked.  NULL for Esc; owned by A. */
const char *outfile_ask(struct ui *ui, struct arena *a, const char *title, const char *text, const char *name);
/* A new file called NAME; one that is there is not overwritten (in the spool it is replaced).  False with E. */
bool outfile_open(struct ui *ui, struct arena *a, struct outfile *o, const char *name, struct err *e);
bool outfile_put(struct outfile *o, const void *s, size_t n, struct err *e);
/* Keep it when OK, else drop it; whether it is there now. */
bool outfile_close(struct outfile *o, bool ok, struct err *e);
/* Say where it is, and in a shared database how it is fetched. */
void outfile_say(struct ui *ui, const char *name);
/* A whole file at once. */
bool outfile_write(struct ui *ui, struct arena *a, const char *name, const char *s, size_t n, struct err *e);

#endif
