/*
 * check_conv.c: what encoding a file has, in and out.
 *
 * Knows: the bytes Excel and WPS write.  Must not know: CSV.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/conv.h"
#include "base/err.h"
#include "base/text.h"

Suite *suite_conv(void);

/* Bytes with their length: zero bytes are part of some of them. */
#define BYTES(x) .s = (x), .n = sizeof(x) - 1

static const struct {
	const char *s;
	size_t n;
	const char *encoding; /* detected, NULL none */
	const char *utf8;     /* converted, NULL refused */
} files[] = {
	{ BYTES(""), .encoding = "UTF-8", .utf8 = "" },
	{ BYTES("abc,1\r\n"), .encoding = "UTF-8", .utf8 = "abc,1\r\n" },
	{ BYTES("姓名,张三\n"), .encoding = "UTF-8", .utf8 = "姓名,张三\n" },
	{ BYTES("\xEF\xBB\xBF姓名"), .encoding = "UTF-8", .utf8 = "姓名" },
	{ BYTES("\xEF\xBB\xBF"), .encoding = "UTF-8", .utf8 = "" },
	{ BYTES("\xEF\xBB\xBF\xD0\xD5"), .encoding = "UTF-8", .utf8 = NULL },
	{ BYTES("\xD0\xD5\xC3\xFB,\xD5\xC5\xC8\xFD\r\n"), .encoding = "GB18030", .utf8 = "姓名,张三\r\n" },
	/* 𬭎 of four bytes, 䶮 of two, · — … as Chinese systems write them */
	{ BYTES("\x95\x34\xB2\x35"), .encoding = "GB18030", .utf8 = "\U00020BB7" },
	{ BYTES("\x99\x33\xA9\x32"), .encoding = "GB18030", .utf8 = "\U0002CB4E" },
	{ BYTES("\xC1\xF5\xFE\x9F"), .encoding = "GB18030", .utf8 = "刘䶮" },
	{ BYTES("\xA1\xA4\xA1\xAA\xA1\xAD"), .encoding = "GB18030", .utf8 = "·—…" },
	{ BYTES("\xFF\xFE\xD3\x59\x0D\x54"), .encoding = "UTF-16LE", .utf8 = "姓名" },
	{ BYTES("\xFE\xFF\x59\xD3\x54\x0D"), .encoding = "UTF-16BE", .utf8 = "姓名" },
	{ BYTES("\xD3\x59\x0D\x54\x09\x00\x20\x5F\x09\x4E\x0D\x00\x0A\x00"), .encoding = "UTF-16LE",
		.utf8 = "姓名\t张三\r\n" },
	{ BYTES("\x59\xD3\x54\x0D\x00\x09\x5F\x20\x4E\x09\x00\x0D\x00\x0A"), .encoding = "UTF-16BE",
		.utf8 = "姓名\t张三\r\n" },
	{ BYTES("a\0b\0\n\0"), .encoding = "UTF-16LE", .utf8 = "ab\n" },
	/* 一 has a zero byte of its own */
	{ BYTES("\x00\x4E,\0\x00\x4E\n\0"), .encoding = "UTF-16LE", .utf8 = "一,一\n" },
	/* 𬭎 as a pair of surrogates */
	{ BYTES("\xFF\xFE\x72\xD8\x4E\xDF"), .encoding = "UTF-16LE", .utf8 = "\U0002CB4E" },
	{ BYTES("\xFF\xFE\x72\xD8"), .encoding = "UTF-16LE", .utf8 = NULL },
	{ BYTES("\xFF\xFE\x41"), .encoding = "UTF-16LE", .utf8 = NULL },
	{ BYTES("\xFF\xFE\x41\x00\x00\x00"), .encoding = "UTF-16LE", .utf8 = NULL },
	{ BYTES("abcdefgh\0ij"), .encoding = NULL, .utf8 = NULL },
	{ BYTES("PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00"), .encoding = NULL, .utf8 = NULL },
	{ BYTES("\xFF\xFF\xFF"), .encoding = NULL, .utf8 = NULL },
	{ BYTES("\xD0\xD5\xC3"), .encoding = NULL, .utf8 = NULL },
};

START_TEST(test_files)
{
	struct buf out = BUF_INIT;
	struct err e = { .code = ERR_OK };
	const char *found = conv_detect(files[_i].s, files[_i].n);
	bool done;

	ck_assert_pstr_eq(found, files[_i].encoding);
	buf_adds(&out, "before:");
	done = conv_to_utf8(files[_i].s, files[_i].n, "auto", &out, &e);
	if (files[_i].utf8) {
		ck_assert_msg(done, "%s", e.text);
		ck_assert_str_eq(buf_str(&out) + 7, files[_i].utf8);
		ck_assert_int_eq(e.code, ERR_OK);
	} else {
		ck_assert(!done);
		ck_assert_int_eq(e.code, ERR_REFUSED);
		ck_assert_str_eq(buf_str(&out), "before:");
		ck_assert(text_valid(e.text, strlen(e.text)));
	}
	buf_free(&out);
}
END_TEST

/* The first ill-formed byte is named by line and place, whatever comes before it. */
static const struct {
	const char *s;
	size_t n;
	const char *encoding, *line, *at;
} damaged[] = {
	{ BYTES("a\nb\nc\xFF"), .encoding = "utf-8", .line = "第3行", .at = "第6个字节" },
	{ BYTES("姓名\n\xD0\xD5"), .encoding = "UTF-8", .line = "第2行", .at = "第8个字节" },
	{ BYTES("\xD0\xD5\n\xFF"), .encoding = "gbk", .line = "第2行", .at = "第4个字节" },
	{ BYTES("\xD0\xD5\n\xFF"), .encoding = "auto", .line = "第2行", .at = "第4个字节" },
	{ BYTES("中文\n\xE4\xB8x"), .encoding = "utf8", .line = "第2行", .at = "第8个字节" },
	{ BYTES("\n\0\n\0\0\xDC"), .encoding = "utf-16le", .line = "第3行", .at = "第5个字节" },
	{ BYTES("\n\0a\0\0\0"), .encoding = "UTF-16LE", .line = "第2行", .at = "第5个字节" },
	{ BYTES("\na\0b"), .encoding = "gb18030", .line = "第2行", .at = "第3个字节" },
};

START_TEST(test_damaged)
{
	struct buf out = BUF_INIT;
	struct err e = { .code = ERR_OK };

	ck_assert(!conv_to_utf8(damaged[_i].s, damaged[_i].n, damaged[_i].encoding, &out, &e));
	ck_assert_int_eq(e.code, ERR_REFUSED);
	ck_assert_msg(strstr(e.text, damaged[_i].line) != NULL, "%s", e.text);
	ck_assert_msg(strstr(e.text, damaged[_i].at) != NULL, "%s", e.text);
	ck_assert_uint_eq(out.len, 0);
	buf_free(&out);
}
END_TEST

START_TEST(test_out)
{
	struct buf out = BUF_INIT;
	struct err e = { .code = ERR_OK };
	size_t lost = 99;
	char first[5] = "x";

	ck_assert(conv_from_utf8("姓名,A", "utf-8", &out, &lost, first, &e));
	ck_assert_str_eq(buf_str(&out), "姓名,A");
	ck_assert_uint_eq(lost, 0);
	ck_assert_str_eq(first, "");
	buf_clear(&out);
	ck_assert(conv_from_utf8("姓名", "UTF-8-BOM", &out, NULL, NULL, &e));
	ck_assert_str_eq(buf_str(&out), "\xEF\xBB\xBF姓名");
	buf_clear(&out);
	ck_assert(conv_from_utf8("刘𬭎", "gb18030", &out, &lost, first, &e));
	ck_assert_str_eq(buf_str(&out), "\xC1\xF5\x99\x33\xA9\x32");
	ck_assert_uint_eq(lost, 0);
	buf_clear(&out);
	/* GBK has neither 𬭎 nor 😀: 〓 and a count, the first one named */
	ck_assert(conv_from_utf8("刘𬭎,A😀·", "gbk", &out, &lost, first, &e));
	ck_assert_str_eq(buf_str(&out), "\xC1\xF5\xA1\xFE,A\xA1\xFE\xA1\xA4");
	ck_assert_uint_eq(lost, 2);
	ck_assert_str_eq(first, "𬭎");
	ck_assert_int_eq(e.code, ERR_OK);
	buf_clear(&out);
	ck_assert(conv_from_utf8("", "gbk", &out, &lost, first, &e));
	ck_assert_uint_eq(out.len, 0);
	ck_assert(!conv_from_utf8("x", "big5", &out, &lost, first, &e));
	ck_assert_int_eq(e.code, ERR_USAGE);
	err_clear(&e);
	ck_assert(!conv_to_utf8("x", 1, "latin-1", &out, &e));
	ck_assert_int_eq(e.code, ERR_USAGE);
	buf_free(&out);
}
END_TEST

/* Hanzi of every block survive GB18030, there and back. */
START_TEST(test_round)
{
	static const uint32_t blocks[][2] = {
		{ 0x3400, 0x4DBF },
		{ 0x4E00, 0x9FFF },
		{ 0x20000, 0x2A6DF },
		{ 0x2A700, 0x2EBE0 },
		{ 0x30000, 0x323AF },
	};
	struct buf text = BUF_INIT, gb = BUF_INIT, back = BUF_INIT;
	struct err e = { .code = ERR_OK };
	size_t lost;

	for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++) {
		for (uint32_t cp = blocks[i][0]; cp <= blocks[i][1]; cp++) {
			char c[4];

			buf_add(&text, c, text_encode(cp, c));
		}
	}
	ck_assert(conv_from_utf8(buf_str(&text), "GB18030", &gb, &lost, NULL, &e));
	ck_assert_uint_eq(lost, 0);
	ck_assert_str_eq(conv_detect(buf_str(&gb), gb.len), "GB18030");
	ck_assert(conv_to_utf8(buf_str(&gb), gb.len, "auto", &back, &e));
	ck_assert(back.len == text.len && memcmp(back.s, text.s, text.len) == 0);
	buf_free(&text);
	buf_free(&gb);
	buf_free(&back);
}
END_TEST

Suite *suite_conv(void)
{
	Suite *s = suite_create("conv");
	TCase *t = tcase_create("conv");

	tcase_add_loop_test(t, test_files, 0, (int)(sizeof(files) / sizeof(files[0])));
	tcase_add_loop_test(t, test_damaged, 0, (int)(sizeof(damaged) / sizeof(damaged[0])));
	tcase_add_test(t, test_out);
	tcase_add_test(t, test_round);
	suite_add_tcase(s, t);
	return s;
}
