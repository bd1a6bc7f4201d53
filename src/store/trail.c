/*
 * trail.c: who did what when by which article, chained.
 *
 * Knows: the tables trail and change, SM3.  Must not know: what an action means.
 *
 * Each row's hash is SM3 over the hash of the row before it, the row's columns,
 * and two digests: of the record's new image and of the row's words (note and
 * change), both salted.  Salt and words stand in another table and may be
 * erased; without the salt a digest gives nothing away, and the chain, which
 * holds only digests, can still be proved.
 *
 * Everything hashed is put as eight bytes, most significant first, for a number
 * and as length and bytes for a text, so that no two rows give the same input.
 */
#include <errno.h>
#include <nettle/sm3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/i18n.h"
#include "store/books.h"

#define SALT_SIZE 16
#define HASH_SIZE SM3_DIGEST_SIZE

static void
put_int(struct sm3_ctx *h, int64_t v)
{
	uint8_t b[8];

	for (int i = 0; i < 8; i++)
		b[i] = (uint8_t)((uint64_t)v >> (56 - 8 * i));
	sm3_update(h, sizeof b, b);
}

static void
put_text(struct sm3_ctx *h, const char *s)
{
	size_t n = strlen(s);

	put_int(h, (int64_t)n);
	sm3_update(h, n, (const uint8_t *)s);
}

static void
digest_image(const uint8_t salt[SALT_SIZE], const char *image, uint8_t out[HASH_SIZE])
{
	struct sm3_ctx h;

	sm3_init(&h);
	sm3_update(&h, SALT_SIZE, salt);
	put_text(&h, image);
	digest_end(sm3_digest, &h, HASH_SIZE, out);
}

static void
digest_words(const uint8_t salt[SALT_SIZE], const char *note, const char *change, uint8_t out[HASH_SIZE])
{
	struct sm3_ctx h;

	sm3_init(&h);
	sm3_update(&h, SALT_SIZE, salt);
	put_text(&h, note);
	put_text(&h, change);
	digest_end(sm3_digest, &h, HASH_SIZE, out);
}

/* The columns as they stand in the file; days are text there. */
struct columns {
	const char *at, *who, *flow, *action, *happened_on, *received_on;
	int64_t seq, account, record, article, outcome, today_set;
};

static void
chain(const uint8_t before[HASH_SIZE], const struct columns *c, const uint8_t digest[HASH_SIZE],
	const uint8_t words[HASH_SIZE], uint8_t out[HASH_SIZE])
{
	struct sm3_ctx h;

	sm3_init(&h);
	sm3_update(&h, HASH_SIZE, before);
	put_int(&h, c->seq);
	put_text(&h, c->at);
	put_int(&h, c->account);
	put_text(&h, c->who);
	put_text(&h, c->flow);
	put_int(&h, c->record);
	put_text(&h, c->action);
	put_int(&h, c->article);
	put_text(&h, c->happened_on);
	put_text(&h, c->received_on);
	put_int(&h, c->outcome);
	put_int(&h, c->today_set);
	sm3_update(&h, HASH_SIZE, digest);
	sm3_update(&h, HASH_SIZE, words);
	digest_end(sm3_digest, &h, HASH_SIZE, out);
}

/*
 * Random bytes are fetched some pages at a time: a system call for each row of a
 * bulk load would cost more than the hash.  A forked child fetches its own.
 */
static bool
salt_new(struct db *db, uint8_t out[SALT_SIZE])
{
	static uint8_t pool[256 * SALT_SIZE];
	static size_t used = sizeof pool;
	static pid_t owner;

	if (used == sizeof pool || owner != getpid()) {
		size_t n = 0;

		while (n < sizeof pool) {
			ssize_t got = getrandom(pool + n, sizeof pool - n, 0);

			if (got < 0 && errno == EINTR)
				continue;
			if (got <= 0) {
				db_fail(db, _("系统不给随机数：%s"), err_system(errno));
				return false;
			}
			n += (size_t)got;
		}
		used = 0;
		owner = getpid();
	}
	memcpy(out, pool + used, SALT_SIZE);
	memset(pool + used, 0, SALT_SIZE);
	used += SALT_SIZE;
	return true;
}

/* Column COL as a hash into OUT; all zero when it has another length. */
static bool
read_hash(struct stmt *s, int col, uint8_t out[HASH_SIZE])
{
	size_t n;
	const void *p = db_blob(s, col, &n);

	if (p == NULL || n != HASH_SIZE) {
		memset(out, 0, HASH_SIZE);
		return false;
	}
	memcpy(out, p, HASH_SIZE);
	return true;
}

/*
 * The end of the chain, read from the file each time: it must be right when
 * another session wrote in between and when a savepoint was rolled back, and is
 * one look at the last row of a table.
 */
static int64_t
head(struct db *db, uint8_t hash[HASH_SIZE])
{
	struct stmt *s = db_prepare(db, "SELECT seq, hash FROM trail ORDER BY seq DESC LIMIT 1");
	int64_t seq = 0;

	memset(hash, 0, HASH_SIZE);
	if (db_step(s)) {
		seq = db_int(s, 0);
		read_hash(s, 1, hash);
		db_done(s);
	}
	return seq;
}

static const char *
text_or_empty(const char *s)
{
	return s != NULL ? s : "";
}

bool
trail_add(struct db *db, struct trail_entry *t, const char *image)
{
	uint8_t salt[SALT_SIZE], before[HASH_SIZE], digest[HASH_SIZE], words[HASH_SIZE], hash[HASH_SIZE];
	char happened[DAY_TEXT], received[DAY_TEXT];
	struct columns c = {
		.at = text_or_empty(t->at),
		.who = text_or_empty(t->who),
		.flow = text_or_empty(t->flow),
		.action = text_or_empty(t->action),
		.happened_on = day_format(t->happened_on, happened),
		.received_on = day_format(t->received_on, received),
		.account = t->account,
		.record = t->record,
		.article = t->article,
		.outcome = t->outcome,
		.today_set = t->today_set,
	};
	struct stmt *s;

	if (db_failed(db) || !salt_new(db, salt))
		return false;
	t->seq = c.seq = head(db, before) + 1;
	digest_image(salt, text_or_empty(image), digest);
	digest_words(salt, text_or_empty(t->note), text_or_empty(t->change), words);
	chain(before, &c, digest, words, hash);

	s = db_prepare(db,
		"INSERT INTO trail(seq, at, account, who, flow, record, action, article, happened_on, received_on, "
		"outcome, today_set, digest, words, hash) VALUES (:seq, :at, :account, :who, :flow, :record, :action, "
		":article, :happened_on, :received_on, :outcome, :today_set, :digest, :words, :hash)");
	db_bind_int(s, ":seq", c.seq);
	db_bind_text(s, ":at", c.at);
	db_bind_int(s, ":account", c.account);
	db_bind_text(s, ":who", c.who);
	db_bind_text(s, ":flow", c.flow);
	db_bind_int(s, ":record", c.record);
	db_bind_text(s, ":action", c.action);
	db_bind_int(s, ":article", c.article);
	db_bind_day(s, ":happened_on", t->happened_on);
	db_bind_day(s, ":received_on", t->received_on);
	db_bind_int(s, ":outcome", c.outcome);
	db_bind_int(s, ":today_set", c.today_set);
	db_bind_blob(s, ":digest", digest, HASH_SIZE);
	db_bind_blob(s, ":words", words, HASH_SIZE);
	db_bind_blob(s, ":hash", hash, HASH_SIZE);
	if (!db_run(s))
		return false;

	s = db_prepare(db, "INSERT INTO change(seq, salt, note, change) VALUES (:seq, :salt, :note, :change)");
	db_bind_int(s, ":seq", c.seq);
	db_bind_blob(s, ":salt", salt, SALT_SIZE);
	db_bind_text(s, ":note", text_or_empty(t->note));
	db_bind_text(s, ":change", text_or_empty(t->change));
	return db_run(s);
}

#define ENTRY_COLUMNS                                                                                              \
	"t.seq, t.at, t.account, t.who, t.flow, t.record, t.action, t.article, t.happened_on, t.received_on, "     \
	"t.outcome, c.note, c.change, t.today_set"

/* Collect at most MAX rows of ENTRY_COLUMNS. */
static size_t
collect(struct stmt *s, struct arena *a, size_t max, struct trail_entry **out)
{
	size_t n = 0, room = 0;
	struct trail_entry *v = NULL;

	while (n < max && db_step(s)) {
		struct trail_entry *t;

		if (n == room) {
			struct trail_entry *more;

			room = room != 0 ? room * 2 : 16;
			more = arena_alloc(a, room * sizeof *more);
			if (n > 0)
				memcpy(more, v, n * sizeof *v);
			v = more;
		}
		t = &v[n++];
		t->seq = db_int(s, 0);
		t->at = arena_strdup(a, db_text(s, 1));
		t->account = db_int(s, 2);
		t->who = arena_strdup(a, db_text(s, 3));
		t->flow = arena_strdup(a, db_text(s, 4));
		t->record = db_int(s, 5);
		t->action = arena_strdup(a, db_text(s, 6));
		t->article = (int)db_int(s, 7);
		t->happened_on = db_day(s, 8);
		t->received_on = db_day(s, 9);
		t->outcome = (int)db_int(s, 10);
		t->note = arena_strdup(a, db_text(s, 11));
		t->change = arena_strdup(a, db_text(s, 12));
		t->today_set = db_int(s, 13) != 0;
	}
	db_done(s);
	*out = v;
	return n;
}

static int64_t
limit(size_t max)
{
	return max < INT64_MAX ? (int64_t)max : INT64_MAX;
}

size_t
trail_of(struct db *db, struct arena *a, int64_t record, int64_t below, size_t max, struct trail_entry **out)
{
	struct stmt *s = db_prepare(db,
		"SELECT " ENTRY_COLUMNS " FROM trail t LEFT JOIN change c ON c.seq = t.seq "
		"WHERE t.record = :record AND t.outcome = 0 AND t.seq < :below ORDER BY t.seq DESC LIMIT :max");

	db_bind_int(s, ":record", record);
	db_bind_int(s, ":below", below > 0 ? below : INT64_MAX);
	db_bind_int(s, ":max", limit(max));
	return collect(s, a, max, out);
}

size_t
trail_page(struct db *db, struct arena *a, int64_t below, size_t max, struct trail_entry **out)
{
	struct stmt *s = db_prepare(db,
		"SELECT " ENTRY_COLUMNS " FROM trail t LEFT JOIN change c ON c.seq = t.seq "
		"WHERE t.seq < :below ORDER BY t.seq DESC LIMIT :max");

	db_bind_int(s, ":below", below > 0 ? below : INT64_MAX);
	db_bind_int(s, ":max", limit(max));
	return collect(s, a, max, out);
}

int64_t
trail_acts(struct db *db, int64_t record)
{
	struct stmt *s = db_prepare(db, "SELECT count(*) FROM trail WHERE record = :record AND outcome = 0");
	int64_t n = 0;

	db_bind_int(s, ":record", record);
	if (db_step(s))
		n = db_int(s, 0);
	db_done(s);
	return n;
}

bool
trail_has(struct db *db, int64_t record)
{
	struct stmt *s = db_prepare(db, "SELECT 1 FROM trail WHERE record = :record AND outcome = 0 LIMIT 1");
	bool found;

	db_bind_int(s, ":record", record);
	found = db_step(s);
	db_done(s);
	return found;
}

static void
to_hex(const uint8_t hash[HASH_SIZE], char hex[65])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < HASH_SIZE; i++) {
		hex[2 * i] = digits[hash[i] >> 4];
		hex[2 * i + 1] = digits[hash[i] & 15];
	}
	hex[2 * HASH_SIZE] = '\0';
}

bool
trail_head(struct db *db, int64_t *seq, char hex[65])
{
	uint8_t hash[HASH_SIZE];

	*seq = head(db, hash);
	to_hex(hash, hex);
	return !db_failed(db);
}

bool
trail_head_at(struct db *db, int64_t *seq, char hex[65])
{
	struct stmt *s;
	uint8_t hash[HASH_SIZE];
	bool found;

	if (*seq == 0)
		return trail_head(db, seq, hex) && *seq > 0;
	s = db_prepare(db, "SELECT hash FROM trail WHERE seq = :seq");
	db_bind_int(s, ":seq", *seq);
	found = db_step(s);
	if (found) {
		read_hash(s, 0, hash);
		db_done(s);
		to_hex(hash, hex);
	}
	return found;
}

/* "123:6a0f..." as trail_head() gives it; upper-case digits are allowed, and blanks as they stand on the monthly paper. */
static bool
read_head(const char *text, int64_t *seq, char hex[65], struct err *e)
{
	char *end;
	size_t n = 0;

	errno = 0;
	*seq = strtoll(text, &end, 10);
	if (end != text && errno == 0 && *seq >= 0 && *end == ':')
		for (end++; *end == ' ' || (n < 64 && strchr("0123456789abcdefABCDEF", *end) != NULL && *end != '\0'); end++)
			if (*end != ' ')
				hex[n++] = (char)(*end >= 'A' && *end <= 'F' ? *end + 'a' - 'A' : *end);
	if (n != 64 || *end != '\0')
		return err_set(e, ERR_USAGE, "head", 0, _("链头应写作“序号:64位十六进制数”"));
	hex[n] = '\0';
	return true;
}

/*
 * The words of the row must be those that were hashed.  A row whose words were
 * erased has neither salt nor words, and is the last one of no record: erasing is itself
 * an act that leaves a later row.
 */
static bool
verify_words(struct stmt *s, const struct columns *c, const uint8_t words[HASH_SIZE], bool *erased, uint8_t salt[SALT_SIZE],
	struct err *e)
{
	uint8_t found[HASH_SIZE];
	size_t n;
	const void *p;

	*erased = false;
	if (db_is_null(s, 15))
		return err_set(e, ERR_SYSTEM, NULL, 0, _("第%lld条审计记录的内容不见了"), (long long)c->seq);
	p = db_blob(s, 16, &n);
	if (p == NULL && db_is_null(s, 17) && db_is_null(s, 18)) {
		*erased = true;
		return true;
	}
	if (p != NULL && n == SALT_SIZE) {
		memcpy(salt, p, SALT_SIZE);
		digest_words(salt, db_text(s, 17), db_text(s, 18), found);
		if (memcmp(found, words, HASH_SIZE) == 0)
			return true;
	}
	return err_set(e, ERR_SYSTEM, NULL, 0, _("第%lld条审计记录的内容被改动"), (long long)c->seq);
}

/* The record as it is now must be what its last act made of it. */
static bool
verify_image(const struct trail_check *check, const struct columns *c, const uint8_t digest[HASH_SIZE], bool erased,
	const uint8_t salt[SALT_SIZE], struct buf *image, struct err *e)
{
	uint8_t found[HASH_SIZE];

	if (erased)
		return err_set(e, ERR_SYSTEM, NULL, 0, _("第%lld条审计记录的内容被抹去，却没有登记抹去"),
			(long long)c->seq);
	buf_clear(image);
	if (!check->image_of(check->ctx, c->flow, c->record, image))
		return err_set(e, ERR_SYSTEM, NULL, 0, _("第%lld条审计记录所记的 %s %lld 已不在库中"), (long long)c->seq,
			c->flow, (long long)c->record);
	digest_image(salt, buf_str(image), found);
	if (memcmp(found, digest, HASH_SIZE) != 0)
		return err_set(e, ERR_SYSTEM, NULL, 0, _("%s %lld 与第%lld条审计记录不符：未经本程序被改动"), c->flow,
			(long long)c->record, (long long)c->seq);
	return true;
}

/* The last act done on a record, as far as it was asked for lately: a record's acts stand close together. */
struct last {
	int64_t record, seq;
};
#define LASTS 65536

static bool
is_last(struct db *db, struct last *lasts, int64_t record, int64_t seq)
{
	struct last *l = &lasts[(uint64_t)record % LASTS];
	struct stmt *s;

	if (l->record != record) {
		s = db_prepare(db, "SELECT seq FROM trail WHERE record = :record AND outcome = 0 ORDER BY seq DESC LIMIT 1");
		db_bind_int(s, ":record", record);
		l->record = record;
		l->seq = db_step(s) ? db_int(s, 0) : 0;
		db_done(s);
	}
	return l->seq == seq;
}

/* One row: it follows the row before (PREV, replaced by its own hash), and its words and record are as hashed. */
static bool
verify_row(struct db *db, struct stmt *s, const struct trail_check *check, int64_t expected, uint8_t prev[HASH_SIZE],
	struct last *lasts, struct buf *image, struct err *e)
{
	uint8_t digest[HASH_SIZE], words[HASH_SIZE], hash[HASH_SIZE], found[HASH_SIZE], salt[SALT_SIZE];
	struct columns c = {
		.seq = db_int(s, 0),
		.at = db_text(s, 1),
		.account = db_int(s, 2),
		.who = db_text(s, 3),
		.flow = db_text(s, 4),
		.record = db_int(s, 5),
		.action = db_text(s, 6),
		.article = db_int(s, 7),
		.happened_on = db_text(s, 8),
		.received_on = db_text(s, 9),
		.outcome = db_int(s, 10),
		.today_set = db_int(s, 11),
	};
	bool erased;

	if (c.seq != expected)
		return err_set(e, ERR_SYSTEM, NULL, 0, _("缺少第%lld条审计记录"), (long long)expected);
	if (!read_hash(s, 12, digest) || !read_hash(s, 13, words) || !read_hash(s, 14, hash))
		return err_set(e, ERR_SYSTEM, NULL, 0, _("第%lld条审计记录被改动"), (long long)c.seq);
	chain(prev, &c, digest, words, found);
	if (memcmp(found, hash, HASH_SIZE) != 0)
		return err_set(e, ERR_SYSTEM, NULL, 0, _("第%lld条审计记录被改动，或者它前面的被改写"), (long long)c.seq);
	memcpy(prev, hash, HASH_SIZE);
	if (!verify_words(s, &c, words, &erased, salt, e))
		return false;
	return check == NULL || check->image_of == NULL || c.outcome != 0 || c.record == 0 || !is_last(db, lasts, c.record, c.seq) ||
		verify_image(check, &c, digest, erased, salt, image, e);
}

static bool
verify_rows(struct db *db, int64_t want, const char *want_hex, const struct trail_check *check, int64_t *rows,
	struct err *e)
{
	int64_t total = db_value(db, "SELECT max(seq) FROM trail", 0);
	struct stmt *s = db_prepare(db,
		"SELECT t.seq, t.at, t.account, t.who, t.flow, t.record, t.action, t.article, t.happened_on, "
		"t.received_on, t.outcome, t.today_set, t.digest, t.words, t.hash, c.seq, c.salt, c.note, c.change "
		"FROM trail t LEFT JOIN change c ON c.seq = t.seq ORDER BY t.seq");
	uint8_t prev[HASH_SIZE] = { 0 };
	struct last *lasts = mem_resize(NULL, LASTS * sizeof *lasts);
	struct buf image = BUF_INIT;
	char hex[65];
	bool ok = true;

	memset(lasts, 0, LASTS * sizeof *lasts);
	if (want == 0) {
		to_hex(prev, hex);
		if (strcmp(hex, want_hex) != 0)
			ok = err_set(e, ERR_USAGE, "head", 0, _("序号为0的链头应全为0"));
	}
	while (ok && db_step(s)) {
		ok = verify_row(db, s, check, *rows + 1, prev, lasts, &image, e);
		if (!ok)
			break;
		++*rows;
		if (*rows == want) {
			to_hex(prev, hex);
			if (strcmp(hex, want_hex) != 0)
				ok = err_set(e, ERR_SYSTEM, NULL, 0, _("第%lld条审计记录与所给链头不符：审计记录被改写"),
					(long long)want);
		}
		if (ok && check != NULL && check->progress != NULL && (*rows % 1000 == 0 || *rows == total) &&
			!check->progress(check->ctx, *rows, total))
			ok = err_set(e, ERR_CANCELLED, NULL, 0, _("已取消"));
	}
	db_done(s);
	buf_free(&image);
	free(lasts);
	ok = ok && !db_failed(db);
	if (ok && db_value(db, "SELECT max(seq) FROM change", 0) > *rows)
		ok = err_set(e, ERR_SYSTEM, NULL, 0, _("审计记录止于第%lld条，其后的被截去"), (long long)*rows);
	if (ok && want > *rows)
		ok = err_set(e, ERR_SYSTEM, NULL, 0, _("审计记录止于第%lld条，所给链头是第%lld条：其后的被截去"),
			(long long)*rows, (long long)want);
	return ok;
}

bool
trail_verify(struct db *db, const char *head_text, const struct trail_check *check, int64_t *rows, struct err *e)
{
	struct err *old;
	int64_t want = -1;
	char want_hex[65] = "";
	bool ok;

	*rows = 0;
	if (head_text != NULL && !read_head(head_text, &want, want_hex, e))
		return false;
	old = db_errors(db, e);
	db_begin_read(db);
	ok = !db_failed(db) && verify_rows(db, want, want_hex, check, rows, e);
	db_end_read(db);
	db_errors(db, old);
	return ok;
}

bool
trail_erase(struct db *db, int64_t record, int64_t below)
{
	/* Each half has its own index: what was done, what was refused. */
	struct stmt *s = db_prepare(db,
		"UPDATE change SET salt = NULL, note = NULL, change = NULL WHERE salt IS NOT NULL AND seq IN ("
		"SELECT seq FROM trail WHERE record = :record AND outcome = 0 AND seq < :below UNION ALL "
		"SELECT seq FROM trail WHERE record = :record AND outcome <> 0 AND seq < :below)");

	db_bind_int(s, ":record", record);
	db_bind_int(s, ":below", below);
	return db_run(s);
}

bool
trail_erase_refusals(struct db *db, const char *words)
{
	struct stmt *s;

	if (*words == '\0')
		return true;
	s = db_prepare(db,
		"UPDATE change SET salt = NULL, note = NULL, change = NULL WHERE salt IS NOT NULL AND instr(note, :words) > 0 "
		"AND seq IN (SELECT seq FROM trail WHERE record = 0 AND outcome <> 0)");
	db_bind_text(s, ":words", words);
	return db_run(s);
}

int64_t
trail_erased(struct db *db)
{
	return db_value(db, "SELECT count(*) FROM change WHERE salt IS NULL", 0);
}
