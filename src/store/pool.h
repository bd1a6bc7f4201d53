/*
 * pool.h: SQLite's small pieces of memory.
 *
 * Knows: nothing but that there is one thread.  Must not know: SQLite's interface, tables.
 */
#ifndef JIANDU_STORE_POOL_H
#define JIANDU_STORE_POOL_H

/* Give SQLite its memory from slabs; before the first use of the library, later nothing happens. */
void pool_set_up(void);

#endif
