/*
 * round_apply.c: a round from its plan to the end of applications: quota and make-up, the call
 * for applications or the letters to units, the period, the reference date of ages.
 *
 * Knows: articles 3, 4, 6(5), 7(1).  Must not know: how those who applied are judged.
 */
#include <string.h>

#include "base/han.h"
#include "base/i18n.h"
#include "flow/cases.h"
#include "flow/parties.h"
#include "flow/round_acts.h"

const struct field round_plan_fields[19] = {
	{ F_LINE(struct round_plan, name), .label = N_("批次名称"), .flags = FIELD_REQUIRED, .max = 40,
		.hint = N_("如“2026年第二批”") },
	{ F_INT(struct round_plan, quota), .label = N_("选聘名额"), .flags = FIELD_REQUIRED | FIELD_NOTE,
		.article = 7, .max = 1000 },
	{ F_DAY(struct round_plan, opens_on), .label = N_("报名开始"), .article = 7, .hint = N_("不填从公告之日起") },
	{ F_DAY(struct round_plan, closes_on), .label = N_("报名截止"), .article = 7 },
	{ F_DAY(struct round_plan, age_on), .label = N_("年龄计算日"), .article = 6, .hint = N_("不填按报名截止日") },
	{ F_PARA(struct round_plan, criteria), .label = N_("选聘标准"), .article = 7, .max = 4000 },
	ROUND_WISH_FIELDS(struct round_plan, 0),
	{ F_DAY(struct round_plan, on), .label = N_("拟定日期"), .flags = FIELD_HAPPENED },
	ROUND_LATE(struct round_plan),
};

const struct field round_correct_fields[18] = {
	{ F_LINE(struct round_correct, name), .label = N_("批次名称"), .flags = FIELD_PREFILL, .max = 40 },
	{ F_INT(struct round_correct, quota), .label = N_("选聘名额"), .flags = FIELD_PREFILL, .article = 7,
		.max = 1000 },
	{ F_DAY(struct round_correct, opens_on), .label = N_("报名开始"), .flags = FIELD_PREFILL, .article = 7 },
	{ F_DAY(struct round_correct, closes_on), .label = N_("报名截止"), .flags = FIELD_PREFILL, .article = 7 },
	{ F_DAY(struct round_correct, age_on), .label = N_("年龄计算日"), .flags = FIELD_PREFILL, .article = 6 },
	{ F_PARA(struct round_correct, criteria), .label = N_("选聘标准"), .flags = FIELD_PREFILL, .article = 7,
		.max = 4000 },
	ROUND_WISH_FIELDS(struct round_correct, FIELD_PREFILL),
	{ F_LINE(struct round_correct, reason), .label = N_("更正原因"), .flags = FIELD_REQUIRED | FIELD_NOTE },
};

/* Round of that name besides EXCEPT. */
static bool
name_is_free(struct act *a, const char *name, int64_t except)
{
	struct stmt *s = db_prepare(a->db, "SELECT 1 FROM round WHERE name = :n AND id <> :id");
	bool taken;

	db_bind_text(s, ":n", name);
	db_bind_int(s, ":id", except);
	taken = db_step(s);
	db_done(s);
	return !taken || act_refuse(a, "name", 0, _("批次名称：“%s”已有"), name);
}

static bool
dates_in_order(struct act *a, day_t opens, day_t closes)
{
	char day[DAY_TEXT];

	if (opens == DAY_NONE || closes == DAY_NONE || closes >= opens)
		return true;
	return act_refuse(a, "closes_on", 7, _("报名截止：不能早于报名开始%s"), day_format(opens, day));
}

bool
round_plan_check(struct act *a)
{
	const struct round_plan *in = a->args;

	if (in->quota < 1)
		return act_refuse(a, "quota", 7, _("选聘名额：至少1人"));
	return name_is_free(a, in->name, 0) && dates_in_order(a, in->opens_on, in->closes_on);
}

static void
take_profile(struct act *a)
{
	struct round *r = a->row;

	r->min_age = act_setting(a, "min_age");
	r->max_age = act_setting(a, "max_age");
	r->age_counts_birthday = setting_int(a->db, "max_age_from", 1) == 0;
	r->age_hard = act_setting(a, "max_age_hard") != 0;
	r->begin_days = act_setting(a, "begin_days");
}

bool
round_plan_run(struct act *a)
{
	struct round *r = a->row;

	act_copy(a);
	r->initials = han_initials(a->arena, r->name);
	if (r->age_on == DAY_NONE)
		r->age_on = r->closes_on;
	take_profile(a);
	r->officer = a->actor->account;
	r->rec.state = ROUND_PLANNED;
	return true;
}

/* Has anything been written under the round's name? */
static bool
is_named(struct act *a, int64_t id)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT EXISTS (SELECT 1 FROM candidate WHERE round = :r) OR EXISTS (SELECT 1 FROM invitation WHERE round = :r)");
	bool any;

	db_bind_int(s, ":r", id);
	any = db_step(s) && db_int(s, 0) != 0;
	db_done(s);
	return any;
}

/* Applications received outside the period as it would be. */
static bool
period_holds(struct act *a, day_t opens, day_t closes)
{
	const struct round *r = a->row;
	struct stmt *s = db_prepare(a->db,
		"SELECT name, applied_on FROM candidate WHERE round = :r AND (applied_on < :opens OR applied_on > :closes) "
		"ORDER BY applied_on LIMIT 1");
	char day[DAY_TEXT];

	db_bind_int(s, ":r", r->rec.id);
	db_bind_day(s, ":opens", opens != DAY_NONE ? opens : day_from(1900, 1, 1));
	db_bind_day(s, ":closes", closes != DAY_NONE ? closes : day_from(2900, 1, 1));
	if (!db_step(s))
		return true;
	act_refuse(a, "closes_on", 7, _("报名截止：%s于%s报名，不在更正后的报名期内"), db_text(s, 0),
		day_format(db_day(s, 1), day));
	db_done(s);
	return false;
}

bool
round_correct_check(struct act *a)
{
	const struct round_correct *in = a->args;
	const struct round *r = a->row;
	day_t opens = act_given(a, "opens_on") ? in->opens_on : r->opens_on;
	day_t closes = act_given(a, "closes_on") ? in->closes_on : r->closes_on;
	bool moved = opens != r->opens_on || closes != r->closes_on ||
		(act_given(a, "age_on") && in->age_on != r->age_on);

	if (act_given(a, "name") && strcmp(in->name, r->name) != 0) {
		if (*in->name == '\0')
			return act_refuse(a, "name", 0, _("批次名称：必须填写"));
		if (is_named(a, r->rec.id))
			return act_refuse(a, "name", 0, _("批次名称：已有邀请函或报名，不再更改"));
		if (!name_is_free(a, in->name, r->rec.id))
			return false;
	}
	if (act_given(a, "quota") && in->quota < 1)
		return act_refuse(a, "quota", 7, _("选聘名额：至少1人"));
	if (r->rec.state != ROUND_PLANNED && closes == DAY_NONE)
		return act_refuse(a, "closes_on", 7, _("报名截止：必须填写"));
	if (moved && r->publicised_on != DAY_NONE)
		return act_refuse(a, "closes_on", 7, _("报名截止：已经公示，报名期和年龄计算日不再更改"));
	return dates_in_order(a, opens, closes) && (!moved || period_holds(a, opens, closes));
}

bool
round_correct_run(struct act *a)
{
	struct round *r = a->row;
	bool follows = r->age_on == r->closes_on;
	day_t age_on = r->age_on;

	act_copy(a);
	r->initials = han_initials(a->arena, r->name);
	/* A reference date that is the closing date moves with it. */
	if (r->age_on == DAY_NONE || (follows && r->age_on == age_on))
		r->age_on = r->closes_on;
	return true;
}

bool
round_reckon_also(struct act *a)
{
	static const char *const states[] = { "applied", "qualified", "unqualified", "proposed", "not_proposed" };
	const struct round *r = a->row;
	int64_t *ids = arena_alloc(a->arena, ROUND_MOST * sizeof *ids);
	const char *on;
	char day[DAY_TEXT];

	if (r->age_on == DAY_NONE)
		return true;
	on = day_format(r->age_on, day);
	for (size_t k = 0; k < N_OF(states); k++) {
		size_t n = round_candidates(a, r->rec.id, states[k], ids, ROUND_MOST);

		for (size_t i = 0; i < n; i++) {
			const struct candidate *c = act_load(a, "candidate", ids[i]);
			const struct person *p = c != NULL ? act_load(a, "person", c->person) : NULL;

			if (p == NULL || p->born == DAY_NONE || (c->age == day_age(p->born, r->age_on) &&
				c->over_age == candidate_is_over(r, p->born, r->age_on)))
				continue;
			if (act_also(a, "candidate.reckon", ids[i], "on", on, NULL) == 0)
				return false;
		}
	}
	return true;
}

/* ---- open ---- */
const struct field round_open_fields[5] = {
	{ F_DAY(struct round_open, on), .label = N_("公告或发函日期"), .flags = FIELD_HAPPENED, .article = 7 },
	{ F_LINE(struct round_open, notice_where), .label = N_("公告刊登处"), .flags = FIELD_NOTE, .article = 7,
		.hint = N_("只发邀请函的不填") },
	{ F_DAY(struct round_open, opens_on), .label = N_("报名开始"), .flags = FIELD_PREFILL, .article = 7,
		.hint = N_("不填从公告之日起") },
	{ F_DAY(struct round_open, closes_on), .label = N_("报名截止"), .flags = FIELD_PREFILL | FIELD_NOTE,
		.article = 7 },
	ROUND_LATE(struct round_open),
};

static int64_t
letters_of(struct act *a, int64_t id)
{
	struct stmt *s = db_prepare(a->db, "SELECT count(*) FROM invitation WHERE round = :r");
	int64_t n;

	db_bind_int(s, ":r", id);
	n = db_step(s) ? db_int(s, 0) : 0;
	db_done(s);
	return n;
}

static day_t
given_or(struct act *a, const char *name, day_t given, day_t kept)
{
	return act_given(a, name) && given != DAY_NONE ? given : kept;
}

bool
round_open_check(struct act *a)
{
	const struct round_open *in = a->args;
	const struct round *r = a->row;
	day_t closes = given_or(a, "closes_on", in->closes_on, r->closes_on);
	day_t opens = given_or(a, "opens_on", in->opens_on, r->opens_on);
	char day[DAY_TEXT];

	if (closes == DAY_NONE)
		return act_refuse(a, "closes_on", 7, _("报名截止：必须填写"));
	if (closes < in->on)
		return act_refuse(a, "closes_on", 7, _("报名截止：不能早于公告日期%s"), day_format(in->on, day));
	/* Article 7(1) knows two ways to begin: a public notice, or letters to chosen units. */
	if (*in->notice_where == '\0' && letters_of(a, r->rec.id) == 0)
		return act_refuse(a, "notice_where", 7, _("公告刊登处：没有公告，也没有向单位发邀请函（第七条第一项）"));
	return dates_in_order(a, opens, closes);
}

bool
round_open_run(struct act *a)
{
	const struct round_open *in = a->args;
	struct round *r = a->row;
	bool follows = r->age_on == r->closes_on || r->age_on == DAY_NONE;

	r->noticed_on = in->on;
	r->notice_where = in->notice_where;
	r->opens_on = given_or(a, "opens_on", in->opens_on, r->opens_on);
	r->closes_on = given_or(a, "closes_on", in->closes_on, r->closes_on);
	if (r->opens_on == DAY_NONE)
		r->opens_on = in->on;
	if (follows)
		r->age_on = r->closes_on;
	take_profile(a);
	r->rec.state = ROUND_OPEN;
	return true;
}

/* ---- extend ---- */
const struct field round_extend_fields[4] = {
	{ F_DAY(struct round_extend, closes_on), .label = N_("延至"), .flags = FIELD_REQUIRED | FIELD_NOTE, .article = 7 },
	{ F_LINE(struct round_extend, extend_reason), .label = N_("延长原因"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_DAY(struct round_extend, on), .label = N_("决定日期"), .flags = FIELD_HAPPENED },
	ROUND_LATE(struct round_extend),
};

bool
round_extend_check(struct act *a)
{
	const struct round_extend *in = a->args;
	const struct round *r = a->row;
	char day[DAY_TEXT];

	return in->closes_on > r->closes_on ||
		act_refuse(a, "closes_on", 7, _("延至：须晚于原报名截止日%s"), day_format(r->closes_on, day));
}

bool
round_extend_run(struct act *a)
{
	const struct round_extend *in = a->args;
	struct round *r = a->row;
	bool follows = r->age_on == r->closes_on;

	act_copy(a);
	r->extended_on = in->on;
	if (follows)
		r->age_on = r->closes_on;
	act_notice(a, _("年龄按新的计算日重新核对"));
	return true;
}

/* ---- the end of applications ---- */
const struct field round_review_fields[2] = {
	{ F_DAY(struct round_review, on), .label = N_("开始审查日期"), .flags = FIELD_HAPPENED, .article = 7 },
	ROUND_LATE(struct round_review),
};

bool
round_review_may(struct act *a)
{
	const struct round *r = a->row;
	char day[DAY_TEXT];

	return a->today > r->closes_on || act_bar(a, _("报名至%s，尚未截止"), day_format(r->closes_on, day));
}

bool
round_review_check(struct act *a)
{
	const struct round_review *in = a->args;
	const struct round *r = a->row;
	struct round_standing s;
	char day[DAY_TEXT];

	if (in->on <= r->closes_on)
		return act_refuse(a, "on", 7, _("开始审查日期：须在报名截止%s之后"), day_format(r->closes_on, day));
	if (!round_stand(a->db, a->cal, r, &s))
		return false;
	return s.candidates > 0 || act_refuse(a, "on", 7, _("无人报名，可以延长报名或取消批次"));
}

bool
round_review_run(struct act *a)
{
	const struct round_review *in = a->args;
	struct round *r = a->row;

	r->review_on = in->on;
	r->rec.state = ROUND_REVIEWING;
	return true;
}

bool
round_review_also(struct act *a)
{
	const struct round *r = a->row;
	struct stmt *s = db_prepare(a->db, "SELECT id FROM invitation WHERE round = :r AND state = 'sent' ORDER BY id");
	int64_t *ids = arena_alloc(a->arena, ROUND_MOST * sizeof *ids);
	size_t n = 0;

	db_bind_int(s, ":r", r->rec.id);
	while (n < ROUND_MOST && db_step(s))
		ids[n++] = db_int(s, 0);
	db_done(s);
	for (size_t i = 0; i < n; i++)
		if (act_also(a, "invitation.lapse", ids[i], NULL) == 0)
			return false;
	return true;
}
