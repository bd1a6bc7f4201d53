/*
 * export.c: records out: as JSON, as a CSV or XLSX sheet for the office.
 *
 * Knows: fields, lists, encodings.  Must not know: files, faces.
 *
 * What goes out is what the screen shows: scope and masks included.  A million rows go through here, and so
 * nothing is made twice: who or what a reference names is kept, words have their labels from the
 * first time on, and what is clean goes into the sheet from where it lies.
 */
#include "engine/export.h"

#include <string.h>
#include <strings.h>

#include "base/conv.h"
#include "base/csv.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/text.h"
#include "engine/event.h"
#include "engine/paper.h"
#include "engine/private.h"

#define PAGE 500

/* ---- JSON ---- */

void
json_key(struct buf *out, const char *key)
{
	char last = out->len > 0 ? out->s[out->len - 1] : '{';

	if (last != '{' && last != '[')
		buf_addc(out, ',');
	json_quote(out, key);
	buf_addc(out, ':');
}

void
json_text(struct buf *out, const char *key, const char *value)
{
	json_key(out, key);
	json_quote(out, value);
}

void
json_int(struct buf *out, const char *key, int64_t value)
{
	json_key(out, key);
	buf_printf(out, "%lld", (long long)value);
}

void
json_bool(struct buf *out, const char *key, bool value)
{
	json_key(out, key);
	buf_adds(out, value ? "true" : "false");
}

void
json_day(struct buf *out, const char *key, day_t value)
{
	char day[DAY_TEXT];

	json_key(out, key);
	if (value == DAY_NONE)
		buf_adds(out, "null");
	else
		json_quote(out, day_format(value, day));
}

void
json_set(struct buf *out, const char *key, const struct word *words, wordset set)
{
	bool first = true;

	json_key(out, key);
	buf_addc(out, '[');
	for (word_t i = 1; words[i].key != NULL; i++) {
		if (!(set & ((wordset)1 << i)))
			continue;
		if (!first)
			buf_addc(out, ',');
		first = false;
		json_quote(out, words[i].key);
	}
	buf_addc(out, ']');
}

static void
json_field(struct engine *en, struct arena *a, const struct field *f, const void *row, struct buf *out)
{
	const void *m = (const char *)row + f->col.offset;
	const char *v;

	switch (f->col.type) {
	case COL_INT:
		json_int(out, f->col.name, *(const int64_t *)m);
		return;
	case COL_BOOL:
		json_bool(out, f->col.name, *(const bool *)m);
		return;
	case COL_DAY:
		json_day(out, f->col.name, *(const day_t *)m);
		return;
	case COL_SET:
		json_set(out, f->col.name, f->col.words, *(const wordset *)m);
		return;
	case COL_REF:
	case COL_WORD:
	case COL_TEXT:
		break;
	}
	v = field_plain(en, a, f, row);
	json_key(out, f->col.name);
	if (*v == '\0' && f->col.type != COL_TEXT)
		buf_adds(out, "null");
	else
		json_quote(out, v);
	if (f->col.type == COL_REF && *(const int64_t *)m != 0)
		json_int(out, arena_printf(a, "%s_id", f->col.name), *(const int64_t *)m);
}

void
json_record(struct engine *en, struct arena *a, const struct flow *f, const void *row, struct buf *out)
{
	const struct record *r = row_head(row);

	json_int(out, "id", r->id);
	json_int(out, "version", r->version);
	json_text(out, "state", f->states[r->state].key);
	json_text(out, "title", row_title(en, a, f, row));
	for (size_t i = 0; i < f->n_fields; i++)
		if (!(f->fields[i].flags & FIELD_HIDDEN))
			json_field(en, a, &f->fields[i], row, out);
}

/* ---- sheets ---- */

/* What a reference names, as long as others do not need the place. */
struct named {
	int64_t id; /* 0: free */
	const char *title;
};
#define NAMED_MOST 4096

struct column {
	const char *label;
	const char *type;         /* to the workbook: "text", "int", "day" */
	const struct field *field; /* NULL: of a list, or the state */
	size_t at;                /* of the list's columns */
	const char **labels;      /* of the field's words; NULL until asked */
};

struct out {
	struct engine *en;
	struct arena *a;      /* the report's */
	struct arena *page;   /* emptied after each page */
	struct arena *row;    /* emptied after each row */
	struct arena *names;  /* holds the titles of NAMED */
	struct named *named;
	size_t n_named;
	const struct list *list;   /* NULL: the work queue */
	const struct flow *flow;
	const char *title;         /* of the sheet */
	bool (*rows)(struct out *o);
	const struct list_query *q;
	queue_source fetch;         /* of the work queue */
	void *fetch_ctx;
	struct export_options opt;
	struct export_report *rep;
	struct column *cols;
	size_t n_cols;
	const char **shown;      /* the cells of one row */
	bool utf8;
	struct paper_pack *pack; /* XLSX: goes there first */
	struct buf buf;
	struct err *e;
};

static bool
knows_encoding(const char *name, struct err *e)
{
	struct buf scrap = BUF_INIT;
	bool ok = conv_from_utf8("", name, &scrap, NULL, NULL, e);

	buf_free(&scrap);
	return ok;
}

/* Which characters of CELL the encoding lacks: one by one, as only few cells have any. */
static void
note_lost(struct out *o, const char *cell, const char *column)
{
	struct buf one = BUF_INIT;
	struct err scrap = { 0 };
	uint32_t cp;

	for (size_t at = 0, n = strlen(cell), len; at < n; at += len) {
		char ch[5] = "";
		size_t lost = 0;

		len = text_decode(cell + at, n - at, &cp);
		memcpy(ch, cell + at, len);
		buf_clear(&one);
		if (!conv_from_utf8(ch, o->opt.encoding, &one, &lost, NULL, &scrap) || lost == 0)
			continue;
		o->rep->lost++;
		if (o->rep->n_first < EXPORT_LOST_MAX) {
			struct export_lost *x = &o->rep->first[o->rep->n_first++];

			x->row = o->rep->rows + 1;
			x->column = column;
			memcpy(x->ch, ch, sizeof ch);
		}
	}
	buf_free(&one);
}

/* The row that stands in o->shown. */
static bool
cells_out(struct out *o)
{
	bool sheet = o->opt.format == EXPORT_XLSX, ok = true;
	struct buf utf8 = BUF_INIT, *to = o->utf8 || sheet ? &o->buf : &utf8;
	size_t lost = 0;

	for (size_t i = 0; i < o->n_cols; i++) {
		/* A sheet is a place where hidden characters deceive as well as on a terminal. */
		if (!text_is_clean(o->shown[i], true))
			o->shown[i] = text_clean(o->row, o->shown[i], true);
		if (sheet) {
			buf_addc(to, i == 0 ? '[' : ',');
			json_quote(to, o->shown[i]);
		} else {
			csv_write(to, o->shown[i], i == 0);
		}
	}
	if (sheet)
		buf_adds(to, "]\n");
	else
		csv_end(to);
	if (to == &utf8)
		ok = conv_from_utf8(buf_str(&utf8), o->opt.encoding, &o->buf, &lost, NULL, o->e);
	for (size_t i = 0; ok && lost > 0 && i < o->n_cols; i++)
		note_lost(o, o->shown[i], o->cols[i].label);
	buf_free(&utf8);
	return ok;
}

static bool
flush(struct out *o)
{
	bool ok = o->pack != NULL ? paper_pack_put(o->pack, buf_str(&o->buf), o->buf.len) :
				    o->opt.write(o->opt.ctx, buf_str(&o->buf), o->buf.len, o->e);

	buf_clear(&o->buf);
	return ok;
}

/* ---- columns ---- */

static void
columns_of_list(struct out *o)
{
	o->cols = arena_alloc(o->a, (o->list->n_cols + 1) * sizeof *o->cols);
	for (size_t i = 0; i < o->list->n_cols; i++) {
		const struct list_col *c = &o->list->cols[i];

		if (!c->json_only)
			o->cols[o->n_cols++] = (struct column){ .label = _(c->label), .at = i,
				.type = c->type == LT_DAY ? "day" : c->type == LT_INT ? "int" : "text" };
	}
}

static void
columns_of_record(struct out *o)
{
	o->cols = arena_alloc(o->a, (o->flow->n_fields + 1) * sizeof *o->cols);
	for (size_t i = 0; i < o->flow->n_fields; i++) {
		const struct field *f = &o->flow->fields[i];

		if (!(f->flags & FIELD_HIDDEN))
			o->cols[o->n_cols++] = (struct column){ .label = _(f->label), .field = f,
				.type = f->type == FT_DAY ? "day" : f->type == FT_INT ? "int" : "text" };
	}
	o->cols[o->n_cols++] = (struct column){ .label = _("状态"), .type = "text" };
}

static bool
header_out(struct out *o)
{
	if (o->opt.format == EXPORT_XLSX) {
		buf_addc(&o->buf, '{');
		json_text(&o->buf, "sheet", o->title);
		json_key(&o->buf, "columns");
		buf_addc(&o->buf, '[');
		for (size_t i = 0; i < o->n_cols; i++) {
			buf_adds(&o->buf, i > 0 ? ",{" : "{");
			json_text(&o->buf, "label", o->cols[i].label);
			json_text(&o->buf, "type", o->cols[i].type);
			buf_addc(&o->buf, '}');
		}
		buf_adds(&o->buf, "]}\n");
		return true;
	}
	if (strcmp(o->opt.encoding, "utf-8-bom") == 0)
		buf_adds(&o->buf, "\xEF\xBB\xBF");
	for (size_t i = 0; i < o->n_cols; i++)
		o->shown[i] = o->cols[i].label;
	return cells_out(o);
}

/* ---- rows ---- */

/* The title of the record ID of F, as record_title() answers. */
static const char *
title_kept(struct out *o, const struct flow *f, int64_t id)
{
	struct named *n;
	size_t at = (uint64_t)id * 2654435761u % (NAMED_MOST * 2);

	while (o->named[at].id != 0 && o->named[at].id != id)
		at = (at + 1) % (NAMED_MOST * 2);
	n = &o->named[at];
	if (n->id != 0)
		return n->title;
	if (o->n_named == NAMED_MOST) {
		memset(o->named, 0, NAMED_MOST * 2 * sizeof *o->named);
		arena_reset(o->names);
		o->n_named = 0;
		n = &o->named[(uint64_t)id * 2654435761u % (NAMED_MOST * 2)];
	}
	n->title = record_title(o->en, o->names, f, id);
	n->id = id;
	o->n_named++;
	return n->title;
}

/* As field_shown(), without making again what stands already. */
static const char *
shown(struct out *o, struct column *c, const void *row)
{
	const struct field *f = c->field;
	const void *m = (const char *)row + f->col.offset;

	if (f->flags & (FIELD_SENSITIVE | FIELD_DEED))
		return field_shown(o->en, o->row, f, row);
	if (f->type == FT_REF && f->col.type == COL_REF)
		return *(const int64_t *)m != 0 ? title_kept(o, flow_find(f->ref), *(const int64_t *)m) : "";
	if (f->type == FT_WORD && f->col.type == COL_WORD) {
		word_t w = *(const word_t *)m;

		if (c->labels == NULL)
			c->labels = arena_alloc(o->a, ((size_t)word_count(f->col.words) + 1) * sizeof *c->labels);
		if (w > word_count(f->col.words))
			return "";
		if (c->labels[w] == NULL)
			c->labels[w] = word_label(f->col.words, w);
		return c->labels[w];
	}
	if (f->col.type == COL_TEXT && f->type != FT_WORD && f->type != FT_SET && f->type != FT_BOOL && f->type != FT_INT)
		return *(const char *const *)m;
	return field_shown(o->en, o->row, f, row);
}

static bool
record_out(struct out *o, const void *row)
{
	o->rep->rows++;
	if (o->opt.format == EXPORT_JSON) {
		buf_addc(&o->buf, '{');
		json_record(o->en, o->row, o->flow, row, &o->buf);
		buf_adds(&o->buf, "}\n");
		return true;
	}
	for (size_t i = 0; i < o->n_cols; i++)
		o->shown[i] = o->cols[i].field != NULL ? shown(o, &o->cols[i], row) : word_label(o->flow->states, row_head(row)->state);
	return cells_out(o);
}

static bool
row_out(struct out *o, const struct list_row *in)
{
	struct err gone = { 0 };
	void *row;

	if (!o->opt.listed || o->opt.format == EXPORT_JSON) {
		row = record_get(o->en, o->row, o->flow, in->id, &gone);
		return row == NULL || record_out(o, row);
	}
	o->rep->rows++;
	for (size_t i = 0; i < o->n_cols; i++)
		o->shown[i] = list_shown(o->en, o->row, &o->list->cols[o->cols[i].at], in->cell[o->cols[i].at], false);
	return cells_out(o);
}

/* The page goes out, if it is OK, and its memory is free for the next. */
static bool
page_end(struct out *o, bool ok)
{
	ok = ok && flush(o);
	if (ok && o->opt.progress != NULL && !o->opt.progress(o->opt.ctx, o->rep->rows))
		ok = err_set(o->e, ERR_CANCELLED, NULL, 0, _("已停止"));
	arena_reset(o->page);
	return ok;
}

static bool
pages_out(struct out *o)
{
	struct list_query q = *o->q;
	struct list_page page;
	struct buf edge = BUF_INIT; /* outlives the page */
	bool ok = true;

	q.limit = PAGE;
	q.ids_only = !o->opt.listed || o->opt.format == EXPORT_JSON;
	q.after_key = NULL;
	q.before = q.from_end = q.inclusive = false;
	do {
		if (!list_fetch(o->en, o->page, &q, &page, o->e)) {
			ok = false;
			break;
		}
		for (size_t i = 0; i < page.n && ok; i++) {
			ok = row_out(o, &page.rows[i]);
			arena_reset(o->row);
		}
		if (ok && page.n > 0) {
			const struct list_row *last = &page.rows[page.n - 1];

			buf_clear(&edge);
			buf_adds(&edge, last->key);
			q.after_key = buf_str(&edge);
			q.after_id = last->id;
		}
		ok = page_end(o, ok);
	} while (ok && page.more);
	buf_free(&edge);
	return ok;
}

/* ---- the work queue ---- */

static void
columns_of_todo(struct out *o)
{
	static const struct column cols[] = { { .label = N_("期限"), .type = "text" }, { .label = N_("到期"), .type = "day" },
		{ .label = N_("事项"), .type = "text" }, { .label = N_("编号"), .type = "text" }, { .label = N_("对象"), .type = "text" },
		{ .label = N_("等我做"), .type = "text" }, { .label = N_("依据"), .type = "text" } };

	o->n_cols = N_OF(cols);
	o->cols = arena_alloc(o->a, sizeof cols);
	memcpy(o->cols, cols, sizeof cols);
	for (size_t i = 0; i < o->n_cols; i++)
		o->cols[i].label = _(cols[i].label);
}

static bool
todo_out(struct out *o)
{
	struct wait_edge last = { 0 };
	struct todo_row *rows;
	size_t n;
	bool ok = true;

	do {
		n = o->fetch(o->fetch_ctx, o->page, o->rep->rows > 0 ? &last : NULL, PAGE, &rows, o->e);
		ok = o->e->code == ERR_OK;
		for (size_t i = 0; i < n && ok; i++) {
			const struct todo_row *t = &rows[i];
			char due[DAY_TEXT];

			o->shown[0] = due_left(o->en, o->page, t->due);
			o->shown[1] = t->due != DAY_NONE ? day_format(t->due, due) : "";
			o->shown[2] = t->flow != NULL ? _(t->flow->label) : "";
			o->shown[3] = t->number;
			o->shown[4] = t->object;
			o->shown[5] = *t->covered != '\0' ? arena_printf(o->page, _("代%s %s"), t->covered, _(t->text)) :
				*t->text != '\0' ? _(t->text) : "";
			o->shown[6] = t->basis;
			o->rep->rows++;
			ok = cells_out(o);
		}
		if (n > 0)
			last = rows[n - 1].edge;
		ok = page_end(o, ok);
	} while (ok && n >= PAGE);
	return ok;
}

/* ---- files ---- */

bool
export_format_of(const char *name, enum export_format *format)
{
	static const char *const ends[] = { ".csv", ".json", ".xlsx", ".jsonl" };
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; dot != NULL && i < N_OF(ends); i++)
		if (strcasecmp(dot, ends[i]) == 0) {
			*format = i == 1 || i == 3 ? EXPORT_JSON : i == 2 ? EXPORT_XLSX : EXPORT_CSV;
			return true;
		}
	return false;
}

static bool
sheet_out(struct out *o)
{
	bool ok;

	if (o->opt.format == EXPORT_XLSX) {
		o->pack = paper_pack_open(paper_place(o->en, o->a), o->e);
		if (o->pack == NULL)
			return false;
	}
	/* All pages show one moment, whatever others do meanwhile. */
	db_begin_read(o->en->db);
	ok = (o->opt.format == EXPORT_JSON || header_out(o)) && o->rows(o) && flush(o);
	db_end_read(o->en->db);
	if (o->pack != NULL)
		ok = paper_pack_close(o->pack, ok, o->opt.write, o->opt.ctx, o->e);
	return ok;
}

/* The whole of it; FLOW is its flow's name for the trail, "" none. */
static bool
run_out(struct out *o, const struct export_options *opt, const char *flow)
{
	bool ok;

	o->opt = *opt;
	memset(o->rep, 0, sizeof *o->rep);
	o->rep->first = arena_alloc(o->a, EXPORT_LOST_MAX * sizeof *o->rep->first);
	if (o->opt.encoding == NULL || *o->opt.encoding == '\0' || strcmp(o->opt.encoding, "utf-8") == 0 ||
		strcmp(o->opt.encoding, "UTF-8") == 0)
		o->opt.encoding = "utf-8-bom";
	if (o->opt.format == EXPORT_CSV && !knows_encoding(o->opt.encoding, o->e))
		return false;
	o->utf8 = strcmp(o->opt.encoding, "utf-8-bom") == 0;
	o->shown = arena_alloc(o->a, (o->n_cols + 1) * sizeof *o->shown);
	o->named = arena_alloc(o->a, NAMED_MOST * 2 * sizeof *o->named);
	o->page = arena_new();
	o->row = arena_new();
	o->names = arena_new();
	ok = sheet_out(o) && event_record(o->en, "export.list", flow, 0, 0, o->opt.name != NULL ?
		arena_printf(o->a, _("%s，%lld条：%s"), o->title, (long long)o->rep->rows, o->opt.name) :
		arena_printf(o->a, _("%s，%lld条"), o->title, (long long)o->rep->rows), o->e);
	arena_free(o->page);
	arena_free(o->row);
	arena_free(o->names);
	buf_free(&o->buf);
	return ok;
}

bool
export_records(struct engine *en, struct arena *a, const struct list_query *q, const struct export_options *opt,
	struct export_report *rep, struct err *e)
{
	struct out o = { .en = en, .a = a, .list = q->list, .flow = list_flow(q->list), .rep = rep, .e = e, .rows = pages_out, .q = q };

	o.title = _(o.list->label);
	if (opt->listed)
		columns_of_list(&o);
	else
		columns_of_record(&o);
	return run_out(&o, opt, o.flow->name);
}

bool
export_todo(struct engine *en, struct arena *a, queue_source fetch, void *ctx, const struct export_options *opt,
	struct export_report *rep, struct err *e)
{
	struct out o = { .en = en, .a = a, .title = _("待办"), .rep = rep, .e = e, .rows = todo_out, .fetch = fetch, .fetch_ctx = ctx };

	columns_of_todo(&o);
	return run_out(&o, opt, "");
}
