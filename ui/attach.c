/*
 * attach.c: b on an open record: its attachments: put one in, take one out, open what is known of it.
 *
 * Knows: the engine's attachments, files by path.  Must not know: what is in a file; it is never shown here.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/io.h"
#include "engine/attachment.h"
#include "ui/choose.h"
#include "ui/dialog.h"
#include "ui/infile.h"
#include "ui/outfile.h"
#include "ui/work.h"

#define ADD INT64_C(-1) /* the row that adds one */

/* ---- put in ---- */

/* Whom it may be shown to; NULL for Esc. */
static const char *
ask_shown(struct ui *ui, struct arena *a)
{
	struct choose_row rows[4];
	struct choose_rows all = { rows, NULL, N_OF(rows) };
	struct choose c = { .title = _("谁可以看"), .source = choose_from_rows, .ctx = &all, .numbered = true };
	struct chosen got;

	for (word_t i = 1; i <= N_OF(rows); i++)
		rows[i - 1] = (struct choose_row){ .id = i, .title = word_label(attachment_shown, i) };
	return choose(ui, a, &c, &got) == CHOOSE_PICKED ? attachment_shown[got.id].key : NULL;
}

/* The file to be stored; -1 with E, or for Esc. */
static int
ask_file(struct ui *ui, struct arena *a, const char **name, struct err *e)
{
	const char *path;

	if (outfile_spooled(ui))
		return infile_pick(ui, a, _("您文件夹里的文件"), name, e);
	path = dialog_prompt(ui, a, _("添加附件"), _("文件的路径；存进这一件，原文件不动。"), "");
	if (path == NULL || *path == '\0')
		return -1;
	*name = path_name(path);
	return infile_open(ui, path, e);
}

static void
add(struct ui *ui, struct arena *a, const struct flow *f, int64_t id)
{
	const char *name = "", *shown, *note;
	struct result res;
	struct err e = { 0 };
	bool ok;
	int fd = ask_file(ui, a, &name, &e);

	if (fd < 0) {
		if (e.code != ERR_OK)
			ui_say_err(ui, &e);
		return;
	}
	shown = ask_shown(ui, a);
	note = shown != NULL ? dialog_prompt(ui, a, _("添加附件"), _("说明（可以不填）"), "") : NULL;
	ok = note != NULL && attachment_add(ui->en, a, f, id, fd, name, shown, note, &res, &e);
	close(fd);
	if (ok) {
		ui_changed(ui);
		ui_say(ui, UI_NORMAL, _("已存入：%s"), res.title);
	} else if (note != NULL) {
		ui_say_err(ui, &e);
	}
}

/* ---- take out ---- */

struct taking {
	struct outfile out;
	struct err *e;
};

static bool
put(void *ctx, const void *s, size_t n)
{
	struct taking *t = ctx;

	return outfile_put(&t->out, s, n, t->e);
}

static void
take(struct ui *ui, struct arena *a, const struct attachment *at)
{
	const char *name = outfile_ask(ui, a, _("取出附件"), _("存成什么文件；已有的文件不覆盖。"), at->name);
	struct err e = { 0 };
	struct taking t = { .e = &e };

	if (name == NULL || *name == '\0')
		return;
	if (outfile_open(ui, a, &t.out, name, &e) && outfile_close(&t.out, attachment_get(ui->en, a, at->rec.id, put, &t, &e), &e))
		outfile_say(ui, name);
	else
		ui_say_err(ui, &e);
}

static void
one(struct ui *ui, struct arena *a, const struct attachment *at)
{
	const char *const buttons[] = { _("取出"), _("打开登记") };
	int pick = dialog_ask(ui, at->name, arena_printf(a, _("%s  %s  %s\n%s"), at->number, attachment_size_text(a, at->size),
		word_label(attachment_shown, at->shown), *at->note != '\0' ? at->note : _("改谁可以看、移除：打开登记")), buttons, 2, 0);

	if (pick == 0)
		take(ui, a, at);
	else if (pick == 1)
		open_record(ui, flow_find("attachment"), at->rec.id, NULL);
}

/* ---- the list ---- */

bool
attachments_for(const struct flow *f)
{
	return attachment_holder(f->name) || strcmp(f->name, "attachment") == 0;
}

void
attachments_open(struct ui *ui, const struct flow *f, int64_t id)
{
	struct arena *a = arena_new();
	const struct attachment **v = NULL;
	struct choose_row *rows;
	struct choose_rows all;
	struct choose c = { .title = _("附件"), .source = choose_from_rows, .ctx = &all, .numbered = true, .empty = _("没有附件") };
	struct chosen got;
	struct err e = { 0 };
	bool bureau = (ui->en->actor.roles & ROLE_BUREAU) != 0;
	size_t n;

	if (strcmp(f->name, "attachment") == 0) {
		const struct attachment *at = record_get(ui->en, a, f, id, &e);

		if (at != NULL && at->rec.state == ATTACHMENT_KEPT)
			take(ui, a, at);
		else if (at != NULL)
			ui_say(ui, UI_NORMAL, "%s", _("已移除，文件内容不再保存"));
		else
			ui_say_err(ui, &e);
		arena_free(a);
		return;
	}
	n = attachments_of(ui->en, a, f, id, &v, &e);
	rows = arena_alloc(a, (n + 2) * sizeof *rows);
	for (size_t i = 0; i < n; i++)
		rows[i] = (struct choose_row){ .id = (int64_t)i + 1, .title = v[i]->name,
			.detail = arena_printf(a, "%s  %s  %s", attachment_size_text(a, v[i]->size), day_near(ui, a, v[i]->added_on),
				word_label(attachment_shown, v[i]->shown)) };
	if (bureau)
		rows[n] = (struct choose_row){ .id = ADD, .title = _("添加附件…") };
	all = (struct choose_rows){ rows, NULL, bureau ? n + 1 : n };
	if (choose(ui, a, &c, &got) == CHOOSE_PICKED) {
		if (got.id == ADD)
			add(ui, a, f, id);
		else
			one(ui, a, v[got.id - 1]);
	}
	arena_free(a);
}

void
attachments_part(struct ui *ui, struct page *p, const struct flow *f, int64_t id)
{
	const struct attachment **v = NULL;
	struct err e = { 0 };
	size_t n = attachment_holder(f->name) ? attachments_of(ui->en, p->a, f, id, &v, &e) : 0;

	if (n == 0)
		return;
	page_section(p, _("附件"), _("b 取出、添加"));
	for (size_t i = 0; i < n; i++)
		page_para(p, 0, UI_NORMAL, arena_printf(p->a, "%s  %s  %s", v[i]->name, attachment_size_text(p->a, v[i]->size),
			word_label(attachment_shown, v[i]->shown)));
}
