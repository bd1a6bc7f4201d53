/*
 * width.h: how many columns text takes, and clipping and wrapping by columns.
 * One function measures; everything that draws asks it.
 *
 * Knows: the generated width table.  Must not know: curses.
 *
 * width.c also defines wcwidth() itself, exported from the executable, so
 * that ncursesw uses our table instead of libc's (which says -1 for hanzi of
 * extension H and newer).
 */
#ifndef JIANDU_BASE_WIDTH_H
#define JIANDU_BASE_WIDTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* Columns of one ambiguous-width character (“ ” … — ①): 1 (default) or 2.  Other values are ignored. */
void width_set_ambiguous(int columns);
int width_ambiguous(void);
/* Columns of CP: -1 control/surrogate/unassigned, 0 combining, 1, 2. */
int width_of(uint32_t cp);
/* Columns of the string S (clean text; what has no width counts 1, as it is drawn as a mark). */
int width_text(const char *s);
/* Columns of the first N bytes of S. */
int width_bytes(const char *s, size_t n);
/*
 * How many leading bytes of S fit into COLUMNS, whole graphemes only; *USED
 * (may be NULL) receives the columns they take, never more than COLUMNS.
 */
size_t width_fit(const char *s, int columns, int *used);
/* S cut to COLUMNS columns, whole characters, owned by A; not padded. */
char *width_clip(struct arena *a, const char *s, int columns);
/* S cut or padded with blanks to exactly COLUMNS columns, owned by A.  RIGHT aligns right. */
char *width_pad(struct arena *a, const char *s, int columns, int right);

/* Does CP, when it follows a number, stay in its line: a year, a day, what is counted (GB/T 9704, 7.3.3)? */
bool width_is_unit(uint32_t cp);

/* One line of wrapped text: a slice of the source. */
struct wrap_line {
	size_t start; /* first byte */
	size_t len;   /* bytes shown: without the newline or the blank the line was broken at */
};
/*
 * Wrap S to COLUMNS (at least 2) columns by the house rule: 。，、；：？！）》」』〉】”’ and
 * their half-width forms start no line, （《「『〈【“‘ end none, —— and …… stay whole, numbers
 * and Latin words are not broken unless longer than a line; \n always breaks; text
 * ending in \n has a last empty line.  The empty text has one empty line.
 * Returns the number of lines; *LINES is owned by A.
 */
size_t width_wrap(struct arena *a, const char *s, int columns, struct wrap_line **lines);
/*
 * The first of those lines for the N > 0 bytes at S, in which no \n stands: bytes shown at
 * *SHOWN, bytes taken (with the blanks it was broken at) as the result.  For those who wrap step by step.
 */
size_t width_line(const char *s, size_t n, int columns, size_t *shown);

#endif
