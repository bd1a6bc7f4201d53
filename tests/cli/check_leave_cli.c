/*
 * check_leave_cli.c: leaving as scripts see it: the sweep by cron, a lost card, a dismissal, a
 * card checked at the door, another district's figures.
 *
 * Knows: the contract of design 6.  Must not know: how the program does it.
 */
#include <check.h>
#include <string.h>

#include "tests/cli/run.h"

#define HAS(text, part) ck_assert_msg(strstr(text, part) != NULL, "no \"%s\" in: %s", part, text)
#define HAS_NOT(text, part) ck_assert_msg(strstr(text, part) == NULL, "\"%s\" in: %s", part, text)
#define IS(name, value) ck_assert_str_eq(run_member(name), value)

static void
office(void)
{
	want(0, "import", "agency", run_sample("agencies.csv"));
	want(0, "import", "supervisor", run_sample("supervisors.csv"), "--partial");
}

/* The number of the certificate that a supervisor holds. */
static const char *
card_of(const char *name)
{
	want(0, "certificate", "list", "--supervisor", name, "--json");
	return run_member("number");
}

START_TEST(a_lost_card_and_its_number_at_the_door)
{
	const char *number;

	office();
	number = card_of("林海涛");
	want(0, "certificate", "check", number, "--json");
	ck_assert(json_is_true(json_object_get(run_object(0), "valid")));
	IS("name", "林海涛");
	want(0, "certificate", "lost", number, "--reason", "外出时遗失", "--json");
	want(3, "certificate", "reissue", number, "--json");
	want(0, "certificate", "declare", number, "--declared_in", "北碚报", "--json");
	want(0, "certificate", "reissue", number, "--json");
	want(0, "certificate", "check", number);
	HAS(ran.out, "无效");
	HAS(ran.out, "声明作废");
	HAS(ran.out, "碚执监〔2026〕1号");
	want(0, "certificate", "check", "碚执监[2026]1号", "--name", "林海涛", "--json");
	ck_assert(json_is_true(json_object_get(run_object(0), "same_name")));
	/* Whoever is shown the card learns whether it is good, and nothing about its holder. */
	want(0, "account", "add", "--login", "zhou", "--name", "周联络", "--roles", "agency", "--agency", "区城市管理局");
	want(0, "--as", "zhou", "certificate", "check", "碚执监〔2026〕1号", "--name", "林海涛");
	HAS(ran.out, "有效");
	HAS(ran.out, "相符");
	HAS_NOT(ran.out, "林海涛");
	want(0, "--as", "zhou", "certificate", "check", "碚执监〔2026〕99号");
	HAS(ran.out, "没有这个编号");
	want(2, "certificate", "check");
	want(2, "certificate", "check", "碚执监〔2026〕1号", "--on", "2027-01-01");
	want(0, "certificate", "check", "--help");
	HAS(ran.out, "--name");
}
END_TEST

START_TEST(cron_sweeps)
{
	office();
	want(0, "sweep", "--json");
	ck_assert_int_eq((int)json_integer_value(json_object_get(run_object(0), "failed")), 0);
	/* A date that is only tried ends nobody's term at a command's start; the sweep itself does, and says what. */
	want(0, "--today", "2030-01-01", "supervisor", "list", "--state", "active", "--json");
	ck_assert_uint_gt(run_lines(), 0);
	want(0, "--today", "2030-01-01", "sweep");
	HAS(ran.out, "期满");
	want(0, "--today", "2030-01-01", "supervisor", "list", "--state", "active", "--json");
	ck_assert_uint_eq(run_lines(), 0);
	want(0, "--today", "2030-01-01", "todo");
	HAS(ran.out, "是否续聘");
	HAS(ran.out, "收回证件");
	want(0, "--today", "2030-01-01", "sweep");
	HAS(ran.out, "没有到期的事");
	want(0, "audit", "list", "--json", "--limit", "1");
	IS("who", "程序");
	want(2, "sweep", "now");
	want(0, "check");
	want(0, "audit", "verify");
}
END_TEST

/* Any command of a real day, the first on that day, sweeps before it answers. */
START_TEST(a_session_sweeps_by_itself)
{
	office();
	want(0, "setting", "renew_lead_days", "730");
	ck_assert_int_eq(run_bare("--db", run_path("a.db"), "todo", "--json", NULL), 0);
	HAS(ran.out, "\"supervisor.decide\"");
	ck_assert_int_eq(run_bare("--db", run_path("a.db"), "audit", "list", "--json", "--limit", "1", NULL), 0);
	IS("who", "程序");
}
END_TEST

START_TEST(a_dismissal_from_the_shell)
{
	office();
	want(0, "opinion", "register", "--supervisor", "林海涛", "--agency", "区城市管理局", "--kind", "correction", "--field",
		"inspection", "--facts", "检查时未出示执法证件。");
	want(0, "dismissal", "propose", "--supervisor", "林海涛", "--ground", "absence", "--evidence", "连续两次无故缺席。", "--json");
	want(3, "dismissal", "propose", "--supervisor", "林海涛", "--ground", "absence", "--evidence", "连续两次，无故缺席", "--json");
	run_refused("refused", "evidence", 17);
	want(3, "dismissal", "approve", "林海涛", "--json");
	want(0, "dismissal", "notify", "林海涛", "--notify_how", "face");
	want(0, "dismissal", "hear", "林海涛", "--heard_how", "oral", "--statement", "无异议");
	want(0, "dismissal", "approve", "林海涛", "--json");
	want(3, "dismissal", "execute", "林海涛", "--told_how", "face", "--json");
	run_refused("refused", "open_how", 17);
	HAS(ran.err, "2026-1");
	want(0, "dismissal", "execute", "解〔2026〕1号", "--told_how", "face", "--open_how", "end", "--json");
	IS("state", "executed");
	want(0, "opinion", "list", "--state", "withdrawn", "--json");
	ck_assert_uint_eq(run_lines(), 1);
	want(0, "supervisor", "list", "--state", "dismissed", "--json");
	ck_assert_uint_eq(run_lines(), 1);
	want(0, "certificate", "list", "--view", "certificate.recalled", "--json");
	ck_assert_uint_eq(run_lines(), 1);
	want(0, "rule", "17");
	HAS(ran.out, "dismissal propose");
	want(0, "check");
}
END_TEST

START_TEST(another_district)
{
	static const char good[] = "# 某区\nname = mouqu\ndistrict = 500112\nterm_years = 5\nmin_age = 18\nmax_age = 55\nnotice_days = 7\n";
	static const char bad[] = "term_years = 5\nnotice_days = 0\n";
	const char *file = run_file("mouqu.conf", good, sizeof good - 1);
	const char *worse = run_file("bad.conf", bad, sizeof bad - 1);

	ck_assert_int_eq(run_bare("--db", run_path("other.db"), "init", "--profile", worse, "--json", NULL), 3);
	run_refused("refused", "notice_days", 7);
	HAS(ran.err, "第2行");
	/* Nothing is left of it: the name is free. */
	ck_assert_int_eq(run_bare("--db", run_path("other.db"), "init", "--profile", file, NULL), 0);
	ck_assert_int_eq(run_bare("--db", run_path("other.db"), "setting", "term_years", NULL), 0);
	HAS(ran.out, "5");
	ck_assert_int_eq(run_bare("--db", run_path("other.db"), "status", "--json", NULL), 0);
	IS("profile", "mouqu");
	ck_assert_int_eq(run_bare("--db", run_path("other.db"), "person", "add", "--name", "十九岁", "--born", "2007-01-01", "--json",
				 NULL), 0);
	HAS(ran.out, "\"id\":500112");
	ck_assert_int_eq(run_bare("--db", run_path("other.db"), "--today", "2026-09-01", "supervisor", "appoint", "--person",
				 "十九岁", "--categories", "other", "--term_start", "2026-09-01", "--json", NULL), 0);
	ck_assert_int_eq(run_bare("--db", run_path("other.db"), "supervisor", "show", "十九岁", "--json", NULL), 0);
	HAS(ran.out, "2031-08-31");
	ck_assert_int_eq(run_bare("--db", run_path("other.db"), "audit", "verify", NULL), 0);
	ck_assert_int_eq(run_bare("--db", run_path("third.db"), "init", "--profile", "nowhere", NULL), 2);
	ck_assert_int_eq(run_bare("--db", run_path("third.db"), "init", "--profile", "beibei", NULL), 0);
	ck_assert_int_eq(run_bare("--db", run_path("third.db"), "setting", "term_years", NULL), 0);
	HAS(ran.out, "3");
}
END_TEST

Suite *suite_leave_cli(void);

Suite *
suite_leave_cli(void)
{
	Suite *s = suite_create("leave_cli");
	TCase *t = tcase_create("commands");

	tcase_add_checked_fixture(t, run_open, run_close);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, a_lost_card_and_its_number_at_the_door);
	tcase_add_test(t, cron_sweeps);
	tcase_add_test(t, a_session_sweeps_by_itself);
	tcase_add_test(t, a_dismissal_from_the_shell);
	tcase_add_test(t, another_district);
	suite_add_tcase(s, t);
	return s;
}
