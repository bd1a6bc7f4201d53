/*
 * check_edit.c: typing, undo, movement, and a wrap map that is mended right and fast.
 *
 * Knows: edit.h, and the wrapping of base as the measure.  Must not know: curses.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/text.h"
#include "ui/edit.h"

Suite *suite_edit(void);

static struct edit ed;

static void
setup(void)
{
	edit_init(&ed, true, 0);
}

static void
teardown(void)
{
	edit_free(&ed);
}

static enum edit_answer
press(enum key_kind kind, uint32_t cp, unsigned mods)
{
	struct key key = { .kind = kind, .cp = cp, .mods = mods };

	return edit_key(&ed, &key, 10);
}

static void
type(const char *s)
{
	for (size_t i = 0, n = strlen(s); i < n;) {
		uint32_t cp;

		i += text_decode(s + i, n - i, &cp);
		if (cp == '\n')
			press(K_ENTER, 0, 0);
		else
			press(K_CHAR, cp, 0);
	}
}

static void
paste(const char *s)
{
	struct key key = { .kind = K_PASTE, .paste = s, .paste_len = strlen(s) };

	edit_key(&ed, &key, 10);
}

/* The map is what a fresh wrap of the whole text gives, the counts are right. */
static void
check_map(void)
{
	struct arena *a = arena_new();
	struct wrap_line *lines;
	size_t n = width_wrap(a, edit_text(&ed), ed.columns, &lines);

	ck_assert_uint_eq(ed.chars, text_count(edit_text(&ed)));
	ck_assert(text_valid(edit_text(&ed), ed.text.len));
	ck_assert_uint_eq(ed.n_lines, n);
	for (size_t i = 0; i < n; i++) {
		ck_assert_uint_eq(ed.lines[i].start, lines[i].start);
		ck_assert_uint_eq(ed.lines[i].len, lines[i].len);
	}
	arena_free(a);
}

START_TEST(typing)
{
	type("监督员");
	press(K_LEFT, 0, 0);
	type("工作");
	ck_assert_str_eq(edit_text(&ed), "监督工作员");
	press(K_BACKSPACE, 0, 0);
	press(K_DELETE, 0, 0);
	ck_assert_str_eq(edit_text(&ed), "监督工");
	press(K_DELETE, 0, 0);
	press(K_HOME, 0, 0);
	press(K_BACKSPACE, 0, 0);
	press(K_LEFT, 0, 0);
	ck_assert_str_eq(edit_text(&ed), "监督工");
	ck_assert_uint_eq(ed.cursor, 0);
	/* a letter and its accent are one step */
	edit_set(&ed, "xe\xcc\x81y");
	press(K_LEFT, 0, 0);
	press(K_LEFT, 0, 0);
	ck_assert_uint_eq(ed.cursor, 1);
	press(K_RIGHT, 0, 0);
	press(K_BACKSPACE, 0, 0);
	ck_assert_str_eq(edit_text(&ed), "xy");
}
END_TEST

START_TEST(tidy)
{
	paste("一\t二\xe2\x80\xae三\xef\xbb\xbf\xc2\xa0四\r\n五\xe2\x80\xa8六");
	ck_assert_str_eq(edit_text(&ed), "一 二三 四\n五\n六");
	edit_free(&ed);
	edit_init(&ed, false, 0);
	paste("甲\n乙\r丙");
	ck_assert_str_eq(edit_text(&ed), "甲 乙 丙");
	ck_assert_int_eq(press(K_ENTER, 0, 0), EDIT_PASS);
	ck_assert_int_eq(press(K_UP, 0, 0), EDIT_PASS);
}
END_TEST

START_TEST(undo)
{
	type("第一");
	press(K_ENTER, 0, 0);
	type("第二");
	paste("粘贴的一大段\n文字");
	press(K_BACKSPACE, 0, 0);
	press(K_BACKSPACE, 0, 0);
	ck_assert_str_eq(edit_text(&ed), "第一\n第二粘贴的一大段\n");
	edit_undo(&ed);
	ck_assert_str_eq(edit_text(&ed), "第一\n第二粘贴的一大段\n文字");
	edit_undo(&ed);
	ck_assert_str_eq(edit_text(&ed), "第一\n第二");
	edit_undo(&ed);
	ck_assert_str_eq(edit_text(&ed), "第一\n");
	edit_redo(&ed);
	edit_redo(&ed);
	ck_assert_str_eq(edit_text(&ed), "第一\n第二粘贴的一大段\n文字");
	edit_undo(&ed);
	type("三");
	ck_assert(!edit_redo(&ed));
	ck_assert_str_eq(edit_text(&ed), "第一\n第二三");
	while (edit_undo(&ed))
		;
	ck_assert_str_eq(edit_text(&ed), "");
	edit_replace(&ed, "整段");
	edit_undo(&ed);
	ck_assert_str_eq(edit_text(&ed), "");
}
END_TEST

START_TEST(words_and_cuts)
{
	edit_set(&ed, "依法  制作，abc-12 清单。");
	press(K_LEFT, 0, KM_CTRL);
	ck_assert_str_eq(edit_text(&ed) + ed.cursor, "。");
	press(K_LEFT, 0, KM_CTRL);
	ck_assert_str_eq(edit_text(&ed) + ed.cursor, "清单。");
	press(K_LEFT, 0, KM_CTRL);
	ck_assert_str_eq(edit_text(&ed) + ed.cursor, "12 清单。");
	press(K_CTRL, 'u', 0);
	ck_assert_str_eq(edit_text(&ed), "12 清单。");
	press(K_CTRL, 'k', 0);
	ck_assert_str_eq(edit_text(&ed), "");
	press(K_CTRL, 'v', 0);
	press(K_CTRL, 'v', 0);
	ck_assert_str_eq(edit_text(&ed), "12 清单。12 清单。");
	press(K_CTRL, 'z', 0);
	press(K_CTRL, 'w', 0);
	press(K_CTRL, 'w', 0);
	ck_assert_str_eq(edit_text(&ed), "12 ");
	edit_set(&ed, "甲\n乙");
	press(K_HOME, 0, KM_CTRL);
	press(K_END, 0, 0);
	press(K_CTRL, 'k', 0);
	ck_assert_str_eq(edit_text(&ed), "甲乙");
}
END_TEST

START_TEST(up_and_down)
{
	size_t line;
	int column;

	edit_set(&ed, "一二三四五六七八九十\nab\n一二三四五六七八九十");
	edit_wrap(&ed, 40);
	ck_assert_uint_eq(ed.n_lines, 3);
	edit_where(&ed, &line, &column);
	ck_assert_uint_eq(line, 2);
	ck_assert_int_eq(column, 20);
	press(K_UP, 0, 0);
	edit_where(&ed, &line, &column);
	ck_assert_int_eq(column, 2);
	press(K_UP, 0, 0); /* the column it began in */
	edit_where(&ed, &line, &column);
	ck_assert_uint_eq(line, 0);
	ck_assert_int_eq(column, 20);
	ck_assert_int_eq(press(K_UP, 0, 0), EDIT_EDGE);
	press(K_DOWN, 0, 0);
	press(K_DOWN, 0, 0);
	ck_assert_int_eq(press(K_DOWN, 0, 0), EDIT_EDGE);
	/* within a paragraph that is broken: the end of a line is not the begin of the next */
	edit_set(&ed, "一二三四五六七八九十一二三四五六七八九十");
	edit_wrap(&ed, 20);
	press(K_HOME, 0, KM_CTRL);
	press(K_END, 0, 0);
	edit_where(&ed, &line, &column);
	ck_assert_uint_eq(line, 0);
	ck_assert_int_eq(column, 18);
	press(K_RIGHT, 0, 0);
	edit_where(&ed, &line, &column);
	ck_assert_uint_eq(line, 1);
	ck_assert_int_eq(column, 0);
	press(K_END, 0, 0);
	ck_assert_uint_eq(ed.cursor, ed.text.len);
}
END_TEST

START_TEST(over_length)
{
	edit_free(&ed);
	edit_init(&ed, true, 5);
	type("一二三四五");
	ck_assert(!edit_over(&ed));
	type("六");
	ck_assert(edit_over(&ed));
	ck_assert_str_eq(edit_text(&ed), "一二三四五六");
}
END_TEST

/* Thousands of random changes: after each the map equals a fresh one; then everything is undone. */
START_TEST(mended_map)
{
	static const char *const bits[] = { "意", "见", "，", "。", "（", "）", "“", "”", "——", "……", "a", "word ", " ", "12.5",
		"\n", "\n\n", "非常长的一段没有标点的文字用来换行", "supercalifragilisticexpialidocious", "e\xcc\x81", "《规定》" };

	for (unsigned seed = 1; seed <= 6; seed++) {
		srand(seed);
		edit_set(&ed, "");
		ed.columns = 0;
		edit_wrap(&ed, seed == 1 ? 2 : (int)(8 + seed * 7));
		for (int i = 0; i < 1500; i++) {
			size_t at = (size_t)rand() % (ed.text.len + 1);

			while (at > 0 && ((unsigned char)edit_text(&ed)[at] & 0xC0) == 0x80)
				at--;
			switch (rand() % 8) {
			case 0: {
				size_t to = at + (size_t)rand() % 60;

				if (to > ed.text.len)
					to = ed.text.len;
				while (to < ed.text.len && ((unsigned char)edit_text(&ed)[to] & 0xC0) == 0x80)
					to++;
				edit_delete(&ed, at, to);
				break;
			}
			case 1: press(K_BACKSPACE, 0, 0); break;
			case 2: edit_undo(&ed); break;
			case 3: ed.cursor = at; break;
			default: {
				const char *s = bits[(size_t)rand() % (sizeof(bits) / sizeof(bits[0]))];

				edit_insert(&ed, s, strlen(s));
			}
			}
			check_map();
		}
		while (edit_undo(&ed))
			;
		ck_assert_str_eq(edit_text(&ed), "");
		check_map();
	}
}
END_TEST

/* Twenty thousand hanzi in one paragraph: a key takes less than 5 ms, far less on an idle machine. */
START_TEST(fast)
{
	struct buf b = BUF_INIT;
	struct timespec t0, t1;
	double ms;

	for (int i = 0; i < 20000; i++)
		buf_adds(&b, i % 23 == 22 ? "，" : "法");
	edit_wrap(&ed, 66);
	edit_insert(&ed, b.s, b.len);
	buf_free(&b);
	check_map();
	edit_goto(&ed, 3, 10);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t0);
	for (int i = 0; i < 200; i++) {
		press(K_CHAR, 0x4e2d, 0);
		press(K_DOWN, 0, 0);
		press(K_BACKSPACE, 0, 0);
		press(K_END, 0, KM_CTRL);
		press(K_CHAR, 'x', 0);
		press(K_HOME, 0, KM_CTRL);
	}
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t1);
	ms = (double)(t1.tv_sec - t0.tv_sec) * 1e3 + (double)(t1.tv_nsec - t0.tv_nsec) / 1e6;
	ck_assert_msg(ms / 1200 < 5, "%.3f ms a key", ms / 1200);
	if (getenv("JIANDU_BENCH"))
		printf("edit: %.4f ms a key in 20000 hanzi\n", ms / 1200);
	check_map();
}
END_TEST

Suite *
suite_edit(void)
{
	Suite *s = suite_create("edit");
	TCase *tc = tcase_create("edit");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, typing);
	tcase_add_test(tc, tidy);
	tcase_add_test(tc, undo);
	tcase_add_test(tc, words_and_cuts);
	tcase_add_test(tc, up_and_down);
	tcase_add_test(tc, over_length);
	tcase_add_test(tc, mended_map);
	tcase_add_test(tc, fast);
	suite_add_tcase(s, tc);
	return s;
}
