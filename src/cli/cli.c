/*
 * cli.c: jiandu COMMAND: the table of commands, opening the database, the exit status.
 *
 * Knows: which commands there are.  Must not know: what they do.
 */
#include "cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/text.h"
#include "base/width.h"
#include "store/books.h"
#include "store/spool.h"
#include "engine/enter.h"
#include "engine/export.h"
#include "engine/session.h"
#include "cli/private.h"

const struct command commands[] = {
	{ .name = "init", .usage = "[--name NAME] [--profile NAME|FILE]", .help = N_("新建数据库"), .flags = CMD_NO_DB, .run = run_init,
		.options = init_options, .n_options = N_OF(init_options) },
	{ .name = "demo", .usage = "[--scale N] [--seed S]", .help = N_("在新数据库里写入虚构的一个区"), .flags = CMD_NO_DB,
		.run = run_demo,
		.options = demo_options, .n_options = N_OF(demo_options) },
	{ .name = "todo", .usage = "[--words W] [--limit N]", .help = N_("等我办的事"), .flags = CMD_REMOTE, .run = run_todo,
		.options = todo_options, .n_options = N_OF(todo_options) },
	{ .name = "sweep", .usage = "", .help = N_("每日巡查：期满、将届满、超龄；由cron每天运行"), .flags = CMD_NOBODY, .run = run_sweep },
	{ .name = "search", .usage = "WORDS", .help = N_("全文检索：任何字，或拼音首字母"), .flags = CMD_REMOTE, .run = run_search,
		.options = search_options, .n_options = N_OF(search_options) },
	{ .name = "import", .usage = "FLOW FILE|- [--dry-run] [--partial]", .help = N_("导入办公室的表格（CSV）"),
		.flags = CMD_REMOTE, .run = run_import,
		.options = import_options, .n_options = N_OF(import_options) },
	{ .name = "export", .usage = "FLOW FILE.xlsx|FILE.csv|FILE.json [--view NAME]", .help = N_("导出为表格或JSON"),
		.flags = CMD_REMOTE, .run = run_export },
	{ .name = "stats", .usage = "[FLOW] [--by DIM] [--period P] [--agency REF] | --view NAME", .help = N_("统计：按时段、执法机构、领域、类型、类别、承办人；可存为视图"),
		.flags = CMD_REMOTE, .run = run_stats, .options = stats_options, .n_options = N_OF(stats_options) },
	{ .name = "roll", .usage = "signin|phones REF FILE.csv|- [--reason R]", .help = N_("活动的签到表、电话名单"), .flags = CMD_REMOTE, .run = run_roll,
		.options = roll_options, .n_options = N_OF(roll_options) },
	{ .name = "paper", .usage = "KIND [REF …] FILE.pdf|FILE.txt [--draft] [--each DIR] [--print]", .help = N_("文书：制发并归档，或者原样重印"), .flags = CMD_REMOTE, .run = run_paper,
		.options = paper_options, .n_options = N_OF(paper_options) },
	{ .name = "report", .usage = "[register] YEAR|YEAR-MONTH FILE.pdf|FILE.xlsx|FILE.txt [--draft]",
		.help = N_("年度报告、台账、月报：制发并归档，或者原样重印"), .flags = CMD_REMOTE, .run = run_report,
		.options = paper_options, .n_options = N_OF(paper_options) },
	{ .name = "workday", .usage = "add DATE N | count A B | explain DATE N", .help = N_("计算工作日"), .flags = CMD_REMOTE | CMD_NO_DB,
		.run = run_workday },
	{ .name = "holiday", .usage = "import FILE | …", .help = N_("导入国务院办公厅的放假通知"), .flags = CMD_REMOTE, .run = run_holiday },
	{ .name = "audit", .usage = "[verify [FILE …] | head | list [FILE] | archive --before DATE FILE]", .help = N_("留痕：核验、链头、清单、归档"),
		.flags = CMD_REMOTE, .run = run_audit,
		.options = audit_options, .n_options = N_OF(audit_options) },
	{ .name = "check", .usage = "", .help = N_("检查数据库，各簿重算一遍"), .flags = CMD_REMOTE, .run = run_check },
	{ .name = "backup", .usage = "FILE | --scheduled DIR | --test FILE", .help = N_("备份到新文件，别人可以照常办公；或者检验备份"),
		.flags = CMD_NO_DB, .run = run_backup, .options = backup_options, .n_options = N_OF(backup_options) },
	{ .name = "restore", .usage = "FILE [--force]", .help = N_("检查备份并恢复；原来的内容另存"), .flags = CMD_NO_DB, .run = run_restore,
		.options = restore_options, .n_options = N_OF(restore_options) },
	{ .name = "setting", .usage = "[KEY [VALUE]]", .help = N_("规则和本局的数值"), .flags = CMD_REMOTE, .run = run_setting },
	{ .name = "rule", .usage = "[ARTICLE]", .help = N_("规则各条要求什么、哪些事项落实它"), .flags = CMD_REMOTE | CMD_NO_DB, .run = run_rule },
	{ .name = "share", .usage = "--sysadmin L=N --secadmin L=N --auditor L=N", .help = N_("改为多人共用：建三位管理员，不能改回"), .run = run_share,
		.options = share_options, .n_options = N_OF(share_options) },
	{ .name = "deploy", .usage = "[--check | --undo]", .help = N_("由root把这台机器部署成本局的服务器；只检查；撤销"), .flags = CMD_NO_DB,
		.run = run_deploy, .options = deploy_options, .n_options = N_OF(deploy_options) },
	{ .name = "ssh-keys", .usage = "[--file F] [FINGERPRINT] | --publish F", .help = N_("sshd问哪些密钥可以登录；发布到哪里"), .flags = CMD_NO_DB,
		.run = run_ssh_keys, .options = ssh_keys_options, .n_options = N_OF(ssh_keys_options) },
	{ .name = "get", .usage = "NAME", .help = N_("远程会话：取走自己文件夹里的文件"), .flags = CMD_REMOTE, .run = run_get },
	{ .name = "put", .usage = "NAME", .help = N_("远程会话：把标准输入放进自己的文件夹"), .flags = CMD_REMOTE, .run = run_put },
	{ .name = "drop", .usage = "NAME", .help = N_("远程会话：删除自己文件夹里的文件"), .flags = CMD_REMOTE, .run = run_drop },
	{ .name = "files", .usage = "", .help = N_("远程会话：自己文件夹里有什么"), .flags = CMD_REMOTE, .run = run_files },
	{ .name = "sessions", .usage = "[list | end ID]", .help = N_("谁在工作；结束一个会话"), .flags = CMD_REMOTE, .run = run_sessions },
	{ .name = "status", .usage = "", .help = N_("程序、数据库、账户、日历的情况"), .flags = CMD_REMOTE, .run = run_status },
	{ .name = "help", .usage = "[FLOW [ACTION]] | actions [--markdown]", .help = N_("说明"), .flags = CMD_REMOTE | CMD_NO_DB, .run = run_help },
	{ .name = NULL },
};

const struct command *
command_find(const char *name)
{
	for (size_t i = 0; commands[i].name != NULL; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

/* ---- the database ---- */

const char *
cli_path(const struct cli_options *o, struct arena *a, struct err *e)
{
	const char *env = getenv("JIANDU_DB"), *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	if (o->db != NULL)
		return o->db;
	if (env != NULL && *env != '\0')
		return env;
	/* The base directory specification: a relative path there is to be ignored. */
	if (data != NULL && *data == '/')
		return arena_printf(a, "%s/jiandu/jiandu.db", data);
	if (home != NULL && *home != '\0')
		return arena_printf(a, "%s/.local/share/jiandu/jiandu.db", home);
	err_set(e, ERR_USAGE, "db", 0, _("没有HOME这个环境变量，请用 --db 写明数据库文件"));
	return NULL;
}

/* The directories above PATH, as the person's own; a failure shows when the file is made. */
static void
make_parents(struct arena *a, const char *path)
{
	char *p = arena_strdup(a, path);

	for (char *slash = strchr(p + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(p, 0700) != 0 && errno != EEXIST)
			return;
		*slash = '/';
	}
}

static struct engine *
open_or_make(const struct cli_options *o, bool make, const char *name, unsigned flags, struct err *e)
{
	struct arena *a = arena_new();
	const char *path = cli_path(o, a, e);
	struct engine *en = NULL;
	struct err why = { 0 };
	day_t today = DAY_NONE;

	if (path == NULL) {
		arena_free(a);
		return NULL;
	}
	if (o->today != NULL && !day_parse(o->today, day_today(), NULL, &today, &why)) {
		err_set(e, ERR_USAGE, "today", 0, "--today：%s", why.text);
	} else {
		if (make && o->db == NULL)
			make_parents(a, path);
		en = make ? engine_make(path, name, today, e) : engine_open(path, flags, o->as, today, e);
	}
	arena_free(a);
	return en;
}

struct engine *
cli_open(const struct cli_options *o, unsigned flags, struct err *e)
{
	return open_or_make(o, false, NULL, flags, e);
}

struct engine *
cli_make(const struct cli_options *o, const char *name, struct err *e)
{
	if (o->as == NULL)
		return open_or_make(o, true, name, 0, e);
	err_set(e, ERR_USAGE, "as", 0, _("新建数据库时还没有别的账户，不能用 --as"));
	return NULL;
}

/* ---- failures ---- */

static const char *
code_name(enum err_code code)
{
	static const char *const names[] = { [ERR_OK] = "done", [ERR_SYSTEM] = "system", [ERR_USAGE] = "usage",
		[ERR_REFUSED] = "refused", [ERR_DENIED] = "denied", [ERR_NOTFOUND] = "notfound", [ERR_STALE] = "stale",
		[ERR_CANCELLED] = "cancelled" };

	return (size_t)code < N_OF(names) ? names[code] : "system";
}

int
cli_fail(bool json, const struct err *e)
{
	struct arena *a = arena_new();
	struct buf b = BUF_INIT;
	struct err scrap = { 0 };
	const char *article = article_name(e->article), *field = "";

	if (json) {
		buf_adds(&b, "{\"error\":{");
		json_text(&b, "code", code_name(e->code));
		json_text(&b, "field", e->field);
		json_int(&b, "article", e->article);
		json_text(&b, "text", e->text);
		buf_adds(&b, "}}");
		out_json(&b);
		out_flush(&scrap);
	}
	/* Fields are named as their options are; the state is none, the file is in the sentence. */
	if (*e->field != '\0' && strcmp(e->field, "state") != 0 && strcmp(e->field, "db") != 0 && strncmp(e->text, "--", 2) != 0)
		field = arena_printf(a, "--%s: ", e->field);
	if (*article != '\0' && strstr(e->text, article) == NULL)
		notef(_("jiandu: %s%s（%s）\n"), field, e->text, article);
	else
		notef("jiandu: %s%s\n", field, e->text);
	arena_free(a);
	return (int)e->code;
}

/* ---- the command ---- */

/* --help anywhere before a lone -- asks about the command instead of doing it. */
static bool
asks_help(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
			return true;
	return false;
}

static bool
help_instead(struct cli *c, int argc, char **argv)
{
	char **words = arena_alloc(c->a, ((size_t)argc + 1) * sizeof *words);
	int n = 0;

	/* The words that name the topic: a flow and what is done in it. */
	for (int i = 0; i < argc && n < 2 && strncmp(argv[i], "-", 1) != 0; i++)
		words[n++] = argv[i];
	if (n == 2 && flow_called(words[0]) == NULL)
		n = 1;
	return run_help(c, n, words);
}

static bool
run(struct cli *c, int argc, char **argv)
{
	const struct command *cmd = command_find(argv[0]);
	const struct flow *f = cmd == NULL ? flow_called(argv[0]) : NULL;
	struct sweep_sum swept;

	if (asks_help(argc, argv))
		return help_instead(c, argc, argv);
	if (cmd == NULL && f == NULL)
		return wrong_usage(c, _("没有“%s”这个命令；都有什么：jiandu help"), argv[0]);
	if (f != NULL && argc == 1) {
		help_flow(c, f);
		return true;
	}
	if (spool_confined() && cmd != NULL && !(cmd->flags & CMD_REMOTE))
		return err_set(c->e, ERR_DENIED, NULL, 0, _("远程会话里不能用“%s”"), argv[0]);
	if (c->en != NULL) {
		if (!cli_enter(c->en, c->e))
			return false;
		/* So that its end is known even when the line breaks. */
		if (spool_confined())
			presence_begin(c->en, "");
		engine_sweep_daily(c->en, &swept);
	} else if (cmd == NULL || !(cmd->flags & CMD_NO_DB)) {
		/* Also reading commands open for writing: the file may have to climb to this version first. */
		c->en = cli_open(c->o, 0, c->e);
		if (c->en == NULL)
			return false;
		if ((cmd == NULL || !(cmd->flags & CMD_NOBODY)) && !cli_enter(c->en, c->e))
			return false;
		if (strcmp(setting_text(c->en->db, c->a, "ambiwidth", "auto"), "2") == 0)
			width_set_ambiguous(2);
		engine_sweep_daily(c->en, &swept);
	}
	return cmd != NULL ? cmd->run(c, argc - 1, argv + 1) : run_flow(c, f, argc - 1, argv + 1);
}

int
cli_main(const struct cli_options *o, int argc, char **argv)
{
	return cli_main_in(o, NULL, argc, argv);
}

int
cli_main_in(const struct cli_options *o, struct engine *en, int argc, char **argv)
{
	struct err e = { 0 };
	struct cli c = { .o = o, .en = en, .a = arena_new(), .json = o->json, .columns = out_columns(), .e = &e };
	int status;

	if (run(&c, argc, argv) && e.code == ERR_OK)
		out_flush(&e);
	/* A command is a session too: whoever was let in with a row goes with one (a personal file lets nobody in). */
	if (c.en != NULL) {
		presence_end(c.en);
		enter_end(c.en, "");
	}
	engine_close(c.en);
	status = e.code != ERR_OK ? cli_fail(o->json, &e) : 0;
	arena_free(c.a);
	return status;
}
