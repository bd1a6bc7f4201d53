/*
 * pane.h: the workbench in a terminal of its own (tmux on a private socket), for tests
 * that see it as a person does.
 *
 * Knows: tmux, the idle file of ui/screen.c.  Must not know: what the screens show.
 *
 * Keys go in only when the program is idle: it counts the bytes it has handled into
 * JIANDU_TEST_IDLE, and every function here waits for what it has sent.  Nothing sleeps
 * but between two looks at that file or at the screen.
 */
#ifndef JIANDU_TESTS_SCREEN_PANE_H
#define JIANDU_TESTS_SCREEN_PANE_H

#include <stdbool.h>
#include <stddef.h>

/* The office the screens are about: agencies, supervisors, opinions in several states; today is 2026-09-01. */
void pane_office_open(void);
void pane_office_close(void);

/* Start the program in W x H columns and rows as ACCOUNT (NULL: a shared database, nobody yet), and wait for its first screen. */
void pane_open(int w, int h, const char *account);
/* The same on another day, ISO. */
void pane_open_on(int w, int h, const char *account, const char *today);
/* Settings for the next pane_open() alone, "NAME=VALUE …": another width of ambiguous characters, another terminal. */
void pane_env(const char *settings);
/* End tmux, and with it the program if it still runs. */
void pane_close(void);
/* Keys by tmux's names ("Enter", "F2", "Down", "a"), ended by NULL; waits after each. */
void pane_keys(const char *key, ...) __attribute__((sentinel));
/* The key that ends the program or leaves its screens: nothing is waited for. */
void pane_last_key(const char *key);
/* A key while the program has left its screens. */
void pane_unheard(const char *key);
/* Text as it is, in one burst. */
void pane_type(const char *text);
/* The same as a bracketed paste. */
void pane_paste(const char *text);
/* LINE after F9, as a command; SHOWS comes to stand on the screen then, NULL: not looked for. */
void pane_command(const char *line, const char *shows);
/* From the door of a shared database: LOGIN and PASSWORD, then SHOWS comes to stand on the screen. */
void pane_log_in(const char *login, const char *password, const char *shows);
/* Another size; waits until it is drawn. */
void pane_resize(int w, int h);
/* Many sizes one after the other without waiting. */
void pane_storm(int n, int w, int h);
/* Fail unless TEXT comes to stand on the screen. */
void pane_shows(const char *text);
/* Fail unless TEXT goes from the screen, or is not on it. */
void pane_lacks(const char *text);
/* Fail unless the screen is tests/screen/golden/NAME.txt; times of day are not compared. UPDATE_GOLDEN=1 writes it. */
void pane_golden(const char *name);
/* The line goes: tmux is killed, the program gets SIGHUP; waits until it has ended. */
void pane_hang_up(void);
/* Wait for the program's end; its exit status. */
int pane_exit(void);
/* q from the first screen, and the program ends with 0. */
void pane_leave(void);

#endif
