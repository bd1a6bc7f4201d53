/*
 * screen_stats.c: figures as pictures: of a flow, by one dimension, in a period; Enter opens the list behind a bar, and
 * what is asked is saved by a name.
 *
 * Knows: engine/stats.h, the chart.  Must not know: where figures come from.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "engine/stats.h"
#include "ui/choose.h"
#include "ui/dialog.h"
#include "ui/menu.h"
#include "ui/stats_chart.h"
#include "ui/work.h"

#define FLOWS_MOST 16
#define VIEWS_MOST 40

struct charts {
	struct screen screen;
	struct ui *ui;
	const struct flow *flow[FLOWS_MOST];
	size_t n_flows, at_flow;
	struct stats_dim dim[STATS_DIMS];
	size_t n_dims, at_dim;
	struct stats_period period;
	int64_t agency;        /* 0: all */
	const char *view;      /* the name of the view that is shown as it was saved; "" none */
	struct arena *arena;   /* of the figures */
	struct stats stats;
	struct err err;
	bool loaded;
	struct chart chart;
};

/* What the screen asks. */
static struct stats_ask
asked(const struct charts *c)
{
	return (struct stats_ask){ .flow = c->flow[c->at_flow], .dim = c->dim[c->at_dim].name, .period = c->period, .agency = c->agency };
}

/* May figures of this flow be bounded to one agency? */
static bool
has_agency(const struct charts *c)
{
	for (size_t i = 0; i < c->n_dims; i++)
		if (strcmp(c->dim[i].name, "agency") == 0)
			return (c->ui->en->actor.roles & ROLE_BUREAU) != 0;
	return false;
}

static void
load(struct charts *c)
{
	struct stats_ask q;

	if (c->loaded)
		return;
	arena_reset(c->arena);
	c->n_dims = stats_dims(c->ui->en, c->flow[c->at_flow], c->dim);
	if (c->at_dim >= c->n_dims)
		c->at_dim = 0;
	if (!has_agency(c))
		c->agency = 0;
	c->err = (struct err){ 0 };
	c->stats.n = 0;
	q = asked(c);
	stats_count(c->ui->en, c->arena, &q, &c->stats, &c->err);
	c->loaded = true;
	if (c->chart.sel >= (int)c->stats.n)
		c->chart.sel = c->stats.n > 0 ? (int)c->stats.n - 1 : 0;
}

static void
changed(struct charts *c)
{
	c->loaded = false;
	c->view = "";
	c->chart.sel = c->chart.top = 0;
}

/* ---- drawing ---- */

/* "共411件   上年同期589件 -30%   采纳率75%   按期率94%" */
static void
draw_sums(struct ui *ui, struct charts *c, int y, int x, int w)
{
	int at = x, end = x + w;

	at += draw_put(y, at, end - at, UI_STRONG, arena_printf(ui->frame, _("共 %lld 件"), (long long)c->stats.all)) + 3;
	if (c->stats.before >= 0 && at < end)
		at += draw_put(y, at, end - at, UI_NORMAL, arena_printf(ui->frame, _("上一期 %lld %s"), (long long)c->stats.before,
			stats_change(ui->frame, c->stats.all, c->stats.before))) + 3;
	if (c->stats.year_ago >= 0 && at < end)
		at += draw_put(y, at, end - at, UI_NORMAL, arena_printf(ui->frame, _("上年同期 %lld %s"), (long long)c->stats.year_ago,
			stats_change(ui->frame, c->stats.all, c->stats.year_ago))) + 3;
	if (c->stats.adoption >= 0 && at < end)
		at += draw_put(y, at, end - at, UI_NORMAL, arena_printf(ui->frame, _("采纳率 %d%%"), c->stats.adoption)) + 3;
	if (c->stats.on_time >= 0 && at < end)
		draw_put(y, at, end - at, UI_NORMAL, arena_printf(ui->frame, _("按期率 %d%%"), c->stats.on_time));
}

/* "监督意见  按执法机构  2026年  区公安分局" */
static void
draw_title(struct ui *ui, struct charts *c, int y, int x, int w)
{
	const char *agency = c->agency != 0 ? record_title(ui->en, ui->frame, flow_find("agency"), c->agency) : "";
	const char *view = *c->view != '\0' ? arena_printf(ui->frame, _("视图 %s"), c->view) : "";
	int right = draw_width(view) < w / 3 ? draw_width(view) : w / 3;

	draw_cut(y, x, w - right - 1, UI_TITLE, arena_printf(ui->frame, _("%s  按%s  %s  %s"), _(c->flow[c->at_flow]->label),
		c->dim[c->at_dim].label, stats_period_label(ui->frame, c->period), agency));
	if (right > 0)
		draw_cut(y, x + w - right, right, UI_DIM, view);
}

/* The selected bar in words. */
static void
say_bar(struct ui *ui, const struct charts *c)
{
	const struct stats_bar *b = &c->stats.bar[c->chart.sel];
	const char *text = arena_printf(ui->frame, _("第%d项，共%zu项  %s  %lld件"), c->chart.sel + 1, c->stats.n, b->label, (long long)b->n);

	if (b->before >= 0)
		text = arena_printf(ui->frame, _("%s  上一期%lld件"), text, (long long)b->before);
	if (b->year_ago >= 0)
		text = arena_printf(ui->frame, _("%s  上年同期%lld件"), text, (long long)b->year_ago);
	ui_info(ui, UI_DIM, text);
}

static void
charts_draw(struct ui *ui, struct screen *s, struct rect body)
{
	struct charts *c = (struct charts *)s;
	struct rect r = { body.y + 2, body.x + 1, body.h - 2, body.w - 2 };

	load(c);
	draw_title(ui, c, body.y, r.x + 1, r.w - 1);
	draw_cursor(body.y, r.x);
	if (c->err.code != ERR_OK) {
		draw_para((struct rect){ r.y + 1, r.x + 1, r.h - 1, r.w - 2 }, UI_ERROR, arena_printf(ui->frame, "! %s", c->err.text), 0);
		return;
	}
	draw_sums(ui, c, body.y + 1, r.x + 1, r.w - 1);
	if (c->stats.n == 0) {
		draw_para((struct rect){ r.y + 1, r.x + 1, r.h - 1, r.w - 2 }, UI_NORMAL, _("这段时间没有记录。- 看上一期，0 看历年"), 0);
		return;
	}
	chart_draw(ui, &c->chart, &c->stats, r);
	say_bar(ui, c);
}

/* ---- what it leads to ---- */

/* The records behind the selected bar. */
static void
open_bar(struct ui *ui, struct charts *c)
{
	const struct list *l = &c->flow[c->at_flow]->lists[0];
	struct arena *a = arena_new();
	struct arg v[STATS_BEHIND];
	struct stats_ask q = asked(c);
	struct screen *s;
	size_t n, from = 0;

	if (c->stats.n > 0) {
		n = stats_behind(a, &q, &c->stats.dim, &c->stats.bar[c->chart.sel], v);
		if (n > 0 && strcmp(v[0].name, "state") == 0)
			from = 1;
		s = list_screen(ui, l, from == 1 ? "" : NULL, from == 1 ? v[0].value : NULL);
		for (size_t i = from; i < n; i++)
			list_screen_narrow(s, v[i].name, v[i].value);
		list_screen_given(s);
		ui_push(ui, s);
	}
	arena_free(a);
}

static void
take_ask(struct charts *c, const struct stats_ask *q, const char *view)
{
	for (size_t i = 0; i < c->n_flows; i++)
		if (c->flow[i] == q->flow)
			c->at_flow = i;
	c->period = q->period;
	c->agency = q->agency;
	changed(c);
	c->n_dims = stats_dims(c->ui->en, c->flow[c->at_flow], c->dim);
	c->at_dim = 0;
	for (size_t i = 0; q->dim != NULL && i < c->n_dims; i++)
		if (strcmp(c->dim[i].name, q->dim) == 0 || text_same_word(c->dim[i].label, q->dim))
			c->at_dim = i;
	c->view = arena_strdup(c->screen.arena, view);
}

/* ---- what is asked, from menus: no letter is needed ---- */

static void
ask_flow(struct ui *ui, struct charts *c)
{
	struct menu_item item[FLOWS_MOST];
	int i;

	memset(item, 0, sizeof item);
	for (size_t k = 0; k < c->n_flows; k++) {
		item[k].label = _(c->flow[k]->label);
		item[k].chosen = k == c->at_flow;
	}
	i = menu_run(ui, _("统计哪项工作"), item, c->n_flows, c->at_flow);
	if (i >= 0) {
		c->at_flow = (size_t)i;
		c->at_dim = 0;
		changed(c);
	}
}

static void
ask_dim(struct ui *ui, struct charts *c)
{
	struct menu_item item[STATS_DIMS];
	int i;

	memset(item, 0, sizeof item);
	for (size_t k = 0; k < c->n_dims; k++) {
		item[k].label = c->dim[k].label;
		item[k].chosen = k == c->at_dim;
	}
	i = menu_run(ui, _("按什么统计"), item, c->n_dims, c->at_dim);
	if (i >= 0) {
		c->at_dim = (size_t)i;
		changed(c);
	}
}

static void
ask_period(struct ui *ui, struct charts *c)
{
	struct arena *a = arena_new();
	struct stats_period p;
	struct menu_item item[] = { { .label = _("历年") }, { .label = _("一年") }, { .label = _("一个季度") }, { .label = _("一个月") },
		{ .label = _("写出年、季度或者月") } };
	int i;

	item[c->period.span].chosen = true;
	i = menu_run(ui, _("时段"), item, N_OF(item), (size_t)c->period.span);
	if (i >= 0 && i <= STATS_MONTH) {
		c->period = stats_period_as(ui->en, c->period, (enum stats_span)i);
		changed(c);
	} else if (i > STATS_MONTH) {
		const char *text = dialog_prompt(ui, a, _("时段"), _("写法：2026、2026Q3、2026-09"), stats_period_text(a, c->period));

		if (text != NULL && stats_period_read(ui->en, text_trim(a, text), &p)) {
			c->period = p;
			changed(c);
		} else if (text != NULL) {
			ui_say(ui, UI_ERROR, _("! “%s”不是年、季度或者月；写法：2026、2026Q3、2026-09"), text);
		}
	}
	arena_free(a);
}

static void
ask_agency(struct ui *ui, struct charts *c)
{
	struct arena *a = arena_new();
	struct rect nowhere = { 0, 0, 0, 0 };
	struct chosen got;

	if (!has_agency(c))
		ui_say(ui, UI_NORMAL, "%s", _("这项统计不分执法机构"));
	else if (c->agency != 0 && dialog_yes(ui, _("执法机构"), _("看全部执法机构的？"), _("全部")))
		c->agency = 0, changed(c);
	else if (choose_record(ui, a, flow_find("agency"), _("统计哪个执法机构"), NULL, nowhere, &got) == CHOOSE_PICKED)
		c->agency = got.id, changed(c);
	arena_free(a);
}

static void
save_view(struct ui *ui, struct charts *c, struct arena *a)
{
	const char *name = dialog_prompt(ui, a, _("存为视图"), _("给现在的统计起个名字"), c->view);
	static const char *const buttons[] = { N_("自己用"), N_("本局共用") };
	struct stats_ask q = asked(c);
	struct err e = { 0 };
	int shared = 0;

	if (name == NULL || *text_trim(a, name) == '\0')
		return;
	name = text_trim(a, name);
	if (stats_view_may_share(ui->en)) {
		const char *const shown[] = { _(buttons[0]), _(buttons[1]) };

		shared = dialog_ask(ui, _("存为视图"), _("共用的视图，经办和局领导都看得到；数字仍按各人的权限"), shown, 2, 0);
		if (shared < 0)
			return;
	}
	if (!stats_view_save(ui->en, name, shared == 1, &q, &e)) {
		ui_say_err(ui, &e);
		return;
	}
	c->view = arena_strdup(c->screen.arena, name);
	ui_say(ui, UI_NORMAL, _("已存为视图“%s”"), name);
}

static void
drop_view(struct ui *ui, struct charts *c, struct arena *a, const struct stats_view *v)
{
	struct err e = { 0 };

	if (!dialog_yes(ui, _("视图"), arena_printf(a, _("去掉视图“%s”？"), v->name), _("去掉")))
		return;
	if (!stats_view_drop(ui->en, v, &e)) {
		ui_say_err(ui, &e);
		return;
	}
	ui_say(ui, UI_NORMAL, _("已去掉视图“%s”"), v->name);
	c->view = "";
}

static void
open_view(struct ui *ui, struct charts *c, struct arena *a, const struct stats_view *v)
{
	struct stats_ask q;
	struct err e = { 0 };

	if (stats_view_read(ui->en, a, v, &q, &e))
		take_ask(c, &q, v->name);
	else
		ui_say_err(ui, &e);
}

static void
ask_view(struct ui *ui, struct charts *c)
{
	struct arena *a = arena_new();
	struct menu_item item[VIEWS_MOST + 2];
	struct stats_view *v;
	size_t n = stats_views(ui->en, a, &v), m = 0, shown = VIEWS_MOST;
	int i;

	memset(item, 0, sizeof item);
	n = n > VIEWS_MOST ? VIEWS_MOST : n;
	for (; m < n; m++) {
		item[m].label = v[m].name;
		item[m].note = v[m].shared ? _("共用") : _("自存");
		item[m].chosen = strcmp(v[m].name, c->view) == 0;
		shown = item[m].chosen && shown == VIEWS_MOST ? m : shown;
	}
	item[m].label = _("把现在的统计存为视图");
	item[m].barred = n == VIEWS_MOST;
	item[m].note = item[m].barred ? _("视图已满，请先去掉一个") : NULL;
	item[m++].key = '+';
	if (shown < n) {
		item[m].label = arena_printf(a, _("去掉视图“%s”"), c->view);
		item[m++].key = 'd';
	}
	i = menu_run(ui, _("统计视图"), item, m, shown < n ? shown : 0);
	if (i >= 0 && (size_t)i < n)
		open_view(ui, c, a, &v[i]);
	else if (i >= 0 && (size_t)i == n)
		save_view(ui, c, a);
	else if (i >= 0)
		drop_view(ui, c, a, &v[shown]);
	arena_free(a);
}

static void
step(struct charts *c, int by)
{
	struct stats_period now = stats_period_now(c->ui->en, c->period.span != STATS_ALL ? c->period.span : STATS_YEAR);

	c->period = c->period.span == STATS_ALL ? now : stats_period_step(c->period, by);
	if (c->period.at > now.at)
		c->period = now;
	changed(c);
}

/* The papers of the year that is looked at. */
static void
open_reports(struct ui *ui, const struct charts *c)
{
	reports_open(ui, c->period.span == STATS_ALL ? 0 : stats_period_as(ui->en, c->period, STATS_YEAR).at);
}

/* Everything that a letter does. */
static void
ask_what(struct ui *ui, struct charts *c)
{
	struct menu_item item[] = {
		{ .label = _("统计哪项工作"), .key = 'f' },
		{ .label = _("按什么统计") },
		{ .label = _("时段"), .key = 't' },
		{ .label = _("上一期") },
		{ .label = _("下一期") },
		{ .label = _("执法机构"), .key = 'm', .barred = !has_agency(c) },
		{ .label = _("统计视图"), .key = 'v' },
		{ .label = _("报告"), .key = 'p' },
	};

	switch (menu_run(ui, _("统计"), item, N_OF(item), 0)) {
	case 0: ask_flow(ui, c); break;
	case 1: ask_dim(ui, c); break;
	case 2: ask_period(ui, c); break;
	case 3: step(c, -1); break;
	case 4: step(c, 1); break;
	case 5: ask_agency(ui, c); break;
	case 6: ask_view(ui, c); break;
	case 7: open_reports(ui, c); break;
	default: break;
	}
}

/* ---- keys ---- */

static bool
move(struct charts *c, const struct key *key, uint32_t ch)
{
	int last = (int)c->stats.n - 1, *sel = &c->chart.sel;

	if (key->kind == K_UP || ch == 'k')
		--*sel;
	else if (key->kind == K_DOWN || ch == 'j')
		++*sel;
	else if (key->kind == K_PGUP)
		*sel -= c->chart.room;
	else if (key->kind == K_PGDN)
		*sel += c->chart.room;
	else if (key->kind == K_HOME || ch == 'g')
		*sel = 0;
	else if (key->kind == K_END || ch == 'G')
		*sel = last;
	else
		return false;
	*sel = *sel > last ? last : *sel;
	*sel = *sel < 0 ? 0 : *sel;
	return true;
}

static enum screen_answer
charts_key(struct ui *ui, struct screen *s, const struct key *key)
{
	struct charts *c = (struct charts *)s;
	uint32_t ch = key_command(key);

	load(c);
	if (move(c, key, ch))
		return SCREEN_DONE;
	if (key->kind == K_RIGHT || key->kind == K_TAB || ch == 'l') {
		c->at_dim = (c->at_dim + 1) % c->n_dims;
		changed(c);
	} else if (key->kind == K_LEFT || key->kind == K_BTAB || ch == 'h') {
		c->at_dim = (c->at_dim + c->n_dims - 1) % c->n_dims;
		changed(c);
	} else if (key->kind == K_F && key->cp == 4) {
		ask_what(ui, c);
	} else if (ch == 'f') {
		ask_flow(ui, c);
	} else if (ch == 't') {
		ask_period(ui, c);
	} else if (ch == '-') {
		step(c, -1);
	} else if (ch == '+' || ch == '=') {
		step(c, 1);
	} else if (ch == '0') {
		c->period = (struct stats_period){ STATS_ALL, 0 };
		changed(c);
	} else if (ch == 'm') {
		ask_agency(ui, c);
	} else if (ch == 'p') {
		open_reports(ui, c);
	} else if (ch == 'v') {
		ask_view(ui, c);
	} else if (key->kind == K_ENTER) {
		open_bar(ui, c);
	} else if (ch == 'q') {
		return SCREEN_CLOSE;
	} else {
		return SCREEN_PASS;
	}
	return SCREEN_DONE;
}

static size_t
charts_hints(struct ui *ui, struct screen *s, struct hint *out)
{
	struct charts *c = (struct charts *)s;
	size_t n = 0;

	(void)ui;
	if (c->stats.n > 0)
		out[n++] = (struct hint){ .key = "Enter", .label = _("看清单") };
	out[n++] = (struct hint){ .key = _("左右键"), .label = _("换统计项") };
	out[n++] = (struct hint){ .key = "F4", .label = _("选择") };
	out[n++] = (struct hint){ .key = "f", .label = _("换事项"), .rank = 1 };
	out[n++] = (struct hint){ .key = "t", .label = _("时段"), .rank = 1 };
	out[n++] = (struct hint){ .key = "- +", .label = _("上下期"), .rank = 2 };
	out[n++] = (struct hint){ .key = "v", .label = _("视图"), .rank = 2 };
	out[n++] = (struct hint){ .key = "p", .label = _("报告"), .rank = 1 };
	if (has_agency(c))
		out[n++] = (struct hint){ .key = "m", .label = _("机构"), .rank = 3 };
	out[n++] = (struct hint){ .key = "0", .label = _("历年"), .rank = 3 };
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

void
open_stats(struct ui *ui, const struct stats_ask *q, const char *view)
{
	const struct flow *flow[FLOWS_MOST];
	size_t n = stats_flows(ui->en, flow, FLOWS_MOST);
	struct stats_ask first = { .flow = n > 0 ? flow[0] : NULL, .period = stats_period_now(ui->en, STATS_YEAR) };
	struct charts *c;

	if (n == 0) {
		ui_say(ui, UI_ERROR, "%s", _("! 统计只给经办、局领导看，执法机构只看自己的"));
		return;
	}
	c = screen_new(&charts_kind, sizeof *c);
	c->ui = ui;
	c->arena = arena_new();
	memcpy(c->flow, flow, n * sizeof(const struct flow *));
	c->n_flows = n;
	/* Opinions are what people ask first. */
	for (size_t i = 0; i < n; i++)
		if (strcmp(flow[i]->name, "opinion") == 0)
			first.flow = flow[i];
	take_ask(c, q != NULL ? q : &first, view);
	ui_push(ui, &c->screen);
}
