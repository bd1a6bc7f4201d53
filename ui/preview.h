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
	bool focused;
};

void preview_init(struct preview *p);
void preview_free(struct preview *p);
/* The record may have changed. */
void preview_stale(struct preview *p);
/*
 * Take the preview's part from the right of *R when the window has at least FROM columns, and
 * draw record ID of F there (0: nothing).  False when there is no room for it.
 */
bool preview_draw(struct ui *ui, struct preview *p, struct rect *r, int from, const struct flow *f, int64_t id);
/* Scrolls, or gives the focus back; false when KEY is none of its. */
bool preview_key(struct preview *p, const struct key *key);

#endif
