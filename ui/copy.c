/*
 * copy.c: a text without frames on the plain terminal, so that it can be selected and
 * copied as a whole (OSC 52 is not honoured by half of the terminals in use).
 *
 * Knows: the terminal's two states.  Must not know: what is printed.
 */
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "base/conv.h"
#include "base/i18n.h"
#include "base/text.h"
#include "ui/term.h"
#include "ui/work.h"

static void
put(struct arena *a, const char *text)
{
	const char *clean = text_clean(a, text, true);
	struct buf out = BUF_INIT;
	struct err e = { 0 };

	if (term_utf8() || !conv_from_utf8(clean, "gb18030", &out, NULL, NULL, &e))
		fputs(clean, stdout);
	else
		fwrite(buf_str(&out), 1, out.len, stdout);
	buf_free(&out);
}

void
copy_show(struct ui *ui, const char *text)
{
	struct arena *a = arena_new();
	long long since = term_now();
	bool over = false;

	term_suspend();
	put(a, "\n");
	put(a, text);
	put(a, "\n");
	put(a, _("选中复制；按 Enter 返回"));
	put(a, "\n");
	fflush(stdout);
	/* Nothing may hang here when the line goes: the hang-up's flag is looked at. */
	while (!over && !ui_hangup) {
		struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };
		char c[64];
		ssize_t n;

		if (poll(&p, 1, 200) <= 0) {
			/* Idle too long, or ended by an administrator: the loop of the screens does the rest. */
			if (ui->watch != NULL)
				ui->watch(ui);
			over = ui->quit || (ui->idle_after > 0 && ui->idled != NULL && term_now() - since >= ui->idle_after);
			continue;
		}
		n = read(STDIN_FILENO, c, sizeof c);
		over = n <= 0;
		for (ssize_t i = 0; i < n; i++)
			over |= c[i] == '\n' || c[i] == '\r';
	}
	term_resume();
	ui_dirty(ui);
	arena_free(a);
}
