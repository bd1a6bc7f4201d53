/*
 * check_queue.c: several sessions at once: all get through, nobody waits for ever, nobody writes over another.
 *
 * Knows: processes, flock on NAME-queue.  Must not know: how a lock is taken in the store.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "tests/fault/place.h"

#define WRITERS 5
#define ACTS 12

START_TEST(many_writers)
{
	pid_t pid[WRITERS];
	struct engine *en;
	struct err e = { 0 };
	struct list_query q = { .list = &flow_find("agency")->lists[0] };

	for (int w = 0; w < WRITERS; w++) {
		pid[w] = fork();
		if (pid[w] == 0) {
			en = place_engine();
			for (int64_t i = 0; i < ACTS; i++) {
				struct arena *a = arena_new();
				struct result res;

				if (!place_act(en, a, (w + 1) * 3000 + i * 3, &res, &e)) {
					fprintf(stderr, "writer %d: %s\n", w, e.text);
					_exit(1);
				}
				arena_free(a);
			}
			engine_close(en);
			_exit(0);
		}
	}
	for (int w = 0; w < WRITERS; w++) {
		int status;

		waitpid(pid[w], &status, 0);
		ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	place_whole();
	en = place_engine();
	ck_assert_int_eq(list_count(en, &q, 100000, &e), WRITERS * ACTS);
	engine_close(en);
}
END_TEST

/* Two sessions on one record: the second to save is told, and loses nothing of the first's. */
START_TEST(two_sessions)
{
	struct engine *one = place_engine(), *two = place_engine();
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct result res, later;
	struct arg phone[] = { { "liaison", "江某某" }, { "reason", "补登" } }, note[] = { { "note", "另一处的改动" }, { "reason", "补登" } };
	const struct action *correct = action_find(NULL, "agency.correct");
	int64_t seen, id;

	ck_assert_msg(place_act(one, a, 3, &res, &e), "%s", e.text);
	id = res.id;
	seen = db_data_version(two->db);
	ck_assert_msg(action_do(one, a, correct, id, res.version, (struct args){ phone, 2 }, &later, &e), "%s", e.text);
	/* The other session notices by itself. */
	ck_assert_int_ne(db_data_version(two->db), seen);
	ck_assert(!action_do(two, a, correct, id, res.version, (struct args){ note, 2 }, &later, &e));
	ck_assert_int_eq(e.code, ERR_STALE);
	err_clear(&e);
	ck_assert_msg(action_do(two, a, correct, id, res.version + 1, (struct args){ note, 2 }, &later, &e), "%s", e.text);
	ck_assert_int_eq(later.version, res.version + 2);
	engine_close(one);
	engine_close(two);
	arena_free(a);
	place_whole();
}
END_TEST

/* A reader in the middle of a long look does not hold up a writer, nor see half of what it does. */
START_TEST(reader_and_writer)
{
	struct engine *reader = place_engine(), *writer = place_engine();
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct result res;
	struct list_query q = { .list = &flow_find("agency")->lists[0], .limit = 10 };
	struct list_page page;
	double began;

	db_errors(reader->db, &e);
	db_begin_read(reader->db);
	ck_assert(list_fetch(reader, a, &q, &page, &e));
	ck_assert_uint_eq(page.n, 0);
	began = seconds();
	ck_assert_msg(place_act(writer, a, 3, &res, &e), "%s", e.text);
	ck_assert(seconds() - began < 3);
	ck_assert(list_fetch(reader, a, &q, &page, &e));
	ck_assert_uint_eq(page.n, 0);
	db_end_read(reader->db);
	ck_assert(list_fetch(reader, a, &q, &page, &e));
	ck_assert_uint_eq(page.n, 1);
	db_errors(reader->db, NULL);
	engine_close(reader);
	engine_close(writer);
	arena_free(a);
}
END_TEST

static int
hold_queue(void)
{
	char name[128];
	int fd;

	snprintf(name, sizeof name, "%s-queue", place_db);
	fd = open(name, O_RDWR | O_CREAT, 0600);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(flock(fd, LOCK_EX), 0);
	return fd;
}

START_TEST(waiting_ends)
{
	struct engine *en = place_engine();
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct result res;
	sigset_t all, now;
	struct sigaction before, after;
	int fd = hold_queue();
	double began = seconds(), took;

	/* A face may have blocked every signal: the waiting ends all the same. */
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &now);
	sigaction(SIGALRM, NULL, &before);
	db_set_wait(en->db, 700);
	ck_assert(!place_act(en, a, 3, &res, &e));
	took = seconds() - began;
	sigprocmask(SIG_SETMASK, &now, NULL);
	ck_assert_int_eq(e.code, ERR_SYSTEM);
	ck_assert_msg(strstr(e.text, "没有保存") != NULL && text_valid(e.text, strlen(e.text)), "%s", e.text);
	ck_assert_msg(took > 0.5 && took < 3, "%.2f s", took);
	sigaction(SIGALRM, NULL, &after);
	ck_assert(before.sa_handler == after.sa_handler);
	/* Reading never waits. */
	began = seconds();
	err_clear(&e);
	record_resolve(en, flow_find("setting"), "reply_days", &e);
	ck_assert_int_eq(e.code, ERR_OK);
	ck_assert(seconds() - began < 0.5);
	close(fd);
	ck_assert_msg(place_act(en, a, 3, &res, &e), "%s", e.text);
	engine_close(en);
	arena_free(a);
}
END_TEST

static int asked;

static bool
give_up(void *ctx)
{
	(void)ctx;
	return ++asked < 2;
}

START_TEST(waiting_can_be_given_up)
{
	struct engine *en = place_engine();
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct result res;
	int fd = hold_queue();

	db_on_wait(en->db, give_up, NULL);
	ck_assert(!place_act(en, a, 3, &res, &e));
	ck_assert_int_eq(e.code, ERR_CANCELLED);
	ck_assert_int_eq(asked, 2);
	close(fd);
	engine_close(en);
	arena_free(a);
	place_whole();
}
END_TEST

/* Who dies holding the queue holds it no longer. */
START_TEST(dead_holder)
{
	struct engine *en;
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct result res;
	int ends[2];
	char c;
	pid_t pid;

	ck_assert_int_eq(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		en = place_engine();
		if (!bulk_begin(en, &e) || !place_act(en, a, 3, &res, &e) || write(ends[1], "x", 1) != 1)
			_exit(1);
		pause();
		_exit(0);
	}
	ck_assert_int_eq(read(ends[0], &c, 1), 1);
	en = place_engine();
	db_set_wait(en->db, 600);
	ck_assert(!place_act(en, a, 6, &res, &e));
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	err_clear(&e);
	ck_assert_msg(place_act(en, a, 6, &res, &e), "%s", e.text);
	engine_close(en);
	arena_free(a);
	place_whole();
}
END_TEST

/* A second session that opens while the first migrates or works is never turned away. */
START_TEST(opened_by_many_at_once)
{
	pid_t pid[8];

	for (size_t i = 0; i < N_OF(pid); i++) {
		pid[i] = fork();
		if (pid[i] == 0) {
			for (int k = 0; k < 6; k++) {
				struct err e = { 0 };
				struct engine *en = engine_open(place_db, 0, NULL, DAY_NONE, &e);

				if (en == NULL || engine_work(en) == NULL) {
					fprintf(stderr, "%s\n", e.text);
					_exit(1);
				}
				engine_close(en);
			}
			_exit(0);
		}
	}
	for (size_t i = 0; i < N_OF(pid); i++) {
		int status;

		waitpid(pid[i], &status, 0);
		ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
}
END_TEST

TCase *
case_queue(void)
{
	TCase *c = tcase_create("queue");

	tcase_add_checked_fixture(c, place_open, place_close);
	tcase_add_test(c, many_writers);
	tcase_add_test(c, two_sessions);
	tcase_add_test(c, reader_and_writer);
	tcase_add_test(c, waiting_ends);
	tcase_add_test(c, waiting_can_be_given_up);
	tcase_add_test(c, dead_holder);
	tcase_add_test(c, opened_by_many_at_once);
	return c;
}
