/*
 * check_idno.c: ID numbers and unified social credit codes.
 *
 * Knows: published example numbers.  Must not know: any living person's.
 */
#include <check.h>
#include <string.h>

#include "base/idno.h"

Suite *suite_idno(void);

static day_t today(void)
{
	return day_from(2024, 6, 11);
}

static const struct {
	const char *typed, *text, *born;
	enum sex sex;
	bool known_area;
} good[] = {
	/* Areas are part of what is read here: the standard's own two examples, and people born in 1880. */
	{ .typed = "11010519491231002X", .text = "11010519491231002X", .born = "1949-12-31", .sex = SEX_FEMALE, .known_area = true },
	{ .typed = "11010519491231002x", .text = "11010519491231002X", .born = "1949-12-31", .sex = SEX_FEMALE, .known_area = true },
	{ .typed = "440524188001010014", .text = "440524188001010014", .born = "1880-01-01", .sex = SEX_MALE, .known_area = true },
	{ .typed = "370101188002039973", .text = "370101188002039973", .born = "1880-02-03", .sex = SEX_MALE, .known_area = true },
	{ .typed = "１１０１０５１９４９１２３１００２ｘ", .text = "11010519491231002X", .born = "1949-12-31", .sex = SEX_FEMALE, .known_area = true },
	{ .typed = " 110105 19491231 002X\xC2\xA0\r\n", .text = "11010519491231002X", .born = "1949-12-31", .sex = SEX_FEMALE, .known_area = true },
	{ .typed = "'11010519491231002X", .text = "11010519491231002X", .born = "1949-12-31", .sex = SEX_FEMALE, .known_area = true },
	{ .typed = "\t11010519491231002X", .text = "11010519491231002X", .born = "1949-12-31", .sex = SEX_FEMALE, .known_area = true },
	/* Residence permits of 港澳台; an area that does not exist is no ground to refuse. */
	{ .typed = "810000188001010015", .text = "810000188001010015", .born = "1880-01-01", .sex = SEX_MALE, .known_area = true },
	{ .typed = "990000199001010019", .text = "990000199001010019", .born = "1990-01-01", .sex = SEX_MALE, .known_area = false },
};

/* The check character, worked out independently of idno.c, for numbers made here. */
static char check_of(const char *s)
{
	int sum = 0, weight = 1;

	/* Weights are 2^(18-i) mod 11, from the right. */
	for (int i = 16; i >= 0; i--) {
		weight = weight * 2 % 11;
		sum += (s[i] - '0') * weight;
	}
	return "10X98765432"[sum % 11];
}

START_TEST(test_good)
{
	struct idno id = { .born = DAY_NONE };
	struct err e = { .code = ERR_OK };
	char typed[64], text[19], born[DAY_TEXT];

	strcpy(typed, good[_i].typed);
	strcpy(text, good[_i].text);
	if (strncmp(text + 2, "0000", 4) == 0) /* numbers made here */
		typed[17] = text[17] = check_of(text);
	ck_assert_int_eq(check_of(text), text[17]);
	ck_assert_msg(idno_parse(typed, today(), &id, &e), "%s: %s", typed, e.text);
	ck_assert_str_eq(id.text, text);
	ck_assert_str_eq(day_format(id.born, born), good[_i].born);
	ck_assert_int_eq(id.sex, good[_i].sex);
	ck_assert(id.known_area == good[_i].known_area);
}
END_TEST

static const struct {
	const char *typed, *says;
} bad[] = {
	{ .typed = "", .says = "空" },
	{ .typed = "　", .says = "空" },
	{ .typed = "110105491231002", .says = "请填18位的" },
	{ .typed = "5.00199E+17", .says = "科学计数" },
	{ .typed = "5.00199e+17", .says = "科学计数" },
	{ .typed = "5E+17", .says = "科学计数" },
	{ .typed = "5.00199E17", .says = "科学计数" },
	{ .typed = "5.00199ABC", .says = "现在是10位" },
	{ .typed = "1101051949123100", .says = "现在是16位" },
	{ .typed = "11010519491231002X1", .says = "现在是19位" },
	{ .typed = "1101051949123100211010519491231002110105194912310021", .says = "多得多" },
	{ .typed = "110105194912310021", .says = "校验码不符" },
	{ .typed = "110105194912310000", .says = "末三位是000" },
	{ .typed = "110105194913310024", .says = "日期不存在" },
	{ .typed = "110105190002290024", .says = "日期不存在" },
	{ .typed = "110105202406120024", .says = "晚于今天" },
	{ .typed = "11010X194912310024", .says = "应为数字" },
	{ .typed = "11010519491231002Y", .says = "应为数字" },
	{ .typed = "一1010519491231002X", .says = "应为数字" },
};

START_TEST(test_bad)
{
	struct idno id;
	struct err e = { .code = ERR_OK };

	ck_assert(!idno_parse(bad[_i].typed, today(), &id, &e));
	ck_assert_msg(strstr(e.text, bad[_i].says) != NULL, "%s: %s", bad[_i].typed, e.text);
	ck_assert_int_eq(e.code, ERR_REFUSED);
	/* Neither the number nor the right check digit is given away. */
	ck_assert(bad[_i].typed[0] == '\0' || strstr(e.text, bad[_i].typed) == NULL);
	ck_assert(strstr(e.text, "校验码应为") == NULL);
}
END_TEST

START_TEST(test_dates)
{
	struct idno id;

	ck_assert(!idno_parse(NULL, today(), &id, NULL));
	ck_assert(idno_parse("11010519491231002X", DAY_NONE, &id, NULL));
	ck_assert(idno_parse("11010519491231002X", day_from(1949, 12, 31), &id, NULL));
	ck_assert(!idno_parse("11010519491231002X", day_from(1949, 12, 30), &id, NULL));
}
END_TEST

START_TEST(test_mask)
{
	static const struct {
		const char *text, *masked;
	} mask[] = {
		{ .text = "50010919900101123X", .masked = "50***************X" },
		{ .text = "５００１０９１９９００１０１１２３ｘ", .masked = "50***************X" },
		{ .text = "E12345678", .masked = "E1******8" },
		{ .text = "护照E1234567", .masked = "??*******7" },
		{ .text = "1234", .masked = "12*4" },
		{ .text = "123", .masked = "***" },
		{ .text = "", .masked = "" },
		{ .text = NULL, .masked = "" },
		{ .text = "1234567890123456789", .masked = "12***************9" },
		{ .text = "1234567890123456789012345678901234567890123", .masked = "******************" },
	};
	char out[19];

	for (size_t i = 0; i < sizeof mask / sizeof mask[0]; i++) {
		idno_mask(mask[i].text, out);
		ck_assert_str_eq(out, mask[i].masked);
	}
}
END_TEST

START_TEST(test_uscc)
{
	static const struct {
		const char *typed, *says;
	} wrong[] = {
		{ .typed = "", .says = "空" },
		{ .typed = "91350100M000100Y44", .says = "校验码不符" },
		{ .typed = "91350100M000100Y4", .says = "现在是17位" },
		{ .typed = "91350100M000100I43", .says = "第16位" },
		{ .typed = "9135010OM000100Y43", .says = "第8位" },
		{ .typed = "1.15002E+17", .says = "科学计数" },
		{ .typed = "91350100M000100Y4391350100M000100Y4391350100M000100Y43", .says = "多得多" },
	};
	char out[19];
	struct err e = { .code = ERR_OK };

	ck_assert_msg(uscc_parse("91350100M000100Y43", out, &e), "%s", e.text);
	ck_assert_str_eq(out, "91350100M000100Y43");
	ck_assert(uscc_parse("11500228709467150P", out, &e));
	ck_assert(uscc_parse(" ９1350100m000100y43 ", out, &e));
	ck_assert_str_eq(out, "91350100M000100Y43");
	ck_assert_int_eq(e.code, ERR_OK);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		err_clear(&e);
		ck_assert(!uscc_parse(wrong[i].typed, out, &e));
		ck_assert_msg(strstr(e.text, wrong[i].says) != NULL, "%s: %s", wrong[i].typed, e.text);
		ck_assert_int_eq(e.code, ERR_REFUSED);
	}
}
END_TEST

#define ROWS(t) ((int)(sizeof(t) / sizeof(t)[0]))

Suite *suite_idno(void)
{
	Suite *s = suite_create("idno");
	TCase *tc = tcase_create("idno");

	tcase_add_loop_test(tc, test_good, 0, ROWS(good));
	tcase_add_loop_test(tc, test_bad, 0, ROWS(bad));
	tcase_add_test(tc, test_dates);
	tcase_add_test(tc, test_mask);
	tcase_add_test(tc, test_uscc);
	suite_add_tcase(s, tc);
	return s;
}
