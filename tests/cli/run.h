/*
 * run.h: running the real program, for tests that see it as a script does.
 *
 * Knows: fork, pipes, JSON.  Must not know: what the program answers.
 */
#ifndef JIANDU_TESTS_CLI_RUN_H
#define JIANDU_TESTS_CLI_RUN_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the program answered last; overwritten by the next call. */
struct ran {
	int status;   /* exit status; -N: ended by signal N */
	char *out;    /* standard output */
	char *err;    /* standard error */
};
extern struct ran ran;

/* A directory of its own with an empty database, for a checked fixture; and remove it. */
void run_open(void);
void run_close(void);
/* The path of NAME in that directory, in a buffer that the eighth next call reuses. */
const char *run_path(const char *name);
/* A file of tests/samples. */
const char *run_sample(const char *name);
/* Write S into the file NAME of the directory; its path. */
const char *run_file(const char *name, const char *s, size_t n);
/* The content of a file, owned by the caller. */
char *run_slurp(const char *path, size_t *n);

/*
 * Run `jiandu --db DIR/a.db --today 2026-09-01` with further words, ended by NULL.  run_input()
 * gives what the next run reads from standard input.  Returns the exit status.
 */
int run(const char *word, ...) __attribute__((sentinel));
void run_input(const char *s);
/* What was given and not read yet, NULL nothing. */
const char *run_input_waiting(void);
/* The same with a bare command line: neither --db nor --today. */
int run_bare(const char *word, ...) __attribute__((sentinel));
/* Any program: ARGV[0] its whole path, the last NULL.  As run() otherwise. */
int run_program(char **argv);
/* A command of the shell; its words are the test's own. */
int run_shell(const char *command);
/* The path of jiandu-paper, and whether it was built. */
const char *run_paper(void);
bool run_has_paper(void);
/* Fail the test unless the exit status is EXPECTED; shows what the program said. */
#define want(expected, ...) \
	ck_assert_msg(run(__VA_ARGS__, NULL) == (expected), "status %d, not %d: %s%s", ran.status, (expected), ran.out, ran.err)

/* The object on line LINE (from 0) of the last standard output; fails when it is none.  Freed by the next call. */
json_t *run_object(size_t line);
/* Lines of the last standard output. */
size_t run_lines(void);
/* A member of the first line's object as text: strings as they are, numbers decimal, null ""; the last eight are kept. */
const char *run_member(const char *name);
int64_t run_number(const char *name);
/* Fail unless the last run printed the error object with this CODE, FIELD, and ARTICLE. */
void run_refused(const char *code, const char *field, int article);

#endif
