/*
 * grid.h: the grid widget: many rows filled in by keyboard, cell by cell or a whole
 * column at once: attendance, check sheets, marks.
 *
 * Knows: keys, draw, the edit, closed sets of words.  Must not know: flows, what a row
 * is, how it is saved (grid_screen.h).
 *
 * HOW TO MAKE A GRID
 *	static const struct grid_col cols[] = {
 *		{ .label = N_("监督员"), .width = 16, .min = 8, .fixed = true },
 *		{ .label = N_("出席"), .kind = GRID_CHOICE, .words = marks, .width = 8 },
 *		{ .label = N_("学时"), .kind = GRID_NUMBER, .decimals = 1, .max = 24, .width = 4 },
 *		{ .label = N_("事由或提示"), .kind = GRID_TEXT, .max = 200, .width = 20, .grow = true, .hints = true },
 *	};
 *	grid_init(&g, cols, N_OF(cols), rows, n);     (the rows' first values are copied)
 *	g.may = ..., g.hint = ..., g.ctx = ...;       (each may stay NULL)
 *
 * A value is text: of a choice the word's key, of a number its digits as typed, "" nothing.
 * Values that differ from the first ones are what saving has to bring: grid_changed().
 */
#ifndef JIANDU_UI_GRID_H
#define JIANDU_UI_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/word.h"
#include "ui/draw.h"
#include "ui/edit.h"
#include "ui/key.h"

enum grid_kind {
	GRID_SHOWN,  /* only looked at */
	GRID_CHOICE, /* one of .words: digit k chooses word k and goes down, 0 or Delete clears */
	GRID_NUMBER, /* digits, with at most .decimals after the point */
	GRID_TEXT,   /* one line of text */
};

struct grid_col {
	const char *label;        /* msgid */
	enum grid_kind kind;
	int width;                /* preferred columns */
	int min;                  /* least columns; 0 = width */
	int rank;                 /* shown columns: 0 is kept longest; the highest is shrunk and left out first */
	bool fixed;               /* stays while the others scroll sideways; the leading columns only */
	bool right;               /* aligned right */
	bool grow;                /* takes what room is left over */
	bool hints;               /* an empty cell of it shows the row's hint */
	const struct word *words; /* GRID_CHOICE */
	int max;                  /* most characters of a text, greatest number; 0 none */
	int decimals;             /* GRID_NUMBER */
};

struct grid_row {
	int64_t id;
	const char *const *value; /* as many as columns */
	unsigned attr;            /* enum ui_attr */
	void *data;               /* the owner's */
};

struct grid_change;

struct grid {
	const struct grid_col *cols;
	size_t n_cols;
	const struct grid_row *rows; /* borrowed: ids and data */
	size_t n_rows;
	const char *empty;           /* what a grid without rows says, translated */

	/* The owner's answers; NULL: every cell may be changed, no hint. */
	bool (*may)(void *ctx, const struct grid *g, size_t row, size_t col);
	/* One line about the row as it stands now, from A; "" none.  ATTR is UI_DIM at first. */
	const char *(*hint)(void *ctx, const struct grid *g, size_t row, struct arena *a, unsigned *attr);
	/* What an empty cell shows, dim, from A: what will stand there without being typed; "" nothing.  May be NULL. */
	const char *(*standin)(void *ctx, const struct grid *g, size_t row, size_t col, struct arena *a);
	void *ctx;

	size_t row, col;             /* the cell that has the focus */
	bool typing;                 /* .edit holds the cell while it is being typed */
	struct edit edit;
	struct buf error;            /* why what was typed is not taken, "" none */

	/* The grid's own. */
	struct buf *value, *first;   /* n_rows * n_cols */
	struct buf *refusal;         /* per row: grid_refuse() */
	size_t top, left;            /* first row shown, first of the scrolling columns shown */
	int height;
	struct grid_change *changes; /* for undo */
	size_t n_changes, cap_changes, step;
	unsigned long version;       /* counts changes */
};

enum grid_answer {
	GRID_PASS,
	GRID_MOVED,   /* handled, no value changed */
	GRID_CHANGED,
};

void grid_init(struct grid *g, const struct grid_col *cols, size_t n_cols, const struct grid_row *rows, size_t n_rows);
void grid_free(struct grid *g);

/* The value of a cell, owned by G; what is being typed counts once it is taken. */
const char *grid_value(const struct grid *g, size_t row, size_t col);
/* Of a choice: its word, 0 none. */
word_t grid_word(const struct grid *g, size_t row, size_t col);
/* Is it another value than at first?  Of the row: any of its cells. */
bool grid_changed(const struct grid *g, size_t row, size_t col);
bool grid_row_changed(const struct grid *g, size_t row);
bool grid_dirty(const struct grid *g);
/* May the cell be changed: a column for it, and the owner says so. */
bool grid_may(const struct grid *g, size_t row, size_t col);

/* Put VALUE there as a step of its own that can be undone; false when it is none for that column (.error says why). */
bool grid_put(struct grid *g, size_t row, size_t col, const char *value);
/*
 * The value of the cell with the focus for the whole column, one step: for the empty cells that may be changed; when
 * none is empty, for all.  An empty choice stands for its first word.  How many cells changed.
 */
size_t grid_fill(struct grid *g);
bool grid_undo(struct grid *g);
/* Take what is being typed; false when it is no value (.error). */
bool grid_take(struct grid *g);
/* Put the focus there; the first cell from there on that may be changed, if COL is SIZE_MAX. */
void grid_go(struct grid *g, size_t row, size_t col);
/* SENTENCE ("" none) stands in the row's hint, as an error, until the row is changed. */
void grid_refuse(struct grid *g, size_t row, const char *sentence);
/* What stood in G is saved: it is the first value now, nothing remains to undo. */
void grid_saved(struct grid *g);

/*
 * Arrows, Tab, PgUp PgDn, Home End (first and last row), Enter goes down, digits choose or are typed, F8 whole column,
 * Ctrl-Z undo, Delete and Backspace clear; a text is typed at once, Esc gives it up; several pasted lines fill downwards.
 */
enum grid_answer grid_key(struct grid *g, const struct key *key);
/* Draw in R; strings for the frame come from A. */
void grid_draw(struct grid *g, struct rect r, struct arena *a, bool focused);
/* The digits of the column with the focus and their words, "1 出席 2 请假 3 缺席"; "" when it is no choice. */
const char *grid_digits(const struct grid *g, struct arena *a);

#endif
