/*
 * paper_value.c: what a template's names stand for: columns of records, and what is reckoned from them.
 *
 * Knows: the records papers are made of.  Must not know: templates' notation, how a paper looks.
 *
 * Papers are Chinese: labels of words are taken as they are written, not as translated.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/flows.h"
#include "flow/paper_fill.h"

static const char *
number_text(struct act *a, int64_t n)
{
	return arena_printf(a->arena, "%lld", (long long)n);
}

/* ---- columns ---- */

static const char *
set_text(struct arena *a, const struct word *words, wordset set)
{
	const char *out = "";

	for (word_t i = 1; words[i].key != NULL; i++)
		if (set & (UINT32_C(1) << i))
			out = arena_printf(a, "%s%s%s", out, *out != '\0' ? "、" : "", words[i].label);
	return out;
}

const char *
paper_column(struct act *a, const struct flow *flow, const void *row, const char *key)
{
	const struct field *fd = field_find(flow->fields, flow->n_fields, key);
	const char *at;

	if (row == NULL || fd == NULL || (fd->flags & FIELD_SENSITIVE))
		return "";
	at = (const char *)row + fd->col.offset;
	switch (fd->col.type) {
	case COL_TEXT: return *(const char *const *)(const void *)at;
	case COL_INT: return number_text(a, *(const int64_t *)(const void *)at);
	case COL_REF: return act_title(a, fd->ref, *(const int64_t *)(const void *)at);
	case COL_DAY: return day_format_cn(a->arena, *(const day_t *)(const void *)at);
	case COL_BOOL: return *(const bool *)(const void *)at ? "是" : "否";
	case COL_WORD: return fd->col.words[*(const word_t *)(const void *)at].label;
	case COL_SET: return set_text(a->arena, fd->col.words, *(const wordset *)(const void *)at);
	}
	return "";
}

/* ---- computed values ---- */

static const char *
setting(struct filling *f, const char *key, const char *absent)
{
	return setting_text(f->a->db, f->a->arena, key, absent);
}

static const char *
certificate_of(struct filling *f, int64_t supervisor)
{
	const struct certificate *c = act_load(f->a, "certificate", supervisor_certificate(f->a, supervisor, f->on));

	return c != NULL ? c->number : "";
}

/* Of the term itself; of a round and what belongs to it, as the rule has it now. */
static const char *
term_years(struct filling *f)
{
	if (f->s == NULL && f->round != NULL)
		return number_text(f->a, setting_int(f->a->db, "term_years", 3));
	if (f->s == NULL || f->s->term_start == DAY_NONE || f->s->term_end == DAY_NONE)
		return "";
	return number_text(f->a, day_age(f->s->term_start, f->s->term_end + 1));
}

/* The law a paper of this kind rests on: its own line, in which {依据} is the one that all papers name. */
static const char *
basis(struct filling *f)
{
	const char *all = setting(f, "paper_basis", "");
	const char *own = setting(f, arena_printf(f->a->arena, "basis_%s", paper_kinds[f->form->kind].key), all);
	const char *at = strstr(own, "{依据}");

	if (at == NULL)
		return own;
	return arena_printf(f->a->arena, "%.*s%s%s", (int)(at - own), own, all, at + strlen("{依据}"));
}

/* What the receipt is for: the latest letter issued on the record, else the opinion or the order itself. */
static const char *
served(struct filling *f, bool title)
{
	struct stmt *s = db_prepare(f->a->db, "SELECT title, paper_number FROM document WHERE opinion = :id AND kind = 'transfer' "
		"AND state = 'issued' ORDER BY issued_on DESC, id DESC LIMIT 1");
	const char *out = NULL;

	db_bind_int(s, ":id", f->o != NULL ? f->o->rec.id : 0);
	if (db_step(s)) {
		out = arena_strdup(f->a->arena, db_text(s, title ? 0 : 1));
		db_done(s);
	}
	if (out != NULL)
		return out;
	if (f->o != NULL)
		return title ? "行政执法监督员监督意见" : f->o->number;
	return title ? "责令纠正通知书" : f->r->order_number;
}

static const char *
served_value(struct filling *f, const char *key)
{
	const struct opinion *o = f->o;
	const struct review *r = f->r;

	if (o == NULL && r == NULL)
		return "";
	if (strcmp(key, "title") == 0 || strcmp(key, "number") == 0)
		return served(f, strcmp(key, "title") == 0);
	if (strcmp(key, "matter") == 0)
		return o != NULL ? arena_printf(f->a->arena, "行政执法监督意见（编号：%s）", o->number) : r->subject;
	if (strcmp(key, "to") == 0)
		return o != NULL ? o->agency_name : r->agency_name;
	if (strcmp(key, "how") == 0)
		return serve_ways[o != NULL ? o->serve_how : r->order_serve_how].label;
	if (strcmp(key, "on") == 0)
		return day_format_cn(f->a->arena, o != NULL ? o->served_on : r->order_served_on);
	if (strcmp(key, "signer") == 0)
		return o != NULL ? o->signer : "";
	return "";
}

static const char *
figure(struct filling *f, int64_t own, const char *key, int64_t absent)
{
	return number_text(f->a, own > 0 ? own : setting_int(f->a->db, key, absent));
}

/* ---- rounds and candidates ---- */

/* "人大代表2名、律师3名", "" when nothing was wished. */
static const char *
wishes(struct filling *f)
{
	const struct round *r = f->round;
	const int64_t wish[ROUND_CATEGORIES] = { r->wish_party_delegate, r->wish_deputy, r->wish_cppcc, r->wish_monitor, r->wish_expert,
		r->wish_staff, r->wish_journalist, r->wish_lawyer, r->wish_entrepreneur, r->wish_self_employed, r->wish_other };
	const char *out = "";

	for (size_t i = 0; i < ROUND_CATEGORIES; i++)
		if (wish[i] > 0)
			out = arena_printf(f->a->arena, "%s%s%s%lld名", out, *out != '\0' ? "、" : "", supervisor_categories[i + 1].label,
				(long long)wish[i]);
	return out;
}

/* "2024年6月7日至6月14日（5个工作日）": from the first day that counts to the last. */
static const char *
span(struct filling *f)
{
	const struct round *r = f->round;
	struct arena *a = f->a->arena;
	day_t first, last = round_notice_end(f->a->cal, r);
	int year, month, mday, until, until_month, until_mday;

	if (r->publicised_on == DAY_NONE || last == DAY_NONE)
		return "";
	first = calendar_add_workdays(f->a->cal, r->publicised_on, 1);
	day_split(first, &year, &month, &mday);
	day_split(last, &until, &until_month, &until_mday);
	return arena_printf(a, "%s至%s（%lld个工作日）", day_format_cn(a, first),
		until != year ? day_format_cn(a, last) : arena_printf(a, "%d月%d日", until_month, until_mday),
		(long long)(r->notice_days + r->extension));
}

static const char *
verdict(const struct candidate *c)
{
	if (c->reviewed_on == DAY_NONE)
		return "";
	return c->rec.state == CANDIDATE_UNQUALIFIED ? "不符合条件" : "符合条件";
}

static const char *
candidate_value(struct filling *f, const char *key)
{
	const struct candidate *c = f->can;

	if (strcmp(key, "age") == 0)
		return c->age >= 0 ? arena_printf(f->a->arena, "%lld周岁", (long long)c->age) : "";
	if (strcmp(key, "sheet_name") == 0)
		return c->channel == 1 ? "推荐表" : "报名表";
	if (strcmp(key, "declaration") == 0)
		return c->declared ? "本人承诺所填报的内容和提交的材料真实，并承担相应责任。本人已签署。" :
				     "本人承诺所填报的内容和提交的材料真实，并承担相应责任。";
	return strcmp(key, "verdict") == 0 ? verdict(c) : "";
}

/* ---- activities ---- */

/* "2026年9月1日（周二）09:30", with the last day when it takes several. */
static const char *
when(struct filling *f)
{
	static const char *const weekday[] = { "", "一", "二", "三", "四", "五", "六", "日" };
	const struct activity *v = f->act;
	struct arena *a = f->a->arena;
	const char *out;

	if (v->on_day == DAY_NONE)
		return "";
	out = arena_printf(a, "%s（星期%s）%s", day_format_cn(a, v->on_day), weekday[day_weekday(v->on_day)], v->starts_at);
	return v->ends_on != DAY_NONE && v->ends_on != v->on_day ? arena_printf(a, "%s至%s", out, day_format_cn(a, v->ends_on)) : out;
}

/* Who is told, by name; of many the first and how many. */
static const char *
people(struct filling *f)
{
	const size_t most = 30;
	const char *out = "";

	for (size_t i = 0; i < f->n_lines && i < most; i++)
		out = arena_printf(f->a->arena, "%s%s%s", out, i > 0 ? "、" : "", ((const struct attendance *)f->line[i].row)->person_name);
	return f->n_lines > most ? arena_printf(f->a->arena, "%s等%zu人", out, f->n_lines) : out;
}

/* ---- the end of a term, the year's evaluation, a file ---- */

static const char *
dismissal_value(struct filling *f, const char *key)
{
	static const char *const item[] = { "", "一", "二", "三", "四" };

	if (strcmp(key, "ground") == 0)
		return arena_printf(f->a->arena, "第（%s）项", item[f->d->ground]);
	return strcmp(key, "recall_days") == 0 ? number_text(f->a, setting_int(f->a->db, "recall_days", 10)) : "";
}

static const char *
evaluation_value(struct filling *f, const char *key)
{
	const struct evaluation *v = f->ev;

	if (strcmp(key, "figures") == 0)
		return figures_text(f->a, &v->figures);
	if (strcmp(key, "score") == 0 && v->scored_on != DAY_NONE)
		return arena_printf(f->a->arena, "%lld.%lld", (long long)(v->score / 10), (long long)(v->score % 10));
	return "";
}

static const char *
file_title(struct filling *f)
{
	const char *flow;
	int64_t id = paper_made_of(&f->of, &flow);

	return flow != NULL ? act_title(f->a, flow, id) : "";
}

/* ---- all computed values ---- */

static const char *
line_value(const struct paper_line *l, const char *key)
{
	const struct {
		const char *key, *value;
	} v[] = { { "line", l->line }, { "line_number", l->number }, { "line_result", l->result }, { "line_evidence", l->evidence },
		{ "line_remark", l->remark }, { "line_who", l->who }, { "line_on", l->on }, { "line_article", l->article },
		{ "line_mark", l->mark } };

	for (size_t i = 0; i < N_OF(v); i++)
		if (strcmp(v[i].key, key) == 0)
			return v[i].value;
	return "";
}

static const char *
row_value(struct filling *f, const struct paper_line *l, const char *key)
{
	const struct supervisor *s = strcmp(l->flow, "supervisor") == 0 ? l->row : NULL;
	struct arena *a = f->a->arena;

	if (strcmp(key, "row") == 0)
		return number_text(f->a, (int64_t)f->at + 1);
	if (strcmp(key, "term") == 0 && s != NULL)
		return arena_printf(a, "%s至%s", day_format_cn(a, s->term_start), day_format_cn(a, s->term_end));
	if (strcmp(key, "certificate") == 0 && s != NULL)
		return certificate_of(f, s->rec.id);
	return line_value(l, key);
}

static const char *
certificate_value(struct filling *f)
{
	if (f->d != NULL && *f->d->certificate != '\0')
		return f->d->certificate;
	return f->s != NULL ? certificate_of(f, f->s->rec.id) : "";
}

/*
 * The end of the trail when the report was made, and its place (AT): kept apart from the file it proves later that
 * nothing was cut off.  In groups, as it is typed from paper.
 */
static const char *
head(struct filling *f, bool at)
{
	int64_t seq = f->of.head;
	char hex[65];

	if (!trail_head_at(f->a->db, &seq, hex))
		return "";
	f->of.head = seq;
	if (at)
		return number_text(f->a, seq);
	return arena_printf(f->a->arena, "%.8s %.8s %.8s %.8s %.8s %.8s %.8s %.8s", hex, hex + 8, hex + 16, hex + 24, hex + 32, hex + 40,
		hex + 48, hex + 56);
}

static const char *
computed(struct filling *f, const char *key)
{
	const char *out;

	if (f->at < f->n_lines && *(out = row_value(f, &f->line[f->at], key)) != '\0')
		return out;
	if (strcmp(key, "office") == 0)
		return setting(f, "office_name", "");
	if (f->form->period != PERIOD_NONE && strncmp(key, "head", 4) == 0)
		return head(f, key[4] != '\0');
	if (f->form->period != PERIOD_NONE && (out = report_value(&f->report, key)) != NULL)
		return out;
	if (strcmp(key, "contact") == 0)
		return setting(f, "office_contact", "");
	if (strcmp(key, "basis") == 0)
		return basis(f);
	if (strcmp(key, "date") == 0)
		return day_format_cn(f->a->arena, f->on);
	if (strcmp(key, "number") == 0)
		return f->number;
	if (strcmp(key, "reply_days") == 0)
		return figure(f, f->o != NULL ? f->o->reply_days : 0, "reply_days", 15);
	/* What article 15 lets the supervisor take further. */
	if (strcmp(key, "not_adopted") == 0)
		return f->o != NULL && (f->o->adopted == ADOPTED_REFUSED || f->o->adopted == ADOPTED_PARTLY) ? opinion_adopted[f->o->adopted].label : "";
	if (strcmp(key, "recheck_ask_days") == 0)
		return figure(f, f->r != NULL ? f->r->recheck_ask_days : 0, "recheck_ask_days", 10);
	if (strcmp(key, "findings") == 0)
		return f->r == NULL ? "" : *f->r->findings != '\0' ? f->r->findings : f->r->examination;
	if (strcmp(key, "term_years") == 0)
		return term_years(f);
	if (strcmp(key, "count") == 0)
		return f->n_lines > 0 ? number_text(f->a, (int64_t)f->n_lines) : "";
	if (strcmp(key, "certificate") == 0)
		return certificate_value(f);
	if (strncmp(key, "served_", 7) == 0)
		return served_value(f, key + 7);
	if (strcmp(key, "file") == 0)
		return file_title(f);
	if (f->round != NULL && strcmp(key, "wishes") == 0)
		return wishes(f);
	if (f->round != NULL && strcmp(key, "span") == 0)
		return span(f);
	if (f->act != NULL && strcmp(key, "when") == 0)
		return when(f);
	if (f->act != NULL && strcmp(key, "people") == 0)
		return people(f);
	if (f->can != NULL)
		return candidate_value(f, key);
	if (f->d != NULL)
		return dismissal_value(f, key);
	return f->ev != NULL ? evaluation_value(f, key) : "";
}

const char *
paper_value(void *ctx, const struct paper_field *fd)
{
	struct filling *f = ctx;
	const struct paper_line *l = f->at < f->n_lines ? &f->line[f->at] : NULL;
	const struct {
		const struct flow *flow;
		const void *row;
	} v[] = { { &flow_opinion, f->o }, { &flow_review, f->r }, { &flow_certificate, f->c }, { &flow_supervisor, f->s },
		{ &flow_person, f->p }, { &flow_round, f->round }, { &flow_invitation, f->inv }, { &flow_candidate, f->can },
		{ &flow_activity, f->act }, { &flow_dismissal, f->d }, { &flow_evaluation, f->ev }, { &flow_attendance, NULL } };

	if (*fd->from == '\0')
		return computed(f, fd->key);
	for (size_t i = 0; i < N_OF(v); i++) {
		const void *row = v[i].row;

		if (strcmp(v[i].flow->name, fd->from) != 0)
			continue;
		if (l != NULL && strcmp(l->flow, fd->from) == 0)
			row = l->row;
		else if (l != NULL && l->p != NULL && v[i].flow == &flow_person)
			row = l->p;
		return paper_column(f->a, v[i].flow, row, fd->key);
	}
	return "";
}
