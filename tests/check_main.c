/*
 * check_main.c: runs all suites of suites.h, each test in a process of its own.
 *
 * Knows: the list of suites.  Must not know: what they test.
 *
 * Environment: JIANDU is the program, SRCDIR the sources, JIANDU_LOCALEDIR the
 * translations (Makefile.am sets them); CK_RUN_SUITE=day, CK_RUN_CASE, CK_FORK=no,
 * CK_VERBOSITY=verbose are Check's own.
 */
#include <check.h>
#include <locale.h>
#include <stdlib.h>

#define SUITE(name) Suite *suite_##name(void);
#include "tests/suites.h"
#undef SUITE

#define SUITE(name) suite_##name,
static Suite *(*const suites[])(void) = {
#include "tests/suites.h"
};
#undef SUITE

int main(void)
{
	SRunner *runner;
	int failed;

	setlocale(LC_ALL, "");
	/* A loaded machine and the sanitizers are slow; a test that hangs still ends. */
	setenv("CK_DEFAULT_TIMEOUT", "120", 0);

	runner = srunner_create(NULL);
	for (size_t i = 0; i < sizeof(suites) / sizeof(suites[0]); i++)
		srunner_add_suite(runner, suites[i]());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
