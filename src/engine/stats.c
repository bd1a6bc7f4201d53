/*
 * stats.c: statistics out of the book of figures.
 *
 * Knows: the flows' fields, who may see which figures.  Must not know: how a bar is drawn; any record.
 */
#include "engine/stats.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/word.h"
#include "store/figure.h"
#include "flow/figures.h"
#include "engine/private.h"

static const struct stats_dim common[] = {
	{ .name = "agency", .label = N_("执法机构") },
	{ .name = "month", .label = N_("月"), .time = true },
	{ .name = "quarter", .label = N_("季度"), .time = true },
	{ .name = "year", .label = N_("年度"), .time = true },
};

/* ---- what can be counted ---- */

bool
stats_may(const struct engine *en)
{
	return (en->actor.roles & (ROLE_BUREAU | ROLE_AGENCY)) != 0;
}

static const struct field *
field_of(const struct flow *f, const char *name)
{
	return field_find(f->fields, f->n_fields, name);
}

/* An agency's account has the figures of what the agency sees: of a flow that is about agencies. */
static bool
counted_for(const struct engine *en, const struct flow *f)
{
	return f->counted != NULL && stats_may(en) && ((en->actor.roles & ROLE_BUREAU) || field_of(f, "agency") != NULL);
}

size_t
stats_flows(const struct engine *en, const struct flow **out, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; flows[i] != NULL && n < max; i++)
		if (counted_for(en, flows[i])) {
			size_t at = n++;

			/* As they stand in the menu of the work. */
			for (; at > 0 && out[at - 1]->menu > flows[i]->menu; at--)
				out[at] = out[at - 1];
			out[at] = flows[i];
		}
	return n;
}

size_t
stats_dims(const struct engine *en, const struct flow *f, struct stats_dim out[STATS_DIMS])
{
	const struct list *l = &f->lists[0];
	bool outside = keeps_from(en, f);
	size_t n = 0;

	if (!counted_for(en, f))
		return 0;
	out[n++] = (struct stats_dim){ .name = "state", .label = _("状态") };
	for (size_t i = 0; f->counted[i] != NULL && n < STATS_DIMS; i++) {
		const struct field *c = field_of(f, f->counted[i]);

		/* Who has a case in hand is the bureau's own business. */
		if (c != NULL && !(outside && (c->flags & FIELD_KEPT)) && (c->col.type != COL_REF || (en->actor.roles & ROLE_BUREAU)))
			out[n++] = (struct stats_dim){ .name = f->counted[i], .label = _(c->label), .set = c->col.type == COL_SET };
	}
	for (size_t i = 0; i < l->n_filters && n < STATS_DIMS; i++)
		if (strncmp(l->filters[i].name, CLOCK_NAME, strlen(CLOCK_NAME)) == 0 && !filter_kept(en, f, &l->filters[i]))
			out[n++] = (struct stats_dim){ .name = l->filters[i].name, .label = _(l->filters[i].label), .deadline = true };
	for (size_t i = field_of(f, "agency") != NULL ? 0 : 1; i < N_OF(common) && n < STATS_DIMS; i++) {
		out[n] = common[i];
		out[n++].label = _(common[i].label);
	}
	return n;
}

/* The filter of F's register that has the records with one value of DIM. */
static const struct list_filter *
filter_of(const struct flow *f, const char *dim)
{
	const struct list *l = &f->lists[0];
	const struct list_filter *same = list_filter_find(l, dim);
	const struct field *c = field_of(f, dim);

	for (size_t i = 0; same == NULL && c != NULL && c->col.words != NULL && i < l->n_filters; i++)
		if (l->filters[i].words == c->col.words)
			same = &l->filters[i];
	return same;
}

/* ---- what a value is called ---- */

static const char *
value_label(struct engine *en, struct arena *a, const struct flow *f, const struct stats_dim *d, const char *value)
{
	const struct field *c = field_of(f, d->name);

	if (*value == '\0')
		return _("未填");
	if (d->deadline)
		return word_label(clock_outcomes, word_key(clock_outcomes, value));
	if (strcmp(d->name, "state") == 0)
		return word_label(f->states, word_key(f->states, value));
	if (c != NULL && (c->col.type == COL_WORD || c->col.type == COL_SET))
		return word_label(c->col.words, word_key(c->col.words, value));
	if (c != NULL && c->col.type == COL_BOOL)
		return *value == '1' ? _("是") : _("否");
	if (c != NULL && c->col.type == COL_REF)
		return record_title(en, a, flow_find(c->ref), strtoll(value, NULL, 10));
	return value;
}

/* N of the value called KEY. */
static int64_t
sum_of(const struct figure_sum *v, size_t n, const char *key)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].value, key) == 0)
			return v[i].n;
	return 0;
}

/* ---- counting ---- */

struct counting {
	struct engine *en;
	struct arena *a;
	struct figure_ask ask;
	const struct stats_ask *q;
	const struct told_keys *told; /* what an agency is told; NULL: the bureau has the book */
	int came;               /* the last month of the period that has begun */
	struct figure_sum *month; /* the records of each month that has any, to the last one asked for */
	size_t n_months;
	struct stats *out;
};

/* The sums of what is asked: of the bureau's, from the book; of an agency's, from what it is told. */
static size_t
sums(const struct counting *c, const struct figure_ask *ask, enum figure_by by, struct figure_sum **out)
{
	return c->told != NULL ? told_sums(c->told, c->a, ask, by, out) : figure_sums(c->en->db, c->a, ask, by, out);
}

/* The rates that stand beside every picture. */
static void
rates(struct counting *c, const struct stats_dim *dims, size_t n_dims)
{
	struct figure_ask ask = c->ask;
	struct figure_sum *v;
	int64_t in = 0, late = 0;
	size_t n;

	ask.field = "adopted";
	if (field_of(c->q->flow, ask.field) != NULL) {
		int64_t yes, part, no;

		n = sums(c, &ask, FIGURE_BY_VALUE, &v);
		yes = sum_of(v, n, "adopted");
		part = sum_of(v, n, "partly");
		no = sum_of(v, n, "refused");
		c->out->adoption = figures_adopted(yes, part, no);
	}
	for (size_t i = 0; i < n_dims; i++)
		if (dims[i].deadline) {
			ask.field = dims[i].name;
			n = sums(c, &ask, FIGURE_BY_VALUE, &v);
			in += sum_of(v, n, "in");
			late += sum_of(v, n, "late");
		}
	c->out->on_time = figures_percent(in, in + late);
}

/* Records in the months FROM to TO of V. */
static int64_t
months_sum(const struct figure_sum *v, size_t n, int from, int to)
{
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		if (v[i].key >= from && v[i].key <= to)
			sum += v[i].n;
	return sum;
}

/* What stood in the months FROM to TO, BACK months earlier; -1 when the book did not reach back so far. */
static int64_t
earlier(const struct figure_sum *v, size_t n, int from, int to, int back)
{
	/* Month 0 has what bears no date. */
	for (size_t i = 0; i < n; i++)
		if (v[i].key != 0)
			return from - back >= v[i].key ? months_sum(v, n, from - back, to - back) : -1;
	return -1;
}

/* How far the earlier period lies back; 0: there is none but the year before. */
static int
step_back(enum stats_span span)
{
	return span == STATS_QUARTER ? 3 : span == STATS_MONTH ? 1 : 0;
}

/* All of the flow in the period, and before it. */
static void
totals(struct counting *c)
{
	struct figure_ask ask = c->ask;
	int back = step_back(c->q->period.span);

	ask.field = "state";
	ask.from = 0;
	c->n_months = sums(c, &ask, FIGURE_BY_MONTH, &c->month);
	c->out->all = months_sum(c->month, c->n_months, c->ask.from, c->ask.to);
	if (c->q->period.span == STATS_ALL)
		return;
	c->out->before = back > 0 ? earlier(c->month, c->n_months, c->ask.from, c->came, back) : -1;
	c->out->year_ago = earlier(c->month, c->n_months, c->ask.from, c->came, 12);
}

/* A bar for every period of SPAN, also for those without a record. */
static void
time_bars(struct counting *c, enum stats_span span)
{
	const struct figure_sum *v = c->month;
	int back, first = c->ask.from, last = c->came;
	size_t n = c->n_months, dated = 0;

	/* No bar reaches beyond what was asked for. */
	if (c->q->period.span > span)
		span = c->q->period.span;
	back = step_back(span);
	if (n > 0 && v[0].key == 0)
		dated = 1;
	/* What bears a day to come (a period that ends in December) has its bar too. */
	for (size_t i = dated; i < n; i++)
		if (v[i].key > last && v[i].key <= c->ask.to)
			last = (int)v[i].key;
	if (dated == n && months_sum(v, n, first, last) == 0)
		return;
	if (c->q->period.span == STATS_ALL) {
		first = (int)v[dated].key;
		last = (int)v[n - 1].key;
	}
	c->out->bar = arena_alloc(c->a, (size_t)(last - first + 2) * sizeof *c->out->bar);
	for (struct stats_period p = stats_period_as(c->en, (struct stats_period){ STATS_MONTH, first }, span);; p.at++) {
		struct stats_bar *b = &c->out->bar[c->out->n];
		int from, to, came;

		stats_period_months(p, &from, &to);
		if (from > last)
			break;
		came = to > last ? last : to;
		*b = (struct stats_bar){ .value = stats_period_text(c->a, p), .period = p, .n = months_sum(v, n, from, to) };
		b->label = span == STATS_QUARTER ? stats_period_label(c->a, p) : b->value;
		b->percent = figures_percent(b->n, c->out->all);
		b->before = back > 0 ? earlier(v, n, from, came, back) : -1;
		b->year_ago = earlier(v, n, from, came, 12);
		c->out->n++;
	}
}

/* Figures of another time: those of the bar that is called the same. */
struct before {
	struct figure_sum *v;
	size_t n;
	bool known;
};

static struct before
count_before(struct counting *c, enum figure_by by, int back, int64_t all)
{
	struct figure_ask ask = c->ask;
	struct before b = { .known = all > 0 };

	ask.from -= back;
	ask.to = c->came - back;
	if (b.known)
		b.n = sums(c, &ask, by, &b.v);
	return b;
}

/* The one of V that is called as S; NULL none. */
static const struct figure_sum *
same_bar(const struct figure_sum *v, size_t n, const struct figure_sum *s)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].key == s->key && strcmp(v[i].value, s->value) == 0)
			return &v[i];
	return NULL;
}

static int64_t
of_before(const struct before *b, const struct figure_sum *s)
{
	const struct figure_sum *same = same_bar(b->v, b->n, s);

	return same != NULL ? same->n : b->known ? 0 : -1;
}

static void
value_bar(struct counting *c, const struct stats_dim *d, const struct figure_sum *s, int64_t all, const struct before earlier_[2])
{
	struct stats_bar *b = &c->out->bar[c->out->n++];

	*b = (struct stats_bar){ .value = s->value, .n = s->n, .percent = figures_percent(s->n, all),
		.before = of_before(&earlier_[0], s), .year_ago = of_before(&earlier_[1], s) };
	if (d->deadline && strcmp(s->value, "open") == 0)
		b->percent = -1;
	if (strcmp(d->name, "agency") == 0) {
		b->value = s->key != 0 ? arena_printf(c->a, "%lld", (long long)s->key) : "";
		b->label = s->key != 0 ? record_title(c->en, c->a, flow_find("agency"), s->key) : _("未填");
	} else {
		b->label = value_label(c->en, c->a, c->q->flow, d, s->value);
	}
}

static void
value_bars(struct counting *c, const struct stats_dim *d)
{
	enum figure_by by = strcmp(d->name, "agency") == 0 ? FIGURE_BY_AGENCY : FIGURE_BY_VALUE;
	struct before then[2];
	struct figure_sum *v;
	int64_t all = 0;
	size_t n;

	c->ask.field = by == FIGURE_BY_VALUE ? d->name : "state";
	n = sums(c, &c->ask, by, &v);
	then[0] = count_before(c, by, step_back(c->q->period.span), c->out->before);
	then[1] = count_before(c, by, 12, c->out->year_ago);
	c->out->bar = arena_alloc(c->a, (n + then[0].n + then[1].n + 1) * sizeof *c->out->bar);
	/* A record that stands under two words of a set is one of all still. */
	for (size_t i = 0; i < n; i++)
		if (!d->deadline || strcmp(v[i].value, "open") != 0)
			all += v[i].n;
	all = d->set ? c->out->all : all;
	for (size_t i = 0; i < n; i++)
		value_bar(c, d, &v[i], all, then);
	/* What was there before and is there no more. */
	for (size_t t = 2; t-- > 0;)
		for (size_t i = 0; i < then[t].n; i++) {
			struct figure_sum none = { then[t].v[i].value, then[t].v[i].key, 0 };

			if (same_bar(v, n, &none) == NULL && (t == 1 || same_bar(then[1].v, then[1].n, &none) == NULL))
				value_bar(c, d, &none, all, then);
		}
}

/* Whose figures: an agency's own, as far as it sees; else all but those that the actor must keep away from. */
static bool
whose(struct counting *c, struct told_keys *told, struct err *e)
{
	const struct actor *who = &c->en->actor;

	if (!stats_may(c->en))
		return err_set(e, ERR_DENIED, NULL, 0, "%s", _("统计只给经办、局领导看，执法机构只看自己的"));
	if (!(who->roles & ROLE_BUREAU)) {
		if (who->agency == 0 || (c->q->agency != 0 && c->q->agency != who->agency) || !counted_for(c->en, c->q->flow))
			return err_set(e, ERR_DENIED, "agency", 0, "%s", _("执法机构只看自己的统计"));
		c->ask.agency = who->agency;
		c->told = told;
		return told_figures(c->en, c->a, c->q->flow, told, e);
	}
	for (size_t i = 0; c->q->flow->away != NULL && i < who->n_away; i++)
		if (who->away[i] == c->q->agency)
			return err_set(e, ERR_DENIED, "agency", 0, "%s", _("您应当回避这个执法机构，看不到它的统计"));
	if (c->q->flow->away != NULL && who->n_away > 0)
		c->ask.away = away_text(who, c->a);
	return true;
}

bool
stats_count(struct engine *en, struct arena *a, const struct stats_ask *q, struct stats *out, struct err *e)
{
	struct stats_dim dims[STATS_DIMS];
	size_t n_dims = stats_dims(en, q->flow, dims);
	const char *dim = q->dim != NULL ? q->dim : "state";
	const struct stats_dim *d = NULL;
	struct counting c = { .en = en, .a = a, .q = q, .out = out, .ask = { .flow = q->flow->name, .agency = q->agency } };
	struct told_keys told;
	int now = stats_period_now(en, STATS_MONTH).at;

	*out = (struct stats){ .adoption = -1, .on_time = -1, .before = -1, .year_ago = -1 };
	if (!whose(&c, &told, e))
		return false;
	for (size_t i = 0; d == NULL && i < n_dims; i++)
		if (strcmp(dims[i].name, dim) == 0 || text_same_word(dims[i].label, dim))
			d = &dims[i];
	if (d == NULL)
		return err_set(e, ERR_USAGE, "by", 0, _("%s没有按“%s”的统计"), _(q->flow->label), dim);
	out->dim = *d;
	stats_period_months(q->period, &c.ask.from, &c.ask.to);
	c.came = c.ask.to > now && c.ask.from <= now ? now : c.ask.to;
	totals(&c);
	rates(&c, dims, n_dims);
	if (!d->time)
		value_bars(&c, d);
	else
		time_bars(&c, strcmp(d->name, "month") == 0 ? STATS_MONTH : strcmp(d->name, "quarter") == 0 ? STATS_QUARTER : STATS_YEAR);
	return !db_failed(en->db);
}

const char *
stats_change(struct arena *a, int64_t n, int64_t before)
{
	int64_t tenths;

	if (before < 0)
		return "";
	if (before == 0)
		return n > 0 ? _("新增") : "";
	if (n == before)
		return _("持平");
	tenths = ((n > before ? n - before : before - n) * 100 + before / 2) / before;
	return tenths > 999 ? arena_printf(a, _("%lld倍"), (long long)(n / before)) :
		arena_printf(a, "%c%lld%%", n > before ? '+' : '-', (long long)tenths);
}

/* ---- the records behind a bar ---- */

size_t
stats_behind(struct arena *a, const struct stats_ask *q, const struct stats_dim *dim, const struct stats_bar *b,
	struct arg out[STATS_BEHIND])
{
	struct stats_period p = q->period;
	size_t n = 0;

	if (dim->time)
		p = b->period;
	else if (strcmp(dim->name, "state") == 0)
		out[n++] = (struct arg){ "state", b->value };
	else if (filter_of(q->flow, dim->name) != NULL)
		out[n++] = (struct arg){ filter_of(q->flow, dim->name)->name, b->value };
	if (q->agency != 0 && strcmp(dim->name, "agency") != 0)
		out[n++] = (struct arg){ "agency", arena_printf(a, "%lld", (long long)q->agency) };
	if (p.span == STATS_YEAR) {
		out[n++] = (struct arg){ "year", stats_period_text(a, p) };
	} else if (p.span != STATS_ALL) {
		char day[DAY_TEXT];
		int from, to;

		stats_period_months(p, &from, &to);
		out[n++] = (struct arg){ "since", arena_strdup(a, day_format(day_from(from / 12, from % 12 + 1, 1), day)) };
		out[n++] = (struct arg){ "until", arena_strdup(a, day_format(day_from((to + 1) / 12, (to + 1) % 12 + 1, 1) - 1, day)) };
	}
	return n;
}
