/*
 * sessions.c: jiandu sessions: who is at work, and the end of one.
 *
 * Knows: engine/session.h.  Must not know: the work file.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "engine/export.h"
#include "engine/session.h"
#include "cli/private.h"

static void
one_json(const struct session *s)
{
	struct buf b = BUF_INIT;

	buf_addc(&b, '{');
	json_int(&b, "id", s->id);
	json_text(&b, "login", s->login);
	json_text(&b, "name", s->name);
	json_text(&b, "source", s->source);
	json_text(&b, "tty", s->tty);
	json_int(&b, "pid", s->pid);
	json_text(&b, "since", s->since);
	json_text(&b, "last", s->last);
	json_text(&b, "flow", s->flow);
	buf_addc(&b, '}');
	out_json(&b);
}

static const struct table_col cols[] = {
	{ .label = N_("号"), .right = true },
	{ .label = N_("姓名") },
	{ .label = N_("账户") },
	{ .label = N_("从哪里来"), .min = 6, .rank = 2 },
	{ .label = N_("进入"), .min = 16, .rank = 1 },
	{ .label = N_("最后按键"), .min = 16, .rank = 1 },
	{ .label = N_("在做什么"), .min = 4, .rank = 3 },
};

static bool
list(struct cli *c)
{
	struct session *all;
	struct table t;
	size_t n;

	if (!sessions_list(c->en, c->a, &all, &n, c->e))
		return false;
	for (size_t i = 0; i < n && c->json; i++)
		one_json(&all[i]);
	if (c->json)
		return true;
	if (n == 0) {
		outf("%s\n", _("没有人在工作"));
		return true;
	}
	table_begin(&t, c, cols, N_OF(cols));
	for (size_t i = 0; i < n; i++) {
		const struct flow *f = *all[i].flow != '\0' ? flow_find(all[i].flow) : NULL;

		table_row(&t, (const char *const[]){ arena_printf(c->a, "%lld", (long long)all[i].id), all[i].name, all[i].login,
			*all[i].source != '\0' ? all[i].source : all[i].tty, all[i].since, all[i].last, f != NULL ? _(f->label) : "" });
	}
	table_print(&t);
	table_end(&t);
	return true;
}

bool
run_sessions(struct cli *c, int argc, char **argv)
{
	const char **rest;
	char *last;
	long long id;
	size_t n;

	if (!options_take(c, NULL, 0, argc, argv, &rest, &n))
		return false;
	if (n == 0 || (n == 1 && strcmp(rest[0], "list") == 0))
		return list(c);
	if (n != 2 || strcmp(rest[0], "end") != 0)
		return wrong_usage(c, "%s", _("用法：jiandu sessions [list | end 号]"));
	id = strtoll(rest[1], &last, 10);
	if (id < 1 || *last != '\0')
		return wrong_usage(c, _("会话的号是一个正整数，不是“%s”"), rest[1]);
	if (!sessions_end(c->en, id, c->e))
		return false;
	outf("%s\n", _("已通知该会话结束"));
	return true;
}
