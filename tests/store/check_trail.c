/*
 * check_trail.c: the walls around all books, and the trail's chain.
 *
 * Knows: the tables of the first rung.  Must not know: flows.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/books.h"
#include "tests/store/temp.h"

Suite *suite_trail(void);

/* ---- walls ---- */

static const char *const writes[] = {
	"INSERT INTO meta(key, value) VALUES ('x', 'y')",
	"UPDATE meta SET value = 'shared' WHERE key = 'mode'",
	"DELETE FROM meta WHERE key = 'mode'",
	"INSERT INTO sequence(name, next) VALUES ('x', 1)",
	"UPDATE sequence SET next = 1",
	"DELETE FROM sequence",
	"INSERT INTO number(word, year, next) VALUES ('opinion', 2026, 1)",
	"UPDATE number SET next = 1",
	"DELETE FROM number",
	"INSERT INTO clock VALUES (9, 'reply', 'opinion', '2026-01-05', 1, 1, 0, '2026-01-06', NULL, 14, '')",
	"UPDATE clock SET due = '2030-01-01'",
	"DELETE FROM clock",
	"INSERT INTO wait VALUES (9, 0, 'opinion', 2, 0, 0, 0, '9999-12-31', '', '', '', '', '')",
	"UPDATE wait SET due = '2030-01-01'",
	"DELETE FROM wait",
	"INSERT INTO tally VALUES ('opinion', 'closed', 0, 0, 1)",
	"UPDATE tally SET count = 9",
	"DELETE FROM tally",
	"INSERT INTO tally_total VALUES ('opinion', 'closed', 0, 1)",
	"UPDATE tally_total SET count = 9",
	"DELETE FROM tally_total",
	"INSERT INTO setting VALUES (9, 1, 'kept', 'x', '1', '', 0, 1)",
	"UPDATE setting SET value = '1'",
	"DELETE FROM setting",
	"INSERT INTO holiday VALUES (9, 1, 'kept', '2027-01-01', 1, 2027)",
	"UPDATE holiday SET off = 0",
	"DELETE FROM holiday",
	"UPDATE account SET roles = 'leader'",
	"DELETE FROM account",
	"UPDATE change SET salt = NULL, note = NULL, change = NULL",
};

/* A row in every table, so that an UPDATE or DELETE meets one. */
static void
fill_tables(void)
{
	struct trail_entry t = { .flow = "opinion", .record = 7, .happened_on = DAY_NONE, .received_on = DAY_NONE };

	ck_assert(db_begin(temp_db));
	db_exec(temp_db,
		"INSERT INTO account VALUES (1, 1, 'active', 'liwen', '李文', 'clerk', NULL, NULL, 0);"
		"INSERT INTO number VALUES ('opinion', 2025, 5);"
		"INSERT INTO clock VALUES (7, 'reply', 'opinion', '2026-01-05', 1, 1, 0, '2026-01-06', NULL, 14, '');"
		"INSERT INTO wait VALUES (7, 0, 'opinion', 2, 0, 0, 0, '2026-01-06', 'reply', '', '', '', '');"
		"INSERT INTO tally VALUES ('opinion', 'served', 0, 0, 1);"
		"INSERT INTO tally_total VALUES ('opinion', 'served', 0, 1);"
		"INSERT INTO holiday VALUES (3, 1, 'kept', '2027-01-04', 1, 2027)");
	trail_add(temp_db, &t, "{}");
	ck_assert_msg(db_commit(temp_db), "%s", temp_err.text);
}

START_TEST(outside_an_action)
{
	fill_tables();
	db_leave_action(temp_db);
	ck_assert(temp_refused(writes[_i], _i == 29 ? "never changed" : "outside an action"));
	db_enter_action(temp_db);
	ck_assert_msg(!temp_refused(writes[_i], ""), "%s", writes[_i]); /* "" is in every sentence */
}
END_TEST

START_TEST(trail_outside_an_action)
{
	struct trail_entry t = { .flow = "opinion", .happened_on = DAY_NONE, .received_on = DAY_NONE };

	db_leave_action(temp_db);
	ck_assert(db_begin(temp_db));
	ck_assert(!trail_add(temp_db, &t, ""));
	ck_assert_ptr_nonnull(strstr(temp_err.text, "inside an action"));
	db_rollback(temp_db);
	err_clear(&temp_err);
	db_enter_action(temp_db);
}
END_TEST

/* Not even an action changes what was written down. */
static const char *const forgeries[] = {
	"UPDATE trail SET who = 'x'",
	"DELETE FROM trail",
	"INSERT OR REPLACE INTO trail SELECT seq, at, account, 'x', flow, record, action, article, happened_on, "
	"received_on, outcome, today_set, digest, words, hash FROM trail WHERE seq = 1",
	"INSERT INTO trail SELECT 5, at, account, 'x', flow, record, action, article, happened_on, "
	"received_on, outcome, today_set, digest, words, hash FROM trail WHERE seq = 1",
	"UPDATE change SET note = 'x'",
	"UPDATE change SET note = NULL, change = NULL",
	"DELETE FROM change",
	"INSERT OR REPLACE INTO change VALUES (1, zeroblob(16), 'x', '{}')",
};

START_TEST(trail_never_changes)
{
	fill_tables();
	ck_assert_msg(temp_refused(forgeries[_i], "trail"), "%s", forgeries[_i]);
}
END_TEST

/* Every table has its three walls, also one that a later rung adds and forgets. */
START_TEST(every_table_has_walls)
{
	struct stmt *s = db_prepare(temp_db,
		"SELECT t.name || ' ' || w.word FROM sqlite_schema t, "
		"(SELECT 'insert' AS word UNION SELECT 'update' UNION SELECT 'delete') w "
		"WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE 'search%' AND NOT EXISTS "
		"(SELECT 1 FROM sqlite_schema g WHERE g.type = 'trigger' AND g.name = 'wall_' || t.name || '_' || w.word "
		"AND g.tbl_name = t.name)");

	while (db_step(s))
		ck_abort_msg("no wall: %s", db_text(s, 0));
	ck_assert_msg(!db_failed(temp_db), "%s", temp_err.text);
}
END_TEST

/* ---- the chain ---- */

/* Entry number N of the tests' trail, of record RECORD. */
static struct trail_entry
entry(int n, int64_t record, int outcome)
{
	static char note[64];

	snprintf(note, sizeof note, "第%d件", n);
	return (struct trail_entry){
		.at = "2026-11-23 15:20:07",
		.account = 500109000000001,
		.who = "李文",
		.flow = "opinion",
		.record = record,
		.action = "opinion.reply",
		.article = 14,
		.happened_on = day_from(2026, 11, 20),
		.received_on = n % 2 != 0 ? DAY_NONE : day_from(2026, 11, 21),
		.outcome = outcome,
		.note = note,
		.change = "{\"reply\":[\"\",\"已改\"]}",
	};
}

/*
 * N entries over the records 1..3 in turn, each fourth a refusal.  The image of a record
 * is its number and the entry it was made by.
 */
static void
fill(int n)
{
	int64_t before = db_value(temp_db, "SELECT max(seq) FROM trail", 0);

	ck_assert(db_begin(temp_db));
	for (int i = 1; i <= n; i++) {
		bool refusal = i % 4 == 0;
		struct trail_entry t = entry(i, i % 3 + 1, refusal ? ERR_REFUSED : 0);
		char image[64];

		snprintf(image, sizeof image, "{\"id\":%d,\"by\":%d}", i % 3 + 1, i);
		ck_assert_msg(trail_add(temp_db, &t, refusal ? "" : image), "%s", temp_err.text);
		ck_assert_int_eq(t.seq, before + i);
	}
	ck_assert_msg(db_commit(temp_db), "%s", temp_err.text);
}

/* What the records say now: by 0 is the entry that made it, else another one; < 0: gone. */
struct present {
	int by[4];
	int64_t asked, progress, stop_at;
};

static bool
image_of(void *ctx, const char *flow, int64_t record, struct buf *out)
{
	struct present *p = ctx;

	ck_assert_str_eq(flow, "opinion");
	ck_assert_int_ge(record, 1);
	ck_assert_int_le(record, 3);
	p->asked++;
	if (p->by[record] < 0)
		return false;
	buf_printf(out, "{\"id\":%d,\"by\":%d}", (int)record, p->by[record]);
	return true;
}

static bool
on_progress(void *ctx, int64_t done, int64_t total)
{
	struct present *p = ctx;

	ck_assert_int_le(done, total);
	p->progress = done;
	return p->stop_at == 0 || done < p->stop_at;
}

/* Verify; "" when all is well, else the sentence. */
static const char *
verify(const char *head, struct present *p)
{
	static struct err e;
	struct trail_check check = { .image_of = image_of, .progress = on_progress, .ctx = p };
	int64_t rows;

	err_clear(&e);
	if (trail_verify(temp_db, head, p != NULL ? &check : NULL, &rows, &e)) {
		ck_assert_int_eq(e.code, ERR_OK);
		return "";
	}
	ck_assert_int_ne(e.code, ERR_OK);
	return e.text;
}

#define ck_assert_has(text, part)                                                              \
	do {                                                                                   \
		const char *text_ = (text);                                                    \
		ck_assert_msg(strstr(text_, (part)) != NULL, "\"%s\" lacks %s", text_, (part)); \
	} while (0)

START_TEST(an_empty_trail)
{
	int64_t seq = 5;
	char hex[65];

	ck_assert(trail_head(temp_db, &seq, hex));
	ck_assert_int_eq(seq, 0);
	ck_assert_uint_eq(strspn(hex, "0"), 64);
	ck_assert_str_eq(verify(NULL, NULL), "");
}
END_TEST

START_TEST(a_timeline)
{
	struct arena *a = arena_new();
	struct trail_entry *v;
	size_t n;

	fill(30);
	/* Record 2 is made by 1, 4, 7, ...; 4, 16 and 28 are refusals. */
	n = trail_of(temp_db, a, 2, 0, 100, &v);
	ck_assert_uint_eq(n, 7);
	ck_assert_int_eq(v[0].seq, 25);
	ck_assert_int_eq(v[6].seq, 1);
	ck_assert_str_eq(v[6].note, "第1件");
	ck_assert_str_eq(v[6].who, "李文");
	ck_assert_str_eq(v[6].action, "opinion.reply");
	ck_assert_str_eq(v[6].at, "2026-11-23 15:20:07");
	ck_assert_str_eq(v[6].change, "{\"reply\":[\"\",\"已改\"]}");
	ck_assert_int_eq(v[6].article, 14);
	ck_assert_int_eq(v[6].happened_on, day_from(2026, 11, 20));
	ck_assert_int_eq(v[6].received_on, DAY_NONE);
	ck_assert_int_eq(v[5].seq, 7);
	n = trail_of(temp_db, a, 2, v[2].seq, 2, &v);
	ck_assert_uint_eq(n, 2);
	ck_assert_int_eq(v[0].seq, 13);
	ck_assert_int_eq(v[1].seq, 10);
	ck_assert_uint_eq(trail_of(temp_db, a, 99, 0, 100, &v), 0);
	ck_assert_uint_eq(trail_of(temp_db, a, 2, 0, 0, &v), 0);
	n = trail_page(temp_db, a, 0, 5, &v);
	ck_assert_uint_eq(n, 5);
	ck_assert_int_eq(v[0].seq, 30);
	ck_assert_int_eq(v[2].outcome, ERR_REFUSED);
	n = trail_page(temp_db, a, 3, 5, &v);
	ck_assert_uint_eq(n, 2);
	ck_assert_int_eq(v[0].seq, 2);
	arena_free(a);
	ck_assert_str_eq(temp_plan("SELECT t.seq FROM trail t LEFT JOIN change c ON c.seq = t.seq "
				   "WHERE t.record = 1 AND t.outcome = 0 AND t.seq < 9 ORDER BY t.seq DESC LIMIT 5"),
		"SEARCH t USING COVERING INDEX trail_record (record=? AND seq<?)\n");
}
END_TEST

START_TEST(verify_a_good_one)
{
	struct present p = { .by = { 0, 30, 25, 29 } };
	char hex[65], text[100];
	int64_t seq;

	fill(30);
	ck_assert_str_eq(verify(NULL, &p), "");
	ck_assert_int_eq(p.asked, 3);
	ck_assert_int_eq(p.progress, 33); /* the rows, then the records */
	ck_assert(trail_head(temp_db, &seq, hex));
	ck_assert_int_eq(seq, 30);
	snprintf(text, sizeof text, "30:%s", hex);
	ck_assert_str_eq(verify(text, &p), "");
	/* A head kept from an earlier day lies on the chain. */
	fill(3);
	ck_assert_str_eq(verify(text, NULL), "");
	for (char *c = text; *c != '\0'; c++)
		if (*c >= 'a' && *c <= 'f')
			*c = (char)(*c - 'a' + 'A');
	ck_assert_str_eq(verify(text, NULL), "");
	ck_assert_str_eq(verify("0:0000000000000000000000000000000000000000000000000000000000000000", NULL), "");
}
END_TEST

START_TEST(verify_with_a_wrong_head)
{
	static const char *const malformed[] = { "", "x", "3", "3:", ":00", "3:00", "-1:00",
		"3 0000000000000000000000000000000000000000000000000000000000000000",
		"3:000000000000000000000000000000000000000000000000000000000000000g",
		"3:00000000000000000000000000000000000000000000000000000000000000000",
		"99999999999999999999:0000000000000000000000000000000000000000000000000000000000000000" };
	char hex[65], text[100];
	int64_t seq;

	fill(6);
	trail_head(temp_db, &seq, hex);
	snprintf(text, sizeof text, "5:%s", hex);
	ck_assert_has(verify(text, NULL), "第5条");
	snprintf(text, sizeof text, "7:%s", hex);
	ck_assert_has(verify(text, NULL), "截去");
	snprintf(text, sizeof text, "0:%s", hex);
	ck_assert_has(verify(text, NULL), "0");
	for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++)
		ck_assert_has(verify(malformed[i], NULL), "链头");
}
END_TEST

#define OPEN_UP                                                                                        \
	"DROP TRIGGER wall_trail_insert; DROP TRIGGER wall_trail_update; DROP TRIGGER wall_trail_delete;" \
	"DROP TRIGGER wall_change_insert; DROP TRIGGER wall_change_update; DROP TRIGGER wall_change_delete;"

static const struct {
	const char *sql, *said;
} tampering[] = {
	{ "UPDATE trail SET at = '2026-11-23 15:20:08' WHERE seq = 11", "第11条" },
	{ "UPDATE trail SET account = 2 WHERE seq = 11", "第11条" },
	{ "UPDATE trail SET who = '张三' WHERE seq = 11", "第11条" },
	{ "UPDATE trail SET flow = 'review' WHERE seq = 11", "第11条" },
	{ "UPDATE trail SET record = 2 WHERE seq = 11", "第11条" },
	{ "UPDATE trail SET action = 'opinion.close' WHERE seq = 11", "第11条" },
	{ "UPDATE trail SET article = 15 WHERE seq = 11", "第11条" },
	{ "UPDATE trail SET happened_on = '2026-11-19' WHERE seq = 11", "第11条" },
	{ "UPDATE trail SET happened_on = NULL WHERE seq = 11", "第11条" },
	{ "UPDATE trail SET received_on = '2026-11-19' WHERE seq = 11", "第11条" },
	{ "UPDATE trail SET outcome = 3 WHERE seq = 11", "第11条" },
	{ "UPDATE trail SET outcome = 0 WHERE seq = 12", "第12条" },
	{ "UPDATE trail SET today_set = 1 WHERE seq = 11", "第11条" },
	{ "UPDATE trail SET digest = zeroblob(32) WHERE seq = 11", "第11条" },
	{ "UPDATE trail SET digest = zeroblob(31) WHERE seq = 11", "第11条" },
	{ "UPDATE trail SET words = zeroblob(32) WHERE seq = 11", "第11条" },
	{ "UPDATE trail SET hash = zeroblob(32) WHERE seq = 11", "第11条" },
	/* text moved from one column to its neighbour */
	{ "UPDATE trail SET who = '', flow = who || flow WHERE seq = 11", "第11条" },
	{ "DELETE FROM change WHERE seq = 11; DELETE FROM trail WHERE seq = 11", "缺少第11条" },
	{ "DELETE FROM change WHERE seq = 1; DELETE FROM trail WHERE seq = 1", "缺少第1条" },
	{ "DELETE FROM change WHERE seq = 11; DELETE FROM trail WHERE seq = 11;"
	  "UPDATE trail SET seq = seq - 1 WHERE seq > 11; UPDATE change SET seq = seq - 1 WHERE seq > 11", "第11条" },
	{ "UPDATE trail SET seq = 100 WHERE seq = 11; UPDATE trail SET seq = 11 WHERE seq = 12;"
	  "UPDATE trail SET seq = 12 WHERE seq = 100", "第11条" },
	{ "DELETE FROM change WHERE seq = 11", "第11条" },
	{ "UPDATE change SET note = '改过' WHERE seq = 11", "第11条" },
	{ "UPDATE change SET change = '{}' WHERE seq = 11", "第11条" },
	{ "UPDATE change SET note = '', change = note || change WHERE seq = 11", "第11条" },
	{ "UPDATE change SET salt = zeroblob(16) WHERE seq = 11", "第11条" },
	{ "UPDATE change SET salt = NULL WHERE seq = 11", "第11条" },
	{ "UPDATE change SET note = NULL WHERE seq = 11", "第11条" },
	/* erased without an act that erases: it would hide a change of the record */
	{ "UPDATE change SET salt = NULL, note = NULL, change = NULL WHERE seq = 25", "第25条" },
	/* the last rows cut with their words: what they made of the records is still there */
	{ "DELETE FROM change WHERE seq > 28; DELETE FROM trail WHERE seq > 28", "不符" },
};

START_TEST(verify_finds_tampering)
{
	struct present p = { .by = { 0, 30, 25, 29 } };
	char sql[1000];

	fill(30);
	ck_assert_str_eq(verify(NULL, &p), "");
	snprintf(sql, sizeof sql, OPEN_UP "PRAGMA foreign_keys=OFF; %s", tampering[_i].sql);
	temp_tamper(sql);
	ck_assert_has(verify(NULL, &p), tampering[_i].said);
}
END_TEST

/* A row cut away while its words were forgotten. */
START_TEST(verify_finds_words_without_a_row)
{
	fill(30);
	temp_tamper(OPEN_UP "DELETE FROM trail WHERE seq = 30");
	ck_assert_has(verify(NULL, NULL), "截去");
}
END_TEST

START_TEST(verify_finds_a_changed_record)
{
	struct present p = { .by = { 0, 30, 25, 29 } };

	fill(30);
	p.by[2] = 22;
	ck_assert_has(verify(NULL, &p), "opinion 2 与第25条");
	p.by[2] = -1;
	ck_assert_has(verify(NULL, &p), "opinion 2 已不在");
	/* Without the flows only the chain is looked at. */
	ck_assert_str_eq(verify(NULL, NULL), "");
}
END_TEST

/* The last rows cut away, all of them: only a head kept elsewhere tells. */
START_TEST(verify_finds_a_cut)
{
	char hex[65], text[100];
	int64_t seq;

	fill(30);
	trail_head(temp_db, &seq, hex);
	snprintf(text, sizeof text, "30:%s", hex);
	temp_tamper(OPEN_UP "DELETE FROM change WHERE seq > 20; DELETE FROM trail WHERE seq > 20");
	ck_assert_str_eq(verify(NULL, NULL), "");
	ck_assert_has(verify(text, NULL), "截去");
	/* ... and grown again to its old length. */
	ck_assert(db_begin(temp_db));
	for (int i = 21; i <= 30; i++) {
		struct trail_entry t = entry(i, 1, 0);

		ck_assert(trail_add(temp_db, &t, ""));
	}
	ck_assert(db_commit(temp_db));
	ck_assert_str_eq(verify(NULL, NULL), "");
	ck_assert_has(verify(text, NULL), "改写");
}
END_TEST

/* Personal data is erased inside an action; the chain stands. */
START_TEST(words_can_be_erased)
{
	struct present p = { .by = { 0, 30, 25, 29 } };
	struct arena *a = arena_new();
	struct trail_entry *v;

	fill(30);
	ck_assert(db_begin(temp_db));
	ck_assert(db_exec(temp_db, "UPDATE change SET salt = NULL, note = NULL, change = NULL WHERE seq IN (1, 7)"));
	ck_assert(db_commit(temp_db));
	ck_assert_str_eq(verify(NULL, &p), "");
	ck_assert_uint_eq(trail_of(temp_db, a, 2, 8, 1, &v), 1);
	ck_assert_int_eq(v[0].seq, 7);
	ck_assert_str_eq(v[0].note, "");
	ck_assert_str_eq(v[0].change, "");
	arena_free(a);
}
END_TEST

START_TEST(verify_can_be_cancelled)
{
	struct present p = { .by = { 0, 2100, 2098, 2099 }, .stop_at = 1000 };

	fill(2100);
	ck_assert_str_eq(verify(NULL, &p), "已取消");
	ck_assert_int_eq(p.progress, 1000);
}
END_TEST

/* A rolled-back act leaves no hole, and another session's row is followed. */
START_TEST(the_head_is_always_the_file_s)
{
	struct trail_entry t = entry(1, 1, 0);
	struct err e = { 0 };
	struct db *other;

	fill(3);
	ck_assert(db_begin(temp_db));
	ck_assert(trail_add(temp_db, &t, "a"));
	ck_assert_int_eq(t.seq, 4);
	ck_assert(db_begin(temp_db));
	ck_assert(trail_add(temp_db, &t, "b"));
	ck_assert_int_eq(t.seq, 5);
	db_rollback(temp_db);
	ck_assert(trail_add(temp_db, &t, "c"));
	ck_assert_int_eq(t.seq, 5);
	ck_assert(db_commit(temp_db));
	other = temp_again(&e);
	ck_assert(db_begin(other));
	ck_assert(trail_add(other, &t, "d"));
	ck_assert_int_eq(t.seq, 6);
	ck_assert_msg(db_commit(other), "%s", e.text);
	db_close(other);
	ck_assert(db_begin(temp_db));
	ck_assert(trail_add(temp_db, &t, "e"));
	ck_assert_int_eq(t.seq, 7);
	ck_assert(db_commit(temp_db));
	ck_assert_str_eq(verify(NULL, NULL), "");
}
END_TEST

/* Equal images give unequal digests: nobody can try names against them. */
START_TEST(digests_are_salted)
{
	ck_assert(db_begin(temp_db));
	for (int i = 0; i < 600; i++) {
		struct trail_entry t = entry(1, 1, 0);

		ck_assert(trail_add(temp_db, &t, "same"));
	}
	ck_assert(db_commit(temp_db));
	ck_assert_int_eq(db_value(temp_db, "SELECT count(DISTINCT digest) FROM trail", 0), 600);
	ck_assert_int_eq(db_value(temp_db, "SELECT count(DISTINCT words) FROM trail", 0), 600);
	ck_assert_int_eq(db_value(temp_db, "SELECT count(DISTINCT salt) FROM change WHERE length(salt) = 16", 0), 600);
}
END_TEST

Suite *
suite_trail(void)
{
	Suite *s = suite_create("trail");
	TCase *t = tcase_create("walls");

	tcase_add_checked_fixture(t, temp_open, temp_close);
	tcase_add_loop_test(t, outside_an_action, 0, (int)(sizeof writes / sizeof writes[0]));
	tcase_add_test(t, trail_outside_an_action);
	tcase_add_loop_test(t, trail_never_changes, 0, (int)(sizeof forgeries / sizeof forgeries[0]));
	tcase_add_test(t, every_table_has_walls);
	suite_add_tcase(s, t);

	t = tcase_create("chain");
	tcase_add_checked_fixture(t, temp_open, temp_close);
	tcase_add_test(t, an_empty_trail);
	tcase_add_test(t, a_timeline);
	tcase_add_test(t, verify_a_good_one);
	tcase_add_test(t, verify_with_a_wrong_head);
	tcase_add_loop_test(t, verify_finds_tampering, 0, (int)(sizeof tampering / sizeof tampering[0]));
	tcase_add_test(t, verify_finds_words_without_a_row);
	tcase_add_test(t, verify_finds_a_changed_record);
	tcase_add_test(t, verify_finds_a_cut);
	tcase_add_test(t, words_can_be_erased);
	tcase_add_test(t, verify_can_be_cancelled);
	tcase_add_test(t, the_head_is_always_the_file_s);
	tcase_add_test(t, digests_are_salted);
	suite_add_tcase(s, t);
	return s;
}
