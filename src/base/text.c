/*
 * text.c: UTF-8 text.
 *
 * Knows: Unicode (NFC and grapheme breaks by libunistring).
 * Must not know: columns (width.h), encodings other than UTF-8 (conv.h).
 *
 * Most text here is ASCII or plain hanzi.  Such characters never combine with
 * a neighbour, so that graphemes and NFC ask the library only for the rest.
 */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uninorm.h>

#include "base/buf.h"

#define REPLACEMENT 0xFFFDu /* a control or an ill-formed byte */
#define OPEN_BOX    0x2423u /* an invisible format character */

/*
 * Bytes of the well-formed sequence at S (at most N bytes, N > 0), its code
 * point at *CP; 0 when it is ill-formed.
 */
static size_t decode_strict(const unsigned char *s, size_t n, uint32_t *cp)
{
	unsigned char c = s[0];
	uint32_t v, least;
	size_t len;

	if (c < 0x80) {
		*cp = c;
		return 1;
	}
	if (c < 0xC2)
		return 0;
	if (c < 0xE0) {
		len = 2;
		v = c & 0x1Fu;
		least = 0x80;
	} else if (c < 0xF0) {
		len = 3;
		v = c & 0x0Fu;
		least = 0x800;
	} else if (c < 0xF5) {
		len = 4;
		v = c & 0x07u;
		least = 0x10000;
	} else {
		return 0;
	}
	if (len > n)
		return 0;
	for (size_t i = 1; i < len; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return 0;
		v = v << 6 | (s[i] & 0x3Fu);
	}
	if (v < least || v > 0x10FFFF || (v >= 0xD800 && v <= 0xDFFF))
		return 0;
	*cp = v;
	return len;
}

bool text_valid(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t i = 0;

	while (i < n) {
		uint32_t cp;
		size_t len;
		uint64_t word;

		if (n - i >= sizeof(word)) {
			memcpy(&word, p + i, sizeof(word));
			if (!(word & 0x8080808080808080u)) {
				i += sizeof(word);
				continue;
			}
		}
		len = decode_strict(p + i, n - i, &cp);
		if (len == 0)
			return false;
		i += len;
	}
	return true;
}

size_t text_decode(const char *s, size_t n, uint32_t *cp)
{
	size_t len = decode_strict((const unsigned char *)s, n, cp);

	if (len > 0)
		return len;
	*cp = REPLACEMENT;
	return 1;
}

size_t text_encode(uint32_t cp, char *out)
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp >= 0xD800 && cp <= 0xDFFF)
		return 0;
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	if (cp > 0x10FFFF)
		return 0;
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

/* Append the character CP. */
static void add_cp(struct buf *b, uint32_t cp)
{
	char c[4];

	buf_add(b, c, text_encode(cp, c));
}

/* The content of B as a string of A; B is freed. */
static char *finish(struct arena *a, struct buf *b)
{
	char *s = arena_strndup(a, buf_str(b), b->len);

	buf_free(b);
	return s;
}

size_t text_count(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xC0) != 0x80;
	return n;
}

/* Is CP a hanzi of any block, newer ones included? */
static bool is_hanzi(uint32_t cp)
{
	return (cp >= 0x3400 && cp <= 0x4DBF) || (cp >= 0x4E00 && cp <= 0x9FFF) ||
		(cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x20000 && cp <= 0x3FFFD) || cp == 0x3007;
}

/*
 * Does CP stand alone: never joined to a neighbour that stands alone too, and
 * its own NFC?  Printable ASCII, punctuation of Chinese, unified hanzi, full-width forms.
 */
static bool stands_alone(uint32_t cp)
{
	return (cp >= 0x20 && cp < 0x7F) || (cp >= 0x4E00 && cp <= 0x9FFF) ||
		(cp >= 0x3400 && cp <= 0x4DBF) || (cp >= 0x2010 && cp <= 0x2027) ||
		(cp >= 0x3001 && cp <= 0x3029) || (cp >= 0xFF01 && cp <= 0xFF5E) ||
		(cp >= 0x20000 && cp < 0x2F800) || (cp >= 0x30000 && cp <= 0x3FFFD);
}

/*
 * Is there a boundary between two characters with the properties X and Y (UAX 29,
 * GB3 to GB9b)?  GB11 and GB12 need more than two characters: see text_grapheme().
 */
static bool parts(int x, int y)
{
	if (x == GBP_CR && y == GBP_LF)
		return false;
	if (x == GBP_CONTROL || x == GBP_CR || x == GBP_LF || y == GBP_CONTROL || y == GBP_CR || y == GBP_LF)
		return true;
	if (x == GBP_L && (y == GBP_L || y == GBP_V || y == GBP_LV || y == GBP_LVT))
		return false;
	if ((x == GBP_LV || x == GBP_V) && (y == GBP_V || y == GBP_T))
		return false;
	if ((x == GBP_LVT || x == GBP_T) && y == GBP_T)
		return false;
	return y != GBP_EXTEND && y != GBP_ZWJ && y != GBP_SPACINGMARK && x != GBP_PREPEND;
}

/*
 * The rules are applied here, on the library's properties: its own
 * u8_grapheme_next() parts flags and joined emoji before release 1.1, and knows
 * nothing of ill-formed bytes, each of which is a cluster of its own.
 */
size_t text_grapheme(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	uint32_t cp, next;
	size_t len, more;
	int x, y, flags;
	bool picture; /* a pictograph and what extends it, so far */

	len = decode_strict(p, n, &cp);
	if (len == 0)
		return 1;
	if (len == n)
		return n;
	more = decode_strict(p + len, n - len, &next);
	if (more == 0 || (stands_alone(cp) && stands_alone(next)))
		return len;
	x = uc_graphemeclusterbreak_property(cp);
	picture = uc_is_property_extended_pictographic(cp);
	flags = x == GBP_RI;
	while (more > 0) {
		bool joined;

		y = uc_graphemeclusterbreak_property(next);
		/* GB11: pictograph, extensions, joiner, pictograph; GB12: letters of flags go in pairs */
		joined = (picture && x == GBP_ZWJ && uc_is_property_extended_pictographic(next)) ||
			(flags == 1 && x == GBP_RI && y == GBP_RI);
		if (!joined && parts(x, y))
			break;
		flags += y == GBP_RI;
		picture = joined ? y != GBP_RI : picture && (y == GBP_EXTEND || y == GBP_ZWJ);
		x = y;
		len += more;
		more = len < n ? decode_strict(p + len, n - len, &next) : 0;
	}
	return len;
}

size_t text_grapheme_before(const char *s, size_t at)
{
	size_t from = at, end;
	bool alone = false; /* does the character at FROM stand alone? */

	/*
	 * Walk left to a place that is a boundary for certain: between two characters
	 * that stand alone.  From there walk right as text_grapheme() does.
	 */
	while (from > 0) {
		size_t p = from - 1;
		uint32_t cp;
		bool was = alone;

		while (p > 0 && from - p < 4 && ((unsigned char)s[p] & 0xC0) == 0x80)
			p--;
		if (decode_strict((const unsigned char *)s + p, from - p, &cp) != from - p) {
			p = from - 1;
			cp = REPLACEMENT;
			alone = false;
		} else {
			alone = stands_alone(cp);
		}
		if (was && alone)
			break;
		from = p;
	}
	for (;;) {
		if (from >= at)
			return at;
		end = from + text_grapheme(s + from, at - from);
		if (end >= at)
			return from;
		from = end;
	}
}

char *text_nfc(struct arena *a, const char *s)
{
	size_t n = strlen(s), i = 0, len = 0;
	uint8_t *norm;
	char *out;

	while (i < n) {
		uint32_t cp;
		size_t k = decode_strict((const unsigned char *)s + i, n - i, &cp);

		/* nothing below U+0300 combines, and Latin-1 letters are composed already */
		if (k == 0 || (cp >= 0x300 && !stands_alone(cp)))
			break;
		i += k;
	}
	if (i == n)
		return arena_strndup(a, s, n);
	norm = u8_normalize(UNINORM_NFC, (const uint8_t *)s, n, NULL, &len);
	if (!norm)
		return arena_strndup(a, s, n); /* ill-formed: not ours to repair */
	out = arena_strndup(a, (const char *)norm, len);
	free(norm);
	return out;
}

/* Characters that no one sees and that change what stands beside them: zero width, bidi, fillers, tags. */
static bool is_invisible(uint32_t cp)
{
	if (cp < 0xAD)
		return false;
	return cp == 0xAD || cp == 0x34F || cp == 0x61C || cp == 0x115F || cp == 0x1160 || cp == 0x17B4 ||
		cp == 0x17B5 || (cp >= 0x180B && cp <= 0x180F) || (cp >= 0x200B && cp <= 0x200F) ||
		(cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) || cp == 0x3164 ||
		cp == 0xFEFF || cp == 0xFFA0 || (cp >= 0xFFF9 && cp <= 0xFFFB) ||
		(cp >= 0x1D173 && cp <= 0x1D17A) || (cp >= 0xE0000 && cp <= 0xE007F);
}

/* Variation selectors: invisible too, but a terminal takes them with the character before. */
static bool is_selector(uint32_t cp)
{
	return (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF);
}

/* Controls, line and paragraph separators, and what is no character at all. */
static bool is_control(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 || cp == 0x2029 ||
		(cp & 0xFFFE) == 0xFFFE || (cp >= 0xFDD0 && cp <= 0xFDEF);
}

static bool is_blank(uint32_t cp)
{
	return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0xA0 || cp == 0x3000 ||
		(cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F || cp == 0x205F;
}

/* The dot between the parts of a name, as it is typed and pasted. */
static bool is_separator(uint32_t cp)
{
	return cp == 0xB7 || cp == 0x2022 || cp == 0x2027 || cp == 0x30FB || cp == 0xFF65 || cp == 0x387 ||
		cp == 0x2219 || cp == 0x22C5 || cp == '.' || cp == 0xFF0E;
}

static bool is_letter(uint32_t cp)
{
	return is_hanzi(cp) || uc_is_property_alphabetic(cp);
}

char *text_name(struct arena *a, const char *s)
{
	const char *norm = text_nfc(a, s);
	size_t n = strlen(norm), count = 0, kept = 0;
	uint32_t *cp = arena_alloc(a, (n + 1) * sizeof(*cp));
	struct buf out = BUF_INIT;

	for (size_t i = 0; i < n;) {
		uint32_t c;

		i += text_decode(norm + i, n - i, &c);
		if (is_blank(c)) {
			/* a run of blanks counts as one; none at the beginning */
			if (count > 0 && cp[count - 1] != ' ')
				cp[count++] = ' ';
		} else if (!is_invisible(c) && !is_selector(c) && !is_control(c)) {
			cp[count++] = c;
		}
	}
	if (count > 0 && cp[count - 1] == ' ')
		count--;
	for (size_t i = 0; i < count; i++) {
		uint32_t before = kept > 0 ? cp[kept - 1] : 0;
		uint32_t after = i + 1 < count ? cp[i + 1] : 0;
		/* "阿 · 依": blanks around the dot go with it, but "John F. Smith" keeps its own */
		bool loose = cp[i] != '.' && cp[i] != 0xFF0E;

		if (is_separator(cp[i]) && loose && before == ' ' && kept > 1)
			before = cp[kept - 2];
		if (is_separator(cp[i]) && loose && after == ' ' && i + 2 < count)
			after = cp[i + 2];
		if (is_separator(cp[i]) && is_letter(before) && is_letter(after)) {
			if (cp[kept - 1] == ' ')
				kept--;
			if (cp[i + 1] == ' ')
				i++;
			cp[kept++] = 0xB7;
		} else if (!(cp[i] == ' ' && is_hanzi(before) && is_hanzi(after))) {
			cp[kept++] = cp[i];
		}
	}
	for (size_t i = 0; i < kept; i++)
		add_cp(&out, cp[i]);
	/* What stood between a letter and its mark is gone: they are composed now. */
	return text_nfc(a, finish(a, &out));
}

/* What text_clean() writes for CP: itself, a blank or a mark. */
static uint32_t cleaned(uint32_t cp, bool keep_lines)
{
	if (cp == '\n' || cp == '\t')
		return keep_lines ? cp : ' ';
	if (is_control(cp))
		return REPLACEMENT;
	return is_invisible(cp) ? OPEN_BOX : cp;
}

char *text_clean(struct arena *a, const char *s, bool keep_lines)
{
	size_t n = strlen(s);
	struct buf out = BUF_INIT;

	if (text_is_clean(s, keep_lines))
		return arena_strndup(a, s, n);
	for (size_t i = 0; i < n;) {
		uint32_t cp;

		i += text_decode(s + i, n - i, &cp);
		add_cp(&out, cleaned(cp, keep_lines));
	}
	return finish(a, &out);
}

bool text_is_clean(const char *s, bool keep_lines)
{
	const unsigned char *p = (const unsigned char *)s;

	while (*p) {
		uint32_t cp;
		size_t len;

		if (*p >= 0x20 && *p < 0x7F) {
			p++;
			continue;
		}
		/* E4..E9: U+4000..9FFF, hanzi without exception */
		if (*p >= 0xE4 && *p <= 0xE9 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
			p += 3;
			continue;
		}
		/* the terminating NUL continues no sequence, so that 4 never reads past it */
		len = decode_strict(p, 4, &cp);
		if (len == 0 || cleaned(cp, keep_lines) != cp)
			return false;
		p += len;
	}
	return true;
}

/* ASCII twin of a full-width form, or CP. */
static uint32_t half(uint32_t cp)
{
	if (cp >= 0xFF01 && cp <= 0xFF5E)
		return cp - 0xFF01 + '!';
	return cp == 0x3000 ? ' ' : cp;
}

char *text_fold_width(struct arena *a, const char *s)
{
	size_t n = strlen(s);
	struct buf out = BUF_INIT;

	for (size_t i = 0; i < n;) {
		uint32_t cp;
		size_t len = decode_strict((const unsigned char *)s + i, n - i, &cp);

		if (len == 0) {
			buf_add(&out, s + i, 1); /* kept as it is: no one asked for cleaning */
			i++;
			continue;
		}
		add_cp(&out, cp == 0x3002 ? '.' : half(cp));
		i += len;
	}
	return finish(a, &out);
}

uint32_t text_fold_key(uint32_t cp)
{
	switch (cp) {
	case 0x3001: /* 、 is what the key / gives */ return '/';
	case 0x3002: /* 。 */ return '.';
	case 0x300A: /* 《 */ return '<';
	case 0x300B: /* 》 */ return '>';
	case 0x3010: /* 【 */ return '[';
	case 0x3011: /* 】 */ return ']';
	default: return half(cp);
	}
}

static bool is_outer_blank(uint32_t cp)
{
	return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0x3000 || cp == 0xA0 || cp == 0xFEFF;
}

char *text_trim(struct arena *a, const char *s)
{
	size_t n = strlen(s), first = 0, end = 0;
	bool begun = false;

	for (size_t i = 0; i < n;) {
		uint32_t cp;
		size_t len = text_decode(s + i, n - i, &cp);

		if (!is_outer_blank(cp)) {
			if (!begun)
				first = i;
			begun = true;
			end = i + len;
		}
		i += len;
	}
	return arena_strndup(a, s + first, end - first);
}

/* The next character of *S that counts for text_same_word(), folded; 0 at the end. */
static uint32_t next_folded(const char **s)
{
	while (**s) {
		uint32_t cp;

		*s += text_decode(*s, strnlen(*s, 4), &cp);
		cp = half(cp);
		if (is_blank(cp) || cp == 0xFEFF)
			continue;
		return cp >= 'A' && cp <= 'Z' ? cp - 'A' + 'a' : cp;
	}
	return 0;
}

bool text_same_word(const char *x, const char *y)
{
	for (;;) {
		uint32_t cx = next_folded(&x), cy = next_folded(&y);

		if (cx != cy)
			return false;
		if (cx == 0)
			return true;
	}
}

size_t text_boundary(const char *s, size_t n)
{
	size_t len = strnlen(s, n), at;

	if (len < n || s[len] == '\0')
		return len;
	at = len;
	while (at > 0 && len - at < 3 && ((unsigned char)s[at] & 0xC0) == 0x80)
		at--;
	/* more continuation bytes than any character has: ill-formed, cut where asked */
	return ((unsigned char)s[at] & 0xC0) == 0x80 ? len : at;
}

bool
text_is_blank(const char *s)
{
	return s[strspn(s, " \t\n")] == '\0';
}

bool
text_ends_with(const char *s, const char *tail)
{
	size_t n = strlen(s), m = strlen(tail);

	return n > m && strcmp(s + n - m, tail) == 0;
}

uint32_t
text_hash(uint32_t h, const char *s)
{
	while (*s != '\0')
		h = (h ^ (unsigned char)*s++) * 16777619u;
	return h;
}
