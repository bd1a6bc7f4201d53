/*
 * check_opinion.c: supervision opinions: the whole life forward, every act and its
 * refusals, the books beside it, what each role sees.
 *
 * Knows: the opinion's row, the engine.  Must not know: how a letter is reviewed beyond its beginning.
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "flow/cases.h"
#include "flow/flows.h"
#include "engine/import.h"
#include "tests/flow/cases.h"

Suite *suite_opinion(void);

/* ---- the whole life ---- */

START_TEST(forward_to_closed)
{
	int64_t id;
	const struct opinion *o;

	case_world();
	world_on("2026-09-28");
	id = an_opinion();
	o = row_of("opinion", id);
	ck_assert_str_eq(o->number, "2026-1");
	ck_assert_str_eq(world_result.state, "registered");
	ck_assert_str_eq(world_result.title, "2026-1 区城市管理局");
	ck_assert_str_eq(o->certificate, "碚执监〔2024〕2号");
	ck_assert_str_eq(o->person_name, "冉凯文");
	ck_assert(!o->before_rule);
	ck_assert_int_ne(o->officer, 0);
	ck_assert_str_eq(waits_text(id), "送达");
	ck_assert_str_eq(clock_text(id, "serve"), "2026-09-28+3 2026-10-08 ");

	world_on("2026-09-29");
	done("opinion.serve", id, "serve_how", "直接送达", "signer", "周联络", NULL);
	ck_assert_str_eq(world_result.state, "served");
	/* Day 1 is 09-30; the holidays of October do not count. */
	ck_assert_str_eq(clock_text(id, "reply"), "2026-09-29+15 2026-10-26 ");
	ck_assert_str_eq(clock_text(id, "serve"), "2026-09-28+3 2026-10-08 2026-09-29");
	ck_assert_str_eq(waits_text(id), "等机构答复 反馈是否采纳");
	ck_assert_str_eq(clock_basis(id, "reply"), "9月29日送达，第十四条要求反馈是否采纳；期限15工作日（本局设定）");

	world_on("2026-10-22");
	done("opinion.extend", id, "days", "10", "extend_reason", "案情复杂", "extend_told_on", "今天", NULL);
	ck_assert_str_eq(clock_text(id, "reply"), "2026-09-29+25 2026-11-09 ");
	world_on("2026-11-18");
	ck_assert_str_eq(waits_text(id), "催办答复 反馈是否采纳");
	done("opinion.remind", id, NULL);
	o = row_of("opinion", id);
	ck_assert_int_eq(o->reminders, 1);
	ck_assert_int_eq(listed("opinion", "overdue", NULL), 1);

	world_on("2026-11-19");
	done("opinion.reply", id, "adopted", "采纳", "replier", "周联络", NULL);
	ck_assert_str_eq(clock_text(id, "reply"), "2026-09-29+25 2026-11-09 2026-11-19");
	ck_assert_str_eq(waits_text(id), "告知监督员");
	ck_assert_int_eq(listed("opinion", "overdue", NULL), 0);
	world_on("2026-11-20");
	done("opinion.convey", id, "convey_how", "phone", NULL);
	ck_assert_str_eq(waits_text(id), "确认是否认可 办结");
	done("opinion.accept", id, NULL);
	ck_assert_str_eq(world_result.state, "accepted");
	ck_assert_int_eq(listed("opinion", "opinion.open", NULL), 1);
	world_on("2026-11-23");
	done("opinion.close", id, NULL);
	o = row_of("opinion", id);
	ck_assert_int_eq(o->rec.state, OPINION_CLOSED);
	ck_assert_int_eq(o->closed_on, day_parse_iso("2026-11-23"));
	ck_assert_str_eq(waits_text(id), "");
	ck_assert_int_eq(listed("opinion", "opinion.open", NULL), 0);
	/* A closed item never turns overdue later. */
	world_on("2026-12-31");
	ck_assert_int_eq(listed("opinion", "overdue", NULL), 0);
	ck_assert_int_eq(called("opinion", "2026-1"), id);
	books_agree();
}
END_TEST

START_TEST(accepted_and_closed_at_once)
{
	int64_t id;

	case_world();
	id = an_answered_opinion("不予采纳", "经核查，情况不成立");
	done("opinion.convey", id, "convey_how", "letter", NULL);
	done("opinion.accept", id, "close", "是", NULL);
	ck_assert_str_eq(world_result.state, "closed");
	books_agree();
}
END_TEST

START_TEST(direct_opinion_is_with_the_agency_already)
{
	int64_t id;
	const struct opinion *o;

	case_world();
	id = done("opinion.register", 0, "supervisor", "冉凯文", "raised_on", "2026-11-20", "agency", "区城市管理局", "kind",
		"correction", "field", "penalty", "facts", "未出示执法证件。", "route", "direct", NULL);
	o = row_of("opinion", id);
	ck_assert_int_eq(o->rec.state, OPINION_SERVED);
	ck_assert_int_eq(o->served_on, day_parse_iso("2026-11-20"));
	ck_assert_str_eq(clock_text(id, "reply"), "2026-11-20+15 2026-12-11 ");
	ck_assert_str_eq(clock_text(id, "serve"), "");
	ck_assert_str_eq(clock_basis(id, "reply"), "11月20日直接提出，第十四条要求反馈是否采纳；期限15工作日（本局设定）");
	books_agree();
}
END_TEST

START_TEST(letter_to_the_bureau_becomes_a_review)
{
	int64_t id;
	const struct opinion *o;
	const struct review *r;

	case_world();
	id = done("opinion.register", 0, "supervisor", "冉凯文", "raised_on", "2026-11-20", "agency", "区城市管理局", "kind",
		"correction", "field", "penalty", "facts", "未出示执法证件。", "advice", "请依法监督", "route", "bureau", NULL);
	o = row_of("opinion", id);
	ck_assert_int_eq(o->rec.state, OPINION_PETITIONED);
	ck_assert_int_ne(o->review, 0);
	r = row_of("review", o->review);
	ck_assert_int_eq(r->opinion, id);
	ck_assert_int_eq(r->source, SOURCE_DIRECT);
	ck_assert_int_eq(r->rec.state, REVIEW_RECEIVED);
	ck_assert_str_eq(r->number, "审〔2026〕1号");
	ck_assert_str_eq(r->request, "请依法监督");
	refused(ERR_REFUSED, "review", 16, "opinion.close", id, NULL);
	books_agree();
}
END_TEST

START_TEST(suggestion_without_agency)
{
	int64_t id;

	case_world();
	id = done("opinion.register", 0, "supervisor", "冉凯文", "raised_on", "2026-11-23", "kind", "advice", "field", "其他",
		"facts", "建议推行综合查一次。", NULL);
	ck_assert_str_eq(waits_text(id), "研究答复");
	ck_assert_int_eq(allowed("opinion.serve", id), ERR_REFUSED);
	refused(ERR_REFUSED, "state", 14, "opinion.close", id, NULL);
	done("opinion.reply", id, "adopted", "采纳", "reply", "已列入工作计划", NULL);
	ck_assert_int_eq(allowed("opinion.petition", id), ERR_REFUSED);
	done("opinion.convey", id, "convey_how", "meeting", NULL);
	done("opinion.close", id, NULL);
	books_agree();
}
END_TEST

START_TEST(petition_after_a_refusal)
{
	int64_t id, review;
	const struct opinion *o;
	const struct review *r;

	case_world();
	id = an_answered_opinion("不予采纳", "清单于当日补制，意见所述情况不成立。");
	/* Not yet told: a supervisor who objects knows of the answer. */
	done("opinion.petition", id, "grounds", "补制清单不等于当场制作", "request", "请责令纠正", NULL);
	o = row_of("opinion", id);
	ck_assert_int_eq(o->rec.state, OPINION_PETITIONED);
	ck_assert_int_eq(o->convey_how, CONVEY_KNOWN);
	review = o->review;
	r = row_of("review", review);
	ck_assert_int_eq(r->source, SOURCE_REFUSED);
	ck_assert_str_eq(r->facts, o->facts);
	ck_assert_str_eq(r->grounds, "补制清单不等于当场制作");
	ck_assert_int_eq(r->officer, o->officer);
	ck_assert_str_eq(waits_text(id), "");
	ck_assert_str_eq(waits_text(review), "审查");
	refused(ERR_REFUSED, "review", 16, "opinion.close", id, NULL);
	books_agree();
}
END_TEST

START_TEST(petition_when_the_agency_is_silent)
{
	int64_t id;
	const struct review *r;

	case_world();
	world_on("2026-09-29");
	id = a_served_opinion();
	ck_assert_int_eq(allowed("opinion.petition", id), ERR_REFUSED);
	world_on("2026-10-26");
	ck_assert_int_eq(allowed("opinion.petition", id), ERR_REFUSED);
	world_on("2026-10-27");
	ck_assert_int_eq(allowed("opinion.petition", id), ERR_OK);
	refused(ERR_REFUSED, "on", 0, "opinion.petition", id, "grounds", "逾期", "on", "2026-10-26", NULL);
	done("opinion.petition", id, "grounds", "逾期未反馈", NULL);
	r = row_of("review", ((const struct opinion *)row_of("opinion", id))->review);
	ck_assert_int_eq(r->source, SOURCE_OVERDUE);
	ck_assert_str_eq(clock_text(id, "reply"), "2026-09-29+15 2026-10-26 2026-10-27");
	ck_assert_int_eq(listed("opinion", "overdue", NULL), 0);
	books_agree();
}
END_TEST

/* ---- refusals ---- */

START_TEST(registering_is_refused)
{
	int64_t old;

	case_world();
#define BASE "supervisor", "冉凯文", "kind", "correction", "field", "penalty", "facts", "事实"
	refused(ERR_REFUSED, "agency", 13, "opinion.register", 0, BASE, "raised_on", "今天", NULL);
	refused(ERR_NOTFOUND, "agency", 13, "opinion.register", 0, BASE, "raised_on", "今天", "agency", "区不存在局", NULL);
	refused(ERR_NOTFOUND, "supervisor", 13, "opinion.register", 0, "supervisor", "无此人", "kind", "advice", "field", "penalty",
		"facts", "事实", "raised_on", "今天", NULL);
	refused(ERR_REFUSED, "facts", 13, "opinion.register", 0, "supervisor", "冉凯文", "kind", "correction", "field", "penalty",
		"agency", "区城市管理局", "raised_on", "今天", "facts", " \n ", NULL);
	refused(ERR_REFUSED, "kind", 8, "opinion.register", 0, "supervisor", "冉凯文", "field", "penalty", "agency", "区城市管理局",
		"raised_on", "今天", "facts", "事实", NULL);
	refused(ERR_REFUSED, "field", 0, "opinion.register", 0, "supervisor", "冉凯文", "kind", "advice", "agency", "区城市管理局",
		"raised_on", "今天", "facts", "事实", NULL);
	refused(ERR_REFUSED, "raised_on", 0, "opinion.register", 0, BASE, "agency", "区城市管理局", "raised_on", "明天", NULL);
	refused(ERR_REFUSED, "raised_on", 0, "opinion.register", 0, BASE, "agency", "区城市管理局", "raised_on", "2026-11-20",
		"occurred_on", "2026-11-21", NULL);
	refused(ERR_REFUSED, "received_on", 0, "opinion.register", 0, BASE, "agency", "区城市管理局", "raised_on", "2026-11-20",
		"received_on", "2026-11-19", NULL);
	/* Told long after: the reason is asked. */
	refused(ERR_REFUSED, "late_reason", 0, "opinion.register", 0, BASE, "agency", "区城市管理局", "raised_on", "2026-10-01", NULL);
	/* Before the term. */
	refused(ERR_REFUSED, "supervisor", 5, "opinion.register", 0, BASE, "agency", "区城市管理局", "raised_on", "2024-06-20",
		"late_reason", "补录", NULL);
	/* A number that is borne already. */
	done("opinion.register", 0, BASE, "agency", "区城市管理局", "raised_on", "今天", "number", "2026-007", NULL);
	refused(ERR_REFUSED, "number", 0, "opinion.register", 0, BASE, "agency", "区城市管理局", "raised_on", "今天", "number",
		"2026-007", NULL);
	done("opinion.register", 0, BASE, "agency", "区城市管理局", "raised_on", "今天", NULL);
	ck_assert_str_eq(world_result.title, "2026-8 区城市管理局");
	/* A supervisor who has left. */
	old = called("supervisor", "付敏");
	done("supervisor.resign", old, "reason", "本人申请", NULL);
	refused(ERR_REFUSED, "supervisor", 5, "opinion.register", 0, "supervisor", id_text(old), "kind", "advice", "field",
		"penalty", "facts", "事实", "raised_on", "今天", NULL);
	/* An agency that was merged. */
	done("agency.close", called("agency", "区林业局"), "successor", "区城市管理局", "reason", "机构改革", NULL);
	refused(ERR_REFUSED, "agency", 13, "opinion.register", 0, BASE, "agency", "区林业局", "raised_on", "今天", NULL);
	books_agree();
}
END_TEST

START_TEST(before_the_rule_is_flagged)
{
	int64_t id;
	const struct opinion *o;

	case_world();
	done("supervisor.appoint", 0, "person", id_text(a_person("钱早到", "19800101", "135")), "categories", "律师", "term_start",
		"2024-01-01", "certificate", "碚执监〔2024〕70号", "late_reason", "补录", NULL);
	id = done("opinion.register", 0, "supervisor", "钱早到", "raised_on", "2024-06-10", "agency", "区城市管理局", "kind",
		"correction", "field", "penalty", "facts", "事实", "late_reason", "补录", NULL);
	ck_assert_ptr_nonnull(strstr(world_result.notices, "第二十一条"));
	o = row_of("opinion", id);
	ck_assert(o->before_rule);
	id = done("opinion.register", 0, "supervisor", "钱早到", "raised_on", "2024-06-11", "agency", "区城市管理局", "kind",
		"correction", "field", "penalty", "facts", "事实", "late_reason", "补录", NULL);
	o = row_of("opinion", id);
	ck_assert(!o->before_rule);
	ck_assert_str_eq(o->number, "2024-2");
}
END_TEST

START_TEST(answers_need_their_reason)
{
	int64_t id;

	case_world();
	id = a_served_opinion();
	refused(ERR_REFUSED, "reply", 14, "opinion.reply", id, "adopted", "不予采纳", NULL);
	ck_assert_str_eq(world_err.text, "不予采纳的，应当向监督员阐明原因（第十四条）");
	refused(ERR_REFUSED, "reply", 14, "opinion.reply", id, "adopted", "partly", "reply", "", NULL);
	refused(ERR_REFUSED, "adopted", 14, "opinion.reply", id, "reply", "理由", NULL);
	refused(ERR_REFUSED, "on", 0, "opinion.reply", id, "adopted", "采纳", "on", "2026-11-20", NULL);
	refused(ERR_REFUSED, "replied_on", 14, "opinion.close", id, NULL);
	done("opinion.reply", id, "adopted", "refused", "reply", "理由", NULL);
	refused(ERR_REFUSED, "conveyed_on", 14, "opinion.close", id, NULL);
	refused(ERR_REFUSED, "conveyed_on", 14, "opinion.accept", id, NULL);
	refused(ERR_REFUSED, "convey_how", 14, "opinion.convey", id, NULL);
	refused(ERR_REFUSED, "state", 14, "opinion.remind", id, NULL);
	refused(ERR_REFUSED, "state", 14, "opinion.extend", id, "days", "3", "extend_reason", "忙", NULL);
	done("opinion.convey", id, "convey_how", "face", NULL);
	/* The supervisor still has his say. */
	refused(ERR_REFUSED, "accepted_on", 15, "opinion.close", id, NULL);
	world_on("2026-12-08");
	done("opinion.close", id, NULL);
	books_agree();
}
END_TEST

START_TEST(serving_and_extending_are_refused)
{
	int64_t id;

	case_world();
	id = an_opinion();
	refused(ERR_REFUSED, "serve_how", 0, "opinion.serve", id, NULL);
	refused(ERR_REFUSED, "on", 0, "opinion.serve", id, "serve_how", "post", "on", "2026-11-22", NULL);
	ck_assert_int_eq(allowed("opinion.reply", id), ERR_REFUSED);
	done("opinion.serve", id, "serve_how", "post", NULL);
	refused(ERR_REFUSED, "state", 13, "opinion.serve", id, "serve_how", "post", NULL);
	refused(ERR_REFUSED, "days", 0, "opinion.extend", id, "extend_reason", "忙", NULL);
	refused(ERR_REFUSED, "days", 14, "opinion.extend", id, "days", "0", "extend_reason", "忙", NULL);
	refused(ERR_REFUSED, "days", 0, "opinion.extend", id, "days", "61", "extend_reason", "忙", NULL);
	refused(ERR_REFUSED, "extend_reason", 0, "opinion.extend", id, "days", "5", NULL);
	refused(ERR_REFUSED, "extend_told_on", 0, "opinion.extend", id, "days", "5", "extend_reason", "忙", "extend_told_on",
		"2026-11-01", NULL);
	ck_assert_int_eq(allowed("opinion.convey", id), ERR_REFUSED);
}
END_TEST

START_TEST(withdrawn)
{
	int64_t id;

	case_world();
	id = a_served_opinion();
	refused(ERR_REFUSED, "withdraw_reason", 0, "opinion.withdraw", id, NULL);
	done("opinion.withdraw", id, "withdraw_reason", "机构已当场纠正", NULL);
	ck_assert_str_eq(world_result.state, "withdrawn");
	ck_assert_str_eq(clock_text(id, "reply"), "2026-11-23+15 2026-12-14 2026-11-23");
	refused(ERR_REFUSED, "state", 14, "opinion.close", id, NULL);
	books_agree();
}
END_TEST

START_TEST(stale_version)
{
	int64_t id;
	struct result res;
	struct arg v[] = { { "serve_how", "post" } };
	struct args args = { v, 1 };

	case_world();
	id = an_opinion();
	done("opinion.correct", id, "place", "云清路", "reason", "漏填", NULL);
	err_clear(&world_err);
	ck_assert(!action_do(world, world_arena, action_find(NULL, "opinion.serve"), id, 1, args, &res, &world_err));
	ck_assert_int_eq(world_err.code, ERR_STALE);
	ck_assert(action_do(world, world_arena, action_find(NULL, "opinion.serve"), id, 2, args, &res, &world_err) ||
		world_err.code == ERR_STALE);
}
END_TEST

START_TEST(handed_over)
{
	int64_t id, clerk;

	case_world();
	clerk = done("account.add", 0, "login", "liwen", "name", "李文", "roles", "clerk", NULL);
	id = an_opinion();
	refused(ERR_REFUSED, "reason", 0, "opinion.assign", id, "to", "李文", NULL);
	refused(ERR_REFUSED, "to", 0, "opinion.assign", id, "to", "zhou", "reason", "换岗", NULL);
	done("opinion.assign", id, "to", "李文", "reason", "换岗", NULL);
	ck_assert_int_eq(((const struct opinion *)row_of("opinion", id))->officer, clerk);
	refused(ERR_REFUSED, "to", 0, "opinion.assign", id, "to", "李文", "reason", "换岗", NULL);
	world_as("liwen");
	ck_assert_int_eq(listed("opinion", "opinion.mine", NULL), 1);
	world_as(NULL);
	ck_assert_int_eq(listed("opinion", "opinion.mine", NULL), 0);
	books_agree();
}
END_TEST

START_TEST(corrected_with_trace)
{
	int64_t id;
	const struct opinion *o;
	struct trail_entry *t;
	struct err e = { 0 };

	case_world();
	id = an_opinion();
	refused(ERR_REFUSED, "reason", 0, "opinion.correct", id, "place", "云清路", NULL);
	refused(ERR_REFUSED, "", 0, "opinion.correct", id, "reason", "无", NULL);
	refused(ERR_REFUSED, "facts", 13, "opinion.correct", id, "facts", "", "reason", "误", NULL);
	refused(ERR_REFUSED, "agency", 13, "opinion.correct", id, "agency", "", "reason", "误", NULL);
	refused(ERR_REFUSED, "served_on", 0, "opinion.correct", id, "served_on", "今天", "reason", "误", NULL);
	refused(ERR_REFUSED, "route", 13, "opinion.correct", id, "route", "bureau", "reason", "误", NULL);
	done("opinion.correct", id, "agency", "区林业局", "facts", "占道经营问题多次反映，仍未整改。", "reason", "登记有误", NULL);
	o = row_of("opinion", id);
	ck_assert_str_eq(o->agency_name, "区林业局");
	ck_assert_uint_ge(record_timeline(world, world_arena, &flow_opinion, id, 0, 10, &t, &e), 2);
	ck_assert_ptr_nonnull(strstr(t[0].note, "区城市管理局 → 区林业局"));
	ck_assert_ptr_nonnull(strstr(t[0].note, "更正原因：登记有误"));
	/* Search follows: the old words are gone, the new are found. */
	ck_assert_int_eq(found("opinion", "告知书"), 0);
	ck_assert_int_eq(found("opinion", "仍未整改"), 1);
	done("opinion.correct", id, "supervisor", "付敏", "certificate", "碚执监〔2024〕5号", "reason", "登记有误", NULL);
	o = row_of("opinion", id);
	ck_assert_str_eq(o->person_name, "付敏");
	ck_assert_int_eq(found("opinion", "冉凯文"), 0);
	ck_assert_int_eq(found("opinion", "fm"), 1);
	done("opinion.serve", id, "serve_how", "post", NULL);
	refused(ERR_REFUSED, "served_on", 0, "opinion.correct", id, "served_on", "", "reason", "误", NULL);
	done("opinion.reply", id, "adopted", "采纳", NULL);
	refused(ERR_REFUSED, "reply", 14, "opinion.correct", id, "adopted", "refused", "reason", "误", NULL);
	done("opinion.correct", id, "adopted", "refused", "reply", "不予采纳的理由", "reason", "登记有误", NULL);
	books_agree();
}
END_TEST

START_TEST(name_corrected_everywhere)
{
	int64_t id, person;

	case_world();
	id = an_opinion();
	person = ((const struct opinion *)row_of("opinion", id))->person;
	done("person.correct", person, "name", "冉凯雯", "reason", "登记有误", NULL);
	ck_assert_str_eq(((const struct opinion *)row_of("opinion", id))->person_name, "冉凯雯");
	ck_assert_int_eq(found("opinion", "冉凯文"), 0);
	ck_assert_int_eq(found("opinion", "冉凯雯"), 1);
	refused(ERR_DENIED, "", 0, "opinion.carry", id, "person_name", "某某", NULL);
	books_agree();
}
END_TEST

/* ---- roles ---- */

/* What begins a number is looked up among the numbers; else it is a text like any other. */
START_TEST(found_by_number)
{
	case_world();
	an_opinion();
	an_opinion();
	ck_assert_int_eq(found("opinion", "2026-"), 2);
	ck_assert_int_eq(found("opinion", "2026-2"), 1);
	ck_assert_int_eq(found("opinion", " 2026-2 "), 1);
	ck_assert_int_eq(found("opinion", "2026-3"), 0);
	ck_assert_int_eq(found("opinion", "026-2"), 1);
	done("opinion.register", 0, "supervisor", "冉凯文", "raised_on", "今天", "agency", "区城市管理局", "kind", "纠正意见", "field",
		"行政处罚", "facts", "案卷2031-7内未见送达回证，询问笔录无当事人签名。", "advice", "建议补正。", NULL);
	ck_assert_int_eq(found("opinion", "2031-7"), 1);
	ck_assert_int_eq(found("opinion", "2026-3"), 1);
	/* Not served: the agency's liaison does not see it by its number either. */
	world_as("zhou");
	ck_assert_int_eq(found("opinion", "2026-2"), 0);
}
END_TEST

START_TEST(roles)
{
	int64_t id, other;

	case_world();
	id = an_opinion();
	other = done("opinion.register", 0, "supervisor", "付敏", "raised_on", "今天", "agency", "区林业局", "kind", "correction",
		"field", "permit", "facts", "告知不到位", NULL);

	world_as("zhou"); /* liaison of 区城市管理局: sees it from service on */
	ck_assert_int_eq(listed("opinion", "opinion", NULL), 0);
	ck_assert_int_eq(called("opinion", "2026-1"), 0);
	refused(ERR_NOTFOUND, "", 0, "opinion.reply", id, "adopted", "采纳", NULL);
	world_as(NULL);
	done("opinion.serve", id, "serve_how", "system", NULL);
	done("opinion.serve", other, "serve_how", "system", NULL);
	world_as("zhou");
	ck_assert_int_eq(listed("opinion", "opinion", NULL), 1);
	ck_assert_int_eq(found("opinion", "告知"), 1);
	ck_assert_int_eq(called("opinion", "2026-1"), id);
	ck_assert_int_eq(called("opinion", "2026-2"), 0);
	refused(ERR_NOTFOUND, "", 0, "opinion.reply", other, "adopted", "采纳", NULL);
	refused(ERR_DENIED, "", 14, "opinion.extend", id, "days", "5", "extend_reason", "忙", NULL);
	refused(ERR_DENIED, "", 13, "opinion.register", 0, NULL);
	refused(ERR_DENIED, "", 0, "opinion.correct", id, "place", "某处", "reason", "误", NULL);
	done("opinion.reply", id, "adopted", "partly", "reply", "程序已补正，幅度不作调整", NULL);
	ck_assert_str_eq(((const struct opinion *)row_of("opinion", id))->replier, "周联络");

	world_as("fumin"); /* a supervisor: own opinions only */
	ck_assert_int_eq(listed("opinion", "opinion", NULL), 1);
	ck_assert_int_eq(called("opinion", "2026-1"), 0);
	refused(ERR_NOTFOUND, "", 0, "opinion.accept", id, NULL);
	refused(ERR_DENIED, "", 14, "opinion.reply", other, "adopted", "采纳", NULL);
	refused(ERR_NOTFOUND, "supervisor", 13, "opinion.register", 0, "supervisor", "冉凯文", "raised_on", "今天", "kind", "advice",
		"field", "other", "facts", "建议", NULL);
	done("opinion.register", 0, "supervisor", "付敏", "raised_on", "今天", "kind", "advice", "field", "other", "facts", "建议", NULL);
	ck_assert_int_eq(listed("opinion", "opinion", NULL), 2);
	ck_assert_int_eq(((const struct opinion *)row_of("opinion", world_result.id))->officer, 0);
	done("opinion.correct", world_result.id, "facts", "建议二", "reason", "改写", NULL);
	ck_assert_int_eq(allowed("opinion.correct", other), ERR_REFUSED);

	world_as("ran"); /* the other supervisor knows of the answer when he acts on it */
	refused(ERR_REFUSED, "close", 14, "opinion.accept", id, "close", "是", NULL);
	done("opinion.petition", id, "grounds", "幅度仍然不当", NULL);
	ck_assert_int_eq(listed("review", "review", NULL), 1);
	world_as("zhou");
	ck_assert_int_eq(listed("review", "review", NULL), 0);
	world_as("leader");
	ck_assert_int_eq(listed("opinion", "opinion", NULL), 3);
	refused(ERR_DENIED, "", 13, "opinion.serve", other, "serve_how", "post", NULL);
	world_as(NULL);
	books_agree();
}
END_TEST

/* ---- the sheet ---- */

#define ROW(number) \
	"number", number, "supervisor", "冉凯文", "certificate", "碚执监〔2024〕2号", "raised_on", "2025.3.1", "agency", \
	"区城市管理局", "field", "行政检查", "kind", "纠正意见", "facts", "未出示证件", "advice", "规范亮证"

START_TEST(imported)
{
	int64_t id;
	const struct opinion *o;

	case_world();
	engine_importing(world, true);
	id = done("opinion.import", 0, ROW("2025-007"), "replied_on", "2025年3月20日", "adopted", "不采纳", "reply", "经核查不成立", NULL);
	o = row_of("opinion", id);
	ck_assert_str_eq(o->number, "2025-007");
	ck_assert_int_eq(o->rec.state, OPINION_CLOSED);
	ck_assert_int_eq(o->adopted, ADOPTED_REFUSED);
	ck_assert_int_eq(o->closed_on, day_parse_iso("2025-03-20"));
	ck_assert_str_eq(clocks_text(id), "");
	ck_assert_str_eq(waits_text(id), "");
	id = done("opinion.import", 0, ROW("2025-008"), NULL);
	ck_assert_str_eq(world_result.state, "registered");
	ck_assert_str_eq(clocks_text(id), "");
	ck_assert_str_eq(waits_text(id), "送达");
	id = done("opinion.import", 0, ROW("2025-009"), "served_on", "2025-03-03", NULL);
	ck_assert_str_eq(clocks_text(id), "reply");
	refused(ERR_REFUSED, "number", 0, "opinion.import", 0, ROW("2025-009"), "advice", "另一条", NULL);
	refused(ERR_REFUSED, "replied_on", 14, "opinion.import", 0, ROW("2025-010"), "adopted", "采纳", NULL);
	refused(ERR_REFUSED, "adopted", 14, "opinion.import", 0, ROW("2025-010"), "replied_on", "2025-03-20", NULL);
	refused(ERR_REFUSED, "reply", 14, "opinion.import", 0, ROW("2025-010"), "replied_on", "2025-03-20", "adopted", "部分采纳", NULL);
	refused(ERR_REFUSED, "replied_on", 0, "opinion.import", 0, ROW("2025-010"), "replied_on", "2025-02-20", "adopted", "采纳", NULL);
	refused(ERR_REFUSED, "conveyed_on", 14, "opinion.import", 0, ROW("2025-010"), "conveyed_on", "2025-03-20", NULL);
	refused(ERR_REFUSED, "closed_on", 14, "opinion.import", 0, ROW("2025-010"), "closed_on", "2025-03-20", NULL);
	refused(ERR_REFUSED, "route", 13, "opinion.import", 0, ROW("2025-010"), "route", "bureau", NULL);
	refused(ERR_REFUSED, "supervisor", 13, "opinion.import", 0, "number", "2025-010", "supervisor", "无此人", "raised_on",
		"2025-03-01", "agency", "区城市管理局", "field", "行政检查", "kind", "advice", "facts", "事", NULL);
	refused(ERR_REFUSED, "supervisor", 5, "opinion.import", 0, "number", "2025-010", "supervisor", "冉凯文", "raised_on",
		"2024-06-12", "agency", "区城市管理局", "field", "行政检查", "kind", "advice", "facts", "事", NULL);
	engine_importing(world, false);
	/* Taken up where the sheet left it. */
	id = called("opinion", "2025-008");
	done("opinion.serve", id, "serve_how", "post", NULL);
	done("opinion.reply", id, "adopted", "采纳", NULL);
	ck_assert_str_eq(clocks_text(id), "convey reply");
	/* Later numbers keep clear of the paper's. */
	world_on("2026-11-23");
	done("opinion.register", 0, "supervisor", "冉凯文", "raised_on", "2025-12-30", "agency", "区城市管理局", "kind", "correction",
		"field", "penalty", "facts", "事实", "late_reason", "补录", NULL);
	ck_assert_str_eq(world_result.title, "2025-10 区城市管理局");
	ck_assert_int_eq(listed("opinion", "opinion", "closed"), 1);
	books_agree();
}
END_TEST

/* A sheet as the office saves it; its second reading changes nothing. */
START_TEST(sheet_read_twice)
{
	static const char sheet[] =
		"意见编号,监督员,证件编号,提出日期,行政执法机构,执法领域,意见类型,事实与理由,意见建议,答复日期,是否采纳,答复内容\r\n"
		"2025-001,冉凯文,碚执监〔2024〕2号,2025-08-29,区城市管理局,行政确认,纠正意见,\"一个月内检查四次，\n企业负担重。\",建议统筹。,"
		"2025-09-14,采纳,已整改。\r\n"
		"2026-002,付敏,碚执监〔2024〕5号,2026年1月31日,区林业局,行政强制,工作建议,未制作清单。,建议交付清单。,,,\r\n"
		"2026-003,付敏,碚执监〔2024〕5号,2026.2.3,区不存在局,行政强制,工作建议,未制作清单。,建议交付清单。,,,\r\n";
	struct import_options opt = { .encoding = "auto", .partial = true };
	struct import_report rep;
	struct err e = { 0 };

	case_world();
	ck_assert_msg(import_sheet(world, world_arena, &flow_opinion, sheet, sizeof sheet - 1, &opt, &rep, &e), "%s", e.text);
	ck_assert_uint_eq(rep.rows, 3);
	ck_assert_uint_eq(rep.accepted, 2);
	ck_assert_uint_eq(rep.refused, 1);
	ck_assert_uint_eq(rep.errors[0].line, 5);
	ck_assert_str_eq(rep.errors[0].column, "行政执法机构");
	ck_assert_str_eq(rep.errors[0].value, "区不存在局");
	ck_assert_int_eq(((const struct opinion *)row_of("opinion", called("opinion", "2025-001")))->rec.state, OPINION_CLOSED);
	ck_assert_msg(import_sheet(world, world_arena, &flow_opinion, sheet, sizeof sheet - 1, &opt, &rep, &e), "%s", e.text);
	ck_assert_uint_eq(rep.unchanged, 2);
	ck_assert_uint_eq(rep.accepted, 0);
	ck_assert_int_eq(listed("opinion", "opinion", NULL), 2);
	books_agree();
}
END_TEST

START_TEST(lists_sort_and_filter)
{
	static const char *const sorts[] = { "raised_on", "number", "due", "agency" };
	int64_t a, b;

	case_world();
	world_on("2026-11-02");
	a = an_opinion();
	world_on("2026-11-23");
	b = done("opinion.register", 0, "supervisor", "付敏", "raised_on", "今天", "agency", "区林业局", "kind", "public", "field",
		"permit", "facts", "告知不到位", NULL);
	for (size_t i = 0; i < N_OF(sorts); i++) {
		ck_assert_int_eq(first_by("opinion", sorts[i], NULL, NULL), i < 2 ? b : i == 2 ? a : first_by("opinion", "agency", NULL, NULL));
		ck_assert_int_eq(count_by("opinion", sorts[i], NULL, NULL), 2);
	}
	ck_assert_int_eq(first_by("opinion", "raised_on", "agency", "区城市管理局"), a);
	ck_assert_int_eq(first_by("opinion", "raised_on", "supervisor", "付敏"), b);
	ck_assert_int_eq(first_by("opinion", "raised_on", "field", "行政许可"), b);
	ck_assert_int_eq(first_by("opinion", "raised_on", "kind", "correction"), a);
	ck_assert_int_eq(first_by("opinion", "raised_on", "overdue", "是"), a);
	ck_assert_int_eq(first_by("opinion", "raised_on", "overdue", "否"), b);
	ck_assert_int_eq(count_by("opinion", "raised_on", "year", "2026"), 2);
	ck_assert_int_eq(count_by("opinion", "raised_on", "year", "2025"), 0);
	ck_assert_int_eq(count_by("opinion", "raised_on", "since", "2026-11-03"), 1);
	ck_assert_int_eq(count_by("opinion", "raised_on", "until", "2026-11-03"), 1);
	ck_assert_int_eq(count_by("opinion", "raised_on", "before_rule", "是"), 0);
	ck_assert_int_eq(count_by("opinion", "raised_on", "adopted", "采纳"), 0);
	ck_assert_int_eq(count_by("opinion", "raised_on", "route", "agency"), 2);
	ck_assert_int_eq(count_by("opinion", "raised_on", "officer", id_text(world->actor.account)), 2);
}
END_TEST

Suite *
suite_opinion(void)
{
	Suite *s = suite_create("opinion");
	TCase *t = tcase_create("flow");

	tcase_add_checked_fixture(t, world_open, world_close);
	tcase_add_test(t, forward_to_closed);
	tcase_add_test(t, accepted_and_closed_at_once);
	tcase_add_test(t, direct_opinion_is_with_the_agency_already);
	tcase_add_test(t, letter_to_the_bureau_becomes_a_review);
	tcase_add_test(t, suggestion_without_agency);
	tcase_add_test(t, petition_after_a_refusal);
	tcase_add_test(t, petition_when_the_agency_is_silent);
	tcase_add_test(t, registering_is_refused);
	tcase_add_test(t, before_the_rule_is_flagged);
	tcase_add_test(t, answers_need_their_reason);
	tcase_add_test(t, serving_and_extending_are_refused);
	tcase_add_test(t, withdrawn);
	tcase_add_test(t, stale_version);
	tcase_add_test(t, handed_over);
	tcase_add_test(t, corrected_with_trace);
	tcase_add_test(t, name_corrected_everywhere);
	tcase_add_test(t, found_by_number);
	tcase_add_test(t, roles);
	tcase_add_test(t, imported);
	tcase_add_test(t, sheet_read_twice);
	tcase_add_test(t, lists_sort_and_filter);
	suite_add_tcase(s, t);
	return s;
}
