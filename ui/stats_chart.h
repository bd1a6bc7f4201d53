/*
 * stats_chart.h: figures as pictures: bars of values, a line of months, quarters or years, the numbers beside them.
 *
 * Knows: engine/stats.h, draw.  Must not know: what was asked, which key does what.
 */
#ifndef JIANDU_UI_STATS_CHART_H
#define JIANDU_UI_STATS_CHART_H

#include "engine/stats.h"
#include "ui/draw.h"
#include "ui/ui.h"

struct chart {
	int sel, top, room; /* the selected bar, the first in sight, how many have room */
};
/* Draw S into R: the numbers as rows from C->top on, and beside them their picture; C->sel is brought into sight. */
void chart_draw(struct ui *ui, struct chart *c, const struct stats *s, struct rect r);

#endif
