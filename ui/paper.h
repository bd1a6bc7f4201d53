/*
 * paper.h: what the screens of papers share: where a paper's file goes.
 *
 * Knows: the engine's papers.  Must not know: which record.
 */
#ifndef JIANDU_UI_PAPER_H
#define JIANDU_UI_PAPER_H

#include "ui/ui.h"

/* N papers as one file, called NAME and an ending as long as the person does not say otherwise: PDF, or text. */
void paper_save(struct ui *ui, struct arena *a, const char *name, const char *const *content, size_t n);
/* N papers to the printer that is set, as a job called NAME. */
void paper_to_printer(struct ui *ui, struct arena *a, const char *name, const char *const *content, size_t n);

#endif
