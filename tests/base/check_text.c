/*
 * check_text.c: UTF-8, graphemes, NFC, names, cleaning, folding; and the floor
 * below it: errors, arenas, buffers.
 *
 * Knows: what people paste.  Must not know: columns.
 */
#include <check.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"

Suite *suite_text(void);

static struct arena *a;

static void setup(void)
{
	a = arena_new();
}

static void teardown(void)
{
	arena_free(a);
}

START_TEST(test_err)
{
	struct err e = { .code = ERR_OK };
	char longer[2001];

	ck_assert(!err_set(&e, ERR_REFUSED, "name", 11, "第%d条", 11));
	ck_assert(!err_set(&e, ERR_SYSTEM, NULL, 0, "%s", "later"));
	ck_assert_int_eq(e.code, ERR_REFUSED);
	ck_assert_int_eq(e.article, 11);
	ck_assert_str_eq(e.field, "name");
	ck_assert_str_eq(e.text, "第11条");
	err_clear(&e);
	ck_assert_int_eq(e.code, ERR_OK);
	ck_assert_str_eq(e.text, "");

	ck_assert_str_eq(err_system(ENOSPC), "磁盘已满");
	ck_assert_str_eq(err_system(EACCES), "没有权限");
	ck_assert_str_ne(err_system(EDOM), "");

	/* cut between characters, wherever the limit falls */
	for (size_t lead = 0; lead < 3; lead++) {
		memset(longer, 'x', lead);
		for (size_t i = lead; i + 3 < sizeof(longer); i += 3)
			memcpy(longer + i, "中", 4);
		err_clear(&e);
		err_set(&e, ERR_USAGE, NULL, 0, "%s", longer);
		ck_assert(text_valid(e.text, strlen(e.text)));
		ck_assert_uint_gt(strlen(e.text), sizeof(e.text) - 5);
	}
}
END_TEST

START_TEST(test_arena)
{
	char *p = arena_strdup(a, "一"), *q;
	size_t sizes[] = { 0, 1, 15, 16, 17, 2048, 2049, 8192, 100000 };

	ck_assert_str_eq(arena_strdup(a, NULL), "");
	ck_assert_str_eq(arena_strndup(a, "abc", 2), "ab");
	ck_assert_str_eq(arena_printf(a, "%s-%d", "x", 7), "x-7");
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < 200; i++) {
			size_t n = sizes[i % 9];

			q = arena_alloc(a, n);
			ck_assert_uint_eq((uintptr_t)q % _Alignof(max_align_t), 0);
			ck_assert(n == 0 || (q[0] == 0 && memcmp(q, q + 1, n - 1) == 0)); /* all zero */
			memset(q, 0x55, n);
		}
		if (round == 0)
			ck_assert_str_eq(p, "一");
		arena_reset(a);
	}
	arena_free(NULL);
}
END_TEST

START_TEST(test_buf)
{
	struct buf b = BUF_INIT;

	ck_assert_str_eq(buf_str(&b), "");
	buf_clear(&b);
	buf_remove(&b, 0, 5);
	buf_adds(&b, "中文");
	buf_insert(&b, 3, "x", 1);
	ck_assert_str_eq(buf_str(&b), "中x文");
	buf_remove(&b, 3, 1);
	buf_printf(&b, "%d", 42);
	ck_assert_str_eq(buf_str(&b), "中文42");
	buf_insert(&b, 99, "!", 1);
	buf_remove(&b, 6, 99);
	ck_assert_str_eq(buf_str(&b), "中文");
	/* its own content, over several growths */
	for (int i = 0; i < 8; i++)
		buf_add(&b, b.s, b.len);
	ck_assert_uint_eq(b.len, 6 * 256);
	buf_insert(&b, 3, b.s, b.len);
	ck_assert_uint_eq(b.len, 6 * 512);
	ck_assert_int_eq(memcmp(b.s, "中中文中文", 15), 0);
	buf_clear(&b);
	ck_assert_str_eq(buf_str(&b), "");
	buf_addc(&b, '\0');
	ck_assert_uint_eq(b.len, 1);
	buf_free(&b);
	ck_assert_str_eq(buf_str(&b), "");
	buf_free(&b);
}
END_TEST

static const char *const ill_formed[] = {
	"\x80",
	"\xFF",
	"\xC0\x80",
	"\xC1\xBF",
	"\xE0\x9F\xBF",
	"\xED\xA0\x80",
	"\xED\xBF\xBF",
	"\xF0\x8F\xBF\xBF",
	"\xF4\x90\x80\x80",
	"\xF5\x80\x80\x80",
	"\xE4\xB8",
	"\xF0\x9F\x98",
	"\xE4\xB8x",
	"abcdefgh\xE4",
};

START_TEST(test_ill_formed)
{
	const char *s = ill_formed[_i];
	size_t n = strlen(s), at = 0;
	uint32_t cp;
	char *clean;

	ck_assert(!text_valid(s, n));
	ck_assert(!text_is_clean(s, true));
	clean = text_clean(a, s, true);
	ck_assert(text_valid(clean, strlen(clean)));
	ck_assert(text_is_clean(clean, true));
	ck_assert_ptr_nonnull(strstr(clean, "\xEF\xBF\xBD"));
	if ((unsigned char)s[0] >= 0x80) {
		ck_assert_uint_eq(text_decode(s, n, &cp), 1);
		ck_assert_uint_eq(cp, 0xFFFD);
	}
	while (at < n) {
		size_t len = text_grapheme(s + at, n - at);

		ck_assert_uint_gt(len, 0);
		ck_assert_uint_le(len, n - at);
		ck_assert_uint_eq(text_grapheme_before(s, at + len), at);
		at += len;
	}
	/* nothing else reads past the end either */
	text_nfc(a, s);
	text_name(a, s);
	text_trim(a, s);
	ck_assert_str_eq(text_fold_width(a, s), s);
	ck_assert(text_same_word(s, s));
	ck_assert_uint_le(text_boundary(s, n - 1), n - 1);
}
END_TEST

START_TEST(test_code_points)
{
	for (uint32_t cp = 0; cp <= 0x110001; cp++) {
		char c[5] = "";
		uint32_t back;
		size_t n = text_encode(cp, c);

		if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF)) {
			ck_assert_uint_eq(n, 0);
			continue;
		}
		if (!text_valid(c, n) || text_decode(c, n, &back) != n || back != cp)
			ck_abort_msg("U+%04X", cp);
	}
	ck_assert_uint_eq(text_count("a中𬭎é"), 4);
	ck_assert_uint_eq(text_count(""), 0);
	ck_assert(text_valid("中文abcdefghijklmnop𬭎", 26));
	ck_assert(!text_valid("中文abcdefghijklmnop𬭎", 25));
	ck_assert(text_valid("", 0));
}
END_TEST

/* Clusters of one string, parted by | in the expectation. */
static const struct {
	const char *parted;
} clusters[] = {
	{ .parted = "a|b|c" },
	{ .parted = "中|文|，|。" },
	{ .parted = "e\u0301|x" },
	{ .parted = "a|\r\n|b|\n|\r" },
	{ .parted = "葛\U000E0100|城" }, /* a variant chosen by a selector */
	{ .parted = "𬭎|䶮|·" },
	{ .parted = "\U0001F468\u200D\U0001F469\u200D\U0001F467|x" },
	{ .parted = "\U0001F1E8\U0001F1F3|\U0001F1FA\U0001F1F8|\U0001F1E8" },
	{ .parted = "\u2764\uFE0F\u200D\U0001F525|\u2764|x\u200D|\U0001F525" },
	{ .parted = "\U0001F44D\U0001F3FD|\U0001F44D" },
	{ .parted = "1\uFE0F\u20E3|2" },
	{ .parted = "각|나|\u1100\u1161\u11A8|\u1100" },
	{ .parted = "中\u0300\u0301\u0302\u0303|文" },
	{ .parted = "“|中|”|…|…" },
};

START_TEST(test_graphemes)
{
	const char *parted = clusters[_i].parted;
	char s[256];
	size_t n = 0, at = 0, ends[64], count = 0;

	for (const char *p = parted; *p; p++) {
		if (*p == '|')
			ends[count++] = n;
		else
			s[n++] = *p;
	}
	s[n] = '\0';
	ends[count++] = n;
	for (size_t i = 0; i < count; i++) {
		size_t len = text_grapheme(s + at, n - at);

		ck_assert_msg(at + len == ends[i], "%s: cluster %zu ends at %zu", parted, i, at + len);
		ck_assert_msg(text_grapheme_before(s, ends[i]) == at, "%s: before %zu", parted, ends[i]);
		at = ends[i];
	}
	ck_assert_uint_eq(text_grapheme_before(s, 0), 0);
}
END_TEST

START_TEST(test_long_cluster)
{
	char *s = arena_alloc(a, 4096);

	strcpy(s, "文字e");
	for (int i = 0; i < 1000; i++)
		memcpy(s + 7 + 2 * i, "\u0301", 3);
	ck_assert_uint_eq(text_grapheme(s + 6, strlen(s) - 6), 2001);
	ck_assert_uint_eq(text_grapheme_before(s, strlen(s)), 6);
	/* an ill-formed byte ends it */
	s[7 + 500] = (char)0xFF;
	ck_assert_uint_lt(text_grapheme(s + 6, strlen(s) - 6), 510);
}
END_TEST

START_TEST(test_nfc)
{
	ck_assert_str_eq(text_nfc(a, "e\u0301"), "é");
	ck_assert_str_eq(text_nfc(a, "\uF9D1\u212B"), "六Å");
	ck_assert_str_eq(text_nfc(a, "中文abc，é"), "中文abc，é");
	ck_assert_str_eq(text_nfc(a, ""), "");
	ck_assert_str_eq(text_nfc(a, "\U0002F80F"), "兔");
}
END_TEST

static const struct {
	const char *typed, *stored;
} names[] = {
	{ .typed = "张三", .stored = "张三" },
	{ .typed = " \u3000张 三\u00A0 ", .stored = "张三" },
	{ .typed = "李　　鸣", .stored = "李鸣" },
	{ .typed = "\uFEFF王五\u200B", .stored = "王五" },
	{ .typed = "王\u200D五\uFE0F", .stored = "王五" },
	{ .typed = "\u202E王五\u202C", .stored = "王五" },
	{ .typed = "王五\r\n", .stored = "王五" },
	{ .typed = "阿依古丽•买买提", .stored = "阿依古丽·买买提" },
	{ .typed = "阿依古丽‧买买提", .stored = "阿依古丽·买买提" },
	{ .typed = "阿依古丽・买买提", .stored = "阿依古丽·买买提" },
	{ .typed = "阿依古丽･买买提", .stored = "阿依古丽·买买提" },
	{ .typed = "阿依古丽\u0387买买提", .stored = "阿依古丽·买买提" },
	{ .typed = "阿依古丽∙买买提", .stored = "阿依古丽·买买提" },
	{ .typed = "阿依古丽⋅买买提", .stored = "阿依古丽·买买提" },
	{ .typed = "阿依古丽.买买提", .stored = "阿依古丽·买买提" },
	{ .typed = "阿依古丽 · 买买提", .stored = "阿依古丽·买买提" },
	{ .typed = "·买买提", .stored = "·买买提" },
	{ .typed = "买买提.", .stored = "买买提." },
	{ .typed = "3.5", .stored = "3.5" },
	{ .typed = "John F. Smith", .stored = "John F. Smith" },
	{ .typed = "John   Smith", .stored = "John Smith" },
	{ .typed = "Jose\u0301", .stored = "José" },
	{ .typed = "刘䶮", .stored = "刘䶮" },
	{ .typed = "赵 𬭎", .stored = "赵𬭎" },
	{ .typed = "\u0958\u0958", .stored = "\u0915\u093C\u0915\u093C" }, /* NFC is longer here */
	{ .typed = "", .stored = "" },
	{ .typed = " \u3000", .stored = "" },
};

START_TEST(test_name)
{
	char *once = text_name(a, names[_i].typed);

	ck_assert_str_eq(once, names[_i].stored);
	ck_assert_str_eq(text_name(a, once), once);
}
END_TEST

static const struct {
	const char *raw, *line, *lines;
} cleaned[] = {
	{ .raw = "中文 abc，“”𬭎é",
		.line = "中文 abc，“”𬭎é",
		.lines = "中文 abc，“”𬭎é" },
	{ .raw = "a\nb\tc", .line = "a b c", .lines = "a\nb\tc" },
	{ .raw = "a\x1B[31m", .line = "a\uFFFD[31m", .lines = "a\uFFFD[31m" },
	{ .raw = "\x7F\r\x07", .line = "\uFFFD\uFFFD\uFFFD", .lines = "\uFFFD\uFFFD\uFFFD" },
	{ .raw = "x\xC2\x85y\xC2\x9B", .line = "x\uFFFDy\uFFFD", .lines = "x\uFFFDy\uFFFD" },
	{ .raw = "a\u202Eb\u2066c", .line = "a␣b␣c", .lines = "a␣b␣c" },
	{ .raw = "\uFEFFa\u200Bb\u00AD", .line = "␣a␣b␣", .lines = "␣a␣b␣" },
	{ .raw = "a\u2028b", .line = "a\uFFFDb", .lines = "a\uFFFDb" },
	{ .raw = "\xEF\xBF\xBE", .line = "\uFFFD", .lines = "\uFFFD" },
	{ .raw = "中\xE4\xB8", .line = "中\uFFFD\uFFFD", .lines = "中\uFFFD\uFFFD" },
	{ .raw = "\xE4\xB8", .line = "\uFFFD\uFFFD", .lines = "\uFFFD\uFFFD" },
	{ .raw = "", .line = "", .lines = "" },
};

START_TEST(test_clean)
{
	const char *raw = cleaned[_i].raw;

	ck_assert_str_eq(text_clean(a, raw, false), cleaned[_i].line);
	ck_assert_str_eq(text_clean(a, raw, true), cleaned[_i].lines);
	ck_assert(text_is_clean(raw, false) == (strcmp(raw, cleaned[_i].line) == 0));
	ck_assert(text_is_clean(raw, true) == (strcmp(raw, cleaned[_i].lines) == 0));
	ck_assert(text_is_clean(cleaned[_i].line, false));
}
END_TEST

START_TEST(test_fold)
{
	ck_assert_str_eq(text_fold_width(a, "２０２４。６．１１　Ａｂ（中）"), "2024.6.11 Ab(中)");
	ck_assert_uint_eq(text_fold_key(0xFF1F), '?');
	ck_assert_uint_eq(text_fold_key(0xFF1A), ':');
	ck_assert_uint_eq(text_fold_key(0xFF0F), '/');
	ck_assert_uint_eq(text_fold_key(0x3001), '/');
	ck_assert_uint_eq(text_fold_key(0x3002), '.');
	ck_assert_uint_eq(text_fold_key(0xFF21), 'A');
	ck_assert_uint_eq(text_fold_key(0xFF15), '5');
	ck_assert_uint_eq(text_fold_key('x'), 'x');
	ck_assert_uint_eq(text_fold_key(0x4E2D), 0x4E2D);
	ck_assert_str_eq(text_trim(a, "\uFEFF \u3000\u00A0中 文\t\r\n"), "中 文");
	ck_assert_str_eq(text_trim(a, " \u3000"), "");
	ck_assert_str_eq(text_trim(a, ""), "");
	ck_assert(text_same_word("姓名（收养人）", "姓 名(收养人) "));
	ck_assert(text_same_word("ＩＤ", "id"));
	ck_assert(!text_same_word("姓名", "姓名2"));
	ck_assert(!text_same_word("", "姓"));
	ck_assert(text_same_word("", " \u3000"));
}
END_TEST

START_TEST(test_boundary)
{
	const char *s = "a中𬭎";
	static const size_t want[] = { 0, 1, 1, 1, 4, 4, 4, 4, 8, 8, 8 };

	for (size_t n = 0; n < 11; n++)
		ck_assert_uint_eq(text_boundary(s, n), want[n]);
	ck_assert_uint_eq(text_boundary("", 5), 0);
}
END_TEST

#define COUNT(x) ((int)(sizeof(x) / sizeof((x)[0])))

Suite *suite_text(void)
{
	Suite *s = suite_create("text");
	TCase *t = tcase_create("text");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, test_err);
	tcase_add_test(t, test_arena);
	tcase_add_test(t, test_buf);
	tcase_add_loop_test(t, test_ill_formed, 0, COUNT(ill_formed));
	tcase_add_test(t, test_code_points);
	tcase_add_loop_test(t, test_graphemes, 0, COUNT(clusters));
	tcase_add_test(t, test_long_cluster);
	tcase_add_test(t, test_nfc);
	tcase_add_loop_test(t, test_name, 0, COUNT(names));
	tcase_add_loop_test(t, test_clean, 0, COUNT(cleaned));
	tcase_add_test(t, test_fold);
	tcase_add_test(t, test_boundary);
	suite_add_tcase(s, t);
	return s;
}
