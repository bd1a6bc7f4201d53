/*
 * help.c: what can be asked for, made from the declarations.
 *
 * Knows: flows, actions, fields, the table of commands.  Must not know: any flow in particular.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/width.h"
#include "engine/export.h"
#include "cli/private.h"

static const char *
roles_listed(struct cli *c, unsigned roles)
{
	const char *all = "";

	for (word_t i = 1; actor_roles[i].key != NULL; i++)
		if (roles & (1u << i))
			all = arena_printf(c->a, "%s%s%s", all, *all != '\0' ? "、" : "", _(actor_roles[i].label));
	return all;
}

static const char *
states_listed(struct cli *c, const struct flow *f, uint64_t states)
{
	const char *all = "";

	for (word_t i = 1; f->states[i].key != NULL; i++)
		if (states & S(i))
			all = arena_printf(c->a, "%s%s%s", all, *all != '\0' ? "、" : "", _(f->states[i].label));
	return all;
}

static const char *
article_note(struct cli *c, int article)
{
	return article > 0 ? arena_printf(c->a, _("（%s）"), article_name(article)) : "";
}

static const char *
type_word(const struct field *f)
{
	switch (f->type) {
	case FT_LINE:
	case FT_NAME:
		return _("文字");
	case FT_PARA:
		return _("段落");
	case FT_IDNO:
		return _("身份证号");
	case FT_USCC:
		return _("信用代码");
	case FT_INT:
		return _("整数");
	case FT_DAY:
		return _("日期");
	case FT_BOOL:
		return _("是或否");
	case FT_WORD:
		return _("一项");
	case FT_SET:
		return _("几项");
	case FT_REF:
		return _("编号或姓名");
	}
	return "";
}

static const char *
words_listed(struct cli *c, const struct word *words)
{
	const char *all = "";

	for (word_t i = 1; words[i].key != NULL; i++)
		all = arena_printf(c->a, "%s%s%s=%s", all, i > 1 ? "  " : "", words[i].key, _(words[i].label));
	return all;
}

/* ---- flows ---- */

void
help_flow(struct cli *c, const struct flow *f)
{
	const struct table_col cols[] = {
		{ .label = _("命令") },
		{ .label = _("办什么") },
		{ .label = _("条款"), .min = 8, .rank = 1 },
		{ .label = _("起于"), .min = 12, .rank = 3 },
		{ .label = _("谁可以办"), .min = 12, .rank = 2 },
	};
	struct table t;

	if (c->json) {
		for (size_t i = 0; i < f->n_actions; i++)
			if (action_is_offered(&f->actions[i]))
				help_action(c, f, &f->actions[i]);
		return;
	}
	outf("%s %s\n\n", f->name, _(f->label));
	table_begin(&t, c, cols, N_OF(cols));
	table_row(&t, (const char *[]){ "list", _("列表"), "", "", "" });
	table_row(&t, (const char *[]){ "show", _("查看一件"), "", "", "" });
	for (const struct extra *x = extras; x->flow != NULL; x++)
		if (strcmp(x->flow, f->name) == 0)
			table_row(&t, (const char *[]){ x->verb, _(x->what), "", "", "" });
	for (size_t i = 0; i < f->n_actions; i++) {
		const struct action *ac = &f->actions[i];

		if (!action_is_offered(ac))
			continue;
		table_row(&t, (const char *[]){ action_verb(ac), _(ac->label), article_name(ac->article),
				      states_listed(c, f, ac->from), roles_listed(c, ac->roles) });
	}
	table_end(&t);
	outf(_("\n一件怎么办：jiandu %s 命令 --help\n"), f->name);
}

static void
help_list_json(const struct flow *f)
{
	struct buf b = BUF_INIT;

	buf_addc(&b, '{');
	json_text(&b, "flow", f->name);
	json_key(&b, "lists");
	buf_addc(&b, '[');
	for (size_t i = 0; i < f->n_lists; i++) {
		const struct list *l = &f->lists[i];

		buf_adds(&b, i > 0 ? ",{" : "{");
		json_text(&b, "name", l->name);
		json_text(&b, "label", _(l->label));
		json_key(&b, "filters");
		buf_addc(&b, '[');
		for (size_t k = 0; k < l->n_filters; k++) {
			buf_adds(&b, k > 0 ? "," : "");
			json_quote(&b, l->filters[k].name);
		}
		buf_addc(&b, ']');
		json_key(&b, "sorts");
		buf_addc(&b, '[');
		for (size_t k = 0; k < l->n_sorts; k++) {
			buf_adds(&b, k > 0 ? "," : "");
			json_quote(&b, l->sorts[k].name);
		}
		buf_adds(&b, "]}");
	}
	buf_adds(&b, "]}");
	out_json(&b);
}

void
help_list(struct cli *c, const struct flow *f)
{
	if (c->json) {
		help_list_json(f);
		return;
	}
	outf(_("jiandu %s list [--名称 值 …]\n"), f->name);
	outf(_("\n状态（--state）：%s\n"), words_listed(c, f->states));
	outf("%s", _("其他：--sort 排序  --reverse 倒序  --words 检索  --limit 条数  --all 全部  --ids 记录号\n"));
	for (size_t i = 0; i < f->n_lists; i++) {
		const struct list *l = &f->lists[i];

		outf("\n%s  %s%s\n", _(l->label), i > 0 ? "--view " : "", i > 0 ? l->name : _("（默认）"));
		if (i > 0 && l->filters == f->lists[0].filters && l->n_sorts == f->lists[0].n_sorts)
			continue;
		for (size_t k = 0; k < l->n_filters; k++)
			outf("    --%s  %s%s%s\n", l->filters[k].name, _(l->filters[k].label),
				l->filters[k].words != NULL ? "  " : "",
				l->filters[k].words != NULL ? words_listed(c, l->filters[k].words) : "");
		for (size_t k = 0; k < l->n_sorts; k++)
			outf("    --sort %s  %s\n", l->sorts[k].name, _(l->sorts[k].label));
	}
}

/* ---- actions ---- */

static void
json_words(struct buf *b, const char *key, const struct word *words)
{
	json_key(b, key);
	buf_addc(b, '{');
	for (word_t i = 1; words[i].key != NULL; i++)
		json_text(b, words[i].key, _(words[i].label));
	buf_addc(b, '}');
}

static void
help_action_json(const struct flow *f, const struct action *ac)
{
	static const char *const types[] = { [FT_LINE] = "line", [FT_PARA] = "paragraphs", [FT_NAME] = "name",
		[FT_IDNO] = "idno", [FT_USCC] = "uscc", [FT_INT] = "integer", [FT_DAY] = "date", [FT_BOOL] = "boolean",
		[FT_WORD] = "word", [FT_SET] = "set", [FT_REF] = "reference" };
	struct buf b = BUF_INIT;

	buf_addc(&b, '{');
	json_text(&b, "action", ac->name);
	json_text(&b, "label", _(ac->label));
	json_text(&b, "help", ac->help != NULL ? _(ac->help) : "");
	json_int(&b, "article", ac->article);
	json_set(&b, "roles", actor_roles, ac->roles);
	json_bool(&b, "creates", (ac->from & S_NEW) != 0);
	json_set(&b, "from", f->states, (wordset)(ac->from & ~S_NEW));
	json_set(&b, "to", f->states, (wordset)(ac->to & ~S_NEW));
	json_key(&b, "fields");
	buf_addc(&b, '[');
	for (size_t i = 0; i < ac->n_fields; i++) {
		const struct field *x = &ac->fields[i];

		if (x->flags & FIELD_HIDDEN)
			continue;
		buf_adds(&b, b.s[b.len - 1] == '[' ? "{" : ",{");
		json_text(&b, "name", x->col.name);
		json_text(&b, "label", _(x->label));
		json_text(&b, "type", types[x->type]);
		json_bool(&b, "required", (x->flags & FIELD_REQUIRED) != 0);
		json_int(&b, "article", x->article);
		if (x->type == FT_WORD || x->type == FT_SET)
			json_words(&b, "words", x->col.words);
		if (x->type == FT_REF)
			json_text(&b, "flow", x->ref);
		if (x->standard != NULL)
			json_text(&b, "default", x->standard);
		if (x->hint != NULL)
			json_text(&b, "hint", _(x->hint));
		buf_addc(&b, '}');
	}
	buf_adds(&b, "]}");
	out_json(&b);
}

static void
help_field(struct cli *c, const struct field *f, int name_width, int label_width)
{
	const char *more = "";

	if (f->flags & FIELD_REQUIRED)
		more = arena_printf(c->a, "  %s", _("必填"));
	if (f->article > 0)
		more = arena_printf(c->a, "%s  %s", more, article_name(f->article));
	if (f->standard != NULL)
		more = arena_printf(c->a, _("%s  默认：%s"), more, f->standard);
	else if (f->flags & (FIELD_HAPPENED | FIELD_RECEIVED))
		more = arena_printf(c->a, _("%s  默认：%s"), more, _("今天"));
	if (f->flags & FIELD_PREFILL)
		more = arena_printf(c->a, "%s  %s", more, _("不写则不变"));
	if (f->hint != NULL)
		more = arena_printf(c->a, "%s  %s", more, _(f->hint));
	outf("    %s  %s  %s%s\n", width_pad(c->a, arena_printf(c->a, "--%s", f->col.name), name_width + 2, false),
		width_pad(c->a, _(f->label), label_width, false), type_word(f), more);
	if (f->type == FT_WORD || f->type == FT_SET)
		out_paragraph(c, words_listed(c, f->col.words), name_width + 8);
}

void
help_action(struct cli *c, const struct flow *f, const struct action *ac)
{
	int name_width = 0, label_width = 0;
	bool required = false;

	if (c->json) {
		help_action_json(f, ac);
		return;
	}
	outf("%s %s  %s%s\n", f->name, action_verb(ac), _(ac->label), article_note(c, ac->article));
	if (ac->help != NULL)
		out_paragraph(c, _(ac->help), 4);
	for (size_t i = 0; i < ac->n_fields; i++) {
		const struct field *x = &ac->fields[i];

		required = required || (x->flags & FIELD_REQUIRED) != 0;
		if (x->flags & FIELD_HIDDEN)
			continue;
		if (width_text(x->col.name) > name_width)
			name_width = width_text(x->col.name);
		if (width_text(_(x->label)) > label_width)
			label_width = width_text(_(x->label));
	}
	outf(_("\n用法：jiandu %s %s%s%s\n"), f->name, action_verb(ac), ac->from == S_NEW ? "" : _(" 编号或姓名"),
		required ? _(" --名称 值 …") : ac->n_fields > 0 ? _(" [--名称 值 …]") : "");
	outf(_("谁可以办：%s\n"), roles_listed(c, ac->roles));
	if (ac->from & ~S_NEW)
		outf(_("起于：%s\n"), states_listed(c, f, ac->from));
	outf(_("办后：%s\n"), ac->flags & ACT_KEEPS ? _("状态不变") : states_listed(c, f, ac->to));
	if (ac->n_fields > 0)
		outf("%s", _("\n栏目（中文名称也可以作选项；值写 @文件 取文件内容，@@ 是字面的 @）：\n"));
	for (size_t i = 0; i < ac->n_fields; i++)
		if (!(ac->fields[i].flags & FIELD_HIDDEN))
			help_field(c, &ac->fields[i], name_width, label_width);
	outf("%s", _("\n还有：--input JSON|-  --version N  --dry-run  --yes\n"));
}

/* ---- commands ---- */

void
help_command(struct cli *c, const struct command *cmd)
{
	struct buf b = BUF_INIT;

	if (c->json) {
		buf_addc(&b, '{');
		json_text(&b, "command", cmd->name);
		json_text(&b, "usage", cmd->usage);
		json_text(&b, "help", _(cmd->help));
		buf_addc(&b, '}');
		out_json(&b);
		return;
	}
	outf("jiandu %s %s\n", cmd->name, cmd->usage);
	out_paragraph(c, _(cmd->help), 4);
	for (size_t i = 0; i < cmd->n_options; i++) {
		const struct option *o = &cmd->options[i];

		if (o->help != NULL)
			outf("    --%s%s%s  %s\n", o->name, o->word != NULL ? " " : "", o->word != NULL ? o->word : "",
				_(o->help));
	}
}

static void
summary(void (*say)(const char *fmt, ...) __attribute__((format(printf, 1, 2))))
{
	say("%s", _("用法：jiandu [--db 文件] [--as 账户] [--today 日期] [--lang zh|en] [--json] 命令 …\n"
		     "不写命令，在终端里打开工作台。\n\n命令：\n"));
	for (size_t i = 0; commands[i].name != NULL; i++) {
		struct arena *a = arena_new();

		say("    %s  %s\n", width_pad(a, arena_printf(a, "%s %s", commands[i].name, commands[i].usage), 52, false),
			_(commands[i].help));
		arena_free(a);
	}
	say("%s", _("\n各项工作（jiandu 名称 list | show | 其他）：\n"));
	for (size_t i = 0; flows[i] != NULL; i++)
		say("    %-14s %s\n", flows[i]->name, _(flows[i]->label));
	say("%s", _("\n返回值：0 办成；1 系统故障；2 用法不对；3 规则或核对不许；4 无权；5 没有或不止一个；6 已被别人改动；7 已停止。\n"
		     "数据库：--db，或环境变量 JIANDU_DB，或 ~/.local/share/jiandu/jiandu.db。\n"));
}

int
cli_usage(bool as_error)
{
	struct err e = { 0 };

	if (as_error)
		note(_("jiandu: 不在终端上，不能打开工作台。\n"));
	summary(as_error ? notef : outf);
	if (!out_flush(&e))
		return cli_fail(false, &e);
	return as_error ? ERR_USAGE : ERR_OK;
}

bool
run_help(struct cli *c, int argc, char **argv)
{
	const struct command *cmd;
	const struct extra *extra;
	const struct flow *f;
	const struct action *ac;

	if (argc == 0) {
		if (!c->json) {
			summary(outf);
			return true;
		}
		for (size_t i = 0; commands[i].name != NULL; i++)
			help_command(c, &commands[i]);
		for (size_t i = 0; flows[i] != NULL; i++)
			help_flow(c, flows[i]);
		return true;
	}
	if (strcmp(argv[0], "actions") == 0)
		return help_actions(c, argc - 1, argv + 1);
	cmd = command_find(argv[0]);
	f = flow_called(argv[0]);
	if (cmd != NULL && (f == NULL || argc == 1)) {
		help_command(c, cmd);
		if (f != NULL)
			help_flow(c, f);
		return true;
	}
	if (f == NULL)
		return wrong_usage(c, _("没有“%s”这个命令；都有什么：jiandu help"), argv[0]);
	if (argc == 1) {
		help_flow(c, f);
		return true;
	}
	if (strcmp(argv[1], "list") == 0) {
		help_list(c, f);
		return true;
	}
	if (strcmp(argv[1], "show") == 0) {
		outf(_("jiandu %s show 编号或姓名 [--explain]\n"), f->name);
		out_paragraph(c, _("一件的全部内容、期限、经过和现在可办的事；--explain 说明期限怎样算出。"), 4);
		return true;
	}
	extra = extra_called(f, argv[1]);
	if (extra != NULL) {
		outf("jiandu %s %s%s%s\n", extra->flow, extra->verb, *extra->usage != '\0' ? " " : "",
			*extra->usage != '\0' ? _(extra->usage) : "");
		out_paragraph(c, _(extra->help), 4);
		return true;
	}
	ac = action_called(f, argv[1]);
	if (ac == NULL)
		return wrong_usage(c, _("%s没有“%s”这件事；都有什么：jiandu %s"), _(f->label), argv[1], f->name);
	help_action(c, f, ac);
	return true;
}
