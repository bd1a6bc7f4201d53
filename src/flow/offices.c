/*
 * offices.c: what takes two administrators.
 *
 * Knows: the system and the security administrator.  Must not know: what is proposed.
 */
#include "flow/offices.h"
#include "base/i18n.h"

const struct field office_why_fields[1] = {
	{ F_LINE(struct office_why, reason), .label = N_("原因"), .flags = FIELD_REQUIRED | FIELD_NOTE },
};

void
office_propose(struct act *a, struct offices *two)
{
	two->proposed_by = a->actor->account;
	two->proposed_name = a->actor->name;
	two->proposed_role = 0;
	for (word_t i = 1; i <= word_count(actor_roles) && two->proposed_role == 0; i++)
		if (a->actor->roles & ROLE_KEEPERS & (1u << i))
			two->proposed_role = i;
	two->decided_name = two->decided_reason = "";
}

void
office_decide(struct act *a, struct offices *two, const char *reason)
{
	two->decided_by = a->actor->account;
	two->decided_name = a->actor->name;
	two->decided_reason = reason;
}

bool
office_shared_only(struct act *a)
{
	return !a->actor->personal || act_bar(a, _("个人数据库没有管理员；共用以后才有"));
}

bool
office_may_decide(struct act *a, const struct offices *two, int64_t account)
{
	if (!office_shared_only(a))
		return false;
	if (two->proposed_by == a->actor->account)
		return act_bar(a, _("要由另一位管理员确认"));
	if (account == a->actor->account)
		return act_bar(a, _("不能确认自己的账户"));
	/* Two administrators of different offices: one office alone can do nothing. */
	if (two->proposed_role != 0 && (a->actor->roles & (1u << two->proposed_role)))
		return act_bar(a, _("提出和确认要由不同的管理员角色办理"));
	return true;
}

bool
office_may_withdraw(struct act *a, const struct offices *two)
{
	return two->proposed_by == a->actor->account || act_bar(a, _("只有提出人可以撤回"));
}

unsigned
office_awaited(const struct offices *two)
{
	return two->proposed_role != 0 && (1u << two->proposed_role) == ROLE_SYSADMIN ? ROLE_SECADMIN : ROLE_SYSADMIN;
}
