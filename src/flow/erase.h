/*
 * erase.h: personal data leaves a record, the record stays.
 *
 * Knows: FIELD_PERSONAL, FIELD_SENSITIVE.  Must not know: when data may be erased (erasure.c), where words stand.
 *
 * Every flow that keeps something about a person has one act NAME.erase, which only an erasure brings.  The engine
 * also erases the words of the record's earlier entries on the trail (ACT_ERASE); their digests stay.
 */
#ifndef JIANDU_FLOW_ERASE_H
#define JIANDU_FLOW_ERASE_H

#include "act/action.h"

#define ERASED_NAME "（已删除）" /* stands where a name stood */

struct erase {
	const char *erasure; /* number of the erasure it belongs to */
};

extern const struct field erase_fields[1];
/* Empties the row's personal fields: names become ERASED_NAME, sets and words 0, dates none. */
bool erase_run(struct act *a);

/* The row of a flow's actions[]: from every state, which stays. */
#define ACTION_ERASE(flow) \
	{ \
		.name = flow ".erase", \
		.label = N_("删除个人信息"), \
		.help = N_("删除这条记录里的个人信息和留痕里的原话；记录和留痕的链还在。只由“个人信息删除”引起。"), \
		.roles = ROLE_PROGRAM, \
		.from = ~S_NEW, \
		.flags = ACT_KEEPS | ACT_INTERNAL | ACT_ERASE, \
		.fields = erase_fields, \
		.n_fields = N_OF(erase_fields), \
		.args_size = sizeof(struct erase), \
		.run = erase_run, \
	}

#endif
