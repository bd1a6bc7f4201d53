/*
 * floor.c: the least a program on a terminal can do: echo a key; change one line of forty with curses.
 *
 * Knows: termios, curses.  Must not know: jiandu.
 */
#include <curses.h>
#include <locale.h>
#include <termios.h>
#include <unistd.h>

#include "tests/bench/bench.h"

int
floor_echo(void)
{
	struct termios raw;
	char block[64];
	ssize_t n;

	if (tcgetattr(0, &raw) != 0)
		return 1;
	cfmakeraw(&raw);
	tcsetattr(0, TCSANOW, &raw);
	if (write(1, "ready", 5) < 0)
		return 1;
	while ((n = read(0, block, sizeof block)) > 0)
		if (write(1, block, (size_t)n) < 0)
			return 1;
	return 0;
}

int
floor_curses(void)
{
	int at = 0, key;

	setlocale(LC_ALL, "");
	initscr();
	raw();
	noecho();
	keypad(stdscr, TRUE);
	set_escdelay(25);
	for (int y = 0; y < LINES; y++)
		mvprintw(y, 0, "%4d  区城市管理局对碚峡路一商户作出行政处罚，告知书与决定书同日送达。", y);
	refresh();
	while ((key = getch()) != ERR && key != 'Q') {
		at++;
		mvprintw(at % LINES, 0, "%4d  按下的键是 %04x，未给予当事人陈述、申辩的合理期限，建议补正。", at % 10000, (unsigned)key);
		refresh();
	}
	endwin();
	return 0;
}
