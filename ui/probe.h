/*
 * probe.h: what the terminal makes of 前 and of ±: is it UTF-8, how wide are
 * ambiguous characters.
 *
 * Knows: the cursor position report.  Must not know: curses, the clock.
 */
#ifndef JIANDU_UI_PROBE_H
#define JIANDU_UI_PROBE_H

#include <stdbool.h>

struct probe {
	int replies;   /* position reports so far: two make an answer */
	int han;       /* columns 前前 took, 0 unknown; 4 is right */
	int ambiguous; /* columns one ± took (1 or 2), 0 unknown */
};

#define PROBE_TIMEOUT_MS 500

/*
 * What to send, in the terminal's encoding: moves to row 2 column 1, prints each
 * pair and asks for the cursor; ends with the line erased.  Row 2, because a
 * report from row 1 looks like Shift-F3.  Empty when the locale cannot write 前.
 */
const char *probe_question(void);
/* Take the report COL (from 1).  True when the answer is complete, also when it comes late. */
bool probe_report(struct probe *p, int row, int col);

#endif
