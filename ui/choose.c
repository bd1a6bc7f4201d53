/*
 * choose.c: a pop-up list that narrows as one types.
 *
 * Knows: the list widget, the screen stack, record_choices.  Must not know: forms.
 *
 * The rows are fetched when they are drawn or when a key needs them, not at every
 * key: a fast typist or a paste costs one query.
 */
#include "ui/choose.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/width.h"
#include "ui/editor.h"
#include "ui/list.h"
#include "ui/match.h"
#include "ui/screen.h"

#define CHOOSE_MAX 200 /* rows fetched at most: who sees more types on */

struct chooser {
	struct screen screen;
	const struct choose *c;
	struct arena *out_arena;
	struct chosen *out;
	enum choose_answer answer;
	struct edit filter;
	struct arena *fetched;       /* of the rows in .rows */
	struct choose_row *found;
	size_t n_found;
	struct listview_rows rows;
	struct listview list;
	bool stale;
	int widest;                  /* columns the longest title takes, over the pop-up's life: the frame does not jump */
	int widest_detail, widest_tail, tallest;
	struct listview_col cols[4]; /* number (where rows have one), title, detail, tail: as wide as what they hold */
};

static void
note_widths(struct chooser *ch)
{
	for (size_t i = 0; i < ch->n_found; i++) {
		const struct choose_row *r = &ch->found[i];
		int w = draw_width(r->title);

		ch->widest = w > ch->widest ? w : ch->widest;
		w = r->detail != NULL ? draw_width(r->detail) : 0;
		ch->widest_detail = w > ch->widest_detail ? w : ch->widest_detail;
		w = r->tail != NULL ? draw_width(r->tail) : 0;
		ch->widest_tail = w > ch->widest_tail ? w : ch->widest_tail;
	}
	ch->cols[0] = (struct listview_col){ .width = 1, .rank = 1 };
	ch->cols[1] = (struct listview_col){ .width = ch->widest, .min = ch->widest < 8 ? ch->widest : 8, .grow = true };
	ch->cols[2] = (struct listview_col){ .width = ch->widest_detail + 1, .min = 6, .rank = 3 };
	ch->cols[3] = (struct listview_col){ .width = ch->widest_tail, .min = 2, .rank = 2, .right = true };
	ch->list.n_cols = (ch->c->numbered ? 3u : 2u) + (ch->widest_tail > 0);
}

/* Bring the rows in line with what is typed. */
static void
chooser_fetch(struct chooser *ch)
{
	struct err e = { 0 };
	struct listview_row *rows;

	if (!ch->stale)
		return;
	ch->stale = false;
	arena_reset(ch->fetched);
	ch->n_found = ch->c->source(ch->c->ctx, ch->fetched, edit_text(&ch->filter), CHOOSE_MAX, &ch->found, &e);
	note_widths(ch);
	rows = arena_alloc(ch->fetched, (ch->n_found + 1) * sizeof *rows);
	for (size_t i = 0; i < ch->n_found; i++) {
		const struct choose_row *r = &ch->found[i];
		const char **cell = arena_alloc(ch->fetched, 4 * sizeof *cell);
		unsigned *attr = arena_alloc(ch->fetched, 4 * sizeof *attr);

		cell[0] = ch->c->numbered && i < 9 ? arena_printf(ch->fetched, "%zu", i + 1) : "";
		cell[1] = r->title;
		cell[2] = r->detail != NULL ? r->detail : "";
		cell[3] = r->tail != NULL ? r->tail : "";
		attr[0] = UI_KEY;
		attr[1] = r->barred ? UI_BARRED : UI_NORMAL;
		attr[2] = UI_DIM;
		attr[3] = UI_KEY;
		/* Rows without a number have no column for it. */
		rows[i] = (struct listview_row){ .id = r->id, .cell = cell + !ch->c->numbered,
			.attr = attr + !ch->c->numbered, .barred = r->barred };
	}
	ch->rows = (struct listview_rows){ rows, ch->n_found };
	ch->list.total = (int64_t)ch->n_found;
	listview_restart(&ch->list);
	if (e.code != ERR_OK) {
		ch->list.empty = arena_strdup(ch->fetched, e.text);
	} else {
		ch->list.empty = ch->c->empty != NULL ? ch->c->empty : _("没有相符的");
	}
}

/* The rectangle: below the field it belongs to, above it, or in the middle. */
static struct rect
chooser_place(struct chooser *ch, struct rect body)
{
	int most = body.h > 28 ? 20 : 12, rows, h, w, below, above;
	struct rect r, at = ch->c->anchor;

	/* Frame, marker, and two blanks between columns. */
	w = 4 + 2 + (ch->c->numbered ? 3 : 0) + ch->widest + 2 + ch->widest_detail + 1 +
		(ch->widest_tail > 0 ? 2 + ch->widest_tail : 0) + 1;
	w = w < 36 ? 36 : w;
	w = w < draw_width(ch->c->title) + 6 ? draw_width(ch->c->title) + 6 : w;
	if (w > body.w - 4)
		w = body.w - 4;
	rows = ch->n_found < 1 ? 1 : ch->n_found > (size_t)most ? most : (int)ch->n_found;
	/* As tall as it ever was: what is below does not come and go while one types. */
	if (rows > ch->tallest)
		ch->tallest = rows;
	h = ch->tallest + 4;
	if (at.w == 0)
		return ui_centre(body, h, w);
	below = body.y + body.h - (at.y + at.h);
	above = at.y - body.y;
	r = (struct rect){ .y = at.y + at.h, .x = at.x, .h = h, .w = w };
	if (h > below) {
		if (above > below) {
			r.h = h < above ? h : above;
			r.y = at.y - r.h;
		} else {
			r.h = below;
		}
	}
	if (r.x + r.w > body.x + body.w)
		r.x = body.x + body.w - r.w;
	if (r.x < body.x)
		r.x = body.x;
	return r.h < 5 ? ui_centre(body, h, w) : r;
}

static void
chooser_draw(struct ui *ui, struct screen *s, struct rect body)
{
	struct chooser *ch = (struct chooser *)s;
	struct rect r, inner;

	(void)ui;
	chooser_fetch(ch);
	r = chooser_place(ch, body);
	draw_box(r, ch->c->title);
	inner = (struct rect){ .y = r.y + 1, .x = r.x + 2, .h = r.h - 2, .w = r.w - 4 };
	listview_draw(&ch->list, (struct rect){ inner.y + 2, inner.x, inner.h - 2, inner.w }, true);
	draw_text(inner.y, inner.x, 2, UI_DIM, "/");
	editor_draw_line(&ch->filter, inner.y, inner.x + 2, inner.w - 2, UI_FIELD, true);
}

static enum screen_answer
chooser_take(struct chooser *ch, size_t i)
{
	if (ch->found[i].barred)
		return SCREEN_DONE;
	ch->answer = CHOOSE_PICKED;
	ch->out->id = ch->found[i].id;
	ch->out->title = arena_strdup(ch->out_arena, ch->found[i].title);
	ch->out->detail = arena_strdup(ch->out_arena, ch->found[i].detail);
	return SCREEN_CLOSE;
}

static enum screen_answer
chooser_enter(struct chooser *ch)
{
	int64_t id;

	chooser_fetch(ch);
	id = listview_selected_id(&ch->list);
	/* Not drawn since the last key: nothing is selected yet, and the first row is meant. */
	if (id == 0 && ch->n_found > 0)
		id = ch->found[0].id;
	for (size_t i = 0; i < ch->n_found; i++)
		if (ch->found[i].id == id)
			return chooser_take(ch, i);
	ch->answer = CHOOSE_TYPED;
	return SCREEN_CLOSE;
}

static enum screen_answer
chooser_key(struct ui *ui, struct screen *s, const struct key *key)
{
	struct chooser *ch = (struct chooser *)s;
	uint32_t c = key_command(key);

	(void)ui;
	switch (key->kind) {
	case K_ENTER:
	case K_TAB:
		return chooser_enter(ch);
	case K_ESC:
		return SCREEN_CLOSE;
	case K_UP:
	case K_DOWN:
	case K_PGUP:
	case K_PGDN:
		chooser_fetch(ch);
		listview_key(&ch->list, key, false, false);
		return SCREEN_DONE;
	default:
		break;
	}
	if (key_is_f(key, 2) || key_is_f(key, 4))
		return chooser_enter(ch);
	if (key_is_f(key, 3) || key_is_f(key, 12))
		return SCREEN_CLOSE;
	if (ch->c->numbered && *edit_text(&ch->filter) == '\0' && c >= '1' && c <= '9') {
		chooser_fetch(ch);
		if ((size_t)(c - '1') < ch->n_found)
			return chooser_take(ch, (size_t)(c - '1'));
	}
	switch (edit_key(&ch->filter, key, 1)) {
	case EDIT_CHANGED:
		ch->stale = true;
		return SCREEN_DONE;
	case EDIT_MOVED:
	case EDIT_EDGE:
		return SCREEN_DONE;
	case EDIT_PASS:
		break;
	}
	/* ':' and '?' belong to what is typed; F1 and F9 pass. */
	return SCREEN_PASS;
}

static size_t
chooser_hints(struct ui *ui, struct screen *s, struct hint *out)
{
	(void)ui;
	(void)s;
	out[0] = (struct hint){ .key = "Enter", .label = _("选定") };
	out[1] = (struct hint){ .key = _("上下键"), .label = _("移动"), .rank = 1 };
	out[2] = (struct hint){ .key = _("文字"), .label = _("名称、编号或拼音首字母"), .rank = 2 };
	out[3] = (struct hint){ .key = "Esc", .label = _("返回"), .right = true };
	return 4;
}

static void
chooser_close(struct ui *ui, struct screen *s)
{
	struct chooser *ch = (struct chooser *)s;

	(void)ui;
	listview_free(&ch->list);
	edit_free(&ch->filter);
	arena_free(ch->fetched);
}

static const struct screen_kind chooser_kind = {
	.name = "choose",
	.popup = true,
	.draw = chooser_draw,
	.key = chooser_key,
	.hints = chooser_hints,
	.close = chooser_close,
};

/* Takes the answer out of the screen before its memory goes. */
static void
chooser_done(struct ui *ui, struct screen *s, void *ctx)
{
	struct chooser *ch = (struct chooser *)s;

	(void)ui;
	*(enum choose_answer *)ctx = ch->answer;
	ch->out->typed = arena_strdup(ch->out_arena, edit_text(&ch->filter));
}

enum choose_answer
choose(struct ui *ui, struct arena *a, const struct choose *c, struct chosen *out)
{
	struct chooser *ch = screen_new(&chooser_kind, sizeof *ch);
	enum choose_answer answer = CHOOSE_NONE;

	*out = (struct chosen){ 0, "", "", "" };
	ch->c = c;
	ch->out_arena = a;
	ch->out = out;
	ch->fetched = arena_new();
	ch->stale = true;
	edit_init(&ch->filter, false, 0);
	edit_set(&ch->filter, c->typed != NULL ? c->typed : "");
	listview_init(&ch->list, ch->cols + !c->numbered, c->numbered ? 4 : 3, listview_fetch_rows, &ch->rows);
	chooser_fetch(ch);
	if (c->selected != 0)
		listview_show(&ch->list, NULL, c->selected);
	ch->screen.done = chooser_done;
	ch->screen.done_ctx = &answer;
	if (!ui_run(ui, &ch->screen))
		return CHOOSE_NONE;
	return answer;
}

/* ---- sources ---- */

struct found_row {
	int score;
	size_t at;
};

static int
better(const void *x, const void *y)
{
	const struct found_row *p = x, *q = y;

	if (p->score != q->score)
		return p->score > q->score ? -1 : 1;
	return p->at < q->at ? -1 : p->at > q->at;
}

size_t
choose_from_rows(void *ctx, struct arena *a, const char *typed, size_t max, struct choose_row **out, struct err *e)
{
	const struct choose_rows *src = ctx;
	struct found_row *f = arena_alloc(a, (src->n + 1) * sizeof *f);
	const char *t = match_typed(a, typed);
	size_t n = 0;

	(void)e;
	for (size_t i = 0; i < src->n; i++) {
		const struct choose_row *r = &src->rows[i];
		struct match m;
		int score = 1, s;

		if (*t != '\0') {
			m = match_prepare(a, r->title);
			score = match_score(&m, t);
			if (src->also != NULL && src->also[i] != NULL) {
				m = match_prepare(a, src->also[i]);
				s = match_score(&m, t);
				score = s > score ? s : score;
			}
			if (score == 0 && r->detail != NULL) {
				m = match_prepare(a, r->detail);
				score = match_score(&m, t) / 4;
			}
		}
		if (score > 0)
			f[n++] = (struct found_row){ score, i };
	}
	if (*t != '\0')
		qsort(f, n, sizeof *f, better);
	n = n < max ? n : max;
	*out = arena_alloc(a, (n + 1) * sizeof **out);
	for (size_t i = 0; i < n; i++)
		(*out)[i] = src->rows[f[i].at];
	return n;
}

struct record_source {
	struct ui *ui;
	const struct flow *flow;
};

static size_t
records(void *ctx, struct arena *a, const char *typed, size_t max, struct choose_row **out, struct err *e)
{
	struct record_source *src = ctx;
	struct choice *c;
	size_t n = record_choices(src->ui->en, a, src->flow, text_trim(a, typed), max, &c, e);

	*out = arena_alloc(a, (n + 1) * sizeof **out);
	for (size_t i = 0; i < n; i++)
		(*out)[i] = (struct choose_row){ .id = c[i].id, .title = c[i].title, .detail = c[i].detail };
	return n;
}

enum choose_answer
choose_record(struct ui *ui, struct arena *a, const struct flow *flow, const char *title, const char *typed,
	struct rect anchor, struct chosen *out)
{
	struct record_source src = { ui, flow };
	struct choose c = {
		.title = title,
		.source = records,
		.ctx = &src,
		.typed = typed,
		.anchor = anchor,
	};

	return choose(ui, a, &c, out);
}

bool
choose_word(struct ui *ui, const struct word *words, const char *title, const char *typed, struct rect anchor,
	word_t *word)
{
	struct arena *a = arena_new();
	word_t n = word_count(words);
	struct choose_row *rows = arena_alloc(a, (n + 1u) * sizeof *rows);
	struct choose_rows src = { .rows = rows, .n = n };
	struct choose c = {
		.title = title,
		.source = choose_from_rows,
		.ctx = &src,
		.typed = typed,
		.selected = *word,
		.anchor = anchor,
		.numbered = true,
	};
	struct chosen out;
	bool picked;

	for (word_t i = 0; i < n; i++)
		rows[i] = (struct choose_row){
			.id = i + 1,
			.title = word_label(words, (word_t)(i + 1)),
			.tail = words[i + 1].article != 0 ? article_name(words[i + 1].article) : NULL,
		};
	picked = choose(ui, a, &c, &out) == CHOOSE_PICKED;
	if (picked)
		*word = (word_t)out.id;
	arena_free(a);
	return picked;
}
