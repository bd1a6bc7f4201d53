/*
 * list.c: pages of a flow's lists: scope, filters, full text, order, edges.
 *
 * Knows: struct list and the query joiner.  Must not know: what a column means.
 *
 * Pages go by key, not by offset: the edge row's sort key and id lead to the
 * next bounded query at any depth.  A key carries its SQL type in its first
 * letter (i integer, t text), so that it compares as the column does.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "store/query.h"
#include "engine/event.h"
#include "engine/private.h"

const struct list_filter *
list_filter_find(const struct list *l, const char *name)
{
	for (size_t i = 0; i < l->n_filters; i++)
		if (strcmp(l->filters[i].name, name) == 0)
			return &l->filters[i];
	return NULL;
}

const struct flow *
list_flow(const struct list *l)
{
	for (size_t i = 0; flows[i] != NULL; i++)
		if (l >= flows[i]->lists && l < flows[i]->lists + flows[i]->n_lists)
			return flows[i];
	return NULL;
}

bool
list_may(const struct engine *en, const struct list *l)
{
	return l->roles == 0 || (l->roles & en->actor.roles) != 0;
}

/* The table's alias is what stands before the dot of the list's id: "o.id". */
static const char *
state_column(struct arena *a, const struct list *l)
{
	const char *dot = strrchr(l->id, '.');

	return dot != NULL ? arena_printf(a, "%.*s.state = :v", (int)(dot - l->id), l->id) : "state = :v";
}

static const char *
version_column(struct arena *a, const struct list *l, const char *what)
{
	const char *dot = strrchr(l->id, '.');

	return dot != NULL ? arena_printf(a, "%.*s.%s", (int)(dot - l->id), l->id, what) : what;
}

/* Is what was typed "not filled in", and can the filter F ask that? */
static bool
asks_empty(const struct list_filter *f, const char *typed)
{
	return strstr(f->sql, " IS :v") != NULL && (*typed == '\0' || strcmp(typed, "未填") == 0 || strcmp(typed, _("未填")) == 0);
}

/* A filter's typed value in the form the column has. */
static const char *
filter_value(struct engine *en, struct arena *a, const struct list_filter *f, const char *typed, struct err *e)
{
	union {
		const char *text;
		int64_t i;
		day_t day;
		bool b;
		word_t word;
		wordset set;
	} v;
	struct field field = { .col = { f->name, COL_TEXT, 0, f->words }, .type = f->type, .label = f->label, .ref = f->ref };

	if (f->deed) {
		const char *deeds = trail_deeds(a, text_trim(a, text_nfc(a, text_clean(a, typed, false))));

		if (deeds == NULL)
			err_set(e, ERR_USAGE, f->name, 0, _("没有“%s”这个事项；写列表里的叫法，或者 jiandu help actions 里的名称"), typed);
		return deeds;
	}
	memset(&v, 0, sizeof v);
	switch (f->type) {
	case FT_INT:
		field.col.type = COL_INT;
		break;
	case FT_REF:
		field.col.type = COL_REF;
		break;
	case FT_DAY:
		field.col.type = COL_DAY;
		break;
	case FT_BOOL:
		field.col.type = COL_BOOL;
		break;
	case FT_WORD:
	case FT_SET:
		/* One word of a set is asked for: the condition looks for its key. */
		field.type = FT_WORD;
		field.col.type = COL_WORD;
		break;
	default:
		field.type = FT_LINE;
		break;
	}
	if (!action_parse(en, a, &field, typed, &v, NULL, e))
		return NULL;
	return col_text(a, &field.col, &v);
}

struct asked {
	struct query q;
	const char *match;     /* FTS expression, NULL none */
	const char *words;     /* what each record found must say too: the index alone does not tell; NULL none */
	const char *values;    /* tokens of state and filters, when these are all that is asked; NULL else */
	const char *number[2]; /* the number asked for begins so, and comes before that; NULL none */
	int n_number[2];
	const char *key, *id;  /* order */
	bool desc;
	int n_state;
	const char **open;     /* words that must stand in what is open to the actor; NULL none */
	int *n_open;
	size_t opens;
	int n_filter[16];
	const char *filter[16];
};

/* Does a role of the actor see every record of the flow? */
static bool
sees_all(const struct engine *en, const struct flow *f)
{
	for (size_t i = 0; i < f->n_scopes && (f->away == NULL || en->actor.n_away == 0); i++)
		if ((f->scopes[i].role & en->actor.roles) && strcmp(f->scopes[i].where, "1") == 0)
			return true;
	return en->program_depth > 0;
}

/*
 * The scope as tokens of the index, so that an agency's search never walks the
 * others' hits.  A person of two outside roles is bounded by the SQL scope alone.
 * VALUES are the tokens of state and filters.
 */
static const char *
scope_tokens(struct engine *en, struct arena *a, const struct flow *f, const char *values)
{
	/* A value's token is of one flow too, and stands with fewer records. */
	const char *flow = *values != '\0' ? values : search_scope_flow(a, f->name);
	unsigned outside = en->actor.roles & (ROLE_AGENCY | ROLE_SUPERVISOR);

	if (sees_all(en, f) || (en->actor.roles & ROLE_BUREAU))
		return flow;
	if (outside == ROLE_AGENCY)
		return arena_printf(a, "%s %s", flow, search_scope(a, 'a', en->actor.agency));
	if (outside == ROLE_SUPERVISOR)
		return arena_printf(a, "%s %s", flow, search_scope(a, 'p', en->actor.person));
	return flow;
}

/* The records' own numbers as people write them, "o.number": such a column has an index; NULL when the list has none. */
static const char *
number_column(const struct list *l)
{
	for (size_t i = 0; i < l->n_cols; i++)
		if (strcmp(l->cols[i].name, "number") == 0 && strlen(l->cols[i].sql) == strlen("o.number") &&
			strcmp(l->cols[i].sql + 1, ".number") == 0)
			return l->cols[i].sql;
	return NULL;
}

/* "2025-100": digits, one hyphen, digits. */
static bool
looks_like_number(const char *s)
{
	size_t year = strspn(s, "0123456789"), n;

	if (year == 0 || s[year] != '-')
		return false;
	n = strspn(s + year + 1, "0123456789");
	return n > 0 && s[year + 1 + n] == '\0';
}

/* Conditions that the number in COL lies in a range; N receives their binds. */
static void
add_number(struct query *q, struct arena *a, const char *col, int n[2])
{
	n[0] = query_where(q, arena_printf(a, "%s >= :v", col));
	n[1] = query_where(q, arena_printf(a, "%s < :v", col));
}

/*
 * Is WORDS the beginning of a number that some record bears?  Then the index of numbers answers: digits are the
 * commonest characters of all, and a phrase of them makes the text index walk through every record.
 */
static bool
ask_number(struct engine *en, struct arena *a, const struct list *l, const struct flow *f, const char *words, struct asked *k)
{
	const char *col = number_column(l);
	struct query q;
	struct stmt *s;
	char *end;
	int n[2];
	bool any;

	words = text_trim(a, words);
	if (col == NULL || !looks_like_number(words))
		return false;
	end = arena_strdup(a, words);
	end[strlen(end) - 1]++; /* behind 9 stands a colon */
	query_init(&q, a, l->from);
	if (!scope_add(en, f, &q))
		return false;
	add_number(&q, a, col, n);
	s = query_prepare_count(&q, en->db);
	query_bind(s, n[0], words);
	query_bind(s, n[1], end);
	scope_bind(&en->actor, s);
	db_bind_int(s, ":limit", 1);
	any = db_step(s) && db_int(s, 0) > 0;
	db_done(s);
	if (!any)
		return false;
	k->number[0] = words;
	k->number[1] = end;
	k->key = col;
	return true;
}

/*
 * The index knows the kept words too (it is one for all): whoever is not to have them finds only what stands in
 * the open columns, else a search by name would tell who complained.
 */
static void
ask_open(struct engine *en, struct arena *a, const struct flow *f, const struct list *l, const char *words, struct asked *k)
{
	const char *all = "''", *cond, *at;

	for (size_t i = 0; i < f->n_fields; i++)
		if (f->fields[i].col.type == COL_TEXT && !(f->fields[i].flags & (FIELD_KEPT | FIELD_SENSITIVE)))
			all = arena_printf(a, "%s || char(10) || coalesce(%s, '')", all, version_column(a, l, f->fields[i].col.name));
	cond = own_or(en, a, f, arena_printf(a, "instr(lower(%s), lower(:v)) > 0", all));
	k->open = arena_alloc(a, (strlen(words) + 1) * sizeof *k->open);
	k->n_open = arena_alloc(a, (strlen(words) + 1) * sizeof *k->n_open);
	for (at = words + strspn(words, " \t\n"); *at != '\0'; at += strspn(at, " \t\n")) {
		size_t n = strcspn(at, " \t\n");

		k->open[k->opens] = arena_strndup(a, at, n);
		k->n_open[k->opens++] = query_where(&k->q, cond);
		at += n;
	}
}

static bool
ask(struct engine *en, struct arena *a, const struct list_query *lq, struct asked *k, struct err *e)
{
	const struct list *l = lq->list;
	const struct flow *f = list_flow(l);
	const struct list_sort *sort = lq->sort != NULL ? lq->sort : &l->sorts[0];
	const char *from = l->from, *typed = NULL, *values = "";
	bool covered = true;

	memset(k, 0, sizeof *k);
	k->id = l->id;
	k->key = sql_open(en, a, f, sort->sql);
	k->desc = sort->desc != lq->reverse;
	if (lq->words != NULL && *lq->words != '\0') {
		const char *words = text_valid(lq->words, strlen(lq->words)) ? lq->words : text_clean(a, lq->words, false);

		if (ask_number(en, a, l, f, words, k))
			k->desc = lq->reverse;
		else if (search_match(a, words, "") != NULL)
			typed = text_nfc(a, words);
		if (typed != NULL) {
			/* Newest first by rowid is the order the index gives without sorting. */
			from = arena_printf(a, "search CROSS JOIN %s", l->from);
			k->key = k->id = "search.rowid";
			k->desc = !lq->reverse;
		}
	}
	query_init(&k->q, a, from);
	if (!list_may(en, l) || !scope_add(en, f, &k->q))
		return err_set(e, ERR_DENIED, NULL, 0, _("您的角色不能查看%s"), _(f->label));
	if (typed != NULL) {
		query_where(&k->q, "search MATCH :match");
		query_where(&k->q, arena_printf(a, "%s = search.rowid", l->id));
		if (keeps_from(en, f))
			ask_open(en, a, f, l, text_nfc(a, text_clean(a, lq->words, false)), k);
	}
	if (k->number[0] != NULL)
		add_number(&k->q, a, k->key, k->n_number);
	if (l->where != NULL)
		query_where(&k->q, sql_open(en, a, f, l->where));
	if (lq->state != NULL && *lq->state != '\0') {
		const char *cond = state_column(a, l), *open = sql_open(en, a, f, cond);

		k->n_state = query_where(&k->q, open);
		covered = strcmp(open, cond) == 0;
		if (covered)
			values = search_scope_value(a, f->name, "state", lq->state);
	}
	if (lq->filters.n > N_OF(k->filter))
		return err_set(e, ERR_USAGE, NULL, 0, _("筛选条件太多"));
	for (size_t i = 0; i < lq->filters.n; i++) {
		const struct list_filter *lf = list_filter_find(l, lq->filters.v[i].name);
		const char *open;

		if (lf == NULL)
			return err_set(e, ERR_USAGE, lq->filters.v[i].name, 0, _("%s没有“%s”这个筛选条件"), _(l->label),
				lq->filters.v[i].name);
		if (filter_kept(en, f, lf))
			return err_set(e, ERR_DENIED, lf->name, 0, _("您的角色不能按“%s”筛选"), _(lf->label));
		k->filter[i] = asks_empty(lf, lq->filters.v[i].value) ? "" : filter_value(en, a, lf, lq->filters.v[i].value, e);
		if (k->filter[i] == NULL)
			return false;
		open = sql_open(en, a, f, lf->sql);
		k->n_filter[i] = query_where(&k->q, open);
		/* Who is told another value than the record's own is asked by the condition alone. */
		if (*k->filter[i] != '\0' && strcmp(open, lf->sql) == 0 && filter_column(f, lf->sql) != NULL)
			values = arena_printf(a, "%s %s", values,
				search_scope_value(a, f->name, filter_column(f, lf->sql)->name, k->filter[i]));
		else
			covered = false;
	}
	if (typed == NULL && *values != '\0' && f->text != NULL && l->where == NULL && k->number[0] == NULL && covered)
		k->values = values;
	if (typed != NULL) {
		k->match = search_match(a, typed, scope_tokens(en, a, f, values));
		k->words = search_exact(a, typed) ? NULL : typed;
	}
	return true;
}

static void
bind_asked(struct engine *en, const struct list_query *lq, const struct asked *k, struct stmt *s)
{
	char today[DAY_TEXT];

	if (k->match != NULL)
		db_bind_text(s, ":match", k->match);
	query_bind(s, k->n_number[0], k->number[0]);
	query_bind(s, k->n_number[1], k->number[1]);
	query_bind(s, k->n_state, lq->state);
	for (size_t i = 0; i < k->opens; i++)
		query_bind(s, k->n_open[i], k->open[i]);
	for (size_t i = 0; i < lq->filters.n; i++) {
		const struct list_filter *lf = list_filter_find(lq->list, lq->filters.v[i].name);

		/* NULL stays bound: "IS :v" has it for what is not filled in. */
		if (k->n_filter[i] == 0 || (*k->filter[i] == '\0' && asks_empty(lf, "")))
			continue;
		if (lf->type == FT_INT || lf->type == FT_REF || lf->type == FT_BOOL) {
			query_bind_int(s, k->n_filter[i], strtoll(k->filter[i], NULL, 10));
		} else {
			query_bind(s, k->n_filter[i], k->filter[i]);
		}
	}
	if (db_has_bind(s, ":today"))
		db_bind_text(s, ":today", day_format(en->today, today));
	if (db_has_bind(s, ":account"))
		db_bind_int(s, ":account", en->actor.account);
	scope_bind(&en->actor, s);
}

static void
bind_edge(struct stmt *s, const struct list_query *lq)
{
	if (db_has_bind(s, ":edge_key")) {
		if (lq->after_key[0] == 'i')
			db_bind_int(s, ":edge_key", strtoll(lq->after_key + 1, NULL, 10));
		else
			db_bind_text(s, ":edge_key", lq->after_key + 1);
	}
	if (db_has_bind(s, ":edge_id"))
		db_bind_int(s, ":edge_id", lq->after_id);
}

/* Does the text of the record say what the index only supposes?  SPARE is memory for one look. */
static bool
says(struct engine *en, struct arena *spare, const struct list *l, const struct asked *k, int64_t id)
{
	const struct flow *f = list_flow(l);
	struct search_text text = { "", "", "" };
	struct err e = { 0 };
	struct act c;
	void *row;
	bool said;

	if (k->words == NULL)
		return true;
	row = row_load(en, spare, f, id);
	act_context(&c, en, spare, f, NULL, row, &e);
	if (row != NULL)
		f->text(&c, row, &text);
	said = row != NULL && search_says(spare, &text, k->words);
	arena_reset(spare);
	return said;
}

static const char *
mask_cell(struct arena *a, const char *v)
{
	struct field f = { .col = { "v", COL_TEXT, 0, NULL }, .type = FT_LINE, .label = "", .flags = FIELD_SENSITIVE };

	return field_plain(NULL, a, &f, &v);
}

static void
read_row(struct arena *a, const struct list *l, bool ids_only, struct stmt *s, struct list_row *row)
{
	int64_t key_type = db_int(s, 3);

	row->id = db_int(s, 0);
	row->version = db_int(s, 1);
	row->state = arena_strdup(a, db_text(s, 2));
	row->key = arena_printf(a, "%c%s", key_type != 0 ? 'i' : 't', db_text(s, 4));
	if (ids_only)
		return;
	row->cell = arena_alloc(a, (l->n_cols + 1) * sizeof *row->cell);
	for (size_t i = 0, col = 5; i < l->n_cols; i++, col++) {
		const struct list_col *c = &l->cols[i];
		const char *v = arena_strdup(a, db_text(s, (int)col));

		if (c->type == LT_DUE) {
			v = arena_printf(a, "%s|%s", v, c->stopped != NULL ? db_text(s, (int)++col) : "");
		} else if (c->type == LT_MASKED) {
			v = mask_cell(a, v);
		}
		row->cell[i] = v;
	}
}

bool
list_fetch(struct engine *en, struct arena *a, const struct list_query *lq, struct list_page *out, struct err *e)
{
	const struct list *l = lq->list;
	const struct flow *f = list_flow(l);
	struct err *old = db_errors(en->db, e);
	struct asked k;
	struct stmt *s;
	bool backward = lq->before || lq->from_end, ok = false;
	struct arena *spare = arena_new();

	memset(out, 0, sizeof *out);
	if (ask(en, a, lq, &k, e)) {
		bool desc = k.desc != backward;

		query_col(&k.q, k.id);
		query_col(&k.q, version_column(a, l, "version"));
		query_col(&k.q, sql_open(en, a, f, version_column(a, l, "state")));
		query_col(&k.q, arena_printf(a, "typeof(%s) = 'integer'", k.key));
		query_col(&k.q, k.key);
		for (size_t i = 0; i < l->n_cols && !lq->ids_only; i++) {
			query_col(&k.q, sql_open(en, a, f, l->cols[i].sql));
			if (l->cols[i].type == LT_DUE && l->cols[i].stopped != NULL)
				query_col(&k.q, sql_open(en, a, f, l->cols[i].stopped));
		}
		if (lq->after_key != NULL && !lq->from_end)
			query_edge(&k.q, k.key, k.id, desc, lq->inclusive);
		query_order(&k.q, k.key, k.id, desc);
		s = query_prepare(&k.q, en->db);
		bind_asked(en, lq, &k, s);
		bind_edge(s, lq);
		db_bind_int(s, ":limit", k.words != NULL ? INT64_MAX : (int64_t)lq->limit + 1);
		out->rows = arena_alloc(a, (lq->limit + 1) * sizeof *out->rows);
		while (db_step(s)) {
			if (!says(en, spare, l, &k, db_int(s, 0)))
				continue;
			if (out->n == lq->limit) {
				out->more = true;
				db_done(s);
				break;
			}
			read_row(a, l, lq->ids_only, s, &out->rows[out->n++]);
		}
		for (size_t i = 0; backward && i < out->n / 2; i++) {
			struct list_row t = out->rows[i];

			out->rows[i] = out->rows[out->n - 1 - i];
			out->rows[out->n - 1 - i] = t;
		}
		ok = !db_failed(en->db);
	}
	arena_free(spare);
	db_errors(en->db, old);
	return ok;
}

/* Only the tally's own questions: this flow, perhaps one state, perhaps one agency, seen whole. */
static bool
tally_can(struct engine *en, const struct list_query *lq, const struct flow *f, int64_t *n)
{
	if (lq->list->where != NULL || lq->filters.n > 0 || (lq->words != NULL && *lq->words != '\0') || f->tally == NULL)
		return false;
	if (!sees_all(en, f))
		return false;
	*n = tally_count(en->db, f->name, lq->state != NULL && *lq->state != '\0' ? lq->state : NULL, 0);
	return true;
}

/* Words and nothing else, of one who sees all: the index alone can count, without reading a record. */
static bool
words_alone(const struct engine *en, const struct list_query *lq, const struct asked *k)
{
	return k->match != NULL && k->words == NULL && lq->list->where == NULL && lq->filters.n == 0 && k->n_state == 0 &&
		sees_all(en, list_flow(lq->list));
}

/* Hits that the text has to confirm, counted up to CAP. */
static int64_t
count_said(struct engine *en, const struct list_query *lq, struct asked *k, int64_t cap)
{
	struct arena *spare = arena_new();
	struct stmt *s;
	int64_t n = 0;

	query_col(&k->q, k->id);
	s = query_prepare(&k->q, en->db);
	bind_asked(en, lq, k, s);
	db_bind_int(s, ":limit", INT64_MAX);
	while (n < cap && db_step(s))
		n += says(en, spare, lq->list, k, db_int(s, 0));
	db_done(s);
	arena_free(spare);
	return n;
}

int64_t
list_count(struct engine *en, const struct list_query *lq, int64_t cap, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	struct arena *a = arena_new();
	struct asked k;
	int64_t n = 0;

	if (tally_can(en, lq, list_flow(lq->list), &n)) {
		/* The tally knows. */
	} else if (ask(en, a, lq, &k, e) && words_alone(en, lq, &k)) {
		n = search_count(en->db, k.match, cap + 1);
		if (n > cap)
			n = -1;
	} else if (e->code == ERR_OK && k.values != NULL && sees_all(en, list_flow(lq->list))) {
		n = search_count(en->db, search_within(a, k.values), cap + 1);
		if (n > cap)
			n = -1;
	} else if (e->code == ERR_OK && k.words != NULL) {
		n = count_said(en, lq, &k, cap + 1);
		if (n > cap)
			n = -1;
	} else if (e->code == ERR_OK) {
		struct stmt *s = query_prepare_count(&k.q, en->db);

		bind_asked(en, lq, &k, s);
		db_bind_int(s, ":limit", cap + 1);
		if (db_step(s)) {
			n = db_int(s, 0);
			db_done(s);
		}
		if (n > cap)
			n = -1;
	}
	db_errors(en->db, old);
	arena_free(a);
	return n;
}

const char *
due_left(struct engine *en, struct arena *a, day_t due)
{
	int left;

	if (due == DAY_NONE)
		return "";
	if (due == en->today)
		return _("今天");
	left = calendar_count(en->cal, en->today, due);
	/* Overdue over a weekend only: no working day has passed, it is overdue all the same. */
	return due > en->today ? arena_printf(a, _("剩 %d"), left) : arena_printf(a, _("逾期 %d"), left < 0 ? -left : 1);
}

static const char *
due_shown(struct engine *en, struct arena *a, const char *raw)
{
	const char *bar = strchr(raw, '|');
	day_t due, stopped;

	if (bar == NULL || bar == raw)
		return "";
	due = day_parse_iso(arena_strndup(a, raw, (size_t)(bar - raw)));
	stopped = day_parse_iso(bar + 1);
	if (due == DAY_NONE)
		return "";
	/* A stopped clock is judged by the day it stopped, never by today. */
	if (stopped != DAY_NONE)
		return stopped > due ? arena_printf(a, _("曾逾期 %d"), calendar_count(en->cal, due, stopped)) : "";
	return due_left(en, a, due);
}

const char *
list_shown(struct engine *en, struct arena *a, const struct list_col *c, const char *raw, bool short_dates)
{
	switch (c->type) {
	case LT_WORD:
		return c->words != NULL ? word_label(c->words, word_key(c->words, raw)) : raw;
	case LT_DUE:
		return due_shown(en, a, raw);
	case LT_DAY: {
		char today[DAY_TEXT];

		day_format(en->today, today);
		return short_dates && strlen(raw) == 10 && strncmp(raw, today, 4) == 0 ? raw + 5 : raw;
	}
	case LT_DEED:
		return trail_label(raw);
	case LT_SET:
		return word_labels(a, c->words, word_set(c->words, raw));
	case LT_TEXT:
	case LT_INT:
	case LT_NAME:
	case LT_MASKED:
		break;
	}
	return raw;
}
