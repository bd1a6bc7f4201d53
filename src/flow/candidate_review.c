/*
 * candidate_review.c: the check sheet of the seven conditions, papers that are missing, the verdict,
 * the score, the choice.
 *
 * Knows: articles 6, 7(2).  Must not know: what a round does with all of them at once.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/candidate_acts.h"
#include "flow/cases.h"

#define AT(type, m) \
	type *const v[CONDITIONS + 1] = { NULL, &c->m##1, &c->m##2, &c->m##3, &c->m##4, &c->m##5, &c->m##6, &c->m##7 }; \
	return v[i]

word_t *
candidate_cond_at(struct candidate *c, int i)
{
	AT(word_t, cond);
}

const char **
candidate_evidence_at(struct candidate *c, int i)
{
	AT(const char *, evidence);
}

const char **
candidate_remark_at(struct candidate *c, int i)
{
	AT(const char *, remark);
}

int64_t *
candidate_by_at(struct candidate *c, int i)
{
	AT(int64_t, by);
}

day_t *
candidate_on_at(struct candidate *c, int i)
{
	AT(day_t, on);
}

word_t
candidate_condition(const struct candidate *c, int i)
{
	struct candidate copy = *c;

	return *candidate_cond_at(&copy, i);
}

const char *
candidate_evidence(const struct candidate *c, int i)
{
	struct candidate copy = *c;

	return *candidate_evidence_at(&copy, i);
}

const char *
candidate_remark(const struct candidate *c, int i)
{
	struct candidate copy = *c;

	return *candidate_remark_at(&copy, i);
}

day_t
candidate_condition_on(const struct candidate *c, int i)
{
	struct candidate copy = *c;

	return *candidate_on_at(&copy, i);
}

int
candidate_open_condition(const struct candidate *c, bool *failed)
{
	int open = 0;

	for (int i = 1; i <= CONDITIONS; i++) {
		word_t w = candidate_condition(c, i);

		if (w == CONDITION_FAILED) {
			*failed = true;
			return i;
		}
		if (w != CONDITION_PASSED && open == 0)
			open = i;
	}
	*failed = false;
	return open;
}

/* ---- the check sheet ---- */
#define COND(m, text) \
	{ F_WORD(struct candidate_check, m, condition_results), .label = text, .flags = FIELD_PREFILL, .article = 6 }

const struct field candidate_check_fields[9] = {
	COND(cond1, N_("一 遵纪守法、品行端正")),
	COND(cond2, N_("二 拥护支持、本人自愿")),
	COND(cond3, N_("三 了解本区情况")),
	COND(cond4, N_("四 身体健康、有时间")),
	COND(cond5, N_("五 本区工作或居住、年龄")),
	COND(cond6, N_("六 无犯罪、处分、失信记录")),
	COND(cond7, N_("七 其他条件")),
	{ F_PARA(struct candidate_check, evidence), .label = N_("核对依据"), .flags = FIELD_NOTE, .article = 6, .max = 1000,
		.hint = N_("写入本次改动的各项") },
	{ F_LINE(struct candidate_check, remark), .label = N_("说明"), .flags = FIELD_NOTE },
};

bool
candidate_judged_may(struct act *a)
{
	const struct candidate *c = a->row;
	const struct round *r = act_load(a, "round", c->round);

	return (r != NULL && (r->rec.state == ROUND_OPEN || r->rec.state == ROUND_REVIEWING)) ||
		act_bar(a, _("批次不在报名或审查中"));
}

/* Article 6(5) is no matter of judgement where the numbers speak. */
static bool
fifth_holds(struct act *a, const char *field, word_t result)
{
	const struct candidate *c = a->row;
	const struct round *r = act_load(a, "round", c->round);

	if (result != CONDITION_PASSED || r == NULL)
		return true;
	if (c->age >= 0 && c->age < r->min_age)
		return act_refuse(a, field, 6, _("第五项：年龄计算日%lld周岁，未满%lld周岁"), (long long)c->age,
			(long long)r->min_age);
	if (c->over_age && r->age_hard)
		return act_refuse(a, field, 6, _("第五项：年龄计算日已超过%lld周岁（本局设定不予聘任）"), (long long)r->max_age);
	if (c->in_district == 0 || c->in_district == DISTRICT_NEITHER)
		return act_refuse(a, field, 6, _("第五项：未登记在本区工作或居住，请先更正“在本区情况”"));
	return true;
}

static word_t
asked(const struct candidate_check *in, int i)
{
	const word_t v[CONDITIONS + 1] = { 0, in->cond1, in->cond2, in->cond3, in->cond4, in->cond5, in->cond6, in->cond7 };

	return v[i];
}

static bool
given(struct act *a, int i)
{
	return act_given(a, a->action->fields[i - 1].col.name);
}

bool
candidate_check_check(struct act *a)
{
	const struct candidate_check *in = a->args;
	bool any = false;

	for (int i = 1; i <= CONDITIONS; i++)
		any = any || (given(a, i) && asked(in, i) != candidate_condition(a->row, i));
	if (!any)
		return act_refuse(a, NULL, 6, _("没有改动的条件；只补依据的用“登记条件依据”"));
	return !act_given(a, "cond5") || fifth_holds(a, "cond5", in->cond5);
}

/* Put down RESULT for condition I with who and when. */
static void
judge(struct act *a, int i, word_t result, const char *evidence, const char *remark)
{
	struct candidate *c = a->row;

	*candidate_cond_at(c, i) = result;
	if (*evidence != '\0')
		*candidate_evidence_at(c, i) = evidence;
	if (*remark != '\0')
		*candidate_remark_at(c, i) = remark;
	*candidate_by_at(c, i) = a->actor->account;
	*candidate_on_at(c, i) = a->today;
	act_note(a, "%s：%s", word_label(condition_names, (word_t)i), word_label(condition_results, result));
	if (result == CONDITION_FAILED && c->rec.state != CANDIDATE_APPLIED && c->rec.state != CANDIDATE_UNQUALIFIED)
		act_notice(a, _("%s有条件不符合，请登记为不合格"), c->name);
}

bool
candidate_check_run(struct act *a)
{
	const struct candidate_check *in = a->args;

	for (int i = 1; i <= CONDITIONS; i++)
		if (given(a, i) && asked(in, i) != candidate_condition(a->row, i))
			judge(a, i, asked(in, i), in->evidence, in->remark);
	return true;
}

const struct field candidate_evidence_fields[4] = {
	{ F_WORD(struct candidate_evidence, condition, condition_names), .label = N_("条件"), .flags = FIELD_REQUIRED,
		.article = 6 },
	{ F_WORD(struct candidate_evidence, result, condition_results), .label = N_("核对结果"), .article = 6,
		.hint = N_("不填不变") },
	{ F_PARA(struct candidate_evidence, evidence), .label = N_("依据"), .flags = FIELD_NOTE, .article = 6, .max = 1000 },
	{ F_LINE(struct candidate_evidence, remark), .label = N_("说明"), .flags = FIELD_NOTE },
};

bool
candidate_evidence_check(struct act *a)
{
	const struct candidate_evidence *in = a->args;

	if (in->result == 0 && *in->evidence == '\0' && *in->remark == '\0')
		return act_refuse(a, "evidence", 6, _("依据：结果、依据、说明至少填一项"));
	return in->condition != 5 || fifth_holds(a, "result", in->result);
}

bool
candidate_evidence_run(struct act *a)
{
	const struct candidate_evidence *in = a->args;

	judge(a, in->condition, in->result != 0 ? in->result : candidate_condition(a->row, in->condition), in->evidence,
		in->remark);
	return true;
}

/* ---- missing papers ---- */
const struct field candidate_supplement_fields[4] = {
	{ F_PARA(struct candidate_supplement, missing), .label = N_("缺少的材料"), .flags = FIELD_REQUIRED | FIELD_NOTE,
		.article = 7, .max = 1000 },
	{ F_INT(struct candidate_supplement, days), .label = N_("补正期限（工作日）"), .article = 7, .max = 60,
		.hint = N_("不填按本局设定") },
	{ F_DAY(struct candidate_supplement, on), .label = N_("通知日期"), .flags = FIELD_HAPPENED },
	CANDIDATE_LATE(struct candidate_supplement),
};

bool
candidate_supplement_check(struct act *a)
{
	const struct candidate_supplement *in = a->args;
	const struct candidate *c = a->row;

	if (c->missing_on != DAY_NONE && c->supplied_on == DAY_NONE)
		return act_refuse(a, "missing", 7, _("缺少的材料：上次通知的材料尚未补正"));
	return case_in_order(a, "on", in->on, c->applied_on, _("通知日期：不能早于报名日期"));
}

bool
candidate_supplement_run(struct act *a)
{
	const struct candidate_supplement *in = a->args;
	struct candidate *c = a->row;

	c->missing = in->missing;
	c->missing_on = in->on;
	c->missing_days = act_given(a, "days") && in->days > 0 ? in->days : act_setting(a, "supplement_days");
	c->supplied_on = DAY_NONE;
	return true;
}

const struct field candidate_supply_fields[3] = {
	{ F_DAY(struct candidate_supply, on), .label = N_("补正日期"), .flags = FIELD_HAPPENED, .article = 7 },
	{ F_LINE(struct candidate_supply, note), .label = N_("补正情况"), .flags = FIELD_NOTE },
	CANDIDATE_LATE(struct candidate_supply),
};

bool
candidate_supply_may(struct act *a)
{
	const struct candidate *c = a->row;

	return (c->missing_on != DAY_NONE && c->supplied_on == DAY_NONE) || act_bar(a, _("没有待补正的材料"));
}

bool
candidate_supply_check(struct act *a)
{
	const struct candidate_supply *in = a->args;
	const struct candidate *c = a->row;

	return case_in_order(a, "on", in->on, c->missing_on, _("补正日期：不能早于通知日期"));
}

bool
candidate_supply_run(struct act *a)
{
	const struct candidate_supply *in = a->args;
	struct candidate *c = a->row;
	day_t due = calendar_add_workdays(a->cal, c->missing_on, (int)c->missing_days);

	c->supplied_on = in->on;
	if (in->on > due)
		act_notice(a, _("%s逾期补正，是否接受由区司法局决定"), c->name);
	return true;
}

/* ---- over the ordinary age ---- */
const struct field candidate_consent_fields[3] = {
	{ F_PARA(struct candidate_consent, over_reason), .label = N_("超龄参选理由"), .flags = FIELD_REQUIRED | FIELD_NOTE,
		.article = 6, .max = 1000 },
	{ F_DAY(struct candidate_consent, on), .label = N_("同意日期"), .flags = FIELD_HAPPENED, .article = 6 },
	CANDIDATE_LATE(struct candidate_consent),
};

bool
candidate_consent_may(struct act *a)
{
	const struct candidate *c = a->row;

	const struct round *r = act_load(a, "round", c->round);

	if (!c->over_age)
		return act_bar(a, _("未超龄"));
	if (r != NULL && r->age_hard)
		return act_bar(a, _("超过%lld周岁的不予聘任"), (long long)r->max_age);
	if (!candidate_judged_may(a))
		return false;
	return c->consent_on == DAY_NONE || act_bar(a, _("已同意"));
}

bool
candidate_consent_run(struct act *a)
{
	const struct candidate_consent *in = a->args;
	struct candidate *c = a->row;

	c->over_reason = in->over_reason;
	c->consent_on = in->on;
	c->consent_by = a->actor->account;
	return true;
}

/* ---- the verdict ---- */
const struct field candidate_qualify_fields[2] = {
	{ F_DAY(struct candidate_qualify, on), .label = N_("审查日期"), .flags = FIELD_HAPPENED, .article = 7 },
	CANDIDATE_LATE(struct candidate_qualify),
};

bool
candidate_qualify_check(struct act *a)
{
	const struct candidate *c = a->row;
	const struct round *r = act_load(a, "round", c->round);
	bool failed;
	int open = candidate_open_condition(c, &failed);

	if (r == NULL)
		return false;
	if (failed)
		return act_refuse(a, "on", 6, _("不符合第六条第%d项“%s”，不能登记为合格"), open,
			word_label(condition_names, (word_t)open));
	if (open != 0)
		return act_refuse(a, "on", 6, _("第六条第%d项“%s”尚未核对"), open, word_label(condition_names, (word_t)open));
	if (c->age >= 0 && c->age < r->min_age)
		return act_refuse(a, "on", 6, _("年龄计算日%lld周岁，未满%lld周岁（第六条第五项）"), (long long)c->age,
			(long long)r->min_age);
	if (!c->declared)
		return act_refuse(a, "on", 7, _("尚未签真实性声明（第七条）"));
	if (c->missing_on != DAY_NONE && c->supplied_on == DAY_NONE)
		return act_refuse(a, "on", 7, _("通知补正的材料尚未补正"));
	if (c->over_age && c->consent_on == DAY_NONE)
		return act_refuse(a, "on", 6, _("已超过%lld周岁，须写明理由并经局领导同意（第六条第五项）"),
			(long long)r->max_age);
	return true;
}

bool
candidate_qualify_run(struct act *a)
{
	const struct candidate_qualify *in = a->args;
	struct candidate *c = a->row;

	c->reviewed_on = in->on;
	c->review_reason = "";
	c->rec.state = CANDIDATE_QUALIFIED;
	return true;
}

const struct field candidate_unqualify_fields[3] = {
	{ F_PARA(struct candidate_unqualify, reason), .label = N_("不合格原因"), .flags = FIELD_REQUIRED | FIELD_NOTE,
		.article = 6, .max = 1000 },
	{ F_DAY(struct candidate_unqualify, on), .label = N_("审查日期"), .flags = FIELD_HAPPENED, .article = 7 },
	CANDIDATE_LATE(struct candidate_unqualify),
};

bool
candidate_unqualify_run(struct act *a)
{
	const struct candidate_unqualify *in = a->args;
	struct candidate *c = a->row;

	c->reviewed_on = in->on;
	c->review_reason = in->reason;
	c->rank = 0;
	c->rec.state = CANDIDATE_UNQUALIFIED;
	return true;
}

/* ---- score, rank, choice ---- */
const struct field candidate_score_fields[4] = {
	{ F_INT(struct candidate_score, score), .label = N_("评分（0—100）"), .flags = FIELD_REQUIRED | FIELD_NOTE,
		.article = 7, .max = 100 },
	{ F_LINE(struct candidate_score, score_note), .label = N_("评语"), .flags = FIELD_NOTE },
	{ F_DAY(struct candidate_score, on), .label = N_("评分日期"), .flags = FIELD_HAPPENED },
	CANDIDATE_LATE(struct candidate_score),
};

bool
candidate_score_check(struct act *a)
{
	const struct candidate_score *in = a->args;

	return in->score >= 0 || act_refuse(a, "score", 7, _("评分：不能小于0"));
}

bool
candidate_score_run(struct act *a)
{
	const struct candidate_score *in = a->args;
	struct candidate *c = a->row;

	act_copy(a);
	c->score = in->score;
	c->scored_on = in->on;
	return true;
}

const struct field candidate_rank_fields[1] = {
	{ F_INT(struct candidate_rank, rank), .label = N_("名次"), .flags = FIELD_REQUIRED | FIELD_NOTE, .article = 7 },
};

const struct field candidate_choose_fields[3] = {
	{ F_LINE(struct candidate_choose, reason), .label = N_("说明"), .flags = FIELD_NOTE, .article = 7,
		.hint = N_("不按名次的写明原因") },
	{ F_DAY(struct candidate_choose, on), .label = N_("拟定日期"), .flags = FIELD_HAPPENED },
	CANDIDATE_LATE(struct candidate_choose),
};

bool
candidate_propose_may(struct act *a)
{
	const struct candidate *c = a->row;

	return !c->over_age || c->consent_on != DAY_NONE || act_bar(a, _("超龄，待局领导同意"));
}

/* Who is taken out of turn, by hand, is taken for a reason. */
bool
candidate_propose_check(struct act *a)
{
	const struct candidate_choose *in = a->args;
	const struct candidate *c = a->row;
	const struct round *r = act_load(a, "round", c->round);

	if (r == NULL || r->rec.state != ROUND_REVIEWING)
		return act_refuse(a, "on", 7, _("批次不在审查中"));
	if (a->outer == NULL && r->listed_on != DAY_NONE && *in->reason == '\0')
		return act_refuse(a, "reason", 7, _("说明：调整已拟定的名单，须写明原因"));
	return true;
}

static bool
choose(struct act *a, enum candidate_state state)
{
	const struct candidate_choose *in = a->args;
	struct candidate *c = a->row;

	c->chosen_on = in->on;
	c->choose_reason = in->reason;
	c->rec.state = (word_t)state;
	return true;
}

bool
candidate_propose_run(struct act *a)
{
	return choose(a, CANDIDATE_PROPOSED);
}

bool
candidate_pass_over_run(struct act *a)
{
	return choose(a, CANDIDATE_NOT_PROPOSED);
}
