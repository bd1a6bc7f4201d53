/*
 * account.h: which roles one account may hold.
 */
#ifndef JIANDU_FLOW_ACCOUNT_H
#define JIANDU_FLOW_ACCOUNT_H

#include "act/action.h"

/*
 * The separation of the three administrators from each other and from the business; an agency for a liaison and
 * a person for a supervisor, and for nobody else.  Else refused at roles, agency or person.
 */
bool account_roles_fit(struct act *a, wordset roles, int64_t agency, int64_t person);

#endif
