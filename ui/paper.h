/*
 * paper.h: what the screens of papers share: papers on their way out.
 *
 * Knows: the engine's papers.  Must not know: which record.
 */
#ifndef JIANDU_UI_PAPER_H
#define JIANDU_UI_PAPER_H

#include "ui/ui.h"

/* Papers that go out together. */
struct paper_parcel {
	const char *name;           /* what a file or a job of them is called, without an ending */
	const char *const *content;
	const int64_t *document;    /* 0: a draft */
	size_t n;
};
/* As one file, PDF or text by the ending that the person gives it. */
void paper_save(struct ui *ui, struct arena *a, const struct paper_parcel *p);
/* To the printer that is set. */
void paper_to_printer(struct ui *ui, struct arena *a, const struct paper_parcel *p);

#endif
