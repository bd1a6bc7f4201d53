/*
 * supervisor.c: terms of supervisors: appointed, imported, renewed, corrected, ended.
 *
 * Knows: articles 3, 5, 6 and 17 as far as they make or end a term.  Must not
 * know: how people are chosen, what supervisors do.
 *
 * A term is judged by its dates, never by today: supervisor_in_office() answers
 * for any day, so that an old paper stays right when the term has ended since.
 */
#include "flow/supervisor.h"

#include <string.h>

#include "base/i18n.h"
#include "flow/erase.h"
#include "flow/flows.h"
#include "flow/parties.h"

const struct word supervisor_states[] = {
	WORD_NONE,
	[SUPERVISOR_ACTIVE] = { "active", N_("在任"), 0 },
	[SUPERVISOR_EXPIRED] = { "expired", N_("期满"), 5 },
	[SUPERVISOR_RENEWED] = { "renewed", N_("已续聘"), 5 },
	[SUPERVISOR_RESIGNED] = { "resigned", N_("辞任"), 0 },
	[SUPERVISOR_ADJUSTED] = { "adjusted", N_("调整退出"), 5 },
	[SUPERVISOR_DISMISSED] = { "dismissed", N_("解聘"), 17 },
	WORD_END,
};

const struct word supervisor_categories[] = {
	WORD_NONE,
	{ "party_delegate", N_("党代表"), 3 },
	{ "deputy", N_("人大代表"), 3 },
	{ "cppcc", N_("政协委员"), 3 },
	{ "monitor", N_("人民监督员"), 3 },
	{ "expert", N_("专家学者"), 3 },
	{ "staff", N_("企事业单位工作人员"), 3 },
	{ "journalist", N_("新闻工作者"), 3 },
	{ "lawyer", N_("律师"), 3 },
	{ "entrepreneur", N_("企业家"), 3 },
	{ "self_employed", N_("个体工商户"), 3 },
	{ "other", N_("其他"), 3 },
	WORD_END,
};

const struct word supervisor_ages[] = {
	WORD_NONE,
	{ "over", N_("超龄"), 6 },
	WORD_END,
};

static const struct field fields[] = {
	{ F_REF(struct supervisor, person, "person"), .label = N_("人员") },
	{ F_NAME(struct supervisor, name), .label = N_("姓名"), .flags = FIELD_PERSONAL },
	{ F_LINE(struct supervisor, initials), .label = N_("拼音首字母"), .flags = FIELD_PERSONAL | FIELD_HIDDEN },
	{ F_LINE(struct supervisor, stroke_key), .label = N_("笔画序"), .flags = FIELD_PERSONAL | FIELD_HIDDEN },
	{ F_SET(struct supervisor, categories, supervisor_categories), .label = N_("类别"),
		.flags = FIELD_CORRECTABLE, .article = 3 },
	{ F_DAY(struct supervisor, term_start), .label = N_("聘任日期"), .flags = FIELD_CORRECTABLE,
		.article = 5 },
	{ F_DAY(struct supervisor, term_end), .label = N_("任期届满"), .flags = FIELD_CORRECTABLE,
		.article = 5 },
	{ F_LINE(struct supervisor, letter_number), .label = N_("聘书编号"), .flags = FIELD_CORRECTABLE,
		.article = 7 },
	{ F_REF(struct supervisor, previous, "supervisor"), .label = N_("上一任期"), .article = 5 },
	{ F_BOOL(struct supervisor, over_age), .label = N_("超龄"), .article = 6 },
	{ F_PARA(struct supervisor, over_reason), .label = N_("超龄聘任理由"), .flags = FIELD_PERSONAL | FIELD_CORRECTABLE,
		.article = 6 },
	{ F_BOOL(struct supervisor, ending), .label = N_("期满已提示"), .flags = FIELD_HIDDEN },
	{ F_DAY(struct supervisor, aged_on), .label = N_("任期内超龄"), .article = 6 },
	{ F_BOOL(struct supervisor, aged_seen), .label = N_("超龄已知悉"), .flags = FIELD_HIDDEN },
	{ F_SET(struct supervisor, conditions, renew_conditions), .label = N_("续聘核对的条件"), .article = 6 },
	{ F_PARA(struct supervisor, conditions_note), .label = N_("核对说明"), .flags = FIELD_PERSONAL, .article = 6 },
	{ F_PARA(struct supervisor, gap_reason), .label = N_("未连续聘任的原因"), .flags = FIELD_PERSONAL, .article = 5 },
	{ F_PARA(struct supervisor, added_reason), .label = N_("增补原因"), .flags = FIELD_PERSONAL, .article = 5 },
	{ F_PARA(struct supervisor, release_reason), .label = N_("不再续聘的原因"), .flags = FIELD_PERSONAL, .article = 5 },
	{ F_DAY(struct supervisor, next_decided_on), .label = N_("决定续聘日期"), .article = 5 },
	{ F_REF(struct supervisor, next_decided_by, "account"), .label = N_("决定续聘的人"), .article = 5 },
	{ F_SET(struct supervisor, next_conditions, renew_conditions), .label = N_("续聘已核对的条件"), .article = 6 },
	{ F_PARA(struct supervisor, next_note), .label = N_("续聘核对说明"), .flags = FIELD_PERSONAL, .article = 6 },
	{ F_SET(struct supervisor, next_categories, supervisor_categories), .label = N_("续聘的类别"), .article = 3 },
	{ F_LINE(struct supervisor, next_letter), .label = N_("续聘的聘书编号"), .article = 7 },
	{ F_LINE(struct supervisor, next_certificate), .label = N_("续聘的证件编号"), .article = 7 },
	{ F_PARA(struct supervisor, next_over_reason), .label = N_("续聘的超龄理由"), .flags = FIELD_PERSONAL, .article = 6 },
	{ F_DAY(struct supervisor, left_on), .label = N_("离任日期") },
	{ F_PARA(struct supervisor, left_reason), .label = N_("离任原因"), .flags = FIELD_PERSONAL },
	{ F_PARA(struct supervisor, note), .label = N_("备注"), .flags = FIELD_PERSONAL | FIELD_CORRECTABLE },
};

/* ---- appoint; add: the same outside a round, by need and with a reason ---- */
struct supervisor_appoint {
	int64_t person;
	wordset categories;
	day_t term_start;
	day_t term_end;
	const char *letter_number;
	const char *certificate;
	const char *over_reason;
	const char *note;
	const char *late_reason;
	/* Of an addition and of a renewal. */
	const char *added_reason;
	wordset conditions;
	const char *conditions_note;
	const char *gap_reason;
};

/* What an appointment asks whatever its occasion. */
#define APPOINT_FIELDS                                                                                                \
	{ F_REF(struct supervisor_appoint, person, "person"), .label = N_("人员"), .flags = FIELD_REQUIRED },         \
	{ F_SET(struct supervisor_appoint, categories, supervisor_categories), .label = N_("类别"),                   \
		.flags = FIELD_REQUIRED, .article = 3 },                                                              \
	{ F_DAY(struct supervisor_appoint, term_start), .label = N_("聘任日期"),                                      \
		.flags = FIELD_REQUIRED | FIELD_HAPPENED, .article = 5 },                                             \
	{ F_DAY(struct supervisor_appoint, term_end), .label = N_("任期届满"), .article = 5,                          \
		.hint = N_("不填按聘期计算") },                                                                       \
	{ F_LINE(struct supervisor_appoint, letter_number), .label = N_("聘书编号"), .article = 7,                    \
		.max = 60 },                                                                                          \
	{ F_LINE(struct supervisor_appoint, certificate), .label = N_("证件编号"), .flags = FIELD_NOTE,               \
		.article = 7, .max = 60, .hint = N_("已印好的填编号，不填另行发证") },                                \
	{ F_PARA(struct supervisor_appoint, over_reason), .label = N_("超龄聘任理由"), .flags = FIELD_NOTE,           \
		.article = 6, .max = 1000, .hint = N_("超过一般年龄的才填") },                                        \
	{ F_PARA(struct supervisor_appoint, note), .label = N_("备注"), .max = 2000 },                                \
	{ F_LINE(struct supervisor_appoint, late_reason), .label = N_("补记原因"),                                    \
		.flags = FIELD_LATE | FIELD_NOTE }

static const struct field appoint_fields[] = {
	APPOINT_FIELDS,
	{ F_SET(struct supervisor_appoint, conditions, renew_conditions), .label = N_("续聘核对的条件"),
		.flags = FIELD_HIDDEN, .article = 6 },
	{ F_PARA(struct supervisor_appoint, conditions_note), .label = N_("核对说明"), .flags = FIELD_HIDDEN,
		.article = 6 },
	{ F_PARA(struct supervisor_appoint, gap_reason), .label = N_("未连续聘任的原因"), .flags = FIELD_HIDDEN,
		.article = 5 },
};

static const struct field add_fields[] = {
	APPOINT_FIELDS,
	{ F_PARA(struct supervisor_appoint, added_reason), .label = N_("增补原因"),
		.flags = FIELD_REQUIRED | FIELD_NOTE, .article = 5, .max = 1000 },
};

static bool
check_appoint(struct act *a)
{
	const struct supervisor_appoint *in = a->args;
	const struct person *p = act_load(a, "person", in->person);
	struct term t = { .person = in->person, .start = in->term_start, .end = in->term_end, .who = "person" };

	if (p == NULL)
		return act_refuse(a, "person", 0, _("人员：没有这个人"));
	t.born = p->born;
	if (t.end == DAY_NONE)
		t.end = term_usual_end(a, t.start);
	return term_is_lawful(a, &t) && term_over_age_is_reasoned(a, p->born, t.start, in->over_reason) &&
		term_number_is_free(a, in->certificate);
}

/* A term that does not follow the last one at once is no fault, but is said. */
static void
tell_gap(struct act *a)
{
	const struct supervisor *s = a->row, *before = act_load(a, "supervisor", s->previous);
	day_t last = before != NULL ? day_or(before->left_on, before->term_end) : DAY_NONE;
	char day[DAY_TEXT];

	if (last != DAY_NONE && last + 1 < s->term_start && s->gap_reason[0] == '\0')
		act_notice(a, _("%s：上一任期至%s，中间空%lld日，聘期重新起算（第五条）"), s->name, day_format(last, day),
			(long long)s->term_start - last - 1);
}

static bool
run_appoint(struct act *a)
{
	const struct supervisor_appoint *in = a->args;
	struct supervisor *s = a->row;

	act_copy(a);
	term_begin(a, act_load(a, "person", in->person), in->term_start,
		in->term_end != DAY_NONE ? in->term_end : term_usual_end(a, in->term_start));
	if (!s->over_age)
		s->over_reason = "";
	tell_gap(a);
	return true;
}

static bool
also_appoint(struct act *a)
{
	const struct supervisor_appoint *in = a->args;

	return term_issue_certificate(a, in->certificate, in->term_start);
}

/* ---- correct ---- */
struct supervisor_correct {
	wordset categories;
	day_t term_start;
	day_t term_end;
	const char *letter_number;
	const char *over_reason;
	const char *note;
	const char *reason;
};

static const struct field correct_fields[] = {
	{ F_SET(struct supervisor_correct, categories, supervisor_categories), .label = N_("类别"),
		.flags = FIELD_PREFILL, .article = 3 },
	{ F_DAY(struct supervisor_correct, term_start), .label = N_("聘任日期"),
		.flags = FIELD_PREFILL | FIELD_PAST, .article = 5 },
	{ F_DAY(struct supervisor_correct, term_end), .label = N_("任期届满"), .flags = FIELD_PREFILL,
		.article = 5 },
	{ F_LINE(struct supervisor_correct, letter_number), .label = N_("聘书编号"), .flags = FIELD_PREFILL,
		.article = 7, .max = 60 },
	{ F_PARA(struct supervisor_correct, over_reason), .label = N_("超龄聘任理由"), .flags = FIELD_PREFILL,
		.article = 6, .max = 1000 },
	{ F_PARA(struct supervisor_correct, note), .label = N_("备注"), .flags = FIELD_PREFILL, .max = 2000 },
	{ F_LINE(struct supervisor_correct, reason), .label = N_("更正原因"),
		.flags = FIELD_REQUIRED | FIELD_NOTE },
};

/* The corrected term: a first day that moves takes a computed last day with it. */
static struct term
corrected_term(struct act *a)
{
	const struct supervisor_correct *in = a->args;
	const struct supervisor *s = a->row;
	struct term t = { .person = s->person, .except = s->rec.id, .start = s->term_start, .end = s->term_end,
		.born = DAY_NONE, .who = "term_start" };
	bool computed = s->term_end == term_usual_end(a, s->term_start);
	const struct person *p = act_load(a, "person", s->person);

	if (p != NULL)
		t.born = p->born;
	if (act_given(a, "term_start"))
		t.start = in->term_start;
	if (act_given(a, "term_end") && in->term_end != s->term_end)
		t.end = in->term_end;
	else if (computed && t.start != DAY_NONE)
		t.end = term_usual_end(a, t.start);
	return t;
}

static bool
check_correct(struct act *a)
{
	const struct supervisor_correct *in = a->args;
	const struct supervisor *s = a->row;
	struct term t = corrected_term(a);

	if (act_given(a, "categories") && in->categories == 0)
		return act_refuse(a, "categories", 3, _("类别：必须填写"));
	if (t.start == DAY_NONE)
		return act_refuse(a, "term_start", 5, _("聘任日期：必须填写"));
	if (t.end == DAY_NONE)
		return act_refuse(a, "term_end", 5, _("任期届满：必须填写"));
	if (t.start == s->term_start && t.end == s->term_end)
		return true;
	if (s->left_on != DAY_NONE && (s->left_on < t.start || s->left_on > t.end))
		return act_refuse(a, "term_start", 5, _("聘任日期：离任日期不在更正后的任期之内"));
	return term_is_lawful(a, &t);
}

static bool
run_correct(struct act *a)
{
	struct supervisor *s = a->row;
	struct term t = corrected_term(a);
	day_t start = s->term_start, end = s->term_end;

	act_copy(a);
	s->term_start = t.start;
	s->term_end = t.end;
	if (t.start != start) {
		s->over_age = term_is_over_age(a, t.born, t.start);
		s->previous = term_before(a, s->person, t.start);
		if (s->over_age)
			act_notice(a, _("%s：聘任时已超过%lld周岁，已标注（第六条第五项）"), s->name,
				(long long)act_setting(a, "max_age"));
	}
	/* A term that ends later is reminded of again. */
	if (t.end != end)
		s->ending = false;
	return true;
}

/* ---- the end of a term ---- */
struct supervisor_leave {
	day_t on;
	const char *reason;
	const char *late_reason;
	day_t applied_on; /* of a resignation; else DAY_NONE */
};

/* A resignation is asked for by the supervisor: when the request came in is part of it. */
static const struct field resign_fields[] = {
	{ F_DAY(struct supervisor_leave, on), .label = N_("离任日期"), .flags = FIELD_HAPPENED },
	{ F_PARA(struct supervisor_leave, reason), .label = N_("离任原因"),
		.flags = FIELD_REQUIRED | FIELD_NOTE, .max = 1000 },
	{ F_DAY(struct supervisor_leave, applied_on), .label = N_("收到申请日期"), .flags = FIELD_PAST | FIELD_NOTE },
	{ F_LINE(struct supervisor_leave, late_reason), .label = N_("补记原因"),
		.flags = FIELD_LATE | FIELD_NOTE },
};

static const struct field leave_fields[] = {
	{ F_DAY(struct supervisor_leave, on), .label = N_("离任日期"), .flags = FIELD_HAPPENED },
	{ F_PARA(struct supervisor_leave, reason), .label = N_("离任原因"),
		.flags = FIELD_REQUIRED | FIELD_NOTE, .max = 1000 },
	{ F_LINE(struct supervisor_leave, late_reason), .label = N_("补记原因"),
		.flags = FIELD_LATE | FIELD_NOTE },
};

static bool
check_leave(struct act *a)
{
	const struct supervisor_leave *in = a->args;
	const struct supervisor *s = a->row;
	char from[DAY_TEXT], to[DAY_TEXT];

	if (in->on < s->term_start || in->on > s->term_end)
		return act_refuse(a, "on", a->action->article, _("离任日期：须在任期%s至%s之内"),
			day_format(s->term_start, from), day_format(s->term_end, to));
	return in->applied_on <= in->on ||
		act_refuse(a, "applied_on", a->action->article, _("收到申请日期：不能晚于离任日期"));
}

static bool
leave(struct act *a, enum supervisor_state state)
{
	const struct supervisor_leave *in = a->args;
	struct supervisor *s = a->row;

	s->left_on = in->on;
	s->left_reason = in->reason;
	s->ending = false;
	s->aged_seen = s->aged_on != DAY_NONE;
	s->rec.state = (word_t)state;
	return true;
}

static bool
run_resign(struct act *a)
{
	return leave(a, SUPERVISOR_RESIGNED);
}

static bool
run_adjust(struct act *a)
{
	return leave(a, SUPERVISOR_ADJUSTED);
}

static bool
run_dismiss(struct act *a)
{
	return leave(a, SUPERVISOR_DISMISSED);
}

/* What the supervisor has raised and is not done goes on; the office should know. */
static void
tell_open_opinions(struct act *a)
{
	struct stmt *q = db_prepare(a->db,
		"SELECT number FROM opinion WHERE supervisor = :s AND state NOT IN ('closed', 'withdrawn') ORDER BY id LIMIT 9");
	const char *all = "";
	int n = 0;

	db_bind_int(q, ":s", row_head(a->row)->id);
	while (db_step(q)) {
		all = n < 8 ? arena_printf(a->arena, "%s%s%s", all, n > 0 ? "、" : "", db_text(q, 0)) :
			      arena_printf(a->arena, "%s……", all);
		n++;
	}
	if (n > 0)
		act_notice(a, _("尚有未办结的监督意见：%s，请移交或者办结"), all);
}

/*
 * Invitations to activities after the day of leaving are taken back, each by its own act.  The table is
 * asked only where the program has the flow; what was missed before that day stays as it was.
 */
static bool
end_invitations(struct act *a)
{
	const struct supervisor_leave *in = a->args;
	const struct supervisor *s = a->row;
	int64_t ids[100];
	size_t n = 0;
	struct stmt *q;
	char day[DAY_TEXT];

	if (!act_has_flow("attendance"))
		return true;
	q = db_prepare(a->db,
		"SELECT id FROM attendance WHERE supervisor = :s AND on_day > :on AND state IN ('invited', 'accepted', 'declined') "
		"ORDER BY id");
	db_bind_int(q, ":s", s->rec.id);
	db_bind_day(q, ":on", in->on);
	while (n < N_OF(ids) && db_step(q))
		ids[n++] = db_int(q, 0);
	db_done(q);
	for (size_t i = 0; i < n; i++)
		if (act_also(a, "attendance.release", ids[i], "release_reason",
			    arena_printf(a->arena, _("%s已离任"), s->name), "on", day_format(in->on, day), NULL) == 0)
			return false;
	if (n > 0)
		act_notice(a, _("已撤回%zu项活动邀请"), n);
	return true;
}

/* Who leaves gives the certificate back: it waits in the queue until it has been. */
static bool
also_leave(struct act *a)
{
	const struct supervisor_leave *in = a->args;
	int64_t id = term_valid_certificate(a);
	char day[DAY_TEXT];

	tell_open_opinions(a);
	if (!end_invitations(a))
		return false;
	if (id == 0)
		return true;
	/* An executed dismissal says itself whether the card is in hand. */
	if (a->outer == NULL || a->outer->flow != &flow_dismissal)
		act_notice(a, _("请收回监督员证%s"), act_title(a, "certificate", id));
	return act_also(a, "certificate.recall", id, "on", day_format(in->on, day), NULL) != 0;
}

/* ---- carry: the person's name was corrected ---- */
struct supervisor_carry {
	const char *name;
	const char *initials;
	const char *stroke_key;
};

static const struct field carry_fields[] = {
	{ F_NAME(struct supervisor_carry, name), .label = N_("姓名"), .flags = FIELD_REQUIRED | FIELD_NOTE,
		.max = 50 },
	{ F_LINE(struct supervisor_carry, initials), .label = N_("拼音首字母") },
	{ F_LINE(struct supervisor_carry, stroke_key), .label = N_("笔画序"), .max = 400 },
};

#define ENDED                                                                                                         \
	(S(SUPERVISOR_EXPIRED) | S(SUPERVISOR_RENEWED) | S(SUPERVISOR_RESIGNED) | S(SUPERVISOR_ADJUSTED) |            \
		S(SUPERVISOR_DISMISSED))

static const struct action actions[] = {
	{
		.name = "supervisor.appoint",
		.label = N_("聘任"),
		.help = N_("为已登记的人员记一个任期；届满日按聘期计算。未满最低年龄的不予聘任，超龄的须有理由并经局领导同意。"),
		.article = 7,
		.roles = ROLE_BUREAU | ROLE_PROGRAM,
		.from = S_NEW,
		.to = S(SUPERVISOR_ACTIVE),
		.fields = appoint_fields,
		.n_fields = N_OF(appoint_fields),
		.args_size = sizeof(struct supervisor_appoint),
		.check = check_appoint,
		.run = run_appoint,
		.also = also_appoint,
	},
	{
		.name = "supervisor.import",
		.label = N_("导入监督员"),
		.help = N_("把监督员名册的一行登记为人员、任期和监督员证；与已登记相同的不变。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = S_NEW,
		.to = S(SUPERVISOR_ACTIVE) | S(SUPERVISOR_EXPIRED),
		.flags = ACT_IMPORT,
		.fields = supervisor_import_fields,
		.n_fields = SUPERVISOR_IMPORT_FIELDS,
		.args_size = sizeof(struct supervisor_import),
		.check = supervisor_import_check,
		.run = supervisor_import_run,
		.also = supervisor_import_also,
	},
	{
		.name = "supervisor.add",
		.label = N_("增补"),
		.help = N_("区司法局根据工作需要动态增补监督员，由局领导决定，写明原因；条件与聘任相同。"),
		.article = 5,
		.roles = ROLE_LEADER,
		.from = S_NEW,
		.to = S(SUPERVISOR_ACTIVE),
		.fields = add_fields,
		.n_fields = N_OF(add_fields),
		.args_size = sizeof(struct supervisor_appoint),
		.check = check_appoint,
		.run = run_appoint,
		.also = also_appoint,
	},
	{
		.name = "supervisor.renew",
		.label = N_("续聘"),
		.help = N_("任期届满后续聘，第六条的条件逐项重新核对；原监督员证到期，应当交回。"),
		.article = 5,
		.roles = ROLE_BUREAU,
		.from = S(SUPERVISOR_ACTIVE) | S(SUPERVISOR_EXPIRED),
		.to = S(SUPERVISOR_RENEWED),
		.key = 'n',
		.fields = supervisor_renew_fields,
		.n_fields = SUPERVISOR_RENEW_FIELDS,
		.args_size = sizeof(struct supervisor_renew),
		.may = supervisor_renew_may,
		.check = supervisor_renew_check,
		.run = supervisor_renew_run,
		.also = supervisor_renew_also,
		.beside = supervisor_beside,
	},
	{
		.name = "supervisor.decide",
		.label = N_("决定续聘"),
		.help = N_("任期将届满时先作决定：第六条的条件逐项重新核对；届满次日由程序接续下一任期、发新证。"),
		.article = 5,
		.roles = ROLE_BUREAU,
		.from = S(SUPERVISOR_ACTIVE),
		.to = S(SUPERVISOR_ACTIVE),
		.key = 'e',
		.flags = ACT_KEEPS,
		.fields = supervisor_decide_fields,
		.n_fields = SUPERVISOR_DECIDE_FIELDS,
		.args_size = sizeof(struct supervisor_decide),
		.may = supervisor_decide_may,
		.check = supervisor_decide_check,
		.run = supervisor_decide_run,
		.beside = supervisor_beside,
	},
	{
		.name = "supervisor.undecide",
		.label = N_("撤回续聘决定"),
		.help = N_("届满以前撤回已作的续聘决定，写明原因；重新列入待办。"),
		.article = 5,
		.roles = ROLE_BUREAU,
		.from = S(SUPERVISOR_ACTIVE),
		.to = S(SUPERVISOR_ACTIVE),
		.key = 'w',
		.flags = ACT_KEEPS,
		.fields = supervisor_undecide_fields,
		.n_fields = N_OF(supervisor_undecide_fields),
		.args_size = sizeof(struct supervisor_undecide),
		.may = supervisor_undecide_may,
		.run = supervisor_undecide_run,
	},
	{
		.name = "supervisor.turn",
		.label = N_("接续下一任期"),
		.help = N_("届满次日，按先作的决定接续下一任期；原监督员证到期，应当交回。"),
		.article = 5,
		.roles = ROLE_PROGRAM,
		.from = S(SUPERVISOR_ACTIVE),
		.to = S(SUPERVISOR_RENEWED),
		.flags = ACT_INTERNAL,
		.args_size = sizeof(struct supervisor_none),
		.may = supervisor_turn_may,
		.run = supervisor_turn_run,
		.also = supervisor_turn_also,
	},
	{
		.name = "supervisor.release",
		.label = N_("不再续聘"),
		.help = N_("任期将届满或者已届满，决定不再续聘，写明原因；不再列入待办。"),
		.article = 5,
		.roles = ROLE_BUREAU,
		.from = S(SUPERVISOR_ACTIVE) | S(SUPERVISOR_EXPIRED),
		.to = S(SUPERVISOR_ACTIVE) | S(SUPERVISOR_EXPIRED),
		.key = 'z',
		.flags = ACT_KEEPS,
		.fields = supervisor_release_fields,
		.n_fields = N_OF(supervisor_release_fields),
		.args_size = sizeof(struct supervisor_release),
		.may = supervisor_release_may,
		.run = supervisor_release_run,
		.beside = supervisor_beside,
	},
	{
		.name = "supervisor.expire",
		.label = N_("期满"),
		.help = N_("任期届满，监督员证到期。"),
		.article = 5,
		.roles = ROLE_BUREAU | ROLE_PROGRAM,
		.from = S(SUPERVISOR_ACTIVE),
		.to = S(SUPERVISOR_EXPIRED),
		.key = 'x',
		.args_size = sizeof(struct supervisor_none),
		.may = supervisor_expire_may,
		.run = supervisor_expire_run,
		.also = term_expire_certificate,
	},
	{
		.name = "supervisor.remind",
		.label = N_("期满提示"),
		.help = N_("把将要届满的任期列入待办。"),
		.article = 5,
		.roles = ROLE_PROGRAM,
		.from = S(SUPERVISOR_ACTIVE),
		.to = S(SUPERVISOR_ACTIVE),
		.flags = ACT_INTERNAL | ACT_KEEPS,
		.args_size = sizeof(struct supervisor_none),
		.may = supervisor_remind_may,
		.run = supervisor_remind_run,
	},
	{
		.name = "supervisor.age",
		.label = N_("超龄提示"),
		.help = N_("任期内超过一般年龄的，提示续聘时考虑；不是解聘理由。"),
		.article = 6,
		.roles = ROLE_PROGRAM,
		.from = S(SUPERVISOR_ACTIVE),
		.to = S(SUPERVISOR_ACTIVE),
		.flags = ACT_INTERNAL | ACT_KEEPS,
		.args_size = sizeof(struct supervisor_none),
		.may = supervisor_age_may,
		.run = supervisor_age_run,
	},
	{
		.name = "supervisor.note_age",
		.label = N_("知悉超龄"),
		.help = N_("已知悉监督员在任期内超过一般年龄，续聘时须有理由并经局领导同意；任期不受影响。"),
		.article = 6,
		.roles = ROLE_BUREAU,
		.from = S(SUPERVISOR_ACTIVE),
		.to = S(SUPERVISOR_ACTIVE),
		.key = 'k',
		.flags = ACT_KEEPS,
		.args_size = sizeof(struct supervisor_none),
		.may = supervisor_note_age_may,
		.run = supervisor_note_age_run,
	},
	{
		.name = "supervisor.report",
		.label = N_("登记不再符合条件"),
		.help = N_("登记受处罚处分、失信、离开本区等情况；程序据此按第十七条第一项提出解聘，由人决定。"),
		.article = 17,
		.roles = ROLE_BUREAU,
		.from = S(SUPERVISOR_ACTIVE),
		.to = S(SUPERVISOR_ACTIVE),
		.key = 'u',
		.flags = ACT_KEEPS,
		.fields = supervisor_report_fields,
		.n_fields = N_OF(supervisor_report_fields),
		.args_size = sizeof(struct supervisor_report),
		.check = supervisor_report_check,
		.run = supervisor_report_run,
		.also = supervisor_report_also,
	},
	{
		.name = "supervisor.resign",
		.label = N_("辞任"),
		.help = N_("监督员本人提出不再担任；收回监督员证。"),
		.article = 5,
		.roles = ROLE_BUREAU,
		.from = S(SUPERVISOR_ACTIVE),
		.to = S(SUPERVISOR_RESIGNED),
		.key = 'q',
		.flags = ACT_CONFIRM,
		.fields = resign_fields,
		.n_fields = N_OF(resign_fields),
		.args_size = sizeof(struct supervisor_leave),
		.check = check_leave,
		.run = run_resign,
		.also = also_leave,
	},
	{
		.name = "supervisor.adjust",
		.label = N_("动态调整退出"),
		.help = N_("区司法局根据工作需要和履职情况调整，由局领导决定；须写明原因，收回监督员证。"),
		.article = 5,
		.roles = ROLE_LEADER,
		.from = S(SUPERVISOR_ACTIVE),
		.to = S(SUPERVISOR_ADJUSTED),
		.key = 'd',
		.flags = ACT_CONFIRM,
		.fields = leave_fields,
		.n_fields = N_OF(leave_fields),
		.args_size = sizeof(struct supervisor_leave),
		.check = check_leave,
		.run = run_adjust,
		.also = also_leave,
	},
	{
		.name = "supervisor.dismiss",
		.label = N_("解聘"),
		.help = N_("解聘决定执行时结束任期；由解聘事项办理，不单独使用。"),
		.article = 17,
		.roles = ROLE_PROGRAM,
		.from = S(SUPERVISOR_ACTIVE),
		.to = S(SUPERVISOR_DISMISSED),
		.flags = ACT_INTERNAL,
		.fields = leave_fields,
		.n_fields = N_OF(leave_fields),
		.args_size = sizeof(struct supervisor_leave),
		.check = check_leave,
		.run = run_dismiss,
		.also = also_leave,
	},
	{
		.name = "supervisor.carry",
		.label = N_("姓名随人员更正"),
		.help = N_("人员的姓名或读音更正后，任期中的姓名随之更正。"),
		.roles = ROLE_PROGRAM,
		.from = S(SUPERVISOR_ACTIVE) | ENDED,
		.to = S(SUPERVISOR_ACTIVE) | ENDED,
		.flags = ACT_INTERNAL | ACT_KEEPS,
		.fields = carry_fields,
		.n_fields = N_OF(carry_fields),
		.args_size = sizeof(struct supervisor_carry),
	},
	{
		.name = "supervisor.correct",
		.label = N_("更正登记内容"),
		.help = N_("更正类别、任期、聘书编号等；原内容和原因留痕。"),
		.roles = ROLE_BUREAU,
		.from = S(SUPERVISOR_ACTIVE) | ENDED,
		.to = S(SUPERVISOR_ACTIVE) | ENDED,
		.key = 'r',
		.flags = ACT_CORRECT | ACT_KEEPS,
		.fields = correct_fields,
		.n_fields = N_OF(correct_fields),
		.args_size = sizeof(struct supervisor_correct),
		.check = check_correct,
		.run = run_correct,
	},
	ACTION_ERASE("supervisor"),
};

static const char *const counted[] = { "categories", NULL };

const struct flow flow_supervisor = {
	.name = "supervisor",
	.label = N_("监督员"),
	.table = "supervisor",
	.states = supervisor_states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct supervisor),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = supervisor_lists,
	.n_lists = SUPERVISOR_LISTS,
	.scopes = supervisor_scopes,
	.n_scopes = SUPERVISOR_SCOPES,
	.sees = supervisor_sees,
	.name_field = "name",
	.refs = supervisor_refs,
	.choose = "s.state = 'active' AND (instr(s.name, :v) > 0 OR s.initials LIKE :v || '%' "
		  "OR instr(coalesce(c.number, ''), :v) > 0)",
	.title = supervisor_title,
	.waits = supervisor_waits,
	.tally = supervisor_tally,
	.counted = counted,
	.text = supervisor_text,
	.import = "supervisor.import",
	.import_match = supervisor_import_match,
	.owed = supervisor_owed,
	.menu = 30,
};
