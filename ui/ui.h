/*
 * ui.h: the workbench on the terminal, and what its parts share.
 *
 * Knows: the engine.  Must not know: any one screen but the first.
 */
#ifndef JIANDU_UI_UI_H
#define JIANDU_UI_UI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "engine/engine.h"

struct screen;
struct keys;

#define SLOW_KEPT "slow line" /* the kept value (kept_get()): "1" when this account turned it on, "0" off */

struct ui {
	struct engine *en;      /* NULL only in tests of the kit */
	struct arena *frame;    /* emptied before each repaint: strings for draw() */
	struct screen *top;     /* the stack, from the top */
	struct keys *keys;
	bool quit;              /* every loop ends */
	bool dirty;             /* a repaint is due */
	const char *who;        /* right of the top line: "李文  经办   2026-11-23 周一"; NULL: made from the engine */

	/* Screens of the upper kit, set by ui_main(); NULL: the key does nothing. */
	struct screen *(*help)(struct ui *ui, const char *topic);
	struct screen *(*palette)(struct ui *ui);
	/* Nothing was typed for .idle_after ms: the screen is covered (door.c); NULL: never. */
	void (*idled)(struct ui *ui);
	/* About twice a second, and before the program rests after keys: others' sessions (together.c); NULL: none. */
	void (*watch)(struct ui *ui);
	long long idle_after;   /* ms, 0 never */
	bool present;           /* the others have been told of this session */
	bool locked;            /* the screen is covered */
	char parting[320];      /* said on the terminal after the workbench has left it, "" nothing */
	const char *others;     /* who else has the open record: "王五正在办理", "" nobody; owned by .others_arena */
	struct arena *others_arena;

	/* The loop's own. */
	char message[640];
	unsigned message_attr;
	const char *info;
	unsigned info_attr;
	bool message_seen;      /* it was on the screen when ... */
	uint64_t message_fed;   /* ... so many bytes had been typed: a later key takes it away */
	long long last_key, last_input, last_tick, last_progress, watched;
	int64_t data_version;
	int64_t actor_seen;     /* data version at which the actor's account was last looked at */
	int64_t open_record;    /* told to the others */
	long long key_told;
	bool bad_byte_said;
	int idle_fd;            /* JIANDU_TEST_IDLE, or -1 */
	unsigned long frames;
};

/* Open the workbench over EN and stay until it is left; the program's exit status. */
int ui_main(struct engine *en);

/* ---- made by the screens (ui/home.c): the first screen, and what the workbench hangs into UI (help, palette) ---- */
struct screen *home_screen(struct ui *ui);

#endif
