/*
 * paper.c: papers for the faces: what a record has, a draft of one, whether an issued one still says what the record says.
 *
 * Knows: flow/paper.h, documents.  Must not know: how a paper looks (jiandu-paper), where it is written to.
 */
#include "engine/paper.h"

#include <jansson.h>
#include <string.h>

#include "base/i18n.h"
#include "base/io.h"
#include "base/text.h"
#include "flow/document.h"
#include "flow/report.h"
#include "engine/event.h"
#include "engine/private.h"

#define SAMPLES 200 /* records that are tried for a preview */

/* Record ID of F; of a report ID is its period. */
static struct paper_of
made_of(const struct paper_form *form, const struct flow *f, int64_t id)
{
	struct paper_of of = { 0 };
	int64_t *at = f != NULL ? paper_of_flow(&of, f->name) : form->period != PERIOD_NONE ? &of.period : NULL;

	if (at != NULL)
		*at = id;
	return of;
}

/* A context to ask in: nothing is written. */
static void
asking(struct act *c, struct engine *en, struct arena *a, struct err *e)
{
	act_context(c, en, a, flow_find("document"), action_find(NULL, "document.issue"), NULL, e);
}

/* The latest paper of the whole register, while it would read the same if made today; 0 else. */
static int64_t
same_as_last(struct engine *en, struct arena *a, struct act *c, const struct paper_form *form)
{
	struct paper_of none = { 0 };
	int64_t doc = document_latest(c, form->kind);
	const struct document *d = doc != 0 ? record_get(en, a, flow_find("document"), doc, c->err) : NULL;
	struct paper now;

	return d != NULL && paper_compose(c, form, &none, en->today, d->paper_number, false, &now) &&
		strcmp(now.content, d->content) == 0 ? doc : 0;
}

int64_t
paper_issued(struct engine *en, struct arena *a, const struct paper_form *form, const struct flow *f, int64_t id)
{
	struct paper_of of = made_of(form, f, id);
	struct err e = { 0 };
	struct act c;
	int64_t doc;

	asking(&c, en, a, &e);
	if (form->fresh)
		return same_as_last(en, a, &c, form);
	doc = document_of(&c, form->kind, &of);
	return doc != 0 && record_get(en, a, flow_find("document"), doc, &e) != NULL ? doc : 0;
}

const char *
paper_place(struct engine *en, struct arena *a)
{
	return path_folder(a, db_path(en->db));
}

const char *
paper_content(struct engine *en, struct arena *a, int64_t id, struct err *e)
{
	const struct document *d = record_get(en, a, flow_find("document"), id, e);

	return d != NULL ? d->content : NULL;
}

/* Only the bureau words papers. */
static bool
bureau(struct engine *en, struct err *e)
{
	return (en->actor.roles & ROLE_BUREAU) || err_set(e, ERR_DENIED, NULL, 0, _("文书由区司法局制发"));
}

/* A paper of FORM as it would be now; the number on it and its day are given. */
static const char *
composed(struct engine *en, struct arena *a, const struct paper_form *form, const struct paper_of *of, day_t on, const char *number,
	bool draft, struct err *e)
{
	struct paper paper;
	struct act c;

	asking(&c, en, a, e);
	if (number == NULL)
		number = paper_own_number(&c, form, of);
	return paper_compose(&c, form, of, on, number, draft, &paper) ? paper.content : NULL;
}

const char *
paper_draft(struct engine *en, struct arena *a, const struct paper_form *form, const struct flow *f, int64_t id, struct err *e)
{
	struct paper_of of = made_of(form, f, id);

	if (!bureau(en, e) || (f != NULL && id != 0 && record_get(en, a, f, id, e) == NULL))
		return NULL;
	return composed(en, a, form, &of, en->today, NULL, true, e);
}

const char *
paper_sample(struct engine *en, struct arena *a, const struct paper_form *form, struct err *e)
{
	struct err why = { 0 };

	if (form->fresh || form->period != PERIOD_NONE)
		return paper_draft(en, a, form, NULL, report_period_of(form->period, en->today), e);
	for (size_t i = 0; i < N_OF(form->flow) && form->flow[i] != NULL; i++) {
		const struct flow *f = flow_find(form->flow[i]);
		struct list_query q = { .list = &f->lists[0], .limit = SAMPLES };
		struct list_page page;

		if (!list_fetch(en, a, &q, &page, e))
			return NULL;
		for (size_t k = 0; k < page.n; k++) {
			struct err barred = { 0 };
			const char *content = paper_draft(en, a, form, f, page.rows[k].id, &barred);

			if (content != NULL)
				return content;
			if (why.code == ERR_OK)
				why = barred;
		}
	}
	if (why.code != ERR_OK && why.code != ERR_REFUSED)
		*e = why;
	else
		err_set(e, ERR_NOTFOUND, NULL, 0, _("没有可以用来预览%s的记录"), word_label(paper_kinds, form->kind));
	return NULL;
}

bool
paper_outdated(struct engine *en, struct arena *a, int64_t id)
{
	struct err e = { 0 };
	const struct document *d = record_get(en, a, flow_find("document"), id, &e);
	struct paper_of of;
	const char *now;

	if (d == NULL || !(en->actor.roles & ROLE_BUREAU))
		return false;
	of = document_from(d);
	now = composed(en, a, paper_form(d->kind), &of, d->issued_on, d->paper_number, false, &e);
	return now == NULL || strcmp(now, d->content) != 0;
}

int64_t
paper_issue(struct engine *en, struct arena *a, const struct paper_form *form, const struct flow *f, int64_t id, struct err *e)
{
	struct arg v[2] = { { "kind", paper_kinds[form->kind].key },
		{ f != NULL ? f->name : "", arena_printf(a, "%lld", (long long)id) } };
	struct result res = { 0 };

	if (form->period != PERIOD_NONE)
		v[1] = (struct arg){ "period", report_period_text(a, id) };
	if (!action_do(en, a, action_find(NULL, "document.issue"), 0, 0, (struct args){ v, *v[1].name != '\0' && id != 0 ? 2 : 1 }, &res, e))
		return 0;
	return res.id;
}

/* "聘书-冉凯文-碚聘〔2024〕5号", fit for a file's name. */
static const char *
file_name(struct engine *en, struct arena *a, const struct paper_form *form, const struct paper_wanted *w)
{
	struct err e = { 0 };
	const struct document *d = w->document != 0 ? record_get(en, a, flow_find("document"), w->document, &e) : NULL;
	const char *number = d == NULL ? "" : *d->paper_number != '\0' ? d->paper_number : d->number;
	const char *subject = w->flow != NULL ? record_title(en, a, w->flow, w->id) :
		form->period != PERIOD_NONE ? report_period_text(a, w->id) : "";
	char *out = arena_printf(a, "%s%s%s%s%s", word_label(paper_kinds, form->kind), *subject != '\0' ? "-" : "", subject,
		*number != '\0' && strcmp(number, subject) != 0 ? "-" : "", strcmp(number, subject) != 0 ? number : "");
	size_t n = strlen(out) > 180 ? text_boundary(out, 180) : strlen(out);

	out[n] = '\0';
	for (char *p = out; *p != '\0'; p++)
		if (strchr("/\\:*?\"<>| ", *p) != NULL)
			*p = '_';
	return out;
}

static bool
want_one(struct engine *en, struct arena *a, const struct paper_form *form, struct paper_wanted *w, bool draft, struct err *e)
{
	w->document = draft ? 0 : paper_issued(en, a, form, w->flow, w->id);
	w->outdated = w->document != 0 && paper_outdated(en, a, w->document);
	if (draft)
		w->content = paper_draft(en, a, form, w->flow, w->id, e);
	else if (w->document != 0 || (w->document = paper_issue(en, a, form, w->flow, w->id, e)) != 0)
		w->content = paper_content(en, a, w->document, e);
	else
		w->content = NULL;
	if (w->content != NULL)
		w->name = file_name(en, a, form, w);
	return w->content != NULL;
}

/* Whose paper it is that could not be made. */
static void
name_failed(struct engine *en, struct arena *a, const struct paper_wanted *w, struct err *e)
{
	struct err why = *e;

	*e = (struct err){ 0 };
	err_set(e, why.code, why.field, why.article, "%s：%s", w->flow != NULL ? record_title(en, a, w->flow, w->id) : "", why.text);
}

bool
papers_issue(struct engine *en, struct arena *a, const struct paper_form *form, struct paper_wanted *v, size_t n, bool draft,
	bool (*progress)(void *ctx, size_t done, size_t total), void *ctx, struct err *e)
{
	bool bulk = !draft && n > 1, ok = true;

	if (bulk && !bulk_begin(en, e))
		return false;
	for (size_t i = 0; i < n && ok; i++) {
		if (progress != NULL && !progress(ctx, i, n))
			ok = err_set(e, ERR_CANCELLED, NULL, 0, "%s", _("已取消，一份也没有制发"));
		else if (!want_one(en, a, form, &v[i], draft, e)) {
			ok = false;
			if (n > 1)
				name_failed(en, a, &v[i], e);
		}
	}
	if (bulk && ok)
		return bulk_end(en, e);
	if (bulk)
		bulk_abandon(en);
	return ok;
}

bool
papers_out(struct engine *en, const int64_t *document, size_t n, const char *where, struct err *e)
{
	struct arena *a = arena_new();
	bool one = n == 1 && document[0] != 0, ok;

	ok = event_record(en, "print.paper", one ? "document" : "", one ? document[0] : 0, 0,
		n == 1 ? where : arena_printf(a, _("%s，%zu 份"), where, n), e);
	arena_free(a);
	return ok;
}

/* FORM for record ID, and what the document ISSUED (0 none) that stands for it says; is there one? */
static bool
offer(struct engine *en, struct arena *a, const struct paper_form *form, int64_t id, int64_t issued, struct paper_offer *out)
{
	struct err e = { 0 };
	const struct document *d = issued != 0 ? record_get(en, a, flow_find("document"), issued, &e) : NULL;

	*out = (struct paper_offer){ .form = form, .id = id, .issued = issued, .number = "", .on = DAY_NONE, .allowed = true, .why = "" };
	if (d == NULL)
		return false;
	out->number = *d->paper_number != '\0' ? d->paper_number : d->number;
	out->on = d->issued_on;
	return true;
}

size_t
report_offers(struct engine *en, struct arena *a, int year, struct paper_offer *out, size_t max)
{
	size_t n = 0;

	for (word_t k = 1; (en->actor.roles & ROLE_BUREAU) && k <= word_count(paper_kinds); k++) {
		const struct paper_form *form = paper_form(k);
		bool monthly = form->period == PERIOD_MONTH;
		int64_t first = monthly ? (int64_t)year * 100 + 1 : year, last = monthly ? first + 11 : year;
		int64_t begun = report_period_of(form->period, en->today);

		if (form->period == PERIOD_NONE)
			continue;
		for (int64_t id = last < begun ? last : begun; n < max && id >= first; id--)
			offer(en, a, form, id, paper_issued(en, a, form, NULL, id), &out[n++]);
	}
	return n;
}

size_t
paper_offers(struct engine *en, struct arena *a, const struct flow *f, int64_t id, struct paper_offer *out, size_t max)
{
	size_t n = 0;

	for (word_t k = 1; k <= word_count(paper_kinds) && n < max; k++) {
		const struct paper_form *form = paper_form(k);
		struct paper_offer *o = &out[n];
		struct err e = { 0 };

		if (!paper_form_of(form, f->name) && (form->whole == NULL || strcmp(form->whole, f->name) != 0))
			continue;
		if (!offer(en, a, form, id, form->fresh ? 0 : paper_issued(en, a, form, f, id), o)) {
			struct paper_of of = made_of(form, form->fresh ? NULL : f, id);

			o->allowed = bureau(en, &e) && composed(en, a, form, &of, en->today, NULL, true, &e) != NULL;
			o->why = arena_strdup(a, e.text);
		}
		n++;
	}
	return n;
}
