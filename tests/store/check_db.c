/*
 * check_db.c: the wrapper over SQLite: transactions, walls, the queue, the ladder.
 *
 * Knows: store/.  Must not know: any flow.
 */
#include <check.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "store/db.h"
#include "store/migrate.h"
#include "store/record.h"
#include "store/sql_embedded.h"

static char dir[64], path[128];
static struct err err;
static struct db *db;

static void
set_up(void)
{
	strcpy(dir, "/tmp/jiandu-db-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/a.db", dir);
	memset(&err, 0, sizeof err);
	db = db_open(path, DB_CREATE, &err);
	ck_assert_msg(db != NULL, "%s", err.text);
	db_errors(db, &err);
	ck_assert(migrate(db, &err));
}

static void
tear_down(void)
{
	char cmd[160];

	db_close(db);
	db = NULL;
	snprintf(cmd, sizeof cmd, "rm -rf %s", dir);
	ck_assert_int_eq(system(cmd), 0);
}

static bool
put(const char *key, const char *value)
{
	struct stmt *s = db_prepare(db, "INSERT INTO meta (key, value) VALUES (:key, :value)");

	db_bind_text(s, ":key", key);
	db_bind_text(s, ":value", value);
	return db_run(s);
}

static int64_t
count_of(const char *like)
{
	struct stmt *s = db_prepare(db, "SELECT count(*) FROM meta WHERE key LIKE :like");
	int64_t n = -1;

	db_bind_text(s, ":like", like);
	if (db_step(s)) {
		n = db_int(s, 0);
		db_done(s);
	}
	return n;
}

START_TEST(inner_rollback_undoes_inner_work_only)
{
	ck_assert(db_begin(db));
	db_enter_action(db);
	ck_assert(put("t1", "outer"));
	ck_assert(db_begin(db));
	ck_assert(put("t2", "inner"));
	db_rollback(db);
	ck_assert(put("t3", "outer"));
	db_leave_action(db);
	ck_assert(db_commit(db));
	ck_assert_int_eq(count_of("t%"), 2);
	ck_assert_int_eq(count_of("t2"), 0);
}
END_TEST

START_TEST(walls_refuse_outside_an_action)
{
	ck_assert(db_begin(db));
	ck_assert(!put("t1", "x"));
	ck_assert_ptr_nonnull(strstr(err.text, "outside an action"));
	ck_assert_int_eq(err.code, ERR_SYSTEM);
	ck_assert(!db_commit(db));
	err_clear(&err);
	ck_assert_int_eq(count_of("t%"), 0);
}
END_TEST

/* Pieces of all sizes, grown, shrunk and given back in any order, keep what was written into them and nothing else's. */
START_TEST(pieces_of_memory_are_apart)
{
	static unsigned char *piece[300];
	static int size[300];
	unsigned seed = 7;
	long wrong = 0;

	for (int i = 0; i < 20000; i++) {
		size_t k;
		int n, was;

		seed = seed * 1103515245 + 12345;
		k = seed / 65536 % 300;
		seed = seed * 1103515245 + 12345;
		n = (int)(seed / 65536 % (i % 7 == 0 ? 9000 : 1100)) + 1;
		was = size[k];
		for (int at = 0; at < was; at++)
			wrong += piece[k][at] != (unsigned char)k;
		if (i % 3 == 0) {
			sqlite3_free(piece[k]);
			piece[k] = NULL;
			size[k] = 0;
			continue;
		}
		piece[k] = sqlite3_realloc(piece[k], n);
		wrong += piece[k] == NULL || (uintptr_t)piece[k] % 8 != 0 || sqlite3_msize(piece[k]) < (sqlite3_uint64)n;
		ck_assert_int_eq(wrong, 0);
		for (int at = 0; at < n && at < was; at++)
			wrong += piece[k][at] != (unsigned char)k;
		memset(piece[k], (int)k, (size_t)n);
		size[k] = n;
	}
	for (size_t k = 0; k < 300; k++)
		sqlite3_free(piece[k]);
	ck_assert_int_eq(wrong, 0);
}
END_TEST

START_TEST(stray_commits_are_refused)
{
	db_enter_action(db);
	ck_assert(!put("t1", "no transaction"));
	db_leave_action(db);
	err_clear(&err);
	ck_assert_int_eq(count_of("t%"), 0);
}
END_TEST

START_TEST(first_failure_sticks)
{
	ck_assert(db_begin(db));
	db_enter_action(db);
	ck_assert(put("t1", "x"));
	ck_assert(!put("t1", "twice"));
	ck_assert(!put("t2", "after the failure: a no-op"));
	db_leave_action(db);
	ck_assert(!db_commit(db));
	ck_assert_int_eq(db_depth(db), 0);
	err_clear(&err);
	ck_assert_int_eq(count_of("t%"), 0);
}
END_TEST

START_TEST(unknown_bind_dies)
{
	struct stmt *s = db_prepare(db, "SELECT :a");

	ck_assert_ptr_nonnull(freopen("/dev/null", "w", stderr));
	db_bind_int(s, ":b", 1);
}
END_TEST

START_TEST(file_is_set_up_as_designed)
{
	struct stmt *s = db_prepare(db, "PRAGMA journal_mode");

	ck_assert(db_step(s));
	ck_assert_str_eq(db_text(s, 0), "wal");
	db_done(s);
	ck_assert_int_eq(db_value(db, "PRAGMA synchronous", -1), 2);
	ck_assert_int_eq(db_value(db, "PRAGMA foreign_keys", -1), 1);
	ck_assert_int_eq(db_value(db, "PRAGMA trusted_schema", -1), 0);
	ck_assert_int_eq(db_value(db, "PRAGMA secure_delete", -1), 1);
	ck_assert_int_eq(db_value(db, "PRAGMA wal_autocheckpoint", -1), 0);
	ck_assert_int_eq(db_value(db, "PRAGMA application_id", -1), DB_APPLICATION_ID);
	/* Every table of ours is STRICT. */
	ck_assert_int_eq(db_value(db, "SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND strict = 0 "
				      "AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%'", -1), 0);
}
END_TEST

/* Every table but the index's own has its three walls. */
START_TEST(every_table_has_its_walls)
{
	struct stmt *s = db_prepare(db,
		"SELECT t.name FROM sqlite_schema t WHERE t.type = 'table' AND t.name NOT LIKE 'search%' "
		"AND t.name NOT LIKE 'sqlite_%' AND (SELECT count(*) FROM sqlite_schema g WHERE g.type = 'trigger' "
		"AND g.tbl_name = t.name AND g.name IN ('wall_' || t.name || '_insert', 'wall_' || t.name || '_update', "
		"'wall_' || t.name || '_delete')) <> 3");

	while (db_step(s))
		ck_abort_msg("table %s lacks a wall", db_text(s, 0));
	ck_assert_msg(!db_failed(db), "%s", err.text);
}
END_TEST

START_TEST(schema_equals_the_climbed_ladder)
{
	struct buf climbed = BUF_INIT, whole = BUF_INIT;
	char other[160];
	struct db *fresh;

	ck_assert(migrate_schema(db, &climbed));
	snprintf(other, sizeof other, "%s/b.db", dir);
	fresh = db_open(other, DB_CREATE, &err);
	ck_assert_ptr_nonnull(fresh);
	db_errors(fresh, &err);
	ck_assert(db_begin(fresh));
	db_enter_action(fresh);
	ck_assert_msg(db_exec(fresh, schema_sql), "%s", err.text);
	db_leave_action(fresh);
	ck_assert(db_commit(fresh));
	ck_assert(migrate_schema(fresh, &whole));
	ck_assert_str_eq(buf_str(&climbed), buf_str(&whole));
	db_close(fresh);
	buf_free(&climbed);
	buf_free(&whole);
}
END_TEST

START_TEST(newer_file_is_refused_unchanged)
{
	ck_assert(db_begin(db));
	ck_assert(db_exec(db, "PRAGMA user_version=9999"));
	ck_assert(db_commit(db));
	ck_assert(!migrate(db, &err));
	ck_assert_int_eq(err.code, ERR_REFUSED);
	err_clear(&err);
	ck_assert_int_eq(db_value(db, "PRAGMA user_version", 0), 9999);
}
END_TEST

START_TEST(foreign_file_is_refused)
{
	char other[160], cmd[256];
	struct db *f;

	snprintf(other, sizeof other, "%s/c.db", dir);
	snprintf(cmd, sizeof cmd, "printf 'not a database at all, only text of some length' > %s", other);
	ck_assert_int_eq(system(cmd), 0);
	f = db_open(other, 0, &err);
	ck_assert_ptr_null(f);
	ck_assert_int_eq(err.code, ERR_SYSTEM);
	err_clear(&err);
	snprintf(other, sizeof other, "%s/none.db", dir);
	ck_assert_ptr_null(db_open(other, 0, &err));
	ck_assert_int_eq(err.code, ERR_NOTFOUND);
}
END_TEST

/* Eight processes, forty increments each: none lost, none refused. */
START_TEST(writers_queue)
{
	enum { WRITERS = 8, TIMES = 40 };
	pid_t pids[WRITERS];

	ck_assert(db_begin(db));
	db_enter_action(db);
	ck_assert(put("n", "0"));
	db_leave_action(db);
	ck_assert(db_commit(db));
	for (int w = 0; w < WRITERS; w++) {
		pids[w] = fork();
		ck_assert_int_ge(pids[w], 0);
		if (pids[w] == 0) {
			struct err e = { 0 };
			struct db *mine = db_open(path, 0, &e);

			if (mine == NULL)
				_exit(1);
			db_errors(mine, &e);
			for (int i = 0; i < TIMES; i++) {
				if (!db_begin(mine))
					_exit(2);
				db_enter_action(mine);
				db_run(db_prepare(mine, "UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'n'"));
				db_leave_action(mine);
				if (!db_commit(mine))
					_exit(3);
			}
			db_close(mine);
			_exit(0);
		}
	}
	for (int w = 0; w < WRITERS; w++) {
		int status;

		ck_assert_int_eq(waitpid(pids[w], &status, 0), pids[w]);
		ck_assert(WIFEXITED(status));
		ck_assert_int_eq(WEXITSTATUS(status), 0);
	}
	ck_assert_int_eq(db_value(db, "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'n'", -1), WRITERS * TIMES);
}
END_TEST

START_TEST(waiting_is_bounded_and_says_so)
{
	int ready[2];
	pid_t pid;
	char c;

	ck_assert_int_eq(pipe(ready), 0);
	pid = fork();
	if (pid == 0) {
		struct err e = { 0 };
		struct db *mine = db_open(path, 0, &e);

		if (mine == NULL || !db_begin(mine))
			_exit(1);
		if (write(ready[1], "x", 1) != 1)
			_exit(1);
		pause();
		_exit(0);
	}
	ck_assert_int_eq(read(ready[0], &c, 1), 1);
	db_set_wait(db, 300);
	ck_assert(!db_begin(db));
	ck_assert_int_eq(err.code, ERR_SYSTEM);
	ck_assert_ptr_nonnull(strstr(err.text, "等候"));
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	err_clear(&err);
	/* The killed writer's lock is gone with it. */
	ck_assert(db_begin(db));
	db_rollback(db);
}
END_TEST

START_TEST(killed_in_the_middle_leaves_nothing)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		struct err e = { 0 };
		struct db *mine = db_open(path, 0, &e);

		if (mine == NULL || !db_begin(mine))
			_exit(1);
		db_enter_action(mine);
		db_run(db_prepare(mine, "INSERT INTO meta (key, value) VALUES ('t1', 'half')"));
		raise(SIGKILL);
	}
	waitpid(pid, &status, 0);
	ck_assert(WIFSIGNALED(status));
	ck_assert_int_eq(count_of("t%"), 0);
	ck_assert_int_eq(db_value(db, "SELECT count(*) FROM pragma_quick_check WHERE quick_check <> 'ok'", -1), 0);
}
END_TEST

START_TEST(backup_is_whole)
{
	char other[160];
	struct db *copy;

	snprintf(other, sizeof other, "%s/copy.db", dir);
	ck_assert_msg(db_backup(db, other, &err), "%s", err.text);
	copy = db_open(other, DB_READONLY, &err);
	ck_assert_msg(copy != NULL, "%s", err.text);
	db_errors(copy, &err);
	ck_assert_int_eq(db_value(copy, "SELECT count(*) FROM meta", -1), count_of("%"));
	db_close(copy);
	ck_assert(!db_backup(db, other, &err));
	ck_assert_int_eq(err.code, ERR_REFUSED);
}
END_TEST

static int64_t
log_bytes(void)
{
	char name[160];
	struct stat st;

	snprintf(name, sizeof name, "%s-wal", path);
	return stat(name, &st) == 0 ? (int64_t)st.st_size : 0;
}

/* Who wrote leaves no log behind, unless somebody still reads or writes: then it stays, and nothing is lost. */
START_TEST(last_to_close_cuts_the_log)
{
	struct db *other = db_open(path, 0, &err);

	ck_assert_msg(other != NULL, "%s", err.text);
	db_begin_read(other);
	ck_assert_int_eq(db_value(other, "SELECT count(*) FROM meta WHERE key = 'a'", -1), 0);
	ck_assert(db_begin(db));
	db_enter_action(db);
	ck_assert(put("a", "1"));
	db_leave_action(db);
	ck_assert(db_commit(db));
	ck_assert_int_gt(log_bytes(), 0);
	db_close(db);
	ck_assert_int_gt(log_bytes(), 0);
	/* The reader goes on as it began. */
	ck_assert_int_eq(db_value(other, "SELECT count(*) FROM meta WHERE key = 'a'", -1), 0);
	db_end_read(other);
	ck_assert_int_eq(db_value(other, "SELECT count(*) FROM meta WHERE key = 'a'", -1), 1);
	db_errors(other, &err);
	ck_assert(db_begin(other));
	db_enter_action(other);
	db_run(db_prepare(other, "INSERT INTO meta (key, value) VALUES ('b', '2')"));
	db_leave_action(other);
	ck_assert(db_commit(other));
	db_close(other);
	ck_assert_int_eq(log_bytes(), 0);
	db = db_open(path, 0, &err);
	ck_assert_msg(db != NULL, "%s", err.text);
	ck_assert_int_eq(db_value(db, "SELECT count(*) FROM meta WHERE key IN ('a', 'b')", -1), 2);
}
END_TEST

static int
stop(void *ctx)
{
	++*(int *)ctx;
	return 1;
}

START_TEST(long_statement_can_be_stopped)
{
	int asked = 0;

	db_on_step(db, stop, &asked);
	db_value(db, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000000) SELECT count(*) FROM n", -1);
	ck_assert_int_eq(err.code, ERR_CANCELLED);
	ck_assert_int_eq(asked, 1);
	db_on_step(db, NULL, NULL);
	err_clear(&err);
	ck_assert_int_eq(db_value(db, "SELECT 7", -1), 7);
}
END_TEST

Suite *suite_db(void);

Suite *
suite_db(void)
{
	Suite *s = suite_create("db");
	TCase *t = tcase_create("db");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, inner_rollback_undoes_inner_work_only);
	tcase_add_test(t, walls_refuse_outside_an_action);
	tcase_add_test(t, pieces_of_memory_are_apart);
	tcase_add_test(t, stray_commits_are_refused);
	tcase_add_test(t, first_failure_sticks);
	tcase_add_test_raise_signal(t, unknown_bind_dies, SIGABRT);
	tcase_add_test(t, file_is_set_up_as_designed);
	tcase_add_test(t, every_table_has_its_walls);
	tcase_add_test(t, schema_equals_the_climbed_ladder);
	tcase_add_test(t, newer_file_is_refused_unchanged);
	tcase_add_test(t, foreign_file_is_refused);
	tcase_add_test(t, writers_queue);
	tcase_add_test(t, waiting_is_bounded_and_says_so);
	tcase_add_test(t, killed_in_the_middle_leaves_nothing);
	tcase_add_test(t, backup_is_whole);
	tcase_add_test(t, last_to_close_cuts_the_log);
	tcase_add_test(t, long_statement_can_be_stopped);
	suite_add_tcase(s, t);
	return s;
}
