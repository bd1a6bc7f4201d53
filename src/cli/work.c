/*
 * work.c: jiandu todo, search, workday, rule, setting: the small questions of a day's work.
 *
 * Knows: the engine's answers.  Must not know: any flow's law.
 */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/text.h"
#include "engine/export.h"
#include "cli/private.h"

#define LIMIT 200
#define PAGE  500

/* ---- todo ---- */

static void
json_todo(const struct todo_row *t)
{
	struct buf b = BUF_INIT;

	buf_addc(&b, '{');
	json_int(&b, "record", t->record);
	json_text(&b, "flow", t->flow->name);
	json_text(&b, "number", t->number);
	json_text(&b, "object", t->object);
	json_text(&b, "text", t->text);
	json_text(&b, "action", t->action);
	json_day(&b, "due", t->due);
	json_key(&b, "days");
	if (t->due == DAY_NONE)
		buf_adds(&b, "null");
	else
		buf_printf(&b, "%d", t->days);
	json_text(&b, "basis", t->basis);
	json_text(&b, "covered", t->covered);
	buf_addc(&b, '}');
	out_json(&b);
}

static bool
todo_rows(struct cli *c, const char *words, int64_t limit, int64_t *shown)
{
	const struct table_col cols[] = {
		{ .label = _("期限"), .min = 8 },
		{ .label = _("编号"), .min = 8 },
		{ .label = _("对象"), .min = 12, .rank = 1 },
		{ .label = _("要办"), .min = 8 },
		{ .label = _("到期"), .min = 10, .rank = 3 },
		{ .label = _("命令"), .min = 12, .rank = 4 },
	};
	struct arena *a = arena_new();
	struct table t;
	struct todo_row *rows;
	struct wait_edge last = { 0 };
	size_t n;

	*shown = 0;
	table_begin(&t, c, cols, N_OF(cols));
	do {
		int64_t want = limit - *shown < PAGE ? limit - *shown : PAGE;
		char due[DAY_TEXT];

		n = todo_fetch(c->en, a, words, *shown > 0 ? &last : NULL, (size_t)want, &rows, c->e);
		for (size_t i = 0; i < n; i++) {
			const struct todo_row *r = &rows[i];
			const struct action *ac = action_find(NULL, r->action);

			if (c->json)
				json_todo(r);
			else
				table_row(&t, (const char *[]){ due_left(c->en, a, r->due), r->number, r->object,
						      *r->covered != '\0' ? arena_printf(a, _("%s（代%s）"), _(r->text), r->covered) : _(r->text),
						      day_format(r->due, due),
						      ac != NULL ? arena_printf(a, "%s %s", action_flow(ac)->name, action_verb(ac)) : "" });
		}
		table_print(&t);
		*shown += (int64_t)n;
		last = n > 0 ? rows[n - 1].edge : last;
		arena_reset(a);
	} while (n == PAGE && *shown < limit && out_flush(c->e));
	table_end(&t);
	arena_free(a);
	return c->e->code == ERR_OK;
}

const struct option todo_options[4] = {
	{ .name = "limit", .label = N_("条数"), .word = "N", .help = N_("最多列几条，默认200") },
	{ .name = "all", .label = N_("全部"), .help = N_("全部列出"), .flag = true },
	{ .name = "words", .label = N_("检索"), .word = "W", .help = N_("编号、对象、事项里有这些字的") },
	{ .name = "mine", .label = N_("我承办的"), .help = N_("只列我承办的和我代办的"), .flag = true },
};

bool
run_todo(struct cli *c, int argc, char **argv)
{
	struct option v[N_OF(todo_options)];
	struct todo_sum sum;
	const char **rest;
	size_t n;
	int64_t limit, shown;

	memcpy(v, todo_options, sizeof v);
	if (!options_take(c, v, N_OF(v), argc, argv, &rest, &n))
		return false;
	if (n > 0)
		return wrong_usage(c, _("“%s”是多余的"), rest[0]);
	if (!option_number(c, &v[0], LIMIT, &limit))
		return false;
	if (v[1].value != NULL)
		limit = INT64_MAX;
	c->en->queue_mine = v[3].value != NULL;
	if (!todo_sum(c->en, &sum, c->e))
		return false;
	if (!c->json)
		outf(_("%s  待办%lld件，逾期%lld件，3个工作日内到期%lld件\n\n"), c->en->actor.name, (long long)sum.all,
			(long long)sum.overdue, (long long)sum.soon);
	if (!todo_rows(c, v[2].value, limit, &shown))
		return false;
	if (shown == limit && sum.all > shown)
		notef(_("只列了前%lld条，还有更多：用 --limit N 或者 --all\n"), (long long)limit);
	return true;
}

/* ---- search ---- */

const struct option search_options[1] = {
	{ .name = "limit", .label = N_("条数"), .word = "N", .help = N_("最多列几条，默认200") },
};

bool
run_search(struct cli *c, int argc, char **argv)
{
	const struct table_col cols[] = {
		{ .label = _("类别"), .min = 8 },
		{ .label = _("记录"), .min = 16 },
		{ .label = _("原文"), .min = 20, .rank = 1 },
	};
	struct option v[N_OF(search_options)];
	struct table t;
	struct found *found;
	const char **rest, *words = "";
	size_t n_rest, n;
	int64_t limit;

	memcpy(v, search_options, sizeof v);
	if (!options_take(c, v, N_OF(v), argc, argv, &rest, &n_rest) || !option_number(c, &v[0], LIMIT, &limit))
		return false;
	for (size_t i = 0; i < n_rest; i++)
		words = arena_printf(c->a, "%s%s%s", words, i > 0 ? " " : "", rest[i]);
	if (*text_trim(c->a, words) == '\0')
		return wrong_usage(c, "%s", _("要写明找什么：jiandu search 几个字"));
	n = search_all(c->en, c->a, words, (size_t)limit, &found, c->e);
	if (c->e->code != ERR_OK)
		return false;
	table_begin(&t, c, cols, N_OF(cols));
	for (size_t i = 0; i < n; i++) {
		if (c->json) {
			struct buf b = BUF_INIT;

			buf_addc(&b, '{');
			json_int(&b, "id", found[i].id);
			json_text(&b, "flow", found[i].flow->name);
			json_text(&b, "title", found[i].title);
			json_text(&b, "snippet", found[i].snippet);
			buf_addc(&b, '}');
			out_json(&b);
		} else {
			table_row(&t, (const char *[]){ _(found[i].flow->label), found[i].title, found[i].snippet });
		}
	}
	table_end(&t);
	if (!c->json && n == 0)
		outf(_("没有找到“%s”\n"), words);
	return true;
}

/* ---- workday ---- */

static bool
day_of(struct cli *c, const struct calendar *cal, day_t today, const char *word, day_t *day)
{
	struct err why = { 0 };

	return day_parse(word, today, cal, day, &why) || wrong_usage(c, "%s", why.text);
}

static bool
count_of(struct cli *c, const char *word, int *n)
{
	char *end;
	long v;

	errno = 0;
	v = strtol(word, &end, 10);
	if (errno != 0 || *word == '\0' || *end != '\0' || v > 100000 || v < -100000)
		return wrong_usage(c, _("“%s”不是工作日数"), word);
	*n = (int)v;
	return true;
}

static void
warn_incomplete(const struct calendar *cal, day_t from, day_t to)
{
	if (from > to) {
		day_t t = from;

		from = to;
		to = t;
	}
	if (!calendar_complete(cal, from + 1, to > from ? to : from + 1))
		note(_("有年份的放假通知还没有导入，这些年份只按周末计算\n"));
}

static bool
workday_with(struct cli *c, const struct calendar *cal, day_t today, const char **w, size_t n)
{
	struct buf b = BUF_INIT;
	char day[DAY_TEXT];
	day_t from, to;
	int days = 0;

	if (n != 3 || (strcmp(w[0], "add") != 0 && strcmp(w[0], "count") != 0 && strcmp(w[0], "explain") != 0))
		return wrong_usage(c, "%s", _("用法：jiandu workday add 日期 N | count 日期 日期 | explain 日期 N"));
	if (!day_of(c, cal, today, w[1], &from))
		return false;
	if (strcmp(w[0], "count") == 0) {
		if (!day_of(c, cal, today, w[2], &to))
			return false;
		days = calendar_count(cal, from, to);
	} else {
		if (!count_of(c, w[2], &days))
			return false;
		to = calendar_add_workdays(cal, from, days);
		if (to == DAY_NONE)
			return wrong_usage(c, "%s", _("这个日期太远"));
	}
	warn_incomplete(cal, from, to);
	if (c->json) {
		buf_addc(&b, '{');
		json_day(&b, "from", from);
		json_day(&b, "to", to);
		json_int(&b, "workdays", days);
		json_bool(&b, "complete", calendar_complete(cal, from < to ? from : to, from < to ? to : from));
		if (strcmp(w[0], "explain") == 0)
			json_text(&b, "explained", calendar_explain(cal, c->a, from, days));
		buf_addc(&b, '}');
		out_json(&b);
	} else if (strcmp(w[0], "count") == 0) {
		outf("%d\n", days);
	} else if (strcmp(w[0], "add") == 0) {
		outf("%s\n", day_format(to, day));
	} else {
		const char *text = calendar_explain(cal, c->a, from, days);
		size_t len = strlen(text);

		outf("%s%s", text, len > 0 && text[len - 1] == '\n' ? "" : "\n");
	}
	return true;
}

/* Without a database the built-in years do: the calendar is asked in scripts too. */
bool
run_workday(struct cli *c, int argc, char **argv)
{
	struct err e = { 0 }, none = { 0 };
	struct calendar *builtin;
	const char **rest;
	size_t n;
	day_t today = day_today();
	bool ok;

	if (!options_take(c, NULL, 0, argc, argv, &rest, &n))
		return false;
	c->en = cli_open(c->o, ENGINE_READONLY, &e);
	if (c->en != NULL)
		return workday_with(c, c->en->cal, c->en->today, rest, n);
	if (e.code != ERR_NOTFOUND || c->o->db != NULL)
		return err_set(c->e, e.code, e.field, e.article, "%s", e.text);
	if (c->o->today != NULL && !day_parse(c->o->today, day_today(), NULL, &today, &none))
		return wrong_usage(c, "--today：%s", none.text);
	builtin = calendar_new();
	ok = workday_with(c, builtin, today, rest, n);
	calendar_free(builtin);
	return ok;
}

/* ---- rule ---- */

static bool
article_asked(struct cli *c, const char *word, int *article)
{
	for (int i = 1; article_text(i) != NULL; i++)
		if (strcmp(word, arena_printf(c->a, "%d", i)) == 0 || text_same_word(word, article_name(i))) {
			*article = i;
			return true;
		}
	return err_set(c->e, ERR_NOTFOUND, NULL, 0, _("没有“%s”这一条"), word);
}

static void
show_article(struct cli *c, int article)
{
	struct buf b = BUF_INIT;
	bool first = true;

	if (c->json) {
		buf_addc(&b, '{');
		json_int(&b, "article", article);
		json_text(&b, "name", article_name(article));
		json_text(&b, "text", article_text(article));
		json_key(&b, "actions");
		buf_addc(&b, '[');
	} else {
		outf("%s\n", article_name(article));
		out_paragraph(c, article_text(article), 4);
	}
	for (size_t i = 0; flows[i] != NULL; i++)
		for (size_t k = 0; k < flows[i]->n_actions; k++) {
			const struct action *ac = &flows[i]->actions[k];

			if (ac->article != article || !action_is_offered(ac))
				continue;
			if (!c->json) {
				outf("        %s %s  %s\n", flows[i]->name, action_verb(ac), _(ac->label));
				continue;
			}
			if (!first)
				buf_addc(&b, ',');
			first = false;
			json_quote(&b, ac->name);
		}
	if (c->json) {
		buf_adds(&b, "]}");
		out_json(&b);
	}
}

bool
run_rule(struct cli *c, int argc, char **argv)
{
	const char **rest;
	size_t n;
	int article = 0;

	if (!options_take(c, NULL, 0, argc, argv, &rest, &n))
		return false;
	if (n > 1)
		return wrong_usage(c, _("“%s”是多余的"), rest[1]);
	if (n == 1) {
		if (!article_asked(c, rest[0], &article))
			return false;
		show_article(c, article);
		return true;
	}
	for (int i = 1; article_text(i) != NULL; i++)
		show_article(c, i);
	return true;
}

/* ---- setting ---- */

static bool
setting_show(struct cli *c, const struct flow *f, const char *key)
{
	const void *row = record_called(c, f, key);
	struct buf b = BUF_INIT;

	if (row == NULL)
		return false;
	if (c->json) {
		buf_addc(&b, '{');
		json_record(c->en, c->a, f, row, &b);
		buf_addc(&b, '}');
		out_json(&b);
		return true;
	}
	for (size_t i = 0; i < f->n_fields; i++)
		if (strcmp(f->fields[i].col.name, "value") == 0)
			outf("%s\n", field_plain(c->en, c->a, &f->fields[i], row));
	return true;
}

/* setting KEY VALUE is setting set KEY --value VALUE; further options go along. */
bool
run_setting(struct cli *c, int argc, char **argv)
{
	const struct flow *f = flow_find("setting");
	char **words;

	if (argc == 0)
		return run_list(c, f, 0, argv);
	if (strcmp(argv[0], "list") == 0 || strcmp(argv[0], "show") == 0 || action_called(f, argv[0]) != NULL ||
		strncmp(argv[0], "--", 2) == 0)
		return strncmp(argv[0], "--", 2) == 0 ? run_list(c, f, argc, argv) : run_flow(c, f, argc, argv);
	if (argc == 1)
		return setting_show(c, f, argv[0]);
	words = arena_alloc(c->a, ((size_t)argc + 2) * sizeof *words);
	words[0] = argv[0];
	words[1] = arena_strdup(c->a, "--value");
	for (int i = 1; i < argc; i++)
		words[i + 1] = argv[i];
	return do_action(c, f, action_find(f, "set"), argc + 1, words);
}
