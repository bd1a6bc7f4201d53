/*
 * paper_template.c: a template's lines become a paper's blocks; and whether a template is one.
 *
 * Knows: the notation (flow/paper.h).  Must not know: records, where values come from.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "flow/flows.h"
#include "flow/report.h"

#define MOST_CELLS 12
#define MOST_LEAST 30 /* least lines of a row */

struct expanding {
	struct arena *a;
	const struct paper_form *form;
	const struct paper_values *values; /* NULL: only checks */
	const char **why;
	int line;
	bool in_row;                       /* the repeated row: its names are known too */
};

static bool
fault(struct expanding *x, const char *fmt, const char *what)
{
	const char *said;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	said = arena_printf(x->a, fmt, what);
#pragma GCC diagnostic pop
	*x->why = arena_printf(x->a, _("第%d行：%s"), x->line, said);
	return false;
}

static const struct paper_field *
named(const struct paper_field *v, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (text_same_word(v[i].label, name))
			return &v[i];
	return NULL;
}

/* Is it one that is kept from the agency concerned (FIELD_KEPT): who complained, the letter? */
static bool
kept(const struct paper_field *f)
{
	const struct flow *of = strcmp(f->from, "review") == 0 ? &flow_review : strcmp(f->from, "opinion") == 0 ? &flow_opinion : NULL;
	const struct field *x = of != NULL ? field_find(of->fields, of->n_fields, f->key) : NULL;

	return x != NULL && (x->flags & FIELD_KEPT) != 0;
}

/* Append the field NAME to OUT; *EMPTY when it has no value. */
static bool
put_field(struct expanding *x, const char *name, struct buf *out, bool *empty)
{
	const struct paper_field *f = x->in_row ? named(x->form->row, x->form->n_row, name) : NULL;
	const char *value;

	if (f == NULL)
		f = named(x->form->fields, x->form->n_fields, name);
	if (f == NULL && !x->in_row && named(x->form->row, x->form->n_row, name) != NULL)
		return fault(x, _("{%s}只能用在以“|*”开头的重复行里"), name);
	if (f == NULL)
		return fault(x, _("这种文书没有{%s}这一项"), name);
	if ((x->form->readers & PAPER_TO_AGENCY) && kept(f))
		return fault(x, _("这种文书执法机构看得到，不能写{%s}"), name);
	value = x->values != NULL ? x->values->value(x->values->ctx, f) : "";
	*empty = *value == '\0';
	buf_adds(out, value);
	return true;
}

/* One line with its fields and optional parts; *DROPPED: nothing is left of a line that had an optional part. */
static bool
expand_line(struct expanding *x, const char *s, struct buf *out, bool *dropped)
{
	size_t part = 0; /* where the optional part began */
	bool inside = false, lacking = false, left_out = false, blank = true;

	for (; *s != '\0'; s++) {
		if (*s == '{') {
			const char *end = strpbrk(s + 1, "{}[]");
			bool empty = false;

			if (end == NULL || *end != '}' || end == s + 1)
				return fault(x, "%s", _("花括号没有成对"));
			if (!put_field(x, text_trim(x->a, arena_strndup(x->a, s + 1, (size_t)(end - s - 1))), out, &empty))
				return false;
			lacking |= inside && empty;
			s = end;
		} else if (*s == '}') {
			return fault(x, "%s", _("花括号没有成对"));
		} else if (*s == '[') {
			if (inside)
				return fault(x, "%s", _("方括号里不能再有方括号"));
			inside = true;
			lacking = false;
			part = out->len;
		} else if (*s == ']') {
			if (!inside)
				return fault(x, "%s", _("方括号没有成对"));
			inside = false;
			if (lacking) {
				buf_remove(out, part, out->len - part);
				left_out = true;
			}
		} else {
			buf_addc(out, *s);
		}
	}
	if (inside)
		return fault(x, "%s", _("方括号没有成对"));
	for (size_t i = 0; i < out->len; i++)
		blank &= strchr(" \t\n|", out->s[i]) != NULL;
	*dropped = left_out && blank && strchr(buf_str(out), '|') == NULL;
	return true;
}

/* ---- blocks ---- */

static json_t *
text_of(const char *s)
{
	json_t *v = json_string(s);

	return v != NULL ? v : json_string("");
}

json_t *
paper_block(json_t *blocks, const char *type)
{
	json_t *b = json_object();

	json_object_set_new(b, "t", json_string(type));
	json_object_set_new(b, "s", json_array());
	json_array_append_new(blocks, b);
	return b;
}

void
paper_say(json_t *block, const char *s)
{
	json_array_append_new(json_object_get(block, "s"), text_of(s));
}

/* A block of one text. */
static void
put(struct expanding *x, json_t *blocks, const char *type, const char *s)
{
	s = text_trim(x->a, s);
	if (x->values != NULL && *s != '\0')
		paper_say(paper_block(blocks, type), s);
}

/* A paragraph for each line of a value. */
static void
put_paragraphs(struct expanding *x, json_t *blocks, const char *type, const char *s)
{
	for (;;) {
		size_t n = strcspn(s, "\n");

		put(x, blocks, type, arena_strndup(x->a, s, n));
		if (s[n] == '\0')
			return;
		s += n + 1;
	}
}

/* A name of an annex: no mark ends it. */
static const char *
annex_name(struct arena *a, const char *s, size_t n)
{
	static const char *const marks[] = { "；", "。", "，", ";", ".", "," };

	s = text_trim(a, arena_strndup(a, s, n));
	for (size_t i = 0; i < N_OF(marks); i++) {
		size_t len = strlen(s), m = strlen(marks[i]);

		if (len > m && strcmp(s + len - m, marks[i]) == 0)
			return arena_strndup(a, s, len - m);
	}
	return s;
}

/* "附件：" and the names, a line each: numbered when there are several, as GB/T 9704 has it, unless they are already. */
static void
put_annexes(struct expanding *x, json_t *blocks, const char *s)
{
	static const char label[] = "附件：";
	const size_t len = sizeof label - 1;
	bool several = strchr(s, '\n') != NULL;
	int n = 0;

	if (strncmp(s, label, len) != 0 || (s[len] >= '0' && s[len] <= '9')) {
		put_paragraphs(x, blocks, "annex", s);
		return;
	}
	for (const char *at = s + len; *at != '\0'; at += *at == '\n') {
		size_t line = strcspn(at, "\n");
		const char *name = annex_name(x->a, at, line);

		if (*name != '\0')
			n++, put(x, blocks, "annex", several ? arena_printf(x->a, "%s%d. %s", n == 1 ? label : "", n, name) :
				arena_printf(x->a, "%s%s", label, name));
		at += line;
	}
}

/* "| a | b": split first, so that a value may hold a bar. */
static size_t
split(struct expanding *x, const char *s, const char *cell[MOST_CELLS])
{
	size_t n = 0;

	while (n < MOST_CELLS) {
		size_t len = strcspn(s, "|");

		cell[n++] = text_trim(x->a, arena_strndup(x->a, s, len));
		if (s[len] == '\0')
			break;
		s += len + 1;
	}
	return n;
}

static bool
put_row(struct expanding *x, json_t *blocks, const char *s)
{
	const char *cell[MOST_CELLS];
	char *end;
	long least = strtol(s, &end, 10);
	json_t *b = NULL;
	size_t n;

	if (end == s)
		least = 1;
	if (least < 1 || least > MOST_LEAST)
		return fault(x, "%s", _("一行表格的最少行数应在1到30之间"));
	n = split(x, end, cell);
	if (x->values != NULL) {
		b = paper_block(blocks, "row");
		json_object_set_new(b, "n", json_integer(least));
	}
	for (size_t i = 0; i < n; i++) {
		struct buf out = BUF_INIT;
		bool dropped;

		if (!expand_line(x, cell[i], &out, &dropped)) {
			buf_free(&out);
			return false;
		}
		if (b != NULL)
			paper_say(b, text_trim(x->a, buf_str(&out)));
		buf_free(&out);
	}
	return true;
}

static bool
put_repeated(struct expanding *x, json_t *blocks, const char *s)
{
	size_t n = x->values != NULL ? x->values->rows : 1;

	if (x->form->n_row == 0)
		return fault(x, "%s", _("这种文书没有重复行"));
	x->in_row = true;
	for (size_t i = 0; i < n; i++) {
		if (x->values != NULL)
			x->values->row(x->values->ctx, i);
		if (!put_row(x, blocks, s))
			return false;
	}
	x->in_row = false;
	return true;
}

static bool
put_head(struct expanding *x, json_t *blocks, const char *s)
{
	const char *cell[MOST_CELLS];
	size_t n = split(x, s, cell);
	json_t *b, *widths = json_array();

	b = x->values != NULL ? paper_block(blocks, "head") : NULL;
	for (size_t i = 0; i < n; i++) {
		size_t len = strcspn(cell[i], ":");
		long width = cell[i][len] == ':' ? strtol(cell[i] + len + 1, NULL, 10) : 1;

		if (width < 1 || width > 100 || strpbrk(cell[i], "{}[]") != NULL) {
			json_decref(widths);
			return fault(x, "%s", _("表头写作“|= 名称:宽度 | …”，宽度应在1到100之间"));
		}
		json_array_append_new(widths, json_integer(width));
		if (b != NULL)
			paper_say(b, arena_strndup(x->a, cell[i], len));
	}
	if (b != NULL)
		json_object_set_new(b, "w", widths);
	else
		json_decref(widths);
	return true;
}

/* "|+ 意见按月", "|% 意见按月": a table of a report, by its name. */
static bool
put_table(struct expanding *x, json_t *blocks, char how, const char *name)
{
	const struct report_table *t;

	name = text_trim(x->a, name);
	if (x->form->uses == 0)
		return fault(x, _("这种文书没有“%s”这样的表"), name);
	t = report_table(x->form->uses, name);
	if (t == NULL)
		return fault(x, _("没有“%s”这张表"), name);
	if (how != '+' && t->series == 0)
		return fault(x, _("“%s”不能画成图"), name);
	if (x->values != NULL)
		x->values->table(x->values->ctx, t, how, blocks);
	return true;
}

static bool
put_line(struct expanding *x, json_t *blocks, const char *s, const char **title)
{
	static const struct {
		char mark;
		const char *type;
	} marks[] = { { '>', "to" }, { '^', "annex" }, { '@', "sign" }, { '~', "cc" } };
	const char *cell[MOST_CELLS];
	struct buf out = BUF_INIT;
	const char *type = "p", *said;
	char mark = *s == '[' ? s[1] : *s; /* the template's own, whatever a value begins with */
	bool dropped;

	if (strncmp(s, "|*", 2) == 0)
		return put_repeated(x, blocks, s + 2);
	if (strncmp(s, "|=", 2) == 0)
		return put_head(x, blocks, s + 2);
	if (s[0] == '|' && s[1] != '\0' && strchr("+%/", s[1]) != NULL)
		return put_table(x, blocks, s[1], s + 2);
	if (*s == '|')
		return put_row(x, blocks, s + 1);
	if (!expand_line(x, s, &out, &dropped)) {
		buf_free(&out);
		return false;
	}
	said = arena_strdup(x->a, buf_str(&out));
	buf_free(&out);
	if (dropped)
		return true;
	if (mark == '#') {
		if (*title != NULL)
			return fault(x, "%s", _("标题只能有一个"));
		*title = text_trim(x->a, said + 1);
		return true;
	}
	for (size_t i = 0; i < N_OF(marks); i++)
		if (mark == marks[i].mark) {
			type = marks[i].type;
			said++;
		}
	if (strcmp(type, "cc") == 0 && x->values != NULL) {
		json_t *b = paper_block(blocks, "cc");
		size_t n = split(x, said, cell);

		for (size_t i = 0; i < n; i++)
			paper_say(b, cell[i]);
		return true;
	}
	if (strcmp(type, "annex") == 0)
		put_annexes(x, blocks, text_trim(x->a, said));
	else
		put_paragraphs(x, blocks, type, said);
	return true;
}

bool
paper_expand(struct arena *a, const struct paper_form *form, const char *text, const struct paper_values *values,
	json_t *blocks, const char **title, const char **why)
{
	struct expanding x = { .a = a, .form = form, .values = values, .why = why };
	const char *s = text;

	*title = NULL;
	*why = "";
	while (*s != '\0') {
		const char *line;
		size_t n = strcspn(s, "\n");
		int open = 0;

		/* A line goes on while a bracket is open: an optional part may hold a heading and its paragraph. */
		for (size_t i = 0;; i++) {
			if (s[i] == '\0' || (s[i] == '\n' && open <= 0)) {
				n = i;
				break;
			}
			open += s[i] == '[' ? 1 : s[i] == ']' ? -1 : 0;
		}
		x.line++;
		line = text_trim(a, arena_strndup(a, s, n));
		if (*line != '\0' && !put_line(&x, blocks, line, title))
			return false;
		for (size_t i = 0; i < n; i++)
			x.line += s[i] == '\n';
		s += s[n] == '\n' ? n + 1 : n;
	}
	if (*title == NULL || **title == '\0') {
		*why = _("缺少标题：有一行应以“#”开头");
		return false;
	}
	return true;
}

bool
paper_template_check(struct arena *a, const struct paper_form *form, const char *text, const char **why)
{
	const char *title;
	json_t *blocks = json_array();
	bool ok = paper_expand(a, form, text, NULL, blocks, &title, why);

	json_decref(blocks);
	return ok;
}
