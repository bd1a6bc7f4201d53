/*
 * run.c: running the real program.
 *
 * Knows: fork, pipes, JSON.  Must not know: what the program answers.
 */
#include "tests/cli/run.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"

#define MOST_WORDS 64

struct ran ran;

static char dir[] = "/tmp/jiandu-cli-XXXXXX";
static const char *input;
static json_t *object;

const char *
run_path(const char *name)
{
	static char path[8][512];
	static unsigned at;
	char *p = path[at++ % 8];

	snprintf(p, sizeof path[0], "%s/%s", dir, name);
	return p;
}

const char *
run_sample(const char *name)
{
	static char path[4][1024];
	static unsigned at;
	const char *src = getenv("SRCDIR");
	char *p = path[at++ % 4];

	snprintf(p, sizeof path[0], "%s/tests/samples/%s", src != NULL ? src : ".", name);
	return p;
}

const char *
run_file(const char *name, const char *s, size_t n)
{
	const char *path = run_path(name);
	FILE *f = fopen(path, "w");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(s, 1, n, f), n);
	fclose(f);
	return path;
}

char *
run_slurp(const char *path, size_t *n)
{
	FILE *f = fopen(path, "r");
	struct buf b = BUF_INIT;
	char block[65536];
	size_t got;

	ck_assert_msg(f != NULL, "%s: %s", path, strerror(errno));
	while ((got = fread(block, 1, sizeof block, f)) > 0)
		buf_add(&b, block, got);
	fclose(f);
	if (b.s == NULL)
		buf_adds(&b, "");
	if (n != NULL)
		*n = b.len;
	return b.s;
}

void
run_input(const char *s)
{
	input = s;
}

const char *
run_input_waiting(void)
{
	return input;
}

/* Both outputs are read as they come, so that neither fills its pipe while the other waits. */
static void
read_both(int out, int err)
{
	struct pollfd fds[2] = { { .fd = out, .events = POLLIN }, { .fd = err, .events = POLLIN } };
	struct buf got[2] = { BUF_INIT, BUF_INIT };
	char block[65536];

	while (fds[0].fd >= 0 || fds[1].fd >= 0) {
		if (poll(fds, 2, -1) < 0 && errno == EINTR)
			continue;
		for (int i = 0; i < 2; i++) {
			ssize_t n;

			if (fds[i].fd < 0 || fds[i].revents == 0)
				continue;
			n = read(fds[i].fd, block, sizeof block);
			if (n > 0) {
				buf_add(&got[i], block, (size_t)n);
			} else if (n == 0 || errno != EINTR) {
				close(fds[i].fd);
				fds[i].fd = -1;
			}
		}
	}
	free(ran.out);
	free(ran.err);
	for (int i = 0; i < 2; i++)
		if (got[i].s == NULL)
			buf_adds(&got[i], "");
	ran.out = got[0].s;
	ran.err = got[1].s;
}

int
run_program(char **argv)
{
	int out[2], err[2], in = -1, status;
	char name[512];
	pid_t pid;

	if (input != NULL) {
		snprintf(name, sizeof name, "%s", run_file("stdin", input, strlen(input)));
		in = open(name, O_RDONLY | O_CLOEXEC);
		input = NULL;
	} else {
		in = open("/dev/null", O_RDONLY | O_CLOEXEC);
	}
	ck_assert_int_ge(in, 0);
	ck_assert_int_eq(pipe2(out, O_CLOEXEC), 0);
	ck_assert_int_eq(pipe2(err, O_CLOEXEC), 0);
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		dup2(in, 0);
		dup2(out[1], 1);
		dup2(err[1], 2);
		execv(argv[0], argv);
		_exit(126);
	}
	close(in);
	close(out[1]);
	close(err[1]);
	read_both(out[0], err[0]);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
	return ran.status;
}

static int
run_words(char **argv, int n, const char *word, va_list ap)
{
	const char *program = getenv("JIANDU");

	ck_assert_msg(program != NULL, "JIANDU must name the program");
	argv[0] = (char *)program;
	for (const char *w = word; w != NULL; w = va_arg(ap, const char *)) {
		ck_assert_int_lt(n, MOST_WORDS - 1);
		argv[n++] = (char *)w;
	}
	argv[n] = NULL;
	return run_program(argv);
}

int
run_shell(const char *command)
{
	char *argv[] = { (char[]){ "/bin/sh" }, (char[]){ "-c" }, strdup(command), NULL };
	int status = run_program(argv);

	free(argv[2]);
	return status;
}

const char *
run_paper(void)
{
	static char path[4096];

	snprintf(path, sizeof path, "%s/jiandu-paper", getenv("BUILDDIR") != NULL ? getenv("BUILDDIR") : ".");
	return path;
}

bool
run_has_paper(void)
{
	return access(run_paper(), X_OK) == 0;
}

int
run(const char *word, ...)
{
	char *argv[MOST_WORDS], db[512];
	va_list ap;

	snprintf(db, sizeof db, "%s/a.db", dir);
	argv[1] = (char *)"--db";
	argv[2] = db;
	argv[3] = (char *)"--today";
	argv[4] = (char *)"2026-09-01";
	va_start(ap, word);
	run_words(argv, 5, word, ap);
	va_end(ap);
	return ran.status;
}

int
run_bare(const char *word, ...)
{
	char *argv[MOST_WORDS];
	va_list ap;

	va_start(ap, word);
	run_words(argv, 1, word, ap);
	va_end(ap);
	return ran.status;
}

void
run_open(void)
{
	strcpy(dir + strlen(dir) - 6, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	want(0, "init");
}

void
run_close(void)
{
	char command[600];

	json_decref(object);
	object = NULL;
	snprintf(command, sizeof command, "rm -rf '%s'", dir);
	ck_assert_int_eq(system(command), 0);
}

size_t
run_lines(void)
{
	size_t n = 0;

	for (const char *p = ran.out; *p != '\0'; p++)
		n += *p == '\n';
	return n;
}

json_t *
run_object(size_t line)
{
	const char *p = ran.out;
	json_error_t why;

	for (; line > 0 && p != NULL; line--) {
		p = strchr(p, '\n');
		if (p != NULL)
			p++;
	}
	ck_assert_msg(p != NULL && *p != '\0', "no such line in: %s%s", ran.out, ran.err);
	json_decref(object);
	object = json_loadb(p, strcspn(p, "\n"), JSON_REJECT_DUPLICATES, &why);
	ck_assert_msg(object != NULL, "%s in: %s", why.text, p);
	return object;
}

const char *
run_member(const char *name)
{
	static char kept[8][1024];
	static unsigned at;
	json_t *v = json_object_get(run_object(0), name);
	char *s = kept[at++ % 8];

	ck_assert_msg(v != NULL, "no %s in: %s", name, ran.out);
	if (json_is_string(v))
		snprintf(s, sizeof kept[0], "%s", json_string_value(v));
	else if (json_is_null(v))
		*s = '\0';
	else
		snprintf(s, sizeof kept[0], "%lld",
			(long long)(json_is_boolean(v) ? json_is_true(v) : json_integer_value(v)));
	return s;
}

int64_t
run_number(const char *name)
{
	json_t *v = json_object_get(run_object(0), name);

	ck_assert_msg(json_is_integer(v), "no number %s in: %s", name, ran.out);
	return json_integer_value(v);
}

void
run_refused(const char *code, const char *field, int article)
{
	json_t *e = NULL;

	/* An import prints its report first. */
	for (size_t i = 0; i < run_lines() && e == NULL; i++)
		e = json_object_get(run_object(i), "error");
	ck_assert_msg(e != NULL, "no error in: %s%s", ran.out, ran.err);
	ck_assert_str_eq(json_string_value(json_object_get(e, "code")), code);
	ck_assert_msg(strcmp(json_string_value(json_object_get(e, "field")), field) == 0, "field %s in %s",
		json_string_value(json_object_get(e, "field")), ran.out);
	ck_assert_msg(json_integer_value(json_object_get(e, "article")) == article, "article in %s", ran.out);
	ck_assert_str_ne(json_string_value(json_object_get(e, "text")), "");
	ck_assert_str_ne(ran.err, "");
}
