/*
 * list.h: the list widget: rows from a source that pages by key.
 *
 * Knows: keys, draw.  Must not know: flows, SQL, what a row is.
 *
 * It holds only the rows on the screen.  The selected row is kept by id across
 * refreshes.  Where there is no engine list (menus, choices) listview_rows() serves
 * an array.  (The names are listview_ because act/ and engine/ own list_.)
 */
#ifndef JIANDU_UI_LIST_H
#define JIANDU_UI_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "ui/draw.h"
#include "ui/key.h"

#define LISTVIEW_COLS 32 /* columns drawn at most */

struct listview_col {
	const char *label; /* translated; all NULL or "": no heading */
	int width;         /* preferred columns */
	int min;           /* least columns before it is left out; 0 = width */
	int rank;          /* 0 is kept longest; the highest is shrunk and dropped first */
	bool right;        /* aligned right */
	bool grow;         /* takes what room is left over */
	bool words;        /* several words: a cut leaves whole ones */
};

struct listview_row {
	int64_t id;              /* not 0; unique in the list */
	const char *key;         /* sort key for paging, may be NULL in arrays */
	const char *const *cell; /* as many as columns; for people */
	const unsigned *attr;    /* enum ui_attr per cell, or NULL: row_attr */
	unsigned row_attr;       /* enum ui_attr of the row */
	bool barred;             /* shown dim, can be selected but not opened */
	void *data;              /* the source's own */
};

/* Where a page begins. */
struct listview_ask {
	const char *key; /* sort key of the edge row, NULL in arrays */
	int64_t id;      /* edge row; 0: from the begin, or the end when .from_end */
	bool before;     /* the rows that end just before the edge */
	bool from_end;   /* the last page */
	bool inclusive;  /* the edge row itself comes first */
	size_t limit;
};
struct listview_page {
	struct listview_row *rows; /* in the list's order, owned by the arena given */
	size_t n;
};
/*
 * Fill OUT with at most ASK->limit rows, memory from A.  False with a sentence in E,
 * which the widget shows instead of rows.
 */
typedef bool listview_fetch(void *ctx, struct arena *a, const struct listview_ask *ask, struct listview_page *out,
	struct err *e);

/* A row in the window. */
struct listview_shown {
	struct listview_row row;
	size_t load;          /* which of .loads it came with */
	bool measured;        /* its cells are in .seen */
	struct stroke stroke; /* how it looked */
};
struct listview_load {
	struct arena *arena;
	size_t rows; /* of it in the window; 0: free for the next */
};

struct listview {
	const struct listview_col *cols;
	size_t n_cols;
	listview_fetch *fetch;
	void *ctx;
	const char *empty;       /* what an empty list says, translated: "没有监督意见" */
	bool no_marker;          /* no '>' column (menus that show their own) */
	bool blank_after_head;   /* an empty line below the heading */
	bool measured;           /* columns are as wide as what was shown in them, at most their preferred width */

	int64_t total;           /* rows in all, -1 unknown; the owner sets it */

	/* The window; read it through the functions below. */
	struct listview_shown *rows;
	size_t n_rows, cap_rows;
	struct listview_load *loads; /* what the source gave; one keeps its memory while a row of it is in the window */
	size_t n_loads;
	size_t sel;              /* selected among rows */
	int64_t base;            /* place of rows[0] in the list from 0, -1 unknown */
	int height;              /* rows that fit */
	int seen[LISTVIEW_COLS]; /* .measured: the widest cell of each column so far: columns only grow, they do not jump */
	bool loaded;
	struct err err;
	int64_t *marks;
	size_t n_marks, cap_marks;
};

enum listview_answer {
	LISTVIEW_PASS,
	LISTVIEW_MOVED,  /* another row may be selected */
	LISTVIEW_OPEN,   /* Enter on a row that is not barred */
	LISTVIEW_MARKED,
};

void listview_init(struct listview *lv, const struct listview_col *cols, size_t n_cols, listview_fetch *fetch, void *ctx);
void listview_free(struct listview *lv);
/* The source has another content (filter, sort): begin at the top. */
void listview_restart(struct listview *lv);
/* The source may have changed: fetch again in place, the selected row kept by id. */
void listview_refresh(struct listview *lv);
/* Begin with the page whose first row is (KEY, ID), inclusive, and select ID. */
void listview_show(struct listview *lv, const char *key, int64_t id);
/*
 * Arrows, j k, PgUp PgDn, Home End, g G, Enter; x marks (MARKS true).  LETTERS false: only keys
 * that are no letters (a filter is being typed).
 */
enum listview_answer listview_key(struct listview *lv, const struct key *key, bool letters, bool marks);
/* Move the selection by N rows; true when it moved. */
bool listview_move(struct listview *lv, int n);
/* For the picture: HEIGHT rows fit; those of the window are fetched now if none were. */
void listview_height(struct listview *lv, int height);
/* Draw in R; FOCUSED: reversed row and the hardware cursor; else '>' alone. */
void listview_draw(struct listview *lv, struct rect r, bool focused);
/* The selected row, NULL when there is none.  Valid until the next move or refresh. */
const struct listview_row *listview_selected(const struct listview *lv);
int64_t listview_selected_id(const struct listview *lv); /* 0 none */
/* "12/412", "412" when the place is unknown, "" when the total is; OUT at least 48 bytes. */
const char *listview_position(const struct listview *lv, char out[48]);
/* Marks, by id. */
bool listview_marked(const struct listview *lv, int64_t id);
void listview_mark(struct listview *lv, int64_t id, bool on);
void listview_unmark_all(struct listview *lv);

/* A source over an array: CTX is a struct listview_rows. */
struct listview_rows {
	const struct listview_row *rows;
	size_t n;
};
listview_fetch listview_fetch_rows;

#endif
