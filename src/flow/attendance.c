/*
 * attendance.c: one person invited to one activity: invited, told, answered, marked; and
 * the proposal that two absences in a row make.
 *
 * Knows: articles 12, 17(3); struct activity.  Must not know: faces; how a run of
 * absences is found (absence.c), how marks are checked (attendance_mark.c).
 */
#include <stdlib.h>
#include <string.h>

#include "base/han.h"
#include "base/i18n.h"
#include "flow/activity_acts.h"
#include "flow/erase.h"
#include "flow/flows.h"
#include "flow/parties.h"

const struct word attendance_states[] = {
	WORD_NONE,
	[ATTENDANCE_INVITED] = { "invited", N_("已邀请"), 0 },
	[ATTENDANCE_ACCEPTED] = { "accepted", N_("回复参加"), 0 },
	[ATTENDANCE_DECLINED] = { "declined", N_("回复不参加"), 0 },
	[ATTENDANCE_ATTENDED] = { "attended", N_("出席"), 8 },
	[ATTENDANCE_EXCUSED] = { "excused", N_("请假"), 17 },
	[ATTENDANCE_ABSENT] = { "absent", N_("缺席"), 17 },
	[ATTENDANCE_RELEASED] = { "released", N_("已撤回"), 0 },
	WORD_END,
};

const struct word attendance_marks[] = {
	WORD_NONE,
	[MARK_ATTENDED] = { "attended", N_("出席"), 8 },
	[MARK_EXCUSED] = { "excused", N_("请假"), 17 },
	[MARK_ABSENT] = { "absent", N_("缺席"), 17 },
	WORD_END,
};

const struct word notify_ways[] = {
	WORD_NONE,
	{ "message", N_("短信"), 0 },
	{ "phone", N_("电话"), 0 },
	{ "letter", N_("书面"), 0 },
	{ "email", N_("邮件"), 0 },
	{ "system", N_("系统"), 0 },
	{ "face", N_("当面"), 0 },
	WORD_END,
};

const struct word absence_settlements[] = {
	WORD_NONE,
	{ "dismissal", N_("办理解聘"), 17 },
	{ "excused", N_("有正当理由"), 17 },
	{ "observed", N_("不提出，继续观察"), 17 },
	WORD_END,
};

static const struct field fields[] = {
	{ F_REF(struct attendance, activity, "activity"), .label = N_("监督活动") },
	{ F_LINE(struct attendance, activity_number), .label = N_("活动编号"), .flags = FIELD_HIDDEN },
	{ F_LINE(struct attendance, subject), .label = N_("活动名称"), .flags = FIELD_HIDDEN },
	{ F_WORD(struct attendance, kind, activity_kinds), .label = N_("活动类型"), .article = 8 },
	{ F_DAY(struct attendance, on_day), .label = N_("活动日期") },
	{ F_BOOL(struct attendance, counts), .label = N_("计入连续缺席"), .article = 17 },
	{ F_REF(struct attendance, supervisor, "supervisor"), .label = N_("监督员") },
	{ F_REF(struct attendance, person, "person"), .label = N_("人员"), .flags = FIELD_HIDDEN },
	{ F_NAME(struct attendance, person_name), .label = N_("姓名"), .flags = FIELD_PERSONAL },
	{ F_LINE(struct attendance, initials), .label = N_("拼音首字母"), .flags = FIELD_PERSONAL | FIELD_HIDDEN },
	{ F_LINE(struct attendance, stroke_key), .label = N_("笔画序"), .flags = FIELD_PERSONAL | FIELD_HIDDEN },
	{ F_LINE(struct attendance, certificate), .label = N_("证件编号"), .article = 13 },
	{ F_DAY(struct attendance, invited_on), .label = N_("邀请日期") },
	{ F_LINE(struct attendance, conflict_reason), .label = N_("无须回避的理由"), .flags = FIELD_PERSONAL },
	{ F_DAY(struct attendance, notified_on), .label = N_("通知日期") },
	{ F_WORD(struct attendance, notify_how, notify_ways), .label = N_("通知方式") },
	{ F_DAY(struct attendance, replied_on), .label = N_("回复日期") },
	{ F_LINE(struct attendance, reply), .label = N_("回复说明"), .flags = FIELD_PERSONAL },
	{ F_DAY(struct attendance, marked_on), .label = N_("登记日期"), .flags = FIELD_HIDDEN },
	{ F_LINE(struct attendance, reason), .label = N_("请假事由"), .flags = FIELD_PERSONAL, .article = 17 },
	{ F_LINE(struct attendance, hours), .label = N_("学时") },
	{ F_INT(struct attendance, tenths), .label = N_("学时（十分之一小时）"), .flags = FIELD_HIDDEN },
	{ F_BOOL(struct attendance, flagged), .label = N_("连续缺席，建议解聘"), .article = 17 },
	{ F_INT(struct attendance, run), .label = N_("连续缺席次数"), .article = 17, .flags = FIELD_HIDDEN },
	{ F_REF(struct attendance, other, "attendance"), .label = N_("上一次缺席"), .article = 17 },
	{ F_PARA(struct attendance, evidence), .label = N_("解聘建议的依据"), .flags = FIELD_PERSONAL, .article = 17 },
	{ F_DAY(struct attendance, settled_on), .label = N_("处理日期") },
	{ F_WORD(struct attendance, settlement, absence_settlements), .label = N_("处理结果"), .article = 17 },
	{ F_PARA(struct attendance, settle_reason), .label = N_("处理理由"), .flags = FIELD_PERSONAL },
	{ F_DAY(struct attendance, released_on), .label = N_("撤回日期") },
	{ F_LINE(struct attendance, release_reason), .label = N_("撤回原因"), .flags = FIELD_PERSONAL },
};

/* ---- invite ---- */
struct attendance_invite {
	int64_t activity;
	int64_t supervisor;
	const char *conflict_reason;
	day_t on;
};

static const struct field invite_fields[] = {
	{ F_REF(struct attendance_invite, activity, "activity"), .label = N_("监督活动"), .flags = FIELD_REQUIRED },
	{ F_REF(struct attendance_invite, supervisor, "supervisor"), .label = N_("监督员"), .flags = FIELD_REQUIRED },
	{ F_LINE(struct attendance_invite, conflict_reason), .label = N_("无须回避的理由"), .flags = FIELD_NOTE },
	{ F_DAY(struct attendance_invite, on), .label = N_("邀请日期"), .flags = FIELD_HAPPENED },
};

static bool
run_invite(struct act *a)
{
	const struct attendance_invite *in = a->args;
	const struct activity *v = act_load(a, "activity", in->activity);
	const struct supervisor *s = act_load(a, "supervisor", in->supervisor);
	struct attendance *t = a->row;
	const struct certificate *card;

	if (v == NULL || s == NULL)
		return false;
	case_copy_all(a);
	/* Of an invitation that was taken back nothing goes on. */
	t->notified_on = t->replied_on = t->released_on = DAY_NONE;
	t->notify_how = 0;
	t->reply = t->release_reason = "";
	t->activity_number = v->number;
	t->subject = v->subject;
	t->kind = v->kind;
	t->on_day = v->on_day;
	t->counts = v->counts;
	t->person = s->person;
	t->person_name = s->name;
	t->initials = s->initials;
	t->stroke_key = s->stroke_key;
	card = act_load(a, "certificate", supervisor_certificate(a, in->supervisor, in->on));
	t->certificate = card != NULL ? card->number : "";
	t->invited_on = in->on;
	t->rec.state = ATTENDANCE_INVITED;
	return true;
}

/* ---- notify ---- */
struct attendance_notify {
	word_t notify_how;
	day_t on;
};

static const struct field notify_fields[] = {
	{ F_WORD(struct attendance_notify, notify_how, notify_ways), .label = N_("通知方式"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_DAY(struct attendance_notify, on), .label = N_("通知日期"), .flags = FIELD_HAPPENED },
};

static bool
run_notify(struct act *a)
{
	const struct attendance_notify *in = a->args;
	struct attendance *t = a->row;

	t->notified_on = in->on;
	t->notify_how = in->notify_how;
	return true;
}

/* ---- reply ---- */
static const struct word answers[] = {
	WORD_NONE,
	{ "accepted", N_("参加"), 0 },
	{ "declined", N_("不参加"), 0 },
	WORD_END,
};

struct attendance_reply {
	word_t answer;
	const char *reply;
	day_t on;
	const char *late_reason;
};

static const struct field reply_fields[] = {
	{ F_WORD(struct attendance_reply, answer, answers), .label = N_("回复"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_LINE(struct attendance_reply, reply), .label = N_("回复说明"), .flags = FIELD_NOTE, .max = 200, .hint = N_("不参加的请说明理由") },
	{ F_DAY(struct attendance_reply, on), .label = N_("回复日期"), .flags = FIELD_HAPPENED },
	ACTIVITY_LATE(struct attendance_reply),
};

static bool
check_reply(struct act *a)
{
	const struct attendance_reply *in = a->args;
	const struct attendance *t = a->row;

	if (in->answer == 2 && *in->reply == '\0')
		return act_refuse(a, "reply", 17, _("回复说明：不参加的请说明理由（第十七条第三项：正当理由）"));
	return case_in_order(a, "on", in->on, t->invited_on, _("回复日期不能早于邀请日期"));
}

static bool
run_reply(struct act *a)
{
	const struct attendance_reply *in = a->args;
	struct attendance *t = a->row;

	t->replied_on = in->on;
	t->reply = in->reply;
	/* Who answers has been told, whether or not that was entered. */
	if (t->notified_on == DAY_NONE)
		t->notified_on = in->on;
	t->rec.state = in->answer == 1 ? ATTENDANCE_ACCEPTED : ATTENDANCE_DECLINED;
	return true;
}

/* ---- release ---- */
struct attendance_release {
	const char *release_reason;
	day_t on;
};

static const struct field release_fields[] = {
	{ F_LINE(struct attendance_release, release_reason), .label = N_("撤回原因"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 500 },
	{ F_DAY(struct attendance_release, on), .label = N_("撤回日期"), .flags = FIELD_HAPPENED },
};

static bool
run_release(struct act *a)
{
	const struct attendance_release *in = a->args;
	struct attendance *t = a->row;

	t->released_on = in->on;
	t->release_reason = in->release_reason;
	t->rec.state = ATTENDANCE_RELEASED;
	return true;
}

/* Released by its own activity, the name is gone there already; by anything else, it goes now. */
static bool
also_release(struct act *a)
{
	const struct attendance *t = a->row;
	const struct activity *v = act_load(a, "activity", t->activity);

	return v == NULL || !activity_has(a, v, t->person) ||
		act_also(a, "activity.drop", t->activity, "person", arena_printf(a->arena, "%lld", (long long)t->person), NULL) != 0;
}

/* ---- follow: what changed at the activity; carry: what changed at the person ---- */
struct attendance_follow {
	day_t on_day;
	word_t kind;
	bool counts;
	const char *subject;
};

static const struct field follow_fields[] = {
	{ F_DAY(struct attendance_follow, on_day), .label = N_("活动日期"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_WORD(struct attendance_follow, kind, activity_kinds), .label = N_("活动类型"), .flags = FIELD_REQUIRED },
	{ F_BOOL(struct attendance_follow, counts), .label = N_("计入连续缺席") },
	{ F_LINE(struct attendance_follow, subject), .label = N_("活动名称"), .flags = FIELD_REQUIRED },
};

/* The proposal is taken back: nothing of it remains on the row, the trail has it. */
static void
unflag(struct attendance *t)
{
	t->flagged = false;
	t->run = t->other = 0;
	t->evidence = "";
}

static bool
run_follow(struct act *a)
{
	struct attendance *t = a->row;

	case_copy_all(a);
	if (!t->counts && t->flagged && t->settled_on == DAY_NONE)
		unflag(t);
	return true;
}

static bool
also_settle(struct act *a)
{
	return absence_settle(a, ((const struct attendance *)a->row)->supervisor);
}

struct attendance_carry {
	const char *person_name;
	const char *initials;
};

static const struct field carry_fields[] = {
	{ F_NAME(struct attendance_carry, person_name), .label = N_("姓名"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_LINE(struct attendance_carry, initials), .label = N_("拼音首字母"), .flags = FIELD_HIDDEN },
};

static bool
run_carry(struct act *a)
{
	const struct attendance_carry *in = a->args;
	struct attendance *t = a->row;

	act_copy(a);
	t->stroke_key = han_stroke_key(a->arena, in->person_name);
	return true;
}

/* ---- flag, unflag, settle: two absences in a row ---- */
struct attendance_flag {
	int64_t run;
	int64_t other;
	const char *names;
	const char *evidence;
};

static const struct field flag_fields[] = {
	{ F_INT(struct attendance_flag, run), .label = N_("连续缺席次数"), .flags = FIELD_REQUIRED, .article = 17 },
	{ F_REF(struct attendance_flag, other, "attendance"), .label = N_("上一次缺席"), .article = 17 },
	{ F_LINE(struct attendance_flag, names), .label = N_("缺席的活动"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 2000 },
	{ F_PARA(struct attendance_flag, evidence), .label = N_("解聘建议的依据"), .flags = FIELD_REQUIRED, .article = 17 },
};

static bool
run_flag(struct act *a)
{
	const struct attendance_flag *in = a->args;
	struct attendance *t = a->row;

	case_copy_all(a);
	t->flagged = true;
	act_notice(a, _("已为%s提出解聘建议（第十七条第三项）：%s连续%lld次缺席"), t->person_name, in->names, (long long)in->run);
	return true;
}

static bool
also_flag(struct act *a)
{
	const struct attendance *t = a->row, *before = act_load(a, "attendance", t->other);
	const char *second = arena_printf(a->arena, "%lld", (long long)t->activity);
	int64_t term = absence_term(a->db, t->supervisor);

	if (act_also(a, "dismissal.propose", 0, "supervisor",
		arena_printf(a->arena, "%lld", (long long)(term != 0 ? term : t->supervisor)), "ground",
		"absence", "evidence", t->evidence, "activity1",
		before != NULL ? arena_printf(a->arena, "%lld", (long long)before->activity) : second, "activity2", second,
		"origin", "program", NULL) != 0)
		return true;
	/* The same two absences were proposed before: the mark stands all the same, and it is said. */
	if (a->err->code != ERR_REFUSED)
		return false;
	act_notice(a, "%s", a->err->text);
	err_clear(a->err);
	return true;
}

struct attendance_none {
	bool nothing; /* the act has no arguments; an empty struct is no C */
};

static bool
run_unflag(struct act *a)
{
	struct attendance *t = a->row;

	act_notice(a, _("%s连续缺席的解聘建议不再成立，已撤回"), t->person_name);
	unflag(t);
	return true;
}

struct attendance_settle {
	word_t settlement;
	const char *settle_reason;
	day_t on;
	const char *late_reason;
};

static const struct field settle_fields[] = {
	{ F_WORD(struct attendance_settle, settlement, absence_settlements), .label = N_("处理结果"),
	  .flags = FIELD_REQUIRED | FIELD_NOTE, .article = 17 },
	{ F_PARA(struct attendance_settle, settle_reason), .label = N_("处理理由"), .flags = FIELD_REQUIRED | FIELD_NOTE,
	  .article = 17, .max = 1000 },
	{ F_DAY(struct attendance_settle, on), .label = N_("处理日期"), .flags = FIELD_HAPPENED },
	ACTIVITY_LATE(struct attendance_settle),
};

static bool
may_settle(struct act *a)
{
	const struct attendance *t = a->row;

	if (!t->flagged)
		return act_bar(a, "%s", _("没有连续缺席的解聘建议"));
	return t->settled_on == DAY_NONE || act_bar(a, "%s", _("已经处理过"));
}

static bool
run_settle(struct act *a)
{
	const struct attendance_settle *in = a->args;
	struct attendance *t = a->row;

	act_copy(a);
	t->settled_on = in->on;
	return true;
}

#define UNMARKED (S(ATTENDANCE_INVITED) | S(ATTENDANCE_ACCEPTED) | S(ATTENDANCE_DECLINED))
#define MARKED (S(ATTENDANCE_ATTENDED) | S(ATTENDANCE_EXCUSED) | S(ATTENDANCE_ABSENT))
#define ALL (UNMARKED | MARKED | S(ATTENDANCE_RELEASED))

#define TABLE(t, S) .fields = t, .n_fields = N_OF(t), .args_size = sizeof(S)

static const struct action actions[] = {
	{
		.name = "attendance.invite",
		.label = N_("邀请"),
		.help = N_("由活动的“邀请监督员”带出。"),
		.article = 12,
		.roles = ROLE_PROGRAM,
		.from = S_NEW | S(ATTENDANCE_RELEASED),
		.to = S(ATTENDANCE_INVITED),
		.flags = ACT_INTERNAL,
		TABLE(invite_fields, struct attendance_invite),
		.run = run_invite,
	},
	{
		.name = "attendance.notify",
		.label = N_("通知"),
		.help = N_("由活动的“通知活动”带出。"),
		.article = 12,
		.roles = ROLE_PROGRAM,
		.from = S(ATTENDANCE_INVITED),
		.flags = ACT_INTERNAL | ACT_KEEPS,
		TABLE(notify_fields, struct attendance_notify),
		.run = run_notify,
	},
	{
		.name = "attendance.reply",
		.label = N_("登记回复"),
		.help = N_("被邀请的人是否参加；不参加的说明理由。"),
		.article = 12,
		.roles = ROLE_CLERK | ROLE_SUPERVISOR,
		.from = UNMARKED,
		.to = S(ATTENDANCE_ACCEPTED) | S(ATTENDANCE_DECLINED),
		.key = 'f',
		TABLE(reply_fields, struct attendance_reply),
		.check = check_reply,
		.run = run_reply,
	},
	{
		.name = "attendance.mark",
		.label = N_("登记出席情况"),
		.help = N_("登记一个人出席、请假（写明事由）或者缺席。"),
		.article = 17,
		.roles = ROLE_CLERK,
		.from = UNMARKED,
		.to = MARKED,
		.key = 't',
		TABLE(attendance_mark_fields, struct attendance_mark_args),
		.may = attendance_mark_may,
		.check = attendance_mark_check,
		.run = attendance_mark_run,
		.also = attendance_mark_also,
	},
	{
		.name = "attendance.import",
		.label = N_("导入出席情况"),
		.help = N_("从表格登记出席、请假、缺席；只登记受邀请的人。"),
		.article = 17,
		.roles = ROLE_CLERK,
		.from = UNMARKED,
		.to = MARKED,
		.flags = ACT_IMPORT,
		TABLE(attendance_import_fields, struct attendance_import),
		.may = attendance_mark_may,
		.check = attendance_import_check,
		.run = attendance_import_run,
		.also = attendance_mark_also,
	},
	{
		.name = "attendance.remark",
		.label = N_("更正出席情况"),
		.help = N_("更正已登记的出席情况，写明原因；连续缺席随之重算。"),
		.article = 17,
		.roles = ROLE_CLERK,
		.from = MARKED,
		.to = MARKED,
		.key = 'r',
		TABLE(attendance_remark_fields, struct attendance_remark),
		.may = attendance_mark_may,
		.check = attendance_remark_check,
		.run = attendance_remark_run,
		.also = attendance_mark_also,
	},
	{
		.name = "attendance.release",
		.label = N_("撤回邀请"),
		.help = N_("由活动的“撤回邀请”或者“取消活动”带出。"),
		.article = 12,
		.roles = ROLE_PROGRAM,
		.from = UNMARKED,
		.to = S(ATTENDANCE_RELEASED),
		.flags = ACT_INTERNAL,
		TABLE(release_fields, struct attendance_release),
		.run = run_release,
		.also = also_release,
	},
	{
		.name = "attendance.follow",
		.label = N_("随活动变更"),
		.help = N_("活动的日期、类型、名称变更或更正后随之更正。"),
		.article = 12,
		.roles = ROLE_PROGRAM,
		.from = ALL,
		.flags = ACT_INTERNAL | ACT_KEEPS,
		TABLE(follow_fields, struct attendance_follow),
		.run = run_follow,
		.also = also_settle,
	},
	{
		.name = "attendance.carry",
		.label = N_("同步监督员姓名"),
		.help = N_("监督员姓名更正后，参加情况中的姓名随之更正。"),
		.roles = ROLE_PROGRAM,
		.from = ALL,
		.flags = ACT_INTERNAL | ACT_KEEPS,
		TABLE(carry_fields, struct attendance_carry),
		.run = run_carry,
	},
	{
		.name = "attendance.flag",
		.label = N_("提出解聘建议"),
		.help = N_("程序发现无正当理由连续缺席达到设定次数，当即提出，由人决定。"),
		.article = 17,
		.roles = ROLE_PROGRAM,
		.from = S(ATTENDANCE_ABSENT),
		.flags = ACT_INTERNAL | ACT_KEEPS,
		TABLE(flag_fields, struct attendance_flag),
		.run = run_flag,
		.also = also_flag,
	},
	{
		.name = "attendance.unflag",
		.label = N_("撤回解聘建议"),
		.help = N_("出席情况或者日期更正后，连续缺席不再成立。"),
		.article = 17,
		.roles = ROLE_PROGRAM,
		.from = MARKED,
		.flags = ACT_INTERNAL | ACT_KEEPS,
		.args_size = sizeof(struct attendance_none),
		.run = run_unflag,
	},
	{
		.name = "attendance.settle",
		.label = N_("处理连续缺席"),
		.help = N_("由人决定：办理解聘、有正当理由或者不提出，写明理由。两种读法和数字在记录上。"),
		.article = 17,
		.roles = ROLE_BUREAU,
		.from = MARKED,
		.key = 's',
		.flags = ACT_KEEPS,
		TABLE(settle_fields, struct attendance_settle),
		.may = may_settle,
		.run = run_settle,
	},
	ACTION_ERASE("attendance"),
};

/* ---- lists ---- */
static const struct list_col cols[] = {
	{ .name = "on_day", .label = N_("日期"), .sql = "t.on_day", .type = LT_DAY, .width = 10, .min = 5, .rank = 1 },
	{ .name = "number", .label = N_("编号"), .sql = "t.activity_number", .type = LT_TEXT, .width = 8, .min = 7, .rank = 1 },
	{ .name = "name", .label = N_("监督员"), .sql = "t.person_name", .type = LT_NAME, .width = 16, .min = 8 },
	{ .name = "kind", .label = N_("类型"), .sql = "t.kind", .type = LT_WORD, .words = activity_kinds, .width = 14, .min = 8, .rank = 3 },
	{ .name = "subject", .label = N_("活动名称"), .sql = "t.subject", .type = LT_TEXT, .width = 22, .min = 10, .rank = 2 },
	{ .name = "state", .label = N_("出席情况"), .sql = "t.state", .type = LT_WORD, .words = attendance_states, .width = 10 },
	{ .name = "hours", .label = N_("学时"), .sql = "t.hours", .type = LT_TEXT, .width = 4, .rank = 4, .right = true },
	{ .name = "reason", .label = N_("请假事由"), .sql = "t.reason", .type = LT_TEXT, .width = 20, .min = 8, .rank = 5 },
	{ .name = "notified_on", .label = N_("通知"), .sql = "t.notified_on", .type = LT_DAY, .width = 10, .min = 5, .rank = 6 },
	{ .name = "certificate", .label = N_("证件编号"), .sql = "t.certificate", .type = LT_TEXT, .json_only = true },
	{ .name = "supervisor", .label = N_("任期"), .sql = "t.supervisor", .type = LT_INT, .json_only = true },
	{ .name = "reply", .label = N_("回复说明"), .sql = "t.reply", .type = LT_TEXT, .json_only = true },
	{ .name = "stroke_key", .label = N_("笔画序"), .sql = "t.stroke_key", .type = LT_TEXT, .json_only = true },
	{ .name = "flagged", .label = N_("连续缺席，建议解聘"), .sql = "t.flagged", .type = LT_INT, .json_only = true },
	{ .name = "run", .label = N_("连续缺席次数"), .sql = "t.run", .type = LT_INT, .json_only = true },
	{ .name = "evidence", .label = N_("解聘建议的依据"), .sql = "t.evidence", .type = LT_TEXT, .json_only = true },
};

static const struct list_filter filters[] = {
	{ .name = "activity", .label = N_("监督活动"), .sql = "t.activity = :v", .type = FT_REF, .ref = "activity" },
	{ .name = "person", .label = N_("人员"), .sql = "t.person = :v", .type = FT_REF, .ref = "person" },
	{ .name = "supervisor", .label = N_("监督员"), .sql = "t.supervisor = :v", .type = FT_REF, .ref = "supervisor" },
	{ .name = "kind", .label = N_("活动类型"), .sql = "t.kind = :v", .type = FT_WORD, .words = activity_kinds },
	{ .name = "since", .label = N_("不早于"), .sql = "t.on_day >= :v", .type = FT_DAY },
	{ .name = "until", .label = N_("不晚于"), .sql = "t.on_day <= :v", .type = FT_DAY },
};

static const struct list_sort sorts[] = {
	{ "on_day", N_("按日期"), "t.on_day", true },
};

#define VIEW \
	.from = "attendance t", .id = "t.id", .cols = cols, .n_cols = N_OF(cols), .filters = filters, .n_filters = N_OF(filters), \
	.sorts = sorts, .n_sorts = N_OF(sorts)

static const struct list lists[] = {
	{ .name = "attendance", .label = N_("参加情况"), VIEW },
	{ .name = "attendance.flagged", .label = N_("连续缺席待处理"), .where = "t.flagged = 1 AND t.settled_on IS NULL", VIEW },
};

static const struct scope scopes[] = {
	{ ROLE_CLERK, "1" },
	{ ROLE_LEADER, "1" },
	{ ROLE_SUPERVISOR, "t.person = :scope_person" },
};

static bool
sees(const struct actor *who, const void *row)
{
	const struct attendance *t = row;

	return (who->roles & ROLE_BUREAU) != 0 || actor_is(who, t->person);
}

static const char *
title(struct act *a, const void *row)
{
	const struct attendance *t = row;

	return arena_printf(a->arena, "%s %s %s", t->activity_number, t->person_name, t->subject);
}

static size_t
waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS])
{
	const struct attendance *t = row;
	size_t n = 0;

	(void)a;
	if ((t->rec.state == ATTENDANCE_INVITED) && t->notified_on != DAY_NONE) {
		out[n].role = ROLE_SUPERVISOR;
		out[n].person = t->person;
		out[n].due = t->on_day;
		out[n].action = "attendance.reply";
		out[n].text = N_("回复是否参加");
		out[n].number = t->activity_number;
		out[n++].object = t->subject;
	}
	return n;
}

static void
tally(const void *row, struct tally_key *out)
{
	const struct attendance *t = row;

	out->month = case_month(t->on_day);
}

static int
by_strokes(const void *x, const void *y)
{
	const struct roll_row *p = x, *q = y;
	int order = strcmp(p->stroke_key, q->stroke_key);

	return order != 0 ? order : p->person < q->person ? -1 : 1;
}

size_t
activity_roll(struct db *db, struct arena *a, int64_t activity, struct roll_row **out)
{
	struct stmt *s = db_prepare(db,
		"SELECT t.person, t.stroke_key, t.person_name, t.certificate, p.employer, p.phone, t.state FROM attendance t JOIN person p ON p.id = t.person "
		"WHERE t.activity = :activity AND t.state <> 'released'");
	size_t n = 0, cap = 0;

	*out = NULL;
	db_bind_int(s, ":activity", activity);
	while (db_step(s)) {
		if (n == cap) {
			struct roll_row *more = arena_alloc(a, (cap + 64) * 2 * sizeof *more);

			if (n > 0)
				memcpy(more, *out, n * sizeof *more);
			*out = more;
			cap = (cap + 64) * 2;
		}
		(*out)[n++] = (struct roll_row){ db_int(s, 0), arena_strdup(a, db_text(s, 1)), arena_strdup(a, db_text(s, 2)),
			arena_strdup(a, db_text(s, 3)), arena_strdup(a, db_text(s, 4)), arena_strdup(a, db_text(s, 5)),
			word_label(attendance_states, word_key(attendance_states, db_text(s, 6))) };
	}
	if (n > 0)
		qsort(*out, n, sizeof **out, by_strokes);
	return n;
}

/* "2026-9 长孙桂鹏": the activity and the person; also the whole title. */
static const char *const refs[] = {
	"t.activity_number = substr(:v, 1, instr(:v, ' ') - 1) AND t.person_name = substr(:v, instr(:v, ' ') + 1)",
	"t.activity_number = substr(:v, 1, instr(:v, ' ') - 1) "
	"AND t.person_name || ' ' || t.subject = substr(:v, instr(:v, ' ') + 1)",
	NULL,
};

const struct flow flow_attendance = {
	.name = "attendance",
	.label = N_("参加情况"),
	.table = "attendance",
	.states = attendance_states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct attendance),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = lists,
	.n_lists = N_OF(lists),
	.away = "(SELECT v.agency FROM activity v WHERE v.id = t.activity)",
	.scopes = scopes,
	.n_scopes = N_OF(scopes),
	.sees = sees,
	.refs = refs,
	.choose = "t.activity_number = substr(:v, 1, instr(:v || ' ', ' ') - 1)",
	.title = title,
	.waits = waits,
	.tally = tally,
	.import = "attendance.import",
	.import_match = attendance_import_match,
	.import_on = attendance_import_on,
	.menu = 0,
};
