/*
 * attachment.c: jiandu attachment add [FLOW] REF FILE|- and get NUMBER FILE|-: files into a record and out of it.
 *
 * Knows: files by path, the engine's attachments.  Must not know: how they are kept.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/io.h"
#include "base/json.h"
#include "engine/attachment.h"
#include "engine/export.h"
#include "cli/private.h"

static const struct option add_options[] = {
	{ .name = "name", .label = N_("文件名"), .help = N_("存成什么文件名；从标准输入读时必须写") },
	{ .name = "shown", .label = N_("谁可以看") },
	{ .name = "note", .label = N_("说明") },
};

/* The record that REF names, of FLOW or of whatever flow it is the only one in; 0 with c->e set. */
static int64_t
holder_of(struct cli *c, const char *flow, const char *ref, const struct flow **f)
{
	const char *found = "";
	int64_t id = 0;

	if (flow != NULL) {
		*f = flow_called(flow);
		if (*f == NULL || !attachment_holder((*f)->name))
			return wrong_usage(c, _("“%s”不是可以带附件的记录"), flow), 0;
		return record_resolve(c->en, *f, ref, c->e);
	}
	for (size_t i = 0; flows[i] != NULL; i++) {
		struct err e = { 0 };
		int64_t one = attachment_holder(flows[i]->name) ? record_resolve(c->en, flows[i], ref, &e) : 0;

		if (one == 0)
			continue;
		if (id != 0)
			return wrong_usage(c, _("“%s”不止一种记录：%s、%s；请写明：jiandu attachment add %s %s 文件"), ref, found, _(flows[i]->label),
				       (*f)->name, ref), 0;
		id = one;
		*f = flows[i];
		found = _(flows[i]->label);
	}
	if (id == 0)
		err_set(c->e, ERR_NOTFOUND, NULL, 0, _("没有“%s”这件记录"), ref);
	return id;
}

static int
open_file(struct cli *c, const char *path)
{
	return strcmp(path, "-") == 0 ? STDIN_FILENO : file_open(path, c->e);
}

static void
say(struct cli *c, const struct result *res)
{
	struct buf b = BUF_INIT;

	if (!c->json) {
		outf("%s\n", res->title);
		return;
	}
	buf_addc(&b, '{');
	json_int(&b, "id", res->id);
	json_text(&b, "title", res->title);
	buf_addc(&b, '}');
	out_json(&b);
	buf_free(&b);
}

bool
run_attachment_add(struct cli *c, int argc, char **argv)
{
	struct option v[N_OF(add_options)];
	const struct flow *f = NULL;
	struct result res;
	const char **rest, *file, *name;
	int64_t id;
	size_t n;
	int fd;
	bool ok;

	memcpy(v, add_options, sizeof v);
	if (!options_take(c, v, N_OF(v), argc, argv, &rest, &n))
		return false;
	if (n < 2 || n > 3)
		return wrong_usage(c, "%s", _("用法：jiandu attachment add [记录种类] 编号 文件|- [--name 文件名] [--shown 谁可以看] [--note 说明]"));
	file = rest[n - 1];
	name = v[0].value != NULL ? v[0].value : path_name(file);
	if (strcmp(name, "-") == 0)
		return wrong_usage(c, "%s", _("从标准输入读文件时要用 --name 写明文件名"));
	id = holder_of(c, n == 3 ? rest[0] : NULL, rest[n - 2], &f);
	if (id == 0 || (fd = open_file(c, file)) < 0)
		return false;
	ok = attachment_add(c->en, c->a, f, id, fd, name, v[1].value, v[2].value, &res, c->e);
	if (fd != STDIN_FILENO)
		close(fd);
	if (ok)
		say(c, &res);
	return ok;
}

struct getting {
	struct target t;
	struct err *e;
};

static bool
put(void *ctx, const void *s, size_t n)
{
	struct getting *g = ctx;

	return target_put(&g->t, s, n, g->e);
}

bool
run_attachment_get(struct cli *c, int argc, char **argv)
{
	struct getting g = { .e = c->e };
	const char **rest;
	int64_t id;
	size_t n;

	if (!options_take(c, NULL, 0, argc, argv, &rest, &n))
		return false;
	if (n != 2)
		return wrong_usage(c, "%s", _("用法：jiandu attachment get 附件号 文件|-"));
	id = record_resolve(c->en, flow_find("attachment"), rest[0], c->e);
	if (id == 0 || !target_open(c, &g.t, rest[1]))
		return false;
	if (!target_close(c, &g.t, attachment_get(c->en, c->a, id, put, &g, c->e)))
		return false;
	if (strcmp(rest[1], "-") != 0)
		outf("%s\n", rest[1]);
	return true;
}
