/*
 * check_rounds.c: a round with 80 applicants for 30 places run through from the list to the
 * appointment, once by the command line, once by keyboard at 100 columns and 30 rows.
 *
 * Knows: the CLI's words, tmux by pane.h.  Must not know: how a screen is made.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "tests/cli/run.h"
#include "tests/screen/pane.h"

#define ROUND "2026年第一批"
#define APPLICANTS 80

/* The I-th invented identity number of area 500199. */
static const char *
idno(int i)
{
	static const int weight[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	static char s[32];
	int sum = 0;

	snprintf(s, sizeof s, "500199%04d%02d%02d%03d", 1970 + i % 28, 1 + i % 12, 1 + i % 28, 101 + i);
	for (int k = 0; k < 17; k++)
		sum += (s[k] - '0') * weight[k];
	s[17] = "10X98765432"[sum % 11];
	s[18] = '\0';
	return s;
}

/* The list as an office keeps it: a title above the header, dates with points. */
static const char *
sheet(void)
{
	static const char *const surnames[] = { "冉", "付", "李", "欧阳", "谭", "单", "王", "丁" };
	static const char *const kinds[] = { "律师", "人大代表", "新闻工作者", "律师、政协委员" };
	struct buf b = BUF_INIT;
	const char *path;

	buf_adds(&b, "2026年第一批选聘报名汇总表\n序号,姓名,身份证号,类别,产生方式,推荐单位,声明,在本区情况,报名时间\n");
	for (int i = 0; i < APPLICANTS; i++)
		buf_printf(&b, "%d,%s某%d,%s,%s,%s,%s,是,在本区居住,2026.8.%d\n", i + 1, surnames[i % 8], i, idno(i), kinds[i % 4],
			i % 3 == 0 ? "单位推荐" : "个人自荐", i % 3 == 0 ? "区律师协会" : "", 4 + i % 9);
	path = run_file("apply.csv", buf_str(&b), b.len);
	buf_free(&b);
	return path;
}

/* Planned on 2026-08-03, open until 08-14, the list taken on 08-17. */
static void
applied(void)
{
	want(0, "--today", "2026-08-03", "round", "plan", "--name", ROUND, "--quota", "30", "--closes_on", "2026-08-14",
		"--wish_lawyer", "10", "--wish_journalist", "4");
	want(0, "--today", "2026-08-03", "round", "open", ROUND, "--notice_where", "区政府门户网站");
	want(0, "--today", "2026-08-17", "--json", "import", "candidate", sheet());
	ck_assert_int_eq(run_number("accepted"), APPLICANTS);
	want(0, "--today", "2026-08-17", "--json", "import", "candidate", run_path("apply.csv"));
	ck_assert_int_eq(run_number("unchanged"), APPLICANTS);
}

/* Ids of all candidates in the order of the list. */
static void
all_ids(char ids[APPLICANTS][24])
{
	want(0, "--json", "candidate", "list", "--all", "--sort", "strokes");
	ck_assert_uint_eq(run_lines(), APPLICANTS);
	for (size_t i = 0; i < APPLICANTS; i++)
		snprintf(ids[i], 24, "%lld", (long long)json_integer_value(json_object_get(run_object(i), "id")));
}

static void
appointed(void)
{
	want(0, "--json", "candidate", "list", "--all", "--state", "appointed");
	ck_assert_uint_eq(run_lines(), 30);
	want(0, "--json", "supervisor", "list", "--all", "--state", "active");
	ck_assert_uint_eq(run_lines(), 30);
	want(0, "certificate", "show", "碚执监〔2026〕30号");
	want(0, "check");
	want(0, "audit", "verify");
}

START_TEST(by_the_command_line)
{
	char ids[APPLICANTS][24], score[8];

	applied();
	want(0, "--today", "2026-08-17", "round", "review", ROUND);
	all_ids(ids);
	for (int i = 0; i < APPLICANTS; i++)
		want(0, "--today", "2026-08-17", "candidate", "check", ids[i], "--cond1", "符合", "--cond2", "符合", "--cond3", "符合",
			"--cond4", "符合", "--cond6", i < 5 ? "不符合" : "符合", "--cond7", "符合", "--evidence", "单位意见");
	want(0, "--today", "2026-08-18", "round", "screen", ROUND);
	for (int i = 5; i < APPLICANTS; i++) {
		snprintf(score, sizeof score, "%d", 20 + i);
		want(0, "--today", "2026-08-18", "candidate", "score", ids[i], "--score", score);
	}
	want(0, "--today", "2026-08-18", "round", "rank", ROUND);
	want(0, "--today", "2026-08-18", "round", "propose", ROUND);
	want(0, "--today", "2026-08-18", "--json", "round", "show", ROUND);
	ck_assert_ptr_nonnull(strstr(ran.out, "\"next\":\"round.publicise\",\"missing\":\"\""));
	ck_assert_ptr_nonnull(strstr(ran.out, "\"proposed\":30"));
	want(0, "--today", "2026-08-18", "round", "show", ROUND);
	ck_assert_ptr_nonnull(strstr(ran.out, "下一步  公示拟聘名单"));
	want(0, "--today", "2026-08-24", "--json", "round", "publicise", ROUND, "--publicised_where", "门户网站", "--objection_to",
		"区司法局");
	ck_assert_ptr_nonnull(strstr(ran.out, "2026-08-31"));
	want(3, "--today", "2026-08-31", "--json", "round", "appoint", ROUND);
	run_refused("refused", "on", 7);
	want(0, "--json", "candidate", "list", "--state", "publicised", "--sort", "strokes", "--all");
	ck_assert_uint_eq(run_lines(), 30);
	ck_assert_ptr_null(strstr(ran.out, "500199"));
	want(0, "round", "appoint", ROUND);
	want(0, "round", "close", ROUND);
	appointed();
}
END_TEST

static void
act(const char *letter, const char *label)
{
	pane_keys("a", letter, NULL);
	pane_shows(label);
	pane_keys("F2", NULL);
	pane_shows("下一步");
}

/* The same by keyboard: the plan and the call on 2026-08-03, the list taken in on 08-17. */
static void
applied_by_keyboard(void)
{
	char line[4096];

	want(0, "account", "add", "--login", "liwen", "--name", "李文", "--roles", "clerk,leader");
	pane_open_on(100, 30, "liwen", "2026-08-03");
	pane_keys("Tab", "2", NULL);
	pane_shows("选聘批次");
	pane_keys("n", NULL);
	pane_shows("新建选聘批次");
	pane_type(ROUND);
	pane_keys("Enter", NULL);
	pane_type("30");
	pane_keys("Enter", "Enter", NULL);
	pane_type("8.14");
	pane_keys("Enter", "F2", NULL);
	pane_shows("[筹备]");
	pane_keys("F6", NULL);
	pane_shows("公告刊登处");
	pane_type("区政府门户网站");
	pane_keys("F2", NULL);
	pane_shows("[报名中]");
	pane_shows("尚无人报名");
	pane_close();
	pane_open_on(100, 30, "liwen", "2026-08-17");
	snprintf(line, sizeof line, "import candidate %s", sheet());
	pane_keys(":", NULL);
	pane_type(line);
	pane_keys("Enter", NULL);
	pane_shows("可收 80");
	pane_keys("F2", "1", NULL);
	pane_shows("收入 80");
	pane_close();
}

START_TEST(by_keyboard)
{
	applied_by_keyboard();
	pane_open(100, 30, "liwen");
	pane_shows(ROUND);
	pane_keys("Enter", NULL);
	pane_shows("[报名中]");
	pane_keys("a", "v", NULL);
	pane_shows("开始审查日期");
	pane_type("2026-8-22");
	pane_keys("F2", NULL);
	pane_shows("[审查中]");
	/* The sheets of all: each column at once; the fifth is filled already. */
	pane_keys("t", NULL);
	pane_shows("80 人  全部符合 0");
	pane_keys("F8", "Tab", "F8", "Tab", "F8", "Tab", "F8", "Tab", "Tab", "F8", "Tab", "F8", NULL);
	pane_shows("全部符合 80");
	/* One has a record. */
	pane_keys("Home", "BTab", "2", NULL);
	pane_shows("有不符 1");
	pane_keys("F2", NULL);
	pane_shows("下一步");
	act("s", "审查日期");
	pane_shows("合格 79");
	pane_shows("不合格 1");
	/* The scores: a few by hand, the others in one. */
	pane_keys("t", NULL);
	pane_shows("79 人  已评 0");
	for (int i = 0; i < 30; i++) {
		char score[8];

		snprintf(score, sizeof score, "%d", 99 - i);
		pane_type(score);
		pane_keys("Enter", NULL);
	}
	pane_type("60");
	pane_keys("F8", NULL);
	pane_shows("已评 79");
	pane_keys("F2", NULL);
	pane_shows("下一步");
	act("k", "排名日期");
	act("l", "拟聘人数");
	pane_shows("拟聘 30");
	pane_keys("a", "p", NULL);
	pane_shows("公示刊登处");
	/* Published a week ago: the form waits at the first empty field, the day stands above it. */
	pane_keys("Up", NULL);
	pane_type("2026-8-24");
	pane_keys("Down", "Down", NULL);
	pane_type("区政府门户网站");
	pane_keys("Down", NULL);
	pane_type("区司法局");
	pane_keys("F2", NULL);
	pane_shows("2026-09-01起可以聘任");
	pane_keys("Enter", NULL);
	pane_shows("[公示中]");
	pane_shows("条件已齐");
	/* What may come in now is an objection: Enter offers it first, with the round filled in. */
	pane_keys("Enter", "Enter", NULL);
	pane_shows("被异议人");
	pane_shows("["ROUND);
	pane_keys("Escape", NULL);
	pane_shows("[公示中]");
	pane_keys("a", "a", NULL);
	pane_shows("聘任日期");
	pane_keys("F2", "1", NULL);
	pane_shows("已聘任30人");
	pane_keys("Enter", NULL);
	pane_shows("[聘任中]");
	pane_shows("已聘任 30");
	pane_keys("a", "z", NULL);
	pane_shows("结果说明");
	pane_keys("F2", "1", NULL);
	pane_shows("[办结]");
	appointed();
}
END_TEST

static void
keyboard_close(void)
{
	pane_close();
	run_close();
}

Suite *suite_rounds(void);

Suite *
suite_rounds(void)
{
	Suite *s = suite_create("rounds");
	TCase *cli = tcase_create("cli"), *keys = tcase_create("keys");

	tcase_add_checked_fixture(cli, run_open, run_close);
	tcase_set_timeout(cli, 240);
	tcase_add_test(cli, by_the_command_line);
	suite_add_tcase(s, cli);
	tcase_add_checked_fixture(keys, run_open, keyboard_close);
	tcase_set_timeout(keys, 240);
	tcase_add_test(keys, by_keyboard);
	suite_add_tcase(s, keys);
	return s;
}
