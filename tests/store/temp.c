/*
 * temp.c: see temp.h.
 *
 * Knows: SQLite's C interface.  Must not know: flows.
 */
#include "tests/store/temp.h"

#include "store/sql_embedded.h"

#include <check.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct db *temp_db;
struct err temp_err;

static char dir[256], path[300];

void
temp_open(void)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(dir, sizeof dir, "%s/jiandu-check-XXXXXX", tmp != NULL && *tmp != '\0' ? tmp : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/t.db", dir);
	err_clear(&temp_err);
	temp_db = db_open(path, DB_CREATE, &temp_err);
	ck_assert_msg(temp_db != NULL, "%s", temp_err.text);
	db_errors(temp_db, &temp_err);
	ck_assert(db_begin(temp_db));
	db_enter_action(temp_db);
	for (int i = 0; i < ladder_count; i++)
		ck_assert_msg(db_exec(temp_db, ladder_sql[i]), "%s", temp_err.text);
	db_exec(temp_db, "PRAGMA user_version=1; PRAGMA application_id=1784968558");
	ck_assert_msg(db_commit(temp_db), "%s", temp_err.text);
}

void
temp_close(void)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-queue" };
	char name[320];

	db_close(temp_db);
	temp_db = NULL;
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		snprintf(name, sizeof name, "%s%s", path, ends[i]);
		unlink(name);
	}
	rmdir(dir);
}

struct db *
temp_again(struct err *e)
{
	struct db *db = db_open(path, 0, e);

	ck_assert_msg(db != NULL, "%s", e->text);
	db_errors(db, e);
	db_enter_action(db);
	return db;
}

void
temp_tamper(const char *sql)
{
	sqlite3 *h;
	char *msg = NULL;

	ck_assert_int_eq(sqlite3_open(path, &h), SQLITE_OK);
	if (sqlite3_exec(h, sql, NULL, NULL, &msg) != SQLITE_OK)
		ck_abort_msg("%s: %s", sql, msg);
	sqlite3_close(h);
}

bool
temp_refused(const char *sql, const char *text)
{
	bool refused;

	ck_assert_msg(db_begin(temp_db), "%s", temp_err.text);
	db_run(db_prepare(temp_db, sql));
	refused = db_failed(temp_db) && strstr(temp_err.text, text) != NULL;
	if (!refused && *text != '\0')
		fprintf(stderr, "%s: %s\n", sql, temp_err.text);
	db_rollback(temp_db);
	err_clear(&temp_err);
	return refused;
}

const char *
temp_plan(const char *sql)
{
	static char plan[2000];
	char text[2000];
	sqlite3_stmt *s;
	size_t n = 0;

	snprintf(text, sizeof text, "EXPLAIN QUERY PLAN %s", sql);
	if (sqlite3_prepare_v2(db_handle(temp_db), text, -1, &s, NULL) != SQLITE_OK)
		ck_abort_msg("%s: %s", sql, sqlite3_errmsg(db_handle(temp_db)));
	plan[0] = '\0';
	while (sqlite3_step(s) == SQLITE_ROW)
		n += (size_t)snprintf(plan + n, sizeof plan - n, "%s\n", (const char *)sqlite3_column_text(s, 3));
	sqlite3_finalize(s);
	return plan;
}

long long
temp_changes(void)
{
	return sqlite3_total_changes64(db_handle(temp_db));
}
