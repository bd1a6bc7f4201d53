/*
 * sheet.c: jiandu import, export, holiday import: files of the office in and out.
 *
 * Knows: files, reports.  Must not know: how a sheet is read (engine/import.c).
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/io.h"
#include "base/json.h"
#include "store/spool.h"
#include "engine/export.h"
#include "engine/import.h"
#include "cli/private.h"

#define EXPORT_USAGE \
	N_("用法：jiandu export 名称 文件.xlsx|文件.csv|文件.json [--view 列表] [--encoding utf-8|gb18030|gbk] [筛选]")

static bool
import_progress(void *ctx, size_t done, size_t total)
{
	(void)ctx;
	return progress_at((int64_t)done, (int64_t)total);
}

static void
json_report(const struct import_report *rep, bool dry)
{
	static const char *const outcomes[] = { "accepted", "unchanged", "refused" };
	struct buf b = BUF_INIT;

	buf_addc(&b, '{');
	json_int(&b, "rows", (int64_t)rep->rows);
	json_int(&b, "accepted", (int64_t)rep->accepted);
	json_int(&b, "unchanged", (int64_t)rep->unchanged);
	json_int(&b, "refused", (int64_t)rep->refused);
	json_bool(&b, "committed", rep->committed);
	json_bool(&b, "dry_run", dry);
	json_int(&b, "hidden_rows", (int64_t)rep->hidden[0]);
	json_int(&b, "hidden_columns", (int64_t)rep->hidden[1]);
	json_text(&b, "encoding", rep->encoding != NULL ? rep->encoding : "");
	json_key(&b, "columns");
	buf_addc(&b, '[');
	for (size_t i = 0; i < rep->n_headers; i++) {
		buf_adds(&b, i > 0 ? ",{" : "{");
		json_text(&b, "header", rep->headers[i]);
		json_key(&b, "field");
		if (rep->fields[i] != NULL)
			json_quote(&b, rep->fields[i]);
		else
			buf_adds(&b, "null");
		buf_addc(&b, '}');
	}
	buf_addc(&b, ']');
	json_key(&b, "errors");
	buf_addc(&b, '[');
	for (size_t i = 0; i < rep->n_errors; i++) {
		buf_adds(&b, i > 0 ? ",{" : "{");
		json_int(&b, "line", (int64_t)rep->errors[i].line);
		json_text(&b, "column", rep->errors[i].column);
		json_text(&b, "value", rep->errors[i].value);
		json_text(&b, "reason", rep->errors[i].reason);
		buf_addc(&b, '}');
	}
	buf_addc(&b, ']');
	if (dry) {
		json_key(&b, "lines");
		buf_addc(&b, '[');
		for (size_t i = 0; i < rep->n_lines; i++) {
			buf_adds(&b, i > 0 ? ",{" : "{");
			json_int(&b, "line", (int64_t)rep->lines[i].line);
			json_text(&b, "outcome", outcomes[rep->lines[i].outcome]);
			json_text(&b, "title", rep->lines[i].title);
			json_text(&b, "notices", rep->lines[i].notices);
			buf_addc(&b, '}');
		}
		buf_addc(&b, ']');
	}
	json_effects(&b, rep->effects, rep->n_effects);
	buf_addc(&b, '}');
	out_json(&b);
}

static void
print_errors(struct cli *c, const struct import_report *rep)
{
	const struct table_col cols[] = {
		{ .label = _("行"), .right = true },
		{ .label = _("列"), .min = 8 },
		{ .label = _("内容"), .min = 12, .rank = 1 },
		{ .label = _("原因"), .min = 24 },
	};
	struct table t;

	outf("\n%s\n", _("不能导入的行："));
	table_begin(&t, c, cols, N_OF(cols));
	for (size_t i = 0; i < rep->n_errors; i++) {
		const struct import_error *x = &rep->errors[i];

		table_row(&t, (const char *[]){ arena_printf(c->a, "%zu", x->line), x->column, x->value, x->reason });
	}
	table_end(&t);
}

static void
print_lines(struct cli *c, const struct import_report *rep)
{
	const char *const outcomes[] = { _("导入"), _("已有，不变"), _("不能导入") };
	const struct table_col cols[] = {
		{ .label = _("行"), .right = true },
		{ .label = _("结果") },
		{ .label = _("记录"), .min = 16 },
		{ .label = _("说明"), .min = 16, .rank = 1 },
	};
	struct table t;

	table_begin(&t, c, cols, N_OF(cols));
	for (size_t i = 0; i < rep->n_lines; i++) {
		const struct import_row *r = &rep->lines[i];

		table_row(&t, (const char *[]){ arena_printf(c->a, "%zu", r->line), outcomes[r->outcome], r->title, r->notices });
	}
	table_end(&t);
	outf("\n");
}

static void
print_report(struct cli *c, const struct import_report *rep, bool dry)
{
	const char *ignored = "";

	for (size_t i = 0; i < rep->n_headers; i++)
		if (rep->fields[i] == NULL && *rep->headers[i] != '\0')
			ignored = arena_printf(c->a, "%s%s%s", ignored, *ignored != '\0' ? "、" : "", rep->headers[i]);
	if (dry)
		print_lines(c, rep);
	outf(dry			       ? _("试导入：共%zu行，可导入%zu行，已有不变%zu行，不能导入%zu行（编码%s）；什么也没有写入\n") :
		     rep->committed	       ? _("共%zu行，导入%zu行，已有不变%zu行，不能导入%zu行（编码%s）\n") :
						 _("没有导入。共%zu行，可导入%zu行，已有不变%zu行，不能导入%zu行（编码%s）\n"),
		rep->rows, rep->accepted, rep->unchanged, rep->refused, rep->encoding);
	if (*ignored != '\0')
		outf(_("没有用到的列：%s\n"), ignored);
	if (rep->hidden[0] + rep->hidden[1] > 0)
		outf(_("工作表里隐藏的%zu行、%zu列也读了；不要的请在表格软件里删去再导入\n"), rep->hidden[0], rep->hidden[1]);
	if (rep->n_errors > 0)
		print_errors(c, rep);
	print_effects(c, rep->effects, rep->n_effects);
}

/* Import the N bytes at S and report; the dry run answers as the real one would. */
static bool
import_bytes(struct cli *c, const struct flow *f, const char *s, size_t n, const struct import_options *opt)
{
	struct import_report rep;
	bool ok;

	progress_on(_("导入"));
	progress_wait(c->en);
	ok = import_sheet(c->en, c->a, f, s, n, opt, &rep, c->e);
	progress_off();
	if (rep.rows > 0 || ok) {
		if (c->json)
			json_report(&rep, opt->dry_run);
		else
			print_report(c, &rep, opt->dry_run);
	}
	if (ok && opt->dry_run && rep.refused > 0 && !opt->partial)
		return err_set(c->e, ERR_REFUSED, NULL, 0, _("有%zu行不能导入"), rep.refused);
	return ok;
}

const struct option import_options[4] = {
	{ .name = "encoding", .label = N_("编码"), .word = "auto|utf-8|gb18030|utf-16le", .help = N_("文件的编码，默认自动识别") },
	{ .name = "dry-run", .label = N_("试导入"), .help = N_("只列出会怎样，什么也不写入"), .flag = true },
	{ .name = "partial", .label = N_("部分导入"), .help = N_("有不能导入的行，也导入其余的行"), .flag = true },
	{ .name = "sheet", .label = N_("工作表"), .word = N_("名称"), .help = N_("xlsx 工作簿里的哪个工作表，默认第一个") },
};

bool
run_import(struct cli *c, int argc, char **argv)
{
	struct option v[N_OF(import_options)];
	struct import_options opt = { .progress = import_progress };
	struct buf bytes = BUF_INIT;
	const char **rest;
	size_t n;
	const struct flow *f;
	bool ok;

	memcpy(v, import_options, sizeof v);
	if (!options_take(c, v, N_OF(v), argc, argv, &rest, &n))
		return false;
	if (n != 2)
		return wrong_usage(c, "%s", _("用法：jiandu import 名称 文件|- [--encoding auto] [--dry-run] [--partial] [--sheet 名称]"));
	f = flow_called(rest[0]);
	if (f == NULL)
		return wrong_usage(c, _("没有“%s”这项工作"), rest[0]);
	opt.encoding = v[0].value != NULL ? v[0].value : "auto";
	opt.dry_run = v[1].value != NULL;
	opt.partial = v[2].value != NULL;
	opt.brief = !opt.dry_run;
	opt.sheet = v[3].value;
	ok = file_read(rest[1], &bytes, c->e) && import_bytes(c, f, buf_str(&bytes), bytes.len, &opt);
	buf_free(&bytes);
	return ok;
}

/* ---- the yearly notice ---- */

bool
run_holiday(struct cli *c, int argc, char **argv)
{
	char **words;

	if (argc == 0 || strcmp(argv[0], "import") != 0)
		return run_flow(c, flow_find("holiday"), argc, argv);
	/* holiday import FILE is import holiday FILE: the flow knows notices. */
	words = arena_alloc(c->a, ((size_t)argc + 1) * sizeof *words);
	memcpy(words, argv, (size_t)argc * sizeof *words);
	words[0] = arena_strdup(c->a, "holiday");
	return run_import(c, argc, words);
}

/* ---- export ---- */

bool
target_put(void *ctx, const char *s, size_t n, struct err *e)
{
	struct target *t = ctx;

	if (t->temp == NULL)
		return out_raw(s, n, e);
	return write_all(t->fd, s, n) || err_set(e, ERR_SYSTEM, NULL, 0, _("不能写 %s：%s"), t->path, err_system(errno));
}

static bool
export_progress(void *ctx, int64_t done)
{
	(void)ctx;
	return progress_at(done, 0);
}

bool
target_open(struct cli *c, struct target *t, const char *path)
{
	memset(t, 0, sizeof *t);
	t->path = path;
	if (strcmp(path, "-") == 0)
		return true;
	if (spool_confined()) {
		/* Without a name until it is whole, as whatever lies in a folder. */
		if (!spool_takes(path, c->e) || (t->folder = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
			return false;
		t->temp = "";
		t->fd = spool_write(t->folder, c->e);
		if (t->fd < 0)
			close(t->folder);
		return t->fd >= 0;
	}
	t->temp = arena_printf(c->a, "%s.%ld.tmp", path, (long)getpid());
	/* Names, addresses, matters under inquiry: for the owner's eyes until he decides otherwise. */
	t->fd = open(t->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	return t->fd >= 0 || err_set(c->e, ERR_SYSTEM, NULL, 0, _("不能写 %s：%s"), t->temp, err_system(errno));
}

bool
target_close(struct cli *c, struct target *t, bool ok)
{
	if (t->temp == NULL)
		return ok;
	if (spool_confined()) {
		ok = ok && spool_keep(t->folder, t->fd, t->path, c->e);
		close(t->fd);
		close(t->folder);
		/* The file stands in the account's folder on the server: the line that brings it here. */
		if (ok)
			notef(_("取走：ssh 主机 get %s > %s\n"), t->path, t->path);
		return ok;
	}
	if (ok && fsync(t->fd) != 0 && errno != EINVAL && errno != ENOTSUP)
		ok = err_set(c->e, ERR_SYSTEM, NULL, 0, _("不能写 %s：%s"), t->path, err_system(errno));
	close(t->fd);
	if (ok && rename(t->temp, t->path) != 0)
		ok = err_set(c->e, ERR_SYSTEM, NULL, 0, _("不能写 %s：%s"), t->path, err_system(errno));
	if (!ok)
		unlink(t->temp);
	return ok;
}

bool
file_put(struct cli *c, const char *path, const char *s, size_t n)
{
	struct target t;

	return target_open(c, &t, path) && target_close(c, &t, target_put(&t, s, n, c->e));
}

static void
report_lost(const struct export_report *rep)
{
	if (rep->lost == 0)
		return;
	notef(_("这种编码没有%lld个字，已写作〓：\n"), (long long)rep->lost);
	for (size_t i = 0; i < rep->n_first; i++)
		notef(_("    第%lld行 %s：%s\n"), (long long)rep->first[i].row, rep->first[i].column, rep->first[i].ch);
	if (rep->lost > (int64_t)rep->n_first)
		notef(_("    还有%lld个没有列出\n"), (long long)rep->lost - (long long)rep->n_first);
}

static void
report_export(struct cli *c, const char *path, const struct export_report *rep)
{
	struct buf b = BUF_INIT;

	report_lost(rep);
	if (strcmp(path, "-") == 0)
		return;
	if (!c->json) {
		outf(_("已导出%lld条：%s\n"), (long long)rep->rows, path);
		return;
	}
	buf_addc(&b, '{');
	json_text(&b, "file", path);
	json_int(&b, "rows", rep->rows);
	json_int(&b, "lost", rep->lost);
	buf_addc(&b, '}');
	out_json(&b);
}

/* What is written under the name PATH: csv, json or xlsx by --format, else by the end of the name; only csv in an encoding. */
static bool
output_asked(struct cli *c, const char *format, const char *encoding, const char *path, struct export_options *opt)
{
	bool standard = strcmp(path, "-") == 0;

	if (format != NULL)
		format = arena_printf(c->a, ".%s", format);
	else if (standard)
		format = c->json ? ".json" : ".csv";
	else
		format = path;
	if (!export_format_of(format, &opt->format))
		return wrong_usage(c, "%s", _("导出的文件名应以 .xlsx、.csv 或 .json 结尾；或者用 --format xlsx|csv|json"));
	if (encoding != NULL && opt->format != EXPORT_CSV)
		return wrong_usage(c, "%s", _("--encoding 只用于 csv"));
	opt->encoding = encoding;
	opt->name = standard ? NULL : path_name(path);
	return true;
}

/* export FLOW FILE [OPTIONS]: the list, what of it, in which form, to where; false with c->e set. */
static bool
export_asked(struct cli *c, const struct flow *f, int argc, char **argv, struct list_query *q, struct export_options *opt,
	const char **path)
{
	const struct list *l = list_viewed(c, f, argc, argv);
	struct option *lists, *v;
	const char **rest;
	size_t n_lists, n;

	if (l == NULL || !list_options(c, l, &lists, &n_lists))
		return false;
	v = arena_alloc(c->a, (n_lists + 2) * sizeof *v);
	memcpy(v, lists, n_lists * sizeof *v);
	v[n_lists] = (struct option){ .name = "encoding", .label = N_("编码") };
	v[n_lists + 1] = (struct option){ .name = "format" };
	if (!options_take(c, v, n_lists + 2, argc - 1, argv + 1, &rest, &n))
		return false;
	if (n != 1)
		return wrong_usage(c, "%s", _(EXPORT_USAGE));
	if (!output_asked(c, v[n_lists + 1].value, v[n_lists].value, rest[0], opt) || !list_ask(c, f, l, v, n_lists, q))
		return false;
	/* A view that was named is exported as it is shown; without one every field is. */
	for (size_t i = 0; i < n_lists; i++)
		opt->listed = opt->listed || (strcmp(v[i].name, "view") == 0 && v[i].value != NULL);
	if (opt->listed && opt->format == EXPORT_JSON)
		return wrong_usage(c, "%s", _("json 总是整条记录，不用 --view；列表的 JSON 用 jiandu --json 名称 list --view 列表"));
	*path = rest[0];
	return true;
}

struct queue_ask {
	struct engine *en;
	const char *words;
};

static size_t
fetch_todo(void *ctx, struct arena *a, const struct wait_edge *edge, size_t max, struct todo_row **out, struct err *e)
{
	const struct queue_ask *q = ctx;

	return todo_fetch(q->en, a, q->words, edge, max, out, e);
}

/* export todo FILE: the work queue. */
static bool
run_export_todo(struct cli *c, int argc, char **argv)
{
	struct option v[] = { { .name = "words" }, { .name = "mine", .flag = true }, { .name = "encoding", .label = N_("编码") },
		{ .name = "format" } };
	struct export_options opt = { .write = target_put };
	struct export_report rep;
	struct target target;
	const char **rest;
	struct queue_ask q;
	size_t n;

	if (!options_take(c, v, N_OF(v), argc, argv, &rest, &n))
		return false;
	if (n != 1)
		return wrong_usage(c, "%s", _("用法：jiandu export todo 文件.xlsx|文件.csv [--words 字] [--mine] [--encoding utf-8|gb18030]"));
	if (!output_asked(c, v[3].value, v[2].value, rest[0], &opt))
		return false;
	if (opt.format == EXPORT_JSON)
		return wrong_usage(c, "%s", _("待办的 JSON 用 jiandu --json todo"));
	opt.ctx = &target;
	c->en->queue_mine = v[1].value != NULL;
	q = (struct queue_ask){ c->en, v[0].value };
	if (!target_open(c, &target, rest[0]) ||
		!target_close(c, &target, export_todo(c->en, c->a, fetch_todo, &q, &opt, &rep, c->e)))
		return false;
	report_export(c, rest[0], &rep);
	return true;
}

bool
run_export(struct cli *c, int argc, char **argv)
{
	const struct flow *f = argc > 0 ? flow_called(argv[0]) : NULL;
	struct export_options opt = { .write = target_put, .progress = export_progress };
	struct export_report rep;
	struct list_query q;
	struct target target;
	const char *path = NULL;
	bool ok;

	if (argc == 0 || strncmp(argv[0], "--", 2) == 0)
		return wrong_usage(c, "%s", _(EXPORT_USAGE));
	if (strcmp(argv[0], "todo") == 0 || strcmp(argv[0], _("待办")) == 0)
		return run_export_todo(c, argc - 1, argv + 1);
	if (f == NULL)
		return wrong_usage(c, _("没有“%s”这项工作"), argv[0]);
	if (!export_asked(c, f, argc, argv, &q, &opt, &path) || !target_open(c, &target, path))
		return false;
	opt.ctx = &target;
	progress_on(_("导出"));
	ok = export_records(c->en, c->a, &q, &opt, &rep, c->e);
	progress_off();
	if (!target_close(c, &target, ok))
		return false;
	report_export(c, path, &rep);
	return true;
}
