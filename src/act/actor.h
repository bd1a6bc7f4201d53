/*
 * actor.h: who acts: account, roles, scope.
 *
 * Knows: the roles of design 4.  Must not know: how a person proved who they are.
 */
#ifndef JIANDU_ACT_ACTOR_H
#define JIANDU_ACT_ACTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/word.h"

/* Role bits; bit i is word i of actor_roles. */
enum role {
	ROLE_CLERK = 1 << 1,      /* 经办 */
	ROLE_LEADER = 1 << 2,     /* 局领导 */
	ROLE_AGENCY = 1 << 3,     /* 执法机构联络员: its own agency only */
	ROLE_SUPERVISOR = 1 << 4, /* 监督员: own record, own opinions */
	ROLE_PROGRAM = 1 << 5,    /* timers and proposals */
	ROLE_SYSADMIN = 1 << 6,   /* accounts, backup; no case content */
	ROLE_SECADMIN = 1 << 7,   /* grants roles, policy */
	ROLE_AUDITOR = 1 << 8,    /* reads the trail */
};
#define ROLE_BUREAU (ROLE_CLERK | ROLE_LEADER)
#define ROLE_ADMINS (ROLE_SYSADMIN | ROLE_SECADMIN | ROLE_AUDITOR)

extern const struct word actor_roles[]; /* clerk 经办, leader 局领导, ... */

struct actor {
	int64_t account;   /* id, 0 nobody */
	const char *login; /* owned by the engine */
	const char *name;
	unsigned roles;
	int64_t agency;    /* ROLE_AGENCY: the one agency whose matters are seen */
	int64_t person;    /* ROLE_SUPERVISOR: the person */
	const int64_t *away; /* agencies whose matters are kept out of this account's sight (回避); owned by the engine */
	size_t n_away;
	bool personal;     /* personal mode: --as and --today exist */
};

/* Whether WHO is the liaison of AGENCY (an id); nobody is of agency 0. */
bool actor_speaks_for(const struct actor *who, int64_t agency);
/* Whether WHO is the supervisor PERSON (an id); nobody is person 0. */
bool actor_is(const struct actor *who, int64_t person);

#endif
