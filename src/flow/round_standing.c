/*
 * round_standing.c: where a round stands, and what its next step still lacks.
 *
 * Knows: the columns of candidates, letters and objections that are counted.
 * Must not know: who asks: the screen, the menu and the acts are told the same.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/parties.h"
#include "flow/rounds.h"

/* The wish for category CATEGORY (1..ROUND_CATEGORIES of supervisor_categories). */
static int64_t
round_wish(const struct round *r, word_t category)
{
	const int64_t wish[ROUND_CATEGORIES + 1] = { 0, r->wish_party_delegate, r->wish_deputy, r->wish_cppcc,
		r->wish_monitor, r->wish_expert, r->wish_staff, r->wish_journalist, r->wish_lawyer, r->wish_entrepreneur,
		r->wish_self_employed, r->wish_other };

	return category <= ROUND_CATEGORIES ? wish[category] : 0;
}

static day_t
period_end(const struct calendar *cal, day_t start, int64_t n)
{
	return start == DAY_NONE || n <= 0 ? DAY_NONE : calendar_add_workdays(cal, start, (int)n);
}

day_t
round_notice_end(const struct calendar *cal, const struct round *r)
{
	return r->notice_end != DAY_NONE ? r->notice_end
					 : period_end(cal, r->publicised_on, r->notice_days + r->extension);
}

day_t
candidate_notice_end(const struct calendar *cal, const struct candidate *c)
{
	return c->notice_end != DAY_NONE ? c->notice_end
					 : period_end(cal, c->publicised_on, c->notice_days + c->extension);
}

/* The words of a stored set, each counted. */
static void
count_categories(const char *keys, int64_t *out)
{
	wordset set = word_set(supervisor_categories, keys);

	for (word_t i = 1; i <= ROUND_CATEGORIES; i++)
		out[i] += (set >> i) & 1;
}

static void
count_candidate(struct stmt *q, struct round_standing *out)
{
	int64_t *const by_state[] = { NULL, &out->applied, &out->qualified, &out->unqualified, &out->proposed,
		&out->not_proposed, &out->publicised, &out->appointed, &out->disqualified, &out->withdrawn };
	word_t state = word_key(candidate_states, db_text(q, 0));
	bool in_hand = state == CANDIDATE_APPLIED || state == CANDIDATE_QUALIFIED || state == CANDIDATE_PROPOSED ||
		state == CANDIDATE_PUBLICISED;

	if (state == 0)
		return;
	++*by_state[state];
	out->candidates++;
	count_categories(db_text(q, 1), out->applicants);
	if (state == CANDIDATE_PROPOSED || state == CANDIDATE_PUBLICISED || state == CANDIDATE_APPOINTED)
		count_categories(db_text(q, 1), out->chosen);
	if (in_hand && db_int(q, 2) == 0)
		out->undeclared++;
	if (in_hand && db_int(q, 3) != 0) {
		out->over_age++;
		if (db_is_null(q, 4))
			out->unconsented++;
	}
	if (state == CANDIDATE_APPLIED && !db_is_null(q, 5) && db_is_null(q, 6))
		out->missing++;
	if (state == CANDIDATE_QUALIFIED && db_is_null(q, 7))
		out->unscored++;
	out->objections += db_int(q, 8);
	if (state == CANDIDATE_APPLIED && db_int(q, 9) < CONDITIONS)
		out->incomplete++;
}

bool
round_stand(struct db *db, const struct calendar *cal, const struct round *r, struct round_standing *out)
{
	struct stmt *q;

	memset(out, 0, sizeof *out);
	for (word_t i = 1; i <= ROUND_CATEGORIES; i++)
		out->wish[0] += out->wish[i] = round_wish(r, i);
	out->notice_end = round_notice_end(cal, r);
	out->guessed = out->notice_end != DAY_NONE && !calendar_complete(cal, r->publicised_on + 1, out->notice_end);
	q = db_prepare(db,
		"SELECT state, categories, declared, over_age, consent_on, missing_on, supplied_on, scored_on, held, "
		"(coalesce(cond1, 'open') <> 'open') + (coalesce(cond2, 'open') <> 'open') + (coalesce(cond3, 'open') <> 'open') + "
		"(coalesce(cond4, 'open') <> 'open') + (coalesce(cond5, 'open') <> 'open') + (coalesce(cond6, 'open') <> 'open') + "
		"(coalesce(cond7, 'open') <> 'open') FROM candidate WHERE round = :r");
	db_bind_int(q, ":r", r->rec.id);
	while (db_step(q))
		count_candidate(q, out);
	q = db_prepare(db, "SELECT state FROM invitation WHERE round = :r");
	db_bind_int(q, ":r", r->rec.id);
	while (db_step(q)) {
		out->letters++;
		out->answered += strcmp(db_text(q, 0), "answered") == 0;
	}
	return !db_failed(db);
}

/* One more sentence under the others. */
static void
say(struct arena *ar, const char **all, const char *sentence)
{
	*all = **all != '\0' ? arena_printf(ar, "%s\n%s", *all, sentence) : sentence;
}

static void
say_count(struct arena *ar, const char **all, int64_t n, const char *fmt_text)
{
	if (n > 0)
		say(ar, all, arena_printf(ar, "%s%lld", fmt_text, (long long)n));
}

const char *
round_missing(struct arena *ar, const struct round *r, const struct round_standing *s, day_t today, const char **action)
{
	const char *out = "";
	char day[DAY_TEXT];

	*action = NULL;
	switch (r->rec.state) {
	case ROUND_PLANNED:
		*action = "round.open";
		if (r->closes_on == DAY_NONE)
			say(ar, &out, _("尚未定报名截止日期"));
		if (s->wish[0] == 0)
			say(ar, &out, _("尚未定人员构成"));
		break;
	case ROUND_OPEN:
		*action = "round.review";
		if (today <= r->closes_on)
			say(ar, &out, arena_printf(ar, _("报名至%s，次日起可以开始审查"), day_format(r->closes_on, day)));
		if (s->candidates == 0)
			say(ar, &out, _("尚无人报名"));
		say_count(ar, &out, s->letters - s->answered, _("未回复的邀请函："));
		say_count(ar, &out, s->undeclared, _("未签声明的人数："));
		break;
	case ROUND_REVIEWING:
		*action = s->applied > 0 ? "round.screen" : s->qualified > 0 ? "round.propose" : "round.publicise";
		say_count(ar, &out, s->applied, _("尚未作出审查结论的人数："));
		say_count(ar, &out, s->incomplete, _("审查表未填完的人数："));
		say_count(ar, &out, s->undeclared, _("未签声明的人数："));
		say_count(ar, &out, s->missing, _("待补正材料的人数："));
		say_count(ar, &out, s->unconsented, _("超龄待局领导同意的人数："));
		say_count(ar, &out, s->unscored, _("尚未评分的人数："));
		if (s->applied == 0)
			say_count(ar, &out, s->qualified, _("尚未列入拟聘或不拟聘的人数："));
		break;
	case ROUND_PUBLICISING:
		*action = "round.appoint";
		if (s->notice_end != DAY_NONE && today <= s->notice_end)
			say(ar, &out, arena_printf(ar, _("公示至%s，期满之后才能聘任（第七条）"), day_format(s->notice_end, day)));
		say_count(ar, &out, s->objections, _("未处理的异议："));
		break;
	case ROUND_APPOINTING:
		*action = s->publicised > 0 ? "round.appoint" : "round.close";
		say_count(ar, &out, s->publicised, _("公示后尚未聘任的人数："));
		say_count(ar, &out, s->objections, _("未处理的异议："));
		break;
	default:
		break;
	}
	return out;
}
