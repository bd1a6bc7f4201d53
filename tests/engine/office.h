/*
 * office.h: a small bureau for the engine's tests: an account in every role, and records
 * in many states made by a seeded walk of random acts.
 *
 * Knows: the registry; of the flows only what the first few records need.
 * Must not know: what an act does: it is drawn by its declaration.
 */
#ifndef JIANDU_TESTS_ENGINE_OFFICE_H
#define JIANDU_TESTS_ENGINE_OFFICE_H

#include <check.h>

#include "tests/flow/world.h"

enum office_person {
	OFFICE_OWNER,      /* clerk and leader of the personal database */
	OFFICE_CLERK,
	OFFICE_LEADER,
	OFFICE_AGENCY,     /* liaison of the first agency */
	OFFICE_OTHER,      /* liaison of the second */
	OFFICE_SUPERVISOR, /* the first supervisor */
	OFFICE_SYSADMIN,
	OFFICE_SECADMIN,
	OFFICE_AUDITOR,
	OFFICE_PEOPLE,
};
extern const char *const office_logins[OFFICE_PEOPLE]; /* NULL for the owner */

/* world_open() on 2026-01-05, then the records below and one account a role.  A checked fixture. */
void office_open(void);
void office_close(void);
/* Go on as P without opening the file again: the walk changes hands at every step. */
void office_as(enum office_person p);
extern int64_t office_agency[4], office_person[4], office_supervisor[4];

/* The next number of a small generator, the same on every machine; below N. */
unsigned draw(unsigned n);
void draw_seed(unsigned seed);
/* Arguments for AC drawn by its fields: the required ones, of the others some. */
struct args draw_args(const struct action *ac);
/* A record of F that the present actor sees, 0 none. */
int64_t draw_record(const struct flow *f);
/* STEPS random acts in changing hands, the days going on; returns how many were done. */
int office_walk(int steps);
/* The same, with runs of acts in bulks of which every third is abandoned. */
int office_walk_in_bulks(int steps);

/* Every id of a flow in the order of ids, whatever the scope; *N how many. */
const int64_t *every_id(const struct flow *f, size_t *n);
/* Run SQL on the file PATH as a foreign program would, the walls taken down first. */
void office_tamper(const char *path, const char *sql);

/* The further cases of suite_engine, a file each. */
TCase *case_lists(void);
TCase *case_stats(void);
TCase *case_scope(void);
TCase *case_plan(void);
TCase *case_walk(void);
/* And of suite_rights. */
TCase *case_told(void);
TCase *case_matrix(void);

#endif
