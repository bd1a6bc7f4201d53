/*
 * check_workday.c: what drives the day: handover of a caseload, leave cover, one's own queue, a calendar that moves.
 *
 * Knows: the acts and the engine's queue.  Must not know: how the books are kept.
 */
#include <check.h>
#include <string.h>

#include "engine/import.h"
#include "tests/flow/cases.h"

Suite *suite_workday(void);

static size_t
queue(bool mine, struct todo_row **rows)
{
	struct err e = { 0 };
	size_t n;

	world->queue_mine = mine;
	n = todo_fetch(world, world_arena, NULL, 0, 500, rows, &e);
	ck_assert_msg(e.code == ERR_OK, "%s", e.text);
	return n;
}

/* Rows of RECORD in the queue; the name under which it is covered into COVERED. */
static int
rows_of(bool mine, int64_t record, const char **covered)
{
	struct todo_row *rows;
	size_t n = queue(mine, &rows);
	int found = 0;

	*covered = "";
	for (size_t i = 0; i < n; i++)
		if (rows[i].record == record) {
			found++;
			*covered = rows[i].covered;
		}
	return found;
}

static int64_t
officer_of(const char *table, int64_t id)
{
	const char *sql = arena_printf(world_arena, "SELECT officer FROM %s WHERE id = %lld", table, (long long)id);

	return db_value(world->db, sql, 0);
}

static void
setup(void)
{
	world_open();
	case_world();
	done("account.add", 0, "login", "liwen", "name", "李文", "roles", "clerk", NULL);
	done("account.add", 0, "login", "wangmin", "name", "王敏", "roles", "clerk", NULL);
}

START_TEST(a_caseload_goes_over)
{
	int64_t liwen, wangmin, one, two, closed;

	liwen = called("account", "liwen");
	wangmin = called("account", "wangmin");
	one = an_opinion();
	two = a_served_opinion();
	closed = an_opinion();
	done("opinion.withdraw", closed, "withdraw_reason", "不再坚持", NULL);
	done("opinion.assign", one, "to", "李文", "reason", "分工", NULL);
	done("opinion.assign", two, "to", "李文", "reason", "分工", NULL);
	refused(ERR_REFUSED, "reason", 0, "account.handover", liwen, "to", "王敏", NULL);
	refused(ERR_REFUSED, "to", 0, "account.handover", liwen, "to", "李文", "reason", "调离", NULL);
	refused(ERR_REFUSED, "to", 0, "account.handover", liwen, "to", "周联络", "reason", "调离", NULL);
	refused(ERR_REFUSED, "", 0, "account.handover", wangmin, "to", "李文", "reason", "调离", NULL);
	done("account.handover", liwen, "to", "王敏", "reason", "调离", NULL);
	ck_assert_uint_eq(world_result.n_effects, 2);
	for (size_t i = 0; i < 2; i++) {
		ck_assert_str_eq(world_result.effects[i].flow->name, "opinion");
		ck_assert_str_eq(world_result.effects[i].before, "李文");
		ck_assert_str_eq(world_result.effects[i].after, "王敏");
		ck_assert_str_ne(world_result.effects[i].title, "");
	}
	ck_assert_int_eq(officer_of("opinion", one), wangmin);
	ck_assert_int_eq(officer_of("opinion", two), wangmin);
	ck_assert_int_ne(officer_of("opinion", closed), wangmin);
	/* The next act tells only its own. */
	done("account.correct", liwen, "name", "李雯", "reason", "错字", NULL);
	ck_assert_uint_eq(world_result.n_effects, 0);
	books_agree();
}
END_TEST

START_TEST(a_stand_in_sees_whose_work_it_is)
{
	int64_t one = an_opinion(), cover;
	const char *covered;

	done("opinion.assign", one, "to", "李文", "reason", "分工", NULL);
	refused(ERR_REFUSED, "stand_in", 0, "cover.set", 0, "absent", "李文", "stand_in", "李文", "from_on", "2026-11-23",
		"until_on", "2026-11-30", "reason", "年休假", NULL);
	refused(ERR_REFUSED, "stand_in", 0, "cover.set", 0, "absent", "李文", "stand_in", "周联络", "from_on", "2026-11-23",
		"until_on", "2026-11-30", "reason", "年休假", NULL);
	refused(ERR_REFUSED, "absent", 0, "cover.set", 0, "absent", "周联络", "stand_in", "王敏", "from_on", "2026-11-23",
		"until_on", "2026-11-30", "reason", "年休假", NULL);
	refused(ERR_REFUSED, "until_on", 0, "cover.set", 0, "absent", "李文", "stand_in", "王敏", "from_on", "2026-11-23",
		"until_on", "2026-11-20", "reason", "年休假", NULL);
	refused(ERR_REFUSED, "reason", 0, "cover.set", 0, "absent", "李文", "stand_in", "王敏", "from_on", "2026-11-23",
		"until_on", "2026-11-30", NULL);
	cover = done("cover.set", 0, "absent", "李文", "stand_in", "王敏", "from_on", "2026-11-23", "until_on", "2026-11-30",
		"reason", "年休假", NULL);
	refused(ERR_REFUSED, "absent", 0, "cover.set", 0, "absent", "李文", "stand_in", "王敏", "from_on", "2026-11-30",
		"until_on", "2026-12-04", "reason", "病假", NULL);
	world_as("wangmin");
	ck_assert_int_gt(rows_of(true, one, &covered), 0);
	ck_assert_str_eq(covered, "李文");
	ck_assert_int_gt(rows_of(false, one, &covered), 0);
	ck_assert_str_eq(covered, "李文");
	world_as("liwen");
	ck_assert_int_gt(rows_of(true, one, &covered), 0);
	ck_assert_str_eq(covered, "");
	world_as(NULL);
	ck_assert_int_eq(rows_of(true, one, &covered), 0);
	ck_assert_int_gt(rows_of(false, one, &covered), 0);
	ck_assert_str_eq(covered, "");
	done("cover.end", cover, "end_reason", "提前回岗", NULL);
	world_as("wangmin");
	ck_assert_int_eq(rows_of(true, one, &covered), 0);
	world_as(NULL);
	books_agree();
}
END_TEST

/* No act ends a cover whose last day has passed. */
START_TEST(a_cover_ends_by_its_date)
{
	int64_t one = an_opinion(), cover;
	const char *covered;

	done("opinion.assign", one, "to", "李文", "reason", "分工", NULL);
	cover = done("cover.set", 0, "absent", "李文", "stand_in", "王敏", "from_on", "2026-11-24", "until_on", "2026-11-25",
		"reason", "年休假", NULL);
	world_as("wangmin");
	ck_assert_int_eq(rows_of(true, one, &covered), 0);
	world->today = day_parse_iso("2026-11-25");
	ck_assert_int_gt(rows_of(true, one, &covered), 0);
	world->today = day_parse_iso("2026-11-26");
	ck_assert_int_eq(rows_of(true, one, &covered), 0);
	ck_assert_int_eq(allowed("cover.end", cover), ERR_REFUSED);
}
END_TEST

START_TEST(an_imported_calendar_lists_what_it_moved)
{
	static const char sheet[] = "日期,类型,通知年度\n2026-11-26,休,2026\n2026-11-27,休,2026\n2026-12-05,班,2026\n";
	struct import_options opt = { .encoding = "auto" };
	struct import_report rep;
	struct err e = { 0 };
	int64_t id[20];

	for (int i = 0; i < 20; i++)
		id[i] = a_served_opinion();
	opt.dry_run = true;
	ck_assert_msg(import_sheet(world, world_arena, flow_find("holiday"), sheet, strlen(sheet), &opt, &rep, &e), "%s", e.text);
	ck_assert_uint_eq(rep.n_effects, 20);
	/* The system's administrator takes notices in too, and knows of no case; who keeps away is told of none of those. */
	done("account.add", 0, "login", "xitong", "name", "系统员", "roles", "sysadmin", NULL);
	world_as("xitong");
	ck_assert_msg(import_sheet(world, world_arena, flow_find("holiday"), sheet, strlen(sheet), &opt, &rep, &e), "%s", e.text);
	ck_assert_uint_eq(rep.accepted, 3);
	ck_assert_uint_eq(rep.n_effects, 0);
	world_as(NULL);
	done("conflict.declare", 0, "account", "wangmin", "agency", "区城市管理局", "ground", "kin", "reason", "其弟任该局科长", NULL);
	world_as("wangmin");
	ck_assert_msg(import_sheet(world, world_arena, flow_find("holiday"), sheet, strlen(sheet), &opt, &rep, &e), "%s", e.text);
	ck_assert_uint_eq(rep.n_effects, 0);
	world_as(NULL);
	opt.dry_run = false;
	ck_assert_msg(import_sheet(world, world_arena, flow_find("holiday"), sheet, strlen(sheet), &opt, &rep, &e), "%s", e.text);
	ck_assert_uint_eq(rep.n_effects, 20);
	for (size_t i = 0; i < 20; i++) {
		const struct effect *x = &rep.effects[i];
		const char *clock = clock_text(x->record, "reply");

		ck_assert_int_eq(x->record, id[i]);
		ck_assert_str_eq(x->flow->name, "opinion");
		ck_assert_str_eq(x->what, "答复期限");
		/* Two days off, one weekend day worked: one working day later, and the clock says the same. */
		ck_assert_str_eq(x->before, "2026-12-14");
		ck_assert_str_eq(x->after, "2026-12-15");
		ck_assert_ptr_nonnull(strstr(clock, x->after));
	}
	/* Again: nothing moves, nothing is listed. */
	ck_assert(import_sheet(world, world_arena, flow_find("holiday"), sheet, strlen(sheet), &opt, &rep, &e));
	ck_assert_uint_eq(rep.n_effects, 0);
	books_agree();
}
END_TEST

/* What is closed in time stays in time: a year later, and after a calendar that would have moved its deadline. */
START_TEST(what_is_closed_never_turns_overdue)
{
	static const char sheet[] = "日期,类型,通知年度\n2026-11-24,休,2026\n2026-11-25,休,2026\n";
	struct import_options opt = { .encoding = "auto" };
	struct import_report rep;
	struct err e = { 0 };
	struct todo_sum sum;
	const char *before[3], *covered;
	int64_t id[3];

	id[0] = a_served_opinion();
	done("opinion.reply", id[0], "adopted", "adopted", "reply", "已改正", "replier", "周联络", NULL);
	done("opinion.convey", id[0], "convey_how", "phone", NULL);
	done("opinion.accept", id[0], NULL);
	done("opinion.close", id[0], "result", "已改正", NULL);
	id[1] = done("inquiry.register", 0, "supervisor", "冉凯文", "asked_on", "今天", "agency", "区林业局", "kind", "询问", "matter",
		"办理期限", NULL);
	done("inquiry.answer", id[1], "answer", "二十日", NULL);
	done("inquiry.close", id[1], NULL);
	id[2] = done("duty.ask", 0, "period", "2026-Q3", "supervisor", "付敏", NULL);
	done("duty.report", id[2], "work", "参加检查", NULL);
	done("duty.assess", id[2], "grade", "good", NULL);
	for (int i = 0; i < 3; i++) {
		before[i] = clocks_text(id[i]);
		ck_assert_str_ne(before[i], "");
		ck_assert_str_eq(waits_text(id[i]), "");
	}
	ck_assert_msg(import_sheet(world, world_arena, flow_find("holiday"), sheet, strlen(sheet), &opt, &rep, &e), "%s", e.text);
	ck_assert_uint_eq(rep.n_effects, 0);
	world_on("2027-12-31");
	for (int i = 0; i < 3; i++) {
		ck_assert_str_eq(clocks_text(id[i]), before[i]);
		ck_assert_int_eq(rows_of(false, id[i], &covered), 0);
	}
	ck_assert(todo_sum(world, &sum, &e));
	ck_assert_int_eq(sum.overdue, 0);
	ck_assert_int_eq(listed("opinion", "opinion.overdue", NULL), 0);
	ck_assert_int_eq(listed("duty", "duty.overdue", NULL), 0);
	books_agree();
}
END_TEST

START_TEST(next_years_notice_is_asked_for)
{
	struct todo_row *rows;
	struct todo_sum before, after;
	struct err e = { 0 };
	struct wait_edge edge, end = { .backward = true };
	size_t n = queue(false, &rows);

	ck_assert_uint_gt(n, 0);
	ck_assert_int_eq(rows[n - 1].record, 0);
	ck_assert_str_eq(rows[n - 1].action, "holiday.import");
	ck_assert_str_eq(rows[n - 1].number, "2027");
	edge = rows[n - 1].edge;
	ck_assert_uint_eq(todo_fetch(world, world_arena, NULL, n > 1 ? &rows[n - 2].edge : NULL, 20, &rows, &e), 1);
	ck_assert_int_eq(rows[0].record, 0);
	ck_assert_uint_eq(todo_fetch(world, world_arena, NULL, &edge, 20, &rows, &e), 0);
	/* Backward it is the first that is read. */
	ck_assert_uint_eq(todo_fetch(world, world_arena, NULL, &end, 2, &rows, &e), n > 1 ? 2 : 1);
	ck_assert_int_eq(rows[n > 1 ? 1 : 0].record, 0);
	edge.backward = true;
	ck_assert_uint_eq(todo_fetch(world, world_arena, NULL, &edge, 500, &rows, &e), n - 1);
	edge.inclusive = true;
	ck_assert_uint_eq(todo_fetch(world, world_arena, NULL, &edge, 500, &rows, &e), n);
	ck_assert(todo_sum(world, &before, &e));
	world->today = day_parse_iso("2026-10-31");
	ck_assert(todo_sum(world, &after, &e));
	ck_assert_int_eq(before.all, after.all + 1);
	ck_assert_int_eq((int64_t)n, before.all);
	world->today = day_parse_iso("2026-11-23");
	done("holiday.add", 0, "day", "2027-02-05", "kind", "off", NULL);
	ck_assert(todo_sum(world, &after, &e));
	ck_assert_int_eq(before.all, after.all + 1);
	world_as("zhou");
	n = queue(false, &rows);
	for (size_t i = 0; i < n; i++)
		ck_assert_int_ne(rows[i].record, 0);
}
END_TEST

Suite *
suite_workday(void)
{
	Suite *s = suite_create("workday");
	TCase *t = tcase_create("queue");

	tcase_add_checked_fixture(t, setup, world_close);
	tcase_add_test(t, a_caseload_goes_over);
	tcase_add_test(t, a_stand_in_sees_whose_work_it_is);
	tcase_add_test(t, a_cover_ends_by_its_date);
	tcase_add_test(t, an_imported_calendar_lists_what_it_moved);
	tcase_add_test(t, what_is_closed_never_turns_overdue);
	tcase_add_test(t, next_years_notice_is_asked_for);
	suite_add_tcase(s, t);
	return s;
}
