/*
 * sheet.c: running text and tables on the pages of GB/T 9704-2012.
 *
 * Knows: the standard's figures, ink.  Must not know: the record, fonts by name.
 *
 * A4, top 37 mm, binding 28 mm, type area 156 by 225 mm: 22 lines of 28 hanzi (3号).  Everything is first made into
 * boxes, one a line or a part of a row; then boxes are given to pages; then the pages are drawn.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "paper/chart.h"

#define MOST_CELLS 12
#define WHOLE_LINES 14 /* a longer row is cut into parts of PART_LINES, so that a page is filled */
#define PART_LINES 3
#define NARROW 9       /* letters: what stands in a narrower column stands in its middle */
#define WHOLE_ROWS 14  /* of figures: a longer table is cut where the page ends */

/* Figures of a layout. */
struct figures {
	double w, h;            /* page */
	double left, top, room, tall; /* type area */
	double size, pitch;     /* text */
	double cell, cell_pitch;/* text in tables */
};

enum box_kind { BOX_LINE, BOX_ROW, BOX_CHART };

struct cell {
	PangoLayout *layout;
	int from, to;    /* its lines in this part */
	double x, w;
};

struct box {
	enum box_kind kind;
	double h, full;  /* now, and before lines came closer together */
	bool keep;       /* on one page with the box before */
	PangoLayout *layout; /* BOX_LINE; NULL: a blank one */
	int line;
	double x, size;
	enum ink_face face;
	struct cell cell[MOST_CELLS];
	size_t n_cells;
	bool first, last;/* part of its row */
	bool head;       /* repeated on each page that its table goes on to */
	const json_t *chart; /* BOX_CHART */
	bool title;      /* "一、", "（一）": a picture or a table follows on the same page */
	/* Where it was put. */
	int page;
	double y;
};

struct sheet {
	struct ink *k;
	struct arena *a;
	const json_t *paper;
	const char *layout;
	struct figures f;
	struct box *box;
	size_t n, cap;
	struct box **heads;      /* drawn again at the top of a page; PAGE and Y are theirs */
	size_t n_heads;
	double share[MOST_CELLS];/* of the present table's columns, 0: none was given */
	size_t n_share;
	const char *right;       /* "lrr": which of them stand at the right; "" the table does not say */
	int pages;
	double first_top;        /* where the text of the first page begins */
	const json_t *cc[8];     /* the block at the foot of the last page */
	size_t n_cc;
};

static struct figures
figures_of(const char *layout)
{
	struct figures f = { .w = 210 * MM, .h = 297 * MM, .left = 28 * MM, .top = 37 * MM, .room = 156 * MM, .tall = 225 * MM,
		.cell = 14, .cell_pitch = 24 };

	f.size = f.room / 28;
	f.pitch = f.tall / 22;
	/* A form is filled, not read: closer lines, more of the page. */
	if (strcmp(layout, "form") == 0) {
		f.left = 25 * MM;
		f.room = 162 * MM;
		f.top = 28 * MM;
		f.tall = 238 * MM;
		f.cell = 12;
		f.cell_pitch = 20;
	}
	/* Figures are looked up, not read. */
	if (strcmp(layout, "report") == 0) {
		f.cell = 12;
		f.cell_pitch = 18;
	}
	if (strcmp(layout, "roster") == 0) {
		f = (struct figures){ .w = 297 * MM, .h = 210 * MM, .left = 36 * MM, .top = 26 * MM, .room = 225 * MM, .tall = 156 * MM,
			.size = 14, .pitch = 26, .cell = 10.5, .cell_pitch = 17 };
	}
	return f;
}

/* ---- boxes ---- */

static struct box *
add_box(struct sheet *s, enum box_kind kind, double h)
{
	struct box *b;

	if (s->n == s->cap) {
		s->cap = s->cap > 0 ? s->cap * 2 : 256;
		s->box = mem_resize(s->box, s->cap * sizeof *s->box);
	}
	b = &s->box[s->n++];
	memset(b, 0, sizeof *b);
	b->kind = kind;
	b->h = b->full = h;
	return b;
}

static void
blank(struct sheet *s, double lines, bool keep)
{
	add_box(s, BOX_LINE, lines * s->f.pitch)->keep = keep;
}

/* A line box for each line of LAYOUT, which they own together. */
static void
lines(struct sheet *s, PangoLayout *layout, double x, double size, double pitch, bool keep)
{
	int n = pango_layout_get_line_count(layout);

	for (int i = 0; i < n; i++) {
		struct box *b = add_box(s, BOX_LINE, pitch);

		b->layout = g_object_ref(layout);
		b->line = i;
		b->x = x;
		b->size = size;
		b->keep = keep || (i > 0 && i == n - 1 && n > 2); /* no last line alone */
	}
	g_object_unref(layout);
}

/* Does S begin like "一、" (LEVEL 1) or "（一）" (2), and is it a heading, not a paragraph? */
static int
heading(const char *s)
{
	static const char *const digits[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" };
	bool bracket = strncmp(s, "（", 3) == 0;
	const char *p = bracket ? s + 3 : s;
	bool any = false, more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < sizeof digits / sizeof *digits && !more; i++)
			if (strncmp(p, digits[i], 3) == 0)
				p += 3, more = any = true;
	}
	if (!any || strstr(s, "。") != NULL || strlen(s) > 90)
		return 0;
	if (bracket)
		return strncmp(p, "）", 3) == 0 ? 2 : 0;
	return strncmp(p, "、", 3) == 0 ? 1 : 0;
}

static void
paragraph(struct sheet *s, const char *text, bool indent)
{
	int level = indent ? heading(text) : 0;
	enum ink_face face = level == 1 ? FACE_HEI : level == 2 ? FACE_KAI : FACE_FANG;
	PangoLayout *layout = ink_text(s->k, face, s->f.size, s->f.room, text);
	size_t from = s->n;

	pango_layout_set_indent(layout, indent ? (int)(2 * s->f.size * PANGO_SCALE) : 0);
	pango_layout_set_justify(layout, TRUE);
	lines(s, layout, s->f.left, s->f.size, s->f.pitch, false);
	/* A heading does not stand at the foot of a page. */
	if (from > 0 && from < s->n && s->box[from - 1].face == FACE_HEI)
		s->box[from].keep = true;
	if (level == 1)
		s->box[s->n - 1].face = FACE_HEI;
	s->box[s->n - 1].title = level > 0;
}

/* "附件：…", and further ones beneath what stands behind the colon; a long name goes on beneath its first letter. */
static void
annex(struct sheet *s, const char *text, bool further)
{
	double in = (further ? 5 : 2) * s->f.size;
	PangoLayout *layout = ink_text(s->k, FACE_FANG, s->f.size, s->f.room - in, text);
	size_t head = !further && strncmp(text, "附件：", strlen("附件：")) == 0 ? strlen("附件：") : 0;

	head += strspn(text + head, "0123456789");
	head += strspn(text + head, ". ");
	ink_hang(s->k, layout, FACE_FANG, s->f.size, head);
	/* The page of the signature has a line of the text too. */
	lines(s, layout, s->f.left + in, s->f.size, s->f.pitch, true);
}

/* The title in the middle, in lines of like length. */
static void
title(struct sheet *s, const char *text, double size)
{
	double w = ink_width(s->k, FACE_TITLE, size, text), room = s->f.room;
	PangoLayout *layout;

	if (w > room)
		room = w / (double)((int)(w / room) + 1) + size;
	if (room > s->f.room)
		room = s->f.room;
	layout = ink_text(s->k, FACE_TITLE, size, room, text);
	pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
	lines(s, layout, s->f.left + (s->f.room - room) / 2, size, size * 1.5, false);
}

/*
 * The lines of the signature around the middle of the date, which ends four hanzi from the edge; room for the seal, whose
 * 45 mm reach below the date unless a NOTE stands beside them.
 */
static void
signature(struct sheet *s, const char *const *text, size_t n, bool note)
{
	double date = ink_width(s->k, FACE_FANG, s->f.size, text[n - 1]), middle, widest = 0;

	for (size_t i = 0; i < n; i++) {
		double w = ink_width(s->k, FACE_FANG, s->f.size, text[i]);

		widest = w > widest ? w : widest;
	}
	middle = s->f.left + s->f.room - 4 * s->f.size - date / 2;
	if (middle + widest / 2 > s->f.left + s->f.room)
		middle = s->f.left + s->f.room - widest / 2;
	blank(s, 2, true);
	for (size_t i = 0; i < n; i++) {
		PangoLayout *layout = ink_text(s->k, FACE_FANG, s->f.size, -1, text[i]);

		lines(s, layout, middle - ink_width(s->k, FACE_FANG, s->f.size, text[i]) / 2, s->f.size, s->f.pitch, true);
	}
	if (!note)
		blank(s, 1, true);
}

/* ---- tables ---- */

/* Left edges and widths of N columns: as the head says, else label, content, label, content. */
static void
columns(const struct sheet *s, size_t n, double x[MOST_CELLS], double w[MOST_CELLS])
{
	static const double two[] = { 1.3, 6.7 }, four[] = { 1.3, 2.6, 1.2, 2.9 };
	const double *share = n == s->n_share ? s->share : n == 2 ? two : n == 4 ? four : NULL;
	double sum = 0, at = s->f.left;

	for (size_t i = 0; i < n; i++)
		sum += share != NULL ? share[i] : 1;
	for (size_t i = 0; i < n; i++) {
		x[i] = at;
		w[i] = s->f.room * (share != NULL ? share[i] : 1) / sum;
		at += w[i];
	}
}

/* A label that takes several lines, in lines of like length: 推荐单位 意见, not 推荐单位意 见. */
static void
balance(struct sheet *s, PangoLayout *layout, enum ink_face face, const char *text)
{
	int n = pango_layout_get_line_count(layout);
	double room = (double)pango_layout_get_width(layout) / PANGO_SCALE, w = ink_width(s->k, face, s->f.cell, text);

	/* From the least that may do, a quarter of a letter at a time. */
	for (double at = w / n; n > 1 && strchr(text, '\n') == NULL && at < room; at += s->f.cell / 4) {
		pango_layout_set_width(layout, (int)(at * PANGO_SCALE));
		if (pango_layout_get_line_count(layout) == n)
			return;
	}
	pango_layout_set_width(layout, (int)(room * PANGO_SCALE));
}

/* A row, in as many parts as it needs. */
static void
row(struct sheet *s, const json_t *block, bool head)
{
	double x[MOST_CELLS], w[MOST_CELLS];
	PangoLayout *layout[MOST_CELLS];
	size_t n = block_texts(block);
	bool total = json_is_true(json_object_get(block, "total"));
	int most = 1, least = (int)json_integer_value(json_object_get(block, "n"));
	const double side = 0.35 * s->f.cell;

	n = n > MOST_CELLS ? MOST_CELLS : n;
	columns(s, n, x, w);
	for (size_t i = 0; i < n; i++) {
		/* Labels of a form, heads and narrow columns stand in the middle; long text at the left; figures at the right. */
		bool label = head || (n != s->n_share && i % 2 == 0), says = n == s->n_share && strlen(s->right) > i;
		bool centred = label || (!says && n == s->n_share && w[i] < NARROW * s->f.cell);
		enum ink_face face = label || total ? FACE_HEI : FACE_FANG;
		int count;

		layout[i] = ink_text(s->k, face, s->f.cell, w[i] - 2 * side, block_text(block, i));
		pango_layout_set_alignment(layout[i], centred ? PANGO_ALIGN_CENTER : says && s->right[i] == 'r' ? PANGO_ALIGN_RIGHT :
			PANGO_ALIGN_LEFT);
		if (label)
			balance(s, layout[i], face, block_text(block, i));
		count = pango_layout_get_line_count(layout[i]);
		most = count > most ? count : most;
	}
	for (int from = 0, to; from < most; from = to) {
		struct box *b;
		int high;

		to = most <= WHOLE_LINES || from + PART_LINES > most ? most : from + PART_LINES;
		high = most <= WHOLE_LINES && least > most ? least : to - from;
		b = add_box(s, BOX_ROW, high * s->f.cell_pitch + (from == 0 ? 3 : 0) + (to == most ? 3 : 0));

		b->first = from == 0;
		b->last = to == most;
		b->head = head;
		b->n_cells = n;
		for (size_t i = 0; i < n; i++) {
			int count = pango_layout_get_line_count(layout[i]);

			b->cell[i] = (struct cell){ g_object_ref(layout[i]), from < count ? from : count, to < count ? to : count, x[i], w[i] };
		}
	}
	for (size_t i = 0; i < n; i++)
		g_object_unref(layout[i]);
}

static void
table_head(struct sheet *s, const json_t *block)
{
	const json_t *w = json_object_get(block, "w");

	s->n_share = block_texts(block) < MOST_CELLS ? block_texts(block) : MOST_CELLS;
	s->right = paper_member(block, "a");
	for (size_t i = 0; i < s->n_share; i++)
		s->share[i] = (double)json_integer_value(json_array_get(w, i));
	row(s, block, true);
}

/* Above a table, on one page with its head and its first row. */
static void
caption(struct sheet *s, const char *text)
{
	PangoLayout *layout = ink_text(s->k, FACE_HEI, s->f.cell, s->f.room, text);

	blank(s, 0.3, s->n > 0 && s->box[s->n - 1].title);
	pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
	lines(s, layout, s->f.left, s->f.cell, s->f.cell * 1.8, true);
}

/* ---- the content as boxes ---- */

/* How many rows follow the head that is block I. */
static size_t
rows_after(const json_t *blocks, size_t i)
{
	size_t n = 0;

	while (strcmp(block_type(json_array_get(blocks, i + 1 + n)), "row") == 0)
		n++;
	return n;
}

static void
boxes(struct sheet *s)
{
	const json_t *blocks = json_object_get(s->paper, "blocks"), *block;
	bool form = strcmp(s->layout, "form") == 0 || strcmp(s->layout, "roster") == 0;
	const char *sign[8], *last = "";
	bool with_caption = false, whole = false;
	size_t i, n_sign = 0;

	title(s, paper_member(s->paper, "title"), strcmp(s->layout, "roster") == 0 ? 20 : 22);
	blank(s, form ? 0.6 : 1, false);
	if (strcmp(s->layout, "plain") == 0 && *paper_member(s->paper, "number") != '\0')
		paragraph(s, paper_member(s->paper, "number"), false);
	json_array_foreach(blocks, i, block) {
		const char *t = block_type(block), *text = block_text(block, 0);

		if (n_sign > 0 && strcmp(t, "sign") != 0) {
			signature(s, sign, n_sign, strcmp(t, "p") == 0);
			n_sign = 0;
		}
		if (strcmp(t, "to") == 0)
			paragraph(s, text, false);
		else if (strcmp(t, "p") == 0) {
			if (!form && strcmp(last, "row") == 0)
				blank(s, 0.5, false);
			paragraph(s, text, true);
		} else if (strcmp(t, "annex") == 0) {
			if (strcmp(last, "annex") != 0)
				blank(s, 1, true);
			annex(s, text, strcmp(last, "annex") == 0);
		} else if (strcmp(t, "sign") == 0 && n_sign < sizeof sign / sizeof *sign)
			sign[n_sign++] = text;
		else if (strcmp(t, "cap") == 0)
			caption(s, text);
		else if (strcmp(t, "chart") == 0) {
			bool under = s->n > 0 && s->box[s->n - 1].title;
			struct box *b = add_box(s, BOX_CHART, chart_height(block));

			b->chart = block;
			b->keep = under;
			blank(s, 0.3, false);
		} else if (strcmp(t, "head") == 0) {
			size_t from = s->n;

			if (!form && *last != '\0' && strcmp(last, "cap") != 0)
				blank(s, 0.4, false);
			table_head(s, block);
			with_caption = strcmp(last, "cap") == 0;
			whole = (with_caption || strcmp(s->layout, "report") == 0) && rows_after(blocks, i) <= WHOLE_ROWS;
			s->box[from].keep |= with_caption;
		} else if (strcmp(t, "row") == 0) {
			size_t from = s->n;

			row(s, block, false);
			/* The first row of figures stands with its head, the sum with the row before; a short table on one page. */
			s->box[from].keep |= whole ||
				(with_caption && (strcmp(last, "head") == 0 || json_is_true(json_object_get(block, "total"))));
		}
		else if (strcmp(t, "cc") == 0 && s->n_cc < sizeof s->cc / sizeof *s->cc)
			s->cc[s->n_cc++] = block;
		last = t;
	}
	if (n_sign > 0)
		signature(s, sign, n_sign, false);
}

/* ---- pages ---- */

/* Height of box I and of those that are kept with it. */
static double
together(const struct sheet *s, size_t i)
{
	double h = s->box[i].h;

	for (size_t k = i + 1; k < s->n && s->box[k].keep; k++)
		h += s->box[k].h;
	return h;
}

static double
foot_height(const struct sheet *s)
{
	return s->n_cc > 0 ? (double)s->n_cc * 24 + 6 : 0;
}

static void
paginate(struct sheet *s)
{
	double bottom = s->f.top + s->f.tall, y = s->first_top;
	const struct box *head = NULL;
	int page = 0;

	for (size_t i = 0; i < s->n; i++) {
		struct box *b = &s->box[i];
		double need = together(s, i);

		if (need > s->f.tall)
			need = b->h;
		if (b->kind == BOX_ROW && b->head)
			head = b;
		else if (b->kind != BOX_ROW || (head != NULL && b->n_cells != head->n_cells))
			head = NULL;
		/* Half a point of rounding is no new page. */
		if (!b->keep && y + need > bottom + 0.5 && y > s->f.top + 0.5) {
			page++;
			y = s->f.top;
			if (head != NULL && head != b) {
				struct box *again = arena_alloc(s->a, sizeof *again);

				if ((s->n_heads & (s->n_heads - 1)) == 0)
					s->heads = mem_resize(s->heads, (s->n_heads > 0 ? 2 * s->n_heads : 1) * sizeof *s->heads);
				*again = *head;
				again->page = page;
				again->y = y;
				s->heads[s->n_heads++] = again;
				y += again->h;
			}
		} else if (b->keep && y + b->h > bottom + 0.5) {
			page++;
			y = s->f.top;
		}
		/* A page does not begin with a blank line. */
		if (b->kind == BOX_LINE && b->layout == NULL && !b->keep && page > 0 && y < s->f.top + 0.5)
			b->h = 0;
		b->page = page;
		b->y = y;
		y += b->h;
	}
	/* The block at the foot of the last page needs room of its own. */
	if (y + foot_height(s) > bottom + 0.5)
		page++;
	s->pages = page + 1;
}

/*
 * What little spills onto a last page comes back onto the one before when the lines need be at most an eighth closer
 * together: GB/T 9704, 7.3.5.5 rather than a page of a signature.
 */
static void
tighten(struct sheet *s)
{
	const int pages = s->pages;
	int left = 0;

	for (size_t i = 0; i < s->n; i++)
		left += s->box[i].page == pages - 1 && (s->box[i].layout != NULL || s->box[i].kind == BOX_ROW);
	if (pages < 2 || left > 6)
		return;
	for (int part = 98; part >= 86; part -= 2) {
		for (size_t i = 0; i < s->n; i++)
			s->box[i].h = s->box[i].kind == BOX_LINE && part >= 88 ? s->box[i].full * part / 100 : s->box[i].full;
		s->n_heads = 0;
		paginate(s);
		if (s->pages < pages)
			return;
	}
}

static void
draw_row(struct sheet *s, const struct box *b, bool top, bool bottom)
{
	struct ink *k = s->k;

	for (size_t i = 0; i < b->n_cells; i++) {
		const struct cell *c = &b->cell[i];
		double high = (c->to - c->from) * s->f.cell_pitch;
		/* A label that was made narrower stays in the middle. */
		double left = c->x + (c->w - (double)pango_layout_get_width(c->layout) / PANGO_SCALE) / 2;
		/* Short content in the middle of its cell's height. */
		double y = b->y + (b->first && b->last ? (b->h - high) / 2 : b->first ? 3 : 0);

		for (int l = c->from; l < c->to; l++)
			ink_line(k, c->layout, l, left, ink_base(y + (l - c->from) * s->f.cell_pitch, s->f.cell_pitch, s->f.cell));
		ink_rule(k, c->x, b->y, c->x, b->y + b->h, 0.5);
	}
	ink_rule(k, s->f.left + s->f.room, b->y, s->f.left + s->f.room, b->y + b->h, 0.5);
	if (b->first || top)
		ink_rule(k, s->f.left, b->y, s->f.left + s->f.room, b->y, 0.5);
	if (b->last || bottom)
		ink_rule(k, s->f.left, b->y + b->h, s->f.left + s->f.room, b->y + b->h, 0.5);
}

/* The mark, the number and the rules above the text of the first page; where that begins. */
static double
letterhead(struct sheet *s, bool draw)
{
	struct ink *k = s->k;
	const char *office = paper_member(s->paper, "office"), *number = paper_member(s->paper, "number");
	double middle = s->f.w / 2, size = 44, w, y;

	if (strcmp(s->layout, "letter") != 0 && strcmp(s->layout, "order") != 0 && (strcmp(s->layout, "report") != 0 || *number == '\0'))
		return s->f.top;
	w = draw ? ink_width(k, FACE_TITLE, size, office) : 0;
	if (w > 150 * MM)
		size *= 150 * MM / w;
	if (strcmp(s->layout, "letter") == 0) {
		/* 信函格式: the mark 30 mm below the edge, rules of 170 mm, the number at the right beneath. */
		if (!draw)
			return 30 * MM + 44 + 4 * MM + 4 + 3.2 * s->f.pitch;
		y = 30 * MM + 44;
		ink_red(k);
		ink_put(k, FACE_TITLE, size, middle, 30 * MM + 40, 0, office);
		y += 4 * MM;
		ink_rule(k, 20 * MM, y, s->f.w - 20 * MM, y, 2);
		ink_rule(k, 20 * MM, y + 2.6, s->f.w - 20 * MM, y + 2.6, 0.6);
		ink_rule(k, 20 * MM, s->f.h - 20 * MM - 2.6, s->f.w - 20 * MM, s->f.h - 20 * MM - 2.6, 0.6);
		ink_rule(k, 20 * MM, s->f.h - 20 * MM, s->f.w - 20 * MM, s->f.h - 20 * MM, 2);
		ink_black(k);
		ink_put(k, FACE_FANG, s->f.size, s->f.left + s->f.room, ink_base(y + 8, s->f.pitch, s->f.size), 1, number);
		return 0;
	}
	/* The mark 35 mm below the upper edge of the type area, the number two lines beneath, a rule 4 mm beneath that. */
	y = s->f.top + 35 * MM + 44 + 2 * s->f.pitch;
	if (!draw)
		return y + s->f.pitch + 4 * MM + 2 * s->f.pitch;
	ink_red(k);
	ink_put(k, FACE_TITLE, size, middle, s->f.top + 35 * MM + 40, 0, office);
	ink_rule(k, s->f.left, y + s->f.pitch + 4 * MM, s->f.left + s->f.room, y + s->f.pitch + 4 * MM, 1.2);
	ink_black(k);
	ink_put(k, FACE_FANG, s->f.size, middle, ink_base(y, s->f.pitch, s->f.size), 0, number);
	return 0;
}

/* 抄送, 印发: at the foot of the last page, in 4号 between rules. */
static void
draw_foot(struct sheet *s)
{
	double y = s->f.top + s->f.tall - foot_height(s), left = s->f.left, right = s->f.left + s->f.room;

	for (size_t i = 0; i < s->n_cc; i++) {
		ink_rule(s->k, left, y, right, y, i == 0 ? 1 : 0.7);
		ink_put(s->k, FACE_FANG, 14, left + 14, ink_base(y, 24, 14), -1, block_text(s->cc[i], 0));
		if (block_texts(s->cc[i]) > 1)
			ink_put(s->k, FACE_FANG, 14, right - 14, ink_base(y, 24, 14), 1, block_text(s->cc[i], 1));
		y += 24;
	}
	if (s->n_cc > 0)
		ink_rule(s->k, left, y, right, y, 1);
}

/* — 1 —: 7 mm below the type area, outside: odd pages at the right, even ones at the left. */
static void
draw_number(struct sheet *s, int page)
{
	double y = s->f.top + s->f.tall + 7 * MM + 10;
	char text[32];

	if (s->pages == 1 && strcmp(s->layout, "order") != 0 && strcmp(s->layout, "plain") != 0 && strcmp(s->layout, "report") != 0)
		return;
	if (page == 0 && strcmp(s->layout, "letter") == 0)
		return;
	snprintf(text, sizeof text, "— %d —", page + 1);
	if (page % 2 == 0)
		ink_put(s->k, FACE_SONG, 14, s->f.left + s->f.room - 14, y, 1, text);
	else
		ink_put(s->k, FACE_SONG, 14, s->f.left + 14, y, -1, text);
}

static void
draw_page(struct sheet *s, int page)
{
	const struct box *top = NULL;

	ink_page(s->k, s->f.w, s->f.h);
	if (json_is_true(json_object_get(s->paper, "draft")))
		ink_watermark(s->k, "草稿");
	if (page == 0)
		letterhead(s, true);
	for (size_t i = 0; i < s->n_heads; i++)
		if (s->heads[i]->page == page)
			draw_row(s, s->heads[i], true, true);
	for (size_t i = 0; i < s->n; i++) {
		const struct box *b = &s->box[i];

		if (b->page != page)
			continue;
		if (b->kind == BOX_CHART)
			chart_draw(s->k, b->chart, s->f.left, b->y, s->f.room);
		else if (b->kind == BOX_ROW)
			draw_row(s, b, top == NULL, i + 1 == s->n || s->box[i + 1].page != page);
		else if (b->layout != NULL)
			ink_line(s->k, b->layout, b->line, b->x, ink_base(b->y, b->h, b->size));
		top = b;
	}
	if (page == s->pages - 1)
		draw_foot(s);
	draw_number(s, page);
}

void
sheet_paper(struct ink *k, const json_t *paper)
{
	struct sheet s = { .k = k, .a = arena_new(), .paper = paper, .layout = paper_member(paper, "layout"), .right = "" };

	s.f = figures_of(s.layout);
	s.first_top = letterhead(&s, false);
	boxes(&s);
	paginate(&s);
	tighten(&s);
	for (int i = 0; i < s.pages; i++)
		draw_page(&s, i);
	for (size_t i = 0; i < s.n; i++) {
		if (s.box[i].layout != NULL)
			g_object_unref(s.box[i].layout);
		for (size_t c = 0; c < s.box[i].n_cells; c++)
			g_object_unref(s.box[i].cell[c].layout);
	}
	free(s.box);
	free(s.heads);
	arena_free(s.a);
}
