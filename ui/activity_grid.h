/*
 * activity_grid.h: the two grids of an activity: whom to invite, and who came.
 *
 * Knows: the grid, activities.  Must not know: the screens that open it.
 */
#ifndef JIANDU_UI_ACTIVITY_GRID_H
#define JIANDU_UI_ACTIVITY_GRID_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/ui.h"

/* Is AC done in a grid: activity.invite, activity.attend? */
bool activity_grid_for(const struct action *ac);
/* Do it with activity ID; true when it was saved. */
bool activity_grid(struct ui *ui, const struct action *ac, int64_t id);
/* AC was done with record ID: what it was done for is shown (phone numbers, once who asked for what is on record). */
void activity_after(struct ui *ui, const struct action *ac, int64_t id);
/* Whom to invite (invite_grid.c). */
bool invite_grid(struct ui *ui, int64_t id);

#endif
