/*
 * cli.h: the command line's own door: jiandu COMMAND ...
 *
 * Knows: the engine, words of a command line.  Must not know: curses.
 */
#ifndef JIANDU_CLI_CLI_H
#define JIANDU_CLI_CLI_H

#include <stdbool.h>

#include "engine/engine.h"

/* What stands before the command, for every command; NULL where not given.  UTF-8. */
struct cli_options {
	const char *db;    /* --db FILE */
	const char *as;    /* --as ACCOUNT */
	const char *today; /* --today DATE, as typed */
	bool json;         /* --json */
};

/*
 * Do the command of ARGC words at ARGV (UTF-8, without the program's name); the exit
 * status.  Every sentence about a failure goes to standard error, with --json also as an object to
 * standard output.
 */
int cli_main(const struct cli_options *o, int argc, char **argv);
/*
 * Open the database that O names: --db, $JIANDU_DB, or jiandu/jiandu.db below
 * $XDG_DATA_HOME (~/.local/share).  FLAGS as engine_open().  NULL with a sentence in E.
 */
struct engine *cli_open(const struct cli_options *o, unsigned flags, struct err *e);
/* Make that database for its owner, called NAME (NULL: as the system knows them).  NULL with a sentence in E. */
struct engine *cli_make(const struct cli_options *o, const char *name, struct err *e);
/*
 * Ask at the terminal who wants to come into the shared database of EN, unless somebody is in; what a key has begun is
 * finished.  False with ERR_DENIED.
 */
bool cli_enter(struct engine *en, struct err *e);
/* The name of that database, owned by A; NULL with a sentence in E. */
const char *cli_path(const struct cli_options *o, struct arena *a, struct err *e);
/* The sentence of E on standard error, by JSON also an object on standard output; the exit status. */
int cli_fail(bool json, const struct err *e);
/* The summary of commands on standard output, or as an error on standard error; the exit status. */
int cli_usage(bool as_error);

#endif
