/*
 * offices.h: what takes two administrators: proposed by one, confirmed by another of the other office.
 *
 * Knows: the system and the security administrator.  Must not know: what is proposed.
 */
#ifndef JIANDU_FLOW_OFFICES_H
#define JIANDU_FLOW_OFFICES_H

#include "act/action.h"

#define ROLE_KEEPERS (ROLE_SYSADMIN | ROLE_SECADMIN)

/* Who proposed and who decided. */
struct offices {
	int64_t proposed_by;       /* account */
	const char *proposed_name;
	word_t proposed_role;      /* of actor_roles: the office */
	int64_t decided_by;        /* account, 0 not yet */
	const char *decided_name;
	const char *decided_reason;
};

/* What every such record begins with: the first member, called head, of its struct. */
struct proposal {
	struct record rec;
	int64_t account;           /* whom it concerns */
	const char *account_name;
	struct offices two;
};

/* The states that all of them have, in this order; a flow may have more behind. */
enum proposal_state { PROPOSAL_NONE, PROPOSAL_OPEN, PROPOSAL_DONE, PROPOSAL_REJECTED, PROPOSAL_WITHDRAWN, PROPOSAL_STATES };

/* The field rows of a record whose struct S begins with "struct proposal head". */
#define PROPOSAL_TEXT(S, m) _Generic(((S *)0)->head.m, const char *: offsetof(S, head.m))
#define PROPOSAL_INT(S, m) _Generic(((S *)0)->head.m, int64_t: offsetof(S, head.m))
#define PROPOSAL_WORD(S, m) _Generic(((S *)0)->head.m, word_t: offsetof(S, head.m))
#define PROPOSAL_ACCOUNT(S) \
	{ .col = { "account", COL_REF, PROPOSAL_INT(S, account), NULL }, .type = FT_REF, .ref = "account", .label = N_("账户") }
/* MORE: further flags. */
#define PROPOSAL_NAME(S, more) \
	{ .col = { "account_name", COL_TEXT, PROPOSAL_TEXT(S, account_name), NULL }, .type = FT_NAME, .label = N_("姓名"), \
	  .flags = FIELD_HIDDEN | (more) }
#define OFFICE_FIELDS(S) \
	{ .col = { "proposed_by", COL_INT, PROPOSAL_INT(S, two.proposed_by), NULL }, .type = FT_INT, .label = N_("提出账户"), \
	  .flags = FIELD_HIDDEN }, \
	{ .col = { "proposed_name", COL_TEXT, PROPOSAL_TEXT(S, two.proposed_name), NULL }, .type = FT_NAME, .label = N_("提出人") }, \
	{ .col = { "proposed_role", COL_WORD, PROPOSAL_WORD(S, two.proposed_role), actor_roles }, .type = FT_WORD, \
	  .label = N_("提出人角色") }, \
	{ .col = { "decided_by", COL_INT, PROPOSAL_INT(S, two.decided_by), NULL }, .type = FT_INT, .label = N_("确认账户"), \
	  .flags = FIELD_HIDDEN }, \
	{ .col = { "decided_name", COL_TEXT, PROPOSAL_TEXT(S, two.decided_name), NULL }, .type = FT_NAME, .label = N_("确认人") }, \
	{ .col = { "decided_reason", COL_TEXT, PROPOSAL_TEXT(S, two.decided_reason), NULL }, .type = FT_LINE, .label = N_("确认意见") }

/* A new proposal about ACCOUNT by the actor. */
void proposal_open(struct act *a, int64_t account);
/* may: decide it: another person, of the other office, about another account. */
bool proposal_may_decide(struct act *a);
/* may: take it back: only who proposed. */
bool proposal_may_withdraw(struct act *a);
/* run: agreed; refused with the reason of struct office_why; taken back. */
bool proposal_confirm(struct act *a);
bool proposal_reject(struct act *a);
bool proposal_withdraw(struct act *a);
/* waits: while it is open, ACTION for the administrator of the other office, TEXT (a msgid) in words. */
size_t proposal_waits(const struct proposal *p, const char *action, const char *text, struct wait_row out[FLOW_MAX_WAITS]);
/* Who reads them. */
#define PROPOSAL_SCOPES 4
extern const struct scope proposal_scopes[PROPOSAL_SCOPES];
/* may: a personal database knows no administrators. */
bool office_shared_only(struct act *a);

/* Arguments of refusing. */
struct office_why {
	const char *reason;
};
extern const struct field office_why_fields[1];

#endif
