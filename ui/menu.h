/*
 * menu.h: a pop-up of things to do: the actions of a record, sorts, saved views.
 *
 * Knows: actions, action_allowed.  Must not know: what an action does.
 */
#ifndef JIANDU_UI_MENU_H
#define JIANDU_UI_MENU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/ui.h"

struct menu_item {
	char key;           /* letter or digit that takes it, 0: only arrows and its place 1..9 */
	const char *label;  /* translated */
	const char *note;   /* right of it: the article, the reason why not; NULL none */
	bool barred;        /* greyed: cannot be taken, the note says why */
	bool chosen;        /* marked as the present one (a sort, a view) */
};

/* Arrows and Enter, the letter, or the digit of the place.  The index taken, or -1. */
int menu_run(struct ui *ui, const char *title, const struct menu_item *items, size_t n, size_t start);

/*
 * The actions of the loaded ROW of F, the barred ones last with their reasons; TITLE names the
 * record ("监督意见 2026-31"); the action named START ("" none) is selected at first,
 * and added where it makes a record of another flow.  The action taken, or NULL.
 */
const struct action *menu_actions(struct ui *ui, const struct flow *f, const void *row, const char *title,
	const char *start);
/* The actions that make a new record of F and are allowed: taken at once when there is only one.  NULL: none. */
const struct action *menu_creating(struct ui *ui, const struct flow *f);

/*
 * What may be done with ROW now (NULL: a creating act), in the order of the menu; reasons of the
 * barred ones, owned by A.  For key lines, palettes and pop-ups alike.
 */
struct action_state {
	const struct action *action;
	bool allowed;
	const char *reason; /* "" when allowed */
};
size_t actions_of(struct ui *ui, struct arena *a, const struct flow *f, const void *row, struct action_state **out);

#endif
