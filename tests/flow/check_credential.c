/*
 * check_credential.c: a new password for somebody else by two administrators: who may what.
 *
 * Knows: shared.c.  Must not know: hashing, the door (tests/engine/check_enter.c).
 */
#include <check.h>
#include <string.h>

#include "tests/cli/run.h"
#include "tests/engine/shared.h"

Suite *suite_credential(void);

static struct engine *sys, *sec, *clerk;
static struct arena *memory;
static struct err why;

static void
open_shared(void)
{
	run_open();
	shared_make(run_path("a.db"));
	sys = shared_open(run_path("a.db"), "xitong");
	sec = shared_open(run_path("a.db"), "anquan");
	clerk = shared_open(run_path("a.db"), "jia");
	memory = arena_new();
}

static void
close_shared(void)
{
	arena_free(memory);
	engine_close(sys);
	engine_close(sec);
	engine_close(clerk);
	run_close();
}

/* The record's id, 0 when it was refused: then WHY says it. */
static int64_t
act(struct engine *en, const char *name, int64_t id, const char *field, const char *value, const char *more, const char *value2)
{
	const struct arg v[] = { { field, value }, { more, value2 }, { "reason", "忘了口令" } };
	const struct action *ac = action_find(NULL, name);
	struct args args = { v, 0 };
	struct result res;
	struct arg given[3];

	for (size_t i = 0; i < N_OF(v); i++)
		if (v[i].name != NULL && (strcmp(v[i].name, "reason") != 0 || ac->n_fields > 0))
			given[args.n++] = v[i];
	args.v = given;
	err_clear(&why);
	return action_do(en, memory, ac, id, 0, args, &res, &why) ? res.id : 0;
}

static int64_t
propose(struct engine *en, const char *account, const char *kind)
{
	return act(en, "credential.propose", 0, "account", account, "kind", kind);
}

START_TEST(only_administrators)
{
	ck_assert_int_eq(propose(clerk, "yi", "password"), 0);
	ck_assert_int_eq(why.code, ERR_DENIED);
	ck_assert_int_eq(propose(sys, "xitong", "password"), 0);
	ck_assert_str_eq(why.field, "account");
	ck_assert_int_eq(propose(sys, "yi", "code"), 0);
	ck_assert_str_eq(why.field, "kind");
}
END_TEST

START_TEST(confirmed_by_another)
{
	int64_t id = propose(sec, "yi", "password");

	ck_assert_msg(id != 0, "%s", why.text);
	ck_assert_int_eq(propose(sys, "yi", "password"), 0);
	ck_assert_int_eq(act(sec, "credential.confirm", id, NULL, NULL, NULL, NULL), 0);
	ck_assert_int_eq(act(clerk, "credential.confirm", id, NULL, NULL, NULL, NULL), 0);
	ck_assert_int_eq(why.code, ERR_DENIED);
	ck_assert_int_eq(act(sys, "credential.confirm", id, NULL, NULL, NULL, NULL), id);
	ck_assert_int_eq(act(sys, "credential.confirm", id, NULL, NULL, NULL, NULL), 0);
	ck_assert_str_eq(why.field, "state");
	/* One's own account is confirmed by nobody else's hand either. */
	id = propose(sys, "anquan", "password");
	ck_assert_int_ne(id, 0);
	ck_assert_int_eq(act(sec, "credential.confirm", id, NULL, NULL, NULL, NULL), 0);
	ck_assert_ptr_nonnull(strstr(why.text, "自己的账户"));
}
END_TEST

START_TEST(not_agreed_and_withdrawn)
{
	int64_t id = propose(sys, "yi", "password");

	ck_assert_int_eq(act(sec, "credential.withdraw", id, NULL, NULL, NULL, NULL), 0);
	ck_assert_int_eq(act(sec, "credential.reject", id, NULL, NULL, NULL, NULL), id);
	id = propose(sys, "yi", "password");
	ck_assert_int_ne(id, 0);
	ck_assert_int_eq(act(sys, "credential.withdraw", id, NULL, NULL, NULL, NULL), id);
	ck_assert_int_eq(act(sec, "credential.confirm", id, NULL, NULL, NULL, NULL), 0);
	/* It waits for the other office. */
	id = propose(sys, "yi", "password");
	ck_assert_int_ne(id, 0);
	ck_assert_int_eq((int)db_value(sys->db, "SELECT role FROM wait WHERE flow = 'credential'", 0), ROLE_SECADMIN);
}
END_TEST

Suite *
suite_credential(void)
{
	Suite *s = suite_create("credential");
	TCase *t = tcase_create("acts");

	tcase_add_checked_fixture(t, open_shared, close_shared);
	tcase_add_test(t, only_administrators);
	tcase_add_test(t, confirmed_by_another);
	tcase_add_test(t, not_agreed_and_withdrawn);
	suite_add_tcase(s, t);
	return s;
}
