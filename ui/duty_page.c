/*
 * duty_page.c: inquiries, misconduct, duty reports and evaluations as letters: who and when
 * first, then the matter, what came of it, the figures it rests on.
 *
 * Knows: the rows of flow/duties.h.  Must not know: keys, the screen it stands on.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/cases.h"
#include "flow/duties.h"
#include "ui/work.h"

static const char *
account(struct ui *ui, struct page *p, int64_t id)
{
	return record_title(ui->en, p->a, flow_find("account"), id);
}

static const char *
times(struct ui *ui, struct page *p, int64_t n, day_t last)
{
	return n > 0 ? arena_printf(p->a, _("%lld 次，最近 %s"), (long long)n, day_near(ui, p->a, last)) : "";
}

/* ---- inquiry ---- */

void
inquiry_letter(struct ui *ui, struct page *p, const void *row)
{
	const struct inquiry *q = row;
	const char *taken = "", *shown = q->shown ? _("已出示") : _("未出示（第十三条：应当出示）");
	struct fact f[12];
	size_t n = 0;

	if (q->answered_on != DAY_NONE)
		taken = arena_printf(p->a, _("%s（用 %lld 工作日，限 %lld）"), day_near(ui, p->a, q->answered_on), (long long)q->days_taken,
			(long long)q->answer_days);
	f[n++] = (struct fact){ _("监督员"), page_pair(p, q->person_name, q->certificate), UI_NORMAL };
	f[n++] = (struct fact){ _("提出"), day_near(ui, p->a, q->asked_on), UI_NORMAL };
	f[n++] = (struct fact){ _("机构"), page_pair(p, q->agency_name, q->officers), UI_NORMAL };
	f[n++] = (struct fact){ q->refused ? _("拒绝") : _("答复"), taken, q->refused ? UI_OVERDUE : UI_NORMAL };
	f[n++] = (struct fact){ _("方式"), page_pair(p, word_label(inquiry_kinds, q->kind), q->place), UI_NORMAL };
	f[n++] = (struct fact){ _("证件"), shown, q->shown ? UI_NORMAL : UI_TODAY };
	f[n++] = (struct fact){ _("催办"), times(ui, p, q->reminders, q->reminded_on), UI_NORMAL };
	f[n++] = (struct fact){ _("经办"), account(ui, p, q->officer), UI_NORMAL };
	f[n++] = (struct fact){ _("意见"), record_title(ui->en, p->a, flow_find("opinion"), q->opinion), UI_NORMAL };
	f[n++] = (struct fact){ _("注明"), q->before_rule ? _("规则施行前提出（第二十一条）") : "", UI_NORMAL };
	page_facts(p, f, n);
	letter_part(p, _("询问查阅内容"), "", q->matter);
	letter_part(p, _("拒绝理由"), q->refusals > 0 ? _("（第二十条：应当支持、提供便利）") : "", q->refuse_reason);
	letter_part(p, _("答复"), q->answerer, q->answer);
	letter_part(p, _("查阅调取的材料"), "", q->materials);
	letter_part(p, _("办结"), day_near(ui, p->a, q->closed_on), q->result);
}

/* ---- misconduct ---- */

void
misconduct_letter(struct ui *ui, struct page *p, const void *row)
{
	const struct misconduct *m = row;
	struct fact f[12];
	size_t n = 0;

	f[n++] = (struct fact){ _("监督员"), m->person_name, UI_NORMAL };
	f[n++] = (struct fact){ _("收到"), day_near(ui, p->a, m->received_on), UI_NORMAL };
	f[n++] = (struct fact){ _("来源"), page_pair(p, *m->agency_name != '\0' ? m->agency_name : word_label(misconduct_sources, m->source),
		m->reporter), UI_NORMAL };
	f[n++] = (struct fact){ _("发生"), day_near(ui, p->a, m->occurred_on), UI_NORMAL };
	f[n++] = (struct fact){ _("调查"), page_pair(p, day_near(ui, p->a, m->investigated_on), m->team), UI_NORMAL };
	f[n++] = (struct fact){ _("处理"), page_pair(p, day_near(ui, p->a, m->decided_on), word_label(misconduct_results, m->outcome)),
		UI_NORMAL };
	f[n++] = (struct fact){ _("移送"), page_pair(p, m->transfer_to, m->receipt), UI_NORMAL };
	f[n++] = (struct fact){ _("催问"), times(ui, p, m->reminders, m->reminded_on), UI_NORMAL };
	f[n++] = (struct fact){ _("告知"), page_pair(p, day_near(ui, p->a, m->informed_on), word_label(convey_ways, m->inform_how)), UI_NORMAL };
	f[n++] = (struct fact){ _("经办"), account(ui, p, m->officer), UI_NORMAL };
	page_facts(p, f, n);
	letter_part(p, _("情形"), article_name(11), word_labels(p->a, misconduct_kinds, m->kinds));
	letter_part(p, _("事实"), "", m->facts);
	letter_part(p, _("证据"), "", m->evidence);
	letter_part(p, _("本人陈述"), m->unstated ? _("未陈述") : day_near(ui, p->a, m->stated_on), m->statement);
	letter_part(p, _("查明的情况"), day_near(ui, p->a, m->found_on), m->findings);
	letter_part(p, _("处理"), word_labels(p->a, misconduct_kinds, m->found_kinds), m->decision);
	letter_part(p, _("移送机关的答复"), day_near(ui, p->a, m->transfer_report_on), m->transfer_report);
	letter_part(p, _("告知内容"), "", m->inform_text);
}

/* ---- figures ---- */

/* What the record counted, each figure under its own name; a 0 is a fact too where something was expected. */
static void
put_figures(struct page *p, const struct figures *s, const char *note)
{
	struct arena *a = p->a;
	int rate = figures_adoption(s);
	struct fact f[10];
	size_t n = 0;

	page_section(p, _("档案数字"), note);
	f[n++] = (struct fact){ _("活动"), arena_printf(a, _("应邀 %lld  出席 %lld  请假 %lld  缺席 %lld"), (long long)s->invited,
		(long long)s->attended, (long long)s->excused, (long long)s->absent), s->absent > 0 ? UI_TODAY : UI_NORMAL };
	f[n++] = (struct fact){ _("培训"), arena_printf(a, _("%lld 次，%lld.%lld 学时"), (long long)s->courses,
		(long long)s->training / 10, (long long)s->training % 10), UI_NORMAL };
	f[n++] = (struct fact){ _("意见"), arena_printf(a, _("纠正 %lld  建议 %lld  反映 %lld"), (long long)s->corrections,
		(long long)s->advices, (long long)s->publics), UI_NORMAL };
	f[n++] = (struct fact){ _("采纳"), arena_printf(a, _("采纳 %lld  部分 %lld  不予 %lld"), (long long)s->adopted,
		(long long)s->partly, (long long)s->declined), UI_NORMAL };
	f[n++] = (struct fact){ _("采纳率"), rate >= 0 ? arena_printf(a, "%d%%", rate) : _("尚无答复"), UI_NORMAL };
	f[n++] = (struct fact){ _("意见书"), arena_printf(a, _("%lld 件，成立 %lld"), (long long)s->letters, (long long)s->upheld), UI_NORMAL };
	f[n++] = (struct fact){ _("询问"), arena_printf(a, _("%lld 件"), (long long)s->inquiries), UI_NORMAL };
	if (s->asked_reports > 0)
		f[n++] = (struct fact){ _("报送"), arena_printf(a, _("应报 %lld  按期 %lld"), (long long)s->asked_reports,
			(long long)s->timely_reports), UI_NORMAL };
	if (s->breaches > 0)
		f[n++] = (struct fact){ _("违规"), arena_printf(a, _("查实 %lld 件"), (long long)s->breaches), UI_OVERDUE };
	page_facts(p, f, n);
}

static const char *
span(struct page *p, day_t from, day_t to)
{
	char x[DAY_TEXT], y[DAY_TEXT];

	return arena_printf(p->a, _("%s至%s"), day_format(from, x), day_format(to, y));
}

/* ---- duty report ---- */

void
duty_letter(struct ui *ui, struct page *p, const void *row)
{
	const struct duty *d = row;
	const char *how = d->on_behalf ? _("区司法局代填") : "";
	struct fact f[12];
	size_t n = 0;

	f[n++] = (struct fact){ _("监督员"), d->person_name, UI_NORMAL };
	f[n++] = (struct fact){ _("报送期"), d->period_name, UI_NORMAL };
	f[n++] = (struct fact){ _("期间"), span(p, d->starts_on, d->ends_on), UI_NORMAL };
	f[n++] = (struct fact){ _("通知"), day_near(ui, p->a, d->asked_on), UI_NORMAL };
	f[n++] = (struct fact){ _("报送"), page_pair(p, day_near(ui, p->a, d->reported_on), how), UI_NORMAL };
	f[n++] = (struct fact){ _("逾期"), d->late ? _("逾期报送") : "", UI_TODAY };
	f[n++] = (struct fact){ _("催报"), times(ui, p, d->reminders, d->reminded_on), UI_NORMAL };
	f[n++] = (struct fact){ _("评定"), page_pair(p, day_near(ui, p->a, d->assessed_on), word_label(duty_grades, d->grade)), UI_NORMAL };
	f[n++] = (struct fact){ _("经办"), account(ui, p, d->officer), UI_NORMAL };
	page_facts(p, f, n);
	if (d->reported_on != DAY_NONE)
		put_figures(p, &d->figures, "");
	letter_part(p, _("主要履职情况"), "", d->work);
	letter_part(p, _("问题和建议"), "", d->problems);
	letter_part(p, _("下一步打算"), "", d->plan);
	letter_part(p, _("退回原因"), "", d->return_reason);
	letter_part(p, _("评语"), "", d->comment);
}

/* ---- evaluation ---- */

static void
put_marks(struct page *p, const struct evaluation *v)
{
	struct fact f[CRITERIA];

	page_section(p, _("评分"), v->score == 0 ? _("拟定，尚未评分") :
		arena_printf(p->a, _("总分 %lld.%lld"), (long long)v->score / 10, (long long)v->score % 10));
	for (size_t i = 0; i < CRITERIA; i++) {
		int64_t mark;

		memcpy(&mark, (const char *)v + criteria[i].mark, sizeof mark);
		f[i] = (struct fact){ _(criteria[i].label),
			arena_printf(p->a, "%lld  %s", (long long)mark, article_name(criteria[i].article)), UI_NORMAL };
	}
	page_facts(p, f, CRITERIA);
	if (*v->basis != '\0')
		page_para(p, 0, UI_DIM, v->basis);
}

void
evaluation_letter(struct ui *ui, struct page *p, const void *row)
{
	const struct evaluation *v = row;
	struct fact f[10];
	size_t n = 0;

	f[n++] = (struct fact){ _("监督员"), v->person_name, UI_NORMAL };
	f[n++] = (struct fact){ _("年度"), arena_printf(p->a, "%lld", (long long)v->year), UI_NORMAL };
	f[n++] = (struct fact){ _("期间"), span(p, v->starts_on, v->ends_on), UI_NORMAL };
	f[n++] = (struct fact){ _("拟定"), word_label(evaluation_grades, v->proposed), UI_NORMAL };
	f[n++] = (struct fact){ _("评分"), day_near(ui, p->a, v->scored_on), UI_NORMAL };
	f[n++] = (struct fact){ _("等次"), page_pair(p, word_label(evaluation_grades, v->grade), day_near(ui, p->a, v->confirmed_on)), UI_STRONG };
	f[n++] = (struct fact){ _("经办"), account(ui, p, v->officer), UI_NORMAL };
	page_facts(p, f, n);
	put_figures(p, &v->figures, arena_printf(p->a, _("统计于 %s"), day_near(ui, p->a, v->counted_on)));
	put_marks(p, v);
	letter_part(p, _("评语"), "", v->comment);
	letter_part(p, _("调整等次的理由"), "", v->grade_reason);
	letter_part(p, _("退回原因"), "", v->return_reason);
}
