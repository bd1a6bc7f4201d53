/*
 * form_private.h: what the form's own files share; no other file includes it.
 *
 * form.c keys and the stack, form_data.c values and drafts, form_draw.c the
 * picture, form_save.c saving and conflicts, form_hint.c what is computed beside fields.
 */
#ifndef JIANDU_UI_FORM_PRIVATE_H
#define JIANDU_UI_FORM_PRIVATE_H

#include "ui/field.h"
#include "ui/form.h"
#include "ui/screen.h"

struct form {
	struct screen screen;
	const struct action *ac;
	const struct flow *flow;
	int64_t id;            /* 0: a creating act */
	int64_t version;       /* the person saw */
	void *row;             /* as the person saw it; NULL for a creating act */
	const char *title;     /* of the record, "" for a creating act */
	const char *beside;    /* what the record says for the decision, "" nothing */
	const struct clock_row *clock; /* the record's running clock, NULL none */
	int64_t backdate;      /* days after which the reason for being late is asked */

	struct formfield *v;
	size_t n;
	size_t focus;          /* n: the button that saves */
	struct arena *scratch; /* emptied at each key */

	/* Drafts. */
	unsigned long drafted; /* form_version() of what the draft file holds */
	char drafted_at[16];   /* "14:02:11", "" none yet */
	bool has_draft;        /* a draft of this form is in the file */
	bool changed_by_others;

	struct buf error;      /* a refusal that names none of the fields */

	/* The picture. */
	int scroll;
	int height;            /* rows of all fields */
	int room;              /* rows shown */
	struct rect area;      /* of the fields */
	int label_w, box_x;

	bool saved;
	struct result *res;    /* the caller's, may be NULL */
	struct arena *res_arena;
	struct args *typed;    /* the caller's, may be NULL */
};

/* ---- form_data.c ---- */
void form_build(struct ui *ui, struct form *fm, const struct form_spec *spec);
void form_free(struct form *fm);
/* Grows with every change of a value. */
unsigned long form_version(const struct form *fm);
/* Is anything other than at the begin? */
bool form_differs(struct form *fm);
/* Fields that are asked only sometimes. */
void form_show_fields(struct ui *ui, struct form *fm);
/* The next shown field from I in direction BY (-1, 1); n is the button; I itself when there is none. */
size_t form_step(const struct form *fm, size_t i, int by);
size_t form_find(const struct form *fm, const char *name); /* index by name; n when absent */
/* The arguments to hand to action_do; owned by A. */
struct args form_args(struct form *fm, struct arena *a);
/* Keep what is typed, but sensitive values; says so in .drafted_at.  False when it could not be kept. */
bool form_keep(struct ui *ui, struct form *fm, struct err *e);
/* Labels of the fields that are filled and that no draft keeps, "" none; owned by A. */
const char *form_left_out(struct form *fm, struct arena *a);
void form_drop_draft(struct ui *ui, struct form *fm);
/* Take the typed texts out of a draft's JSON. */
void form_take_draft(struct ui *ui, struct form *fm, const char *json);
/* What Ctrl-D copies: the value that the last saved form gave the field of this name; NULL none. */
const char *form_last(const struct form *fm, const struct field *f);
void form_remember(struct form *fm);

/* ---- form_hint.c ---- */
/* Compute what stands beside field I from what is typed. */
void form_hint(struct ui *ui, struct form *fm, size_t i);
void form_hints(struct ui *ui, struct form *fm);
/* Field I was left: check it, and fill what follows from it (the ID number: sex, birth date). */
bool form_leave(struct ui *ui, struct form *fm, size_t i);
/* The article that governs the focused field, else the action; 0 none. */
int form_article(const struct form *fm);

/* ---- form_draw.c ---- */
void form_draw(struct ui *ui, struct screen *s, struct rect body);
void form_top(struct ui *ui, struct screen *s, struct topline *out);
/* Rectangle of the input of field I on the screen, for its pop-up. */
struct rect form_place_of(const struct form *fm, size_t i);

/* ---- form_save.c ---- */
/* Check everything and do the act.  True when the form is over. */
bool form_save(struct ui *ui, struct form *fm);
/* Do an act that has no fields to fill. */
bool form_do_plain(struct ui *ui, const struct form_spec *spec, struct arena *a, struct result *res);
/* After an act was done: notices, the message, refresh of the screens. */
void form_tell(struct ui *ui, const struct action *ac, const struct result *res);

#endif
