/*
 * draw.h: the one file that prints.
 *
 * Knows: curses' output, colours by meaning.  Must not know: keys, the record.
 *
 * Every text is cleaned (base/text.h), measured (base/width.h), clipped to whole
 * characters and put at an explicit column.  Only cells that changed go down the
 * line: that is curses' work, so a frame is drawn whole, never cleared on the terminal.
 */
#ifndef JIANDU_UI_DRAW_H
#define JIANDU_UI_DRAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/stroke.h"

/* Meanings, not colours.  Never the only sign: a word or a mark says the same. */
enum ui_attr {
	UI_NORMAL,
	UI_DIM,     /* labels, headings, what is done with */
	UI_STRONG,  /* waits for me */
	UI_OVERDUE, /* with the word 逾期 */
	UI_TODAY,   /* with the word 今天 */
	UI_DONE,    /* closed */
	UI_ERROR,   /* a refused field, with ! before the sentence */
	UI_TITLE,   /* where I am */
	UI_KEY,     /* the key in "Enter 打开" */
	UI_FIELD,   /* where text can be typed */
	UI_BARRED,  /* cannot be chosen now */
	UI_MARK,    /* what stands for an unprintable character; what was searched for */
	UI_N_ATTRS,
};
/* Added to any of the above: the selected row or the focused field. */
#define UI_SELECTED 0x100u

struct rect {
	int y, x, h, w;
};

/* One key in the key line. */
struct hint {
	const char *key;   /* "Enter", "F2", "a"; translated if it is a word */
	const char *label; /* "打开", translated */
	int rank;          /* 0 is kept longest; the highest is dropped first when room ends */
	bool right;        /* stands at the right edge: 帮助, 返回 */
};

void draw_start(void);        /* colours; after curses has started.  NO_COLOR is honoured */
void draw_begin(void);        /* a new frame: an empty picture, no cursor yet */
void draw_end(void);          /* send the frame, cursor where draw_cursor() last said */
/*
 * A slow line: no bar over the selected row (its > says it), no preview, no sentence that changes
 * with each row, so that a step writes some tens of bytes.
 */
void draw_set_slow(bool slow);
bool draw_slow(void);
int draw_rows(void);
int draw_cols(void);

/* TEXT in COLUMNS columns from (Y, X), clipped and padded with blanks. */
void draw_text(int y, int x, int columns, unsigned attr, const char *text);
/* The same for the first N bytes of TEXT. */
void draw_bytes(int y, int x, int columns, unsigned attr, const char *text, size_t n);
/* TEXT aligned at the right of COLUMNS columns. */
void draw_right(int y, int x, int columns, unsigned attr, const char *text);
/* TEXT in at most COLUMNS columns, not padded; returns the columns used.  A cut is not marked. */
int draw_put(int y, int x, int columns, unsigned attr, const char *text);
/* As draw_text, but a cut shows ~ in the last column. */
void draw_cut(int y, int x, int columns, unsigned attr, const char *text);
/* printf into draw_text; the result is cleaned, so values may come from the record. */
void draw_printf(int y, int x, int columns, unsigned attr, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));
/* Paragraphs wrapped to R (base/width.h width_wrap), skipping the first SKIP lines; returns the number of lines there are. */
int draw_para(struct rect r, unsigned attr, const char *text, int skip);
/* Blanks. */
void draw_fill(struct rect r, unsigned attr);
/* A horizontal rule and a vertical one, dim. */
void draw_hline(int y, int x, int columns);
void draw_vline(int y, int x, int rows);
/*
 * A bar of N in COLUMNS columns that are worth MOST; | where MARK would end (0 or less: nowhere).  Blocks, and where those take
 * two columns #.
 */
void draw_figure(int y, int x, int columns, int64_t n, int64_t mark, int64_t most);
/* A frame around R, inside blank; TITLE in its upper edge (may be NULL). */
void draw_box(struct rect r, const char *title);
/* The key line: left hints, right hints, the least important dropped until it fits. */
void draw_hints(int y, int x, int columns, const struct hint *h, size_t n);
/* The hardware cursor: at the caret or at the selected row.  The last call of a frame counts. */
void draw_cursor(int y, int x);
/*
 * A part of a line that looks as before is put again as it was, its texts neither cleaned nor measured again.  LOOK stands
 * for all that its picture hangs on, the line excepted: make it from 0 by draw_look(), value by value (what the terminal
 * makes of it, its size, colours and widths, is minded here).
 *
 *	if (!draw_again(y, look, &s)) {
 *		draw_keep_from(y, &s);
 *		... draw on line y ...
 *		draw_keep(y, look, &s);
 *	}
 */
uint64_t draw_look(uint64_t look, uint64_t value);
bool draw_again(int y, uint64_t look, const struct stroke *s);
void draw_keep_from(int y, struct stroke *s);
void draw_keep(int y, uint64_t look, struct stroke *s);
void draw_forget(struct stroke *s);

/* Columns TEXT takes as draw_text shows it. */
int draw_width(const char *text);

#endif
