/*
 * leave_page.c: a dismissal as a letter: whom, on what ground and evidence, what the person
 * said, who decided, what became of what was open; and a term with what speaks for its renewal.
 *
 * Knows: struct dismissal, struct supervisor.  Must not know: keys, the screen it stands on.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/cases.h"
#include "flow/dismissal.h"
#include "flow/parties.h"
#include "ui/work.h"

/* How many rows of L the actor sees under these filters; -1 above the cap or when none may be seen. */
static int64_t
count(struct ui *ui, const struct list *l, const struct arg *v, size_t n)
{
	struct list_query q = { .list = l, .filters = { v, n } };
	struct err e = { 0 };
	int64_t found = l != NULL ? list_count(ui->en, &q, 9999, &e) : -1;

	return e.code == ERR_OK ? found : -1;
}

/* From when to when, "" for who does not see the term. */
static const char *
term_of(struct ui *ui, struct arena *a, int64_t supervisor)
{
	struct err e = { 0 };
	const struct supervisor *s = record_get(ui->en, a, flow_find("supervisor"), supervisor, &e);
	char from[DAY_TEXT], to[DAY_TEXT];

	return s == NULL ? "" : arena_printf(a, _("%s至%s"), day_format(s->term_start, from), day_format(s->term_end, to));
}

static void
facts(struct ui *ui, struct page *p, const struct dismissal *d)
{
	struct arena *a = p->a;
	struct fact f[16];
	size_t n = 0;

	f[n++] = (struct fact){ _("监督员"), d->name, UI_NORMAL };
	f[n++] = (struct fact){ _("提出"), page_pair(p, day_near(ui, a, d->proposed_on), word_label(dismissal_origins, d->origin)),
		UI_NORMAL };
	f[n++] = (struct fact){ _("情形"), word_label(dismissal_grounds, d->ground), UI_NORMAL };
	f[n++] = (struct fact){ _("告知"), page_pair(p, day_near(ui, a, d->notified_on), word_label(convey_ways, d->notify_how)),
		UI_NORMAL };
	f[n++] = (struct fact){ _("具体"), word_label(dismissal_findings, d->finding), UI_NORMAL };
	f[n++] = (struct fact){ _("陈述"), page_pair(p, day_near(ui, a, d->heard_on), word_label(dismissal_hearings, d->heard_how)),
		UI_NORMAL };
	f[n++] = (struct fact){ _("任期"), term_of(ui, a, d->supervisor), UI_NORMAL };
	f[n++] = (struct fact){ _("审批"),
		page_pair(p, day_near(ui, a, d->decided_on), record_title(ui->en, a, flow_find("account"), d->approver)), UI_NORMAL };
	f[n++] = (struct fact){ _("编号"), d->number, UI_NORMAL };
	f[n++] = (struct fact){ _("执行"), page_pair(p, day_near(ui, a, d->executed_on), word_label(convey_ways, d->told_how)),
		UI_NORMAL };
	f[n++] = (struct fact){ _("证件"), d->certificate, UI_NORMAL };
	f[n++] = (struct fact){ _("公告"), page_pair(p, day_near(ui, a, d->notice_on), d->notice_in), UI_NORMAL };
	page_facts(p, f, n);
}

/* Until it is executed: what would have to be handed over or ended. */
static void
open_matters(struct ui *ui, struct page *p, const struct dismissal *d)
{
	struct arg v = { "supervisor", arena_printf(p->a, "%lld", (long long)d->person) };
	int64_t n = count(ui, list_find(flow_find("opinion"), "opinion.open"), &v, 1);

	if (d->executed_on != DAY_NONE)
		letter_part(p, _("未办结的意见"),
			page_pair(p, word_label(dismissal_opens, d->open_how),
				record_title(ui->en, p->a, flow_find("account"), d->handed_to)),
			d->open_numbers);
	else if (d->rec.state != DISMISSAL_REJECTED && n > 0)
		letter_part(p, _("未办结的意见"), "",
			arena_printf(p->a, _("%lld 件；执行解聘时须选择移交或者终止"), (long long)n));
}

void
dismissal_letter(struct ui *ui, struct page *p, const void *row)
{
	const struct dismissal *d = row;

	facts(ui, p, d);
	letter_part(p, _("证据"), d->source, d->evidence);
	letter_part(p, _("本人陈述"), "", d->statement);
	letter_part(p, d->rec.state == DISMISSAL_REJECTED ? _("不予批准的理由") : _("审批意见"), "", d->decision);
	open_matters(ui, p, d);
}

/* What was done in the term: the same that the form of a renewal shows. */
void
supervisor_duties(struct ui *ui, struct page *p, const void *row)
{
	const char *text = action_beside(ui->en, p->a, action_find(NULL, "supervisor.renew"), row);

	if (*text == '\0')
		return;
	page_section(p, _("本任期履职"), _("续聘时参考"));
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");

		page_para(p, 0, UI_NORMAL, arena_strndup(p->a, text, n));
		text += n + (text[n] == '\n');
	}
}
