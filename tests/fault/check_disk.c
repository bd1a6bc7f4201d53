/*
 * check_disk.c: a full disk, a limit, a read-only or a foreign file: one sentence, nothing half-saved.
 *
 * Knows: limits, mounts, permissions.  Must not know: what SQLite calls its errors.
 *
 * Each test breaks things in a child, because limits and users cannot be taken back.
 */
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "tests/fault/place.h"

/* In a child there is no Check: the first thing that does not hold ends it with a line of its own. */
#define hold(cond, text)                                                                                                \
	do {                                                                                                            \
		if (!(cond)) {                                                                                          \
			fprintf(stderr, "%s:%d: %s: %s\n", __FILE__, __LINE__, #cond, text);                            \
			_exit(1);                                                                                       \
		}                                                                                                       \
	} while (0)

#define SKIPPED 77

static int
in_child(void (*body)(void))
{
	int status;
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		body();
		_exit(0);
	}
	waitpid(pid, &status, 0);
	ck_assert_msg(WIFEXITED(status), "ended by signal %d", WTERMSIG(status));
	ck_assert_msg(WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == SKIPPED, "see above");
	return WEXITSTATUS(status);
}

/* One sentence for people: Chinese, whole characters, and it says that nothing was saved. */
static void
says_not_saved(const struct err *e)
{
	hold(e->code == ERR_SYSTEM, e->text);
	hold(text_valid(e->text, strlen(e->text)), e->text);
	hold(strstr(e->text, "没有保存") != NULL, e->text);
}

static int64_t
file_size(const char *suffix)
{
	char name[128];
	struct stat st;

	snprintf(name, sizeof name, "%s%s", place_db, suffix);
	return stat(name, &st) == 0 ? (int64_t)st.st_size : 0;
}

static void
limit_file(int64_t bytes)
{
	struct rlimit l;

	getrlimit(RLIMIT_FSIZE, &l);
	l.rlim_cur = bytes < 0 ? l.rlim_max : (rlim_t)bytes;
	hold(setrlimit(RLIMIT_FSIZE, &l) == 0, "setrlimit");
}

static int64_t
count(struct engine *en, const char *flow)
{
	struct err e = { 0 };
	struct list_query q = { .list = &flow_find(flow)->lists[0] };

	return list_count(en, &q, 100000, &e);
}

static void
consistent(struct engine *en)
{
	struct err e = { 0 };
	struct buf out = BUF_INIT;
	int64_t n = 0;

	hold(engine_check(en, &out, &n, &e), e.text);
	hold(n == 0, buf_str(&out));
	hold(engine_verify(en, NULL, &n, &e), e.text);
	buf_free(&out);
}

/* Acts until one fails for want of room; each that failed has left nothing. */
static void
act_until_full(struct engine *en, int64_t first, int most)
{
	int failed = 0;

	for (int64_t i = first; i < first + most && failed < 5; i++) {
		struct arena *a = arena_new();
		struct err e = { 0 };
		struct result res;

		if (!place_act(en, a, i, &res, &e)) {
			says_not_saved(&e);
			hold(db_depth(en->db) == 0, "a transaction stays open");
			failed++;
		}
		arena_free(a);
	}
	hold(failed > 0, "never full");
}

static void
full_by_limit(void)
{
	struct engine *en = place_engine();
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct result res;

	signal(SIGXFSZ, SIG_IGN);
	for (int64_t i = 1; i < 10; i++)
		hold(place_act(en, a, i, &res, &e), e.text);
	/* The limit falls into the log at every stage of an act: after 0, 1, 2 … pages more. */
	for (int pages = 0; pages < 40; pages += 3) {
		int64_t agencies = count(en, "agency"), opinions = count(en, "opinion");

		limit_file(file_size("-wal") + pages * 4120 + 17);
		act_until_full(en, 1000 * (pages + 1), 60);
		hold(count(en, "agency") >= agencies && count(en, "opinion") >= opinions, "confirmed acts are gone");
		limit_file(-1);
		/* The same session works on as soon as there is room. */
		err_clear(&e);
		hold(place_act(en, a, 500000 + pages, &res, &e), e.text);
	}
	consistent(en);
	engine_close(en);
	arena_free(a);
}

START_TEST(full_disk_by_limit)
{
	in_child(full_by_limit);
	place_whole();
}
END_TEST

/* A bulk that runs into the limit takes nothing, and says so once. */
static void
full_in_bulk(void)
{
	struct engine *en = place_engine();
	int64_t agencies = count(en, "agency");
	struct err e = { 0 };
	struct result res;
	bool all = true;

	signal(SIGXFSZ, SIG_IGN);
	/* Spilled pages of a big transaction hit the limit before the commit does. */
	db_errors(en->db, &e);
	db_exec(en->db, "PRAGMA cache_size=20");
	db_errors(en->db, NULL);
	hold(bulk_begin(en, &e), e.text);
	limit_file(file_size("-wal") + 40 * 4120);
	for (int64_t i = 1; i < 120; i++) {
		struct arena *a = arena_new();
		struct err why = { 0 };

		/* A caller that does not stop at the first failure must not save half. */
		all = place_act(en, a, 1 + 3 * i, &res, &why) && all;
		arena_free(a);
	}
	hold(!all, "never full");
	err_clear(&e);
	hold(!bulk_end(en, &e), "half a bulk was saved");
	hold(e.text[0] != '\0', "no sentence");
	limit_file(-1);
	hold(db_depth(en->db) == 0, "a transaction stays open");
	hold(count(en, "agency") == agencies, "half a bulk was saved");
	err_clear(&e);
	{
		struct arena *a = arena_new();

		hold(place_act(en, a, 77777, &res, &e), e.text);
		arena_free(a);
	}
	consistent(en);
	engine_close(en);
}

START_TEST(full_disk_in_a_bulk)
{
	in_child(full_in_bulk);
	place_whole();
}
END_TEST

/* Take all but a few pages of the file system at MNT. */
static void
fill_up(const char *mnt)
{
	static const char page[4096];
	char path[160];
	int fd;
	off_t n = 0;

	snprintf(path, sizeof path, "%s/ballast", mnt);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	hold(fd >= 0, path);
	while (write(fd, page, sizeof page) == (ssize_t)sizeof page)
		n += (off_t)sizeof page;
	hold(ftruncate(fd, n > 65536 ? n - 65536 : 0) == 0, path);
	close(fd);
}

/* A disk that is really full: a file system of a few megabytes, where the machine lets us have one. */
static void
full_by_disk(void)
{
	char mnt[128], path[160], fill[160];
	struct engine *en;
	struct err e = { 0 };
	int64_t agencies;
	struct result res;
	struct arena *a = arena_new();

	snprintf(mnt, sizeof mnt, "%s/mnt", place_dir);
	snprintf(path, sizeof path, "%s/t.jd", mnt);
	snprintf(fill, sizeof fill, "%s/fill", mnt);
	if (mkdir(mnt, 0700) != 0 || unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
		mount("tmpfs", mnt, "tmpfs", 0, "size=5m") != 0)
		_exit(SKIPPED);
	strcpy(place_db, path);
	en = engine_open(path, ENGINE_CREATE, NULL, day_parse_iso("2026-03-02"), &e);
	hold(en != NULL, e.text);
	for (int64_t i = 1; i < 5; i++)
		hold(place_act(en, a, i, &res, &e), e.text);
	agencies = count(en, "agency");
	act_until_full(en, 1000, 2000);
	hold(count(en, "agency") >= agencies, "confirmed acts are gone");
	consistent(en);
	engine_close(en);
	/* Opened on the full disk it can still be read; nothing new can be made beside it. */
	err_clear(&e);
	en = engine_open(path, 0, NULL, day_parse_iso("2026-03-02"), &e);
	if (en != NULL) {
		hold(count(en, "agency") >= agencies, "not read");
		engine_close(en);
	} else {
		hold(e.text[0] != '\0', "no sentence");
	}
	err_clear(&e);
	fill_up(mnt); /* closing has given back what the log took */
	hold(engine_open(fill, ENGINE_CREATE, NULL, DAY_NONE, &e) == NULL, "made on a full disk");
	hold(e.code == ERR_SYSTEM && e.text[0] != '\0', e.text);
	arena_free(a);
	umount(mnt);
}

START_TEST(full_disk)
{
	if (in_child(full_by_disk) == SKIPPED)
		fprintf(stderr, "full_disk: no file system of its own to be had, skipped\n");
	{
		char mnt[128];

		snprintf(mnt, sizeof mnt, "%s/mnt", place_dir);
		rmdir(mnt);
	}
}
END_TEST

static void
become_nobody(void)
{
	if (geteuid() == 0)
		hold(setgid(65534) == 0 && setuid(65534) == 0, "setuid");
}

/* A file that may only be read: opened for reading it is read, an act is refused in a sentence. */
static void
read_only(void)
{
	struct engine *en;
	struct err e = { 0 };
	struct result res;
	struct arena *a = arena_new();

	become_nobody();
	en = engine_open(place_db, 0, NULL, DAY_NONE, &e);
	if (en != NULL) {
		hold(!place_act(en, a, 1, &res, &e), "saved into a read-only file");
		engine_close(en);
	}
	hold(e.code != ERR_OK && e.text[0] != '\0' && (unsigned char)e.text[0] >= 0x80, e.text);
	err_clear(&e);
	en = engine_open(place_db, ENGINE_READONLY, NULL, DAY_NONE, &e);
	if (en != NULL) {
		hold(count(en, "setting") > 0, "not read");
		hold(!place_act(en, a, 1, &res, &e), "saved through a read-only session");
		hold(e.code == ERR_DENIED, e.text);
		engine_close(en);
	} else {
		hold(e.text[0] != '\0' && (unsigned char)e.text[0] >= 0x80, e.text);
	}
	arena_free(a);
}

START_TEST(read_only_file)
{
	ck_assert_int_eq(chmod(place_db, 0444), 0);
	ck_assert_int_eq(chmod(place_dir, 0755), 0);
	in_child(read_only);
	chmod(place_dir, 0555);
	in_child(read_only);
	chmod(place_dir, 0700);
	chmod(place_db, 0600);
	place_whole();
}
END_TEST

static void
no_entry(void)
{
	struct err e = { 0 };

	become_nobody();
	hold(engine_open(place_db, 0, NULL, DAY_NONE, &e) == NULL, "opened");
	hold(e.text[0] != '\0', "no sentence");
}

START_TEST(file_of_others)
{
	chmod(place_db, 0600);
	chmod(place_dir, 0755);
	in_child(no_entry);
	chmod(place_dir, 0700);
}
END_TEST

/* What is no database of ours is refused in a sentence and not touched. */
START_TEST(foreign_files)
{
	static const char *const bytes[] = { "", "x", "这不是数据库，只是一些字。", "SQLite format 3" };
	char path[128];

	snprintf(path, sizeof path, "%s/foreign", place_dir);
	for (size_t i = 0; i < N_OF(bytes) + 1; i++) {
		struct err e = { 0 };
		struct stat before, after;
		int fd = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0600);

		if (i < N_OF(bytes)) {
			ck_assert_int_eq(write(fd, bytes[i], strlen(bytes[i])), (ssize_t)strlen(bytes[i]));
		} else {
			for (int k = 0; k < 4096; k++)
				ck_assert_int_eq(write(fd, &k, sizeof k), sizeof k);
		}
		close(fd);
		stat(path, &before);
		ck_assert_ptr_null(engine_open(path, 0, NULL, DAY_NONE, &e));
		ck_assert_msg(e.code == ERR_SYSTEM && strstr(e.text, "不是监督的数据库文件") != NULL, "%s", e.text);
		stat(path, &after);
		ck_assert_int_eq(before.st_size, after.st_size);
		err_clear(&e);
		ck_assert_ptr_null(engine_open(path, ENGINE_READONLY, NULL, DAY_NONE, &e));
		err_clear(&e);
		/* Nor is it taken for a name that is free, unless it holds nothing. */
		if (i > 0) {
			ck_assert_ptr_null(engine_open(path, ENGINE_CREATE, NULL, DAY_NONE, &e));
			stat(path, &after);
			ck_assert_int_eq(before.st_size, after.st_size);
		}
	}
	{
		struct err e = { 0 };

		ck_assert_ptr_null(engine_open("/nonexistent/dir/x.jd", 0, NULL, DAY_NONE, &e));
		ck_assert_int_eq(e.code, ERR_NOTFOUND);
		err_clear(&e);
		ck_assert_ptr_null(engine_open("/nonexistent/dir/x.jd", ENGINE_CREATE, NULL, DAY_NONE, &e));
		ck_assert_int_eq(e.code, ERR_SYSTEM);
		err_clear(&e);
		ck_assert_ptr_null(engine_open(place_dir, 0, NULL, DAY_NONE, &e));
		ck_assert_str_ne(e.text, "");
	}
}
END_TEST

/* A damaged file of drafts costs the drafts, not the work. */
START_TEST(damaged_work_file)
{
	char path[128];
	struct engine *en;
	struct err e = { 0 };
	int fd;

	snprintf(path, sizeof path, "%s.work", place_db);
	en = place_engine();
	ck_assert(draft_save(en, "opinion.register", 0, 0, "{}", &e));
	engine_close(en);
	fd = open(path, O_WRONLY | O_TRUNC);
	for (int k = 0; k < 4096; k++)
		ck_assert_int_eq(write(fd, "broken!!", 8), 8);
	close(fd);
	en = place_engine();
	ck_assert_ptr_nonnull(engine_work(en));
	ck_assert(draft_save(en, "opinion.register", 0, 0, "{}", &e));
	engine_close(en);
	place_whole();
}
END_TEST

TCase *
case_disk(void)
{
	TCase *c = tcase_create("disk");

	tcase_add_checked_fixture(c, place_open, place_close);
	tcase_add_test(c, full_disk_by_limit);
	tcase_add_test(c, full_disk_in_a_bulk);
	tcase_add_test(c, full_disk);
	tcase_add_test(c, read_only_file);
	tcase_add_test(c, file_of_others);
	tcase_add_test(c, foreign_files);
	tcase_add_test(c, damaged_work_file);
	return c;
}
