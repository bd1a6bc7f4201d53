/*
 * check_keys.c: keys and roles of a shared database: proposed by one administrator, confirmed by another.
 *
 * Knows: the rows of flows key and grant.  Must not know: sshd (tests/ssh).
 */
#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/shellwords.h"
#include "base/sshkey.h"
#include "act/field.h"
#include "engine/keys.h"
#include "tests/cli/run.h"
#include "tests/engine/shared.h"

Suite *suite_keys(void);

#define KEY "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBUnrPUrF8+1UsUXHhVzyRWS5hkhkxU2WZbhC9Kk6t8o 甲的笔记本"

static struct engine *sys, *sec, *audit, *clerk;
static struct arena *a;
static struct err e;
static struct result res;

static void
begin(void)
{
	run_open();
	shared_make(run_path("a.db"));
	a = arena_new();
	sys = shared_open(run_path("a.db"), "xitong");
	sec = shared_open(run_path("a.db"), "anquan");
	audit = shared_open(run_path("a.db"), "shenji");
	clerk = shared_open(run_path("a.db"), "jia");
}

static void
end(void)
{
	engine_close(sys);
	engine_close(sec);
	engine_close(audit);
	engine_close(clerk);
	arena_free(a);
	run_close();
}

/* ACTION on record ID as EN with up to four arguments; the code it ended with. */
static enum err_code
act(struct engine *en, const char *action, int64_t id, const char *n1, const char *v1, const char *n2, const char *v2, const char *n3,
	const char *v3)
{
	struct arg v[3] = { { n1, v1 }, { n2, v2 }, { n3, v3 } };
	size_t n = n1 == NULL ? 0 : n2 == NULL ? 1 : n3 == NULL ? 2 : 3;

	err_clear(&e);
	memset(&res, 0, sizeof res);
	action_do(en, a, action_find(NULL, action), id, 0, (struct args){ v, n }, &res, &e);
	return e.code;
}

#define PROPOSE(en, who, line) act(en, "key.propose", 0, "account", who, "key", line, "reason", "开通")
#define PLAIN(en, action, id) act(en, action, id, NULL, NULL, NULL, NULL, NULL, NULL)
#define WHY(en, action, id) act(en, action, id, "reason", "核对", NULL, NULL, NULL, NULL)

static char *
published(void)
{
	return run_slurp(run_path("a.db.keys"), NULL);
}

START_TEST(a_key_takes_two)
{
	const char *login = NULL;
	struct sshkey k;
	int64_t id;
	char *text;

	ck_assert(sshkey_parse(a, KEY, &k, &e));
	ck_assert_int_eq(PROPOSE(clerk, "jia", KEY), ERR_DENIED);
	ck_assert_int_eq(PROPOSE(audit, "jia", KEY), ERR_DENIED);
	ck_assert_int_eq(PROPOSE(sys, "jia", KEY), ERR_OK);
	id = res.id;
	/* Not twice, not by the same office, not by the auditor, not one's own. */
	ck_assert_int_eq(PROPOSE(sec, "yi", KEY), ERR_REFUSED);
	ck_assert_int_eq(PLAIN(sys, "key.confirm", id), ERR_REFUSED);
	ck_assert_int_eq(PLAIN(audit, "key.confirm", id), ERR_DENIED);
	ck_assert_int_eq(keys_account(sys, a, k.fingerprint, &login, &e), 0);
	ck_assert_int_eq(PLAIN(sec, "key.confirm", id), ERR_OK);
	err_clear(&e);
	ck_assert_int_ne(keys_account(sys, a, k.fingerprint, &login, &e), 0);
	ck_assert_str_eq(login, "jia");
	text = published();
	ck_assert(strncmp(text, k.fingerprint, strlen(k.fingerprint)) == 0);
	ck_assert_ptr_null(strstr(text, "笔记本"));
	free(text);
	/* One administrator revokes, at once. */
	ck_assert_int_eq(PLAIN(sys, "key.revoke", id), ERR_REFUSED);
	ck_assert_int_eq(WHY(sys, "key.revoke", id), ERR_OK);
	err_clear(&e);
	ck_assert_int_eq(keys_account(sys, a, k.fingerprint, &login, &e), 0);
	text = published();
	ck_assert_str_eq(text, "");
	free(text);
	/* And it can be proposed again. */
	ck_assert_int_eq(PROPOSE(sec, "yi", KEY), ERR_OK);
	id = res.id;
	ck_assert_int_eq(WHY(sys, "key.reject", id), ERR_OK);
	ck_assert_int_eq(PROPOSE(sec, "yi", KEY), ERR_OK);
	id = res.id;
	ck_assert_int_eq(PLAIN(sys, "key.withdraw", id), ERR_REFUSED);
	ck_assert_int_eq(PLAIN(sec, "key.withdraw", id), ERR_OK);
	/* "key.found" is the program's alone. */
	ck_assert_int_eq(act(sys, "key.found", 0, "account", "yi", "key", KEY, "reason", "试"), ERR_DENIED);
}
END_TEST

START_TEST(an_administrator_never_confirms_his_own)
{
	int64_t id;

	ck_assert_int_eq(PROPOSE(sys, "anquan", KEY), ERR_OK);
	id = res.id;
	ck_assert_int_eq(PLAIN(sec, "key.confirm", id), ERR_REFUSED);
	ck_assert_int_eq(PLAIN(sys, "key.withdraw", id), ERR_OK);
}
END_TEST

START_TEST(a_disabled_account_has_no_key)
{
	const char *login = NULL;
	struct sshkey k;
	char *text;

	ck_assert(sshkey_parse(a, KEY, &k, &e));
	ck_assert_int_eq(PROPOSE(sys, "jia", KEY), ERR_OK);
	ck_assert_int_eq(PLAIN(sec, "key.confirm", res.id), ERR_OK);
	ck_assert_int_eq(WHY(sys, "account.disable", record_resolve(sys, flow_find("account"), "jia", &e)), ERR_OK);
	err_clear(&e);
	ck_assert_int_eq(keys_account(sys, a, k.fingerprint, &login, &e), 0);
	text = published();
	ck_assert_str_eq(text, "");
	free(text);
	err_clear(&e);
	ck_assert_int_eq(WHY(sys, "account.enable", record_resolve(sys, flow_find("account"), "jia", &e)), ERR_OK);
	text = published();
	ck_assert_str_ne(text, "");
	free(text);
}
END_TEST

/* The file of a crashed process of the same number. */
START_TEST(what_a_crash_left_does_not_block)
{
	const char *part = arena_printf(a, "%s.%ld", run_path("a.db.keys"), (long)getpid());
	char *text;
	FILE *f = fopen(part, "w");

	ck_assert_ptr_nonnull(f);
	fputs("half", f);
	fclose(f);
	ck_assert(keys_publish(sys));
	ck_assert_int_ne(access(part, F_OK), 0);
	text = published();
	ck_assert_str_eq(text, "");
	free(text);
}
END_TEST

/* A publisher lists no keys while another writes them. */
START_TEST(a_publisher_waits_for_its_turn)
{
	struct timespec while_held = { 0, 200000000 };
	int status;
	pid_t pid;

	ck_assert(keys_publish(sys));
	ck_assert_int_eq(unlink(run_path("a.db.keys")), 0);
	/* The other process opens a connection of its own: SQLite's must not cross a fork. */
	pid = fork();
	if (pid == 0) {
		struct engine *other = shared_open(run_path("a.db"), "yi");
		bool ok;

		raise(SIGSTOP);
		ok = keys_publish(other);
		_exit(ok ? 0 : 1);
	}
	ck_assert_int_gt(pid, 0);
	ck_assert_int_eq(waitpid(pid, &status, WUNTRACED), pid);
	ck_assert(WIFSTOPPED(status));
	ck_assert(db_begin(sec->db));
	ck_assert_int_eq(kill(pid, SIGCONT), 0);
	nanosleep(&while_held, NULL);
	ck_assert_int_ne(access(run_path("a.db.keys"), F_OK), 0);
	db_rollback(sec->db);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	ck_assert_int_eq(access(run_path("a.db.keys"), F_OK), 0);
}
END_TEST

START_TEST(roles_take_two)
{
	int64_t yi, id;
	const struct flow *f = flow_find("account");

	err_clear(&e);
	yi = record_resolve(sys, f, "yi", &e);
	ck_assert_int_eq(act(sec, "account.role", yi, "roles", "clerk,leader", "reason", "分管", NULL, NULL), ERR_REFUSED);
	ck_assert_int_eq(act(sys, "grant.propose", 0, "account", "yi", "roles", "clerk,auditor", "reason", "兼"), ERR_REFUSED);
	ck_assert_int_eq(act(sys, "grant.propose", 0, "account", "xitong", "roles", "clerk", "reason", "兼"), ERR_REFUSED);
	ck_assert_int_eq(act(sys, "grant.propose", 0, "account", "yi", "roles", "clerk,leader", "reason", "分管"), ERR_OK);
	id = res.id;
	ck_assert_int_eq(act(sec, "grant.propose", 0, "account", "yi", "roles", "leader", "reason", "分管"), ERR_REFUSED);
	ck_assert_int_eq(PLAIN(sys, "grant.confirm", id), ERR_REFUSED);
	ck_assert_int_eq(PLAIN(sec, "grant.confirm", id), ERR_OK);
	/* "account.grant" did it; nobody calls it. */
	ck_assert_int_eq(act(sec, "account.grant", yi, "roles", "clerk", "reason", "试", NULL, NULL), ERR_DENIED);
	/* An account begins without any role. */
	ck_assert_int_eq(act(sys, "account.add", 0, "login", "geng", "name", "庚新人", "roles", "clerk"), ERR_OK);
	err_clear(&e);
	id = record_resolve(sec, flow_find("grant"), "庚新人", &e);
	ck_assert_int_ne(id, 0);
	ck_assert_int_eq(WHY(sec, "grant.reject", id), ERR_OK);
	ck_assert_int_eq(act(sec, "grant.propose", 0, "account", "geng", "roles", "clerk", "reason", "开户"), ERR_OK);
	ck_assert_int_eq(PLAIN(sec, "grant.withdraw", res.id), ERR_OK);
}
END_TEST

START_TEST(what_is_a_key)
{
	static const char *const bad[] = { "", "ssh-ed25519", "ssh-ed25519 AAAA", "ssh-dss AAAAB3NzaC1kc3MAAACBAA==",
		"command=\"sh\" " KEY, KEY "\nssh-rsa AAAA", "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIBUnrPUrF8+1UsUXHhVzyRWS5hkhkxU2WZbhC9Kk6t8o",
		"ssh-ed25519 !!!!" };
	struct sshkey k;

	for (size_t i = 0; i < N_OF(bad); i++) {
		err_clear(&e);
		ck_assert_msg(!sshkey_parse(a, bad[i], &k, &e), "%s", bad[i]);
		ck_assert_int_eq(e.code, ERR_REFUSED);
	}
	err_clear(&e);
	ck_assert(sshkey_parse(a, KEY "\r\n", &k, &e));
	ck_assert_str_eq(k.comment, "甲的笔记本");
	ck_assert_uint_eq(strlen(k.fingerprint), 50);
}
END_TEST

START_TEST(words_are_split_and_nothing_else)
{
	static const struct {
		const char *line;
		const char *words; /* joined by | */
	} good[] = {
		{ "", "" }, { "  ", "" }, { "a b  c", "a|b|c" }, { "a\tb\nc", "a|b|c" }, { "'a b' c", "a b|c" }, { "\"a b\"c", "a bc" },
		{ "a\\ b", "a b" }, { "'it'\\''s'", "it's" }, { "\"a\\\"b\"", "a\"b" }, { "\"a\\nb\"", "a\\nb" }, { "''", "" }, { "a '' b", "a||b" },
		{ "$HOME `id` $(id) ~ *", "$HOME|`id`|$(id)|~|*" }, { "a;b&&c|d>e", "a;b&&c|d>e" }, { "#a b", "#a|b" }, { "\"$x\"", "$x" },
		{ "意见 '区气象局'", "意见|区气象局" },
	};
	static const char *const bad[] = { "'a", "\"a", "a\\", "\"a\\", "\xff" };

	for (size_t i = 0; i < N_OF(good); i++) {
		char joined[256] = "";
		char **argv;
		int argc;

		err_clear(&e);
		ck_assert_msg(shellwords(a, good[i].line, &argc, &argv, &e), "%s", good[i].line);
		for (int k = 0; k < argc; k++)
			snprintf(joined + strlen(joined), sizeof joined - strlen(joined), "%s%s", k > 0 ? "|" : "", argv[k]);
		ck_assert_str_eq(joined, good[i].words);
	}
	for (size_t i = 0; i < N_OF(bad); i++) {
		char **argv;
		int argc;

		err_clear(&e);
		ck_assert_msg(!shellwords(a, bad[i], &argc, &argv, &e), "%s", bad[i]);
		ck_assert_int_eq(e.code, ERR_USAGE);
	}
}
END_TEST

Suite *
suite_keys(void)
{
	Suite *s = suite_create("keys");
	TCase *t = tcase_create("keys");

	tcase_add_checked_fixture(t, begin, end);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, a_key_takes_two);
	tcase_add_test(t, an_administrator_never_confirms_his_own);
	tcase_add_test(t, a_disabled_account_has_no_key);
	tcase_add_test(t, what_a_crash_left_does_not_block);
	tcase_add_test(t, a_publisher_waits_for_its_turn);
	tcase_add_test(t, roles_take_two);
	tcase_add_test(t, what_is_a_key);
	tcase_add_test(t, words_are_split_and_nothing_else);
	suite_add_tcase(s, t);
	return s;
}
