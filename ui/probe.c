/*
 * probe.c: what the terminal makes of 前 and of ±.
 *
 * Knows: the cursor position report.  Must not know: curses, the clock.
 */
#include "ui/probe.h"

#include <stdio.h>
#include <string.h>
#include <wchar.h>

/* WIDE in the locale's encoding at OUT; false when the locale cannot write it. */
static bool
encode(const wchar_t *wide, char *out, size_t size)
{
	mbstate_t state;
	size_t n;

	memset(&state, 0, sizeof(state));
	n = wcsrtombs(out, &wide, size, &state);
	return n != (size_t)-1 && n < size && !wide;
}

/*
 * Not any hanzi will do.  前前 takes four columns where it is understood; its GB
 * bytes are two Latin letters to a UTF-8 terminal (2 columns), its UTF-8 bytes
 * three hanzi to a GB terminal (6 columns).
 */
const char *
probe_question(void)
{
	static char question[96];
	char han[24], sign[24];

	if (!encode(L"\u524d\u524d", han, sizeof(han)) || !encode(L"\u00b1\u00b1", sign, sizeof(sign)))
		return "";
	snprintf(question, sizeof(question), "\033[2;1H%s\033[6n\r%s\033[6n\r\033[K", han, sign);
	return question;
}

bool
probe_report(struct probe *p, int row, int col)
{
	int columns = col - 1;

	(void)row;
	p->replies++;
	if (p->replies == 1) {
		p->han = columns;
	} else if (p->replies == 2) {
		if (columns == 2 || columns == 4)
			p->ambiguous = columns / 2;
		return true;
	}
	return false;
}
