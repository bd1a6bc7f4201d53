/*
 * together.h: the others at work, seen from this workbench, and the list of sessions.
 *
 * Knows: engine/session.h, the screen stack.  Must not know: one screen's inside.
 */
#ifndef JIANDU_UI_TOGETHER_H
#define JIANDU_UI_TOGETHER_H

#include "ui/ui.h"

/* The session begins: hang what is needed into UI. */
void together_begin(struct ui *ui);
/* All sessions, for who may see them; NULL with a message. */
struct screen *sessions_screen(struct ui *ui);

#endif
