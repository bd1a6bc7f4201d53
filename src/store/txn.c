/*
 * txn.c: the write queue, transactions, checkpoints, backup.
 *
 * Knows: flock, BEGIN IMMEDIATE, savepoints, the WAL.  Must not know: any table.
 *
 * Why a queue before SQLite's own lock: with 32 writers on SQLite's busy
 * handler the worst wait was 3.6 s, behind flock() it is 0.19 s, and nobody
 * starves.  Why no automatic checkpoints: SQLite 3.7.0-3.51.2 can lose pages
 * when a commit that resets the WAL meets a second checkpoint; holding the
 * queue lock around both makes that meeting impossible.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "store/db_private.h"

#define LOG_LONG (16 << 20)
#define CHECKPOINT_PAGES 4000 /* 16 MiB of log are folded in at the commit that passes this */

static void
tick(int sig)
{
	(void)sig; /* only there so that flock() returns with EINTR */
}

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool
open_queue(struct db *db)
{
	char name[4096];

	if (db->queue_fd >= 0)
		return true;
	if (snprintf(name, sizeof name, "%s-queue", db->path) >= (int)sizeof name) {
		db_fail(db, _("文件名太长"));
		return false;
	}
	db->queue_fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (db->queue_fd < 0)
		db_fail(db, _("不能打开写入队列 %s：%s"), name, err_system(errno));
	return db->queue_fd >= 0;
}

/*
 * Wait in the kernel's queue.  flock() has no time-out: a timer interrupts it
 * four times a second to look at the deadline and let the face show that we wait.
 */
static bool
enter_queue(struct db *db)
{
	int64_t deadline = now_ms() + db->wait_ms;
	struct sigaction act, old_act;
	sigset_t alarm, old_mask;
	struct itimerval timer = { { 0, 250000 }, { 0, 250000 } }, old_timer;
	bool ok = false;

	if (!open_queue(db))
		return false;
	if (flock(db->queue_fd, LOCK_EX | LOCK_NB) == 0) {
		db->queued = true;
		return true;
	}
	memset(&act, 0, sizeof act);
	act.sa_handler = tick;
	sigemptyset(&act.sa_mask);
	sigemptyset(&alarm);
	sigaddset(&alarm, SIGALRM);
	sigaction(SIGALRM, &act, &old_act);
	sigprocmask(SIG_UNBLOCK, &alarm, &old_mask);
	setitimer(ITIMER_REAL, &timer, &old_timer);
	for (;;) {
		if (flock(db->queue_fd, LOCK_EX) == 0) {
			ok = true;
			break;
		}
		if (errno != EINTR) {
			db_fail(db, _("写入队列出错：%s"), err_system(errno));
			break;
		}
		if (now_ms() >= deadline) {
			db_fail(db, _("等候其他会话保存超过%d秒，没有保存，请再试"), db->wait_ms / 1000);
			break;
		}
		if (db->on_wait != NULL && !db->on_wait(db->on_wait_ctx)) {
			err_set(db->err, ERR_CANCELLED, NULL, 0, _("已取消"));
			break;
		}
	}
	setitimer(ITIMER_REAL, &old_timer, NULL);
	sigprocmask(SIG_SETMASK, &old_mask, NULL);
	sigaction(SIGALRM, &old_act, NULL);
	db->queued = ok;
	return ok;
}

static void
leave_queue(struct db *db)
{
	if (db->queued)
		flock(db->queue_fd, LOCK_UN);
	db->queued = false;
}

static bool
raw(struct db *db, const char *sql)
{
	int rc = sqlite3_exec(db->h, sql, NULL, NULL, NULL);

	if (rc == SQLITE_OK)
		return true;
	if ((rc & 0xff) == SQLITE_ERROR || (rc & 0xff) == SQLITE_MISUSE || (rc & 0xff) == SQLITE_CONSTRAINT)
		db_fail(db, "%s [%d] (%s, %s:%d)", sqlite3_errmsg(db->h), rc, sql,
			db->at_file != NULL ? db->at_file : "", db->at_line);
	else
		db_fail_code(db, rc, sql);
	return false;
}

/*
 * After a full disk and the like SQLite has rolled the whole back by itself, whatever is nested
 * here.  What comes later in the same work must not be taken for a part of it.
 */
static bool
is_lost(struct db *db)
{
	if (db->depth == 0 || sqlite3_get_autocommit(db->h) == 0)
		return false;
	db_fail(db, _("前面的步骤没有办成，全部撤销，什么也没有保存"));
	return true;
}

bool
db_begin_at(struct db *db, const char *file, int line)
{
	if (db_failed(db))
		return false;
	if (db->readonly) {
		err_set(db->err, ERR_DENIED, NULL, 0, _("数据库以只读方式打开"));
		return false;
	}
	if (db->depth > 0) {
		if (is_lost(db) || !db_run(db_prepare(db, "SAVEPOINT inner_work")))
			return false;
		db->depth++;
		return true;
	}
	db->at_file = file;
	db->at_line = line;
	if (!enter_queue(db))
		return false;
	if (!raw(db, "BEGIN IMMEDIATE")) {
		leave_queue(db);
		return false;
	}
	db->depth = 1;
	return true;
}

bool
db_commit(struct db *db)
{
	bool ok;

	if (db->depth == 0) {
		fprintf(stderr, "jiandu: commit outside a transaction\n");
		abort();
	}
	if (db_failed(db) || is_lost(db)) {
		db_rollback(db);
		return false;
	}
	if (db->depth > 1) {
		if (!db_run(db_prepare(db, "RELEASE inner_work"))) {
			db_rollback(db);
			return false;
		}
		db->depth--;
		return true;
	}
	db->committing = true;
	ok = raw(db, "COMMIT");
	db->committing = false;
	if (!ok) {
		db_rollback(db);
		return false;
	}
	db->depth = 0;
	db->commits++;
	if (db->wal_pages > CHECKPOINT_PAGES)
		db_checkpoint(db);
	leave_queue(db);
	return true;
}

void
db_rollback(struct db *db)
{
	if (db->depth == 0)
		return;
	/* After a failed statement SQLite may have rolled everything back already. */
	if (db->depth > 1 && sqlite3_get_autocommit(db->h) == 0)
		sqlite3_exec(db->h, "ROLLBACK TO inner_work; RELEASE inner_work", NULL, NULL, NULL);
	else if (sqlite3_get_autocommit(db->h) == 0)
		sqlite3_exec(db->h, "ROLLBACK", NULL, NULL, NULL);
	db->depth--;
	if (db->depth == 0)
		leave_queue(db);
}

int
db_depth(const struct db *db)
{
	return db->depth;
}

void
db_set_wait(struct db *db, int milliseconds)
{
	db->wait_ms = milliseconds;
}

void
db_on_wait(struct db *db, bool (*fn)(void *ctx), void *ctx)
{
	db->on_wait = fn;
	db->on_wait_ctx = ctx;
}

void
db_begin_read(struct db *db)
{
	if (db->read_depth++ == 0 && db->depth == 0 && sqlite3_get_autocommit(db->h) != 0)
		raw(db, "BEGIN");
}

void
db_end_read(struct db *db)
{
	if (--db->read_depth == 0 && db->depth == 0 && sqlite3_get_autocommit(db->h) == 0)
		sqlite3_exec(db->h, "ROLLBACK", NULL, NULL, NULL);
}

void
db_enter_action(struct db *db)
{
	db->in_action++;
}

void
db_leave_action(struct db *db)
{
	db->in_action--;
}

/* Bytes of the log beside the file; 0 when there is none. */
static int64_t
log_size(const struct db *db)
{
	char name[4096];
	struct stat st;

	if (snprintf(name, sizeof name, "%s-wal", db->path) >= (int)sizeof name || stat(name, &st) != 0)
		return 0;
	return (int64_t)st.st_size;
}

void
db_checkpoint(struct db *db)
{
	struct err scrap = { 0 }, *old;
	bool mine = db->queued;

	if (db->readonly || db->depth > 0 || db->wal_pages == 0)
		return;
	if (!mine) {
		bool free;

		/* Nobody waits for this: when the queue is not to be had, the log stays as it is. */
		old = db_errors(db, &scrap);
		free = open_queue(db) && flock(db->queue_fd, LOCK_EX | LOCK_NB) == 0;
		db_errors(db, old);
		if (!free)
			return;
		db->queued = true;
	}
	sqlite3_wal_checkpoint_v2(db->h, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	db->wal_pages = 0;
	if (!mine)
		leave_queue(db);
}

/*
 * At the end of a session: fold the log into the file and cut it to nothing, when nobody else works in
 * the queue.  It is not waited for: a reader that is still there keeps the log, and whoever closes last cuts it.
 */
void
db_fold(struct db *db)
{
	struct err scrap = { 0 }, *old = db_errors(db, &scrap);

	/* Who only read leaves the file alone, unless others left it a long log. */
	if (!db->readonly && db->depth == 0 && log_size(db) > (db->commits > 0 ? 0 : LOG_LONG) && open_queue(db) &&
		flock(db->queue_fd, LOCK_EX | LOCK_NB) == 0) {
		sqlite3_busy_timeout(db->h, 0);
		sqlite3_wal_checkpoint_v2(db->h, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
		sqlite3_busy_timeout(db->h, DB_BUSY_MS);
		db->wal_pages = 0;
		flock(db->queue_fd, LOCK_UN);
	}
	db_errors(db, old);
}

bool
db_backup(struct db *db, const char *path, struct err *e)
{
	struct db *to = db_open(path, DB_CREATE | DB_FOREIGN, e);
	sqlite3_backup *b;
	int rc;

	if (to == NULL)
		return false;
	/* The copy is one self-contained file: no log beside it. */
	sqlite3_commit_hook(to->h, NULL, NULL);
	sqlite3_exec(to->h, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
	b = sqlite3_backup_init(to->h, "main", db->h, "main");
	if (b == NULL) {
		err_set(e, ERR_SYSTEM, NULL, 0, _("备份失败：%s"), sqlite3_errmsg(to->h));
		db_close(to);
		unlink(path);
		return false;
	}
	do
		rc = sqlite3_backup_step(b, -1);
	while (rc == SQLITE_BUSY || rc == SQLITE_LOCKED);
	sqlite3_backup_finish(b);
	if (rc == SQLITE_DONE)
		rc = sqlite3_exec(to->h, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL) == SQLITE_OK ? SQLITE_DONE
												      : SQLITE_ERROR;
	if (rc != SQLITE_DONE)
		err_set(e, ERR_SYSTEM, NULL, 0, _("备份失败：%s"), sqlite3_errmsg(to->h));
	db_close(to);
	if (rc != SQLITE_DONE)
		unlink(path);
	return rc == SQLITE_DONE;
}

bool
db_restore(struct db *db, struct db *from, struct err *e)
{
	struct err *old = db_errors(db, e);
	sqlite3_backup *b;
	int rc = SQLITE_ERROR;

	if (enter_queue(db)) {
		/* One write transaction of SQLite's own: other sessions see the old content or the new one. */
		b = sqlite3_backup_init(db->h, "main", from->h, "main");
		if (b != NULL) {
			do
				rc = sqlite3_backup_step(b, -1);
			while (rc == SQLITE_BUSY || rc == SQLITE_LOCKED);
			sqlite3_backup_finish(b);
			db->commits++;
		}
		if (rc != SQLITE_DONE)
			db_fail(db, _("恢复失败：%s"), sqlite3_errmsg(db->h));
		leave_queue(db);
	}
	db_errors(db, old);
	return rc == SQLITE_DONE;
}
