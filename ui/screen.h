/*
 * screen.h: the stack of screens and the loop that serves it.
 *
 * Knows: term, key, draw, the engine's data version.  Must not know: any screen.
 *
 * HOW TO MAKE A SCREEN
 *	struct foo { struct screen screen; ... };             (struct screen first)
 *	static const struct screen_kind foo_kind = { .name = "foo", .draw = foo_draw, .key = foo_key, ... };
 *	struct foo *f = screen_new(&foo_kind, sizeof(*f));     (zeroed, memory from f->screen.arena)
 *	ui_push(ui, &f->screen);                               (or ui_run(): returns when it is closed)
 * draw() paints into the rectangle it is given and calls draw_cursor(); key() answers
 * SCREEN_PASS, SCREEN_DONE or SCREEN_CLOSE.  A screen that was handled is redrawn; nothing else need be done.
 *
 * The frame: row 0 top line, row 1 rule, body, info line (what the screen tells about
 * the selected row, or a message), rule, key line, and an empty last row.
 *
 * Keys that key() passes: Ctrl-L repaints, F5 calls refresh(), F1 and ? open help, F9 and :
 * the palette, Esc and F12 close what is not the first screen, F3 too (on the first it ends the program).
 */
#ifndef JIANDU_UI_SCREEN_H
#define JIANDU_UI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "ui/draw.h"
#include "ui/key.h"
#include "ui/ui.h"

struct screen;

enum screen_answer {
	SCREEN_PASS,  /* not mine */
	SCREEN_DONE,  /* handled */
	SCREEN_CLOSE, /* handled, and this screen is over */
};

/* The top line. */
struct topline {
	const char *left;    /* where: "监督  待办", from the frame's arena or static; NULL: the kind's label */
	const char *right;   /* NULL: who, role, date */
	unsigned right_attr; /* enum ui_attr */
};

#define UI_MAX_HINTS 24

struct screen_kind {
	const char *name;   /* ASCII, for tests and the help topic */
	const char *label;  /* msgid: the top line when .top is NULL */
	const char *help;   /* topic of help, NULL: .name */
	bool popup;         /* drawn over the screen below, in a rectangle it chooses inside the body */
	void (*draw)(struct ui *ui, struct screen *s, struct rect body);
	enum screen_answer (*key)(struct ui *ui, struct screen *s, const struct key *key);
	/* Left and right of the top line; NULL: label and who. */
	void (*top)(struct ui *ui, struct screen *s, struct topline *out);
	/* The keys that do something here, at most UI_MAX_HINTS; returns how many. */
	size_t (*hints)(struct ui *ui, struct screen *s, struct hint *out);
	/* Nothing was typed for QUIET ms (called about every 500 ms, the top screen and all below): true to redraw. */
	bool (*idle)(struct ui *ui, struct screen *s, long long quiet);
	/* The picture stands and no key waits: what could not be known at once (the top screen only); true to redraw. */
	bool (*later)(struct ui *ui, struct screen *s);
	/* The record has changed (by others, or ui_changed()), or F5: fetch again. */
	void (*refresh)(struct ui *ui, struct screen *s);
	/* The line is gone: keep what was typed.  No drawing, no asking. */
	void (*hangup)(struct ui *ui, struct screen *s);
	/* The record this screen is about, 0 none; *EDITING when something is being typed on it. */
	int64_t (*about)(const struct screen *s, const struct flow **f, bool *editing);
	/* The screen above was closed. */
	void (*uncovered)(struct ui *ui, struct screen *s);
	/* Last call before the memory goes. */
	void (*close)(struct ui *ui, struct screen *s);
};

struct screen {
	const struct screen_kind *kind;
	struct arena *arena;  /* lives as long as the screen; owns the struct itself */
	struct screen *below;
	bool close_me;        /* set by ui_close() */
	/* Called when the screen closes, before close(): the opener takes its result. */
	void (*done)(struct ui *ui, struct screen *s, void *ctx);
	void *done_ctx;
};

/* A zeroed struct of SIZE bytes that begins with struct screen. */
void *screen_new(const struct screen_kind *kind, size_t size);

/* Open S over what is there. */
void ui_push(struct ui *ui, struct screen *s);
/* Open S and serve keys until it is closed; for questions in the middle of an act.  False when the program is ending. */
bool ui_run(struct ui *ui, struct screen *s);
/* Close S (and what is above it) as soon as the present key is done. */
void ui_close(struct ui *ui, struct screen *s);
/* End the program as when the line is gone: every screen keeps what was typed.  WHY is said on the terminal afterwards. */
void ui_end(struct ui *ui, const char *why);
/* Before the first ui_run() or ui_loop(). */
void ui_begin(struct ui *ui);
/* After the last. */
void ui_stop(struct ui *ui);
/* End the program: every screen is closed from the top. */
void ui_quit(struct ui *ui);
/* Serve keys until the last screen is closed or the line is gone. */
void ui_loop(struct ui *ui);
/* Redraw before the next wait, though no key was handled. */
void ui_dirty(struct ui *ui);
/* Draw all screens now: before long work, when what was on top is gone. */
void ui_repaint(struct ui *ui);
/* An act was done here: every screen of the stack gets refresh(). */
void ui_changed(struct ui *ui);

/* A message above the keys until the next key; ATTR UI_NORMAL, UI_ERROR ... The format is translated already. */
void ui_say(struct ui *ui, unsigned attr, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* The sentence of E, as an error; nothing when there is none. */
void ui_say_err(struct ui *ui, const struct err *e);
/* From draw(): what the line above the keys tells about the selected row; a message goes before it. */
void ui_info(struct ui *ui, unsigned attr, const char *text);

/*
 * Long work: show WHAT, DONE of TOTAL (0: unknown) above the keys, at most ten times a second; WHAT NULL: what
 * was drawn is sent, and nothing else.
 * False when Esc, F3 or F12 asked to cancel, or the line is gone.  Other keys stay queued.
 */
bool ui_progress(struct ui *ui, const char *what, size_t done, size_t total);
/* A centred rectangle of H x W inside BODY (smaller when BODY is). */
struct rect ui_centre(struct rect body, int h, int w);

#endif
