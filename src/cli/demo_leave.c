/*
 * demo_leave.c: dismissals of the invented district, one at every stage.
 *
 * Knows: the acts of the flow by name.  Must not know: what they do to terms and cards.
 */
#include "flow/flows.h"
#include "cli/demo_fill.h"

/* How far a matter has come. */
enum stage { PROPOSED, TOLD, HEARD, APPROVED, REJECTED, EXECUTED };

static const struct {
	int member;
	enum stage stage;
	int days; /* proposed so many days before today */
	const char *ground, *finding, *evidence, *source;
	const char *statement, *decision;
} matters[] = {
	/* In the order of the decisions: numbers are given as they are approved. */
	{ DEMO_DISMISSED, EXECUTED, DEMO_DISMISSED_DAYS + 25, "misconduct", "lending", "将监督员证借给他人，在某市场检查中出示。", "区市场监管局反映，附现场记录",
		"承认出借，称不知他人用途。", "违反第十一条，事实清楚，同意解聘。" },
	{ 44, PROPOSED, 2, "absence", "duties", "本年度应报送履职情况三次，均未报送；电话联系两次，均未说明原因。", "履职情况台账", NULL, NULL },
	{ 31, TOLD, 6, "misconduct", "pretence", "在个人经营场所张挂“行政执法监督员”字样的宣传牌，用于招揽业务。", "某镇人民政府反映，附照片", NULL, NULL },
	{ 46, HEARD, 16, "absence", "absences", "上季度两次监督活动均已通知并回复参加，无故未到。", "活动签到表",
		"两次均临时出差，未能及时请假，愿意改正。", NULL },
	{ 11, APPROVED, 24, "unfit", "dishonesty", "被列入失信被执行人名单，查询日仍未移除。", "中国执行信息公开网",
		"所涉债务为担保引起，正在协商。", "担任监督员的条件不再具备，同意解聘。" },
	{ 21, REJECTED, 150, "absence", "absences", "春季两次监督活动未到场。", "活动签到表", "两次均在住院，事后已补交病历。",
		"属于正当理由，不予解聘。" },
};

static bool
one(struct demo_fill *f, const struct demo_member *m, size_t k)
{
	day_t on = f->en->today - matters[k].days, told = demo_later(f, on, 1), heard = demo_later(f, told, 3);
	day_t decided = demo_later(f, heard, 4);
	enum stage s = matters[k].stage;
	int64_t id = 0;

	/* A record against the person becomes a proposal of the program's. */
	if (matters[k].ground[0] == 'u') {
		if (!demo_act(f, DEMO_CLERK, "supervisor.report", m->term, NULL, "finding", matters[k].finding, "evidence",
			    matters[k].evidence, "source", matters[k].source, "on", demo_day(f, on), NULL) ||
			(id = record_resolve(f->en, &flow_dismissal, m->name, f->e)) == 0)
			return false;
	} else if (!demo_act(f, DEMO_CLERK, "dismissal.propose", 0, &id, "supervisor", demo_id(f, m->term), "ground",
			   matters[k].ground, "finding", matters[k].finding, "evidence", matters[k].evidence, "source",
			   matters[k].source, "on", demo_day(f, on), NULL)) {
		return false;
	}
	if (s == PROPOSED)
		return true;
	if (!demo_act(f, DEMO_CLERK, "dismissal.notify", id, NULL, "notify_how", "letter", "on", demo_day(f, told), NULL))
		return false;
	if (s == TOLD)
		return true;
	if (!demo_act(f, DEMO_CLERK, "dismissal.hear", id, NULL, "heard_how", "written", "statement", matters[k].statement, "on",
		    demo_day(f, heard), "received", demo_day(f, heard), NULL))
		return false;
	if (s == HEARD)
		return true;
	if (s == REJECTED)
		return demo_act(f, DEMO_LEADER, "dismissal.reject", id, NULL, "decision", matters[k].decision, "on",
			demo_day(f, decided), NULL);
	if (!demo_act(f, DEMO_LEADER, "dismissal.approve", id, NULL, "decision", matters[k].decision, "on", demo_day(f, decided),
		    NULL))
		return false;
	if (s == APPROVED)
		return true;
	return demo_act(f, DEMO_CLERK, "dismissal.execute", id, NULL, "told_how", "face", "returned", "1", "open_how", "handover",
		"handed_to", "zhoulin", "notice_on", demo_day(f, demo_later(f, m->until, 2)), "notice_in", "区政府网站", "on",
		demo_day(f, m->until), NULL);
}

bool
demo_dismissals(struct demo_fill *f)
{
	for (size_t k = 0; k < N_OF(matters); k++)
		if (matters[k].member < f->n_members && !one(f, &f->members[matters[k].member], k))
			return false;
	return true;
}
