/*
 * dismissal_decide.c: a dismissal is approved or rejected by a leader, and executed: the
 * term ends, the certificate is recalled, what was open is handed over or ended.
 *
 * Knows: which acts of other flows an execution brings.  Must not know: how they do it.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/cases.h"
#include "flow/dismissal.h"
#include "flow/parties.h"

/* ---- approve, reject ---- */

const struct field dismissal_approve_fields[3] = {
	{ F_PARA(struct dismissal_decide, decision), .label = N_("审批意见"), .flags = FIELD_NOTE, .max = 2000 },
	{ F_DAY(struct dismissal_decide, on), .label = N_("批准日期"), .flags = FIELD_HAPPENED, .article = 17 },
	DISMISSAL_LATE(struct dismissal_decide),
};

const struct field dismissal_reject_fields[3] = {
	{ F_PARA(struct dismissal_decide, decision), .label = N_("不予批准的理由"), .flags = FIELD_REQUIRED | FIELD_NOTE,
	  .max = 2000 },
	{ F_DAY(struct dismissal_decide, on), .label = N_("决定日期"), .flags = FIELD_HAPPENED, .article = 17 },
	DISMISSAL_LATE(struct dismissal_decide),
};

/* A term that has ended otherwise cannot be ended again. */
static bool
term_runs(struct act *a)
{
	const struct dismissal *d = a->row;
	const struct supervisor *s = act_load(a, "supervisor", d->supervisor);

	if (s != NULL && s->rec.state == SUPERVISOR_ACTIVE)
		return true;
	return act_bar(a, _("%s现为“%s”，不必再解聘"), d->name,
		s != NULL ? word_label(supervisor_states, s->rec.state) : "");
}

bool
dismissal_approve_may(struct act *a)
{
	return term_runs(a);
}

bool
dismissal_approve_check(struct act *a)
{
	const struct dismissal *d = a->row;
	const struct dismissal_decide *in = a->args;

	return case_in_order(a, "on", in->on, d->heard_on, _("批准日期不能早于陈述日期"));
}

bool
dismissal_approve_run(struct act *a)
{
	const struct dismissal_decide *in = a->args;
	struct dismissal *d = a->row;
	int year, month, mday;

	day_split(in->on, &year, &month, &mday);
	d->number = act_number(a, "dismissal", year);
	d->decided_on = in->on;
	d->decision = in->decision;
	d->approver = a->actor->account;
	d->rec.state = DISMISSAL_APPROVED;
	act_note(a, "%s", d->number);
	return true;
}

bool
dismissal_reject_check(struct act *a)
{
	const struct dismissal *d = a->row;
	const struct dismissal_decide *in = a->args;

	return case_in_order(a, "on", in->on, d->proposed_on, _("决定日期不能早于提出日期")) &&
		case_in_order(a, "on", in->on, d->heard_on, _("决定日期不能早于陈述日期")) &&
		case_in_order(a, "on", in->on, d->decided_on, _("决定日期不能早于批准日期"));
}

bool
dismissal_reject_run(struct act *a)
{
	const struct dismissal_decide *in = a->args;
	struct dismissal *d = a->row;

	d->decided_on = in->on;
	d->decision = in->decision;
	d->approver = a->actor->account;
	d->rec.state = DISMISSAL_REJECTED;
	return true;
}

/* ---- execute ---- */

const struct field dismissal_execute_fields[8] = {
	{ F_WORD(struct dismissal_execute, told_how, convey_ways), .label = N_("告知本人方式"),
	  .flags = FIELD_REQUIRED | FIELD_NOTE, .article = 17 },
	{ F_BOOL(struct dismissal_execute, returned), .label = N_("监督员证已收回"), .article = 17,
	  .hint = N_("未当场收回的列入待办催收") },
	{ F_WORD(struct dismissal_execute, open_how, dismissal_opens), .label = N_("未办结意见的处理"), .flags = FIELD_NOTE,
	  .hint = N_("没有未办结的不填") },
	{ F_REF(struct dismissal_execute, handed_to, "account"), .label = N_("接办人"), .flags = FIELD_NOTE,
	  .hint = N_("移交给哪位经办人") },
	{ F_DAY(struct dismissal_execute, notice_on), .label = N_("公告日期"), .flags = FIELD_PAST },
	{ F_LINE(struct dismissal_execute, notice_in), .label = N_("公告载体") },
	{ F_DAY(struct dismissal_execute, on), .label = N_("解聘日期"), .flags = FIELD_HAPPENED, .article = 17 },
	DISMISSAL_LATE(struct dismissal_execute),
};

/* An opinion of the term that is not done.  One put to the bureau goes on with its review, which is the bureau's. */
struct open_opinion {
	int64_t id;
	const char *number;
	word_t state;
	int64_t officer;
};
#define OPEN_MOST 500

static size_t
open_opinions(struct act *a, int64_t supervisor, struct open_opinion **out)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT id, number, state, officer FROM opinion WHERE supervisor = :s "
		"AND state NOT IN ('petitioned', 'closed', 'withdrawn') ORDER BY id");
	size_t n = 0;

	*out = arena_alloc(a->arena, OPEN_MOST * sizeof **out);
	db_bind_int(s, ":s", supervisor);
	while (n < OPEN_MOST && db_step(s))
		(*out)[n++] = (struct open_opinion){ db_int(s, 0), arena_strdup(a->arena, db_text(s, 1)),
			word_key(opinion_states, db_text(s, 2)), db_int(s, 3) };
	db_done(s);
	return n;
}

/* "2026-31、2026-32", at most MOST of them. */
static const char *
numbers_of(struct act *a, const struct open_opinion *o, size_t n, size_t most)
{
	const char *all = "";

	for (size_t i = 0; i < n && i < most; i++)
		all = arena_printf(a->arena, "%s%s%s", all, i > 0 ? "、" : "", o[i].number);
	return n > most ? arena_printf(a->arena, "%s……", all) : all;
}

bool
dismissal_execute_may(struct act *a)
{
	return term_runs(a);
}

static bool
open_is_settled(struct act *a)
{
	const struct dismissal *d = a->row;
	const struct dismissal_execute *in = a->args;
	struct open_opinion *o;
	size_t n = open_opinions(a, d->supervisor, &o);

	if (n == 0)
		return true;
	if (in->open_how == 0)
		return act_refuse(a, "open_how", 17, _("未办结意见的处理：尚有%zu件未办结（%s），须选择移交或者终止"), n,
			numbers_of(a, o, n, 8));
	if (in->open_how == OPEN_HANDOVER && in->handed_to == 0)
		return act_refuse(a, "handed_to", 17, _("接办人：%zu件未办结的意见（%s）移交给谁，必须填写"), n,
			numbers_of(a, o, n, 8));
	return true;
}

bool
dismissal_execute_check(struct act *a)
{
	const struct dismissal *d = a->row;
	const struct dismissal_execute *in = a->args;
	const struct supervisor *s = act_load(a, "supervisor", d->supervisor);
	char to[DAY_TEXT];

	if (s != NULL && in->on > s->term_end)
		return act_refuse(a, "on", 17, _("解聘日期：任期已于%s届满"), day_format(s->term_end, to));
	return case_in_order(a, "on", in->on, d->decided_on, _("解聘日期不能早于批准日期")) &&
		case_in_order(a, "notice_on", in->notice_on, in->on, _("公告日期不能早于解聘日期")) && open_is_settled(a);
}

/* End or hand over each open opinion, by its own acts with their own checks. */
static bool
settle_open(struct act *a, struct dismissal *d)
{
	const struct dismissal_execute *in = a->args;
	struct open_opinion *o;
	size_t n = open_opinions(a, d->supervisor, &o);
	const char *reason = arena_printf(a->arena, _("监督员%s已解聘（%s）"), d->name, d->number);
	const char *to = arena_printf(a->arena, "%lld", (long long)in->handed_to);
	char day[DAY_TEXT];

	day_format(in->on, day);
	if (n == 0)
		return true;
	d->open_how = in->open_how;
	d->open_numbers = numbers_of(a, o, n, n);
	d->handed_to = in->open_how == OPEN_HANDOVER ? in->handed_to : 0;
	for (size_t i = 0; i < n; i++) {
		int64_t done = o[i].id;

		if (in->open_how == OPEN_HANDOVER && o[i].officer != in->handed_to)
			done = act_also(a, "opinion.assign", o[i].id, "to", to, "reason", reason, "on", day, "late_reason",
				in->late_reason, NULL);
		else if (in->open_how == OPEN_END && o[i].state == OPINION_ACCEPTED)
			done = act_also(a, "opinion.close", o[i].id, "result", reason, "on", day, "late_reason", in->late_reason,
				NULL);
		else if (in->open_how == OPEN_END)
			done = act_also(a, "opinion.withdraw", o[i].id, "withdraw_reason", reason, "on", day, "late_reason",
				in->late_reason, NULL);
		if (done == 0)
			return false;
	}
	act_note(a, "%s", d->open_numbers);
	return true;
}

/* The card that the term holds now, 0 none. */
static int64_t
card_of(struct act *a, int64_t supervisor)
{
	struct stmt *s = db_prepare(a->db, "SELECT id FROM certificate WHERE supervisor = :s AND state = 'issued'");
	int64_t id = 0;

	db_bind_int(s, ":s", supervisor);
	if (db_step(s)) {
		id = db_int(s, 0);
		db_done(s);
	}
	return id;
}

/* "第十七条第三项：…": why the term ended, as it stands on the supervisor's record. */
static const char *
reason_of(struct act *a, const struct dismissal *d)
{
	return arena_printf(a->arena, _("第十七条：%s；%s"), word_label(dismissal_grounds, d->ground), d->number);
}

bool
dismissal_execute_run(struct act *a)
{
	const struct dismissal_execute *in = a->args;
	struct dismissal *d = a->row;
	int64_t card = card_of(a, d->supervisor);
	const char *title = act_title(a, "certificate", card);
	char day[DAY_TEXT];

	day_format(in->on, day);
	d->executed_on = in->on;
	d->told_how = in->told_how;
	d->notice_on = in->notice_on;
	d->notice_in = in->notice_in;
	d->certificate = title;
	if (!settle_open(a, d) ||
		act_also(a, "supervisor.dismiss", d->supervisor, "on", day, "reason", reason_of(a, d), "late_reason",
			in->late_reason, NULL) == 0)
		return false;
	if (in->returned && card != 0 &&
		act_also(a, "certificate.return", card, "on", day, "reason", d->number, "late_reason", in->late_reason, NULL) == 0)
		return false;
	if (!in->returned && card != 0)
		act_notice(a, _("请收回监督员证%s"), title);
	d->rec.state = DISMISSAL_EXECUTED;
	return true;
}

/* Whose material for the application was false loses the candidacy too (article 7). */
static bool
disqualify(struct act *a)
{
	const struct dismissal_execute *in = a->args;
	const struct dismissal *d = a->row;
	char day[DAY_TEXT];

	return d->candidate == 0 || act_also(a, "candidate.disqualify", d->candidate, "reason",
		arena_printf(a->arena, _("材料不实，已解聘（%s）：%s"), d->number, d->evidence), "statement", d->statement, "on",
		day_format(in->on, day), "late_reason", in->late_reason, NULL) != 0;
}

/* Other proposals against the same term have nothing left to decide; they stay on record. */
bool
dismissal_execute_also(struct act *a)
{
	const struct dismissal_execute *in = a->args;
	const struct dismissal *d = a->row;
	struct stmt *s;
	int64_t ids[32];
	size_t n = 0;
	char day[DAY_TEXT];

	if (!disqualify(a))
		return false;
	s = db_prepare(a->db, "SELECT id FROM dismissal WHERE supervisor = :s AND id <> :id AND open = 1 ORDER BY id");
	db_bind_int(s, ":s", d->supervisor);
	db_bind_int(s, ":id", d->rec.id);
	while (n < N_OF(ids) && db_step(s))
		ids[n++] = db_int(s, 0);
	db_done(s);
	for (size_t i = 0; i < n; i++)
		if (act_also(a, "dismissal.reject", ids[i], "on", day_format(in->on, day), "decision",
			    arena_printf(a->arena, _("已由%s解聘，不再单独决定"), d->number), "late_reason", in->late_reason,
			    NULL) == 0)
			return false;
	return true;
}

/* ---- publish ---- */

const struct field dismissal_publish_fields[3] = {
	{ F_DAY(struct dismissal_publish, on), .label = N_("公告日期"), .flags = FIELD_HAPPENED },
	{ F_LINE(struct dismissal_publish, notice_in), .label = N_("公告载体"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	DISMISSAL_LATE(struct dismissal_publish),
};

bool
dismissal_publish_may(struct act *a)
{
	const struct dismissal *d = a->row;
	char day[DAY_TEXT];

	return d->notice_on == DAY_NONE || act_bar(a, _("已于%s公告"), day_format(d->notice_on, day));
}

bool
dismissal_publish_check(struct act *a)
{
	const struct dismissal *d = a->row;
	const struct dismissal_publish *in = a->args;

	return case_in_order(a, "on", in->on, d->executed_on, _("公告日期不能早于解聘日期"));
}

bool
dismissal_publish_run(struct act *a)
{
	const struct dismissal_publish *in = a->args;
	struct dismissal *d = a->row;

	d->notice_on = in->on;
	d->notice_in = in->notice_in;
	return true;
}
