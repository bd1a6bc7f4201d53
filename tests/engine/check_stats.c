/*
 * check_stats.c: the book of figures is what the lists count; each sees its own; no figure reads a record.
 *
 * Knows: lists as the other telling of the same figures.  Must not know: how the book is kept.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "tests/engine/office.h"

#include "store/figure.h"
#include "engine/private.h"
#include "engine/stats.h"

static struct stats
count(const struct stats_ask *q)
{
	struct stats s;
	struct err e = { 0 };

	ck_assert_msg(stats_count(world, world_arena, q, &s, &e), "%s: %s", q->flow->name, e.text);
	return s;
}

/* Rows of the list that the bar B opens. */
static int64_t
behind(const struct stats_ask *q, const struct stats *s, const struct stats_bar *b)
{
	struct arg v[STATS_BEHIND], filter[STATS_BEHIND];
	struct list_query lq = { .list = &q->flow->lists[0], .filters = { filter, 0 } };
	struct err e = { 0 };
	size_t n = stats_behind(world_arena, q, &s->dim, b, v);
	int64_t rows;

	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].name, "state") == 0)
			lq.state = v[i].value;
		else
			filter[lq.filters.n++] = v[i];
	rows = list_count(world, &lq, 100000, &e);
	ck_assert_msg(e.code == ERR_OK, "%s %s=%s: %s", q->flow->name, s->dim.name, b->value, e.text);
	return rows;
}

/* Every bar of what Q asks against the list it opens; returns how many were compared. */
static int
compare(const struct stats_ask *q)
{
	struct stats s = count(q);
	int64_t sum = 0;

	for (size_t i = 0; i < s.n; i++) {
		const struct stats_bar *b = &s.bar[i];

		sum += b->n;
		ck_assert_msg(*b->label != '\0', "%s %s %s has no name", q->flow->name, s.dim.name, b->value);
		ck_assert_msg(behind(q, &s, b) == b->n, "%s as %u: %s=%s: %lld, in the list %lld", q->flow->name, world->actor.roles, s.dim.name,
			b->value, (long long)b->n, (long long)behind(q, &s, b));
	}
	if (!s.dim.deadline && !s.dim.set)
		ck_assert_msg(sum == s.all, "%s by %s: bars %lld, all %lld", q->flow->name, s.dim.name, (long long)sum, (long long)s.all);
	return (int)s.n;
}

/* Every dimension of every flow that is counted for the actor, in all years, in one, and in the quarter and the month of today. */
static int
compare_all(void)
{
	const struct flow *flow[16];
	size_t n_flows = stats_flows(world, flow, 16);
	int compared = 0;

	for (size_t i = 0; i < n_flows; i++) {
		struct stats_dim dims[STATS_DIMS];
		size_t n = stats_dims(world, flow[i], dims);

		ck_assert_uint_gt(n, 1);
		for (size_t d = 0; d < n; d++)
			for (int span = STATS_ALL; span <= STATS_MONTH; span++)
				compared += compare(&(struct stats_ask){ .flow = flow[i], .dim = dims[d].name,
					.period = stats_period_now(world, (enum stats_span)span) });
	}
	return compared;
}

/* Does FLOW have the dimension DIM for the actor? */
static bool
has_dim(const char *flow, const char *dim)
{
	struct stats_dim dims[STATS_DIMS];
	size_t n = stats_dims(world, flow_find(flow), dims);

	for (size_t d = 0; d < n; d++)
		if (strcmp(dims[d].name, dim) == 0)
			return true;
	return false;
}

START_TEST(figures_are_what_the_lists_count)
{
	draw_seed(97);
	office_walk(600);
	office_as(OFFICE_OWNER);
	ck_assert_int_gt(compare_all(), 100);
}
END_TEST

START_TEST(also_after_bulks_that_were_abandoned)
{
	draw_seed(96);
	office_walk_in_bulks(600);
	office_as(OFFICE_OWNER);
	ck_assert_int_gt(compare_all(), 100);
}
END_TEST

START_TEST(each_sees_its_own)
{
	static const enum office_person nobody[] = { OFFICE_SUPERVISOR, OFFICE_SYSADMIN, OFFICE_SECADMIN, OFFICE_AUDITOR };
	struct stats_ask q = { .flow = flow_find("opinion") };
	struct err e = { 0 };
	struct stats all, own;

	draw_seed(95);
	office_walk(300);
	office_as(OFFICE_LEADER);
	q.agency = office_agency[0];
	all = count(&q);
	office_as(OFFICE_AGENCY);
	q.agency = 0;
	own = count(&q);
	/* What has not reached the agency is in none of its figures, nor what its lists keep from it. */
	ck_assert_int_lt(own.all, all.all);
	ck_assert_int_gt(own.all, 0);
	ck_assert_int_gt(compare_all(), 20);
	ck_assert(has_dim("review", "outcome") && has_dim("review", "clock.order"));
	ck_assert(!has_dim("review", "source") && !has_dim("review", "clock.review"));
	q.agency = office_agency[1];
	ck_assert(!stats_count(world, world_arena, &q, &own, &e));
	ck_assert_int_eq(e.code, ERR_DENIED);
	q = (struct stats_ask){ .flow = flow_find("duty") };
	e = (struct err){ 0 };
	ck_assert(!stats_count(world, world_arena, &q, &own, &e));
	q.flow = flow_find("opinion");
	for (size_t i = 0; i < sizeof nobody / sizeof *nobody; i++) {
		office_as(nobody[i]);
		e = (struct err){ 0 };
		ck_assert(!stats_may(world));
		ck_assert(!stats_count(world, world_arena, &q, &own, &e));
		ck_assert_int_eq(e.code, ERR_DENIED);
	}
}
END_TEST

/* Nobody has figures of what must be kept out of sight. */
START_TEST(keeping_away_takes_cases_out)
{
	struct stats_ask q = { .flow = flow_find("opinion"), .dim = "agency" };
	struct stats before, after, of;
	struct err e = { 0 };

	draw_seed(94);
	office_walk(400);
	office_as(OFFICE_CLERK);
	before = count(&q);
	q.agency = office_agency[0];
	of = count(&q);
	ck_assert_int_gt(of.all, 0);
	office_as(OFFICE_OWNER);
	done("conflict.declare", 0, "account", office_logins[OFFICE_CLERK], "agency", id_text(office_agency[0]), "ground", "kin", "reason",
		"近亲属在该机构任职", NULL);
	office_as(OFFICE_CLERK);
	actor_away(world);
	ck_assert_uint_gt(world->actor.n_away, 0);
	e = (struct err){ 0 };
	ck_assert(!stats_count(world, world_arena, &q, &after, &e));
	ck_assert_int_eq(e.code, ERR_DENIED);
	q.agency = 0;
	after = count(&q);
	ck_assert_int_le(after.all, before.all - of.all);
	for (size_t i = 0; i < after.n; i++)
		ck_assert_str_ne(after.bar[i].value, id_text(office_agency[0]));
	ck_assert_int_gt(compare_all(), 100);
}
END_TEST

/* Beside a figure stands what the same question says of the time before. */
START_TEST(the_time_before_stands_beside)
{
	struct stats_ask q = { .flow = flow_find("opinion"), .dim = "kind" };
	struct stats now, then;
	int told = 0;

	draw_seed(93);
	office_walk(900);
	office_as(OFFICE_OWNER);
	/* Of a year that is over, so that no part of it is still to come. */
	for (q.period = stats_period_step(stats_period_now(world, STATS_MONTH), -1); q.period.at > 2026 * 12; q.period.at--) {
		now = count(&q);
		q.period.at--;
		then = count(&q);
		q.period.at++;
		ck_assert_int_eq(now.before, then.all);
		for (size_t i = 0; i < now.n; i++)
			for (size_t k = 0; k < then.n; k++)
				if (strcmp(now.bar[i].value, then.bar[k].value) == 0 && then.all > 0) {
					ck_assert_int_eq(now.bar[i].before, then.bar[k].n);
					told++;
				}
	}
	ck_assert_int_gt(told, 0);
	/* Months and quarters without a record have their place. */
	q = (struct stats_ask){ .flow = q.flow, .dim = "month" };
	now = count(&q);
	ck_assert_uint_gt(now.n, 2);
	for (size_t i = 1; i < now.n; i++) {
		ck_assert_int_eq(now.bar[i].period.at, now.bar[i - 1].period.at + 1);
		ck_assert_int_eq(now.bar[i].before, now.bar[i - 1].n);
	}
}
END_TEST

START_TEST(periods_are_read_as_written)
{
	static const char *const good[] = { "", "2026", "2025Q4", "2026-09", "0001" };
	static const char *const bad[] = { "26", "2026Q5", "2026Q0", "2026-13", "2026-0", "2026-", "2026x", "0000", "今天" };
	struct stats_period p;
	int from, to;

	for (size_t i = 0; i < N_OF(good); i++) {
		ck_assert_msg(stats_period_read(world, good[i], &p), "%s", good[i]);
		ck_assert_str_eq(stats_period_text(world_arena, p), good[i]);
	}
	for (size_t i = 0; i < N_OF(bad); i++)
		ck_assert_msg(!stats_period_read(world, bad[i], &p), "%s", bad[i]);
	ck_assert(stats_period_read(world, "今年", &p));
	ck_assert_str_eq(stats_period_text(world_arena, p), "2026");
	p = stats_period_as(world, p, STATS_QUARTER);
	ck_assert_str_eq(stats_period_text(world_arena, p), "2026Q1");
	p = stats_period_step(p, -1);
	ck_assert_str_eq(stats_period_text(world_arena, p), "2025Q4");
	stats_period_months(p, &from, &to);
	ck_assert_int_eq(from, 2025 * 12 + 9);
	ck_assert_int_eq(to, 2025 * 12 + 11);
	p = stats_period_step((struct stats_period){ STATS_YEAR, 1 }, -1);
	ck_assert_int_eq(p.at, 1);
}
END_TEST

START_TEST(years_part_the_figures)
{
	struct stats_ask q = { .flow = flow_find("opinion"), .dim = "year" };
	struct stats years;
	struct err e = { 0 };

	draw_seed(95);
	office_walk(300);
	office_as(OFFICE_OWNER);
	years = count(&q);
	ck_assert_uint_ge(years.n, 1);
	for (size_t i = 0; i < years.n; i++) {
		int64_t sum = 0;
		struct stats months;

		q = (struct stats_ask){ .flow = q.flow, .dim = "month", .period = years.bar[i].period };
		months = count(&q);
		for (size_t b = 0; b < months.n; b++)
			sum += months.bar[b].n;
		ck_assert_int_eq(sum, years.bar[i].n);
	}
	q.dim = "phone";
	ck_assert(!stats_count(world, world_arena, &q, &years, &e));
	ck_assert_int_eq(e.code, ERR_USAGE);
}
END_TEST

TCase *
case_stats(void)
{
	TCase *c = tcase_create("stats");

	tcase_add_checked_fixture(c, office_open, office_close);
	tcase_set_timeout(c, 120);
	tcase_add_test(c, figures_are_what_the_lists_count);
	tcase_add_test(c, also_after_bulks_that_were_abandoned);
	tcase_add_test(c, each_sees_its_own);
	tcase_add_test(c, keeping_away_takes_cases_out);
	tcase_add_test(c, the_time_before_stands_beside);
	tcase_add_test(c, periods_are_read_as_written);
	tcase_add_test(c, years_part_the_figures);
	return c;
}
