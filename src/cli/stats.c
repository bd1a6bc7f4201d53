/*
 * stats.c: jiandu stats: figures as bars for people, as objects for scripts.
 *
 * Knows: engine/stats.h.  Must not know: where figures come from.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/width.h"
#include "engine/export.h"
#include "engine/stats.h"
#include "cli/private.h"

enum { S_BY, S_YEAR, S_AGENCY };

const struct option stats_options[3] = {
	[S_BY] = { .name = "by", .label = N_("按"), .word = "DIM", .help = N_("按什么统计；不写时按状态") },
	[S_YEAR] = { .name = "year", .label = N_("年度"), .word = "YEAR", .help = N_("只统计这一年的") },
	[S_AGENCY] = { .name = "agency", .label = N_("执法机构"), .word = "REF", .help = N_("只统计这个执法机构的") },
};

/* #: legible on any terminal, one column everywhere. */
#define BAR_MOST 40

static void
bars(struct cli *c, const struct stats *s)
{
	static const struct table_col cols[] = {
		{ .label = N_("项目") }, { .label = N_("件数"), .right = true }, { .label = N_("占比"), .right = true },
		{ .label = "", .min = 4, .rank = 1 },
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
			b->percent >= 0 ? arena_printf(c->a, "%d%%", b->percent) : "", bar });
	}
	table_print(&t);
	table_end(&t);
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
		if (s->bar[i].percent >= 0)
			json_int(&b, "percent", s->bar[i].percent);
		buf_addc(&b, '}');
		out_json(&b);
	}
	buf_addc(&b, '{');
	json_int(&b, "all", s->all);
	if (s->adoption >= 0)
		json_int(&b, "adoption", s->adoption);
	if (s->on_time >= 0)
		json_int(&b, "on_time", s->on_time);
	buf_addc(&b, '}');
	out_json(&b);
	buf_free(&b);
}

bool
run_stats(struct cli *c, int argc, char **argv)
{
	struct option o[N_OF(stats_options)];
	struct stats_ask q = { 0 };
	struct stats_dim dims[STATS_DIMS];
	const char **rest, *all = "";
	struct stats s;
	int64_t year;
	size_t n;

	memcpy(o, stats_options, sizeof o);
	if (!options_take(c, o, N_OF(o), argc, argv, &rest, &n) || !option_number(c, &o[S_YEAR], 0, &year))
		return false;
	if (n > 1)
		return wrong_usage(c, "%s", _("用法：jiandu stats [流程] [--by 按什么] [--year 年] [--agency 执法机构]"));
	q.flow = n == 1 ? flow_called(rest[0]) : flow_find("opinion");
	if (q.flow == NULL || (n = stats_dims(c->en, q.flow, dims)) == 0)
		return wrong_usage(c, _("没有“%s”的统计；可以统计：opinion、review、inquiry、duty"), rest[0]);
	if (year > 9999)
		return wrong_usage(c, _("年度“%s”不是四位的年份"), o[S_YEAR].value);
	q.period = (struct stats_period){ year != 0 ? STATS_YEAR : STATS_ALL, (int)year };
	q.dim = o[S_BY].value;
	if (o[S_AGENCY].value != NULL && (q.agency = record_resolve(c->en, flow_find("agency"), o[S_AGENCY].value, c->e)) == 0)
		return false;
	if (!stats_count(c->en, c->a, &q, &s, c->e))
		return false;
	if (c->json) {
		as_json(&s);
		return true;
	}
	if (s.n == 0)
		outf("%s\n", _("没有记录"));
	else
		bars(c, &s);
	outf(_("共%lld件\n"), (long long)s.all);
	if (s.adoption >= 0)
		outf(_("采纳率%d%%（部分采纳计一半）\n"), s.adoption);
	if (s.on_time >= 0)
		outf(_("按期率%d%%\n"), s.on_time);
	for (size_t i = 0; i < n; i++)
		all = arena_printf(c->a, "%s%s%s", all, i > 0 ? " " : "", dims[i].name);
	outf(_("可以按这些统计：%s\n"), all);
	return true;
}
