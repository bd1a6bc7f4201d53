/*
 * work.c: acts and words that every screen of the work uses.
 *
 * Knows: forms, menus, the queue's waits.  Must not know: one screen's inside, one flow.
 */
#include "ui/work.h"

#include <limits.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/activity_grid.h"
#include "ui/choose.h"
#include "ui/form.h"
#include "ui/menu.h"
#include "ui/screen.h"

/* ---- words ---- */

const char *
day_near(struct ui *ui, struct arena *a, day_t d)
{
	char text[DAY_TEXT], today[DAY_TEXT];

	day_format(d, text);
	day_format(ui->en->today, today);
	return arena_strdup(a, d != DAY_NONE && strncmp(text, today, 5) == 0 ? text + 5 : text);
}

const char *
due_words(struct arena *a, int days)
{
	if (days == INT32_MAX)
		return _("无期限");
	if (days < 0)
		return arena_printf(a, _("逾期 %d 工作日"), -days);
	if (days == 0)
		return _("今天");
	return arena_printf(a, _("剩 %d 工作日"), days);
}

const char *
due_brief(struct arena *a, int days)
{
	if (days == INT32_MAX)
		return _("无期限");
	if (days < 0)
		return arena_printf(a, _("逾期 %d"), -days);
	return days == 0 ? _("今天") : arena_printf(a, _("剩 %d"), days);
}

unsigned
due_attr(struct ui *ui, day_t due)
{
	return due == DAY_NONE || due > ui->en->today ? UI_NORMAL : due == ui->en->today ? UI_TODAY : UI_OVERDUE;
}

bool
state_ends(const struct flow *f, word_t state)
{
	for (size_t i = 0; i < f->n_actions; i++)
		if ((f->actions[i].from & S(state)) != 0 && !(f->actions[i].flags & (ACT_KEEPS | ACT_IMPORT | ACT_CORRECT)))
			return false;
	return true;
}

/* ---- what waits ---- */

static bool
is_mine(const struct engine *en, const struct wait_row *w)
{
	/* As in the queue: whoever has the case in hand, it waits for all who hold the role. */
	if ((w->role & en->actor.roles) == 0)
		return false;
	if (w->role == ROLE_AGENCY && w->agency != en->actor.agency)
		return false;
	return w->role != ROLE_SUPERVISOR || w->person == en->actor.person;
}

/* What waits for me at the record: the wait that ACTION ends, if one is named and waits; else what is due first. */
static const struct wait_row *
waits_for(struct ui *ui, struct arena *a, const struct flow *f, int64_t id, const char *action)
{
	struct err scrap = { 0 };
	struct wait_row *w;
	const struct wait_row *first = NULL;
	size_t n = record_waits(ui->en, a, f, id, &w, &scrap);

	for (size_t i = 0; i < n; i++) {
		if (!is_mine(ui->en, &w[i]))
			continue;
		if (action != NULL && strcmp(w[i].action, action) == 0)
			return &w[i];
		if (first == NULL || (w[i].due != DAY_NONE && (first->due == DAY_NONE || w[i].due < first->due)))
			first = &w[i];
	}
	return first;
}

const struct wait_row *
work_wait(struct ui *ui, struct arena *a, const struct flow *f, int64_t id)
{
	return waits_for(ui, a, f, id, NULL);
}

const char *
record_status(struct ui *ui, struct arena *a, const struct flow *f, const void *row, unsigned *attr, const char **brief)
{
	const struct record *head = row_head(row);
	const char *out = word_label(f->states, head->state), *due;
	struct err scrap = { 0 };
	struct wait_row *w;
	size_t n = record_waits(ui->en, a, f, head->id, &w, &scrap);
	const struct wait_row *mine = work_wait(ui, a, f, head->id), *first = mine != NULL ? mine : n > 0 ? &w[0] : NULL;

	/* What waits for me; else what is due first. */
	for (size_t i = 0; mine == NULL && i < n; i++)
		if (w[i].due != DAY_NONE && (first->due == DAY_NONE || w[i].due < first->due))
			first = &w[i];
	*attr = state_ends(f, head->state) ? UI_DONE : UI_STRONG;
	if (brief != NULL)
		*brief = out;
	if (first == NULL)
		return out;
	out = arena_printf(a, "%s  %s", out, _(wait_says(first, ui->en->today, NULL)));
	if (first->due != DAY_NONE) {
		int days = calendar_count(ui->en->cal, ui->en->today, first->due);

		if (first->due < ui->en->today && days >= 0)
			days = -1; /* overdue over a weekend only */
		due = due_words(a, days);
		out = arena_printf(a, "%s  %s", out, due);
		if (brief != NULL)
			*brief = arena_printf(a, "%s  %s", *brief, due);
		if (due_attr(ui, first->due) != UI_NORMAL)
			*attr = due_attr(ui, first->due);
	}
	return out;
}

bool
work_next(struct ui *ui, int64_t id, const struct flow **f, int64_t *to)
{
	struct err e = { 0 };

	*to = todo_next(ui->en, id, f, &e);
	if (e.code != ERR_OK)
		ui_say_err(ui, &e);
	else if (*to == 0 || *f == NULL)
		ui_say(ui, UI_NORMAL, "%s", _("没有别的待办了"));
	return *to != 0 && *f != NULL;
}

/* ---- acts ---- */

bool
work_do(struct ui *ui, const struct action *ac, int64_t id, const struct args *preset)
{
	struct arena *a = arena_new();
	struct form_spec spec = { .action = ac, .id = id };
	struct result res;
	bool done;

	/* What is filled for many people at once has a grid of its own. */
	if (id != 0 && activity_grid_for(ac) && (preset == NULL || preset->n == 0)) {
		arena_free(a);
		return activity_grid(ui, ac, id);
	}
	/* The sheet of seven conditions is filled in a grid, with its evidence beside it. */
	if (strcmp(ac->name, "candidate.check") == 0 && preset == NULL) {
		arena_free(a);
		return sheet_grid(ui, flow_find("candidate"), id);
	}
	if (preset != NULL)
		spec.preset = *preset;
	done = form_run(ui, &spec, a, &res);
	if (done && id != 0)
		activity_after(ui, ac, id);
	arena_free(a);
	return done;
}

/*
 * Do the creating act AC from the record ID of FROM (NULL: from none): what refers to that flow is filled.
 * The new record opens when it is what one asked for.
 */
static bool
create_from(struct ui *ui, const struct action *ac, const struct flow *from, int64_t id, bool then_open)
{
	struct arena *a = arena_new();
	struct arg *v = arena_alloc(a, (ac->n_fields + 1) * sizeof *v);
	struct args preset = { v, 0 };
	struct result res = { 0 };
	bool done;

	for (size_t i = 0; from != NULL && i < ac->n_fields; i++)
		if (ac->fields[i].type == FT_REF && strcmp(ac->fields[i].ref, from->name) == 0)
			v[preset.n++] = (struct arg){ ac->fields[i].col.name, record_handle(ui, a, from, id) };
	done = form_run(ui, &(struct form_spec){ .action = ac, .preset = preset }, a, &res);
	if (done && then_open && res.id != 0)
		open_record(ui, action_flow(ac), res.id, NULL);
	arena_free(a);
	return done;
}

bool
work_act(struct ui *ui, const struct flow *f, int64_t id, const char *awaited)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	void *row = record_get(ui->en, a, f, id, &e);
	const struct action *ac = NULL;

	if (row == NULL)
		ui_say_err(ui, &e);
	else
		ac = menu_actions(ui, f, row, arena_printf(a, "%s %s", _(f->label), row_title(ui->en, a, f, row)), awaited);
	arena_free(a);
	if (ac != NULL && action_flow(ac) != f)
		return create_from(ui, ac, f, id, false);
	return ac != NULL && work_do(ui, ac, id, NULL);
}

bool
work_awaited(struct ui *ui, const struct flow *f, int64_t id, const char *action, bool *none)
{
	struct arena *a = arena_new();
	const struct wait_row *w = waits_for(ui, a, f, id, action);
	const struct action *ac = w != NULL ? action_find(NULL, w->action) : NULL;
	bool done = false, calm = false;

	if (w != NULL)
		wait_says(w, ui->en->today, &calm);
	/* While others are at work, and in time, there is nothing to do here. */
	*none = w == NULL || calm;
	if (!*none && ac != NULL && action_flow(ac) != f && (ac->from & S_NEW)) {
		/* What comes in is put down in a record of its own, which names this one. */
		done = create_from(ui, ac, f, id, false);
	} else if (!*none && (ac == NULL || action_flow(ac) != f)) {
		/* No single act ends the waiting: let the person choose. */
		done = work_act(ui, f, id, "");
	} else if (!*none) {
		struct err e = { 0 };
		void *row = record_get(ui->en, a, f, id, &e);

		if (row != NULL && action_allowed(ui->en, a, ac, row, &e))
			done = work_do(ui, ac, id, NULL);
		else
			ui_say_err(ui, &e);
	}
	arena_free(a);
	return done;
}

bool
work_creates(const struct ui *ui, const struct flow *f)
{
	for (size_t k = 0; flows[k] != NULL; k++)
		for (size_t i = 0; (f == NULL || f == flows[k]) && i < flows[k]->n_actions; i++) {
			const struct action *ac = &flows[k]->actions[i];

			if ((ac->from & S_NEW) && (ac->roles & ui->en->actor.roles) && !(ac->flags & (ACT_INTERNAL | ACT_IMPORT)))
				return true;
		}
	return false;
}

/* Is a new record of F told the record of FROM that it is about? */
static bool
is_about(const struct flow *f, const struct flow *from)
{
	for (size_t k = 0; k < f->n_actions && from != NULL; k++) {
		const struct action *ac = &f->actions[k];

		for (size_t i = 0; (ac->from & S_NEW) && !(ac->flags & (ACT_INTERNAL | ACT_IMPORT)) && i < ac->n_fields; i++)
			if (ac->fields[i].type == FT_REF && strcmp(ac->fields[i].ref, from->name) == 0)
				return true;
	}
	return false;
}

/* Where a flow stands among what can be made: the work of the day, its parts, what the office sets up once. */
static int
rank_of(const struct flow *f)
{
	return f->menu >= MENU_SYSTEM ? 2 : f->menu == 0 ? 1 : 0;
}

/* Which flow's record is made?  What is about an open record of FROM (NULL: none is open) stands first. */
static const struct flow *
ask_flow(struct ui *ui, const struct flow *from)
{
	const struct flow *may[32];
	struct menu_item item[32];
	struct arena *a = arena_new();
	size_t n = 0;
	int i;

	memset(item, 0, sizeof item);
	for (int place = from != NULL ? -1 : 0; place <= 2; place++)
		for (size_t k = 0; flows[k] != NULL && n < N_OF(may); k++) {
			struct action_state *v;

			if ((is_about(flows[k], from) ? -1 : rank_of(flows[k])) != place || actions_of(ui, a, flows[k], NULL, &v) == 0 ||
				!v[0].allowed)
				continue;
			may[n] = flows[k];
			item[n++].label = _(flows[k]->label);
		}
	i = n > 0 ? menu_run(ui, _("新建"), item, n, 0) : -1;
	if (n == 0)
		ui_say(ui, UI_ERROR, "%s", _("您的角色没有可以新建的"));
	arena_free(a);
	return i >= 0 ? may[i] : NULL;
}

const char *
record_handle(struct ui *ui, struct arena *a, const struct flow *f, int64_t id)
{
	struct err e = { 0 };
	const void *row = record_get(ui->en, a, f, id, &e);
	const char *name = row != NULL ? row_number(ui->en, a, f, row) : NULL;

	if (name == NULL)
		name = record_title(ui->en, a, f, id);
	return record_resolve(ui->en, f, name, &e) == id ? name : arena_printf(a, "%lld", (long long)id);
}

bool
work_new(struct ui *ui, const struct flow *f, const struct flow *from, int64_t from_id)
{
	const struct action *ac;

	if (f == NULL)
		f = ask_flow(ui, from);
	ac = f != NULL ? menu_creating(ui, f) : NULL;
	return ac != NULL && create_from(ui, ac, from, from_id, true);
}

/* ---- finding ---- */

struct finder {
	struct ui *ui;
	struct found *found;
	size_t n;
};

static size_t
find_source(void *ctx, struct arena *a, const char *typed, size_t max, struct choose_row **out, struct err *e)
{
	struct finder *f = ctx;
	struct choose_row *rows;

	f->n = *typed != '\0' ? search_all(f->ui->en, a, typed, max < 50 ? max : 50, &f->found, e) : 0;
	rows = arena_alloc(a, (f->n + 1) * sizeof *rows);
	for (size_t i = 0; i < f->n; i++)
		rows[i] = (struct choose_row){ .id = f->found[i].id,
			.title = arena_printf(a, "%s  %s", _(f->found[i].flow->label), f->found[i].title),
			.detail = f->found[i].snippet };
	*out = rows;
	return f->n;
}

/* Which flow has the record? */
static const struct flow *
flow_of(struct ui *ui, int64_t id)
{
	struct arena *a = arena_new();
	const struct flow *f = NULL;

	for (size_t i = 0; f == NULL && flows[i] != NULL; i++) {
		struct err e = { 0 };

		if (record_get(ui->en, a, flows[i], id, &e) != NULL)
			f = flows[i];
	}
	arena_free(a);
	return f;
}

void
work_search(struct ui *ui, const char *typed)
{
	struct arena *a = arena_new();
	struct finder f = { .ui = ui };
	struct choose c = { .title = _("查找"), .source = find_source, .ctx = &f, .typed = typed,
		.empty = _("输入文字、编号、姓名或拼音首字母") };
	struct chosen got;

	if (choose(ui, a, &c, &got) == CHOOSE_PICKED)
		open_record(ui, flow_of(ui, got.id), got.id, NULL);
	arena_free(a);
}
