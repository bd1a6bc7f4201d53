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
/*
 * ---- a session behind sshd (remote.c) ----
 * First of all, before the locale: is this sshd's forced command `[--db FILE] session FINGERPRINT`?  Then the environment is read once
 * and emptied.
 */
bool cli_remote_begin(int argc, char **argv);
/*
 * Open the database as the account of the key that sshd has authenticated: ARGV is "session", its fingerprint.  Somebody may
 * still have to answer a second step (enter_needs).  From here on a name reaches the account's own folder and nothing else.  NULL with ERR_DENIED; the refusal is on the trail.
 */
struct engine *cli_remote_open(const struct cli_options *o, int argc, char **argv, struct err *e);
/* The words that the other side asked for; *ARGC 0: none, a workbench. */
bool cli_remote_words(struct arena *a, int *argc, char ***argv, struct err *e);
/* As cli_main() on the open engine EN, which is closed at the end; only what may be done from afar. */
int cli_main_in(const struct cli_options *o, struct engine *en, int argc, char **argv);
/* The name of that database, owned by A; NULL with a sentence in E. */
const char *cli_path(const struct cli_options *o, struct arena *a, struct err *e);
/* The sentence of E on standard error, by JSON also an object on standard output; the exit status. */
int cli_fail(bool json, const struct err *e);
/* The summary of commands on standard output, or as an error on standard error; the exit status. */
int cli_usage(bool as_error);

#endif
