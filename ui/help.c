/*
 * help.c: what can be done here, in words; the rule, article by article.
 *
 * Knows: hints of the screen below, actions, articles.  Must not know: any one screen.
 *
 * The keys of a screen are those it shows in its key line, so that help and key line
 * cannot differ.
 */
#include "ui/help.h"

#include <string.h>

#include "base/i18n.h"
#include "base/width.h"
#include "ui/form.h"
#include "ui/list.h"
#include "ui/pager.h"
#include "ui/screen.h"

#define LAST_ARTICLE 21

/* ---- the help text ---- */

static const struct {
	const char *key;   /* msgid */
	const char *label; /* msgid */
} common_keys[] = {
	{ .key = N_("F1 ?"), .label = N_("帮助") },
	{ .key = N_("F3"), .label = N_("离开；在第一个画面退出程序") },
	{ .key = N_("F4"), .label = N_("从清单或日历中选择") },
	{ .key = N_("F5"), .label = N_("刷新") },
	{ .key = N_("F9 :"), .label = N_("全部命令：输入文字、编号或拼音首字母") },
	{ .key = N_("F12 Esc"), .label = N_("返回") },
	{ .key = N_("Ctrl-L"), .label = N_("重画屏幕") },
	{ .key = N_("Esc 数字"), .label = N_("等于F键：终端没有F键时先按Esc再按数字") },
};

static const struct {
	const char *key;
	const char *label;
} form_keys[] = {
	{ .key = N_("Enter"), .label = N_("下一项；在多行栏内是换行") },
	{ .key = N_("Tab"), .label = N_("下一项；Shift-Tab或上键是上一项") },
	{ .key = N_("F2 Ctrl-S"), .label = N_("保存") },
	{ .key = N_("F4"), .label = N_("选择：单位、人员、选项、日期") },
	{ .key = N_("F7 Ctrl-O"), .label = N_("多行栏放大到全屏") },
	{ .key = N_("Ctrl-D"), .label = N_("照抄上一件同一栏的内容") },
	{ .key = N_("Ctrl-Z"), .label = N_("撤销；Ctrl-Y重做") },
	{ .key = N_("Ctrl-K"), .label = N_("剪到行尾；Ctrl-U剪到行首；Ctrl-V粘回") },
	{ .key = N_("日期"), .label = N_("可写2024-6-11、20240611、6.11、今天、-3（三天前）、+5w（五个工作日后）") },
	{ .key = N_("Esc"), .label = N_("返回，所填留作草稿；停手一秒也自动存草稿") },
};

static void
add_key(struct buf *b, struct arena *a, const char *key, const char *label)
{
	buf_printf(b, "  %s%s\n", width_pad(a, key, 14, 0), label);
}

static void
add_article(struct buf *b, struct arena *a, const struct flow *only, int article)
{
	const char *text = article_text(article);

	if (text == NULL)
		return;
	buf_printf(b, "%s  %s\n", article_name(article), text);
	for (size_t f = 0; flows[f] != NULL; f++) {
		const char *names = "";

		if (only != NULL && flows[f] != only)
			continue;
		for (size_t i = 0; i < flows[f]->n_actions; i++) {
			const struct action *ac = &flows[f]->actions[i];

			if (ac->article == article && !(ac->flags & (ACT_INTERNAL | ACT_IMPORT)))
				names = arena_printf(a, "%s%s%s", names, *names != '\0' ? "、" : "", _(ac->label));
		}
		if (*names != '\0')
			buf_printf(b, _("  %s：%s\n"), _(flows[f]->label), names);
	}
	buf_adds(b, "\n");
}

/* "opinion", or what stands before the first sign that is no letter. */
static const struct flow *
topic_flow(struct arena *a, const char *topic)
{
	return topic != NULL ? flow_find(arena_strndup(a, topic, strspn(topic, "abcdefghijklmnopqrstuvwxyz"))) : NULL;
}

static void
add_action(struct buf *b, struct arena *a, const struct action *ac, const struct field *focused)
{
	buf_printf(b, "# %s\n", _(ac->label));
	if (ac->help != NULL)
		buf_printf(b, "%s\n", _(ac->help));
	buf_adds(b, "\n");
	for (size_t i = 0; i < ac->n_fields; i++) {
		const struct field *f = &ac->fields[i];

		if (f->flags & FIELD_HIDDEN)
			continue;
		buf_printf(b, "%s %s%s", f == focused ? ">" : " ", width_pad(a, _(f->label), 20, 0),
			f->flags & FIELD_REQUIRED ? _("必填") : "    ");
		if (f->article != 0)
			buf_printf(b, "  %s", article_name(f->article));
		if (f->hint != NULL)
			buf_printf(b, "  %s", _(f->hint));
		buf_adds(b, "\n");
	}
	buf_adds(b, "\n# ");
	buf_adds(b, _("表单的按键"));
	buf_adds(b, "\n");
	for (size_t i = 0; i < N_OF(form_keys); i++)
		add_key(b, a, _(form_keys[i].key), _(form_keys[i].label));
	buf_adds(b, "\n");
}

struct screen *
help_screen(struct ui *ui, const char *topic)
{
	struct arena *a = arena_new();
	struct buf b = BUF_INIT;
	struct screen *top = ui->top, *help;
	const struct action *ac = form_on_top(ui);
	const struct flow *flow = ac != NULL ? action_flow(ac) : topic_flow(a, topic);
	struct hint hints[UI_MAX_HINTS];
	size_t n = 0;
	uint64_t seen = 0;

	memset(hints, 0, sizeof hints);
	if (top != NULL && top->kind->hints != NULL)
		n = top->kind->hints(ui, top, hints);
	if (ac != NULL)
		add_action(&b, a, ac, form_field_on_top(ui));
	buf_printf(&b, "# %s\n", _("这里的按键"));
	for (size_t i = 0; i < n; i++)
		if (*hints[i].label != '\0') /* else it is a position, no key */
			add_key(&b, a, hints[i].key, hints[i].label);
	buf_printf(&b, "\n# %s\n", _("处处可用的按键"));
	for (size_t i = 0; i < N_OF(common_keys); i++)
		add_key(&b, a, _(common_keys[i].key), _(common_keys[i].label));
	if (flow != NULL) {
		buf_printf(&b, _("\n# 依据：%s\n"), _(flow->label));
		for (size_t i = 0; i < flow->n_actions; i++)
			if (flow->actions[i].article > 0)
				seen |= UINT64_C(1) << flow->actions[i].article;
		for (int article = 1; article <= LAST_ARTICLE; article++)
			if (seen >> article & 1)
				add_article(&b, a, flow, article);
	}
	help = pager_screen_headed(_("帮助"), buf_str(&b));
	buf_free(&b);
	arena_free(a);
	return help;
}

/* ---- the rule ---- */

struct rule {
	struct screen screen;
	struct listview_rows rows;
	struct listview list;
	const char *text[LAST_ARTICLE + 1];
};

static const struct listview_col rule_cols[] = {
	{ .label = NULL, .width = 12, .grow = true },
};

static void
rule_draw(struct ui *ui, struct screen *s, struct rect body)
{
	struct rule *r = (struct rule *)s;
	int left = 16;
	int64_t at;
	struct rect text = { body.y, body.x + left + 3, body.h, body.w - left - 6 };

	(void)ui;
	listview_draw(&r->list, (struct rect){ body.y, body.x + 1, body.h, left }, true);
	draw_vline(body.y, body.x + left + 1, body.h);
	at = listview_selected_id(&r->list);
	text.w = text.w > 84 ? 84 : text.w;
	if (at >= 1 && at <= LAST_ARTICLE)
		draw_para(text, UI_NORMAL, r->text[at], 0);
}

static enum screen_answer
rule_key(struct ui *ui, struct screen *s, const struct key *key)
{
	(void)ui;
	return listview_key(&((struct rule *)s)->list, key, true, false) == LISTVIEW_PASS ? SCREEN_PASS : SCREEN_DONE;
}

static size_t
rule_hints(struct ui *ui, struct screen *s, struct hint *out)
{
	(void)ui;
	(void)s;
	out[0] = (struct hint){ .key = _("上下键"), .label = _("逐条看") };
	out[1] = (struct hint){ .key = "Esc", .label = _("返回"), .right = true };
	return 2;
}

static void
rule_close(struct ui *ui, struct screen *s)
{
	(void)ui;
	listview_free(&((struct rule *)s)->list);
}

static const struct screen_kind rule_kind = {
	.name = "rule",
	.label = N_("北碚区行政执法监督员工作规则"),
	.draw = rule_draw,
	.key = rule_key,
	.hints = rule_hints,
	.close = rule_close,
};

struct screen *
rule_screen(struct ui *ui, int article)
{
	struct rule *r = screen_new(&rule_kind, sizeof *r);
	struct arena *a = r->screen.arena;
	struct listview_row *rows = arena_alloc(a, LAST_ARTICLE * sizeof *rows);
	struct buf b = BUF_INIT;

	(void)ui;
	for (int i = 1; i <= LAST_ARTICLE; i++) {
		const char **cell = arena_alloc(a, sizeof *cell);

		cell[0] = article_name(i);
		rows[i - 1] = (struct listview_row){ .id = i, .cell = cell };
		buf_clear(&b);
		add_article(&b, a, NULL, i);
		r->text[i] = arena_strdup(a, buf_str(&b));
	}
	buf_free(&b);
	r->rows = (struct listview_rows){ rows, LAST_ARTICLE };
	listview_init(&r->list, rule_cols, 1, listview_fetch_rows, &r->rows);
	r->list.total = LAST_ARTICLE;
	if (article >= 1 && article <= LAST_ARTICLE)
		listview_show(&r->list, NULL, article);
	return &r->screen;
}
