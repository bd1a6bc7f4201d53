/*
 * ui.c: the workbench: terminal, first screen, loop.
 *
 * Knows: the engine's settings, the kit.  Must not know: what the screens show.
 */
#include "ui/ui.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "store/books.h"
#include "engine/enter.h"
#include "engine/session.h"
#include "ui/door.h"
#include "ui/draftbox.h"
#include "ui/draw.h"
#include "ui/screen.h"
#include "ui/term.h"
#include "ui/together.h"

/* Others are saving: say so, and let Esc give up. */
static bool
on_wait(void *ctx)
{
	return ui_progress(ctx, _("正在等别人保存完"), 0, 0);
}

int
ui_main(struct engine *en)
{
	struct ui ui = { .en = en, .idle_fd = -1 };
	struct err e = { .code = ERR_OK };
	int status = ERR_OK;
	const char *ambiwidth = getenv("JIANDU_AMBIWIDTH");

	if (!ambiwidth || !*ambiwidth)
		ambiwidth = setting_text(en->db, en->arena, "ambiwidth", "auto");
	ui.keys = term_start(ambiwidth, &e);
	if (!ui.keys) {
		fprintf(stderr, "%s\n", e.text);
		return (int)e.code;
	}
	draw_start();
	ui.frame = arena_new();
	/* A workbench stays open all day beside others; the work file is a few pages. */
	db_roomy(en->db, false);
	db_on_wait(en->db, on_wait, &ui);
	ui_begin(&ui);
	if (term_warning())
		ui_say(&ui, UI_ERROR, "! %s", term_warning());
	if (door_run(&ui)) {
		together_begin(&ui);
		ui_push(&ui, home_screen(&ui));
		draftbox_offer(&ui);
		ui_loop(&ui);
		presence_end(en);
		enter_end(en, ui.parting);
	} else {
		status = ERR_DENIED;
	}
	ui_stop(&ui);
	db_on_wait(en->db, NULL, NULL);
	term_stop();
	/* Why it ended by itself stands where the person is now. */
	if (*ui.parting != '\0')
		fprintf(stderr, "jiandu: %s\n", ui.parting);
	arena_free(ui.frame);
	arena_free(ui.others_arena);
	return status;
}
