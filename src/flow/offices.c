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

const struct scope proposal_scopes[PROPOSAL_SCOPES] = {
	{ .role = ROLE_LEADER, .where = "1" },
	{ .role = ROLE_SYSADMIN, .where = "1" },
	{ .role = ROLE_SECADMIN, .where = "1" },
	{ .role = ROLE_AUDITOR, .where = "1" },
};

bool
office_shared_only(struct act *a)
{
	return !a->actor->personal || act_bar(a, _("个人数据库没有管理员；共用以后才有"));
}

void
proposal_open(struct act *a, int64_t account)
{
	struct proposal *p = a->row;

	p->account = account;
	p->account_name = act_title(a, "account", account);
	p->two = (struct offices){ .proposed_by = a->actor->account, .proposed_name = a->actor->name, .decided_name = "",
		.decided_reason = "" };
	for (word_t i = 1; i <= word_count(actor_roles) && p->two.proposed_role == 0; i++)
		if (a->actor->roles & ROLE_KEEPERS & (1u << i))
			p->two.proposed_role = i;
	p->rec.state = PROPOSAL_OPEN;
}

static bool
decide(struct act *a, enum proposal_state state, const char *reason)
{
	struct proposal *p = a->row;

	p->two.decided_by = a->actor->account;
	p->two.decided_name = a->actor->name;
	p->two.decided_reason = reason;
	p->rec.state = (word_t)state;
	return true;
}

bool
proposal_may_decide(struct act *a)
{
	const struct proposal *p = a->row;

	if (!office_shared_only(a))
		return false;
	if (p->two.proposed_by == a->actor->account)
		return act_bar(a, _("要由另一位管理员确认"));
	if (p->account == a->actor->account)
		return act_bar(a, _("不能确认自己的账户"));
	/* Two administrators of different offices: one office alone can do nothing. */
	if (p->two.proposed_role != 0 && (a->actor->roles & (1u << p->two.proposed_role)))
		return act_bar(a, _("提出和确认要由不同的管理员角色办理"));
	return true;
}

bool
proposal_may_withdraw(struct act *a)
{
	const struct proposal *p = a->row;

	return p->two.proposed_by == a->actor->account || act_bar(a, _("只有提出人可以撤回"));
}

bool
proposal_confirm(struct act *a)
{
	return decide(a, PROPOSAL_DONE, "");
}

bool
proposal_reject(struct act *a)
{
	return decide(a, PROPOSAL_REJECTED, ((const struct office_why *)a->args)->reason);
}

bool
proposal_withdraw(struct act *a)
{
	return decide(a, PROPOSAL_WITHDRAWN, "");
}

size_t
proposal_waits(const struct proposal *p, const char *action, const char *text, struct wait_row out[FLOW_MAX_WAITS])
{
	bool by_system = p->two.proposed_role != 0 && (1u << p->two.proposed_role) == ROLE_SYSADMIN;

	if (p->rec.state != PROPOSAL_OPEN)
		return 0;
	out[0] = (struct wait_row){ .role = by_system ? ROLE_SECADMIN : ROLE_SYSADMIN, .due = DAY_NONE, .clock = "", .action = action,
		.text = text, .number = "", .object = p->account_name };
	return 1;
}
