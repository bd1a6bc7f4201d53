/*
 * check_todo.c: the work queue with 100,000 matters open: the first screen, the next page and one colleague's
 * own queue cost what they cost at 1,000; every statement of theirs reads an index in the order of the queue.
 *
 * Knows: the tables wait and clock, SQLite's trace and EXPLAIN QUERY PLAN.  Must not know: how the queue is merged.
 *
 * The rows stand in the book without records behind them: no act could make so many in a test's time, and the
 * queue reads the books alone.
 */
#include <check.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "engine/private.h"
#include "tests/flow/cases.h"

Suite *suite_todo(void);

#define PAGE 30
#define REPEAT 15
#define TAKEN 64

static const char *taken[TAKEN];
static size_t n_taken;

/* Matters FROM to TO of several flows, for clerks and for leaders, with due dates over three years. */
static void
put_matters(int from, int to)
{
	ck_assert(db_begin(world->db));
	db_enter_action(world->db);
	ck_assert(db_exec(world->db, arena_printf(world_arena,
		"WITH RECURSIVE n(i) AS (VALUES (%d) UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
		"INSERT INTO wait(record, place, flow, role, agency, person, officer, due, clock, action, text, number, object) "
		"SELECT 1000000 + i, 0, CASE i %% 3 WHEN 0 THEN 'opinion' WHEN 1 THEN 'review' ELSE 'duty' END, "
		"CASE i %% 10 WHEN 9 THEN 4 ELSE 2 END, 0, 0, CASE i %% 10 WHEN 9 THEN 0 ELSE 500 + i %% 40 END, "
		"date('2025-06-01', '+' || (i * 7919 %% 1100) || ' days'), 'reply', 'opinion.remind', '等机构答复|催办答复', "
		"'2026-' || i, '第' || (i %% 400) || '局' FROM n", from, to)));
	ck_assert(db_exec(world->db, arena_printf(world_arena,
		"INSERT INTO clock(record, kind, flow, start, n, unit, extension, due, stopped, article, basis) "
		"SELECT record, 'reply', flow, due, 15, 0, 0, due, NULL, 14, '第十四条要求反馈是否采纳' FROM wait "
		"WHERE record BETWEEN %d AND %d", 1000000 + from, 1000000 + to)));
	db_leave_action(world->db);
	ck_assert(db_commit(world->db));
}

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int
by_value(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;

	return (a > b) - (a < b);
}

/* Milliseconds that a page of the queue takes beside EDGE, the middle of several. */
static double
page_ms(const struct wait_edge *edge)
{
	double ms[REPEAT];

	for (int i = 0; i < REPEAT; i++) {
		struct arena *a = arena_new();
		struct err e = { 0 };
		struct todo_row *rows;
		double begun = now_ms();
		size_t n = todo_fetch(world, a, NULL, edge, PAGE, &rows, &e);

		ms[i] = now_ms() - begun;
		ck_assert_msg(e.code == ERR_OK, "%s", e.text);
		ck_assert_uint_eq(n, PAGE);
		for (size_t k = 1; k < n; k++)
			ck_assert_int_le(rows[k - 1].due, rows[k].due == DAY_NONE ? INT32_MAX : rows[k].due);
		arena_free(a);
	}
	qsort(ms, REPEAT, sizeof *ms, by_value);
	return ms[REPEAT / 2];
}

/* The first page, the one behind it, and the last. */
static void
pages_ms(double ms[3])
{
	struct wait_edge end = { .backward = true };
	struct todo_row *rows;
	struct err e = { 0 };

	ms[0] = page_ms(NULL);
	ck_assert_uint_eq(todo_fetch(world, world_arena, NULL, NULL, PAGE, &rows, &e), PAGE);
	ms[1] = page_ms(&rows[PAGE - 1].edge);
	ms[2] = page_ms(&end);
}

static int
take(unsigned what, void *ctx, void *stmt, void *text)
{
	const char *sql = sqlite3_sql(stmt);

	(void)what;
	(void)ctx;
	(void)text;
	for (size_t i = 0; i < n_taken; i++)
		if (strcmp(taken[i], sql) == 0)
			return 0;
	ck_assert_uint_lt(n_taken, TAKEN);
	taken[n_taken++] = arena_strdup(world_arena, sql);
	return 0;
}

/* What the first screen asks, as everybody's queue and as one's own. */
static void
ask_screen(void)
{
	struct todo_row *rows;
	struct todo_sum sum;
	struct err e = { 0 };

	for (int mine = 0; mine < 2; mine++) {
		world->queue_mine = mine != 0;
		world->todo = NULL;
		todo_fetch(world, world_arena, NULL, NULL, PAGE, &rows, &e);
		ck_assert(todo_sum(world, &sum, &e));
	}
	world->queue_mine = false;
	world->todo = NULL;
}

START_TEST(no_statement_scans)
{
	sqlite3 *h = db_handle(world->db);
	int of_wait = 0;

	sqlite3_trace_v2(h, SQLITE_TRACE_STMT, take, NULL);
	ask_screen();
	sqlite3_trace_v2(h, 0, NULL, NULL);
	for (size_t i = 0; i < n_taken; i++) {
		sqlite3_stmt *s;

		if (strncmp(taken[i], "SELECT", 6) != 0 || strstr(taken[i], "FROM wait") == NULL)
			continue;
		of_wait++;
		ck_assert_int_eq(sqlite3_prepare_v2(h, arena_printf(world_arena, "EXPLAIN QUERY PLAN %s", taken[i]), -1, &s, NULL), SQLITE_OK);
		while (sqlite3_step(s) == SQLITE_ROW) {
			const char *line = (const char *)sqlite3_column_text(s, 3);

			ck_assert_msg(strncmp(line, "SCAN", 4) != 0, "%s: %s", taken[i], line);
			ck_assert_msg(strstr(line, "TEMP B-TREE FOR ORDER BY") == NULL, "%s: %s", taken[i], line);
		}
		sqlite3_finalize(s);
	}
	ck_assert_int_ge(of_wait, 4);
}
END_TEST

/* A hundred times as many: the same page.  The bound is loose, machines are shared; a walk would cost a hundredfold. */
START_TEST(a_page_costs_the_same_at_a_hundred_thousand)
{
	double few[3], many[3], counts;
	struct todo_sum sum;
	struct err e = { 0 };

	put_matters(1, 1000);
	pages_ms(few);
	put_matters(1001, 100000);
	pages_ms(many);
	counts = now_ms();
	ck_assert(todo_sum(world, &sum, &e));
	counts = now_ms() - counts;
	ck_assert_int_ge(sum.all, 100000);
	printf("queue, page of %d: %.2f ms at 1,000, %.2f ms at 100,000; counts %.1f ms\n", PAGE, few[0], many[0], counts);
	for (int i = 0; i < 3; i++)
		ck_assert_msg(many[i] < few[i] * 8 + 1, "page %d: %.2f ms at 1,000, %.2f ms at 100,000", i, few[i], many[i]);
}
END_TEST

Suite *
suite_todo(void)
{
	Suite *s = suite_create("todo");
	TCase *t = tcase_create("todo");

	tcase_add_checked_fixture(t, world_open, world_close);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, no_statement_scans);
	tcase_add_test(t, a_page_costs_the_same_at_a_hundred_thousand);
	suite_add_tcase(s, t);
	return s;
}
