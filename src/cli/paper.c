/*
 * paper.c: jiandu paper KIND [REF …] FILE: a paper of each record, issued when it has none yet, written as PDF or text.
 *
 * Knows: the engine's papers.  Must not know: what stands in them.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "engine/export.h"
#include "engine/paper.h"
#include "cli/private.h"

const struct option paper_options[2] = {
	{ .name = "draft", .label = N_("草稿"), .help = N_("只作草稿，不制发、不编号、不归档"), .flag = true },
	{ .name = "format", .word = "pdf|txt|json", .help = N_("格式；不写时看文件名") },
};

enum format { FORMAT_NONE, FORMAT_PDF, FORMAT_TEXT, FORMAT_JSON };

struct printing {
	struct cli *c;
	const struct paper_form *form; /* NULL: documents by their number */
	bool draft;
	const char **content;
	size_t n;
};

static enum format
format_asked(const char *format, const char *file)
{
	const char *dot = strrchr(file, '.');

	if (format == NULL)
		format = dot != NULL ? dot + 1 : "";
	return strcasecmp(format, "pdf") == 0 ? FORMAT_PDF : strcasecmp(format, "txt") == 0 ? FORMAT_TEXT :
		strcasecmp(format, "json") == 0 ? FORMAT_JSON : FORMAT_NONE;
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

static bool
add(struct printing *p, int64_t document)
{
	const char *content = paper_content(p->c->en, p->c->a, document, p->c->e);

	if (content != NULL)
		p->content[p->n++] = content;
	return content != NULL;
}

/* The document that stands, else a new one. */
static bool
add_record(struct printing *p, const struct flow *f, int64_t id)
{
	struct cli *c = p->c;
	int64_t document = paper_issued(c->en, c->a, p->form, f, id);

	if (p->draft) {
		const char *content = paper_draft(c->en, c->a, p->form, f, id, c->e);

		if (content != NULL)
			p->content[p->n++] = content;
		return content != NULL;
	}
	if (document == 0)
		document = paper_issue(c->en, c->a, p->form, f, id, c->e);
	else if (paper_outdated(c->en, c->a, document))
		notef(_("%s：制发后记录有变动，这里是原样重印；要按现在的内容，请用 jiandu document reissue\n"),
			record_title(c->en, c->a, flow_find("document"), document));
	return document != 0 && add(p, document);
}

static bool
add_each(struct printing *p, const char **ref, size_t n)
{
	struct cli *c = p->c;
	const struct flow *f = NULL;

	if (p->form != NULL && p->form->fresh && n == 0)
		return add_record(p, NULL, 0);
	if (p->form != NULL && p->form->fresh)
		return wrong_usage(c, _("“%s”是多余的：%s不由哪一件制作"), ref[0], word_label(paper_kinds, p->form->kind));
	if (n == 0)
		return wrong_usage(c, "%s", _("要写明哪一件：jiandu paper 种类 编号… 文件.pdf"));
	for (size_t i = 0; i < n; i++) {
		int64_t id = p->form == NULL ? record_resolve(c->en, flow_find("document"), ref[i], c->e) : record_for(p, ref[i], &f);

		if (id == 0 || !(p->form == NULL ? add(p, id) : add_record(p, f, id)))
			return false;
	}
	return true;
}

/* All of them or none: an error in the last leaves no number given to the first. */
static bool
collect(struct printing *p, const char **ref, size_t n)
{
	struct cli *c = p->c;

	p->content = arena_alloc(c->a, (n + 1) * sizeof *p->content);
	if (p->form == NULL || p->draft || n < 2)
		return add_each(p, ref, n);
	if (!bulk_begin(c->en, c->e))
		return false;
	if (add_each(p, ref, n))
		return bulk_end(c->en, c->e);
	bulk_abandon(c->en);
	return false;
}

static bool
print(struct printing *p, enum format format, struct buf *out)
{
	struct buf notes = BUF_INIT;
	bool ok = true;

	if (format == FORMAT_PDF)
		ok = paper_pdf(p->content, p->n, out, &notes, p->c->e);
	else
		for (size_t i = 0; i < p->n; i++) {
			if (i > 0 && format == FORMAT_TEXT)
				buf_addc(out, '\f');
			if (format == FORMAT_TEXT)
				paper_text(p->content[i], 0, out);
			else
				buf_printf(out, "%s\n", p->content[i]);
		}
	if (notes.len > 0)
		note(buf_str(&notes));
	buf_free(&notes);
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

bool
run_paper(struct cli *c, int argc, char **argv)
{
	struct printing p = { .c = c };
	struct option v[N_OF(paper_options)];
	struct buf out = BUF_INIT;
	const char **rest, *file;
	enum format format;
	size_t n;
	bool ok;

	memcpy(v, paper_options, sizeof v);
	if (!options_take(c, v, N_OF(v), argc, argv, &rest, &n))
		return false;
	if (n < 2)
		return wrong_usage(c, "%s", _("用法：jiandu paper 种类 编号… 文件.pdf|文件.txt"));
	file = rest[n - 1];
	format = format_asked(v[1].value, file);
	p.draft = v[0].value != NULL;
	if (!kind_asked(&p, rest[0]))
		return false;
	if (format == FORMAT_NONE)
		return wrong_usage(c, "%s", _("文件名应以 .pdf 或 .txt 结尾；或者用 --format pdf|txt|json"));
	/* Not after a number has been given. */
	if (format == FORMAT_PDF && !paper_pdf_there(c->e))
		return false;
	ok = collect(&p, rest + 1, n - 2) && print(&p, format, &out) && file_put(c, file, buf_str(&out), out.len);
	if (ok && strcmp(file, "-") != 0 && c->json) {
		buf_clear(&out);
		buf_addc(&out, '{');
		json_text(&out, "file", file);
		json_int(&out, "papers", (int64_t)p.n);
		buf_addc(&out, '}');
		out_json(&out);
	} else if (ok && strcmp(file, "-") != 0) {
		outf("%s\n", file);
	}
	buf_free(&out);
	return ok;
}
