/*
 * stats_period.c: the periods of statistics: a year, a quarter, a month, all.
 *
 * Knows: months.  Must not know: what is counted in them.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "engine/stats.h"

#define LAST_MONTH 1000000 /* later than any */

/* Periods of a span in one year, and months in one of them. */
static const int per_year[] = { [STATS_ALL] = 0, [STATS_YEAR] = 1, [STATS_QUARTER] = 4, [STATS_MONTH] = 12 };

struct stats_period
stats_period_now(const struct engine *en, enum stats_span span)
{
	int year, month, day;

	day_split(en->today, &year, &month, &day);
	return span == STATS_ALL ? (struct stats_period){ STATS_ALL, 0 } :
		(struct stats_period){ span, (year * 12 + month - 1) * per_year[span] / 12 };
}

struct stats_period
stats_period_step(struct stats_period p, int by)
{
	int at = p.at + by;

	if (p.span != STATS_ALL && at >= per_year[p.span])
		p.at = at;
	return p;
}

struct stats_period
stats_period_as(const struct engine *en, struct stats_period p, enum stats_span span)
{
	struct stats_period now = stats_period_now(en, span);
	int from, to;

	if (p.span == STATS_ALL || span == STATS_ALL)
		return now;
	stats_period_months(p, &from, &to);
	p = (struct stats_period){ span, to * per_year[span] / 12 };
	return p.at > now.at ? now : p;
}

void
stats_period_months(struct stats_period p, int *from, int *to)
{
	int months = p.span != STATS_ALL ? 12 / per_year[p.span] : 0;

	*from = p.at * months;
	*to = p.span != STATS_ALL ? *from + months - 1 : LAST_MONTH;
}

const char *
stats_period_text(struct arena *a, struct stats_period p)
{
	switch (p.span) {
	case STATS_YEAR: return arena_printf(a, "%04d", p.at);
	case STATS_QUARTER: return arena_printf(a, "%04dQ%d", p.at / 4, p.at % 4 + 1);
	case STATS_MONTH: return arena_printf(a, "%04d-%02d", p.at / 12, p.at % 12 + 1);
	case STATS_ALL: break;
	}
	return "";
}

const char *
stats_period_label(struct arena *a, struct stats_period p)
{
	switch (p.span) {
	case STATS_YEAR: return arena_printf(a, _("%d年"), p.at);
	case STATS_QUARTER: return arena_printf(a, _("%d年第%d季度"), p.at / 4, p.at % 4 + 1);
	case STATS_MONTH: return arena_printf(a, _("%d年%d月"), p.at / 12, p.at % 12 + 1);
	case STATS_ALL: break;
	}
	return _("历年");
}

/* N digits at *TEXT, stepped over; -1: they are not there. */
static int
digits(const char **text, size_t least, size_t most)
{
	size_t n = strspn(*text, "0123456789");
	const char *at = *text;

	if (n < least || n > most)
		return -1;
	*text += n;
	return (int)strtol(at, NULL, 10);
}

bool
stats_period_read(const struct engine *en, const char *text, struct stats_period *out)
{
	static const struct {
		const char *word;
		enum stats_span span;
	} words[] = { { "", STATS_ALL }, { "all", STATS_ALL }, { N_("历年"), STATS_ALL }, { "year", STATS_YEAR }, { N_("今年"), STATS_YEAR },
		{ "quarter", STATS_QUARTER }, { N_("本季度"), STATS_QUARTER }, { "month", STATS_MONTH }, { N_("本月"), STATS_MONTH } };
	int year, part;

	for (size_t i = 0; i < N_OF(words); i++)
		if (strcmp(text, words[i].word) == 0 || (*text != '\0' && text_same_word(_(words[i].word), text))) {
			*out = stats_period_now(en, words[i].span);
			return true;
		}
	if ((year = digits(&text, 4, 4)) < 1)
		return false;
	if (*text == '\0') {
		*out = (struct stats_period){ STATS_YEAR, year };
		return true;
	}
	if (*text == 'Q' || *text == 'q') {
		text++;
		part = digits(&text, 1, 1);
		*out = (struct stats_period){ STATS_QUARTER, year * 4 + part - 1 };
		return part >= 1 && part <= 4 && *text == '\0';
	}
	if (*text++ != '-')
		return false;
	part = digits(&text, 1, 2);
	*out = (struct stats_period){ STATS_MONTH, year * 12 + part - 1 };
	return part >= 1 && part <= 12 && *text == '\0';
}
