/*
 * line.h: the workbench on a bare pseudo-terminal, for what no well-behaved terminal
 * sends: bytes that are no text, a line that goes.
 *
 * Knows: pseudo-terminals, the idle file.  Must not know: what the screens show.
 */
#ifndef JIANDU_TESTS_SCREEN_LINE_H
#define JIANDU_TESTS_SCREEN_LINE_H

#include <stdbool.h>
#include <stddef.h>

/* Start the program as ACCOUNT at 80 x 24 and wait until it is idle. */
void line_open(const char *account);
/* Send N bytes and wait until they are handled. */
void line_send(const char *bytes, size_t n);
/* Has TEXT been written to the terminal since the start?  Waits for it. */
bool line_said(const char *text);
/* The line goes (the master is closed): the exit status. */
int line_hang_up(void);
/* Send N bytes that end the program; its exit status. */
int line_last(const char *bytes, size_t n);


/* ---- commands at a terminal, which ask something ---- */
/* Start the program with WORDS, ended by NULL, on run_path("a.db"); nothing is waited for. */
void line_run(const char *const *words);
/* Send S and wait for nothing. */
void line_type(const char *s);
/* Is TEXT among what was written up to now? */
bool line_has(const char *text);
/* A copy of what was written up to now, *N bytes; the caller frees it. */
char *line_text(size_t *n);
/* Wait for the end; the exit status. */
int line_end(void);

#endif
