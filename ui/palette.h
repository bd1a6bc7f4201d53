/*
 * palette.h: every command in one list: the acts of the record on the screen, new records,
 * lists, and whatever the screens add; found by characters, Latin letters or pinyin initials.
 *
 * Knows: actions, forms, the command line's words.  Must not know: any one screen.
 */
#ifndef JIANDU_UI_PALETTE_H
#define JIANDU_UI_PALETTE_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/ui.h"

struct palette_entry {
	const char *label; /* translated */
	const char *line;  /* the command's words, handed to run(): "opinion list", "todo" */
	const char *key;   /* the key that does the same, NULL none */
};

/* The screens' side. */
struct palette_host {
	/* Further entries, memory from A; may be NULL. */
	size_t (*entries)(void *ctx, struct ui *ui, struct arena *a, const struct palette_entry **out);
	/* The record on the screen, loaded into A; false when there is none; may be NULL. */
	bool (*record)(void *ctx, struct ui *ui, struct arena *a, const struct flow **flow, const void **row);
	/* Do a command line; false when it is none (and nothing was said). */
	bool (*run)(void *ctx, struct ui *ui, const char *line);
	void *ctx;
};

/*
 * Open the palette, do what is taken, and return when that is done.  For ui->palette:
 *	static struct screen *palette(struct ui *ui) { palette_run(ui, &host); return NULL; }
 */
void palette_run(struct ui *ui, const struct palette_host *host);
/*
 * Do one command line: "FLOW VERB [REF]" without options opens the form, "rule [ARTICLE]" and
 * "draft" their screens; everything else goes to the host.
 */
void palette_line(struct ui *ui, const struct palette_host *host, const char *line);

#endif
