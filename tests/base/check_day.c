/*
 * check_day.c: civil dates, spellings, ages, terms, working days, notices.
 *
 * Knows: the vectors of the rule and of the State Council's notices.
 * Must not know: the database, the screen.
 */
#include <check.h>
#include <string.h>

#include "base/day.h"

Suite *suite_day(void);

static const char *text_of(day_t d)
{
	static char out[4][DAY_TEXT];
	static unsigned next;

	return day_format(d, out[next++ % 4]);
}

/* The day of an ISO text, which must be one. */
static day_t iso(const char *s)
{
	day_t d = day_parse_iso(s);

	ck_assert_msg(d != DAY_NONE, "%s", s);
	return d;
}

/* ---- dates ---- */

START_TEST(test_from_split)
{
	int y, m, d;

	ck_assert_int_eq(day_from(1970, 1, 1), 0);
	ck_assert_int_eq(day_from(2000, 3, 1), 11017);
	ck_assert_int_eq(day_from(2024, 2, 30), DAY_NONE);
	ck_assert_int_eq(day_from(2023, 2, 29), DAY_NONE);
	ck_assert_int_eq(day_from(1900, 2, 29), DAY_NONE);
	ck_assert_int_ne(day_from(2000, 2, 29), DAY_NONE);
	ck_assert_int_eq(day_from(2024, 13, 1), DAY_NONE);
	ck_assert_int_eq(day_from(2024, 0, 1), DAY_NONE);
	ck_assert_int_eq(day_from(2024, 1, 0), DAY_NONE);
	ck_assert_int_eq(day_from(1799, 12, 31), DAY_NONE);
	ck_assert_int_eq(day_from(3000, 1, 1), DAY_NONE);
	/* Every day there is, in order, is found again. */
	for (day_t day = day_from(1800, 1, 1); day <= day_from(2999, 12, 31); day++) {
		day_split(day, &y, &m, &d);
		if (day_from(y, m, d) != day)
			ck_abort_msg("%d-%d-%d", y, m, d);
	}
}
END_TEST

START_TEST(test_weekday)
{
	ck_assert_int_eq(day_weekday(iso("2024-06-11")), 2);
	ck_assert_int_eq(day_weekday(iso("2024-09-29")), 7);
	ck_assert_int_eq(day_weekday(iso("1970-01-01")), 4);
	ck_assert_int_eq(day_weekday(iso("1969-12-29")), 1);
	ck_assert_int_eq(day_weekday(iso("1800-01-01")), 3);
	ck_assert_str_eq(day_weekday_name(iso("2024-06-11")), "周二");
	ck_assert_str_eq(day_weekday_name(iso("2024-09-29")), "周日");
}
END_TEST

START_TEST(test_format)
{
	struct arena *a = arena_new();
	static const char *const bad[] = { "2024-6-11", "2024-06-1", "2024-06-31", "2024/06/11", "2024-06-11 ",
					   "", "20240611", "2024-0a-11", "+024-06-11" };

	ck_assert_str_eq(text_of(iso("2024-06-01")), "2024-06-01");
	ck_assert_str_eq(text_of(iso("1800-01-01")), "1800-01-01");
	ck_assert_str_eq(text_of(DAY_NONE), "");
	ck_assert_str_eq(text_of(INT32_MAX), "");
	ck_assert_str_eq(day_format_cn(a, iso("2026-11-03")), "2026年11月3日");
	ck_assert_str_eq(day_format_cn(a, DAY_NONE), "");
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		ck_assert_msg(day_parse_iso(bad[i]) == DAY_NONE, "%s", bad[i]);
	ck_assert_int_eq(day_parse_iso(NULL), DAY_NONE);
	ck_assert_int_ge(day_today(), iso("2024-01-01"));
	arena_free(a);
}
END_TEST

/* ---- spellings; today is 2024-06-20, a Thursday ---- */

static const struct {
	const char *text, *day;
} spelling[] = {
	{ .text = "2024-6-11", .day = "2024-06-11" },
	{ .text = "2024-06-11", .day = "2024-06-11" },
	{ .text = "2024.6.11", .day = "2024-06-11" },
	{ .text = "2024/6/11", .day = "2024-06-11" },
	{ .text = "20240611", .day = "2024-06-11" },
	{ .text = "2024年6月11日", .day = "2024-06-11" },
	{ .text = "2024年6月11号", .day = "2024-06-11" },
	{ .text = "2024年06月11", .day = "2024-06-11" },
	{ .text = "2024 年 6 月 11 日", .day = "2024-06-11" },
	{ .text = "２０２４年６月１１日", .day = "2024-06-11" },
	{ .text = "２０２４－６－１１", .day = "2024-06-11" },
	{ .text = "２０２４．６．１１", .day = "2024-06-11" },
	{ .text = "２０２４／６／１１", .day = "2024-06-11" },
	{ .text = "2024。6。11", .day = "2024-06-11" },
	{ .text = "2024–6–11", .day = "2024-06-11" },
	{ .text = "\xC2\xA0" "2024-6-11\xC2\xA0", .day = "2024-06-11" },
	{ .text = "　2024.6.11　", .day = "2024-06-11" },
	{ .text = "\xEF\xBB\xBF" "2024.6.11\r\n", .day = "2024-06-11" },
	{ .text = "2024/6/11 0:00", .day = "2024-06-11" },
	{ .text = "2024-06-11 00:00:00", .day = "2024-06-11" },
	{ .text = "2024-06-11T00:00:00.000", .day = "2024-06-11" },
	{ .text = "20240611 00:00", .day = "2024-06-11" },
	{ .text = "6.11", .day = "2024-06-11" },
	{ .text = "6-11", .day = "2024-06-11" },
	{ .text = "6/11", .day = "2024-06-11" },
	{ .text = "06-11", .day = "2024-06-11" },
	{ .text = "6月11日", .day = "2024-06-11" },
	{ .text = "2-29", .day = "2024-02-29" },
	{ .text = "45454", .day = "2024-06-11" },
	{ .text = "45454.0", .day = "2024-06-11" },
	{ .text = "４５４５４", .day = "2024-06-11" },
	{ .text = "20000", .day = "1954-10-03" },
	{ .text = "80000", .day = "2119-01-11" },
	{ .text = "今天", .day = "2024-06-20" },
	{ .text = " 昨天 ", .day = "2024-06-19" },
	{ .text = "明天", .day = "2024-06-21" },
	{ .text = "+5", .day = "2024-06-25" },
	{ .text = "-3", .day = "2024-06-17" },
	{ .text = "＋５", .day = "2024-06-25" },
	{ .text = "+0", .day = "2024-06-20" },
	{ .text = "+5w", .day = "2024-06-27" },
	{ .text = "+5W", .day = "2024-06-27" },
	{ .text = "-2w", .day = "2024-06-18" },
};

START_TEST(test_spellings)
{
	struct calendar *c = calendar_new();
	struct err e = { .code = ERR_OK };
	day_t d = DAY_NONE;

	ck_assert_msg(day_parse(spelling[_i].text, iso("2024-06-20"), c, &d, &e), "%s: %s", spelling[_i].text, e.text);
	ck_assert_msg(strcmp(text_of(d), spelling[_i].day) == 0, "%s: %s", spelling[_i].text, text_of(d));
	ck_assert_int_eq(e.code, ERR_OK);
	calendar_free(c);
}
END_TEST

/* Each with a piece of the sentence it is refused with. */
static const struct {
	const char *text, *says;
} no_date[] = {
	{ .text = "", .says = "空" },
	{ .text = "很快", .says = "“很快”不是日期" },
	{ .text = "2024-02-30", .says = "没有“2024-02-30”" },
	{ .text = "2023年2月29日", .says = "没有" },
	{ .text = "20241301", .says = "没有" },
	{ .text = "00000000", .says = "没有" },
	{ .text = "13.1", .says = "没有" },
	{ .text = "2024年6月", .says = "写到日" },
	{ .text = "2024-06", .says = "写到日" },
	{ .text = "24-6-11", .says = "四位" },
	{ .text = "24年6月11日", .says = "四位" },
	{ .text = "6/11/2024", .says = "不是日期" },
	{ .text = "2024-6/11", .says = "不是日期" },
	{ .text = "2024年6-11", .says = "不是日期" },
	{ .text = "2024-6-111", .says = "不是日期" },
	{ .text = "2024-6-11-1", .says = "不是日期" },
	{ .text = "2024-6-11x", .says = "不是日期" },
	{ .text = "2024--11", .says = "不是日期" },
	{ .text = "2024 6 11", .says = "不是日期" },
	{ .text = "2024-06-11 14:30", .says = "钟点" },
	{ .text = "2024-06-11 0", .says = "不是日期" },
	{ .text = "2024", .says = "不是日期" },
	{ .text = "5", .says = "不是日期" },
	{ .text = "19999", .says = "不是日期" },
	{ .text = "80001", .says = "不是日期" },
	{ .text = "45454.5", .says = "不是日期" },
	{ .text = "202406110", .says = "不是日期" },
	{ .text = "99999999999999999999999999", .says = "不是日期" },
	{ .text = "+", .says = "不是日期" },
	{ .text = "+w", .says = "不是日期" },
	{ .text = "+5x", .says = "不是日期" },
	{ .text = "+999999", .says = "不是日期" },
	{ .text = "-99999", .says = "没有" },
	{ .text = "2024-6-11\001", .says = "“2024-6-11?”不是日期" },
	{ .text = "2024\0016\00211", .says = "不是日期" },
	{ .text = "2024-6-1\xFF", .says = "“2024-6-1?”不是日期" },
	{ .text = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十", .says = "…”不是日期" },
};

START_TEST(test_no_dates)
{
	struct calendar *c = calendar_new();
	struct err e = { .code = ERR_OK };
	day_t d = 7;

	ck_assert_msg(!day_parse(no_date[_i].text, iso("2024-06-20"), c, &d, &e), "%s", no_date[_i].text);
	ck_assert_msg(strstr(e.text, no_date[_i].says) != NULL, "%s: %s", no_date[_i].text, e.text);
	ck_assert_int_eq(e.code, ERR_USAGE);
	ck_assert_str_eq(e.field, "");
	ck_assert_int_eq(d, 7);
	calendar_free(c);
}
END_TEST

START_TEST(test_parse_without)
{
	static const char *const leaning[] = { "今天", "+5", "6.11", "+5w" };
	struct err e = { .code = ERR_OK };
	day_t d;

	for (size_t i = 0; i < sizeof leaning / sizeof leaning[0]; i++)
		ck_assert(!day_parse(leaning[i], DAY_NONE, NULL, &d, NULL));
	ck_assert(!day_parse("+5w", iso("2024-06-20"), NULL, &d, &e));
	ck_assert(strstr(e.text, "日历") != NULL);
	ck_assert(!day_parse(NULL, iso("2024-06-20"), NULL, &d, NULL));
	ck_assert(day_parse("2024-6-11", DAY_NONE, NULL, &d, NULL));
	ck_assert(!day_parse("2-29", iso("2025-06-20"), NULL, &d, NULL));
}
END_TEST

/* ---- ages and terms ---- */

START_TEST(test_age)
{
	ck_assert_int_eq(day_age(iso("1999-06-11"), iso("2024-06-10")), 24);
	ck_assert_int_eq(day_age(iso("1999-06-11"), iso("2024-06-11")), 25);
	ck_assert_int_eq(day_age(iso("1964-06-11"), iso("2024-06-11")), 60);
	ck_assert_int_eq(day_age(iso("2000-02-29"), iso("2025-02-28")), 24);
	ck_assert_int_eq(day_age(iso("2000-02-29"), iso("2025-03-01")), 25);
	ck_assert_int_eq(day_age(iso("2000-02-29"), iso("2024-02-28")), 23);
	ck_assert_int_eq(day_age(iso("2000-02-29"), iso("2024-02-29")), 24);
	ck_assert_int_eq(day_age(iso("2000-02-29"), iso("2000-02-29")), 0);
	ck_assert_int_eq(day_age(iso("2000-02-29"), iso("2000-02-28")), -1);
	ck_assert_int_eq(day_age(DAY_NONE, iso("2000-02-28")), -1);
	ck_assert_int_eq(day_age(iso("2000-02-28"), DAY_NONE), -1);
}
END_TEST

START_TEST(test_term)
{
	ck_assert_str_eq(text_of(day_term_end(iso("2024-07-01"), 3)), "2027-06-30");
	ck_assert_str_eq(text_of(day_term_end(iso("2024-02-29"), 3)), "2027-02-28");
	ck_assert_str_eq(text_of(day_term_end(iso("2024-02-29"), 4)), "2028-02-28");
	ck_assert_str_eq(text_of(day_term_end(iso("2025-03-01"), 3)), "2028-02-29");
	ck_assert_str_eq(text_of(day_term_end(iso("2024-01-01"), 2)), "2025-12-31");
	ck_assert_int_eq(day_term_end(iso("2024-01-01"), 0), DAY_NONE);
	ck_assert_int_eq(day_term_end(iso("2998-01-01"), 5), DAY_NONE);
	ck_assert_int_eq(day_term_end(DAY_NONE, 3), DAY_NONE);
}
END_TEST

START_TEST(test_months)
{
	ck_assert_str_eq(text_of(day_add_months(iso("2024-01-31"), 1)), "2024-02-29");
	ck_assert_str_eq(text_of(day_add_months(iso("2025-01-31"), 1)), "2025-02-28");
	ck_assert_str_eq(text_of(day_add_months(iso("2024-11-15"), 3)), "2025-02-15");
	ck_assert_str_eq(text_of(day_add_months(iso("2024-03-31"), -1)), "2024-02-29");
	ck_assert_str_eq(text_of(day_add_months(iso("2024-01-15"), -1)), "2023-12-15");
	ck_assert_str_eq(text_of(day_add_months(iso("2024-01-15"), 0)), "2024-01-15");
	ck_assert_int_eq(day_add_months(iso("2999-12-15"), 1), DAY_NONE);
	ck_assert_int_eq(day_add_months(iso("2024-12-15"), INT32_MAX), DAY_NONE);
	ck_assert_int_eq(day_add_months(DAY_NONE, 1), DAY_NONE);
}
END_TEST

/* ---- working days ---- */

START_TEST(test_year_counts)
{
	struct calendar *c = calendar_new();

	ck_assert_int_eq(calendar_count(c, iso("2023-12-31"), iso("2024-12-31")), 251);
	ck_assert_int_eq(calendar_count(c, iso("2024-12-31"), iso("2025-12-31")), 248);
	ck_assert_int_eq(calendar_count(c, iso("2025-12-31"), iso("2026-12-31")), 248);
	ck_assert_int_eq(calendar_count(c, iso("2026-12-31"), iso("2025-12-31")), -248);
	ck_assert_int_eq(calendar_count(c, iso("2024-06-06"), iso("2024-06-14")), 5);
	ck_assert_int_eq(calendar_count(c, iso("2024-06-06"), iso("2024-06-06")), 0);
	ck_assert_int_eq(calendar_count(c, DAY_NONE, iso("2024-06-06")), 0);
	ck_assert(!calendar_is_workday(c, DAY_NONE));
	calendar_free(c);
	calendar_free(NULL);
}
END_TEST

/* Public notice of 5 working days: published, first, last, and the day of appointment, the one after. */
static const struct {
	const char *published, *first, *last, *appointed;
} public_notice[] = {
	{ .published = "2024-06-11", .first = "2024-06-12", .last = "2024-06-18", .appointed = "2024-06-19" },
	{ .published = "2024-06-06", .first = "2024-06-07", .last = "2024-06-14", .appointed = "2024-06-15" },
	{ .published = "2024-09-27", .first = "2024-09-29", .last = "2024-10-10", .appointed = "2024-10-11" },
	{ .published = "2026-02-13", .first = "2026-02-14", .last = "2026-02-27", .appointed = "2026-02-28" },
	{ .published = "2026-04-30", .first = "2026-05-06", .last = "2026-05-11", .appointed = "2026-05-12" },
};

START_TEST(test_public_notice)
{
	struct calendar *c = calendar_new();
	day_t start = iso(public_notice[_i].published), last = calendar_add_workdays(c, start, 5);

	ck_assert_str_eq(text_of(calendar_add_workdays(c, start, 0)), public_notice[_i].published);
	ck_assert_str_eq(text_of(calendar_add_workdays(c, start, 1)), public_notice[_i].first);
	ck_assert_str_eq(text_of(last), public_notice[_i].last);
	ck_assert_str_eq(text_of(last + 1), public_notice[_i].appointed);
	ck_assert_int_eq(calendar_count(c, start, last), 5);
	ck_assert(calendar_complete(c, start, last));
	calendar_free(c);
}
END_TEST

/* The quick ways agree with counting day by day. */
START_TEST(test_against_steps)
{
	struct calendar *c = calendar_new();

	for (day_t start = iso("2023-11-15"); start < iso("2027-03-01"); start++) {
		int n = 0, back = 0;

		for (day_t d = start + 1; d <= start + 80; d++) {
			if (calendar_is_workday(c, d) && calendar_add_workdays(c, start, ++n) != d)
				ck_abort_msg("%s + %d", text_of(start), n);
			if (calendar_count(c, start, d) != n)
				ck_abort_msg("(%s, %s]", text_of(start), text_of(d));
		}
		for (day_t d = start - 1; d >= start - 80; d--)
			if (calendar_is_workday(c, d) && calendar_add_workdays(c, start, --back) != d)
				ck_abort_msg("%s %d", text_of(start), back);
	}
	ck_assert_int_eq(calendar_count(c, iso("2024-01-01"), calendar_add_workdays(c, iso("2024-01-01"), 5000)), 5000);
	ck_assert_int_eq(calendar_add_workdays(c, iso("2024-01-01"), INT32_MAX), DAY_NONE);
	ck_assert_int_eq(calendar_add_workdays(c, iso("2024-01-01"), INT32_MIN), DAY_NONE);
	ck_assert_int_eq(calendar_add_workdays(c, DAY_NONE, 5), DAY_NONE);
	ck_assert_str_eq(text_of(calendar_add_workdays(c, iso("1800-01-03"), -2)), "1800-01-01");
	ck_assert_int_eq(calendar_add_workdays(c, iso("1800-01-03"), -3), DAY_NONE);
	calendar_free(c);
}
END_TEST

START_TEST(test_builtin)
{
	struct calendar *c = calendar_new();
	size_t n, off[3] = { 0 }, work[3] = { 0 };
	const struct calendar_day *day = calendar_builtin(&n);
	int y, m, d;

	for (size_t i = 0; i < n; i++) {
		ck_assert(i == 0 || day[i - 1].day < day[i].day);
		ck_assert(day[i].off == (day_weekday(day[i].day) < 6));
		ck_assert(calendar_is_workday(c, day[i].day) == !day[i].off);
		day_split(day[i].day, &y, &m, &d);
		ck_assert(y >= 2024 && y <= 2026);
		if (day[i].off)
			off[y - 2024]++;
		else
			work[y - 2024]++;
	}
	ck_assert_uint_eq(off[0], 19);
	ck_assert_uint_eq(work[0], 8);
	ck_assert_uint_eq(off[1], 18);
	ck_assert_uint_eq(work[1], 5);
	ck_assert_uint_eq(off[2], 19);
	ck_assert_uint_eq(work[2], 6);
	calendar_free(c);
}
END_TEST

START_TEST(test_complete)
{
	struct calendar *c = calendar_new();

	ck_assert(calendar_complete(c, iso("2024-01-01"), iso("2026-12-31")));
	ck_assert(!calendar_complete(c, iso("2026-12-28"), iso("2027-01-05")));
	ck_assert(!calendar_complete(c, iso("2027-01-05"), iso("2026-12-28")));
	ck_assert(!calendar_complete(c, iso("2023-12-31"), iso("2024-01-05")));
	ck_assert(!calendar_complete(c, DAY_NONE, iso("2024-01-05")));
	ck_assert(!calendar_has_year(c, 2027));
	ck_assert(!calendar_has_year(c, -1));
	ck_assert(!calendar_has_year(c, 3000));
	/* Past the last notice weekends alone count: 2027-01-01 is a Friday. */
	ck_assert_str_eq(text_of(calendar_add_workdays(c, iso("2026-12-31"), 1)), "2027-01-01");
	calendar_have_year(c, 3000);
	calendar_have_year(c, 2027);
	calendar_add(c, iso("2027-01-01"), true);
	ck_assert(calendar_complete(c, iso("2026-12-28"), iso("2027-01-05")));
	ck_assert_str_eq(text_of(calendar_add_workdays(c, iso("2026-12-31"), 1)), "2027-01-04");
	calendar_free(c);
}
END_TEST

START_TEST(test_add_replaces)
{
	struct calendar *c = calendar_new();
	day_t saturday = iso("2024-02-03");

	ck_assert_int_eq(calendar_count(c, iso("2023-12-31"), iso("2024-12-31")), 251);
	calendar_add(c, saturday, false);
	ck_assert(calendar_is_workday(c, saturday));
	ck_assert_int_eq(calendar_count(c, iso("2023-12-31"), iso("2024-12-31")), 252);
	calendar_add(c, saturday, true);
	ck_assert(!calendar_is_workday(c, saturday));
	ck_assert_int_eq(calendar_count(c, iso("2023-12-31"), iso("2024-12-31")), 251);
	calendar_add(c, iso("2024-06-10"), false);
	ck_assert_int_eq(calendar_count(c, iso("2023-12-31"), iso("2024-12-31")), 252);
	calendar_add(c, DAY_NONE, false);
	/* Many, in falling order, so that the array grows and moves. */
	for (day_t d = iso("2030-12-31"); d > iso("2029-12-31"); d--)
		calendar_add(c, d, true);
	ck_assert_int_eq(calendar_count(c, iso("2029-12-31"), iso("2030-12-31")), 0);
	ck_assert_int_eq(calendar_count(c, iso("2023-12-31"), iso("2024-12-31")), 252);
	calendar_free(c);
}
END_TEST

/* A million look-ups must not be felt; a day-by-day count over decades would be. */
START_TEST(test_speed)
{
	struct calendar *c = calendar_new();
	int64_t sum = 0;

	for (int i = 0; i < 1000000; i++) {
		day_t d = 19000 + i % 2000;

		sum += calendar_is_workday(c, d) ? 1 : 0;
		sum += calendar_count(c, 0, d);
		if (i % 10 == 0)
			sum += calendar_add_workdays(c, d, i % 5000);
	}
	ck_assert_int_ne(sum, 0);
	calendar_free(c);
}
END_TEST

START_TEST(test_explain)
{
	struct calendar *c = calendar_new();
	struct arena *a = arena_new();

	ck_assert_str_eq(calendar_explain(c, a, iso("2024-06-06"), 5),
			 "2024-06-07 周五 第1日\n"
			 "2024-06-08 至 06-10 周末、端午节假 不计\n"
			 "2024-06-11 周二 第2日\n"
			 "2024-06-12 周三 第3日\n"
			 "2024-06-13 周四 第4日\n"
			 "2024-06-14 周五 第5日");
	ck_assert_str_eq(calendar_explain(c, a, iso("2024-09-27"), 3),
			 "2024-09-28 周六 周末 不计\n"
			 "2024-09-29 周日 调休上班 第1日\n"
			 "2024-09-30 周一 第2日\n"
			 "2024-10-01 至 10-07 国庆节假 不计\n"
			 "2024-10-08 周二 第3日");
	ck_assert_str_eq(calendar_explain(c, a, iso("2026-12-31"), 2),
			 "2027-01-01 周五 第1日\n"
			 "2027-01-02 至 01-03 周末 不计\n"
			 "2027-01-04 周一 第2日\n"
			 "2027年的放假通知没有载入，只按周末推算");
	calendar_add(c, iso("2027-12-31"), true);
	ck_assert_str_eq(calendar_explain(c, a, iso("2027-12-30"), 1),
			 "2027-12-31 至 2028-01-02 节假日、周末 不计\n"
			 "2028-01-03 周一 第1日\n"
			 "2027、2028年的放假通知没有载入，只按周末推算");
	ck_assert_str_eq(calendar_explain(c, a, iso("2024-06-11"), 0), "2024-06-11 周二 当日");
	ck_assert_str_eq(calendar_explain(c, a, DAY_NONE, 5), "");
	arena_free(a);
	calendar_free(c);
}
END_TEST

/* ---- notices ---- */

START_TEST(test_notice)
{
	static const char text[] =
		"\xEF\xBB\xBF# 国务院办公厅关于2027年部分节假日安排的通知\r\n"
		"日期,类型,说明\r\n"
		"2026-12-31,休,元旦\r\n"
		"2027-01-01～2027-01-03,放假,元旦\r\n"
		"\r\n"
		"2027年2月14日,班\r\n"
		"2027.2.5至2.11,休,春节\r\n"
		"２０２７-02-20，上班\r\n"
		"2027-05-01~05-03,OFF\r\n"
		"2027-05-08,Work\r\n"
		"2027-05-03,休,重复也可以\r\n";
	static const struct {
		const char *day;
		bool off;
	} expect[] = {
		{ .day = "2026-12-31", .off = true },  { .day = "2027-01-01", .off = true },
		{ .day = "2027-02-05", .off = true },  { .day = "2027-02-08", .off = true },
		{ .day = "2027-02-09", .off = true },  { .day = "2027-02-10", .off = true },
		{ .day = "2027-02-11", .off = true },  { .day = "2027-02-14", .off = false },
		{ .day = "2027-02-20", .off = false }, { .day = "2027-05-03", .off = true },
		{ .day = "2027-05-08", .off = false },
	};
	struct arena *a = arena_new();
	struct err e = { .code = ERR_OK };
	struct calendar_day *days;
	size_t n;
	int year;

	ck_assert_msg(calendar_parse_notice(text, sizeof text - 1, a, &year, &days, &n, &e), "%s", e.text);
	ck_assert_int_eq(year, 2027);
	ck_assert_uint_eq(n, sizeof expect / sizeof expect[0]);
	for (size_t i = 0; i < n; i++) {
		ck_assert_str_eq(text_of(days[i].day), expect[i].day);
		ck_assert(days[i].off == expect[i].off);
	}
	arena_free(a);
}
END_TEST

/* Plain text without heading; tabs; a comment before a tab-separated list. */
START_TEST(test_notice_plain)
{
	static const char *const text[] = {
		"2027-01-01\t休\n2027-01-09\t班\n",
		"2027-01-01；休\n2027-01-09；班\n",
		"# 说明\n20270101;休\n20270109;班",
		"# 说明\n20270101，休，元旦\n20270109，班",
		"Date,Kind\n2027/1/1,off\n2027/1/9,work\n",
	};
	struct arena *a = arena_new();
	struct err e = { .code = ERR_OK };
	struct calendar_day *days;
	size_t n;
	int year;

	for (size_t i = 0; i < sizeof text / sizeof text[0]; i++) {
		ck_assert_msg(calendar_parse_notice(text[i], strlen(text[i]), a, &year, &days, &n, &e), "%s", e.text);
		ck_assert_int_eq(year, 2027);
		ck_assert_uint_eq(n, 2);
		ck_assert(days[0].off && !days[1].off);
	}
	arena_free(a);
}
END_TEST

static const struct {
	const char *text, *says;
} bad_notice[] = {
	{ .text = "", .says = "没有放假的日期" },
	{ .text = "日期,类型\n", .says = "没有放假的日期" },
	{ .text = "2027-01-09,班\n", .says = "没有放假的日期" },
	{ .text = "日期,类型\n2027-02-30,休\n", .says = "第2行：没有“2027-02-30”这一天" },
	{ .text = "日期,类型\n\n元旦,休\n", .says = "第3行：“元旦”不是日期" },
	{ .text = "1月1日,休\n", .says = "第1行：“1月1日”没有写年份" },
	{ .text = "日期,类型\n日期,类型\n", .says = "第2行：“日期”不是日期" },
	{ .text = "2027-01-01,可能\n", .says = "第1行：日期后面要写" },
	{ .text = "2027-01-01\n", .says = "第1行：日期后面要写" },
	{ .text = "2027-01-01,休\n2027-01-08,班\n", .says = "第2行：2027-01-08是周五，本来就上班" },
	{ .text = "2027-01-01~2027-01-09,休\n2027-01-09,班\n", .says = "第2行：2027-01-09与第1行矛盾" },
	{ .text = "2027-01-03~2027-01-01,休\n", .says = "第1行：起止日期前后颠倒" },
	{ .text = "2027-01-01~2027-02-01,休\n", .says = "第1行：一段超过31天" },
	{ .text = "2027-01-01~,休\n", .says = "第1行：日期是空的" },
	{ .text = "2027-01-01,休\n2072-02-05,休\n2027-02-08,休\n", .says = "第2行：2072-02-05不属于2027年" },
	{ .text = "2027-01-01,休\n2027-02-05,休\n2026-11-30,休\n", .says = "第3行：2026-11-30不属于2027年" },
	{ .text = "2027-01-01,休\n2027-02-05,\"休\n", .says = "第2行的引号没有收尾" },
};

START_TEST(test_bad_notice)
{
	struct arena *a = arena_new();
	struct err e = { .code = ERR_OK };
	struct calendar_day *days;
	size_t n;
	int year;

	ck_assert(!calendar_parse_notice(bad_notice[_i].text, strlen(bad_notice[_i].text), a, &year, &days, &n, &e));
	ck_assert_msg(strstr(e.text, bad_notice[_i].says) != NULL, "%s", e.text);
	ck_assert_int_eq(e.code, ERR_REFUSED);
	arena_free(a);
}
END_TEST

#define ROWS(t) ((int)(sizeof(t) / sizeof(t)[0]))

Suite *suite_day(void)
{
	Suite *s = suite_create("day");
	TCase *tc = tcase_create("dates");

	tcase_add_test(tc, test_from_split);
	tcase_add_test(tc, test_weekday);
	tcase_add_test(tc, test_format);
	tcase_add_loop_test(tc, test_spellings, 0, ROWS(spelling));
	tcase_add_loop_test(tc, test_no_dates, 0, ROWS(no_date));
	tcase_add_test(tc, test_parse_without);
	tcase_add_test(tc, test_age);
	tcase_add_test(tc, test_term);
	tcase_add_test(tc, test_months);
	suite_add_tcase(s, tc);

	tc = tcase_create("calendar");
	tcase_add_test(tc, test_year_counts);
	tcase_add_loop_test(tc, test_public_notice, 0, ROWS(public_notice));
	tcase_add_test(tc, test_against_steps);
	tcase_add_test(tc, test_builtin);
	tcase_add_test(tc, test_complete);
	tcase_add_test(tc, test_add_replaces);
	tcase_add_test(tc, test_speed);
	tcase_add_test(tc, test_explain);
	tcase_add_test(tc, test_notice);
	tcase_add_test(tc, test_notice_plain);
	tcase_add_loop_test(tc, test_bad_notice, 0, ROWS(bad_notice));
	suite_add_tcase(s, tc);
	return s;
}
