/*
 * evaluation_score.c: from figures to proposed marks, from marks to a score, from the score to a grade.
 *
 * Knows: the criteria (articles 8, 10, 11) and the settings of their weights and thresholds.
 * Must not know: who marks, who confirms.
 *
 * A mark is a proposal: the clerk changes what the figures do not show.  What there was no
 * occasion for (no activity, no training, no report asked) is proposed with the threshold of 称职: it
 * neither lifts nor sinks anybody.
 */
#include "base/i18n.h"
#include "flow/cases.h"
#include "flow/evaluation_acts.h"

const struct criterion criteria[CRITERIA] = {
	{ .setting = "weight_activity", .label = N_("参加监督活动"), .article = 8, .weight = 30,
	  .mark = offsetof(struct evaluation, mark_activity) },
	{ .setting = "weight_opinion", .label = N_("提出监督意见"), .article = 8, .weight = 30,
	  .mark = offsetof(struct evaluation, mark_opinion) },
	{ .setting = "weight_study", .label = N_("学习培训"), .article = 8, .weight = 10,
	  .mark = offsetof(struct evaluation, mark_study) },
	{ .setting = "weight_report", .label = N_("履行义务"), .article = 10, .weight = 15,
	  .mark = offsetof(struct evaluation, mark_report) },
	{ .setting = "weight_conduct", .label = N_("遵守纪律"), .article = 11, .weight = 15,
	  .mark = offsetof(struct evaluation, mark_conduct) },
};

/* PART of WHOLE in hundredths, at most 100; ABSENT when there is no whole. */
static int64_t
hundredths(int64_t part, int64_t whole, int64_t absent)
{
	int64_t n;

	if (whole <= 0)
		return absent;
	n = (part * 100 + whole / 2) / whole;
	return n > 100 ? 100 : n;
}

void
evaluation_propose(struct act *a, struct evaluation *v)
{
	const struct figures *f = &v->figures;
	int64_t plain = setting_int(a->db, "grade_competent", 75);
	int64_t opinions = f->corrections + f->advices + f->publics;
	/* Who was in office for a part of the year is expected that part. */
	int64_t days = v->ends_on - v->starts_on + 1;
	int64_t many = hundredths(opinions * 365, setting_int(a->db, "expect_opinions", 4) * days, plain);
	int adoption = figures_adoption(f);

	/* An excused absence is left out: it is no fault and no merit. */
	v->mark_activity = hundredths(f->attended, f->invited - f->excused, plain);
	/* Seven parts how many, three parts how many were adopted; unanswered ones say nothing yet. */
	v->mark_opinion = adoption < 0 ? many : (many * 7 + adoption * 3 + 5) / 10;
	v->mark_study = f->courses == 0 ? plain : hundredths(f->training * 365, 10 * setting_int(a->db, "expect_hours", 8) * days, plain);
	v->mark_report = hundredths(f->timely_reports, f->asked_reports, plain);
	v->mark_conduct = f->breaches == 0 ? 100 : f->breaches == 1 ? 50 : 0;
}

struct evaluation_scale
evaluation_scale(struct db *db)
{
	struct evaluation_scale scale = {
		.excellent = setting_int(db, "grade_excellent", 90),
		.competent = setting_int(db, "grade_competent", 75),
		.basic = setting_int(db, "grade_basic", 60),
	};

	for (size_t i = 0; i < CRITERIA; i++)
		scale.weight[i] = setting_int(db, criteria[i].setting, criteria[i].weight);
	return scale;
}

int64_t
evaluation_score(const struct evaluation_scale *scale, const int64_t marks[CRITERIA])
{
	int64_t sum = 0, weights = 0;

	for (size_t i = 0; i < CRITERIA; i++) {
		sum += scale->weight[i] * marks[i];
		weights += scale->weight[i];
	}
	return weights > 0 ? (sum * 10 + weights / 2) / weights : 0;
}

word_t
evaluation_grade_of(const struct evaluation_scale *scale, int64_t score)
{
	if (score >= 10 * scale->excellent)
		return GRADE_EXCELLENT;
	if (score >= 10 * scale->competent)
		return GRADE_COMPETENT;
	return score >= 10 * scale->basic ? GRADE_BASIC : GRADE_INCOMPETENT;
}

const char *
evaluation_basis(struct act *a)
{
	struct evaluation_scale scale = evaluation_scale(a->db);
	const char *out = "";

	for (size_t i = 0; i < CRITERIA; i++)
		out = arena_printf(a->arena, "%s%s%s%lld", out, i > 0 ? "、" : "", criteria[i].label, (long long)scale.weight[i]);
	return arena_printf(a->arena, "权重：%s；%lld分以上优秀，%lld分以上称职，%lld分以上基本称职", out,
		(long long)scale.excellent, (long long)scale.competent, (long long)scale.basic);
}
