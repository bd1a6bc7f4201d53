/*
 * roll.h: who is invited to an activity, as sheets for the office: a list to sign, and the
 * phone numbers for the message service.
 *
 * Knows: the rows of an activity's roll.  Must not know: files, screens.
 */
#ifndef JIANDU_ENGINE_ROLL_H
#define JIANDU_ENGINE_ROLL_H

#include "engine/engine.h"

enum roll_kind { ROLL_SIGNIN, ROLL_PHONES };

/*
 * The sheet of KIND of activity ID, which stands on the trail ("export.roll") before it goes out, as CSV in UTF-8 into OUT; *N: people on it.  Phone numbers are masked as everywhere;
 * with REASON (NULL: none) they come out whole, and who took them, for what, stands in the activity's course first.
 * False with E: not a clerk, or the act was refused.
 */
bool roll_sheet(struct engine *en, struct arena *a, enum roll_kind kind, int64_t id, const char *reason, struct buf *out, size_t *n,
	struct err *e);

#endif
