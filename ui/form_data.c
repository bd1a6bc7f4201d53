/*
 * form_data.c: a form's fields: how they begin, what is passed on, drafts, what Ctrl-D copies.
 *
 * Knows: actions, drafts, JSON.  Must not know: drawing, keys.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "ui/form_private.h"

/* ---- what Ctrl-D copies: the last saved values, kept while the program runs ---- */

struct last_value {
	const struct action *ac;
	const char *field; /* the declaration's, permanent */
	char *value;       /* owned */
};
static struct last_value *last_values;
static size_t n_last_values;

void
form_forget_last(void)
{
	for (size_t i = 0; i < n_last_values; i++)
		free(last_values[i].value);
	free(last_values);
	last_values = NULL;
	n_last_values = 0;
}

static struct last_value *
last_of(const struct action *ac, const char *field)
{
	for (size_t i = 0; i < n_last_values; i++)
		if (last_values[i].ac == ac && strcmp(last_values[i].field, field) == 0)
			return &last_values[i];
	return NULL;
}

const char *
form_last(const struct form *fm, const struct field *f)
{
	const struct last_value *l = last_of(fm->ac, f->col.name);

	return l != NULL ? l->value : NULL;
}

void
form_remember(struct form *fm)
{
	for (size_t i = 0; i < fm->n; i++) {
		const struct field *f = fm->v[i].f;
		struct last_value *l = last_of(fm->ac, f->col.name);
		char *value;

		if (fm->v[i].secret)
			continue;
		value = strdup(field_value(&fm->v[i], fm->scratch));
		if (l == NULL) {
			l = realloc(last_values, (n_last_values + 1) * sizeof *last_values);
			if (l == NULL)
				arena_die();
			last_values = l;
			l = &last_values[n_last_values++];
			*l = (struct last_value){ .ac = fm->ac, .field = f->col.name };
		}
		free(l->value);
		l->value = value;
	}
}

/* ---- how a form begins ---- */

static const struct field *
record_field(const struct flow *flow, const struct field *f)
{
	const struct field *found = field_find(flow->fields, flow->n_fields, f->col.name);

	return found != NULL && found->col.type == f->col.type ? found : NULL;
}

/* Masked in the record, or of a field that is. */
static bool
is_secret(const struct flow *flow, const struct field *f)
{
	const struct field *rf = record_field(flow, f);

	return ((f->flags | (rf != NULL ? rf->flags : 0)) & FIELD_SENSITIVE) != 0;
}

/* The value a field begins with, before presets and drafts. */
static void
begin_field(struct ui *ui, struct form *fm, struct formfield *ff)
{
	const struct field *f = ff->f, *rf = fm->row != NULL ? record_field(fm->flow, f) : NULL;
	struct arena *a = fm->screen.arena;
	char today[DAY_TEXT];

	ff->in_record = rf != NULL;
	if (rf != NULL && (f->flags & FIELD_PREFILL || fm->ac->flags & ACT_CORRECT)) {
		if ((f->flags | rf->flags) & FIELD_SENSITIVE) {
			/* Masked everywhere, here too: it stays as it is unless another is typed. */
			if (*col_text(a, &rf->col, fm->row) != '\0')
				ff->masked = field_plain(ui->en, a, rf, fm->row);
			return;
		}
		field_put(ff, ui->en, a, col_text(a, &rf->col, fm->row), false);
	} else if (f->standard != NULL) {
		field_put(ff, ui->en, a, f->standard, false);
		field_check(ff, ui->en, a);
	} else if (f->flags & (FIELD_HAPPENED | FIELD_RECEIVED)) {
		field_put(ff, ui->en, a, day_format(ui->en->today, today), false);
	}
	if (f->type == FT_REF && ff->ref == 0)
		edit_set(&ff->edit, "");
	/* Undo goes back to here, not further. */
	edit_set(&ff->edit, arena_strdup(a, edit_text(&ff->edit)));
	ff->initial = field_value(ff, a);
}

/* The kind of the clock that the wait for the form's act takes its date from, "" none. */
static const char *
awaited_kind(struct ui *ui, struct form *fm)
{
	struct err scrap = { 0 };
	struct wait_row *w;
	size_t n = record_waits(ui->en, fm->screen.arena, action_flow(fm->ac), fm->id, &w, &scrap);

	for (size_t i = 0; i < n; i++)
		if (strcmp(w[i].action, fm->ac->name) == 0)
			return w[i].clock;
	return "";
}

static void
find_clock(struct ui *ui, struct form *fm)
{
	struct err scrap = { 0 };
	struct clock_row *c;
	size_t n = record_clocks(ui->en, fm->screen.arena, action_flow(fm->ac), fm->id, &c, &scrap);
	const char *kind;

	fm->clock = NULL;
	/* The period that waits for this act, if one does; else what ends first. */
	kind = awaited_kind(ui, fm);
	for (size_t i = 0; i < n; i++)
		if (c[i].stopped == DAY_NONE &&
			(fm->clock == NULL || (*kind != '\0' ? strcmp(c[i].kind, kind) == 0 : c[i].due < fm->clock->due)))
			fm->clock = &c[i];
}

static bool
is_preset(const struct form_spec *spec, const struct field *f)
{
	for (size_t i = 0; i < spec->preset.n; i++)
		if (strcmp(spec->preset.v[i].name, f->col.name) == 0)
			return true;
	return false;
}

void
form_build(struct ui *ui, struct form *fm, const struct form_spec *spec)
{
	struct arena *a = fm->screen.arena;

	fm->ac = spec->action;
	fm->flow = action_flow(spec->action);
	fm->id = spec->id;
	fm->scratch = arena_new();
	fm->backdate = setting_int(ui->en->db, "backdate_days", 10);
	fm->v = arena_alloc(a, (fm->ac->n_fields + 1) * sizeof *fm->v);
	if (fm->row != NULL) {
		fm->version = row_head(fm->row)->version;
		fm->title = row_title(ui->en, a, fm->flow, fm->row);
	} else {
		fm->title = "";
	}
	fm->beside = action_beside(ui->en, a, fm->ac, fm->row);
	find_clock(ui, fm);
	for (size_t i = 0; i < fm->ac->n_fields; i++) {
		const struct field *f = &fm->ac->fields[i];
		struct formfield *ff = &fm->v[fm->n];

		if ((f->flags & FIELD_HIDDEN) || (spec->settled && f->type == FT_REF && !is_preset(spec, f)))
			continue;
		field_init(ff, f);
		ff->secret = is_secret(fm->flow, f);
		begin_field(ui, fm, ff);
		fm->n++;
	}
	for (size_t i = 0; i < spec->preset.n; i++) {
		size_t k = form_find(fm, spec->preset.v[i].name);

		if (k == fm->n)
			continue;
		field_put(&fm->v[k], ui->en, a, spec->preset.v[i].value, false);
		fm->v[k].initial = field_value(&fm->v[k], a);
	}
	fm->drafted = form_version(fm);
	form_show_fields(ui, fm);
	fm->focus = form_step(fm, SIZE_MAX, 1);
	/* What is filled already is passed over: the first empty field is where the work begins. */
	for (size_t i = 0; i < fm->n; i++)
		if (fm->v[i].shown && field_empty(&fm->v[i]) && fm->v[i].masked == NULL && !(fm->ac->flags & ACT_CORRECT)) {
			fm->focus = i;
			break;
		}
	if (fm->focus < fm->n)
		field_enter(&fm->v[fm->focus]);
}

void
form_free(struct form *fm)
{
	for (size_t i = 0; i < fm->n; i++)
		field_free(&fm->v[i]);
	buf_free(&fm->error);
	arena_free(fm->scratch);
}

unsigned long
form_version(const struct form *fm)
{
	unsigned long sum = 0;

	for (size_t i = 0; i < fm->n; i++)
		sum += fm->v[i].version + fm->v[i].edit.version;
	return sum;
}

bool
form_differs(struct form *fm)
{
	for (size_t i = 0; i < fm->n; i++)
		if (field_differs(&fm->v[i], fm->scratch))
			return true;
	return false;
}

void
form_show_fields(struct ui *ui, struct form *fm)
{
	bool late = false;

	for (size_t i = 0; i < fm->n; i++)
		if (fm->v[i].f->flags & FIELD_HAPPENED) {
			day_t d = field_day(&fm->v[i], ui->en);

			late = d != DAY_NONE && ui->en->today - d > fm->backdate;
		}
	for (size_t i = 0; i < fm->n; i++)
		if (fm->v[i].f->flags & FIELD_LATE)
			fm->v[i].shown = late || fm->focus == i || !field_empty(&fm->v[i]) || fm->v[i].error.len > 0;
}

size_t
form_step(const struct form *fm, size_t i, int by)
{
	size_t k = i;

	if (by > 0) {
		for (k = i == SIZE_MAX ? 0 : i + 1; k < fm->n; k++)
			if (fm->v[k].shown)
				return k;
		return fm->n;
	}
	while (k-- > 0)
		if (fm->v[k].shown)
			return k;
	return i;
}

size_t
form_find(const struct form *fm, const char *name)
{
	for (size_t i = 0; i < fm->n; i++)
		if (strcmp(fm->v[i].f->col.name, name) == 0)
			return i;
	return fm->n;
}

/* ---- what is passed on ---- */

/*
 * Is field I an argument?  A correction passes what was changed; any other act
 * passes what is there, and an emptied field where something stood at the begin.
 */
static bool
is_given(struct form *fm, size_t i, struct arena *a)
{
	struct formfield *ff = &fm->v[i];
	bool differs = field_differs(ff, a);

	if (ff->masked != NULL)
		return !field_empty(ff);
	if (!ff->shown && !differs)
		return false;
	if (fm->ac->flags & ACT_CORRECT && ff->in_record)
		return differs || (ff->f->flags & FIELD_REQUIRED) != 0;
	return !field_empty(ff) || differs;
}

struct args
form_args(struct form *fm, struct arena *a)
{
	struct arg *v = arena_alloc(a, (fm->n + 1) * sizeof *v);
	struct args out = { v, 0 };

	for (size_t i = 0; i < fm->n; i++)
		if (is_given(fm, i, a))
			v[out.n++] = (struct arg){ fm->v[i].f->col.name, field_value(&fm->v[i], a) };
	return out;
}

/* ---- drafts ---- */

const char *
form_left_out(struct form *fm, struct arena *a)
{
	const char *out = "";

	for (size_t i = 0; i < fm->n; i++)
		if (fm->v[i].secret && !field_empty(&fm->v[i]) && field_differs(&fm->v[i], a))
			out = arena_printf(a, "%s%s%s", out, *out != '\0' ? _("、") : "", _(fm->v[i].f->label));
	return out;
}

bool
form_keep(struct ui *ui, struct form *fm, struct err *e)
{
	json_t *o;
	char *json;
	time_t now = time(NULL);
	struct tm tm;
	bool ok;

	if (fm->drafted == form_version(fm) && fm->has_draft)
		return true;
	o = json_object();
	for (size_t i = 0; i < fm->n; i++) {
		const char *value = field_value(&fm->v[i], fm->scratch);

		if (!fm->v[i].secret && strcmp(value, fm->v[i].initial) != 0)
			json_object_set_new(o, fm->v[i].f->col.name, json_stringn(value, strlen(value)));
	}
	if (json_object_size(o) == 0) {
		/* Back where it began: nothing to keep. */
		json_decref(o);
		form_drop_draft(ui, fm);
		fm->drafted = form_version(fm);
		return true;
	}
	json = json_dumps(o, JSON_COMPACT | JSON_PRESERVE_ORDER);
	json_decref(o);
	if (json == NULL)
		return err_set(e, ERR_SYSTEM, NULL, 0, "%s", _("草稿没有存成"));
	ok = draft_save(ui->en, fm->ac->name, fm->id, fm->version, json, e);
	free(json);
	if (!ok)
		return false;
	fm->drafted = form_version(fm);
	fm->has_draft = true;
	localtime_r(&now, &tm);
	strftime(fm->drafted_at, sizeof fm->drafted_at, "%H:%M:%S", &tm);
	return true;
}

void
form_drop_draft(struct ui *ui, struct form *fm)
{
	struct err e = { 0 };

	if (fm->has_draft)
		draft_drop(ui->en, fm->ac->name, fm->id, &e);
	fm->has_draft = false;
	fm->drafted_at[0] = '\0';
}

void
form_take_draft(struct ui *ui, struct form *fm, const char *json)
{
	json_error_t why;
	json_t *o = json_loads(json, 0, &why), *value;
	const char *name;
	size_t last = fm->n;

	if (!json_is_object(o)) {
		json_decref(o);
		return;
	}
	json_object_foreach(o, name, value) {
		size_t i = form_find(fm, name);

		if (i == fm->n || !json_is_string(value))
			continue;
		field_put(&fm->v[i], ui->en, fm->scratch, json_string_value(value), true);
		last = i;
	}
	json_decref(o);
	fm->has_draft = true;
	fm->drafted = form_version(fm);
	form_show_fields(ui, fm);
	/* Where the person most likely stopped. */
	if (last < fm->n && fm->v[last].shown)
		fm->focus = last;
}
