/*
 * store.c: what the record costs below the screen: a page, a search, counts, a save beside a bare commit of the
 * same rows, and many sessions at once.
 *
 * Knows: the engine, SQLite's trace.  Must not know: keys, screens.
 *
 * The floor of a save: every statement that the act ran is written down, and run again by SQLite alone on
 * an equal copy of the file, prepared beforehand, in one durable transaction.
 */
#include <poll.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/books.h"
#include "engine/engine.h"
#include "tests/bench/bench.h"

#define STATEMENTS_MOST 128
#define SESSIONS_MS 4000
#define SAVES_PER_SESSION 20000
#define SESSIONS_MOST 32

static char *taken[STATEMENTS_MOST];
static int n_taken;
static bool reads; /* take reading statements rather than writing ones */

static int
take(unsigned what, void *ctx, void *stmt, void *text)
{
	const char *sql = text;
	bool is_read = strncmp(sql, "SELECT", 6) == 0;

	(void)what;
	(void)ctx;
	/* What triggers and the text index do within begins with "--"; transactions are the replay's own. */
	if (strncmp(sql, "--", 2) == 0 || is_read != reads || n_taken == STATEMENTS_MOST)
		return 0;
	if (!reads && strncmp(sql, "INSERT", 6) != 0 && strncmp(sql, "UPDATE", 6) != 0 && strncmp(sql, "DELETE", 6) != 0 &&
		strncmp(sql, "REPLACE", 7) != 0)
		return 0;
	taken[n_taken++] = sqlite3_expanded_sql(stmt);
	return 0;
}

static void
forget(void)
{
	while (n_taken > 0)
		sqlite3_free(taken[--n_taken]);
}

static struct engine *
open_engine(const char *path)
{
	struct err e = { 0 };
	struct engine *en = engine_open(path, 0, NULL, DAY_NONE, &e);

	if (en == NULL) {
		fprintf(stderr, "%s\n", e.text);
		exit(1);
	}
	return en;
}

/* ---- reading ---- */

static const char *const searched[] = { "的", "窖", "执法", "养犬", "告知书", "营业证", "行政处罚", "自行拆除", "2025-100", "犇骉" };

/* The first page of the register by the engine, and the same statement by SQLite alone. */
static void
measure_page(struct engine *en, int scale)
{
	struct list_query q = { .list = &flow_find("opinion")->lists[0], .limit = 25 };
	struct sample own = { 0 }, bare = { 0 };
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct list_page page;
	sqlite3_stmt *s = NULL;
	sqlite3 *h = NULL;

	sqlite3_trace_v2(db_handle(en->db), SQLITE_TRACE_STMT, take, NULL);
	reads = true;
	list_fetch(en, a, &q, &page, &e);
	sqlite3_trace_v2(db_handle(en->db), 0, NULL, NULL);
	reads = false;
	if (n_taken == 0 || sqlite3_open_v2(db_path(en->db), &h, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
		sqlite3_prepare_v2(h, taken[0], -1, &s, NULL) != SQLITE_OK)
		fprintf(stderr, "the floor of a page: %s\n", h != NULL ? sqlite3_errmsg(h) : "no statement");
	for (int i = 0; i < (bench_short ? 50 : 500) && s != NULL; i++) {
		double begun = now_ms(), between;

		list_fetch(en, a, &q, &page, &e);
		between = now_ms();
		sample_add(&own, between - begun);
		while (sqlite3_step(s) == SQLITE_ROW)
			for (int k = 0; k < sqlite3_column_count(s); k++)
				sqlite3_column_text(s, k);
		sqlite3_reset(s);
		sample_add(&bare, now_ms() - between);
		arena_reset(a);
	}
	result_sample("one page of the register", scale, &own);
	result_sample("the same statement, SQLite alone", scale, &bare);
	result_ratio("ratio of a page", scale, sample_at(&own, 0.5), sample_at(&bare, 0.5));
	result_bound("page", scale, sample_at(&own, 0.5), sample_at(&bare, 0.5), 6);
	sqlite3_finalize(s);
	sqlite3_close(h);
	sample_free(&own);
	sample_free(&bare);
	forget();
	arena_free(a);
}

static void
search_sample(struct engine *en, const char *word, struct args filters, struct sample *out)
{
	struct list_query q = { .list = &flow_find("opinion")->lists[0], .limit = 50, .words = word, .filters = filters };
	struct arena *a = arena_new();

	for (int i = 0; i < (bench_short ? 5 : 40); i++) {
		double begun = now_ms();
		struct list_page page;
		struct err e = { 0 };

		if (!list_fetch(en, a, &q, &page, &e))
			fprintf(stderr, "search: %s\n", e.text);
		sample_add(out, now_ms() - begun);
		arena_reset(a);
	}
	arena_free(a);
}

static void
measure_searches(struct engine *en, int scale)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct list_query q = { .list = &flow_find("agency")->lists[0], .limit = 1 };
	struct list_page page;
	struct actor owner = en->actor;
	struct sample all = { 0 };
	struct arg some[] = { { "agency", NULL } };
	int64_t agency = 0;

	for (size_t i = 0; i < sizeof searched / sizeof *searched; i++) {
		struct sample s = { 0 };
		char label[96];

		search_sample(en, searched[i], (struct args){ 0 }, &s);
		snprintf(label, sizeof label, "first 50 hits of %s", searched[i]);
		result_sample(label, scale, &s);
		sample_free(&s);
	}
	if (list_fetch(en, a, &q, &page, &e) && page.n > 0)
		agency = page.rows[0].id;
	some[0].value = arena_printf(a, "%lld", (long long)agency);
	search_sample(en, "执法", (struct args){ some, 1 }, &all);
	result_sample("执法, and one agency", scale, &all);
	sample_free(&all);
	en->actor.roles = ROLE_AGENCY;
	en->actor.agency = agency;
	search_sample(en, "执法", (struct args){ 0 }, &all);
	result_sample("执法, as that agency's liaison", scale, &all);
	sample_free(&all);
	search_sample(en, "犇骉", (struct args){ 0 }, &all);
	result_sample("犇骉 (nothing), as that liaison", scale, &all);
	sample_free(&all);
	en->actor = owner;
	arena_free(a);
}

static void
measure_counts(struct engine *en, int scale)
{
	struct sample whole = { 0 }, todo = { 0 }, state = { 0 };
	struct list_query q = { .list = &flow_find("opinion")->lists[0] }, by_state = q;

	by_state.state = "closed";
	for (int i = 0; i < (bench_short ? 10 : 100); i++) {
		struct todo_sum sum;
		struct err e = { 0 };
		double begun = now_ms();

		list_count(en, &q, 1000, &e);
		sample_add(&whole, now_ms() - begun);
		begun = now_ms();
		list_count(en, &by_state, 1000, &e);
		sample_add(&state, now_ms() - begun);
		en->todo = NULL; /* read anew, as after anybody's act */
		begun = now_ms();
		todo_sum(en, &sum, &e);
		sample_add(&todo, now_ms() - begun);
	}
	result_sample("count: all opinions", scale, &whole);
	result_sample("count: one state", scale, &state);
	result_sample("counts of 待办", scale, &todo);
	sample_free(&whole);
	sample_free(&todo);
	sample_free(&state);
}

/* ---- saving ---- */

static const char *supervisor, *agency, *raised;

/* Who and what the new opinions are about: the first of the file. */
static void
find_people(struct engine *en, struct arena *a)
{
	struct list_query q = { .list = &flow_find("supervisor")->lists[0], .limit = 1, .state = "active" };
	struct list_page page;
	struct err e = { 0 };
	char day[DAY_TEXT];

	if (list_fetch(en, a, &q, &page, &e) && page.n > 0)
		supervisor = arena_printf(a, "%lld", (long long)page.rows[0].id);
	q = (struct list_query){ .list = &flow_find("agency")->lists[0], .limit = 1, .state = "active" };
	if (list_fetch(en, a, &q, &page, &e) && page.n > 0)
		agency = arena_printf(a, "%lld", (long long)page.rows[0].id);
	raised = arena_strdup(a, day_format(en->today, day));
	if (supervisor == NULL || agency == NULL) {
		fprintf(stderr, "the database has no supervisor or no agency %s\n", e.text);
		exit(1);
	}
}

static bool
save_one(struct engine *en, struct arena *a, int64_t *id)
{
	const struct arg v[] = { { "supervisor", supervisor }, { "raised_on", raised }, { "agency", agency }, { "kind", "correction" },
		{ "field", "penalty" },
		{ "facts", "区城市管理局对碚峡路一商户作出行政处罚，告知书与决定书同日送达，未给予当事人陈述、申辩的合理期限。" },
		{ "advice", "建议补正程序，重新送达并告知陈述申辩权利。" } };
	const struct arg how[] = { { "serve_how", "direct" } };
	struct result res;
	struct err e = { 0 };
	bool ok = *id == 0 ? action_do(en, a, action_find(NULL, "opinion.register"), 0, 0,
				     (struct args){ v, sizeof v / sizeof *v }, &res, &e)
			   : action_do(en, a, action_find(NULL, "opinion.serve"), *id, 0, (struct args){ how, 1 }, &res, &e);

	if (!ok)
		fprintf(stderr, "save: %s\n", e.text);
	*id = ok ? res.id : 0;
	return ok;
}

/* Run the statements that were taken, on H; milliseconds of the transaction, < 0 when one fails. */
static double
replay(sqlite3 *h)
{
	sqlite3_stmt *s[STATEMENTS_MOST];
	double begun;
	bool ok = true;

	for (int i = 0; i < n_taken; i++)
		if (sqlite3_prepare_v2(h, taken[i], -1, &s[i], NULL) != SQLITE_OK) {
			fprintf(stderr, "replay: %s\n", sqlite3_errmsg(h));
			s[i] = NULL;
			ok = false;
		}
	begun = now_ms();
	ok = sqlite3_exec(h, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK && ok;
	for (int i = 0; i < n_taken && ok; i++) {
		int rc;

		while ((rc = sqlite3_step(s[i])) == SQLITE_ROW)
			;
		ok = rc == SQLITE_DONE;
		if (!ok)
			fprintf(stderr, "replay: %s\n", sqlite3_errmsg(h));
	}
	ok = sqlite3_exec(h, "COMMIT", NULL, NULL, NULL) == SQLITE_OK && ok;
	begun = now_ms() - begun;
	for (int i = 0; i < n_taken; i++)
		sqlite3_finalize(s[i]);
	return ok ? begun : -1;
}

/* One session of many, in memory that all share: what it saved, and how long each save took. */
struct told {
	long n, failed;
	double ms[SAVES_PER_SESSION];
};
struct shared {
	volatile bool stop;
	struct told told[SESSIONS_MOST];
};

static void
session(const char *path, int ready, int go, const struct shared *all, struct told *t)
{
	struct engine *en = open_engine(path);
	struct arena *a = arena_new();
	char c;

	if (write(ready, "r", 1) != 1 || read(go, &c, 1) < 0)
		_exit(1);
	while (!all->stop && t->n < SAVES_PER_SESSION) {
		double begun = now_ms();
		int64_t id = 0;

		if (!save_one(en, a, &id))
			t->failed++;
		t->ms[t->n++] = now_ms() - begun;
		arena_reset(a);
	}
	_exit(0);
}

/*
 * SESSIONS processes open the file at PATH and register one opinion after the other while DURING runs; the time of
 * each save into WAITS, how many were refused into FAILED.  Milliseconds that DURING took.
 */
static double
save_while(const char *path, int sessions, void (*during)(void *ctx), void *ctx, struct sample *waits, long *failed)
{
	struct shared *all = mmap(NULL, sizeof *all, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int ready[2], go[2];
	double begun, took;
	char c;

	if (all == MAP_FAILED || pipe(ready) != 0 || pipe(go) != 0 || sessions > SESSIONS_MOST)
		exit(1);
	for (int i = 0; i < sessions; i++)
		if (fork() == 0) {
			close(go[1]);
			session(path, ready[1], go[0], all, &all->told[i]);
		}
	close(ready[1]);
	for (int i = 0; i < sessions; i++)
		if (read(ready[0], &c, 1) != 1) {
			fprintf(stderr, "a session could not open %s\n", path);
			exit(1);
		}
	begun = now_ms();
	/* All are let go when the pipe closes. */
	close(go[1]);
	during(ctx);
	all->stop = true;
	took = now_ms() - begun;
	while (wait(NULL) > 0)
		;
	close(ready[0]);
	close(go[0]);
	*failed = 0;
	for (int i = 0; i < sessions; i++) {
		*failed += all->told[i].failed;
		for (long k = 0; k < all->told[i].n; k++)
			sample_add(waits, all->told[i].ms[k]);
	}
	munmap(all, sizeof *all);
	return took;
}

static void
some_seconds(void *ctx)
{
	(void)ctx;
	poll(NULL, 0, bench_short ? 1000 : SESSIONS_MS);
}

/* The file of EN once more, at PATH. */
static void
fresh_copy(struct engine *en, const char *path)
{
	struct err e = { 0 };

	db_remove(path);
	if (!db_backup(en->db, path, &e)) {
		fprintf(stderr, "%s\n", e.text);
		exit(1);
	}
}

static void
measure_sessions(const char *path, int scale, int sessions, double bare_ms)
{
	struct sample waits = { 0 };
	long failed;
	double took = save_while(path, sessions, some_seconds, NULL, &waits, &failed);
	char label[96];

	snprintf(label, sizeof label, "%d sessions: saves a second", sessions);
	result_put(label, scale, "%.0f", (double)waits.n * 1000 / took);
	snprintf(label, sizeof label, "%d sessions: ratio to the bare rate", sessions);
	result_ratio(label, scale, (double)waits.n / took, 1 / bare_ms);
	snprintf(label, sizeof label, "%d sessions: refused", sessions);
	result_put(label, scale, "%ld", failed);
	snprintf(label, sizeof label, "%d sessions: mean and worst wait, ms", sessions);
	result_put(label, scale, "%.1f, %.0f", sample_mean(&waits), sample_at(&waits, 1));
	result_bound(label, scale, (double)failed, 1, 0.5);
	sample_free(&waits);
}

static void
measure_saves(struct engine *en, int scale)
{
	struct sample own[2] = { { 0 } }, bare[2] = { { 0 } }, one = { 0 };
	static const char *const what[] = { "register an opinion", "serve it" };
	char a_path[512], b_path[512], label[96];
	struct arena *a = arena_new();
	struct engine *on, *floor;
	sqlite3 *h, *single = NULL;
	double bare_ms;

	find_people(en, a);
	snprintf(a_path, sizeof a_path, "%s", bench_path(bench_scale[scale], ".save"));
	snprintf(b_path, sizeof b_path, "%s", bench_path(bench_scale[scale], ".bare"));
	fresh_copy(en, a_path);
	fresh_copy(en, b_path);
	on = open_engine(a_path);
	floor = open_engine(b_path);
	h = db_handle(floor->db);
	sqlite3_commit_hook(h, NULL, NULL);
	db_enter_action(floor->db);
	sqlite3_wal_autocheckpoint(h, 1000);
	/* The least durable commit there is: one short row. */
	snprintf(label, sizeof label, "%s", bench_path(bench_scale[scale], ".row"));
	db_remove(label);
	if (sqlite3_open(label, &single) != SQLITE_OK ||
		sqlite3_exec(single, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT)",
			NULL, NULL, NULL) != SQLITE_OK)
		exit(1);
	sqlite3_trace_v2(db_handle(on->db), SQLITE_TRACE_STMT, take, NULL);
	for (int i = 0; i < (bench_short ? 20 : 200); i++) {
		int64_t id = 0;

		for (int k = 0; k < 2; k++) {
			double begun = now_ms(), ms;

			if (!save_one(on, a, &id))
				exit(1);
			ms = now_ms() - begun;
			arena_reset(a);
			find_people(en, a);
			if (i > 0) /* the first pair fills caches and statements on both sides */
				sample_add(&own[k], ms);
			ms = replay(h);
			forget();
			if (i > 0 && ms >= 0)
				sample_add(&bare[k], ms);
		}
		{
			double begun = now_ms();

			sqlite3_exec(single, "INSERT INTO t(b) VALUES ('区城市管理局')", NULL, NULL, NULL);
			sample_add(&one, now_ms() - begun);
		}
	}
	sqlite3_trace_v2(db_handle(on->db), 0, NULL, NULL);
	for (int k = 0; k < 2; k++) {
		snprintf(label, sizeof label, "%s", what[k]);
		result_sample(label, scale, &own[k]);
		snprintf(label, sizeof label, "%s: the same rows, SQLite alone", what[k]);
		result_sample(label, scale, &bare[k]);
		snprintf(label, sizeof label, "%s: ratio", what[k]);
		result_ratio(label, scale, sample_at(&own[k], 0.5), sample_at(&bare[k], 0.5));
		result_bound(what[k], scale, sample_at(&own[k], 0.5), sample_at(&bare[k], 0.5), 6);
	}
	result_sample("one short row, SQLite alone", scale, &one);
	bare_ms = sample_mean(&bare[0]);
	for (int k = 0; k < 2; k++) {
		sample_free(&own[k]);
		sample_free(&bare[k]);
	}
	sample_free(&one);
	sqlite3_close(single);
	engine_close(on);
	engine_close(floor);
	measure_sessions(a_path, scale, 8, bare_ms);
	measure_sessions(a_path, scale, 32, bare_ms);
	db_remove(a_path);
	db_remove(b_path);
	db_remove(bench_path(bench_scale[scale], ".row"));
	unlink(bench_path(bench_scale[scale], ".save.work"));
	unlink(bench_path(bench_scale[scale], ".bare.work"));
	arena_free(a);
}

/* ---- a backup beside it ---- */

struct copying {
	const char *from, *to;
	double ms;
	int rc;
};

static void
copy(void *ctx)
{
	struct copying *c = ctx;

	c->rc = bench_run((char *[]){ (char *)bench_jiandu, "--db", (char *)c->from, "backup", (char *)c->to, NULL }, NULL, NULL, &c->ms);
}

/* Ten sessions save: first alone, then while a backup is made and proved, then alone again, so that the hour's load meets both. */
static void
measure_backup(struct engine *en, int scale)
{
	static const char *const what[] = { "10 sessions save alone: p50, p99, worst, ms", "— while a backup is made: p50, p99, worst, ms" };
	char path[512], to[520];
	struct sample waits[2] = { { 0 } };
	struct arena *a = arena_new();
	struct copying c = { path, to, 0, 0 };
	long failed[3];

	find_people(en, a);
	snprintf(path, sizeof path, "%s", bench_path(bench_scale[scale], ".busy"));
	snprintf(to, sizeof to, "%s.copy", path);
	fresh_copy(en, path);
	db_remove(to);
	engine_close(open_engine(path)); /* the first to open a copy gives it its log, with nobody beside */
	save_while(path, 10, some_seconds, NULL, &waits[0], &failed[0]);
	save_while(path, 10, copy, &c, &waits[1], &failed[1]);
	save_while(path, 10, some_seconds, NULL, &waits[0], &failed[2]);
	for (int i = 0; i < 2; i++)
		result_put(what[i], scale, "%.1f, %.1f, %.0f", sample_at(&waits[i], 0.5), sample_at(&waits[i], 0.99), sample_at(&waits[i], 1));
	result_ratio("— ratio of p99", scale, sample_at(&waits[1], 0.99), sample_at(&waits[0], 0.99));
	result_put("— refused", scale, "%ld", failed[0] + failed[1] + failed[2]);
	result_put("the backup, made and proved, s", scale, "%.1f", c.ms / 1000);
	result_bound("backup: refused saves", scale, (double)(failed[0] + failed[1] + failed[2]), 1, 0.5);
	result_bound("backup: its status", scale, (double)c.rc, 1, 0.5);
	result_bound("backup: p99 of saves", scale, sample_at(&waits[1], 0.99), sample_at(&waits[0], 0.99), 20);
	sample_free(&waits[0]);
	sample_free(&waits[1]);
	db_remove(path);
	db_remove(to);
	unlink(bench_path(bench_scale[scale], ".busy.work"));
	arena_free(a);
}

/* The tables of one part stand together, whatever the number of scales. */
static void
with_engine(int scale, void (*fn)(struct engine *en, int scale))
{
	struct engine *en = open_engine(bench_path(bench_scale[scale], ".db"));

	fn(en, scale);
	engine_close(en);
}

void
bench_store(const char *only)
{
	static void (*const part[])(struct engine *, int) = { measure_page, measure_counts, measure_searches, measure_saves,
		measure_backup };
	static const char *const heading[] = { "A page, in the process, ms (p50 / p95)", "Counts, ms (p50 / p95)",
		"Search in the process: the first 50 hits, ms (p50 / p95)", "Saves, ms (p50 / p95)", "A backup while ten sessions save" };

	for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
		if ((strcmp(only, "counts") == 0 && part[i] != measure_counts) || (strcmp(only, "backup") == 0 && part[i] != measure_backup))
			continue;
		result_table(heading[i]);
		for (int s = 0; s < bench_scales; s++)
			if ((part[i] != measure_saves && part[i] != measure_backup) || bench_scale[s] <= bench_saves_most)
				with_engine(s, part[i]);
	}
}
