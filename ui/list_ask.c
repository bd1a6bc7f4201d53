/*
 * list_ask.c: what a list screen asks for: filters, sorts, standing and saved views.
 *
 * Knows: the list's declaration, what the account keeps.  Must not know: drawing.
 *
 * A saved view is kept by the account under "views.FLOW" as a JSON array of
 * {"name","list","sort","reverse","words","filters":[[name,value],...]}.
 */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/text.h"
#include "ui/choose.h"
#include "ui/dialog.h"
#include "ui/menu.h"
#include "ui/register.h"

#define COUNT_CAP 10000      /* rows counted where the tally cannot tell */
#define COUNT_CAP_TYPING 1000
#define VIEWS_MOST 20

struct list_query
reglist_query(const struct reglist *r, struct arena *a)
{
	struct list_query q = { .list = r->list, .sort = r->sort, .reverse = r->reverse, .words = edit_text(&r->words) };
	struct arg *v = arena_alloc(a, (r->n_filters + 1) * sizeof *v);

	q.filters.v = v;
	for (size_t i = 0; i < r->n_filters; i++) {
		if (r->filter[i].filter == NULL)
			q.state = r->filter[i].value;
		else
			v[q.filters.n++] = (struct arg){ r->filter[i].filter->name, r->filter[i].value };
	}
	return q;
}

void
reglist_count(struct reglist *r)
{
	/* Hits are found by walking an index along: they are shown first and counted after it. */
	if (!r->counted && *edit_text(&r->words) != '\0')
		r->rows.total = -1;
	else
		reglist_count_late(r);
}

bool
reglist_count_late(struct reglist *r)
{
	struct arena *a;
	struct list_query q;
	struct err e = { 0 };

	if (r->counted)
		return false;
	r->counted = true;
	a = arena_new();
	q = reglist_query(r, a);
	if (*q.words != '\0') {
		/* The next key is not kept waiting for a number. */
		struct hurry h = { .patient = true };

		hurry_begin(r->ui, &h);
		r->rows.total = list_count(r->ui->en, &q, COUNT_CAP_TYPING, &e);
		r->counted = !hurry_end(r->ui, &h, &e);
	} else {
		r->rows.total = list_count(r->ui->en, &q, COUNT_CAP, &e);
	}
	if (e.code != ERR_OK)
		ui_say_err(r->ui, &e);
	if (!r->counted)
		r->rows.total = -1;
	arena_free(a);
	return r->counted;
}

void
reglist_ask_again(struct reglist *r)
{
	r->counted = false;
	hurry_again(&r->hurry);
	listview_restart(&r->rows);
	listview_unmark_all(&r->rows);
	preview_stale(&r->preview);
}

/* ---- filters ---- */

void
reglist_set_filter(struct reglist *r, const struct list_filter *f, const char *value, const char *shown)
{
	size_t at = 0;

	while (at < r->n_filters && r->filter[at].filter != f)
		at++;
	if (value == NULL) {
		if (at == r->n_filters)
			return;
		r->n_filters--;
		memmove(&r->filter[at], &r->filter[at + 1], (r->n_filters - at) * sizeof r->filter[0]);
		return;
	}
	if (at == REGISTER_FILTERS) {
		ui_say(r->ui, UI_ERROR, "%s", _("筛选条件太多，请先去掉一个"));
		return;
	}
	r->filter[at] = (struct asked_filter){ f, arena_strdup(r->arena, value), arena_strdup(r->arena, shown) };
	if (at == r->n_filters)
		r->n_filters++;
}

const char *
reglist_value(struct reglist *r, const struct list_filter *f, const char *value)
{
	if (f == NULL)
		return word_label(r->flow->states, word_key(r->flow->states, value));
	if (*value == '\0')
		return _("未填");
	switch (f->type) {
	case FT_WORD:
	case FT_SET: return word_label(f->words, word_find(f->words, value));
	case FT_BOOL: return strcmp(value, "1") == 0 ? _("是") : _("否");
	case FT_REF: {
		char *end;
		long long id = strtoll(value, &end, 10);

		return *end == '\0' ? record_title(r->ui->en, r->arena, flow_find(f->ref), id) : value;
	}
	default: return value;
	}
}

/* Ask for a value of F (NULL: a state); false when the person leaves it. */
static bool
ask_value(struct reglist *r, struct arena *a, const struct list_filter *f, const char **value)
{
	struct rect nowhere = { 0, 0, 0, 0 };
	struct chosen got;
	word_t word = 0;
	int i;

	if (f == NULL || f->type == FT_WORD || f->type == FT_SET) {
		const struct word *words = f == NULL ? r->flow->states : f->words;

		if (!choose_word(r->ui, words, f == NULL ? _("状态") : _(f->label), NULL, nowhere, &word) || word == 0)
			return false;
		*value = words[word].key;
		return true;
	}
	if (f->type == FT_BOOL) {
		struct menu_item item[] = { { .label = _("是") }, { .label = _("否") } };

		i = menu_run(r->ui, _(f->label), item, N_OF(item), 0);
		*value = i == 0 ? "1" : "0";
		return i >= 0;
	}
	if (f->type == FT_REF) {
		if (choose_record(r->ui, a, flow_find(f->ref), _(f->label), NULL, nowhere, &got) != CHOOSE_PICKED)
			return false;
		*value = arena_printf(a, "%lld", (long long)got.id);
		return true;
	}
	for (;;) {
		struct field field = { .col = { f->name, COL_TEXT, 0, f->words }, .type = f->type, .label = f->label };
		struct err e = { 0 };
		const char *shown = NULL, *typed = dialog_prompt(r->ui, a, _("筛选"), _(f->label), *value);

		if (typed == NULL || *typed == '\0')
			return false;
		*value = typed;
		if (f->type == FT_DAY)
			field.col.type = COL_DAY;
		if (f->type == FT_INT)
			field.col.type = COL_INT;
		if (f->type == FT_LINE || action_parse(r->ui->en, a, &field, typed, NULL, &shown, &e)) {
			*value = shown != NULL ? shown : typed;
			return true;
		}
		ui_say_err(r->ui, &e);
	}
}

void
reglist_ask_filter(struct reglist *r)
{
	struct arena *a = arena_new();
	size_t n = r->list->n_filters, m = 0;
	struct menu_item *item = arena_alloc(a, (n + 3) * sizeof *item);
	const struct list_filter **of = arena_alloc(a, (n + 3) * sizeof(const struct list_filter *));
	const char *value = NULL;
	int i;

	/* The states of one that has several. */
	for (size_t k = word_count(r->flow->states) > 1 ? 0 : 1; k <= n; k++) {
		of[m] = k == 0 ? NULL : &r->list->filters[k - 1];
		item[m].label = k == 0 ? _("状态") : _(of[m]->label);
		for (size_t j = 0; j < r->n_filters; j++)
			if (r->filter[j].filter == of[m]) {
				item[m].note = r->filter[j].shown;
				item[m].chosen = true;
			}
		m++;
	}
	if (r->n_filters > 0) {
		item[m].label = _("去掉全部筛选");
		item[m++].key = '0';
	}
	i = menu_run(r->ui, _("筛选"), item, m, 0);
	if (i >= 0 && r->n_filters > 0 && (size_t)i == m - 1) {
		r->n_filters = 0;
	} else if (i >= 0) {
		bool had = item[i].chosen;

		if (ask_value(r, a, of[i], &value))
			reglist_set_filter(r, of[i], value, reglist_value(r, of[i], value));
		else if (had && dialog_yes(r->ui, _("筛选"), arena_printf(a, _("去掉“%s”这个筛选？"), item[i].label), _("去掉")))
			reglist_set_filter(r, of[i], NULL, NULL);
	}
	if (i >= 0) {
		r->view = "";
		reglist_ask_again(r);
	}
	arena_free(a);
}

/* ---- sorts ---- */

void
reglist_ask_sort(struct reglist *r)
{
	struct arena *a = arena_new();
	struct menu_item *item = arena_alloc(a, (r->list->n_sorts + 1) * sizeof *item);
	size_t n = r->list->n_sorts;
	int i;

	for (size_t k = 0; k < n; k++) {
		item[k].label = _(r->list->sorts[k].label);
		item[k].chosen = &r->list->sorts[k] == r->sort;
		if (item[k].chosen)
			item[k].note = r->reverse != r->sort->desc ? _("从后往前，再选则倒转") : _("从前往后，再选则倒转");
	}
	i = menu_run(r->ui, _("排序"), item, n, (size_t)(r->sort - r->list->sorts));
	if (i >= 0) {
		if (&r->list->sorts[i] == r->sort)
			r->reverse = !r->reverse;
		else
			r->reverse = false;
		r->sort = &r->list->sorts[i];
		reglist_ask_again(r);
	}
	arena_free(a);
}

/* ---- views ---- */

static const char *
views_key(const struct reglist *r, struct arena *a)
{
	return arena_printf(a, "views.%s", r->flow->name);
}

/* The account's own views of this flow; json_decref() it. */
static json_t *
load_views(const struct reglist *r, struct arena *a)
{
	const char *kept = kept_get(r->ui->en, a, views_key(r, a));
	json_t *all = *kept != '\0' ? json_loads(kept, 0, NULL) : NULL;

	if (json_is_array(all))
		return all;
	json_decref(all);
	return json_array();
}

static void
keep_views(struct reglist *r, struct arena *a, const json_t *all)
{
	char *text = json_dumps(all, JSON_COMPACT);
	struct err e = { 0 };

	if (text == NULL || !kept_set(r->ui->en, views_key(r, a), text, &e))
		ui_say(r->ui, UI_ERROR, "! %s", *e.text != '\0' ? e.text : _("视图没有存上"));
	free(text);
}

static const char *
view_text(const json_t *view, const char *key)
{
	const char *s = json_string_value(json_object_get(view, key));

	return s != NULL ? s : "";
}

static void
take_view(struct reglist *r, const json_t *view)
{
	const struct list *l = list_find(r->flow, view_text(view, "list"));
	json_t *filters = json_object_get(view, "filters"), *pair;
	size_t i;

	reglist_show(r, l != NULL ? l : &r->flow->lists[0]);
	r->view = arena_strdup(r->arena, view_text(view, "name"));
	for (size_t k = 0; k < r->list->n_sorts; k++)
		if (strcmp(r->list->sorts[k].name, view_text(view, "sort")) == 0)
			r->sort = &r->list->sorts[k];
	r->reverse = json_is_true(json_object_get(view, "reverse"));
	edit_set(&r->words, view_text(view, "words"));
	json_array_foreach(filters, i, pair) {
		const char *name = json_string_value(json_array_get(pair, 0));
		const char *value = json_string_value(json_array_get(pair, 1));
		const struct list_filter *f = NULL;

		for (size_t k = 0; name != NULL && k < r->list->n_filters; k++)
			if (strcmp(r->list->filters[k].name, name) == 0)
				f = &r->list->filters[k];
		/* A filter that a later program no longer has is passed over. */
		if (value != NULL && name != NULL && (f != NULL || *name == '\0'))
			reglist_set_filter(r, f, value, reglist_value(r, f, value));
	}
	reglist_ask_again(r);
}

static void
save_view(struct reglist *r, struct arena *a, json_t *all)
{
	const char *name = dialog_prompt(r->ui, a, _("存为视图"), _("给现在的筛选和排序起个名字"), r->view);
	json_t *filters, *view;
	size_t i;

	if (name == NULL || *text_trim(a, name) == '\0')
		return;
	name = text_trim(a, name);
	filters = json_array();
	for (i = 0; i < r->n_filters; i++)
		json_array_append_new(filters, json_pack("[ss]",
			r->filter[i].filter != NULL ? r->filter[i].filter->name : "", r->filter[i].value));
	view = json_pack("{ss ss ss sb ss so}", "name", name, "list", r->list->name, "sort", r->sort->name, "reverse",
		(int)r->reverse, "words", edit_text(&r->words), "filters", filters);
	for (i = 0; i < json_array_size(all); i++)
		if (strcmp(view_text(json_array_get(all, i), "name"), name) == 0)
			break;
	if (i < json_array_size(all))
		json_array_set_new(all, i, view);
	else
		json_array_append_new(all, view);
	keep_views(r, a, all);
	r->view = arena_strdup(r->arena, name);
	ui_say(r->ui, UI_NORMAL, _("已存为视图“%s”"), name);
}

static void
drop_view(struct reglist *r, struct arena *a, json_t *all)
{
	for (size_t i = 0; i < json_array_size(all); i++)
		if (strcmp(view_text(json_array_get(all, i), "name"), r->view) == 0) {
			json_array_remove(all, i);
			keep_views(r, a, all);
			ui_say(r->ui, UI_NORMAL, _("已去掉视图“%s”"), r->view);
			r->view = "";
			return;
		}
}

void
reglist_ask_view(struct reglist *r)
{
	struct arena *a = arena_new();
	struct menu_item item[32 + VIEWS_MOST];
	json_t *all = load_views(r, a);
	size_t lists = r->flow->n_lists < 16 ? r->flow->n_lists : 16, own = json_array_size(all), n = 0;
	int i;

	memset(item, 0, sizeof item);
	own = own > VIEWS_MOST ? VIEWS_MOST : own;
	for (size_t k = 0; k < lists; k++) {
		item[n].label = _(r->flow->lists[k].label);
		item[n].barred = !list_may(r->ui->en, &r->flow->lists[k]);
		item[n++].chosen = &r->flow->lists[k] == r->list && *r->view == '\0';
	}
	for (size_t k = 0; k < own; k++) {
		item[n].label = view_text(json_array_get(all, k), "name");
		item[n].note = _("自存");
		item[n].chosen = strcmp(item[n].label, r->view) == 0;
		n++;
	}
	item[n].label = _("把现在的筛选和排序存为视图");
	item[n].barred = own >= VIEWS_MOST;
	item[n].note = item[n].barred ? _("视图已满，请先去掉一个") : NULL;
	item[n++].key = '+';
	if (*r->view != '\0') {
		item[n].label = arena_printf(a, _("去掉视图“%s”"), r->view);
		item[n++].key = 'd'; /* a menu has - for what is barred */
	}
	i = menu_run(r->ui, _("视图"), item, n, 0);
	if (i >= 0 && (size_t)i < lists) {
		reglist_show(r, &r->flow->lists[i]);
		reglist_ask_again(r);
	} else if (i >= 0 && (size_t)i < lists + own) {
		take_view(r, json_array_get(all, (size_t)i - lists));
	} else if (i >= 0 && (size_t)i == lists + own) {
		save_view(r, a, all);
	} else if (i >= 0) {
		drop_view(r, a, all);
	}
	json_decref(all);
	arena_free(a);
}
