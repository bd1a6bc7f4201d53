/*
 * objection.c: what somebody has against a person on a public notice: received, examined, decided one by one.
 *
 * Knows: article 7(2)(3).  Must not know: how a candidate is appointed; it holds the one it names.
 *
 * Who objects is nobody's business but the bureau's: no scope shows it to others, no
 * search finds the objector.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/cases.h"
#include "flow/erase.h"
#include "flow/flows.h"
#include "flow/rounds.h"

const struct word objection_states[] = {
	WORD_NONE,
	[OBJECTION_RECEIVED] = { "received", N_("已收到"), 7 },
	[OBJECTION_EXAMINING] = { "examining", N_("已核查"), 7 },
	[OBJECTION_UPHELD] = { "upheld", N_("成立"), 7 },
	[OBJECTION_DISMISSED] = { "dismissed", N_("不成立"), 7 },
	[OBJECTION_WITHDRAWN] = { "withdrawn", N_("异议人撤回"), 0 },
	WORD_END,
};

static const struct field fields[] = {
	{ F_LINE(struct objection, number), .label = N_("编号") },
	{ F_INT(struct objection, number_key), .label = N_("编号序"), .flags = FIELD_HIDDEN },
	{ F_REF(struct objection, candidate, "candidate"), .label = N_("被异议人"), .article = 7 },
	{ F_REF(struct objection, round, "round"), .label = N_("选聘批次") },
	{ F_LINE(struct objection, round_name), .label = N_("批次名称"), .flags = FIELD_HIDDEN },
	{ F_NAME(struct objection, name), .label = N_("姓名"), .flags = FIELD_PERSONAL },
	{ F_LINE(struct objection, initials), .label = N_("拼音首字母"), .flags = FIELD_PERSONAL | FIELD_HIDDEN },
	{ F_BOOL(struct objection, real_name), .label = N_("实名") },
	{ F_NAME(struct objection, objector), .label = N_("异议人"), .flags = FIELD_PERSONAL | FIELD_SENSITIVE },
	{ F_LINE(struct objection, contact), .label = N_("联系方式"), .flags = FIELD_PERSONAL | FIELD_SENSITIVE },
	{ F_PARA(struct objection, content), .label = N_("异议内容"), .flags = FIELD_PERSONAL, .article = 7 },
	{ F_PARA(struct objection, evidence), .label = N_("证据或线索"), .flags = FIELD_PERSONAL, .article = 7 },
	{ F_DAY(struct objection, received_on), .label = N_("收到日期"), .article = 7 },
	{ F_BOOL(struct objection, late), .label = N_("公示期满后收到") },
	{ F_INT(struct objection, decide_days), .label = N_("处理期限（工作日）") },
	{ F_DAY(struct objection, examined_on), .label = N_("核查日期"), .article = 7 },
	{ F_LINE(struct objection, examiners), .label = N_("核查人员"), .article = 7 },
	{ F_PARA(struct objection, examination), .label = N_("核查情况"), .flags = FIELD_PERSONAL, .article = 7 },
	{ F_DAY(struct objection, decided_on), .label = N_("处理日期"), .article = 7 },
	{ F_PARA(struct objection, reason), .label = N_("处理理由"), .flags = FIELD_PERSONAL, .article = 7 },
	{ F_DAY(struct objection, told_on), .label = N_("告知异议人日期") },
	{ F_WORD(struct objection, told_how, convey_ways), .label = N_("告知方式") },
	{ F_REF(struct objection, officer, "account"), .label = N_("承办人") },
};

#define LATE(S) { F_LINE(S, late_reason), .label = N_("补记原因"), .flags = FIELD_LATE | FIELD_NOTE }

/* ---- register ---- */
struct objection_register {
	int64_t round;
	int64_t candidate;
	bool real_name;
	const char *objector;
	const char *contact;
	const char *content;
	const char *evidence;
	day_t received_on;
	const char *late_reason;
};

static const struct field register_fields[] = {
	{ F_REF(struct objection_register, round, "round"), .label = N_("公示的批次"), .article = 7,
		.hint = N_("不填由被异议人定") },
	{ F_REF(struct objection_register, candidate, "candidate"), .label = N_("被异议人"), .flags = FIELD_REQUIRED,
		.article = 7 },
	{ F_BOOL(struct objection_register, real_name), .label = N_("实名"), .flags = FIELD_NOTE },
	{ F_NAME(struct objection_register, objector), .label = N_("异议人"), .flags = FIELD_SENSITIVE, .max = 50,
		.hint = N_("匿名的不填") },
	{ F_LINE(struct objection_register, contact), .label = N_("联系方式"), .flags = FIELD_SENSITIVE, .max = 100 },
	{ F_PARA(struct objection_register, content), .label = N_("异议内容"), .flags = FIELD_REQUIRED, .article = 7,
		.max = 4000 },
	{ F_PARA(struct objection_register, evidence), .label = N_("证据或线索"), .article = 7, .max = 4000 },
	{ F_DAY(struct objection_register, received_on), .label = N_("收到日期"), .flags = FIELD_HAPPENED, .article = 7 },
	LATE(struct objection_register),
};

static bool
check_register(struct act *a)
{
	const struct objection_register *in = a->args;
	const struct candidate *c = act_load(a, "candidate", in->candidate);

	if (c == NULL)
		return act_refuse(a, "candidate", 7, _("被异议人：没有这个参选人员"));
	if (in->round != 0 && in->round != c->round)
		return act_refuse(a, "candidate", 7, _("被异议人：%s在%s，不在所填的批次"), c->name, c->round_name);
	if (c->rec.state == CANDIDATE_APPOINTED)
		return act_refuse(a, "candidate", 7, _("被异议人：%s已聘任；材料不实的，在参选人员上办理“取消资格”"), c->name);
	if (c->rec.state != CANDIDATE_PUBLICISED)
		return act_refuse(a, "candidate", 7, _("被异议人：%s现为“%s”，不在公示中"), c->name,
			word_label(candidate_states, c->rec.state));
	if (in->real_name && *in->objector == '\0')
		return act_refuse(a, "objector", 7, _("异议人：实名异议须填写异议人"));
	if (!in->real_name && *in->objector != '\0' && act_given(a, "real_name"))
		return act_refuse(a, "real_name", 7, _("实名：填了异议人，即为实名"));
	return case_in_order(a, "received_on", in->received_on, c->publicised_on, _("收到日期：不能早于公示日期"));
}

static bool
run_register(struct act *a)
{
	const struct objection_register *in = a->args;
	const struct candidate *c = act_load(a, "candidate", in->candidate);
	struct objection *o = a->row;
	day_t end = candidate_notice_end(a->cal, c);
	int year, month, mday;
	char day[DAY_TEXT];

	act_copy(a);
	day_split(in->received_on, &year, &month, &mday);
	o->number = act_number(a, "objection", year);
	o->number_key = case_number_key(o->number);
	o->real_name = *in->objector != '\0';
	o->round = c->round;
	o->round_name = c->round_name;
	o->name = c->name;
	o->initials = c->initials;
	o->received_on = in->received_on;
	o->late = end != DAY_NONE && in->received_on > end;
	o->decide_days = act_setting(a, "objection_days");
	o->officer = a->actor->account;
	o->rec.state = OBJECTION_RECEIVED;
	if (o->late)
		act_notice(a, _("公示已于%s期满，此件在期满之后收到；处理完毕以前仍不聘任%s"), day_format(end, day), o->name);
	act_note(a, "%s", o->name);
	return true;
}

static bool
also_hold(struct act *a)
{
	return act_also(a, "candidate.hold", ((const struct objection *)a->row)->candidate, NULL) != 0;
}

/* ---- examine ---- */
struct objection_examine {
	const char *examination;
	const char *examiners;
	day_t on;
	const char *late_reason;
};

static const struct field examine_fields[] = {
	{ F_PARA(struct objection_examine, examination), .label = N_("核查情况"), .flags = FIELD_REQUIRED, .article = 7,
		.max = 4000 },
	{ F_LINE(struct objection_examine, examiners), .label = N_("核查人员"), .flags = FIELD_REQUIRED | FIELD_NOTE,
		.article = 7 },
	{ F_DAY(struct objection_examine, on), .label = N_("核查日期"), .flags = FIELD_HAPPENED, .article = 7 },
	LATE(struct objection_examine),
};

static bool
check_examine(struct act *a)
{
	const struct objection_examine *in = a->args;

	return case_in_order(a, "on", in->on, ((const struct objection *)a->row)->received_on,
		_("核查日期：不能早于收到日期"));
}

static bool
run_examine(struct act *a)
{
	const struct objection_examine *in = a->args;
	struct objection *o = a->row;

	act_copy(a);
	o->examined_on = in->on;
	o->rec.state = OBJECTION_EXAMINING;
	return true;
}

/* ---- decide ---- */
struct objection_decide {
	const char *reason;
	day_t on;
	const char *late_reason;
};

static const struct field decide_fields[] = {
	{ F_PARA(struct objection_decide, reason), .label = N_("处理理由"), .flags = FIELD_REQUIRED | FIELD_NOTE, .article = 7,
		.max = 2000 },
	{ F_DAY(struct objection_decide, on), .label = N_("处理日期"), .flags = FIELD_HAPPENED, .article = 7 },
	LATE(struct objection_decide),
};

static bool
check_decide(struct act *a)
{
	const struct objection_decide *in = a->args;
	const struct objection *o = a->row;

	return case_in_order(a, "on", in->on, o->examined_on != DAY_NONE ? o->examined_on : o->received_on,
		_("处理日期：不能早于核查或收到日期"));
}

static bool
decide(struct act *a, enum objection_state state)
{
	const struct objection_decide *in = a->args;
	struct objection *o = a->row;

	o->decided_on = in->on;
	o->reason = in->reason;
	o->rec.state = (word_t)state;
	return true;
}

static bool
run_uphold(struct act *a)
{
	return decide(a, OBJECTION_UPHELD);
}

static bool
run_dismiss(struct act *a)
{
	return decide(a, OBJECTION_DISMISSED);
}

static bool
run_withdraw(struct act *a)
{
	return decide(a, OBJECTION_WITHDRAWN);
}

static bool
also_release(struct act *a)
{
	return act_also(a, "candidate.release", ((const struct objection *)a->row)->candidate, NULL) != 0;
}

/* An objection that holds true ends the candidacy, whatever else is still open against it. */
static bool
also_uphold(struct act *a)
{
	const struct objection *o = a->row;
	const struct candidate *c;
	char day[DAY_TEXT];

	if (!also_release(a))
		return false;
	c = act_load(a, "candidate", o->candidate);
	if (c == NULL || c->rec.state != CANDIDATE_PUBLICISED)
		return c != NULL;
	return act_also(a, "candidate.disqualify", o->candidate, "reason",
		arena_printf(a->arena, _("公示异议%s成立：%s"), o->number, o->reason), "on", day_format(o->decided_on, day),
		NULL) != 0;
}

/* ---- tell ---- */
struct objection_tell {
	word_t told_how;
	day_t on;
	const char *late_reason;
};

static const struct field tell_fields[] = {
	{ F_WORD(struct objection_tell, told_how, convey_ways), .label = N_("告知方式"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_DAY(struct objection_tell, on), .label = N_("告知日期"), .flags = FIELD_HAPPENED },
	LATE(struct objection_tell),
};

static bool
may_tell(struct act *a)
{
	const struct objection *o = a->row;

	if (!o->real_name)
		return act_bar(a, _("匿名异议，无从告知"));
	return o->told_on == DAY_NONE || act_bar(a, _("已告知"));
}

static bool
check_tell(struct act *a)
{
	const struct objection_tell *in = a->args;

	return case_in_order(a, "on", in->on, ((const struct objection *)a->row)->decided_on,
		_("告知日期：不能早于处理日期"));
}

static bool
run_tell(struct act *a)
{
	const struct objection_tell *in = a->args;
	struct objection *o = a->row;

	o->told_how = in->told_how;
	o->told_on = in->on;
	return true;
}

/* ---- assign 交接 ---- */

static bool
check_assign(struct act *a)
{
	return case_assign_check(a, ((const struct objection *)a->row)->officer);
}

static bool
run_assign(struct act *a)
{
	((struct objection *)a->row)->officer = ((const struct case_assign *)a->args)->to;
	return true;
}

#define OPEN (S(OBJECTION_RECEIVED) | S(OBJECTION_EXAMINING))
#define DECIDED (S(OBJECTION_UPHELD) | S(OBJECTION_DISMISSED))
#define ARGS(S, f) .fields = f, .n_fields = N_OF(f), .args_size = sizeof(S)

static const struct action actions[] = {
	{
		.name = "objection.register",
		.label = N_("登记公示异议"),
		.help = N_("公示期内收到的异议；处理完毕以前只暂缓聘任被异议的这一个人。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = S_NEW,
		.to = S(OBJECTION_RECEIVED),
		ARGS(struct objection_register, register_fields),
		.check = check_register,
		.run = run_register,
		.also = also_hold,
	},
	{
		.name = "objection.examine",
		.label = N_("登记核查情况"),
		.help = N_("核查异议的事实和证据。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = OPEN,
		.to = S(OBJECTION_EXAMINING),
		.key = 'e',
		ARGS(struct objection_examine, examine_fields),
		.check = check_examine,
		.run = run_examine,
	},
	{
		.name = "objection.uphold",
		.label = N_("异议成立"),
		.help = N_("经核查成立的，由局领导决定，取消被异议人的资格。"),
		.article = 7,
		.roles = ROLE_LEADER,
		.from = S(OBJECTION_EXAMINING),
		.to = S(OBJECTION_UPHELD),
		.key = 'u',
		.flags = ACT_CONFIRM,
		ARGS(struct objection_decide, decide_fields),
		.check = check_decide,
		.run = run_uphold,
		.also = also_uphold,
	},
	{
		.name = "objection.dismiss",
		.label = N_("异议不成立"),
		.help = N_("经核查不成立的，写明理由，不再影响聘任。"),
		.article = 7,
		.roles = ROLE_LEADER,
		.from = S(OBJECTION_EXAMINING),
		.to = S(OBJECTION_DISMISSED),
		.key = 'd',
		ARGS(struct objection_decide, decide_fields),
		.check = check_decide,
		.run = run_dismiss,
		.also = also_release,
	},
	{
		.name = "objection.withdraw",
		.label = N_("登记撤回异议"),
		.help = N_("异议人撤回；所述事实仍可另行核查。"),
		.roles = ROLE_BUREAU,
		.from = OPEN,
		.to = S(OBJECTION_WITHDRAWN),
		.key = 'w',
		ARGS(struct objection_decide, decide_fields),
		.check = check_decide,
		.run = run_withdraw,
		.also = also_release,
	},
	{
		.name = "objection.tell",
		.label = N_("告知异议人"),
		.help = N_("把处理结果告知实名的异议人。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = DECIDED,
		.to = DECIDED,
		.key = 't',
		.flags = ACT_KEEPS,
		ARGS(struct objection_tell, tell_fields),
		.may = may_tell,
		.check = check_tell,
		.run = run_tell,
	},
	{
		.name = "objection.assign",
		.label = N_("交接"),
		.help = N_("把这件异议交给另一位经办人承办，写明原因。"),
		.roles = ROLE_BUREAU,
		.from = OPEN | DECIDED,
		.key = 'h',
		.flags = ACT_KEEPS,
		ARGS(struct case_assign, case_assign_fields),
		.check = check_assign,
		.run = run_assign,
	},
	ACTION_ERASE("objection"),
};

/* ---- lists ---- */
#define DUE "(SELECT k.due FROM clock k WHERE k.record = o.id AND k.kind = 'objection')"
#define STOPPED "(SELECT k.stopped FROM clock k WHERE k.record = o.id AND k.kind = 'objection')"

static const struct list_col cols[] = {
	{ .name = "number", .label = N_("编号"), .sql = "o.number", .type = LT_TEXT, .width = 10 },
	{ .name = "name", .label = N_("被异议人"), .sql = "o.name", .type = LT_NAME, .width = 14, .min = 8 },
	{ .name = "state", .label = N_("状态"), .sql = "o.state", .type = LT_WORD, .words = objection_states, .width = 10,
		.rank = 1 },
	{ .name = "due", .label = N_("期限"), .sql = DUE, .type = LT_DUE, .stopped = STOPPED, .width = 9, .rank = 1 },
	{ .name = "received_on", .label = N_("收到"), .sql = "o.received_on", .type = LT_DAY, .width = 10, .rank = 2 },
	{ .name = "round", .label = N_("批次"), .sql = "o.round_name", .type = LT_TEXT, .width = 16, .rank = 3 },
	{ .name = "content", .label = N_("异议内容"), .sql = "o.content", .type = LT_TEXT, .width = 30, .min = 12, .rank = 4 },
	{ .name = "real_name", .label = N_("实名"), .sql = "o.real_name", .type = LT_INT, .json_only = true },
	{ .name = "late", .label = N_("公示期满后收到"), .sql = "o.late", .type = LT_INT, .json_only = true },
	{ .name = "decided_on", .label = N_("处理日期"), .sql = "o.decided_on", .type = LT_DAY, .json_only = true },
	{ .name = "reason", .label = N_("处理理由"), .sql = "o.reason", .type = LT_TEXT, .json_only = true },
};

static const struct list_filter filters[] = {
	{ .name = "round", .label = N_("批次"), .sql = "o.round = :v", .type = FT_REF, .ref = "round" },
	{ .name = "candidate", .label = N_("被异议人"), .sql = "o.candidate = :v", .type = FT_REF, .ref = "candidate" },
	{ .name = "name", .label = N_("姓名"), .sql = "instr(o.name, :v) > 0", .type = FT_LINE },
};

static const struct list_sort sorts[] = {
	{ .name = "received_on", .label = N_("按收到日期"), .sql = "o.received_on", .desc = true },
	{ .name = "number", .label = N_("按编号"), .sql = "o.number_key", .desc = true },
};

#define VIEW \
	.from = "objection o", .id = "o.id", .cols = cols, .n_cols = N_OF(cols), .filters = filters, \
	.n_filters = N_OF(filters), .sorts = sorts, .n_sorts = N_OF(sorts)

static const struct list lists[] = {
	{ .name = "objection", .label = N_("公示异议"), VIEW },
	{ .name = "objection.open", .label = N_("未处理的异议"), .where = "o.open = 1", VIEW },
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
	"o.number = :v",
	"o.name = :v",
	NULL,
};

static const char *
title(struct act *a, const void *row)
{
	const struct objection *o = row;

	return arena_printf(a->arena, _("%s 对%s的异议"), o->number, o->name);
}

static size_t
clocks(struct act *a, const void *row, struct clock_row out[FLOW_MAX_CLOCKS])
{
	const struct objection *o = row;

	out[0].kind = "objection";
	out[0].start = o->received_on;
	out[0].n = (int)o->decide_days;
	out[0].unit = CLOCK_WORKDAYS;
	out[0].stopped = o->decided_on;
	out[0].basis = arena_printf(a->arena, _("%s收到异议，应当核查处理（第七条）；期限%lld工作日（本局设定）"),
		case_day(a, o->received_on), (long long)o->decide_days);
	return 1;
}

static size_t
waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS])
{
	const struct objection *o = row;
	size_t n = 0;

	(void)a;
	if (o->rec.state == OBJECTION_RECEIVED) {
		out[n].role = ROLE_CLERK;
		out[n].action = "objection.examine";
		out[n].text = N_("核查异议");
		out[n++].clock = "objection";
	} else if (o->rec.state == OBJECTION_EXAMINING) {
		out[n].role = ROLE_LEADER;
		out[n].action = "objection.dismiss";
		out[n].text = N_("处理异议");
		out[n++].clock = "objection";
	} else if (o->rec.state != OBJECTION_WITHDRAWN && o->real_name && o->told_on == DAY_NONE) {
		out[n].role = ROLE_CLERK;
		out[n].action = "objection.tell";
		out[n++].text = N_("告知异议人");
	}
	for (size_t i = 0; i < n; i++) {
		out[i].officer = o->officer;
		out[i].object = o->name;
	}
	return n;
}

static void
tally(const void *row, struct tally_key *out)
{
	out->agency = 0;
	out->month = case_month(((const struct objection *)row)->received_on);
}

static void
text(struct act *a, const void *row, struct search_text *out)
{
	const struct objection *o = row;

	out->body = arena_printf(a->arena, "%s\n%s\n%s\n%s\n%s\n%s", o->number, o->name, o->round_name, o->content,
		o->examination, o->reason);
	out->initials = o->initials;
	out->scope = search_scope_flow(a->arena, "objection");
}

const struct flow flow_objection = {
	.name = "objection",
	.label = N_("公示异议"),
	.table = "objection",
	.states = objection_states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct objection),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = lists,
	.n_lists = N_OF(lists),
	.guarded = true,
	.scopes = scopes,
	.n_scopes = N_OF(scopes),
	.sees = sees,
	.number_field = "number",
	.name_field = "name",
	.refs = refs,
	.choose = "instr(o.number, :v) > 0 OR instr(o.name, :v) > 0",
	.title = title,
	.clocks = clocks,
	.waits = waits,
	.tally = tally,
	.text = text,
	.menu = 0,
};
