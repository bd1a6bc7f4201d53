/*
 * check_demo.c: the invented district: its sentences, its people, and that the same seed
 * makes the same records.
 *
 * Knows: demo_fill, the engine's reading.  Must not know: what the sentences say.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/idno.h"
#include "base/text.h"
#include "flow/cases.h"
#include "flow/flows.h"
#include "flow/parties.h"
#include "engine/engine.h"
#include "cli/demo.h"
#include "cli/demo_case.h"

#define TODAY "2026-11-25"

static char dir[64];
static struct arena *arena;

static void
set_up(void)
{
	strcpy(dir, "/tmp/jiandu-demo-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	arena = arena_new();
}

static void
tear_down(void)
{
	char command[128];

	arena_free(arena);
	snprintf(command, sizeof command, "rm -r '%s'", dir);
	ck_assert_int_eq(system(command), 0);
}

static struct engine *
filled(const char *name, int64_t scale, uint64_t seed)
{
	struct err e = { 0 };
	struct engine *en = engine_open(arena_printf(arena, "%s/%s.db", dir, name), ENGINE_CREATE, NULL, day_parse_iso(TODAY), &e);

	ck_assert_msg(en != NULL, "%s", e.text);
	ck_assert_msg(demo_fill(en, scale, seed, NULL, NULL, &e), "%s [%s]", e.text, e.field);
	return en;
}

/* ---- sentences ---- */

static const struct demo_case_table *const tables[] = { &demo_cases_penalty, &demo_cases_force, &demo_cases_service,
	&demo_cases_visit };

static bool
composed_well(const char *s)
{
	return text_valid(s, strlen(s)) && strpbrk(s, "{}[]|") == NULL && strstr(s, "。。") == NULL && strstr(s, "，，") == NULL &&
		strstr(s, "，。") == NULL && strstr(s, "、，") == NULL && strstr(s, "；。") == NULL && strstr(s, "。，") == NULL;
}

/* Brackets nest and every branch of every pattern is met now and then. */
START_TEST(sentences_are_whole)
{
	struct calendar *cal = calendar_new();
	static const char *const kinds[] = { "correction", "advice", "public" };
	day_t raised = day_parse_iso("2026-03-16");

	for (int i = 0; i < 3000; i++) {
		struct demo_rand r = demo_rand(7, (uint64_t)i);
		const struct demo_agency *g = &demo_agencies[i % (int)demo_n_agencies];
		struct demo_story s = demo_story(arena, cal, &r, g->called, g->domain, kinds[i % 3], raised);

		s.served = raised + 1;
		s.r1 = raised + 3;
		s.r2 = s.v1 = raised + 9;
		ck_assert_int_ne(word_key(enforcement_fields, s.field), 0);
		ck_assert_int_ne(word_key(opinion_kinds, s.kind), 0);
		ck_assert(s.d0 <= s.d1 && s.d1 <= raised);
		for (int p = 0; p < DEMO_PASSAGES; p++) {
			const char *text = demo_passage(arena, &s, (enum demo_passage)p, raised + 10);

			ck_assert_msg(composed_well(text), "%d: %s", p, text);
			/* What a suggestion has no use for may be empty. */
			if (i % 3 == 0 || p <= DEMO_ADVICE)
				ck_assert_msg(*text != '\0', "%d of %s", p, s.what->facts);
		}
		arena_reset(arena);
	}
	calendar_free(cal);
}
END_TEST

START_TEST(cases_are_complete_and_met)
{
	struct calendar *cal = calendar_new();
	size_t n = 0, met = 0;
	const struct demo_case *seen[256] = { NULL };

	for (int i = 0; i < 6000; i++) {
		static const char *const kinds[] = { "correction", "correction", "correction", "advice", "public" };
		struct demo_rand r = demo_rand(3, (uint64_t)i);
		const struct demo_agency *g = &demo_agencies[i % (int)demo_n_agencies];
		struct demo_story s =
			demo_story(arena, cal, &r, g->called, g->domain, kinds[i / 47 % 5], day_parse_iso("2025-07-01"));
		size_t k = 0;

		while (k < met && seen[k] != s.what)
			k++;
		if (k == met)
			seen[met++] = s.what;
		arena_reset(arena);
	}
	for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++)
		for (size_t i = 0; i < tables[t]->n; i++, n++) {
			const struct demo_case *c = &tables[t]->rows[i];
			const char *all[] = { c->facts, c->basis, c->advice, c->adopt, c->partly, c->refuse, c->found, c->order };

			for (size_t k = 0; k < sizeof all / sizeof all[0]; k++) {
				int depth = 0;

				ck_assert_ptr_nonnull(all[k]);
				for (const char *p = all[k]; *p != '\0'; p++) {
					depth += (*p == '[') - (*p == ']');
					ck_assert_msg(depth >= 0, "%s", all[k]);
				}
				ck_assert_msg(depth == 0, "%s", all[k]);
			}
		}
	ck_assert_uint_ge(n, 60);
	ck_assert_uint_eq(met, n);
	calendar_free(cal);
}
END_TEST

static int
by_text(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* ---- people, agencies ---- */

START_TEST(people_are_distinct)
{
	enum { N = 2400 };
	const char *names[N], *idnos[N];
	day_t on = day_parse_iso("2024-07-01");

	for (int i = 0; i < N; i++) {
		struct demo_person p = demo_supervisor(arena, 1, i, on);
		struct idno id;
		struct err e = { 0 };

		ck_assert_msg(idno_parse(p.idno, on, &id, &e), "%s: %s", p.idno, e.text);
		ck_assert_int_eq(strncmp(p.idno, "500199", 6), 0);
		ck_assert_int_eq(id.sex, p.female ? SEX_FEMALE : SEX_MALE);
		ck_assert_int_ge(day_age(id.born, on), 25);
		ck_assert_int_eq(day_age(id.born, on - 1) >= 60, p.over_age);
		names[i] = p.name;
		idnos[i] = p.idno;
	}
	ck_assert_str_eq(names[2], "尉迟𬭎");
	qsort(names, N, sizeof names[0], by_text);
	qsort(idnos, N, sizeof idnos[0], by_text);
	for (int i = 1; i < N; i++) {
		ck_assert_str_ne(names[i - 1], names[i]);
		ck_assert_str_ne(idnos[i - 1], idnos[i]);
	}
}
END_TEST

START_TEST(agencies_are_distinct)
{
	enum { N = 400 };
	const char *names[N];

	for (int i = 0; i < N; i++) {
		struct demo_agency g = (size_t)i < demo_n_agencies ? demo_agencies[i]
								   : demo_more_agency(arena, i - (int)demo_n_agencies);

		names[i] = g.name;
		ck_assert_int_ne(word_key(agency_kinds, g.kind), 0);
		ck_assert_uint_lt((size_t)g.domain, demo_n_domains);
	}
	ck_assert_uint_eq(demo_n_agencies, 47);
	qsort(names, N, sizeof names[0], by_text);
	for (int i = 1; i < N; i++)
		ck_assert_str_ne(names[i - 1], names[i]);
}
END_TEST

/* ---- the whole ---- */

/* The images of all records of all flows but settings and holidays, which come with the schema. */
static void
images(struct engine *en, struct buf *out)
{
	for (size_t i = 0; flows[i] != NULL; i++) {
		const struct flow *f = flows[i];
		struct list_query q = { .list = &f->lists[0], .limit = 100000 };
		struct cols cols = { f->fields, sizeof(struct field), f->n_fields };
		struct list_page page;
		struct err e = { 0 };

		/* Nor the trail, whose entries tell the time. */
		if (f == &flow_setting || f == &flow_holiday || f->n_actions == 0)
			continue;
		ck_assert_msg(list_fetch(en, arena, &q, &page, &e), "%s: %s", f->name, e.text);
		ck_assert(!page.more);
		for (size_t k = 0; k < page.n; k++) {
			void *row = record_get(en, arena, f, page.rows[k].id, &e);

			ck_assert_msg(row != NULL, "%s", e.text);
			record_image(out, f->states, cols, row);
			buf_addc(out, '\n');
		}
	}
}

START_TEST(same_seed_same_records)
{
	struct engine *en[3] = { filled("one", 120, 5), filled("two", 120, 5), filled("other", 120, 6) };
	struct buf b[3] = { BUF_INIT, BUF_INIT, BUF_INIT };

	for (int i = 0; i < 3; i++) {
		images(en[i], &b[i]);
		engine_close(en[i]);
	}
	ck_assert_uint_gt(b[0].len, 100000);
	ck_assert_str_eq(buf_str(&b[0]), buf_str(&b[1]));
	ck_assert_str_ne(buf_str(&b[0]), buf_str(&b[2]));
	for (int i = 0; i < 3; i++)
		buf_free(&b[i]);
}
END_TEST

static int64_t
count(struct engine *en, const struct flow *f, const char *state)
{
	struct list_query q = { .list = &f->lists[0], .state = state };
	struct err e = { 0 };
	int64_t n = list_count(en, &q, 1000000, &e);

	ck_assert_msg(e.code == ERR_OK, "%s", e.text);
	return n;
}

START_TEST(every_state_is_there_and_the_books_are_right)
{
	struct engine *en = filled("thousand", 1000, 1);
	struct err e = { 0 };
	struct buf b = BUF_INIT;
	struct todo_sum sum;
	int64_t faults = -1;
	const char *facts[1000] = { NULL };
	struct list_query q = { .list = &flow_opinion.lists[0], .limit = 1000 };
	struct list_page page;

	ck_assert_int_eq(count(en, &flow_opinion, NULL), 1000);
	ck_assert_int_eq(count(en, &flow_agency, NULL), 47);
	for (word_t w = 1; opinion_states[w].key != NULL; w++)
		ck_assert_msg(count(en, &flow_opinion, opinion_states[w].key) > 0, "no opinion %s", opinion_states[w].key);
	for (word_t w = 1; review_states[w].key != NULL; w++)
		ck_assert_msg(count(en, &flow_review, review_states[w].key) > 0, "no review %s", review_states[w].key);
	ck_assert_int_gt(count(en, &flow_supervisor, "resigned"), 0);
	ck_assert_int_gt(count(en, &flow_supervisor, "adjusted"), 0);
	ck_assert_int_gt(count(en, &flow_agency, "closed"), 0);
	ck_assert(todo_sum(en, &sum, &e));
	ck_assert_int_ge(sum.all, 25);
	ck_assert_int_le(sum.all, 90);
	ck_assert_int_ge(sum.overdue, 5);
	ck_assert_msg(engine_check(en, &b, &faults, &e), "%s", e.text);
	ck_assert_msg(faults == 0, "%s", buf_str(&b));
	/* Not one sentence repeated. */
	ck_assert(list_fetch(en, arena, &q, &page, &e) && page.n == 1000);
	for (size_t i = 0; i < page.n; i++) {
		const struct opinion *o = record_get(en, arena, &flow_opinion, page.rows[i].id, &e);

		facts[i] = o->facts;
	}
	qsort(facts, 1000, sizeof facts[0], by_text);
	for (int i = 1; i < 1000; i++)
		ck_assert_str_ne(facts[i - 1], facts[i]);
	buf_free(&b);
	engine_close(en);
}
END_TEST

static bool
stop_soon(void *ctx, int64_t done, int64_t total)
{
	*(int64_t *)ctx = done;
	return done < 200 || total < 200;
}

START_TEST(can_be_stopped)
{
	struct err e = { 0 };
	struct engine *en = engine_open(arena_printf(arena, "%s/stop.db", dir), ENGINE_CREATE, NULL, day_parse_iso(TODAY), &e);
	int64_t done = 0;

	ck_assert(!demo_fill(en, 1000, 1, stop_soon, &done, &e));
	ck_assert_int_eq(e.code, ERR_CANCELLED);
	ck_assert_int_eq(done, 200);
	ck_assert_int_eq(count(en, &flow_opinion, NULL), 200);
	err_clear(&e);
	ck_assert(!demo_fill(en, 0, 1, NULL, NULL, &e));
	ck_assert_int_eq(e.code, ERR_USAGE);
	engine_close(en);
}
END_TEST

/* The owner may bear the demo clerk's name already. */
START_TEST(owner_of_that_name)
{
	struct err e = { 0 };
	struct engine *en = engine_make(arena_printf(arena, "%s/named.db", dir), "李文", day_parse_iso(TODAY), &e);

	ck_assert_msg(en != NULL, "%s", e.text);
	ck_assert_msg(demo_fill(en, 20, 1, NULL, NULL, &e), "%s", e.text);
	engine_close(en);
}
END_TEST

Suite *suite_demo(void);

Suite *
suite_demo(void)
{
	Suite *s = suite_create("demo");
	TCase *texts = tcase_create("texts"), *fill = tcase_create("fill");

	tcase_add_checked_fixture(texts, set_up, tear_down);
	tcase_add_test(texts, sentences_are_whole);
	tcase_add_test(texts, cases_are_complete_and_met);
	tcase_add_test(texts, people_are_distinct);
	tcase_add_test(texts, agencies_are_distinct);
	suite_add_tcase(s, texts);
	tcase_add_checked_fixture(fill, set_up, tear_down);
	tcase_add_test(fill, same_seed_same_records);
	tcase_add_test(fill, every_state_is_there_and_the_books_are_right);
	tcase_add_test(fill, can_be_stopped);
	tcase_add_test(fill, owner_of_that_name);
	suite_add_tcase(s, fill);
	return s;
}
