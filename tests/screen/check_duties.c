/*
 * check_duties.c: a year's duty of 60 supervisors by keyboard at 100 × 30: asked, reported and
 * assessed in bulk, evaluated in one grid, confirmed.
 *
 * Knows: the office of pane.c, the letters of the acts.  Must not know: how a screen is made.
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "tests/cli/run.h"
#include "tests/screen/pane.h"

Suite *suite_duties(void);

#define PEOPLE 60

/* As many supervisors as make 60 with those of the office. */
static void
sixty(void)
{
	struct buf b = BUF_INIT;
	int have;

	want(0, "--as", "liwen", "--json", "supervisor", "list", "--all");
	have = (int)run_lines();
	buf_adds(&b, "姓名,身份证号,类别,聘任日期,证件编号\n");
	for (int i = have; i < PEOPLE; i++) {
		static const int weight[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
		char id[32];
		int sum = 0;

		snprintf(id, sizeof id, "50019919800101%03d", i + 300);
		for (int k = 0; k < 17; k++)
			sum += (id[k] - '0') * weight[k];
		buf_printf(&b, "监督员%c%c,%s%c,律师,2025-07-01,碚执监〔2025〕%d号\n", 'A' + i / 26, 'A' + i % 26, id,
			"10X98765432"[sum % 11], 100 + i);
	}
	want(0, "--as", "liwen", "import", "supervisor", run_file("more.csv", buf_str(&b), b.len));
	buf_free(&b);
}

/* A command typed after F9. */
static void
command(const char *line, const char *shows)
{
	pane_keys("F9", NULL);
	pane_type(line);
	pane_keys("Enter", NULL);
	pane_shows(shows);
}

/* Every row of the list is marked. */
static void
mark_all(void)
{
	pane_type("g");
	for (int i = 0; i < PEOPLE; i++)
		pane_type("x");
}

/* The act with LETTER for all that are marked; the form is filled once by FILL; NOTICE is what it says when done. */
static void
act_on_all(const char *letter, const char *label, const char *fill, const char *notice)
{
	mark_all();
	pane_keys("a", letter, NULL);
	pane_shows(label);
	if (*fill != '\0')
		pane_type(fill);
	pane_keys("F2", NULL);
	if (*notice != '\0') {
		pane_shows(notice);
		pane_keys("Enter", NULL);
	}
	pane_shows("其余 59 件也照此办理");
	pane_keys("Enter", NULL);
	pane_shows("已办 60 件");
}

static void
has(const char *flow, const char *state, int n)
{
	want(0, "--as", "liwen", "--json", flow, "list", "--state", state, "--all");
	ck_assert_int_eq((int)run_lines(), n);
}

START_TEST(test_year)
{
	sixty();
	pane_open(100, 30, "liwen");
	/* One form asks all. */
	command("duty ask", "通知报送履职情况");
	pane_keys("F2", NULL);
	pane_shows("2026-Q2");
	pane_keys("Escape", NULL);
	has("duty", "due", PEOPLE);
	command("duty list", "履职情况报送");
	act_on_all("f", "主要履职情况", "", "");
	act_on_all("d", "评语", "2", "");
	pane_keys("Escape", NULL);
	has("duty", "assessed", PEOPLE);
	/* The year is opened for all, marked in one grid. */
	command("evaluation open", "开始综合评价");
	pane_type("2026");
	pane_keys("F2", NULL);
	pane_shows("档案数字");
	pane_keys("Escape", NULL);
	command("evaluation list", "评分表");
	pane_keys("t", NULL);
	pane_shows("60 人  已评分 0");
	pane_type("95");
	pane_keys("F8", NULL);
	pane_keys("Tab", NULL);
	pane_type("88");
	pane_keys("Enter", NULL);
	pane_shows("保存 60 人：优秀(90)");
	pane_keys("F2", NULL);
	pane_shows("已评分 60 人");
	has("evaluation", "scored", PEOPLE);
	act_on_all("d", "不填则按拟定等次", "", "年度尚未结束");
	has("evaluation", "confirmed", PEOPLE);
	pane_keys("Escape", "Escape", NULL);
	pane_last_key("q");
	ck_assert_int_eq(pane_exit(), 0);
	want(0, "check");
}
END_TEST

Suite *
suite_duties(void)
{
	Suite *s = suite_create("duties");
	TCase *t = tcase_create("year");

	tcase_add_checked_fixture(t, pane_office_open, pane_office_close);
	tcase_set_timeout(t, 180);
	tcase_add_test(t, test_year);
	suite_add_tcase(s, t);
	return s;
}
