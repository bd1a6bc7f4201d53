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
	if (strncmp(sql, "SELECT", 6) != 0)
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
static const char *const small[] = { "account", "agency", "holiday", "setting", "template" };
/* What a statement makes itself, step by step along an index: a line of terms, of merged agencies. */
static const char *const made[] = { "line", "back" };

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

/* Is this line of SQL's plan a walk through records? */
static bool
walks(const char *sql, const char *line, enum rule rule)
{
	/* People, their terms, and what the office does a few times a month: some thousands in twenty years. */
	static const char *const few[] = { "person", "supervisor", "certificate", "candidate", "activity", "conflict", "cover", "dismissal",
		"invitation", "misconduct", "objection", "role_grant", "round", "ssh_key" };
	size_t n;

	if (strncmp(line, "SCAN ", 5) != 0 || strchr(line + 5, ' ') != NULL || line[5] == '(')
		return false;
	n = strlen(line + 5);
	for (size_t i = 0; i < N_OF(small); i++)
		if (stands_for(sql, line + 5, n, small[i]))
			return false;
	for (size_t i = 0; i < N_OF(made); i++)
		if (stands_for(sql, line + 5, n, made[i]))
			return false;
	for (size_t i = 0; i < N_OF(few) && rule == FILTERED; i++)
		if (stands_for(sql, line + 5, n, few[i]))
			return false;
	/* The end of the trail; rows by id, from the edge on: that is the table's own order. */
	if (strstr(sql, "FROM trail ORDER BY seq DESC LIMIT 1") != NULL)
		return false;
	return strstr(sql, arena_printf(world_arena, "ORDER BY %s.id ", line + 5)) == NULL;
}

/* Is the whole register sorted for one page?  What is bounded by a person, an agency, an officer or open work may be. */
static bool
sorts(const char *sql, const char *line)
{
	static const char *const bounds[] = { ".person = ", ".agency = ", ".officer = ", ".officer IS ", ".agency IS ", ".open = 1", ".supervisor = ", " record = ",
		"MATCH" };

	if (strstr(line, "USE TEMP B-TREE FOR ORDER BY") == NULL)
		return false;
	for (size_t i = 0; i < N_OF(bounds); i++)
		if (strstr(sql, bounds[i]) != NULL)
			return false;
	for (size_t i = 0; i < N_OF(small); i++)
		if (strstr(sql, arena_printf(world_arena, " FROM %s ", small[i])) != NULL)
			return false;
	return true;
}

static int faults;

static void
explain_all(const char *what, enum rule rule)
{
	sqlite3 *h = db_handle(world->db);

	sqlite3_trace_v2(h, 0, NULL, NULL);
	ck_assert_uint_gt(n_taken, 0);
	for (size_t i = 0; i < MAX_STATEMENTS; i++) {
		const char *text, *plan = "";
		sqlite3_stmt *s;
		bool bad = false;

		if (taken[i] == NULL)
			continue;
		text = arena_printf(world_arena, "EXPLAIN QUERY PLAN %s", taken[i]);
		ck_assert_msg(sqlite3_prepare_v2(h, text, -1, &s, NULL) == SQLITE_OK, "%s: %s", taken[i], sqlite3_errmsg(h));
		while (sqlite3_step(s) == SQLITE_ROW) {
			const char *line = (const char *)sqlite3_column_text(s, 3);

			bad = bad || walks(taken[i], line, rule) || (rule == STRICT && sorts(taken[i], line));
			plan = arena_printf(world_arena, "%s\n  %s", plan, line);
		}
		sqlite3_finalize(s);
		if (bad) {
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
		return "区";
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
	tcase_add_test(c, pages_walk_an_index);
	tcase_add_test(c, filtered_pages_walk_an_index);
	tcase_add_test(c, counts_walk_an_index);
	tcase_add_test(c, references_are_looked_up);
	tcase_add_test(c, queue_and_search_walk_an_index);
	tcase_add_test(c, statistics_walk_an_index);
	tcase_add_test(c, acts_look_up);
	return c;
}
