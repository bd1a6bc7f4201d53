/*
 * opinion_register.c: how an opinion comes in: registered from paper or by its
 * supervisor, or read from the office's sheet of old ones.
 *
 * Knows: who may raise one, and with whom (articles 8, 9, 13).
 * Must not know: how a sheet is read, how the matter goes on.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/conflict.h"
#include "flow/opinion_acts.h"

const struct field opinion_register_fields[18] = {
	{ F_REF(struct opinion_register, supervisor, "supervisor"), .label = N_("监督员"), .flags = FIELD_REQUIRED, .article = 13,
	  .hint = N_("姓名、证号或拼音首字母") },
	{ F_LINE(struct opinion_register, certificate), .label = N_("证件编号"), .article = 13, .max = 60,
	  .hint = N_("不填则取现有监督员证") },
	{ F_DAY(struct opinion_register, raised_on), .label = N_("提出日期"), .flags = FIELD_REQUIRED | FIELD_HAPPENED },
	{ F_DAY(struct opinion_register, received_on), .label = N_("收到日期"), .flags = FIELD_RECEIVED },
	{ F_REF(struct opinion_register, agency, "agency"), .label = N_("执法机构"), .flags = FIELD_NOTE, .article = 13,
	  .hint = N_("纠正意见必填") },
	{ F_WORD(struct opinion_register, kind, opinion_kinds), .label = N_("意见类型"), .flags = FIELD_REQUIRED, .article = 8 },
	{ F_WORD(struct opinion_register, field, enforcement_fields), .label = N_("执法领域"), .flags = FIELD_REQUIRED },
	{ F_WORD(struct opinion_register, route, opinion_routes), .label = N_("提出方式"), .flags = FIELD_REQUIRED,
	  .article = 13, .standard = "agency" },
	{ F_PARA(struct opinion_register, facts), .label = N_("事实与理由"), .flags = FIELD_REQUIRED, .article = 13 },
	{ F_PARA(struct opinion_register, basis), .label = N_("依据") },
	{ F_PARA(struct opinion_register, advice), .label = N_("意见建议") },
	{ F_LINE(struct opinion_register, officers), .label = N_("执法人员"), .article = 2, .hint = N_("姓名或执法证号，用顿号分开") },
	{ F_LINE(struct opinion_register, place), .label = N_("地点") },
	{ F_DAY(struct opinion_register, occurred_on), .label = N_("发生日期"), .flags = FIELD_PAST },
	{ F_PARA(struct opinion_register, evidence), .label = N_("证据材料"), .max = 4000, .hint = N_("每行一项") },
	{ F_BOOL(struct opinion_register, oral), .label = N_("已口头提出") },
	{ F_LINE(struct opinion_register, number), .label = N_("原编号"), .max = 60, .hint = N_("补录纸质登记时填写，否则自动编号") },
	OPINION_LATE(struct opinion_register),
};

/* The sheets say 不采纳 where the rule says 不予采纳. */
enum { SHEET_NOT_ADOPTED = 4 };
static const struct word sheet_adopted[] = {
	WORD_NONE,
	{ "adopted", N_("采纳"), 14 },
	{ "partly", N_("部分采纳"), 14 },
	{ "refused", N_("不予采纳"), 14 },
	{ "not_adopted", N_("不采纳"), 14 },
	WORD_END,
};

const struct field opinion_import_fields[22] = {
	{ F_LINE(struct opinion_import, number), .label = N_("意见编号"), .flags = FIELD_REQUIRED, .max = 60, .aka = "编号|登记编号|文号" },
	{ F_NAME(struct opinion_import, supervisor), .label = N_("监督员"), .flags = FIELD_REQUIRED, .article = 13,
	  .aka = "监督员姓名|姓名|提出人" },
	{ F_LINE(struct opinion_import, certificate), .label = N_("证件编号"), .article = 13, .max = 60, .aka = "监督员证号|证号" },
	{ F_DAY(struct opinion_import, raised_on), .label = N_("提出日期"), .flags = FIELD_REQUIRED | FIELD_HAPPENED,
	  .aka = "提出时间|意见日期" },
	{ F_REF(struct opinion_import, agency, "agency"), .label = N_("行政执法机构"), .article = 13,
	  .aka = "执法机构|被监督单位|单位名称" },
	{ F_WORD(struct opinion_import, field, enforcement_fields), .label = N_("执法领域"), .flags = FIELD_REQUIRED, .aka = "领域" },
	{ F_WORD(struct opinion_import, kind, opinion_kinds), .label = N_("意见类型"), .flags = FIELD_REQUIRED, .article = 8,
	  .aka = "类型" },
	{ F_WORD(struct opinion_import, route, opinion_routes), .label = N_("提出方式"), .article = 13, .standard = "agency" },
	{ F_PARA(struct opinion_import, facts), .label = N_("事实与理由"), .flags = FIELD_REQUIRED, .article = 13,
	  .aka = "事实和理由|主要内容" },
	{ F_PARA(struct opinion_import, basis), .label = N_("依据") },
	{ F_PARA(struct opinion_import, advice), .label = N_("意见建议"), .aka = "建议|意见和建议" },
	{ F_LINE(struct opinion_import, officers), .label = N_("执法人员"), .article = 2 },
	{ F_LINE(struct opinion_import, place), .label = N_("地点") },
	{ F_DAY(struct opinion_import, occurred_on), .label = N_("发生日期"), .flags = FIELD_PAST },
	{ F_PARA(struct opinion_import, evidence), .label = N_("证据材料"), .max = 4000, .aka = "证据" },
	{ F_DAY(struct opinion_import, served_on), .label = N_("送达日期"), .flags = FIELD_PAST, .aka = "转送日期" },
	{ F_DAY(struct opinion_import, replied_on), .label = N_("答复日期"), .flags = FIELD_PAST, .article = 14, .aka = "反馈日期" },
	{ F_WORD(struct opinion_import, adopted, sheet_adopted), .label = N_("是否采纳"), .article = 14, .aka = "采纳情况" },
	{ F_PARA(struct opinion_import, reply), .label = N_("答复内容"), .article = 14, .aka = "反馈内容|答复意见|理由" },
	{ F_LINE(struct opinion_import, replier), .label = N_("答复人") },
	{ F_DAY(struct opinion_import, conveyed_on), .label = N_("告知日期"), .flags = FIELD_PAST, .article = 14 },
	{ F_DAY(struct opinion_import, closed_on), .label = N_("办结日期"), .flags = FIELD_PAST },
};

bool
opinion_number_taken(struct act *a, const char *number, int64_t id)
{
	struct stmt *s = db_prepare(a->db, "SELECT 1 FROM opinion WHERE number = :number AND id <> :id");
	bool taken;

	db_bind_text(s, ":number", number);
	db_bind_int(s, ":id", id);
	taken = db_step(s);
	db_done(s);
	return taken;
}

/* Numbers given later keep clear of one that came with the paper. */
static void
reserve_number(struct act *a, const char *number)
{
	int64_t serial;
	int year;

	if (case_number_read(number, &year, &serial))
		number_taken(a->db, "opinion", year, serial);
}

/* ---- register ---- */

bool
opinion_register_check(struct act *a)
{
	const struct opinion_register *in = a->args;
	struct case_party party;
	const char *name, *initials;

	if (in->agency == 0 && in->kind == KIND_CORRECTION)
		return act_refuse(a, "agency", 13, _("纠正意见应当写明所监督的执法机构"));
	if (in->agency == 0 && in->route == ROUTE_DIRECT)
		return act_refuse(a, "agency", 13, _("直接提出的意见应当写明向哪个执法机构提出"));
	if (*in->number != '\0' && opinion_number_taken(a, in->number, 0))
		return act_refuse(a, "number", 0, _("编号%s已经用过"), in->number);
	return case_agency(a, in->agency, true, &name, &initials) &&
		case_supervisor(a, in->supervisor, in->raised_on, in->certificate, &party) &&
		case_in_order(a, "raised_on", in->raised_on, in->occurred_on, _("提出日期不能早于事情发生的日期"));
}

/* The row as the arguments say it; party and agency are known to be good. */
static bool
fill(struct act *a, struct opinion *o, const struct case_party *party)
{
	const char *initials;

	o->supervisor = party->supervisor;
	o->person = party->person;
	o->person_name = party->name;
	o->certificate = party->certificate;
	if (!case_agency(a, o->agency, false, &o->agency_name, &initials))
		return false;
	o->initials = arena_printf(a->arena, "%s %s", party->initials, initials);
	o->before_rule = case_before_rule(a, o->raised_on);
	o->number_key = case_number_key(o->number);
	o->serve_days = setting_int(a->db, "register_days", 3);
	o->reply_days = setting_int(a->db, "reply_days", 15);
	o->convey_days = setting_int(a->db, "convey_days", 5);
	o->accept_days = setting_int(a->db, "accept_days", 10);
	return true;
}

bool
opinion_register_run(struct act *a)
{
	const struct opinion_register *in = a->args;
	struct opinion *o = a->row;
	struct case_party party;
	const char *why;
	size_t told = strlen(a->notices);
	int year, month, day;

	case_copy_all(a);
	if (!case_supervisor(a, in->supervisor, in->raised_on, in->certificate, &party))
		return false;
	a->notices[told] = '\0'; /* the check has said it already */
	day_split(in->raised_on, &year, &month, &day);
	if (*o->number == '\0')
		o->number = act_number(a, "opinion", year);
	else
		reserve_number(a, o->number);
	if (!fill(a, o, &party))
		return false;
	o->officer = conflict_officer(a, o->agency);
	why = conflict_of_person(a->db, a->arena, o->person, o->agency, o->raised_on);
	if (why != NULL)
		act_notice(a, _("%s与%s有回避记录（%s），请核对"), o->person_name, o->agency_name, why);
	o->rec.state = OPINION_REGISTERED;
	if (o->route == ROUTE_DIRECT) {
		/* The agency has it since the supervisor said it (13): its period runs from then. */
		o->served_on = o->raised_on;
		o->serve_how = SERVE_RAISED;
		o->rec.state = OPINION_SERVED;
	} else if (o->route == ROUTE_BUREAU) {
		char raised[DAY_TEXT], received[DAY_TEXT];

		/* The letter's record names this one, so the id is taken before either is stored. */
		o->rec.id = record_new_id(a->db);
		o->petitioned_on = o->raised_on;
		o->rec.state = OPINION_PETITIONED;
		o->review = act_also(a, "review.register", 0,
			"supervisor", arena_printf(a->arena, "%lld", (long long)o->supervisor),
			"agency", o->agency != 0 ? arena_printf(a->arena, "%lld", (long long)o->agency) : "",
			"field", enforcement_fields[o->field].key, "certificate", o->certificate, "facts", o->facts,
			"request", o->advice, "evidence", o->evidence, "raised_on", day_format(o->raised_on, raised),
			"received_on", day_format(o->received_on, received), "late_reason", in->late_reason, NULL);
		if (o->review == 0)
			return false;
	}
	act_note(a, "%s", o->number);
	return true;
}

/* ---- import ---- */

/*
 * The term of the supervisor a sheet means: by name and the date, of two
 * bearers of the name by the certificate number.
 */
static bool
sheet_supervisor(struct act *a, struct case_party *party)
{
	const struct opinion_import *in = a->args;
	struct stmt *s = db_prepare(a->db,
		"SELECT s.id, s.person, s.term_start <= :day AND s.term_end >= :day AND (s.left_on IS NULL OR s.left_on >= :day), "
		"EXISTS (SELECT 1 FROM certificate c WHERE c.supervisor = s.id AND c.number = :certificate) "
		"FROM supervisor s WHERE s.name = :name ORDER BY 4 DESC, 3 DESC, s.term_start DESC");
	int64_t found = 0, person = 0;
	bool covered = false, carded = false, several = false;

	db_bind_text(s, ":name", in->supervisor);
	db_bind_text(s, ":certificate", in->certificate);
	db_bind_day(s, ":day", in->raised_on);
	while (db_step(s)) {
		bool covers = db_int(s, 2) != 0, card = db_int(s, 3) != 0;

		if (found == 0) {
			found = db_int(s, 0);
			person = db_int(s, 1);
			covered = covers;
			carded = card;
		} else if (db_int(s, 1) != person) {
			several = several || !carded;
		} else if (carded && !covered && covers) {
			/* The card of one term, the date of another term of the same person. */
			found = db_int(s, 0);
			covered = true;
		}
	}
	if (found == 0)
		return act_refuse(a, "supervisor", 13, _("没有叫“%s”的监督员"), in->supervisor);
	if (several)
		return act_refuse(a, "supervisor", 13, _("有几位监督员叫“%s”，请填写证件编号"), in->supervisor);
	if (!covered)
		return act_refuse(a, "supervisor", 5, _("提出日期不在监督员%s的聘期内"), in->supervisor);
	return case_person(a, found, party);
}

int64_t
opinion_import_match(struct act *a)
{
	const struct opinion_import *in = a->args;
	struct stmt *s = db_prepare(a->db,
		"SELECT id FROM opinion WHERE number = :number AND raised_on = :raised AND person_name = :name "
		"AND facts = :facts AND coalesce(agency, 0) = :agency");
	int64_t id = 0;

	db_bind_text(s, ":number", in->number);
	db_bind_day(s, ":raised", in->raised_on);
	db_bind_text(s, ":name", in->supervisor);
	db_bind_text(s, ":facts", in->facts);
	db_bind_int(s, ":agency", in->agency);
	if (db_step(s))
		id = db_int(s, 0);
	db_done(s);
	return id;
}

bool
opinion_import_check(struct act *a)
{
	const struct opinion_import *in = a->args;
	struct case_party party;

	if (opinion_number_taken(a, in->number, 0))
		return act_refuse(a, "number", 0, _("编号%s已有登记，内容与表中不同"), in->number);
	if (in->adopted != 0 && in->replied_on == DAY_NONE)
		return act_refuse(a, "replied_on", 14, _("有答复结果而没有答复日期"));
	if (in->adopted == 0 && in->replied_on != DAY_NONE)
		return act_refuse(a, "adopted", 14, _("有答复日期而未写明是否采纳"));
	if (in->adopted == 0 && *in->reply != '\0')
		return act_refuse(a, "adopted", 14, _("有答复内容而未写明是否采纳"));
	if (in->conveyed_on != DAY_NONE && in->replied_on == DAY_NONE)
		return act_refuse(a, "conveyed_on", 14, _("未答复的意见不能有告知日期"));
	if (in->closed_on != DAY_NONE && in->replied_on == DAY_NONE)
		return act_refuse(a, "closed_on", 14, _("未答复的意见不能有办结日期"));
	if (in->route == ROUTE_BUREAU && in->replied_on == DAY_NONE)
		return act_refuse(a, "route", 13, _("尚未办结的意见书请逐件登记，不随表导入"));
	return sheet_supervisor(a, &party);
}

/*
 * Old records: the number is kept to the letter, and no clock starts without a date of
 * service.  What was answered is done; what was not is taken up where the sheet left it.
 */
bool
opinion_import_run(struct act *a)
{
	const struct opinion_import *in = a->args;
	struct opinion *o = a->row;
	struct case_party party;

	case_copy_all(a);
	if (o->adopted == SHEET_NOT_ADOPTED)
		o->adopted = ADOPTED_REFUSED;
	if (!sheet_supervisor(a, &party))
		return false;
	party.certificate = in->certificate;
	reserve_number(a, o->number);
	if (!fill(a, o, &party))
		return false;
	o->rec.state = OPINION_REGISTERED;
	if (o->route == ROUTE_DIRECT && o->served_on == DAY_NONE)
		o->serve_how = SERVE_RAISED;
	if (o->replied_on != DAY_NONE) {
		if (o->closed_on == DAY_NONE)
			o->closed_on = o->conveyed_on != DAY_NONE ? o->conveyed_on : o->replied_on;
		o->rec.state = OPINION_CLOSED;
	} else if (o->served_on != DAY_NONE) {
		o->rec.state = OPINION_SERVED;
	}
	act_note(a, "%s", o->number);
	return opinion_consistent(a, o);
}
