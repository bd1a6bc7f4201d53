/*
 * width.c: columns of text, clipping, wrapping.
 *
 * Knows: the generated width table, graphemes (text.h).  Must not know: curses.
 */
#include "base/width.h"

#include <stdbool.h>
#include <string.h>
#include <wchar.h>

#include "base/tab_width.h"
#include "base/text.h"

#define COUNT(x) (sizeof(x) / sizeof((x)[0]))

/* libc hides these without _XOPEN_SOURCE; the definitions below replace its own. */
int wcwidth(wchar_t c);
int wcswidth(const wchar_t *s, size_t n);

static int ambiguous = 1;

void width_set_ambiguous(int columns)
{
	if (columns == 1 || columns == 2)
		ambiguous = columns;
}

int width_ambiguous(void)
{
	return ambiguous;
}

int width_of(uint32_t cp)
{
	size_t lo = 0, hi = COUNT(tab_width);

	if (cp >= 0x20 && cp < 0x7F)
		return 1;
	if ((cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0xAC00 && cp <= 0xD7A3))
		return 2;
	if (cp > 0x10FFFF)
		return -1;
	/* the last run that begins at CP or before it; the first begins at 0 */
	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (tab_width[mid] >> 3 <= cp)
			lo = mid;
		else
			hi = mid;
	}
	switch (tab_width[lo] & 7) {
	case WIDTH_ZERO: return 0;
	case WIDTH_ONE: return 1;
	case WIDTH_TWO: return 2;
	case WIDTH_AMBIGUOUS: return ambiguous;
	default: return -1;
	}
}

/*
 * libc's functions, overridden: the dynamic linker resolves ncursesw's calls to
 * the executable's first.  "used" and "default" keep them there under LTO and
 * hidden visibility.
 */
__attribute__((used, visibility("default"))) int wcwidth(wchar_t c)
{
	return c == L'\0' ? 0 : width_of((uint32_t)c);
}

__attribute__((used, visibility("default"))) int wcswidth(const wchar_t *s, size_t n)
{
	int sum = 0;

	for (size_t i = 0; i < n && s[i] != L'\0'; i++) {
		int w = width_of((uint32_t)s[i]);

		if (w < 0)
			return -1;
		sum += w;
	}
	return sum;
}

int width_bytes(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	int sum = 0;

	for (size_t i = 0; i < n;) {
		uint32_t cp;
		int w;

		if (p[i] < 0x80) {
			sum++; /* a control is drawn as a mark */
			i++;
			continue;
		}
		i += text_decode(s + i, n - i, &cp);
		w = width_of(cp);
		sum += w < 0 ? 1 : w;
	}
	return sum;
}

int width_text(const char *s)
{
	return width_bytes(s, strlen(s));
}

size_t width_fit(const char *s, int columns, int *used)
{
	size_t n = strlen(s), at = 0;
	int sum = 0;

	while (at < n) {
		size_t len = text_grapheme(s + at, n - at);
		int w = width_bytes(s + at, len);

		if (w > columns - sum)
			break;
		sum += w;
		at += len;
	}
	if (used)
		*used = sum;
	return at;
}

char *width_clip(struct arena *a, const char *s, int columns)
{
	return arena_strndup(a, s, width_fit(s, columns, NULL));
}

char *width_pad(struct arena *a, const char *s, int columns, int right)
{
	int used;
	size_t n = width_fit(s, columns, &used);
	size_t blanks = columns > used ? (size_t)(columns - used) : 0;
	char *out = arena_alloc(a, n + blanks + 1);

	if (right) {
		memset(out, ' ', blanks);
		memcpy(out + blanks, s, n);
	} else {
		memcpy(out, s, n);
		memset(out + n, ' ', blanks);
	}
	return out;
}

/* How a grapheme behaves at the edge of a line. */
enum kind {
	KIND_HANZI, /* may begin and end a line */
	KIND_WORD,  /* part of a Latin word or a number: not parted from its like */
	KIND_OPEN,  /* ends no line */
	KIND_CLOSE, /* begins no line */
	KIND_QUOTE, /* " and ': sticks to what touches it */
	KIND_GLUE,  /* no-break blank: sticks to both sides */
	KIND_PAIR,  /* — and …: not parted from its twin */
	KIND_BLANK, /* a line may end before it; not shown at the end */
};

/* Is CP one of the characters of LIST? */
static bool is_one_of(uint32_t cp, const char *list)
{
	char c[5];

	c[text_encode(cp, c)] = '\0';
	return c[0] != '\0' && strstr(list, c) != NULL;
}

static enum kind kind_of(uint32_t cp)
{
	static const char open[] = "〈《「『【〔〖〘〚〝（［｛｟｢“‘";
	/* the last one is the blank of a hanzi's width */
	static const char close[] = "、。，．：；？！〉》」』】〕〗〙〛〞〟）］｝｠～％々｡､｣”’·・°‰℃\u3000";

	if (cp >= 0x4E00 && cp <= 0x9FFF)
		return KIND_HANZI;
	if (cp == ' ' || cp == '\t')
		return KIND_BLANK;
	if (cp < 0x80) {
		if (cp == '(' || cp == '[' || cp == '{')
			return KIND_OPEN;
		if (is_one_of(cp, ".,;:?!)]}%"))
			return KIND_CLOSE;
		return cp == '"' || cp == '\'' ? KIND_QUOTE : KIND_WORD;
	}
	if (cp == 0xA0 || cp == 0x202F)
		return KIND_GLUE;
	if (is_one_of(cp, "—…⸺⋯"))
		return KIND_PAIR;
	if (is_one_of(cp, open))
		return KIND_OPEN;
	if (is_one_of(cp, close))
		return KIND_CLOSE;
	/* other narrow letters make words as Latin ones do; what is wide breaks anywhere */
	return cp >= 0xC0 && cp < 0x1100 ? KIND_WORD : KIND_HANZI;
}

/* One grapheme of the line being filled. */
struct piece {
	enum kind kind;
	uint32_t cp; /* its first character */
};

bool width_is_unit(uint32_t cp)
{
	return is_one_of(cp, "年月日号名个项条件%");
}

static bool is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

/*
 * May a line end between X and Y?  BLANKS: blanks stand between them.  Close
 * marks follow and open marks lead their text even across a blank.
 */
static bool may_break(struct piece x, struct piece y, bool blanks)
{
	if (x.kind == KIND_OPEN || y.kind == KIND_CLOSE)
		return false;
	if (blanks)
		return true;
	if (x.kind == KIND_GLUE || y.kind == KIND_GLUE || x.kind == KIND_QUOTE || y.kind == KIND_QUOTE)
		return false;
	if (x.kind == KIND_PAIR && y.kind == KIND_PAIR)
		return x.cp != y.cp;
	if (x.cp < 0x80 && y.cp < 0x80)
		return false; /* 1,000 and f(x): signs inside a word or number */
	if (x.cp == 0xA5 || x.cp == 0xFFE5)
		return y.kind != KIND_WORD; /* the sign of money stays with its number */
	/* A year stays with its number, a number with what it counts or belongs to (GB/T 9704, 7.3.3). */
	if (is_digit(x.cp) && width_is_unit(y.cp))
		return false;
	return !(x.kind == KIND_WORD && y.kind == KIND_WORD);
}

/* Lines found so far; the array moves when it grows, the arena frees the old ones. */
struct lines {
	struct arena *a;
	struct wrap_line *v;
	size_t n, cap;
};

static void add_line(struct lines *l, size_t start, size_t len)
{
	if (l->n == l->cap) {
		struct wrap_line *old = l->v;

		l->cap = l->cap ? l->cap * 2 : 16;
		l->v = arena_alloc(l->a, l->cap * sizeof(*l->v));
		if (l->n > 0)
			memcpy(l->v, old, l->n * sizeof(*old));
	}
	l->v[l->n].start = start;
	l->v[l->n].len = len;
	l->n++;
}

/*
 * Length in bytes of the first line of the N bytes at S (no newline inside,
 * N > 0): what is shown in *SHOWN, what is consumed as the result.
 */
static size_t one_line(const char *s, size_t n, int columns, size_t *shown)
{
	struct piece last = { .kind = KIND_HANZI };
	size_t at = 0;       /* bytes read */
	size_t solid = 0;    /* end of the last grapheme that is no blank */
	size_t cut = 0;      /* the last place the line may end: bytes shown ... */
	size_t next = 0;     /* ... and where the next line begins */
	bool blanks = false; /* blanks between the last solid grapheme and AT */
	int used = 0;

	while (at < n) {
		size_t len = text_grapheme(s + at, n - at);
		int w = width_bytes(s + at, len);
		struct piece p;

		text_decode(s + at, n - at, &p.cp);
		p.kind = kind_of(p.cp);
		if (p.kind == KIND_BLANK && len > 1)
			p.kind = KIND_WORD; /* an accent on a blank is seen */
		if (p.kind == KIND_BLANK && solid > 0) {
			/* blanks after text may hang over the edge: they are not shown there */
			blanks = true;
			used += w;
			at += len;
			continue;
		}
		if (solid > 0 && may_break(last, p, blanks)) {
			cut = solid;
			next = at;
		}
		if (used + w > columns && at > 0) {
			if (cut > 0) {
				*shown = cut;
				return next;
			}
			/* nowhere to break: a word longer than the line, or a chain of marks */
			if (blanks) {
				*shown = solid;
				return at;
			}
			*shown = at;
			return at;
		}
		used += w;
		at += len;
		blanks = false;
		if (p.kind != KIND_BLANK) {
			solid = at;
			last = p;
		}
	}
	/* The rest fits.  Blanks at the very end are shown as far as there is room. */
	*shown = n;
	if (used > columns) {
		size_t fit = solid;
		int room = columns - width_bytes(s, solid);

		while (fit < n && room > 0) {
			fit++; /* blanks are one byte each */
			room--;
		}
		*shown = fit;
	}
	return n;
}

size_t width_line(const char *s, size_t n, int columns, size_t *shown)
{
	return one_line(s, n, columns < 2 ? 2 : columns, shown);
}

size_t width_wrap(struct arena *a, const char *s, int columns, struct wrap_line **lines)
{
	struct lines l = { .a = a };
	size_t n = strlen(s), at = 0;

	if (columns < 2)
		columns = 2;
	for (;;) {
		const char *nl = memchr(s + at, '\n', n - at);
		size_t end = nl ? (size_t)(nl - s) : n;

		if (at == end)
			add_line(&l, at, 0);
		while (at < end) {
			size_t shown;
			size_t used = one_line(s + at, end - at, columns, &shown);

			add_line(&l, at, shown);
			at += used;
		}
		if (!nl)
			break;
		at = end + 1;
	}
	*lines = l.v;
	return l.n;
}
