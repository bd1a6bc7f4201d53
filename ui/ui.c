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

#define SLOW_SPEED 19200 /* bits a second: a full screen takes a second and more */

/*
 * Is the line slow?  JIANDU_SLOW says so (1 or 0), else what this account turned on (F9), else the
 * speed of a serial line; a network says nothing of its speed.  KEPT: ask the account's too.
 */
static bool
line_is_slow(struct engine *en, bool kept)
{
	const char *said = getenv("JIANDU_SLOW");

	if ((said == NULL || *said == '\0') && kept)
		said = kept_get(en, en->arena, SLOW_KEPT);
	return said != NULL && *said != '\0' ? strcmp(said, "0") != 0 : term_speed() > 0 && term_speed() <= SLOW_SPEED;
}

/* What the first picture can do without: the work file is another database to open. */
static void
after_first_picture(struct ui *ui)
{
	bool slow = line_is_slow(ui->en, true);

	if (slow != draw_slow()) {
		draw_set_slow(slow);
		ui->dirty = true;
	}
	draftbox_offer(ui);
}

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
		draw_set_slow(line_is_slow(en, false));
		together_begin(&ui);
		ui_push(&ui, home_screen(&ui));
		ui_repaint(&ui);
		after_first_picture(&ui);
		ui_loop(&ui);
		presence_end(en);
		enter_end(en, *ui.parting == '\0' && ui_hangup ? _("连接中断") : ui.parting);
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
