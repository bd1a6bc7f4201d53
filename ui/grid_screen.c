/*
 * grid_screen.c: a grid as a screen: filled, kept while it is being filled, saved at once.
 *
 * Knows: the grid, the screen stack, what an account keeps.  Must not know: flows.
 */
#include "ui/grid_screen.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/i18n.h"
#include "ui/dialog.h"
#include "ui/screen.h"

#define QUIET 1000 /* ms without a key after which the grid is kept */

struct gridscreen {
	struct screen screen;
	const struct grid_spec *spec;
	struct grid *g;
	unsigned long kept; /* version of the grid that was kept last */
	bool saved;
};

/* ---- keeping ---- */

static const char *
kept_key(const struct grid_spec *spec, struct arena *a)
{
	return arena_printf(a, "grid %s %lld", spec->name, (long long)spec->record);
}

/* {"row id":{"column":"value"}} of what differs. */
static const char *
kept_text(const struct grid *g, struct arena *a)
{
	json_t *all = json_object();
	char *text;
	const char *out;

	for (size_t i = 0; i < g->n_rows; i++) {
		json_t *row;

		if (!grid_row_changed(g, i))
			continue;
		row = json_object();
		for (size_t k = 0; k < g->n_cols; k++)
			if (grid_changed(g, i, k))
				json_object_set_new(row, arena_printf(a, "%zu", k), json_string(grid_value(g, i, k)));
		json_object_set_new(all, arena_printf(a, "%lld", (long long)g->rows[i].id), row);
	}
	text = json_object_size(all) > 0 ? json_dumps(all, JSON_COMPACT) : NULL;
	out = arena_strdup(a, text);
	free(text);
	json_decref(all);
	return out;
}

/* True when something is kept now. */
static bool
keep(struct ui *ui, struct gridscreen *s)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	const char *text = s->saved ? "" : kept_text(s->g, a);
	bool any = *text != '\0';

	if (ui->en != NULL && !kept_set(ui->en, kept_key(s->spec, a), text, &e)) {
		ui_say_err(ui, &e);
		any = false;
	}
	s->kept = s->g->version;
	arena_free(a);
	return any;
}

static void
put_back(struct grid *g, const char *text)
{
	json_t *all = json_loads(text, 0, NULL), *row, *value;
	const char *id, *col;

	json_object_foreach(all, id, row)
		for (size_t i = 0; i < g->n_rows; i++) {
			if (g->rows[i].id != strtoll(id, NULL, 10))
				continue;
			json_object_foreach(row, col, value) {
				size_t k = strtoul(col, NULL, 10);

				if (k < g->n_cols && json_is_string(value))
					grid_put(g, i, k, json_string_value(value));
			}
		}
	json_decref(all);
	buf_clear(&g->error);
}

static void
offer(struct ui *ui, struct gridscreen *s)
{
	struct arena *a = arena_new();
	const char *text = ui->en != NULL ? kept_get(ui->en, a, kept_key(s->spec, a)) : "";
	const char *buttons[] = { _("续填"), _("丢弃") };

	if (*text != '\0') {
		int answer = dialog_ask(ui, s->spec->title, _("上次填写的内容还没有保存。"), buttons, 2, 0);

		if (answer == 0)
			put_back(s->g, text);
		else if (answer == 1)
			keep(ui, s);
		s->kept = s->g->version;
	}
	arena_free(a);
}

/* ---- the screen ---- */

static void
gridscreen_draw(struct ui *ui, struct screen *screen, struct rect body)
{
	struct gridscreen *s = (struct gridscreen *)screen;
	unsigned attr = UI_NORMAL;
	const char *text;

	grid_draw(s->g, body, ui->frame, true);
	if (s->g->error.len > 0) {
		ui_info(ui, UI_ERROR, arena_printf(ui->frame, "! %s", buf_str(&s->g->error)));
		return;
	}
	text = s->spec->summary != NULL ? s->spec->summary(s->spec->ctx, ui, s->g, ui->frame, &attr) : "";
	if (*text != '\0')
		ui_info(ui, attr, text);
}

static void
gridscreen_top(struct ui *ui, struct screen *screen, struct topline *out)
{
	struct gridscreen *s = (struct gridscreen *)screen;

	out->left = s->spec->title;
	if (s->spec->sums != NULL)
		out->right = s->spec->sums(s->spec->ctx, s->g, ui->frame);
}

/* Is there a cell that may be changed?  All may be settled: then the grid is only looked at. */
static bool
writable(const struct grid *g)
{
	for (size_t row = 0; row < g->n_rows; row++)
		for (size_t col = 0; col < g->n_cols; col++)
			if (grid_may(g, row, col))
				return true;
	return false;
}

static size_t
gridscreen_hints(struct ui *ui, struct screen *screen, struct hint *out)
{
	struct gridscreen *s = (struct gridscreen *)screen;
	const char *digits = grid_digits(s->g, ui->frame);
	bool fills = writable(s->g);
	size_t n = 0;

	if (fills && *digits != '\0')
		out[n++] = (struct hint){ .key = digits, .label = "" };
	if (fills) {
		out[n++] = (struct hint){ .key = "F2", .label = _("保存") };
		out[n++] = (struct hint){ .key = "F8", .label = _("整列") };
	}
	if (s->spec->extra != NULL)
		out[n++] = (struct hint){ .key = "F6", .label = s->spec->extra_label, .rank = 1 };
	out[n++] = (struct hint){ .key = "Tab", .label = _("下一格"), .rank = 2 };
	if (fills)
		out[n++] = (struct hint){ .key = "Ctrl-Z", .label = _("撤销"), .rank = 3 };
	out[n++] = (struct hint){ .key = "Esc", .label = grid_dirty(s->g) ? _("留作草稿返回") : _("返回"), .right = true };
	return n;
}

static enum screen_answer
gridscreen_key(struct ui *ui, struct screen *screen, const struct key *key)
{
	struct gridscreen *s = (struct gridscreen *)screen;

	if (key_is_f(key, 2) || key_is_ctrl(key, 's')) {
		if (!grid_take(s->g))
			return SCREEN_DONE;
		s->saved = s->spec->save(s->spec->ctx, ui, s->g);
		if (!s->saved)
			return SCREEN_DONE;
		keep(ui, s);
		ui_changed(ui);
		return SCREEN_CLOSE;
	}
	if (key_is_f(key, 6) && s->spec->extra != NULL) {
		if (grid_take(s->g))
			s->spec->extra(s->spec->ctx, ui, s->g);
		return SCREEN_DONE;
	}
	if (grid_key(s->g, key) != GRID_PASS)
		return SCREEN_DONE;
	if (key->kind == K_ESC || key_is_f(key, 3) || key_is_f(key, 12)) {
		if (keep(ui, s))
			ui_say(ui, UI_NORMAL, "%s", _("已留作草稿，下次打开时可以续填"));
		return SCREEN_CLOSE;
	}
	return SCREEN_PASS;
}

static bool
gridscreen_idle(struct ui *ui, struct screen *screen, long long quiet)
{
	struct gridscreen *s = (struct gridscreen *)screen;

	if (quiet >= QUIET && s->kept != s->g->version)
		keep(ui, s);
	return false;
}

static void
gridscreen_hangup(struct ui *ui, struct screen *screen)
{
	struct gridscreen *s = (struct gridscreen *)screen;

	grid_take(s->g);
	keep(ui, s);
}

static const struct screen_kind gridscreen_kind = {
	.name = "grid",
	.label = N_("表格"),
	.draw = gridscreen_draw,
	.key = gridscreen_key,
	.top = gridscreen_top,
	.hints = gridscreen_hints,
	.idle = gridscreen_idle,
	.hangup = gridscreen_hangup,
};

/* The screen's memory is gone when it is closed; what matters of it is handed out here. */
static void
hand_out(struct ui *ui, struct screen *screen, void *ctx)
{
	(void)ui;
	*(bool *)ctx = ((struct gridscreen *)screen)->saved;
}

bool
grid_run(struct ui *ui, const struct grid_spec *spec)
{
	struct gridscreen *s = screen_new(&gridscreen_kind, sizeof *s);
	bool saved = false;

	s->spec = spec;
	s->g = spec->grid;
	s->kept = s->g->version;
	grid_go(s->g, 0, SIZE_MAX);
	offer(ui, s);
	s->screen.done = hand_out;
	s->screen.done_ctx = &saved;
	ui_run(ui, &s->screen);
	return saved;
}
