/*
 * calendar.c: working days, the built-in notices, and the reader of later ones.
 *
 * Knows: the State Council's yearly holiday notices (as data).
 * Must not know: which article asks for a period.
 *
 * Exceptions stand in one array in order of day, each with the sum of what the
 * exceptions up to it add to or take from the plain weekdays.  The number of
 * working days up to any day is then weekdays plus one binary search, and all
 * else (is this one, how many between, which is the N-th) follows from it.
 */
#include "base/day.h"

#include <string.h>

#include "base/buf.h"
#include "base/csv.h"
#include "base/i18n.h"
#include "base/text.h"

#define YEAR_FIRST 1800
#define YEAR_LAST 2999
#define YEARS (YEAR_LAST - YEAR_FIRST + 1)

#define RANGE_MAX 31   /* days of one line of a notice */
#define NOTICE_MAX 366 /* days of a whole one */

/* Days since 1970-01-01 as a constant; Y is the year, one less in January and February (years begin in March). */
#define DAYS(y, m, d) \
	(365 * (y) + (y) / 4 - (y) / 100 + (y) / 400 + (153 * ((m) > 2 ? (m) - 3 : (m) + 9) + 2) / 5 + (d) - 1 - 719468)
#define DAY(y, m, d) DAYS((m) > 2 ? (y) : (y) - 1, m, d)
#define OFF(y, m, d) { .day = DAY(y, m, d), .off = true }
#define WORK(y, m, d) { .day = DAY(y, m, d), .off = false }

/* In order of day: the binary search needs it. */
static const struct calendar_day builtin[] = {
	OFF(2024, 1, 1),
	WORK(2024, 2, 4),
	OFF(2024, 2, 12), OFF(2024, 2, 13), OFF(2024, 2, 14), OFF(2024, 2, 15), OFF(2024, 2, 16),
	WORK(2024, 2, 18),
	OFF(2024, 4, 4), OFF(2024, 4, 5),
	WORK(2024, 4, 7),
	WORK(2024, 4, 28),
	OFF(2024, 5, 1), OFF(2024, 5, 2), OFF(2024, 5, 3),
	WORK(2024, 5, 11),
	OFF(2024, 6, 10),
	WORK(2024, 9, 14),
	OFF(2024, 9, 16), OFF(2024, 9, 17),
	WORK(2024, 9, 29),
	OFF(2024, 10, 1), OFF(2024, 10, 2), OFF(2024, 10, 3), OFF(2024, 10, 4), OFF(2024, 10, 7),
	WORK(2024, 10, 12),

	OFF(2025, 1, 1),
	WORK(2025, 1, 26),
	OFF(2025, 1, 28), OFF(2025, 1, 29), OFF(2025, 1, 30), OFF(2025, 1, 31), OFF(2025, 2, 3), OFF(2025, 2, 4),
	WORK(2025, 2, 8),
	OFF(2025, 4, 4),
	WORK(2025, 4, 27),
	OFF(2025, 5, 1), OFF(2025, 5, 2), OFF(2025, 5, 5),
	OFF(2025, 6, 2),
	WORK(2025, 9, 28),
	OFF(2025, 10, 1), OFF(2025, 10, 2), OFF(2025, 10, 3), OFF(2025, 10, 6), OFF(2025, 10, 7), OFF(2025, 10, 8),
	WORK(2025, 10, 11),

	OFF(2026, 1, 1), OFF(2026, 1, 2),
	WORK(2026, 1, 4),
	WORK(2026, 2, 14),
	OFF(2026, 2, 16), OFF(2026, 2, 17), OFF(2026, 2, 18), OFF(2026, 2, 19), OFF(2026, 2, 20), OFF(2026, 2, 23),
	WORK(2026, 2, 28),
	OFF(2026, 4, 6),
	OFF(2026, 5, 1), OFF(2026, 5, 4), OFF(2026, 5, 5),
	WORK(2026, 5, 9),
	OFF(2026, 6, 19),
	WORK(2026, 9, 20),
	OFF(2026, 9, 25),
	OFF(2026, 10, 1), OFF(2026, 10, 2), OFF(2026, 10, 5), OFF(2026, 10, 6), OFF(2026, 10, 7),
	WORK(2026, 10, 10),
};

/* The holidays as the notices state them, weekends within included; for explanations only. */
static const struct holiday {
	day_t first, last;
	const char *name;
} holidays[] = {
	{ .first = DAY(2024, 1, 1), .last = DAY(2024, 1, 1), .name = N_("元旦假") },
	{ .first = DAY(2024, 2, 10), .last = DAY(2024, 2, 17), .name = N_("春节假") },
	{ .first = DAY(2024, 4, 4), .last = DAY(2024, 4, 6), .name = N_("清明节假") },
	{ .first = DAY(2024, 5, 1), .last = DAY(2024, 5, 5), .name = N_("劳动节假") },
	{ .first = DAY(2024, 6, 10), .last = DAY(2024, 6, 10), .name = N_("端午节假") },
	{ .first = DAY(2024, 9, 15), .last = DAY(2024, 9, 17), .name = N_("中秋节假") },
	{ .first = DAY(2024, 10, 1), .last = DAY(2024, 10, 7), .name = N_("国庆节假") },
	{ .first = DAY(2025, 1, 1), .last = DAY(2025, 1, 1), .name = N_("元旦假") },
	{ .first = DAY(2025, 1, 28), .last = DAY(2025, 2, 4), .name = N_("春节假") },
	{ .first = DAY(2025, 4, 4), .last = DAY(2025, 4, 6), .name = N_("清明节假") },
	{ .first = DAY(2025, 5, 1), .last = DAY(2025, 5, 5), .name = N_("劳动节假") },
	{ .first = DAY(2025, 5, 31), .last = DAY(2025, 6, 2), .name = N_("端午节假") },
	{ .first = DAY(2025, 10, 1), .last = DAY(2025, 10, 8), .name = N_("国庆中秋节假") },
	{ .first = DAY(2026, 1, 1), .last = DAY(2026, 1, 3), .name = N_("元旦假") },
	{ .first = DAY(2026, 2, 15), .last = DAY(2026, 2, 23), .name = N_("春节假") },
	{ .first = DAY(2026, 4, 4), .last = DAY(2026, 4, 6), .name = N_("清明节假") },
	{ .first = DAY(2026, 5, 1), .last = DAY(2026, 5, 5), .name = N_("劳动节假") },
	{ .first = DAY(2026, 6, 19), .last = DAY(2026, 6, 21), .name = N_("端午节假") },
	{ .first = DAY(2026, 9, 25), .last = DAY(2026, 9, 27), .name = N_("中秋节假") },
	{ .first = DAY(2026, 10, 1), .last = DAY(2026, 10, 7), .name = N_("国庆节假") },
};

/* One exception and the sum of the changes up to and with it. */
struct entry {
	day_t day;
	bool off;
	int sum;
};

struct calendar {
	struct arena *a;    /* owns everything, this struct too */
	struct entry *entry; /* in order of day */
	size_t n, cap;
	bool loaded[YEARS];
};

static bool is_weekend(day_t d)
{
	return day_weekday(d) > 5;
}

/* What the exception ENTRY changes against the plain weekday count. */
static int change(const struct entry *entry)
{
	return (entry->off ? 0 : 1) - (is_weekend(entry->day) ? 0 : 1);
}

/* Number of exceptions on or before D. */
static size_t up_to(const struct calendar *c, day_t d)
{
	size_t low = 0, high = c->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (c->entry[mid].day <= d)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Working days up to and with D, counted from a fixed day long past. */
static int64_t position(const struct calendar *c, day_t d)
{
	int64_t monday = (int64_t)d + 3; /* 1969-12-29, a Monday, is 0 */
	int64_t week = monday / 7 - (monday % 7 < 0 ? 1 : 0);
	int64_t rest = monday - week * 7 + 1; /* days of this week, 1..7 */
	size_t n = up_to(c, d);

	return week * 5 + (rest < 5 ? rest : 5) + (n > 0 ? c->entry[n - 1].sum : 0);
}

struct calendar *calendar_new(void)
{
	struct arena *a = arena_new();
	struct calendar *c = arena_alloc(a, sizeof *c);

	c->a = a;
	for (size_t i = 0; i < sizeof builtin / sizeof builtin[0]; i++)
		calendar_add(c, builtin[i].day, builtin[i].off);
	for (int year = 2024; year <= 2026; year++)
		calendar_have_year(c, year);
	return c;
}

void calendar_free(struct calendar *c)
{
	if (c != NULL)
		arena_free(c->a);
}

void calendar_add(struct calendar *c, day_t d, bool off)
{
	size_t i;

	if (d == DAY_NONE)
		return;
	i = up_to(c, d);
	if (i > 0 && c->entry[i - 1].day == d) {
		i--;
	} else {
		if (c->n == c->cap) {
			struct entry *more;

			c->cap = c->cap == 0 ? 128 : c->cap * 2;
			more = arena_alloc(c->a, c->cap * sizeof *more);
			if (c->n > 0)
				memcpy(more, c->entry, c->n * sizeof *more);
			c->entry = more;
		}
		memmove(c->entry + i + 1, c->entry + i, (c->n - i) * sizeof *c->entry);
		c->n++;
		c->entry[i].day = d;
	}
	c->entry[i].off = off;
	for (; i < c->n; i++)
		c->entry[i].sum = (i > 0 ? c->entry[i - 1].sum : 0) + change(&c->entry[i]);
}

void calendar_have_year(struct calendar *c, int year)
{
	if (year >= YEAR_FIRST && year <= YEAR_LAST)
		c->loaded[year - YEAR_FIRST] = true;
}

bool calendar_has_year(const struct calendar *c, int year)
{
	return year >= YEAR_FIRST && year <= YEAR_LAST && c->loaded[year - YEAR_FIRST];
}

bool calendar_is_workday(const struct calendar *c, day_t d)
{
	size_t n;

	if (d == DAY_NONE)
		return false;
	n = up_to(c, d);
	if (n > 0 && c->entry[n - 1].day == d)
		return !c->entry[n - 1].off;
	return !is_weekend(d);
}

day_t calendar_add_workdays(const struct calendar *c, day_t start, int n)
{
	const day_t first = DAY(YEAR_FIRST, 1, 1), last = DAY(YEAR_LAST, 12, 31);
	int64_t target;
	day_t low = first, high = last;

	if (start < first || start > last)
		return DAY_NONE;
	if (n == 0)
		return start;
	/* Forward: the N-th after START.  Back: START itself does not count, whether it is worked or not. */
	target = n > 0 ? position(c, start) + n : position(c, start - 1) + n + 1;
	if (position(c, first - 1) >= target || position(c, last) < target)
		return DAY_NONE;
	/* The first day whose position is the target: 19 steps over all the years we know. */
	while (low < high) {
		day_t mid = low + (high - low) / 2;

		if (position(c, mid) >= target)
			high = mid;
		else
			low = mid + 1;
	}
	return low;
}

int calendar_count(const struct calendar *c, day_t from, day_t to)
{
	if (from == DAY_NONE || to == DAY_NONE)
		return 0;
	return (int)(position(c, to) - position(c, from));
}

bool calendar_complete(const struct calendar *c, day_t from, day_t to)
{
	int first, last, unused;

	if (from == DAY_NONE || to == DAY_NONE)
		return false;
	day_split(from < to ? from : to, &first, &unused, &unused);
	day_split(from < to ? to : from, &last, &unused, &unused);
	for (int year = first; year <= last; year++)
		if (!calendar_has_year(c, year))
			return false;
	return true;
}

const struct calendar_day *calendar_builtin(size_t *n)
{
	*n = sizeof builtin / sizeof builtin[0];
	return builtin;
}

/* ---- how a day was reached ---- */

#define REASONS 4 /* one run of days holds no more kinds */

/* A run of days that do not count. */
struct run {
	day_t first, last;
	const char *reason[REASONS]; /* msgids, each once, in order of appearance */
	size_t n;                    /* reasons; 0 is no run */
};

/* Why D, which is not worked, is not: a msgid. */
static const char *reason_off(day_t d)
{
	for (size_t i = 0; i < sizeof holidays / sizeof holidays[0]; i++)
		if (d >= holidays[i].first && d <= holidays[i].last)
			return holidays[i].name;
	return is_weekend(d) ? N_("周末") : N_("节假日");
}

static void run_add(struct run *run, day_t d)
{
	const char *reason = reason_off(d);

	if (run->n == 0)
		run->first = d;
	run->last = d;
	for (size_t i = 0; i < run->n; i++)
		if (strcmp(run->reason[i], reason) == 0)
			return;
	if (run->n < REASONS)
		run->reason[run->n++] = reason;
}

/* Write RUN as one line and forget it. */
static void run_end(struct run *run, struct buf *out)
{
	char first[DAY_TEXT], last[DAY_TEXT];

	if (run->n == 0)
		return;
	if (out->len > 0)
		buf_addc(out, '\n');
	day_format(run->first, first);
	day_format(run->last, last);
	if (run->first == run->last)
		buf_printf(out, "%s %s ", first, day_weekday_name(run->first));
	else
		buf_printf(out, _("%s 至 %s "), first, strncmp(first, last, 5) == 0 ? last + 5 : last);
	for (size_t i = 0; i < run->n; i++)
		buf_printf(out, "%s%s", i > 0 ? _("、") : "", _(run->reason[i]));
	buf_adds(out, _(" 不计"));
	run->n = 0;
}

/* The years of [FROM, TO] whose notice is missing, as a last line. */
static void missing_years(const struct calendar *c, struct buf *out, day_t from, day_t to)
{
	struct buf years = BUF_INIT;
	int first, last, unused;

	day_split(from, &first, &unused, &unused);
	day_split(to, &last, &unused, &unused);
	for (int year = first; year <= last; year++)
		if (!calendar_has_year(c, year))
			buf_printf(&years, "%s%d", years.len > 0 ? _("、") : "", year);
	if (years.len > 0)
		buf_printf(out, _("\n%s年的放假通知没有载入，只按周末推算"), buf_str(&years));
	buf_free(&years);
}

char *calendar_explain(const struct calendar *c, struct arena *a, day_t start, int n)
{
	const day_t end = calendar_add_workdays(c, start, n);
	const int step = n < 0 ? -1 : 1;
	struct buf out = BUF_INIT;
	struct run run = { .n = 0 };
	char text[DAY_TEXT], *result;
	int count = 0;

	if (end == DAY_NONE)
		return arena_strdup(a, "");
	if (n == 0)
		buf_printf(&out, _("%s %s 当日"), day_format(start, text), day_weekday_name(start));
	for (day_t d = start; d != end;) {
		d += step;
		if (!calendar_is_workday(c, d)) {
			run_add(&run, d);
			continue;
		}
		run_end(&run, &out);
		if (out.len > 0)
			buf_addc(&out, '\n');
		buf_printf(&out, "%s %s ", day_format(d, text), day_weekday_name(d));
		if (is_weekend(d))
			buf_adds(&out, _("调休上班 "));
		buf_printf(&out, _("第%d日"), ++count);
	}
	if (n < 0)
		missing_years(c, &out, end, start - 1);
	else
		missing_years(c, &out, n > 0 ? start + 1 : start, end);
	result = arena_strdup(a, buf_str(&out));
	buf_free(&out);
	return result;
}

/* ---- a later year's notice ---- */

/* One day as the notice's line LINE gives it, weekends off included. */
struct said {
	day_t day;
	bool off;
	size_t line;
};
struct notice {
	struct arena *a;
	struct said *said; /* in order of day, each day once */
	size_t n, cap;
	size_t *per_year; /* YEARS counts of days */
};

/* The kind a cell names: 1 off, 0 work, -1 none. */
static int parse_kind(const char *s)
{
	static const char *const off[] = { "休", "放假", "休息", "休假", "off" };
	static const char *const work[] = { "班", "上班", "补班", "工作", "work" };

	for (size_t i = 0; i < sizeof off / sizeof off[0]; i++)
		if (text_same_word(s, off[i]))
			return 1;
	for (size_t i = 0; i < sizeof work / sizeof work[0]; i++)
		if (text_same_word(s, work[i]))
			return 0;
	return -1;
}

/*
 * The date or range in S; the second half of a range may leave out its year.
 * False with the sentence of day_parse() for the half that is no date.
 */
static bool parse_span(struct arena *a, const char *s, day_t *first, day_t *last, struct err *e)
{
	static const char *const between[] = { "~", "～", "〜", "至", "到" };

	for (size_t i = 0; i < sizeof between / sizeof between[0]; i++) {
		const char *p = strstr(s, between[i]);

		if (p != NULL)
			return day_parse(arena_strndup(a, s, (size_t)(p - s)), DAY_NONE, NULL, first, e) &&
			       day_parse(p + strlen(between[i]), *first, NULL, last, e);
	}
	if (!day_parse(s, DAY_NONE, NULL, first, e))
		return false;
	*last = *first;
	return true;
}

/* Note that LINE gives D as OFF or worked; false when another line says otherwise. */
static bool notice_say(struct notice *notice, day_t d, bool off, size_t line, struct err *e)
{
	char text[DAY_TEXT];
	size_t i = notice->n;
	int year, unused;

	if (!off && !is_weekend(d))
		return err_set(e, ERR_REFUSED, NULL, 0, _("第%zu行：%s是%s，本来就上班，请核对日期"), line,
			       day_format(d, text), day_weekday_name(d));
	/* From the end: notices are written in order. */
	while (i > 0 && notice->said[i - 1].day > d)
		i--;
	if (i > 0 && notice->said[i - 1].day == d) {
		if (notice->said[i - 1].off == off)
			return true;
		return err_set(e, ERR_REFUSED, NULL, 0, _("第%zu行：%s与第%zu行矛盾，既休又班"), line,
			       day_format(d, text), notice->said[i - 1].line);
	}
	if (notice->n >= NOTICE_MAX)
		return err_set(e, ERR_REFUSED, NULL, 0, _("第%zu行：一份放假通知最多写%d天"), line, NOTICE_MAX);
	if (notice->n == notice->cap) {
		struct said *more;

		notice->cap = notice->cap == 0 ? 64 : notice->cap * 2;
		more = arena_alloc(notice->a, notice->cap * sizeof *more);
		if (notice->n > 0)
			memcpy(more, notice->said, notice->n * sizeof *more);
		notice->said = more;
	}
	memmove(notice->said + i + 1, notice->said + i, (notice->n - i) * sizeof *notice->said);
	notice->said[i] = (struct said){ .day = d, .off = off, .line = line };
	notice->n++;
	day_split(d, &year, &unused, &unused);
	notice->per_year[year - YEAR_FIRST]++;
	return true;
}

/*
 * Divide the row *DATE, in which the reader saw one cell, at what people type
 * for a comma, or at a separator other than the file's first line has.
 */
static void split_plain(struct arena *a, const char **date, const char **kind)
{
	static const char *const between[] = { "，", "\t", ";", "；" };

	for (size_t i = 0; i < sizeof between / sizeof between[0]; i++) {
		const char *p = strstr(*date, between[i]), *end;

		if (p == NULL)
			continue;
		*kind = p + strlen(between[i]);
		end = strstr(*kind, between[i]);
		if (end != NULL)
			*kind = arena_strndup(a, *kind, (size_t)(end - *kind));
		*date = arena_strndup(a, *date, (size_t)(p - *date));
		return;
	}
}

/* Take in one row of the notice. */
static bool notice_row(struct notice *notice, const struct csv_row *row, bool heading, struct err *e)
{
	struct err why = { .code = ERR_OK };
	const char *date = row->cell[0], *kind = row->n > 1 ? row->cell[1] : "";
	day_t first, last;
	bool is_span;
	int off;

	if (text_trim(notice->a, date)[0] == '#')
		return true;
	if (row->n == 1)
		split_plain(notice->a, &date, &kind);
	off = parse_kind(kind);
	is_span = parse_span(notice->a, date, &first, &last, &why);
	if (heading && off < 0 && !is_span)
		return true;
	if (!is_span)
		return err_set(e, ERR_REFUSED, NULL, 0, _("第%zu行：%s"), row->line, why.text);
	if (off < 0)
		return err_set(e, ERR_REFUSED, NULL, 0, _("第%zu行：日期后面要写“休”或“班”"), row->line);
	if (last < first)
		return err_set(e, ERR_REFUSED, NULL, 0, _("第%zu行：起止日期前后颠倒"), row->line);
	if (last - first >= RANGE_MAX)
		return err_set(e, ERR_REFUSED, NULL, 0, _("第%zu行：一段超过%d天，请核对日期"), row->line, RANGE_MAX);
	for (day_t d = first; d <= last; d++)
		if (!notice_say(notice, d, off == 1, row->line, e))
			return false;
	return true;
}

/* The year most days of NOTICE lie in, the later of two equals: a mistyped year is then the odd line, not the rule. */
static int notice_year(const struct notice *notice)
{
	int best = 0;

	for (int i = 1; i < YEARS; i++)
		if (notice->per_year[i] > 0 && notice->per_year[i] >= notice->per_year[best])
			best = i;
	return YEAR_FIRST + best;
}

bool calendar_parse_notice(const char *text, size_t n, struct arena *a, int *year, struct calendar_day **days,
			   size_t *ndays, struct err *e)
{
	struct notice notice = { .a = a };
	struct err why = { .code = ERR_OK };
	struct csv csv;
	struct csv_row row;
	bool heading = true, any_off = false;

	notice.per_year = arena_alloc(a, YEARS * sizeof *notice.per_year);
	csv_open(&csv, text, n);
	while (csv_next(&csv, a, &row, &why)) {
		if (!notice_row(&notice, &row, heading, e))
			return false;
		if (text_trim(a, row.cell[0])[0] != '#')
			heading = false;
	}
	if (why.code != ERR_OK)
		return err_set(e, why.code, NULL, 0, "%s", why.text);
	*year = notice_year(&notice);
	*days = arena_alloc(a, (notice.n + 1) * sizeof **days);
	*ndays = 0;
	for (size_t i = 0; i < notice.n; i++) {
		const struct said *said = &notice.said[i];
		int y, m, unused;
		char shown[DAY_TEXT];

		day_split(said->day, &y, &m, &unused);
		if (y != *year && !(y == *year - 1 && m == 12))
			return err_set(e, ERR_REFUSED, NULL, 0, _("第%zu行：%s不属于%d年的放假通知"), said->line,
				       day_format(said->day, shown), *year);
		any_off = any_off || said->off;
		if (said->off && is_weekend(said->day))
			continue;
		(*days)[*ndays].day = said->day;
		(*days)[*ndays].off = said->off;
		(*ndays)++;
	}
	if (!any_off)
		return err_set(e, ERR_REFUSED, NULL, 0, _("文件中没有放假的日期"));
	return true;
}
