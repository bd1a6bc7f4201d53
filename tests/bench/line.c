/*
 * line.c: programs on a pseudo-terminal, and what their answers cost.
 *
 * Knows: forkpty, /proc.  Must not know: what the keys mean.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/bench.h"

#define COLUMNS 100
#define ROWS 30
#define PATIENCE_MS 1000  /* a slower answer counts as none; a key that changes nothing has none */
#define QUIET_MS 25       /* an answer is over when nothing came for so long */

void
line_start(struct line *l, char *const argv[])
{
	struct winsize size = { .ws_row = ROWS, .ws_col = COLUMNS };

	memset(l, 0, sizeof *l);
	l->begun = now_ms();
	l->pid = forkpty(&l->fd, NULL, NULL, &size);
	if (l->pid < 0) {
		perror("forkpty");
		exit(1);
	}
	if (l->pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		execvp(argv[0], argv);
		_exit(127);
	}
	fcntl(l->fd, F_SETFD, FD_CLOEXEC);
}

/* As a terminal does: where is the cursor?  After two hanzi in column 5, after two narrow signs in column 3. */
static void
answer(struct line *l, const char *s, size_t n)
{
	static const char ask[] = "\033[6n";
	static const char *const reply[] = { "\033[2;5R", "\033[2;3R" };
	int k = 0;

	for (size_t i = 0; i + sizeof ask - 1 <= n; i++)
		if (memcmp(s + i, ask, sizeof ask - 1) == 0 && k < 2) {
			if (write(l->fd, reply[k], strlen(reply[k])) < 0)
				return;
			k++;
		}
}

double
line_hear(struct line *l, int first, int quiet, size_t *n)
{
	struct pollfd p = { .fd = l->fd, .events = POLLIN };
	double last = 0;
	size_t all = 0;

	while (poll(&p, 1, all == 0 ? first : quiet) > 0) {
		char block[65536];
		ssize_t got = read(l->fd, block, sizeof block);

		if (got <= 0)
			break;
		last = now_ms();
		all += (size_t)got;
		answer(l, block, (size_t)got);
	}
	l->bytes += all;
	if (n != NULL)
		*n = all;
	return last;
}

double
line_key(struct line *l, const char *keys, size_t *n)
{
	double sent, last;

	line_hear(l, 0, 0, NULL);
	sent = now_ms();
	if (write(l->fd, keys, strlen(keys)) < 0)
		return -1;
	last = line_hear(l, PATIENCE_MS, QUIET_MS, n);
	return last > 0 ? last - sent : -1;
}

double
line_cpu(const struct line *l)
{
	char name[64];
	unsigned long long ns = 0;
	FILE *f;

	snprintf(name, sizeof name, "/proc/%d/schedstat", (int)l->pid);
	f = fopen(name, "r");
	if (f != NULL) {
		if (fscanf(f, "%llu", &ns) != 1)
			ns = 0;
		fclose(f);
	}
	return (double)ns / 1e6;
}

void
line_memory(const struct line *l, long *resident, long *own)
{
	char name[64], row[256];
	FILE *f;

	*resident = *own = 0;
	snprintf(name, sizeof name, "/proc/%d/status", (int)l->pid);
	f = fopen(name, "r");
	if (f == NULL)
		return;
	while (fgets(row, sizeof row, f) != NULL) {
		sscanf(row, "VmRSS: %ld", resident);
		sscanf(row, "RssAnon: %ld", own);
	}
	fclose(f);
}

void
line_end(struct line *l)
{
	close(l->fd);
	kill(l->pid, SIGTERM);
	for (int i = 0; i < 300; i++) {
		if (waitpid(l->pid, NULL, WNOHANG) == l->pid)
			return;
		poll(NULL, 0, 10);
	}
	kill(l->pid, SIGKILL);
	waitpid(l->pid, NULL, 0);
}

int
bench_run(char *const argv[], const char *in, const char *out, double *ms)
{
	double begun = now_ms();
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		int from = open(in != NULL ? in : "/dev/null", O_RDONLY);
		int to = open(out != NULL ? out : "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0600);

		dup2(from, 0);
		dup2(to, 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		execvp(argv[0], argv);
		_exit(127);
	}
	if (pid < 0)
		return 127;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (ms != NULL)
		*ms = now_ms() - begun;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
