/*
 * paper_fill.c: a paper made from a record: the values of a template's names, what is needed, for whom it is.
 *
 * Knows: opinions, reviews, terms, certificates; the templates' table.  Must not know: how a paper looks.
 *
 * Papers are Chinese: labels of words are taken as they are written, not as translated.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "flow/cases.h"
#include "flow/flows.h"
#include "flow/paper.h"
#include "flow/parties.h"

/* One member of the roster. */
struct member {
	const struct supervisor *s;
	const struct person *p;
	const char *certificate;
};

struct filling {
	struct act *a;
	const struct paper_form *form;
	day_t on;
	const char *number;
	const struct opinion *o;
	const struct review *r;
	const struct supervisor *s;
	const struct certificate *c;
	const struct person *p;
	struct member *member; /* of the roster */
	size_t n_members, at;
};

static const char *
number_text(struct filling *f, int64_t n)
{
	return arena_printf(f->a->arena, "%lld", (long long)n);
}

/* ---- columns ---- */

static const char *
set_text(struct arena *a, const struct word *words, wordset set)
{
	const char *out = "";

	for (word_t i = 1; words[i].key != NULL; i++)
		if (set & (UINT32_C(1) << i))
			out = arena_printf(a, "%s%s%s", out, *out != '\0' ? "、" : "", words[i].label);
	return out;
}

/* Column KEY of ROW of FLOW as a paper says it; what is sensitive is never said. */
static const char *
column(struct filling *f, const struct flow *flow, const void *row, const char *key)
{
	const struct field *fd = field_find(flow->fields, flow->n_fields, key);
	const char *at;

	if (row == NULL || fd == NULL || (fd->flags & FIELD_SENSITIVE))
		return "";
	at = (const char *)row + fd->col.offset;
	switch (fd->col.type) {
	case COL_TEXT: return *(const char *const *)(const void *)at;
	case COL_INT: return number_text(f, *(const int64_t *)(const void *)at);
	case COL_REF: return act_title(f->a, fd->ref, *(const int64_t *)(const void *)at);
	case COL_DAY: return day_format_cn(f->a->arena, *(const day_t *)(const void *)at);
	case COL_BOOL: return *(const bool *)(const void *)at ? "是" : "否";
	case COL_WORD: return fd->col.words[*(const word_t *)(const void *)at].label;
	case COL_SET: return set_text(f->a->arena, fd->col.words, *(const wordset *)(const void *)at);
	}
	return "";
}

/* ---- computed values ---- */

static const char *
setting(struct filling *f, const char *key, const char *absent)
{
	return setting_text(f->a->db, f->a->arena, key, absent);
}

static const char *
certificate_of(struct filling *f, int64_t supervisor)
{
	const struct certificate *c = act_load(f->a, "certificate", supervisor_certificate(f->a, supervisor, f->on));

	return c != NULL ? c->number : "";
}

static const char *
term_years(struct filling *f)
{
	if (f->s == NULL || f->s->term_start == DAY_NONE || f->s->term_end == DAY_NONE)
		return "";
	return number_text(f, day_age(f->s->term_start, f->s->term_end + 1));
}

/* What the receipt is for: the latest letter issued on the record, else the opinion or the order itself. */
static const char *
served(struct filling *f, bool title)
{
	struct stmt *s = db_prepare(f->a->db, "SELECT title, paper_number FROM document WHERE opinion = :id AND kind = 'transfer' "
		"AND state = 'issued' ORDER BY issued_on DESC, id DESC LIMIT 1");
	const char *out = NULL;

	db_bind_int(s, ":id", f->o != NULL ? f->o->rec.id : 0);
	if (db_step(s)) {
		out = arena_strdup(f->a->arena, db_text(s, title ? 0 : 1));
		db_done(s);
	}
	if (out != NULL)
		return out;
	if (f->o != NULL)
		return title ? "行政执法监督员监督意见" : f->o->number;
	return title ? "责令纠正通知书" : f->r->order_number;
}

static const char *
served_value(struct filling *f, const char *key)
{
	const struct opinion *o = f->o;
	const struct review *r = f->r;

	if (o == NULL && r == NULL)
		return "";
	if (strcmp(key, "title") == 0 || strcmp(key, "number") == 0)
		return served(f, strcmp(key, "title") == 0);
	if (strcmp(key, "matter") == 0)
		return o != NULL ? arena_printf(f->a->arena, "行政执法监督意见（编号：%s）", o->number) : r->subject;
	if (strcmp(key, "to") == 0)
		return o != NULL ? o->agency_name : r->agency_name;
	if (strcmp(key, "how") == 0)
		return serve_ways[o != NULL ? o->serve_how : r->order_serve_how].label;
	if (strcmp(key, "on") == 0)
		return day_format_cn(f->a->arena, o != NULL ? o->served_on : r->order_served_on);
	if (strcmp(key, "signer") == 0)
		return o != NULL ? o->signer : "";
	return "";
}

static const char *
figure(struct filling *f, int64_t own, const char *key, int64_t absent)
{
	return number_text(f, own > 0 ? own : setting_int(f->a->db, key, absent));
}

static const char *
computed(struct filling *f, const char *key)
{
	const struct member *m = f->at < f->n_members ? &f->member[f->at] : NULL;
	struct arena *a = f->a->arena;

	if (strcmp(key, "office") == 0)
		return setting(f, "office_name", "");
	if (strcmp(key, "basis") == 0)
		return setting(f, "paper_basis", "");
	if (strcmp(key, "date") == 0)
		return day_format_cn(a, f->on);
	if (strcmp(key, "number") == 0)
		return f->number;
	if (strcmp(key, "reply_days") == 0)
		return figure(f, f->o != NULL ? f->o->reply_days : 0, "reply_days", 15);
	if (strcmp(key, "recheck_ask_days") == 0)
		return figure(f, f->r != NULL ? f->r->recheck_ask_days : 0, "recheck_ask_days", 10);
	if (strcmp(key, "findings") == 0)
		return f->r == NULL ? "" : *f->r->findings != '\0' ? f->r->findings : f->r->examination;
	if (strcmp(key, "term_years") == 0)
		return term_years(f);
	if (strcmp(key, "count") == 0)
		return number_text(f, (int64_t)f->n_members);
	if (strcmp(key, "row") == 0)
		return number_text(f, (int64_t)f->at + 1);
	if (strcmp(key, "term") == 0 && m != NULL)
		return arena_printf(a, "%s至%s", day_format_cn(a, m->s->term_start), day_format_cn(a, m->s->term_end));
	if (strcmp(key, "certificate") == 0)
		return m != NULL ? m->certificate : f->s != NULL ? certificate_of(f, f->s->rec.id) : "";
	if (strncmp(key, "served_", 7) == 0)
		return served_value(f, key + 7);
	return "";
}

static const char *
value_of(void *ctx, const struct paper_field *fd)
{
	struct filling *f = ctx;
	const struct member *m = f->at < f->n_members ? &f->member[f->at] : NULL;

	if (*fd->from == '\0')
		return computed(f, fd->key);
	if (strcmp(fd->from, "opinion") == 0)
		return column(f, &flow_opinion, f->o, fd->key);
	if (strcmp(fd->from, "review") == 0)
		return column(f, &flow_review, f->r, fd->key);
	if (strcmp(fd->from, "certificate") == 0)
		return column(f, &flow_certificate, f->c, fd->key);
	if (strcmp(fd->from, "supervisor") == 0)
		return column(f, &flow_supervisor, m != NULL ? m->s : f->s, fd->key);
	if (strcmp(fd->from, "person") == 0)
		return column(f, &flow_person, m != NULL ? m->p : f->p, fd->key);
	return "";
}

static void
row_at(void *ctx, size_t i)
{
	((struct filling *)ctx)->at = i;
}

/* ---- the record ---- */

static void
load_members(struct filling *f)
{
	struct stmt *s = db_prepare(f->a->db, "SELECT id FROM supervisor WHERE state = 'active' ORDER BY stroke_key, id");
	int64_t *ids = NULL;
	size_t n = 0, cap = 0;

	while (db_step(s)) {
		if (n == cap) {
			cap = cap > 0 ? cap * 2 : 64;
			ids = mem_resize(ids, cap * sizeof *ids);
		}
		ids[n++] = db_int(s, 0);
	}
	f->member = arena_alloc(f->a->arena, (n + 1) * sizeof *f->member);
	for (size_t i = 0; i < n; i++) {
		struct member *m = &f->member[f->n_members];

		m->s = act_load(f->a, "supervisor", ids[i]);
		m->p = m->s != NULL ? act_load(f->a, "person", m->s->person) : NULL;
		if (m->p == NULL)
			continue;
		m->certificate = certificate_of(f, ids[i]);
		f->n_members++;
	}
	free(ids);
}

static bool
load(struct filling *f, const struct paper_of *of)
{
	f->o = act_load(f->a, "opinion", of->opinion);
	f->r = act_load(f->a, "review", of->review);
	f->c = act_load(f->a, "certificate", of->certificate);
	f->s = act_load(f->a, "supervisor", f->c != NULL ? f->c->supervisor : of->supervisor);
	f->p = f->s != NULL ? act_load(f->a, "person", f->s->person) : NULL;
	if (f->form->fresh)
		load_members(f);
	return f->form->fresh || f->o != NULL || f->r != NULL || f->s != NULL;
}

/* What the record must have come to before the paper makes sense. */
static bool
comes_to_it(struct filling *f)
{
	struct act *a = f->a;
	int article = f->form->article;

	switch (f->form->kind) {
	case PAPER_TRANSFER:
	case PAPER_FEEDBACK:
		if (f->o->rec.state == OPINION_WITHDRAWN)
			return act_refuse(a, "state", article, _("这件意见已撤回，不能制发%s"), word_label(paper_kinds, f->form->kind));
		return true;
	case PAPER_UNFOUNDED:
		if (f->r->outcome != OUTCOME_UNFOUNDED)
			return act_refuse(a, "outcome", article, _("审查结果不是“不成立”，不能制发不成立说明函"));
		return true;
	case PAPER_OUTCOME:
		if (f->r->outcome == OUTCOME_UNFOUNDED)
			return act_refuse(a, "outcome", article, _("审查结果是“不成立”，请制发不成立说明函"));
		return true;
	case PAPER_CARD:
		if (f->c->rec.state != CERTIFICATE_ISSUED)
			return act_refuse(a, "state", article, _("这个证件已不在用，不能制作监督员证"));
		return true;
	case PAPER_RECEIPT:
		if (f->r != NULL && f->r->ordered_on == DAY_NONE)
			return act_refuse(a, "ordered_on", article, _("还没有责令纠正，没有可以送达的文书"));
		return true;
	default:
		return true;
	}
}

/* The needed field called LABEL (N bytes) has a value. */
static bool
is_there(struct filling *f, const char *label, size_t n)
{
	const char *name = arena_strndup(f->a->arena, label, n);

	for (size_t i = 0; i < f->form->n_fields; i++) {
		const struct paper_field *fd = &f->form->fields[i];

		if (strcmp(fd->label, name) != 0)
			continue;
		if (*value_of(f, fd) != '\0')
			return true;
		return act_refuse(f->a, fd->key, f->form->article, _("%s：这一项还没有，不能制发%s"), name,
			word_label(paper_kinds, f->form->kind));
	}
	return true;
}

static bool
is_complete(struct filling *f)
{
	const char *s = f->form->needed;

	while (*s != '\0') {
		size_t n = strcspn(s, " ");

		if (!is_there(f, s, n))
			return false;
		s += n + (s[n] == ' ');
	}
	return true;
}

static void
tell_readers(struct filling *f, const struct paper_of *of, struct paper *out)
{
	const struct agency *g;
	const struct person *p;
	int64_t agency = f->o != NULL ? f->o->agency : f->r != NULL ? f->r->agency : 0;
	int64_t person = f->o != NULL ? f->o->person : f->r != NULL ? f->r->person : f->s != NULL ? f->s->person : 0;

	g = act_load(f->a, "agency", agency);
	p = act_load(f->a, "person", person);
	out->agency = f->form->readers & PAPER_TO_AGENCY ? agency : 0;
	out->person = f->form->readers & PAPER_TO_PERSON ? person : 0;
	out->agency_name = f->o != NULL ? f->o->agency_name : f->r != NULL ? f->r->agency_name : "";
	out->person_name = f->o != NULL ? f->o->person_name : f->r != NULL ? f->r->person_name : f->s != NULL ? f->s->name : "";
	out->initials = arena_printf(f->a->arena, "%s %s", g != NULL ? g->initials : "", p != NULL ? p->initials : "");
	out->subject = of->opinion != 0 ? act_title(f->a, "opinion", of->opinion) :
		of->review != 0 ? act_title(f->a, "review", of->review) :
		of->certificate != 0 ? act_title(f->a, "certificate", of->certificate) :
		of->supervisor != 0 ? act_title(f->a, "supervisor", of->supervisor) : "";
}

static const char *
template_text(struct act *a, word_t kind)
{
	struct stmt *s = db_prepare(a->db, "SELECT text FROM template WHERE kind = :kind");
	const char *out = NULL;

	db_bind_text(s, ":kind", paper_kinds[kind].key);
	if (db_step(s)) {
		out = arena_strdup(a->arena, db_text(s, 0));
		db_done(s);
	}
	return out;
}

static void
set(json_t *o, const char *key, const char *value)
{
	json_object_set_new(o, key, json_string(value));
}

static const char *
dump(struct arena *a, const json_t *o)
{
	char *s = json_dumps(o, JSON_COMPACT);
	const char *out = s != NULL ? arena_strdup(a, s) : "";

	free(s);
	return out;
}

bool
paper_compose(struct act *a, const struct paper_form *form, const struct paper_of *of, day_t on, const char *number,
	bool draft, struct paper *out)
{
	struct filling f = { .a = a, .form = form, .on = on, .number = number };
	struct paper_values values = { value_of, &f, 0, row_at };
	const char *text = template_text(a, form->kind), *why;
	char day[DAY_TEXT];
	json_t *all, *blocks;
	bool ok;

	if (!load(&f, of))
		return act_refuse(a, form->flow[0] != NULL ? form->flow[0] : "kind", form->article, _("%s：要写明由哪件制作"),
			word_label(paper_kinds, form->kind));
	if (!comes_to_it(&f) || !is_complete(&f))
		return false;
	if (text == NULL)
		return act_refuse(a, "kind", 0, _("没有%s的模板"), word_label(paper_kinds, form->kind));
	values.rows = f.n_members;
	all = json_object();
	blocks = json_array();
	json_object_set_new(all, "v", json_integer(1));
	set(all, "kind", paper_kinds[form->kind].key);
	set(all, "layout", form->layout);
	ok = paper_expand(a->arena, form, text, &values, blocks, &out->title, &why);
	if (ok) {
		set(all, "title", out->title);
		set(all, "office", setting(&f, "office_name", ""));
		set(all, "number", number);
		set(all, "date", day_format(on, day));
		if (draft)
			json_object_set_new(all, "draft", json_true());
		json_object_set(all, "blocks", blocks);
		out->content = dump(a->arena, all);
	}
	json_decref(blocks);
	json_decref(all);
	if (!ok)
		return act_refuse(a, "kind", 0, _("%s的模板有误，%s"), word_label(paper_kinds, form->kind), why);
	f.at = f.n_members;
	tell_readers(&f, of, out);
	return true;
}

const char *
paper_own_number(struct act *a, const struct paper_form *form, const struct paper_of *of)
{
	struct filling f = { .a = a, .form = form, .on = a->today, .number = "" };

	if (form->numbered != PAPER_BY_FIELD || !load(&f, of))
		return "";
	for (size_t i = 0; i < form->n_fields; i++)
		if (strcmp(form->fields[i].label, form->number) == 0)
			return value_of(&f, &form->fields[i]);
	return "";
}
