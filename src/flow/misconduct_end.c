/*
 * misconduct_end.c: what comes of a report: nothing, criticism, a dismissal proposed, or
 * another organ; and who is told.
 *
 * Knows: articles 17(2) and 19.  Must not know: how a dismissal goes on: it opens one by the
 * act dismissal.propose, where the program has that flow.
 */
#include <string.h>

#include "base/text.h"
#include "flow/cases.h"
#include "flow/misconduct_acts.h"
#include "flow/parties.h"

#define EVIDENCE_MAX 4000 /* bytes of a text that are carried into the proposal; the whole stands on this record */

/* ---- decide 作出处理 ---- */

const struct field misconduct_decide_fields[6] = {
	{ F_WORD(struct misconduct_decide, outcome, misconduct_results), .label = N_("处理结果"), .flags = FIELD_REQUIRED | FIELD_NOTE,
	  .article = 19 },
	{ F_SET(struct misconduct_decide, found_kinds, misconduct_kinds), .label = N_("查实的情形"), .article = 11,
	  .hint = N_("不成立的不填") },
	{ F_PARA(struct misconduct_decide, reason), .label = N_("理由和处理意见"), .flags = FIELD_REQUIRED, .article = 19 },
	{ F_LINE(struct misconduct_decide, transfer_to), .label = N_("移送机关"), .flags = FIELD_NOTE, .article = 19,
	  .hint = N_("移送的填写") },
	{ F_DAY(struct misconduct_decide, on), .label = N_("处理日期"), .flags = FIELD_HAPPENED },
	MISCONDUCT_LATE(struct misconduct_decide),
};

static bool
check_outcome(struct act *a)
{
	const struct misconduct *m = a->row;
	const struct misconduct_decide *in = a->args;
	const struct supervisor *s = act_load(a, "supervisor", m->supervisor);
	bool breach = in->outcome == RESULT_CRITICISED || in->outcome == RESULT_DISMISSED;

	if (in->outcome == RESULT_TRANSFERRED)
		return !text_is_blank(in->transfer_to) || act_refuse(a, "transfer_to", 19, _("移送机关：移送的须写明移送给哪个机关"));
	if (!text_is_blank(in->transfer_to))
		return act_refuse(a, "transfer_to", 19, _("移送机关：不移送的不填"));
	if (m->found_on == DAY_NONE)
		return act_refuse(a, "outcome", 19, _("处理结果：尚未登记调查结果，不能认定（第十九条）"));
	if (breach && m->stated_on == DAY_NONE)
		return act_refuse(a, "outcome", 19, _("处理结果：尚未听取本人陈述，不能作出处理"));
	if (breach && in->found_kinds == 0)
		return act_refuse(a, "found_kinds", 11, _("查实的情形：成立的须写明违反第十一条的哪一项"));
	if (!breach && in->found_kinds != 0)
		return act_refuse(a, "found_kinds", 11, _("查实的情形：不成立的不填"));
	if (in->outcome == RESULT_DISMISSED && (s == NULL || s->rec.state != SUPERVISOR_ACTIVE))
		return act_refuse(a, "outcome", 17, _("处理结果：%s已不在聘期内，不能提出解聘"), m->person_name);
	return true;
}

bool
misconduct_decide_check(struct act *a)
{
	const struct misconduct *m = a->row;
	const struct misconduct_decide *in = a->args;

	return check_outcome(a) && case_in_order(a, "on", in->on, m->received_on, _("处理日期不能早于收到日期")) &&
		case_in_order(a, "on", in->on, m->found_on, _("处理日期不能早于调查完成日期")) &&
		case_in_order(a, "on", in->on, m->stated_on, _("处理日期不能早于陈述日期"));
}

/* How many bytes of TEXT go into the proposal. */
static size_t
carried(const char *text)
{
	size_t n = strlen(text);

	return n <= EVIDENCE_MAX ? n : text_boundary(text, EVIDENCE_MAX);
}

/*
 * The seam to the flow of dismissals: opened with this record as its evidence.  False after a refusal;
 * without that flow the proposal is a paper, and the notice says so.
 */
static bool
open_dismissal(struct act *a, struct misconduct *m)
{
	const char *evidence = arena_printf(a->arena, "%s  %s\n%.*s\n%.*s", m->number, word_labels(a->arena, misconduct_kinds, m->found_kinds),
		(int)carried(m->findings), m->findings, (int)carried(m->decision), m->decision);
	char on[DAY_TEXT];

	if (!act_has_flow("dismissal")) {
		act_notice(a, _("请另行提出解聘建议（第十七条第二项），附本件证据"));
		return true;
	}
	m->dismissal = act_also(a, "dismissal.propose", 0, "supervisor",
		arena_printf(a->arena, "%lld", (long long)m->supervisor), "ground", "misconduct", "evidence", evidence, "source",
		m->number, "on", day_format(m->decided_on, on), NULL);
	return m->dismissal != 0;
}

bool
misconduct_decide_run(struct act *a)
{
	static const word_t ends[] = {
		[RESULT_UNFOUNDED] = MISCONDUCT_UNFOUNDED,
		[RESULT_CRITICISED] = MISCONDUCT_CRITICISED,
		[RESULT_DISMISSED] = MISCONDUCT_DISMISSED,
		[RESULT_TRANSFERRED] = MISCONDUCT_TRANSFERRED,
	};
	struct misconduct *m = a->row;
	const struct misconduct_decide *in = a->args;

	m->outcome = in->outcome;
	m->found_kinds = in->found_kinds;
	m->decision = in->reason;
	m->transfer_to = in->transfer_to;
	m->decided_on = in->on;
	if (in->outcome == RESULT_TRANSFERRED)
		m->transfer_days = setting_int(a->db, "transfer_report_days", 10);
	m->inform_days = setting_int(a->db, "convey_days", 5);
	m->rec.state = ends[in->outcome];
	return in->outcome != RESULT_DISMISSED || open_dismissal(a, m);
}

/* ---- receipt 登记移送回执 ---- */

const struct field misconduct_receipt_fields[3] = {
	{ F_LINE(struct misconduct_receipt, receipt), .label = N_("回执"), .flags = FIELD_REQUIRED | FIELD_NOTE, .article = 19,
	  .hint = N_("回执编号、签收人") },
	{ F_DAY(struct misconduct_receipt, on), .label = N_("签收日期"), .flags = FIELD_HAPPENED },
	MISCONDUCT_LATE(struct misconduct_receipt),
};

bool
misconduct_receipt_may(struct act *a)
{
	const struct misconduct *m = a->row;

	return m->receipt_on == DAY_NONE || act_bar(a, _("已登记回执"));
}

bool
misconduct_receipt_check(struct act *a)
{
	const struct misconduct *m = a->row;
	const struct misconduct_receipt *in = a->args;

	return case_in_order(a, "on", in->on, m->decided_on, _("签收日期不能早于移送日期"));
}

bool
misconduct_receipt_run(struct act *a)
{
	struct misconduct *m = a->row;
	const struct misconduct_receipt *in = a->args;

	m->receipt = in->receipt;
	m->receipt_on = in->on;
	return true;
}

/* ---- remind 催问移送结果 ---- */

const struct field misconduct_remind_fields[4] = {
	{ F_WORD(struct misconduct_remind, how, convey_ways), .label = N_("催问方式"), .flags = FIELD_NOTE, .standard = "phone" },
	{ F_DAY(struct misconduct_remind, on), .label = N_("催问日期"), .flags = FIELD_HAPPENED },
	{ F_LINE(struct misconduct_remind, text), .label = N_("催问内容"), .flags = FIELD_NOTE, .max = 500 },
	MISCONDUCT_LATE(struct misconduct_remind),
};

bool
misconduct_remind_may(struct act *a)
{
	const struct misconduct *m = a->row;

	return m->transfer_report_on == DAY_NONE || act_bar(a, _("移送机关已答复"));
}

bool
misconduct_remind_check(struct act *a)
{
	const struct misconduct *m = a->row;
	const struct misconduct_remind *in = a->args;

	return case_in_order(a, "on", in->on, m->decided_on, _("催问日期不能早于移送日期"));
}

bool
misconduct_remind_run(struct act *a)
{
	struct misconduct *m = a->row;
	const struct misconduct_remind *in = a->args;

	m->reminders++;
	if (m->reminded_on == DAY_NONE || in->on > m->reminded_on)
		m->reminded_on = in->on;
	act_note(a, _("第%lld次"), (long long)m->reminders);
	return true;
}

/* ---- feedback 登记移送机关的答复 ---- */

const struct field misconduct_feedback_fields[3] = {
	{ F_PARA(struct misconduct_feedback, transfer_report), .label = N_("移送机关的答复"), .flags = FIELD_REQUIRED, .article = 19 },
	{ F_DAY(struct misconduct_feedback, on), .label = N_("答复日期"), .flags = FIELD_HAPPENED },
	MISCONDUCT_LATE(struct misconduct_feedback),
};

bool
misconduct_feedback_may(struct act *a)
{
	const struct misconduct *m = a->row;

	return m->transfer_report_on == DAY_NONE || act_bar(a, _("已登记移送机关的答复"));
}

bool
misconduct_feedback_check(struct act *a)
{
	const struct misconduct *m = a->row;
	const struct misconduct_feedback *in = a->args;

	return case_in_order(a, "on", in->on, m->decided_on, _("答复日期不能早于移送日期")) &&
		case_in_order(a, "on", in->on, m->receipt_on, _("答复日期不能早于签收日期"));
}

bool
misconduct_feedback_run(struct act *a)
{
	struct misconduct *m = a->row;
	const struct misconduct_feedback *in = a->args;

	m->transfer_report = in->transfer_report;
	m->transfer_report_on = in->on;
	return true;
}

/* ---- inform 告知反馈人 ---- */

const struct field misconduct_inform_fields[4] = {
	{ F_WORD(struct misconduct_inform, inform_how, convey_ways), .label = N_("告知方式"), .flags = FIELD_REQUIRED | FIELD_NOTE,
	  .article = 19 },
	{ F_LINE(struct misconduct_inform, inform_text), .label = N_("告知内容"), .flags = FIELD_NOTE, .max = 500 },
	{ F_DAY(struct misconduct_inform, on), .label = N_("告知日期"), .flags = FIELD_HAPPENED },
	MISCONDUCT_LATE(struct misconduct_inform),
};

bool
misconduct_inform_may(struct act *a)
{
	const struct misconduct *m = a->row;

	if (m->source == MISCONDUCT_BY_BUREAU)
		return act_bar(a, _("区司法局自己发现的，无须告知"));
	return m->informed_on == DAY_NONE || act_bar(a, _("已告知反馈人"));
}

bool
misconduct_inform_check(struct act *a)
{
	const struct misconduct *m = a->row;
	const struct misconduct_inform *in = a->args;

	return case_in_order(a, "on", in->on, m->decided_on, _("告知日期不能早于处理日期"));
}

bool
misconduct_inform_run(struct act *a)
{
	struct misconduct *m = a->row;
	const struct misconduct_inform *in = a->args;

	m->inform_how = in->inform_how;
	m->inform_text = in->inform_text;
	m->informed_on = in->on;
	return true;
}
