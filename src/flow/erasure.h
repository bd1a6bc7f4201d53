/*
 * erasure.h: what the flow of persons needs of erasures.
 */
#ifndef JIANDU_FLOW_ERASURE_H
#define JIANDU_FLOW_ERASURE_H

#include "act/action.h"

/* The persons whose data are kept longer than the settings say: each owes person.due (struct flow .owed). */
size_t erasure_owed(struct act *a, int64_t after, struct owed *out, size_t max);
/* person.due's .also: proposes the erasure. */
bool erasure_also_due(struct act *a);

#endif
