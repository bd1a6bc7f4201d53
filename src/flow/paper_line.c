/*
 * paper_line.c: the repeated rows of papers: members, candidates, conditions, who is invited, criteria, a file's papers.
 *
 * Knows: the records' tables.  Must not know: templates, how a paper looks.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "flow/flows.h"
#include "flow/paper_fill.h"

static struct paper_line *
add(struct filling *f)
{
	if (f->n_lines == f->cap) {
		size_t cap = f->cap > 0 ? f->cap * 2 : 64;
		struct paper_line *v = arena_alloc(f->a->arena, cap * sizeof *v);

		if (f->n_lines > 0)
			memcpy(v, f->line, f->n_lines * sizeof *v);
		f->line = v;
		f->cap = cap;
	}
	f->line[f->n_lines] = (struct paper_line){ .flow = "", .line = "", .number = "", .result = "", .evidence = "", .remark = "",
		.who = "", .on = "", .article = "", .mark = "" };
	return &f->line[f->n_lines++];
}

/* A line for each record of FLOW whose id stands in column 0 of S; column 1 is the person. */
static void
add_records(struct filling *f, const char *flow, struct stmt *s)
{
	int64_t *v = NULL;
	size_t n = 0, cap = 0;

	while (db_step(s)) {
		if (n + 2 > cap) {
			cap = cap > 0 ? cap * 2 : 128;
			v = mem_resize(v, cap * sizeof *v);
		}
		v[n++] = db_int(s, 0);
		v[n++] = db_int(s, 1);
	}
	for (size_t i = 0; i < n; i += 2) {
		const void *row = act_load(f->a, flow, v[i]);
		struct paper_line *l;

		if (row == NULL)
			continue;
		l = add(f);
		l->flow = flow;
		l->row = row;
		l->p = act_load(f->a, "person", v[i + 1]);
	}
	free(v);
}

static void
members(struct filling *f)
{
	add_records(f, "supervisor", db_prepare(f->a->db,
		"SELECT id, person FROM supervisor WHERE state = 'active' ORDER BY stroke_key, id"));
}

/* Everybody the notice told the public of, whatever became of them. */
static void
candidates(struct filling *f)
{
	struct stmt *s = db_prepare(f->a->db,
		"SELECT id, person FROM candidate WHERE round = :id AND publicised_on IS NOT NULL ORDER BY stroke_key, id");

	db_bind_int(s, ":id", f->round->rec.id);
	add_records(f, "candidate", s);
}

static void
invited(struct filling *f)
{
	struct stmt *s = db_prepare(f->a->db,
		"SELECT id, person FROM attendance WHERE activity = :id AND state NOT IN ('declined', 'released') ORDER BY stroke_key, id");

	db_bind_int(s, ":id", f->act->rec.id);
	add_records(f, "attendance", s);
}

static const char *
day_cn(struct filling *f, day_t d)
{
	return d != DAY_NONE ? day_format_cn(f->a->arena, d) : "";
}

static void
conditions(struct filling *f)
{
	const struct candidate *c = f->can;
	const int64_t by[CONDITIONS] = { c->by1, c->by2, c->by3, c->by4, c->by5, c->by6, c->by7 };

	for (int i = 1; i <= CONDITIONS; i++) {
		struct paper_line *l = add(f);

		l->line = condition_names[i].label;
		l->result = condition_results[candidate_condition(c, i)].label;
		l->evidence = candidate_evidence(c, i);
		l->remark = candidate_remark(c, i);
		l->who = act_title(f->a, "account", by[i - 1]);
		l->on = day_cn(f, candidate_condition_on(c, i));
	}
}

static void
marks(struct filling *f)
{
	for (size_t i = 0; i < CRITERIA; i++) {
		struct paper_line *l = add(f);
		int64_t mark;

		memcpy(&mark, (const char *)f->ev + criteria[i].mark, sizeof mark);
		l->line = criteria[i].label;
		l->article = arena_printf(f->a->arena, "第%s条", criteria[i].article == 8 ? "八" : criteria[i].article == 10 ? "十" :
			criteria[i].article == 11 ? "十一" : "十八");
		l->mark = f->ev->scored_on != DAY_NONE ? arena_printf(f->a->arena, "%lld", (long long)mark) : "";
	}
}

/* ---- the papers of a file ---- */

static struct stmt *
papers_of(struct db *db, const char *flow)
{
#define PAPERS(c) "SELECT title, paper_number, issued_on, issuer, number FROM document WHERE " c " = :id AND state = 'issued' " \
	"AND kind <> 'archive' ORDER BY issued_on, id"
	return strcmp(flow, "opinion") == 0 ? db_prepare(db, PAPERS("opinion")) :
		strcmp(flow, "review") == 0 ? db_prepare(db, PAPERS("review")) :
		strcmp(flow, "round") == 0 ? db_prepare(db, PAPERS("round")) :
		strcmp(flow, "activity") == 0 ? db_prepare(db, PAPERS("activity")) :
		strcmp(flow, "dismissal") == 0 ? db_prepare(db, PAPERS("dismissal")) :
		strcmp(flow, "candidate") == 0 ? db_prepare(db, PAPERS("candidate")) :
		strcmp(flow, "certificate") == 0 ? db_prepare(db, PAPERS("certificate")) : db_prepare(db, PAPERS("supervisor"));
#undef PAPERS
}

static void
add_papers(struct filling *f, const char *flow, int64_t id)
{
	struct stmt *s = papers_of(f->a->db, flow);
	struct arena *a = f->a->arena;

	db_bind_int(s, ":id", id);
	while (db_step(s)) {
		struct paper_line *l = add(f);

		l->line = arena_strdup(a, db_text(s, 0));
		l->number = arena_strdup(a, *db_text(s, 1) != '\0' ? db_text(s, 1) : db_text(s, 4));
		l->on = day_cn(f, db_day(s, 2));
		l->who = arena_strdup(a, db_text(s, 3));
	}
}

/* Files that came with the record. */
static void
add_attachments(struct filling *f, const char *flow, int64_t id)
{
	struct stmt *s = db_prepare(f->a->db, "SELECT name, number, added_on, adder FROM attachment WHERE record = :id AND of_flow = :flow "
		"AND state = 'kept' ORDER BY id");
	struct arena *a = f->a->arena;

	db_bind_int(s, ":id", id);
	db_bind_text(s, ":flow", flow);
	while (db_step(s)) {
		struct paper_line *l = add(f);

		l->line = arena_strdup(a, db_text(s, 0));
		l->number = arena_strdup(a, db_text(s, 1));
		l->on = day_cn(f, db_day(s, 2));
		l->who = arena_strdup(a, db_text(s, 3));
		l->remark = "附件";
	}
}

static void
file(struct filling *f)
{
	const char *flow;
	int64_t id = paper_made_of(&f->of, &flow);

	/* A letter that grew out of an opinion lies in one file with it. */
	if (f->r != NULL && f->r->opinion != 0) {
		add_papers(f, "opinion", f->r->opinion);
		add_attachments(f, "opinion", f->r->opinion);
	}
	add_papers(f, flow, id);
	add_attachments(f, flow, id);
}

void
paper_lines(struct filling *f)
{
	switch (f->form->kind) {
	case PAPER_ROSTER: members(f); break;
	case PAPER_PUBLICITY: candidates(f); break;
	case PAPER_ACTIVITY:
	case PAPER_SIGNIN: invited(f); break;
	case PAPER_CHECK: conditions(f); break;
	case PAPER_EVALUATION: marks(f); break;
	case PAPER_ARCHIVE: file(f); break;
	default: break;
	}
	f->at = f->n_lines;
}
