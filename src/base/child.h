/*
 * child.h: run one of the machine's programs, without a shell.
 *
 * Knows: fork, exec, the folders programs stand in.  Must not know: jiandu, what the programs do.
 */
#ifndef JIANDU_BASE_CHILD_H
#define JIANDU_BASE_CHILD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define CHILD_SAID 512 /* bytes kept of what a program says on standard error */

/* Does the program NAME (a plain name) stand in one of the machine's own folders?  PATH is never asked. */
bool child_there(const char *name);
/*
 * The environment a child gets: of ours those KEPT (names, the last NULL), as they are, and LC_ALL=C.UTF-8; PATH ("PATH=...") too where it is
 * given.  For the child, between fork and exec: never freed.
 */
char **child_environment(const char *const kept[], const char *path);
/*
 * Run ARGV (argv[0] a plain name, the last NULL) and wait for its end.  IN is its standard input, OUT its standard
 * output; -1: /dev/null.  It gets a small environment: HOME, USER, LOGNAME, SSH_AUTH_SOCK, a fixed PATH, LC_ALL=C.UTF-8.
 * True when it ended with 0.  Else false with ERR_SYSTEM in E: it is not there (the sentence begins with its name), or
 * the first line it said on standard error.
 */
bool child_run(const char *const argv[], int in, int out, struct err *e);

#endif
