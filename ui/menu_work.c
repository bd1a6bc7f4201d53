/*
 * menu_work.c: the menu of the work at the left: queue, flows with their counts, import, system.
 *
 * Knows: the registry, the tally's counts.  Must not know: what a flow is about.
 */
#include <string.h>

#include "base/i18n.h"
#include "engine/session.h"
#include "engine/stats.h"
#include "ui/door.h"
#include "ui/draftbox.h"
#include "ui/help.h"
#include "ui/list.h"
#include "ui/menu.h"
#include "ui/together.h"
#include "ui/work.h"

enum item_kind { ITEM_TODO, ITEM_FLOW, ITEM_SEARCH, ITEM_STATS, ITEM_IMPORT, ITEM_SYSTEM };

struct workmenu_item {
	enum item_kind kind;
	const struct flow *flow;
	int64_t count; /* -1: none is shown */
	struct stroke stroke;
};

#define COUNT_MOST 9999

static bool
in_menu(const struct flow *f)
{
	return f->menu > 0 && f->menu < MENU_SYSTEM;
}

/* May the actor see any row of it? */
static bool
sees_flow(struct ui *ui, const struct flow *f)
{
	for (size_t i = 0; i < f->n_scopes; i++)
		if (f->scopes[i].role & ui->en->actor.roles)
			return f->n_lists > 0;
	return false;
}

static void
add(struct workmenu *m, enum item_kind kind, const struct flow *f)
{
	m->item[m->n++] = (struct workmenu_item){ .kind = kind, .flow = f, .count = -1 };
}

void
workmenu_init(struct ui *ui, struct workmenu *m, const struct flow *here)
{
	size_t all = 0;

	memset(m, 0, sizeof *m);
	m->arena = arena_new();
	while (flows[all] != NULL)
		all++;
	m->item = arena_alloc(m->arena, (all + 5) * sizeof *m->item);
	add(m, ITEM_TODO, NULL);
	/* By place; there are a dozen flows at most. */
	for (int place = 1; place < MENU_SYSTEM; place++)
		for (size_t i = 0; i < all; i++)
			if (in_menu(flows[i]) && flows[i]->menu == place && sees_flow(ui, flows[i]))
				add(m, ITEM_FLOW, flows[i]);
	add(m, ITEM_SEARCH, NULL);
	if (stats_may(ui->en))
		add(m, ITEM_STATS, NULL);
	if (may_import(ui, NULL))
		add(m, ITEM_IMPORT, NULL);
	add(m, ITEM_SYSTEM, NULL);
	/* What has no line of its own stands under the last, 系统. */
	m->sel = here != NULL ? m->n - 1 : 0;
	for (size_t i = 0; i < m->n; i++)
		if (here != NULL && m->item[i].flow == here)
			m->sel = i;
	m->here = m->sel;
	workmenu_refresh(ui, m);
}

void
workmenu_free(struct workmenu *m)
{
	for (size_t i = 0; i < m->n; i++)
		draw_forget(&m->item[i].stroke);
	m->n = 0;
	arena_free(m->arena);
	m->arena = NULL;
}

void
workmenu_refresh(struct ui *ui, struct workmenu *m)
{
	for (size_t i = 0; i < m->n; i++) {
		struct workmenu_item *it = &m->item[i];
		struct err e = { 0 };
		struct todo_sum sum;

		if (it->kind == ITEM_TODO && todo_sum(ui->en, &sum, &e))
			it->count = sum.all;
		if (it->kind == ITEM_FLOW) {
			struct list_query q = { .list = &it->flow->lists[0] };

			it->count = list_count(ui->en, &q, COUNT_MOST, &e);
		}
	}
}

static const char *
item_label(const struct workmenu_item *it)
{
	switch (it->kind) {
	case ITEM_TODO: return _("待办");
	case ITEM_FLOW: return _(it->flow->label);
	case ITEM_SEARCH: return _("查找");
	case ITEM_STATS: return _("统计");
	case ITEM_IMPORT: return _("导入");
	case ITEM_SYSTEM: return _("系统");
	}
	return "";
}

static void
draw_item(struct ui *ui, struct workmenu_item *it, int y, int x, bool here, bool focused)
{
	unsigned attr = here && focused ? UI_STRONG | UI_SELECTED : here ? UI_STRONG : UI_NORMAL;
	uint64_t look = draw_look(draw_look(draw_look(0, (uint64_t)it->count), (uint64_t)x), (uint64_t)here << 1 | (uint64_t)focused);
	const char *count;
	int number;

	if (draw_again(y, look, &it->stroke))
		return;
	count = it->count >= 0 ? arena_printf(ui->frame, "%lld", (long long)it->count) : "";
	number = draw_width(count);
	draw_keep_from(y, &it->stroke);
	draw_text(y, x, WORKMENU_WIDTH, attr, "");
	if (here)
		draw_text(y, x, 1, attr, ">");
	draw_cut(y, x + 1, WORKMENU_WIDTH - 2 - (number > 0 ? number + 1 : 0), attr, item_label(it));
	if (number > 0)
		draw_right(y, x + WORKMENU_WIDTH - 1 - number, number, attr, count);
	draw_keep(y, look, &it->stroke);
}

struct rect
workmenu_draw(struct ui *ui, struct workmenu *m, struct rect body)
{
	struct rect rest = body;

	if (body.w < WORKMENU_FROM && !m->focused)
		return body;
	for (size_t i = 0; i < m->n && (int)i < body.h; i++) {
		draw_item(ui, &m->item[i], body.y + (int)i, body.x, i == m->sel, m->focused);
		if (i == m->sel && m->focused)
			draw_cursor(body.y + (int)i, body.x);
	}
	draw_vline(body.y, body.x + WORKMENU_WIDTH, body.h);
	rest.x += WORKMENU_WIDTH + 2;
	rest.w -= WORKMENU_WIDTH + 2;
	return rest;
}

/* ---- supporting records and tools ---- */

static void
tool_drafts(struct ui *ui)
{
	if (draftbox_count(ui) > 0)
		ui_push(ui, draftbox_screen(ui));
	else
		ui_say(ui, UI_NORMAL, "%s", _("没有未完成的草稿"));
}

static void
tool_sessions(struct ui *ui)
{
	struct screen *s = sessions_screen(ui);

	if (s != NULL)
		ui_push(ui, s);
}

static void
tool_lock(struct ui *ui)
{
	door_lock(ui, false);
}

static void
tool_rule(struct ui *ui)
{
	ui_push(ui, rule_screen(ui, 0));
}

static const struct tool {
	const char *label;
	void (*run)(struct ui *ui);
	bool shared;   /* only where there is a door */
	bool sessions; /* only for who may see them */
} tools[] = {
	{ N_("草稿"), tool_drafts, false, false },
	{ N_("锁屏"), tool_lock, true, false },
	{ N_("改口令"), door_password, true, false },
	{ N_("设定动态码"), door_code, true, false },
	{ N_("会话"), tool_sessions, false, true },
	{ N_("核对簿册和检索"), commands_check, false, false },
	{ N_("核验留痕"), commands_verify, false, false },
	{ N_("工作规则"), tool_rule, false, false },
	{ N_("关于本程序"), about_show, false, false },
};

#define SYSTEM_FLOWS 16

static void
system_menu(struct ui *ui)
{
	struct menu_item item[SYSTEM_FLOWS + N_OF(tools)];
	const struct flow *flow[SYSTEM_FLOWS + N_OF(tools)] = { NULL };
	const struct tool *tool[SYSTEM_FLOWS + N_OF(tools)] = { NULL };
	size_t n = 0;
	int i;

	memset(item, 0, sizeof item);
	for (size_t k = 0; flows[k] != NULL && n < SYSTEM_FLOWS; k++)
		if (!in_menu(flows[k]) && sees_flow(ui, flows[k])) {
			flow[n] = flows[k];
			item[n++].label = _(flows[k]->label);
		}
	for (size_t k = 0; k < N_OF(tools); k++) {
		if ((tools[k].shared && ui->en->actor.personal) || (tools[k].sessions && !sessions_may(ui->en)))
			continue;
		tool[n] = &tools[k];
		item[n++].label = _(tools[k].label);
	}
	i = menu_run(ui, _("系统"), item, n, 0);
	if (i < 0)
		return;
	if (tool[i] != NULL)
		tool[i]->run(ui);
	else if (strcmp(flow[i]->name, "holiday") == 0)
		ui_push(ui, calendar_screen());
	else
		open_list(ui, &flow[i]->lists[0], NULL, NULL);
}

static void
open_item(struct ui *ui, struct workmenu *m, struct screen *s)
{
	const struct workmenu_item it = m->item[m->sel];

	m->focused = false;
	if (it.kind == ITEM_FLOW && list_screen_switch(ui, s, &it.flow->lists[0])) {
		m->here = m->sel;
		return;
	}
	m->sel = m->here;
	switch (it.kind) {
	case ITEM_TODO:
		/* Back to the first screen: what stands over it closes. */
		while (s->below != NULL && s->below->below != NULL)
			s = s->below;
		if (s->below != NULL)
			ui_close(ui, s);
		break;
	case ITEM_FLOW: open_list(ui, &it.flow->lists[0], NULL, NULL); break;
	case ITEM_SEARCH: work_search(ui, NULL); break;
	case ITEM_STATS: open_stats(ui, NULL, ""); break;
	case ITEM_IMPORT: open_import(ui, NULL, NULL); break;
	case ITEM_SYSTEM: system_menu(ui); break;
	}
}

bool
workmenu_pane(struct workmenu *m, struct preview *p, const struct key *key)
{
	if (key->kind == K_RIGHT || key->kind == K_BTAB)
		p->focused = p->shown;
	if (key->kind == K_TAB || key->kind == K_LEFT || key_command(key) == 'h' || (key->kind == K_BTAB && !p->shown))
		m->focused = true;
	return m->focused || p->focused;
}

size_t
workmenu_hints(const struct workmenu *m, const struct preview *p, struct hint *out)
{
	size_t n = 0;

	if (m->focused)
		out[n++] = (struct hint){ .key = "Enter", .label = _("打开") };
	out[n++] = (struct hint){ .key = _("上下键"), .label = m->focused ? _("移动") : _("滚动"), .rank = 1 };
	out[n++] = (struct hint){ .key = "Tab", .label = m->focused && p->shown ? _("看预览") : _("回到列表"), .right = true };
	return n;
}

enum screen_answer
workmenu_key(struct ui *ui, struct workmenu *m, struct preview *p, struct screen *s, const struct key *key)
{
	uint32_t c = key_command(key);

	if (key->kind == K_UP || c == 'k') {
		m->sel -= m->sel > 0;
	} else if (key->kind == K_DOWN || c == 'j') {
		m->sel += m->sel + 1 < m->n;
	} else if (key->kind == K_HOME) {
		m->sel = 0;
	} else if (key->kind == K_END) {
		m->sel = m->n - 1;
	} else if (c >= '1' && c <= '9' && (size_t)(c - '1') < m->n) {
		m->sel = (size_t)(c - '1');
		open_item(ui, m, s);
	} else if (key->kind == K_ENTER) {
		open_item(ui, m, s);
	} else if (key->kind == K_TAB || key->kind == K_BTAB || key->kind == K_ESC || key->kind == K_RIGHT) {
		m->focused = false;
		m->sel = m->here;
		p->focused = key->kind == K_TAB && p->shown;
	} else {
		return SCREEN_PASS;
	}
	return SCREEN_DONE;
}
