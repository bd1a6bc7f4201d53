/*
 * menu.c: pop-ups of things to do.
 *
 * Knows: actions, action_allowed.  Must not know: what an action does.
 */
#include "ui/menu.h"

#include <string.h>

#include "base/i18n.h"
#include "ui/list.h"
#include "ui/screen.h"

struct menu {
	struct screen screen;
	const char *title;
	const struct menu_item *items;
	size_t n;
	struct listview_rows rows;
	struct listview list;
	int w;
	bool lettered; /* an item has a letter of its own */
	int answer;
};

static const struct listview_col menu_cols[] = {
	{ .label = NULL, .width = 1, .rank = 0 },
	{ .label = NULL, .width = 30, .min = 10, .rank = 1, .grow = true },
	{ .label = NULL, .width = 24, .min = 6, .rank = 2 },
};

/* Where nothing has a letter of its own, the tenth and further ones take these: none of them moves the selection. */
static const char letters[] = "abcdefgimnoprstuvwxyz";

static int
key_of(const struct menu *m, size_t i)
{
	const struct menu_item *it = &m->items[i];

	if (it->barred)
		return '-';
	if (it->key != 0)
		return it->key;
	if (i < 9)
		return '1' + (int)i;
	return !m->lettered && i - 9 < sizeof letters - 1 ? letters[i - 9] : 0;
}

static void
menu_build(struct menu *m)
{
	struct arena *a = m->screen.arena;
	struct listview_row *rows = arena_alloc(a, (m->n + 1) * sizeof *rows);
	struct listview_col *cols = arena_alloc(a, sizeof menu_cols);
	int label = 10, note = 0;

	for (size_t i = 0; i < m->n; i++)
		m->lettered = m->lettered || m->items[i].key != 0;
	for (size_t i = 0; i < m->n; i++) {
		const struct menu_item *it = &m->items[i];
		const char **cell = arena_alloc(a, 3 * sizeof *cell);
		unsigned *attr = arena_alloc(a, 3 * sizeof *attr);
		int w = draw_width(it->label) + (it->chosen ? 2 : 0);

		cell[0] = key_of(m, i) != 0 ? arena_printf(a, "%c", key_of(m, i)) : "";
		cell[1] = it->chosen ? arena_printf(a, "%s *", it->label) : it->label;
		cell[2] = it->note != NULL ? it->note : "";
		attr[0] = it->barred ? UI_BARRED : UI_KEY;
		attr[1] = it->barred ? UI_BARRED : UI_NORMAL;
		attr[2] = it->barred ? UI_BARRED : UI_DIM;
		rows[i] = (struct listview_row){ .id = (int64_t)i + 1, .cell = cell, .attr = attr, .barred = it->barred };
		label = w > label ? w : label;
		w = it->note != NULL ? draw_width(it->note) : 0;
		note = w > note ? w : note;
	}
	memcpy(cols, menu_cols, sizeof menu_cols);
	cols[1].width = label + 2;
	cols[1].min = label < 30 ? label : 30;
	cols[2].width = note > 0 ? note : 1;
	m->rows = (struct listview_rows){ rows, m->n };
	m->w = label + note + 16; /* frame, margins, marker, letter, two blanks between columns */
	listview_init(&m->list, cols, note > 0 ? 3 : 2, listview_fetch_rows, &m->rows);
	m->list.total = (int64_t)m->n;
	m->list.empty = _("这里没有可办的事项");
}

static void
menu_draw(struct ui *ui, struct screen *s, struct rect body)
{
	struct menu *m = (struct menu *)s;
	int h = (int)(m->n > 0 ? m->n : 1) + 4, w = m->w;
	struct rect r;
	int64_t at;

	w = w < draw_width(m->title) + 8 ? draw_width(m->title) + 8 : w;
	w = w < 34 ? 34 : w;
	r = ui_centre(body, h < body.h ? h : body.h, w < body.w ? w : body.w);
	draw_box(r, m->title);
	listview_draw(&m->list, (struct rect){ r.y + 2, r.x + 3, r.h - 4, r.w - 6 }, true);
	at = listview_selected_id(&m->list);
	/* What does not fit is told of on the frame. */
	if ((int)m->n > r.h - 4) {
		const char *place = arena_printf(ui->frame, " %lld/%zu ", (long long)at, m->n);

		draw_text(r.y + r.h - 1, r.x + r.w - 2 - draw_width(place), draw_width(place), UI_DIM, place);
	}
	/* The reason why not is often longer than its column. */
	if (at > 0 && m->items[at - 1].barred && m->items[at - 1].note != NULL)
		ui_info(ui, UI_BARRED, m->items[at - 1].note);
}

static enum screen_answer
menu_take(struct ui *ui, struct menu *m, size_t i)
{
	if (m->items[i].barred) {
		ui_say(ui, UI_ERROR, "%s", m->items[i].note != NULL ? m->items[i].note : _("现在不能办理"));
		return SCREEN_DONE;
	}
	m->answer = (int)i;
	return SCREEN_CLOSE;
}

static enum screen_answer
menu_key(struct ui *ui, struct screen *s, const struct key *key)
{
	struct menu *m = (struct menu *)s;
	uint32_t c = key_command(key);
	int64_t id;

	if (key->kind == K_ESC || key_is_f(key, 3) || key_is_f(key, 12))
		return SCREEN_CLOSE;
	for (size_t i = 0; c != 0 && c != '-' && i < m->n; i++)
		if (!m->items[i].barred && (uint32_t)key_of(m, i) == c)
			return menu_take(ui, m, i);
	if (c >= '1' && c <= '9' && (size_t)(c - '1') < m->n)
		return menu_take(ui, m, (size_t)(c - '1'));
	if (key->kind == K_ENTER || key->kind == K_RIGHT) {
		id = listview_selected_id(&m->list);
		return id > 0 ? menu_take(ui, m, (size_t)id - 1) : m->n > 0 ? menu_take(ui, m, 0) : SCREEN_CLOSE;
	}
	if (listview_key(&m->list, key, false, false) != LISTVIEW_PASS)
		return SCREEN_DONE;
	return key->kind == K_F || c == '?' ? SCREEN_PASS : SCREEN_DONE;
}

static size_t
menu_hints(struct ui *ui, struct screen *s, struct hint *out)
{
	(void)ui;
	(void)s;
	out[0] = (struct hint){ .key = _("上下键"), .label = _("移动"), .rank = 1 };
	out[1] = (struct hint){ .key = "Enter", .label = _("选定") };
	out[2] = (struct hint){ .key = _("字母或数字"), .label = _("直接选"), .rank = 1 };
	out[3] = (struct hint){ .key = "Esc", .label = _("返回"), .right = true };
	return 4;
}

static void
menu_close(struct ui *ui, struct screen *s)
{
	(void)ui;
	listview_free(&((struct menu *)s)->list);
}

static const struct screen_kind menu_kind = {
	.name = "menu",
	.popup = true,
	.draw = menu_draw,
	.key = menu_key,
	.hints = menu_hints,
	.close = menu_close,
};

static void
menu_done(struct ui *ui, struct screen *s, void *ctx)
{
	(void)ui;
	*(int *)ctx = ((struct menu *)s)->answer;
}

int
menu_run(struct ui *ui, const char *title, const struct menu_item *items, size_t n, size_t start)
{
	struct menu *m = screen_new(&menu_kind, sizeof *m);
	int answer = -1;

	m->title = arena_strdup(m->screen.arena, title);
	m->items = items;
	m->n = n;
	m->answer = -1;
	menu_build(m);
	if (start > 0 && start < n)
		listview_move(&m->list, (int)start);
	m->screen.done = menu_done;
	m->screen.done_ctx = &answer;
	if (!ui_run(ui, &m->screen))
		return -1;
	return answer;
}

/*
 * Why not, short enough for a menu: the state it is in, or whose act it is; else what the
 * flow says.
 */
static const char *
short_reason(struct arena *a, const struct flow *f, const struct action *ac, const void *row, const struct err *e)
{
	const char *who = "";

	if (strcmp(e->field, "state") == 0 && row != NULL)
		return arena_printf(a, _("现为“%s”"), word_label(f->states, row_head(row)->state));
	if (e->code != ERR_DENIED)
		return arena_strdup(a, e->text);
	for (word_t i = 1; i <= word_count(actor_roles); i++)
		if (ac->roles >> i & 1 && 1u << i != ROLE_PROGRAM)
			who = arena_printf(a, "%s%s%s", who, *who != '\0' ? "、" : "", word_label(actor_roles, i));
	return arena_printf(a, _("须%s"), who);
}

size_t
actions_of(struct ui *ui, struct arena *a, const struct flow *f, const void *row, struct action_state **out)
{
	struct action_state *v = arena_alloc(a, (f->n_actions + 1) * sizeof *v);
	size_t n = 0;

	/*
	 * The allowed first; then what this state would allow and something else bars, whose reason one
	 * wants to read; then what belongs to other states.  Each group in the order of the flow's declaration.
	 */
	for (int pass = 0; pass < 3; pass++) {
		for (size_t i = 0; i < f->n_actions; i++) {
			const struct action *ac = &f->actions[i];
			struct err e = { 0 };
			bool creates = (ac->from & S_NEW) != 0, allowed, here;

			if (ac->flags & (ACT_INTERNAL | ACT_IMPORT))
				continue;
			if (row == NULL ? !creates : ac->from == S_NEW)
				continue;
			/* Who is not of the bureau reads the own acts only: the bureau's would never be theirs. */
			if (!(ac->roles & ui->en->actor.roles) && !(ui->en->actor.roles & ROLE_BUREAU))
				continue;
			allowed = action_allowed(ui->en, a, ac, row, &e);
			here = row == NULL || (ac->from & S(row_head(row)->state)) != 0;
			if (pass != (allowed ? 0 : here ? 1 : 2))
				continue;
			v[n++] = (struct action_state){ ac, allowed, allowed ? "" : short_reason(a, f, ac, row, &e) };
		}
	}
	*out = v;
	return n;
}

static const struct action *
run_actions(struct ui *ui, struct arena *a, const struct action_state *v, size_t n, const char *title,
	const char *start)
{
	struct menu_item *items = arena_alloc(a, (n + 1) * sizeof *items);
	size_t at = 0;
	int i;

	for (size_t k = 0; k < n; k++) {
		const struct action *ac = v[k].action;

		items[k] = (struct menu_item){
			.key = ac->key,
			.label = _(ac->label),
			.note = !v[k].allowed ? v[k].reason :
				ac->article != 0 ? article_name(ac->article) :
				ac->flags & ACT_CORRECT ? _("留痕") : NULL,
			.barred = !v[k].allowed,
		};
		if (strcmp(ac->name, start) == 0)
			at = k;
	}
	i = menu_run(ui, title, items, n, at);
	return i >= 0 ? v[i].action : NULL;
}

const struct action *
menu_actions(struct ui *ui, const struct flow *f, const void *row, const char *title, const char *start)
{
	struct arena *a = arena_new();
	const struct action *ac = action_find(NULL, start);
	struct action_state *v;
	size_t n = actions_of(ui, a, f, row, &v);
	struct err e = { 0 };

	/* What waits here may be put down in a record of another flow: it stands before this one's own acts. */
	if (ac != NULL && action_flow(ac) != f && (ac->from & S_NEW) && action_allowed(ui->en, a, ac, NULL, &e)) {
		struct action_state *more = arena_alloc(a, (n + 1) * sizeof *more);

		more[0] = (struct action_state){ ac, true, "" };
		memcpy(&more[1], v, n * sizeof *v);
		v = more;
		n++;
	}
	ac = run_actions(ui, a, v, n, arena_printf(a, _("%s  办理"), title), start);

	arena_free(a);
	return ac;
}

const struct action *
menu_creating(struct ui *ui, const struct flow *f)
{
	struct arena *a = arena_new();
	struct action_state *v;
	size_t n = actions_of(ui, a, f, NULL, &v), allowed = 0;
	const struct action *ac = NULL;

	while (allowed < n && v[allowed].allowed)
		allowed++;
	if (allowed == 1)
		ac = v[0].action;
	else if (allowed > 1)
		ac = run_actions(ui, a, v, allowed, arena_printf(a, _("新建  %s"), _(f->label)), "");
	else
		ui_say(ui, UI_ERROR, "%s", n > 0 ? v[0].reason : _("这里不能新建"));
	arena_free(a);
	return ac;
}
