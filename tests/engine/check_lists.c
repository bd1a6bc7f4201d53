/*
 * check_lists.c: pages by key are the list; counts are what is there; nobody sees beyond the scope.
 *
 * Knows: lists by their declaration, flow->sees() as the other telling of the same scope.
 * Must not know: what a list is for.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/engine/office.h"

#include "store/search.h"
#include "engine/private.h"

#define EVERYTHING 1000 /* more than any list here has */

static struct list_page
fetch(struct list_query q)
{
	struct list_page page;
	struct err e = { 0 };

	ck_assert_msg(list_fetch(world, world_arena, &q, &page, &e), "%s: %s", q.list->name, e.text);
	return page;
}

/* Key order as the database has it: integers before text, text by bytes. */
static int
compare_keys(const struct list_row *x, const struct list_row *y)
{
	if (x->key[0] != y->key[0])
		return x->key[0] == 'i' ? -1 : 1;
	if (x->key[0] == 'i') {
		long long p = strtoll(x->key + 1, NULL, 10), q = strtoll(y->key + 1, NULL, 10);

		if (p != q)
			return p < q ? -1 : 1;
	} else if (strcmp(x->key, y->key) != 0) {
		return strcmp(x->key, y->key);
	}
	return x->id < y->id ? -1 : x->id > y->id;
}

static void
same_rows(const struct list_page *page, const struct list_page *all, size_t from, size_t n, const char *what)
{
	ck_assert_msg(page->n == n, "%s: %zu rows, not %zu", what, page->n, n);
	for (size_t i = 0; i < n; i++)
		ck_assert_msg(page->rows[i].id == all->rows[from + i].id, "%s: row %zu differs", what, i);
}

/* Q is read in pages of SIZE, forward, backward, from the end, from each edge again. */
static void
read_in_pages(struct list_query q, size_t size)
{
	const char *what = arena_printf(world_arena, "%s by %s%s", q.list->name, q.sort != NULL ? q.sort->name : "", q.reverse ? " back" : "");
	struct list_page all, page;
	struct list_query p;
	size_t at;

	q.limit = EVERYTHING;
	all = fetch(q);
	ck_assert(!all.more);
	for (size_t i = 1; i < all.n && q.words == NULL; i++) {
		bool desc = q.sort->desc != q.reverse;

		ck_assert_msg(desc ? compare_keys(&all.rows[i - 1], &all.rows[i]) > 0 : compare_keys(&all.rows[i - 1], &all.rows[i]) < 0,
			"%s: row %zu out of order: %s, %s", what, i, all.rows[i - 1].key, all.rows[i].key);
	}
	/* Forward. */
	p = q;
	p.limit = size;
	for (at = 0; at < all.n; at += page.n) {
		page = fetch(p);
		same_rows(&page, &all, at, all.n - at < size ? all.n - at : size, what);
		ck_assert_msg(page.more == (at + page.n < all.n), "%s: more", what);
		p.after_key = page.rows[page.n - 1].key;
		p.after_id = page.rows[page.n - 1].id;
	}
	/* From the end, backward. */
	p = q;
	p.limit = size;
	p.from_end = true;
	for (at = all.n; at > 0; at -= page.n) {
		size_t n = at < size ? at : size;

		page = fetch(p);
		same_rows(&page, &all, at - n, n, what);
		ck_assert_msg(page.more == (at - n > 0), "%s: more before", what);
		p.from_end = false;
		p.before = true;
		p.after_key = page.rows[0].key;
		p.after_id = page.rows[0].id;
	}
	/* Each row is an edge from which it goes on in both directions, itself first when asked. */
	for (at = 0; at < all.n; at += 1 + size / 3) {
		p = q;
		p.limit = size;
		p.after_key = all.rows[at].key;
		p.after_id = all.rows[at].id;
		p.inclusive = true;
		page = fetch(p);
		same_rows(&page, &all, at, all.n - at < size ? all.n - at : size, what);
		p.before = true;
		page = fetch(p);
		same_rows(&page, &all, at + 1 > size ? at + 1 - size : 0, at + 1 < size ? at + 1 : size, what);
	}
}

START_TEST(pages_are_the_list)
{
	draw_seed(11);
	office_walk(700);
	for (size_t i = 0; flows[i] != NULL; i++)
		for (size_t l = 0; l < flows[i]->n_lists; l++)
			for (size_t s = 0; s < flows[i]->lists[l].n_sorts; s++)
				for (int reverse = 0; reverse < 2; reverse++) {
					struct list_query q = { .list = &flows[i]->lists[l], .sort = &flows[i]->lists[l].sorts[s],
						.reverse = reverse != 0 };

					read_in_pages(q, 1 + draw(9));
				}
	/* Found words in pages too, newest first. */
	read_in_pages((struct list_query){ .list = &flow_find("opinion")->lists[0], .words = "所" }, 4);
	read_in_pages((struct list_query){ .list = &flow_find("opinion")->lists[0], .words = "所", .reverse = true }, 3);
	/* By the beginning of a number, in the order of the numbers. */
	read_in_pages((struct list_query){ .list = &flow_find("opinion")->lists[0], .words = "2026-1" }, 2);
	read_in_pages((struct list_query){ .list = &flow_find("opinion")->lists[0], .words = "2026-1", .reverse = true }, 3);
}
END_TEST

/* A row that has moved or gone between two pages loses nobody else. */
START_TEST(pages_under_change)
{
	const struct flow *f = flow_find("opinion");
	struct list_query q = { .list = &f->lists[0], .sort = &f->lists[0].sorts[0], .limit = 5 };
	struct list_page page;
	int64_t first, who, seen = 0;
	size_t n;

	draw_seed(5);
	office_walk(500);
	every_id(f, &n);
	page = fetch(q);
	first = page.rows[4].id;
	q.after_key = page.rows[4].key;
	q.after_id = first;
	/* By somebody new: the walk may have ended the terms there were. */
	who = done("person.add", 0, "name", "新来人", "born", "1980-01-01", NULL);
	who = done("supervisor.appoint", 0, "person", id_text(who), "categories", "律师", "term_start", "今天", "certificate",
		"碚执监〔2099〕1号", NULL);
	done("opinion.register", 0, "supervisor", id_text(who), "agency", id_text(office_agency[1]), "kind", "advice", "field",
		"other", "facts", "新到", "raised_on", "今天", NULL);
	for (seen = 5;; seen += (int64_t)page.n) {
		page = fetch(q);
		if (page.n == 0)
			break;
		q.after_key = page.rows[page.n - 1].key;
		q.after_id = page.rows[page.n - 1].id;
	}
	/* The new one stands before the edge: it is not seen, and nothing is seen twice. */
	ck_assert_int_eq(seen, (int64_t)n);
}
END_TEST

static int64_t
counted(struct list_query q)
{
	struct err e = { 0 };
	int64_t n = list_count(world, &q, EVERYTHING, &e);

	ck_assert_msg(e.code == ERR_OK, "%s: %s", q.list->name, e.text);
	return n;
}

/* A filter's value that some record has, "" none is known. */
static const char *
some_value(const struct list_filter *f, const struct flow *flow)
{
	size_t n;
	const int64_t *ids;

	switch (f->type) {
	case FT_WORD:
	case FT_SET:
		return f->words[1 + draw(word_count(f->words))].key;
	case FT_REF:
		ids = every_id(flow_find(f->ref), &n);
		return n > 0 ? id_text(ids[draw((unsigned)n)]) : "";
	case FT_DAY:
		return draw(2) ? "2026-01-06" : "2025-12-30";
	case FT_INT:
		return "2026";
	case FT_BOOL:
		return draw(2) ? "是" : "否";
	default:
		(void)flow;
		return f->deed ? "备份" : "区";
	}
}

/* With words, and with a state, the filter of Q lets through what stands in both lists; OF is what the filter alone does. */
static void
within_filter(struct list_query q, const struct list_page *of)
{
	struct list_query words = { .list = q.list, .limit = q.limit, .words = "区" };
	struct list_page page;
	size_t both = 0, in_state = 0;

	for (size_t k = 0; k < of->n; k++)
		in_state += strcmp(of->rows[k].state, list_flow(q.list)->states[1].key) == 0;
	if (list_flow(q.list)->text != NULL) {
		page = fetch(words);
		for (size_t i = 0; i < page.n; i++)
			for (size_t k = 0; k < of->n; k++)
				both += page.rows[i].id == of->rows[k].id;
		q.words = words.words;
		ck_assert_uint_eq(fetch(q).n, both);
		ck_assert_int_eq(counted(q), (int64_t)both);
		q.words = NULL;
	}
	q.state = list_flow(q.list)->states[1].key;
	ck_assert_uint_eq(fetch(q).n, in_state);
	ck_assert_int_eq(counted(q), (int64_t)in_state);
}

/*
 * What the text index knows of the lists' filters.  Who changes this adds a rung that empties the index (as 0031 does), else
 * it is searched for what it never was told.
 */
static const char indexed[] =
	"opinion.agency opinion.person opinion.kind opinion.field opinion.route opinion.adopted opinion.officer "
	"review.agency review.person review.field review.source review.outcome review.officer activity.kind "
	"activity.agency activity.officer finding.activity finding.person finding.agency finding.opinion "
	"supervisor.person person.sex certificate.supervisor certificate.person dismissal.supervisor dismissal.person "
	"dismissal.ground agency.kind candidate.round candidate.channel candidate.person invitation.round "
	"objection.round objection.candidate inquiry.agency inquiry.person inquiry.kind inquiry.officer inquiry.opinion "
	"duty.person duty.grade duty.officer evaluation.person evaluation.grade evaluation.proposed evaluation.officer "
	"misconduct.agency misconduct.person misconduct.source misconduct.outcome misconduct.officer attachment.shown "
	"document.kind document.opinion document.review document.supervisor document.certificate document.round "
	"document.candidate document.activity document.dismissal document.evaluation document.agency document.person ";

START_TEST(filters_stand_in_the_index)
{
	struct buf out = BUF_INIT;

	for (size_t i = 0; flows[i] != NULL; i++)
		for (size_t k = 0; flows[i]->text != NULL && k < flows[i]->lists[0].n_filters; k++) {
			const struct col *col = filter_column(flows[i], flows[i]->lists[0].filters[k].sql);

			if (col != NULL)
				buf_printf(&out, "%s.%s ", flows[i]->name, col->name);
		}
	ck_assert_str_eq(buf_str(&out), indexed);
	buf_free(&out);
}
END_TEST

START_TEST(counts_are_true)
{
	struct err e = { 0 };

	draw_seed(23);
	office_walk(700);
	for (int p = 0; p < OFFICE_PEOPLE; p++) {
		office_as((enum office_person)p);
		for (size_t i = 0; flows[i] != NULL; i++)
			for (size_t l = 0; l < flows[i]->n_lists; l++) {
				struct list_query q = { .list = &flows[i]->lists[l], .limit = EVERYTHING };
				struct list_page page;
				int64_t sum = 0;

				err_clear(&e);
				if (!list_fetch(world, world_arena, &q, &page, &e)) {
					ck_assert_int_eq(e.code, ERR_DENIED);
					continue;
				}
				ck_assert_int_eq(counted(q), (int64_t)page.n);
				for (word_t s = 1; flows[i]->states[s].key != NULL; s++) {
					q.state = flows[i]->states[s].key;
					ck_assert_int_eq(counted(q), (int64_t)fetch(q).n);
					sum += counted(q);
				}
				ck_assert_int_eq(sum, (int64_t)page.n);
				q.state = NULL;
				for (size_t k = 0; k < flows[i]->lists[l].n_filters; k++) {
					const struct list_filter *lf = &flows[i]->lists[l].filters[k];
					struct arg arg = { lf->name, some_value(lf, flows[i]) };

					q.filters = (struct args){ &arg, 1 };
					err_clear(&e);
					/* A reference that this actor does not see is not one to filter by, nor is what is kept from the actor. */
					if (!list_fetch(world, world_arena, &q, &page, &e)) {
						ck_assert_msg((e.code == ERR_NOTFOUND && lf->type == FT_REF) ||
							(e.code == ERR_DENIED && filter_kept(world, flows[i], lf)), "%s %s: %s", q.list->name, lf->name, e.text);
						continue;
					}
					ck_assert_int_eq(counted(q), (int64_t)page.n);
					within_filter(q, &page);
				}
				q.filters.n = 0;
				if (flows[i]->text != NULL) {
					q.words = "区";
					ck_assert_int_eq(counted(q), (int64_t)fetch(q).n);
				}
			}
	}
	/* As far as one cares. */
	office_as(OFFICE_OWNER);
	err_clear(&e);
	{
		struct arg arg = { "year", "2026" };
		struct list_query q = { .list = &flow_find("opinion")->lists[0], .filters = { &arg, 1 } };

		ck_assert_int_eq(list_count(world, &q, 3, &e), -1);
		arg.name = "nonsense";
		ck_assert_int_eq(list_count(world, &q, 3, &e), 0);
		ck_assert_int_eq(e.code, ERR_USAGE);
	}
}
END_TEST

TCase *
case_lists(void)
{
	TCase *c = tcase_create("lists");

	tcase_add_checked_fixture(c, office_open, office_close);
	tcase_set_timeout(c, 120);
	tcase_add_test(c, pages_are_the_list);
	tcase_add_test(c, pages_under_change);
	tcase_add_test(c, filters_stand_in_the_index);
	tcase_add_test(c, counts_are_true);
	return c;
}

/* ---- scope ---- */

static bool
opens(const struct flow *f)
{
	for (size_t i = 0; i < f->n_scopes; i++)
		if (f->scopes[i].role & world->actor.roles)
			return true;
	return false;
}

static bool
in_page(const struct list_page *page, int64_t id)
{
	for (size_t i = 0; i < page->n; i++)
		if (page->rows[i].id == id)
			return true;
	return false;
}

/* One flow through every door, as the present actor. */
static void
through_every_door(const struct flow *f, const char *whose)
{
	struct list_query q = { .list = &f->lists[0], .limit = EVERYTHING }, words = q;
	struct list_page page = { 0 }, hits = { 0 };
	struct err e = { 0 };
	struct found *found;
	struct choice *choices;
	size_t n, n_found, n_choices, n_told;
	const int64_t *ids = every_id(f, &n);
	bool open = list_fetch(world, world_arena, &q, &page, &e);

	ck_assert_msg(open == opens(f), "%s as %s: list", f->name, whose);
	if (!open)
		ck_assert_int_eq(e.code, ERR_DENIED);
	err_clear(&e);
	words.words = strcmp(f->name, "review") == 0 || strcmp(f->name, "opinion") == 0 ? "所" : "区";
	if (open && f->text != NULL)
		ck_assert(list_fetch(world, world_arena, &words, &hits, &e));
	n_found = search_all(world, world_arena, words.words, EVERYTHING, &found, &e);
	n_choices = record_choices(world, world_arena, f, "", EVERYTHING, &choices, &e);
	/* Nothing refers to an entry of the trail. */
	ck_assert_msg(n_choices == (f->n_actions > 0 && f->choose != NULL ? page.n : 0), "%s as %s: %zu choices, %zu listed", f->name, whose, n_choices, page.n);
	ck_assert_msg(e.code == ERR_OK, "%s as %s: %s", f->name, whose, e.text);
	for (size_t i = 0; i < n; i++) {
		void *row = row_load(world, world_arena, f, ids[i]);
		bool sees = actor_sees(world, &world->actor, f, row), got, found_it = false;
		struct trail_entry *t;
		struct search_text text = { 0 };
		struct act c;
		int64_t id;

		ck_assert_msg(in_page(&page, ids[i]) == sees, "%s %lld as %s: the list says %d, the flow %d", f->name, (long long)ids[i], whose,
			!sees, sees);
		err_clear(&e);
		got = record_get(world, world_arena, f, ids[i], &e) != NULL;
		ck_assert_msg(got == sees, "%s %lld as %s: got", f->name, (long long)ids[i], whose);
		err_clear(&e);
		/* A supervisor who is a liaison too may see a matter of which every act is kept from the agency. */
		n_told = record_timeline(world, world_arena, f, ids[i], 0, 5, &t, &e);
		ck_assert_msg(sees && f->n_actions > 0 ? n_told > 0 || keeps_from(world, f) : n_told == 0, "%s as %s: timeline", f->name, whose);
		err_clear(&e);
		id = record_resolve(world, f, id_text(ids[i]), &e);
		ck_assert_msg((id == ids[i]) == sees, "%s as %s: resolve", f->name, whose);
		if (f->number_field != NULL) {
			err_clear(&e);
			id = record_resolve(world, f, col_text(world_arena, cols_find(flow_cols(f), f->number_field), row), &e);
			ck_assert_msg(id == 0 || sees || id != ids[i], "%s as %s: by number", f->name, whose);
		}
		/* What search finds: the scope of the index is the scope of the flow. */
		err_clear(&e);
		row_open(world, f, row);
		act_context(&c, world, world_arena, f, NULL, row, &e);
		if (!books_text(&c, row, &text))
			continue;
		for (size_t k = 0; k < n_found; k++)
			found_it = found_it || found[k].id == ids[i];
		ck_assert_msg(found_it == (sees && strstr(text.body, words.words) != NULL), "%s %lld as %s: found %d", f->name,
			(long long)ids[i], whose, found_it);
		ck_assert_msg(in_page(&hits, ids[i]) == found_it, "%s %lld as %s: found in the list %d", f->name, (long long)ids[i], whose,
			!found_it);
	}
}

START_TEST(everyone_sees_their_own)
{
	draw_seed((unsigned)_i + 31);
	office_walk(700);
	for (int p = 0; p < OFFICE_PEOPLE; p++) {
		office_as((enum office_person)p);
		for (size_t i = 0; flows[i] != NULL; i++)
			through_every_door(flows[i], office_logins[p] != NULL ? office_logins[p] : "owner");
	}
	/* Two outside roles at once see both parts and no more. */
	office_as(OFFICE_AGENCY);
	world->actor.roles = ROLE_AGENCY | ROLE_SUPERVISOR;
	world->actor.person = office_person[1];
	for (size_t i = 0; flows[i] != NULL; i++)
		through_every_door(flows[i], "agency and supervisor");
	/* A liaison of no agency, a supervisor who is nobody: nothing. */
	world->actor.agency = world->actor.person = 0;
	for (size_t i = 0; i < 2; i++) {
		struct list_query q = { .list = &flows[i]->lists[0], .limit = 10 };

		ck_assert_uint_eq(fetch(q).n, 0);
	}
}
END_TEST

START_TEST(no_role_sees_nothing)
{
	struct err e = { 0 };
	struct found *found;
	struct todo_row *t;

	draw_seed(3);
	office_walk(200);
	world->actor.roles = 0;
	for (size_t i = 0; flows[i] != NULL; i++) {
		for (size_t l = 0; l < flows[i]->n_lists; l++) {
			struct list_query q = { .list = &flows[i]->lists[l], .limit = 10 };
			struct list_page page;

			err_clear(&e);
			ck_assert(!list_fetch(world, world_arena, &q, &page, &e));
			ck_assert_int_eq(e.code, ERR_DENIED);
			ck_assert_uint_eq(page.n, 0);
			err_clear(&e);
			ck_assert_int_eq(list_count(world, &q, 10, &e), 0);
			ck_assert_int_eq(e.code, ERR_DENIED);
		}
		through_every_door(flows[i], "nobody");
		for (size_t k = 0; k < flows[i]->n_actions; k++) {
			err_clear(&e);
			ck_assert(!action_allowed(world, world_arena, &flows[i]->actions[k], NULL, &e));
			ck_assert_int_eq(e.code, ERR_DENIED);
		}
	}
	err_clear(&e);
	ck_assert_uint_eq(search_all(world, world_arena, "所", 10, &found, &e), 0);
	ck_assert_uint_eq(todo_fetch(world, world_arena, NULL, 0, 10, &t, &e), 0);
	ck_assert_int_eq(e.code, ERR_OK);
}
END_TEST

/* A sensitive value is nowhere in clear: not in a list's cell, not in a field for people or scripts, not in the index. */
START_TEST(sensitive_is_masked)
{
	const struct flow *f = flow_find("person");
	void *row = row_of("person", office_person[0]);
	const char *phone = "13900000000";
	struct err e = { 0 };
	struct found *found;

	for (size_t i = 0; i < f->n_fields; i++) {
		const char *shown = field_shown(world, world_arena, &f->fields[i], row);

		ck_assert_ptr_null(strstr(shown, phone));
		ck_assert_ptr_null(strstr(field_plain(world, world_arena, &f->fields[i], row), phone));
		if (f->fields[i].flags & FIELD_SENSITIVE)
			ck_assert_ptr_nonnull(strchr(shown, '*'));
	}
	for (size_t i = 0; flows[i] != NULL; i++)
		for (size_t l = 0; l < flows[i]->n_lists; l++) {
			struct list_page page = fetch((struct list_query){ .list = &flows[i]->lists[l], .limit = EVERYTHING });

			for (size_t r = 0; r < page.n; r++)
				for (size_t k = 0; k < flows[i]->lists[l].n_cols; k++)
					ck_assert_msg(strstr(page.rows[r].cell[k], phone) == NULL, "%s.%s", flows[i]->lists[l].name,
						flows[i]->lists[l].cols[k].name);
		}
	ck_assert_uint_eq(search_all(world, world_arena, phone, 10, &found, &e), 0);
	ck_assert_uint_eq(search_all(world, world_arena, "1390000", 10, &found, &e), 0);
	ck_assert_uint_eq(search_all(world, world_arena, "500199198003150", 10, &found, &e), 0);
}
END_TEST

TCase *
case_scope(void)
{
	TCase *c = tcase_create("scope");

	tcase_add_checked_fixture(c, office_open, office_close);
	tcase_set_timeout(c, 120);
	tcase_add_loop_test(c, everyone_sees_their_own, 0, 2);
	tcase_add_test(c, no_role_sees_nothing);
	tcase_add_test(c, sensitive_is_masked);
	return c;
}
