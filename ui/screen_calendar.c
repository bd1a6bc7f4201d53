/*
 * screen_calendar.c: the working days year by year: what the notices make of weekdays and
 * weekends, those that came with the program and those that were imported.
 *
 * Knows: the calendar, the list of registered days.  Must not know: how a period is counted.
 */
#include <stdio.h>

#include "base/i18n.h"
#include "ui/work.h"

#define COLUMNS 76 /* of the text, where there is room */

struct almanac {
	struct screen screen;
	struct arena *arena; /* of the page */
	struct page *page;   /* for .width; NULL: to be laid out */
	int width;
	int skip, room;
};

/* A run of days alike, from FIRST to LAST; free days between them belong to a run off. */
static const char *
run_text(struct arena *a, day_t first, day_t last)
{
	int y, m, d, m2, d2;

	day_split(first, &y, &m, &d);
	if (first == last)
		return arena_printf(a, _("%d月%d日"), m, d);
	day_split(last, &y, &m2, &d2);
	return m == m2 ? arena_printf(a, _("%d月%d日至%d日"), m, d, d2) : arena_printf(a, _("%d月%d日至%d月%d日"), m, d, m2, d2);
}

/* Is D another day than its place in the week makes it? */
static bool
is_exception(const struct calendar *c, day_t d, bool off)
{
	bool weekend = day_weekday(d) >= 6, works = calendar_is_workday(c, d);

	return off ? !weekend && !works : weekend && works;
}

/* Exceptions of one kind in [FROM, TO], as runs. */
static const char *
exceptions(const struct calendar *c, struct arena *a, day_t from, day_t to, bool off)
{
	const char *out = "";

	for (day_t d = from; d <= to; d++) {
		day_t last = d, next;

		if (!is_exception(c, d, off))
			continue;
		/* A weekend in the middle of a holiday does not part it. */
		for (next = d + 1; next <= to && (off ? !calendar_is_workday(c, next) : is_exception(c, next, false)); next++)
			if (is_exception(c, next, off))
				last = next;
		out = arena_printf(a, "%s%s%s", out, *out != '\0' ? _("、") : "", run_text(a, d, last));
		d = last;
	}
	return out;
}

static day_t
ymd(int y, int m, int d)
{
	char text[DAY_TEXT];

	snprintf(text, sizeof text, "%04d-%02d-%02d", y, m, d);
	return day_parse_iso(text);
}

static void
put_year(struct ui *ui, struct page *p, int year, bool built_in)
{
	const struct calendar *c = ui->en->cal;
	day_t from = ymd(year, 1, 1), to = ymd(year, 12, 31);
	const char *off, *work;

	if (!calendar_has_year(c, year)) {
		page_section(p, arena_printf(p->a, _("%d年"), year), _("通知还没有导入，只按周末计算"));
		return;
	}
	off = exceptions(c, p->a, from, to, true);
	work = exceptions(c, p->a, from, to, false);
	page_section(p, arena_printf(p->a, _("%d年"), year),
		arena_printf(p->a, _("%d 个工作日，%s"), calendar_count(c, from - 1, to), built_in ? _("随程序附带") : _("导入")));
	page_para(p, 0, UI_NORMAL, arena_printf(p->a, _("放假  %s"), off));
	page_para(p, 0, UI_NORMAL, arena_printf(p->a, _("上班  %s"), *work != '\0' ? work : _("无")));
}

static int
year_of(day_t d)
{
	int y, m, day;

	day_split(d, &y, &m, &day);
	return y;
}

static void
lay_out(struct ui *ui, struct almanac *al, int width)
{
	size_t n;
	const struct calendar_day *built = calendar_builtin(&n);
	int first = n > 0 ? year_of(built[0].day) : 0, last = n > 0 ? year_of(built[n - 1].day) : 0;
	int now = year_of(ui->en->today), to = now + 1 > last ? now + 1 : last;

	if (al->page != NULL && al->width == width)
		return;
	arena_reset(al->arena);
	al->width = width;
	al->page = page_new(al->arena, width);
	page_para(al->page, 0, UI_DIM, arena_printf(al->arena,
		_("工作日按国务院办公厅每年的放假通知计算，这里只列与平常不同的日子。%d至%d年的通知随程序附带，不能改；以后的年份请导入通知。"),
		first, last));
	/* The present year first: it is what people look up. */
	for (int y = to; y >= first; y--)
		put_year(ui, al->page, y, y <= last);
}

static void
almanac_draw(struct ui *ui, struct screen *s, struct rect body)
{
	struct almanac *al = (struct almanac *)s;
	struct rect r = { body.y, body.x + 2, body.h, body.w - 4 < COLUMNS ? body.w - 4 : COLUMNS };
	int last;

	lay_out(ui, al, r.w);
	al->room = r.h;
	last = (int)al->page->n - r.h > 0 ? (int)al->page->n - r.h : 0;
	al->skip = al->skip > last ? last : al->skip < 0 ? 0 : al->skip;
	page_draw(al->page, r, al->skip);
	if (al->skip < last)
		draw_text(r.y + r.h - 1, r.x + r.w + 1, 1, UI_KEY, "v");
	draw_cursor(r.y, r.x);
}

static size_t
almanac_hints(struct ui *ui, struct screen *s, struct hint *out)
{
	size_t n = 0;

	(void)ui;
	(void)s;
	out[n++] = (struct hint){ .key = "Enter", .label = _("已登记的日子") };
	out[n++] = (struct hint){ .key = "F4", .label = _("导入通知"), .rank = 1 };
	out[n++] = (struct hint){ .key = "n", .label = _("登记一天"), .rank = 2 };
	out[n++] = (struct hint){ .key = _("上下键"), .label = _("滚动"), .rank = 3 };
	out[n++] = (struct hint){ .key = "F1", .label = _("帮助"), .rank = 4, .right = true };
	out[n++] = (struct hint){ .key = "Esc", .label = _("返回"), .right = true };
	return n;
}

static enum screen_answer
almanac_key(struct ui *ui, struct screen *s, const struct key *key)
{
	struct almanac *al = (struct almanac *)s;
	const struct flow *f = flow_find("holiday");
	uint32_t c = key_command(key);

	if (key->kind == K_UP || c == 'k')
		al->skip--;
	else if (key->kind == K_DOWN || c == 'j')
		al->skip++;
	else if (key->kind == K_PGUP)
		al->skip -= al->room - 1;
	else if (key->kind == K_PGDN || c == ' ')
		al->skip += al->room - 1;
	else if (key->kind == K_HOME)
		al->skip = 0;
	else if (key->kind == K_END)
		al->skip = 1 << 20; /* drawing brings it back to the end */
	else if (key->kind == K_ENTER)
		open_list(ui, &f->lists[0], NULL, NULL);
	else if (key_is_f(key, 4))
		open_import(ui, f, NULL);
	else if (c == 'n')
		work_new(ui, f, NULL, 0);
	else if (c == 'q')
		return SCREEN_CLOSE;
	else
		return SCREEN_PASS;
	return SCREEN_DONE;
}

static void
almanac_refresh(struct ui *ui, struct screen *s)
{
	struct err e = { 0 };

	if (!engine_refresh_calendar(ui->en, &e))
		ui_say_err(ui, &e);
	((struct almanac *)s)->page = NULL;
}

static void
almanac_close(struct ui *ui, struct screen *s)
{
	(void)ui;
	arena_free(((struct almanac *)s)->arena);
}

static const struct screen_kind almanac_kind = {
	.name = "calendar",
	.label = N_("日历"),
	.draw = almanac_draw,
	.key = almanac_key,
	.hints = almanac_hints,
	.refresh = almanac_refresh,
	.close = almanac_close,
};

struct screen *
calendar_screen(void)
{
	struct almanac *al = screen_new(&almanac_kind, sizeof *al);

	al->arena = arena_new();
	return &al->screen;
}
