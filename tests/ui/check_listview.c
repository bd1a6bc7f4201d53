/*
 * check_listview.c: the list widget pages by key and keeps its row.
 *
 * Knows: list.h, and a source that may change under it.  Must not know: curses, the engine.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/list.h"

Suite *suite_listview(void);

/* A source of rows with ids and keys of its own, which may change. */
static struct source {
	int64_t id[2000];
	size_t n;
	size_t asked; /* pages */
	size_t most;  /* largest page */
} src;

static struct listview lv;
static const struct listview_col cols[] = { { .label = "id", .width = 8 } };

static bool
fetch(void *ctx, struct arena *a, const struct listview_ask *ask, struct listview_page *out, struct err *e)
{
	struct source *s = ctx;
	size_t from = 0, to;

	(void)e;
	s->asked++;
	if (ask->limit > s->most)
		s->most = ask->limit;
	/* keyed like SQL: the edge need not exist */
	if (ask->id) {
		ck_assert_ptr_nonnull(ask->key);
		ck_assert_int_eq(atoll(ask->key), ask->id);
		while (from < s->n && s->id[from] < ask->id)
			from++;
	}
	if (ask->from_end) {
		to = s->n;
		from = to > ask->limit ? to - ask->limit : 0;
	} else if (ask->before) {
		to = from;
		from = to > ask->limit ? to - ask->limit : 0;
	} else {
		if (ask->id && !ask->inclusive && from < s->n && s->id[from] == ask->id)
			from++;
		to = s->n - from > ask->limit ? from + ask->limit : s->n;
	}
	out->n = to - from;
	out->rows = arena_alloc(a, (out->n + 1) * sizeof(*out->rows));
	for (size_t i = from; i < to; i++) {
		const char **cell = arena_alloc(a, sizeof(*cell));

		cell[0] = arena_printf(a, "%lld", (long long)s->id[i]);
		out->rows[i - from] = (struct listview_row){ .id = s->id[i], .key = cell[0], .cell = cell };
	}
	return true;
}

static void
fill(size_t n)
{
	src.n = n;
	for (size_t i = 0; i < n; i++)
		src.id[i] = (int64_t)(i + 1) * 10;
	lv.total = (int64_t)n;
}

static void
setup(void)
{
	memset(&src, 0, sizeof(src));
	listview_init(&lv, cols, 1, fetch, &src);
	lv.height = 10;
}

static void
teardown(void)
{
	listview_free(&lv);
}

static void
press(enum key_kind kind)
{
	struct key key = { .kind = kind };

	listview_key(&lv, &key, true, true);
}

/* Selected ID at position POS of the list, and the window is a run of the source. */
static void
expect(int64_t id, const char *pos)
{
	char out[48];
	size_t from = 0;

	ck_assert_int_eq(listview_selected_id(&lv), id);
	ck_assert_str_eq(listview_position(&lv, out), pos);
	while (from < src.n && lv.n_rows > 0 && src.id[from] != lv.rows[0].row.id)
		from++;
	ck_assert_uint_le(lv.n_rows, (size_t)lv.height);
	for (size_t i = 0; i < lv.n_rows; i++)
		ck_assert_int_eq(lv.rows[i].row.id, src.id[from + i]);
}

START_TEST(moves)
{
	fill(35);
	press(K_DOWN);
	expect(20, "2/35");
	for (int i = 0; i < 12; i++)
		press(K_DOWN);
	expect(140, "14/35");
	press(K_PGDN);
	expect(240, "24/35");
	press(K_PGDN);
	expect(340, "34/35");
	press(K_PGDN); /* one row is left: the last page */
	expect(350, "35/35");
	press(K_PGDN);
	expect(350, "35/35");
	press(K_DOWN);
	expect(350, "35/35");
	press(K_PGUP);
	expect(250, "25/35");
	press(K_PGUP);
	press(K_PGUP);
	press(K_PGUP);
	expect(10, "1/35");
	press(K_UP);
	expect(10, "1/35");
	press(K_END);
	expect(350, "35/35");
	for (int i = 0; i < 40; i++)
		press(K_UP);
	expect(10, "1/35");
	press(K_HOME);
	expect(10, "1/35");
	ck_assert_uint_le(src.most, 10);
}
END_TEST

START_TEST(short_and_empty)
{
	char out[48];

	fill(0);
	press(K_DOWN);
	press(K_END);
	press(K_PGUP);
	ck_assert_int_eq(listview_selected_id(&lv), 0);
	ck_assert_str_eq(listview_position(&lv, out), "0");
	fill(3);
	listview_refresh(&lv);
	press(K_END);
	expect(30, "3/3");
	press(K_PGDN);
	press(K_PGUP);
	expect(10, "1/3");
	lv.height = 1;
	listview_restart(&lv);
	press(K_DOWN);
	expect(20, "2/3");
	press(K_DOWN);
	press(K_DOWN);
	expect(30, "3/3");
	press(K_UP);
	expect(20, "2/3");
}
END_TEST

/* Each key of a filter asks anew: what the rows before came with is used again. */
START_TEST(restarts_keep_no_memory)
{
	fill(35);
	for (int i = 0; i < 200; i++) {
		listview_restart(&lv);
		press(K_DOWN);
		press(K_PGDN);
	}
	ck_assert_uint_le(lv.n_loads, 4);
}
END_TEST

START_TEST(refresh)
{
	fill(100);
	for (int i = 0; i < 30; i++)
		press(K_DOWN);
	expect(310, "31/100");
	/* the row above goes: the selection stays */
	memmove(&src.id[29], &src.id[30], 70 * sizeof(src.id[0]));
	src.n--;
	lv.total--;
	listview_refresh(&lv);
	ck_assert_int_eq(listview_selected_id(&lv), 310);
	/* the selected row goes: its neighbour is selected */
	memmove(&src.id[29], &src.id[30], 69 * sizeof(src.id[0]));
	src.n--;
	lv.total--;
	listview_refresh(&lv);
	ck_assert_int_ne(listview_selected_id(&lv), 0);
	ck_assert_int_ge(listview_selected_id(&lv), 200);
	/* at the top a new first row is seen, and the selected one kept */
	press(K_HOME);
	press(K_DOWN);
	memmove(&src.id[1], &src.id[0], src.n * sizeof(src.id[0]));
	src.id[0] = 5;
	src.n++;
	lv.total++;
	listview_refresh(&lv);
	ck_assert_int_eq(lv.rows[0].row.id, 5);
	ck_assert_int_eq(listview_selected_id(&lv), 20);
	/* nearly everything goes */
	src.n = 2;
	lv.total = 2;
	press(K_END);
	listview_refresh(&lv);
	ck_assert_uint_eq(lv.n_rows, 2);
	src.n = 0;
	lv.total = 0;
	listview_refresh(&lv);
	ck_assert_int_eq(listview_selected_id(&lv), 0);
}
END_TEST

START_TEST(shown)
{
	fill(100);
	listview_show(&lv, "500", 500);
	ck_assert_int_eq(listview_selected_id(&lv), 500);
	listview_show(&lv, "980", 980); /* near the end: a full window */
	ck_assert_int_eq(listview_selected_id(&lv), 980);
	ck_assert_uint_eq(lv.n_rows, 10);
	press(K_UP);
	ck_assert_int_eq(listview_selected_id(&lv), 970);
}
END_TEST

START_TEST(marks)
{
	struct key x = { .kind = K_CHAR, .cp = 'x' };

	fill(20);
	ck_assert_int_eq(listview_key(&lv, &x, true, true), LISTVIEW_MARKED);
	ck_assert_int_eq(listview_key(&lv, &x, true, true), LISTVIEW_MARKED);
	ck_assert_uint_eq(lv.n_marks, 2);
	ck_assert(listview_marked(&lv, 10) && listview_marked(&lv, 20));
	press(K_UP);
	listview_key(&lv, &x, true, true);
	ck_assert(!listview_marked(&lv, 20));
	ck_assert_int_eq(listview_key(&lv, &x, false, true), LISTVIEW_PASS);
	ck_assert_int_eq(listview_key(&lv, &x, true, false), LISTVIEW_PASS);
}
END_TEST

START_TEST(array)
{
	struct listview_row rows[25];
	static const char *const cell[] = { "x" };
	struct listview_rows all = { rows, 25 };
	struct listview v;
	struct key down = { .kind = K_DOWN }, end = { .kind = K_END }, up = { .kind = K_PGUP };

	for (size_t i = 0; i < 25; i++)
		rows[i] = (struct listview_row){ .id = 100 + (int64_t)(i * 7 % 25), .cell = cell };
	listview_init(&v, cols, 1, listview_fetch_rows, &all);
	v.height = 6;
	v.total = 25;
	for (size_t i = 1; i < 25; i++) {
		listview_key(&v, &down, true, false);
		ck_assert_int_eq(listview_selected_id(&v), rows[i].id);
	}
	listview_key(&v, &end, true, false);
	ck_assert_int_eq(listview_selected_id(&v), rows[24].id);
	for (int i = 0; i < 6; i++)
		listview_key(&v, &up, true, false);
	ck_assert_int_eq(listview_selected_id(&v), rows[0].id);
	listview_free(&v);
}
END_TEST

Suite *
suite_listview(void)
{
	Suite *s = suite_create("listview");
	TCase *tc = tcase_create("listview");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, moves);
	tcase_add_test(tc, short_and_empty);
	tcase_add_test(tc, restarts_keep_no_memory);
	tcase_add_test(tc, refresh);
	tcase_add_test(tc, shown);
	tcase_add_test(tc, marks);
	tcase_add_test(tc, array);
	suite_add_tcase(s, tc);
	return s;
}
