/*
 * screen_record.c: the reading screen: one record as a letter with its course of events
 * beside it where there is room, below it where there is not; acts, links, deadlines
 * explained, the next and the previous case without going back.
 *
 * Knows: pages, walks, acts.  Must not know: what stands in a letter (case_page.c,
 * review_page.c, record_page.c).
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/choose.h"
#include "ui/dialog.h"
#include "ui/pager.h"
#include "ui/screen.h"
#include "ui/work.h"

#define BESIDE_FROM 110  /* columns from which on the course stands beside the letter */
#define COURSE_COLUMNS 42
#define LINKS_MOST 24

struct reader {
	struct screen screen;
	struct arena *arena;      /* of the record as shown */
	const struct flow *flow;
	int64_t id;
	void *row;                /* NULL: it cannot be seen any more */
	int64_t version;
	const char *title, *status, *brief, *gone;
	unsigned status_attr;
	const char *basis;        /* why there is a deadline, or what may be done */
	const char *until;        /* the same with the date, where there is room */
	bool overdue;
	struct walk walk;
	bool has_walk;

	/* Laid out for one width. */
	struct arena *page_arena;
	struct page *letter, *course; /* course NULL: it stands below in the letter */
	int width;
	int skip[2];              /* rows scrolled away: letter, course */
	int room[2];
	bool right;               /* the course has the focus */
};

/* ---- the record ---- */

/* Why it has the deadline it has; without one, what the article says that comes next. */
static const char *
basis_of(struct ui *ui, struct reader *r)
{
	const struct wait_row *w = work_wait(ui, r->arena, r->flow, r->id);
	struct err scrap = { 0 };
	struct clock_row *c;
	size_t n = record_clocks(ui->en, r->arena, r->flow, r->id, &c, &scrap);
	const struct action *ac = w != NULL ? action_find(NULL, w->action) : NULL;

	r->overdue = false;
	r->until = "";
	for (size_t i = 0; i < n; i++)
		if (c[i].stopped == DAY_NONE && *c[i].basis != '\0') {
			r->overdue = c[i].due < ui->en->today;
			r->until = arena_printf(r->arena, _("%s，至 %s"), _(c[i].basis), day_near(ui, r->arena, c[i].due));
			return arena_strdup(r->arena, _(c[i].basis));
		}
	if (ac != NULL && article_text(ac->article) != NULL)
		return arena_printf(r->arena, "%s  %s", article_name(ac->article), article_text(ac->article));
	return "";
}

static void
load(struct ui *ui, struct reader *r)
{
	struct err e = { 0 };

	arena_reset(r->arena);
	r->width = 0;
	r->row = record_open(ui->en, r->arena, r->flow, r->id, &e);
	if (r->row == NULL) {
		r->title = r->status = r->brief = r->basis = "";
		r->gone = arena_strdup(r->arena, e.text);
		return;
	}
	r->version = row_head(r->row)->version;
	r->title = row_title(ui->en, r->arena, r->flow, r->row);
	r->status = record_status(ui, r->arena, r->flow, r->row, &r->status_attr, &r->brief);
	r->basis = basis_of(ui, r);
}

static void
go_to(struct ui *ui, struct reader *r, const struct flow *f, int64_t id)
{
	r->flow = f;
	r->id = id;
	r->skip[0] = r->skip[1] = 0;
	r->right = false;
	load(ui, r);
}

/* ---- the picture ---- */

/* Under the facts of what is no case: how many certificates, opinions and so on belong to it. */
static void
put_lists(struct ui *ui, struct reader *r)
{
	struct link link[LINKS_MOST];
	struct fact fact[LINKS_MOST];
	size_t n = record_links(ui, r->page_arena, r->flow, r->row, link, LINKS_MOST), m = 0;

	for (size_t i = 0; i < n; i++)
		if (link[i].id == 0)
			fact[m++] = (struct fact){ link[i].label, link[i].title, UI_NORMAL };
	if (m == 0)
		return;
	page_section(r->letter, _("相关"), _("F4 打开"));
	page_facts(r->letter, fact, m);
}

static void
lay_out(struct ui *ui, struct reader *r, int width)
{
	bool beside = width >= BESIDE_FROM;
	int columns = beside ? width - COURSE_COLUMNS - 8 : width - 4;

	if (r->width == width)
		return;
	arena_reset(r->page_arena);
	r->width = width;
	r->course = NULL;
	r->letter = page_new(r->page_arena, columns);
	if (r->row == NULL) {
		page_para(r->letter, 0, UI_ERROR, r->gone);
		return;
	}
	record_letter(ui, r->letter, r->flow, r->row);
	attachments_part(ui, r->letter, r->flow, r->id);
	put_lists(ui, r);
	if (beside) {
		r->course = page_new(r->page_arena, COURSE_COLUMNS);
		page_para(r->course, 0, UI_DIM, _("经过"));
		record_course(ui, r->course, r->flow, r->id);
	} else {
		page_section(r->letter, _("经过"), "");
		record_course(ui, r->letter, r->flow, r->id);
	}
}

/* Draw a page scrolled by *SKIP, which is kept within the page; marks say that there is more. */
static void
draw_scrolled(const struct page *p, struct rect r, int *skip)
{
	int last = (int)p->n - r.h;

	last = last < 0 ? 0 : last;
	*skip = *skip > last ? last : *skip < 0 ? 0 : *skip;
	page_draw(p, r, *skip);
	if (*skip > 0)
		draw_text(r.y, r.x + r.w + 1, 1, UI_KEY, "^");
	if (*skip < last)
		draw_text(r.y + r.h - 1, r.x + r.w + 1, 1, UI_KEY, "v");
}

static void
record_draw(struct ui *ui, struct screen *s, struct rect body)
{
	struct reader *r = (struct reader *)s;
	struct rect left = { body.y, body.x + 2, body.h, body.w - 4 };

	lay_out(ui, r, body.w);
	left.w = r->letter->width;
	r->room[0] = r->room[1] = body.h;
	draw_scrolled(r->letter, left, &r->skip[0]);
	draw_cursor(left.y, left.x);
	if (r->course != NULL) {
		struct rect right = { body.y, left.x + left.w + 4, body.h, r->course->width };

		draw_vline(body.y, right.x - 2, body.h);
		draw_scrolled(r->course, right, &r->skip[1]);
		if (r->right)
			draw_cursor(right.y, right.x);
	}
	if (ui->others != NULL && *ui->others != '\0')
		ui_info(ui, UI_TODAY, page_pair(r->letter, ui->others, r->basis));
	else if (*r->basis != '\0')
		ui_info(ui, r->overdue ? UI_OVERDUE : UI_NORMAL,
			*r->until != '\0' && draw_width(r->until) <= body.w - 3 ? r->until : r->basis);
}

static void
record_top(struct ui *ui, struct screen *s, struct topline *out)
{
	struct reader *r = (struct reader *)s;

	out->left = arena_printf(ui->frame, "%s  %s", _(r->flow->label), r->title);
	/* Rather less of the status than a title cut short. */
	out->right = draw_width(out->left) + draw_width(r->status) + 6 > draw_cols() ? r->brief : r->status;
	out->right_attr = r->status_attr;
}

static size_t
record_hints(struct ui *ui, struct screen *s, struct hint *out)
{
	struct reader *r = (struct reader *)s;
	char place[48] = "";
	size_t n = 0;

	out[n++] = (struct hint){ .key = "a", .label = _("办理") };
	if (r->flow->waits != NULL)
		out[n++] = (struct hint){ .key = "F6", .label = _("办完下一件"), .rank = 2 };
	if (r->has_walk)
		out[n++] = (struct hint){ .key = "J/K", .label = _("上下件"), .rank = 1 };
	out[n++] = (struct hint){ .key = "F4", .label = _("相关"), .rank = 1 };
	if (sheet_grid_for(r->flow))
		out[n++] = (struct hint){ .key = "t", .label = _("填表"), .rank = 2 };
	if (papers_for(r->flow))
		out[n++] = (struct hint){ .key = "p", .label = strcmp(r->flow->name, "template") == 0 ? _("预览") : _("文书"), .rank = 3 };
	if (attachments_for(r->flow))
		out[n++] = (struct hint){ .key = "b", .label = strcmp(r->flow->name, "attachment") == 0 ? _("取出") : _("附件"), .rank = 6 };
	if (r->flow->clocks != NULL)
		out[n++] = (struct hint){ .key = "c", .label = _("期限"), .rank = 3 };
	out[n++] = (struct hint){ .key = ".", .label = _("下一件待办"), .rank = 4 };
	out[n++] = (struct hint){ .key = "y", .label = _("抄录"), .rank = 5 };
	if (r->course != NULL)
		out[n++] = (struct hint){ .key = "Tab", .label = _("换栏"), .rank = 6 };
	if (work_creates(ui, NULL))
		out[n++] = (struct hint){ .key = "n", .label = _("新建"), .rank = 7 };
	if (r->has_walk)
		out[n++] = (struct hint){ .key = "F7/F8", .label = _("上下件"), .rank = 9 };
	out[n++] = (struct hint){ .key = _("上下键"), .label = _("滚动"), .rank = 9 };
	if (r->has_walk && *r->walk.place(r->walk.ctx, place) != '\0')
		out[n++] = (struct hint){ .key = arena_strdup(ui->frame, place), .label = "", .rank = 2, .right = true };
	out[n++] = (struct hint){ .key = "F1", .label = _("帮助"), .rank = 5, .right = true };
	out[n++] = (struct hint){ .key = "Esc", .label = _("返回"), .right = true };
	return n;
}

/* ---- keys ---- */

static void
step(struct ui *ui, struct reader *r, int dir)
{
	const struct flow *f;
	int64_t to;

	if (!r->has_walk)
		ui_say(ui, UI_DIM, "%s", _("这件不是从列表打开的"));
	else if (r->walk.step(ui, r->walk.ctx, r->id, dir, &f, &to))
		go_to(ui, r, f, to);
	else
		ui_say(ui, UI_DIM, "%s", dir > 0 ? _("这是最后一件") : _("这是第一件"));
}

static void
next_waiting(struct ui *ui, struct reader *r)
{
	const struct flow *f;
	int64_t to;

	if (work_next(ui, r->id, &f, &to))
		go_to(ui, r, f, to);
}

/* Do what is awaited here, and go on: with nothing to do here, just go on. */
static void
done_and_next(struct ui *ui, struct reader *r)
{
	bool none = false, done = work_awaited(ui, r->flow, r->id, NULL, &none);

	if (done || none)
		next_waiting(ui, r);
}

static void
explain_clocks(struct ui *ui, struct reader *r)
{
	struct arena *a = arena_new();
	struct err scrap = { 0 };
	struct clock_row *c;
	size_t n = record_clocks(ui->en, a, r->flow, r->id, &c, &scrap);
	struct buf out = BUF_INIT;

	for (size_t i = 0; i < n; i++)
		buf_printf(&out, "%s%s\n", i > 0 ? "\n\n" : "", clock_explained(ui->en, a, &c[i]));
	if (n == 0)
		ui_say(ui, UI_NORMAL, "%s", _("这件没有期限"));
	else
		ui_push(ui, pager_screen(arena_printf(a, _("期限是怎样算出来的  %s"), r->title), buf_str(&out)));
	buf_free(&out);
	arena_free(a);
}

static void
follow(struct ui *ui, const struct link *l)
{
	/* The sheets of a round are filled, not read. */
	if (l->list != NULL && strcmp(l->list->name, "candidate.sheet") == 0)
		sheet_grid(ui, flow_find("round"), strtoll(l->value, NULL, 10));
	else if (l->list != NULL && strcmp(l->list->name, "candidate.scoring") == 0)
		score_grid(ui, strtoll(l->value, NULL, 10));
	else if (l->id != 0)
		open_record(ui, l->flow, l->id, NULL);
	else
		open_list(ui, l->list, l->filter, l->value);
}

static void
choose_link(struct ui *ui, struct reader *r)
{
	struct arena *a = arena_new();
	struct link link[LINKS_MOST];
	size_t n = r->row != NULL ? record_links(ui, a, r->flow, r->row, link, LINKS_MOST) : 0;
	struct choose_row *rows = arena_alloc(a, (n + 1) * sizeof *rows);
	struct choose_rows all = { rows, NULL, n };
	struct choose c = { .title = _("相关"), .source = choose_from_rows, .ctx = &all, .numbered = true };
	struct chosen got;

	for (size_t i = 0; i < n; i++)
		rows[i] = (struct choose_row){ .id = (int64_t)i + 1, .title = link[i].label, .detail = link[i].title };
	if (n == 0)
		ui_say(ui, UI_NORMAL, "%s", _("没有相关的记录"));
	else if (choose(ui, a, &c, &got) == CHOOSE_PICKED)
		follow(ui, &link[got.id - 1]);
	arena_free(a);
}

static void
copy_record(struct ui *ui, struct reader *r)
{
	struct arena *a = arena_new();
	struct page *p = page_new(a, 76);
	struct buf out = BUF_INIT;

	page_para(p, 0, UI_NORMAL, arena_printf(a, "%s  %s", _(r->flow->label), r->title));
	page_para(p, 0, UI_NORMAL, r->status);
	page_blank(p);
	if (r->row != NULL) {
		record_letter(ui, p, r->flow, r->row);
		page_section(p, _("经过"), "");
		record_course(ui, p, r->flow, r->id);
	}
	page_plain(p, &out);
	copy_show(ui, buf_str(&out));
	buf_free(&out);
	arena_free(a);
}

static bool
scroll_key(struct reader *r, const struct key *key)
{
	uint32_t c = key_command(key);
	int *skip = &r->skip[r->right], page = r->room[r->right] > 2 ? r->room[r->right] - 2 : 1;

	if (key->kind == K_UP || c == 'k')
		--*skip;
	else if (key->kind == K_DOWN || c == 'j')
		++*skip;
	else if (key->kind == K_PGUP)
		*skip -= page;
	else if (key->kind == K_PGDN || c == ' ')
		*skip += page;
	else if (key->kind == K_HOME || c == 'g')
		*skip = 0;
	else if (key->kind == K_END || c == 'G')
		*skip = 1 << 20; /* drawing brings it back to the end */
	else
		return false;
	return true;
}

static enum screen_answer
record_key(struct ui *ui, struct screen *s, const struct key *key)
{
	struct reader *r = (struct reader *)s;
	uint32_t c = key_command(key);

	if (scroll_key(r, key))
		return SCREEN_DONE;
	if (key->kind == K_ENTER || c == 'a') {
		const struct wait_row *w = work_wait(ui, r->arena, r->flow, r->id);

		work_act(ui, r->flow, r->id, w != NULL ? w->action : "");
	} else if (c == 'J' || key_is_f(key, 8)) {
		step(ui, r, 1);
	} else if (c == 'K' || key_is_f(key, 7)) {
		step(ui, r, -1);
	} else if (c == '.') {
		next_waiting(ui, r);
	} else if (key_is_f(key, 6)) {
		done_and_next(ui, r);
	} else if (c == 'c') {
		explain_clocks(ui, r);
	} else if (key_is_f(key, 4)) {
		choose_link(ui, r);
	} else if (c == 't' && sheet_grid_for(r->flow)) {
		sheet_grid(ui, r->flow, r->id);
	} else if (c == 'p' && papers_for(r->flow)) {
		papers_open(ui, r->flow, r->id);
	} else if (c == 'b' && attachments_for(r->flow)) {
		attachments_open(ui, r->flow, r->id);
	} else if (c == 'y') {
		copy_record(ui, r);
	} else if (c == 'n') {
		work_new(ui, NULL, r->flow, r->id);
	} else if (c == 'r') {
		ui_changed(ui);
	} else if (key->kind == K_TAB || key->kind == K_BTAB) {
		r->right = r->course != NULL && !r->right;
	} else if (c == 'q' || c == 'h' || key->kind == K_LEFT) {
		return SCREEN_CLOSE;
	} else {
		return SCREEN_PASS;
	}
	return SCREEN_DONE;
}

/* ---- the screen ---- */

static void
record_refresh(struct ui *ui, struct screen *s)
{
	load(ui, (struct reader *)s);
}

static void
record_close(struct ui *ui, struct screen *s)
{
	struct reader *r = (struct reader *)s;

	(void)ui;
	arena_free(r->arena);
	arena_free(r->page_arena);
}

static int64_t
record_about(const struct screen *s, const struct flow **f, bool *editing)
{
	const struct reader *r = (const struct reader *)s;

	*f = r->flow;
	*editing = false;
	return r->row != NULL ? r->id : 0;
}

static const struct screen_kind record_kind = {
	.name = "record",
	.about = record_about,
	.label = N_("查看"),
	.draw = record_draw,
	.key = record_key,
	.top = record_top,
	.hints = record_hints,
	.refresh = record_refresh,
	.close = record_close,
};

struct screen *
record_screen(struct ui *ui, const struct flow *f, int64_t id, const struct walk *w)
{
	struct reader *r = screen_new(&record_kind, sizeof *r);

	r->arena = arena_new();
	r->page_arena = arena_new();
	r->has_walk = w != NULL;
	if (w != NULL)
		r->walk = *w;
	go_to(ui, r, f, id);
	return &r->screen;
}

void
open_record(struct ui *ui, const struct flow *f, int64_t id, const struct walk *w)
{
	struct arena *a = arena_new();
	struct err e = { 0 };

	if (f == NULL || record_get(ui->en, a, f, id, &e) == NULL) {
		if (e.code != ERR_OK)
			ui_say_err(ui, &e);
		else
			ui_say(ui, UI_ERROR, "%s", _("! 没有这条记录，或者您不能查看"));
	} else {
		ui_push(ui, record_screen(ui, f, id, w));
	}
	arena_free(a);
}

const struct flow *
record_screen_record(const struct screen *s, int64_t *id)
{
	const struct reader *r = (const struct reader *)s;

	*id = r->id;
	return r->flow;
}
