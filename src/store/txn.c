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

/* The gate before the queue: a lock of one byte of the same file, which belongs to the open file as flock() does. */
static bool
gate(struct db *db, bool close, bool wait)
{
#ifdef F_OFD_SETLKW
	struct flock l = { .l_type = close ? F_WRLCK : F_UNLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 1 };

	if (fcntl(db->queue_fd, wait ? F_OFD_SETLKW : F_OFD_SETLK, &l) != 0)
		return false;
#else
	(void)wait;
#endif
	db->gated = close;
	return true;
}

/*
 * Our turn: the gate, then the queue.  Whoever has just saved finds the gate shut by the one who waits next; with the
 * queue alone it took the lock again before that one had woken, and one session saved twenty times while another waited.
 */
static bool
take_turn(struct db *db, bool wait)
{
	if ((!db->gated && !gate(db, true, wait)) || flock(db->queue_fd, LOCK_EX | (wait ? 0 : LOCK_NB)) != 0)
		return false;
	gate(db, false, false);
	return true;
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
	if (take_turn(db, false)) {
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
		if (take_turn(db, true)) {
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
	if (db->gated)
		gate(db, false, false);
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

#define COPY_PAGES 128     /* half a megabyte at a time */
#define COPY_PAUSE_MS 20   /* at most, before the next */

/* Did anybody write since the log was as in *SEEN? */
static bool
others_write(const struct db *db, struct timespec *seen)
{
	char name[4096];
	struct stat st;
	bool wrote;

	if (snprintf(name, sizeof name, "%s-wal", db->path) >= (int)sizeof name || stat(name, &st) != 0)
		return false;
	wrote = st.st_mtim.tv_sec != seen->tv_sec || st.st_mtim.tv_nsec != seen->tv_nsec;
	*seen = st.st_mtim;
	return wrote;
}

/*
 * All pages, as of one moment: a read transaction holds it, so that the copying never begins anew.  While others save,
 * it goes in small pieces with as long a pause after each, and what was copied is sent to the disk at once: else
 * a gigabyte gathers in memory, and each save of the others waits until all of it is written.
 */
static int
copy_pages(struct db *db, sqlite3_backup *b, int fd)
{
	struct timespec seen = { 0, 0 };
	off_t sent = 0;
	int rc;

	(void)others_write(db, &seen);
	do {
		int64_t begun = now_ms(), took;
		struct stat st;

		rc = sqlite3_backup_step(b, COPY_PAGES);
		if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED)
			sqlite3_sleep(10);
		if (rc == SQLITE_OK && fstat(fd, &st) == 0 && st.st_size > sent) {
#ifdef SYNC_FILE_RANGE_WRITE
			sync_file_range(fd, sent, st.st_size - sent, SYNC_FILE_RANGE_WRITE);
#endif
			sent = st.st_size;
		}
		took = now_ms() - begun;
		if (rc == SQLITE_OK && others_write(db, &seen))
			sqlite3_sleep((int)(took < 1 ? 1 : took > COPY_PAUSE_MS ? COPY_PAUSE_MS : took));
	} while (rc == SQLITE_OK || rc == SQLITE_BUSY || rc == SQLITE_LOCKED);
	return rc;
}

bool
db_backup(struct db *db, const char *path, struct err *e)
{
	struct db *to = db_open(path, DB_CREATE | DB_FOREIGN, e);
	sqlite3_backup *b;
	int rc = SQLITE_ERROR, fd;

	if (to == NULL)
		return false;
	/* The copy is one self-contained file: no log beside it.  One that fails is removed: nothing need be undone. */
	sqlite3_commit_hook(to->h, NULL, NULL);
	sqlite3_exec(to->h, "PRAGMA journal_mode=DELETE; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-1024", NULL, NULL,
		NULL);
	fd = open(path, O_RDWR | O_CLOEXEC);
	db_begin_read(db);
	b = fd >= 0 && db_value(db, "SELECT count(*) FROM sqlite_schema", -1) >= 0 ? sqlite3_backup_init(to->h, "main", db->h, "main") : NULL;
	if (b != NULL) {
		rc = copy_pages(db, b, fd);
		sqlite3_backup_finish(b);
	}
	db_end_read(db);
	if (rc == SQLITE_DONE)
		rc = sqlite3_exec(to->h, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL) == SQLITE_OK && fsync(fd) == 0 ? SQLITE_DONE :
															    SQLITE_ERROR;
	if (rc != SQLITE_DONE)
		err_set(e, ERR_SYSTEM, NULL, 0, _("备份失败：%s"), sqlite3_errmsg(to->h));
	if (fd >= 0)
		close(fd);
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
