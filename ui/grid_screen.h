/*
 * grid_screen.h: a grid as a screen: filled, kept while it is being filled, saved at once.
 *
 * Knows: the grid, the screen stack, what an account keeps.  Must not know: flows.
 *
 * HOW A SCREEN FILLS A GRID
 *	grid_init(&g, ...);
 *	saved = grid_run(ui, &(struct grid_spec){ .name = "attendance", .record = id, .title = title, .grid = &g,
 *		.summary = ..., .save = ..., .ctx = ... });
 *	grid_free(&g);
 */
#ifndef JIANDU_UI_GRID_SCREEN_H
#define JIANDU_UI_GRID_SCREEN_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/grid.h"
#include "ui/ui.h"

struct grid_spec {
	const char *name;    /* ASCII: topic of help, and what is kept is kept under it */
	int64_t record;      /* whose grid it is */
	const char *title;   /* top line, translated */
	struct grid *grid;   /* the caller's: initialised before, freed afterwards */
	/* Right of the top line: how many of what there are now; NULL: who. */
	const char *(*sums)(void *ctx, const struct grid *g, struct arena *a);
	/* The line above the keys: what saving will bring; "" none.  ATTR is UI_NORMAL at first. */
	const char *(*summary)(void *ctx, struct ui *ui, const struct grid *g, struct arena *a, unsigned *attr);
	/* Save it all or nothing, say why not (grid_refuse(), ui_say_err()); true closes the screen. */
	bool (*save)(void *ctx, struct ui *ui, struct grid *g);
	/* F6 and what it is called, translated; NULL none. */
	void (*extra)(void *ctx, struct ui *ui, struct grid *g);
	const char *extra_label;
	void *ctx;
};

/* Show the grid until it is saved (true) or left; what was not saved is kept and offered the next time. */
bool grid_run(struct ui *ui, const struct grid_spec *spec);

#endif
