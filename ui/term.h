/*
 * term.h: the terminal: started, listened to, and put back whatever happens.
 *
 * Knows: curses' start and end, termios, signals, poll.
 * Must not know: screens, widgets, the record.
 *
 * The signal handlers only set flags and write one byte to a pipe that
 * term_wait() listens to.  curses' own input is not used: terminal.md 2 and 7.
 */
#ifndef JIANDU_UI_TERM_H
#define JIANDU_UI_TERM_H

#include <signal.h>
#include <stdbool.h>

#include "base/err.h"
#include "ui/key.h"

/* The smallest window in which screens are drawn. */
#define TERM_MIN_COLS 60
#define TERM_MIN_ROWS 15

/* The line is gone or the program was told to end (SIGHUP, SIGTERM, SIGINT): save drafts and leave. */
extern volatile sig_atomic_t ui_hangup;

enum term_event {
	TERM_TIMEOUT,
	TERM_INPUT,   /* bytes were fed to the decoder */
	TERM_RESIZED, /* size has changed (curses knows already), or the program was continued: repaint everything */
	TERM_HANGUP,  /* ui_hangup is set */
};

/*
 * Take over the terminal on standard input and output.  AMBIWIDTH: "1", "2" or
 * "auto"/NULL (probe).  NULL with one sentence in E when there is no usable terminal.
 * Returns the decoder that holds what was typed ahead; owned by term, gone after term_stop().
 */
struct keys *term_start(const char *ambiwidth, struct err *e);
/* Put the terminal back.  May be called at any time and more than once. */
void term_stop(void);
/* Wait at most MS milliseconds (-1: for ever) for something to happen. */
enum term_event term_wait(int ms);
/* The window is at least TERM_MIN_COLS x TERM_MIN_ROWS. */
bool term_big_enough(void);
/* A sentence the person should see once after the start (the terminal is not set to UTF-8 ...), or NULL; translated. */
const char *term_warning(void);
/* A K_REPORT that came after the probe's time was over; true when it changes what must be drawn. */
bool term_report(const struct key *key);
/* Bits a second of the serial line the terminal hangs on, as far as the system knows (38400 on a pseudo-terminal); 0 unknown. */
int term_speed(void);
/* Does the terminal take UTF-8 (else the locale's encoding)? */
bool term_utf8(void);
/* Repaint everything at the next update (Ctrl-L). */
void term_repaint(void);
/* Give the terminal to something else for a while and take it back. */
void term_suspend(void);
void term_resume(void);
/* Milliseconds of a clock that never jumps. */
long long term_now(void);
/* Has something been typed that nobody has read yet? */
bool term_typed(void);

#endif
