/*
 * list.c: jiandu FLOW list: a flow's lists as tables and as JSON lines.
 *
 * Knows: struct list.  Must not know: any flow in particular.
 */
#include <string.h>

#include "base/day.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/text.h"
#include "base/word.h"
#include "engine/export.h"
#include "cli/private.h"

#define LIMIT 200  /* without --limit or --all */
#define PAGE  500

enum fixed { O_STATE, O_SORT, O_REVERSE, O_WORDS, O_LIMIT, O_ALL, O_VIEW, O_IDS, O_FIXED };

static const struct option fixed[O_FIXED] = {
	[O_STATE] = { .name = "state", .label = N_("状态"), .word = "S", .help = N_("只列这个状态的") },
	[O_SORT] = { .name = "sort", .label = N_("排序"), .word = "KEY", .help = N_("排序") },
	[O_REVERSE] = { .name = "reverse", .label = N_("倒序"), .help = N_("倒过来排"), .flag = true },
	[O_WORDS] = { .name = "words", .label = N_("检索"), .word = "WORDS", .help = N_("全文里有这些字的") },
	[O_LIMIT] = { .name = "limit", .label = N_("条数"), .word = "N", .help = N_("最多列几条，默认200") },
	[O_ALL] = { .name = "all", .label = N_("全部"), .help = N_("全部列出"), .flag = true },
	[O_VIEW] = { .name = "view", .label = N_("视图"), .word = "NAME", .help = N_("另一个列表") },
	[O_IDS] = { .name = "ids", .help = N_("先列出记录的号"), .flag = true },
};

bool
list_options(struct cli *c, const struct list *l, struct option **v, size_t *n)
{
	struct option *o = arena_alloc(c->a, (O_FIXED + l->n_filters) * sizeof *o);

	memcpy(o, fixed, sizeof fixed);
	*n = O_FIXED;
	for (size_t i = 0; i < l->n_filters; i++) {
		const struct list_filter *f = &l->filters[i];

		/* The state has its own option, which every flow understands alike. */
		if (option_find(o, O_FIXED, f->name) != NULL)
			continue;
		o[(*n)++] = (struct option){ .name = f->name, .label = f->label, .word = "VALUE", .help = f->label,
			.truth = f->type == FT_BOOL };
	}
	*v = o;
	return true;
}

static bool
state_asked(struct cli *c, const struct flow *f, const char *typed, const char **key)
{
	word_t w = word_find(f->states, typed);
	const char *all = "";

	if (w != 0) {
		*key = f->states[w].key;
		return true;
	}
	for (word_t i = 1; f->states[i].key != NULL; i++)
		all = arena_printf(c->a, "%s%s%s（%s）", all, i > 1 ? "、" : "", f->states[i].key, _(f->states[i].label));
	return wrong_usage(c, _("%s没有“%s”这个状态；有：%s"), _(f->label), typed, all);
}

static bool
sort_asked(struct cli *c, const struct list *l, const char *typed, const struct list_sort **sort)
{
	const char *all = "";

	for (size_t i = 0; i < l->n_sorts; i++) {
		const struct list_sort *s = &l->sorts[i];

		if (strcmp(s->name, typed) == 0 || text_same_word(_(s->label), typed)) {
			*sort = s;
			return true;
		}
		all = arena_printf(c->a, "%s%s%s（%s）", all, i > 0 ? "、" : "", s->name, _(s->label));
	}
	return wrong_usage(c, _("不能按“%s”排序；可以按：%s"), typed, all);
}

bool
list_ask(struct cli *c, const struct flow *f, const struct list *l, const struct option *v, size_t n,
	struct list_query *q)
{
	struct arg *filters = arena_alloc(c->a, (n + 1) * sizeof *filters);

	memset(q, 0, sizeof *q);
	q->list = l;
	q->reverse = v[O_REVERSE].value != NULL;
	q->words = v[O_WORDS].value;
	if (v[O_STATE].value != NULL && !state_asked(c, f, v[O_STATE].value, &q->state))
		return false;
	if (v[O_SORT].value != NULL && !sort_asked(c, l, v[O_SORT].value, &q->sort))
		return false;
	for (size_t i = O_FIXED; i < n; i++)
		if (v[i].value != NULL)
			filters[q->filters.n++] = (struct arg){ v[i].name, v[i].value };
	q->filters.v = filters;
	return true;
}

/* The list that --view names, before the options of that list can be read. */
static const struct list *
view_asked(struct cli *c, const struct flow *f, int argc, char **argv)
{
	const char *name = NULL, *all = "";
	const struct list *l;

	for (int i = 0; i < argc; i++) {
		if (strcmp(argv[i], "--view") == 0 && i + 1 < argc)
			name = argv[i + 1];
		else if (strncmp(argv[i], "--view=", 7) == 0)
			name = argv[i] + 7;
	}
	if (name == NULL)
		return &f->lists[0];
	l = list_find(f, name);
	for (size_t i = 0; i < f->n_lists; i++) {
		if (l == NULL && text_same_word(_(f->lists[i].label), name))
			l = &f->lists[i];
		all = arena_printf(c->a, "%s%s%s（%s）", all, i > 0 ? "、" : "", f->lists[i].name, _(f->lists[i].label));
	}
	if (l == NULL)
		wrong_usage(c, _("%s没有“%s”这个列表；有：%s"), _(f->label), name, all);
	return l;
}

/* ---- JSON ---- */

static void
json_due(struct cli *c, struct arena *a, struct buf *b, const char *name, const char *raw)
{
	const char *bar = strchr(raw, '|');
	day_t due, stopped;

	due = bar != NULL ? day_parse_iso(arena_strndup(a, raw, (size_t)(bar - raw))) : DAY_NONE;
	stopped = bar != NULL ? day_parse_iso(bar + 1) : DAY_NONE;
	json_day(b, name, due);
	json_day(b, arena_printf(a, "%s_stopped", name), stopped);
	json_key(b, arena_printf(a, "%s_left", name));
	if (due == DAY_NONE || stopped != DAY_NONE)
		buf_adds(b, "null");
	else
		buf_printf(b, "%d", calendar_count(c->en->cal, c->en->today, due));
}

static void
json_cell(struct cli *c, struct arena *a, struct buf *b, const struct list_col *col, const char *raw)
{
	switch (col->type) {
	case LT_DUE:
		json_due(c, a, b, col->name, raw);
		return;
	case LT_DEED:
		break;
	case LT_SET:
		json_set(b, col->name, col->words, word_set(col->words, raw));
		return;
	case LT_INT:
		json_key(b, col->name);
		buf_adds(b, *raw != '\0' ? raw : "null");
		return;
	case LT_DAY:
	case LT_WORD:
		json_key(b, col->name);
		if (*raw == '\0')
			buf_adds(b, "null");
		else
			json_quote(b, raw);
		return;
	case LT_TEXT:
	case LT_NAME:
	case LT_MASKED:
		break;
	}
	json_text(b, col->name, raw);
}

static void
json_row(struct cli *c, struct arena *a, const struct list *l, const struct list_row *row)
{
	struct buf b = BUF_INIT;

	buf_addc(&b, '{');
	json_int(&b, "id", row->id);
	json_int(&b, "version", row->version);
	json_text(&b, "state", row->state);
	for (size_t i = 0; i < l->n_cols; i++) {
		const char *name = l->cols[i].name;

		if (strcmp(name, "id") != 0 && strcmp(name, "version") != 0 && strcmp(name, "state") != 0)
			json_cell(c, a, &b, &l->cols[i], row->cell[i]);
	}
	buf_addc(&b, '}');
	out_json(&b);
}

/* ---- tables ---- */

struct shown {
	struct table table;
	struct table_col *cols;
	size_t *place; /* column of the list */
	size_t n;
	bool ids;
};

static void
shown_begin(struct shown *s, struct cli *c, const struct list *l, bool ids)
{
	memset(s, 0, sizeof *s);
	s->ids = ids;
	s->cols = arena_alloc(c->a, (l->n_cols + 1) * sizeof *s->cols);
	s->place = arena_alloc(c->a, (l->n_cols + 1) * sizeof *s->place);
	if (ids)
		s->cols[s->n++] = (struct table_col){ .label = _("记录号") };
	for (size_t i = 0; i < l->n_cols; i++) {
		const struct list_col *col = &l->cols[i];

		if (col->json_only)
			continue;
		s->place[s->n] = i;
		/* Half a date or half a period is worse than none: these go whole. */
		s->cols[s->n++] = (struct table_col){ .label = _(col->label),
			.min = col->type == LT_DAY || col->type == LT_DUE ? 0 : col->min > 0 ? col->min : col->width,
			.rank = col->rank, .right = col->right || col->type == LT_INT };
	}
	table_begin(&s->table, c, s->cols, s->n);
}

static void
shown_row(struct shown *s, struct cli *c, struct arena *a, const struct list *l, const struct list_row *row)
{
	const char **cells = arena_alloc(a, s->n * sizeof *cells);

	for (size_t i = 0; i < s->n; i++)
		cells[i] = s->ids && i == 0 ? arena_printf(a, "%lld", (long long)row->id) :
					      list_shown(c->en, a, &l->cols[s->place[i]], row->cell[s->place[i]], false);
	table_row(&s->table, cells);
}

/* Page by page, so that --all of a million rows holds one page in memory. */
static bool
print_pages(struct cli *c, const struct list *l, struct list_query *q, int64_t limit, bool ids, bool *more, bool *any)
{
	struct arena *page_arena = arena_new();
	struct buf edge = BUF_INIT;
	struct shown s;
	struct list_page page;
	bool ok = true;

	shown_begin(&s, c, l, ids);
	*more = *any = false;
	do {
		q->limit = limit < PAGE ? (size_t)limit : PAGE;
		if (!list_fetch(c->en, page_arena, q, &page, c->e)) {
			ok = false;
			break;
		}
		for (size_t i = 0; i < page.n; i++) {
			if (c->json)
				json_row(c, page_arena, l, &page.rows[i]);
			else
				shown_row(&s, c, page_arena, l, &page.rows[i]);
		}
		if (!c->json)
			table_print(&s.table);
		limit -= (int64_t)page.n;
		*any = *any || page.n > 0;
		*more = page.more;
		if (page.n > 0) {
			buf_clear(&edge);
			buf_adds(&edge, page.rows[page.n - 1].key);
			q->after_key = buf_str(&edge);
			q->after_id = page.rows[page.n - 1].id;
		}
		arena_reset(page_arena);
		ok = out_flush(c->e);
	} while (ok && *more && limit > 0);
	table_end(&s.table);
	buf_free(&edge);
	arena_free(page_arena);
	return ok;
}

bool
run_list(struct cli *c, const struct flow *f, int argc, char **argv)
{
	const struct list *l = view_asked(c, f, argc, argv);
	struct option *v;
	size_t n, n_rest;
	const char **rest;
	struct list_query q;
	int64_t limit;
	bool more, any, asked;

	if (l == NULL || !list_options(c, l, &v, &n) || !options_take(c, v, n, argc, argv, &rest, &n_rest))
		return false;
	if (n_rest > 0)
		return wrong_usage(c, _("“%s”是多余的；筛选写作 --名称 值"), rest[0]);
	if (!option_number(c, &v[O_LIMIT], LIMIT, &limit) || !list_ask(c, f, l, v, n, &q))
		return false;
	if (v[O_ALL].value != NULL)
		limit = INT64_MAX;
	db_begin_read(c->en->db);
	if (!print_pages(c, l, &q, limit, v[O_IDS].value != NULL, &more, &any)) {
		db_end_read(c->en->db);
		return false;
	}
	db_end_read(c->en->db);
	asked = q.state != NULL || q.words != NULL || q.filters.n > 0 || l->where != NULL;
	if (!any && !c->json)
		outf(asked ? _("没有符合条件的%s\n") : _("还没有%s\n"), _(f->label));
	if (more)
		notef(_("只列了前%lld条，还有更多：用 --limit N 或者 --all\n"), (long long)limit);
	return true;
}
