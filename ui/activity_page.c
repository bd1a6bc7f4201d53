/*
 * activity_page.c: an activity as a letter: what, when, where; who came, who was excused and
 * why, who was absent; what was found; minutes and resolutions.
 *
 * Knows: struct activity, the lists of its attendances and findings.  Must not know: keys,
 * the screen it stands on.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/activity.h"
#include "flow/flows.h"
#include "ui/work.h"

#define MOST 2000

static void
facts(struct ui *ui, struct page *p, const struct activity *v)
{
	struct arena *a = p->a;
	const char *until = v->ends_on != DAY_NONE ? arena_printf(a, _("至 %s"), day_near(ui, a, v->ends_on)) : "";
	struct fact f[16];
	size_t n = 0;

	f[n++] = (struct fact){ _("类型"), word_label(activity_kinds, v->kind), UI_NORMAL };
	f[n++] = (struct fact){ _("日期"), page_pair(p, page_pair(p, day_near(ui, a, v->on_day), v->starts_at), until), UI_NORMAL };
	f[n++] = (struct fact){ _("机构"), v->agency_name, UI_NORMAL };
	f[n++] = (struct fact){ _("地点"), v->place, UI_NORMAL };
	f[n++] = (struct fact){ _("组织"), v->organiser, UI_NORMAL };
	f[n++] = (struct fact){ _("委托"), v->commission, UI_NORMAL };
	f[n++] = (struct fact){ _("通知"), day_near(ui, a, v->notified_on), UI_NORMAL };
	f[n++] = (struct fact){ _("回复"), v->reply_by != DAY_NONE ? arena_printf(a, _("%s 前"), day_near(ui, a, v->reply_by)) : "",
		UI_NORMAL };
	f[n++] = (struct fact){ _("学时"), v->hours, UI_NORMAL };
	f[n++] = (struct fact){ _("缺席"), v->counts ? _("计入连续缺席（第十七条第三项）") : _("不计入连续缺席"), UI_NORMAL };
	f[n++] = (struct fact){ _("经办"), record_title(ui->en, a, &flow_account, v->officer), UI_NORMAL };
	f[n++] = (struct fact){ _("注明"), v->before_rule ? _("规则施行前举行（第二十一条）") : "", UI_NORMAL };
	page_facts(p, f, n);
}

static const char *
cell(const struct list *l, const struct list_row *row, const char *name)
{
	for (size_t i = 0; i < l->n_cols; i++)
		if (strcmp(l->cols[i].name, name) == 0)
			return row->cell[i];
	return "";
}

static bool
fetch(struct ui *ui, struct arena *a, const struct flow *f, int64_t activity, struct list_page *out)
{
	struct arg filter = { "activity", arena_printf(a, "%lld", (long long)activity) };
	struct list_query q = { .list = &f->lists[0], .filters = { &filter, 1 }, .limit = MOST };
	struct err e = { 0 };

	return list_fetch(ui->en, a, &q, out, &e);
}

/* "出席（5）  冉凯文、付敏": the names in one state, with the reason of who is excused. */
static void
people(struct page *p, const struct list_page *all, word_t state)
{
	const struct list *l = &flow_attendance.lists[0];
	const char *names = "";
	size_t n = 0;

	/* The newest invitation comes first in the list; read in the order of invitation. */
	for (size_t i = all->n; i-- > 0;) {
		const struct list_row *row = &all->rows[i];
		const char *why;

		if (word_key(attendance_states, row->state) != state)
			continue;
		why = state == ATTENDANCE_EXCUSED ? cell(l, row, "reason") : state == ATTENDANCE_DECLINED ? cell(l, row, "reply") : "";
		names = arena_printf(p->a, "%s%s%s", names, n++ > 0 ? "、" : "", cell(l, row, "name"));
		if (*why != '\0')
			names = arena_printf(p->a, _("%s（%s）"), names, why);
	}
	if (n > 0)
		page_para(p, 0, UI_NORMAL, arena_printf(p->a, "%s %zu  %s", word_label(attendance_states, state), n, names));
}

static void
findings(struct page *p, const struct list_page *all)
{
	const struct list *l = &flow_finding.lists[0];

	if (all->n > 0)
		page_section(p, _("发现的问题"), "");
	for (size_t i = all->n; i-- > 0;) {
		const struct list_row *row = &all->rows[i];
		const char *opinion = cell(l, row, "opinion");

		page_para(p, 0, UI_NORMAL, arena_printf(p->a, "%s  %s  %s", cell(l, row, "number"), cell(l, row, "name"),
			cell(l, row, "text")));
		page_para(p, 2, UI_DIM, *opinion != '\0' ? arena_printf(p->a, _("监督意见 %s"), opinion) :
			word_label(finding_states, word_key(finding_states, row->state)));
	}
}

void
activity_letter(struct ui *ui, struct page *p, const void *row)
{
	const struct activity *v = row;
	struct list_page all = { 0 }, found = { 0 };

	facts(ui, p, v);
	letter_part(p, _("方案"), "", v->plan);
	if (fetch(ui, p->a, &flow_attendance, v->rec.id, &all) && all.n > 0) {
		page_section(p, _("监督员"), "");
		for (word_t s = ATTENDANCE_ATTENDED; s <= ATTENDANCE_ABSENT; s++)
			people(p, &all, s);
		for (word_t s = ATTENDANCE_INVITED; s <= ATTENDANCE_DECLINED; s++)
			people(p, &all, s);
	}
	if (fetch(ui, p->a, &flow_finding, v->rec.id, &found))
		findings(p, &found);
	letter_part(p, _("纪要"), "", v->minutes);
	letter_part(p, _("议定事项"), "", v->resolutions);
	letter_part(p, _("小结"), "", v->summary);
	letter_part(p, _("取消"), day_near(ui, p->a, v->cancelled_on), v->cancel_reason);
}
