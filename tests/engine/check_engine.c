/*
 * check_engine.c: the one writer: who may, what is refused, what a refusal leaves, what is kept.
 *
 * Knows: the engine's interface; the opinion flow as the example that the acts are done on.
 * Must not know: how the books are stored (check_walk.c looks there).
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "tests/engine/office.h"

#include "base/text.h"
#include "engine/private.h"

/* What every opinion of this file has. */
#define OPINION "supervisor", id_text(office_supervisor[0]), "agency", id_text(office_agency[0]), "kind", "correction", \
	"field", "penalty", "facts", "处罚前未告知陈述申辩的权利"

static int64_t
opinion(void)
{
	return done("opinion.register", 0, OPINION, "raised_on", "2026-01-05", NULL);
}

static int64_t
served(void)
{
	int64_t id = opinion();

	done("opinion.serve", id, "serve_how", "direct", "on", "2026-01-05", NULL);
	return id;
}

static int64_t
trail_rows(void)
{
	struct err e = { 0 }, *old = db_errors(world->db, &e);
	char hex[65];
	int64_t seq;

	ck_assert(trail_head(world->db, &seq, hex));
	db_errors(world->db, old);
	return seq;
}

/* The newest entry of the whole trail. */
static struct trail_entry
last_entry(void)
{
	struct err e = { 0 }, *old = db_errors(world->db, &e);
	struct trail_entry *t;

	ck_assert_uint_eq(trail_page(world->db, world_arena, 0, 1, &t), 1);
	db_errors(world->db, old);
	return *t;
}

static struct record
head_of(int64_t id)
{
	return *(struct record *)row_of("opinion", id);
}

START_TEST(role_is_asked_first)
{
	int64_t id = opinion(), rows;

	rows = trail_rows();
	office_as(OFFICE_AUDITOR);
	refused(ERR_DENIED, "", 13, "opinion.register", 0, "facts", "x", NULL);
	/* The arguments of one who may not act are not even read: an unknown field is not told. */
	refused(ERR_DENIED, "", 13, "opinion.serve", id, "no_such_field", "x", NULL);
	office_as(OFFICE_AGENCY);
	refused(ERR_DENIED, "", 14, "opinion.extend", id, NULL);
	ck_assert_int_eq(trail_rows(), rows + 3);
	ck_assert_int_eq(last_entry().outcome, ERR_DENIED);
	ck_assert_str_eq(last_entry().action, "opinion.extend");
	ck_assert_int_eq(last_entry().account, world->actor.account);
	ck_assert_int_eq(last_entry().record, id);
}
END_TEST

START_TEST(state_is_asked)
{
	int64_t id = served();
	struct trail_entry t;

	refused(ERR_REFUSED, "state", 13, "opinion.serve", id, "serve_how", "direct", NULL);
	ck_assert_ptr_nonnull(strstr(world_err.text, "送达"));
	/* Refused, rolled back, and on the trail with its sentence. */
	t = last_entry();
	ck_assert_int_eq(t.outcome, ERR_REFUSED);
	ck_assert_str_eq(t.note, world_err.text);
	ck_assert_str_eq(t.change, "{}");
	/* A creating act on a record that exists is no second way to change it. */
	refused(ERR_REFUSED, "state", 13, "opinion.register", id, OPINION, "raised_on", "2026-01-05", NULL);
	/* An act on nothing. */
	refused(ERR_NOTFOUND, "", 0, "opinion.serve", 0, "serve_how", "direct", NULL);
	refused(ERR_NOTFOUND, "", 0, "opinion.serve", 500109999999999, "serve_how", "direct", NULL);
}
END_TEST

START_TEST(stale_version)
{
	int64_t id = opinion(), v = head_of(id).version;
	struct arg arg[] = { { "serve_how", "direct" }, { "on", "2026-01-05" } };
	struct args args = { arg, 2 };
	struct result res;
	struct err e = { 0 };

	done("opinion.assign", id, "to", "jingban", "reason", "交接", NULL);
	ck_assert(!action_do(world, world_arena, action_find(NULL, "opinion.serve"), id, v, args, &res, &e));
	ck_assert_int_eq(e.code, ERR_STALE);
	ck_assert_int_eq(head_of(id).version, v + 1);
	ck_assert_int_eq(last_entry().outcome, ERR_STALE);
	err_clear(&e);
	ck_assert_msg(action_do(world, world_arena, action_find(NULL, "opinion.serve"), id, v + 1, args, &res, &e), "%s", e.text);
	ck_assert_int_eq(res.version, v + 2);
	ck_assert_int_eq(res.id, id);
	ck_assert_str_eq(res.state, "served");
	ck_assert_int_eq(res.trail, trail_rows());
}
END_TEST

START_TEST(fields_are_asked)
{
	int64_t rows = trail_rows(), id = opinion();
	size_t n, m;

	every_id(flow_find("opinion"), &n);
	refused(ERR_REFUSED, "facts", 13, "opinion.register", 0, "supervisor", id_text(office_supervisor[0]), "raised_on",
		"2026-01-05", "kind", "advice", "field", "penalty", NULL);
	refused(ERR_REFUSED, "facts", 13, "opinion.register", 0, "supervisor", id_text(office_supervisor[0]), "raised_on",
		"2026-01-05", "kind", "advice", "field", "penalty", "facts", " \n ", NULL);
	/* What is malformed is a matter of use, not of the record. */
	rows = trail_rows();
	refused(ERR_USAGE, "colour", 0, "opinion.register", 0, OPINION, "colour", "红", NULL);
	ck_assert_int_eq(trail_rows(), rows);
	refused(ERR_REFUSED, "kind", 8, "opinion.register", 0, "kind", "表扬", NULL);
	refused(ERR_REFUSED, "raised_on", 0, "opinion.register", 0, "raised_on", "2026-02-30", NULL);
	refused(ERR_REFUSED, "raised_on", 0, "opinion.register", 0, OPINION, "raised_on", "2026-01-06", NULL);
	refused(ERR_REFUSED, "received_on", 0, "opinion.register", 0, OPINION, "raised_on", "2026-01-05", "received_on", "2026-01-04",
		NULL);
	refused(ERR_NOTFOUND, "agency", 13, "opinion.register", 0, "agency", "没有这个局", NULL);
	refused(ERR_REFUSED, "facts", 13, "opinion.register", 0, "facts", "\xe5\xae", NULL);
	every_id(flow_find("opinion"), &m);
	ck_assert_uint_eq(n, m);
	ck_assert_int_eq(head_of(id).version, 1);
	books_agree();
}
END_TEST

START_TEST(before_the_rule_is_flagged)
{
	int64_t id;

	done("supervisor.appoint", 0, "person", id_text(done("person.add", 0, "name", "旧人", "born", "1980-01-01", NULL)), "categories", "lawyer", "term_start",
		"2024-01-01", "certificate", "旧1号", "late_reason", "补录", NULL);
	ck_assert_ptr_nonnull(strstr(world_result.notices, "2024年6月11日"));
	id = opinion();
	ck_assert_ptr_null(strstr(world_result.notices, "2024年6月11日"));
	ck_assert_int_gt(id, 0);
}
END_TEST

START_TEST(late_entry_asks_why)
{
	refused(ERR_REFUSED, "late_reason", 0, "opinion.register", 0, OPINION, "raised_on", "2025-12-25", NULL);
	done("opinion.register", 0, OPINION, "raised_on", "2025-12-26", NULL);
	done("opinion.register", 0, OPINION, "raised_on", "2025-12-25", "late_reason", "邮寄在途", NULL);
	/* All three dates stand on the trail. */
	ck_assert_int_eq(last_entry().happened_on, day_parse_iso("2025-12-25"));
	ck_assert_int_eq(last_entry().received_on, world->today);
	ck_assert_ptr_nonnull(strstr(last_entry().note, "邮寄在途"));
	ck_assert(last_entry().today_set);
}
END_TEST

/* Everything that an act could touch, counted. */
static const char *
everything(void)
{
	struct err e = { 0 }, *old = db_errors(world->db, &e);
	const char *out = "";

	for (size_t i = 0; flows[i] != NULL; i++) {
		size_t n;
		const int64_t *ids = every_id(flows[i], &n);
		int64_t versions = 0;

		for (size_t k = 0; k < n; k++)
			versions += ((struct record *)row_load(world, world_arena, flows[i], ids[k]))->version;
		out = arena_printf(world_arena, "%s %s:%zu/%lld clocks %lld waits %lld", out, flows[i]->name, n, (long long)versions,
			(long long)clock_total(world->db, flows[i]->name), (long long)wait_total(world->db, flows[i]->name));
	}
	out = arena_printf(world_arena, "%s trail %lld next %lld number %lld", out, (long long)trail_rows(),
		(long long)db_value(world->db, "SELECT next FROM sequence WHERE name = 'record'", 0),
		(long long)db_value(world->db, "SELECT sum(next) FROM number", 0));
	ck_assert_msg(e.code == ERR_OK, "%s", e.text);
	db_errors(world->db, old);
	return out;
}

START_TEST(a_try_leaves_nothing)
{
	static const char *const both[][2] = { { "opinion.petition", "grounds" }, { "opinion.withdraw", "withdraw_reason" } };
	int64_t id = served();
	const char *before;
	struct result res;
	struct err e = { 0 };
	struct arg arg[] = { { "adopted", "refused" }, { "reply", "依据不足" }, { "on", "2026-01-05" } };

	/* One that brings others with it: a refused opinion put to the bureau makes a review. */
	done("opinion.reply", id, "adopted", "refused", "reply", "依据不足", NULL);
	before = everything();
	for (size_t i = 0; i < N_OF(both); i++) {
		struct arg one = { both[i][1], "不服" };

		err_clear(&e);
		ck_assert_msg(action_try(world, world_arena, action_find(NULL, both[i][0]), id, 0, (struct args){ &one, 1 }, &res, &e),
			"%s", e.text);
		ck_assert_str_eq(before, everything());
	}
	/* A refused try is not recorded either. */
	ck_assert(!action_try(world, world_arena, action_find(NULL, "opinion.reply"), id, 0, (struct args){ arg, 3 }, &res, &e));
	ck_assert_str_eq(before, everything());
	books_agree();
}
END_TEST

START_TEST(a_refusal_leaves_its_entry_only)
{
	int64_t id = served(), rows, numbers;
	void *row = row_of("opinion", id);
	struct record was = *(struct record *)row;

	rows = trail_rows();
	numbers = db_value(world->db, "SELECT sum(next) FROM number", 0);
	refused(ERR_REFUSED, "reply", 14, "opinion.reply", id, "adopted", "refused", NULL);
	ck_assert_int_eq(trail_rows(), rows + 1);
	ck_assert_int_eq(last_entry().article, 14);
	ck_assert_int_eq(head_of(id).version, was.version);
	ck_assert_int_eq(db_value(world->db, "SELECT sum(next) FROM number", 0), numbers);
	/* The timeline of the record shows what was done, not what was refused. */
	{
		struct err e = { 0 };
		struct trail_entry *t;
		size_t n = record_timeline(world, world_arena, flow_find("opinion"), id, 0, 100, &t, &e);

		ck_assert_uint_eq(n, (size_t)was.version);
		for (size_t i = 0; i < n; i++)
			ck_assert_int_eq(t[i].outcome, 0);
	}
	books_agree();
}
END_TEST

START_TEST(trying_at_hidden_records_is_recorded)
{
	int64_t id = opinion(); /* not served: its agency does not know of it */

	office_as(OFFICE_AGENCY);
	refused(ERR_NOTFOUND, "", 0, "opinion.reply", id, "adopted", "adopted", NULL);
	ck_assert_int_eq(last_entry().outcome, ERR_NOTFOUND);
	ck_assert_int_eq(last_entry().record, id);
}
END_TEST

/* action_allowed() answers what action_do() would: for every act, record and person of the office. */
START_TEST(asking_and_doing_agree)
{
	size_t asked = 0, allowed_n = 0;

	draw_seed((unsigned)_i + 1);
	office_walk(900);
	for (int p = 0; p < OFFICE_PEOPLE; p++) {
		office_as((enum office_person)p);
		for (size_t i = 0; flows[i] != NULL; i++) {
			const struct flow *f = flows[i];
			uint64_t seen = 0;
			size_t n;
			const int64_t *ids = every_id(f, &n);

			for (size_t k = 0; k <= n; k++) {
				struct arena *a = arena_new();
				void *row = k < n ? row_load(world, a, f, ids[k]) : NULL;
				word_t state = row != NULL ? row_head(row)->state : 0;

				/* Two records of a state are enough; the state of bit 63 is nobody's. */
				if (row != NULL && (seen >> (2 * state + 1) & 1)) {
					arena_free(a);
					continue;
				}
				seen |= seen >> (2 * state) & 1 ? UINT64_C(2) << (2 * state) : UINT64_C(1) << (2 * state);
				for (size_t j = 0; j < f->n_actions; j++) {
					const struct action *ac = &f->actions[j];
					struct err ask = { 0 }, try = { 0 };
					struct result res;
					bool may, did;

					if (row == NULL && !(ac->from & S_NEW))
						continue;
					may = action_allowed(world, a, ac, row, &ask);
					did = action_try(world, a, ac, row != NULL ? ids[k] : 0, 0, (struct args){ NULL, 0 }, &res, &try);
					asked++;
					allowed_n += may;
					ck_assert_msg(may == (ask.code == ERR_OK), "%s: no reason", ac->name);
					if (!may)
						ck_assert_msg(!did && try.code == ask.code && strcmp(try.text, ask.text) == 0 &&
							strcmp(try.field, ask.field) == 0,
							"%s on %s: asked \"%s\", tried \"%s\"", ac->name, f->states[state].key, ask.text,
							did ? "done" : try.text);
					else
						ck_assert_msg(did || (try.code != ERR_DENIED && try.code != ERR_NOTFOUND &&
							try.code != ERR_SYSTEM && strcmp(try.field, "state") != 0),
							"%s on %s: allowed, tried \"%s\"", ac->name, f->states[state].key, try.text);
				}
				arena_free(a);
			}
		}
	}
	ck_assert_uint_gt(asked, 2000);
	ck_assert_uint_gt(allowed_n, 200);
}
END_TEST

START_TEST(correction_leaves_a_trace)
{
	int64_t id = opinion();
	struct err e = { 0 };
	struct trail_entry *t;

	refused(ERR_REFUSED, "reason", 0, "opinion.correct", id, "place", "天生桥头", NULL);
	refused(ERR_REFUSED, "", 0, "opinion.correct", id, "reason", "没有改", NULL);
	done("opinion.correct", id, "place", "天生桥头", "reason", "漏填", NULL);
	ck_assert_uint_ge(record_timeline(world, world_arena, flow_find("opinion"), id, 0, 10, &t, &e), 2);
	ck_assert_ptr_nonnull(strstr(t[0].change, "\"place\":[\"\",\"天生桥头\"]"));
	ck_assert_ptr_nonnull(strstr(t[0].note, "漏填"));
	ck_assert_int_eq(head_of(id).version, 2);
	/* What is corrected is found by its new words only. */
	{
		struct found *found;

		ck_assert_uint_eq(search_all(world, world_arena, "天生桥头", 10, &found, &e), 1);
		done("opinion.correct", id, "place", "文星湾", "reason", "地点有误", NULL);
		ck_assert_uint_eq(search_all(world, world_arena, "天生桥头", 10, &found, &e), 0);
		ck_assert_uint_eq(search_all(world, world_arena, "文星湾", 10, &found, &e), 1);
	}
	books_agree();
}
END_TEST

START_TEST(names_and_numbers)
{
	const struct flow *agency = flow_find("agency"), *sup = flow_find("supervisor"), *op = flow_find("opinion");
	int64_t id = opinion(), twin;
	struct err e = { 0 };
	const char *number = field_plain(world, world_arena, &op->fields[0], row_of("opinion", id));

	ck_assert_int_eq(record_resolve(world, op, number, &e), id);
	ck_assert_int_eq(record_resolve(world, op, id_text(id), &e), id);
	ck_assert_int_eq(record_resolve(world, agency, "北碚区城市管理局", &e), office_agency[0]);
	ck_assert_int_eq(record_resolve(world, agency, " 北碚区城市管理局　", &e), office_agency[0]);
	ck_assert_int_eq(record_resolve(world, agency, "csglj", &e), office_agency[0]);
	ck_assert_int_eq(record_resolve(world, agency, "CSGLJ", &e), office_agency[0]);
	ck_assert_int_eq(record_resolve(world, sup, "唐婉秋", &e), office_supervisor[0]);
	ck_assert_int_eq(record_resolve(world, sup, "twq", &e), office_supervisor[0]);
	ck_assert_int_eq(record_resolve(world, sup, "碚执监〔2025〕3号", &e), office_supervisor[2]);
	ck_assert_int_eq(e.code, ERR_OK);
	ck_assert_int_eq(record_resolve(world, sup, "没有此人", &e), 0);
	ck_assert_int_eq(e.code, ERR_NOTFOUND);
	err_clear(&e);
	/* Nothing is nobody, an id of another flow is no id here, bytes that are no text find nothing. */
	ck_assert_int_eq(record_resolve(world, sup, "", &e), 0);
	err_clear(&e);
	ck_assert_int_eq(record_resolve(world, sup, id_text(id), &e), 0);
	err_clear(&e);
	ck_assert_int_eq(record_resolve(world, sup, "\xff\xfe", &e), 0);
	ck_assert(text_valid(e.text, strlen(e.text)));
	err_clear(&e);
	/* Two of one name: both are named, neither is taken. */
	twin = done("person.add", 0, "name", "唐婉秋", "employer", "另一单位", NULL);
	ck_assert_int_eq(record_resolve(world, flow_find("person"), "唐婉秋", &e), 0);
	ck_assert_int_eq(e.code, ERR_NOTFOUND);
	ck_assert_ptr_nonnull(strstr(e.text, "不止一个"));
	err_clear(&e);
	ck_assert_int_eq(record_resolve(world, flow_find("person"), id_text(twin), &e), twin);
}
END_TEST

START_TEST(search_by_any_part)
{
	static const char *const found_by[] = { "告", "未告知", "陈述申辩", "唐婉秋 处罚", "twq", "北碚区城市", "处罚前 权利", "２０２６", "2026-" };
	static const char *const not_found_by[] = { "甲", "告未", "唐婉秋 许可", "陈述的申辩", "xyz", "50019919800315" };
	struct err e = { 0 };
	struct found *found;

	opinion();
	for (size_t i = 0; i < N_OF(found_by); i++) {
		size_t n = search_all(world, world_arena, found_by[i], 50, &found, &e), k;

		for (k = 0; k < n; k++)
			if (strcmp(found[k].flow->name, "opinion") == 0)
				break;
		ck_assert_msg(k < n, "%s finds no opinion", found_by[i]);
		ck_assert(text_valid(found[k].snippet, strlen(found[k].snippet)));
	}
	for (size_t i = 0; i < N_OF(not_found_by); i++)
		ck_assert_msg(search_all(world, world_arena, not_found_by[i], 50, &found, &e) == 0, "%s", not_found_by[i]);
	ck_assert_uint_eq(search_all(world, world_arena, "", 50, &found, &e), 0);
	ck_assert_uint_eq(search_all(world, world_arena, " 　 ", 50, &found, &e), 0);
	ck_assert_uint_eq(search_all(world, world_arena, "\xe5\xae", 50, &found, &e), 0);
	ck_assert_int_eq(e.code, ERR_OK);
}
END_TEST

START_TEST(what_waits)
{
	int64_t id = served();
	struct err e = { 0 };
	struct todo_row *t;
	struct todo_sum sum;
	const struct flow *f;
	size_t n;

	office_as(OFFICE_AGENCY);
	ck_assert_uint_eq(todo_fetch(world, world_arena, NULL, 0, 10, &t, &e), 1);
	ck_assert_int_eq(t[0].record, id);
	ck_assert_str_eq(t[0].action, "opinion.reply");
	ck_assert_int_eq(t[0].days, 15);
	ck_assert_ptr_nonnull(strstr(t[0].basis, "第十四条"));
	ck_assert(todo_sum(world, &sum, &e));
	ck_assert_int_eq(sum.all, 1);
	ck_assert_int_eq(sum.soon, 0);
	office_as(OFFICE_OTHER);
	ck_assert_uint_eq(todo_fetch(world, world_arena, NULL, 0, 10, &t, &e), 0);
	office_as(OFFICE_AUDITOR);
	ck_assert_uint_eq(todo_fetch(world, world_arena, NULL, 0, 10, &t, &e), 0);
	office_as(OFFICE_CLERK);
	world->today = t == NULL ? world->today : day_parse_iso("2026-01-30");
	n = todo_fetch(world, world_arena, NULL, 0, 10, &t, &e);
	ck_assert_uint_eq(n, 1);
	ck_assert_int_lt(t[0].days, 0);
	ck_assert(todo_sum(world, &sum, &e));
	ck_assert_int_eq(sum.overdue, 1);
	/* Words narrow it; the one and only is followed by nothing. */
	ck_assert_uint_eq(todo_fetch(world, world_arena, "城市管理", 0, 10, &t, &e), 1);
	ck_assert_uint_eq(todo_fetch(world, world_arena, "天生", 0, 10, &t, &e), 0);
	ck_assert_int_eq(todo_next(world, id, &f, &e), 0);
	ck_assert_int_eq(e.code, ERR_OK);
}
END_TEST

/* The queue in pages is the queue; most urgent first. */
START_TEST(what_waits_in_pages)
{
	struct err e = { 0 };
	struct todo_row *all, *page;
	struct todo_sum sum;
	size_t n, at = 0;
	const struct flow *f;

	draw_seed(7);
	office_walk(900);
	for (int p = 0; p < OFFICE_PEOPLE; p++) {
		office_as((enum office_person)p);
		n = todo_fetch(world, world_arena, NULL, 0, 1000, &all, &e);
		ck_assert(todo_sum(world, &sum, &e));
		ck_assert_int_eq(sum.all, (int64_t)n);
		for (size_t i = 1; i < n; i++)
			ck_assert_int_le(all[i - 1].due == DAY_NONE ? INT32_MAX : all[i - 1].due, all[i].due == DAY_NONE ? INT32_MAX : all[i].due);
		for (at = 0; at < n; at += 7) {
			struct wait_edge edge = at > 0 ? all[at - 1].edge : (struct wait_edge){ 0 };
			size_t m = todo_fetch(world, world_arena, NULL, &edge, 7, &page, &e);

			ck_assert_uint_eq(m, n - at < 7 ? n - at : 7);
			for (size_t i = 0; i < m; i++)
				ck_assert(page[i].record == all[at + i].record && strcmp(page[i].action, all[at + i].action) == 0);
			/* The same rows up to an edge, and from the end. */
			edge = all[at].edge;
			edge.backward = edge.inclusive = true;
			m = todo_fetch(world, world_arena, NULL, &edge, 7, &page, &e);
			ck_assert_uint_eq(m, at + 1 < 7 ? at + 1 : 7);
			for (size_t i = 0; i < m; i++)
				ck_assert(page[m - 1 - i].record == all[at - i].record && strcmp(page[m - 1 - i].action, all[at - i].action) == 0);
		}
		/* Whatever waits for this actor may be seen by this actor. */
		for (size_t i = 0; i < n; i++)
			ck_assert_msg(record_get(world, world_arena, all[i].flow, all[i].record, &e) != NULL, "%s %s waits unseen",
				all[i].flow->name, all[i].number);
		if (n > 1) {
			int64_t next = todo_next(world, all[0].record, &f, &e);

			ck_assert_int_ne(next, 0);
			ck_assert_int_ne(next, all[0].record);
		}
	}
	ck_assert_msg(e.code == ERR_OK, "%s", e.text);
}
END_TEST

START_TEST(drafts_and_kept)
{
	struct err e = { 0 };
	struct draft *d;
	const struct draft *one;
	int64_t id = opinion(), rows = trail_rows();

	ck_assert(draft_save(world, "opinion.register", 0, 0, "{\"facts\":\"写了一半\"}", &e));
	ck_assert(draft_save(world, "opinion.serve", id, 1, "{}", &e));
	ck_assert(draft_save(world, "opinion.register", 0, 0, "{\"facts\":\"写了大半\"}", &e));
	ck_assert_uint_eq(draft_list(world, world_arena, &d, &e), 2);
	one = draft_get(world, world_arena, "opinion.register", 0);
	ck_assert_ptr_nonnull(one);
	ck_assert_str_eq(one->json, "{\"facts\":\"写了大半\"}");
	ck_assert_ptr_null(draft_get(world, world_arena, "opinion.serve", 0));
	ck_assert(kept_set(world, "last_list", "opinion.open", &e));
	ck_assert(kept_set(world, "last_list", "opinion", &e));
	ck_assert_str_eq(kept_get(world, world_arena, "last_list"), "opinion");
	ck_assert_str_eq(kept_get(world, world_arena, "other"), "");
	/* They are this account's alone, and no record. */
	office_as(OFFICE_CLERK);
	ck_assert_uint_eq(draft_list(world, world_arena, &d, &e), 0);
	ck_assert_str_eq(kept_get(world, world_arena, "last_list"), "");
	office_as(OFFICE_OWNER);
	ck_assert_int_eq(trail_rows(), rows);
	world_as(NULL);
	ck_assert_uint_eq(draft_list(world, world_arena, &d, &e), 2);
	ck_assert(draft_drop(world, "opinion.serve", id, &e));
	ck_assert(draft_drop(world, "opinion.serve", id, &e));
	ck_assert_uint_eq(draft_list(world, world_arena, &d, &e), 1);
	ck_assert_int_eq(e.code, ERR_OK);
}
END_TEST

START_TEST(other_session_changes_the_calendar)
{
	struct err e = { 0 };
	struct engine *other = engine_open(db_path(world->db), 0, NULL, world->today, &e);
	struct arg arg[] = { { "day", "2026-01-12" }, { "kind", "off" } };
	struct result res;
	struct clock_row *c;
	int64_t id;

	ck_assert_msg(other != NULL, "%s", e.text);
	ck_assert_msg(action_do(other, world_arena, action_find(NULL, "holiday.add"), 0, 0, (struct args){ arg, 2 }, &res, &e), "%s",
		e.text);
	engine_close(other);
	/* This session was open all the time, and counts by the new calendar. */
	id = served();
	ck_assert_uint_ge(clock_of(world->db, world_arena, id, &c), 1);
	books_agree();
	ck_assert(!calendar_is_workday(world->cal, day_parse_iso("2026-01-12")));
}
END_TEST

START_TEST(abandoned_bulk_forgets)
{
	struct err e = { 0 };
	const char *before = everything();

	ck_assert(bulk_begin(world, &e));
	opinion();
	done("holiday.add", 0, "day", "2026-01-13", "kind", "off", NULL);
	bulk_abandon(world);
	ck_assert_str_eq(before, everything());
	ck_assert(calendar_is_workday(world->cal, day_parse_iso("2026-01-13")));
	ck_assert(bulk_begin(world, &e));
	opinion();
	ck_assert(bulk_end(world, &e));
	ck_assert_str_ne(before, everything());
	books_agree();
}
END_TEST

Suite *
suite_engine(void)
{
	Suite *s = suite_create("engine");
	TCase *gate = tcase_create("gate"), *keep = tcase_create("keep");

	tcase_add_checked_fixture(gate, office_open, office_close);
	tcase_add_test(gate, role_is_asked_first);
	tcase_add_test(gate, state_is_asked);
	tcase_add_test(gate, stale_version);
	tcase_add_test(gate, fields_are_asked);
	tcase_add_test(gate, before_the_rule_is_flagged);
	tcase_add_test(gate, late_entry_asks_why);
	tcase_add_test(gate, a_try_leaves_nothing);
	tcase_add_test(gate, a_refusal_leaves_its_entry_only);
	tcase_add_test(gate, trying_at_hidden_records_is_recorded);
	tcase_add_loop_test(gate, asking_and_doing_agree, 0, 2);
	suite_add_tcase(s, gate);
	tcase_add_checked_fixture(keep, office_open, office_close);
	tcase_add_test(keep, correction_leaves_a_trace);
	tcase_add_test(keep, names_and_numbers);
	tcase_add_test(keep, search_by_any_part);
	tcase_add_test(keep, what_waits);
	tcase_add_test(keep, what_waits_in_pages);
	tcase_add_test(keep, drafts_and_kept);
	tcase_add_test(keep, other_session_changes_the_calendar);
	tcase_add_test(keep, abandoned_bulk_forgets);
	suite_add_tcase(s, keep);
	suite_add_tcase(s, case_lists());
	suite_add_tcase(s, case_stats());
	suite_add_tcase(s, case_scope());
	suite_add_tcase(s, case_plan());
	suite_add_tcase(s, case_walk());
	return s;
}
