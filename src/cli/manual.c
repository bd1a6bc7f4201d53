/*
 * manual.c: the manual's table of all actions, made from the declarations.
 *
 * Knows: flows and actions by their rows; Markdown's tables.  Must not know: any flow in particular.
 *
 * README.md holds this text between two marks; tests/lint/manual.sh compares, make manual renews it.
 */
#include <string.h>

#include "base/i18n.h"
#include "cli/private.h"

static const char *
joined(struct arena *a, const char *all, const char *word)
{
	return *all == '\0' ? word : arena_printf(a, _("%s、%s"), all, word);
}

static const char *
roles_of(struct arena *a, unsigned roles)
{
	const char *all = "";

	for (word_t i = 1; actor_roles[i].key != NULL; i++)
		if (roles & (1u << i))
			all = joined(a, all, _(actor_roles[i].label));
	return all;
}

/* The states of SET in order; all of them have a shorter name. */
static const char *
states_of(struct arena *a, const struct flow *f, uint64_t set)
{
	const char *all = "";
	bool every = true;

	for (word_t i = 1; f->states[i].key != NULL; i++) {
		if (set & S(i))
			all = joined(a, all, _(f->states[i].label));
		else
			every = false;
	}
	return every && word_count(f->states) > 2 ? _("任何状态") : all;
}

static const char *
course_of(struct arena *a, const struct flow *f, const struct action *ac)
{
	const char *from = states_of(a, f, ac->from & ~S_NEW), *to;

	if (ac->from & S_NEW)
		from = *from != '\0' ? joined(a, _("新建"), from) : _("新建");
	to = (ac->flags & ACT_KEEPS) || ac->from == ac->to ? _("不变") : states_of(a, f, ac->to & ~S_NEW);
	return arena_printf(a, "%s → %s", from, to);
}

/* What the menu does not offer says so. */
static const char *
label_of(struct arena *a, const struct action *ac)
{
	if (ac->flags & ACT_IMPORT)
		return arena_printf(a, _("%s（导入表格时用）"), _(ac->label));
	if (ac->flags & ACT_INTERNAL)
		return arena_printf(a, _("%s（随其他事项自动办理）"), _(ac->label));
	return _(ac->label);
}

static void
markdown(struct cli *c, const struct flow *f)
{
	outf("\n**%s `%s`**\n\n", _(f->label), f->name);
	outf("%s", _("| 名称 | 办什么 | 条款 | 谁可以办 | 从 → 到 |\n"));
	outf("%s", "|---|---|---|---|---|\n");
	for (size_t i = 0; i < f->n_actions; i++) {
		const struct action *ac = &f->actions[i];

		outf("| `%s` | %s | %s | %s | %s |\n", ac->name, label_of(c->a, ac), article_name(ac->article),
			roles_of(c->a, ac->roles), course_of(c->a, f, ac));
	}
}

static void
plain(struct cli *c)
{
	const struct table_col cols[] = {
		{ .label = _("名称") },
		{ .label = _("办什么") },
		{ .label = _("条款"), .min = 8, .rank = 1 },
		{ .label = _("谁可以办"), .min = 12, .rank = 2 },
		{ .label = _("从 → 到"), .min = 20, .rank = 3 },
	};
	struct table t;

	table_begin(&t, c, cols, N_OF(cols));
	for (size_t i = 0; flows[i] != NULL; i++)
		for (size_t k = 0; k < flows[i]->n_actions; k++) {
			const struct action *ac = &flows[i]->actions[k];

			table_row(&t, (const char *[]){ ac->name, label_of(c->a, ac), article_name(ac->article),
					      roles_of(c->a, ac->roles), course_of(c->a, flows[i], ac) });
		}
	table_end(&t);
}

bool
help_actions(struct cli *c, int argc, char **argv)
{
	bool marks = argc == 1 && strcmp(argv[0], "--markdown") == 0;

	if (argc > 0 && !marks)
		return wrong_usage(c, "%s", _("用法：jiandu help actions [--markdown]"));
	if (!marks && !c->json) {
		plain(c);
		return true;
	}
	for (size_t i = 0; flows[i] != NULL; i++) {
		if (marks)
			markdown(c, flows[i]);
		for (size_t k = 0; c->json && !marks && k < flows[i]->n_actions; k++)
			help_action(c, flows[i], &flows[i]->actions[k]);
	}
	return true;
}
