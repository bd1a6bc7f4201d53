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

/* Every row of the list is marked. */
static void
mark_all(void)
{
	char x[PEOPLE + 1];

	memset(x, 'x', PEOPLE);
	x[PEOPLE] = '\0';
	pane_type("g");
	pane_type(x);
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

/* ---- one activity from the plan to its end, as 李文 enters it on the day ---- */

struct outing {
	const char *today;
	const char *kind, *name, *agency; /* agency NULL: about none */
	bool meeting;
	const char *finding;              /* what was found, NULL nothing */
};

static void
go_through(const struct outing *o, const char *number)
{
	char line[64];

	pane_command("activity plan", "计划活动");
	pane_type(o->kind);
	pane_keys("Enter", NULL);
	pane_type(o->name);
	pane_keys("Enter", NULL);
	if (o->agency != NULL)
		pane_type(o->agency);
	pane_keys("Enter", "Enter", "Enter", "Enter", NULL); /* organiser, commission, place */
	pane_type("今天");
	pane_keys("Enter", "Enter", "Enter", NULL);
	pane_type("3.5");
	pane_keys("F2", NULL);
	pane_shows("已办：计划活动");
	snprintf(line, sizeof line, "activity show %s", number);
	pane_command(line, "邀请监督员");
	/* Who was invited least lately comes first; all of them are lawyers or not: sixty at once. */
	pane_keys("a", "i", NULL);
	pane_shows("可邀请 60  已选 0");
	pane_keys("F6", NULL);
	pane_type("60");
	pane_keys("Enter", NULL);
	pane_shows("可邀请 60  已选 60");
	pane_keys("F2", NULL);
	pane_shows("已邀请60人");
	pane_keys("a", "n", NULL);
	pane_shows("回复期限");
	pane_keys("F2", NULL);
	pane_shows("登记举行");
	pane_keys("a", "h", NULL);
	pane_shows("举行日期");
	pane_keys("F2", NULL);
	pane_shows("登记出席");
	/* Everybody came, but the first. */
	pane_keys("a", "t", NULL);
	pane_shows("应到 60");
	pane_keys("F8", "2", "F2", NULL);
	pane_shows("请假的应当写明事由");
	pane_type("出差，有单位证明");
	pane_keys("Enter", NULL);
	pane_shows("实到 59  请假 1");
	pane_keys("F2", NULL);
	pane_shows("已登记60人");
	if (o->finding != NULL) {
		pane_keys("n", NULL);
		pane_shows("1  发现的问题"); /* what is about the open record stands first */
		pane_keys("Enter", NULL);
		pane_shows("记录发现的问题");
		pane_type("冉凯文");
		pane_keys("Enter", "Enter", NULL);
		pane_type(o->finding);
		pane_keys("F2", NULL);
		pane_shows("问题转为意见");
		pane_keys("Escape", NULL);
	}
	pane_keys("a", "m", NULL);
	pane_shows("议定事项");
	pane_type("到会六十人，通报上季度工作。");
	pane_keys("F2", NULL);
	pane_shows("已办：记录纪要和小结");
	pane_keys("a", "b", "F2", NULL);
	pane_shows("已办：办结");
	pane_keys("Escape", NULL);
	has("activity", "closed", number[5] - '0');
}

/* The period that has just ended: asked of all, reported, assessed. */
static void
report_period(const char *period)
{
	pane_command("duty ask", "通知报送履职情况");
	pane_keys("F2", NULL);
	pane_shows(period);
	pane_keys("Escape", NULL);
	has("duty", "due", PEOPLE);
	pane_command("duty list", "履职情况报送");
	act_on_all("f", "主要履职情况", "", "");
	act_on_all("d", "评语", "2", "");
	pane_keys("Escape", NULL);
	has("duty", "due", 0);
}

static void
evaluate(void)
{
	pane_command("evaluation open", "开始综合评价");
	pane_type("2026");
	pane_keys("F2", NULL);
	pane_shows("档案数字");
	pane_keys("Escape", NULL);
	pane_command("evaluation list", "评分表");
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
	act_on_all("d", "不填则按拟定等次", "", "");
	has("evaluation", "confirmed", PEOPLE);
	pane_keys("Escape", NULL);
}

static void
leave(void)
{
	pane_keys("Escape", "Escape", NULL);
	pane_leave();
}

START_TEST(test_year)
{
	static const struct outing outings[] = {
		{ "2026-03-20", "检查", "执法现场检查", "区城市管理局", false, "现场检查未出示执法证件" },
		{ "2026-05-20", "案卷评查", "行政处罚案卷评查", "区城市管理局", false, NULL },
		{ "2026-08-20", "业务培训", "新法规培训", NULL, false, NULL },
		{ "2026-11-20", "会议", "监督工作例会", NULL, true, NULL },
	};
	static const struct {
		const char *today, *period;
	} periods[] = {
		{ "2026-04-01", "2026-Q1" }, { "2026-07-01", "2026-Q2" }, { "2026-10-09", "2026-Q3" }, { "2027-01-04", "2026-Q4" },
	};

	sixty();
	for (size_t i = 0; i < sizeof outings / sizeof outings[0]; i++) {
		char number[16];

		snprintf(number, sizeof number, "2026-%d", (int)i + 1);
		pane_open_on(100, 30, "liwen", outings[i].today);
		go_through(&outings[i], number);
		leave();
		pane_open_on(100, 30, "liwen", periods[i].today);
		report_period(periods[i].period);
		if (i == 3)
			evaluate();
		leave();
	}
	has("duty", "assessed", 4 * PEOPLE);
	want(0, "--as", "liwen", "--json", "evaluation", "list", "--all", "--limit", "1");
	ck_assert_int_ge(run_number("attended"), 3);
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
