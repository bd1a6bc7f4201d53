/*
 * supervisor_watch.c: what the program watches of a term: its end, the holder's age,
 * a record against the holder; and what waits for people because of it.
 *
 * Knows: articles 5, 6 and 17(1).  Must not know: how a dismissal is decided.
 *
 * Being over the ordinary age within a term is told for the renewal and proposes nothing.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/dismissal.h"
#include "flow/supervisor.h"

/* ---- the end of the term ---- */

bool
supervisor_expire_may(struct act *a)
{
	const struct supervisor *s = a->row;
	char day[DAY_TEXT];

	if (s->next_decided_on != DAY_NONE)
		return act_bar(a, _("已决定续聘"));
	return a->today > s->term_end || act_bar(a, _("任期至%s，尚未届满"), day_format(s->term_end, day));
}

/* The renewal is still to be decided: what was on the queue stays there, and what the program ends comes there. */
bool
supervisor_expire_run(struct act *a)
{
	struct supervisor *s = a->row;

	s->ending = s->release_reason[0] == '\0' && (s->ending || (a->actor->roles & ROLE_PROGRAM) != 0);
	s->aged_seen = s->aged_on != DAY_NONE;
	s->rec.state = SUPERVISOR_EXPIRED;
	return true;
}

bool
supervisor_remind_may(struct act *a)
{
	const struct supervisor *s = a->row;
	int64_t left = (int64_t)s->term_end - a->today;

	if (s->ending)
		return act_bar(a, _("已提示"));
	if (s->next_decided_on != DAY_NONE)
		return act_bar(a, _("已决定续聘"));
	if (s->release_reason[0] != '\0')
		return act_bar(a, _("已决定不再续聘"));
	return left <= act_setting(a, "renew_lead_days") || act_bar(a, _("距届满还有%lld日"), (long long)left);
}

bool
supervisor_remind_run(struct act *a)
{
	struct supervisor *s = a->row;

	s->ending = true;
	return true;
}

/* ---- age ---- */

/* When the term began the holder was of ordinary age; now no longer. */
bool
supervisor_age_may(struct act *a)
{
	const struct supervisor *s = a->row;
	const struct person *p = act_load(a, "person", s->person);

	if (s->aged_on != DAY_NONE || s->over_age)
		return act_bar(a, _("已提示"));
	return (p != NULL && term_is_over_age(a, p->born, a->today)) || act_bar(a, _("未超过一般年龄"));
}

bool
supervisor_age_run(struct act *a)
{
	struct supervisor *s = a->row;

	s->aged_on = a->today;
	act_note(a, _("超过%lld周岁，续聘时考虑；不是解聘理由"), (long long)act_setting(a, "max_age"));
	return true;
}

bool
supervisor_note_age_may(struct act *a)
{
	const struct supervisor *s = a->row;

	if (s->aged_on == DAY_NONE)
		return act_bar(a, _("任期内未超过一般年龄"));
	return !s->aged_seen || act_bar(a, _("已知悉"));
}

bool
supervisor_note_age_run(struct act *a)
{
	struct supervisor *s = a->row;

	s->aged_seen = true;
	return true;
}

/* ---- a record against the holder ---- */

const struct field supervisor_report_fields[5] = {
	{ F_WORD(struct supervisor_report, finding, dismissal_findings), .label = N_("情形"),
		.flags = FIELD_REQUIRED | FIELD_NOTE, .article = 17, .hint = N_("第六条所列条件") },
	{ F_PARA(struct supervisor_report, evidence), .label = N_("证据"), .flags = FIELD_REQUIRED | FIELD_NOTE,
		.article = 17, .max = 4000, .hint = N_("何时、何事、何材料") },
	{ F_LINE(struct supervisor_report, source), .label = N_("证据来源") },
	{ F_DAY(struct supervisor_report, on), .label = N_("发现日期"), .flags = FIELD_HAPPENED },
	{ F_LINE(struct supervisor_report, late_reason), .label = N_("补记原因"), .flags = FIELD_LATE | FIELD_NOTE },
};

bool
supervisor_report_check(struct act *a)
{
	const struct supervisor_report *in = a->args;

	return dismissal_ground_of(in->finding) == GROUND_UNFIT ||
		act_refuse(a, "finding", 17, _("情形：“%s”不属于第一项，请用“提出解聘”"),
			word_label(dismissal_findings, in->finding));
}

/* Nothing on the term itself changes until the dismissal is executed. */
bool
supervisor_report_run(struct act *a)
{
	(void)a;
	return true;
}

bool
supervisor_report_also(struct act *a)
{
	const struct supervisor_report *in = a->args;
	char day[DAY_TEXT];

	if (act_also(a, "dismissal.propose", 0, "supervisor",
		    arena_printf(a->arena, "%lld", (long long)row_head(a->row)->id), "ground",
		    dismissal_grounds[GROUND_UNFIT].key, "finding", dismissal_findings[in->finding].key, "evidence",
		    in->evidence, "source", in->source, "origin", dismissal_origins[ORIGIN_PROGRAM].key, "on",
		    day_format(in->on, day), "late_reason", in->late_reason, NULL) == 0)
		return false;
	act_notice(a, "%s", _("程序已提出解聘，由人决定（第十七条第一项）"));
	return true;
}

/* ---- what waits ---- */

/*
 * From the row alone, whatever day it is: the program's acts (remind, age) put it on the
 * queue, so that the book can be recomputed at any time.
 */
size_t
supervisor_waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS])
{
	const struct supervisor *s = row;
	bool aged = s->aged_on != DAY_NONE || s->over_age;
	size_t n = 0;

	(void)a;
	if (s->rec.state != SUPERVISOR_ACTIVE && s->rec.state != SUPERVISOR_EXPIRED)
		return 0;
	if (s->ending) {
		out[n].due = s->term_end;
		act_wait(&out[n++], ROLE_CLERK, s->rec.state == SUPERVISOR_EXPIRED ? "supervisor.renew" : "supervisor.decide",
			s->rec.state == SUPERVISOR_EXPIRED ? aged ? N_("已期满，是否续聘（超龄）") : N_("已期满，是否续聘") :
			aged                               ? N_("续聘或期满（超龄）") :
							     N_("续聘或期满"),
			"");
	}
	if (s->rec.state == SUPERVISOR_ACTIVE && s->aged_on != DAY_NONE && !s->aged_seen)
		act_wait(&out[n++], ROLE_CLERK, "supervisor.note_age", N_("任期内超龄，续聘时考虑"), "");
	return act_waits_about(out, n, 0, s->person, 0, s->name);
}

/* ---- the daily sweep ---- */

/* The ages are looked at loosely here; supervisor.age itself counts to the day. */
size_t
supervisor_owed(struct act *a, int64_t after, struct owed *out, size_t max)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT s.id, CASE WHEN s.term_end < :today AND s.next_decided_on IS NOT NULL THEN 'supervisor.turn' "
		"WHEN s.term_end < :today THEN 'supervisor.expire' "
		"WHEN s.ending = 0 AND s.release_reason = '' AND s.next_decided_on IS NULL AND s.term_end <= :lead THEN 'supervisor.remind' "
		"ELSE 'supervisor.age' END "
		"FROM supervisor s JOIN person p ON p.id = s.person WHERE s.state = 'active' AND s.id > :after AND "
		"(s.term_end < :today OR "
		"(s.ending = 0 AND s.release_reason = '' AND s.next_decided_on IS NULL AND s.term_end <= :lead) OR "
		"(s.aged_on IS NULL AND s.over_age = 0 AND p.born <= :born)) ORDER BY s.id LIMIT :max");
	static const char *const acts[] = { "supervisor.turn", "supervisor.expire", "supervisor.remind", "supervisor.age" };
	size_t n = 0;

	db_bind_day(s, ":today", a->today);
	db_bind_day(s, ":lead", a->today + (day_t)act_setting(a, "renew_lead_days"));
	db_bind_day(s, ":born", day_add_months(a->today, -12 * (int)act_setting(a, "max_age")));
	db_bind_int(s, ":after", after);
	db_bind_int(s, ":max", (int64_t)max);
	while (n < max && db_step(s)) {
		for (size_t i = 0; i < N_OF(acts); i++)
			if (strcmp(db_text(s, 1), acts[i]) == 0)
				out[n].action = acts[i];
		out[n++].id = db_int(s, 0);
	}
	db_done(s);
	return n;
}
