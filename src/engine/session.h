/*
 * session.h: the session of whoever is in: who else is at work, on what, and the end of one.
 *
 * Knows: the actor, the work file.  Must not know: screens.
 *
 * Nothing here is asked again and again: presence_news() tells by the work file's data version whether anything
 * can have changed at all.
 */
#ifndef JIANDU_ENGINE_SESSION_H
#define JIANDU_ENGINE_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/session.h"
#include "engine/engine.h"

/* Sessions whose process died without a word are over: the trail says so (session.end), in a shared database. */
void presence_reap(struct engine *en);
/* The actor's session begins (a workbench, at TTY; a command from afar, ""); without a work file there is none, and everything else works. */
void presence_begin(struct engine *en, const char *tty);
/* It is over; called by engine_close() too. */
void presence_end(struct engine *en);
/* The actor has RECORD (0 none) of F open; EDITING: in a form.  Written only when it changed. */
void presence_at(struct engine *en, const struct flow *f, int64_t record, bool editing);
/* A key was typed; written at most once a minute. */
void presence_key(struct engine *en);
/* Has anybody written to the work file since the last call? */
bool presence_news(struct engine *en);
/* Who has asked this session to leave; NULL nobody.  Owned by A. */
const char *presence_asked(struct engine *en, struct arena *a);
/*
 * Who else has RECORD open: "王五正在办理", "王五正在查看", "" nobody.  Only the bureau sees it: to an agency
 * it would tell who complains.  Owned by A.
 */
const char *presence_others(struct engine *en, struct arena *a, int64_t record);

/* May the actor see all sessions, and end one? */
bool sessions_may(const struct engine *en);
/* All that live; false with ERR_DENIED.  Owned by A. */
bool sessions_list(struct engine *en, struct arena *a, struct session **out, size_t *n, struct err *e);
/* Ask session ID to leave: it keeps its drafts and goes within a second.  The trail has it. */
bool sessions_end(struct engine *en, int64_t id, struct err *e);
/* The actor's own session, 0 none. */
int64_t presence_id(const struct engine *en);

#endif
