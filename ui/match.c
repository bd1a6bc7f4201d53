/*
 * match.c: comparing what is typed with labels and names.
 *
 * Knows: pinyin.  Must not know: what the texts stand for.
 */
#include "ui/match.h"

#include <string.h>

#include "base/han.h"
#include "base/text.h"

static char *
lower(char *s)
{
	for (char *p = s; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	return s;
}

struct match
match_prepare(struct arena *a, const char *text)
{
	return (struct match){
		.text = lower(text_fold_width(a, text)),
		.initials = han_initials(a, text),
		.pinyin = han_pinyin(a, text),
	};
}

const char *
match_typed(struct arena *a, const char *typed)
{
	return lower(text_trim(a, text_fold_width(a, typed)));
}

/* Are the characters of the first N bytes of WORD in TEXT, in this order? */
static int
is_spread(const char *text, const char *word, size_t n)
{
	size_t len = strlen(text), at = 0;

	for (size_t i = 0; i < n;) {
		uint32_t cp;
		size_t used = text_decode(word + i, n - i, &cp);
		const char *p = memmem(text + at, len - at, word + i, used);

		if (p == NULL)
			return 0;
		at = (size_t)(p - text) + used;
		i += used;
	}
	return 1;
}

/* How well one word of N bytes is found in TEXT: at its begin, inside, or not. */
static int
found(const char *text, const char *word, size_t n, int begin, int inside)
{
	const char *p = memmem(text, strlen(text), word, n);

	return p == NULL ? 0 : p == text ? begin : inside;
}

static int
word_score(const struct match *m, const char *word, size_t n)
{
	int best = found(m->text, word, n, 100, 80), s;

	s = found(m->initials, word, n, 90, 60);
	best = s > best ? s : best;
	/* A single letter inside some pinyin says nothing. */
	s = n > 1 ? found(m->pinyin, word, n, 70, 30) : 0;
	best = s > best ? s : best;
	if (best == 0 && (is_spread(m->text, word, n) || (n > 1 && is_spread(m->initials, word, n))))
		best = 10;
	return best;
}

int
match_score(const struct match *m, const char *typed)
{
	int sum = 1;

	while (*typed != '\0') {
		size_t n = strcspn(typed, " ");
		int s;

		if (n > 0) {
			s = word_score(m, typed, n);
			if (s == 0)
				return 0;
			sum += s;
		}
		typed += n + (typed[n] == ' ');
	}
	/* Of two that are found alike the shorter is meant. */
	return sum * 64 - (int)(strlen(m->text) < 63 ? strlen(m->text) : 63);
}
