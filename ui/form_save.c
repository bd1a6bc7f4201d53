/*
 * form_save.c: a form becomes an act: checks, the last question, refusals at their fields,
 * conflicts.
 *
 * Knows: action_do.  Must not know: drawing, keys.
 *
 * Whatever is refused, what was typed stays in the form and in the draft.
 */
#include <string.h>

#include "base/i18n.h"
#include "ui/dialog.h"
#include "ui/form_private.h"
#include "ui/pager.h"

/* Every field at once, so that one sees all that is wrong; the first is where one goes. */
static size_t
check_all(struct ui *ui, struct form *fm, size_t *wrong)
{
	size_t first = fm->n;

	*wrong = 0;
	for (size_t i = 0; i < fm->n; i++) {
		struct formfield *ff = &fm->v[i];
		bool ok = form_leave(ui, fm, i);

		if (ok && ff->shown && (ff->f->flags & FIELD_REQUIRED) && field_empty(ff) && ff->masked == NULL) {
			struct err e = { 0 };

			err_set(&e, ERR_REFUSED, ff->f->col.name, ff->f->article, "%s", _("必须填写"));
			field_set_error(ff, fm->scratch, &e);
			ok = false;
		}
		if (ok)
			continue;
		++*wrong;
		if (first == fm->n)
			first = i;
	}
	return first;
}

/* A refusal goes to its field, and the focus with it; what names no field stands below the form. */
static void
show_refusal(struct ui *ui, struct form *fm, const struct err *e)
{
	size_t i = e->field[0] != '\0' ? form_find(fm, e->field) : fm->n;

	buf_clear(&fm->error);
	if (i < fm->n) {
		field_set_error(&fm->v[i], fm->scratch, e);
		fm->focus = i;
		form_show_fields(ui, fm);
		field_enter(&fm->v[i]);
		return;
	}
	buf_adds(&fm->error, e->text);
}

static void
copy_result(struct form *fm, const struct result *r)
{
	struct result *out = fm->res;

	*out = *r;
	out->title = arena_strdup(fm->res_arena, r->title);
	out->state = arena_strdup(fm->res_arena, r->state);
	out->gave = arena_strdup(fm->res_arena, r->gave);
	out->notices = arena_strdup(fm->res_arena, r->notices);
	out->effects = effects_copy(fm->res_arena, r->effects, r->n_effects);
	if (fm->typed != NULL)
		*fm->typed = form_args(fm, fm->res_arena);
}

/* ---- conflicts ---- */

static const struct formfield *
typed_for(struct form *fm, const char *name)
{
	size_t i = form_find(fm, name);

	return i < fm->n && (field_differs(&fm->v[i], fm->scratch) || !fm->v[i].in_record) ? &fm->v[i] : NULL;
}

/* What the person typed into FF, for people. */
static const char *
typed_shown(struct ui *ui, struct form *fm, const struct formfield *ff)
{
	struct err e = { 0 };
	const char *shown = "", *value = field_value(ff, fm->scratch);

	if (*value == '\0')
		return _("（空）");
	return action_parse(ui->en, fm->scratch, ff->f, value, NULL, &shown, &e) ? shown : value;
}

/* Who changed the record last, and by what. */
static void
add_changer(struct ui *ui, struct form *fm, struct buf *b)
{
	struct trail_entry *t;
	struct err e = { 0 };
	const struct action *ac;

	if (record_timeline(ui->en, fm->scratch, fm->flow, fm->id, 0, 1, &t, &e) == 0)
		return;
	ac = action_find(NULL, t[0].action);
	buf_printf(b, _("%s  %s  %s"), t[0].at, t[0].who, ac != NULL ? _(ac->label) : t[0].action);
	buf_adds(b, "\n");
}

/* Field by field: what the person saw, what is there now, what was typed. */
static void
compare(struct ui *ui, struct form *fm, const void *now, struct buf *b)
{
	const struct record *old = fm->row, *new = now;
	struct arena *a = fm->scratch;

	if (old->state != new->state)
		buf_printf(b, _("\n状态\n  您看到的：%s\n  现在：%s\n"), word_label(fm->flow->states, old->state),
			word_label(fm->flow->states, new->state));
	for (size_t i = 0; i < fm->flow->n_fields; i++) {
		const struct field *f = &fm->flow->fields[i];
		const struct formfield *mine = typed_for(fm, f->col.name);
		const char *was, *is;

		if (col_equal(&f->col, fm->row, now) || (f->flags & FIELD_HIDDEN))
			continue;
		was = field_shown(ui->en, a, f, fm->row);
		is = field_shown(ui->en, a, f, now);
		buf_printf(b, _("\n%s\n  您看到的：%s\n  现在：%s\n"), _(f->label), *was != '\0' ? was : _("（空）"),
			*is != '\0' ? is : _("（空）"));
		if (mine != NULL)
			buf_printf(b, _("  您填的：%s\n"), typed_shown(ui, fm, mine));
	}
}

/* The record as it is now becomes what the person saw; fields that were not touched follow it. */
static void
take_new_row(struct ui *ui, struct form *fm, void *now)
{
	struct arena *a = fm->screen.arena;

	for (size_t i = 0; i < fm->n; i++) {
		struct formfield *ff = &fm->v[i];
		bool touched = field_differs(ff, fm->scratch);

		if (!ff->in_record || ff->masked != NULL ||
			!(ff->f->flags & FIELD_PREFILL || fm->ac->flags & ACT_CORRECT))
			continue;
		for (size_t k = 0; k < fm->flow->n_fields; k++) {
			const struct col *c = &fm->flow->fields[k].col;

			if (strcmp(c->name, ff->f->col.name) != 0)
				continue;
			if (!touched)
				field_put(ff, ui->en, a, col_text(a, c, now), true);
			ff->initial = touched ? col_text(a, c, now) : field_value(ff, a);
		}
	}
	fm->row = now;
	fm->version = row_head(now)->version;
	fm->changed_by_others = false;
}

/* True when the person wants to save over the newer version. */
static bool
settle_conflict(struct ui *ui, struct form *fm)
{
	struct err e = { 0 };
	void *now = record_get(ui->en, fm->screen.arena, fm->flow, fm->id, &e);
	struct buf b = BUF_INIT;
	int answer;

	if (now == NULL) {
		show_refusal(ui, fm, &e);
		return false;
	}
	buf_printf(&b, _("“%s”在您填写时被别人改动："), fm->title);
	buf_adds(&b, "\n");
	add_changer(ui, fm, &b);
	compare(ui, fm, now, &b);
	answer = dialog_ask(ui, _("记录已被改动"), buf_str(&b),
		(const char *const[]){ _("回到表单，再看一看"), _("按我填的保存") }, 2, 0);
	buf_free(&b);
	if (ui->quit)
		return false;
	take_new_row(ui, fm, now);
	return answer == 1;
}

/* ---- saving ---- */

static bool
asked_once_more(struct ui *ui, const struct action *ac, const char *flow, const char *title)
{
	struct arena *a;
	bool yes;

	if (!(ac->flags & ACT_CONFIRM))
		return true;
	a = arena_new();
	yes = dialog_yes(ui, _(ac->label),
		arena_printf(a, _("%s  %s\n\n办理后不能再退回，确定办理“%s”吗？"), flow, title, _(ac->label)), _(ac->label));
	arena_free(a);
	return yes;
}

bool
form_save(struct ui *ui, struct form *fm)
{
	struct err e = { 0 };
	struct result res = { 0 };
	size_t wrong, first;

	buf_clear(&fm->error);
	first = check_all(ui, fm, &wrong);
	if (wrong > 0) {
		fm->focus = first;
		form_show_fields(ui, fm);
		field_enter(&fm->v[first]);
		ui_say(ui, UI_ERROR, ngettext("! 有%zu项需要改正", "! 有%zu项需要改正", wrong), wrong);
		return false;
	}
	if (!asked_once_more(ui, fm->ac, _(fm->flow->label), fm->title))
		return false;
	while (!action_do(ui->en, fm->scratch, fm->ac, fm->id, fm->version, form_args(fm, fm->scratch), &res, &e)) {
		struct err draft = { 0 };

		form_keep(ui, fm, &draft);
		if (e.code != ERR_STALE) {
			show_refusal(ui, fm, &e);
			return false;
		}
		if (!settle_conflict(ui, fm))
			return false;
		err_clear(&e);
	}
	form_remember(fm);
	fm->has_draft = true;
	form_drop_draft(ui, fm);
	fm->saved = true;
	copy_result(fm, &res);
	return true;
}

void
form_tell(struct ui *ui, const struct action *ac, const struct result *res)
{
	ui_changed(ui);
	if (*res->notices != '\0')
		dialog_message(ui, _(ac->label), res->notices);
	if (res->n_effects > 0)
		effects_show(ui, res->effects, res->n_effects);
	/* A new record's title has its number already. */
	if (*res->gave != '\0' && strstr(res->title, res->gave) == NULL)
		ui_say(ui, UI_NORMAL, _("已办：%s  %s  %s"), _(ac->label), res->title, res->gave);
	else
		ui_say(ui, UI_NORMAL, _("已办：%s  %s"), _(ac->label), res->title);
}

bool
form_do_plain(struct ui *ui, const struct form_spec *spec, struct arena *a, struct result *res)
{
	const struct action *ac = spec->action;
	const struct flow *flow = action_flow(ac);
	struct err e = { 0 };
	void *row = spec->id != 0 ? record_get(ui->en, a, flow, spec->id, &e) : NULL;
	const char *title = row != NULL ? row_title(ui->en, a, flow, row) : "";
	int64_t version = row != NULL ? row_head(row)->version : 0;

	if (e.code != ERR_OK || !action_allowed(ui->en, a, ac, row, &e)) {
		ui_say_err(ui, &e);
		return false;
	}
	/* Nothing to fill in is still asked: one key must not be an act. */
	if (!dialog_yes(ui, _(ac->label),
		arena_printf(a, "%s  %s%s%s", _(flow->label), title, ac->help != NULL ? "\n\n" : "",
			ac->help != NULL ? _(ac->help) : ""), _(ac->label)))
		return false;
	if (!action_do(ui->en, a, ac, spec->id, version, spec->preset, res, &e)) {
		ui_say_err(ui, &e);
		return false;
	}
	return true;
}
