/*
 * invite_grid.c: whom to invite to an activity, in one grid: who was invited least lately
 * comes first, who has to do with the agency keeps away (回避); some are chosen at once by number,
 * category and skill.
 *
 * Knows: the grid, the flow's answer who can be invited.  Must not know: how that is found.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "flow/activity.h"
#include "flow/cases.h"
#include "flow/flows.h"
#include "flow/parties.h"
#include "ui/activity_grid.h"
#include "ui/dialog.h"
#include "ui/grid_screen.h"
#include "ui/screen.h"
#include "ui/work.h"

enum { WHO, KINDS, SKILLS, EMPLOYER, LAST, TIMES, CHOSEN, NOTE };

static const struct word choices[] = {
	WORD_NONE,
	{ "invite", N_("邀请"), 12 },
	WORD_END,
};

static const struct grid_col cols[] = {
	[WHO] = { .label = N_("监督员"), .width = 16, .min = 8, .fixed = true },
	[KINDS] = { .label = N_("类别"), .width = 14, .min = 8, .rank = 1 },
	[SKILLS] = { .label = N_("专长领域"), .width = 12, .min = 10, .rank = 2 },
	[EMPLOYER] = { .label = N_("工作单位及职务"), .width = 26, .min = 12, .rank = 2 },
	[LAST] = { .label = N_("最近受邀"), .width = 10, .rank = 1 },
	[TIMES] = { .label = N_("近一年"), .width = 6, .rank = 3, .right = true },
	[CHOSEN] = { .label = N_("邀请"), .kind = GRID_CHOICE, .words = choices, .width = 7 },
	[NOTE] = { .label = N_("提示"), .width = 16, .min = 6, .grow = true, .hints = true },
};

struct inviting {
	const struct activity *activity;
	const struct invitee *who;
	struct grid grid;
};

static bool
may(void *ctx, const struct grid *g, size_t row, size_t col)
{
	const struct inviting *t = ctx;

	(void)g;
	(void)col;
	return !t->who[row].conflict;
}

static const char *
hint(void *ctx, const struct grid *g, size_t row, struct arena *a, unsigned *attr)
{
	const struct inviting *t = ctx;

	(void)g;
	(void)attr;
	if (!t->who[row].conflict)
		return "";
	if (t->who[row].why != NULL)
		return arena_printf(a, _("回避：%s"), t->who[row].why);
	return arena_printf(a, _("任职于%s，回避"), t->activity->agency_name);
}

static size_t
chosen(const struct grid *g)
{
	size_t n = 0;

	for (size_t i = 0; i < g->n_rows; i++)
		n += grid_word(g, i, CHOSEN) != 0;
	return n;
}

static const char *
sums(void *ctx, const struct grid *g, struct arena *a)
{
	(void)ctx;
	return arena_printf(a, _("可邀请 %zu  已选 %zu"), g->n_rows, chosen(g));
}

static const char *
summary(void *ctx, struct ui *ui, const struct grid *g, struct arena *a, unsigned *attr)
{
	const struct inviting *t = ctx;

	(void)ui;
	if (g->row < g->n_rows && t->who[g->row].conflict) {
		*attr = UI_TODAY;
		return hint(ctx, g, g->row, a, attr);
	}
	return arena_printf(a, _("按最久未受邀请排列；保存后邀请%zu人"), chosen(g));
}

/* Does the row answer to every word: in its name, categories, skills, employer? */
static bool
answers(const struct grid *g, size_t row, const char *words)
{
	for (const char *p = words; *p != '\0';) {
		size_t n = strcspn(p, " ");
		char word[128];

		if (n > 0 && n < sizeof word) {
			memcpy(word, p, n);
			word[n] = '\0';
			if (strstr(grid_value(g, row, KINDS), word) == NULL && strstr(grid_value(g, row, SKILLS), word) == NULL &&
				strstr(grid_value(g, row, EMPLOYER), word) == NULL &&
				strstr(grid_value(g, row, WHO), word) == NULL)
				return false;
		}
		p += n + (p[n] == ' ');
	}
	return true;
}

/* "5 律师": the first five lawyers that are not chosen yet. */
static void
pick_some(void *ctx, struct ui *ui, struct grid *g)
{
	struct arena *a = arena_new();
	const char *typed = dialog_prompt(ui, a, _("选取"), _("人数，后面可写类别、专长或单位中的字，如：5 律师 处罚"), "");
	char *rest;
	long want;
	size_t n = 0;

	(void)ctx;
	if (typed != NULL && *typed != '\0') {
		want = strtol(typed, &rest, 10);
		if (rest == typed)
			want = (long)g->n_rows;
		for (size_t i = 0; i < g->n_rows && (long)n < want; i++)
			if (grid_may(g, i, CHOSEN) && grid_word(g, i, CHOSEN) == 0 && answers(g, i, rest) &&
				grid_put(g, i, CHOSEN, choices[1].key))
				n++;
		ui_say(ui, UI_NORMAL, _("选了%zu人"), n);
	}
	arena_free(a);
}

static bool
save(void *ctx, struct ui *ui, struct grid *g)
{
	const struct inviting *t = ctx;
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct buf names = BUF_INIT;
	struct arg v = { "names", "" };
	struct result res = { 0 };
	bool ok;

	for (size_t i = 0; i < g->n_rows; i++)
		if (grid_word(g, i, CHOSEN) != 0)
			buf_printf(&names, "%s%lld", names.len > 0 ? "、" : "", (long long)t->who[i].supervisor);
	v.value = buf_str(&names);
	ok = action_do(ui->en, a, action_find(&flow_activity, "invite"), t->activity->rec.id, 0, (struct args){ &v, 1 }, &res, &e);
	if (!ok)
		ui_say_err(ui, &e);
	else
		ui_say(ui, UI_NORMAL, _("已邀请%zu人，请通知"), chosen(g));
	buf_free(&names);
	arena_free(a);
	return ok;
}

bool
invite_grid(struct ui *ui, int64_t id)
{
	struct arena *a = arena_new();
	struct inviting t = { .activity = NULL };
	struct err e = { 0 };
	struct invitee *who;
	struct grid_row *rows;
	bool saved = false;
	size_t n;

	t.activity = record_get(ui->en, a, &flow_activity, id, &e);
	if (t.activity == NULL || !action_allowed(ui->en, a, action_find(&flow_activity, "invite"), t.activity, &e)) {
		ui_say_err(ui, &e);
		arena_free(a);
		return false;
	}
	n = activity_invitees(ui->en->db, a, t.activity, 0, 0, "", &who);
	t.who = who;
	rows = arena_alloc(a, (n + 1) * sizeof *rows);
	for (size_t i = 0; i < n; i++) {
		const char **v = arena_alloc(a, N_OF(cols) * sizeof *v);

		v[WHO] = who[i].name;
		v[KINDS] = word_labels(a, supervisor_categories, word_set(supervisor_categories, who[i].categories));
		v[SKILLS] = word_labels(a, enforcement_fields_short, word_set(enforcement_fields_short, who[i].skills));
		v[EMPLOYER] = who[i].employer;
		v[LAST] = who[i].last != DAY_NONE ? day_near(ui, a, who[i].last) : _("从未");
		v[TIMES] = arena_printf(a, "%lld", (long long)who[i].times);
		v[CHOSEN] = v[NOTE] = "";
		rows[i] = (struct grid_row){ .id = who[i].supervisor, .value = v };
	}
	grid_init(&t.grid, cols, N_OF(cols), rows, n);
	t.grid.may = may;
	t.grid.hint = hint;
	t.grid.ctx = &t;
	t.grid.empty = _("没有可以邀请的人");
	saved = grid_run(ui, &(struct grid_spec){ .name = "invite", .record = id,
		.title = arena_printf(a, _("%s %s  邀请监督员"), t.activity->number, t.activity->subject), .grid = &t.grid, .sums = sums,
		.summary = summary, .save = save, .extra = pick_some, .extra_label = _("选取"), .ctx = &t });
	grid_free(&t.grid);
	arena_free(a);
	return saved;
}
