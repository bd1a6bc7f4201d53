/*
 * effect.c: what an act changed of other records, kept until the face has told it.
 *
 * Knows: records' titles.  Must not know: why anything changed.
 *
 * A notice of thirty days moves the same deadline many times while it is taken in;
 * what is told is one line: from what it was before the first to what it is now.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "engine/private.h"

struct item {
	const struct flow *flow;
	int64_t record;
	const char *what, *before, *after;
	size_t seq; /* in the order they were noted */
};

struct noted {
	struct arena *arena;
	struct item *v;
	size_t n, room;
};

/* The clocks' kinds as people call them. */
static const struct word periods[] = {
	WORD_NONE,
	{ "serve", N_("送达期限"), 0 },
	{ "reply", N_("答复期限"), 0 },
	{ "convey", N_("告知期限"), 0 },
	{ "accept", N_("确认期限"), 0 },
	{ "review", N_("审查期限"), 0 },
	{ "recheck", N_("复查期限"), 0 },
	{ "transfer", N_("移送反馈期限"), 0 },
	{ "order", N_("纠正期限"), 0 },
	{ "notice", N_("公示期"), 0 },
	{ "apply", N_("报名期限"), 0 },
	{ "begin", N_("开始审查期限"), 0 },
	{ "appoint", N_("聘任期限"), 0 },
	{ "missing", N_("补正期限"), 0 },
	{ "objection", N_("异议处理期限"), 0 },
	{ "hold", N_("活动日期"), 0 },
	{ "attend", N_("登记出席期限"), 0 },
	{ "recall", N_("收回证件期限"), 0 },
	{ "statement", N_("陈述申辩期限"), 0 },
	{ "answer", N_("询问答复期限"), 0 },
	{ "report", N_("报送期限"), 0 },
	{ "assess", N_("评定期限"), 0 },
	{ "evaluation", N_("综合评价期限"), 0 },
	{ "handle", N_("处理期限"), 0 },
	{ "inform", N_("告知反馈人期限"), 0 },
	WORD_END,
};

void
effects_forget(struct engine *en)
{
	struct noted *k = en->noted;

	if (k == NULL)
		return;
	arena_free(k->arena);
	free(k->v);
	free(k);
	en->noted = NULL;
}

void
act_effect(struct act *a, const char *flow, int64_t record, const char *what, const char *before, const char *after)
{
	struct engine *en = a->engine;
	struct noted *k = en->noted;

	if (k == NULL) {
		k = en->noted = mem_resize(NULL, sizeof *k);
		memset(k, 0, sizeof *k);
		k->arena = arena_new();
	}
	if (k->n == k->room) {
		k->room = k->room != 0 ? k->room * 2 : 64;
		k->v = mem_resize(k->v, k->room * sizeof *k->v);
	}
	k->v[k->n] = (struct item){ flow_find(flow), record, arena_strdup(k->arena, what), arena_strdup(k->arena, before),
		arena_strdup(k->arena, after), k->n };
	k->n++;
}

static int
by_record(const void *x, const void *y)
{
	const struct item *a = x, *b = y;
	int k;

	if (a->record != b->record)
		return a->record < b->record ? -1 : 1;
	k = strcmp(a->what, b->what);
	return k != 0 ? k : a->seq < b->seq ? -1 : a->seq > b->seq;
}

static const char *
called(const char *what)
{
	word_t w = word_key(periods, what);

	return w != 0 ? periods[w].label : what;
}

/* A notice of days off moves everybody's deadlines; whoever takes it in is told of those that he may know of. */
static bool
may_know(struct engine *en, struct arena *a, const struct item *k)
{
	const void *row = k->flow != NULL ? row_load(en, a, k->flow, k->record) : NULL;

	return row != NULL && (en->program_depth > 0 || actor_sees(en, &en->actor, k->flow, row));
}

size_t
engine_effects(struct engine *en, struct arena *a, const struct effect **out)
{
	const struct noted *k = en->noted;
	struct effect *all;
	size_t n = 0;

	*out = NULL;
	if (k == NULL)
		return 0;
	qsort(k->v, k->n, sizeof *k->v, by_record);
	all = arena_alloc(a, (k->n + 1) * sizeof *all);
	for (size_t i = 0, last; i < k->n; i = last + 1) {
		const struct item *first = &k->v[i];

		for (last = i; last + 1 < k->n && k->v[last + 1].record == first->record &&
			strcmp(k->v[last + 1].what, first->what) == 0;)
			last++;
		/* There and back is no change. */
		if (strcmp(first->before, k->v[last].after) == 0 || !may_know(en, a, first))
			continue;
		all[n++] = (struct effect){ first->flow, first->record,
			arena_strdup(a, record_title(en, a, first->flow, first->record)), arena_strdup(a, called(first->what)),
			arena_strdup(a, first->before), arena_strdup(a, k->v[last].after) };
	}
	*out = all;
	return n;
}

const struct effect *
effects_copy(struct arena *a, const struct effect *v, size_t n)
{
	struct effect *out = arena_alloc(a, (n + 1) * sizeof *out);

	for (size_t i = 0; i < n; i++)
		out[i] = (struct effect){ v[i].flow, v[i].record, arena_strdup(a, v[i].title), arena_strdup(a, v[i].what),
			arena_strdup(a, v[i].before), arena_strdup(a, v[i].after) };
	return out;
}

const char *
effects_text(struct arena *a, const struct effect *v, size_t n)
{
	struct buf b = BUF_INIT;
	const char *text;

	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s  %s  %s  %s → %s\n", _(v[i].flow->label), v[i].title, _(v[i].what),
			*v[i].before != '\0' ? v[i].before : _("（空）"), v[i].after);
	text = arena_strdup(a, buf_str(&b));
	buf_free(&b);
	return text;
}
