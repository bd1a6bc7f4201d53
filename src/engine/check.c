/*
 * check.c: does the file hold together: SQLite's own check, and the books recomputed from the records.
 *
 * Knows: every flow's answers.  Must not know: how the books are written.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "store/query.h"
#include "engine/attachment.h"
#include "engine/private.h"

#define WORDS_MOST 100000 /* records of a flow that are looked for in the index by their words: as many as memory should hold */

/* Recomputed counts, compared with the tally book afterwards. */
struct count {
	const char *state;
	int64_t agency;
	int month;
	int64_t n;
};
struct counts {
	int64_t clocks, waits, texts; /* of this flow's records */
	int64_t figured;              /* sum of what the book of figures says of this flow */
	int64_t words_every;          /* each so many-th record is looked for in the index by its words */
	struct arena *a;
	const struct flow *flow;
	struct count *v;
	size_t n, cap;
	struct buf *out;
	int64_t *faults;
	struct told *told;
	struct search_proof *proof;   /* of all flows: what the index should hold */
	struct counts *figures;       /* the same for the book of figures, .state is "field=value" */
};

/* How far the check is, and who wants to know. */
struct told {
	bool (*progress)(void *ctx, int64_t done, int64_t total); /* NULL: nobody */
	void *ctx;
	int64_t done, total;
};

static bool
tell(struct told *t, struct err *e)
{
	if (t->progress == NULL || t->progress(t->ctx, t->done, t->total))
		return true;
	return err_set(e, ERR_CANCELLED, NULL, 0, _("检查没有做完，已停止"));
}

/* SQLite's own part has no count: it asks now and then whether to go on. */
static int
tell_step(void *p)
{
	struct told *t = p;

	return t->progress != NULL && !t->progress(t->ctx, t->done, t->total);
}

static void
fault(struct counts *c, const char *sentence)
{
	++*c->faults;
	buf_printf(c->out, "%s\n", sentence);
}

static struct count *
slot(struct counts *c, const struct tally_key *k)
{
	/* Hashed by open addressing: at a million records a linear search would not end. */
	size_t at;

	if (c->n * 2 >= c->cap) {
		size_t cap = c->cap != 0 ? c->cap * 2 : 1024;
		struct count *old = c->v;
		size_t old_cap = c->cap;

		c->v = arena_alloc(c->a, cap * sizeof *c->v);
		c->cap = cap;
		c->n = 0;
		for (size_t i = 0; i < old_cap; i++)
			if (old[i].state != NULL) {
				struct tally_key again = { "", old[i].state, old[i].agency, old[i].month };

				slot(c, &again)->n = old[i].n;
			}
	}
	at = (size_t)(k->agency * 31 + k->month * 7);
	for (const char *s = k->state; *s != '\0'; s++)
		at = at * 31 + (unsigned char)*s;
	at &= c->cap - 1;
	while (c->v[at].state != NULL &&
		(strcmp(c->v[at].state, k->state) != 0 || c->v[at].agency != k->agency || c->v[at].month != k->month))
		at = (at + 1) & (c->cap - 1);
	if (c->v[at].state == NULL) {
		c->v[at] = (struct count){ arena_strdup(c->a, k->state), k->agency, k->month, 0 };
		c->n++;
	}
	return &c->v[at];
}

/* What an entry says, not in which words: a newer program may word a basis or what is to be done otherwise. */
static bool
same_clock(const struct clock_row *x, const struct clock_row *y)
{
	return strcmp(x->kind, y->kind) == 0 && x->start == y->start && x->n == y->n && x->unit == y->unit &&
		x->extension == y->extension && x->stopped == y->stopped && x->article == y->article &&
		/* A stopped clock keeps the due date it was judged by, whatever calendar came later. */
		(x->due == y->due || (y->stopped != DAY_NONE && y->unit != CLOCK_FIXED));
}

static bool
same_wait(const struct wait_row *x, const struct wait_row *y)
{
	return x->role == y->role && x->agency == y->agency && x->person == y->person && x->officer == y->officer &&
		x->due == y->due && strcmp(x->clock, y->clock) == 0 && strcmp(x->action, y->action) == 0 &&
		strcmp(x->number, y->number) == 0 && strcmp(x->object, y->object) == 0;
}

static bool
same_clocks(const struct clock_row *x, size_t n, const struct clock_row *y, size_t m)
{
	if (n != m)
		return false;
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		while (k < m && !same_clock(&x[i], &y[k]))
			k++;
		if (k == m)
			return false;
	}
	return true;
}

static bool
same_waits(const struct wait_row *x, size_t n, const struct wait_row *y, size_t m)
{
	if (n != m)
		return false;
	/* In the order the flow answers: it is the place in the book. */
	for (size_t i = 0; i < n; i++)
		if (!same_wait(&x[i], &y[i]))
			return false;
	return true;
}

static void
not_found(struct counts *counts, struct arena *a, struct act *c, const void *row)
{
	const struct flow *f = c->flow;

	fault(counts, arena_printf(a, _("%s %s：检索与记录不符"), _(f->label), f->title(c, row)));
}

static const char *
figure_name(struct arena *a, const struct figure_key *k)
{
	return arena_printf(a, "%s=%s", k->field, k->value);
}

static void
count_figures(struct arena *a, struct counts *c, const void *row, const struct clock_row *clocks, size_t n_clocks)
{
	struct figure_key v[FLOW_MAX_FIGURES];
	size_t n = books_figures(a, c->flow, row, clocks, n_clocks, v);

	for (size_t i = 0; i < n; i++) {
		struct tally_key key = { "", figure_name(a, &v[i]), v[i].agency, v[i].month };
		struct tally_key all = { "", key.state, FIGURE_ALL, v[i].month };

		slot(c->figures, &key)->n++;
		slot(c->figures, &all)->n++;
	}
}

static void
check_record(struct engine *en, struct arena *a, const struct flow *f, int64_t id, struct counts *counts, struct err *e)
{
	struct clock_row clocks[FLOW_MAX_CLOCKS], *stored_clocks;
	struct wait_row waits[FLOW_MAX_WAITS], *stored_waits;
	struct tally_key key;
	static const struct search_text nothing = { "", "", "" };
	struct search_text text;
	struct act c;
	void *row = row_load(en, a, f, id);
	size_t n, m, n_stored;

	if (row == NULL)
		return;
	act_context(&c, en, a, f, NULL, row, e);
	n = books_clocks(&c, row, clocks);
	n_stored = m = clock_of(en->db, a, id, &stored_clocks);
	counts->clocks += (int64_t)m;
	if (!same_clocks(clocks, n, stored_clocks, m))
		fault(counts, arena_printf(a, _("%s %s：期限簿与记录不符"), _(f->label), f->title(&c, row)));
	n = books_waits(&c, row, clocks, n, waits);
	m = wait_of(en->db, a, id, &stored_waits);
	counts->waits += (int64_t)m;
	if (!same_waits(waits, n, stored_waits, m))
		fault(counts, arena_printf(a, _("%s %s：待办簿与记录不符"), _(f->label), f->title(&c, row)));
	if (books_tally(f, row, &key))
		slot(counts, &key)->n++;
	count_figures(a, counts, row, stored_clocks, n_stored);
	if (!books_text(&c, row, &text))
		return;
	counts->texts++;
	/* By its words and its scope it is looked for later, together with all others; that it is in the index at all, now. */
	if (counts->texts % counts->words_every == 0)
		search_proof_tell(counts->proof, id, &text);
	else if (!search_has(en->db, a, id, &nothing))
		not_found(counts, a, &c, row);
}

static bool
compare_tally(void *ctx, const struct tally_key *k, int64_t n)
{
	struct counts *c = ctx;
	struct count *s;

	if (strcmp(k->flow, c->flow->name) != 0)
		return true;
	s = slot(c, k);
	if (s->n != n)
		fault(c, arena_printf(c->a, _("%s：统计簿（%s）记%lld件，实有%lld件"), _(c->flow->label), k->state,
			(long long)n, (long long)s->n));
	s->n = 0;
	return true;
}

static bool
compare_figure(void *ctx, const struct figure_key *k, int64_t n)
{
	struct counts *c = ctx;
	struct arena *a = arena_new();
	struct tally_key key = { "", figure_name(a, k), k->agency, k->month };
	struct count *s = slot(c->figures, &key);

	if (s->n != n)
		fault(c, arena_printf(a, _("%s：统计簿（%s）记%lld件，实有%lld件"), _(c->flow->label), key.state, (long long)n,
			(long long)s->n));
	s->n = 0;
	c->figured += n;
	arena_free(a);
	return true;
}

/* What the records have and the book has not. */
static void
check_missing(struct counts *c, const struct counts *of)
{
	for (size_t k = 0; k < of->cap; k++)
		if (of->v[k].state != NULL && of->v[k].n != 0)
			fault(c, arena_printf(c->a, _("%s：统计簿缺%lld件（%s）"), _(c->flow->label), (long long)of->v[k].n,
				of->v[k].state));
}

/* What stands in the books of this flow and belongs to none of its records. */
static void
check_strays(struct engine *en, struct counts *c)
{
	const struct flow *f = c->flow;
	const char *label = _(f->label);
	int64_t n;

	if ((n = clock_total(en->db, f->name)) != c->clocks)
		fault(c, arena_printf(c->a, _("%s：期限簿有%lld项，记录只有%lld项"), label, (long long)n, (long long)c->clocks));
	if ((n = wait_total(en->db, f->name)) != c->waits)
		fault(c, arena_printf(c->a, _("%s：待办簿有%lld项，记录只有%lld项"), label, (long long)n, (long long)c->waits));
	if ((n = search_total(en->db, c->a, search_scope_flow(c->a, f->name))) != c->texts)
		fault(c, arena_printf(c->a, _("%s：检索有%lld条，记录有%lld条"), label, (long long)n, (long long)c->texts));
}

/* Columns that the file's own triggers keep must be what they are derived from. */
static void
check_derived(struct engine *en, struct counts *c)
{
	const struct flow *f = c->flow;
	struct query q;
	struct stmt *s;

	if (f->derived == NULL)
		return;
	query_init(&q, c->a, f->lists[0].from);
	query_scope(&q, "1");
	query_where(&q, arena_printf(c->a, "NOT (%s)", f->derived));
	s = query_prepare_count(&q, en->db);
	db_bind_int(s, ":limit", INT64_MAX);
	if (db_step(s) && db_int(s, 0) > 0)
		fault(c, arena_printf(c->a, _("%s：%lld条记录的期限列与期限簿不符"), _(f->label), (long long)db_int(s, 0)));
	db_done(s);
}

static bool
known_flow(void *ctx, const struct tally_key *k, int64_t n)
{
	struct counts *c = ctx;

	if (flow_find(k->flow) == NULL)
		fault(c, arena_printf(c->a, _("统计簿有%lld件不属于任何流程（%s）"), (long long)n, k->flow));
	return true;
}

static void
check_flow(struct engine *en, struct counts *counts, struct err *e)
{
	const struct flow *f = counts->flow;
	struct arena *a = arena_new();
	int64_t ids[500], after = 0;
	size_t n;

	counts->words_every = record_total(en->db, f->table) / WORDS_MOST + 1;
	while ((n = record_ids(en->db, f->table, after, N_OF(ids), ids)) > 0) {
		for (size_t k = 0; k < n; k++) {
			check_record(en, a, f, ids[k], counts, e);
			arena_reset(a);
			counts->told->done++;
		}
		after = ids[n - 1];
		if (!tell(counts->told, e)) {
			arena_free(a);
			return;
		}
	}
	check_strays(en, counts);
	check_derived(en, counts);
	if (f->tally != NULL) {
		struct tally_key none = { "", "", 0, 0 };

		slot(counts, &none); /* makes the table when there was no record at all */
		tally_each(en->db, compare_tally, counts);
		check_missing(counts, counts);
	}
	figure_each(en->db, f->name, compare_figure, counts);
	check_missing(counts, counts->figures);
	arena_free(a);
}

struct finding {
	struct engine *en;
	struct counts *counts;
	struct err *e;
};

/* A record that the index does not hold as it should: seldom, so its flow is looked for. */
static void
unproved(void *ctx, int64_t record)
{
	struct finding *f = ctx;
	struct arena *a = arena_new();
	struct act c;
	void *row = NULL;

	for (size_t i = 0; flows[i] != NULL && row == NULL; i++)
		if ((row = row_load(f->en, a, flows[i], record)) != NULL) {
			act_context(&c, f->en, a, flows[i], NULL, row, f->e);
			not_found(f->counts, a, &c, row);
		}
	arena_free(a);
}

/* All records that were told to the proof, looked for in one pass over the index. */
static void
check_words(struct engine *en, struct counts *all, struct err *e)
{
	struct finding f = { en, all, e };

	if (!tell(all->told, e))
		return;
	db_on_step(en->db, tell_step, all->told);
	search_proof_run(en->db, all->proof, unproved, &f);
	db_on_step(en->db, NULL, NULL);
}

/* Sums over all flows: what bears the name of no flow shows here. */
static void
check_totals(struct engine *en, struct counts *c)
{
	int64_t n;

	if ((n = clock_total(en->db, NULL) - c->clocks) > 0)
		fault(c, arena_printf(c->a, _("期限簿有%lld项不属于任何流程"), (long long)n));
	if ((n = wait_total(en->db, NULL) - c->waits) > 0)
		fault(c, arena_printf(c->a, _("待办簿有%lld项不属于任何流程"), (long long)n));
	tally_each(en->db, known_flow, c);
	if ((n = figure_total(en->db) - c->figured) > 0)
		fault(c, arena_printf(c->a, _("统计簿有%lld件不属于任何流程（%s）"), (long long)n, "figure"));
	if ((n = wait_faults(en->db)) > 0)
		fault(c, arena_printf(c->a, _("待办簿有%lld个合计与待办不符"), (long long)n));
	if ((n = tally_faults(en->db)) > 0)
		fault(c, arena_printf(c->a, _("统计簿有%lld个合计与分月之和不符"), (long long)n));
}

/* What SQLite itself finds: pages, indexes, references. */
static void
check_file(struct engine *en, struct buf *out, int64_t *faults)
{
	struct stmt *s = db_prepare(en->db, "PRAGMA quick_check(20)");

	while (db_step(s))
		if (strcmp(db_text(s, 0), "ok") != 0) {
			++*faults;
			buf_printf(out, "%s\n", db_text(s, 0));
		}
	s = db_prepare(en->db, "PRAGMA foreign_key_check");
	while (db_step(s)) {
		++*faults;
		buf_printf(out, _("%s：记录%lld引用的%s不存在\n"), db_text(s, 0), (long long)db_int(s, 1), db_text(s, 2));
	}
}

bool
engine_check(struct engine *en, struct buf *out, int64_t *faults, struct err *e)
{
	return engine_check_telling(en, out, faults, NULL, NULL, e);
}

bool
engine_check_telling(struct engine *en, struct buf *out, int64_t *faults,
	bool (*progress)(void *ctx, int64_t done, int64_t total), void *ctx, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	struct arena *keep = arena_new();
	struct told told = { .progress = progress, .ctx = ctx };
	struct counts all = { .a = keep, .out = out, .faults = faults, .told = &told, .proof = search_proof_new(keep) };

	*faults = 0;
	for (size_t i = 0; flows[i] != NULL && progress != NULL; i++)
		if (flows[i]->n_actions > 0)
			told.total += record_total(en->db, flows[i]->table);
	if (tell(&told, e)) {
		db_on_step(en->db, tell_step, &told);
		check_file(en, out, faults);
		db_on_step(en->db, NULL, NULL);
	}
	db_begin_read(en->db);
	for (size_t i = 0; flows[i] != NULL && !db_failed(en->db); i++) {
		struct counts counts = { .a = NULL, .flow = flows[i], .out = out, .faults = faults, .told = &told, .proof = all.proof };
		struct counts figures = { .a = NULL };

		/* The trail itself: it is proved by its chain. */
		if (flows[i]->n_actions == 0)
			continue;
		figures.a = counts.a = arena_new();
		counts.figures = &figures;
		check_flow(en, &counts, e);
		all.clocks += clock_total(en->db, flows[i]->name);
		all.waits += wait_total(en->db, flows[i]->name);
		all.figured += counts.figured;
		arena_free(counts.a);
	}
	if (!db_failed(en->db))
		check_totals(en, &all);
	if (!db_failed(en->db))
		check_words(en, &all, e);
	db_end_read(en->db);
	arena_free(keep);
	db_errors(en->db, old);
	return e->code == ERR_OK;
}

struct image_ctx {
	struct engine *en;
	struct arena *a;
	bool (*progress)(void *ctx, int64_t done, int64_t total);
	void *ctx;
};

static bool
image_of(void *p, const char *flow, int64_t record, struct buf *out)
{
	struct image_ctx *c = p;
	const struct flow *f = flow_find(flow);
	void *row = f != NULL ? row_load(c->en, c->a, f, record) : NULL;

	if (row != NULL)
		record_image(out, f->states, flow_cols(f), row);
	arena_reset(c->a);
	return row != NULL;
}

/* A record that no act made was put there behind the program's back. */
static bool
all_on_trail(struct engine *en, struct err *e)
{
	int64_t ids[500];
	size_t n;

	for (size_t i = 0; flows[i] != NULL; i++)
		for (int64_t after = 0; flows[i]->n_actions > 0 && (n = record_ids(en->db, flows[i]->table, after, N_OF(ids), ids)) > 0; after = ids[n - 1])
			for (size_t k = 0; k < n; k++)
				if (!trail_has(en->db, ids[k]) && !db_failed(en->db))
					return err_set(e, ERR_SYSTEM, NULL, 0, _("%s %lld 没有审计记录：未经本程序被写入"),
						_(flows[i]->label), (long long)ids[k]);
	return !db_failed(en->db);
}

static bool
tell_image(void *p, int64_t done, int64_t total)
{
	struct image_ctx *c = p;

	return c->progress == NULL || c->progress(c->ctx, done, total);
}

bool
engine_verify(struct engine *en, const char *head, int64_t *rows, struct err *e)
{
	return engine_verify_telling(en, head, rows, NULL, NULL, e);
}

bool
engine_verify_telling(struct engine *en, const char *head, int64_t *rows,
	bool (*progress)(void *ctx, int64_t done, int64_t total), void *ctx, struct err *e)
{
	return engine_verify_archives(en, head, NULL, 0, rows, progress, ctx, e);
}

bool
engine_verify_archives(struct engine *en, const char *head, const char *const *archives, size_t n, int64_t *rows,
	bool (*progress)(void *ctx, int64_t done, int64_t total), void *ctx, struct err *e)
{
	struct image_ctx image = { en, arena_new(), progress, ctx };
	struct trail_check check = { .image_of = image_of, .progress = tell_image, .ctx = &image, .archives = archives, .n_archives = n };
	struct err *old = db_errors(en->db, e);
	int64_t files;
	bool ok;

	/* A row of the trail holds a file's hash; the file must agree with it. */
	ok = trail_verify(en->db, head, &check, rows, e) && all_on_trail(en, e) && attachments_verify(en, &files, progress, ctx, e);
	db_errors(en->db, old);
	arena_free(image.a);
	return ok;
}
