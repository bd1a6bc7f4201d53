/*
 * admin.c: jiandu init, demo, status, check: the file and its keeping.
 *
 * Knows: databases as files.  Must not know: what is in the records.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/text.h"
#include "base/wall.h"
#include "store/books.h"
#include "store/cardkey.h"
#include "engine/export.h"
#include "cli/demo.h"
#include "cli/private.h"

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "0.1.0"
#endif

#define DEMO_SCALE 1000

bool
needs_role(struct cli *c, unsigned role, const char *what)
{
	const char *names = "";

	/* The owner of a personal file is asked for nothing; under --as of somebody outside the bureau it is shown what that one may. */
	if ((c->en->actor.personal && (c->en->actor.roles & ROLE_BUREAU)) || (c->en->actor.roles & role))
		return true;
	for (word_t i = 1; actor_roles[i].key != NULL; i++)
		if (role & (1u << i))
			names = arena_printf(c->a, "%s%s%s", names, *names != '\0' ? "、" : "", _(actor_roles[i].label));
	return err_set(c->e, ERR_DENIED, NULL, 0, _("%s只有%s可以办"), what, names);
}

/* ---- init, demo ---- */

void
say_file(struct cli *c, const char *sentence, const char *path)
{
	struct buf b = BUF_INIT;

	if (!c->json) {
		outf("%s%s\n", sentence, path);
		return;
	}
	buf_addc(&b, '{');
	json_text(&b, "file", path);
	buf_addc(&b, '}');
	out_json(&b);
}

enum { INIT_NAME, INIT_PROFILE };

const struct option init_options[2] = {
	[INIT_NAME] = { .name = "name", .label = N_("姓名"), .word = "NAME",
		.help = N_("您的姓名，记录和文书里写的；默认取系统里的") },
	[INIT_PROFILE] = { .name = "profile", .label = N_("规则"), .word = "NAME|FILE",
		.help = N_("按哪套规则：beibei（默认），或者配置文件") },
};

#define NAME_MOST 50

/* The owner's name as stored, NULL when none is given. */
static bool
name_asked(struct cli *c, const char *typed, const char **name)
{
	*name = typed != NULL ? text_name(c->a, text_clean(c->a, typed, false)) : NULL;
	if (*name == NULL || (**name != '\0' && text_count(*name) <= NAME_MOST))
		return true;
	return wrong_usage(c, _("姓名要有1至%d个字"), NAME_MOST);
}

bool
run_init(struct cli *c, int argc, char **argv)
{
	struct option v[N_OF(init_options)];
	const char **rest, *name, *text;
	size_t n;

	memcpy(v, init_options, sizeof v);
	if (!options_take(c, v, N_OF(v), argc, argv, &rest, &n))
		return false;
	if (n > 0)
		return wrong_usage(c, _("“%s”是多余的；文件名写作 --db 文件，放在 init 前面"), rest[0]);
	if (!name_asked(c, v[INIT_NAME].value, &name) || !profile_text(c, v[INIT_PROFILE].value, &text))
		return false;
	c->en = cli_make(c->o, name, c->e);
	if (c->en == NULL || !profile_put(c, v[INIT_PROFILE].value, text))
		return false;
	say_file(c, _("已新建："), db_path(c->en->db));
	/* A login is no name to sign papers with. */
	if (name == NULL && strcmp(c->en->actor.name, c->en->actor.login) == 0)
		notef(_("记录里您的姓名写作“%s”；写上本名：jiandu account correct %s --name 姓名 --reason 写上本名\n"),
			c->en->actor.name, c->en->actor.login);
	return true;
}

bool
count_progress(void *ctx, int64_t done, int64_t total)
{
	(void)ctx;
	return progress_at(done, total);
}

static bool
is_empty(struct cli *c)
{
	struct err *old = db_errors(c->en->db, c->e);
	bool empty = tally_count(c->en->db, "opinion", NULL, 0) == 0 && tally_count(c->en->db, "agency", NULL, 0) == 0;

	db_errors(c->en->db, old);
	return empty;
}

const struct option demo_options[2] = {
	{ .name = "scale", .label = N_("规模"), .word = "N", .help = N_("多少件监督意见，默认1000") },
	{ .name = "seed", .label = N_("种子"), .word = "S", .help = N_("相同的种子写出相同的内容，默认1") },
};

bool
run_demo(struct cli *c, int argc, char **argv)
{
	struct option v[N_OF(demo_options)];
	struct err e = { 0 };
	const char **rest;
	size_t n;
	int64_t scale, seed;
	bool ok;

	memcpy(v, demo_options, sizeof v);
	if (!options_take(c, v, N_OF(v), argc, argv, &rest, &n))
		return false;
	if (n > 0)
		return wrong_usage(c, _("“%s”是多余的"), rest[0]);
	if (!option_number(c, &v[0], DEMO_SCALE, &scale) || !option_number(c, &v[1], 1, &seed))
		return false;
	c->en = cli_open(c->o, 0, &e);
	if (c->en == NULL && e.code == ERR_NOTFOUND)
		c->en = cli_make(c->o, NULL, c->e);
	else if (c->en == NULL)
		return err_set(c->e, e.code, e.field, e.article, "%s", e.text);
	if (c->en == NULL)
		return false;
	if (!c->en->actor.personal || !is_empty(c))
		return err_set(c->e, ERR_REFUSED, NULL, 0, _("演示内容只写进没有记录的数据库，%s 里已有记录"), db_path(c->en->db));
	progress_on(_("演示"));
	progress_wait(c->en);
	ok = demo_fill(c->en, scale, (uint64_t)seed, count_progress, NULL, c->e);
	progress_off();
	if (ok)
		say_file(c, _("已写入演示内容："), db_path(c->en->db));
	return ok;
}

/* ---- status ---- */

static int64_t
size_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? (int64_t)st.st_size : 0;
}

static const char *
years_loaded(struct cli *c)
{
	const char *all = "";

	for (int y = 2020; y <= 2100; y++)
		if (calendar_has_year(c->en->cal, y))
			all = arena_printf(c->a, "%s%s%d", all, *all != '\0' ? "、" : "", y);
	return all;
}

static const char *
roles_held(struct cli *c)
{
	const char *all = "";

	for (word_t i = 1; actor_roles[i].key != NULL; i++)
		if (c->en->actor.roles & (1u << i))
			all = arena_printf(c->a, "%s%s%s", all, *all != '\0' ? "、" : "", _(actor_roles[i].label));
	return all;
}

/* How many records of F the person sees, -1 when it is not theirs to know of any: nobody counts what is another's. */
static int64_t
seen_of(struct cli *c, const struct flow *f)
{
	const struct list_query q = { .list = &f->lists[0] };
	struct err e = { 0 };
	int64_t n = f->tally != NULL ? list_count(c->en, &q, INT32_MAX, &e) : -1;

	return e.code == ERR_OK ? n : -1;
}

/* What this process has given up (behind sshd). */
static void
status_walls(struct cli *c, struct buf *b)
{
	const struct wall *w = wall_stands();
	const char *all = arena_printf(c->a, "%s%s%s", w->files > 0 ? ",\"files\"" : "", w->network ? ",\"network\"" : "",
		w->calls ? ",\"calls\"" : "");

	json_key(b, "walls");
	buf_printf(b, "[%s]", *all != '\0' ? all + 1 : "");
}

static void
status_json(struct cli *c, const char *path, int64_t seq, const char *hex)
{
	struct buf b = BUF_INIT;
	int64_t n;

	buf_addc(&b, '{');
	json_text(&b, "version", PACKAGE_VERSION);
	json_text(&b, "sqlite", db_library_version());
	json_text(&b, "file", path);
	json_int(&b, "schema", db_value(c->en->db, "PRAGMA user_version", 0));
	json_int(&b, "bytes", size_of(path));
	json_int(&b, "log_bytes", size_of(arena_printf(c->a, "%s-wal", path)));
	json_text(&b, "mode", c->en->actor.personal ? "personal" : "shared");
	json_text(&b, "profile", c->en->profile);
	status_walls(c, &b);
	json_text(&b, "account", c->en->actor.login);
	json_set(&b, "roles", actor_roles, c->en->actor.roles);
	json_day(&b, "today", c->en->today);
	json_text(&b, "head", arena_printf(c->a, "%lld:%s", (long long)seq, hex));
	json_key(&b, "records");
	buf_addc(&b, '{');
	for (size_t i = 0; flows[i] != NULL; i++)
		if ((n = seen_of(c, flows[i])) >= 0)
			json_int(&b, flows[i]->name, n);
	buf_adds(&b, "}}");
	out_json(&b);
}

/* The key of certificates' check codes lies beside the file, or does not. */
static const char *
key_stands(struct cli *c)
{
	switch (cardkey_state(c->en->db)) {
	case CARDKEY_GOOD: return cardkey_path(c->en->db, c->a);
	case CARDKEY_MISSING: return _("找不到（监督员证的验证码核对不了）");
	case CARDKEY_OTHER: return _("不是这个数据库的");
	case CARDKEY_NONE: break;
	}
	return _("还没有（第一次制发监督员证时生成）");
}

bool
run_status(struct cli *c, int argc, char **argv)
{
	const char **rest, *path = db_path(c->en->db);
	struct err *old;
	char hex[65], day[DAY_TEXT];
	int64_t seq = 0, seen;
	size_t n;

	if (!options_take(c, NULL, 0, argc, argv, &rest, &n))
		return false;
	old = db_errors(c->en->db, c->e);
	trail_head(c->en->db, &seq, hex);
	if (c->json) {
		status_json(c, path, seq, hex);
	} else {
		outf(_("程序        jiandu %s，SQLite %s\n"), PACKAGE_VERSION, db_library_version());
		outf(_("数据库      %s（第%lld版，%lld字节，日志%lld字节）\n"), path,
			(long long)db_value(c->en->db, "PRAGMA user_version", 0), (long long)size_of(path),
			(long long)size_of(arena_printf(c->a, "%s-wal", path)));
		outf(_("方式        %s\n"), c->en->actor.personal ? _("个人") : _("共用"));
		outf(_("账户        %s（%s）\n"), c->en->actor.name, roles_held(c));
		outf(_("日期        %s%s\n"), day_format(c->en->today, day), c->en->today_set ? _("（由 --today 指定）") : "");
		outf(_("放假通知    %s\n"), years_loaded(c));
		outf(_("验证密钥    %s\n"), key_stands(c));
		outf(_("留痕        %lld条\n"), (long long)seq);
		for (size_t i = 0; flows[i] != NULL; i++)
			if ((seen = seen_of(c, flows[i])) >= 0)
				outf("%-12s%lld  %s\n", flows[i]->name, (long long)seen, _(flows[i]->label));
	}
	db_errors(c->en->db, old);
	return c->e->code == ERR_OK;
}

/* ---- check ---- */

bool
run_check(struct cli *c, int argc, char **argv)
{
	struct buf faults = BUF_INIT, b = BUF_INIT;
	const char **rest;
	int64_t n_faults = 0;
	size_t n;
	bool ok, first = true;

	if (!options_take(c, NULL, 0, argc, argv, &rest, &n))
		return false;
	if (!needs_role(c, ROLE_SYSADMIN | ROLE_AUDITOR, _("检查数据库")))
		return false;
	progress_on(_("检查"));
	ok = engine_check_telling(c->en, &faults, &n_faults, count_progress, NULL, c->e);
	progress_off();
	if (ok && c->json) {
		buf_addc(&b, '{');
		json_int(&b, "faults", n_faults);
		json_key(&b, "sentences");
		buf_addc(&b, '[');
		for (const char *p = buf_str(&faults); *p != '\0';) {
			size_t len = strcspn(p, "\n");

			if (!first)
				buf_addc(&b, ',');
			first = false;
			json_quote(&b, arena_strndup(c->a, p, len));
			p += len + (p[len] == '\n');
		}
		buf_adds(&b, "]}");
		out_json(&b);
	} else if (ok) {
		out(buf_str(&faults));
		if (n_faults == 0)
			outf("%s", _("数据库完好：各簿与记录相符\n"));
	}
	buf_free(&faults);
	if (ok && n_faults > 0)
		return err_set(c->e, ERR_SYSTEM, NULL, 0, _("有%lld处不符"), (long long)n_faults);
	return ok;
}
