/*
 * conflict.c: two people have written to one record: both versions side by side.
 *
 * Knows: the screen stack.  Must not know: forms, actions.
 */
#include "ui/conflict.h"

#include <string.h>

#include "base/i18n.h"
#include "base/width.h"
#include "ui/pager.h"
#include "ui/screen.h"

#define LABEL_WIDTH 14
#define CELL_LINES 3 /* of one value, the rest by F7 */

struct conflict {
	struct screen screen;
	const char *title, *changer;
	struct conflict_row *row;
	size_t n, at, top;
	bool save;
};

static const char *
text_of(const char *s)
{
	return s == NULL ? _("（没有填）") : *s != '\0' ? s : _("（空）");
}

/* Lines that VALUE takes in COLUMNS, at most CELL_LINES. */
static int
lines_of(struct ui *ui, const char *value, int columns)
{
	struct wrap_line *lines;
	size_t n = width_wrap(ui->frame, text_of(value), columns, &lines);

	return n > CELL_LINES ? CELL_LINES : n > 0 ? (int)n : 1;
}

static int
row_height(struct ui *ui, const struct conflict_row *r, int columns)
{
	int theirs = lines_of(ui, r->theirs, columns), mine = lines_of(ui, r->mine, columns);

	return (theirs > mine ? theirs : mine) + 1;
}

/* A value in its column: the one that will stand is bright and has the mark.  ABSENT: NULL draws nothing. */
static void
draw_value(const char *value, int y, int x, int h, int columns, bool taken, bool here, bool absent)
{
	unsigned attr = taken ? UI_STRONG : UI_DIM;

	if (taken)
		draw_put(y, x - 2, 1, UI_KEY, "*");
	if (value == NULL && absent)
		return;
	draw_para((struct rect){ y, x, h, columns }, here ? attr | UI_SELECTED : attr, text_of(value), 0);
}

static void
conflict_draw(struct ui *ui, struct screen *s, struct rect body)
{
	struct conflict *c = (struct conflict *)s;
	int columns = (body.w - 4 - LABEL_WIDTH - 6) / 2, y = body.y, end = body.y + body.h;
	int mine = 2 + LABEL_WIDTH + 2, theirs = mine + columns + 4, used = 0;

	draw_fill(body, UI_NORMAL);
	draw_cut(y++, 2, body.w - 4, UI_NORMAL, c->title);
	draw_cut(y++, 2, body.w - 4, UI_DIM, c->changer);
	y++;
	draw_text(y, mine, columns, UI_DIM, _("您填的"));
	draw_text(y, theirs, columns, UI_DIM, _("现在（别人改过）"));
	y += 2;
	/* The selected row is always whole on the screen. */
	if (c->at < c->top)
		c->top = c->at;
	for (;;) {
		used = 0;
		for (size_t i = c->top; i <= c->at; i++)
			used += row_height(ui, &c->row[i], columns);
		if (used <= end - y || c->top == c->at)
			break;
		c->top++;
	}
	for (size_t i = c->top; i < c->n && y < end; i++) {
		const struct conflict_row *r = &c->row[i];
		int h = row_height(ui, r, columns) - 1;

		h = h < end - y ? h : end - y;
		draw_cut(y, 2, LABEL_WIDTH, i == c->at ? UI_NORMAL : UI_DIM, r->label);
		draw_value(r->mine, y, mine, h, columns, r->mine != NULL && !(r->both && r->take_theirs), i == c->at && r->both && !r->take_theirs, false);
		draw_value(r->theirs, y, theirs, h, columns, r->mine == NULL || (r->both && r->take_theirs), i == c->at && r->both && r->take_theirs, true);
		if (i == c->at) {
			draw_cursor(y, r->both ? (r->take_theirs ? theirs : mine) : 2);
			ui_info(ui, UI_DIM, arena_printf(ui->frame, _("您打开时：%s"), text_of(r->was)));
		}
		y += h + 1;
	}
}

static void
show_whole(struct ui *ui, const struct conflict_row *r)
{
	struct buf b = BUF_INIT;

	buf_printf(&b, _("您填的\n%s\n\n现在（别人改过）\n%s\n\n您打开时\n%s\n"), text_of(r->mine), text_of(r->theirs), text_of(r->was));
	ui_push(ui, pager_screen(r->label, buf_str(&b)));
	buf_free(&b);
}

static enum screen_answer
conflict_key(struct ui *ui, struct screen *s, const struct key *key)
{
	struct conflict *c = (struct conflict *)s;
	struct conflict_row *r = &c->row[c->at];

	if (key_is_f(key, 2) || key_is_ctrl(key, 's')) {
		c->save = true;
		return SCREEN_CLOSE;
	}
	if (key->kind == K_ESC || key_is_f(key, 12) || key_is_f(key, 3))
		return SCREEN_CLOSE;
	if (key->kind == K_UP)
		c->at -= c->at > 0;
	else if (key->kind == K_DOWN || key->kind == K_ENTER || key->kind == K_TAB)
		c->at += c->at + 1 < c->n;
	else if (key_is_f(key, 7))
		show_whole(ui, r);
	else if (!r->both)
		return key->kind == K_LEFT || key->kind == K_RIGHT || key_command(key) == ' ' ? SCREEN_DONE : SCREEN_PASS;
	else if (key->kind == K_LEFT)
		r->take_theirs = false;
	else if (key->kind == K_RIGHT)
		r->take_theirs = true;
	else if (key_command(key) == ' ')
		r->take_theirs = !r->take_theirs;
	else
		return SCREEN_PASS;
	return SCREEN_DONE;
}

static size_t
conflict_hints(struct ui *ui, struct screen *s, struct hint *out)
{
	struct conflict *c = (struct conflict *)s;
	size_t n = 0;

	(void)ui;
	if (c->row[c->at].both)
		out[n++] = (struct hint){ .key = _("左右键"), .label = _("取哪一个") };
	out[n++] = (struct hint){ .key = "F2", .label = _("按所选的保存") };
	out[n++] = (struct hint){ .key = "F7", .label = _("看全文"), .rank = 1 };
	out[n++] = (struct hint){ .key = _("上下键"), .label = _("移动"), .rank = 2 };
	out[n++] = (struct hint){ .key = "Esc", .label = _("回到表单"), .right = true };
	return n;
}

struct outcome {
	bool save;
};

static void
conflict_done(struct ui *ui, struct screen *s, void *ctx)
{
	(void)ui;
	((struct outcome *)ctx)->save = ((struct conflict *)s)->save;
}

static const struct screen_kind conflict_kind = {
	.name = "conflict",
	.label = N_("记录已被改动"),
	.draw = conflict_draw,
	.key = conflict_key,
	.hints = conflict_hints,
};

bool
conflict_run(struct ui *ui, const char *title, const char *changer, struct conflict_row *rows, size_t n)
{
	struct conflict *c = screen_new(&conflict_kind, sizeof *c);
	struct outcome out = { false };

	c->title = title;
	c->changer = changer;
	c->row = rows;
	c->n = n;
	/* One begins where there is something to choose. */
	while (c->at + 1 < n && !rows[c->at].both)
		c->at++;
	if (!rows[c->at].both)
		c->at = 0;
	c->screen.done = conflict_done;
	c->screen.done_ctx = &out;
	return ui_run(ui, &c->screen) && out.save;
}
