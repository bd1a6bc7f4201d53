/*
 * buf.h: a byte string that grows; always ends with a NUL not counted in len.
 *
 * Knows: malloc.  Must not know: encodings.
 */
#ifndef JIANDU_BASE_BUF_H
#define JIANDU_BASE_BUF_H

#include <stddef.h>

struct buf {
	char *s;    /* owned; "" (static) when nothing was ever added: read only through buf_str() */
	size_t len; /* bytes before the terminating NUL */
	size_t cap;
};

#define BUF_INIT { NULL, 0, 0 }

/* The content as a string, never NULL; owned by B, valid until the next change. */
const char *buf_str(const struct buf *b);
void buf_free(struct buf *b);                              /* free the content; B is empty and usable again */
void buf_clear(struct buf *b);                             /* length 0, memory kept */
void buf_add(struct buf *b, const char *s, size_t n);      /* append N bytes */
void buf_adds(struct buf *b, const char *s);               /* append a string */
void buf_addc(struct buf *b, char c);                      /* append one byte */
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_insert(struct buf *b, size_t at, const char *s, size_t n); /* insert N bytes before byte AT */
void buf_remove(struct buf *b, size_t at, size_t n);       /* remove N bytes from byte AT */

#endif
