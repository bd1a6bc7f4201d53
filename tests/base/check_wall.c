/*
 * check_wall.c: what a process has given up it has not any more, and what it kept works: tried for real, in a child.
 *
 * Knows: wall.h, this machine's files.  Must not know: sessions.
 */
#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/sanitized.h"
#include "base/wall.h"

Suite *suite_wall(void);

static char dir_name[32];
static int listener = -1;
static unsigned short port;

static void
begin(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof at;

	strcpy(dir_name, "/tmp/jiandu-wall-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir_name));
	listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	ck_assert_int_eq(bind(listener, (struct sockaddr *)&at, sizeof at), 0);
	ck_assert_int_eq(listen(listener, 5), 0);
	ck_assert_int_eq(getsockname(listener, (struct sockaddr *)&at, &n), 0);
	port = ntohs(at.sin_port);
}

static void
end(void)
{
	char command[64];

	close(listener);
	snprintf(command, sizeof command, "rm -rf '%s'", dir_name);
	ck_assert_int_eq(system(command), 0);
}

/* Runs TRY behind the wall, in a child; what it returned. */
static int
behind(int (*try)(const struct wall *w), const unsigned short ports[])
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		const struct wall_path may[] = {
			{ "/usr/lib", WALL_READ }, { "/lib", WALL_READ }, { "/lib64", WALL_READ }, { wall_loader(), WALL_EXEC },
			{ "/bin/true", WALL_READ | WALL_EXEC }, { "/etc/ld.so.cache", WALL_READ }, { "/nowhere/at/all", WALL_READ },
			{ dir_name, WALL_READ | WALL_WRITE },
		};

		wall_raise(may, sizeof may / sizeof *may, ports);
		_exit(try(wall_stands()));
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_msg(WIFEXITED(status), "ended by signal %d", WTERMSIG(status));
	return WEXITSTATUS(status);
}

static int
runs(const char *program)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		execl(program, program, "-c", ":", (char *)NULL);
		_exit(99);
	}
	return waitpid(pid, &status, 0) == pid && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Each try answers 0, or the number of what went wrong. */
static int
try_files(const struct wall *w)
{
	int fd;

	if (w->files == 0)
		return 0;
	if (open("/etc/passwd", O_RDONLY) >= 0 || errno != EACCES)
		return 1;
	if (open("/proc/self/environ", O_RDONLY) >= 0)
		return 2;
	if (open("/tmp/jiandu-wall-outside", O_WRONLY | O_CREAT, 0600) >= 0)
		return 3;
	/* Its own folder: written, linked out of nothing, renamed, removed. */
	if (chdir(dir_name) != 0 || (fd = open("a", O_RDWR | O_CREAT, 0600)) < 0 || write(fd, "x", 1) != 1)
		return 4;
	if ((fd = open(".", O_TMPFILE | O_RDWR, 0600)) >= 0) {
		char from[32];

		snprintf(from, sizeof from, "/proc/self/fd/%d", fd);
		if (linkat(AT_FDCWD, from, AT_FDCWD, "b", AT_SYMLINK_FOLLOW) != 0)
			return 5;
		if (rename("b", "c") != 0)
			return 6;
	}
	if (unlink("a") != 0)
		return 7;
	/* A link in it leads nowhere. */
	if (symlink("/etc/passwd", "l") == 0 || open("l", O_RDONLY) >= 0)
		return 8;
	if (runs("/bin/true") != 0)
		return 9;
	if (runs("/bin/sh") != 99)
		return 10;
	return 0;
}

static int
connects(int family, int type)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons(port) };
	int fd = socket(family, type, 0);

	return fd >= 0 && connect(fd, (struct sockaddr *)&at, sizeof at) == 0;
}

static int
try_network(const struct wall *w)
{
	struct sockaddr_in any = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (!w->network)
		return 0;
	if (connects(AF_INET, SOCK_STREAM))
		return 1;
	if (bind(fd, (struct sockaddr *)&any, sizeof any) == 0)
		return 2;
	return 0;
}

static int
try_one_port(const struct wall *w)
{
	return !w->network || connects(AF_INET, SOCK_STREAM) ? 0 : 1;
}

static int
try_calls(const struct wall *w)
{
	char typed = 'x';

	if (!w->calls)
		return 0;
	if (mount("none", dir_name, "tmpfs", 0, NULL) == 0 || errno != EPERM)
		return 1;
	if (syscall(SYS_unshare, 0x10000000) == 0)
		return 2;
	if (socket(AF_NETLINK, SOCK_RAW, 0) >= 0 || errno != EAFNOSUPPORT)
		return 3;
	if (socket(AF_UNIX, SOCK_STREAM, 0) < 0)
		return 4;
	errno = 0;
	if (ioctl(0, TIOCSTI, &typed) == 0 || errno != EPERM)
		return 5;
	if (syscall(425, 1, NULL) >= 0 || errno != EPERM)
		return 6;
	if (!SANITIZED && (syscall(SYS_ptrace, 0, 0, 0, 0) == 0 || errno != EPERM))
		return 7;
	return 0;
}

static int
try_signals(const struct wall *w)
{
	if (w->files < 6)
		return 0;
	return kill(getppid(), 0) == 0 ? 1 : 0;
}

static const unsigned short none[] = { 0 };

START_TEST(files_are_out_of_reach)
{
	ck_assert_int_eq(behind(try_files, none), 0);
}
END_TEST

START_TEST(so_is_the_network)
{
	const unsigned short one[] = { port, 0 };

	ck_assert_int_eq(behind(try_network, none), 0);
	ck_assert_int_eq(behind(try_one_port, one), 0);
}
END_TEST

START_TEST(and_the_kernel)
{
	ck_assert_int_eq(behind(try_calls, none), 0);
	ck_assert_int_eq(behind(try_signals, none), 0);
}
END_TEST

/* Whether it stands is the kernel's affair; that it is asked for is not. */
static int
says_what_the_kernel_has(const struct wall *w)
{
	long version = syscall(444, NULL, 0, 1);

	return (version > 0) == (w->files > 0) && wall_stands()->files == w->files ? 0 : 1;
}

START_TEST(what_stands_is_said)
{
	ck_assert_int_eq(behind(says_what_the_kernel_has, none), 0);
	ck_assert_int_eq(wall_stands()->files, 0);
}
END_TEST

Suite *
suite_wall(void)
{
	Suite *s = suite_create("wall");
	TCase *t = tcase_create("wall");

	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, files_are_out_of_reach);
	tcase_add_test(t, so_is_the_network);
	tcase_add_test(t, and_the_kernel);
	tcase_add_test(t, what_stands_is_said);
	suite_add_tcase(s, t);
	return s;
}
