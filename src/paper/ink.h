/*
 * ink.h: pages of a PDF, and text on them: fonts, sizes, lines, rules.
 *
 * Knows: cairo, pango.  Must not know: what a paper is.
 *
 * Lengths are points (1/72 inch) from the top left; MM turns millimetres into them.
 */
#ifndef JIANDU_PAPER_INK_H
#define JIANDU_PAPER_INK_H

#include <stdbool.h>

#include <cairo.h>
#include <pango/pango.h>

#include "base/buf.h"

#define MM (72.0 / 25.4)

/* The faces of GB/T 9704. */
enum ink_face {
	FACE_FANG,  /* 仿宋: the text */
	FACE_TITLE, /* 小标宋: titles, the red mark */
	FACE_HEI,   /* 黑体: 一、 */
	FACE_KAI,   /* 楷体: （一） */
	FACE_SONG,  /* 宋体: page numbers */
	FACES,
};

struct ink {
	struct buf *out;          /* the PDF */
	cairo_surface_t *surface; /* NULL before the first page */
	cairo_t *cr;
	PangoContext *context;
	PangoFontDescription *face[FACES];
	struct buf notes;         /* what fonts had to be replaced: one line */
	double w, h;              /* of the present page */
	bool open;                /* a page is being drawn */
	int pages;
};

/* False when cairo or pango cannot begin. */
bool ink_open(struct ink *k, struct buf *out);
/* Title, author, and the day that stands in the file as the one it was made on ("2026-11-25"): before the first page. */
void ink_name(struct ink *k, const char *title, const char *author, const char *day);
/* End the page before, if any, and begin one of W by H. */
void ink_page(struct ink *k, double w, double h);
/* End; false when anything went wrong. */
bool ink_close(struct ink *k);

/* TEXT in FACE of SIZE, wrapped to WIDTH (< 0: not); free with g_object_unref(). */
PangoLayout *ink_text(struct ink *k, enum ink_face face, double size, double width, const char *text);
/* Its width when not wrapped. */
double ink_width(struct ink *k, enum ink_face face, double size, const char *text);
/* What does not fit into the first line of LAYOUT, which is in FACE of SIZE, goes on beneath what follows its first N bytes, a short label. */
void ink_hang(struct ink *k, PangoLayout *layout, enum ink_face face, double size, size_t n);
/* Line I of LAYOUT with its left edge at X (the layout's own offset added) and its base line at Y. */
void ink_line(struct ink *k, PangoLayout *layout, int i, double x, double y);
/* TEXT in one line, its left edge, middle or right edge (ALIGN -1, 0, 1) at X, its base line at Y. */
void ink_put(struct ink *k, enum ink_face face, double size, double x, double y, int align, const char *text);
/* The base line of text of SIZE that stands in the middle of a line of PITCH which begins at TOP. */
double ink_base(double top, double pitch, double size);
void ink_color(struct ink *k, double r, double g, double b);
void ink_red(struct ink *k);
void ink_black(struct ink *k);
/* A straight rule of THICK. */
void ink_rule(struct ink *k, double x1, double y1, double x2, double y2, double thick);
void ink_frame(struct ink *k, double x, double y, double w, double h, double thick);
/* A pale word across the page. */
void ink_watermark(struct ink *k, const char *text);

#endif
