/*
 * demo_review.c: the course of one invented review, act by act.
 *
 * Knows: the acts of flow review by name.  Must not know: how its texts are composed.
 */
#include "flow/cases.h"
#include "flow/flows.h"
#include "cli/demo_fill.h"

#define PICK(r, a) ((a)[demo_below((r), (int)(sizeof(a) / sizeof((a)[0])))])

static const char *const outcomes[] = { "established", "partly", "self_corrected", "transferred", "withdrawn", "unfounded" };
static const char *const ways_to_tell[] = { "letter", "letter", "face", "phone", "system" };
static const char *const organs[] = {
	"重庆市司法局", "渝北区司法局", "区信访办公室", "市市场监管局", "市规划自然资源局", "沙坪坝区司法局", "区人民政府行政复议机构",
};

static const char *
team(struct demo_fill *f, struct demo_tale *t)
{
	const char *one = f->who[t->clerk].name, *two = demo_name(f->act, &t->r);

	if (demo_chance(&t->r, 30))
		return arena_printf(f->act, "%s、%s、%s", one, two, demo_name(f->act, &t->r));
	return arena_printf(f->act, "%s、%s", one, two);
}

static bool
examine(struct demo_fill *f, struct demo_tale *t)
{
	if (!demo_reach(f, t, demo_later(f, t->at, demo_wait(t, 1, 4, 2))))
		return true;
	t->story.v1 = t->at;
	if (!demo_act(f, t->clerk, "review.examine", t->review, NULL, "examination", demo_say(f, t, DEMO_EXAMINATION), "on",
		demo_day(f, t->at), NULL))
		return false;
	demo_stop(t, STEP_EXAMINE);
	return true;
}

static bool
investigate(struct demo_fill *f, struct demo_tale *t)
{
	enum demo_passage found = t->plan.outcome == RULED_UNFOUNDED ? DEMO_CLEARED
		: t->plan.outcome == RULED_PARTLY                    ? DEMO_PARTLY_FOUND
								     : DEMO_FINDINGS;
	const char *inquiry;
	day_t began;

	if (t->over || !t->plan.investigated || !demo_reach(f, t, demo_later(f, t->at, demo_wait(t, 0, 3, 1))))
		return true;
	began = t->at;
	inquiry = demo_chance(&t->r, 55) ? "investigation" : "special_inspection";
	if (!demo_act(f, t->clerk, "review.investigate", t->review, NULL, "inquiry", inquiry, "team", team(f, t), "plan",
		demo_say(f, t, DEMO_PLAN), "on", demo_day(f, t->at), NULL))
		return false;
	demo_stop(t, STEP_INVESTIGATE);
	if (t->over || !demo_reach(f, t, demo_later(f, t->at, demo_wait(t, 5, t->plan.slow ? 24 : 12, 6))))
		return true;
	t->story.v1 = demo_later(f, began, demo_between(&t->r, 1, 4));
	if (!demo_act(f, t->clerk, "review.findings", t->review, NULL, "findings", demo_say(f, t, found), "on",
		demo_day(f, t->at), NULL))
		return false;
	demo_stop(t, STEP_FINDINGS);
	return true;
}

static bool
decide(struct demo_fill *f, struct demo_tale *t)
{
	static const enum demo_passage reasons[] = { DEMO_FINDINGS, DEMO_PARTLY_FOUND, DEMO_SELF, DEMO_TRANSFER,
		DEMO_LETTER_BACK, DEMO_CLEARED };
	enum demo_passage reason = reasons[t->plan.outcome];
	day_t from = t->at;

	if (t->over)
		return true;
	if (t->plan.slow && t->plan.stop == STEP_NONE && demo_chance(&t->r, 60)) {
		if (!demo_reach(f, t, demo_later(f, from, 2)))
			return true;
		if (!demo_act(f, DEMO_LEADER, "review.extend", t->review, NULL, "days", "15", "extend_reason",
			demo_say(f, t, DEMO_EXTENSION), "on", demo_day(f, t->at), NULL))
			return false;
	}
	if (!demo_reach(f, t, demo_later(f, from, demo_wait(t, 3, t->plan.slow ? 18 : 9, 4))))
		return true;
	if (!t->plan.investigated)
		t->story.v1 = demo_later(f, from, 2);
	/* What the agency did by itself, it did during the review. */
	t->story.r1 = demo_later(f, from, 1);
	if (t->story.r1 > t->at)
		t->story.r1 = t->at;
	if (reason == DEMO_FINDINGS && t->plan.investigated)
		reason = DEMO_RULED; /* what was found stands in the findings */
	if (t->plan.outcome == RULED_WITHDRAWN)
		return demo_act(f, t->clerk, "review.withdraw", t->review, NULL, "reason", demo_say(f, t, DEMO_LETTER_BACK),
			"on", demo_day(f, t->at), "received", demo_day(f, t->at), NULL);
	if (!demo_act(f, DEMO_LEADER, "review.decide", t->review, NULL, "outcome", outcomes[t->plan.outcome], "reason",
		demo_say(f, t, reason), "transfer_to",
		t->plan.outcome == RULED_TRANSFERRED ? PICK(&t->r, organs) : NULL, "on", demo_day(f, t->at), NULL))
		return false;
	demo_stop(t, STEP_DECIDE);
	return true;
}

static bool
tell(struct demo_fill *f, struct demo_tale *t, int least, int most)
{
	if (t->over || !demo_reach(f, t, demo_later(f, t->at, demo_wait(t, least, most, 1))))
		return true;
	if (!demo_act(f, t->clerk, "review.convey", t->review, NULL, "inform_how", PICK(&t->r, ways_to_tell), "inform_text",
		demo_say(f, t, DEMO_TOLD), "on", demo_day(f, t->at), NULL))
		return false;
	demo_stop(t, STEP_TELL);
	return true;
}

/* The order, served with it or after; *DUE its last day. */
static bool
order(struct demo_fill *f, struct demo_tale *t, day_t *due)
{
	bool later = t->plan.stop == STEP_ORDER || demo_chance(&t->r, 35);

	if (t->over || !demo_reach(f, t, demo_later(f, t->at, demo_wait(t, 0, 3, 1))))
		return true;
	*due = demo_later(f, t->at + demo_wait(t, 18, 32, 22), 1);
	if (!demo_act(f, DEMO_LEADER, "review.order", t->review, NULL, "order_text", demo_say(f, t, DEMO_ORDER), "order_basis",
		demo_say(f, t, DEMO_ORDER_BASIS), "order_due", demo_day(f, *due), "on", demo_day(f, t->at), "served_on",
		later ? "" : demo_day(f, t->at), "serve_how", later ? NULL : "direct", NULL))
		return false;
	demo_stop(t, STEP_ORDER);
	if (t->over || !later || !demo_reach(f, t, demo_later(f, t->at, 1)))
		return true;
	if (!demo_act(f, t->clerk, "review.serve_order", t->review, NULL, "order_serve_how",
		demo_chance(&t->r, 70) ? "direct" : "system", "on", demo_day(f, t->at), NULL))
		return false;
	demo_stop(t, STEP_SERVE_ORDER);
	return true;
}

/* The agency asks for a recheck; *CANCELLED when the order falls. */
static bool
recheck(struct demo_fill *f, struct demo_tale *t, day_t *due, bool *cancelled)
{
	int lot = demo_below(&t->r, 100);
	const char *result = lot < 62 ? "upheld" : lot < 88 ? "changed" : "cancelled";
	bool changed = lot >= 62 && lot < 88;

	if (t->over || !t->plan.rechecked || !demo_reach(f, t, demo_later(f, t->at, demo_wait(t, 2, 6, 3))))
		return true;
	if (!demo_act(f, t->clerk, "review.ask_recheck", t->review, NULL, "recheck_reason", demo_say(f, t, DEMO_RECHECK), "on",
		demo_day(f, t->at), "received", demo_day(f, t->at), NULL))
		return false;
	demo_stop(t, STEP_RECHECK);
	if (t->over || !demo_reach(f, t, demo_later(f, t->at, demo_between(&t->r, 5, 13))))
		return true;
	if (changed)
		*due = demo_later(f, t->at, 20);
	if (!demo_act(f, DEMO_LEADER, "review.decide_recheck", t->review, NULL, "recheck_result", result, "recheck_text",
		demo_say(f, t, changed ? DEMO_CHANGED : lot < 62 ? DEMO_UPHELD : DEMO_CLEARED), "order_due",
		changed ? demo_day(f, *due) : NULL, "on", demo_day(f, t->at), NULL))
		return false;
	*cancelled = lot >= 88;
	/* What changed is told once more. */
	return lot < 62 || tell(f, t, 1, 3);
}

static bool
report(struct demo_fill *f, struct demo_tale *t, day_t due, int early, int late)
{
	bool liaison = t->office == &f->offices[f->liaison_office];
	day_t on = demo_later(f, due + demo_between(&t->r, early, late), 0), from = t->at;

	if (!calendar_is_workday(f->en->cal, on))
		on = demo_later(f, on, 1);
	if (on <= t->at)
		on = demo_later(f, t->at, 1);
	if (on > due && demo_later(f, due, 1) < on) {
		if (!demo_reach(f, t, demo_later(f, due, 1)))
			return true;
		if (!demo_act(f, t->clerk, "review.remind", t->review, NULL, "text", "期限已过，请立即报告纠正情况", "on",
			demo_day(f, t->at), NULL))
			return false;
	}
	if (!demo_reach(f, t, on))
		return true;
	t->story.r1 = demo_later(f, from, 2) < on ? demo_later(f, from, 2) : on;
	return demo_act(f, liaison ? DEMO_LIAISON : t->clerk, "review.report", t->review, NULL, "report",
		demo_say(f, t, DEMO_REPORT), "reporter", liaison ? NULL : t->office->liaison, "on", demo_day(f, t->at),
		"received", demo_day(f, t->at), NULL);
}

/* The order is carried out: reported, perhaps sent back, accepted. */
static bool
correct(struct demo_fill *f, struct demo_tale *t, day_t due)
{
	if (t->over || !report(f, t, due, t->plan.slow ? 2 : -9, t->plan.slow ? 12 : 0))
		return f->e->code == ERR_OK;
	demo_stop(t, STEP_REPORT);
	if (!t->over && t->plan.returned) {
		if (!demo_reach(f, t, demo_later(f, t->at, demo_between(&t->r, 1, 4))))
			return true;
		due = demo_later(f, t->at, 10);
		if (!demo_act(f, t->clerk, "review.return_correction", t->review, NULL, "return_reason",
			demo_say(f, t, DEMO_RETURN), "order_due", demo_day(f, due), "on", demo_day(f, t->at), NULL) ||
			!report(f, t, due, -5, 0))
			return false;
	}
	if (t->over || !demo_reach(f, t, demo_later(f, t->at, demo_wait(t, 2, 6, 2))))
		return true;
	t->story.v1 = t->at;
	if (!demo_act(f, t->clerk, "review.accept_correction", t->review, NULL, "acceptance", demo_say(f, t, DEMO_ACCEPTANCE),
		"on", demo_day(f, t->at), NULL))
		return false;
	demo_stop(t, STEP_CORRECTED);
	return true;
}

static bool
close_it(struct demo_fill *f, struct demo_tale *t)
{
	if (t->over || !demo_reach(f, t, demo_later(f, t->at, demo_between(&t->r, 0, 3))))
		return true;
	return demo_act(f, t->clerk, "review.close", t->review, NULL, "on", demo_day(f, t->at), "result",
		demo_chance(&t->r, 50) ? "审查程序完备，办结归档" : "处理情况已告知监督员，办结", NULL);
}

static bool
grave_means(struct demo_fill *f, struct demo_tale *t)
{
	if (t->over || t->plan.outcome != RULED_ESTABLISHED)
		return true;
	if (demo_chance(&t->r, 8) &&
		!demo_act(f, DEMO_LEADER, "review.propose", t->review, NULL, "proposed_to", "区监察委员会", "proposal",
			demo_say(f, t, DEMO_PROPOSAL), "on", demo_day(f, t->at), NULL))
		return false;
	return !demo_chance(&t->r, 10) ||
		demo_act(f, DEMO_LEADER, "review.criticise", t->review, NULL, "criticism", demo_say(f, t, DEMO_CRITICISM), "on",
			demo_day(f, t->at), NULL);
}

static bool
with_order(struct demo_fill *f, struct demo_tale *t)
{
	day_t due = DAY_NONE;
	bool cancelled = false;

	if (!order(f, t, &due) || !grave_means(f, t) || !tell(f, t, 1, 3) ||
		!recheck(f, t, &due, &cancelled))
		return false;
	return (cancelled || correct(f, t, due)) && close_it(f, t);
}

bool
demo_review(struct demo_fill *f, struct demo_tale *t)
{
	const struct opinion *o;

	if (t->over)
		return true;
	/* The letter was made by the act before; the opinion names it. */
	o = record_get(f->en, f->act, &flow_opinion, t->opinion, f->e);
	if (o == NULL)
		return false;
	t->review = o->review;
	if (!examine(f, t) || !investigate(f, t) || !decide(f, t))
		return false;
	if (t->over)
		return true;
	if (t->plan.outcome == RULED_ESTABLISHED || (t->plan.outcome == RULED_PARTLY && demo_chance(&t->r, 60)))
		return with_order(f, t);
	if (!tell(f, t, 0, 4))
		return false;
	if (t->plan.outcome == RULED_TRANSFERRED && !t->over) {
		if (!demo_reach(f, t, demo_later(f, t->at, demo_between(&t->r, 4, 10))))
			return true;
		if (!demo_act(f, t->clerk, "review.transfer_report", t->review, NULL, "transfer_report",
			demo_chance(&t->r, 50) ? "已受理并责成有关单位核查，结果将直接答复监督员。" : "已依法处理，处理情况函告区司法局。",
			"on", demo_day(f, t->at), "received", demo_day(f, t->at), NULL))
			return false;
	}
	return close_it(f, t);
}
