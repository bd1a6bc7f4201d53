/*
 * evaluation_grid.h: the marks and comments of a year's evaluations in one grid.
 *
 * Knows: evaluations, the grid.  Must not know: which screen it stands on.
 */
#ifndef JIANDU_UI_EVALUATION_GRID_H
#define JIANDU_UI_EVALUATION_GRID_H

#include "ui/ui.h"

/* The grid of YEAR (0: the latest one that has evaluations in hand); says so when there is none.  True when something was saved. */
bool evaluation_grid(struct ui *ui, int64_t year);
/* The year of the evaluation ID, 0 when it is none. */
int64_t evaluation_year(struct ui *ui, int64_t id);

#endif
