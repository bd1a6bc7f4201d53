/*
 * candidate.c: those who apply in a round: the words and rows of the flow, its periods and its queue.
 *
 * Knows: articles 3, 4, 6, 7.  Must not know: what each step asks (candidate_apply.c,
 * candidate_review.c, candidate_end.c), faces.
 *
 * A person applies once in a round; the check sheet of the seven conditions stands on the
 * row, so that the trail keeps who judged what when.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/candidate_acts.h"
#include "flow/cases.h"
#include "flow/erase.h"
#include "flow/flows.h"
#include "flow/parties.h"

const struct word candidate_states[] = {
	WORD_NONE,
	[CANDIDATE_APPLIED] = { "applied", N_("已报名"), 7 },
	[CANDIDATE_QUALIFIED] = { "qualified", N_("合格"), 6 },
	[CANDIDATE_UNQUALIFIED] = { "unqualified", N_("不合格"), 6 },
	[CANDIDATE_PROPOSED] = { "proposed", N_("拟聘"), 7 },
	[CANDIDATE_NOT_PROPOSED] = { "not_proposed", N_("不拟聘"), 7 },
	[CANDIDATE_PUBLICISED] = { "publicised", N_("公示中"), 7 },
	[CANDIDATE_APPOINTED] = { "appointed", N_("已聘任"), 7 },
	[CANDIDATE_DISQUALIFIED] = { "disqualified", N_("取消资格"), 7 },
	[CANDIDATE_WITHDRAWN] = { "withdrawn", N_("已退出"), 0 },
	WORD_END,
};

const struct word candidate_channels[] = {
	WORD_NONE,
	{ "unit", N_("单位推荐"), 4 },
	{ "self", N_("个人自荐"), 4 },
	{ "call", N_("公开选聘"), 4 },
	{ "other", N_("其他方式"), 4 },
	WORD_END,
};

const struct word candidate_districts[] = {
	WORD_NONE,
	[DISTRICT_LIVES] = { "lives", N_("在本区居住"), 6 },
	[DISTRICT_WORKS] = { "works", N_("在本区工作"), 6 },
	[DISTRICT_BOTH] = { "both", N_("居住和工作都在本区"), 6 },
	[DISTRICT_NEITHER] = { "neither", N_("不在本区居住和工作"), 6 },
	WORD_END,
};

const struct word condition_names[] = {
	WORD_NONE,
	{ "law_abiding", N_("遵纪守法、品行端正"), 6 },
	{ "willing", N_("拥护支持、本人自愿"), 6 },
	{ "knows_district", N_("了解本区情况"), 6 },
	{ "healthy", N_("身体健康、有时间"), 6 },
	{ "local_and_age", N_("本区工作或居住、年龄"), 6 },
	{ "clean_record", N_("无犯罪、处分、失信记录"), 6 },
	{ "others", N_("其他条件"), 6 },
	WORD_END,
};

const struct word condition_results[] = {
	WORD_NONE,
	[CONDITION_PASSED] = { "passed", N_("符合"), 6 },
	[CONDITION_FAILED] = { "failed", N_("不符合"), 6 },
	[CONDITION_OPEN] = { "open", N_("待核"), 6 },
	WORD_END,
};

/* One condition: the result, what it rests on, who judged it and when. */
#define CONDITION(n, text, proof, words, who, day) \
	{ F_WORD(struct candidate, cond##n, condition_results), .label = text, .article = 6 }, \
	{ F_PARA(struct candidate, evidence##n), .label = proof, .flags = FIELD_PERSONAL, .article = 6 }, \
	{ F_LINE(struct candidate, remark##n), .label = words, .flags = FIELD_PERSONAL, .article = 6 }, \
	{ F_REF(struct candidate, by##n, "account"), .label = who, .article = 6 }, \
	{ F_DAY(struct candidate, on##n), .label = day, .article = 6 }

static const struct field fields[] = {
	{ F_REF(struct candidate, round, "round"), .label = N_("选聘批次") },
	{ F_LINE(struct candidate, round_name), .label = N_("批次名称"), .flags = FIELD_HIDDEN },
	{ F_REF(struct candidate, person, "person"), .label = N_("人员") },
	{ F_NAME(struct candidate, name), .label = N_("姓名"), .flags = FIELD_PERSONAL },
	{ F_LINE(struct candidate, initials), .label = N_("拼音首字母"), .flags = FIELD_PERSONAL | FIELD_HIDDEN },
	{ F_LINE(struct candidate, stroke_key), .label = N_("笔画序"), .flags = FIELD_PERSONAL | FIELD_HIDDEN },
	{ F_SET(struct candidate, categories, supervisor_categories), .label = N_("类别"), .flags = FIELD_CORRECTABLE,
		.article = 3 },
	{ F_WORD(struct candidate, channel, candidate_channels), .label = N_("产生方式"), .flags = FIELD_CORRECTABLE,
		.article = 4 },
	{ F_LINE(struct candidate, recommender), .label = N_("推荐单位"), .flags = FIELD_PERSONAL | FIELD_CORRECTABLE, .article = 4 },
	{ F_BOOL(struct candidate, declared), .label = N_("已签真实性声明"), .article = 7 },
	{ F_WORD(struct candidate, in_district, candidate_districts), .label = N_("在本区情况"),
		.flags = FIELD_CORRECTABLE, .article = 6 },
	{ F_LINE(struct candidate, residence), .label = N_("住址或工作地"), .flags = FIELD_PERSONAL | FIELD_CORRECTABLE | FIELD_SENSITIVE,
		.article = 6 },
	{ F_DAY(struct candidate, applied_on), .label = N_("报名日期"), .article = 7 },
	{ F_PARA(struct candidate, note), .label = N_("备注"), .flags = FIELD_PERSONAL | FIELD_CORRECTABLE },
	{ F_INT(struct candidate, age), .label = N_("年龄"), .article = 6 },
	{ F_BOOL(struct candidate, over_age), .label = N_("超龄"), .article = 6 },
	{ F_PARA(struct candidate, over_reason), .label = N_("超龄参选理由"), .flags = FIELD_PERSONAL, .article = 6 },
	{ F_DAY(struct candidate, consent_on), .label = N_("局领导同意日期"), .article = 6 },
	{ F_REF(struct candidate, consent_by, "account"), .label = N_("同意人"), .article = 6 },
	{ F_PARA(struct candidate, missing), .label = N_("缺少的材料"), .flags = FIELD_PERSONAL, .article = 7 },
	{ F_DAY(struct candidate, missing_on), .label = N_("通知补正日期"), .article = 7 },
	{ F_INT(struct candidate, missing_days), .label = N_("补正期限（工作日）"), .article = 7 },
	{ F_DAY(struct candidate, supplied_on), .label = N_("补正日期"), .article = 7 },
	CONDITION(1, N_("一 遵纪守法、品行端正"), N_("第一项依据"), N_("第一项说明"),
		N_("第一项核对人"), N_("第一项核对日期")),
	CONDITION(2, N_("二 拥护支持、本人自愿"), N_("第二项依据"), N_("第二项说明"),
		N_("第二项核对人"), N_("第二项核对日期")),
	CONDITION(3, N_("三 了解本区情况"), N_("第三项依据"), N_("第三项说明"),
		N_("第三项核对人"), N_("第三项核对日期")),
	CONDITION(4, N_("四 身体健康、有时间"), N_("第四项依据"), N_("第四项说明"),
		N_("第四项核对人"), N_("第四项核对日期")),
	CONDITION(5, N_("五 本区工作或居住、年龄"), N_("第五项依据"), N_("第五项说明"),
		N_("第五项核对人"), N_("第五项核对日期")),
	CONDITION(6, N_("六 无犯罪、处分、失信记录"), N_("第六项依据"), N_("第六项说明"),
		N_("第六项核对人"), N_("第六项核对日期")),
	CONDITION(7, N_("七 其他条件"), N_("第七项依据"), N_("第七项说明"),
		N_("第七项核对人"), N_("第七项核对日期")),
	{ F_DAY(struct candidate, reviewed_on), .label = N_("审查日期"), .article = 7 },
	{ F_PARA(struct candidate, review_reason), .label = N_("不合格原因"), .flags = FIELD_PERSONAL, .article = 6 },
	{ F_DAY(struct candidate, scored_on), .label = N_("评分日期"), .article = 7 },
	{ F_INT(struct candidate, score), .label = N_("评分"), .article = 7 },
	{ F_LINE(struct candidate, score_note), .label = N_("评语"), .flags = FIELD_PERSONAL, .article = 7 },
	{ F_INT(struct candidate, rank), .label = N_("名次"), .article = 7 },
	{ F_DAY(struct candidate, chosen_on), .label = N_("拟定日期"), .article = 7 },
	{ F_LINE(struct candidate, choose_reason), .label = N_("拟定说明"), .flags = FIELD_PERSONAL, .article = 7 },
	{ F_DAY(struct candidate, publicised_on), .label = N_("公示日期"), .article = 7 },
	{ F_INT(struct candidate, notice_days), .label = N_("公示期（工作日）"), .article = 7 },
	{ F_INT(struct candidate, extension), .label = N_("延长公示（工作日）"), .article = 7 },
	{ F_DAY(struct candidate, notice_end), .label = N_("公示届满"), .article = 7 },
	{ F_PARA(struct candidate, notice_note), .label = N_("公示更正内容"), .flags = FIELD_PERSONAL, .article = 7 },
	{ F_INT(struct candidate, held), .label = N_("未处理异议"), .article = 7 },
	{ F_DAY(struct candidate, appointed_on), .label = N_("聘任日期"), .article = 7 },
	{ F_REF(struct candidate, supervisor, "supervisor"), .label = N_("任期"), .article = 7 },
	{ F_LINE(struct candidate, letter_number), .label = N_("聘书编号"), .article = 7 },
	{ F_LINE(struct candidate, certificate), .label = N_("证件编号"), .article = 7 },
	{ F_DAY(struct candidate, ended_on), .label = N_("结束日期") },
	{ F_PARA(struct candidate, end_reason), .label = N_("取消资格或退出原因"), .flags = FIELD_PERSONAL, .article = 7 },
	{ F_PARA(struct candidate, statement), .label = N_("本人陈述"), .flags = FIELD_PERSONAL, .article = 7 },
};

#define IN_HAND (S(CANDIDATE_APPLIED) | S(CANDIDATE_QUALIFIED) | S(CANDIDATE_PROPOSED) | S(CANDIDATE_PUBLICISED))
#define CHOICE (S(CANDIDATE_QUALIFIED) | S(CANDIDATE_PROPOSED) | S(CANDIDATE_NOT_PROPOSED))
#define ALL \
	(IN_HAND | S(CANDIDATE_UNQUALIFIED) | S(CANDIDATE_NOT_PROPOSED) | S(CANDIDATE_APPOINTED) | S(CANDIDATE_DISQUALIFIED) | \
		S(CANDIDATE_WITHDRAWN))
#define ARGS(S, f) .fields = f, .n_fields = N_OF(f), .args_size = sizeof(S)
/* An act that another brings: by the program alone, the state stays. */
#define INTERNAL(states) .roles = ROLE_PROGRAM, .from = (states), .to = (states), .flags = ACT_INTERNAL | ACT_KEEPS

static const struct action actions[] = {
	{
		.name = "candidate.apply",
		.label = N_("登记报名"),
		.help = N_("登记或导入一份报名；同一身份证号在各批次和任期中是同一个人，未满最低年龄的不收。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = S_NEW,
		.to = S(CANDIDATE_APPLIED),
		ARGS(struct candidate_apply, candidate_apply_fields),
		.check = candidate_apply_check,
		.run = candidate_apply_run,
	},
	{
		.name = "candidate.declare",
		.label = N_("登记真实性声明"),
		.help = N_("报名人签署的材料真实性声明。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = IN_HAND,
		.to = IN_HAND,
		.key = 'd',
		.flags = ACT_KEEPS,
		ARGS(struct candidate_declare, candidate_declare_fields),
		.may = candidate_declare_may,
		.run = candidate_declare_run,
	},
	{
		.name = "candidate.check",
		.label = N_("填写条件审查表"),
		.help = N_("第六条七项条件逐项核对；年龄和在本区情况已按登记预填。"),
		.article = 6,
		.roles = ROLE_BUREAU,
		.from = S(CANDIDATE_APPLIED) | S(CANDIDATE_UNQUALIFIED) | CHOICE,
		.to = S(CANDIDATE_APPLIED) | S(CANDIDATE_UNQUALIFIED) | CHOICE,
		.key = 'c',
		.flags = ACT_KEEPS,
		ARGS(struct candidate_check, candidate_check_fields),
		.may = candidate_judged_may,
		.check = candidate_check_check,
		.run = candidate_check_run,
	},
	{
		.name = "candidate.evidence",
		.label = N_("登记条件依据"),
		.help = N_("为一项条件登记核对结果、依据和说明。"),
		.article = 6,
		.roles = ROLE_BUREAU,
		.from = S(CANDIDATE_APPLIED) | S(CANDIDATE_UNQUALIFIED) | CHOICE,
		.to = S(CANDIDATE_APPLIED) | S(CANDIDATE_UNQUALIFIED) | CHOICE,
		.key = 'e',
		.flags = ACT_KEEPS,
		ARGS(struct candidate_evidence, candidate_evidence_fields),
		.may = candidate_judged_may,
		.check = candidate_evidence_check,
		.run = candidate_evidence_run,
	},
	{
		.name = "candidate.supplement",
		.label = N_("通知补正材料"),
		.help = N_("材料不齐的，一次告知缺少的材料和补正期限。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = S(CANDIDATE_APPLIED),
		.to = S(CANDIDATE_APPLIED),
		.key = 'm',
		.flags = ACT_KEEPS,
		ARGS(struct candidate_supplement, candidate_supplement_fields),
		.may = candidate_judged_may,
		.check = candidate_supplement_check,
		.run = candidate_supplement_run,
	},
	{
		.name = "candidate.supply",
		.label = N_("登记补正"),
		.help = N_("通知补正的材料已经收到。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = S(CANDIDATE_APPLIED),
		.to = S(CANDIDATE_APPLIED),
		.key = 'b',
		.flags = ACT_KEEPS,
		ARGS(struct candidate_supply, candidate_supply_fields),
		.may = candidate_supply_may,
		.check = candidate_supply_check,
		.run = candidate_supply_run,
	},
	{
		.name = "candidate.consent",
		.label = N_("同意超龄参选"),
		.help = N_("超过一般最高年龄的，写明理由，由局领导同意。"),
		.article = 6,
		.roles = ROLE_LEADER,
		.from = S(CANDIDATE_APPLIED) | CHOICE,
		.to = S(CANDIDATE_APPLIED) | CHOICE,
		.key = 'o',
		.flags = ACT_KEEPS,
		ARGS(struct candidate_consent, candidate_consent_fields),
		.may = candidate_consent_may,
		.run = candidate_consent_run,
	},
	{
		.name = "candidate.qualify",
		.label = N_("登记合格"),
		.help = N_("七项条件都符合、声明已签、材料已齐的登记为合格；超龄的须先经局领导同意。"),
		.article = 6,
		.roles = ROLE_BUREAU,
		.from = S(CANDIDATE_APPLIED) | S(CANDIDATE_UNQUALIFIED),
		.to = S(CANDIDATE_QUALIFIED),
		.key = 'q',
		ARGS(struct candidate_qualify, candidate_qualify_fields),
		.may = candidate_judged_may,
		.check = candidate_qualify_check,
		.run = candidate_qualify_run,
	},
	{
		.name = "candidate.unqualify",
		.label = N_("登记不合格"),
		.help = N_("不符合条件的登记为不合格，须写明原因。"),
		.article = 6,
		.roles = ROLE_BUREAU,
		.from = S(CANDIDATE_APPLIED) | CHOICE,
		.to = S(CANDIDATE_UNQUALIFIED),
		.key = 'u',
		ARGS(struct candidate_unqualify, candidate_unqualify_fields),
		.may = candidate_judged_may,
		.run = candidate_unqualify_run,
	},
	{
		.name = "candidate.score",
		.label = N_("评分"),
		.help = N_("按选聘标准评分，供择优。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = CHOICE,
		.to = CHOICE,
		.key = 's',
		.flags = ACT_KEEPS,
		ARGS(struct candidate_score, candidate_score_fields),
		.may = candidate_judged_may,
		.check = candidate_score_check,
		.run = candidate_score_run,
	},
	{
		.name = "candidate.rank",
		.label = N_("排定名次"),
		.help = N_("由批次按评分排名。"),
		.article = 7,
		INTERNAL(CHOICE),
		ARGS(struct candidate_rank, candidate_rank_fields),
	},
	{
		.name = "candidate.propose",
		.label = N_("列为拟聘"),
		.help = N_("列入拟聘名单；名单拟定后再调整的须写明原因。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = S(CANDIDATE_QUALIFIED) | S(CANDIDATE_NOT_PROPOSED),
		.to = S(CANDIDATE_PROPOSED),
		.key = 'p',
		ARGS(struct candidate_choose, candidate_choose_fields),
		.may = candidate_propose_may,
		.check = candidate_propose_check,
		.run = candidate_propose_run,
	},
	{
		.name = "candidate.pass_over",
		.label = N_("列为不拟聘"),
		.help = N_("不列入拟聘名单；名单拟定后再调整的须写明原因。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = S(CANDIDATE_QUALIFIED) | S(CANDIDATE_PROPOSED),
		.to = S(CANDIDATE_NOT_PROPOSED),
		.key = 'n',
		ARGS(struct candidate_choose, candidate_choose_fields),
		.check = candidate_propose_check,
		.run = candidate_pass_over_run,
	},
	{
		.name = "candidate.publicise",
		.label = N_("公示"),
		.help = N_("随批次公示。"),
		.article = 7,
		.roles = ROLE_PROGRAM,
		.from = S(CANDIDATE_PROPOSED),
		.to = S(CANDIDATE_PUBLICISED),
		.flags = ACT_INTERNAL,
		ARGS(struct candidate_publicise, candidate_publicise_fields),
		.run = candidate_publicise_run,
	},
	{
		.name = "candidate.prolong",
		.label = N_("公示随批次延长"),
		.help = N_("随批次延长公示期。"),
		.article = 7,
		INTERNAL(S(CANDIDATE_PUBLICISED)),
		ARGS(struct candidate_prolong, candidate_prolong_fields),
		.run = candidate_prolong_run,
	},
	{
		.name = "candidate.republicise",
		.label = N_("更正公示"),
		.help = N_("公示内容有误的更正后重新公示，此人的公示期重新计算，其他人不变。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = S(CANDIDATE_PUBLICISED),
		.to = S(CANDIDATE_PUBLICISED),
		.key = 'g',
		.flags = ACT_KEEPS,
		ARGS(struct candidate_republicise, candidate_republicise_fields),
		.check = candidate_republicise_check,
		.run = candidate_republicise_run,
	},
	{
		.name = "candidate.hold",
		.label = N_("因异议暂缓"),
		.help = N_("有未处理的异议，此人暂不聘任。"),
		.article = 7,
		INTERNAL(ALL),
		.args_size = sizeof(struct candidate_none),
		.run = candidate_hold_run,
	},
	{
		.name = "candidate.release",
		.label = N_("异议处理完毕"),
		.help = N_("异议已经处理，不再因此暂缓。"),
		.article = 7,
		INTERNAL(ALL),
		.args_size = sizeof(struct candidate_none),
		.run = candidate_release_run,
	},
	{
		.name = "candidate.appoint",
		.label = N_("聘任"),
		.help = N_("随批次聘任：记任期、编聘书号、发监督员证。"),
		.article = 7,
		.roles = ROLE_PROGRAM,
		.from = S(CANDIDATE_PUBLICISED),
		.to = S(CANDIDATE_APPOINTED),
		.flags = ACT_INTERNAL,
		ARGS(struct candidate_appoint, candidate_appoint_fields),
		.run = candidate_appoint_run,
	},
	{
		.name = "candidate.disqualify",
		.label = N_("取消资格"),
		.help = N_("材料不实或异议成立的取消资格；在任的先经解聘，已离任的听取本人陈述后由局领导决定。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = IN_HAND | S(CANDIDATE_NOT_PROPOSED) | S(CANDIDATE_APPOINTED),
		.to = S(CANDIDATE_DISQUALIFIED),
		.key = 'x',
		.flags = ACT_CONFIRM,
		ARGS(struct candidate_disqualify, candidate_disqualify_fields),
		.may = candidate_disqualify_may,
		.check = candidate_disqualify_check,
		.run = candidate_disqualify_run,
	},
	{
		.name = "candidate.expose",
		.label = N_("登记材料不实"),
		.help = N_("聘任以后发现报名材料不实的，据此提出解聘；告知本人、听取陈述，由局领导批准，执行时取消资格。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = S(CANDIDATE_APPOINTED),
		.to = S(CANDIDATE_APPOINTED),
		.key = 'u',
		.flags = ACT_KEEPS,
		ARGS(struct candidate_expose, candidate_expose_fields),
		.may = candidate_expose_may,
		.run = candidate_expose_run,
		.also = candidate_expose_also,
	},
	{
		.name = "candidate.withdraw",
		.label = N_("本人退出"),
		.help = N_("聘任之前本人提出不再参选。"),
		.roles = ROLE_BUREAU,
		.from = IN_HAND | S(CANDIDATE_NOT_PROPOSED),
		.to = S(CANDIDATE_WITHDRAWN),
		.key = 'w',
		.flags = ACT_CONFIRM,
		ARGS(struct candidate_withdraw, candidate_withdraw_fields),
		.check = candidate_withdraw_check,
		.run = candidate_withdraw_run,
	},
	{
		.name = "candidate.drop",
		.label = N_("随批次退出"),
		.help = N_("批次取消，报名人员随之退出。"),
		.roles = ROLE_PROGRAM,
		.from = IN_HAND,
		.to = S(CANDIDATE_WITHDRAWN),
		.flags = ACT_INTERNAL,
		ARGS(struct candidate_drop, candidate_drop_fields),
		.run = candidate_drop_run,
	},
	{
		.name = "candidate.reckon",
		.label = N_("重新核对年龄"),
		.help = N_("年龄计算日变动后重新核对。"),
		.article = 6,
		INTERNAL(S(CANDIDATE_APPLIED) | CHOICE | S(CANDIDATE_UNQUALIFIED)),
		ARGS(struct candidate_reckon, candidate_reckon_fields),
		.run = candidate_reckon_run,
	},
	{
		.name = "candidate.carry",
		.label = N_("姓名随人员更正"),
		.help = N_("人员的姓名、读音或出生日期更正后，参选登记随之更正。"),
		INTERNAL(ALL),
		ARGS(struct candidate_carried, candidate_carry_fields),
		.run = candidate_carry_run,
	},
	{
		.name = "candidate.correct",
		.label = N_("更正登记内容"),
		.help = N_("更正类别、产生方式、在本区情况等；原内容和原因留痕。"),
		.roles = ROLE_BUREAU,
		.from = IN_HAND | S(CANDIDATE_NOT_PROPOSED) | S(CANDIDATE_UNQUALIFIED),
		.to = IN_HAND | S(CANDIDATE_NOT_PROPOSED) | S(CANDIDATE_UNQUALIFIED),
		.key = 'r',
		.flags = ACT_CORRECT | ACT_KEEPS,
		ARGS(struct candidate_correct, candidate_correct_fields),
		.check = candidate_correct_check,
		.run = candidate_correct_run,
	},
	ACTION_ERASE("candidate"),
};

static bool
sees(const struct actor *who, const void *row)
{
	(void)row;
	return (who->roles & ROLE_BUREAU) != 0;
}

/* Who is still in the choice comes before who is not; the last is the title, as shown. */
static const char *const refs[] = {
	"c.name = :v AND +c.state IN ('applied', 'qualified', 'proposed', 'publicised')",
	"c.initials = lower(:v) AND +c.state IN ('applied', 'qualified', 'proposed', 'publicised')",
	"c.name = :v",
	"c.name = substr(:v, 1, instr(:v, '（') - 1) AND +c.round_name = rtrim(substr(:v, instr(:v, '（') + 1), '）')",
	NULL,
};

static const char *
title(struct act *a, const void *row)
{
	const struct candidate *c = row;

	return arena_printf(a->arena, _("%s（%s）"), c->name, c->round_name);
}

static size_t
clocks(struct act *a, const void *row, struct clock_row out[FLOW_MAX_CLOCKS])
{
	const struct candidate *c = row;
	size_t n = 0;

	if (c->missing_on != DAY_NONE)
		out[n++] = (struct clock_row){ .kind = "missing", .start = c->missing_on, .n = (int)c->missing_days,
			.unit = CLOCK_WORKDAYS, .due = DAY_NONE,
			.stopped = day_or(c->supplied_on, day_or(c->reviewed_on, c->ended_on)), .article = 0,
			.basis = arena_printf(a->arena, _("%s通知补正材料；期限%lld工作日（本局设定）"), case_day(a, c->missing_on),
				(long long)c->missing_days) };
	if (c->publicised_on != DAY_NONE)
		out[n++] = (struct clock_row){ .kind = "notice", .start = c->publicised_on, .n = (int)c->notice_days,
			.unit = CLOCK_WORKDAYS, .extension = (int)c->extension, .due = DAY_NONE,
			.stopped = c->notice_end, .article = 7,
			.basis = arena_printf(a->arena, _("%s公示（第七条第二项）；公示期%lld工作日"), case_day(a, c->publicised_on),
				(long long)(c->notice_days + c->extension)) };
	return n;
}

static size_t
waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS])
{
	const struct candidate *c = row;
	size_t n = 0;

	(void)a;
	if (c->rec.state == CANDIDATE_APPLIED && c->missing_on != DAY_NONE && c->supplied_on == DAY_NONE)
		out[n++] = (struct wait_row){ .role = ROLE_CLERK, .action = "candidate.supply", .text = N_("催补材料"),
			.clock = "missing" };
	if (c->over_age && c->consent_on == DAY_NONE && (S(c->rec.state) & (S(CANDIDATE_APPLIED) | S(CANDIDATE_QUALIFIED) | S(CANDIDATE_PROPOSED))))
		out[n++] = (struct wait_row){ .role = ROLE_LEADER, .action = "candidate.consent", .text = N_("超龄是否同意"),
			.clock = "" };
	for (size_t i = 0; i < n; i++) {
		out[i].due = DAY_NONE;
		out[i].number = c->round_name;
		out[i].object = c->name;
	}
	return n;
}

static void
tally(const void *row, struct tally_key *out)
{
	out->agency = 0;
	out->month = case_month(((const struct candidate *)row)->applied_on);
}

static void
text(struct act *a, const void *row, struct search_text *out)
{
	const struct candidate *c = row;

	out->body = arena_printf(a->arena, "%s\n%s\n%s\n%s\n%s\n%s", c->name, c->round_name, c->recommender, c->note,
		c->review_reason, c->end_reason);
	out->initials = c->initials;
	out->scope = search_scope_flow(a->arena, "candidate");
}

const struct flow flow_candidate = {
	.name = "candidate",
	.label = N_("参选人员"),
	.table = "candidate",
	.states = candidate_states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct candidate),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = candidate_lists,
	.n_lists = CANDIDATE_LISTS,
	.guarded = true,
	.scopes = candidate_scopes,
	.n_scopes = N_OF(candidate_scopes),
	.sees = sees,
	.name_field = "name",
	.refs = refs,
	.choose = "instr(c.name, :v) > 0 OR c.initials LIKE :v || '%'",
	.title = title,
	.clocks = clocks,
	.waits = waits,
	.tally = tally,
	.text = text,
	.import = "candidate.apply",
	.import_match = candidate_import_match,
	.menu = 22,
};
