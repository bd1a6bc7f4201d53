/*
 * paper.c: jiandu paper KIND [REF …] FILE: a paper of each record, issued when it has none yet, written as PDF or text.
 *
 * Knows: the engine's papers.  Must not know: what stands in them.
 */
#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "store/spool.h"
#include "flow/report.h"
#include "engine/export.h"
#include "engine/paper.h"
#include "engine/printer.h"
#include "cli/private.h"

const struct option paper_options[4] = {
	{ .name = "draft", .label = N_("草稿"), .help = N_("只作草稿，不制发、不编号、不归档"), .flag = true },
	{ .name = "format", .word = "pdf|txt|xlsx|json", .help = N_("格式；不写时看文件名，--each 时是pdf") },
	{ .name = "print", .help = N_("交给设定的打印机（setting printer），不写文件"), .flag = true },
	{ .name = "each", .word = "DIR", .help = N_("每份一个文件，放进这个目录；不写时合为一个文件") },
};

enum format { FORMAT_NONE, FORMAT_PDF, FORMAT_TEXT, FORMAT_JSON, FORMAT_XLSX };
static const char *const endings[] = { [FORMAT_PDF] = "pdf", [FORMAT_TEXT] = "txt", [FORMAT_JSON] = "json", [FORMAT_XLSX] = "xlsx" };

struct printing {
	struct cli *c;
	const struct paper_form *form; /* NULL: documents by their number */
	bool draft;
	struct paper_wanted *want;
	size_t n;
};

static enum format
format_asked(const char *format, const char *file)
{
	const char *dot = strrchr(file, '.');

	if (format == NULL)
		format = dot != NULL ? dot + 1 : "";
	for (enum format f = FORMAT_PDF; f < N_OF(endings); f++)
		if (strcasecmp(format, endings[f]) == 0)
			return f;
	return FORMAT_NONE;
}

/* The record that REF names for the form; a letter is found by its opinion too.  0 with c->e set. */
static int64_t
record_for(struct printing *p, const char *ref, const struct flow **f)
{
	struct cli *c = p->c;
	struct err first = { 0 };

	for (size_t i = 0; i < N_OF(p->form->flow) && p->form->flow[i] != NULL; i++) {
		struct err e = { 0 };
		int64_t id;

		*f = flow_find(p->form->flow[i]);
		id = record_resolve(c->en, *f, ref, &e);
		if (id != 0)
			return id;
		err_set(&first, e.code, e.field, e.article, "%s", e.text);
	}
	if (paper_form_of(p->form, "review") && !paper_form_of(p->form, "opinion")) {
		const struct flow *opinion = flow_find("opinion");
		struct err e = { 0 };
		int64_t id = record_resolve(c->en, opinion, ref, &e);
		const void *row = id != 0 ? record_get(c->en, c->a, opinion, id, &e) : NULL;

		for (size_t i = 0; row != NULL && i < opinion->n_fields; i++)
			if (strcmp(opinion->fields[i].col.name, "review") == 0)
				memcpy(&id, (const char *)row + opinion->fields[i].col.offset, sizeof id);
		*f = flow_find("review");
		if (row != NULL && id != 0 && record_get(c->en, c->a, *f, id, &e) != NULL)
			return id;
	}
	err_set(c->e, first.code, first.field, first.article, "%s", first.text);
	return 0;
}

/* Reports, by their year or month. */
static bool
resolve_periods(struct printing *p, const char **ref, size_t n)
{
	const char *kind = word_label(paper_kinds, p->form->kind);

	for (size_t i = 0; i < n; i++) {
		struct paper_wanted *w = &p->want[p->n++];

		*w = (struct paper_wanted){ .flow = NULL, .id = report_period_read(p->form->period, ref[i]) };
		if (w->id == 0)
			return wrong_usage(p->c, p->form->period == PERIOD_YEAR ? _("“%s”不是年度：%s写年，例如2026") :
				_("“%s”不是月份：%s写月，例如2026-11"), ref[i], kind);
	}
	return n > 0 || wrong_usage(p->c, p->form->period == PERIOD_YEAR ? _("%s：要写明哪一年，例如2026") :
		_("%s：要写明哪一月，例如2026-11"), kind);
}

/* What is asked for, by the references; nothing is issued yet. */
static bool
resolve(struct printing *p, const char **ref, size_t n)
{
	struct cli *c = p->c;

	p->want = arena_alloc(c->a, (n + 1) * sizeof *p->want);
	if (p->form != NULL && p->form->fresh && n == 0) {
		p->want[p->n++] = (struct paper_wanted){ .flow = NULL };
		return true;
	}
	if (p->form != NULL && p->form->period != PERIOD_NONE)
		return resolve_periods(p, ref, n);
	if (p->form != NULL && p->form->fresh)
		return wrong_usage(c, _("“%s”是多余的：%s不由哪一件制作"), ref[0], word_label(paper_kinds, p->form->kind));
	if (n == 0)
		return wrong_usage(c, "%s", _("要写明哪一件：jiandu paper 种类 编号… 文件.pdf"));
	for (size_t i = 0; i < n; i++) {
		struct paper_wanted *w = &p->want[p->n];

		*w = (struct paper_wanted){ .flow = flow_find("document") };
		w->id = p->form == NULL ? record_resolve(c->en, w->flow, ref[i], c->e) : record_for(p, ref[i], &w->flow);
		if (w->id == 0)
			return false;
		/* The same one twice is one paper. */
		for (size_t k = 0; k < p->n; k++)
			if (p->want[k].id == w->id)
				return wrong_usage(c, _("“%s”写了两次"), ref[i]);
		p->n++;
	}
	return true;
}

/* Documents by their number, as they were issued. */
static bool
collect_documents(struct printing *p)
{
	for (size_t i = 0; i < p->n; i++) {
		struct paper_wanted *w = &p->want[i];

		w->document = w->id;
		w->content = paper_content(p->c->en, p->c->a, w->id, p->c->e);
		w->name = arena_printf(p->c->a, "%s", record_title(p->c->en, p->c->a, w->flow, w->id));
		if (w->content == NULL)
			return false;
	}
	return true;
}

static bool
progress(void *ctx, size_t done, size_t total)
{
	(void)ctx;
	return progress_at((int64_t)done, (int64_t)total);
}

/* All of them or none: an error in the last leaves no number given to the first. */
static bool
collect(struct printing *p, const char **ref, size_t n)
{
	struct cli *c = p->c;
	bool ok;

	if (!resolve(p, ref, n))
		return false;
	if (p->form == NULL)
		return collect_documents(p);
	if (p->n > 1)
		progress_on(word_label(paper_kinds, p->form->kind));
	ok = papers_issue(c->en, c->a, p->form, p->want, p->n, p->draft, progress, NULL, c->e);
	if (p->n > 1)
		progress_off();
	for (size_t i = 0; i < p->n && ok; i++)
		if (p->want[i].outdated)
			notef(_("%s：制发后记录有变动，这里是原样重印；要按现在的内容，请用 jiandu document reissue\n"),
				record_title(c->en, c->a, flow_find("document"), p->want[i].document));
	return ok;
}

/* Papers FROM to TO as one file. */
static bool
print(struct printing *p, size_t from, size_t to, enum format format, struct buf *out)
{
	const char **content = arena_alloc(p->c->a, (to - from + 1) * sizeof *content);
	struct buf notes = BUF_INIT;
	bool ok = true;

	for (size_t i = from; i < to; i++) {
		content[i - from] = p->want[i].content;
		if (format == FORMAT_TEXT && i > from)
			buf_addc(out, '\f');
		if (format == FORMAT_TEXT)
			paper_text(content[i - from], 0, out);
		else if (format == FORMAT_JSON)
			buf_printf(out, "%s\n", content[i - from]);
	}
	if (format == FORMAT_XLSX)
		ok = paper_tables(content[0], paper_place(p->c->en, p->c->a), out, p->c->e);
	if (format == FORMAT_PDF)
		ok = paper_pdf(content, to - from, out, &notes, p->c->e);
	/* Which fonts are missing is said once. */
	if (notes.len > 0 && from == 0)
		note(buf_str(&notes));
	buf_free(&notes);
	return ok;
}

/* One file each, in DIR, called after the record and the number. */
static bool
print_each(struct printing *p, const char *dir, enum format format)
{
	struct cli *c = p->c;
	bool ok = true;

	if (spool_confined())
		return err_set(c->e, ERR_DENIED, "each", 0, _("远程会话里不能建目录；请合为一个文件"));
	if (mkdir(dir, 0700) != 0 && errno != EEXIST)
		return err_set(c->e, ERR_SYSTEM, NULL, 0, _("不能建目录 %s：%s"), dir, err_system(errno));
	for (size_t i = 0; i < p->n && ok; i++) {
		const char *path = arena_printf(c->a, "%s/%s.%s", dir, p->want[i].name, endings[format]);
		struct buf out = BUF_INIT;

		ok = print(p, i, i + 1, format, &out) && file_put(c, path, buf_str(&out), out.len);
		buf_free(&out);
		if (ok && !c->json)
			outf("%s\n", path);
	}
	return ok;
}

static bool
kind_asked(struct printing *p, const char *word)
{
	word_t kind = word_find(paper_kinds, word);
	const char *all = "";

	p->form = paper_form(kind);
	if (p->form != NULL || flow_called(word) == flow_find("document"))
		return true;
	for (word_t i = 1; i <= word_count(paper_kinds); i++)
		all = arena_printf(p->c->a, "%s%s%s", all, i > 1 ? "、" : "", word_label(paper_kinds, i));
	return wrong_usage(p->c, _("没有“%s”这种文书；有：%s"), word, all);
}

/* On the trail: what went out, and where to. */
static bool
went_out(struct printing *p, const char *where)
{
	int64_t *document = arena_alloc(p->c->a, (p->n + 1) * sizeof *document);

	for (size_t i = 0; i < p->n; i++)
		document[i] = p->want[i].document;
	return papers_out(p->c->en, document, p->n, where, p->c->e);
}

static bool
hand_to_printer(struct printing *p)
{
	struct cli *c = p->c;
	const char **content = arena_alloc(c->a, (p->n + 1) * sizeof *content);

	for (size_t i = 0; i < p->n; i++)
		content[i] = p->want[i].content;
	if (!printer_print(c->en, c->a, p->n > 0 ? p->want[0].name : "", content, p->n, c->e) ||
		!went_out(p, arena_printf(c->a, _("打印机 %s"), printer_queue(c->en, c->a))))
		return false;
	outf(_("已交给打印机 %s：%zu 份\n"), printer_queue(c->en, c->a), p->n);
	return true;
}

static void
told(struct printing *p, const char *file)
{
	struct buf b = BUF_INIT;

	if (!p->c->json) {
		outf("%s\n", file);
		return;
	}
	buf_addc(&b, '{');
	json_text(&b, "file", file);
	json_int(&b, "papers", (int64_t)p->n);
	buf_addc(&b, '}');
	out_json(&b);
	buf_free(&b);
}

bool
run_paper(struct cli *c, int argc, char **argv)
{
	struct printing p = { .c = c };
	struct option v[N_OF(paper_options)];
	struct buf out = BUF_INIT;
	const char **rest, *file, *each;
	enum format format;
	bool ok, printed;
	size_t n;

	memcpy(v, paper_options, sizeof v);
	if (!options_take(c, v, N_OF(v), argc, argv, &rest, &n))
		return false;
	printed = v[2].value != NULL;
	each = v[3].value;
	if (printed && each != NULL)
		return wrong_usage(c, "%s", _("--print 和 --each 只能用一个"));
	if (printed)
		n++; /* as if the file stood there */
	if (n < (each != NULL ? 1 : 2))
		return wrong_usage(c, "%s", _("用法：jiandu paper 种类 编号… 文件.pdf|文件.txt，或者 jiandu paper 种类 编号… --each 目录"));
	file = each != NULL || printed ? "x.pdf" : rest[n - 1];
	format = format_asked(v[1].value, file);
	p.draft = v[0].value != NULL;
	if (!kind_asked(&p, rest[0]))
		return false;
	if (format == FORMAT_NONE)
		return wrong_usage(c, "%s", _("文件名应以 .pdf、.txt 或 .xlsx（有表格的）结尾；或者用 --format pdf|txt|xlsx|json"));
	/* Not after a number has been given. */
	if ((format == FORMAT_PDF && !paper_pdf_there(c->e)) || (format == FORMAT_XLSX && !paper_pack_there(c->e)))
		return false;
	if (format == FORMAT_XLSX && each == NULL && n > 3)
		return wrong_usage(c, "%s", _("xlsx 一个文件一份；几份的用 --each 目录"));
	if (printed && *printer_queue(c->en, c->a) == '\0')
		return err_set(c->e, ERR_REFUSED, NULL, 0, "%s",
			_("没有设定打印机：jiandu setting printer 队列名（lpstat -e 看有哪些）；或者存为文件再打印"));
	if (!collect(&p, rest + 1, each != NULL ? n - 1 : n - 2))
		return false;
	if (printed)
		return hand_to_printer(&p);
	if (each != NULL) {
		ok = print_each(&p, each, format) && went_out(&p, _("存为文件"));
		if (ok && c->json)
			told(&p, each);
		return ok;
	}
	ok = print(&p, 0, p.n, format, &out) && file_put(c, file, buf_str(&out), out.len) &&
		went_out(&p, strcmp(file, "-") == 0 ? _("标准输出") : _("存为文件"));
	if (ok && strcmp(file, "-") != 0)
		told(&p, file);
	buf_free(&out);
	return ok;
}

/* report [register] PERIOD FILE is paper KIND PERIOD FILE: a year has its report and its register, a month its paper. */
bool
run_report(struct cli *c, int argc, char **argv)
{
	char **words = arena_alloc(c->a, ((size_t)argc + 2) * sizeof *words);
	word_t kind = argc > 0 ? word_find(paper_kinds, argv[0]) : 0;
	int n = argc;

	if (argc == 0)
		return wrong_usage(c, "%s", _("用法：jiandu report [register] 年|年-月 文件.pdf|文件.xlsx|文件.txt"));
	if (paper_form(kind) == NULL) {
		words[0] = arena_strdup(c->a, paper_kinds[report_period_read(PERIOD_MONTH, argv[0]) != 0 ? PAPER_MONTHLY : PAPER_ANNUAL].key);
		memcpy(words + 1, argv, (size_t)argc * sizeof *words);
		n++;
	} else if (paper_form(kind)->period != PERIOD_NONE) {
		memcpy(words, argv, (size_t)argc * sizeof *words);
	} else {
		return wrong_usage(c, _("“%s”不是报告；报告是年度报告、台账、月报"), argv[0]);
	}
	return run_paper(c, n, words);
}
