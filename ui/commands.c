/*
 * commands.c: what the palette and a typed command line do on the screens; the first
 * screen with everything that hangs on it.
 *
 * Knows: every screen, the command line's words.  Must not know: src/cli, which is the
 * other face of the same declarations.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "flow/flows.h"
#include "flow/report.h"
#include "engine/roll.h"
#include "engine/session.h"
#include "engine/stats.h"
#include "ui/dialog.h"
#include "ui/door.h"
#include "ui/evaluation_grid.h"
#include "ui/form.h"
#include "ui/help.h"
#include "ui/outfile.h"
#include "ui/pager.h"
#include "ui/palette.h"
#include "ui/together.h"
#include "ui/work.h"

#define WORDS_MOST 40

/* ---- where the person is ---- */

static const struct flow *
here(struct ui *ui, int64_t *id)
{
	struct screen *s = ui->top;

	*id = 0;
	while (s != NULL && s->kind->popup)
		s = s->below;
	if (s == NULL)
		return NULL;
	if (strcmp(s->kind->name, "todo") == 0)
		return todo_screen_record(s, id);
	if (strcmp(s->kind->name, "list") == 0)
		return list_screen_record(s, id);
	if (strcmp(s->kind->name, "record") == 0)
		return record_screen_record(s, id);
	return NULL;
}

static bool
palette_record(void *ctx, struct ui *ui, struct arena *a, const struct flow **f, const void **row)
{
	struct err e = { 0 };
	int64_t id;

	(void)ctx;
	*f = here(ui, &id);
	*row = *f != NULL && id != 0 ? record_get(ui->en, a, *f, id, &e) : NULL;
	return *row != NULL;
}

/* ---- a command line in words ---- */

struct words {
	const char *v[WORDS_MOST];
	size_t n;
};

/* Blanks part words, also the full-width one; "…" keeps them together. */
static void
split(struct arena *a, const char *line, struct words *w)
{
	struct buf b = BUF_INIT;
	bool quoted = false, any = false;

	w->n = 0;
	for (const char *p = line;; p++) {
		bool wide = strncmp(p, "\xe3\x80\x80", 3) == 0;

		if (*p == '"') {
			quoted = !quoted;
			any = true;
		} else if (*p == '\0' || (!quoted && (*p == ' ' || *p == '\t' || wide))) {
			if (any && w->n < WORDS_MOST)
				w->v[w->n++] = arena_strdup(a, buf_str(&b));
			buf_clear(&b);
			any = false;
			if (*p == '\0')
				break;
			if (wide)
				p += 2;
		} else {
			buf_addc(&b, *p);
			any = true;
		}
	}
	buf_free(&b);
}

/* The value of --NAME, or NULL. */
static const char *
option(const struct words *w, const char *name)
{
	for (size_t i = 0; i + 1 < w->n; i++)
		if (strncmp(w->v[i], "--", 2) == 0 && strcmp(w->v[i] + 2, name) == 0)
			return w->v[i + 1];
	return NULL;
}

/* The words from I on, joined again. */
static const char *
rest(struct arena *a, const struct words *w, size_t i)
{
	const char *out = "";

	for (; i < w->n; i++)
		out = arena_printf(a, "%s%s%s", out, *out != '\0' ? " " : "", w->v[i]);
	return out;
}

/* ---- the commands ---- */

static void
go_home(struct ui *ui)
{
	struct screen *s = ui->top;

	while (s->below != NULL && s->below->below != NULL)
		s = s->below;
	if (s->below != NULL)
		ui_close(ui, s);
}

static void
run_list(struct ui *ui, const struct flow *f, const struct words *w)
{
	const struct list *l = &f->lists[0];
	const char *state = option(w, "state");

	for (size_t i = 0; i < l->n_filters; i++) {
		const char *v = option(w, l->filters[i].name);

		if (v != NULL) {
			open_list(ui, l, l->filters[i].name, v);
			return;
		}
	}
	open_list(ui, l, state != NULL ? "" : NULL, state);
}

static void
run_show(struct ui *ui, const struct flow *f, const char *ref)
{
	struct err e = { 0 };
	int64_t id = record_resolve(ui->en, f, ref, &e);

	if (id == 0)
		ui_say_err(ui, &e);
	else
		open_record(ui, f, id, NULL);
}

/* FLOW ACTION [REF] [--FIELD VALUE …]: the form, filled with the values. */
static void
run_act(struct ui *ui, struct arena *a, const struct action *ac, const struct words *w)
{
	struct arg *v = arena_alloc(a, (w->n + 1) * sizeof *v);
	struct args preset = { v, 0 };
	struct err e = { 0 };
	int64_t id = 0;

	for (size_t i = 2; i < w->n; i++) {
		if (strncmp(w->v[i], "--", 2) == 0 && i + 1 < w->n) {
			v[preset.n++] = (struct arg){ w->v[i] + 2, w->v[i + 1] };
			i++;
		} else if (id == 0 && !(ac->from & S_NEW)) {
			id = record_resolve(ui->en, action_flow(ac), w->v[i], &e);
			if (id == 0) {
				ui_say_err(ui, &e);
				return;
			}
		}
	}
	if (id == 0 && !(ac->from & S_NEW)) {
		const struct flow *f = here(ui, &id);

		if (f != action_flow(ac) || id == 0) {
			ui_say(ui, UI_ERROR, _("! %s：请写明是哪一件"), _(ac->label));
			return;
		}
	}
	work_do(ui, ac, id, &preset);
}

/* workday add DATE N | count A B | explain DATE N */
static void
run_workday(struct ui *ui, struct arena *a, const struct words *w)
{
	struct err e = { 0 };
	day_t from = DAY_NONE, to = DAY_NONE;
	char text[DAY_TEXT];

	if (w->n < 4 || !day_parse(w->v[2], ui->en->today, ui->en->cal, &from, &e)) {
		ui_say(ui, UI_ERROR, "! %s", e.code != ERR_OK ? e.text : _("写法：workday add 日期 天数，或者 workday count 日期 日期"));
		return;
	}
	if (strcmp(w->v[1], "count") == 0) {
		if (day_parse(w->v[3], ui->en->today, ui->en->cal, &to, &e))
			ui_say(ui, UI_NORMAL, _("%d 个工作日"), calendar_count(ui->en->cal, from, to));
		else
			ui_say_err(ui, &e);
	} else if (strcmp(w->v[1], "explain") == 0) {
		ui_push(ui, pager_screen(_("工作日"), calendar_explain(ui->en->cal, a, from, atoi(w->v[3]))));
	} else {
		to = calendar_add_workdays(ui->en->cal, from, atoi(w->v[3]));
		ui_say(ui, UI_NORMAL, "%s %s", day_format(to, text), to != DAY_NONE ? day_weekday_name(to) : "");
	}
}

/* roll signin|phones ACTIVITY FILE.csv [--reason …]: who is invited, as a file for the office */
static void
run_roll(struct ui *ui, struct arena *a, const struct words *w)
{
	bool phones = w->n > 1 && strcmp(w->v[1], "phones") == 0;
	struct buf out = BUF_INIT;
	struct err e = { 0 };
	int64_t id;
	size_t n;

	if (w->n < 4 || (!phones && strcmp(w->v[1], "signin") != 0) || strncmp(w->v[3], "--", 2) == 0) {
		ui_say(ui, UI_ERROR, "! %s", _("写法：roll signin 活动 文件.csv，或者 roll phones 活动 文件.csv --reason 用途"));
		return;
	}
	id = record_resolve(ui->en, &flow_activity, w->v[2], &e);
	/* Excel reads UTF-8 by this mark. */
	buf_add(&out, "\xef\xbb\xbf", 3);
	if (id != 0 && roll_sheet(ui->en, a, phones ? ROLL_PHONES : ROLL_SIGNIN, id, option(w, "reason"), &out, &n, &e) &&
		outfile_write(ui, a, w->v[3], buf_str(&out), out.len, &e)) {
		ui_changed(ui);
		if (outfile_spooled(ui))
			outfile_say(ui, w->v[3]);
		else
			ui_say(ui, UI_NORMAL, _("已写%zu人：%s"), n, w->v[3]);
	} else {
		ui_say_err(ui, &e);
	}
	buf_free(&out);
}

/* ---- long checks: a bar, and Esc ends them ---- */

struct checking {
	struct engine *en;
	struct dialog_bar *bar;
	struct buf faults;
	int64_t n;
	struct err err;
};

static bool
tell_bar(void *ctx, int64_t done, int64_t total)
{
	return dialog_progress(((struct checking *)ctx)->bar, (size_t)done, (size_t)total);
}

static bool
work_check(void *ctx, struct dialog_bar *bar)
{
	struct checking *c = ctx;

	c->bar = bar;
	return engine_check_telling(c->en, &c->faults, &c->n, tell_bar, c, &c->err);
}

static bool
work_verify(void *ctx, struct dialog_bar *bar)
{
	struct checking *c = ctx;

	c->bar = bar;
	return engine_verify_telling(c->en, NULL, &c->n, tell_bar, c, &c->err);
}

static void
say_stopped(struct ui *ui, const struct err *e)
{
	if (e->code == ERR_CANCELLED)
		ui_say(ui, UI_NORMAL, "%s", _("已停下，没有查完"));
	else
		ui_say_err(ui, e);
}

void
commands_check(struct ui *ui)
{
	struct checking c = { .en = ui->en, .faults = BUF_INIT };

	if (!dialog_work(ui, _("正在核对"), work_check, &c))
		say_stopped(ui, &c.err);
	else if (c.n == 0)
		ui_say(ui, UI_NORMAL, "%s", _("核对无误：簿册、检索与记录一致"));
	else
		dialog_message(ui, _("核对"), buf_str(&c.faults));
	buf_free(&c.faults);
}

void
commands_verify(struct ui *ui)
{
	struct checking c = { .en = ui->en, .faults = BUF_INIT };

	if (!(ui->en->actor.roles & (ROLE_BUREAU | ROLE_AUDITOR)))
		ui_say(ui, UI_ERROR, "%s", _("! 您的角色不能核验留痕"));
	else if (!dialog_work(ui, _("正在核验"), work_verify, &c))
		say_stopped(ui, &c.err);
	else
		ui_say(ui, UI_NORMAL, _("留痕 %lld 条，前后相连，没有改动"), (long long)c.n);
	buf_free(&c.faults);
}

static void
open_sessions(struct ui *ui)
{
	struct screen *s = sessions_screen(ui);

	if (s != NULL)
		ui_push(ui, s);
}

/* Fewer bytes a key, or the full picture again; kept for this account. */
static void
turn_slow(struct ui *ui)
{
	bool slow = !draw_slow();
	struct err scrap = { 0 }; /* it holds for this session all the same */

	draw_set_slow(slow);
	kept_set(ui->en, SLOW_KEPT, slow ? "1" : "0", &scrap);
	ui_say(ui, UI_NORMAL, "%s", slow ? _("慢速线路：不画横条、预览和说明") : _("画面照常"));
}

/* stats [FLOW] [--by DIM] [--period P] [--agency REF] | stats --view NAME */
static void
run_stats(struct ui *ui, struct arena *a, const struct words *w)
{
	const char *period = option(w, "period") != NULL ? option(w, "period") : option(w, "year"), *view = option(w, "view");
	struct stats_ask q = { .flow = flow_find(w->n > 1 && strncmp(w->v[1], "--", 2) != 0 ? w->v[1] : "opinion"), .dim = option(w, "by") };
	struct stats_view v;
	struct err e = { 0 };

	if (view != NULL) {
		if (!stats_view_find(ui->en, a, view, &v, &e) || !stats_view_read(ui->en, a, &v, &q, &e)) {
			ui_say_err(ui, &e);
			return;
		}
	} else if (q.flow == NULL || q.flow->counted == NULL) {
		ui_say(ui, UI_ERROR, _("! 没有“%s”的统计"), w->v[1]);
		return;
	} else if (!stats_period_read(ui->en, period != NULL ? period : "year", &q.period)) {
		ui_say(ui, UI_ERROR, _("! “%s”不是年、季度或者月；写法：2026、2026Q3、2026-09"), period);
		return;
	} else if (option(w, "agency") != NULL && (q.agency = record_resolve(ui->en, flow_find("agency"), option(w, "agency"), &e)) == 0) {
		ui_say_err(ui, &e);
		return;
	}
	open_stats(ui, &q, view != NULL ? view : "");
}

static bool
run_flow(struct ui *ui, struct arena *a, const struct words *w)
{
	const struct flow *f = flow_find(w->v[0]);
	const struct action *ac;

	if (f == NULL)
		return false;
	if (f == flow_find("certificate") && w->n > 1 && strcmp(w->v[1], "check") == 0) {
		card_ask(ui, rest(a, w, 2));
		return true;
	}
	if (f == flow_find("account") && w->n > 1 && strcmp(w->v[1], "passwd") == 0) {
		door_password(ui);
	} else if (f == flow_find("account") && w->n > 1 && strcmp(w->v[1], "code") == 0) {
		door_code(ui);
	} else if (w->n == 1 || strcmp(w->v[1], "list") == 0) {
		run_list(ui, f, w);
	} else if (strcmp(f->name, "evaluation") == 0 && strcmp(w->v[1], "grid") == 0) {
		evaluation_grid(ui, w->n > 2 ? strtoll(w->v[2], NULL, 10) : 0);
	} else if (strcmp(w->v[1], "show") == 0) {
		run_show(ui, f, rest(a, w, 2));
	} else if ((ac = action_find(f, w->v[1])) != NULL && !(ac->flags & (ACT_INTERNAL | ACT_IMPORT))) {
		run_act(ui, a, ac, w);
	} else {
		ui_say(ui, UI_ERROR, _("! %s没有“%s”这个命令"), _(f->label), w->v[1]);
	}
	return true;
}

/* The key that HINT names, when it is one key that does an act here. */
static bool
hint_key(const char *name, struct key *key)
{
	char *end;
	long n;

	memset(key, 0, sizeof *key);
	if (name[0] != '\0' && name[1] == '\0') {
		key->kind = K_CHAR;
		key->cp = (unsigned char)name[0];
		return true;
	}
	n = name[0] == 'F' ? strtol(name + 1, &end, 10) : 0;
	if (n < 1 || n > 12 || *end != '\0' || n == 1 || n == 9)
		return false;
	key->kind = K_F;
	key->cp = (uint32_t)n;
	return true;
}

/* As if the key had been pressed on the screen below the palette. */
static bool
press(struct ui *ui, const char *name)
{
	struct key key;

	if (!hint_key(name, &key))
		return false;
	keys_unget(ui->keys, &key);
	return true;
}

static bool
run_line(void *ctx, struct ui *ui, const char *line)
{
	struct arena *a = arena_new();
	struct words w;
	bool known = true;

	(void)ctx;
	split(a, line, &w);
	if (w.n == 0)
		known = false;
	else if (strcmp(w.v[0], "key") == 0)
		known = w.n == 2 && press(ui, w.v[1]);
	else if (strcmp(w.v[0], "todo") == 0)
		go_home(ui);
	else if (strcmp(w.v[0], "new") == 0)
		work_new(ui, w.n > 1 ? flow_find(w.v[1]) : NULL, NULL, 0);
	else if (strcmp(w.v[0], "search") == 0)
		work_search(ui, rest(a, &w, 1));
	else if (strcmp(w.v[0], "import") == 0)
		open_import(ui, w.n > 1 ? flow_find(w.v[1]) : NULL, w.n > 2 ? w.v[2] : NULL);
	else if (strcmp(w.v[0], "report") == 0)
		reports_open(ui, w.n > 1 ? (int)report_period_read(PERIOD_YEAR, w.v[1]) : 0);
	else if (strcmp(w.v[0], "calendar") == 0)
		ui_push(ui, calendar_screen());
	else if (strcmp(w.v[0], "workday") == 0)
		run_workday(ui, a, &w);
	else if (strcmp(w.v[0], "stats") == 0)
		run_stats(ui, a, &w);
	else if (strcmp(w.v[0], "roll") == 0)
		run_roll(ui, a, &w);
	else if (strcmp(w.v[0], "check") == 0)
		commands_check(ui);
	else if (strcmp(w.v[0], "audit") == 0)
		commands_verify(ui);
	else if (strcmp(w.v[0], "slow") == 0)
		turn_slow(ui);
	else if (strcmp(w.v[0], "lock") == 0)
		door_lock(ui, false);
	else if (strcmp(w.v[0], "sessions") == 0)
		open_sessions(ui);
	else if (strcmp(w.v[0], "about") == 0 || strcmp(w.v[0], "status") == 0)
		about_show(ui);
	else if (strcmp(w.v[0], "quit") == 0 || strcmp(w.v[0], "q") == 0)
		ui_quit(ui);
	else
		known = run_flow(ui, a, &w);
	arena_free(a);
	return known;
}

static const struct {
	const char *label, *line, *key;
} entries[] = {
	{ N_("待办"), "todo", NULL },
	{ N_("新建"), "new", "n" },
	{ N_("查找全部记录"), "search", NULL },
	{ N_("统计"), "stats", NULL },
	{ N_("导入台账"), "import", NULL },
	{ N_("综合评价评分表"), "evaluation grid", NULL },
	{ N_("年度报告、台账、月报"), "report", NULL },
	{ N_("放假和上班的日子"), "calendar", NULL },
	{ N_("核验监督员证"), "certificate check", NULL },
	{ N_("核对簿册和检索"), "check", NULL },
	{ N_("核验留痕"), "audit verify", NULL },
	{ N_("慢速线路：开或关"), "slow", NULL },
	{ N_("锁屏"), "lock", NULL },
	{ N_("改口令"), "account passwd", NULL },
	{ N_("设定动态码"), "account code", NULL },
	{ N_("会话"), "sessions", NULL },
	{ N_("关于本程序"), "about", NULL },
	{ N_("离开程序"), "quit", "F3" },
};

/* What means nothing here is not offered: a personal database has no door, and sessions are for administrators. */
static bool
entry_barred(const struct ui *ui, const char *line)
{
	bool door = strcmp(line, "lock") == 0 || strcmp(line, "account passwd") == 0 || strcmp(line, "account code") == 0;

	return (door && ui->en->actor.personal) || (strcmp(line, "stats") == 0 && !stats_may(ui->en)) || (strcmp(line, "sessions") == 0 && !sessions_may(ui->en));
}

/* What the screen's key line offers comes first: so it is reachable without a letter key. */
static size_t
palette_entries(void *ctx, struct ui *ui, struct arena *a, const struct palette_entry **out)
{
	struct stats_view *view;
	size_t views = stats_views(ui->en, a, &view);
	struct palette_entry *v = arena_alloc(a, (N_OF(entries) + UI_MAX_HINTS + views) * sizeof *v);
	struct hint hint[UI_MAX_HINTS];
	struct key key;
	size_t n = 0, hints;

	(void)ctx;
	memset(hint, 0, sizeof hint);
	hints = ui->top != NULL && ui->top->kind->hints != NULL ? ui->top->kind->hints(ui, ui->top, hint) : 0;
	for (size_t i = 0; i < hints; i++)
		if (hint_key(hint[i].key, &key))
			v[n++] = (struct palette_entry){ arena_strdup(a, hint[i].label), arena_printf(a, "key %s", hint[i].key),
				arena_strdup(a, hint[i].key) };
	for (size_t i = 0; i < N_OF(entries); i++)
		if (!entry_barred(ui, entries[i].line))
			v[n++] = (struct palette_entry){ _(entries[i].label), entries[i].line, entries[i].key };
	for (size_t i = 0; i < views; i++)
		v[n++] = (struct palette_entry){ arena_printf(a, _("统计  %s"), view[i].name), arena_printf(a, "stats --view \"%s\"", view[i].name), NULL };
	*out = v;
	return n;
}

static const struct palette_host host = {
	.entries = palette_entries,
	.record = palette_record,
	.run = run_line,
};

static struct screen *
open_palette(struct ui *ui)
{
	palette_run(ui, &host);
	return NULL;
}

/* ---- help ---- */

/* On a list and on an open record help speaks of the flow's articles. */
static struct screen *
open_help(struct ui *ui, const char *topic)
{
	int64_t id;
	const struct flow *f = here(ui, &id);

	if (f != NULL && (strcmp(topic, "list") == 0 || strcmp(topic, "record") == 0))
		topic = f->name;
	return help_screen(ui, topic);
}

void
about_show(struct ui *ui)
{
	struct arena *a = arena_new();
	struct buf out = BUF_INIT;

	buf_printf(&out, "# %s\n\n", _("监督：行政执法监督员工作台"));
	buf_printf(&out, _("版本 %s\n"), PACKAGE_VERSION);
	buf_printf(&out, "%s  %s\n\n", article_name(1), article_text(1));
	buf_printf(&out, "%s\n\n", _("所依规则：《北碚区行政执法监督员工作规则》（北碚府办发〔2024〕47号），自 2024-06-11 起施行。"));
	buf_printf(&out, _("数据库 %s\n"), db_path(ui->en->db));
	buf_printf(&out, _("方式 %s\n"), ui->en->actor.personal ? _("个人库") : _("共用库"));
	buf_printf(&out, "SQLite %s\n", db_library_version());
	buf_printf(&out, _("本程序是自由软件，按 GNU 通用公共许可证第三版或更新版本发布，不附带任何担保。\n"));
	ui_push(ui, pager_screen_headed(_("关于本程序"), buf_str(&out)));
	buf_free(&out);
	arena_free(a);
}

/* ---- the first screen ---- */

struct screen *
home_screen(struct ui *ui)
{
	ui->help = open_help;
	ui->palette = open_palette;
	return todo_screen(ui);
}
