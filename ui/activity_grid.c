/*
 * activity_grid.c: who came to an activity, in one grid: a digit a person, the whole column
 * at once; what saving will bring is said before it is saved.
 *
 * Knows: the grid, the attendances of one activity, what two absences in a row mean to the
 * flow (flow/activity.h).  Must not know: how a run is found.
 *
 * One save is one transaction of many acts: it is all in the record or nothing is.
 */
#include "ui/activity_grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/width.h"
#include "flow/activity.h"
#include "flow/flows.h"
#include "ui/dialog.h"
#include "ui/grid_screen.h"
#include "ui/screen.h"
#include "ui/work.h"

#define MOST 5000 /* people of one activity */

enum { WHO, CARD, TOLD, MARK, HOURS, WHY };

static const struct grid_col cols[] = {
	[WHO] = { .label = N_("监督员"), .width = 16, .min = 8, .fixed = true },
	[CARD] = { .label = N_("证件编号"), .width = 14, .min = 12, .rank = 2 },
	[TOLD] = { .label = N_("通知"), .width = 10, .min = 6, .rank = 1 },
	[MARK] = { .label = N_("出席"), .kind = GRID_CHOICE, .words = attendance_marks, .width = 7 },
	[HOURS] = { .label = N_("学时"), .kind = GRID_NUMBER, .decimals = 1, .max = 240, .width = 5 },
	[WHY] = { .label = N_("事由或提示"), .kind = GRID_TEXT, .max = 200, .width = 20, .min = 12, .grow = true, .hints = true },
};

struct person_row {
	int64_t supervisor, version;
	bool told;
	word_t state;      /* of attendance_states */
	const char *reply; /* what was answered to the invitation */
	const char *key;   /* 姓氏笔画 order */
};

struct attending {
	struct ui *ui;
	struct arena *a;
	const struct activity *activity;
	struct grid grid;
	/* What the line above the keys says, for one version of the grid. */
	unsigned long told_for;
	const char *told;
	struct arena *told_arena;
};

static const struct person_row *
person_at(const struct grid *g, size_t row)
{
	return g->rows[row].data;
}

/* ---- what the grid asks ---- */

static bool
may(void *ctx, const struct grid *g, size_t row, size_t col)
{
	word_t mark = grid_word(g, row, MARK);

	(void)ctx;
	if (col == HOURS)
		return mark == MARK_ATTENDED;
	return col != WHY || mark == MARK_EXCUSED;
}

/* Why somebody is excused: as typed, else what was answered to the invitation. */
static const char *
reason_of(const struct grid *g, size_t row)
{
	const struct person_row *p = person_at(g, row);

	if (grid_word(g, row, MARK) != MARK_EXCUSED)
		return "";
	return *grid_value(g, row, WHY) != '\0' ? grid_value(g, row, WHY) : p->state == ATTENDANCE_DECLINED ? p->reply : "";
}

static const char *
standin(void *ctx, const struct grid *g, size_t row, size_t col, struct arena *a)
{
	const struct attending *t = ctx;
	word_t mark = grid_word(g, row, MARK);

	(void)a;
	if (col == HOURS)
		return mark == MARK_ATTENDED ? t->activity->hours : "";
	return col == WHY ? reason_of(g, row) : "";
}

static const char *
hint(void *ctx, const struct grid *g, size_t row, struct arena *a, unsigned *attr)
{
	const struct attending *t = ctx;
	const struct person_row *p = person_at(g, row);
	word_t mark = grid_word(g, row, MARK);

	if (!p->told)
		return mark > MARK_ATTENDED ? _("未通知，不能计请假或缺席") : _("未通知，不计");
	if (mark == MARK_EXCUSED && *reason_of(g, row) != '\0')
		return "";
	if (mark == MARK_EXCUSED) {
		*attr = UI_TODAY;
		return _("请填事由");
	}
	if (mark == MARK_ABSENT) {
		size_t run = absence_foreseen(t->ui->en->db, a, p->supervisor, g->rows[row].id, mark, NULL);

		*attr = run > 1 ? UI_OVERDUE : UI_DIM;
		if (run > 1)
			return arena_printf(a, _("连续第%zu次缺席"), run);
	}
	return p->state == ATTENDANCE_DECLINED ? arena_printf(a, _("回复不参加：%s"), p->reply) :
		p->state == ATTENDANCE_ACCEPTED ? _("回复参加") : "";
}

static const char *
sums(void *ctx, const struct grid *g, struct arena *a)
{
	size_t n[4] = { 0 };

	(void)ctx;
	for (size_t i = 0; i < g->n_rows; i++)
		n[grid_word(g, i, MARK)]++;
	return arena_printf(a, _("应到 %zu  实到 %zu  请假 %zu  缺席 %zu"), g->n_rows, n[MARK_ATTENDED], n[MARK_EXCUSED],
		n[MARK_ABSENT]);
}

/* Whom saving would propose for dismissal. */
static const char *
foreseen(struct attending *t, const struct grid *g)
{
	struct arena *a = t->told_arena;
	const char *first = "", *who = "";
	size_t n = 0;

	for (size_t i = 0; i < g->n_rows; i++) {
		const char *names;

		if (!grid_changed(g, i, MARK) || grid_word(g, i, MARK) != MARK_ABSENT || !person_at(g, i)->told)
			continue;
		absence_foreseen(t->ui->en->db, a, person_at(g, i)->supervisor, g->rows[i].id, MARK_ABSENT, &names);
		if (*names == '\0')
			continue;
		if (n++ == 0) {
			first = names;
			who = grid_value(g, i, WHO);
		}
	}
	if (n == 0)
		return "";
	if (n == 1)
		return arena_printf(a, _("保存后为%s提出解聘建议（第十七条第三项）：%s 连续缺席"), who, first);
	return arena_printf(a, _("保存后为%s等%zu人提出解聘建议（第十七条第三项）"), who, n);
}

static const char *
summary(void *ctx, struct ui *ui, const struct grid *g, struct arena *a, unsigned *attr)
{
	struct attending *t = ctx;

	(void)ui;
	(void)a;
	if (t->told == NULL || t->told_for != g->version) {
		arena_reset(t->told_arena);
		t->told = foreseen(t, g);
		t->told_for = g->version;
	}
	*attr = UI_TODAY;
	return t->told;
}

/* ---- saving ---- */

static bool
was_marked(const struct grid *g, size_t row)
{
	word_t state = person_at(g, row)->state;

	return state == ATTENDANCE_ATTENDED || state == ATTENDANCE_EXCUSED || state == ATTENDANCE_ABSENT;
}

/* One row as an act; false with the reason in E. */
static bool
save_row(struct attending *t, struct grid *g, size_t i, const char *why, struct arena *a, struct result *res, struct err *e)
{
	word_t mark = grid_word(g, i, MARK);
	struct arg v[4] = {
		{ "mark", attendance_marks[mark].key },
		{ "reason", reason_of(g, i) },
		{ "hours", mark == MARK_ATTENDED ? grid_value(g, i, HOURS) : "" },
		{ "why", why },
	};
	bool again = was_marked(g, i);

	if (mark == 0)
		return err_set(e, ERR_REFUSED, "mark", 17, "%s", _("请先选出席、请假或缺席"));
	return action_do(t->ui->en, a, action_find(&flow_attendance, again ? "remark" : "mark"), g->rows[i].id,
		person_at(g, i)->version, (struct args){ v, again ? 4 : 3 }, res, e);
}

static bool
save(void *ctx, struct ui *ui, struct grid *g)
{
	struct attending *t = ctx;
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct buf notices = BUF_INIT;
	const char *why = "";
	size_t n = 0, again = 0, wrong = g->n_rows;
	bool ok;

	for (size_t i = 0; i < g->n_rows; i++)
		again += grid_row_changed(g, i) && was_marked(g, i);
	if (again > 0) {
		why = dialog_prompt(ui, a, _("更正出席情况"), arena_printf(a, _("%zu人已登记过，请写明更正原因"), again), "");
		if (why == NULL) {
			arena_free(a);
			return false;
		}
	}
	ok = bulk_begin(ui->en, &e);
	for (size_t i = 0; i < g->n_rows && ok; i++) {
		struct result res = { 0 };

		grid_refuse(g, i, "");
		if (!grid_row_changed(g, i))
			continue;
		ok = save_row(t, g, i, why, a, &res, &e);
		n++;
		if (!ok) {
			wrong = i;
		} else if (*res.notices != '\0') {
			buf_printf(&notices, "%s%s", notices.len > 0 ? "\n" : "", res.notices);
		}
	}
	if (ok)
		ok = bulk_end(ui->en, &e);
	else if (wrong < g->n_rows || e.code == ERR_OK)
		bulk_abandon(ui->en);
	if (!ok) {
		if (wrong < g->n_rows) {
			grid_refuse(g, wrong, e.text);
			grid_go(g, wrong, strcmp(e.field, "reason") == 0 ? WHY : strcmp(e.field, "hours") == 0 ? HOURS : MARK);
		}
		ui_say_err(ui, &e);
	} else {
		if (notices.len > 0)
			dialog_message(ui, _("已保存"), buf_str(&notices));
		ui_say(ui, UI_NORMAL, _("已登记%zu人"), n);
	}
	buf_free(&notices);
	arena_free(a);
	return ok;
}

/* The list to sign, as plain text to be copied or printed. */
static void
sign_in(void *ctx, struct ui *ui, struct grid *g)
{
	const struct attending *t = ctx;
	struct buf out = BUF_INIT;
	char day[DAY_TEXT];

	buf_printf(&out, _("签到表  %s %s  %s  %s\n\n"), t->activity->number, t->activity->subject,
		day_format(t->activity->on_day, day), t->activity->place);
	for (size_t i = 0; i < g->n_rows; i++)
		buf_printf(&out, "%3zu  %s  %s  ____________\n", i + 1, width_pad(ui->frame, grid_value(g, i, WHO), 20, 0),
			width_pad(ui->frame, grid_value(g, i, CARD), 20, 0));
	copy_show(ui, buf_str(&out));
	buf_free(&out);
}

/* ---- the rows ---- */

static size_t
column(const struct list *l, const char *name)
{
	size_t i = 0;

	while (i < l->n_cols && strcmp(l->cols[i].name, name) != 0)
		i++;
	return i;
}

static int
by_strokes(const void *x, const void *y)
{
	const struct person_row *p = ((const struct grid_row *)x)->data, *q = ((const struct grid_row *)y)->data;
	int order = strcmp(p->key, q->key);

	return order != 0 ? order : ((const struct grid_row *)x)->id < ((const struct grid_row *)y)->id ? -1 : 1;
}

static struct grid_row *
load(struct attending *t, int64_t id, size_t *n, struct err *e)
{
	const struct list *l = &flow_attendance.lists[0];
	struct arg filter = { "activity", arena_printf(t->a, "%lld", (long long)id) };
	struct list_query q = { .list = l, .filters = { &filter, 1 }, .limit = MOST };
	struct list_page page;
	struct grid_row *rows;

	*n = 0;
	if (!list_fetch(t->ui->en, t->a, &q, &page, e))
		return NULL;
	rows = arena_alloc(t->a, (page.n + 1) * sizeof *rows);
	for (size_t i = 0; i < page.n; i++) {
		const char *const *cell = page.rows[i].cell;
		struct person_row *p = arena_alloc(t->a, sizeof *p);
		const char **v = arena_alloc(t->a, N_OF(cols) * sizeof *v);

		p->state = word_key(attendance_states, page.rows[i].state);
		if (p->state == ATTENDANCE_RELEASED)
			continue;
		p->version = page.rows[i].version;
		p->supervisor = strtoll(cell[column(l, "supervisor")], NULL, 10);
		p->told = *cell[column(l, "notified_on")] != '\0';
		p->reply = cell[column(l, "reply")];
		p->key = cell[column(l, "stroke_key")];
		v[WHO] = cell[column(l, "name")];
		/* The word before the year is the same for all. */
		v[CARD] = strstr(cell[column(l, "certificate")], "〔");
		if (v[CARD] == NULL)
			v[CARD] = cell[column(l, "certificate")];
		v[TOLD] = p->told ? day_near(t->ui, t->a, day_parse_iso(cell[column(l, "notified_on")])) : _("未通知");
		v[MARK] = p->state >= ATTENDANCE_ATTENDED ? attendance_states[p->state].key : "";
		v[HOURS] = cell[column(l, "hours")];
		v[WHY] = cell[column(l, "reason")];
		rows[(*n)++] = (struct grid_row){ .id = page.rows[i].id, .value = v, .data = p };
	}
	qsort(rows, *n, sizeof *rows, by_strokes);
	return rows;
}

static bool
attend_grid(struct ui *ui, int64_t id)
{
	struct attending t = { .ui = ui, .a = arena_new(), .told_arena = arena_new() };
	struct err e = { 0 };
	struct grid_row *rows = NULL;
	size_t n = 0;
	bool saved = false;

	t.activity = record_get(ui->en, t.a, &flow_activity, id, &e);
	if (t.activity != NULL && action_allowed(ui->en, t.a, action_find(&flow_activity, "attend"), t.activity, &e))
		rows = load(&t, id, &n, &e);
	if (rows == NULL) {
		ui_say_err(ui, &e);
	} else {
		grid_init(&t.grid, cols, N_OF(cols), rows, n);
		t.grid.may = may;
		t.grid.hint = hint;
		t.grid.standin = standin;
		t.grid.ctx = &t;
		t.grid.empty = _("没有邀请人");
		saved = grid_run(ui, &(struct grid_spec){ .name = "attendance", .record = id,
			.title = arena_printf(t.a, "%s %s  %s  %s", t.activity->number, t.activity->subject, t.activity->agency_name,
				day_near(ui, t.a, t.activity->on_day)),
			.grid = &t.grid, .sums = sums, .summary = summary, .save = save, .extra = sign_in,
			.extra_label = _("签到表"), .ctx = &t });
		grid_free(&t.grid);
	}
	arena_free(t.told_arena);
	arena_free(t.a);
	return saved;
}

bool
activity_grid_for(const struct action *ac)
{
	return strcmp(ac->name, "activity.attend") == 0 || strcmp(ac->name, "activity.invite") == 0;
}

bool
activity_grid(struct ui *ui, const struct action *ac, int64_t id)
{
	return strcmp(ac->name, "activity.attend") == 0 ? attend_grid(ui, id) : invite_grid(ui, id);
}

void
activity_after(struct ui *ui, const struct action *ac, int64_t id)
{
	struct arena *a;
	struct roll_row *rows;
	struct buf out = BUF_INIT;
	size_t n;

	if (strcmp(ac->name, "activity.phones") != 0)
		return;
	a = arena_new();
	n = activity_roll(ui->en->db, a, id, &rows);
	for (size_t i = 0; i < n; i++)
		buf_printf(&out, "%s  %s\n", width_pad(a, rows[i].name, 20, 0), rows[i].phone);
	copy_show(ui, buf_str(&out));
	buf_free(&out);
	arena_free(a);
}
