/*
 * evaluation.c: the flow of yearly evaluations: opened with figures of the record, marked, confirmed
 * by a leader, and frozen with the figures they rest on.
 *
 * Knows: articles 8, 10, 11 (what is judged), 12(4) and 18 (that it is, every year).
 * Must not know: faces; how a mark is proposed (evaluation_score.c).
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/cases.h"
#include "flow/erase.h"
#include "flow/evaluation_acts.h"
#include "flow/flows.h"
#include "flow/parties.h"

#define LATE(S) \
	{ F_LINE(S, late_reason), .label = N_("补记原因"), .flags = FIELD_LATE | FIELD_NOTE, .hint = N_("补记较早的事项时填写") }

static const struct field fields[] = {
	{ F_INT(struct evaluation, year), .label = N_("年度"), .article = 18 },
	{ F_REF(struct evaluation, person, "person"), .label = N_("监督员"), .article = 18 },
	{ F_REF(struct evaluation, supervisor, "supervisor"), .label = N_("监督员聘期"), .flags = FIELD_HIDDEN },
	{ F_NAME(struct evaluation, person_name), .label = N_("监督员姓名"), .flags = FIELD_PERSONAL | FIELD_HIDDEN },
	{ F_LINE(struct evaluation, initials), .label = N_("拼音首字母"), .flags = FIELD_PERSONAL | FIELD_HIDDEN },
	{ F_LINE(struct evaluation, stroke_key), .label = N_("笔画序"), .flags = FIELD_PERSONAL | FIELD_HIDDEN },
	{ F_DAY(struct evaluation, starts_on), .label = N_("评价期间起") },
	{ F_DAY(struct evaluation, ends_on), .label = N_("评价期间止") },
	{ F_DAY(struct evaluation, opened_on), .label = N_("开始日期") },
	{ F_INT(struct evaluation, score_days), .label = N_("评价期限"), .flags = FIELD_HIDDEN },
	{ F_DAY(struct evaluation, counted_on), .label = N_("统计日期") },
	FIGURE_FIELDS(struct evaluation),
	{ F_INT(struct evaluation, mark_activity), .label = N_("参加监督活动（分）"), .article = 8 },
	{ F_INT(struct evaluation, mark_opinion), .label = N_("提出监督意见（分）"), .article = 8 },
	{ F_INT(struct evaluation, mark_study), .label = N_("学习培训（分）"), .article = 8 },
	{ F_INT(struct evaluation, mark_report), .label = N_("履行义务（分）"), .article = 10 },
	{ F_INT(struct evaluation, mark_conduct), .label = N_("遵守纪律（分）"), .article = 11 },
	{ F_PARA(struct evaluation, comment), .label = N_("评语"), .flags = FIELD_PERSONAL },
	{ F_LINE(struct evaluation, basis), .label = N_("评分依据") },
	{ F_DAY(struct evaluation, scored_on), .label = N_("评分日期") },
	{ F_INT(struct evaluation, score), .label = N_("总分（十分之一）"), .flags = FIELD_HIDDEN },
	{ F_WORD(struct evaluation, proposed, evaluation_grades), .label = N_("拟定等次"), .article = 18 },
	{ F_DAY(struct evaluation, confirmed_on), .label = N_("确认日期") },
	{ F_WORD(struct evaluation, grade, evaluation_grades), .label = N_("等次"), .article = 18 },
	{ F_LINE(struct evaluation, grade_reason), .label = N_("调整等次的理由"), .flags = FIELD_PERSONAL },
	{ F_LINE(struct evaluation, return_reason), .label = N_("退回原因"), .flags = FIELD_PERSONAL },
	{ F_REF(struct evaluation, officer, "account"), .label = N_("承办人") },
};

static const char *
shown_score(struct act *a, int64_t score)
{
	return arena_printf(a->arena, "%lld.%lld", (long long)score / 10, (long long)score % 10);
}

/* ---- open 开始评价 ---- */

struct evaluation_open {
	int64_t year;
	int64_t supervisor;
	day_t on;
	const char *late_reason;
};

static const struct field open_fields[] = {
	{ F_INT(struct evaluation_open, year), .label = N_("年度"), .flags = FIELD_REQUIRED | FIELD_NOTE, .article = 18, .max = 2999,
	  .hint = N_("如2026") },
	{ F_REF(struct evaluation_open, supervisor, "supervisor"), .label = N_("监督员"), .article = 18,
	  .hint = N_("不填则开始全部监督员的评价") },
	{ F_DAY(struct evaluation_open, on), .label = N_("开始日期"), .flags = FIELD_HAPPENED },
	LATE(struct evaluation_open),
};

static day_t
first_of_year(int64_t year)
{
	return day_from((int)year, 1, 1);
}

static day_t
last_of_year(int64_t year)
{
	return day_from((int)year, 12, 31);
}

/* The day that decides who is evaluated for YEAR: its last, or ON while it runs. */
static day_t
reference_day(int64_t year, day_t on)
{
	day_t last = last_of_year(year);

	return last < on ? last : on;
}

/* The next term above AFTER in office on the reference day whose person has no evaluation of YEAR; 0 none. */
static int64_t
next_unopened(struct act *a, int64_t year, day_t day, int64_t after)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT s.id FROM supervisor s WHERE s.id > :after AND s.term_start <= :day "
		"AND coalesce(s.left_on, s.term_end) >= :day AND NOT EXISTS "
		"(SELECT 1 FROM evaluation v WHERE v.person = s.person AND v.year = :year) ORDER BY s.id LIMIT 1");
	int64_t id = 0;

	db_bind_int(s, ":after", after);
	db_bind_day(s, ":day", day);
	db_bind_int(s, ":year", year);
	if (db_step(s))
		id = db_int(s, 0);
	db_done(s);
	return id;
}

static bool
opened_already(struct act *a, int64_t person, int64_t year)
{
	struct stmt *s = db_prepare(a->db, "SELECT 1 FROM evaluation WHERE person = :person AND year = :year");
	bool found;

	db_bind_int(s, ":person", person);
	db_bind_int(s, ":year", year);
	found = db_step(s);
	db_done(s);
	return found;
}

/* The part of the year in which the person was in office, over all terms; false when there is none. */
static bool
in_office(struct act *a, int64_t person, int64_t year, day_t *from, day_t *to)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT min(term_start), max(coalesce(left_on, term_end)) FROM supervisor WHERE person = :person "
		"AND term_start <= :end AND coalesce(left_on, term_end) >= :start");
	day_t first = first_of_year(year), last = last_of_year(year);

	db_bind_int(s, ":person", person);
	db_bind_day(s, ":start", first);
	db_bind_day(s, ":end", last);
	db_step(s);
	*from = db_day(s, 0);
	*to = db_day(s, 1);
	db_done(s);
	if (*from == DAY_NONE)
		return false;
	*from = *from > first ? *from : first;
	*to = *to < last ? *to : last;
	return true;
}

static bool
check_open(struct act *a)
{
	const struct evaluation_open *in = a->args;
	const struct supervisor *s = act_load(a, "supervisor", in->supervisor);
	day_t from, to;

	if (in->year < 2000 || first_of_year(in->year) > in->on)
		return act_refuse(a, "year", 18, _("年度：%lld年尚未开始，或者不是年份"), (long long)in->year);
	if (s == NULL)
		return next_unopened(a, in->year, reference_day(in->year, in->on), 0) != 0 ||
			act_refuse(a, "supervisor", 18, _("%lld年度：没有尚待评价的监督员"), (long long)in->year);
	if (opened_already(a, s->person, in->year))
		return act_refuse(a, "supervisor", 18, _("%s的%lld年度评价已经开始"), s->name, (long long)in->year);
	if (!in_office(a, s->person, in->year, &from, &to))
		return act_refuse(a, "supervisor", 5, _("%s在%lld年度不在聘期内"), s->name, (long long)in->year);
	return true;
}

/* The figures of the record up to today, and the marks they propose. */
static void
count(struct act *a, struct evaluation *v)
{
	figures_count(a, v->person, v->starts_on, v->ends_on, &v->figures);
	v->counted_on = a->today;
}

static bool
run_open(struct act *a)
{
	const struct evaluation_open *in = a->args;
	struct evaluation *v = a->row;
	int64_t term = in->supervisor != 0 ? in->supervisor : next_unopened(a, in->year, reference_day(in->year, in->on), 0);
	const struct supervisor *s = act_load(a, "supervisor", term);

	if (s == NULL)
		return act_refuse(a, "supervisor", 13, _("没有这位监督员"));
	v->year = in->year;
	v->person = s->person;
	v->supervisor = term;
	v->person_name = s->name;
	v->initials = s->initials;
	v->stroke_key = s->stroke_key;
	if (!in_office(a, s->person, in->year, &v->starts_on, &v->ends_on))
		return act_refuse(a, "supervisor", 5, _("%s在%lld年度不在聘期内"), s->name, (long long)in->year);
	v->opened_on = in->on;
	v->score_days = setting_int(a->db, "evaluation_days", 30);
	count(a, v);
	v->counted_on = in->on;
	evaluation_propose(a, v);
	if (a->actor->roles & ROLE_CLERK)
		v->officer = a->actor->account;
	v->rec.state = EVALUATION_OPEN;
	act_note(a, "%s", v->person_name);
	return true;
}

/* All the others, in the same transaction. */
static bool
also_open(struct act *a)
{
	const struct evaluation_open *in = a->args;
	const struct evaluation *v = a->row;
	day_t day = reference_day(in->year, in->on);
	char on[DAY_TEXT];
	int n = 1;

	if (in->supervisor != 0)
		return true;
	day_format(in->on, on);
	for (int64_t id = v->supervisor; (id = next_unopened(a, in->year, day, id)) != 0; n++)
		if (act_also(a, "evaluation.open", 0, "year", arena_printf(a->arena, "%lld", (long long)in->year), "supervisor",
			arena_printf(a->arena, "%lld", (long long)id), "on", on, NULL) == 0)
			return false;
	act_notice(a, _("%lld年度：已开始%d位监督员的综合评价，分数已按档案数字拟定"), (long long)in->year, n);
	return true;
}

/* ---- recount 重新统计 ---- */

struct evaluation_recount {
	const char *why;
};

static const struct field recount_fields[] = {
	{ F_LINE(struct evaluation_recount, why), .label = N_("原因"), .flags = FIELD_NOTE, .max = 200 },
};

static bool
run_recount(struct act *a)
{
	struct evaluation *v = a->row;
	struct figures before = v->figures;

	count(a, v);
	if (memcmp(&before, &v->figures, sizeof before) == 0)
		return act_refuse(a, NULL, 18, _("数字没有变化，无须重新统计"));
	evaluation_propose(a, v);
	act_note(a, "%s", figures_text(a, &v->figures));
	return true;
}

/* ---- score 评分 ---- */

struct evaluation_mark {
	int64_t mark_activity, mark_opinion, mark_study, mark_report, mark_conduct;
	const char *comment;
	day_t on;
	const char *late_reason;
};

#define MARK(m, text, art, tip) \
	{ F_INT(struct evaluation_mark, m), .label = text, .flags = FIELD_PREFILL, .article = art, .max = 100, .hint = tip }

static const struct field score_fields[] = {
	MARK(mark_activity, N_("参加监督活动（分）"), 8, N_("0至100；出席次数与应邀次数之比，请假不计")),
	MARK(mark_opinion, N_("提出监督意见（分）"), 8, N_("0至100；件数七成，采纳率三成")),
	MARK(mark_study, N_("学习培训（分）"), 8, N_("0至100；学时")),
	MARK(mark_report, N_("履行义务（分）"), 10, N_("0至100；按期报送")),
	MARK(mark_conduct, N_("遵守纪律（分）"), 11, N_("0至100；查实违规一件扣50分")),
	{ F_PARA(struct evaluation_mark, comment), .label = N_("评语"), .flags = FIELD_PREFILL },
	{ F_DAY(struct evaluation_mark, on), .label = N_("评分日期"), .flags = FIELD_HAPPENED },
	LATE(struct evaluation_mark),
};

static bool
check_score(struct act *a)
{
	const struct evaluation *v = a->row;
	const struct evaluation_mark *in = a->args;
	const int64_t marks[] = { in->mark_activity, in->mark_opinion, in->mark_study, in->mark_report, in->mark_conduct };

	for (size_t i = 0; i < N_OF(marks); i++)
		if (marks[i] < 0 || marks[i] > 100)
			return act_refuse(a, score_fields[i].col.name, score_fields[i].article, _("%s：应为0至100"),
				_(score_fields[i].label));
	return case_in_order(a, "on", in->on, v->opened_on, _("评分日期不能早于开始日期"));
}

static bool
run_score(struct act *a)
{
	struct evaluation *v = a->row;
	const struct evaluation_mark *in = a->args;
	struct evaluation_scale scale = evaluation_scale(a->db);
	int64_t marks[CRITERIA];

	act_copy(a);
	for (size_t i = 0; i < CRITERIA; i++)
		memcpy(&marks[i], (const char *)v + criteria[i].mark, sizeof marks[i]);
	v->scored_on = in->on;
	v->score = evaluation_score(&scale, marks);
	v->proposed = evaluation_grade_of(&scale, v->score);
	v->basis = evaluation_basis(a);
	v->rec.state = EVALUATION_SCORED;
	act_note(a, _("%s分，拟定%s"), shown_score(a, v->score), word_label(evaluation_grades, v->proposed));
	return true;
}

/* ---- return 退回重评 ---- */

struct evaluation_return {
	const char *return_reason;
	day_t on;
	const char *late_reason;
};

static const struct field return_fields[] = {
	{ F_LINE(struct evaluation_return, return_reason), .label = N_("退回原因"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 500 },
	{ F_DAY(struct evaluation_return, on), .label = N_("退回日期"), .flags = FIELD_HAPPENED },
	LATE(struct evaluation_return),
};

static bool
check_return(struct act *a)
{
	const struct evaluation *v = a->row;
	const struct evaluation_return *in = a->args;

	return case_in_order(a, "on", in->on, v->scored_on, _("退回日期不能早于评分日期"));
}

static bool
run_return(struct act *a)
{
	struct evaluation *v = a->row;
	const struct evaluation_return *in = a->args;

	v->return_reason = in->return_reason;
	v->scored_on = DAY_NONE;
	v->score = 0;
	v->proposed = 0;
	v->basis = "";
	v->rec.state = EVALUATION_OPEN;
	return true;
}

/* ---- confirm 确认 ---- */

struct evaluation_confirm {
	word_t grade;
	const char *grade_reason;
	day_t on;
	const char *late_reason;
};

static const struct field confirm_fields[] = {
	{ F_WORD(struct evaluation_confirm, grade, evaluation_grades), .label = N_("等次"), .article = 18,
	  .hint = N_("不填则按拟定等次") },
	{ F_LINE(struct evaluation_confirm, grade_reason), .label = N_("调整等次的理由"), .flags = FIELD_NOTE, .article = 18, .max = 500 },
	{ F_DAY(struct evaluation_confirm, on), .label = N_("确认日期"), .flags = FIELD_HAPPENED },
	LATE(struct evaluation_confirm),
};

static bool
check_confirm(struct act *a)
{
	const struct evaluation *v = a->row;
	const struct evaluation_confirm *in = a->args;

	if (in->grade != 0 && in->grade != v->proposed && in->grade_reason[strspn(in->grade_reason, " \t\n")] == '\0')
		return act_refuse(a, "grade_reason", 18, _("调整等次的理由：与按分数拟定的“%s”不同，须写明理由"),
			word_label(evaluation_grades, v->proposed));
	return case_in_order(a, "on", in->on, v->scored_on, _("确认日期不能早于评分日期"));
}

/* The figures stay those it was scored with; that the record has changed since is said. */
static bool
run_confirm(struct act *a)
{
	struct evaluation *v = a->row;
	const struct evaluation_confirm *in = a->args;
	struct figures now;

	v->grade = in->grade != 0 ? in->grade : v->proposed;
	if (v->grade != v->proposed)
		v->grade_reason = in->grade_reason;
	v->confirmed_on = in->on;
	v->rec.state = EVALUATION_CONFIRMED;
	if (v->ends_on >= in->on)
		act_notice(a, _("%s：%lld年度尚未结束，此后的履职情况不再计入"), v->person_name, (long long)v->year);
	figures_count(a, v->person, v->starts_on, v->ends_on, &now);
	if (memcmp(&now, &v->figures, sizeof now) != 0)
		act_notice(a, _("%s：统计之后档案数字又有变化，评价仍以统计时的数字为准"), v->person_name);
	act_note(a, "%s", word_label(evaluation_grades, v->grade));
	return true;
}

/* ---- assign 交接, carry 同步姓名 ---- */

static bool
check_assign(struct act *a)
{
	return case_assign_check(a, ((const struct evaluation *)a->row)->officer);
}

static bool
run_assign(struct act *a)
{
	((struct evaluation *)a->row)->officer = ((const struct case_assign *)a->args)->to;
	return true;
}

static bool
run_carry(struct act *a)
{
	struct evaluation *v = a->row;
	const struct name_carry *in = a->args;
	const struct person *p = act_load(a, "person", v->person);

	v->person_name = in->person_name;
	v->initials = in->initials;
	if (p != NULL)
		v->stroke_key = p->stroke_key;
	return true;
}

#define ALL (S(EVALUATION_OPEN) | S(EVALUATION_SCORED) | S(EVALUATION_CONFIRMED))
#define TABLE(t, S) .fields = t, .n_fields = N_OF(t), .args_size = sizeof(S)

static const struct action actions[] = {
	{
		.name = "evaluation.open",
		.label = N_("开始综合评价"),
		.help = N_("按档案统计一个年度的履职数字，拟定各项分数；不指明监督员的，一次开始全部在聘监督员的评价。"),
		.article = 12,
		.roles = ROLE_CLERK | ROLE_PROGRAM,
		.from = S_NEW,
		.to = S(EVALUATION_OPEN),
		TABLE(open_fields, struct evaluation_open),
		.check = check_open,
		.run = run_open,
		.also = also_open,
	},
	{
		.name = "evaluation.recount",
		.label = N_("重新统计"),
		.help = N_("补记、更正了活动或者意见的，重新统计并重新拟定分数；已填写的分数被替换。"),
		.article = 18,
		.roles = ROLE_CLERK,
		.from = S(EVALUATION_OPEN),
		.key = 'k',
		.flags = ACT_KEEPS,
		TABLE(recount_fields, struct evaluation_recount),
		.run = run_recount,
	},
	{
		.name = "evaluation.score",
		.label = N_("评分"),
		.help = N_("核定各项分数，写评语；总分按权重计算，等次按分数拟定。没有填写的分数保留拟定数。"),
		.article = 18,
		.roles = ROLE_CLERK,
		.from = S(EVALUATION_OPEN) | S(EVALUATION_SCORED),
		.to = S(EVALUATION_SCORED),
		.key = 'f',
		TABLE(score_fields, struct evaluation_mark),
		.check = check_score,
		.run = run_score,
	},
	{
		.name = "evaluation.return",
		.label = N_("退回重评"),
		.help = N_("退回经办人重新统计、评分，写明原因。"),
		.article = 18,
		.roles = ROLE_LEADER,
		.from = S(EVALUATION_SCORED),
		.to = S(EVALUATION_OPEN),
		.key = 'w',
		TABLE(return_fields, struct evaluation_return),
		.check = check_return,
		.run = run_return,
	},
	{
		.name = "evaluation.confirm",
		.label = N_("确认等次"),
		.help = N_("局领导确认等次；与按分数拟定的等次不同的，写明理由。确认后数字、分数和等次不再改动。"),
		.article = 18,
		.roles = ROLE_LEADER,
		.from = S(EVALUATION_SCORED),
		.to = S(EVALUATION_CONFIRMED),
		.key = 'd',
		TABLE(confirm_fields, struct evaluation_confirm),
		.check = check_confirm,
		.run = run_confirm,
	},
	{
		.name = "evaluation.assign",
		.label = N_("交接承办人"),
		.help = N_("把这件评价交给另一位经办人承办，写明原因。"),
		.roles = ROLE_BUREAU,
		.from = S(EVALUATION_OPEN) | S(EVALUATION_SCORED),
		.key = 'g',
		.flags = ACT_KEEPS,
		TABLE(case_assign_fields, struct case_assign),
		.check = check_assign,
		.run = run_assign,
	},
	{
		.name = "evaluation.carry",
		.label = N_("同步监督员姓名"),
		.help = N_("监督员姓名更正后，综合评价随之更正。"),
		.roles = ROLE_PROGRAM,
		.from = ALL,
		.flags = ACT_KEEPS | ACT_INTERNAL,
		TABLE(name_carry_fields, struct name_carry),
		.run = run_carry,
	},
	ACTION_ERASE("evaluation"),
};

/* "2026 冉凯文": the year and the name, as the title says it. */
static const char *const refs[] = {
	"v.year = CAST(substr(:v, 1, instr(:v, ' ') - 1) AS INTEGER) AND v.person_name = substr(:v, instr(:v, ' ') + 1)",
	NULL,
};

const struct flow flow_evaluation = {
	.name = "evaluation",
	.label = N_("综合评价"),
	.table = "evaluation",
	.states = evaluation_states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct evaluation),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = evaluation_lists,
	.n_lists = N_OF(evaluation_lists),
	.scopes = evaluation_scopes,
	.n_scopes = N_OF(evaluation_scopes),
	.sees = evaluation_sees,
	.refs = refs,
	.choose = "(v.person_name >= :v AND v.person_name < :v || char(1114111)) OR v.initials LIKE :v || '%'",
	.title = evaluation_title,
	.clocks = evaluation_clocks,
	.waits = evaluation_waits,
	.tally = evaluation_tally,
	.text = evaluation_text,
	.menu = 86,
};
