/*
 * invitation.c: letters that invite chosen units to recommend people for a round: sent, chased, answered.
 *
 * Knows: article 7(1).  Must not know: whom a unit recommends (candidates name it).
 */
#include <string.h>

#include "base/han.h"
#include "base/i18n.h"
#include "flow/cases.h"
#include "flow/flows.h"
#include "flow/rounds.h"

const struct word invitation_states[] = {
	WORD_NONE,
	[INVITATION_SENT] = { "sent", N_("已发函"), 7 },
	[INVITATION_ANSWERED] = { "answered", N_("已推荐"), 7 },
	[INVITATION_DECLINED] = { "declined", N_("未推荐"), 7 },
	WORD_END,
};

static const struct field fields[] = {
	{ F_REF(struct invitation, round, "round"), .label = N_("选聘批次"), .article = 7 },
	{ F_LINE(struct invitation, round_name), .label = N_("批次名称"), .flags = FIELD_HIDDEN },
	{ F_LINE(struct invitation, unit), .label = N_("受邀单位"), .flags = FIELD_CORRECTABLE, .article = 7 },
	{ F_LINE(struct invitation, initials), .label = N_("拼音首字母"), .flags = FIELD_HIDDEN },
	{ F_NAME(struct invitation, liaison), .label = N_("联系人"), .flags = FIELD_CORRECTABLE },
	{ F_LINE(struct invitation, phone), .label = N_("联系电话"), .flags = FIELD_CORRECTABLE | FIELD_SENSITIVE },
	{ F_INT(struct invitation, places), .label = N_("请推荐人数"), .flags = FIELD_CORRECTABLE },
	{ F_DAY(struct invitation, sent_on), .label = N_("发函日期"), .article = 7 },
	{ F_WORD(struct invitation, sent_how, serve_ways), .label = N_("送达方式") },
	{ F_DAY(struct invitation, reply_by), .label = N_("请于此日前回复"), .flags = FIELD_CORRECTABLE },
	{ F_INT(struct invitation, reminders), .label = N_("催复次数") },
	{ F_DAY(struct invitation, reminded_on), .label = N_("最近催复") },
	{ F_DAY(struct invitation, answered_on), .label = N_("回复日期") },
	{ F_INT(struct invitation, recommended), .label = N_("推荐人数") },
	{ F_PARA(struct invitation, answer), .label = N_("回复内容") },
	{ F_PARA(struct invitation, note), .label = N_("备注"), .flags = FIELD_CORRECTABLE },
};

#define LATE(S) { F_LINE(S, late_reason), .label = N_("补记原因"), .flags = FIELD_LATE | FIELD_NOTE }

/* ---- send ---- */
struct invitation_send {
	int64_t round;
	const char *unit;
	const char *liaison;
	const char *phone;
	int64_t places;
	day_t on;
	word_t sent_how;
	day_t reply_by;
	const char *note;
	const char *late_reason;
};

static const struct field send_fields[] = {
	{ F_REF(struct invitation_send, round, "round"), .label = N_("选聘批次"), .flags = FIELD_REQUIRED, .article = 7 },
	{ F_LINE(struct invitation_send, unit), .label = N_("受邀单位"), .flags = FIELD_REQUIRED | FIELD_NOTE, .article = 7,
		.max = 100 },
	{ F_NAME(struct invitation_send, liaison), .label = N_("联系人"), .max = 50 },
	{ F_LINE(struct invitation_send, phone), .label = N_("联系电话"), .flags = FIELD_SENSITIVE, .max = 40 },
	{ F_INT(struct invitation_send, places), .label = N_("请推荐人数"), .max = 100 },
	{ F_DAY(struct invitation_send, on), .label = N_("发函日期"), .flags = FIELD_HAPPENED, .article = 7 },
	{ F_WORD(struct invitation_send, sent_how, serve_ways), .label = N_("送达方式") },
	{ F_DAY(struct invitation_send, reply_by), .label = N_("请于此日前回复"), .hint = N_("不填按报名截止日") },
	{ F_PARA(struct invitation_send, note), .label = N_("备注"), .max = 2000 },
	LATE(struct invitation_send),
};

static bool
check_send(struct act *a)
{
	const struct invitation_send *in = a->args;
	const struct round *r = act_load(a, "round", in->round);
	struct stmt *s;
	bool twice;

	if (r == NULL)
		return act_refuse(a, "round", 7, _("选聘批次：没有这个批次"));
	if (r->rec.state != ROUND_PLANNED && r->rec.state != ROUND_OPEN)
		return act_refuse(a, "round", 7, _("选聘批次：%s现为“%s”，不再发邀请函"), r->name,
			word_label(round_states, r->rec.state));
	s = db_prepare(a->db, "SELECT 1 FROM invitation WHERE round = :r AND unit = :u");
	db_bind_int(s, ":r", in->round);
	db_bind_text(s, ":u", in->unit);
	twice = db_step(s);
	db_done(s);
	if (twice)
		return act_refuse(a, "unit", 7, _("受邀单位：本批次已向%s发函"), in->unit);
	return case_in_order(a, "reply_by", in->reply_by, in->on, _("请于此日前回复：不能早于发函日期"));
}

static bool
run_send(struct act *a)
{
	const struct invitation_send *in = a->args;
	const struct round *r = act_load(a, "round", in->round);
	struct invitation *v = a->row;

	act_copy(a);
	v->round_name = r->name;
	v->initials = han_initials(a->arena, v->unit);
	v->sent_on = in->on;
	if (v->reply_by == DAY_NONE)
		v->reply_by = r->closes_on;
	v->rec.state = INVITATION_SENT;
	return true;
}

/* ---- remind ---- */
struct invitation_remind {
	day_t on;
	const char *how;
	const char *late_reason;
};

static const struct field remind_fields[] = {
	{ F_DAY(struct invitation_remind, on), .label = N_("催复日期"), .flags = FIELD_HAPPENED },
	{ F_LINE(struct invitation_remind, how), .label = N_("催复情况"), .flags = FIELD_NOTE },
	LATE(struct invitation_remind),
};

static bool
check_remind(struct act *a)
{
	const struct invitation_remind *in = a->args;

	return case_in_order(a, "on", in->on, ((const struct invitation *)a->row)->sent_on,
		_("催复日期：不能早于发函日期"));
}

static bool
run_remind(struct act *a)
{
	struct invitation *v = a->row;

	v->reminders++;
	v->reminded_on = ((const struct invitation_remind *)a->args)->on;
	return true;
}

/* ---- answers ---- */
struct invitation_answer {
	int64_t recommended;
	const char *answer;
	day_t on;
	const char *late_reason;
};

static const struct field answer_fields[] = {
	{ F_INT(struct invitation_answer, recommended), .label = N_("推荐人数"), .flags = FIELD_REQUIRED | FIELD_NOTE,
		.article = 4, .max = 100 },
	{ F_PARA(struct invitation_answer, answer), .label = N_("回复内容"), .flags = FIELD_NOTE, .max = 2000 },
	{ F_DAY(struct invitation_answer, on), .label = N_("回复日期"), .flags = FIELD_HAPPENED },
	LATE(struct invitation_answer),
};

static const struct field decline_fields[] = {
	{ F_PARA(struct invitation_answer, answer), .label = N_("未推荐原因"), .flags = FIELD_REQUIRED | FIELD_NOTE,
		.max = 2000 },
	{ F_DAY(struct invitation_answer, on), .label = N_("回复日期"), .flags = FIELD_HAPPENED },
	LATE(struct invitation_answer),
};

static bool
check_answer(struct act *a)
{
	const struct invitation_answer *in = a->args;
	const struct invitation *v = a->row;

	if (strcmp(a->action->name, "invitation.answer") == 0 && in->recommended < 1)
		return act_refuse(a, "recommended", 4, _("推荐人数：至少1人，没有推荐的用“登记未推荐”"));
	return case_in_order(a, "on", in->on, v->sent_on, _("回复日期：不能早于发函日期"));
}

static bool
run_answer(struct act *a)
{
	const struct invitation_answer *in = a->args;
	struct invitation *v = a->row;

	act_copy(a);
	v->answered_on = in->on;
	v->rec.state = INVITATION_ANSWERED;
	return true;
}

static bool
run_decline(struct act *a)
{
	const struct invitation_answer *in = a->args;
	struct invitation *v = a->row;

	v->answer = in->answer;
	v->answered_on = in->on;
	v->rec.state = INVITATION_DECLINED;
	return true;
}

struct invitation_none {
	bool nothing; /* the act has no arguments; an empty struct is no C */
};

static bool
run_lapse(struct act *a)
{
	struct invitation *v = a->row;

	v->answer = _("报名结束，未回复");
	v->rec.state = INVITATION_DECLINED;
	return true;
}

/* ---- correct ---- */
struct invitation_correct {
	const char *unit;
	const char *liaison;
	const char *phone;
	int64_t places;
	day_t reply_by;
	const char *note;
	const char *reason;
};

static const struct field correct_fields[] = {
	{ F_LINE(struct invitation_correct, unit), .label = N_("受邀单位"), .flags = FIELD_PREFILL, .max = 100 },
	{ F_NAME(struct invitation_correct, liaison), .label = N_("联系人"), .flags = FIELD_PREFILL, .max = 50 },
	{ F_LINE(struct invitation_correct, phone), .label = N_("联系电话"), .flags = FIELD_PREFILL | FIELD_SENSITIVE,
		.max = 40 },
	{ F_INT(struct invitation_correct, places), .label = N_("请推荐人数"), .flags = FIELD_PREFILL, .max = 100 },
	{ F_DAY(struct invitation_correct, reply_by), .label = N_("请于此日前回复"), .flags = FIELD_PREFILL },
	{ F_PARA(struct invitation_correct, note), .label = N_("备注"), .flags = FIELD_PREFILL, .max = 2000 },
	{ F_LINE(struct invitation_correct, reason), .label = N_("更正原因"), .flags = FIELD_REQUIRED | FIELD_NOTE },
};

static bool
check_correct(struct act *a)
{
	const struct invitation_correct *in = a->args;
	const struct invitation *v = a->row;
	struct stmt *s;
	bool twice;

	if (!act_given(a, "unit"))
		return true;
	if (*in->unit == '\0')
		return act_refuse(a, "unit", 7, _("受邀单位：必须填写"));
	s = db_prepare(a->db, "SELECT 1 FROM invitation WHERE round = :r AND unit = :u AND id <> :id");
	db_bind_int(s, ":r", v->round);
	db_bind_text(s, ":u", in->unit);
	db_bind_int(s, ":id", v->rec.id);
	twice = db_step(s);
	db_done(s);
	return !twice || act_refuse(a, "unit", 7, _("受邀单位：本批次已向%s发函"), in->unit);
}

static bool
run_correct(struct act *a)
{
	struct invitation *v = a->row;

	act_copy(a);
	v->initials = han_initials(a->arena, v->unit);
	return true;
}

#define ALL (S(INVITATION_SENT) | S(INVITATION_ANSWERED) | S(INVITATION_DECLINED))
#define ARGS(S, f) .fields = f, .n_fields = N_OF(f), .args_size = sizeof(S)

static const struct action actions[] = {
	{
		.name = "invitation.send",
		.label = N_("登记邀请函"),
		.help = N_("向有关单位发函，请其推荐监督员人选。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = S_NEW,
		.to = S(INVITATION_SENT),
		ARGS(struct invitation_send, send_fields),
		.check = check_send,
		.run = run_send,
	},
	{
		.name = "invitation.remind",
		.label = N_("催复"),
		.help = N_("催请受邀单位回复。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = S(INVITATION_SENT),
		.to = S(INVITATION_SENT),
		.key = 'c',
		.flags = ACT_KEEPS,
		ARGS(struct invitation_remind, remind_fields),
		.check = check_remind,
		.run = run_remind,
	},
	{
		.name = "invitation.answer",
		.label = N_("登记推荐回复"),
		.help = N_("受邀单位回复推荐人选；人选另行登记报名。"),
		.article = 4,
		.roles = ROLE_BUREAU,
		.from = S(INVITATION_SENT),
		.to = S(INVITATION_ANSWERED),
		.key = 'a',
		ARGS(struct invitation_answer, answer_fields),
		.check = check_answer,
		.run = run_answer,
	},
	{
		.name = "invitation.decline",
		.label = N_("登记未推荐"),
		.help = N_("受邀单位回复没有人选。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = S(INVITATION_SENT),
		.to = S(INVITATION_DECLINED),
		.key = 'd',
		ARGS(struct invitation_answer, decline_fields),
		.check = check_answer,
		.run = run_decline,
	},
	{
		.name = "invitation.lapse",
		.label = N_("逾期未回复"),
		.help = N_("报名结束时仍未回复的，作未推荐处理。"),
		.article = 7,
		.roles = ROLE_PROGRAM,
		.from = S(INVITATION_SENT),
		.to = S(INVITATION_DECLINED),
		.flags = ACT_INTERNAL,
		.args_size = sizeof(struct invitation_none),
		.run = run_lapse,
	},
	{
		.name = "invitation.correct",
		.label = N_("更正登记内容"),
		.help = N_("更正单位名称、联系人等；原内容和原因留痕。"),
		.roles = ROLE_BUREAU,
		.from = ALL,
		.to = ALL,
		.key = 'r',
		.flags = ACT_CORRECT | ACT_KEEPS,
		ARGS(struct invitation_correct, correct_fields),
		.check = check_correct,
		.run = run_correct,
	},
};

/* ---- lists ---- */
static const struct list_col cols[] = {
	{ .name = "unit", .label = N_("受邀单位"), .sql = "i.unit", .type = LT_NAME, .width = 28, .min = 14 },
	{ .name = "state", .label = N_("状态"), .sql = "i.state", .type = LT_WORD, .words = invitation_states, .width = 8,
		.rank = 1 },
	{ .name = "sent_on", .label = N_("发函日期"), .sql = "i.sent_on", .type = LT_DAY, .width = 10, .rank = 2 },
	{ .name = "reply_by", .label = N_("回复期限"), .sql = "i.reply_by", .type = LT_DAY, .width = 10, .rank = 3 },
	{ .name = "places", .label = N_("请推荐"), .sql = "i.places", .type = LT_INT, .width = 6, .rank = 4, .right = true },
	{ .name = "recommended", .label = N_("已推荐"), .sql = "i.recommended", .type = LT_INT, .width = 6, .rank = 3,
		.right = true },
	{ .name = "round", .label = N_("批次"), .sql = "i.round_name", .type = LT_TEXT, .width = 16, .rank = 5 },
	{ .name = "liaison", .label = N_("联系人"), .sql = "i.liaison", .type = LT_NAME, .width = 10, .rank = 6 },
	{ .name = "answered_on", .label = N_("回复日期"), .sql = "i.answered_on", .type = LT_DAY, .width = 10, .rank = 7 },
	{ .name = "reminders", .label = N_("催复"), .sql = "i.reminders", .type = LT_INT, .json_only = true },
	{ .name = "answer", .label = N_("回复内容"), .sql = "i.answer", .type = LT_TEXT, .json_only = true },
};

static const struct list_filter filters[] = {
	{ .name = "round", .label = N_("批次"), .sql = "i.round = :v", .type = FT_REF, .ref = "round" },
	{ .name = "unit", .label = N_("受邀单位"), .sql = "instr(i.unit, :v) > 0", .type = FT_LINE },
};

static const struct list_sort sorts[] = {
	{ .name = "sent_on", .label = N_("按发函日期"), .sql = "i.sent_on", .desc = true },
	{ .name = "unit", .label = N_("按单位名称"), .sql = "i.unit" },
};

static const struct list lists[] = {
	{
		.name = "invitation",
		.label = N_("邀请函"),
		.from = "invitation i",
		.id = "i.id",
		.cols = cols,
		.n_cols = N_OF(cols),
		.filters = filters,
		.n_filters = N_OF(filters),
		.sorts = sorts,
		.n_sorts = N_OF(sorts),
	},
};

static const struct scope scopes[] = {
	{ ROLE_CLERK, "1" },
	{ ROLE_LEADER, "1" },
};

static bool
sees(const struct actor *who, const void *row)
{
	(void)row;
	return (who->roles & ROLE_BUREAU) != 0;
}

static const char *const refs[] = {
	"i.unit = :v AND +i.state = 'sent'",
	"i.unit = :v",
	"i.initials = lower(:v)",
	NULL,
};

static const char *
title(struct act *a, const void *row)
{
	const struct invitation *v = row;

	return arena_printf(a->arena, _("%s（%s）"), v->unit, v->round_name);
}

static size_t
waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS])
{
	const struct invitation *v = row;

	(void)a;
	if (v->rec.state != INVITATION_SENT)
		return 0;
	out[0].role = ROLE_CLERK;
	out[0].due = v->reply_by;
	out[0].action = "invitation.remind";
	out[0].text = N_("催复邀请函");
	out[0].number = v->round_name;
	out[0].object = v->unit;
	return 1;
}

static void
tally(const void *row, struct tally_key *out)
{
	out->agency = 0;
	out->month = case_month(((const struct invitation *)row)->sent_on);
}

static void
text(struct act *a, const void *row, struct search_text *out)
{
	const struct invitation *v = row;

	out->body = arena_printf(a->arena, "%s\n%s\n%s\n%s", v->unit, v->round_name, v->answer, v->note);
	out->initials = v->initials;
	out->scope = search_scope_flow(a->arena, "invitation");
}

const struct flow flow_invitation = {
	.name = "invitation",
	.label = N_("邀请函"),
	.table = "invitation",
	.states = invitation_states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct invitation),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = lists,
	.n_lists = N_OF(lists),
	.scopes = scopes,
	.n_scopes = N_OF(scopes),
	.sees = sees,
	.name_field = "unit",
	.refs = refs,
	.choose = "instr(i.unit, :v) > 0 OR i.initials LIKE :v || '%'",
	.title = title,
	.waits = waits,
	.tally = tally,
	.text = text,
	.menu = 0,
};
