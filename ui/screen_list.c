/*
 * screen_list.c: a register: any list of any flow, with the menu of the work at the left
 * and a preview of the selected record where there is room.
 *
 * Knows: struct list, the list widget.  Must not know: what a column means.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/width.h"
#include "ui/bulk.h"
#include "ui/editor.h"
#include "ui/evaluation_grid.h"
#include "ui/register.h"

#define PREVIEW_LIST 50  /* columns the list keeps where the selected record is shown beside */
#define SEARCH_BOX 22
#define DATE_WIDTH 8     /* of a date in a column that may be narrow */

/* ---- the source ---- */

static unsigned
cell_attr(struct reglist *r, struct arena *a, const struct list_col *c, const char *raw)
{
	const char *bar;
	day_t due;

	if (c->type != LT_DUE || (bar = strchr(raw, '|')) == NULL || bar == raw || bar[1] != '\0')
		return UI_NORMAL;
	due = day_parse_iso(arena_strndup(a, raw, (size_t)(bar - raw)));
	return due_attr(r->ui, due);
}

/* What stands in column I of the screen. */
static const char *
cell_text(struct reglist *r, struct arena *a, size_t i, const struct list_row *in, bool short_dates)
{
	const struct list_col *c = r->list->cols;
	const char *text = list_shown(r->ui->en, a, &c[r->col[i]], in->cell[r->col[i]], short_dates), *more;

	if (r->join[i] == r->list->n_cols)
		return text;
	more = list_shown(r->ui->en, a, &c[r->join[i]], in->cell[r->join[i]], short_dates);
	return *more == '\0' ? text : arena_printf(a, "%s %s", text, more);
}

static void
make_row(struct reglist *r, struct arena *a, const struct list_row *in, struct listview_row *out)
{
	const char **cell = arena_alloc(a, (r->rows.n_cols + 1) * sizeof *cell);
	unsigned *attr = arena_alloc(a, (r->rows.n_cols + 1) * sizeof *attr);
	bool over = state_ends(r->flow, word_key(r->flow->states, in->state));

	for (size_t i = 0; i < r->rows.n_cols; i++) {
		const struct list_col *c = &r->list->cols[r->col[i]];
		unsigned due = cell_attr(r, a, c, in->cell[r->col[i]]);

		cell[i] = cell_text(r, a, i, in, true);
		/* Of another year: 25-11-20, so that all dates fit one narrow column. */
		if (c->type == LT_DAY && c->min != 0 && strlen(cell[i]) == 10)
			cell[i] += 2;
		attr[i] = due != UI_NORMAL ? due : over ? UI_DONE : UI_NORMAL;
	}
	*out = (struct listview_row){ .id = in->id, .key = in->key, .cell = cell, .attr = attr };
}

static bool
list_source(void *ctx, struct arena *a, const struct listview_ask *ask, struct listview_page *out, struct err *e)
{
	struct reglist *r = ctx;
	struct list_query q = reglist_query(r, a);
	struct list_page page;

	q.limit = ask->limit;
	if (ask->id != 0) {
		q.after_key = ask->key;
		q.after_id = ask->id;
	}
	q.before = ask->before;
	q.from_end = ask->from_end;
	q.inclusive = ask->inclusive;
	if (*q.words == '\0') {
		if (!list_fetch(r->ui->en, a, &q, &page, e))
			return false;
	} else {
		bool all;

		hurry_begin(r->ui, &r->hurry);
		all = list_fetch(r->ui->en, a, &q, &page, e);
		/* Stopped: what was found so far is shown meanwhile. */
		if (!hurry_end(r->ui, &r->hurry, e) && !all)
			return false;
	}
	out->n = page.n;
	out->rows = arena_alloc(a, (page.n + 1) * sizeof *out->rows);
	for (size_t i = 0; i < page.n; i++)
		make_row(r, a, &page.rows[i], &out->rows[i]);
	return true;
}

/* ---- what is shown ---- */

static void
make_columns(struct reglist *r)
{
	struct listview_col *cols = arena_alloc(r->arena, (r->list->n_cols + 1) * sizeof *cols);
	size_t n = 0;

	r->col = arena_alloc(r->arena, (r->list->n_cols + 1) * sizeof *r->col);
	r->join = arena_alloc(r->arena, (r->list->n_cols + 1) * sizeof *r->join);
	for (size_t i = 0; i < r->list->n_cols; i++) {
		const struct list_col *c = &r->list->cols[i];

		if (c->json_only)
			continue;
		if (c->joined && n > 0) {
			r->join[n - 1] = i;
			cols[n - 1].min = cols[n - 1].width + 1 + c->min;
			cols[n - 1].width += c->width + 1;
			cols[n - 1].words = true;
			continue;
		}
		r->col[n] = i;
		r->join[n] = r->list->n_cols;
		cols[n++] = (struct listview_col){ .label = _(c->label), .width = c->width, .min = c->min, .rank = c->rank,
			.right = c->right };
		if (c->type == LT_DAY && c->min != 0)
			cols[n - 1].width = cols[n - 1].min = DATE_WIDTH;
	}
	listview_free(&r->rows);
	listview_init(&r->rows, cols, n, list_source, r);
	r->rows.measured = true;
	r->rows.empty = arena_printf(r->arena, _("没有%s"), _(r->list->label));
}

void
reglist_show(struct reglist *r, const struct list *l)
{
	arena_free(r->arena);
	r->arena = arena_new();
	r->list = l;
	r->flow = list_flow(l);
	r->sort = &l->sorts[0];
	r->reverse = false;
	r->n_filters = r->n_given = 0;
	r->view = "";
	r->typing = false;
	edit_set(&r->words, "");
	make_columns(r);
}

bool
list_screen_switch(struct ui *ui, struct screen *s, const struct list *l)
{
	struct reglist *r = (struct reglist *)s;

	if (strcmp(s->kind->name, "list") != 0)
		return false;
	reglist_show(r, l);
	reglist_ask_again(r);
	ui_dirty(ui);
	return true;
}

/* ---- the picture ---- */

/* "全部 412  按提出日期" */
static const char *
question_text(struct reglist *r, struct arena *a)
{
	const char *total, *out, *words = edit_text(&r->words);

	reglist_count(r);
	total = !r->counted ? "…" : r->rows.total >= 0 ? arena_printf(a, "%lld", (long long)r->rows.total) : _("很多");
	out = arena_printf(a, _("%s  共 %s"), *r->view != '\0' ? r->view : _(r->list->label), total);
	return arena_printf(a, "%s  %s%s", out, *words != '\0' ? _("按最近") : _(r->sort->label), r->reverse ? _("（倒）") : "");
}

/* "执法领域：行政处罚   状态：办理中", "" when nothing narrows the list. */
static const char *
filters_text(struct reglist *r, struct arena *a)
{
	const char *out = "";

	for (size_t i = 0; i < r->n_filters; i++)
		out = arena_printf(a, _("%s   %s：%s"), out,
			r->filter[i].filter != NULL ? _(r->filter[i].filter->label) : _("状态"), r->filter[i].shown);
	return out;
}

static void
list_top(struct ui *ui, struct screen *s, struct topline *out)
{
	struct reglist *r = (struct reglist *)s;

	out->left = arena_printf(ui->frame, "%s  %s", _("监督"), question_text(r, ui->frame));
}

static const char *
empty_text(struct reglist *r)
{
	if (r->hurry.unfinished)
		return _("正在查找…");
	if (*edit_text(&r->words) != '\0' || r->n_filters > 0)
		return _("没有符合的。Esc 去掉筛选");
	if (r->list->empty != NULL)
		return _(r->list->empty);
	if (!work_creates(r->ui, r->flow))
		return arena_printf(r->ui->frame, _("没有%s。Tab 打开菜单"), _(r->list->label));
	return arena_printf(r->ui->frame, _("没有%s。n 新建，Tab 打开菜单"), _(r->list->label));
}

static void
list_draw(struct ui *ui, struct screen *s, struct rect body)
{
	struct reglist *r = (struct reglist *)s;
	struct rect l = workmenu_draw(ui, &r->menu, body);
	bool search = r->typing || *edit_text(&r->words) != '\0', mine;
	char place[48];
	struct rect beside = preview_take(&r->preview, &l, PREVIEW_LIST);
	int left;

	reglist_count(r);
	mine = !r->menu.focused && !r->preview.focused;
	if (search) {
		draw_put(l.y, l.x + 2, 2, UI_KEY, "/");
		editor_draw_line(&r->words, l.y, l.x + 4, l.w > SEARCH_BOX + 6 ? SEARCH_BOX : l.w - 6, UI_FIELD, false);
		l.y++;
		l.h--;
	}
	r->rows.empty = empty_text(r);
	listview_draw(&r->rows, l, mine);
	preview_draw(ui, &r->preview, beside, r->flow, listview_selected_id(&r->rows));
	if (r->typing)
		editor_draw_line(&r->words, l.y - 1, l.x + 4, l.w > SEARCH_BOX + 6 ? SEARCH_BOX : l.w - 6, UI_FIELD, true);
	listview_position(&r->rows, place);
	left = (int)r->rows.n_marks;
	if (left > 0)
		ui_info(ui, UI_NORMAL, arena_printf(ui->frame, papers_for(r->flow) ? _("%s   已标记 %d 件，a 一并办理，p 一并制作文书") : _("%s   已标记 %d 件，a 一并办理"), place, left));
	else if (!draw_slow())
		ui_info(ui, r->n_filters > 0 ? UI_NORMAL : UI_DIM,
			arena_printf(ui->frame, "%s%s", place, filters_text(r, ui->frame)));
}

static size_t
list_hints(struct ui *ui, struct screen *s, struct hint *out)
{
	struct reglist *r = (struct reglist *)s;
	size_t n = 0;

	(void)ui;
	if (r->typing) {
		out[n++] = (struct hint){ .key = "Enter", .label = _("回到列表") };
		out[n++] = (struct hint){ .key = _("上下键"), .label = _("选择"), .rank = 1 };
		out[n++] = (struct hint){ .key = "Esc", .label = _("看全部"), .right = true };
		return n;
	}
	if (r->menu.focused || r->preview.focused)
		return workmenu_hints(&r->menu, &r->preview, out);
	if (r->rows.n_rows > 0) {
		out[n++] = (struct hint){ .key = "Enter", .label = _("打开") };
		out[n++] = (struct hint){ .key = "a", .label = _("办理"), .rank = 1 };
		if (strcmp(r->flow->name, "evaluation") == 0)
			out[n++] = (struct hint){ .key = "t", .label = _("评分表"), .rank = 1 };
		out[n++] = (struct hint){ .key = "/", .label = _("筛选"), .rank = 1 };
		out[n++] = (struct hint){ .key = "s", .label = _("排序"), .rank = 3 };
	}
	out[n++] = (struct hint){ .key = "f", .label = _("条件"), .rank = 2 };
	out[n++] = (struct hint){ .key = "v", .label = _("视图"), .rank = 3 };
	if (r->rows.n_rows > 0)
		out[n++] = (struct hint){ .key = "x", .label = _("标记"), .rank = 4 };
	if (r->rows.n_rows > 0 && papers_for(r->flow))
		out[n++] = (struct hint){ .key = "p", .label = _("文书"), .rank = 6 };
	if (work_creates(r->ui, r->flow))
		out[n++] = (struct hint){ .key = "n", .label = _("新建"), .rank = 2 };
	if (r->rows.n_rows > 0)
		out[n++] = (struct hint){ .key = "y", .label = _("抄录"), .rank = 6 };
	if (r->rows.n_rows > 0)
		out[n++] = (struct hint){ .key = "e", .label = _("导出"), .rank = 8 };
	out[n++] = (struct hint){ .key = ".", .label = _("下一件待办"), .rank = 6 };
	out[n++] = (struct hint){ .key = "F6", .label = _("直接办"), .rank = 7 };
	out[n++] = (struct hint){ .key = "m", .label = _("菜单"), .rank = 9 };
	out[n++] = (struct hint){ .key = "Tab", .label = _("换栏"), .rank = 2 };
	out[n++] = (struct hint){ .key = "Esc", .label = _("返回"), .rank = 1, .right = true };
	out[n++] = (struct hint){ .key = "F1", .label = _("帮助"), .rank = 3, .right = true };
	out[n++] = (struct hint){ .key = "F9", .label = _("命令"), .rank = 5, .right = true };
	return n;
}

/* ---- going on from an open record ---- */

static bool
list_step(struct ui *ui, void *ctx, int64_t id, int dir, const struct flow **f, int64_t *to)
{
	struct reglist *r = ctx;
	int64_t now = listview_selected_id(&r->rows);

	(void)ui;
	/* The record may have left the list: then the selected one is the next already. */
	if (now == id) {
		if (!listview_move(&r->rows, dir))
			return false;
		now = listview_selected_id(&r->rows);
	}
	*f = r->flow;
	*to = now;
	return now != 0 && now != id;
}

static const char *
list_place(void *ctx, char out[48])
{
	return listview_position(&((struct reglist *)ctx)->rows, out);
}

static void
open_selected(struct reglist *r)
{
	struct walk w = { list_step, list_place, r };
	int64_t id = listview_selected_id(&r->rows);

	if (id != 0)
		open_record(r->ui, r->flow, id, &w);
}

/* ---- the copy view ---- */

static void
copy_rows(struct reglist *r)
{
	struct arena *a = arena_new();
	struct buf out = BUF_INIT;
	struct list_query q = reglist_query(r, a);
	struct list_page page;
	struct err e = { 0 };

	q.limit = COPY_MOST;
	if (list_fetch(r->ui->en, a, &q, &page, &e)) {
		buf_printf(&out, "%s%s\n\n", question_text(r, a), filters_text(r, a));
		for (size_t k = 0; k < r->rows.n_cols; k++)
			buf_adds(&out, width_pad(a, r->rows.cols[k].label, r->rows.cols[k].width + 2, 0));
		buf_addc(&out, '\n');
		for (size_t i = 0; i < page.n; i++) {
			for (size_t k = 0; k < r->rows.n_cols; k++) {
				const char *v = text_clean(a, cell_text(r, a, k, &page.rows[i], false), false);
				int width = r->rows.cols[k].width;

				/* Nothing is cut here: what is too long for its column pushes the others on. */
				buf_adds(&out, width_text(v) > width ? arena_printf(a, "%s  ", v) : width_pad(a, v, width + 2, 0));
			}
			buf_addc(&out, '\n');
		}
		if (page.more)
			buf_printf(&out, _("只列前 %d 行；全部请用 e 导出\n"), COPY_MOST);
		copy_show(r->ui, buf_str(&out));
	} else {
		ui_say_err(r->ui, &e);
	}
	buf_free(&out);
	arena_free(a);
}

/* ---- keys ---- */

static enum screen_answer
words_key(struct reglist *r, const struct key *key)
{
	if (key->kind == K_ESC) {
		edit_set(&r->words, "");
		r->typing = false;
		reglist_ask_again(r);
		return SCREEN_DONE;
	}
	if (key->kind == K_ENTER || key->kind == K_TAB) {
		r->typing = false;
		return SCREEN_DONE;
	}
	if (key->kind == K_UP || key->kind == K_DOWN || key->kind == K_PGUP || key->kind == K_PGDN) {
		reglist_count(r);
		listview_key(&r->rows, key, false, false);
		return SCREEN_DONE;
	}
	switch (edit_key(&r->words, key, 1)) {
	case EDIT_CHANGED: reglist_ask_again(r); return SCREEN_DONE;
	case EDIT_MOVED:
	case EDIT_EDGE: return SCREEN_DONE;
	case EDIT_PASS: break;
	}
	return SCREEN_PASS;
}

/* Esc takes back the last thing that narrowed the list; with nothing left it leaves. */
static bool
widen(struct reglist *r)
{
	if (r->rows.n_marks > 0)
		listview_unmark_all(&r->rows);
	else if (*edit_text(&r->words) != '\0')
		edit_set(&r->words, "");
	else if (r->n_filters > r->n_given)
		r->n_filters--;
	else
		return false;
	reglist_ask_again(r);
	return true;
}

static void
do_marked(struct reglist *r)
{
	if (bulk_run(r->ui, r->flow, r->rows.marks, r->rows.n_marks))
		listview_unmark_all(&r->rows);
}

/* In the list of one agency's opinions a new one is about that agency. */
static void
new_here(struct reglist *r)
{
	for (size_t i = 0; i < r->n_filters; i++) {
		const struct list_filter *f = r->filter[i].filter;

		if (f != NULL && f->type == FT_REF && strspn(r->filter[i].value, "0123456789") == strlen(r->filter[i].value)) {
			work_new(r->ui, r->flow, flow_find(f->ref), strtoll(r->filter[i].value, NULL, 10));
			return;
		}
	}
	work_new(r->ui, r->flow, NULL, 0);
}

static enum screen_answer
command_key(struct reglist *r, const struct key *key)
{
	int64_t id = listview_selected_id(&r->rows), to;
	const struct flow *f;
	bool none = false;

	if (key_is_f(key, 6) && id != 0) {
		if (!work_awaited(r->ui, r->flow, id, NULL, &none) && none)
			ui_say(r->ui, UI_NORMAL, "%s", _("这件现在不等您办理"));
		return SCREEN_DONE;
	}
	switch (key_command(key)) {
	case '/': r->typing = true; break;
	case 's': reglist_ask_sort(r); break;
	case 'f': reglist_ask_filter(r); break;
	case 'v': reglist_ask_view(r); break;
	case 'y': copy_rows(r); break;
	case 'e': reglist_export(r); break;
	case 'r': ui_changed(r->ui); break;
	case 'n': new_here(r); break;
	case 'm': r->menu.focused = true; break;
	case 't':
		if (strcmp(r->flow->name, "evaluation") != 0)
			return SCREEN_PASS;
		evaluation_grid(r->ui, evaluation_year(r->ui, id));
		break;
	case 'l': open_selected(r); break;
	case 'a':
		if (r->rows.n_marks > 0)
			do_marked(r);
		else if (id != 0)
			work_act(r->ui, r->flow, id, "");
		break;
	case 'p':
		if (!papers_for(r->flow))
			return SCREEN_PASS;
		if (r->rows.n_marks > 0 && papers_many(r->ui, r->flow, r->rows.marks, r->rows.n_marks))
			listview_unmark_all(&r->rows);
		else if (r->rows.n_marks == 0 && id != 0)
			papers_open(r->ui, r->flow, id);
		break;
	case '.':
		if (work_next(r->ui, id, &f, &to))
			open_record(r->ui, f, to, NULL);
		break;
	default: return SCREEN_PASS;
	}
	return SCREEN_DONE;
}

static enum screen_answer
list_key(struct ui *ui, struct screen *s, const struct key *key)
{
	struct reglist *r = (struct reglist *)s;

	(void)ui;
	if (r->typing && key->kind != K_F)
		return words_key(r, key);
	if (r->menu.focused)
		return workmenu_key(r->ui, &r->menu, &r->preview, s, key);
	if (r->preview.focused && preview_key(&r->preview, key))
		return SCREEN_DONE;
	reglist_count(r);
	switch (listview_key(&r->rows, key, true, true)) {
	case LISTVIEW_MOVED:
	case LISTVIEW_MARKED: return SCREEN_DONE;
	case LISTVIEW_OPEN: open_selected(r); return SCREEN_DONE;
	case LISTVIEW_PASS: break;
	}
	if (workmenu_pane(&r->menu, &r->preview, key))
		return SCREEN_DONE;
	if (key->kind == K_ESC && widen(r))
		return SCREEN_DONE;
	return command_key(r, key);
}

/* ---- the screen ---- */

static bool
list_later(struct ui *ui, struct screen *s)
{
	struct reglist *r = (struct reglist *)s;

	(void)ui;
	if (!hurry_later(&r->hurry))
		return reglist_count_late(r);
	listview_refresh(&r->rows);
	return true;
}

static void
list_refresh(struct ui *ui, struct screen *s)
{
	struct reglist *r = (struct reglist *)s;
	r->counted = false;
	reglist_count(r);
	listview_refresh(&r->rows);
	preview_stale(&r->preview);
	workmenu_refresh(ui, &r->menu);
}

static void
list_close(struct ui *ui, struct screen *s)
{
	struct reglist *r = (struct reglist *)s;

	(void)ui;
	listview_free(&r->rows);
	workmenu_free(&r->menu);
	edit_free(&r->words);
	arena_free(r->arena);
	preview_free(&r->preview);
}

static const struct screen_kind list_kind = {
	.name = "list",
	.label = N_("列表"),
	.draw = list_draw,
	.key = list_key,
	.top = list_top,
	.hints = list_hints,
	.later = list_later,
	.refresh = list_refresh,
	.close = list_close,
};

struct screen *
list_screen(struct ui *ui, const struct list *l, const char *filter, const char *value)
{
	struct reglist *r = screen_new(&list_kind, sizeof *r);

	r->ui = ui;
	preview_init(&r->preview);
	edit_init(&r->words, false, 0);
	reglist_show(r, l);
	if (filter != NULL && *filter == '\0')
		reglist_set_filter(r, NULL, value, reglist_value(r, NULL, value));
	for (size_t i = 0; filter != NULL && i < l->n_filters; i++)
		if (strcmp(l->filters[i].name, filter) == 0)
			reglist_set_filter(r, &l->filters[i], value, reglist_value(r, &l->filters[i], value));
	workmenu_init(ui, &r->menu, r->flow);
	reglist_ask_again(r);
	return &r->screen;
}

const struct flow *
list_screen_record(const struct screen *s, int64_t *id)
{
	const struct reglist *r = (const struct reglist *)s;

	*id = listview_selected_id(&r->rows);
	return r->flow;
}

void
list_screen_narrow(struct screen *s, const char *filter, const char *value)
{
	struct reglist *r = (struct reglist *)s;

	for (size_t i = 0; i < r->list->n_filters; i++)
		if (strcmp(r->list->filters[i].name, filter) == 0)
			reglist_set_filter(r, &r->list->filters[i], value, reglist_value(r, &r->list->filters[i], value));
	reglist_ask_again(r);
}

void
list_screen_given(struct screen *s)
{
	struct reglist *r = (struct reglist *)s;

	r->n_given = r->n_filters;
}

void
open_list(struct ui *ui, const struct list *l, const char *filter, const char *value)
{
	ui_push(ui, list_screen(ui, l, filter, value));
}
