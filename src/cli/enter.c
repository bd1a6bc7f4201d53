/*
 * enter.c: the door at the command line: who are you, and jiandu account passwd | code.
 *
 * Knows: the terminal as lines without echo.  Must not know: what makes a password good.
 *
 * What is asked here comes from the terminal alone: never from argv, which others can read, never from a pipe,
 * which a history keeps.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/qr.h"
#include "base/text.h"
#include "engine/enter.h"
#include "cli/private.h"

#define TRIES 3 /* new passwords that the rule refuses */

/* ---- the terminal ---- */

static bool
say(int tty, const char *text)
{
	size_t n = strlen(text);

	return write(tty, text, n) == (ssize_t)n;
}

/*
 * From open_tty() to close_tty() the terminal shows nothing by itself: what is typed before it is asked for is a password
 * too.  Signals are off, so that no key can leave the terminal without its echo.
 */
static struct termios before;

static void
close_tty(int tty)
{
	tcsetattr(tty, TCSADRAIN, &before);
	close(tty);
}

/* One line from the terminal into OUT (of ROOM bytes), shown only when ECHO.  Ctrl-C and Ctrl-D give up. */
static bool
ask(int tty, const char *prompt, bool echo, char *out, size_t room, struct err *e)
{
	size_t n = 0;
	unsigned char c = 0;
	bool ok = false;

	say(tty, prompt);
	for (;;) {
		ssize_t got = read(tty, &c, 1);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0 || c == 3 || c == 4)
			break;
		if (c == '\r' || c == '\n') {
			ok = true;
			break;
		}
		if (c == 21) {
			while (echo && n > 0) {
				n = text_boundary(out, n - 1);
				say(tty, "\b \b");
			}
			n = 0;
		} else if ((c == 127 || c == 8) && n > 0) {
			n = text_boundary(out, n - 1);
			if (echo)
				say(tty, "\b \b");
		} else if (c >= 0x20 && c != 127 && n + 1 < room) {
			out[n++] = (char)c;
			if (echo && write(tty, &c, 1) != 1)
				break;
		}
	}
	out[n] = '\0';
	say(tty, "\n");
	return ok || err_set(e, ERR_CANCELLED, NULL, 0, _("已取消"));
}

static int
open_tty(struct err *e)
{
	int tty = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	struct termios quiet;

	if (tty < 0) {
		err_set(e, ERR_DENIED, NULL, 0, _("这是共用数据库，要在终端上登录；这里没有终端"));
		return -1;
	}
	if (tcgetattr(tty, &before) != 0) {
		err_set(e, ERR_SYSTEM, NULL, 0, _("终端不能读：%s"), err_system(errno));
		close(tty);
		return -1;
	}
	quiet = before;
	quiet.c_lflag &= ~(tcflag_t)(ECHO | ICANON | ISIG);
	quiet.c_cc[VMIN] = 1;
	quiet.c_cc[VTIME] = 0;
	tcsetattr(tty, TCSADRAIN, &quiet);
	return tty;
}

/* ---- coming in ---- */

/* A new password, typed twice; asked again while the rule refuses it. */
static bool
ask_new(struct engine *en, int tty, char out[PASSWORD_ROOM], struct err *e)
{
	char again[PASSWORD_ROOM];
	struct err why = { 0 };
	bool ok = false;

	for (int i = 0; i < TRIES && !ok; i++) {
		err_clear(&why);
		if (!ask(tty, _("新口令："), false, out, PASSWORD_ROOM, e))
			return false;
		if (!enter_password_good(en, out, &why)) {
			notef("%s\n", why.text);
			continue;
		}
		if (!ask(tty, _("再输一遍："), false, again, sizeof again, e))
			return false;
		ok = strcmp(out, again) == 0;
		explicit_bzero(again, sizeof again);
		if (!ok) {
			err_set(&why, ERR_REFUSED, "password", 0, _("口令：两遍不一样"));
			notef("%s\n", why.text);
		}
	}
	return ok || err_set(e, why.code, NULL, 0, "%s", why.text);
}

/* The line that somebody sits at. */
static const char *
source_of(void)
{
	const char *name = ttyname(STDIN_FILENO);

	if (name == NULL)
		name = ttyname(STDERR_FILENO);
	return name == NULL ? "tty" : strncmp(name, "/dev/", 5) == 0 ? name + 5 : name;
}

static bool
come_in(struct engine *en, int tty, struct err *e)
{
	enum enter_need need = enter_needs(en);
	char login[200], secret[PASSWORD_ROOM];
	bool ok = true;

	if (need == ENTER_NOTHING)
		ok = ask(tty, _("账户名："), true, login, sizeof login, e) && ask(tty, _("口令："), false, secret, sizeof secret, e) &&
			enter_by_password(en, login, secret, source_of(), &need, e);
	while (ok && need != ENTER_NOTHING) {
		if (need == ENTER_CHANGE) {
			say(tty, _("口令是初次发给的，或者用得太久，现在要换\n"));
			ok = ask_new(en, tty, secret, e) && enter_change(en, secret, &need, e);
		} else {
			ok = ask(tty, need == ENTER_CODE ? _("动态码：") : _("口令："), false, secret, sizeof secret, e) &&
				enter_second_step(en, secret, &need, e);
		}
	}
	explicit_bzero(secret, sizeof secret);
	return ok;
}

bool
cli_enter(struct engine *en, struct err *e)
{
	int tty;
	bool ok;

	if (en->actor.personal || enter_in(en))
		return true;
	tty = open_tty(e);
	if (tty < 0)
		return false;
	ok = come_in(en, tty, e);
	close_tty(tty);
	return ok;
}

/* ---- jiandu account passwd [LOGIN] ---- */

static bool
own_account(struct cli *c, const char *const *rest, size_t n)
{
	if (c->en->actor.personal)
		return err_set(c->e, ERR_REFUSED, NULL, 0, _("个人数据库没有口令，文件的所有者就是使用人"));
	if (n > 1)
		return wrong_usage(c, _("“%s”是多余的"), rest[1]);
	if (n == 1 && strcmp(rest[0], c->en->actor.login) != 0)
		return err_set(c->e, ERR_DENIED, NULL, 0,
			_("别人的口令由两位管理员重置：一位提出，jiandu credential propose --account %s --kind password，另一位确认"), rest[0]);
	return true;
}

bool
run_passwd(struct cli *c, int argc, char **argv)
{
	char old[PASSWORD_ROOM] = "", secret[PASSWORD_ROOM] = "";
	const char **rest;
	size_t n;
	int tty;
	bool ok;

	if (!options_take(c, NULL, 0, argc, argv, &rest, &n) || !own_account(c, rest, n) || (tty = open_tty(c->e)) < 0)
		return false;
	ok = (!enter_has_password(c->en) || ask(tty, _("现在的口令："), false, old, sizeof old, c->e)) &&
		ask_new(c->en, tty, secret, c->e) && enter_set_password(c->en, old, secret, c->e);
	explicit_bzero(old, sizeof old);
	explicit_bzero(secret, sizeof secret);
	close_tty(tty);
	if (ok)
		outf("%s\n", _("口令已改"));
	return ok;
}

/* ---- jiandu account code ---- */

bool
run_code(struct cli *c, int argc, char **argv)
{
	char password[PASSWORD_ROOM] = "", code[32], key[ENTER_CODE_KEY];
	const char **rest, *uri, **lines;
	size_t n, n_lines;
	int tty;
	bool ok;

	if (!options_take(c, NULL, 0, argc, argv, &rest, &n) || !own_account(c, rest, n) ||
		!enter_code_new(c->en, c->a, key, &uri, c->e) || (tty = open_tty(c->e)) < 0)
		return false;
	if (enter_has_code(c->en))
		say(tty, _("您已有动态码；设好新的，旧的就作废\n"));
	/* On the terminal, not on standard output: a key is not for a file. */
	lines = qr_lines(c->a, uri, &n_lines);
	for (size_t i = 0; i < n_lines; i++)
		say(tty, lines[i]), say(tty, "\n");
	say(tty, arena_printf(c->a, _("密钥：%s\n用手机上的验证器扫描，或者手工输入密钥，再填它显示的六位数字\n"), key));
	ok = (!enter_has_password(c->en) || ask(tty, _("现在的口令："), false, password, sizeof password, c->e)) &&
		ask(tty, _("动态码："), true, code, sizeof code, c->e) && enter_code_set(c->en, key, code, password, c->e);
	explicit_bzero(password, sizeof password);
	explicit_bzero(key, sizeof key);
	close_tty(tty);
	if (ok)
		outf("%s\n", _("动态码已设定，下次登录起要用"));
	return ok;
}
