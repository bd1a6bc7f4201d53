/*
 * credential.h: the password for somebody's first entry.
 *
 * Knows: accounts by id.  Must not know: who gives it, how it is told.
 */
#ifndef JIANDU_FLOW_CREDENTIAL_H
#define JIANDU_FLOW_CREDENTIAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/password.h"
#include "store/db.h"

/*
 * A password for ACCOUNT's first entry into OUT, to be told once: it must be changed then, and ends after
 * enter_initial_days.  Inside a transaction and an action.
 */
bool credential_first(struct db *db, int64_t account, char out[PASSWORD_FIRST], struct err *e);

#endif
