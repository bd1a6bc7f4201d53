/*
 * remote.c: a session behind sshd: who it is, what the line asks, files on their way in and out.
 *
 * Knows: sshd's environment (ExposeAuthInfo), the account's folder.  Must not know: what a command does, curses.
 *
 * sshd runs `jiandu --db FILE session FINGERPRINT` whatever the other side asked for.  Nothing of what the other side sends is
 * taken for more than words: the environment is emptied, the line is split here and by no shell, the program stands in the
 * account's own folder and opens nothing else by name.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/io.h"
#include "base/sanitized.h"
#include "base/shellwords.h"
#include "base/sshkey.h"
#include "base/text.h"
#include "base/wall.h"
#include "store/spool.h"
#include "engine/enter.h"
#include "engine/event.h"
#include "engine/export.h"
#include "engine/keys.h"
#include "cli/private.h"

#define AUTH_MOST 65536

extern char **environ;

static struct {
	char *auth;    /* what sshd says it has authenticated */
	char *line;    /* what the other side asked for, NULL: a workbench */
	char *source;  /* from where */
} said;

/* ---- the environment ---- */

static char *
copy_of(const char *name)
{
	const char *v = getenv(name);

	return v != NULL ? strdup(v) : NULL;
}

/* A value that can do no harm in the hands of curses and the C library: letters, digits, + - . _ @ */
static bool
is_plain(const char *s)
{
	size_t n = strlen(s);

	if (n == 0 || n > 64)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!isalnum((unsigned char)s[i]) && strchr("+-._@", s[i]) == NULL)
			return false;
	return true;
}

/* The file that ExposeAuthInfo names: one line for each method that was passed. */
static char *
auth_text(void)
{
	const char *path = getenv("SSH_USER_AUTH");
	char *text = NULL;
	ssize_t n = -1;
	int fd;

	if (path == NULL || *path != '/' || (fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
		return NULL;
	text = calloc(1, AUTH_MOST + 1);
	if (text != NULL)
		n = read(fd, text, AUTH_MOST);
	close(fd);
	if (n < 0) {
		free(text);
		return NULL;
	}
	return text;
}

bool
cli_remote_begin(int argc, char **argv)
{
	static const char *const kept[] = { "TERM", "LANG", "LC_ALL", "LC_CTYPE", "NO_COLOR" };
	static char *none[] = { NULL };
	char *value[sizeof kept / sizeof *kept];

	/* The forced command and no other has this form. */
	if (!(argc == 3 && strcmp(argv[1], "session") == 0) &&
		!(argc == 5 && strcmp(argv[1], "--db") == 0 && strcmp(argv[3], "session") == 0))
		return false;
	said.auth = auth_text();
	said.line = copy_of("SSH_ORIGINAL_COMMAND");
	said.source = copy_of("SSH_CONNECTION");
	if (said.source != NULL)
		said.source[strcspn(said.source, " ")] = '\0';
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		value[i] = copy_of(kept[i]);
	environ = none;
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		if (value[i] != NULL && is_plain(value[i]))
			setenv(kept[i], value[i], 1);
		free(value[i]);
	}
	setenv("PATH", "/usr/bin:/bin", 1);
	umask(077);
	return true;
}

/* ---- who it is ---- */

/* Is FINGERPRINT that of a key which sshd has authenticated in this connection? */
static bool
was_authenticated(const char *fingerprint)
{
	for (const char *p = said.auth != NULL ? said.auth : ""; *p != '\0';) {
		size_t n = strcspn(p, "\n");
		const char *type, *blob;
		char found[SSHKEY_FINGERPRINT];

		if (strncmp(p, "publickey ", 10) == 0) {
			type = p + 10;
			blob = type + strcspn(type, " \n");
			blob += *blob == ' ';
			if (sshkey_fingerprint(blob, strcspn(blob, " \n"), found) && strcmp(found, fingerprint) == 0)
				return true;
		}
		p += n + (p[n] == '\n');
	}
	return false;
}

static bool
refused(struct engine *en, const char *why, struct err *e)
{
	enter_refused(en, said.source != NULL ? said.source : "", why);
	return err_set(e, ERR_DENIED, NULL, 0, "%s", _("不能登录"));
}

/* This program's own folder: the one that makes papers stands beside it, and an uninstalled one's texts. */
static const char *
own_folder(struct arena *a)
{
	const char *program = program_path(a);

	return program != NULL ? path_folder(a, program) : "/usr/bin";
}

/*
 * From here on the machine is not there: what is read are libraries, words, fonts and the like, what is written lies
 * beside the database and where the keys are published; what is run makes papers and hands them to the printer.
 */
static void
wall_off(struct engine *en, struct arena *a)
{
	static const unsigned short ports[] = { 631, 0 }; /* CUPS, where it is on another machine */
	const char *own = own_folder(a), *data = path_folder(a, db_path(en->db)), *keys = path_folder(a, keys_file(en, a));
	const struct wall_path may[] = {
		{ "/usr/lib", WALL_READ }, { "/usr/lib64", WALL_READ }, { "/usr/local/lib", WALL_READ }, { "/lib", WALL_READ }, { "/lib64", WALL_READ },
		{ "/usr/share", WALL_READ }, { "/usr/local/share", WALL_READ }, { LOCALEDIR, WALL_READ },
		{ "/etc/ld.so.cache", WALL_READ }, { "/etc/ld.so.preload", WALL_READ }, { "/etc/localtime", WALL_READ }, { "/etc/terminfo", WALL_READ },
		{ "/etc/locale.alias", WALL_READ }, { "/etc/fonts", WALL_READ }, { "/etc/cups", WALL_READ }, { "/var/cache/fontconfig", WALL_READ },
		{ "/dev/null", WALL_READ | WALL_WRITE }, { "/dev/tty", WALL_READ | WALL_WRITE }, { "/dev/urandom", WALL_READ },
		/* What a program is loaded by is run as well; a shell is not. */
		{ wall_loader(), WALL_EXEC }, { "/usr/bin/lp", WALL_READ | WALL_EXEC }, { "/usr/bin/lpstat", WALL_READ | WALL_EXEC },
		{ "/usr/local/bin/lp", WALL_READ | WALL_EXEC }, { "/usr/local/bin/lpstat", WALL_READ | WALL_EXEC },
		{ arena_printf(a, "%s/jiandu-paper", own), WALL_READ | WALL_EXEC }, { arena_printf(a, "%s/po", own), WALL_READ },
		{ data, WALL_READ | WALL_WRITE }, { keys, WALL_READ | WALL_WRITE },
#if SANITIZED
		{ "/proc", WALL_READ }, /* the leak checker looks at its own process */
#endif
	};

	wall_raise(may, N_OF(may), ports);
}

struct engine *
cli_remote_open(const struct cli_options *o, int argc, char **argv, struct err *e)
{
	struct arena *a = arena_new();
	enum enter_need need = ENTER_NOTHING;
	char path[PATH_MAX];
	struct cli_options whole = *o;
	struct engine *en = NULL;
	const char *db = cli_path(o, a, e), *login = "";
	int64_t account;
	bool ok = false;

	if (argc != 2 || o->as != NULL || o->today != NULL || db == NULL)
		err_set(e, ERR_USAGE, NULL, 0, "%s", _("session 由sshd调用，不能直接用"));
	else if (realpath(db, path) == NULL)
		err_set(e, ERR_NOTFOUND, "db", 0, _("没有数据库文件 %s（用 jiandu init 新建）"), db);
	whole.db = path;
	if (e->code == ERR_OK)
		en = cli_open(&whole, 0, e);
	if (en != NULL && en->actor.personal)
		err_set(e, ERR_DENIED, NULL, 0, "%s", _("个人数据库不能远程登录；先用 jiandu share 改为共用"));
	else if (en != NULL && !was_authenticated(argv[1]))
		refused(en, arena_printf(a, _("没有经sshd验证的密钥 %.60s"), text_clean(a, argv[1], false)), e);
	else if (en != NULL && (account = keys_account(en, a, argv[1], &login, e)) == 0 && e->code == ERR_OK)
		refused(en, arena_printf(a, _("密钥 %s 已吊销，或者账户已停用"), argv[1]), e);
	else if (en != NULL && e->code == ERR_OK)
		ok = enter_by_key(en, account, argv[1], said.source != NULL ? said.source : "", &need, e) &&
			spool_confine(db_path(en->db), login, e);
	if (ok)
		wall_off(en, a);
	arena_free(a);
	if (ok)
		return en;
	if (en != NULL)
		enter_end(en, "");
	engine_close(en);
	return NULL;
}

bool
cli_remote_words(struct arena *a, int *argc, char ***argv, struct err *e)
{
	*argc = 0;
	return said.line == NULL || shellwords(a, said.line, argc, argv, e);
}

/* ---- get, put, files, drop ---- */

static bool
behind_sshd(struct cli *c)
{
	return spool_confined() || err_set(c->e, ERR_REFUSED, NULL, 0, "%s", _("这是远程会话里取放文件用的"));
}

static bool
one_name(struct cli *c, int argc, char **argv, const char *usage, const char **name)
{
	const char **rest;
	size_t n;

	if (!behind_sshd(c) || !options_take(c, NULL, 0, argc, argv, &rest, &n))
		return false;
	if (n != 1)
		return wrong_usage(c, "%s", usage);
	*name = rest[0];
	return spool_name(*name, c->e);
}

static bool
pour(int from, int to, int64_t most, int64_t *done, struct err *e)
{
	char block[65536];
	ssize_t n;

	*done = 0;
	while ((n = read(from, block, sizeof block)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(e, ERR_SYSTEM, NULL, 0, _("不能读：%s"), err_system(errno));
		*done += n;
		if (*done > most)
			return err_set(e, ERR_REFUSED, NULL, 0, _("文件太大：最多%lld字节"), (long long)most);
		if (!write_all(to, block, (size_t)n))
			return err_set(e, ERR_SYSTEM, NULL, 0, _("不能写：%s"), err_system(errno));
	}
	return true;
}

/*
 * Is the other side still there?  A line that drops ends the input as its proper end does; but then sshd shuts our
 * output too, in the same breath.
 */
static bool
line_stands(struct err *e)
{
	struct pollfd out[2] = { { .fd = STDOUT_FILENO }, { .fd = STDERR_FILENO } };

	if (poll(out, 2, 300) <= 0 || ((out[0].revents | out[1].revents) & (POLLERR | POLLHUP)) == 0)
		return true;
	return err_set(e, ERR_CANCELLED, NULL, 0, "%s", _("连接断了，没有放入"));
}

bool
run_get(struct cli *c, int argc, char **argv)
{
	const char *name;
	int64_t bytes = 0, done = 0;
	int fd;
	bool ok;

	if (!one_name(c, argc, argv, _("用法：get 文件名"), &name))
		return false;
	fd = spool_read(AT_FDCWD, name, &bytes, c->e);
	if (fd < 0)
		return false;
	ok = event_record(c->en, "file.get", "", 0, 0, arena_printf(c->a, _("%s，%lld字节"), name, (long long)bytes), c->e) &&
		pour(fd, STDOUT_FILENO, INT64_MAX, &done, c->e);
	close(fd);
	return ok;
}

bool
run_put(struct cli *c, int argc, char **argv)
{
	const char *name;
	int64_t done = 0;
	int dir, fd;
	bool ok;

	if (!one_name(c, argc, argv, _("用法：put 文件名，内容从标准输入来"), &name))
		return false;
	dir = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	fd = dir >= 0 ? spool_write(dir, c->e) : -1;
	ok = fd >= 0 && pour(STDIN_FILENO, fd, SPOOL_FILE_MOST, &done, c->e) && line_stands(c->e) && spool_keep(dir, fd, name, c->e) &&
		event_record(c->en, "file.put", "", 0, 0, arena_printf(c->a, _("%s，%lld字节"), name, (long long)done), c->e);
	if (fd >= 0)
		close(fd);
	if (dir >= 0)
		close(dir);
	if (ok && !c->json)
		notef(_("已放入 %s，%lld字节\n"), name, (long long)done);
	return ok;
}

bool
run_drop(struct cli *c, int argc, char **argv)
{
	const char *name;

	return one_name(c, argc, argv, _("用法：drop 文件名"), &name) && spool_remove(AT_FDCWD, name, c->e);
}

bool
run_files(struct cli *c, int argc, char **argv)
{
	const char **rest;
	struct spool_file *v;
	size_t n;

	if (!behind_sshd(c) || !options_take(c, NULL, 0, argc, argv, &rest, &n))
		return false;
	n = spool_list(AT_FDCWD, c->a, &v, c->e);
	for (size_t i = 0; i < n && c->e->code == ERR_OK; i++) {
		struct buf b = BUF_INIT;

		if (!c->json) {
			outf("%12lld  %s\n", (long long)v[i].bytes, v[i].name);
			continue;
		}
		buf_addc(&b, '{');
		json_text(&b, "name", v[i].name);
		json_int(&b, "bytes", v[i].bytes);
		buf_addc(&b, '}');
		out_json(&b);
		buf_free(&b);
	}
	if (n == 0 && !c->json)
		notef("%s", _("您的文件夹是空的\n"));
	return c->e->code == ERR_OK;
}
