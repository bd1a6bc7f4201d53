/*
 * backup.c: jiandu backup, restore: copies of the database, made, proved, kept, sent away, put back.
 *
 * Knows: words of the command line, who keeps the machine.  Must not know: how a copy is made.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "store/books.h"
#include "engine/backup.h"
#include "engine/enter.h"
#include "engine/event.h"
#include "engine/export.h"
#include "cli/private.h"

enum { SCHEDULED, DAILY, WEEKLY, MONTHLY, ENCRYPT, SHIP, SHIP_KEY, SHIP_CONFIG, TEST, IDENTITY, HEAD };

const struct option backup_options[11] = {
	[SCHEDULED] = { .name = "scheduled", .label = N_("定期"), .word = "DIR",
		.help = N_("备份到这个目录，以日期时间为名，按份数清理旧的；由定时任务每天运行") },
	[DAILY] = { .name = "daily", .label = N_("日份数"), .word = "N", .help = N_("保留最近几天每天一份，默认7") },
	[WEEKLY] = { .name = "weekly", .label = N_("周份数"), .word = "N", .help = N_("保留最近几周每周一份，默认5") },
	[MONTHLY] = { .name = "monthly", .label = N_("月份数"), .word = "N", .help = N_("保留最近几个月每月一份，默认12") },
	[ENCRYPT] = { .name = "encrypt", .label = N_("加密"), .word = "FILE", .help = N_("用 age 加密，FILE 里是收件人的公钥") },
	[SHIP] = { .name = "ship", .label = N_("送往"), .word = "HOST:DIR",
		.help = N_("再用 rsync 经 SSH 送到另一台机器，只传有变化的部分，并在那边检验") },
	[SHIP_KEY] = { .name = "ship_key", .label = N_("密钥"), .word = "FILE", .help = N_("送往另一台机器用的 SSH 私钥") },
	[SHIP_CONFIG] = { .name = "ship_config", .word = "FILE", .help = N_("送往另一台机器用的 ssh 设置文件（主机、端口、用户）") },
	[TEST] = { .name = "test", .label = N_("检验"), .word = "FILE", .help = N_("检验一个备份文件能不能恢复，不动数据库") },
	[IDENTITY] = { .name = "identity", .label = N_("私钥"), .word = "FILE", .help = N_("打开加密备份的 age 私钥文件") },
	[HEAD] = { .name = "head", .label = N_("链头"), .word = "SEQ:HEX", .help = N_("另处保存的链头，应在备份的留痕链上") },
};

const struct option restore_options[2] = {
	{ .name = "force", .label = N_("覆盖"), .help = N_("已有数据库时，确实要用备份换掉它"), .flag = true },
	{ .name = "identity", .label = N_("私钥"), .word = "FILE", .help = N_("打开加密备份的 age 私钥文件") },
};

#define DAILY_KEPT 7
#define WEEKLY_KEPT 5
#define MONTHLY_KEPT 12

/* Does the machine itself say that this person keeps the file: its owner, or root? */
static bool
keeps_the_file(const char *path)
{
	struct stat st;

	return geteuid() == 0 || stat(path, &st) != 0 || st.st_uid == geteuid();
}

/* As the account where there is one for this person, else as the program for whoever keeps the file (a timer). */
static bool
open_for_backup(struct cli *c)
{
	struct err e = { 0 };
	const char *path = cli_path(c->o, c->a, c->e);

	if (path == NULL)
		return false;
	c->en = cli_open(c->o, 0, &e);
	/* Into a shared database nobody has come yet: a timer of whoever keeps the file is asked for nothing. */
	if (c->en != NULL && !c->en->actor.personal && !enter_in(c->en) && keeps_the_file(path)) {
		engine_close(c->en);
		c->en = cli_open(c->o, ENGINE_PROGRAM, c->e);
		return c->en != NULL;
	}
	if (c->en != NULL)
		return cli_enter(c->en, c->e) && needs_role(c, ROLE_SYSADMIN, _("备份"));
	if (e.code != ERR_DENIED || c->o->as != NULL || c->o->today != NULL || !keeps_the_file(path))
		return err_set(c->e, e.code, e.field, e.article, "%s", e.text);
	c->en = cli_open(c->o, ENGINE_PROGRAM, c->e);
	return c->en != NULL;
}

static void
say_info(struct cli *c, const char *sentence, const struct backup_info *info, bool detailed, int removed, const char *shipped)
{
	struct buf b = BUF_INIT;

	if (!c->json) {
		outf("%s%s\n", sentence, info->path);
		if (detailed)
			outf(_("%lld字节，留痕%lld条，链头 %s\n"), (long long)info->bytes, (long long)info->rows, info->head);
		if (removed > 0)
			outf(_("按份数清理了旧备份%d个\n"), removed);
		if (shipped != NULL)
			outf(_("已送往 %s\n"), shipped);
		return;
	}
	buf_addc(&b, '{');
	json_text(&b, "file", info->path);
	json_int(&b, "bytes", info->bytes);
	json_int(&b, "rows", info->rows);
	json_text(&b, "head", info->head);
	json_int(&b, "removed", removed);
	json_text(&b, "shipped", shipped != NULL ? shipped : "");
	buf_addc(&b, '}');
	out_json(&b);
}

static bool
test(struct cli *c, const struct option *v)
{
	struct backup_info info;
	bool ok;

	progress_on(_("检验"));
	ok = backup_prove(c->a, v[TEST].value, v[IDENTITY].value, v[HEAD].value, NULL, count_progress, NULL, &info, c->e);
	progress_off();
	if (ok)
		say_info(c, _("完好，可以恢复："), &info, true, 0, NULL);
	return ok;
}

bool
run_backup(struct cli *c, int argc, char **argv)
{
	struct option v[N_OF(backup_options)];
	struct backup_info info;
	const char **rest;
	int64_t kept[3];
	int removed = 0;
	size_t n;
	bool ok;

	memcpy(v, backup_options, sizeof v);
	if (!options_take(c, v, N_OF(v), argc, argv, &rest, &n) || !option_number(c, &v[DAILY], DAILY_KEPT, &kept[0]) ||
		!option_number(c, &v[WEEKLY], WEEKLY_KEPT, &kept[1]) || !option_number(c, &v[MONTHLY], MONTHLY_KEPT, &kept[2]))
		return false;
	if (n + (v[SCHEDULED].value != NULL) + (v[TEST].value != NULL) != 1)
		return wrong_usage(c, "%s", _("用法：jiandu backup 文件，或者 --scheduled 目录，或者 --test 文件"));
	if (v[TEST].value != NULL)
		return test(c, v);
	if (!open_for_backup(c))
		return false;
	progress_on(_("备份")); /* an impatient Ctrl-C must not leave half a file */
	/* Those who save meanwhile come first; the proof of the copy is hashing for seconds. */
	if (nice(10) == -1)
		errno = 0;
	if (v[SCHEDULED].value != NULL)
		ok = backup_scheduled(c->en, c->a, v[SCHEDULED].value,
			&(struct backup_plan){ (int)kept[0], (int)kept[1], (int)kept[2] }, v[ENCRYPT].value, count_progress, NULL, &info,
			&removed, c->e);
	else
		ok = backup_make(c->en, c->a, rest[0], v[ENCRYPT].value, count_progress, NULL, &info, c->e);
	progress_off();
	ok = ok &&
		(v[SHIP].value == NULL ||
			backup_ship(c->a, &info, v[SHIP].value, v[SHIP_KEY].value, v[SHIP_CONFIG].value, v[ENCRYPT].value != NULL, c->e));
	ok = ok && event_record(c->en, "backup.made", "", 0, 0, arena_printf(c->a, _("%s，链头 %s"), info.path, info.head), c->e);
	if (ok)
		say_info(c, _("已备份，检验无误："), &info, v[SCHEDULED].value != NULL, removed, v[SHIP].value);
	return ok;
}

bool
run_restore(struct cli *c, int argc, char **argv)
{
	struct option v[N_OF(restore_options)];
	const char **rest, *path, *kept = NULL;
	struct err e = { 0 };
	size_t n;
	bool ok;

	memcpy(v, restore_options, sizeof v);
	if (!options_take(c, v, N_OF(v), argc, argv, &rest, &n))
		return false;
	if (n != 1)
		return wrong_usage(c, "%s", _("用法：jiandu restore 文件 [--force]"));
	path = cli_path(c->o, c->a, c->e);
	if (path == NULL)
		return false;
	if (!keeps_the_file(path))
		return err_set(c->e, ERR_DENIED, NULL, 0, _("恢复只能由保管 %s 的系统用户或root办"), path);
	if (access(path, F_OK) == 0) {
		if (v[0].value == NULL)
			return err_set(c->e, ERR_REFUSED, "force", 0, _("%s 已经有了；确实要用备份换掉它，请加 --force（原来的内容另存）"),
				path);
		/* A damaged one cannot be opened: then it is put aside as it is. */
		c->en = engine_open(path, ENGINE_PROGRAM, NULL, DAY_NONE, &e);
	}
	progress_on(_("恢复")); /* an impatient Ctrl-C must not leave half a file */
	if (c->en != NULL)
		progress_wait(c->en);
	ok = backup_restore(c->en, c->a, path, rest[0], v[1].value, count_progress, NULL, &kept, c->e);
	progress_off();
	if (ok)
		say_file(c, _("已恢复："), path);
	if (kept != NULL)
		notef(_("原来的内容另存为：%s\n"), kept);
	return ok;
}
