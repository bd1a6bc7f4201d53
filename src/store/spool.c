/*
 * spool.c: each account's own folder beside the database.
 *
 * Knows: files and folders.  Must not know: what is in them, who may enter.
 *
 * Everything goes by descriptors of the folder with O_NOFOLLOW: no name that arrives from a session can lead out of it.
 * A file being written has no name (O_TMPFILE): a dropped line leaves nothing behind.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store/spool.h"
#include "base/i18n.h"
#include "base/text.h"

#define NAME_MOST 200

bool
spool_name(const char *name, struct err *e)
{
	size_t n = strlen(name);
	bool good = n > 0 && n <= NAME_MOST && *name != '.' && *name != '-' && strchr(name, '/') == NULL && text_valid(name, n);

	/* Nor what turns the reading round: a name is what it looks like. */
	good = good && text_is_clean(name, false);
	return good || err_set(e, ERR_USAGE, NULL, 0, "%s", _("文件名：不能有“/”、控制字符，不能以“.”“-”开头，最多200字节"));
}

static bool confined;

bool
spool_confined(void)
{
	return confined;
}

static int
folder(int at, const char *name, struct err *e)
{
	int fd;

	if (mkdirat(at, name, 0700) != 0 && errno != EEXIST) {
		err_set(e, ERR_SYSTEM, NULL, 0, _("不能建立目录 %s：%s"), name, err_system(errno));
		return -1;
	}
	fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		err_set(e, ERR_SYSTEM, NULL, 0, _("不能打开目录 %s：%s"), name, err_system(errno));
	return fd;
}

int
spool_open(const char *db_path, const char *login, struct err *e)
{
	struct arena *a = arena_new();
	int all, own = -1;

	/* Logins are made of letters, digits and ._-; "." and ".." begin with no letter. */
	if (spool_name(login, e) && (all = folder(AT_FDCWD, arena_printf(a, "%s.spool", db_path), e)) >= 0) {
		own = folder(all, login, e);
		close(all);
	}
	arena_free(a);
	return own;
}

int
spool_read(int dir_fd, const char *name, int64_t *bytes, struct err *e)
{
	struct stat st;
	int fd;

	if (!spool_name(name, e))
		return -1;
	fd = openat(dir_fd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd >= 0 && (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))) {
		close(fd);
		fd = -1;
	}
	if (fd < 0)
		err_set(e, ERR_NOTFOUND, NULL, 0, _("没有文件“%s”"), name);
	else
		*bytes = (int64_t)st.st_size;
	return fd;
}

/* The names in the folder DIR_FD, from the first. */
static DIR *
names_of(int dir_fd, struct err *e)
{
	int fd = openat(dir_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd >= 0 ? fdopendir(fd) : NULL;

	if (d == NULL) {
		err_set(e, ERR_SYSTEM, NULL, 0, _("不能读文件夹：%s"), err_system(errno));
		if (fd >= 0)
			close(fd);
	}
	return d;
}

/* The next regular file among them; NULL behind the last. */
static const char *
next_file(DIR *d, struct stat *st)
{
	struct dirent *entry;

	while ((entry = readdir(d)) != NULL)
		if (fstatat(dirfd(d), entry->d_name, st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st->st_mode))
			return entry->d_name;
	return NULL;
}

/* Is there room for one more file, of MORE bytes? */
static bool
has_room(int dir_fd, int64_t more, struct err *e)
{
	DIR *d = names_of(dir_fd, e);
	int64_t bytes = 0;
	int files = 0;
	struct stat st;

	if (d == NULL)
		return false;
	for (; next_file(d, &st) != NULL; files++)
		bytes += (int64_t)st.st_size;
	closedir(d);
	return (files < SPOOL_FILES_MOST && bytes + more <= SPOOL_TOTAL_MOST) ||
		err_set(e, ERR_REFUSED, NULL, 0, _("您的文件夹满了（%d个文件，%lld字节）：请先取走、删除一些"), files, (long long)bytes);
}

int
spool_write(int dir_fd, struct err *e)
{
	int fd;

	if (!has_room(dir_fd, 1, e))
		return -1;
	fd = openat(dir_fd, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd < 0)
		err_set(e, ERR_SYSTEM, NULL, 0, _("不能写文件：%s"), err_system(errno));
	return fd;
}

bool
spool_keep(int dir_fd, int fd, const char *name, struct err *e)
{
	char from[64], part[32];
	struct stat st;

	if (!spool_name(name, e))
		return false;
	if (fstat(fd, &st) != 0 || fsync(fd) != 0)
		return err_set(e, ERR_SYSTEM, NULL, 0, _("不能写 %s：%s"), name, err_system(errno));
	if ((int64_t)st.st_size > SPOOL_FILE_MOST)
		return err_set(e, ERR_REFUSED, NULL, 0, _("文件太大：最多%lld字节"), (long long)SPOOL_FILE_MOST);
	/* Several that come at once had room each; one after the other they are counted here. */
	if (flock(dir_fd, LOCK_EX) != 0)
		return err_set(e, ERR_SYSTEM, NULL, 0, _("不能写 %s：%s"), name, err_system(errno));
	if (!has_room(dir_fd, (int64_t)st.st_size, e))
		return false;
	snprintf(from, sizeof from, "/proc/self/fd/%d", fd);
	/* A name of its own first, because a link replaces nothing; renaming does. */
	snprintf(part, sizeof part, ".part-%ld", (long)getpid());
	unlinkat(dir_fd, part, 0);
	if (linkat(AT_FDCWD, from, dir_fd, part, AT_SYMLINK_FOLLOW) != 0 || renameat(dir_fd, part, dir_fd, name) != 0) {
		int why = errno;

		unlinkat(dir_fd, part, 0);
		return err_set(e, ERR_SYSTEM, NULL, 0, _("不能写 %s：%s"), name, err_system(why));
	}
	fsync(dir_fd);
	return true;
}

static int
newest_first(const void *x, const void *y)
{
	const struct spool_file *a = x, *b = y;

	return a->at != b->at ? (a->at < b->at ? 1 : -1) : strcmp(a->name, b->name);
}

size_t
spool_list(int dir_fd, struct arena *a, struct spool_file **out, struct err *e)
{
	DIR *d = names_of(dir_fd, e);
	const char *name;
	struct stat st;
	size_t n = 0;

	*out = arena_alloc(a, SPOOL_FILES_MOST * sizeof **out);
	if (d == NULL)
		return 0;
	while (n < SPOOL_FILES_MOST && (name = next_file(d, &st)) != NULL)
		if (*name != '.')
			(*out)[n++] = (struct spool_file){ arena_strdup(a, name), (int64_t)st.st_size, (int64_t)st.st_mtime };
	closedir(d);
	qsort(*out, n, sizeof **out, newest_first);
	return n;
}

bool
spool_remove(int dir_fd, const char *name, struct err *e)
{
	if (!spool_name(name, e))
		return false;
	if (unlinkat(dir_fd, name, 0) == 0)
		return true;
	return err_set(e, errno == ENOENT ? ERR_NOTFOUND : ERR_SYSTEM, NULL, 0, _("不能删除 %s：%s"), name, err_system(errno));
}

int
spool_clean(int dir_fd, int64_t seconds)
{
	struct err scrap = { 0 };
	DIR *d = names_of(dir_fd, &scrap);
	int64_t now = (int64_t)time(NULL);
	const char *name;
	struct stat st;
	int removed = 0;

	if (d == NULL)
		return 0;
	while ((name = next_file(d, &st)) != NULL)
		if (now - (int64_t)st.st_mtime > seconds && unlinkat(dir_fd, name, 0) == 0)
			removed++;
	closedir(d);
	return removed;
}

int
spool_age(const char *db_path, int64_t seconds)
{
	struct arena *a = arena_new();
	DIR *all = opendir(arena_printf(a, "%s.spool", db_path));
	struct dirent *entry;
	int removed = 0, fd;

	while (all != NULL && (entry = readdir(all)) != NULL) {
		if (*entry->d_name == '.')
			continue;
		fd = openat(dirfd(all), entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (fd >= 0) {
			removed += spool_clean(fd, seconds);
			close(fd);
		}
	}
	if (all != NULL)
		closedir(all);
	arena_free(a);
	return removed;
}

bool
spool_confine(const char *db_path, const char *login, struct err *e)
{
	int fd = spool_open(db_path, login, e);

	if (fd < 0)
		return false;
	confined = fchdir(fd) == 0;
	close(fd);
	return confined || err_set(e, ERR_SYSTEM, NULL, 0, _("不能打开目录 %s：%s"), login, err_system(errno));
}

bool
spool_takes(const char *path, struct err *e)
{
	return !confined || strcmp(path, "-") == 0 || (spool_name(path, e) && has_room(AT_FDCWD, 1, e));
}
