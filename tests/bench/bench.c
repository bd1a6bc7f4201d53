/*
 * bench.c: the benchmark: `make bench BENCH_DB=DIR BENCH_SCALES="1000 10000"`.
 *
 * Knows: which parts there are.  Must not know: what they measure.
 *
 * Databases are kept in DIR as sN.db and made when missing (jiandu demo --scale N).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/bench/bench.h"

const char *bench_jiandu, *bench_dir = ".";
bool bench_short;
long bench_saves_most = 200000;

const char *
bench_path(long n, const char *end)
{
	static char name[8][512];
	static int at;
	char *out = name[at++ % 8];

	snprintf(out, sizeof name[0], "%s/s%ld%s", bench_dir, n, end);
	return out;
}

static void
make_database(long n)
{
	char scale[32], db[512];
	struct stat st;

	snprintf(db, sizeof db, "%s", bench_path(n, ".db"));
	if (stat(db, &st) == 0) {
		/* One of an earlier build climbs here, in nobody's time. */
		if (bench_run((char *[]){ (char *)bench_jiandu, "--db", db, "setting", NULL }, NULL, NULL, NULL) != 0)
			fprintf(stderr, "%s cannot be opened\n", db);
		return;
	}
	fprintf(stderr, "%s: made new\n", db);
	snprintf(scale, sizeof scale, "%ld", n);
	if (bench_run((char *[]){ (char *)bench_jiandu, "--db", db, "demo", "--scale", scale, NULL }, NULL, NULL, NULL) != 0) {
		fprintf(stderr, "%s could not be made\n", db);
		exit(1);
	}
}

static int
usage(void)
{
	fprintf(stderr, "usage: bench [--short] [--only start|search|keys|store|counts|backup|sheets] [--saves-most N] --jiandu PROGRAM --dir DIR SCALE ...\n"
			"Prints Markdown tables on standard output, progress on standard error.\n");
	return 2;
}

int
main(int argc, char **argv)
{
	const char *only = "";
	int i;

	for (i = 1; i < argc && argv[i][0] == '-'; i++) {
		if (strcmp(argv[i], "--echo") == 0)
			return floor_echo();
		if (strcmp(argv[i], "--curses") == 0)
			return floor_curses();
		if (strcmp(argv[i], "--short") == 0)
			bench_short = true;
		else if (strcmp(argv[i], "--only") == 0 && i + 1 < argc)
			only = argv[++i];
		else if (strcmp(argv[i], "--jiandu") == 0 && i + 1 < argc)
			bench_jiandu = argv[++i];
		else if (strcmp(argv[i], "--dir") == 0 && i + 1 < argc)
			bench_dir = argv[++i];
		else if (strcmp(argv[i], "--saves-most") == 0 && i + 1 < argc)
			bench_saves_most = strtol(argv[++i], NULL, 10);
		else
			return usage();
	}
	for (; i < argc && bench_scales < BENCH_SCALES_MOST; i++)
		bench_scale[bench_scales++] = strtol(argv[i], NULL, 10);
	if (bench_jiandu == NULL || bench_scales == 0)
		return usage();
	mkdir(bench_dir, 0700);
	for (i = 0; i < bench_scales; i++)
		make_database(bench_scale[i]);
	if (*only == '\0' || strcmp(only, "keys") == 0 || strcmp(only, "start") == 0 || strcmp(only, "search") == 0)
		bench_keys(argv[0], only);
	if (*only == '\0' || strcmp(only, "store") == 0 || strcmp(only, "counts") == 0 || strcmp(only, "backup") == 0)
		bench_store(only);
	if (*only == '\0' || strcmp(only, "sheets") == 0)
		bench_sheets();
	result_print();
	return result_faults() > 0;
}
