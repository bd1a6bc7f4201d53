/*
 * io.h: bytes to a descriptor, all of them; a file on the disk, under its name.
 *
 * Knows: write(2), fsync(2), link(2).  Must not know: what is written where.
 */
#ifndef JIANDU_BASE_IO_H
#define JIANDU_BASE_IO_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* Write N bytes at S to FD, however many turns that takes.  False with errno. */
bool write_all(int fd, const void *s, size_t n);
/* What is in the file PATH is on the disk. */
bool file_sync(const char *path, struct err *e);
/* The finished file FROM gets the name PATH, for good; a file that has that name already is not overwritten: ERR_REFUSED. */
bool file_settle(const char *from, const char *path, struct err *e);

#endif
