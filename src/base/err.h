/*
 * err.h: errors as values: a code, the field it concerns, one sentence.
 *
 * Knows: nothing but C.  Must not know: SQLite, curses, the law.
 *
 * The codes are the exit statuses of the command line (a stable contract).
 * The first failure sticks: setting an error over an error changes nothing.
 */
#ifndef JIANDU_BASE_ERR_H
#define JIANDU_BASE_ERR_H

#include <stdbool.h>

enum err_code {
	ERR_OK = 0,
	ERR_SYSTEM = 1,    /* disk, memory, damaged file */
	ERR_USAGE = 2,     /* the request itself is malformed */
	ERR_REFUSED = 3,   /* the rule or a check refuses; field is set */
	ERR_DENIED = 4,    /* the role or the scope forbids it */
	ERR_NOTFOUND = 5,  /* no such record, or the reference is ambiguous */
	ERR_STALE = 6,     /* changed by someone else since it was read */
	ERR_CANCELLED = 7, /* the user stopped it */
};

struct err {
	enum err_code code;
	int article;    /* article of the rule that refuses, 0 when none */
	char field[48]; /* name of the field (as in --FIELD), or "" */
	char text[640]; /* one sentence in the user's language, UTF-8, whole characters */
};

/*
 * Record a failure in *e unless one is already there.  The sentence is made
 * from FMT and cut at a character boundary when too long.  FIELD may be NULL.
 * Returns false always, so that a check can end with "return err_set(...)".
 */
bool err_set(struct err *e, enum err_code code, const char *field, int article, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));

/*
 * Why the system refused (WHY is an errno), as people say it: "没有权限".  What is not foreseen comes
 * in the C library's own words.  Not owned by the caller.
 */
const char *err_system(int why);

/* Forget what is in *e. */
void err_clear(struct err *e);

#endif
