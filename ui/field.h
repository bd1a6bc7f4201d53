/*
 * field.h: one field of a form: what is typed or chosen, how it is drawn, what a key does to it.
 *
 * Knows: field types, the edit, action_parse.  Must not know: other fields, saving, drafts.
 *
 * A field holds what the person typed, right or wrong, until something better is
 * typed: a refused value stays and its error stands below it.
 */
#ifndef JIANDU_UI_FIELD_H
#define JIANDU_UI_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/engine.h"
#include "ui/draw.h"
#include "ui/edit.h"
#include "ui/key.h"

struct formfield {
	const struct field *f;
	/* The value. */
	struct edit edit;      /* text, numbers, dates; of a reference what is typed and not yet found */
	word_t word;
	wordset set;
	bool on;               /* FT_BOOL */
	int64_t ref;           /* the record chosen, 0 none */
	struct buf title;      /* of the record chosen */
	struct buf detail;

	/* How it began. */
	const char *initial;   /* value as field_value() gives it; owned by the form's arena */
	const char *masked;    /* a sensitive value that is there and not shown; NULL none */
	bool in_record;        /* the record has a field of this name: a correction passes it only when changed */
	bool fresh;            /* just entered: the first character typed replaces what stands there (dates, numbers) */
	bool by_idno;          /* filled from the ID number, and may be filled again */

	/* What stands beside and below. */
	struct buf error;      /* sentence without the label, "" none */
	struct buf hint;       /* computed: weekday, age ... ; "" none */
	bool shown;            /* hidden fields keep their value */
	bool secret;           /* sensitive: neither drafts nor Ctrl-D keep it */
	unsigned long version; /* counts changes */

	/* Before the last changes of what is no text, newest last; owned by the field. */
	char **undo;
	size_t n_undo;
	size_t at;             /* option under the cursor, from 1 */

	/* Where it stands, kept by field_place() and the form. */
	int y;                 /* first row within the form */
	int rows;              /* of the input */
	int error_rows;
	int width;             /* columns inside the brackets; of options: columns they may take */
	int option_width;      /* columns of one option in a grid, 0: each its own */
	bool popup;            /* words that do not fit in a row: chosen from a list */
};

enum field_answer {
	FIELD_PASS,
	FIELD_CHANGED,
	FIELD_MOVED,   /* handled, the value is the same */
	FIELD_EDGE_UP, /* a move beyond the first line */
	FIELD_EDGE_DOWN,
	FIELD_PICK,    /* open the pop-up; .edit holds what to begin with */
};

void field_init(struct formfield *ff, const struct field *f);
void field_free(struct formfield *ff);
/* The value as text for action_parse: as typed; keys of words, "1"/"0", a chosen record's id; owned by A. */
const char *field_value(const struct formfield *ff, struct arena *a);
bool field_empty(const struct formfield *ff);
/* Is the value another one than at the begin? */
bool field_differs(const struct formfield *ff, struct arena *a);
/* Take VALUE (typed, or from field_value()), as an undoable change when UNDOABLE; does not touch .initial. */
void field_put(struct formfield *ff, struct engine *en, struct arena *a, const char *value, bool undoable);
/* Choose record ID. */
void field_choose(struct formfield *ff, int64_t id, const char *title, const char *detail);
/*
 * Ask action_parse, as when a field is left: false with .error set; else the value stands in its
 * canonical form (2026-06-11 for 6.11) and the error is gone.  Nothing typed is nothing wrong.
 */
bool field_check(struct formfield *ff, struct engine *en, struct arena *a);
/* Show E at the field: its sentence without the label before it, with the article when it names none. */
void field_set_error(struct formfield *ff, struct arena *a, const struct err *e);
/* The date typed so far, DAY_NONE when it is none (yet). */
day_t field_day(const struct formfield *ff, struct engine *en);

/* The focus comes here. */
void field_enter(struct formfield *ff);
/* What KEY does. */
enum field_answer field_key(struct formfield *ff, const struct key *key);
/* Take back the last change; false when there is none. */
bool field_undo(struct formfield *ff, struct engine *en, struct arena *a);
/* Has it a list to choose from (F4)? */
bool field_has_list(const struct formfield *ff);

/* Work out rows and widths for AVAIL columns from the opening bracket on; paragraphs get .rows from the form. */
void field_place(struct formfield *ff, int avail);
/* Draw the input at (Y, X); rows outside [TOP, BOTTOM) are left out.  Sets the cursor when FOCUSED. */
void field_draw(struct formfield *ff, int y, int x, int top, int bottom, bool focused);
/* Columns the drawn input takes in its first row, brackets included. */
int field_drawn_width(const struct formfield *ff);

#endif
