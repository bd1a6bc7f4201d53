/*
 * fuzz.h: deterministic fuzzing: inputs are mutated from seeds by a small generator, so that a
 * number names each of them again.
 *
 * Knows: bytes.  Must not know: what the targets do with them.
 *
 *   make check                       a few seconds of each target (suite "fuzz")
 *   make fuzz FUZZ_SECONDS=600       the long form; FUZZ_TARGET=csv one target, FUZZ_SEED=N where to begin
 *
 * A fault prints target and number; FUZZ_TARGET=csv FUZZ_SEED=N FUZZ_COUNT=1 make fuzz does it again.
 */
#ifndef JIANDU_TESTS_FUZZ_FUZZ_H
#define JIANDU_TESTS_FUZZ_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct fuzz_target {
	const char *name;
	const char *const *seeds;  /* texts to begin with, ended by NULL */
	const char *const *tokens; /* what is thrown in, ended by NULL; NULL: the common ones only */
	void (*one)(const char *s, size_t n, struct arena *a); /* S has a NUL after its N bytes; aborts on a fault */
	unsigned cost;             /* how many inputs of the cheapest target one of these takes the time of */
	bool world;                /* needs a database */
};
extern const struct fuzz_target fuzz_base[], fuzz_paper[], fuzz_engine[]; /* each ended by a NULL name */

/* The input of NUMBER for T: *N bytes, owned by A. */
char *fuzz_input(const struct fuzz_target *t, uint64_t number, size_t *n, struct arena *a);
/* COUNT inputs from number FIRST on, or as many as take SECONDS; returns how many were tried. */
uint64_t fuzz_run(const struct fuzz_target *t, uint64_t first, uint64_t count, double most_seconds);
/* A database for the targets that need one; and its end. */
void fuzz_world_open(void);
void fuzz_world_close(void);

/* What must hold; otherwise target, number and input are printed and the process aborts. */
#define must(cond) ((cond) ? (void)0 : fuzz_fault(__FILE__, __LINE__, #cond, NULL))
#define must_say(cond, text) ((cond) ? (void)0 : fuzz_fault(__FILE__, __LINE__, #cond, text))
_Noreturn void fuzz_fault(const char *file, int line, const char *cond, const char *text);

#endif
