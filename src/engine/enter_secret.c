/*
 * enter_secret.c: a person's own password and code that changes.
 *
 * Knows: the password rule's figures, liboath.  Must not know: how a face asks, who stands at the door.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "flow/credential.h"
#include "engine/enter_private.h"
#include "engine/event.h"

#ifdef HAVE_OATH
#include <liboath/oath.h>
#endif

#define STEP 30    /* seconds a code lasts */
#define DIGITS 6
#define WINDOW 1   /* steps a clock may be wrong */

/* ---- passwords ---- */

bool
password_may(struct engine *en, int64_t account, const char *login, const char *name, const char *password, struct err *e)
{
	const struct password_rule rule = { setting_int(en->db, "enter_length", 10), setting_int(en->db, "enter_kinds", 3),
		setting_int(en->db, "enter_long", 16) };
	int64_t most = setting_int(en->db, "enter_history", 5);
	struct arena *a = arena_new();
	const char **past;
	size_t n;
	bool ok = password_good(password, &rule, login, name, e);

	/* The present one always counts. */
	n = ok ? secret_past(en->db, a, account, most > 0 ? (size_t)most : 1, &past) : 0;
	for (size_t i = 0; i < n && ok; i++)
		if (password_is(password, past[i]))
			ok = err_set(e, ERR_REFUSED, "password", 0, _("口令：与最近用过的相同"));
	arena_free(a);
	return ok;
}

bool
password_change(struct engine *en, int64_t account, const char *login, const char *name, const char *password,
	struct err *e)
{
	char hash[PASSWORD_HASH];

	if (!password_may(en, account, login, name, password, e) || !password_hash(password, hash, e) || !enter_begin(en))
		return false;
	secret_put(en->db, account, hash, false, time(NULL), setting_int(en->db, "enter_history", 5));
	enter_tell(en, account, name, "session.password", 0, _("本人设定口令"));
	return enter_commit(en);
}

bool
enter_has_password(struct engine *en)
{
	struct err scrap = { 0 }, *old;
	struct arena *a;
	bool has;

	if (!enter_in(en) || en->actor.personal)
		return false;
	a = arena_new();
	old = db_errors(en->db, &scrap);
	has = secret_of(en->db, a, en->actor.account).hash != NULL;
	db_errors(en->db, old);
	arena_free(a);
	return has;
}

/* Is PASSWORD the actor's?  A failure counts as at the door, and WHY is on the trail. */
static bool
proves(struct engine *en, const char *password, const char *why, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	struct arena *a = arena_new();

	if (enter_charge(en, a, en->actor.login, "", e)) {
		if (password_is(password, secret_of(en->db, a, en->actor.account).hash)) {
			enter_uncharge(en, a, en->actor.login, "");
		} else {
			if (enter_begin(en)) {
				enter_tell(en, en->actor.account, en->actor.name, "session.refused", ERR_DENIED, why);
				enter_commit(en);
			}
			err_set(e, ERR_DENIED, "password", 0, _("口令不对"));
		}
	}
	arena_free(a);
	db_errors(en->db, old);
	return e->code == ERR_OK;
}

bool
enter_unlock(struct engine *en, const char *password, struct err *e)
{
	return proves(en, password, _("解锁的口令不对"), e) && event_record(en, "session.unlocked", "", 0, 0, "", e);
}

bool
enter_set_password(struct engine *en, const char *old_password, const char *password, struct err *e)
{
	struct err *old = db_errors(en->db, e);

	if (!enter_in(en))
		err_set(e, ERR_DENIED, NULL, 0, _("请先登录"));
	else if (en->actor.personal)
		err_set(e, ERR_REFUSED, NULL, 0, _("个人数据库没有口令"));
	else if (!enter_has_password(en) || proves(en, old_password, _("改口令时现在的口令不对"), e))
		password_change(en, en->actor.account, en->actor.login, en->actor.name, password, e);
	db_errors(en->db, old);
	return e->code == ERR_OK;
}

bool
enter_first_password(struct db *db, int64_t account, char out[PASSWORD_FIRST], struct err *e)
{
	return credential_first(db, account, out, e);
}

bool
enter_carry(struct engine *present, struct engine *copy, struct err *e)
{
	struct err *old = db_errors(present->db, e), *old_copy = db_errors(copy->db, e);
	bool ok = enter_begin(copy);

	if (ok) {
		secret_carry(present->db, copy->db);
		ok = enter_commit(copy);
	}
	db_errors(copy->db, old_copy);
	db_errors(present->db, old);
	return ok && e->code == ERR_OK;
}

/* ---- codes that change ---- */

bool
enter_has_code(struct engine *en)
{
	struct err scrap = { 0 }, *old = db_errors(en->db, &scrap);
	struct arena *a = arena_new();
	bool has = enter_in(en) && secret_of(en->db, a, en->actor.account).has_code;

	db_errors(en->db, old);
	arena_free(a);
	return has;
}

#ifdef HAVE_OATH

bool
enter_codes(void)
{
	return true;
}

/* The half minute of TYPED, 0: it is no code of KEY about now. */
static int64_t
counter_of(const unsigned char *key, const char *typed)
{
	time_t now = time(NULL);
	int at = 0;

	if (strlen(typed) != DIGITS || strspn(typed, "0123456789") != DIGITS)
		return 0;
	if (oath_totp_validate2((const char *)key, SECRET_KEY, now, STEP, 0, WINDOW, &at, typed) < 0)
		return 0;
	return now / STEP + at;
}

bool
code_is(struct engine *en, int64_t account, const struct secret *s, const char *typed)
{
	int64_t counter = s->has_code ? counter_of(s->key, typed) : 0;
	bool fresh;

	if (counter == 0 || !enter_begin(en))
		return false;
	fresh = secret_take_code(en->db, account, counter);
	return enter_commit(en) && fresh;
}

bool
enter_code_new(struct engine *en, struct arena *a, char key[ENTER_CODE_KEY], const char **uri, struct err *e)
{
	char raw[SECRET_KEY], *text = NULL;
	size_t n = 0;

	if (!enter_in(en) || en->actor.personal)
		return err_set(e, ERR_REFUSED, NULL, 0, _("个人数据库没有动态码"));
	if (!password_random(raw, sizeof raw, e))
		return false;
	if (oath_base32_encode(raw, sizeof raw, &text, &n) != OATH_OK || n >= ENTER_CODE_KEY) {
		free(text);
		return err_set(e, ERR_SYSTEM, NULL, 0, _("内存不足"));
	}
	memcpy(key, text, n);
	key[n] = '\0';
	*uri = arena_printf(a, "otpauth://totp/jiandu:%s?secret=%s&issuer=jiandu", en->actor.login, key);
	explicit_bzero(raw, sizeof raw);
	explicit_bzero(text, n);
	free(text);
	return true;
}

bool
enter_code_set(struct engine *en, const char *key, const char *code, const char *password, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	char *raw = NULL;
	size_t n = 0;
	int64_t counter;

	if (oath_base32_decode(key, strlen(key), &raw, &n) != OATH_OK || n != SECRET_KEY) {
		err_set(e, ERR_USAGE, NULL, 0, _("动态码的密钥不完整"));
	} else if (!enter_has_password(en) || proves(en, password, _("设定动态码时口令不对"), e)) {
		counter = counter_of((const unsigned char *)raw, code);
		if (counter == 0) {
			err_set(e, ERR_REFUSED, "code", 0, _("动态码：不对，请看看手机的时间是否准确"));
		} else if (enter_begin(en)) {
			secret_put_key(en->db, en->actor.account, (const unsigned char *)raw);
			secret_take_code(en->db, en->actor.account, counter);
			enter_tell(en, en->actor.account, en->actor.name, "session.code", 0, _("本人设定动态码"));
			enter_commit(en);
		}
	}
	if (raw != NULL)
		explicit_bzero(raw, n);
	free(raw);
	db_errors(en->db, old);
	return e->code == ERR_OK;
}

#else /* without liboath: whoever has a code set up elsewhere cannot come in here */

bool
enter_codes(void)
{
	return false;
}

bool
code_is(struct engine *en, int64_t account, const struct secret *s, const char *typed)
{
	(void)en;
	(void)account;
	(void)s;
	(void)typed;
	return false;
}

static bool
none_here(struct err *e)
{
	return err_set(e, ERR_REFUSED, NULL, 0, _("本程序编译时没有 liboath，不能用动态码"));
}

bool
enter_code_new(struct engine *en, struct arena *a, char key[ENTER_CODE_KEY], const char **uri, struct err *e)
{
	(void)en;
	(void)a;
	key[0] = '\0';
	*uri = "";
	return none_here(e);
}

bool
enter_code_set(struct engine *en, const char *key, const char *code, const char *password, struct err *e)
{
	(void)en;
	(void)key;
	(void)code;
	(void)password;
	return none_here(e);
}

#endif
