/*
 * check_enter_cli.c: logging in at the command line, jiandu account passwd, jiandu sessions, on a terminal.
 *
 * Knows: what the program asks.  Must not know: how it asks.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "tests/cli/run.h"
#include "tests/engine/shared.h"
#include "tests/screen/line.h"

static void
open_shared(void)
{
	run_open();
	shared_make(run_path("a.db"));
}

/* Start the command and log in as LOGIN. */
static void
log_in(const char *login, const char *password, const char *const *words)
{
	char text[100];

	line_run(words);
	ck_assert(line_said("账户名："));
	snprintf(text, sizeof text, "%s\r", login);
	line_type(text);
	ck_assert(line_said("口令："));
	snprintf(text, sizeof text, "%s\r", password);
	line_type(text);
}

START_TEST(a_command_asks_who)
{
	log_in("jia", SHARED_PASSWORD, (const char *const[]){ "--json", "status", NULL });
	ck_assert(line_said("\"account\":\"jia\""));
	ck_assert_int_eq(line_end(), 0);
	ck_assert(!line_has(SHARED_PASSWORD));
	log_in("jia", "falsch-und-lang", (const char *const[]){ "status", NULL });
	ck_assert(line_said("账户名或口令不对"));
	ck_assert_int_eq(line_end(), 4);
	ck_assert(!line_has("falsch-und-lang"));
	/* Ctrl-C gives up. */
	line_run((const char *const[]){ "status", NULL });
	ck_assert(line_said("账户名："));
	line_type("\003");
	ck_assert_int_eq(line_end(), 7);
	/* A role still only sees its own. */
	log_in("jia", SHARED_PASSWORD, (const char *const[]){ "sessions", NULL });
	ck_assert(line_said("系统管理员和安全管理员"));
	ck_assert_int_eq(line_end(), 4);
	log_in("xitong", SHARED_PASSWORD, (const char *const[]){ "sessions", NULL });
	ck_assert(line_said("没有人在工作"));
	ck_assert_int_eq(line_end(), 0);
}
END_TEST

START_TEST(a_password_is_changed)
{
	log_in("yi", SHARED_PASSWORD, (const char *const[]){ "account", "passwd", NULL });
	ck_assert(line_said("现在的口令："));
	line_type(SHARED_PASSWORD "\r");
	ck_assert(line_said("新口令："));
	line_type("kurz\r");
	ck_assert(line_said("至少10个字符"));
	line_type("Zweites-Wort-77\r");
	ck_assert(line_said("再输一遍："));
	line_type("Zweites-Wort-77\r");
	ck_assert(line_said("口令已改"));
	ck_assert_int_eq(line_end(), 0);
	ck_assert(!line_has("Zweites-Wort-77"));
	log_in("yi", "Zweites-Wort-77", (const char *const[]){ "account", "passwd", "jia", NULL });
	ck_assert(line_said("由两位管理员重置"));
	ck_assert_int_eq(line_end(), 4);
}
END_TEST

/* The first password, from proposal to the new one, by commands alone. */
START_TEST(the_first_password)
{
	char first[PASSWORD_FIRST] = "";
	char *text, *at;
	size_t n;

	log_in("xitong", SHARED_PASSWORD,
		(const char *const[]){ "credential", "propose", "--account", "ding", "--kind", "password", "--reason", "新来的", NULL });
	ck_assert_int_eq(line_end(), 0);
	log_in("anquan", SHARED_PASSWORD, (const char *const[]){ "credential", "confirm", "丁丁", NULL });
	ck_assert(line_said("(y/N)"));
	line_type("y\r");
	ck_assert(line_said("初始口令："));
	ck_assert(line_said("天内有效"));
	ck_assert_int_eq(line_end(), 0);
	text = line_text(&n);
	at = strstr(text, "初始口令：");
	ck_assert_ptr_nonnull(at);
	snprintf(first, sizeof first, "%.14s", at + strlen("初始口令："));
	free(text);
	log_in("ding", first, (const char *const[]){ "status", NULL });
	ck_assert(line_said("新口令："));
	line_type("Eigenes-Wort-1\r");
	ck_assert(line_said("再输一遍："));
	line_type("Eigenes-Wort-1\r");
	ck_assert_int_eq(line_end(), 0);
	log_in("ding", "Eigenes-Wort-1", (const char *const[]){ "status", NULL });
	ck_assert_int_eq(line_end(), 0);
}
END_TEST

Suite *
suite_enter_cli(void)
{
	Suite *s = suite_create("enter_cli");
	TCase *t = tcase_create("terminal");

	tcase_set_timeout(t, 120);
	tcase_add_checked_fixture(t, open_shared, run_close);
	tcase_add_test(t, a_command_asks_who);
	tcase_add_test(t, a_password_is_changed);
	tcase_add_test(t, the_first_password);
	suite_add_tcase(s, t);
	return s;
}
