/*
 * check_plan.c: what a screen asks is answered by an index, never by a walk through a table of records.
 *
 * Knows: SQLite's trace and EXPLAIN QUERY PLAN.  Must not know: which statements there are: it takes
 * down every statement that the engine's reading functions run and has each explained.
 */
#include <check.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/engine/office.h"

#include "engine/private.h"
#include "engine/stats.h"

#define MAX_STATEMENTS 65536

static const char *taken[MAX_STATEMENTS]; /* hashed by their text */
static size_t n_taken;

static int
take(unsigned what, void *ctx, void *stmt, void *text)
{
	const char *sql = sqlite3_sql(stmt);
	uint32_t at = 5381;

	(void)what;
	(void)ctx;
	(void)text;
	if (strncmp(sql, "SELECT", 6) != 0 && strncmp(sql, "UPDATE", 6) != 0 && strncmp(sql, "DELETE", 6) != 0 &&
		strncmp(sql, "WITH", 4) != 0)
		return 0;
	/* What FTS5 does with its own tables: nobody else may prepare it. */
	if (strstr(sql, "'main'.'search_") != NULL)
		return 0;
	for (const char *p = sql; *p != '\0'; p++)
		at = at * 33 + (unsigned char)*p;
	for (at %= MAX_STATEMENTS; taken[at] != NULL; at = (at + 1) % MAX_STATEMENTS)
		if (strcmp(taken[at], sql) == 0)
			return 0;
	ck_assert_uint_lt(++n_taken, MAX_STATEMENTS / 2);
	taken[at] = arena_strdup(world_arena, sql);
	return 0;
}

static void
begin_taking(void)
{
	memset(taken, 0, sizeof taken);
	n_taken = 0;
	sqlite3_trace_v2(db_handle(world->db), SQLITE_TRACE_STMT, take, NULL);
}

/* Tables that stay small whatever the years bring: some hundreds of rows. */
static const char *const small[] = { "account", "agency", "archive", "holiday", "setting", "template" };
/* What a statement makes itself, step by step along an index: a line of terms, of merged agencies. */
static const char *const made[] = { "line", "back", "away" };

enum rule {
	STRICT,  /* nothing is walked but an index, or the rows in the order of their ids, as far as the page needs */
	FILTERED /* few[] may be walked for a count */
};

/* The part of a statement that decides its plan. */
static const char *
tail(const char *sql)
{
	const char *at = NULL;

	for (const char *p = strstr(sql, " FROM "); p != NULL; p = strstr(p + 1, " FROM "))
		if (strncmp(p, " FROM account u WHERE u.id", 26) != 0 && strstr(p, "LIMIT") != NULL && strchr(p, ')') != strchr(p, '\0') - 1)
			at = p;
	return at != NULL ? at : sql;
}

/* Is ALIAS in SQL the name of TABLE? */
static bool
stands_for(const char *sql, const char *alias, size_t n, const char *table)
{
	const char *name = arena_printf(world_arena, "%s %.*s", table, (int)n, alias);

	return strstr(sql, name) != NULL || (strlen(table) == n && strncmp(alias, table, n) == 0);
}

/* People, their terms, and what the office does a few times a month: some thousands in twenty years. */
static const char *const few[] = { "person", "supervisor", "certificate", "candidate", "activity", "conflict", "cover", "dismissal",
	"invitation", "misconduct", "objection", "role_grant", "round", "ssh_key" };

/* Is ALIAS of SQL one of the N TABLES? */
static bool
one_of(const char *sql, const char *alias, size_t len, const char *const *tables, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (stands_for(sql, alias, len, tables[i]))
			return true;
	return false;
}

/*
 * Is this line of SQL's plan a walk through records?  An index may be walked along as far as a page needs, which the
 * statement says itself; through all of it, no better than through the table.
 */
static bool
walks(const char *sql, const char *line, enum rule rule)
{
	size_t n;

	if (strncmp(line, "SCAN ", 5) != 0 || line[5] == '(' || strstr(line, "VIRTUAL TABLE INDEX") != NULL ||
		strcmp(line, "SCAN CONSTANT ROW") == 0)
		return false;
	n = strcspn(line + 5, " ");
	if (one_of(sql, line + 5, n, small, N_OF(small)) || one_of(sql, line + 5, n, made, N_OF(made)) ||
		(rule == FILTERED && one_of(sql, line + 5, n, few, N_OF(few))))
		return false;
	if (strstr(line, " USING ") != NULL)
		return strstr(sql, "LIMIT") == NULL;
	/* The end of the trail; rows by id, from the edge on: that is the table's own order. */
	if (strstr(sql, "FROM trail ORDER BY seq DESC LIMIT 1") != NULL)
		return false;
	return strstr(sql, arena_printf(world_arena, "ORDER BY %.*s.id ", (int)n, line + 5)) == NULL || strstr(sql, "LIMIT") == NULL;
}

/*
 * Does this line of a plan bound what is sorted after it?  By what one person (of one name), agency, officer, supervisor
 * or record has, by what is open, or by a table of few rows: the index that is searched says so, not the words of the statement.
 */
static bool
bounds(const char *sql, const char *line, enum rule rule)
{
	static const char *const by[] = { "(person=?", "(agency=?", "(officer=?", "(supervisor=?", "(record=?", "(open=?", "(name=?", "(id=?",
		"(rowid=?" };
	/* Papers of one matter; and, when ordered by number, those of one kind, reader or year, which no index holds so. */
	static const char *const papers[] = { "document_opinion ", "document_review ", "document_supervisor ", "document_certificate ",
		"document_round ", "document_candidate ", "document_activity ", "document_dismissal ", "document_evaluation ",
		"document_kind ", "document_issued ", "attachment_type ", "attachment_added ",
		"attachment_shown " };
	size_t n;

	for (size_t i = 0; i < N_OF(by); i++)
		if (strncmp(line, "SEARCH ", 7) == 0 && strstr(line, by[i]) != NULL)
			return true;
	for (size_t i = 0; i < N_OF(papers) && rule == FILTERED; i++)
		if (strncmp(line, "SEARCH ", 7) == 0 && strstr(line, papers[i]) != NULL)
			return true;
	if (strncmp(line, "SCAN ", 5) != 0 && strncmp(line, "SEARCH ", 7) != 0)
		return false;
	line = strchr(line, ' ') + 1;
	n = strcspn(line, " ");
	return one_of(sql, line, n, small, N_OF(small)) || one_of(sql, line, n, made, N_OF(made)) ||
		(rule == FILTERED && one_of(sql, line, n, few, N_OF(few)));
}

/* Does SQL walk or sort more than it should?  Its plan, for the message. */
static bool
wasteful(const char *sql, enum rule rule, const char **plan)
{
	sqlite3 *h = db_handle(world->db);
	bool bad = false, bounded = false;
	sqlite3_stmt *s;

	*plan = "";
	ck_assert_msg(sqlite3_prepare_v2(h, arena_printf(world_arena, "EXPLAIN QUERY PLAN %s", sql), -1, &s, NULL) == SQLITE_OK, "%s: %s",
		sql, sqlite3_errmsg(h));
	while (sqlite3_step(s) == SQLITE_ROW) {
		const char *line = (const char *)sqlite3_column_text(s, 3);

		bounded = bounded || bounds(sql, line, rule);
		bad = bad || walks(sql, line, rule) || (!bounded && strstr(line, "USE TEMP B-TREE FOR ORDER BY") != NULL);
		*plan = arena_printf(world_arena, "%s\n  %s", *plan, line);
	}
	sqlite3_finalize(s);
	return bad;
}

static int faults;

static void
explain_all(const char *what, enum rule rule)
{
	sqlite3_trace_v2(db_handle(world->db), 0, NULL, NULL);
	ck_assert_uint_gt(n_taken, 0);
	for (size_t i = 0; i < MAX_STATEMENTS; i++) {
		const char *plan;

		if (taken[i] != NULL && wasteful(taken[i], rule, &plan)) {
			fprintf(stderr, "%s: %s%s\n", what, tail(taken[i]), plan);
			faults++;
		}
	}
}

static const char *
value_for(const struct list_filter *f)
{
	size_t n;

	switch (f->type) {
	case FT_WORD:
	case FT_SET:
		return f->words[1].key;
	case FT_REF:
		return id_text(every_id(flow_find(f->ref), &n)[0]);
	case FT_DAY:
		return "2026-01-05";
	case FT_INT:
		return "2026";
	case FT_BOOL:
		return "是";
	default:
		return f->deed ? "备份" : "区";
	}
}

/* The page from the top, after an edge, before it, the last one; and the count. */
static void
ask_page(struct list_query q)
{
	struct list_page page;
	struct err e = { 0 };

	q.limit = 30;
	if (!list_fetch(world, world_arena, &q, &page, &e))
		return;
	q.after_key = page.n > 0 ? page.rows[0].key : "i0";
	q.after_id = page.n > 0 ? page.rows[0].id : 0;
	list_fetch(world, world_arena, &q, &page, &e);
	q.inclusive = true;
	list_fetch(world, world_arena, &q, &page, &e);
	q.before = true;
	list_fetch(world, world_arena, &q, &page, &e);
	q.before = q.inclusive = false;
	q.from_end = true;
	list_fetch(world, world_arena, &q, &page, &e);
	ck_assert_msg(e.code == ERR_OK, "%s: %s", q.list->name, e.text);
}

static void
ask_count(struct list_query q)
{
	struct err e = { 0 };

	list_count(world, &q, 1000, &e);
}

static void
each_person(void (*ask)(const struct flow *f))
{
	static const enum office_person who[] = { OFFICE_OWNER, OFFICE_AGENCY, OFFICE_SUPERVISOR, OFFICE_AUDITOR };

	for (size_t p = 0; p < N_OF(who); p++) {
		office_as(who[p]);
		for (size_t i = 0; flows[i] != NULL; i++) {
			ask(flows[i]);
			db_errors(world->db, NULL);
		}
	}
}

static void
plain_pages(const struct flow *f)
{
	for (size_t l = 0; l < f->n_lists; l++)
		for (size_t s = 0; s < f->lists[l].n_sorts; s++) {
			struct list_query q = { .list = &f->lists[l], .sort = &f->lists[l].sorts[s] };

			ask_page(q);
			q.state = f->states[1].key;
			ask_page(q);
		}
}

static void
filtered_pages(const struct flow *f)
{
	for (size_t l = 0; l < f->n_lists; l++)
		for (size_t s = 0; s < f->lists[l].n_sorts; s++)
			for (size_t k = 0; k < f->lists[l].n_filters; k++) {
				struct arg arg = { f->lists[l].filters[k].name, value_for(&f->lists[l].filters[k]) };

				ask_page((struct list_query){ .list = &f->lists[l], .sort = &f->lists[l].sorts[s], .filters = { &arg, 1 } });
			}
}

static void
counts(const struct flow *f)
{
	for (size_t l = 0; l < f->n_lists; l++) {
		struct list_query q = { .list = &f->lists[l] };

		ask_count(q);
		q.state = f->states[1].key;
		ask_count(q);
		q.state = NULL;
		for (size_t k = 0; k < f->lists[l].n_filters; k++) {
			struct arg arg = { f->lists[l].filters[k].name, value_for(&f->lists[l].filters[k]) };

			q.filters = (struct args){ &arg, 1 };
			ask_count(q);
		}
	}
}

static void
single_records(const struct flow *f)
{
	struct err e = { 0 };
	struct trail_entry *t;
	struct clock_row *c;
	size_t n;
	const int64_t *ids = every_id(f, &n);

	record_resolve(world, f, "无此名", &e);
	err_clear(&e);
	if (n > 0) {
		record_resolve(world, f, id_text(ids[0]), &e);
		err_clear(&e);
		record_timeline(world, world_arena, f, ids[0], 0, 20, &t, &e);
		clock_of(world->db, world_arena, ids[0], &c);
	}
}

/* The queue from the top, beside an edge in both directions, from the end, with words, and its counts. */
static void
ask_queue(void)
{
	static const char *const words[] = { NULL, "局" };
	struct wait_edge edge = { day_parse_iso("2026-01-05"), 500109000000001, 0, false, false };
	struct todo_row *t;
	struct todo_sum sum;
	struct err e = { 0 };

	for (size_t i = 0; i < N_OF(words); i++) {
		todo_fetch(world, world_arena, words[i], NULL, 20, &t, &e);
		for (int way = 0; way < 4; way++) {
			edge.backward = (way & 1) != 0;
			edge.inclusive = (way & 2) != 0;
			todo_fetch(world, world_arena, words[i], &edge, 20, &t, &e);
		}
		todo_fetch(world, world_arena, words[i], &(struct wait_edge){ .backward = true }, 20, &t, &e);
	}
	world->todo = NULL;
	todo_sum(world, &sum, &e);
}

static void
queue_and_search(const struct flow *f)
{
	struct err e = { 0 };
	struct found *found;
	const struct flow *next;
	struct list_query q = { .list = &f->lists[0], .words = "所" };

	ask_queue();
	todo_next(world, 1, &next, &e);
	world->queue_mine = true;
	ask_queue();
	world->queue_mine = false;
	search_all(world, world_arena, "所", 20, &found, &e);
	search_all(world, world_arena, "twq", 20, &found, &e);
	if (f->text != NULL) {
		ask_page(q);
		ask_count(q);
	}
}

/* Figures by each dimension, in all years and in one, of all agencies and of one. */
static void
statistics(const struct flow *f)
{
	struct stats_dim dims[STATS_DIMS];
	size_t n = stats_dims(world, f, dims);
	struct err e = { 0 };
	struct stats s;

	for (size_t d = 0; d < n; d++)
		for (int span = STATS_ALL; span <= STATS_MONTH; span++) {
			struct stats_ask q = { .flow = f, .dim = dims[d].name, .period = stats_period_now(world, (enum stats_span)span) };

			ck_assert_msg(stats_count(world, world_arena, &q, &s, &e), "%s", e.text);
			q.agency = world->actor.agency != 0 ? world->actor.agency : office_agency[0];
			ck_assert_msg(stats_count(world, world_arena, &q, &s, &e), "%s", e.text);
		}
}

static void
setup(void)
{
	office_open();
	draw_seed(2);
	office_walk(300);
	faults = 0;
	begin_taking();
}

/* What the rules call wasteful, and what not. */
static const struct {
	const char *sql;
	bool bad;
} judged[] = {
	{ "SELECT id FROM opinion WHERE facts = ''", true },
	{ "SELECT id FROM opinion ORDER BY raised_on, id", true },
	{ "SELECT id FROM opinion ORDER BY raised_on, id LIMIT 30", false },
	{ "SELECT count(*) FROM opinion", true },
	{ "SELECT o.id, o.facts FROM opinion o ORDER BY o.id LIMIT 30", false },
	{ "SELECT id FROM opinion WHERE state = 'closed' ORDER BY facts LIMIT 30", true },
	{ "SELECT id FROM opinion WHERE person = 1 ORDER BY facts LIMIT 30", false },
	{ "SELECT o.id FROM opinion o WHERE o.person = 1 OR o.facts = '' ORDER BY o.facts LIMIT 30", true },
	{ "SELECT o.id FROM search CROSS JOIN opinion o WHERE search MATCH 'x' AND o.id = search.rowid ORDER BY search.rowid DESC LIMIT 30", false },
	{ "SELECT id FROM agency WHERE note = ''", false },
	{ "UPDATE opinion SET place = '' WHERE facts = ''", true },
	{ "UPDATE opinion SET place = '' WHERE id = 1", false },
	{ "DELETE FROM clock WHERE basis = ''", true },
	{ "DELETE FROM wait WHERE record = 1", false },
};

START_TEST(plans_are_judged)
{
	const char *plan;

	sqlite3_trace_v2(db_handle(world->db), 0, NULL, NULL);
	for (size_t i = 0; i < N_OF(judged); i++)
		ck_assert_msg(wasteful(judged[i].sql, STRICT, &plan) == judged[i].bad, "%s%s", judged[i].sql, plan);
}
END_TEST

START_TEST(pages_walk_an_index)
{
	each_person(plain_pages);
	explain_all("page", STRICT);
	ck_assert_int_eq(faults, 0);
}
END_TEST

START_TEST(filtered_pages_walk_an_index)
{
	each_person(filtered_pages);
	explain_all("filtered page", FILTERED);
	ck_assert_int_eq(faults, 0);
}
END_TEST

START_TEST(counts_walk_an_index)
{
	each_person(counts);
	explain_all("count", FILTERED);
	ck_assert_int_eq(faults, 0);
}
END_TEST

START_TEST(references_are_looked_up)
{
	each_person(single_records);
	explain_all("record", STRICT);
	ck_assert_int_eq(faults, 0);
}
END_TEST

START_TEST(queue_and_search_walk_an_index)
{
	each_person(queue_and_search);
	explain_all("queue, search", STRICT);
	ck_assert_int_eq(faults, 0);
}
END_TEST

/* The bureau's figures are never counted from records, and nobody's walk more than a key. */
START_TEST(statistics_walk_an_index)
{
	office_as(OFFICE_OWNER);
	for (size_t i = 0; flows[i] != NULL; i++)
		statistics(flows[i]);
	for (size_t i = 0; i < MAX_STATEMENTS; i++)
		for (size_t k = 0; taken[i] != NULL && flows[k] != NULL; k++)
			ck_assert_msg(flows[k]->counted == NULL || strstr(taken[i], arena_printf(world_arena, "FROM %s ", flows[k]->table)) == NULL,
				"%s", taken[i]);
	each_person(statistics);
	explain_all("statistics", STRICT);
	ck_assert_int_eq(faults, 0);
}
END_TEST

/* Nor does an act: whatever it reads to check itself is looked up. */
START_TEST(acts_look_up)
{
	office_walk(400);
	explain_all("act", STRICT);
	ck_assert_int_eq(faults, 0);
}
END_TEST

TCase *
case_plan(void)
{
	TCase *c = tcase_create("plan");

	tcase_add_checked_fixture(c, setup, office_close);
	tcase_set_timeout(c, 120);
	tcase_add_test(c, plans_are_judged);
	tcase_add_test(c, pages_walk_an_index);
	tcase_add_test(c, filtered_pages_walk_an_index);
	tcase_add_test(c, counts_walk_an_index);
	tcase_add_test(c, references_are_looked_up);
	tcase_add_test(c, queue_and_search_walk_an_index);
	tcase_add_test(c, statistics_walk_an_index);
	tcase_add_test(c, acts_look_up);
	return c;
}
