/*
 * report.c: the period of a report, the figures that stand in its sentences.
 *
 * Knows: the book of figures.  Must not know: tables, templates.
 */
#include "flow/report.h"

#include <stdlib.h>
#include <string.h>

#include "store/figure.h"
#include "flow/figures.h"

/* ---- the period ---- */

static int
year_of(int64_t period)
{
	return (int)(period > 9999 ? period / 100 : period);
}

/* 0: a year. */
static int
month_of(int64_t period)
{
	return period > 9999 ? (int)(period % 100) : 0;
}

int64_t
report_period_read(enum paper_period wanted, const char *text)
{
	char *end;
	long year = strtol(text, &end, 10), month = 0;

	if (end != text + 4 || year < 1949 || year > 2999)
		return 0;
	if (strncmp(end, "年", strlen("年")) == 0)
		end += strlen("年");
	else if (*end == '-' || *end == '.')
		end++;
	if (*end >= '0' && *end <= '9')
		month = strtol(end, &end, 10);
	if (month != 0 && strncmp(end, "月", strlen("月")) == 0)
		end += strlen("月");
	if (*end != '\0' || month < 0 || month > 12 || (wanted == PERIOD_MONTH) != (month != 0) || wanted == PERIOD_NONE)
		return 0;
	return month != 0 ? year * 100 + month : year;
}

const char *
report_period_text(struct arena *a, int64_t period)
{
	if (period == 0)
		return "";
	return month_of(period) != 0 ? arena_printf(a, "%d年%d月", year_of(period), month_of(period)) :
		arena_printf(a, "%d年", year_of(period));
}

void
report_period_days(int64_t period, day_t *first, day_t *last)
{
	int year = year_of(period), month = month_of(period);

	day_t next;

	*first = day_from(year, month != 0 ? month : 1, 1);
	next = *first == DAY_NONE ? DAY_NONE : day_add_months(*first, month != 0 ? 1 : 12);
	*last = next == DAY_NONE ? DAY_NONE : next - 1; /* 9999-12 has no day after it */
}

int64_t
report_period_of(enum paper_period wanted, day_t day)
{
	int year, month, mday;

	day_split(day, &year, &month, &mday);
	return wanted == PERIOD_MONTH ? year * 100 + month : wanted == PERIOD_YEAR ? year : 0;
}

int64_t
report_period_before(int64_t period)
{
	int month = month_of(period);

	return month == 0 ? period - 1 : month == 1 ? (period / 100 - 1) * 100 + 12 : period - 1;
}

/* The months of the book of figures. */
static void
months(int64_t period, int *from, int *to)
{
	int month = month_of(period);

	*from = year_of(period) * 12 + (month != 0 ? month - 1 : 0);
	*to = month != 0 ? *from : *from + 11;
}

void
report_begin(struct report *r, struct act *a, int64_t period, day_t on)
{
	*r = (struct report){ .a = a, .period = period, .least = setting_int(a->db, "small_cells", 3) };
	report_period_days(period, &r->first, &r->last);
	r->last = on < r->last ? on : r->last;
	months(period, &r->from, &r->to);
}

/* ---- figures ---- */

static int64_t
count_in(struct report *r, int64_t period, const char *flow, const char *field, const char *value)
{
	struct figure_ask q = { .flow = flow, .field = field };
	struct figure_sum *v;
	int64_t sum = 0;
	size_t n;

	months(period, &q.from, &q.to);
	n = figure_sums(r->a->db, r->a->arena, &q, FIGURE_BY_VALUE, &v);
	for (size_t i = 0; i < n; i++)
		sum += value == NULL || strcmp(v[i].value, value) == 0 ? v[i].n : 0;
	return sum;
}

int64_t
report_count(struct report *r, const char *flow, const char *field, const char *value)
{
	return count_in(r, r->period, flow, field, value);
}

const char *
report_rate(struct report *r, int64_t part, int64_t all)
{
	return all > 0 ? arena_printf(r->a->arena, "%d%%", figures_percent(part, all)) : "";
}

const char *
report_adoption(struct report *r, int64_t yes, int64_t part, int64_t no)
{
	return yes + part + no > 0 ? arena_printf(r->a->arena, "%d%%", figures_adopted(yes, part, no)) : "";
}

/* What stands in a sentence is told once: FLOW, FIELD, VALUE; rates apart. */
static const struct {
	const char *key, *flow, *field, *value;
} counts[] = {
	{ "opinions", "opinion", "state", NULL },
	{ "adopted", "opinion", "adopted", "adopted" },
	{ "partly", "opinion", "adopted", "partly" },
	{ "declined", "opinion", "adopted", "refused" },
	{ "letters", "review", "state", NULL },
	{ "inquiries", "inquiry", "state", NULL },
};

static int64_t
answered(struct report *r)
{
	return report_count(r, "opinion", "adopted", "adopted") + report_count(r, "opinion", "adopted", "partly") +
		report_count(r, "opinion", "adopted", "refused");
}

static int64_t
upheld(struct report *r)
{
	return report_count(r, "review", "outcome", "established") + report_count(r, "review", "outcome", "partly") +
		report_count(r, "review", "outcome", "self_corrected");
}

static int64_t
held(struct report *r)
{
	struct stmt *s = db_prepare(r->a->db,
		"SELECT count(*) FROM activity WHERE on_day BETWEEN :from AND :to AND state IN ('held', 'closed')");
	int64_t n;

	db_bind_day(s, ":from", r->first);
	db_bind_day(s, ":to", r->last);
	db_step(s);
	n = db_int(s, 0);
	db_done(s);
	return n;
}

int64_t
report_people(struct report *r, day_t day)
{
	struct stmt *s = db_prepare(r->a->db, "SELECT count(DISTINCT person) FROM supervisor WHERE term_start <= :on "
		"AND coalesce(left_on, term_end) >= :on");
	int64_t n;

	db_bind_day(s, ":on", day);
	db_step(s);
	n = db_int(s, 0);
	db_done(s);
	return n;
}

const char *
report_number(struct report *r, int64_t n)
{
	return arena_printf(r->a->arena, "%lld", (long long)n);
}

const struct report_deadline report_deadlines[REPORT_DEADLINES] = {
	{ "opinion", "clock.serve", "意见登记后送达" },
	{ "opinion", "clock.reply", "执法机构反馈" },
	{ "opinion", "clock.convey", "反馈情况告知监督员" },
	{ "review", "clock.review", "监督意见书审查" },
	{ "review", "clock.order", "责令纠正" },
	{ "inquiry", "clock.answer", "询问查阅答复" },
	{ "duty", "clock.report", "履职情况报送" },
};

/* Of all periods that ended in the time, those that were kept. */
static const char *
on_time(struct report *r)
{
	int64_t in = 0, late = 0;

	for (size_t i = 0; i < REPORT_DEADLINES; i++) {
		in += report_count(r, report_deadlines[i].flow, report_deadlines[i].field, "in");
		late += report_count(r, report_deadlines[i].flow, report_deadlines[i].field, "late");
	}
	return report_rate(r, in, in + late);
}

static const char *
rate_value(struct report *r, const char *key)
{
	int64_t in;

	if (strcmp(key, "adoption") == 0)
		return report_adoption(r, report_count(r, "opinion", "adopted", "adopted"), report_count(r, "opinion", "adopted", "partly"),
			report_count(r, "opinion", "adopted", "refused"));
	if (strcmp(key, "reply_rate") == 0) {
		in = report_count(r, "opinion", "clock.reply", "in");
		return report_rate(r, in, in + report_count(r, "opinion", "clock.reply", "late"));
	}
	return strcmp(key, "on_time") == 0 ? on_time(r) : NULL;
}

const char *
report_value(struct report *r, const char *key)
{
	struct arena *a = r->a->arena;
	int64_t n;

	if (strcmp(key, "period") == 0)
		return report_period_text(a, r->period);
	if (strcmp(key, "until") == 0)
		return day_format_cn(a, r->last);
	if (strcmp(key, "before") == 0)
		return report_period_text(a, report_period_before(r->period));
	if (strcmp(key, "opinions_before") == 0) {
		n = count_in(r, report_period_before(r->period), "opinion", "state", NULL);
		return n > 0 ? report_number(r, n) : "";
	}
	for (size_t i = 0; i < N_OF(counts); i++)
		if (strcmp(counts[i].key, key) == 0)
			return report_number(r, report_count(r, counts[i].flow, counts[i].field, counts[i].value));
	if (strcmp(key, "answered") == 0)
		return report_number(r, answered(r));
	if (strcmp(key, "upheld") == 0)
		return report_number(r, upheld(r));
	if (strcmp(key, "activities") == 0)
		return report_number(r, held(r));
	if (strcmp(key, "people") == 0)
		return small_text(a, report_people(r, r->last), r->least);
	if (strcmp(key, "small") == 0)
		return r->least > 0 ? arena_printf(a, "涉及人员的数，少于%lld的写作“<%lld”；为防止由合计推算而略去的写作“*”。", (long long)r->least,
			(long long)r->least) : "";
	return rate_value(r, key);
}
