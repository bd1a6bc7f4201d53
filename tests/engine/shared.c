/*
 * shared.c: a database made shared.
 *
 * Knows: the walls.  Must not know: the law.
 */
#include "tests/engine/shared.h"

#include <check.h>
#include <string.h>
#include <time.h>

#include "store/secret.h"
#include "act/field.h"

static void
add(struct engine *en, struct arena *a, const char *login, const char *name, const char *roles)
{
	const struct arg v[] = { { "login", login }, { "name", name }, { "roles", roles } };
	struct result res;
	struct err e = { 0 };

	ck_assert_msg(action_do(en, a, action_find(NULL, "account.add"), 0, 0, (struct args){ v, N_OF(v) }, &res, &e), "%s", e.text);
}

void
shared_make(const char *path)
{
	static const char *const people[][3] = { { "xitong", "闻人系统", "sysadmin" }, { "anquan", "公冶安全", "secadmin" },
		{ "shenji", "太史审计", "auditor" }, { "jia", "甘甲", "clerk" }, { "yi", "尹乙", "clerk" }, { "bing", "邴丙", "clerk,leader" },
		{ "ding", "丁丁", "clerk" } };
	struct err e = { 0 };
	struct engine *en = engine_open(path, 0, NULL, DAY_NONE, &e);
	struct arena *a = arena_new();
	char hash[PASSWORD_HASH];

	ck_assert_msg(en != NULL, "%s", e.text);
	ck_assert_msg(password_hash(SHARED_PASSWORD, hash, &e), "%s", e.text);
	for (size_t i = 0; i < N_OF(people); i++)
		add(en, a, people[i][0], people[i][1], people[i][2]);
	db_errors(en->db, &e);
	ck_assert(db_begin(en->db));
	db_enter_action(en->db);
	for (size_t i = 0; i + 1 < N_OF(people); i++) {
		struct stmt *s = db_prepare(en->db, "SELECT id FROM account WHERE login = :login");
		int64_t id;

		db_bind_text(s, ":login", people[i][0]);
		ck_assert(db_step(s));
		id = db_int(s, 0);
		db_done(s);
		secret_put(en->db, id, hash, false, time(NULL), 5);
	}
	db_exec(en->db, "UPDATE meta SET value = 'shared' WHERE key = 'mode'");
	db_leave_action(en->db);
	ck_assert_msg(db_commit(en->db), "%s", e.text);
	arena_free(a);
	engine_close(en);
}

void
shared_sql(const char *path, const char *sql)
{
	struct err e = { 0 };
	struct db *db = db_open(path, 0, &e);

	ck_assert_msg(db != NULL, "%s", e.text);
	db_errors(db, &e);
	ck_assert(db_begin(db));
	db_enter_action(db);
	db_exec(db, sql);
	db_leave_action(db);
	ck_assert_msg(db_commit(db), "%s", e.text);
	db_close(db);
}

struct engine *
shared_open(const char *path, const char *login)
{
	struct err e = { 0 };
	struct engine *en = engine_open(path, 0, NULL, DAY_NONE, &e);
	enum enter_need need;

	ck_assert_msg(en != NULL, "%s", e.text);
	ck_assert_msg(enter_by_password(en, login, SHARED_PASSWORD, "test", &need, &e), "%s", e.text);
	ck_assert_int_eq(need, ENTER_NOTHING);
	return en;
}
