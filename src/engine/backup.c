/*
 * backup.c: copies of the database: made, proved, kept by a schedule, sent to a second machine.
 *
 * Knows: files and folders, the engine's own checks, the names of age, rsync and ssh.
 * Must not know: faces; what is in the records.
 *
 * A copy gets its name only when it was opened, checked and proved: a folder of backups holds nothing that could not
 * be restored.  SQLite's own online copy reads the file as of one moment; nobody waits for it.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "engine/backup.h"
#include "base/child.h"
#include "base/i18n.h"
#include "base/io.h"
#include "base/text.h"
#include "store/books.h"

#define STAMP "%Y%m%d-%H%M%S"
#define STAMP_LEN 15
#define NAMED "jiandu-"          /* jiandu-20261125-073000.db, .db.age */
#define MOST_BACKUPS 4000

/* ---- making ---- */

/* The engine as the program itself, to look at a copy: whose accounts do not matter. */
static struct engine *
open_copy(const char *copy, unsigned flags, struct err *e)
{
	return engine_open(copy, ENGINE_PROGRAM | flags, NULL, DAY_NONE, e);
}

static void
remove_copy(struct arena *a, const char *copy)
{
	db_remove(copy);
	db_remove(arena_printf(a, "%s.work", copy));
}

/* The copy EN holds together, and is what its trail says.  PATH names it in the sentence. */
static bool
sound(struct engine *en, struct arena *a, const char *path, const char *head, backup_progress *progress, void *ctx,
	struct backup_info *out, struct err *e)
{
	struct buf faults = BUF_INIT;
	struct err *old;
	int64_t n = 0, seq = 0;
	char hex[65];
	bool ok;

	ok = engine_check_telling(en, &faults, &n, progress, ctx, e) &&
		engine_verify_telling(en, head, &out->rows, progress, ctx, e);
	if (ok && n > 0)
		ok = err_set(e, ERR_REFUSED, NULL, 0, _("%s 有%lld处不符：%.*s"), path, (long long)n,
			(int)strcspn(buf_str(&faults), "\n"), buf_str(&faults));
	buf_free(&faults);
	if (!ok)
		return false;
	old = db_errors(en->db, e);
	ok = trail_head(en->db, &seq, hex);
	db_errors(en->db, old);
	out->head = arena_printf(a, "%lld:%s", (long long)seq, hex);
	return ok;
}

static bool
encrypt(const char *part, const char *recipients, const char *to, struct err *e)
{
	const char *const argv[] = { "age", "--encrypt", "-R", recipients, "-o", to, part, NULL };
	int fd;

	/* age makes its file as the umask says: it is there before, for the owner's eyes only. */
	fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return err_set(e, ERR_SYSTEM, NULL, 0, _("不能写 %s：%s"), to, err_system(errno));
	close(fd);
	return child_run(argv, -1, -1, e) && file_sync(to, e);
}

bool
backup_make(struct engine *en, struct arena *a, const char *path, const char *recipients, backup_progress *progress,
	void *ctx, struct backup_info *out, struct err *e)
{
	const char *part = arena_printf(a, "%s.part-%ld", path, (long)getpid());
	const char *sealed = recipients != NULL ? arena_printf(a, "%s.age", part) : NULL;
	struct engine *copy = NULL;
	struct stat st;
	bool ok;

	*out = (struct backup_info){ .path = path };
	if (stat(path, &st) == 0)
		return err_set(e, ERR_REFUSED, NULL, 0, _("%s 已经有了，没有覆盖"), path);
	if (recipients != NULL && !child_there("age"))
		return err_set(e, ERR_SYSTEM, NULL, 0, "%s", _("没有 age 程序，不能加密备份：请安装软件包 age"));
	if (recipients != NULL && access(recipients, R_OK) != 0)
		return err_set(e, ERR_SYSTEM, "encrypt", 0, _("不能读 %s：%s"), recipients, err_system(errno));
	/* Only read: opening it for work would give it a log, and a medium that cannot be written would not hold it. */
	ok = db_backup(en->db, part, e) && (copy = open_copy(part, ENGINE_READONLY, e)) != NULL && sound(copy, a, path, NULL, progress, ctx, out, e);
	engine_close(copy);
	ok = ok && file_sync(part, e);
	if (ok && sealed != NULL)
		ok = encrypt(part, recipients, sealed, e);
	if (ok)
		ok = file_settle(sealed != NULL ? sealed : part, path, e);
	if (ok && stat(path, &st) == 0)
		out->bytes = (int64_t)st.st_size;
	db_remove(part);
	if (sealed != NULL)
		unlink(sealed);
	return ok;
}

/* ---- proving ---- */

#define AGE_MAGIC "age-encryption.org/"

static bool
is_sealed(const char *path)
{
	char head[sizeof AGE_MAGIC] = "";
	FILE *f = fopen(path, "re");
	size_t n = f != NULL ? fread(head, 1, sizeof AGE_MAGIC - 1, f) : 0;

	if (f != NULL)
		fclose(f);
	return n == sizeof AGE_MAGIC - 1 && strcmp(head, AGE_MAGIC) == 0;
}

/* PATH opened into the new file TO by age. */
static bool
unseal(const char *path, const char *identity, const char *to, struct err *e)
{
	const char *const argv[] = { "age", "--decrypt", "-i", identity, path, NULL };
	int fd;
	bool ok;

	if (identity == NULL)
		return err_set(e, ERR_USAGE, "identity", 0, _("%s 是加密的备份，请用 --identity 给出密钥文件"), path);
	if (!child_there("age"))
		return err_set(e, ERR_SYSTEM, NULL, 0, "%s", _("没有 age 程序，不能打开加密的备份：请安装软件包 age"));
	fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return err_set(e, ERR_SYSTEM, NULL, 0, _("不能写 %s：%s"), to, err_system(errno));
	ok = child_run(argv, -1, fd, e);
	close(fd);
	return ok;
}

bool
backup_prove(struct arena *a, const char *path, const char *identity, const char *head, const char *keep,
	backup_progress *progress, void *ctx, struct backup_info *out, struct err *e)
{
	const char *copy = keep != NULL ? keep : arena_printf(a, "%s.test-%ld", path, (long)getpid());
	const char *plain = NULL, *from = path;
	struct engine *en = NULL;
	struct db *source;
	struct stat st;
	bool ok = true;

	*out = (struct backup_info){ .path = path };
	if (stat(path, &st) != 0)
		return err_set(e, ERR_NOTFOUND, NULL, 0, _("不能读 %s：%s"), path, err_system(errno));
	out->bytes = (int64_t)st.st_size;
	if (is_sealed(path)) {
		plain = arena_printf(a, "%s.open", copy);
		from = plain;
		ok = unseal(path, identity, plain, e);
	}
	/* The file itself may lie where nothing can be written, or be of an older version: it is only read. */
	source = ok ? db_open(from, DB_READONLY, e) : NULL;
	ok = source != NULL && db_backup(source, copy, e);
	db_close(source);
	if (plain != NULL)
		db_remove(plain);
	ok = ok && (en = open_copy(copy, 0, e)) != NULL && sound(en, a, path, head, progress, ctx, out, e);
	engine_close(en);
	db_remove(arena_printf(a, "%s.work", copy));
	if (!ok || keep == NULL)
		remove_copy(a, copy);
	return ok;
}

/* ---- the schedule ---- */

/* What a day, a week and a month are counted by: the part of the name that is the same all through it. */
static int64_t
span_of(const char *at, int which)
{
	int year = 0, month = 0, mday = 0;
	day_t d;

	if (sscanf(at, "%4d%2d%2d", &year, &month, &mday) != 3 || (d = day_from(year, month, mday)) == DAY_NONE)
		return 0;
	switch (which) {
	case 0:
		return d;
	case 1:
		return d - day_weekday(d); /* the Sunday before */
	default:
		return (int64_t)year * 12 + month;
	}
}

void
backup_choose(const char *const *at, size_t n, const struct backup_plan *plan, bool *stays)
{
	const int wanted[] = { plan->daily, plan->weekly, plan->monthly };

	for (size_t i = 0; i < n; i++)
		stays[i] = i == 0;
	for (int k = 0; k < 3; k++) {
		int64_t last = 0;
		int have = 0;

		for (size_t i = 0; i < n && have < wanted[k]; i++) {
			int64_t span = span_of(at[i], k);

			if (have > 0 && span == last)
				continue;
			last = span;
			have++;
			stays[i] = true;
		}
	}
}

/* The moment in the name of one of ours, or NULL. */
static const char *
stamp_in(const char *name)
{
	const char *p = name + sizeof NAMED - 1;

	if (strncmp(name, NAMED, sizeof NAMED - 1) != 0 || strlen(p) < STAMP_LEN)
		return NULL;
	for (size_t i = 0; i < STAMP_LEN; i++)
		if (i == 8 ? p[i] != '-' : p[i] < '0' || p[i] > '9')
			return NULL;
	return strcmp(p + STAMP_LEN, ".db") == 0 || strcmp(p + STAMP_LEN, ".db.age") == 0 ? p : NULL;
}

static int
newest_first(const void *x, const void *y)
{
	return strcmp(*(const char *const *)y, *(const char *const *)x);
}

static bool
thin_out(struct arena *a, const char *dir, const struct backup_plan *plan, int *removed, struct err *e)
{
	const char *names[MOST_BACKUPS], *at[MOST_BACKUPS] = { NULL };
	bool stays[MOST_BACKUPS];
	DIR *d = opendir(dir);
	struct dirent *entry;
	size_t n = 0;

	if (d == NULL)
		return err_set(e, ERR_SYSTEM, NULL, 0, _("不能读 %s：%s"), dir, err_system(errno));
	while ((entry = readdir(d)) != NULL && n < MOST_BACKUPS)
		if (stamp_in(entry->d_name) != NULL)
			names[n++] = arena_strdup(a, entry->d_name);
	closedir(d);
	qsort(names, n, sizeof *names, newest_first);
	for (size_t i = 0; i < n; i++)
		at[i] = stamp_in(names[i]);
	backup_choose(at, n, plan, stays);
	for (size_t i = 0; i < n; i++)
		if (!stays[i]) {
			const char *path = arena_printf(a, "%s/%s", dir, names[i]);

			if (unlink(path) != 0)
				return err_set(e, ERR_SYSTEM, NULL, 0, _("不能删除 %s：%s"), path, err_system(errno));
			(*removed)++;
		}
	return true;
}

bool
backup_scheduled(struct engine *en, struct arena *a, const char *dir, const struct backup_plan *plan,
	const char *recipients, backup_progress *progress, void *ctx, struct backup_info *out, int *removed, struct err *e)
{
	time_t now = time(NULL);
	struct tm tm;
	char at[STAMP_LEN + 1];

	*removed = 0;
	if (mkdir(dir, 0700) != 0 && errno != EEXIST)
		return err_set(e, ERR_SYSTEM, NULL, 0, _("不能建立目录 %s：%s"), dir, err_system(errno));
	localtime_r(&now, &tm);
	strftime(at, sizeof at, STAMP, &tm);
	return backup_make(en, a, arena_printf(a, "%s/" NAMED "%s.db%s", dir, at, recipients != NULL ? ".age" : ""), recipients,
		       progress, ctx, out, e) &&
		thin_out(a, dir, plan, removed, e);
}

/* ---- the second machine ---- */

/* "host:folder" in two; a host or folder that ssh or rsync could take for an option or a command is refused. */
static bool
split_target(struct arena *a, const char *to, const char **host, const char **folder, struct err *e)
{
	static const char fine[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-@/";
	const char *colon = strchr(to, ':');

	if (colon == NULL || colon == to || colon[1] == '\0' || *to == '-' || colon[1] == '-' ||
		strspn(to, fine) != (size_t)(colon - to) || strspn(colon + 1, fine) != strlen(colon + 1))
		return err_set(e, ERR_USAGE, "ship", 0, _("“%s”应写作 主机:目录，只用字母、数字和._-@/"), to);
	*host = arena_strndup(a, to, (size_t)(colon - to));
	*folder = colon + 1;
	return true;
}

/* A file's name that rsync may split into words with the rest of the line without harm; NULL: none was given. */
static bool
is_tame(const char *path, const char *field, struct err *e)
{
	if (path == NULL)
		return true;
	if (strpbrk(path, " \t\n'\"\\") != NULL)
		return err_set(e, ERR_USAGE, field, 0, _("%s：路径里不能有空格、引号"), path);
	return access(path, R_OK) == 0 || err_set(e, ERR_SYSTEM, field, 0, _("不能读 %s：%s"), path, err_system(errno));
}

bool
backup_ship(struct arena *a, const struct backup_info *made, const char *to, const char *key, const char *config,
	bool encrypted, struct err *e)
{
	const char *host = NULL, *folder = NULL, *ssh, *file = encrypted ? "standby.db.age" : "standby.db";
	const char *test[24];
	size_t n = 0;

	if (!split_target(a, to, &host, &folder, e))
		return false;
	if (!is_tame(key, "ship_key", e) || !is_tame(config, "ship_config", e))
		return false;
	ssh = arena_printf(a, "ssh -o BatchMode=yes -o StrictHostKeyChecking=yes -o ConnectTimeout=20%s%s%s%s",
		key != NULL ? " -o IdentitiesOnly=yes -i " : "", key != NULL ? key : "", config != NULL ? " -F " : "",
		config != NULL ? config : "");
	{
		/* rsync writes beside and renames: the copy over there is the old one or the new one, whole. */
		const char *const copy[] = { "rsync", "--times", "--chmod=F600", "--no-whole-file", "--fsync", "-e", ssh, made->path,
			arena_printf(a, "%s:%s/%s", host, folder, file), NULL };

		if (!child_run(copy, -1, -1, e))
			return false;
	}
	if (encrypted)
		return true;
	test[n++] = "ssh";
	test[n++] = "-o";
	test[n++] = "BatchMode=yes";
	test[n++] = "-o";
	test[n++] = "StrictHostKeyChecking=yes";
	test[n++] = "-o";
	test[n++] = "ConnectTimeout=20";
	if (key != NULL) {
		test[n++] = "-o";
		test[n++] = "IdentitiesOnly=yes";
		test[n++] = "-i";
		test[n++] = key;
	}
	if (config != NULL) {
		test[n++] = "-F";
		test[n++] = config;
	}
	test[n++] = host;
	test[n++] = "jiandu";
	test[n++] = "backup";
	test[n++] = "--test";
	test[n++] = arena_printf(a, "%s/%s", folder, file);
	test[n++] = "--head";
	test[n++] = made->head;
	test[n] = NULL;
	return child_run(test, -1, -1, e);
}
