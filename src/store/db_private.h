/*
 * db_private.h: what the files of the store that call SQLite share; no other floor includes it.
 *
 * Knows: SQLite's handles.  Must not know: any table.
 */
#ifndef JIANDU_STORE_DB_PRIVATE_H
#define JIANDU_STORE_DB_PRIVATE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "store/db.h"

#define DB_BUCKETS 256
#define DB_BUSY_MS 5000 /* SQLite's own lock is waited for so long; the queue before it keeps it free */

struct stmt {
	struct db *db;
	sqlite3_stmt *s;  /* NULL: dead after a failure, or not prepared yet */
	char *sql;        /* own copy */
	uint32_t hash;    /* of sql */
	bool busy;        /* handed out and not yet reset */
	struct stmt *next;
};

struct db {
	sqlite3 *h;
	char *path;
	struct err *err;      /* present sink, never NULL */
	struct err scrap;     /* the sink when nobody asked for failures */
	struct stmt *stmts[DB_BUCKETS];
	int depth;            /* nested write transactions */
	int read_depth;
	const char *at_file;  /* where the outermost transaction began */
	int at_line;
	bool committing;
	bool readonly;
	int in_action;
	int queue_fd;         /* -1 until first needed */
	bool queued;          /* the queue lock is ours */
	bool gated;           /* so is the gate before it, while we wait */
	int wait_ms;
	bool (*on_wait)(void *);
	void *on_wait_ctx;
	int wal_pages;
	bool ready;           /* opened, and ours */
	int64_t commits;
};

/* At the end of a session: fold the log into the file and cut it, if that disturbs nobody. */
void db_fold(struct db *db);
/* Put SQLite's result code RC into the sink, as a sentence for people where they can do something about it. */
void db_fail_code(struct db *db, int rc, const char *sql);

#endif
