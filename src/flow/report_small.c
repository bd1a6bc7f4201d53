/*
 * report_small.c: small figures of people do not leave the office, and cannot be computed from those that do.
 *
 * Knows: numbers.  Must not know: what they count.
 *
 * What a reader knows: the sum, that "<3" stands for 1 or 2, that "*" stands for 3 or more.  A figure is hidden when each of
 * at least two values could stand there.
 */
#include "flow/report.h"

/* Could every SMALL_LESS be more than one value, given the sum of what is hidden? */
static bool
is_hidden(const int64_t *v, size_t n, int64_t least, const enum small *mark)
{
	int64_t sum = 0, whole = 0, less = 0, more = 0, low, high;

	for (size_t i = 0; i < n; i++) {
		whole += v[i];
		sum += mark[i] != SMALL_SHOWN ? v[i] : 0;
		less += mark[i] == SMALL_LESS;
		more += mark[i] == SMALL_LEFT_OUT;
	}
	if (less == 0)
		return true;
	/* Bounds of one of them: what is left when the others are as large, as small as they can be.  A small sum is hidden too. */
	low = more > 0 || whole < least ? 1 : sum - (less - 1) * (least - 1);
	high = (whole < least ? least - 1 : sum) - (less - 1) - more * least;
	low = low > 1 ? low : 1;
	high = high < least - 1 ? high : least - 1;
	return high > low;
}

void
small_hide(const int64_t *v, size_t n, int64_t least, bool summed, enum small *out)
{
	for (size_t i = 0; i < n; i++)
		out[i] = v[i] > 0 && v[i] < least ? SMALL_LESS : SMALL_SHOWN;
	while (summed && !is_hidden(v, n, least, out)) {
		size_t at = n;

		for (size_t i = 0; i < n; i++)
			if (out[i] == SMALL_SHOWN && v[i] >= least && (at == n || v[i] < v[at]))
				at = i;
		if (at < n) {
			out[at] = SMALL_LEFT_OUT;
			continue;
		}
		/* Nothing is left that could be hidden beside them. */
		for (size_t i = 0; i < n; i++)
			out[i] = SMALL_LEFT_OUT;
	}
}

const char *
small_text(struct arena *a, int64_t n, int64_t least)
{
	return n > 0 && n < least ? arena_printf(a, "<%lld", (long long)least) : arena_printf(a, "%lld", (long long)n);
}
