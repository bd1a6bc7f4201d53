/*
 * dismissal_propose.c: a dismissal is proposed on evidence, the person is told, the
 * person is heard.
 *
 * Knows: the four grounds of article 17, that the same evidence proposes once.
 * Must not know: who decides, what is executed.
 */
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/text.h"
#include "flow/cases.h"
#include "flow/dismissal.h"
#include "flow/parties.h"

/* ---- evidence ---- */

static bool
is_filler(uint32_t cp)
{
	return cp <= 0x2f || (cp >= 0x3a && cp <= 0x40) || (cp >= 0x5b && cp <= 0x60) || (cp >= 0x7b && cp <= 0xbf) ||
		(cp >= 0x2000 && cp <= 0x206f) || (cp >= 0x3000 && cp <= 0x303f) || (cp >= 0xff00 && cp <= 0xff0f);
}

/* What makes two pieces of evidence the same: the two activities, else the words without blanks and punctuation. */
static const char *
key_of(struct act *a, int64_t person, int64_t activity1, int64_t activity2, const char *evidence)
{
	struct buf b = BUF_INIT;
	const char *p = text_fold_width(a->arena, evidence), *key;

	if (activity1 != 0 && activity2 != 0)
		return arena_printf(a->arena, "%lld:%lld+%lld", (long long)person,
			(long long)(activity1 < activity2 ? activity1 : activity2),
			(long long)(activity1 < activity2 ? activity2 : activity1));
	buf_printf(&b, "%lld:", (long long)person);
	while (*p != '\0') {
		uint32_t cp;
		size_t n = text_decode(p, strlen(p), &cp);

		if (!is_filler(cp))
			buf_add(&b, p, n);
		p += n;
	}
	key = arena_strdup(a->arena, buf_str(&b));
	buf_free(&b);
	return key;
}

/*
 * The proposal that already stands on this evidence against PERSON, 0 none: the two activities
 * when both are given, else the text, without regard to blanks, punctuation and width.
 */
static int64_t
dismissal_known(struct act *a, int64_t person, int64_t activity1, int64_t activity2, const char *evidence)
{
	struct stmt *s = db_prepare(a->db, "SELECT id FROM dismissal WHERE evidence_key = :k");
	int64_t id = 0;

	db_bind_text(s, ":k", key_of(a, person, activity1, activity2, evidence));
	if (db_step(s)) {
		id = db_int(s, 0);
		db_done(s);
	}
	return id;
}

/* ---- propose ---- */

const struct field dismissal_propose_fields[11] = {
	{ F_REF(struct dismissal_propose, supervisor, "supervisor"), .label = N_("监督员"), .flags = FIELD_REQUIRED,
	  .article = 17 },
	{ F_WORD(struct dismissal_propose, ground, dismissal_grounds), .label = N_("解聘情形"),
	  .flags = FIELD_REQUIRED | FIELD_NOTE, .article = 17 },
	{ F_WORD(struct dismissal_propose, finding, dismissal_findings), .label = N_("具体情形"), .flags = FIELD_NOTE,
	  .article = 17, .hint = N_("须属于所选的解聘情形") },
	{ F_PARA(struct dismissal_propose, evidence), .label = N_("证据"), .flags = FIELD_REQUIRED | FIELD_NOTE,
	  .article = 17, .max = 4000, .hint = N_("何时、何事、何材料") },
	{ F_LINE(struct dismissal_propose, source), .label = N_("证据来源") },
	{ F_INT(struct dismissal_propose, activity1), .label = N_("缺席的活动"), .flags = FIELD_HIDDEN },
	{ F_INT(struct dismissal_propose, activity2), .label = N_("再次缺席的活动"), .flags = FIELD_HIDDEN },
	{ F_WORD(struct dismissal_propose, origin, dismissal_origins), .label = N_("由谁提出"), .flags = FIELD_HIDDEN },
	{ F_REF(struct dismissal_propose, candidate, "candidate"), .label = N_("不实的报名"), .flags = FIELD_HIDDEN, .article = 7 },
	{ F_DAY(struct dismissal_propose, on), .label = N_("提出日期"), .flags = FIELD_HAPPENED },
	DISMISSAL_LATE(struct dismissal_propose),
};

static bool
evidence_is_new(struct act *a, int64_t person)
{
	const struct dismissal_propose *in = a->args;
	const struct dismissal *old = act_load(a, "dismissal",
		dismissal_known(a, person, in->activity1, in->activity2, in->evidence));
	char day[DAY_TEXT];

	if (old == NULL)
		return true;
	day_format(old->proposed_on, day);
	if (old->rec.state == DISMISSAL_REJECTED)
		return act_refuse(a, "evidence", 17, _("证据：同一证据已于%s提出解聘，未获批准（%s），不再提出"), day, old->decision);
	return act_refuse(a, "evidence", 17, _("证据：同一证据已于%s提出解聘，现为“%s”"), day,
		word_label(dismissal_states, old->rec.state));
}

bool
dismissal_propose_check(struct act *a)
{
	const struct dismissal_propose *in = a->args;
	const struct supervisor *s = act_load(a, "supervisor", in->supervisor);
	char from[DAY_TEXT];

	if (s == NULL)
		return act_refuse(a, "supervisor", 17, _("监督员：没有这个任期"));
	if (s->rec.state != SUPERVISOR_ACTIVE)
		return act_refuse(a, "supervisor", 17, _("监督员：%s现为“%s”，无须解聘"), s->name,
			word_label(supervisor_states, s->rec.state));
	if (in->on < s->term_start)
		return act_refuse(a, "on", 17, _("提出日期：不能早于聘任日期%s"), day_format(s->term_start, from));
	if (in->finding != 0 && dismissal_ground_of(in->finding) != in->ground)
		return act_refuse(a, "finding", 17, _("具体情形：“%s”属于“%s”，不属于“%s”"),
			word_label(dismissal_findings, in->finding),
			word_label(dismissal_grounds, dismissal_ground_of(in->finding)),
			word_label(dismissal_grounds, in->ground));
	/* Where the profile asks for one absence only, it is the same activity. */
	if ((in->activity1 != 0) != (in->activity2 != 0) ||
		(in->activity1 != 0 && in->activity1 == in->activity2 && act_setting(a, "absences") > 1))
		return act_refuse(a, "activity2", 17, _("连续缺席须是两次不同的活动"));
	return evidence_is_new(a, s->person);
}

bool
dismissal_propose_run(struct act *a)
{
	const struct dismissal_propose *in = a->args;
	const struct supervisor *s = act_load(a, "supervisor", in->supervisor);
	struct dismissal *d = a->row;

	act_copy(a);
	d->person = s->person;
	d->name = s->name;
	d->initials = s->initials;
	d->proposed_on = in->on;
	d->evidence_key = key_of(a, s->person, in->activity1, in->activity2, in->evidence);
	/* Only the program says that it was the program. */
	d->origin = in->origin == ORIGIN_PROGRAM && (a->actor->roles & ROLE_PROGRAM) ? ORIGIN_PROGRAM : ORIGIN_PERSON;
	/* What the program proposes brings its figures along. */
	if (in->ground == GROUND_ABSENT && d->origin == ORIGIN_PERSON)
		act_notice(a, "%s", _("第三项“连续两次无故不参加监督活动，或者不履行职责”两种读法的数字都请核对"));
	d->rec.state = DISMISSAL_PROPOSED;
	return true;
}

/* ---- notify ---- */

const struct field dismissal_notify_fields[3] = {
	{ F_WORD(struct dismissal_notify, notify_how, convey_ways), .label = N_("告知方式"),
	  .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_DAY(struct dismissal_notify, on), .label = N_("告知日期"), .flags = FIELD_HAPPENED,
	  .hint = N_("陈述申辩期限自次日起算") },
	DISMISSAL_LATE(struct dismissal_notify),
};

bool
dismissal_notify_may(struct act *a)
{
	const struct dismissal *d = a->row;
	char day[DAY_TEXT];

	return d->notified_on == DAY_NONE || act_bar(a, _("已于%s告知本人"), day_format(d->notified_on, day));
}

bool
dismissal_notify_check(struct act *a)
{
	const struct dismissal *d = a->row;
	const struct dismissal_notify *in = a->args;

	return case_in_order(a, "on", in->on, d->proposed_on, _("告知日期不能早于提出日期"));
}

bool
dismissal_notify_run(struct act *a)
{
	const struct dismissal_notify *in = a->args;
	struct dismissal *d = a->row;
	char due[DAY_TEXT];

	d->notified_on = in->on;
	d->notify_how = in->notify_how;
	d->statement_days = setting_int(a->db, "statement_days", 5);
	act_note(a, _("陈述申辩至%s"), day_format(dismissal_statement_due(a, d), due));
	return true;
}

/* ---- hear ---- */

const struct field dismissal_hear_fields[5] = {
	{ F_WORD(struct dismissal_hear, heard_how, dismissal_hearings), .label = N_("陈述方式"),
	  .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_PARA(struct dismissal_hear, statement), .label = N_("本人陈述"), .hint = N_("照录或者附件说明") },
	{ F_DAY(struct dismissal_hear, on), .label = N_("陈述日期"), .flags = FIELD_HAPPENED },
	{ F_DAY(struct dismissal_hear, received), .label = N_("收到日期"), .flags = FIELD_RECEIVED },
	DISMISSAL_LATE(struct dismissal_hear),
};

day_t
dismissal_statement_due(struct act *a, const struct dismissal *d)
{
	return calendar_add_workdays(a->cal, d->notified_on, (int)d->statement_days);
}

bool
dismissal_hear_may(struct act *a)
{
	const struct dismissal *d = a->row;

	return d->notified_on != DAY_NONE || act_bar(a, _("尚未告知本人"));
}

bool
dismissal_hear_check(struct act *a)
{
	const struct dismissal *d = a->row;
	const struct dismissal_hear *in = a->args;
	bool said = !text_is_blank(in->statement);
	day_t due = dismissal_statement_due(a, d);
	char day[DAY_TEXT];

	if ((in->heard_how == HEARD_WRITTEN || in->heard_how == HEARD_ORAL) && !said)
		return act_refuse(a, "statement", 17, _("本人陈述：已陈述的须记录内容"));
	if (in->heard_how == HEARD_SILENT && said)
		return act_refuse(a, "heard_how", 17, _("陈述方式：有陈述内容，不是逾期未陈述"));
	if (in->heard_how == HEARD_SILENT && a->today <= due)
		return act_refuse(a, "heard_how", 17, _("陈述方式：陈述申辩期限至%s，尚未届满"), day_format(due, day));
	if (in->heard_how == HEARD_SILENT && !(a->actor->roles & ROLE_CLERK))
		return act_refuse(a, "heard_how", 17, _("陈述方式：逾期未陈述由区司法局登记"));
	return case_in_order(a, "on", in->on, d->notified_on, _("陈述日期不能早于告知日期"));
}

bool
dismissal_hear_run(struct act *a)
{
	const struct dismissal_hear *in = a->args;
	struct dismissal *d = a->row;

	d->heard_on = in->on;
	d->heard_how = in->heard_how;
	d->statement = in->statement;
	d->rec.state = DISMISSAL_HEARD;
	return true;
}
