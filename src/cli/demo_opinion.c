/*
 * demo_opinion.c: the course of one invented opinion, act by act.
 *
 * Knows: the acts of flow opinion by name.  Must not know: how its texts are composed.
 */
#include "cli/demo_fill.h"

#define PICK(r, a) ((a)[demo_below((r), (int)(sizeof(a) / sizeof((a)[0])))])

static const char *const answers[] = { "adopted", "partly", "refused" };

static bool
mend(struct demo_fill *f, struct demo_tale *t)
{
	if (!t->plan.mended)
		return true;
	return demo_act(f, t->clerk, "opinion.correct", t->opinion, NULL, "place", t->story.place, "reason",
		demo_chance(&t->r, 50) ? "登记时地点写错，经与监督员核对更正" : "录入笔误", NULL);
}

static bool
begin(struct demo_fill *f, struct demo_tale *t)
{
	bool own = t->clerk == DEMO_SUPERVISOR;
	bool correction = t->story.kind[0] == 'c';
	day_t received = t->plan.direct || demo_chance(&t->r, 60) ? t->at : demo_later(f, t->at, demo_wait(t, 1, 2, 1));
	const char *place = t->plan.mended ? "（见事实）" : t->story.place;

	/* The number is given by the year of the day it was raised; what has not come in yet is not known. */
	if (received > f->en->today)
		received = f->en->today;
	if (!demo_act(f, t->clerk, "opinion.register", 0, &t->opinion,
		"supervisor", demo_id(f, t->member->term),
		"raised_on", demo_day(f, t->at),
		"received_on", demo_day(f, received),
		"agency", t->office != NULL ? demo_id(f, t->office->id) : NULL,
		"kind", t->story.kind,
		"field", t->story.field,
		"route", t->plan.bureau ? "bureau" : t->plan.direct ? "direct" : "agency",
		"facts", demo_say(f, t, DEMO_FACTS),
		"basis", demo_say(f, t, DEMO_BASIS),
		"advice", demo_say(f, t, DEMO_ADVICE),
		"evidence", correction ? demo_say(f, t, DEMO_EVIDENCE) : NULL,
		"officers", *t->story.officers != '\0' ? t->story.officers : NULL,
		"place", place,
		"occurred_on", correction ? demo_day(f, t->story.d1) : NULL,
		"oral", correction && demo_chance(&t->r, 30) ? "1" : "0",
		NULL))
		return false;
	if (own) /* the supervisor wrote it; the bureau goes on with it */
		t->clerk = DEMO_CLERK;
	if (!mend(f, t) || !demo_reach(f, t, received))
		return f->e->code == ERR_OK;
	demo_stop(t, STEP_REGISTER);
	return true;
}

static bool
hand_over(struct demo_fill *f, struct demo_tale *t)
{
	enum demo_who to = t->clerk == DEMO_CLERK ? DEMO_COLLEAGUE : DEMO_CLERK;

	if (!t->plan.handed || t->over)
		return true;
	if (!demo_act(f, DEMO_LEADER, "opinion.assign", t->opinion, NULL, "to", demo_id(f, f->who[to].account), "reason",
		demo_say(f, t, DEMO_HANDOVER), "on", demo_day(f, t->at), NULL))
		return false;
	t->clerk = to;
	return true;
}

static bool
serve(struct demo_fill *f, struct demo_tale *t)
{
	static const char *const ways[] = { "direct", "direct", "system", "system", "system", "email", "post", "leave", "entrust" };
	const char *how, *signer;
	int wait;

	if (t->over || t->plan.direct || t->office == NULL)
		return true;
	wait = demo_chance(&t->r, 92) ? demo_wait(t, 0, 2, 1) : demo_wait(t, t->plan.brisk ? 0 : 4, 6, 1);
	if (!demo_reach(f, t, demo_later(f, t->at, wait)))
		return true;
	t->story.served = t->at;
	how = PICK(&t->r, ways);
	signer = demo_chance(&t->r, 75) ? t->office->liaison : demo_name(f->act, &t->r);
	if (!demo_act(f, t->clerk, "opinion.serve", t->opinion, NULL, "serve_how", how, "on", demo_day(f, t->at), "signer",
		signer, NULL))
		return false;
	demo_stop(t, STEP_SERVE);
	return true;
}

static bool
remind(struct demo_fill *f, struct demo_tale *t, day_t on)
{
	static const char *const ways[] = { "phone", "phone", "phone", "system", "letter", "visit" };

	if (t->over || !demo_reach(f, t, on))
		return true;
	return demo_act(f, t->clerk, "opinion.remind", t->opinion, NULL, "how", PICK(&t->r, ways), "on", demo_day(f, t->at),
		"text", demo_say(f, t, DEMO_REMINDER), NULL);
}

/* Between service and answer; leaves in *REPLIED the day of the answer, DAY_NONE when there will be none. */
static bool
chase(struct demo_fill *f, struct demo_tale *t, day_t *replied)
{
	day_t served = t->at;
	int limit = 15, n;

	if (t->plan.extended) {
		if (!demo_reach(f, t, demo_later(f, served, demo_between(&t->r, 9, 14))))
			return true;
		t->story.r2 = demo_later(f, served, 22);
		if (!demo_act(f, DEMO_LEADER, "opinion.extend", t->opinion, NULL, "days", "10", "extend_reason",
			demo_say(f, t, DEMO_EXTENSION), "on", demo_day(f, t->at), "extend_told_on", demo_day(f, t->at), NULL))
			return false;
		limit = 25;
		demo_stop(t, STEP_EXTEND);
	}
	if (t->plan.answer == ANSWER_NONE) {
		n = demo_wait(t, 1, 3, 1);
		for (int i = 0; i < n; i++)
			if (!remind(f, t, demo_later(f, served, limit + 1 + i * 6)))
				return false;
		demo_stop(t, STEP_REMIND);
		return true;
	}
	n = t->plan.extended ? demo_between(&t->r, 16, 25)
		: t->plan.slow ? demo_between(&t->r, 16, 27)
		: demo_chance(&t->r, 82) ? demo_wait(t, 3, 11, 8) : demo_wait(t, t->plan.brisk ? 4 : 12, 15, 8);
	if (n > limit && !remind(f, t, demo_later(f, served, limit + 1)))
		return false;
	if (n > limit + 6 && !remind(f, t, demo_later(f, served, limit + 6)))
		return false;
	*replied = demo_later(f, served, n);
	return true;
}

static bool
answer(struct demo_fill *f, struct demo_tale *t)
{
	static const enum demo_passage says[] = { DEMO_ADOPT, DEMO_PARTLY, DEMO_REFUSE };
	bool liaison = t->office == &f->offices[f->liaison_office];
	day_t replied = DAY_NONE, from = t->at;

	if (t->over)
		return true;
	if (t->office == NULL)
		replied = demo_later(f, t->at, demo_between(&t->r, 4, 12));
	else if (!chase(f, t, &replied))
		return false;
	if (t->over || replied == DAY_NONE)
		return true;
	/* Some are taken back while the agency is still at it. */
	if (t->plan.withdrawn) {
		if (!demo_reach(f, t, demo_later(f, from, demo_between(&t->r, 1, 5))))
			return true;
		t->over = true;
		return demo_act(f, t->clerk, "opinion.withdraw", t->opinion, NULL, "withdraw_reason",
			demo_say(f, t, DEMO_WITHDRAWAL), "on", demo_day(f, t->at), "received", demo_day(f, t->at), NULL);
	}
	if (!demo_reach(f, t, replied))
		return true;
	t->story.r1 = demo_later(f, from, demo_between(&t->r, 1, 2));
	if (t->story.r1 > replied)
		t->story.r1 = replied;
	t->story.r2 = demo_later(f, replied, demo_between(&t->r, 8, 30));
	if (!demo_act(f, liaison ? DEMO_LIAISON : t->clerk, "opinion.reply", t->opinion, NULL, "on", demo_day(f, t->at),
		"adopted", answers[t->plan.answer], "reply", demo_say(f, t, says[t->plan.answer]), "replier",
		liaison ? NULL : t->office == NULL ? f->who[t->clerk].name : t->office->liaison, "received",
		demo_day(f, t->at), NULL))
		return false;
	demo_stop(t, STEP_REPLY);
	return true;
}

static bool
convey(struct demo_fill *f, struct demo_tale *t)
{
	static const char *const ways[] = { "phone", "phone", "face", "letter", "system", "email", "meeting" };
	int wait;

	if (t->over || t->plan.answer == ANSWER_NONE)
		return true;
	wait = demo_chance(&t->r, 93) ? demo_wait(t, 0, 2, 1) : demo_wait(t, t->plan.brisk ? 0 : 4, 7, 1);
	if (!demo_reach(f, t, demo_later(f, t->at, wait)))
		return true;
	if (!demo_act(f, t->clerk, "opinion.convey", t->opinion, NULL, "convey_how", PICK(&t->r, ways), "on",
		demo_day(f, t->at), NULL))
		return false;
	demo_stop(t, STEP_CONVEY);
	return true;
}

static bool
petition(struct demo_fill *f, struct demo_tale *t)
{
	bool silent = t->plan.answer == ANSWER_NONE;

	if (!demo_reach(f, t, demo_later(f, t->at, silent ? demo_wait(t, 3, 8, 5) : demo_wait(t, 2, 8, 3))))
		return true;
	if (!demo_act(f, t->clerk, "opinion.petition", t->opinion, NULL, "on", demo_day(f, t->at), "received",
		demo_day(f, t->at), "grounds", demo_say(f, t, silent ? DEMO_SILENCE : DEMO_OBJECTION), "request",
		demo_say(f, t, DEMO_REQUEST), NULL))
		return false;
	demo_stop(t, STEP_PETITION);
	return demo_review(f, t);
}

static bool
finish(struct demo_fill *f, struct demo_tale *t)
{
	bool at_once;

	if (t->over)
		return true;
	if (t->plan.petition || t->plan.answer == ANSWER_NONE)
		return petition(f, t);
	if (t->plan.accepts) {
		if (!demo_reach(f, t, demo_later(f, t->at, demo_wait(t, 1, 6, 3))))
			return true;
		at_once = t->plan.stop == STEP_NONE && demo_chance(&t->r, 65);
		if (!demo_act(f, t->clerk, "opinion.accept", t->opinion, NULL, "on", demo_day(f, t->at), "received",
			demo_day(f, t->at), "close", at_once ? "1" : "0", NULL))
			return false;
		demo_stop(t, STEP_ACCEPT);
		if (at_once || t->over || !demo_reach(f, t, demo_later(f, t->at, demo_between(&t->r, 0, 2))))
			return true;
	} else if (!demo_reach(f, t, demo_later(f, t->at, 11 + demo_below(&t->r, 3)))) {
		return true; /* nothing heard: it may be closed when the supervisor's days are over */
	}
	return demo_act(f, t->clerk, "opinion.close", t->opinion, NULL, "on", demo_day(f, t->at), "result",
		demo_say(f, t, t->plan.accepts ? DEMO_SATISFIED : DEMO_RESULT), NULL);
}

bool
demo_opinion(struct demo_fill *f, struct demo_tale *t)
{
	if (!begin(f, t))
		return false;
	if (t->plan.bureau)
		return t->over || demo_review(f, t);
	return serve(f, t) && hand_over(f, t) && answer(f, t) && convey(f, t) && finish(f, t);
}
