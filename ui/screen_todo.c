/*
 * screen_todo.c: the work queue, the first screen: what waits for me, the most urgent
 * first; why it has its deadline stands above the keys.
 *
 * Knows: the engine's queue.  Must not know: what a flow waits for.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "ui/editor.h"
#include "ui/hurry.h"
#include "ui/list.h"
#include "ui/match.h"
#include "ui/preview.h"
#include "ui/work.h"

#define PREVIEW_LIST 72   /* columns the queue keeps where the selected record is shown beside */
#define LONG_DUE 14       /* 期限 as "逾期 10 工作日" */
#define SHORT_DUE 8       /* as "逾期 10" */
#define BRIEF_BELOW 78    /* columns of the list: below, 期限 is short */
#define COVERED_BELOW 90  /* the same where a colleague's name stands before what waits */
#define LETTERS_MOST 2000 /* rows looked through for pinyin initials */

struct todo {
	struct screen screen;
	struct ui *ui;
	struct listview list;
	struct listview_col *cols;
	struct workmenu menu;
	struct todo_sum sum;
	struct edit filter;
	struct hurry hurry;      /* of the search for what is typed */
	bool filtering;          /* keys go to the filter */
	bool loaded;
	bool brief;              /* deadlines in their short form: the list is narrow */
	bool covering;           /* a row that was read is a colleague's on leave */
	struct preview preview;
};

static const struct listview_col todo_cols[] = {
	{ .label = N_("期限"), .width = LONG_DUE, .rank = 0 },
	{ .label = N_("事项"), .width = 10, .rank = 4 },
	{ .label = N_("编号"), .width = 18, .min = 14, .rank = 3 },
	{ .label = N_("对象"), .width = 30, .min = 14, .rank = 2 },
	{ .label = N_("等我做"), .width = 24, .min = 12, .rank = 1 },
};

/* ---- the source ---- */

/* One record may wait for two things: the row's id holds the action's place in its flow too. */
static int64_t
row_id(const struct todo_row *t)
{
	const struct action *ac = action_find(NULL, t->action);

	return t->record * 64 + (ac != NULL ? (ac - action_flow(ac)->actions) % 64 : 0);
}

/* Where a row stands, as the list widget keeps it. */
static const char *
edge_key(struct arena *a, const struct wait_edge *edge)
{
	return arena_printf(a, "%d %lld %lld", (int)edge->due, (long long)edge->record, (long long)edge->place);
}

static struct wait_edge
key_edge(const char *key)
{
	struct wait_edge edge = { 0 };
	char *end;

	edge.due = (day_t)strtol(key, &end, 10);
	edge.record = strtoll(end, &end, 10);
	edge.place = strtoll(end, NULL, 10);
	return edge;
}

static void
make_row(struct ui *ui, struct arena *a, const struct todo_row *t, bool brief, struct listview_row *out)
{
	const char **cell = arena_alloc(a, N_OF(todo_cols) * sizeof *cell);
	unsigned *attr = arena_alloc(a, N_OF(todo_cols) * sizeof *attr);
	struct todo_row *kept = arena_alloc(a, sizeof *kept);

	*kept = *t;
	cell[0] = brief ? due_brief(a, t->days) : due_words(a, t->days);
	cell[1] = t->flow != NULL ? _(t->flow->label) : "";
	cell[2] = t->number;
	cell[3] = t->object;
	cell[4] = *t->text == '\0' ? "" :
		*t->covered != '\0' ? arena_printf(a, _("代%s %s"), t->covered, _(t->text)) : _(t->text);
	for (size_t i = 0; i < N_OF(todo_cols); i++)
		attr[i] = t->calm ? UI_DIM : UI_NORMAL;
	attr[0] = t->calm && t->due > ui->en->today ? UI_DIM : due_attr(ui, t->due);
	attr[4] = t->calm ? UI_DIM : UI_STRONG;
	*out = (struct listview_row){ .id = row_id(t), .key = edge_key(a, &t->edge), .cell = cell, .attr = attr,
		.data = kept };
}

/* Letters may be pinyin initials, which the queue does not hold: look through its front. */
static bool
has_letters(const char *s)
{
	bool letter = false;

	for (; *s != '\0'; s++) {
		if ((unsigned char)*s >= 0x80)
			return false;
		letter |= (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z');
	}
	return letter;
}

/* Rows of the front whose words begin with the letters, at most MAX. */
static size_t
fetch_letters(struct ui *ui, struct arena *a, const char *words, size_t max, struct todo_row **out, struct err *e)
{
	const char *typed = match_typed(a, words);
	struct todo_row *all;
	size_t n = todo_fetch(ui->en, a, NULL, NULL, LETTERS_MOST, &all, e), kept = 0;

	*out = arena_alloc(a, (n + 1) * sizeof **out);
	for (size_t i = 0; i < n && kept < max; i++) {
		struct match m = match_prepare(a, arena_printf(a, "%s %s %s %s", all[i].number, all[i].object,
			_(all[i].text), all[i].flow != NULL ? _(all[i].flow->label) : ""));

		if (match_score(&m, typed) != 0)
			(*out)[kept++] = all[i];
	}
	return kept;
}

static struct listview_row *
make_rows(struct todo *t, struct arena *a, const struct todo_row *rows, size_t n)
{
	struct listview_row *out = arena_alloc(a, (n + 1) * sizeof *out);

	for (size_t i = 0; i < n; i++)
		make_row(t->ui, a, &rows[i], t->brief, &out[i]);
	for (size_t i = 0; i < n && !t->covering; i++)
		if (*rows[i].covered != '\0') {
			t->covering = true;
			ui_dirty(t->ui);
		}
	return out;
}

static bool
todo_source(void *ctx, struct arena *a, const struct listview_ask *q, struct listview_page *out, struct err *e)
{
	struct todo *t = ctx;
	const char *words = edit_text(&t->filter);
	struct wait_edge edge = { .backward = q->from_end };
	struct todo_row *rows;

	if (has_letters(words)) {
		struct listview_rows all = { .n = fetch_letters(t->ui, a, words, LETTERS_MOST, &rows, e) };

		all.rows = make_rows(t, a, rows, all.n);
		return e->code == ERR_OK && listview_fetch_rows(&all, a, q, out, e);
	}
	if (q->id != 0 && !q->from_end) {
		edge = key_edge(q->key);
		edge.backward = q->before;
		edge.inclusive = q->inclusive;
	}
	hurry_begin(t->ui, &t->hurry);
	out->n = todo_fetch(t->ui->en, a, words, &edge, q->limit, &rows, e);
	hurry_end(t->ui, &t->hurry, e);
	out->rows = make_rows(t, a, rows, out->n);
	return e->code == ERR_OK;
}

static const struct todo_row *
selected(const struct todo *t)
{
	const struct listview_row *row = listview_selected(&t->list);

	return row != NULL ? row->data : NULL;
}

/* ---- the picture ---- */

static void
count(struct ui *ui, struct todo *t)
{
	struct err e = { 0 };

	if (!todo_sum(ui->en, &t->sum, &e))
		ui_say_err(ui, &e);
	t->list.total = *edit_text(&t->filter) == '\0' ? t->sum.all : -1;
}

/* "12 件   逾期 2   三日内 3   意见 4  审查 3"; each with its meaning's colour. */
static int
draw_counts(struct ui *ui, struct todo *t, int y, int x, int w)
{
	int at = x, end = x + w;

	at += draw_put(y, at, end - at, UI_STRONG, arena_printf(ui->frame, _("%lld 件"), (long long)t->sum.all)) + 3;
	if (t->sum.overdue > 0 && at < end)
		at += draw_put(y, at, end - at, UI_OVERDUE, arena_printf(ui->frame, _("逾期 %lld"), (long long)t->sum.overdue)) + 3;
	if (t->sum.soon > 0 && at < end)
		at += draw_put(y, at, end - at, UI_TODAY, arena_printf(ui->frame, _("三日内 %lld"), (long long)t->sum.soon)) + 3;
	for (size_t i = 0; i < t->sum.n_flows; i++) {
		const char *text;

		if (t->sum.by_flow[i].flow == NULL || t->sum.by_flow[i].n == 0)
			continue;
		text = arena_printf(ui->frame, "%s %lld", _(t->sum.by_flow[i].flow->label), (long long)t->sum.by_flow[i].n);
		if (at + draw_width(text) >= end)
			break;
		at += draw_put(y, at, end - at, UI_DIM, text) + 2;
	}
	return at;
}

static const char *
empty_text(const struct todo *t)
{
	if (t->hurry.unfinished)
		return _("正在查找…");
	if (*edit_text(&t->filter) != '\0')
		return _("没有符合的待办。Esc 看全部");
	if (t->ui->en->queue_mine)
		return _("没有我承办的待办。f 看全部");
	if (may_import(t->ui, NULL))
		return _("没有待办，今天可以歇一歇。\nn 登记新的监督意见，Tab 打开左边的菜单；已有的台账可以导入。");
	return _("没有待办，今天可以歇一歇。Tab 打开左边的菜单。");
}

/* In a narrow list the unit of a deadline goes before any name is cut. */
static void
set_brief(struct todo *t, int width)
{
	bool brief = width < (t->covering ? COVERED_BELOW : BRIEF_BELOW);

	if (brief == t->brief)
		return;
	t->brief = brief;
	t->cols[0].width = brief ? SHORT_DUE : LONG_DUE;
	listview_refresh(&t->list);
}

static void
todo_draw(struct ui *ui, struct screen *s, struct rect body)
{
	struct todo *t = (struct todo *)s;
	struct rect r = workmenu_draw(ui, &t->menu, body);
	bool typing = t->filtering || *edit_text(&t->filter) != '\0';
	const struct todo_row *row;
	struct rect beside;
	int box;

	if (!t->loaded) {
		t->loaded = true;
		count(ui, t);
	}
	beside = preview_take(&t->preview, &r, PREVIEW_LIST);
	box = typing ? (r.w > 60 ? 24 : 18) : 8;
	draw_counts(ui, t, r.y, r.x + 2, r.w - box - 4);
	if (typing) {
		draw_put(r.y, r.x + r.w - box, 2, UI_KEY, "/");
		editor_draw_line(&t->filter, r.y, r.x + r.w - box + 2, box - 3, UI_FIELD, false);
	} else {
		draw_put(r.y, r.x + r.w - box, box, UI_DIM, _("/ 筛选"));
	}
	set_brief(t, r.w);
	t->list.empty = empty_text(t);
	listview_draw(&t->list, (struct rect){ r.y + 1, r.x, r.h - 1, r.w }, !t->menu.focused && !t->preview.focused);
	if (t->filtering)
		editor_draw_line(&t->filter, r.y, r.x + r.w - box + 2, box - 3, UI_FIELD, true);
	row = selected(t);
	preview_draw(ui, &t->preview, beside, row != NULL ? row->flow : NULL, row != NULL ? row->record : 0);
	if (row != NULL && !draw_slow())
		ui_info(ui, due_attr(ui, row->due) == UI_OVERDUE ? UI_OVERDUE : UI_NORMAL,
			row->basis != NULL && *row->basis != '\0' ? row->basis : _("没有期限"));
}

static void
todo_top(struct ui *ui, struct screen *s, struct topline *out)
{
	(void)s;
	out->left = ui->en->queue_mine ? _("监督  待办  我承办的") : _("监督  待办");
}

static size_t
todo_hints(struct ui *ui, struct screen *s, struct hint *out)
{
	struct todo *t = (struct todo *)s;
	size_t n = 0;

	if (t->filtering) {
		out[n++] = (struct hint){ .key = "Enter", .label = _("回到列表") };
		out[n++] = (struct hint){ .key = _("上下键"), .label = _("选择"), .rank = 1 };
		out[n++] = (struct hint){ .key = "Esc", .label = _("看全部"), .right = true };
		return n;
	}
	if (t->menu.focused || t->preview.focused)
		return workmenu_hints(&t->menu, &t->preview, out);
	if (selected(t) != NULL) {
		out[n++] = (struct hint){ .key = "Enter", .label = _("打开") };
		out[n++] = (struct hint){ .key = "F6", .label = _("直接办"), .rank = 3 };
		out[n++] = (struct hint){ .key = "a", .label = _("办理"), .rank = 1 };
		out[n++] = (struct hint){ .key = ".", .label = _("下一件"), .rank = 4 };
		out[n++] = (struct hint){ .key = "/", .label = _("筛选"), .rank = 2 };
	}
	if (ui->en->actor.roles & ROLE_BUREAU)
		out[n++] = (struct hint){ .key = "f", .label = ui->en->queue_mine ? _("全部") : _("我承办的"), .rank = 6 };
	if (work_creates(ui, NULL))
		out[n++] = (struct hint){ .key = "n", .label = _("新建"), .rank = 2 };
	out[n++] = (struct hint){ .key = "Tab", .label = _("菜单"), .rank = 1 };
	out[n++] = (struct hint){ .key = "e", .label = _("导出"), .rank = 7 };
	out[n++] = (struct hint){ .key = "q", .label = _("离开"), .rank = 5 };
	out[n++] = (struct hint){ .key = "F1", .label = _("帮助"), .right = true };
	out[n++] = (struct hint){ .key = "F9", .label = _("命令"), .rank = 3, .right = true };
	return n;
}

/* ---- going on from an open record ---- */

static bool
todo_step(struct ui *ui, void *ctx, int64_t id, int dir, const struct flow **f, int64_t *to)
{
	struct todo *t = ctx;
	const struct todo_row *row = selected(t);

	(void)ui;
	/* The record may have left the queue: then the selected row is the next one already. */
	if (row == NULL || (row->record == id && !listview_move(&t->list, dir)))
		return false;
	for (row = selected(t); row != NULL && (row->record == id || row->record == 0); row = selected(t))
		if (!listview_move(&t->list, dir))
			return false;
	if (row == NULL || row->flow == NULL)
		return false;
	*f = row->flow;
	*to = row->record;
	return true;
}

static const char *
todo_place(void *ctx, char out[48])
{
	return listview_position(&((struct todo *)ctx)->list, out);
}

/* ---- keys ---- */

static void
filter_changed(struct ui *ui, struct todo *t)
{
	count(ui, t);
	hurry_again(&t->hurry);
	listview_restart(&t->list);
}

static enum screen_answer
filter_key(struct ui *ui, struct todo *t, const struct key *key)
{
	if (key->kind == K_ESC) {
		edit_set(&t->filter, "");
		t->filtering = false;
		filter_changed(ui, t);
		return SCREEN_DONE;
	}
	if (key->kind == K_ENTER || key->kind == K_TAB) {
		t->filtering = false;
		return SCREEN_DONE;
	}
	if (key->kind == K_UP || key->kind == K_DOWN || key->kind == K_PGUP || key->kind == K_PGDN) {
		listview_key(&t->list, key, false, false);
		return SCREEN_DONE;
	}
	switch (edit_key(&t->filter, key, 1)) {
	case EDIT_CHANGED: filter_changed(ui, t); return SCREEN_DONE;
	case EDIT_MOVED:
	case EDIT_EDGE: return SCREEN_DONE;
	case EDIT_PASS: break;
	}
	return SCREEN_PASS;
}

static void
open_selected(struct ui *ui, struct todo *t)
{
	const struct todo_row *row = selected(t);
	struct walk w = { todo_step, todo_place, t };

	if (row != NULL && row->record == 0 && row->flow != NULL && row->flow->import != NULL)
		open_import(ui, row->flow, NULL);
	else if (row != NULL && row->flow != NULL)
		open_record(ui, row->flow, row->record, &w);
}

static void
copy_rows(struct ui *ui, struct todo *t)
{
	struct arena *a = arena_new();
	struct buf out = BUF_INIT;
	struct todo_row *rows;
	struct err e = { 0 };
	const char *words = edit_text(&t->filter);
	size_t n = has_letters(words) ? fetch_letters(ui, a, words, COPY_MOST, &rows, &e) :
					todo_fetch(ui->en, a, words, NULL, COPY_MOST, &rows, &e);

	for (size_t i = 0; i < n; i++)
		buf_printf(&out, "%s\t%s\t%s\t%s\t%s\n", due_words(a, rows[i].days),
			rows[i].flow != NULL ? _(rows[i].flow->label) : "", rows[i].number, rows[i].object, _(rows[i].text));
	copy_show(ui, buf_str(&out));
	buf_free(&out);
	arena_free(a);
}

struct shown {
	struct ui *ui;
	const char *words;
};

static size_t
fetch_shown(void *ctx, struct arena *a, const struct wait_edge *edge, size_t max, struct todo_row **out, struct err *e)
{
	const struct shown *s = ctx;

	if (!has_letters(s->words))
		return todo_fetch(s->ui->en, a, s->words, edge, max, out, e);
	return edge == NULL ? fetch_letters(s->ui, a, s->words, LETTERS_MOST, out, e) : 0;
}

static enum screen_answer
todo_key(struct ui *ui, struct screen *s, const struct key *key)
{
	struct todo *t = (struct todo *)s;
	const struct todo_row *row;
	uint32_t c = key_command(key);
	bool none;

	if (t->filtering && key->kind != K_F)
		return filter_key(ui, t, key);
	if (t->menu.focused)
		return workmenu_key(ui, &t->menu, &t->preview, s, key);
	if (t->preview.focused && preview_key(&t->preview, key))
		return SCREEN_DONE;
	if (listview_key(&t->list, key, true, false) == LISTVIEW_MOVED)
		return SCREEN_DONE;
	row = selected(t);
	if (key->kind == K_ENTER || c == 'l') {
		open_selected(ui, t);
	} else if (workmenu_pane(&t->menu, &t->preview, key)) {
		return SCREEN_DONE;
	} else if (c == '/') {
		t->filtering = true;
	} else if (key->kind == K_ESC && *edit_text(&t->filter) != '\0') {
		edit_set(&t->filter, "");
		filter_changed(ui, t);
	} else if ((key_is_f(key, 6) || c == 'a') && row != NULL && row->record == 0) {
		open_selected(ui, t);
	} else if (key_is_f(key, 6) && row != NULL) {
		const char *text = _(row->text);

		if (!work_awaited(ui, row->flow, row->record, row->action, &none) && none)
			ui_say(ui, UI_NORMAL, _("%s，现在不用办理；要先办的，按 a 选择"), text);
	} else if (c == 'a' && row != NULL) {
		work_act(ui, row->flow, row->record, row->action);
	} else if (c == 'f') {
		ui->en->queue_mine = !ui->en->queue_mine;
		ui_say(ui, UI_NORMAL, "%s", ui->en->queue_mine ? _("只看我承办的和我代办的；再按 f 看全部") : _("全部待办"));
		filter_changed(ui, t);
		workmenu_refresh(ui, &t->menu);
	} else if (c == '.') {
		listview_move(&t->list, 1);
	} else if (c == 'n') {
		work_new(ui, NULL, NULL, 0);
	} else if (c == 'e') {
		todo_export(ui, fetch_shown, &(struct shown){ ui, edit_text(&t->filter) });
	} else if (c == 'y') {
		copy_rows(ui, t);
	} else if (c == 'r') {
		ui_changed(ui);
	} else if (c == 'q') {
		ui_quit(ui);
	} else {
		return SCREEN_PASS;
	}
	return SCREEN_DONE;
}

static void
todo_refresh(struct ui *ui, struct screen *s)
{
	struct todo *t = (struct todo *)s;

	count(ui, t);
	listview_refresh(&t->list);
	workmenu_refresh(ui, &t->menu);
	preview_stale(&t->preview);
}

static bool
todo_later(struct ui *ui, struct screen *s)
{
	struct todo *t = (struct todo *)s;

	(void)ui;
	if (!hurry_later(&t->hurry))
		return false;
	listview_refresh(&t->list);
	return true;
}

static void
todo_close(struct ui *ui, struct screen *s)
{
	struct todo *t = (struct todo *)s;

	(void)ui;
	listview_free(&t->list);
	workmenu_free(&t->menu);
	preview_free(&t->preview);
	edit_free(&t->filter);
}

static const struct screen_kind todo_kind = {
	.name = "todo",
	.label = N_("待办"),
	.draw = todo_draw,
	.key = todo_key,
	.top = todo_top,
	.hints = todo_hints,
	.refresh = todo_refresh,
	.later = todo_later,
	.close = todo_close,
};

struct screen *
todo_screen(struct ui *ui)
{
	struct todo *t = screen_new(&todo_kind, sizeof *t);
	struct listview_col *cols = arena_alloc(t->screen.arena, sizeof todo_cols);

	memcpy(cols, todo_cols, sizeof todo_cols);
	for (size_t i = 0; i < N_OF(todo_cols); i++)
		cols[i].label = _(todo_cols[i].label);
	t->ui = ui;
	t->cols = cols;
	edit_init(&t->filter, false, 0);
	listview_init(&t->list, cols, N_OF(todo_cols), todo_source, t);
	t->list.blank_after_head = true;
	t->list.measured = true;
	preview_init(&t->preview);
	workmenu_init(ui, &t->menu, NULL);
	return &t->screen;
}

const struct flow *
todo_screen_record(const struct screen *s, int64_t *id)
{
	const struct todo_row *row = selected((const struct todo *)s);

	*id = row != NULL ? row->record : 0;
	return row != NULL ? row->flow : NULL;
}
