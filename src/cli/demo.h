/*
 * demo.h: an invented district.
 *
 * Knows: the engine.  Must not know: the command line, SQL.
 */
#ifndef JIANDU_CLI_DEMO_H
#define JIANDU_CLI_DEMO_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/engine.h"

/*
 * Fill the (new, personal) database of EN with SCALE opinions of an invented
 * district, their agencies, supervisors, reviews and accounts, over the two
 * years before EN's today, every step by action_do.  The same SEED, SCALE and
 * today make the same records.  PROGRESS (may be NULL) is told about the opinions
 * done and may return false to stop (ERR_CANCELLED; what was done stays).
 */
bool demo_fill(struct engine *en, int64_t scale, uint64_t seed,
	bool (*progress)(void *ctx, int64_t done, int64_t total), void *ctx, struct err *e);

#endif
