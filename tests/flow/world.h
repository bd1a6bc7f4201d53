/*
 * world.h: a database of its own for a test of flows, and acts told in one line.
 *
 * Knows: the engine's interface.  Must not know: any flow.
 */
#ifndef JIANDU_TESTS_FLOW_WORLD_H
#define JIANDU_TESTS_FLOW_WORLD_H

#include "engine/engine.h"

#define WORLD_TODAY "2026-11-23"

extern struct engine *world;       /* open as world_as() said last */
extern struct arena *world_arena;  /* lives as long as the test */
extern struct err world_err;       /* of the last act that was refused */
extern struct result world_result; /* of the last act that was done */

/* Make the directory and a personal database, as its owner on WORLD_TODAY; and remove both.  A checked fixture. */
void world_open(void);
void world_close(void);
/* Open it again as LOGIN (NULL: the owner). */
void world_as(const char *login);
/* The same on another day. */
void world_on(const char *today);
/* Do ACTION on record ID (0: a new one) with pairs of field and value up to NULL; must succeed.  Returns the id. */
int64_t done(const char *action, int64_t id, ...) __attribute__((sentinel));
/* As done() for a new record, but its row is what matters. */
void *row_of(const char *flow, int64_t id);
/* It must be refused with CODE at FIELD ("" none) by ARTICLE, and the sentence must not be empty. */
void refused(enum err_code code, const char *field, int article, const char *action, int64_t id, ...)
	__attribute__((sentinel));
/* What must (not) be allowed on the record as a menu asks: the reason's code. */
enum err_code allowed(const char *action, int64_t id);
/* The id of the record of FLOW that people call REF; 0 when there is none for this actor. */
int64_t called(const char *flow, const char *ref);
/* Rows of the list LIST of FLOW that the actor sees; -1 when denied. */
int listed(const char *flow, const char *list, const char *state);
/* Every book and index agrees with the records. */
void books_agree(void);
/* The id as text, for references; owned by world_arena. */
const char *id_text(int64_t id);
/* An invented identity number: area 500199, born YYYYMMDD, SERIAL of three digits (odd: male); owned by world_arena. */
const char *an_idno(const char *born, const char *serial);

#endif
