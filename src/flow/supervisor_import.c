/*
 * supervisor_import.c: a row of the office's sheet of supervisors becomes a person,
 * a term and a certificate.
 *
 * Knows: the sheet's columns.  Must not know: CSV, encodings, what else is done to terms.
 */
#include "flow/supervisor.h"

#include <string.h>

#include "base/i18n.h"
#include "base/idno.h"
#include "flow/cases.h"

const struct field supervisor_import_fields[SUPERVISOR_IMPORT_FIELDS] = {
	{ F_NAME(struct supervisor_import, name), .label = N_("姓名"), .flags = FIELD_REQUIRED, .max = 50,
		.aka = "监督员|监督员姓名" },
	{ F_WORD(struct supervisor_import, sex, person_sexes), .label = N_("性别") },
	{ F_IDNO(struct supervisor_import, idno), .label = N_("身份证号"),
		.flags = FIELD_REQUIRED | FIELD_SENSITIVE,
		.article = 6, .aka = "身份证|身份证号码|公民身份号码|证件号码" },
	{ F_LINE(struct supervisor_import, ethnic), .label = N_("民族"), .max = 20 },
	{ F_LINE(struct supervisor_import, politics), .label = N_("政治面貌"), .max = 30 },
	{ F_LINE(struct supervisor_import, education), .label = N_("学历"), .max = 30, .aka = "文化程度" },
	{ F_LINE(struct supervisor_import, employer), .label = N_("工作单位及职务"), .max = 100,
		.aka = "工作单位|单位及职务" },
	{ F_SET(struct supervisor_import, categories, supervisor_categories), .label = N_("类别"),
		.flags = FIELD_REQUIRED, .article = 3, .aka = "人员类别|界别" },
	{ F_SET(struct supervisor_import, skills, enforcement_fields), .label = N_("专长领域"), .aka = "专长|熟悉领域|业务专长" },
	{ F_LINE(struct supervisor_import, phone), .label = N_("联系电话"), .flags = FIELD_SENSITIVE,
		.max = 40, .aka = "电话|手机|手机号" },
	{ F_DAY(struct supervisor_import, term_start), .label = N_("聘任日期"),
		.flags = FIELD_REQUIRED | FIELD_HAPPENED, .article = 5, .aka = "聘任时间|聘期起|受聘日期" },
	{ F_DAY(struct supervisor_import, term_end), .label = N_("任期届满"), .article = 5,
		.aka = "届满日期|聘期止|到期日期" },
	{ F_LINE(struct supervisor_import, certificate), .label = N_("证件编号"), .flags = FIELD_NOTE,
		.article = 7, .max = 60, .aka = "监督员证号|证号|监督员证编号" },
	{ F_LINE(struct supervisor_import, letter_number), .label = N_("聘书编号"), .article = 7, .max = 60 },
	{ F_PARA(struct supervisor_import, note), .label = N_("备注"), .max = 2000 },
};

static int64_t
person_by_idno(struct act *a, const char *idno)
{
	struct stmt *s = db_prepare(a->db, "SELECT id FROM person WHERE idno = :idno AND idno <> ''");
	int64_t id = 0;

	db_bind_text(s, ":idno", idno);
	if (db_step(s)) {
		id = db_int(s, 0);
		db_done(s);
	}
	return id;
}

/* What a cell says is known already: it is empty, or the record says the same. */
static bool
known(const char *cell, const char *kept)
{
	return *cell == '\0' || strcmp(cell, kept) == 0;
}

/* Does every cell about the person say what the record says?  (The sex follows from the number.) */
static bool
person_is_known(const struct supervisor_import *in, const struct person *p)
{
	return strcmp(in->name, p->name) == 0 && known(in->ethnic, p->ethnic) &&
		known(in->politics, p->politics) && known(in->education, p->education) &&
		known(in->employer, p->employer) && known(in->phone, p->phone) && (in->skills == 0 || in->skills == p->skills);
}

/*
 * The same person, the same first day: the row was taken before, if its other
 * cells agree too.  A row that differs is no repetition; it is refused by its
 * overlapping term, so that nothing changes unseen.
 */
int64_t
supervisor_import_match(struct act *a)
{
	const struct supervisor_import *in = a->args;
	const struct person *p = act_load(a, "person", person_by_idno(a, in->idno));
	const struct supervisor *old;
	struct stmt *s;
	int64_t id = 0;

	if (p == NULL || in->term_start == DAY_NONE || !person_is_known(in, p))
		return 0;
	s = db_prepare(a->db,
		"SELECT id FROM supervisor WHERE person = :p AND term_start = :start AND (:number = '' OR EXISTS "
		"(SELECT 1 FROM certificate c WHERE c.number = :number AND c.supervisor = supervisor.id))");
	db_bind_int(s, ":p", p->rec.id);
	db_bind_day(s, ":start", in->term_start);
	db_bind_text(s, ":number", in->certificate);
	if (db_step(s)) {
		id = db_int(s, 0);
		db_done(s);
	}
	old = act_load(a, "supervisor", id);
	if (old == NULL || old->categories != in->categories || !known(in->letter_number, old->letter_number) ||
		(in->term_end != DAY_NONE && in->term_end != old->term_end))
		return 0;
	return id;
}

bool
supervisor_import_check(struct act *a)
{
	const struct supervisor_import *in = a->args;
	const struct person *p;
	struct idno id;
	struct term t = { .start = in->term_start, .end = in->term_end, .born = DAY_NONE, .who = "idno" };
	struct err why = { 0 };

	/* The parser has refused a wrong number already; here it only gives the birth date. */
	if (!idno_parse(in->idno, a->today, &id, &why))
		return act_refuse(a, "idno", 6, "%s", why.text);
	t.born = id.born;
	if (t.end == DAY_NONE)
		t.end = term_usual_end(a, t.start);
	p = act_load(a, "person", person_by_idno(a, in->idno));
	if (p != NULL && strcmp(p->name, in->name) != 0)
		return act_refuse(a, "name", 0, _("姓名：此身份证号已登记为“%s”"), p->name);
	if (p != NULL)
		t.person = p->rec.id;
	return term_is_lawful(a, &t) && term_number_is_free(a, in->certificate);
}

bool
supervisor_import_run(struct act *a)
{
	const struct supervisor_import *in = a->args;
	struct supervisor *s = a->row;
	int64_t id = person_by_idno(a, in->idno);
	const struct person *p = act_load(a, "person", id);

	if (p == NULL) {
		id = act_also(a, "person.add", 0, "name", in->name, "sex", person_sexes[in->sex].key, "idno",
			in->idno, "ethnic", in->ethnic, "politics", in->politics, "education", in->education,
			"employer", in->employer, "skills", word_labels(a->arena, enforcement_fields, in->skills), "phone", in->phone, NULL);
		p = act_load(a, "person", id);
	} else if (!person_is_known(in, p)) {
		act_notice(a, _("%s：表中个人情况与已登记的不同，未改动，请核对后更正"), p->name);
	}
	if (p == NULL)
		return false;
	act_copy(a);
	term_begin(a, p, in->term_start,
		in->term_end != DAY_NONE ? in->term_end : term_usual_end(a, in->term_start));
	/* An old sheet's term may be over already. */
	if (s->term_end < a->today)
		s->rec.state = SUPERVISOR_EXPIRED;
	if (s->over_age)
		act_notice(a, _("%s：聘任时已超过%lld周岁，已标注（第六条第五项）"), p->name,
			(long long)act_setting(a, "max_age"));
	return true;
}

bool
supervisor_import_also(struct act *a)
{
	const struct supervisor_import *in = a->args;
	const struct supervisor *s = a->row;

	if (!term_issue_certificate(a, in->certificate, in->term_start))
		return false;
	return s->rec.state != SUPERVISOR_EXPIRED || term_expire_certificate(a);
}
