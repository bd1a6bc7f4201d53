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
#include "flow/paper.h"

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

#define FIELDS(t) .fields = t, .n_fields = N_OF(t)

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
		FIELDS(roster_fields),
		.row = roster_row,
		.n_row = N_OF(roster_row),
		.needed = "人数",
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

int64_t *
paper_of_flow(struct paper_of *of, const char *flow)
{
	return strcmp(flow, "opinion") == 0 ? &of->opinion : strcmp(flow, "review") == 0 ? &of->review :
		strcmp(flow, "supervisor") == 0 ? &of->supervisor : strcmp(flow, "certificate") == 0 ? &of->certificate : NULL;
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
