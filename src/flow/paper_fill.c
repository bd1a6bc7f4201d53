/*
 * paper_fill.c: a paper made from a record: what the record must have come to, what is needed, for whom it is.
 *
 * Knows: the records papers are made of; the templates' table.  Must not know: how a paper looks.
 *
 * Papers are Chinese: labels of words are taken as they are written, not as translated.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "flow/paper_fill.h"
#include "base/i18n.h"
#include "flow/flows.h"

/* ---- the record ---- */

/* The term and the person behind what was loaded. */
static void
load_behind(struct filling *f, int64_t supervisor, int64_t person)
{
	f->s = act_load(f->a, "supervisor", supervisor);
	f->p = act_load(f->a, "person", f->s != NULL ? f->s->person : person);
}

static bool
load(struct filling *f, const struct paper_of *of)
{
	struct act *a = f->a;
	const char *flow;

	f->of = *of;
	f->o = act_load(a, "opinion", of->opinion);
	f->r = act_load(a, "review", of->review);
	f->c = act_load(a, "certificate", of->certificate);
	f->inv = act_load(a, "invitation", of->invitation);
	f->can = act_load(a, "candidate", of->candidate);
	f->act = act_load(a, "activity", of->activity);
	f->d = act_load(a, "dismissal", of->dismissal);
	f->ev = act_load(a, "evaluation", of->evaluation);
	f->round = act_load(a, "round", f->inv != NULL ? f->inv->round : f->can != NULL ? f->can->round : of->round);
	load_behind(f, f->c != NULL ? f->c->supervisor : f->d != NULL ? f->d->supervisor : f->ev != NULL ? f->ev->supervisor :
		of->supervisor, f->can != NULL ? f->can->person : 0);
	if (f->form->period != PERIOD_NONE) {
		report_begin(&f->report, a, of->period, f->on);
		return of->period != 0;
	}
	if (!f->form->fresh && paper_made_of(of, &flow) == 0)
		return false;
	if (f->form->fresh || f->o != NULL || f->r != NULL || f->s != NULL || f->round != NULL || f->act != NULL) {
		paper_lines(f);
		return true;
	}
	return false;
}

/* What the record must have come to before the paper makes sense. */
static bool
case_comes_to_it(struct filling *f)
{
	struct act *a = f->a;
	int article = f->form->article;

	switch (f->form->kind) {
	case PAPER_TRANSFER:
	case PAPER_FEEDBACK:
		return f->o->rec.state != OPINION_WITHDRAWN ||
			act_refuse(a, "state", article, _("这件意见已撤回，不能制发%s"), word_label(paper_kinds, f->form->kind));
	case PAPER_UNFOUNDED:
		return f->r->outcome == OUTCOME_UNFOUNDED ||
			act_refuse(a, "outcome", article, _("审查结果不是“不成立”，不能制发不成立说明函"));
	case PAPER_OUTCOME:
		return f->r->outcome != OUTCOME_UNFOUNDED ||
			act_refuse(a, "outcome", article, _("审查结果是“不成立”，请制发不成立说明函"));
	case PAPER_CARD:
		return f->c->rec.state == CERTIFICATE_ISSUED || act_refuse(a, "state", article, _("这个证件已不在用，不能制作监督员证"));
	case PAPER_RECEIPT:
		return f->r == NULL || f->r->ordered_on != DAY_NONE ||
			act_refuse(a, "ordered_on", article, _("还没有责令纠正，没有可以送达的文书"));
	case PAPER_EXAMINATION:
		return f->r->outcome != 0 || act_refuse(a, "outcome", article, _("还没有审查结果，不能制发审查报告"));
	case PAPER_INSPECTION:
		return f->r->inquiry == INQUIRY_INSPECTION ||
			act_refuse(a, "inquiry", article, _("没有决定开展专项行政执法监督检查，不能制发检查通知"));
	case PAPER_ACCOUNTABILITY:
		return f->r->proposed_on != DAY_NONE ||
			act_refuse(a, "proposed_on", article, _("还没有提出追究责任的建议，不能制发建议追究责任函"));
	default:
		return true;
	}
}

/* A period that is still running is counted to the day of the report.  Every report tells of all agencies. */
static bool
has_begun(struct filling *f)
{
	if (f->a->actor->n_away > 0)
		return act_refuse(f->a, "kind", 0, _("报告里有所有执法机构的事项，您对其中一些应当回避，请由其他人制发"));
	return f->report.first <= f->on || act_refuse(f->a, "period", 0, _("%s还没有到，没有可以报告的"),
		report_period_text(f->a->arena, f->of.period));
}

static bool
office_comes_to_it(struct filling *f)
{
	struct act *a = f->a;
	int article = f->form->article;

	switch (f->form->kind) {
	case PAPER_NOTICE:
		return f->round->rec.state != ROUND_CANCELLED || act_refuse(a, "state", article, _("这一批次已取消，不能制发选聘公告"));
	case PAPER_INVITATION:
		return f->round == NULL || f->round->rec.state != ROUND_CANCELLED ||
			act_refuse(a, "state", article, _("这一批次已取消，不能制发邀请函"));
	case PAPER_PUBLICITY:
		return f->round->publicised_on != DAY_NONE || act_refuse(a, "publicised_on", article, _("还没有进入公示，不能制发公示"));
	case PAPER_CHECK:
		return f->can->reviewed_on != DAY_NONE || act_refuse(a, "reviewed_on", article, _("还没有审查结论，不能制发资格审查表"));
	case PAPER_ACTIVITY:
	case PAPER_SIGNIN:
		return f->act->rec.state != ACTIVITY_CANCELLED ||
			act_refuse(a, "state", article, _("这次活动已取消，不能制发%s"), word_label(paper_kinds, f->form->kind));
	case PAPER_DISMISSAL:
		return f->d->rec.state == DISMISSAL_APPROVED || f->d->rec.state == DISMISSAL_EXECUTED ||
			act_refuse(a, "state", article, _("解聘还没有批准，不能制发解聘决定"));
	case PAPER_DISMISSAL_NOTICE:
		return f->d->rec.state == DISMISSAL_EXECUTED || act_refuse(a, "state", article, _("解聘还没有执行，不能制发解聘公告"));
	case PAPER_REGISTER:
	case PAPER_ANNUAL:
	case PAPER_MONTHLY:
		return has_begun(f);
	case PAPER_EVALUATION:
		return f->ev->rec.state == EVALUATION_CONFIRMED || act_refuse(a, "state", article, _("评价还没有确认，不能制发年度综合评价表"));
	case PAPER_ARCHIVE: {
		const struct record *head = f->o != NULL ? &f->o->rec : f->r != NULL ? &f->r->rec : f->act != NULL ? &f->act->rec :
			f->d != NULL ? &f->d->rec : f->round != NULL ? &f->round->rec : &f->s->rec;
		bool over = f->o != NULL ? head->state == OPINION_CLOSED || head->state == OPINION_WITHDRAWN || head->state == OPINION_ACCEPTED :
			f->r != NULL ? head->state == REVIEW_CLOSED :
			f->act != NULL ? head->state == ACTIVITY_CLOSED || head->state == ACTIVITY_CANCELLED :
			f->d != NULL ? head->state == DISMISSAL_EXECUTED || head->state == DISMISSAL_REJECTED :
			f->round != NULL ? head->state == ROUND_CLOSED || head->state == ROUND_CANCELLED : head->state != SUPERVISOR_ACTIVE;

		return over || act_refuse(a, "state", article, _("还没有办结，不能编归档目录"));
	}
	default:
		return true;
	}
}

/* The needed field called LABEL (N bytes) has a value. */
static bool
is_there(struct filling *f, const char *label, size_t n)
{
	const char *name = arena_strndup(f->a->arena, label, n);

	for (size_t i = 0; i < f->form->n_fields; i++) {
		const struct paper_field *fd = &f->form->fields[i];

		if (strcmp(fd->label, name) != 0)
			continue;
		if (*paper_value(f, fd) != '\0')
			return true;
		return act_refuse(f->a, fd->key, f->form->article, _("%s：这一项还没有，不能制发%s"), name,
			word_label(paper_kinds, f->form->kind));
	}
	return true;
}

static bool
is_complete(struct filling *f)
{
	const char *s = f->form->needed;

	while (*s != '\0') {
		size_t n = strcspn(s, " ");

		if (!is_there(f, s, n))
			return false;
		s += n + (s[n] == ' ');
	}
	return true;
}

static void
row_at(void *ctx, size_t i)
{
	((struct filling *)ctx)->at = i;
}

static void
table_at(void *ctx, const struct report_table *t, char how, struct json_t *blocks)
{
	report_put(&((struct filling *)ctx)->report, t, how, blocks);
}

static void
tell_readers(struct filling *f, const struct paper_of *of, struct paper *out)
{
	const struct agency *g;
	const struct person *p;
	int64_t agency = f->o != NULL ? f->o->agency : f->r != NULL ? f->r->agency : f->act != NULL ? f->act->agency : 0;
	int64_t person = f->o != NULL ? f->o->person : f->r != NULL ? f->r->person : f->p != NULL ? f->p->rec.id : 0;
	const char *flow;
	int64_t id = paper_made_of(of, &flow);

	g = act_load(f->a, "agency", agency);
	p = act_load(f->a, "person", person);
	out->agency = f->form->readers & PAPER_TO_AGENCY ? agency : 0;
	out->person = f->form->readers & PAPER_TO_PERSON ? person : 0;
	out->agency_name = f->o != NULL ? f->o->agency_name : f->r != NULL ? f->r->agency_name : f->act != NULL ? f->act->agency_name : "";
	out->person_name = f->o != NULL ? f->o->person_name : f->r != NULL ? f->r->person_name : f->s != NULL ? f->s->name :
		f->p != NULL ? f->p->name : "";
	out->initials = arena_printf(f->a->arena, "%s %s", g != NULL ? g->initials : "", p != NULL ? p->initials : "");
	out->subject = flow != NULL ? act_title(f->a, flow, id) : report_period_text(f->a->arena, of->period);
	out->head = f->of.head;
}

static const char *
template_text(struct act *a, word_t kind)
{
	struct stmt *s = db_prepare(a->db, "SELECT text FROM template WHERE kind = :kind");
	const char *out = NULL;

	db_bind_text(s, ":kind", paper_kinds[kind].key);
	if (db_step(s)) {
		out = arena_strdup(a->arena, db_text(s, 0));
		db_done(s);
	}
	return out;
}

static void
set(json_t *o, const char *key, const char *value)
{
	json_object_set_new(o, key, json_string(value));
}

static const char *
dump(struct arena *a, const json_t *o)
{
	char *s = json_dumps(o, JSON_COMPACT);
	const char *out = s != NULL ? arena_strdup(a, s) : "";

	free(s);
	return out;
}

bool
paper_compose(struct act *a, const struct paper_form *form, const struct paper_of *of, day_t on, const char *number,
	bool draft, struct paper *out)
{
	struct filling f = { .a = a, .form = form, .on = on, .number = number };
	struct paper_values values = { paper_value, &f, 0, row_at, table_at };
	const char *text = template_text(a, form->kind), *why;
	char day[DAY_TEXT];
	json_t *all, *blocks;
	bool ok;

	if (!load(&f, of))
		return form->period != PERIOD_NONE ? act_refuse(a, "period", 0, form->period == PERIOD_YEAR ?
			_("%s：要写明哪一年，例如2026") : _("%s：要写明哪一月，例如2026-11"), word_label(paper_kinds, form->kind)) :
			act_refuse(a, form->flow[0] != NULL ? form->flow[0] : "kind", form->article, _("%s：要写明由哪件制作"),
			word_label(paper_kinds, form->kind));
	if (!case_comes_to_it(&f) || !office_comes_to_it(&f) || !is_complete(&f))
		return false;
	if (text == NULL)
		return act_refuse(a, "kind", 0, _("没有%s的模板"), word_label(paper_kinds, form->kind));
	values.rows = f.n_lines;
	all = json_object();
	blocks = json_array();
	json_object_set_new(all, "v", json_integer(1));
	set(all, "kind", paper_kinds[form->kind].key);
	set(all, "layout", form->layout);
	ok = paper_expand(a->arena, form, text, &values, blocks, &out->title, &why);
	if (ok) {
		set(all, "title", out->title);
		set(all, "office", setting_text(a->db, a->arena, "office_name", ""));
		set(all, "number", number);
		set(all, "date", day_format(on, day));
		if (form->kind == PAPER_CARD)
			set(all, "code", certificate_scanned(a, number));
		if (draft)
			json_object_set_new(all, "draft", json_true());
		json_object_set(all, "blocks", blocks);
		out->content = dump(a->arena, all);
	}
	json_decref(blocks);
	json_decref(all);
	if (!ok)
		return act_refuse(a, "kind", 0, _("%s的模板有误，%s"), word_label(paper_kinds, form->kind), why);
	f.at = f.n_lines;
	tell_readers(&f, of, out);
	return true;
}

const char *
paper_own_number(struct act *a, const struct paper_form *form, const struct paper_of *of)
{
	struct filling f = { .a = a, .form = form, .on = a->today, .number = "" };

	if (form->numbered != PAPER_BY_FIELD || !load(&f, of))
		return "";
	for (size_t i = 0; i < form->n_fields; i++)
		if (strcmp(form->fields[i].label, form->number) == 0)
			return paper_value(&f, &form->fields[i]);
	return "";
}
