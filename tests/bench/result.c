/*
 * result.c: samples, and the tables that the benchmark prints.
 *
 * Knows: medians, Markdown.  Must not know: what is measured.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tests/bench/bench.h"

#define ROWS_MOST 256

double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

void
sample_add(struct sample *s, double v)
{
	if (s->n == s->cap) {
		s->cap = s->cap > 0 ? s->cap * 2 : 64;
		s->v = realloc(s->v, s->cap * sizeof *s->v);
		if (s->v == NULL)
			abort();
	}
	s->v[s->n++] = v;
}

static int
by_value(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;

	return (a > b) - (a < b);
}

double
sample_at(struct sample *s, double p)
{
	if (s->n == 0)
		return 0;
	qsort(s->v, s->n, sizeof *s->v, by_value);
	return s->v[(size_t)(p * (double)(s->n - 1) + 0.5)];
}

double
sample_mean(const struct sample *s)
{
	double sum = 0;

	for (size_t i = 0; i < s->n; i++)
		sum += s->v[i];
	return s->n > 0 ? sum / (double)s->n : 0;
}

void
sample_free(struct sample *s)
{
	free(s->v);
	memset(s, 0, sizeof *s);
}

/* ---- the tables ---- */

struct row {
	char label[96];
	bool heading;
	char cell[BENCH_SCALES_MOST][40];
};

long bench_scale[BENCH_SCALES_MOST];
int bench_scales;
static struct row rows[ROWS_MOST];
static size_t n_rows;
static int faults;

static struct row *
new_row(const char *label)
{
	if (n_rows == ROWS_MOST)
		abort();
	snprintf(rows[n_rows].label, sizeof rows[n_rows].label, "%s", label);
	return &rows[n_rows++];
}

static struct row *
row_of(const char *label)
{
	for (size_t i = n_rows; i > 0 && !rows[i - 1].heading; i--)
		if (strcmp(rows[i - 1].label, label) == 0)
			return &rows[i - 1];
	return new_row(label);
}

void
result_table(const char *heading)
{
	new_row(heading)->heading = true;
}

void
result_put(const char *label, int scale, const char *fmt, ...)
{
	struct row *r = row_of(label);
	va_list ap;

	for (int i = 0; i < bench_scales; i++) {
		if (scale != NO_SCALE && scale != i)
			continue;
		va_start(ap, fmt);
		vsnprintf(r->cell[i], sizeof r->cell[i], fmt, ap);
		va_end(ap);
	}
	fprintf(stderr, "  %s [%ld] %s\n", label, scale == NO_SCALE ? 0L : bench_scale[scale], r->cell[scale == NO_SCALE ? 0 : scale]);
}

void
result_sample(const char *label, int scale, struct sample *s)
{
	double p50 = sample_at(s, 0.5), p95 = sample_at(s, 0.95);
	int digits = p50 < 10 ? 2 : p50 < 100 ? 1 : 0;

	if (s->n == 0)
		return;
	result_put(label, scale, "%.*f / %.*f", digits, p50, digits, p95);
}

void
result_ratio(const char *label, int scale, double value, double floor)
{
	if (floor > 0)
		result_put(label, scale, "%.2f", value / floor);
}

void
result_bound(const char *label, int scale, double value, double floor, double most)
{
	if (floor <= 0 || value <= most * floor)
		return;
	fprintf(stderr, "FAULT: %s at %ld: %.2f is %.1f times %.2f, more than %.1f times\n", label,
		scale == NO_SCALE ? 0L : bench_scale[scale], value, value / floor, floor, most);
	faults++;
}

int
result_faults(void)
{
	return faults;
}

void
result_print(void)
{
	for (size_t i = 0; i < n_rows; i++) {
		if (rows[i].heading) {
			printf("\n| %s |", rows[i].label);
			for (int k = 0; k < bench_scales; k++)
				printf(" %ld |", bench_scale[k]);
			printf("\n|---|");
			for (int k = 0; k < bench_scales; k++)
				printf("---|");
			printf("\n");
			continue;
		}
		printf("| %s |", rows[i].label);
		for (int k = 0; k < bench_scales; k++)
			printf(" %s |", rows[i].cell[k]);
		printf("\n");
	}
}
