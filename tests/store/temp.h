/*
 * temp.h: a database in a directory of its own, as the ladder makes it, for the tests of the store.
 *
 * Knows: db_open(), ladder_sql.  Must not know: flows.
 */
#ifndef JIANDU_TESTS_STORE_TEMP_H
#define JIANDU_TESTS_STORE_TEMP_H

#include "store/db.h"

struct sqlite3;

/* What every test of the store works with; set by temp_open(), a checked fixture. */
extern struct db *temp_db;
extern struct err temp_err; /* temp_db's sink */

/* Make the directory and the database, inside an action from then on; and remove both. */
void temp_open(void);
void temp_close(void);
/* A further connection of ours to the same file, with its sink E. */
struct db *temp_again(struct err *e);
/* Run SQL on the file as a foreign program would, that first tears down the walls it names. */
void temp_tamper(const char *sql);
/* Run SQL by us; true when it was refused with TEXT in the sentence.  Nothing remains of it. */
bool temp_refused(const char *sql, const char *text);
/* The plan of SQL, its lines joined by '\n', in a static buffer. */
const char *temp_plan(const char *sql);
/* Rows changed on this connection since it was opened. */
long long temp_changes(void);

#endif
