/*
 * io.h: bytes to a descriptor, all of them.
 *
 * Knows: write(2).  Must not know: what is written where.
 */
#ifndef JIANDU_BASE_IO_H
#define JIANDU_BASE_IO_H

#include <stdbool.h>
#include <stddef.h>

/* Write N bytes at S to FD, however many turns that takes.  False with errno. */
bool write_all(int fd, const void *s, size_t n);

#endif
