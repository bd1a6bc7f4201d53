/*
 * pager.c: a long text on the whole body, scrolled.
 *
 * Knows: wrapping, drawing.  Must not know: what the text says.
 */
#include "ui/pager.h"

#include <string.h>

#include "base/i18n.h"
#include "base/width.h"
#include "ui/screen.h"

struct pager {
	struct screen screen;
	const char *title;
	const char *text;
	bool headings;
	struct arena *wrapped;  /* of .lines */
	struct wrap_line *lines;
	size_t n;
	int columns;            /* the lines were made for */
	int top, room;
};

static void
pager_wrap(struct pager *p, int columns)
{
	if (p->columns == columns)
		return;
	/* The line on top stays on top when the window changes. */
	size_t at = p->n > 0 ? p->lines[p->top].start : 0;

	arena_reset(p->wrapped);
	p->n = width_wrap(p->wrapped, p->text, columns, &p->lines);
	p->columns = columns;
	p->top = 0;
	while ((size_t)p->top + 1 < p->n && p->lines[p->top + 1].start <= at)
		p->top++;
}

static void
pager_clamp(struct pager *p)
{
	int most = (int)p->n - p->room;

	p->top = p->top > most ? most : p->top;
	p->top = p->top < 0 ? 0 : p->top;
}

static void
pager_draw(struct ui *ui, struct screen *s, struct rect body)
{
	struct pager *p = (struct pager *)s;
	int w = body.w - 6 < 92 ? body.w - 6 : 92;

	p->room = body.h;
	pager_wrap(p, w);
	pager_clamp(p);
	for (int i = 0; i < p->room && (size_t)(p->top + i) < p->n; i++) {
		const struct wrap_line *l = &p->lines[p->top + i];
		const char *line = p->text + l->start;
		bool heading = p->headings && l->len > 2 && line[0] == '#' && line[1] == ' ';

		draw_bytes(body.y + i, body.x + 3, w, heading ? UI_TITLE : UI_NORMAL, line + (heading ? 2 : 0),
			l->len - (heading ? 2 : 0));
	}
	draw_cursor(body.y, body.x + 3);
	if ((int)p->n > p->room)
		ui_info(ui, UI_DIM, arena_printf(ui->frame, _("第%d至%d行，共%zu行"), p->top + 1,
			p->top + p->room < (int)p->n ? p->top + p->room : (int)p->n, p->n));
}

static enum screen_answer
pager_key(struct ui *ui, struct screen *s, const struct key *key)
{
	struct pager *p = (struct pager *)s;
	uint32_t c = key_command(key);
	int page = p->room > 2 ? p->room - 1 : 1;

	(void)ui;
	switch (key->kind) {
	case K_UP: p->top--; break;
	case K_DOWN: p->top++; break;
	case K_PGUP: p->top -= page; break;
	case K_PGDN: p->top += page; break;
	case K_HOME: p->top = 0; break;
	case K_END: p->top = (int)p->n; break;
	case K_ENTER: return SCREEN_CLOSE;
	case K_CHAR:
		if (c == 'j') p->top++;
		else if (c == 'k') p->top--;
		else if (c == ' ') p->top += page;
		else if (c == 'g') p->top = 0;
		else if (c == 'G') p->top = (int)p->n;
		else if (c == 'q') return SCREEN_CLOSE;
		else return SCREEN_PASS;
		break;
	default: return SCREEN_PASS;
	}
	pager_clamp(p);
	return SCREEN_DONE;
}

static void
pager_top(struct ui *ui, struct screen *s, struct topline *out)
{
	(void)ui;
	out->left = ((struct pager *)s)->title;
}

static size_t
pager_hints(struct ui *ui, struct screen *s, struct hint *out)
{
	(void)ui;
	(void)s;
	out[0] = (struct hint){ .key = _("上下键"), .label = _("翻行"), .rank = 1 };
	out[1] = (struct hint){ .key = "PgUp/PgDn", .label = _("翻页") };
	out[2] = (struct hint){ .key = "Esc", .label = _("返回"), .right = true };
	return 3;
}

static void
pager_close(struct ui *ui, struct screen *s)
{
	(void)ui;
	arena_free(((struct pager *)s)->wrapped);
}

static const struct screen_kind pager_kind = {
	.name = "pager",
	.label = N_("文字"),
	.draw = pager_draw,
	.key = pager_key,
	.top = pager_top,
	.hints = pager_hints,
	.close = pager_close,
};

static struct screen *
pager_new(const char *title, const char *text, bool headings)
{
	struct pager *p = screen_new(&pager_kind, sizeof *p);

	p->title = arena_strdup(p->screen.arena, title);
	p->text = arena_strdup(p->screen.arena, text);
	p->headings = headings;
	p->wrapped = arena_new();
	return &p->screen;
}

struct screen *
pager_screen(const char *title, const char *text)
{
	return pager_new(title, text, false);
}

struct screen *
pager_screen_headed(const char *title, const char *text)
{
	return pager_new(title, text, true);
}

void
effects_show(struct ui *ui, const struct effect *v, size_t n)
{
	struct arena *a;

	if (n == 0)
		return;
	a = arena_new();
	ui_push(ui, pager_screen(arena_printf(a, _("随之变动的%zu项"), n), effects_text(a, v, n)));
	arena_free(a);
}
