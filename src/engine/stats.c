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
#include "engine/private.h"

#define LAST_MONTH 1000000 /* later than any */

static const struct word deadline_words[] = {
	WORD_NONE, { "in", N_("按期"), 0 }, { "late", N_("逾期办结"), 0 }, { "open", N_("未办结"), 0 }, WORD_END,
};

static const struct stats_dim common[] = {
	{ "agency", N_("执法机构"), false, false },
	{ "month", N_("月"), true, false },
	{ "quarter", N_("季度"), true, false },
	{ "year", N_("年度"), true, false },
};

static const struct {
	const char *flow, *kind, *label;
} deadlines[] = {
	{ "opinion", "serve", N_("送达是否按期") },
	{ "opinion", "reply", N_("答复是否按期") },
	{ "opinion", "convey", N_("告知是否按期") },
	{ "review", "review", N_("审查是否按期") },
	{ "review", "order", N_("整改是否按期") },
	{ "inquiry", "answer", N_("答复是否按期") },
	{ "duty", "report", N_("报送是否按期") },
};

bool
stats_may(const struct engine *en)
{
	return (en->actor.roles & (ROLE_BUREAU | ROLE_AGENCY)) != 0;
}

size_t
stats_dims(struct arena *a, const struct flow *f, struct stats_dim out[STATS_DIMS])
{
	size_t n = 0;

	if (f->counted == NULL)
		return 0;
	out[n++] = (struct stats_dim){ "state", _("状态"), false, false };
	for (size_t i = 0; f->counted[i] != NULL && n < STATS_DIMS; i++)
		for (size_t k = 0; k < f->n_fields; k++)
			if (strcmp(f->fields[k].col.name, f->counted[i]) == 0)
				out[n++] = (struct stats_dim){ f->counted[i], _(f->fields[k].label), false, false };
	for (size_t i = 0; i < N_OF(deadlines) && n < STATS_DIMS; i++)
		if (strcmp(deadlines[i].flow, f->name) == 0)
			out[n++] = (struct stats_dim){ arena_printf(a, "clock.%s", deadlines[i].kind), _(deadlines[i].label), false, true };
	for (size_t i = 0; i < N_OF(common) && n < STATS_DIMS; i++) {
		out[n] = common[i];
		out[n++].label = _(common[i].label);
	}
	return n;
}

static const struct field *
field_of(const struct flow *f, const char *name)
{
	for (size_t i = 0; i < f->n_fields; i++)
		if (strcmp(f->fields[i].col.name, name) == 0)
			return &f->fields[i];
	return NULL;
}

/* What a value is called. */
static const char *
value_label(struct engine *en, struct arena *a, const struct flow *f, const struct stats_dim *d, const char *value)
{
	const struct field *c = field_of(f, d->name);
	const char *name = value;

	if (*value == '\0')
		return _("未填");
	if (d->deadline)
		return word_label(deadline_words, word_key(deadline_words, value));
	if (strcmp(d->name, "state") == 0)
		return word_label(f->states, word_key(f->states, value));
	if (c != NULL && c->col.type == COL_WORD)
		return word_label(c->col.words, word_key(c->col.words, value));
	if (c != NULL && c->col.type == COL_BOOL)
		return *value == '1' ? _("是") : _("否");
	if (c != NULL && c->col.type == COL_REF)
		name = record_title(en, a, flow_find(c->ref), strtoll(value, NULL, 10));
	return name;
}

static void
time_bar(struct arena *a, const char *dim, int64_t key, struct stats_bar *out)
{
	if (strcmp(dim, "year") == 0)
		out->label = arena_printf(a, "%lld", (long long)key);
	else if (strcmp(dim, "quarter") == 0)
		out->label = arena_printf(a, _("%lld年第%lld季度"), (long long)key / 4, (long long)key % 4 + 1);
	else
		out->label = arena_printf(a, "%lld-%02lld", (long long)key / 12, (long long)key % 12 + 1);
	out->value = out->label;
}

static int
percent(int64_t part, int64_t all)
{
	return all > 0 ? (int)((part * 100 + all / 2) / all) : -1;
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

static enum figure_by
by_of(const char *dim)
{
	return strcmp(dim, "agency") == 0 ? FIGURE_BY_AGENCY :
		strcmp(dim, "month") == 0 ? FIGURE_BY_MONTH :
		strcmp(dim, "quarter") == 0 ? FIGURE_BY_QUARTER :
		strcmp(dim, "year") == 0 ? FIGURE_BY_YEAR : FIGURE_BY_VALUE;
}

/* The sums of what is asked: of the bureau's, from the book; of an agency's, from what it is told. */
static size_t
sums(struct engine *en, struct arena *a, const struct told_keys *told, const struct figure_ask *ask, enum figure_by by, struct figure_sum **out)
{
	return told != NULL ? told_sums(told, a, ask, by, out) : figure_sums(en->db, a, ask, by, out);
}

/* The rates that stand beside every picture. */
static void
rates(struct engine *en, struct arena *a, const struct told_keys *told, struct figure_ask ask, const struct stats_dim *dims, size_t n_dims, struct stats *out)
{
	struct figure_sum *v;
	int64_t in = 0, late = 0;
	size_t n;

	out->adoption = -1;
	ask.field = "adopted";
	if (field_of(flow_find(ask.flow), ask.field) != NULL) {
		int64_t yes, part, no;

		n = sums(en, a, told, &ask, FIGURE_BY_VALUE, &v);
		yes = sum_of(v, n, "adopted");
		part = sum_of(v, n, "partly");
		no = sum_of(v, n, "refused");
		out->adoption = percent(2 * yes + part, 2 * (yes + part + no));
	}
	for (size_t i = 0; i < n_dims; i++)
		if (dims[i].deadline) {
			ask.field = dims[i].name;
			n = sums(en, a, told, &ask, FIGURE_BY_VALUE, &v);
			in += sum_of(v, n, "in");
			late += sum_of(v, n, "late");
		}
	out->on_time = percent(in, in + late);
}

bool
stats_count(struct engine *en, struct arena *a, const struct stats_ask *q, struct stats *out, struct err *e)
{
	struct stats_dim dims[STATS_DIMS];
	size_t n_dims = stats_dims(a, q->flow, dims), n;
	const struct stats_dim *d = NULL;
	struct figure_ask ask = { .flow = q->flow->name, .agency = q->agency, .to = LAST_MONTH,
		.but = en->actor.n_away > 0 ? away_text(&en->actor, a) : NULL };
	struct told_keys mine, *told = NULL;
	struct figure_sum *v;
	int64_t all = 0;

	*out = (struct stats){ .adoption = -1, .on_time = -1 };
	if (!stats_may(en))
		return err_set(e, ERR_DENIED, NULL, 0, "%s", _("统计只给经办、局领导看，执法机构只看自己的"));
	if (!(en->actor.roles & ROLE_BUREAU)) {
		if (en->actor.agency == 0 || (q->agency != 0 && q->agency != en->actor.agency) || field_of(q->flow, "agency") == NULL)
			return err_set(e, ERR_DENIED, "agency", 0, "%s", _("执法机构只看自己的统计"));
		ask.agency = en->actor.agency;
		told = &mine;
		if (!told_figures(en, a, q->flow, told, e))
			return false;
	}
	for (size_t i = 0; i < n_dims; i++)
		if (strcmp(dims[i].name, q->dim != NULL ? q->dim : "state") == 0 || (q->dim != NULL && text_same_word(dims[i].label, q->dim)))
			d = d == NULL ? &dims[i] : d;
	if (d == NULL)
		return err_set(e, ERR_USAGE, "by", 0, _("%s没有按“%s”的统计"), _(q->flow->label), q->dim != NULL ? q->dim : "state");
	if (q->year != 0) {
		ask.from = q->year * 12;
		ask.to = q->year * 12 + 11;
	}
	rates(en, a, told, ask, dims, n_dims, out);
	ask.field = by_of(d->name) == FIGURE_BY_VALUE ? d->name : "state";
	n = sums(en, a, told, &ask, by_of(d->name), &v);
	out->bar = arena_alloc(a, (n + 1) * sizeof *out->bar);
	for (size_t i = 0; i < n; i++)
		if (!d->deadline || strcmp(v[i].value, "open") != 0)
			all += v[i].n;
	for (size_t i = 0; i < n; i++) {
		struct stats_bar *b = &out->bar[out->n++];

		*b = (struct stats_bar){ .value = v[i].value, .n = v[i].n, .percent = percent(v[i].n, all) };
		if (d->deadline && strcmp(v[i].value, "open") == 0)
			b->percent = -1;
		if (d->time) {
			time_bar(a, d->name, v[i].key, b);
		} else if (strcmp(d->name, "agency") == 0) {
			b->value = v[i].key != 0 ? arena_printf(a, "%lld", (long long)v[i].key) : "";
			b->label = v[i].key != 0 ? record_title(en, a, flow_find("agency"), v[i].key) : _("未填");
		} else {
			b->label = value_label(en, a, q->flow, d, v[i].value);
		}
	}
	ask.field = "state";
	n = sums(en, a, told, &ask, FIGURE_BY_VALUE, &v);
	for (size_t i = 0; i < n; i++)
		out->all += v[i].n;
	return !db_failed(en->db);
}
