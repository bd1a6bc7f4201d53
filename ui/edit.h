/*
 * edit.h: text being typed: one line or paragraphs, a cursor, undo, a wrap map.
 *
 * Knows: UTF-8, graphemes, wrapping, keys.  Must not know: curses, fields.
 *
 * The text is never shortened: what is longer than .max stays, and edit_over()
 * tells the form to show it.  All positions are bytes at grapheme boundaries.
 */
#ifndef JIANDU_UI_EDIT_H
#define JIANDU_UI_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/width.h"
#include "ui/key.h"

struct edit_change;

struct edit {
	struct buf text;
	size_t cursor;
	size_t chars;             /* characters in text */
	bool paragraphs;          /* Enter is a new line; else newlines become blanks */
	int max;                  /* most characters, 0 none */
	unsigned long version;    /* changes whenever text changes */
	int goal;                 /* column that up and down aim at, -1: the cursor's own */

	/* Wrap map, kept by edit_wrap(). */
	int columns;              /* 0: none yet */
	struct wrap_line *lines;
	size_t n_lines, cap_lines;

	/* Undo. */
	struct edit_change *changes;
	size_t n_changes, at_change, cap_changes;
	bool joining;             /* the next typed character joins the last change */

	/* View, kept by the widgets that draw it. */
	size_t top;               /* first line shown */
	int left;                 /* first column shown (one line) */
};

enum edit_answer {
	EDIT_PASS,    /* not a key for text */
	EDIT_MOVED,
	EDIT_CHANGED,
	EDIT_EDGE,    /* a move that hit the first or last line (up, down): the form may go to the next field */
};

void edit_init(struct edit *ed, bool paragraphs, int max);
void edit_free(struct edit *ed);
/* Replace everything; no undo remains, the cursor is at the end. */
void edit_set(struct edit *ed, const char *text);
/* The text, owned by ED. */
const char *edit_text(const struct edit *ed);
/* More characters than .max? */
bool edit_over(const struct edit *ed);
/* Insert N bytes at the cursor as one undo step; controls and invisible characters are left out, tabs become blanks. */
void edit_insert(struct edit *ed, const char *s, size_t n);
/* Replace everything as one undo step. */
void edit_replace(struct edit *ed, const char *text);
/* Delete [FROM, TO) as one undo step. */
void edit_delete(struct edit *ed, size_t from, size_t to);
bool edit_undo(struct edit *ed);
bool edit_redo(struct edit *ed);
/*
 * What KEY does to the text: characters, paste, arrows, Home/End, Ctrl-arrows,
 * Backspace/Delete, Ctrl-A/E begin/end, Ctrl-W word back, Ctrl-U to the begin,
 * Ctrl-K to the end, Ctrl-V what was cut last, Ctrl-Z undo, Ctrl-Y redo; in
 * paragraphs Enter, up/down, PgUp/PgDn (by PAGE lines), Ctrl-Home/End.
 */
enum edit_answer edit_key(struct edit *ed, const struct key *key, int page);

/* Bring the wrap map up to COLUMNS (at least 2); cheap when nothing changed. */
void edit_wrap(struct edit *ed, int columns);
/* Line and column of the cursor in the wrap map (edit_wrap() first). */
void edit_where(const struct edit *ed, size_t *line, int *column);
/* Put the cursor on LINE as near to COLUMN as a grapheme allows. */
void edit_goto(struct edit *ed, size_t line, int column);

/* Moves; true when the cursor moved. */
bool edit_left(struct edit *ed);
bool edit_right(struct edit *ed);
size_t edit_word_before(const struct edit *ed, size_t at);
size_t edit_word_after(const struct edit *ed, size_t at);

#endif
