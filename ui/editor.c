/*
 * editor.c: an edit in a rectangle, and the same on the whole screen.
 *
 * Knows: edit, draw, the screen stack.  Must not know: fields, actions.
 */
#include "ui/editor.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"

int
editor_rows(struct edit *ed, int columns)
{
	edit_wrap(ed, columns - 1);
	return (int)ed->n_lines;
}

void
editor_draw(struct edit *ed, struct rect r, unsigned attr, bool focused)
{
	const char *s = edit_text(ed);
	size_t line;
	int column;

	if (r.h < 1 || r.w < 3)
		return;
	edit_wrap(ed, r.w - 1);
	edit_where(ed, &line, &column);
	if (focused) {
		if (line < ed->top)
			ed->top = line;
		if (line >= ed->top + (size_t)r.h)
			ed->top = line - (size_t)r.h + 1;
	}
	/* no empty rows below the text while lines are hidden above it */
	if (ed->top + (size_t)r.h > ed->n_lines)
		ed->top = ed->n_lines > (size_t)r.h ? ed->n_lines - (size_t)r.h : 0;
	for (int i = 0; i < r.h; i++) {
		size_t at = ed->top + (size_t)i;

		if (at < ed->n_lines)
			draw_bytes(r.y + i, r.x, r.w, attr, s + ed->lines[at].start, ed->lines[at].len);
		else
			draw_text(r.y + i, r.x, r.w, attr, "");
	}
	if (focused)
		draw_cursor(r.y + (int)(line - ed->top), r.x + column);
}

/* Keep the caret at column AT within COLUMNS columns, scrolling by a third when it leaves. */
static void
scroll_sideways(struct edit *ed, int at, int columns)
{
	if (at < ed->left)
		ed->left = at > columns / 3 ? at - columns / 3 : 0;
	if (at >= ed->left + columns)
		ed->left = at - columns + 1 + columns / 3;
}

void
editor_draw_line(struct edit *ed, int y, int x, int columns, unsigned attr, bool focused)
{
	const char *s = edit_text(ed);
	int at = width_bytes(s, ed->cursor), skipped = 0, lead;
	size_t from = 0;

	if (columns < 1)
		return;
	if (focused)
		scroll_sideways(ed, at, columns);
	else
		ed->left = 0;
	while (s[from] && skipped < ed->left) {
		size_t len = text_grapheme(s + from, ed->text.len - from);

		skipped += width_bytes(s + from, len);
		from += len;
	}
	lead = skipped - ed->left; /* 1 when the edge cuts a wide character: its other half is left blank */
	if (lead < 0)
		lead = 0;
	if (lead > 0)
		draw_text(y, x, lead, attr, "");
	draw_text(y, x + lead, columns - lead, attr, s + from);
	if (focused)
		draw_cursor(y, x + at - ed->left);
}

/* ---- on the whole screen ---- */

struct editor {
	struct screen screen;
	struct edit *ed;    /* the caller's */
	const char *title;
	const char *error;
	int page;           /* rows at the last draw */
};

static struct editor *
editor_of(struct screen *s)
{
	return (struct editor *)s;
}

static void
on_draw(struct ui *ui, struct screen *s, struct rect body)
{
	struct editor *e = editor_of(s);
	struct rect r = { body.y, body.x + 2, body.h, body.w - 4 };
	size_t line;
	int column;

	e->page = r.h;
	editor_draw(e->ed, r, UI_NORMAL, true);
	edit_where(e->ed, &line, &column);
	if (e->error && *e->error)
		ui_info(ui, UI_ERROR, arena_printf(ui->frame, "! %s", e->error));
	else if (e->ed->max > 0)
		ui_info(ui, edit_over(e->ed) ? UI_ERROR : UI_DIM,
			arena_printf(ui->frame, _("第 %zu 行，共 %zu 行  %zu 字，最多 %d 字"), line + 1, e->ed->n_lines,
				e->ed->chars, e->ed->max));
	else
		ui_info(ui, UI_DIM,
			arena_printf(ui->frame, _("第 %zu 行，共 %zu 行  %zu 字"), line + 1, e->ed->n_lines, e->ed->chars));
}

static enum screen_answer
on_key(struct ui *ui, struct screen *s, const struct key *key)
{
	struct editor *e = editor_of(s);

	(void)ui;
	if (key->kind == K_ESC || key_is_f(key, 2) || key_is_f(key, 12) || key_is_f(key, 3) || key_is_f(key, 7) ||
		key_is_ctrl(key, 'o') || key_is_ctrl(key, 's') || key->kind == K_TAB)
		return SCREEN_CLOSE;
	return edit_key(e->ed, key, e->page) == EDIT_PASS ? SCREEN_PASS : SCREEN_DONE;
}

static void
on_top(struct ui *ui, struct screen *s, struct topline *out)
{
	(void)ui;
	out->left = editor_of(s)->title;
}

static size_t
on_hints(struct ui *ui, struct screen *s, struct hint *out)
{
	const struct hint hints[] = {
		{ .key = "Esc", .label = _("返回表单"), .rank = 0 },
		{ .key = "Ctrl-Z", .label = _("撤销"), .rank = 1 },
		{ .key = "Ctrl-Y", .label = _("重做"), .rank = 2 },
		{ .key = "Ctrl-K", .label = _("剪到行尾"), .rank = 4 },
		{ .key = "Ctrl-V", .label = _("粘回"), .rank = 3 },
	};

	(void)ui;
	(void)s;
	memcpy(out, hints, sizeof(hints));
	return sizeof(hints) / sizeof(hints[0]);
}

static const struct screen_kind editor_kind = {
	.name = "editor",
	.label = N_("文字"),
	.draw = on_draw,
	.key = on_key,
	.top = on_top,
	.hints = on_hints,
};

struct screen *
editor_screen(struct edit *ed, const char *title, const char *error)
{
	struct editor *e = screen_new(&editor_kind, sizeof(*e));

	e->ed = ed;
	e->title = arena_strdup(e->screen.arena, title);
	e->error = error ? arena_strdup(e->screen.arena, error) : NULL;
	return &e->screen;
}
