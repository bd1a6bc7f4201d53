/*
 * draftbox.h: what was typed and not saved, to go on with or to throw away.
 *
 * Knows: drafts, forms.  Must not know: any one flow.
 */
#ifndef JIANDU_UI_DRAFTBOX_H
#define JIANDU_UI_DRAFTBOX_H

#include <stddef.h>

#include "ui/ui.h"

/* How many drafts this account has. */
size_t draftbox_count(struct ui *ui);
/* A pop-up of them; NULL when there is none (and it is said). */
struct screen *draftbox_screen(struct ui *ui);
/* At the start, after the first screen was pushed: open the pop-up when there are drafts. */
void draftbox_offer(struct ui *ui);

#endif
