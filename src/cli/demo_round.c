/*
 * demo_round.c: how the invented district chooses supervisors: a round that is over, one on public
 * notice today, one that is being planned.
 *
 * Knows: the acts of rounds, letters, candidates and objections by name.  Must not know: what makes
 * somebody qualified.
 *
 * Who applies is drawn from the same people as the supervisors, beyond those in office.
 */
#include "cli/demo_fill.h"

/* What is peculiar about one of them. */
enum fate { FATE_PLAIN, FATE_RECORD, FATE_ELSEWHERE, FATE_OVER, FATE_MISSING, FATE_WITHDRAWN, FATE_UNDECLARED };

struct demo_round {
	struct demo_fill *f;
	struct demo_rand r;
	int64_t id;
	int first;        /* the first applicant among the district's people */
	int n, quota;
	day_t noticed, closes, review, publicised;
	int64_t *candidate;
	enum fate *fate;
};

static const char *const units[] = { "区律师协会", "区工商业联合会", "区融媒体中心", "某大学法学院", "区总工会", "某街道商会" };

static const char *
number(struct demo_fill *f, int64_t n)
{
	return arena_printf(f->act, "%lld", (long long)n);
}

/* The call, the letters and who was asked. */
static bool
call(struct demo_round *d, const char *name)
{
	struct demo_fill *f = d->f;
	int64_t letter;

	if (!demo_act(f, DEMO_CLERK, "round.plan", 0, &d->id, "name", name, "quota", number(f, d->quota), "closes_on",
		demo_day(f, d->closes), "wish_lawyer", "4", "wish_deputy", "2", "wish_cppcc", "2", "wish_expert", "2",
		"wish_journalist", "1", "wish_entrepreneur", "2", "wish_self_employed", "1", "criteria",
		"公道正派，热心监督工作；熟悉行政执法或者有群众工作经验；每年能参加监督活动四次以上。各类别兼顾，同等条件下优先考虑基层一线人员。",
		"on", demo_day(f, d->noticed - 4), NULL))
		return false;
	for (size_t i = 0; i < N_OF(units); i++) {
		if (!demo_act(f, DEMO_CLERK, "invitation.send", 0, &letter, "round", demo_id(f, d->id), "unit", units[i], "places",
			"3", "on", demo_day(f, d->noticed - 2), "sent_how", "direct", "reply_by", demo_day(f, d->closes - 4), NULL))
			return false;
		if (i < 4 && !demo_act(f, DEMO_CLERK, "invitation.answer", letter, NULL, "recommended", number(f, 2 + (int64_t)(i % 2)),
			"answer", "经集体研究推荐，人选材料随函附送", "on", demo_day(f, d->closes - 6), NULL))
			return false;
		if (i == 4 && !demo_act(f, DEMO_CLERK, "invitation.decline", letter, NULL, "answer", "暂无合适人选", "on",
			demo_day(f, d->closes - 5), NULL))
			return false;
	}
	return demo_act(f, DEMO_CLERK, "round.open", d->id, NULL, "on", demo_day(f, d->noticed), "notice_where",
		"区人民政府门户网站、区司法局公告栏", NULL);
}

static enum fate
fate_of(int i, bool over_age)
{
	if (over_age)
		return FATE_OVER;
	return i % 13 == 5 ? FATE_RECORD : i % 17 == 9 ? FATE_ELSEWHERE : i % 11 == 7 ? FATE_MISSING
		: i % 19 == 12 ? FATE_WITHDRAWN : i % 8 == 3 ? FATE_UNDECLARED : FATE_PLAIN;
}

static bool
apply(struct demo_round *d, int i)
{
	struct demo_fill *f = d->f;
	struct demo_person p = demo_supervisor(f->tale, f->seed, d->first + i, d->closes);
	int lot = demo_below(&d->r, 10);
	bool unit = lot < 4;
	day_t on = d->noticed + demo_between(&d->r, 1, (int)(d->closes - d->noticed));

	d->fate[i] = fate_of(i, p.over_age);
	return demo_act(f, lot % 2 == 0 ? DEMO_CLERK : DEMO_COLLEAGUE, "candidate.apply", 0, &d->candidate[i], "round",
		demo_id(f, d->id), "name", p.name, "idno", p.idno, "categories", p.categories, "channel",
		unit ? "unit" : lot < 8 ? "self" : "call", "recommender", unit ? units[demo_below(&d->r, 4)] : NULL, "declared",
		d->fate[i] == FATE_UNDECLARED ? "否" : "是", "in_district",
		d->fate[i] == FATE_ELSEWHERE ? "neither" : lot % 3 == 0 ? "both" : lot % 3 == 1 ? "lives" : "works", "employer",
		p.employer, "phone", p.phone, "ethnic", p.ethnic, "politics", p.politics, "education", p.education, "applied_on",
		demo_day(f, on), NULL);
}

/* The sheet, papers that were missing, the leader's consent. */
static bool
examine(struct demo_round *d, int i)
{
	struct demo_fill *f = d->f;
	int64_t id = d->candidate[i];
	bool record = d->fate[i] == FATE_RECORD;

	if (d->fate[i] == FATE_WITHDRAWN)
		return demo_act(f, DEMO_CLERK, "candidate.withdraw", id, NULL, "reason", "本人工作变动，退出参选", "on",
			demo_day(f, d->review), NULL);
	if (d->fate[i] == FATE_UNDECLARED &&
		!demo_act(f, DEMO_CLERK, "candidate.declare", id, NULL, "on", demo_day(f, d->review), NULL))
		return false;
	if (d->fate[i] == FATE_MISSING &&
		(!demo_act(f, DEMO_CLERK, "candidate.supplement", id, NULL, "missing", "无犯罪记录证明原件", "on",
			demo_day(f, d->review), NULL) ||
			!demo_act(f, DEMO_CLERK, "candidate.supply", id, NULL, "note", "本人当面补交", "on",
				demo_day(f, demo_later(f, d->review, 3)), NULL)))
		return false;
	if (!demo_act(f, DEMO_CLERK, "candidate.check", id, NULL, "cond1", "passed", "cond2", "passed", "cond3", "passed", "cond4",
		"passed", "cond6", record ? NULL : "passed", "cond7", "passed", "evidence",
		record ? "报名表、单位意见" : "报名表、单位意见、无犯罪记录证明、信用信息查询结果", NULL))
		return false;
	if (record && !demo_act(f, DEMO_CLERK, "candidate.evidence", id, NULL, "condition", "clean_record", "result", "failed",
		"evidence", "执行信息公开网查询：列入失信被执行人名单", NULL))
		return false;
	return d->fate[i] != FATE_OVER ||
		(demo_act(f, DEMO_CLERK, "candidate.check", id, NULL, "cond5", "passed", "evidence", "户口簿、居住证明", NULL) &&
			demo_act(f, DEMO_LEADER, "candidate.consent", id, NULL, "over_reason",
				"长期从事行政法实务，身体健康，本人自愿，经局领导研究同意参选", "on", demo_day(f, demo_later(f, d->review, 4)),
				NULL));
}

/* From the applications to the proposed list. */
static bool
choose(struct demo_round *d)
{
	struct demo_fill *f = d->f;
	const char *list_on;

	for (int i = 0; i < d->n; i++) {
		if (!apply(d, i))
			return false;
		arena_reset(f->tale);
	}
	if (!demo_act(f, DEMO_CLERK, "round.review", d->id, NULL, "on", demo_day(f, d->review), NULL))
		return false;
	for (int i = 0; i < d->n; i++)
		if (!examine(d, i))
			return false;
	if (!demo_act(f, DEMO_CLERK, "round.screen", d->id, NULL, "on", demo_day(f, demo_later(f, d->review, 5)), NULL))
		return false;
	for (int i = 0; i < d->n; i++) {
		if (d->fate[i] == FATE_RECORD || d->fate[i] == FATE_ELSEWHERE || d->fate[i] == FATE_WITHDRAWN)
			continue;
		if (!demo_act(f, DEMO_CLERK, "candidate.score", d->candidate[i], NULL, "score",
			number(f, demo_between(&d->r, 58, 97)), "on", demo_day(f, demo_later(f, d->review, 7)), NULL))
			return false;
	}
	list_on = demo_day(f, demo_later(f, d->review, 8));
	return demo_act(f, DEMO_CLERK, "round.rank", d->id, NULL, "on", list_on, NULL) &&
		demo_act(f, DEMO_CLERK, "round.propose", d->id, NULL, "on", demo_day(f, demo_later(f, d->review, 8)), NULL) &&
		demo_act(f, DEMO_LEADER, "round.publicise", d->id, NULL, "on", demo_day(f, d->publicised), "publicised_where",
			"区人民政府门户网站、区司法局公告栏", "objection_to", "区司法局行政执法监督科，电话023-60000000，工作时间可当面提出",
			NULL);
}

static void
begin(struct demo_round *d, struct demo_fill *f, int first, int n, int quota, uint64_t stream)
{
	*d = (struct demo_round){ .f = f, .r = demo_rand(f->seed, stream), .first = first, .n = n, .quota = quota };
	d->candidate = arena_alloc(f->keep, (size_t)n * sizeof *d->candidate);
	d->fate = arena_alloc(f->keep, (size_t)n * sizeof *d->fate);
}

/* The best of a round, for scenes: the first of its people that is still on the notice. */
static int64_t
shown(struct demo_round *d, int from)
{
	for (int i = from; i < d->n; i++) {
		struct err e = { 0 };
		const struct record *c = record_get(d->f->en, d->f->tale, flow_find("candidate"), d->candidate[i], &e);

		if (c != NULL && c->state == word_key(flow_find("candidate")->states, "publicised"))
			return d->candidate[i];
	}
	return 0;
}

/* A round of the year before: over, with an objection that was dismissed. */
static bool
past(struct demo_fill *f, int first)
{
	struct demo_round d;
	int64_t against, objection;
	int year, month, mday;
	day_t end;

	begin(&d, f, first, 18, 8, 21);
	d.noticed = demo_later(f, f->en->today - 400, 1);
	d.closes = d.noticed + 28;
	d.review = demo_later(f, d.closes, 1);
	d.publicised = demo_later(f, d.review, 10);
	day_split(d.noticed, &year, &month, &mday);
	if (!call(&d, arena_printf(f->keep, "%d年增补", year)) || !choose(&d))
		return false;
	against = shown(&d, 0);
	end = demo_later(f, d.publicised, 5);
	if (against != 0 &&
		(!demo_act(f, DEMO_CLERK, "objection.register", 0, &objection, "candidate", demo_id(f, against), "content",
			"反映其经营的门店曾被投诉，认为不宜担任监督员。", "received_on", demo_day(f, end), NULL) ||
			!demo_act(f, DEMO_CLERK, "objection.examine", objection, NULL, "examination",
				"向市场监管部门核实：投诉已调解结案，未受行政处罚，不属于规则第六条所列情形。", "examiners", "李文、周琳", "on",
				demo_day(f, demo_later(f, end, 3)), NULL) ||
			!demo_act(f, DEMO_LEADER, "objection.dismiss", objection, NULL, "reason",
				"所反映事项不影响任职条件，异议不成立。", "on", demo_day(f, demo_later(f, end, 4)), NULL)))
		return false;
	return demo_act(f, DEMO_LEADER, "round.appoint", d.id, NULL, "on", demo_day(f, demo_later(f, end, 5)), NULL) &&
		demo_act(f, DEMO_CLERK, "round.close", d.id, NULL, "on", demo_day(f, demo_later(f, end, 8)), NULL);
}

/* A round on public notice: the third working day of five, one objection open. */
static bool
present(struct demo_fill *f, int first)
{
	struct demo_round d;
	int64_t against;
	int year, month, mday;

	begin(&d, f, first, 40, 16, 22);
	d.publicised = demo_later(f, f->en->today, -3);
	d.review = demo_later(f, d.publicised, -10);
	d.closes = d.review - 1;
	d.noticed = demo_later(f, d.closes - 30, 1);
	day_split(f->en->today, &year, &month, &mday);
	if (!call(&d, arena_printf(f->keep, "%d年第二批", year)) || !choose(&d))
		return false;
	against = shown(&d, 3);
	return against == 0 ||
		demo_act(f, DEMO_CLERK, "objection.register", 0, NULL, "candidate", demo_id(f, against), "real_name", "是", "objector",
			"某业主委员会成员", "contact", "13800000000", "content", "反映其报名表所填工作单位与实际不符，已离开该单位一年以上。",
			"evidence", "社会保险缴费单位截图一份", "received_on", demo_day(f, demo_later(f, f->en->today, -1)), NULL);
}

bool
demo_rounds(struct demo_fill *f)
{
	int year, month, mday;

	day_split(f->en->today, &year, &month, &mday);
	return past(f, f->n_members) && present(f, f->n_members + 18) &&
		demo_act(f, DEMO_CLERK, "round.plan", 0, NULL, "name", arena_printf(f->act, "%d年第一批", year + 1), "quota", "12",
			"criteria", "补足基层一线和行业代表。", NULL);
}
