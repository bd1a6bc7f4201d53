/*
 * cardkey.c: the key of check codes: made, found, used.
 *
 * Knows: the file NAME.key, the table meta, HMAC-SM3.  Must not know: what a certificate is.
 *
 * A code is the first 40 bits of the HMAC, in letters that cannot be mistaken for each other (no I, L, O, U).
 */
#include "store/cardkey.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/hmac.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/i18n.h"
#include "base/text.h"

#define KEY_BYTES 32
#define MARK_BYTES 17 /* of a fingerprint as text */

static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* HMAC of PURPOSE and TEXT: a fingerprint is no code. */
static void
reckon(const uint8_t key[KEY_BYTES], const char *purpose, const char *text, uint8_t out[SM3_DIGEST_SIZE])
{
	struct hmac_sm3_ctx h;

	hmac_sm3_set_key(&h, KEY_BYTES, key);
	hmac_sm3_update(&h, strlen(purpose) + 1, (const uint8_t *)purpose);
	hmac_sm3_update(&h, strlen(text), (const uint8_t *)text);
	digest_end(hmac_sm3_digest, &h, SM3_DIGEST_SIZE, out);
	explicit_bzero(&h, sizeof h);
}

static void
fingerprint(const uint8_t key[KEY_BYTES], char out[MARK_BYTES])
{
	uint8_t d[SM3_DIGEST_SIZE];

	reckon(key, "fingerprint", "", d);
	digest_text(d, MARK_BYTES / 2, out);
}

const char *
cardkey_path(struct db *db, struct arena *a)
{
	return arena_printf(a, "%s.key", db_path(db));
}

/* The key in the file: 64 hex digits; false when there is none. */
static bool
read_key(struct db *db, uint8_t key[KEY_BYTES])
{
	struct arena *a = arena_new();
	char text[2 * KEY_BYTES + 1] = "";
	int fd = open(cardkey_path(db, a), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	ssize_t n = fd >= 0 ? read(fd, text, 2 * KEY_BYTES) : -1;
	bool ok = n == 2 * KEY_BYTES && digest_bytes(text, key, KEY_BYTES);

	explicit_bzero(text, sizeof text);
	if (fd >= 0)
		close(fd);
	arena_free(a);
	return ok;
}

/* The fingerprint that the database knows; "" none. */
static void
known(struct db *db, char out[MARK_BYTES])
{
	struct stmt *s = db_prepare(db, "SELECT value FROM meta WHERE key = 'card_key'");

	out[0] = '\0';
	if (db_step(s)) {
		snprintf(out, MARK_BYTES, "%s", db_text(s, 0));
		db_done(s);
	}
}

static enum cardkey_state
state_of(struct db *db, uint8_t key[KEY_BYTES])
{
	char have[MARK_BYTES], want[MARK_BYTES];

	known(db, want);
	if (!read_key(db, key))
		return *want == '\0' ? CARDKEY_NONE : CARDKEY_MISSING;
	fingerprint(key, have);
	return *want == '\0' || strcmp(have, want) == 0 ? CARDKEY_GOOD : CARDKEY_OTHER;
}

enum cardkey_state
cardkey_state(struct db *db)
{
	uint8_t key[KEY_BYTES];
	enum cardkey_state state = state_of(db, key);

	explicit_bzero(key, sizeof key);
	return state;
}

static bool
tell_database(struct db *db, const uint8_t key[KEY_BYTES])
{
	struct stmt *s = db_prepare(db,
		"INSERT INTO meta (key, value) VALUES ('card_key', :v) ON CONFLICT (key) DO UPDATE SET value = excluded.value");
	char mark[MARK_BYTES];

	fingerprint(key, mark);
	db_bind_text(s, ":v", mark);
	db_enter_action(db);
	db_run(s);
	db_leave_action(db);
	return !db_failed(db);
}

/* A new file, whole or not at all. */
static bool
write_key(struct db *db, const uint8_t key[KEY_BYTES], struct err *e)
{
	struct arena *a = arena_new();
	const char *path = cardkey_path(db, a), *temp = arena_printf(a, "%s.%ld.tmp", path, (long)getpid());
	char text[2 * KEY_BYTES + 2];
	int fd;
	bool ok;

	digest_text(key, KEY_BYTES, text);
	strcpy(text + 2 * KEY_BYTES, "\n");
	fd = open(temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	ok = fd >= 0 && write(fd, text, 2 * KEY_BYTES + 1) == 2 * KEY_BYTES + 1 && fsync(fd) == 0;
	if (fd >= 0 && close(fd) != 0)
		ok = false;
	if (!ok || rename(temp, path) != 0) {
		err_set(e, ERR_SYSTEM, NULL, 0, _("不能写 %s：%s"), path, err_system(errno));
		unlink(temp);
		ok = false;
	}
	explicit_bzero(text, sizeof text);
	arena_free(a);
	return ok;
}

bool
cardkey_renew(struct db *db, struct err *e)
{
	uint8_t key[KEY_BYTES];
	bool ok = getrandom(key, sizeof key, 0) == sizeof key;

	if (!ok)
		err_set(e, ERR_SYSTEM, NULL, 0, "%s", _("系统没有给出随机数"));
	ok = ok && write_key(db, key, e) && tell_database(db, key);
	explicit_bzero(key, sizeof key);
	return ok;
}

bool
cardkey_ensure(struct db *db, struct err *e)
{
	uint8_t key[KEY_BYTES];
	enum cardkey_state state = state_of(db, key);
	char mark[MARK_BYTES];
	bool ok = true;

	if (state == CARDKEY_NONE) {
		ok = cardkey_renew(db, e);
	} else if (state == CARDKEY_GOOD) {
		known(db, mark);
		ok = *mark != '\0' || tell_database(db, key);
	} else {
		ok = err_set(e, ERR_REFUSED, NULL, 0, state == CARDKEY_MISSING ?
			_("找不到验证密钥 %s.key：请从另存的地方放回；确已丢失的，用 jiandu certificate rekey 换新密钥") :
			_("验证密钥 %s.key 不是这个数据库的：请放回原来的；确已丢失的，用 jiandu certificate rekey 换新密钥"), db_path(db));
	}
	explicit_bzero(key, sizeof key);
	return ok;
}

void
cardkey_remove(const char *path)
{
	struct arena *a = arena_new();

	unlink(arena_printf(a, "%s.key", path));
	arena_free(a);
}

bool
cardkey_code(struct db *db, const char *text, char code[CARDKEY_CODE])
{
	uint8_t key[KEY_BYTES], d[SM3_DIGEST_SIZE];
	uint64_t bits = 0;
	bool good = state_of(db, key) == CARDKEY_GOOD;

	code[0] = '\0';
	if (good) {
		reckon(key, "card", text, d);
		for (int i = 0; i < 5; i++)
			bits = bits << 8 | d[i];
		for (int i = 0; i < CARDKEY_CODE - 1; i++)
			code[i] = letters[bits >> (35 - 5 * i) & 31];
		code[CARDKEY_CODE - 1] = '\0';
	}
	explicit_bzero(key, sizeof key);
	return good;
}

bool
cardkey_matches(struct db *db, const char *text, const char *code)
{
	char want[CARDKEY_CODE], have[CARDKEY_CODE];
	size_t n = 0;
	unsigned differs = 0;

	if (!cardkey_code(db, text, want))
		return false;
	for (; *code != '\0'; code++) {
		char c = *code >= 'a' && *code <= 'z' ? (char)(*code - 'a' + 'A') : *code;

		if (c == ' ' || c == '-')
			continue;
		if (n + 1 == sizeof have)
			return false;
		have[n++] = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
	}
	if (n + 1 != sizeof have)
		return false;
	/* In the same time wherever they differ. */
	for (size_t i = 0; i < n; i++)
		differs |= (unsigned)(have[i] ^ want[i]);
	return differs == 0;
}
