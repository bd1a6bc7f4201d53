/*
 * check_stats_cli.c: figures on the command line: text, JSON and CSV tell the same; periods; views, and whose they are.
 *
 * Knows: the program's output.  Must not know: how figures are kept.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "tests/cli/run.h"

Suite *suite_stats_cli(void);

#define HAS(text, part) ck_assert_msg(strstr(text, part) != NULL, "no \"%s\" in: %s", part, text)
#define HAS_NOT(text, part) ck_assert_msg(strstr(text, part) == NULL, "\"%s\" in: %s", part, text)

/* Two agencies, three opinions of this quarter and two of the year before, an account in each of three roles. */
static void
office(void)
{
	static const char csv[] =
		"意见编号,监督员,提出日期,行政执法机构,执法领域,意见类型,事实与理由,意见建议,送达日期,答复日期,是否采纳,答复内容,告知日期,办结日期\n"
		"2025-9,付敏,2025-05-05,区公安分局,行政处罚,纠正意见,未出具票据。,补开票据。,2025-05-06,2025-05-08,采纳,已补。,2025-05-09,2025-05-12\n"
		"2025-1,付敏,2025-08-03,区公安分局,行政处罚,纠正意见,未出具票据。,补开票据。,2025-08-04,2025-08-20,采纳,已补。,2025-08-21,2025-08-22\n"
		"2026-1,付敏,2026-08-03,区公安分局,行政处罚,纠正意见,未出具票据。,补开票据。,2026-08-04,2026-08-20,采纳,已补。,2026-08-21,2026-08-22\n"
		"2026-2,付敏,2026-08-05,区公安分局,行政许可,工作建议,材料重复。,合并。,2026-08-06,2026-08-28,不予采纳,系统所限。,2026-08-29,2026-08-30\n"
		"2026-3,付敏,2026-07-05,区城市管理局,行政处罚,纠正意见,未出具票据。,补开票据。,2026-07-06,2026-07-08,采纳,已补。,2026-07-09,2026-07-10\n";
	static const char people[] =
		"姓名,性别,身份证号,民族,政治面貌,学历,工作单位及职务,类别,联系电话,聘任日期,证件编号\n"
		"付敏,女,500199197906221027,汉族,群众,本科,某律师事务所律师,律师,13800000002,2024-03-01,碚执监〔2024〕5号\n";

	run_open();
	want(0, "agency", "add", "--name", "区公安分局", "--kind", "department");
	want(0, "agency", "add", "--name", "区城市管理局", "--kind", "department");
	want(0, "import", "supervisor", run_file("people.csv", people, sizeof people - 1));
	want(0, "import", "opinion", run_file("opinions.csv", csv, sizeof csv - 1));
	want(0, "account", "add", "--login", "jingban", "--name", "李经办", "--roles", "clerk");
	want(0, "account", "add", "--login", "zhoulin", "--name", "周琳", "--roles", "clerk");
	want(0, "account", "add", "--login", "lianluo", "--name", "江联络", "--roles", "agency", "--agency", "区公安分局");
}

static json_int_t
number(size_t line, const char *name)
{
	json_t *v = json_object_get(run_object(line), name);

	return v != NULL ? json_integer_value(v) : -1;
}

START_TEST(the_same_in_every_form)
{
	want(0, "--json", "stats", "opinion", "--by", "field", "--period", "2026Q3");
	ck_assert_uint_eq(run_lines(), 3);
	ck_assert_str_eq(run_member("value"), "penalty");
	ck_assert_int_eq(number(0, "count"), 2);
	ck_assert_int_eq(number(0, "percent"), 67);
	ck_assert_int_eq(number(0, "year_ago"), 1);
	ck_assert_int_eq(number(2, "all"), 3);
	ck_assert_int_eq(number(2, "year_ago"), 1);
	ck_assert_int_eq(number(2, "adoption"), 67);
	want(0, "stats", "opinion", "--by", "执法领域", "--period", "2026Q3", "--csv");
	ck_assert_str_eq(ran.out, "执法领域,件数,占比,上一期,上年同期\r\n行政处罚,2,67%,,1\r\n行政许可,1,33%,,0\r\n");
	want(0, "stats", "opinion", "--by", "field", "--period", "2026Q3");
	HAS(ran.out, "行政处罚     2   67%");
	HAS(ran.out, "+100%");
	HAS(ran.out, "共3件");
	/* Months stand in their order, those without a record too. */
	want(0, "--json", "stats", "--by", "month", "--year", "2026");
	ck_assert_uint_eq(run_lines(), 10);
	ck_assert_str_eq(run_member("value"), "2026-01");
	ck_assert_int_eq(number(0, "count"), 0);
	ck_assert_int_eq(number(7, "count"), 2);
	ck_assert_int_eq(number(7, "before"), 1);
	ck_assert_int_eq(number(7, "year_ago"), 1);
	want(0, "--json", "stats", "supervisor", "--by", "类别");
	ck_assert_str_eq(run_member("label"), "律师");
}
END_TEST

/* What a bar counts, the list with the same filter has: what is not filled in, a deadline. */
START_TEST(lists_have_what_is_counted)
{
	want(0, "--json", "stats", "opinion", "--by", "clock.reply", "--period", "2026");
	ck_assert_str_eq(run_member("value"), "in");
	ck_assert_int_eq(number(0, "count"), 2);
	want(0, "--json", "opinion", "list", "--clock.reply", "late", "--year", "2026");
	ck_assert_uint_eq(run_lines(), 1);
	ck_assert_str_eq(run_member("number"), "2026-2");
	want(0, "--json", "opinion", "list", "--officer", "未填");
	ck_assert_uint_gt(run_lines(), 0);
	want(0, "--json", "opinion", "list", "--adopted", "未填");
	ck_assert_uint_eq(run_lines(), 0);
}
END_TEST

START_TEST(what_is_no_period_is_said)
{
	want(2, "stats", "--period", "2026Q5");
	HAS(ran.err, "2026Q3");
	want(2, "stats", "--year", "2026-09");
	want(2, "stats", "--year", "2026", "--period", "2026");
	want(2, "stats", "activity");
	HAS(ran.err, "supervisor");
	want(2, "stats", "--by", "电话");
	want(0, "stats", "--period", "2031");
	HAS(ran.out, "没有记录");
}
END_TEST

START_TEST(views_are_kept_by_name)
{
	want(0, "--as", "jingban", "stats", "opinion", "--by", "执法机构", "--period", "year", "--save", "各机构");
	HAS(ran.out, "已存为视图“各机构”");
	want(0, "--as", "jingban", "stats", "review", "--by", "outcome", "--save", "结论", "--shared");
	/* One's own is nobody else's; what is shared is the bureau's. */
	want(0, "--as", "zhoulin", "stats", "--views");
	HAS(ran.out, "结论");
	HAS_NOT(ran.out, "各机构");
	want(5, "--as", "zhoulin", "stats", "--view", "各机构");
	want(0, "--as", "zhoulin", "stats", "--view", "结论");
	want(0, "--as", "lianluo", "stats", "--views");
	HAS_NOT(ran.out, "结论");
	want(5, "--as", "lianluo", "stats", "--view", "结论");
	want(4, "--as", "lianluo", "stats", "--by", "kind", "--save", "我们的", "--shared");
	want(0, "--as", "lianluo", "stats", "--by", "kind", "--save", "我们的");
	/* The same figures as when it was asked in words. */
	want(0, "--as", "jingban", "--json", "stats", "--view", "各机构");
	ck_assert_str_eq(run_member("label"), "区公安分局");
	ck_assert_int_eq(number(0, "count"), 2);
	ck_assert_int_eq(number(2, "all"), 3);
	want(2, "--as", "jingban", "stats", "review", "--view", "各机构");
	/* Nobody takes away, or writes over, what another shares; a leader may. */
	want(4, "--as", "zhoulin", "stats", "--drop", "结论", "--shared");
	want(4, "--as", "zhoulin", "stats", "--by", "kind", "--save", "结论", "--shared");
	want(5, "--as", "jingban", "stats", "--drop", "结论");
	want(0, "stats", "--drop", "结论", "--shared");
	want(0, "--as", "jingban", "stats", "--drop", "各机构");
	want(0, "--as", "jingban", "stats", "--views");
	HAS(ran.out, "没有存过的统计视图");
	want(2, "--as", "jingban", "stats", "--save", " ");
}
END_TEST

/* A view of this year is next year one of next year. */
START_TEST(this_year_stays_this_year)
{
	want(0, "--json", "stats", "--by", "kind", "--period", "2026", "--save", "今年的");
	want(0, "--json", "stats", "--by", "kind", "--period", "2025", "--save", "那年的");
	want(0, "--json", "stats", "--views");
	ck_assert_str_eq(json_string_value(json_object_get(run_object(0), "what")), "opinion kind year 0");
	ck_assert_str_eq(json_string_value(json_object_get(run_object(1), "what")), "opinion kind 2025 0");
	want(0, "--today", "2025-12-01", "--json", "stats", "--view", "今年的");
	ck_assert_int_eq(number(run_lines() - 1, "all"), 2);
	want(0, "--json", "stats", "--view", "今年的");
	ck_assert_int_eq(number(run_lines() - 1, "all"), 3);
}
END_TEST

Suite *
suite_stats_cli(void)
{
	Suite *s = suite_create("stats_cli");
	TCase *c = tcase_create("stats_cli");

	tcase_add_checked_fixture(c, office, run_close);
	tcase_add_test(c, the_same_in_every_form);
	tcase_add_test(c, lists_have_what_is_counted);
	tcase_add_test(c, what_is_no_period_is_said);
	tcase_add_test(c, views_are_kept_by_name);
	tcase_add_test(c, this_year_stays_this_year);
	suite_add_tcase(s, c);
	return s;
}
