/*
 * work.h: what the screens of the work share: how they open each other, do an act,
 * go on to the next case, and lay out a record.
 *
 * Knows: flows, the engine, the kit.  Must not know: one screen's inside.
 */
#ifndef JIANDU_UI_WORK_H
#define JIANDU_UI_WORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/export.h"
#include "ui/page.h"
#include "ui/preview.h"
#include "ui/screen.h"
#include "ui/ui.h"

/* ---- where a record was opened from: for "next", "previous" and "2/4" ---- */
struct walk {
	/* The record DIR (1, -1) steps from ID, whose list follows along; false at the end. */
	bool (*step)(struct ui *ui, void *ctx, int64_t id, int dir, const struct flow **f, int64_t *to);
	const char *(*place)(void *ctx, char out[48]); /* "2/4" */
	void *ctx; /* a screen below: outlives the screens above it */
};

/* ---- screens ---- */
/* The work queue, the first screen. */
struct screen *todo_screen(struct ui *ui);
/* A list of a flow; FILTER ("": the state) and VALUE (as typed) narrow it, NULL: all. */
struct screen *list_screen(struct ui *ui, const struct list *l, const char *filter, const char *value);
/* Narrow list screen S by one of its list's filters more; a filter it does not have changes nothing. */
void list_screen_narrow(struct screen *s, const char *filter, const char *value);
/* What narrows it now is what it was opened for: Esc closes the list and does not widen it. */
void list_screen_given(struct screen *s);
/* Figures as pictures; Enter opens the records behind one.  Q as asked by the view VIEW ("" none); NULL: as at the begin. */
struct stats_ask;
void open_stats(struct ui *ui, const struct stats_ask *q, const char *view);
/* When S is a list screen, show L there instead of what it shows now; false when S is none. */
bool list_screen_switch(struct ui *ui, struct screen *s, const struct list *l);
/* Read a record; W may be NULL.  NULL with a message when it cannot be seen. */
struct screen *record_screen(struct ui *ui, const struct flow *f, int64_t id, const struct walk *w);
void open_record(struct ui *ui, const struct flow *f, int64_t id, const struct walk *w);
void open_list(struct ui *ui, const struct list *l, const char *filter, const char *value);
/* The working days year by year. */
struct screen *calendar_screen(void);
/* May the actor import sheets of F (NULL: of any flow) at all? */
bool may_import(const struct ui *ui, const struct flow *f);
/* Import of an office's sheet; FLOW NULL asks which. */
void open_import(struct ui *ui, const struct flow *f, const char *path);
/* The record that screen S (of the kinds "todo", "list", "record") is about: the selected row, the open one; *ID 0: none. */
const struct flow *todo_screen_record(const struct screen *s, int64_t *id);
const struct flow *list_screen_record(const struct screen *s, int64_t *id);
const struct flow *record_screen_record(const struct screen *s, int64_t *id);

/* ---- acts (work.c) ---- */
/* Ask what is to be done with the record, and do it; AWAITED (may be "") is selected at first.  True when done. */
bool work_act(struct ui *ui, const struct flow *f, int64_t id, const char *awaited);
/* Do AC with the record (0: a creating act). */
bool work_do(struct ui *ui, const struct action *ac, int64_t id, const struct args *preset);
/*
 * Fill the check sheet in a grid: of one candidate, or of all who are in hand in a round; a round that has judged
 * all gives its scores there.  False when F has none.
 */
bool sheet_grid(struct ui *ui, const struct flow *f, int64_t id);
/* The scores of a round's qualified people in a grid. */
bool score_grid(struct ui *ui, int64_t round);
/* Does a record of F have one? */
bool sheet_grid_for(const struct flow *f);
/*
 * Do what waits for me at the record: true when done; *NONE when nothing waits for me.  ACTION (NULL: what is
 * due first) names which of its waits is meant.
 */
bool work_awaited(struct ui *ui, const struct flow *f, int64_t id, const char *action, bool *none);
/* May the actor make a record of F (NULL: of any flow) at all? */
bool work_creates(const struct ui *ui, const struct flow *f);
/* Make a new record of F (NULL asks of which flow) and open it; FROM/FROM_ID (may be NULL, 0) fills references to it. */
bool work_new(struct ui *ui, const struct flow *f, const struct flow *from, int64_t from_id);
/* Open what waits after record ID; says so when nothing does. */
bool work_next(struct ui *ui, int64_t id, const struct flow **f, int64_t *to);
/* What waits for me at the record, the first of it; NULL none.  Owned by A. */
const struct wait_row *work_wait(struct ui *ui, struct arena *a, const struct flow *f, int64_t id);
/* Find anything by words, and open it. */
void work_search(struct ui *ui, const char *typed);
/* Does a record of F in STATE end there: no act leads on? */
bool state_ends(const struct flow *f, word_t state);

/* ---- words for dates and deadlines (work.c) ---- */
/* "11-06" within this year, else "2024-11-06"; owned by A. */
const char *day_near(struct ui *ui, struct arena *a, day_t d);
/* "逾期 3 工作日", "今天", "剩 2 工作日", "无期限". */
const char *due_words(struct arena *a, int days);
/* The same where room is scarce: "逾期 3", "剩 2". */
const char *due_brief(struct arena *a, int days);
/* How DUE looks from today: UI_OVERDUE, UI_TODAY or UI_NORMAL. */
unsigned due_attr(struct ui *ui, day_t due);

/* ---- what a record looks like on a page ---- */
/* Facts and texts of the loaded ROW. */
void record_letter(struct ui *ui, struct page *p, const struct flow *f, const void *row);
/* Its course of events, newest first. */
void record_course(struct ui *ui, struct page *p, const struct flow *f, int64_t id);
/* One line: state, what is awaited, the deadline; *ATTR how it stands; *BRIEF (may be NULL) without what is awaited. */
const char *record_status(struct ui *ui, struct arena *a, const struct flow *f, const void *row, unsigned *attr,
	const char **brief);

/* How a form is told which record: its number, or its name where that is enough, else its id; owned by A. */
const char *record_handle(struct ui *ui, struct arena *a, const struct flow *f, int64_t id);

/* The hand-made letters (activity_page.c, case_page.c, review_page.c, round_page.c). */
void activity_letter(struct ui *ui, struct page *p, const void *row);
void opinion_letter(struct ui *ui, struct page *p, const void *row);
void review_letter(struct ui *ui, struct page *p, const void *row);
void round_letter(struct ui *ui, struct page *p, const void *row);
void candidate_letter(struct ui *ui, struct page *p, const void *row);
/* A dismissal, and what a supervisor did in the term (leave_page.c). */
void dismissal_letter(struct ui *ui, struct page *p, const void *row);
void supervisor_duties(struct ui *ui, struct page *p, const void *row);
/* Those of a supervisor's duties (duty_page.c). */
void inquiry_letter(struct ui *ui, struct page *p, const void *row);
void misconduct_letter(struct ui *ui, struct page *p, const void *row);
void duty_letter(struct ui *ui, struct page *p, const void *row);
void evaluation_letter(struct ui *ui, struct page *p, const void *row);
/* A section with TEXT, left out when there is nothing to say. */
void letter_part(struct page *p, const char *title, const char *note, const char *text);

/* Something a record refers to, or that refers to it. */
struct link {
	const char *label;      /* translated: "执法机构", "该机构的监督意见" */
	const char *title;      /* name of the record; for lists the number of rows */
	const struct flow *flow;
	int64_t id;             /* the record; 0: a list */
	const struct list *list;
	const char *filter, *value;
};
/* At most MAX; strings owned by A. */
size_t record_links(struct ui *ui, struct arena *a, const struct flow *f, const void *row, struct link *out, size_t max);

/* ---- the menu of the work at the left (menu_work.c) ---- */
#define WORKMENU_WIDTH 16   /* columns, the rule apart */
#define WORKMENU_FROM 100   /* from this many columns on it is always shown */

struct workmenu {
	struct arena *arena;
	struct workmenu_item *item;
	size_t n, sel;
	size_t here; /* the item this screen shows */
	bool focused;
};
void workmenu_init(struct ui *ui, struct workmenu *m, const struct flow *here);
void workmenu_free(struct workmenu *m);
/* Count again. */
void workmenu_refresh(struct ui *ui, struct workmenu *m);
/* The part of BODY that remains for the list; draws the menu where there is room or it has the focus. */
struct rect workmenu_draw(struct ui *ui, struct workmenu *m, struct rect body);
/* A key while the menu has the focus; PASS: not its.  P is what Tab goes on to when it is shown. */
enum screen_answer workmenu_key(struct ui *ui, struct workmenu *m, struct preview *p, struct screen *s,
	const struct key *key);
/* The keys that do something while the menu or the preview has the focus. */
size_t workmenu_hints(const struct workmenu *m, const struct preview *p, struct hint *out);
/* A key while the list has the focus: Tab goes round list, menu, preview; arrows and h go to what lies there.  False: not its. */
bool workmenu_pane(struct workmenu *m, struct preview *p, const struct key *key);

/* ---- papers (paper.c) ---- */
/* Has a record of F papers? */
bool papers_for(const struct flow *f);
/* The papers of a record: read, issue, save. */
void papers_open(struct ui *ui, const struct flow *f, int64_t id);
/* The reports of YEAR (0: this one): read, issue, save. */
void reports_open(struct ui *ui, int year);
/* Papers of N marked records at once; true when they stand now. */
bool papers_many(struct ui *ui, const struct flow *f, const int64_t *ids, size_t n);
void document_letter(struct ui *ui, struct page *p, const void *row);

/* ---- attachments (attach.c) ---- */
/* Can a record of F have attachments, or is it one? */
bool attachments_for(const struct flow *f);
/* The attachments of a record: put one in, take one out. */
void attachments_open(struct ui *ui, const struct flow *f, int64_t id);
/* They as a section of the record's page; nothing when there are none. */
void attachments_part(struct ui *ui, struct page *p, const struct flow *f, int64_t id);

/* ---- the check of a presented certificate (card.c); NUMBER NULL or "" asks ---- */
void card_ask(struct ui *ui, const char *number);

/* ---- copying (copy.c) ---- */
#define COPY_MOST 200 /* rows of a list that is copied */
/* Leave the screens, print TEXT plainly, come back at Enter. */
void copy_show(struct ui *ui, const char *text);

/* ---- commands: the palette and the command line's words (commands.c) ---- */
struct screen *commands_palette(struct ui *ui);
/* Check the file, verify the trail: with a bar, and Esc ends it. */
void commands_check(struct ui *ui);
void commands_verify(struct ui *ui);
/* About the program. */
void about_show(struct ui *ui);

/* Ask for a file and put the rows that FETCH answers into it: the work queue as a sheet. */
void todo_export(struct ui *ui, queue_source fetch, void *ctx);

#endif
