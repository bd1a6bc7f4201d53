/*
 * key.h: bytes from a terminal become keys.
 *
 * Knows: UTF-8 and the escape sequences of the terminals in use (xterm, VT,
 * PuTTY in all its settings, rxvt, the Linux console, tmux).
 * Must not know: curses, file descriptors, clocks: the caller feeds bytes and
 * says when it has waited long enough, so tests need no terminal.
 *
 * No byte wedges the decoder: what is not text and no sequence becomes K_BAD
 * and is gone.  Nothing typed ahead is lost: keys stay queued until asked for.
 */
#ifndef JIANDU_UI_KEY_H
#define JIANDU_UI_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum key_kind {
	K_NONE,
	K_CHAR,   /* .cp: a character, as typed (full-width kept: fold with key_command()) */
	K_CTRL,   /* .cp: 'a'..'z', ' ', '\\', ']', '^', '_' pressed with Ctrl */
	K_ENTER,
	K_TAB,
	K_BTAB,   /* Shift-Tab */
	K_ESC,
	K_BACKSPACE,
	K_DELETE,
	K_INSERT,
	K_UP,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_HOME,
	K_END,
	K_PGUP,
	K_PGDN,
	K_F,      /* .cp: 1..20; Esc+digit gives 1..10, Esc+- 11, Esc+= 12 */
	K_PASTE,  /* .paste, .paste_len: the whole pasted text, lines ended by \n */
	K_MOUSE,  /* .cp button code as xterm's SGR report has it, .row, .col from 0 */
	K_REPORT, /* the terminal's answer to ESC[6n: .row, .col from 1 */
	K_BAD,    /* .cp: a byte that is neither text nor the start of anything; ignored, said once */
};

enum key_mods {
	KM_SHIFT = 1,
	KM_ALT = 2,
	KM_CTRL = 4,
};

struct key {
	enum key_kind kind;
	uint32_t cp;
	unsigned mods;      /* KM_ bits, for K_UP..K_F */
	int row, col;
	const char *paste;  /* valid UTF-8, no controls but \n and \t; owned by the decoder until the next keys_next() */
	size_t paste_len;
};

struct keys;

/* A new decoder; UTF8 false: bytes are in the locale's multibyte encoding (GB18030).  keys_free() it. */
struct keys *keys_new(bool utf8);
void keys_free(struct keys *k);
/* Bytes have come. */
void keys_feed(struct keys *k, const char *bytes, size_t n);
/* The next whole key; false when there is none or what is there is not yet complete. */
bool keys_next(struct keys *k, struct key *out);
/*
 * After keys_next() said false: how many milliseconds to wait for the rest of
 * an incomplete sequence before calling keys_expire(); -1: nothing waits.
 */
int keys_wait(const struct keys *k);
/* The rest did not come: what is there is taken as it stands (a lone Esc is K_ESC). */
void keys_expire(struct keys *k);
/* Put KEY back before everything else (its paste is copied). */
void keys_unget(struct keys *k, const struct key *key);
/* Is there anything, whole or not? */
bool keys_empty(const struct keys *k);
/* Bytes taken in and handed out as keys since the start; terminal reports do not count.  For tests that wait. */
uint64_t keys_handled(const struct keys *k);
/* Bytes fed since the start, and those of them that have left the decoder: is a key older than something shown? */
uint64_t keys_fed(const struct keys *k);
uint64_t keys_taken(const struct keys *k);

/*
 * The character KEY means where a command is expected: K_CHAR folded from its
 * full-width twin (？ is ?, ：is :, Ａ is A); 0 for any other key.
 */
uint32_t key_command(const struct key *key);
/* Is KEY Ctrl with LETTER ('a'..)? */
bool key_is_ctrl(const struct key *key, char letter);
/* Is KEY F-key N? */
bool key_is_f(const struct key *key, int n);

#endif
