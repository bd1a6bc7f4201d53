/*
 * day.h: civil dates, ages, terms, working days.
 *
 * Knows: the Gregorian calendar, the State Council's yearly holiday notices (as data).
 * Must not know: which article asks for a period.
 *
 * Periods begin the day after the act (民法典 201).
 */
#ifndef JIANDU_BASE_DAY_H
#define JIANDU_BASE_DAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

typedef int32_t day_t;       /* days since 1970-01-01 */
#define DAY_NONE INT32_MIN   /* no date */
#define DAY_TEXT 11          /* bytes for "2026-11-23" */

/* X unless there is none, then Y. */
static inline day_t
day_or(day_t x, day_t y)
{
	return x != DAY_NONE ? x : y;
}

/* The date, or DAY_NONE when it does not exist (years 1800..2999). */
day_t day_from(int year, int month, int mday);
void day_split(day_t d, int *year, int *month, int *mday);
/* 1 Monday ... 7 Sunday. */
int day_weekday(day_t d);
/* "周一" ... translated. */
const char *day_weekday_name(day_t d);
/* Today by the machine's local time. */
day_t day_today(void);
/* ISO 8601 into OUT (DAY_TEXT bytes); DAY_NONE gives "".  Returns OUT. */
char *day_format(day_t d, char out[DAY_TEXT]);
/* "2026年11月23日", owned by A. */
char *day_format_cn(struct arena *a, day_t d);
/*
 * Exactly ISO "2026-11-23": for columns and JSON.  DAY_NONE when it is none.
 */
day_t day_parse_iso(const char *s);

struct calendar;
/*
 * What people type, in any width: 2024-6-11, 2024.6.11, 2024/6/11, 20240611,
 * 2024年6月11日 (also 号), 6.11 and 6-11 (the year of TODAY), an Excel serial
 * (20000..80000), 今天 昨天 明天, +5 -3 (days), +5w (working days by CAL).
 * A time of day is accepted when it is midnight (sheets append it), else refused.
 * TODAY may be DAY_NONE: then what leans on today is refused; CAL may be NULL.
 * False with ERR_USAGE and one sentence in E (field not set) when it is no date;
 * *OUT is then untouched.
 */
bool day_parse(const char *s, day_t today, const struct calendar *cal, day_t *out, struct err *e);

/* Full years at ON of one born on BORN; 02-29 reaches its age on 03-01 in other years. -1 before birth. */
int day_age(day_t born, day_t on);
/* Last day of a term of YEARS from START: 2024-07-01 + 3 -> 2027-06-30; 02-29 -> 02-28. */
day_t day_term_end(day_t start, int years);
/* The same day MONTHS later, or the last of that month. */
day_t day_add_months(day_t d, int months);

/* A calendar of working days: the built-in years 2024..2026 and what is added. */
struct calendar *calendar_new(void); /* owns its memory; calendar_free */
void calendar_free(struct calendar *c);
/* Add one exception: OFF a weekday off, or a weekend day worked.  Replaces an earlier word on that day. */
void calendar_add(struct calendar *c, day_t d, bool off);
/* The notice of YEAR is now loaded (its absence is what calendar_complete() reports). */
void calendar_have_year(struct calendar *c, int year);
bool calendar_has_year(const struct calendar *c, int year);
bool calendar_is_workday(const struct calendar *c, day_t d);
/*
 * The N-th working day after START; 0 gives START itself, -N the N-th working
 * day before it.  DAY_NONE when START is, or when the year 2999 is passed.
 */
day_t calendar_add_workdays(const struct calendar *c, day_t start, int n);
/* Working days in (FROM, TO]; negative when TO is before FROM: minus the days in (TO, FROM]. */
int calendar_count(const struct calendar *c, day_t from, day_t to);
/* Is the notice of every year touched by [FROM, TO] loaded?  (Of a period: from the day after the act.) */
bool calendar_complete(const struct calendar *c, day_t from, day_t to);
/*
 * How calendar_add_workdays(START, N) was reached, one line of text per day or
 * run of days skipped ("2024-06-07 周五 第1日", "2024-06-08 至 06-10 周末、端午节假 不计"),
 * and a last line when a year's notice is missing.  Owned by A.
 */
char *calendar_explain(const struct calendar *c, struct arena *a, day_t start, int n);
/* One exception: OFF a weekday off, else a weekend day worked. */
struct calendar_day {
	day_t day;
	bool off;
};
/* The built-in exceptions of all built-in years in order of day, for tests and export: number put at *N. */
const struct calendar_day *calendar_builtin(size_t *n);
/*
 * Read one year's notice from the N bytes of UTF-8 text at TEXT: CSV or plain
 * lines of "date,kind", separated by a comma (also ，), tab or semicolon:
 *
 *	日期,类型,说明
 *	2027-02-05~2027-02-11,休,春节
 *	2027-02-14,班
 *
 * The date in any spelling of day_parse() that names its year, or a range of
 * at most 31 days with ~ ～ 至 or 到, whose second half may leave out the year.
 * The kind: 休 放假 休息 off, or 班 上班 补班 work.  The heading is optional;
 * further columns, blank lines and lines that begin with # are passed over.
 * Saturdays and Sundays within a range off are no exceptions and are left out.
 *
 * All days belong to one year, put at *YEAR, but for December days of the year
 * before.  *DAYS receives the exceptions in order of day, owned by A.  False
 * with one sentence in E, which names the line, for: what is no date or kind, a
 * range that runs backwards or is too long, a working weekday "worked", one day
 * both off and worked, a day of another year, more than 366 days; and for a text
 * without a day off.
 * The calendar itself is not touched: calendar_add() and calendar_have_year().
 */
bool calendar_parse_notice(const char *text, size_t n, struct arena *a, int *year, struct calendar_day **days,
			   size_t *ndays, struct err *e);

#endif
