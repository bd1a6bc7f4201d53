/*
 * preview.h: the selected record beside a list: what the reading screen shows, in one
 * narrow column.
 *
 * Knows: pages, records.  Must not know: the list.
 */
#ifndef JIANDU_UI_PREVIEW_H
#define JIANDU_UI_PREVIEW_H

#include <stdbool.h>

#include "ui/key.h"
#include "ui/page.h"
#include "ui/ui.h"

struct preview {
	struct arena *arena;  /* of the page */
	struct page *page;    /* laid out for .id and .width; NULL none */
	int64_t id;           /* -1: to be laid out again */
	int width;
	int skip;             /* rows scrolled away */
	bool shown;           /* there was room for it in the last frame */
	bool focused;
};

void preview_init(struct preview *p);
void preview_free(struct preview *p);
/* The record may have changed. */
void preview_stale(struct preview *p);
/* The preview's part, taken from the right of *R, when at least LIST columns remain for what is left of it; else nothing (.w is 0). */
struct rect preview_take(struct preview *p, struct rect *r, int list);
/* Draw record ID of F (0: none) in AT; after the list, which knows its selected row only when drawn. */
void preview_draw(struct ui *ui, struct preview *p, struct rect at, const struct flow *f, int64_t id);
/* Scrolls, or gives the focus back; false when KEY is none of its. */
bool preview_key(struct preview *p, const struct key *key);

#endif
