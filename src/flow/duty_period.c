/*
 * duty_period.c: the periods of duty reports: quarters, halves, years.
 *
 * Knows: how people write them.  Must not know: who reports.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/duty_acts.h"

/* Part 1 to 4 of 4, or 1 to 2 of 2, or 1 of 1, of YEAR. */
static struct duty_period
part_of(struct act *a, int year, int part, int parts)
{
	static const char *const quarters[] = { "一", "二", "三", "四" };
	struct duty_period p;
	int months = 12 / parts, last = part * months;

	p.starts_on = day_from(year, last - months + 1, 1);
	p.ends_on = day_add_months(p.starts_on, months) - 1;
	if (parts == 4) {
		p.key = arena_printf(a->arena, "%d-Q%d", year, part);
		p.name = arena_printf(a->arena, "%d年第%s季度", year, quarters[part - 1]);
	} else if (parts == 2) {
		p.key = arena_printf(a->arena, "%d-H%d", year, part);
		p.name = arena_printf(a->arena, part == 1 ? "%d年上半年" : "%d年下半年", year);
	} else {
		p.key = arena_printf(a->arena, "%d", year);
		p.name = arena_printf(a->arena, "%d年度", year);
	}
	return p;
}

bool
duty_period_read(struct act *a, const char *text, struct duty_period *out)
{
	static const struct {
		const char *says;
		int part, parts;
	} tails[] = {
		{ "-Q1", 1, 4 }, { "-Q2", 2, 4 }, { "-Q3", 3, 4 }, { "-Q4", 4, 4 }, { "第一季度", 1, 4 }, { "第二季度", 2, 4 },
		{ "第三季度", 3, 4 }, { "第四季度", 4, 4 }, { "一季度", 1, 4 }, { "二季度", 2, 4 }, { "三季度", 3, 4 }, { "四季度", 4, 4 },
		{ "第1季度", 1, 4 }, { "第2季度", 2, 4 }, { "第3季度", 3, 4 }, { "第4季度", 4, 4 }, { "-q1", 1, 4 }, { "-q2", 2, 4 },
		{ "-q3", 3, 4 }, { "-q4", 4, 4 }, { "-H1", 1, 2 }, { "-H2", 2, 2 }, { "-h1", 1, 2 }, { "-h2", 2, 2 },
		{ "上半年", 1, 2 }, { "下半年", 2, 2 }, { "", 1, 1 }, { "度", 1, 1 },
	};
	int year = 0;

	for (int i = 0; i < 4; i++, text++) {
		if (*text < '0' || *text > '9')
			return false;
		year = year * 10 + (*text - '0');
	}
	if (year < 2000 || year > 2999)
		return false;
	text += strspn(text, " ");
	if (strncmp(text, "年", strlen("年")) == 0)
		text += strlen("年");
	text += strspn(text, " ");
	for (size_t i = 0; i < N_OF(tails); i++)
		if (strcmp(text, tails[i].says) == 0) {
			*out = part_of(a, year, tails[i].part, tails[i].parts);
			return true;
		}
	return false;
}

struct duty_period
duty_period_last(struct act *a, day_t on)
{
	const char *length = setting_text(a->db, a->arena, "duty_period", "quarter");
	int parts = strcmp(length, "year") == 0 ? 1 : strcmp(length, "half") == 0 ? 2 : 4;
	struct duty_period p;
	int year, month, day, part;

	/* The period that ON + 1 lies in has not ended by ON; the one before has. */
	day_split(on + 1, &year, &month, &day);
	part = (month - 1) / (12 / parts);
	if (part == 0) {
		year--;
		part = parts;
	}
	p = part_of(a, year, part, parts);
	return p;
}
