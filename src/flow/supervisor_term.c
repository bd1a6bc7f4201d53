/*
 * supervisor_term.c: what every term of a supervisor must satisfy.
 *
 * Knows: articles 5 and 6(5), overlapping terms, numbers of certificates.  Must not
 * know: which act makes the term.
 */
#include "flow/supervisor.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"

bool
supervisor_in_office(const struct supervisor *s, day_t day)
{
	day_t last = s->left_on != DAY_NONE ? s->left_on : s->term_end;

	return s->term_start != DAY_NONE && day >= s->term_start && day <= last;
}

int64_t
supervisor_certificate(struct act *a, int64_t supervisor, day_t day)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT id FROM certificate WHERE supervisor = :s AND coalesce(issued_on, '') <= :day "
		"AND coalesce(ended_on, '9999-12-31') >= :day ORDER BY issued_on DESC, id DESC LIMIT 1");
	int64_t id = 0;

	db_bind_int(s, ":s", supervisor);
	db_bind_day(s, ":day", day);
	if (db_step(s)) {
		id = db_int(s, 0);
		db_done(s);
	}
	return id;
}

/* Article 6(5): over the ordinary greatest age from the day after the birthday on which it is reached (a setting). */
bool
term_is_over_age(struct act *a, day_t born, day_t start)
{
	return born != DAY_NONE &&
		day_age(born, start - (day_t)setting_int(a->db, "max_age_from", 1)) >= act_setting(a, "max_age");
}

int64_t
term_consecutive(struct act *a, int64_t term)
{
	const struct supervisor *s = act_load(a, "supervisor", term);
	int64_t n = 0;

	while (s != NULL) {
		const struct supervisor *before = act_load(a, "supervisor", s->previous);

		n++;
		/* Who left before the end, or came back after a while, begins anew. */
		s = before != NULL && before->left_on == DAY_NONE && before->term_end + 1 >= s->term_start ? before : NULL;
	}
	return n;
}

/* A cap on consecutive terms, where the profile has one (0: none). */
static bool
terms_are_few(struct act *a, const struct term *t)
{
	int64_t most = act_setting(a, "max_terms");
	int64_t before = most > 0 && t->person != 0 ? term_before(a, t->person, t->start) : 0;
	const struct supervisor *s = act_load(a, "supervisor", before);

	if (s == NULL || s->left_on != DAY_NONE || s->term_end + 1 < t->start || term_consecutive(a, before) < most)
		return true;
	return act_refuse(
		a, "term_start", 5, _("聘任日期：此人已连续聘任%lld届，达到上限（第五条，本局设定）"), (long long)most);
}

static bool
term_is_free(struct act *a, const struct term *t)
{
	struct stmt *s;
	char from[DAY_TEXT], to[DAY_TEXT];

	if (t->person == 0)
		return true;
	s = db_prepare(a->db,
		"SELECT term_start, coalesce(left_on, term_end) FROM supervisor WHERE person = :p AND id <> :id "
		"AND term_start <= :end AND coalesce(left_on, term_end) >= :start ORDER BY term_start LIMIT 1");
	db_bind_int(s, ":p", t->person);
	db_bind_int(s, ":id", t->except);
	db_bind_day(s, ":start", t->start);
	db_bind_day(s, ":end", t->end);
	if (!db_step(s))
		return true;
	day_format(db_day(s, 0), from);
	day_format(db_day(s, 1), to);
	db_done(s);
	return act_refuse(
		a, "term_start", 5, _("聘任日期：此人已有%s至%s的任期，资料有变的请用“更正”"), from, to);
}

bool
term_is_lawful(struct act *a, const struct term *t)
{
	int64_t least = act_setting(a, "min_age");
	int age;

	if (t->end < t->start)
		return act_refuse(a, "term_end", 5, _("任期届满：不能早于聘任日期"));
	if (t->born == DAY_NONE)
		return act_refuse(a, t->who, 6, _("%s：出生日期不明，无法核对年龄条件（第六条第五项）"),
			act_label(a, t->who));
	age = day_age(t->born, t->start);
	if (age < least)
		return act_refuse(a, t->who, 6, _("%s：聘任时%d周岁，未满%lld周岁（第六条第五项）"),
			act_label(a, t->who), age, (long long)least);
	return term_is_free(a, t) && terms_are_few(a, t);
}

day_t
term_usual_end(struct act *a, day_t start)
{
	return day_term_end(start, (int)act_setting(a, "term_years"));
}

/* The latest term of PERSON that began before START, 0 none. */
int64_t
term_before(struct act *a, int64_t person, day_t start)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT id FROM supervisor WHERE person = :p AND term_start < :start ORDER BY term_start DESC LIMIT 1");
	int64_t id = 0;

	db_bind_int(s, ":p", person);
	db_bind_day(s, ":start", start);
	if (db_step(s)) {
		id = db_int(s, 0);
		db_done(s);
	}
	return id;
}

/* Fill a new term of the registered person P. */
void
term_begin(struct act *a, const struct person *p, day_t start, day_t end)
{
	struct supervisor *s = a->row;

	s->person = p->rec.id;
	s->name = p->name;
	s->initials = p->initials;
	s->stroke_key = p->stroke_key;
	s->term_start = start;
	s->term_end = end;
	s->previous = term_before(a, p->rec.id, start);
	s->over_age = term_is_over_age(a, p->born, start);
	s->rec.state = SUPERVISOR_ACTIVE;
}

bool
term_issue_certificate(struct act *a, const char *number, day_t on)
{
	const struct supervisor *s = a->row;
	const char *id = arena_printf(a->arena, "%lld", (long long)s->rec.id);
	char day[DAY_TEXT];

	return *number == '\0' || act_also(a, "certificate.issue", 0, "supervisor", id, "number", number, "on",
					  day_format(on, day), NULL) != 0;
}

/* A number on paper is kept to the letter and borne by one certificate only. */
bool
term_number_is_free(struct act *a, const char *number)
{
	struct stmt *s = db_prepare(a->db, "SELECT name FROM certificate WHERE number = :n");

	db_bind_text(s, ":n", number);
	if (*number == '\0' || !db_step(s))
		return true;
	act_refuse(a, "certificate", 7, _("证件编号：%s已发给%s"), number, db_text(s, 0));
	db_done(s);
	return false;
}

/* Over 60 is "in principle" no: never silently refused, never silently accepted (article 6(5)). */
bool
term_over_age_is_reasoned(struct act *a, day_t born, day_t start, const char *reason)
{
	long long most = (long long)act_setting(a, "max_age");

	if (!term_is_over_age(a, born, start))
		return true;
	if (act_setting(a, "max_age_hard") != 0)
		return act_refuse(a, "over_reason", 6, _("超龄聘任理由：超过%lld周岁的不予聘任（第六条第五项）"), most);
	if (text_is_blank(reason))
		return act_refuse(a, "over_reason", 6,
			_("超龄聘任理由：聘任时已超过%lld周岁，须写明理由（第六条第五项）"), most);
	/* The consent to a term that was decided before the last one ended was given with the decision. */
	if (a->outer != NULL && strcmp(a->outer->action->name, "supervisor.turn") == 0)
		return true;
	if (!(a->actor->roles & ROLE_LEADER))
		return act_refuse(a, "over_reason", 6,
			_("超龄聘任理由：聘任超过%lld周岁的人员须局领导同意（第六条第五项）"), most);
	return true;
}

int64_t
term_valid_certificate(struct act *a)
{
	struct stmt *s =
		db_prepare(a->db, "SELECT id FROM certificate WHERE supervisor = :s AND state = 'issued'");
	int64_t id = 0;

	db_bind_int(s, ":s", row_head(a->row)->id);
	if (db_step(s)) {
		id = db_int(s, 0);
		db_done(s);
	}
	return id;
}

bool
term_expire_certificate(struct act *a)
{
	const struct supervisor *s = a->row;
	int64_t id = term_valid_certificate(a);
	char day[DAY_TEXT];

	return id == 0 || act_also(a, "certificate.expire", id, "on", day_format(s->term_end, day), NULL) != 0;
}
