/*
 * finding.c: what a supervisor found at an activity: noted on the spot, and either raised as
 * an opinion, which it is then linked with both ways, or settled without one.
 *
 * Knows: articles 8 and 9; struct activity.  Must not know: an opinion's course.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/activity_acts.h"
#include "flow/erase.h"
#include "flow/flows.h"

const struct word finding_states[] = {
	WORD_NONE,
	[FINDING_NOTED] = { "noted", N_("已记录"), 0 },
	[FINDING_RAISED] = { "raised", N_("已提出意见"), 9 },
	[FINDING_SETTLED] = { "settled", N_("已处理"), 0 },
	WORD_END,
};

static const struct field fields[] = {
	{ F_LINE(struct finding, number), .label = N_("编号") },
	{ F_REF(struct finding, activity, "activity"), .label = N_("监督活动") },
	{ F_LINE(struct finding, activity_number), .label = N_("活动编号"), .flags = FIELD_HIDDEN },
	{ F_LINE(struct finding, subject), .label = N_("活动名称"), .flags = FIELD_HIDDEN },
	{ F_REF(struct finding, supervisor, "supervisor"), .label = N_("监督员"), .article = 8 },
	{ F_REF(struct finding, person, "person"), .label = N_("人员"), .flags = FIELD_HIDDEN },
	{ F_NAME(struct finding, person_name), .label = N_("姓名"), .flags = FIELD_PERSONAL },
	{ F_LINE(struct finding, initials), .label = N_("拼音首字母"), .flags = FIELD_HIDDEN },
	{ F_REF(struct finding, agency, "agency"), .label = N_("执法机构"), .flags = FIELD_CORRECTABLE },
	{ F_LINE(struct finding, agency_name), .label = N_("执法机构原名"), .flags = FIELD_HIDDEN },
	{ F_PARA(struct finding, text), .label = N_("发现的问题"), .flags = FIELD_CORRECTABLE },
	{ F_DAY(struct finding, found_on), .label = N_("发现日期"), .flags = FIELD_CORRECTABLE },
	{ F_REF(struct finding, opinion, "opinion"), .label = N_("监督意见"), .article = 9 },
	{ F_DAY(struct finding, settled_on), .label = N_("处理日期") },
	{ F_PARA(struct finding, settle_reason), .label = N_("处理情况") },
};

/* ---- add ---- */
struct finding_add {
	int64_t activity;
	int64_t supervisor;
	int64_t agency;
	const char *text;
	day_t found_on;
	const char *late_reason;
};

static const struct field add_fields[] = {
	{ F_REF(struct finding_add, activity, "activity"), .label = N_("监督活动"), .flags = FIELD_REQUIRED },
	{ F_REF(struct finding_add, supervisor, "supervisor"), .label = N_("监督员"), .flags = FIELD_REQUIRED, .article = 8 },
	{ F_REF(struct finding_add, agency, "agency"), .label = N_("执法机构"), .hint = N_("不填则同活动") },
	{ F_PARA(struct finding_add, text), .label = N_("发现的问题"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_DAY(struct finding_add, found_on), .label = N_("发现日期"), .flags = FIELD_HAPPENED },
	ACTIVITY_LATE(struct finding_add),
};

/* The attendance of SUPERVISOR at ACTIVITY, as marked attended. */
static bool
was_there(struct act *a, int64_t activity, int64_t supervisor)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT 1 FROM attendance WHERE activity = :activity AND supervisor = :supervisor "
		"AND state NOT IN ('absent', 'excused', 'released')");
	bool there;

	db_bind_int(s, ":activity", activity);
	db_bind_int(s, ":supervisor", supervisor);
	there = db_step(s);
	db_done(s);
	return there;
}

static bool
check_add(struct act *a)
{
	const struct finding_add *in = a->args;
	const struct activity *v = act_load(a, "activity", in->activity);
	const char *name, *initials;
	struct case_party party;

	if (v == NULL || !case_person(a, in->supervisor, &party))
		return act_refuse(a, "activity", 0, _("监督活动：没有这次活动"));
	if (!(a->actor->roles & ROLE_BUREAU) && party.person != a->actor->person)
		return act_refuse(a, "supervisor", 8, _("监督员：只能记录本人发现的问题"));
	if (v->rec.state != ACTIVITY_HELD && v->rec.state != ACTIVITY_CLOSED)
		return act_refuse(a, "activity", 0, _("监督活动：活动尚未登记举行"));
	if (!was_there(a, in->activity, in->supervisor))
		return act_refuse(a, "supervisor", 8, _("监督员：%s没有参加这次活动"), party.name);
	return case_in_order(a, "found_on", in->found_on, v->held_on, _("发现日期不能早于举行日期")) &&
		case_agency(a, in->agency, true, &name, &initials);
}

static bool
run_add(struct act *a)
{
	const struct finding_add *in = a->args;
	const struct activity *v = act_load(a, "activity", in->activity);
	struct finding *f = a->row;
	struct case_party party;
	struct stmt *s;
	const char *initials;

	case_copy_all(a);
	if (v == NULL || !case_person(a, in->supervisor, &party))
		return false;
	if (f->agency == 0)
		f->agency = v->agency;
	if (!case_agency(a, f->agency, false, &f->agency_name, &initials))
		return false;
	s = db_prepare(a->db, "SELECT count(*) + 1 FROM finding WHERE activity = :activity");
	db_bind_int(s, ":activity", in->activity);
	if (db_step(s)) {
		f->number = arena_printf(a->arena, "%s/%lld", v->number, (long long)db_int(s, 0));
		db_done(s);
	}
	f->activity_number = v->number;
	f->subject = v->subject;
	f->person = party.person;
	f->person_name = party.name;
	f->initials = arena_printf(a->arena, "%s %s", party.initials, initials);
	f->rec.state = FINDING_NOTED;
	act_note(a, "%s", f->number);
	return true;
}

/* ---- link: an opinion that is there already ---- */
struct finding_link {
	int64_t opinion;
};

static const struct field link_fields[] = {
	{ F_REF(struct finding_link, opinion, "opinion"), .label = N_("监督意见"), .flags = FIELD_REQUIRED | FIELD_NOTE, .article = 9 },
};

static bool
check_link(struct act *a)
{
	const struct finding_link *in = a->args;
	const struct finding *f = a->row;
	const struct opinion *o = act_load(a, "opinion", in->opinion);

	if (o == NULL)
		return act_refuse(a, "opinion", 0, _("监督意见：没有这件意见"));
	if (o->person != f->person)
		return act_refuse(a, "opinion", 9, _("监督意见：%s由%s提出，不是%s"), o->number, o->person_name, f->person_name);
	return case_in_order(a, "opinion", o->raised_on, f->found_on, _("意见的提出日期不能早于发现日期"));
}

static bool
run_link(struct act *a)
{
	struct finding *f = a->row;

	act_copy(a);
	f->rec.state = FINDING_RAISED;
	return true;
}

/* ---- raise: an opinion made of it ---- */
struct finding_raise {
	word_t kind, field, route;
	const char *advice, *basis;
	day_t raised_on;
	const char *late_reason;
};

static const struct field raise_fields[] = {
	{ F_WORD(struct finding_raise, kind, opinion_kinds), .label = N_("意见类型"), .flags = FIELD_REQUIRED, .article = 8,
	  .standard = "correction" },
	{ F_WORD(struct finding_raise, field, enforcement_fields), .label = N_("执法领域"), .flags = FIELD_REQUIRED },
	{ F_WORD(struct finding_raise, route, opinion_routes), .label = N_("提出方式"), .flags = FIELD_REQUIRED, .article = 13,
	  .standard = "agency" },
	{ F_PARA(struct finding_raise, advice), .label = N_("意见建议") },
	{ F_PARA(struct finding_raise, basis), .label = N_("依据") },
	{ F_DAY(struct finding_raise, raised_on), .label = N_("提出日期"), .flags = FIELD_HAPPENED },
	ACTIVITY_LATE(struct finding_raise),
};

static bool
run_raise(struct act *a)
{
	const struct finding_raise *in = a->args;
	struct finding *f = a->row;
	char raised[DAY_TEXT], found[DAY_TEXT];

	f->opinion = act_also(a, "opinion.register", 0,
		"supervisor", arena_printf(a->arena, "%lld", (long long)f->supervisor),
		"agency", f->agency != 0 ? arena_printf(a->arena, "%lld", (long long)f->agency) : "",
		"kind", opinion_kinds[in->kind].key, "field", enforcement_fields[in->field].key,
		"route", opinion_routes[in->route].key, "facts", f->text, "advice", in->advice, "basis", in->basis,
		"occurred_on", day_format(f->found_on, found), "raised_on", day_format(in->raised_on, raised),
		"late_reason", in->late_reason, NULL);
	if (f->opinion == 0)
		return false;
	act_note(a, "%s", act_title(a, "opinion", f->opinion));
	f->rec.state = FINDING_RAISED;
	return true;
}

/* ---- settle ---- */
struct finding_settle {
	const char *settle_reason;
	day_t on;
	const char *late_reason;
};

static const struct field settle_fields[] = {
	{ F_PARA(struct finding_settle, settle_reason), .label = N_("处理情况"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 1000,
	  .hint = N_("如：当场改正，不需提出意见") },
	{ F_DAY(struct finding_settle, on), .label = N_("处理日期"), .flags = FIELD_HAPPENED },
	ACTIVITY_LATE(struct finding_settle),
};

static bool
check_settle(struct act *a)
{
	const struct finding_settle *in = a->args;
	const struct finding *f = a->row;

	return case_in_order(a, "on", in->on, f->found_on, _("处理日期不能早于发现日期"));
}

static bool
run_settle(struct act *a)
{
	const struct finding_settle *in = a->args;
	struct finding *f = a->row;

	f->settled_on = in->on;
	f->settle_reason = in->settle_reason;
	f->rec.state = FINDING_SETTLED;
	return true;
}

/* ---- correct, carry ---- */
struct finding_correct {
	int64_t agency;
	const char *text;
	day_t found_on;
	const char *reason;
};

static const struct field correct_fields[] = {
	{ F_REF(struct finding_correct, agency, "agency"), .label = N_("执法机构"), .flags = FIELD_PREFILL },
	{ F_PARA(struct finding_correct, text), .label = N_("发现的问题"), .flags = FIELD_PREFILL },
	{ F_DAY(struct finding_correct, found_on), .label = N_("发现日期"), .flags = FIELD_PREFILL | FIELD_PAST },
	{ F_LINE(struct finding_correct, reason), .label = N_("更正原因"), .flags = FIELD_REQUIRED | FIELD_NOTE },
};

static bool
check_correct(struct act *a)
{
	const struct finding_correct *in = a->args;
	const struct finding *f = a->row;
	const char *name, *initials;

	if (act_given(a, "text") && *in->text == '\0')
		return act_refuse(a, "text", 8, _("发现的问题：必须填写"));
	if (act_given(a, "found_on") && in->found_on == DAY_NONE)
		return act_refuse(a, "found_on", 0, _("发现日期：必须填写"));
	return !act_given(a, "agency") || in->agency == f->agency || case_agency(a, in->agency, true, &name, &initials);
}

static bool
run_correct(struct act *a)
{
	struct finding *f = a->row;
	struct case_party party;
	int64_t agency = f->agency;
	const char *name, *initials;

	act_copy(a);
	if (!case_person(a, f->supervisor, &party) || !case_agency(a, f->agency, false, &name, &initials))
		return false;
	if (f->agency != agency)
		f->agency_name = name;
	f->initials = arena_printf(a->arena, "%s %s", party.initials, initials);
	return true;
}

struct finding_carry {
	const char *person_name;
	const char *initials;
};

static const struct field carry_fields[] = {
	{ F_NAME(struct finding_carry, person_name), .label = N_("姓名"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_LINE(struct finding_carry, initials), .label = N_("拼音首字母"), .flags = FIELD_HIDDEN },
};

static bool
run_carry(struct act *a)
{
	const struct finding_carry *in = a->args;
	struct finding *f = a->row;
	const char *name, *initials;

	if (!case_agency(a, f->agency, false, &name, &initials))
		return false;
	f->person_name = in->person_name;
	f->initials = arena_printf(a->arena, "%s %s", in->initials, initials);
	return true;
}

#define ALL (S(FINDING_NOTED) | S(FINDING_RAISED) | S(FINDING_SETTLED))
#define TABLE(t, S) .fields = t, .n_fields = N_OF(t), .args_size = sizeof(S)

static const struct action actions[] = {
	{
		.name = "finding.add",
		.label = N_("记录发现的问题"),
		.help = N_("记录监督员在活动中发现的问题，以后可以转为监督意见。"),
		.article = 8,
		.roles = ROLE_CLERK | ROLE_SUPERVISOR,
		.from = S_NEW,
		.to = S(FINDING_NOTED),
		TABLE(add_fields, struct finding_add),
		.check = check_add,
		.run = run_add,
	},
	{
		.name = "finding.raise",
		.label = N_("提出监督意见"),
		.help = N_("把发现的问题登记为监督意见，两边互相链接。"),
		.article = 9,
		.roles = ROLE_CLERK | ROLE_SUPERVISOR,
		.from = S(FINDING_NOTED),
		.to = S(FINDING_RAISED),
		.key = 'e',
		TABLE(raise_fields, struct finding_raise),
		.run = run_raise,
	},
	{
		.name = "finding.link",
		.label = N_("链接已有意见"),
		.help = N_("问题已经另行提出意见的，链接到那件意见。"),
		.article = 9,
		.roles = ROLE_CLERK,
		.from = S(FINDING_NOTED),
		.to = S(FINDING_RAISED),
		.key = 'l',
		TABLE(link_fields, struct finding_link),
		.check = check_link,
		.run = run_link,
	},
	{
		.name = "finding.settle",
		.label = N_("不提出意见"),
		.help = N_("已当场改正或者不需提出意见的，写明处理情况。"),
		.article = 8,
		.roles = ROLE_CLERK,
		.from = S(FINDING_NOTED),
		.to = S(FINDING_SETTLED),
		.key = 's',
		TABLE(settle_fields, struct finding_settle),
		.check = check_settle,
		.run = run_settle,
	},
	{
		.name = "finding.correct",
		.label = N_("更正登记内容"),
		.help = N_("更正登记有误的内容，原内容、新内容和原因留痕。"),
		.roles = ROLE_CLERK,
		.from = ALL,
		.key = 'r',
		.flags = ACT_KEEPS | ACT_CORRECT,
		TABLE(correct_fields, struct finding_correct),
		.check = check_correct,
		.run = run_correct,
	},
	{
		.name = "finding.carry",
		.label = N_("同步监督员姓名"),
		.help = N_("监督员姓名更正后，所发现问题中的姓名随之更正。"),
		.roles = ROLE_PROGRAM,
		.from = ALL,
		.flags = ACT_KEEPS | ACT_INTERNAL,
		TABLE(carry_fields, struct finding_carry),
		.run = run_carry,
	},
	ACTION_ERASE("finding"),
};

/* ---- lists ---- */
static const struct list_col cols[] = {
	{ .name = "number", .label = N_("编号"), .sql = "f.number", .type = LT_TEXT, .width = 10, .min = 9 },
	{ .name = "found_on", .label = N_("发现日期"), .sql = "f.found_on", .type = LT_DAY, .width = 10, .min = 5, .rank = 1 },
	{ .name = "name", .label = N_("监督员"), .sql = "f.person_name", .type = LT_NAME, .width = 12, .min = 8, .rank = 2 },
	{ .name = "agency", .label = N_("执法机构"), .sql = "f.agency_name", .type = LT_NAME, .width = 16, .min = 8, .rank = 3 },
	{ .name = "text", .label = N_("发现的问题"), .sql = "substr(f.text, 1, 200)", .type = LT_TEXT, .width = 36, .min = 12 },
	{ .name = "state", .label = N_("状态"), .sql = "f.state", .type = LT_WORD, .words = finding_states, .width = 10, .rank = 1 },
	{ .name = "opinion", .label = N_("监督意见"), .sql = "o.number", .type = LT_TEXT, .width = 9, .rank = 4 },
	{ .name = "activity", .label = N_("监督活动"), .sql = "f.activity_number", .type = LT_TEXT, .json_only = true },
};

static const struct list_filter filters[] = {
	{ .name = "activity", .label = N_("监督活动"), .sql = "f.activity = :v", .type = FT_REF, .ref = "activity" },
	{ .name = "person", .label = N_("人员"), .sql = "f.person = :v", .type = FT_REF, .ref = "person" },
	{ .name = "agency", .label = N_("执法机构"), .sql = "f.agency = :v", .type = FT_REF, .ref = "agency" },
	{ .name = "opinion", .label = N_("监督意见"), .sql = "f.opinion = :v", .type = FT_REF, .ref = "opinion" },
	{ .name = "since", .label = N_("不早于"), .sql = "f.found_on >= :v", .type = FT_DAY },
	{ .name = "until", .label = N_("不晚于"), .sql = "f.found_on <= :v", .type = FT_DAY },
};

static const struct list_sort sorts[] = {
	{ "found_on", N_("按发现日期"), "f.found_on", true },
};

static const struct list lists[] = {
	{ .name = "finding", .label = N_("发现的问题"), .from = "finding f LEFT JOIN opinion o ON o.id = f.opinion", .id = "f.id",
	  .cols = cols, .n_cols = N_OF(cols), .filters = filters, .n_filters = N_OF(filters), .sorts = sorts, .n_sorts = N_OF(sorts) },
};

static const struct scope scopes[] = {
	{ ROLE_CLERK, "1" },
	{ ROLE_LEADER, "1" },
	{ ROLE_SUPERVISOR, "f.person = :scope_person" },
};

static bool
sees(const struct actor *who, const void *row)
{
	const struct finding *f = row;

	return (who->roles & ROLE_BUREAU) != 0 || actor_is(who, f->person);
}

static const char *
title(struct act *a, const void *row)
{
	const struct finding *f = row;

	return arena_printf(a->arena, "%s %s", f->number, f->person_name);
}

static size_t
waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS])
{
	const struct finding *f = row;

	(void)a;
	if (f->rec.state != FINDING_NOTED)
		return 0;
	out[0].role = ROLE_CLERK;
	out[0].action = "finding.raise";
	out[0].text = N_("问题转为意见");
	out[0].object = *f->agency_name != '\0' ? f->agency_name : f->person_name;
	return 1;
}

static void
tally(const void *row, struct tally_key *out)
{
	const struct finding *f = row;

	out->agency = f->agency;
	out->month = case_month(f->found_on);
}

static void
text(struct act *a, const void *row, struct search_text *out)
{
	const struct finding *f = row;

	out->body = arena_printf(a->arena, "%s\n%s\n%s\n%s\n%s\n%s", f->number, f->person_name, f->agency_name, f->subject, f->text,
		f->settle_reason);
	out->initials = f->initials;
	out->scope = arena_printf(a->arena, "%s %s", search_scope_flow(a->arena, "finding"),
		search_scope(a->arena, 'p', f->person));
}

static const char *const refs[] = { "f.number = :v", "f.number = substr(:v, 1, instr(:v, ' ') - 1)", NULL };

const struct flow flow_finding = {
	.name = "finding",
	.label = N_("发现的问题"),
	.table = "finding",
	.states = finding_states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct finding),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = lists,
	.n_lists = N_OF(lists),
	.away = "coalesce(f.agency, (SELECT v.agency FROM activity v WHERE v.id = f.activity))",
	.scopes = scopes,
	.n_scopes = N_OF(scopes),
	.sees = sees,
	.number_field = "number",
	.refs = refs,
	.choose = "f.number >= :v AND f.number < :v || char(1114111)",
	.title = title,
	.waits = waits,
	.tally = tally,
	.text = text,
	.menu = 0,
};
