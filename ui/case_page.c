/*
 * case_page.c: an opinion as a letter: who, whom, when; the matter, what is advised, the
 * answer with the article that asks for it, how it ended.
 *
 * Knows: struct opinion.  Must not know: keys, the screen it stands on.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/cases.h"
#include "flow/parties.h"
#include "ui/work.h"

void
letter_part(struct page *p, const char *title, const char *note, const char *text)
{
	if (*text == '\0' && *note == '\0')
		return;
	page_section(p, title, note);
	if (*text != '\0')
		page_para(p, 0, UI_NORMAL, text);
}

/* "2026-09-28  收到 09-29" */
static const char *
raised(struct ui *ui, struct page *p, const struct opinion *o)
{
	const char *on = day_near(ui, p->a, o->raised_on);

	if (o->received_on == DAY_NONE || o->received_on == o->raised_on)
		return on;
	return arena_printf(p->a, _("%s  收到 %s"), on, day_near(ui, p->a, o->received_on));
}

/* "11-19（第 9 日，限 15）": on which working day the answer came, of how many. */
static const char *
replied(struct ui *ui, struct page *p, const struct opinion *o)
{
	const char *on = day_near(ui, p->a, o->replied_on);
	int64_t allowed = o->reply_days + o->extension;
	int days;

	if (o->replied_on == DAY_NONE || o->served_on == DAY_NONE || o->reply_days == 0)
		return on;
	days = calendar_count(ui->en->cal, o->served_on, o->replied_on);
	if (days <= 0)
		return arena_printf(p->a, _("%s（当日，限 %lld）"), on, (long long)allowed);
	return arena_printf(p->a, _("%s（第 %d 日，限 %lld）"), on, days, (long long)allowed);
}

static void
facts(struct ui *ui, struct page *p, const struct opinion *o)
{
	struct arena *a = p->a;
	const char *times = "";
	struct fact f[16];
	size_t n = 0;

	if (o->extension > 0)
		times = arena_printf(a, _("延长 %lld 工作日"), (long long)o->extension);
	if (o->reminders > 0)
		times = page_pair(p, times, arena_printf(a, _("催办 %lld 次，最近 %s"), (long long)o->reminders,
			day_near(ui, a, o->reminded_on)));
	f[n++] = (struct fact){ _("监督员"), page_pair(p, o->person_name, o->certificate), UI_NORMAL };
	f[n++] = (struct fact){ _("提出"), raised(ui, p, o), UI_NORMAL };
	f[n++] = (struct fact){ _("机构"), *o->agency_name != '\0' ? o->agency_name : _("（未指明机构）"), UI_NORMAL };
	f[n++] = (struct fact){ _("送达"),
		page_pair(p, day_near(ui, a, o->served_on), word_label(serve_ways, o->serve_how)), UI_NORMAL };
	f[n++] = (struct fact){ _("类型"),
		page_pair(p, word_label(opinion_kinds, o->kind), word_label(enforcement_fields, o->field)), UI_NORMAL };
	f[n++] = (struct fact){ _("答复"), replied(ui, p, o), UI_NORMAL };
	f[n++] = (struct fact){ _("途径"),
		page_pair(p, word_label(opinion_routes, o->route), o->oral ? _("已口头提出") : ""), UI_NORMAL };
	f[n++] = (struct fact){ _("告知"),
		page_pair(p, day_near(ui, a, o->conveyed_on), word_label(convey_ways, o->convey_how)), UI_NORMAL };
	f[n++] = (struct fact){ _("发生"), page_pair(p, day_near(ui, a, o->occurred_on), o->place), UI_NORMAL };
	f[n++] = (struct fact){ _("办理"), times, UI_NORMAL };
	f[n++] = (struct fact){ _("涉及"), o->officers, UI_NORMAL };
	f[n++] = (struct fact){ _("经办"), record_title(ui->en, a, flow_find("account"), o->officer), UI_NORMAL };
	f[n++] = (struct fact){ _("审查"), record_title(ui->en, a, flow_find("review"), o->review), UI_NORMAL };
	f[n++] = (struct fact){ _("注明"), o->before_rule ? _("规则施行前提出（第二十一条）") : "", UI_NORMAL };
	page_facts(p, f, n);
}

/* "不予采纳（第十四条：应当阐明原因）" */
static const char *
answer_note(struct page *p, const struct opinion *o)
{
	const char *word = word_label(opinion_adopted, o->adopted), *article = article_name(14);

	if (o->adopted == 0)
		return "";
	if (o->adopted == ADOPTED_FULLY)
		return arena_printf(p->a, _("%s（%s）"), word, article);
	return arena_printf(p->a, _("%s（%s：应当阐明原因）"), word, article);
}

void
opinion_letter(struct ui *ui, struct page *p, const void *row)
{
	const struct opinion *o = row;

	facts(ui, p, o);
	letter_part(p, _("事实与理由"), "", o->facts);
	letter_part(p, _("依据"), "", o->basis);
	letter_part(p, _("建议"), "", o->advice);
	letter_part(p, _("证据"), "", o->evidence);
	letter_part(p, _("答复"), answer_note(p, o), o->reply);
	if (*o->replier != '\0')
		page_para(p, 0, UI_DIM, arena_printf(p->a, _("答复人：%s"), o->replier));
	letter_part(p, _("延期理由"), "", o->extend_reason);
	letter_part(p, _("撤回"), day_near(ui, p->a, o->withdrawn_on), o->withdraw_reason);
	letter_part(p, _("办结"), day_near(ui, p->a, o->closed_on), o->result);
}
