/*
 * check_width.c: columns, clipping at odd columns, padding, line breaks.
 *
 * Knows: what terminals draw.  Must not know: curses.
 */
#include <check.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/width.h"

Suite *suite_width(void);

/* width.c replaces libc's; <wchar.h> hides them without _XOPEN_SOURCE. */
int wcwidth(wchar_t c);
int wcswidth(const wchar_t *s, size_t n);

static struct arena *a;

static void setup(void)
{
	a = arena_new();
	width_set_ambiguous(1);
}

static void teardown(void)
{
	width_set_ambiguous(1);
	arena_free(a);
}

static const struct {
	uint32_t first, last;
	int columns;
} points[] = {
	{ .first = 0x00, .last = 0x1F, .columns = -1 },
	{ .first = 0x20, .last = 0x7E, .columns = 1 },
	{ .first = 0x7F, .last = 0x9F, .columns = -1 },
	{ .first = 0xA0, .last = 0xA0, .columns = 1 },
	{ .first = 0xE9, .last = 0xE9, .columns = 1 },
	{ .first = 0x300, .last = 0x36F, .columns = 0 },
	{ .first = 0x378, .last = 0x379, .columns = -1 },
	{ .first = 0x1100, .last = 0x115F, .columns = 2 },
	{ .first = 0x1160, .last = 0x11FF, .columns = 0 },
	{ .first = 0x200B, .last = 0x200F, .columns = 0 },
	{ .first = 0x2028, .last = 0x2029, .columns = -1 },
	{ .first = 0x202E, .last = 0x202E, .columns = 0 },
	{ .first = 0x3000, .last = 0x3029, .columns = 2 },
	{ .first = 0x302A, .last = 0x302D, .columns = 0 },
	{ .first = 0x3400, .last = 0x4DBF, .columns = 2 },
	{ .first = 0x4E00, .last = 0x9FFF, .columns = 2 },
	{ .first = 0xAC00, .last = 0xD7A3, .columns = 2 },
	{ .first = 0xD800, .last = 0xDFFF, .columns = -1 },
	{ .first = 0xF900, .last = 0xFA6D, .columns = 2 },
	{ .first = 0xFE00, .last = 0xFE0F, .columns = 0 },
	{ .first = 0xFEFF, .last = 0xFEFF, .columns = 0 },
	{ .first = 0xFF01, .last = 0xFF60, .columns = 2 },
	{ .first = 0xFF61, .last = 0xFF9F, .columns = 1 },
	{ .first = 0xFFFE, .last = 0xFFFF, .columns = -1 },
	{ .first = 0x1F600, .last = 0x1F64F, .columns = 2 },
	{ .first = 0x20000, .last = 0x2A6DF, .columns = 2 }, /* extension B */
	{ .first = 0x2A700, .last = 0x2EBE0, .columns = 2 }, /* C D E F */
	{ .first = 0x2EBF0, .last = 0x2EE5D, .columns = 2 }, /* I */
	{ .first = 0x2F800, .last = 0x2FA1D, .columns = 2 },
	{ .first = 0x2FFFE, .last = 0x2FFFF, .columns = -1 },
	{ .first = 0x30000, .last = 0x3134A, .columns = 2 }, /* G */
	{ .first = 0x31350, .last = 0x323AF, .columns = 2 }, /* H */
	{ .first = 0x323B0, .last = 0x33479, .columns = 2 }, /* J */
	{ .first = 0x3FFFE, .last = 0x3FFFF, .columns = -1 },
	{ .first = 0x40000, .last = 0x40000, .columns = -1 },
	{ .first = 0xE0100, .last = 0xE01EF, .columns = 0 },
	{ .first = 0x10FFFE, .last = 0x110005, .columns = -1 },
	{ .first = 0xFFFFFFF0, .last = 0xFFFFFFFE, .columns = -1 },
};

START_TEST(test_points)
{
	for (uint32_t cp = points[_i].first; cp <= points[_i].last; cp++)
		if (width_of(cp) != points[_i].columns)
			ck_abort_msg("U+%04X: %d columns, want %d", cp, width_of(cp), points[_i].columns);
}
END_TEST

START_TEST(test_ambiguous)
{
	static const uint32_t cps[] = { 0x201C, 0x201D, 0x2018, 0x2019, 0x2026, 0x2014, 0xB7, 0x2460, 0x203B,
		0x2116, 0xB0, 0xB1, 0x2500, 0x25A0, 0xE000 };

	ck_assert_int_eq(width_ambiguous(), 1);
	for (size_t i = 0; i < sizeof(cps) / sizeof(cps[0]); i++)
		ck_assert_int_eq(width_of(cps[i]), 1);
	width_set_ambiguous(2);
	for (size_t i = 0; i < sizeof(cps) / sizeof(cps[0]); i++)
		ck_assert_int_eq(width_of(cps[i]), 2);
	ck_assert_int_eq(width_of('a'), 1);
	ck_assert_int_eq(width_of(0x301), 0);
	width_set_ambiguous(0);
	width_set_ambiguous(3);
	ck_assert_int_eq(width_ambiguous(), 2);
	ck_assert_int_eq(width_text("“中”"), 6);
	width_set_ambiguous(1);
	ck_assert_int_eq(width_text("“中”"), 4);
}
END_TEST

START_TEST(test_libc)
{
	ck_assert_int_eq(wcwidth(L'\0'), 0);
	ck_assert_int_eq(wcwidth(L'a'), 1);
	ck_assert_int_eq(wcwidth((wchar_t)0x4E2D), 2);
	ck_assert_int_eq(wcwidth((wchar_t)0x31350), 2);
	ck_assert_int_eq(wcwidth((wchar_t)0x1B), -1);
	ck_assert_int_eq(wcwidth((wchar_t)0xD800), -1);
	ck_assert_int_eq(wcwidth((wchar_t)-1), -1);
	ck_assert_int_eq(wcswidth(L"a中", 9), 3);
	ck_assert_int_eq(wcswidth(L"a中", 1), 1);
	ck_assert_int_eq(wcswidth(L"a\x1B", 9), -1);
}
END_TEST

START_TEST(test_text)
{
	ck_assert_int_eq(width_text(""), 0);
	ck_assert_int_eq(width_text("abc"), 3);
	ck_assert_int_eq(width_text("中文a"), 5);
	ck_assert_int_eq(width_text("赵𬭎䶮·"), 7);
	ck_assert_int_eq(width_text("e\u0301x"), 2);
	/* drawn as marks */
	ck_assert_int_eq(width_text("a\x1B\xFF"), 3);
	ck_assert_int_eq(width_text("\u0378"), 1);
	ck_assert_int_eq(width_bytes("中文a", 3), 2);
}
END_TEST

/* Clipped to 0, 1, 2 ... columns. */
static const struct {
	const char *s;
	const char *clipped[7];
} clips[] = {
	{ .s = "中文字", .clipped = { "", "", "中", "中", "中文", "中文", "中文字" } },
	{ .s = "a中文字", .clipped = { "", "a", "a", "a中", "a中", "a中文", "a中文" } },
	{ .s = "e\u0301中",
		.clipped = { "", "e\u0301", "e\u0301", "e\u0301中", "e\u0301中", "e\u0301中", "e\u0301中" } },
	{ .s = "𬭎䶮·", .clipped = { "", "", "𬭎", "𬭎", "𬭎䶮", "𬭎䶮·", "𬭎䶮·" } },
	{ .s = "葛\U000E0100x",
		.clipped = { "", "", "葛\U000E0100", "葛\U000E0100x", "葛\U000E0100x", "葛\U000E0100x",
			"葛\U000E0100x" } },
	{ .s = "abcdefgh", .clipped = { "", "a", "ab", "abc", "abcd", "abcde", "abcdef" } },
	{ .s = "", .clipped = { "", "", "", "", "", "", "" } },
};

START_TEST(test_clip)
{
	const char *s = clips[_i].s;

	for (int columns = 0; columns < 7; columns++) {
		int used = -1;
		size_t n = width_fit(s, columns, &used);
		char *left = width_pad(a, s, columns, 0), *right = width_pad(a, s, columns, 1);

		ck_assert_str_eq(width_clip(a, s, columns), clips[_i].clipped[columns]);
		ck_assert_uint_eq(n, strlen(clips[_i].clipped[columns]));
		ck_assert_int_eq(used, width_bytes(s, n));
		ck_assert_int_le(used, columns);
		ck_assert_int_eq(width_text(left), columns);
		ck_assert_int_eq(width_text(right), columns);
		ck_assert_int_eq(strncmp(left, s, n), 0);
		ck_assert_str_eq(right + strlen(right) - n, clips[_i].clipped[columns]);
	}
	ck_assert_str_eq(width_clip(a, s, -3), "");
	ck_assert_str_eq(width_pad(a, s, -3, 1), "");
}
END_TEST

/* Lines parted by | as they are shown. */
static const struct {
	int columns;
	const char *s, *lines;
} wraps[] = {
	{ .columns = 10, .s = "", .lines = "" },
	{ .columns = 10, .s = "\n", .lines = "|" },
	{ .columns = 10, .s = "a\n", .lines = "a|" },
	{ .columns = 10, .s = "a\n\nb", .lines = "a||b" },
	{ .columns = 4, .s = "中文字", .lines = "中文|字" },
	{ .columns = 5, .s = "中文字", .lines = "中文|字" },
	{ .columns = 6, .s = "中文字", .lines = "中文字" },
	/* 。 starts no line: the hanzi before it comes along, at even and odd widths */
	{ .columns = 4, .s = "中文。字", .lines = "中|文。|字" },
	{ .columns = 5, .s = "中文。字", .lines = "中|文。|字" },
	{ .columns = 6, .s = "中文字。”好", .lines = "中文|字。”|好" },
	{ .columns = 9, .s = "中文字。”好", .lines = "中文字。”|好" },
	{ .columns = 6, .s = "他（她）们", .lines = "他|（她）|们" },
	{ .columns = 4, .s = "他《书》", .lines = "他|《书|》" },
	{ .columns = 6, .s = "他们《书》", .lines = "他们|《书》" },
	{ .columns = 5, .s = "他说“好”吗", .lines = "他说|“好”|吗" },
	{ .columns = 8, .s = "渝民〔2024〕5号", .lines = "渝民|〔2024〕|5号" },
	{ .columns = 5, .s = "中文——字", .lines = "中文|——字" },
	{ .columns = 5, .s = "中文……字", .lines = "中文|……字" },
	{ .columns = 7, .s = "阿依古·丽", .lines = "阿依古·|丽" },
	{ .columns = 6, .s = "阿依古·丽", .lines = "阿依|古·丽" },
	/* words and numbers */
	{ .columns = 6, .s = "中文2024年", .lines = "中文|2024年" },
	/* a year stays with its number, a number with what it counts */
	{ .columns = 8, .s = "中文2024年", .lines = "中文|2024年" },
	{ .columns = 9, .s = "中文字第12条", .lines = "中文字第|12条" },
	{ .columns = 4, .s = "2024年", .lines = "2024|年" },
	{ .columns = 7, .s = "计1,000.50元", .lines = "计|1,000.5|0元" },
	{ .columns = 8, .s = "计1,000.50元", .lines = "计|1,000.50|元" },
	{ .columns = 5, .s = "共50%的人", .lines = "共50%|的人" },
	{ .columns = 4, .s = "共50%的人", .lines = "共|50%|的人" },
	{ .columns = 7, .s = "hello world", .lines = "hello|world" },
	{ .columns = 5, .s = "hello world", .lines = "hello|world" },
	{ .columns = 4, .s = "hello world", .lines = "hell|o|worl|d" },
	{ .columns = 5, .s = "ab  cd    ef", .lines = "ab|cd|ef" },
	{ .columns = 8, .s = "say \"hi\" to", .lines = "say \"hi\"|to" },
	{ .columns = 7, .s = "say \"hi\" to", .lines = "say|\"hi\" to" },
	{ .columns = 6, .s = "  中文字", .lines = "  中文|字" },
	{ .columns = 7, .s = "　　第一条", .lines = "　　第|一条" },
	{ .columns = 9, .s = "f(x) g(y)", .lines = "f(x) g(y)" },
	{ .columns = 8, .s = "f(x) g(y)", .lines = "f(x)|g(y)" },
	/* no place to break: cut where it must be */
	{ .columns = 4, .s = "。。。。。", .lines = "。。|。。|。" },
	{ .columns = 2, .s = "中。", .lines = "中|。" },
	{ .columns = 0, .s = "中文", .lines = "中|文" },
	{ .columns = 3, .s = "e\u0301e\u0301e\u0301e\u0301", .lines = "e\u0301e\u0301e\u0301|e\u0301" },
	{ .columns = 4, .s = "abc ", .lines = "abc " },
	{ .columns = 4, .s = "abc   ", .lines = "abc " },
	{ .columns = 4, .s = "中文   \n字", .lines = "中文|字" },
};

START_TEST(test_wrap)
{
	struct wrap_line *line;
	size_t n = width_wrap(a, wraps[_i].s, wraps[_i].columns, &line);
	char got[256] = "";

	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			strcat(got, "|");
		strncat(got, wraps[_i].s + line[i].start, line[i].len);
	}
	ck_assert_msg(strcmp(got, wraps[_i].lines) == 0, "%s at %d: %s, want %s", wraps[_i].s,
		wraps[_i].columns, got, wraps[_i].lines);
}
END_TEST

static const char law[] =
	"　　第五条　收养登记应当遵循“最有利于被收养人”的原则；登记机关（以下称“机关”）自受理之日起30日内审查……"
	"符合《中华人民共和国民法典》规定的，发给《收养登记证》——收养关系自登记之日起成立。\n\n"
	"Phone: 023-12345678, e-mail: someone@example.org (work days 9:00-17:00).  费用1,250.00元，占50%。\n"
	"阿依古丽·买买提、赵𬭎、刘䶮；e\u0301te\u0301，\U0001F1E8\U0001F1F3。\n";

/* Is the character of S at byte AT in LIST? */
static bool is_in(const char *list, const char *s, size_t at)
{
	char c[5] = "";
	uint32_t cp;

	memcpy(c, s + at, text_decode(s + at, strlen(s + at), &cp));
	return c[0] != '\0' && strstr(list, c) != NULL;
}

/* At every width: nothing lost, nothing too wide, no grapheme cut, and from 12 columns on no mark out of place. */
START_TEST(test_wrap_law)
{
	for (int ambiguous = 1; ambiguous <= 2; ambiguous++) {
		for (int columns = 2; columns <= 100; columns++) {
			struct wrap_line *line;
			size_t n, at = 0;

			width_set_ambiguous(ambiguous);
			n = width_wrap(a, law, columns, &line);
			for (size_t i = 0; i < n; i++) {
				size_t start = line[i].start, end = start + line[i].len;

				ck_assert_uint_ge(start, at);
				for (; at < start; at++)
					ck_assert(law[at] == ' ' || law[at] == '\n');
				ck_assert_int_le(width_bytes(law + start, line[i].len), columns);
				while (at < end)
					at += text_grapheme(law + at, strlen(law + at));
				ck_assert_uint_eq(at, end);
				if (columns < 16 || line[i].len == 0)
					continue;
				ck_assert_msg(
					start == 0 || !is_in("。，、；：？！）》」』〉】”’·", law, start),
					"%d columns, line %zu", columns, i);
				ck_assert_msg(!is_in("（《「『〈【“‘〔", law, text_grapheme_before(law, end)),
					"%d columns, line %zu", columns, i);
				/* — and … are not parted from their twins */
				if (end + 3 < strlen(law) && end >= 3)
					ck_assert(memcmp(law + end - 3, law + end, 3) != 0 ||
						law[end] != '\xE2');
			}
			ck_assert_uint_eq(at, strlen(law));
			ck_assert_uint_eq(line[n - 1].len, 0);
		}
	}
}
END_TEST

#define COUNT(x) ((int)(sizeof(x) / sizeof((x)[0])))

Suite *suite_width(void)
{
	Suite *s = suite_create("width");
	TCase *t = tcase_create("width");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, test_points, 0, COUNT(points));
	tcase_add_test(t, test_ambiguous);
	tcase_add_test(t, test_libc);
	tcase_add_test(t, test_text);
	tcase_add_loop_test(t, test_clip, 0, COUNT(clips));
	tcase_add_loop_test(t, test_wrap, 0, COUNT(wraps));
	tcase_add_test(t, test_wrap_law);
	suite_add_tcase(s, t);
	return s;
}
