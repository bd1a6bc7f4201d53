/*
 * dialog.h: questions in the middle of an act: a message, a choice of buttons, one
 * line of text, long work with a bar.
 *
 * Knows: the screen stack, the edit.  Must not know: actions, the record.
 *
 * Each returns when the person has answered.  Esc is always the harmless answer.
 */
#ifndef JIANDU_UI_DIALOG_H
#define JIANDU_UI_DIALOG_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/ui.h"

/* Show TEXT (paragraphs, scrolled when long) until Enter or Esc. */
void dialog_message(struct ui *ui, const char *title, const char *text);
/*
 * Ask with up to nine BUTTONS (translated labels); START is chosen at first.  Arrows and Enter,
 * or the digit that stands before the label.  The index, or -1 for Esc.
 */
int dialog_ask(struct ui *ui, const char *title, const char *text, const char *const *buttons, int n, int start);
/* Yes or no; YES is the label of the first button ("办结"); also y and n.  Esc is no. */
bool dialog_yes(struct ui *ui, const char *title, const char *text, const char *yes);
/* One line of text; begins with INITIAL.  NULL for Esc; owned by A. */
const char *dialog_prompt(struct ui *ui, struct arena *a, const char *title, const char *text, const char *initial);

/*
 * Long work in a box with a bar: dialog_work() opens it and calls WORK, which calls
 * dialog_progress() every so often and stops when that says false (Esc).  What WORK answers.
 */
struct dialog_bar;
bool dialog_work(struct ui *ui, const char *title, bool (*work)(void *ctx, struct dialog_bar *bar), void *ctx);
/* DONE of TOTAL (0: unknown).  Cheap: drawn at most ten times a second.  False to cancel. */
bool dialog_progress(struct dialog_bar *bar, size_t done, size_t total);

#endif
