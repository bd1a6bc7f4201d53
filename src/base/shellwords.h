/*
 * shellwords.h: a command line that comes as one text, split into words.
 *
 * Knows: quotes and backslashes as POSIX shells read them (XCU 2.2).  Must not know: what the words mean.
 *
 * Nothing is expanded: $, `, ;, |, &, <, >, *, ~ and # are letters like any other.
 */
#ifndef JIANDU_BASE_SHELLWORDS_H
#define JIANDU_BASE_SHELLWORDS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"

#define SHELLWORDS_MOST 500       /* words */
#define SHELLWORDS_LONGEST 65536  /* bytes of the text */

/*
 * Split LINE: *ARGV (owned by A, ended by NULL) and *ARGC.  False with ERR_USAGE for a quote or a backslash that is not
 * ended, too many words, a text that is too long or no UTF-8.
 */
bool shellwords(struct arena *a, const char *line, int *argc, char ***argv, struct err *e);

#endif
