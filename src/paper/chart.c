/*
 * chart.c: pictures of figures, drawn as vectors: bars with their numbers, lines over time.
 *
 * Knows: ink, the neutral description of a picture.  Must not know: what the figures count, pages.
 *
 * What is told by colour is told by shape too (order of the bars, dashes, marks), so that a black and white print says the
 * same.  A figure that is hidden ("<3", "*") has its text and no bar, no point.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "paper/chart.h"

#define LABEL 10.5       /* size of labels */
#define VALUE 9.0        /* of numbers */
#define CAPTION 12.0
#define BAR 10.0         /* of one series */
#define BAR_GAP 7.0      /* between the bars of two labels */
#define LEGEND 16.0
#define PLOT 140.0       /* height of the lines' field */
#define FOOT 20.0        /* of the labels beneath it */
#define MOST_SERIES 4
#define MOST_TICKS 6
#define MOST_VALUE 1e12

static const double colors[MOST_SERIES][3] = { { 0.16, 0.32, 0.56 }, { 0.93, 0.62, 0.26 }, { 0.45, 0.45, 0.45 }, { 0.55, 0.75, 0.85 } };

static size_t
series_of(const json_t *block)
{
	size_t n = json_array_size(json_object_get(block, "series"));

	return n < MOST_SERIES ? n : MOST_SERIES;
}

static const json_t *
one_of(const json_t *block, size_t c)
{
	return json_array_get(json_object_get(block, "series"), c);
}

static const char *
value_text(const json_t *block, size_t c, size_t i)
{
	const char *s = json_string_value(json_array_get(json_object_get(one_of(block, c), "v"), i));

	return s != NULL ? s : "";
}

/* False when it is hidden, or no figure that can be drawn. */
static bool
value_of(const json_t *block, size_t c, size_t i, double *out)
{
	const char *s = value_text(block, c, i);
	char *end;

	*out = strtod(s, &end);
	return end != s && *end == '\0' && *out >= 0 && *out <= MOST_VALUE;
}

static bool
is_lines(const json_t *block)
{
	return strcmp(paper_member(block, "form"), "lines") == 0;
}

static double
most_of(const json_t *block)
{
	double most = 0, v;

	for (size_t c = 0; c < series_of(block); c++)
		for (size_t i = 0; i < block_texts(block); i++)
			if (value_of(block, c, i, &v) && v > most)
				most = v;
	return most;
}

static double
legend_height(const json_t *block)
{
	return series_of(block) > 1 ? LEGEND : 0;
}

double
chart_height(const json_t *block)
{
	double body = is_lines(block) ? 14 + PLOT + FOOT :
		(double)block_texts(block) * ((double)series_of(block) * BAR + BAR_GAP) + BAR_GAP;

	return 6 + legend_height(block) + body + 2 * CAPTION;
}

static void
color(struct ink *k, size_t c)
{
	ink_color(k, colors[c][0], colors[c][1], colors[c][2]);
}

/* The mark of series C around X, Y: a disc, a square, a triangle, a rhomb. */
static void
mark(struct ink *k, size_t c, double x, double y)
{
	const double r = 2.6;

	cairo_new_path(k->cr);
	if (c == 0) {
		cairo_arc(k->cr, x, y, r, 0, 2 * 3.14159265358979);
	} else if (c == 1) {
		cairo_rectangle(k->cr, x - r, y - r, 2 * r, 2 * r);
	} else {
		cairo_move_to(k->cr, x, y - r * 1.2);
		cairo_line_to(k->cr, x + r * 1.1, y + (c == 2 ? r : 0));
		if (c > 2)
			cairo_line_to(k->cr, x, y + r * 1.2);
		cairo_line_to(k->cr, x - r * 1.1, y + (c == 2 ? r : 0));
		cairo_close_path(k->cr);
	}
	cairo_fill(k->cr);
}

static void
dash(struct ink *k, size_t c)
{
	static const double v[MOST_SERIES][4] = { { 1 }, { 5, 2.5, 5, 2.5 }, { 1.5, 2, 1.5, 2 }, { 6, 2, 1.5, 2 } };

	cairo_set_dash(k->cr, v[c], c == 0 ? 0 : 4, 0);
}

/* Which series looks how, from X on; Y is the middle of the line. */
static void
legend(struct ink *k, const json_t *block, double x, double y)
{
	bool drawn = is_lines(block);

	for (size_t c = 0; c < series_of(block); c++) {
		const char *name = paper_member(one_of(block, c), "name");

		color(k, c);
		if (drawn) {
			dash(k, c);
			ink_rule(k, x, y, x + 22, y, 1.4);
			cairo_set_dash(k->cr, NULL, 0, 0);
			mark(k, c, x + 11, y);
		} else {
			cairo_rectangle(k->cr, x + 6, y - 4, 16, 8);
			cairo_fill(k->cr);
		}
		ink_black(k);
		ink_put(k, FACE_SONG, LABEL, x + 27, ink_base(y - 6, 12, LABEL), -1, name);
		x += 27 + ink_width(k, FACE_SONG, LABEL, name) + 16;
	}
}

/* ---- bars ---- */

static void
bars(struct ink *k, const json_t *block, double x, double y, double w)
{
	size_t n = block_texts(block), all = series_of(block);
	double label = 0, most = most_of(block), group = (double)all * BAR, left, room, v;

	for (size_t i = 0; i < n; i++) {
		double lw = ink_width(k, FACE_SONG, LABEL, block_text(block, i));

		label = lw > label ? lw : label;
	}
	label = label > 0.45 * w ? 0.45 * w : label;
	left = x + label + 6;
	room = w - label - 6 - 34;
	for (size_t i = 0; i < n; i++) {
		double top = y + BAR_GAP + (double)i * (group + BAR_GAP), lw = ink_width(k, FACE_SONG, LABEL, block_text(block, i));
		double size = lw > label ? LABEL * label / lw : LABEL;

		ink_put(k, FACE_SONG, size, left - 6, ink_base(top, group, size), 1, block_text(block, i));
		for (size_t c = 0; c < all; c++) {
			double at = top + (double)c * BAR, long_ = value_of(block, c, i, &v) && most > 0 ? room * v / most : 0;

			color(k, c);
			cairo_rectangle(k->cr, left, at + 1, long_, BAR - 2);
			cairo_fill(k->cr);
			ink_black(k);
			ink_put(k, FACE_SONG, VALUE, left + long_ + 4, ink_base(at, BAR, VALUE), -1, value_text(block, c, i));
		}
	}
	ink_rule(k, left, y + 2, left, y + (double)n * (group + BAR_GAP) + BAR_GAP - 2, 0.7);
}

/* ---- lines ---- */

/* A step of 1, 2 or 5 times a power of ten, so that at most MOST_TICKS reach MOST. */
static double
step_for(double most)
{
	double step = 1;

	while (most / step > MOST_TICKS) {
		if (most / (2 * step) <= MOST_TICKS)
			return 2 * step;
		if (most / (5 * step) <= MOST_TICKS)
			return 5 * step;
		step *= 10;
	}
	return step;
}

struct plot {
	double left, bottom, room, scale, slot;
};

static void
axes(struct ink *k, const struct plot *p, double step, int ticks, const json_t *block)
{
	size_t n = block_texts(block);
	char text[32];

	for (int i = 0; i <= ticks; i++) {
		double y = p->bottom - i * step * p->scale;

		ink_color(k, i == 0 ? 0 : 0.82, i == 0 ? 0 : 0.82, i == 0 ? 0 : 0.82);
		ink_rule(k, p->left, y, p->left + p->room, y, i == 0 ? 0.7 : 0.4);
		ink_black(k);
		snprintf(text, sizeof text, "%.0f", i * step);
		ink_put(k, FACE_SONG, VALUE, p->left - 4, ink_base(y - 5, 10, VALUE), 1, text);
	}
	for (size_t i = 0; i < n; i++)
		ink_put(k, FACE_SONG, VALUE, p->left + ((double)i + 0.5) * p->slot, p->bottom + 14, 0, block_text(block, i));
}

static void
line(struct ink *k, const struct plot *p, const json_t *block, size_t c)
{
	bool pen = false;
	double v;

	color(k, c);
	dash(k, c);
	cairo_set_line_width(k->cr, 1.4);
	cairo_new_path(k->cr);
	for (size_t i = 0; i < block_texts(block); i++) {
		double x = p->left + ((double)i + 0.5) * p->slot;

		if (!value_of(block, c, i, &v)) {
			pen = false;
			continue;
		}
		if (pen)
			cairo_line_to(k->cr, x, p->bottom - v * p->scale);
		else
			cairo_move_to(k->cr, x, p->bottom - v * p->scale);
		pen = true;
	}
	cairo_stroke(k->cr);
	cairo_set_dash(k->cr, NULL, 0, 0);
	for (size_t i = 0; i < block_texts(block); i++)
		if (value_of(block, c, i, &v))
			mark(k, c, p->left + ((double)i + 0.5) * p->slot, p->bottom - v * p->scale);
	ink_black(k);
	/* The numbers of the first line; those of the others stand in the table. */
	for (size_t i = 0; c == 0 && i < block_texts(block); i++)
		if (value_of(block, c, i, &v))
			ink_put(k, FACE_SONG, VALUE - 1, p->left + ((double)i + 0.5) * p->slot, p->bottom - v * p->scale - 5, 0,
				value_text(block, c, i));
}

static void
lines(struct ink *k, const json_t *block, double x, double y, double w)
{
	size_t n = block_texts(block);
	double most = most_of(block), step = step_for(most);
	int ticks = most > 0 ? (int)ceil(most / step) : 1;
	struct plot p = { .left = x + 30, .bottom = y + 14 + PLOT, .room = w - 36 };

	p.scale = PLOT / (ticks * step);
	p.slot = p.room / (double)(n > 0 ? n : 1);
	axes(k, &p, step, ticks, block);
	for (size_t c = series_of(block); c-- > 0;)
		line(k, &p, block, c);
}

void
chart_draw(struct ink *k, const json_t *block, double x, double y, double w)
{
	double high = chart_height(block);

	y += 6;
	if (series_of(block) > 1)
		legend(k, block, x + 30, y + LEGEND / 2);
	if (is_lines(block))
		lines(k, block, x, y + legend_height(block), w);
	else
		bars(k, block, x, y + legend_height(block), w);
	ink_put(k, FACE_HEI, CAPTION, x + w / 2, y - 6 + high - 0.7 * CAPTION, 0, paper_member(block, "cap"));
}
