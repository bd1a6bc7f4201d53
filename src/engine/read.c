/*
 * read.c: reading one record: by id, by what people call it, its fields for people and for scripts.
 *
 * Knows: scope, masking.  Must not know: faces.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/idno.h"
#include "base/text.h"
#include "store/query.h"
#include "engine/event.h"
#include "engine/private.h"

void *
row_load(struct engine *en, struct arena *a, const struct flow *f, int64_t id)
{
	struct record *row = arena_alloc(a, f->row_size);

	cols_init(flow_cols(f), row);
	return record_load(en->db, a, f->table, f->states, flow_cols(f), id, row) ? row : NULL;
}

void *
record_get(struct engine *en, struct arena *a, const struct flow *f, int64_t id, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	void *row = id != 0 ? row_load(en, a, f, id) : NULL;

	db_errors(en->db, old);
	if (row != NULL && actor_sees(en, &en->actor, f, row)) {
		row_open(en, f, row);
		return row;
	}
	if (row == NULL || (en->actor.roles & ROLE_BUREAU) == 0 || row_away(en, &en->actor, f, row))
		err_set(e, ERR_NOTFOUND, NULL, 0, _("没有这条%s"), _(f->label));
	else
		err_set(e, ERR_DENIED, NULL, 0, _("您的角色不能查看%s"), _(f->label));
	return NULL;
}

bool
scope_add(struct engine *en, const struct flow *f, struct query *q)
{
	const char *bound;
	bool any = false;

	if (en->program_depth > 0) {
		query_scope(q, "1");
		return true;
	}
	if (en->actor.n_away > 0 && f->away != NULL)
		query_where(q, arena_printf(q->a, "coalesce(%s, 0) NOT IN (SELECT value FROM json_each(:scope_away))", f->away));
	bound = bound_where(q->a, &en->actor, f);
	if (bound != NULL)
		query_where(q, bound);
	for (size_t i = 0; i < f->n_scopes; i++) {
		if (!(f->scopes[i].role & en->actor.roles))
			continue;
		query_scope(q, f->scopes[i].where);
		any = true;
	}
	return any;
}

void
scope_bind(const struct actor *who, struct stmt *s)
{
	if (db_has_bind(s, ":scope_agency"))
		db_bind_int(s, ":scope_agency", who->agency);
	if (db_has_bind(s, ":scope_person"))
		db_bind_int(s, ":scope_person", who->person);
	if (db_has_bind(s, ":scope_away")) {
		struct arena *a = arena_new();

		db_bind_text(s, ":scope_away", away_text(who, a));
		arena_free(a);
	}
}

/* Asked of the file, by the same fragment as the lists: a paper or a file stored with a record has no columns of its own to look at. */
bool
row_meets(const struct engine *en, const struct actor *who, const struct flow *f, const void *row, const char *cond)
{
	struct arena *a = arena_new();
	struct query q;
	struct stmt *s;
	bool meets;
	int v;

	query_init(&q, a, f->lists[0].from);
	query_col(&q, "1");
	v = query_where(&q, arena_printf(a, "%s = :v", f->lists[0].id));
	query_where(&q, cond);
	query_scope(&q, "1");
	s = query_prepare(&q, en->db);
	query_bind_int(s, v, row_head(row)->id);
	scope_bind(who, s);
	db_bind_int(s, ":limit", 1);
	meets = db_step(s);
	db_done(s);
	arena_free(a);
	return meets;
}

/* The ids that one condition with :v admits, at most MAX, in scope. */
static size_t
ids_where(struct engine *en, struct arena *a, const struct flow *f, const char *cond, const char *value, size_t max,
	int64_t *ids)
{
	struct query q;
	struct stmt *s;
	size_t n = 0;
	int v;

	query_init(&q, a, f->lists[0].from);
	query_col(&q, f->lists[0].id);
	v = query_where(&q, cond);
	if (!scope_add(en, f, &q))
		return 0;
	s = query_prepare(&q, en->db);
	query_bind(s, v, value);
	scope_bind(&en->actor, s);
	db_bind_int(s, ":limit", (int64_t)max);
	while (n < max && db_step(s))
		ids[n++] = db_int(s, 0);
	db_done(s);
	return n;
}

int64_t
record_resolve(struct engine *en, const struct flow *f, const char *ref, struct err *e)
{
	struct arena *a = arena_new();
	struct err *old = db_errors(en->db, e);
	int64_t found = 0, ids[4];
	size_t n = 0;
	char *end;
	long long id;

	/* An argument of the command line may hold any bytes. */
	ref = text_nfc(a, text_trim(a, text_valid(ref, strlen(ref)) ? ref : text_clean(a, ref, false)));
	id = strtoll(ref, &end, 10);
	/* An id has at least ten digits; what is shorter is a number or a name. */
	if (*end == '\0' && end - ref >= 10) {
		void *row = row_load(en, a, f, id);

		if (row != NULL && (en->program_depth > 0 || actor_sees(en, &en->actor, f, row)))
			found = id;
	}
	for (size_t i = 0; found == 0 && n == 0 && f->refs != NULL && f->refs[i] != NULL && *ref != '\0'; i++) {
		n = ids_where(en, a, f, f->refs[i], ref, N_OF(ids), ids);
		if (n == 1)
			found = ids[0];
	}
	if (found == 0 && n > 1) {
		const char *names = "";

		for (size_t i = 0; i < n && i < 3; i++)
			names = arena_printf(a, "%s%s%s", names, i > 0 ? "、" : "", record_title(en, a, f, ids[i]));
		err_set(e, ERR_NOTFOUND, NULL, 0, _("“%s”不止一个：%s%s"), ref, names, n > 3 ? "…" : "");
	} else if (found == 0) {
		err_set(e, ERR_NOTFOUND, NULL, 0, _("没有叫“%s”的%s"), ref, _(f->label));
	}
	db_errors(en->db, old);
	arena_free(a);
	return e->code == ERR_OK ? found : 0;
}

size_t
record_choices(struct engine *en, struct arena *a, const struct flow *f, const char *typed, size_t max,
	struct choice **out, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	int64_t *ids = arena_alloc(a, (max + 1) * sizeof *ids);
	size_t n = 0, kept = 0;

	*out = arena_alloc(a, (max + 1) * sizeof **out);
	typed = text_trim(a, text_valid(typed, strlen(typed)) ? typed : text_clean(a, typed, false));
	if (f->choose != NULL)
		n = ids_where(en, a, f, *typed != '\0' ? f->choose : "1", typed, max, ids);
	for (size_t i = 0; i < n; i++) {
		void *row = row_load(en, a, f, ids[i]);

		if (row == NULL)
			continue;
		(*out)[kept].id = ids[i];
		(*out)[kept].title = row_title(en, a, f, row);
		(*out)[kept++].detail = word_label(f->states, row_head(row)->state);
	}
	db_errors(en->db, old);
	return kept;
}

const char *
row_title(struct engine *en, struct arena *a, const struct flow *f, const void *row)
{
	struct err e = { 0 };
	struct act c;

	act_context(&c, en, a, f, NULL, NULL, &e);
	/* The title is the arena's, not c's. */
	/* cppcheck-suppress returnDanglingLifetime */
	return f->title(&c, row);
}

const char *
record_title(struct engine *en, struct arena *a, const struct flow *f, int64_t id)
{
	struct err e = { 0 }, *old;
	void *row = NULL;

	if (id == 0 || f == NULL)
		return "";
	old = db_errors(en->db, &e);
	row = row_load(en, a, f, id);
	db_errors(en->db, old);
	return row != NULL ? row_title(en, a, f, row) : "";
}

/* First two and last character only, one way everywhere (office.md). */
static const char *
masked(struct arena *a, const char *s)
{
	size_t n = text_count(s), first = 0, last = strlen(s);
	struct buf b = BUF_INIT;
	const char *out;

	if (n == 0)
		return "";
	if (n >= 6) {
		uint32_t cp;

		for (int i = 0; i < 2; i++)
			first += text_decode(s + first, strlen(s + first), &cp);
		last = text_grapheme_before(s, strlen(s));
		buf_add(&b, s, first);
	}
	for (size_t i = 0; i < (n >= 6 ? n - 3 : n); i++)
		buf_addc(&b, '*');
	buf_adds(&b, s + last);
	out = arena_strdup(a, buf_str(&b));
	buf_free(&b);
	return out;
}

const char *
field_plain(struct engine *en, struct arena *a, const struct field *f, const void *row)
{
	const char *v = col_text(a, &f->col, row);

	if ((f->flags & FIELD_SENSITIVE) && *v != '\0')
		return masked(a, v);
	if (f->type == FT_REF && *v != '\0')
		return record_title(en, a, flow_find(f->ref), strtoll(v, NULL, 10));
	return v;
}

const char *
row_number(struct engine *en, struct arena *a, const struct flow *f, const void *row)
{
	const struct field *number = f->number_field != NULL ? field_find(f->fields, f->n_fields, f->number_field) : NULL;

	return number != NULL ? field_plain(en, a, number, row) : NULL;
}

const char *
field_shown(struct engine *en, struct arena *a, const struct field *f, const void *row)
{
	const char *v = field_plain(en, a, f, row);

	switch (f->type) {
	case FT_WORD:
		return word_label(f->col.words, word_key(f->col.words, v));
	case FT_SET:
		return word_labels(a, f->col.words, *(const wordset *)(const void *)((const char *)row + f->col.offset));
	case FT_BOOL:
		return strcmp(v, "1") == 0 ? _("是") : _("否");
	case FT_INT:
		return strcmp(v, "0") == 0 && !(f->flags & FIELD_REQUIRED) ? "" : v;
	default:
		return f->flags & FIELD_DEED ? trail_label(v) : v;
	}
}

size_t
record_timeline(struct engine *en, struct arena *a, const struct flow *f, int64_t id, int64_t below, size_t max,
	struct trail_entry **out, struct err *e)
{
	struct err *old;
	const void *row;
	size_t n;

	*out = NULL;
	if (record_get(en, a, f, id, e) == NULL)
		return 0;
	old = db_errors(en->db, e);
	row = row_load(en, a, f, id);
	n = row_kept(en, f, row) ? open_timeline(en, a, f, id, below, max, out) : trail_of(en->db, a, id, below, max, out);
	db_errors(en->db, old);
	return n;
}

const char *
clock_explained(struct engine *en, struct arena *a, const struct clock_row *c)
{
	char due[DAY_TEXT], stopped[DAY_TEXT], start[DAY_TEXT];
	const char *how = "", *ext = "", *stop = "";

	if (c->unit == CLOCK_WORKDAYS)
		how = calendar_explain(en->cal, a, c->start, c->n + c->extension);
	if (c->extension > 0)
		ext = arena_printf(a, _("其中延长%d。"), c->extension);
	if (c->stopped != DAY_NONE)
		stop = arena_printf(a, _("%s停止计算。"), day_format(c->stopped, stopped));
	day_format(c->due, due);
	if (c->unit == CLOCK_WORKDAYS)
		return arena_printf(a, _("%s\n自%s次日起第%d个工作日：%s。%s%s\n%s"), c->basis, day_format(c->start, start),
			c->n + c->extension, due, ext, stop, how);
	if (c->unit == CLOCK_DAYS)
		return arena_printf(a, _("%s\n自%s次日起第%d日：%s。%s%s"), c->basis, day_format(c->start, start),
			c->n + c->extension, due, ext, stop);
	return arena_printf(a, _("%s\n文书载明的期限：%s。%s%s"), c->basis, due, ext, stop);
}
