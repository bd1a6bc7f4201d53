/*
 * editor.h: an edit in a rectangle: paragraphs with scrolling, or one line.
 *
 * Knows: edit, draw, the screen stack.  Must not know: fields, actions.
 */
#ifndef JIANDU_UI_EDITOR_H
#define JIANDU_UI_EDITOR_H

#include "ui/draw.h"
#include "ui/edit.h"
#include "ui/screen.h"

/*
 * Draw paragraphs in R, scrolled so that the cursor is seen.  FOCUSED: the hardware
 * cursor goes there.  The last column is kept free for the caret.
 */
void editor_draw(struct edit *ed, struct rect r, unsigned attr, bool focused);
/* Draw one line in COLUMNS columns from (Y, X), scrolled sideways. */
void editor_draw_line(struct edit *ed, int y, int x, int columns, unsigned attr, bool focused);
/* Rows the text takes at COLUMNS columns. */
int editor_rows(struct edit *ed, int columns);

/*
 * A screen that edits ED (borrowed, stays the caller's) on the whole body; Ctrl-O, Esc,
 * F2 and F12 close it.  TITLE stands in the top line, ERROR (may be NULL) below the text.
 * Open with ui_push() or ui_run().
 */
struct screen *editor_screen(struct edit *ed, const char *title, const char *error);

#endif
