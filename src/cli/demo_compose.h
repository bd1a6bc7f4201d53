/*
 * demo_compose.h: reading a pattern, for the demo's own files.
 *
 * Knows: struct demo_story.  Must not know: which passage it is.
 */
#ifndef JIANDU_CLI_DEMO_COMPOSE_H
#define JIANDU_CLI_DEMO_COMPOSE_H

#include "cli/demo_text.h"

/* PATTERN with its choices made and its slots filled from S; owned by A. */
const char *demo_compose(struct arena *a, struct demo_story *s, const char *pattern);

#endif
