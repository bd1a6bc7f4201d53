/*
 * activity_invite.c: whom to invite to an activity: by name, or by category, skill and
 * who was invited least lately; who must keep away (回避: by record, or by the employer); who
 * is invited no more.
 *
 * Knows: terms in office, employers, earlier invitations.  Must not know: what becomes of
 * an invitation.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "flow/activity_acts.h"
#include "flow/conflict.h"
#include "flow/flows.h"
#include "flow/parties.h"

const struct field activity_invite_fields[8] = {
	{ F_PARA(struct activity_invite, names), .label = N_("指名邀请"), .max = 20000, .hint = N_("姓名或证号，用顿号分开") },
	{ F_WORD(struct activity_invite, category, supervisor_categories), .label = N_("类别"), .article = 3 },
	{ F_WORD(struct activity_invite, field, enforcement_fields), .label = N_("专长领域") },
	{ F_LINE(struct activity_invite, skill), .label = N_("专业"), .max = 60, .hint = N_("单位职务、学历、备注中的字") },
	{ F_INT(struct activity_invite, number), .label = N_("人数"), .max = 1000, .hint = N_("按最久未受邀请的选取") },
	{ F_LINE(struct activity_invite, conflict_reason), .label = N_("无须回避的理由"), .flags = FIELD_NOTE,
	  .hint = N_("指名邀请应当回避的人时填写") },
	{ F_DAY(struct activity_invite, on), .label = N_("邀请日期"), .flags = FIELD_HAPPENED },
	ACTIVITY_LATE(struct activity_invite),
};

static bool
works_there(const char *employer, const char *name)
{
	return *name != '\0' && strstr(employer, name) != NULL;
}

/* Is EMPLOYER the agency, by its full, short or a former name? */
static bool
is_employer(const struct agency *g, const char *employer)
{
	const char *p;

	if (g == NULL || *employer == '\0')
		return false;
	if (works_there(employer, g->name) || works_there(employer, g->short_name))
		return true;
	for (p = g->former_names; *p != '\0';) {
		const char *end = strstr(p, "、");
		size_t n = end != NULL ? (size_t)(end - p) : strlen(p);

		if (n > 0 && memmem(employer, strlen(employer), p, n) != NULL)
			return true;
		p += n + (end != NULL ? strlen("、") : 0);
	}
	return false;
}

/* The agency's names without a running act: the face asks too. */
static const struct agency *
agency_names(struct db *db, struct arena *a, int64_t id)
{
	struct stmt *s = db_prepare(db, "SELECT name, short_name, former_names FROM agency WHERE id = :id");
	struct agency *g = NULL;

	db_bind_int(s, ":id", id);
	if (db_step(s)) {
		g = arena_alloc(a, sizeof *g);
		g->name = arena_strdup(a, db_text(s, 0));
		g->short_name = arena_strdup(a, db_text(s, 1));
		g->former_names = arena_strdup(a, db_text(s, 2));
	}
	db_done(s);
	return g;
}

size_t
activity_invitees(struct db *db, struct arena *a, const struct activity *act, word_t category, word_t field,
	const char *skill, struct invitee **out)
{
	struct stmt *s = db_prepare(db,
		"SELECT s.id, s.person, s.name, s.categories, p.employer, "
		"(SELECT max(t.on_day) FROM attendance t WHERE t.person = s.person AND t.state <> 'released' AND t.on_day < :day) AS last, "
		"(SELECT count(*) FROM attendance t WHERE t.person = s.person AND t.state <> 'released' AND t.on_day < :day "
		"AND t.on_day >= date(:day, '-1 year')), p.skills "
		"FROM supervisor s JOIN person p ON p.id = s.person "
		"WHERE s.state = 'active' AND s.term_start <= :day AND coalesce(s.left_on, s.term_end) >= :day "
		"AND (:category = '' OR instr(',' || s.categories || ',', ',' || :category || ',') > 0) "
		"AND (:field = '' OR instr(',' || p.skills || ',', ',' || :field || ',') > 0) "
		"AND (:skill = '' OR instr(p.employer || ' ' || p.education || ' ' || s.note, :skill) > 0) "
		"AND NOT EXISTS (SELECT 1 FROM attendance t WHERE t.activity = :activity AND t.person = s.person AND t.state <> 'released') "
		"ORDER BY last IS NOT NULL, last, 7, s.stroke_key, s.id");
	const struct agency *g = act->agency != 0 ? agency_names(db, a, act->agency) : NULL;
	size_t n = 0, cap = 0;

	*out = NULL;
	db_bind_day(s, ":day", act->on_day);
	db_bind_int(s, ":activity", act->rec.id);
	db_bind_text(s, ":category", supervisor_categories[category].key);
	db_bind_text(s, ":field", enforcement_fields[field].key);
	db_bind_text(s, ":skill", skill);
	while (db_step(s)) {
		struct invitee *v;

		if (n == cap) {
			struct invitee *more = arena_alloc(a, (cap + 64) * 2 * sizeof *more);

			if (n > 0)
				memcpy(more, *out, n * sizeof *more);
			*out = more;
			cap = (cap + 64) * 2;
		}
		v = &(*out)[n++];
		v->supervisor = db_int(s, 0);
		v->person = db_int(s, 1);
		v->name = arena_strdup(a, db_text(s, 2));
		v->categories = arena_strdup(a, db_text(s, 3));
		v->employer = arena_strdup(a, db_text(s, 4));
		v->last = db_day(s, 5);
		v->times = db_int(s, 6);
		v->skills = arena_strdup(a, db_text(s, 7));
		v->why = conflict_of_person(db, a, v->person, act->agency, act->on_day);
		v->conflict = v->why != NULL || is_employer(g, v->employer);
	}
	return n;
}

/* ---- who is meant ---- */

static const struct invitee *
among(const struct invitee *v, size_t n, int64_t supervisor)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].supervisor == supervisor)
			return &v[i];
	return NULL;
}

/* The term NAME means: name, certificate number or id; of several bearers of a name none. */
static int64_t
term_called(struct act *a, const char *name)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT id FROM supervisor WHERE name = :v AND state = 'active' "
		"UNION SELECT supervisor FROM certificate WHERE number = :v "
		"UNION SELECT id FROM supervisor WHERE id = CAST(:v AS INTEGER) AND :v GLOB '[0-9]*' LIMIT 2");
	int64_t id = 0;
	int n = 0;

	db_bind_text(s, ":v", name);
	while (db_step(s)) {
		id = db_int(s, 0);
		n++;
	}
	return n > 1 ? -1 : id;
}

/* Why SUPERVISOR, called NAME, is not among those who can be invited. */
static bool
refuse_other(struct act *a, int64_t supervisor, const char *name)
{
	const struct activity *v = a->row;
	const struct supervisor *s = act_load(a, "supervisor", supervisor);
	char day[DAY_TEXT];

	if (s != NULL && activity_has(a, v, s->person))
		return act_refuse(a, "names", 0, _("指名邀请：已邀请过%s"), s->name);
	return act_refuse(a, "names", 5, _("指名邀请：%s在%s不在任"), s != NULL ? s->name : name, day_format(v->on_day, day));
}

/* Why ONE must keep away. */
static const char *
why_away(struct act *a, const struct activity *v, const struct invitee *one)
{
	return one->why != NULL ? one->why : arena_printf(a->arena, _("任职于%s"), v->agency_name);
}

/* The invited of this act, in *OUT; false with a refusal. */
static bool
chosen(struct act *a, const struct invitee ***out, size_t *n_out)
{
	const struct activity_invite *in = a->args;
	const struct activity *v = a->row;
	struct invitee *all;
	bool named = *in->names != '\0', filtered = in->category != 0 || in->field != 0 || *in->skill != '\0' || in->number > 0;
	size_t n, k = 0, left = 0;
	const char *at = in->names, *name;

	if (!named && !filtered)
		return act_refuse(a, "names", 0, _("指名邀请：请指名，或者写明类别、专长领域、专业、人数"));
	if (named && filtered)
		return act_refuse(a, "names", 0, _("指名邀请：指名与按条件选取请分两次办理"));
	n = activity_invitees(a->db, a->arena, v, in->category, in->field, in->skill, &all);
	*out = arena_alloc(a->arena, (n + 1) * sizeof **out);
	while (named && *(name = next_name(a, &at)) != '\0') {
		int64_t id = term_called(a, name);
		const struct invitee *one = id > 0 ? among(all, n, id) : NULL;

		if (id == 0)
			return act_refuse(a, "names", 0, _("指名邀请：没有叫“%s”的在任监督员"), name);
		if (id < 0)
			return act_refuse(a, "names", 0, _("指名邀请：不止一位叫“%s”，请填写证号"), name);
		if (one == NULL)
			return refuse_other(a, id, name);
		if (one->conflict && *in->conflict_reason == '\0')
			return act_refuse(a, "conflict_reason", 0,
				_("无须回避的理由：%s应当回避（%s）；无须回避的请写明理由"), one->name, why_away(a, v, one));
		for (size_t i = 0; i < k; i++)
			if ((*out)[i] == one)
				return act_refuse(a, "names", 0, _("指名邀请：%s重复"), one->name);
		(*out)[k++] = one;
	}
	for (size_t i = 0; i < n && filtered && (in->number == 0 || k < (size_t)in->number); i++) {
		if (all[i].conflict)
			left++;
		else
			(*out)[k++] = &all[i];
	}
	*n_out = k;
	if (k == 0)
		return act_refuse(a, "number", 0, _("人数：没有符合条件、尚未邀请的在任监督员"));
	if (filtered && in->number > 0 && k < (size_t)in->number)
		act_notice(a, _("符合条件的只有%zu人"), k);
	if (left > 0)
		act_notice(a, _("%zu人与%s有回避情形，已回避"), left, v->agency_name);
	return true;
}

bool
activity_invite_check(struct act *a)
{
	const struct activity *v = a->row;
	const struct activity_invite *in = a->args;
	const struct invitee **who;
	size_t n;

	if (in->number < 0)
		return act_refuse(a, "number", 0, _("人数：应大于零"));
	return case_in_order(a, "on", v->starts_on, in->on, _("邀请日期不能晚于活动日期")) && chosen(a, &who, &n);
}

bool
activity_invite_run(struct act *a)
{
	struct activity *v = a->row;
	const struct invitee **who;
	size_t n;

	/* The check has said it already. */
	a->notices[0] = '\0';
	if (!chosen(a, &who, &n))
		return false;
	for (size_t i = 0; i < n; i++)
		v->people = arena_printf(a->arena, "%s%lld,", v->people, (long long)who[i]->person);
	act_note(a, _("邀请%zu人"), n);
	return true;
}

/* The invitation of PERSON that was taken back, 0 none: it is taken up again. */
static int64_t
taken_back(struct act *a, int64_t person)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT id FROM attendance WHERE activity = :activity AND person = :person AND state = 'released'");
	int64_t id = 0;

	db_bind_int(s, ":activity", row_head(a->row)->id);
	db_bind_int(s, ":person", person);
	if (db_step(s)) {
		id = db_int(s, 0);
		db_done(s);
	}
	return id;
}

bool
activity_invite_also(struct act *a)
{
	const struct activity_invite *in = a->args;
	const struct activity *v = a->row;
	const char *id = arena_printf(a->arena, "%lld", (long long)v->rec.id);
	char notices[sizeof a->notices], day[DAY_TEXT];
	const struct invitee **who;
	size_t n;

	/* Nothing has changed since run(): the same people are found, the same is said. */
	memcpy(notices, a->notices, sizeof notices);
	if (!chosen(a, &who, &n))
		return false;
	memcpy(a->notices, notices, sizeof notices);
	for (size_t i = 0; i < n; i++)
		if (act_also(a, "attendance.invite", taken_back(a, who[i]->person), "activity", id, "supervisor",
			arena_printf(a->arena, "%lld", (long long)who[i]->supervisor), "conflict_reason",
			who[i]->conflict ? in->conflict_reason : "", "on", day_format(in->on, day), NULL) == 0)
			return false;
	return true;
}

/* ---- invited no more ---- */

const struct field activity_uninvite_fields[4] = {
	{ F_REF(struct activity_uninvite, supervisor, "supervisor"), .label = N_("监督员"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_LINE(struct activity_uninvite, release_reason), .label = N_("原因"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 500,
	  .hint = N_("如：回避、名额调整") },
	{ F_DAY(struct activity_uninvite, on), .label = N_("日期"), .flags = FIELD_HAPPENED },
	ACTIVITY_LATE(struct activity_uninvite),
};

/* The attendance of the supervisor that can still be released, 0 none. */
static int64_t
invitation(struct act *a, int64_t supervisor)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT id FROM attendance WHERE activity = :activity AND supervisor = :supervisor "
		"AND state IN ('invited', 'accepted', 'declined')");
	int64_t id = 0;

	db_bind_int(s, ":activity", row_head(a->row)->id);
	db_bind_int(s, ":supervisor", supervisor);
	if (db_step(s)) {
		id = db_int(s, 0);
		db_done(s);
	}
	return id;
}

bool
activity_uninvite_check(struct act *a)
{
	const struct activity_uninvite *in = a->args;

	return invitation(a, in->supervisor) != 0 ||
		act_refuse(a, "supervisor", 0, _("监督员：%s不在邀请之列"), act_title(a, "supervisor", in->supervisor));
}

/* Who is invited no more does not see it any more. */
static void
forget(struct act *a, int64_t person)
{
	struct activity *v = a->row;
	const char *key = arena_printf(a->arena, ",%lld,", (long long)person), *hit = strstr(v->people, key);

	if (hit != NULL)
		v->people = arena_printf(a->arena, "%.*s%s", (int)(hit - v->people), v->people, hit + strlen(key) - 1);
}

bool
activity_has(struct act *a, const struct activity *v, int64_t person)
{
	return strstr(v->people, arena_printf(a->arena, ",%lld,", (long long)person)) != NULL;
}

bool
activity_uninvite_run(struct act *a)
{
	const struct activity_uninvite *in = a->args;
	const struct supervisor *s = act_load(a, "supervisor", in->supervisor);

	if (s == NULL)
		return false;
	forget(a, s->person);
	return true;
}

const struct field activity_drop_fields[1] = {
	{ F_REF(struct activity_drop, person, "person"), .label = N_("人员"), .flags = FIELD_REQUIRED | FIELD_NOTE },
};

bool
activity_drop_run(struct act *a)
{
	forget(a, ((const struct activity_drop *)a->args)->person);
	return true;
}

bool
activity_uninvite_also(struct act *a)
{
	const struct activity_uninvite *in = a->args;
	char day[DAY_TEXT];

	return act_also(a, "attendance.release", invitation(a, in->supervisor), "release_reason", in->release_reason, "on",
		day_format(in->on, day), NULL) != 0;
}
