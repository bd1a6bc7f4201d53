/*
 * page.c: a text to be read, laid out once for a width.
 *
 * Knows: columns, wrapping, attributes by meaning.  Must not know: records, keys.
 */
#include "ui/page.h"

#include <string.h>

#include "base/text.h"
#include "base/width.h"

#define TWO_COLUMNS 68 /* from this width on facts stand in two columns */
#define GAP 2

struct page *
page_new(struct arena *a, int width)
{
	struct page *p = arena_alloc(a, sizeof *p);

	p->a = a;
	p->width = width > 8 ? width : 8;
	return p;
}

void
page_row(struct page *p)
{
	if (p->n == p->cap) {
		size_t cap = p->cap > 0 ? p->cap * 2 : 32;
		struct page_row *row = arena_alloc(p->a, cap * sizeof *row);

		if (p->n > 0)
			memcpy(row, p->row, p->n * sizeof *row);
		p->row = row;
		p->cap = cap;
	}
	memset(&p->row[p->n++], 0, sizeof *p->row);
}

void
page_blank(struct page *p)
{
	if (p->n > 0 && p->row[p->n - 1].n > 0)
		page_row(p);
}

/* TEXT at column X of the row with index I. */
static void
put_in(struct page *p, size_t i, int x, unsigned attr, const char *text)
{
	struct page_row *row = &p->row[i];

	if (row->n == row->cap) {
		size_t cap = row->cap > 0 ? row->cap * 2 : 4;
		struct page_seg *seg = arena_alloc(p->a, cap * sizeof *seg);

		if (row->n > 0)
			memcpy(seg, row->seg, row->n * sizeof *seg);
		row->seg = seg;
		row->cap = cap;
	}
	row->seg[row->n++] = (struct page_seg){ x, attr, text };
}

void
page_put(struct page *p, int x, unsigned attr, const char *text)
{
	if (p->n == 0)
		page_row(p);
	put_in(p, p->n - 1, x, attr, text);
}

void
page_right(struct page *p, unsigned attr, const char *text)
{
	int x = p->width - draw_width(text);

	page_put(p, x > 0 ? x : 0, attr, text);
}

void
page_para(struct page *p, int indent, unsigned attr, const char *text)
{
	struct wrap_line *lines;
	const char *clean = text_clean(p->a, text, true);
	size_t n = width_wrap(p->a, clean, p->width - indent > 2 ? p->width - indent : 2, &lines);

	for (size_t i = 0; i < n; i++) {
		page_row(p);
		page_put(p, indent, attr, arena_strndup(p->a, clean + lines[i].start, lines[i].len));
	}
}

void
page_section(struct page *p, const char *title, const char *note)
{
	page_blank(p);
	page_row(p);
	page_put(p, 0, UI_DIM, title);
	if (*note == '\0')
		return;
	if (draw_width(title) + GAP + draw_width(note) <= p->width)
		page_put(p, draw_width(title) + GAP, UI_NORMAL, note);
	else
		page_para(p, GAP, UI_NORMAL, note);
}

/* A label of two hanzi is spread to three where the longest has three: 机  构. */
static const char *
spread(struct page *p, const char *label, int width)
{
	size_t first;

	if (width != 6 || draw_width(label) != 4 || text_count(label) != 2)
		return label;
	first = text_grapheme(label, strlen(label));
	return arena_printf(p->a, "%.*s  %s", (int)first, label, label + first);
}

void
page_facts(struct page *p, const struct fact *f, size_t n)
{
	int label = 0, column = p->width >= TWO_COLUMNS ? (p->width - GAP) / 2 : p->width;
	bool second = false; /* the right half of the last row is free */

	for (size_t i = 0; i < n; i++) {
		int w = *f[i].value != '\0' ? draw_width(f[i].label) : 0;

		label = w > label ? w : label;
	}
	for (size_t i = 0; i < n; i++) {
		const char *name;
		int x = 0;

		if (*f[i].value == '\0')
			continue;
		name = spread(p, f[i].label, label);
		if (label + GAP + draw_width(f[i].value) > column || strchr(f[i].value, '\n') != NULL) {
			size_t row = p->n;

			page_para(p, label + GAP, f[i].attr, f[i].value);
			put_in(p, row, 0, UI_DIM, name);
			second = false;
			continue;
		}
		if (second && column < p->width) {
			x = column + GAP;
			second = false;
		} else {
			page_row(p);
			second = column < p->width;
		}
		page_put(p, x, UI_DIM, name);
		page_put(p, x + label + GAP, f[i].attr, f[i].value);
	}
}

/* Row I of the page at Y of R. */
static void
draw_row(const struct page *p, struct rect r, int y, size_t i, unsigned also)
{
	const struct page_row *row = &p->row[i];

	for (size_t k = 0; k < row->n; k++)
		if (row->seg[k].x < r.w)
			draw_put(y, r.x + row->seg[k].x, r.w - row->seg[k].x, row->seg[k].attr | also, row->seg[k].text);
}

void
page_draw(const struct page *p, struct rect r, int skip)
{
	for (int i = 0; i < r.h; i++)
		if (skip + i >= 0 && (size_t)(skip + i) < p->n)
			draw_row(p, r, r.y + i, (size_t)(skip + i), 0);
}

void
page_draw_row(const struct page *p, struct rect r, int skip, unsigned also)
{
	if (skip >= 0 && (size_t)skip < p->n)
		draw_row(p, r, r.y, (size_t)skip, also);
}

void
page_plain(const struct page *p, struct buf *out)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct page_row *row = &p->row[i];
		const struct page_seg *done = NULL;
		int at = 0;

		/* Segments from left to right, whatever order they were put in. */
		for (size_t k = 0; k < row->n; k++) {
			const struct page_seg *next = NULL;

			for (size_t j = 0; j < row->n; j++)
				if ((done == NULL || row->seg[j].x > done->x) && (next == NULL || row->seg[j].x < next->x))
					next = &row->seg[j];
			if (next == NULL)
				break;
			while (at < next->x) {
				buf_addc(out, ' ');
				at++;
			}
			buf_adds(out, text_clean(p->a, next->text, false));
			at += draw_width(next->text);
			done = next;
		}
		buf_addc(out, '\n');
	}
}

const char *
page_pair(struct page *p, const char *x, const char *y)
{
	return *x == '\0' ? y : *y == '\0' ? x : arena_printf(p->a, "%s  %s", x, y);
}
