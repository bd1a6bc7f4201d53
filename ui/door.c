/*
 * door.c: the login, the locked screen, the own password and code.
 *
 * Knows: engine/enter.h, the screen stack.  Must not know: what lies below the lock.
 *
 * What is typed here stands in a line of its own and is wiped when the screen goes: not in an edit, whose undo
 * remembers.  While the screen is locked no key does anything but these lines' and F3.
 */
#include "ui/door.h"

#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/qr.h"
#include "base/text.h"
#include "engine/enter.h"
#include "engine/event.h"
#include "ui/dialog.h"
#include "ui/screen.h"
#include "ui/term.h"

#define BOX_WIDTH 60
#define LABEL_WIDTH 14
#define LINES_MOST 3

enum step { STEP_LOGIN, STEP_PASSWORD, STEP_CODE, STEP_CHANGE, STEP_LOCK, STEP_OWN, STEP_SET };

struct line {
	const char *label;
	bool shown;               /* as typed; else a sign for each character */
	char text[PASSWORD_ROOM];
	size_t n;
};

struct door_screen {
	struct screen screen;
	enum step step;
	const char *title, *says;
	struct line line[LINES_MOST];
	size_t n, at;
	const char *error;
	const char **qr;          /* STEP_SET */
	size_t n_qr;
	char key[ENTER_CODE_KEY];
};

/* ---- lines ---- */

static void
wipe(struct line *l)
{
	explicit_bzero(l->text, sizeof l->text);
	l->n = 0;
}

static void
add_line(struct door_screen *d, const char *label, bool shown)
{
	struct line *l = &d->line[d->n++];

	wipe(l);
	l->label = label;
	l->shown = shown;
}

static void
set_step(struct ui *ui, struct door_screen *d, enum step step)
{
	d->step = step;
	d->n = d->at = 0;
	d->title = _("登录");
	d->says = "";
	switch (step) {
	case STEP_LOGIN:
		d->says = _("这是共用数据库，请用自己的账户登录");
		add_line(d, _("账户名"), true);
		add_line(d, _("口令"), false);
		break;
	case STEP_PASSWORD:
		d->says = _("密钥已经核对，请再输入口令");
		add_line(d, _("口令"), false);
		break;
	case STEP_CODE:
		d->says = _("请输入验证器现在显示的六位数字");
		add_line(d, _("动态码"), true);
		break;
	case STEP_CHANGE:
		d->says = _("口令是初次发给的，或者用得太久，现在要换");
		add_line(d, _("新口令"), false);
		add_line(d, _("再输一遍"), false);
		break;
	case STEP_LOCK:
		d->title = _("已锁屏");
		d->says = arena_printf(d->screen.arena, _("%s的工作都还在，输入口令接着办"), ui->en->actor.name);
		add_line(d, _("口令"), false);
		break;
	case STEP_OWN:
		d->title = _("改口令");
		if (enter_has_password(ui->en))
			add_line(d, _("现在的口令"), false);
		add_line(d, _("新口令"), false);
		add_line(d, _("再输一遍"), false);
		break;
	case STEP_SET:
		d->title = enter_has_code(ui->en) ? _("换动态码（旧的作废）") : _("设定动态码");
		if (enter_has_password(ui->en))
			add_line(d, _("现在的口令"), false);
		add_line(d, _("动态码"), true);
		break;
	}
}

/* ---- the picture ---- */

static void
draw_line(const struct line *l, int y, int x, int columns, bool here)
{
	static const char stars[] = "********************************************************************************";
	size_t n = text_count(l->text);
	int room = columns - LABEL_WIDTH, at;

	draw_text(y, x, LABEL_WIDTH, UI_DIM, l->label);
	/* The end is seen, where one types. */
	if (l->shown)
		at = draw_put(y, x + LABEL_WIDTH, room, UI_FIELD, l->text);
	else
		at = draw_put(y, x + LABEL_WIDTH, room, UI_FIELD, stars + sizeof stars - 1 - (n < 80 ? n : 80));
	if (at < room)
		draw_text(y, x + LABEL_WIDTH + at, room - at, UI_FIELD, "");
	if (here)
		draw_cursor(y, x + LABEL_WIDTH + (at < room ? at : room - 1));
}

static void
door_draw(struct ui *ui, struct screen *s, struct rect body)
{
	struct door_screen *d = (struct door_screen *)s;
	bool key = d->step == STEP_SET, qr = key && d->qr != NULL && (int)d->n_qr <= body.h && body.w >= 100;
	int h = (int)d->n * 2 + (key ? 7 : *d->says != '\0' ? 5 : 3);
	struct rect r = ui_centre(body, h, BOX_WIDTH);
	int y, x;

	(void)ui;
	draw_fill(body, UI_NORMAL);
	if (key && !qr)
		draw_text(body.y, 3, body.w - 6, UI_DIM, d->qr != NULL ? _("窗口放大到100列30行，就显示二维码") : _("这里不能显示二维码，请手工输入密钥"));
	if (qr) {
		for (size_t i = 0; i < d->n_qr; i++)
			draw_put(body.y + (int)i, 2, 60, UI_NORMAL, d->qr[i]);
		/* Beside the code, whatever its size. */
		r.x = 2 + draw_width(d->qr[0]) + 2;
		r.w = body.w - r.x - 1 < BOX_WIDTH ? body.w - r.x - 1 : BOX_WIDTH;
	}
	draw_box(r, d->title);
	y = r.y + 2;
	x = r.x + 3;
	if (key) {
		draw_para((struct rect){ y, x, 2, r.w - 6 }, UI_NORMAL, _("用手机上的验证器扫描二维码，或者手工输入密钥，再填它显示的六位数字"), 0);
		draw_text(y + 2, x, r.w - 6, UI_STRONG, d->key);
		y += 4;
	} else if (*d->says != '\0') {
		draw_cut(y, x, r.w - 6, UI_NORMAL, d->says);
		y += 2;
	}
	for (size_t i = 0; i < d->n; i++, y += 2)
		draw_line(&d->line[i], y, x, r.w - 6, i == d->at);
	if (d->error != NULL)
		ui_info(ui, UI_ERROR, d->error);
}

/* ---- keys ---- */

static void
fail(struct door_screen *d, const struct err *e)
{
	d->error = arena_printf(d->screen.arena, "! %s", e->text);
}

static enum screen_answer
go_on(struct ui *ui, struct door_screen *d, enum enter_need need)
{
	switch (need) {
	case ENTER_NOTHING: return SCREEN_CLOSE;
	case ENTER_PASSWORD: set_step(ui, d, STEP_PASSWORD); break;
	case ENTER_CODE: set_step(ui, d, STEP_CODE); break;
	case ENTER_CHANGE: set_step(ui, d, STEP_CHANGE); break;
	}
	return SCREEN_DONE;
}

/* The two lines of a new password, which begin at line I, say the same and please the rule. */
static bool
new_is_good(struct ui *ui, struct door_screen *d, size_t i, struct err *e)
{
	if (!enter_password_good(ui->en, d->line[i].text, e))
		return false;
	return strcmp(d->line[i].text, d->line[i + 1].text) == 0 || err_set(e, ERR_REFUSED, "password", 0, _("口令：两遍不一样"));
}

static const char *
line_of(void)
{
	const char *name = ttyname(STDIN_FILENO);

	return name == NULL ? "tty" : strncmp(name, "/dev/", 5) == 0 ? name + 5 : name;
}

static enum screen_answer
submit(struct ui *ui, struct door_screen *d)
{
	enum enter_need need = ENTER_NOTHING;
	struct err e = { 0 };
	size_t old = d->n == 3 || (d->step == STEP_SET && d->n == 2);
	bool ok = false;

	switch (d->step) {
	case STEP_LOGIN: ok = enter_by_password(ui->en, d->line[0].text, d->line[1].text, line_of(), &need, &e); break;
	case STEP_PASSWORD:
	case STEP_CODE: ok = enter_second_step(ui->en, d->line[0].text, &need, &e); break;
	case STEP_CHANGE: ok = new_is_good(ui, d, 0, &e) && enter_change(ui->en, d->line[0].text, &need, &e); break;
	case STEP_LOCK: ok = enter_unlock(ui->en, d->line[0].text, &e); break;
	case STEP_OWN:
		ok = new_is_good(ui, d, old, &e) &&
			enter_set_password(ui->en, old ? d->line[0].text : "", d->line[old].text, &e);
		break;
	case STEP_SET: ok = enter_code_set(ui->en, d->key, d->line[old].text, old ? d->line[0].text : "", &e); break;
	}
	for (size_t i = d->step == STEP_LOGIN; i < d->n; i++)
		wipe(&d->line[i]);
	d->at = d->step == STEP_LOGIN;
	if (!ok) {
		fail(d, &e);
		/* A second step that the lock has ended begins anew, at the console; a key's session is over. */
		if ((d->step == STEP_PASSWORD || d->step == STEP_CODE) && enter_needs(ui->en) == ENTER_NOTHING)
			ui_quit(ui);
		return SCREEN_DONE;
	}
	d->error = NULL;
	if (d->step == STEP_OWN)
		ui_say(ui, UI_NORMAL, "%s", _("口令已改"));
	else if (d->step == STEP_SET)
		ui_say(ui, UI_NORMAL, "%s", _("动态码已设定，下次登录起要用"));
	return go_on(ui, d, need);
}

static void
type(struct line *l, const char *s, size_t n)
{
	n = strcspn(s, "\r\n\t") < n ? strcspn(s, "\r\n\t") : n;
	if (l->n + n >= sizeof l->text)
		return;
	memcpy(l->text + l->n, s, n);
	l->n += n;
	l->text[l->n] = '\0';
}

static void
type_char(struct line *l, const struct key *key)
{
	char s[5];
	/* An input method may be on: a name and a code are ASCII; a password is as it is typed. */
	uint32_t c = l->shown ? key_command(key) : key->cp;

	if (c >= 0x20)
		type(l, s, text_encode(c, s));
}

static enum screen_answer
door_key(struct ui *ui, struct screen *s, const struct key *key)
{
	struct door_screen *d = (struct door_screen *)s;
	struct line *l = &d->line[d->at];
	bool own = d->step == STEP_OWN || d->step == STEP_SET;

	if (key->kind == K_CHAR) {
		type_char(l, key);
	} else if (key->kind == K_PASTE) {
		type(l, key->paste, key->paste_len);
	} else if (key->kind == K_BACKSPACE && l->n > 0) {
		l->n = text_boundary(l->text, l->n - 1);
		l->text[l->n] = '\0';
	} else if (key_is_ctrl(key, 'u')) {
		wipe(l);
	} else if (key->kind == K_ENTER && d->at + 1 >= d->n) {
		return submit(ui, d);
	} else if (key->kind == K_ENTER || key->kind == K_TAB || key->kind == K_DOWN) {
		d->at = d->at + 1 < d->n ? d->at + 1 : key->kind == K_TAB ? 0 : d->at;
	} else if (key->kind == K_UP || key->kind == K_BTAB) {
		d->at -= d->at > 0;
	} else if (own && (key->kind == K_ESC || key_is_f(key, 12) || key_is_f(key, 3))) {
		return SCREEN_CLOSE;
	} else if (key_is_f(key, 3)) {
		/* Who goes away from a locked screen leaves the drafts. */
		ui_end(ui, d->step == STEP_LOCK ? _("会话已结束，没保存的留作草稿") : "");
	} else if (key_is_ctrl(key, 'l')) {
		term_repaint();
	}
	/* Nothing is passed on: behind this screen there is somebody's work. */
	return SCREEN_DONE;
}

static size_t
door_hints(struct ui *ui, struct screen *s, struct hint *out)
{
	struct door_screen *d = (struct door_screen *)s;
	bool own = d->step == STEP_OWN || d->step == STEP_SET;

	(void)ui;
	out[0] = (struct hint){ .key = "Enter", .label = d->at + 1 < d->n ? _("下一项") : d->step == STEP_LOCK ? _("解锁") : _("确定") };
	out[1] = (struct hint){ .key = "Ctrl-U", .label = _("清空"), .rank = 1 };
	if (own)
		out[2] = (struct hint){ .key = "Esc", .label = _("返回"), .right = true };
	else
		out[2] = (struct hint){ .key = "F3", .label = d->step == STEP_LOCK ? _("结束会话") : _("离开"), .right = true };
	return 3;
}

static void
door_top(struct ui *ui, struct screen *s, struct topline *out)
{
	(void)s;
	out->left = arena_printf(ui->frame, "%s", _("监督"));
	if (!enter_in(ui->en))
		out->right = "";
}

static void
door_close(struct ui *ui, struct screen *s)
{
	struct door_screen *d = (struct door_screen *)s;

	if (d->step == STEP_LOCK)
		ui->locked = false;
	for (size_t i = 0; i < LINES_MOST; i++)
		wipe(&d->line[i]);
	explicit_bzero(d->key, sizeof d->key);
}

static const struct screen_kind door_kind = {
	.name = "door",
	.label = N_("登录"),
	.draw = door_draw,
	.key = door_key,
	.top = door_top,
	.hints = door_hints,
	.close = door_close,
};

static struct door_screen *
door_new(struct ui *ui, enum step step)
{
	struct door_screen *d = screen_new(&door_kind, sizeof *d);

	set_step(ui, d, step);
	ui->message[0] = '\0';
	return d;
}

/* ---- from outside ---- */

bool
door_run(struct ui *ui)
{
	enum enter_need need = enter_needs(ui->en);
	struct door_screen *d;

	if (ui->en->actor.personal || enter_in(ui->en))
		return true;
	d = door_new(ui, STEP_LOGIN);
	if (need != ENTER_NOTHING)
		go_on(ui, d, need);
	ui_run(ui, &d->screen);
	return !ui->quit && enter_in(ui->en);
}

void
door_lock(struct ui *ui, bool idle)
{
	struct err e = { 0 };

	if (ui->locked)
		return;
	if (enter_has_password(ui->en)) {
		ui->locked = true;
		event_record(ui->en, "session.locked", "", 0, 0, idle ? _("闲置") : "", &e);
		ui_push(ui, &door_new(ui, STEP_LOCK)->screen);
	} else if (idle && !ui->en->actor.personal) {
		ui_end(ui, _("闲置太久，会话已结束，没保存的留作草稿；重新登录后接着办"));
	} else {
		ui_say(ui, UI_DIM, "%s", ui->en->actor.personal ? _("个人数据库没有口令，不能锁屏") :
			_("您还没有口令，不能锁屏；离开时请按 F3"));
	}
}

void
door_idled(struct ui *ui)
{
	door_lock(ui, true);
}

void
door_password(struct ui *ui)
{
	if (ui->en->actor.personal)
		ui_say(ui, UI_DIM, "%s", _("个人数据库没有口令"));
	else
		ui_push(ui, &door_new(ui, STEP_OWN)->screen);
}

void
door_code(struct ui *ui)
{
	struct door_screen *d = NULL;
	struct err e = { 0 };
	const char *uri;
	char key[ENTER_CODE_KEY];
	struct arena *a = arena_new();

	if (!enter_code_new(ui->en, a, key, &uri, &e)) {
		ui_say_err(ui, &e);
	} else {
		d = door_new(ui, STEP_SET);
		memcpy(d->key, key, sizeof key);
		d->qr = qr_lines(d->screen.arena, uri, &d->n_qr);
		ui_push(ui, &d->screen);
	}
	explicit_bzero(key, sizeof key);
	arena_free(a);
}
