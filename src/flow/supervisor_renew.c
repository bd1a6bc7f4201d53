/*
 * supervisor_renew.c: a term that is over is renewed or not.
 *
 * Knows: article 5, the seven conditions of article 6 as checked again by hand.
 * Must not know: how supervisors are chosen the first time.
 */
#include "flow/supervisor.h"

#include <string.h>

#include "base/i18n.h"
#include "flow/duties.h"
#include "flow/figures.h"

const struct word renew_conditions[] = {
	WORD_NONE,
	{ "lawful", N_("遵纪守法，公道正派"), 6 },
	{ "willing", N_("拥护支持，愿意承担"), 6 },
	{ "knows", N_("熟悉本区情况"), 6 },
	{ "able", N_("身体健康，有时间履职"), 6 },
	{ "resides", N_("在本区工作或居住"), 6 },
	{ "clean", N_("无刑事处罚、处分和严重失信记录"), 6 },
	{ "other", N_("其他条件"), 6 },
	WORD_END,
};
#define CONDITIONS_ASKED 6 /* the seventh is whatever else the bureau sets, if anything */

const struct field supervisor_renew_fields[SUPERVISOR_RENEW_FIELDS] = {
	{ F_DAY(struct supervisor_renew, term_start), .label = N_("聘任日期"),
		.flags = FIELD_REQUIRED | FIELD_HAPPENED, .article = 5 },
	{ F_SET(struct supervisor_renew, conditions, renew_conditions), .label = N_("重新核对符合的条件"),
		.flags = FIELD_REQUIRED, .article = 6, .hint = N_("第六条，逐项核对；年龄由程序计算") },
	{ F_PARA(struct supervisor_renew, conditions_note), .label = N_("核对说明"), .flags = FIELD_NOTE, .article = 6,
		.max = 1000 },
	{ F_SET(struct supervisor_renew, categories, supervisor_categories), .label = N_("类别"),
		.flags = FIELD_PREFILL, .article = 3, .hint = N_("不填与上一任期相同") },
	{ F_LINE(struct supervisor_renew, letter_number), .label = N_("聘书编号"), .article = 7, .max = 60 },
	{ F_LINE(struct supervisor_renew, certificate), .label = N_("证件编号"), .article = 7, .max = 60,
		.hint = N_("已印好的填编号，不填另行发证") },
	{ F_PARA(struct supervisor_renew, over_reason), .label = N_("超龄聘任理由"), .article = 6,
		.max = 1000, .hint = N_("超过一般年龄的才填") },
	{ F_PARA(struct supervisor_renew, gap_reason), .label = N_("未连续聘任的原因"), .flags = FIELD_NOTE, .article = 5,
		.max = 1000, .hint = N_("不接续上一任期的才填") },
	{ F_LINE(struct supervisor_renew, late_reason), .label = N_("补记原因"),
		.flags = FIELD_LATE | FIELD_NOTE },
};

/* A term is renewed once: the next renewal starts from the term it made. */
bool
supervisor_renew_may(struct act *a)
{
	const struct supervisor *s = a->row;
	struct stmt *q = db_prepare(
		a->db, "SELECT 1 FROM supervisor WHERE person = :p AND term_start > :start LIMIT 1");
	int64_t most = act_setting(a, "max_terms");
	char day[DAY_TEXT];

	db_bind_int(q, ":p", s->person);
	db_bind_day(q, ":start", s->term_start);
	if (db_step(q)) {
		db_done(q);
		return act_bar(a, _("已有下一任期"));
	}
	if (most > 0 && term_consecutive(a, s->rec.id) >= most)
		return act_bar(a, _("已连续聘任%lld届，达到上限"), (long long)most);
	if (a->today <= s->term_end)
		return act_bar(a, _("任期至%s，届满前请用“决定续聘”"), day_format(s->term_end, day));
	return s->next_decided_on == DAY_NONE || act_bar(a, _("已决定续聘，由每日巡查接续"));
}

/* All six, one by one, or refused at field conditions. */
static bool
conditions_hold(struct act *a, wordset conditions)
{
	for (word_t i = 1; i <= CONDITIONS_ASKED; i++)
		if (!(conditions >> i & 1))
			return act_refuse(a, "conditions", 6, _("重新核对符合的条件：“%s”未核对符合，不能续聘（第六条）"),
				word_label(renew_conditions, i));
	return true;
}

bool
supervisor_renew_check(struct act *a)
{
	const struct supervisor_renew *in = a->args;
	const struct supervisor *s = a->row;
	char end[DAY_TEXT];

	if (in->term_start <= s->term_end)
		return act_refuse(a, "term_start", 5, _("聘任日期：须在上一任期届满之后"));
	if (!conditions_hold(a, in->conditions))
		return false;
	if (in->term_start > s->term_end + 1 && in->gap_reason[strspn(in->gap_reason, " \t\n")] == '\0')
		return act_refuse(a, "gap_reason", 5, _("未连续聘任的原因：上一任期至%s，中间空%lld日，须写明原因"),
			day_format(s->term_end, end), (long long)in->term_start - s->term_end - 1);
	return true;
}

bool
supervisor_renew_run(struct act *a)
{
	struct supervisor *s = a->row;

	s->ending = false;
	s->aged_seen = s->aged_on != DAY_NONE;
	s->rec.state = SUPERVISOR_RENEWED;
	return true;
}

/* The term that ends and the next one with its card, as IN says. */
static bool
next_term(struct act *a, const struct supervisor_renew *in)
{
	const struct supervisor *s = a->row;
	struct cols cols = { a->flow->fields, sizeof(struct field), a->flow->n_fields };
	struct supervisor next = *s;
	const char *person = arena_printf(a->arena, "%lld", (long long)s->person);
	char day[DAY_TEXT];

	if (in->categories != 0)
		next.categories = in->categories;
	next.conditions = in->conditions;
	return term_expire_certificate(a) &&
		act_also(a, "supervisor.appoint", 0, "person", person, "categories",
			col_text(a->arena, cols_find(cols, "categories"), &next), "term_start",
			day_format(in->term_start, day), "letter_number", in->letter_number, "certificate", in->certificate,
			"over_reason", in->over_reason, "conditions",
			col_text(a->arena, cols_find(cols, "conditions"), &next), "conditions_note", in->conditions_note,
			"gap_reason", in->gap_reason, "late_reason", in->late_reason, NULL) != 0;
}

bool
supervisor_renew_also(struct act *a)
{
	return next_term(a, a->args);
}

/* ---- decided before the end ---- */

const struct field supervisor_decide_fields[SUPERVISOR_DECIDE_FIELDS] = {
	{ F_SET(struct supervisor_decide, conditions, renew_conditions), .label = N_("重新核对符合的条件"),
		.flags = FIELD_REQUIRED, .article = 6, .hint = N_("第六条，逐项核对；年龄由程序计算") },
	{ F_PARA(struct supervisor_decide, conditions_note), .label = N_("核对说明"), .flags = FIELD_NOTE, .article = 6,
		.max = 1000 },
	{ F_SET(struct supervisor_decide, categories, supervisor_categories), .label = N_("类别"),
		.flags = FIELD_PREFILL, .article = 3, .hint = N_("不填与上一任期相同") },
	{ F_LINE(struct supervisor_decide, letter_number), .label = N_("续聘的聘书编号"), .flags = FIELD_NOTE, .article = 7, .max = 60 },
	{ F_LINE(struct supervisor_decide, certificate), .label = N_("续聘的证件编号"), .flags = FIELD_NOTE, .article = 7, .max = 60,
		.hint = N_("已印好的填编号，不填另行发证") },
	{ F_PARA(struct supervisor_decide, over_reason), .label = N_("超龄聘任理由"), .article = 6,
		.max = 1000, .hint = N_("超过一般年龄的才填") },
};

bool
supervisor_decide_may(struct act *a)
{
	const struct supervisor *s = a->row;
	int64_t most = act_setting(a, "max_terms"), left = (int64_t)s->term_end - a->today;

	if (s->next_decided_on != DAY_NONE)
		return act_bar(a, _("已决定续聘"));
	if (s->release_reason[0] != '\0')
		return act_bar(a, _("已决定不再续聘"));
	if (left < 0)
		return act_bar(a, _("已届满，请办理续聘"));
	if (most > 0 && term_consecutive(a, s->rec.id) >= most)
		return act_bar(a, _("已连续聘任%lld届，达到上限"), (long long)most);
	return s->ending || left <= act_setting(a, "renew_lead_days") ||
		act_bar(a, _("距届满还有%lld日，届满前%lld日内决定"), (long long)left, (long long)act_setting(a, "renew_lead_days"));
}

bool
supervisor_decide_check(struct act *a)
{
	const struct supervisor_decide *in = a->args;
	const struct supervisor *s = a->row;
	const struct person *p = act_load(a, "person", s->person);
	struct term t = { .person = s->person, .except = s->rec.id, .born = p != NULL ? p->born : DAY_NONE, .start = s->term_end + 1,
		.who = "conditions" };

	t.end = term_usual_end(a, t.start);
	return conditions_hold(a, in->conditions) && term_is_lawful(a, &t) &&
		term_over_age_is_reasoned(a, t.born, t.start, in->over_reason) && term_number_is_free(a, in->certificate);
}

bool
supervisor_decide_run(struct act *a)
{
	const struct supervisor_decide *in = a->args;
	struct supervisor *s = a->row;
	day_t start = s->term_end + 1;
	char from[DAY_TEXT], to[DAY_TEXT];

	s->next_decided_on = a->today;
	s->next_decided_by = a->actor->account;
	s->next_conditions = in->conditions;
	s->next_note = in->conditions_note;
	s->next_categories = in->categories;
	s->next_letter = in->letter_number;
	s->next_certificate = in->certificate;
	s->next_over_reason = in->over_reason;
	s->ending = false;
	s->aged_seen = s->aged_on != DAY_NONE;
	act_note(a, _("下一任期%s至%s"), day_format(start, from), day_format(term_usual_end(a, start), to));
	return true;
}

const struct field supervisor_undecide_fields[1] = {
	{ F_PARA(struct supervisor_undecide, reason), .label = N_("撤回原因"), .flags = FIELD_REQUIRED | FIELD_NOTE, .article = 5,
		.max = 1000 },
};

bool
supervisor_undecide_may(struct act *a)
{
	const struct supervisor *s = a->row;

	return s->next_decided_on != DAY_NONE || act_bar(a, _("尚未决定续聘"));
}

static void
forget_decision(struct supervisor *s)
{
	s->next_decided_on = DAY_NONE;
	s->next_decided_by = 0;
	s->next_conditions = s->next_categories = 0;
	s->next_note = s->next_letter = s->next_certificate = s->next_over_reason = "";
}

bool
supervisor_undecide_run(struct act *a)
{
	struct supervisor *s = a->row;

	forget_decision(s);
	s->ending = true;
	return true;
}

bool
supervisor_turn_may(struct act *a)
{
	const struct supervisor *s = a->row;
	char day[DAY_TEXT];

	if (s->next_decided_on == DAY_NONE)
		return act_bar(a, _("尚未决定续聘"));
	return a->today > s->term_end || act_bar(a, _("任期至%s，尚未届满"), day_format(s->term_end, day));
}

/* The decision stays on the row: it is how this term ended. */
bool
supervisor_turn_run(struct act *a)
{
	struct supervisor *s = a->row;

	s->rec.state = SUPERVISOR_RENEWED;
	return true;
}

bool
supervisor_turn_also(struct act *a)
{
	const struct supervisor *s = a->row;
	struct supervisor_renew in = { .term_start = s->term_end + 1, .conditions = s->next_conditions,
		.conditions_note = s->next_note, .categories = s->next_categories, .letter_number = s->next_letter,
		.certificate = s->next_certificate, .over_reason = s->next_over_reason, .gap_reason = "",
		.late_reason = a->today > s->term_end + 1 ? _("按届满前的决定接续") : "" };

	return next_term(a, &in);
}

/* ---- what the record says ---- */

/* "2026年优秀92分；2025年称职81分", "" none. */
static const char *
evaluations(struct act *a, int64_t person)
{
	struct stmt *q = db_prepare(a->db,
		"SELECT year, grade, score FROM evaluation WHERE person = :p AND state = 'confirmed' ORDER BY year DESC LIMIT 3");
	const char *out = "";

	db_bind_int(q, ":p", person);
	while (db_step(q))
		out = arena_printf(a->arena, _("%s%s%lld年%s（%lld.%lld分）"), out, *out != '\0' ? _("；") : "", (long long)db_int(q, 0),
			word_label(evaluation_grades, word_key(evaluation_grades, db_text(q, 1))), (long long)(db_int(q, 2) / 10),
			(long long)(db_int(q, 2) % 10)); /* kept in tenths */
	return out;
}

/* How old at the day after the term, and what that asks. */
static const char *
age_text(struct act *a, const struct supervisor *s)
{
	const struct person *p = act_load(a, "person", s->person);
	day_t next = s->term_end + 1;

	if (p == NULL || p->born == DAY_NONE)
		return _("出生日期不明，无法核对年龄（第六条第五项）");
	if (!term_is_over_age(a, p->born, next))
		return arena_printf(a->arena, _("届满次日%d周岁"), day_age(p->born, next));
	return arena_printf(a->arena, _("届满次日%d周岁，超过%lld周岁：续聘须写明理由并经局领导同意（第六条第五项）"), day_age(p->born, next),
		(long long)act_setting(a, "max_age"));
}

const char *
supervisor_beside(struct act *a)
{
	const struct supervisor *s = a->row;
	day_t until = s->left_on != DAY_NONE ? s->left_on : s->term_end;
	int64_t most = act_setting(a, "max_terms");
	const char *grades = evaluations(a, s->person), *terms;
	struct figures f;
	char from[DAY_TEXT], to[DAY_TEXT];

	until = until < a->today ? until : a->today;
	figures_count(a, s->person, s->term_start, until, &f);
	terms = most > 0 ? arena_printf(a->arena, _("连续第%lld届，上限%lld届"), (long long)term_consecutive(a, s->rec.id), (long long)most) :
			   arena_printf(a->arena, _("连续第%lld届"), (long long)term_consecutive(a, s->rec.id));
	return arena_printf(a->arena, _("%s至%s：%s\n综合评价：%s\n%s；%s"), day_format(s->term_start, from), day_format(until, to),
		figures_text(a, &f), *grades != '\0' ? grades : _("还没有已确认的评价"), age_text(a, s), terms);
}

/* ---- release ---- */

const struct field supervisor_release_fields[1] = {
	{ F_PARA(struct supervisor_release, release_reason), .label = N_("不再续聘的原因"),
		.flags = FIELD_REQUIRED | FIELD_NOTE, .article = 5, .max = 1000 },
};

bool
supervisor_release_may(struct act *a)
{
	const struct supervisor *s = a->row;

	if (s->release_reason[0] != '\0')
		return act_bar(a, _("已决定不再续聘"));
	if (s->next_decided_on != DAY_NONE)
		return act_bar(a, _("已决定续聘，请先撤回"));
	return s->rec.state == SUPERVISOR_EXPIRED || s->ending || act_bar(a, _("尚未进入届满提示期"));
}

bool
supervisor_release_run(struct act *a)
{
	const struct supervisor_release *in = a->args;
	struct supervisor *s = a->row;

	s->release_reason = in->release_reason;
	s->ending = false;
	return true;
}
