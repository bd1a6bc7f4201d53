/*
 * dialog.c: questions in the middle of an act.
 *
 * Knows: the screen stack, the edit.  Must not know: actions, the record.
 */
#include "ui/dialog.h"

#include <string.h>

#include "base/i18n.h"
#include "base/width.h"
#include "ui/editor.h"
#include "ui/screen.h"
#include "ui/term.h"

#define DIALOG_WIDTH 60 /* columns of text, borders apart */
#define BAR_MS 100      /* between two pictures of a bar */

struct dialog {
	struct screen screen;
	const char *title;
	const char *text;
	const char *const *buttons;
	int n;
	int at;
	int answer;
	int skip;        /* lines scrolled away */
	int lines, room; /* of the text, as drawn */
	bool asks_line;
	struct edit edit;
	const char *typed;
	struct arena *typed_arena;
};

/* Columns of the buttons in one row: "1 确定", three blanks between. */
static int
button_columns(const struct dialog *d, int i)
{
	return (d->n > 1 ? 2 : 0) + draw_width(d->buttons[i]);
}

static int
buttons_columns(const struct dialog *d)
{
	int sum = 0;

	for (int i = 0; i < d->n; i++)
		sum += button_columns(d, i) + (i > 0 ? 3 : 0);
	return sum;
}

static int
text_lines(struct ui *ui, const char *text, int columns)
{
	struct wrap_line *lines;

	return *text != '\0' ? (int)width_wrap(ui->frame, text, columns, &lines) : 0;
}

static int
widest_line(struct ui *ui, const char *text, int columns)
{
	struct wrap_line *lines;
	size_t n = width_wrap(ui->frame, text, columns, &lines);
	int widest = 0;

	for (size_t i = 0; i < n; i++) {
		int w = width_bytes(text + lines[i].start, lines[i].len);

		widest = w > widest ? w : widest;
	}
	return widest;
}

static void
draw_buttons(struct dialog *d, int y, int x, int w, bool column)
{
	int at = x + (w - buttons_columns(d)) / 2;

	for (int i = 0; i < d->n; i++) {
		unsigned attr = i == d->at ? UI_SELECTED : 0;
		int bx = column ? x : at, by = column ? y + i : y, used = 0;
		char mark[3] = { (char)('1' + i), ' ', '\0' };

		if (i == d->at && !d->asks_line)
			draw_cursor(by, bx);
		if (d->n > 1)
			used = draw_put(by, bx, 2, UI_KEY | attr, mark);
		draw_put(by, bx + used, w - (bx - x) - used, UI_NORMAL | attr, d->buttons[i]);
		at += button_columns(d, i) + 3;
	}
}

static void
dialog_draw(struct ui *ui, struct screen *s, struct rect body)
{
	struct dialog *d = (struct dialog *)s;
	int w = DIALOG_WIDTH, below, edge, h;
	bool column;
	struct rect r, in;

	if (w > body.w - 8)
		w = body.w - 8;
	column = buttons_columns(d) > w;
	if (!d->asks_line && !column) {
		/* No wider than what it says. */
		int need = widest_line(ui, d->text, w), least = buttons_columns(d);

		least = least > draw_width(d->title) + 4 ? least : draw_width(d->title) + 4;
		least = least < 30 ? 30 : least;
		need = need > least ? need : least;
		w = need < w ? need : w;
	}
	below = (d->asks_line ? 2 : 0) + (d->n > 0 ? 1 + (column ? d->n : 1) : 0);
	d->lines = text_lines(ui, d->text, w);
	/* Borders, a blank row above the text, and one below a line to type in. */
	edge = d->asks_line ? 4 : 3;
	h = d->lines + below + edge;
	h = h > body.h ? body.h : h;
	r = ui_centre(body, h, w + 6);
	draw_box(r, d->title);
	in = (struct rect){ .y = r.y + 2, .x = r.x + 3, .h = r.h - edge - below, .w = r.w - 6 };
	d->room = in.h;
	if (d->skip > d->lines - d->room)
		d->skip = d->lines > d->room ? d->lines - d->room : 0;
	if (*d->text != '\0')
		draw_para(in, UI_NORMAL, d->text, d->skip);
	if (d->lines > d->room) {
		struct arena *a = ui->frame;

		draw_right(r.y + r.h - 1, r.x + 2, r.w - 4, UI_DIM,
			arena_printf(a, " %d/%d ", d->skip + d->room, d->lines));
	}
	if (d->asks_line) {
		int y = in.y + in.h + 1;

		draw_text(y, in.x, 1, UI_DIM, "[");
		draw_text(y, in.x + in.w - 1, 1, UI_DIM, "]");
		editor_draw_line(&d->edit, y, in.x + 1, in.w - 2, UI_FIELD, true);
	}
	if (d->n > 0)
		draw_buttons(d, r.y + r.h - 2 - (column ? d->n - 1 : 0), in.x, in.w, column);
}

static enum screen_answer
dialog_take(struct dialog *d, int i)
{
	d->answer = i;
	if (d->asks_line)
		d->typed = arena_strdup(d->typed_arena, edit_text(&d->edit));
	return SCREEN_CLOSE;
}

static enum screen_answer
dialog_scroll(struct dialog *d, int n)
{
	int most = d->lines > d->room ? d->lines - d->room : 0;

	d->skip += n;
	d->skip = d->skip < 0 ? 0 : d->skip > most ? most : d->skip;
	return SCREEN_DONE;
}

static enum screen_answer
dialog_key(struct ui *ui, struct screen *s, const struct key *key)
{
	struct dialog *d = (struct dialog *)s;
	uint32_t c = key_command(key);

	(void)ui;
	if (key->kind == K_ESC || key_is_f(key, 3) || key_is_f(key, 12))
		return SCREEN_CLOSE;
	if (key->kind == K_ENTER || key_is_f(key, 2))
		return dialog_take(d, d->at);
	if (d->asks_line) {
		if (edit_key(&d->edit, key, 1) != EDIT_PASS)
			return SCREEN_DONE;
		return key->kind == K_F ? SCREEN_PASS : SCREEN_DONE;
	}
	switch (key->kind) {
	case K_UP:
		return dialog_scroll(d, -1);
	case K_DOWN:
		return dialog_scroll(d, 1);
	case K_PGUP:
		return dialog_scroll(d, 1 - d->room);
	case K_PGDN:
		return dialog_scroll(d, d->room - 1);
	case K_LEFT:
	case K_BTAB:
		d->at = d->at > 0 ? d->at - 1 : d->n - 1;
		return SCREEN_DONE;
	case K_RIGHT:
	case K_TAB:
		d->at = d->n > 0 ? (d->at + 1) % d->n : 0;
		return SCREEN_DONE;
	default:
		break;
	}
	if (c >= '1' && c <= '9' && (int)(c - '1') < d->n)
		return dialog_take(d, (int)(c - '1'));
	if (d->n == 2 && (c == 'y' || c == 'Y'))
		return dialog_take(d, 0);
	if (d->n == 2 && (c == 'n' || c == 'N'))
		return dialog_take(d, 1);
	/* Everything else is for nobody: a question is answered, not walked past. */
	return key->kind == K_F ? SCREEN_PASS : SCREEN_DONE;
}

static size_t
dialog_hints(struct ui *ui, struct screen *s, struct hint *out)
{
	struct dialog *d = (struct dialog *)s;
	size_t n = 0;

	(void)ui;
	out[n++] = (struct hint){ .key = "Enter", .label = d->n > 1 ? _("选定") : d->asks_line ? _("确定") : _("知道了") };
	if (d->n > 1) {
		out[n++] = (struct hint){ .key = _("左右键"), .label = _("移动"), .rank = 1 };
		out[n++] = (struct hint){ .key = d->n > 2 ? "1-9" : "1 2", .label = _("直接选"), .rank = 2 };
	}
	if (d->lines > d->room)
		out[n++] = (struct hint){ .key = _("上下键"), .label = _("翻看"), .rank = 1 };
	if (d->n != 1 || d->asks_line)
		out[n++] = (struct hint){ .key = "Esc", .label = _("取消"), .right = true };
	return n;
}

static void
dialog_close(struct ui *ui, struct screen *s)
{
	(void)ui;
	edit_free(&((struct dialog *)s)->edit);
}

static const struct screen_kind dialog_kind = {
	.name = "dialog",
	.popup = true,
	.draw = dialog_draw,
	.key = dialog_key,
	.hints = dialog_hints,
	.close = dialog_close,
};

struct dialog_out {
	int answer;
	const char *typed;
};

static void
dialog_done(struct ui *ui, struct screen *s, void *ctx)
{
	struct dialog *d = (struct dialog *)s;

	(void)ui;
	*(struct dialog_out *)ctx = (struct dialog_out){ d->answer, d->typed };
}

static struct dialog *
dialog_new(const char *title, const char *text, const char *const *buttons, int n, int start)
{
	struct dialog *d = screen_new(&dialog_kind, sizeof *d);
	const char **copy = arena_alloc(d->screen.arena, (size_t)(n + 1) * sizeof *copy);

	for (int i = 0; i < n; i++)
		copy[i] = arena_strdup(d->screen.arena, buttons[i]);
	d->title = arena_strdup(d->screen.arena, title);
	d->text = arena_strdup(d->screen.arena, text);
	d->buttons = copy;
	d->n = n;
	d->at = start >= 0 && start < n ? start : 0;
	d->answer = -1;
	edit_init(&d->edit, false, 0);
	return d;
}

static struct dialog_out
dialog_run(struct ui *ui, struct dialog *d)
{
	struct dialog_out out = { -1, NULL };

	d->screen.done = dialog_done;
	d->screen.done_ctx = &out;
	if (!ui_run(ui, &d->screen))
		return (struct dialog_out){ -1, NULL };
	return out;
}

void
dialog_message(struct ui *ui, const char *title, const char *text)
{
	const char *const ok[] = { _("知道了") };

	dialog_run(ui, dialog_new(title, text, ok, 1, 0));
}

int
dialog_ask(struct ui *ui, const char *title, const char *text, const char *const *buttons, int n, int start)
{
	return dialog_run(ui, dialog_new(title, text, buttons, n, start)).answer;
}

bool
dialog_yes(struct ui *ui, const char *title, const char *text, const char *yes)
{
	const char *const buttons[] = { yes, _("不办") };

	return dialog_ask(ui, title, text, buttons, 2, 0) == 0;
}

const char *
dialog_prompt(struct ui *ui, struct arena *a, const char *title, const char *text, const char *initial)
{
	struct dialog *d = dialog_new(title, text, NULL, 0, 0);

	d->asks_line = true;
	d->typed_arena = a;
	edit_set(&d->edit, initial != NULL ? initial : "");
	return dialog_run(ui, d).typed;
}

/* ---- long work ---- */

struct dialog_bar {
	struct ui *ui;
	const char *title;
	long long drawn;
};

/* Over the picture that is there: no screen of the stack, nothing to close afterwards. */
static void
draw_bar(const struct dialog_bar *b, size_t done, size_t total)
{
	struct rect body = { 2, 0, draw_rows() - 6, draw_cols() };
	struct rect r = ui_centre(body, 7, DIALOG_WIDTH + 6);
	int room = r.w - 6, full;

	if (!term_big_enough())
		return;
	draw_box(r, b->title);
	draw_right(r.y + 4, r.x + r.w - 14, 11, UI_DIM, _("Esc 取消"));
	draw_cursor(r.y + 4, r.x + 3);
	if (total == 0) {
		draw_printf(r.y + 4, r.x + 3, room - 12, UI_NORMAL, "%zu", done);
		return;
	}
	full = (int)((double)room * (double)done / (double)total);
	full = full > room ? room : full;
	for (int i = 0; i < full; i++)
		draw_text(r.y + 2, r.x + 3 + i, 1, UI_NORMAL | UI_SELECTED, "=");
	draw_printf(r.y + 4, r.x + 3, room - 12, UI_NORMAL, "%zu / %zu   %d%%", done, total,
		(int)(100.0 * (double)done / (double)total));
}

bool
dialog_progress(struct dialog_bar *bar, size_t done, size_t total)
{
	long long now = term_now();

	if (now - bar->drawn >= BAR_MS) {
		bar->drawn = now;
		draw_bar(bar, done, total);
	}
	return ui_progress(bar->ui, NULL, done, total);
}

bool
dialog_work(struct ui *ui, const char *title, bool (*work)(void *ctx, struct dialog_bar *bar), void *ctx)
{
	struct dialog_bar bar = { .ui = ui, .title = title };
	bool ok;

	ui_repaint(ui);
	ok = work(ctx, &bar);
	ui_dirty(ui);
	return ok;
}
