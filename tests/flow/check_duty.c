/*
 * check_duty.c: duty reports and yearly evaluations: asked of all at once, figures of the record,
 * chased, assessed; marked, graded, confirmed, frozen.
 *
 * Knows: both rows, the engine.  Must not know: faces.
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "flow/cases.h"
#include "flow/duties.h"
#include "tests/flow/cases.h"

Suite *suite_duty(void);

static const struct duty *
report(int64_t id)
{
	return row_of("duty", id);
}

static const struct evaluation *
evaluation(int64_t id)
{
	return row_of("evaluation", id);
}

/* A year's work of 冉凯文, seen on 2026-11-23: four opinions, two adopted, one refused; one inquiry. */
static void
some_work(void)
{
	an_answered_opinion("adopted", "");
	an_answered_opinion("adopted", "");
	an_answered_opinion("refused", "不属实");
	an_opinion();
	done("inquiry.register", 0, "supervisor", "冉凯文", "asked_on", "今天", "agency", "区林业局", "kind", "询问", "matter", "办理期限", NULL);
}

/* ---- duty reports ---- */

static int64_t
swept(void)
{
	struct sweep_sum sum;
	struct err e = { 0 };
	int64_t before = db_value(world->db, "SELECT count(*) FROM duty", 0);

	ck_assert_msg(engine_sweep(world, &sum, &e), "%s", e.text);
	ck_assert_int_eq(sum.failed, 0);
	return db_value(world->db, "SELECT count(*) FROM duty", 0) - before;
}

/* The day after a period ended the program asks everybody in office, once; what is long past it leaves to people. */
START_TEST(asked_by_itself_when_a_period_ends)
{
	const struct duty *d;
	int64_t id;

	case_world();
	world_on("2026-09-30");
	ck_assert_int_eq(swept(), 0); /* 2026-Q2 is long over, 2026-Q3 runs */
	world_on("2026-10-01");
	ck_assert_int_eq(swept(), 2);
	ck_assert_int_eq(swept(), 0);
	id = called("duty", "2026-Q3 付敏");
	d = report(id);
	ck_assert_int_eq(d->asked_on, day_parse_iso("2026-10-01"));
	ck_assert_int_eq(d->officer, 0);
	ck_assert_str_eq(clock_text(id, "report"), "2026-10-01+15 2026-10-27 ");
	world_as("fumin");
	ck_assert_int_eq(listed("duty", "duty.open", NULL), 1);
	world_as(NULL);
	/* Late, it is chased. */
	world_on("2026-10-29");
	ck_assert_int_eq(listed("duty", "duty.overdue", NULL), 2);
	ck_assert_int_eq(swept(), 0);
	/* The length of the period is a setting, and so is whether the program asks at all. */
	done("setting.set", called("setting", "duty_period"), "value", "half", NULL);
	refused(ERR_REFUSED, "value", 18, "setting.set", called("setting", "duty_auto"), "value", "2", NULL);
	done("setting.set", called("setting", "duty_auto"), "value", "0", NULL);
	world_on("2027-01-04");
	ck_assert_int_eq(swept(), 0);
	done("setting.set", called("setting", "duty_auto"), "value", "1", NULL);
	ck_assert_int_eq(swept(), 2);
	ck_assert_int_ne(called("duty", "2026-H2 冉凯文"), 0);
	/* Nobody opened the file for months: a clerk decides whether to ask still. */
	world_on("2027-09-01");
	ck_assert_int_eq(swept(), 0);
	books_agree();
}
END_TEST

START_TEST(asked_of_all_at_once)
{
	int64_t id;

	case_world();
	world_on("2026-10-08");
	id = done("duty.ask", 0, NULL);
	ck_assert_str_eq(report(id)->period, "2026-Q3");
	ck_assert_int_eq(report(id)->starts_on, day_parse_iso("2026-07-01"));
	ck_assert_int_eq(report(id)->ends_on, day_parse_iso("2026-09-30"));
	ck_assert_str_eq(world_result.notices, "2026年第三季度：已通知2位监督员报送履职情况");
	ck_assert_int_eq(listed("duty", "duty", NULL), 2);
	ck_assert_str_eq(clock_text(id, "report"), "2026-10-08+15 2026-10-28 ");
	ck_assert_str_eq(clock_basis(id, "report"), "10月8日通知报送2026年第三季度履职情况（第十八条）；期限15工作日（本局设定）");
	ck_assert_str_eq(waits_text(id), "等监督员报送 报送履职情况");
	/* Nobody is asked twice. */
	refused(ERR_REFUSED, "supervisor", 18, "duty.ask", 0, "period", "2026年第三季度", NULL);
	refused(ERR_REFUSED, "supervisor", 18, "duty.ask", 0, "period", "2026-Q3", "supervisor", "付敏", NULL);
	refused(ERR_REFUSED, "period", 18, "duty.ask", 0, "period", "秋天", NULL);
	refused(ERR_REFUSED, "period", 18, "duty.ask", 0, "period", "2027-Q1", NULL);
	refused(ERR_REFUSED, "supervisor", 5, "duty.ask", 0, "period", "2023", "supervisor", "付敏", NULL);
	done("duty.ask", 0, "period", "2026年上半年", "supervisor", "付敏", NULL);
	ck_assert_int_eq(listed("duty", "duty", NULL), 3);
	ck_assert_int_eq(called("duty", "2026-H1 付敏"), world_result.id);
	books_agree();
}
END_TEST

START_TEST(periods_follow_the_setting)
{
	case_world();
	world_on("2026-12-31");
	done("duty.ask", 0, "supervisor", "付敏", NULL);
	ck_assert_str_eq(report(world_result.id)->period, "2026-Q4");
	world_as("leader");
	refused(ERR_REFUSED, "value", 18, "setting.set", called("setting", "duty_period"), "value", "month", NULL);
	done("setting.set", called("setting", "duty_period"), "value", "half", NULL);
	world_as(NULL);
	world_on("2026-11-23");
	done("duty.ask", 0, "supervisor", "付敏", NULL);
	ck_assert_str_eq(report(world_result.id)->period, "2026-H1");
	world_as("leader");
	done("setting.set", called("setting", "duty_period"), "value", "year", NULL);
	world_as(NULL);
	done("duty.ask", 0, "supervisor", "付敏", NULL);
	ck_assert_str_eq(report(world_result.id)->period, "2025");
}
END_TEST

START_TEST(reported_from_the_record_and_assessed)
{
	int64_t id;

	case_world();
	some_work();
	id = done("duty.ask", 0, "period", "2026-Q4", "supervisor", "冉凯文", NULL);
	refused(ERR_REFUSED, "grade", 18, "duty.assess", id, "grade", "good", NULL);
	refused(ERR_REFUSED, "grade", 18, "duty.assess", id, "grade", "missing", "comment", "未报", NULL);
	world_as("fumin");
	ck_assert_int_eq(listed("duty", "duty", NULL), 0);
	world_as("ran");
	ck_assert_int_eq(listed("duty", "duty", NULL), 1);
	done("duty.report", id, "problems", "案卷查阅不便", NULL);
	ck_assert(!report(id)->on_behalf);
	ck_assert_int_eq(report(id)->figures.corrections, 4);
	ck_assert_int_eq(report(id)->figures.adopted, 2);
	ck_assert_int_eq(report(id)->figures.declined, 1);
	ck_assert_int_eq(report(id)->figures.inquiries, 1);
	ck_assert_str_eq(report(id)->work, "提出意见4件（纠正4、建议0、社会反映0）；采纳2、部分采纳0、不予采纳1，采纳率67%；询问查阅1件");
	world_as(NULL);
	ck_assert_str_eq(waits_text(id), "评定");
	ck_assert_str_eq(clock_text(id, "assess"), "2026-11-23+10 2026-12-07 ");
	refused(ERR_REFUSED, "", 18, "duty.recount", id, NULL);
	an_opinion();
	done("duty.recount", id, "why", "补记一件", NULL);
	ck_assert_int_eq(report(id)->figures.corrections, 5);
	refused(ERR_REFUSED, "return_reason", 0, "duty.return", id, NULL);
	done("duty.return", id, "return_reason", "缺主要情况", NULL);
	ck_assert_str_eq(waits_text(id), "等监督员报送 报送履职情况");
	done("duty.remind", id, "text", "请补充", NULL);
	done("duty.report", id, "work", "参加执法检查，提出意见五件", NULL);
	ck_assert(report(id)->on_behalf);
	refused(ERR_REFUSED, "grade", 18, "duty.assess", id, "grade", "missing", "comment", "未报", NULL);
	refused(ERR_REFUSED, "comment", 18, "duty.assess", id, "grade", "weak", NULL);
	done("duty.assess", id, "grade", "好", NULL);
	ck_assert_str_eq(waits_text(id), "");
	ck_assert_int_eq(listed("duty", "duty.open", NULL), 0);
	ck_assert_int_eq(found("duty", "执法检查"), 1);
	books_agree();
}
END_TEST

START_TEST(late_and_missing)
{
	int64_t x, y;

	case_world();
	world_on("2026-10-08");
	x = done("duty.ask", 0, "supervisor", "冉凯文", NULL);
	y = done("duty.ask", 0, "supervisor", "付敏", NULL);
	world_on("2026-11-23");
	ck_assert_int_eq(listed("duty", "duty.overdue", NULL), 2);
	ck_assert_str_eq(waits_text(x), "催报 报送履职情况");
	done("duty.report", x, NULL);
	ck_assert(report(x)->late);
	ck_assert_ptr_nonnull(strstr(world_result.notices, "逾期报送"));
	refused(ERR_REFUSED, "comment", 18, "duty.assess", y, "grade", "missing", NULL);
	done("duty.assess", y, "grade", "missing", "comment", "催报两次仍未报送", NULL);
	/* What is done never turns overdue. */
	world_on("2027-06-30");
	ck_assert_int_eq(listed("duty", "duty.overdue", NULL), 0);
	ck_assert_int_eq(count_by("duty", "ends_on", "late", "是"), 1);
	ck_assert_int_eq(count_by("duty", "person", "grade", "missing"), 1);
	ck_assert_int_eq(count_by("duty", "person", "period", "2026-Q3"), 2);
	/* Settled on the last day of its period it is in time again. */
	done("duty.correct", x, "reported_on", "2026-10-28", "reason", "邮戳日期", NULL);
	ck_assert(!report(x)->late);
	books_agree();
}
END_TEST

START_TEST(report_is_corrected_and_handed_over)
{
	int64_t id, to;

	case_world();
	id = done("duty.ask", 0, "supervisor", "付敏", NULL);
	to = called("account", "张主任");
	done("duty.assign", id, "to", id_text(to), "reason", "轮岗", NULL);
	done("duty.report", id, "work", "参加座谈", NULL);
	refused(ERR_REFUSED, "reported_on", 18, "duty.correct", id, "reported_on", "", "reason", "误", NULL);
	refused(ERR_REFUSED, "comment", 18, "duty.correct", id, "comment", "好", "reason", "误", NULL);
	done("duty.correct", id, "work", "参加座谈两次", "reason", "漏填", NULL);
	done("person.correct", report(id)->person, "name", "付闽", "reason", "同音字", NULL);
	ck_assert_str_eq(report(id)->person_name, "付闽"); /* by duty.carry */
	refused(ERR_DENIED, "", 0, "duty.carry", id, "person_name", "某", NULL);
	world_as("fumin");
	ck_assert_int_eq(allowed("duty.correct", id), ERR_OK);
	ck_assert_int_eq(allowed("duty.assess", id), ERR_DENIED);
	books_agree();
}
END_TEST

/* ---- evaluation ---- */

START_TEST(opened_for_all_with_figures)
{
	int64_t ran;

	case_world();
	some_work();
	refused(ERR_REFUSED, "year", 18, "evaluation.open", 0, NULL);
	refused(ERR_REFUSED, "year", 18, "evaluation.open", 0, "year", "2027", NULL);
	refused(ERR_REFUSED, "supervisor", 18, "evaluation.open", 0, "year", "2023", NULL);
	refused(ERR_REFUSED, "supervisor", 5, "evaluation.open", 0, "year", "2023", "supervisor", "付敏", NULL);
	done("evaluation.open", 0, "year", "2026", NULL);
	ck_assert_str_eq(world_result.notices, "2026年度：已开始2位监督员的综合评价，分数已按档案数字拟定");
	ck_assert_int_eq(listed("evaluation", "evaluation", NULL), 2);
	refused(ERR_REFUSED, "supervisor", 18, "evaluation.open", 0, "year", "2026", NULL);
	refused(ERR_REFUSED, "supervisor", 18, "evaluation.open", 0, "year", "2026", "supervisor", "付敏", NULL);
	ran = called("evaluation", "2026 冉凯文");
	ck_assert_int_ne(ran, 0);
	ck_assert_int_eq(evaluation(ran)->figures.corrections, 4);
	ck_assert_int_eq(evaluation(ran)->figures.adopted, 2);
	/* Four of four expected, two of three adopted: 70 + 30 * 67%. */
	ck_assert_int_eq(evaluation(ran)->mark_opinion, 90);
	/* What there was no occasion for is proposed with the threshold of 称职. */
	ck_assert_int_eq(evaluation(ran)->mark_activity, 75);
	ck_assert_int_eq(evaluation(ran)->mark_study, 75);
	ck_assert_int_eq(evaluation(ran)->mark_report, 75);
	ck_assert_int_eq(evaluation(ran)->mark_conduct, 100);
	ck_assert_int_eq(evaluation(called("evaluation", "2026 付敏"))->mark_opinion, 0);
	ck_assert_str_eq(waits_text(ran), "评分");
	ck_assert_str_eq(clock_text(ran, "evaluation"), "2026-11-23+30 2027-01-04 ");
	books_agree();
}
END_TEST

START_TEST(scored_confirmed_frozen)
{
	int64_t id;

	case_world();
	some_work();
	id = done("evaluation.open", 0, "year", "2026", "supervisor", "冉凯文", NULL);
	refused(ERR_REFUSED, "", 18, "evaluation.recount", id, NULL);
	an_opinion();
	done("evaluation.recount", id, NULL);
	ck_assert_int_eq(evaluation(id)->figures.corrections, 5);
	refused(ERR_REFUSED, "mark_activity", 8, "evaluation.score", id, "mark_activity", "-1", NULL);
	/* 95*30 + 90*30 + 80*10 + 90*15 + 100*15 = 9200: 92.0. */
	done("evaluation.score", id, "mark_activity", "95", "mark_study", "80", "mark_report", "90", "comment", "认真负责", NULL);
	ck_assert_int_eq(evaluation(id)->score, 920);
	ck_assert_int_eq(evaluation(id)->proposed, GRADE_EXCELLENT);
	ck_assert_str_eq(evaluation(id)->basis,
		"权重：参加监督活动30、提出监督意见30、学习培训10、履行义务15、遵守纪律15；90分以上优秀，75分以上称职，60分以上基本称职");
	ck_assert_int_eq(allowed("evaluation.recount", id), ERR_REFUSED);
	ck_assert_str_eq(waits_text(id), "确认等次");
	world_as("ran");
	ck_assert_int_eq(listed("evaluation", "evaluation", NULL), 0);
	world_as("leader");
	ck_assert_int_eq(allowed("evaluation.score", id), ERR_DENIED);
	refused(ERR_REFUSED, "return_reason", 0, "evaluation.return", id, NULL);
	done("evaluation.return", id, "return_reason", "核实学时", NULL);
	world_as(NULL);
	ck_assert_int_eq(evaluation(id)->score, 0);
	done("evaluation.score", id, "mark_study", "70", NULL);
	/* A weight changed later does not move what was scored. */
	ck_assert_int_eq(evaluation(id)->score, 910);
	/* Scored once more from the marks as they stand. */
	done("evaluation.score", id, "mark_study", "60", NULL);
	ck_assert_int_eq(evaluation(id)->score, 900);
	an_opinion();
	world_as("leader");
	refused(ERR_REFUSED, "grade_reason", 18, "evaluation.confirm", id, "grade", "称职", NULL);
	done("evaluation.confirm", id, "grade", "称职", "grade_reason", "缺席年终会议", NULL);
	/* The record went on meanwhile: the figures stay those it was scored with, and that is said. */
	ck_assert_ptr_nonnull(strstr(world_result.notices, "档案数字又有变化"));
	ck_assert_int_eq(evaluation(id)->figures.corrections, 5);
	ck_assert_int_eq(evaluation(id)->grade, GRADE_COMPETENT);
	ck_assert_int_eq(allowed("evaluation.return", id), ERR_REFUSED);
	ck_assert_int_eq(allowed("evaluation.confirm", id), ERR_REFUSED);
	world_as("ran");
	ck_assert_int_eq(listed("evaluation", "evaluation", NULL), 1);
	world_as(NULL);
	ck_assert_int_eq(allowed("evaluation.score", id), ERR_REFUSED);
	ck_assert_int_eq(listed("evaluation", "evaluation.open", NULL), 0);
	ck_assert_int_eq(count_by("evaluation", "score", "grade", "称职"), 1);
	books_agree();
}
END_TEST

START_TEST(grades_follow_the_thresholds)
{
	static const struct {
		const char *mark;
		word_t grade;
	} marks[] = {
		{ "90", GRADE_EXCELLENT }, { "89", GRADE_COMPETENT }, { "75", GRADE_COMPETENT }, { "74", GRADE_BASIC }, { "60", GRADE_BASIC },
		{ "59", GRADE_INCOMPETENT },
	};
	int64_t id;

	case_world();
	id = done("evaluation.open", 0, "year", "2026", "supervisor", "付敏", NULL);
	for (size_t i = 0; i < N_OF(marks); i++) {
		done("evaluation.score", id, "mark_activity", marks[i].mark, "mark_opinion", marks[i].mark, "mark_study", marks[i].mark,
			"mark_report", marks[i].mark, "mark_conduct", marks[i].mark, NULL);
		ck_assert_int_eq(evaluation(id)->proposed, marks[i].grade);
	}
	world_as("leader");
	refused(ERR_REFUSED, "value", 18, "setting.set", called("setting", "grade_competent"), "value", "95", NULL);
	done("setting.set", called("setting", "grade_basic"), "value", "50", NULL);
	done("setting.set", called("setting", "weight_conduct"), "value", "0", NULL);
	world_as(NULL);
	done("evaluation.score", id, "mark_conduct", "100", NULL);
	/* 59 throughout; conduct no longer weighs. */
	ck_assert_int_eq(evaluation(id)->score, 590);
	ck_assert_int_eq(evaluation(id)->proposed, GRADE_BASIC);
}
END_TEST

START_TEST(breaches_and_reports_count)
{
	int64_t m, d, id;

	case_world();
	m = done("misconduct.report", 0, "supervisor", "付敏", "source", "bureau", "kinds", "leak", "facts", "事实", NULL);
	done("misconduct.investigate", m, "team", "李文、张敏", NULL);
	done("misconduct.findings", m, "findings", "属实", NULL);
	done("misconduct.state", m, "statement", "承认", NULL);
	done("misconduct.decide", m, "outcome", "criticised", "found_kinds", "leak", "reason", "轻微", NULL);
	d = done("duty.ask", 0, "period", "2026-Q3", "supervisor", "付敏", NULL);
	done("duty.report", d, NULL);
	done("duty.ask", 0, "period", "2026-Q2", "supervisor", "付敏", NULL);
	id = done("evaluation.open", 0, "year", "2026", "supervisor", "付敏", NULL);
	ck_assert_int_eq(evaluation(id)->figures.breaches, 1);
	ck_assert_int_eq(evaluation(id)->mark_conduct, 50);
	/* One that is still within its days is not yet counted against her. */
	ck_assert_int_eq(evaluation(id)->figures.asked_reports, 1);
	ck_assert_int_eq(evaluation(id)->figures.timely_reports, 1);
	ck_assert_int_eq(evaluation(id)->mark_report, 100);
	world_on("2026-12-25");
	done("evaluation.recount", id, NULL);
	ck_assert_int_eq(evaluation(id)->figures.asked_reports, 2);
	ck_assert_int_eq(evaluation(id)->mark_report, 50);
	done("evaluation.assign", id, "to", id_text(called("account", "张主任")), "reason", "轮岗", NULL);
	done("person.correct", evaluation(id)->person, "name", "付闽", "reason", "同音字", NULL);
	ck_assert_str_eq(evaluation(id)->person_name, "付闽"); /* by evaluation.carry */
	refused(ERR_DENIED, "", 0, "evaluation.carry", id, "person_name", "某", NULL);
	books_agree();
}
END_TEST

/* An activity of KIND, held today, to which both were invited; what was marked for 冉凯文. */
static void
an_activity(const char *kind, const char *hours, const char *mark)
{
	int64_t id = done("activity.plan", 0, "kind", kind, "subject", "某项活动", "starts_on", "今天", "hours", hours, NULL);

	done("activity.invite", id, "names", "冉凯文、付敏", NULL);
	done("activity.notify", id, "notify_how", "短信", NULL);
	done("activity.hold", id, NULL);
	done("activity.attend", id, "rest", "attended", mark, "冉凯文", "reason", "出差", NULL);
}

START_TEST(attendance_counts)
{
	int64_t id;

	case_world();
	an_activity("training", "4", "attended");
	an_activity("training", "3", "excused");
	an_activity("inspection", "2", "absent");
	an_activity("file_review", "3.5", "attended");
	/* One that is not held yet counts for nothing. */
	id = done("activity.plan", 0, "kind", "inspection", "subject", "下月检查", "starts_on", "2026-12-10", NULL);
	done("activity.invite", id, "names", "冉凯文", NULL);
	id = done("evaluation.open", 0, "year", "2026", "supervisor", "冉凯文", NULL);
	ck_assert_int_eq(evaluation(id)->figures.invited, 4);
	ck_assert_int_eq(evaluation(id)->figures.attended, 2);
	ck_assert_int_eq(evaluation(id)->figures.excused, 1);
	ck_assert_int_eq(evaluation(id)->figures.absent, 1);
	ck_assert_int_eq(evaluation(id)->figures.courses, 2);
	ck_assert_int_eq(evaluation(id)->figures.training, 40);
	/* Two of three, the excused one left out; four of eight hours. */
	ck_assert_int_eq(evaluation(id)->mark_activity, 67);
	ck_assert_int_eq(evaluation(id)->mark_study, 50);
	id = done("duty.ask", 0, "period", "2026-Q4", "supervisor", "冉凯文", NULL);
	done("duty.report", id, NULL);
	ck_assert_str_eq(report(id)->work, "应邀活动4次，出席2、请假1、缺席1；培训4.0学时");
	books_agree();
}
END_TEST

/* A year of duty for 60 supervisors: four quarters asked and reported, all evaluated and confirmed. */
START_TEST(a_year_for_sixty)
{
	static const char *const days[] = { "2026-04-01", "2026-07-01", "2026-10-08", "2026-12-31" };
	struct list_query q = { .limit = 100 };
	struct list_page page;

	case_world();
	world_on("2026-01-05");
	for (int i = 0; i < 58; i++) {
		int64_t person = a_person(arena_printf(world_arena, "监督员%d", i + 1), "19800101", arena_printf(world_arena, "%03d", i + 300));

		done("supervisor.appoint", 0, "person", id_text(person), "categories", "律师", "term_start", "2025-07-01", "certificate",
			arena_printf(world_arena, "碚执监〔2025〕%d号", i + 1), "late_reason", "补录", NULL);
	}
	for (size_t i = 0; i < N_OF(days); i++) {
		world_on(days[i]);
		done("duty.ask", 0, NULL);
		q.list = list_find(flow_find("duty"), "duty.open");
		ck_assert(list_fetch(world, world_arena, &q, &page, &world_err));
		ck_assert_uint_eq(page.n, 60);
		for (size_t k = 0; k < page.n; k++) {
			done("duty.report", page.rows[k].id, NULL);
			done("duty.assess", page.rows[k].id, "grade", "好", NULL);
		}
	}
	done("evaluation.open", 0, "year", "2026", NULL);
	q.list = list_find(flow_find("evaluation"), "evaluation.open");
	ck_assert(list_fetch(world, world_arena, &q, &page, &world_err));
	ck_assert_uint_eq(page.n, 60);
	for (size_t k = 0; k < page.n; k++) {
		ck_assert_int_eq(evaluation(page.rows[k].id)->figures.timely_reports, 4);
		done("evaluation.score", page.rows[k].id, "mark_activity", "90", NULL);
		done("evaluation.confirm", page.rows[k].id, NULL);
	}
	ck_assert_int_eq(listed("evaluation", "evaluation", "confirmed"), 60);
	books_agree();
}
END_TEST

Suite *
suite_duty(void)
{
	Suite *s = suite_create("duty");
	TCase *t = tcase_create("flow");

	tcase_add_checked_fixture(t, world_open, world_close);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, asked_by_itself_when_a_period_ends);
	tcase_add_test(t, asked_of_all_at_once);
	tcase_add_test(t, periods_follow_the_setting);
	tcase_add_test(t, reported_from_the_record_and_assessed);
	tcase_add_test(t, late_and_missing);
	tcase_add_test(t, report_is_corrected_and_handed_over);
	tcase_add_test(t, opened_for_all_with_figures);
	tcase_add_test(t, scored_confirmed_frozen);
	tcase_add_test(t, grades_follow_the_thresholds);
	tcase_add_test(t, breaches_and_reports_count);
	tcase_add_test(t, attendance_counts);
	tcase_add_test(t, a_year_for_sixty);
	suite_add_tcase(s, t);
	return s;
}
