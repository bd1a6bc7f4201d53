/*
 * chart.h: pictures of figures.
 *
 * Knows: the neutral description of a picture.  Must not know: pages, what the figures count.
 */
#ifndef JIANDU_PAPER_CHART_H
#define JIANDU_PAPER_CHART_H

#include "paper/sheet.h"

/* How high the picture of BLOCK (flow/paper.h: chart) is, its caption included. */
double chart_height(const json_t *block);
/* Draw it, W wide, its upper left corner at X, Y. */
void chart_draw(struct ink *k, const json_t *block, double x, double y, double w);

#endif
