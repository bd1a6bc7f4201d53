/*
 * cases.c: the words of opinions and reviews, and what both flows ask alike.
 *
 * Knows: supervisors, agencies, accounts as far as a case needs them.
 * Must not know: the course of either flow.
 */
#include "flow/cases.h"

#include <ctype.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "flow/duties.h"
#include "flow/flows.h"
#include "flow/parties.h"

const struct word opinion_states[] = {
	WORD_NONE,
	{ "registered", N_("已登记"), 8 },
	{ "served", N_("办理中"), 14 },
	{ "replied", N_("已答复"), 14 },
	{ "conveyed", N_("已告知"), 14 },
	{ "accepted", N_("已认可"), 14 },
	{ "petitioned", N_("已提请监督"), 15 },
	{ "closed", N_("办结"), 14 },
	{ "withdrawn", N_("已撤回"), 0 },
	WORD_END,
};

const struct word opinion_kinds[] = {
	WORD_NONE,
	{ "correction", N_("纠正意见"), 9 },
	{ "advice", N_("工作建议"), 8 },
	{ "public", N_("社会反映"), 8 },
	WORD_END,
};

const struct word opinion_routes[] = {
	WORD_NONE,
	{ "agency", N_("经区司法局转送"), 13 },
	{ "direct", N_("直接向执法机构提出"), 13 },
	{ "bureau", N_("出具意见书提请区司法局监督"), 13 },
	WORD_END,
};

const struct word opinion_adopted[] = {
	WORD_NONE,
	{ "adopted", N_("采纳"), 14 },
	{ "partly", N_("部分采纳"), 14 },
	{ "refused", N_("不予采纳"), 14 },
	WORD_END,
};

const struct word enforcement_fields[] = {
	WORD_NONE,
	{ "permit", N_("行政许可"), 0 },
	{ "penalty", N_("行政处罚"), 0 },
	{ "coercion", N_("行政强制"), 0 },
	{ "levy", N_("行政征收"), 0 },
	{ "confirm", N_("行政确认"), 0 },
	{ "payment", N_("行政给付"), 0 },
	{ "ruling", N_("行政裁决"), 0 },
	{ "inspection", N_("行政检查"), 0 },
	{ "other", N_("其他"), 0 },
	WORD_AKA("permit=许可 penalty=处罚 coercion=强制 levy=征收 confirm=确认 payment=给付 ruling=裁决 inspection=检查"),
};

const struct word enforcement_fields_short[] = {
	WORD_NONE,
	{ "permit", N_("许可"), 0 },
	{ "penalty", N_("处罚"), 0 },
	{ "coercion", N_("强制"), 0 },
	{ "levy", N_("征收"), 0 },
	{ "confirm", N_("确认"), 0 },
	{ "payment", N_("给付"), 0 },
	{ "ruling", N_("裁决"), 0 },
	{ "inspection", N_("检查"), 0 },
	{ "other", N_("其他"), 0 },
	WORD_END,
};

const struct word serve_ways[] = {
	WORD_NONE,
	{ "direct", N_("直接送达"), 0 },
	{ "post", N_("邮寄送达"), 0 },
	{ "email", N_("电子邮件"), 0 },
	{ "system", N_("系统送达"), 0 },
	{ "leave", N_("留置送达"), 0 },
	{ "entrust", N_("委托送达"), 0 },
	{ "raised", N_("监督员直接提出"), 13 },
	WORD_END,
};

const struct word convey_ways[] = {
	WORD_NONE,
	{ "face", N_("当面告知"), 0 },
	{ "phone", N_("电话告知"), 0 },
	{ "letter", N_("书面告知"), 0 },
	{ "email", N_("邮件告知"), 0 },
	{ "system", N_("系统告知"), 0 },
	{ "meeting", N_("会议告知"), 0 },
	{ "known", N_("监督员已知悉"), 0 },
	WORD_END,
};

const struct word review_states[] = {
	WORD_NONE,
	{ "received", N_("已收到"), 13 },
	{ "examining", N_("审查中"), 16 },
	{ "investigating", N_("调查中"), 16 },
	{ "decided", N_("已决定"), 16 },
	{ "ordered", N_("责令纠正"), 16 },
	{ "corrected", N_("已纠正"), 16 },
	{ "conveyed", N_("已告知"), 16 },
	{ "closed", N_("办结"), 16 },
	WORD_END,
};

const struct word review_sources[] = {
	WORD_NONE,
	{ "direct", N_("监督员直接提交"), 13 },
	{ "refused", N_("未获采纳后提请"), 15 },
	{ "overdue", N_("逾期未反馈后提请"), 13 },
	WORD_END,
};

const struct word review_inquiries[] = {
	WORD_NONE,
	{ "special_inspection", N_("专项行政执法监督检查"), 16 },
	{ "investigation", N_("调查"), 16 },
	WORD_END,
};

const struct word review_outcomes[] = {
	WORD_NONE,
	{ "established", N_("成立"), 16 },
	{ "partly", N_("部分成立"), 16 },
	{ "self_corrected", N_("已自行纠正"), 16 },
	{ "transferred", N_("移送"), 16 },
	{ "withdrawn", N_("撤回"), 16 },
	{ "unfounded", N_("不成立"), 16 },
	WORD_END,
};

const struct word recheck_results[] = {
	WORD_NONE,
	{ "upheld", N_("维持"), 0 },
	{ "changed", N_("变更"), 0 },
	{ "cancelled", N_("撤销"), 0 },
	WORD_END,
};

bool
case_number_read(const char *number, int *year, int64_t *serial)
{
	int64_t run = 0, last = -1;
	int digits = 0, y = 0;

	/* The first run of four digits is the year, the last run the serial. */
	for (const char *p = number;; p++) {
		if (isdigit((unsigned char)*p) && digits < 9) {
			run = run * 10 + (*p - '0');
			digits++;
			continue;
		}
		if (digits == 4 && y == 0)
			y = (int)run;
		else if (digits > 0)
			last = run;
		run = digits = 0;
		if (*p == '\0')
			break;
	}
	*year = y;
	*serial = last;
	return y >= 1900 && y < 3000 && last >= 0;
}

int64_t
case_number_key(const char *number)
{
	int64_t serial;
	int year;

	return case_number_read(number, &year, &serial) ? year * INT64_C(10000000) + serial % 10000000 : 0;
}

bool
case_before_rule(struct act *a, day_t day)
{
	day_t in_force = day_parse_iso(setting_text(a->db, a->arena, "in_force", "2024-06-11"));

	return day != DAY_NONE && in_force != DAY_NONE && day < in_force;
}

bool
case_in_order(struct act *a, const char *field, day_t later, day_t earlier, const char *sentence)
{
	char iso[DAY_TEXT];

	if (later == DAY_NONE || earlier == DAY_NONE || later >= earlier)
		return true;
	return act_refuse(a, field, 0, "%s（%s）", sentence, day_format(earlier, iso));
}

const char *
case_day(struct act *a, day_t d)
{
	int y, m, day;

	day_split(d, &y, &m, &day);
	return arena_printf(a->arena, "%d月%d日", m, day);
}

int
case_month(day_t d)
{
	int y, m, day;

	if (d == DAY_NONE)
		return 0;
	day_split(d, &y, &m, &day);
	return y * 12 + m - 1;
}

void
case_copy_all(struct act *a)
{
	uint64_t given = a->given;

	a->given = ~UINT64_C(0);
	act_copy(a);
	a->given = given;
}

bool
case_person(struct act *a, int64_t supervisor, struct case_party *out)
{
	const struct supervisor *s = act_load(a, "supervisor", supervisor);
	const struct person *p = s != NULL ? act_load(a, "person", s->person) : NULL;

	memset(out, 0, sizeof *out);
	if (p == NULL)
		return act_refuse(a, "supervisor", 13, _("没有这位监督员"));
	out->supervisor = supervisor;
	out->person = s->person;
	out->name = p->name;
	out->initials = p->initials;
	out->certificate = "";
	return true;
}

/* The term of PERSON that covered ON, 0 none: a matter found late belongs to the term it was raised in. */
static int64_t
term_on(struct act *a, int64_t person, day_t on)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT id FROM supervisor WHERE person = :person AND term_start <= :day AND term_end >= :day "
		"AND (left_on IS NULL OR left_on >= :day) ORDER BY term_start DESC LIMIT 1");
	int64_t id = 0;

	db_bind_int(s, ":person", person);
	db_bind_day(s, ":day", on);
	if (db_step(s))
		id = db_int(s, 0);
	db_done(s);
	return id;
}

bool
case_supervisor(struct act *a, int64_t supervisor, day_t on, const char *certificate, struct case_party *out)
{
	const struct supervisor *s = act_load(a, "supervisor", supervisor);
	const struct certificate *card;
	char from[DAY_TEXT], until[DAY_TEXT];

	if (!case_person(a, supervisor, out))
		return false;
	if ((a->actor->roles & ROLE_BUREAU) == 0 && (a->actor->roles & ROLE_SUPERVISOR) && s->person != a->actor->person)
		return act_refuse(a, "supervisor", 13, _("监督员只能以本人名义提出"));
	if (s->rec.state != SUPERVISOR_ACTIVE)
		return act_refuse(a, "supervisor", s->rec.state == SUPERVISOR_DISMISSED ? 17 : 5,
			_("监督员%s现为“%s”，不在聘期内"), out->name, word_label(supervisor_states, s->rec.state));
	if (!supervisor_in_office(s, on)) {
		int64_t other = term_on(a, s->person, on);

		if (other == 0)
			return act_refuse(a, "supervisor", 5, _("提出日期不在监督员%s的聘期（%s至%s）内"), out->name,
				day_format(s->term_start, from), day_format(s->term_end, until));
		out->supervisor = other;
	}
	card = act_load(a, "certificate", supervisor_certificate(a, out->supervisor, on));
	out->certificate = certificate;
	if (*certificate == '\0') {
		if (card == NULL)
			return act_refuse(a, "certificate", 13, _("监督员%s没有有效的监督员证，请填写所出示的证件编号"),
				out->name);
		out->certificate = card->number;
	} else if (card == NULL || strcmp(card->number, certificate) != 0) {
		act_notice(a, _("证件编号%s与监督员%s在册的证件不一致"), certificate, out->name);
	}
	return true;
}

bool
case_carry_rows(struct act *a, const char *action, const char *sql, int64_t person, const char *name, const char *initials)
{
	int64_t ids[200], after = 0;
	size_t n;

	do {
		struct stmt *s = db_prepare(a->db, sql);

		n = 0;
		db_bind_int(s, ":person", person);
		db_bind_int(s, ":after", after);
		while (n < N_OF(ids) && db_step(s))
			ids[n++] = db_int(s, 0);
		db_done(s);
		for (size_t i = 0; i < n; i++)
			if (act_also(a, action, ids[i], "person_name", name, "initials", initials, NULL) == 0)
				return false;
		if (n > 0)
			after = ids[n - 1];
	} while (n == N_OF(ids));
	return true;
}

bool
case_carry_name(struct act *a, int64_t person, const char *name, const char *initials)
{
	return case_carry_rows(a, "opinion.carry",
			"SELECT id FROM opinion WHERE person = :person AND id > :after ORDER BY id", person, name, initials) &&
		case_carry_rows(a, "review.carry",
			"SELECT id FROM review WHERE person = :person AND id > :after ORDER BY id", person, name, initials) &&
		case_carry_rows(a, "attendance.carry",
			"SELECT id FROM attendance WHERE person = :person AND id > :after ORDER BY id", person, name, initials) &&
		case_carry_rows(a, "finding.carry",
			"SELECT id FROM finding WHERE person = :person AND id > :after ORDER BY id", person, name, initials) &&
		duty_carry_name(a, person, name, initials);
}

bool
case_agency(struct act *a, int64_t agency, bool ask, const char **name, const char **initials)
{
	const struct agency *g;

	*name = *initials = "";
	if (agency == 0)
		return true;
	g = act_load(a, "agency", agency);
	if (g == NULL)
		return act_refuse(a, "agency", 13, _("没有这个执法机构"));
	if (ask && g->rec.state == AGENCY_CLOSED) {
		if (g->successor != 0)
			return act_refuse(a, "agency", 13, _("%s已撤并，请向承继其职责的%s提出"), g->name,
				act_title(a, "agency", g->successor));
		return act_refuse(a, "agency", 13, _("%s已撤销"), g->name);
	}
	*name = g->name;
	*initials = strcmp(g->initials, g->short_initials) == 0 ?
		g->initials : arena_printf(a->arena, "%s %s", g->initials, g->short_initials);
	return true;
}

const struct field case_assign_fields[4] = {
	{ F_REF(struct case_assign, to, "account"), .label = N_("接办人"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_LINE(struct case_assign, reason), .label = N_("交接原因"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_DAY(struct case_assign, on), .label = N_("交接日期"), .flags = FIELD_HAPPENED },
	{ F_LINE(struct case_assign, late_reason), .label = N_("补记原因"), .flags = FIELD_LATE | FIELD_NOTE },
};

bool
case_assign_check(struct act *a, int64_t officer)
{
	const struct case_assign *in = a->args;
	struct stmt *s = db_prepare(a->db,
		"SELECT name, disabled, instr(',' || roles || ',', ',clerk,') > 0 OR instr(',' || roles || ',', ',leader,') > 0 "
		"FROM account WHERE id = :id");
	const char *name = "";
	bool disabled = false, fit = false;

	if (in->to == officer)
		return act_refuse(a, "to", 0, _("承办人没有变"));
	db_bind_int(s, ":id", in->to);
	if (db_step(s)) {
		name = arena_strdup(a->arena, db_text(s, 0));
		disabled = db_int(s, 1) != 0;
		fit = db_int(s, 2) != 0;
	}
	db_done(s);
	if (disabled)
		return act_refuse(a, "to", 0, _("账户“%s”已停用，不能接办"), name);
	if (!fit)
		return act_refuse(a, "to", 0, _("“%s”不是区司法局的经办人，不能接办"), name);
	return true;
}
