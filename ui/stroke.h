/*
 * stroke.h: a part of a line as it was drawn.
 *
 * Knows: nothing.  Must not know: curses.
 */
#ifndef JIANDU_UI_STROKE_H
#define JIANDU_UI_STROKE_H

#include <stddef.h>
#include <stdint.h>

/* Pieces as frame.c lays them.  Zeroed it is empty; draw_forget() frees it. */
struct stroke {
	uint32_t *words;
	size_t n, cap;
	size_t from;   /* while it is being drawn: the words of the line before it */
	uint64_t look; /* what it was drawn for; 0: nothing */
};

#endif
