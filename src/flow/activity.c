/*
 * activity.c: the flow of supervision activities: its record, its acts, itself.
 *
 * Knows: articles 8(5)(6) and 12; every part of the flow by activity_acts.h.
 * Must not know: faces; what absences mean (absence.c).
 *
 * The rows stand here and their functions beside, by room: activity_plan.c (before it is
 * held), activity_invite.c (whom to invite), activity_life.c (held and after),
 * activity_list.c (how it is found).
 */
#include "base/i18n.h"
#include "flow/activity_acts.h"
#include "flow/flows.h"

const struct word activity_states[] = {
	WORD_NONE,
	[ACTIVITY_PLANNED] = { "planned", N_("计划"), 0 },
	[ACTIVITY_NOTIFIED] = { "notified", N_("已通知"), 0 },
	[ACTIVITY_HELD] = { "held", N_("已举行"), 0 },
	[ACTIVITY_CLOSED] = { "closed", N_("办结"), 0 },
	[ACTIVITY_CANCELLED] = { "cancelled", N_("已取消"), 0 },
	WORD_END,
};

const struct word activity_kinds[] = {
	WORD_NONE,
	[ACTIVITY_INSPECTION] = { "inspection", N_("检查"), 8 },
	[ACTIVITY_FILE_REVIEW] = { "file_review", N_("案卷评查"), 8 },
	[ACTIVITY_DOCUMENT_REVIEW] = { "document_review", N_("规范性文件审查"), 8 },
	[ACTIVITY_SURVEY] = { "survey", N_("专题调查评估"), 8 },
	[ACTIVITY_DISPUTE] = { "dispute", N_("争议协调"), 8 },
	[ACTIVITY_TRAINING] = { "training", N_("业务培训"), 8 },
	[ACTIVITY_MEETING] = { "meeting", N_("会议"), 12 },
	[ACTIVITY_STUDY] = { "study", N_("调查研究"), 8 },
	[ACTIVITY_COMMISSIONED] = { "commissioned", N_("委托事项"), 8 },
	WORD_END,
};

#define FIX FIELD_CORRECTABLE

static const struct field fields[] = {
	{ F_LINE(struct activity, number), .label = N_("编号") },
	{ F_INT(struct activity, number_key), .label = N_("编号序"), .flags = FIELD_HIDDEN },
	{ F_WORD(struct activity, kind, activity_kinds), .label = N_("活动类型"), .flags = FIX, .article = 8 },
	{ F_LINE(struct activity, subject), .label = N_("活动名称"), .flags = FIX },
	{ F_REF(struct activity, agency, "agency"), .label = N_("执法机构"), .flags = FIX, .article = 2 },
	{ F_LINE(struct activity, agency_name), .label = N_("执法机构原名"), .flags = FIELD_HIDDEN },
	{ F_LINE(struct activity, initials), .label = N_("拼音首字母"), .flags = FIELD_HIDDEN },
	{ F_LINE(struct activity, organiser), .label = N_("组织单位"), .flags = FIX, .article = 12 },
	{ F_LINE(struct activity, commission), .label = N_("委托单位"), .flags = FIX, .article = 8 },
	{ F_LINE(struct activity, place), .label = N_("地点"), .flags = FIX },
	{ F_DAY(struct activity, starts_on), .label = N_("活动日期"), .flags = FIX },
	{ F_LINE(struct activity, starts_at), .label = N_("时间") },
	{ F_DAY(struct activity, ends_on), .label = N_("结束日期"), .flags = FIX },
	{ F_LINE(struct activity, hours), .label = N_("学时"), .flags = FIX },
	{ F_PARA(struct activity, plan), .label = N_("活动方案") },
	{ F_BOOL(struct activity, counts), .label = N_("计入连续缺席"), .flags = FIX, .article = 17 },
	{ F_LINE(struct activity, people), .label = N_("邀请的人"), .flags = FIELD_HIDDEN },
	{ F_DAY(struct activity, reply_by), .label = N_("回复期限") },
	{ F_DAY(struct activity, notified_on), .label = N_("通知日期") },
	{ F_DAY(struct activity, held_on), .label = N_("举行日期"), .flags = FIX },
	{ F_DAY(struct activity, on_day), .label = N_("日期"), .flags = FIELD_HIDDEN },
	{ F_PARA(struct activity, minutes), .label = N_("纪要"), .article = 12 },
	{ F_PARA(struct activity, resolutions), .label = N_("议定事项"), .article = 12 },
	{ F_PARA(struct activity, summary), .label = N_("活动小结") },
	{ F_INT(struct activity, attend_days), .label = N_("登记出席期限"), .flags = FIELD_HIDDEN },
	{ F_BOOL(struct activity, marked), .label = N_("出席已登记"), .flags = FIELD_HIDDEN },
	{ F_DAY(struct activity, closed_on), .label = N_("办结日期") },
	{ F_DAY(struct activity, cancelled_on), .label = N_("取消日期") },
	{ F_LINE(struct activity, cancel_reason), .label = N_("取消原因") },
	{ F_REF(struct activity, officer, "account"), .label = N_("承办人") },
	{ F_BOOL(struct activity, before_rule), .label = N_("早于规则施行"), .article = 21 },
};

#define OPEN (S(ACTIVITY_PLANNED) | S(ACTIVITY_NOTIFIED) | S(ACTIVITY_HELD))
#define AHEAD (S(ACTIVITY_PLANNED) | S(ACTIVITY_NOTIFIED))
#define ALL (OPEN | S(ACTIVITY_CLOSED) | S(ACTIVITY_CANCELLED))

#define TABLE(t, S) .fields = t, .n_fields = N_OF(t), .args_size = sizeof(S)

struct activity_none {
	bool nothing; /* the act has no arguments; an empty struct is no C */
};

/* By the act that marks the last one: what waits is the end now. */
static bool
run_marked(struct act *a)
{
	struct activity *v = a->row;

	v->marked = true;
	return true;
}

static const struct action actions[] = {
	{
		.name = "activity.plan",
		.label = N_("计划活动"),
		.help = N_("计划一次监督活动：第八条、第十二条所列的检查、案卷评查、规范性文件审查、专题调查评估、争议协调、业务培训、会议、调查研究、委托事项。"),
		.article = 12,
		.roles = ROLE_CLERK,
		.from = S_NEW,
		.to = S(ACTIVITY_PLANNED),
		TABLE(activity_plan_fields, struct activity_plan),
		.check = activity_plan_check,
		.run = activity_plan_run,
	},
	{
		.name = "activity.invite",
		.label = N_("邀请监督员"),
		.help = N_("指名邀请，或者按类别、专业选取最久未受邀请的若干人；任职于被监督机构的应当回避。"),
		.article = 12,
		.roles = ROLE_CLERK,
		.from = AHEAD,
		.key = 'i',
		.flags = ACT_KEEPS,
		TABLE(activity_invite_fields, struct activity_invite),
		.check = activity_invite_check,
		.run = activity_invite_run,
		.also = activity_invite_also,
	},
	{
		.name = "activity.uninvite",
		.label = N_("撤回邀请"),
		.help = N_("不再邀请某位监督员，写明原因（如回避）。"),
		.article = 12,
		.roles = ROLE_CLERK,
		.from = AHEAD,
		.key = 'u',
		.flags = ACT_KEEPS,
		TABLE(activity_uninvite_fields, struct activity_uninvite),
		.check = activity_uninvite_check,
		.run = activity_uninvite_run,
		.also = activity_uninvite_also,
	},
	{
		.name = "activity.notify",
		.label = N_("通知活动"),
		.help = N_("登记已通知邀请的监督员；没有通知的人不计缺席（第十七条第三项）。再邀请的人再通知一次。"),
		.article = 12,
		.roles = ROLE_CLERK,
		.from = AHEAD,
		.to = S(ACTIVITY_NOTIFIED),
		.key = 'n',
		TABLE(activity_notify_fields, struct activity_notify),
		.may = activity_notify_may,
		.check = activity_notify_check,
		.run = activity_notify_run,
		.also = activity_notify_also,
	},
	{
		.name = "activity.change",
		.label = N_("变更计划"),
		.help = N_("改活动的名称、日期、地点、方案；已通知的改期须写明原因。"),
		.article = 12,
		.roles = ROLE_CLERK,
		.from = AHEAD,
		.key = 'v',
		.flags = ACT_KEEPS,
		TABLE(activity_change_fields, struct activity_change),
		.check = activity_change_check,
		.run = activity_change_run,
		.also = activity_follow_also,
	},
	{
		.name = "activity.hold",
		.label = N_("登记举行"),
		.help = N_("登记活动已经举行，然后登记每个人的出席情况。"),
		.article = 12,
		.roles = ROLE_CLERK,
		.from = AHEAD,
		.to = S(ACTIVITY_HELD),
		.key = 'h',
		TABLE(activity_hold_fields, struct activity_hold),
		.may = activity_hold_may,
		.check = activity_hold_check,
		.run = activity_hold_run,
		.also = activity_follow_also,
	},
	{
		.name = "activity.attend",
		.label = N_("登记出席"),
		.help = N_("一次登记所有人：列名的出席、请假、缺席，其余的人一并算出席或者缺席。画面上是出席表，每人按一个数字键。连续两次缺席的当即提出解聘建议。"),
		.article = 17,
		.roles = ROLE_CLERK,
		.from = S(ACTIVITY_HELD),
		.key = 't',
		.flags = ACT_KEEPS,
		TABLE(activity_attend_fields, struct activity_attend),
		.check = activity_attend_check,
		.run = activity_attend_run,
		.also = activity_attend_also,
	},
	{
		.name = "activity.record",
		.label = N_("记录纪要和小结"),
		.help = N_("会议的纪要和议定事项，活动的小结。"),
		.article = 12,
		.roles = ROLE_CLERK,
		.from = S(ACTIVITY_HELD) | S(ACTIVITY_CLOSED),
		.key = 'm',
		.flags = ACT_KEEPS,
		TABLE(activity_record_fields, struct activity_record),
	},
	{
		.name = "activity.close",
		.label = N_("办结"),
		.help = N_("办结活动：通知过的人都已登记出席情况；会议须有纪要。"),
		.article = 12,
		.roles = ROLE_BUREAU,
		.from = S(ACTIVITY_HELD),
		.to = S(ACTIVITY_CLOSED),
		.key = 'b',
		TABLE(activity_close_fields, struct activity_close),
		.check = activity_close_check,
		.run = activity_close_run,
	},
	{
		.name = "activity.cancel",
		.label = N_("取消活动"),
		.help = N_("取消尚未举行的活动，写明原因。"),
		.article = 12,
		.roles = ROLE_BUREAU,
		.from = AHEAD,
		.to = S(ACTIVITY_CANCELLED),
		.key = 'x',
		.flags = ACT_CONFIRM,
		TABLE(activity_cancel_fields, struct activity_cancel),
		.run = activity_cancel_run,
		.also = activity_cancel_also,
	},
	{
		.name = "activity.assign",
		.label = N_("交接承办人"),
		.help = N_("把这次活动交给另一位经办人承办，写明原因。"),
		.roles = ROLE_BUREAU,
		.from = OPEN,
		.key = 'g',
		.flags = ACT_KEEPS,
		TABLE(case_assign_fields, struct case_assign),
		.check = activity_assign_check,
		.run = activity_assign_run,
	},
	{
		.name = "activity.phones",
		.label = N_("导出电话号码"),
		.help = N_("写明用途，列出邀请的人的完整电话，供短信平台使用；命令行“jiandu roll phones”写成文件。导出留痕。"),
		.roles = ROLE_CLERK,
		.from = ALL,
		.flags = ACT_KEEPS,
		TABLE(activity_phones_fields, struct activity_phones),
		.run = activity_phones_run,
	},
	{
		.name = "activity.correct",
		.label = N_("更正登记内容"),
		.help = N_("更正登记有误的内容，原内容、新内容和原因留痕；日期和是否计入连续缺席更正后，解聘建议随之重算。"),
		.roles = ROLE_CLERK,
		.from = ALL,
		.key = 'r',
		.flags = ACT_KEEPS | ACT_CORRECT,
		TABLE(activity_correct_fields, struct activity_correct),
		.check = activity_correct_check,
		.run = activity_correct_run,
		.also = activity_follow_also,
	},
	{
		.name = "activity.drop",
		.label = N_("不再邀请"),
		.help = N_("监督员离任等使邀请撤回的，活动随之不再列其名。"),
		.roles = ROLE_PROGRAM,
		.from = ALL,
		.flags = ACT_KEEPS | ACT_INTERNAL,
		TABLE(activity_drop_fields, struct activity_drop),
		.run = activity_drop_run,
	},
	{
		.name = "activity.marked",
		.label = N_("出席登记完毕"),
		.help = N_("通知过的人都已登记。"),
		.roles = ROLE_PROGRAM,
		.from = S(ACTIVITY_HELD),
		.flags = ACT_KEEPS | ACT_INTERNAL,
		.args_size = sizeof(struct activity_none),
		.run = run_marked,
	},
};

static const char *const refs[] = { "v.number = :v", "v.number = substr(:v, 1, instr(:v, ' ') - 1)", NULL };

const struct flow flow_activity = {
	.name = "activity",
	.label = N_("监督活动"),
	.table = "activity",
	.states = activity_states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct activity),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = activity_lists,
	.n_lists = N_OF(activity_lists),
	.away = "v.agency",
	.scopes = activity_scopes,
	.n_scopes = N_OF(activity_scopes),
	.sees = activity_sees,
	.number_field = "number",
	.refs = refs,
	.choose = "(v.number >= :v AND v.number < :v || char(1114111) OR instr(v.subject, :v) > 0)",
	.title = activity_title,
	.clocks = activity_clocks,
	.waits = activity_waits,
	.tally = activity_tally,
	.text = activity_text,
	.menu = 50,
};
