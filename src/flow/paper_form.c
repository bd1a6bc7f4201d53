/*
 * paper_form.c: the kinds of papers and the names that may stand in each: the allow-list.
 *
 * Knows: records' columns by name.  Must not know: how they are read or printed.
 *
 * What is not listed here cannot be put on a paper by any template: no ID number, no telephone number,
 * no birth date stands in a list.  tests/flow/check_paper.c proves that no sensitive column does.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/report.h"

const struct word paper_kinds[] = {
	WORD_NONE,
	[PAPER_LETTER] = { "letter", N_("监督意见书"), 13 },
	[PAPER_TRANSFER] = { "transfer", N_("转办函"), 14 },
	[PAPER_FEEDBACK] = { "feedback", N_("采纳情况反馈表"), 14 },
	[PAPER_ORDER] = { "order", N_("责令纠正通知书"), 16 },
	[PAPER_UNFOUNDED] = { "unfounded", N_("不成立说明函"), 16 },
	[PAPER_OUTCOME] = { "outcome", N_("办理结果告知函"), 16 },
	[PAPER_ANSWER] = { "answer", N_("反馈情况告知函"), 14 },
	[PAPER_APPOINTMENT] = { "appointment", N_("聘书"), 7 },
	[PAPER_CARD] = { "card", N_("监督员证"), 7 },
	[PAPER_RECEIPT] = { "receipt", N_("送达回证"), 0 },
	[PAPER_ROSTER] = { "roster", N_("花名册"), 0 },
	[PAPER_NOTICE] = { "notice", N_("选聘公告"), 7 },
	[PAPER_INVITATION] = { "invitation", N_("邀请函"), 7 },
	[PAPER_APPLICATION] = { "application", N_("报名表（推荐表）"), 7 },
	[PAPER_CHECK] = { "check", N_("资格审查表"), 6 },
	[PAPER_PUBLICITY] = { "publicity", N_("公示"), 7 },
	[PAPER_ACTIVITY] = { "activity", N_("活动通知"), 12 },
	[PAPER_SIGNIN] = { "signin", N_("签到表"), 12 },
	[PAPER_EXAMINATION] = { "examination", N_("审查报告"), 16 },
	[PAPER_INSPECTION] = { "inspection", N_("专项行政执法监督检查通知"), 16 },
	[PAPER_ACCOUNTABILITY] = { "accountability", N_("建议追究责任函"), 16 },
	[PAPER_DISMISSAL] = { "dismissal", N_("解聘决定"), 17 },
	[PAPER_DISMISSAL_NOTICE] = { "dismissal_notice", N_("解聘公告"), 17 },
	[PAPER_EVALUATION] = { "evaluation", N_("年度综合评价表"), 18 },
	[PAPER_ARCHIVE] = { "archive", N_("归档目录"), 0 },
	[PAPER_ANNUAL] = { "annual", N_("年度报告"), 0 },
	[PAPER_REGISTER] = { "register", N_("台账"), 0 },
	[PAPER_MONTHLY] = { "monthly", N_("月报"), 0 },
	WORD_END,
};

#define COMMON { "本局", "", "office" }, { "日期", "", "date" }, { "文号", "", "number" }, { "依据规定", "", "basis" }

static const struct paper_field opinion_fields[] = {
	COMMON,
	{ "编号", "opinion", "number" },
	{ "监督员", "opinion", "person_name" },
	{ "证件编号", "opinion", "certificate" },
	{ "执法机构", "opinion", "agency_name" },
	{ "意见类型", "opinion", "kind" },
	{ "执法领域", "opinion", "field" },
	{ "提出方式", "opinion", "route" },
	{ "事实与理由", "opinion", "facts" },
	{ "依据", "opinion", "basis" },
	{ "意见建议", "opinion", "advice" },
	{ "执法人员", "opinion", "officers" },
	{ "地点", "opinion", "place" },
	{ "发生日期", "opinion", "occurred_on" },
	{ "证据材料", "opinion", "evidence" },
	{ "提出日期", "opinion", "raised_on" },
	{ "收到日期", "opinion", "received_on" },
	{ "送达日期", "opinion", "served_on" },
	{ "答复期限", "", "reply_days" },
	{ "是否采纳", "opinion", "adopted" },
	{ "未全部采纳", "", "not_adopted" },
	{ "答复内容", "opinion", "reply" },
	{ "答复人", "opinion", "replier" },
	{ "答复日期", "opinion", "replied_on" },
	{ "承办人", "opinion", "officer" },
};

static const struct paper_field review_fields[] = {
	COMMON,
	{ "审查编号", "review", "number" },
	{ "原意见编号", "review", "opinion" },
	{ "监督员", "review", "person_name" },
	{ "证件编号", "review", "certificate" },
	{ "执法机构", "review", "agency_name" },
	{ "执法领域", "review", "field" },
	{ "事项", "review", "subject" },
	{ "事实", "review", "facts" },
	{ "理由", "review", "grounds" },
	{ "请求", "review", "request" },
	{ "证据材料", "review", "evidence" },
	{ "出具日期", "review", "raised_on" },
	{ "收到日期", "review", "received_on" },
	{ "审查情况", "review", "examination" },
	{ "查明情况", "", "findings" },
	{ "处理结果", "review", "outcome" },
	{ "决定日期", "review", "decided_on" },
	{ "决定理由", "review", "reason" },
	{ "移送单位", "review", "transfer_to" },
	{ "责令文号", "review", "order_number" },
	{ "责令日期", "review", "ordered_on" },
	{ "责令内容", "review", "order_text" },
	{ "责令依据", "review", "order_basis" },
	{ "纠正期限", "review", "order_due" },
	{ "复查申请期限", "", "recheck_ask_days" },
	{ "纠正情况", "review", "acceptance" },
	{ "来源", "review", "source" },
	{ "调查方式", "review", "inquiry" },
	{ "决定调查日期", "review", "investigated_on" },
	{ "检查人员", "review", "team" },
	{ "检查方案", "review", "plan" },
	{ "建议受文单位", "review", "proposed_to" },
	{ "追责建议", "review", "proposal" },
	{ "建议日期", "review", "proposed_on" },
	{ "承办人", "review", "officer" },
};

static const struct paper_field appointment_fields[] = {
	COMMON,
	{ "姓名", "supervisor", "name" },
	{ "性别", "person", "sex" },
	{ "工作单位", "person", "employer" },
	{ "类别", "supervisor", "categories" },
	{ "聘期起", "supervisor", "term_start" },
	{ "聘期止", "supervisor", "term_end" },
	{ "聘期年数", "", "term_years" },
	{ "聘书编号", "supervisor", "letter_number" },
	{ "证件编号", "", "certificate" },
};

static const struct paper_field card_fields[] = {
	COMMON,
	{ "姓名", "certificate", "name" },
	{ "性别", "person", "sex" },
	{ "工作单位", "person", "employer" },
	{ "证件编号", "certificate", "number" },
	{ "发证日期", "certificate", "issued_on" },
	{ "聘期起", "supervisor", "term_start" },
	{ "聘期止", "supervisor", "term_end" },
};

static const struct paper_field receipt_fields[] = {
	COMMON,
	{ "送达文书", "", "served_title" },
	{ "送达文号", "", "served_number" },
	{ "案由", "", "served_matter" },
	{ "受送达人", "", "served_to" },
	{ "送达地点", "", "served_place" },
	{ "送达方式", "", "served_how" },
	{ "送达日期", "", "served_on" },
	{ "签收人", "", "served_signer" },
};

static const struct paper_field roster_fields[] = {
	COMMON,
	{ "人数", "", "count" },
};
static const struct paper_field roster_row[] = {
	{ "序号", "", "row" },
	{ "姓名", "supervisor", "name" },
	{ "性别", "person", "sex" },
	{ "工作单位", "person", "employer" },
	{ "类别", "supervisor", "categories" },
	{ "证件编号", "", "certificate" },
	{ "聘期", "", "term" },
	{ "聘期起", "supervisor", "term_start" },
	{ "聘期止", "supervisor", "term_end" },
};

static const struct paper_field round_fields[] = {
	COMMON,
	{ "批次", "round", "name" },
	{ "名额", "round", "quota" },
	{ "名额构成", "", "wishes" },
	{ "选聘条件", "round", "criteria" },
	{ "报名开始", "round", "opens_on" },
	{ "报名截止", "round", "closes_on" },
	{ "最低年龄", "round", "min_age" },
	{ "一般最高年龄", "round", "max_age" },
	{ "年龄计算日", "round", "age_on" },
	{ "聘期年数", "", "term_years" },
	{ "刊登处", "round", "notice_where" },
	{ "联系方式", "", "contact" },
};

static const struct paper_field invitation_fields[] = {
	COMMON,
	{ "受邀单位", "invitation", "unit" },
	{ "联系人", "invitation", "liaison" },
	{ "推荐名额", "invitation", "places" },
	{ "答复日期", "invitation", "reply_by" },
	{ "批次", "round", "name" },
	{ "名额", "round", "quota" },
	{ "选聘条件", "round", "criteria" },
	{ "报名截止", "round", "closes_on" },
	{ "最低年龄", "round", "min_age" },
	{ "一般最高年龄", "round", "max_age" },
	{ "聘期年数", "", "term_years" },
	{ "联系方式", "", "contact" },
};

/* Only where it is decided, and what is made public anyway: no address, no birth date. */
#define CANDIDATE \
	{ "批次", "candidate", "round_name" }, { "姓名", "candidate", "name" }, { "性别", "person", "sex" }, \
	{ "年龄", "", "age" }, { "民族", "person", "ethnic" }, { "政治面貌", "person", "politics" }, \
	{ "文化程度", "person", "education" }, { "工作单位", "person", "employer" }, { "类别", "candidate", "categories" }, \
	{ "参选方式", "candidate", "channel" }, { "推荐单位", "candidate", "recommender" }, \
	{ "居住工作情况", "candidate", "in_district" }, { "报名日期", "candidate", "applied_on" }

static const struct paper_field application_fields[] = {
	COMMON,
	CANDIDATE,
	{ "表名", "", "sheet_name" },
	{ "个人声明", "", "declaration" },
	{ "备注", "candidate", "note" },
};

static const struct paper_field check_fields[] = {
	COMMON,
	CANDIDATE,
	{ "年龄计算日", "round", "age_on" },
	{ "审查结论", "", "verdict" },
	{ "审查日期", "candidate", "reviewed_on" },
	{ "审查说明", "candidate", "review_reason" },
	{ "超龄说明", "candidate", "over_reason" },
	{ "超龄同意日期", "candidate", "consent_on" },
};
static const struct paper_field check_row[] = {
	{ "序号", "", "row" },
	{ "条件", "", "line" },
	{ "审查结果", "", "line_result" },
	{ "审查依据", "", "line_evidence" },
	{ "审查说明", "", "line_remark" },
	{ "审查人", "", "line_who" },
	{ "审查时间", "", "line_on" },
};

/* Article 7: what the public is told of a candidate, and nothing else. */
static const struct paper_field publicity_fields[] = {
	COMMON,
	{ "批次", "round", "name" },
	{ "公示人数", "", "count" },
	{ "公示期", "", "span" },
	{ "公示日期", "round", "publicised_on" },
	{ "公示处", "round", "publicised_where" },
	{ "异议受理", "round", "objection_to" },
	{ "联系方式", "", "contact" },
};
static const struct paper_field publicity_row[] = {
	{ "序号", "", "row" },
	{ "姓名", "candidate", "name" },
	{ "性别", "person", "sex" },
	{ "工作单位", "person", "employer" },
	{ "类别", "candidate", "categories" },
};

#define ACTIVITY \
	{ "活动编号", "activity", "number" }, { "活动类型", "activity", "kind" }, { "活动", "activity", "subject" }, \
	{ "执法机构", "activity", "agency_name" }, { "组织单位", "activity", "organiser" }, \
	{ "委托单位", "activity", "commission" }, { "地点", "activity", "place" }, { "时间", "", "when" }, \
	{ "学时", "activity", "hours" }, { "人数", "", "count" }

static const struct paper_field activity_fields[] = {
	COMMON,
	ACTIVITY,
	{ "活动安排", "activity", "plan" },
	{ "回复日期", "activity", "reply_by" },
	{ "参加人员", "", "people" },
	{ "承办人", "activity", "officer" },
	{ "联系方式", "", "contact" },
};
static const struct paper_field signin_fields[] = {
	COMMON,
	ACTIVITY,
};
static const struct paper_field activity_row[] = {
	{ "序号", "", "row" },
	{ "姓名", "attendance", "person_name" },
	{ "工作单位", "person", "employer" },
	{ "证件编号", "attendance", "certificate" },
};

static const struct paper_field dismissal_fields[] = {
	COMMON,
	{ "解聘文号", "dismissal", "number" },
	{ "姓名", "dismissal", "name" },
	{ "聘期起", "supervisor", "term_start" },
	{ "聘期止", "supervisor", "term_end" },
	{ "解聘情形", "", "ground" },
	{ "具体情形", "dismissal", "finding" },
	{ "事实", "dismissal", "evidence" },
	{ "陈述方式", "dismissal", "heard_how" },
	{ "陈述申辩", "dismissal", "statement" },
	{ "决定日期", "dismissal", "decided_on" },
	{ "决定理由", "dismissal", "decision" },
	{ "证件编号", "", "certificate" },
	{ "收回期限", "", "recall_days" },
	{ "执行日期", "dismissal", "executed_on" },
};
/* What the public is told: that it is over, and that the card is worth nothing. */
static const struct paper_field dismissal_notice_fields[] = {
	COMMON,
	{ "解聘文号", "dismissal", "number" },
	{ "姓名", "dismissal", "name" },
	{ "决定日期", "dismissal", "decided_on" },
	{ "执行日期", "dismissal", "executed_on" },
	{ "证件编号", "", "certificate" },
	{ "公告处", "dismissal", "notice_in" },
};

static const struct paper_field evaluation_fields[] = {
	COMMON,
	{ "年度", "evaluation", "year" },
	{ "姓名", "evaluation", "person_name" },
	{ "性别", "person", "sex" },
	{ "工作单位", "person", "employer" },
	{ "类别", "supervisor", "categories" },
	{ "证件编号", "", "certificate" },
	{ "评价期起", "evaluation", "starts_on" },
	{ "评价期止", "evaluation", "ends_on" },
	{ "履职统计", "", "figures" },
	{ "评语", "evaluation", "comment" },
	{ "评分办法", "evaluation", "basis" },
	{ "得分", "", "score" },
	{ "建议等次", "evaluation", "proposed" },
	{ "等次", "evaluation", "grade" },
	{ "等次说明", "evaluation", "grade_reason" },
	{ "评分日期", "evaluation", "scored_on" },
	{ "确认日期", "evaluation", "confirmed_on" },
};
static const struct paper_field evaluation_row[] = {
	{ "序号", "", "row" },
	{ "项目", "", "line" },
	{ "依据条款", "", "line_article" },
	{ "项目得分", "", "line_mark" },
};

static const struct paper_field archive_fields[] = {
	COMMON,
	{ "案卷", "", "file" },
	{ "件数", "", "count" },
};
static const struct paper_field archive_row[] = {
	{ "序号", "", "row" },
	{ "题名", "", "line" },
	{ "文号", "", "line_number" },
	{ "日期", "", "line_on" },
	{ "责任者", "", "line_who" },
	{ "备注", "", "line_remark" },
};

/* Figures only: whose they are stands in the tables, by agency at most. */
static const struct paper_field report_fields[] = {
	COMMON,
	{ "期间", "", "period" },
	{ "截止日期", "", "until" },
	{ "上期", "", "before" },
	{ "意见件数", "", "opinions" },
	{ "上期意见件数", "", "opinions_before" },
	{ "已反馈件数", "", "answered" },
	{ "采纳件数", "", "adopted" },
	{ "部分采纳件数", "", "partly" },
	{ "不予采纳件数", "", "declined" },
	{ "采纳率", "", "adoption" },
	{ "按期反馈率", "", "reply_rate" },
	{ "按期率", "", "on_time" },
	{ "意见书件数", "", "letters" },
	{ "意见书成立件数", "", "upheld" },
	{ "询问件数", "", "inquiries" },
	{ "活动次数", "", "activities" },
	{ "监督员人数", "", "people" },
	{ "小数说明", "", "small" },
	{ "留痕序号", "", "head_at" },
	{ "留痕链头", "", "head" },
};

#define FIELDS(t) .fields = t, .n_fields = N_OF(t)
#define ROW(t) .row = t, .n_row = N_OF(t)

static const struct paper_form forms[] = {
	{
		.kind = PAPER_LETTER,
		.layout = "plain",
		.flow = { "review" },
		.article = 13,
		.readers = PAPER_TO_PERSON,
		FIELDS(review_fields),
		.needed = "监督员 证件编号 事项 事实 请求 出具日期",
	},
	{
		.kind = PAPER_TRANSFER,
		.layout = "letter",
		.flow = { "opinion" },
		.article = 14,
		.numbered = PAPER_BY_WORD,
		.number = "paper",
		.readers = PAPER_TO_AGENCY,
		FIELDS(opinion_fields),
		.needed = "执法机构 监督员 事实与理由 提出日期",
	},
	{
		.kind = PAPER_FEEDBACK,
		.layout = "form",
		.flow = { "opinion" },
		.article = 14,
		.readers = PAPER_TO_AGENCY | PAPER_TO_PERSON,
		FIELDS(opinion_fields),
		.needed = "编号 执法机构 监督员 事实与理由",
	},
	{
		.kind = PAPER_ORDER,
		.layout = "order",
		.flow = { "review" },
		.article = 16,
		.numbered = PAPER_BY_FIELD,
		.number = "责令文号",
		.readers = PAPER_TO_AGENCY,
		FIELDS(review_fields),
		.needed = "执法机构 责令文号 责令日期 责令内容 纠正期限",
	},
	{
		.kind = PAPER_UNFOUNDED,
		.layout = "letter",
		.flow = { "review" },
		.article = 16,
		.numbered = PAPER_BY_WORD,
		.number = "paper",
		.readers = PAPER_TO_PERSON,
		FIELDS(review_fields),
		.needed = "监督员 决定日期 决定理由",
	},
	{
		.kind = PAPER_OUTCOME,
		.layout = "letter",
		.flow = { "review" },
		.article = 16,
		.numbered = PAPER_BY_WORD,
		.number = "paper",
		.readers = PAPER_TO_PERSON,
		FIELDS(review_fields),
		.needed = "监督员 处理结果 决定日期",
	},
	{
		.kind = PAPER_ANSWER,
		.layout = "letter",
		.flow = { "opinion" },
		.article = 14,
		.numbered = PAPER_BY_WORD,
		.number = "paper",
		.readers = PAPER_TO_PERSON,
		FIELDS(opinion_fields),
		.needed = "监督员 是否采纳 答复日期",
	},
	{
		.kind = PAPER_APPOINTMENT,
		.layout = "award",
		.flow = { "supervisor" },
		.article = 7,
		.numbered = PAPER_BY_FIELD,
		.number = "聘书编号",
		.word = "letter",
		.readers = PAPER_TO_PERSON,
		FIELDS(appointment_fields),
		.needed = "姓名 聘期起 聘期止",
	},
	{
		.kind = PAPER_CARD,
		.layout = "card",
		.flow = { "certificate" },
		.article = 7,
		.numbered = PAPER_BY_FIELD,
		.number = "证件编号",
		.readers = PAPER_TO_PERSON,
		FIELDS(card_fields),
		.needed = "姓名 证件编号 聘期起 聘期止",
	},
	{
		.kind = PAPER_RECEIPT,
		.layout = "form",
		.flow = { "opinion", "review" },
		.readers = PAPER_TO_AGENCY,
		FIELDS(receipt_fields),
		.needed = "送达文书 受送达人",
	},
	{
		.kind = PAPER_ROSTER,
		.layout = "roster",
		.fresh = true,
		.whole = "supervisor",
		FIELDS(roster_fields),
		ROW(roster_row),
		.needed = "人数",
	},
	{
		.kind = PAPER_NOTICE,
		.layout = "plain",
		.flow = { "round" },
		.article = 7,
		FIELDS(round_fields),
		.needed = "批次 名额 报名开始 报名截止 联系方式",
	},
	{
		.kind = PAPER_INVITATION,
		.layout = "letter",
		.flow = { "invitation" },
		.article = 7,
		.numbered = PAPER_BY_WORD,
		.number = "paper",
		FIELDS(invitation_fields),
		.needed = "受邀单位 推荐名额 报名截止 联系方式",
	},
	{
		.kind = PAPER_APPLICATION,
		.layout = "form",
		.flow = { "candidate" },
		.article = 7,
		FIELDS(application_fields),
		.needed = "批次 姓名 类别 参选方式",
	},
	{
		.kind = PAPER_CHECK,
		.layout = "form",
		.flow = { "candidate" },
		.article = 6,
		FIELDS(check_fields),
		ROW(check_row),
		.needed = "批次 姓名 审查结论 审查日期",
	},
	{
		.kind = PAPER_PUBLICITY,
		.layout = "plain",
		.flow = { "round" },
		.article = 7,
		FIELDS(publicity_fields),
		ROW(publicity_row),
		.needed = "公示日期 公示期 公示人数 异议受理",
	},
	{
		.kind = PAPER_ACTIVITY,
		.layout = "letter",
		.flow = { "activity" },
		.article = 12,
		.numbered = PAPER_BY_WORD,
		.number = "paper",
		FIELDS(activity_fields),
		ROW(activity_row),
		.needed = "活动 时间 地点 参加人员",
	},
	{
		.kind = PAPER_SIGNIN,
		.layout = "form",
		.flow = { "activity" },
		.article = 12,
		FIELDS(signin_fields),
		ROW(activity_row),
		.needed = "活动 时间 人数",
	},
	{
		.kind = PAPER_EXAMINATION,
		.layout = "plain",
		.flow = { "review" },
		.article = 16,
		FIELDS(review_fields),
		.needed = "审查编号 事项 查明情况 处理结果 决定日期",
	},
	{
		.kind = PAPER_INSPECTION,
		.layout = "order",
		.flow = { "review" },
		.article = 16,
		.numbered = PAPER_BY_WORD,
		.number = "paper",
		.readers = PAPER_TO_AGENCY,
		FIELDS(review_fields),
		.needed = "执法机构 事项 决定调查日期 检查人员",
	},
	{
		.kind = PAPER_ACCOUNTABILITY,
		.layout = "letter",
		.flow = { "review" },
		.article = 16,
		.numbered = PAPER_BY_WORD,
		.number = "paper",
		FIELDS(review_fields),
		.needed = "执法机构 建议受文单位 查明情况 追责建议 建议日期",
	},
	{
		.kind = PAPER_DISMISSAL,
		.layout = "order",
		.flow = { "dismissal" },
		.article = 17,
		.numbered = PAPER_BY_FIELD,
		.number = "解聘文号",
		.readers = PAPER_TO_PERSON,
		FIELDS(dismissal_fields),
		.needed = "姓名 解聘文号 解聘情形 事实 决定日期",
	},
	{
		.kind = PAPER_DISMISSAL_NOTICE,
		.layout = "plain",
		.flow = { "dismissal" },
		.article = 17,
		FIELDS(dismissal_notice_fields),
		.needed = "姓名 解聘文号 决定日期 执行日期",
	},
	{
		.kind = PAPER_EVALUATION,
		.layout = "form",
		.flow = { "evaluation" },
		.article = 18,
		.readers = PAPER_TO_PERSON,
		FIELDS(evaluation_fields),
		ROW(evaluation_row),
		.needed = "年度 姓名 得分 等次 确认日期",
	},
	{
		.kind = PAPER_ARCHIVE,
		.layout = "form",
		.flow = { "opinion", "review", "round", "activity", "dismissal", "supervisor" },
		FIELDS(archive_fields),
		ROW(archive_row),
		.needed = "案卷 件数",
	},
	{
		.kind = PAPER_ANNUAL,
		.layout = "report",
		.numbered = PAPER_BY_WORD,
		.number = "report",
		.period = PERIOD_YEAR,
		.uses = REPORT_MATTERS | REPORT_PEOPLE,
		FIELDS(report_fields),
		.needed = "期间",
	},
	{
		.kind = PAPER_REGISTER,
		.layout = "roster",
		.period = PERIOD_YEAR,
		.uses = REPORT_ROWS,
		FIELDS(report_fields),
		.needed = "期间",
	},
	{
		.kind = PAPER_MONTHLY,
		.layout = "report",
		.period = PERIOD_MONTH,
		.uses = REPORT_MATTERS,
		FIELDS(report_fields),
		.needed = "期间",
	},
};

const struct paper_form *
paper_form(word_t kind)
{
	for (size_t i = 0; i < N_OF(forms); i++)
		if (forms[i].kind == kind)
			return &forms[i];
	return NULL;
}

bool
paper_form_of(const struct paper_form *f, const char *flow)
{
	for (size_t i = 0; i < N_OF(f->flow); i++)
		if (f->flow[i] != NULL && strcmp(f->flow[i], flow) == 0)
			return true;
	return false;
}

const char *const paper_flows[PAPER_FLOWS + 1] = { "opinion", "review", "certificate", "supervisor", "round", "invitation",
	"candidate", "activity", "dismissal", "evaluation", NULL };

int64_t *
paper_of_flow(struct paper_of *of, const char *flow)
{
	int64_t *const at[PAPER_FLOWS] = { &of->opinion, &of->review, &of->certificate, &of->supervisor, &of->round, &of->invitation,
		&of->candidate, &of->activity, &of->dismissal, &of->evaluation };

	for (size_t i = 0; i < PAPER_FLOWS; i++)
		if (strcmp(paper_flows[i], flow) == 0)
			return at[i];
	return NULL;
}

int64_t
paper_made_of(const struct paper_of *of, const char **flow)
{
	struct paper_of v = *of;

	for (size_t i = 0; i < PAPER_FLOWS; i++) {
		int64_t id = *paper_of_flow(&v, paper_flows[i]);

		*flow = paper_flows[i];
		if (id != 0)
			return id;
	}
	*flow = NULL;
	return 0;
}

const char *
paper_field_names(struct arena *a, const struct paper_form *form, const char **row)
{
	const char *all = "";

	*row = "";
	for (size_t i = 0; i < form->n_fields; i++)
		all = arena_printf(a, "%s%s%s", all, i > 0 ? "、" : "", form->fields[i].label);
	for (size_t i = 0; i < form->n_row; i++)
		*row = arena_printf(a, "%s%s%s", *row, i > 0 ? "、" : "", form->row[i].label);
	return all;
}
