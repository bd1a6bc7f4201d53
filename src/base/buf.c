/*
 * buf.c: a byte string that grows.
 *
 * Knows: malloc.  Must not know: encodings.
 *
 * What does not fit into memory ends the program as in an arena: no caller
 * could do anything sensible with half a text.
 */
#include "base/buf.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

const char *buf_str(const struct buf *b)
{
	return b->s ? b->s : "";
}

void buf_free(struct buf *b)
{
	free(b->s);
	b->s = NULL;
	b->len = b->cap = 0;
}

void buf_clear(struct buf *b)
{
	b->len = 0;
	if (b->s)
		b->s[0] = '\0';
}

/* Room for N more bytes and the terminator. */
static void reserve(struct buf *b, size_t n)
{
	size_t want, cap;
	char *s;

	if (n >= SIZE_MAX / 2 - b->len)
		arena_die();
	want = b->len + n + 1;
	if (want <= b->cap)
		return;
	cap = b->cap ? b->cap : 64;
	while (cap < want)
		cap *= 2;
	s = realloc(b->s, cap);
	if (!s)
		arena_die();
	if (!b->s)
		s[0] = '\0';
	b->s = s;
	b->cap = cap;
}

/* Is S a byte of B's own memory?  Then it moves when B grows. */
static bool is_inside(const struct buf *b, const char *s)
{
	return b->s && (uintptr_t)s >= (uintptr_t)b->s && (uintptr_t)s < (uintptr_t)b->s + b->cap;
}

void buf_add(struct buf *b, const char *s, size_t n)
{
	size_t at = is_inside(b, s) ? (size_t)(s - b->s) : SIZE_MAX;

	reserve(b, n);
	if (at != SIZE_MAX)
		s = b->s + at;
	if (n > 0)
		memcpy(b->s + b->len, s, n);
	b->len += n;
	b->s[b->len] = '\0';
}

void buf_adds(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_addc(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		return;
	reserve(b, (size_t)n);
	va_start(ap, fmt);
	vsnprintf(b->s + b->len, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)n;
}

void buf_insert(struct buf *b, size_t at, const char *s, size_t n)
{
	if (at > b->len)
		at = b->len;
	if (is_inside(b, s)) {
		/* the piece may lie on both sides of AT: take a copy first */
		struct buf copy = BUF_INIT;

		buf_add(&copy, s, n);
		buf_insert(b, at, buf_str(&copy), n);
		buf_free(&copy);
		return;
	}
	reserve(b, n);
	memmove(b->s + at + n, b->s + at, b->len - at + 1);
	if (n > 0)
		memcpy(b->s + at, s, n);
	b->len += n;
}

void buf_remove(struct buf *b, size_t at, size_t n)
{
	if (at >= b->len)
		return;
	if (n > b->len - at)
		n = b->len - at;
	memmove(b->s + at, b->s + at + n, b->len - at - n + 1);
	b->len -= n;
}
