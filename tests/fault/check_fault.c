/*
 * check_fault.c: killed at any moment, the database is whole and every confirmed act is in it.
 *
 * Knows: processes, the engine's interface.  Must not know: how SQLite recovers.
 *
 * The moments are drawn from a fixed seed; what happens at them is the machine's.  Each
 * round goes on with the file that the killed ones before left, log and queue beside it.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/fault/place.h"

static void
pause_us(long us)
{
	struct timespec t = { us / 1000000, us % 1000000 * 1000 };

	while (nanosleep(&t, &t) != 0 && errno == EINTR)
		;
}

/* What a child confirms: it is written down only when action_do() has returned. */
struct confirmed {
	int64_t record, version, trail;
};

static _Noreturn void
act_until_killed(int out, int64_t first)
{
	struct engine *en = place_engine();

	for (int64_t i = first;; i++) {
		struct arena *a = arena_new();
		struct err e = { 0 };
		struct result res;
		struct confirmed c;

		if (!place_act(en, a, i, &res, &e))
			_exit(9);
		c = (struct confirmed){ res.id, res.version, res.trail };
		if (write(out, &c, sizeof c) != sizeof c)
			_exit(8);
		arena_free(a);
	}
}

/* Everything confirmed stands in the file. */
static void
all_there(const struct confirmed *c, size_t n)
{
	struct engine *en = place_engine();
	struct arena *a = arena_new();
	struct err e = { 0 };

	for (size_t i = 0; i < n; i++) {
		bool found = false;

		for (size_t f = 0; flows[f] != NULL && !found; f++) {
			const struct record *r;

			err_clear(&e);
			r = record_get(en, a, flows[f], c[i].record, &e);
			if (r != NULL) {
				struct trail_entry *t;
				size_t m = record_timeline(en, a, flows[f], c[i].record, 0, 50, &t, &e);

				found = r->version >= c[i].version;
				for (size_t k = 0; k < m; k++)
					if (t[k].seq == c[i].trail)
						break;
						else if (k + 1 == m)
							found = false;
			}
		}
		ck_assert_msg(found, "confirmed act %lld on %lld is lost", (long long)c[i].trail, (long long)c[i].record);
	}
	arena_free(a);
	engine_close(en);
}

#define ROUNDS 30
#define ENOUGH 20 /* confirmed acts; a slow or loaded machine gets more rounds, and longer ones */
#define MOST 20000

START_TEST(killed_while_acting)
{
	static struct confirmed all[MOST];
	size_t n = 0;
	unsigned seed = 20260302;

	for (int round = 0; round < ROUNDS || (n <= ENOUGH && round < 10 * ROUNDS); round++) {
		int ends[2];
		pid_t pid;
		ssize_t got;
		int status;
		struct confirmed c;

		ck_assert_int_eq(pipe(ends), 0);
		pid = fork();
		if (pid == 0) {
			close(ends[0]);
			act_until_killed(ends[1], 100000 * (round + 1));
		}
		close(ends[1]);
		pause_us(2000 + rand_r(&seed) % (90000 * (1 + round / ROUNDS)));
		kill(pid, SIGKILL);
		while ((got = read(ends[0], &c, sizeof c)) == sizeof c && n < MOST)
			all[n++] = c;
		close(ends[0]);
		ck_assert_int_eq(waitpid(pid, &status, 0), pid);
		ck_assert_msg(WIFSIGNALED(status), "the child ended by itself: %d", WEXITSTATUS(status));
		if (round % 5 == 4)
			place_whole();
	}
	place_whole();
	all_there(all, n);
	ck_assert_uint_gt(n, ENOUGH);
}
END_TEST

/* The same with the log folded into the file at every fourth page, so that the kill falls into that too. */
START_TEST(killed_while_folding)
{
	unsigned seed = 7;

	for (int round = 0; round < 12; round++) {
		pid_t pid = fork();

		if (pid == 0) {
			struct engine *en = place_engine();

			for (int64_t i = 100000 * (round + 1);; i++) {
				struct arena *a = arena_new();
				struct err e = { 0 };
				struct result res;

				if (!place_act(en, a, i, &res, &e))
					_exit(9);
				db_checkpoint(en->db);
				arena_free(a);
			}
		}
		pause_us(3000 + rand_r(&seed) % 60000);
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
	}
	place_whole();
}
END_TEST

/* A bulk that is killed leaves nothing of itself. */
START_TEST(killed_in_a_bulk)
{
	unsigned seed = 11;
	struct engine *en;
	struct err e = { 0 };
	struct list_query q = { .list = &flow_find("agency")->lists[0] };
	int64_t before;

	en = place_engine();
	before = list_count(en, &q, 100000, &e);
	engine_close(en);
	for (int round = 0; round < 6; round++) {
		pid_t pid = fork();

		if (pid == 0) {
			struct result res;

			en = place_engine();
			if (!bulk_begin(en, &e))
				_exit(9);
			for (int64_t i = 1;; i++) {
				struct arena *a = arena_new();

				if (!place_act(en, a, i * 3, &res, &e))
					_exit(9);
				arena_free(a);
			}
		}
		pause_us(5000 + rand_r(&seed) % 80000);
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
	}
	place_whole();
	en = place_engine();
	ck_assert_int_eq(list_count(en, &q, 100000, &e), before);
	engine_close(en);
}
END_TEST

/* Killed while it makes the database: there is none, or a whole one; and the name can be used. */
START_TEST(killed_while_making)
{
	unsigned seed = 3;
	char path[128];
	int made = 0;

	for (int round = 0; round < 20; round++) {
		pid_t pid;
		struct engine *en;
		struct err e = { 0 };

		snprintf(path, sizeof path, "%s/n%d.jd", place_dir, round);
		pid = fork();
		if (pid == 0) {
			en = engine_open(path, ENGINE_CREATE, NULL, DAY_NONE, &e);
			_exit(en != NULL ? 0 : 1);
		}
		pause_us(rand_r(&seed) % 25000);
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		en = engine_open(path, 0, NULL, DAY_NONE, &e);
		if (en == NULL) {
			ck_assert_msg(e.text[0] != '\0', "no sentence");
			err_clear(&e);
			en = engine_open(path, ENGINE_CREATE, NULL, DAY_NONE, &e);
			ck_assert_msg(en != NULL, "after a killed attempt: %s", e.text);
			made++;
		} else {
			err_clear(&e);
			ck_assert_ptr_null(engine_open(path, ENGINE_CREATE, NULL, DAY_NONE, &e));
			ck_assert_int_eq(e.code, ERR_REFUSED);
		}
		engine_close(en);
	}
	ck_assert_int_gt(made, 0);
}
END_TEST

static pid_t
run_program(const char *const *words)
{
	const char *program = getenv("JIANDU");
	pid_t pid = fork();

	if (pid == 0) {
		int null = open("/dev/null", O_RDWR);

		dup2(null, 0);
		dup2(null, 1);
		dup2(null, 2);
		execv(program, (char *const *)(uintptr_t)words);
		_exit(127);
	}
	return pid;
}

/* The program itself, killed: what it said was done is done. */
START_TEST(killed_program)
{
	unsigned seed = 99;
	char name[64];
	int done = 0, killed = 0;

	if (getenv("JIANDU") == NULL || access(getenv("JIANDU"), X_OK) != 0)
		return;
	for (int i = 0; i < 40; i++) {
		const char *words[] = { "jiandu", "--db", place_db, "agency", "add", "--name", name, "--kind", "street", NULL };
		struct engine *en;
		struct err e = { 0 };
		int64_t id;
		int status;
		pid_t pid;

		snprintf(name, sizeof name, "第%d街道办事处", i);
		pid = run_program(words);
		pause_us(rand_r(&seed) % 40000);
		kill(pid, SIGKILL);
		waitpid(pid, &status, 0);
		en = place_engine();
		id = record_resolve(en, flow_find("agency"), name, &e);
		engine_close(en);
		if (WIFEXITED(status)) {
			ck_assert_int_eq(WEXITSTATUS(status), 0);
			ck_assert_msg(id != 0, "%s was said to be done", name);
			done++;
		} else {
			killed++;
		}
	}
	place_whole();
	ck_assert_int_gt(done + killed, 39);
}
END_TEST

Suite *
suite_fault(void)
{
	Suite *s = suite_create("fault");
	TCase *c = tcase_create("killed");

	tcase_add_checked_fixture(c, place_open, place_close);
	tcase_add_test(c, killed_while_acting);
	tcase_add_test(c, killed_while_folding);
	tcase_add_test(c, killed_in_a_bulk);
	tcase_add_test(c, killed_while_making);
	tcase_add_test(c, killed_program);
	suite_add_tcase(s, c);
	suite_add_tcase(s, case_disk());
	suite_add_tcase(s, case_queue());
	return s;
}
