/*
 * check_review.c: letters to the bureau: from the letter to the order and its
 * acceptance, every other end, the recheck, every refusal, what each role sees.
 *
 * Knows: the review's row, the engine.  Must not know: how an opinion got that far.
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "flow/cases.h"
#include "flow/flows.h"
#include "tests/flow/cases.h"

Suite *suite_review(void);

/* A letter put to the bureau today. */
static int64_t
a_letter(void)
{
	return done("review.register", 0, "supervisor", "冉凯文", "raised_on", "今天", "agency", "区城市管理局", "field", "penalty",
		"facts", "查封扣押未当场制作清单，当事人索要时答复“过几天来取”。", "request", "请责令纠正", NULL);
}

static int64_t
a_decided_letter(const char *outcome, const char *reason)
{
	int64_t id = a_letter();

	done("review.examine", id, "examination", "材料齐备，属于监督范围", NULL);
	return done("review.decide", id, "outcome", outcome, "reason", reason, NULL);
}

static int64_t
an_ordered_letter(void)
{
	int64_t id = a_decided_letter("成立", "现场记录与执法记录仪印证");

	return done("review.order", id, "order_text", "补交清单并说明理由", "order_basis", "行政强制法第二十四条", "order_due",
		"2026-12-15", NULL);
}

static const struct review *
row(int64_t id)
{
	return row_of("review", id);
}

/* ---- the whole life ---- */

START_TEST(from_petition_to_accepted_correction)
{
	int64_t opinion, id;
	const struct opinion *o;

	case_world();
	opinion = an_answered_opinion("不予采纳", "清单于当日补制");
	done("opinion.convey", opinion, "convey_how", "face", NULL);
	done("opinion.petition", opinion, "grounds", "补制不等于当场制作", NULL);
	o = row_of("opinion", opinion);
	id = o->review;
	ck_assert_str_eq(clock_text(id, "review"), "2026-11-23+30 2027-01-04 ");
	ck_assert_str_eq(clock_basis(id, "review"), "11月23日收到意见书，第十六条要求审查；期限30工作日（本局设定）");
	refused(ERR_REFUSED, "outcome", 16, "review.close", id, NULL);
	done("review.examine", id, "examination", "属于监督范围，需进一步查明", NULL);
	ck_assert_str_eq(waits_text(id), "决定是否调查 作出审查结论");
	done("review.investigate", id, "inquiry", "investigation", "team", "李文、张敏", "plan", "调取执法记录仪", NULL);
	ck_assert_str_eq(waits_text(id), "登记调查结果");
	ck_assert_int_eq(allowed("review.decide", id), ERR_REFUSED);
	done("review.findings", id, "findings", "记录仪未开启，清单系事后补制", NULL);
	ck_assert_str_eq(waits_text(id), "作出审查结论");
	done("review.extend", id, "days", "10", "extend_reason", "须调取外地材料", NULL);
	ck_assert_str_eq(clock_text(id, "review"), "2026-11-23+40 2027-01-18 ");
	done("review.decide", id, "outcome", "established", "reason", "事实清楚", NULL);
	ck_assert_str_eq(waits_text(id), "责令纠正");
	ck_assert_str_eq(clock_text(id, "review"), "2026-11-23+40 2027-01-18 2026-11-23");
	/* Established: the order first. */
	ck_assert_int_eq(allowed("review.convey", id), ERR_REFUSED);
	done("review.order", id, "order_text", "补交清单并说明理由", "order_basis", "行政强制法第二十四条", "order_due", "2026-12-15", NULL);
	ck_assert_str_eq(row(id)->order_number, "令〔2026〕1号");
	ck_assert_str_eq(clock_text(id, "order"), "2026-11-23+0 2026-12-15 ");
	ck_assert_str_eq(clock_basis(id, "order"), "令〔2026〕1号责令纠正（第十六条），文书载明12月15日前报告");
	ck_assert_str_eq(waits_text(id), "等纠正报告 报告纠正情况 告知监督员");
	ck_assert_int_eq(listed("review", "review.orders", NULL), 1);
	ck_assert_int_eq(called("review", "令〔2026〕1号"), id);

	world_as("zhou");
	ck_assert_int_eq(listed("review", "review", NULL), 1);
	done("review.report", id, "report", "已补交清单", NULL);
	ck_assert_str_eq(row(id)->reporter, "周联络");
	ck_assert_int_eq(allowed("review.accept_correction", id), ERR_DENIED);
	world_as(NULL);
	ck_assert_str_eq(waits_text(id), "验收整改 告知监督员");
	ck_assert_str_eq(clock_text(id, "order"), "2026-11-23+0 2026-12-15 2026-11-23");
	done("review.return_correction", id, "return_reason", "未说明理由", "order_due", "2026-12-20", NULL);
	ck_assert_str_eq(clock_text(id, "order"), "2026-11-23+0 2026-12-20 ");
	done("review.remind", id, "text", "电话催报", NULL);
	world_on("2026-12-18");
	done("review.report", id, "report", "已补交清单并书面说明理由", "reporter", "周联络", NULL);
	refused(ERR_REFUSED, "informed_on", 16, "review.close", id, NULL);
	done("review.convey", id, "inform_how", "letter", "inform_text", "已责令纠正", NULL);
	ck_assert_str_eq(world_result.state, "ordered");
	refused(ERR_REFUSED, "corrected_on", 16, "review.close", id, NULL);
	done("review.accept_correction", id, "acceptance", "已纠正到位", NULL);
	ck_assert_str_eq(waits_text(id), "办结");
	done("review.close", id, NULL);
	o = row_of("opinion", opinion);
	ck_assert_int_eq(o->rec.state, OPINION_CLOSED);
	ck_assert_str_eq(o->result, "审〔2026〕1号 成立");
	ck_assert_int_eq(o->closed_on, day_parse_iso("2026-12-18"));
	ck_assert_int_eq(listed("review", "review.open", NULL), 0);
	world_on("2027-12-31");
	ck_assert_int_eq(listed("review", "review.overdue", NULL), 0);
	books_agree();
}
END_TEST

START_TEST(unfounded_needs_its_reason_and_is_told)
{
	int64_t id;

	case_world();
	id = a_letter();
	done("review.examine", id, "examination", "材料齐备", NULL);
	refused(ERR_REFUSED, "reason", 16, "review.decide", id, "outcome", "不成立", NULL);
	refused(ERR_REFUSED, "reason", 16, "review.decide", id, "outcome", "partly", NULL);
	refused(ERR_REFUSED, "reason", 16, "review.decide", id, "outcome", "self_corrected", NULL);
	refused(ERR_REFUSED, "transfer_to", 16, "review.decide", id, "outcome", "transferred", NULL);
	refused(ERR_REFUSED, "transfer_to", 16, "review.decide", id, "outcome", "unfounded", "reason", "理由", "transfer_to", "某局", NULL);
	refused(ERR_REFUSED, "outcome", 16, "review.decide", id, NULL);
	done("review.decide", id, "outcome", "不成立", "reason", "现场已当场制作清单，有签收", NULL);
	ck_assert_str_eq(waits_text(id), "告知监督员");
	ck_assert_int_eq(allowed("review.order", id), ERR_REFUSED);
	ck_assert_int_eq(allowed("review.propose", id), ERR_REFUSED);
	ck_assert_int_eq(allowed("review.criticise", id), ERR_REFUSED);
	refused(ERR_REFUSED, "informed_on", 16, "review.close", id, NULL);
	ck_assert_str_eq(world_err.text, "尚未将处理情况告知监督员（第十六条），不能办结");
	refused(ERR_REFUSED, "inform_how", 16, "review.convey", id, NULL);
	done("review.convey", id, "inform_how", "face", "inform_text", "说明不成立的理由", NULL);
	ck_assert_str_eq(world_result.state, "conveyed");
	done("review.close", id, "result", "不成立", NULL);
	books_agree();
}
END_TEST

START_TEST(transferred_and_reported_back)
{
	int64_t id;

	case_world();
	id = a_letter();
	done("review.examine", id, "examination", "属市级机关职责", NULL);
	done("review.decide", id, "outcome", "移送", "transfer_to", "市司法局", NULL);
	ck_assert_str_eq(clock_text(id, "transfer"), "2026-11-23+10 2026-12-07 ");
	ck_assert_str_eq(waits_text(id), "告知监督员 等移送反馈");
	done("review.convey", id, "inform_how", "phone", NULL);
	refused(ERR_REFUSED, "transfer_report", 16, "review.close", id, NULL);
	refused(ERR_REFUSED, "transfer_report", 0, "review.transfer_report", id, NULL);
	done("review.transfer_report", id, "transfer_report", "市局已受理", NULL);
	ck_assert_str_eq(clock_text(id, "transfer"), "2026-11-23+10 2026-12-07 2026-11-23");
	done("review.close", id, NULL);
	books_agree();
}
END_TEST

START_TEST(withdrawn_by_the_supervisor)
{
	int64_t id;

	case_world();
	id = a_letter();
	refused(ERR_REFUSED, "reason", 0, "review.withdraw", id, NULL);
	world_as("fumin");
	refused(ERR_NOTFOUND, "", 0, "review.withdraw", id, "reason", "不提了", NULL);
	world_as("ran");
	done("review.withdraw", id, "reason", "机构已当面说明", NULL);
	refused(ERR_DENIED, "", 16, "review.decide", id, "outcome", "withdrawn", NULL);
	world_as(NULL);
	ck_assert_int_eq(row(id)->outcome, OUTCOME_WITHDRAWN);
	done("review.convey", id, "inform_how", "known", NULL);
	done("review.close", id, NULL);
	books_agree();
}
END_TEST

START_TEST(graver_means)
{
	int64_t id;

	case_world();
	id = a_decided_letter("established", "造成重大损失");
	refused(ERR_REFUSED, "proposed_to", 16, "review.propose", id, "proposal", "追究责任", NULL);
	done("review.propose", id, "proposed_to", "区监察委员会", "proposal", "造成严重后果，建议追究责任", NULL);
	ck_assert_int_eq(allowed("review.propose", id), ERR_REFUSED);
	done("review.criticise", id, "criticism", "在全区通报", NULL);
	/* A graver means may stand in the order's place. */
	ck_assert_int_eq(allowed("review.convey", id), ERR_OK);
	ck_assert_int_eq(allowed("review.order", id), ERR_OK);
	done("review.convey", id, "inform_how", "letter", NULL);
	done("review.close", id, NULL);
	books_agree();
}
END_TEST

/* ---- the order ---- */

START_TEST(order_and_investigation_are_refused)
{
	int64_t id;

	case_world();
	id = a_letter();
	done("review.examine", id, "examination", "需查明", NULL);
	refused(ERR_REFUSED, "team", 16, "review.investigate", id, "inquiry", "special_inspection", "team", "李文", NULL);
	refused(ERR_REFUSED, "team", 16, "review.investigate", id, "inquiry", "special_inspection", "team", "李文、李文", NULL);
	refused(ERR_REFUSED, "inquiry", 16, "review.investigate", id, "team", "李文、张敏", NULL);
	done("review.investigate", id, "inquiry", "专项行政执法监督检查", "team", "李文，张敏", NULL);
	refused(ERR_REFUSED, "findings", 16, "review.findings", id, NULL);
	done("review.findings", id, "findings", "属实", NULL);
	done("review.decide", id, "outcome", "partly", "reason", "幅度问题不成立", NULL);
	refused(ERR_REFUSED, "order_text", 16, "review.order", id, "order_basis", "某法", NULL);
	refused(ERR_REFUSED, "order_basis", 16, "review.order", id, "order_text", "改", NULL);
	refused(ERR_REFUSED, "order_due", 16, "review.order", id, "order_text", "改", "order_basis", "某法", "order_due", "今天", NULL);
	refused(ERR_REFUSED, "on", 0, "review.order", id, "order_text", "改", "order_basis", "某法", "on", "昨天", NULL);
	/* Without a date the office's own period is written into the order; not served yet. */
	done("review.order", id, "order_text", "改", "order_basis", "某法", "served_on", "", NULL);
	ck_assert_int_eq(row(id)->order_due, day_parse_iso("2026-12-23"));
	ck_assert_int_eq(row(id)->order_served_on, DAY_NONE);
	ck_assert_str_eq(waits_text(id), "送达责令纠正 告知监督员");
	ck_assert_int_eq(allowed("review.report", id), ERR_REFUSED);
	ck_assert_int_eq(allowed("review.remind", id), ERR_REFUSED);
	ck_assert_int_eq(allowed("review.ask_recheck", id), ERR_REFUSED);
	world_as("zhou");
	ck_assert_int_eq(listed("review", "review", NULL), 0);
	world_as(NULL);
	refused(ERR_REFUSED, "order_serve_how", 0, "review.serve_order", id, NULL);
	done("review.serve_order", id, "order_serve_how", "post", NULL);
	ck_assert_int_eq(allowed("review.serve_order", id), ERR_REFUSED);
	ck_assert_int_eq(allowed("review.accept_correction", id), ERR_REFUSED);
	ck_assert_int_eq(allowed("review.return_correction", id), ERR_REFUSED);
	refused(ERR_REFUSED, "report", 16, "review.report", id, NULL);
	done("review.report", id, "report", "已改", NULL);
	ck_assert_int_eq(allowed("review.report", id), ERR_REFUSED);
	refused(ERR_REFUSED, "acceptance", 16, "review.accept_correction", id, NULL);
	refused(ERR_REFUSED, "return_reason", 16, "review.return_correction", id, NULL);
	refused(ERR_REFUSED, "order_due", 16, "review.return_correction", id, "return_reason", "不到位", "order_due", "今天", NULL);
	books_agree();
}
END_TEST

START_TEST(recheck_in_time_only)
{
	int64_t id;

	case_world();
	id = an_ordered_letter();
	world_on("2026-12-08");
	/* Served 11-23: working day 10 is 12-07. */
	refused(ERR_REFUSED, "on", 16, "review.ask_recheck", id, "recheck_reason", "不服", NULL);
	world_on("2026-12-07");
	world_as("zhou");
	refused(ERR_REFUSED, "recheck_reason", 0, "review.ask_recheck", id, NULL);
	done("review.ask_recheck", id, "recheck_reason", "清单已当场交付", NULL);
	ck_assert_str_eq(clock_text(id, "recheck"), "2026-12-07+15 2026-12-28 ");
	ck_assert_int_eq(allowed("review.ask_recheck", id), ERR_REFUSED);
	/* Not suspended: the report is still asked for. */
	ck_assert_int_eq(allowed("review.report", id), ERR_OK);
	refused(ERR_DENIED, "", 16, "review.decide_recheck", id, "recheck_result", "upheld", "recheck_text", "理由", NULL);
	world_as(NULL);
	ck_assert_str_eq(waits_text(id), "等纠正报告 报告纠正情况 告知监督员 复查决定");
	done("review.convey", id, "inform_how", "phone", NULL);
	done("review.report", id, "report", "已改", NULL);
	done("review.accept_correction", id, "acceptance", "到位", NULL);
	refused(ERR_REFUSED, "recheck_decided_on", 16, "review.close", id, NULL);
	refused(ERR_REFUSED, "recheck_text", 0, "review.decide_recheck", id, "recheck_result", "upheld", NULL);
	refused(ERR_REFUSED, "order_text", 16, "review.decide_recheck", id, "recheck_result", "变更", "recheck_text", "理由", NULL);
	refused(ERR_REFUSED, "recheck_result", 16, "review.decide_recheck", id, "recheck_result", "维持", "recheck_text", "理由",
		"order_text", "改", NULL);
	done("review.decide_recheck", id, "recheck_result", "维持", "recheck_text", "原责令正确", NULL);
	ck_assert_str_eq(world_result.state, "corrected");
	done("review.close", id, NULL);
	books_agree();
}
END_TEST

START_TEST(recheck_changes_or_cancels)
{
	int64_t id, other;

	case_world();
	id = an_ordered_letter();
	other = an_ordered_letter();
	ck_assert_str_eq(row(other)->order_number, "令〔2026〕2号");
	done("review.convey", id, "inform_how", "phone", NULL);
	done("review.convey", other, "inform_how", "phone", NULL);
	done("review.ask_recheck", id, "recheck_reason", "期限过短", NULL);
	done("review.ask_recheck", other, "recheck_reason", "事实不清", NULL);
	done("review.decide_recheck", id, "recheck_result", "changed", "recheck_text", "期限确短", "order_due", "2027-01-15", NULL);
	ck_assert_str_eq(clock_text(id, "order"), "2026-11-23+0 2027-01-15 ");
	ck_assert_int_eq(row(id)->informed_on, DAY_NONE);
	ck_assert_ptr_nonnull(strstr(world_result.notices, "重新告知监督员"));
	done("review.decide_recheck", other, "recheck_result", "cancelled", "recheck_text", "事实确有不清", NULL);
	ck_assert_str_eq(world_result.state, "decided");
	ck_assert_str_eq(waits_text(other), "告知监督员");
	ck_assert_str_eq(clock_text(other, "order"), "2026-11-23+0 2026-12-15 2026-11-23");
	ck_assert_int_eq(allowed("review.order", other), ERR_REFUSED);
	done("review.convey", other, "inform_how", "letter", NULL);
	done("review.close", other, NULL);
	books_agree();
}
END_TEST

/* ---- register, correct, hand over ---- */

START_TEST(registering_is_refused)
{
	int64_t id;

	case_world();
#define BASE "supervisor", "冉凯文", "raised_on", "今天", "field", "penalty"
	refused(ERR_REFUSED, "agency", 13, "review.register", 0, BASE, "facts", "事实", NULL);
	refused(ERR_REFUSED, "facts", 13, "review.register", 0, BASE, "agency", "区城市管理局", NULL);
	refused(ERR_NOTFOUND, "agency", 13, "review.register", 0, BASE, "facts", "事实", "agency", "区不存在局", NULL);
	done("supervisor.resign", called("supervisor", "付敏"), "reason", "本人申请", NULL);
	refused(ERR_REFUSED, "supervisor", 5, "review.register", 0, "supervisor", "付敏", "raised_on", "今天", "field", "penalty",
		"facts", "事实", "agency", "区城市管理局", NULL);
	id = a_letter();
	ck_assert_str_eq(row(id)->subject, "查封扣押未当场制作清单");
	ck_assert_int_eq(row(id)->source, SOURCE_DIRECT);
	ck_assert_int_eq(row(id)->opinion, 0);
	refused(ERR_REFUSED, "examination", 16, "review.examine", id, NULL);
	refused(ERR_REFUSED, "state", 16, "review.decide", id, "outcome", "established", NULL);
	refused(ERR_REFUSED, "days", 16, "review.extend", id, "days", "0", "extend_reason", "忙", NULL);
	world_as("leader");
	refused(ERR_DENIED, "", 13, "review.register", 0, BASE, "facts", "事实", "agency", "区城市管理局", NULL);
	world_as("ran");
	refused(ERR_DENIED, "", 16, "review.examine", id, "examination", "某", NULL);
	ck_assert_int_eq(listed("review", "review", NULL), 1);
	world_as("fumin");
	ck_assert_int_eq(listed("review", "review", NULL), 0);
	ck_assert_int_eq(found("review", "查封"), 0);
}
END_TEST

/* What a list shows of a letter without a 事由 of its own. */
static const struct {
	const char *facts, *subject;
} subjects[] = {
	{ .facts = "2026年11月20日上午，区城市管理局执法人员未出示证件，口头要求停业。", .subject = "区城市管理局执法人员未出示证件" },
	{ .facts = "2026年11月20日，在竹溪路口，执法人员未出示证件。", .subject = "执法人员未出示证件" },
	{ .facts = "11月20日下午3时许，于政务服务大厅，窗口人员拒收材料。", .subject = "窗口人员拒收材料" },
	{ .facts = "在检查中推搡当事人，未着制服。", .subject = "在检查中推搡当事人" },
	{ .facts = "11月20日，向区城市管理局申请占道许可，被口头拒绝，未出具书面决定。",
	  .subject = "向区城市管理局申请占道许可，被口头拒绝" },
	{ .facts = "2026年11月20日。", .subject = "2026年11月20日。" },
	{ .facts = "查封扣押未当场制作清单，当事人索要时答复过几天来取。", .subject = "查封扣押未当场制作清单" },
};

START_TEST(subject_is_taken_from_the_facts)
{
	int64_t id;

	case_world();
	id = done("review.register", 0, "supervisor", "冉凯文", "raised_on", "今天", "agency", "区城市管理局", "field",
		"penalty", "facts", subjects[_i].facts, NULL);
	ck_assert_str_eq(row(id)->subject, subjects[_i].subject);
}
END_TEST

START_TEST(corrected_with_trace)
{
	int64_t id;

	case_world();
	id = a_letter();
	refused(ERR_REFUSED, "correct_reason", 0, "review.correct", id, "subject", "清单", NULL);
	refused(ERR_REFUSED, "findings", 0, "review.correct", id, "findings", "属实", "correct_reason", "误", NULL);
	refused(ERR_REFUSED, "informed_on", 0, "review.correct", id, "informed_on", "今天", "correct_reason", "误", NULL);
	refused(ERR_REFUSED, "report", 0, "review.correct", id, "report", "已改", "correct_reason", "误", NULL);
	refused(ERR_REFUSED, "facts", 13, "review.correct", id, "facts", "", "correct_reason", "误", NULL);
	refused(ERR_REFUSED, "agency", 13, "review.correct", id, "agency", "", "correct_reason", "误", NULL);
	refused(ERR_REFUSED, "received_on", 0, "review.correct", id, "received_on", "2026-11-20", "correct_reason", "误", NULL);
	done("review.correct", id, "agency", "区林业局", "subject", "未制作清单", "correct_reason", "登记有误", NULL);
	ck_assert_str_eq(row(id)->agency_name, "区林业局");
	ck_assert_int_eq(found("review", "lyj"), 1);
	done("review.examine", id, "examination", "属实", NULL);
	done("review.decide", id, "outcome", "unfounded", "reason", "无据", NULL);
	refused(ERR_REFUSED, "reason", 16, "review.correct", id, "reason", "", "correct_reason", "误", NULL);
	done("review.correct", id, "reason", "证据不足", "correct_reason", "措辞", NULL);
	books_agree();
}
END_TEST

START_TEST(handed_over_and_renamed)
{
	int64_t id, clerk;

	case_world();
	clerk = done("account.add", 0, "login", "liwen", "name", "李文", "roles", "clerk", NULL);
	id = a_letter();
	refused(ERR_REFUSED, "to", 0, "review.assign", id, "to", "ran", "reason", "换岗", NULL);
	done("review.assign", id, "to", "liwen", "reason", "换岗", NULL);
	ck_assert_int_eq(row(id)->officer, clerk);
	done("person.correct", row(id)->person, "name", "冉凯雯", "reason", "登记有误", NULL);
	ck_assert_str_eq(row(id)->person_name, "冉凯雯");
	refused(ERR_DENIED, "", 0, "review.carry", id, "person_name", "某某", NULL);
	world_as("liwen");
	ck_assert_int_eq(listed("review", "review.mine", NULL), 1);
	world_as(NULL);
	books_agree();
}
END_TEST

START_TEST(lists_sort_and_filter)
{
	static const char *const sorts[] = { "received_on", "number", "due", "agency" };
	int64_t a, b;

	case_world();
	world_on("2026-10-09");
	a = a_letter();
	world_on("2026-11-23");
	b = a_decided_letter("unfounded", "无据");
	for (size_t i = 0; i < N_OF(sorts); i++)
		ck_assert_int_eq(count_by("review", sorts[i], NULL, NULL), 2);
	ck_assert_int_eq(first_by("review", "received_on", NULL, NULL), b);
	ck_assert_int_eq(first_by("review", "due", NULL, NULL), a);
	ck_assert_int_eq(first_by("review", "received_on", "overdue", "是"), a);
	ck_assert_int_eq(first_by("review", "received_on", "outcome", "不成立"), b);
	ck_assert_int_eq(count_by("review", "received_on", "source", "direct"), 2);
	ck_assert_int_eq(count_by("review", "received_on", "supervisor", "冉凯文"), 2);
	ck_assert_int_eq(count_by("review", "received_on", "agency", "区林业局"), 0);
	ck_assert_int_eq(count_by("review", "received_on", "field", "行政处罚"), 2);
	ck_assert_int_eq(count_by("review", "received_on", "year", "2026"), 2);
	ck_assert_int_eq(count_by("review", "received_on", "since", "2026-11-01"), 1);
	ck_assert_int_eq(count_by("review", "received_on", "until", "2026-11-01"), 1);
	ck_assert_int_eq(count_by("review", "received_on", "before_rule", "否"), 2);
	ck_assert_int_eq(count_by("review", "received_on", "officer", id_text(world->actor.account)), 2);
}
END_TEST

Suite *
suite_review(void)
{
	Suite *s = suite_create("review");
	TCase *t = tcase_create("flow");

	tcase_add_checked_fixture(t, world_open, world_close);
	tcase_add_test(t, from_petition_to_accepted_correction);
	tcase_add_test(t, unfounded_needs_its_reason_and_is_told);
	tcase_add_test(t, transferred_and_reported_back);
	tcase_add_test(t, withdrawn_by_the_supervisor);
	tcase_add_test(t, graver_means);
	tcase_add_test(t, order_and_investigation_are_refused);
	tcase_add_test(t, recheck_in_time_only);
	tcase_add_test(t, recheck_changes_or_cancels);
	tcase_add_test(t, registering_is_refused);
	tcase_add_loop_test(t, subject_is_taken_from_the_facts, 0, (int)(sizeof subjects / sizeof subjects[0]));
	tcase_add_test(t, corrected_with_trace);
	tcase_add_test(t, handed_over_and_renamed);
	tcase_add_test(t, lists_sort_and_filter);
	suite_add_tcase(s, t);
	return s;
}
