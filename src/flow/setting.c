/*
 * setting.c: the figures of the rule profile and of the office.
 *
 * Knows: which figures there are and what values they can have.  Must not know:
 * what is counted with them.
 *
 * The rows are made with the database; a figure is changed, never added or removed.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "flow/activity_acts.h"
#include "flow/archive.h"
#include "flow/attachment.h"
#include "flow/flows.h"

struct setting {
	struct record rec;
	const char *key;
	const char *value;
	const char *label;
	int64_t article; /* article it comes from, 0 none */
	bool own;        /* the office's own figure, not the rule's */
};

enum setting_state { SETTING_NONE, SETTING_KEPT };

static const struct word states[] = {
	WORD_NONE,
	[SETTING_KEPT] = { "kept", N_("生效"), 0 },
	WORD_END,
};

/* Keys with the names people read; the file holds the same names for tools that read it alone. */
static const struct word keys[] = {
	WORD_NONE,
	{ "term_years", N_("聘期（年）"), 5 },
	{ "min_age", N_("最低年龄（周岁）"), 6 },
	{ "max_age", N_("一般不超过的年龄（周岁）"), 6 },
	{ "notice_days", N_("公示期（工作日）"), 7 },
	{ "supplement_days", N_("补正材料期限（工作日）"), 7 },
	{ "objection_days", N_("异议处理期限（工作日）"), 7 },
	{ "begin_days", N_("报名截止后开始审查期限（工作日）"), 7 },
	{ "appoint_days", N_("公示期满后聘任期限（工作日）"), 7 },
	{ "absences", N_("提出解聘的连续缺席次数"), 17 },
	{ "in_force", N_("规则施行之日"), 21 },
	{ "reply_days", N_("执法机构反馈期限（工作日）"), 14 },
	{ "review_days", N_("监督意见书审查期限（工作日）"), 16 },
	{ "correct_days", N_("责令纠正期限（自然日）"), 16 },
	{ "recheck_ask_days", N_("申请复查期限（工作日）"), 0 },
	{ "recheck_days", N_("复查决定期限（工作日）"), 0 },
	{ "transfer_report_days", N_("移送反馈期限（工作日）"), 0 },
	{ "register_days", N_("登记后送达期限（工作日）"), 0 },
	{ "convey_days", N_("告知监督员期限（工作日）"), 14 },
	{ "accept_days", N_("监督员确认期限（工作日）"), 15 },
	{ "backdate_days", N_("补记超过几日须说明原因（自然日）"), 0 },
	{ "renew_lead_days", N_("期满前几日提示（自然日）"), 5 },
	{ "max_age_from", N_("超龄自生日后第几日起算"), 6 },
	{ "max_age_hard", N_("超龄一律不予聘任（1是，0否）"), 6 },
	{ "max_terms", N_("连续聘任届数上限（0不限）"), 5 },
	{ "recall_days", N_("收回监督员证期限（工作日）"), 17 },
	{ "statement_days", N_("解聘前陈述申辩期限（工作日）"), 17 },
	{ "word_dismissal", N_("解聘决定编号字头"), 17 },
	{ "word_certificate", N_("监督员证编号字头"), 7 },
	{ "word_letter", N_("聘书编号字头"), 7 },
	{ "word_review", N_("监督意见书审查编号字头"), 16 },
	{ "word_order", N_("责令纠正通知书编号字头"), 16 },
	{ "word_paper", N_("函件编号字头"), 0 },
	{ "word_report", N_("年度报告编号字头"), 0 },
	{ "office_name", N_("文书上的机关名称"), 0 },
	{ "paper_basis", N_("文书引用的依据"), 0 },
	{ "office_contact", N_("文书上的联系方式（地址、电话）"), 0 },
	{ "basis_letter", N_("文书依据：监督意见书"), 13 },
	{ "basis_transfer", N_("文书依据：转办函"), 14 },
	{ "basis_order", N_("文书依据：责令纠正通知书"), 16 },
	{ "basis_unfounded", N_("文书依据：不成立说明函"), 16 },
	{ "basis_outcome", N_("文书依据：办理结果告知函"), 16 },
	{ "basis_answer", N_("文书依据：反馈情况告知函"), 14 },
	{ "basis_appointment", N_("文书依据：聘书"), 7 },
	{ "basis_notice", N_("文书依据：选聘公告"), 7 },
	{ "basis_invitation", N_("文书依据：邀请函"), 7 },
	{ "basis_publicity", N_("文书依据：公示"), 7 },
	{ "basis_activity", N_("文书依据：活动通知"), 12 },
	{ "basis_examination", N_("文书依据：审查报告"), 16 },
	{ "basis_inspection", N_("文书依据：专项行政执法监督检查通知"), 16 },
	{ "basis_accountability", N_("文书依据：建议追究责任函"), 16 },
	{ "basis_dismissal", N_("文书依据：解聘决定"), 17 },
	{ "basis_dismissal_notice", N_("文书依据：解聘公告"), 17 },
	{ "basis_annual", N_("文书依据：年度报告"), 0 },
	{ "small_cells", N_("报告里涉及人员、少于几的数不写出（0都写）"), 0 },
	{ "attachment_size", N_("一个附件最大（MB）"), 0 },
	{ "attachment_total", N_("一件的附件合计最大（MB）"), 0 },
	{ "attachment_types", N_("准许的附件类型"), 0 },
	{ "printer", N_("打印机（CUPS 队列名；-不直接打印）"), 0 },
	{ "keep_supervisor_years", N_("监督员个人信息离任后保存年限（年）"), 0 },
	{ "keep_candidate_years", N_("未聘参选人员个人信息保存年限（年）"), 0 },
	{ "keep_trail_months", N_("留痕在数据库里保存几个月才可归档"), 0 },
	{ "keep_spool_days", N_("各账户文件夹里的文件保存几天"), 0 },
	{ "uncounted_kinds", N_("不计入连续缺席的活动类型"), 17 },
	{ "attend_days", N_("活动后登记出席期限（工作日）"), 18 },
	{ "ambiwidth", N_("宽度不定字符的列数（auto、1、2）"), 0 },
	{ "inquiry_days", N_("询问查阅答复期限（工作日）"), 20 },
	{ "misconduct_days", N_("违法违规违纪反馈处理期限（工作日）"), 19 },
	{ "duty_period", N_("履职情况报送周期（quarter、half、year）"), 18 },
	{ "duty_auto", N_("期满自动通知报送履职情况（1是，0否）"), 18 },
	{ "duty_days", N_("履职情况报送期限（工作日）"), 18 },
	{ "assess_days", N_("履职情况评定期限（工作日）"), 18 },
	{ "evaluation_days", N_("综合评价期限（工作日）"), 18 },
	{ "weight_activity", N_("评价权重：参加监督活动"), 8 },
	{ "weight_opinion", N_("评价权重：提出监督意见"), 8 },
	{ "weight_study", N_("评价权重：学习培训"), 8 },
	{ "weight_report", N_("评价权重：履行义务"), 10 },
	{ "weight_conduct", N_("评价权重：遵守纪律"), 11 },
	{ "expect_opinions", N_("一年应提监督意见（件）"), 8 },
	{ "expect_hours", N_("一年应达学时"), 8 },
	{ "grade_excellent", N_("优秀的最低分"), 18 },
	{ "grade_competent", N_("称职的最低分"), 18 },
	{ "grade_basic", N_("基本称职的最低分"), 18 },
	{ "enter_length", N_("口令最短字数"), 0 },
	{ "enter_kinds", N_("口令至少含几类字符"), 0 },
	{ "enter_long", N_("满多少字不再要求字符种类"), 0 },
	{ "enter_history", N_("不得与最近几个口令相同"), 0 },
	{ "enter_days", N_("口令有效天数（0不限）"), 0 },
	{ "enter_initial_days", N_("初始口令有效天数"), 0 },
	{ "enter_failures", N_("登录失败几次锁定"), 0 },
	{ "enter_lock_minutes", N_("登录失败锁定分钟"), 0 },
	{ "enter_idle_minutes", N_("闲置几分钟锁屏（0不锁）"), 0 },
	{ "enter_second", N_("密钥登录后的第二步（0无，1口令，2动态码）"), 0 },
	WORD_END,
};

/* Where a figure comes from: the rule's own, the office's for what an article asks, the office's alone. */
static const struct word sources[] = {
	WORD_NONE,
	{ "rule_5", N_("第五条"), 5 },
	{ "rule_6", N_("第六条"), 6 },
	{ "rule_7", N_("第七条"), 7 },
	{ "rule_17", N_("第十七条"), 17 },
	{ "rule_21", N_("第二十一条"), 21 },
	{ "own", N_("本局"), 0 },
	{ "own_5", N_("本局，依第五条"), 5 },
	{ "own_7", N_("本局，依第七条"), 7 },
	{ "own_8", N_("本局，依第八条"), 8 },
	{ "own_10", N_("本局，依第十条"), 10 },
	{ "own_11", N_("本局，依第十一条"), 11 },
	{ "own_12", N_("本局，依第十二条"), 12 },
	{ "own_13", N_("本局，依第十三条"), 13 },
	{ "own_14", N_("本局，依第十四条"), 14 },
	{ "own_15", N_("本局，依第十五条"), 15 },
	{ "own_16", N_("本局，依第十六条"), 16 },
	{ "own_17", N_("本局，依第十七条"), 17 },
	{ "own_18", N_("本局，依第十八条"), 18 },
	{ "own_19", N_("本局，依第十九条"), 19 },
	{ "own_20", N_("本局，依第二十条"), 20 },
	{ "grade", N_("GB/T 22239—2019"), 0 },
	WORD_END,
};

enum value_kind { VALUE_NUMBER, VALUE_DAY, VALUE_WORD, VALUE_WIDTH, VALUE_PERIOD, VALUE_KINDS, VALUE_TYPES, VALUE_PRINTER,
	VALUE_SMALL };

/* What a figure can be; one that is not listed is any short text. */
static const struct bounds {
	const char *key;
	enum value_kind kind;
	int least, most;
} bounds[] = {
	{ .key = "keep_supervisor_years", .kind = VALUE_NUMBER, .least = 1, .most = 100 },
	{ .key = "keep_candidate_years", .kind = VALUE_NUMBER, .least = 1, .most = 100 },
	/* GB/T 22239-2019 and the Cybersecurity Law, article 21: six months at least. */
	{ .key = "keep_trail_months", .kind = VALUE_NUMBER, .least = ARCHIVE_MONTHS_LEAST, .most = 1200 },
	{ .key = "keep_spool_days", .kind = VALUE_NUMBER, .least = 1, .most = 3650 },
	{ .key = "term_years", .kind = VALUE_NUMBER, .least = 1, .most = 10 },
	{ .key = "min_age", .kind = VALUE_NUMBER, .least = 18, .most = 60 },
	{ .key = "max_age", .kind = VALUE_NUMBER, .least = 30, .most = 120 },
	{ .key = "notice_days", .kind = VALUE_NUMBER, .least = 1, .most = 60 },
	{ .key = "supplement_days", .kind = VALUE_NUMBER, .least = 1, .most = 60 },
	{ .key = "objection_days", .kind = VALUE_NUMBER, .least = 1, .most = 365 },
	{ .key = "begin_days", .kind = VALUE_NUMBER, .least = 1, .most = 365 },
	{ .key = "appoint_days", .kind = VALUE_NUMBER, .least = 1, .most = 365 },
	{ .key = "absences", .kind = VALUE_NUMBER, .least = 1, .most = 20 },
	{ .key = "in_force", .kind = VALUE_DAY },
	{ .key = "reply_days", .kind = VALUE_NUMBER, .least = 1, .most = 365 },
	{ .key = "review_days", .kind = VALUE_NUMBER, .least = 1, .most = 365 },
	{ .key = "correct_days", .kind = VALUE_NUMBER, .least = 1, .most = 365 },
	{ .key = "recheck_ask_days", .kind = VALUE_NUMBER, .least = 1, .most = 365 },
	{ .key = "recheck_days", .kind = VALUE_NUMBER, .least = 1, .most = 365 },
	{ .key = "transfer_report_days", .kind = VALUE_NUMBER, .least = 1, .most = 365 },
	{ .key = "register_days", .kind = VALUE_NUMBER, .least = 1, .most = 365 },
	{ .key = "convey_days", .kind = VALUE_NUMBER, .least = 1, .most = 365 },
	{ .key = "accept_days", .kind = VALUE_NUMBER, .least = 1, .most = 365 },
	{ .key = "backdate_days", .kind = VALUE_NUMBER, .least = 0, .most = 3650 },
	{ .key = "renew_lead_days", .kind = VALUE_NUMBER, .least = 0, .most = 730 },
	{ .key = "max_age_from", .kind = VALUE_NUMBER, .least = 0, .most = 1 },
	{ .key = "max_age_hard", .kind = VALUE_NUMBER, .least = 0, .most = 1 },
	{ .key = "max_terms", .kind = VALUE_NUMBER, .least = 0, .most = 10 },
	{ .key = "recall_days", .kind = VALUE_NUMBER, .least = 1, .most = 365 },
	{ .key = "statement_days", .kind = VALUE_NUMBER, .least = 1, .most = 365 },
	{ .key = "word_dismissal", .kind = VALUE_WORD },
	{ .key = "word_certificate", .kind = VALUE_WORD },
	{ .key = "word_letter", .kind = VALUE_WORD },
	{ .key = "word_review", .kind = VALUE_WORD },
	{ .key = "word_order", .kind = VALUE_WORD },
	{ .key = "word_paper", .kind = VALUE_WORD },
	{ .key = "word_report", .kind = VALUE_WORD },
	{ .key = "small_cells", .kind = VALUE_SMALL, .least = 3, .most = 20 },
	{ .key = "attachment_size", .kind = VALUE_NUMBER, .least = 1, .most = 50 },
	{ .key = "attachment_total", .kind = VALUE_NUMBER, .least = 1, .most = 10000 },
	{ .key = "attachment_types", .kind = VALUE_TYPES },
	{ .key = "printer", .kind = VALUE_PRINTER },
	{ .key = "uncounted_kinds", .kind = VALUE_KINDS },
	{ .key = "attend_days", .kind = VALUE_NUMBER, .least = 1, .most = 365 },
	{ .key = "ambiwidth", .kind = VALUE_WIDTH },
	{ .key = "inquiry_days", .kind = VALUE_NUMBER, .least = 1, .most = 365 },
	{ .key = "misconduct_days", .kind = VALUE_NUMBER, .least = 1, .most = 365 },
	{ .key = "duty_period", .kind = VALUE_PERIOD },
	{ .key = "duty_auto", .kind = VALUE_NUMBER, .least = 0, .most = 1 },
	{ .key = "duty_days", .kind = VALUE_NUMBER, .least = 1, .most = 365 },
	{ .key = "assess_days", .kind = VALUE_NUMBER, .least = 1, .most = 365 },
	{ .key = "evaluation_days", .kind = VALUE_NUMBER, .least = 1, .most = 365 },
	{ .key = "weight_activity", .kind = VALUE_NUMBER, .least = 0, .most = 100 },
	{ .key = "weight_opinion", .kind = VALUE_NUMBER, .least = 0, .most = 100 },
	{ .key = "weight_study", .kind = VALUE_NUMBER, .least = 0, .most = 100 },
	{ .key = "weight_report", .kind = VALUE_NUMBER, .least = 0, .most = 100 },
	{ .key = "weight_conduct", .kind = VALUE_NUMBER, .least = 0, .most = 100 },
	{ .key = "expect_opinions", .kind = VALUE_NUMBER, .least = 1, .most = 1000 },
	{ .key = "expect_hours", .kind = VALUE_NUMBER, .least = 1, .most = 1000 },
	{ .key = "grade_excellent", .kind = VALUE_NUMBER, .least = 1, .most = 100 },
	{ .key = "grade_competent", .kind = VALUE_NUMBER, .least = 1, .most = 100 },
	{ .key = "grade_basic", .kind = VALUE_NUMBER, .least = 1, .most = 100 },
	{ .key = "enter_length", .kind = VALUE_NUMBER, .least = 8, .most = 64 },
	{ .key = "enter_kinds", .kind = VALUE_NUMBER, .least = 1, .most = 4 },
	{ .key = "enter_long", .kind = VALUE_NUMBER, .least = 12, .most = 64 },
	{ .key = "enter_history", .kind = VALUE_NUMBER, .least = 0, .most = 24 },
	{ .key = "enter_days", .kind = VALUE_NUMBER, .least = 0, .most = 365 },
	{ .key = "enter_initial_days", .kind = VALUE_NUMBER, .least = 1, .most = 30 },
	{ .key = "enter_failures", .kind = VALUE_NUMBER, .least = 3, .most = 10 },
	{ .key = "enter_lock_minutes", .kind = VALUE_NUMBER, .least = 1, .most = 1440 },
	{ .key = "enter_idle_minutes", .kind = VALUE_NUMBER, .least = 0, .most = 60 },
	{ .key = "enter_second", .kind = VALUE_NUMBER, .least = 0, .most = 2 },
};

static const struct field fields[] = {
	{ F_LINE(struct setting, key), .label = N_("键") },
	{ F_LINE(struct setting, value), .label = N_("取值") },
	/* For who reads the file without this program; here the title says it. */
	{ F_LINE(struct setting, label), .label = N_("名称"), .flags = FIELD_HIDDEN },
	{ F_INT(struct setting, article), .label = N_("依据第几条") },
	{ F_BOOL(struct setting, own), .label = N_("本局设定") },
};

static const char *
name_of(const struct setting *g)
{
	word_t w = word_key(keys, g->key);

	return w != 0 ? word_label(keys, w) : g->label;
}

/* ---- set ---- */
struct setting_set {
	const char *value;
	const char *reason;
};

static const struct field set_fields[] = {
	{ F_LINE(struct setting_set, value), .label = N_("取值"), .flags = FIELD_REQUIRED | FIELD_PREFILL,
		.max = 500 },
	{ F_LINE(struct setting_set, reason), .label = N_("依据或原因"), .flags = FIELD_NOTE, .max = 200 },
};

static bool
check_number(struct act *a, const struct bounds *b, const char *value)
{
	char *last;
	long n = strtol(value, &last, 10);

	if (*value != '\0' && *last == '\0' && n >= b->least && n <= b->most)
		return true;
	return act_refuse(a, "value", (int)((const struct setting *)a->row)->article,
		_("取值：%s应为%d至%d的整数"), name_of(a->row), b->least, b->most);
}

/* The thresholds of the grades stand in their order. */
static bool
check_grades(struct act *a, const char *key, const char *value)
{
	static const char *const order[] = { "grade_basic", "grade_competent", "grade_excellent" };
	long n = strtol(value, NULL, 10);

	for (size_t i = 0; i < N_OF(order); i++) {
		if (strcmp(key, order[i]) != 0)
			continue;
		if ((i > 0 && n <= act_setting(a, order[i - 1])) ||
			(i + 1 < N_OF(order) && n >= act_setting(a, order[i + 1])))
			return act_refuse(a, "value", 18, _("取值：基本称职、称职、优秀的最低分应当依次升高"));
	}
	return true;
}

/* Kinds of activities, keys or labels, joined by 、 or commas; "-" none of them. */
static bool
kinds_good(struct act *a, const char *value)
{
	const char *at = value, *name;

	if (strcmp(value, "-") == 0)
		return true;
	while (*(name = next_name(a, &at)) != '\0')
		if (word_find(activity_kinds, name) == 0)
			return act_refuse(a, "value", 17, _("取值：没有“%s”这种活动"), name);
	return true;
}

/* The figures of the door and of what it leaves behind are the security administrator's, where there is one; the others are the office's. */
static bool
may_set(struct act *a)
{
	const char *key = ((const struct setting *)a->row)->key;
	bool door = strncmp(key, "enter_", 6) == 0 || strcmp(key, "keep_trail_months") == 0 || strcmp(key, "keep_spool_days") == 0;

	if (a->actor->personal || door == ((a->actor->roles & ROLE_SECADMIN) != 0))
		return true;
	return door ? act_bar(a, _("登录、口令、留痕和文件夹的设定由安全管理员改")) : act_bar(a, _("业务的设定由局领导改"));
}

/* Endings of file names, joined by 、 or commas; each a type that a file's first bytes can be held against. */
static bool
types_good(struct act *a, const char *value)
{
	const char *at = value, *name;

	while (*(name = next_name(a, &at)) != '\0')
		if (!attachment_type_known(name))
			return act_refuse(a, "value", 0, _("取值：不认识“%s”这种文件"), name);
	return true;
}

/* The name of a queue, as it is handed to lp: never an option. */
static bool
printer_good(const char *value)
{
	if (strcmp(value, "-") == 0)
		return true;
	return *value != '-' && strlen(value) <= 100 &&
		strspn(value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-") == strlen(value);
}

static bool
check_set(struct act *a)
{
	const struct setting_set *in = a->args;
	const struct setting *g = a->row;
	const struct bounds *b = NULL;

	for (size_t i = 0; i < N_OF(bounds); i++)
		if (strcmp(bounds[i].key, g->key) == 0)
			b = &bounds[i];
	if (strcmp(in->value, g->value) == 0)
		return act_refuse(a, "value", 0, _("取值：与现值相同"));
	if (b == NULL)
		return true;
	if (!check_grades(a, g->key, in->value))
		return false;
	switch (b->kind) {
	case VALUE_NUMBER:
		return check_number(a, b, in->value);
	case VALUE_DAY:
		return day_parse_iso(in->value) != DAY_NONE ||
			act_refuse(
				a, "value", (int)g->article, _("取值：%s应为日期，如2024-06-11"), name_of(g));
	case VALUE_WORD:
		/* Digits would be read as the year or the serial of a number. */
		return strpbrk(in->value, "0123456789") == NULL ||
			act_refuse(a, "value", (int)g->article, _("取值：%s不能含数字"), name_of(g));
	case VALUE_WIDTH:
		return strcmp(in->value, "auto") == 0 || strcmp(in->value, "1") == 0 ||
			strcmp(in->value, "2") == 0 ||
			act_refuse(a, "value", 0, _("取值：%s只能是auto、1或2"), name_of(g));
	case VALUE_SMALL:
		/* "<2" could only be 1. */
		return strcmp(in->value, "0") == 0 || check_number(a, b, in->value);
	case VALUE_PERIOD:
		return strcmp(in->value, "quarter") == 0 || strcmp(in->value, "half") == 0 || strcmp(in->value, "year") == 0 ||
			act_refuse(a, "value", 18, _("取值：%s只能是quarter、half或year"), name_of(g));
	case VALUE_KINDS:
		return kinds_good(a, in->value);
	case VALUE_TYPES:
		return types_good(a, in->value);
	case VALUE_PRINTER:
		return printer_good(in->value) ||
			act_refuse(a, "value", 0, _("取值：%s是CUPS的队列名，只含字母、数字、“_”“.”“-”；不直接打印写“-”"), name_of(g));
	}
	return true;
}

static bool
run_set(struct act *a)
{
	const struct setting_set *in = a->args;
	struct setting *g = a->row;

	act_note(a, _("%s：%s → %s"), name_of(g), g->value, in->value);
	g->value = in->value;
	return true;
}

static const struct action actions[] = {
	{
		.name = "setting.set",
		.label = N_("改设定"),
		.help = N_("改规则配置或本局设定的数值；此后开始的期限按新值计算。"),
		.roles = ROLE_LEADER | ROLE_SECADMIN,
		.from = S(SETTING_KEPT),
		.to = S(SETTING_KEPT),
		.key = 's',
		.fields = set_fields,
		.n_fields = N_OF(set_fields),
		.args_size = sizeof(struct setting_set),
		.may = may_set,
		.check = check_set,
		.run = run_set,
	},
};

/* ---- lists ---- */
static const struct list_col cols[] = {
	{ .name = "key", .label = N_("键"), .sql = "g.key", .type = LT_TEXT, .width = 20, .rank = 2 },
	{ .name = "label", .label = N_("名称"), .sql = "g.key", .type = LT_WORD, .words = keys, .width = 32,
		.min = 20 },
	{ .name = "value", .label = N_("取值"), .sql = "g.value", .type = LT_TEXT, .width = 12 },
	{ .name = "source", .label = N_("依据"), .type = LT_WORD, .words = sources, .width = 18, .rank = 3,
		.sql = "CASE WHEN substr(g.key, 1, 6) = 'enter_' OR g.key = 'keep_trail_months' THEN 'grade' WHEN g.own THEN 'own' ELSE 'rule' END || CASE WHEN g.article > 0 THEN '_' || g.article ELSE '' END" },
	{ .name = "article", .label = N_("条"), .sql = "g.article", .type = LT_INT, .json_only = true },
	{ .name = "own", .label = N_("本局设定"), .sql = "g.own", .type = LT_INT, .json_only = true },
};

static const struct list_filter filters[] = {
	{ .name = "own", .label = N_("本局设定"), .sql = "g.own = :v", .type = FT_BOOL },
	{ .name = "article", .label = N_("条"), .sql = "g.article = :v", .type = FT_INT },
};

static const struct list_sort sorts[] = {
	{ .name = "order", .label = N_("按顺序"), .sql = "g.id" },
	{ .name = "key", .label = N_("按键"), .sql = "g.key" },
};

static const struct list lists[] = {
	{
		.name = "setting",
		.label = N_("设定"),
		.from = "setting g",
		.id = "g.id",
		.cols = cols,
		.n_cols = N_OF(cols),
		.filters = filters,
		.n_filters = N_OF(filters),
		.sorts = sorts,
		.n_sorts = N_OF(sorts),
	},
};

static const struct scope scopes[] = {
	{ .role = ROLE_CLERK, .where = "1" },
	{ .role = ROLE_LEADER, .where = "1" },
	{ .role = ROLE_SYSADMIN, .where = "1" },
	{ .role = ROLE_SECADMIN, .where = "1" },
	{ .role = ROLE_AUDITOR, .where = "1" },
};

static const char *const refs[] = {
	"g.key = :v",
	NULL,
};

static const char *
title(struct act *a, const void *row)
{
	(void)a;
	return name_of(row);
}

const struct flow flow_setting = {
	.name = "setting",
	.label = N_("设定"),
	.table = "setting",
	.states = states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct setting),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = lists,
	.n_lists = N_OF(lists),
	.scopes = scopes,
	.n_scopes = N_OF(scopes),
	.number_field = "key",
	.refs = refs,
	.choose = "instr(g.key, :v) > 0 OR instr(g.label, :v) > 0",
	.title = title,
	.menu = 195,
};
