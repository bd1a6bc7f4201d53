/*
 * check_figures.c: the statistics screen as a person sees it: bars and a line at three sizes, without colours and where
 * ambiguous characters are wide; every bar opens its records; periods, agencies, views; each key and its way back.
 *
 * Knows: the office of pane.c, the command line as the other telling of the same figures.  Must not know: how a picture is made.
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "tests/cli/run.h"
#include "tests/screen/pane.h"

Suite *suite_figures(void);

static const struct {
	int w, h;
	const char *name;
} sizes[] = { { 80, 24, "80x24" }, { 100, 30, "100x30" }, { 140, 45, "140x45" } };

/* Two years of opinions beside those of the office: some every month, by a rule that leaves no month like another. */
static void
office(void)
{
	static const char *const agency[] = { "区城市管理局", "区公安分局", "区市场监管局", "区住房城乡建委" };
	static const char *const field[] = { "行政处罚", "行政许可", "行政检查" };
	static const char *const adopted[] = { "采纳", "部分采纳", "不予采纳" };
	char csv[40000];
	int len = snprintf(csv, sizeof csv, "意见编号,监督员,提出日期,行政执法机构,执法领域,意见类型,事实与理由,意见建议,送达日期,答复日期,是否采纳,答复内容,告知日期,办结日期\n");

	pane_office_open();
	for (int m = 0; m < 20; m++)
		for (int i = 0; i < (m * 7) % 5 + (m % 3 == 0 ? 3 : 0); i++) {
			int y = 2025 + m / 12, mon = m % 12 + 1, k = m + i;

			len += snprintf(csv + len, sizeof csv - (size_t)len,
				"%d-%d,付敏,%d-%02d-03,%s,%s,纠正意见,未出具票据。,补开票据。,%d-%02d-04,%d-%02d-%02d,%s,已核实。,%d-%02d-27,%d-%02d-28\n", y,
				100 + m * 10 + i, y, mon, agency[k % 4], field[k % 3], y, mon, y, mon, 8 + k % 3 * 9, adopted[k % 3], y, mon, y, mon);
		}
	want(0, "--as", "liwen", "import", "opinion", run_file("more.csv", csv, (size_t)len));
}

static void
golden_at(const char *what, const char *size)
{
	char name[64];

	snprintf(name, sizeof name, "stats-%s-%s", what, size);
	pane_golden(name);
}

/* The pictures at each size. */
START_TEST(test_pictures)
{
	pane_open(sizes[_i].w, sizes[_i].h, "liwen");
	pane_command("stats", "按状态  2026年");
	golden_at("state", sizes[_i].name);
	pane_command("stats opinion --by month --period all", "按月  历年");
	pane_keys("End", NULL);
	golden_at("months", sizes[_i].name);
	pane_keys("Right", NULL);
	pane_shows("按季度");
	golden_at("quarters", sizes[_i].name);
	pane_command("stats opinion --by agency --period 2026Q2", "2026年第2季度");
	golden_at("agencies", sizes[_i].name);
	pane_keys("F4", NULL);
	pane_shows("统计视图");
	golden_at("choices", sizes[_i].name);
	pane_keys("Escape", "Escape", "Escape", "Escape", NULL);
	pane_shows("待办");
	pane_leave();
}
END_TEST

/* Where ambiguous characters are wide, and without colours: the same figures, of ASCII. */
START_TEST(test_wide_and_plain)
{
	static const char *const what[] = { "wide", "mono" };

	pane_env(_i == 0 ? "JIANDU_AMBIWIDTH=2" : "NO_COLOR=1 TERM=vt100");
	pane_open(sizes[0].w, sizes[0].h, "liwen");
	pane_command("stats opinion --by field", "按执法领域");
	golden_at("bars", what[_i]);
	pane_command("stats opinion --by month", "按月");
	golden_at("line", what[_i]);
	pane_keys("Escape", "Escape", NULL);
	pane_leave();
}
END_TEST

/* The bar LABEL, selected, opens as many records as the command line counts, and Esc comes back to it. */
static void
opens(const char *label, size_t line)
{
	char text[64];

	pane_shows(label);
	snprintf(text, sizeof text, "监督意见  共 %d ", (int)json_integer_value(json_object_get(run_object(line), "count")));
	pane_keys("Enter", NULL);
	pane_shows(text);
	pane_keys("Escape", NULL);
	pane_shows(label);
}

/* Behind every kind of bar stand its records: deadlines, months, what is not filled in. */
START_TEST(test_behind)
{
	pane_open(100, 30, "liwen");
	want(0, "--as", "liwen", "--json", "stats", "opinion", "--by", "clock.reply", "--period", "2025");
	pane_command("stats opinion --by clock.reply --period 2025", "按答复是否按期");
	opens(">按期", 0);
	pane_keys("Down", NULL);
	opens(">逾期办结", 1);
	want(0, "--as", "liwen", "--json", "stats", "opinion", "--by", "month", "--period", "2026");
	pane_command("stats opinion --by month --period 2026", ">2026-01");
	pane_keys("Down", "Down", "Down", NULL);
	opens(">2026-04", 3);
	want(0, "--as", "liwen", "--json", "stats", "opinion", "--by", "adopted");
	pane_command("stats opinion --by adopted --period all", "按是否采纳");
	pane_keys("End", NULL);
	opens(">未填", run_lines() - 2);
	pane_keys("Enter", NULL);
	pane_shows("2024-3");
	pane_keys("Escape", "Escape", "Escape", "Escape", NULL);
	pane_shows("待办");
	pane_leave();
}
END_TEST

/* Everything without a letter: the menu, then the picture, the choices, the list, and back. */
START_TEST(test_no_letters)
{
	pane_open(80, 24, "liwen");
	pane_command("统计", "按状态");
	pane_keys("Right", NULL);
	pane_shows("按意见类型");
	pane_keys("Left", "F4", "Enter", NULL);
	pane_shows("统计哪项工作");
	pane_keys("Down", "Enter", NULL);
	pane_shows("监督意见书  按状态");
	pane_shows("这段时间没有记录");
	pane_lacks("看清单");
	/* Nothing is opened by a bar that is not there. */
	pane_keys("Enter", NULL);
	pane_shows("这段时间没有记录");
	pane_keys("F4", "Enter", "Up", "Enter", NULL);
	pane_shows("监督意见  按状态");
	pane_keys("F4", "Down", "Down", "Enter", NULL);
	pane_shows("一个季度");
	pane_keys("Down", "Enter", NULL);
	pane_shows("2026年第3季度");
	pane_keys("F4", "Down", "Down", "Down", "Enter", NULL);
	pane_shows("2026年第2季度");
	/* What is no period is said, and nothing changes. */
	pane_keys("F4", "Down", "Down", "Enter", "End", "Enter", NULL);
	pane_shows("写法");
	pane_type("x");
	pane_keys("Enter", NULL);
	pane_shows("不是年、季度或者月");
	pane_shows("2026年第2季度");
	pane_keys("F4", "Down", "Down", "Down", "Down", "Down", "Enter", NULL);
	pane_shows("统计哪个执法机构");
	pane_type("gafj");
	pane_keys("Enter", NULL);
	pane_shows("2026年第2季度  区公安分局");
	pane_keys("Enter", NULL);
	pane_shows("监督意见  共");
	pane_keys("Escape", "Escape", NULL);
	pane_shows("待办");
	pane_leave();
}
END_TEST

/* Saved for oneself and for all, opened again by the screen, the palette and the command line, and taken away. */
START_TEST(test_views)
{
	pane_open(80, 24, "liwen");
	pane_command("stats opinion --by agency --period 2025", "2025年");
	pane_keys("v", NULL);
	pane_shows("把现在的统计存为视图");
	pane_keys("+", NULL);
	pane_type("去年各机构");
	pane_keys("Enter", NULL);
	pane_shows("本局共用");
	pane_keys("Enter", NULL);
	pane_shows("视图 去年各机构");
	pane_keys("Right", NULL);
	pane_lacks("视图 去年各机构");
	pane_keys("v", "Up", "+", NULL);
	pane_type("去年按月");
	pane_keys("Enter", "Right", "Enter", NULL);
	pane_shows("视图 去年按月");
	golden_at("view", "80x24");
	pane_keys("Escape", NULL);
	pane_shows("待办");
	pane_leave();
	want(0, "--as", "liwen", "stats", "--views", "--json");
	ck_assert_uint_eq(run_lines(), 2);
	ck_assert_str_eq(run_member("name"), "去年各机构");
	ck_assert(json_is_false(json_object_get(run_object(0), "shared")));
	ck_assert(json_is_true(json_object_get(run_object(1), "shared")));
	ck_assert_str_eq(json_string_value(json_object_get(run_object(1), "name")), "去年按月");
	pane_open(80, 24, "liwen");
	pane_command("去年各机构", "按执法机构  2025年");
	pane_keys("v", NULL);
	pane_shows("去掉视图");
	pane_keys("d", NULL);
	pane_shows("“去年各机构”？");
	pane_keys("Enter", NULL);
	pane_shows("已去掉视图");
	pane_keys("v", NULL);
	pane_lacks("去年各机构");
	pane_shows("去年按月");
	pane_keys("Escape", "Escape", NULL);
	pane_leave();
}
END_TEST

Suite *
suite_figures(void)
{
	Suite *s = suite_create("figures");
	TCase *c = tcase_create("figures");

	tcase_add_checked_fixture(c, office, pane_office_close);
	tcase_set_timeout(c, 120);
	tcase_add_loop_test(c, test_pictures, 0, 3);
	tcase_add_loop_test(c, test_wide_and_plain, 0, 2);
	tcase_add_test(c, test_behind);
	tcase_add_test(c, test_no_letters);
	tcase_add_test(c, test_views);
	suite_add_tcase(s, c);
	return s;
}
