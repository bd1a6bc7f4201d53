/*
 * check_round.c: rounds from the plan to the appointment: the sequence of article 7, the conditions of
 * article 6, what is refused, what holds one person only.
 *
 * Knows: the acts by name.  Must not know: SQL, faces.
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "flow/dismissal.h"
#include "flow/parties.h"
#include "flow/rounds.h"
#include "tests/flow/cases.h"

static const char *
idno(const char *born, int serial)
{
	return an_idno(born, arena_printf(world_arena, "%03d", serial % 1000));
}

static const struct round *
the_round(int64_t id)
{
	return row_of("round", id);
}

static const struct candidate *
the_candidate(int64_t id)
{
	return row_of("candidate", id);
}

/* A round that takes applications from 2026-03-02 to 2026-03-31, as of 2026-03-02. */
static int64_t
an_open_round(const char *name, const char *quota)
{
	int64_t id;

	world_on("2026-03-02");
	id = done("round.plan", 0, "name", name, "quota", quota, "closes_on", "2026-03-31", "wish_lawyer", "1", "criteria",
		"熟悉法律，公道正派", NULL);
	return done("round.open", id, "notice_where", "区政府门户网站", NULL);
}

static int64_t
applies(const char *name, const char *born, int serial)
{
	return done("candidate.apply", 0, "name", name, "idno", idno(born, serial), "categories", "律师", "channel", "self",
		"declared", "是", "in_district", "lives", NULL);
}

/* The six conditions that are a matter of judgement. */
static void
passes(int64_t id)
{
	done("candidate.check", id, "cond1", "passed", "cond2", "passed", "cond3", "passed", "cond4", "passed", "cond6",
		"passed", "cond7", "passed", "evidence", "无犯罪记录证明、单位意见", NULL);
}

/* A round on public notice since ON with N people, days for judging before; returns the round. */
static int64_t
a_publicised_round(const char *on, int n, int64_t *who)
{
	static const char *const names[] = { "冉凯文", "付敏", "欧阳春燕", "尉迟𬭎", "阿依努尔·买买提" };
	int64_t round = an_open_round("2026年第一批", "5");

	for (int i = 0; i < n; i++) {
		who[i] = applies(names[i], "19800101", 101 + 2 * i);
		passes(who[i]);
	}
	world_on(on);
	done("round.review", round, NULL);
	done("round.screen", round, NULL);
	done("round.propose", round, NULL);
	done("round.publicise", round, "publicised_where", "区政府门户网站", "objection_to", "区司法局 023-60000000", NULL);
	return round;
}

/* ---- the plan and the applications ---- */

START_TEST(a_round_opens_by_notice_or_letters)
{
	int64_t id, letter, other;

	world_on("2026-03-02");
	refused(ERR_REFUSED, "quota", 7, "round.plan", 0, "name", "2026年第一批", "quota", "0", NULL);
	refused(ERR_REFUSED, "closes_on", 7, "round.plan", 0, "name", "2026年第一批", "quota", "3", "opens_on", "2026-03-09",
		"closes_on", "2026-03-08", NULL);
	id = done("round.plan", 0, "name", "2026年第一批", "quota", "3", NULL);
	refused(ERR_REFUSED, "name", 0, "round.plan", 0, "name", "2026年第一批", "quota", "3", NULL);
	ck_assert_str_eq(waits_text(id), "发布选聘公告");
	refused(ERR_REFUSED, "closes_on", 7, "round.open", id, NULL);
	refused(ERR_REFUSED, "notice_where", 7, "round.open", id, "closes_on", "2026-03-31", NULL);
	letter = done("invitation.send", 0, "round", "2026年第一批", "unit", "区律师协会", "places", "3", "reply_by",
		"2026-03-20", "phone", "023-60000001", NULL);
	refused(ERR_REFUSED, "unit", 7, "invitation.send", 0, "round", id_text(id), "unit", "区律师协会", NULL);
	refused(ERR_REFUSED, "name", 0, "round.correct", id, "name", "春季", "reason", "改名", NULL);
	done("round.correct", id, "quota", "4", "wish_lawyer", "2", "reason", "局务会", NULL);
	done("round.open", id, "closes_on", "2026-03-31", NULL);
	ck_assert_int_eq(the_round(id)->age_on, day_parse_iso("2026-03-31"));
	ck_assert_str_eq(clock_text(id, "apply"), "2026-03-02+0 2026-03-31 ");
	ck_assert_str_eq(clock_text(id, "begin"), "2026-03-31+5 2026-04-08 ");
	other = done("invitation.send", 0, "round", id_text(id), "unit", "区工商联", NULL);
	ck_assert_int_eq(((const struct invitation *)row_of("invitation", other))->reply_by, day_parse_iso("2026-03-31"));
	done("invitation.remind", letter, "how", "电话", NULL);
	refused(ERR_REFUSED, "recommended", 4, "invitation.answer", letter, "recommended", "0", NULL);
	done("invitation.answer", letter, "recommended", "2", NULL);
	done("invitation.correct", letter, "liaison", "任娜", "reason", "补登", NULL);
	refused(ERR_DENIED, "", 7, "invitation.lapse", other, NULL);
	ck_assert_str_eq(waits_text(other), "催复邀请函");
	applies("冉凯文", "19800101", 101);
	ck_assert_int_eq(allowed("round.review", id), ERR_REFUSED);
	world_on("2026-04-01");
	done("round.review", id, NULL);
	ck_assert_int_eq(((const struct invitation *)row_of("invitation", other))->rec.state, INVITATION_DECLINED);
	books_agree();
}
END_TEST

START_TEST(one_person_applies_once)
{
	int64_t round = an_open_round("2026年第一批", "2"), id, second, person;

	refused(ERR_REFUSED, "recommender", 4, "candidate.apply", 0, "name", "付敏", "idno", idno("19790512", 224),
		"categories", "律师、人大代表", "channel", "unit", NULL);
	id = done("candidate.apply", 0, "round", "2026年第一批", "name", "付敏", "idno", idno("19790512", 224), "categories",
		"律师、人大代表", "channel", "unit", "recommender", "区律师协会", "declared", "是", "in_district", "works",
		"employer", "某律师事务所", "residence", "北碚区某路1号", NULL);
	ck_assert_int_eq(candidate_condition(the_candidate(id), 5), CONDITION_PASSED);
	ck_assert_int_eq(candidate_condition(the_candidate(id), 6), 0);
	refused(ERR_REFUSED, "idno", 7, "candidate.apply", 0, "name", "付敏", "idno", idno("19790512", 224), "categories",
		"律师", "channel", "self", NULL);
	refused(ERR_REFUSED, "name", 0, "candidate.apply", 0, "name", "别人", "idno", idno("19790512", 224), "categories",
		"律师", "channel", "self", NULL);
	world_on("2026-04-01");
	refused(ERR_REFUSED, "applied_on", 7, "candidate.apply", 0, "name", "冉凯文", "idno", idno("19840307", 191),
		"categories", "律师", "channel", "self", NULL);
	done("round.review", round, NULL);
	/* An application that came in time may be entered later. */
	done("candidate.apply", 0, "round", id_text(round), "name", "冉凯文", "idno", idno("19840307", 191), "categories", "律师",
		"channel", "self", "applied_on", "2026-03-31", NULL);
	done("round.cancel", round, "reason", "人数不足", NULL);
	ck_assert_int_eq(the_candidate(id)->rec.state, CANDIDATE_WITHDRAWN);
	/* The same person in the next round: the same record, and what is known of it is said. */
	round = an_open_round("2026年第二批", "2");
	second = done("candidate.apply", 0, "name", "付敏", "idno", idno("19790512", 224), "categories", "律师", "channel",
		"self", "employer", "某公司", NULL);
	ck_assert_ptr_nonnull(strstr(world_result.notices, "2026年第一批"));
	ck_assert_ptr_nonnull(strstr(world_result.notices, "未改动"));
	ck_assert_int_eq(the_candidate(second)->person, the_candidate(id)->person);
	ck_assert_int_eq(candidate_condition(the_candidate(second), 5), CONDITION_OPEN);
	done("candidate.correct", second, "in_district", "neither", "reason", "核实", NULL);
	ck_assert_int_eq(candidate_condition(the_candidate(second), 5), CONDITION_FAILED);
	refused(ERR_REFUSED, "cond5", 6, "candidate.check", second, "cond5", "passed", NULL);
	refused(ERR_REFUSED, "categories", 3, "candidate.correct", second, "categories", "", "reason", "误", NULL);
	person = the_candidate(second)->person;
	done("person.correct", person, "name", "付闵", "reason", "错字", NULL);
	ck_assert_str_eq(the_candidate(second)->name, "付闵");
	ck_assert_int_eq(called("candidate", "付闵（2026年第二批）"), second);
	done("candidate.withdraw", second, "reason", "工作调动", NULL);
	refused(ERR_DENIED, "", 0, "candidate.drop", second, "on", "2026-03-02", NULL);
	refused(ERR_DENIED, "", 0, "candidate.carry", second, "name", "付敏", NULL);
	books_agree();
}
END_TEST

START_TEST(ages_go_by_the_reference_date)
{
	int64_t round = an_open_round("2026年第一批", "2"), id;

	/* 25 on the day itself; a day younger is refused. */
	id = applies("整廿五", "20010331", 101);
	ck_assert_int_eq(the_candidate(id)->age, 25);
	refused(ERR_REFUSED, "idno", 6, "candidate.apply", 0, "name", "差一日", "idno", idno("20010401", 103), "categories",
		"律师", "channel", "self", NULL);
	/* 60 on the day: not over; 60 years and a day: over, said, marked, and somebody must answer for it. */
	id = applies("整六十", "19660331", 105);
	ck_assert(!the_candidate(id)->over_age);
	id = applies("六十又一日", "19660330", 107);
	ck_assert(the_candidate(id)->over_age);
	ck_assert_ptr_nonnull(strstr(world_result.notices, "60周岁"));
	ck_assert_str_eq(waits_text(id), "超龄是否同意");
	ck_assert_int_eq(candidate_condition(the_candidate(id), 5), CONDITION_OPEN);
	done("candidate.check", id, "cond5", "passed", "evidence", "户口簿", NULL);
	passes(id);
	refused(ERR_REFUSED, "on", 6, "candidate.qualify", id, NULL);
	refused(ERR_REFUSED, "over_reason", 6, "candidate.consent", id, NULL);
	done("account.add", 0, "login", "jingban", "name", "李文", "roles", "clerk", NULL);
	world_as("jingban");
	refused(ERR_DENIED, "", 6, "candidate.consent", id, "over_reason", "专家", NULL);
	refused(ERR_DENIED, "", 7, "round.publicise", round, "publicised_where", "网站", "objection_to", "电话", NULL);
	refused(ERR_DENIED, "", 7, "round.appoint", round, NULL);
	world_as(NULL);
	done("candidate.consent", id, "over_reason", "长期从事行政法研究", NULL);
	done("candidate.qualify", id, NULL);
	ck_assert_str_eq(waits_text(id), "");
	/* The reference date moves with the closing date: who was in time is then over. */
	id = called("candidate", "整六十");
	refused(ERR_REFUSED, "closes_on", 7, "round.extend", round, "closes_on", "2026-03-30", "extend_reason", "不足", NULL);
	done("round.extend", round, "closes_on", "2026-04-10", "extend_reason", "报名人数不足", NULL);
	ck_assert(the_candidate(id)->over_age);
	refused(ERR_DENIED, "", 6, "candidate.reckon", id, "on", "2026-03-31", NULL);
	done("round.correct", round, "age_on", "2026-03-31", "reason", "公告载明的计算日", NULL);
	ck_assert(!the_candidate(id)->over_age);
	books_agree();
}
END_TEST

START_TEST(a_leap_day_is_a_birthday)
{
	int64_t id;

	world_on("2025-01-02");
	id = done("round.plan", 0, "name", "甲", "quota", "2", "closes_on", "2025-02-28", NULL);
	done("round.open", id, "notice_where", "网站", NULL);
	/* Born on 02-29: 25 on 03-01 of a common year, so on 02-28 still 24; 60 of 1965 is not a leap year, 1964 is. */
	refused(ERR_REFUSED, "idno", 6, "candidate.apply", 0, "name", "闰日生", "idno", idno("20000229", 103), "categories",
		"律师", "channel", "self", NULL);
	done("round.extend", id, "closes_on", "2025-03-01", "extend_reason", "人数不足", NULL);
	ck_assert_int_eq(the_candidate(applies("闰日生", "20000229", 103))->age, 25);
	/* 61 since 03-01. */
	ck_assert_int_eq(the_candidate(applies("老闰日", "19640229", 105))->age, 61);
}
END_TEST

/* ---- the sheet and the choice ---- */

START_TEST(the_sheet_decides)
{
	int64_t round = an_open_round("2026年第一批", "2"), good = applies("冉凯文", "19840307", 191),
		bad = applies("付敏", "19790512", 225), open = applies("欧阳春燕", "19900101", 327), undeclared;
	const struct candidate *c;

	undeclared = done("candidate.apply", 0, "name", "尉迟𬭎", "idno", idno("19850101", 333), "categories", "其他", "channel",
		"call", "in_district", "both", NULL);
	passes(good);
	passes(bad);
	passes(undeclared);
	refused(ERR_REFUSED, "", 6, "candidate.check", good, "cond1", "passed", NULL);
	done("candidate.evidence", bad, "condition", "clean_record", "result", "failed", "evidence", "失信被执行人名单", "remark",
		"网上查询", NULL);
	c = the_candidate(bad);
	ck_assert_str_eq(candidate_evidence(c, 6), "失信被执行人名单");
	ck_assert_int_eq(candidate_condition_on(c, 6), day_parse_iso("2026-03-02"));
	refused(ERR_REFUSED, "evidence", 6, "candidate.evidence", bad, "condition", "healthy", NULL);
	refused(ERR_REFUSED, "on", 6, "candidate.qualify", bad, NULL);
	refused(ERR_REFUSED, "on", 6, "candidate.qualify", open, NULL);
	refused(ERR_REFUSED, "on", 7, "candidate.qualify", undeclared, NULL);
	done("candidate.declare", undeclared, NULL);
	ck_assert_int_eq(allowed("candidate.declare", undeclared), ERR_REFUSED);
	done("candidate.supplement", undeclared, "missing", "无犯罪记录证明", NULL);
	ck_assert_str_eq(clock_text(undeclared, "missing"), "2026-03-02+5 2026-03-09 ");
	refused(ERR_REFUSED, "on", 7, "candidate.qualify", undeclared, NULL);
	refused(ERR_REFUSED, "missing", 7, "candidate.supplement", undeclared, "missing", "照片", NULL);
	world_on("2026-04-01");
	refused(ERR_REFUSED, "", 0, "candidate.correct", undeclared, "reason", "无", NULL);
	done("round.review", round, NULL);
	done("round.screen", round, NULL);
	ck_assert_ptr_nonnull(strstr(world_result.notices, "欧阳春燕"));
	ck_assert_ptr_nonnull(strstr(world_result.notices, "尉迟𬭎"));
	ck_assert_int_eq(the_candidate(good)->rec.state, CANDIDATE_QUALIFIED);
	ck_assert_int_eq(the_candidate(bad)->rec.state, CANDIDATE_UNQUALIFIED);
	ck_assert_ptr_nonnull(strstr(the_candidate(bad)->review_reason, "第6项"));
	refused(ERR_REFUSED, "", 6, "round.screen", round, NULL);
	done("candidate.supply", undeclared, NULL);
	ck_assert_ptr_nonnull(strstr(world_result.notices, "逾期"));
	done("candidate.qualify", undeclared, NULL);
	done("candidate.unqualify", open, "reason", "本人未到场，无从核对", NULL);
	ck_assert_int_eq(allowed("round.screen", round), ERR_REFUSED);
	/* Looked at again: what was found wrong may be put right. */
	refused(ERR_REFUSED, "on", 6, "candidate.qualify", bad, NULL);
	done("candidate.evidence", bad, "condition", "clean_record", "result", "passed", "evidence", "已移出名单", NULL);
	done("candidate.qualify", bad, NULL);
	ck_assert_str_eq(the_candidate(bad)->review_reason, "");
	books_agree();
}
END_TEST

START_TEST(the_best_are_proposed)
{
	int64_t round = an_open_round("2026年第一批", "2"), v[4];
	static const char *const scores[] = { "70", "90", "80", "80" };

	for (int i = 0; i < 4; i++) {
		v[i] = applies(i == 0 ? "甲某" : i == 1 ? "乙某" : i == 2 ? "丁某" : "王某", "19800101", 101 + 2 * i);
		passes(v[i]);
	}
	world_on("2026-04-01");
	done("round.review", round, NULL);
	ck_assert_int_eq(allowed("round.propose", round), ERR_REFUSED);
	done("round.screen", round, NULL);
	ck_assert_int_eq(allowed("round.rank", round), ERR_REFUSED);
	refused(ERR_REFUSED, "number", 7, "round.propose", round, NULL);
	for (int i = 0; i < 4; i++)
		done("candidate.score", v[i], "score", scores[i], "score_note", "面谈", NULL);
	refused(ERR_REFUSED, "score", 7, "candidate.score", v[0], "score", "101", NULL);
	done("round.rank", round, NULL);
	ck_assert_int_eq(the_candidate(v[1])->rank, 1);
	ck_assert_int_eq(the_candidate(v[2])->rank, 2);
	ck_assert_int_eq(the_candidate(v[3])->rank, 2);
	ck_assert_int_eq(the_candidate(v[0])->rank, 4);
	refused(ERR_DENIED, "", 7, "candidate.rank", v[0], "rank", "1", NULL);
	refused(ERR_REFUSED, "number", 7, "round.propose", round, "number", "3", NULL);
	done("round.propose", round, NULL);
	ck_assert_ptr_nonnull(strstr(world_result.notices, "名次相同"));
	ck_assert_int_eq(the_candidate(v[1])->rec.state, CANDIDATE_PROPOSED);
	ck_assert_int_eq(the_candidate(v[0])->rec.state, CANDIDATE_NOT_PROPOSED);
	/* Out of turn only with a reason. */
	refused(ERR_REFUSED, "reason", 7, "candidate.propose", v[0], NULL);
	done("candidate.propose", v[0], "reason", "新闻界无人", NULL);
	refused(ERR_REFUSED, "on", 7, "round.publicise", round, "publicised_where", "网站", "objection_to", "电话", NULL);
	refused(ERR_REFUSED, "reason", 7, "candidate.pass_over", v[1], NULL);
	done("candidate.pass_over", v[1], "reason", "同一单位已有一人", NULL);
	refused(ERR_REFUSED, "days", 7, "round.publicise", round, "days", "4", "publicised_where", "网站", "objection_to",
		"电话", NULL);
	done("round.publicise", round, "days", "7", "publicised_where", "网站", "objection_to", "电话", NULL);
	ck_assert_int_eq(the_round(round)->notice_days, 7);
	/* What was judged is judged. */
	ck_assert_int_eq(allowed("candidate.score", v[1]), ERR_REFUSED);
	ck_assert_int_eq(allowed("candidate.check", v[1]), ERR_REFUSED);
	refused(ERR_REFUSED, "on", 7, "round.close", round, NULL);
	books_agree();
}
END_TEST

/* ---- the public notice ---- */

static void
notice_ends(const char *on, const char *end, const char *from)
{
	struct calendar *cal = calendar_new();
	struct round r = { .publicised_on = day_parse_iso(on), .notice_days = 5, .notice_end = DAY_NONE };
	day_t last = round_notice_end(cal, &r);
	char day[DAY_TEXT];

	ck_assert_str_eq(day_format(last, day), end);
	ck_assert_str_eq(day_format(last + 1, day), from);
	calendar_free(cal);
}

START_TEST(four_notices_end_when_the_calendar_says)
{
	notice_ends("2024-06-06", "2024-06-14", "2024-06-15");
	notice_ends("2024-09-27", "2024-10-10", "2024-10-11");
	notice_ends("2026-02-13", "2026-02-27", "2026-02-28");
	notice_ends("2026-04-30", "2026-05-11", "2026-05-12");
	notice_ends("2024-06-11", "2024-06-18", "2024-06-19");
}
END_TEST

START_TEST(nobody_is_appointed_before_the_end)
{
	int64_t who[2], round = a_publicised_round("2026-04-30", 2, who);
	const struct candidate *c;

	ck_assert_str_eq(clock_text(round, "notice"), "2026-04-30+5 2026-05-11 ");
	ck_assert_str_eq(waits_text(round), "公示中登记异议 公示期满聘任");
	ck_assert_str_eq(clock_text(round, "appoint"), "2026-04-30+15 2026-05-25 ");
	refused(ERR_REFUSED, "on", 7, "round.appoint", round, NULL);
	world_on("2026-05-11");
	refused(ERR_REFUSED, "on", 7, "round.appoint", round, NULL);
	world_on("2026-05-12");
	done("round.appoint", round, NULL);
	c = the_candidate(who[0]);
	ck_assert_int_eq(c->rec.state, CANDIDATE_APPOINTED);
	ck_assert_int_eq(((const struct supervisor *)row_of("supervisor", c->supervisor))->term_end,
		day_parse_iso("2029-05-11"));
	/* In stroke order: 冉 and 付 have five strokes each, 竖 comes before 撇. */
	ck_assert_str_eq(c->letter_number, "碚聘〔2026〕1号");
	ck_assert_str_eq(c->certificate, "碚执监〔2026〕1号");
	ck_assert_str_eq(the_candidate(who[1])->letter_number, "碚聘〔2026〕2号");
	ck_assert_int_ne(called("certificate", "碚执监〔2026〕2号"), 0);
	ck_assert_str_eq(waits_text(round), "办结批次");
	done("round.close", round, NULL);
	ck_assert_str_eq(the_round(round)->result, "报名2人，聘任2人");
	ck_assert_int_eq(listed("round", "round.running", NULL), 0);
	ck_assert_int_eq(listed("round", "round", NULL), 1);
	books_agree();
}
END_TEST

START_TEST(an_objection_holds_one_person)
{
	int64_t who[3], round = a_publicised_round("2026-04-30", 3, who), o, anonymous;

	world_on("2026-05-11");
	/* The last day of the notice: received, examined, upheld. */
	refused(ERR_REFUSED, "objector", 7, "objection.register", 0, "candidate", "付敏", "real_name", "是", "content", "材料不实",
		NULL);
	o = done("objection.register", 0, "candidate", "付敏", "real_name", "是", "objector", "举报人", "contact", "13900000000",
		"content", "所填执业年限不实", "evidence", "律师协会档案", NULL);
	anonymous = done("objection.register", 0, "round", "2026年第一批", "candidate", "冉凯文", "content", "脾气不好", NULL);
	ck_assert_str_eq(((const struct objection *)row_of("objection", o))->number, "2026-1");
	ck_assert_int_eq(the_candidate(who[1])->held, 1);
	ck_assert_int_eq(called("objection", "2026-2"), anonymous);
	ck_assert_int_eq(found("objection", "举报人"), 0);
	refused(ERR_REFUSED, "state", 7, "objection.uphold", o, "reason", "属实", NULL);
	refused(ERR_REFUSED, "examiners", 7, "objection.examine", o, "examination", "查档", NULL);
	done("objection.examine", o, "examination", "经向律师协会查档，执业年限少填三年", "examiners", "李文、周琳", NULL);
	done("objection.uphold", o, "reason", "材料不实", NULL);
	ck_assert_int_eq(the_candidate(who[1])->rec.state, CANDIDATE_DISQUALIFIED);
	ck_assert_int_eq(the_candidate(who[1])->held, 0);
	ck_assert_str_eq(waits_text(o), "告知异议人");
	done("account.add", 0, "login", "jieban", "name", "接办人", "roles", "clerk", NULL);
	done("objection.assign", o, "to", "jieban", "reason", "分工", NULL);
	refused(ERR_REFUSED, "to", 0, "objection.assign", o, "to", "jieban", "reason", "分工", NULL);
	done("objection.tell", o, "told_how", "phone", NULL);
	ck_assert_int_eq(listed("objection", "objection.open", NULL), 1);
	world_on("2026-05-12");
	done("round.appoint", round, NULL);
	ck_assert_ptr_nonnull(strstr(world_result.notices, "冉凯文：有异议"));
	ck_assert_int_eq(the_candidate(who[2])->rec.state, CANDIDATE_APPOINTED);
	ck_assert_int_eq(the_candidate(who[0])->rec.state, CANDIDATE_PUBLICISED);
	refused(ERR_REFUSED, "on", 7, "round.close", round, NULL);
	refused(ERR_REFUSED, "on", 7, "round.appoint", round, NULL);
	refused(ERR_REFUSED, "candidate", 7, "objection.register", 0, "candidate", "欧阳春燕", "content", "晚了", NULL);
	done("objection.examine", anonymous, "examination", "无事实根据", "examiners", "李文", NULL);
	done("objection.dismiss", anonymous, "reason", "所述不属于聘任条件", NULL);
	ck_assert_int_eq(allowed("objection.tell", anonymous), ERR_REFUSED);
	world_on("2026-05-13");
	done("round.appoint", round, NULL);
	ck_assert_int_eq(the_candidate(who[0])->rec.state, CANDIDATE_APPOINTED);
	done("round.close", round, NULL);
	/* No clock of a closed round or a decided objection runs on. */
	ck_assert_str_eq(clock_text(round, "notice"), "2026-04-30+5 2026-05-11 2026-05-11");
	books_agree();
}
END_TEST

START_TEST(an_objection_comes_late_or_is_taken_back)
{
	int64_t who[2], round = a_publicised_round("2026-04-30", 2, who), o;

	world_on("2026-05-12");
	o = done("objection.register", 0, "candidate", "付敏", "content", "材料不实", NULL);
	ck_assert_ptr_nonnull(strstr(world_result.notices, "期满"));
	ck_assert(((const struct objection *)row_of("objection", o))->late);
	done("objection.withdraw", o, "reason", "误会", NULL);
	ck_assert_int_eq(the_candidate(who[1])->held, 0);
	refused(ERR_DENIED, "", 7, "candidate.hold", who[1], NULL);
	refused(ERR_DENIED, "", 7, "candidate.release", who[1], NULL);
	refused(ERR_DENIED, "", 7, "candidate.appoint", who[1], "on", "2026-05-12", NULL);
	refused(ERR_DENIED, "", 7, "candidate.publicise", who[1], "on", "2026-05-12", "days", "5", NULL);
	refused(ERR_DENIED, "", 7, "candidate.prolong", who[1], "days", "5", NULL);
	done("round.appoint", round, NULL);
	books_agree();
}
END_TEST

START_TEST(a_corrected_notice_begins_anew_for_one)
{
	int64_t who[2], round = a_publicised_round("2026-04-30", 2, who);

	world_on("2026-05-07");
	refused(ERR_REFUSED, "what", 7, "candidate.republicise", who[0], NULL);
	done("candidate.republicise", who[0], "what", "工作单位有误", NULL);
	ck_assert_str_eq(clock_text(who[0], "notice"), "2026-05-07+5 2026-05-13 ");
	ck_assert_str_eq(clock_text(who[1], "notice"), "2026-04-30+5 2026-05-11 ");
	world_on("2026-05-12");
	done("round.appoint", round, NULL);
	ck_assert_int_eq(the_candidate(who[0])->rec.state, CANDIDATE_PUBLICISED);
	ck_assert_int_eq(the_candidate(who[1])->rec.state, CANDIDATE_APPOINTED);
	world_on("2026-05-14");
	done("round.appoint", round, NULL);
	ck_assert_int_eq(the_candidate(who[0])->rec.state, CANDIDATE_APPOINTED);
	books_agree();
}
END_TEST

START_TEST(a_notice_is_prolonged_for_all)
{
	int64_t who[2], round = a_publicised_round("2026-04-30", 2, who);

	refused(ERR_REFUSED, "prolong_reason", 0, "round.prolong", round, "days", "2", NULL);
	done("round.prolong", round, "days", "2", "prolong_reason", "网站故障", NULL);
	ck_assert_str_eq(clock_text(round, "notice"), "2026-04-30+7 2026-05-13 ");
	ck_assert_str_eq(clock_text(who[0], "notice"), "2026-04-30+7 2026-05-13 ");
	refused(ERR_REFUSED, "closes_on", 7, "round.correct", round, "closes_on", "2026-04-02", "reason", "误", NULL);
	world_on("2026-05-12");
	refused(ERR_REFUSED, "on", 7, "round.appoint", round, NULL);
	world_on("2026-05-14");
	done("round.appoint", round, NULL);
	books_agree();
}
END_TEST

START_TEST(false_material_costs_the_office_too)
{
	int64_t who[2], round = a_publicised_round("2026-04-30", 2, who), term, matter;

	done("candidate.disqualify", who[1], "reason", "学历证书系伪造", NULL);
	ck_assert_int_eq(the_candidate(who[1])->rec.state, CANDIDATE_DISQUALIFIED);
	world_on("2026-05-12");
	done("round.appoint", round, NULL);
	done("round.close", round, NULL);
	world_on("2026-09-01");
	term = the_candidate(who[0])->supervisor;
	/* Who is in office is heard, and a leader decides: by a dismissal, not by a stroke of the pen. */
	ck_assert_int_eq(allowed("candidate.disqualify", who[0]), ERR_REFUSED);
	refused(ERR_REFUSED, "evidence", 7, "candidate.expose", who[0], NULL);
	done("candidate.expose", who[0], "evidence", "执业证书系伪造", "source", "律师协会复函", NULL);
	refused(ERR_REFUSED, "evidence", 17, "candidate.expose", who[0], "evidence", "执业证书，系伪造。", NULL);
	ck_assert_int_eq(the_candidate(who[0])->rec.state, CANDIDATE_APPOINTED);
	matter = called("dismissal", "冉凯文");
	ck_assert_int_eq(((const struct dismissal *)row_of("dismissal", matter))->candidate, who[0]);
	done("dismissal.notify", matter, "notify_how", "letter", NULL);
	ck_assert_int_eq(allowed("dismissal.approve", matter), ERR_REFUSED);
	done("dismissal.hear", matter, "heard_how", "oral", "statement", "本人承认", NULL);
	done("dismissal.approve", matter, "decision", "同意", NULL);
	ck_assert_int_eq(((const struct supervisor *)row_of("supervisor", term))->rec.state, SUPERVISOR_ACTIVE);
	done("dismissal.execute", matter, "told_how", "letter", NULL);
	ck_assert_int_eq(((const struct supervisor *)row_of("supervisor", term))->rec.state, SUPERVISOR_DISMISSED);
	ck_assert_int_eq(the_candidate(who[0])->rec.state, CANDIDATE_DISQUALIFIED);
	ck_assert_str_eq(the_candidate(who[0])->statement, "本人承认");
	ck_assert_int_eq(listed("certificate", "certificate.recalled", NULL), 1);
	books_agree();
}
END_TEST

START_TEST(terms_do_not_overlap)
{
	int64_t who[2], round, person = a_person("冉凯文", "19800101", "101");

	world_on("2026-01-05");
	done("supervisor.appoint", 0, "person", id_text(person), "categories", "律师", "term_start", "2023-06-01", "letter_number",
		"碚聘〔2026〕1号", "late_reason", "补录", NULL);
	round = a_publicised_round("2026-04-30", 2, who);
	ck_assert_int_eq(the_candidate(who[0])->person, person);
	world_on("2026-05-12");
	done("round.appoint", round, NULL);
	ck_assert_ptr_nonnull(strstr(world_result.notices, "2026-05-31"));
	/* A number on paper is not given twice. */
	ck_assert_str_eq(the_candidate(who[1])->letter_number, "碚聘〔2026〕2号");
	world_on("2026-06-11");
	done("round.appoint", round, NULL);
	ck_assert_ptr_nonnull(strstr(world_result.notices, "间隔10日"));
	ck_assert_int_ne(((const struct supervisor *)row_of("supervisor", the_candidate(who[0])->supervisor))->previous, 0);
	books_agree();
}
END_TEST

/* ---- all of it ---- */

START_TEST(eighty_apply_for_thirty_places)
{
	int64_t round = an_open_round("2026年第一批", "30"), v[80];
	int64_t appointed = 0;
	struct round_standing s;
	const char *action, *before = "";
	struct list_query q = { .list = list_find(flow_find("candidate"), "candidate.notice"), .limit = 100 };
	struct list_page page;

	for (int i = 0; i < 80; i++) {
		char name[32], born[16];

		snprintf(name, sizeof name, "%s某%d", i % 3 == 0 ? "李" : i % 3 == 1 ? "冉" : "付", i);
		snprintf(born, sizeof born, "%d0615", 1967 + i % 33);
		v[i] = done("candidate.apply", 0, "name", name, "idno", idno(born, 101 + i), "categories",
			i % 4 == 0 ? "律师、人大代表" : "新闻工作者", "channel", "self", "declared", "是", "in_district", "lives",
			NULL);
		passes(v[i]);
	}
	for (int i = 0; i < 10; i++)
		done("candidate.check", v[i], "cond6", "failed", "evidence", "有犯罪记录", NULL);
	world_on("2026-04-01");
	done("round.review", round, NULL);
	done("round.screen", round, NULL);
	for (int i = 10; i < 80; i++) {
		char score[8];

		snprintf(score, sizeof score, "%d", 20 + i);
		done("candidate.score", v[i], "score", score, NULL);
	}
	done("round.rank", round, NULL);
	done("round.propose", round, NULL);
	ck_assert(round_stand(world->db, world->cal, the_round(round), &s));
	ck_assert_int_eq(s.candidates, 80);
	ck_assert_int_eq(s.unqualified, 10);
	ck_assert_int_eq(s.proposed, 30);
	ck_assert_int_eq(s.not_proposed, 40);
	ck_assert_int_eq(s.wish[8], 1);
	ck_assert_int_eq(s.applicants[8], 20);
	ck_assert_int_eq(s.chosen[8], s.chosen[2]);
	ck_assert_str_eq(round_missing(world_arena, the_round(round), &s, world->today, &action), "");
	ck_assert_str_eq(action, "round.publicise");
	done("round.publicise", round, "publicised_where", "区政府门户网站", "objection_to", "区司法局", NULL);
	/* The notice: by strokes, whoever was entered first. */
	ck_assert(list_fetch(world, world_arena, &q, &page, &world_err));
	ck_assert_uint_eq(page.n, 30);
	for (size_t i = 0; i < page.n; i++) {
		ck_assert_int_le(strcmp(before, the_candidate(page.rows[i].id)->stroke_key), 0);
		before = the_candidate(page.rows[i].id)->stroke_key;
	}
	world_on("2026-04-13");
	done("round.appoint", round, NULL);
	for (int i = 0; i < 80; i++)
		appointed += the_candidate(v[i])->rec.state == CANDIDATE_APPOINTED;
	ck_assert_int_eq(appointed, 30);
	ck_assert_int_eq(listed("supervisor", "supervisor.active", NULL), 30);
	ck_assert_int_ne(called("certificate", "碚执监〔2026〕30号"), 0);
	ck_assert_int_ne(called("supervisor", "碚聘〔2026〕30号"), 0);
	done("round.close", round, NULL);
	books_agree();
}
END_TEST

static void
sets(const char *key, const char *value)
{
	done("setting.set", called("setting", key), "value", value, NULL);
}

START_TEST(another_district_has_other_numbers)
{
	int64_t round, v[3];
	const struct supervisor *t;

	sets("term_years", "5");
	sets("min_age", "18");
	sets("max_age", "55");
	sets("notice_days", "7");
	sets("supplement_days", "3");
	round = an_open_round("2026年第一批", "3");
	v[0] = applies("十八岁", "20080331", 101);
	refused(ERR_REFUSED, "idno", 6, "candidate.apply", 0, "name", "差一日", "idno", idno("20080401", 103), "categories",
		"律师", "channel", "self", NULL);
	v[1] = applies("整五五", "19710331", 105);
	ck_assert(!the_candidate(v[1])->over_age);
	v[2] = applies("五五又一日", "19710330", 107);
	ck_assert(the_candidate(v[2])->over_age);
	for (int i = 0; i < 3; i++)
		passes(v[i]);
	done("candidate.check", v[2], "cond5", "passed", NULL);
	done("candidate.supplement", v[0], "missing", "照片", NULL);
	ck_assert_str_eq(clock_text(v[0], "missing"), "2026-03-02+3 2026-03-05 ");
	done("candidate.supply", v[0], NULL);
	world_on("2026-04-07");
	done("round.review", round, NULL);
	done("candidate.consent", v[2], "over_reason", "专家", NULL);
	done("round.screen", round, NULL);
	done("round.propose", round, NULL);
	refused(ERR_REFUSED, "days", 7, "round.publicise", round, "days", "5", "publicised_where", "网站", "objection_to",
		"电话", NULL);
	done("round.publicise", round, "publicised_where", "网站", "objection_to", "电话", NULL);
	ck_assert_str_eq(clock_text(round, "notice"), "2026-04-07+7 2026-04-16 ");
	world_on("2026-04-16");
	refused(ERR_REFUSED, "on", 7, "round.appoint", round, NULL);
	world_on("2026-04-17");
	done("round.appoint", round, NULL);
	for (int i = 0; i < 3; i++) {
		t = row_of("supervisor", the_candidate(v[i])->supervisor);
		ck_assert_int_eq(t->term_end, day_parse_iso("2031-04-16"));
	}
	/* Who turned 55 between the reference date and the first day needs no consent, but the mark says so. */
	t = row_of("supervisor", the_candidate(v[1])->supervisor);
	ck_assert(t->over_age);
	ck_assert_ptr_nonnull(strstr(t->over_reason, "2026-03-31"));
	books_agree();
}
END_TEST

/* The two ways in which the profile counts ages reach the candidates; a round keeps what it was opened with. */
START_TEST(a_profile_may_refuse_who_is_over_the_age)
{
	int64_t round, id;

	sets("max_age_from", "0");
	sets("max_age_hard", "1");
	round = an_open_round("2026年第一批", "3");
	/* On the birthday itself over: refused; the day after it is ordinary still. */
	refused(ERR_REFUSED, "idno", 6, "candidate.apply", 0, "name", "整六十", "idno", idno("19660331", 105), "categories", "律师",
		"channel", "self", NULL);
	id = applies("差一日", "19660401", 107);
	ck_assert(!the_candidate(id)->over_age);
	sets("max_age_from", "1");
	sets("max_age_hard", "0");
	/* The reference date moves: over now, and no leader can consent. */
	done("round.extend", round, "closes_on", "2026-04-01", "extend_reason", "人数不足", NULL);
	ck_assert(the_candidate(id)->over_age);
	ck_assert_int_eq(candidate_condition(the_candidate(id), 5), CONDITION_FAILED);
	ck_assert_int_eq(allowed("candidate.consent", id), ERR_REFUSED);
	refused(ERR_REFUSED, "cond5", 6, "candidate.check", id, "cond5", "passed", NULL);
	books_agree();
}
END_TEST

/* Every number that the rule names is a figure of the profile, with the article it comes from. */
START_TEST(every_number_of_the_rule_is_a_setting)
{
	static const struct {
		const char *key, *value;
		int article;
		bool own;
	} v[] = {
		{ "term_years", "3", 5, false }, { "min_age", "25", 6, false }, { "max_age", "60", 6, false },
		{ "max_age_hard", "0", 6, false }, { "notice_days", "5", 7, false }, { "absences", "2", 17, false },
		{ "in_force", "2024-06-11", 21, false }, { "max_age_from", "1", 6, true }, { "max_terms", "0", 5, true },
		{ "reply_days", "15", 14, true }, { "renew_lead_days", "90", 5, true },
	};

	for (size_t i = 0; i < N_OF(v); i++) {
		struct stmt *s = db_prepare(world->db, "SELECT value, article, own FROM setting WHERE key = :k");

		db_bind_text(s, ":k", v[i].key);
		ck_assert_msg(db_step(s), "%s", v[i].key);
		ck_assert_str_eq(db_text(s, 0), v[i].value);
		ck_assert_msg(db_int(s, 1) == v[i].article && db_int(s, 2) == v[i].own, "%s", v[i].key);
		db_done(s);
	}
}
END_TEST

START_TEST(a_round_is_handed_over_and_hidden_from_others)
{
	int64_t round = an_open_round("2026年第一批", "3"), id = applies("冉凯文", "19800101", 101), other;

	other = done("account.add", 0, "login", "zhoulin", "name", "周琳", "roles", "clerk", NULL);
	done("round.assign", round, "to", id_text(other), "reason", "分工调整", NULL);
	ck_assert_int_eq(the_round(round)->officer, other);
	done("agency.add", 0, "name", "区城市管理局", "kind", "department", NULL);
	done("account.add", 0, "login", "lianluo", "name", "江联络", "roles", "agency", "agency", "区城市管理局", NULL);
	done("invitation.decline", done("invitation.send", 0, "round", id_text(round), "unit", "某商会", NULL), "answer", "无人选",
		NULL);
	world_as("lianluo");
	ck_assert_int_eq(listed("round", "round", NULL), -1);
	ck_assert_int_eq(listed("candidate", "candidate", NULL), -1);
	ck_assert_int_eq(called("candidate", "冉凯文"), 0);
	refused(ERR_DENIED, "", 0, "candidate.withdraw", id, "reason", "x", NULL);
}
END_TEST

Suite *suite_round(void);

Suite *
suite_round(void)
{
	Suite *s = suite_create("round");
	TCase *t = tcase_create("acts");

	tcase_add_checked_fixture(t, world_open, world_close);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, a_round_opens_by_notice_or_letters);
	tcase_add_test(t, one_person_applies_once);
	tcase_add_test(t, ages_go_by_the_reference_date);
	tcase_add_test(t, a_leap_day_is_a_birthday);
	tcase_add_test(t, the_sheet_decides);
	tcase_add_test(t, the_best_are_proposed);
	tcase_add_test(t, four_notices_end_when_the_calendar_says);
	tcase_add_test(t, nobody_is_appointed_before_the_end);
	tcase_add_test(t, an_objection_holds_one_person);
	tcase_add_test(t, an_objection_comes_late_or_is_taken_back);
	tcase_add_test(t, a_corrected_notice_begins_anew_for_one);
	tcase_add_test(t, a_notice_is_prolonged_for_all);
	tcase_add_test(t, false_material_costs_the_office_too);
	tcase_add_test(t, terms_do_not_overlap);
	tcase_add_test(t, eighty_apply_for_thirty_places);
	tcase_add_test(t, another_district_has_other_numbers);
	tcase_add_test(t, a_profile_may_refuse_who_is_over_the_age);
	tcase_add_test(t, every_number_of_the_rule_is_a_setting);
	tcase_add_test(t, a_round_is_handed_over_and_hidden_from_others);
	suite_add_tcase(s, t);
	return s;
}
