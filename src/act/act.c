/*
 * act.c: what a running action says: refusals, bars, notices, notes.
 *
 * Knows: struct act.  Must not know: who called it, the engine.
 */
#include "act/action.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"

const struct word actor_roles[] = {
	WORD_NONE,
	{ "clerk", N_("经办"), 0 },
	{ "leader", N_("局领导"), 0 },
	{ "agency", N_("执法机构联络员"), 0 },
	{ "supervisor", N_("监督员"), 0 },
	{ "program", N_("程序"), 0 },
	{ "sysadmin", N_("系统管理员"), 0 },
	{ "secadmin", N_("安全管理员"), 0 },
	{ "auditor", N_("审计员"), 0 },
	WORD_END,
};

const struct word clock_outcomes[] = {
	WORD_NONE, { "in", N_("按期"), 0 }, { "late", N_("逾期办结"), 0 }, { "open", N_("未办结"), 0 }, WORD_END,
};

bool
actor_speaks_for(const struct actor *who, int64_t agency)
{
	return (who->roles & ROLE_AGENCY) && who->agency != 0 && who->agency == agency;
}

bool
actor_is(const struct actor *who, int64_t person)
{
	return (who->roles & ROLE_SUPERVISOR) && who->person != 0 && who->person == person;
}

const struct field *
field_find(const struct field *f, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(f[i].col.name, name) == 0)
			return &f[i];
	return NULL;
}

bool
act_refuse(struct act *a, const char *field, int article, const char *fmt, ...)
{
	char text[sizeof a->err->text];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	return err_set(a->err, ERR_REFUSED, field, article, "%s", text);
}

bool
act_bar(struct act *a, const char *fmt, ...)
{
	char text[sizeof a->err->text];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	return err_set(a->err, ERR_REFUSED, NULL, a->action != NULL ? a->action->article : 0, "%s", text);
}

/* Append one part to OUT of SIZE bytes with SEP between, cut at a character boundary. */
static void
add_part(char *out, size_t size, const char *sep, const char *part)
{
	size_t len = strlen(out), n;

	if (len > 0) {
		n = strlen(sep);
		if (len + n + 1 >= size)
			return;
		memcpy(out + len, sep, n + 1);
		len += n;
	}
	n = strlen(part);
	if (n > size - len - 1)
		n = text_boundary(part, size - len - 1);
	memcpy(out + len, part, n);
	out[len + n] = '\0';
}

void
act_notice(struct act *a, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	add_part(a->notices, sizeof a->notices, "\n", text);
}

void
act_note(struct act *a, const char *fmt, ...)
{
	char text[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	add_part(a->note, sizeof a->note, "  ", text);
}

bool
act_given(const struct act *a, const char *name)
{
	const struct field *f = field_find(a->action->fields, a->action->n_fields, name);

	return f != NULL && (a->given >> (f - a->action->fields) & 1) != 0;
}

const char *
act_label(const struct act *a, const char *name)
{
	const struct field *f = field_find(a->action->fields, a->action->n_fields, name);

	return f != NULL ? _(f->label) : name;
}

void
act_copy(struct act *a)
{
	static const size_t size[] = {
		[COL_TEXT] = sizeof(char *),
		[COL_INT] = sizeof(int64_t),
		[COL_REF] = sizeof(int64_t),
		[COL_DAY] = sizeof(day_t),
		[COL_BOOL] = sizeof(bool),
		[COL_WORD] = sizeof(word_t),
		[COL_SET] = sizeof(wordset),
	};

	for (size_t i = 0; i < a->action->n_fields; i++) {
		const struct col *from = &a->action->fields[i].col;
		const struct field *to = field_find(a->flow->fields, a->flow->n_fields, from->name);

		if ((a->given >> i & 1) && to != NULL && to->col.type == from->type)
			memcpy((char *)a->row + to->col.offset, (const char *)a->args + from->offset, size[from->type]);
	}
}

void
act_wait(struct wait_row *w, unsigned role, const char *action, const char *text, const char *clock)
{
	w->role = role;
	w->action = action;
	w->text = text;
	w->clock = clock;
}

size_t
act_waits_about(struct wait_row *w, size_t n, int64_t agency, int64_t person, int64_t officer, const char *object)
{
	for (size_t i = 0; i < n; i++) {
		w[i].agency = agency;
		w[i].person = person;
		w[i].officer = officer;
		w[i].object = object;
	}
	return n;
}
