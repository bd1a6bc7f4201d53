/*
 * page.h: a text to be read, laid out once for a width: facts, paragraphs, a course of
 * events.  The same page is scrolled on a reading screen, shown as a preview, and
 * printed without frames to be copied.
 *
 * Knows: columns, wrapping, attributes by meaning.  Must not know: records, keys.
 */
#ifndef JIANDU_UI_PAGE_H
#define JIANDU_UI_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "ui/draw.h"

struct page_seg {
	int x;
	unsigned attr;
	const char *text;
};

struct page_row {
	struct page_seg *seg;
	size_t n, cap;
};

struct page {
	struct arena *a; /* of all that is in it; borrowed */
	int width;
	struct page_row *row;
	size_t n, cap;
};

/* One labelled value. */
struct fact {
	const char *label; /* translated */
	const char *value; /* "" leaves the fact out */
	unsigned attr;
};

/* An empty page of WIDTH columns; everything in it is owned by A. */
struct page *page_new(struct arena *a, int width);
/* A blank row, unless there is one already or the page is empty. */
void page_blank(struct page *p);
/* A new row; later page_put() go there. */
void page_row(struct page *p);
/* TEXT at column X of the last row. */
void page_put(struct page *p, int x, unsigned attr, const char *text);
/* TEXT at the right edge of the last row. */
void page_right(struct page *p, unsigned attr, const char *text);
/* TEXT wrapped, indented by INDENT columns. */
void page_para(struct page *p, int indent, unsigned attr, const char *text);
/* A blank row and a dim heading; NOTE beside it (the article), "" none. */
void page_section(struct page *p, const char *title, const char *note);
/* X and Y with two blanks between; the one that is there when the other is empty; owned by the page's arena. */
const char *page_pair(struct page *p, const char *x, const char *y);
/* Labelled values in two columns where there is room, else in one. */
void page_facts(struct page *p, const struct fact *f, size_t n);
/* Draw in R, without the first SKIP rows. */
void page_draw(const struct page *p, struct rect r, int skip);
/* Draw the first of those rows alone, ALSO added to its attributes. */
void page_draw_row(const struct page *p, struct rect r, int skip, unsigned also);
/* The page as plain lines. */
void page_plain(const struct page *p, struct buf *out);

#endif
