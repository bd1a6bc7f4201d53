/*
 * review_examine.c: from the letter (监督意见书) to the bureau's decision.
 *
 * Knows: articles 13, 15 and 16: every letter is examined; where more is needed, a
 * special inspection or an investigation; the outcome and its reason.
 * Must not know: what follows from an order.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "flow/conflict.h"
#include "flow/flows.h"
#include "flow/review_acts.h"

/* ---- register 登记 ---- */

const struct field review_register_fields[12] = {
	{ F_REF(struct review_register, supervisor, "supervisor"), .label = N_("监督员"), .flags = FIELD_REQUIRED, .article = 13,
	  .hint = N_("姓名、证号或拼音首字母") },
	{ F_LINE(struct review_register, certificate), .label = N_("证件编号"), .article = 13, .max = 60,
	  .hint = N_("不填则取现有监督员证") },
	{ F_DAY(struct review_register, raised_on), .label = N_("意见书日期"), .flags = FIELD_REQUIRED | FIELD_HAPPENED,
	  .article = 13 },
	{ F_DAY(struct review_register, received_on), .label = N_("收到日期"), .flags = FIELD_RECEIVED,
	  .hint = N_("审查期限自次日起算") },
	{ F_REF(struct review_register, agency, "agency"), .label = N_("执法机构"), .flags = FIELD_NOTE, .article = 13 },
	{ F_WORD(struct review_register, field, enforcement_fields), .label = N_("执法领域"), .flags = FIELD_REQUIRED },
	{ F_LINE(struct review_register, subject), .label = N_("事由"), .max = 60, .hint = N_("一句话，不填则从事实中取") },
	{ F_PARA(struct review_register, facts), .label = N_("事实与理由"), .flags = FIELD_REQUIRED, .article = 13 },
	{ F_PARA(struct review_register, grounds), .label = N_("提请理由"), .article = 15 },
	{ F_PARA(struct review_register, request), .label = N_("请求事项") },
	{ F_PARA(struct review_register, evidence), .label = N_("证据材料"), .max = 4000 },
	REVIEW_LATE(struct review_register),
};

/* The opinion whose act brings this letter, NULL when it is put to the bureau by itself. */
static const struct opinion *
brought_by(const struct act *a)
{
	return a->outer != NULL && a->outer->flow == &flow_opinion ? a->outer->row : NULL;
}

bool
review_register_check(struct act *a)
{
	const struct review_register *in = a->args;
	struct case_party party;
	const char *name, *initials;

	if (brought_by(a) != NULL)
		return true; /* the opinion was asked all this */
	if (in->agency == 0)
		return act_refuse(a, "agency", 13, _("监督意见书应当写明所监督的执法机构"));
	return case_agency(a, in->agency, true, &name, &initials) &&
		case_supervisor(a, in->supervisor, in->raised_on, in->certificate, &party);
}

#define SUBJECT_MOST 40

/* The clause that *S begins with; *S moves past it and what ends it. */
static const char *
next_clause(struct arena *ar, const char **s)
{
	static const char *const ends[] = { "。", "；", "，", "：", ";", "\n" };
	size_t n = strlen(*s), skip = 0;
	const char *clause;

	for (size_t i = 0; i < N_OF(ends); i++) {
		const char *p = strstr(*s, ends[i]);

		if (p != NULL && (size_t)(p - *s) < n) {
			n = (size_t)(p - *s);
			skip = strlen(ends[i]);
		}
	}
	clause = text_trim(ar, arena_strndup(ar, *s, n));
	*s += n + skip;
	return clause;
}

/*
 * Does a clause only say when or where: 2026年3月2日上午, 当日下午3时许, 在某路口?  A matter has more: when
 * words of time and what belongs to them are taken away, something is left.
 */
static bool
is_opener(const char *clause)
{
	static const char *const of_time[] = { "年", "月", "日", "号", "时", "点", "分", "许", "左右", "上午", "下午", "中午", "晚上",
		"晚", "早上", "凌晨", "当日", "当天", "近日", "日前", "今年", "去年", "本月", "上月", "星期", "周", "期间", "至", "和", "、",
		"自", "从", "于", "在", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "〇", "零" };
	static const char *const of_place[] = { "路", "街", "巷", "口", "处", "店", "场", "小区", "社区", "村", "镇", "街道", "楼", "门前",
		"附近", "内", "里", "旁", "边", "大厅", "窗口", "公司", "工地", "院" };
	const char *s = clause;
	bool at = false;

	while (*s != '\0') {
		size_t n = strspn(s, "0123456789.-/:~ ");

		for (size_t i = 0; n == 0 && i < N_OF(of_time); i++)
			if (strncmp(s, of_time[i], strlen(of_time[i])) == 0)
				n = strlen(of_time[i]);
		if (n == 0)
			break;
		at = strncmp(s, "在", strlen("在")) == 0 || strncmp(s, "于", strlen("于")) == 0;
		s += n;
	}
	if (*s == '\0')
		return true;
	/* What is left is a place when it stands behind 在, 于 or 到 and ends as places do. */
	at = at || strncmp(s, "到", strlen("到")) == 0;
	for (size_t i = 0; at && i < N_OF(of_place); i++)
		if (strlen(s) > strlen(of_place[i]) && strcmp(s + strlen(s) - strlen(of_place[i]), of_place[i]) == 0)
			return true;
	return false;
}

/* Does a clause only lead to the next: 对照…基准, 经比对…案件, 发现…时? */
static bool
is_leading(const char *clause)
{
	static const char *const begins[] = { "对照", "比对", "经", "据", "根据", "依照", "向" };
	static const char *const ends[] = { "时", "后", "前", "中" };
	size_t n = strlen(clause);

	for (size_t i = 0; i < N_OF(begins); i++)
		if (strncmp(clause, begins[i], strlen(begins[i])) == 0)
			return true;
	for (size_t i = 0; i < N_OF(ends); i++)
		if (n > strlen(ends[i]) && strcmp(clause + n - strlen(ends[i]), ends[i]) == 0)
			return true;
	return false;
}

/*
 * What the letter is about, in one line, from its facts: the first clause that names the agency, else the first
 * that says more than when and where; the dates and places that people begin with say nothing in a list.
 */
static const char *
subject_of(struct act *a, const char *facts, const char *agency)
{
	const char *first = "", *best = "", *clause, *rest = "";
	size_t most = 0, len;
	uint32_t cp;

	for (const char *s = facts; *s != '\0' && *best == '\0';) {
		clause = next_clause(a->arena, &s);
		if (*clause == '\0')
			continue;
		if (*agency != '\0' && strstr(clause, agency) != NULL)
			best = clause;
		else if (*first == '\0' && !is_opener(clause))
			first = clause;
		else
			continue;
		rest = s;
	}
	clause = *best != '\0' ? best : *first != '\0' ? first : facts;
	if (is_leading(clause) && *rest != '\0')
		clause = arena_printf(a->arena, "%s，%s", clause, next_clause(a->arena, &rest));
	len = strlen(clause);
	for (int i = 0; i < SUBJECT_MOST && most < len; i++)
		most += text_decode(clause + most, len - most, &cp);
	clause = text_clean(a->arena, arena_strndup(a->arena, clause, most), false);
	return most < len ? arena_printf(a->arena, "%s…", clause) : clause;
}

bool
review_register_run(struct act *a)
{
	const struct review_register *in = a->args;
	const struct opinion *o = brought_by(a);
	struct review *r = a->row;
	struct case_party party;
	const char *initials;
	size_t told = strlen(a->notices);
	int year, month, day;

	case_copy_all(a);
	if (o != NULL ? !case_person(a, in->supervisor, &party) :
			!case_supervisor(a, in->supervisor, in->raised_on, in->certificate, &party))
		return false;
	a->notices[told] = '\0'; /* the check has said it already */
	if (!case_agency(a, r->agency, false, &r->agency_name, &initials))
		return false;
	r->supervisor = party.supervisor;
	r->person = party.person;
	r->person_name = party.name;
	if (o == NULL)
		r->certificate = party.certificate;
	r->initials = arena_printf(a->arena, "%s %s", party.initials, initials);
	r->source = SOURCE_DIRECT;
	if (o != NULL) {
		r->opinion = o->rec.id;
		r->officer = o->officer;
		r->agency_name = o->agency_name;
		if (o->adopted != 0)
			r->source = SOURCE_REFUSED;
		else if (o->served_on != DAY_NONE)
			r->source = SOURCE_OVERDUE;
	} else {
		r->officer = conflict_officer(a, r->agency);
	}
	if (*r->subject == '\0')
		r->subject = subject_of(a, r->facts, r->agency_name);
	/* Numbered by the year in which the bureau takes it up. */
	day_split(r->received_on, &year, &month, &day);
	r->number = act_number(a, "review", year);
	r->number_key = case_number_key(r->number);
	r->review_days = setting_int(a->db, "review_days", 30);
	r->convey_days = setting_int(a->db, "convey_days", 5);
	r->before_rule = case_before_rule(a, r->raised_on);
	r->rec.state = REVIEW_RECEIVED;
	act_note(a, "%s", r->number);
	return true;
}

/* ---- examine 审查 ---- */

const struct field review_examine_fields[3] = {
	{ F_PARA(struct review_examine, examination), .label = N_("审查情况"), .flags = FIELD_REQUIRED, .article = 16 },
	{ F_DAY(struct review_examine, on), .label = N_("审查日期"), .flags = FIELD_HAPPENED },
	REVIEW_LATE(struct review_examine),
};

bool
review_examine_check(struct act *a)
{
	const struct review *r = a->row;
	const struct review_examine *in = a->args;

	return case_in_order(a, "on", in->on, r->received_on, _("审查日期不能早于收到日期"));
}

bool
review_examine_run(struct act *a)
{
	struct review *r = a->row;
	const struct review_examine *in = a->args;

	r->examined_on = in->on;
	r->examination = in->examination;
	r->rec.state = REVIEW_EXAMINING;
	return true;
}

/* ---- investigate 检查或调查 ---- */

const struct field review_investigate_fields[5] = {
	{ F_WORD(struct review_investigate, inquiry, review_inquiries), .label = N_("方式"), .flags = FIELD_REQUIRED | FIELD_NOTE,
	  .article = 16 },
	{ F_LINE(struct review_investigate, team), .label = N_("检查、调查人员"), .flags = FIELD_REQUIRED | FIELD_NOTE, .article = 16,
	  .hint = N_("不少于二人，用顿号分开") },
	{ F_PARA(struct review_investigate, plan), .label = N_("方案") },
	{ F_DAY(struct review_investigate, on), .label = N_("决定日期"), .flags = FIELD_HAPPENED },
	REVIEW_LATE(struct review_investigate),
};

int
review_team_size(const char *team)
{
	static const char *const seps[] = { "、", "，", "；", ",", ";", "\n" };
	const char *seen[32];
	size_t len[32];
	int n = 0;

	while (*team != '\0') {
		size_t part = strlen(team), skip = 0, blank;

		for (size_t i = 0; i < N_OF(seps); i++) {
			const char *p = strstr(team, seps[i]);

			if (p != NULL && (size_t)(p - team) < part) {
				part = (size_t)(p - team);
				skip = strlen(seps[i]);
			}
		}
		blank = strspn(team, " ");
		if (blank < part && n < (int)N_OF(seen)) {
			bool again = false;

			for (int i = 0; i < n; i++)
				again = again || (len[i] == part - blank && memcmp(seen[i], team + blank, len[i]) == 0);
			if (!again) {
				seen[n] = team + blank;
				len[n++] = part - blank;
			}
		}
		team += part + (team[part] != '\0' ? skip : 0);
	}
	return n;
}

bool
review_investigate_check(struct act *a)
{
	const struct review *r = a->row;
	const struct review_investigate *in = a->args;

	/* 重庆市行政执法监督条例: at least two officers. */
	if (review_team_size(in->team) < 2)
		return act_refuse(a, "team", 16, _("检查、调查人员不得少于二人，请用顿号分开姓名"));
	return case_in_order(a, "on", in->on, r->examined_on, _("决定日期不能早于审查日期"));
}

bool
review_investigate_run(struct act *a)
{
	struct review *r = a->row;
	const struct review_investigate *in = a->args;

	r->inquiry = in->inquiry;
	r->team = in->team;
	r->plan = in->plan;
	r->investigated_on = in->on;
	r->rec.state = REVIEW_INVESTIGATING;
	return true;
}

/* ---- findings 检查、调查结果 ---- */

const struct field review_findings_fields[3] = {
	{ F_PARA(struct review_findings, findings), .label = N_("查明的情况"), .flags = FIELD_REQUIRED, .article = 16 },
	{ F_DAY(struct review_findings, on), .label = N_("完成日期"), .flags = FIELD_HAPPENED },
	REVIEW_LATE(struct review_findings),
};

bool
review_findings_check(struct act *a)
{
	const struct review *r = a->row;
	const struct review_findings *in = a->args;

	return case_in_order(a, "on", in->on, r->investigated_on, _("完成日期不能早于决定检查、调查的日期"));
}

bool
review_findings_run(struct act *a)
{
	struct review *r = a->row;
	const struct review_findings *in = a->args;

	r->findings = in->findings;
	r->found_on = in->on;
	return true;
}

/* ---- extend 延长审查期限 ---- */

const struct field review_extend_fields[4] = {
	{ F_INT(struct review_extend, days), .label = N_("延长工作日数"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 60 },
	{ F_LINE(struct review_extend, extend_reason), .label = N_("延长理由"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 500 },
	{ F_DAY(struct review_extend, on), .label = N_("批准日期"), .flags = FIELD_HAPPENED },
	REVIEW_LATE(struct review_extend),
};

bool
review_extend_check(struct act *a)
{
	const struct review *r = a->row;
	const struct review_extend *in = a->args;

	if (in->days < 1)
		return act_refuse(a, "days", 16, _("延长的工作日数应当大于零"));
	return case_in_order(a, "on", in->on, r->received_on, _("批准日期不能早于收到日期"));
}

bool
review_extend_run(struct act *a)
{
	struct review *r = a->row;
	const struct review_extend *in = a->args;
	day_t due;
	char iso[DAY_TEXT];

	r->extension += in->days;
	r->extend_reason = in->extend_reason;
	r->extended_on = in->on;
	due = calendar_add_workdays(a->cal, r->received_on, (int)(r->review_days + r->extension));
	act_note(a, _("延至%s"), day_format(due, iso));
	return true;
}

/* ---- decide 决定 ---- */

const struct field review_decide_fields[5] = {
	{ F_WORD(struct review_decide, outcome, review_outcomes), .label = N_("审查结论"), .flags = FIELD_REQUIRED | FIELD_NOTE,
	  .article = 16 },
	{ F_PARA(struct review_decide, reason), .label = N_("理由"), .article = 16,
	  .hint = N_("不成立、部分成立的，应当说明理由") },
	{ F_LINE(struct review_decide, transfer_to), .label = N_("移送机关"), .flags = FIELD_NOTE, .article = 16,
	  .hint = N_("移送的填写") },
	{ F_DAY(struct review_decide, on), .label = N_("决定日期"), .flags = FIELD_HAPPENED, .article = 16 },
	REVIEW_LATE(struct review_decide),
};

bool
review_decide_may(struct act *a)
{
	const struct review *r = a->row;

	if (r->rec.state == REVIEW_INVESTIGATING && r->found_on == DAY_NONE)
		return act_bar(a, _("尚未登记检查、调查结果"));
	return true;
}

bool
review_decide_check(struct act *a)
{
	const struct review *r = a->row;
	const struct review_decide *in = a->args;

	if (in->outcome == OUTCOME_UNFOUNDED && *in->reason == '\0')
		return act_refuse(a, "reason", 16, _("意见不成立的，应当向监督员说明理由（第十六条）"));
	if (in->outcome == OUTCOME_PARTLY && *in->reason == '\0')
		return act_refuse(a, "reason", 16, _("意见部分成立的，应当说明不成立部分的理由（第十六条）"));
	if (in->outcome == OUTCOME_SELF_CORRECTED && *in->reason == '\0')
		return act_refuse(a, "reason", 16, _("已自行纠正的，应当写明执法机构怎样纠正（第十六条）"));
	if (in->outcome == OUTCOME_TRANSFERRED && *in->transfer_to == '\0')
		return act_refuse(a, "transfer_to", 16, _("移送的，应当写明移送机关"));
	if (in->outcome != OUTCOME_TRANSFERRED && *in->transfer_to != '\0')
		return act_refuse(a, "transfer_to", 16, _("结论不是移送，不填移送机关"));
	return case_in_order(a, "on", in->on, r->examined_on, _("决定日期不能早于审查日期")) &&
		case_in_order(a, "on", in->on, r->found_on, _("决定日期不能早于检查、调查完成的日期"));
}

static void
decided(struct act *a, word_t outcome, const char *reason, day_t on)
{
	struct review *r = a->row;

	r->outcome = outcome;
	r->reason = reason;
	r->decided_on = on;
	r->convey_days = setting_int(a->db, "convey_days", 5);
	r->rec.state = REVIEW_DECIDED;
}

bool
review_decide_run(struct act *a)
{
	struct review *r = a->row;
	const struct review_decide *in = a->args;
	day_t due = calendar_add_workdays(a->cal, r->received_on, (int)(r->review_days + r->extension));

	decided(a, in->outcome, in->reason, in->on);
	r->transfer_to = in->transfer_to;
	if (in->outcome == OUTCOME_TRANSFERRED)
		r->transfer_days = setting_int(a->db, "transfer_report_days", 10);
	if (in->on > due)
		act_note(a, _("逾期%d个工作日"), calendar_count(a->cal, due, in->on));
	return true;
}

/* ---- withdraw 撤回意见书 ---- */

const struct field review_withdraw_fields[4] = {
	{ F_PARA(struct review_withdraw, reason), .label = N_("撤回原因"), .flags = FIELD_REQUIRED | FIELD_NOTE | FIELD_KEPT },
	{ F_DAY(struct review_withdraw, on), .label = N_("撤回日期"), .flags = FIELD_HAPPENED },
	{ F_DAY(struct review_withdraw, received), .label = N_("收到日期"), .flags = FIELD_RECEIVED },
	REVIEW_LATE(struct review_withdraw),
};

bool
review_withdraw_check(struct act *a)
{
	const struct review *r = a->row;
	const struct review_withdraw *in = a->args;

	return case_in_order(a, "on", in->on, r->raised_on, _("撤回日期不能早于意见书日期")) &&
		case_in_order(a, "on", in->on, r->examined_on, _("撤回日期不能早于审查日期")) &&
		case_in_order(a, "on", in->on, r->investigated_on, _("撤回日期不能早于决定检查、调查的日期"));
}

bool
review_withdraw_run(struct act *a)
{
	const struct review_withdraw *in = a->args;

	decided(a, OUTCOME_WITHDRAWN, in->reason, in->on);
	return true;
}

/* ---- transfer_report 移送后的反馈 ---- */

const struct field review_transfer_report_fields[4] = {
	{ F_PARA(struct review_transfer_report, transfer_report), .label = N_("移送机关办理情况"), .flags = FIELD_REQUIRED },
	{ F_DAY(struct review_transfer_report, on), .label = N_("反馈日期"), .flags = FIELD_HAPPENED },
	{ F_DAY(struct review_transfer_report, received), .label = N_("收到日期"), .flags = FIELD_RECEIVED },
	REVIEW_LATE(struct review_transfer_report),
};

bool
review_transfer_report_may(struct act *a)
{
	const struct review *r = a->row;

	if (r->outcome != OUTCOME_TRANSFERRED)
		return act_bar(a, _("没有移送"));
	return r->transfer_report_on == DAY_NONE || act_bar(a, _("已登记移送机关的反馈"));
}

bool
review_transfer_report_check(struct act *a)
{
	const struct review *r = a->row;
	const struct review_transfer_report *in = a->args;

	return case_in_order(a, "on", in->on, r->decided_on, _("反馈日期不能早于移送日期"));
}

bool
review_transfer_report_run(struct act *a)
{
	struct review *r = a->row;
	const struct review_transfer_report *in = a->args;

	r->transfer_report = in->transfer_report;
	r->transfer_report_on = in->on;
	return true;
}
