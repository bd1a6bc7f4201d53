/*
 * match.h: does what is typed mean this text: by its characters, Latin letters,
 * pinyin initials or whole pinyin.
 *
 * Knows: pinyin.  Must not know: what the texts stand for.
 */
#ifndef JIANDU_UI_MATCH_H
#define JIANDU_UI_MATCH_H

#include "base/arena.h"

/* A text made ready to be compared; owned by the arena it was made in. */
struct match {
	const char *text;     /* half-width, lower case */
	const char *initials; /* "djdf" of 登记答复 */
	const char *pinyin;   /* "dengjidafu" */
};

struct match match_prepare(struct arena *a, const char *text);
/* What was typed made ready: half-width, lower case, outer blanks removed; owned by A. */
const char *match_typed(struct arena *a, const char *typed);
/*
 * How well TYPED (from match_typed) means M: 0 not at all; the greater the better.
 * Words separated by blanks must all be found.  Nothing typed matches everything.
 */
int match_score(const struct match *m, const char *typed);

#endif
