/*
 * io.h: bytes to and from a descriptor, all of them; a file opened, on the disk, under its name; the parts of a path.
 *
 * Knows: read(2), write(2), fsync(2), link(2).  Must not know: what is written where.
 */
#ifndef JIANDU_BASE_IO_H
#define JIANDU_BASE_IO_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/* The folder that PATH stands in, "." when it names none; PATH without its folders. */
const char *path_folder(struct arena *a, const char *path);
const char *path_name(const char *path);
/* Write N bytes at S to FD, however many turns that takes.  False with errno. */
bool write_all(int fd, const void *s, size_t n);
/* Add to B what comes from FD, until B has MOST bytes.  False with errno; EFBIG: there is more. */
bool read_all(int fd, struct buf *b, size_t most);
/* The file PATH for reading, -1 when it cannot be (a folder cannot): ERR_NOTFOUND, else ERR_SYSTEM. */
int file_reading(const char *path, struct err *e);
/* What is in the file PATH is on the disk. */
bool file_sync(const char *path, struct err *e);
/* The finished file FROM gets the name PATH, for good; a file that has that name already is not overwritten: ERR_REFUSED. */
bool file_settle(const char *from, const char *path, struct err *e);

#endif
