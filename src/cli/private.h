/*
 * private.h: what the command line's own files share; no other floor includes it.
 */
#ifndef JIANDU_CLI_PRIVATE_H
#define JIANDU_CLI_PRIVATE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "engine/engine.h"
#include "cli/cli.h"

/* One command being done. */
struct cli {
	const struct cli_options *o;
	struct engine *en;   /* NULL for commands without a database */
	struct arena *a;     /* lives as long as the command */
	bool json;           /* objects for scripts instead of text for people */
	int columns;         /* of the terminal; 0: standard output is none, nothing is clipped */
	struct err *e;       /* the first failure */
};

/* ---- out.c: standard output ---- */

/* UTF-8 to standard output, in the locale's encoding; controls of the text become marks, \n and \t stay. */
void out(const char *s);
void outf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* A finished JSON object and the end of its line, UTF-8 always; empties B. */
void out_json(struct buf *b);
/* To standard error. */
void note(const char *s);
void notef(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* Columns of the terminal on standard output, 0 when there is none. */
int out_columns(void);
/* Everything is written; false when it could not be (a full disk). */
bool out_flush(struct err *e);
/* N bytes as they are (an export to "-"). */
bool out_raw(const char *s, size_t n, struct err *e);
/* Paragraphs, each line INDENTed; wrapped to the terminal. */
void out_paragraph(struct cli *c, const char *s, int indent);

/* A table, aligned by columns. */
struct table_col {
	const char *label;
	int min;    /* least columns before it is left out, 0: never */
	int rank;   /* 0 is kept longest */
	bool right;
};
struct table {
	struct cli *c;
	struct arena *a;
	const struct table_col *cols;
	size_t n_cols;
	const char ***rows;  /* cells */
	size_t n, cap;
	int *width;          /* once decided; further rows keep it */
	bool *left_out;
};
void table_begin(struct table *t, struct cli *c, const struct table_col *cols, size_t n_cols);
/* Add a row of cells (copied, cleaned). */
void table_row(struct table *t, const char *const *cells);
/* Print what was added since; the header the first time.  Memory of the rows is given back. */
void table_print(struct table *t);
void table_end(struct table *t);

/* ---- progress.c: long work ---- */

/* Ctrl-C asks to stop instead of ending the program; progress_on() shows a bar when standard error is a terminal. */
void progress_on(const char *label);
/* DONE of TOTAL (0: not known); false when the person wants to stop. */
bool progress_at(int64_t done, int64_t total);
void progress_off(void);
/* Wait for the write queue with a word on the terminal. */
void progress_wait(struct engine *en);

/* ---- option.c: words of the command line ---- */

struct option {
	const char *name;    /* "limit": --limit; '-' and '_' are the same */
	const char *label;   /* "条数": --条数; NULL none */
	const char *word;    /* what stands for its value in help: N, DATE */
	const char *help;    /* msgid, NULL: not in help */
	bool flag;           /* takes no value */
	bool truth;          /* the value may be left out: yes */
	bool file;           /* @file, @- and @@ are understood */
	const char *value;   /* as given, NULL not given; a flag: "1" */
};
/*
 * Take the options among the words; what is left are the positional words in *REST.
 * "--" ends the options.  False with ERR_USAGE.
 */
bool options_take(struct cli *c, struct option *v, size_t n, int argc, char **argv, const char ***rest, size_t *n_rest);
/* The option called so, NULL none or (by label) more than one. */
struct option *option_find(struct option *v, size_t n, const char *name);
/* A whole number from 1 of an option; ABSENT when it was not given. */
bool option_number(struct cli *c, const struct option *o, int64_t absent, int64_t *out);
/* A whole file as it is; "-" is standard input. */
bool file_read(const char *path, struct buf *out, struct err *e);
/* The same file for reading, no directory; behind sshd one of the account's folder and no link in it; -1 with E. */
int file_open(const char *path, struct err *e);
/* The same as UTF-8 text, its encoding found. */
bool file_text(struct cli *c, const char *path, const char **out);
/* A file that is written bit by bit. */
struct target {
	const char *path;
	const char *temp;  /* written first, then moved into place; NULL: standard output */
	int fd;
	int folder;        /* behind sshd: the account's folder, where it is to stand */
};
/* "-" is standard output; else for the owner's eyes. */
bool target_open(struct cli *c, struct target *t, const char *path);
/* CTX is the target. */
bool target_put(void *ctx, const char *s, size_t n, struct err *e);
/* In its place only when OK and complete; returns whether it is. */
bool target_close(struct cli *c, struct target *t, bool ok);
/* Write a whole file, in its place only when complete, for the owner's eyes; "-" is standard output. */
bool file_put(struct cli *c, const char *path, const char *s, size_t n);

/* ---- the commands; each returns false with c->e set, or true ---- */

struct command {
	const char *name;
	const char *usage;   /* after the name, as in help */
	const char *help;    /* msgid, one line */
	unsigned flags;
	bool (*run)(struct cli *c, int argc, char **argv);
	const struct option *options; /* for help; NULL none */
	size_t n_options;
};
enum command_flags {
	CMD_NO_DB = 1,       /* opens it itself, if at all */
	CMD_REMOTE = 4,      /* also in a session behind sshd: opens nothing by a name that is no plain one */
	CMD_NOBODY = 2,      /* what the program does by itself (a timer's): nobody comes in for it */
};
extern const struct command commands[]; /* ends with a NULL name */
const struct command *command_find(const char *name);
/* A flow by name or by label; an action of it by verb or by label, without those that only acts bring. */
const struct flow *flow_called(const char *name);
const struct action *action_called(const struct flow *f, const char *name);
/* What else the command line does with records of a flow: no act, or one that moves a file. */
struct extra {
	const char *flow, *verb;
	const char *label; /* its other name */
	const char *what, *usage, *help;
	bool (*run)(struct cli *c, int argc, char **argv);
};
extern const struct extra extras[]; /* ended by an empty one */
/* The one of F that is called WORD, NULL none. */
const struct extra *extra_called(const struct flow *f, const char *word);
/* Is it for people at all: not by import, not by other acts only? */
bool action_is_offered(const struct action *ac);

/* jiandu FLOW ...: its actions, list, show, an action. */
bool run_flow(struct cli *c, const struct flow *f, int argc, char **argv);
/* The record that REF names, which the actor sees; NULL with c->e set. */
void *record_called(struct cli *c, const struct flow *f, const char *ref);
bool run_list(struct cli *c, const struct flow *f, int argc, char **argv);
/* The options of list L; the first ones are the same for all. */
bool list_options(struct cli *c, const struct list *l, struct option **out, size_t *n);
/* The list that --view names among ARGV, the flow's first without it; NULL with c->e set. */
const struct list *list_viewed(struct cli *c, const struct flow *f, int argc, char **argv);
/* The query that list options ask for. */
bool list_ask(struct cli *c, const struct flow *f, const struct list *l, const struct option *v, size_t n,
	struct list_query *q);
bool do_action(struct cli *c, const struct flow *f, const struct action *ac, int argc, char **argv);

/* round.c: where a round stands, beside its fields; the same as a member "standing" of its object. */
void round_show(struct cli *c, const void *row);
void round_json(struct cli *c, const void *row, struct buf *b);

/* Options of commands, for the command itself and for its help. */
extern const struct option import_options[4];
extern const struct option init_options[2];
extern const struct option demo_options[2];
extern const struct option audit_options[4];
extern const struct option backup_options[11];
extern const struct option restore_options[2];
extern const struct option todo_options[4];
extern const struct option search_options[1];
#define STATS_OPTIONS 10
extern const struct option stats_options[STATS_OPTIONS];
extern const struct option roll_options[1];
extern const struct option paper_options[4];

bool run_init(struct cli *c, int argc, char **argv);
bool run_demo(struct cli *c, int argc, char **argv);
bool run_todo(struct cli *c, int argc, char **argv);
bool run_search(struct cli *c, int argc, char **argv);
bool run_import(struct cli *c, int argc, char **argv);
bool run_export(struct cli *c, int argc, char **argv);
bool run_roll(struct cli *c, int argc, char **argv);
bool run_report(struct cli *c, int argc, char **argv);
bool run_paper(struct cli *c, int argc, char **argv);
bool run_workday(struct cli *c, int argc, char **argv);
bool run_holiday(struct cli *c, int argc, char **argv);
bool run_audit(struct cli *c, int argc, char **argv);
bool run_check(struct cli *c, int argc, char **argv);
bool run_setting(struct cli *c, int argc, char **argv);
bool run_rule(struct cli *c, int argc, char **argv);
bool run_status(struct cli *c, int argc, char **argv);
bool run_help(struct cli *c, int argc, char **argv);

/* ---- attachment.c ---- */
/* jiandu attachment add, get: what moves a file; the other acts are as any flow's. */
bool run_attachment_add(struct cli *c, int argc, char **argv);
bool run_attachment_get(struct cli *c, int argc, char **argv);
/* ---- stats.c ---- */
bool run_stats(struct cli *c, int argc, char **argv);

/* ---- sessions.c ---- */
bool run_sessions(struct cli *c, int argc, char **argv);

/* ---- enter.c ---- */
/* jiandu account passwd [LOGIN], jiandu account code: from the terminal, without echo. */
bool run_passwd(struct cli *c, int argc, char **argv);
bool run_code(struct cli *c, int argc, char **argv);

/* ---- share.c, remote.c ---- */
extern const struct option share_options[6];
extern const struct option ssh_keys_options[2];
extern const struct option deploy_options[3];
/* This program by its own whole name in the file system, for sshd and timers to run it; owned by A, NULL unknown. */
const char *program_path(struct arena *a);
bool run_deploy(struct cli *c, int argc, char **argv);
bool run_share(struct cli *c, int argc, char **argv);
bool run_ssh_keys(struct cli *c, int argc, char **argv);
bool run_get(struct cli *c, int argc, char **argv);
bool run_put(struct cli *c, int argc, char **argv);
bool run_drop(struct cli *c, int argc, char **argv);
bool run_files(struct cli *c, int argc, char **argv);

/* ---- backup.c ---- */
bool run_backup(struct cli *c, int argc, char **argv);
bool run_restore(struct cli *c, int argc, char **argv);

/* ---- leave.c ---- */
bool run_sweep(struct cli *c, int argc, char **argv);
/* jiandu certificate check NUMBER: reading, open to those who see no list of certificates too. */
bool run_card_check(struct cli *c, int argc, char **argv);
/* jiandu certificate verify NUMBER|SCANNED: genuine or not, current or not, and nothing more; rekey: a new key for check codes. */
bool run_card_verify(struct cli *c, int argc, char **argv);
bool run_card_rekey(struct cli *c, int argc, char **argv);
/* The rule profile that init was given: "" the program's own; put it into the new database, which is removed when it cannot be. */
bool profile_text(struct cli *c, const char *profile, const char **text);
bool profile_put(struct cli *c, const char *profile, const char *text);

/* ---- help.c ---- */
void help_flow(struct cli *c, const struct flow *f);
void help_action(struct cli *c, const struct flow *f, const struct action *ac);
void help_list(struct cli *c, const struct flow *f);
void help_command(struct cli *c, const struct command *cmd);
/* manual.c: every action in one table, with --markdown as README.md holds it. */
bool help_actions(struct cli *c, int argc, char **argv);
/* "可用的参数" of an action as options, in order. */
void action_options(struct cli *c, const struct action *ac, struct option **out, size_t *n);

/* A sentence that ends in a file's name; with --json the object {"file":PATH}. */
void say_file(struct cli *c, const char *sentence, const char *path);
/* The bar of progress_at() as a callback; CTX is not used. */
bool count_progress(void *ctx, int64_t done, int64_t total);

/* Refuse what was asked: ERR_USAGE; returns false. */
bool wrong_usage(struct cli *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Only the owner of a personal database, or the holder of ROLE in a shared one; else ERR_DENIED. */
bool needs_role(struct cli *c, unsigned role, const char *what);

/* What acts changed of other records: a member "effects" of an object, and a table under a line of heading. */
void json_effects(struct buf *b, const struct effect *v, size_t n);
void print_effects(struct cli *c, const struct effect *v, size_t n);

#endif
