/*
 * stats.c: jiandu stats: figures as bars for people, as objects for scripts.
 *
 * Knows: engine/stats.h.  Must not know: where figures come from.
 */
#include <string.h>

#include "base/csv.h"
#include "base/i18n.h"
#include "base/json.h"
#include "engine/export.h"
#include "engine/stats.h"
#include "cli/private.h"

enum { S_BY, S_PERIOD, S_YEAR, S_AGENCY, S_VIEW, S_SAVE, S_SHARED, S_DROP, S_VIEWS, S_CSV };

const struct option stats_options[STATS_OPTIONS] = {
	[S_BY] = { .name = "by", .label = N_("按"), .word = "DIM", .help = N_("按什么统计；不写时按状态") },
	[S_PERIOD] = { .name = "period", .label = N_("时段"), .word = "PERIOD", .help = N_("2026、2026Q3、2026-09，或者 year、quarter、month：今年、本季度、本月") },
	[S_YEAR] = { .name = "year", .label = N_("年度"), .word = "YEAR", .help = N_("只统计这一年的") },
	[S_AGENCY] = { .name = "agency", .label = N_("执法机构"), .word = "REF", .help = N_("只统计这个执法机构的") },
	[S_VIEW] = { .name = "view", .label = N_("视图"), .word = "NAME", .help = N_("按存过的视图统计") },
	[S_SAVE] = { .name = "save", .label = N_("存为视图"), .word = "NAME", .help = N_("把这次统计什么存为视图") },
	[S_SHARED] = { .name = "shared", .label = N_("共用"), .flag = true, .help = N_("存、去掉的是本局共用的视图") },
	[S_DROP] = { .name = "drop", .label = N_("去掉视图"), .word = "NAME", .help = N_("去掉存过的视图") },
	[S_VIEWS] = { .name = "views", .label = N_("视图清单"), .flag = true, .help = N_("列出存过的视图") },
	[S_CSV] = { .name = "csv", .label = "CSV", .flag = true, .help = N_("写成CSV") },
};

/* #: legible on any terminal, one column everywhere. */
#define BAR_MOST 40

static void
bars(struct cli *c, const struct stats *s)
{
	static const struct table_col cols[] = {
		{ .label = N_("项目") }, { .label = N_("件数"), .right = true }, { .label = N_("占比"), .right = true },
		{ .label = N_("环比"), .right = true, .min = 4, .rank = 2 }, { .label = N_("同比"), .right = true, .min = 4, .rank = 1 },
		{ .label = "", .min = 4, .rank = 3 },
	};
	struct table t;
	int64_t most = 1;

	for (size_t i = 0; i < s->n; i++)
		most = s->bar[i].n > most ? s->bar[i].n : most;
	table_begin(&t, c, cols, N_OF(cols));
	for (size_t i = 0; i < s->n; i++) {
		const struct stats_bar *b = &s->bar[i];
		int w = (int)(b->n * BAR_MOST / most);
		char bar[BAR_MOST + 1];

		w = b->n > 0 && w == 0 ? 1 : w;
		memset(bar, '#', (size_t)w);
		bar[w] = '\0';
		table_row(&t, (const char *const[]){ b->label, arena_printf(c->a, "%lld", (long long)b->n),
			b->percent >= 0 ? arena_printf(c->a, "%d%%", b->percent) : "", stats_change(c->a, b->n, b->before),
			stats_change(c->a, b->n, b->year_ago), bar });
	}
	table_print(&t);
	table_end(&t);
}

static void
known(struct buf *b, const char *name, int64_t n)
{
	if (n >= 0)
		json_int(b, name, n);
}

static void
as_json(const struct stats *s)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < s->n; i++) {
		buf_addc(&b, '{');
		json_text(&b, "value", s->bar[i].value);
		json_text(&b, "label", s->bar[i].label);
		json_int(&b, "count", s->bar[i].n);
		known(&b, "percent", s->bar[i].percent);
		known(&b, "before", s->bar[i].before);
		known(&b, "year_ago", s->bar[i].year_ago);
		buf_addc(&b, '}');
		out_json(&b);
	}
	buf_addc(&b, '{');
	json_int(&b, "all", s->all);
	known(&b, "before", s->before);
	known(&b, "year_ago", s->year_ago);
	known(&b, "adoption", s->adoption);
	known(&b, "on_time", s->on_time);
	buf_addc(&b, '}');
	out_json(&b);
	buf_free(&b);
}

static const char *
cell(struct arena *a, int64_t n)
{
	return n >= 0 ? arena_printf(a, "%lld", (long long)n) : "";
}

static void
csv_line(struct buf *b, const char *const *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		csv_write(b, v[i], i == 0);
	csv_end(b);
}

/* The rows of the picture and no more: the same figures as the screen's, for a sheet. */
static bool
as_csv(struct cli *c, const struct stats *s)
{
	struct buf b = BUF_INIT;
	bool ok;

	csv_line(&b, (const char *const[]){ s->dim.label, _("件数"), _("占比"), _("上一期"), _("上年同期") }, 5);
	for (size_t i = 0; i < s->n; i++) {
		const struct stats_bar *v = &s->bar[i];

		csv_line(&b, (const char *const[]){ v->label, cell(c->a, v->n), v->percent >= 0 ? arena_printf(c->a, "%d%%", v->percent) : "",
			cell(c->a, v->before), cell(c->a, v->year_ago) }, 5);
	}
	ok = out_raw(buf_str(&b), b.len, c->e);
	buf_free(&b);
	return ok;
}

/* ---- views ---- */

static void
list_views(struct cli *c)
{
	static const struct table_col cols[] = { { .label = N_("视图") }, { .label = N_("谁的") }, { .label = N_("统计什么"), .min = 10, .rank = 1 } };
	struct stats_view *v;
	size_t n = stats_views(c->en, c->a, &v);
	struct buf b = BUF_INIT;
	struct table t;

	table_begin(&t, c, cols, N_OF(cols));
	for (size_t i = 0; i < n; i++) {
		if (c->json) {
			buf_addc(&b, '{');
			json_text(&b, "name", v[i].name);
			json_bool(&b, "shared", v[i].shared);
			json_text(&b, "what", v[i].what);
			buf_addc(&b, '}');
			out_json(&b);
		} else {
			table_row(&t, (const char *const[]){ v[i].name, v[i].shared ? _("共用") : _("自存"), v[i].what });
		}
	}
	if (n == 0 && !c->json)
		outf("%s\n", _("没有存过的统计视图"));
	else if (!c->json)
		table_print(&t);
	table_end(&t);
	buf_free(&b);
}

static bool
drop(struct cli *c, const char *name, bool shared)
{
	struct stats_view *v;
	size_t n = stats_views(c->en, c->a, &v);

	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].name, name) == 0 && v[i].shared == shared) {
			if (!stats_view_drop(c->en, &v[i], c->e))
				return false;
			outf(_("已去掉视图“%s”\n"), name);
			return true;
		}
	return err_set(c->e, ERR_NOTFOUND, "drop", 0, _("没有叫“%s”的统计视图"), name);
}

/* ---- the command ---- */

static bool
take_period(struct cli *c, const struct option *o, struct stats_ask *q)
{
	const char *typed = o[S_PERIOD].value != NULL ? o[S_PERIOD].value : o[S_YEAR].value;

	if (o[S_PERIOD].value != NULL && o[S_YEAR].value != NULL)
		return wrong_usage(c, "%s", _("--period 和 --year 只写一个"));
	if (typed != NULL && (!stats_period_read(c->en, typed, &q->period) || (o[S_YEAR].value != NULL && q->period.span != STATS_YEAR)))
		return wrong_usage(c, _("“%s”不是年、季度或者月；写法：2026、2026Q3、2026-09"), typed);
	return true;
}

/* What is asked: a view, or the words of the line. */
static bool
take_ask(struct cli *c, const struct option *o, const char *flow, struct stats_ask *q)
{
	struct stats_view v;

	if (o[S_VIEW].value != NULL) {
		if (flow != NULL || o[S_BY].value != NULL || o[S_PERIOD].value != NULL || o[S_YEAR].value != NULL || o[S_AGENCY].value != NULL)
			return wrong_usage(c, "%s", _("--view 已经说明统计什么，不能再写别的"));
		return stats_view_find(c->en, c->a, o[S_VIEW].value, &v, c->e) && stats_view_read(c->en, c->a, &v, q, c->e);
	}
	q->flow = flow != NULL ? flow_called(flow) : flow_find("opinion");
	q->dim = o[S_BY].value;
	if (q->flow == NULL || q->flow->counted == NULL)
		return wrong_usage(c, _("没有“%s”的统计；可以统计：opinion、review、inquiry、duty、supervisor"), flow);
	return take_period(c, o, q) && (o[S_AGENCY].value == NULL ||
		(q->agency = record_resolve(c->en, flow_find("agency"), o[S_AGENCY].value, c->e)) != 0);
}

static void
as_text(struct cli *c, const struct stats_ask *q, const struct stats *s)
{
	struct stats_dim dims[STATS_DIMS];
	size_t n = stats_dims(c->en, q->flow, dims);
	const char *all = "";

	if (s->n == 0)
		outf("%s\n", _("没有记录"));
	else
		bars(c, s);
	outf(_("共%lld件\n"), (long long)s->all);
	if (s->before >= 0)
		outf(_("上一期%lld件 %s\n"), (long long)s->before, stats_change(c->a, s->all, s->before));
	if (s->year_ago >= 0)
		outf(_("上年同期%lld件 %s\n"), (long long)s->year_ago, stats_change(c->a, s->all, s->year_ago));
	if (s->adoption >= 0)
		outf(_("采纳率%d%%（部分采纳计一半）\n"), s->adoption);
	if (s->on_time >= 0)
		outf(_("按期率%d%%\n"), s->on_time);
	for (size_t i = 0; i < n; i++)
		all = arena_printf(c->a, "%s%s%s", all, i > 0 ? " " : "", dims[i].name);
	outf(_("可以按这些统计：%s\n"), all);
}

bool
run_stats(struct cli *c, int argc, char **argv)
{
	struct option o[STATS_OPTIONS];
	struct stats_ask q = { 0 };
	const char **rest;
	struct stats s;
	size_t n;

	memcpy(o, stats_options, sizeof o);
	if (!options_take(c, o, N_OF(o), argc, argv, &rest, &n))
		return false;
	if (n > 1)
		return wrong_usage(c, "%s", _("用法：jiandu stats [流程] [--by 按什么] [--period 时段] [--agency 执法机构]"));
	if (o[S_VIEWS].value != NULL) {
		list_views(c);
		return true;
	}
	if (o[S_DROP].value != NULL)
		return drop(c, o[S_DROP].value, o[S_SHARED].value != NULL);
	if (!take_ask(c, o, n == 1 ? rest[0] : NULL, &q) || !stats_count(c->en, c->a, &q, &s, c->e))
		return false;
	q.dim = s.dim.name; /* it may have been called by its label */
	if (o[S_SAVE].value != NULL && !stats_view_save(c->en, o[S_SAVE].value, o[S_SHARED].value != NULL, &q, c->e))
		return false;
	if (o[S_CSV].value != NULL)
		return as_csv(c, &s);
	if (c->json)
		as_json(&s);
	else
		as_text(c, &q, &s);
	if (o[S_SAVE].value != NULL && !c->json)
		outf(_("已存为视图“%s”\n"), o[S_SAVE].value);
	return true;
}
