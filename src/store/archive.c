/*
 * archive.c: the beginning of the trail in a file of its own.
 *
 * Knows: trail, change, archive, anchor.  Must not know: who may cut the trail, when.
 */
#include "store/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/i18n.h"
#include "base/io.h"
#include "store/db_private.h"
#include "store/trail_private.h"

#define ARCHIVE_ID 0x6a646172 /* "jdar": application_id of an archive */

static const char archive_schema[] =
	"CREATE TABLE about (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
	"CREATE TABLE trail (seq INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL, account INTEGER NOT NULL, who TEXT NOT NULL,"
	" flow TEXT NOT NULL, record INTEGER NOT NULL, action TEXT NOT NULL, article INTEGER NOT NULL, happened_on TEXT,"
	" received_on TEXT, outcome INTEGER NOT NULL, today_set INTEGER NOT NULL, digest BLOB NOT NULL, words BLOB NOT NULL,"
	" hash BLOB NOT NULL) STRICT;"
	"CREATE TABLE change (seq INTEGER NOT NULL PRIMARY KEY, salt BLOB, note TEXT, change TEXT) STRICT;"
	"CREATE INDEX trail_record ON trail(record, seq, outcome);"
	"PRAGMA application_id=0x6a646172;";

/* ---- what may go ---- */

int64_t
archive_upto(struct db *db, day_t before, bool *more)
{
	int64_t first = db_value(db, "SELECT min(seq) FROM trail", 0), last = db_value(db, "SELECT max(seq) FROM trail", 0);
	struct stmt *s = db_prepare(db, "SELECT seq FROM trail WHERE at >= :before ORDER BY seq LIMIT 1");

	db_bind_day(s, ":before", before);
	if (db_step(s))
		last = db_int(s, 0) - 1;
	db_done(s);
	*more = last - first + 1 > ARCHIVE_ROWS_MOST;
	if (*more)
		last = first + ARCHIVE_ROWS_MOST - 1;
	return last >= first ? last : 0;
}

/* ---- writing ---- */

static void
say(struct db *file, const char *key, const char *value)
{
	struct stmt *s = db_prepare(file, "INSERT INTO about (key, value) VALUES (:key, :value)");

	db_bind_text(s, ":key", key);
	db_bind_text(s, ":value", value);
	db_run(s);
}

static void
say_int(struct db *file, const char *key, int64_t value)
{
	char text[32];

	snprintf(text, sizeof text, "%lld", (long long)value);
	say(file, key, text);
}

static void
copy_text(struct stmt *to, const char *name, struct stmt *from, int col)
{
	db_bind_text(to, name, db_is_null(from, col) ? NULL : db_text(from, col));
}

static void
copy_blob(struct stmt *to, const char *name, struct stmt *from, int col)
{
	size_t n;
	const void *p = db_blob(from, col, &n);

	if (p != NULL)
		db_bind_blob(to, name, p, n);
	else
		db_bind_null(to, name);
}

/* The row S as it stands; the words beside it. */
static bool
copy_row(struct db *file, struct stmt *s)
{
	static const struct {
		const char *name;
		enum { TEXT, NUMBER, BLOB } type;
	} cols[] = { { ":seq", NUMBER }, { ":at", TEXT }, { ":account", NUMBER }, { ":who", TEXT }, { ":flow", TEXT },
		{ ":record", NUMBER }, { ":action", TEXT }, { ":article", NUMBER }, { ":happened_on", TEXT }, { ":received_on", TEXT },
		{ ":outcome", NUMBER }, { ":today_set", NUMBER }, { ":digest", BLOB }, { ":words", BLOB }, { ":hash", BLOB } };
	struct stmt *to = db_prepare(file,
		"INSERT INTO trail (seq, at, account, who, flow, record, action, article, happened_on, received_on, outcome, today_set, "
		"digest, words, hash) VALUES (:seq, :at, :account, :who, :flow, :record, :action, :article, :happened_on, :received_on, "
		":outcome, :today_set, :digest, :words, :hash)");

	for (int i = 0; i < (int)(sizeof cols / sizeof *cols); i++)
		if (cols[i].type == NUMBER)
			db_bind_int(to, cols[i].name, db_int(s, i));
		else if (cols[i].type == BLOB)
			copy_blob(to, cols[i].name, s, i);
		else
			copy_text(to, cols[i].name, s, i);
	if (!db_run(to))
		return false;
	if (db_is_null(s, 15))
		return true; /* the walk will say so */
	to = db_prepare(file, "INSERT INTO change (seq, salt, note, change) VALUES (:seq, :salt, :note, :change)");
	db_bind_int(to, ":seq", db_int(s, 15));
	copy_blob(to, ":salt", s, 16);
	copy_text(to, ":note", s, 17);
	copy_text(to, ":change", s, 18);
	return db_run(to);
}

static bool
copy_rows(struct db *db, struct db *file, struct arena *a, struct archive *x)
{
	struct stmt *s = db_prepare(db, WHOLE_ROWS "WHERE t.seq <= :upto ORDER BY t.seq");
	uint8_t hash[HASH_SIZE];
	bool ok = true;

	db_bind_int(s, ":upto", x->upto);
	while (ok && db_step(s)) {
		if (x->from == 0) {
			x->from = db_int(s, 0);
			x->first_at = arena_strdup(a, db_text(s, 1));
		}
		if (db_int(s, 0) == x->upto) {
			x->last_at = arena_strdup(a, db_text(s, 1));
			read_hash(s, 14, hash);
			to_hex(hash, x->head);
		}
		x->erased += !db_is_null(s, 15) && db_is_null(s, 16);
		ok = copy_row(file, s);
	}
	db_done(s);
	return ok && !db_failed(db) && !db_failed(file);
}

/* Where the chain stood before the live trail's first row. */
static void
start_of(struct db *db, struct walk *w)
{
	struct stmt *s = db_prepare(db, "SELECT upto, head FROM archive ORDER BY upto DESC LIMIT 1");

	memset(w->prev, 0, sizeof w->prev);
	w->next = 1;
	if (db_step(s)) {
		w->next = db_int(s, 0) + 1;
		digest_bytes(db_text(s, 1), w->prev, HASH_SIZE);
		db_done(s);
	}
}

static bool
sm3_of_file(const char *path, char hex[ARCHIVE_HEX], struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	uint8_t block[65536], hash[HASH_SIZE];
	struct sm3_ctx h;
	ssize_t n = -1;

	sm3_init(&h);
	while (fd >= 0 && ((n = read(fd, block, sizeof block)) > 0 || (n < 0 && errno == EINTR)))
		if (n > 0)
			sm3_update(&h, (size_t)n, block);
	if (n < 0)
		err_set(e, ERR_SYSTEM, NULL, 0, _("不能读 %s：%s"), path, err_system(errno));
	if (fd >= 0)
		close(fd);
	digest_end(sm3_digest, &h, HASH_SIZE, hash);
	to_hex(hash, hex);
	return n == 0;
}

/* The rows are those of a chain that begins where START stands and ends in HEAD. */
static bool
walk_file(struct walk *w, const char *path, const char *head, int64_t upto, struct err *e)
{
	struct db *file = archive_open(path, e);
	struct err *old;
	char hex[ARCHIVE_HEX];
	bool ok;

	if (file == NULL)
		return false;
	old = db_errors(file, e);
	ok = walk_rows(w, file, e);
	db_errors(file, old);
	db_close(file);
	to_hex(w->prev, hex);
	return ok && ((w->next - 1 == upto && strcmp(hex, head) == 0) ||
		err_set(e, ERR_SYSTEM, NULL, 0, _("归档文件 %s 与登记的不符：被改动或者截短"), path));
}

static bool
write_file(struct db *db, struct arena *a, const char *path, const struct walk *start, struct archive *x, struct err *e)
{
	struct db *file = db_open(path, DB_CREATE | DB_FOREIGN | DB_NOSYNC, e);
	struct err *old;
	char before[ARCHIVE_HEX];
	bool ok;

	if (file == NULL)
		return false;
	old = db_errors(file, e);
	to_hex(start->prev, before);
	/* One self-contained file that nobody else writes: no log beside it, no queue for it. */
	sqlite3_commit_hook(db_handle(file), NULL, NULL);
	ok = db_exec(file, "PRAGMA journal_mode=DELETE; BEGIN") && db_exec(file, archive_schema) && copy_rows(db, file, a, x);
	say_int(file, "district", db_value(db, "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district'", 0));
	say_int(file, "from", x->from);
	say_int(file, "upto", x->upto);
	say(file, "before", before);
	say(file, "head", x->head);
	ok = ok && !db_failed(file) && db_exec(file, "COMMIT");
	db_errors(file, old);
	db_close(file);
	return ok && file_sync(path, e);
}

bool
archive_write(struct db *db, struct arena *a, int64_t upto, const char *path, struct archive *out,
	bool (*progress)(void *ctx, int64_t done, int64_t total), void *ctx, struct err *e)
{
	struct err *old = db_errors(db, e);
	struct walk w = { .want = -1, .progress = progress, .ctx = ctx };
	bool ok;

	*out = (struct archive){ .upto = upto, .first_at = "", .last_at = "" };
	db_begin_read(db);
	start_of(db, &w);
	w.total = upto - w.next + 1;
	ok = !db_failed(db) && write_file(db, a, path, &w, out, e);
	db_end_read(db);
	db_errors(db, old);
	/* Read again, as whoever opens it in twenty years. */
	ok = ok && walk_file(&w, path, out->head, upto, e) && sm3_of_file(path, out->sm3, e);
	if (!ok)
		db_remove(path);
	return ok;
}

/* ---- cutting ---- */

bool
archive_fits(struct db *db, const struct archive *x)
{
	struct stmt *s = db_prepare(db,
		"SELECT (SELECT min(seq) FROM trail), (SELECT hash FROM trail WHERE seq = :upto), "
		"(SELECT count(*) FROM change WHERE seq <= :upto AND salt IS NULL)");
	uint8_t hash[HASH_SIZE];
	char hex[ARCHIVE_HEX];
	bool fits = false;

	db_bind_int(s, ":upto", x->upto);
	if (db_step(s) && read_hash(s, 1, hash)) {
		to_hex(hash, hex);
		fits = db_int(s, 0) == x->from && strcmp(hex, x->head) == 0 && db_int(s, 2) == x->erased;
	}
	db_done(s);
	return fits;
}

static bool
anchors_sm3(struct db *db, char hex[ARCHIVE_HEX])
{
	struct stmt *s = db_prepare(db, "SELECT record, flow, acts, seq, digest FROM anchor ORDER BY record");
	uint8_t digest[HASH_SIZE];
	struct sm3_ctx h;

	sm3_init(&h);
	while (db_step(s)) {
		put_int(&h, db_int(s, 0));
		put_text(&h, db_text(s, 1));
		put_int(&h, db_int(s, 2));
		put_int(&h, db_int(s, 3));
		read_hash(s, 4, digest);
		sm3_update(&h, HASH_SIZE, digest);
	}
	db_done(s);
	digest_end(sm3_digest, &h, HASH_SIZE, digest);
	to_hex(digest, hex);
	return !db_failed(db);
}

bool
archive_anchor(struct db *db, int64_t upto, char hex[ARCHIVE_HEX])
{
	struct stmt *s = db_prepare(db,
		"INSERT INTO anchor (record, flow, acts, seq, digest, salt) "
		"SELECT t.record, t.flow, n.acts, t.seq, t.digest, c.salt "
		"FROM (SELECT record, max(seq) AS seq, count(*) AS acts FROM trail "
		"WHERE seq <= :upto AND outcome = 0 AND record <> 0 GROUP BY record) n "
		"JOIN trail t ON t.seq = n.seq JOIN change c ON c.seq = t.seq WHERE true "
		"ON CONFLICT (record) DO UPDATE SET acts = acts + excluded.acts, flow = excluded.flow, seq = excluded.seq, "
		"digest = excluded.digest, salt = excluded.salt");

	db_bind_int(s, ":upto", upto);
	return db_run(s) && anchors_sm3(db, hex);
}

bool
archive_cut(struct db *db, int64_t upto)
{
	struct stmt *s = db_prepare(db, "DELETE FROM change WHERE seq <= :upto");

	db_bind_int(s, ":upto", upto);
	if (!db_run(s))
		return false;
	s = db_prepare(db, "DELETE FROM trail WHERE seq <= :upto");
	db_bind_int(s, ":upto", upto);
	return db_run(s);
}

/* ---- reading, proving ---- */

int64_t
archive_end(struct db *db, int64_t *n)
{
	*n = db_value(db, "SELECT count(*) FROM archive", 0);
	return db_value(db, "SELECT max(upto) FROM archive", 0);
}

struct db *
archive_open(const char *path, struct err *e)
{
	struct err why = { 0 };
	struct db *file = db_open(path, DB_READONLY | DB_FOREIGN, &why);
	struct err *old;
	bool ok = false;

	if (file != NULL) {
		old = db_errors(file, &why);
		ok = db_value(file, "PRAGMA application_id", 0) == ARCHIVE_ID && !db_failed(file);
		db_errors(file, old);
	}
	if (ok)
		return file;
	db_close(file);
	if (why.code == ERR_NOTFOUND)
		err_set(e, ERR_NOTFOUND, NULL, 0, _("没有归档文件 %s"), path);
	else
		err_set(e, ERR_SYSTEM, NULL, 0, _("%s 不是留痕的归档文件，或者已损坏"), path);
	return NULL;
}

/* Which rows the file says it ends with; 0 with E when it is no archive. */
static int64_t
ends_with(const char *path, struct err *e)
{
	struct db *file = archive_open(path, e);
	struct err *old;
	int64_t upto;

	if (file == NULL)
		return 0;
	old = db_errors(file, e);
	upto = db_value(file, "SELECT CAST(value AS INTEGER) FROM about WHERE key = 'upto'", 0);
	db_errors(file, old);
	db_close(file);
	if (upto == 0)
		err_set(e, ERR_SYSTEM, NULL, 0, _("%s 不是留痕的归档文件，或者已损坏"), path);
	return upto;
}

bool
archive_walk(struct walk *w, struct db *db, const char *const *files, size_t n, struct err *e)
{
	struct stmt *s = db_prepare(db, "SELECT from_seq, upto, sm3, head FROM archive ORDER BY upto");
	char hex[ARCHIVE_HEX];
	size_t used = 0;
	bool ok = true;

	w->total += db_value(db, "SELECT max(upto) FROM archive", 0);
	while (ok && db_step(s)) {
		const char *file = NULL;

		for (size_t i = 0; i < n && ok && file == NULL; i++) {
			int64_t upto = ends_with(files[i], e);

			ok = upto != 0;
			if (upto == db_int(s, 1))
				file = files[i];
		}
		if (ok && file == NULL)
			ok = err_set(e, ERR_REFUSED, NULL, 0, _("缺少第%lld至%lld条的归档文件"), (long long)db_int(s, 0),
				(long long)db_int(s, 1));
		ok = ok && sm3_of_file(file, hex, e);
		if (ok && strcmp(hex, db_text(s, 2)) != 0)
			ok = err_set(e, ERR_SYSTEM, NULL, 0, _("归档文件 %s 与登记的不符：被改动或者截短"), file);
		ok = ok && walk_file(w, file, db_text(s, 3), db_int(s, 1), e);
		used++;
	}
	db_done(s);
	if (ok && used < n)
		ok = err_set(e, ERR_REFUSED, NULL, 0, _("给出%zu个归档文件，这个数据库只有%zu个"), n, used);
	return ok && !db_failed(db);
}

bool
archive_skip(struct walk *w, struct db *db)
{
	start_of(db, w);
	return !db_failed(db);
}

bool
archive_anchored(struct db *db, struct err *e)
{
	struct stmt *s = db_prepare(db, "SELECT anchors FROM archive ORDER BY upto DESC LIMIT 1");
	char hex[ARCHIVE_HEX];
	bool ok, any = db_step(s);

	if (any) {
		ok = anchors_sm3(db, hex) && strcmp(hex, db_text(s, 0)) == 0;
		db_done(s);
	} else {
		ok = db_value(db, "SELECT 1 FROM anchor LIMIT 1", 0) == 0;
	}
	return ok || db_failed(db) ? ok : err_set(e, ERR_SYSTEM, NULL, 0, "%s", _("归档时留下的各件摘要被改动"));
}
