/*
 * sql_embedded.h: schema.sql and the rungs of the ladder as strings in the program.
 * The .c file is made at build time by embed.sh.
 *
 * Knows: nothing.  Must not know: what the SQL says.
 */
#ifndef JIANDU_STORE_SQL_EMBEDDED_H
#define JIANDU_STORE_SQL_EMBEDDED_H

/* The whole schema.sql: what the ladder climbed gives, for the test that compares; new files climb too. */
extern const char schema_sql[];
/* src/store/ladder/NNNN.sql in the order of Makefile.am's ladder_sql; a NULL after the last. */
extern const char *const ladder_sql[];
/* How many rungs ladder_sql[] has. */
extern const int ladder_count;

#endif
