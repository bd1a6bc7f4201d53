/*
 * check_conflict.c: keeping away (回避): who may say so, what it bars and until when; what
 * a person is versed in, and who is invited for it.
 *
 * Knows: the rows' members, the engine.  Must not know: how a record is found.
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "flow/activity.h"
#include "flow/cases.h"
#include "flow/conflict.h"
#include "engine/attachment.h"
#include "engine/paper.h"
#include "engine/stats.h"
#include "tests/flow/cases.h"

Suite *suite_conflict(void);

static int64_t
a_conflict(const char *person)
{
	return done("conflict.declare", 0, "person", person, "agency", "区城市管理局", "ground", "近亲属在该机构任职", "reason",
		"配偶在该局法规科任职", NULL);
}

static int64_t
an_inspection(const char *agency)
{
	return done("activity.plan", 0, "kind", "检查", "subject", "联合检查", "agency", agency, "place", "解放路沿线", "starts_on", "2026-12-01", NULL);
}

static int64_t
invited(int64_t activity, const char *name)
{
	const struct activity *v = row_of("activity", activity);

	return called("attendance", arena_printf(world_arena, "%s %s", v->number, name));
}

START_TEST(who_may_declare)
{
	const struct conflict *c;
	int64_t id, clerk;

	case_world();
	clerk = done("account.add", 0, "login", "liwen", "name", "李文", "roles", "clerk", NULL);
	refused(ERR_REFUSED, "account", 0, "conflict.declare", 0, "person", "冉凯文", "account", "liwen", "agency", "区城市管理局",
		"ground", "other", "reason", "同学", NULL);
	refused(ERR_REFUSED, "reason", 0, "conflict.declare", 0, "person", "冉凯文", "agency", "区城市管理局", "ground", "kin", NULL);
	refused(ERR_REFUSED, "until_on", 0, "conflict.declare", 0, "person", "冉凯文", "agency", "区城市管理局", "ground", "kin",
		"reason", "配偶", "until_on", "2026-11-01", NULL);
	id = a_conflict("冉凯文");
	refused(ERR_REFUSED, "agency", 0, "conflict.declare", 0, "person", "冉凯文", "agency", "区城市管理局", "ground", "kin", "reason",
		"配偶", NULL);
	c = row_of("conflict", id);
	ck_assert(!c->declared);

	/* A supervisor speaks for himself alone, and sees his own. */
	world_as("fumin");
	ck_assert_int_eq(listed("conflict", "conflict", NULL), 0);
	refused(ERR_NOTFOUND, "person", 10, "conflict.declare", 0, "person", "冉凯文", "agency", "区林业局", "ground", "kin", "reason",
		"配偶", NULL);
	ck_assert_int_eq(allowed("conflict.declare", 0), ERR_OK);
	id = done("conflict.declare", 0, "agency", "区林业局", "ground", "interest", "reason", "担任该局法律顾问", NULL);
	c = row_of("conflict", id);
	ck_assert(c->declared);
	ck_assert_int_eq(listed("conflict", "conflict", NULL), 1);
	ck_assert_int_eq(allowed("conflict.end", id), ERR_DENIED);
	world_as("zhou");
	ck_assert_int_eq(listed("conflict", "conflict", NULL), -1);

	/* Nobody lifts his own, but in a personal file. */
	world_as("liwen");
	id = done("conflict.declare", 0, "account", "liwen", "agency", "区林业局", "ground", "kin", "reason", "父亲为该局局长", NULL);
	world->actor.personal = false;
	ck_assert_int_eq(allowed("conflict.end", id), ERR_REFUSED);
	world_as("leader");
	refused(ERR_REFUSED, "on", 0, "conflict.end", id, "end_reason", "其父退休", "on", "2026-11-01", NULL);
	done("conflict.correct", id, "until_on", "2026-12-31", "why", "年底退休", NULL);
	ck_assert_ptr_nonnull(conflict_of_account(world->db, world_arena, clerk, called("agency", "区林业局"), day_parse_iso("2026-12-31")));
	ck_assert_ptr_null(conflict_of_account(world->db, world_arena, clerk, called("agency", "区林业局"), day_parse_iso("2027-01-01")));
	done("conflict.end", id, "end_reason", "其父退休", NULL);
	ck_assert_ptr_null(conflict_of_account(world->db, world_arena, clerk, called("agency", "区林业局"), world->today));
	ck_assert_int_eq(listed("conflict", "conflict.now", NULL), 2);
	world_as(NULL);
	books_agree();
}
END_TEST

START_TEST(invitations_keep_away)
{
	int64_t id, away;

	case_world();
	away = a_conflict("冉凯文");
	id = an_inspection("区城市管理局");
	refused(ERR_REFUSED, "conflict_reason", 0, "activity.invite", id, "names", "冉凯文", NULL);
	ck_assert_ptr_nonnull(strstr(world_err.text, "配偶在该局法规科任职"));
	done("activity.invite", id, "category", "律师", NULL);
	ck_assert_ptr_nonnull(strstr(world_result.notices, "1人"));
	ck_assert_int_ne(invited(id, "付敏"), 0);
	ck_assert_int_eq(invited(id, "冉凯文"), 0);
	done("activity.invite", id, "names", "冉凯文", "conflict_reason", "检查不涉及该科室", NULL);
	ck_assert_str_eq(((const struct attendance *)row_of("attendance", invited(id, "冉凯文")))->conflict_reason, "检查不涉及该科室");
	/* Another agency's matter is none of it; nor is one after it was lifted. */
	done("activity.invite", an_inspection("区林业局"), "names", "冉凯文", NULL);
	done("conflict.end", away, "end_reason", "其配偶调离", NULL);
	done("activity.invite", an_inspection("区城市管理局"), "names", "冉凯文", NULL);
	books_agree();
}
END_TEST

/* The agency that took over another's matters takes over who keeps away from them. */
START_TEST(mergers_carry_it)
{
	int64_t into, person;

	case_world();
	a_conflict("冉凯文");
	person = called("person", "冉凯文");
	into = done("agency.add", 0, "name", "区综合行政执法局", "kind", "department", NULL);
	ck_assert_ptr_null(conflict_of_person(world->db, world_arena, person, into, world->today));
	done("agency.close", called("agency", "区城市管理局"), "successor", "区综合行政执法局", "reason", "机构改革", NULL);
	ck_assert_ptr_nonnull(conflict_of_person(world->db, world_arena, person, into, world->today));
	books_agree();
}
END_TEST

/* Does the record stand in the actor's queue? */
static bool
in_queue(int64_t id)
{
	struct todo_row *t;
	struct todo_sum sum;
	struct err e = { 0 };
	size_t n = todo_fetch(world, world_arena, NULL, 0, 100, &t, &e);

	ck_assert(todo_sum(world, &sum, &e));
	ck_assert_int_eq(sum.all, (int64_t)n);
	for (size_t i = 0; i < n; i++)
		if (t[i].record == id)
			return true;
	return false;
}

START_TEST(officers_keep_away)
{
	const struct list_query all = { .list = &flow_find("opinion")->lists[0], .limit = 10 };
	struct err e = { 0 };
	FILE *file = tmpfile();
	struct stats_ask by_agency = { .flow = flow_find("opinion"), .dim = "agency" };
	struct stats s;
	int64_t id, owner, clerk, away, paper, visit, notice;
	bool waiting;

	case_world();
	owner = world->actor.account;
	clerk = done("account.add", 0, "login", "liwen", "name", "李文", "roles", "clerk", NULL);
	id = an_opinion();
	ck_assert_int_eq(((const struct opinion *)row_of("opinion", id))->officer, owner);
	waiting = in_queue(id);
	ck_assert(waiting);
	paper = done("document.issue", 0, "kind", "feedback", "opinion", id_text(id), NULL);
	ck_assert_ptr_nonnull(file);
	ck_assert_int_ge(fputs("现场情况：未出示证件。\n", file), 0);
	ck_assert_int_eq(fflush(file), 0);
	rewind(file);
	ck_assert_msg(attachment_add(world, world_arena, flow_find("opinion"), id, fileno(file), "现场情况.txt", "仅本局", "", &world_result,
		&e), "%s", e.text);
	fclose(file);
	ck_assert_int_eq(listed("document", "document", NULL), 1);
	ck_assert_int_eq(listed("attachment", "attachment", NULL), 1);
	/* What is in hand stays, and is said. */
	done("conflict.declare", 0, "account", id_text(owner), "agency", "区城市管理局", "ground", "kin", "reason", "其弟任该局科长", NULL);
	ck_assert_ptr_nonnull(strstr(world_result.notices, "1件"));
	away = world_result.id;
	ck_assert(((const struct conflict *)row_of("conflict", away))->declared);
	done("conflict.declare", 0, "account", "liwen", "agency", "区林业局", "ground", "kin", "reason", "其姐任该局科长", NULL);
	/* It is out of his sight: the lists, the number, search, the queue, every act; as if there were none. */
	ck_assert_int_eq(listed("opinion", "opinion", NULL), 0);
	ck_assert_int_eq(list_count(world, &all, 10, &e), 0);
	ck_assert_int_eq(called("opinion", "2026-1"), 0);
	ck_assert_int_eq(called("opinion", id_text(id)), 0);
	ck_assert_int_eq(found("opinion", "区城市管理局"), 0);
	ck_assert(!in_queue(id));
	/* With it its papers and its files, whoever else may read them. */
	ck_assert_int_eq(listed("document", "document", NULL), 0);
	ck_assert_int_eq(found("document", "区城市管理局"), 0);
	ck_assert_ptr_null(paper_content(world, world_arena, paper, &e));
	ck_assert_int_eq(e.code, ERR_NOTFOUND);
	err_clear(&e);
	refused(ERR_NOTFOUND, "", 0, "document.void", paper, "reason", "误制", NULL);
	ck_assert_int_eq(listed("attachment", "attachment", NULL), 0);
	ck_assert_int_eq(found("attachment", "现场情况"), 0);
	ck_assert_ptr_null(record_get(world, world_arena, flow_find("opinion"), id, &e));
	ck_assert_int_eq(e.code, ERR_NOTFOUND);
	refused(ERR_NOTFOUND, "", 0, "opinion.serve", id, NULL);
	/* The leader, who has nothing to do with the agency, hands it over. */
	world_as("leader");
	ck_assert_int_eq(((const struct opinion *)row_of("opinion", id))->officer, owner);
	done("opinion.assign", id, "to", "liwen", "reason", "回避", NULL);
	refused(ERR_REFUSED, "to", 0, "opinion.assign", id, "to", id_text(owner), "reason", "交回", NULL);
	ck_assert_ptr_nonnull(strstr(world_err.text, "其弟任该局科长"));
	world_as("liwen");
	ck_assert_int_eq(listed("opinion", "opinion", NULL), 1);
	ck_assert_int_eq(listed("document", "document", NULL), 1);
	ck_assert_int_eq(listed("attachment", "attachment", NULL), 1);
	ck_assert(in_queue(id));
	world_as(NULL);
	ck_assert_int_eq(listed("opinion", "opinion", NULL), 0);
	/* What is new does not become his. */
	id = done("opinion.register", 0, "supervisor", "付敏", "raised_on", "今天", "agency", "区城市管理局", "kind", "纠正意见", "field",
		"行政处罚", "facts", "当场收缴罚款未出具票据。", "advice", "建议补开票据。", NULL);
	ck_assert_ptr_nonnull(strstr(world_result.notices, "请交给他人承办"));
	world_as("leader");
	ck_assert_int_eq(((const struct opinion *)row_of("opinion", id))->officer, 0);
	world_as(NULL);
	visit = an_inspection("区城市管理局");
	/* An activity about the agency is a matter of it: out of his sight as soon as it is planned, with its people. */
	ck_assert_ptr_null(record_get(world, world_arena, flow_find("activity"), visit, &e));
	ck_assert_int_eq(e.code, ERR_NOTFOUND);
	err_clear(&e);
	ck_assert_int_eq(listed("activity", "activity", NULL), 0);
	ck_assert(!in_queue(visit));
	refused(ERR_NOTFOUND, "", 0, "activity.invite", visit, "names", "付敏", NULL);
	world_as("leader");
	ck_assert_int_eq(((const struct activity *)row_of("activity", visit))->officer, 0);
	world_as("liwen");
	done("activity.invite", visit, "names", "付敏", NULL);
	done("activity.notify", visit, "notify_how", "短信", NULL);
	notice = done("document.issue", 0, "kind", "activity", "activity", id_text(visit), NULL);
	ck_assert_int_eq(listed("attendance", "attendance", NULL), 1);
	world_as(NULL);
	ck_assert_int_eq(listed("attendance", "attendance", NULL), 0);
	ck_assert_ptr_null(paper_content(world, world_arena, notice, &e));
	err_clear(&e);
	/* Nor is the agency in his figures. */
	ck_assert(stats_count(world, world_arena, &by_agency, &s, &e));
	for (size_t i = 0; i < s.n; i++)
		ck_assert_str_ne(s.bar[i].label, "区城市管理局");
	id = done("inquiry.register", 0, "supervisor", "付敏", "agency", "区林业局", "kind", "question", "matter", "采伐许可办理情况", NULL);
	refused(ERR_REFUSED, "to", 0, "inquiry.assign", id, "to", id_text(clerk), "reason", "分工", NULL);
	/* A supervisor who has to do with the agency is not stopped, but it is seen. */
	a_conflict("付敏");
	id = done("opinion.register", 0, "supervisor", "付敏", "raised_on", "今天", "agency", "区城市管理局", "kind", "纠正意见", "field",
		"行政处罚", "facts", "执法人员未出示证件。", "advice", "建议改正。", NULL);
	ck_assert_ptr_nonnull(strstr(world_result.notices, "付敏与区城市管理局有回避记录"));
	/* The reason is gone: the matters are seen again at once. */
	done("conflict.end", away, "end_reason", "其弟已调离", NULL);
	ck_assert_int_gt(listed("opinion", "opinion", NULL), 1);
	books_agree();
}
END_TEST

START_TEST(versed_in_a_field)
{
	int64_t id;

	case_world();
	done("person.correct", called("person", "付敏"), "skills", "行政处罚、许可", "reason", "补登", NULL);
	id = an_inspection("区林业局");
	refused(ERR_REFUSED, "number", 0, "activity.invite", id, "field", "行政强制", NULL);
	done("activity.invite", id, "field", "行政处罚", NULL);
	ck_assert_int_ne(invited(id, "付敏"), 0);
	ck_assert_int_eq(invited(id, "冉凯文"), 0);
	books_agree();
}
END_TEST

Suite *
suite_conflict(void)
{
	Suite *s = suite_create("conflict");
	TCase *t = tcase_create("conflict");

	tcase_add_checked_fixture(t, world_open, world_close);
	tcase_add_test(t, who_may_declare);
	tcase_add_test(t, invitations_keep_away);
	tcase_add_test(t, mergers_carry_it);
	tcase_add_test(t, officers_keep_away);
	tcase_add_test(t, versed_in_a_field);
	suite_add_tcase(s, t);
	return s;
}
