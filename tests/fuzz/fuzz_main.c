/*
 * fuzz_main.c: the long form: `make fuzz FUZZ_SECONDS=600`.
 *
 * Knows: the targets.  Must not know: what they do.
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tests/fuzz/fuzz.h"

static uint64_t
from_env(const char *name, uint64_t absent)
{
	const char *v = getenv(name);

	return v != NULL && *v != '\0' ? strtoull(v, NULL, 10) : absent;
}

int
main(void)
{
	const struct fuzz_target *all[64];
	const char *only = getenv("FUZZ_TARGET");
	uint64_t first = from_env("FUZZ_SEED", (uint64_t)time(NULL) * 1000000), count = from_env("FUZZ_COUNT", UINT64_MAX);
	double each = (double)from_env("FUZZ_SECONDS", 600);
	size_t n = 0;

	setlocale(LC_ALL, "");
	for (const struct fuzz_target *t = fuzz_base; t->name != NULL; t++)
		all[n++] = t;
	for (const struct fuzz_target *t = fuzz_paper; t->name != NULL; t++)
		all[n++] = t;
	for (const struct fuzz_target *t = fuzz_engine; t->name != NULL; t++)
		all[n++] = t;
	if (only == NULL || *only == '\0')
		each /= (double)n;
	for (size_t i = 0; i < n; i++) {
		uint64_t done;

		if (only != NULL && *only != '\0' && strcmp(only, all[i]->name) != 0)
			continue;
		if (all[i]->world)
			fuzz_world_open();
		done = fuzz_run(all[i], first, count, each);
		if (all[i]->world)
			fuzz_world_close();
		fprintf(stderr, "%-10s %12llu inputs from FUZZ_SEED=%llu\n", all[i]->name, (unsigned long long)done, (unsigned long long)first);
	}
	return 0;
}
