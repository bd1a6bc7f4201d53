/*
 * round_choose.c: a round's review in bulk: verdicts from the check sheets, ranks from the scores,
 * the proposed list.
 *
 * Knows: articles 6, 7(2).  Must not know: what makes one candidate qualified (candidate_review.c).
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/round_acts.h"

size_t
round_candidates(struct act *a, int64_t round, const char *state, int64_t *ids, size_t max)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT id FROM candidate WHERE round = :r AND state = :s ORDER BY stroke_key, id");
	size_t n = 0;

	db_bind_int(s, ":r", round);
	db_bind_text(s, ":s", state);
	while (n < max && db_step(s))
		ids[n++] = db_int(s, 0);
	db_done(s);
	return n;
}

static struct round_standing
standing(struct act *a)
{
	struct round_standing s;

	round_stand(a->db, a->cal, a->row, &s);
	return s;
}

/* ---- screen: the sheets decide ---- */
const struct field round_screen_fields[2] = {
	{ F_DAY(struct round_on, on), .label = N_("审查日期"), .flags = FIELD_HAPPENED, .article = 7 },
	ROUND_LATE(struct round_on),
};

const struct field round_rank_fields[2] = {
	{ F_DAY(struct round_on, on), .label = N_("排名日期"), .flags = FIELD_HAPPENED, .article = 7 },
	ROUND_LATE(struct round_on),
};

static const char *
day_text(struct act *a, day_t on)
{
	char day[DAY_TEXT];

	return arena_strdup(a->arena, day_format(on, day));
}

bool
round_screen_may(struct act *a)
{
	return standing(a).applied > 0 || act_bar(a, _("都已作出审查结论"));
}

bool
round_screen_run(struct act *a)
{
	(void)a;
	return true;
}

/* Why the sheet alone cannot decide yet; NULL when it can. */
static const char *
undecided(struct act *a, const struct candidate *c)
{
	bool failed;
	int open = candidate_open_condition(c, &failed);

	if (failed)
		return NULL;
	if (open != 0)
		return arena_printf(a->arena, _("%s：“%s”尚未核对"), c->name, word_label(condition_names, (word_t)open));
	if (!c->declared)
		return arena_printf(a->arena, _("%s：未签声明"), c->name);
	if (c->missing_on != DAY_NONE && c->supplied_on == DAY_NONE)
		return arena_printf(a->arena, _("%s：待补正材料"), c->name);
	if (c->over_age && c->consent_on == DAY_NONE)
		return arena_printf(a->arena, _("%s：超龄，待局领导同意"), c->name);
	return NULL;
}

static bool
screen_one(struct act *a, int64_t id, int64_t *left)
{
	const struct round_on *in = a->args;
	const struct candidate *c = act_load(a, "candidate", id);
	const char *why;
	bool failed;
	int open;

	if (c == NULL)
		return false;
	why = undecided(a, c);
	if (why != NULL) {
		/* The notices have room for a few names; the rest is a number. */
		if (++*left <= 5)
			act_notice(a, "%s", why);
		return true;
	}
	open = candidate_open_condition(c, &failed);
	if (failed)
		return act_also(a, "candidate.unqualify", id, "reason",
			arena_printf(a->arena, _("不符合“%s”（第六条第%d项）"), word_label(condition_names, (word_t)open), open),
			"on", day_text(a, in->on), NULL) != 0;
	return act_also(a, "candidate.qualify", id, "on", day_text(a, in->on), NULL) != 0;
}

bool
round_screen_also(struct act *a)
{
	const struct round *r = a->row;
	int64_t *ids = arena_alloc(a->arena, ROUND_MOST * sizeof *ids), left = 0;
	size_t n = round_candidates(a, r->rec.id, "applied", ids, ROUND_MOST);

	for (size_t i = 0; i < n; i++)
		if (!screen_one(a, ids[i], &left))
			return false;
	if (left > 5)
		act_notice(a, _("还不能作出结论的共%lld人"), (long long)left);
	if (left == (int64_t)n)
		return act_refuse(a, NULL, 6, _("没有一份审查表可以作出结论"));
	return true;
}

/* ---- rank ---- */
bool
round_rank_may(struct act *a)
{
	struct round_standing s = standing(a);

	return s.qualified + s.proposed + s.not_proposed - s.unscored > 0 || act_bar(a, _("尚无人评分"));
}

bool
round_rank_run(struct act *a)
{
	struct round *r = a->row;

	r->ranked_on = ((const struct round_on *)a->args)->on;
	return true;
}

/* By score; equal scores share a rank, the next one counts on (1, 2, 2, 4). */
bool
round_rank_also(struct act *a)
{
	const struct round *r = a->row;
	struct stmt *s = db_prepare(a->db,
		"SELECT id, score, rank, scored_on IS NOT NULL FROM candidate WHERE round = :r "
		"AND state IN ('qualified', 'proposed', 'not_proposed') ORDER BY score DESC, id");
	struct {
		int64_t id, score, was;
		bool scored;
	} *v = arena_alloc(a->arena, ROUND_MOST * sizeof *v);
	int64_t rank = 0, seen = 0, left = 0;
	size_t n = 0;

	db_bind_int(s, ":r", r->rec.id);
	while (n < ROUND_MOST && db_step(s)) {
		v[n].id = db_int(s, 0);
		v[n].score = db_int(s, 1);
		v[n].was = db_int(s, 2);
		v[n++].scored = db_int(s, 3) != 0;
	}
	db_done(s);
	for (size_t i = 0; i < n; i++) {
		int64_t now = 0;

		if (v[i].scored) {
			seen++;
			if (seen == 1 || v[i].score != v[i - 1].score || !v[i - 1].scored)
				rank = seen;
			now = rank;
		} else {
			left++;
		}
		if (now != v[i].was && act_also(a, "candidate.rank", v[i].id, "rank",
			arena_printf(a->arena, "%lld", (long long)now), NULL) == 0)
			return false;
	}
	if (left > 0)
		act_notice(a, _("尚未评分、没有名次的有%lld人"), (long long)left);
	return true;
}

/* ---- the proposed list ---- */
const struct field round_propose_fields[4] = {
	{ F_INT(struct round_propose, number), .label = N_("拟聘人数"), .flags = FIELD_NOTE, .article = 7, .max = 1000,
		.hint = N_("不填按名额") },
	{ F_LINE(struct round_propose, reason), .label = N_("说明"), .flags = FIELD_NOTE },
	{ F_DAY(struct round_propose, on), .label = N_("拟定日期"), .flags = FIELD_HAPPENED, .article = 7 },
	ROUND_LATE(struct round_propose),
};

static int64_t
places(struct act *a)
{
	const struct round_propose *in = a->args;

	return act_given(a, "number") && in->number > 0 ? in->number : ((const struct round *)a->row)->quota;
}

bool
round_propose_may(struct act *a)
{
	struct round_standing s = standing(a);

	if (s.applied > 0)
		return act_bar(a, _("还有%lld人未作审查结论"), (long long)s.applied);
	return s.qualified + s.proposed + s.not_proposed > 0 || act_bar(a, _("无人合格"));
}

bool
round_propose_check(struct act *a)
{
	const struct round *r = a->row;
	struct round_standing s = standing(a);

	if (places(a) > r->quota)
		return act_refuse(a, "number", 7, _("拟聘人数：超过名额%lld人"), (long long)r->quota);
	/* Where there are more than places, the order must come from somewhere. */
	if (s.qualified + s.proposed + s.not_proposed > places(a) && r->ranked_on == DAY_NONE)
		return act_refuse(a, "number", 7, _("拟聘人数：合格人数多于拟聘人数，请先评分并排名（第七条第二项“择优”）"));
	return true;
}

bool
round_propose_run(struct act *a)
{
	struct round *r = a->row;

	r->listed_on = ((const struct round_propose *)a->args)->on;
	return true;
}

bool
round_propose_also(struct act *a)
{
	const struct round *r = a->row;
	const char *on = day_text(a, ((const struct round_propose *)a->args)->on);
	struct stmt *s = db_prepare(a->db,
		"SELECT id, state, rank FROM candidate WHERE round = :r AND state IN ('qualified', 'proposed', 'not_proposed') "
		"ORDER BY rank_key, stroke_key, id");
	struct {
		int64_t id, rank;
		word_t state;
	} *v = arena_alloc(a->arena, ROUND_MOST * sizeof *v);
	size_t n = 0, most = (size_t)places(a);

	db_bind_int(s, ":r", r->rec.id);
	while (n < ROUND_MOST && db_step(s)) {
		v[n].id = db_int(s, 0);
		v[n].state = word_key(candidate_states, db_text(s, 1));
		v[n++].rank = db_int(s, 2);
	}
	db_done(s);
	if (n > most && most > 0 && v[most - 1].rank == v[most].rank)
		act_notice(a, _("第%zu名与其后的名次相同，请核对是否调整"), most);
	for (size_t i = 0; i < n; i++) {
		bool in = i < most;

		if (v[i].state == (in ? CANDIDATE_PROPOSED : CANDIDATE_NOT_PROPOSED))
			continue;
		if (act_also(a, in ? "candidate.propose" : "candidate.pass_over", v[i].id, "on", on, NULL) == 0)
			return false;
	}
	return true;
}
