/*
 * check_inquiry.c: inquiries: asked, answered, refused, closed; and how agencies cooperate.
 *
 * Knows: the inquiry's row, the engine.  Must not know: faces.
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "flow/duties.h"
#include "tests/flow/cases.h"

Suite *suite_inquiry(void);

static int64_t
an_inquiry(const char *agency)
{
	return done("inquiry.register", 0, "supervisor", "冉凯文", "asked_on", "今天", "agency", agency, "kind", "查阅文件资料", "matter",
		"查阅餐厨垃圾收运许可的审批材料", "officers", "周某", NULL);
}

static const struct inquiry *
row(int64_t id)
{
	return row_of("inquiry", id);
}

/* A cell of the agencies' cooperation, by agency. */
static const char *
cooperation(const char *agency, const char *col)
{
	struct list_query q = { .list = list_find(flow_find("agency"), "cooperation"), .limit = 100 };
	struct list_page page;

	ck_assert_ptr_nonnull(q.list);
	ck_assert(list_fetch(world, world_arena, &q, &page, &world_err));
	for (size_t i = 0; i < page.n; i++)
		for (size_t k = 0; k < q.list->n_cols && strcmp(page.rows[i].cell[0], agency) == 0; k++)
			if (strcmp(q.list->cols[k].name, col) == 0)
				return page.rows[i].cell[k];
	return "";
}

START_TEST(asked_and_answered)
{
	int64_t id;

	case_world();
	world_on("2026-11-16");
	id = an_inquiry("区城市管理局");
	ck_assert_str_eq(row(id)->number, "2026-1");
	ck_assert_str_eq(row(id)->certificate, "碚执监〔2024〕2号");
	ck_assert(row(id)->shown);
	ck_assert_str_eq(clock_text(id, "answer"), "2026-11-16+5 2026-11-23 ");
	ck_assert_str_eq(clock_basis(id, "answer"), "11月16日提出，执法机构应当支持、提供便利（第二十条）；期限5工作日（本局设定）");
	ck_assert_str_eq(waits_text(id), "等机构答复 答复询问查阅 登记答复情况");
	ck_assert_int_eq(allowed("inquiry.close", id), ERR_REFUSED);
	world_on("2026-11-18");
	done("inquiry.remind", id, "text", "请安排查阅", NULL);
	ck_assert_int_eq(row(id)->reminders, 1);
	world_as("zhou");
	ck_assert_int_eq(listed("inquiry", "inquiry", NULL), 1);
	done("inquiry.answer", id, "answer", "已提供审批卷", "materials", "审批卷一册", NULL);
	ck_assert_int_eq(row(id)->days_taken, 2);
	ck_assert_str_eq(row(id)->answerer, "周联络");
	world_as(NULL);
	ck_assert_str_eq(clock_text(id, "answer"), "2026-11-16+5 2026-11-23 2026-11-18");
	ck_assert_str_eq(waits_text(id), "办结");
	done("inquiry.close", id, NULL);
	ck_assert_int_eq(listed("inquiry", "inquiry.open", NULL), 0);
	ck_assert_str_eq(cooperation("区城市管理局", "asked"), "1");
	ck_assert_str_eq(cooperation("区城市管理局", "days"), "2.0");
	ck_assert_str_eq(cooperation("区城市管理局", "rate"), "100%");
	ck_assert_int_eq(found("inquiry", "餐厨垃圾"), 1);
	ck_assert_int_eq(called("inquiry", "2026-1"), id);
	books_agree();
}
END_TEST

START_TEST(answered_on_the_spot)
{
	int64_t id;

	case_world();
	id = done("inquiry.register", 0, "supervisor", "冉凯文", "asked_on", "今天", "agency", "区林业局", "kind", "询问", "matter",
		"林木采伐许可办理期限", "answered_on", "今天", "answer", "当场说明，出示办件记录", NULL);
	ck_assert_str_eq(world_result.state, "answered");
	ck_assert_int_eq(row(id)->days_taken, 0);
	/* Without a certificate shown it is said. */
	done("inquiry.register", 0, "supervisor", "冉凯文", "asked_on", "今天", "agency", "区林业局", "kind", "询问", "matter", "办理期限",
		"shown", "否", NULL);
	ck_assert_ptr_nonnull(strstr(world_result.notices, "第十三条"));
}
END_TEST

START_TEST(refused_then_answered)
{
	int64_t id, opinion;

	case_world();
	id = an_inquiry("区城市管理局");
	refused(ERR_REFUSED, "refuse_reason", 20, "inquiry.refuse", id, NULL);
	done("inquiry.refuse", id, "refuse_reason", "称涉及商业秘密", "answerer", "周某", NULL);
	ck_assert_int_eq(row(id)->refusals, 1);
	ck_assert_str_eq(waits_text(id), "协调处理");
	ck_assert_str_eq(cooperation("区城市管理局", "refused"), "1");
	ck_assert_str_eq(cooperation("区城市管理局", "rate"), "0%");
	refused(ERR_REFUSED, "result", 20, "inquiry.close", id, NULL);
	refused(ERR_REFUSED, "state", 20, "inquiry.refuse", id, "refuse_reason", "再次", NULL);
	done("inquiry.answer", id, "answer", "经协调提供了脱敏材料", NULL);
	ck_assert(!row(id)->refused);
	/* That it refused at first stays. */
	ck_assert_str_eq(cooperation("区城市管理局", "refused"), "1");
	ck_assert_str_eq(cooperation("区城市管理局", "rate"), "100%");
	ck_assert_int_eq(listed("inquiry", "inquiry.refused", NULL), 1);
	opinion = done("opinion.register", 0, "supervisor", "付敏", "raised_on", "今天", "agency", "区城市管理局", "kind", "advice", "field",
		"other", "facts", "事实", NULL);
	refused(ERR_REFUSED, "opinion", 0, "inquiry.close", id, "opinion", id_text(opinion), NULL);
	opinion = an_opinion();
	done("inquiry.close", id, "opinion", id_text(opinion), NULL);
	ck_assert_int_eq(row(id)->opinion, opinion);
	ck_assert_int_eq(count_by("inquiry", "asked_on", "opinion", id_text(opinion)), 1);
	books_agree();
}
END_TEST

START_TEST(registering_is_refused)
{
	case_world();
	refused(ERR_REFUSED, "agency", 20, "inquiry.register", 0, "supervisor", "冉凯文", "asked_on", "今天", "kind", "询问", "matter", "问", NULL);
	refused(ERR_REFUSED, "matter", 9, "inquiry.register", 0, "supervisor", "冉凯文", "asked_on", "今天", "agency", "区林业局", "kind",
		"询问", NULL);
	refused(ERR_REFUSED, "answered_on", 20, "inquiry.register", 0, "supervisor", "冉凯文", "asked_on", "今天", "agency", "区林业局",
		"kind", "询问", "matter", "问", "answer", "答", NULL);
	refused(ERR_REFUSED, "answer", 20, "inquiry.register", 0, "supervisor", "冉凯文", "asked_on", "今天", "agency", "区林业局", "kind",
		"询问", "matter", "问", "answered_on", "今天", NULL);
	refused(ERR_REFUSED, "answered_on", 0, "inquiry.register", 0, "supervisor", "冉凯文", "asked_on", "今天", "agency", "区林业局",
		"kind", "询问", "matter", "问", "answered_on", "2026-11-20", "answer", "答", NULL);
	refused(ERR_REFUSED, "supervisor", 5, "inquiry.register", 0, "supervisor", "冉凯文", "asked_on", "2023-01-05", "agency",
		"区林业局", "kind", "询问", "matter", "问", "late_reason", "补录", NULL);
	refused(ERR_REFUSED, "late_reason", 0, "inquiry.register", 0, "supervisor", "冉凯文", "asked_on", "2026-09-01", "agency",
		"区林业局", "kind", "询问", "matter", "问", NULL);
	world_as("ran");
	refused(ERR_NOTFOUND, "supervisor", 9, "inquiry.register", 0, "supervisor", "付敏", "asked_on", "今天", "agency", "区林业局",
		"kind", "询问", "matter", "问", NULL);
	an_inquiry("区林业局");
	world_as("zhou");
	/* Another agency's inquiry is none of this one's. */
	ck_assert_int_eq(listed("inquiry", "inquiry", NULL), 0);
	ck_assert_int_eq(called("inquiry", "2026-1"), 0);
}
END_TEST

START_TEST(corrected_handed_over_renamed)
{
	int64_t id, to;

	case_world();
	id = an_inquiry("区城市管理局");
	refused(ERR_REFUSED, "answered_on", 20, "inquiry.correct", id, "answered_on", "今天", "reason", "漏登", NULL);
	done("inquiry.correct", id, "agency", "区林业局", "shown", "否", "reason", "登记有误", NULL);
	ck_assert_str_eq(row(id)->agency_name, "区林业局");
	done("inquiry.answer", id, "answer", "已答", NULL);
	refused(ERR_REFUSED, "answered_on", 20, "inquiry.correct", id, "answered_on", "", "reason", "误", NULL);
	to = called("account", "张主任");
	done("inquiry.assign", id, "to", id_text(to), "reason", "休假", NULL);
	ck_assert_int_eq(row(id)->officer, to);
	refused(ERR_REFUSED, "to", 0, "inquiry.assign", id, "to", id_text(to), "reason", "休假", NULL);
	done("person.correct", row(id)->person, "name", "冉凯雯", "reason", "同音字", NULL);
	ck_assert_str_eq(row(id)->person_name, "冉凯雯"); /* by inquiry.carry */
	ck_assert_int_eq(found("inquiry", "冉凯雯"), 1);
	/* "inquiry.carry" is nobody's but the program's. */
	refused(ERR_DENIED, "", 0, "inquiry.carry", id, "person_name", "某", NULL);
	books_agree();
}
END_TEST

START_TEST(lists_sort_and_filter)
{
	static const char *const sorts[] = { "asked_on", "number", "agency" };
	int64_t x, y;

	case_world();
	x = an_inquiry("区城市管理局");
	y = an_inquiry("区林业局");
	done("inquiry.refuse", y, "refuse_reason", "无", NULL);
	for (size_t i = 0; i < N_OF(sorts); i++)
		ck_assert_int_eq(count_by("inquiry", sorts[i], NULL, NULL), 2);
	ck_assert_int_eq(first_by("inquiry", "number", NULL, NULL), y);
	ck_assert_int_eq(first_by("inquiry", "asked_on", "agency", "区城市管理局"), x);
	ck_assert_int_eq(count_by("inquiry", "asked_on", "refused", "是"), 1);
	ck_assert_int_eq(count_by("inquiry", "asked_on", "supervisor", "冉凯文"), 2);
	ck_assert_int_eq(count_by("inquiry", "asked_on", "kind", "consult"), 2);
	ck_assert_int_eq(count_by("inquiry", "asked_on", "year", "2025"), 0);
	ck_assert_int_eq(listed("inquiry", "inquiry", "refused"), 1);
}
END_TEST

Suite *
suite_inquiry(void)
{
	Suite *s = suite_create("inquiry");
	TCase *t = tcase_create("flow");

	tcase_add_checked_fixture(t, world_open, world_close);
	tcase_add_test(t, asked_and_answered);
	tcase_add_test(t, answered_on_the_spot);
	tcase_add_test(t, refused_then_answered);
	tcase_add_test(t, registering_is_refused);
	tcase_add_test(t, corrected_handed_over_renamed);
	tcase_add_test(t, lists_sort_and_filter);
	suite_add_tcase(s, t);
	return s;
}
