/*
 * form_draw.c: the picture of a form: labels in a column, boxes, errors, what governs the field.
 *
 * Knows: the form's values.  Must not know: keys, saving.
 *
 * Everything is placed anew at each frame, so any window at any moment is right.
 * Narrow: the article stands in one line above the keys.  Wide: beside the form.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/width.h"
#include "ui/editor.h"
#include "ui/form_private.h"

#define WIDE 110       /* columns from which the article stands beside the form */
#define LABEL_LEAST 12 /* columns of the labels, so that small forms look alike */
#define PARA_LEAST 3   /* rows of a paragraph in a crowded form */
#define PARA_CROWDED 8 /* rows to which its text may stretch it there: one scrolls anyway */
#define PARA_FREE 5    /* rows of an empty one when there is room */
#define PARA_MOST 16
#define BESIDE_MOST 6  /* rows of what the record says for the decision; half the window at most */

static const char *
error_text(struct ui *ui, const struct formfield *ff)
{
	return ff->error.len > 0 ? arena_printf(ui->frame, "! %s", buf_str(&ff->error)) : "";
}

/* Hand the rows that are left over to the paragraphs, one each in turn. */
static void
share_rows(struct form *fm, int spare)
{
	bool any = true;

	while (spare > 0 && any) {
		any = false;
		for (size_t i = 0; i < fm->n && spare > 0; i++) {
			struct formfield *ff = &fm->v[i];
			int want;

			if (!ff->shown || ff->f->type != FT_PARA)
				continue;
			want = editor_rows(&ff->edit, ff->width) + 1;
			want = want < PARA_FREE ? PARA_FREE : want > PARA_MOST ? PARA_MOST : want;
			if (ff->rows >= want)
				continue;
			ff->rows++;
			spare--;
			any = true;
		}
	}
}

static void
place_fields(struct ui *ui, struct form *fm)
{
	int avail, y = 0;

	fm->label_w = LABEL_LEAST;
	for (size_t i = 0; i < fm->n; i++) {
		int w = draw_width(_(fm->v[i].f->label));

		if (fm->v[i].shown && w > fm->label_w)
			fm->label_w = w;
	}
	if (fm->label_w > fm->area.w / 3)
		fm->label_w = fm->area.w / 3;
	fm->box_x = fm->area.x + 2 + fm->label_w + 3;
	avail = fm->area.x + fm->area.w - fm->box_x - 1;
	for (size_t i = 0; i < fm->n; i++) {
		struct formfield *ff = &fm->v[i];
		struct wrap_line *lines;

		if (!ff->shown)
			continue;
		field_place(ff, avail);
		if (ff->f->type == FT_PARA) {
			int need = editor_rows(&ff->edit, ff->width), most = fm->room / 2 < PARA_CROWDED ? fm->room / 2 : PARA_CROWDED;

			ff->rows = need > most ? most : need;
			ff->rows = ff->rows < PARA_LEAST ? PARA_LEAST : ff->rows;
		}
		ff->error_rows = ff->error.len > 0 ? (int)width_wrap(ui->frame, error_text(ui, ff), avail, &lines) : 0;
		y += ff->rows + ff->error_rows;
	}
	/* The button that saves, with a blank row above it. */
	share_rows(fm, fm->room - y - 2);
	y = 0;
	for (size_t i = 0; i < fm->n; i++) {
		struct formfield *ff = &fm->v[i];

		if (!ff->shown)
			continue;
		ff->y = y;
		y += ff->rows + ff->error_rows;
	}
	fm->height = y + 2;
}

/* Scroll so that the focused field is seen with its error. */
static void
scroll_to_focus(struct form *fm)
{
	int from = fm->height - 1, to = fm->height;

	if (fm->focus < fm->n) {
		from = fm->v[fm->focus].y;
		to = from + fm->v[fm->focus].rows + fm->v[fm->focus].error_rows;
	}
	if (to > fm->scroll + fm->room)
		fm->scroll = to - fm->room;
	if (from < fm->scroll)
		fm->scroll = from;
	if (fm->scroll > fm->height - fm->room)
		fm->scroll = fm->height - fm->room;
	if (fm->scroll < 0)
		fm->scroll = 0;
}

static void
draw_label(struct form *fm, const struct formfield *ff, int y, bool focused)
{
	bool required = (ff->f->flags & FIELD_REQUIRED) != 0;

	draw_right(y, fm->area.x + 2, fm->label_w, focused ? UI_STRONG : UI_DIM, _(ff->f->label));
	draw_text(y, fm->area.x + 2 + fm->label_w, 3, ff->error.len > 0 ? UI_ERROR : UI_NORMAL, required ? " * " : "   ");
}

/* What was computed or hinted: right of the box, of paragraphs below the label. */
static void
draw_hint(struct ui *ui, struct form *fm, const struct formfield *ff, int y, bool focused)
{
	const char *hint = buf_str(&ff->hint);
	int x = fm->box_x + field_drawn_width(ff) + 2, room = fm->area.x + fm->area.w - x;

	if (*hint == '\0')
		return;
	if (ff->f->type == FT_PARA) {
		if (y + 1 < fm->area.y + fm->area.h && ff->rows > 1 && draw_width(hint) <= fm->label_w)
			draw_right(y + 1, fm->area.x + 2, fm->label_w, edit_over(&ff->edit) ? UI_ERROR : UI_DIM, hint);
		else if (focused)
			ui_info(ui, UI_DIM, arena_printf(ui->frame, "%s  %s", _(ff->f->label), hint));
		return;
	}
	if (room >= draw_width(hint) || (room >= 12 && !focused))
		draw_cut(y, x, room, UI_DIM, hint);
	else if (focused)
		/* No room beside it: it goes where the article would stand. */
		ui_info(ui, UI_NORMAL, arena_printf(ui->frame, "%s  %s", _(ff->f->label), hint));
}

static void
draw_field(struct ui *ui, struct form *fm, size_t i)
{
	struct formfield *ff = &fm->v[i];
	bool focused = fm->focus == i;
	int y = fm->area.y + ff->y - fm->scroll, top = fm->area.y, bottom = fm->area.y + fm->area.h;
	int error_y = y + ff->rows;

	if (y + ff->rows + ff->error_rows <= top || y >= bottom)
		return;
	if (y >= top) {
		draw_label(fm, ff, y, focused);
		draw_hint(ui, fm, ff, y, focused);
	}
	field_draw(ff, y, fm->box_x, top, bottom, focused);
	if (ff->error_rows > 0 && error_y < bottom) {
		struct rect r = { .y = error_y, .x = fm->box_x, .h = ff->error_rows,
			.w = fm->area.x + fm->area.w - fm->box_x - 1 };
		int skip = 0;

		if (r.y < top) {
			skip = top - r.y;
			r.h -= skip;
			r.y = top;
		}
		if (r.y + r.h > bottom)
			r.h = bottom - r.y;
		if (r.h > 0)
			draw_para(r, UI_ERROR, error_text(ui, ff), skip);
	}
}

static void
draw_button(struct form *fm)
{
	int y = fm->area.y + fm->height - 1 - fm->scroll;
	bool focused = fm->focus >= fm->n;

	if (y < fm->area.y || y >= fm->area.y + fm->area.h)
		return;
	draw_put(y, fm->box_x, fm->area.w - (fm->box_x - fm->area.x), focused ? UI_STRONG | UI_SELECTED : UI_DIM,
		_("[ 保存 F2 ]"));
	if (focused)
		draw_cursor(y, fm->box_x);
}

/* Below the fields: a refusal of the whole, the draft, how far one is. */
static void
draw_status(struct ui *ui, struct form *fm, int y)
{
	size_t shown = 0, at = 0, required = 0;
	const char *right;
	int x = fm->area.x + 2, w = fm->area.w - 4, right_w;

	for (size_t i = 0; i < fm->n; i++) {
		shown += fm->v[i].shown;
		at += i <= fm->focus && fm->v[i].shown;
		required += fm->v[i].shown && (fm->v[i].f->flags & FIELD_REQUIRED) != 0;
	}
	right = arena_printf(ui->frame, "%s  %zu/%zu", required > 0 ? _("* 必填") : "", at, shown);
	right_w = draw_width(right);
	draw_right(y, x + w - right_w, right_w, UI_DIM, right);
	w -= right_w + 2;
	if (fm->error.len > 0)
		draw_cut(y, x, w, UI_ERROR, arena_printf(ui->frame, "! %s", buf_str(&fm->error)));
	else if (fm->changed_by_others)
		draw_cut(y, x, w, UI_TODAY, _("记录刚被别人改动，保存时并列两边的内容"));
	else if (ui->others != NULL && *ui->others != '\0')
		draw_cut(y, x, w, UI_TODAY, ui->others);
	else if (fm->drafted_at[0] != '\0' && *form_left_out(fm, ui->frame) != '\0')
		draw_cut(y, x, w, UI_DIM, arena_printf(ui->frame, _("已保存草稿 %s，%s不存草稿"), fm->drafted_at,
			form_left_out(fm, ui->frame)));
	else if (fm->drafted_at[0] != '\0')
		draw_cut(y, x, w, UI_DIM, arena_printf(ui->frame, _("已保存草稿 %s"), fm->drafted_at));
}

/* The article that governs the field, the help of the act, beside the form. */
static void
draw_panel(struct form *fm, struct rect r)
{
	int article = form_article(fm);
	const char *text = article_text(article);
	struct rect in = { .y = r.y + 1, .x = r.x + 2, .h = r.h - 1, .w = r.w - 3 };
	int used;

	draw_vline(r.y, r.x, r.h);
	if (fm->ac->help != NULL) {
		used = draw_para(in, UI_NORMAL, _(fm->ac->help), 0) + 1;
		in.y += used;
		in.h -= used;
	}
	if (text == NULL || in.h < 2)
		return;
	draw_text(in.y, in.x, in.w, UI_TITLE, article_name(article));
	in.y++;
	in.h--;
	draw_para(in, UI_DIM, text, 0);
}

/* What the record says for the decision, above the fields; the area that is left begins below it. */
static void
draw_beside(struct ui *ui, struct form *fm)
{
	struct rect r = { .y = fm->area.y, .x = fm->area.x + 2, .h = 0, .w = fm->area.w - 4 };
	int most = fm->area.h / 3 < BESIDE_MOST ? fm->area.h / 3 : BESIDE_MOST;
	struct wrap_line *lines;

	if (*fm->beside == '\0' || most < 1)
		return;
	r.h = (int)width_wrap(ui->frame, fm->beside, r.w, &lines);
	r.h = r.h < most ? r.h : most;
	draw_para(r, UI_DIM, fm->beside, 0);
	fm->area.y += r.h + 1;
	fm->area.h -= r.h + 1;
}

void
form_draw(struct ui *ui, struct screen *s, struct rect body)
{
	struct form *fm = (struct form *)s;
	bool wide = body.w >= WIDE, roomy = body.h >= 12;
	int panel = wide ? (body.w / 3 < 48 ? body.w / 3 : 48) : 0, article = form_article(fm);

	fm->area = (struct rect){ .y = body.y + roomy, .x = body.x, .h = body.h - roomy - 1, .w = body.w - panel };
	draw_fill(body, UI_NORMAL);
	draw_beside(ui, fm);
	fm->room = fm->area.h;
	/* The hints a field computes may take the article's place, so it is said first. */
	if (!wide && article_text(article) != NULL)
		ui_info(ui, UI_DIM,
			arena_printf(ui->frame, "%s  %s", article_name(article), article_text(article)));
	else if (!wide && fm->ac->help != NULL)
		ui_info(ui, UI_DIM, _(fm->ac->help));
	form_hints(ui, fm);
	place_fields(ui, fm);
	scroll_to_focus(fm);
	for (size_t i = 0; i < fm->n; i++)
		if (fm->v[i].shown)
			draw_field(ui, fm, i);
	draw_button(fm);
	draw_status(ui, fm, body.y + body.h - 1);
	if (wide)
		draw_panel(fm, (struct rect){ .y = body.y, .x = body.w - panel, .h = body.h, .w = panel });
}

void
form_top(struct ui *ui, struct screen *s, struct topline *out)
{
	struct form *fm = (struct form *)s;

	out->left = *fm->title != '\0' ? arena_printf(ui->frame, "%s  %s  %s", _(fm->ac->label), _(fm->flow->label), fm->title) :
		arena_printf(ui->frame, "%s  %s", _(fm->flow->label), _(fm->ac->label));
	out->right = fm->ac->article != 0 ? article_name(fm->ac->article) : NULL;
	out->right_attr = UI_DIM;
}

struct rect
form_place_of(const struct form *fm, size_t i)
{
	const struct formfield *ff = &fm->v[i];

	/* Not yet drawn: in the middle. */
	if (fm->area.w == 0)
		return (struct rect){ 0, 0, 0, 0 };
	return (struct rect){ .y = fm->area.y + ff->y - fm->scroll, .x = fm->box_x, .h = ff->rows,
		.w = field_drawn_width(ff) };
}
