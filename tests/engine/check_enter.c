/*
 * check_enter.c: the door of a shared database: passwords, attempts, the second step, the two acts of
 * administrators, sessions.
 *
 * Knows: engine/enter.h, engine/session.h.  Must not know: screens, the command line.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "store/secret.h"
#include "engine/session.h"
#include "tests/cli/run.h"
#include "tests/engine/shared.h"
#include "config.h"

#ifdef HAVE_OATH
#include <liboath/oath.h>
#endif

static const char *
file(void)
{
	return run_path("a.db");
}

static void
open_shared(void)
{
	run_open();
	shared_make(file());
}

static struct engine *
open_door(void)
{
	struct err e = { 0 };
	struct engine *en = engine_open(file(), 0, NULL, DAY_NONE, &e);

	ck_assert_msg(en != NULL, "%s", e.text);
	return en;
}

static enum err_code
try_enter(struct engine *en, const char *login, const char *password, enum enter_need *need, struct err *e)
{
	err_clear(e);
	enter_by_password(en, login, password, "pts/9", need, e);
	return e->code;
}

/* How often the trail has EVENT. */
static int
told(struct engine *en, const char *event)
{
	struct stmt *s = db_prepare(en->db, "SELECT count(*) FROM trail WHERE action = :event");
	int n;

	db_bind_text(s, ":event", event);
	ck_assert(db_step(s));
	n = (int)db_int(s, 0);
	db_done(s);
	return n;
}

static int64_t
account(struct engine *en, const char *login)
{
	struct err e = { 0 };
	struct stmt *s = db_prepare(en->db, "SELECT id FROM account WHERE login = :login");
	int64_t id;

	(void)e;
	db_bind_text(s, ":login", login);
	ck_assert(db_step(s));
	id = db_int(s, 0);
	db_done(s);
	return id;
}

/* Nobody is in, and nobody can do or read anything. */
START_TEST(a_shared_file_opens_empty)
{
	struct engine *en = open_door();
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct list_query q = { .list = list_find(flow_find("account"), "account"), .limit = 10 };
	struct list_page page;
	struct result res;
	const struct arg v[] = { { "name", "区水利局" }, { "kind", "部门" } };

	ck_assert(!enter_in(en));
	ck_assert_uint_eq(en->actor.roles, 0);
	ck_assert(!action_do(en, a, action_find(NULL, "agency.add"), 0, 0, (struct args){ v, 2 }, &res, &e));
	ck_assert_int_eq(e.code, ERR_DENIED);
	err_clear(&e);
	ck_assert(!list_fetch(en, a, &q, &page, &e) || page.n == 0);
	arena_free(a);
	engine_close(en);
}
END_TEST

START_TEST(a_password_lets_in)
{
	struct engine *en = open_door();
	enum enter_need need = ENTER_CODE;
	struct err e = { 0 };

	ck_assert_int_eq(try_enter(en, "jia", "Falsch-2026-qing", &need, &e), ERR_DENIED);
	ck_assert(!enter_in(en));
	/* The same sentence for a login that does not exist, and for one without a password; names are no logins. */
	ck_assert_str_eq(e.text, "账户名或口令不对");
	ck_assert_int_eq(try_enter(en, "nobody", SHARED_PASSWORD, &need, &e), ERR_DENIED);
	ck_assert_str_eq(e.text, "账户名或口令不对");
	ck_assert_int_eq(try_enter(en, "ding", "", &need, &e), ERR_DENIED);
	ck_assert_str_eq(e.text, "账户名或口令不对");
	ck_assert_int_eq(try_enter(en, "甘甲", SHARED_PASSWORD, &need, &e), ERR_DENIED);
	ck_assert_int_eq(try_enter(en, "jia", SHARED_PASSWORD, &need, &e), ERR_OK);
	ck_assert_int_eq(need, ENTER_NOTHING);
	ck_assert(enter_in(en));
	ck_assert_str_eq(en->actor.login, "jia");
	ck_assert_uint_eq(en->actor.roles, ROLE_CLERK);
	ck_assert_int_eq(told(en, "session.login"), 1);
	ck_assert_int_eq(told(en, "session.refused"), 4);
	enter_end(en, "");
	ck_assert(!enter_in(en));
	ck_assert_int_eq(told(en, "session.end"), 1);
	engine_close(en);
}
END_TEST

/* Five failures: the account waits wherever one comes from, and the source whoever one is; half an hour later both may. */
START_TEST(failures_lock)
{
	struct engine *en = open_door();
	enum enter_need need;
	struct err e = { 0 };

	for (int i = 0; i < 5; i++) {
		ck_assert_int_eq(try_enter(en, "jia", "wrong", &need, &e), ERR_DENIED);
		ck_assert_str_eq(e.text, "账户名或口令不对");
	}
	ck_assert_int_eq(try_enter(en, "jia", SHARED_PASSWORD, &need, &e), ERR_DENIED);
	ck_assert_ptr_nonnull(strstr(e.text, "30分钟"));
	/* Another account from the same source. */
	ck_assert_int_eq(try_enter(en, "yi", SHARED_PASSWORD, &need, &e), ERR_DENIED);
	err_clear(&e);
	/* From elsewhere the other account may, this one may not. */
	ck_assert(enter_by_password(en, "yi", SHARED_PASSWORD, "192.0.2.7", &need, &e));
	enter_end(en, "");
	ck_assert(!enter_by_password(en, "jia", SHARED_PASSWORD, "192.0.2.7", &need, &e));
	ck_assert_ptr_nonnull(strstr(e.text, "分钟"));
	engine_close(en);
	/* The half hour is over. */
	shared_sql(file(), "UPDATE attempt SET until = until - 1801, last = last - 1801");
	en = open_door();
	ck_assert_int_eq(try_enter(en, "jia", SHARED_PASSWORD, &need, &e), ERR_OK);
	ck_assert(enter_in(en));
	engine_close(en);
}
END_TEST

/* Many at once try no more than five. */
START_TEST(many_at_once_gain_nothing)
{
	struct engine *en;
	int failed = 0, locked = 0, status;

	for (int i = 0; i < 12; i++) {
		pid_t pid = fork();

		ck_assert_int_ge(pid, 0);
		if (pid == 0) {
			struct err e = { 0 };
			struct engine *mine = engine_open(file(), 0, NULL, DAY_NONE, &e);
			enum enter_need need;

			if (mine == NULL)
				_exit(9);
			enter_by_password(mine, "jia", "wrong", "pts/9", &need, &e);
			_exit(strstr(e.text, "分钟") != NULL ? 2 : e.code == ERR_DENIED ? 1 : 9);
		}
	}
	while (wait(&status) > 0) {
		failed += WEXITSTATUS(status) == 1;
		locked += WEXITSTATUS(status) == 2;
	}
	ck_assert_int_eq(failed, 5);
	ck_assert_int_eq(locked, 7);
	en = open_door();
	ck_assert(engine_verify(en, NULL, &(int64_t){ 0 }, &(struct err){ 0 }));
	engine_close(en);
}
END_TEST

START_TEST(a_password_has_its_rule)
{
	static const struct {
		const char *password, *says;
	} bad[] = { { "Kurz-1", "至少10个字符" }, { "nurkleinbuch", "至少要有3类" }, { "Aa1Aa1Aa1Aa1", "不同的字符太少" },
		{ "Jia-2026-xin", "账户名或姓名" }, { "甘甲-2026-xin", "账户名或姓名" }, { "Password-26", "人人会猜" }, { "ab\033cd-2026-X", "控制字符" } };
	struct engine *en = shared_open(file(), "jia");
	struct err e = { 0 };
	char text[40];

	for (size_t i = 0; i < N_OF(bad); i++) {
		err_clear(&e);
		ck_assert_msg(!enter_set_password(en, SHARED_PASSWORD, bad[i].password, &e), "%s", bad[i].password);
		ck_assert_msg(strstr(e.text, bad[i].says) != NULL, "%s: %s", bad[i].password, e.text);
		ck_assert_str_eq(e.field, "password");
	}
	err_clear(&e);
	/* Long ones need no kinds; the old one is asked for. */
	ck_assert(!enter_set_password(en, "wrong", "vier worte die niemand errat", &e));
	ck_assert_int_eq(e.code, ERR_DENIED);
	err_clear(&e);
	ck_assert_msg(enter_set_password(en, SHARED_PASSWORD, "vier worte die niemand errat", &e), "%s", e.text);
	/* Not one of the last five, the present one included. */
	ck_assert(!enter_set_password(en, "vier worte die niemand errat", SHARED_PASSWORD, &e));
	ck_assert_ptr_nonnull(strstr(e.text, "最近用过"));
	err_clear(&e);
	for (int i = 0; i < 5; i++) {
		const char *old = i == 0 ? "vier worte die niemand errat" : text;
		char next[40];

		snprintf(next, sizeof next, "Neues-Wort-Nr-%d", i);
		ck_assert_msg(enter_set_password(en, old, next, &e), "%s", e.text);
		memcpy(text, next, sizeof text);
	}
	ck_assert_msg(enter_set_password(en, text, SHARED_PASSWORD, &e), "%s", e.text);
	ck_assert_int_eq(told(en, "session.password"), 7);
	engine_close(en);
}
END_TEST

/* No book, no search, no export has anything of a password. */
START_TEST(a_password_stands_nowhere)
{
	struct engine *en = shared_open(file(), "jia");
	struct err e = { 0 };
	char *all;
	size_t n;

	ck_assert(enter_set_password(en, SHARED_PASSWORD, "Zweites-Wort-77", &e));
	db_checkpoint(en->db);
	engine_close(en);
	for (int i = 0; i < 3; i++) {
		const char *name = (const char *const[]){ "a.db", "a.db-wal", "a.db.work" }[i];

		if (access(run_path(name), R_OK) != 0)
			continue;
		all = run_slurp(run_path(name), &n);
		ck_assert_msg(memmem(all, n, "Zweites-Wort-77", 15) == NULL && memmem(all, n, SHARED_PASSWORD, 17) == NULL, "%s", name);
		free(all);
	}
}
END_TEST

/* One proposes, another of the other office confirms; the first entry must change it; it ends after some days. */
START_TEST(two_administrators_reset)
{
	struct engine *sys = shared_open(file(), "xitong"), *sec = shared_open(file(), "anquan"), *en;
	struct arena *a = arena_new();
	const struct arg v[] = { { "account", "ding" }, { "kind", "password" }, { "reason", "新来的" } };
	const struct args args = { v, 3 };
	struct result res;
	struct err e = { 0 };
	enum enter_need need;
	const char *at;
	char first[PASSWORD_FIRST];
	int64_t id;

	ck_assert_msg(action_do(sys, a, action_find(NULL, "credential.propose"), 0, 0, args, &res, &e), "%s", e.text);
	id = res.id;
	/* Not twice, not by the same person, not for oneself. */
	ck_assert(!action_do(sec, a, action_find(NULL, "credential.propose"), 0, 0, args, &res, &e));
	err_clear(&e);
	ck_assert(!action_do(sys, a, action_find(NULL, "credential.confirm"), id, 0, (struct args){ 0 }, &res, &e));
	ck_assert_ptr_nonnull(strstr(e.text, "另一位管理员"));
	err_clear(&e);
	ck_assert_msg(action_do(sec, a, action_find(NULL, "credential.confirm"), id, 0, (struct args){ 0 }, &res, &e), "%s", e.text);
	at = strstr(res.notices, "初始口令：");
	ck_assert_ptr_nonnull(at);
	snprintf(first, sizeof first, "%.14s", at + strlen("初始口令："));
	/* Told once: the trail has not got it. */
	ck_assert_int_eq((int)db_value(sec->db, "SELECT count(*) FROM change WHERE note LIKE '%初始口令：%' OR change LIKE '%初始口令：%'", -1), 0);
	engine_close(sys);
	engine_close(sec);

	en = open_door();
	ck_assert_int_eq(try_enter(en, "ding", first, &need, &e), ERR_OK);
	ck_assert_int_eq(need, ENTER_CHANGE);
	ck_assert(!enter_in(en));
	ck_assert(!enter_change(en, "kurz", &need, &e));
	err_clear(&e);
	ck_assert(!enter_change(en, first, &need, &e)); /* the same again is none */
	err_clear(&e);
	ck_assert_msg(enter_change(en, "Eigenes-Wort-1", &need, &e), "%s", e.text);
	ck_assert(enter_in(en));
	engine_close(en);
	/* Too old: to be changed; a first one that nobody used: gone. */
	shared_sql(file(), "UPDATE secret SET set_at = set_at - 91 * 86400");
	en = open_door();
	ck_assert_int_eq(try_enter(en, "ding", "Eigenes-Wort-1", &need, &e), ERR_OK);
	ck_assert_int_eq(need, ENTER_CHANGE);
	engine_close(en);
	shared_sql(file(), "UPDATE secret SET first = 1");
	en = open_door();
	ck_assert_int_eq(try_enter(en, "ding", "Eigenes-Wort-1", &need, &e), ERR_DENIED);
	ck_assert_ptr_nonnull(strstr(e.text, "初始口令已过期"));
	ck_assert(!enter_in(en));
	engine_close(en);
	arena_free(a);
}
END_TEST

/* A key lets in alone, or with the second step that the office asks for. */
START_TEST(a_key_and_what_comes_after)
{
	struct engine *en = open_door();
	enum enter_need need;
	struct err e = { 0 };
	int64_t jia = account(en, "jia"), ding = account(en, "ding");

	ck_assert_msg(enter_by_key(en, jia, "SHA256:abc", "192.0.2.7", &need, &e), "%s", e.text);
	ck_assert_int_eq(need, ENTER_NOTHING);
	ck_assert(enter_in(en));
	ck_assert_str_eq(en->source, "192.0.2.7");
	engine_close(en);
	shared_sql(file(), "UPDATE setting SET value = '1' WHERE key = 'enter_second'");
	en = open_door();
	ck_assert(enter_by_key(en, jia, "SHA256:abc", "192.0.2.7", &need, &e));
	ck_assert_int_eq(need, ENTER_PASSWORD);
	ck_assert(!enter_in(en));
	ck_assert(!enter_second_step(en, "wrong", &need, &e));
	err_clear(&e);
	ck_assert(!enter_in(en));
	ck_assert(enter_second_step(en, SHARED_PASSWORD, &need, &e));
	ck_assert(enter_in(en));
	/* Who has no password cannot do the second step. */
	ck_assert(!enter_by_key(en, ding, "SHA256:def", "192.0.2.8", &need, &e));
	ck_assert(!enter_in(en));
	engine_close(en);
	shared_sql(file(), "UPDATE setting SET value = '0' WHERE key = 'enter_second'; UPDATE account SET disabled = 1, "
			   "state = 'disabled', version = version + 1 WHERE login = 'jia'");
	err_clear(&e);
	en = open_door();
	ck_assert(!enter_by_key(en, jia, "SHA256:abc", "192.0.2.7", &need, &e));
	ck_assert_int_eq(e.code, ERR_DENIED);
	ck_assert(!enter_in(en));
	engine_close(en);
}
END_TEST

/* What is taken from somebody at work is taken at once. */
START_TEST(a_disabled_account_does_nothing_more)
{
	struct engine *en = shared_open(file(), "jia");
	struct arena *a = arena_new();
	const struct arg v[] = { { "name", "区水利局" }, { "kind", "部门" } };
	struct result res;
	struct err e = { 0 };

	ck_assert_msg(action_do(en, a, action_find(NULL, "agency.add"), 0, 0, (struct args){ v, 2 }, &res, &e), "%s", e.text);
	shared_sql(file(), "UPDATE account SET roles = 'supervisor', version = version + 1 WHERE login = 'jia'");
	ck_assert(engine_actor_still(en, &e));
	ck_assert_uint_eq(en->actor.roles, ROLE_SUPERVISOR);
	shared_sql(file(), "UPDATE account SET roles = 'clerk', version = version + 1 WHERE login = 'jia'");
	ck_assert(engine_actor_still(en, &e));
	shared_sql(file(), "UPDATE account SET disabled = 1, state = 'disabled', version = version + 1 WHERE login = 'jia'");
	ck_assert(!action_do(en, a, action_find(NULL, "agency.correct"), res.id, 0,
		(struct args){ (const struct arg[]){ { "name", "区水利和湖泊局" }, { "reason", "更名" } }, 2 }, &res, &e));
	ck_assert_int_eq(e.code, ERR_DENIED);
	ck_assert_ptr_nonnull(strstr(e.text, "已停用"));
	arena_free(a);
	engine_close(en);
}
END_TEST

/* A restored file does not bring an old password back, nor take a lock away. */
START_TEST(a_restore_keeps_the_door)
{
	struct engine *en = shared_open(file(), "jia");
	struct err e = { 0 };
	enum enter_need need;

	engine_close(en);
	ck_assert_int_eq(run_bare("--db", file(), "backup", run_path("old.db"), NULL), 0);
	en = shared_open(file(), "jia");
	ck_assert(enter_set_password(en, SHARED_PASSWORD, "Zweites-Wort-77", &e));
	for (int i = 0; i < 5; i++) {
		enter_by_password(en, "yi", "wrong", "", &need, &e);
		err_clear(&e);
	}
	engine_close(en);
	ck_assert_msg(run_bare("--db", file(), "restore", run_path("old.db"), "--force", NULL) == 0, "%s", ran.err);
	en = open_door();
	ck_assert_int_eq(try_enter(en, "jia", SHARED_PASSWORD, &need, &e), ERR_DENIED);
	ck_assert_int_eq(try_enter(en, "jia", "Zweites-Wort-77", &need, &e), ERR_OK);
	enter_end(en, "");
	ck_assert_int_eq(try_enter(en, "yi", SHARED_PASSWORD, &need, &e), ERR_DENIED);
	ck_assert_ptr_nonnull(strstr(e.text, "分钟"));
	engine_close(en);
}
END_TEST

/* The figures of the door are the security administrator's, the others are not. */
START_TEST(who_sets_the_figures)
{
	struct engine *sec = shared_open(file(), "anquan"), *lead = shared_open(file(), "bing");
	struct arena *a = arena_new();
	const struct arg v[] = { { "value", "12" }, { "reason", "本局决定" } };
	const struct args args = { v, 2 };
	const struct action *set = action_find(NULL, "setting.set");
	struct result res;
	struct err e = { 0 };
	int64_t door = record_resolve(sec, flow_find("setting"), "enter_length", &e), work;

	work = record_resolve(sec, flow_find("setting"), "reply_days", &e);
	ck_assert(!action_do(lead, a, set, door, 0, args, &res, &e));
	ck_assert_ptr_nonnull(strstr(e.text, "安全管理员"));
	err_clear(&e);
	ck_assert(!action_do(sec, a, set, work, 0, args, &res, &e));
	ck_assert_ptr_nonnull(strstr(e.text, "局领导"));
	err_clear(&e);
	ck_assert_msg(action_do(lead, a, set, work, 0, args, &res, &e), "%s", e.text);
	ck_assert_msg(action_do(sec, a, set, door, 0, args, &res, &e), "%s", e.text);
	ck_assert(!enter_set_password(sec, SHARED_PASSWORD, "Elf-Zeich-1", &e));
	ck_assert_ptr_nonnull(strstr(e.text, "至少12个字符"));
	arena_free(a);
	engine_close(sec);
	engine_close(lead);
}
END_TEST

#ifdef HAVE_OATH
static void
code_at(const char *key, time_t when, char out[8])
{
	char *raw = NULL;
	size_t n;

	ck_assert_int_eq(oath_base32_decode(key, strlen(key), &raw, &n), OATH_OK);
	ck_assert_int_eq(oath_totp_generate(raw, n, when, 30, 0, 6, out), OATH_OK);
	free(raw);
}

/* A code is taken once, and half a minute early or late. */
START_TEST(codes_change)
{
	struct engine *en = shared_open(file(), "jia"), *sys, *sec;
	struct arena *a = arena_new();
	char key[ENTER_CODE_KEY], code[8], other[8];
	const char *uri;
	enum enter_need need;
	struct err e = { 0 };
	struct result res;
	time_t now = time(NULL);
	const struct arg v[] = { { "account", "jia" }, { "kind", "code" }, { "reason", "手机丢失" } };

	ck_assert(enter_code_new(en, a, key, &uri, &e));
	ck_assert_int_eq(strncmp(uri, "otpauth://totp/jiandu:jia?secret=", 33), 0);
	ck_assert(!enter_code_set(en, key, "12345", SHARED_PASSWORD, &e));
	err_clear(&e);
	code_at(key, now, code);
	ck_assert_msg(enter_code_set(en, key, code, SHARED_PASSWORD, &e), "%s", e.text);
	ck_assert(enter_has_code(en));
	engine_close(en);
	en = open_door();
	ck_assert_int_eq(try_enter(en, "jia", SHARED_PASSWORD, &need, &e), ERR_OK);
	ck_assert_int_eq(need, ENTER_CODE);
	ck_assert(!enter_in(en));
	/* The code that set it up was used. */
	ck_assert(!enter_second_step(en, code, &need, &e));
	err_clear(&e);
	code_at(key, now + 300, other);
	ck_assert(!enter_second_step(en, other, &need, &e));
	err_clear(&e);
	code_at(key, now + 30, code);
	ck_assert_msg(enter_second_step(en, code, &need, &e), "%s", e.text);
	ck_assert(enter_in(en));
	enter_end(en, "");
	ck_assert_int_eq(try_enter(en, "jia", SHARED_PASSWORD, &need, &e), ERR_OK);
	ck_assert(!enter_second_step(en, code, &need, &e));
	err_clear(&e);
	engine_close(en);
	/* Two administrators take it away. */
	sys = shared_open(file(), "xitong");
	sec = shared_open(file(), "anquan");
	ck_assert_msg(action_do(sec, a, action_find(NULL, "credential.propose"), 0, 0, (struct args){ v, 3 }, &res, &e), "%s", e.text);
	ck_assert_msg(action_do(sys, a, action_find(NULL, "credential.confirm"), res.id, 0, (struct args){ 0 }, &res, &e), "%s", e.text);
	engine_close(sys);
	engine_close(sec);
	en = open_door();
	ck_assert_int_eq(try_enter(en, "jia", SHARED_PASSWORD, &need, &e), ERR_OK);
	ck_assert_int_eq(need, ENTER_NOTHING);
	engine_close(en);
	arena_free(a);
}
END_TEST
#endif

/* The note of the last row of EVENT; owned by A. */
static const char *
last_note(struct engine *en, struct arena *a, const char *event)
{
	struct stmt *s = db_prepare(en->db, "SELECT note FROM trail_view WHERE action = :event ORDER BY id DESC LIMIT 1");
	const char *note = "";

	db_bind_text(s, ":event", event);
	if (db_step(s))
		note = arena_strdup(a, db_text(s, 0));
	db_done(s);
	return note;
}

/* Who opens what is sensitive is on the trail, once a session and record; to pass by, to be refused, other records: nothing. */
START_TEST(a_sensitive_record_is_not_opened_unseen)
{
	struct engine *jia = shared_open(file(), "jia"), *sys = shared_open(file(), "xitong");
	const struct flow *f = flow_find("person"), *agency = flow_find("agency");
	struct arena *a = arena_new();
	const struct arg who[] = { { "name", "冉凯文" }, { "idno", "500199199001011235" } };
	const struct arg where[] = { { "name", "区水利局" }, { "kind", "部门" } };
	struct err e = { 0 };
	struct result res;
	int64_t id;

	ck_assert_msg(action_do(jia, a, action_find(NULL, "agency.add"), 0, 0, (struct args){ where, 2 }, &res, &e), "%s", e.text);
	ck_assert_ptr_nonnull(record_open(jia, a, agency, res.id, &e));
	ck_assert_int_eq(told(jia, "read.record"), 0);
	ck_assert_msg(action_do(jia, a, action_find(NULL, "person.add"), 0, 0, (struct args){ who, 2 }, &res, &e), "%s", e.text);
	id = res.id;
	ck_assert(record_guarded(jia, f, id));
	ck_assert_ptr_nonnull(record_get(jia, a, f, id, &e));
	ck_assert_int_eq(told(jia, "read.record"), 0);
	for (int i = 0; i < 3; i++)
		ck_assert_ptr_nonnull(record_open(jia, a, f, id, &e));
	ck_assert_int_eq(told(jia, "read.record"), 1);
	ck_assert(!record_guarded(jia, f, id));
	/* It says which, not whom. */
	ck_assert_str_eq(last_note(jia, a, "read.record"), "");
	ck_assert_ptr_null(record_open(sys, a, f, id, &e));
	ck_assert_int_eq(told(jia, "read.record"), 1);
	/* Another session of the same person. */
	engine_close(jia);
	jia = shared_open(file(), "jia");
	err_clear(&e);
	ck_assert_ptr_nonnull(record_open(jia, a, f, id, &e));
	ck_assert_int_eq(told(jia, "read.record"), 2);
	engine_close(jia);
	engine_close(sys);
	arena_free(a);
}
END_TEST

/* The lock opens with the password: that it did, and that it did not, is on the trail. */
START_TEST(the_lock_is_on_the_trail)
{
	struct engine *jia = shared_open(file(), "jia");
	struct arena *a = arena_new();
	struct err e = { 0 };

	ck_assert(!enter_unlock(jia, "Falsch-2026-qing", &e));
	ck_assert_int_eq(told(jia, "session.unlocked"), 0);
	ck_assert_ptr_nonnull(strstr(last_note(jia, a, "session.refused"), "解锁"));
	err_clear(&e);
	ck_assert_msg(enter_unlock(jia, SHARED_PASSWORD, &e), "%s", e.text);
	ck_assert_int_eq(told(jia, "session.unlocked"), 1);
	/* A changed password proves the old one, and is no unlocking. */
	ck_assert(!enter_set_password(jia, "Falsch-2026-qing", "Qingshan-2026-yun", &e));
	ck_assert_ptr_nonnull(strstr(last_note(jia, a, "session.refused"), "改口令"));
	ck_assert_int_eq(told(jia, "session.unlocked"), 1);
	engine_close(jia);
	arena_free(a);
}
END_TEST

/* Presence, the list, the end; a dead process leaves nothing behind. */
START_TEST(sessions_live_and_die)
{
	struct engine *jia = shared_open(file(), "jia"), *yi = shared_open(file(), "yi"), *sys = shared_open(file(), "xitong");
	struct arena *a = arena_new();
	const struct flow *f = flow_find("opinion");
	struct session *all;
	struct err e = { 0 };
	size_t n;
	int status;
	pid_t pid;

	presence_begin(jia, "pts/1");
	presence_begin(yi, "pts/2");
	ck_assert_int_ne(presence_id(jia), 0);
	presence_at(jia, f, 500109000000077, false);
	ck_assert(presence_news(yi));
	ck_assert(!presence_news(yi));
	ck_assert_str_eq(presence_others(yi, a, 500109000000077), "甘甲正在查看");
	ck_assert_str_eq(presence_others(yi, a, 500109000000078), "");
	presence_at(jia, f, 500109000000077, true);
	ck_assert(presence_news(yi));
	ck_assert_str_eq(presence_others(yi, a, 500109000000077), "甘甲正在办理");
	ck_assert_str_eq(presence_others(jia, a, 500109000000077), "");
	/* Administrators see who is there, not what is read by whom. */
	ck_assert_str_eq(presence_others(sys, a, 500109000000077), "");
	ck_assert(!sessions_list(yi, a, &all, &n, &e));
	ck_assert_int_eq(e.code, ERR_DENIED);
	err_clear(&e);
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		struct engine *dead = shared_open(file(), "bing");

		presence_begin(dead, "pts/3");
		_exit(presence_id(dead) != 0 ? 0 : 1);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
	ck_assert_int_eq((int)db_value(engine_work(sys), "SELECT count(*) FROM session", -1), 3);
	ck_assert(sessions_list(sys, a, &all, &n, &e));
	ck_assert_uint_eq(n, 2);
	ck_assert_int_eq((int)db_value(engine_work(sys), "SELECT count(*) FROM session", -1), 2);
	ck_assert_str_eq(all[0].login, "jia");
	/* Whose line broke is said once, by whoever finds it. */
	ck_assert_int_eq(told(sys, "session.end"), 1);
	ck_assert_ptr_nonnull(strstr(last_note(sys, a, "session.end"), "连接中断"));
	ck_assert(sessions_list(sys, a, &all, &n, &e));
	presence_reap(yi);
	ck_assert_int_eq(told(sys, "session.end"), 1);
	ck_assert(sessions_end(sys, all[0].id, &e));
	ck_assert(presence_news(jia));
	ck_assert_str_eq(presence_asked(jia, a), "闻人系统");
	ck_assert_ptr_null(presence_asked(yi, a));
	ck_assert_int_eq(told(sys, "session.ended"), 1);
	ck_assert(!sessions_end(sys, 999, &e));
	ck_assert_int_eq(e.code, ERR_NOTFOUND);
	engine_close(jia);
	err_clear(&e);
	ck_assert(sessions_list(sys, a, &all, &n, &e));
	ck_assert_uint_eq(n, 1);
	engine_close(yi);
	engine_close(sys);
	arena_free(a);
}
END_TEST

Suite *
suite_enter(void)
{
	Suite *s = suite_create("enter");
	TCase *t = tcase_create("door");

	tcase_set_timeout(t, 120);
	tcase_add_checked_fixture(t, open_shared, run_close);
	tcase_add_test(t, a_shared_file_opens_empty);
	tcase_add_test(t, a_password_lets_in);
	tcase_add_test(t, failures_lock);
	tcase_add_test(t, many_at_once_gain_nothing);
	tcase_add_test(t, a_password_has_its_rule);
	tcase_add_test(t, a_password_stands_nowhere);
	tcase_add_test(t, two_administrators_reset);
	tcase_add_test(t, a_key_and_what_comes_after);
	tcase_add_test(t, a_disabled_account_does_nothing_more);
	tcase_add_test(t, a_restore_keeps_the_door);
	tcase_add_test(t, who_sets_the_figures);
#ifdef HAVE_OATH
	tcase_add_test(t, codes_change);
#endif
	tcase_add_test(t, a_sensitive_record_is_not_opened_unseen);
	tcase_add_test(t, the_lock_is_on_the_trail);
	tcase_add_test(t, sessions_live_and_die);
	suite_add_tcase(s, t);
	return s;
}
