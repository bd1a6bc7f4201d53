/*
 * person.c: persons, kept once across rounds, terms and roles.
 *
 * Knows: identity, reading and order of names.  Must not know: what a person is
 * appointed to, but that a corrected name is carried into the terms.
 */
#include <ctype.h>
#include <string.h>

#include "base/han.h"
#include "base/i18n.h"
#include "base/idno.h"
#include "base/text.h"
#include "flow/cases.h"
#include "flow/dismissal.h"
#include "flow/erase.h"
#include "flow/erasure.h"
#include "flow/flows.h"
#include "flow/parties.h"
#include "flow/rounds.h"

const struct word person_states[] = {
	WORD_NONE,
	[PERSON_KEPT] = { "kept", N_("在册"), 0 },
	[PERSON_ERASED] = { "erased", N_("已删除个人信息"), 0 },
	WORD_END,
};

const struct word person_sexes[] = {
	WORD_NONE,
	[PERSON_MALE] = { "male", N_("男"), 0 },
	[PERSON_FEMALE] = { "female", N_("女"), 0 },
	[PERSON_UNSAID] = { "unsaid", N_("未说明"), 0 },
	WORD_END,
};

static const struct field fields[] = {
	{ F_NAME(struct person, name), .label = N_("姓名"), .flags = FIELD_PERSONAL | FIELD_CORRECTABLE },
	{ F_WORD(struct person, sex, person_sexes), .label = N_("性别"), .flags = FIELD_PERSONAL | FIELD_CORRECTABLE },
	{ F_IDNO(struct person, idno), .label = N_("身份证号"),
		.flags = FIELD_PERSONAL | FIELD_CORRECTABLE | FIELD_SENSITIVE },
	{ F_DAY(struct person, born), .label = N_("出生日期"), .flags = FIELD_PERSONAL | FIELD_CORRECTABLE },
	{ F_LINE(struct person, ethnic), .label = N_("民族"), .flags = FIELD_PERSONAL | FIELD_CORRECTABLE },
	{ F_LINE(struct person, politics), .label = N_("政治面貌"), .flags = FIELD_PERSONAL | FIELD_CORRECTABLE },
	{ F_LINE(struct person, education), .label = N_("学历"), .flags = FIELD_PERSONAL | FIELD_CORRECTABLE },
	{ F_LINE(struct person, employer), .label = N_("工作单位及职务"), .flags = FIELD_PERSONAL | FIELD_CORRECTABLE },
	{ F_SET(struct person, skills, enforcement_fields), .label = N_("专长领域"), .flags = FIELD_PERSONAL | FIELD_CORRECTABLE },
	{ F_LINE(struct person, phone), .label = N_("联系电话"),
		.flags = FIELD_PERSONAL | FIELD_CORRECTABLE | FIELD_SENSITIVE },
	{ F_LINE(struct person, pinyin), .label = N_("姓名读音"), .flags = FIELD_PERSONAL | FIELD_CORRECTABLE },
	{ F_LINE(struct person, initials), .label = N_("拼音首字母"), .flags = FIELD_PERSONAL | FIELD_HIDDEN },
	{ F_LINE(struct person, stroke_key), .label = N_("笔画序"), .flags = FIELD_PERSONAL | FIELD_HIDDEN },
};

/* The person with that identity number besides EXCEPT, 0 none. */
static int64_t
same_idno(struct act *a, const char *idno, int64_t except)
{
	struct stmt *s;
	int64_t id = 0;

	if (*idno == '\0')
		return 0;
	s = db_prepare(a->db, "SELECT id FROM person WHERE idno = :idno AND idno <> '' AND id <> :id");
	db_bind_text(s, ":idno", idno);
	db_bind_int(s, ":id", except);
	if (db_step(s)) {
		id = db_int(s, 0);
		db_done(s);
	}
	return id;
}

static bool
idno_is_free(struct act *a, const char *idno, int64_t except)
{
	int64_t other = same_idno(a, idno, except);

	if (other == 0)
		return true;
	return act_refuse(a, "idno", 0, _("身份证号：与已登记的“%s”相同，一人只登记一次"),
		act_title(a, "person", other));
}

/* The identity number is the proof of birth date and sex: what was typed beside it yields, and that is said. */
static void
follow_idno(struct act *a)
{
	struct person *p = a->row;
	struct idno id;
	struct err scrap = { 0 };
	word_t sex;

	if (*p->idno == '\0' || !idno_parse(p->idno, a->today, &id, &scrap))
		return;
	sex = id.sex == SEX_FEMALE ? PERSON_FEMALE : PERSON_MALE;
	if (p->sex != 0 && p->sex != sex)
		act_notice(a, _("%s：性别与身份证号不符，已按身份证号记为%s"), p->name,
			word_label(person_sexes, sex));
	p->sex = sex;
	if (p->born != DAY_NONE && p->born != id.born)
		act_notice(a, _("%s：出生日期与身份证号不符，已按身份证号登记"), p->name);
	p->born = id.born;
	if (!id.known_area)
		act_notice(a, _("%s：身份证号的地区码未见使用，请核对"), p->name);
}

/* ---- the reading of a name ---- */

/* Hanzi of NAME, or 0 when it holds anything else (a name with · is read syllable by syllable as written). */
static size_t
only_hanzi(const char *name)
{
	size_t n = 0, at = 0, len = strlen(name);

	while (at < len) {
		uint32_t cp;

		at += text_decode(name + at, len - at, &cp);
		if (cp < 0x3400)
			return 0;
		n++;
	}
	return n;
}

/*
 * A reading as typed: syllables parted by blanks or '.  JOINED receives them
 * joined in lower case, INITIALS the first letters.  Returns the syllables, 0
 * for what is no reading.
 */
static size_t
split_reading(struct arena *ar, const char *typed, const char **joined, const char **initials)
{
	size_t len, n = 0, j = 0;
	char *all, *first;
	bool begins = true;

	typed = text_fold_width(ar, typed);
	len = strlen(typed);
	all = arena_alloc(ar, len + 1);
	first = arena_alloc(ar, len + 1);
	for (const char *c = typed; *c != '\0'; c++) {
		if (*c == ' ' || *c == '\'') {
			begins = true;
			continue;
		}
		if (!isalpha((unsigned char)*c))
			return 0;
		all[j++] = (char)tolower((unsigned char)*c);
		if (begins)
			first[n++] = (char)tolower((unsigned char)*c);
		begins = false;
	}
	*joined = all;
	*initials = first;
	return n;
}

static void
read_name(struct act *a)
{
	struct person *p = a->row;

	p->pinyin = han_pinyin_name(a->arena, p->name);
	p->initials = han_initials_name(a->arena, p->name);
	p->stroke_key = han_stroke_key(a->arena, p->name);
}

/* The same for NAME: typed in one piece it is parted by the hanzi; as it is when that cannot be told. */
static size_t
split_for(struct arena *ar, const char *name, const char *typed, const char **joined, const char **initials)
{
	size_t n = split_reading(ar, typed, joined, initials);
	const char *parted = n == 1 && only_hanzi(name) > 1 ? han_part(ar, name, *joined) : NULL;

	return parted != NULL ? split_reading(ar, parted, joined, initials) : n;
}

/* Is what was typed a reading of NAME?  KEPT: the reading there already, which a form hands back unchanged. */
static bool
reading_fits(struct act *a, const char *name, const char *typed, const char *kept)
{
	const char *joined, *initials;
	size_t n;

	if (*typed == '\0' || strcmp(typed, kept) == 0)
		return true;
	n = split_for(a->arena, name, typed, &joined, &initials);
	if (n == 0)
		return act_refuse(a, "pinyin", 0, _("姓名读音：只用不带声调的拼音字母，ü写作v"));
	if (only_hanzi(name) > 0 && n != only_hanzi(name))
		return act_refuse(a, "pinyin", 0, _("姓名读音：每字一个音节；分不清的，音节之间空一格，如“tan hua na”"));
	return true;
}

static void
take_reading(struct act *a, const char *typed)
{
	struct person *p = a->row;
	const char *joined, *initials;

	if (split_for(a->arena, p->name, typed, &joined, &initials) == 0)
		return;
	p->pinyin = joined;
	p->initials = initials;
}

/* ---- add ---- */
struct person_add {
	const char *name;
	word_t sex;
	const char *idno;
	day_t born;
	const char *ethnic;
	const char *politics;
	const char *education;
	const char *employer;
	wordset skills;
	const char *phone;
	const char *pinyin;
};

static const struct field add_fields[] = {
	{ F_NAME(struct person_add, name), .label = N_("姓名"), .flags = FIELD_REQUIRED, .max = 50, .aka = "人员姓名" },
	{ F_IDNO(struct person_add, idno), .label = N_("身份证号"), .flags = FIELD_SENSITIVE,
		.hint = N_("填了便有性别和出生日期"), .aka = "身份证|身份证号码|公民身份号码" },
	{ F_WORD(struct person_add, sex, person_sexes), .label = N_("性别") },
	{ F_DAY(struct person_add, born), .label = N_("出生日期"), .flags = FIELD_PAST, .aka = "出生年月日" },
	{ F_LINE(struct person_add, ethnic), .label = N_("民族"), .max = 20 },
	{ F_LINE(struct person_add, politics), .label = N_("政治面貌"), .max = 30 },
	{ F_LINE(struct person_add, education), .label = N_("学历"), .max = 30, .aka = "文化程度" },
	{ F_LINE(struct person_add, employer), .label = N_("工作单位及职务"), .max = 100, .aka = "工作单位|单位及职务|单位" },
	{ F_SET(struct person_add, skills, enforcement_fields), .label = N_("专长领域"),
		.hint = N_("熟悉哪些领域的执法，邀请活动时据以选人"), .aka = "专长" },
	{ F_LINE(struct person_add, phone), .label = N_("联系电话"), .flags = FIELD_SENSITIVE, .max = 40,
		.aka = "电话|手机|手机号|联系方式" },
	{ F_LINE(struct person_add, pinyin), .label = N_("姓名读音"), .max = 120,
		.hint = N_("多音字才填，如 rankaiwen") },
};

static bool
check_add(struct act *a)
{
	const struct person_add *in = a->args;

	return idno_is_free(a, in->idno, 0) && reading_fits(a, in->name, in->pinyin, "");
}

static bool
run_add(struct act *a)
{
	const struct person_add *in = a->args;
	struct person *p = a->row;

	act_copy(a);
	p->pinyin = "";
	follow_idno(a);
	read_name(a);
	if (*in->pinyin != '\0')
		take_reading(a, in->pinyin);
	p->rec.state = PERSON_KEPT;
	return true;
}

/* Is CELL silent, or what is KEPT? */
static bool
known(const char *cell, const char *kept)
{
	return *cell == '\0' || strcmp(cell, kept) == 0;
}

static bool
is_known(const struct person_add *in, const struct person *p)
{
	return strcmp(in->name, p->name) == 0 && known(in->idno, p->idno) && known(in->ethnic, p->ethnic) &&
		known(in->politics, p->politics) && known(in->education, p->education) && known(in->employer, p->employer) &&
		known(in->phone, p->phone) && (in->skills == 0 || in->skills == p->skills) &&
		(*in->idno != '\0' || in->born == DAY_NONE || in->born == p->born);
}

/* A row that was taken before, or says nothing new; one that differs is refused by its number, so that nothing changes unseen. */
static int64_t
import_match(struct act *a)
{
	const struct person_add *in = a->args;
	struct stmt *s = db_prepare(a->db, "SELECT id FROM person WHERE name = :name AND state = 'kept' ORDER BY id LIMIT 64");
	int64_t id[64];
	size_t n = 0;

	db_bind_text(s, ":name", in->name);
	while (n < N_OF(id) && db_step(s))
		id[n++] = db_int(s, 0);
	db_done(s);
	for (size_t i = 0; i < n; i++) {
		const struct person *p = act_load(a, "person", id[i]);

		if (p != NULL && is_known(in, p))
			return id[i];
	}
	return 0;
}

/* ---- correct ---- */
struct person_correct {
	const char *name;
	word_t sex;
	const char *idno;
	day_t born;
	const char *ethnic;
	const char *politics;
	const char *education;
	const char *employer;
	wordset skills;
	const char *phone;
	const char *pinyin;
	const char *reason;
};

static const struct field correct_fields[] = {
	{ F_NAME(struct person_correct, name), .label = N_("姓名"), .flags = FIELD_PREFILL, .max = 50 },
	{ F_LINE(struct person_correct, pinyin), .label = N_("姓名读音"), .flags = FIELD_PREFILL, .max = 120,
		.hint = N_("如 rankaiwen 或 ran kai wen") },
	{ F_IDNO(struct person_correct, idno), .label = N_("身份证号"),
		.flags = FIELD_PREFILL | FIELD_SENSITIVE },
	{ F_WORD(struct person_correct, sex, person_sexes), .label = N_("性别"), .flags = FIELD_PREFILL },
	{ F_DAY(struct person_correct, born), .label = N_("出生日期"), .flags = FIELD_PREFILL | FIELD_PAST },
	{ F_LINE(struct person_correct, ethnic), .label = N_("民族"), .flags = FIELD_PREFILL, .max = 20 },
	{ F_LINE(struct person_correct, politics), .label = N_("政治面貌"), .flags = FIELD_PREFILL,
		.max = 30 },
	{ F_LINE(struct person_correct, education), .label = N_("学历"), .flags = FIELD_PREFILL, .max = 30 },
	{ F_LINE(struct person_correct, employer), .label = N_("工作单位及职务"), .flags = FIELD_PREFILL,
		.max = 100 },
	{ F_SET(struct person_correct, skills, enforcement_fields), .label = N_("专长领域"), .flags = FIELD_PREFILL },
	{ F_LINE(struct person_correct, phone), .label = N_("联系电话"),
		.flags = FIELD_PREFILL | FIELD_SENSITIVE, .max = 40 },
	{ F_LINE(struct person_correct, reason), .label = N_("更正原因"),
		.flags = FIELD_REQUIRED | FIELD_NOTE },
};

static bool
check_correct(struct act *a)
{
	const struct person_correct *in = a->args;
	const struct person *p = a->row;
	const char *name = act_given(a, "name") ? in->name : p->name;

	if (*name == '\0')
		return act_refuse(a, "name", 0, _("姓名：必须填写"));
	if (act_given(a, "idno") && !idno_is_free(a, in->idno, p->rec.id))
		return false;
	return !act_given(a, "pinyin") || reading_fits(a, name, in->pinyin, p->pinyin);
}

/* The terms hold the name they are sorted and found by; a certificate keeps what is printed on it. */
static bool
carry_name(struct act *a)
{
	const struct person *p = a->row;
	struct stmt *s = db_prepare(a->db, "SELECT id FROM supervisor WHERE person = :p ORDER BY term_start");
	int64_t ids[64];
	size_t n = 0;

	db_bind_int(s, ":p", p->rec.id);
	while (n < N_OF(ids) && db_step(s))
		ids[n++] = db_int(s, 0);
	db_done(s);
	for (size_t i = 0; i < n; i++)
		if (act_also(a, "supervisor.carry", ids[i], "name", p->name, "initials", p->initials,
			    "stroke_key", p->stroke_key, NULL) == 0)
			return false;
	return case_carry_name(a, p->rec.id, p->name, p->initials) &&
		dismissal_carry_name(a, p->rec.id, p->name, p->initials);
}

static void
notice_certificates(struct act *a)
{
	const struct person *p = a->row;
	struct stmt *s = db_prepare(a->db,
		"SELECT number FROM certificate WHERE person = :p AND state = 'issued' AND name <> :name ORDER BY id LIMIT 1");

	db_bind_int(s, ":p", p->rec.id);
	db_bind_text(s, ":name", p->name);
	if (db_step(s)) {
		act_notice(a, _("监督员证%s上印的姓名未变，需要时请换发或更正"), db_text(s, 0));
		db_done(s);
	}
}

static bool
run_correct(struct act *a)
{
	const struct person_correct *in = a->args;
	struct person *p = a->row;
	const char *name = p->name, *initials = p->initials, *pinyin = p->pinyin;
	day_t born = p->born;
	bool renamed, reread;

	act_copy(a);
	p->pinyin = pinyin;
	follow_idno(a);
	renamed = strcmp(name, p->name) != 0;
	reread = act_given(a, "pinyin") && strcmp(in->pinyin, pinyin) != 0;
	if (renamed || (reread && *in->pinyin == '\0'))
		read_name(a);
	if (reread && *in->pinyin != '\0')
		take_reading(a, in->pinyin);
	if (!renamed && strcmp(initials, p->initials) == 0 && p->born == born)
		return true;
	/* Candidates are judged by their age too. */
	if (!candidate_carry(a, p->rec.id, p->name, p->initials, p->stroke_key, p->born))
		return false;
	if (!renamed && strcmp(initials, p->initials) == 0)
		return true;
	if (renamed)
		notice_certificates(a);
	return carry_name(a);
}

/* ---- unmask ---- */
struct person_unmask {
	const char *reason;
};

static const struct field unmask_fields[] = {
	{ F_LINE(struct person_unmask, reason), .label = N_("用途"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 200,
		.hint = N_("为什么要看，留痕") },
};

static bool
unmask_may(struct act *a)
{
	const struct person *p = a->row;

	return *p->idno != '\0' || *p->phone != '\0' || act_bar(a, _("没有登记身份证号和电话"));
}

/* The values are for the eyes of whoever asked: they stand in no entry of the trail. */
static bool
unmask_run(struct act *a)
{
	const struct person *p = a->row;

	if (*p->idno != '\0')
		act_notice(a, _("身份证号：%s"), p->idno);
	if (*p->phone != '\0')
		act_notice(a, _("联系电话：%s"), p->phone);
	return true;
}

static bool
run_erase(struct act *a)
{
	struct person *p = a->row;

	p->rec.state = PERSON_ERASED;
	return erase_run(a);
}

static const struct action actions[] = {
	{
		.name = "person.add",
		.label = N_("登记人员"),
		.help = N_("登记一个人的基本情况；同一身份证号只登记一次。"),
		.roles = ROLE_BUREAU | ROLE_PROGRAM,
		.from = S_NEW,
		.to = S(PERSON_KEPT),
		.fields = add_fields,
		.n_fields = N_OF(add_fields),
		.args_size = sizeof(struct person_add),
		.check = check_add,
		.run = run_add,
	},
	{
		.name = "person.correct",
		.label = N_("更正登记内容"),
		.help = N_("更正姓名、读音、身份证号等；原内容和原因留痕，任期中的姓名随之更正。"),
		.roles = ROLE_BUREAU,
		.from = S(PERSON_KEPT),
		.to = S(PERSON_KEPT),
		.key = 'r',
		.flags = ACT_CORRECT | ACT_KEEPS,
		.fields = correct_fields,
		.n_fields = N_OF(correct_fields),
		.args_size = sizeof(struct person_correct),
		.check = check_correct,
		.run = run_correct,
	},
	{
		.name = "person.unmask",
		.label = N_("查看证件号和电话"),
		.help = N_("显示完整的身份证号和联系电话；要写明用途，何人何时为何查看留痕，号码本身不留。"),
		.roles = ROLE_BUREAU,
		.from = S(PERSON_KEPT),
		.key = 'u',
		.flags = ACT_KEEPS,
		.fields = unmask_fields,
		.n_fields = N_OF(unmask_fields),
		.args_size = sizeof(struct person_unmask),
		.may = unmask_may,
		.run = unmask_run,
	},
	{
		.name = "person.due",
		.label = N_("保存期满"),
		.help = N_("个人信息的保存期已满，由每日巡查提出删除。"),
		.roles = ROLE_PROGRAM,
		.from = S(PERSON_KEPT),
		.flags = ACT_KEEPS | ACT_INTERNAL,
		.also = erasure_also_due,
	},
	{
		.name = "person.erase",
		.label = N_("删除个人信息"),
		.help = N_("删除这个人的个人信息和留痕里的原话；只由“个人信息删除”引起。"),
		.roles = ROLE_PROGRAM,
		.from = S(PERSON_KEPT),
		.to = S(PERSON_ERASED),
		.flags = ACT_INTERNAL | ACT_ERASE,
		.fields = erase_fields,
		.n_fields = N_OF(erase_fields),
		.args_size = sizeof(struct erase),
		.run = run_erase,
	},
};

/* ---- lists ---- */
static const struct list_col cols[] = {
	{ .name = "name", .label = N_("姓名"), .sql = "p.name", .type = LT_NAME, .width = 18 },
	{ .name = "sex", .label = N_("性别"), .sql = "p.sex", .type = LT_WORD, .words = person_sexes,
		.width = 4, .rank = 3 },
	{ .name = "born", .label = N_("出生日期"), .sql = "p.born", .type = LT_DAY, .width = 10, .rank = 2 },
	{ .name = "employer", .label = N_("工作单位及职务"), .sql = "p.employer", .type = LT_TEXT,
		.width = 28, .min = 12, .rank = 1 },
	{ .name = "politics", .label = N_("政治面貌"), .sql = "p.politics", .type = LT_TEXT, .width = 12,
		.rank = 5 },
	{ .name = "education", .label = N_("学历"), .sql = "p.education", .type = LT_TEXT, .width = 12,
		.rank = 6 },
	{ .name = "skills", .label = N_("专长领域"), .sql = "p.skills", .type = LT_SET, .words = enforcement_fields_short,
		.width = 14, .min = 6, .rank = 4 },
	{ .name = "phone", .label = N_("联系电话"), .sql = "p.phone", .type = LT_MASKED, .width = 13,
		.rank = 4 },
	{ .name = "idno", .label = N_("身份证号"), .sql = "p.idno", .type = LT_MASKED, .width = 18,
		.rank = 7 },
	{ .name = "ethnic", .label = N_("民族"), .sql = "p.ethnic", .type = LT_TEXT, .width = 8, .rank = 8 },
	{ .name = "pinyin", .label = N_("姓名读音"), .sql = "p.pinyin", .type = LT_TEXT, .json_only = true },
	{ .name = "state", .label = N_("状态"), .sql = "p.state", .type = LT_WORD, .words = person_states,
		.json_only = true },
};

static const struct list_filter filters[] = {
	{ .name = "sex", .label = N_("性别"), .sql = "p.sex = :v", .type = FT_WORD, .words = person_sexes },
	{ .name = "skill", .label = N_("专长领域"), .sql = "instr(',' || p.skills || ',', ',' || :v || ',') > 0", .type = FT_WORD,
		.words = enforcement_fields },
	{ .name = "name", .label = N_("姓名"), .sql = "instr(p.name, :v) > 0", .type = FT_LINE },
	{ .name = "employer", .label = N_("工作单位"), .sql = "instr(p.employer, :v) > 0", .type = FT_LINE },
};

static const struct list_sort sorts[] = {
	{ .name = "strokes", .label = N_("按姓氏笔画"), .sql = "p.stroke_key" },
	{ .name = "pinyin", .label = N_("按姓名拼音"), .sql = "p.initials" },
	{ .name = "entered", .label = N_("按登记先后"), .sql = "p.id", .desc = true },
	{ .name = "born", .label = N_("按出生日期"), .sql = "coalesce(p.born, '')" },
};

static const struct list lists[] = {
	{
		.name = "person",
		.label = N_("人员"),
		.from = "person p",
		.id = "p.id",
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
	{ .role = ROLE_SUPERVISOR, .where = "p.id = :scope_person" },
};

static bool
sees(const struct actor *who, const void *row)
{
	if (who->roles & ROLE_BUREAU)
		return true;
	return actor_is(who, row_head(row)->id);
}

/* An identity number finds its bearer only as a whole. */
static const char *const refs[] = {
	"p.name = :v",
	"p.initials = lower(:v)",
	"p.idno = upper(:v) AND p.idno <> ''",
	NULL,
};

static const char *
title(struct act *a, const void *row)
{
	const struct person *p = row;

	(void)a;
	return p->name;
}

static void
tally(const void *row, struct tally_key *out)
{
	(void)row;
	out->agency = 0;
	out->month = 0;
}

static void
text(struct act *a, const void *row, struct search_text *out)
{
	const struct person *p = row;

	out->body = arena_printf(a->arena, "%s\n%s", p->name, p->employer);
	out->initials = p->initials;
	out->scope = arena_printf(a->arena, "%s %s", search_scope_flow(a->arena, "person"),
		search_scope(a->arena, 'p', p->rec.id));
}

const struct flow flow_person = {
	.name = "person",
	.label = N_("人员"),
	.table = "person",
	.states = person_states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct person),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = lists,
	.n_lists = N_OF(lists),
	.guarded = true,
	.scopes = scopes,
	.n_scopes = N_OF(scopes),
	.sees = sees,
	.name_field = "name",
	.refs = refs,
	.choose = "instr(p.name, :v) > 0 OR p.initials LIKE :v || '%'",
	.title = title,
	.owed = erasure_owed,
	.tally = tally,
	.text = text,
	.import = "person.add",
	.import_match = import_match,
	.menu = 130,
};
