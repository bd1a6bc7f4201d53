/*
 * round_appoint.c: a round's public notice, the appointment of all who passed it, the end.
 *
 * Knows: article 7(2)(3).  Must not know: how a term or a certificate is made.
 *
 * Nobody is appointed before the notice has run out; an open objection, a corrected
 * notice or a running term holds that person only, and is said.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/cases.h"
#include "flow/parties.h"
#include "flow/round_acts.h"

static const char *
number(struct act *a, int64_t n)
{
	return arena_printf(a->arena, "%lld", (long long)n);
}

/* ---- public notice ---- */
const struct field round_publicise_fields[5] = {
	{ F_DAY(struct round_publicise, on), .label = N_("公示日期"), .flags = FIELD_HAPPENED, .article = 7,
		.hint = N_("公示期从次日起算") },
	{ F_INT(struct round_publicise, days), .label = N_("公示期（工作日）"), .flags = FIELD_NOTE, .article = 7,
		.max = 60, .hint = N_("不填按规则") },
	{ F_LINE(struct round_publicise, publicised_where), .label = N_("公示刊登处"),
		.flags = FIELD_REQUIRED | FIELD_NOTE, .article = 7 },
	{ F_LINE(struct round_publicise, objection_to), .label = N_("异议受理方式"), .flags = FIELD_REQUIRED, .article = 7,
		.hint = N_("部门、电话、地址") },
	ROUND_LATE(struct round_publicise),
};

static int64_t
notice_days(struct act *a)
{
	const struct round_publicise *in = a->args;

	return act_given(a, "days") && in->days > 0 ? in->days : act_setting(a, "notice_days");
}

bool
round_publicise_check(struct act *a)
{
	const struct round_publicise *in = a->args;
	const struct round *r = a->row;
	struct round_standing s;

	if (!round_stand(a->db, a->cal, r, &s))
		return false;
	if (notice_days(a) < act_setting(a, "notice_days"))
		return act_refuse(a, "days", 7, _("公示期：不少于%lld个工作日（第七条第二项）"),
			(long long)act_setting(a, "notice_days"));
	if (s.applied > 0)
		return act_refuse(a, "on", 7, _("还有%lld人未作审查结论，不能公示"), (long long)s.applied);
	if (s.qualified > 0)
		return act_refuse(a, "on", 7, _("还有%lld人未列入拟聘或不拟聘，不能公示"), (long long)s.qualified);
	if (s.proposed == 0)
		return act_refuse(a, "on", 7, _("没有拟聘人员，不能公示"));
	if (s.proposed > r->quota)
		return act_refuse(a, "on", 7, _("拟聘%lld人，超过名额%lld人，请调整名单或更正名额"), (long long)s.proposed,
			(long long)r->quota);
	if (s.unconsented > 0)
		return act_refuse(a, "on", 6, _("有%lld人超龄而未经局领导同意（第六条第五项），不能公示"),
			(long long)s.unconsented);
	return case_in_order(a, "on", in->on, r->review_on, _("公示日期：不能早于开始审查日期"));
}

/* "公示至2024-06-14（5个工作日），次日起可以聘任" */
static void
tell_end(struct act *a)
{
	const struct round *r = a->row;
	day_t end = round_notice_end(a->cal, r);
	char day[DAY_TEXT], from[DAY_TEXT];

	if (end == DAY_NONE)
		return;
	act_notice(a, _("公示至%s（%lld个工作日），%s起可以聘任（第七条）"), day_format(end, day),
		(long long)(r->notice_days + r->extension), day_format(end + 1, from));
	if (!calendar_complete(a->cal, r->publicised_on + 1, end))
		act_notice(a, _("公示期涉及的年份尚未导入放假通知，只按周末计算"));
}

bool
round_publicise_run(struct act *a)
{
	const struct round_publicise *in = a->args;
	struct round *r = a->row;

	act_copy(a);
	r->publicised_on = in->on;
	r->notice_days = notice_days(a);
	r->extension = 0;
	r->appoint_days = act_setting(a, "appoint_days");
	r->rec.state = ROUND_PUBLICISING;
	tell_end(a);
	return true;
}

/* ACTION for every candidate of the round in STATE. */
static bool
for_each(struct act *a, const char *state, const char *action, const char *field, const char *value, const char *field2,
	const char *value2)
{
	const struct round *r = a->row;
	int64_t *ids = arena_alloc(a->arena, ROUND_MOST * sizeof *ids);
	size_t n = round_candidates(a, r->rec.id, state, ids, ROUND_MOST);

	for (size_t i = 0; i < n; i++)
		if (act_also(a, action, ids[i], field, value, field2, value2, NULL) == 0)
			return false;
	return true;
}

bool
round_publicise_also(struct act *a)
{
	const struct round *r = a->row;
	char day[DAY_TEXT];

	return for_each(a, "proposed", "candidate.publicise", "on", day_format(r->publicised_on, day), "days",
		number(a, r->notice_days));
}

/* ---- prolong ---- */
const struct field round_prolong_fields[4] = {
	{ F_INT(struct round_prolong, days), .label = N_("延长工作日"), .flags = FIELD_REQUIRED | FIELD_NOTE, .article = 7,
		.max = 60 },
	{ F_LINE(struct round_prolong, prolong_reason), .label = N_("延长原因"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_DAY(struct round_prolong, on), .label = N_("决定日期"), .flags = FIELD_HAPPENED },
	ROUND_LATE(struct round_prolong),
};

bool
round_prolong_check(struct act *a)
{
	const struct round_prolong *in = a->args;
	const struct round *r = a->row;

	if (in->days < 1)
		return act_refuse(a, "days", 7, _("延长工作日：至少1日"));
	return case_in_order(a, "on", in->on, r->publicised_on, _("决定日期：不能早于公示日期"));
}

bool
round_prolong_run(struct act *a)
{
	const struct round_prolong *in = a->args;
	struct round *r = a->row;

	r->extension += in->days;
	r->prolonged_on = in->on;
	r->prolong_reason = in->prolong_reason;
	tell_end(a);
	return true;
}

bool
round_prolong_also(struct act *a)
{
	const struct round_prolong *in = a->args;

	return for_each(a, "publicised", "candidate.prolong", "days", number(a, in->days), NULL, NULL);
}

/* ---- appoint ---- */
const struct field round_appoint_fields[2] = {
	{ F_DAY(struct round_appoint, on), .label = N_("聘任日期"), .flags = FIELD_HAPPENED | FIELD_NOTE, .article = 5 },
	ROUND_LATE(struct round_appoint),
};

/* A term of PERSON that has not ended on DAY: its last day, DAY_NONE when there is none. */
static day_t
running_term(struct act *a, int64_t person, day_t day)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT coalesce(left_on, term_end) FROM supervisor WHERE person = :p AND coalesce(left_on, term_end) >= :day "
		"ORDER BY term_start LIMIT 1");
	day_t end = DAY_NONE;

	db_bind_int(s, ":p", person);
	db_bind_day(s, ":day", day);
	if (db_step(s))
		end = db_day(s, 0);
	db_done(s);
	return end;
}

/* Why C cannot be appointed on ON, NULL when nothing holds. */
static const char *
holds(struct act *a, const struct candidate *c, day_t on)
{
	day_t end = candidate_notice_end(a->cal, c), term;
	char day[DAY_TEXT];

	if (c->held > 0)
		return arena_printf(a->arena, _("%s：有异议尚未处理，暂不聘任"), c->name);
	if (end == DAY_NONE || on <= end)
		return arena_printf(a->arena, _("%s：更正后的公示至%s，暂不聘任"), c->name, day_format(end, day));
	term = running_term(a, c->person, on);
	if (term != DAY_NONE)
		return arena_printf(a->arena, _("%s：现任期至%s，任期不能重叠，暂不聘任"), c->name, day_format(term, day));
	return NULL;
}

bool
round_appoint_check(struct act *a)
{
	const struct round_appoint *in = a->args;
	const struct round *r = a->row;
	day_t end = round_notice_end(a->cal, r);
	int64_t *ids = arena_alloc(a->arena, ROUND_MOST * sizeof *ids);
	size_t n = round_candidates(a, r->rec.id, "publicised", ids, ROUND_MOST), free_ones = 0;
	const char *first = NULL;
	char day[DAY_TEXT];

	if (n == 0)
		return act_refuse(a, "on", 7, _("没有公示后待聘任的人员"));
	if (end == DAY_NONE || in->on <= end)
		return act_refuse(a, "on", 7, _("聘任日期：公示至%s，期满之后才能聘任（第七条第三项）"), day_format(end, day));
	for (size_t i = 0; i < n; i++) {
		const struct candidate *c = act_load(a, "candidate", ids[i]);
		const char *why = c != NULL ? holds(a, c, in->on) : "";

		if (why == NULL)
			free_ones++;
		else if (first == NULL)
			first = why;
	}
	return free_ones > 0 || act_refuse(a, "on", 7, "%s", first);
}

bool
round_appoint_run(struct act *a)
{
	const struct round_appoint *in = a->args;
	struct round *r = a->row;

	if (r->appointed_on == DAY_NONE)
		r->appointed_on = in->on;
	if (r->notice_end == DAY_NONE)
		r->notice_end = round_notice_end(a->cal, r);
	r->rec.state = ROUND_APPOINTING;
	return true;
}

bool
round_appoint_also(struct act *a)
{
	const struct round_appoint *in = a->args;
	const struct round *r = a->row;
	int64_t *ids = arena_alloc(a->arena, ROUND_MOST * sizeof *ids), appointed = 0;
	size_t n = round_candidates(a, r->rec.id, "publicised", ids, ROUND_MOST);
	char day[DAY_TEXT];
	const char *on = day_format(in->on, day);

	/* In stroke order, as on the notice: so run the numbers of letters and certificates. */
	for (size_t i = 0; i < n; i++) {
		const struct candidate *c = act_load(a, "candidate", ids[i]);
		const char *why;

		if (c == NULL)
			return false;
		why = holds(a, c, in->on);
		if (why != NULL) {
			act_notice(a, "%s", why);
			continue;
		}
		if (act_also(a, "candidate.appoint", ids[i], "on", on, NULL) == 0)
			return false;
		appointed++;
	}
	act_notice(a, _("已聘任%lld人"), (long long)appointed);
	return true;
}

/* ---- close ---- */
const struct field round_close_fields[3] = {
	{ F_PARA(struct round_close, result), .label = N_("结果说明"), .flags = FIELD_NOTE, .max = 2000 },
	{ F_DAY(struct round_close, on), .label = N_("办结日期"), .flags = FIELD_HAPPENED },
	ROUND_LATE(struct round_close),
};

bool
round_close_check(struct act *a)
{
	const struct round_close *in = a->args;
	const struct round *r = a->row;
	struct round_standing s;
	int64_t left;

	if (!round_stand(a->db, a->cal, r, &s))
		return false;
	left = s.applied + s.qualified + s.proposed + s.publicised;
	if (left > 0)
		return act_refuse(a, "on", 7, _("还有%lld人未办完，不能办结"), (long long)left);
	if (s.objections > 0)
		return act_refuse(a, "on", 7, _("还有%lld件异议未处理，不能办结"), (long long)s.objections);
	return case_in_order(a, "on", in->on, r->appointed_on, _("办结日期：不能早于聘任日期"));
}

bool
round_close_run(struct act *a)
{
	const struct round_close *in = a->args;
	struct round *r = a->row;
	struct round_standing s;

	round_stand(a->db, a->cal, r, &s);
	if (r->notice_end == DAY_NONE && s.notice_end != DAY_NONE && s.notice_end <= in->on)
		r->notice_end = s.notice_end;
	r->closed_on = in->on;
	r->result = *in->result != '\0' ? in->result
					: arena_printf(a->arena, _("报名%lld人，聘任%lld人"), (long long)s.candidates,
						  (long long)s.appointed);
	r->rec.state = ROUND_CLOSED;
	return true;
}

/* ---- cancel ---- */
const struct field round_cancel_fields[3] = {
	{ F_PARA(struct round_cancel, reason), .label = N_("取消原因"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 1000 },
	{ F_DAY(struct round_cancel, on), .label = N_("取消日期"), .flags = FIELD_HAPPENED },
	ROUND_LATE(struct round_cancel),
};

bool
round_cancel_run(struct act *a)
{
	const struct round_cancel *in = a->args;
	struct round *r = a->row;

	r->cancelled_on = in->on;
	r->cancel_reason = in->reason;
	r->rec.state = ROUND_CANCELLED;
	return true;
}

/* Nothing of a cancelled round waits for anybody. */
bool
round_cancel_also(struct act *a)
{
	static const char *const states[] = { "applied", "qualified", "proposed", "publicised" };
	const struct round_cancel *in = a->args;
	char day[DAY_TEXT];
	const char *on = day_format(in->on, day);

	for (size_t k = 0; k < N_OF(states); k++)
		if (!for_each(a, states[k], "candidate.drop", "on", on, NULL, NULL))
			return false;
	return round_review_also(a);
}
