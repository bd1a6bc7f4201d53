/*
 * check_rights.c: every act and every register by every role, as decided in rights.tab, line by line; what is another's
 * is not there; what is kept from the agency is nowhere.
 *
 * Knows: the registry, the decisions.  Must not know: any flow's law, but for the one letter whose writer is looked for.
 *
 * The table is the decision, the registry what is done: an act or a flow that has no line, or another one, fails.
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "flow/review_acts.h"
#include "engine/export.h"
#include "engine/private.h"
#include "tests/engine/office.h"
#include "tests/flow/cases.h"

Suite *suite_rights(void);

struct right {
	const char *name;
	const char *roles; /* clerk, leader, agency, supervisor, program, sysadmin, secadmin, auditor */
	bool reads;
};
static const struct right rights[] = {
#define READ(flow, roles) { flow, roles, true },
#define ACT(action, roles) { action, roles, false },
#define LIST(list, roles) { list, roles, true },
#include "tests/engine/rights.tab"
#undef READ
#undef ACT
#undef LIST
};

static const struct right *
decided(const char *name, bool reads)
{
	for (size_t i = 0; i < N_OF(rights); i++)
		if (rights[i].reads == reads && strcmp(rights[i].name, name) == 0)
			return &rights[i];
	ck_abort_msg("%s: no decision in tests/engine/rights.tab", name);
	return NULL;
}

/* The decision on a list: its own, else its flow's. */
static char
decided_list(const struct flow *f, const struct list *l, int column)
{
	for (size_t i = 0; i < N_OF(rights); i++)
		if (rights[i].reads && strcmp(rights[i].name, l->name) == 0)
			return rights[i].roles[column];
	ck_assert_msg(l->roles == 0, "%s: no decision in tests/engine/rights.tab", l->name);
	return decided(f->name, true)->roles[column];
}

/* Who has one role only, in the order of the table's columns (the program has no account). */
static const enum office_person by_column[8] = { OFFICE_CLERK, OFFICE_LEADER, OFFICE_AGENCY, OFFICE_SUPERVISOR, OFFICE_PEOPLE,
	OFFICE_SYSADMIN, OFFICE_SECADMIN, OFFICE_AUDITOR };

START_TEST(every_act_is_decided)
{
	size_t n = 0;

	for (size_t i = 0; flows[i] != NULL; i++) {
		n += 1 + flows[i]->n_actions;
		for (size_t l = 0; l < flows[i]->n_lists; l++)
			n += flows[i]->lists[l].roles != 0;
		decided(flows[i]->name, true);
		for (size_t k = 0; k < flows[i]->n_actions; k++) {
			const struct action *ac = &flows[i]->actions[k];
			const struct right *r = decided(ac->name, false);

			for (int c = 0; c < 8; c++) {
				struct err e = { 0 };

				ck_assert_msg((r->roles[c] == 'y') == ((ac->roles & (2u << c)) != 0), "%s: column %d", ac->name, c);
				if (by_column[c] == OFFICE_PEOPLE || r->roles[c] == 'y')
					continue;
				/* Not only said: done, on every kind of record and as a new one. */
				office_as(by_column[c]);
				ck_assert(!action_allowed(world, world_arena, ac, NULL, &e));
				ck_assert_int_eq(e.code, ERR_DENIED);
				for (int64_t id = 0; id < 2; id++) {
					struct result res;

					err_clear(&e);
					ck_assert_msg(!action_do(world, world_arena, ac, id, 0, (struct args){ NULL, 0 }, &res, &e), "%s", ac->name);
					ck_assert_msg(e.code == ERR_DENIED, "%s, column %d: %s", ac->name, c, e.text);
				}
			}
		}
	}
	ck_assert_uint_eq(n, N_OF(rights)); /* no decision on what there is not */
}
END_TEST

/* What the columns agency and person of the stored row say, asked past every scope; 0 when the flow has no such column. */
static int64_t
raw(const struct flow *f, const void *row, const char *column)
{
	const struct field *x = field_find(f->fields, f->n_fields, column);

	if (strcmp(f->name, column) == 0)
		return row_head(row)->id;
	return x != NULL && x->col.type == COL_REF ? *(const int64_t *)(const void *)((const char *)row + x->col.offset) : 0;
}

static bool
invited(const struct flow *f, const void *row, int64_t person)
{
	const struct field *x = field_find(f->fields, f->n_fields, "invited");

	return x != NULL && x->col.type == COL_TEXT &&
		strstr(*(const char *const *)(const void *)((const char *)row + x->col.offset), id_text(person)) != NULL;
}

/* One list as one role: nothing, all, or only what is addressed to it; its count says no more than its rows. */
static void
read_list(const struct flow *f, const struct list *l, char scope, int column)
{
	struct list_query q = { .list = l, .limit = 50000 };
	struct list_page page = { 0 };
	struct err e = { 0 };
	bool open = list_fetch(world, world_arena, &q, &page, &e);

	ck_assert_msg(open == (scope != '.'), "%s, column %d: %s", l->name, column, e.text);
	err_clear(&e);
	ck_assert_int_eq(list_count(world, &q, 50000, &e), (int64_t)page.n);
	if (!open) {
		ck_assert_int_eq(e.code, ERR_DENIED);
		return;
	}
	for (size_t i = 0; scope == 'o' && i < page.n; i++) {
		const void *row = row_load(world, world_arena, f, page.rows[i].id);

		if (column == 2)
			ck_assert_msg(raw(f, row, "agency") == office_agency[0], "%s shows the agency another's", l->name);
		else
			ck_assert_msg(raw(f, row, "person") == office_person[0] || invited(f, row, office_person[0]),
				"%s shows the supervisor another's", l->name);
	}
}

START_TEST(every_list_is_decided)
{
	draw_seed(41);
	office_walk(900);
	for (int c = 0; c < 8; c++) {
		if (by_column[c] == OFFICE_PEOPLE)
			continue;
		office_as(by_column[c]);
		for (size_t i = 0; flows[i] != NULL; i++) {
			char scope = decided(flows[i]->name, true)->roles[c];
			struct choice *choice;
			struct err e = { 0 };
			size_t n;

			for (size_t l = 0; l < flows[i]->n_lists; l++)
				read_list(flows[i], &flows[i]->lists[l], decided_list(flows[i], &flows[i]->lists[l], c), c);
			n = record_choices(world, world_arena, flows[i], "", 5000, &choice, &e);
			for (size_t k = 0; k < n; k++)
				ck_assert(record_get(world, world_arena, flows[i], choice[k].id, &e) != NULL);
			ck_assert_msg(scope != '.' || n == 0, "%s, column %d: choices", flows[i]->name, c);
		}
	}
}
END_TEST

/* An outsider's every act on another's record is answered as on one that does not exist, word by word. */
START_TEST(another_s_record_is_none)
{
	static const enum office_person outside[] = { OFFICE_AGENCY, OFFICE_OTHER, OFFICE_SUPERVISOR };
	size_t n_hidden = 0;

	draw_seed(43);
	office_walk(900);
	for (size_t p = 0; p < N_OF(outside); p++) {
		office_as(outside[p]);
		for (size_t i = 0; flows[i] != NULL; i++) {
			size_t n;
			const int64_t *ids = every_id(flows[i], &n);

			for (size_t r = 0; r < n; r++) {
				void *row = row_load(world, world_arena, flows[i], ids[r]);
				struct err hidden = { 0 }, none = { 0 };
				struct trail_entry *t;

				if (actor_sees(world, &world->actor, flows[i], row))
					continue;
				n_hidden++;
				ck_assert_ptr_null(record_get(world, world_arena, flows[i], ids[r], &hidden));
				ck_assert_ptr_null(record_get(world, world_arena, flows[i], INT64_C(1), &none));
				ck_assert_int_eq(hidden.code, none.code);
				ck_assert_str_eq(hidden.text, none.text);
				err_clear(&hidden);
				ck_assert_uint_eq(record_timeline(world, world_arena, flows[i], ids[r], 0, 9, &t, &hidden), 0);
				if (r > 5)
					continue; /* enough of each */
				for (size_t k = 0; k < flows[i]->n_actions; k++) {
					const struct action *ac = &flows[i]->actions[k];
					struct result res;

					if (!(ac->roles & world->actor.roles) || (ac->from & S_NEW))
						continue;
					err_clear(&hidden);
					err_clear(&none);
					/* Arguments that parse, so that it is the record that is asked about. */
					ck_assert(!action_do(world, world_arena, ac, ids[r], 0, (struct args){ NULL, 0 }, &res, &hidden));
					ck_assert(!action_do(world, world_arena, ac, INT64_C(1), 0, (struct args){ NULL, 0 }, &res, &none));
					ck_assert_msg(hidden.code == none.code && strcmp(hidden.text, none.text) == 0, "%s: “%s”, of none “%s”",
						ac->name, hidden.text, none.text);
				}
			}
		}
	}
	ck_assert_uint_gt(n_hidden, 50);
}
END_TEST

#define LETTER "渝北路口查封时当事人在场却未签字一节"
#define GROUNDS "答复与现场录像不符请求复核"

/* No answer of the engine to the liaison says WORDS. */
static void
says_nowhere(const struct flow *f, int64_t id, const char *words)
{
	struct err e = { 0 };
	void *row = record_get(world, world_arena, f, id, &e);
	struct trail_entry *t;
	struct found *hit;
	struct buf json = BUF_INIT;
	size_t n;

	ck_assert_ptr_nonnull(row);
	for (size_t i = 0; i < f->n_fields; i++)
		ck_assert_msg(strstr(field_shown(world, world_arena, &f->fields[i], row), words) == NULL, "%s", f->fields[i].col.name);
	json_record(world, world_arena, f, row, &json);
	ck_assert_ptr_null(strstr(buf_str(&json), words));
	buf_free(&json);
	for (size_t l = 0; l < f->n_lists; l++) {
		struct list_query q = { .list = &f->lists[l], .limit = 50 };
		struct list_page page;

		ck_assert(list_fetch(world, world_arena, &q, &page, &e));
		for (size_t r = 0; r < page.n; r++)
			for (size_t c = 0; c < f->lists[l].n_cols; c++)
				ck_assert_msg(strstr(page.rows[r].cell[c], words) == NULL, "%s.%s", f->lists[l].name, f->lists[l].cols[c].name);
		/* Nor does it answer to a question with them. */
		q.words = words;
		ck_assert_int_eq(list_count(world, &q, 50, &e), 0);
		ck_assert(list_fetch(world, world_arena, &q, &page, &e));
		ck_assert_uint_eq(page.n, 0);
	}
	n = search_all(world, world_arena, words, 50, &hit, &e);
	for (size_t i = 0; i < n; i++)
		ck_assert_msg(hit[i].flow != f, "found: %s", hit[i].title);
	n = record_timeline(world, world_arena, f, id, 0, 50, &t, &e);
	ck_assert_uint_gt(n, 0);
	for (size_t i = 0; i < n; i++) {
		ck_assert_ptr_null(strstr(t[i].note, words));
		ck_assert_ptr_null(strstr(t[i].change, words));
	}
}

START_TEST(who_complained_is_kept)
{
	const struct flow *f = flow_find("review");
	static const char *const sought[] = { "冉凯文", "碚执监〔2024〕2号", LETTER, GROUNDS, "现场勘查人证一致", "请责令纠正此事" };
	struct err e = { 0 };
	struct list_query q = { .list = &f->lists[0], .limit = 50 };
	struct list_page page;
	struct arg by_person = { "supervisor", "冉凯文" };
	int64_t id;

	case_world();
	id = done("review.register", 0, "supervisor", "冉凯文", "raised_on", "今天", "agency", "区城市管理局", "field", "penalty", "facts",
		LETTER, "grounds", GROUNDS, "request", "请责令纠正此事", "subject", "查封未当场制作清单", NULL);
	done("review.examine", id, "examination", "现场勘查人证一致，属于监督范围", NULL);
	done("review.decide", id, "outcome", "成立", "reason", "清单未当场制作，事实清楚", NULL);
	world_as("zhou");
	ck_assert_ptr_null(record_get(world, world_arena, f, id, &e));
	world_as(NULL);
	done("review.order", id, "order_text", "补交清单并说明理由", "order_basis", "行政强制法第二十四条", "order_due", "2026-12-15", NULL);
	/* The bureau finds it by every one of the words. */
	for (size_t i = 0; i < N_OF(sought); i++)
		if (i != 1)
			ck_assert_int_eq(found("review", sought[i]), 1);
	world_as("zhou");
	for (size_t i = 0; i < N_OF(sought); i++)
		says_nowhere(f, id, sought[i]);
	/* What is addressed to it is there, and answers to words. */
	ck_assert_int_eq(found("review", "补交清单"), 1);
	err_clear(&e);
	ck_assert_str_eq(((const struct review *)record_get(world, world_arena, f, id, &e))->order_text, "补交清单并说明理由");
	/* It cannot sift by the writer either. */
	q.filters = (struct args){ &by_person, 1 };
	ck_assert(!list_fetch(world, world_arena, &q, &page, &e));
	ck_assert_int_eq(e.code, ERR_DENIED);
	err_clear(&e);
	ck_assert_int_eq(list_count(world, &q, 50, &e), 0);
	/* The bureau, and the supervisor whose letter it is, have it whole. */
	world_as("ran");
	ck_assert_str_eq(((const struct review *)row_of("review", id))->facts, LETTER);
	world_as("leader");
	ck_assert_str_eq(((const struct review *)row_of("review", id))->person_name, "冉凯文");
}
END_TEST

Suite *
suite_rights(void)
{
	Suite *s = suite_create("rights");
	TCase *office = tcase_create("matrix"), *kept = tcase_create("kept");

	tcase_add_checked_fixture(office, office_open, office_close);
	tcase_set_timeout(office, 120);
	tcase_add_test(office, every_act_is_decided);
	tcase_add_test(office, every_list_is_decided);
	tcase_add_test(office, another_s_record_is_none);
	suite_add_tcase(s, office);
	tcase_add_checked_fixture(kept, world_open, world_close);
	tcase_add_test(kept, who_complained_is_kept);
	suite_add_tcase(s, kept);
	suite_add_tcase(s, case_told());
	suite_add_tcase(s, case_matrix());
	return s;
}
