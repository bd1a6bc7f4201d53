/*
 * document.c: issuing papers: the number, the content, who may read it; taking their place; voiding them.
 *
 * Knows: how a paper is made (flow/paper.h).  Must not know: how it looks.
 */
#include "flow/document.h"

#include <string.h>

#include "base/i18n.h"
#include "store/cardkey.h"
#include "flow/cases.h"
#include "flow/erase.h"
#include "flow/flows.h"
#include "flow/report.h"

const struct word document_states[] = {
	WORD_NONE,
	[DOCUMENT_ISSUED] = { "issued", N_("已制发"), 0 },
	[DOCUMENT_SUPERSEDED] = { "superseded", N_("已被替代"), 0 },
	[DOCUMENT_VOID] = { "void", N_("已作废"), 0 },
	WORD_END,
};

static const struct field fields[] = {
	{ F_LINE(struct document, number), .label = N_("文书档号") },
	{ F_INT(struct document, number_key), .label = N_("编号序"), .flags = FIELD_HIDDEN },
	{ F_WORD(struct document, kind, paper_kinds), .label = N_("文书种类") },
	{ F_LINE(struct document, paper_number), .label = N_("文号") },
	{ F_LINE(struct document, title), .label = N_("标题") },
	{ F_LINE(struct document, subject), .label = N_("由哪件制作") },
	{ F_REF(struct document, opinion, "opinion"), .label = N_("监督意见") },
	{ F_REF(struct document, review, "review"), .label = N_("监督意见书审查") },
	{ F_REF(struct document, supervisor, "supervisor"), .label = N_("监督员"), .flags = FIELD_KEPT },
	{ F_REF(struct document, certificate, "certificate"), .label = N_("监督员证"), .flags = FIELD_KEPT },
	{ F_REF(struct document, round, "round"), .label = N_("选聘批次") },
	{ F_REF(struct document, invitation, "invitation"), .label = N_("邀请函") },
	{ F_REF(struct document, candidate, "candidate"), .label = N_("参选人员") },
	{ F_REF(struct document, activity, "activity"), .label = N_("监督活动") },
	{ F_REF(struct document, dismissal, "dismissal"), .label = N_("解聘") },
	{ F_REF(struct document, evaluation, "evaluation"), .label = N_("综合评价") },
	{ F_INT(struct document, period), .label = N_("报告期"), .flags = FIELD_HIDDEN },
	{ F_INT(struct document, head), .label = N_("印在上面的留痕序号"), .flags = FIELD_HIDDEN },
	{ F_REF(struct document, agency, "agency"), .label = N_("可阅的执法机构") },
	{ F_REF(struct document, person, "person"), .label = N_("可阅的监督员"), .flags = FIELD_KEPT },
	{ F_LINE(struct document, agency_name), .label = N_("执法机构原名"), .flags = FIELD_HIDDEN },
	{ F_NAME(struct document, person_name), .label = N_("监督员姓名"), .flags = FIELD_PERSONAL | FIELD_HIDDEN | FIELD_KEPT },
	{ F_LINE(struct document, initials), .label = N_("拼音首字母"), .flags = FIELD_HIDDEN | FIELD_KEPT },
	{ F_DAY(struct document, issued_on), .label = N_("制发日期") },
	{ F_LINE(struct document, issuer), .label = N_("制发人") },
	{ F_PARA(struct document, content), .label = N_("文书内容"), .flags = FIELD_HIDDEN },
	{ F_REF(struct document, supersedes, "document"), .label = N_("替代的文书") },
	{ F_DAY(struct document, ended_on), .label = N_("替代或作废日期") },
	{ F_LINE(struct document, end_reason), .label = N_("替代或作废原因") },
};

/* The statement that finds the paper of a kind that stands for a record of FLOW. */
static struct stmt *
standing(struct db *db, const char *flow)
{
#define STANDING(c) "SELECT id FROM document WHERE " c " = :id AND kind = :kind AND state = 'issued' ORDER BY id DESC LIMIT 1"
	static const struct {
		const char *flow, *sql;
	} v[PAPER_FLOWS] = {
		{ "opinion", STANDING("opinion") },
		{ "review", STANDING("review") },
		{ "certificate", STANDING("certificate") },
		{ "supervisor", STANDING("supervisor") },
		{ "round", STANDING("round") },
		{ "invitation", STANDING("invitation") },
		{ "candidate", STANDING("candidate") },
		{ "activity", STANDING("activity") },
		{ "dismissal", STANDING("dismissal") },
		{ "evaluation", STANDING("evaluation") },
	};
#undef STANDING

	for (size_t i = 0; i < PAPER_FLOWS; i++)
		if (strcmp(v[i].flow, flow) == 0)
			return db_prepare(db, v[i].sql);
	return NULL;
}

int64_t
document_of(struct act *a, word_t kind, const struct paper_of *of)
{
	const char *flow;
	int64_t record = paper_made_of(of, &flow), id = 0;
	struct stmt *s = flow != NULL ? standing(a->db, flow) : NULL;

	if (of->period > 0) {
		s = db_prepare(a->db, "SELECT id FROM document WHERE period > 0 AND period = :id AND kind = :kind AND state = 'issued' "
			"ORDER BY id DESC LIMIT 1");
		record = of->period;
	}
	if (s == NULL)
		return 0;
	db_bind_int(s, ":id", record);
	db_bind_text(s, ":kind", paper_kinds[kind].key);
	if (db_step(s)) {
		id = db_int(s, 0);
		db_done(s);
	}
	return id;
}

int64_t
document_latest(struct act *a, word_t kind)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT id FROM document WHERE kind = :kind AND state = 'issued' ORDER BY issued_on DESC, id DESC LIMIT 1");
	int64_t id = 0;

	db_bind_text(s, ":kind", paper_kinds[kind].key);
	if (db_step(s)) {
		id = db_int(s, 0);
		db_done(s);
	}
	return id;
}

struct paper_of
document_from(const struct document *d)
{
	return (struct paper_of){ d->opinion, d->review, d->certificate, d->certificate != 0 ? 0 : d->supervisor, d->round, d->invitation,
		d->candidate, d->activity, d->dismissal, d->evaluation, d->period, d->head };
}

/* ---- issue 制发 ---- */

struct document_issue {
	word_t kind;
	int64_t opinion, review, supervisor, certificate, round, invitation, candidate, activity, dismissal, evaluation;
	const char *period;
	day_t issued_on;
	const char *paper_number;
	int64_t supersedes;
	const char *late_reason;
};

static const struct field issue_fields[] = {
	{ F_WORD(struct document_issue, kind, paper_kinds), .label = N_("文书种类"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_REF(struct document_issue, opinion, "opinion"), .label = N_("监督意见") },
	{ F_REF(struct document_issue, review, "review"), .label = N_("监督意见书审查") },
	{ F_REF(struct document_issue, supervisor, "supervisor"), .label = N_("监督员") },
	{ F_REF(struct document_issue, certificate, "certificate"), .label = N_("监督员证") },
	{ F_REF(struct document_issue, round, "round"), .label = N_("选聘批次") },
	{ F_REF(struct document_issue, invitation, "invitation"), .label = N_("邀请函") },
	{ F_REF(struct document_issue, candidate, "candidate"), .label = N_("参选人员") },
	{ F_REF(struct document_issue, activity, "activity"), .label = N_("监督活动") },
	{ F_REF(struct document_issue, dismissal, "dismissal"), .label = N_("解聘") },
	{ F_REF(struct document_issue, evaluation, "evaluation"), .label = N_("综合评价") },
	{ F_LINE(struct document_issue, period), .label = N_("报告期"), .max = 20, .hint = N_("年度报告、台账写年，月报写2026-11这样的月") },
	{ F_DAY(struct document_issue, issued_on), .label = N_("制发日期"), .flags = FIELD_HAPPENED, .standard = "今天" },
	{ F_LINE(struct document_issue, paper_number), .label = N_("文号"), .max = 60, .hint = N_("不填由程序编号") },
	{ F_INT(struct document_issue, supersedes), .label = N_("替代的文书"), .flags = FIELD_HIDDEN },
	{ F_LINE(struct document_issue, late_reason), .label = N_("补记原因"), .flags = FIELD_LATE | FIELD_NOTE, .max = 500 },
};

static struct paper_of
issue_of(const struct document_issue *in)
{
	const struct paper_form *form = paper_form(in->kind);

	return (struct paper_of){ in->opinion, in->review, in->certificate, in->supervisor, in->round, in->invitation, in->candidate,
		in->activity, in->dismissal, in->evaluation, form != NULL ? report_period_read(form->period, in->period) : 0, 0 };
}

/* One record, of a flow the form is made of; none for the whole register's. */
static bool
check_record(struct act *a, const struct paper_form *form)
{
	const struct document_issue *in = a->args;
	struct paper_of of = issue_of(in);
	size_t given = 0;

	for (size_t i = 0; i < PAPER_FLOWS; i++) {
		if (*paper_of_flow(&of, paper_flows[i]) == 0)
			continue;
		given++;
		if (!paper_form_of(form, paper_flows[i]))
			return act_refuse(a, paper_flows[i], form->article, _("%s不由这种记录制作"), word_label(paper_kinds, form->kind));
	}
	if (*in->period != '\0' && form->period == PERIOD_NONE)
		return act_refuse(a, "period", form->article, _("%s不是报告，没有报告期"), word_label(paper_kinds, form->kind));
	if (form->fresh || given == 1 || form->period != PERIOD_NONE)
		return true;
	return act_refuse(a, form->flow[0], form->article, _("%s：要写明由哪件制作，只能是一件"), word_label(paper_kinds, form->kind));
}

static bool
number_is_free(struct act *a, const char *number)
{
	struct stmt *s = db_prepare(a->db, "SELECT number FROM document WHERE paper_number = :n AND state <> 'superseded' LIMIT 1");
	bool free = true;

	db_bind_text(s, ":n", number);
	if (db_step(s)) {
		free = act_refuse(a, "paper_number", 0, _("文号：%s已用于文书%s"), number, db_text(s, 0));
		db_done(s);
	}
	return free;
}

static bool
check_issue(struct act *a)
{
	const struct document_issue *in = a->args;
	const struct paper_form *form = paper_form(in->kind);
	struct paper_of of = issue_of(in);
	const struct document *old;
	struct paper paper;

	if (form == NULL)
		return act_refuse(a, "kind", 0, _("文书种类：不能为空"));
	if (in->supersedes != 0 && a->outer == NULL)
		return act_refuse(a, "supersedes", 0, _("要替代已制发的文书，请用“重新制发”"));
	if (!check_record(a, form))
		return false;
	old = form->fresh ? NULL : act_load(a, "document", document_of(a, in->kind, &of));
	if (old != NULL)
		return act_refuse(a, "kind", form->article, _("%s已于%s制发（%s），内容有变的请用“重新制发”"),
			word_label(paper_kinds, in->kind), case_day(a, old->issued_on), old->number);
	if (*in->paper_number != '\0' && form->numbered == PAPER_UNNUMBERED)
		return act_refuse(a, "paper_number", 0, _("文号：%s不编文号"), word_label(paper_kinds, in->kind));
	if (*in->paper_number != '\0' && !number_is_free(a, in->paper_number))
		return false;
	return paper_compose(a, form, &of, in->issued_on, in->paper_number, false, &paper);
}

/* The number on the paper: as written, the record's own, or the next of the word. */
static const char *
give_number(struct act *a, const struct paper_form *form, const struct paper_of *of)
{
	const struct document_issue *in = a->args;
	const char *word = form->numbered == PAPER_BY_FIELD ? form->word : form->number, *own = paper_own_number(a, form, of);
	int year, month, mday;
	int64_t serial;

	if (form->numbered == PAPER_UNNUMBERED)
		return "";
	if (*own != '\0' && *in->paper_number == '\0')
		return own;
	if (*in->paper_number != '\0') {
		/* Paper history by hand: later ones are counted on from it. */
		if (word != NULL && case_number_read(in->paper_number, &year, &serial))
			number_taken(a->db, word, year, serial);
		return in->paper_number;
	}
	day_split(in->issued_on, &year, &month, &mday);
	return word != NULL ? act_number(a, word, year) : "";
}

static bool
run_issue(struct act *a)
{
	const struct document_issue *in = a->args;
	const struct paper_form *form = paper_form(in->kind);
	struct document *d = a->row;
	struct paper_of of = issue_of(in);
	int year, month, mday;
	struct paper paper;

	/* A card without its check code could not be told from a forged one. */
	if (in->kind == PAPER_CARD && !cardkey_ensure(a->db, a->err))
		return false;
	d->paper_number = give_number(a, form, &of);
	if (!paper_compose(a, form, &of, in->issued_on, d->paper_number, false, &paper))
		return false;
	day_split(in->issued_on, &year, &month, &mday);
	d->number = act_number(a, "document", year);
	d->number_key = case_number_key(d->number);
	d->kind = in->kind;
	d->title = paper.title;
	d->subject = paper.subject;
	d->opinion = in->opinion;
	d->review = in->review;
	d->supervisor = in->supervisor;
	d->certificate = in->certificate;
	d->round = in->round;
	d->invitation = in->invitation;
	d->candidate = in->candidate;
	d->activity = in->activity;
	d->dismissal = in->dismissal;
	d->evaluation = in->evaluation;
	d->period = of.period;
	d->head = paper.head;
	d->agency = paper.agency;
	d->person = paper.person;
	d->agency_name = paper.agency_name;
	d->person_name = paper.person_name;
	d->initials = paper.initials;
	d->issued_on = in->issued_on;
	d->issuer = a->actor->name;
	d->content = paper.content;
	d->supersedes = in->supersedes;
	d->rec.state = DOCUMENT_ISSUED;
	act_note(a, "%s", *d->paper_number != '\0' ? d->paper_number : d->number);
	return true;
}

/* ---- reissue 重新制发 ---- */

struct document_reissue {
	const char *reason;
	day_t on;
	const char *late_reason;
};

static const struct field reissue_fields[] = {
	{ F_LINE(struct document_reissue, reason), .label = N_("原因"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 500 },
	{ F_DAY(struct document_reissue, on), .label = N_("制发日期"), .flags = FIELD_HAPPENED, .standard = "今天" },
	{ F_LINE(struct document_reissue, late_reason), .label = N_("补记原因"), .flags = FIELD_LATE | FIELD_NOTE, .max = 500 },
};

static bool
check_reissue(struct act *a)
{
	const struct document *d = a->row;
	const struct document_reissue *in = a->args;
	const struct paper_form *form = paper_form(d->kind);
	struct paper_of of = document_from(d);
	struct paper paper;

	of.head = 0;
	if (!case_in_order(a, "on", in->on, d->issued_on, _("制发日期不能早于原文书的制发日期")))
		return false;
	return paper_compose(a, form, &of, in->on, "", false, &paper);
}

static bool
run_reissue(struct act *a)
{
	struct document *d = a->row;
	const struct document_reissue *in = a->args;

	d->ended_on = in->on;
	d->end_reason = in->reason;
	d->rec.state = DOCUMENT_SUPERSEDED;
	return true;
}

static const char *
ref_text(struct act *a, int64_t id)
{
	return id != 0 ? arena_printf(a->arena, "%lld", (long long)id) : "";
}

static bool
also_reissue(struct act *a)
{
	const struct document *d = a->row;
	const struct document_reissue *in = a->args;
	struct paper_of of = document_from(d);
	const char *flow;
	int64_t id = paper_made_of(&of, &flow);
	char on[DAY_TEXT];

	/* What is made of no record leaves the name of one out. */
	return act_also(a, "document.issue", 0, "kind", paper_kinds[d->kind].key, "issued_on", day_format(in->on, on), "supersedes",
		ref_text(a, d->rec.id), "late_reason", in->late_reason, "period", report_period_text(a->arena, d->period), flow,
		ref_text(a, id), NULL) != 0;
}

/* ---- void 作废 ---- */

struct document_void {
	const char *reason;
	day_t on;
	const char *late_reason;
};

static const struct field void_fields[] = {
	{ F_LINE(struct document_void, reason), .label = N_("作废原因"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 500 },
	{ F_DAY(struct document_void, on), .label = N_("作废日期"), .flags = FIELD_HAPPENED, .standard = "今天" },
	{ F_LINE(struct document_void, late_reason), .label = N_("补记原因"), .flags = FIELD_LATE | FIELD_NOTE, .max = 500 },
};

static bool
check_void(struct act *a)
{
	const struct document *d = a->row;

	return case_in_order(a, "on", ((const struct document_void *)a->args)->on, d->issued_on, _("作废日期不能早于制发日期"));
}

static bool
run_void(struct act *a)
{
	struct document *d = a->row;
	const struct document_void *in = a->args;

	d->ended_on = in->on;
	d->end_reason = in->reason;
	d->rec.state = DOCUMENT_VOID;
	return true;
}

static const struct action actions[] = {
	{
		.name = "document.issue",
		.label = N_("制发文书"),
		.help = N_("由记录制作一份文书，编文号、定内容、归入该件；制发后不再改动，可以原样重印。"),
		.roles = ROLE_BUREAU,
		.from = S_NEW,
		.to = S(DOCUMENT_ISSUED),
		.fields = issue_fields,
		.n_fields = N_OF(issue_fields),
		.args_size = sizeof(struct document_issue),
		.check = check_issue,
		.run = run_issue,
	},
	{
		.name = "document.reissue",
		.label = N_("重新制发"),
		.help = N_("记录更正后重新制作一份，替代原来的；原来的保留，注明已被替代。"),
		.roles = ROLE_BUREAU,
		.from = S(DOCUMENT_ISSUED),
		.to = S(DOCUMENT_SUPERSEDED),
		.key = 'r',
		.flags = ACT_CONFIRM,
		.fields = reissue_fields,
		.n_fields = N_OF(reissue_fields),
		.args_size = sizeof(struct document_reissue),
		.check = check_reissue,
		.run = run_reissue,
		.also = also_reissue,
	},
	{
		.name = "document.void",
		.label = N_("作废"),
		.help = N_("误制的文书作废，文号保留，不再使用。"),
		.roles = ROLE_BUREAU,
		.from = S(DOCUMENT_ISSUED),
		.to = S(DOCUMENT_VOID),
		.key = 'v',
		.flags = ACT_CONFIRM,
		.fields = void_fields,
		.n_fields = N_OF(void_fields),
		.args_size = sizeof(struct document_void),
		.check = check_void,
		.run = run_void,
	},
	ACTION_ERASE("document"),
};

/* ---- lists ---- */

static const struct list_col cols[] = {
	{ .name = "number", .label = N_("档号"), .sql = "w.number", .type = LT_TEXT, .width = 10 },
	{ .name = "issued_on", .label = N_("制发"), .sql = "w.issued_on", .type = LT_DAY, .width = 10, .min = 5, .rank = 2 },
	{ .name = "kind", .label = N_("种类"), .sql = "w.kind", .type = LT_WORD, .words = paper_kinds, .width = 16, .min = 10, .rank = 1 },
	{ .name = "paper_number", .label = N_("文号"), .sql = "w.paper_number", .type = LT_TEXT, .width = 22, .min = 16, .rank = 3 },
	{ .name = "subject", .label = N_("由哪件制作"), .sql = "w.subject", .type = LT_TEXT, .width = 28, .min = 12, .rank = 1 },
	{ .name = "state", .label = N_("状态"), .sql = "w.state", .type = LT_WORD, .words = document_states, .width = 8, .rank = 2 },
	{ .name = "issuer", .label = N_("制发人"), .sql = "w.issuer", .type = LT_NAME, .width = 8, .rank = 6 },
	{ .name = "title", .label = N_("标题"), .sql = "w.title", .type = LT_TEXT, .json_only = true },
	{ .name = "agency", .label = N_("执法机构"), .sql = "w.agency_name", .type = LT_TEXT, .json_only = true },
	{ .name = "person", .label = N_("监督员"), .sql = "w.person_name", .type = LT_TEXT, .json_only = true },
	{ .name = "ended_on", .label = N_("替代或作废日期"), .sql = "w.ended_on", .type = LT_DAY, .json_only = true },
};

static const struct list_filter filters[] = {
	{ .name = "kind", .label = N_("文书种类"), .sql = "w.kind = :v", .type = FT_WORD, .words = paper_kinds },
	{ .name = "opinion", .label = N_("监督意见"), .sql = "w.opinion = :v", .type = FT_REF, .ref = "opinion" },
	{ .name = "review", .label = N_("监督意见书审查"), .sql = "w.review = :v", .type = FT_REF, .ref = "review" },
	{ .name = "supervisor", .label = N_("监督员"), .sql = "w.supervisor = :v", .type = FT_REF, .ref = "supervisor" },
	{ .name = "certificate", .label = N_("监督员证"), .sql = "w.certificate = :v", .type = FT_REF, .ref = "certificate" },
	{ .name = "round", .label = N_("选聘批次"), .sql = "w.round = :v", .type = FT_REF, .ref = "round" },
	{ .name = "candidate", .label = N_("参选人员"), .sql = "w.candidate = :v", .type = FT_REF, .ref = "candidate" },
	{ .name = "activity", .label = N_("监督活动"), .sql = "w.activity = :v", .type = FT_REF, .ref = "activity" },
	{ .name = "dismissal", .label = N_("解聘"), .sql = "w.dismissal = :v", .type = FT_REF, .ref = "dismissal" },
	{ .name = "evaluation", .label = N_("综合评价"), .sql = "w.evaluation = :v", .type = FT_REF, .ref = "evaluation" },
	{ .name = "agency", .label = N_("可阅的执法机构"), .sql = "w.agency = :v", .type = FT_REF, .ref = "agency" },
	{ .name = "person", .label = N_("可阅的监督员"), .sql = "w.person = :v", .type = FT_REF, .ref = "person" },
	{ .name = "year", .label = N_("制发年度"), .sql = "w.issued_on BETWEEN :v || '-01-01' AND :v || '-12-31'", .type = FT_INT },
};

static const struct list_sort sorts[] = {
	{ "issued_on", N_("按制发日期"), "w.issued_on", true },
	{ "number", N_("按档号"), "w.number_key", true },
};

static const struct list lists[] = {
	{
		.name = "document",
		.label = N_("文书"),
		.from = "document w",
		.id = "w.id",
		.cols = cols,
		.n_cols = N_OF(cols),
		.filters = filters,
		.n_filters = N_OF(filters),
		.sorts = sorts,
		.n_sorts = N_OF(sorts),
	},
};

static const struct scope scopes[] = {
	{ ROLE_CLERK, "1" },
	{ ROLE_LEADER, "1" },
	{ ROLE_AGENCY, "w.agency = :scope_agency" },
	{ ROLE_SUPERVISOR, "w.person = :scope_person" },
};

static bool
sees(const struct actor *who, const void *row)
{
	const struct document *d = row;

	return (who->roles & ROLE_BUREAU) || actor_speaks_for(who, d->agency) || actor_is(who, d->person);
}

static const char *
title(struct act *a, const void *row)
{
	const struct document *d = row;

	return arena_printf(a->arena, "%s %s", d->number, word_label(paper_kinds, d->kind));
}

static void
tally(const void *row, struct tally_key *out)
{
	const struct document *d = row;

	out->agency = d->agency;
	out->month = case_month(d->issued_on);
}

static void
search_words(struct act *a, const void *row, struct search_text *out)
{
	const struct document *d = row;

	out->body = arena_printf(a->arena, "%s\n%s\n%s\n%s\n%s\n%s", d->number, d->paper_number, d->title, d->subject, d->agency_name,
		d->person_name);
	out->initials = d->initials;
	out->scope = arena_printf(a->arena, "%s %s %s", search_scope_flow(a->arena, "document"),
		d->person != 0 ? search_scope(a->arena, 'p', d->person) : "", d->agency != 0 ? search_scope(a->arena, 'a', d->agency) : "");
}

static const char *const refs[] = { "w.number = :v", "(w.paper_number = :v AND w.paper_number <> '')", NULL };

/* The notice of an inspection is the first that the agency is told of a letter about it. */
static const struct bound bound[] = {
	{ "opinion", "w.opinion" },
	{ "review", "CASE WHEN w.kind <> 'inspection' THEN w.review END" },
	{ "dismissal", "w.dismissal" },
	{ "evaluation", "w.evaluation" },
	{ NULL, NULL },
};

const struct flow flow_document = {
	.name = "document",
	.label = N_("文书"),
	.table = "document",
	.states = document_states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct document),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = lists,
	.n_lists = N_OF(lists),
	.bound = bound,
	/* The bureau's own papers on a matter are no agency's to read, yet of its matter. */
	.away = "coalesce(w.agency, (SELECT o.agency FROM opinion o WHERE o.id = w.opinion), "
		"(SELECT r.agency FROM review r WHERE r.id = w.review), (SELECT v.agency FROM activity v WHERE v.id = w.activity), "
		/* A report tells of the matters of every agency. */
		"iif(w.period > 0, (SELECT value FROM json_each(:scope_away) LIMIT 1), NULL))",
	.guarded = true,
	.scopes = scopes,
	.n_scopes = N_OF(scopes),
	.sees = sees,
	.number_field = "number",
	.refs = refs,
	.choose = "w.number >= :v AND w.number < :v || char(1114111)",
	.title = title,
	.tally = tally,
	.text = search_words,
	.menu = 160,
};
