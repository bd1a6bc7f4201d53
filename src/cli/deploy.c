/*
 * deploy.c: jiandu deploy: this machine as the office's server: user, folders, sshd, timers.
 *
 * Knows: where Debian and its kin keep such things.  Must not know: what is in the database.
 *
 * Every step is looked at before it is done, said when it is done, and written into a list, by which --undo takes it back.  A
 * file that is not ours is never touched; data are never removed.  With --root DIR only files are made, below DIR (packages, tests).
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/child.h"
#include "base/i18n.h"
#include "cli/private.h"

#define USER "jiandu"
#define HELPER "jiandu-keys"
#define DATA "/var/lib/jiandu"
#define KEYS "/var/lib/jiandu-keys"
#define BACKUPS "/var/backups/jiandu"
#define LOGS "/var/log/jiandu"
#define LIST "/etc/jiandu.deployed"
#define SNIPPET "/etc/ssh/sshd_config.d/50-jiandu.conf"
#define MARK "# jiandu deploy\n" /* the first line of every file of ours */

enum { CHECK, UNDO, ROOT };

const struct option deploy_options[3] = {
	[CHECK] = { .name = "check", .label = N_("只检查"), .help = N_("只看缺什么，不改动"), .flag = true },
	[UNDO] = { .name = "undo", .label = N_("撤销"), .help = N_("撤销以前的部署；数据和备份留下"), .flag = true },
	[ROOT] = { .name = "root", .label = N_("根目录"), .word = "DIR", .help = N_("只在这个目录下放文件，供打包") },
};

struct deploy {
	struct cli *c;
	const char *root;    /* "" the machine itself */
	const char *program; /* whole path of jiandu as it will be run */
	bool check;
	int missing;
};

static const struct folder {
	const char *path;
	const char *owner;
	mode_t mode;
} folders[] = {
	{ DATA, USER, 0700 },
	{ KEYS, USER, 0755 },
	{ BACKUPS, USER, 0700 },
	{ LOGS, USER, 0750 },
};

/* %s is the program; nothing else is put in. */
static const struct text {
	const char *path;
	const char *body;
} texts[] = {
	{ SNIPPET,
	  MARK
	  "Match User " USER "\n"
	  "    AuthenticationMethods publickey\n"
	  "    PubkeyAuthentication yes\n"
	  "    PasswordAuthentication no\n"
	  "    KbdInteractiveAuthentication no\n"
	  "    AuthorizedKeysFile none\n"
	  "    AuthorizedKeysCommand %s --db " DATA "/jiandu.db ssh-keys --file " KEYS "/keys %%f\n"
	  "    AuthorizedKeysCommandUser " HELPER "\n"
	  "    ExposeAuthInfo yes\n"
	  "    DisableForwarding yes\n"
	  "    PermitUserRC no\n"
	  "    ClientAliveInterval 60\n"
	  "    ClientAliveCountMax 3\n"
	  "Match all\n" },
	{ "/etc/systemd/system/jiandu-sweep.service",
	  MARK
	  "[Unit]\nDescription=jiandu: what the law's calendar owes today\n\n"
	  "[Service]\nType=oneshot\nUser=" USER "\nUMask=0077\nExecStart=%s --db " DATA "/jiandu.db sweep\n"
	  "StandardOutput=append:" LOGS "/jiandu.log\nStandardError=append:" LOGS "/jiandu.log\n"
	  "NoNewPrivileges=yes\nProtectSystem=strict\nReadWritePaths=" DATA " " KEYS " " LOGS "\nProtectHome=yes\nPrivateTmp=yes\n" },
	{ "/etc/systemd/system/jiandu-sweep.timer",
	  MARK
	  "[Unit]\nDescription=jiandu: every morning\n\n[Timer]\nOnCalendar=*-*-* 06:00\nPersistent=yes\n\n[Install]\nWantedBy=timers.target\n" },
	{ "/etc/systemd/system/jiandu-backup.service",
	  MARK
	  "[Unit]\nDescription=jiandu: a proved backup\n\n"
	  "[Service]\nType=oneshot\nUser=" USER "\nUMask=0077\nExecStart=%s --db " DATA "/jiandu.db backup --scheduled " BACKUPS " $JIANDU_BACKUP\n"
	  "EnvironmentFile=-/etc/default/jiandu\n"
	  "StandardOutput=append:" LOGS "/jiandu.log\nStandardError=append:" LOGS "/jiandu.log\n"
	  "NoNewPrivileges=yes\nProtectSystem=strict\nReadWritePaths=" DATA " " BACKUPS " " LOGS "\nPrivateTmp=yes\n" },
	{ "/etc/systemd/system/jiandu-backup.timer",
	  MARK
	  "[Unit]\nDescription=jiandu: every evening\n\n[Timer]\nOnCalendar=*-*-* 18:30\nPersistent=yes\n\n[Install]\nWantedBy=timers.target\n" },
	{ "/etc/logrotate.d/jiandu",
	  MARK LOGS "/*.log {\n\tmonthly\n\trotate 12\n\tcompress\n\tmissingok\n\tnotifempty\n\tsu " USER " " USER "\n}\n" },
};

/* ---- saying ---- */

/* A step's name; with --check whether it is there. */
static void
say(struct deploy *d, bool there, const char *what)
{
	if (d->check)
		outf("%s  %s\n", there ? _("有") : _("缺"), what);
	else if (!there)
		outf("%s\n", what);
	d->missing += !there;
}

static const char *
below(struct deploy *d, const char *path)
{
	return arena_printf(d->c->a, "%s%s", d->root, path);
}

/* ---- folders, files ---- */

static bool
parents(struct deploy *d, const char *path)
{
	char *p = arena_strdup(d->c->a, path);

	for (char *slash = strchr(p + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(p, 0755) != 0 && errno != EEXIST)
			return err_set(d->c->e, ERR_SYSTEM, NULL, 0, _("不能建立目录 %s：%s"), p, err_system(errno));
		*slash = '/';
	}
	return true;
}

/* One line more in the list of what was done. */
static bool
note_done(struct deploy *d, const char *kind, const char *what)
{
	const char *path = below(d, LIST);
	FILE *f = parents(d, path) ? fopen(path, "ae") : NULL;
	bool ok = f != NULL && fprintf(f, "%s %s\n", kind, what) > 0;

	if (f != NULL && fclose(f) != 0)
		ok = false;
	return ok || err_set(d->c->e, ERR_SYSTEM, NULL, 0, _("不能写 %s：%s"), path, err_system(errno));
}

static bool
put_folder(struct deploy *d, const struct folder *f)
{
	const char *path = below(d, f->path);
	const struct passwd *pw = *d->root == '\0' ? getpwnam(f->owner) : NULL;
	struct stat st;
	bool there = stat(path, &st) == 0 && S_ISDIR(st.st_mode) && (st.st_mode & 0777) == f->mode &&
		(*d->root != '\0' || (pw != NULL && st.st_uid == pw->pw_uid));

	say(d, there, arena_printf(d->c->a, _("目录 %s（%s，%04o）"), f->path, f->owner, (unsigned)f->mode));
	if (there || d->check)
		return true;
	if (stat(path, &st) != 0) {
		if (!parents(d, path) || !note_done(d, "folder", f->path))
			return false;
		if (mkdir(path, f->mode) != 0)
			return err_set(d->c->e, ERR_SYSTEM, NULL, 0, _("不能建立目录 %s：%s"), path, err_system(errno));
	}
	if (chmod(path, f->mode) != 0 || (*d->root == '\0' && (pw == NULL || chown(path, pw->pw_uid, pw->pw_gid) != 0)))
		return err_set(d->c->e, ERR_SYSTEM, NULL, 0, _("不能改目录 %s 的权限：%s"), path, err_system(errno));
	return true;
}

/* What stands in PATH, NULL when it is not there. */
static const char *
content(struct deploy *d, const char *path)
{
	struct buf b = BUF_INIT;
	struct err scrap = { 0 };
	const char *text = NULL;

	if (access(path, F_OK) == 0 && file_read(path, &b, &scrap))
		text = arena_strdup(d->c->a, buf_str(&b));
	buf_free(&b);
	return text;
}

static const char *
body_of(struct deploy *d, const struct text *t)
{
	struct buf b = BUF_INIT;
	const char *out;

	for (const char *p = t->body; *p != '\0'; p++) {
		if (p[0] == '%' && p[1] == 's')
			buf_adds(&b, d->program), p++;
		else if (p[0] == '%' && p[1] == '%')
			buf_addc(&b, '%'), p++;
		else
			buf_addc(&b, *p);
	}
	out = arena_strdup(d->c->a, buf_str(&b));
	buf_free(&b);
	return out;
}

static bool
put_text(struct deploy *d, const struct text *t)
{
	const char *path = below(d, t->path), *body = body_of(d, t), *now = content(d, path);
	bool there = now != NULL && strcmp(now, body) == 0;

	say(d, there, arena_printf(d->c->a, _("文件 %s"), t->path));
	if (there || d->check)
		return true;
	if (now != NULL && strncmp(now, MARK, sizeof MARK - 1) != 0)
		return err_set(d->c->e, ERR_REFUSED, NULL, 0, _("%s 已经有了，不是 jiandu deploy 写的，没有改动"), path);
	if (!parents(d, path) || (now == NULL && !note_done(d, "file", t->path)))
		return false;
	return file_put(d->c, path, body, strlen(body)) &&
		(chmod(path, 0644) == 0 || err_set(d->c->e, ERR_SYSTEM, NULL, 0, _("不能写 %s：%s"), path, err_system(errno)));
}

/* ---- what only the machine itself has ---- */

static bool
put_user(struct deploy *d, const char *name, const char *home, const char *shell)
{
	const char *const add[] = { "useradd", "--system", "--user-group", "--home-dir", home, "--no-create-home", "--shell", shell, name, NULL };
	/* No password, and yet not locked: sshd turns a locked account away. */
	const char *const open[] = { "usermod", "-p", "*", name, NULL };
	bool there = getpwnam(name) != NULL;

	say(d, there, arena_printf(d->c->a, _("系统用户 %s"), name));
	if (there || d->check)
		return true;
	return note_done(d, "user", name) && child_run(add, -1, -1, d->c->e) && child_run(open, -1, -1, d->c->e);
}

static bool
sshd_agrees(struct deploy *d)
{
	const char *const test[] = { "sshd", "-t", NULL };

	mkdir("/run/sshd", 0755);
	return child_run(test, -1, -1, d->c->e);
}

/* The file sshd reads must read ours. */
static bool
sshd_reads_ours(struct deploy *d)
{
	const char *text = content(d, "/etc/ssh/sshd_config");
	bool there = false;

	for (const char *p = text != NULL ? text : ""; *p != '\0'; p += strcspn(p, "\n"), p += *p == '\n')
		there = there || strncmp(p + strspn(p, " \t"), "Include /etc/ssh/sshd_config.d/", 31) == 0;
	if (!there)
		err_set(d->c->e, ERR_REFUSED, NULL, 0, "%s",
			text == NULL ? _("没有 sshd：请安装软件包 openssh-server") :
				       _("/etc/ssh/sshd_config 里没有 Include /etc/ssh/sshd_config.d/*.conf，请先加上这一行"));
	return there;
}

static bool
program_is_safe(struct deploy *d)
{
	char *p = arena_strdup(d->c->a, d->program);
	struct stat st;

	for (;;) {
		char *slash;

		if (stat(*p != '\0' ? p : "/", &st) != 0 || st.st_uid != 0 || (st.st_mode & 022) != 0)
			return err_set(d->c->e, ERR_REFUSED, NULL, 0, _("%s 要归root所有、别人不能写，sshd才肯用：请先 make install"),
				d->program);
		slash = strrchr(p, '/');
		if (slash == NULL || *p == '\0')
			return true;
		*slash = '\0';
	}
}

static bool
has_systemd(void)
{
	return access("/run/systemd/system", F_OK) == 0 && child_there("systemctl");
}

static bool
put_database(struct deploy *d)
{
	const char *const make[] = { "runuser", "-u", USER, "--", d->program, "--db", DATA "/jiandu.db", "init", NULL };
	const char *const publish[] = { "runuser", "-u", USER, "--", d->program, "--db", DATA "/jiandu.db", "ssh-keys", "--publish", KEYS "/keys",
		NULL };
	bool there = access(DATA "/jiandu.db", F_OK) == 0, published = access(KEYS "/keys", F_OK) == 0;

	say(d, there, arena_printf(d->c->a, _("数据库 %s"), DATA "/jiandu.db"));
	say(d, published, arena_printf(d->c->a, _("发布的密钥 %s"), KEYS "/keys"));
	if (d->check)
		return true;
	return (there || child_run(make, -1, -1, d->c->e)) && (published || child_run(publish, -1, -1, d->c->e));
}

static bool
start_timers(struct deploy *d)
{
	const char *const reload[] = { "systemctl", "daemon-reload", NULL };
	const char *const timers[] = { "systemctl", "enable", "--now", "jiandu-sweep.timer", "jiandu-backup.timer", NULL };
	const char *const ssh[] = { "systemctl", "reload-or-restart", "ssh.service", NULL };
	const char *const sshd[] = { "systemctl", "reload-or-restart", "sshd.service", NULL };
	struct err scrap = { 0 };

	if (!has_systemd()) {
		outf("%s", _("这台机器没有运行systemd：请自己每天运行 sweep 和 backup，并让sshd重读设置\n"));
		return true;
	}
	outf("%s", _("启动定时任务，让sshd重读设置\n"));
	return child_run(reload, -1, -1, d->c->e) && child_run(timers, -1, -1, d->c->e) &&
		(child_run(ssh, -1, -1, &scrap) || child_run(sshd, -1, -1, d->c->e));
}

/* ---- the whole, and back ---- */

static bool
on_the_machine(struct deploy *d)
{
	if (!d->check && geteuid() != 0)
		return err_set(d->c->e, ERR_DENIED, NULL, 0, "%s", _("部署要由root办；只看缺什么：jiandu deploy --check"));
	return program_is_safe(d) && sshd_reads_ours(d) && (d->check || sshd_agrees(d)) && put_user(d, USER, DATA, "/bin/sh") &&
		put_user(d, HELPER, "/nonexistent", "/usr/sbin/nologin");
}

static bool
deploy(struct deploy *d)
{
	bool real = *d->root == '\0';

	if (real && !on_the_machine(d))
		return false;
	for (size_t i = 0; i < N_OF(folders); i++)
		if (!put_folder(d, &folders[i]))
			return false;
	for (size_t i = 0; i < N_OF(texts); i++)
		if (!put_text(d, &texts[i]))
			return false;
	if (!real)
		return true;
	/* sshd must never be left with a setting it does not take. */
	if (!d->check && !sshd_agrees(d)) {
		unlink(SNIPPET);
		return false;
	}
	return put_database(d) && (d->check || start_timers(d));
}

static bool
undo_one(struct deploy *d, const char *kind, const char *what)
{
	const char *path = below(d, what);
	const char *const user[] = { "userdel", what, NULL };

	if (strcmp(kind, "file") == 0) {
		const char *now = content(d, path);

		if (now != NULL && strncmp(now, MARK, sizeof MARK - 1) == 0 && unlink(path) == 0)
			outf(_("已删除 %s\n"), what);
	} else if (strcmp(kind, "folder") == 0) {
		if (rmdir(path) == 0)
			outf(_("已删除 %s\n"), what);
		else if (errno == ENOTEMPTY || errno == EEXIST)
			outf(_("%s 里有数据，留下\n"), what);
	} else if (strcmp(kind, "user") == 0 && getpwnam(what) != NULL) {
		struct stat st;

		/* Data without an owner would fall to whoever gets the number next. */
		if (strcmp(what, USER) == 0 && stat(DATA, &st) == 0)
			outf(_("系统用户 %s 的数据还在，用户留下\n"), what);
		else if (child_run(user, -1, -1, d->c->e))
			outf(_("已删除系统用户 %s\n"), what);
	}
	return d->c->e->code == ERR_OK;
}

static bool
undo(struct deploy *d)
{
	const char *const stop[] = { "systemctl", "disable", "--now", "jiandu-sweep.timer", "jiandu-backup.timer", NULL };
	const char *const reload[] = { "systemctl", "daemon-reload", NULL };
	const char *list = content(d, below(d, LIST)), *lines[64];
	struct err scrap = { 0 };
	size_t n = 0;

	if (list == NULL)
		return err_set(d->c->e, ERR_NOTFOUND, NULL, 0, "%s", _("没有部署过，没有可以撤销的"));
	if (*d->root == '\0' && geteuid() != 0)
		return err_set(d->c->e, ERR_DENIED, NULL, 0, "%s", _("撤销部署要由root办"));
	if (*d->root == '\0' && has_systemd())
		child_run(stop, -1, -1, &scrap);
	for (const char *p = list; *p != '\0' && n < N_OF(lines); p += strcspn(p, "\n"), p += *p == '\n')
		lines[n++] = arena_strndup(d->c->a, p, strcspn(p, "\n"));
	/* Backwards: a folder after what stands in it. */
	while (n > 0) {
		const char *line = lines[--n], *blank = strchr(line, ' ');

		if (blank != NULL && !undo_one(d, arena_strndup(d->c->a, line, (size_t)(blank - line)), blank + 1))
			return false;
	}
	unlink(below(d, LIST));
	if (*d->root == '\0' && has_systemd())
		child_run(reload, -1, -1, &scrap);
	return true;
}

bool
run_deploy(struct cli *c, int argc, char **argv)
{
	struct option v[N_OF(deploy_options)];
	struct deploy d = { .c = c, .root = "", .program = program_path(c->a) };
	const char **rest;
	size_t n;

	memcpy(v, deploy_options, sizeof v);
	if (!options_take(c, v, N_OF(v), argc, argv, &rest, &n))
		return false;
	if (n > 0)
		return wrong_usage(c, _("“%s”是多余的"), rest[0]);
	d.check = v[CHECK].value != NULL;
	if (v[ROOT].value != NULL) {
		d.root = v[ROOT].value;
		d.program = "/usr/bin/jiandu";
	}
	if (d.program == NULL)
		return err_set(c->e, ERR_SYSTEM, NULL, 0, "%s", _("不知道本程序在哪里"));
	if (v[UNDO].value != NULL)
		return undo(&d);
	if (!deploy(&d))
		return false;
	if (d.check && d.missing > 0)
		return err_set(c->e, ERR_REFUSED, NULL, 0, _("缺%d样；由root运行 jiandu deploy 补上"), d.missing);
	if (d.check)
		outf("%s", _("都有了\n"));
	else if (*d.root == '\0')
		outf(_("已部署。下一步：runuser -u jiandu -- jiandu --db %s share --sysadmin … --secadmin … --auditor …\n"), DATA "/jiandu.db");
	return true;
}
