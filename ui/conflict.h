/*
 * conflict.h: two people have written to one record: both versions side by side.
 *
 * Knows: the screen stack.  Must not know: forms, actions.
 */
#ifndef JIANDU_UI_CONFLICT_H
#define JIANDU_UI_CONFLICT_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/ui.h"

struct conflict_row {
	const char *name;    /* of the record's field, NULL: of none */
	const char *label;   /* translated */
	const char *was;     /* what the person saw when the form was opened */
	const char *theirs;  /* what stands there now; NULL: the record has no such field */
	const char *mine;    /* what was typed; NULL: nothing was */
	bool both;           /* both changed it: one of the two must be taken */
	bool take_theirs;    /* of those: the answer; mine at first */
};

/*
 * Show the N rows under TITLE and what CHANGER says (who, when, by which act), and let the person choose field by field.
 * True: save with what is chosen; false: back to the form.  Nothing that was typed is lost either way.
 */
bool conflict_run(struct ui *ui, const char *title, const char *changer, struct conflict_row *rows, size_t n);

#endif
