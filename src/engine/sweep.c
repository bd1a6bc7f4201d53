/*
 * sweep.c: the daily sweep: what the program owes on this day, done as the program; what people left behind put away.
 *
 * Knows: flows' owed(), sessions, the accounts' folders.  Must not know: what is owed, or when.
 *
 * Each act is an ordinary act with its checks and its row on the trail, in a
 * transaction of its own: what one cannot do does not hold up the others.
 */
#include <string.h>

#include "base/i18n.h"
#include "store/spool.h"
#include "engine/event.h"
#include "engine/private.h"
#include "engine/session.h"

#define ROUNDS 8  /* a record may owe several acts one after the other */
#define BATCH 200

static struct actor
program(const struct actor *who)
{
	return (struct actor){ .login = "program", .name = "程序", .roles = ROLE_PROGRAM, .personal = who->personal };
}

static void
counted(struct sweep_sum *sum, const struct action *ac)
{
	size_t i = 0;

	while (i < sum->n && sum->by[i].action != ac)
		i++;
	if (i == N_OF(sum->by))
		return;
	if (i == sum->n)
		sum->by[sum->n++].action = ac;
	sum->by[i].n++;
}

/* One act, if it may be done; what it may not is passed over and leaves no refusal on the trail. */
static bool
do_owed(struct engine *en, struct arena *a, const struct owed *owed, struct sweep_sum *sum)
{
	const struct action *ac = action_find(NULL, owed->action);
	void *row = ac != NULL && owed->id != 0 ? row_load(en, a, action_flow(ac), owed->id) : NULL;
	struct err why = { 0 };
	struct result res;

	if (ac == NULL || (row == NULL && owed->id != 0) || !action_allowed(en, a, ac, row, &why))
		return false;
	if (!action_do(en, a, ac, owed->id, 0, (struct args){ NULL, 0 }, &res, &why)) {
		sum->failed++;
		return false;
	}
	counted(sum, ac);
	return true;
}

/* All that the flow owes now; how many acts were done. */
static int64_t
sweep_flow(struct engine *en, const struct flow *f, struct sweep_sum *sum, struct err *e)
{
	struct owed owed[BATCH];
	int64_t after = 0, done = 0;
	size_t n;

	do {
		struct arena *a = arena_new();
		struct act c;

		act_context(&c, en, a, f, NULL, NULL, e);
		n = f->owed(&c, after, owed, BATCH);
		for (size_t i = 0; i < n; i++)
			done += do_owed(en, a, &owed[i], sum);
		if (n > 0)
			after = owed[n - 1].id;
		arena_free(a);
	} while (n == BATCH && e->code == ERR_OK);
	return done;
}

/* That this day has been swept, so that the next session need not. */
static bool
mark(struct engine *en)
{
	struct stmt *s;

	if (!db_begin(en->db))
		return false;
	db_enter_action(en->db);
	s = db_prepare(en->db, "INSERT INTO meta (key, value) VALUES ('swept', :today) "
			       "ON CONFLICT (key) DO UPDATE SET value = excluded.value");
	db_bind_day(s, ":today", en->today);
	db_run(s);
	db_leave_action(en->db);
	return db_commit(en->db);
}

/* What people left behind: sessions that broke off, files in the accounts' folders past their time. */
static void
tidy(struct engine *en, struct err *e)
{
	int64_t days = setting_int(en->db, "keep_spool_days", 0);
	int n = days > 0 ? spool_age(db_path(en->db), days * 86400) : 0;
	struct arena *a;

	presence_reap(en);
	if (n == 0)
		return;
	a = arena_new();
	event_record(en, "file.aged", "", 0, 0, arena_printf(a, _("%d个文件，放了%lld天以上"), n, (long long)days), e);
	arena_free(a);
}

bool
engine_sweep(struct engine *en, struct sweep_sum *sum, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	struct actor who = en->actor;

	memset(sum, 0, sizeof *sum);
	en->actor = program(&who);
	for (size_t i = 0; flows[i] != NULL && e->code == ERR_OK; i++)
		for (int round = 0; flows[i]->owed != NULL && round < ROUNDS; round++)
			if (sweep_flow(en, flows[i], sum, e) == 0)
				break;
	if (e->code == ERR_OK)
		tidy(en, e);
	en->actor = who;
	if (e->code == ERR_OK)
		mark(en);
	db_errors(en->db, old);
	return e->code == ERR_OK;
}

bool
engine_sweep_daily(struct engine *en, struct sweep_sum *sum)
{
	struct err e = { 0 }, *old = db_errors(en->db, &e);
	struct stmt *s;
	day_t last = DAY_NONE;

	memset(sum, 0, sizeof *sum);
	s = db_prepare(en->db, "SELECT value FROM meta WHERE key = 'swept'");
	if (db_step(s)) {
		last = db_day(s, 0);
		db_done(s);
	}
	db_errors(en->db, old);
	/* A date that was only tried (--today) ends nobody's term. */
	if (e.code != ERR_OK || en->today_set || (last != DAY_NONE && last >= en->today))
		return false;
	return engine_sweep(en, sum, &e);
}
