/*
 * fuzz.c: see fuzz.h.
 *
 * Knows: bytes.  Must not know: targets.
 */
#include "tests/fuzz/fuzz.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define MOST_BYTES 6000

/* What has broken parsers before: ends, quotes, controls, ill-formed and odd UTF-8, numbers at their edges. */
static const char *const common[] = { "\"", "'", "\\", ",", ";", "\t", "\n", "\r\n", "\r", " ", "\xe3\x80\x80", "\xc2\xa0", "\xef\xbb\xbf",
	"\xff", "\xfe", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe5\xae", "\x80", "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9", "e\xcc\x81",
	"\xf0\xac\xad\x8e", "\xe4\xb6\xae", "\xc2\xb7", "\x1b[31m", "\x1b]0;x\x07", "\xe2\x80\xae", "\xe2\x80\x8b", "\xee\x80\x80", "\xef\xbf\xbf", "\x7f", "\x01", "%s%n",
	"0", "-1", "9223372036854775807", "99999999999999999999", "2026-02-29", "NULL", "AND", "OR", "NOT", "NEAR(", "*", "^", ":", "{", "}", "(", ")", "+", "-",
	"=", "@", "$", "”", "（", "）", "，", "。", "——", "……", "①", "２", "Ａ", "？", "：", "号", "〔2026〕", NULL };

static const struct fuzz_target *now;
static uint64_t now_number;
static const char *now_input;
static size_t now_len;

static uint64_t
next(uint64_t *state)
{
	/* splitmix64 */
	uint64_t z = (*state += 0x9e3779b97f4a7c15u);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static size_t
below(uint64_t *state, size_t n)
{
	return n > 0 ? (size_t)(next(state) % n) : 0;
}

static size_t
length(const char *const *list)
{
	size_t n = 0;

	while (list != NULL && list[n] != NULL)
		n++;
	return n;
}

struct input {
	char s[MOST_BYTES + 1];
	size_t n;
};

static void
insert(struct input *in, size_t at, const char *s, size_t n)
{
	if (in->n + n > MOST_BYTES)
		return;
	memmove(in->s + at + n, in->s + at, in->n - at);
	memcpy(in->s + at, s, n);
	in->n += n;
}

static void
take_out(struct input *in, size_t at, size_t n)
{
	memmove(in->s + at, in->s + at + n, in->n - at - n);
	in->n -= n;
}

static const char *
some_token(const struct fuzz_target *t, uint64_t *state)
{
	size_t own = length(t->tokens);

	if (own > 0 && below(state, 2) == 0)
		return t->tokens[below(state, own)];
	return common[below(state, length(common))];
}

static void
mutate(struct input *in, const struct fuzz_target *t, uint64_t *state)
{
	size_t at = below(state, in->n + 1), len;
	const char *s;

	switch (below(state, 9)) {
	case 0: /* a bit */
		if (at < in->n)
			in->s[at] = (char)(in->s[at] ^ (1 << below(state, 8)));
		break;
	case 1: /* any byte */
		if (at < in->n)
			in->s[at] = (char)next(state);
		break;
	case 2: /* something taken out */
		len = below(state, in->n - at + 1);
		take_out(in, at, len > 40 && below(state, 4) != 0 ? 40 : len);
		break;
	case 3:
	case 4:
	case 5: /* a token */
		s = some_token(t, state);
		insert(in, at, s, strlen(s));
		break;
	case 6: { /* something said again, perhaps often */
		char again[64];

		len = below(state, 48);
		if (at + len > in->n)
			len = in->n - at;
		memcpy(again, in->s + at, len);
		for (size_t k = below(state, 8) == 0 ? below(state, 80) : 1; k > 0; k--)
			insert(in, at, again, len);
		break;
	}
	case 7: /* a piece of another seed */
		s = t->seeds[below(state, length(t->seeds))];
		len = below(state, strlen(s) + 1);
		insert(in, at, s + below(state, strlen(s) - len + 1), len);
		break;
	default: /* the rest is cut off */
		if (below(state, 4) == 0)
			in->n = at;
		break;
	}
}

char *
fuzz_input(const struct fuzz_target *t, uint64_t number, size_t *n, struct arena *a)
{
	struct input in;
	uint64_t state = number * 0x2545f4914f6cdd1du + 1;
	size_t seeds = length(t->seeds);
	const char *seed = t->seeds[number % seeds];

	in.n = strlen(seed) < MOST_BYTES ? strlen(seed) : MOST_BYTES;
	memcpy(in.s, seed, in.n);
	/* The seeds themselves come first, as they are. */
	for (size_t k = number < seeds ? 0 : 1 + below(&state, 1 + below(&state, 12)); k > 0; k--)
		mutate(&in, t, &state);
	*n = in.n;
	return arena_strndup(a, in.s, in.n);
}

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
tell(void)
{
	FILE *f = fopen("fuzz-fault.bin", "w");

	fprintf(stderr, "fuzz: FUZZ_TARGET=%s FUZZ_SEED=%llu, %zu bytes, kept in fuzz-fault.bin\n", now != NULL ? now->name : "",
		(unsigned long long)now_number, now_len);
	if (f != NULL) {
		fwrite(now_input, 1, now_len, f);
		fclose(f);
	}
}

static void
died(int sig)
{
	tell();
	signal(sig, SIG_DFL);
	raise(sig);
}

void
fuzz_fault(const char *file, int line, const char *cond, const char *text)
{
	fprintf(stderr, "%s:%d: %s%s%s\n", file, line, cond, text != NULL ? ": " : "", text != NULL ? text : "");
	abort();
}

uint64_t
fuzz_run(const struct fuzz_target *t, uint64_t first, uint64_t count, double most_seconds)
{
	struct arena *a = arena_new();
	double end = seconds() + most_seconds;
	uint64_t i;

	signal(SIGSEGV, died);
	signal(SIGABRT, died);
	signal(SIGBUS, died);
	signal(SIGFPE, died);
	now = t;
	for (i = 0; i < count && (i % 16 != 0 || seconds() < end); i++) {
		size_t n;

		now_number = first + i;
		now_input = fuzz_input(t, now_number, &n, a);
		now_len = n;
		/* What hangs is a fault too. */
		alarm(30);
		t->one(now_input, n, a);
		alarm(0);
		arena_reset(a);
	}
	arena_free(a);
	signal(SIGABRT, SIG_DFL);
	signal(SIGSEGV, SIG_DFL);
	return i;
}
