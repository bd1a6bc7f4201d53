/*
 * db.c: opening, statements, reading columns.  Transactions are in txn.c.
 *
 * Knows: SQLite's C interface.  Must not know: any table, the law.
 */
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "store/db_private.h"
#include "store/pool.h"
#include "store/search.h"

static void
in_action(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	const struct db *db = sqlite3_user_data(ctx);

	(void)argc;
	(void)argv;
	sqlite3_result_int(ctx, db->in_action > 0);
}

/* A commit that did not come through db_commit() is a bug: refuse it. */
static int
stray_commit(void *p)
{
	const struct db *db = p;

	return !db->committing;
}

static int
wal_grew(void *p, sqlite3 *h, const char *name, int pages)
{
	struct db *db = p;

	(void)h;
	(void)name;
	db->wal_pages = pages;
	return SQLITE_OK;
}

/* The system's own words when it was the system that refused. */
static const char *
why_not_open(struct db *db)
{
	int why = db->h != NULL ? sqlite3_system_errno(db->h) : 0;

	return why != 0 ? err_system(why) : sqlite3_errmsg(db->h);
}

static bool
pragma(struct db *db, const char *sql)
{
	int rc = sqlite3_exec(db->h, sql, NULL, NULL, NULL);

	if (rc != SQLITE_OK)
		db_fail_code(db, rc, sql);
	return rc == SQLITE_OK;
}

/* Nothing here writes into the file: it may yet turn out not to be ours. */
static bool
set_up(struct db *db)
{
	bool ok = true;

	sqlite3_db_config(db->h, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_db_config(db->h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db->h, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db->h, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(db->h, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	if (sqlite3_create_function(db->h, "in_action", 0, SQLITE_UTF8 | SQLITE_INNOCUOUS, db, in_action, NULL,
		NULL) != SQLITE_OK) {
		db_fail(db, "%s", sqlite3_errmsg(db->h));
		return false;
	}
	ok = ok && pragma(db, "PRAGMA trusted_schema=OFF");
	ok = ok && pragma(db, "PRAGMA foreign_keys=ON");
	ok = ok && pragma(db, "PRAGMA cell_size_check=ON");
	ok = ok && pragma(db, "PRAGMA temp_store=MEMORY");
	ok = ok && db_roomy(db, true);
	return ok && search_register(db);
}

bool
db_roomy(struct db *db, bool roomy)
{
	return pragma(db, roomy ? "PRAGMA cache_size=-16384" : "PRAGMA cache_size=-2048") &&
		pragma(db, roomy ? "PRAGMA mmap_size=268435456" : "PRAGMA mmap_size=0");
}

static bool
set_up_writing(struct db *db, unsigned flags)
{
	bool ok = pragma(db, "PRAGMA journal_mode=WAL");

	ok = ok && pragma(db, flags & DB_NOSYNC ? "PRAGMA synchronous=NORMAL" : "PRAGMA synchronous=FULL");
	ok = ok && pragma(db, "PRAGMA secure_delete=ON");
	ok = ok && pragma(db, "PRAGMA wal_autocheckpoint=0");
	/* After a great load the log is cut to this when it starts anew: 16 MiB, as many as are folded at once. */
	ok = ok && pragma(db, "PRAGMA journal_size_limit=16777216");
	sqlite3_wal_hook(db->h, wal_grew, db);
	sqlite3_commit_hook(db->h, stray_commit, db);
	return ok;
}

static bool
is_ours(struct db *db)
{
	int64_t id = db_value(db, "PRAGMA application_id", 0);

	if (db->err->code != ERR_OK) {
		/* Anything that is no database at all ends here: say so in the words of the case below. */
		if (sqlite3_errcode(db->h) != SQLITE_NOTADB)
			return false;
		err_clear(db->err);
	}
	if (id == DB_APPLICATION_ID)
		return true;
	db_fail(db, _("%s 不是监督的数据库文件"), db->path);
	return false;
}

/* Holds the file nothing at all, as one whose making was killed before anything was in it? */
static bool
is_blank(const char *path)
{
	char head[16] = "";
	sqlite3 *h = NULL;
	sqlite3_stmt *s = NULL;
	bool blank = false;
	FILE *f = fopen(path, "re");
	size_t n = f != NULL ? fread(head, 1, sizeof head, f) : sizeof head;

	if (f != NULL)
		fclose(f);
	/* SQLite itself takes a short file of anything for an empty database. */
	if (n > 0 && memcmp(head, "SQLite format 3", sizeof head) != 0)
		return false;
	if (sqlite3_open_v2(path, &h, SQLITE_OPEN_READWRITE | SQLITE_OPEN_PRIVATECACHE, NULL) == SQLITE_OK &&
		sqlite3_db_config(h, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL) == SQLITE_OK &&
		sqlite3_prepare_v2(h, "SELECT count(*) = 0 FROM sqlite_schema", -1, &s, NULL) == SQLITE_OK)
		blank = sqlite3_step(s) == SQLITE_ROW && sqlite3_column_int(s, 0) != 0;
	sqlite3_finalize(s);
	sqlite3_close(h);
	return blank;
}

/*
 * One thread, and nobody asks SQLite how much memory it holds: without the locks and the counting
 * around each allocation the schema is read in three quarters of the time.  Before the first use
 * of the library; later it is refused, and nothing is lost.
 */
static void
set_up_library(void)
{
	static bool done;

	if (!done) {
		sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
		sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
		pool_set_up();
	}
	done = true;
}

struct db *
db_open(const char *path, unsigned flags, struct err *e)
{
	struct db *db;
	bool made = false;
	int mode = flags & DB_READONLY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;

	if (path == NULL || *path == '\0' || *path == ':') {
		err_set(e, ERR_USAGE, "db", 0, _("请给出数据库文件名"));
		return NULL;
	}
	if (flags & DB_CREATE) {
		int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

		int why = errno;

		made = fd >= 0;
		if (!made && (why != EEXIST || !is_blank(path))) {
			err_set(e, why == EEXIST ? ERR_REFUSED : ERR_SYSTEM, "db", 0, _("不能新建 %s：%s"), path, err_system(why));
			return NULL;
		}
		if (made)
			close(fd);
	} else if (access(path, F_OK) != 0) {
		err_set(e, ERR_NOTFOUND, "db", 0, _("没有数据库文件 %s（用 jiandu init 新建）"), path);
		return NULL;
	}
	db = calloc(1, sizeof *db);
	if (db == NULL || (db->path = strdup(path)) == NULL) {
		free(db);
		err_set(e, ERR_SYSTEM, NULL, 0, _("内存不足"));
		return NULL;
	}
	set_up_library();
	err_clear(&db->scrap);
	db->err = e;
	db->queue_fd = -1;
	db->wait_ms = 10000;
	db->readonly = (flags & DB_READONLY) != 0;
	if (sqlite3_open_v2(path, &db->h, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, NULL) != SQLITE_OK) {
		db_fail(db, _("不能打开 %s：%s"), path, why_not_open(db));
	} else {
		sqlite3_busy_timeout(db->h, DB_BUSY_MS);
		sqlite3_extended_result_codes(db->h, 1);
		if ((flags & (DB_CREATE | DB_FOREIGN) || is_ours(db)) && set_up(db) && !(flags & DB_READONLY))
			set_up_writing(db, flags);
	}
	if (db_failed(db)) {
		db_close(db);
		if (made)
			db_remove(path);
		return NULL;
	}
	db->err = &db->scrap;
	db->ready = true;
	return db;
}

void
db_remove(const char *path)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-queue" };
	char name[4096];

	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
		if (snprintf(name, sizeof name, "%s%s", path, ends[i]) < (int)sizeof name)
			unlink(name);
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	if (db->h != NULL && !db->readonly && db->depth > 0)
		db_rollback(db);
	for (size_t i = 0; i < DB_BUCKETS; i++) {
		struct stmt *next;

		for (struct stmt *s = db->stmts[i]; s != NULL; s = next) {
			next = s->next;
			sqlite3_finalize(s->s);
			free(s->sql);
			free(s);
		}
		db->stmts[i] = NULL;
	}
	/* After the statements: one that still reads would hold the log. */
	if (db->h != NULL && db->ready)
		db_fold(db);
	if (db->h != NULL)
		sqlite3_close_v2(db->h);
	if (db->queue_fd >= 0)
		close(db->queue_fd);
	free(db->path);
	free(db);
}

const char *
db_path(const struct db *db)
{
	return db->path;
}

struct sqlite3 *
db_handle(struct db *db)
{
	return db->h;
}

struct err *
db_errors(struct db *db, struct err *e)
{
	struct err *old = db->err;

	if (e == NULL || e == &db->scrap) {
		err_clear(&db->scrap);
		e = &db->scrap;
	}
	db->err = e;
	return old;
}

bool
db_failed(const struct db *db)
{
	return db->err->code != ERR_OK;
}

void
db_fail(struct db *db, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	/* SQLite quotes what stands in the file, which may be damaged or made to deceive a terminal. */
	for (size_t at = 0, n = strlen(text); at < n;) {
		uint32_t cp;
		size_t used = text_decode(text + at, n - at, &cp);

		if (cp == 0xfffd || cp < 0x20 || (cp >= 0x7f && cp < 0xa0))
			memset(text + at, '?', used);
		at += used;
	}
	err_set(db->err, ERR_SYSTEM, NULL, 0, "%s", text);
}

/* What people read when SQLite refuses; what it was asked stands behind it only where nobody foresaw the case. */
void
db_fail_code(struct db *db, int rc, const char *sql)
{
	switch (rc & 0xff) {
	case SQLITE_FULL:
		db_fail(db, _("磁盘已满，没有保存：%s"), db->path);
		break;
	case SQLITE_BUSY:
		db_fail(db, _("别的会话占用数据库太久，没有保存，请再试"));
		break;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		db_fail(db, _("数据库文件已损坏：%s（%s）"), db->path, sqlite3_errmsg(db->h));
		break;
	case SQLITE_READONLY:
		db_fail(db, _("数据库文件只读，没有保存：%s"), db->path);
		break;
	case SQLITE_IOERR:
		/* A quota or a size limit ends here too, not only a failing disk. */
		db_fail(db, _("读写磁盘出错，没有保存：%s（%d）"), db->path, rc);
		break;
	case SQLITE_INTERRUPT:
		err_set(db->err, ERR_CANCELLED, NULL, 0, _("已停止"));
		break;
	case SQLITE_CANTOPEN:
		db_fail(db, _("不能打开 %s：%s"), db->path, why_not_open(db));
		break;
	default:
		db_fail(db, "%s [%d] (%.200s)", sqlite3_errmsg(db->h), rc, sql);
		break;
	}
}

struct stmt *
db_prepare(struct db *db, const char *sql)
{
	uint32_t h = text_hash(TEXT_HASH, sql);
	struct stmt **bucket = &db->stmts[h % DB_BUCKETS];
	struct stmt *s;

	/* By content, never by address: store/query.c joins its text in arenas, whose memory is used again. */
	for (s = *bucket; s != NULL; s = s->next)
		if (!s->busy && s->hash == h && strcmp(s->sql, sql) == 0)
			break;
	if (s == NULL) {
		s = calloc(1, sizeof *s);
		if (s == NULL || (s->sql = strdup(sql)) == NULL) {
			fprintf(stderr, "jiandu: out of memory\n");
			abort();
		}
		s->db = db;
		s->hash = h;
		s->next = *bucket;
		*bucket = s;
	}
	if (s->s == NULL && !db_failed(db)) {
		int rc = sqlite3_prepare_v3(db->h, sql, -1, SQLITE_PREPARE_PERSISTENT, &s->s, NULL);

		if (rc != SQLITE_OK) {
			db_fail_code(s->db, rc, s->sql);
			s->s = NULL;
		}
	}
	if (s->s != NULL)
		sqlite3_clear_bindings(s->s);
	s->busy = true;
	return s;
}

static int
parameter(struct stmt *s, const char *name)
{
	int i;

	if (s->s == NULL)
		return 0;
	i = sqlite3_bind_parameter_index(s->s, name);
	if (i == 0) {
		fprintf(stderr, "jiandu: no bind %s in: %s\n", name, s->sql);
		abort();
	}
	return i;
}

bool
db_has_bind(const struct stmt *s, const char *name)
{
	return s->s != NULL && sqlite3_bind_parameter_index(s->s, name) > 0;
}

void
db_bind_int(struct stmt *s, const char *name, int64_t v)
{
	int i = parameter(s, name);

	if (i > 0)
		sqlite3_bind_int64(s->s, i, v);
}

void
db_bind_text(struct stmt *s, const char *name, const char *v)
{
	int i = parameter(s, name);

	if (i > 0 && v != NULL)
		sqlite3_bind_text(s->s, i, v, -1, SQLITE_TRANSIENT);
}

void
db_bind_null(struct stmt *s, const char *name)
{
	int i = parameter(s, name);

	if (i > 0)
		sqlite3_bind_null(s->s, i);
}

void
db_bind_day(struct stmt *s, const char *name, day_t d)
{
	char text[DAY_TEXT];

	if (d == DAY_NONE)
		db_bind_null(s, name);
	else
		db_bind_text(s, name, day_format(d, text));
}

void
db_bind_blob(struct stmt *s, const char *name, const void *v, size_t n)
{
	int i = parameter(s, name);

	if (i > 0)
		sqlite3_bind_blob64(s->s, i, v, n, SQLITE_TRANSIENT);
}

bool
db_step(struct stmt *s)
{
	int rc;

	if (s->s == NULL || db_failed(s->db)) {
		db_done(s);
		return false;
	}
	rc = sqlite3_step(s->s);
	if (rc == SQLITE_ROW)
		return true;
	if (rc != SQLITE_DONE)
		db_fail_code(s->db, rc, s->sql);
	db_done(s);
	return false;
}

void
db_done(struct stmt *s)
{
	if (s->s != NULL)
		sqlite3_reset(s->s);
	s->busy = false;
}

bool
db_run(struct stmt *s)
{
	while (db_step(s))
		;
	return !db_failed(s->db);
}

int64_t
db_int(struct stmt *s, int col)
{
	return s->s != NULL ? sqlite3_column_int64(s->s, col) : 0;
}

const char *
db_text(struct stmt *s, int col)
{
	const unsigned char *t = s->s != NULL ? sqlite3_column_text(s->s, col) : NULL;

	return t != NULL ? (const char *)t : "";
}

bool
db_is_null(struct stmt *s, int col)
{
	return s->s == NULL || sqlite3_column_type(s->s, col) == SQLITE_NULL;
}

day_t
db_day(struct stmt *s, int col)
{
	return db_is_null(s, col) ? DAY_NONE : day_parse_iso(db_text(s, col));
}

const void *
db_blob(struct stmt *s, int col, size_t *n)
{
	const void *p = s->s != NULL ? sqlite3_column_blob(s->s, col) : NULL;

	*n = p != NULL ? (size_t)sqlite3_column_bytes(s->s, col) : 0;
	return p;
}

int64_t
db_value(struct db *db, const char *sql, int64_t absent)
{
	struct stmt *s = db_prepare(db, sql);
	int64_t v = absent;

	if (db_step(s)) {
		if (!db_is_null(s, 0))
			v = db_int(s, 0);
		db_done(s);
	}
	return v;
}

bool
db_exec(struct db *db, const char *sql)
{
	int rc;

	if (db_failed(db))
		return false;
	rc = sqlite3_exec(db->h, sql, NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		db_fail_code(db, rc, sql);
	return rc == SQLITE_OK;
}

void
db_on_step(struct db *db, int (*fn)(void *ctx), void *ctx)
{
	/* Steps of SQLite's machine between two calls: below a millisecond. */
	sqlite3_progress_handler(db->h, fn != NULL ? 5000 : 0, fn, ctx);
}

int64_t
db_changes(struct db *db)
{
	return sqlite3_changes64(db->h);
}

int64_t
db_data_version(struct db *db)
{
	struct err e = { 0 }, *old = db_errors(db, &e);
	int64_t v = db_value(db, "PRAGMA data_version", 0);

	/* PRAGMA data_version counts the others' commits; ours are added. */
	db_errors(db, old);
	return v * 1000003 + db->commits;
}

const char *
db_library_version(void)
{
	return sqlite3_libversion();
}
