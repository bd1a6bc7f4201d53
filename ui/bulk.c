/*
 * bulk.c: one act for many marked records: the form is filled once.
 *
 * Knows: forms, action_do.  Must not know: lists.
 */
#include "ui/bulk.h"

#include "base/i18n.h"
#include "ui/dialog.h"
#include "ui/form.h"
#include "ui/menu.h"
#include "ui/work.h"

struct bulk {
	struct ui *ui;
	const struct flow *flow;
	const struct action *ac;
	struct args args;
	const int64_t *ids;
	size_t n, done, refused;
	struct buf told; /* what was refused, a line each */
};

static bool
do_others(void *ctx, struct dialog_bar *bar)
{
	struct bulk *b = ctx;
	struct arena *a = arena_new();

	for (size_t i = 1; i < b->n; i++) {
		struct result res;
		struct err e = { 0 };

		if (!dialog_progress(bar, i, b->n))
			break;
		if (action_do(b->ui->en, a, b->ac, b->ids[i], 0, b->args, &res, &e)) {
			b->done++;
		} else {
			b->refused++;
			buf_printf(&b->told, "%s：%s\n", record_title(b->ui->en, a, b->flow, b->ids[i]), e.text);
		}
		arena_reset(a);
	}
	arena_free(a);
	return true;
}

bool
bulk_run(struct ui *ui, const struct flow *f, const int64_t *ids, size_t n)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	void *row = record_get(ui->en, a, f, ids[0], &e);
	struct bulk b = { .ui = ui, .flow = f, .ids = ids, .n = n, .told = BUF_INIT };
	const char *title;

	if (row == NULL) {
		ui_say_err(ui, &e);
		arena_free(a);
		return false;
	}
	title = row_title(ui->en, a, f, row);
	b.ac = menu_actions(ui, f, row, n > 1 ? arena_printf(a, _("%s 等 %zu 件"), title, n) : title, "");
	if (b.ac != NULL && form_run(ui, &(struct form_spec){ .action = b.ac, .id = ids[0], .typed = &b.args }, a, NULL)) {
		b.done = 1;
		if (n > 1 && dialog_yes(ui, _(b.ac->label), arena_printf(a, _("其余 %zu 件也照此办理？"), n - 1), _("照此办理")))
			dialog_work(ui, _(b.ac->label), do_others, &b);
		ui_changed(ui);
		if (b.refused > 0)
			dialog_message(ui, _("没有办成的"), buf_str(&b.told));
		ui_say(ui, UI_NORMAL, _("已办 %zu 件，未办 %zu 件"), b.done, n - b.done);
	}
	buf_free(&b.told);
	arena_free(a);
	return b.done > 0;
}
