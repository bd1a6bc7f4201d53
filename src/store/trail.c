/*
 * trail.c: who did what when by which article, chained.
 *
 * Knows: the tables trail, change and anchor, SM3.  Must not know: what an action means.
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
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/i18n.h"
#include "store/trail_private.h"

void
put_int(struct sm3_ctx *h, int64_t v)
{
	uint8_t b[8];

	for (int i = 0; i < 8; i++)
		b[i] = (uint8_t)((uint64_t)v >> (56 - 8 * i));
	sm3_update(h, sizeof b, b);
}

void
put_text(struct sm3_ctx *h, const char *s)
{
	size_t n = strlen(s);

	put_int(h, (int64_t)n);
	sm3_update(h, n, (const uint8_t *)s);
}

void
digest_image(const uint8_t salt[SALT_SIZE], const char *image, uint8_t out[HASH_SIZE])
{
	struct sm3_ctx h;

	sm3_init(&h);
	sm3_update(&h, SALT_SIZE, salt);
	put_text(&h, image);
	digest_end(sm3_digest, &h, HASH_SIZE, out);
}

void
digest_words(const uint8_t salt[SALT_SIZE], const char *note, const char *change, uint8_t out[HASH_SIZE])
{
	struct sm3_ctx h;

	sm3_init(&h);
	sm3_update(&h, SALT_SIZE, salt);
	put_text(&h, note);
	put_text(&h, change);
	digest_end(sm3_digest, &h, HASH_SIZE, out);
}

void
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

bool
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
trail_archived(struct db *db, int64_t record)
{
	struct stmt *s = db_prepare(db, "SELECT acts FROM anchor WHERE record = :record");
	int64_t n = 0;

	db_bind_int(s, ":record", record);
	if (db_step(s))
		n = db_int(s, 0);
	db_done(s);
	return n;
}

int64_t
trail_acts(struct db *db, int64_t record)
{
	struct stmt *s = db_prepare(db, "SELECT count(*) FROM trail WHERE record = :record AND outcome = 0");
	int64_t n = trail_archived(db, record);

	db_bind_int(s, ":record", record);
	if (db_step(s))
		n += db_int(s, 0);
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
	return found || trail_archived(db, record) > 0;
}

void
to_hex(const uint8_t hash[HASH_SIZE], char hex[65])
{
	digest_text(hash, HASH_SIZE, hex);
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
	if (!db_run(s))
		return false;
	/* What an archive holds of it can be tried against no name from here. */
	s = db_prepare(db, "UPDATE anchor SET salt = NULL WHERE record = :record AND salt IS NOT NULL");
	db_bind_int(s, ":record", record);
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
