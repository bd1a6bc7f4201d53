/*
 * review_page.c: the review of an opinion letter, read from the letter to the end: what is
 * asked, what was examined and found, the outcome, the order and its correction, what
 * the supervisor was told.
 *
 * Knows: struct review.  Must not know: keys, the screen it stands on.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/cases.h"
#include "ui/work.h"

static void
facts(struct ui *ui, struct page *p, const struct review *r)
{
	struct arena *a = p->a;
	struct fact f[16];
	size_t n = 0;

	f[n++] = (struct fact){ _("监督员"), page_pair(p, r->person_name, r->certificate), UI_NORMAL };
	f[n++] = (struct fact){ _("出具"), day_near(ui, a, r->raised_on), UI_NORMAL };
	f[n++] = (struct fact){ _("机构"), r->agency_name, UI_NORMAL };
	f[n++] = (struct fact){ _("收到"), day_near(ui, a, r->received_on), UI_NORMAL };
	f[n++] = (struct fact){ _("来源"), word_label(review_sources, r->source), UI_NORMAL };
	f[n++] = (struct fact){ _("领域"), word_label(enforcement_fields, r->field), UI_NORMAL };
	f[n++] = (struct fact){ _("原意见"), record_title(ui->en, a, flow_find("opinion"), r->opinion), UI_NORMAL };
	f[n++] = (struct fact){ _("经办"), record_title(ui->en, a, flow_find("account"), r->officer), UI_NORMAL };
	if (r->extension > 0)
		f[n++] = (struct fact){ _("延期"), arena_printf(a, _("%lld 工作日  %s"), (long long)r->extension,
			r->extend_reason), UI_NORMAL };
	if (r->reminders > 0)
		f[n++] = (struct fact){ _("催办"), arena_printf(a, _("%lld 次，最近 %s"), (long long)r->reminders,
			day_near(ui, a, r->reminded_on)), UI_NORMAL };
	if (r->before_rule)
		f[n++] = (struct fact){ _("注明"), _("规则施行前提出（第二十一条）"), UI_NORMAL };
	page_facts(p, f, n);
}

/* What was ordered, when, until when, and how it was put right. */
static void
order(struct ui *ui, struct page *p, const struct review *r)
{
	struct arena *a = p->a;

	if (r->ordered_on == DAY_NONE)
		return;
	letter_part(p, _("责令纠正"), page_pair(p, r->order_number, day_near(ui, a, r->ordered_on)), r->order_text);
	if (*r->order_basis != '\0')
		page_para(p, 0, UI_NORMAL, arena_printf(a, _("依据：%s"), r->order_basis));
	page_para(p, 0, r->reported_on == DAY_NONE ? due_attr(ui, r->order_due) : UI_NORMAL,
		arena_printf(a, _("期限 %s"), day_near(ui, a, r->order_due)));
	if (r->order_served_on != DAY_NONE)
		page_para(p, 0, UI_NORMAL, arena_printf(a, _("%s 送达  %s"), day_near(ui, a, r->order_served_on),
			word_label(serve_ways, r->order_serve_how)));
	letter_part(p, _("申请复查"), day_near(ui, a, r->recheck_on), r->recheck_reason);
	letter_part(p, _("复查结果"), page_pair(p, day_near(ui, a, r->recheck_decided_on),
		word_label(recheck_results, r->recheck_result)), r->recheck_text);
	letter_part(p, _("退回整改"), r->returned_on != DAY_NONE ? arena_printf(a, _("第 %lld 次  %s"),
		(long long)r->returns, day_near(ui, a, r->returned_on)) : "", r->return_reason);
	letter_part(p, _("纠正情况报告"), page_pair(p, day_near(ui, a, r->reported_on), r->reporter), r->report);
	letter_part(p, _("验收"), day_near(ui, a, r->corrected_on), r->acceptance);
}

void
review_letter(struct ui *ui, struct page *p, const void *row)
{
	const struct review *r = row;
	struct arena *a = p->a;

	facts(ui, p, r);
	letter_part(p, _("事项"), "", r->subject);
	letter_part(p, _("事实与理由"), "", r->facts);
	letter_part(p, _("认为答复不正确的理由"), r->grounds[0] != '\0' ? article_name(15) : "", r->grounds);
	letter_part(p, _("请求"), "", r->request);
	letter_part(p, _("证据"), "", r->evidence);
	letter_part(p, _("审查"), day_near(ui, a, r->examined_on), r->examination);
	if (r->inquiry != 0) {
		letter_part(p, word_label(review_inquiries, r->inquiry), day_near(ui, a, r->investigated_on), r->plan);
		page_para(p, 0, UI_NORMAL, arena_printf(a, _("办案人员：%s"), r->team));
		letter_part(p, _("查明"), day_near(ui, a, r->found_on), r->findings);
	}
	if (r->outcome != 0)
		letter_part(p, _("结论"), arena_printf(a, _("%s（%s）  %s"), word_label(review_outcomes, r->outcome),
			article_name(16), day_near(ui, a, r->decided_on)), r->reason);
	letter_part(p, _("移送"), r->transfer_to, r->transfer_report);
	order(ui, p, r);
	letter_part(p, _("建议监察机关"), page_pair(p, r->proposed_to, day_near(ui, a, r->proposed_on)), r->proposal);
	letter_part(p, _("通报批评"), day_near(ui, a, r->criticised_on), r->criticism);
	letter_part(p, _("告知监督员"), page_pair(p, day_near(ui, a, r->informed_on), word_label(convey_ways, r->inform_how)),
		r->inform_text);
	letter_part(p, _("办结"), day_near(ui, a, r->closed_on), r->result);
}
