/*
 * check_books.c: clock, wait, tally, numbers, settings.
 *
 * Knows: the tables of the first rung.  Must not know: flows.
 */
#include <check.h>
#include <string.h>

#include "store/books.h"
#include "tests/store/temp.h"

Suite *suite_books(void);

#define OPINION INT64_C(500109000000031)

static struct calendar *cal;
static struct arena *arena;

static void
open_books(void)
{
	temp_open();
	cal = calendar_new();
	arena = arena_new();
	ck_assert(db_begin(temp_db));
}

static void
close_books(void)
{
	db_rollback(temp_db);
	arena_free(arena);
	calendar_free(cal);
	temp_close();
}

static day_t
day(const char *iso)
{
	return day_parse_iso(iso);
}

/* ---- clock ---- */

static const struct {
	const char *start;
	int n, extension;
	enum clock_unit unit;
	const char *due;
} periods[] = {
	/* the public notices of office.md: five working days on the real calendar */
	{ "2024-06-11", 5, 0, CLOCK_WORKDAYS, "2024-06-18" },
	{ "2024-06-06", 5, 0, CLOCK_WORKDAYS, "2024-06-14" },
	{ "2024-09-27", 5, 0, CLOCK_WORKDAYS, "2024-10-10" },
	{ "2026-02-13", 5, 0, CLOCK_WORKDAYS, "2026-02-27" },
	{ "2026-04-30", 5, 0, CLOCK_WORKDAYS, "2026-05-11" },
	{ "2026-04-30", 3, 2, CLOCK_WORKDAYS, "2026-05-11" },
	{ "2026-04-30", 5, 0, CLOCK_DAYS, "2026-05-05" },
	{ "2026-12-30", 5, 10, CLOCK_DAYS, "2027-01-14" },
	{ "2026-04-30", 0, 0, CLOCK_FIXED, "2026-07-01" },
};

static struct clock_row
period(const char *kind, const char *start, int n)
{
	return (struct clock_row){
		.kind = kind,
		.start = day(start),
		.n = n,
		.unit = CLOCK_WORKDAYS,
		.due = DAY_NONE,
		.stopped = DAY_NONE,
		.article = 14,
		.basis = "第十四条要求反馈是否采纳；期限15工作日（本局设定）",
	};
}

START_TEST(clock_dues)
{
	struct clock_row c = period("reply", periods[_i].start, periods[_i].n), *v;

	c.extension = periods[_i].extension;
	c.unit = periods[_i].unit;
	c.due = c.unit == CLOCK_FIXED ? day(periods[_i].due) : DAY_NONE;
	ck_assert_msg(clock_put(temp_db, cal, "opinion", OPINION, &c, 1), "%s", temp_err.text);
	ck_assert_int_eq(c.due, day(periods[_i].due));
	ck_assert_uint_eq(clock_of(temp_db, arena, OPINION, &v), 1);
	ck_assert_str_eq(v->kind, "reply");
	ck_assert_int_eq(v->start, c.start);
	ck_assert_int_eq(v->n, c.n);
	ck_assert_int_eq(v->extension, c.extension);
	ck_assert_int_eq(v->unit, c.unit);
	ck_assert_int_eq(v->due, c.due);
	ck_assert_int_eq(v->stopped, DAY_NONE);
	ck_assert_int_eq(v->article, 14);
	ck_assert_str_eq(v->basis, c.basis);
}
END_TEST

START_TEST(clock_writes_what_changed)
{
	struct clock_row c[3] = { period("reply", "2026-09-29", 15), period("convey", "2026-10-20", 5),
		period("accept", "2026-10-21", 10) };
	struct clock_row *v;
	long long before = temp_changes();

	ck_assert(clock_put(temp_db, cal, "opinion", OPINION, c, 3));
	ck_assert_int_eq(temp_changes() - before, 3);
	before = temp_changes();
	ck_assert(clock_put(temp_db, cal, "opinion", OPINION, c, 3));
	ck_assert_int_eq(temp_changes(), before);
	/* extended, in another order, and one gone */
	c[0].extension = 10;
	c[1] = c[2];
	ck_assert(clock_put(temp_db, cal, "opinion", OPINION, c, 2));
	ck_assert_int_eq(temp_changes() - before, 2);
	ck_assert_uint_eq(clock_of(temp_db, arena, OPINION, &v), 2);
	/* the one due first stands first */
	ck_assert_str_eq(v[0].kind, "accept");
	ck_assert_str_eq(v[1].kind, "reply");
	ck_assert_int_eq(v[1].due, calendar_add_workdays(cal, day("2026-09-29"), 25));
	/* only the words of the basis */
	before = temp_changes();
	c[1].basis = "另一句";
	ck_assert(clock_put(temp_db, cal, "opinion", OPINION, c, 2));
	ck_assert_int_eq(temp_changes() - before, 1);
	ck_assert(clock_put(temp_db, cal, "opinion", OPINION, NULL, 0));
	ck_assert_uint_eq(clock_of(temp_db, arena, OPINION, &v), 0);
	/* another record has its own */
	ck_assert(clock_put(temp_db, cal, "opinion", OPINION + 1, c, 1));
	ck_assert_uint_eq(clock_of(temp_db, arena, OPINION, &v), 0);
	ck_assert_uint_eq(clock_of(temp_db, arena, OPINION + 1, &v), 1);
}
END_TEST

START_TEST(clock_without_start)
{
	struct clock_row c = period("reply", "2026-09-29", 15);

	c.start = DAY_NONE;
	ck_assert(!clock_put(temp_db, cal, "opinion", OPINION, &c, 1));
	ck_assert_int_eq(temp_err.code, ERR_SYSTEM);
	err_clear(&temp_err);
	c = period("order", "2026-09-29", 0);
	c.unit = CLOCK_FIXED;
	ck_assert(!clock_put(temp_db, cal, "review", OPINION, &c, 1));
	err_clear(&temp_err);
}
END_TEST

static void
new_year_2027(void)
{
	calendar_add(cal, day("2027-01-01"), true);
	calendar_add(cal, day("2027-01-04"), true);
	calendar_add(cal, day("2027-01-09"), false);
	calendar_have_year(cal, 2027);
}

START_TEST(clock_recomputed)
{
	struct clock_row running = period("reply", "2026-12-28", 5), stopped = running, fixed = running, early = running;
	struct clock_row *v;
	struct wait_row w[2] = {
		{ .role = 2, .due = day("2027-01-04"), .clock = "reply", .action = "opinion.remind", .text = "催办答复" },
		{ .role = 2, .due = day("2027-01-04"), .clock = "", .action = "opinion.assign", .text = "交接" },
	};
	struct wait_row *u;

	stopped.stopped = day("2027-01-04");
	fixed.unit = CLOCK_FIXED;
	fixed.due = day("2027-01-04");
	early.start = day("2026-11-02");
	ck_assert(clock_put(temp_db, cal, "opinion", 1, &running, 1));
	ck_assert_int_eq(running.due, day("2027-01-04"));
	ck_assert(clock_put(temp_db, cal, "opinion", 2, &stopped, 1));
	ck_assert(clock_put(temp_db, cal, "opinion", 3, &fixed, 1));
	ck_assert(clock_put(temp_db, cal, "opinion", 4, &early, 1));
	ck_assert_msg(wait_put(temp_db, "opinion", 1, w, 2), "%s", temp_err.text);
	ck_assert_uint_eq(clock_recompute(temp_db, cal, NULL, NULL), 0);
	new_year_2027();
	ck_assert_uint_eq(clock_recompute(temp_db, cal, NULL, NULL), 1);
	clock_of(temp_db, arena, 1, &v);
	ck_assert_int_eq(v->due, day("2027-01-06"));
	clock_of(temp_db, arena, 2, &v);
	ck_assert_int_eq(v->due, day("2027-01-04"));
	ck_assert_uint_eq(wait_of(temp_db, arena, 1, &u), 2);
	ck_assert_int_eq(u[0].due, day("2027-01-06"));
	ck_assert_int_eq(u[1].due, day("2027-01-04"));
	ck_assert_uint_eq(clock_recompute(temp_db, cal, NULL, NULL), 0);
	ck_assert_msg(!db_failed(temp_db), "%s", temp_err.text);
}
END_TEST

/* What was closed in time stays so, whatever the next notice says; unless its own dates are corrected. */
START_TEST(clock_stopped_keeps_its_due)
{
	struct clock_row c = period("reply", "2026-12-28", 5), *v;

	c.stopped = day("2027-01-04");
	ck_assert(clock_put(temp_db, cal, "opinion", 1, &c, 1));
	new_year_2027();
	c.basis = "另一句";
	ck_assert(clock_put(temp_db, cal, "opinion", 1, &c, 1));
	ck_assert_int_eq(c.due, day("2027-01-04"));
	clock_of(temp_db, arena, 1, &v);
	ck_assert_str_eq(v->basis, "另一句");
	ck_assert_int_eq(v->due, day("2027-01-04"));
	c.start = day("2026-12-29");
	ck_assert(clock_put(temp_db, cal, "opinion", 1, &c, 1));
	ck_assert_int_eq(c.due, day("2027-01-07"));
	/* reopened: the present calendar counts */
	c = period("reply", "2026-12-28", 5);
	ck_assert(clock_put(temp_db, cal, "opinion", 1, &c, 1));
	ck_assert_int_eq(c.due, day("2027-01-06"));
}
END_TEST

START_TEST(clock_plans)
{
	ck_assert_str_eq(temp_plan("SELECT record FROM clock WHERE kind = 'reply' AND stopped IS NULL AND due < 'x' "
				   "ORDER BY due, record LIMIT 50"),
		"SEARCH clock USING INDEX clock_running (kind=? AND due<?)\n");
	ck_assert_str_eq(temp_plan("SELECT due FROM clock WHERE record = 1 AND kind = 'reply'"),
		"SEARCH clock USING PRIMARY KEY (record=? AND kind=?)\n");
}
END_TEST

/* ---- wait ---- */

static struct wait_row
waiting(unsigned role, const char *due, const char *text)
{
	return (struct wait_row){
		.role = role,
		.due = due != NULL ? day(due) : DAY_NONE,
		.clock = "reply",
		.action = "opinion.remind",
		.text = text,
		.number = "2026-31",
		.object = "区城市管理局",
	};
}

START_TEST(wait_writes_what_changed)
{
	struct wait_row w[2] = { waiting(2, "2026-11-09", "催办答复"), waiting(8, "2026-11-09", "答复") }, *v;
	long long before = temp_changes();

	w[1].agency = 77;
	ck_assert(wait_put(temp_db, "opinion", OPINION, w, 2));
	ck_assert_int_eq(temp_changes() - before, 4); /* each with its sum */
	ck_assert(wait_put(temp_db, "opinion", OPINION, w, 2));
	ck_assert_int_eq(temp_changes() - before, 4);
	w[0].officer = 5;
	ck_assert(wait_put(temp_db, "opinion", OPINION, w, 2));
	ck_assert_int_eq(temp_changes() - before, 5);
	ck_assert_uint_eq(wait_of(temp_db, arena, OPINION, &v), 2);
	ck_assert_int_eq(v[0].officer, 5);
	ck_assert_int_eq(v[1].agency, 77);
	ck_assert_str_eq(v[1].text, "答复");
	w[0].due = DAY_NONE;
	ck_assert(wait_put(temp_db, "opinion", OPINION, w, 1));
	ck_assert_uint_eq(wait_of(temp_db, arena, OPINION, &v), 1);
	ck_assert_int_eq(v[0].due, DAY_NONE);
	ck_assert(wait_put(temp_db, "opinion", OPINION, NULL, 0));
	ck_assert_uint_eq(wait_of(temp_db, arena, OPINION, &v), 0);
}
END_TEST

/* Until the period has run out the queue says that others are at work. */
START_TEST(wait_is_calm_in_time)
{
	struct wait_row w = waiting(2, "2026-11-09", "催办答复"), *v;
	long long before = temp_changes();
	bool calm = false;

	w.calm = "等机构答复";
	ck_assert(wait_put(temp_db, "opinion", OPINION, &w, 1));
	ck_assert(wait_put(temp_db, "opinion", OPINION, &w, 1));
	ck_assert_int_eq(temp_changes() - before, 2); /* with its sum */
	ck_assert_uint_eq(wait_of(temp_db, arena, OPINION, &v), 1);
	ck_assert_str_eq(v->text, "催办答复");
	ck_assert_str_eq(wait_says(v, day("2026-11-09"), &calm), "等机构答复");
	ck_assert(calm);
	ck_assert_str_eq(wait_says(v, day("2026-11-10"), &calm), "催办答复");
	ck_assert(!calm);
	v->due = DAY_NONE;
	ck_assert_str_eq(wait_says(v, day("2026-11-09"), NULL), "催办答复");
	w.calm = "";
	ck_assert(wait_put(temp_db, "opinion", OPINION, &w, 1));
	wait_of(temp_db, arena, OPINION, &v);
	ck_assert_str_eq(wait_says(v, day("2026-11-09"), &calm), "催办答复");
	ck_assert(!calm);
}
END_TEST

START_TEST(wait_in_the_order_of_the_queue)
{
	static const char *const dues[] = { "2026-11-20", NULL, "2026-11-09", "2026-12-01", "2026-11-09" };
	static const int64_t order[] = { 3, 5, 1, 4, 2 };
	struct wait_who clerk = { .roles = 2 }, agency = { .roles = 8, .agency = 78 };
	struct wait_found *f;

	for (int64_t i = 0; i < 5; i++) {
		struct wait_row w[2] = { waiting(2, dues[i], "催办答复"), waiting(8, dues[i], "答复") };

		w[1].agency = 77 + i % 2;
		ck_assert(wait_put(temp_db, "opinion", i + 1, w, 2));
	}
	ck_assert_uint_eq(wait_fetch(temp_db, arena, &clerk, NULL, 0, 10, &f), 5);
	for (size_t i = 0; i < 5; i++)
		ck_assert_int_eq(f[i].record, order[i]);
	ck_assert_int_eq(f[4].w.due, DAY_NONE);
	ck_assert_uint_eq(wait_fetch(temp_db, arena, &agency, NULL, 0, 10, &f), 2);
	ck_assert_int_eq(f[0].record, 4);
	ck_assert_int_eq(f[1].record, 2);
	ck_assert_str_eq(temp_plan("SELECT record FROM wait WHERE role = 2 AND agency = 0 AND person = 0 "
				   "ORDER BY due, record, place LIMIT 20"),
		"SEARCH wait USING COVERING INDEX wait_queue (role=? AND agency=? AND person=?)\n");
	ck_assert_str_eq(
		temp_plan("SELECT record FROM wait WHERE officer = 5 AND officer <> 0 ORDER BY due, record LIMIT 20"),
		"SEARCH wait USING COVERING INDEX wait_officer (officer=?)\n");
}
END_TEST

/* A clerk's wait that names an agency would stand in nobody's stretch of the index. */
START_TEST(wait_of_the_wrong_role)
{
	struct wait_row w = waiting(2, "2026-11-09", "催办答复");

	w.agency = 77;
	ck_assert(!wait_put(temp_db, "opinion", OPINION, &w, 1));
	err_clear(&temp_err);
	w.agency = 0;
	w.person = 9;
	ck_assert(!wait_put(temp_db, "opinion", OPINION, &w, 1));
	err_clear(&temp_err);
	w.role = 16;
	ck_assert(wait_put(temp_db, "opinion", OPINION, &w, 1));
}
END_TEST

/* ---- tally ---- */

static struct tally_key
key(const char *state, int64_t agency, int month)
{
	return (struct tally_key){ "opinion", state, agency, 2026 * 12 + month - 1 };
}

static int64_t
total_rows(void)
{
	return db_value(temp_db, "SELECT count(*) FROM tally", 0) + db_value(temp_db, "SELECT count(*) FROM tally_total", 0);
}

START_TEST(tally_moves)
{
	struct tally_key registered = key("registered", 5, 3), served = key("served", 5, 3), other = key("served", 6, 3),
			 later = key("served", 5, 4);

	ck_assert(tally_move(temp_db, NULL, &registered));
	ck_assert(tally_move(temp_db, NULL, &registered));
	ck_assert(tally_move(temp_db, NULL, &other));
	ck_assert_int_eq(tally_count(temp_db, "opinion", NULL, 0), 3);
	ck_assert_int_eq(tally_count(temp_db, "opinion", "registered", 0), 2);
	ck_assert_int_eq(tally_count(temp_db, "opinion", "served", 0), 1);
	ck_assert(tally_move(temp_db, &registered, &served));
	ck_assert_int_eq(tally_count(temp_db, "opinion", "registered", 0), 1);
	ck_assert_int_eq(tally_count(temp_db, "opinion", "served", 0), 2);
	ck_assert_int_eq(tally_count(temp_db, "opinion", "served", 5), 1);
	ck_assert_int_eq(tally_count(temp_db, "opinion", NULL, 5), 2);
	/* only the month is corrected */
	ck_assert(tally_move(temp_db, &served, &later));
	ck_assert_int_eq(tally_count(temp_db, "opinion", "served", 5), 1);
	ck_assert_int_eq(db_value(temp_db, "SELECT month FROM tally WHERE state = 'served' AND agency = 5", 0), 2026 * 12 + 3);
	/* nothing moves */
	ck_assert(tally_move(temp_db, &later, &later));
	ck_assert(tally_move(temp_db, &registered, NULL));
	ck_assert(tally_move(temp_db, &later, NULL));
	ck_assert(tally_move(temp_db, &other, NULL));
	ck_assert_int_eq(tally_count(temp_db, "opinion", NULL, 0), 0);
	ck_assert_int_eq(total_rows(), 0);
	ck_assert_msg(!db_failed(temp_db), "%s", temp_err.text);
}
END_TEST

START_TEST(tally_below_nothing)
{
	struct tally_key a = key("served", 5, 3), b = key("served", 5, 4);

	ck_assert(tally_move(temp_db, NULL, &a));
	ck_assert(!tally_move(temp_db, &b, &a));
	ck_assert_int_eq(temp_err.code, ERR_SYSTEM);
	err_clear(&temp_err);
}
END_TEST

/* Any moves leave the totals equal to the sums, and no row of 0. */
START_TEST(tally_totals_are_sums)
{
	static const char *const states[] = { "registered", "served", "closed" };
	struct tally_key at[40];
	uint32_t r = 7;

	for (int step = 0; step < 2000; step++) {
		size_t i = step < 40 ? (size_t)step : (r >> 8) % 40;
		struct tally_key next;

		r = r * 1103515245u + 12345u;
		next = key(states[(r >> 8) % 3], (r >> 12) % 4, (int)((r >> 16) % 3) + 1);
		ck_assert(tally_move(temp_db, step < 40 ? NULL : &at[i], &next));
		at[i] = next;
		r = r * 1103515245u + 12345u;
	}
	ck_assert_int_eq(tally_count(temp_db, "opinion", NULL, 0), 40);
	ck_assert_int_eq(db_value(temp_db,
		"SELECT count(*) FROM (SELECT flow, state, agency, sum(count) FROM tally GROUP BY 1, 2, 3 EXCEPT "
		"SELECT flow, state, agency, count FROM tally_total)", -1), 0);
	ck_assert_int_eq(db_value(temp_db,
		"SELECT count(*) FROM (SELECT flow, state, agency, count FROM tally_total EXCEPT "
		"SELECT flow, state, agency, sum(count) FROM tally GROUP BY 1, 2, 3)", -1), 0);
	ck_assert_int_eq(db_value(temp_db, "SELECT count(*) FROM tally WHERE count <= 0", -1), 0);
	for (size_t i = 0; i < 40; i++)
		ck_assert(tally_move(temp_db, &at[i], NULL));
	ck_assert_int_eq(total_rows(), 0);
}
END_TEST

/* ---- numbers ---- */

START_TEST(numbers)
{
	ck_assert_int_eq(number_next(temp_db, "opinion", 2026), 1);
	ck_assert_int_eq(number_next(temp_db, "opinion", 2026), 2);
	ck_assert_int_eq(number_next(temp_db, "opinion", 2025), 1);
	ck_assert_int_eq(number_next(temp_db, "审", 2026), 1);
	/* paper history */
	number_taken(temp_db, "opinion", 2026, 30);
	number_taken(temp_db, "opinion", 2026, 12);
	ck_assert_int_eq(number_next(temp_db, "opinion", 2026), 31);
	number_taken(temp_db, "opinion", 2026, 31);
	ck_assert_int_eq(number_next(temp_db, "opinion", 2026), 32);
	number_taken(temp_db, "opinion", 2019, 1);
	ck_assert_int_eq(number_next(temp_db, "opinion", 2019), 2);
	number_taken(temp_db, "opinion", 2018, 0);
	ck_assert_int_eq(number_next(temp_db, "opinion", 2018), 1);
	/* what is rolled back leaves no hole */
	ck_assert(db_begin(temp_db));
	ck_assert_int_eq(number_next(temp_db, "opinion", 2026), 33);
	db_rollback(temp_db);
	ck_assert_int_eq(number_next(temp_db, "opinion", 2026), 33);
	ck_assert_msg(!db_failed(temp_db), "%s", temp_err.text);
}
END_TEST

/* ---- settings ---- */

START_TEST(settings)
{
	db_exec(temp_db, "DELETE FROM setting; INSERT INTO setting VALUES (1, 1, 'kept', 'reply_days', '15', '答复期限', 14, 1),"
			 "(2, 1, 'kept', 'in_force', '2024-06-11', '施行日期', 21, 0), (3, 1, 'kept', 'empty', '', '', 0, 1)");
	ck_assert_int_eq(setting_int(temp_db, "reply_days", 9), 15);
	ck_assert_int_eq(setting_int(temp_db, "review_days", 30), 30);
	ck_assert_int_eq(setting_int(temp_db, "in_force", 7), 7);
	ck_assert_int_eq(setting_int(temp_db, "empty", 7), 7);
	ck_assert_str_eq(setting_text(temp_db, arena, "in_force", ""), "2024-06-11");
	ck_assert_str_eq(setting_text(temp_db, arena, "empty", "x"), "");
	ck_assert_str_eq(setting_text(temp_db, arena, "ambiwidth", "auto"), "auto");
	ck_assert_ptr_null(setting_text(temp_db, arena, "ambiwidth", NULL));
	ck_assert_msg(!db_failed(temp_db), "%s", temp_err.text);
}
END_TEST

Suite *
suite_books(void)
{
	Suite *s = suite_create("books");
	TCase *t = tcase_create("clock");

	tcase_add_checked_fixture(t, open_books, close_books);
	tcase_add_loop_test(t, clock_dues, 0, (int)(sizeof periods / sizeof periods[0]));
	tcase_add_test(t, clock_writes_what_changed);
	tcase_add_test(t, clock_without_start);
	tcase_add_test(t, clock_recomputed);
	tcase_add_test(t, clock_stopped_keeps_its_due);
	tcase_add_test(t, clock_plans);
	suite_add_tcase(s, t);

	t = tcase_create("wait");
	tcase_add_checked_fixture(t, open_books, close_books);
	tcase_add_test(t, wait_writes_what_changed);
	tcase_add_test(t, wait_in_the_order_of_the_queue);
	tcase_add_test(t, wait_of_the_wrong_role);
	tcase_add_test(t, wait_is_calm_in_time);
	suite_add_tcase(s, t);

	t = tcase_create("tally");
	tcase_add_checked_fixture(t, open_books, close_books);
	tcase_add_test(t, tally_moves);
	tcase_add_test(t, tally_below_nothing);
	tcase_add_test(t, tally_totals_are_sums);
	suite_add_tcase(s, t);

	t = tcase_create("numbers and settings");
	tcase_add_checked_fixture(t, open_books, close_books);
	tcase_add_test(t, numbers);
	tcase_add_test(t, settings);
	suite_add_tcase(s, t);
	return s;
}
