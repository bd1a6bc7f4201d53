/*
 * progress.c: a bar for long work on standard error, and Ctrl-C that asks to stop.
 *
 * Knows: terminals, signals.  Must not know: what the work is.
 *
 * While a bar is on, SIGINT and SIGTERM only raise a flag: the work ends at its next
 * step, rolls back what it began, and says so.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/width.h"
#include "cli/private.h"

#define BAR 24
#define EVERY_MS 100

static volatile sig_atomic_t asked;
static struct sigaction old_int, old_term;
static const char *title;
static bool on, drawn, waiting_said;
static long long last;

static void
ask(int sig)
{
	(void)sig;
	asked = 1;
}

static long long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void
progress_on(const char *label)
{
	struct sigaction sa;

	if (on)
		return;
	memset(&sa, 0, sizeof sa);
	sa.sa_handler = ask;
	sigemptyset(&sa.sa_mask);
	asked = 0;
	on = true;
	drawn = false;
	title = label;
	last = 0;
	sigaction(SIGINT, &sa, &old_int);
	sigaction(SIGTERM, &sa, &old_term);
}

bool
progress_at(int64_t done, int64_t total)
{
	long long at = now_ms();
	char bar[BAR + 1];
	int64_t full = total > 0 ? done * BAR / total : 0;

	if (asked)
		return false;
	if (!isatty(STDERR_FILENO) || (at - last < EVERY_MS && done != total))
		return true;
	last = at;
	drawn = true;
	/* The carriage return is ours, not the text's: it goes past the cleaning of note(). */
	fputs("\r", stderr);
	if (total <= 0) {
		notef("%s %lld", title, (long long)done);
		return true;
	}
	for (int i = 0; i < BAR; i++)
		bar[i] = i < full ? '#' : '.';
	bar[BAR] = '\0';
	notef("%s [%s] %lld/%lld", title, bar, (long long)done, (long long)total);
	return true;
}

void
progress_off(void)
{
	if (!on)
		return;
	on = false;
	if (drawn) {
		fputs("\r\033[K", stderr);
		fflush(stderr);
	}
	sigaction(SIGINT, &old_int, NULL);
	sigaction(SIGTERM, &old_term, NULL);
}

static bool
waiting(void *ctx)
{
	(void)ctx;
	if (!waiting_said && isatty(STDERR_FILENO)) {
		note(_("别人正在写入，稍候……\n"));
		waiting_said = true;
	}
	return !asked;
}

void
progress_wait(struct engine *en)
{
	db_on_wait(en->db, waiting, NULL);
}
