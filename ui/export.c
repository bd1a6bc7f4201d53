/*
 * export.c: e on a list or on the work queue: its rows as a sheet (XLSX, CSV) for the office.
 *
 * Knows: the engine's export, the kit.  Must not know: what a column means.
 */
#include "base/i18n.h"
#include "engine/export.h"
#include "engine/paper.h"
#include "ui/dialog.h"
#include "ui/outfile.h"
#include "ui/register.h"

struct job {
	struct reglist *r;   /* NULL: the work queue */
	struct ui *ui;
	queue_source fetch;
	void *fetch_ctx;
	struct arena *a;
	struct export_options opt;
	struct export_report rep;
	struct outfile file;
	struct dialog_bar *bar;
	struct err e;
};

static bool
put(void *ctx, const char *s, size_t n, struct err *e)
{
	return outfile_put(&((struct job *)ctx)->file, s, n, e);
}

static bool
progress(void *ctx, int64_t done)
{
	struct job *j = ctx;
	int64_t total = j->r != NULL ? j->r->rows.total : 0;

	return dialog_progress(j->bar, (size_t)done, total > 0 ? (size_t)total : 0);
}

static bool
work(void *ctx, struct dialog_bar *bar)
{
	struct job *j = ctx;
	struct engine *en = j->ui->en;
	struct list_query q;
	bool ok;

	j->bar = bar;
	if (!outfile_open(j->ui, j->a, &j->file, j->opt.name, &j->e))
		return false;
	if (j->r != NULL) {
		q = reglist_query(j->r, j->a);
		ok = export_records(en, j->a, &q, &j->opt, &j->rep, &j->e);
	} else {
		ok = export_todo(en, j->a, j->fetch, j->fetch_ctx, &j->opt, &j->rep, &j->e);
	}
	return outfile_close(&j->file, ok, &j->e);
}

/* Into which file; false for Esc. */
static bool
ask_file(struct job *j, const char *title)
{
	struct err none = { 0 };
	const char *name = arena_printf(j->a, "%s.%s", title, paper_pack_there(&none) ? "xlsx" : "csv");

	for (;;) {
		name = outfile_ask(j->ui, j->a, _("导出"), j->r != NULL ? _("文件名：以 .xlsx（表格软件）或 .csv 结尾。") :
			_("现在的待办，按现在的顺序和筛选。文件名：以 .xlsx（表格软件）或 .csv 结尾。"), name);
		if (name == NULL || *name == '\0')
			return false;
		if (export_format_of(name, &j->opt.format) && j->opt.format != EXPORT_JSON)
			break;
		dialog_message(j->ui, _("导出"), _("文件名应以 .xlsx 或 .csv 结尾"));
	}
	j->opt.name = name;
	return true;
}

static void
do_it(struct job *j)
{
	j->opt.write = put;
	j->opt.progress = progress;
	j->opt.ctx = j;
	if (dialog_work(j->ui, _("导出"), work, j))
		outfile_say(j->ui, j->opt.name);
	else
		ui_say_err(j->ui, &j->e);
}

/* Which columns, which file; false for Esc. */
static bool
ask(struct job *j, const char *title)
{
	const char *const buttons[] = { _("列表上的列"), _("全部栏目") };
	struct reglist *r = j->r;
	int pick;

	reglist_count(r);
	pick = dialog_ask(r->ui, _("导出"), r->rows.total >= 0 ?
		arena_printf(j->a, _("按现在的筛选和排序，共 %lld 条。遮盖的照样遮盖，导出留痕。"), (long long)r->rows.total) :
		_("按现在的筛选和排序。遮盖的照样遮盖，导出留痕。"), buttons, 2, 0);
	if (pick < 0)
		return false;
	j->opt.listed = pick == 0;
	return ask_file(j, title);
}

void
reglist_export(struct reglist *r)
{
	struct job j = { .r = r, .ui = r->ui, .a = arena_new() };
	struct ui *ui = r->ui;

	if (ask(&j, *r->view != '\0' ? r->view : _(r->list->label)))
		do_it(&j);
	ui_dirty(ui);
	arena_free(j.a);
}

void
todo_export(struct ui *ui, queue_source fetch, void *ctx)
{
	struct job j = { .ui = ui, .fetch = fetch, .fetch_ctx = ctx, .a = arena_new() };

	if (ask_file(&j, _("待办")))
		do_it(&j);
	ui_dirty(ui);
	arena_free(j.a);
}
