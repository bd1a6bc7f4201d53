/*
 * day.c: civil dates: arithmetic, spellings, ages, terms.
 *
 * Knows: the proleptic Gregorian calendar, what people and sheets write for a date.
 * Must not know: working days beyond asking the calendar, which article asks for a period.
 */
#include "base/day.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/text.h"

#define YEAR_FIRST 1800
#define YEAR_LAST 2999

/* Day 0 of Excel's count that makes its serials of March 1900 and later right. */
#define EXCEL_EPOCH (-25569)
#define EXCEL_FIRST 20000
#define EXCEL_LAST 80000

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_length(int year, int month)
{
	static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return month == 2 && is_leap(year) ? 29 : length[month - 1];
}

day_t day_from(int year, int month, int mday)
{
	int y, m;

	if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12)
		return DAY_NONE;
	if (mday < 1 || mday > month_length(year, month))
		return DAY_NONE;
	/* Years begin in March here, so that the leap day is a year's last. */
	y = month > 2 ? year : year - 1;
	m = month > 2 ? month - 3 : month + 9;
	return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + mday - 1 - 719468;
}

/* Is D a date that day_from() can give? */
static bool in_range(day_t d)
{
	return d >= day_from(YEAR_FIRST, 1, 1) && d <= day_from(YEAR_LAST, 12, 31);
}

void day_split(day_t d, int *year, int *month, int *mday)
{
	int64_t z = (int64_t)d + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t doe = z - era * 146097;                                       /* day of the 400 years */
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;  /* year of them */
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);                /* day of the year from 03-01 */
	int64_t mp = (5 * doy + 2) / 153;                                     /* 0 March ... 11 February */

	*mday = (int)(doy - (153 * mp + 2) / 5 + 1);
	*month = (int)(mp < 10 ? mp + 3 : mp - 9);
	*year = (int)(yoe + era * 400 + (*month <= 2 ? 1 : 0));
}

int day_weekday(day_t d)
{
	int r = (int)(((int64_t)d + 3) % 7); /* 1970-01-01 was a Thursday */

	return (r < 0 ? r + 7 : r) + 1;
}

const char *day_weekday_name(day_t d)
{
	static const char *const name[] = {
		N_("周一"), N_("周二"), N_("周三"), N_("周四"), N_("周五"), N_("周六"), N_("周日"),
	};

	return _(name[day_weekday(d) - 1]);
}

day_t day_today(void)
{
	time_t now = time(NULL);
	struct tm tm;

	if (localtime_r(&now, &tm) == NULL)
		return DAY_NONE;
	return day_from(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

char *day_format(day_t d, char out[DAY_TEXT])
{
	int part[3]; /* year, month, day */
	char *p = out;

	if (in_range(d)) {
		day_split(d, &part[0], &part[1], &part[2]);
		*p++ = (char)('0' + part[0] / 1000);
		*p++ = (char)('0' + part[0] / 100 % 10);
		*p++ = (char)('0' + part[0] / 10 % 10);
		*p++ = (char)('0' + part[0] % 10);
		for (int i = 1; i < 3; i++) {
			*p++ = '-';
			*p++ = (char)('0' + part[i] / 10);
			*p++ = (char)('0' + part[i] % 10);
		}
	}
	*p = '\0';
	return out;
}

char *day_format_cn(struct arena *a, day_t d)
{
	int year, month, mday;

	if (!in_range(d))
		return arena_strdup(a, "");
	day_split(d, &year, &month, &mday);
	/* Not translated: papers are Chinese whatever the language of the screen. */
	return arena_printf(a, "%d年%d月%d日", year, month, mday);
}

day_t day_parse_iso(const char *s)
{
	int part[3] = { 0, 0, 0 };

	if (s == NULL || strlen(s) != 10)
		return DAY_NONE;
	for (int i = 0, k = 0; i < 10; i++) {
		if (i == 4 || i == 7) {
			if (s[i] != '-')
				return DAY_NONE;
			k++;
		} else if (s[i] < '0' || s[i] > '9') {
			return DAY_NONE;
		} else {
			part[k] = part[k] * 10 + (s[i] - '0');
		}
	}
	return day_from(part[0], part[1], part[2]);
}

/* ---- what people type ---- */

/* 年 月 日 in the folded text: control characters, which cannot be typed there. */
#define MARK_YEAR '\001'
#define MARK_MONTH '\002'
#define MARK_DAY '\003'

#define FOLDED 48 /* no spelling of a date is longer */

/* Why a text is no date; each has its sentence in say_why(). */
enum why {
	WHY_FINE,
	WHY_NO_DATE,   /* nothing known */
	WHY_NOT_THERE, /* well written, but there is no such day */
	WHY_NO_DAY,    /* year and month alone */
	WHY_YEAR,      /* a year of two digits */
	WHY_TIME,      /* a time of day that is not midnight */
	WHY_TODAY,     /* leans on today, which is not given */
	WHY_CALENDAR,  /* working days without a calendar */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_blank_cp(uint32_t cp)
{
	return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0xA0 || cp == 0x3000 || cp == 0xFEFF || cp == 0x202F ||
	       (cp >= 0x2000 && cp <= 0x200B);
}

/* The one ASCII character or mark that stands for CP; 0 when no date holds it. */
static char fold_cp(uint32_t cp)
{
	if (cp >= 0xFF01 && cp <= 0xFF5E)
		cp -= 0xFEE0;
	if (is_blank_cp(cp))
		return ' ';
	if (cp >= 'A' && cp <= 'Z')
		return (char)(cp + 'a' - 'A');
	if (cp > ' ' && cp < 0x7F)
		return (char)cp;
	if ((cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212) /* hyphens, dashes, minus */
		return '-';
	switch (cp) {
	case 0x3002: /* 。 */
	case 0xFF61: /* half-width 。 */
		return '.';
	case 0x5E74: /* 年 */
		return MARK_YEAR;
	case 0x6708: /* 月 */
		return MARK_MONTH;
	case 0x65E5: /* 日 */
	case 0x53F7: /* 号 */
		return MARK_DAY;
	default:
		return 0;
	}
}

/*
 * S folded into OUT (FOLDED bytes): half-width, lower case, 年月日 as marks, a
 * run of blanks kept as one between two digits only, where it divides.
 * False when S holds what no date holds.
 */
static bool fold(const char *s, char *out)
{
	size_t n = 0, left = strlen(s);
	bool blank = false;

	while (left > 0) {
		uint32_t cp;
		size_t used = text_decode(s, left, &cp);
		char c = fold_cp(cp);

		s += used;
		left -= used;
		if (c == 0 || n + 2 >= FOLDED)
			return false;
		if (c == ' ') {
			blank = true;
			continue;
		}
		if (blank && n > 0 && is_digit(out[n - 1]) && is_digit(c))
			out[n++] = ' ';
		blank = false;
		out[n++] = c;
	}
	out[n] = '\0';
	return n > 0;
}

/* Read digits at *P, at most MAX of them, into *VALUE; returns their number, 0 when there are none or too many. */
static int number(const char **p, int max, int *value)
{
	int n = 0;

	*value = 0;
	for (; is_digit(**p); (*p)++) {
		if (++n > max)
			return 0;
		*value = *value * 10 + (**p - '0');
	}
	return n;
}

/* What may follow a date: nothing, or midnight as sheets append it ("0:00", "00:00:00.000"). */
static enum why check_tail(const char *p)
{
	bool zero = true;
	int colons = 0;

	if (*p == '\0')
		return WHY_FINE;
	if (*p == ' ' || *p == 't')
		p++;
	if (!is_digit(*p))
		return WHY_NO_DATE;
	for (; *p != '\0'; p++) {
		if (*p == ':' && is_digit(p[1]))
			colons++;
		else if (!is_digit(*p) && !(*p == '.' && colons == 2))
			return WHY_NO_DATE;
		else if (is_digit(*p) && *p != '0')
			zero = false;
	}
	if (colons < 1 || colons > 2)
		return WHY_NO_DATE;
	return zero ? WHY_FINE : WHY_TIME;
}

/* year month day into *OUT when there is such a day. */
static enum why take(int year, int month, int mday, day_t *out)
{
	day_t d = day_from(year, month, mday);

	if (d == DAY_NONE)
		return WHY_NOT_THERE;
	*out = d;
	return WHY_FINE;
}

/* A date that begins with its year YEAR; P is behind those digits. */
static enum why parse_full(const char *p, int year, day_t *out)
{
	bool marks = *p == MARK_YEAR;
	char sep = *p++;
	int month, mday;
	enum why why;

	if (!marks && sep != '-' && sep != '.' && sep != '/')
		return WHY_NO_DATE;
	if (number(&p, 2, &month) == 0)
		return WHY_NO_DATE;
	if (*p == '\0' || (marks && p[0] == MARK_MONTH && p[1] == '\0'))
		return WHY_NO_DAY;
	if (*p++ != (marks ? MARK_MONTH : sep) || number(&p, 2, &mday) == 0)
		return WHY_NO_DATE;
	if (marks && *p == MARK_DAY)
		p++;
	why = check_tail(p);
	return why == WHY_FINE ? take(year, month, mday, out) : why;
}

/* A date without year: MONTH is read and P is behind it. */
static enum why parse_short(const char *p, int month, day_t today, day_t *out)
{
	bool marks = *p == MARK_MONTH;
	char sep = *p++;
	int year, unused, mday;

	if (sep == MARK_YEAR)
		return WHY_YEAR;
	if (!marks && sep != '-' && sep != '.' && sep != '/')
		return WHY_NO_DATE;
	if (number(&p, 2, &mday) == 0)
		return WHY_NO_DATE;
	if (!marks && *p == sep) { /* a third number: 24.6.11, unless the year is last as in 6/11/2024 */
		p++;
		return number(&p, 2, &mday) > 0 ? WHY_YEAR : WHY_NO_DATE;
	}
	if (marks && *p == MARK_DAY)
		p++;
	if (*p != '\0')
		return WHY_NO_DATE;
	if (today == DAY_NONE)
		return WHY_TODAY;
	day_split(today, &year, &unused, &unused);
	return take(year, month, mday, out);
}

/* "+5", "-3", "+5w" in P. */
static enum why parse_relative(const char *p, day_t today, const struct calendar *cal, day_t *out)
{
	int sign = *p++ == '-' ? -1 : 1;
	bool work = false;
	day_t d;
	int n;

	if (number(&p, 5, &n) == 0)
		return WHY_NO_DATE;
	if (*p == 'w') {
		work = true;
		p++;
	}
	if (*p != '\0')
		return WHY_NO_DATE;
	if (!in_range(today))
		return WHY_TODAY;
	if (work && cal == NULL)
		return WHY_CALENDAR;
	d = work ? calendar_add_workdays(cal, today, sign * n) : today + sign * n;
	if (!in_range(d))
		return WHY_NOT_THERE;
	*out = d;
	return WHY_FINE;
}

/* 今天 and its like. */
static enum why parse_word(const char *s, day_t today, day_t *out)
{
	static const struct {
		const char *word;
		int days;
	} words[] = {
		{ .word = "今天", .days = 0 },   { .word = "今日", .days = 0 },       { .word = "today", .days = 0 },
		{ .word = "昨天", .days = -1 },  { .word = "昨日", .days = -1 },      { .word = "yesterday", .days = -1 },
		{ .word = "明天", .days = 1 },   { .word = "明日", .days = 1 },       { .word = "tomorrow", .days = 1 },
		{ .word = "前天", .days = -2 },  { .word = "后天", .days = 2 },
	};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (!text_same_word(s, words[i].word))
			continue;
		if (!in_range(today))
			return WHY_TODAY;
		*out = today + words[i].days;
		return WHY_FINE;
	}
	return WHY_NO_DATE;
}

/* A text that begins with a digit. */
static enum why parse_digits(const char *p, day_t today, day_t *out)
{
	int n, value;
	enum why why;

	n = number(&p, 8, &value);
	switch (n) {
	case 8:
		why = check_tail(p);
		return why == WHY_FINE ? take(value / 10000, value / 100 % 100, value % 100, out) : why;
	case 5: /* an Excel serial, perhaps as a decimal number */
		if (*p == '.' && p[1] == '0')
			p += 1 + strspn(p + 1, "0");
		if (*p != '\0' || value < EXCEL_FIRST || value > EXCEL_LAST)
			return WHY_NO_DATE;
		*out = EXCEL_EPOCH + value;
		return WHY_FINE;
	case 4:
		return parse_full(p, value, out);
	case 1:
	case 2:
		return parse_short(p, value, today, out);
	default:
		return WHY_NO_DATE;
	}
}

/* The beginning of S fit to stand in a sentence: control and ill-formed bytes as '?'. */
static void quote(const char *s, char *out, size_t size)
{
	size_t left = strlen(s), n = 0;

	while (left > 0) {
		uint32_t cp;
		size_t used = text_decode(s, left, &cp);
		bool odd = cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0xFFFD;
		size_t bytes = odd ? 1 : used;

		if (n + bytes + sizeof "…" > size) {
			memcpy(out + n, "…", sizeof "…");
			return;
		}
		if (odd)
			out[n] = '?';
		else
			memcpy(out + n, s, used);
		n += bytes;
		s += used;
		left -= used;
	}
	out[n] = '\0';
}

/* The sentence for WHY about the text S; returns false. */
static bool say_why(enum why why, const char *s, struct err *e)
{
	char shown[64];

	quote(s, shown, sizeof shown);
	switch (why) {
	case WHY_NOT_THERE:
		return err_set(e, ERR_USAGE, NULL, 0, _("没有“%s”这一天"), shown);
	case WHY_NO_DAY:
		return err_set(e, ERR_USAGE, NULL, 0, _("“%s”只到月，请写到日"), shown);
	case WHY_YEAR:
		return err_set(e, ERR_USAGE, NULL, 0, _("“%s”的年份请写四位"), shown);
	case WHY_TIME:
		return err_set(e, ERR_USAGE, NULL, 0, _("“%s”带有钟点，请只写日期"), shown);
	case WHY_TODAY:
		return err_set(e, ERR_USAGE, NULL, 0, _("“%s”没有写年份，请写完整日期"), shown);
	case WHY_CALENDAR:
		return err_set(e, ERR_USAGE, NULL, 0, _("“%s”要用工作日历，这里没有，请写完整日期"), shown);
	case WHY_FINE:
	case WHY_NO_DATE:
		break;
	}
	if (shown[0] == '\0')
		return err_set(e, ERR_USAGE, NULL, 0, _("日期是空的"));
	return err_set(e, ERR_USAGE, NULL, 0,
		       _("“%s”不是日期，可写 2024-6-11、20240611、2024年6月11日、6.11、今天、+5"), shown);
}

bool day_parse(const char *s, day_t today, const struct calendar *cal, day_t *out, struct err *e)
{
	char folded[FOLDED];
	enum why why;

	if (s == NULL)
		s = "";
	if (!fold(s, folded))
		why = parse_word(s, today, out);
	else if (is_digit(folded[0]))
		why = parse_digits(folded, today, out);
	else if (folded[0] == '+' || folded[0] == '-')
		why = parse_relative(folded, today, cal, out);
	else
		why = parse_word(s, today, out);
	return why == WHY_FINE ? true : say_why(why, s, e);
}

/* ---- ages and terms ---- */

int day_age(day_t born, day_t on)
{
	int by, bm, bd, y, m, d;

	if (born == DAY_NONE || on == DAY_NONE || on < born)
		return -1;
	day_split(born, &by, &bm, &bd);
	day_split(on, &y, &m, &d);
	/* 02-28 is before 02-29 and 03-01 after it: the leap day needs no case of its own. */
	return y - by - (m < bm || (m == bm && d < bd) ? 1 : 0);
}

day_t day_term_end(day_t start, int years)
{
	int y, m, d;
	day_t next;

	if (!in_range(start) || years < 1 || years > YEAR_LAST)
		return DAY_NONE;
	day_split(start, &y, &m, &d);
	next = day_from(y + years, m, d);
	if (next != DAY_NONE)
		return next - 1;
	/* Only 02-29 can be missing within the years we know: the term then ends on 02-28. */
	return m == 2 && d == 29 ? day_from(y + years, 2, 28) : DAY_NONE;
}

day_t day_add_months(day_t d, int months)
{
	int y, m, mday, length;
	int64_t count;

	if (!in_range(d))
		return DAY_NONE;
	day_split(d, &y, &m, &mday);
	count = (int64_t)y * 12 + (m - 1) + months;
	if (count < YEAR_FIRST * 12 || count >= (YEAR_LAST + 1) * 12)
		return DAY_NONE;
	y = (int)(count / 12);
	m = (int)(count % 12) + 1;
	length = month_length(y, m);
	return day_from(y, m, mday < length ? mday : length);
}
