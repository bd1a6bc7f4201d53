/*
 * screen_import.c: an office's sheet comes in: which flow, which file, what would happen
 * row by row, and only then the doing.
 *
 * Knows: import_sheet(), directories; in a shared database the account's folder and nothing else.  Must not know: what a row becomes.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/io.h"
#include "base/text.h"
#include "engine/import.h"
#include "ui/choose.h"
#include "ui/dialog.h"
#include "ui/infile.h"
#include "ui/list.h"
#include "ui/match.h"
#include "ui/menu.h"
#include "ui/outfile.h"
#include "ui/pager.h"
#include "ui/work.h"

#define FILE_MOST (256L << 20) /* bytes of a sheet */
#define ENTRIES_MOST 2000      /* names looked at in a directory */

struct importer {
	struct screen screen;
	struct ui *ui;
	const struct flow *flow;
	const char *path;
	const char *sheet_name;      /* of a workbook, NULL its first */
	struct buf sheet;
	struct arena *arena;         /* of the report */
	struct import_report rep;
	struct err err;              /* why the whole fails */
	bool commit;                 /* the run that is going on does it */
	struct dialog_bar *bar;
	struct listview list;
	struct listview_rows rows;
	bool only_refused;
};

/* ---- which file ---- */

struct files {
	const char *dir; /* where relative names begin */
};

/* The directory that TYPED names up to its last slash. */
static const char *
dir_of(struct arena *a, const struct files *f, const char *typed)
{
	const char *slash = strrchr(typed, '/'), *home = getenv("HOME");
	const char *part = slash != NULL ? arena_strndup(a, typed, (size_t)(slash - typed + 1)) : "";

	if (strncmp(part, "~/", 2) == 0 && home != NULL)
		return arena_printf(a, "%s%s", home, part + 1);
	return *part == '/' ? part : arena_printf(a, "%s/%s", f->dir, part);
}

static int
by_title(const void *x, const void *y)
{
	const struct choose_row *r = x, *s = y;

	return strcmp(r->title, s->title);
}

/* Sheets and directories that match what is typed; titles are what the typed text would be. */
static size_t
file_source(void *ctx, struct arena *a, const char *typed, size_t max, struct choose_row **out, struct err *e)
{
	const struct files *f = ctx;
	const char *dir = dir_of(a, f, typed), *slash = strrchr(typed, '/');
	const char *head = slash != NULL ? arena_strndup(a, typed, (size_t)(slash - typed + 1)) : "";
	const char *name = match_typed(a, slash != NULL ? slash + 1 : typed);
	DIR *d = opendir(dir);
	struct dirent *entry;
	size_t n = 0, seen = 0;

	*out = arena_alloc(a, (max + 1) * sizeof **out);
	if (d == NULL) {
		err_set(e, ERR_NOTFOUND, NULL, 0, _("打不开目录 %s：%s"), dir, err_system(errno));
		return 0;
	}
	while (n < max && seen++ < ENTRIES_MOST && (entry = readdir(d)) != NULL) {
		struct stat st;
		struct match m;
		bool is_dir;

		if (entry->d_name[0] == '.' && strcmp(entry->d_name, "..") != 0)
			continue;
		if (stat(arena_printf(a, "%s/%s", dir, entry->d_name), &st) != 0)
			continue;
		is_dir = S_ISDIR(st.st_mode);
		if (!is_dir && !text_ends_with(entry->d_name, ".csv") && !text_ends_with(entry->d_name, ".CSV") &&
			!text_ends_with(entry->d_name, ".xlsx") && !text_ends_with(entry->d_name, ".XLSX") &&
			!text_ends_with(entry->d_name, ".txt"))
			continue;
		m = match_prepare(a, entry->d_name);
		if (match_score(&m, name) == 0)
			continue;
		(*out)[n] = (struct choose_row){ .id = (int64_t)n + 1,
			.title = arena_printf(a, "%s%s%s", head, entry->d_name, is_dir ? "/" : ""),
			.detail = is_dir ? _("目录") : arena_printf(a, _("%lld 字节"), (long long)st.st_size) };
		n++;
	}
	closedir(d);
	qsort(*out, n, sizeof **out, by_title);
	return n;
}

/* A path in A, or NULL when the person gives up; in a personal database only. */
static const char *
ask_path(struct ui *ui, struct arena *a, const struct flow *f)
{
	char cwd[4096];
	struct files files = { getcwd(cwd, sizeof cwd) != NULL ? cwd : "/" };
	const char *typed = "";

	for (;;) {
		struct choose c = { .title = arena_printf(a, _("导入%s：选择台账（xlsx、CSV）"), _(f->label)),
			.source = file_source, .ctx = &files, .typed = typed,
			.empty = _("没有 .csv、.xlsx 文件；可以输入路径，如 /home/…/意见.csv") };
		struct chosen got;
		struct stat st;
		const char *path;

		switch (choose(ui, a, &c, &got)) {
		case CHOOSE_NONE: return NULL;
		case CHOOSE_PICKED: typed = got.title; break;
		case CHOOSE_TYPED: typed = got.typed; break;
		}
		path = arena_printf(a, "%s%s", dir_of(a, &files, typed), path_name(typed));
		if (stat(path, &st) != 0)
			ui_say(ui, UI_ERROR, "! %s：%s", typed, err_system(errno));
		else if (!S_ISDIR(st.st_mode))
			return path;
		else if (!text_ends_with(typed, "/"))
			typed = arena_printf(a, "%s/", typed);
	}
}

/* The file that was named, or chosen now; -1 when it cannot be read, or for Esc. */
static int
ask_file(struct ui *ui, struct arena *a, const struct flow *f, const char **path)
{
	struct err e = { 0 };
	int fd;

	if (*path == NULL && outfile_spooled(ui)) {
		fd = infile_pick(ui, a, arena_printf(a, _("导入%s：您文件夹里的台账"), _(f->label)), path, &e);
	} else {
		if (*path == NULL)
			*path = ask_path(ui, a, f);
		fd = *path != NULL ? infile_open(ui, *path, &e) : -1;
	}
	if (e.code != ERR_OK)
		ui_say_err(ui, &e);
	return fd;
}

static bool
read_file(struct ui *ui, int fd, const char *path, struct buf *out)
{
	if (read_all(fd, out, (size_t)FILE_MOST - 1))
		return true;
	ui_say(ui, UI_ERROR, _("! %s 读不了，或者太大"), path);
	return false;
}

/* ---- the run ---- */

static bool
on_progress(void *ctx, size_t done, size_t total)
{
	return dialog_progress(((struct importer *)ctx)->bar, done, total);
}

static bool
run_import(void *ctx, struct dialog_bar *bar)
{
	struct importer *im = ctx;
	struct import_options opt = { .encoding = "auto", .sheet = im->sheet_name, .dry_run = !im->commit,
		.partial = im->commit && im->rep.refused > 0, .progress = on_progress, .ctx = im };

	bool ok;

	im->bar = bar;
	arena_reset(im->arena);
	memset(&im->rep, 0, sizeof im->rep);
	err_clear(&im->err);
	db_roomy(im->ui->en->db, true); /* every index is written into at once */
	ok = import_sheet(im->ui->en, im->arena, im->flow, buf_str(&im->sheet), im->sheet.len, &opt, &im->rep, &im->err);
	db_roomy(im->ui->en->db, false);
	return ok;
}

/* ---- the result, row by row ---- */

enum { COL_LINE, COL_OUTCOME, COL_COLUMN, COL_VALUE, COL_REASON, N_COLS };

static void
add_row(struct importer *im, struct listview_row *rows, size_t line, int outcome, const char *column, const char *value,
	const char *reason)
{
	static const char *const word[] = { N_("可收"), N_("不变"), N_("拒收") };
	const char **cell = arena_alloc(im->arena, N_COLS * sizeof *cell);

	cell[COL_LINE] = arena_printf(im->arena, "%zu", line);
	cell[COL_OUTCOME] = _(word[outcome]);
	cell[COL_COLUMN] = column;
	cell[COL_VALUE] = value;
	cell[COL_REASON] = reason;
	rows[im->rows.n] = (struct listview_row){ .id = (int64_t)im->rows.n + 1, .cell = cell,
		.row_attr = outcome == 2 ? UI_ERROR : outcome == 1 ? UI_DONE : UI_NORMAL };
	im->rows.n++;
}

static void
make_rows(struct importer *im)
{
	const struct import_report *rep = &im->rep;
	struct listview_row *rows = arena_alloc(im->arena, (rep->n_lines + rep->n_errors + 1) * sizeof *rows);
	size_t k = 0;

	im->rows.rows = rows;
	im->rows.n = 0;
	for (size_t i = 0; i < rep->n_lines; i++) {
		const struct import_row *line = &rep->lines[i];
		bool told = false;

		for (; k < rep->n_errors && rep->errors[k].line <= line->line; k++) {
			if (line->outcome != 2)
				continue;
			add_row(im, rows, line->line, 2, rep->errors[k].column, rep->errors[k].value, rep->errors[k].reason);
			told = true;
		}
		if (!told && (!im->only_refused || line->outcome == 2))
			add_row(im, rows, line->line, line->outcome, "", line->title,
				line->notices != NULL ? line->notices : "");
	}
	for (; k < rep->n_errors; k++)
		add_row(im, rows, rep->errors[k].line, 2, rep->errors[k].column, rep->errors[k].value, rep->errors[k].reason);
	im->list.total = (int64_t)im->rows.n;
	listview_restart(&im->list);
}

static const struct listview_col import_cols[N_COLS] = {
	[COL_LINE] = { .label = N_("行"), .width = 6, .rank = 0, .right = true },
	[COL_OUTCOME] = { .label = N_("结果"), .width = 4, .rank = 1 },
	[COL_COLUMN] = { .label = N_("栏"), .width = 14, .min = 8, .rank = 3 },
	[COL_VALUE] = { .label = N_("内容"), .width = 24, .min = 10, .rank = 4 },
	[COL_REASON] = { .label = N_("原因或提示"), .width = 40, .min = 16, .rank = 2, .grow = true },
};

/* "表头：姓名 → 监督员，证号 → 证件编号；不收：备注" */
static const char *
headers_text(struct importer *im, struct arena *a)
{
	const char *taken = "", *ignored = "";

	for (size_t i = 0; i < im->rep.n_headers; i++) {
		const char *h = im->rep.headers[i], *f = im->rep.fields[i];

		if (f == NULL)
			ignored = arena_printf(a, "%s%s%s", ignored, *ignored != '\0' ? "、" : "", h);
		else if (text_same_word(h, f))
			taken = arena_printf(a, "%s%s%s", taken, *taken != '\0' ? "、" : "", h);
		else
			taken = arena_printf(a, "%s%s%s=%s", taken, *taken != '\0' ? "、" : "", h, f);
	}
	if (*ignored == '\0')
		return arena_printf(a, _("认出的栏：%s"), taken);
	return arena_printf(a, _("认出的栏：%s    不收的栏：%s"), taken, ignored);
}

static void
import_draw(struct ui *ui, struct screen *s, struct rect body)
{
	struct importer *im = (struct importer *)s;
	const struct import_report *rep = &im->rep;
	const struct listview_row *row;
	const char *name = path_name(im->path);
	int y = body.y, x = body.x + 2, w = body.w - 4, lines;

	draw_cut(y++, x, w, UI_NORMAL, arena_printf(ui->frame, _("%s    编码 %s    %zu 行：可收 %zu  不变 %zu  拒收 %zu"), name,
		rep->encoding != NULL ? rep->encoding : "?", rep->rows, rep->accepted, rep->unchanged, rep->refused));
	lines = draw_para((struct rect){ y, x, 4, w }, UI_DIM, headers_text(im, ui->frame), 0);
	y += (lines < 4 ? lines : 4);
	if (rep->hidden[0] + rep->hidden[1] > 0)
		y += draw_para((struct rect){ y, x, 2, w }, UI_TODAY, arena_printf(ui->frame,
			_("工作表里隐藏的%zu行、%zu列也读了；不要的请在表格软件里删去再导入"), rep->hidden[0], rep->hidden[1]), 0);
	if (im->err.code != ERR_OK && im->err.code != ERR_REFUSED)
		y += draw_para((struct rect){ y, x, 2, w }, UI_ERROR, im->err.text, 0);
	im->list.empty = im->only_refused ? _("没有拒收的行") : _("没有行");
	listview_draw(&im->list, (struct rect){ y + 1, body.x, body.y + body.h - y - 1, body.w }, true);
	row = listview_selected(&im->list);
	if (row != NULL)
		ui_info(ui, row->row_attr, row->cell[COL_REASON]);
}

static void
import_top(struct ui *ui, struct screen *s, struct topline *out)
{
	struct importer *im = (struct importer *)s;

	out->left = arena_printf(ui->frame, _("监督  导入%s  试算，还没有收入"), _(im->flow->label));
}

static size_t
import_hints(struct ui *ui, struct screen *s, struct hint *out)
{
	struct importer *im = (struct importer *)s;
	size_t n = 0;

	(void)ui;
	if (im->rep.accepted > 0)
		out[n++] = (struct hint){ .key = "F2", .label = im->rep.refused > 0 ? _("只收合格的行") : _("全部收入") };
	out[n++] = (struct hint){ .key = "Tab", .label = im->only_refused ? _("看全部行") : _("只看拒收"), .rank = 1 };
	out[n++] = (struct hint){ .key = "Esc", .label = _("不收，返回"), .right = true };
	return n;
}

/* What moved stands where the sheet stood: a closing screen takes along what lies above it. */
static void
tell_effects(struct ui *ui, struct screen *s, void *ctx)
{
	const struct importer *im = (const struct importer *)s;

	(void)ctx;
	effects_show(ui, im->rep.effects, im->rep.n_effects);
}

/* Take the rows for good. */
static enum screen_answer
take(struct ui *ui, struct importer *im)
{
	struct arena *a = arena_new();
	const struct import_report was = im->rep;
	size_t accepted = was.accepted, refused = was.refused;
	bool yes = dialog_yes(ui, _("收入"), refused > 0 ?
		arena_printf(a, _("收入合格的 %zu 行；拒收的 %zu 行不收，改好后可以再导入同一份，已收的不会重复。"), accepted, refused) :
		arena_printf(a, _("收入 %zu 行。"), accepted), _("收入"));
	enum screen_answer answer = SCREEN_DONE;

	arena_free(a);
	if (!yes)
		return answer;
	im->commit = true;
	if (dialog_work(ui, _("正在收入"), run_import, im) && im->rep.committed) {
		ui_changed(ui);
		ui_say(ui, UI_NORMAL, _("已收入 %zu 行，不变 %zu 行，拒收 %zu 行"), im->rep.accepted, im->rep.unchanged,
			im->rep.refused);
		im->screen.done = tell_effects;
		answer = SCREEN_CLOSE;
	} else {
		if (im->err.code == ERR_CANCELLED)
			ui_say(ui, UI_NORMAL, "%s", _("已取消，一行也没有收入"));
		else
			ui_say_err(ui, &im->err);
		make_rows(im);
	}
	im->commit = false;
	return answer;
}

static enum screen_answer
import_key(struct ui *ui, struct screen *s, const struct key *key)
{
	struct importer *im = (struct importer *)s;

	if (key_is_f(key, 2) || key_is_ctrl(key, 's'))
		return im->rep.accepted > 0 ? take(ui, im) : SCREEN_DONE;
	if (key->kind == K_TAB || key->kind == K_BTAB || key_command(key) == 'f') {
		im->only_refused = !im->only_refused;
		make_rows(im);
		return SCREEN_DONE;
	}
	return listview_key(&im->list, key, true, false) != LISTVIEW_PASS ? SCREEN_DONE : SCREEN_PASS;
}

static void
import_close(struct ui *ui, struct screen *s)
{
	struct importer *im = (struct importer *)s;

	(void)ui;
	listview_free(&im->list);
	buf_free(&im->sheet);
	arena_free(im->arena);
}

static const struct screen_kind import_kind = {
	.name = "import",
	.label = N_("导入"),
	.draw = import_draw,
	.key = import_key,
	.top = import_top,
	.hints = import_hints,
	.close = import_close,
};

/* ---- the way in ---- */

bool
may_import(const struct ui *ui, const struct flow *f)
{
	const struct action *ac;

	if (f == NULL) {
		for (size_t i = 0; flows[i] != NULL; i++)
			if (may_import(ui, flows[i]))
				return true;
		return false;
	}
	ac = f->import != NULL ? action_find(NULL, f->import) : NULL;

	return ac != NULL && (ac->roles & ui->en->actor.roles) != 0;
}

static const struct flow *
ask_flow(struct ui *ui)
{
	const struct flow *may[16];
	struct menu_item item[16];
	size_t n = 0;
	int i;

	memset(item, 0, sizeof item);
	for (size_t k = 0; flows[k] != NULL && n < N_OF(may); k++)
		if (may_import(ui, flows[k])) {
			may[n] = flows[k];
			item[n++].label = _(flows[k]->label);
		}
	if (n == 0) {
		ui_say(ui, UI_ERROR, "%s", _("! 您的角色不能导入"));
		return NULL;
	}
	i = menu_run(ui, _("导入什么"), item, n, 0);
	return i >= 0 ? may[i] : NULL;
}

/* Which sheet of the workbook that was read; false: the person gives up. */
static bool
ask_sheet(struct importer *im)
{
	const char **name;
	size_t n = import_sheets(im->screen.arena, buf_str(&im->sheet), im->sheet.len, &name);
	struct menu_item *item;
	int i;

	if (n < 2)
		return true;
	item = arena_alloc(im->screen.arena, n * sizeof *item);
	memset(item, 0, n * sizeof *item);
	for (size_t k = 0; k < n; k++)
		item[k].label = name[k];
	i = menu_run(im->ui, _("哪一张工作表"), item, n, 0);
	im->sheet_name = i > 0 ? name[i] : NULL;
	return i >= 0;
}

void
open_import(struct ui *ui, const struct flow *f, const char *path)
{
	struct importer *im;
	struct listview_col *cols;
	struct arena *a;
	int fd;

	if (f == NULL)
		f = ask_flow(ui);
	if (f == NULL)
		return;
	if (!may_import(ui, f)) {
		ui_say(ui, UI_ERROR, _("! 不能导入%s"), _(f->label));
		return;
	}
	a = arena_new();
	im = screen_new(&import_kind, sizeof *im);
	im->ui = ui;
	im->flow = f;
	im->arena = arena_new();
	fd = ask_file(ui, a, f, &path);
	cols = arena_alloc(im->screen.arena, sizeof import_cols);
	memcpy(cols, import_cols, sizeof import_cols);
	for (size_t i = 0; i < N_COLS; i++)
		cols[i].label = _(import_cols[i].label);
	listview_init(&im->list, cols, N_COLS, listview_fetch_rows, &im->rows);
	im->list.measured = true;
	if (fd >= 0 && read_file(ui, fd, path, &im->sheet) && ask_sheet(im)) {
		im->path = arena_strdup(im->screen.arena, path);
		if (dialog_work(ui, _("正在试算"), run_import, im) || im->rep.n_lines > 0) {
			make_rows(im);
			ui_push(ui, &im->screen);
			close(fd);
			arena_free(a);
			return;
		}
		ui_say_err(ui, &im->err);
	}
	if (fd >= 0)
		close(fd);
	arena_free(a);
	import_close(ui, &im->screen);
	arena_free(im->screen.arena);
}
