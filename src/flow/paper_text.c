/*
 * paper_text.c: a paper as plain text: for printers, for copying, for the screen.
 *
 * Knows: the neutral description of a paper, columns.  Must not know: records.
 *
 * A line holds 28 hanzi as on the official page; tables go as wide as they are allowed to.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/width.h"
#include "flow/paper.h"

#define LINE 56   /* 28 hanzi */
#define WIDEST 76
#define ACROSS 132 /* of a sheet that lies across */
#define MOST_CELLS 12
#define BAR_MOST 24    /* columns of a picture's bar */

struct printing {
	struct arena *a;
	struct buf *out;
	int line, widest;
	int width[MOST_CELLS]; /* columns of the present table, 0 without a head */
	const char *right;     /* "lrr": which of them stand at the right; "" none */
	size_t n_cols;
};

static void
pad(struct buf *out, int columns)
{
	while (columns-- > 0)
		buf_addc(out, ' ');
}

/* End the line without the blanks behind it. */
static void
end_line(struct buf *out)
{
	while (out->len > 0 && out->s[out->len - 1] == ' ')
		buf_remove(out, out->len - 1, 1);
	buf_addc(out, '\n');
}

static void
centred(struct printing *p, const char *s)
{
	struct wrap_line *v;
	size_t n = width_wrap(p->a, s, p->line, &v);

	for (size_t i = 0; i < n; i++) {
		const char *part = arena_strndup(p->a, s + v[i].start, v[i].len);

		pad(p->out, (p->line - width_text(part)) / 2);
		buf_adds(p->out, part);
		end_line(p->out);
	}
}

/* Wrapped, the first line indented by two hanzi when INDENT. */
static void
paragraph(struct printing *p, const char *s, bool indent)
{
	const char *text = indent ? arena_printf(p->a, "　　%s", s) : s;
	struct wrap_line *v;
	size_t n = width_wrap(p->a, text, p->line, &v);

	for (size_t i = 0; i < n; i++) {
		buf_add(p->out, text + v[i].start, v[i].len);
		end_line(p->out);
	}
}

static const char *
cell(const json_t *block, size_t i)
{
	const char *s = json_string_value(json_array_get(json_object_get(block, "s"), i));

	return s != NULL ? s : "";
}

static size_t
cells(const json_t *block)
{
	size_t n = json_array_size(json_object_get(block, "s"));

	return n < MOST_CELLS ? n : MOST_CELLS;
}

static void
rule(struct printing *p, int columns)
{
	for (int i = 0; i < columns; i++)
		buf_addc(p->out, '-');
	buf_addc(p->out, '\n');
}

/* Cells side by side, each wrapped in its column. */
static void
row_in_columns(struct printing *p, const json_t *block)
{
	struct wrap_line *v[MOST_CELLS];
	size_t n[MOST_CELLS], most = 1;

	for (size_t c = 0; c < p->n_cols; c++) {
		n[c] = width_wrap(p->a, cell(block, c), p->width[c], &v[c]);
		most = n[c] > most ? n[c] : most;
	}
	for (size_t i = 0; i < most; i++) {
		for (size_t c = 0; c < p->n_cols; c++) {
			const char *s = i < n[c] ? arena_strndup(p->a, cell(block, c) + v[c][i].start, v[c][i].len) : "";
			int room = p->width[c] - width_text(s);
			bool right = strlen(p->right) > c && p->right[c] == 'r';

			pad(p->out, right ? room : 0);
			buf_adds(p->out, s);
			pad(p->out, right ? 1 : room + 1);
		}
		end_line(p->out);
	}
}

static void
head(struct printing *p, const json_t *block)
{
	const json_t *w = json_object_get(block, "w");
	int64_t sum = 0;
	int room;

	p->n_cols = cells(block);
	p->right = json_string_value(json_object_get(block, "a"));
	p->right = p->right != NULL ? p->right : "";
	room = p->widest - (int)p->n_cols;
	for (size_t c = 0; c < p->n_cols; c++)
		sum += json_integer_value(json_array_get(w, c));
	for (size_t c = 0; c < p->n_cols; c++) {
		p->width[c] = sum > 0 ? (int)(json_integer_value(json_array_get(w, c)) * room / sum) : 4;
		p->width[c] = p->width[c] < 4 ? 4 : p->width[c];
	}
	row_in_columns(p, block);
	rule(p, p->widest);
}

/* "项目：内容", two to a line in a form of four cells. */
static void
row_of_form(struct printing *p, const json_t *block)
{
	size_t n = cells(block);

	if (n == 4 && width_text(cell(block, 0)) + width_text(cell(block, 1)) + 2 <= p->widest / 2 - 1 &&
		strchr(cell(block, 1), '\n') == NULL) {
		buf_adds(p->out, width_pad(p->a, arena_printf(p->a, "%s：%s", cell(block, 0), cell(block, 1)), p->widest / 2, 0));
		buf_printf(p->out, "%s：%s", cell(block, 2), cell(block, 3));
		end_line(p->out);
		return;
	}
	for (size_t i = 0; i < n; i += 2) {
		const char *text = i + 1 < n ? arena_printf(p->a, "%s：%s", cell(block, i), cell(block, i + 1)) : cell(block, i);
		struct wrap_line *v;
		size_t lines = width_wrap(p->a, text, p->widest, &v);

		for (size_t k = 0; k < lines; k++) {
			buf_add(p->out, text + v[k].start, v[k].len);
			end_line(p->out);
		}
	}
}

/* The figures of a picture, side by side, and a bar for the first of them; a figure that is hidden has none. */
static void
chart(struct printing *p, const json_t *block)
{
	const json_t *all = json_object_get(block, "series"), *one;
	const char *cap = json_string_value(json_object_get(block, "cap"));
	size_t n = json_array_size(json_object_get(block, "s")), c;
	int label = 8;
	long most = 1;

	centred(p, cap != NULL ? cap : "");
	for (size_t i = 0; i < n; i++) {
		int w = width_text(cell(block, i));
		const char *v = json_string_value(json_array_get(json_object_get(json_array_get(all, 0), "v"), i));
		long k = v != NULL ? strtol(v, NULL, 10) : 0;

		label = w > label ? w : label;
		most = k > most ? k : most;
	}
	label = label > p->widest - BAR_MOST - 28 ? p->widest - BAR_MOST - 28 : label;
	buf_adds(p->out, width_pad(p->a, "", label, 0));
	json_array_foreach(all, c, one) {
		const char *name = json_string_value(json_object_get(one, "name"));

		pad(p->out, 9 - width_text(name != NULL ? name : ""));
		buf_adds(p->out, name != NULL ? name : "");
	}
	end_line(p->out);
	for (size_t i = 0; i < n; i++) {
		long bar = 0;

		buf_adds(p->out, width_pad(p->a, cell(block, i), label, 0));
		json_array_foreach(all, c, one) {
			const char *v = json_string_value(json_array_get(json_object_get(one, "v"), i));

			v = v != NULL ? v : "";
			pad(p->out, 9 - width_text(v));
			buf_adds(p->out, v);
			bar = c == 0 ? strtol(v, NULL, 10) * BAR_MOST / most + (strtol(v, NULL, 10) > 0) : bar;
		}
		buf_addc(p->out, ' ');
		for (long k = 0; k < bar && k < BAR_MOST; k++)
			buf_addc(p->out, '#');
		end_line(p->out);
	}
	buf_addc(p->out, '\n');
}

static void
signature(struct printing *p, const char *s, bool first)
{
	if (first)
		buf_adds(p->out, "\n\n");
	pad(p->out, p->line - 8 - width_text(s));
	buf_adds(p->out, s);
	end_line(p->out);
}

static void
print(struct printing *p, const json_t *paper)
{
	const json_t *blocks = json_object_get(paper, "blocks"), *block;
	const char *layout = json_string_value(json_object_get(paper, "layout"));
	const char *title = json_string_value(json_object_get(paper, "title"));
	const char *number = json_string_value(json_object_get(paper, "number"));
	const char *office = json_string_value(json_object_get(paper, "office")), *last = "";
	bool official;
	size_t i;

	if (layout == NULL || title == NULL || number == NULL || office == NULL)
		return;
	official = strcmp(layout, "letter") == 0 || strcmp(layout, "order") == 0 || strcmp(layout, "report") == 0;
	if (strcmp(layout, "form") == 0 || strcmp(layout, "roster") == 0 || strcmp(layout, "report") == 0)
		p->line = p->widest;
	if (json_is_true(json_object_get(paper, "draft")))
		buf_adds(p->out, "（草稿，尚未制发）\n\n");
	if (official)
		centred(p, office);
	if (official && *number != '\0')
		centred(p, number);
	if (official)
		buf_addc(p->out, '\n');
	centred(p, title);
	buf_addc(p->out, '\n');
	if (!official && *number != '\0' && strcmp(layout, "card") != 0)
		buf_printf(p->out, "编号：%s\n\n", number);
	json_array_foreach(blocks, i, block) {
		const char *t = json_string_value(json_object_get(block, "t"));

		t = t != NULL ? t : "";
		if (strcmp(t, "to") == 0)
			paragraph(p, cell(block, 0), false);
		else if (strcmp(t, "p") == 0)
			paragraph(p, cell(block, 0), strcmp(layout, "card") != 0);
		else if (strcmp(t, "annex") == 0) {
			if (strcmp(last, "annex") != 0)
				buf_addc(p->out, '\n');
			paragraph(p, arena_printf(p->a, "%s%s", strcmp(last, "annex") == 0 ? "　　　" : "", cell(block, 0)), true);
		}
		else if (strcmp(t, "sign") == 0)
			signature(p, cell(block, 0), strcmp(last, "sign") != 0);
		else if (strcmp(t, "cap") == 0)
			buf_addc(p->out, '\n'), centred(p, cell(block, 0));
		else if (strcmp(t, "chart") == 0)
			buf_addc(p->out, '\n'), chart(p, block);
		else if (strcmp(t, "head") == 0)
			head(p, block);
		else if (strcmp(t, "row") == 0 && cells(block) == p->n_cols)
			row_in_columns(p, block);
		else if (strcmp(t, "row") == 0)
			row_of_form(p, block);
		else if (strcmp(t, "cc") == 0) {
			if (strcmp(last, "cc") != 0)
				buf_addc(p->out, '\n'), rule(p, p->line);
			buf_adds(p->out, cell(block, 0));
			pad(p->out, p->line - width_text(cell(block, 0)) - width_text(cell(block, 1)));
			buf_adds(p->out, cell(block, 1));
			end_line(p->out);
		}
		last = t;
	}
}

void
paper_text(const char *content, int columns, struct buf *out)
{
	struct printing p = { .a = arena_new(), .out = out, .right = "" };
	json_t *paper = json_loads(content, JSON_REJECT_DUPLICATES, NULL);
	const char *layout = json_string_value(json_object_get(paper, "layout"));
	int widest = layout != NULL && strcmp(layout, "roster") == 0 ? ACROSS : WIDEST;

	p.widest = columns > 0 && columns < widest ? columns : widest;
	p.widest = p.widest < 40 ? 40 : p.widest;
	p.line = p.widest < LINE ? p.widest : LINE;
	if (paper != NULL)
		print(&p, paper);
	json_decref(paper);
	arena_free(p.a);
}
