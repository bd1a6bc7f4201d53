/*
 * preview.c: the selected record beside a list.
 *
 * Knows: pages, records.  Must not know: the list.
 *
 * The page is laid out once per record and width: moving along a list costs one bounded
 * reading of the record and its course.
 */
#include "ui/preview.h"

#include "base/i18n.h"
#include "ui/work.h"

#define SHARE 3   /* a third of what remains beside the menu */
#define LEAST 34  /* columns */
#define BETWEEN 3 /* a blank, the rule, a blank */

void
preview_init(struct preview *p)
{
	*p = (struct preview){ .arena = arena_new(), .id = -1 };
}

void
preview_free(struct preview *p)
{
	arena_free(p->arena);
	p->arena = NULL;
}

void
preview_stale(struct preview *p)
{
	p->width = 0;
}

static void
lay_out(struct ui *ui, struct preview *p, int width, const struct flow *f, int64_t id)
{
	struct err e = { 0 };
	const char *status;
	unsigned attr;
	void *row;

	if (p->page != NULL && id == p->id && width == p->width)
		return;
	if (id != p->id) {
		p->skip = 0;
		p->focused = false;
	}
	arena_reset(p->arena);
	p->id = id;
	p->width = width;
	p->page = page_new(p->arena, width);
	row = id != 0 && f != NULL ? record_get(ui->en, p->arena, f, id, &e) : NULL;
	if (row == NULL) {
		if (e.code != ERR_OK)
			page_para(p->page, 0, UI_DIM, arena_strdup(p->arena, e.text));
		return;
	}
	status = record_status(ui, p->arena, f, row, &attr, NULL);
	page_para(p->page, 0, UI_TITLE, row_title(ui->en, p->arena, f, row));
	page_para(p->page, 0, attr, status);
	page_blank(p->page);
	/* To pass by is not to read. */
	if (record_guarded(ui->en, f, id)) {
		page_para(p->page, 0, UI_DIM, _("敏感记录：按 Enter 打开来看，打开留痕"));
		return;
	}
	record_letter(ui, p->page, f, row);
	page_section(p->page, _("经过"), "");
	record_course(ui, p->page, f, id);
}

struct rect
preview_take(struct preview *p, struct rect *r, int list)
{
	struct rect at = *r;

	at.w = r->w / SHARE < LEAST ? LEAST : r->w / SHARE;
	p->shown = r->w - at.w - BETWEEN >= list && !draw_slow();
	if (!p->shown) {
		p->focused = false;
		return (struct rect){ 0, 0, 0, 0 };
	}
	at.x = r->x + r->w - at.w;
	r->w -= at.w + BETWEEN;
	at.w -= 1; /* the marks of more above and below */
	return at;
}

void
preview_draw(struct ui *ui, struct preview *p, struct rect at, const struct flow *f, int64_t id)
{
	int last;

	if (id == 0)
		p->shown = p->focused = false;
	if (at.w <= 0)
		return;
	lay_out(ui, p, at.w, f, id);
	last = (int)p->page->n - at.h;
	last = last < 0 ? 0 : last;
	p->skip = p->skip > last ? last : p->skip < 0 ? 0 : p->skip;
	draw_vline(at.y, at.x - 2, at.h);
	page_draw(p->page, at, p->skip);
	if (p->focused) {
		/* The line that is read from is marked as the selected row of a list is. */
		draw_text(at.y, at.x - 1, at.w + 1, UI_TITLE | UI_SELECTED, ">");
		page_draw_row(p->page, at, p->skip, UI_SELECTED);
		draw_cursor(at.y, at.x - 1);
	}
	if (p->skip > 0)
		draw_text(at.y, at.x + at.w, 1, UI_KEY, "^");
	if (p->skip < last)
		draw_text(at.y + at.h - 1, at.x + at.w, 1, UI_KEY, "v");
}

bool
preview_key(struct preview *p, const struct key *key)
{
	uint32_t c = key_command(key);
	int page = draw_rows() - 8;

	if (key->kind == K_UP || c == 'k')
		p->skip--;
	else if (key->kind == K_DOWN || c == 'j')
		p->skip++;
	else if (key->kind == K_PGUP)
		p->skip -= page;
	else if (key->kind == K_PGDN)
		p->skip += page;
	else if (key->kind == K_HOME)
		p->skip = 0;
	else if (key->kind == K_END)
		p->skip = 1 << 20;
	else if (key->kind == K_TAB || key->kind == K_BTAB || key->kind == K_LEFT || key->kind == K_ESC)
		p->focused = false;
	else
		return false;
	return true;
}
