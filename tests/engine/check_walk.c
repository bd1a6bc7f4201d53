/*
 * check_walk.c: after any walk of acts the books agree with the records; and whoever changes
 * the file behind the program's back is found.
 *
 * Knows: the tables of the books (store/ladder/0001.sql).  Must not know: what an act does.
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "tests/engine/office.h"

#include "store/search.h"
#include "engine/private.h"

static void
verified(void)
{
	struct err e = { 0 };
	int64_t rows;

	ck_assert_msg(engine_verify(world, NULL, &rows, &e), "%s", e.text);
	ck_assert_int_gt(rows, 0);
}

START_TEST(books_after_a_walk)
{
	int n;

	draw_seed((unsigned)_i * 7919 + 1);
	n = office_walk(2200);
	ck_assert_int_gt(n, 400);
	books_agree();
	verified();
	/* And on another day, as another person, after closing and opening. */
	world_on("2026-12-31");
	books_agree();
	office_as(OFFICE_AGENCY);
	books_agree();
	verified();
}
END_TEST

/* Bulks write the books at their end, and those that are abandoned not at all. */
START_TEST(books_after_bulks)
{
	draw_seed((unsigned)_i * 104729 + 5);
	ck_assert_int_gt(office_walk_in_bulks(1500), 200);
	books_agree();
	verified();
	office_walk(200);
	books_agree();
	verified();
}
END_TEST

/* A head taken down earlier lies on the chain as long as nothing is rewritten. */
START_TEST(head_kept_elsewhere)
{
	struct err e = { 0 };
	int64_t seq, rows;
	char hex[65];
	const char *head;

	draw_seed(4);
	office_walk(100);
	ck_assert(trail_head(world->db, &seq, hex));
	head = arena_printf(world_arena, "%lld:%s", (long long)seq, hex);
	office_walk(100);
	ck_assert_msg(engine_verify(world, head, &rows, &e), "%s", e.text);
	hex[3] = hex[3] == 'a' ? 'b' : 'a';
	ck_assert(!engine_verify(world, arena_printf(world_arena, "%lld:%s", (long long)seq, hex), &rows, &e));
}
END_TEST

/* ---- tampering ---- */

enum finder { CHECK, VERIFY };
static const struct {
	enum finder by;
	const char *sql;
} tampering[] = {
	/* clock */
	{ CHECK, "UPDATE clock SET due = date(due, '+1 day') WHERE record = (SELECT record FROM clock WHERE stopped IS NULL LIMIT 1)" },
	{ CHECK, "UPDATE clock SET stopped = due WHERE record = (SELECT record FROM clock WHERE stopped IS NULL LIMIT 1)" },
	{ CHECK, "UPDATE opinion SET due = '2031-01-01' WHERE id = (SELECT max(id) FROM opinion)" },
	{ CHECK, "UPDATE clock SET flow = 'review' WHERE record = (SELECT record FROM clock WHERE flow = 'opinion' LIMIT 1)" },
	{ CHECK, "DELETE FROM clock WHERE record = (SELECT record FROM clock LIMIT 1)" },
	{ CHECK, "INSERT INTO clock SELECT 999, kind, flow, start, n, unit, extension, due, stopped, article, basis FROM clock LIMIT 1" },
	{ CHECK, "INSERT INTO clock SELECT 999, kind, 'none', start, n, unit, extension, due, stopped, article, basis FROM clock LIMIT 1" },
	/* wait */
	{ CHECK, "UPDATE wait SET due = '2030-01-01' WHERE record = (SELECT record FROM wait LIMIT 1)" },
	{ CHECK, "UPDATE wait SET role = 4 WHERE role = 2 AND record = (SELECT record FROM wait WHERE role = 2 LIMIT 1)" },
	{ CHECK, "UPDATE wait SET action = 'opinion.close' WHERE record = (SELECT record FROM wait LIMIT 1)" },
	{ CHECK, "UPDATE wait SET officer = officer + 1 WHERE record = (SELECT record FROM wait LIMIT 1)" },
	{ CHECK, "DELETE FROM wait WHERE record = (SELECT record FROM wait LIMIT 1)" },
	{ CHECK, "INSERT INTO wait SELECT 999, place, flow, role, agency, person, officer, due, clock, action, text, number, object "
		"FROM wait LIMIT 1" },
	{ CHECK, "INSERT INTO wait SELECT 999, place, 'none', role, agency, person, officer, due, clock, action, text, number, object "
		"FROM wait LIMIT 1" },
	{ CHECK, "UPDATE wait_sum SET count = count + 1 WHERE flow = 'opinion'" },
	{ CHECK, "DELETE FROM wait_sum WHERE flow = 'opinion'" },
	/* tally */
	{ CHECK, "UPDATE tally SET count = count + 1 WHERE (flow, state, agency, month) = (SELECT flow, state, agency, month FROM tally LIMIT 1)" },
	{ CHECK, "DELETE FROM tally WHERE (flow, state, agency, month) = (SELECT flow, state, agency, month FROM tally LIMIT 1)" },
	{ CHECK, "INSERT INTO tally VALUES ('opinion', 'closed', 12345, 24300, 1)" },
	{ CHECK, "UPDATE figure SET count = count + 1 WHERE (flow, field, agency, month, value) = "
		"(SELECT flow, field, agency, month, value FROM figure WHERE field = 'clock.reply' AND agency > 0 LIMIT 1)" },
	{ CHECK, "UPDATE figure SET count = count + 1 WHERE (flow, field, agency, month, value) = "
		"(SELECT flow, field, agency, month, value FROM figure WHERE field = 'clock.reply' AND agency = -1 LIMIT 1)" },
	{ CHECK, "DELETE FROM figure WHERE agency = -1 AND flow = 'supervisor'" },
	{ CHECK, "DELETE FROM figure WHERE (flow, field, agency, month, value) = "
		"(SELECT flow, field, agency, month, value FROM figure WHERE field = 'kind' LIMIT 1)" },
	{ CHECK, "INSERT INTO figure VALUES ('opinion', 'kind', 12345, 24300, 'advice', 1)" },
	{ CHECK, "INSERT INTO figure VALUES ('agency', 'state', 0, 24300, 'active', 1)" },
	{ CHECK, "INSERT INTO figure VALUES ('none', 'state', 0, 24300, 'closed', 1)" },
	{ CHECK, "INSERT INTO tally VALUES ('none', 'closed', 0, 24300, 1)" },
	{ CHECK, "UPDATE tally_total SET count = count + 1 WHERE flow = 'opinion'" },
	{ CHECK, "DELETE FROM tally_total WHERE flow = 'review'" },
	/* search: its own shadow tables */
	{ CHECK, "DELETE FROM search_data WHERE id > 10" },
	{ CHECK, "DELETE FROM search_idx" },
	/* the trail itself */
	{ VERIFY, "UPDATE trail SET who = '别人' WHERE seq = 5" },
	{ VERIFY, "UPDATE trail SET happened_on = '2020-01-01' WHERE seq = (SELECT max(seq) FROM trail)" },
	{ VERIFY, "PRAGMA foreign_keys=OFF; DELETE FROM trail WHERE seq = 9" },
	{ VERIFY, "PRAGMA foreign_keys=OFF; DELETE FROM trail WHERE seq = (SELECT max(seq) FROM trail)" },
	{ VERIFY, "UPDATE change SET note = '改过' WHERE seq = 7" },
	{ VERIFY, "UPDATE change SET salt = NULL, note = NULL, change = NULL WHERE seq = (SELECT max(seq) FROM trail WHERE outcome = 0)" },
	{ VERIFY, "DELETE FROM change WHERE seq = 11" },
	/* records, behind the program's back */
	{ VERIFY, "UPDATE opinion SET facts = facts || '。' WHERE id = (SELECT max(id) FROM opinion)" },
	{ VERIFY, "UPDATE opinion SET version = version + 1 WHERE id = (SELECT min(id) FROM opinion)" },
	{ VERIFY, "UPDATE setting SET value = '60' WHERE key = 'reply_days'" },
	{ VERIFY, "UPDATE account SET roles = 'clerk,leader' WHERE login = 'lianluo'" },
	{ VERIFY, "UPDATE account SET name = '某人' WHERE id = (SELECT min(id) FROM account)" },
	{ VERIFY, "DELETE FROM setting WHERE key = 'absences'" },
	{ VERIFY, "INSERT INTO account VALUES (500109000999999, 1, 'active', 'thief', '贼', 'clerk', NULL, NULL, 0)" },
	{ VERIFY, "INSERT INTO holiday VALUES (500109000999998, 1, 'kept', '2026-03-04', 1, 2026)" },
};

/* A copy of the world's file, opened. */
static struct engine *
copied(const char *path)
{
	struct err e = { 0 };
	struct engine *en;

	ck_assert_msg(db_backup(world->db, path, &e), "%s", e.text);
	en = engine_open(path, 0, NULL, world->today, &e);
	ck_assert_msg(en != NULL, "%s", e.text);
	return en;
}

static void
found_out(const char *path, enum finder by, const char *sql)
{
	struct engine *en = copied(path);
	struct err e = { 0 };
	struct buf out = BUF_INIT;
	int64_t n = 0;
	bool ok;

	office_tamper(path, sql);
	ok = by == CHECK ? engine_check(en, &out, &n, &e) && n == 0 : engine_verify(en, NULL, &n, &e);
	ck_assert_msg(!ok, "not found: %s", sql);
	/* Each in a sentence. */
	if (by == CHECK && e.code == ERR_OK)
		ck_assert_msg(out.len > 0, "%s", sql);
	else
		ck_assert_msg(e.text[0] != '\0', "%s", sql);
	buf_free(&out);
	engine_close(en);
	db_remove(path);
	db_remove(arena_printf(world_arena, "%s.work", path));
}

START_TEST(tampering_is_found)
{
	const char *path = arena_printf(world_arena, "%s.copy", db_path(world->db));
	struct engine *en;
	struct err e = { 0 };
	struct buf out = BUF_INIT;
	int64_t n;

	draw_seed(97);
	office_walk(500);
	/* The copy itself is whole. */
	en = copied(path);
	ck_assert(engine_check(en, &out, &n, &e));
	ck_assert_msg(n == 0, "%s", buf_str(&out));
	ck_assert_msg(engine_verify(en, NULL, &n, &e), "%s", e.text);
	engine_close(en);
	db_remove(path);
	for (size_t i = 0; i < N_OF(tampering); i++)
		found_out(path, tampering[i].by, tampering[i].sql);
}
END_TEST

/* Entries of the index put or taken by the store itself, outside any act. */
START_TEST(search_entries_are_counted)
{
	struct err e = { 0 };
	struct search_text text = { "某", "", search_scope_flow(world_arena, "opinion") };
	struct buf out = BUF_INIT;
	int64_t n;
	size_t k;
	const int64_t *ids;

	draw_seed(98);
	office_walk(200);
	ids = every_id(flow_find("opinion"), &k);
	db_errors(world->db, &e);
	ck_assert(db_begin(world->db));
	db_enter_action(world->db);
	if (_i == 0) {
		ck_assert(search_put(world->db, 999, NULL, &text));
	} else {
		struct search_text was = { 0 };
		struct act c;
		void *row = row_load(world, world_arena, flow_find("opinion"), ids[0]);

		act_context(&c, world, world_arena, flow_find("opinion"), NULL, row, &e);
		ck_assert(books_text(&c, row, &was));
		ck_assert(search_put(world->db, ids[0], &was, NULL));
	}
	db_leave_action(world->db);
	ck_assert(db_commit(world->db));
	ck_assert(engine_check(world, &out, &n, &e));
	ck_assert_int_gt(n, 0);
	buf_free(&out);
}
END_TEST

static bool
stop_after(void *ctx, int64_t done, int64_t total)
{
	int *left = ctx;

	ck_assert_int_le(done, total);
	return (*left)-- > 0;
}

START_TEST(checking_can_be_stopped)
{
	struct buf out = BUF_INIT;
	struct err e = { 0 };
	int64_t n;
	int left = 3;

	ck_assert(!engine_check_telling(world, &out, &n, stop_after, &left, &e));
	ck_assert_int_eq(e.code, ERR_CANCELLED);
	err_clear(&e);
	left = 1000;
	ck_assert_msg(engine_check_telling(world, &out, &n, stop_after, &left, &e), "%s", e.text);
	ck_assert_int_eq(n, 0);
	ck_assert_int_lt(left, 1000);
	buf_free(&out);
}
END_TEST

/* Without taking the walls down a foreign tool cannot write at all. */
START_TEST(walls_stand)
{
	struct err e = { 0 };

	db_errors(world->db, &e);
	for (size_t i = 0; flows[i] != NULL; i++) {
		static const char *const what[] = { "UPDATE %s SET version = version", "DELETE FROM %s" };

		/* The trail is read through a view; its own walls: tests/store/check_trail.c. */
		if (flows[i]->n_actions == 0)
			continue;

		for (size_t k = 0; k < N_OF(what); k++) {
			err_clear(&e);
			if (db_value(world->db, arena_printf(world_arena, "SELECT count(*) FROM %s", flows[i]->table), 0) == 0)
				continue;
			ck_assert(db_begin(world->db));
			db_exec(world->db, arena_printf(world_arena, k == 0 ? "UPDATE %s SET version = version" : "DELETE FROM %s", flows[i]->table));
			ck_assert_msg(db_failed(world->db) && strstr(e.text, "outside an action") != NULL, "%s: %s", flows[i]->table, e.text);
			db_rollback(world->db);
		}
		(void)what;
	}
}
END_TEST

TCase *
case_walk(void)
{
	TCase *c = tcase_create("walk");

	tcase_add_checked_fixture(c, office_open, office_close);
	tcase_set_timeout(c, 120);
	tcase_add_loop_test(c, books_after_a_walk, 0, 4);
	tcase_add_loop_test(c, books_after_bulks, 0, 3);
	tcase_add_test(c, checking_can_be_stopped);
	tcase_add_test(c, head_kept_elsewhere);
	tcase_add_test(c, tampering_is_found);
	tcase_add_loop_test(c, search_entries_are_counted, 0, 2);
	tcase_add_test(c, walls_stand);
	return c;
}
