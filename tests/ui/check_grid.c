/*
 * check_grid.c: a grid is filled by keyboard: digits, whole columns, numbers, notes, undo.
 *
 * Knows: grid.h.  Must not know: curses' output, flows.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "act/field.h"
#include "ui/grid.h"

Suite *suite_grid(void);

enum { WHO, MARK, HOURS, WHY };

static const struct word marks[] = {
	WORD_NONE,
	{ "attended", "出席", 0 },
	{ "excused", "请假", 0 },
	{ "absent", "缺席", 0 },
	WORD_END,
};

static const struct grid_col cols[] = {
	[WHO] = { .label = "监督员", .width = 16, .min = 8, .fixed = true },
	[MARK] = { .label = "出席", .kind = GRID_CHOICE, .words = marks, .width = 8 },
	[HOURS] = { .label = "学时", .kind = GRID_NUMBER, .decimals = 1, .max = 24, .width = 4 },
	[WHY] = { .label = "事由", .kind = GRID_TEXT, .max = 10, .width = 20, .grow = true, .hints = true },
};

static const char *const people[4][4] = {
	{ "冉凯文", "", "", "" },
	{ "欧阳春燕", "", "", "" },
	{ "长孙桂鹏", "", "", "" },
	{ "尉迟𬭎", "", "", "" },
};
static const struct grid_row rows[] = {
	{ .id = 1, .value = people[0] },
	{ .id = 2, .value = people[1] },
	{ .id = 3, .value = people[2] },
	{ .id = 4, .value = people[3] },
};
static struct grid g;

/* The last was not told of the activity: nothing is marked there. */
static bool
may(void *ctx, const struct grid *grid, size_t row, size_t col)
{
	(void)ctx;
	return grid->rows[row].id != 4 && (col != WHY || grid_word(grid, row, MARK) > 1);
}

static void
setup(void)
{
	grid_init(&g, cols, N_OF(cols), rows, N_OF(rows));
	g.may = may;
}

static void
teardown(void)
{
	grid_free(&g);
}

static void
press(enum key_kind kind, uint32_t cp)
{
	struct key key = { .kind = kind, .cp = cp };

	grid_key(&g, &key);
}

static void
type(const char *digits)
{
	for (; *digits != '\0'; digits++)
		press(K_CHAR, (unsigned char)*digits);
}

static void
is(size_t row, size_t col, const char *value)
{
	ck_assert_str_eq(grid_value(&g, row, col), value);
}

START_TEST(one_digit_a_person)
{
	ck_assert_uint_eq(g.col, MARK);
	type("12");
	press(K_CHAR, 0xff13); /* ３, as an input method types it */
	is(0, MARK, "attended");
	is(1, MARK, "excused");
	is(2, MARK, "absent");
	/* Down to the last, which takes nothing. */
	ck_assert_uint_eq(g.row, 3);
	type("1");
	is(3, MARK, "");
	ck_assert(grid_row_changed(&g, 0));
	ck_assert(!grid_row_changed(&g, 3));
	press(K_UP, 0);
	type("0");
	is(2, MARK, "");
	type("9");
	is(2, MARK, "");
}
END_TEST

START_TEST(a_whole_column)
{
	press(K_DOWN, 0);
	type("3");
	press(K_HOME, 0);
	press(K_F, 8);
	/* Nothing stood in the first: its first word, for those without one; not for who may not be marked. */
	is(0, MARK, "attended");
	is(1, MARK, "absent");
	is(2, MARK, "attended");
	is(3, MARK, "");
	press(K_F, 8);
	is(1, MARK, "attended");
	press(K_CTRL, 'z');
	is(1, MARK, "absent");
	press(K_CTRL, 'z');
	is(0, MARK, "");
	is(2, MARK, "");
	ck_assert(grid_dirty(&g));
	press(K_CTRL, 'z');
	ck_assert(!grid_dirty(&g));
	ck_assert(!grid_undo(&g));
}
END_TEST

START_TEST(numbers)
{
	press(K_RIGHT, 0);
	ck_assert_uint_eq(g.col, HOURS);
	type("3");
	press(K_CHAR, 0x3002); /* 。 is the point */
	type("5x");
	press(K_ENTER, 0);
	is(0, HOURS, "3.5");
	ck_assert_uint_eq(g.row, 1);
	type("25");
	press(K_ENTER, 0);
	ck_assert(g.typing);
	ck_assert_uint_gt(g.error.len, 0);
	press(K_ESC, 0);
	is(1, HOURS, "");
	type("1.25");
	press(K_DOWN, 0);
	ck_assert(g.typing); /* one digit after the point */
	press(K_BACKSPACE, 0);
	press(K_F, 8); /* takes it and fills the rest */
	is(0, HOURS, "3.5");
	is(1, HOURS, "1.2");
	is(2, HOURS, "1.2");
	is(3, HOURS, "");
	ck_assert(!grid_put(&g, 0, HOURS, "abc"));
	is(0, HOURS, "3.5");
}
END_TEST

static void
paste(const char *text)
{
	struct key key = { .kind = K_PASTE, .paste = text, .paste_len = strlen(text) };

	grid_key(&g, &key);
}

START_TEST(notes_and_pastes)
{
	grid_go(&g, 0, WHY);
	paste("出差");
	ck_assert(!g.typing); /* who attended gives no reason */
	grid_go(&g, 0, MARK);
	paste("请假\n3\n出席\n出席");
	is(0, MARK, "excused");
	is(1, MARK, "absent");
	is(2, MARK, "attended");
	is(3, MARK, "");
	grid_go(&g, 0, WHY);
	paste("出差，有单位证明");
	ck_assert(g.typing);
	press(K_TAB, 0);
	is(0, WHY, "出差，有单位证明");
	ck_assert_uint_eq(g.row, 1);
	ck_assert_uint_eq(g.col, MARK);
	grid_go(&g, 0, WHY);
	press(K_BACKSPACE, 0);
	press(K_ENTER, 0);
	is(0, WHY, "出差，有单位证");
	paste("这个事由写得太长了放不下");
	press(K_ENTER, 0);
	ck_assert_uint_eq(g.row, 1);
	ck_assert(g.typing); /* never shortened */
	press(K_ESC, 0);
	is(1, WHY, "");
}
END_TEST

START_TEST(what_is_saved)
{
	type("1");
	grid_refuse(&g, 0, "未通知");
	ck_assert_uint_gt(g.refusal[0].len, 0);
	press(K_UP, 0);
	type("2");
	ck_assert_uint_eq(g.refusal[0].len, 0); /* told until the row is changed */
	grid_saved(&g);
	ck_assert(!grid_dirty(&g));
	ck_assert(!grid_undo(&g));
	is(0, MARK, "excused");
}
END_TEST

START_TEST(without_rows)
{
	grid_free(&g);
	grid_init(&g, cols, N_OF(cols), NULL, 0);
	press(K_DOWN, 0);
	press(K_F, 8);
	type("1");
	ck_assert(!grid_dirty(&g));
	grid_go(&g, 5, SIZE_MAX);
}
END_TEST

Suite *
suite_grid(void)
{
	Suite *s = suite_create("grid");
	TCase *t = tcase_create("grid");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, one_digit_a_person);
	tcase_add_test(t, a_whole_column);
	tcase_add_test(t, numbers);
	tcase_add_test(t, notes_and_pastes);
	tcase_add_test(t, what_is_saved);
	tcase_add_test(t, without_rows);
	suite_add_tcase(s, t);
	return s;
}
