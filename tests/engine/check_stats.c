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

/* Rows of the list that the bar of D opens. */
static int64_t
behind(const struct flow *f, const char *dim, const char *value)
{
	struct arg filter = { dim, value };
	struct list_query q = { .list = &f->lists[0] };
	struct err e = { 0 };
	int64_t n;

	if (strcmp(dim, "state") == 0)
		q.state = value;
	else
		q.filters = (struct args){ &filter, 1 };
	n = list_count(world, &q, 100000, &e);
	ck_assert_msg(e.code == ERR_OK, "%s %s=%s: %s", f->name, dim, value, e.text);
	return n;
}

static bool
has_filter(const struct flow *f, const char *dim)
{
	for (size_t i = 0; i < f->lists[0].n_filters; i++)
		if (strcmp(f->lists[0].filters[i].name, dim) == 0)
			return true;
	return strcmp(dim, "state") == 0;
}

/* Every bar of every dimension against its list; returns how many were compared. */
static int
compare_all(void)
{
	int compared = 0;

	for (size_t i = 0; flows[i] != NULL; i++) {
		struct stats_dim dims[STATS_DIMS];
		size_t n = stats_dims(world_arena, flows[i], dims);

		for (size_t d = 0; d < n; d++) {
			struct stats s = count(&(struct stats_ask){ .flow = flows[i], .dim = dims[d].name });
			int64_t sum = 0;

			for (size_t b = 0; b < s.n; b++) {
				sum += s.bar[b].n;
				ck_assert_msg(*s.bar[b].label != '\0', "%s %s %s has no name", flows[i]->name, dims[d].name, s.bar[b].value);
				if (*s.bar[b].value == '\0' || !has_filter(flows[i], dims[d].name))
					continue;
				ck_assert_msg(behind(flows[i], dims[d].name, s.bar[b].value) == s.bar[b].n, "%s %s=%s: %lld", flows[i]->name,
					dims[d].name, s.bar[b].value, (long long)s.bar[b].n);
				compared++;
			}
			if (!dims[d].deadline)
				ck_assert_int_eq(sum, s.all);
		}
	}
	return compared;
}

START_TEST(figures_are_what_the_lists_count)
{
	draw_seed(97);
	office_walk(600);
	office_as(OFFICE_OWNER);
	ck_assert_int_gt(compare_all(), 4);
}
END_TEST

START_TEST(also_after_bulks_that_were_abandoned)
{
	draw_seed(96);
	office_walk_in_bulks(600);
	office_as(OFFICE_OWNER);
	ck_assert_int_gt(compare_all(), 4);
}
END_TEST

START_TEST(each_sees_its_own)
{
	static const enum office_person nobody[] = { OFFICE_SUPERVISOR, OFFICE_SYSADMIN, OFFICE_SECADMIN, OFFICE_AUDITOR };
	struct stats_ask q = { .flow = flow_find("opinion") };
	struct err e = { 0 };
	struct list_query told = { .list = &flow_find("opinion")->lists[0] };
	struct stats all, own;

	draw_seed(95);
	office_walk(300);
	office_as(OFFICE_LEADER);
	q.agency = office_agency[0];
	all = count(&q);
	office_as(OFFICE_AGENCY);
	q.agency = 0;
	own = count(&q);
	/* What has not reached the agency is not in its numbers. */
	ck_assert_int_eq(own.all, list_count(world, &told, 10000, &e));
	ck_assert_int_gt(own.all, 0);
	ck_assert_int_lt(own.all, all.all);
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

		q = (struct stats_ask){ .flow = q.flow, .dim = "month", .year = atoi(years.bar[i].value) };
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
	tcase_add_test(c, years_part_the_figures);
	return c;
}
