/*
 * db.h: one thin wrapper over SQLite: open, statements, transactions.
 *
 * Knows: SQLite, the write queue.  Must not know: the law, any table.
 *
 * Errors go to the sink named by db_errors(); the first failure sticks and
 * every later step is a no-op, so that one check before the commit is enough.
 * Names of binds are checked: an unknown name is a programming error and dies.
 */
#ifndef JIANDU_STORE_DB_H
#define JIANDU_STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/err.h"

struct db;
struct stmt;

#define DB_APPLICATION_ID 0x6a64756eL /* "jdun" */

enum db_flags {
	DB_CREATE = 1,   /* make the file; it must not exist, or hold nothing: what a killed attempt leaves */
	DB_READONLY = 2, /* never write, no queue */
	DB_NOSYNC = 4,   /* synchronous=NORMAL: the work file, whose loss costs a draft only */
	DB_FOREIGN = 8,  /* do not demand our application_id yet (restore checks it) */
};

/* Open PATH ("" or ":memory:" refused).  NULL with a sentence in E. */
struct db *db_open(const char *path, unsigned flags, struct err *e);
void db_close(struct db *db);
/* Remove the file PATH and what stands beside it (log, queue): for one whose making failed.  Nobody may have it open. */
void db_remove(const char *path);
const char *db_path(const struct db *db);
/*
 * How much memory the pages of the file may take: roomy (as opened: a cache of 16 MiB, 256 MiB of the file
 * mapped) for one who reads or writes much of it and ends; else 2 MiB and nothing mapped, for a session that
 * stays open all day, of which a server holds dozens.
 */
bool db_roomy(struct db *db, bool roomy);
/* Where failures go from now on; returns the sink before.  E must outlive its use. */
struct err *db_errors(struct db *db, struct err *e);
/* Has the present sink an error? */
bool db_failed(const struct db *db);
/* Record a failure in the present sink (system failures of the store's own). */
void db_fail(struct db *db, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/*
 * The statement for SQL (a literal), prepared once per connection and reset;
 * while one is being stepped, a second copy is made.  Never NULL: after a
 * failure a dead statement is returned that steps to nothing.
 */
struct stmt *db_prepare(struct db *db, const char *sql);
/* Bind by name (":id").  Text is copied.  NULL text binds SQL NULL. */
void db_bind_int(struct stmt *s, const char *name, int64_t v);
void db_bind_text(struct stmt *s, const char *name, const char *v);
void db_bind_null(struct stmt *s, const char *name);
void db_bind_day(struct stmt *s, const char *name, day_t d); /* ISO text, or NULL for DAY_NONE */
void db_bind_blob(struct stmt *s, const char *name, const void *v, size_t n);
/* Has the statement a parameter of that name? */
bool db_has_bind(const struct stmt *s, const char *name);
/* True for a row; false at the end or on failure; the end resets the statement. */
bool db_step(struct stmt *s);
void db_done(struct stmt *s); /* reset before the end */
/* Step to the end, expecting no row; false on failure. */
bool db_run(struct stmt *s);
int64_t db_int(struct stmt *s, int col);
const char *db_text(struct stmt *s, int col); /* "" for NULL; valid until the next step */
bool db_is_null(struct stmt *s, int col);
day_t db_day(struct stmt *s, int col);
const void *db_blob(struct stmt *s, int col, size_t *n);
/* The first column of the first row, or ABSENT; for literals without binds. */
int64_t db_value(struct db *db, const char *sql, int64_t absent);
/* Run literal SQL of several statements (migrations, pragmas). */
bool db_exec(struct db *db, const char *sql);
int64_t db_changes(struct db *db);

/*
 * Write transaction: waits in the queue (flock on PATH-queue, in order, at
 * most db_set_wait() seconds), then BEGIN IMMEDIATE.  Nested calls are
 * savepoints: an inner rollback undoes the inner work only.
 */
#define db_begin(db) db_begin_at(db, __FILE__, __LINE__)
bool db_begin_at(struct db *db, const char *file, int line);
bool db_commit(struct db *db);   /* false when anything failed: then it has been rolled back */
void db_rollback(struct db *db); /* always works */
int db_depth(const struct db *db);
void db_set_wait(struct db *db, int milliseconds); /* default 10,000 */
/* Called while waiting for the queue, about four times a second; returning false gives up. */
void db_on_wait(struct db *db, bool (*fn)(void *ctx), void *ctx);
/* Called now and then while a statement runs long; returning other than 0 stops it: ERR_CANCELLED.  NULL: no more. */
void db_on_step(struct db *db, int (*fn)(void *ctx), void *ctx);
/* A read transaction, so that several reads see one state; ended by db_end_read(). */
void db_begin_read(struct db *db);
void db_end_read(struct db *db);

/* Between these the walls stand open (in_action() is 1); engine/action.c alone calls them. */
void db_enter_action(struct db *db);
void db_leave_action(struct db *db);

/* Changes whenever any connection commits: cheap, for "other people's changes appear". */
int64_t db_data_version(struct db *db);
/* Fold the log into the file when it is long and the queue is free; called when idle and at close. */
void db_checkpoint(struct db *db);
const char *db_library_version(void);
/* Copy the whole database into the new file PATH, consistently, while others work. */
bool db_backup(struct db *db, const char *path, struct err *e);
/* Put the content of FROM, checked before, in the place of DB's, while other sessions have DB open. */
bool db_restore(struct db *db, struct db *from, struct err *e);
/* The raw handle, for store/ only. */
struct sqlite3;
struct sqlite3 *db_handle(struct db *db);

#endif
