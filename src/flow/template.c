/*
 * template.c: the texts of papers as the office words them.
 *
 * Knows: that a template is checked before it is kept.  Must not know: records.
 *
 * The rows come with the database, one a kind; a text is changed, or put back, never added or removed.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/document.h"
#include "flow/flows.h"
#include "flow/report.h"

enum template_state { TEMPLATE_NONE, TEMPLATE_KEPT };

static const struct word states[] = {
	WORD_NONE,
	[TEMPLATE_KEPT] = { "kept", N_("生效"), 0 },
	WORD_END,
};

static const struct field fields[] = {
	{ F_WORD(struct template, kind, paper_kinds), .label = N_("文书种类") },
	{ F_PARA(struct template, text), .label = N_("模板") },
	{ F_PARA(struct template, original), .label = N_("程序原带的模板"), .flags = FIELD_HIDDEN },
};

/* ---- edit ---- */

struct template_edit {
	const char *text;
	const char *reason;
};

static const struct field edit_fields[] = {
	{ F_PARA(struct template_edit, text), .label = N_("模板"), .flags = FIELD_REQUIRED | FIELD_PREFILL,
		.hint = N_("#标题 >主送 @落款 |表格；{项目}，[为空时略去]") },
	{ F_LINE(struct template_edit, reason), .label = N_("原因"), .flags = FIELD_NOTE, .max = 200 },
};

/* What may stand in the template of the kind. */
static const char *
may_stand(struct act *a)
{
	const struct paper_form *form = paper_form(((const struct template *)a->row)->kind);
	const char *row, *names = paper_field_names(a->arena, form, &row);

	if (form->uses != 0)
		return arena_printf(a->arena, _("可用的项目：%s；可用的表：%s"), names, report_table_names(a->arena, form->uses));
	return *row != '\0' ? arena_printf(a->arena, _("可用的项目：%s；重复行另有：%s"), names, row) :
		arena_printf(a->arena, _("可用的项目：%s"), names);
}

static bool
check_edit(struct act *a)
{
	const struct template_edit *in = a->args;
	const struct template *t = a->row;
	const char *why;

	if (strcmp(in->text, t->text) == 0)
		return act_refuse(a, "text", 0, _("模板：与现在的相同"));
	return paper_template_check(a->arena, paper_form(t->kind), in->text, &why) ||
		act_refuse(a, "text", 0, _("模板%s。%s"), why, may_stand(a));
}

static bool
run_edit(struct act *a)
{
	((struct template *)a->row)->text = ((const struct template_edit *)a->args)->text;
	return true;
}

/* ---- restore ---- */

struct template_restore {
	const char *reason;
};

static const struct field restore_fields[] = {
	{ F_LINE(struct template_restore, reason), .label = N_("原因"), .flags = FIELD_NOTE, .max = 200 },
};

static bool
may_restore(struct act *a)
{
	const struct template *t = a->row;

	return strcmp(t->text, t->original) != 0 || act_bar(a, _("没有改过"));
}

static bool
run_restore(struct act *a)
{
	struct template *t = a->row;

	t->text = t->original;
	return true;
}

static const struct action actions[] = {
	{
		.name = "template.edit",
		.label = N_("修改模板"),
		.help = N_("修改一种文书的文字；只能使用这种文书的项目。已制发的文书不受影响。"),
		.roles = ROLE_BUREAU,
		.from = S(TEMPLATE_KEPT),
		.to = S(TEMPLATE_KEPT),
		.key = 'm',
		.fields = edit_fields,
		.n_fields = N_OF(edit_fields),
		.args_size = sizeof(struct template_edit),
		.check = check_edit,
		.run = run_edit,
		.beside = may_stand,
	},
	{
		.name = "template.restore",
		.label = N_("恢复原带的模板"),
		.help = N_("放弃修改，恢复程序原带的文字。"),
		.roles = ROLE_BUREAU,
		.from = S(TEMPLATE_KEPT),
		.to = S(TEMPLATE_KEPT),
		.key = 'o',
		.flags = ACT_CONFIRM,
		.fields = restore_fields,
		.n_fields = N_OF(restore_fields),
		.args_size = sizeof(struct template_restore),
		.may = may_restore,
		.run = run_restore,
	},
};

static const struct word changed_words[] = {
	WORD_NONE,
	{ "original", N_("原带"), 0 },
	{ "changed", N_("已修改"), 0 },
	WORD_END,
};

static const struct list_col cols[] = {
	{ .name = "kind", .label = N_("文书种类"), .sql = "t.kind", .type = LT_WORD, .words = paper_kinds, .width = 20 },
	{ .name = "changed", .label = N_("模板"), .sql = "CASE WHEN t.text = t.original THEN 'original' ELSE 'changed' END",
		.type = LT_WORD, .words = changed_words, .width = 10 },
	{ .name = "text", .label = N_("文字"), .sql = "t.text", .type = LT_TEXT, .json_only = true },
};

static const struct list_sort sorts[] = {
	{ .name = "order", .label = N_("按顺序"), .sql = "t.id" },
};

static const struct list lists[] = {
	{
		.name = "template",
		.label = N_("文书模板"),
		.from = "template t",
		.id = "t.id",
		.cols = cols,
		.n_cols = N_OF(cols),
		.sorts = sorts,
		.n_sorts = N_OF(sorts),
	},
};

static const struct scope scopes[] = {
	{ .role = ROLE_CLERK, .where = "1" },
	{ .role = ROLE_LEADER, .where = "1" },
	{ .role = ROLE_SECADMIN, .where = "1" },
	{ .role = ROLE_AUDITOR, .where = "1" },
};

static const char *const refs[] = {
	"t.kind = :v",
	"t.kind = CASE :v WHEN '监督意见书' THEN 'letter' WHEN '转办函' THEN 'transfer' "
	"WHEN '采纳情况反馈表' THEN 'feedback' WHEN '责令纠正通知书' THEN 'order' WHEN '不成立说明函' THEN 'unfounded' "
	"WHEN '办理结果告知函' THEN 'outcome' WHEN '反馈情况告知函' THEN 'answer' WHEN '聘书' THEN 'appointment' "
	"WHEN '监督员证' THEN 'card' WHEN '送达回证' THEN 'receipt' WHEN '花名册' THEN 'roster' "
	"WHEN '选聘公告' THEN 'notice' WHEN '邀请函' THEN 'invitation' WHEN '报名表（推荐表）' THEN 'application' "
	"WHEN '报名表' THEN 'application' WHEN '推荐表' THEN 'application' WHEN '资格审查表' THEN 'check' "
	"WHEN '公示' THEN 'publicity' WHEN '活动通知' THEN 'activity' WHEN '签到表' THEN 'signin' "
	"WHEN '审查报告' THEN 'examination' WHEN '专项行政执法监督检查通知' THEN 'inspection' "
	"WHEN '建议追究责任函' THEN 'accountability' WHEN '解聘决定' THEN 'dismissal' "
	"WHEN '解聘公告' THEN 'dismissal_notice' WHEN '年度综合评价表' THEN 'evaluation' "
	"WHEN '归档目录' THEN 'archive' WHEN '年度报告' THEN 'annual' WHEN '台账' THEN 'register' WHEN '月报' THEN 'monthly' END",
	NULL,
};

static const char *
title(struct act *a, const void *row)
{
	(void)a;
	return word_label(paper_kinds, ((const struct template *)row)->kind);
}

const struct flow flow_template = {
	.name = "template",
	.label = N_("文书模板"),
	.table = "template",
	.states = states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct template),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = lists,
	.n_lists = N_OF(lists),
	.scopes = scopes,
	.n_scopes = N_OF(scopes),
	.number_field = "kind",
	.refs = refs,
	.choose = "instr(t.kind, :v) > 0",
	.title = title,
	.menu = 194,
};
