/*
 * door.h: the login, the locked screen, the own password and code.
 *
 * Knows: engine/enter.h, the screen stack.  Must not know: what lies below the lock.
 */
#ifndef JIANDU_UI_DOOR_H
#define JIANDU_UI_DOOR_H

#include <stdbool.h>

#include "ui/ui.h"

/* Ask until somebody is in (what a key has begun is finished).  False when they went away. */
bool door_run(struct ui *ui);
/*
 * Cover the screen until the actor's password is typed.  Who has none cannot lock: asked by a person (IDLE false)
 * that is said, after idle time the session ends, its drafts kept.
 */
void door_lock(struct ui *ui, bool idle);
/* What ui->idled calls. */
void door_idled(struct ui *ui);
/* Change the own password. */
void door_password(struct ui *ui);
/* Set up the code that changes. */
void door_code(struct ui *ui);

#endif
