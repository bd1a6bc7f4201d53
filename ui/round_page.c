/*
 * round_page.c: a round as a sequence one is led through: where it stands, what its next step lacks,
 * the dates and how they were counted, the make-up against the wish; and one candidate's file.
 *
 * Knows: struct round, struct candidate, how a round is counted (flow/rounds.h).
 * Must not know: keys, the screen it stands on.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/parties.h"
#include "flow/rounds.h"
#include "ui/work.h"

static const char *
count(struct page *p, int64_t n)
{
	return n != 0 ? arena_printf(p->a, "%lld", (long long)n) : "";
}

/* ---- the sequence ---- */

/* "筹备 > 报名中 > [审查中] > 公示中 > 聘任中 > 办结": where it stands is strong, what lies behind is dim. */
static void
put_sequence(struct page *p, const struct round *r)
{
	int x = 0;

	page_row(p);
	if (r->rec.state == ROUND_CANCELLED) {
		page_put(p, 0, UI_DONE, word_label(round_states, ROUND_CANCELLED));
		return;
	}
	for (word_t s = ROUND_PLANNED; s <= ROUND_CLOSED; s++) {
		bool here = s == r->rec.state;
		const char *word = here ? arena_printf(p->a, "[%s]", word_label(round_states, s)) : word_label(round_states, s);

		if (s > ROUND_PLANNED) {
			page_put(p, x, UI_DIM, " > ");
			x += 3;
		}
		page_put(p, x, here ? UI_STRONG : s < r->rec.state ? UI_DONE : UI_DIM, word);
		x += draw_width(word);
	}
}

/* What comes next, and what it still lacks. */
static void
put_next(struct ui *ui, struct page *p, const struct round *r, const struct round_standing *s)
{
	const char *action, *missing = round_missing(p->a, r, s, ui->en->today, &action);
	const struct action *ac = action != NULL ? action_find(NULL, action) : NULL;

	if (ac == NULL)
		return;
	page_section(p, _("下一步"), ac->article != 0 ? article_name(ac->article) : "");
	page_para(p, 0, UI_STRONG, _(ac->label));
	if (*missing == '\0')
		page_para(p, 0, UI_NORMAL, _("条件已齐，可以办理"));
	else
		page_para(p, 0, UI_NORMAL, missing);
}

/* ---- dates ---- */

/* The last day of the notice with the days it was counted by, and from when one may appoint. */
static void
put_notice(struct ui *ui, struct page *p, const struct round *r, const struct round_standing *s)
{
	char end[DAY_TEXT], from[DAY_TEXT];

	if (s->notice_end == DAY_NONE)
		return;
	page_section(p, _("公示期怎样计算"), article_name(7));
	page_para(p, 0, UI_NORMAL, arena_printf(p->a, _("%s公示，次日起算%lld个工作日，至%s；%s起可以聘任"),
		day_near(ui, p->a, r->publicised_on), (long long)(r->notice_days + r->extension),
		day_format(s->notice_end, end), day_format(s->notice_end + 1, from)));
	page_para(p, 2, UI_DIM,
		calendar_explain(ui->en->cal, p->a, r->publicised_on, (int)(r->notice_days + r->extension)));
	if (s->guessed)
		page_para(p, 0, UI_ERROR, _("涉及的年份尚未导入放假通知，只按周末计算"));
}

static void
put_round_facts(struct ui *ui, struct page *p, const struct round *r, const struct round_standing *s)
{
	struct arena *a = p->a;
	struct fact f[20];
	size_t n = 0;

	f[n++] = (struct fact){ _("名额"), count(p, r->quota), UI_NORMAL };
	f[n++] = (struct fact){ _("公告"), page_pair(p, day_near(ui, a, r->noticed_on), r->notice_where), UI_NORMAL };
	f[n++] = (struct fact){ _("报名"), r->closes_on == DAY_NONE ? "" :
		arena_printf(a, _("%s 至 %s"), day_near(ui, a, r->opens_on), day_near(ui, a, r->closes_on)),
		r->rec.state == ROUND_OPEN ? due_attr(ui, r->closes_on) : UI_NORMAL };
	f[n++] = (struct fact){ _("年龄"), r->age_on == DAY_NONE ? "" :
		arena_printf(a, _("%s，%lld 至 %lld 周岁"), day_near(ui, a, r->age_on), (long long)r->min_age,
			(long long)r->max_age), UI_NORMAL };
	f[n++] = (struct fact){ _("邀请函"), s->letters == 0 ? "" :
		arena_printf(a, _("%lld 件，推荐回复 %lld 件"), (long long)s->letters, (long long)s->answered), UI_NORMAL };
	f[n++] = (struct fact){ _("公示"), page_pair(p, day_near(ui, a, r->publicised_on), r->publicised_where), UI_NORMAL };
	f[n++] = (struct fact){ _("聘任"), day_near(ui, a, r->appointed_on), UI_NORMAL };
	f[n++] = (struct fact){ _("经办"), record_title(ui->en, a, flow_find("account"), r->officer), UI_NORMAL };
	page_facts(p, f, n);
}

static void
put_counts(struct page *p, const struct round_standing *s)
{
	const struct {
		const char *label;
		int64_t n;
	} v[] = {
		{ _("报名"), s->candidates }, { _("待审"), s->applied }, { _("合格"), s->qualified },
		{ _("不合格"), s->unqualified }, { _("拟聘"), s->proposed }, { _("不拟聘"), s->not_proposed },
		{ _("公示"), s->publicised }, { _("已聘任"), s->appointed }, { _("取消资格"), s->disqualified },
		{ _("退出"), s->withdrawn }, { _("超龄"), s->over_age }, { _("异议"), s->objections },
	};
	const char *line = "";

	for (size_t i = 0; i < N_OF(v); i++)
		if (v[i].n > 0)
			line = page_pair(p, line, arena_printf(p->a, "%s %lld", v[i].label, (long long)v[i].n));
	if (*line == '\0')
		return;
	page_section(p, _("人数"), "");
	page_para(p, 0, UI_NORMAL, line);
}

/* ---- the make-up against the wish ---- */

#define BAR_MOST 24

static void
put_make_up(struct page *p, const struct round_standing *s)
{
	int64_t most = 1;
	int bar = p->width - 44;

	bar = bar > BAR_MOST ? BAR_MOST : bar < 6 ? 6 : bar;
	for (word_t i = 1; i <= ROUND_CATEGORIES; i++) {
		most = s->wish[i] > most ? s->wish[i] : most;
		most = s->chosen[i] > most ? s->chosen[i] : most;
	}
	if (s->wish[0] == 0 && s->candidates == 0)
		return;
	page_section(p, _("人员构成"), article_name(3));
	page_row(p);
	page_put(p, 20, UI_DIM, _("名额"));
	page_put(p, 26, UI_DIM, _("报名"));
	page_put(p, 32, UI_DIM, _("拟聘"));
	for (word_t i = 1; i <= ROUND_CATEGORIES; i++) {
		int n = (int)(s->chosen[i] * bar / most), want = (int)(s->wish[i] * bar / most);
		char *drawn = arena_alloc(p->a, (size_t)bar + 2);

		if (s->wish[i] == 0 && s->applicants[i] == 0)
			continue;
		for (int k = 0; k < bar; k++)
			drawn[k] = k < n ? '#' : k < want ? '.' : ' ';
		page_row(p);
		page_put(p, 0, UI_NORMAL, word_label(supervisor_categories, i));
		page_put(p, 20, UI_NORMAL, arena_printf(p->a, "%4lld", (long long)s->wish[i]));
		page_put(p, 26, UI_NORMAL, arena_printf(p->a, "%4lld", (long long)s->applicants[i]));
		page_put(p, 32, s->chosen[i] < s->wish[i] ? UI_STRONG : UI_NORMAL,
			arena_printf(p->a, "%4lld", (long long)s->chosen[i]));
		page_put(p, 38, UI_DIM, drawn);
	}
	page_para(p, 0, UI_DIM, _("# 拟聘  . 名额未满；一人有几个类别的分别计数"));
}

void
round_letter(struct ui *ui, struct page *p, const void *row)
{
	const struct round *r = row;
	struct round_standing s;
	struct err e = { 0 }, *old = db_errors(ui->en->db, &e);

	round_stand(ui->en->db, ui->en->cal, r, &s);
	db_errors(ui->en->db, old);
	put_sequence(p, r);
	put_next(ui, p, r, &s);
	page_blank(p);
	put_round_facts(ui, p, r, &s);
	put_counts(p, &s);
	put_make_up(p, &s);
	put_notice(ui, p, r, &s);
	letter_part(p, _("选聘标准"), "", r->criteria);
	letter_part(p, _("异议受理"), "", r->objection_to);
	letter_part(p, _("延长报名"), day_near(ui, p->a, r->extended_on), r->extend_reason);
	letter_part(p, _("延长公示"), day_near(ui, p->a, r->prolonged_on), r->prolong_reason);
	letter_part(p, _("取消"), day_near(ui, p->a, r->cancelled_on), r->cancel_reason);
	letter_part(p, _("办结"), day_near(ui, p->a, r->closed_on), r->result);
}

/* ---- a candidate ---- */

static void
put_sheet(struct ui *ui, struct page *p, const struct candidate *c)
{
	bool narrow = p->width < 44; /* the preview beside a list */

	page_section(p, _("条件审查表"), article_name(6));
	for (int i = 1; i <= CONDITIONS; i++) {
		word_t result = candidate_condition(c, i);
		unsigned attr = result == CONDITION_FAILED ? UI_OVERDUE : result == CONDITION_PASSED ? UI_NORMAL : UI_STRONG;
		const char *note = page_pair(p, candidate_evidence(c, i), candidate_remark(c, i));

		page_row(p);
		page_put(p, 0, UI_DIM, arena_printf(p->a, "%d", i));
		page_put(p, 3, UI_NORMAL, word_label(condition_names, (word_t)i));
		page_put(p, narrow ? 26 : 28, attr, result != 0 ? word_label(condition_results, result) : _("待核"));
		if (narrow)
			page_right(p, UI_DIM, day_near(ui, p->a, candidate_condition_on(c, i)));
		else
			page_put(p, 36, UI_DIM, day_near(ui, p->a, candidate_condition_on(c, i)));
		if (*note != '\0')
			page_para(p, 3, UI_DIM, note);
	}
}

/* The categories as a field, for their words. */
static const struct field set = { F_SET(struct candidate, categories, supervisor_categories), .label = "" };

static void
put_candidate_facts(struct ui *ui, struct page *p, const struct candidate *c)
{
	struct arena *a = p->a;
	day_t end = candidate_notice_end(ui->en->cal, c);
	struct err e = { 0 };
	const struct person *who = record_get(ui->en, a, flow_find("person"), c->person, &e);
	char day[DAY_TEXT];
	struct fact f[20];
	size_t n = 0;

	f[n++] = (struct fact){ _("批次"), c->round_name, UI_NORMAL };
	f[n++] = (struct fact){ _("报名"), day_near(ui, a, c->applied_on), UI_NORMAL };
	f[n++] = (struct fact){ _("类别"), field_shown(ui->en, a, &set, c), UI_NORMAL };
	f[n++] = (struct fact){ _("方式"), page_pair(p, word_label(candidate_channels, c->channel), c->recommender), UI_NORMAL };
	f[n++] = (struct fact){ _("年龄"), c->age < 0 ? "" : arena_printf(a, c->over_age ? _("%lld 周岁  超龄") : _("%lld 周岁"),
		(long long)c->age), c->over_age ? UI_STRONG : UI_NORMAL };
	f[n++] = (struct fact){ _("本区"), word_label(candidate_districts, c->in_district), UI_NORMAL };
	f[n++] = (struct fact){ _("声明"), c->declared ? _("已签") : _("未签"), c->declared ? UI_NORMAL : UI_STRONG };
	f[n++] = (struct fact){ _("单位"), who != NULL ? who->employer : "", UI_NORMAL };
	f[n++] = (struct fact){ _("评分"), c->scored_on == DAY_NONE ? "" :
		page_pair(p, arena_printf(a, "%lld", (long long)c->score), c->score_note), UI_NORMAL };
	f[n++] = (struct fact){ _("名次"), count(p, c->rank), UI_NORMAL };
	f[n++] = (struct fact){ _("公示"), end == DAY_NONE ? "" :
		arena_printf(a, _("%s，至 %s"), day_near(ui, a, c->publicised_on), day_format(end, day)), UI_NORMAL };
	f[n++] = (struct fact){ _("异议"), c->held == 0 ? "" : arena_printf(a, _("%lld 件未处理，暂不聘任"), (long long)c->held),
		UI_OVERDUE };
	f[n++] = (struct fact){ _("聘任"), page_pair(p, day_near(ui, a, c->appointed_on), page_pair(p, c->letter_number, c->certificate)),
		UI_NORMAL };
	page_facts(p, f, n);
}

void
candidate_letter(struct ui *ui, struct page *p, const void *row)
{
	const struct candidate *c = row;

	put_candidate_facts(ui, p, c);
	put_sheet(ui, p, c);
	if (c->over_age)
		letter_part(p, _("超龄参选理由"), page_pair(p, article_name(6), day_near(ui, p->a, c->consent_on)), c->over_reason);
	letter_part(p, _("补正材料"), page_pair(p, day_near(ui, p->a, c->missing_on), c->missing_on == DAY_NONE ? "" :
		c->supplied_on == DAY_NONE ? _("尚未补正") : arena_printf(p->a, _("已于 %s 补正"),
			day_near(ui, p->a, c->supplied_on))), c->missing);
	if (*c->review_reason != '\0')
		letter_part(p, _("不合格原因"), day_near(ui, p->a, c->reviewed_on), c->review_reason);
	letter_part(p, _("拟定说明"), "", c->choose_reason);
	letter_part(p, _("公示更正"), "", c->notice_note);
	letter_part(p, _("取消资格或退出"), day_near(ui, p->a, c->ended_on), c->end_reason);
	letter_part(p, _("本人陈述"), "", c->statement);
	letter_part(p, _("备注"), "", c->note);
}
