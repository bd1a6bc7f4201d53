/*
 * io.c: bytes to and from a descriptor, all of them; a file opened, on the disk, under its name.
 *
 * Knows: read(2), write(2), fsync(2), link(2).  Must not know: what is written where.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/i18n.h"

const char *
path_folder(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? "." : slash == path ? "/" : arena_strndup(a, path, (size_t)(slash - path));
}

const char *
path_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

bool
write_all(int fd, const void *s, size_t n)
{
	const char *p = s;

	while (n > 0) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		p += done;
		n -= (size_t)done;
	}
	return true;
}

bool
read_all(int fd, struct buf *b, size_t most)
{
	char block[65536];
	ssize_t n;

	while ((n = read(fd, block, sizeof block)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		if (b->len + (size_t)n > most) {
			errno = EFBIG;
			return false;
		}
		buf_add(b, block, (size_t)n);
	}
	return true;
}

int
file_reading(const char *path, struct err *e)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd >= 0 && fstat(fd, &st) == 0 && !S_ISDIR(st.st_mode))
		return fd;
	err_set(e, fd < 0 && errno == ENOENT ? ERR_NOTFOUND : ERR_SYSTEM, NULL, 0, _("不能读 %s：%s"), path, err_system(fd >= 0 ? EISDIR : errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

bool
file_sync(const char *path, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (!ok)
		err_set(e, ERR_SYSTEM, NULL, 0, _("不能写 %s：%s"), path, err_system(errno));
	if (fd >= 0)
		close(fd);
	return ok;
}

/* The folder that PATH stands in has its names on the disk; a failure costs nothing that is there now. */
static void
sync_folder(const char *path)
{
	char *folder = strdup(path), *slash = folder != NULL ? strrchr(folder, '/') : NULL;
	int fd;

	if (slash != NULL)
		slash[slash == folder] = '\0';
	fd = open(slash != NULL ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(folder);
}

bool
file_settle(const char *from, const char *path, struct err *e)
{
	struct stat st;

	/* link() and unlink(), not rename(): a name that somebody else took meanwhile is not overwritten. */
	if (link(from, path) != 0) {
		if (errno == EEXIST)
			return err_set(e, ERR_REFUSED, NULL, 0, _("%s 已经有了，没有覆盖"), path);
		if (errno != EPERM && errno != EOPNOTSUPP)
			return err_set(e, ERR_SYSTEM, NULL, 0, _("不能写 %s：%s"), path, err_system(errno));
		if (stat(path, &st) == 0 || rename(from, path) != 0)
			return err_set(e, ERR_SYSTEM, NULL, 0, _("不能写 %s：%s"), path, err_system(errno));
	}
	unlink(from);
	sync_folder(path);
	return true;
}
