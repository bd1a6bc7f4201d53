/*
 * pool.c: SQLite's small pieces of memory.
 *
 * Knows: SQLite's way to be given an allocator, malloc.  Must not know: what the pieces hold.
 *
 * A start reads some four hundred objects of the schema as ten thousand small pieces; general malloc and
 * free were a fifth of its instructions.  Here a piece is cut from a slab, and one given back waits in the
 * list of its size for the next of that size.  Slabs stay: what SQLite held once it holds again.  One
 * thread only (set_up_library() in db.c).
 */
#include "store/pool.h"

#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/sanitized.h"

#define STEP 16          /* sizes are multiples of this */
#define LARGEST 1024     /* what is larger, pages of the file above all, is malloc's */
#define SLAB (64 << 10)

/* Before each piece; the pieces stay aligned to eight bytes, as SQLite asks. */
struct head {
	int64_t size; /* of the piece, without this */
};

struct unused {
	struct unused *next;
};

static struct unused *kept[LARGEST / STEP + 1]; /* by size / STEP */
static char *slab;      /* what is left of the newest one */
static size_t left;

static int
rounded(int n)
{
	return n <= LARGEST ? (n + STEP - 1) / STEP * STEP : (n + 7) & ~7;
}

static struct head *
head_of(void *p)
{
	return (struct head *)p - 1;
}

static void *
take(int n)
{
	size_t size = (size_t)rounded(n > 0 ? n : 1), whole = size + sizeof(struct head);
	struct head *h;

	if (size <= LARGEST && kept[size / STEP] != NULL) {
		struct unused *u = kept[size / STEP];

		kept[size / STEP] = u->next;
		return u;
	}
	if (size > LARGEST) {
		h = malloc(whole);
	} else if (whole <= left) {
		h = (struct head *)(void *)slab;
		slab += whole;
		left -= whole;
	} else {
		char *fresh = malloc(SLAB);

		h = (struct head *)(void *)fresh;
		if (fresh != NULL) {
			slab = fresh + whole;
			left = SLAB - whole;
		}
	}
	if (h == NULL)
		return NULL;
	h->size = (int64_t)size;
	return h + 1;
}

static void
give(void *p)
{
	struct head *h;

	if (p == NULL)
		return;
	h = head_of(p);
	if (h->size > LARGEST) {
		free(h);
	} else {
		struct unused *u = p;

		u->next = kept[h->size / STEP];
		kept[h->size / STEP] = u;
	}
}

static int
size_of(void *p)
{
	return p != NULL ? (int)head_of(p)->size : 0;
}

static void *
resize(void *p, int n)
{
	int old = size_of(p), size = rounded(n);
	void *q;

	if (size == old)
		return p;
	if (old > LARGEST && size > LARGEST) {
		struct head *h = realloc(head_of(p), (size_t)size + sizeof *h);

		if (h == NULL)
			return NULL;
		h->size = size;
		return h + 1;
	}
	q = take(n);
	if (q == NULL)
		return NULL;
	memcpy(q, p, (size_t)(old < size ? old : size));
	give(p);
	return q;
}

static int
begin(void *ctx)
{
	(void)ctx;
	return SQLITE_OK;
}

static void
end(void *ctx)
{
	(void)ctx;
}

void
pool_set_up(void)
{
	static sqlite3_mem_methods methods = { take, give, resize, size_of, rounded, begin, end, NULL };

	/* The sanitizer shall see each piece by itself. */
	if (!SANITIZED)
		sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}
