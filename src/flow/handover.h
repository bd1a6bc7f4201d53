/*
 * handover.h: a whole caseload goes from one officer to another: the act account.handover.
 *
 * Knows: that every flow of cases has an act "assign".  Must not know: accounts' rows.
 */
#ifndef JIANDU_FLOW_HANDOVER_H
#define JIANDU_FLOW_HANDOVER_H

#include "act/action.h"

bool handover_check(struct act *a);
bool handover_run(struct act *a);
/* Every case in hand gets its new officer by its own flow's act; each is told as an effect. */
bool handover_also(struct act *a);

#endif
