/*
 * io.c: bytes to a descriptor, all of them.
 *
 * Knows: write(2).  Must not know: what is written where.
 */
#include <errno.h>
#include <unistd.h>

#include "base/io.h"

bool
write_all(int fd, const void *s, size_t n)
{
	const char *p = s;

	while (n > 0) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		p += done;
		n -= (size_t)done;
	}
	return true;
}
