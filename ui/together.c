/*
 * together.c: the others at work, seen from this workbench, and the list of sessions.
 *
 * Knows: engine/session.h, the screen stack.  Must not know: one screen's inside.
 */
#include "ui/together.h"

#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "store/books.h"
#include "engine/enter.h"
#include "engine/session.h"
#include "ui/dialog.h"
#include "ui/door.h"
#include "ui/list.h"
#include "ui/screen.h"

/* ---- what is open here, and who has it open too ---- */

/* A form wins over the record below it. */
static const struct flow *
open_here(const struct ui *ui, int64_t *id, bool *editing)
{
	const struct flow *f = NULL, *g;
	int64_t one;
	bool edits;

	*id = 0;
	*editing = false;
	for (const struct screen *s = ui->top; s != NULL; s = s->below) {
		if (s->kind->about == NULL)
			continue;
		edits = false;
		one = s->kind->about(s, &g, &edits);
		if (one != 0 && (*id == 0 || (edits && !*editing))) {
			f = g;
			*id = one;
			*editing = edits;
		}
	}
	return f;
}

static void
look_at_others(struct ui *ui, int64_t id)
{
	struct arena *fresh = arena_new();
	const char *others = presence_others(ui->en, fresh, id);

	if (strcmp(others, ui->others) == 0) {
		arena_free(fresh);
		return;
	}
	arena_free(ui->others_arena);
	ui->others_arena = fresh;
	ui->others = others;
	ui_dirty(ui);
}

/* What an administrator took away is taken at once, not at the next login. */
static bool
still_in(struct ui *ui)
{
	struct err e = { 0 };

	if (ui->actor_seen == ui->data_version)
		return true;
	ui->actor_seen = ui->data_version;
	ui->idle_after = setting_int(ui->en->db, "enter_idle_minutes", 15) * 60000;
	if (engine_actor_still(ui->en, &e))
		return true;
	ui_end(ui, e.code == ERR_DENIED ? _("您的账户已停用，会话已结束，没保存的留作草稿") : e.text);
	return false;
}

static const char *
line_of(void)
{
	const char *name = ttyname(STDIN_FILENO);

	return name == NULL ? "" : strncmp(name, "/dev/", 5) == 0 ? name + 5 : name;
}

static void
watch(struct ui *ui)
{
	struct arena *a;
	const char *by;
	int64_t id;
	bool editing, moved;
	const struct flow *f;

	if (ui->quit || !still_in(ui))
		return;
	/* Only now, when the first picture stands: it writes into the work file and waits for the disk. */
	if (!ui->present) {
		ui->present = true;
		presence_begin(ui->en, line_of());
	}
	f = open_here(ui, &id, &editing);
	moved = id != ui->open_record;
	ui->open_record = id;
	presence_at(ui->en, f, id, editing);
	if (ui->last_key > ui->key_told) {
		ui->key_told = ui->last_key;
		presence_key(ui->en);
	}
	if (!presence_news(ui->en) && !moved)
		return;
	look_at_others(ui, id);
	a = arena_new();
	by = presence_asked(ui->en, a);
	if (by != NULL)
		ui_end(ui, arena_printf(a, _("%s结束了您的会话，没保存的留作草稿"), by));
	arena_free(a);
}

void
together_begin(struct ui *ui)
{
	ui->others_arena = arena_new();
	ui->others = "";
	ui->actor_seen = -1;
	ui->watch = watch;
	ui->idled = ui->en->actor.personal ? NULL : door_idled;
	still_in(ui);
}

/* ---- the list of sessions ---- */

struct sessions {
	struct screen screen;
	struct arena *arena;
	struct session *all;
	size_t n;
	struct listview_rows rows;
	struct listview list;
};

static const struct listview_col session_cols[] = {
	{ .label = N_("号"), .width = 4, .rank = 3 },
	{ .label = N_("姓名"), .width = 12, .min = 8 },
	{ .label = N_("账户"), .width = 12, .min = 6, .rank = 1 },
	{ .label = N_("从哪里来"), .width = 18, .min = 6, .rank = 1 },
	{ .label = N_("进入"), .width = 11, .rank = 1 },
	{ .label = N_("最后按键"), .width = 11, .rank = 2 },
	{ .label = N_("在做什么"), .width = 12, .min = 4, .rank = 2, .grow = true },
};

/* "11-25 14:02" */
static const char *
near(struct arena *a, const char *at)
{
	return strlen(at) >= 16 ? arena_strndup(a, at + 5, 11) : at;
}

static void
fetch(struct ui *ui, struct sessions *v)
{
	struct err e = { 0 };
	struct listview_row *rows;

	arena_reset(v->arena);
	v->n = 0;
	if (!sessions_list(ui->en, v->arena, &v->all, &v->n, &e))
		ui_say_err(ui, &e);
	rows = arena_alloc(v->arena, (v->n + 1) * sizeof *rows);
	for (size_t i = 0; i < v->n; i++) {
		const struct session *s = &v->all[i];
		const char **cell = arena_alloc(v->arena, 7 * sizeof *cell);
		const struct flow *f = *s->flow != '\0' ? flow_find(s->flow) : NULL;

		cell[0] = arena_printf(v->arena, "%lld", (long long)s->id);
		cell[1] = s->name;
		cell[2] = s->login;
		cell[3] = *s->source != '\0' && strcmp(s->source, s->tty) != 0 ? arena_printf(v->arena, "%s  %s", s->source, s->tty) : s->tty;
		cell[4] = near(v->arena, s->since);
		cell[5] = near(v->arena, s->last);
		/* What kind of matter, not which: administrators see no case content. */
		cell[6] = s->id == presence_id(ui->en) ? _("（本会话）") : f != NULL ? _(f->label) : "";
		rows[i] = (struct listview_row){ .id = s->id, .cell = cell };
	}
	v->rows = (struct listview_rows){ rows, v->n };
	v->list.total = (int64_t)v->n;
	listview_restart(&v->list);
}

static void
sessions_draw(struct ui *ui, struct screen *s, struct rect body)
{
	struct sessions *v = (struct sessions *)s;

	(void)ui;
	listview_draw(&v->list, (struct rect){ body.y, 1, body.h, body.w - 2 }, true);
}

static void
end_one(struct ui *ui, struct sessions *v)
{
	int64_t id = listview_selected_id(&v->list);
	const struct session *it = NULL;
	struct err e = { 0 };
	struct arena *a;

	for (size_t i = 0; i < v->n; i++)
		if (v->all[i].id == id)
			it = &v->all[i];
	if (it == NULL)
		return;
	if (id == presence_id(ui->en)) {
		ui_say(ui, UI_DIM, "%s", _("这是您自己的会话，离开请按 F3"));
		return;
	}
	a = arena_new();
	if (dialog_yes(ui, _("结束会话"),
		arena_printf(a, _("%s（%s）正在工作的会话将结束，没保存的内容留作草稿，确定吗？"), it->name, it->login), _("结束"))) {
		if (sessions_end(ui->en, id, &e))
			ui_say(ui, UI_NORMAL, "%s", _("已通知该会话结束"));
		else
			ui_say_err(ui, &e);
		fetch(ui, v);
	}
	arena_free(a);
}

static enum screen_answer
sessions_key(struct ui *ui, struct screen *s, const struct key *key)
{
	struct sessions *v = (struct sessions *)s;
	uint32_t c = key_command(key);

	if (key->kind == K_ENTER || key->kind == K_DELETE || c == 'd') {
		end_one(ui, v);
		return SCREEN_DONE;
	}
	if (c == 'r') {
		fetch(ui, v);
		return SCREEN_DONE;
	}
	return listview_key(&v->list, key, true, false) == LISTVIEW_PASS ? SCREEN_PASS : SCREEN_DONE;
}

static size_t
sessions_hints(struct ui *ui, struct screen *s, struct hint *out)
{
	(void)ui;
	(void)s;
	out[0] = (struct hint){ .key = "Enter", .label = _("结束会话") };
	out[1] = (struct hint){ .key = "F5", .label = _("刷新"), .rank = 1 };
	out[2] = (struct hint){ .key = "Esc", .label = _("返回"), .right = true };
	return 3;
}

static void
sessions_refresh(struct ui *ui, struct screen *s)
{
	fetch(ui, (struct sessions *)s);
}

static void
sessions_top(struct ui *ui, struct screen *s, struct topline *out)
{
	out->left = arena_printf(ui->frame, _("监督  会话  共 %zu"), ((struct sessions *)s)->n);
}

static void
sessions_close(struct ui *ui, struct screen *s)
{
	struct sessions *v = (struct sessions *)s;

	(void)ui;
	listview_free(&v->list);
	arena_free(v->arena);
}

static const struct screen_kind sessions_kind = {
	.name = "sessions",
	.label = N_("会话"),
	.draw = sessions_draw,
	.key = sessions_key,
	.top = sessions_top,
	.hints = sessions_hints,
	.refresh = sessions_refresh,
	.close = sessions_close,
};

struct screen *
sessions_screen(struct ui *ui)
{
	struct sessions *v;

	if (!sessions_may(ui->en)) {
		ui_say(ui, UI_ERROR, "%s", _("! 会话由系统管理员和安全管理员管理"));
		return NULL;
	}
	v = screen_new(&sessions_kind, sizeof *v);
	v->arena = arena_new();
	listview_init(&v->list, session_cols, N_OF(session_cols), listview_fetch_rows, &v->rows);
	v->list.measured = true;
	fetch(ui, v);
	return &v->screen;
}
