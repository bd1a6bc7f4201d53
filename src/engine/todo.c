/*
 * todo.c: the actor's work queue, and full text over everything the actor sees.
 *
 * Knows: roles and scope.  Must not know: what a flow waits for.
 */
#include <limits.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "store/query.h"
#include "flow/cover.h"
#include "engine/private.h"

#define NOTICE INT64_MAX /* the record of the row that belongs to none */

/* Whose rows the queue has, and those among them that are a colleague's on leave. */
struct mine {
	struct covered covered[COVER_MOST];
	size_t n;
	int64_t officers[COVER_MOST + 1];
};

static struct wait_who
who(const struct engine *en, struct arena *a, struct mine *m)
{
	struct wait_who w = { en->actor.roles, en->actor.agency, en->actor.person, en->actor.account, en->today, NULL, 0,
		away_waits(en, a), away_text(&en->actor, a) };

	m->n = en->actor.account != 0 ? cover_of(en->db, a, en->actor.account, en->today, m->covered) : 0;
	m->officers[0] = en->actor.account;
	for (size_t i = 0; i < m->n; i++)
		m->officers[i + 1] = m->covered[i].account;
	if (en->queue_mine) {
		w.officers = m->officers;
		w.n_officers = m->n + 1;
	}
	return w;
}

static const char *
covered_name(const struct mine *m, int64_t officer)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->covered[i].account == officer)
			return m->covered[i].name;
	return "";
}

/*
 * From November on the administrators' queue asks for the next year's notice of days off while it is missing.
 * No record waits for it: the row stands last, among what has no period.
 */
static bool
notice_missing(const struct engine *en)
{
	const struct action *ac = action_find(NULL, "holiday.import");
	int year, month, day;

	if (ac == NULL || !(en->actor.roles & (ROLE_CLERK | ROLE_SYSADMIN) & ac->roles))
		return false;
	day_split(en->today, &year, &month, &day);
	return month >= 11 && !calendar_has_year(en->cal, year + 1);
}

static struct todo_row
notice_row(const struct engine *en, struct arena *a)
{
	int year, month, day;

	day_split(en->today, &year, &month, &day);
	return (struct todo_row){ .flow = flow_find("holiday"), .number = arena_printf(a, "%d", year + 1),
		.object = _("国务院办公厅放假通知"), .text = N_("导入放假通知"), .action = "holiday.import", .due = DAY_NONE,
		.days = INT32_MAX, .covered = "", .edge = { DAY_NONE, NOTICE, 0, false, false },
		.basis = _("下一年的放假安排没有导入时，期限只按周末计算") };
}

static bool
notice_says(const struct todo_row *t, const char *words)
{
	return words == NULL || *words == '\0' || strstr(t->number, words) != NULL || strstr(t->object, words) != NULL ||
		strstr(_(t->text), words) != NULL;
}

size_t
todo_fetch(struct engine *en, struct arena *a, const char *words, const struct wait_edge *edge, size_t max,
	struct todo_row **out, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	struct mine mine;
	struct wait_who me = who(en, a, &mine);
	struct wait_found *found;
	struct wait_edge behind = { .backward = true };
	struct todo_row notice = { 0 };
	bool has_notice = false, at_notice = edge != NULL && edge->record == NOTICE;
	size_t n = 0, rows;

	/* The notice stands behind the last row. */
	if (max > 0 && notice_missing(en)) {
		notice = notice_row(en, a);
		has_notice = notice_says(&notice, words) &&
			(edge == NULL || !(edge->backward ? edge->record != 0 && !(at_notice && edge->inclusive) : at_notice && !edge->inclusive));
	}
	if (at_notice && edge->backward)
		edge = &behind;
	rows = at_notice && edge != &behind ? 0 :
		wait_fetch(en->db, a, &me, words, edge, max - (has_notice && edge != NULL && edge->backward), &found);
	*out = arena_alloc(a, (rows + 2) * sizeof **out);
	for (; n < rows; n++) {
		struct todo_row *t = &(*out)[n];
		const struct wait_found *w = &found[n];

		t->record = w->record;
		t->flow = flow_find(w->flow);
		t->number = w->w.number;
		t->object = w->w.object;
		t->text = wait_says(&w->w, en->today, &t->calm);
		t->action = w->w.action;
		t->due = w->w.due;
		t->basis = w->basis;
		t->edge = (struct wait_edge){ w->w.due, w->record, w->place, false, false };
		t->covered = covered_name(&mine, w->w.officer);
		t->days = t->due == DAY_NONE ? INT32_MAX : calendar_count(en->cal, en->today, t->due);
		/* Overdue over a weekend only: no working day has passed, it is overdue all the same. */
		if (t->due != DAY_NONE && t->due < en->today && t->days >= 0)
			t->days = -1;
	}
	if (has_notice && n < max)
		(*out)[n++] = notice;
	db_errors(en->db, old);
	return n;
}

/* The counts as last read, for whom, on which day, and the file's data version then. */
struct todo_kept {
	struct todo_sum sum;
	struct actor who;
	bool mine;
	day_t today;
	int64_t seen;
};

/* Nobody has written since: the menu and the queue beside it ask for the same. */
static bool
sum_kept(const struct engine *en, int64_t seen, struct todo_sum *out)
{
	const struct todo_kept *k = en->todo;

	if (k == NULL || db_depth(en->db) > 0 || k->seen != seen || k->today != en->today ||
		k->mine != en->queue_mine || k->who.account != en->actor.account || k->who.roles != en->actor.roles || k->who.agency != en->actor.agency || k->who.person != en->actor.person || k->who.away != en->actor.away)
		return false;
	*out = k->sum;
	return true;
}

static void
keep_sum(struct engine *en, int64_t seen, const struct todo_sum *sum)
{
	if (db_depth(en->db) > 0)
		return;
	if (en->todo == NULL)
		en->todo = arena_alloc(en->arena, sizeof *en->todo);
	*en->todo = (struct todo_kept){ *sum, en->actor, en->queue_mine, en->today, seen };
}

bool
todo_sum(struct engine *en, struct todo_sum *out, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	int64_t seen = db_data_version(en->db);
	struct mine mine;
	struct wait_who me;
	struct wait_count *c;
	struct arena *a;
	size_t n;

	if (sum_kept(en, seen, out)) {
		db_errors(en->db, old);
		return true;
	}
	a = arena_new();
	me = who(en, a, &mine);
	n = wait_counts(en->db, a, &me, en->today, calendar_add_workdays(en->cal, en->today, 3), &c);

	memset(out, 0, sizeof *out);
	for (size_t i = 0; i < n; i++) {
		out->all += c[i].all;
		out->overdue += c[i].overdue;
		out->soon += c[i].soon;
		if (out->n_flows < N_OF(out->by_flow)) {
			out->by_flow[out->n_flows].flow = flow_find(c[i].flow);
			out->by_flow[out->n_flows++].n = c[i].all;
		}
	}
	if (notice_missing(en)) {
		out->all++;
		if (out->n_flows < N_OF(out->by_flow)) {
			out->by_flow[out->n_flows].flow = flow_find("holiday");
			out->by_flow[out->n_flows++].n = 1;
		}
	}
	db_errors(en->db, old);
	if (e->code == ERR_OK)
		keep_sum(en, seen, out);
	arena_free(a);
	return e->code == ERR_OK;
}

#define NEXT_PAGE 16 /* rows looked at at once; mostly the first of them is it */
#define NEXT_MOST 500

/* The first row behind EDGE (NULL: of all) that is another record's and not calm; its record, 0 none. */
static int64_t
next_behind(struct engine *en, struct arena *a, const struct wait_edge *edge, int64_t record, const struct flow **flow,
	struct err *e)
{
	struct wait_edge at;
	struct todo_row *rows;
	size_t n;

	for (size_t seen = 0; seen < NEXT_MOST; seen += n) {
		n = todo_fetch(en, a, NULL, edge, NEXT_PAGE, &rows, e);
		for (size_t i = 0; i < n; i++)
			if (rows[i].record != 0 && rows[i].record != record && !rows[i].calm) {
				*flow = rows[i].flow;
				return rows[i].record;
			}
		if (n < NEXT_PAGE)
			break;
		at = rows[n - 1].edge;
		edge = &at;
	}
	return 0;
}

int64_t
todo_next(struct engine *en, int64_t record, const struct flow **flow, struct err *e)
{
	struct arena *a = arena_new();
	struct err *old = db_errors(en->db, e);
	struct wait_edge *edges;
	size_t n = wait_edges(en->db, a, record, &edges);
	struct todo_row *row;
	int64_t next = 0;

	*flow = NULL;
	/* Behind the first of its rows that is in this queue; the others wait for somebody else. */
	for (size_t i = 0; i < n; i++) {
		edges[i].inclusive = true;
		if (todo_fetch(en, a, NULL, &edges[i], 1, &row, e) == 1 && row->record == record) {
			edges[i].inclusive = false;
			next = next_behind(en, a, &edges[i], record, flow, e);
			break;
		}
	}
	/* Nothing behind, or a record that has just left the queue: begin again at the most urgent. */
	if (next == 0)
		next = next_behind(en, a, NULL, record, flow, e);
	db_errors(en->db, old);
	arena_free(a);
	return next;
}

/* The text around the first hit of WORDS in BODY, one line. */
static const char *
around(struct arena *a, const char *body, const char *words)
{
	size_t first = strcspn(words, " ");
	const char *w = arena_strndup(a, words, first), *hit = strstr(body, w), *from;
	size_t at;

	if (hit == NULL)
		hit = body;
	at = (size_t)(hit - body);
	from = at > 30 ? body + text_boundary(body, at - 24) : body;
	return text_clean(a, arena_strndup(a, from, text_boundary(from, strlen(from) < 180 ? strlen(from) : 180)), false);
}

/* Which flows' scope tokens bound the search of this actor, and where the rows are looked at once more. */
size_t
search_all(struct engine *en, struct arena *a, const char *words, size_t max, struct found **out, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	size_t n = 0;

	*out = arena_alloc(a, (max + 1) * sizeof **out);
	words = text_nfc(a, text_trim(a, text_valid(words, strlen(words)) ? words : text_clean(a, words, false)));
	for (size_t i = 0; flows[i] != NULL && n < max; i++) {
		const struct flow *f = flows[i];
		struct list_query q = { .list = &f->lists[0], .words = words, .limit = max - n };
		struct err skip = { 0 };
		struct list_page page;

		if (f->text == NULL || search_match(a, words, "") == NULL || !list_fetch(en, a, &q, &page, &skip)) {
			if (skip.code != ERR_OK && skip.code != ERR_DENIED)
				err_set(e, skip.code, skip.field, skip.article, "%s", skip.text);
			continue;
		}
		for (size_t k = 0; k < page.n; k++) {
			void *row = row_load(en, a, f, page.rows[k].id);
			struct search_text t;
			struct act c;
			struct found *hit = &(*out)[n];

			if (row == NULL)
				continue;
			row_open(en, f, row);
			act_context(&c, en, a, f, NULL, row, e);
			books_text(&c, row, &t);
			hit->id = page.rows[k].id;
			hit->flow = f;
			hit->title = f->title(&c, row);
			hit->snippet = around(a, t.body, words);
			n++;
		}
	}
	db_errors(en->db, old);
	return n;
}
