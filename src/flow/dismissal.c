/*
 * dismissal.c: the flow of dismissals: its words, its record, its acts, itself.
 *
 * Knows: article 17; every part of the flow by dismissal.h.  Must not know: faces;
 * how the evidence was found.
 *
 * The rows stand here and their functions beside, by room: dismissal_propose.c
 * (proposed, told, heard), dismissal_decide.c (approved or rejected, executed),
 * dismissal_books.c (how it is found and waited for).
 */
#include "flow/dismissal.h"

#include "base/i18n.h"
#include "flow/cases.h"
#include "flow/erase.h"
#include "flow/flows.h"

const struct word dismissal_states[] = {
	WORD_NONE,
	[DISMISSAL_PROPOSED] = { "proposed", N_("已提出"), 17 },
	[DISMISSAL_HEARD] = { "heard", N_("已听取陈述"), 17 },
	[DISMISSAL_APPROVED] = { "approved", N_("已批准"), 17 },
	[DISMISSAL_REJECTED] = { "rejected", N_("未批准"), 17 },
	[DISMISSAL_EXECUTED] = { "executed", N_("已解聘"), 17 },
	WORD_END,
};

const struct word dismissal_grounds[] = {
	WORD_NONE,
	[GROUND_UNFIT] = { "unfit", N_("不再符合条件（第一项）"), 17 },
	[GROUND_MISCONDUCT] = { "misconduct", N_("有禁止行为（第二项）"), 17 },
	[GROUND_ABSENT] = { "absence", N_("无故缺席或不履职（第三项）"), 17 },
	[GROUND_SERIOUS] = { "serious", N_("严重失职或造成损害（第四项）"), 17 },
	WORD_END,
};

const struct word dismissal_grounds_short[] = {
	WORD_NONE,
	[GROUND_UNFIT] = { "unfit", N_("不再符合条件"), 17 },
	[GROUND_MISCONDUCT] = { "misconduct", N_("有禁止行为"), 17 },
	[GROUND_ABSENT] = { "absence", N_("缺席或不履职"), 17 },
	[GROUND_SERIOUS] = { "serious", N_("严重失职损害"), 17 },
	WORD_END,
};

/* Age is no finding: who turns over the ordinary age within a term stays (article 6 is asked at appointment). */
const struct word dismissal_findings[] = {
	WORD_NONE,
	{ "penalty", N_("受刑事处罚"), 6 },
	{ "discipline", N_("受党纪政务处分"), 6 },
	{ "dishonesty", N_("有严重失信记录"), 6 },
	{ "left_district", N_("不再在本区工作或居住"), 6 },
	{ "unable", N_("健康或时间不能保证履职"), 6 },
	{ "false_material", N_("报名材料不实"), 7 },
	{ "abuse", N_("滥用监督权或妨碍执法"), 11 },
	{ "leak", N_("泄露秘密或隐私"), 11 },
	{ "pretence", N_("以监督员名义从事无关活动"), 11 },
	{ "lending", N_("违规使用或出借聘书、证件"), 11 },
	{ "absences", N_("连续无故缺席监督活动"), 17 },
	{ "duties", N_("不履行职责"), 17 },
	{ "dereliction", N_("其他严重失职"), 17 },
	{ "image", N_("损害政府形象"), 17 },
	{ "interest", N_("损害公共利益"), 17 },
	WORD_END,
};

const struct word dismissal_origins[] = {
	WORD_NONE,
	[ORIGIN_PERSON] = { "person", N_("人员提出"), 0 },
	[ORIGIN_PROGRAM] = { "program", N_("程序提出"), 0 },
	WORD_END,
};

const struct word dismissal_hearings[] = {
	WORD_NONE,
	[HEARD_WRITTEN] = { "written", N_("书面陈述"), 0 },
	[HEARD_ORAL] = { "oral", N_("口头陈述"), 0 },
	[HEARD_WAIVED] = { "waived", N_("本人表示不陈述"), 0 },
	[HEARD_SILENT] = { "silent", N_("逾期未陈述"), 0 },
	WORD_END,
};

const struct word dismissal_opens[] = {
	WORD_NONE,
	[OPEN_HANDOVER] = { "handover", N_("移交经办人继续办理"), 0 },
	[OPEN_END] = { "end", N_("终止办理"), 0 },
	WORD_END,
};

word_t
dismissal_ground_of(word_t finding)
{
	static const word_t last[] = { 0, 6, 10, 12, 15 }; /* last finding of each ground */

	for (word_t g = GROUND_UNFIT; finding > 0 && g <= GROUND_SERIOUS; g++)
		if (finding <= last[g])
			return g;
	return 0;
}

#define FIX FIELD_CORRECTABLE

static const struct field fields[] = {
	{ F_LINE(struct dismissal, number), .label = N_("决定编号"), .article = 17 },
	{ F_REF(struct dismissal, person, "person"), .label = N_("人员") },
	{ F_REF(struct dismissal, supervisor, "supervisor"), .label = N_("监督员") },
	{ F_NAME(struct dismissal, name), .label = N_("姓名"), .flags = FIELD_PERSONAL | FIELD_HIDDEN },
	{ F_LINE(struct dismissal, initials), .label = N_("拼音首字母"), .flags = FIELD_PERSONAL | FIELD_HIDDEN },
	{ F_WORD(struct dismissal, ground, dismissal_grounds), .label = N_("解聘情形"), .article = 17 },
	{ F_WORD(struct dismissal, finding, dismissal_findings), .label = N_("具体情形"), .flags = FIX, .article = 17 },
	{ F_PARA(struct dismissal, evidence), .label = N_("证据"), .flags = FIELD_PERSONAL, .article = 17 },
	{ F_LINE(struct dismissal, evidence_key), .label = N_("证据标识"), .flags = FIELD_HIDDEN },
	{ F_LINE(struct dismissal, source), .label = N_("证据来源"), .flags = FIELD_PERSONAL | FIX },
	{ F_REF(struct dismissal, candidate, "candidate"), .label = N_("不实的报名"), .article = 7 },
	{ F_INT(struct dismissal, activity1), .label = N_("缺席的活动"), .flags = FIELD_HIDDEN },
	{ F_INT(struct dismissal, activity2), .label = N_("再次缺席的活动"), .flags = FIELD_HIDDEN },
	{ F_WORD(struct dismissal, origin, dismissal_origins), .label = N_("由谁提出") },
	{ F_DAY(struct dismissal, proposed_on), .label = N_("提出日期") },
	{ F_DAY(struct dismissal, notified_on), .label = N_("告知本人日期") },
	{ F_WORD(struct dismissal, notify_how, convey_ways), .label = N_("告知本人方式") },
	{ F_INT(struct dismissal, statement_days), .label = N_("陈述期限"), .flags = FIELD_HIDDEN },
	{ F_DAY(struct dismissal, heard_on), .label = N_("陈述日期") },
	{ F_WORD(struct dismissal, heard_how, dismissal_hearings), .label = N_("陈述方式") },
	{ F_PARA(struct dismissal, statement), .label = N_("本人陈述"), .flags = FIELD_PERSONAL | FIX },
	{ F_DAY(struct dismissal, decided_on), .label = N_("审批日期") },
	{ F_PARA(struct dismissal, decision), .label = N_("审批意见"), .flags = FIELD_PERSONAL | FIX },
	{ F_REF(struct dismissal, approver, "account"), .label = N_("审批人") },
	{ F_DAY(struct dismissal, executed_on), .label = N_("解聘日期"), .article = 17 },
	{ F_WORD(struct dismissal, told_how, convey_ways), .label = N_("决定告知方式") },
	{ F_LINE(struct dismissal, certificate), .label = N_("收回的监督员证") },
	{ F_WORD(struct dismissal, open_how, dismissal_opens), .label = N_("未办结意见的处理") },
	{ F_REF(struct dismissal, handed_to, "account"), .label = N_("接办人") },
	{ F_PARA(struct dismissal, open_numbers), .label = N_("未办结的意见") },
	{ F_DAY(struct dismissal, notice_on), .label = N_("公告日期"), .flags = FIX },
	{ F_LINE(struct dismissal, notice_in), .label = N_("公告载体"), .flags = FIX },
};

/* ---- correct, carry ---- */
struct dismissal_correct {
	const char *source;
	const char *statement;
	const char *decision;
	day_t notice_on;
	const char *notice_in;
	const char *reason;
};

static const struct field correct_fields[] = {
	{ F_LINE(struct dismissal_correct, source), .label = N_("证据来源"), .flags = FIELD_PREFILL },
	{ F_PARA(struct dismissal_correct, statement), .label = N_("本人陈述"), .flags = FIELD_PREFILL },
	{ F_PARA(struct dismissal_correct, decision), .label = N_("审批意见"), .flags = FIELD_PREFILL, .max = 2000 },
	{ F_DAY(struct dismissal_correct, notice_on), .label = N_("公告日期"), .flags = FIELD_PREFILL | FIELD_PAST },
	{ F_LINE(struct dismissal_correct, notice_in), .label = N_("公告载体"), .flags = FIELD_PREFILL },
	{ F_LINE(struct dismissal_correct, reason), .label = N_("更正原因"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 500 },
};

/* A correction fills nothing that the matter has not come to. */
static bool
check_correct(struct act *a)
{
	const struct dismissal *d = a->row;
	const struct dismissal_correct *in = a->args;

	if (act_given(a, "statement") && *in->statement != '\0' && d->heard_on == DAY_NONE)
		return act_refuse(a, "statement", 17, _("本人陈述：尚未听取陈述，不能用更正填写"));
	if (act_given(a, "decision") && *in->decision != '\0' && d->decided_on == DAY_NONE)
		return act_refuse(a, "decision", 17, _("审批意见：尚未审批，不能用更正填写"));
	if (act_given(a, "decision") && *in->decision == '\0' && d->rec.state == DISMISSAL_REJECTED)
		return act_refuse(a, "decision", 17, _("审批意见：未批准的须有理由"));
	if (act_given(a, "notice_on") && in->notice_on != DAY_NONE && d->executed_on == DAY_NONE)
		return act_refuse(a, "notice_on", 17, _("公告日期：尚未解聘，不能用更正填写"));
	return !act_given(a, "notice_on") ||
		case_in_order(a, "notice_on", in->notice_on, d->executed_on, _("公告日期不能早于解聘日期"));
}

struct dismissal_carry {
	const char *name;
	const char *initials;
};

static const struct field carry_fields[] = {
	{ F_NAME(struct dismissal_carry, name), .label = N_("姓名"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 50 },
	{ F_LINE(struct dismissal_carry, initials), .label = N_("拼音首字母"), .flags = FIELD_HIDDEN },
};

#define ALIVE (S(DISMISSAL_PROPOSED) | S(DISMISSAL_HEARD) | S(DISMISSAL_APPROVED))
#define ENDED (S(DISMISSAL_REJECTED) | S(DISMISSAL_EXECUTED))

#define TABLE(t, S) .fields = t, .n_fields = N_OF(t), .args_size = sizeof(S)

static const struct action actions[] = {
	{
		.name = "dismissal.propose",
		.label = N_("提出解聘"),
		.help = N_("按第十七条四种情形之一提出解聘，写明证据；同一证据只提出一次。年龄不是解聘理由。"),
		.article = 17,
		.roles = ROLE_BUREAU | ROLE_PROGRAM,
		.from = S_NEW,
		.to = S(DISMISSAL_PROPOSED),
		TABLE(dismissal_propose_fields, struct dismissal_propose),
		.check = dismissal_propose_check,
		.run = dismissal_propose_run,
	},
	{
		.name = "dismissal.notify",
		.label = N_("告知本人"),
		.help = N_("把拟解聘的理由和证据告知监督员本人，请其陈述申辩；期限自次日起算。"),
		.article = 17,
		.roles = ROLE_CLERK,
		.from = S(DISMISSAL_PROPOSED),
		.key = 'c',
		.flags = ACT_KEEPS,
		TABLE(dismissal_notify_fields, struct dismissal_notify),
		.may = dismissal_notify_may,
		.check = dismissal_notify_check,
		.run = dismissal_notify_run,
	},
	{
		.name = "dismissal.hear",
		.label = N_("登记陈述申辩"),
		.help = N_("记录监督员本人的陈述申辩；本人表示不陈述或者逾期未陈述的，如实登记。"),
		.article = 17,
		.roles = ROLE_CLERK | ROLE_SUPERVISOR,
		.from = S(DISMISSAL_PROPOSED),
		.to = S(DISMISSAL_HEARD),
		.key = 'h',
		TABLE(dismissal_hear_fields, struct dismissal_hear),
		.may = dismissal_hear_may,
		.check = dismissal_hear_check,
		.run = dismissal_hear_run,
	},
	{
		.name = "dismissal.approve",
		.label = N_("批准解聘"),
		.help = N_("局领导听取陈述情况后批准解聘，给决定编号；由经办人执行。"),
		.article = 17,
		.roles = ROLE_LEADER,
		.from = S(DISMISSAL_HEARD),
		.to = S(DISMISSAL_APPROVED),
		.key = 's',
		.flags = ACT_CONFIRM,
		TABLE(dismissal_approve_fields, struct dismissal_decide),
		.may = dismissal_approve_may,
		.check = dismissal_approve_check,
		.run = dismissal_approve_run,
	},
	{
		.name = "dismissal.reject",
		.label = N_("不予批准"),
		.help = N_("局领导认为不应解聘的，写明理由；记录保留，同一证据不再提出。"),
		.article = 17,
		.roles = ROLE_LEADER | ROLE_PROGRAM,
		.from = S(DISMISSAL_PROPOSED) | S(DISMISSAL_HEARD) | S(DISMISSAL_APPROVED),
		.to = S(DISMISSAL_REJECTED),
		.key = 'w',
		.flags = ACT_CONFIRM,
		TABLE(dismissal_reject_fields, struct dismissal_decide),
		.check = dismissal_reject_check,
		.run = dismissal_reject_run,
	},
	{
		.name = "dismissal.execute",
		.label = N_("执行解聘"),
		.help = N_("结束任期，收回监督员证，告知本人；尚有未办结的意见的，须选择移交或者终止。"),
		.article = 17,
		.roles = ROLE_CLERK,
		.from = S(DISMISSAL_APPROVED),
		.to = S(DISMISSAL_EXECUTED),
		.key = 'x',
		.flags = ACT_CONFIRM,
		TABLE(dismissal_execute_fields, struct dismissal_execute),
		.may = dismissal_execute_may,
		.check = dismissal_execute_check,
		.run = dismissal_execute_run,
		.also = dismissal_execute_also,
	},
	{
		.name = "dismissal.publish",
		.label = N_("登记公告"),
		.help = N_("登记解聘公告的日期和载体。"),
		.article = 17,
		.roles = ROLE_CLERK,
		.from = S(DISMISSAL_EXECUTED),
		.key = 'g',
		.flags = ACT_KEEPS,
		TABLE(dismissal_publish_fields, struct dismissal_publish),
		.may = dismissal_publish_may,
		.check = dismissal_publish_check,
		.run = dismissal_publish_run,
	},
	{
		.name = "dismissal.correct",
		.label = N_("更正登记内容"),
		.help = N_("更正证据来源、陈述、审批意见和公告的登记；证据本身不改，另有证据的另行提出。"),
		.roles = ROLE_CLERK,
		.from = ALIVE | ENDED,
		.key = 'r',
		.flags = ACT_KEEPS | ACT_CORRECT,
		TABLE(correct_fields, struct dismissal_correct),
		.check = check_correct,
	},
	{
		.name = "dismissal.carry",
		.label = N_("同步监督员姓名"),
		.help = N_("监督员姓名更正后，解聘事项中的姓名随之更正。"),
		.roles = ROLE_PROGRAM,
		.from = ALIVE | ENDED,
		.flags = ACT_KEEPS | ACT_INTERNAL,
		TABLE(carry_fields, struct dismissal_carry),
	},
	ACTION_ERASE("dismissal"),
};

static const char *const refs[] = { "d.number = :v AND d.number <> ''", "d.name = :v AND +d.open = 1", "d.name = :v", NULL };

const struct flow flow_dismissal = {
	.name = "dismissal",
	.label = N_("解聘"),
	.table = "dismissal",
	.states = dismissal_states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct dismissal),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = dismissal_lists,
	.n_lists = DISMISSAL_LISTS,
	.guarded = true,
	.scopes = dismissal_scopes,
	.n_scopes = DISMISSAL_SCOPES,
	.sees = dismissal_sees,
	.number_field = "number",
	.name_field = "name",
	.refs = refs,
	.choose = "instr(d.name, :v) > 0 OR instr(d.number, :v) > 0",
	.title = dismissal_title,
	.clocks = dismissal_clocks,
	.waits = dismissal_waits,
	.tally = dismissal_tally,
	.text = dismissal_text,
	.menu = 95,
};
