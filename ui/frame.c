/*
 * frame.c: what each line of the frame holds, and which lines changed.
 *
 * Knows: curses' output.  Must not know: meanings, texts.
 */
#include "ui/frame.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum piece_kind { PIECE_TEXT, PIECE_BLANKS, PIECE_SIGN, PIECE_PLAIN };

/* What stands before a piece's characters; words without padding, since lines are compared as they lie. */
enum { WORD_KIND, WORD_X, WORD_ATTR, WORD_PAIR, WORD_N, WORD_SIGN, PIECE_HEAD };

static struct {
	struct stroke *now, *shown; /* the pieces of each line */
	bool *stale; /* the line on the screen is not the one in SHOWN */
	int rows, cols;
	bool sent;   /* this frame is on the screen */
} f;

static void
set_size(int rows, int cols)
{
	for (int y = rows; y < f.rows; y++) {
		free(f.now[y].words);
		free(f.shown[y].words);
	}
	f.now = mem_resize(f.now, (size_t)rows * sizeof(*f.now));
	f.shown = mem_resize(f.shown, (size_t)rows * sizeof(*f.shown));
	f.stale = mem_resize(f.stale, (size_t)rows * sizeof(*f.stale));
	for (int y = f.rows; y < rows; y++) {
		memset(&f.now[y], 0, sizeof(f.now[y]));
		memset(&f.shown[y], 0, sizeof(f.shown[y]));
	}
	f.rows = rows;
	f.cols = cols;
	for (int y = 0; y < rows; y++)
		f.stale[y] = true;
}

void
frame_start(void)
{
	set_size(LINES, COLS);
	f.sent = false;
}

void
frame_begin(void)
{
	if (f.rows != LINES || f.cols != COLS)
		set_size(LINES, COLS);
	for (int y = 0; y < f.rows; y++)
		f.now[y].n = 0;
	f.sent = false;
}

static void
play_sign(int y, int x, enum frame_sign sign, int columns, bool plain)
{
	static const char ascii[FRAME_N_SIGNS] = { '-', '|', '+', '+', '+', '+' };
	const cchar_t *own[FRAME_N_SIGNS] = { WACS_HLINE, WACS_VLINE, WACS_ULCORNER, WACS_URCORNER, WACS_LLCORNER,
		WACS_LRCORNER };

	if (plain)
		mvhline(y, x, (chtype)ascii[sign], columns);
	else
		mvhline_set(y, x, own[sign], columns);
}

/* The piece at P to curses, on line Y; returns where the next one begins. */
static const uint32_t *
play(int y, const uint32_t *p)
{
	const uint32_t *s = p + PIECE_HEAD;
	int x = (int)p[WORD_X], n = (int)p[WORD_N];

	attr_set((attr_t)p[WORD_ATTR], (short)p[WORD_PAIR], NULL);
	switch ((enum piece_kind)p[WORD_KIND]) {
	case PIECE_TEXT:
		/* wchar_t is a word here (checked below), so the characters lie as curses wants them */
		mvaddnwstr(y, x, (const wchar_t *)s, n);
		return s + n;
	case PIECE_BLANKS:
		mvhline(y, x, ' ' | (chtype)p[WORD_ATTR] | (chtype)COLOR_PAIR((int)p[WORD_PAIR]), n);
		break;
	case PIECE_SIGN:
	case PIECE_PLAIN:
		play_sign(y, x, (enum frame_sign)p[WORD_SIGN], n, p[WORD_KIND] == PIECE_PLAIN);
		break;
	}
	return s;
}

_Static_assert(sizeof(wchar_t) == sizeof(uint32_t), "a wide character is a word");

/* Room for N more words at the end of S. */
static uint32_t *
more(struct stroke *s, size_t n)
{
	if (s->n + n > s->cap) {
		s->cap = (s->n + n) * 2;
		s->words = mem_resize(s->words, s->cap * sizeof(*s->words));
	}
	return s->words + s->n;
}

static void
put(int y, const uint32_t *head, const wchar_t *s)
{
	size_t n = PIECE_HEAD + (s ? head[WORD_N] : 0);
	struct stroke *l;
	uint32_t *at;

	if (y < 0 || y >= f.rows)
		return;
	l = &f.now[y];
	/* Over a frame that is shown: the line is played for itself, and drawn anew in the next frame. */
	if (f.sent) {
		l->n = 0;
		f.stale[y] = true;
	}
	at = more(l, n);
	memcpy(at, head, PIECE_HEAD * sizeof(*head));
	if (s)
		memcpy(at + PIECE_HEAD, s, head[WORD_N] * sizeof(*s));
	if (f.sent)
		play(y, l->words);
	else
		l->n += n;
}

void
frame_text(int y, int x, attr_t attr, short pair, const wchar_t *s, int n)
{
	put(y, (uint32_t[PIECE_HEAD]){ PIECE_TEXT, (uint32_t)x, attr, (uint32_t)pair, (uint32_t)n, 0 }, s);
}

void
frame_blanks(int y, int x, attr_t attr, short pair, int columns)
{
	put(y, (uint32_t[PIECE_HEAD]){ PIECE_BLANKS, (uint32_t)x, attr, (uint32_t)pair, (uint32_t)columns, 0 }, NULL);
}

void
frame_sign(int y, int x, attr_t attr, short pair, enum frame_sign sign, int columns, bool plain)
{
	put(y, (uint32_t[PIECE_HEAD]){ plain ? PIECE_PLAIN : PIECE_SIGN, (uint32_t)x, attr, (uint32_t)pair, (uint32_t)columns,
		sign }, NULL);
}

void
frame_keep_from(int y, struct stroke *s)
{
	s->from = y >= 0 && y < f.rows ? f.now[y].n : 0;
}

void
frame_keep(int y, struct stroke *s)
{
	size_t n = y >= 0 && y < f.rows ? f.now[y].n - s->from : 0;

	s->n = 0;
	if (n == 0)
		return;
	memcpy(more(s, n), f.now[y].words + s->from, n * sizeof(*s->words));
	s->n = n;
}

void
frame_again(int y, const struct stroke *s)
{
	if (y < 0 || y >= f.rows || s->n == 0)
		return;
	memcpy(more(&f.now[y], s->n), s->words, s->n * sizeof(*s->words));
	f.now[y].n += s->n;
}

void
frame_end(void)
{
	for (int y = 0; y < f.rows && !f.sent; y++) {
		const struct stroke l = f.now[y];

		if (!f.stale[y] && l.n == f.shown[y].n && (l.n == 0 || memcmp(l.words, f.shown[y].words, l.n * sizeof(*l.words)) == 0))
			continue;
		attr_set(A_NORMAL, 0, NULL);
		move(y, 0);
		clrtoeol();
		/* An empty line has no words at all. */
		for (const uint32_t *p = l.words; l.n > 0 && p < l.words + l.n;)
			p = play(y, p);
		f.now[y] = f.shown[y];
		f.shown[y] = l;
		f.stale[y] = false;
	}
	f.sent = true;
}
