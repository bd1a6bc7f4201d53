/*
 * line.c: the workbench on a bare pseudo-terminal.
 *
 * Knows: pseudo-terminals, the idle file.  Must not know: what the screens show.
 */
#include "tests/screen/line.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "tests/cli/run.h"

#define PATIENCE_MS 20000

static int master = -1;
static pid_t child;
static unsigned long long sent;
static struct buf heard = BUF_INIT;

static long long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Take what the program writes for at most MS milliseconds; false when the line is closed. */
static bool
hear(int ms)
{
	struct pollfd p = { .fd = master, .events = POLLIN };
	char block[8192];
	ssize_t n;

	if (poll(&p, 1, ms) <= 0)
		return true;
	n = read(master, block, sizeof block);
	if (n <= 0)
		return n < 0 && errno == EINTR;
	buf_add(&heard, block, (size_t)n);
	return true;
}

static void
wait_idle(void)
{
	long long until = now_ms() + PATIENCE_MS;

	for (;;) {
		unsigned long long handled = 0;
		FILE *f = fopen(run_path("idle-line"), "r");
		bool known = false;

		if (f != NULL) {
			known = fscanf(f, "%llu", &handled) == 1;
			fclose(f);
		}
		if (known && handled >= sent)
			return;
		ck_assert_msg(now_ms() < until, "the program is not idle: %llu of %llu bytes", handled, sent);
		hear(10);
	}
}

/* The child's side: SLAVE is its terminal, WORDS follow the database. */
static void
start(const char *slave, const char *const *words)
{
	const char *argv[24] = { getenv("JIANDU"), "--db", run_path("a.db") };
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	const char *program = getenv("JIANDU");
	int fd;

	setsid();
	fd = open(slave, O_RDWR);
	if (fd < 0)
		_exit(126);
	ioctl(fd, TIOCSCTTY, 0);
	ioctl(fd, TIOCSWINSZ, &size);
	for (int i = 0; i < 3; i++)
		dup2(fd, i);
	setenv("TERM", "xterm-256color", 1);
	setenv("JIANDU_TEST_IDLE", run_path("idle-line"), 1);
	for (size_t i = 0; words[i] != NULL && i + 4 < sizeof argv / sizeof argv[0]; i++)
		argv[3 + i] = words[i];
	execv(program, (char *const *)(uintptr_t)argv);
	_exit(127);
}

void
line_run(const char *const *words)
{
	const char *slave;

	unlink(run_path("idle-line"));
	sent = 0;
	buf_clear(&heard);
	master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	ck_assert_int_ge(master, 0);
	ck_assert_int_eq(grantpt(master), 0);
	ck_assert_int_eq(unlockpt(master), 0);
	slave = ptsname(master);
	ck_assert_ptr_nonnull(slave);
	child = fork();
	ck_assert_int_ge(child, 0);
	if (child == 0)
		start(slave, words);
}

void
line_open(const char *account)
{
	line_run((const char *const[]){ "--today", "2026-09-01", "--as", account, NULL });
	wait_idle();
}

void
line_type(const char *s)
{
	ck_assert_int_eq(write(master, s, strlen(s)), (ssize_t)strlen(s));
}

bool
line_has(const char *text)
{
	return strstr(buf_str(&heard), text) != NULL;
}

void
line_send(const char *bytes, size_t n)
{
	sent += n;
	ck_assert_int_eq(write(master, bytes, n), (ssize_t)n);
	wait_idle();
}

bool
line_said(const char *text)
{
	long long until = now_ms() + PATIENCE_MS / 4;

	while (strstr(buf_str(&heard), text) == NULL) {
		if (now_ms() > until) {
			fprintf(stderr, "not said: %s\n%s\n", text, buf_str(&heard));
			return false;
		}
		hear(20);
	}
	return true;
}

static int
ended(void)
{
	long long until = now_ms() + PATIENCE_MS;
	int status;

	while (waitpid(child, &status, WNOHANG) != child) {
		struct timespec t = { 0, 10000000 };

		if (now_ms() > until) {
			kill(child, SIGKILL);
			waitpid(child, &status, 0);
			ck_abort_msg("the program does not end");
		}
		if (master >= 0 && !hear(10))
			nanosleep(&t, NULL);
		else if (master < 0)
			nanosleep(&t, NULL);
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

int
line_hang_up(void)
{
	close(master);
	master = -1;
	return ended();
}

int
line_last(const char *bytes, size_t n)
{
	int status;

	ck_assert_int_eq(write(master, bytes, n), (ssize_t)n);
	status = ended();
	while (hear(50) && heard.len < 1u << 20) {
		struct pollfd p = { .fd = master, .events = POLLIN };

		if (poll(&p, 1, 50) <= 0)
			break;
	}
	close(master);
	master = -1;
	return status;
}

char *
line_text(size_t *n)
{
	size_t had;

	/* What the program has written may still stand in the terminal. */
	do {
		had = heard.len;
		hear(100);
	} while (heard.len > had);
	*n = heard.len;
	return strdup(buf_str(&heard));
}

int
line_end(void)
{
	return line_last("", 0);
}
