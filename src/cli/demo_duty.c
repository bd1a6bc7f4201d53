/*
 * demo_duty.c: what else supervisors do in the invented district: they ask agencies, report every
 * quarter, are evaluated; and some are complained of.
 *
 * Knows: the acts of those flows by name.  Must not know: SQL, flows' C structs.
 */
#include <string.h>

#include "flow/flows.h"
#include "cli/demo_fill.h"

#define DAYS 700     /* how far back it goes */
#define MOST 4000    /* reports of one period */

/* ---- inquiries ---- */

static const struct {
	const char *kind, *matter, *answer, *materials;
} questions[] = {
	{ "consult", "查阅近三个月行政处罚决定书及送达回证", "已安排在法制机构查阅，逐份说明", "处罚决定书及送达回证十二份" },
	{ "question", "询问一起投诉的受理时间、办理人员和答复情况", "当面说明受理和办理经过，出示登记簿", "" },
	{ "handling", "了解一件行政许可申请超过承诺时限的原因", "因申请人补正材料中止，恢复后三日内办结", "补正告知书复印件" },
	{ "query", "查询某商户近两年被检查的次数和检查结果", "系统导出检查记录五条，其中两条为双随机抽查", "检查记录清单" },
	{ "file", "调取一件行政强制案件的全卷", "提供案卷复印件，当事人信息作遮盖处理", "案卷一册，共四十七页" },
	{ "consult", "查阅规范性文件的合法性审查意见和公开征求意见记录", "已提供审查意见、征求意见汇总表", "合法性审查意见书、征求意见汇总表" },
	{ "question", "询问执法人员持证上岗和执法记录仪使用情况", "提供持证人员名册和记录仪台账，现场核对三人", "持证人员名册" },
	{ "handling", "了解一件群众举报转办后未回复举报人的情况", "承办科室漏登，已于当日电话答复举报人", "" },
};

static const char *const refusals[] = {
	"称案件尚在调查，不便提供案卷",
	"称涉及商业秘密，须请示后答复",
	"值班人员以负责人不在为由未予接待，未说明其他理由",
	"称监督员未提前预约，当日不予查阅",
};

static day_t
workday(struct demo_fill *f, day_t d)
{
	while (!calendar_is_workday(f->en->cal, d))
		d--;
	return d;
}

static const struct demo_member *
someone(struct demo_fill *f, struct demo_rand *r, day_t on)
{
	const struct demo_member *m;

	do
		m = &f->members[demo_below(r, f->n_members)];
	while (on < m->from || on > m->until);
	return m;
}

static const struct demo_office *
somewhere(struct demo_fill *f, struct demo_rand *r, day_t on)
{
	const struct demo_office *o;

	do
		o = &f->offices[f->lots[demo_below(r, f->n_lots)]];
	while (o->closed != DAY_NONE && on > o->closed - 30);
	return o;
}

static bool
inquiry(struct demo_fill *f, struct demo_rand *r, day_t asked)
{
	const struct demo_member *m = someone(f, r, asked);
	const struct demo_office *o = somewhere(f, r, asked);
	int q = demo_below(r, (int)N_OF(questions)), lot = demo_below(r, 100);
	bool at_once = lot < 45, refuses = lot >= 86, recent = f->en->today - asked < 9;
	day_t on = at_once ? asked : demo_later(f, asked, demo_between(r, 1, lot > 75 ? 9 : 4));
	int64_t id;

	if (!demo_act(f, DEMO_CLERK, "inquiry.register", 0, &id, "supervisor", demo_id(f, m->term), "certificate", m->card, "shown",
		demo_chance(r, 96) ? "是" : "否", "asked_on", demo_day(f, asked), "received_on", demo_day(f, asked), "agency",
		demo_id(f, o->id), "kind", questions[q].kind, "matter", questions[q].matter, "officers", o->liaison, "answered_on",
		at_once ? demo_day(f, asked) : NULL, "answer", at_once ? questions[q].answer : NULL, "materials",
		at_once ? questions[q].materials : NULL, NULL))
		return false;
	/* What the last days brought is still waiting. */
	if (!at_once && (on > f->en->today || (recent && demo_chance(r, 60))))
		return true;
	if (refuses) {
		if (!demo_act(f, DEMO_CLERK, "inquiry.refuse", id, NULL, "on", demo_day(f, on), "refuse_reason",
			refusals[demo_below(r, (int)N_OF(refusals))], "answerer", o->liaison, NULL))
			return false;
		on = demo_later(f, on, demo_between(r, 1, 5));
		if (on > f->en->today)
			return true;
		if (demo_chance(r, 60) && !demo_act(f, DEMO_CLERK, "inquiry.answer", id, NULL, "on", demo_day(f, on), "answer",
			arena_printf(f->act, "经区司法局协调，%s", questions[q].answer), "answerer", o->liaison, NULL))
			return false;
	} else if (!at_once && !demo_act(f, DEMO_CLERK, "inquiry.answer", id, NULL, "on", demo_day(f, on), "answer",
		questions[q].answer, "materials", questions[q].materials, "answerer", o->liaison, NULL)) {
		return false;
	}
	on = demo_later(f, on, demo_between(r, 0, 3));
	if (on > f->en->today || (recent && demo_chance(r, 50)))
		return true;
	return demo_act(f, DEMO_CLERK, "inquiry.close", id, NULL, "on", demo_day(f, on), "result",
		refuses ? "已向该机构说明第二十条的要求" : "监督员已知悉", NULL);
}

static bool
inquiries(struct demo_fill *f, int n)
{
	for (int i = 0; i < n; i++) {
		struct demo_rand r = demo_rand(f->seed, 40000000 + (uint64_t)i);

		if (!inquiry(f, &r, workday(f, f->en->today - DAYS + (day_t)((int64_t)i * DAYS / n))))
			return false;
	}
	return true;
}

/* ---- misconduct ---- */

enum end { END_CRITICISED, END_UNFOUNDED, END_TRANSFERRED, END_INVESTIGATING, END_REPORTED };
static const struct {
	int days;      /* before today */
	int member;    /* whom it is about */
	enum end end;
	const char *kinds, *facts, *evidence, *statement, *findings, *reason;
} breaches[] = {
	{ 412, 22, END_CRITICISED, "pose", "持监督员证要求免收亲属车辆的停车费，与收费人员争执。", "现场视频一段\n收费人员陈述一份",
	  "承认出示过证件，认为只是说明身份，愿意检讨。", "视频与收费人员陈述一致，出示证件与监督活动无关。", "情节轻微，当面批评教育，责成书面检讨。" },
	{ 233, 9, END_UNFOUNDED, "hinder", "在执法现场与执法人员发生口角，现场执法受到影响。", "执法人员情况说明一份",
	  "只是要求出示执法证件，未阻拦执法。", "执法记录仪显示监督员站在警戒线外，询问执法证件，未妨碍执法。", "记录仪视频不支持反馈所述情况，不成立。" },
	{ 15, 31, END_INVESTIGATING, "abuse", "以监督员身份要求执法人员对其所在企业从轻处理。", "通话录音一段", "", "", "" },
	{ 12, 40, END_TRANSFERRED, "leak", "在社交平台发布当事人案卷照片，照片可见身份证号和住址。", "网页截图四张\n当事人投诉信", "", "",
	  "涉嫌侵犯公民个人信息，移送公安机关处理。" },
	{ 2, 17, END_REPORTED, "papers", "将监督员证借给同事进入办事大厅后台区域。", "门岗登记表照片", "", "", "" },
};

static bool
breach(struct demo_fill *f, size_t i)
{
	const struct demo_member *m = &f->members[breaches[i].member % f->n_members];
	day_t on = workday(f, f->en->today - breaches[i].days);
	enum end end = breaches[i].end;
	int64_t id;

	if (on < m->from || on > m->until)
		m = &f->members[0];
	if (!demo_act(f, DEMO_CLERK, "misconduct.report", 0, &id, "supervisor", demo_id(f, m->term), "agency",
		demo_id(f, f->offices[f->liaison_office].id), "reporter", f->offices[f->liaison_office].liaison, "kinds",
		breaches[i].kinds, "facts", breaches[i].facts, "evidence", breaches[i].evidence, "occurred_on", demo_day(f, on - 3),
		"reported_on", demo_day(f, on), "received_on", demo_day(f, on), NULL))
		return false;
	if (end == END_REPORTED)
		return true;
	on = demo_later(f, on, 2);
	if (end == END_TRANSFERRED)
		return demo_act(f, DEMO_LEADER, "misconduct.decide", id, NULL, "outcome", "transferred", "transfer_to", "区公安分局",
			       "reason", breaches[i].reason, "on", demo_day(f, on), NULL) &&
			demo_act(f, DEMO_CLERK, "misconduct.receipt", id, NULL, "receipt", "收文〔2026〕113号，收件人罗某", "on",
				demo_day(f, demo_later(f, on, 1)), NULL) &&
			demo_act(f, DEMO_CLERK, "misconduct.inform", id, NULL, "inform_how", "letter", "inform_text", "已移送公安机关",
				"on", demo_day(f, demo_later(f, on, 1)), NULL);
	if (!demo_act(f, DEMO_CLERK, "misconduct.investigate", id, NULL, "team", "李文、周琳", "plan",
		"调取现场记录，询问双方和在场人员，听取本人陈述。", "on", demo_day(f, on), NULL))
		return false;
	if (end == END_INVESTIGATING)
		return true;
	on = demo_later(f, on, 6);
	if (!demo_act(f, DEMO_CLERK, "misconduct.state", id, NULL, "statement", breaches[i].statement, "on", demo_day(f, on), NULL) ||
		!demo_act(f, DEMO_CLERK, "misconduct.findings", id, NULL, "findings", breaches[i].findings, "on", demo_day(f, on), NULL))
		return false;
	on = demo_later(f, on, 3);
	return demo_act(f, DEMO_LEADER, "misconduct.decide", id, NULL, "outcome", end == END_CRITICISED ? "criticised" : "unfounded",
		       "found_kinds", end == END_CRITICISED ? breaches[i].kinds : NULL, "reason", breaches[i].reason, "on",
		       demo_day(f, on), NULL) &&
		demo_act(f, DEMO_CLERK, "misconduct.inform", id, NULL, "inform_how", "letter", "on", demo_day(f, demo_later(f, on, 1)),
			NULL);
}

/* ---- duty reports ---- */

static const char *const problems[] = { "", "", "案卷查阅时间偏短，希望提前发放清单。", "希望增加执法业务培训。", "部分机构答复不够具体。",
	"希望多组织夜间和节假日的检查。" };
static const char *const plans[] = { "继续参加案卷评查。", "走访商户，了解轻微违法免罚落实情况。", "关注政务大厅办事时限。",
	"围绕涉企检查提出建议。" };

/* Ids of the rows of LIST, of the flow FLOW; at most MOST. */
static size_t
ids_of(struct demo_fill *f, const struct flow *flow, const char *list, int64_t *ids)
{
	struct list_query q = { .list = list_find(flow, list), .limit = MOST };
	struct list_page page = { 0 };
	size_t n = 0;

	if (!list_fetch(f->en, f->tale, &q, &page, f->e))
		return 0;
	for (; n < page.n; n++)
		ids[n] = page.rows[n].id;
	return n;
}

/* What one report comes to; the last period leaves something to do. */
static bool
duty(struct demo_fill *f, int64_t id, struct demo_rand *r, day_t asked, size_t place, bool last)
{
	static const char *const grades[] = { "good", "good", "fair", "fair", "fair", "weak" };
	const char *grade = grades[demo_below(r, (int)N_OF(grades))];
	day_t on = demo_later(f, asked, demo_between(r, 2, demo_chance(r, 6) ? 19 : 14));

	if (last && place % 17 == 5)
		return place % 2 == 1 || demo_act(f, DEMO_CLERK, "duty.remind", id, NULL, "how", "phone", "on",
						 demo_day(f, demo_later(f, asked, 16)), "text", "期限已过，请尽快报送", NULL);
	if (demo_chance(r, 2)) {
		on = demo_later(f, asked, 22);
		if (on > f->en->today)
			return true;
		return demo_act(f, DEMO_CLERK, "duty.assess", id, NULL, "grade", "missing", "comment", "两次催报，未报送。", "on",
			demo_day(f, on), NULL);
	}
	if (on > f->en->today)
		return true;
	if (!demo_act(f, DEMO_CLERK, "duty.report", id, NULL, "problems", problems[demo_below(r, (int)N_OF(problems))], "plan",
		plans[demo_below(r, (int)N_OF(plans))], "on", demo_day(f, on), "received", demo_day(f, on), NULL))
		return false;
	on = demo_later(f, on, demo_between(r, 1, 6));
	if (on > f->en->today || (last && place % 19 == 3))
		return true;
	return demo_act(f, DEMO_CLERK, "duty.assess", id, NULL, "grade", grade, "comment",
		strcmp(grade, "weak") == 0 ? "本期参加活动、提出意见偏少，请加强履职。" : NULL, "on", demo_day(f, on), NULL);
}

static bool
quarter(struct demo_fill *f, int year, int part, bool last)
{
	int64_t *ids = arena_alloc(f->keep, MOST * sizeof *ids);
	day_t after = day_add_months(day_from(year, part * 3 - 2, 1), 3), asked = after;
	size_t n;

	while (!calendar_is_workday(f->en->cal, asked))
		asked++;
	if (asked > f->en->today)
		return true;
	if (!demo_act(f, DEMO_CLERK, "duty.ask", 0, NULL, "period", arena_printf(f->act, "%d-Q%d", year, part), "on",
		demo_day(f, asked), NULL))
		return false;
	n = ids_of(f, &flow_duty, "duty.open", ids);
	for (size_t i = 0; i < n; i++) {
		struct demo_rand r = demo_rand(f->seed, 50000000 + (uint64_t)(year * 8 + part) * 10000 + i);

		if (!duty(f, ids[i], &r, asked, i, last))
			return false;
	}
	arena_reset(f->tale);
	return true;
}

static bool
reports(struct demo_fill *f, int quarters)
{
	int year, month, day, part;

	day_split(f->en->today, &year, &month, &day);
	part = (month - 1) / 3 + 1;
	for (int i = quarters; i >= 1; i--) {
		int q = year * 4 + part - 1 - i;

		if (!quarter(f, q / 4, q % 4 + 1, i == 1))
			return false;
	}
	return true;
}

/* ---- evaluation ---- */

/* Nothing that the figures beside it could belie. */
static const char *const comments[] = { "履职认真，态度端正。", "熟悉本行业情况，能联系实际。", "能按要求履职。", "关注基层执法，肯下功夫。",
	"愿意学习，态度认真。", "" };

/* The year before this one is evaluated and confirmed. */
static bool
evaluations(struct demo_fill *f)
{
	int64_t *ids = arena_alloc(f->keep, MOST * sizeof *ids);
	int year, month, day;
	day_t on;
	size_t n;

	day_split(f->en->today, &year, &month, &day);
	on = demo_later(f, day_from(year, 1, 3), 3);
	if (demo_later(f, on, 30) > f->en->today)
		return true;
	if (!demo_act(f, DEMO_CLERK, "evaluation.open", 0, NULL, "year", arena_printf(f->act, "%d", year - 1), "on", demo_day(f, on), NULL))
		return false;
	n = ids_of(f, &flow_evaluation, "evaluation.open", ids);
	for (size_t i = 0; i < n; i++) {
		struct demo_rand r = demo_rand(f->seed, 60000000 + (uint64_t)i);

		/* The figures propose; now and then the clerk knows what they do not show. */
		if (!demo_act(f, DEMO_CLERK, "evaluation.score", ids[i], NULL, "mark_study",
			demo_chance(&r, 30) ? arena_printf(f->act, "%d", demo_between(&r, 78, 98)) : NULL, "comment",
			comments[demo_below(&r, (int)N_OF(comments))], "on", demo_day(f, demo_later(f, on, demo_between(&r, 3, 12))), NULL) ||
			!demo_act(f, DEMO_LEADER, "evaluation.confirm", ids[i], NULL, "on", demo_day(f, demo_later(f, on, 18)), NULL))
			return false;
	}
	arena_reset(f->tale);
	return true;
}

bool
demo_duties(struct demo_fill *f, int64_t scale)
{
	if (!inquiries(f, scale < 18 ? 1 : scale > 360000 ? 20000 : (int)(scale / 18)))
		return false;
	for (size_t i = 0; i < N_OF(breaches); i++)
		if (!breach(f, i))
			return false;
	/* Of a big district two quarters are enough to be seen. */
	return reports(f, f->n_members > 200 ? 2 : 7) && evaluations(f);
}
