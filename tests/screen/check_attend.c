/*
 * check_attend.c: attendance and invitations entered by keyboard, as a person sees it: one
 * activity at 80x24, and a year of them for sixty supervisors at 100x30.
 *
 * Knows: the office of pane.c, the command line for what is there before.  Must not know:
 * how a grid is made.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "tests/cli/run.h"
#include "tests/screen/pane.h"

Suite *suite_attend(void);

#define AS "--as", "liwen"

/* Activity NUMBER of KIND held on DAY, to which NAMES (NULL: everybody) were invited. */
static void
held(const char *number, const char *kind, const char *day, const char *names)
{
	want(0, AS, "activity", "plan", "--kind", kind, "--subject", "行政处罚案卷评查", "--agency", "区城市管理局", "--starts_on", day,
		"--hours", "3");
	if (names != NULL)
		want(0, AS, "activity", "invite", number, "--names", names, "--on", day, "--late_reason", "补录");
	else
		want(0, AS, "activity", "invite", number, "--number", "1000", "--on", day, "--late_reason", "补录");
	want(0, AS, "activity", "notify", number, "--on", day, "--late_reason", "补录");
	want(0, AS, "activity", "hold", number, "--on", day, "--late_reason", "补录");
}

/* The grid of NUMBER from the first screen. */
static void
open_grid(const char *number)
{
	char line[64];

	snprintf(line, sizeof line, "activity attend %s", number);
	pane_command(line, NULL);
}

START_TEST(test_attendance)
{
	held("2026-1", "检查", "2026-06-10", "长孙桂鹏、付敏");
	want(0, AS, "activity", "attend", "2026-1", "--absent", "长孙桂鹏", "--attended", "付敏");
	held("2026-2", "案卷评查", "2026-08-20", "冉凯文、付敏、阿依努尔·买买提、长孙桂鹏、尉迟𬭎");
	pane_open(80, 24, "liwen");
	open_grid("2026-2");
	/* Whole column, then the others one by one: by strokes 长孙 stands first. */
	pane_keys("F8", "3", NULL);
	pane_shows("保存后为长孙桂鹏提出解聘建议");
	pane_shows("连续第2次缺席");
	pane_keys("2", NULL);
	pane_keys("F2", NULL);
	pane_shows("请假的应当写明事由");
	pane_type("出差，有单位证明");
	pane_keys("Enter", NULL);
	pane_golden("attend-80x24");
	/* Left half-way: it is kept, and goes on. */
	pane_keys("Escape", NULL);
	pane_shows("已留作草稿");
	open_grid("2026-2");
	pane_shows("上次填写的内容还没有保存");
	pane_keys("Enter", NULL);
	pane_shows("出差，有单位证明");
	pane_keys("F2", NULL);
	pane_shows("已为长孙桂鹏提出解聘建议");
	pane_keys("Enter", NULL);
	pane_shows("长孙桂鹏"); /* in the queue, whoever decides about it */
	pane_leave();
	want(0, AS, "attendance", "list", "--activity", "2026-2", "--state", "attended");
	ck_assert_uint_eq(run_lines(), 4);
	want(0, AS, "check");
}
END_TEST

START_TEST(test_inviting)
{
	char line[700], *sheet;

	want(0, AS, "activity", "plan", "--kind", "检查", "--subject", "联合检查", "--starts_on", "2026-09-10");
	pane_open(100, 30, "liwen");
	pane_command("activity invite 2026-1", "可邀请 6  已选 0");
	pane_keys("F6", NULL);
	pane_type("2 企业");
	pane_keys("Enter", NULL);
	pane_shows("可邀请 6  已选 2");
	pane_golden("invite-100x30");
	pane_keys("F2", NULL);
	pane_shows("已邀请2人");
	/* The list to sign comes out as a file. */
	snprintf(line, sizeof line, "roll signin 2026-1 %s", run_path("signin.csv"));
	pane_command(line, "已写2人");
	sheet = run_slurp(run_path("signin.csv"), NULL);
	ck_assert_ptr_nonnull(strstr(sheet, "长孙桂鹏"));
	free(sheet);
	pane_leave();
}
END_TEST

/* ---- a year for sixty ---- */

static const char *
idno(char out[19], int i)
{
	static const int weight[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = 0;

	snprintf(out, 19, "5001991980%02d%02d%03d", 1 + i % 12, 1 + i % 28, (101 + i) % 1000);
	for (int k = 0; k < 17; k++)
		sum += (out[k] - '0') * weight[k];
	out[17] = "10X98765432"[sum % 11];
	out[18] = '\0';
	return out;
}

START_TEST(test_year_of_sixty)
{
	static const char *const surnames[] = { "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周" };
	static const char *const given[] = { "伟", "芳", "娜", "敏", "静", "强" };
	static const char *const kinds[] = { "检查", "案卷评查", "业务培训", "会议" };
	struct buf sheet = BUF_INIT;
	char number[16], day[16], id[19];

	buf_adds(&sheet, "姓名,身份证号,工作单位及职务,类别,聘任日期,证件编号\n");
	for (int i = 0; i < 54; i++)
		buf_printf(&sheet, "%s%s,%s,某单位职员,其他,2025-01-01,碚执监〔2025〕%d号\n", surnames[i % 10], given[i / 10], idno(id, i),
			100 + i);
	want(0, AS, "import", "supervisor", run_file("sixty.csv", buf_str(&sheet), sheet.len));
	buf_free(&sheet);
	for (int m = 1; m <= 8; m++) {
		snprintf(number, sizeof number, "2026-%d", m);
		snprintf(day, sizeof day, "2026-%02d-12", m);
		held(number, kinds[m % 4], day, NULL);
	}
	pane_open(100, 30, "liwen");
	for (int m = 1; m <= 8; m++) {
		snprintf(number, sizeof number, "2026-%d", m);
		open_grid(number);
		pane_shows("应到 60");
		/* All came; but the first three of the list: absent, absent, excused. */
		pane_keys("F8", "3", NULL);
		if (m == 2)
			pane_golden("year-100x30");
		pane_keys("F2", NULL);
		if (m == 2) {
			pane_shows("已为");
			pane_keys("Enter", NULL);
		}
		pane_shows("已登记60人");
	}
	pane_leave();
	want(0, AS, "attendance", "list", "--state", "attended", "--all", "--json");
	ck_assert_uint_eq(run_lines(), 8 * 59);
	want(0, AS, "check");
	want(0, AS, "audit", "verify");
}
END_TEST

Suite *
suite_attend(void)
{
	Suite *s = suite_create("attend");
	TCase *t = tcase_create("attend");

	tcase_add_checked_fixture(t, pane_office_open, pane_office_close);
	tcase_set_timeout(t, 240);
	tcase_add_test(t, test_attendance);
	tcase_add_test(t, test_inviting);
	tcase_add_test(t, test_year_of_sixty);
	suite_add_tcase(s, t);
	return s;
}
