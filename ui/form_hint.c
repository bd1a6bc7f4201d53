/*
 * form_hint.c: what a form computes while one types: weekdays, ages, periods, and what an
 * ID number tells.
 *
 * Knows: dates, clocks, ID numbers.  Must not know: drawing, keys, saving.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/idno.h"
#include "base/text.h"
#include "ui/form_private.h"

/* "周一  今天" / "周五  3 个工作日前", and of an act that answers a period how far it has run. */
static const char *
day_hint(struct ui *ui, struct form *fm, const struct formfield *ff, day_t d)
{
	struct arena *a = fm->scratch;
	const struct clock_row *c = fm->clock;
	const char *s = day_weekday_name(d);
	int n = calendar_count(ui->en->cal, ui->en->today, d);
	char iso[DAY_TEXT];

	/* What was typed another way is shown as it is understood. */
	day_format(d, iso);
	if (strcmp(iso, edit_text(&ff->edit)) != 0)
		s = arena_printf(a, "%s %s", iso, s);
	if (d == ui->en->today)
		s = arena_printf(a, _("%s  今天"), s);
	else if (n > 0 && n < 1000)
		s = arena_printf(a, _("%s  %d个工作日后"), s, n);
	else if (n < 0 && n > -1000)
		s = arena_printf(a, _("%s  %d个工作日前"), s, -n);
	if (!(ff->f->flags & FIELD_HAPPENED) || c == NULL || c->start == DAY_NONE || d < c->start)
		return s;
	n = calendar_count(ui->en->cal, c->start, d);
	if (d == c->start)
		s = arena_printf(a, _("%s  起算当日"), s);
	else if (c->unit == CLOCK_WORKDAYS)
		s = arena_printf(a, _("%s  起算后第%d个工作日，期限%d"), s, n, c->n + c->extension);
	if (d > c->due)
		s = arena_printf(a, _("%s，逾期%d"), s, calendar_count(ui->en->cal, c->due, d));
	return s;
}

static const char *
idno_hint(struct ui *ui, struct form *fm, const struct formfield *ff)
{
	struct idno id;
	struct err e = { 0 };
	char iso[DAY_TEXT];

	if (!idno_parse(edit_text(&ff->edit), ui->en->today, &id, &e))
		return "";
	return arena_printf(fm->scratch, _("%s  %s出生  %d周岁%s"), id.sex == SEX_MALE ? _("男") : _("女"),
		day_format(id.born, iso), day_age(id.born, ui->en->today), id.known_area ? "" : _("  前两位不是已知地区"));
}

/* How the value that is there reads, when another one is typed over it. */
static const char *
before_hint(struct ui *ui, struct form *fm, const struct formfield *ff)
{
	struct arena *a = fm->scratch;
	const struct field *was;
	const char *shown;

	if (ff->masked != NULL)
		return field_empty(ff) ? arena_printf(a, _("现为%s，不改则留空"), ff->masked) :
			arena_printf(a, _("原为%s"), ff->masked);
	if (!(fm->ac->flags & ACT_CORRECT) || !ff->in_record || !field_differs(ff, a))
		return "";
	was = field_find(fm->flow->fields, fm->flow->n_fields, ff->f->col.name);
	if (was == NULL)
		return "";
	shown = field_shown(ui->en, a, was, fm->row);
	return *shown != '\0' ? arena_printf(a, _("原为%s"), shown) : _("原为空");
}

void
form_hint(struct ui *ui, struct form *fm, size_t i)
{
	struct formfield *ff = &fm->v[i];
	const char *s = "", *before = before_hint(ui, fm, ff);
	day_t d;

	switch (ff->f->type) {
	case FT_DAY:
		d = field_day(ff, ui->en);
		s = d != DAY_NONE ? day_hint(ui, fm, ff, d) : "";
		if (d != DAY_NONE && strcmp(ff->f->col.name, "born") == 0 && d <= ui->en->today)
			s = arena_printf(fm->scratch, _("%s  %d周岁"), day_weekday_name(d), day_age(d, ui->en->today));
		break;
	case FT_IDNO:
		s = idno_hint(ui, fm, ff);
		break;
	case FT_REF:
		s = ff->ref != 0 ? buf_str(&ff->detail) : "";
		break;
	case FT_PARA:
		if (ff->edit.chars > 0)
			s = edit_over(&ff->edit) ? arena_printf(fm->scratch, _("%zu字，最多%d字"), ff->edit.chars, ff->edit.max) :
				arena_printf(fm->scratch, _("%zu字"), ff->edit.chars);
		break;
	default:
		if (edit_over(&ff->edit))
			s = arena_printf(fm->scratch, _("%zu字，最多%d字"), ff->edit.chars, ff->edit.max);
		break;
	}
	/* How a reference can be typed helps nobody who has chosen one. */
	if (*s == '\0' && *before == '\0' && ff->f->hint != NULL && ff->ref == 0)
		s = _(ff->f->hint);
	if (*before != '\0')
		s = *s != '\0' && ff->f->type != FT_PARA ? arena_printf(fm->scratch, "%s  %s", s, before) : before;
	if (strcmp(s, buf_str(&ff->hint)) != 0) {
		buf_clear(&ff->hint);
		buf_adds(&ff->hint, s);
	}
}

void
form_hints(struct ui *ui, struct form *fm)
{
	for (size_t i = 0; i < fm->n; i++)
		form_hint(ui, fm, i);
}

/* The ID number fills sex and birth date: what was typed by hand is not touched. */
static void
fill_from_idno(struct ui *ui, struct form *fm, const char *typed)
{
	static const struct {
		enum sex sex;
		const char *key;
	} sexes[] = {
		{ .sex = SEX_MALE, .key = "male" },
		{ .sex = SEX_FEMALE, .key = "female" },
	};
	struct idno id;
	struct err e = { 0 };
	size_t sex = form_find(fm, "sex"), born = form_find(fm, "born");
	char iso[DAY_TEXT];

	if (!idno_parse(typed, ui->en->today, &id, &e))
		return;
	for (size_t i = 0; i < N_OF(sexes) && sex < fm->n; i++) {
		struct formfield *ff = &fm->v[sex];

		if (id.sex == sexes[i].sex && (field_empty(ff) || ff->by_idno)) {
			field_put(ff, ui->en, fm->scratch, sexes[i].key, true);
			ff->by_idno = true;
			buf_clear(&ff->error);
		}
	}
	if (born < fm->n && fm->v[born].f->type == FT_DAY && (field_empty(&fm->v[born]) || fm->v[born].by_idno)) {
		field_put(&fm->v[born], ui->en, fm->scratch, day_format(id.born, iso), true);
		fm->v[born].by_idno = true;
		buf_clear(&fm->v[born].error);
	}
}

bool
form_leave(struct ui *ui, struct form *fm, size_t i)
{
	struct formfield *ff;
	bool ok;

	if (i >= fm->n)
		return true;
	ff = &fm->v[i];
	ok = field_check(ff, ui->en, fm->scratch);
	if (ok && ff->f->type == FT_IDNO && !field_empty(ff) && field_differs(ff, fm->scratch))
		fill_from_idno(ui, fm, edit_text(&ff->edit));
	form_show_fields(ui, fm);
	return ok;
}

int
form_article(const struct form *fm)
{
	if (fm->focus < fm->n && fm->v[fm->focus].f->article != 0)
		return fm->v[fm->focus].f->article;
	return fm->ac->article;
}
