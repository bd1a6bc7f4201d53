/*
 * err.c: errors as values.
 *
 * Knows: printf, where a UTF-8 character begins.  Must not know: who asks, or
 * how a sentence is shown.
 */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The sentence has this much room before it is cut to fit struct err. */
#define SENTENCE 4096

/*
 * Copy SRC into DST (CAP bytes), cut at a character boundary.  Bytes 10xxxxxx
 * continue a character, so the cut moves left until it stands before a lead byte.
 */
static void copy_cut(char *dst, size_t cap, const char *src)
{
	size_t n = strlen(src);

	if (n >= cap) {
		n = cap - 1;
		while (n > 0 && ((unsigned char)src[n] & 0xC0) == 0x80)
			n--;
	}
	memcpy(dst, src, n);
	dst[n] = '\0';
}

bool err_set(struct err *e, enum err_code code, const char *field, int article, const char *fmt, ...)
{
	char text[SENTENCE];
	va_list ap;
	int n;

	if (!e || e->code != ERR_OK)
		return false;
	va_start(ap, fmt);
	n = vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (n < 0)
		text[0] = '\0';
	e->code = code;
	e->article = article;
	copy_cut(e->field, sizeof(e->field), field ? field : "");
	copy_cut(e->text, sizeof(e->text), text);
	return false;
}

void err_clear(struct err *e)
{
	e->code = ERR_OK;
	e->article = 0;
	e->field[0] = '\0';
	e->text[0] = '\0';
}
