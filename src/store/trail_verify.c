/*
 * trail_verify.c: walking the chain: every row follows the one before, every record is what its last act made of it.
 *
 * Knows: trail, change, anchor, the archives.  Must not know: what an act means, how an archive comes about.
 *
 * The rows first, in their order; then the records, in theirs, so that neither jumps about in the file.  Memory stays
 * flat: one row, one image.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "store/archive.h"
#include "store/trail_private.h"

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

/* ---- the rows ---- */

/*
 * The words of the row must be those that were hashed.  A row whose words were
 * erased has neither salt nor words, and is the last one of no record: erasing is itself
 * an act that leaves a later row.
 */
static bool
verify_words(struct walk *w, struct stmt *s, const struct columns *c, const uint8_t words[HASH_SIZE], struct err *e)
{
	uint8_t found[HASH_SIZE];
	size_t n;
	const void *p;

	if (db_is_null(s, 15))
		return err_set(e, ERR_SYSTEM, NULL, 0, _("第%lld条审计记录的内容不见了"), (long long)c->seq);
	p = db_blob(s, 16, &n);
	if (p == NULL && db_is_null(s, 17) && db_is_null(s, 18)) {
		w->erased++;
		return true;
	}
	if (p != NULL && n == SALT_SIZE) {
		digest_words(p, db_text(s, 17), db_text(s, 18), found);
		if (memcmp(found, words, HASH_SIZE) == 0)
			return true;
	}
	return err_set(e, ERR_SYSTEM, NULL, 0, _("第%lld条审计记录的内容被改动"), (long long)c->seq);
}

/* One row: it follows the row before, and its words are as hashed. */
static bool
verify_row(struct walk *w, struct stmt *s, struct err *e)
{
	uint8_t digest[HASH_SIZE], words[HASH_SIZE], hash[HASH_SIZE], found[HASH_SIZE];
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

	if (c.seq < w->next)
		return err_set(e, ERR_SYSTEM, NULL, 0, _("第%lld条审计记录应在归档文件里，却还在数据库里"), (long long)c.seq);
	if (c.seq > w->next)
		return err_set(e, ERR_SYSTEM, NULL, 0, _("缺少第%lld条审计记录"), (long long)w->next);
	if (!read_hash(s, 12, digest) || !read_hash(s, 13, words) || !read_hash(s, 14, hash))
		return err_set(e, ERR_SYSTEM, NULL, 0, _("第%lld条审计记录被改动"), (long long)c.seq);
	chain(w->prev, &c, digest, words, found);
	if (memcmp(found, hash, HASH_SIZE) != 0)
		return err_set(e, ERR_SYSTEM, NULL, 0, _("第%lld条审计记录被改动，或者它前面的被改写"), (long long)c.seq);
	memcpy(w->prev, hash, HASH_SIZE);
	w->next++;
	return verify_words(w, s, &c, words, e);
}

static bool
tell(struct walk *w, struct err *e)
{
	if (w->progress == NULL || (w->rows % 1000 != 0 && w->rows != w->total) || w->progress(w->ctx, w->rows, w->total))
		return true;
	return err_set(e, ERR_CANCELLED, NULL, 0, _("已取消"));
}

/* The head that is looked for must be the one here, if this is its place. */
static bool
at_head(const struct walk *w, struct err *e)
{
	char hex[65];

	if (w->next - 1 != w->want)
		return true;
	to_hex(w->prev, hex);
	return strcmp(hex, w->want_hex) == 0 ||
		err_set(e, ERR_SYSTEM, NULL, 0, _("第%lld条审计记录与所给链头不符：审计记录被改写"), (long long)w->want);
}

bool
walk_rows(struct walk *w, struct db *db, struct err *e)
{
	struct stmt *s = db_prepare(db, WHOLE_ROWS "ORDER BY t.seq");
	bool ok = true;

	while (ok && db_step(s)) {
		ok = verify_row(w, s, e) && at_head(w, e);
		w->rows += ok;
		ok = ok && tell(w, e);
	}
	db_done(s);
	ok = ok && !db_failed(db);
	if (ok && db_value(db, "SELECT max(seq) FROM change", 0) >= w->next)
		ok = err_set(e, ERR_SYSTEM, NULL, 0, _("审计记录止于第%lld条，其后的被截去"), (long long)w->next - 1);
	return ok;
}

/* ---- the records ---- */

/* The record as it is now must be what its last act, in row SEQ, made of it. */
static bool
verify_image(const struct trail_check *check, struct stmt *s, struct buf *image, struct err *e)
{
	int64_t record = db_int(s, 0), seq = db_int(s, 2);
	const char *flow = db_text(s, 1);
	uint8_t digest[HASH_SIZE], found[HASH_SIZE];
	size_t n;
	const void *salt = db_blob(s, 4, &n);

	if (salt == NULL || n != SALT_SIZE)
		return err_set(e, ERR_SYSTEM, NULL, 0, _("第%lld条审计记录的内容被抹去，却没有登记抹去"), (long long)seq);
	buf_clear(image);
	if (!check->image_of(check->ctx, flow, record, image))
		return err_set(e, ERR_SYSTEM, NULL, 0, _("第%lld条审计记录所记的 %s %lld 已不在库中"), (long long)seq, flow,
			(long long)record);
	digest_image(salt, buf_str(image), found);
	return (read_hash(s, 3, digest) && memcmp(found, digest, HASH_SIZE) == 0) ||
		err_set(e, ERR_SYSTEM, NULL, 0, _("%s %lld 与第%lld条审计记录不符：未经本程序被改动"), flow, (long long)record,
			(long long)seq);
}

static bool
verify_images(struct walk *w, const struct trail_check *check, struct stmt *s, struct err *e)
{
	struct buf image = BUF_INIT;
	bool ok = true;

	while (ok && db_step(s)) {
		ok = verify_image(check, s, &image, e);
		w->rows++; /* records count on behind the rows, for whoever waits */
		ok = ok && tell(w, e);
	}
	db_done(s);
	buf_free(&image);
	return ok;
}

#define LAST_ACTS \
	"(SELECT record, max(seq) AS seq FROM trail WHERE outcome = 0 AND record <> 0 GROUP BY record)"
/* Records whose acts are all in archives. */
#define ANCHORED "anchor a WHERE NOT EXISTS (SELECT 1 FROM trail n WHERE n.record = a.record AND n.outcome = 0)"

static bool
verify_records(struct walk *w, struct db *db, const struct trail_check *check, struct err *e)
{
	return verify_images(w, check, db_prepare(db,
		"SELECT t.record, t.flow, t.seq, t.digest, c.salt FROM " LAST_ACTS " n JOIN trail t ON t.seq = n.seq "
		"LEFT JOIN change c ON c.seq = t.seq"), e) &&
		verify_images(w, check, db_prepare(db, "SELECT a.record, a.flow, a.seq, a.digest, a.salt FROM " ANCHORED), e);
}

/* ---- the whole ---- */

/* A head among rows that are not here can only be told by their archive, or be its end. */
static bool
head_is_here(const struct walk *w, struct err *e)
{
	if (w->want < 0 || w->want >= w->next - 1)
		return at_head(w, e);
	return err_set(e, ERR_REFUSED, "head", 0, _("所给链头（第%lld条）在已归档的部分，请一并给出归档文件"), (long long)w->want);
}

static bool
verify_all(struct walk *w, struct db *db, const struct trail_check *check, struct err *e)
{
	bool records = check != NULL && check->image_of != NULL;
	int64_t walked;
	bool ok;

	w->total = db_value(db, "SELECT count(*) FROM trail", 0) + (records ?
		db_value(db, "SELECT count(*) FROM " LAST_ACTS, 0) + db_value(db, "SELECT count(*) FROM " ANCHORED, 0) : 0);
	if (check != NULL && check->n_archives > 0)
		ok = archive_walk(w, db, check->archives, check->n_archives, e);
	else
		ok = archive_skip(w, db) && head_is_here(w, e);
	ok = ok && walk_rows(w, db, e);
	if (ok && w->want >= w->next)
		ok = err_set(e, ERR_SYSTEM, NULL, 0, _("审计记录止于第%lld条，所给链头是第%lld条：其后的被截去"),
			(long long)w->next - 1, (long long)w->want);
	walked = w->rows;
	ok = ok && archive_anchored(db, e) && (!records || verify_records(w, db, check, e)) && !db_failed(db);
	w->rows = walked;
	return ok;
}

bool
trail_verify(struct db *db, const char *head_text, const struct trail_check *check, int64_t *rows, struct err *e)
{
	struct walk w = { .next = 1, .want = -1 };
	struct err *old;
	bool ok;

	*rows = 0;
	if (head_text != NULL && !read_head(head_text, &w.want, w.want_hex, e))
		return false;
	if (w.want == 0 && strspn(w.want_hex, "0") != 64)
		return err_set(e, ERR_USAGE, "head", 0, _("序号为0的链头应全为0"));
	if (check != NULL) {
		w.progress = check->progress;
		w.ctx = check->ctx;
	}
	old = db_errors(db, e);
	db_begin_read(db);
	ok = !db_failed(db) && verify_all(&w, db, check, e);
	db_end_read(db);
	db_errors(db, old);
	*rows = w.rows;
	return ok;
}
