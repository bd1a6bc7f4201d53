/*
 * conflict.h: who must keep away from the matters of an agency (回避), and why.
 *
 * Knows: the table conflict.  Must not know: what is kept away from; each flow asks.
 */
#ifndef JIANDU_FLOW_CONFLICT_H
#define JIANDU_FLOW_CONFLICT_H

#include "act/action.h"

enum conflict_state { CONFLICT_NONE, CONFLICT_SET, CONFLICT_ENDED };

struct conflict {
	struct record rec;
	int64_t person;         /* the supervisor as a person; 0: an account */
	int64_t account;        /* an officer of the bureau; 0: a person.  Exactly one of the two */
	int64_t agency;         /* whose matters; those of the agencies merged into it too */
	word_t ground;          /* of conflict_grounds */
	const char *reason;
	bool declared;          /* by the one concerned; else entered by the bureau */
	day_t from_on;
	day_t until_on;         /* the last day, included; DAY_NONE without end */
	day_t ended_on;         /* lifted: the first day without it */
	const char *end_reason;
};
extern const struct word conflict_states[];  /* set, ended */
extern const struct word conflict_grounds[]; /* employer, kin, interest, other */

/* Why PERSON must keep away from matters of AGENCY on DAY; NULL when there is no record of it.  Owned by A. */
const char *conflict_of_person(struct db *db, struct arena *a, int64_t person, int64_t agency, day_t on);
/*
 * The same of an account: its own records, and those of the person it belongs to.  The engine asks it too, to
 * take a matter out of an officer's sight.
 */
const char *conflict_of_account(struct db *db, struct arena *a, int64_t account, int64_t agency, day_t on);
/*
 * The agencies whose matters ACCOUNT (or its person) must keep away from on DAY, in the order of ids, with those
 * that they were merged into; owned by A.
 */
size_t conflict_agencies(struct db *db, struct arena *a, int64_t account, day_t on, int64_t **out);
/* False with a refusal at FIELD when ACCOUNT cannot be given matters of AGENCY (0: none, always true) today. */
bool conflict_admits(struct act *a, const char *field, int64_t account, int64_t agency);
/*
 * The officer of a matter of AGENCY that the acting account opens: the account itself, or 0 with a notice when it
 * must keep away; 0 when it is no clerk.
 */
int64_t conflict_officer(struct act *a, int64_t agency);

#endif
