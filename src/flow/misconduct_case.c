/*
 * misconduct_case.c: a supervisor's breach is reported, looked into, and the person heard.
 *
 * Knows: articles 11 (what is forbidden) and 19 (agencies report, the bureau investigates).
 * Must not know: what comes of it (misconduct_end.c).
 */
#include <string.h>

#include "base/text.h"
#include "flow/cases.h"
#include "flow/misconduct_acts.h"
#include "flow/parties.h"
#include "flow/review_acts.h"

/* ---- report 登记反馈 ---- */

const struct field misconduct_report_fields[12] = {
	{ F_REF(struct misconduct_report, supervisor, "supervisor"), .label = N_("监督员"), .article = 19,
	  .hint = N_("姓名、证号或拼音首字母") },
	{ F_LINE(struct misconduct_report, bearer), .label = N_("姓名或者证件编号"), .article = 13, .max = 60,
	  .hint = N_("执法机构反馈时填写所出示证件上的姓名或者编号") },
	{ F_WORD(struct misconduct_report, source, misconduct_sources), .label = N_("来源"), .flags = FIELD_NOTE, .article = 19,
	  .standard = "agency" },
	{ F_REF(struct misconduct_report, agency, "agency"), .label = N_("反馈机构"), .flags = FIELD_NOTE, .article = 19 },
	{ F_LINE(struct misconduct_report, reporter), .label = N_("反馈人") },
	{ F_SET(struct misconduct_report, kinds, misconduct_kinds), .label = N_("情形"), .flags = FIELD_REQUIRED, .article = 11 },
	{ F_PARA(struct misconduct_report, facts), .label = N_("事实"), .flags = FIELD_REQUIRED, .article = 19 },
	{ F_PARA(struct misconduct_report, evidence), .label = N_("证据材料"), .max = 4000, .hint = N_("每行一项") },
	{ F_DAY(struct misconduct_report, occurred_on), .label = N_("发生日期"), .flags = FIELD_PAST },
	{ F_DAY(struct misconduct_report, reported_on), .label = N_("反馈日期"), .flags = FIELD_HAPPENED },
	{ F_DAY(struct misconduct_report, received_on), .label = N_("收到日期"), .flags = FIELD_RECEIVED },
	MISCONDUCT_LATE(struct misconduct_report),
};

/* An agency's liaison names the supervisor by what the certificate said. */
static int64_t
bearer(struct act *a, const char *called)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT c.supervisor, 0 FROM certificate c WHERE c.number = :v "
		"UNION ALL SELECT s.id, s.person FROM supervisor s WHERE s.name = :v AND +s.state = 'active' LIMIT 3");
	int64_t id = 0, person = 0;

	db_bind_text(s, ":v", called);
	while (db_step(s)) {
		if (id == 0) {
			id = db_int(s, 0);
			person = db_int(s, 1);
		} else if (person != 0 && db_int(s, 1) != person) {
			id = -1;
		}
	}
	return id;
}

/* The term that is meant: by reference or by what the certificate said; 0 after a refusal. */
static int64_t
meant(struct act *a)
{
	const struct misconduct_report *in = a->args;
	int64_t id = in->supervisor;

	if (id == 0 && text_is_blank(in->bearer)) {
		act_refuse(a, "supervisor", 19, _("监督员：必须填写；不能选择的，填写姓名或者证件编号"));
		return 0;
	}
	if (id == 0)
		id = bearer(a, in->bearer);
	if (id < 0) {
		act_refuse(a, "bearer", 19, _("不止一位监督员叫“%s”，请填写证件编号"), in->bearer);
		return 0;
	}
	if (id == 0)
		act_refuse(a, "bearer", 19, _("没有姓名或者证件编号为“%s”的监督员"), in->bearer);
	return id;
}

/* Who reports through the liaison's account is that agency. */
static int64_t
reporting_agency(struct act *a)
{
	const struct misconduct_report *in = a->args;

	return (a->actor->roles & ROLE_BUREAU) ? in->agency : a->actor->agency;
}

bool
misconduct_report_check(struct act *a)
{
	const struct misconduct_report *in = a->args;
	bool outside = !(a->actor->roles & ROLE_BUREAU);
	const char *name, *initials;

	if (outside && in->source != MISCONDUCT_BY_AGENCY)
		return act_refuse(a, "source", 19, _("执法机构只能登记本机构的反馈"));
	if (outside && in->agency != 0 && in->agency != a->actor->agency)
		return act_refuse(a, "agency", 19, _("执法机构只能登记本机构的反馈"));
	if (in->source == MISCONDUCT_BY_AGENCY && reporting_agency(a) == 0)
		return act_refuse(a, "agency", 19, _("反馈机构：执法机构反馈的须写明机构"));
	if (in->source != MISCONDUCT_BY_AGENCY && in->agency != 0)
		return act_refuse(a, "agency", 19, _("反馈机构：来源不是执法机构反馈的，不填机构"));
	return case_in_order(a, "reported_on", in->reported_on, in->occurred_on, _("反馈日期不能早于发生日期")) &&
		case_agency(a, reporting_agency(a), true, &name, &initials) && meant(a) != 0;
}

bool
misconduct_report_run(struct act *a)
{
	const struct misconduct_report *in = a->args;
	struct misconduct *m = a->row;
	struct case_party party;
	const char *initials;
	int year, month, day;

	case_copy_all(a);
	m->agency = reporting_agency(a);
	if (!case_person(a, meant(a), &party) || !case_agency(a, m->agency, false, &m->agency_name, &initials))
		return false;
	day_split(in->received_on, &year, &month, &day);
	m->number = act_number(a, "misconduct", year);
	m->number_key = case_number_key(m->number);
	m->supervisor = party.supervisor;
	m->person = party.person;
	m->person_name = party.name;
	m->initials = arena_printf(a->arena, "%s %s", party.initials, initials);
	if (*m->reporter == '\0' && !(a->actor->roles & ROLE_BUREAU))
		m->reporter = a->actor->name;
	m->handle_days = setting_int(a->db, "misconduct_days", 30);
	m->inform_days = setting_int(a->db, "convey_days", 5);
	m->before_rule = case_before_rule(a, m->occurred_on != DAY_NONE ? m->occurred_on : m->reported_on);
	if (a->actor->roles & ROLE_CLERK)
		m->officer = a->actor->account;
	m->rec.state = MISCONDUCT_REPORTED;
	act_note(a, "%s  %s", m->number, word_labels(a->arena, misconduct_kinds, m->kinds));
	return true;
}

/* ---- investigate 开展调查 ---- */

const struct field misconduct_investigate_fields[4] = {
	{ F_LINE(struct misconduct_investigate, team), .label = N_("调查人员"), .flags = FIELD_REQUIRED | FIELD_NOTE, .article = 19,
	  .hint = N_("不少于二人，用顿号分开") },
	{ F_PARA(struct misconduct_investigate, plan), .label = N_("方案") },
	{ F_DAY(struct misconduct_investigate, on), .label = N_("开始日期"), .flags = FIELD_HAPPENED },
	MISCONDUCT_LATE(struct misconduct_investigate),
};

bool
misconduct_investigate_check(struct act *a)
{
	const struct misconduct *m = a->row;
	const struct misconduct_investigate *in = a->args;

	if (review_team_size(in->team) < 2)
		return act_refuse(a, "team", 19, _("调查人员不得少于二人，请用顿号分开姓名"));
	return case_in_order(a, "on", in->on, m->received_on, _("开始日期不能早于收到日期"));
}

bool
misconduct_investigate_run(struct act *a)
{
	struct misconduct *m = a->row;
	const struct misconduct_investigate *in = a->args;

	m->team = in->team;
	m->plan = in->plan;
	m->investigated_on = in->on;
	m->rec.state = MISCONDUCT_INVESTIGATING;
	return true;
}

/* ---- state 听取陈述 ---- */

const struct field misconduct_state_fields[4] = {
	{ F_PARA(struct misconduct_state_of, statement), .label = N_("本人陈述"), .flags = FIELD_REQUIRED, .article = 19,
	  .hint = N_("未陈述的，写明原因") },
	{ F_BOOL(struct misconduct_state_of, unstated), .label = N_("未陈述"), .flags = FIELD_NOTE },
	{ F_DAY(struct misconduct_state_of, on), .label = N_("陈述日期"), .flags = FIELD_HAPPENED },
	MISCONDUCT_LATE(struct misconduct_state_of),
};

bool
misconduct_state_check(struct act *a)
{
	const struct misconduct *m = a->row;
	const struct misconduct_state_of *in = a->args;

	return case_in_order(a, "on", in->on, m->received_on, _("陈述日期不能早于收到日期"));
}

bool
misconduct_state_run(struct act *a)
{
	struct misconduct *m = a->row;
	const struct misconduct_state_of *in = a->args;

	m->statement = in->statement;
	m->unstated = in->unstated;
	m->stated_on = in->on;
	return true;
}

/* ---- findings 登记调查结果 ---- */

const struct field misconduct_findings_fields[3] = {
	{ F_PARA(struct misconduct_findings, findings), .label = N_("查明的情况"), .flags = FIELD_REQUIRED, .article = 19 },
	{ F_DAY(struct misconduct_findings, on), .label = N_("完成日期"), .flags = FIELD_HAPPENED },
	MISCONDUCT_LATE(struct misconduct_findings),
};

bool
misconduct_findings_check(struct act *a)
{
	const struct misconduct *m = a->row;
	const struct misconduct_findings *in = a->args;

	return case_in_order(a, "on", in->on, m->investigated_on, _("完成日期不能早于开始调查的日期"));
}

bool
misconduct_findings_run(struct act *a)
{
	struct misconduct *m = a->row;
	const struct misconduct_findings *in = a->args;

	m->findings = in->findings;
	m->found_on = in->on;
	return true;
}

/* ---- assign 交接, carry 同步姓名 ---- */

bool
misconduct_assign_check(struct act *a)
{
	return case_assign_check(a, ((const struct misconduct *)a->row)->officer);
}

bool
misconduct_assign_run(struct act *a)
{
	((struct misconduct *)a->row)->officer = ((const struct case_assign *)a->args)->to;
	return true;
}

bool
misconduct_carry_run(struct act *a)
{
	struct misconduct *m = a->row;
	const struct name_carry *in = a->args;
	const char *name, *initials;

	if (!case_agency(a, m->agency, false, &name, &initials))
		return false;
	m->person_name = in->person_name;
	m->initials = arena_printf(a->arena, "%s %s", in->initials, initials);
	return true;
}

/* ---- correct 更正 ---- */

const struct field misconduct_correct_fields[16] = {
	{ F_WORD(struct misconduct_correct, source, misconduct_sources), .label = N_("来源"), .flags = FIELD_PREFILL, .article = 19 },
	{ F_REF(struct misconduct_correct, agency, "agency"), .label = N_("反馈机构"), .flags = FIELD_PREFILL, .article = 19 },
	{ F_LINE(struct misconduct_correct, reporter), .label = N_("反馈人"), .flags = FIELD_PREFILL },
	{ F_SET(struct misconduct_correct, kinds, misconduct_kinds), .label = N_("情形"), .flags = FIELD_PREFILL, .article = 11 },
	{ F_PARA(struct misconduct_correct, facts), .label = N_("事实"), .flags = FIELD_PREFILL, .article = 19 },
	{ F_PARA(struct misconduct_correct, evidence), .label = N_("证据材料"), .flags = FIELD_PREFILL, .max = 4000 },
	{ F_DAY(struct misconduct_correct, occurred_on), .label = N_("发生日期"), .flags = FIELD_PREFILL | FIELD_PAST },
	{ F_DAY(struct misconduct_correct, reported_on), .label = N_("反馈日期"), .flags = FIELD_PREFILL | FIELD_PAST },
	{ F_DAY(struct misconduct_correct, received_on), .label = N_("收到日期"), .flags = FIELD_PREFILL | FIELD_PAST },
	{ F_LINE(struct misconduct_correct, team), .label = N_("调查人员"), .flags = FIELD_PREFILL },
	{ F_PARA(struct misconduct_correct, statement), .label = N_("本人陈述"), .flags = FIELD_PREFILL },
	{ F_PARA(struct misconduct_correct, findings), .label = N_("查明的情况"), .flags = FIELD_PREFILL },
	{ F_LINE(struct misconduct_correct, transfer_to), .label = N_("移送机关"), .flags = FIELD_PREFILL },
	{ F_LINE(struct misconduct_correct, receipt), .label = N_("回执"), .flags = FIELD_PREFILL },
	{ F_PARA(struct misconduct_correct, transfer_report), .label = N_("移送机关的答复"), .flags = FIELD_PREFILL },
	{ F_LINE(struct misconduct_correct, reason), .label = N_("更正原因"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 500 },
};

bool
misconduct_correct_check(struct act *a)
{
	const struct misconduct *m = a->row;
	const struct misconduct_correct *in = a->args;
	const char *name, *initials;

	return !act_given(a, "agency") || in->agency == m->agency || case_agency(a, in->agency, true, &name, &initials);
}

/* A step that was not taken is not made up by a correction, nor is one that was taken wiped out. */
static bool
same_steps(struct act *a, const struct misconduct *m)
{
	const struct {
		const char *field, *label;
		bool taken, filled;
	} steps[] = {
		{ "team", _("调查人员"), m->investigated_on != DAY_NONE, !text_is_blank(m->team) },
		{ "statement", _("本人陈述"), m->stated_on != DAY_NONE, !text_is_blank(m->statement) },
		{ "findings", _("查明的情况"), m->found_on != DAY_NONE, !text_is_blank(m->findings) },
		{ "transfer_to", _("移送机关"), m->outcome == RESULT_TRANSFERRED, !text_is_blank(m->transfer_to) },
		{ "receipt", _("回执"), m->receipt_on != DAY_NONE, !text_is_blank(m->receipt) },
		{ "transfer_report", _("移送机关的答复"), m->transfer_report_on != DAY_NONE, !text_is_blank(m->transfer_report) },
	};

	for (size_t i = 0; i < N_OF(steps); i++) {
		if (steps[i].filled && !steps[i].taken)
			return act_refuse(a, steps[i].field, 19, _("%s：尚未办到这一步，不能用更正填写"), steps[i].label);
		if (!steps[i].filled && steps[i].taken)
			return act_refuse(a, steps[i].field, 19, _("%s：不能更正为空"), steps[i].label);
	}
	return true;
}

bool
misconduct_correct_run(struct act *a)
{
	struct misconduct *m = a->row;
	struct case_party party;
	const char *name, *initials;
	int64_t agency = m->agency;

	act_copy(a);
	if (m->reported_on == DAY_NONE)
		return act_refuse(a, "reported_on", 19, _("反馈日期：不能为空"));
	if (m->received_on == DAY_NONE)
		return act_refuse(a, "received_on", 19, _("收到日期：不能为空"));
	if (m->kinds == 0)
		return act_refuse(a, "kinds", 11, _("情形：不能为空"));
	if (text_is_blank(m->facts))
		return act_refuse(a, "facts", 19, _("事实：不能为空"));
	if (m->source == 0)
		return act_refuse(a, "source", 19, _("来源：不能为空"));
	if ((m->source == MISCONDUCT_BY_AGENCY) != (m->agency != 0))
		return act_refuse(a, "agency", 19, _("反馈机构：来源是执法机构反馈的须写明机构，否则不填"));
	if (!case_person(a, m->supervisor, &party) || !case_agency(a, m->agency, false, &name, &initials))
		return false;
	if (m->agency != agency)
		m->agency_name = name;
	m->initials = arena_printf(a->arena, "%s %s", party.initials, initials);
	m->before_rule = case_before_rule(a, m->occurred_on != DAY_NONE ? m->occurred_on : m->reported_on);
	return same_steps(a, m) &&
		case_in_order(a, "reported_on", m->reported_on, m->occurred_on, _("反馈日期不能早于发生日期")) &&
		case_in_order(a, "received_on", m->received_on, m->reported_on, _("收到日期不能早于反馈日期")) &&
		case_in_order(a, "received_on", m->investigated_on, m->received_on, _("收到日期不能晚于开始调查的日期")) &&
		case_in_order(a, "received_on", m->decided_on, m->received_on, _("收到日期不能晚于处理日期"));
}
