/*
 * evaluation_grid.c: the marks and comments of a year's evaluations in one grid: the figures
 * beside them, the score and the grade they come to seen as they are typed, saved at once.
 *
 * Knows: evaluations by their list and their act, the grid.  Must not know: how a score is
 * made (flow/evaluation_score.c).
 */
#include "ui/evaluation_grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "flow/duties.h"
#include "ui/dialog.h"
#include "ui/grid_screen.h"
#include "ui/screen.h"

#define MOST 4000 /* evaluations of one year */

enum { WHO, SHOWN_ACTIVITY, SHOWN_OPINIONS, FIRST_MARK, COMMENT = FIRST_MARK + CRITERIA, COLS };

#define MARK_COL(text) { .label = text, .kind = GRID_NUMBER, .max = 100, .width = 4, .right = true }

static const struct grid_col cols[COLS] = {
	[WHO] = { .label = N_("监督员"), .width = 16, .min = 8, .fixed = true },
	[SHOWN_ACTIVITY] = { .label = N_("出席/应邀"), .width = 9, .rank = 2, .right = true },
	[SHOWN_OPINIONS] = { .label = N_("意见/采纳"), .width = 9, .rank = 2, .right = true },
	[FIRST_MARK] = MARK_COL(N_("活动")),
	[FIRST_MARK + 1] = { .label = N_("提意见"), .kind = GRID_NUMBER, .max = 100, .width = 6, .right = true },
	[FIRST_MARK + 2] = MARK_COL(N_("学习")),
	[FIRST_MARK + 3] = MARK_COL(N_("义务")),
	[FIRST_MARK + 4] = MARK_COL(N_("纪律")),
	[COMMENT] = { .label = N_("评语或提示"), .kind = GRID_TEXT, .max = 500, .width = 20, .min = 12, .grow = true, .hints = true },
};

/* The arguments of evaluation.score, in the order of the columns from FIRST_MARK on. */
static const char *const args[CRITERIA + 1] = { "mark_activity", "mark_opinion", "mark_study", "mark_report", "mark_conduct",
	"comment" };

struct sheet {
	struct engine *en;
	int64_t year;
	struct evaluation_scale scale; /* read once a frame, not once a row */
};

/* ---- what stands in it ---- */

static void
marks_of(const struct grid *g, size_t row, int64_t out[CRITERIA])
{
	for (size_t i = 0; i < CRITERIA; i++)
		out[i] = strtoll(grid_value(g, row, FIRST_MARK + i), NULL, 10);
}

static const struct evaluation *
row_of(const struct grid *g, size_t row)
{
	return g->rows[row].data;
}

/* Is the row to be scored when the grid is saved: not yet scored, or changed? */
static bool
to_score(const struct grid *g, size_t row)
{
	const struct evaluation *v = row_of(g, row);

	return v->rec.state == EVALUATION_OPEN || (v->rec.state == EVALUATION_SCORED && grid_row_changed(g, row));
}

/* What is confirmed is frozen. */
static bool
may(void *ctx, const struct grid *g, size_t row, size_t col)
{
	(void)ctx;
	(void)col;
	return row_of(g, row)->rec.state != EVALUATION_CONFIRMED;
}

static const char *
hint(void *ctx, const struct grid *g, size_t row, struct arena *a, unsigned *attr)
{
	struct sheet *s = ctx;
	const struct evaluation *v = row_of(g, row);
	int64_t marks[CRITERIA], score;

	if (v->rec.state == EVALUATION_CONFIRMED)
		return arena_printf(a, _("%lld.%lld %s，已确认"), (long long)v->score / 10, (long long)v->score % 10,
			word_label(evaluation_grades, v->grade));
	marks_of(g, row, marks);
	score = evaluation_score(&s->scale, marks);
	if (evaluation_grade_of(&s->scale, score) == GRADE_INCOMPETENT)
		*attr = UI_TODAY;
	return arena_printf(a, _("%lld.%lld %s"), (long long)score / 10, (long long)score % 10,
		word_label(evaluation_grades, evaluation_grade_of(&s->scale, score)));
}

static const char *
sums(void *ctx, const struct grid *g, struct arena *a)
{
	struct sheet *s = ctx;
	size_t scored = 0, confirmed = 0;

	/* The top line is drawn first: what follows of this frame reckons by the settings of now. */
	s->scale = evaluation_scale(s->en->db);
	for (size_t i = 0; i < g->n_rows; i++) {
		scored += row_of(g, i)->rec.state == EVALUATION_SCORED;
		confirmed += row_of(g, i)->rec.state == EVALUATION_CONFIRMED;
	}
	return arena_printf(a, _("%zu 人  已评分 %zu  已确认 %zu"), g->n_rows, scored, confirmed);
}

/* The person with the focus, then how many come out with which grade, the thresholds in brackets. */
static const char *
summary(void *ctx, struct ui *ui, const struct grid *g, struct arena *a, unsigned *attr)
{
	struct sheet *s = ctx;
	size_t n = 0, by[GRADE_INCOMPETENT + 1] = { 0 };
	int64_t marks[CRITERIA], score;
	const char *person;
	unsigned scrap = UI_DIM;

	(void)ui;
	(void)attr;
	for (size_t i = 0; i < g->n_rows; i++) {
		if (!to_score(g, i))
			continue;
		marks_of(g, i, marks);
		score = evaluation_score(&s->scale, marks);
		by[evaluation_grade_of(&s->scale, score)]++;
		n++;
	}
	person = g->n_rows > 0 ? arena_printf(a, "%s %s", row_of(g, g->row)->person_name, hint(ctx, g, g->row, a, &scrap)) : "";
	if (n == 0)
		return person;
	return arena_printf(a, _("%s；保存 %zu 人：优秀(%lld) %zu 称职(%lld) %zu 基本称职(%lld) %zu 不称职 %zu"), person, n,
		(long long)s->scale.excellent, by[GRADE_EXCELLENT], (long long)s->scale.competent, by[GRADE_COMPETENT],
		(long long)s->scale.basic, by[GRADE_BASIC], by[GRADE_INCOMPETENT]);
}

/* ---- saving ---- */

static bool
score_row(struct sheet *s, struct arena *a, struct grid *g, size_t row, struct err *e)
{
	const struct evaluation *v = row_of(g, row);
	struct arg v_args[CRITERIA + 1];
	struct result res;
	size_t n = 0;

	/* A mark that stands as it was need not be said; an emptied one is 0. */
	for (size_t i = 0; i <= CRITERIA; i++) {
		const char *value = grid_value(g, row, FIRST_MARK + i);

		if (grid_changed(g, row, FIRST_MARK + i))
			v_args[n++] = (struct arg){ args[i], *value == '\0' && i < CRITERIA ? "0" : value };
	}
	return action_do(s->en, a, action_find(NULL, "evaluation.score"), v->rec.id, v->rec.version,
		(struct args){ v_args, n }, &res, e);
}

static bool
save(void *ctx, struct ui *ui, struct grid *g)
{
	struct sheet *s = ctx;
	struct arena *a = arena_new();
	struct err e = { 0 };
	size_t n = 0;
	bool ok = bulk_begin(s->en, &e);

	for (size_t i = 0; ok && i < g->n_rows; i++) {
		if (!to_score(g, i))
			continue;
		ok = score_row(s, a, g, i, &e);
		n++;
		if (!ok) {
			grid_refuse(g, i, e.text);
			grid_go(g, i, SIZE_MAX);
			bulk_abandon(s->en);
		}
	}
	if (ok)
		ok = bulk_end(s->en, &e);
	if (!ok)
		ui_say_err(ui, &e);
	else
		ui_say(ui, UI_NORMAL, _("%lld 年度：已评分 %zu 人，等局领导确认"), (long long)s->year, n);
	arena_free(a);
	return ok;
}

/* ---- the year ---- */

int64_t
evaluation_year(struct ui *ui, int64_t id)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	const struct evaluation *v = id != 0 ? record_get(ui->en, a, flow_find("evaluation"), id, &e) : NULL;
	int64_t year = v != NULL ? v->year : 0;

	arena_free(a);
	return year;
}

/* The year of the newest evaluation that is still in hand, else of the newest. */
static int64_t
latest(struct ui *ui)
{
	static const char *const views[] = { "evaluation.open", "evaluation" };
	const struct flow *f = flow_find("evaluation");

	for (size_t i = 0; i < N_OF(views); i++) {
		struct arena *a = arena_new();
		struct err e = { 0 };
		struct list_query q = { .list = list_find(f, views[i]), .limit = 1 };
		struct list_page page;
		int64_t year = 0;

		if (list_fetch(ui->en, a, &q, &page, &e) && page.n > 0)
			year = evaluation_year(ui, page.rows[0].id);
		arena_free(a);
		if (year != 0)
			return year;
	}
	return 0;
}

static const struct list_sort *
by_person(const struct list *l)
{
	for (size_t i = 0; i < l->n_sorts; i++)
		if (strcmp(l->sorts[i].name, "person") == 0)
			return &l->sorts[i];
	return NULL;
}

/* One row of the grid; what it shows is owned by A. */
static void
fill(struct grid_row *out, struct arena *a, struct evaluation *v)
{
	const char **value = arena_alloc(a, COLS * sizeof *value);
	const struct figures *f = &v->figures;
	int rate = figures_adoption(f);
	const int64_t marks[CRITERIA] = { v->mark_activity, v->mark_opinion, v->mark_study, v->mark_report, v->mark_conduct };
	long long opinions = (long long)(f->corrections + f->advices + f->publics);

	value[WHO] = v->person_name;
	value[SHOWN_ACTIVITY] = arena_printf(a, "%lld/%lld", (long long)f->attended, (long long)f->invited);
	value[SHOWN_OPINIONS] = rate < 0 ? arena_printf(a, "%lld", opinions) : arena_printf(a, "%lld/%d%%", opinions, rate);
	for (size_t i = 0; i < CRITERIA; i++)
		value[FIRST_MARK + i] = arena_printf(a, "%lld", (long long)marks[i]);
	value[COMMENT] = v->comment;
	*out = (struct grid_row){ .id = v->rec.id, .value = value, .data = v,
		.attr = v->rec.state == EVALUATION_CONFIRMED ? UI_DONE : UI_NORMAL };
}

bool
evaluation_grid(struct ui *ui, int64_t year)
{
	const struct flow *f = flow_find("evaluation");
	struct arena *a = arena_new();
	struct sheet s = { .en = ui->en, .year = year != 0 ? year : latest(ui), .scale = evaluation_scale(ui->en->db) };
	struct arg filter = { "year", arena_printf(a, "%lld", (long long)s.year) };
	struct list_query q = { .list = &f->lists[0], .sort = by_person(&f->lists[0]), .filters = { &filter, 1 }, .limit = MOST };
	struct list_page page = { 0 };
	struct err e = { 0 };
	struct grid g;
	struct grid_row *rows;
	size_t n = 0;
	bool saved = false;

	if (!list_fetch(ui->en, a, &q, &page, &e)) {
		ui_say_err(ui, &e);
		arena_free(a);
		return false;
	}
	rows = arena_alloc(a, (page.n + 1) * sizeof *rows);
	for (size_t i = 0; i < page.n; i++) {
		struct evaluation *v = record_get(ui->en, a, f, page.rows[i].id, &e);

		if (v != NULL)
			fill(&rows[n++], a, v);
	}
	if (n == 0) {
		ui_say(ui, UI_NORMAL, "%s", _("还没有综合评价，按 n 开始一个年度的评价"));
	} else {
		grid_init(&g, cols, COLS, rows, n);
		g.may = may;
		g.hint = hint;
		g.ctx = &s;
		saved = grid_run(ui, &(struct grid_spec){ .name = "evaluation", .record = s.year,
			.title = arena_printf(a, _("综合评价  %lld 年度评分表"), (long long)s.year), .grid = &g, .sums = sums, .summary = summary,
			.save = save, .ctx = &s });
		grid_free(&g);
	}
	arena_free(a);
	return saved;
}
