/*
 * check_backup.c: copies of the database as whoever keeps the machine makes them: proved, thinned, encrypted, put back.
 *
 * Knows: the contract of design 6, engine/backup.h for the choice of what stays.
 * Must not know: how a copy is made.
 */
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/child.h"
#include "engine/backup.h"
#include "tests/cli/run.h"

#define HAS(text, part) ck_assert_msg(strstr(text, part) != NULL, "no \"%s\" in: %s", part, text)
#define IS(name, value) ck_assert_str_eq(run_member(name), value)

/* Files of the test's folder SUB whose names contain PART. */
static int
files_with(const char *sub, const char *part)
{
	DIR *d = opendir(run_path(sub));
	struct dirent *entry;
	int n = 0;

	ck_assert_ptr_nonnull(d);
	while ((entry = readdir(d)) != NULL)
		n += strstr(entry->d_name, part) != NULL;
	closedir(d);
	return n;
}

START_TEST(a_copy_is_proved_before_it_has_a_name)
{
	struct stat st;
	char *text;
	size_t n;

	want(0, "import", "agency", run_sample("agencies.csv"));
	want(0, "backup", run_path("b.db"), "--json");
	ck_assert_int_ge(run_number("rows"), 47);
	ck_assert_int_eq(stat(run_path("b.db"), &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0600);
	/* Only the one file, which needs nothing beside it. */
	ck_assert_int_eq(files_with("", "b.db"), 1);
	want(3, "backup", run_path("b.db"));
	want(0, "backup", "--test", run_path("b.db"));
	ck_assert_int_eq(files_with("", "b.db"), 1);
	/* A medium that cannot be written to is enough to prove it and to restore it. */
	ck_assert_int_eq(chmod(run_path("b.db"), 0400), 0);
	want(0, "backup", "--test", run_path("b.db"));
	/* One flipped byte in a name. */
	text = run_slurp(run_path("b.db"), &n);
	for (char *p = text; p + 20 < text + n; p++)
		if (memcmp(p, "区气象局", 12) == 0)
			memcpy(p, "区气象所", 12);
	run_file("bad.db", text, n);
	want(1, "backup", "--test", run_path("bad.db"));
	want(1, "restore", run_path("bad.db"), "--force");
	run_file("half.db", text, n / 2);
	free(text);
	want(1, "backup", "--test", run_path("half.db"));
	want(5, "backup", "--test", run_path("none.db"));
	want(1, "backup", run_path("nowhere/b.db"));
	want(2, "backup");
	want(2, "backup", run_path("x.db"), "--scheduled", run_path("d"));
}
END_TEST

START_TEST(a_head_kept_elsewhere_must_lie_on_the_copy)
{
	char head[160];

	want(0, "import", "agency", run_sample("agencies.csv"));
	want(0, "backup", run_path("b.db"));
	want(0, "agency", "close", "区气象局", "--reason", "撤销");
	want(0, "audit", "head");
	snprintf(head, sizeof head, "%.*s", (int)strcspn(ran.out, "\n"), ran.out);
	/* The copy is older than the head: it is sound, but not what the head speaks of. */
	want(0, "backup", "--test", run_path("b.db"));
	want(1, "backup", "--test", run_path("b.db"), "--head", head);
	want(0, "backup", run_path("c.db"));
	want(0, "backup", "--test", run_path("c.db"), "--head", head);
}
END_TEST

START_TEST(the_plan_keeps_days_weeks_and_months)
{
	/* 2026-11-25 is a Wednesday; two on one day, then backwards. */
	const char *const at[] = { "20261125-183000", "20261125-073000", "20261124-183000", "20261123-183000", "20261122-183000",
		"20261115-183000", "20261108-183000", "20261031-183000", "20261030-183000", "20260930-183000", "20260831-183000" };
	bool stays[11];

	backup_choose(at, 11, &(struct backup_plan){ 3, 2, 3 }, stays);
	for (int i = 0; i < 11; i++) {
		/* days 25, 24, 23; the week before (22nd, Sunday); the months before: 10-31 and 09-30 */
		bool wanted = i == 0 || i == 2 || i == 3 || i == 4 || i == 7 || i == 9;

		ck_assert_msg(stays[i] == wanted, "%s", at[i]);
	}
	backup_choose(at, 11, &(struct backup_plan){ 0, 0, 0 }, stays);
	ck_assert(stays[0] && !stays[1]);
}
END_TEST

START_TEST(old_ones_go_only_when_a_new_one_stands)
{
	want(0, "backup", "--scheduled", run_path("d"), "--json");
	ck_assert_int_eq(files_with("d", "jiandu-"), 1);
	run_file("d/jiandu-20240105-183000.db", "old", 3);
	run_file("d/jiandu-20240104-183000.db", "old", 3);
	run_file("d/jiandu-20240104-183000.db.age", "old", 3);
	run_file("d/notes.txt", "ours", 4);
	run_file("d/jiandu-2024.db", "not by us", 9);
	/* What cannot be made removes nothing. */
	want(1, "backup", "--scheduled", run_path("d"), "--daily", "1", "--weekly", "1", "--monthly", "1", "--encrypt", run_path("none"));
	ck_assert_int_eq(files_with("d", "jiandu-2024010"), 3);
	sleep(1); /* the name is the second */
	want(0, "backup", "--scheduled", run_path("d"), "--daily", "1", "--weekly", "1", "--monthly", "1", "--json");
	ck_assert_int_eq(run_number("removed"), 4);
	ck_assert_int_eq(files_with("d", "jiandu-2024010"), 0);
	ck_assert_int_eq(files_with("d", "jiandu-2024.db"), 1);
	ck_assert_int_eq(files_with("d", "notes.txt"), 1);
	ck_assert_int_eq(files_with("d", ".part"), 0);
	want(2, "backup", "--scheduled", run_path("d"), "--daily", "many");
}
END_TEST

START_TEST(an_encrypted_one_opens_with_its_key_only)
{
	const char *const keygen[] = { "age-keygen", "-o", run_path("id.txt"), NULL };
	struct err e = { 0 };
	char *text, *line;
	size_t n;

	want(0, "import", "agency", run_sample("agencies.csv"));
	if (!child_there("age")) {
		/* Said plainly, and nothing is written. */
		run_file("pub.txt", "age1\n", 5);
		want(1, "backup", run_path("b.age"), "--encrypt", run_path("pub.txt"));
		HAS(ran.err, "age");
		ck_assert_int_ne(access(run_path("b.age"), F_OK), 0);
		return;
	}
	ck_assert_msg(child_run(keygen, -1, -1, &e), "%s", e.text);
	text = run_slurp(run_path("id.txt"), &n);
	line = strstr(text, "age1");
	ck_assert_ptr_nonnull(line);
	run_file("pub.txt", line, strcspn(line, "\n") + 1);
	free(text);
	want(0, "backup", run_path("b.age"), "--encrypt", run_path("pub.txt"));
	text = run_slurp(run_path("b.age"), &n);
	ck_assert(memmem(text, n, "区气象局", 12) == NULL);
	ck_assert(memmem(text, n, "SQLite format", 13) == NULL);
	free(text);
	ck_assert_int_eq(files_with("", ".part"), 0);
	want(2, "backup", "--test", run_path("b.age"));
	want(2, "restore", run_path("b.age"), "--force");
	want(0, "backup", "--test", run_path("b.age"), "--identity", run_path("id.txt"));
	run_file("wrong.txt", "AGE-SECRET-KEY-1QQQQ\n", 21);
	want(1, "backup", "--test", run_path("b.age"), "--identity", run_path("wrong.txt"));
	want(0, "agency", "close", "区气象局", "--reason", "撤销");
	want(0, "restore", run_path("b.age"), "--force", "--identity", run_path("id.txt"));
	want(0, "agency", "show", "区气象局", "--json");
	IS("state", "active");
	ck_assert_int_eq(files_with("", ".open"), 0);
	ck_assert_int_eq(files_with("", ".restoring"), 0);
	run_file("nokey.txt", "hello\n", 6);
	want(1, "backup", run_path("c.age"), "--encrypt", run_path("nokey.txt"));
	ck_assert_int_eq(files_with("", "c.age"), 0);
}
END_TEST

START_TEST(what_was_taken_away_stays_taken_away)
{
	want(0, "account", "add", "--login", "zhang", "--name", "张三丰", "--roles", "clerk,leader");
	want(0, "account", "add", "--login", "wang", "--name", "王小二", "--roles", "clerk");
	want(0, "account", "add", "--login", "zhao", "--name", "赵大年", "--roles", "clerk");
	want(0, "backup", run_path("b.db"));
	want(0, "account", "role", "zhang", "--roles", "clerk", "--reason", "不再分管");
	want(0, "account", "disable", "wang", "--reason", "调离");
	/* Given after the backup: not in it, and not kept. */
	want(0, "account", "role", "zhao", "--roles", "clerk,leader", "--reason", "分管");
	want(3, "restore", run_path("b.db"));
	HAS(ran.err, "--force");
	want(0, "restore", run_path("b.db"), "--force");
	HAS(ran.err, ".before-");
	ck_assert_int_eq(files_with("", ".before-"), 1);
	want(0, "account", "show", "zhang", "--json");
	HAS(ran.out, "\"roles\":[\"clerk\"]");
	want(0, "account", "show", "wang", "--json");
	IS("state", "disabled");
	want(4, "--as", "wang", "todo");
	want(0, "account", "show", "zhao", "--json");
	IS("state", "active");
	HAS(ran.out, "\"roles\":[\"clerk\"]");
	want(0, "audit", "verify");
	want(0, "check");
	want(0, "audit", "list", "--json");
	HAS(ran.out, "account.narrow");
}
END_TEST

START_TEST(a_damaged_database_is_put_aside)
{
	want(0, "import", "agency", run_sample("agencies.csv"));
	want(0, "backup", run_path("b.db"));
	run_file("a.db", "this is no database any more", 28);
	unlink(run_path("a.db-wal"));
	unlink(run_path("a.db-shm"));
	want(1, "agency", "list");
	want(3, "restore", run_path("b.db"));
	want(0, "restore", run_path("b.db"), "--force");
	want(0, "agency", "list", "--json");
	want(0, "check");
	ck_assert_int_ge(files_with("", ".before-"), 1);
}
END_TEST

/* Does the file NAME of the test's folder hold the bytes WORDS? */
static bool
holds(const char *name, const char *words)
{
	size_t n;
	char *text;
	bool found;

	if (access(run_path(name), F_OK) != 0)
		return false;
	text = run_slurp(run_path(name), &n);
	found = memmem(text, n, words, strlen(words)) != NULL;
	free(text);
	return found;
}

START_TEST(erased_data_are_nowhere_in_the_files)
{
	static const char *const words[] = { "林海涛", "500199198503101017", "13800000001" };

	want(0, "import", "agency", run_sample("agencies.csv"));
	want(0, "import", "supervisor", run_sample("supervisors.csv"), "--partial");
	want(0, "person", "correct", "林海涛", "--phone", "13800000099", "--reason", "换号");
	want(3, "person", "correct", "林海涛", "--idno", "500199198503101018", "--reason", "更正");
	for (size_t i = 0; i < 3; i++)
		ck_assert_msg(holds("a.db", words[i]) || holds("a.db-wal", words[i]), "%s", words[i]);
	want(3, "erasure", "propose", "--person", "林海涛", "--ground", "asked", "--reason", "本人来函", "--json");
	run_refused("refused", "person", 0);
	want(0, "supervisor", "resign", "林海涛", "--reason", "工作调动");
	want(0, "erasure", "propose", "--person", "林海涛", "--ground", "asked", "--reason", "本人来函", "--json");
	want(0, "erasure", "list", "--state", "proposed");
	HAS(ran.out, "林海涛");
	want(0, "erasure", "confirm", "2026-1");
	HAS(ran.out, "备份");
	for (size_t i = 0; i < 3; i++)
		for (int k = 0; k < 3; k++) {
			const char *file = k == 0 ? "a.db" : k == 1 ? "a.db-wal" : "a.db.work";

			ck_assert_msg(!holds(file, words[i]), "%s in %s", words[i], file);
		}
	want(0, "audit", "verify");
	HAS(ran.out, "抹去");
	want(0, "check");
	want(0, "erasure", "list", "--json");
	IS("state", "done");
	IS("name", "（已删除）");
}
END_TEST

Suite *
suite_backup(void)
{
	Suite *s = suite_create("backup");
	TCase *tc = tcase_create("backup");

	tcase_set_timeout(tc, 120);
	tcase_add_checked_fixture(tc, run_open, run_close);
	tcase_add_test(tc, a_copy_is_proved_before_it_has_a_name);
	tcase_add_test(tc, a_head_kept_elsewhere_must_lie_on_the_copy);
	tcase_add_test(tc, the_plan_keeps_days_weeks_and_months);
	tcase_add_test(tc, old_ones_go_only_when_a_new_one_stands);
	tcase_add_test(tc, an_encrypted_one_opens_with_its_key_only);
	tcase_add_test(tc, what_was_taken_away_stays_taken_away);
	tcase_add_test(tc, a_damaged_database_is_put_aside);
	tcase_add_test(tc, erased_data_are_nowhere_in_the_files);
	suite_add_tcase(s, tc);
	return s;
}
