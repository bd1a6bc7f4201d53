/*
 * demo.c: an invented district, filled by action_do alone.
 *
 * Knows: how much of what, spread over which days.  Must not know: SQL; the sentences.
 *
 * Everything follows from the seed and today: the numbers drawn for one opinion are
 * a stream of its own, so that neither scale nor order of evaluation moves them.
 */
#include "cli/demo.h"

#include <stdarg.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/demo_fill.h"

#define DAYS 730      /* how far back it goes */
#define BATCH 2000    /* opinions in one transaction */
#define MOST_ARGS 24

/* ---- one act ---- */

const char *
demo_day(struct demo_fill *f, day_t d)
{
	char iso[DAY_TEXT];

	return arena_strdup(f->act, day_format(d, iso));
}

const char *
demo_id(struct demo_fill *f, int64_t id)
{
	return arena_printf(f->act, "%lld", (long long)id);
}

day_t
demo_later(struct demo_fill *f, day_t d, int n)
{
	return calendar_add_workdays(f->en->cal, d, n);
}

bool
demo_act(struct demo_fill *f, enum demo_who who, const char *action, int64_t id, int64_t *made, ...)
{
	struct arg list[MOST_ARGS];
	struct args args = { list, 0 };
	struct result res = { 0 };
	const struct action *ac = action_find(NULL, action);
	struct actor self = f->en->actor;
	const char *name;
	va_list ap;
	bool ok;

	va_start(ap, made);
	while ((name = va_arg(ap, const char *)) != NULL && args.n < MOST_ARGS) {
		const char *value = va_arg(ap, const char *);

		if (value != NULL)
			list[args.n++] = (struct arg){ name, value };
	}
	va_end(ap);
	if (ac == NULL)
		return err_set(f->e, ERR_SYSTEM, NULL, 0, _("没有“%s”这个办理事项"), action);
	f->en->actor = f->who[who];
	ok = action_do(f->en, f->act, ac, id, 0, args, &res, f->e);
	f->en->actor = self;
	if (ok && made != NULL)
		*made = res.id;
	arena_reset(f->act);
	return ok;
}

bool
demo_reach(struct demo_fill *f, struct demo_tale *t, day_t on)
{
	if (t->over || on > f->en->today) {
		t->over = true;
		return false;
	}
	if (on > t->at)
		t->at = on;
	return true;
}

int
demo_wait(struct demo_tale *t, int low, int high, int quick)
{
	return demo_between(&t->r, low, t->plan.brisk && high > quick ? quick : high);
}

void
demo_stop(struct demo_tale *t, enum demo_step step)
{
	if (t->plan.stop == step)
		t->over = true;
}

const char *
demo_say(struct demo_fill *f, struct demo_tale *t, enum demo_passage p)
{
	return demo_passage(f->act, &t->story, p, t->at);
}

/* ---- what becomes of an opinion ---- */

/*
 * Scenes that must be there to be seen, each on the first opinion of the age
 * (in days) that suits it: every open state, and what is overdue.
 */
static const struct {
	int least, most;
	struct demo_plan plan;
} scenes[] = {
	{ 30, 46, { .stop = STEP_REMIND, .answer = ANSWER_NONE } },
	{ 25, 33, { .stop = STEP_SERVE, .answer = ANSWER_NONE } },
	{ 8, 22, { .stop = STEP_SERVE, .answer = ANSWER_NONE, .to_liaison = true } },
	{ 24, 28, { .stop = STEP_SERVE, .answer = ANSWER_NONE, .to_liaison = true } },
	{ 44, 56, { .stop = STEP_REMIND, .answer = ANSWER_NONE, .extended = true } },
	{ 20, 26, { .stop = STEP_EXTEND, .answer = ANSWER_NONE, .extended = true } },
	{ 7, 13, { .stop = STEP_REGISTER, .answer = ANSWER_ADOPTED } },
	{ 16, 28, { .stop = STEP_REPLY, .answer = ANSWER_REFUSED } },
	{ 17, 34, { .stop = STEP_CONVEY, .answer = ANSWER_PARTLY } },
	{ 17, 34, { .stop = STEP_CONVEY, .answer = ANSWER_REFUSED, .own = true } },
	{ 22, 36, { .stop = STEP_ACCEPT, .answer = ANSWER_ADOPTED, .accepts = true } },
	{ 3, 12, { .stop = STEP_REGISTER, .bureau = true } },
	{ 23, 38, { .stop = STEP_PETITION, .answer = ANSWER_REFUSED, .petition = true } },
	{ 40, 58, { .stop = STEP_PETITION, .answer = ANSWER_NONE } },
	{ 27, 42, { .stop = STEP_EXAMINE, .answer = ANSWER_REFUSED, .petition = true } },
	{ 30, 46, { .stop = STEP_INVESTIGATE, .answer = ANSWER_REFUSED, .petition = true, .investigated = true } },
	{ 37, 52, { .stop = STEP_FINDINGS, .answer = ANSWER_PARTLY, .petition = true, .investigated = true } },
	{ 43, 58, { .stop = STEP_DECIDE, .answer = ANSWER_REFUSED, .petition = true, .investigated = true } },
	{ 33, 48, { .stop = STEP_DECIDE, .answer = ANSWER_REFUSED, .petition = true, .outcome = RULED_UNFOUNDED } },
	{ 35, 52, { .stop = STEP_TELL, .answer = ANSWER_PARTLY, .petition = true, .outcome = RULED_UNFOUNDED } },
	{ 35, 52, { .stop = STEP_TELL, .answer = ANSWER_REFUSED, .petition = true, .outcome = RULED_TRANSFERRED } },
	{ 45, 60, { .stop = STEP_ORDER, .answer = ANSWER_REFUSED, .petition = true, .investigated = true } },
	{ 47, 64, { .stop = STEP_TELL, .answer = ANSWER_REFUSED, .petition = true, .investigated = true, .to_liaison = true } },
	{ 64, 74, { .stop = STEP_TELL, .answer = ANSWER_REFUSED, .petition = true, .investigated = true } },
	{ 51, 68, { .stop = STEP_RECHECK, .answer = ANSWER_REFUSED, .petition = true, .rechecked = true } },
	{ 69, 84, { .stop = STEP_REPORT, .answer = ANSWER_REFUSED, .petition = true, .investigated = true } },
	{ 73, 90, { .stop = STEP_CORRECTED, .answer = ANSWER_REFUSED, .petition = true } },
};

static struct demo_plan
plan_of(struct demo_rand *r, bool correction)
{
	static const enum demo_outcome lots[20] = {
		RULED_ESTABLISHED, RULED_ESTABLISHED, RULED_ESTABLISHED, RULED_ESTABLISHED, RULED_ESTABLISHED,
		RULED_ESTABLISHED, RULED_ESTABLISHED, RULED_ESTABLISHED, RULED_PARTLY, RULED_PARTLY, RULED_PARTLY,
		RULED_SELF, RULED_SELF, RULED_SELF, RULED_TRANSFERRED, RULED_WITHDRAWN, RULED_UNFOUNDED, RULED_UNFOUNDED,
		RULED_UNFOUNDED, RULED_UNFOUNDED,
	};
	struct demo_plan p = { 0 };
	int lot = demo_below(r, 1000);

	if (correction)
		p.answer = lot < 640 ? ANSWER_ADOPTED : lot < 835 ? ANSWER_PARTLY : lot < 990 ? ANSWER_REFUSED : ANSWER_NONE;
	else
		p.answer = lot < 740 ? ANSWER_ADOPTED : lot < 900 ? ANSWER_PARTLY : ANSWER_REFUSED;
	p.outcome = lots[demo_below(r, 20)];
	p.bureau = correction && demo_chance(r, 2);
	p.direct = !p.bureau && demo_chance(r, 9);
	p.nobody = !correction && !p.direct && demo_chance(r, 12);
	p.petition = correction && p.answer != ANSWER_ADOPTED && demo_chance(r, p.answer == ANSWER_REFUSED ? 26 : 6);
	p.accepts = demo_chance(r, p.answer == ANSWER_ADOPTED ? 88 : p.answer == ANSWER_PARTLY ? 80 : 62);
	p.slow = demo_chance(r, 9);
	p.extended = demo_chance(r, 5);
	p.withdrawn = p.answer != ANSWER_NONE && demo_chance(r, 2);
	p.handed = demo_chance(r, 3);
	p.mended = demo_chance(r, 2);
	p.investigated = demo_chance(r, 55) && p.outcome != RULED_WITHDRAWN;
	p.rechecked = demo_chance(r, 16);
	p.returned = demo_chance(r, 22);
	return p;
}

/* A scene not yet given away that an opinion of AGE days can show; false when there is none. */
static bool
take_scene(struct demo_fill *f, int age, struct demo_plan *out)
{
	for (size_t i = 0; i < N_OF(scenes); i++)
		if (!(f->staged >> i & 1) && age >= scenes[i].least && age <= scenes[i].most) {
			f->staged |= UINT32_C(1) << i;
			*out = scenes[i].plan;
			out->brisk = true;
			return true;
		}
	return false;
}

static const struct demo_office *
choose_office(struct demo_fill *f, struct demo_rand *r, day_t raised)
{
	const struct demo_office *o;

	do
		o = &f->offices[f->lots[demo_below(r, f->n_lots)]];
	while (o->closed != DAY_NONE && raised > o->closed - 170);
	return o;
}

static const struct demo_member *
choose_member(struct demo_fill *f, struct demo_rand *r, day_t raised)
{
	int i;

	/* Some are more active than others: the better of two draws towards the front. */
	do {
		int x = demo_below(r, f->n_members), y = demo_below(r, f->n_members);

		i = x < y ? x : y;
	} while (raised < f->members[i].from || raised > f->members[i].until);
	return &f->members[i];
}

static bool
one(struct demo_fill *f, int64_t i, day_t raised)
{
	struct demo_tale t = { .r = demo_rand(f->seed, 100000 + (uint64_t)i), .at = raised };
	int lot = demo_below(&t.r, 100), age = f->en->today - raised;
	const char *kind = lot < 74 ? "correction" : lot < 92 ? "advice" : "public";

	t.plan = plan_of(&t.r, lot < 74);
	/* Where there are enough of them, every second shows a scene, so that they do not stand in one row. */
	if ((age < 45 || (i % 2 == 0 && lot < 74)) && take_scene(f, age, &t.plan))
		kind = "correction";
	t.member = t.plan.own ? &f->members[0] : choose_member(f, &t.r, raised);
	t.office = t.plan.nobody ? NULL : t.plan.to_liaison ? &f->offices[f->liaison_office] : choose_office(f, &t.r, raised);
	t.clerk = t.member == &f->members[0] && demo_chance(&t.r, 40) ? DEMO_SUPERVISOR
		: demo_chance(&t.r, 72)                               ? DEMO_CLERK
								      : DEMO_COLLEAGUE;
	/* The clerk alone may enter what a supervisor may not. */
	if (t.plan.bureau || t.plan.mended)
		t.clerk = DEMO_CLERK;
	t.story = demo_story(f->tale, f->en->cal, &t.r, t.office != NULL ? t.office->is.called : "有关执法机构",
		t.office != NULL ? t.office->is.domain : f->offices[f->lots[demo_below(&t.r, f->n_lots)]].is.domain, kind,
		raised);
	if (!demo_opinion(f, &t))
		return false;
	arena_reset(f->tale);
	return true;
}

/* ---- the days ---- */

struct days {
	day_t day[DAYS + 1];
	int64_t before[DAYS + 2]; /* weight of all days before */
	int n;
};

/* Working days of the window, some busier than others. */
static void
weigh_days(struct demo_fill *f, struct days *d)
{
	struct demo_rand r = demo_rand(f->seed, 3);

	d->n = 0;
	d->before[0] = 0;
	for (day_t day = f->en->today - DAYS; day <= f->en->today; day++) {
		int year, month, mday;

		if (!calendar_is_workday(f->en->cal, day))
			continue;
		day_split(day, &year, &month, &mday);
		d->day[d->n] = day;
		/*
		 * Little around the spring festival, much when the year's inspections come to an end.  The last weeks
		 * are quiet, so that the work queue is one a person can read through.
		 */
		d->before[d->n + 1] = d->before[d->n] +
			demo_between(&r, 4, 18) * (f->en->today - day < 36 ? 2 : month <= 2 ? 3 : month >= 9 && month <= 11 ? 6 : 5);
		d->n++;
	}
}

static day_t
day_of(const struct days *d, int64_t i, int64_t scale)
{
	int64_t at = (int64_t)(((double)i + 0.5) / (double)scale * (double)d->before[d->n]);
	int low = 0, high = d->n - 1;

	while (low < high) {
		int mid = (low + high + 1) / 2;

		if (d->before[mid] <= at)
			low = mid;
		else
			high = mid - 1;
	}
	return d->day[low];
}

/* ---- all of it ---- */

/* From LOW at a thousand opinions to HIGH at a million, by the root of the scale. */
static int
share(int64_t scale, int low, int high)
{
	int64_t root = 0;

	while ((root + 1) * (root + 1) <= scale)
		root++;
	if (root <= 32)
		return low;
	return root >= 1000 ? high : low + (int)((high - low) * (root - 32) / (1000 - 32));
}

static bool
all_opinions(struct demo_fill *f, int64_t scale, bool (*progress)(void *ctx, int64_t done, int64_t total), void *ctx)
{
	struct days *days = arena_alloc(f->keep, sizeof *days);

	weigh_days(f, days);
	for (int64_t i = 0; i < scale;) {
		int64_t end = i + BATCH < scale ? i + BATCH : scale;

		if (!bulk_begin(f->en, f->e))
			return false;
		for (; i < end; i++) {
			if (!one(f, i, day_of(days, i, scale))) {
				bulk_abandon(f->en);
				return false;
			}
			if (progress != NULL && i % 100 == 99 && !progress(ctx, i + 1, scale)) {
				bulk_end(f->en, f->e);
				return err_set(f->e, ERR_CANCELLED, NULL, 0, _("已停止"));
			}
		}
		if (!bulk_end(f->en, f->e))
			return false;
	}
	return true;
}

/* DO in one transaction. */
static bool
at_once(struct demo_fill *f, bool ok)
{
	if (ok)
		return bulk_end(f->en, f->e);
	bulk_abandon(f->en);
	return false;
}

bool
demo_fill(struct engine *en, int64_t scale, uint64_t seed, bool (*progress)(void *ctx, int64_t done, int64_t total),
	void *ctx, struct err *e)
{
	struct demo_fill f = { .en = en, .e = e, .seed = seed };
	struct sweep_sum swept;
	day_t first = en->today - DAYS;
	int year, month, mday;
	bool ok;

	if (scale < 1 || scale > 100000000)
		return err_set(e, ERR_USAGE, "scale", 0, _("规模应在1到1亿之间"));
	f.keep = arena_new();
	f.tale = arena_new();
	f.act = arena_new();
	f.who[DEMO_CLERK] = en->actor;
	/* The first round was appointed on the first of a month, a little before the first opinion. */
	day_split(first, &year, &month, &mday);
	first = day_add_months(day_from(year, month, 1), -4);
	engine_importing(en, true);
	ok = bulk_begin(en, e) &&
		at_once(&f, demo_parties(&f, share(scale, (int)demo_n_agencies, 400), share(scale, 60, 2400), first)) &&
		all_opinions(&f, scale, progress, ctx) && bulk_begin(en, e) && at_once(&f, demo_activities(&f, en->today - DAYS)) &&
		bulk_begin(en, e) && at_once(&f, demo_duties(&f, scale)) && bulk_begin(en, e) &&
		at_once(&f, demo_partings(&f) && demo_dismissals(&f) && demo_rounds(&f) && demo_conflicts(&f) && demo_covers(&f) && demo_papers(&f));
	engine_importing(en, false);
	ok = ok && engine_sweep(en, &swept, e);
	en->actor.name = ok ? arena_strdup(en->arena, f.who[DEMO_CLERK].name) : en->actor.name;
	if (ok && progress != NULL)
		progress(ctx, scale, scale);
	arena_free(f.act);
	arena_free(f.tale);
	arena_free(f.keep);
	return ok;
}
