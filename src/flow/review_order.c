/*
 * review_order.c: the order to correct (责令纠正), the agency's report, the acceptance
 * check, the recheck (复查), and the graver means beside it.
 *
 * Knows: article 16, and the periods that 重庆市行政执法监督条例 (articles 20, 21) gives.
 * Must not know: how the supervisor is told, how the matter closes.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/review_acts.h"

bool
review_recheck_pending(const struct review *r)
{
	return r->recheck_on != DAY_NONE && r->recheck_decided_on == DAY_NONE;
}

static bool
upheld_opinion(const struct review *r)
{
	return r->outcome == OUTCOME_ESTABLISHED || r->outcome == OUTCOME_PARTLY;
}

/* ---- order 责令纠正 ---- */

const struct field review_order_fields[7] = {
	{ F_PARA(struct review_order, order_text), .label = N_("责令纠正事项"), .flags = FIELD_REQUIRED, .article = 16 },
	{ F_PARA(struct review_order, order_basis), .label = N_("依据"), .flags = FIELD_REQUIRED, .article = 16 },
	{ F_DAY(struct review_order, order_due), .label = N_("纠正期限"), .flags = FIELD_NOTE, .article = 16,
	  .hint = N_("文书载明的日期，不填则按本局设定") },
	{ F_DAY(struct review_order, on), .label = N_("责令日期"), .flags = FIELD_HAPPENED, .article = 16 },
	{ F_DAY(struct review_order, served_on), .label = N_("送达日期"), .flags = FIELD_PAST, .standard = "今天",
	  .hint = N_("尚未送达的清空，以后登记") },
	{ F_WORD(struct review_order, serve_how, serve_ways), .label = N_("送达方式"), .standard = "direct" },
	REVIEW_LATE(struct review_order),
};

bool
review_order_may(struct act *a)
{
	const struct review *r = a->row;

	if (!upheld_opinion(r))
		return act_bar(a, _("审查结论为“%s”，不责令纠正"), word_label(review_outcomes, r->outcome));
	if (r->agency == 0)
		return act_bar(a, _("没有写明执法机构"));
	return r->ordered_on == DAY_NONE || act_bar(a, _("责令纠正已经复查撤销"));
}

static day_t
order_due(struct act *a, day_t named, day_t on)
{
	return named != DAY_NONE ? named : on + (day_t)setting_int(a->db, "correct_days", 30);
}

bool
review_order_check(struct act *a)
{
	const struct review *r = a->row;
	const struct review_order *in = a->args;

	if (order_due(a, in->order_due, in->on) <= in->on)
		return act_refuse(a, "order_due", 16, _("纠正期限应当晚于责令日期"));
	return case_in_order(a, "on", in->on, r->decided_on, _("责令日期不能早于决定日期")) &&
		case_in_order(a, "served_on", in->served_on, in->on, _("送达日期不能早于责令日期"));
}

bool
review_order_run(struct act *a)
{
	struct review *r = a->row;
	const struct review_order *in = a->args;
	int year, month, day;

	day_split(in->on, &year, &month, &day);
	r->order_number = act_number(a, "order", year);
	r->ordered_on = in->on;
	r->order_text = in->order_text;
	r->order_basis = in->order_basis;
	r->order_due = order_due(a, in->order_due, in->on);
	r->order_served_on = in->served_on;
	r->order_serve_how = in->served_on != DAY_NONE ? in->serve_how : 0;
	r->recheck_ask_days = setting_int(a->db, "recheck_ask_days", 10);
	r->rec.state = REVIEW_ORDERED;
	act_note(a, "%s", r->order_number);
	return true;
}

/* ---- serve_order 送达责令纠正通知书 ---- */

const struct field review_serve_order_fields[3] = {
	{ F_WORD(struct review_serve_order, order_serve_how, serve_ways), .label = N_("送达方式"),
	  .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_DAY(struct review_serve_order, on), .label = N_("送达日期"), .flags = FIELD_HAPPENED,
	  .hint = N_("申请复查的期限自次日起算") },
	REVIEW_LATE(struct review_serve_order),
};

bool
review_serve_order_may(struct act *a)
{
	const struct review *r = a->row;

	return r->order_served_on == DAY_NONE || act_bar(a, _("已送达"));
}

bool
review_serve_order_check(struct act *a)
{
	const struct review *r = a->row;
	const struct review_serve_order *in = a->args;

	return case_in_order(a, "on", in->on, r->ordered_on, _("送达日期不能早于责令日期"));
}

bool
review_serve_order_run(struct act *a)
{
	struct review *r = a->row;
	const struct review_serve_order *in = a->args;

	r->order_served_on = in->on;
	r->order_serve_how = in->order_serve_how;
	return true;
}

/* ---- remind 催报 ---- */

const struct field review_remind_fields[3] = {
	{ F_LINE(struct review_remind, text), .label = N_("催报情况"), .flags = FIELD_NOTE },
	{ F_DAY(struct review_remind, on), .label = N_("催报日期"), .flags = FIELD_HAPPENED },
	REVIEW_LATE(struct review_remind),
};

bool
review_remind_may(struct act *a)
{
	const struct review *r = a->row;

	if (r->order_served_on == DAY_NONE)
		return act_bar(a, _("责令纠正通知书尚未送达"));
	return r->reported_on == DAY_NONE || act_bar(a, _("已报告"));
}

bool
review_remind_check(struct act *a)
{
	const struct review *r = a->row;
	const struct review_remind *in = a->args;

	return case_in_order(a, "on", in->on, r->order_served_on, _("催报日期不能早于送达日期"));
}

bool
review_remind_run(struct act *a)
{
	struct review *r = a->row;
	const struct review_remind *in = a->args;

	r->reminders++;
	r->reminded_on = in->on;
	act_note(a, _("第%lld次催报"), (long long)r->reminders);
	return true;
}

/* ---- report 整改报告 ---- */

const struct field review_report_fields[5] = {
	{ F_PARA(struct review_report, report), .label = N_("纠正情况"), .flags = FIELD_REQUIRED, .article = 16 },
	{ F_LINE(struct review_report, reporter), .label = N_("报告人"), .flags = FIELD_NOTE },
	{ F_DAY(struct review_report, on), .label = N_("报告日期"), .flags = FIELD_HAPPENED },
	{ F_DAY(struct review_report, received), .label = N_("收到日期"), .flags = FIELD_RECEIVED },
	REVIEW_LATE(struct review_report),
};

bool
review_report_may(struct act *a)
{
	const struct review *r = a->row;

	if (r->order_served_on == DAY_NONE)
		return act_bar(a, _("责令纠正通知书尚未送达"));
	return r->reported_on == DAY_NONE || act_bar(a, _("已报告，等候验收"));
}

bool
review_report_check(struct act *a)
{
	const struct review *r = a->row;
	const struct review_report *in = a->args;

	return case_in_order(a, "on", in->on, r->order_served_on, _("报告日期不能早于送达日期")) &&
		case_in_order(a, "on", in->on, r->returned_on, _("报告日期不能早于退回日期"));
}

bool
review_report_run(struct act *a)
{
	struct review *r = a->row;
	const struct review_report *in = a->args;

	r->report = in->report;
	r->reporter = in->reporter;
	if (*r->reporter == '\0' && actor_speaks_for(a->actor, r->agency))
		r->reporter = a->actor->name;
	r->reported_on = in->on;
	if (in->on > r->order_due)
		act_note(a, _("超过纠正期限%d日"), (int)(in->on - r->order_due));
	return true;
}

/* ---- accept_correction 验收 ---- */

const struct field review_accept_correction_fields[3] = {
	{ F_PARA(struct review_accept_correction, acceptance), .label = N_("验收意见"), .flags = FIELD_REQUIRED, .article = 16 },
	{ F_DAY(struct review_accept_correction, on), .label = N_("验收日期"), .flags = FIELD_HAPPENED },
	REVIEW_LATE(struct review_accept_correction),
};

bool
review_accept_correction_may(struct act *a)
{
	const struct review *r = a->row;

	return r->reported_on != DAY_NONE || act_bar(a, _("执法机构尚未报告纠正情况"));
}

bool
review_accept_correction_check(struct act *a)
{
	const struct review *r = a->row;
	const struct review_accept_correction *in = a->args;

	return case_in_order(a, "on", in->on, r->reported_on, _("验收日期不能早于报告日期"));
}

bool
review_accept_correction_run(struct act *a)
{
	struct review *r = a->row;
	const struct review_accept_correction *in = a->args;

	r->acceptance = in->acceptance;
	r->corrected_on = in->on;
	r->rec.state = REVIEW_CORRECTED;
	return true;
}

/* ---- return_correction 退回 ---- */

const struct field review_return_correction_fields[4] = {
	{ F_LINE(struct review_return_correction, return_reason), .label = N_("退回原因"), .flags = FIELD_REQUIRED | FIELD_NOTE,
	  .article = 16, .max = 500 },
	{ F_DAY(struct review_return_correction, order_due), .label = N_("新的纠正期限"), .flags = FIELD_NOTE,
	  .hint = N_("不填则原期限不变") },
	{ F_DAY(struct review_return_correction, on), .label = N_("退回日期"), .flags = FIELD_HAPPENED },
	REVIEW_LATE(struct review_return_correction),
};

bool
review_return_correction_check(struct act *a)
{
	const struct review *r = a->row;
	const struct review_return_correction *in = a->args;

	if (in->order_due != DAY_NONE && in->order_due <= in->on)
		return act_refuse(a, "order_due", 16, _("新的纠正期限应当晚于退回日期"));
	return case_in_order(a, "on", in->on, r->reported_on, _("退回日期不能早于报告日期"));
}

bool
review_return_correction_run(struct act *a)
{
	struct review *r = a->row;
	const struct review_return_correction *in = a->args;

	r->returns++;
	r->returned_on = in->on;
	r->return_reason = in->return_reason;
	/* The report stays to be read; the period runs again. */
	r->reported_on = DAY_NONE;
	if (in->order_due != DAY_NONE)
		r->order_due = in->order_due;
	return true;
}

/* ---- propose 建议监察机关 ---- */

const struct field review_propose_fields[4] = {
	{ F_LINE(struct review_propose, proposed_to), .label = N_("监察机关"), .flags = FIELD_REQUIRED | FIELD_NOTE, .article = 16 },
	{ F_PARA(struct review_propose, proposal), .label = N_("严重后果及建议"), .flags = FIELD_REQUIRED, .article = 16 },
	{ F_DAY(struct review_propose, on), .label = N_("建议日期"), .flags = FIELD_HAPPENED },
	REVIEW_LATE(struct review_propose),
};

bool
review_propose_may(struct act *a)
{
	const struct review *r = a->row;

	if (!upheld_opinion(r))
		return act_bar(a, _("意见未认定成立"));
	return r->proposed_on == DAY_NONE || act_bar(a, _("已提出建议"));
}

bool
review_propose_check(struct act *a)
{
	const struct review *r = a->row;
	const struct review_propose *in = a->args;

	return case_in_order(a, "on", in->on, r->decided_on, _("建议日期不能早于决定日期"));
}

bool
review_propose_run(struct act *a)
{
	struct review *r = a->row;
	const struct review_propose *in = a->args;

	r->proposed_to = in->proposed_to;
	r->proposal = in->proposal;
	r->proposed_on = in->on;
	return true;
}

/* ---- criticise 通报批评 ---- */

const struct field review_criticise_fields[3] = {
	{ F_PARA(struct review_criticise, criticism), .label = N_("通报内容"), .flags = FIELD_REQUIRED },
	{ F_DAY(struct review_criticise, on), .label = N_("通报日期"), .flags = FIELD_HAPPENED },
	REVIEW_LATE(struct review_criticise),
};

bool
review_criticise_may(struct act *a)
{
	const struct review *r = a->row;

	if (!upheld_opinion(r))
		return act_bar(a, _("意见未认定成立"));
	return r->criticised_on == DAY_NONE || act_bar(a, _("已通报批评"));
}

bool
review_criticise_check(struct act *a)
{
	const struct review *r = a->row;
	const struct review_criticise *in = a->args;

	return case_in_order(a, "on", in->on, r->decided_on, _("通报日期不能早于决定日期"));
}

bool
review_criticise_run(struct act *a)
{
	struct review *r = a->row;
	const struct review_criticise *in = a->args;

	r->criticism = in->criticism;
	r->criticised_on = in->on;
	return true;
}

/* ---- ask_recheck 申请复查 ---- */

const struct field review_ask_recheck_fields[4] = {
	{ F_PARA(struct review_ask_recheck, recheck_reason), .label = N_("复查理由"), .flags = FIELD_REQUIRED },
	{ F_DAY(struct review_ask_recheck, on), .label = N_("申请日期"), .flags = FIELD_HAPPENED },
	{ F_DAY(struct review_ask_recheck, received), .label = N_("收到日期"), .flags = FIELD_RECEIVED },
	REVIEW_LATE(struct review_ask_recheck),
};

bool
review_ask_recheck_may(struct act *a)
{
	const struct review *r = a->row;

	if (r->order_served_on == DAY_NONE)
		return act_bar(a, _("责令纠正通知书尚未送达"));
	return r->recheck_on == DAY_NONE || act_bar(a, _("已申请过复查"));
}

bool
review_ask_recheck_check(struct act *a)
{
	const struct review *r = a->row;
	const struct review_ask_recheck *in = a->args;
	day_t last = calendar_add_workdays(a->cal, r->order_served_on, (int)r->recheck_ask_days);
	char iso[DAY_TEXT];

	if (in->on > last)
		return act_refuse(a, "on", 16, _("申请复查的期限为送达之日起%lld个工作日，已于%s届满"),
			(long long)r->recheck_ask_days, day_format(last, iso));
	return case_in_order(a, "on", in->on, r->order_served_on, _("申请日期不能早于送达日期"));
}

bool
review_ask_recheck_run(struct act *a)
{
	struct review *r = a->row;
	const struct review_ask_recheck *in = a->args;

	r->recheck_reason = in->recheck_reason;
	r->recheck_on = in->on;
	r->recheck_days = setting_int(a->db, "recheck_days", 15);
	act_note(a, "%s", _("复查期间不停止责令纠正的执行"));
	return true;
}

/* ---- decide_recheck 复查决定 ---- */

const struct field review_decide_recheck_fields[6] = {
	{ F_WORD(struct review_decide_recheck, recheck_result, recheck_results), .label = N_("复查结果"),
	  .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_PARA(struct review_decide_recheck, recheck_text), .label = N_("复查理由"), .flags = FIELD_REQUIRED },
	{ F_PARA(struct review_decide_recheck, order_text), .label = N_("变更后的纠正事项"), .hint = N_("变更的填写") },
	{ F_DAY(struct review_decide_recheck, order_due), .label = N_("变更后的纠正期限"), .flags = FIELD_NOTE },
	{ F_DAY(struct review_decide_recheck, on), .label = N_("决定日期"), .flags = FIELD_HAPPENED },
	REVIEW_LATE(struct review_decide_recheck),
};

bool
review_decide_recheck_may(struct act *a)
{
	const struct review *r = a->row;

	return review_recheck_pending(r) || act_bar(a, _("没有待决定的复查"));
}

bool
review_decide_recheck_check(struct act *a)
{
	const struct review *r = a->row;
	const struct review_decide_recheck *in = a->args;
	bool changes = *in->order_text != '\0' || in->order_due != DAY_NONE;

	if (in->recheck_result == RECHECK_CHANGED && !changes)
		return act_refuse(a, "order_text", 16, _("变更的，应当写明变更后的纠正事项或者期限"));
	if (in->recheck_result != RECHECK_CHANGED && changes)
		return act_refuse(a, "recheck_result", 16, _("只有变更才改写纠正事项或者期限"));
	if (in->order_due != DAY_NONE && in->order_due <= in->on)
		return act_refuse(a, "order_due", 16, _("变更后的纠正期限应当晚于决定日期"));
	return case_in_order(a, "on", in->on, r->recheck_on, _("决定日期不能早于申请复查的日期"));
}

bool
review_decide_recheck_run(struct act *a)
{
	struct review *r = a->row;
	const struct review_decide_recheck *in = a->args;
	day_t due = calendar_add_workdays(a->cal, r->recheck_on, (int)r->recheck_days);

	r->recheck_result = in->recheck_result;
	r->recheck_text = in->recheck_text;
	r->recheck_decided_on = in->on;
	if (in->on > due)
		act_note(a, _("逾期%d个工作日"), calendar_count(a->cal, due, in->on));
	if (in->recheck_result == RECHECK_UPHELD)
		return true;
	if (*in->order_text != '\0')
		r->order_text = in->order_text;
	if (in->order_due != DAY_NONE)
		r->order_due = in->order_due;
	/* What the supervisor was told no longer holds: he is told anew (16). */
	if (r->informed_on != DAY_NONE) {
		r->informed_on = DAY_NONE;
		act_notice(a, _("处理情况有变，请重新告知监督员（第十六条）"));
	}
	if (in->recheck_result == RECHECK_CANCELLED)
		r->rec.state = REVIEW_DECIDED;
	return true;
}
