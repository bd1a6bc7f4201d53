/*
 * calbox.c: a month on the screen to choose a day from.
 *
 * Knows: the calendar.  Must not know: what the day is for.
 *
 * Beside each day stands 休 for a holiday and 班 for a weekend day worked, so that the
 * working days of a period can be counted by eye.
 */
#include "ui/calbox.h"

#include "base/i18n.h"
#include "ui/screen.h"

#define CELL 6 /* columns of one day */

struct calbox {
	struct screen screen;
	const char *title;
	struct rect anchor;
	day_t at;
	bool taken;
	day_t *out;
};

static void
draw_day(struct ui *ui, struct calbox *cb, day_t d, int month, int y, int x)
{
	const struct calendar *c = ui->en->cal;
	bool weekend = day_weekday(d) > 5, works = calendar_is_workday(c, d);
	const char *mark = works == !weekend ? "" : works ? _("班") : _("休");
	unsigned attr = works ? UI_NORMAL : UI_DIM;
	int year, m, day;

	day_split(d, &year, &m, &day);
	if (m != month)
		return;
	if (d == ui->en->today)
		attr = UI_TODAY;
	if (d == cb->at) {
		attr |= UI_SELECTED;
		draw_cursor(y, x + 1);
	}
	draw_printf(y, x, CELL - 1, attr, "%s%2d%s", d == ui->en->today ? "*" : " ", day, mark);
}

static void
calbox_draw(struct ui *ui, struct screen *s, struct rect body)
{
	struct calbox *cb = (struct calbox *)s;
	int year, month, mday, h = 13, w = 7 * CELL + 5;
	struct rect r = ui_centre(body, h, w), at = cb->anchor;
	day_t first, d;

	if (at.w > 0) {
		r.x = at.x + w <= body.x + body.w ? at.x : body.x + body.w - w;
		if (at.y + at.h + h <= body.y + body.h)
			r.y = at.y + at.h;
		else if (at.y - h >= body.y)
			r.y = at.y - h;
	}
	day_split(cb->at, &year, &month, &mday);
	draw_box(r, cb->title);
	draw_printf(r.y + 1, r.x + 3, w - 6, UI_TITLE, _("%d年%d月"), year, month);
	first = day_from(year, month, 1);
	d = first - (day_weekday(first) - 1);
	/* 2024-01-01 was a Monday: its week gives the names. */
	for (int i = 0; i < 7; i++)
		draw_text(r.y + 2, r.x + 3 + i * CELL, CELL - 1, UI_DIM, day_weekday_name(day_from(2024, 1, 1) + i));
	for (int week = 0; week < 6; week++)
		for (int i = 0; i < 7; i++, d++)
			draw_day(ui, cb, d, month, r.y + 3 + week, r.x + 3 + i * CELL);
	draw_printf(r.y + 10, r.x + 3, w - 6, UI_DIM, _("* 今天  休 放假  班 调休上班"));
	if (!calendar_has_year(ui->en->cal, year))
		draw_printf(r.y + 11, r.x + 3, w - 6, UI_TODAY, _("%d年放假通知未导入，只按周末算"), year);
	else
		draw_printf(r.y + 11, r.x + 3, w - 6, UI_DIM, _("距今天 %d 个工作日"),
			calendar_count(ui->en->cal, ui->en->today, cb->at));
}

/* The same day BY months on; one month at a time, so that the end of a month stays one. */
static day_t
month_on(day_t d, int by)
{
	return day_add_months(d, by);
}

static enum screen_answer
calbox_key(struct ui *ui, struct screen *s, const struct key *key)
{
	struct calbox *cb = (struct calbox *)s;
	uint32_t c = key_command(key);
	int year, month, day;
	day_t to = cb->at;

	day_split(cb->at, &year, &month, &day);
	switch (key->kind) {
	case K_ESC: return SCREEN_CLOSE;
	case K_ENTER:
	case K_TAB:
		cb->taken = true;
		return SCREEN_CLOSE;
	case K_LEFT: to--; break;
	case K_RIGHT: to++; break;
	case K_UP: to -= 7; break;
	case K_DOWN: to += 7; break;
	case K_PGUP: to = month_on(to, -1); break;
	case K_PGDN: to = month_on(to, 1); break;
	case K_HOME: to = ui->en->today; break;
	case K_END: to = day_from(year, month, 1); to = month_on(to, 1) - 1; break;
	default:
		if (key_is_f(key, 2) || key_is_f(key, 4)) {
			cb->taken = true;
			return SCREEN_CLOSE;
		}
		if (key_is_f(key, 3) || key_is_f(key, 12))
			return SCREEN_CLOSE;
		if (c == 'h') to--;
		else if (c == 'l') to++;
		else if (c == 'k') to -= 7;
		else if (c == 'j') to += 7;
		else if (c == 't') to = ui->en->today;
		else return key->kind == K_F ? SCREEN_PASS : SCREEN_DONE;
	}
	day_split(to, &year, &month, &day);
	if (year >= 1900 && year <= 2990)
		cb->at = to;
	return SCREEN_DONE;
}

static size_t
calbox_hints(struct ui *ui, struct screen *s, struct hint *out)
{
	(void)ui;
	(void)s;
	out[0] = (struct hint){ .key = "Enter", .label = _("选定") };
	out[1] = (struct hint){ .key = _("方向键"), .label = _("日、周"), .rank = 1 };
	out[2] = (struct hint){ .key = "PgUp/PgDn", .label = _("月"), .rank = 1 };
	out[3] = (struct hint){ .key = "Home", .label = _("今天"), .rank = 2 };
	out[4] = (struct hint){ .key = "Esc", .label = _("返回"), .right = true };
	return 5;
}

static void
calbox_done(struct ui *ui, struct screen *s, void *ctx)
{
	struct calbox *cb = (struct calbox *)s;

	(void)ui;
	if (cb->taken)
		*cb->out = cb->at;
	*(bool *)ctx = cb->taken;
}

static const struct screen_kind calbox_kind = {
	.name = "calendar",
	.popup = true,
	.draw = calbox_draw,
	.key = calbox_key,
	.hints = calbox_hints,
};

bool
calbox(struct ui *ui, const char *title, struct rect anchor, day_t *d)
{
	struct calbox *cb = screen_new(&calbox_kind, sizeof *cb);
	bool taken = false;

	cb->title = arena_strdup(cb->screen.arena, title);
	cb->anchor = anchor;
	cb->at = *d != DAY_NONE ? *d : ui->en->today;
	cb->out = d;
	cb->screen.done = calbox_done;
	cb->screen.done_ctx = &taken;
	return ui_run(ui, &cb->screen) && taken;
}
