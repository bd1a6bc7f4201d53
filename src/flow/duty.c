/*
 * duty.c: the flow of duty reports: asked for by period, filled from the record, assessed.
 *
 * Knows: article 18 (performance is collected regularly).  Must not know: faces; the yearly
 * evaluation that counts these.
 *
 * duty_period.c reads periods; duty_books.c says how a report is found.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "flow/cases.h"
#include "flow/duty_acts.h"
#include "flow/erase.h"
#include "flow/flows.h"
#include "flow/parties.h"

#define FIX FIELD_CORRECTABLE
#define LATE(S) \
	{ F_LINE(S, late_reason), .label = N_("补记原因"), .flags = FIELD_LATE | FIELD_NOTE, .hint = N_("补记较早的事项时填写") }

static const struct field fields[] = {
	{ F_LINE(struct duty, period), .label = N_("报送期"), .article = 18 },
	{ F_LINE(struct duty, period_name), .label = N_("报送期名称"), .flags = FIELD_HIDDEN },
	{ F_DAY(struct duty, starts_on), .label = N_("期间起"), .article = 18 },
	{ F_DAY(struct duty, ends_on), .label = N_("期间止"), .article = 18 },
	{ F_REF(struct duty, person, "person"), .label = N_("监督员"), .article = 18 },
	{ F_REF(struct duty, supervisor, "supervisor"), .label = N_("监督员聘期"), .flags = FIELD_HIDDEN },
	{ F_NAME(struct duty, person_name), .label = N_("监督员姓名"), .flags = FIELD_PERSONAL | FIELD_HIDDEN },
	{ F_LINE(struct duty, initials), .label = N_("拼音首字母"), .flags = FIELD_PERSONAL | FIELD_HIDDEN },
	{ F_DAY(struct duty, asked_on), .label = N_("通知日期") },
	{ F_INT(struct duty, report_days), .label = N_("报送期限"), .flags = FIELD_HIDDEN },
	{ F_INT(struct duty, reminders), .label = N_("催报次数") },
	{ F_DAY(struct duty, reminded_on), .label = N_("最近催报日期") },
	{ F_DAY(struct duty, reported_on), .label = N_("报送日期"), .flags = FIX },
	{ F_DAY(struct duty, received_on), .label = N_("收到日期") },
	{ F_BOOL(struct duty, on_behalf), .label = N_("区司法局代填") },
	{ F_BOOL(struct duty, late), .label = N_("逾期报送") },
	FIGURE_FIELDS(struct duty),
	{ F_PARA(struct duty, work), .label = N_("主要履职情况"), .flags = FIELD_PERSONAL | FIX, .article = 18 },
	{ F_PARA(struct duty, problems), .label = N_("问题和建议"), .flags = FIELD_PERSONAL | FIX },
	{ F_PARA(struct duty, plan), .label = N_("下一步打算"), .flags = FIELD_PERSONAL | FIX },
	{ F_INT(struct duty, returns), .label = N_("退回次数") },
	{ F_LINE(struct duty, return_reason), .label = N_("退回原因"), .flags = FIELD_PERSONAL },
	{ F_INT(struct duty, assess_days), .label = N_("评定期限"), .flags = FIELD_HIDDEN },
	{ F_DAY(struct duty, assessed_on), .label = N_("评定日期") },
	{ F_WORD(struct duty, grade, duty_grades), .label = N_("评定"), .article = 18 },
	{ F_PARA(struct duty, comment), .label = N_("评语"), .flags = FIELD_PERSONAL },
	{ F_REF(struct duty, officer, "account"), .label = N_("承办人") },
};

/* ---- ask 通知报送 ---- */

struct duty_ask {
	const char *period;
	int64_t supervisor;
	day_t on;
	const char *late_reason;
};

static const struct field ask_fields[] = {
	{ F_LINE(struct duty_ask, period), .label = N_("报送期"), .article = 18, .max = 30,
	  .hint = N_("如2026-Q3、2026年第三季度、2026年上半年；不填为最近结束的一期") },
	{ F_REF(struct duty_ask, supervisor, "supervisor"), .label = N_("监督员"), .article = 18,
	  .hint = N_("不填则通知全部在聘监督员") },
	{ F_DAY(struct duty_ask, on), .label = N_("通知日期"), .flags = FIELD_HAPPENED },
	LATE(struct duty_ask),
};

/* The period that is meant; false after a refusal. */
static bool
meant(struct act *a, struct duty_period *out)
{
	const struct duty_ask *in = a->args;

	if (*in->period == '\0') {
		*out = duty_period_last(a, in->on);
		return true;
	}
	return duty_period_read(a, in->period, out) ||
		act_refuse(a, "period", 18, _("报送期：请写成2026-Q3、2026-H1或者2026，也可以写2026年第三季度"));
}

/* The next active supervisor above AFTER whose term meets the period and who was not yet asked for it; 0 none. */
static int64_t
next_unasked(struct act *a, const struct duty_period *p, int64_t after)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT s.id FROM supervisor s WHERE s.id > :after AND s.state = 'active' AND s.term_start <= :end "
		"AND coalesce(s.left_on, s.term_end) >= :start AND NOT EXISTS "
		"(SELECT 1 FROM duty d WHERE d.person = s.person AND d.period = :period) ORDER BY s.id LIMIT 1");
	int64_t id = 0;

	db_bind_int(s, ":after", after);
	db_bind_day(s, ":start", p->starts_on);
	db_bind_day(s, ":end", p->ends_on);
	db_bind_text(s, ":period", p->key);
	if (db_step(s))
		id = db_int(s, 0);
	db_done(s);
	return id;
}

static bool
asked_already(struct act *a, int64_t person, const char *period)
{
	struct stmt *s = db_prepare(a->db, "SELECT 1 FROM duty WHERE person = :person AND period = :period");
	bool found;

	db_bind_int(s, ":person", person);
	db_bind_text(s, ":period", period);
	found = db_step(s);
	db_done(s);
	return found;
}

static bool
check_ask(struct act *a)
{
	const struct duty_ask *in = a->args;
	const struct supervisor *s = act_load(a, "supervisor", in->supervisor);
	struct duty_period p;

	if (!meant(a, &p))
		return false;
	if (p.starts_on > in->on)
		return act_refuse(a, "period", 18, _("报送期：%s尚未开始"), p.name);
	if (s == NULL)
		return next_unasked(a, &p, 0) != 0 ||
			act_refuse(a, "supervisor", 18, _("%s：在聘监督员都已通知，或者没有在聘监督员"), p.name);
	if (s->rec.state != SUPERVISOR_ACTIVE)
		return act_refuse(a, "supervisor", 5, _("监督员%s现为“%s”，不在聘期内"), s->name,
			word_label(supervisor_states, s->rec.state));
	if (s->term_start > p.ends_on || s->term_end < p.starts_on)
		return act_refuse(a, "supervisor", 5, _("监督员%s的聘期不在%s内"), s->name, p.name);
	if (asked_already(a, s->person, p.key))
		return act_refuse(a, "supervisor", 18, _("%s：已通知%s报送"), p.name, s->name);
	return true;
}

static bool
run_ask(struct act *a)
{
	const struct duty_ask *in = a->args;
	struct duty *d = a->row;
	struct duty_period p;
	struct case_party party;

	if (!meant(a, &p) || !case_person(a, in->supervisor != 0 ? in->supervisor : next_unasked(a, &p, 0), &party))
		return false;
	d->period = p.key;
	d->period_name = p.name;
	d->starts_on = p.starts_on;
	d->ends_on = p.ends_on;
	d->person = party.person;
	d->supervisor = party.supervisor;
	d->person_name = party.name;
	d->initials = party.initials;
	d->asked_on = in->on;
	d->report_days = setting_int(a->db, "duty_days", 15);
	if (a->actor->roles & ROLE_CLERK)
		d->officer = a->actor->account;
	d->rec.state = DUTY_DUE;
	act_note(a, "%s  %s", p.name, party.name);
	return true;
}

/* All the others, in the same transaction: who was asked a moment ago no longer counts. */
static bool
also_ask(struct act *a)
{
	const struct duty_ask *in = a->args;
	const struct duty *d = a->row;
	struct duty_period p;
	char on[DAY_TEXT];
	int n = 1;

	if (in->supervisor != 0 || !meant(a, &p))
		return in->supervisor != 0;
	day_format(in->on, on);
	for (int64_t id = d->supervisor; (id = next_unasked(a, &p, id)) != 0; n++)
		if (act_also(a, "duty.ask", 0, "period", p.key, "supervisor", arena_printf(a->arena, "%lld", (long long)id), "on", on,
			NULL) == 0)
			return false;
	act_notice(a, _("%s：已通知%d位监督员报送履职情况"), p.name, n);
	return true;
}

/*
 * The program asks by itself when a period has ended, while a report asked for on the first day would still be in
 * time: what nobody asked for by then a clerk decides (article 18).
 */
static size_t
owed(struct act *a, int64_t after, struct owed *out, size_t max)
{
	struct duty_period p;

	if (after != 0 || max == 0 || setting_int(a->db, "duty_auto", 1) == 0)
		return 0;
	p = duty_period_last(a, a->today);
	/* On its last day a period still runs. */
	if (p.ends_on >= a->today || next_unasked(a, &p, 0) == 0 ||
		calendar_add_workdays(a->cal, p.ends_on, (int)setting_int(a->db, "duty_days", 15)) < a->today)
		return 0;
	out[0] = (struct owed){ "duty.ask", 0 };
	return 1;
}

/* ---- remind 催报 ---- */

struct duty_remind {
	word_t how;
	day_t on;
	const char *text;
	const char *late_reason;
};

static const struct field remind_fields[] = {
	{ F_WORD(struct duty_remind, how, convey_ways), .label = N_("催报方式"), .flags = FIELD_NOTE, .standard = "phone" },
	{ F_DAY(struct duty_remind, on), .label = N_("催报日期"), .flags = FIELD_HAPPENED },
	{ F_LINE(struct duty_remind, text), .label = N_("催报内容"), .flags = FIELD_NOTE, .max = 500 },
	LATE(struct duty_remind),
};

static bool
check_remind(struct act *a)
{
	const struct duty *d = a->row;
	const struct duty_remind *in = a->args;

	return case_in_order(a, "on", in->on, d->asked_on, _("催报日期不能早于通知日期"));
}

static bool
run_remind(struct act *a)
{
	struct duty *d = a->row;
	const struct duty_remind *in = a->args;

	d->reminders++;
	if (d->reminded_on == DAY_NONE || in->on > d->reminded_on)
		d->reminded_on = in->on;
	act_note(a, _("第%lld次"), (long long)d->reminders);
	return true;
}

/* ---- report 报送 ---- */

struct duty_report {
	const char *work, *problems, *plan;
	day_t on;
	day_t received;
	const char *late_reason;
};

static const struct field report_fields[] = {
	{ F_PARA(struct duty_report, work), .label = N_("主要履职情况"), .article = 18,
	  .hint = N_("活动、意见、询问的件数由程序从档案统计，不填也可以") },
	{ F_PARA(struct duty_report, problems), .label = N_("问题和建议") },
	{ F_PARA(struct duty_report, plan), .label = N_("下一步打算") },
	{ F_DAY(struct duty_report, on), .label = N_("报送日期"), .flags = FIELD_HAPPENED, .article = 18 },
	{ F_DAY(struct duty_report, received), .label = N_("收到日期"), .flags = FIELD_RECEIVED },
	LATE(struct duty_report),
};

static bool
check_report(struct act *a)
{
	const struct duty *d = a->row;
	const struct duty_report *in = a->args;

	return case_in_order(a, "on", in->on, d->asked_on, _("报送日期不能早于通知日期"));
}

/* The record's own figures for the period, as they are now. */
static void
count(struct act *a, struct duty *d)
{
	figures_count(a, d->person, d->starts_on, d->ends_on, &d->figures);
	/* A report does not count itself. */
	d->figures.asked_reports = d->figures.timely_reports = 0;
}

static bool
run_report(struct act *a)
{
	struct duty *d = a->row;
	const struct duty_report *in = a->args;
	bool self = actor_is(a->actor, d->person);
	day_t last = calendar_add_workdays(a->cal, d->asked_on, (int)d->report_days);
	char iso[DAY_TEXT];

	count(a, d);
	/* What the record says is the report when nothing else is said. */
	d->work = !text_is_blank(in->work) ? in->work : figures_text(a, &d->figures);
	d->problems = in->problems;
	d->plan = in->plan;
	d->reported_on = in->on;
	d->received_on = in->received;
	d->on_behalf = !self;
	d->late = in->on > last;
	d->assess_days = setting_int(a->db, "assess_days", 10);
	d->rec.state = DUTY_REPORTED;
	if (d->late)
		act_notice(a, _("报送期限%s已过，记为逾期报送"), day_format(last, iso));
	if (d->on_behalf)
		act_note(a, _("区司法局代填"));
	return true;
}

/* ---- recount 重新统计 ---- */

struct duty_recount {
	const char *why;
};

static const struct field recount_fields[] = {
	{ F_LINE(struct duty_recount, why), .label = N_("原因"), .flags = FIELD_NOTE, .max = 200 },
};

static bool
run_recount(struct act *a)
{
	struct duty *d = a->row;
	struct figures before = d->figures;

	count(a, d);
	if (memcmp(&before, &d->figures, sizeof before) == 0)
		return act_refuse(a, NULL, 18, _("数字没有变化，无须重新统计"));
	act_note(a, "%s", figures_text(a, &d->figures));
	return true;
}

/* ---- return 退回 ---- */

struct duty_return {
	const char *return_reason;
	day_t on;
	const char *late_reason;
};

static const struct field return_fields[] = {
	{ F_LINE(struct duty_return, return_reason), .label = N_("退回原因"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 500 },
	{ F_DAY(struct duty_return, on), .label = N_("退回日期"), .flags = FIELD_HAPPENED },
	LATE(struct duty_return),
};

static bool
check_return(struct act *a)
{
	const struct duty *d = a->row;
	const struct duty_return *in = a->args;

	return case_in_order(a, "on", in->on, d->reported_on, _("退回日期不能早于报送日期"));
}

static bool
run_return(struct act *a)
{
	struct duty *d = a->row;
	const struct duty_return *in = a->args;

	d->returns++;
	d->return_reason = in->return_reason;
	d->reported_on = d->received_on = DAY_NONE;
	d->late = d->on_behalf = false;
	d->rec.state = DUTY_DUE;
	return true;
}

/* ---- assess 评定 ---- */

struct duty_assess {
	word_t grade;
	const char *comment;
	day_t on;
	const char *late_reason;
};

static const struct field assess_fields[] = {
	{ F_WORD(struct duty_assess, grade, duty_grades), .label = N_("评定"), .flags = FIELD_REQUIRED | FIELD_NOTE, .article = 18 },
	{ F_PARA(struct duty_assess, comment), .label = N_("评语"), .hint = N_("一般、未报送的须写明") },
	{ F_DAY(struct duty_assess, on), .label = N_("评定日期"), .flags = FIELD_HAPPENED },
	LATE(struct duty_assess),
};

static bool
check_assess(struct act *a)
{
	const struct duty *d = a->row;
	const struct duty_assess *in = a->args;
	bool missing = in->grade == DUTY_MISSING;

	if (d->rec.state == DUTY_DUE && !missing)
		return act_refuse(a, "grade", 18, _("评定：尚未报送，只能评定为“未报送”"));
	if (d->rec.state == DUTY_REPORTED && missing)
		return act_refuse(a, "grade", 18, _("评定：已经报送，不能评定为“未报送”"));
	if (missing && calendar_add_workdays(a->cal, d->asked_on, (int)d->report_days) >= in->on)
		return act_refuse(a, "grade", 18, _("评定：报送期限未过，不能评定为“未报送”"));
	if ((missing || in->grade == DUTY_WEAK) && text_is_blank(in->comment))
		return act_refuse(a, "comment", 18, _("评语：评定为“%s”的须写明理由"), word_label(duty_grades, in->grade));
	return case_in_order(a, "on", in->on, d->reported_on, _("评定日期不能早于报送日期"));
}

static bool
run_assess(struct act *a)
{
	struct duty *d = a->row;
	const struct duty_assess *in = a->args;

	d->grade = in->grade;
	d->comment = in->comment;
	d->assessed_on = in->on;
	d->rec.state = DUTY_ASSESSED;
	return true;
}

/* ---- assign 交接, correct 更正, carry 同步姓名 ---- */

static bool
check_assign(struct act *a)
{
	return case_assign_check(a, ((const struct duty *)a->row)->officer);
}

static bool
run_assign(struct act *a)
{
	((struct duty *)a->row)->officer = ((const struct case_assign *)a->args)->to;
	return true;
}

struct duty_correct {
	const char *work, *problems, *plan;
	day_t reported_on;
	const char *comment;
	const char *reason;
};

static const struct field correct_fields[] = {
	{ F_PARA(struct duty_correct, work), .label = N_("主要履职情况"), .flags = FIELD_PREFILL },
	{ F_PARA(struct duty_correct, problems), .label = N_("问题和建议"), .flags = FIELD_PREFILL },
	{ F_PARA(struct duty_correct, plan), .label = N_("下一步打算"), .flags = FIELD_PREFILL },
	{ F_DAY(struct duty_correct, reported_on), .label = N_("报送日期"), .flags = FIELD_PREFILL | FIELD_PAST },
	{ F_PARA(struct duty_correct, comment), .label = N_("评语"), .flags = FIELD_PREFILL },
	{ F_LINE(struct duty_correct, reason), .label = N_("更正原因"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 500 },
};

static bool
may_correct(struct act *a)
{
	const struct duty *d = a->row;

	return (a->actor->roles & ROLE_CLERK) || d->rec.state == DUTY_REPORTED || act_bar(a, _("已评定，由区司法局更正"));
}

static bool
run_correct(struct act *a)
{
	struct duty *d = a->row;
	bool reported = d->reported_on != DAY_NONE;

	act_copy(a);
	if (reported != (d->reported_on != DAY_NONE))
		return act_refuse(a, "reported_on", 18, reported ? _("报送日期：不能更正为空") : _("报送日期：没有报送，不能用更正填写"));
	if (reported && text_is_blank(d->work))
		return act_refuse(a, "work", 18, _("主要履职情况：不能更正为空"));
	if (d->assessed_on == DAY_NONE && *d->comment != '\0')
		return act_refuse(a, "comment", 18, _("评语：尚未评定，不能用更正填写"));
	if (reported)
		d->late = d->reported_on > calendar_add_workdays(a->cal, d->asked_on, (int)d->report_days);
	return case_in_order(a, "reported_on", d->reported_on, d->asked_on, _("报送日期不能早于通知日期")) &&
		case_in_order(a, "reported_on", d->assessed_on, d->reported_on, _("报送日期不能晚于评定日期"));
}

static bool
run_carry(struct act *a)
{
	struct duty *d = a->row;
	const struct name_carry *in = a->args;

	d->person_name = in->person_name;
	d->initials = in->initials;
	return true;
}

#define ALL (S(DUTY_DUE) | S(DUTY_REPORTED) | S(DUTY_ASSESSED))
#define TABLE(t, S) .fields = t, .n_fields = N_OF(t), .args_size = sizeof(S)

static const struct action actions[] = {
	{
		.name = "duty.ask",
		.label = N_("通知报送履职情况"),
		.help = N_("通知监督员报送一期履职情况；不指明监督员的，一次通知全部在聘而尚未通知的监督员。"),
		.article = 18,
		.roles = ROLE_CLERK | ROLE_PROGRAM,
		.from = S_NEW,
		.to = S(DUTY_DUE),
		TABLE(ask_fields, struct duty_ask),
		.check = check_ask,
		.run = run_ask,
		.also = also_ask,
	},
	{
		.name = "duty.remind",
		.label = N_("催报"),
		.help = N_("催促监督员报送，每次催报留痕。"),
		.article = 18,
		.roles = ROLE_CLERK,
		.from = S(DUTY_DUE),
		.key = 'u',
		.flags = ACT_KEEPS,
		TABLE(remind_fields, struct duty_remind),
		.check = check_remind,
		.run = run_remind,
	},
	{
		.name = "duty.report",
		.label = N_("报送履职情况"),
		.help = N_("监督员本人报送，或者由区司法局代填；活动、意见、询问等件数由程序从档案统计。"),
		.article = 18,
		.roles = ROLE_CLERK | ROLE_SUPERVISOR,
		.from = S(DUTY_DUE),
		.to = S(DUTY_REPORTED),
		.key = 'f',
		TABLE(report_fields, struct duty_report),
		.check = check_report,
		.run = run_report,
	},
	{
		.name = "duty.recount",
		.label = N_("重新统计"),
		.help = N_("报送后补记、更正了活动或者意见的，重新从档案统计本期数字。"),
		.article = 18,
		.roles = ROLE_CLERK,
		.from = S(DUTY_REPORTED),
		.key = 'k',
		.flags = ACT_KEEPS,
		TABLE(recount_fields, struct duty_recount),
		.run = run_recount,
	},
	{
		.name = "duty.return",
		.label = N_("退回重报"),
		.help = N_("报送的内容不完整的，写明原因退回监督员。"),
		.article = 18,
		.roles = ROLE_CLERK,
		.from = S(DUTY_REPORTED),
		.to = S(DUTY_DUE),
		.key = 'w',
		TABLE(return_fields, struct duty_return),
		.check = check_return,
		.run = run_return,
	},
	{
		.name = "duty.assess",
		.label = N_("评定"),
		.help = N_("评定一期履职情况；期限已过仍未报送的，评定为“未报送”并写明理由。"),
		.article = 18,
		.roles = ROLE_BUREAU,
		.from = S(DUTY_DUE) | S(DUTY_REPORTED),
		.to = S(DUTY_ASSESSED),
		.key = 'd',
		TABLE(assess_fields, struct duty_assess),
		.check = check_assess,
		.run = run_assess,
	},
	{
		.name = "duty.assign",
		.label = N_("交接承办人"),
		.help = N_("把这件报送交给另一位经办人承办，写明原因。"),
		.roles = ROLE_BUREAU,
		.from = S(DUTY_DUE) | S(DUTY_REPORTED),
		.key = 'g',
		.flags = ACT_KEEPS,
		TABLE(case_assign_fields, struct case_assign),
		.check = check_assign,
		.run = run_assign,
	},
	{
		.name = "duty.correct",
		.label = N_("更正登记内容"),
		.help = N_("更正登记有误的内容，原内容、新内容和原因留痕。"),
		.roles = ROLE_CLERK | ROLE_SUPERVISOR,
		.from = S(DUTY_REPORTED) | S(DUTY_ASSESSED),
		.key = 'r',
		.flags = ACT_KEEPS | ACT_CORRECT,
		TABLE(correct_fields, struct duty_correct),
		.may = may_correct,
		.run = run_correct,
	},
	{
		.name = "duty.carry",
		.label = N_("同步监督员姓名"),
		.help = N_("监督员姓名更正后，所报履职情况随之更正。"),
		.roles = ROLE_PROGRAM,
		.from = ALL,
		.flags = ACT_KEEPS | ACT_INTERNAL,
		TABLE(name_carry_fields, struct name_carry),
		.run = run_carry,
	},
	ACTION_ERASE("duty"),
};

/* "2026-Q3 冉凯文": the period and the name, as the title says it. */
static const char *const refs[] = {
	"d.period = substr(:v, 1, instr(:v, ' ') - 1) AND d.person_name = substr(:v, instr(:v, ' ') + 1)",
	NULL,
};

static const char *const counted[] = { "late", NULL };

const struct flow flow_duty = {
	.name = "duty",
	.label = N_("履职报送"),
	.table = "duty",
	.states = duty_states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct duty),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = duty_lists,
	.n_lists = N_OF(duty_lists),
	.scopes = duty_scopes,
	.n_scopes = N_OF(duty_scopes),
	.sees = duty_sees,
	.refs = refs,
	.choose = "(d.person_name >= :v AND d.person_name < :v || char(1114111)) OR d.period = :v OR d.initials LIKE :v || '%'",
	.title = duty_title,
	.clocks = duty_clocks,
	.waits = duty_waits,
	.tally = duty_tally,
	.counted = counted,
	.owed = owed,
	.text = duty_text,
	.menu = 84,
};
