/*
 * review_end.c: the supervisor is told, the matter closes; handover and correction.
 *
 * Knows: article 16: in every end the supervisor is told, and that is recorded.
 * Must not know: how an order is carried out.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "flow/conflict.h"
#include "flow/review_acts.h"

/* ---- convey 告知监督员 ---- */

const struct field review_convey_fields[4] = {
	{ F_WORD(struct review_convey, inform_how, convey_ways), .label = N_("告知方式"), .flags = FIELD_REQUIRED | FIELD_NOTE,
	  .article = 16 },
	{ F_PARA(struct review_convey, inform_text), .label = N_("告知内容"), .article = 16,
	  .hint = N_("不成立的，说明理由") },
	{ F_DAY(struct review_convey, on), .label = N_("告知日期"), .flags = FIELD_HAPPENED, .article = 16 },
	REVIEW_LATE(struct review_convey),
};

bool
review_convey_may(struct act *a)
{
	const struct review *r = a->row;

	if (r->informed_on != DAY_NONE)
		return act_bar(a, _("已告知"));
	/* Established: the order comes first, unless a graver means stands in its place or a recheck cancelled it. */
	if (r->rec.state == REVIEW_DECIDED && r->outcome == OUTCOME_ESTABLISHED && r->ordered_on == DAY_NONE &&
		r->proposed_on == DAY_NONE && r->criticised_on == DAY_NONE)
		return act_bar(a, _("意见成立的，先责令纠正（第十六条）"));
	return true;
}

bool
review_convey_check(struct act *a)
{
	const struct review *r = a->row;
	const struct review_convey *in = a->args;

	return case_in_order(a, "on", in->on, r->decided_on, _("告知日期不能早于决定日期")) &&
		case_in_order(a, "on", in->on, r->ordered_on, _("告知日期不能早于责令日期")) &&
		case_in_order(a, "on", in->on,
			r->recheck_result == RECHECK_CHANGED || r->recheck_result == RECHECK_CANCELLED ?
				r->recheck_decided_on : DAY_NONE,
			_("告知日期不能早于复查决定的日期"));
}

bool
review_convey_run(struct act *a)
{
	struct review *r = a->row;
	const struct review_convey *in = a->args;

	r->informed_on = in->on;
	r->inform_how = in->inform_how;
	r->inform_text = in->inform_text;
	/* Beside a standing order the telling is a fact, not a step. */
	if (r->rec.state == REVIEW_DECIDED)
		r->rec.state = REVIEW_CONVEYED;
	return true;
}

/* ---- close 办结 ---- */

const struct field review_close_fields[3] = {
	{ F_DAY(struct review_close, on), .label = N_("办结日期"), .flags = FIELD_HAPPENED },
	{ F_LINE(struct review_close, result), .label = N_("办理结果"), .flags = FIELD_NOTE },
	REVIEW_LATE(struct review_close),
};

bool
review_close_may(struct act *a)
{
	const struct review *r = a->row;

	if (r->decided_on == DAY_NONE)
		return act_refuse(a, "outcome", 16, _("尚未作出审查结论，不能办结"));
	if (r->informed_on == DAY_NONE)
		return act_refuse(a, "informed_on", 16, _("尚未将处理情况告知监督员（第十六条），不能办结"));
	if (review_recheck_pending(r))
		return act_refuse(a, "recheck_decided_on", 16, _("复查尚未决定，不能办结"));
	if (r->rec.state == REVIEW_ORDERED)
		return act_refuse(a, "corrected_on", 16, _("责令纠正尚未验收，不能办结"));
	if (r->outcome == OUTCOME_TRANSFERRED && r->transfer_report_on == DAY_NONE)
		return act_refuse(a, "transfer_report", 16, _("移送机关尚未反馈办理情况，不能办结"));
	return true;
}

bool
review_close_check(struct act *a)
{
	const struct review *r = a->row;
	const struct review_close *in = a->args;

	return case_in_order(a, "on", in->on, r->informed_on, _("办结日期不能早于告知日期")) &&
		case_in_order(a, "on", in->on, r->corrected_on, _("办结日期不能早于验收日期")) &&
		case_in_order(a, "on", in->on, r->recheck_decided_on, _("办结日期不能早于复查决定的日期")) &&
		case_in_order(a, "on", in->on, r->transfer_report_on, _("办结日期不能早于移送反馈的日期"));
}

bool
review_close_run(struct act *a)
{
	struct review *r = a->row;
	const struct review_close *in = a->args;
	const struct opinion *o;
	char on[DAY_TEXT];

	r->closed_on = in->on;
	r->result = in->result;
	r->rec.state = REVIEW_CLOSED;
	/* The opinion it came from ends with it. */
	o = act_load(a, "opinion", r->opinion);
	if (o == NULL || o->rec.state != OPINION_PETITIONED)
		return true;
	return act_also(a, "opinion.close", r->opinion, "on", day_format(in->on, on), "result",
		       arena_printf(a->arena, "%s %s", r->number, word_label(review_outcomes, r->outcome)), "late_reason",
		       in->late_reason, NULL) != 0;
}

/* ---- assign 交接 ---- */

bool
review_assign_check(struct act *a)
{
	const struct review *r = a->row;

	return case_assign_check(a, r->officer) &&
		conflict_admits(a, "to", ((const struct case_assign *)a->args)->to, r->agency);
}

bool
review_assign_run(struct act *a)
{
	struct review *r = a->row;
	const struct case_assign *in = a->args;

	r->officer = in->to;
	return true;
}

/* ---- correct 更正 ---- */

const struct field review_correct_fields[28] = {
	{ F_LINE(struct review_correct, certificate), .label = N_("证件编号"), .flags = FIELD_PREFILL, .article = 13, .max = 60 },
	{ F_REF(struct review_correct, agency, "agency"), .label = N_("执法机构"), .flags = FIELD_PREFILL, .article = 13 },
	{ F_WORD(struct review_correct, field, enforcement_fields), .label = N_("执法领域"), .flags = FIELD_PREFILL },
	{ F_LINE(struct review_correct, subject), .label = N_("事由"), .flags = FIELD_PREFILL, .max = 60 },
	{ F_PARA(struct review_correct, facts), .label = N_("事实与理由"), .flags = FIELD_PREFILL, .article = 13 },
	{ F_PARA(struct review_correct, grounds), .label = N_("提请理由"), .flags = FIELD_PREFILL, .article = 15 },
	{ F_PARA(struct review_correct, request), .label = N_("请求事项"), .flags = FIELD_PREFILL },
	{ F_PARA(struct review_correct, evidence), .label = N_("证据材料"), .flags = FIELD_PREFILL, .max = 4000 },
	{ F_DAY(struct review_correct, raised_on), .label = N_("意见书日期"), .flags = FIELD_PREFILL | FIELD_PAST },
	{ F_DAY(struct review_correct, received_on), .label = N_("收到日期"), .flags = FIELD_PREFILL | FIELD_PAST },
	{ F_PARA(struct review_correct, examination), .label = N_("审查情况"), .flags = FIELD_PREFILL },
	{ F_LINE(struct review_correct, team), .label = N_("检查、调查人员"), .flags = FIELD_PREFILL },
	{ F_PARA(struct review_correct, plan), .label = N_("方案"), .flags = FIELD_PREFILL },
	{ F_PARA(struct review_correct, findings), .label = N_("查明的情况"), .flags = FIELD_PREFILL },
	{ F_PARA(struct review_correct, reason), .label = N_("结论理由"), .flags = FIELD_PREFILL, .article = 16 },
	{ F_LINE(struct review_correct, transfer_to), .label = N_("移送机关"), .flags = FIELD_PREFILL },
	{ F_PARA(struct review_correct, order_text), .label = N_("责令纠正事项"), .flags = FIELD_PREFILL },
	{ F_PARA(struct review_correct, order_basis), .label = N_("责令依据"), .flags = FIELD_PREFILL },
	{ F_DAY(struct review_correct, order_due), .label = N_("纠正期限"), .flags = FIELD_PREFILL },
	{ F_DAY(struct review_correct, order_served_on), .label = N_("责令送达日期"), .flags = FIELD_PREFILL | FIELD_PAST },
	{ F_WORD(struct review_correct, order_serve_how, serve_ways), .label = N_("责令送达方式"), .flags = FIELD_PREFILL },
	{ F_PARA(struct review_correct, report), .label = N_("纠正情况"), .flags = FIELD_PREFILL },
	{ F_LINE(struct review_correct, reporter), .label = N_("报告人"), .flags = FIELD_PREFILL },
	{ F_PARA(struct review_correct, acceptance), .label = N_("验收意见"), .flags = FIELD_PREFILL },
	{ F_DAY(struct review_correct, informed_on), .label = N_("告知日期"), .flags = FIELD_PREFILL | FIELD_PAST, .article = 16 },
	{ F_WORD(struct review_correct, inform_how, convey_ways), .label = N_("告知方式"), .flags = FIELD_PREFILL },
	{ F_PARA(struct review_correct, inform_text), .label = N_("告知内容"), .flags = FIELD_PREFILL },
	{ F_LINE(struct review_correct, correct_reason), .label = N_("更正原因"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 500 },
};

/* What each step wrote: until the step was done there is nothing in it to correct. */
static const struct {
	const char *name;
	size_t text, day; /* offsets in struct review */
	bool must;        /* may not become empty */
} steps[] = {
	{ "examination", offsetof(struct review, examination), offsetof(struct review, examined_on), true },
	{ "team", offsetof(struct review, team), offsetof(struct review, investigated_on), true },
	{ "plan", offsetof(struct review, plan), offsetof(struct review, investigated_on), false },
	{ "findings", offsetof(struct review, findings), offsetof(struct review, found_on), true },
	{ "reason", offsetof(struct review, reason), offsetof(struct review, decided_on), false },
	{ "transfer_to", offsetof(struct review, transfer_to), offsetof(struct review, decided_on), false },
	{ "order_text", offsetof(struct review, order_text), offsetof(struct review, ordered_on), true },
	{ "order_basis", offsetof(struct review, order_basis), offsetof(struct review, ordered_on), true },
	{ "acceptance", offsetof(struct review, acceptance), offsetof(struct review, corrected_on), true },
	{ "inform_text", offsetof(struct review, inform_text), offsetof(struct review, informed_on), false },
};

static bool
steps_hold(struct act *a, const struct review *r)
{
	for (size_t i = 0; i < N_OF(steps); i++) {
		const char *text = *(const char *const *)(const void *)((const char *)r + steps[i].text);
		day_t day = *(const day_t *)(const void *)((const char *)r + steps[i].day);

		if (*text != '\0' && day == DAY_NONE)
			return act_refuse(a, steps[i].name, 0, _("%s：还没有办到这一步，不能用更正填写"),
				act_label(a, steps[i].name));
		if (*text == '\0' && day != DAY_NONE && steps[i].must)
			return act_refuse(a, steps[i].name, 0, _("%s：不能更正为空"), act_label(a, steps[i].name));
	}
	return true;
}

/* A date that a step gave may be mended, not made or unmade. */
static bool
same_step(struct act *a, const char *name, day_t before, day_t after)
{
	if ((before == DAY_NONE) == (after == DAY_NONE))
		return true;
	return act_refuse(a, name, 0,
		after == DAY_NONE ? _("%s：不能更正为空") : _("%s：还没有办到这一步，不能用更正填写"), act_label(a, name));
}

static bool
consistent(struct act *a, const struct review *r)
{
	if (r->field == 0)
		return act_refuse(a, "field", 0, _("执法领域：不能为空"));
	if (text_is_blank(r->facts))
		return act_refuse(a, "facts", 13, _("事实与理由：不能为空"));
	if (r->investigated_on != DAY_NONE && review_team_size(r->team) < 2)
		return act_refuse(a, "team", 16, _("检查、调查人员不得少于二人，请用顿号分开姓名"));
	if (*r->report != '\0' && r->reported_on == DAY_NONE && r->returned_on == DAY_NONE)
		return act_refuse(a, "report", 0, _("%s：还没有办到这一步，不能用更正填写"), act_label(a, "report"));
	if (*r->report == '\0' && r->reported_on != DAY_NONE)
		return act_refuse(a, "report", 0, _("%s：不能更正为空"), act_label(a, "report"));
	if (r->outcome == OUTCOME_UNFOUNDED && *r->reason == '\0')
		return act_refuse(a, "reason", 16, _("意见不成立的，应当向监督员说明理由（第十六条）"));
	if (r->outcome == OUTCOME_PARTLY && *r->reason == '\0')
		return act_refuse(a, "reason", 16, _("意见部分成立的，应当说明不成立部分的理由（第十六条）"));
	if (r->outcome == OUTCOME_TRANSFERRED && *r->transfer_to == '\0')
		return act_refuse(a, "transfer_to", 16, _("移送的，应当写明移送机关"));
	if (r->order_due != DAY_NONE && r->order_due <= r->ordered_on)
		return act_refuse(a, "order_due", 16, _("纠正期限应当晚于责令日期"));
	return case_in_order(a, "received_on", r->received_on, r->raised_on, _("收到日期不能早于意见书日期")) &&
		case_in_order(a, "received_on", r->examined_on, r->received_on, _("收到日期不能晚于审查日期")) &&
		case_in_order(a, "order_served_on", r->order_served_on, r->ordered_on, _("送达日期不能早于责令日期")) &&
		case_in_order(a, "order_served_on", r->reported_on, r->order_served_on, _("送达日期不能晚于报告日期")) &&
		case_in_order(a, "order_served_on", r->recheck_on, r->order_served_on, _("送达日期不能晚于申请复查的日期")) &&
		case_in_order(a, "informed_on", r->informed_on, r->decided_on, _("告知日期不能早于决定日期")) &&
		case_in_order(a, "informed_on", r->closed_on, r->informed_on, _("告知日期不能晚于办结日期"));
}

bool
review_correct_check(struct act *a)
{
	const struct review *r = a->row;
	const struct review_correct *in = a->args;
	const char *name, *initials;

	if (!act_given(a, "agency") || in->agency == r->agency)
		return true;
	if (in->agency == 0)
		return act_refuse(a, "agency", 13, _("监督意见书应当写明所监督的执法机构"));
	if (r->ordered_on != DAY_NONE)
		return act_refuse(a, "agency", 16, _("已责令纠正，不能更换执法机构"));
	return case_agency(a, in->agency, true, &name, &initials);
}

bool
review_correct_run(struct act *a)
{
	struct review *r = a->row, old = *r;

	act_copy(a);
	if (r->agency != old.agency) {
		struct case_party party;
		const char *initials;

		if (!case_person(a, r->supervisor, &party) || !case_agency(a, r->agency, false, &r->agency_name, &initials))
			return false;
		r->initials = arena_printf(a->arena, "%s %s", party.initials, initials);
	}
	r->before_rule = case_before_rule(a, r->raised_on);
	return same_step(a, "raised_on", old.raised_on, r->raised_on) &&
		same_step(a, "received_on", old.received_on, r->received_on) &&
		same_step(a, "order_due", old.order_due, r->order_due) &&
		same_step(a, "order_served_on", old.order_served_on, r->order_served_on) &&
		same_step(a, "informed_on", old.informed_on, r->informed_on) && steps_hold(a, r) && consistent(a, r);
}

/* ---- carry: a person's corrected name reaches his letters ---- */

const struct field review_carry_fields[2] = {
	{ F_NAME(struct review_carry, person_name), .label = N_("监督员"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_LINE(struct review_carry, initials), .label = N_("拼音首字母"), .flags = FIELD_HIDDEN },
};

bool
review_carry_run(struct act *a)
{
	struct review *r = a->row;
	const struct review_carry *in = a->args;
	const char *name, *initials;

	if (!case_agency(a, r->agency, false, &name, &initials))
		return false;
	r->person_name = in->person_name;
	r->initials = arena_printf(a->arena, "%s %s", in->initials, initials);
	return true;
}
