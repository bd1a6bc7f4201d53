/*
 * screen.c: the stack of screens and the loop that serves it.
 *
 * Knows: term, key, draw, the engine's data version.  Must not know: any screen.
 *
 * One turn of the loop: every key that has come is handled, then one repaint, then
 * the wait.  A screen that asks a question in the middle of an act runs the same
 * loop inside its key handler (ui_run); the queue of keys is one, so what was typed
 * ahead goes to whoever is on top when its turn comes.
 */
#include "ui/screen.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/day.h"
#include "base/i18n.h"
#include "store/db.h"
#include "ui/term.h"

#define TICK_MS 500     /* idle work: drafts, other people's changes */
#define DRAIN_MS 100    /* longest time keys are handled without a repaint */
#define PROGRESS_MS 100 /* between two repaints of a progress line */

void *
screen_new(const struct screen_kind *kind, size_t size)
{
	struct arena *a = arena_new();
	struct screen *s = arena_alloc(a, size);

	s->kind = kind;
	s->arena = a;
	return s;
}

void
ui_dirty(struct ui *ui)
{
	ui->dirty = true;
}

void
ui_push(struct ui *ui, struct screen *s)
{
	s->below = ui->top;
	ui->top = s;
	ui->dirty = true;
}

static bool
on_stack(const struct ui *ui, const struct screen *s)
{
	for (const struct screen *i = ui->top; i; i = i->below)
		if (i == s)
			return true;
	return false;
}

static void
pop(struct ui *ui)
{
	struct screen *s = ui->top;

	ui->top = s->below;
	ui->dirty = true;
	if (s->done)
		s->done(ui, s, s->done_ctx);
	if (s->kind->close)
		s->kind->close(ui, s);
	arena_free(s->arena);
	if (ui->top && ui->top->kind->uncovered && !ui->quit)
		ui->top->kind->uncovered(ui, ui->top);
}

/* Close S and everything above it. */
static void
close_down_to(struct ui *ui, const struct screen *s)
{
	bool last;

	if (!on_stack(ui, s))
		return;
	do {
		last = ui->top == s;
		pop(ui);
	} while (!last);
}

void
ui_close(struct ui *ui, struct screen *s)
{
	s->close_me = true;
	ui->dirty = true;
}

/* The lowest screen that asked to be closed takes those above with it. */
static void
close_marked(struct ui *ui)
{
	struct screen *lowest = NULL;

	for (struct screen *s = ui->top; s; s = s->below)
		if (s->close_me)
			lowest = s;
	if (lowest)
		close_down_to(ui, lowest);
}

void
ui_quit(struct ui *ui)
{
	ui->quit = true;
}

/* ---- messages ---- */

void
ui_say(struct ui *ui, unsigned attr, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(ui->message, sizeof(ui->message), fmt, ap);
	va_end(ap);
	ui->message_attr = attr;
	ui->message_seen = false;
	ui->dirty = true;
}

void
ui_say_err(struct ui *ui, const struct err *e)
{
	if (e->code != ERR_OK)
		ui_say(ui, UI_ERROR, "! %s", e->text);
}

void
ui_info(struct ui *ui, unsigned attr, const char *text)
{
	ui->info = text;
	ui->info_attr = attr;
}

/* ---- the picture ---- */

/* "李文  经办   2026-11-23 周一" */
static const char *
who_text(struct ui *ui)
{
	const struct engine *en = ui->en;
	const char *role = "";
	char date[DAY_TEXT];

	if (ui->who)
		return ui->who;
	if (!en)
		return "";
	if (en->actor.personal && (en->actor.roles & ROLE_BUREAU) == ROLE_BUREAU)
		role = _("个人库");
	else
		for (word_t i = 1; i <= word_count(actor_roles) && !*role; i++)
			if (en->actor.roles & 1u << i)
				role = word_label(actor_roles, i);
	return arena_printf(ui->frame, "%s  %s   %s %s", en->actor.name ? en->actor.name : "", role,
		day_format(en->today, date), day_weekday_name(en->today));
}

static void
draw_top(struct ui *ui, struct screen *s, int columns)
{
	struct topline top = { NULL, NULL, UI_DIM };
	int right;

	if (s->kind->top)
		s->kind->top(ui, s, &top);
	if (!top.left)
		top.left = arena_printf(ui->frame, "%s  %s", _("监督"), s->kind->label ? _(s->kind->label) : s->kind->name);
	if (!top.right)
		top.right = who_text(ui);
	right = draw_width(top.right);
	if (right > columns / 2)
		right = columns / 2;
	draw_cut(0, 1, columns - right - 4, UI_TITLE, top.left);
	draw_right(0, columns - right - 1, right, top.right_attr, top.right);
}

static void
draw_too_small(void)
{
	int rows = draw_rows(), columns = draw_cols();

	draw_printf(rows / 2, 0, columns, UI_STRONG, _("窗口太小：现在 %d 列 %d 行"), columns, rows);
	draw_printf(rows / 2 + 1, 0, columns, UI_STRONG, _("至少要 %d 列 %d 行，请放大窗口"), TERM_MIN_COLS, TERM_MIN_ROWS);
}

/* The screens from the lowest that is seen to the top. */
static void
draw_stack(struct ui *ui, struct screen *s, struct rect body)
{
	if (s->kind->popup && s->below)
		draw_stack(ui, s->below, body);
	if (s->kind->draw)
		s->kind->draw(ui, s, body);
}

static void
draw_info(struct ui *ui, int y, int columns)
{
	if (*ui->message) {
		draw_cut(y, 2, columns - 2, ui->message_attr, ui->message);
		if (!ui->message_seen)
			ui->message_fed = keys_fed(ui->keys);
		ui->message_seen = true;
	} else if (ui->info) {
		draw_cut(y, 2, columns - 2, ui->info_attr, ui->info);
	}
}

void
ui_repaint(struct ui *ui)
{
	int rows = draw_rows(), columns = draw_cols();
	struct rect body = { 2, 0, rows - 6, columns };
	struct screen *base = ui->top;

	ui->dirty = false;
	ui->frames++;
	arena_reset(ui->frame);
	draw_begin();
	if (!ui->top || !term_big_enough()) {
		draw_too_small();
		draw_end();
		return;
	}
	while (base->kind->popup && base->below)
		base = base->below;
	draw_top(ui, base, columns);
	draw_hline(1, 0, columns);
	ui->info = NULL;
	ui->info_attr = UI_NORMAL;
	draw_cursor(body.y, 0);
	draw_stack(ui, ui->top, body);
	draw_info(ui, rows - 4, columns);
	draw_hline(rows - 3, 0, columns);
	if (ui->top->kind->hints) {
		struct hint hints[UI_MAX_HINTS];

		memset(hints, 0, sizeof(hints));
		draw_hints(rows - 2, 1, columns - 2, hints, ui->top->kind->hints(ui, ui->top, hints));
	}
	draw_end();
}

struct rect
ui_centre(struct rect body, int h, int w)
{
	struct rect r;

	r.h = h < body.h ? h : body.h;
	r.w = w < body.w ? w : body.w;
	r.y = body.y + (body.h - r.h) / 2;
	r.x = body.x + (body.w - r.w) / 2;
	return r;
}

/* ---- changes of the record ---- */

static void
refresh_all(struct ui *ui)
{
	for (struct screen *s = ui->top; s; s = s->below)
		if (s->kind->refresh)
			s->kind->refresh(ui, s);
	ui->dirty = true;
}

void
ui_changed(struct ui *ui)
{
	if (ui->en)
		ui->data_version = db_data_version(ui->en->db);
	refresh_all(ui);
}

/* A workbench left open over midnight goes on with the new day, and with what the program owes on it. */
static void
new_day(struct ui *ui)
{
	struct sweep_sum swept;
	day_t today = day_today();

	if (ui->en->today_set || today <= ui->en->today)
		return;
	ui->en->today = today;
	engine_sweep_daily(ui->en, &swept);
	refresh_all(ui);
}

/* Twice a second when nothing is typed: drafts, the day, and what others have changed. */
static void
tick(struct ui *ui)
{
	long long now = term_now(), quiet = now - ui->last_key;

	ui->last_tick = now;
	if (ui->en) {
		int64_t version = db_data_version(ui->en->db);

		new_day(ui);
		if (version != ui->data_version) {
			ui->data_version = version;
			refresh_all(ui);
		}
		if (quiet >= 2000)
			db_checkpoint(ui->en->db);
	}
	for (struct screen *s = ui->top; s; s = s->below)
		if (s->kind->idle && s->kind->idle(ui, s, quiet))
			ui->dirty = true;
	if (ui->watch)
		ui->watch(ui);
	if (ui->idled && ui->idle_after > 0 && quiet >= ui->idle_after && !ui->locked && !ui->quit)
		ui->idled(ui);
}

static void
hang_up(struct ui *ui)
{
	if (ui->quit)
		return;
	ui->quit = true;
	for (struct screen *s = ui->top; s; s = s->below)
		if (s->kind->hangup)
			s->kind->hangup(ui, s);
}

void
ui_end(struct ui *ui, const char *why)
{
	snprintf(ui->parting, sizeof ui->parting, "%s", why);
	hang_up(ui);
}

/* ---- keys ---- */

/* What a key does when the screen on top passes it. */
static void
common_key(struct ui *ui, struct screen *s, const struct key *key)
{
	uint32_t c = key_command(key);
	bool first = !s->below;

	if (key_is_ctrl(key, 'l')) {
		term_repaint();
	} else if (key_is_f(key, 5)) {
		refresh_all(ui);
	} else if ((key_is_f(key, 1) || c == '?') && ui->help) {
		struct screen *help = ui->help(ui, s->kind->help ? s->kind->help : s->kind->name);

		if (help)
			ui_push(ui, help);
	} else if ((key_is_f(key, 9) || c == ':') && ui->palette) {
		struct screen *palette = ui->palette(ui);

		if (palette)
			ui_push(ui, palette);
	} else if (key->kind == K_ESC || key_is_f(key, 12)) {
		if (!first)
			ui_close(ui, s);
		else
			ui_say(ui, UI_DIM, "%s", _("F3 离开"));
	} else if (key_is_f(key, 3)) {
		if (first)
			ui_quit(ui);
		else
			ui_close(ui, s);
	} else if (key_is_ctrl(key, 'c')) {
		ui_say(ui, UI_DIM, "%s", first ? _("F3 离开") : _("Esc 返回，F3 离开"));
	} else if (key->kind == K_PASTE) {
		ui_say(ui, UI_DIM, "%s", _("这里不能粘贴"));
	}
}

static void
handle(struct ui *ui, const struct key *key)
{
	struct screen *s = ui->top;
	enum screen_answer answer;

	if (key->kind == K_REPORT) {
		if (term_report(key)) {
			if (term_warning())
				ui_say(ui, UI_ERROR, "! %s", term_warning());
			term_repaint();
			ui->dirty = true;
		}
		return;
	}
	if (key->kind == K_BAD) {
		if (!ui->bad_byte_said)
			ui_say(ui, UI_ERROR, _("! 收到不能识别的字节 0x%02X，已略去；请检查终端的编码"), (unsigned)key->cp);
		ui->bad_byte_said = true;
		return;
	}
	ui->last_key = term_now();
	/* keys typed ahead do not take away what nobody could read */
	if (ui->message_seen && keys_taken(ui->keys) > ui->message_fed)
		ui->message[0] = '\0';
	ui->dirty = true;
	answer = s->kind->key ? s->kind->key(ui, s, key) : SCREEN_PASS;
	/* the handler may have run a loop of its own in which S was closed */
	if (on_stack(ui, s)) {
		if (answer == SCREEN_CLOSE)
			s->close_me = true;
		else if (answer == SCREEN_PASS)
			common_key(ui, s, key);
	}
	close_marked(ui);
}

/* For tests: how many bytes have been handled, and that nothing waits. */
static void
say_idle(struct ui *ui)
{
	char line[96];
	int n;

	if (ui->idle_fd < 0 || !keys_empty(ui->keys))
		return;
	n = snprintf(line, sizeof(line), "%020llu %010lu %04dx%04d\n", (unsigned long long)keys_handled(ui->keys),
		ui->frames, draw_cols(), draw_rows());
	if (pwrite(ui->idle_fd, line, (size_t)n, 0) != n)
		ui->idle_fd = -1;
}

/*
 * Handle what has come until nothing is waiting, or UNTIL is closed.  Keys of a burst
 * are all handled before the repaint, but for no longer than DRAIN_MS.
 */
static void
drain(struct ui *ui, const struct screen *until)
{
	long long since = term_now();
	struct key key;

	for (;;) {
		while (!ui->quit && on_stack(ui, until) && keys_next(ui->keys, &key)) {
			handle(ui, &key);
			if (term_now() - since > DRAIN_MS)
				return;
		}
		if (ui->quit || !on_stack(ui, until))
			return;
		switch (term_wait(0)) {
		case TERM_INPUT: ui->last_input = term_now(); break;
		case TERM_RESIZED: ui->dirty = true; break;
		case TERM_HANGUP: hang_up(ui); return;
		case TERM_TIMEOUT: return;
		}
	}
}

/* Nothing is waiting: sleep until something happens or idle work is due. */
static void
rest(struct ui *ui)
{
	int wait = keys_wait(ui->keys);
	long long now = term_now(), due = ui->last_tick + TICK_MS, rest_due = ui->last_input + wait;
	bool for_key = wait >= 0 && rest_due <= due;
	long long ms = (for_key ? rest_due : due) - now;

	switch (term_wait(ms < 0 ? 0 : (int)ms)) {
	case TERM_INPUT: ui->last_input = term_now(); break;
	case TERM_RESIZED: ui->dirty = true; break;
	case TERM_HANGUP: hang_up(ui); break;
	case TERM_TIMEOUT:
		if (for_key)
			keys_expire(ui->keys);
		else
			tick(ui);
		break;
	}
}

static void
serve(struct ui *ui, const struct screen *until)
{
	struct key key;

	while (!ui->quit && on_stack(ui, until)) {
		drain(ui, until);
		if (ui->quit || !on_stack(ui, until))
			break;
		if (ui->dirty)
			ui_repaint(ui);
		/* a burst that was interrupted for the repaint goes on */
		if (keys_next(ui->keys, &key)) {
			keys_unget(ui->keys, &key);
			continue;
		}
		if (ui->top->kind->later && ui->top->kind->later(ui, ui->top)) {
			ui->dirty = true;
			continue;
		}
		/* What is open now is told when a burst of keys is over; it may end the program. */
		if (ui->watch && ui->last_key > ui->watched) {
			ui->watched = ui->last_key;
			ui->watch(ui);
			if (ui->quit)
				break;
			if (ui->dirty)
				continue;
		}
		say_idle(ui);
		rest(ui);
	}
}

bool
ui_run(struct ui *ui, struct screen *s)
{
	ui_push(ui, s);
	serve(ui, s);
	if (ui->quit)
		close_down_to(ui, s);
	return !ui->quit;
}

void
ui_begin(struct ui *ui)
{
	const char *idle = getenv("JIANDU_TEST_IDLE");

	ui->idle_fd = idle && *idle ? open(idle, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
	ui->last_key = ui->last_input = ui->last_tick = term_now();
	if (ui->en)
		ui->data_version = db_data_version(ui->en->db);
}

void
ui_loop(struct ui *ui)
{
	struct screen *root = ui->top;

	while (root->below)
		root = root->below;
	serve(ui, root);
	ui->quit = true;
	while (ui->top)
		pop(ui);
}

void
ui_stop(struct ui *ui)
{
	ui->quit = true;
	while (ui->top)
		pop(ui);
	if (ui->idle_fd >= 0)
		close(ui->idle_fd);
	ui->idle_fd = -1;
}

/* ---- long work ---- */

/* Has a key asked to cancel?  All others stay queued in their order. */
static bool
asked_to_cancel(struct ui *ui)
{
	struct key *held = NULL, key;
	size_t n = 0, cap = 0;
	bool cancel = false;

	while (!cancel && keys_next(ui->keys, &key)) {
		if (key.kind == K_ESC || key_is_f(&key, 3) || key_is_f(&key, 12) || key_is_ctrl(&key, 'c')) {
			cancel = true;
			break;
		}
		if (key.kind == K_PASTE) {
			/* its text lives in the decoder: stop here, it is asked again later */
			keys_unget(ui->keys, &key);
			break;
		}
		if (n == cap) {
			cap = cap ? cap * 2 : 16;
			held = mem_resize(held, cap * sizeof(*held));
		}
		held[n++] = key;
	}
	while (n > 0)
		keys_unget(ui->keys, &held[--n]);
	free(held);
	return cancel;
}

bool
ui_progress(struct ui *ui, const char *what, size_t done, size_t total)
{
	long long now = term_now();
	int y = draw_rows() - 4, columns = draw_cols();
	const int bar = 20;

	if (ui_hangup)
		return false;
	if (now - ui->last_progress < PROGRESS_MS)
		return true;
	ui->last_progress = now;
	ui->dirty = true;
	if (term_big_enough() && what == NULL) {
		draw_end();
	} else if (term_big_enough()) {
		char line[64] = "";

		if (total > 0) {
			int full = (int)((unsigned long long)done * (unsigned)bar / total);

			snprintf(line, sizeof(line), "[%-*.*s] %3d%%  %zu/%zu", bar, full > bar ? bar : full,
				"====================", (int)(done * 100 / total), done, total);
		}
		draw_text(y, 2, columns - 3, UI_NORMAL, arena_printf(ui->frame, "%s  %s  %s", what, line, _("Esc 取消")));
		draw_cursor(y, 2);
		draw_end();
	}
	if (keys_wait(ui->keys) >= 0)
		keys_expire(ui->keys); /* a lone Esc of a tenth of a second ago */
	switch (term_wait(0)) {
	case TERM_HANGUP: return false;
	case TERM_INPUT: ui->last_input = term_now(); break;
	case TERM_RESIZED:
	case TERM_TIMEOUT: break;
	}
	return !asked_to_cancel(ui);
}
