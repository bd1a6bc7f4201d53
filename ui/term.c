/*
 * term.c: the terminal: started, listened to, and put back whatever happens.
 *
 * Knows: curses' start and end, termios, signals, poll.
 * Must not know: screens, widgets, the record.
 */
#include "ui/term.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/i18n.h"
#include "base/width.h"
#include "ui/probe.h"

/* Numeric keypad, ordinary cursor keys, bracketed paste: sent after each return to curses. */
#define ENTER_MODES "\033>\033[?1l\033[?2004h"
#define LEAVE_MODES "\033[?2004l"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

volatile sig_atomic_t ui_hangup;

static volatile sig_atomic_t saw_winch, saw_stop, saw_cont;
static int wake_pipe[2] = { -1, -1 };

static struct {
	bool active;
	SCREEN *screen;
	struct termios saved;
	bool have_saved;
	struct keys *keys;
	struct probe probe;
	bool probing;      /* the answer to the probe may still come */
	bool fixed_width;  /* the setting says how wide ± is */
	bool utf8;
	int dead_reads;
	char rescue[160];  /* what a dying program writes */
	size_t rescue_len;
	const char *warning;
} t;

/* Write all of S to the terminal; used between curses' own updates only. */
static void
send_bytes(const char *s, size_t n)
{
	while (n > 0) {
		ssize_t w = write(STDOUT_FILENO, s, n);

		if (w < 0 && errno == EINTR)
			continue;
		if (w <= 0)
			return;
		s += w;
		n -= (size_t)w;
	}
}

static void
send_text(const char *s)
{
	send_bytes(s, strlen(s));
}

long long
term_now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (long long)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* ---- signals ---- */

static void
on_signal(int sig)
{
	int keep = errno;
	ssize_t n;

	switch (sig) {
	case SIGWINCH: saw_winch = 1; break;
	case SIGTSTP: saw_stop = 1; break;
	case SIGCONT: saw_cont = 1; break;
	default: ui_hangup = 1; break;
	}
	n = write(wake_pipe[1], "", 1); /* a full pipe wakes as well */
	(void)n;
	errno = keep;
}

/* The program dies: give the terminal back with what is safe in a handler, then die as asked. */
static void
on_death(int sig)
{
	ssize_t n;

	if (t.active) {
		n = write(STDOUT_FILENO, t.rescue, t.rescue_len);
		(void)n;
		if (t.have_saved)
			tcsetattr(STDIN_FILENO, TCSANOW, &t.saved);
		t.active = false;
	}
	signal(sig, SIG_DFL);
	raise(sig);
}

static void
catch_signals(void)
{
	static const int asked[] = { SIGWINCH, SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP, SIGCONT };
	static const int fatal[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };
	struct sigaction sa, old;

	memset(&sa, 0, sizeof(sa));
	sigemptyset(&sa.sa_mask);
	sa.sa_flags = SA_RESTART;
	sa.sa_handler = on_signal;
	for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++)
		sigaction(asked[i], &sa, NULL);
	sa.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &sa, NULL);
	sa.sa_handler = on_death;
	sa.sa_flags = (int)SA_RESETHAND;
	for (size_t i = 0; i < sizeof(fatal) / sizeof(fatal[0]); i++) {
		/* a sanitizer that watches this signal tells more */
		if (sigaction(fatal[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
			sigaction(fatal[i], &sa, NULL);
	}
}

/* ---- start and stop ---- */

/* Capability NAME as a string, "" when the terminal has none. */
static const char *
capability(const char *name)
{
	const char *s = tigetstr(name);

	return s && s != (char *)-1 ? s : "";
}

static void
make_rescue(void)
{
	int n = snprintf(t.rescue, sizeof(t.rescue), "%s%s%s%s%s", MOUSE_OFF, LEAVE_MODES, capability("sgr0"),
		capability("cnorm"), capability("rmcup"));

	t.rescue_len = n > 0 && (size_t)n < sizeof(t.rescue) ? (size_t)n : 0;
}

/* curses on the terminal by its own name, else by a name that most terminals understand. */
static SCREEN *
open_screen(void)
{
	const char *name = getenv("TERM");
	SCREEN *s;

	if (!name || !*name || strcmp(name, "dumb") == 0)
		return NULL;
	s = newterm(name, stdout, stdin);
	if (!s)
		s = newterm("xterm-256color", stdout, stdin);
	if (!s)
		s = newterm("xterm", stdout, stdin);
	return s;
}

/*
 * How wide is ± ?  What is typed meanwhile stays queued.  Where the setting says it, only the
 * warning about the encoding hangs on the answer, which may come when it likes (term_report()).
 */
static void
ask_terminal(void)
{
	struct key *held = NULL, key;
	size_t n = 0, cap = 0;
	const char *question = probe_question();
	long long until = term_now() + PROBE_TIMEOUT_MS;
	bool done = false;

	if (!*question)
		return;
	t.probing = true;
	send_text(question);
	while (!done) {
		long long left = t.fixed_width ? 0 : until - term_now();

		while (!done && keys_next(t.keys, &key)) {
			if (key.kind == K_REPORT) {
				done = probe_report(&t.probe, key.row, key.col);
				continue;
			}
			if (n == cap) {
				cap = cap ? cap * 2 : 16;
				held = mem_resize(held, cap * sizeof(*held));
			}
			if (key.paste) {
				char *copy = mem_resize(NULL, key.paste_len + 1);

				memcpy(copy, key.paste, key.paste_len + 1);
				key.paste = copy;
			}
			held[n++] = key;
		}
		if (done || left <= 0 || ui_hangup)
			break;
		if (term_wait((int)left) == TERM_TIMEOUT)
			break;
	}
	t.probing = !done;
	while (n > 0) {
		n--;
		keys_unget(t.keys, &held[n]);
		free((char *)(uintptr_t)held[n].paste);
	}
	free(held);
}

/* What the probe said becomes the width of ambiguous characters and perhaps a warning. */
static void
use_answer(void)
{
	if (t.probe.ambiguous && !t.fixed_width)
		width_set_ambiguous(t.probe.ambiguous);
	if (t.probe.han && t.probe.han != 4)
		/* hanzi are unreadable now, so plain ASCII comes first */
		t.warning = t.utf8 ? _("Set the terminal to UTF-8!  终端的编码不是 UTF-8，请改为 UTF-8") :
				     _("Charset mismatch!  终端的编码与本机语言环境不一致，请改成一致");
}

struct keys *
term_start(const char *ambiwidth, struct err *e)
{
	const char *name = getenv("TERM");

	if (t.active)
		return t.keys;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		err_set(e, ERR_USAGE, NULL, 0, "%s", _("工作台需要终端，这里没有终端；可以改用命令，见 jiandu --help"));
		return NULL;
	}
	if (wake_pipe[0] < 0 && pipe2(wake_pipe, O_CLOEXEC | O_NONBLOCK) != 0) {
		err_set(e, ERR_SYSTEM, NULL, 0, _("无法打开管道：%s"), err_system(errno));
		return NULL;
	}
	t.have_saved = tcgetattr(STDIN_FILENO, &t.saved) == 0;
	catch_signals(); /* before curses, which then leaves them alone */
	use_env(FALSE);
	use_tioctl(TRUE);
	t.screen = open_screen();
	if (!t.screen) {
		err_set(e, ERR_USAGE, NULL, 0, _("终端类型“%s”不能显示工作台，请设置环境变量 TERM，例如 TERM=xterm-256color"),
			name ? name : "");
		return NULL;
	}
	t.active = true;
	make_rescue();
	atexit(term_stop);
	arena_on_death(term_stop);
	if (!*capability("cup")) {
		term_stop();
		err_set(e, ERR_USAGE, NULL, 0, _("终端类型“%s”不能显示工作台，请设置环境变量 TERM，例如 TERM=xterm-256color"),
			name ? name : "");
		return NULL;
	}
	raw();
	noecho();
	nonl();
	typeahead(-1); /* an update is finished though keys are waiting */
	t.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	t.keys = keys_new(t.utf8);
	/*
	 * Until it has been left once, curses (6.4) takes each move of the cursor for one of a program without a screen and
	 * writes it by itself: a page went out in forty pieces, over ssh as many packets.  Left and taken again, it writes
	 * a frame at once.
	 */
	def_prog_mode();
	endwin();
	refresh(); /* the alternate screen, empty */
	send_text(ENTER_MODES);
	if (name && strcmp(name, "linux") == 0)
		t.warning = _("No Chinese on the Linux console!  文本控制台不能显示汉字，请用 PuTTY、Xshell 等终端登录");
	if (ambiwidth && (strcmp(ambiwidth, "1") == 0 || strcmp(ambiwidth, "2") == 0)) {
		width_set_ambiguous(ambiwidth[0] - '0');
		t.fixed_width = true;
	} else if (!t.utf8) {
		width_set_ambiguous(2); /* as GB terminals draw it; the probe may know better */
	}
	ask_terminal();
	use_answer();
	clearok(curscr, TRUE);
	return t.keys;
}

int
term_speed(void)
{
	/* The low ones; all faster lines are alike here. */
	static const struct {
		speed_t code;
		int bits;
	} speeds[] = { { B300, 300 }, { B600, 600 }, { B1200, 1200 }, { B2400, 2400 }, { B4800, 4800 }, { B9600, 9600 },
		{ B19200, 19200 }, { B38400, 38400 } };
	speed_t code = t.have_saved ? cfgetospeed(&t.saved) : B0;

	for (size_t i = 0; i < sizeof(speeds) / sizeof(speeds[0]); i++)
		if (speeds[i].code == code)
			return speeds[i].bits;
	return 0;
}

bool
term_report(const struct key *key)
{
	int before = width_ambiguous();

	if (!t.probing)
		return false;
	if (!probe_report(&t.probe, key->row, key->col))
		return false;
	t.probing = false;
	use_answer();
	return width_ambiguous() != before || t.warning;
}

/* curses lets go of the terminal; its next update takes it again. */
static void
leave(void)
{
	send_text(LEAVE_MODES);
	endwin();
	if (t.have_saved)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &t.saved);
}

void
term_stop(void)
{
	if (!t.active)
		return;
	t.active = false;
	leave();
	delscreen(t.screen);
	t.screen = NULL;
	keys_free(t.keys);
	t.keys = NULL;
}

void
term_suspend(void)
{
	if (t.active)
		leave();
}

/* Has the window another size than curses believes?  Tell curses. */
static void
take_size(void)
{
	struct winsize ws;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) == 0 && ws.ws_row > 0 && ws.ws_col > 0 &&
		is_term_resized(ws.ws_row, ws.ws_col))
		resizeterm(ws.ws_row, ws.ws_col);
	clearok(curscr, TRUE); /* terminals reflow what they showed */
}

void
term_resume(void)
{
	if (!t.active)
		return;
	reset_prog_mode();
	raw();
	refresh();
	send_text(ENTER_MODES);
	take_size();
}

bool
term_utf8(void)
{
	return t.utf8;
}

const char *
term_warning(void)
{
	return t.warning;
}

bool
term_big_enough(void)
{
	return LINES >= TERM_MIN_ROWS && COLS >= TERM_MIN_COLS;
}

void
term_repaint(void)
{
	if (t.active)
		clearok(curscr, TRUE);
}

/* ---- listening ---- */

/* Act on the flags the handlers set.  TERM_TIMEOUT: there was none. */
static enum term_event
take_flags(void)
{
	char drain[64];

	while (read(wake_pipe[0], drain, sizeof(drain)) > 0)
		;
	if (ui_hangup)
		return TERM_HANGUP;
	if (saw_stop) {
		saw_stop = saw_cont = 0;
		term_suspend();
		raise(SIGSTOP);
		saw_cont = 1;
	}
	if (saw_cont) {
		saw_cont = saw_winch = 0;
		term_resume();
		return TERM_RESIZED;
	}
	if (saw_winch) {
		saw_winch = 0;
		take_size();
		return TERM_RESIZED;
	}
	return TERM_TIMEOUT;
}

/* Read what is there.  An end of file or an error that comes again and again is a line that is gone. */
static enum term_event
take_input(void)
{
	char bytes[8192];
	ssize_t n = read(STDIN_FILENO, bytes, sizeof(bytes));

	if (n > 0) {
		t.dead_reads = 0;
		keys_feed(t.keys, bytes, (size_t)n);
		return TERM_INPUT;
	}
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return TERM_TIMEOUT;
	if (++t.dead_reads >= 3) {
		ui_hangup = 1;
		return TERM_HANGUP;
	}
	poll(NULL, 0, 10);
	return TERM_TIMEOUT;
}

enum term_event
term_wait(int ms)
{
	long long until = ms < 0 ? -1 : term_now() + ms;

	for (;;) {
		struct pollfd fd[2] = { { STDIN_FILENO, POLLIN, 0 }, { wake_pipe[0], POLLIN, 0 } };
		enum term_event ev = take_flags();
		long long left;

		if (ev != TERM_TIMEOUT)
			return ev;
		left = until < 0 ? -1 : until - term_now();
		if (until >= 0 && left < 0)
			left = 0;
		if (poll(fd, 2, (int)left) > 0) {
			ev = take_flags();
			if (ev != TERM_TIMEOUT)
				return ev;
			if (fd[0].revents) {
				ev = take_input();
				if (ev != TERM_TIMEOUT)
					return ev;
			}
		}
		if (until >= 0 && term_now() >= until)
			return TERM_TIMEOUT;
	}
}

bool
term_typed(void)
{
	struct pollfd fd = { STDIN_FILENO, POLLIN, 0 };

	return poll(&fd, 1, 0) > 0;
}
