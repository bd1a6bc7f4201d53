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
#include "ui/conflict.h"
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
		return "";
	return action_parse(ui->en, fm->scratch, ff->f, value, NULL, &shown, &e) ? shown : value;
}

/* Who changed the record last, and by what. */
static const char *
changer(struct ui *ui, struct form *fm, struct arena *a)
{
	struct trail_entry *t;
	struct err e = { 0 };
	const struct action *ac;

	if (record_timeline(ui->en, a, fm->flow, fm->id, 0, 1, &t, &e) == 0)
		return "";
	ac = action_find(NULL, t[0].action);
	return arena_printf(a, _("%s  %s  %s"), t[0].at, t[0].who, ac != NULL ? _(ac->label) : t[0].action);
}

/* Field by field: what the person saw, what is there now, what was typed.  What is in both is chosen. */
static size_t
compare(struct ui *ui, struct form *fm, const void *now, struct arena *a, struct conflict_row *out)
{
	const struct record *old = fm->row, *new = now;
	size_t n = 0;

	if (old->state != new->state)
		out[n++] = (struct conflict_row){ .label = _("状态"), .was = word_label(fm->flow->states, old->state),
			.theirs = word_label(fm->flow->states, new->state) };
	for (size_t i = 0; i < fm->flow->n_fields; i++) {
		const struct field *f = &fm->flow->fields[i];
		const struct formfield *mine = typed_for(fm, f->col.name);

		if (col_equal(&f->col, fm->row, now) || (f->flags & FIELD_HIDDEN))
			continue;
		out[n++] = (struct conflict_row){ .name = f->col.name, .label = _(f->label), .was = field_shown(ui->en, a, f, fm->row),
			.theirs = field_shown(ui->en, a, f, now), .mine = mine != NULL ? typed_shown(ui, fm, mine) : NULL,
			.both = mine != NULL && mine->in_record };
	}
	/* What only I typed stands there too, so that all is seen. */
	for (size_t i = 0; i < fm->n; i++) {
		const struct formfield *ff = &fm->v[i];
		const struct field *f = field_find(fm->flow->fields, fm->flow->n_fields, ff->f->col.name);

		if (!ff->shown || field_empty(ff) || !field_differs(ff, fm->scratch) || (f != NULL && !col_equal(&f->col, fm->row, now)))
			continue;
		out[n++] = (struct conflict_row){ .label = _(ff->f->label), .was = f != NULL ? field_shown(ui->en, a, f, fm->row) : "",
			.theirs = f != NULL ? field_shown(ui->en, a, f, now) : NULL, .mine = typed_shown(ui, fm, ff) };
	}
	return n;
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

/* Of what both changed, the fields whose newer value was chosen follow the record. */
static void
take_chosen(struct ui *ui, struct form *fm, const void *now, const struct conflict_row *rows, size_t n)
{
	struct arena *a = fm->screen.arena;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < fm->n && rows[i].both && rows[i].take_theirs; k++) {
			struct formfield *ff = &fm->v[k];
			const struct field *f = field_find(fm->flow->fields, fm->flow->n_fields, ff->f->col.name);

			if (f == NULL || strcmp(f->col.name, rows[i].name) != 0 || !ff->in_record)
				continue;
			field_put(ff, ui->en, a, col_text(a, &f->col, now), true);
			ff->initial = field_value(ff, a);
		}
}

/* True when the person wants to save over the newer version. */
static bool
settle_conflict(struct ui *ui, struct form *fm)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	void *now = record_get(ui->en, fm->screen.arena, fm->flow, fm->id, &e);
	struct conflict_row *rows;
	size_t n;
	bool save;

	if (now == NULL) {
		show_refusal(ui, fm, &e);
		arena_free(a);
		return false;
	}
	rows = arena_alloc(a, (fm->flow->n_fields + fm->n + 2) * sizeof *rows);
	n = compare(ui, fm, now, a, rows);
	/* Only what nobody sees has changed (a clock): nothing to choose. */
	save = n == 0 || conflict_run(ui, arena_printf(a, _("“%s”在您填写时被别人改动，请逐项选择"), fm->title), changer(ui, fm, a), rows, n);
	if (!ui->quit) {
		take_new_row(ui, fm, now);
		/* Back in the form stands what was typed, whatever was chosen. */
		if (save)
			take_chosen(ui, fm, now, rows, n);
		form_show_fields(ui, fm);
	}
	arena_free(a);
	return save && !ui->quit;
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
