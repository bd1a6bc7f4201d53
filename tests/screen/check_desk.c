/*
 * check_desk.c: what drives the day, as a person sees it: a colleague's queue in one's own (代), one's own alone,
 * a whole caseload handed over, a calendar that moves deadlines, the row that asks for the next year's notice.
 *
 * Knows: the office of pane.c, the command line for what is there before.  Must not know: how the queue is read.
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "tests/cli/run.h"
#include "tests/screen/pane.h"

Suite *suite_desk(void);

#define OPINIONS 20

/* A second clerk, and N opinions that 李文 has served today: each may be answered for 15 working days. */
static void
desk_open(int n)
{
	want(0, "account", "add", "--login", "zhoulin", "--name", "周琳", "--roles", "clerk,leader");
	for (int i = 0; i < n; i++) {
		char number[16];

		want(0, "--as", "liwen", "--json", "opinion", "register", "--supervisor", "冉凯文", "--agency", "区城市管理局", "--kind",
			"correction", "--field", "penalty", "--raised_on", "2026-09-01", "--facts", "未出具票据。", "--advice", "补开票据。");
		snprintf(number, sizeof number, "%.15s", run_member("number"));
		want(0, "--as", "liwen", "opinion", "serve", number, "--serve_how", "direct");
	}
}

/* 李文 goes on leave and says so on the screen; 周琳 finds his work in her queue, marked. */
START_TEST(test_cover)
{
	desk_open(2);
	pane_open(80, 24, "liwen");
	pane_command("cover set", "安排代办");
	pane_type("李文");
	pane_keys("Enter", NULL);
	pane_type("周琳");
	pane_keys("Enter", "Enter", NULL); /* from today */
	pane_type("2026-09-07");
	pane_keys("Enter", NULL);
	pane_type("年休假");
	pane_keys("F2", NULL);
	pane_shows("已办：安排代办");
	pane_leave();
	pane_open(100, 30, "zhoulin");
	pane_shows("代李文");
	pane_golden("cover-100x30");
	pane_leave();
	/* After its last day it is over by itself. */
	pane_open_on(100, 30, "zhoulin", "2026-09-08");
	pane_lacks("代李文");
	pane_leave();
}
END_TEST

/* One's own alone: the list, its counts and the menu's count say the same. */
START_TEST(test_own_queue)
{
	desk_open(2);
	want(0, "--as", "zhoulin", "opinion", "register", "--supervisor", "付敏", "--agency", "区城市管理局", "--kind", "correction",
		"--field", "penalty", "--raised_on", "2026-09-01", "--facts", "未出示证件。", "--advice", "改正。");
	pane_open(100, 30, "zhoulin");
	pane_lacks("待办         1 │");
	pane_keys("f", NULL);
	pane_shows("只看我承办的和我代办的");
	pane_shows("  1 件");
	pane_shows("待办         1 │");
	pane_keys("f", NULL);
	pane_shows("全部待办");
	pane_lacks("待办         1 │");
	pane_leave();
}
END_TEST

/* All that 李文 has in hand goes to 周琳: what went over is listed on a page to be read. */
START_TEST(test_handover)
{
	desk_open(3);
	pane_open(100, 30, "zhoulin");
	pane_command("account show 李文", "承办的监督意见");
	pane_keys("a", "h", NULL);
	pane_shows("移交全部承办事项");
	pane_type("周琳");
	pane_keys("Enter", NULL);
	pane_type("调任他处");
	pane_keys("F2", NULL);
	pane_shows("随之变动的");
	pane_shows("李文 → 周琳");
	pane_golden("handover-100x30");
	pane_keys("Escape", NULL);
	pane_lacks("随之变动的");
	pane_keys("Escape", NULL);
	pane_leave();
	want(0, "--as", "zhoulin", "opinion", "list", "--view", "mine", "--json");
	ck_assert_uint_ge(run_lines(), 3);
}
END_TEST

/* A calendar that moves twenty deadlines: before it is taken in and after, those twenty are listed. */
START_TEST(test_calendar)
{
	static const char sheet[] = "日期,类型,通知年度\n2026-09-10,休,2026\n2026-09-11,休,2026\n2026-09-12,班,2026\n";
	char line[700];

	desk_open(OPINIONS);
	pane_open(100, 45, "liwen");
	snprintf(line, sizeof line, "import holiday %s", run_file("holidays.csv", sheet, sizeof sheet - 1));
	pane_command(line, "20项期限随之变动");
	pane_keys("F2", NULL);
	pane_shows("收入 3 行");
	pane_keys("Enter", NULL);
	pane_shows("随之变动的20项");
	pane_shows("2026-09-21 → 2026-09-22");
	pane_golden("moved-100x45");
	pane_keys("Escape", "Escape", NULL);
	pane_leave();
	want(0, "--as", "liwen", "check");
}
END_TEST

/* From November on the last row asks for the next year's notice, and opens where it is taken in. */
START_TEST(test_notice_row)
{
	pane_open_on(80, 24, "liwen", "2026-11-02");
	pane_keys("End", NULL);
	pane_shows("国务院办公厅放假通知");
	pane_shows("导入放假通知");
	pane_golden("notice-80x24");
	pane_keys("Enter", NULL);
	pane_shows("导入日历：选择台账");
	pane_keys("Escape", NULL);
	pane_leave();
	pane_open_on(80, 24, "liwen", "2026-10-30");
	pane_keys("End", NULL);
	pane_lacks("国务院办公厅放假通知");
	pane_leave();
}
END_TEST

Suite *
suite_desk(void)
{
	Suite *s = suite_create("desk");
	TCase *t = tcase_create("desk");

	tcase_add_checked_fixture(t, pane_office_open, pane_office_close);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, test_cover);
	tcase_add_test(t, test_own_queue);
	tcase_add_test(t, test_handover);
	tcase_add_test(t, test_calendar);
	tcase_add_test(t, test_notice_row);
	suite_add_tcase(s, t);
	return s;
}
