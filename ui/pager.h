/*
 * pager.h: a long text on the whole body, scrolled by arrows, pages, Home and End.
 *
 * Knows: wrapping, drawing.  Must not know: what the text says.
 */
#ifndef JIANDU_UI_PAGER_H
#define JIANDU_UI_PAGER_H

#include "ui/ui.h"

/* TEXT (copied) under TITLE: how a date was computed, a plain copy view. */
struct screen *pager_screen(const char *title, const char *text);
/* The same; lines that begin with "# " are headings. */
struct screen *pager_screen_headed(const char *title, const char *text);

/* What an act changed of other records, item by item, to be read and left. */
void effects_show(struct ui *ui, const struct effect *v, size_t n);

#endif
