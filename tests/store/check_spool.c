/*
 * check_spool.c: an account's own folder: what may be a name, that nothing leads out, limits.
 *
 * Knows: store/spool.h.  Must not know: sessions.
 */
#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store/spool.h"

Suite *suite_spool(void);

static struct err e;
static char dir_name[32];

/* The test's own directory. */
static void
begin(void)
{
	strcpy(dir_name, "/tmp/jiandu-spool-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir_name));
}

static void
end(void)
{
	char command[64];

	snprintf(command, sizeof command, "rm -rf '%s'", dir_name);
	ck_assert_int_eq(system(command), 0);
}

static const char *
temp_path(const char *name)
{
	static char path[4][320];
	static unsigned at;
	char *p = path[at++ % 4];

	snprintf(p, sizeof path[0], "%s/%s", dir_name, name);
	return p;
}

static int
folder_of(const char *login)
{
	int fd;

	err_clear(&e);
	fd = spool_open(temp_path("a.db"), login, &e);
	ck_assert_msg(fd >= 0, "%s", e.text);
	return fd;
}

static void
put(int dir, const char *name, const char *text)
{
	int fd = spool_write(dir, &e);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	ck_assert_msg(spool_keep(dir, fd, name, &e), "%s", e.text);
	close(fd);
}

START_TEST(names)
{
	static const char *const good[] = { "花名册.csv", "a", "a b.pdf", "2026-11.xlsx" };
	static const char *const bad[] = { "", ".", "..", ".ssh", "-rf", "a/b", "../x", "/etc/passwd", "a\nb", "a\x1b[2J", "a\x7f", "\xff" };
	char longest[300];

	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		err_clear(&e);
		ck_assert_msg(spool_name(good[i], &e), "%s", good[i]);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		err_clear(&e);
		ck_assert_msg(!spool_name(bad[i], &e), "%s", bad[i]);
		ck_assert_int_eq(e.code, ERR_USAGE);
	}
	memset(longest, 'a', sizeof longest);
	longest[201] = '\0';
	err_clear(&e);
	ck_assert(!spool_name(longest, &e));
	err_clear(&e);
	ck_assert_int_lt(spool_open(temp_path("a.db"), "..", &e), 0);
}
END_TEST

START_TEST(in_and_out)
{
	int dir = folder_of("liwen"), fd;
	struct arena *a = arena_new();
	struct spool_file *v;
	struct stat st;
	int64_t bytes;
	char text[32] = "";

	put(dir, "花名册.csv", "first");
	put(dir, "花名册.csv", "second one");
	fd = spool_read(dir, "花名册.csv", &bytes, &e);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(bytes, 10);
	ck_assert_int_eq(read(fd, text, sizeof text), 10);
	ck_assert_str_eq(text, "second one");
	close(fd);
	ck_assert_uint_eq(spool_list(dir, a, &v, &e), 1);
	ck_assert_str_eq(v[0].name, "花名册.csv");
	ck_assert_int_eq(stat(temp_path("a.db.spool/liwen/花名册.csv"), &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0600);
	/* What was never kept is not there. */
	fd = spool_write(dir, &e);
	close(fd);
	ck_assert_uint_eq(spool_list(dir, a, &v, &e), 1);
	ck_assert(spool_remove(dir, "花名册.csv", &e));
	err_clear(&e);
	ck_assert(!spool_remove(dir, "花名册.csv", &e));
	ck_assert_int_eq(e.code, ERR_NOTFOUND);
	err_clear(&e);
	ck_assert_int_lt(spool_read(dir, "花名册.csv", &bytes, &e), 0);
	ck_assert_int_eq(e.code, ERR_NOTFOUND);
	ck_assert_int_eq(spool_clean(dir, 60), 0);
	arena_free(a);
	close(dir);
}
END_TEST

START_TEST(no_link_leads_out)
{
	int dir = folder_of("liwen"), other, fd;
	int64_t bytes;

	ck_assert_int_eq(symlinkat("/etc/passwd", dir, "passwd"), 0);
	ck_assert_int_eq(mkfifoat(dir, "pipe", 0600), 0);
	err_clear(&e);
	ck_assert_int_lt(spool_read(dir, "passwd", &bytes, &e), 0);
	err_clear(&e);
	ck_assert_int_lt(spool_read(dir, "pipe", &bytes, &e), 0);
	/* Writing replaces the link itself. */
	err_clear(&e);
	put(dir, "passwd", "mine");
	fd = spool_read(dir, "passwd", &bytes, &e);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(bytes, 4);
	close(fd);
	/* The neighbour's folder is another one; a folder that is a link is none. */
	other = folder_of("zhou");
	err_clear(&e);
	ck_assert_int_lt(spool_read(other, "passwd", &bytes, &e), 0);
	close(other);
	ck_assert_int_eq(symlink("/tmp", temp_path("a.db.spool/wang")), 0);
	err_clear(&e);
	ck_assert_int_lt(spool_open(temp_path("a.db"), "wang", &e), 0);
	close(dir);
}
END_TEST

/* The time of the file NAME in the folder of LOGIN goes back by DAYS. */
static void
age(const char *login, const char *name, int days)
{
	struct timespec t[2] = { { .tv_sec = time(NULL) - days * 86400L }, { .tv_sec = time(NULL) - days * 86400L } };
	int dir = folder_of(login), fd = openat(dir, name, O_CREAT | O_WRONLY, 0600);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(futimens(fd, t), 0);
	close(fd);
	close(dir);
}

/* Old files go from every folder, what a killed writing left too; nothing else, and nothing through a link. */
START_TEST(files_age_out)
{
	struct stat st;

	age("liwen", "旧表.csv", 31);
	age("liwen", "新表.csv", 29);
	age("liwen", ".part-77", 31);
	age("zhou", "旧名册.csv", 400);
	ck_assert_int_eq(symlink(temp_path("a.db.spool/zhou"), temp_path("a.db.spool/wang")), 0);
	ck_assert_int_eq(spool_age(temp_path("a.db"), 30 * 86400), 3);
	ck_assert_int_eq(stat(temp_path("a.db.spool/liwen/新表.csv"), &st), 0);
	ck_assert_int_ne(stat(temp_path("a.db.spool/liwen/旧表.csv"), &st), 0);
	ck_assert_int_ne(stat(temp_path("a.db.spool/liwen/.part-77"), &st), 0);
	ck_assert_int_ne(stat(temp_path("a.db.spool/zhou/旧名册.csv"), &st), 0);
	ck_assert_int_eq(spool_age(temp_path("a.db"), 30 * 86400), 0);
	ck_assert_int_eq(spool_age(temp_path("none.db"), 1), 0);
}
END_TEST

START_TEST(a_full_folder_says_so)
{
	int dir = folder_of("liwen"), fd;
	char name[32];

	for (int i = 0; i < SPOOL_FILES_MOST; i++) {
		snprintf(name, sizeof name, "f%d", i);
		fd = openat(dir, name, O_CREAT | O_WRONLY, 0600);
		ck_assert_int_ge(fd, 0);
		close(fd);
	}
	err_clear(&e);
	ck_assert_int_lt(spool_write(dir, &e), 0);
	ck_assert_int_eq(e.code, ERR_REFUSED);
	ck_assert(spool_remove(dir, "f7", &e) || true);
	err_clear(&e);
	fd = spool_write(dir, &e);
	ck_assert_int_ge(fd, 0);
	/* A file beyond the limit is not kept. */
	ck_assert_int_eq(ftruncate(fd, SPOOL_FILE_MOST + 1), 0);
	ck_assert(!spool_keep(dir, fd, "big", &e));
	ck_assert_int_eq(e.code, ERR_REFUSED);
	close(fd);
	close(dir);
}
END_TEST

/* Each test is a process of its own: the way into the folder, of which there is none back, harms no other. */
START_TEST(a_full_folder_can_still_be_read)
{
	char name[32];
	int64_t bytes;
	int fd, dir;

	err_clear(&e);
	ck_assert(spool_takes("/tmp/x", &e));
	ck_assert_msg(spool_confine(temp_path("a.db"), "liwen", &e), "%s", e.text);
	ck_assert(spool_takes("new", &e));
	for (int i = 0; i < SPOOL_FILES_MOST; i++) {
		snprintf(name, sizeof name, "f%d", i);
		fd = open(name, O_CREAT | O_WRONLY, 0600);
		ck_assert_int_ge(fd, 0);
		close(fd);
	}
	fd = spool_read(AT_FDCWD, "f7", &bytes, &e);
	ck_assert_msg(fd >= 0, "%s", e.text);
	close(fd);
	ck_assert(!spool_takes("new", &e));
	ck_assert_int_eq(e.code, ERR_REFUSED);
	err_clear(&e);
	ck_assert(spool_takes("-", &e));
	ck_assert_int_eq(spool_read(AT_FDCWD, "/etc/hostname", &bytes, &e), -1);
	ck_assert_int_eq(e.code, ERR_USAGE);
	err_clear(&e);
	ck_assert(!spool_takes("../f7", &e));
	ck_assert_int_eq(e.code, ERR_USAGE);
	/* What began while there was room finds none when it is to be kept. */
	err_clear(&e);
	ck_assert_int_eq(unlink("f8"), 0);
	dir = open(".", O_RDONLY | O_DIRECTORY);
	fd = spool_write(dir, &e);
	ck_assert_int_ge(fd, 0);
	close(open("f8", O_CREAT | O_WRONLY, 0600));
	ck_assert(!spool_keep(dir, fd, "late", &e));
	ck_assert_int_eq(e.code, ERR_REFUSED);
	close(fd);
	close(dir);
	/* One less, and there is room again. */
	err_clear(&e);
	ck_assert_int_eq(unlink("f7"), 0);
	ck_assert_msg(spool_takes("new", &e), "%s", e.text);
}
END_TEST

Suite *
suite_spool(void)
{
	Suite *s = suite_create("spool");
	TCase *t = tcase_create("spool");

	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, names);
	tcase_add_test(t, in_and_out);
	tcase_add_test(t, no_link_leads_out);
	tcase_add_test(t, files_age_out);
	tcase_add_test(t, a_full_folder_says_so);
	tcase_add_test(t, a_full_folder_can_still_be_read);
	suite_add_tcase(s, t);
	return s;
}
