/*
 * palette.c: every command in one list.
 *
 * Knows: actions, forms, the command line's words.  Must not know: any one screen.
 */
#include "ui/palette.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "ui/choose.h"
#include "ui/draftbox.h"
#include "ui/form.h"
#include "ui/help.h"
#include "ui/menu.h"
#include "ui/screen.h"
#include "ui/work.h"

#define AS_TYPED INT64_MAX /* the row that stands for the line as it was typed */
#define MOST 512

struct command {
	const struct action *ac; /* an act, or NULL: .line goes to palette_line() */
	int64_t id;
	const char *line;
};

struct palette {
	struct arena *a;
	struct command cmd[MOST];
	const char *title;       /* of the pop-up: it names the record whose acts come first */
	struct choose_row row[MOST];
	const char *also[MOST];
	size_t n;
};

static void
add(struct palette *p, struct command c, const char *label, const char *key, bool barred, const char *reason)
{
	if (p->n == MOST)
		return;
	p->cmd[p->n] = c;
	p->also[p->n] = c.line;
	p->row[p->n] = (struct choose_row){
		.id = (int64_t)p->n + 1,
		.title = label,
		/* A key's own line says nothing more than the key, which stands at the end. */
		.detail = barred ? reason : strncmp(c.line, "key ", 4) == 0 ? NULL : c.line,
		.tail = key,
		.barred = barred,
	};
	p->n++;
}

/* The acts of the record on the screen come first: they are what one most likely wants. */
static void
add_record(struct ui *ui, struct palette *p, const struct palette_host *host)
{
	const struct flow *f = NULL;
	const void *row = NULL;
	struct action_state *v;
	size_t n;

	if (host->record == NULL || !host->record(host->ctx, ui, p->a, &f, &row) || f == NULL || row == NULL)
		return;
	p->title = arena_printf(p->a, _("命令  %s %s"), _(f->label), row_title(ui->en, p->a, f, row));
	n = actions_of(ui, p->a, f, row, &v);
	for (size_t i = 0; i < n; i++) {
		const struct action *ac = v[i].action;

		add(p, (struct command){ .ac = ac, .id = row_head(row)->id,
			.line = arena_printf(p->a, "%s %s", f->name, action_verb(ac)) },
			_(ac->label), ac->key != 0 ? arena_printf(p->a, "a %c", ac->key) : "a", !v[i].allowed, v[i].reason);
	}
}

static void
add_flows(struct ui *ui, struct palette *p)
{
	for (size_t k = 0; flows[k] != NULL; k++) {
		const struct flow *f = flows[k];
		struct action_state *v;
		size_t n;

		if (f->n_lists > 0)
			add(p, (struct command){ .line = arena_printf(p->a, "%s list", f->name) }, _(f->label), NULL, false, NULL);
		n = actions_of(ui, p->a, f, NULL, &v);
		for (size_t i = 0; i < n; i++)
			if (v[i].allowed)
				add(p, (struct command){ .ac = v[i].action,
					.line = arena_printf(p->a, "%s %s", f->name, action_verb(v[i].action)) },
					arena_printf(p->a, "%s  %s", _(f->label), _(v[i].action->label)), NULL, false, NULL);
	}
}

static void
add_host(struct ui *ui, struct palette *p, const struct palette_host *host)
{
	const struct palette_entry *e = NULL;
	size_t n = host->entries != NULL ? host->entries(host->ctx, ui, p->a, &e) : 0;

	for (size_t i = 0; i < n; i++)
		add(p, (struct command){ .line = e[i].line }, e[i].label, e[i].key, false, NULL);
	add(p, (struct command){ .line = "draft" }, _("草稿"), NULL, false, NULL);
	add(p, (struct command){ .line = "rule" }, _("工作规则逐条"), NULL, false, NULL);
}

/* The first word of LINE, N bytes of it, begins some command. */
static bool
is_command(const struct palette *p, const char *line)
{
	size_t n = strcspn(line, " ");

	for (size_t i = 0; i < p->n; i++)
		if (strncmp(p->cmd[i].line, line, n) == 0 && (p->cmd[i].line[n] == ' ' || p->cmd[i].line[n] == '\0'))
			return true;
	return false;
}

/* As choose_from_rows(); a whole command line stands first, as it was typed. */
static size_t
palette_source(void *ctx, struct arena *a, const char *typed, size_t max, struct choose_row **out, struct err *e)
{
	struct palette *p = ctx;
	struct choose_rows src = { .rows = p->row, .also = p->also, .n = p->n };
	const char *line = text_trim(a, typed);
	struct choose_row *found;
	size_t n = choose_from_rows(&src, a, typed, max - 1, &found, e);

	if (strchr(line, ' ') == NULL || !is_command(p, line)) {
		*out = found;
		return n;
	}
	*out = arena_alloc(a, (n + 2) * sizeof **out);
	(*out)[0] = (struct choose_row){ .id = AS_TYPED, .title = line, .detail = _("按命令执行"), .tail = "Enter" };
	memcpy(*out + 1, found, n * sizeof *found);
	return n + 1;
}

/* "FLOW VERB [REF]" without options: the form.  False when it is something else. */
static bool
open_form(struct ui *ui, struct arena *a, const char *line)
{
	size_t n = strcspn(line, " "), m;
	const struct flow *f = flow_find(arena_strndup(a, line, n));
	const struct action *ac;
	const char *rest = line + n + strspn(line + n, " "), *ref;
	struct form_spec spec = { 0 };
	struct err e = { 0 };

	if (f == NULL || strstr(line, "--") != NULL)
		return false;
	m = strcspn(rest, " ");
	ac = action_find(f, arena_strndup(a, rest, m));
	if (ac == NULL || action_flow(ac) != f || ac->flags & (ACT_INTERNAL | ACT_IMPORT))
		return false;
	ref = text_trim(a, rest + m);
	spec.action = ac;
	if (*ref != '\0') {
		spec.id = record_resolve(ui->en, f, ref, &e);
		if (spec.id == 0) {
			ui_say_err(ui, &e);
			return true;
		}
	} else if (!(ac->from & S_NEW)) {
		ui_say(ui, UI_ERROR, _("! 请在命令后写明编号或名称：%s"), line);
		return true;
	}
	work_do(ui, spec.action, spec.id, NULL);
	return true;
}

void
palette_line(struct ui *ui, const struct palette_host *host, const char *line)
{
	struct arena *a = arena_new();
	struct screen *s;

	line = text_trim(a, line);
	if (strncmp(line, "rule", 4) == 0 && (line[4] == '\0' || line[4] == ' ')) {
		ui_push(ui, rule_screen(ui, (int)strtol(line + 4, NULL, 10)));
	} else if (strcmp(line, "draft") == 0) {
		s = draftbox_screen(ui);
		if (s != NULL)
			ui_push(ui, s);
	} else if (!open_form(ui, a, line) && (host->run == NULL || !host->run(host->ctx, ui, line))) {
		ui_say(ui, UI_ERROR, _("! 没有“%s”这个命令"), line);
	}
	arena_free(a);
}

void
palette_run(struct ui *ui, const struct palette_host *host)
{
	struct arena *a = arena_new();
	struct palette *p = arena_alloc(a, sizeof *p);
	struct choose c = { .source = palette_source, .ctx = p, .empty = _("没有相符的命令") };
	struct chosen out;
	enum choose_answer answer;

	p->a = a;
	p->title = _("命令");
	add_record(ui, p, host);
	add_host(ui, p, host);
	add_flows(ui, p);
	c.title = p->title;
	answer = choose(ui, a, &c, &out);
	if (answer == CHOOSE_PICKED && out.id != AS_TYPED) {
		const struct command *cmd = &p->cmd[out.id - 1];

		if (cmd->ac != NULL)
			work_do(ui, cmd->ac, cmd->id, NULL);
		else
			palette_line(ui, host, cmd->line);
	} else if (answer != CHOOSE_NONE && *text_trim(a, out.typed) != '\0') {
		palette_line(ui, host, out.typed);
	}
	arena_free(a);
}
