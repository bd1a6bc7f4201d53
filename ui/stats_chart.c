/*
 * stats_chart.c: figures as pictures: bars of values, a line of months, quarters or years, the numbers beside them.
 *
 * Knows: engine/stats.h, draw.  Must not know: what was asked, which key does what.
 *
 * A line is of ASCII, three levels a row (. - '), and its points are *: one column on every terminal, legible without
 * colours.  Bars are draw_figure()'s; a | stands where the figure was in the time before.
 */
#include "ui/stats_chart.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/screen.h"

#define NUMBER 8
#define SHARE 5
#define CHANGE 7
#define BAR_LEAST 10
#define STEP_MOST 10
#define LEVELS 3 /* of one row */

/* Which columns stand beside the labels, and where. */
struct columns {
	int label, share, before, year_ago; /* widths; 0: left out */
	int pic;                            /* where the picture begins */
};

/* What the marks in the picture are about: the same part of the year before, else the time just before. */
static int64_t
mark_of(const struct stats_bar *b, const struct columns *cols)
{
	return cols->year_ago > 0 ? b->year_ago : b->before;
}

static struct columns
measure(const struct stats *s, int w)
{
	struct columns c = { .label = 8 };
	int most = w / 3 < 30 ? w / 3 : 30;

	for (size_t i = 0; i < s->n; i++) {
		int label = draw_width(s->bar[i].label);

		c.label = label > c.label ? label : c.label;
		c.share = s->bar[i].percent >= 0 ? SHARE : c.share;
		c.before = s->bar[i].before >= 0 ? CHANGE : c.before;
		c.year_ago = s->bar[i].year_ago >= 0 ? CHANGE : c.year_ago;
	}
	c.label = c.label > most ? most : c.label;
	if (s->dim.time)
		c.share = 0;
	c.pic = 1 + c.label + NUMBER + c.share + c.before + c.year_ago + 2;
	/* The picture goes before the numbers do. */
	if (w - c.pic < BAR_LEAST)
		c.pic = w;
	return c;
}

static void
draw_heads(const struct columns *c, const struct stats *s, int y, int x, int w)
{
	int at = x + 1 + c->label;

	draw_text(y, x + 1, c->label, UI_DIM, s->dim.label);
	draw_right(y, at, NUMBER, UI_DIM, _("件数"));
	at += NUMBER;
	if (c->share > 0)
		draw_right(y, at, c->share, UI_DIM, _("占比"));
	at += c->share;
	if (c->before > 0)
		draw_right(y, at, c->before, UI_DIM, _("环比"));
	at += c->before;
	if (c->year_ago > 0)
		draw_right(y, at, c->year_ago, UI_DIM, _("同比"));
	if (c->pic < w && !s->dim.time && (c->before > 0 || c->year_ago > 0))
		draw_put(y, x + c->pic, w - c->pic, UI_DIM, c->year_ago > 0 ? _("| 上年同期") : _("| 上一期"));
}

static void
draw_numbers(struct ui *ui, const struct columns *c, const struct stats_bar *b, int y, int x, bool here)
{
	unsigned attr = here ? UI_STRONG | UI_SELECTED : UI_NORMAL;
	int at = x + 1 + c->label;

	draw_text(y, x, c->pic - 1, attr, here ? ">" : "");
	draw_cut(y, x + 1, c->label, attr, b->label);
	draw_right(y, at, NUMBER, attr, arena_printf(ui->frame, "%lld", (long long)b->n));
	at += NUMBER;
	if (c->share > 0)
		draw_right(y, at, c->share, attr, b->percent >= 0 ? arena_printf(ui->frame, "%d%%", b->percent) : "");
	at += c->share;
	if (c->before > 0)
		draw_right(y, at, c->before, attr, stats_change(ui->frame, b->n, b->before));
	at += c->before;
	if (c->year_ago > 0)
		draw_right(y, at, c->year_ago, attr, stats_change(ui->frame, b->n, b->year_ago));
	if (here)
		draw_cursor(y, x);
}

/* The largest figure in the picture, 1 at least. */
static int64_t
largest(const struct stats *s, const struct columns *cols)
{
	int64_t most = 1;

	for (size_t i = 0; i < s->n; i++) {
		most = s->bar[i].n > most ? s->bar[i].n : most;
		most = mark_of(&s->bar[i], cols) > most ? mark_of(&s->bar[i], cols) : most;
	}
	return most;
}

/* ---- a line ---- */

struct grid {
	int h, w;
	char *cell;
};

static void
set(struct grid *g, int y, int x, char c)
{
	if (y >= 0 && y < g->h && x >= 0 && x < g->w)
		g->cell[y * (g->w + 1) + x] = c;
}

/* How high N stands, in thirds of a row from the ground. */
static int
level(const struct grid *g, int64_t n, int64_t most)
{
	return (int)((n * (g->h * LEVELS - 1) + most / 2) / most);
}

/* Column X of the line at level AT, coming from level FROM. */
static void
stroke(struct grid *g, int x, int from, int at)
{
	static const char mark[LEVELS] = { '.', '-', '\'' };
	int y = g->h - 1 - at / LEVELS, y0 = g->h - 1 - from / LEVELS;

	/* Rows that one step of the line leaves out. */
	for (int k = y0 + (y0 < y ? 1 : -1); y0 != y && k != y; k += y0 < y ? 1 : -1)
		set(g, k, x, '|');
	set(g, y, x, mark[at % LEVELS]);
}

/* A round figure that is not less than N: one digit, or 1, and zeros. */
static int64_t
round_up(int64_t n)
{
	int64_t p = 1;

	while (10 * p <= n)
		p *= 10;
	return (n + p - 1) / p * p;
}

static int
point_x(int i, int step)
{
	return i * step + step / 2;
}

/* What stands below the point of P; "" nothing. */
static const char *
tick(struct arena *a, struct stats_period p, int step)
{
	if (p.span == STATS_YEAR)
		return step > 4 ? arena_printf(a, "%d", p.at) : arena_printf(a, "%02d", p.at % 100);
	if (step >= 3)
		return p.span == STATS_QUARTER ? arena_printf(a, "Q%d", p.at % 4 + 1) : arena_printf(a, "%d", p.at % 12 + 1);
	/* Too many for each: the years. */
	return p.at % (p.span == STATS_QUARTER ? 4 : 12) == 0 ? arena_printf(a, "%d", p.at / (p.span == STATS_QUARTER ? 4 : 12)) : "";
}

/* N points from FIRST on, STEP columns each, in the rows below the legend; AXIS columns for the figures beside, up to MOST. */
static void
draw_line(struct ui *ui, const struct stats *s, const struct columns *cols, struct rect r, int axis, int64_t most, int first, int n,
	int step, int sel)
{
	struct grid g = { r.h - 3, r.w - axis - 1, NULL };
	int free_from = 0;

	g.cell = arena_alloc(ui->frame, (size_t)(g.h * (g.w + 1)));
	for (int y = 0; y < g.h; y++) {
		memset(g.cell + y * (g.w + 1), ' ', (size_t)g.w);
		g.cell[y * (g.w + 1) + g.w] = '\0';
	}
	for (int i = 0; i + 1 < n; i++) {
		int from = level(&g, s->bar[first + i].n, most), to = level(&g, s->bar[first + i + 1].n, most), was = from;

		for (int k = 1; k <= step; k++) {
			int at = from + (to - from) * k / step;

			stroke(&g, point_x(i, step) + k, was, at);
			was = at;
		}
	}
	for (int i = 0; i < n; i++) {
		const struct stats_bar *b = &s->bar[first + i];

		if (mark_of(b, cols) >= 0)
			set(&g, g.h - 1 - level(&g, mark_of(b, cols), most) / LEVELS, point_x(i, step), 'o');
	}
	for (int i = 0; i < n; i++)
		set(&g, g.h - 1 - level(&g, s->bar[first + i].n, most) / LEVELS, point_x(i, step), '*');
	draw_put(r.y, r.x + axis, g.w, UI_DIM, cols->year_ago > 0 ? _("* 本期   o 上年同期") : cols->before > 0 ? _("* 本期   o 上一期") : _("* 件数"));
	for (int y = 0; y < g.h; y++)
		draw_text(r.y + 1 + y, r.x + axis + 1, g.w, UI_NORMAL, g.cell + y * (g.w + 1));
	draw_right(r.y + 1, r.x, axis - 1, UI_DIM, arena_printf(ui->frame, "%lld", (long long)most));
	if (g.h > 4 && most % 2 == 0)
		draw_right(r.y + 1 + g.h / 2, r.x, axis - 1, UI_DIM, arena_printf(ui->frame, "%lld", (long long)most / 2));
	draw_right(r.y + g.h, r.x, axis - 1, UI_DIM, "0");
	draw_vline(r.y + 1, r.x + axis, g.h);
	draw_hline(r.y + 1 + g.h, r.x + axis, g.w + 1);
	for (int i = 0; i < n; i++) {
		const char *t = tick(ui->frame, s->bar[first + i].period, step);
		int at = point_x(i, step) - (draw_width(t) > 1 ? draw_width(t) / 2 : 0);
		bool here = first + i == sel;

		if (here)
			draw_text(r.y + 1 + g.h - 1 - level(&g, s->bar[sel].n, most) / LEVELS, r.x + axis + 1 + point_x(i, step), 1,
				UI_STRONG | UI_SELECTED, "*");
		if (*t == '\0' || at < free_from || at + draw_width(t) > g.w)
			continue;
		draw_put(r.y + 2 + g.h, r.x + axis + 1 + at, draw_width(t), here ? UI_STRONG | UI_SELECTED : UI_DIM, t);
		free_from = at + draw_width(t) + 1;
	}
}

/* As many points as have room, the selected one among them. */
static void
line_beside(struct ui *ui, const struct stats *s, const struct columns *cols, struct rect r, int64_t most, int sel)
{
	int axis = draw_width(arena_printf(ui->frame, "%lld", (long long)most)) + 1, w = r.w - axis - 1;
	int all = (int)s->n, step = w / (all > 0 ? all : 1), n, first;

	if (w < BAR_LEAST || r.h < 5 || all == 0)
		return;
	step = step < 1 ? 1 : step > STEP_MOST ? STEP_MOST : step;
	n = all * step > w ? w / step : all;
	first = sel - n / 2 < 0 ? 0 : sel - n / 2 > all - n ? all - n : sel - n / 2;
	if (r.h > 24)
		r.h = 24;
	draw_line(ui, s, cols, r, axis, most, first, n, step, sel);
}

void
chart_draw(struct ui *ui, struct chart *c, const struct stats *s, struct rect r)
{
	struct columns cols = measure(s, r.w);
	int64_t most = largest(s, &cols);

	draw_heads(&cols, s, r.y, r.x, r.w);
	c->room = r.h - 1;
	if (c->sel < c->top)
		c->top = c->sel;
	if (c->sel >= c->top + c->room)
		c->top = c->sel - c->room + 1;
	for (int i = 0; i < c->room && (size_t)(c->top + i) < s->n; i++) {
		const struct stats_bar *b = &s->bar[c->top + i];

		draw_numbers(ui, &cols, b, r.y + 1 + i, r.x, c->top + i == c->sel);
		if (!s->dim.time && cols.pic < r.w)
			draw_figure(r.y + 1 + i, r.x + cols.pic, r.w - cols.pic, b->n, mark_of(b, &cols), most);
	}
	if (s->dim.time && cols.pic < r.w)
		line_beside(ui, s, &cols, (struct rect){ r.y, r.x + cols.pic, r.h, r.w - cols.pic }, round_up(most), c->sel);
}
