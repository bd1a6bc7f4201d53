/*
 * sheet_grid.c: the check sheet of article 6 filled by keyboard: one candidate's seven conditions with
 * evidence and remark, or a whole round: rows candidates, columns conditions.
 *
 * The scores of a round are given in a grid of their own.
 *
 * Knows: candidates, the grid, the acts candidate.check, candidate.evidence, candidate.score.
 * Must not know: what makes somebody qualified.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/parties.h"
#include "flow/rounds.h"
#include "ui/grid_screen.h"
#include "ui/work.h"

#define SHEET_MOST 500 /* candidates in one grid */

/* Short, for seven columns side by side. */
static const struct word results[] = {
	WORD_NONE,
	{ "passed", N_("符合"), 6 },
	{ "failed", N_("不符"), 6 },
	{ "open", N_("待核"), 6 },
	WORD_END,
};

enum { ONE_NAME, ONE_RESULT, ONE_EVIDENCE, ONE_REMARK, ONE_COLS };
static const struct grid_col one_cols[ONE_COLS] = {
	[ONE_NAME] = { .label = N_("条件"), .width = 26, .min = 20, .fixed = true },
	[ONE_RESULT] = { .label = N_("结果"), .kind = GRID_CHOICE, .words = results, .width = 8 },
	[ONE_EVIDENCE] = { .label = N_("依据"), .kind = GRID_TEXT, .max = 1000, .width = 30, .grow = true },
	[ONE_REMARK] = { .label = N_("说明"), .kind = GRID_TEXT, .max = 200, .width = 14 },
};

enum { ALL_NAME, ALL_AGE, ALL_FIRST, ALL_NOTE = ALL_FIRST + CONDITIONS, ALL_COLS };
#define COND(i, text) [ALL_FIRST + (i)-1] = { .label = text, .kind = GRID_CHOICE, .words = results, .width = 6 }
static const struct grid_col all_cols[ALL_COLS] = {
	[ALL_NAME] = { .label = N_("姓名"), .width = 14, .min = 8, .fixed = true },
	[ALL_AGE] = { .label = N_("年龄"), .width = 4, .right = true },
	COND(1, N_("守法")),
	COND(2, N_("自愿")),
	COND(3, N_("了解")),
	COND(4, N_("健康")),
	COND(5, N_("本区")),
	COND(6, N_("记录")),
	COND(7, N_("其他")),
	[ALL_NOTE] = { .label = N_("依据或提示"), .kind = GRID_TEXT, .max = 1000, .width = 16, .min = 10, .grow = true,
		.hints = true },
};

enum { SCORE_NAME, SCORE_WHAT, SCORE_SCORE, SCORE_NOTE, SCORE_COLS };
static const struct grid_col score_cols[SCORE_COLS] = {
	[SCORE_NAME] = { .label = N_("姓名"), .width = 14, .min = 8, .fixed = true },
	[SCORE_WHAT] = { .label = N_("类别"), .width = 24, .min = 10, .rank = 1 },
	[SCORE_SCORE] = { .label = N_("评分"), .kind = GRID_NUMBER, .max = 100, .width = 6, .right = true },
	[SCORE_NOTE] = { .label = N_("评语"), .kind = GRID_TEXT, .max = 200, .width = 24, .grow = true },
};

struct sheet {
	/* One row as acts; false when refused. */
	bool (*save_row)(struct ui *ui, const struct sheet *s, struct grid *g, size_t row);
	const struct action *action;
	int64_t candidate; /* of one; 0: a round's */
};

static const char *
key_of(word_t result)
{
	return condition_results[result].key;
}

static const char *
id_text(struct arena *a, int64_t id)
{
	return arena_printf(a, "%lld", (long long)id);
}

/* What the person should see beside the row: age, declaration, papers. */
static const char *
all_hint(void *ctx, const struct grid *g, size_t row, struct arena *a, unsigned *attr)
{
	const struct candidate *c = g->rows[row].data;

	(void)ctx;
	if (c->over_age && c->consent_on == DAY_NONE) {
		*attr = UI_STRONG;
		return _("超龄，须局领导同意");
	}
	if (!c->declared)
		return _("未签声明");
	if (c->missing_on != DAY_NONE && c->supplied_on == DAY_NONE)
		return _("待补正材料");
	return arena_strdup(a, c->in_district == 0 ? _("在本区情况待核") : word_label(candidate_districts, c->in_district));
}

static const char *
all_sums(void *ctx, const struct grid *g, struct arena *a)
{
	size_t whole = 0, failed = 0;

	(void)ctx;
	for (size_t r = 0; r < g->n_rows; r++) {
		size_t passed = 0, bad = 0;

		for (size_t c = ALL_FIRST; c < ALL_NOTE; c++) {
			passed += grid_word(g, r, c) == CONDITION_PASSED;
			bad += grid_word(g, r, c) == CONDITION_FAILED;
		}
		whole += passed == CONDITIONS;
		failed += bad > 0;
	}
	return arena_printf(a, _("%zu 人  全部符合 %zu  有不符 %zu  待核 %zu"), g->n_rows, whole, failed,
		g->n_rows - whole - failed);
}

/* Every changed row as acts of one transaction; the first refusal stays at its row and nothing is saved. */
static bool
act_on(struct ui *ui, const struct action *ac, int64_t id, struct args args, struct grid *g, size_t row)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct result res;
	bool ok = action_do(ui->en, a, ac, id, 0, args, &res, &e);

	if (!ok) {
		grid_refuse(g, row, e.text);
		grid_go(g, row, SIZE_MAX);
		ui_say_err(ui, &e);
	}
	arena_free(a);
	return ok;
}

static bool
save_one_row(struct ui *ui, const struct sheet *s, struct grid *g, size_t row)
{
	const struct arg v[] = {
		{ "condition", condition_names[row + 1].key },
		{ "result", grid_value(g, row, ONE_RESULT) },
		{ "evidence", grid_value(g, row, ONE_EVIDENCE) },
		{ "remark", grid_value(g, row, ONE_REMARK) },
	};

	return act_on(ui, s->action, s->candidate, (struct args){ v, N_OF(v) }, g, row);
}

static bool
save_all_row(struct ui *ui, const struct sheet *s, struct grid *g, size_t row)
{
	static const char *const names[CONDITIONS] = { "cond1", "cond2", "cond3", "cond4", "cond5", "cond6", "cond7" };
	struct arg v[CONDITIONS + 1];
	size_t n = 0;

	for (size_t i = 0; i < CONDITIONS; i++)
		if (grid_changed(g, row, ALL_FIRST + i))
			v[n++] = (struct arg){ names[i], grid_value(g, row, ALL_FIRST + i) };
	if (n == 0)
		return true;
	if (*grid_value(g, row, ALL_NOTE) != '\0')
		v[n++] = (struct arg){ "evidence", grid_value(g, row, ALL_NOTE) };
	return act_on(ui, s->action, g->rows[row].id, (struct args){ v, n }, g, row);
}

static bool
save_score_row(struct ui *ui, const struct sheet *s, struct grid *g, size_t row)
{
	const struct arg v[] = {
		{ "score", grid_value(g, row, SCORE_SCORE) },
		{ "score_note", grid_value(g, row, SCORE_NOTE) },
	};

	return act_on(ui, s->action, g->rows[row].id, (struct args){ v, N_OF(v) }, g, row);
}

static bool
save(void *ctx, struct ui *ui, struct grid *g)
{
	const struct sheet *s = ctx;
	struct err e = { 0 };
	bool ok = bulk_begin(ui->en, &e);

	if (!ok) {
		ui_say_err(ui, &e);
		return false;
	}
	for (size_t r = 0; r < g->n_rows && ok; r++)
		if (grid_row_changed(g, r))
			ok = s->save_row(ui, s, g, r);
	if (!ok) {
		bulk_abandon(ui->en);
		return false;
	}
	ok = bulk_end(ui->en, &e);
	if (!ok)
		ui_say_err(ui, &e);
	return ok;
}

static bool
one_grid(struct ui *ui, int64_t id, struct arena *a)
{
	struct sheet s = { .save_row = save_one_row, .action = action_find(NULL, "candidate.evidence"), .candidate = id };
	const struct flow *f = flow_find("candidate");
	struct err e = { 0 };
	const struct candidate *c = record_get(ui->en, a, f, id, &e);
	struct grid_row rows[CONDITIONS];
	struct grid g;
	bool saved = false;

	if (c == NULL || !action_allowed(ui->en, a, s.action, c, &e)) {
		ui_say_err(ui, &e);
		return false;
	}
	memset(rows, 0, sizeof rows);
	for (int i = 1; i <= CONDITIONS; i++) {
		const char **v = arena_alloc(a, ONE_COLS * sizeof *v);

		v[ONE_NAME] = arena_printf(a, "%d %s", i, word_label(condition_names, (word_t)i));
		v[ONE_RESULT] = key_of(candidate_condition(c, i));
		v[ONE_EVIDENCE] = candidate_evidence(c, i);
		v[ONE_REMARK] = candidate_remark(c, i);
		rows[i - 1] = (struct grid_row){ .id = i, .value = v };
	}
	grid_init(&g, one_cols, ONE_COLS, rows, CONDITIONS);
	saved = grid_run(ui, &(struct grid_spec){ .name = "sheet", .record = id, .grid = &g,
		.title = arena_printf(a, _("条件审查表  %s"), row_title(ui->en, a, f, c)), .save = save, .ctx = &s });
	grid_free(&g);
	return saved;
}

/* The candidates of ROUND in the list NAME, in stroke order, into C (SHEET_MOST). */
static size_t
fetch(struct ui *ui, struct arena *a, int64_t round, const char *name, struct candidate **c)
{
	const struct flow *f = flow_find("candidate");
	const struct list *l = list_find(f, name);
	struct arg by = { "round", id_text(a, round) };
	struct list_query q = { .list = l, .filters = { &by, 1 }, .limit = SHEET_MOST };
	struct list_page page;
	struct err e = { 0 };
	size_t n = 0;

	if (!list_fetch(ui->en, a, &q, &page, &e)) {
		ui_say_err(ui, &e);
		return 0;
	}
	for (size_t i = 0; i < page.n; i++) {
		c[n] = record_get(ui->en, a, f, page.rows[i].id, &e);
		n += c[n] != NULL;
	}
	return n;
}

static const char *
score_sums(void *ctx, const struct grid *g, struct arena *a)
{
	size_t n = 0;

	(void)ctx;
	for (size_t r = 0; r < g->n_rows; r++)
		n += *grid_value(g, r, SCORE_SCORE) != '\0';
	return arena_printf(a, _("%zu 人  已评 %zu"), g->n_rows, n);
}

/* The categories as a field, for their words. */
static const struct field set = { F_SET(struct candidate, categories, supervisor_categories), .label = "" };

static bool
scores(struct ui *ui, int64_t id, struct arena *a)
{
	struct sheet s = { .save_row = save_score_row, .action = action_find(NULL, "candidate.score") };
	struct grid_row *rows = arena_alloc(a, SHEET_MOST * sizeof *rows);
	struct candidate **c = arena_alloc(a, SHEET_MOST * sizeof *c);
	size_t n = fetch(ui, a, id, "candidate.scoring", c);
	struct grid g;
	bool saved;

	if (n == 0) {
		ui_say(ui, UI_DIM, "%s", _("没有待审查、待评分的人员"));
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		const char **v = arena_alloc(a, SCORE_COLS * sizeof *v);

		v[SCORE_NAME] = c[i]->name;
		v[SCORE_WHAT] = field_shown(ui->en, a, &set, c[i]);
		v[SCORE_SCORE] = c[i]->scored_on != DAY_NONE ? id_text(a, c[i]->score) : "";
		v[SCORE_NOTE] = c[i]->score_note;
		rows[i] = (struct grid_row){ .id = c[i]->rec.id, .value = v, .data = c[i] };
	}
	grid_init(&g, score_cols, SCORE_COLS, rows, n);
	saved = grid_run(ui, &(struct grid_spec){ .name = "scores", .record = id, .grid = &g,
		.title = arena_printf(a, _("评分表  %s"), record_title(ui->en, a, flow_find("round"), id)),
		.sums = score_sums, .save = save, .ctx = &s });
	grid_free(&g);
	return saved;
}

static bool
all_grid(struct ui *ui, int64_t id, struct arena *a)
{
	struct sheet s = { .save_row = save_all_row, .action = action_find(NULL, "candidate.check") };
	struct grid_row *rows = arena_alloc(a, SHEET_MOST * sizeof *rows);
	struct candidate **c = arena_alloc(a, SHEET_MOST * sizeof *c);
	size_t n = fetch(ui, a, id, "candidate.sheet", c);
	struct grid g;
	bool saved;

	if (n == 0)
		return scores(ui, id, a);
	for (size_t i = 0; i < n; i++) {
		const char **v = arena_alloc(a, ALL_COLS * sizeof *v);

		v[ALL_NAME] = c[i]->name;
		v[ALL_AGE] = c[i]->age >= 0 ? arena_printf(a, "%lld", (long long)c[i]->age) : "";
		for (int k = 1; k <= CONDITIONS; k++)
			v[ALL_FIRST + k - 1] = key_of(candidate_condition(c[i], k));
		v[ALL_NOTE] = "";
		rows[i] = (struct grid_row){ .id = c[i]->rec.id, .value = v, .data = c[i] };
	}
	grid_init(&g, all_cols, ALL_COLS, rows, n);
	g.hint = all_hint;
	saved = grid_run(ui, &(struct grid_spec){ .name = "sheets", .record = id, .grid = &g,
		.title = arena_printf(a, _("条件审查表  %s"), record_title(ui->en, a, flow_find("round"), id)),
		.sums = all_sums, .save = save, .ctx = &s });
	grid_free(&g);
	return saved;
}

bool
score_grid(struct ui *ui, int64_t round)
{
	struct arena *a = arena_new();
	bool saved = scores(ui, round, a);

	arena_free(a);
	return saved;
}

bool
sheet_grid_for(const struct flow *f)
{
	return strcmp(f->name, "round") == 0 || strcmp(f->name, "candidate") == 0;
}

bool
sheet_grid(struct ui *ui, const struct flow *f, int64_t id)
{
	struct arena *a = arena_new();
	bool saved = false;

	if (strcmp(f->name, "candidate") == 0)
		saved = one_grid(ui, id, a);
	else if (strcmp(f->name, "round") == 0)
		saved = all_grid(ui, id, a);
	arena_free(a);
	return saved;
}
