/*
 * frame.h: the frame as it is drawn, line by line; only lines that changed reach curses.
 *
 * Knows: curses' output.  Must not know: meanings, texts.
 *
 * A frame is always drawn whole, but a key changes two or three of its lines.  Each line is
 * kept as the pieces that were put into it; one that holds the same pieces as in the frame
 * before is left as it stands, so that curses neither writes nor compares its cells.
 */
#ifndef JIANDU_UI_FRAME_H
#define JIANDU_UI_FRAME_H

#include <curses.h>
#include <wchar.h>

#include "ui/stroke.h"

/* Signs for lines and corners: the terminal's own, or plain ASCII. */
enum frame_sign { FRAME_H, FRAME_V, FRAME_UL, FRAME_UR, FRAME_LL, FRAME_LR, FRAME_N_SIGNS };

/* Forget what was shown: curses has started, or was started again. */
void frame_start(void);
/* An empty frame of LINES by COLS. */
void frame_begin(void);
/* N wide characters from column X of line Y, which must lie on the screen. */
void frame_text(int y, int x, attr_t attr, short pair, const wchar_t *s, int n);
/* COLUMNS blanks. */
void frame_blanks(int y, int x, attr_t attr, short pair, int columns);
/* SIGN in each of COLUMNS columns; PLAIN: as ASCII. */
void frame_sign(int y, int x, attr_t attr, short pair, enum frame_sign sign, int columns, bool plain);
/*
 * What was put on a line of this frame, to be put again, on any line, without being measured again: S takes what is put on
 * line Y between frame_keep_from() and frame_keep().
 */
void frame_keep_from(int y, struct stroke *s);
void frame_keep(int y, struct stroke *s);
void frame_again(int y, const struct stroke *s);
/* Hand the changed lines to curses.  What is put after it, without a new frame, goes there at once: a bar over the frame. */
void frame_end(void);

#endif
