/*
 * arena.c: memory that is freed as a whole.
 *
 * Knows: malloc.  Must not know: what is stored.
 *
 * An arena is a list of blocks; the newest one with room is at the head.  What
 * is larger than a quarter of a block gets a block of its own behind the head,
 * so that one long text does not waste the room that is left.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK ((size_t)8192)
#define ALIGN alignof(max_align_t)

struct block {
	struct block *next;
	size_t cap;  /* bytes of data */
	size_t used; /* bytes of data given out */
	alignas(max_align_t) unsigned char data[];
};

struct arena {
	struct block *head;  /* block that small requests come from */
	struct block *first; /* the block that survives arena_reset() */
};

static void (*death_hook)(void);

void arena_on_death(void (*fn)(void))
{
	death_hook = fn;
}

_Noreturn void arena_die(void)
{
	void (*fn)(void) = death_hook;

	death_hook = NULL; /* the hook itself may run out of memory: call it once only */
	if (fn)
		fn();
	fputs("jiandu: out of memory\n", stderr);
	abort();
}

void *mem_resize(void *p, size_t n)
{
	void *q = realloc(p, n > 0 ? n : 1);

	if (!q)
		arena_die();
	return q;
}

static struct block *block_new(size_t cap)
{
	struct block *b;

	if (cap > SIZE_MAX - sizeof(*b))
		arena_die();
	b = malloc(sizeof(*b) + cap);
	if (!b)
		arena_die();
	b->next = NULL;
	b->cap = cap;
	b->used = 0;
	return b;
}

struct arena *arena_new(void)
{
	struct arena *a = malloc(sizeof(*a));

	if (!a)
		arena_die();
	a->first = a->head = block_new(BLOCK);
	return a;
}

/* Free the list B except the block KEEP. */
static void free_blocks(struct block *b, const struct block *keep)
{
	while (b) {
		struct block *next = b->next;

		if (b != keep)
			free(b);
		b = next;
	}
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	free_blocks(a->head, NULL);
	free(a);
}

void arena_reset(struct arena *a)
{
	free_blocks(a->head, a->first);
	a->head = a->first;
	a->head->next = NULL;
	a->head->used = 0;
}

void *arena_alloc(struct arena *a, size_t n)
{
	struct block *b = a->head;
	void *p;

	if (n > SIZE_MAX - ALIGN)
		arena_die();
	n = (n + ALIGN - 1) / ALIGN * ALIGN;
	if (n == 0)
		n = ALIGN; /* two allocations never share an address */
	if (n > b->cap - b->used) {
		if (n > BLOCK / 4) {
			b = block_new(n);
			b->next = a->head->next;
			a->head->next = b;
		} else {
			b = block_new(BLOCK);
			b->next = a->head;
			a->head = b;
		}
	}
	p = b->data + b->used;
	b->used += n;
	return memset(p, 0, n);
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *p;

	if (n == SIZE_MAX)
		arena_die();
	p = arena_alloc(a, n + 1);
	if (n > 0)
		memcpy(p, s, n);
	return p;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return s ? arena_strndup(a, s, strlen(s)) : arena_strndup(a, "", 0);
}

char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	/* Printed once where it fits: printing only to measure costs more than all the rest. */
	char room[1024], *p;
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(room, sizeof room, fmt, ap);
	if (n < 0) {
		va_end(again);
		return arena_strdup(a, "");
	}
	p = arena_alloc(a, (size_t)n + 1);
	if ((size_t)n < sizeof room)
		memcpy(p, room, (size_t)n + 1);
	else
		vsnprintf(p, (size_t)n + 1, fmt, again);
	va_end(again);
	return p;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *p;

	va_start(ap, fmt);
	p = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return p;
}
