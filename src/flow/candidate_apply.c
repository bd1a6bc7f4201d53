/*
 * candidate_apply.c: who applies: by form or from a list; one person once in a round, found again
 * across rounds and terms by the identity number.
 *
 * Knows: articles 3, 4, 6(5), 7(1).  Must not know: how an application is judged.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/idno.h"
#include "flow/candidate_acts.h"
#include "flow/cases.h"
#include "flow/parties.h"

enum { CHANNEL_UNIT = 1 };

const struct field candidate_apply_fields[17] = {
	{ F_REF(struct candidate_apply, round, "round"), .label = N_("选聘批次"), .article = 7,
		.hint = N_("不填为正在报名的一批"), .aka = "批次" },
	{ F_NAME(struct candidate_apply, name), .label = N_("姓名"), .flags = FIELD_REQUIRED, .max = 50,
		.aka = "参选人|报名人|推荐人选" },
	{ F_IDNO(struct candidate_apply, idno), .label = N_("身份证号"), .flags = FIELD_REQUIRED | FIELD_SENSITIVE,
		.article = 6, .aka = "身份证|身份证号码|公民身份号码|证件号码" },
	{ F_SET(struct candidate_apply, categories, supervisor_categories), .label = N_("类别"), .flags = FIELD_REQUIRED,
		.article = 3, .aka = "人员类别|界别" },
	{ F_WORD(struct candidate_apply, channel, candidate_channels), .label = N_("产生方式"), .flags = FIELD_REQUIRED,
		.article = 4, .aka = "报名方式|推荐方式" },
	{ F_LINE(struct candidate_apply, recommender), .label = N_("推荐单位"), .article = 4, .max = 100 },
	{ F_BOOL(struct candidate_apply, declared), .label = N_("已签真实性声明"), .article = 7,
		.aka = "声明|本人承诺|承诺书" },
	{ F_WORD(struct candidate_apply, in_district, candidate_districts), .label = N_("在本区情况"), .article = 6,
		.aka = "本区居住或工作" },
	{ F_LINE(struct candidate_apply, residence), .label = N_("住址或工作地"), .flags = FIELD_SENSITIVE, .article = 6,
		.max = 100, .aka = "住址|家庭住址" },
	{ F_LINE(struct candidate_apply, employer), .label = N_("工作单位及职务"), .max = 100,
		.aka = "工作单位|单位及职务" },
	{ F_LINE(struct candidate_apply, phone), .label = N_("联系电话"), .flags = FIELD_SENSITIVE, .max = 40,
		.aka = "电话|手机|手机号" },
	{ F_LINE(struct candidate_apply, ethnic), .label = N_("民族"), .max = 20 },
	{ F_LINE(struct candidate_apply, politics), .label = N_("政治面貌"), .max = 30 },
	{ F_LINE(struct candidate_apply, education), .label = N_("学历"), .max = 30, .aka = "文化程度" },
	{ F_DAY(struct candidate_apply, applied_on), .label = N_("报名日期"), .flags = FIELD_HAPPENED, .article = 7,
		.aka = "报名时间|收到日期" },
	{ F_PARA(struct candidate_apply, note), .label = N_("备注"), .max = 2000, .aka = "简历|个人简历" },
	CANDIDATE_LATE(struct candidate_apply),
};

static int64_t
person_by_idno(struct act *a, const char *idno)
{
	struct stmt *s = db_prepare(a->db, "SELECT id FROM person WHERE idno = :idno AND idno <> ''");
	int64_t id = 0;

	db_bind_text(s, ":idno", idno);
	if (db_step(s))
		id = db_int(s, 0);
	db_done(s);
	return id;
}

/* The round asked for; where none is named, the only one that takes applications. */
static const struct round *
round_of(struct act *a)
{
	const struct candidate_apply *in = a->args;
	struct stmt *s;
	int64_t id = in->round;

	if (id != 0)
		return act_load(a, "round", id);
	s = db_prepare(a->db, "SELECT id FROM round WHERE state = 'open' LIMIT 2");
	if (db_step(s))
		id = db_int(s, 0);
	if (id != 0 && db_step(s))
		id = 0;
	db_done(s);
	return act_load(a, "round", id);
}

static int64_t
in_round(struct act *a, int64_t round, int64_t person)
{
	struct stmt *s = db_prepare(a->db, "SELECT id FROM candidate WHERE round = :r AND person = :p");
	int64_t id = 0;

	db_bind_int(s, ":r", round);
	db_bind_int(s, ":p", person);
	if (db_step(s))
		id = db_int(s, 0);
	db_done(s);
	return id;
}

static bool
check_round(struct act *a, const struct round *r)
{
	const struct candidate_apply *in = a->args;
	char from[DAY_TEXT], to[DAY_TEXT];

	if (r == NULL)
		return act_refuse(a, "round", 7, _("选聘批次：须填写，正在报名的批次不是恰好一个"));
	if (r->rec.state != ROUND_OPEN && r->rec.state != ROUND_REVIEWING)
		return act_refuse(a, "round", 7, _("选聘批次：%s现为“%s”，不收报名"), r->name,
			word_label(round_states, r->rec.state));
	if (in->applied_on < r->opens_on || in->applied_on > r->closes_on)
		return act_refuse(a, "applied_on", 7, _("报名日期：不在报名期%s至%s之内"), day_format(r->opens_on, from),
			day_format(r->closes_on, to));
	return true;
}

bool
candidate_apply_check(struct act *a)
{
	const struct candidate_apply *in = a->args;
	const struct round *r = round_of(a);
	const struct person *p = act_load(a, "person", person_by_idno(a, in->idno));
	struct idno id;
	struct err why = { 0 };
	int age;

	if (!check_round(a, r))
		return false;
	if (!idno_parse(in->idno, a->today, &id, &why))
		return act_refuse(a, "idno", 6, "%s", why.text);
	age = day_age(id.born, r->age_on);
	if (age < r->min_age)
		return act_refuse(a, "idno", 6, _("身份证号：年龄计算日%d周岁，未满%lld周岁（第六条第五项）"), age,
			(long long)r->min_age);
	if (r->age_hard && candidate_is_over(r, id.born, r->age_on))
		return act_refuse(a, "idno", 6, _("身份证号：年龄计算日已超过%lld周岁，不收报名（第六条第五项，本局设定）"), (long long)r->max_age);
	if (p != NULL && strcmp(p->name, in->name) != 0)
		return act_refuse(a, "name", 0, _("姓名：此身份证号已登记为“%s”"), p->name);
	if (p != NULL && in_round(a, r->rec.id, p->rec.id) != 0)
		return act_refuse(a, "idno", 7, _("身份证号：%s已在%s报名"), p->name, r->name);
	if (in->channel == CHANNEL_UNIT && *in->recommender == '\0')
		return act_refuse(a, "recommender", 4, _("推荐单位：单位推荐的必须填写"));
	return true;
}

bool
candidate_is_over(const struct round *r, day_t born, day_t on)
{
	return born != DAY_NONE && on != DAY_NONE && day_age(born, on - (r->age_counts_birthday ? 0 : 1)) >= r->max_age;
}

/* What the office knows of condition 5 before anybody looks: age and place. */
void
candidate_take_age(struct act *a, struct candidate *c, day_t born, day_t on, const struct round *r)
{
	bool here = c->in_district != 0 && c->in_district != DISTRICT_NEITHER;

	c->age = born != DAY_NONE && on != DAY_NONE ? day_age(born, on) : -1;
	c->over_age = candidate_is_over(r, born, on);
	if (c->by5 != 0)
		return;
	c->cond5 = c->in_district == DISTRICT_NEITHER || (c->over_age && r->age_hard) ? CONDITION_FAILED :
		!here || c->age < 0 || c->over_age ? CONDITION_OPEN : CONDITION_PASSED;
	if (c->age < 0)
		c->evidence5 = "";
	else
		c->evidence5 = arena_printf(a->arena, _("身份证号载明出生日期，%s为%lld周岁；%s"), day_format_cn(a->arena, on),
			(long long)c->age, here || c->in_district == DISTRICT_NEITHER ?
				word_label(candidate_districts, c->in_district) : _("本区居住或工作情况待核"));
}

/* What is known of the person from other rounds and terms. */
static void
tell_history(struct act *a, int64_t person, const char *name)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT round_name, state FROM candidate WHERE person = :p ORDER BY id DESC LIMIT 3");
	char day[DAY_TEXT];

	db_bind_int(s, ":p", person);
	while (db_step(s))
		act_notice(a, _("%s曾参加%s，结果为“%s”"), name, db_text(s, 0),
			word_label(candidate_states, word_key(candidate_states, db_text(s, 1))));
	s = db_prepare(a->db,
		"SELECT state, coalesce(left_on, term_end) FROM supervisor WHERE person = :p ORDER BY term_start DESC LIMIT 1");
	db_bind_int(s, ":p", person);
	if (db_step(s))
		act_notice(a, _("%s有过任期，至%s，现为“%s”"), name, day_format(db_day(s, 1), day),
			word_label(supervisor_states, word_key(supervisor_states, db_text(s, 0))));
	db_done(s);
}

static bool
differs(const char *cell, const char *kept)
{
	return *cell != '\0' && strcmp(cell, kept) != 0;
}

static const struct person *
person_for(struct act *a)
{
	const struct candidate_apply *in = a->args;
	int64_t id = person_by_idno(a, in->idno);
	const struct person *p = act_load(a, "person", id);

	if (p == NULL) {
		id = act_also(a, "person.add", 0, "name", in->name, "idno", in->idno, "ethnic", in->ethnic, "politics",
			in->politics, "education", in->education, "employer", in->employer, "phone", in->phone, NULL);
		return act_load(a, "person", id);
	}
	tell_history(a, id, p->name);
	if (differs(in->ethnic, p->ethnic) || differs(in->politics, p->politics) || differs(in->education, p->education) ||
		differs(in->employer, p->employer) || differs(in->phone, p->phone))
		act_notice(a, _("%s：所填个人情况与已登记的不同，未改动，请核对后更正"), p->name);
	return p;
}

bool
candidate_apply_run(struct act *a)
{
	const struct candidate_apply *in = a->args;
	const struct round *r = round_of(a);
	const struct person *p = person_for(a);
	struct candidate *c = a->row;

	if (p == NULL || r == NULL)
		return false;
	act_copy(a);
	c->round = r->rec.id;
	c->round_name = r->name;
	c->person = p->rec.id;
	c->name = p->name;
	c->initials = p->initials;
	c->stroke_key = p->stroke_key;
	c->applied_on = in->applied_on;
	candidate_take_age(a, c, p->born, r->age_on, r);
	if (c->over_age)
		act_notice(a, _("%s：年龄计算日已超过%lld周岁，须写明理由并经局领导同意（第六条第五项）"), c->name,
			(long long)r->max_age);
	if (!c->declared)
		act_notice(a, _("%s：尚未签真实性声明"), c->name);
	act_note(a, "%s  %s", r->name, word_label(candidate_channels, c->channel));
	c->rec.state = CANDIDATE_APPLIED;
	return true;
}

int64_t
candidate_import_match(struct act *a)
{
	const struct candidate_apply *in = a->args;
	const struct round *r = round_of(a);
	int64_t person = person_by_idno(a, in->idno), id;
	const struct candidate *c;

	if (r == NULL || person == 0)
		return 0;
	id = in_round(a, r->rec.id, person);
	c = act_load(a, "candidate", id);
	if (c == NULL || strcmp(c->name, in->name) != 0 || c->categories != in->categories || c->channel != in->channel ||
		differs(in->recommender, c->recommender))
		return 0;
	return id;
}

/* ---- correct ---- */
const struct field candidate_correct_fields[7] = {
	{ F_SET(struct candidate_correct, categories, supervisor_categories), .label = N_("类别"), .flags = FIELD_PREFILL,
		.article = 3 },
	{ F_WORD(struct candidate_correct, channel, candidate_channels), .label = N_("产生方式"), .flags = FIELD_PREFILL,
		.article = 4 },
	{ F_LINE(struct candidate_correct, recommender), .label = N_("推荐单位"), .flags = FIELD_PREFILL, .article = 4,
		.max = 100 },
	{ F_WORD(struct candidate_correct, in_district, candidate_districts), .label = N_("在本区情况"),
		.flags = FIELD_PREFILL, .article = 6 },
	{ F_LINE(struct candidate_correct, residence), .label = N_("住址或工作地"),
		.flags = FIELD_PREFILL | FIELD_SENSITIVE, .article = 6, .max = 100 },
	{ F_PARA(struct candidate_correct, note), .label = N_("备注"), .flags = FIELD_PREFILL, .max = 2000 },
	{ F_LINE(struct candidate_correct, reason), .label = N_("更正原因"), .flags = FIELD_REQUIRED | FIELD_NOTE },
};

bool
candidate_correct_check(struct act *a)
{
	const struct candidate_correct *in = a->args;
	const struct candidate *c = a->row;
	word_t channel = act_given(a, "channel") ? in->channel : c->channel;
	const char *recommender = act_given(a, "recommender") ? in->recommender : c->recommender;

	if (act_given(a, "categories") && in->categories == 0)
		return act_refuse(a, "categories", 3, _("类别：必须填写"));
	if (channel == 0)
		return act_refuse(a, "channel", 4, _("产生方式：必须填写"));
	if (channel == CHANNEL_UNIT && *recommender == '\0')
		return act_refuse(a, "recommender", 4, _("推荐单位：单位推荐的必须填写"));
	return true;
}

bool
candidate_correct_run(struct act *a)
{
	struct candidate *c = a->row;
	const struct round *r = act_load(a, "round", c->round);
	const struct person *p = act_load(a, "person", c->person);

	act_copy(a);
	if (r != NULL && p != NULL && c->rec.state == CANDIDATE_APPLIED)
		candidate_take_age(a, c, p->born, r->age_on, r);
	if (c->rec.state == CANDIDATE_PUBLICISED)
		act_notice(a, _("公示内容因此有误的，请办理“更正公示”，其公示期重新计算"));
	return true;
}

/* ---- the signed declaration ---- */
const struct field candidate_declare_fields[2] = {
	{ F_DAY(struct candidate_declare, on), .label = N_("签署日期"), .flags = FIELD_HAPPENED, .article = 7 },
	CANDIDATE_LATE(struct candidate_declare),
};

bool
candidate_declare_may(struct act *a)
{
	return !((const struct candidate *)a->row)->declared || act_bar(a, _("已签声明"));
}

bool
candidate_declare_run(struct act *a)
{
	((struct candidate *)a->row)->declared = true;
	return true;
}

/* ---- carried from the person and the round ---- */
const struct field candidate_carry_fields[4] = {
	{ F_NAME(struct candidate_carried, name), .label = N_("姓名"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 50 },
	{ F_LINE(struct candidate_carried, initials), .label = N_("拼音首字母") },
	{ F_LINE(struct candidate_carried, stroke_key), .label = N_("笔画序"), .max = 400 },
	{ F_DAY(struct candidate_carried, born), .label = N_("出生日期") },
};

bool
candidate_carry_run(struct act *a)
{
	const struct candidate_carried *in = a->args;
	struct candidate *c = a->row;
	const struct round *r = act_load(a, "round", c->round);

	c->name = in->name;
	c->initials = in->initials;
	c->stroke_key = in->stroke_key;
	if (r != NULL && c->rec.state != CANDIDATE_APPOINTED)
		candidate_take_age(a, c, in->born, r->age_on, r);
	if (c->rec.state == CANDIDATE_PUBLICISED)
		act_notice(a, _("%s正在公示，公示内容因此有误的，请办理“更正公示”"), c->name);
	return true;
}

bool
candidate_carry(struct act *a, int64_t person, const char *name, const char *initials, const char *stroke_key,
	day_t born)
{
	struct stmt *s = db_prepare(a->db, "SELECT id FROM candidate WHERE person = :p ORDER BY id");
	int64_t ids[64];
	size_t n = 0;
	char day[DAY_TEXT];

	db_bind_int(s, ":p", person);
	while (n < N_OF(ids) && db_step(s))
		ids[n++] = db_int(s, 0);
	db_done(s);
	day_format(born, day);
	for (size_t i = 0; i < n; i++)
		if (act_also(a, "candidate.carry", ids[i], "name", name, "initials", initials, "stroke_key", stroke_key, "born",
			day, NULL) == 0)
			return false;
	return true;
}

const struct field candidate_reckon_fields[1] = {
	{ F_DAY(struct candidate_reckon, on), .label = N_("年龄计算日"), .flags = FIELD_REQUIRED | FIELD_NOTE, .article = 6 },
};

bool
candidate_reckon_run(struct act *a)
{
	const struct candidate_reckon *in = a->args;
	struct candidate *c = a->row;
	const struct round *r = act_load(a, "round", c->round);
	const struct person *p = act_load(a, "person", c->person);
	bool was = c->over_age;

	if (r == NULL || p == NULL)
		return false;
	candidate_take_age(a, c, p->born, in->on, r);
	if (c->over_age && !was)
		act_notice(a, _("%s：按新的计算日已超龄"), c->name);
	if (c->age >= 0 && c->age < r->min_age)
		act_notice(a, _("%s：按新的计算日未满最低年龄"), c->name);
	return true;
}
