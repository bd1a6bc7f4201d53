/*
 * choose.h: a pop-up list that narrows as one types: references, words, anything
 * with a title.
 *
 * Knows: the list widget, the screen stack, record_choices.  Must not know: forms.
 *
 * Each of these functions returns when the person has decided; screens below stay
 * alive (drafts are saved, the clock runs) meanwhile.
 */
#ifndef JIANDU_UI_CHOOSE_H
#define JIANDU_UI_CHOOSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/draw.h"
#include "ui/ui.h"

struct choose_row {
	int64_t id;         /* not 0, unique among the rows */
	const char *title;
	const char *detail; /* beside it, dim; NULL none */
	const char *tail;   /* last column, e.g. a key; NULL none */
	bool barred;        /* shown, cannot be taken */
};

/* At most MAX rows for what is TYPED, best first, memory from A; a failure goes to E. */
typedef size_t choose_source(void *ctx, struct arena *a, const char *typed, size_t max, struct choose_row **out,
	struct err *e);

struct choose {
	const char *title;      /* translated */
	choose_source *source;
	void *ctx;
	const char *typed;      /* stands in the filter at the begin; NULL nothing */
	int64_t selected;       /* the row selected at the begin, 0 the first */
	struct rect anchor;     /* the field the pop-up belongs to: it opens below (or above); w == 0: centred */
	const char *empty;      /* what an empty list says, translated; NULL: the usual sentence */
	bool numbered;          /* rows show 1..9, and a digit takes one while nothing is typed */
};

enum choose_answer {
	CHOOSE_NONE,   /* Esc: nothing is to change; .typed all the same */
	CHOOSE_PICKED, /* .id, .title */
	CHOOSE_TYPED,  /* Enter where nothing matched: .typed */
};

struct chosen {
	int64_t id;
	const char *title; /* owned by the arena given */
	const char *detail; /* what stood beside it, "" none; owned by the arena given */
	const char *typed; /* what stood in the filter; owned by the arena given */
};

enum choose_answer choose(struct ui *ui, struct arena *a, const struct choose *c, struct chosen *out);

/* A record of FLOW by number, name or pinyin initials. */
enum choose_answer choose_record(struct ui *ui, struct arena *a, const struct flow *flow, const char *title,
	const char *typed, struct rect anchor, struct chosen *out);
/* A word of WORDS; *WORD is the one selected at the begin and receives the choice. */
bool choose_word(struct ui *ui, const struct word *words, const char *title, const char *typed, struct rect anchor,
	word_t *word);

/*
 * A source over a fixed array: CTX is a struct choose_rows.  Rows are found by title, detail
 * and .also (e.g. command words), best first; with nothing typed in the array's order.
 */
struct choose_rows {
	const struct choose_row *rows;
	const char *const *also; /* as many as rows, or NULL */
	size_t n;
};
choose_source choose_from_rows;

#endif
