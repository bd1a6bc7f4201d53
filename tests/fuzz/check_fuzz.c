/*
 * check_fuzz.c: the short form of the fuzzing: the same inputs at each run, some seconds in all.
 *
 * Knows: the targets.  Must not know: what they do.
 */
#include <check.h>

#include "tests/fuzz/fuzz.h"

#define INPUTS 6000 /* of the cheapest target */
#define MOST_SECONDS 2.0

static void
run_one(const struct fuzz_target *t)
{
	if (t->world)
		fuzz_world_open();
	ck_assert_uint_gt(fuzz_run(t, 0, 20 + INPUTS / t->cost, MOST_SECONDS), 0);
	if (t->world)
		fuzz_world_close();
}

START_TEST(base)
{
	run_one(&fuzz_base[_i]);
}
END_TEST

START_TEST(paper)
{
	run_one(&fuzz_paper[_i]);
}
END_TEST

START_TEST(engine)
{
	run_one(&fuzz_engine[_i]);
}
END_TEST

Suite *
suite_fuzz(void)
{
	Suite *s = suite_create("fuzz");
	TCase *c = tcase_create("fuzz");
	int n = 0;

	while (fuzz_base[n].name != NULL)
		n++;
	tcase_add_loop_test(c, base, 0, n);
	for (n = 0; fuzz_paper[n].name != NULL;)
		n++;
	tcase_add_loop_test(c, paper, 0, n);
	for (n = 0; fuzz_engine[n].name != NULL;)
		n++;
	tcase_add_loop_test(c, engine, 0, n);
	suite_add_tcase(s, c);
	return s;
}
