/*
 * paper.c: p on an open record: its papers: read, issue, save as a file.
 *
 * Knows: the engine's papers, the kit.  Must not know: what stands in a paper, how a PDF is made.
 */
#include <string.h>

#include "ui/paper.h"
#include "base/i18n.h"
#include "flow/document.h"
#include "flow/report.h"
#include "engine/paper.h"
#include "engine/printer.h"
#include "ui/choose.h"
#include "ui/dialog.h"
#include "ui/form.h"
#include "ui/outfile.h"
#include "ui/pager.h"
#include "ui/work.h"

#define PAPERS_MOST 16

/* "转办函"; of a report also its period. */
static const char *
offer_title(struct arena *a, const struct paper_offer *o)
{
	const char *title = word_label(paper_kinds, o->form->kind);

	return o->form->period != PERIOD_NONE ? arena_printf(a, "%s  %s", title, report_period_text(a, o->id)) : title;
}

/* Which of the record's papers? */
static const struct paper_offer *
ask_kind(struct ui *ui, struct arena *a, const struct paper_offer *v, size_t n)
{
	struct choose_row *rows = arena_alloc(a, (n + 1) * sizeof *rows);
	struct choose_rows all = { rows, NULL, n };
	struct choose c = { .title = _("文书"), .source = choose_from_rows, .ctx = &all, .numbered = true };
	struct chosen got;

	for (size_t i = 0; i < n; i++)
		rows[i] = (struct choose_row){ .id = (int64_t)i + 1, .title = offer_title(a, &v[i]),
			.detail = v[i].issued != 0 ? arena_printf(a, _("%s 已制发  %s"), day_near(ui, a, v[i].on), v[i].number) :
				!v[i].allowed ? v[i].why : v[i].form->fresh ? _("全部在册的，不限这一件") : _("尚未制发"),
			.barred = !v[i].allowed };
	return choose(ui, a, &c, &got) == CHOOSE_PICKED ? &v[got.id - 1] : NULL;
}

static void
show(struct ui *ui, struct arena *a, const char *title, const char *content)
{
	struct buf text = BUF_INIT;

	/* As wide as the pager's lines: a table's rule is not broken. */
	paper_text(content, draw_cols() - 8, &text);
	ui_push(ui, pager_screen(title, buf_str(&text)));
	buf_free(&text);
	(void)a;
}

void
paper_save(struct ui *ui, struct arena *a, const struct paper_parcel *p)
{
	const char *name = outfile_ask(ui, a, _("存为文件"), _("文件名以 .pdf、.txt 结尾，有表格的也可以 .xlsx；已有的文件不覆盖。"), arena_printf(a, "%s.pdf", p->name));
	size_t n = name != NULL ? strlen(name) : 0;
	struct buf out = BUF_INIT;
	struct err e = { 0 };
	bool ok = true;

	if (n == 0)
		return;
	if (n > 4 && strcmp(name + n - 4, ".txt") == 0) {
		for (size_t i = 0; i < p->n; i++) {
			if (i > 0)
				buf_addc(&out, '\f');
			paper_text(p->content[i], 0, &out);
		}
	} else if (n > 5 && strcmp(name + n - 5, ".xlsx") == 0) {
		ok = p->n == 1 ? paper_tables(p->content[0], paper_place(ui->en, a), &out, &e) :
			err_set(&e, ERR_REFUSED, NULL, 0, "%s", _("xlsx 一个文件一份"));
	} else {
		ok = paper_pdf(p->content, p->n, &out, NULL, &e);
	}
	if (ok && outfile_write(ui, a, name, buf_str(&out), out.len, &e) && papers_out(ui->en, p->document, p->n, _("存为文件"), &e))
		outfile_say(ui, name);
	else
		ui_say_err(ui, &e);
	buf_free(&out);
}

void
paper_to_printer(struct ui *ui, struct arena *a, const struct paper_parcel *p)
{
	struct err e = { 0 };

	if (printer_print(ui->en, a, p->name, p->content, p->n, &e) &&
		papers_out(ui->en, p->document, p->n, arena_printf(a, _("打印机 %s"), printer_queue(ui->en, a)), &e))
		ui_say(ui, UI_NORMAL, _("已交给打印机 %s"), printer_queue(ui->en, a));
	else
		ui_say_err(ui, &e);
}

static void
issued(struct ui *ui, struct arena *a, const struct paper_offer *o)
{
	const char *const buttons[] = { _("查看"), _("存为文件"), _("打印"), _("打开归档的文书") };
	const char *title = offer_title(a, o), *content, *text;
	struct err e = { 0 };
	int pick;

	content = paper_content(ui->en, a, o->issued, &e);
	if (content == NULL) {
		ui_say_err(ui, &e);
		return;
	}
	text = arena_printf(a, _("已于%s制发：%s。"), day_near(ui, a, o->on), o->number);
	if (paper_outdated(ui->en, a, o->issued))
		text = arena_printf(a, "%s\n%s", text, _("制发后记录有变动。要按现在的内容，请打开归档的文书，用“重新制发”。"));
	pick = dialog_ask(ui, title, text, buttons, 4, 0);
	if (pick == 0)
		show(ui, a, arena_printf(a, "%s  %s", title, o->number), content);
	else if (pick == 1)
		paper_save(ui, a, &(struct paper_parcel){ arena_printf(a, "%s-%s", title, o->number), &content, &o->issued, 1 });
	else if (pick == 2)
		paper_to_printer(ui, a, &(struct paper_parcel){ arena_printf(a, "%s-%s", title, o->number), &content, &o->issued, 1 });
	else if (pick == 3)
		open_record(ui, flow_find("document"), o->issued, NULL);
}

/* F NULL: of the whole register. */
static void
not_yet(struct ui *ui, struct arena *a, const struct paper_offer *o, const struct flow *f, int64_t id)
{
	const char *const buttons[] = { _("预览"), _("制发") };
	const char *title = offer_title(a, o), *content;
	struct err e = { 0 };
	bool report = o->form->period != PERIOD_NONE;
	struct arg preset[2] = { { "kind", paper_kinds[o->form->kind].key }, { f != NULL ? f->name : report ? "period" : "",
		f != NULL ? record_handle(ui, a, f, id) : report ? report_period_text(a, id) : "" } };
	int pick = dialog_ask(ui, title, f != NULL || report ? _("制发后编文号、归入这一件，不再改动，可以原样重印。") :
		_("制发后存入“文书”，不再改动，可以原样重印；名册有变动的，再制发一份。"), buttons, 2, 0);

	if (pick == 0) {
		content = paper_draft(ui->en, a, o->form, f, id, &e);
		if (content != NULL)
			show(ui, a, arena_printf(a, _("%s  预览"), title), content);
		else
			ui_say_err(ui, &e);
	} else if (pick == 1) {
		struct result res = { 0 };
		struct form_spec spec = { .action = action_find(NULL, "document.issue"), .preset = { preset, f != NULL || report ? 2 : 1 },
			.settled = true };

		if (form_run(ui, &spec, a, &res) && (content = paper_content(ui->en, a, res.id, &e)) != NULL)
			show(ui, a, arena_printf(a, "%s  %s", title, res.gave), content);
	}
}

bool
papers_for(const struct flow *f)
{
	for (word_t k = 1; k <= word_count(paper_kinds); k++)
		if (paper_form_of(paper_form(k), f->name))
			return true;
	return strcmp(f->name, "document") == 0 || strcmp(f->name, "template") == 0;
}

/* What a template makes of a record that has come to it. */
static void
sample(struct ui *ui, struct arena *a, int64_t id)
{
	struct err e = { 0 };
	const struct template *t = record_get(ui->en, a, flow_find("template"), id, &e);
	const char *content = t != NULL ? paper_sample(ui->en, a, paper_form(t->kind), &e) : NULL;

	if (content != NULL)
		show(ui, a, arena_printf(a, _("%s  预览"), word_label(paper_kinds, t->kind)), content);
	else
		ui_say_err(ui, &e);
}

/* An issued paper: read, saved again as it was. */
static void
filed(struct ui *ui, struct arena *a, int64_t id)
{
	const char *const buttons[] = { _("查看"), _("存为文件"), _("打印") };
	struct err e = { 0 };
	const char *content = paper_content(ui->en, a, id, &e), *title = record_title(ui->en, a, flow_find("document"), id);
	int pick;

	if (content == NULL) {
		ui_say_err(ui, &e);
		return;
	}
	pick = dialog_ask(ui, title, paper_outdated(ui->en, a, id) ?
		_("原样重印。制发后记录有变动，要按现在的内容，请用“重新制发”。") : _("原样重印。"), buttons, 3, 0);
	if (pick == 0)
		show(ui, a, title, content);
	else if (pick == 1)
		paper_save(ui, a, &(struct paper_parcel){ title, &content, &id, 1 });
	else if (pick == 2)
		paper_to_printer(ui, a, &(struct paper_parcel){ title, &content, &id, 1 });
}

void
papers_open(struct ui *ui, const struct flow *f, int64_t id)
{
	struct arena *a = arena_new();
	struct paper_offer v[PAPERS_MOST];
	const struct paper_offer *o;
	size_t n;

	if (strcmp(f->name, "document") == 0) {
		filed(ui, a, id);
	} else if (strcmp(f->name, "template") == 0) {
		sample(ui, a, id);
	} else if ((n = paper_offers(ui->en, a, f, id, v, PAPERS_MOST)) == 0) {
		ui_say(ui, UI_NORMAL, "%s", _("这种记录没有文书"));
	} else if ((o = ask_kind(ui, a, v, n)) != NULL) {
		if (o->issued != 0)
			issued(ui, a, o);
		else
			not_yet(ui, a, o, o->form->fresh ? NULL : f, id);
	}
	arena_free(a);
}

void
reports_open(struct ui *ui, int year)
{
	struct arena *a = arena_new();
	struct paper_offer v[PAPERS_MOST];
	const struct paper_offer *o;
	int month, mday;
	size_t n;

	if (year == 0)
		day_split(ui->en->today, &year, &month, &mday);
	n = report_offers(ui->en, a, year, v, PAPERS_MOST);
	if (n == 0) {
		ui_say(ui, UI_NORMAL, "%s", ui->en->actor.roles & ROLE_BUREAU ? _("这一年还没有报告") : _("报告由区司法局制发"));
	} else if ((o = ask_kind(ui, a, v, n)) != NULL) {
		if (o->issued != 0)
			issued(ui, a, o);
		else
			not_yet(ui, a, o, NULL, o->id);
	}
	arena_free(a);
}

/* A document reads as the paper it holds. */
void
document_letter(struct ui *ui, struct page *p, const void *row)
{
	const struct flow *f = flow_find("document");
	struct fact fact[24];
	struct buf text = BUF_INIT;
	struct err e = { 0 };
	const char *content = paper_content(ui->en, p->a, row_head(row)->id, &e);
	size_t n = 0;

	for (size_t i = 0; i < f->n_fields && n < N_OF(fact); i++)
		if (!(f->fields[i].flags & FIELD_HIDDEN))
			fact[n++] = (struct fact){ _(f->fields[i].label), field_shown(ui->en, p->a, &f->fields[i], row), UI_NORMAL };
	page_facts(p, fact, n);
	if (content == NULL)
		return;
	paper_text(content, p->width, &text);
	page_section(p, _("文书内容"), "");
	page_para(p, 0, UI_NORMAL, buf_str(&text));
	buf_free(&text);
}
