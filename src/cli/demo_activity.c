/*
 * demo_activity.c: two years of supervision activities in the invented district: planned,
 * told, held, with who came, what was found, and one who stayed away twice.
 *
 * Knows: the acts of the flows of duty by name.  Must not know: what they do to each other.
 */
#include "base/i18n.h"
#include "cli/demo_fill.h"

#define EVERY 17 /* days from one activity to the next */
#define AHEAD 24 /* days ahead that are planned already */

static const struct {
	const char *kind, *subject, *place, *hours;
	int people;        /* invited */
	bool about_agency;
	const char *outcome;
} kinds[] = {
	{ "file_review", "行政处罚案卷评查", "区司法局三楼会议室", "6", 10, true,
	  "评查一般程序处罚案卷20件，优秀6件，合格13件，不合格1件；共性问题是送达回证填写不全、裁量理由说明简略。" },
	{ "inspection", "执法现场检查", "执法现场", "4", 6, true,
	  "随机抽查现场执法3次，亮证、告知、记录总体规范，个别笔录未当场交当事人核对。" },
	{ "training", "新修订法规业务培训", "区委党校报告厅", "7", 24, false,
	  "集中学习监督条例和文书规范，书面测试平均91分。" },
	{ "document_review", "行政规范性文件审查", "区司法局二楼会议室", "3.5", 8, false,
	  "审查规范性文件6件，提出修改建议11条，采纳9条。" },
	{ "survey", "涉企行政检查专题调查评估", "高新园区", "7", 9, false,
	  "走访企业18家，发放问卷120份；反映集中的是重复检查和检查计划公开不及时。" },
	{ "meeting", "监督工作例会", "区司法局三楼会议室", "2", 30, false, "" },
	{ "dispute", "行政争议协调", "区行政争议协调中心", "3", 5, true,
	  "促成双方就补正程序达成一致，当事人撤回复议申请。" },
	{ "study", "基层综合执法改革调查研究", "各镇街", "6", 7, false,
	  "形成调研报告一份，提出赋权事项动态调整的建议4条。" },
	{ "commissioned", "重大行政处罚听证旁听", "区政务服务中心", "3", 4, true,
	  "旁听听证1场，听证程序完整，评议意见已书面反馈。" },
};

static const char *const problems[] = {
	"抽查的两份检查笔录没有当事人逐页签名，其中一份漏记检查起止时间。",
	"现场执法人员两人中一人未主动出示行政执法证件，经提醒后出示。",
	"处罚决定书对从轻处罚只写“综合考虑”，没有说明裁量基准的适用。",
	"案卷中送达回证的签收人与当事人不一致，没有附授权委托材料。",
	"音像记录缺少告知权利的一段，说明不清缺失的原因。",
};

static const char *const excuses[] = { "出差，有单位证明", "住院，有病历", "与本职工作的庭审冲突", "参加区人大会议" };

/* One that was held: who came, what was found, its end. */
static bool
who_came(struct demo_fill *f, struct demo_rand *r, int64_t id, size_t kind, const char *absent, const char *excused, day_t on)
{
	const char *const minutes = kinds[kind].outcome[0] == '\0' ?
		"一、通报上季度监督意见办理情况。二、交流案卷评查中的共性问题。三、听取对下一步工作的建议。" : NULL;

	return demo_act(f, DEMO_CLERK, "activity.attend", id, NULL, "rest", "attended", "absent", absent, "excused", excused, "reason",
			excused != NULL ? excuses[demo_below(r, (int)N_OF(excuses))] : NULL, NULL) &&
		demo_act(f, DEMO_CLERK, "activity.record", id, NULL, "minutes", minutes, "resolutions",
			minutes != NULL ? "下季度组织涉企检查专题评估；意见办理情况每月通报一次。" : NULL, "summary", kinds[kind].outcome, NULL) &&
		demo_act(f, DEMO_CLERK, "activity.close", id, NULL, "on",
			demo_day(f, demo_later(f, on, 2) < f->en->today ? demo_later(f, on, 2) : f->en->today), NULL);
}

/* A member in office on ON, not the one who stays away. */
static const struct demo_member *
somebody(struct demo_fill *f, struct demo_rand *r, day_t on)
{
	const struct demo_member *m;

	do
		m = &f->members[1 + demo_below(r, f->n_members > 12 ? 8 : 1)];
	while (on < m->from || on > m->until);
	return m;
}

static bool
findings(struct demo_fill *f, struct demo_rand *r, int64_t id, const struct demo_member *who, day_t on)
{
	int64_t finding;
	bool ok = demo_act(f, DEMO_CLERK, "finding.add", 0, &finding, "activity", demo_id(f, id), "supervisor", demo_id(f, who->term),
		"text", problems[demo_below(r, (int)N_OF(problems))], "found_on", demo_day(f, on), NULL);

	if (!ok || demo_chance(r, 15))
		return ok;
	/* An old one would take a number that does not fit its day. */
	if (f->en->today - on < 60)
		return demo_act(f, DEMO_CLERK, "finding.raise", finding, NULL, "field", "inspection", "advice",
			"规范执法文书，补正后重新送达。", "raised_on", demo_day(f, demo_later(f, on, 1)), NULL);
	return demo_act(f, DEMO_CLERK, "finding.settle", finding, NULL, "settle_reason", "执法机构当场改正，监督员认可",
		"on", demo_day(f, demo_later(f, on, 1)), NULL);
}

static bool
one(struct demo_fill *f, int i, day_t on)
{
	struct demo_rand r = demo_rand(f->seed, 700000 + (uint64_t)i);
	size_t kind = (size_t)i % N_OF(kinds);
	const struct demo_office *office = kinds[kind].about_agency ? &f->offices[f->lots[demo_below(&r, f->n_lots)]] : NULL;
	const struct demo_member *sure = somebody(f, &r, on), *away = f->n_members > 11 ? &f->members[9] : NULL;
	day_t told = calendar_add_workdays(f->en->cal, on, -6), today = f->en->today;
	/* One has stayed away twice; another once, and the list of the last activity is not entered yet. */
	const struct demo_member *also = away != NULL && today - on < 50 ? &f->members[11] : NULL;
	bool absent = away != NULL && away->from <= on && away->until >= on && today - on < 70, excused = demo_chance(&r, 60);
	int64_t id;

	if (office != NULL && office->closed != DAY_NONE && office->closed <= on)
		office = NULL;
	if (!demo_act(f, DEMO_CLERK, "activity.plan", 0, &id, "kind", kinds[kind].kind, "subject", kinds[kind].subject, "agency",
		office != NULL ? demo_id(f, office->id) : NULL, "commission", kind == N_OF(kinds) - 1 ? "区人民政府" : NULL, "place",
		kinds[kind].place, "starts_on", demo_day(f, on), "starts_at", "09:30", "hours", kinds[kind].hours, NULL))
		return false;
	if (told > today)
		return true;
	if (!demo_act(f, DEMO_CLERK, "activity.invite", id, NULL, "names",
		arena_printf(f->act, "%lld%s%s", (long long)sure->term, absent ? "、" : "",
			!absent        ? "" :
			also == NULL   ? demo_id(f, away->term) :
					 arena_printf(f->act, "%lld、%lld", (long long)away->term, (long long)also->term)),
		"conflict_reason", office != NULL ? "与所涉事项无关" : NULL, "on", demo_day(f, told), NULL) ||
		!demo_act(f, DEMO_CLERK, "activity.invite", id, NULL, "number",
			arena_printf(f->act, "%d", kinds[kind].people < f->n_members / 3 ? kinds[kind].people : f->n_members / 3 + 1), "on",
			demo_day(f, told), NULL) ||
		!demo_act(f, DEMO_CLERK, "activity.notify", id, NULL, "notify_how", "message", "on", demo_day(f, told), NULL))
		return false;
	if (on > today)
		return true;
	if (!demo_act(f, DEMO_CLERK, "activity.hold", id, NULL, "on", demo_day(f, on), NULL))
		return false;
	/* The last one still waits for its list to be entered. */
	if (today - on < EVERY)
		return true;
	return who_came(f, &r, id, kind,
		!absent	       ? NULL :
		also == NULL ? away->name :
			       arena_printf(f->keep, "%s、%s", away->name, also->name), excused && !absent ? sure->name : NULL, on) &&
		(kinds[kind].about_agency == false || (excused && !absent) || findings(f, &r, id, sure, on));
}

bool
demo_activities(struct demo_fill *f, day_t first)
{
	int i = 0;

	for (day_t day = first; day <= f->en->today + AHEAD; day += EVERY, i++) {
		day_t on = calendar_add_workdays(f->en->cal, day - 1, 1);

		if (!one(f, i, on))
			return false;
	}
	return true;
}
