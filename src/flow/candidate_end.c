/*
 * candidate_end.c: the public notice of one person, the appointment, and how a candidacy ends otherwise.
 *
 * Knows: article 7(2)(3); the acts that make a term and a certificate, by name.
 * Must not know: how a round's notice is counted for all.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/candidate_acts.h"
#include "flow/cases.h"
#include "flow/parties.h"

/* The notice is over on its last day, or with the candidacy, whichever comes first. */
static void
end_notice(struct act *a, struct candidate *c, day_t on)
{
	day_t end = candidate_notice_end(a->cal, c);

	if (end != DAY_NONE && c->notice_end == DAY_NONE)
		c->notice_end = end < on ? end : on;
}

/* ---- public notice ---- */
const struct field candidate_publicise_fields[2] = {
	{ F_DAY(struct candidate_publicise, on), .label = N_("公示日期"), .flags = FIELD_REQUIRED, .article = 7 },
	{ F_INT(struct candidate_publicise, days), .label = N_("公示期（工作日）"), .flags = FIELD_REQUIRED, .article = 7 },
};

bool
candidate_publicise_run(struct act *a)
{
	const struct candidate_publicise *in = a->args;
	struct candidate *c = a->row;

	c->publicised_on = in->on;
	c->notice_days = in->days;
	c->extension = 0;
	c->rec.state = CANDIDATE_PUBLICISED;
	return true;
}

const struct field candidate_prolong_fields[1] = {
	{ F_INT(struct candidate_prolong, days), .label = N_("延长工作日"), .flags = FIELD_REQUIRED | FIELD_NOTE,
		.article = 7 },
};

bool
candidate_prolong_run(struct act *a)
{
	((struct candidate *)a->row)->extension += ((const struct candidate_prolong *)a->args)->days;
	return true;
}

const struct field candidate_republicise_fields[3] = {
	{ F_PARA(struct candidate_republicise, what), .label = N_("更正内容"), .flags = FIELD_REQUIRED | FIELD_NOTE,
		.article = 7, .max = 1000 },
	{ F_DAY(struct candidate_republicise, on), .label = N_("更正公示日期"), .flags = FIELD_HAPPENED, .article = 7,
		.hint = N_("此人的公示期从次日重新起算") },
	CANDIDATE_LATE(struct candidate_republicise),
};

bool
candidate_republicise_check(struct act *a)
{
	const struct candidate_republicise *in = a->args;
	const struct candidate *c = a->row;

	return case_in_order(a, "on", in->on, c->publicised_on, _("更正公示日期：不能早于公示日期"));
}

bool
candidate_republicise_run(struct act *a)
{
	const struct candidate_republicise *in = a->args;
	struct candidate *c = a->row;
	char day[DAY_TEXT];

	c->publicised_on = in->on;
	/* What was prolonged for all is not taken from the one whose notice begins anew. */
	c->notice_note = in->what;
	act_notice(a, _("%s的公示期重新计算，至%s"), c->name, day_format(candidate_notice_end(a->cal, c), day));
	return true;
}

/* ---- an objection holds this person only ---- */
bool
candidate_hold_run(struct act *a)
{
	((struct candidate *)a->row)->held++;
	return true;
}

bool
candidate_release_run(struct act *a)
{
	struct candidate *c = a->row;

	if (c->held > 0)
		c->held--;
	return true;
}

/* ---- appointment ---- */
const struct field candidate_appoint_fields[1] = {
	{ F_DAY(struct candidate_appoint, on), .label = N_("聘任日期"), .flags = FIELD_REQUIRED | FIELD_HAPPENED,
		.article = 7 },
};

/* The next letter number of the year that no term bears yet, from paper or by hand. */
static const char *
next_letter(struct act *a, day_t on)
{
	int year, month, mday;
	const char *number;
	bool taken;

	day_split(on, &year, &month, &mday);
	do {
		struct stmt *s = db_prepare(a->db, "SELECT 1 FROM supervisor WHERE letter_number = :n LIMIT 1");

		number = act_number(a, "letter", year);
		db_bind_text(s, ":n", number);
		taken = db_step(s);
		db_done(s);
	} while (taken && !db_failed(a->db));
	return number;
}

/* A term of three years must say why it begins over the age, even where the reference date came before the birthday. */
static const char *
over_reason(struct act *a, const struct candidate *c, const struct person *p, const struct round *r, day_t on)
{
	char day[DAY_TEXT];

	if (*c->over_reason != '\0' || !candidate_is_over(r, p->born, on))
		return c->over_reason;
	return arena_printf(a->arena, _("年龄计算日%s未超龄"), day_format(r->age_on, day));
}

/* A gap between two terms of one person is explained, not refused. */
static void
tell_gap(struct act *a, const struct supervisor *s)
{
	const struct supervisor *before = s != NULL ? act_load(a, "supervisor", s->previous) : NULL;
	day_t end;
	char day[DAY_TEXT];

	if (before == NULL)
		return;
	end = before->left_on != DAY_NONE ? before->left_on : before->term_end;
	act_notice(a, _("%s上一任期至%s，与本次聘任间隔%d日"), s->name, day_format(end, day), s->term_start - end - 1);
}

bool
candidate_appoint_run(struct act *a)
{
	const struct candidate_appoint *in = a->args;
	struct candidate *c = a->row;
	const struct round *r = act_load(a, "round", c->round);
	const struct person *p = act_load(a, "person", c->person);
	const struct col *categories = cols_find(
		(struct cols){ a->flow->fields, sizeof(struct field), a->flow->n_fields }, "categories");
	const struct certificate *card;
	char day[DAY_TEXT];
	const char *on = day_format(in->on, day);
	int64_t card_id;

	if (r == NULL || p == NULL || c->held > 0)
		return false;
	c->letter_number = next_letter(a, in->on);
	c->supervisor = act_also(a, "supervisor.appoint", 0, "person", arena_printf(a->arena, "%lld", (long long)c->person),
		"categories", col_text(a->arena, categories, c), "term_start", on, "letter_number", c->letter_number,
		"over_reason", over_reason(a, c, p, r, in->on), "note", r->name, NULL);
	if (c->supervisor == 0)
		return false;
	card_id = act_also(a, "certificate.issue", 0, "supervisor", arena_printf(a->arena, "%lld", (long long)c->supervisor),
		"on", on, NULL);
	card = act_load(a, "certificate", card_id);
	if (card == NULL)
		return false;
	c->certificate = card->number;
	c->appointed_on = in->on;
	c->notice_end = candidate_notice_end(a->cal, c);
	c->rec.state = CANDIDATE_APPOINTED;
	act_note(a, "%s  %s", c->letter_number, c->certificate);
	tell_gap(a, act_load(a, "supervisor", c->supervisor));
	return true;
}

/* ---- false material, an objection upheld ---- */
const struct field candidate_disqualify_fields[4] = {
	{ F_PARA(struct candidate_disqualify, reason), .label = N_("取消资格的事实"), .flags = FIELD_REQUIRED | FIELD_NOTE,
		.article = 7, .max = 2000, .hint = N_("如材料不实、异议成立") },
	{ F_PARA(struct candidate_disqualify, statement), .label = N_("本人陈述"), .article = 7, .max = 2000,
		.hint = N_("已聘任的必须听取") },
	{ F_DAY(struct candidate_disqualify, on), .label = N_("决定日期"), .flags = FIELD_HAPPENED, .article = 7 },
	CANDIDATE_LATE(struct candidate_disqualify),
};

/* The term of PERSON that runs, 0 none. */
static int64_t
term_in_office(struct act *a, int64_t person)
{
	struct stmt *s = db_prepare(a->db, "SELECT id FROM supervisor WHERE person = :p AND state = 'active' LIMIT 1");
	int64_t id = 0;

	db_bind_int(s, ":p", person);
	if (db_step(s))
		id = db_int(s, 0);
	db_done(s);
	return id;
}

/* Whoever is in office loses it by a dismissal only, which hears the person and is a leader's. */
bool
candidate_disqualify_may(struct act *a)
{
	const struct candidate *c = a->row;

	return c->rec.state != CANDIDATE_APPOINTED || a->outer != NULL || term_in_office(a, c->person) == 0 ||
		act_bar(a, _("在任，请用“登记材料不实”提出解聘"));
}

bool
candidate_disqualify_check(struct act *a)
{
	const struct candidate_disqualify *in = a->args;
	const struct candidate *c = a->row;

	if (c->rec.state == CANDIDATE_APPOINTED && a->outer == NULL) {
		if (!(a->actor->roles & ROLE_LEADER))
			return act_refuse(a, "reason", 7, _("已聘任的，由局领导决定取消资格"));
		if (*in->statement == '\0')
			return act_refuse(a, "statement", 7, _("本人陈述：已聘任的，须听取本人陈述并记录"));
	}
	return case_in_order(a, "on", in->on, c->applied_on, _("决定日期：不能早于报名日期"));
}

bool
candidate_disqualify_run(struct act *a)
{
	const struct candidate_disqualify *in = a->args;
	struct candidate *c = a->row;

	c->ended_on = in->on;
	end_notice(a, c, in->on);
	c->end_reason = in->reason;
	c->statement = in->statement;
	c->rec.state = CANDIDATE_DISQUALIFIED;
	return true;
}

/* ---- false material found later (article 7): a dismissal is proposed on it ---- */
const struct field candidate_expose_fields[4] = {
	{ F_PARA(struct candidate_expose, evidence), .label = N_("材料不实的事实和证据"), .flags = FIELD_REQUIRED | FIELD_NOTE,
		.article = 7, .max = 4000, .hint = N_("何时、何事、何材料") },
	{ F_LINE(struct candidate_expose, source), .label = N_("证据来源") },
	{ F_DAY(struct candidate_expose, on), .label = N_("发现日期"), .flags = FIELD_HAPPENED, .article = 7 },
	CANDIDATE_LATE(struct candidate_expose),
};

bool
candidate_expose_may(struct act *a)
{
	return term_in_office(a, ((const struct candidate *)a->row)->person) != 0 ||
		act_bar(a, _("已不在任，请用“取消资格”"));
}

/* Nothing on the candidacy changes until the dismissal is executed. */
bool
candidate_expose_run(struct act *a)
{
	(void)a;
	return true;
}

bool
candidate_expose_also(struct act *a)
{
	const struct candidate_expose *in = a->args;
	const struct candidate *c = a->row;
	char day[DAY_TEXT];

	if (act_also(a, "dismissal.propose", 0, "supervisor", arena_printf(a->arena, "%lld", (long long)term_in_office(a, c->person)),
		"ground", "unfit", "finding", "false_material", "evidence", in->evidence, "source", in->source, "candidate",
		arena_printf(a->arena, "%lld", (long long)c->rec.id), "on", day_format(in->on, day), "late_reason", in->late_reason,
		NULL) == 0)
		return false;
	act_notice(a, "%s", _("已提出解聘：告知本人、听取陈述后由局领导决定；执行时取消资格（第七条、第十七条）"));
	return true;
}

/* ---- leaving ---- */
const struct field candidate_withdraw_fields[3] = {
	{ F_PARA(struct candidate_withdraw, reason), .label = N_("退出原因"), .flags = FIELD_REQUIRED | FIELD_NOTE,
		.max = 1000 },
	{ F_DAY(struct candidate_withdraw, on), .label = N_("退出日期"), .flags = FIELD_HAPPENED },
	CANDIDATE_LATE(struct candidate_withdraw),
};

bool
candidate_withdraw_check(struct act *a)
{
	const struct candidate_withdraw *in = a->args;
	const struct candidate *c = a->row;

	return case_in_order(a, "on", in->on, c->applied_on, _("退出日期：不能早于报名日期"));
}

bool
candidate_withdraw_run(struct act *a)
{
	const struct candidate_withdraw *in = a->args;
	struct candidate *c = a->row;

	c->ended_on = in->on;
	end_notice(a, c, in->on);
	c->end_reason = in->reason;
	c->rec.state = CANDIDATE_WITHDRAWN;
	return true;
}

const struct field candidate_drop_fields[1] = {
	{ F_DAY(struct candidate_drop, on), .label = N_("退出日期"), .flags = FIELD_REQUIRED },
};

bool
candidate_drop_run(struct act *a)
{
	const struct candidate_drop *in = a->args;
	struct candidate *c = a->row;

	c->ended_on = in->on;
	end_notice(a, c, in->on);
	c->end_reason = _("批次取消");
	c->rec.state = CANDIDATE_WITHDRAWN;
	return true;
}
