/*
 * paper_many.c: p on a list: papers of the marked records, all at once: one file, or a file each.
 *
 * Knows: the engine's papers, the kit.  Must not know: lists, what stands in a paper.
 *
 * All of them are issued or none: what stands in the way is told with the record's name.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "engine/paper.h"
#include "ui/choose.h"
#include "ui/dialog.h"
#include "ui/outfile.h"
#include "ui/pager.h"
#include "ui/paper.h"
#include "ui/work.h"

struct many {
	struct ui *ui;
	struct arena *a;
	const struct flow *flow;
	const struct paper_form *form;
	struct paper_wanted *want;
	size_t n;
	struct dialog_bar *bar;
	struct err e;
};

/* How many of the marked have it, could have it, and what bars the first that cannot. */
static const char *
standing(struct many *m, const struct paper_form *form, bool *barred)
{
	size_t issued = 0;
	const char *why = "";

	for (size_t i = 0; i < m->n; i++) {
		struct err e = { 0 };
		struct arena *a = arena_new();

		if (paper_issued(m->ui->en, a, form, m->flow, m->want[i].id) != 0)
			issued++;
		else if (paper_draft(m->ui->en, a, form, m->flow, m->want[i].id, &e) == NULL && *why == '\0')
			why = arena_printf(m->a, "%s：%s", record_title(m->ui->en, m->a, m->flow, m->want[i].id), e.text);
		arena_free(a);
	}
	*barred = *why != '\0';
	return *barred ? why : arena_printf(m->a, _("共 %zu 份，已制发 %zu 份"), m->n, issued);
}

static const struct paper_form *
ask_kind(struct many *m)
{
	struct choose_row rows[32];
	const struct paper_form *forms[32] = { NULL };
	struct choose_rows all = { rows, NULL, 0 };
	struct choose c = { .title = arena_printf(m->a, _("%zu 件的文书"), m->n), .source = choose_from_rows, .ctx = &all, .numbered = true };
	struct chosen got;

	for (word_t k = 1; k <= word_count(paper_kinds) && all.n < N_OF(rows); k++) {
		const struct paper_form *form = paper_form(k);
		bool barred;

		if (!paper_form_of(form, m->flow->name))
			continue;
		forms[all.n] = form;
		rows[all.n] = (struct choose_row){ .id = (int64_t)all.n + 1, .title = word_label(paper_kinds, k) };
		rows[all.n].detail = standing(m, form, &barred);
		rows[all.n].barred = barred;
		all.n++;
	}
	return choose(m->ui, m->a, &c, &got) == CHOOSE_PICKED ? forms[got.id - 1] : NULL;
}

static bool
progress(void *ctx, size_t done, size_t total)
{
	return dialog_progress(((struct many *)ctx)->bar, done, total);
}

static bool
issue(void *ctx, struct dialog_bar *bar)
{
	struct many *m = ctx;

	m->bar = bar;
	return papers_issue(m->ui->en, m->a, m->form, m->want, m->n, false, progress, m, &m->e);
}

static void
preview(struct many *m)
{
	struct err e = { 0 };
	int64_t stands = paper_issued(m->ui->en, m->a, m->form, m->flow, m->want[0].id);
	const char *content = stands != 0 ? paper_content(m->ui->en, m->a, stands, &e) :
		paper_draft(m->ui->en, m->a, m->form, m->flow, m->want[0].id, &e);
	struct buf text = BUF_INIT;

	if (content == NULL) {
		ui_say_err(m->ui, &e);
		return;
	}
	paper_text(content, draw_cols() - 8, &text);
	ui_push(m->ui, pager_screen(arena_printf(m->a, _("%s  预览"), word_label(paper_kinds, m->form->kind)), buf_str(&text)));
	buf_free(&text);
}

/* All of them: 聘书-60份. */
static struct paper_parcel
parcel(struct many *m)
{
	const char **content = arena_alloc(m->a, (m->n + 1) * sizeof *content);
	int64_t *document = arena_alloc(m->a, (m->n + 1) * sizeof *document);

	for (size_t i = 0; i < m->n; i++) {
		content[i] = m->want[i].content;
		document[i] = m->want[i].document;
	}
	return (struct paper_parcel){ arena_printf(m->a, "%s-%zu份", m->form != NULL ? word_label(paper_kinds, m->form->kind) : _("文书"),
		m->n), content, document, m->n };
}

static void
one_file(struct many *m)
{
	struct paper_parcel p = parcel(m);

	paper_save(m->ui, m->a, &p);
}

static void
to_printer(struct many *m)
{
	struct paper_parcel p = parcel(m);

	paper_to_printer(m->ui, m->a, &p);
}

/* A file each, in a directory that is asked for. */
static bool
write_each(void *ctx, struct dialog_bar *bar)
{
	struct many *m = ctx;
	bool ok = true;

	for (size_t i = 0; i < m->n && ok; i++) {
		struct buf out = BUF_INIT;

		if (!dialog_progress(bar, i, m->n))
			ok = err_set(&m->e, ERR_CANCELLED, NULL, 0, _("已写出 %zu 份"), i);
		ok = ok && paper_pdf(&m->want[i].content, 1, &out, NULL, &m->e) &&
			outfile_write(m->ui, m->a, arena_printf(m->a, "%s.pdf", m->want[i].name), buf_str(&out), out.len, &m->e);
		buf_free(&out);
	}
	return ok;
}

static void
each_file(struct many *m)
{
	const char *dir = "";
	struct paper_parcel p = parcel(m);

	/* The spool has no directories in it. */
	if (!outfile_spooled(m->ui)) {
		dir = dialog_prompt(m->ui, m->a, _("每份一个文件"), _("放进哪个目录；没有的话就建。"), word_label(paper_kinds, m->form->kind));
		if (dir == NULL || *dir == '\0')
			return;
		if (mkdir(dir, 0700) != 0 && errno != EEXIST) {
			err_set(&m->e, ERR_SYSTEM, NULL, 0, _("不能建目录 %s：%s"), dir, err_system(errno));
			ui_say_err(m->ui, &m->e);
			return;
		}
		for (size_t i = 0; i < m->n; i++)
			m->want[i].name = arena_printf(m->a, "%s/%s", dir, m->want[i].name);
	}
	if (!dialog_work(m->ui, word_label(paper_kinds, m->form->kind), write_each, m) ||
		!papers_out(m->ui->en, p.document, p.n, _("存为文件"), &m->e))
		ui_say_err(m->ui, &m->e);
	else if (*dir == '\0')
		ui_say(m->ui, UI_NORMAL, _("%zu 份已放进您的文件夹，取走：ssh 主机 get 文件名 > 文件名"), m->n);
	else
		ui_say(m->ui, UI_NORMAL, _("%zu 份已写进 %s"), m->n, dir);
}

/* True when papers stand now. */
static bool
go_on(struct many *m)
{
	const char *const buttons[] = { _("预览第一份"), _("合为一个文件"), _("每份一个文件"), _("打印"), _("只制发") };
	int pick = dialog_ask(m->ui, word_label(paper_kinds, m->form->kind),
		arena_printf(m->a, _("标记的 %zu 件各一份：已制发的原样重印，没有制发的按顺序编号、归档。有一份不能制发，就全部不制发。"), m->n), buttons, 5,
		0);

	if (pick == 0)
		preview(m);
	if (pick <= 0)
		return false;
	if (!dialog_work(m->ui, word_label(paper_kinds, m->form->kind), issue, m)) {
		dialog_message(m->ui, _("没有制发"), m->e.text);
		return false;
	}
	ui_changed(m->ui);
	if (pick == 1)
		one_file(m);
	else if (pick == 2)
		each_file(m);
	else if (pick == 3)
		to_printer(m);
	else
		ui_say(m->ui, UI_NORMAL, _("已制发 %zu 份"), m->n);
	return true;
}

/* Issued papers: as they were, in one file. */
static bool
filed(struct many *m)
{
	for (size_t i = 0; i < m->n; i++) {
		m->want[i].content = paper_content(m->ui->en, m->a, m->want[i].id, &m->e);
		m->want[i].document = m->want[i].id;
		if (m->want[i].content == NULL) {
			ui_say_err(m->ui, &m->e);
			return false;
		}
	}
	one_file(m);
	return true;
}

bool
papers_many(struct ui *ui, const struct flow *f, const int64_t *ids, size_t n)
{
	struct many m = { .ui = ui, .a = arena_new(), .flow = f, .n = n };
	bool done = false;

	m.want = arena_alloc(m.a, (n + 1) * sizeof *m.want);
	for (size_t i = 0; i < n; i++)
		m.want[i] = (struct paper_wanted){ .flow = f, .id = ids[i] };
	if (strcmp(f->name, "document") == 0) {
		done = filed(&m);
	} else if (strcmp(f->name, "template") == 0) {
		papers_open(ui, f, ids[0]);
	} else {
		m.form = ask_kind(&m);
		if (m.form != NULL)
			done = go_on(&m);
	}
	arena_free(m.a);
	return done;
}
