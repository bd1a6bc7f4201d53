/*
 * share.c: jiandu share, ssh-keys: a database for many people, and which keys open it.
 *
 * Knows: words of the command line, authorized_keys' form.  Must not know: what makes an administrator.
 */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/text.h"
#include "engine/keys.h"
#include "engine/share.h"
#include "cli/private.h"

enum { SYSADMIN, SECADMIN, AUDITOR, SYSADMIN_KEY, SECADMIN_KEY, AUDITOR_KEY };

const struct option share_options[6] = {
	[SYSADMIN] = { .name = "sysadmin", .label = N_("系统管理员"), .word = "LOGIN=NAME", .help = N_("账户名=姓名：管账户和备份，不看业务") },
	[SECADMIN] = { .name = "secadmin", .label = N_("安全管理员"), .word = "LOGIN=NAME", .help = N_("账户名=姓名：管角色和策略，不看业务") },
	[AUDITOR] = { .name = "auditor", .label = N_("审计员"), .word = "LOGIN=NAME", .help = N_("账户名=姓名：看留痕") },
	[SYSADMIN_KEY] = { .name = "sysadmin_key", .word = "FILE", .help = N_("系统管理员的SSH公钥文件") },
	[SECADMIN_KEY] = { .name = "secadmin_key", .word = "FILE", .help = N_("安全管理员的SSH公钥文件") },
	[AUDITOR_KEY] = { .name = "auditor_key", .word = "FILE", .help = N_("审计员的SSH公钥文件") },
};

static bool
admin_of(struct cli *c, const struct option *who, const struct option *key, struct share_admin *out)
{
	const char *equals = who->value != NULL ? strchr(who->value, '=') : NULL;

	if (equals == NULL || equals == who->value || equals[1] == '\0')
		return wrong_usage(c, _("请写 --%s 账户名=姓名"), who->name);
	out->login = arena_strndup(c->a, who->value, (size_t)(equals - who->value));
	out->name = equals + 1;
	out->key = NULL;
	return key->value == NULL || file_text(c, key->value, &out->key);
}

static void
say_password(struct cli *c, struct buf *json, const char *login, const char *name, const char *password)
{
	if (!c->json) {
		outf("%s  %s  %s\n", login, name, password);
		return;
	}
	buf_addc(json, json->len > 1 ? ',' : '{');
	json_quote(json, login);
	buf_addc(json, ':');
	json_quote(json, password);
}

bool
run_share(struct cli *c, int argc, char **argv)
{
	struct option v[N_OF(share_options)];
	struct share_admin admins[SHARE_ADMINS];
	char owner[PASSWORD_FIRST];
	const char **rest, *login, *name;
	struct buf b = BUF_INIT;
	size_t n;

	memcpy(v, share_options, sizeof v);
	memset(admins, 0, sizeof admins);
	if (!options_take(c, v, N_OF(v), argc, argv, &rest, &n))
		return false;
	if (n > 0)
		return wrong_usage(c, _("“%s”是多余的"), rest[0]);
	for (int i = 0; i < SHARE_ADMINS; i++)
		if (!admin_of(c, &v[SYSADMIN + i], &v[SYSADMIN_KEY + i], &admins[i]))
			return false;
	login = c->en->actor.login;
	name = c->en->actor.name;
	if (!share_database(c->en, c->a, admins, owner, c->e))
		return false;
	if (!c->json)
		outf("%s", _("已改为共用，不能再改回。初次登录的口令，只显示这一次，请当面交给本人；首次登录必须更改：\n"));
	for (int i = 0; i < SHARE_ADMINS; i++)
		say_password(c, &b, admins[i].login, admins[i].name, admins[i].password);
	say_password(c, &b, login, name, owner);
	if (c->json) {
		buf_addc(&b, '}');
		out_json(&b);
	}
	buf_free(&b);
	explicit_bzero(admins, sizeof admins);
	explicit_bzero(owner, sizeof owner);
	return true;
}

/* ---- ssh-keys ---- */

enum { KEYS_FILE, KEYS_PUBLISH };

const struct option ssh_keys_options[2] = {
	[KEYS_FILE] = { .name = "file", .word = "FILE", .help = N_("已发布的密钥文件，默认是数据库名加 .keys") },
	[KEYS_PUBLISH] = { .name = "publish", .word = "FILE", .help = N_("从现在起把有效的密钥发布到这个文件，供sshd查用") },
};

const char *
program_path(struct arena *a)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);

	if (n <= 0)
		return NULL;
	path[n] = '\0';
	return arena_strdup(a, path);
}

/* A name that stands in an authorized_keys line between double quotes, and in a shell's line: nothing that means anything there. */
static bool
is_tame(const char *s)
{
	return *s == '/' && s[strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+:@")] == '\0';
}

/* The published keys that FINGERPRINT names (NULL: all), as sshd wants them. */
static bool
print_keys(struct cli *c, const char *published, const char *db, const char *fingerprint)
{
	const char *program = program_path(c->a), *text;

	if (program == NULL || !is_tame(program) || !is_tame(db))
		return err_set(c->e, ERR_USAGE, "db", 0, "%s", _("程序和数据库要用完整路径，路径里不能有空格、引号等字符"));
	if (!file_text(c, published, &text))
		return false;
	for (const char *p = text; *p != '\0';) {
		size_t n = strcspn(p, "\n"), f = strcspn(p, " \n");

		if (f < n && (fingerprint == NULL || (strlen(fingerprint) == f && strncmp(p, fingerprint, f) == 0)))
			outf("restrict,pty,command=\"%s --db %s session %.*s\" %.*s\n", program, db, (int)f, p, (int)(n - f - 1), p + f + 1);
		p += n + (p[n] == '\n');
	}
	return true;
}

bool
run_ssh_keys(struct cli *c, int argc, char **argv)
{
	struct option v[N_OF(ssh_keys_options)];
	const char **rest, *db;
	char whole[PATH_MAX];
	size_t n;

	memcpy(v, ssh_keys_options, sizeof v);
	if (!options_take(c, v, N_OF(v), argc, argv, &rest, &n))
		return false;
	if (n > 1)
		return wrong_usage(c, "%s", _("用法：jiandu --db 数据库 ssh-keys [--file 文件] [指纹]，或者 --publish 文件"));
	db = cli_path(c->o, c->a, c->e);
	if (db == NULL)
		return false;
	if (v[KEYS_PUBLISH].value != NULL) {
		c->en = cli_open(c->o, ENGINE_PROGRAM, c->e);
		return c->en != NULL && keys_place(c->en, v[KEYS_PUBLISH].value, c->e);
	}
	/* The helper may not read the database's folder: its name is taken as it is written. */
	if (*db != '/' && realpath(db, whole) != NULL)
		db = whole;
	return print_keys(c, v[KEYS_FILE].value != NULL ? v[KEYS_FILE].value : arena_printf(c->a, "%s.keys", db), db,
		n > 0 ? rest[0] : NULL);
}
