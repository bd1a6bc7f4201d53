/*
 * opinion_life.c: an opinion's course forward: served, answered, told, accepted or
 * put to the bureau, closed.
 *
 * Knows: articles 13 to 16 as far as they concern the opinion itself.
 * Must not know: how the bureau reviews a letter.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/flows.h"
#include "flow/opinion_acts.h"

/* ---- serve 送达 ---- */

const struct field opinion_serve_fields[4] = {
	{ F_WORD(struct opinion_serve, serve_how, serve_ways), .label = N_("送达方式"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_DAY(struct opinion_serve, on), .label = N_("送达日期"), .flags = FIELD_HAPPENED,
	  .hint = N_("答复期限自次日起算") },
	{ F_LINE(struct opinion_serve, signer), .label = N_("签收人"), .flags = FIELD_NOTE },
	OPINION_LATE(struct opinion_serve),
};

bool
opinion_serve_may(struct act *a)
{
	const struct opinion *o = a->row;

	return o->agency != 0 || act_bar(a, _("没有写明执法机构，由区司法局研究答复"));
}

bool
opinion_serve_check(struct act *a)
{
	const struct opinion *o = a->row;
	const struct opinion_serve *in = a->args;

	return case_in_order(a, "on", in->on, o->raised_on, _("送达日期不能早于提出日期")) &&
		case_in_order(a, "on", in->on, o->received_on, _("送达日期不能早于收到日期"));
}

bool
opinion_serve_run(struct act *a)
{
	struct opinion *o = a->row;
	const struct opinion_serve *in = a->args;

	o->served_on = in->on;
	o->serve_how = in->serve_how;
	o->signer = in->signer;
	/* The period is the one told to the agency now. */
	o->reply_days = setting_int(a->db, "reply_days", 15);
	o->rec.state = OPINION_SERVED;
	return true;
}

/* ---- reply 登记答复 ---- */

const struct field opinion_reply_fields[6] = {
	{ F_DAY(struct opinion_reply, on), .label = N_("答复日期"), .flags = FIELD_HAPPENED, .article = 14 },
	{ F_WORD(struct opinion_reply, adopted, opinion_adopted), .label = N_("是否采纳"), .flags = FIELD_REQUIRED | FIELD_NOTE,
	  .article = 14 },
	{ F_PARA(struct opinion_reply, reply), .label = N_("理由"), .article = 14, .aka = "答复内容",
	  .hint = N_("不予采纳或者部分采纳的，应当阐明原因") },
	{ F_LINE(struct opinion_reply, replier), .label = N_("答复人"), .flags = FIELD_NOTE },
	{ F_DAY(struct opinion_reply, received), .label = N_("收到日期"), .flags = FIELD_RECEIVED },
	OPINION_LATE(struct opinion_reply),
};

bool
opinion_reply_may(struct act *a)
{
	const struct opinion *o = a->row;

	/* A suggestion that names no agency is studied and answered by the bureau itself. */
	if (o->rec.state == OPINION_REGISTERED && o->agency != 0)
		return act_bar(a, _("尚未送达执法机构"));
	if (o->agency == 0 && !(a->actor->roles & ROLE_CLERK))
		return act_bar(a, _("由区司法局研究答复"));
	/* The agency owes its answer though the supervisor has gone to the bureau meanwhile; what it gave stands. */
	if (o->rec.state == OPINION_PETITIONED && o->replied_on != DAY_NONE)
		return act_bar(a, _("已经答复"));
	if (o->rec.state == OPINION_PETITIONED && o->served_on == DAY_NONE)
		return act_bar(a, _("尚未送达执法机构"));
	return true;
}

bool
opinion_reply_check(struct act *a)
{
	const struct opinion *o = a->row;
	const struct opinion_reply *in = a->args;

	if (*in->reply == '\0' && in->adopted == ADOPTED_REFUSED)
		return act_refuse(a, "reply", 14, _("不予采纳的，应当向监督员阐明原因（第十四条）"));
	if (*in->reply == '\0' && in->adopted == ADOPTED_PARTLY)
		return act_refuse(a, "reply", 14, _("部分采纳的，应当向监督员阐明未采纳部分的原因（第十四条）"));
	return case_in_order(a, "on", in->on, o->served_on, _("答复日期不能早于送达日期")) &&
		case_in_order(a, "on", in->on, o->raised_on, _("答复日期不能早于提出日期"));
}

bool
opinion_reply_run(struct act *a)
{
	struct opinion *o = a->row;
	const struct opinion_reply *in = a->args;
	day_t due = opinion_reply_due(a, o);

	o->replied_on = in->on;
	o->adopted = in->adopted;
	o->reply = in->reply;
	o->replier = in->replier;
	if (*o->replier == '\0' && actor_speaks_for(a->actor, o->agency))
		o->replier = a->actor->name;
	o->convey_days = setting_int(a->db, "convey_days", 5);
	if (o->rec.state != OPINION_PETITIONED)
		o->rec.state = OPINION_REPLIED;
	if (due != DAY_NONE && in->on > due)
		act_note(a, _("逾期%d个工作日"), calendar_count(a->cal, due, in->on));
	return true;
}

/* ---- convey 告知监督员 ---- */

const struct field opinion_convey_fields[3] = {
	{ F_WORD(struct opinion_convey, convey_how, convey_ways), .label = N_("告知方式"), .flags = FIELD_REQUIRED | FIELD_NOTE,
	  .article = 14 },
	{ F_DAY(struct opinion_convey, on), .label = N_("告知日期"), .flags = FIELD_HAPPENED, .article = 14 },
	OPINION_LATE(struct opinion_convey),
};

bool
opinion_convey_check(struct act *a)
{
	const struct opinion *o = a->row;
	const struct opinion_convey *in = a->args;

	return case_in_order(a, "on", in->on, o->replied_on, _("告知日期不能早于答复日期"));
}

bool
opinion_convey_run(struct act *a)
{
	struct opinion *o = a->row;
	const struct opinion_convey *in = a->args;

	o->conveyed_on = in->on;
	o->convey_how = in->convey_how;
	o->accept_days = setting_int(a->db, "accept_days", 10);
	o->rec.state = OPINION_CONVEYED;
	return true;
}

/* A supervisor who answers to the reply has been told of it, whoever told him. */
static void
known(struct opinion *o, day_t on)
{
	if (o->conveyed_on != DAY_NONE || o->replied_on == DAY_NONE)
		return;
	o->conveyed_on = on;
	o->convey_how = CONVEY_KNOWN;
}

/* ---- accept 监督员认可 ---- */

const struct field opinion_accept_fields[4] = {
	{ F_DAY(struct opinion_accept, on), .label = N_("认可日期"), .flags = FIELD_HAPPENED | FIELD_KEPT, .article = 14 },
	{ F_DAY(struct opinion_accept, received), .label = N_("收到日期"), .flags = FIELD_RECEIVED },
	{ F_BOOL(struct opinion_accept, close), .label = N_("同时办结") },
	OPINION_LATE(struct opinion_accept),
};

bool
opinion_accept_may(struct act *a)
{
	const struct opinion *o = a->row;

	if (o->rec.state == OPINION_REPLIED && !(a->actor->roles & ROLE_SUPERVISOR))
		return act_refuse(a, "conveyed_on", 14, _("尚未将反馈情况告知监督员（第十四条）"));
	return true;
}

bool
opinion_accept_check(struct act *a)
{
	const struct opinion *o = a->row;
	const struct opinion_accept *in = a->args;

	if (in->close && !(a->actor->roles & ROLE_BUREAU))
		return act_refuse(a, "close", 14, _("由区司法局办结"));
	return case_in_order(a, "on", in->on, o->replied_on, _("认可日期不能早于答复日期")) &&
		case_in_order(a, "on", in->on, o->conveyed_on, _("认可日期不能早于告知日期"));
}

bool
opinion_accept_run(struct act *a)
{
	struct opinion *o = a->row;
	const struct opinion_accept *in = a->args;

	known(o, in->on);
	o->accepted_on = in->on;
	o->rec.state = OPINION_ACCEPTED;
	if (in->close) {
		o->closed_on = in->on;
		o->rec.state = OPINION_CLOSED;
		act_note(a, "%s", _("办结"));
	}
	return true;
}

/* ---- petition 提请监督 ---- */

const struct field opinion_petition_fields[5] = {
	{ F_DAY(struct opinion_petition, on), .label = N_("意见书日期"), .flags = FIELD_HAPPENED, .article = 15 },
	{ F_DAY(struct opinion_petition, received), .label = N_("收到日期"), .flags = FIELD_RECEIVED },
	{ F_PARA(struct opinion_petition, grounds), .label = N_("提请理由"), .flags = FIELD_REQUIRED | FIELD_KEPT, .article = 15,
	  .hint = N_("为何认为不予采纳不正确，或者逾期未反馈的情况") },
	{ F_PARA(struct opinion_petition, request), .label = N_("请求事项") },
	OPINION_LATE(struct opinion_petition),
};

day_t
opinion_reply_due(struct act *a, const struct opinion *o)
{
	return calendar_add_workdays(a->cal, o->served_on, (int)(o->reply_days + o->extension));
}

/* Last day on which a supervisor who has been told may still be waited for. */
static day_t
opinion_accept_due(struct act *a, const struct opinion *o)
{
	return calendar_add_workdays(a->cal, o->conveyed_on, (int)o->accept_days);
}

bool
opinion_petition_may(struct act *a)
{
	const struct opinion *o = a->row;
	char due[DAY_TEXT];

	if (o->agency == 0)
		return act_bar(a, _("没有写明执法机构"));
	if (o->rec.state == OPINION_SERVED && a->today <= opinion_reply_due(a, o))
		return act_bar(a, _("执法机构的答复期限未满（至%s）"), day_format(opinion_reply_due(a, o), due));
	if (o->rec.state != OPINION_SERVED && o->adopted == ADOPTED_FULLY)
		return act_bar(a, _("执法机构已采纳"));
	return true;
}

bool
opinion_petition_check(struct act *a)
{
	const struct opinion *o = a->row;
	const struct opinion_petition *in = a->args;

	if (o->rec.state == OPINION_SERVED)
		return case_in_order(a, "on", in->on, opinion_reply_due(a, o) + 1, _("意见书日期应当在答复期限届满之后"));
	return case_in_order(a, "on", in->on, o->replied_on, _("意见书日期不能早于答复日期")) &&
		case_in_order(a, "on", in->on, o->conveyed_on, _("意见书日期不能早于告知日期"));
}

bool
opinion_petition_run(struct act *a)
{
	struct opinion *o = a->row;
	const struct opinion_petition *in = a->args;
	char on[DAY_TEXT], received[DAY_TEXT];

	known(o, in->on);
	o->petitioned_on = in->on;
	/* The letter carries the whole history: the review reads it from this row. */
	o->review = act_also(a, "review.register", 0,
		"supervisor", arena_printf(a->arena, "%lld", (long long)o->supervisor),
		"agency", arena_printf(a->arena, "%lld", (long long)o->agency), "field", enforcement_fields[o->field].key,
		"certificate", o->certificate, "facts", o->facts, "grounds", in->grounds, "request", in->request,
		"evidence", o->evidence, "raised_on", day_format(in->on, on), "received_on",
		day_format(in->received, received), "late_reason", in->late_reason, NULL);
	if (o->review == 0)
		return false;
	o->rec.state = OPINION_PETITIONED;
	act_note(a, "%s", act_title(a, "review", o->review));
	return true;
}

/* ---- close 办结 ---- */

const struct field opinion_close_fields[3] = {
	{ F_DAY(struct opinion_close, on), .label = N_("办结日期"), .flags = FIELD_HAPPENED },
	{ F_LINE(struct opinion_close, result), .label = N_("办理结果"), .flags = FIELD_NOTE },
	OPINION_LATE(struct opinion_close),
};

/* Does the review itself, in the act that closes it, bring this closing? */
static bool
brought_by_review(const struct act *a, const struct opinion *o)
{
	const struct act *outer = a->outer;
	const struct review *r;

	if (outer == NULL || outer->flow != &flow_review || outer->row == NULL)
		return false;
	r = outer->row;
	return r->opinion == o->rec.id && r->rec.state == REVIEW_CLOSED;
}

bool
opinion_close_may(struct act *a)
{
	const struct opinion *o = a->row;
	char due[DAY_TEXT];

	switch (o->rec.state) {
	case OPINION_REGISTERED:
		return act_refuse(a, "state", 14, o->agency != 0 ? _("尚未送达执法机构，不能办结") : _("尚未研究答复，不能办结"));
	case OPINION_SERVED:
		return act_refuse(a, "replied_on", 14, _("执法机构尚未反馈是否采纳（第十四条），不能办结"));
	case OPINION_REPLIED:
		return act_refuse(a, "conveyed_on", 14, _("尚未将反馈情况告知监督员（第十四条），不能办结"));
	case OPINION_CONVEYED:
		/* Told that it was not adopted, the supervisor still has his say (15). */
		if (o->adopted != ADOPTED_FULLY && a->today <= opinion_accept_due(a, o))
			return act_refuse(a, "accepted_on", 15, _("监督员可在%s以前认可或者提请监督（第十五条），期满再办结"),
				day_format(opinion_accept_due(a, o), due));
		return true;
	case OPINION_PETITIONED: {
		const struct review *r;

		if (brought_by_review(a, o))
			return true;
		r = act_load(a, "review", o->review);
		if (r != NULL && r->rec.state != REVIEW_CLOSED)
			return act_refuse(a, "review", 16, _("监督意见书%s尚未审查办结（第十六条），不能办结"), r->number);
		return true;
	}
	default:
		return true;
	}
}

bool
opinion_close_check(struct act *a)
{
	const struct opinion *o = a->row;
	const struct opinion_close *in = a->args;

	return case_in_order(a, "on", in->on, o->conveyed_on, _("办结日期不能早于告知日期")) &&
		case_in_order(a, "on", in->on, o->accepted_on, _("办结日期不能早于监督员认可的日期")) &&
		case_in_order(a, "on", in->on, o->petitioned_on, _("办结日期不能早于提请监督的日期"));
}

bool
opinion_close_run(struct act *a)
{
	struct opinion *o = a->row;
	const struct opinion_close *in = a->args;

	o->closed_on = in->on;
	o->result = in->result;
	o->rec.state = OPINION_CLOSED;
	return true;
}
