/*
 * arena.h: memory that is freed as a whole, one arena per request or screen.
 *
 * Knows: malloc.  Must not know: what is stored.
 *
 * Allocation never returns NULL: when memory ends, the allocator calls the
 * hook set by arena_on_death() (which restores the terminal) and aborts.
 */
#ifndef JIANDU_BASE_ARENA_H
#define JIANDU_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* A new empty arena; free with arena_free(). */
struct arena *arena_new(void);
/* Free everything allocated from A, and A itself.  NULL is allowed. */
void arena_free(struct arena *a);
/* Free everything allocated from A but keep A (and its first block). */
void arena_reset(struct arena *a);
/* N zeroed bytes aligned for any type, owned by A. */
void *arena_alloc(struct arena *a, size_t n);
/* A copy of the string S, owned by A.  NULL gives "". */
char *arena_strdup(struct arena *a, const char *s);
/* A copy of the first N bytes of S with a terminator, owned by A. */
char *arena_strndup(struct arena *a, const char *s, size_t n);
/* printf into memory owned by A. */
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
/* FN is called once before the program dies for want of memory. */
void arena_on_death(void (*fn)(void));
/* Memory has ended: call the hook and abort.  For buf.c, which allocates outside an arena. */
_Noreturn void arena_die(void);
/* realloc() for the few arrays that live outside an arena: dies as arena_die() when memory ends; free() it. */
void *mem_resize(void *p, size_t n);

#endif
