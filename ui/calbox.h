/*
 * calbox.h: a month on the screen to choose a day from: weekends, holidays and working days
 * as they count.
 *
 * Knows: the calendar.  Must not know: what the day is for.
 */
#ifndef JIANDU_UI_CALBOX_H
#define JIANDU_UI_CALBOX_H

#include <stdbool.h>

#include "base/day.h"
#include "ui/draw.h"
#include "ui/ui.h"

/* Begins at *D (DAY_NONE: today); true when a day was taken, in *D.  ANCHOR as in choose.h. */
bool calbox(struct ui *ui, const char *title, struct rect anchor, day_t *d);

#endif
