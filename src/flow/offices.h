/*
 * offices.h: what takes two administrators: proposed by one, confirmed by another of the other office.
 *
 * Knows: the system and the security administrator.  Must not know: what is proposed.
 */
#ifndef JIANDU_FLOW_OFFICES_H
#define JIANDU_FLOW_OFFICES_H

#include "act/action.h"

#define ROLE_KEEPERS (ROLE_SYSADMIN | ROLE_SECADMIN)

/* What every such record holds. */
struct offices {
	int64_t proposed_by;       /* account */
	const char *proposed_name;
	word_t proposed_role;      /* of actor_roles: the office */
	int64_t decided_by;        /* account, 0 not yet */
	const char *decided_name;
	const char *decided_reason;
};

/* The field rows of a record whose struct S has a member "struct offices two". */
#define OFFICE_TEXT(S, m) _Generic(((S *)0)->two.m, const char *: offsetof(S, two.m))
#define OFFICE_INT(S, m) _Generic(((S *)0)->two.m, int64_t: offsetof(S, two.m))
#define OFFICE_WORD(S, m) _Generic(((S *)0)->two.m, word_t: offsetof(S, two.m))
#define OFFICE_FIELDS(S) \
	{ .col = { "proposed_by", COL_INT, OFFICE_INT(S, proposed_by), NULL }, .type = FT_INT, .label = N_("提出账户"), \
	  .flags = FIELD_HIDDEN }, \
	{ .col = { "proposed_name", COL_TEXT, OFFICE_TEXT(S, proposed_name), NULL }, .type = FT_NAME, .label = N_("提出人") }, \
	{ .col = { "proposed_role", COL_WORD, OFFICE_WORD(S, proposed_role), actor_roles }, .type = FT_WORD, .label = N_("提出人角色") }, \
	{ .col = { "decided_by", COL_INT, OFFICE_INT(S, decided_by), NULL }, .type = FT_INT, .label = N_("确认账户"), \
	  .flags = FIELD_HIDDEN }, \
	{ .col = { "decided_name", COL_TEXT, OFFICE_TEXT(S, decided_name), NULL }, .type = FT_NAME, .label = N_("确认人") }, \
	{ .col = { "decided_reason", COL_TEXT, OFFICE_TEXT(S, decided_reason), NULL }, .type = FT_LINE, .label = N_("确认意见") }

/* Fill who proposes: the actor. */
void office_propose(struct act *a, struct offices *two);
/* Fill who decides: the actor, REASON in words. */
void office_decide(struct act *a, struct offices *two, const char *reason);
/* May the actor decide what TWO proposes about ACCOUNT?  Else barred: another person, of the other office, about another account. */
bool office_may_decide(struct act *a, const struct offices *two, int64_t account);
/* Only who proposed may take it back. */
bool office_may_withdraw(struct act *a, const struct offices *two);
/* A personal database knows no administrators. */
bool office_shared_only(struct act *a);
/* The role that it waits for. */
unsigned office_awaited(const struct offices *two);

/* Arguments of refusing. */
struct office_why {
	const char *reason;
};
extern const struct field office_why_fields[1];

#endif
