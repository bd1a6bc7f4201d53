/*
 * token.c: texts as sets of characters and pairs.
 *
 * Knows: Unicode's blanks and invisible signs.  Must not know: FTS5.
 */
#include "store/token.h"

#include <string.h>

#include "base/text.h"

#define INITIALS (UINT64_C(1) << 63)
#define NAME_SEPARATOR '|' /* between names: no pair spans two */
#define HARMLESS 0xE001u

static bool
is_blank(uint32_t cp)
{
	return cp <= 0x20 || (cp >= 0x7f && cp <= 0xa0) || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200a) ||
		cp == 0x2028 || cp == 0x2029 || cp == 0x202f || cp == 0x205f || cp == 0x3000;
}

/* No token and no separation either: marks nobody sees, variation selectors. */
static bool
is_invisible(uint32_t cp)
{
	return cp == 0xad || (cp >= 0x200b && cp <= 0x200f) || (cp >= 0x202a && cp <= 0x202e) ||
		(cp >= 0x2060 && cp <= 0x206f) || (cp >= 0xfe00 && cp <= 0xfe0f) || cp == 0xfeff ||
		(cp >= 0xe0100 && cp <= 0xe01ef);
}

static uint32_t
fold(uint32_t cp)
{
	if (cp == TOKEN_MARK)
		return HARMLESS;
	if (cp >= 0xff01 && cp <= 0xff5e)
		cp -= 0xfee0;
	return cp >= 'A' && cp <= 'Z' ? cp + 'a' - 'A' : cp;
}

bool
token_next(const char *s, size_t n, size_t *at, uint32_t *cp, bool *gap)
{
	uint32_t found;

	if (gap != NULL)
		*gap = false;
	while (*at < n) {
		*at += text_decode(s + *at, n - *at, &found);
		if (is_blank(found)) {
			if (gap != NULL)
				*gap = true;
		} else if (!is_invisible(found)) {
			*cp = fold(found);
			return true;
		}
	}
	return false;
}

static void
add_cp(struct buf *out, uint32_t cp)
{
	char bytes[4];

	buf_add(out, bytes, text_encode(cp, bytes));
}

void
token_fold(struct buf *out, const char *s)
{
	size_t n = strlen(s), at = 0;
	uint32_t cp;

	while (token_next(s, n, &at, &cp, NULL))
		add_cp(out, cp);
}

void
token_fold_names(struct buf *out, const char *s)
{
	size_t n = strlen(s), at = 0;
	uint32_t cp;
	bool gap, any = false;

	while (token_next(s, n, &at, &cp, &gap)) {
		if (cp == HARMLESS)
			continue;
		if (gap && any)
			buf_addc(out, NAME_SEPARATOR);
		any = true;
		add_cp(out, cp);
	}
}

uint64_t
token_of(uint32_t first, uint32_t second, bool initials)
{
	return (uint64_t)first << 21 | second | (initials ? INITIALS : 0);
}

void
token_write(struct buf *out, uint64_t token)
{
	uint32_t first = (uint32_t)(token >> 21) & 0x1fffff;

	if (token & INITIALS)
		buf_adds(out, TOKEN_MARK_TEXT "i");
	if (first != 0)
		add_cp(out, first);
	add_cp(out, (uint32_t)token & 0x1fffff);
}

static uint64_t *
place(uint64_t *v, size_t cap, uint64_t token)
{
	size_t at = (size_t)(token * UINT64_C(0x9E3779B97F4A7C15) >> 40) & (cap - 1);

	while (v[at] != 0 && v[at] != token)
		at = (at + 1) & (cap - 1);
	return &v[at];
}

bool
token_has(const struct token_set *set, uint64_t token)
{
	return set->cap != 0 && *place(set->v, set->cap, token) == token;
}

/* Half of the places stay empty. */
static void
grow(struct token_set *set, struct arena *a)
{
	struct token_set old = *set;

	set->cap = old.cap != 0 ? old.cap * 2 : 1024;
	set->v = arena_alloc(a, set->cap * sizeof *set->v);
	for (size_t i = 0; i < old.cap; i++)
		if (old.v[i] != 0)
			*place(set->v, set->cap, old.v[i]) = old.v[i];
}

static void
add(struct token_set *set, struct arena *a, uint64_t token)
{
	uint64_t *at;

	if ((set->n + 1) * 2 > set->cap)
		grow(set, a);
	at = place(set->v, set->cap, token);
	set->n += *at == 0;
	*at = token;
}

void
token_add_all(struct token_set *set, struct arena *a, const char *s, bool initials)
{
	size_t n = strlen(s), at = 0;
	uint32_t cp, before = 0;

	while (at < n) {
		at += text_decode(s + at, n - at, &cp);
		if (initials && cp == NAME_SEPARATOR) {
			before = 0;
			continue;
		}
		add(set, a, token_of(0, cp, initials));
		if (before != 0)
			add(set, a, token_of(before, cp, initials));
		before = cp;
	}
}
