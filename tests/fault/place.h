/*
 * place.h: a database of its own for the tests of faults, as a path that many processes open.
 *
 * Knows: the engine's interface, processes.  Must not know: any flow beyond adding an agency and an opinion.
 */
#ifndef JIANDU_TESTS_FAULT_PLACE_H
#define JIANDU_TESTS_FAULT_PLACE_H

#include <check.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "engine/engine.h"

extern char place_dir[64], place_db[96];

/* A directory with an empty personal database in it; and remove both.  A checked fixture. */
void place_open(void);
void place_close(void);
/* The database opened; fails the test when it cannot be. */
struct engine *place_engine(void);
/*
 * One act, the I-th of its kind: an agency is added, renamed or an opinion about it
 * registered and served.  False with E; *RES as of action_do().
 */
bool place_act(struct engine *en, struct arena *a, int64_t i, struct result *res, struct err *e);
/* The file is whole: opened, checked, verified. */
void place_whole(void);
/* Seconds since some start. */
double seconds(void);

/* The further cases of suite_fault, a file each. */
TCase *case_disk(void);
TCase *case_queue(void);

#endif
