/*
 * opinion_side.c: what happens beside an opinion's course: reminders, extension,
 * withdrawal, handover, correction with trace.
 *
 * Knows: what must hold of any opinion.  Must not know: how the trail is kept.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "flow/conflict.h"
#include "flow/opinion_acts.h"

/* ---- remind 催办 ---- */

static const struct word remind_ways[] = {
	WORD_NONE,
	{ "phone", N_("电话"), 0 },
	{ "letter", N_("书面"), 0 },
	{ "email", N_("邮件"), 0 },
	{ "system", N_("系统"), 0 },
	{ "visit", N_("上门"), 0 },
	WORD_END,
};

const struct field opinion_remind_fields[4] = {
	{ F_WORD(struct opinion_remind, how, remind_ways), .label = N_("催办方式"), .flags = FIELD_REQUIRED | FIELD_NOTE,
	  .standard = "phone" },
	{ F_DAY(struct opinion_remind, on), .label = N_("催办日期"), .flags = FIELD_HAPPENED },
	{ F_LINE(struct opinion_remind, text), .label = N_("催办情况"), .flags = FIELD_NOTE },
	OPINION_LATE(struct opinion_remind),
};

bool
opinion_remind_check(struct act *a)
{
	const struct opinion *o = a->row;
	const struct opinion_remind *in = a->args;

	return case_in_order(a, "on", in->on, o->served_on, _("催办日期不能早于送达日期"));
}

bool
opinion_remind_run(struct act *a)
{
	struct opinion *o = a->row;
	const struct opinion_remind *in = a->args;

	o->reminders++;
	o->reminded_on = in->on;
	act_note(a, _("第%lld次催办"), (long long)o->reminders);
	return true;
}

/* ---- extend 延长答复期限 ---- */

const struct field opinion_extend_fields[5] = {
	{ F_INT(struct opinion_extend, days), .label = N_("延长工作日数"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 60 },
	{ F_LINE(struct opinion_extend, extend_reason), .label = N_("延长理由"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 500 },
	{ F_DAY(struct opinion_extend, on), .label = N_("批准日期"), .flags = FIELD_HAPPENED },
	{ F_DAY(struct opinion_extend, extend_told_on), .label = N_("告知监督员日期"), .flags = FIELD_PAST | FIELD_NOTE },
	OPINION_LATE(struct opinion_extend),
};

bool
opinion_extend_check(struct act *a)
{
	const struct opinion *o = a->row;
	const struct opinion_extend *in = a->args;

	if (in->days < 1)
		return act_refuse(a, "days", 14, _("延长的工作日数应当大于零"));
	return case_in_order(a, "on", in->on, o->served_on, _("批准日期不能早于送达日期")) &&
		case_in_order(a, "extend_told_on", in->extend_told_on, in->on, _("告知监督员日期不能早于批准日期"));
}

bool
opinion_extend_run(struct act *a)
{
	struct opinion *o = a->row;
	const struct opinion_extend *in = a->args;
	char due[DAY_TEXT];

	if (in->on > opinion_reply_due(a, o))
		act_notice(a, _("批准延长时原答复期限（至%s）已过"), day_format(opinion_reply_due(a, o), due));
	o->extension += in->days;
	o->extend_reason = in->extend_reason;
	o->extended_on = in->on;
	o->extend_told_on = in->extend_told_on;
	act_note(a, _("延至%s"), day_format(opinion_reply_due(a, o), due));
	return true;
}

/* ---- withdraw 撤回 ---- */

const struct field opinion_withdraw_fields[4] = {
	{ F_LINE(struct opinion_withdraw, withdraw_reason), .label = N_("撤回原因"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 500 },
	{ F_DAY(struct opinion_withdraw, on), .label = N_("撤回日期"), .flags = FIELD_HAPPENED },
	{ F_DAY(struct opinion_withdraw, received), .label = N_("收到日期"), .flags = FIELD_RECEIVED },
	OPINION_LATE(struct opinion_withdraw),
};

bool
opinion_withdraw_check(struct act *a)
{
	const struct opinion *o = a->row;
	const struct opinion_withdraw *in = a->args;

	return case_in_order(a, "on", in->on, o->raised_on, _("撤回日期不能早于提出日期")) &&
		case_in_order(a, "on", in->on, o->served_on, _("撤回日期不能早于送达日期")) &&
		case_in_order(a, "on", in->on, o->replied_on, _("撤回日期不能早于答复日期")) &&
		case_in_order(a, "on", in->on, o->conveyed_on, _("撤回日期不能早于告知日期"));
}

bool
opinion_withdraw_run(struct act *a)
{
	struct opinion *o = a->row;
	const struct opinion_withdraw *in = a->args;

	o->withdrawn_on = in->on;
	o->withdraw_reason = in->withdraw_reason;
	o->rec.state = OPINION_WITHDRAWN;
	return true;
}

/* ---- assign 交接 ---- */

bool
opinion_assign_check(struct act *a)
{
	const struct opinion *o = a->row;

	return case_assign_check(a, o->officer) &&
		conflict_admits(a, "to", ((const struct case_assign *)a->args)->to, o->agency);
}

bool
opinion_assign_run(struct act *a)
{
	struct opinion *o = a->row;
	const struct case_assign *in = a->args;

	o->officer = in->to;
	return true;
}

/* ---- correct 更正 ---- */

const struct field opinion_correct_fields[27] = {
	{ F_LINE(struct opinion_correct, number), .label = N_("意见编号"), .flags = FIELD_PREFILL, .max = 60 },
	{ F_REF(struct opinion_correct, supervisor, "supervisor"), .label = N_("监督员"), .flags = FIELD_PREFILL, .article = 13 },
	{ F_LINE(struct opinion_correct, certificate), .label = N_("证件编号"), .flags = FIELD_PREFILL, .article = 13, .max = 60 },
	{ F_REF(struct opinion_correct, agency, "agency"), .label = N_("执法机构"), .flags = FIELD_PREFILL, .article = 13 },
	{ F_WORD(struct opinion_correct, kind, opinion_kinds), .label = N_("意见类型"), .flags = FIELD_PREFILL, .article = 8 },
	{ F_WORD(struct opinion_correct, field, enforcement_fields), .label = N_("执法领域"), .flags = FIELD_PREFILL },
	{ F_WORD(struct opinion_correct, route, opinion_routes), .label = N_("提出方式"), .flags = FIELD_PREFILL, .article = 13 },
	{ F_PARA(struct opinion_correct, facts), .label = N_("事实与理由"), .flags = FIELD_PREFILL, .article = 13 },
	{ F_PARA(struct opinion_correct, basis), .label = N_("依据"), .flags = FIELD_PREFILL },
	{ F_PARA(struct opinion_correct, advice), .label = N_("意见建议"), .flags = FIELD_PREFILL },
	{ F_LINE(struct opinion_correct, officers), .label = N_("执法人员"), .flags = FIELD_PREFILL, .article = 2 },
	{ F_LINE(struct opinion_correct, place), .label = N_("地点"), .flags = FIELD_PREFILL },
	{ F_DAY(struct opinion_correct, occurred_on), .label = N_("发生日期"), .flags = FIELD_PREFILL | FIELD_PAST },
	{ F_PARA(struct opinion_correct, evidence), .label = N_("证据材料"), .flags = FIELD_PREFILL, .max = 4000 },
	{ F_BOOL(struct opinion_correct, oral), .label = N_("已口头提出"), .flags = FIELD_PREFILL },
	{ F_DAY(struct opinion_correct, raised_on), .label = N_("提出日期"), .flags = FIELD_PREFILL | FIELD_PAST },
	{ F_DAY(struct opinion_correct, received_on), .label = N_("收到日期"), .flags = FIELD_PREFILL | FIELD_PAST },
	{ F_DAY(struct opinion_correct, served_on), .label = N_("送达日期"), .flags = FIELD_PREFILL | FIELD_PAST },
	{ F_WORD(struct opinion_correct, serve_how, serve_ways), .label = N_("送达方式"), .flags = FIELD_PREFILL },
	{ F_LINE(struct opinion_correct, signer), .label = N_("签收人"), .flags = FIELD_PREFILL },
	{ F_DAY(struct opinion_correct, replied_on), .label = N_("答复日期"), .flags = FIELD_PREFILL | FIELD_PAST, .article = 14 },
	{ F_WORD(struct opinion_correct, adopted, opinion_adopted), .label = N_("是否采纳"), .flags = FIELD_PREFILL, .article = 14 },
	{ F_PARA(struct opinion_correct, reply), .label = N_("答复理由"), .flags = FIELD_PREFILL, .article = 14 },
	{ F_LINE(struct opinion_correct, replier), .label = N_("答复人"), .flags = FIELD_PREFILL },
	{ F_DAY(struct opinion_correct, conveyed_on), .label = N_("告知日期"), .flags = FIELD_PREFILL | FIELD_PAST, .article = 14 },
	{ F_WORD(struct opinion_correct, convey_how, convey_ways), .label = N_("告知方式"), .flags = FIELD_PREFILL },
	{ F_LINE(struct opinion_correct, reason), .label = N_("更正原因"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 500 },
};

bool
opinion_correct_may(struct act *a)
{
	const struct opinion *o = a->row;

	/* A supervisor mends his own words while nobody else has acted on them. */
	if (!(a->actor->roles & ROLE_CLERK) && o->rec.state != OPINION_REGISTERED)
		return act_bar(a, _("已进入办理，由区司法局更正"));
	return true;
}

/* What a correction may fill or clear: only what the opinion's course has reached. */
static bool
reached(struct act *a, const char *field, const char *label, bool has, bool must, bool may_have)
{
	if (has && !may_have)
		return act_refuse(a, field, 0, _("%s：意见尚未办到这一步，不能用更正填写"), label);
	if (!has && must)
		return act_refuse(a, field, 0, _("%s：不能更正为空"), label);
	return true;
}

bool
opinion_consistent(struct act *a, const struct opinion *o)
{
	word_t st = o->rec.state;
	bool open_answer = st == OPINION_REPLIED || st == OPINION_CONVEYED || st == OPINION_ACCEPTED;
	bool ended = st == OPINION_CLOSED || st == OPINION_PETITIONED || st == OPINION_WITHDRAWN;

	if (*o->number == '\0')
		return act_refuse(a, "number", 0, _("意见编号：不能为空"));
	if (o->raised_on == DAY_NONE)
		return act_refuse(a, "raised_on", 0, _("提出日期：不能为空"));
	if (o->kind == 0)
		return act_refuse(a, "kind", 8, _("意见类型：不能为空"));
	if (o->field == 0)
		return act_refuse(a, "field", 0, _("执法领域：不能为空"));
	if (o->route == 0)
		return act_refuse(a, "route", 13, _("提出方式：不能为空"));
	if (text_is_blank(o->facts))
		return act_refuse(a, "facts", 13, _("事实与理由：不能为空"));
	if (o->agency == 0 && (o->kind == KIND_CORRECTION || o->served_on != DAY_NONE))
		return act_refuse(a, "agency", 13, _("纠正意见应当写明所监督的执法机构"));
	if (o->adopted == ADOPTED_REFUSED && *o->reply == '\0')
		return act_refuse(a, "reply", 14, _("不予采纳的，应当向监督员阐明原因（第十四条）"));
	if (o->adopted == ADOPTED_PARTLY && *o->reply == '\0')
		return act_refuse(a, "reply", 14, _("部分采纳的，应当向监督员阐明未采纳部分的原因（第十四条）"));
	return reached(a, "served_on", _("送达日期"), o->served_on != DAY_NONE, st == OPINION_SERVED,
		       st != OPINION_REGISTERED) &&
		reached(a, "replied_on", _("答复日期"), o->replied_on != DAY_NONE, open_answer, open_answer || ended) &&
		reached(a, "adopted", _("是否采纳"), o->adopted != 0, open_answer || o->replied_on != DAY_NONE,
			open_answer || ended) &&
		reached(a, "conveyed_on", _("告知日期"), o->conveyed_on != DAY_NONE,
			st == OPINION_CONVEYED || st == OPINION_ACCEPTED,
			st == OPINION_CONVEYED || st == OPINION_ACCEPTED || ended) &&
		case_in_order(a, "raised_on", o->raised_on, o->occurred_on, _("提出日期不能早于事情发生的日期")) &&
		case_in_order(a, "received_on", o->received_on, o->raised_on, _("收到日期不能早于提出日期")) &&
		case_in_order(a, "served_on", o->served_on, o->raised_on, _("送达日期不能早于提出日期")) &&
		case_in_order(a, "replied_on", o->replied_on, o->raised_on, _("答复日期不能早于提出日期")) &&
		case_in_order(a, "replied_on", o->replied_on, o->served_on, _("答复日期不能早于送达日期")) &&
		case_in_order(a, "conveyed_on", o->conveyed_on, o->replied_on, _("告知日期不能早于答复日期")) &&
		case_in_order(a, "conveyed_on", o->accepted_on, o->conveyed_on, _("告知日期不能晚于监督员认可的日期")) &&
		case_in_order(a, "conveyed_on", o->closed_on, o->conveyed_on, _("告知日期不能晚于办结日期")) &&
		case_in_order(a, "replied_on", o->closed_on, o->replied_on, _("答复日期不能晚于办结日期"));
}

bool
opinion_correct_check(struct act *a)
{
	const struct opinion *o = a->row;
	const struct opinion_correct *in = a->args;
	const char *name, *initials;

	if (act_given(a, "number") && opinion_number_taken(a, in->number, o->rec.id))
		return act_refuse(a, "number", 0, _("编号%s已经用过"), in->number);
	if (act_given(a, "supervisor") && in->supervisor == 0)
		return act_refuse(a, "supervisor", 13, _("监督员：不能为空"));
	if (act_given(a, "supervisor") && in->supervisor != o->supervisor && !(a->actor->roles & ROLE_CLERK))
		return act_refuse(a, "supervisor", 13, _("监督员只能以本人名义提出"));
	if (act_given(a, "agency") && in->agency != o->agency && o->review != 0)
		return act_refuse(a, "agency", 16, _("已提请监督，执法机构随监督意见书更正"));
	if (act_given(a, "route") && in->route != o->route && (in->route == ROUTE_BUREAU || o->route == ROUTE_BUREAU))
		return act_refuse(a, "route", 13, _("提请监督请用“出具监督意见书”办理，不能用更正"));
	return !act_given(a, "agency") || in->agency == o->agency || case_agency(a, in->agency, true, &name, &initials);
}

/* Names that follow from the supervisor and the agency. */
static bool
names(struct act *a, struct opinion *o, bool agency_too)
{
	struct case_party party;
	const char *name, *initials;

	if (!case_person(a, o->supervisor, &party) || !case_agency(a, o->agency, false, &name, &initials))
		return false;
	o->person = party.person;
	o->person_name = party.name;
	o->initials = arena_printf(a->arena, "%s %s", party.initials, initials);
	if (agency_too)
		o->agency_name = name;
	return true;
}

bool
opinion_correct_run(struct act *a)
{
	struct opinion *o = a->row;
	int64_t agency = o->agency;

	act_copy(a);
	if (!names(a, o, o->agency != agency))
		return false;
	if (o->agency != agency && o->served_on != DAY_NONE)
		act_notice(a, _("执法机构已更正，如原已送达，请核对送达日期和签收人"));
	o->number_key = case_number_key(o->number);
	o->before_rule = case_before_rule(a, o->raised_on);
	return opinion_consistent(a, o);
}

/* ---- carry: a person's corrected name reaches his opinions ---- */

const struct field opinion_carry_fields[2] = {
	{ F_NAME(struct opinion_carry, person_name), .label = N_("监督员"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_LINE(struct opinion_carry, initials), .label = N_("拼音首字母"), .flags = FIELD_HIDDEN },
};

bool
opinion_carry_run(struct act *a)
{
	struct opinion *o = a->row;
	const struct opinion_carry *in = a->args;
	const char *name, *initials;

	if (!case_agency(a, o->agency, false, &name, &initials))
		return false;
	o->person_name = in->person_name;
	o->initials = arena_printf(a->arena, "%s %s", in->initials, initials);
	return true;
}
