/*
 * register.h: what the files of the list screen share; no other file includes it.
 *
 * screen_list.c draws and takes keys; list_ask.c asks for filters, sorts and views; export.c gives
 * the rows out.
 */
#ifndef JIANDU_UI_REGISTER_H
#define JIANDU_UI_REGISTER_H

#include "ui/edit.h"
#include "ui/hurry.h"
#include "ui/list.h"
#include "ui/preview.h"
#include "ui/work.h"

#define REGISTER_FILTERS 8

/* A filter as it stands now. */
struct asked_filter {
	const struct list_filter *filter; /* NULL: by state */
	const char *value;                /* as typed: key, id, text */
	const char *shown;                /* for people */
};

struct reglist {
	struct screen screen;
	struct ui *ui;
	struct arena *arena;      /* of everything below that changes with the question */
	const struct list *list;
	const struct flow *flow;
	const struct list_sort *sort;
	bool reverse;
	struct asked_filter filter[REGISTER_FILTERS];
	size_t n_filters;
	size_t n_given;           /* of them those that belong to the question it was opened with: Esc leaves them */
	const char *view;         /* name of the saved view shown, "" none */

	struct edit words;
	bool typing;              /* keys go to the words */
	struct listview rows;
	size_t *col;              /* list column of each column on the screen */
	size_t *join;             /* list column whose value stands behind it, or n_cols */
	bool counted;             /* rows.total is known or known to be beyond the cap */
	struct hurry hurry;       /* of the search for the words */
	struct workmenu menu;
	struct preview preview;
};

/* The question as the engine takes it; strings live in A. */
struct list_query reglist_query(const struct reglist *r, struct arena *a);
/* The question has changed: begin at the top. */
void reglist_ask_again(struct reglist *r);
/* Count the rows of the question, unless it is done; once for a burst of keys, when the picture or the end is asked for. */
void reglist_count(struct reglist *r);
/* Count what reglist_count() left for later (hits of words), when the picture stands; false: nothing was left. */
bool reglist_count_late(struct reglist *r);
/* Set, replace or (VALUE NULL) take away a filter. */
void reglist_set_filter(struct reglist *r, const struct list_filter *f, const char *value, const char *shown);
/* Pop-ups. */
void reglist_ask_filter(struct reglist *r);
void reglist_ask_sort(struct reglist *r);
void reglist_ask_view(struct reglist *r);
/* Ask for a file and put the rows of the question into it. */
void reglist_export(struct reglist *r);
/* Forget the question, show L. */
void reglist_show(struct reglist *r, const struct list *l);
/* A filter's value for people: a label, a title, the text itself. */
const char *reglist_value(struct reglist *r, const struct list_filter *f, const char *value);

#endif
