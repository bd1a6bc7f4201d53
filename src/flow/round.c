/*
 * round.c: a round in which supervisors are chosen: the rows of the flow, its periods and its queue.
 *
 * Knows: the sequence of article 7.  Must not know: what each step asks (round_apply.c,
 * round_choose.c, round_appoint.c), faces.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/cases.h"
#include "flow/flows.h"
#include "flow/round_acts.h"

const struct word round_states[] = {
	WORD_NONE,
	[ROUND_PLANNED] = { "planned", N_("筹备"), 7 },
	[ROUND_OPEN] = { "open", N_("报名中"), 7 },
	[ROUND_REVIEWING] = { "reviewing", N_("审查中"), 7 },
	[ROUND_PUBLICISING] = { "publicising", N_("公示中"), 7 },
	[ROUND_APPOINTING] = { "appointing", N_("聘任中"), 7 },
	[ROUND_CLOSED] = { "closed", N_("办结"), 7 },
	[ROUND_CANCELLED] = { "cancelled", N_("已取消"), 0 },
	WORD_END,
};

static const struct field fields[] = {
	{ F_LINE(struct round, name), .label = N_("批次名称"), .flags = FIELD_CORRECTABLE },
	{ F_LINE(struct round, initials), .label = N_("拼音首字母"), .flags = FIELD_HIDDEN },
	{ F_INT(struct round, quota), .label = N_("选聘名额"), .flags = FIELD_CORRECTABLE, .article = 7 },
	ROUND_WISH_FIELDS(struct round, FIELD_CORRECTABLE),
	{ F_PARA(struct round, criteria), .label = N_("选聘标准"), .flags = FIELD_CORRECTABLE, .article = 7 },
	{ F_DAY(struct round, noticed_on), .label = N_("公告日期"), .article = 7 },
	{ F_LINE(struct round, notice_where), .label = N_("公告刊登处"), .article = 7 },
	{ F_DAY(struct round, opens_on), .label = N_("报名开始"), .flags = FIELD_CORRECTABLE, .article = 7 },
	{ F_DAY(struct round, closes_on), .label = N_("报名截止"), .flags = FIELD_CORRECTABLE, .article = 7 },
	{ F_DAY(struct round, age_on), .label = N_("年龄计算日"), .flags = FIELD_CORRECTABLE, .article = 6 },
	{ F_INT(struct round, min_age), .label = N_("最低年龄"), .article = 6 },
	{ F_INT(struct round, max_age), .label = N_("一般最高年龄"), .article = 6 },
	{ F_BOOL(struct round, age_counts_birthday), .label = N_("生日当天即超龄"), .article = 6 },
	{ F_BOOL(struct round, age_hard), .label = N_("超龄一律不收"), .article = 6 },
	{ F_INT(struct round, begin_days), .label = N_("截止后开始审查期限（工作日）") },
	{ F_DAY(struct round, extended_on), .label = N_("延长报名日期") },
	{ F_LINE(struct round, extend_reason), .label = N_("延长报名原因") },
	{ F_DAY(struct round, review_on), .label = N_("开始审查日期"), .article = 7 },
	{ F_DAY(struct round, ranked_on), .label = N_("排名日期") },
	{ F_DAY(struct round, listed_on), .label = N_("拟聘名单日期"), .article = 7 },
	{ F_DAY(struct round, publicised_on), .label = N_("公示日期"), .article = 7 },
	{ F_LINE(struct round, publicised_where), .label = N_("公示刊登处"), .article = 7 },
	{ F_LINE(struct round, objection_to), .label = N_("异议受理方式"), .article = 7 },
	{ F_INT(struct round, notice_days), .label = N_("公示期（工作日）"), .article = 7 },
	{ F_INT(struct round, extension), .label = N_("延长公示（工作日）"), .article = 7 },
	{ F_INT(struct round, appoint_days), .label = N_("期满后聘任期限（工作日）") },
	{ F_DAY(struct round, notice_end), .label = N_("公示届满"), .article = 7 },
	{ F_DAY(struct round, prolonged_on), .label = N_("延长公示日期") },
	{ F_LINE(struct round, prolong_reason), .label = N_("延长公示原因") },
	{ F_DAY(struct round, appointed_on), .label = N_("首次聘任日期"), .article = 7 },
	{ F_DAY(struct round, closed_on), .label = N_("办结日期") },
	{ F_PARA(struct round, result), .label = N_("结果说明") },
	{ F_DAY(struct round, cancelled_on), .label = N_("取消日期") },
	{ F_PARA(struct round, cancel_reason), .label = N_("取消原因") },
	{ F_REF(struct round, officer, "account"), .label = N_("承办人") },
};

static bool
assign_check(struct act *a)
{
	return case_assign_check(a, ((const struct round *)a->row)->officer);
}

static bool
assign_run(struct act *a)
{
	((struct round *)a->row)->officer = ((const struct case_assign *)a->args)->to;
	return true;
}

#define RUNNING (S(ROUND_PLANNED) | S(ROUND_OPEN) | S(ROUND_REVIEWING) | S(ROUND_PUBLICISING) | S(ROUND_APPOINTING))
#define ARGS(S, f) .fields = f, .n_fields = N_OF(f), .args_size = sizeof(S)

static const struct action actions[] = {
	{
		.name = "round.plan",
		.label = N_("新建选聘批次"),
		.help = N_("定名额、人员构成、报名期和选聘标准；年龄按报名截止日计算。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = S_NEW,
		.to = S(ROUND_PLANNED),
		ARGS(struct round_plan, round_plan_fields),
		.check = round_plan_check,
		.run = round_plan_run,
	},
	{
		.name = "round.open",
		.label = N_("发布公告，开始报名"),
		.help = N_("登记选聘公告；只向有关单位发邀请函的，先登记邀请函。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = S(ROUND_PLANNED),
		.to = S(ROUND_OPEN),
		.key = 'o',
		ARGS(struct round_open, round_open_fields),
		.check = round_open_check,
		.run = round_open_run,
	},
	{
		.name = "round.extend",
		.label = N_("延长报名"),
		.help = N_("报名人数不足等情形延长报名期；年龄按新的截止日重新核对。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = S(ROUND_OPEN),
		.to = S(ROUND_OPEN),
		.key = 'e',
		.flags = ACT_KEEPS,
		ARGS(struct round_extend, round_extend_fields),
		.check = round_extend_check,
		.run = round_extend_run,
		.also = round_reckon_also,
	},
	{
		.name = "round.review",
		.label = N_("结束报名，开始审查"),
		.help = N_("报名截止后开始资格审查；未回复的邀请函作未推荐处理。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = S(ROUND_OPEN),
		.to = S(ROUND_REVIEWING),
		.key = 'v',
		ARGS(struct round_review, round_review_fields),
		.may = round_review_may,
		.check = round_review_check,
		.run = round_review_run,
		.also = round_review_also,
	},
	{
		.name = "round.screen",
		.label = N_("按审查表作出结论"),
		.help = N_("七项条件都符合的登记为合格，有一项不符合的登记为不合格；审查表未填完的不动。"),
		.article = 6,
		.roles = ROLE_BUREAU,
		.from = S(ROUND_REVIEWING),
		.to = S(ROUND_REVIEWING),
		.key = 's',
		.flags = ACT_KEEPS,
		ARGS(struct round_on, round_screen_fields),
		.may = round_screen_may,
		.run = round_screen_run,
		.also = round_screen_also,
	},
	{
		.name = "round.rank",
		.label = N_("按评分排名"),
		.help = N_("按评分从高到低排定名次，同分同名次。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = S(ROUND_REVIEWING),
		.to = S(ROUND_REVIEWING),
		.key = 'k',
		.flags = ACT_KEEPS,
		ARGS(struct round_on, round_rank_fields),
		.may = round_rank_may,
		.run = round_rank_run,
		.also = round_rank_also,
	},
	{
		.name = "round.propose",
		.label = N_("拟定拟聘名单"),
		.help = N_("按名次取前若干名列为拟聘，其余列为不拟聘；个别调整在人员上办理。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = S(ROUND_REVIEWING),
		.to = S(ROUND_REVIEWING),
		.key = 'l',
		.flags = ACT_KEEPS,
		ARGS(struct round_propose, round_propose_fields),
		.may = round_propose_may,
		.check = round_propose_check,
		.run = round_propose_run,
		.also = round_propose_also,
	},
	{
		.name = "round.publicise",
		.label = N_("公示拟聘名单"),
		.help = N_("公示不少于规则规定的工作日，从次日起算；姓名按笔画排列，不写身份证号。"),
		.article = 7,
		.roles = ROLE_LEADER,
		.from = S(ROUND_REVIEWING),
		.to = S(ROUND_PUBLICISING),
		.key = 'p',
		ARGS(struct round_publicise, round_publicise_fields),
		.check = round_publicise_check,
		.run = round_publicise_run,
		.also = round_publicise_also,
	},
	{
		.name = "round.prolong",
		.label = N_("延长公示"),
		.help = N_("延长全体的公示期，须写明原因。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = S(ROUND_PUBLICISING),
		.to = S(ROUND_PUBLICISING),
		.key = 'e',
		.flags = ACT_KEEPS,
		ARGS(struct round_prolong, round_prolong_fields),
		.check = round_prolong_check,
		.run = round_prolong_run,
		.also = round_prolong_also,
	},
	{
		.name = "round.appoint",
		.label = N_("聘任"),
		.help = N_("公示期满无异议的一次聘任：逐人记任期，编聘书号，发监督员证；有未处理异议的人暂不聘任。"),
		.article = 7,
		.roles = ROLE_LEADER,
		.from = S(ROUND_PUBLICISING) | S(ROUND_APPOINTING),
		.to = S(ROUND_APPOINTING),
		.key = 'a',
		.flags = ACT_CONFIRM,
		ARGS(struct round_appoint, round_appoint_fields),
		.check = round_appoint_check,
		.run = round_appoint_run,
		.also = round_appoint_also,
	},
	{
		.name = "round.close",
		.label = N_("办结批次"),
		.help = N_("聘任和异议都已办完，批次办结。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = S(ROUND_REVIEWING) | S(ROUND_PUBLICISING) | S(ROUND_APPOINTING),
		.to = S(ROUND_CLOSED),
		.key = 'z',
		.flags = ACT_CONFIRM,
		ARGS(struct round_close, round_close_fields),
		.check = round_close_check,
		.run = round_close_run,
	},
	{
		.name = "round.cancel",
		.label = N_("取消批次"),
		.help = N_("聘任之前由局领导决定取消；报名人员随之退出，须写明原因。"),
		.article = 7,
		.roles = ROLE_LEADER,
		.from = S(ROUND_PLANNED) | S(ROUND_OPEN) | S(ROUND_REVIEWING) | S(ROUND_PUBLICISING),
		.to = S(ROUND_CANCELLED),
		.key = 'x',
		.flags = ACT_CONFIRM,
		ARGS(struct round_cancel, round_cancel_fields),
		.run = round_cancel_run,
		.also = round_cancel_also,
	},
	{
		.name = "round.assign",
		.label = N_("交接"),
		.help = N_("把批次交给另一名承办人。"),
		.roles = ROLE_BUREAU,
		.from = RUNNING,
		.to = RUNNING,
		.key = 'h',
		.flags = ACT_KEEPS,
		ARGS(struct case_assign, case_assign_fields),
		.check = assign_check,
		.run = assign_run,
	},
	{
		.name = "round.correct",
		.label = N_("更正登记内容"),
		.help = N_("更正名额、构成、报名期等；原内容和原因留痕，公示后不再更改报名期。"),
		.roles = ROLE_BUREAU,
		.from = RUNNING,
		.to = RUNNING,
		.key = 'r',
		.flags = ACT_CORRECT | ACT_KEEPS,
		ARGS(struct round_correct, round_correct_fields),
		.check = round_correct_check,
		.run = round_correct_run,
		.also = round_reckon_also,
	},
};

static bool
sees(const struct actor *who, const void *row)
{
	(void)row;
	return (who->roles & ROLE_BUREAU) != 0;
}

static const char *const refs[] = {
	"r.name = :v",
	"r.initials = lower(:v)",
	NULL,
};

static const char *
title(struct act *a, const void *row)
{
	(void)a;
	return ((const struct round *)row)->name;
}

static size_t
clocks(struct act *a, const void *row, struct clock_row out[FLOW_MAX_CLOCKS])
{
	const struct round *r = row;
	size_t n = 0;

	/* What is to be done comes before what is waited out: the first running one explains itself on the screen. */
	if (r->noticed_on != DAY_NONE && r->closes_on != DAY_NONE)
		out[n++] = (struct clock_row){ .kind = "begin", .start = r->closes_on, .n = (int)r->begin_days,
			.unit = CLOCK_WORKDAYS, .due = DAY_NONE,
			.stopped = day_or(r->review_on, day_or(r->cancelled_on, r->closed_on)), .article = 0,
			.basis = arena_printf(a->arena, _("报名至%s，截止后%lld工作日内开始审查（本局设定）"), case_day(a, r->closes_on),
				(long long)r->begin_days) };
	if (r->noticed_on != DAY_NONE && r->closes_on != DAY_NONE)
		out[n++] = (struct clock_row){ .kind = "apply", .start = r->noticed_on, .unit = CLOCK_FIXED, .due = r->closes_on,
			/* A period that one waits out is over on its last day, whenever the next step was taken. */
			.stopped = r->review_on != DAY_NONE ? r->closes_on : day_or(r->cancelled_on, r->closed_on),
			.article = 7, .basis = arena_printf(a->arena, _("%s公告，报名至%s（第七条第一项）"), case_day(a, r->noticed_on),
				case_day(a, r->closes_on)) };
	if (r->publicised_on != DAY_NONE)
		out[n++] = (struct clock_row){ .kind = "appoint", .start = r->publicised_on,
			.n = (int)(r->notice_days + r->appoint_days), .unit = CLOCK_WORKDAYS, .extension = (int)r->extension,
			.due = DAY_NONE, .stopped = day_or(r->appointed_on, day_or(r->cancelled_on, r->closed_on)),
			.article = 7,
			.basis = arena_printf(a->arena, _("%s公示，公示期%lld工作日（第七条），期满后%lld工作日内聘任（本局设定）"),
				case_day(a, r->publicised_on), (long long)(r->notice_days + r->extension),
				(long long)r->appoint_days) };
	if (r->publicised_on != DAY_NONE)
		out[n++] = (struct clock_row){ .kind = "notice", .start = r->publicised_on, .n = (int)r->notice_days,
			.unit = CLOCK_WORKDAYS, .extension = (int)r->extension, .due = DAY_NONE,
			.stopped = day_or(r->notice_end, day_or(r->cancelled_on, r->closed_on)), .article = 7,
			.basis = arena_printf(a->arena, _("%s公示，第七条要求不少于规定的工作日；公示期%lld工作日"),
				case_day(a, r->publicised_on), (long long)(r->notice_days + r->extension)) };
	return n;
}

static size_t
waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS])
{
	const struct round *r = row;
	size_t n = 0;

	(void)a;
	switch (r->rec.state) {
	case ROUND_PLANNED:
		out[n++] = (struct wait_row){ .role = ROLE_CLERK, .action = "round.open", .text = N_("发布选聘公告"), .clock = "" };
		break;
	case ROUND_OPEN:
		out[n++] = (struct wait_row){ .role = ROLE_CLERK, .action = "round.review", .text = N_("报名截止后审查"),
			.clock = "begin" };
		break;
	case ROUND_REVIEWING:
		if (r->listed_on == DAY_NONE)
			out[n++] = (struct wait_row){ .role = ROLE_CLERK, .action = "round.screen", .text = N_("资格审查"),
				.clock = "" };
		else
			out[n++] = (struct wait_row){ .role = ROLE_LEADER, .action = "round.publicise", .text = N_("公示拟聘名单"),
				.clock = "" };
		break;
	case ROUND_PUBLICISING:
		out[n++] = (struct wait_row){ .role = ROLE_CLERK, .action = "objection.register", .text = N_("公示中登记异议"),
			.clock = "appoint" };
		out[n++] = (struct wait_row){ .role = ROLE_LEADER, .action = "round.appoint", .text = N_("公示期满聘任"),
			.clock = "appoint" };
		break;
	case ROUND_APPOINTING:
		out[n++] = (struct wait_row){ .role = ROLE_CLERK, .action = "round.close", .text = N_("办结批次"), .clock = "" };
		break;
	default:
		break;
	}
	for (size_t i = 0; i < n; i++) {
		out[i].due = DAY_NONE;
		out[i].number = "";
		out[i].object = r->name;
		out[i].officer = r->officer;
	}
	return n;
}

static void
tally(const void *row, struct tally_key *out)
{
	out->agency = 0;
	out->month = case_month(((const struct round *)row)->opens_on);
}

static void
text(struct act *a, const void *row, struct search_text *out)
{
	const struct round *r = row;

	out->body = arena_printf(a->arena, "%s\n%s\n%s\n%s", r->name, r->criteria, r->notice_where, r->result);
	out->initials = r->initials;
	out->scope = search_scope_flow(a->arena, "round");
}

const struct flow flow_round = {
	.name = "round",
	.label = N_("选聘批次"),
	.table = "round",
	.states = round_states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct round),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = round_lists,
	.n_lists = ROUND_LISTS,
	.scopes = round_scopes,
	.n_scopes = N_OF(round_scopes),
	.sees = sees,
	.name_field = "name",
	.refs = refs,
	.choose = "instr(r.name, :v) > 0 OR r.initials LIKE :v || '%'",
	.title = title,
	.clocks = clocks,
	.waits = waits,
	.tally = tally,
	.text = text,
	.menu = 20,
};
