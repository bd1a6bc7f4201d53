/*
 * check_archive.c: the trail's beginning in a file of its own: who and when, what is left, what proves it, what is found.
 *
 * Knows: the engine, the tables archive and anchor, SQLite.  Must not know: how an archive is written.
 */
#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "store/books.h"
#include "flow/parties.h"
#include "engine/audit.h"
#include "engine/backup.h"
#include "tests/engine/office.h"
#include "tests/flow/cases.h"

Suite *suite_archive(void);

/* Later than any day on which this test runs, by more than the trail stays. */
#define MUCH_LATER "2099-03-01"
#define BEFORE "2095-01-01"

static struct archive made;

static const char *
place(const char *name)
{
	return arena_printf(world_arena, "%s.%s", db_path(world->db), name);
}

static bool
archived(const char *name)
{
	bool more;

	err_clear(&world_err);
	return audit_archive(world, world_arena, day_parse_iso(BEFORE), place(name), &made, &more, NULL, NULL, &world_err);
}

/* "" when the live trail (with FILES, ended by NULL) is proved, else the sentence. */
static const char *
proved(const char *head, const char *const *files)
{
	int64_t rows;
	size_t n = 0;

	while (files != NULL && files[n] != NULL)
		n++;
	err_clear(&world_err);
	return engine_verify_archives(world, head, files, n, &rows, NULL, NULL, &world_err) ? "" : world_err.text;
}

#define ck_assert_has(text, part)                                                                \
	do {                                                                                     \
		const char *text_ = (text);                                                      \
		ck_assert_msg(strstr(text_, (part)) != NULL, "“%s” lacks %s", text_, (part));    \
	} while (0)

static int64_t
live(void)
{
	return db_value(world->db, "SELECT count(*) FROM trail", 0);
}

static const char *
head_now(void)
{
	char hex[65];
	int64_t seq;

	ck_assert(trail_head(world->db, &seq, hex));
	return arena_printf(world_arena, "%lld:%s", (long long)seq, hex);
}

START_TEST(not_too_early_and_not_by_anybody)
{
	int64_t rows;

	case_world();
	rows = live();
	/* Today nothing is old enough; that it was tried is on the trail. */
	ck_assert(!archived("x"));
	ck_assert_str_eq(world_err.field, "before");
	ck_assert_int_eq(live(), rows + 1);
	ck_assert_int_ne(access(place("x"), F_OK), 0);
	/* The period is the office's, but never under six months. */
	done("setting.set", called("setting", "keep_trail_months"), "value", "6", NULL);
	refused(ERR_REFUSED, "value", 0, "setting.set", called("setting", "keep_trail_months"), "value", "5", NULL);
	refused(ERR_REFUSED, "before", 0, "archive.make", 0, "before", "2026-05-24", "file", "x", NULL);
	/* Old enough, and yet no way around the file. */
	refused(ERR_REFUSED, "file", 0, "archive.make", 0, "before", "2026-05-23", "file", "x", NULL);
	world_on(MUCH_LATER);
	ck_assert(archived("a1"));
	world_as("zhou");
	ck_assert(!archived("a2"));
	ck_assert_int_eq(world_err.code, ERR_DENIED);
	world_as("leader");
	/* A file that is there is not overwritten. */
	ck_assert(!archived("a1"));
	ck_assert_has(world_err.text, "没有覆盖");
}
END_TEST

START_TEST(one_chain_with_and_without_the_file)
{
	const char *first[] = { NULL, NULL, NULL }, *both[] = { NULL, NULL, NULL }, *before, *early;
	struct trail_entry *t;
	int64_t id, rows, at_cut;
	struct backup_info info;
	struct err e = { 0 };

	case_world();
	early = head_now();
	id = an_answered_opinion("采纳", "采纳意见，立即整改");
	before = head_now();
	rows = live();
	world_on(MUCH_LATER);
	first[0] = place("a1");
	ck_assert_msg(archived("a1"), "%s", world_err.text);
	ck_assert_int_eq(made.from, 1);
	ck_assert_int_eq(made.upto, rows);
	/* Only the act itself is left, and the numbers go on. */
	ck_assert_int_eq(live(), 1);
	ck_assert_int_eq(db_value(world->db, "SELECT min(seq) FROM trail", 0), rows + 1);
	ck_assert_str_eq(proved(NULL, NULL), "");
	ck_assert_str_eq(proved(NULL, first), "");
	/* A head from before: on its own only at the cut, with the file anywhere. */
	ck_assert_str_eq(proved(before, NULL), "");
	ck_assert_has(proved(early, NULL), "归档文件");
	ck_assert_str_eq(proved(early, first), "");
	early = arena_printf(world_arena, "%.*s:%064d", (int)strcspn(early, ":"), early, 7);
	ck_assert_has(proved(early, first), "改写");
	/* The timeline does not pretend. */
	ck_assert_uint_eq(record_timeline(world, world_arena, flow_find("opinion"), id, 0, 20, &t, &e), 0);
	ck_assert_has(record_archived(world, world_arena, flow_find("opinion"), id), "3项");
	ck_assert_str_eq(record_archived(world, world_arena, flow_find("archive"), called("archive", id_text(made.upto))), "");
	/* Work goes on, records that were only archived are still proved; then the next one. */
	done("opinion.convey", id, "convey_how", "电话", NULL);
	ck_assert_uint_eq(record_timeline(world, world_arena, flow_find("opinion"), id, 0, 20, &t, &e), 1);
	ck_assert_str_eq(proved(NULL, first), "");
	at_cut = made.upto;
	ck_assert_msg(archived("a2"), "%s", world_err.text);
	ck_assert_int_eq(made.from, at_cut + 1);
	both[0] = place("a2");
	both[1] = place("a1");
	ck_assert_str_eq(proved(NULL, NULL), "");
	ck_assert_str_eq(proved(before, both), "");
	ck_assert_has(proved(NULL, first), "缺少第");
	both[1] = place("a2");
	ck_assert_has(proved(NULL, both), "缺少第1至");
	ck_assert_has(record_archived(world, world_arena, flow_find("opinion"), id), "4项");
	books_agree();
	/* What is copied from a cut trail is proved too. */
	ck_assert_msg(backup_make(world, world_arena, place("b"), NULL, NULL, NULL, &info, &world_err), "%s", world_err.text);
}
END_TEST

/* One byte of a file, anywhere; a file of another database; a file cut short. */
START_TEST(an_altered_file_is_found)
{
	const char *file[] = { NULL, NULL }, *copy;
	struct archive other;
	char byte;
	int fd;

	case_world();
	world_on(MUCH_LATER);
	ck_assert(archived("a1"));
	file[0] = place("a1");
	ck_assert_str_eq(proved(NULL, file), "");
	for (int64_t at = 5000; at < 60000; at += 9973) {
		fd = open(file[0], O_RDWR | O_CLOEXEC);
		ck_assert_int_eq(pread(fd, &byte, 1, at), 1);
		byte ^= 1;
		ck_assert_int_eq(pwrite(fd, &byte, 1, at), 1);
		ck_assert_has(proved(NULL, file), "归档文件");
		byte ^= 1;
		ck_assert_int_eq(pwrite(fd, &byte, 1, at), 1);
		close(fd);
	}
	ck_assert_str_eq(proved(NULL, file), "");
	/* The same range of the live trail, chained well in itself, is not what was archived. */
	copy = place("copy");
	ck_assert(archive_write(world->db, world_arena, db_value(world->db, "SELECT max(seq) FROM trail", 0), copy, &other, NULL, NULL,
		&world_err));
	file[0] = copy;
	ck_assert_has(proved(NULL, file), "缺少第1至");
	ck_assert_int_eq(truncate(place("a1"), 4096 * 5), 0);
	file[0] = place("a1");
	ck_assert_str_ne(proved(NULL, file), "");
	file[0] = db_path(world->db);
	ck_assert_has(proved(NULL, file), "不是留痕的归档文件");
	file[0] = place("none");
	ck_assert_has(proved(NULL, file), "没有归档文件");
}
END_TEST

/* What the live file keeps of the archive, changed behind the program's back. */
static const char *const tampering[] = {
	"UPDATE archive SET head = replace(head, substr(head, 9, 4), '0000')",
	"UPDATE archive SET sm3 = '0'",
	"UPDATE archive SET upto = upto - 1",
	"UPDATE archive SET from_seq = 2",
	"DELETE FROM archive",
	"INSERT INTO archive SELECT 5, 1, state, upto + 1, upto + 1, first_at, last_at, before_on, file, sm3, head, erased, anchors, "
		"made_on, maker FROM archive",
	"UPDATE anchor SET digest = zeroblob(32) WHERE record = (SELECT max(record) FROM anchor)",
	"UPDATE anchor SET acts = 99 WHERE record = (SELECT max(record) FROM anchor)",
	"DELETE FROM anchor WHERE record = (SELECT max(record) FROM anchor)",
	"UPDATE anchor SET salt = NULL WHERE record = (SELECT max(record) FROM anchor)",
	"INSERT INTO anchor SELECT 77, flow, acts, seq, digest, salt FROM anchor LIMIT 1",
	/* records whose last act is archived */
	"UPDATE agency SET name = name || '局' WHERE id = (SELECT min(id) FROM agency)",
	"DELETE FROM template WHERE id = (SELECT max(id) FROM template)",
	/* the first live rows gone, or an archived one put back */
	"PRAGMA foreign_keys=OFF; DELETE FROM trail WHERE seq = (SELECT min(seq) FROM trail)",
	"INSERT INTO trail SELECT 1, at, account, who, flow, 0, action, article, happened_on, received_on, 100, today_set, digest, words, hash "
		"FROM trail LIMIT 1; INSERT INTO change SELECT 1, salt, note, change FROM change LIMIT 1",
};

START_TEST(tampering_around_the_cut_is_found)
{
	case_world();
	world_on(MUCH_LATER);
	ck_assert(archived("a1"));
	done("agency.add", 0, "name", "区水利局", "kind", "department", NULL);
	ck_assert_str_eq(proved(NULL, NULL), "");
	office_tamper(db_path(world->db), tampering[_i]);
	ck_assert_msg(*proved(NULL, NULL) != '\0', "not found: %s", tampering[_i]);
}
END_TEST

/* Inside an action too nothing leaves the trail that no archive holds. */
START_TEST(the_wall_lets_go_of_archived_rows_only)
{
	struct err e = { 0 }, *old;

	case_world();
	old = db_errors(world->db, &e);
	ck_assert(db_begin(world->db));
	db_enter_action(world->db);
	ck_assert(!archive_cut(world->db, 5));
	db_leave_action(world->db);
	db_rollback(world->db);
	db_errors(world->db, old);
	ck_assert_has(e.text, "never changed");
	ck_assert_str_eq(proved(NULL, NULL), "");
}
END_TEST

/* Words that are erased between the writing of the file and the act: the file would keep them, so it is not taken. */
START_TEST(what_changed_meanwhile_is_not_cut)
{
	int64_t id, rows;

	case_world();
	done("supervisor.resign", called("supervisor", "付敏"), "reason", "工作调动", NULL);
	world_on(MUCH_LATER);
	ck_assert(archive_write(world->db, world_arena, live(), place("a1"), &made, NULL, NULL, &world_err));
	id = done("erasure.propose", 0, "person", "付敏", "ground", "asked", "reason", "本人来函", NULL);
	done("erasure.confirm", id, NULL);
	rows = live();
	world->archive = &made;
	refused(ERR_REFUSED, "file", 0, "archive.make", 0, "before", BEFORE, "file", "a1", NULL);
	world->archive = NULL;
	ck_assert_int_eq(live(), rows + 1);
	ck_assert_str_eq(proved(NULL, NULL), "");
}
END_TEST

/* An erasure after the archive: the records are empty and proved, nothing can be tried against what the anchor keeps. */
START_TEST(personal_data_go_from_what_is_left)
{
	const char *file[] = { NULL, NULL };
	int64_t id, person;

	case_world();
	person = called("person", "付敏");
	done("supervisor.resign", called("supervisor", "付敏"), "reason", "工作调动", NULL);
	world_on(MUCH_LATER);
	ck_assert(archived("a1"));
	id = done("erasure.propose", 0, "person", "付敏", "ground", "asked", "reason", "本人来函", NULL);
	done("erasure.confirm", id, NULL);
	/* That the archives still hold the words is said to who decides. */
	ck_assert_has(world_result.notices, "留痕的归档文件");
	ck_assert_int_eq(((struct person *)row_of("person", person))->rec.state, PERSON_ERASED);
	ck_assert_int_gt(db_value(world->db, "SELECT count(*) FROM anchor WHERE salt IS NULL", 0), 2);
	file[0] = place("a1");
	ck_assert_str_eq(proved(NULL, NULL), "");
	ck_assert_str_eq(proved(NULL, file), "");
	ck_assert_msg(archived("a2"), "%s", world_err.text);
	ck_assert_str_eq(proved(NULL, NULL), "");
	books_agree();
}
END_TEST

Suite *
suite_archive(void)
{
	Suite *s = suite_create("archive");
	TCase *t = tcase_create("archive");

	tcase_add_checked_fixture(t, world_open, world_close);
	tcase_add_test(t, not_too_early_and_not_by_anybody);
	tcase_add_test(t, one_chain_with_and_without_the_file);
	tcase_add_test(t, an_altered_file_is_found);
	tcase_add_loop_test(t, tampering_around_the_cut_is_found, 0, (int)N_OF(tampering));
	tcase_add_test(t, the_wall_lets_go_of_archived_rows_only);
	tcase_add_test(t, what_changed_meanwhile_is_not_cut);
	tcase_add_test(t, personal_data_go_from_what_is_left);
	suite_add_tcase(s, t);
	return s;
}
