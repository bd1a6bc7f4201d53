/*
 * inquiry.c: the flow of inquiries: what a supervisor asked an agency, and whether it answered.
 *
 * Knows: articles 9 (the powers), 13 (the certificate is shown), 20 (agencies give convenience).
 * Must not know: opinions beyond naming the one that grew out of it; faces.
 *
 * The rows stand here and their functions beside; inquiry_books.c says how one is found.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "flow/cases.h"
#include "flow/conflict.h"
#include "flow/erase.h"
#include "flow/flows.h"
#include "flow/inquiry_acts.h"
#include "flow/parties.h"

#define FIX FIELD_CORRECTABLE
#define LATE(S) \
	{ F_LINE(S, late_reason), .label = N_("补记原因"), .flags = FIELD_LATE | FIELD_NOTE, .hint = N_("补记较早的事项时填写") }

static const struct field fields[] = {
	{ F_LINE(struct inquiry, number), .label = N_("编号") },
	{ F_INT(struct inquiry, number_key), .label = N_("编号序"), .flags = FIELD_HIDDEN },
	{ F_REF(struct inquiry, person, "person"), .label = N_("监督员"), .article = 9 },
	{ F_REF(struct inquiry, supervisor, "supervisor"), .label = N_("监督员聘期"), .flags = FIELD_HIDDEN },
	{ F_NAME(struct inquiry, person_name), .label = N_("监督员姓名"), .flags = FIELD_PERSONAL | FIELD_HIDDEN },
	{ F_LINE(struct inquiry, certificate), .label = N_("证件编号"), .flags = FIX, .article = 13 },
	{ F_BOOL(struct inquiry, shown), .label = N_("已出示证件"), .flags = FIX, .article = 13 },
	{ F_REF(struct inquiry, agency, "agency"), .label = N_("执法机构"), .article = 20 },
	{ F_LINE(struct inquiry, agency_name), .label = N_("执法机构原名"), .flags = FIELD_HIDDEN },
	{ F_LINE(struct inquiry, initials), .label = N_("拼音首字母"), .flags = FIELD_HIDDEN },
	{ F_WORD(struct inquiry, kind, inquiry_kinds), .label = N_("方式"), .flags = FIX, .article = 9 },
	{ F_LINE(struct inquiry, officers), .label = N_("执法人员"), .flags = FIX },
	{ F_LINE(struct inquiry, place), .label = N_("地点"), .flags = FIX },
	{ F_PARA(struct inquiry, matter), .label = N_("询问查阅内容"), .flags = FIX, .article = 9 },
	{ F_DAY(struct inquiry, asked_on), .label = N_("提出日期"), .flags = FIX },
	{ F_DAY(struct inquiry, received_on), .label = N_("收到日期") },
	{ F_INT(struct inquiry, answer_days), .label = N_("答复期限"), .flags = FIELD_HIDDEN },
	{ F_INT(struct inquiry, reminders), .label = N_("催办次数") },
	{ F_DAY(struct inquiry, reminded_on), .label = N_("最近催办日期") },
	{ F_DAY(struct inquiry, answered_on), .label = N_("答复日期"), .flags = FIX, .article = 20 },
	{ F_BOOL(struct inquiry, refused), .label = N_("拒绝"), .article = 20 },
	{ F_INT(struct inquiry, refusals), .label = N_("拒绝次数"), .article = 20 },
	{ F_INT(struct inquiry, days_taken), .label = N_("所用工作日"), .article = 20 },
	{ F_PARA(struct inquiry, answer), .label = N_("答复情况"), .flags = FIX },
	{ F_PARA(struct inquiry, materials), .label = N_("查阅调取的材料"), .flags = FIX },
	{ F_LINE(struct inquiry, answerer), .label = N_("答复人"), .flags = FIX },
	{ F_PARA(struct inquiry, refuse_reason), .label = N_("拒绝理由"), .flags = FIX, .article = 20 },
	{ F_REF(struct inquiry, opinion, "opinion"), .label = N_("由此提出的监督意见"), .flags = FIX | FIELD_KEPT },
	{ F_DAY(struct inquiry, closed_on), .label = N_("办结日期") },
	{ F_LINE(struct inquiry, result), .label = N_("办理结果") },
	{ F_REF(struct inquiry, officer, "account"), .label = N_("承办人") },
	{ F_BOOL(struct inquiry, before_rule), .label = N_("早于规则施行"), .article = 21 },
};

/* The working days an answer took, as counted when it came. */
static int64_t
days_taken(struct act *a, const struct inquiry *q)
{
	int n = q->answered_on != DAY_NONE ? calendar_count(a->cal, q->asked_on, q->answered_on) : 0;

	return n > 0 ? n : 0;
}

/* The agency answers by its liaison: the name is known then. */
static const char *
answerer(struct act *a, const char *given)
{
	bool liaison = (a->actor->roles & ROLE_AGENCY) && !(a->actor->roles & ROLE_BUREAU);

	return *given == '\0' && liaison ? a->actor->name : given;
}

/* ---- register 登记 ---- */

struct inquiry_register {
	int64_t supervisor;
	const char *certificate;
	bool shown;
	day_t asked_on;
	day_t received_on;
	int64_t agency;
	word_t kind;
	const char *matter, *officers, *place;
	day_t answered_on;
	const char *answer, *materials, *answerer;
	const char *late_reason;
};

static const struct field register_fields[] = {
	{ F_REF(struct inquiry_register, supervisor, "supervisor"), .label = N_("监督员"), .flags = FIELD_REQUIRED, .article = 9,
	  .hint = N_("姓名、证号或拼音首字母") },
	{ F_LINE(struct inquiry_register, certificate), .label = N_("证件编号"), .article = 13, .max = 60,
	  .hint = N_("不填则取现有监督员证") },
	{ F_BOOL(struct inquiry_register, shown), .label = N_("已出示证件"), .article = 13, .standard = "是" },
	{ F_DAY(struct inquiry_register, asked_on), .label = N_("提出日期"), .flags = FIELD_REQUIRED | FIELD_HAPPENED },
	{ F_DAY(struct inquiry_register, received_on), .label = N_("收到日期"), .flags = FIELD_RECEIVED },
	{ F_REF(struct inquiry_register, agency, "agency"), .label = N_("执法机构"), .flags = FIELD_REQUIRED | FIELD_NOTE,
	  .article = 20 },
	{ F_WORD(struct inquiry_register, kind, inquiry_kinds), .label = N_("方式"), .flags = FIELD_REQUIRED | FIELD_NOTE, .article = 9 },
	{ F_PARA(struct inquiry_register, matter), .label = N_("询问查阅内容"), .flags = FIELD_REQUIRED, .article = 9 },
	{ F_LINE(struct inquiry_register, officers), .label = N_("执法人员"), .hint = N_("姓名或执法证号，用顿号分开") },
	{ F_LINE(struct inquiry_register, place), .label = N_("地点") },
	{ F_DAY(struct inquiry_register, answered_on), .label = N_("答复日期"), .flags = FIELD_PAST,
	  .hint = N_("当场或者已经答复的填写") },
	{ F_PARA(struct inquiry_register, answer), .label = N_("答复情况") },
	{ F_PARA(struct inquiry_register, materials), .label = N_("查阅调取的材料"), .hint = N_("每行一项") },
	{ F_LINE(struct inquiry_register, answerer), .label = N_("答复人") },
	LATE(struct inquiry_register),
};

static bool
check_register(struct act *a)
{
	const struct inquiry_register *in = a->args;
	struct case_party party;
	const char *name, *initials;

	if (in->answered_on == DAY_NONE && (*in->answer != '\0' || *in->materials != '\0'))
		return act_refuse(a, "answered_on", 20, _("有答复内容而没有答复日期"));
	if (in->answered_on != DAY_NONE && *in->answer == '\0' && *in->materials == '\0')
		return act_refuse(a, "answer", 20, _("有答复日期而没有答复情况"));
	return case_in_order(a, "answered_on", in->answered_on, in->asked_on, _("答复日期不能早于提出日期")) &&
		case_agency(a, in->agency, true, &name, &initials) &&
		case_supervisor(a, in->supervisor, in->asked_on, in->certificate, &party);
}

static bool
run_register(struct act *a)
{
	const struct inquiry_register *in = a->args;
	struct inquiry *q = a->row;
	struct case_party party;
	const char *initials;
	size_t told = strlen(a->notices);
	int year, month, day;

	case_copy_all(a);
	if (!case_supervisor(a, in->supervisor, in->asked_on, in->certificate, &party) ||
		!case_agency(a, in->agency, false, &q->agency_name, &initials))
		return false;
	a->notices[told] = '\0'; /* the check has said it already */
	day_split(in->asked_on, &year, &month, &day);
	q->number = act_number(a, "inquiry", year);
	q->number_key = case_number_key(q->number);
	q->supervisor = party.supervisor;
	q->person = party.person;
	q->person_name = party.name;
	q->certificate = party.certificate;
	q->initials = arena_printf(a->arena, "%s %s", party.initials, initials);
	q->answer_days = setting_int(a->db, "inquiry_days", 5);
	q->days_taken = days_taken(a, q);
	q->before_rule = case_before_rule(a, q->asked_on);
	q->officer = conflict_officer(a, q->agency);
	q->rec.state = q->answered_on != DAY_NONE ? INQUIRY_ANSWERED : INQUIRY_ASKED;
	if (!q->shown)
		act_notice(a, _("未出示监督员证：监督员开展监督应当出示证件（第十三条），执法机构可以据此不予答复"));
	act_note(a, "%s", q->number);
	return true;
}

/* ---- answer 登记答复 ---- */

struct inquiry_answer {
	day_t on;
	const char *answer, *materials, *answerer;
	const char *late_reason;
};

static const struct field answer_fields[] = {
	{ F_DAY(struct inquiry_answer, on), .label = N_("答复日期"), .flags = FIELD_HAPPENED, .article = 20 },
	{ F_PARA(struct inquiry_answer, answer), .label = N_("答复情况"), .flags = FIELD_REQUIRED, .article = 20 },
	{ F_PARA(struct inquiry_answer, materials), .label = N_("查阅调取的材料"), .hint = N_("每行一项") },
	{ F_LINE(struct inquiry_answer, answerer), .label = N_("答复人"), .flags = FIELD_NOTE },
	LATE(struct inquiry_answer),
};

static bool
check_answer(struct act *a)
{
	const struct inquiry *q = a->row;
	const struct inquiry_answer *in = a->args;

	return case_in_order(a, "on", in->on, q->asked_on, _("答复日期不能早于提出日期")) &&
		case_in_order(a, "on", in->on, q->answered_on, _("答复日期不能早于拒绝日期"));
}

static bool
run_answer(struct act *a)
{
	struct inquiry *q = a->row;
	const struct inquiry_answer *in = a->args;

	q->answered_on = in->on;
	q->answer = in->answer;
	q->materials = in->materials;
	q->answerer = answerer(a, in->answerer);
	q->refused = false;
	q->days_taken = days_taken(a, q);
	q->rec.state = INQUIRY_ANSWERED;
	act_note(a, _("用%lld工作日"), (long long)q->days_taken);
	return true;
}

/* ---- refuse 登记拒绝 ---- */

struct inquiry_refuse {
	day_t on;
	const char *refuse_reason;
	const char *answerer;
	const char *late_reason;
};

static const struct field refuse_fields[] = {
	{ F_DAY(struct inquiry_refuse, on), .label = N_("拒绝日期"), .flags = FIELD_HAPPENED, .article = 20 },
	{ F_PARA(struct inquiry_refuse, refuse_reason), .label = N_("拒绝理由"), .flags = FIELD_REQUIRED, .article = 20,
	  .hint = N_("执法机构未说理由的，如实写明") },
	{ F_LINE(struct inquiry_refuse, answerer), .label = N_("拒绝人"), .flags = FIELD_NOTE },
	LATE(struct inquiry_refuse),
};

static bool
check_refuse(struct act *a)
{
	const struct inquiry *q = a->row;
	const struct inquiry_refuse *in = a->args;

	return case_in_order(a, "on", in->on, q->asked_on, _("拒绝日期不能早于提出日期"));
}

static bool
run_refuse(struct act *a)
{
	struct inquiry *q = a->row;
	const struct inquiry_refuse *in = a->args;

	q->answered_on = in->on;
	q->refuse_reason = in->refuse_reason;
	q->answerer = answerer(a, in->answerer);
	q->refused = true;
	q->refusals++;
	q->days_taken = days_taken(a, q);
	q->rec.state = INQUIRY_REFUSED;
	if (!q->shown)
		act_notice(a, _("登记为未出示监督员证（第十三条），请核对拒绝是否与此有关"));
	return true;
}

/* ---- remind 催办 ---- */

struct inquiry_remind {
	word_t how;
	day_t on;
	const char *text;
	const char *late_reason;
};

static const struct field remind_fields[] = {
	{ F_WORD(struct inquiry_remind, how, convey_ways), .label = N_("催办方式"), .flags = FIELD_NOTE, .standard = "phone" },
	{ F_DAY(struct inquiry_remind, on), .label = N_("催办日期"), .flags = FIELD_HAPPENED },
	{ F_LINE(struct inquiry_remind, text), .label = N_("催办内容"), .flags = FIELD_NOTE, .max = 500 },
	LATE(struct inquiry_remind),
};

static bool
check_remind(struct act *a)
{
	const struct inquiry *q = a->row;
	const struct inquiry_remind *in = a->args;

	return case_in_order(a, "on", in->on, q->asked_on, _("催办日期不能早于提出日期"));
}

static bool
run_remind(struct act *a)
{
	struct inquiry *q = a->row;
	const struct inquiry_remind *in = a->args;

	q->reminders++;
	if (q->reminded_on == DAY_NONE || in->on > q->reminded_on)
		q->reminded_on = in->on;
	act_note(a, _("第%lld次"), (long long)q->reminders);
	return true;
}

/* ---- close 办结 ---- */

struct inquiry_close {
	day_t on;
	const char *result;
	int64_t opinion;
	const char *late_reason;
};

static const struct field close_fields[] = {
	{ F_DAY(struct inquiry_close, on), .label = N_("办结日期"), .flags = FIELD_HAPPENED },
	{ F_LINE(struct inquiry_close, result), .label = N_("办理结果"), .flags = FIELD_NOTE, .max = 500,
	  .hint = N_("被拒绝的，写明如何处理") },
	{ F_REF(struct inquiry_close, opinion, "opinion"), .label = N_("由此提出的监督意见"), .flags = FIELD_NOTE },
	LATE(struct inquiry_close),
};

/* An opinion that grew out of the inquiry is the same supervisor's. */
static bool
check_opinion(struct act *a, int64_t opinion)
{
	const struct inquiry *q = a->row;
	const struct opinion *o = act_load(a, "opinion", opinion);

	if (opinion == 0 || o == NULL || o->person == q->person)
		return true;
	return act_refuse(a, "opinion", 0, _("监督意见%s不是%s提出的"), o->number, q->person_name);
}

static bool
check_close(struct act *a)
{
	const struct inquiry *q = a->row;
	const struct inquiry_close *in = a->args;

	if (q->rec.state == INQUIRY_REFUSED && text_is_blank(in->result))
		return act_refuse(a, "result", 20, _("执法机构应当支持监督员工作（第二十条），被拒绝的须写明如何处理"));
	return case_in_order(a, "on", in->on, q->answered_on, _("办结日期不能早于答复日期")) && check_opinion(a, in->opinion);
}

static bool
run_close(struct act *a)
{
	struct inquiry *q = a->row;
	const struct inquiry_close *in = a->args;

	q->closed_on = in->on;
	q->result = in->result;
	if (in->opinion != 0)
		q->opinion = in->opinion;
	q->rec.state = INQUIRY_CLOSED;
	return true;
}

/* ---- assign 交接 ---- */

static bool
check_assign(struct act *a)
{
	const struct inquiry *q = a->row;

	return case_assign_check(a, q->officer) &&
		conflict_admits(a, "to", ((const struct case_assign *)a->args)->to, q->agency);
}

static bool
run_assign(struct act *a)
{
	((struct inquiry *)a->row)->officer = ((const struct case_assign *)a->args)->to;
	return true;
}

/* ---- correct 更正 ---- */

struct inquiry_correct {
	const char *certificate;
	bool shown;
	int64_t agency;
	word_t kind;
	const char *matter, *officers, *place;
	day_t asked_on, answered_on;
	const char *answer, *materials, *answerer, *refuse_reason;
	int64_t opinion;
	const char *reason;
};

static const struct field correct_fields[] = {
	{ F_LINE(struct inquiry_correct, certificate), .label = N_("证件编号"), .flags = FIELD_PREFILL, .article = 13, .max = 60 },
	{ F_BOOL(struct inquiry_correct, shown), .label = N_("已出示证件"), .flags = FIELD_PREFILL, .article = 13 },
	{ F_REF(struct inquiry_correct, agency, "agency"), .label = N_("执法机构"), .flags = FIELD_PREFILL, .article = 20 },
	{ F_WORD(struct inquiry_correct, kind, inquiry_kinds), .label = N_("方式"), .flags = FIELD_PREFILL, .article = 9 },
	{ F_PARA(struct inquiry_correct, matter), .label = N_("询问查阅内容"), .flags = FIELD_PREFILL, .article = 9 },
	{ F_LINE(struct inquiry_correct, officers), .label = N_("执法人员"), .flags = FIELD_PREFILL },
	{ F_LINE(struct inquiry_correct, place), .label = N_("地点"), .flags = FIELD_PREFILL },
	{ F_DAY(struct inquiry_correct, asked_on), .label = N_("提出日期"), .flags = FIELD_PREFILL | FIELD_PAST },
	{ F_DAY(struct inquiry_correct, answered_on), .label = N_("答复日期"), .flags = FIELD_PREFILL | FIELD_PAST, .article = 20 },
	{ F_PARA(struct inquiry_correct, answer), .label = N_("答复情况"), .flags = FIELD_PREFILL },
	{ F_PARA(struct inquiry_correct, materials), .label = N_("查阅调取的材料"), .flags = FIELD_PREFILL },
	{ F_LINE(struct inquiry_correct, answerer), .label = N_("答复人"), .flags = FIELD_PREFILL },
	{ F_PARA(struct inquiry_correct, refuse_reason), .label = N_("拒绝理由"), .flags = FIELD_PREFILL, .article = 20 },
	{ F_REF(struct inquiry_correct, opinion, "opinion"), .label = N_("由此提出的监督意见"), .flags = FIELD_PREFILL },
	{ F_LINE(struct inquiry_correct, reason), .label = N_("更正原因"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 500 },
};

/* What must hold of any inquiry, however it came to be so. */
static bool
consistent(struct act *a, const struct inquiry *q)
{
	bool asked = q->rec.state == INQUIRY_ASKED;

	if (q->agency == 0)
		return act_refuse(a, "agency", 20, _("执法机构：不能为空"));
	if (q->kind == 0)
		return act_refuse(a, "kind", 9, _("方式：不能为空"));
	if (q->asked_on == DAY_NONE)
		return act_refuse(a, "asked_on", 0, _("提出日期：不能为空"));
	if (text_is_blank(q->matter))
		return act_refuse(a, "matter", 9, _("询问查阅内容：不能为空"));
	if (asked && (q->answered_on != DAY_NONE || *q->answer != '\0' || *q->materials != '\0' || *q->refuse_reason != '\0'))
		return act_refuse(a, "answered_on", 20, _("尚未答复，请用“登记答复”或者“登记拒绝”办理，不能用更正"));
	if (!asked && q->answered_on == DAY_NONE)
		return act_refuse(a, "answered_on", 20, _("答复日期：不能为空"));
	if (q->refused && q->refuse_reason[strspn(q->refuse_reason, " \t\n")] == '\0')
		return act_refuse(a, "refuse_reason", 20, _("拒绝理由：不能为空"));
	return case_in_order(a, "answered_on", q->answered_on, q->asked_on, _("答复日期不能早于提出日期")) &&
		case_in_order(a, "asked_on", q->received_on, q->asked_on, _("提出日期不能晚于收到日期")) &&
		case_in_order(a, "answered_on", q->closed_on, q->answered_on, _("答复日期不能晚于办结日期"));
}

static bool
may_correct(struct act *a)
{
	const struct inquiry *q = a->row;

	if (!(a->actor->roles & ROLE_CLERK) && q->rec.state != INQUIRY_ASKED)
		return act_bar(a, _("已有答复，由区司法局更正"));
	return true;
}

static bool
check_correct(struct act *a)
{
	const struct inquiry *q = a->row;
	const struct inquiry_correct *in = a->args;
	const char *name, *initials;

	if (act_given(a, "agency") && in->agency != q->agency && !case_agency(a, in->agency, true, &name, &initials))
		return false;
	return !act_given(a, "opinion") || check_opinion(a, in->opinion);
}

static bool
run_correct(struct act *a)
{
	struct inquiry *q = a->row;
	struct case_party party;
	const char *name, *initials;
	int64_t agency = q->agency;

	act_copy(a);
	if (!case_person(a, q->supervisor, &party) || !case_agency(a, q->agency, false, &name, &initials))
		return false;
	if (q->agency != agency)
		q->agency_name = name;
	q->initials = arena_printf(a->arena, "%s %s", party.initials, initials);
	q->days_taken = days_taken(a, q);
	q->before_rule = case_before_rule(a, q->asked_on);
	return consistent(a, q);
}

/* ---- carry: a person's corrected name ---- */

static bool
run_carry(struct act *a)
{
	struct inquiry *q = a->row;
	const struct name_carry *in = a->args;
	const char *name, *initials;

	if (!case_agency(a, q->agency, false, &name, &initials))
		return false;
	q->person_name = in->person_name;
	q->initials = arena_printf(a->arena, "%s %s", in->initials, initials);
	return true;
}

#define ALL (S(INQUIRY_ASKED) | S(INQUIRY_ANSWERED) | S(INQUIRY_REFUSED) | S(INQUIRY_CLOSED))
#define ALIVE (S(INQUIRY_ASKED) | S(INQUIRY_ANSWERED) | S(INQUIRY_REFUSED))
#define TABLE(t, S) .fields = t, .n_fields = N_OF(t), .args_size = sizeof(S)

static const struct action actions[] = {
	{
		.name = "inquiry.register",
		.label = N_("登记询问查阅"),
		.help = N_("登记监督员向执法机构询问、查阅、调查了解、查询或者调取案卷；当场答复的一并填写答复。"),
		.article = 9,
		.roles = ROLE_CLERK | ROLE_SUPERVISOR,
		.from = S_NEW,
		.to = S(INQUIRY_ASKED) | S(INQUIRY_ANSWERED),
		TABLE(register_fields, struct inquiry_register),
		.check = check_register,
		.run = run_register,
	},
	{
		.name = "inquiry.answer",
		.label = N_("登记答复"),
		.help = N_("登记执法机构的答复或者查阅、调取的情况；先前拒绝、经协调后答复的也在这里登记。"),
		.article = 20,
		.roles = ROLE_CLERK | ROLE_AGENCY | ROLE_SUPERVISOR,
		.from = S(INQUIRY_ASKED) | S(INQUIRY_REFUSED),
		.to = S(INQUIRY_ANSWERED),
		.key = 'f',
		TABLE(answer_fields, struct inquiry_answer),
		.check = check_answer,
		.run = run_answer,
	},
	{
		.name = "inquiry.refuse",
		.label = N_("登记拒绝"),
		.help = N_("执法机构拒绝答复、查阅或者提供的，写明理由；拒绝计入该机构的配合情况。"),
		.article = 20,
		.roles = ROLE_CLERK | ROLE_AGENCY | ROLE_SUPERVISOR,
		.from = S(INQUIRY_ASKED),
		.to = S(INQUIRY_REFUSED),
		.key = 'n',
		TABLE(refuse_fields, struct inquiry_refuse),
		.check = check_refuse,
		.run = run_refuse,
	},
	{
		.name = "inquiry.remind",
		.label = N_("催办"),
		.help = N_("请执法机构支持、配合，每次催办留痕。"),
		.article = 20,
		.roles = ROLE_CLERK,
		.from = S(INQUIRY_ASKED),
		.key = 'u',
		.flags = ACT_KEEPS,
		TABLE(remind_fields, struct inquiry_remind),
		.check = check_remind,
		.run = run_remind,
	},
	{
		.name = "inquiry.close",
		.label = N_("办结"),
		.help = N_("办结一件询问查阅；由此提出监督意见的，填写意见编号。"),
		.article = 9,
		.roles = ROLE_CLERK,
		.from = S(INQUIRY_ANSWERED) | S(INQUIRY_REFUSED),
		.to = S(INQUIRY_CLOSED),
		.key = 'b',
		TABLE(close_fields, struct inquiry_close),
		.check = check_close,
		.run = run_close,
	},
	{
		.name = "inquiry.assign",
		.label = N_("交接承办人"),
		.help = N_("把这件询问查阅交给另一位经办人承办，写明原因。"),
		.roles = ROLE_BUREAU,
		.from = ALIVE,
		.key = 'g',
		.flags = ACT_KEEPS,
		TABLE(case_assign_fields, struct case_assign),
		.check = check_assign,
		.run = run_assign,
	},
	{
		.name = "inquiry.correct",
		.label = N_("更正登记内容"),
		.help = N_("更正登记有误的内容，原内容、新内容和原因留痕。"),
		.roles = ROLE_CLERK | ROLE_SUPERVISOR,
		.from = ALL,
		.key = 'r',
		.flags = ACT_KEEPS | ACT_CORRECT,
		TABLE(correct_fields, struct inquiry_correct),
		.may = may_correct,
		.check = check_correct,
		.run = run_correct,
	},
	{
		.name = "inquiry.carry",
		.label = N_("同步监督员姓名"),
		.help = N_("监督员姓名更正后，所作询问查阅随之更正。"),
		.roles = ROLE_PROGRAM,
		.from = ALL,
		.flags = ACT_KEEPS | ACT_INTERNAL,
		TABLE(name_carry_fields, struct name_carry),
		.run = run_carry,
	},
	ACTION_ERASE("inquiry"),
};

static const char *const refs[] = { "q.number = :v", NULL };

static const char *const counted[] = { "kind", "officer", NULL };

const struct flow flow_inquiry = {
	.name = "inquiry",
	.label = N_("询问查阅"),
	.table = "inquiry",
	.states = inquiry_states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct inquiry),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = inquiry_lists,
	.n_lists = N_OF(inquiry_lists),
	.scopes = inquiry_scopes,
	.n_scopes = N_OF(inquiry_scopes),
	.sees = inquiry_sees,
	.away = "q.agency",
	.number_field = "number",
	.refs = refs,
	.choose = "q.number >= :v AND q.number < :v || char(1114111)",
	.title = inquiry_title,
	.clocks = inquiry_clocks,
	.waits = inquiry_waits,
	.tally = inquiry_tally,
	.counted = counted,
	.text = inquiry_text,
	.menu = 80,
};
