/*
 * hurry.h: a reading that takes long shows what it has, goes on when the picture stands, and stops for every key.
 *
 * Knows: the terminal's input, the database's steps.  Must not know: what is read.
 */
#ifndef JIANDU_UI_HURRY_H
#define JIANDU_UI_HURRY_H

#include "ui/ui.h"

struct hurry {
	bool unfinished;  /* what is shown is not all that there is to be found */
	bool patient;     /* the first picture stands: only a key stops it now */
	long long until;  /* of the reading that runs, 0 none */
};
/* Around one reading: it stops when something is typed, or, before the first picture, after a moment. */
void hurry_begin(struct ui *ui, struct hurry *h);
/* True when E says nothing but that it was stopped: then E is cleared, and what was read so far is good to be shown. */
bool hurry_end(struct ui *ui, struct hurry *h, struct err *e);
/* Another question: begin anew. */
void hurry_again(struct hurry *h);
/* The picture stands: is there something to go on with?  The rows are to be fetched again then. */
bool hurry_later(struct hurry *h);

#endif
