/*
 * check_erasure.c: personal data that are no longer needed leave the file: who may say so and when, what goes, what stays.
 *
 * Knows: the rows' members, the engine, the file's tables as SQLite lists them.  Must not know: how a record is emptied.
 */
#include <check.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "store/books.h"
#include "flow/erase.h"
#include "flow/opinion_acts.h"
#include "flow/parties.h"
#include "flow/supervisor.h"
#include "tests/flow/cases.h"

Suite *suite_erasure(void);

/* Rows of any table of the file whose text holds WORDS, the tables EXCEPT (blank-separated) aside; says which. */
static int
rows_with(const char *words, const char *except, char where[256])
{
	sqlite3 *h;
	sqlite3_stmt *t, *c, *n;
	int rows = 0;

	where[0] = '\0';
	ck_assert_int_eq(sqlite3_open_v2(db_path(world->db), &h, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	sqlite3_prepare_v2(h, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%'",
		-1, &t, NULL);
	while (sqlite3_step(t) == SQLITE_ROW) {
		const char *table = (const char *)sqlite3_column_text(t, 0);
		char *sql = sqlite3_mprintf("SELECT name FROM pragma_table_info(%Q)", table);

		if (strstr(except, table) != NULL) {
			sqlite3_free(sql);
			continue;
		}
		sqlite3_prepare_v2(h, sql, -1, &c, NULL);
		sqlite3_free(sql);
		while (sqlite3_step(c) == SQLITE_ROW) {
			sql = sqlite3_mprintf("SELECT count(*) FROM \"%w\" WHERE instr(CAST(\"%w\" AS TEXT), %Q) > 0", table,
				sqlite3_column_text(c, 0), words);
			ck_assert_int_eq(sqlite3_prepare_v2(h, sql, -1, &n, NULL), SQLITE_OK);
			ck_assert_int_eq(sqlite3_step(n), SQLITE_ROW);
			if (sqlite3_column_int(n, 0) > 0)
				snprintf(where + strlen(where), 256 - strlen(where), "%s.%s ", table, sqlite3_column_text(c, 0));
			rows += sqlite3_column_int(n, 0);
			sqlite3_finalize(n);
			sqlite3_free(sql);
		}
		sqlite3_finalize(c);
	}
	sqlite3_finalize(t);
	sqlite3_close(h);
	return rows;
}

/* What the program owes today is done as the program; how many erasures were proposed. */
static int64_t
proposed_by_sweep(void)
{
	struct sweep_sum sum;
	int64_t n = 0;

	ck_assert_msg(engine_sweep(world, &sum, &world_err), "%s", world_err.text);
	for (size_t i = 0; i < sum.n; i++)
		if (strcmp(sum.by[i].action->name, "person.due") == 0)
			n += sum.by[i].n;
	return n;
}

/* 冉凯文 has left, with an opinion that is closed. */
static void
a_left_supervisor(void)
{
	int64_t id;

	case_world();
	id = an_answered_opinion("采纳", "采纳意见，立即整改");
	done("opinion.convey", id, "convey_how", "电话", NULL);
	done("opinion.accept", id, NULL);
	if (((struct opinion *)row_of("opinion", id))->rec.state != OPINION_CLOSED)
		done("opinion.close", id, NULL);
	done("supervisor.resign", called("supervisor", "冉凯文"), "reason", "工作调动", NULL);
}

START_TEST(nobody_who_still_serves)
{
	int64_t person;

	case_world();
	person = called("person", "冉凯文");
	refused(ERR_REFUSED, "person", 0, "erasure.propose", 0, "person", "冉凯文", "ground", "asked", "reason", "本人来函", NULL);
	an_opinion();
	done("supervisor.resign", called("supervisor", "冉凯文"), "reason", "工作调动", NULL);
	/* An opinion is open. */
	refused(ERR_REFUSED, "person", 0, "erasure.propose", 0, "person", "冉凯文", "ground", "asked", "reason", "本人来函", NULL);
	refused(ERR_REFUSED, "reason", 0, "erasure.propose", 0, "person", "冉凯文", "ground", "asked", NULL);
	ck_assert_int_eq(((struct person *)row_of("person", person))->rec.state, PERSON_KEPT);
}
END_TEST

START_TEST(before_its_time_only_when_asked)
{
	int64_t id;

	a_left_supervisor();
	refused(ERR_REFUSED, "ground", 0, "erasure.propose", 0, "person", "冉凯文", "ground", "due", "reason", "清理", NULL);
	ck_assert(strstr(world_err.text, "2031-11-23") != NULL);
	id = done("erasure.propose", 0, "person", "冉凯文", "ground", "asked", "reason", "本人来函要求删除", NULL);
	ck_assert_str_eq(waits_text(id), "批准删除个人信息");
	refused(ERR_REFUSED, "person", 0, "erasure.propose", 0, "person", "冉凯文", "ground", "asked", "reason", "再来一次", NULL);
	/* Refused, and kept until a day. */
	refused(ERR_REFUSED, "decision", 0, "erasure.refuse", id, NULL);
	refused(ERR_REFUSED, "until_on", 0, "erasure.refuse", id, "decision", "诉讼未结", "until_on", "2026-11-01", NULL);
	done("erasure.refuse", id, "decision", "诉讼未结", "until_on", "2032-03-01", NULL);
	ck_assert_str_eq(waits_text(id), "");
	ck_assert_int_eq(allowed("erasure.confirm", id), ERR_REFUSED);
	books_agree();
}
END_TEST

START_TEST(the_sweep_proposes_what_is_due)
{
	int64_t id;

	a_left_supervisor();
	ck_assert_int_eq(proposed_by_sweep(), 0);
	/* Five years to the day after leaving. */
	world_on("2031-11-22");
	ck_assert_int_eq(proposed_by_sweep(), 0);
	world_on("2031-11-23");
	ck_assert_int_eq(proposed_by_sweep(), 1);
	ck_assert_int_eq(proposed_by_sweep(), 0);
	id = called("erasure", "2031-1");
	ck_assert_int_ne(id, 0);
	done("erasure.refuse", id, "decision", "档案移交中", "until_on", "2032-03-01", NULL);
	world_on("2032-02-29");
	ck_assert_int_eq(proposed_by_sweep(), 0);
	world_on("2032-03-01");
	ck_assert_int_eq(proposed_by_sweep(), 1);
	books_agree();
}
END_TEST

START_TEST(everything_about_the_person_is_gone)
{
	char where[256], head[128], hex[65];
	int64_t id, person, opinion, rows = 0, seq;
	const struct supervisor *s;

	a_left_supervisor();
	person = called("person", "冉凯文");
	opinion = called("opinion", "2026-1");
	ck_assert_int_gt(rows_with("冉凯文", "", where), 4);
	ck_assert(trail_head(world->db, &seq, hex));
	snprintf(head, sizeof head, "%lld:%s", (long long)seq, hex);
	id = done("erasure.propose", 0, "person", "冉凯文", "ground", "asked", "reason", "本人来函要求删除", NULL);
	done("erasure.confirm", id, NULL);
	ck_assert(strstr(world_result.notices, "备份") != NULL);
	/* No table holds the name, the number, the telephone any more: the trail's words neither. */
	ck_assert_msg(rows_with("冉凯文", "", where) == 0, "冉凯文 in %s", where);
	ck_assert_int_eq(((struct person *)row_of("person", person))->rec.state, PERSON_ERASED);
	ck_assert_str_eq(((struct person *)row_of("person", person))->name, ERASED_NAME);
	ck_assert_str_eq(((struct person *)row_of("person", person))->idno, "");
	ck_assert_int_eq(((struct person *)row_of("person", person))->born, DAY_NONE);
	/* The records, their dates and figures stay. */
	ck_assert_str_eq(((struct opinion *)row_of("opinion", opinion))->person_name, ERASED_NAME);
	ck_assert_int_eq(((struct opinion *)row_of("opinion", opinion))->rec.state, OPINION_CLOSED);
	s = row_of("supervisor", ((struct opinion *)row_of("opinion", opinion))->supervisor);
	ck_assert_int_eq(s->rec.state, SUPERVISOR_RESIGNED);
	ck_assert_int_ne(s->term_start, DAY_NONE);
	/* He is not found, by no way. */
	ck_assert_int_eq(called("person", "冉凯文"), 0);
	ck_assert_int_eq(found("person", "冉凯文"), 0);
	ck_assert_int_eq(found("supervisor", "rkw"), 0);
	/* His door is shut. */
	ck_assert_int_eq(called("account", "ran"), 0);
	/* The chain holds, with the head from before; the books agree; the others are whole. */
	err_clear(&world_err);
	ck_assert_msg(engine_verify(world, head, &rows, &world_err), "%s", world_err.text);
	ck_assert_int_gt(trail_erased(world->db), 5);
	ck_assert_int_gt(rows_with("付敏", "", where), 0);
	books_agree();
	ck_assert_int_eq(allowed("person.correct", person), ERR_REFUSED);
	refused(ERR_REFUSED, "person", 0, "erasure.propose", 0, "person", id_text(person), "ground", "asked", "reason", "再删", NULL);
}
END_TEST

/* What others wrote, and what their acts said, names the person still: the act says where, nowhere the name itself. */
START_TEST(where_the_name_still_stands_is_told)
{
	char where[256];
	int64_t id, other;

	a_left_supervisor();
	other = done("opinion.register", 0, "supervisor", "付敏", "raised_on", "今天", "agency", "区林业局", "kind", "advice", "field", "inspection",
		"facts", "据冉凯文反映，检查没有出示证件。", NULL);
	done("agency.correct", called("agency", "区林业局"), "phone", "68000001", "reason", "冉凯文来电告知", NULL);
	id = done("erasure.propose", 0, "person", "冉凯文", "ground", "asked", "reason", "本人来函要求删除", NULL);
	done("erasure.confirm", id, NULL);
	ck_assert_ptr_nonnull(strstr(world_result.notices, "由本局决定"));
	ck_assert_ptr_nonnull(strstr(world_result.notices, ((const struct opinion *)row_of("opinion", other))->number));
	ck_assert_ptr_nonnull(strstr(world_result.notices, "执法机构"));
	ck_assert_ptr_null(strstr(world_result.notices, "冉凯文"));
	ck_assert_int_eq(rows_with("冉凯文", "", where), 2 + (strstr(where, "change.change") != NULL));
	books_agree();
}
END_TEST

/* Keys and passwords of the person's account carry the name too. */
START_TEST(copies_in_keys_and_passwords_go)
{
	char where[256];
	int64_t id;

	a_left_supervisor();
	ck_assert(db_begin(world->db));
	db_enter_action(world->db);
	db_exec(world->db,
		"INSERT INTO ssh_key SELECT 500109000900001, 1, 'revoked', id, name, 'ssh-ed25519', 'AAAA', 'SHA256:x', name || '@pc', '开通', 1, '甲', "
		"'sysadmin', 2, '乙', '', '2026-11-23', '离任' FROM account WHERE login = 'ran';"
		"INSERT INTO credential SELECT 500109000900002, 1, 'done', id, name, 'password', '新来的', 1, '甲', 'sysadmin', 2, '乙', '' "
		"FROM account WHERE login = 'ran'");
	db_leave_action(world->db);
	ck_assert(db_commit(world->db));
	id = done("erasure.propose", 0, "person", "冉凯文", "ground", "asked", "reason", "本人来函要求删除", NULL);
	done("erasure.confirm", id, NULL);
	ck_assert_msg(rows_with("冉凯文", "", where) == 0, "冉凯文 in %s", where);
	ck_assert_ptr_null(strstr(world_result.notices, "由本局决定"));
}
END_TEST

/*
 * All that an erasure brings: "person.erase" "supervisor.erase" "candidate.erase" "objection.erase" "certificate.erase"
 * "attendance.erase" "finding.erase" "opinion.erase" "review.erase" "inquiry.erase" "misconduct.erase" "dismissal.erase"
 * "duty.erase" "evaluation.erase" "conflict.erase" "document.erase" "account.erase" "attachment.erase" "grant.erase"
 * "key.erase" "credential.erase".
 * A flow that keeps something about a person has the act that empties it, and an erasure brings it. */
START_TEST(no_flow_is_forgotten)
{
	char name[64];

	case_world();
	for (size_t i = 0; flows[i] != NULL; i++)
		for (size_t k = 0; k < flows[i]->n_fields; k++) {
			const struct field *f = &flows[i]->fields[k];

			if (f->type != FT_REF || strcmp(f->ref, "person") != 0 || strcmp(flows[i]->name, "erasure") == 0)
				continue;
			snprintf(name, sizeof name, "%s.erase", flows[i]->name);
			ck_assert_msg(action_find(NULL, name) != NULL, "%s refers to a person and has no %s", flows[i]->name, name);
			ck_assert_msg(action_find(NULL, name)->flags & ACT_ERASE, "%s", name);
		}
}
END_TEST

Suite *
suite_erasure(void)
{
	Suite *s = suite_create("erasure");
	TCase *t = tcase_create("erasure");

	tcase_add_checked_fixture(t, world_open, world_close);
	tcase_add_test(t, nobody_who_still_serves);
	tcase_add_test(t, before_its_time_only_when_asked);
	tcase_add_test(t, the_sweep_proposes_what_is_due);
	tcase_add_test(t, everything_about_the_person_is_gone);
	tcase_add_test(t, where_the_name_still_stands_is_told);
	tcase_add_test(t, copies_in_keys_and_passwords_go);
	tcase_add_test(t, no_flow_is_forgotten);
	suite_add_tcase(s, t);
	return s;
}
