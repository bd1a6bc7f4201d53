/*
 * screen_stats.c: figures as bars: of a flow, by one dimension, in a year or in all; Enter opens the list behind a bar.
 *
 * Knows: engine/stats.h.  Must not know: where figures come from.
 *
 * A bar is made of #: one column on every terminal, legible without colours; its number stands before it.
 */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "engine/stats.h"
#include "ui/work.h"

#define FLOWS_MOST 8
#define LABEL_MOST 30
#define NUMBER 8
#define SHARE 6
#define BAR_MOST 80

struct charts {
	struct screen screen;
	struct ui *ui;
	const struct flow *flow[FLOWS_MOST];
	size_t n_flows, at_flow;
	struct stats_dim dim[STATS_DIMS];
	size_t n_dims, at_dim;
	int year;              /* 0: all */
	struct arena *arena;   /* of the figures */
	struct stats stats;
	struct err err;
	bool loaded;
	int sel, top, room;
};

static void
load(struct charts *c)
{
	struct stats_ask q = { .flow = c->flow[c->at_flow], .period = { c->year != 0 ? STATS_YEAR : STATS_ALL, c->year } };

	if (c->loaded)
		return;
	arena_reset(c->arena);
	c->n_dims = stats_dims(c->ui->en, q.flow, c->dim);
	if (c->at_dim >= c->n_dims)
		c->at_dim = 0;
	q.dim = c->dim[c->at_dim].name;
	c->err = (struct err){ 0 };
	stats_count(c->ui->en, c->arena, &q, &c->stats, &c->err);
	c->loaded = true;
	if (c->sel >= (int)c->stats.n)
		c->sel = c->stats.n > 0 ? (int)c->stats.n - 1 : 0;
}

static void
changed(struct charts *c)
{
	c->loaded = false;
	c->sel = c->top = 0;
}

/* "共1000件   采纳率75%   按期率94%" */
static void
draw_sums(struct ui *ui, struct charts *c, int y, int x, int w)
{
	int at = x, end = x + w;

	at += draw_put(y, at, end - at, UI_STRONG, arena_printf(ui->frame, _("共 %lld 件"), (long long)c->stats.all)) + 3;
	if (c->stats.adoption >= 0 && at < end)
		at += draw_put(y, at, end - at, UI_NORMAL, arena_printf(ui->frame, _("采纳率 %d%%"), c->stats.adoption)) + 3;
	if (c->stats.on_time >= 0 && at < end)
		draw_put(y, at, end - at, UI_NORMAL, arena_printf(ui->frame, _("按期率 %d%%"), c->stats.on_time));
}

static void
draw_bar(struct ui *ui, const struct stats_bar *b, int64_t most, int y, int x, int w, int label, bool here)
{
	int room = w - label - NUMBER - SHARE - 3;
	int n = room > 0 ? (int)(b->n * (room < BAR_MOST ? room : BAR_MOST) / most) : 0;
	unsigned attr = here ? UI_STRONG | UI_SELECTED : UI_NORMAL;
	char bar[BAR_MOST + 1];

	n = b->n > 0 && n == 0 && room > 0 ? 1 : n;
	memset(bar, '#', (size_t)n);
	bar[n] = '\0';
	draw_text(y, x, w, attr, "");
	if (here)
		draw_text(y, x, 1, attr, ">");
	draw_cut(y, x + 1, label, attr, b->label);
	draw_right(y, x + 1 + label, NUMBER, attr, arena_printf(ui->frame, "%lld", (long long)b->n));
	draw_right(y, x + 1 + label + NUMBER, SHARE, attr, b->percent >= 0 ? arena_printf(ui->frame, "%d%%", b->percent) : "");
	draw_put(y, x + 1 + label + NUMBER + SHARE + 1, room, attr, bar);
	if (here)
		draw_cursor(y, x);
}

static void
charts_draw(struct ui *ui, struct screen *s, struct rect body)
{
	struct charts *c = (struct charts *)s;
	struct rect r = { body.y + 3, body.x + 1, body.h - 3, body.w - 2 };
	int label = 8;
	int64_t most = 1;

	load(c);
	draw_put(body.y, r.x + 1, r.w, UI_TITLE, c->year != 0 ?
		arena_printf(ui->frame, _("%s  按%s  %d年"), _(c->flow[c->at_flow]->label), c->dim[c->at_dim].label, c->year) :
		arena_printf(ui->frame, _("%s  按%s  历年"), _(c->flow[c->at_flow]->label), c->dim[c->at_dim].label));
	draw_cursor(body.y, r.x);
	if (c->err.code != ERR_OK) {
		draw_para(r, UI_ERROR, c->err.text, 0);
		return;
	}
	draw_sums(ui, c, body.y + 1, r.x + 1, r.w);
	if (c->stats.n == 0)
		draw_put(r.y, r.x + 1, r.w, UI_NORMAL, _("这段时间没有记录。- 看上一年，0 看历年"));
	for (size_t i = 0; i < c->stats.n; i++) {
		int w = draw_width(c->stats.bar[i].label);

		label = w > label ? w : label;
		most = c->stats.bar[i].n > most ? c->stats.bar[i].n : most;
	}
	label = label > LABEL_MOST ? LABEL_MOST : label;
	c->room = r.h;
	if (c->sel < c->top)
		c->top = c->sel;
	if (c->sel >= c->top + c->room)
		c->top = c->sel - c->room + 1;
	for (int i = 0; i < c->room && (size_t)(c->top + i) < c->stats.n; i++)
		draw_bar(ui, &c->stats.bar[c->top + i], most, r.y + i, r.x, r.w, label, c->top + i == c->sel);
	if (c->stats.n > 0)
		ui_info(ui, UI_DIM, arena_printf(ui->frame, _("第%d项，共%zu项"), c->sel + 1, c->stats.n));
}

/* The records behind the selected bar. */
static void
open_bar(struct ui *ui, struct charts *c)
{
	const struct list *l = &c->flow[c->at_flow]->lists[0];
	const struct stats_dim *d = &c->dim[c->at_dim];
	const struct stats_bar *b;
	struct screen *s;
	bool state = strcmp(d->name, "state") == 0, year = strcmp(d->name, "year") == 0, known = state;
	char of[8];

	if (c->stats.n == 0)
		return;
	b = &c->stats.bar[c->sel];
	for (size_t i = 0; i < l->n_filters; i++)
		known |= strcmp(l->filters[i].name, d->name) == 0;
	if (!known || *b->value == '\0') {
		ui_say(ui, UI_NORMAL, "%s", _("这一项没有对应的清单筛选"));
		return;
	}
	s = list_screen(ui, l, state ? "" : d->name, b->value);
	snprintf(of, sizeof of, "%d", c->year % 10000);
	if (c->year != 0 && !year)
		list_screen_narrow(s, "year", of);
	ui_push(ui, s);
}

static enum screen_answer
charts_key(struct ui *ui, struct screen *s, const struct key *key)
{
	struct charts *c = (struct charts *)s;
	uint32_t ch = key_command(key);
	int year, month, day, last = (int)c->stats.n - 1;

	day_split(ui->en->today, &year, &month, &day);
	if (key->kind == K_UP || ch == 'k') {
		c->sel--;
	} else if (key->kind == K_DOWN || ch == 'j') {
		c->sel++;
	} else if (key->kind == K_PGUP) {
		c->sel -= c->room;
	} else if (key->kind == K_PGDN) {
		c->sel += c->room;
	} else if (key->kind == K_HOME || ch == 'g') {
		c->sel = 0;
	} else if (key->kind == K_END || ch == 'G') {
		c->sel = last;
	} else if (key->kind == K_RIGHT || key->kind == K_TAB || ch == 'l') {
		c->at_dim = (c->at_dim + 1) % c->n_dims;
		changed(c);
	} else if (key->kind == K_LEFT || key->kind == K_BTAB || ch == 'h') {
		c->at_dim = (c->at_dim + c->n_dims - 1) % c->n_dims;
		changed(c);
	} else if (ch == 'f') {
		c->at_flow = (c->at_flow + 1) % c->n_flows;
		c->at_dim = 0;
		changed(c);
	} else if (ch == '-') {
		c->year = c->year == 0 ? year : c->year - 1;
		changed(c);
	} else if (ch == '+' || ch == '=') {
		c->year = c->year == 0 || c->year >= year ? year : c->year + 1;
		changed(c);
	} else if (ch == '0') {
		c->year = 0;
		changed(c);
	} else if (key->kind == K_ENTER) {
		open_bar(ui, c);
	} else if (ch == 'p') {
		reports_open(ui, c->year);
	} else if (ch == 'q') {
		return SCREEN_CLOSE;
	} else {
		return SCREEN_PASS;
	}
	c->sel = c->sel > last ? last : c->sel;
	c->sel = c->sel < 0 ? 0 : c->sel;
	return SCREEN_DONE;
}

static size_t
charts_hints(struct ui *ui, struct screen *s, struct hint *out)
{
	size_t n = 0;

	(void)ui;
	(void)s;
	out[n++] = (struct hint){ .key = "Enter", .label = _("看清单") };
	out[n++] = (struct hint){ .key = _("左右键"), .label = _("换统计项") };
	out[n++] = (struct hint){ .key = "f", .label = _("换事项"), .rank = 1 };
	out[n++] = (struct hint){ .key = "- +", .label = _("换年度"), .rank = 1 };
	out[n++] = (struct hint){ .key = "0", .label = _("历年"), .rank = 2 };
	out[n++] = (struct hint){ .key = "p", .label = _("报告"), .rank = 1 };
	out[n++] = (struct hint){ .key = "Esc", .label = _("返回"), .right = true };
	return n;
}

static void
charts_refresh(struct ui *ui, struct screen *s)
{
	(void)ui;
	((struct charts *)s)->loaded = false;
}

static void
charts_close(struct ui *ui, struct screen *s)
{
	(void)ui;
	arena_free(((struct charts *)s)->arena);
}

static const struct screen_kind charts_kind = {
	.name = "stats",
	.label = N_("统计"),
	.draw = charts_draw,
	.key = charts_key,
	.hints = charts_hints,
	.refresh = charts_refresh,
	.close = charts_close,
};

struct screen *
stats_screen(struct ui *ui)
{
	struct charts *c = screen_new(&charts_kind, sizeof *c);
	int month, day;

	c->ui = ui;
	c->arena = arena_new();
	for (size_t i = 0; flows[i] != NULL && c->n_flows < FLOWS_MOST; i++)
		if (flows[i]->counted != NULL) {
			size_t at = c->n_flows++;

			/* As they stand in the menu of the work. */
			for (; at > 0 && c->flow[at - 1]->menu > flows[i]->menu; at--)
				c->flow[at] = c->flow[at - 1];
			c->flow[at] = flows[i];
		}
	day_split(ui->en->today, &c->year, &month, &day);
	return &c->screen;
}
