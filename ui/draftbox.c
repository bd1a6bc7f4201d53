/*
 * draftbox.c: what was typed and not saved.
 *
 * Knows: drafts, forms.  Must not know: any one flow.
 */
#include "ui/draftbox.h"

#include <jansson.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "ui/dialog.h"
#include "ui/form.h"
#include "ui/list.h"
#include "ui/screen.h"

struct draftbox {
	struct screen screen;
	struct arena *fetched;
	struct draft *drafts;   /* those whose act still exists */
	size_t n;
	struct listview_rows rows;
	struct listview list;
};

static const struct listview_col draft_cols[] = {
	{ .label = NULL, .width = 11, .rank = 2 },
	{ .label = NULL, .width = 20, .min = 8, .rank = 0 },
	{ .label = NULL, .width = 28, .min = 8, .rank = 1 },
	{ .label = NULL, .width = 16, .min = 4, .rank = 3, .grow = true },
};

static const struct field *
text_field(const struct action *ac, const char *name)
{
	for (size_t i = 0; i < ac->n_fields; i++) {
		const struct field *f = &ac->fields[i];

		if (strcmp(f->col.name, name) == 0 && (f->type == FT_LINE || f->type == FT_PARA || f->type == FT_NAME) &&
			!(f->flags & FIELD_SENSITIVE))
			return f;
	}
	return NULL;
}

/* The first words of the longest text in it, by which one knows it again. */
static const char *
first_words(struct arena *a, const struct action *ac, const char *json)
{
	json_error_t why;
	json_t *o = json_loads(json, 0, &why), *value;
	const char *name, *best = "";

	json_object_foreach(o, name, value) {
		if (json_is_string(value) && text_field(ac, name) != NULL &&
			strlen(json_string_value(value)) > strlen(best))
			best = json_string_value(value);
	}
	best = arena_strndup(a, best, text_boundary(best, strlen(best) < 120 ? strlen(best) : 120));
	json_decref(o);
	return text_clean(a, best, false);
}

static void
fetch(struct ui *ui, struct draftbox *b)
{
	struct err e = { 0 };
	struct draft *all;
	struct listview_row *rows;
	size_t n;

	arena_reset(b->fetched);
	n = draft_list(ui->en, b->fetched, &all, &e);
	b->drafts = arena_alloc(b->fetched, (n + 1) * sizeof *b->drafts);
	rows = arena_alloc(b->fetched, (n + 1) * sizeof *rows);
	b->n = 0;
	for (size_t i = 0; i < n; i++) {
		const struct action *ac = action_find(NULL, all[i].action);
		const char **cell = arena_alloc(b->fetched, 4 * sizeof *cell);

		if (ac == NULL)
			continue;
		/* Drafts are days old, not years: 11-25 14:02. */
		cell[0] = strlen(all[i].at) >= 16 ? arena_strndup(b->fetched, all[i].at + 5, 11) : all[i].at;
		cell[1] = _(ac->label);
		cell[2] = all[i].record != 0 ? record_title(ui->en, b->fetched, action_flow(ac), all[i].record) :
			_(action_flow(ac)->label);
		cell[3] = first_words(b->fetched, ac, all[i].json);
		rows[b->n] = (struct listview_row){ .id = (int64_t)b->n + 1, .cell = cell };
		b->drafts[b->n++] = all[i];
	}
	b->rows = (struct listview_rows){ rows, b->n };
	b->list.total = (int64_t)b->n;
	listview_restart(&b->list);
}

static void
draftbox_draw(struct ui *ui, struct screen *s, struct rect body)
{
	struct draftbox *b = (struct draftbox *)s;
	int h = (int)b->n + 6;
	struct rect r = ui_centre(body, h < body.h ? h : body.h, body.w - 6 < 100 ? body.w - 6 : 100);

	(void)ui;
	draw_box(r, _("草稿"));
	draw_text(r.y + 2, r.x + 3, r.w - 6, UI_DIM, _("所填尚未保存，选一份接着填写"));
	listview_draw(&b->list, (struct rect){ r.y + 4, r.x + 3, r.h - 5, r.w - 6 }, true);
}

static const struct draft *
selected(const struct draftbox *b)
{
	int64_t id = listview_selected_id(&b->list);

	return id >= 1 && (size_t)id <= b->n ? &b->drafts[id - 1] : b->n > 0 ? &b->drafts[0] : NULL;
}

static enum screen_answer
drop(struct ui *ui, struct draftbox *b, const struct draft *d)
{
	struct err e = { 0 };

	if (!dialog_yes(ui, _("删除草稿"), _("删除后不能找回，确定删除这份草稿吗？"), _("删除")))
		return SCREEN_DONE;
	if (!draft_drop(ui->en, d->action, d->record, &e))
		ui_say_err(ui, &e);
	fetch(ui, b);
	return b->n > 0 ? SCREEN_DONE : SCREEN_CLOSE;
}

static enum screen_answer
draftbox_key(struct ui *ui, struct screen *s, const struct key *key)
{
	struct draftbox *b = (struct draftbox *)s;
	const struct draft *d = selected(b);
	uint32_t c = key_command(key);
	struct form_spec spec;

	if (key->kind == K_ENTER && d != NULL) {
		spec = (struct form_spec){ .action = action_find(NULL, d->action), .id = d->record, .resume = true };
		form_run(ui, &spec, NULL, NULL);
		if (ui->quit)
			return SCREEN_DONE;
		fetch(ui, b);
		return b->n > 0 ? SCREEN_DONE : SCREEN_CLOSE;
	}
	if ((key->kind == K_DELETE || key_is_f(key, 8) || c == 'd') && d != NULL)
		return drop(ui, b, d);
	return listview_key(&b->list, key, true, false) == LISTVIEW_PASS ? SCREEN_PASS : SCREEN_DONE;
}

static size_t
draftbox_hints(struct ui *ui, struct screen *s, struct hint *out)
{
	(void)ui;
	(void)s;
	out[0] = (struct hint){ .key = "Enter", .label = _("接着填写") };
	out[1] = (struct hint){ .key = "Delete", .label = _("删除"), .rank = 1 };
	out[2] = (struct hint){ .key = "Esc", .label = _("以后再说"), .right = true };
	return 3;
}

static void
draftbox_close(struct ui *ui, struct screen *s)
{
	struct draftbox *b = (struct draftbox *)s;

	(void)ui;
	listview_free(&b->list);
	arena_free(b->fetched);
}

static const struct screen_kind draftbox_kind = {
	.name = "drafts",
	.label = N_("草稿"),
	.popup = true,
	.draw = draftbox_draw,
	.key = draftbox_key,
	.hints = draftbox_hints,
	.close = draftbox_close,
};

size_t
draftbox_count(struct ui *ui)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct draft *d;
	size_t n = draft_list(ui->en, a, &d, &e);

	arena_free(a);
	return n;
}

struct screen *
draftbox_screen(struct ui *ui)
{
	struct draftbox *b = screen_new(&draftbox_kind, sizeof *b);

	b->fetched = arena_new();
	listview_init(&b->list, draft_cols, N_OF(draft_cols), listview_fetch_rows, &b->rows);
	b->list.measured = true;
	fetch(ui, b);
	if (b->n > 0)
		return &b->screen;
	draftbox_close(ui, &b->screen);
	arena_free(b->screen.arena);
	ui_say(ui, UI_DIM, "%s", _("没有草稿"));
	return NULL;
}

void
draftbox_offer(struct ui *ui)
{
	struct screen *s = draftbox_count(ui) > 0 ? draftbox_screen(ui) : NULL;

	if (s != NULL)
		ui_push(ui, s);
}
