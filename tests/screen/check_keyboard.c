/*
 * check_keyboard.c: one opinion by keyboard alone, from the blank form to the closed review:
 * registered, served, refused by the agency, put to the bureau, examined, decided,
 * ordered, reported, accepted, told, closed; with the refusals on the way.
 *
 * Knows: the office of pane.c, the letters of the acts.  Must not know: how a screen is made.
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "tests/cli/run.h"
#include "tests/screen/pane.h"

static const struct {
	int w, h;
	const char *name;
} sizes[] = { { 80, 24, "80x24" }, { 100, 30, "100x30" }, { 140, 45, "140x45" } };

static const char *size;

static void
golden(const char *what)
{
	char name[64];

	snprintf(name, sizeof name, "life-%s-%s", what, size);
	pane_golden(name);
}

/* The act with LETTER of the open record: its form stands. */
static void
act(const char *letter, const char *label)
{
	pane_keys("a", letter, NULL);
	pane_shows(label);
}

static void
save(const char *done)
{
	pane_keys("F2", NULL);
	pane_shows(done);
}

static void
new_opinion(void)
{
	pane_keys("n", "1", NULL);
	pane_shows("登记监督意见");
	pane_type("rkw");
	pane_keys("Enter", "Down", "Down", "Down", NULL);
	pane_type("csglj");
	pane_keys("Enter", NULL);
	pane_type("1");
	pane_keys("Down", NULL);
	pane_type("xzcf");
	pane_keys("Enter", "Down", NULL);
	pane_type("区城市管理局对云清路一商户作出行政处罚，决定书未载明陈述、申辩的意见是否采纳。");
	pane_keys("Tab", NULL);
	pane_type("行政处罚法第四十四条、第四十五条");
	pane_keys("Tab", NULL);
	pane_type("建议重新告知并听取意见。");
	golden("new");
	save("已办：登记监督意见  2026-6");
}

/* From the service to the answer that is thought wrong. */
static void
opinion_course(void)
{
	act("d", "送达日期");
	pane_keys("1", NULL);
	save("已办：送达");
	act("f", "是否采纳");
	pane_keys("3", NULL);
	pane_keys("F2", NULL);
	pane_shows("（第十四条）");
	golden("refused");
	pane_type("经复核，处罚决定认定事实清楚，意见所述情况不成立。");
	save("已办：登记答复");
	act("c", "告知方式");
	pane_keys("1", NULL);
	save("已办：登记告知监督员");
	golden("conveyed");
	act("e", "提请理由");
	pane_type("答复未说明为何不听取申辩意见。");
	save("已办：出具监督意见书");
}

/* From the letter to the order. */
static void
review_course(void)
{
	pane_keys("F4", NULL);
	pane_type("审");
	pane_keys("Enter", NULL);
	pane_shows("监督意见书  审〔2026〕1号");
	act("e", "审查情况");
	pane_type("调阅案卷，申辩意见未作记录。");
	save("已办：审查");
	act("d", "审查结论");
	pane_keys("1", NULL);
	pane_keys("F2", NULL);
	pane_shows("已办：作出审查结论");
	act("o", "责令纠正事项");
	pane_type("撤销原决定，重新告知并听取陈述、申辩。");
	pane_keys("Tab", NULL);
	pane_type("重庆市行政执法监督条例");
	save("已办：责令纠正");
	golden("ordered");
}

/* From the report to the end; it cannot end before the supervisor is told. */
static void
review_end(void)
{
	act("t", "纠正情况");
	pane_type("已撤销原决定，重新告知。");
	save("已办：报告纠正情况");
	act("y", "验收");
	pane_type("整改到位。");
	save("已办：验收整改");
	pane_keys("a", NULL);
	pane_shows("监督员");
	golden("not-yet");
	pane_keys("Escape", NULL);
	act("c", "告知方式");
	pane_keys("1", NULL);
	save("已办：登记告知监督员");
	act("b", "办结日期");
	pane_keys("F2", NULL);
	pane_shows("办理后不能再退回");
	pane_keys("Enter", NULL);
	pane_shows("已办：办结");
	golden("closed");
}

START_TEST(test_life)
{
	size = sizes[_i].name;
	pane_open(sizes[_i].w, sizes[_i].h, "liwen");
	new_opinion();
	opinion_course();
	review_course();
	review_end();
	pane_keys("Escape", NULL);
	pane_shows("监督意见  2026-6");
	pane_keys("Escape", NULL);
	pane_lacks("2026-6 ");
	pane_leave();
	want(0, "--json", "review", "show", "审〔2026〕1号");
	ck_assert_str_eq(run_member("state"), "closed");
	want(0, "--json", "opinion", "show", "2026-6");
	ck_assert_str_eq(run_member("state"), "closed");
	want(0, "check");
}
END_TEST

/* Done and on to the next: F6 does what is awaited and shows the next of the queue. */
START_TEST(test_done_and_next)
{
	size = "80x24";
	pane_open(80, 24, "liwen");
	pane_keys("Enter", NULL);
	pane_shows("监督意见  2026-1 ");
	pane_keys("F6", NULL);
	pane_shows("催办方式");
	/* 2026-2 and 2026-3 wait for the agencies, and in time: what comes next is what waits for me. */
	save("监督意见  2024-3 ");
	pane_keys(".", NULL);
	pane_shows("监督意见  2026-1 ");
	pane_keys("J", NULL);
	pane_shows("监督意见  2026-2 ");
	pane_keys("c", NULL);
	pane_shows("期限是怎样算出来的");
	golden("clock");
}
END_TEST

Suite *
suite_keyboard(void)
{
	Suite *s = suite_create("keyboard");
	TCase *life = tcase_create("life");

	tcase_add_checked_fixture(life, pane_office_open, pane_office_close);
	tcase_add_loop_test(life, test_life, 0, (int)(sizeof sizes / sizeof sizes[0]));
	tcase_add_test(life, test_done_and_next);
	suite_add_tcase(s, life);
	return s;
}
