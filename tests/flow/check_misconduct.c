/*
 * check_misconduct.c: breaches reported, investigated, decided, handed to another organ.
 *
 * Knows: the misconduct's row, the engine.  Must not know: how a dismissal goes on.
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "flow/cases.h"
#include "flow/duties.h"
#include "tests/flow/cases.h"

Suite *suite_misconduct(void);

static int64_t
a_report(void)
{
	return done("misconduct.report", 0, "supervisor", "付敏", "agency", "区城市管理局", "reporter", "周联络", "kinds",
		"以监督员名义从事其他活动", "facts", "持监督员证要求免除亲属店铺的处罚", "evidence", "执法记录仪视频", "occurred_on", "2026-11-20",
		NULL);
}

static int64_t
an_investigated_report(void)
{
	int64_t id = a_report();

	done("misconduct.investigate", id, "team", "李文、张敏", "plan", "调取视频", NULL);
	done("misconduct.state", id, "statement", "承认到过现场，称系私人帮忙", NULL);
	return done("misconduct.findings", id, "findings", "视频与证人证言一致", NULL);
}

static const struct misconduct *
row(int64_t id)
{
	return row_of("misconduct", id);
}

START_TEST(reported_to_criticised)
{
	int64_t id;

	case_world();
	id = a_report();
	ck_assert_str_eq(row(id)->number, "2026-1");
	ck_assert_str_eq(clock_text(id, "handle"), "2026-11-23+30 2027-01-04 ");
	ck_assert_str_eq(waits_text(id), "开展调查");
	refused(ERR_REFUSED, "team", 19, "misconduct.investigate", id, "team", "李文", NULL);
	refused(ERR_REFUSED, "outcome", 19, "misconduct.decide", id, "outcome", "unfounded", "reason", "无据", NULL);
	done("misconduct.investigate", id, "team", "李文、张敏", NULL);
	ck_assert_str_eq(waits_text(id), "听取陈述 登记调查结果");
	done("misconduct.findings", id, "findings", "视频与证人证言一致", NULL);
	ck_assert_str_eq(waits_text(id), "听取陈述 作出处理");
	refused(ERR_REFUSED, "outcome", 19, "misconduct.decide", id, "outcome", "criticised", "found_kinds", "pose", "reason", "属实", NULL);
	done("misconduct.state", id, "statement", "拒绝陈述，已两次通知", "unstated", "是", NULL);
	refused(ERR_REFUSED, "found_kinds", 11, "misconduct.decide", id, "outcome", "criticised", "reason", "属实", NULL);
	refused(ERR_REFUSED, "reason", 19, "misconduct.decide", id, "outcome", "criticised", "found_kinds", "pose", NULL);
	refused(ERR_REFUSED, "transfer_to", 19, "misconduct.decide", id, "outcome", "transferred", "reason", "属实", NULL);
	refused(ERR_REFUSED, "transfer_to", 19, "misconduct.decide", id, "outcome", "unfounded", "reason", "无", "transfer_to", "某局", NULL);
	done("misconduct.decide", id, "outcome", "批评教育", "found_kinds", "pose", "reason", "情节轻微，当面批评", NULL);
	ck_assert_str_eq(world_result.state, "criticised");
	ck_assert_str_eq(waits_text(id), "告知反馈人");
	ck_assert_int_eq(allowed("misconduct.receipt", id), ERR_REFUSED);
	done("misconduct.inform", id, "inform_how", "letter", "inform_text", "已批评教育", NULL);
	ck_assert_str_eq(waits_text(id), "");
	ck_assert_int_eq(allowed("misconduct.inform", id), ERR_REFUSED);
	ck_assert_int_eq(listed("misconduct", "misconduct.open", NULL), 0);
	books_agree();
}
END_TEST

START_TEST(unfounded_names_no_breach)
{
	int64_t id;

	case_world();
	id = an_investigated_report();
	refused(ERR_REFUSED, "found_kinds", 11, "misconduct.decide", id, "outcome", "unfounded", "reason", "无据", "found_kinds", "pose", NULL);
	done("misconduct.decide", id, "outcome", "不成立", "reason", "视频中的人不是付敏", NULL);
	ck_assert_str_eq(world_result.state, "unfounded");
}
END_TEST

/* A result of dismissal opens the dismissal with the evidence, where there is that flow. */
START_TEST(dismissal_is_proposed)
{
	int64_t id;

	case_world();
	id = an_investigated_report();
	done("misconduct.decide", id, "outcome", "提出解聘", "found_kinds", "pose", "reason", "情节严重", NULL);
	ck_assert_str_eq(world_result.state, "dismissed");
	if (flow_find("dismissal") != NULL)
		ck_assert_int_ne(row(id)->dismissal, 0);
	else
		ck_assert_ptr_nonnull(strstr(world_result.notices, "第十七条"));
	books_agree();
}
END_TEST

START_TEST(transferred_with_receipt_and_answer)
{
	int64_t id;

	case_world();
	id = a_report();
	done("misconduct.decide", id, "outcome", "移送有关机关", "reason", "涉嫌违法", "transfer_to", "北碚区公安分局", NULL);
	/* Ten working days from the transfer. */
	ck_assert_str_eq(clock_text(id, "transfer"), "2026-11-23+10 2026-12-07 ");
	ck_assert_str_eq(clock_basis(id, "transfer"), "11月23日移送，受移送机关应当反馈处理情况；期限10工作日");
	ck_assert_str_eq(waits_text(id), "登记移送回执 等移送反馈 告知反馈人");
	done("misconduct.receipt", id, "receipt", "北公收〔2026〕15号", NULL);
	ck_assert_int_eq(allowed("misconduct.receipt", id), ERR_REFUSED);
	ck_assert_int_eq(listed("misconduct", "misconduct.open", NULL), 1);
	world_on("2026-12-09");
	done("misconduct.remind", id, "text", "电话催问", NULL);
	ck_assert_int_eq(row(id)->reminders, 1);
	done("misconduct.feedback", id, "transfer_report", "已立案", NULL);
	ck_assert_str_eq(clock_text(id, "transfer"), "2026-11-23+10 2026-12-07 2026-12-09");
	ck_assert_int_eq(allowed("misconduct.remind", id), ERR_REFUSED);
	ck_assert_int_eq(allowed("misconduct.feedback", id), ERR_REFUSED);
	done("misconduct.inform", id, "inform_how", "phone", NULL);
	ck_assert_int_eq(listed("misconduct", "misconduct.open", NULL), 0);
	books_agree();
}
END_TEST

START_TEST(an_agency_reports_what_it_saw)
{
	int64_t id;

	case_world();
	world_as("zhou");
	refused(ERR_REFUSED, "supervisor", 19, "misconduct.report", 0, "kinds", "leak", "facts", "事实", NULL);
	refused(ERR_REFUSED, "bearer", 19, "misconduct.report", 0, "bearer", "无此人", "kinds", "leak", "facts", "事实", NULL);
	refused(ERR_REFUSED, "source", 19, "misconduct.report", 0, "bearer", "付敏", "source", "public", "kinds", "leak", "facts", "事实", NULL);
	id = done("misconduct.report", 0, "bearer", "碚执监〔2024〕5号", "kinds", "leak", "facts", "外传当事人身份证照片", NULL);
	ck_assert_str_eq(row(id)->agency_name, "区城市管理局");
	ck_assert_str_eq(row(id)->reporter, "周联络");
	ck_assert_int_eq(found("misconduct", "身份证照片"), 1);
	/* Who is complained of does not see it. */
	world_as("fumin");
	ck_assert_int_eq(listed("misconduct", "misconduct", NULL), -1);
	world_as(NULL);
	ck_assert_str_eq(row(id)->person_name, "付敏");
	done("misconduct.investigate", id, "team", "李文、张敏", NULL);
	/* What the bureau finds about a person is the bureau's. */
	world_as("zhou");
	ck_assert_int_eq(listed("misconduct", "misconduct", NULL), 0);
	ck_assert_int_eq(found("misconduct", "身份证照片"), 0);
	books_agree();
}
END_TEST

START_TEST(registering_is_refused)
{
	case_world();
	refused(ERR_REFUSED, "agency", 19, "misconduct.report", 0, "supervisor", "付敏", "kinds", "leak", "facts", "事实", NULL);
	refused(ERR_REFUSED, "agency", 19, "misconduct.report", 0, "supervisor", "付敏", "source", "bureau", "agency", "区林业局", "kinds",
		"leak", "facts", "事实", NULL);
	refused(ERR_REFUSED, "kinds", 11, "misconduct.report", 0, "supervisor", "付敏", "source", "bureau", "facts", "事实", NULL);
	refused(ERR_REFUSED, "facts", 19, "misconduct.report", 0, "supervisor", "付敏", "source", "bureau", "kinds", "leak", NULL);
	refused(ERR_REFUSED, "reported_on", 0, "misconduct.report", 0, "supervisor", "付敏", "source", "bureau", "kinds", "leak", "facts",
		"事实", "occurred_on", "今天", "reported_on", "2026-11-20", NULL);
}
END_TEST

START_TEST(corrected_handed_over_renamed)
{
	int64_t id, to;

	case_world();
	id = a_report();
	refused(ERR_REFUSED, "findings", 19, "misconduct.correct", id, "findings", "查明", "reason", "漏登", NULL);
	refused(ERR_REFUSED, "agency", 19, "misconduct.correct", id, "source", "public", "reason", "误", NULL);
	done("misconduct.correct", id, "source", "public", "agency", "", "kinds", "pose,abuse", "reason", "系群众反映", NULL);
	ck_assert_str_eq(row(id)->agency_name, "");
	to = called("account", "张主任");
	done("misconduct.assign", id, "to", id_text(to), "reason", "回避", NULL);
	ck_assert_int_eq(row(id)->officer, to);
	done("person.correct", row(id)->person, "name", "付闽", "reason", "同音字", NULL);
	ck_assert_str_eq(row(id)->person_name, "付闽"); /* by misconduct.carry */
	refused(ERR_DENIED, "", 0, "misconduct.carry", id, "person_name", "某", NULL);
	ck_assert_int_eq(count_by("misconduct", "received_on", "kind", "abuse"), 1);
	ck_assert_int_eq(count_by("misconduct", "person", "source", "public"), 1);
	ck_assert_int_eq(count_by("misconduct", "number", "year", "2026"), 1);
	books_agree();
}
END_TEST

Suite *
suite_misconduct(void)
{
	Suite *s = suite_create("misconduct");
	TCase *t = tcase_create("flow");

	tcase_add_checked_fixture(t, world_open, world_close);
	tcase_add_test(t, reported_to_criticised);
	tcase_add_test(t, unfounded_names_no_breach);
	tcase_add_test(t, dismissal_is_proposed);
	tcase_add_test(t, transferred_with_receipt_and_answer);
	tcase_add_test(t, an_agency_reports_what_it_saw);
	tcase_add_test(t, registering_is_refused);
	tcase_add_test(t, corrected_handed_over_renamed);
	suite_add_tcase(s, t);
	return s;
}
