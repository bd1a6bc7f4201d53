/*
 * enter.c: the door of a shared database: who comes in, who is kept waiting, who goes.
 *
 * Knows: accounts, passwords, codes, attempts, the trail.  Must not know: how a face asks, sshd.
 *
 * The one writer beside action.c: what proves who somebody is may be no argument of an action, because
 * arguments are text that the trail and the drafts know.  The trail says that it was done, never what.
 */
#include "engine/enter.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/text.h"
#include "store/secret.h"
#include "engine/enter_private.h"
#include "engine/event.h"

#define LOGIN_MOST 32       /* characters, as in account.add */
#define FORGET_HOURS 24     /* single failures count that long */
#define PRUNE_DAYS 7
#define DAY_SECONDS 86400

/* ---- the trail ---- */

/* Who stands at the door is not yet the actor: for this one row he is. */
bool
enter_tell(struct engine *en, int64_t account, const char *who, const char *event, int outcome, const char *note)
{
	struct actor was = en->actor;
	struct err e = { 0 };
	bool ok;

	en->actor.account = account;
	en->actor.name = who;
	ok = event_record(en, event, "", 0, outcome, note, &e);
	en->actor = was;
	if (!ok)
		db_fail(en->db, "%s", e.text);
	return ok;
}

bool
enter_begin(struct engine *en)
{
	if (!db_begin(en->db))
		return false;
	db_enter_action(en->db);
	return true;
}

bool
enter_commit(struct engine *en)
{
	db_leave_action(en->db);
	return db_commit(en->db);
}

/* ---- attempts ---- */

/* "account:liwen", "source:192.0.2.7"; a login that nobody could have counts for none. */
static const char *
counted_as(struct arena *a, const char *kind, const char *what)
{
	if (*what == '\0' || strlen(what) > 100)
		return NULL;
	return arena_printf(a, "%s:%s", kind, what);
}

static bool
locked(const struct attempt *t, int64_t now, struct err *e)
{
	int64_t left = (t->until - now + 59) / 60;

	if (t->until <= now)
		return false;
	return !err_set(e, ERR_DENIED, NULL, 0, _("失败次数过多，请在%lld分钟以后再试"), (long long)left);
}

/*
 * Count a failure before it is known to be one: many guesses at once get no further than one after the other.
 * False when the account or the source is locked (which is in E), or nothing could be written.
 */
bool
enter_charge(struct engine *en, struct arena *a, const char *login, const char *source, struct err *e)
{
	const char *who[2] = { counted_as(a, "account", login), counted_as(a, "source", source) };
	int64_t now = time(NULL), most = setting_int(en->db, "enter_failures", 5);
	int64_t span = setting_int(en->db, "enter_lock_minutes", 30) * 60;
	bool free_to_try = true;

	if (!enter_begin(en))
		return false;
	for (int i = 0; i < 2 && free_to_try; i++)
		if (who[i] != NULL) {
			struct attempt t = attempt_of(en->db, who[i], now, FORGET_HOURS * 3600);

			free_to_try = !locked(&t, now, e);
		}
	for (int i = 0; i < 2 && free_to_try; i++)
		if (who[i] != NULL) {
			struct attempt t = attempt_of(en->db, who[i], now, FORGET_HOURS * 3600);

			if (++t.failures >= most)
				t.until = now + span;
			attempt_put(en->db, who[i], t, now);
		}
	attempt_prune(en->db, now - PRUNE_DAYS * DAY_SECONDS);
	if (e->code != ERR_OK) {
		/* Kept waiting is an event too; the sink already holds the sentence. */
		struct err scrap = { 0 }, *old = db_errors(en->db, &scrap);

		enter_tell(en, 0, "", "session.refused", ERR_DENIED,
			arena_printf(a, _("账户 %s  来自 %s  锁定中"), account_named(en, a, login), *source != '\0' ? source : _("本机")));
		enter_commit(en);
		db_errors(en->db, old);
		return false;
	}
	return enter_commit(en);
}

/* It was none after all.  The source only gets this one back: whoever has an account may not wash it by entering. */
bool
enter_uncharge(struct engine *en, struct arena *a, const char *login, const char *source)
{
	const char *account = counted_as(a, "account", login), *from = counted_as(a, "source", source);
	int64_t now = time(NULL);

	if (!enter_begin(en))
		return false;
	if (account != NULL)
		attempt_clear(en->db, account);
	if (from != NULL) {
		struct attempt t = attempt_of(en->db, from, now, FORGET_HOURS * 3600);

		t.failures -= t.failures > 0;
		t.until = 0;
		if (t.failures > 0)
			attempt_put(en->db, from, t, now);
		else
			attempt_clear(en->db, from);
	}
	return enter_commit(en);
}

/* A login for the trail: only one that exists, for a password is soon typed into the wrong line. */
const char *
account_named(struct engine *en, struct arena *a, const char *login)
{
	struct stmt *s = db_prepare(en->db, "SELECT login FROM account WHERE login = :login");
	const char *out = _("（没有这个账户）");

	db_bind_text(s, ":login", login);
	if (db_step(s)) {
		out = arena_strdup(a, db_text(s, 0));
		db_done(s);
	}
	return out;
}

/* ---- who ---- */

struct known {
	int64_t id;
	const char *login, *name;
	bool disabled;
};

static bool
known_by(struct stmt *s, struct arena *a, struct known *out)
{
	memset(out, 0, sizeof *out);
	out->login = out->name = "";
	if (!db_step(s))
		return false;
	*out = (struct known){ db_int(s, 0), arena_strdup(a, db_text(s, 1)), arena_strdup(a, db_text(s, 2)), db_int(s, 3) != 0 };
	db_done(s);
	return true;
}

static bool
known_login(struct engine *en, struct arena *a, const char *login, struct known *out)
{
	struct stmt *s = db_prepare(en->db, "SELECT id, login, name, disabled FROM account WHERE login = :login");

	db_bind_text(s, ":login", login);
	return known_by(s, a, out);
}

static bool
known_id(struct engine *en, struct arena *a, int64_t id, struct known *out)
{
	struct stmt *s = db_prepare(en->db, "SELECT id, login, name, disabled FROM account WHERE id = :id");

	db_bind_int(s, ":id", id);
	return known_by(s, a, out);
}

/* ---- the door ---- */

struct entering {
	struct known who;
	const char *source, *how;
	enum enter_need need;
	bool proved_password, by_key;
};

static void
leave_door(struct engine *en)
{
	en->door = NULL;
}

/* Refused: on the trail with WHY, which people at the door do not read. */
static void
say_refused(struct engine *en, const struct known *k, const char *source, const char *why)
{
	struct err scrap = { 0 }, *old = db_errors(en->db, &scrap);
	struct arena *a = arena_new();

	if (enter_begin(en)) {
		enter_tell(en, k->id, k->name, "session.refused", ERR_DENIED,
			arena_printf(a, _("来自 %s  %s"), *source != '\0' ? source : _("本机"), why));
		enter_commit(en);
	}
	arena_free(a);
	db_errors(en->db, old);
}

void
enter_refused(struct engine *en, const char *source, const char *why)
{
	const struct known nobody = { 0, "", "", false };

	say_refused(en, &nobody, source, why);
}

/* What is still asked of whoever stands at the door. */
static enum enter_need
still(struct engine *en, struct arena *a, const struct entering *d, bool *ended)
{
	struct secret s = secret_of(en->db, a, d->who.id);
	int64_t age = (time(NULL) - s.set_at) / DAY_SECONDS, days = setting_int(en->db, "enter_days", 90);
	int64_t second = setting_int(en->db, "enter_second", 0);

	*ended = d->proved_password && s.first && age >= setting_int(en->db, "enter_initial_days", 7);
	if (d->by_key && !d->proved_password && second == 1)
		return ENTER_PASSWORD;
	/* Whoever has set up a code is asked for it after a password; after a key where the office wants it. */
	if (d->need != ENTER_CHANGE && (s.has_code ? !d->by_key || second == 2 : d->by_key && second == 2))
		return ENTER_CODE;
	if (d->proved_password && (s.first || (days > 0 && age >= days)))
		return ENTER_CHANGE;
	return ENTER_NOTHING;
}

static bool
come_in(struct engine *en, struct err *e)
{
	const struct entering *d = en->door;
	struct arena *a = arena_new();
	bool ok = actor_load(en, d->who.id, e);

	if (ok && enter_begin(en)) {
		enter_tell(en, d->who.id, d->who.name, "session.login", 0,
			arena_printf(a, _("来自 %s  %s"), *d->source != '\0' ? d->source : _("本机"), d->how));
		ok = enter_commit(en);
	}
	if (!ok || e->code != ERR_OK) {
		actor_clear(en);
	} else {
		en->source = d->source;
		leave_door(en);
	}
	arena_free(a);
	return e->code == ERR_OK;
}

/* One step is done: the next, or in. */
static bool
next_step(struct engine *en, enum enter_need *need, struct err *e)
{
	struct entering *d = en->door;
	struct arena *a = arena_new();
	bool ended;

	*need = d->need = still(en, a, d, &ended);
	if (ended) {
		say_refused(en, &d->who, d->source, _("初始口令已过期"));
		leave_door(en);
		err_set(e, ERR_DENIED, NULL, 0, _("初始口令已过期，请管理员重新发给"));
	} else if (d->need == ENTER_CODE && !enter_codes()) {
		leave_door(en);
		err_set(e, ERR_DENIED, NULL, 0, _("需要动态码，但是本程序编译时没有 liboath"));
	} else if ((d->need == ENTER_PASSWORD && secret_of(en->db, a, d->who.id).hash == NULL) ||
		(d->need == ENTER_CODE && !secret_of(en->db, a, d->who.id).has_code)) {
		say_refused(en, &d->who, d->source, _("没有第二步的口令或动态码"));
		leave_door(en);
		err_set(e, ERR_DENIED, NULL, 0, _("本局要求第二步验证，您的账户还没有口令或动态码，请管理员发给"));
	} else if (d->need == ENTER_NOTHING) {
		come_in(en, e);
	}
	arena_free(a);
	return e->code == ERR_OK;
}

static void
stand_at_door(struct engine *en, const struct known *k, const char *source, const char *how, bool by_key)
{
	struct entering *d = arena_alloc(en->arena, sizeof *d);

	d->who = (struct known){ k->id, arena_strdup(en->arena, k->login), arena_strdup(en->arena, k->name), k->disabled };
	d->source = arena_strdup(en->arena, source);
	d->how = arena_strdup(en->arena, how);
	d->by_key = by_key;
	d->proved_password = !by_key;
	en->door = d;
}

bool
enter_by_key(struct engine *en, int64_t account, const char *fingerprint, const char *source, enum enter_need *need,
	struct err *e)
{
	struct err *old = db_errors(en->db, e);
	struct arena *a = arena_new();
	struct known k;

	actor_clear(en);
	leave_door(en);
	if (!known_id(en, a, account, &k) || k.disabled) {
		say_refused(en, &k, source, k.id != 0 ? _("账户已停用") : _("密钥没有账户"));
		err_set(e, ERR_DENIED, NULL, 0, _("这把密钥不能进入"));
	} else {
		stand_at_door(en, &k, source, arena_printf(a, _("密钥 %s"), fingerprint), true);
		next_step(en, need, e);
	}
	arena_free(a);
	db_errors(en->db, old);
	return e->code == ERR_OK;
}

bool
enter_by_password(struct engine *en, const char *login, const char *password, const char *source, enum enter_need *need,
	struct err *e)
{
	struct err *old = db_errors(en->db, e);
	struct arena *a = arena_new();
	struct known k;
	struct secret s = { 0 };
	bool is, ok = enter_charge(en, a, strlen(login) <= LOGIN_MOST ? login : "", source, e);

	actor_clear(en);
	leave_door(en);
	if (ok) {
		if (known_login(en, a, login, &k))
			s = secret_of(en->db, a, k.id);
		is = password_is(password, s.hash);
		ok = is && !k.disabled;
		if (!ok) {
			say_refused(en, &k, source, k.id == 0 ? _("没有这个账户") : k.disabled ? _("账户已停用") : _("口令不对"));
			err_set(e, ERR_DENIED, NULL, 0, _("账户名或口令不对"));
		}
	}
	if (ok && enter_uncharge(en, a, login, source)) {
		stand_at_door(en, &k, source, _("口令"), false);
		next_step(en, need, e);
	}
	arena_free(a);
	db_errors(en->db, old);
	return e->code == ERR_OK;
}

bool
enter_second_step(struct engine *en, const char *answer, enum enter_need *need, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	struct arena *a = arena_new();
	struct entering *d = en->door;
	struct secret s;
	bool ok;

	if (d == NULL || (d->need != ENTER_PASSWORD && d->need != ENTER_CODE)) {
		err_set(e, ERR_DENIED, NULL, 0, _("请从头登录"));
	} else if (enter_charge(en, a, d->who.login, d->source, e)) {
		s = secret_of(en->db, a, d->who.id);
		ok = d->need == ENTER_PASSWORD ? password_is(answer, s.hash) : code_is(en, d->who.id, &s, answer);
		if (!ok) {
			say_refused(en, &d->who, d->source, d->need == ENTER_PASSWORD ? _("口令不对") : _("动态码不对"));
			err_set(e, ERR_DENIED, NULL, 0, "%s", d->need == ENTER_PASSWORD ? _("口令不对") : _("动态码不对，或者已经用过"));
		} else if (enter_uncharge(en, a, d->who.login, d->source)) {
			if (d->need == ENTER_PASSWORD)
				d->proved_password = true;
			else
				d->need = ENTER_CHANGE; /* the code is behind us */
			next_step(en, need, e);
		}
	}
	arena_free(a);
	db_errors(en->db, old);
	return e->code == ERR_OK;
}

bool
enter_change(struct engine *en, const char *password, enum enter_need *need, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	struct entering *d = en->door;

	if (d == NULL || d->need != ENTER_CHANGE)
		err_set(e, ERR_DENIED, NULL, 0, _("请从头登录"));
	else if (password_change(en, d->who.id, d->who.login, d->who.name, password, e)) {
		*need = ENTER_NOTHING;
		come_in(en, e);
	}
	db_errors(en->db, old);
	return e->code == ERR_OK;
}

bool
enter_password_good(struct engine *en, const char *password, struct err *e)
{
	const struct entering *d = en->door;

	if (d != NULL)
		return password_may(en, d->who.id, d->who.login, d->who.name, password, e);
	return password_may(en, en->actor.account, en->actor.login, en->actor.name, password, e);
}

enum enter_need
enter_needs(const struct engine *en)
{
	return en->door != NULL ? en->door->need : ENTER_NOTHING;
}

bool
enter_in(const struct engine *en)
{
	return en->actor.account != 0;
}

void
enter_end(struct engine *en, const char *why)
{
	struct err scrap = { 0 }, *old;

	leave_door(en);
	if (!enter_in(en) || en->actor.personal)
		return;
	old = db_errors(en->db, &scrap);
	if (enter_begin(en)) {
		enter_tell(en, en->actor.account, en->actor.name, "session.end", 0, why);
		enter_commit(en);
	}
	db_errors(en->db, old);
	actor_clear(en);
}
