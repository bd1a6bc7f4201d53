/*
 * form.h: a form made from an action's declaration, for a record or for a new one.
 *
 * Knows: actions, fields, drafts, the screen stack.  Must not know: any one flow.
 *
 * HOW A SCREEN DOES AN ACT
 *	const struct action *ac = menu_actions(ui, flow, row, title, "");
 *	struct result res;
 *	if (ac != NULL && form_run(ui, &(struct form_spec){ .action = ac, .id = id }, arena, &res))
 *		... it is done; every screen's refresh() has been called already ...
 *
 * form_run() shows the form, offers the draft, checks, asks once more where the action ends the
 * matter, saves, settles a conflict, and shows the notices.  An action without fields is asked
 * and done without a form.
 */
#ifndef JIANDU_UI_FORM_H
#define JIANDU_UI_FORM_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/ui.h"

struct form_spec {
	const struct action *action;
	int64_t id;         /* the record; 0: a creating act */
	struct args preset; /* what a new form begins with; a draft goes before it */
	bool settled;       /* what it is about is preset: other references are left out */
	bool resume;        /* take the draft without asking (the person chose it already) */
	struct args *typed; /* receives what was handed to the act, for doing it to others too, owned by A; NULL */
};

/* True when the act was done: RES (may be NULL) tells of it, strings owned by A. */
bool form_run(struct ui *ui, const struct form_spec *spec, struct arena *a, struct result *res);

/* The action of the form that stands nearest to the top of the stack, NULL when there is none (for help). */
const struct action *form_on_top(struct ui *ui);
/* The field that has the focus there, NULL none. */
const struct field *form_field_on_top(struct ui *ui);

/* Forget what Ctrl-D copies (when another account goes on). */
void form_forget_last(void);

#endif
