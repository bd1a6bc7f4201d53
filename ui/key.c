/*
 * key.c: bytes from a terminal become keys.
 *
 * Knows: UTF-8 and the escape sequences of the terminals in use.
 * Must not know: curses, file descriptors, clocks.
 *
 * The bytes not yet understood stand in one buffer.  parse() looks at its head and
 * answers how many bytes a key took, or 0 for "not complete"; keys_expire() makes
 * it decide anyway.  After Esc only what is surely a sequence is taken as one: an
 * Esc typed ahead of a letter stays an Esc and a letter.
 */
#include "ui/key.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"

#define ESC 0x1b
#define WAIT_SEQUENCE 200 /* ms for the rest of a sequence or a character */
#define WAIT_PASTE 2000   /* ms of silence in the middle of a paste */
#define MAX_STRING 4096   /* bytes of an answer (OSC, DCS) that are passed over */

struct keys {
	struct buf in;       /* bytes fed; [at, len) not yet taken */
	size_t at;
	size_t scan;         /* in a paste: where the search for its end goes on */
	bool utf8;
	bool pasting;
	bool expired;        /* what is there will not be completed */
	bool after_cr;       /* the last byte was \r: a \n beside it is the same Enter */
	int esc_wait;
	struct buf paste;    /* text of the last K_PASTE */
	struct key *back;    /* keys put back, the next at the end; their pastes are owned */
	size_t n_back, cap_back;
	char *back_paste;    /* paste of the key handed out last from there */
	uint64_t handled;
	uint64_t fed;
};

struct keys *
keys_new(bool utf8)
{
	struct keys *k = mem_resize(NULL, sizeof(*k));
	const char *wait = getenv("ESCDELAY");

	memset(k, 0, sizeof(*k));
	k->utf8 = utf8;
	k->esc_wait = wait ? atoi(wait) : 0;
	if (k->esc_wait < 10 || k->esc_wait > 2000)
		k->esc_wait = 50;
	return k;
}

void
keys_free(struct keys *k)
{
	if (!k)
		return;
	for (size_t i = 0; i < k->n_back; i++)
		free((char *)(uintptr_t)k->back[i].paste);
	free(k->back);
	free(k->back_paste);
	buf_free(&k->in);
	buf_free(&k->paste);
	free(k);
}

void
keys_feed(struct keys *k, const char *bytes, size_t n)
{
	if (k->at > 0 && k->at == k->in.len) {
		buf_clear(&k->in);
		k->at = k->scan = 0;
	} else if (k->at > 65536) {
		buf_remove(&k->in, 0, k->at);
		k->scan = k->scan > k->at ? k->scan - k->at : 0;
		k->at = 0;
	}
	buf_add(&k->in, bytes, n);
	k->fed += n;
	k->expired = false;
}

/* Numbers between ';' of a control sequence. */
struct params {
	int v[4];
	int n;
};

static void
read_params(struct params *p, const unsigned char *s, size_t n)
{
	memset(p, 0, sizeof(*p));
	if (n > 0)
		p->n = 1;
	for (size_t i = 0; i < n && p->n <= 4; i++) {
		if (s[i] == ';')
			p->n++;
		else if (isdigit(s[i]) && p->v[p->n - 1] < 100000000)
			p->v[p->n - 1] = p->v[p->n - 1] * 10 + (s[i] - '0');
	}
	if (p->n > 4)
		p->n = 4;
}

/* xterm's modifier number: 1 + bits. */
static unsigned
mods_of(int n)
{
	return n > 1 ? (unsigned)(n - 1) & (KM_SHIFT | KM_ALT | KM_CTRL) : 0;
}

static void
set_key(struct key *out, enum key_kind kind, uint32_t cp, unsigned mods)
{
	out->kind = kind;
	out->cp = cp;
	out->mods = mods;
}

/* The number before ~ (VT220 and its heirs). */
static bool
tilde_key(struct key *out, int n, unsigned mods)
{
	static const unsigned char f[] = {
		[11] = 1, [12] = 2, [13] = 3, [14] = 4, [15] = 5, [17] = 6, [18] = 7, [19] = 8, [20] = 9, [21] = 10,
		[23] = 11, [24] = 12, [25] = 13, [26] = 14, [28] = 15, [29] = 16, [31] = 17, [32] = 18, [33] = 19,
		[34] = 20,
	};
	static const enum key_kind place[] = {
		[1] = K_HOME, [2] = K_INSERT, [3] = K_DELETE, [4] = K_END, [5] = K_PGUP, [6] = K_PGDN, [7] = K_HOME,
		[8] = K_END,
	};

	if (n >= 1 && n <= 8) {
		set_key(out, place[n], 0, mods);
		return true;
	}
	if (n >= 11 && n <= 34 && f[n]) {
		set_key(out, K_F, f[n], mods);
		return true;
	}
	return false;
}

/* A character with modifiers, as modifyOtherKeys and the kitty protocol write it. */
static void
modified_char(struct key *out, int cp, unsigned mods)
{
	switch (cp) {
	case 13: set_key(out, K_ENTER, 0, mods); return;
	case 27: set_key(out, K_ESC, 0, mods); return;
	case 9: set_key(out, mods & KM_SHIFT ? K_BTAB : K_TAB, 0, 0); return;
	case 8:
	case 127: set_key(out, K_BACKSPACE, 0, mods); return;
	default: break;
	}
	if (cp < 32 || cp > 0x10FFFF)
		return;
	if (mods & KM_CTRL)
		set_key(out, K_CTRL, (uint32_t)(cp < 128 ? tolower(cp) : cp), 0);
	else
		set_key(out, K_CHAR, (uint32_t)cp, 0);
}

/* The cursor key or PF key with the final letter C of a CSI or SS3 sequence. */
static bool
letter_key(struct key *out, unsigned char c, unsigned mods)
{
	switch (c) {
	case 'A': set_key(out, K_UP, 0, mods); return true;
	case 'B': set_key(out, K_DOWN, 0, mods); return true;
	case 'C': set_key(out, K_RIGHT, 0, mods); return true;
	case 'D': set_key(out, K_LEFT, 0, mods); return true;
	case 'H': set_key(out, K_HOME, 0, mods); return true;
	case 'F': set_key(out, K_END, 0, mods); return true;
	case 'P': set_key(out, K_F, 1, mods); return true;
	case 'Q': set_key(out, K_F, 2, mods); return true;
	case 'R': set_key(out, K_F, 3, mods); return true;
	case 'S': set_key(out, K_F, 4, mods); return true;
	default: return false;
	}
}

/* A whole control sequence: PRIV its first byte if one of <=>?, parameters, FINAL.  Unknown ones leave K_NONE. */
static void
csi_key(struct key *out, unsigned char priv, const struct params *p, unsigned char final)
{
	unsigned mods = mods_of(p->v[1]);

	if (priv == '<' && (final == 'M' || final == 'm')) {
		set_key(out, K_MOUSE, (uint32_t)p->v[0] | (final == 'm' ? 0x100u : 0), 0);
		out->col = p->v[1] - 1;
		out->row = p->v[2] - 1;
		return;
	}
	if (priv)
		return;
	switch (final) {
	case 'R':
		if (p->n == 2 && p->v[0] > 1) {
			set_key(out, K_REPORT, 0, 0);
			out->row = p->v[0];
			out->col = p->v[1];
			return;
		}
		break;
	case 'Z': set_key(out, K_BTAB, 0, 0); return;
	case 'a': set_key(out, K_UP, 0, KM_SHIFT); return;
	case 'b': set_key(out, K_DOWN, 0, KM_SHIFT); return;
	case 'c':
		if (p->n == 0)
			set_key(out, K_RIGHT, 0, KM_SHIFT);
		return;
	case 'd': set_key(out, K_LEFT, 0, KM_SHIFT); return;
	case '~':
		if (p->v[0] == 27 && p->n >= 3)
			modified_char(out, p->v[2], mods);
		else
			tilde_key(out, p->v[0], mods);
		return;
	case '^': tilde_key(out, p->v[0], KM_CTRL); return;
	case '@': tilde_key(out, p->v[0], KM_CTRL | KM_SHIFT); return;
	case '$': tilde_key(out, p->v[0], KM_SHIFT); return;
	case 'u': modified_char(out, p->v[0], mods); return;
	default: break;
	}
	letter_key(out, final, mods);
}

/* ESC [ ...  The bytes it takes, 0 when incomplete. */
static size_t
parse_csi(struct keys *k, const unsigned char *s, size_t n, struct key *out)
{
	struct params p;
	unsigned char priv = 0;
	size_t i = 2, from;

	if (n == 2)
		return 0;
	if (s[2] == '[') { /* the Linux console: ESC [ [ A is F1 */
		if (n == 3)
			return 0;
		if (s[3] >= 'A' && s[3] <= 'E') {
			set_key(out, K_F, (uint32_t)(s[3] - 'A' + 1), 0);
			return 4;
		}
		return 3;
	}
	if (s[2] == 'M') /* an old mouse report, which nobody asked for */
		return n < 6 ? 0 : 6;
	if (s[2] >= '<' && s[2] <= '?')
		priv = s[i++];
	from = i;
	while (i < n && s[i] >= 0x30 && s[i] <= 0x3f)
		i++;
	read_params(&p, s + from, i - from);
	if (i < n && s[i] == '$' && i > from && !priv) { /* rxvt with Shift */
		csi_key(out, 0, &p, '$');
		return i + 1;
	}
	while (i < n && s[i] >= 0x20 && s[i] <= 0x2f)
		i++;
	if (i == n)
		return 0;
	if (s[i] < 0x40 || s[i] > 0x7e)
		return i; /* broken off by something else, which is looked at next */
	if (s[i] == '~' && !priv && p.v[0] == 200) {
		k->pasting = true;
		k->scan = 0;
		return i + 1;
	}
	csi_key(out, priv, &p, s[i]);
	return i + 1;
}

/* ESC O ... */
static size_t
parse_ss3(const unsigned char *s, size_t n, struct key *out)
{
	static const char pad[] = "jklmnopqrstuvwxy";
	static const char shown[] = "*+,-./0123456789";
	const char *at;

	if (n == 2)
		return 0;
	if (letter_key(out, s[2], 0))
		return 3;
	if (s[2] >= 'a' && s[2] <= 'd') {
		letter_key(out, (unsigned char)toupper(s[2]), KM_CTRL);
		return 3;
	}
	if (s[2] == 'M') {
		set_key(out, K_ENTER, 0, 0);
		return 3;
	}
	at = memchr(pad, s[2], sizeof(pad) - 1);
	if (at) {
		set_key(out, K_CHAR, (uint32_t)shown[at - pad], 0);
		return 3;
	}
	set_key(out, K_ESC, 0, 0); /* Esc, O and a letter typed ahead */
	return 1;
}

/* ESC ] or ESC P and a digit: the answer to something an earlier program asked; passed over. */
static size_t
parse_string(const unsigned char *s, size_t n)
{
	for (size_t i = 2; i < n; i++) {
		if (s[i] == 0x07)
			return i + 1;
		if (s[i] == ESC) {
			if (i + 1 == n)
				return 0;
			return s[i + 1] == '\\' ? i + 2 : i;
		}
		if (i > MAX_STRING)
			return i;
	}
	return 0;
}

static size_t
parse_escape(struct keys *k, const unsigned char *s, size_t n, struct key *out)
{
	size_t used;

	if (n == 1) {
		if (!k->expired)
			return 0;
		set_key(out, K_ESC, 0, 0);
		return 1;
	}
	if (s[1] == '[') {
		used = parse_csi(k, s, n, out);
	} else if (s[1] == 'O') {
		used = parse_ss3(s, n, out);
	} else if (isdigit(s[1])) {
		set_key(out, K_F, s[1] == '0' ? 10 : (uint32_t)(s[1] - '0'), 0);
		return 2;
	} else if (s[1] == '-' || s[1] == '=') {
		set_key(out, K_F, s[1] == '-' ? 11 : 12, 0);
		return 2;
	} else if ((s[1] == ']' && (n == 2 || isdigit(s[2]))) ||
		(s[1] == 'P' && (n == 2 || isdigit(s[2]) || s[2] == '>' || s[2] == '!'))) {
		used = parse_string(s, n);
	} else {
		set_key(out, K_ESC, 0, 0);
		return 1;
	}
	if (used > 0 || !k->expired)
		return used;
	if (n == 2) {
		set_key(out, K_ESC, 0, 0);
		return 1;
	}
	return n; /* a sequence that broke off */
}

/* One character in the locale's encoding at S: its code point, the bytes it takes; 0 incomplete. */
static size_t
decode_locale(const unsigned char *s, size_t n, bool last, uint32_t *cp)
{
	mbstate_t state;
	wchar_t wc;
	size_t len;

	memset(&state, 0, sizeof(state));
	len = mbrtowc(&wc, (const char *)s, n, &state);
	if (len == (size_t)-2 && !last)
		return 0;
	if (len == (size_t)-1 || len == (size_t)-2 || len == 0) {
		*cp = 0xFFFD;
		return 1;
	}
	/* Some locales of libc decode beyond the end of Unicode. */
	*cp = (uint32_t)wc <= 0x10FFFF ? (uint32_t)wc : 0xFFFD;
	return len;
}

/* The same in UTF-8. */
static size_t
decode_utf8(const unsigned char *s, size_t n, bool last, uint32_t *cp)
{
	size_t need = s[0] < 0x80 ? 1 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;

	if (n < need && s[0] >= 0xC2 && s[0] < 0xF5 && !last) {
		size_t i = 1;

		while (i < n && (s[i] & 0xC0) == 0x80)
			i++;
		if (i == n)
			return 0;
	}
	return text_decode((const char *)s, n, cp);
}

static size_t
parse_text(struct keys *k, const unsigned char *s, size_t n, struct key *out)
{
	uint32_t cp;
	size_t used;

	used = k->utf8 ? decode_utf8(s, n, k->expired, &cp) : decode_locale(s, n, k->expired, &cp);
	if (used == 0)
		return 0;
	if ((cp == 0xFFFD && used == 1) || (cp >= 0x80 && cp < 0xA0))
		set_key(out, K_BAD, s[0], 0);
	else
		set_key(out, K_CHAR, cp, 0);
	return used;
}

/* Bytes BEFORE the end of a paste become text: valid, lines ended by \n, no controls. */
static void
paste_text(struct keys *k, const unsigned char *s, size_t n)
{
	buf_clear(&k->paste);
	for (size_t i = 0; i < n;) {
		uint32_t cp;
		size_t used;
		char c[4];

		if (s[i] == '\r') {
			buf_addc(&k->paste, '\n');
			i += i + 1 < n && s[i + 1] == '\n' ? 2 : 1;
			continue;
		}
		if (s[i] < 0x80) {
			if (s[i] == '\n' || s[i] == '\t' || (s[i] >= 0x20 && s[i] != 0x7f))
				buf_addc(&k->paste, (char)s[i]);
			i++;
			continue;
		}
		used = k->utf8 ? decode_utf8(s + i, n - i, true, &cp) : decode_locale(s + i, n - i, true, &cp);
		i += used;
		if (cp >= 0x80 && cp < 0xA0)
			continue;
		buf_add(&k->paste, c, text_encode(cp, c));
	}
}

/*
 * In a paste: everything up to its end is one key.  When the end does not come, what
 * came is delivered and the rest is still a paste; a single Esc ends that.
 */
static size_t
parse_paste(struct keys *k, const unsigned char *s, size_t n, struct key *out)
{
	static const char end[] = "\033[201~";
	const unsigned char *found;
	size_t len, used;

	if (k->scan > n)
		k->scan = 0;
	found = memmem(s + k->scan, n - k->scan, end, sizeof(end) - 1);
	if (found) {
		len = (size_t)(found - s);
		used = len + sizeof(end) - 1;
		k->pasting = false;
	} else if (k->expired) {
		if (n == 1 && s[0] == ESC) {
			k->pasting = false;
			set_key(out, K_ESC, 0, 0);
			return 1;
		}
		len = n;
		for (size_t back = 1; back < sizeof(end) - 1 && back <= n; back++)
			if (memcmp(s + n - back, end, back) == 0)
				len = n - back; /* perhaps the begin of the end */
		used = len;
		if (len == 0) {
			used = n;
			return used; /* an end that broke off */
		}
	} else {
		k->scan = n > sizeof(end) - 2 ? n - (sizeof(end) - 2) : 0;
		return 0;
	}
	k->scan = 0;
	paste_text(k, s, len);
	if (k->paste.len > 0) {
		set_key(out, K_PASTE, 0, 0);
		out->paste = buf_str(&k->paste);
		out->paste_len = k->paste.len;
	}
	return used;
}

/* Look at the N > 0 bytes at S: the bytes taken, 0 when more are needed.  K_NONE in OUT: passed over. */
static size_t
parse(struct keys *k, const unsigned char *s, size_t n, struct key *out)
{
	bool after_cr = k->after_cr;

	if (k->pasting)
		return parse_paste(k, s, n, out);
	k->after_cr = false;
	switch (s[0]) {
	case ESC: return parse_escape(k, s, n, out);
	case '\r':
		k->after_cr = true;
		set_key(out, K_ENTER, 0, 0);
		return 1;
	case '\n':
		if (!after_cr)
			set_key(out, K_ENTER, 0, 0);
		return 1;
	case '\t': set_key(out, K_TAB, 0, 0); return 1;
	case 0x08:
	case 0x7f: set_key(out, K_BACKSPACE, 0, 0); return 1;
	case 0x00: set_key(out, K_CTRL, ' ', 0); return 1;
	default: break;
	}
	if (s[0] < 0x1b) {
		set_key(out, K_CTRL, (uint32_t)('a' + s[0] - 1), 0);
		return 1;
	}
	if (s[0] < 0x20) {
		set_key(out, K_CTRL, (uint32_t)(s[0] + 0x40), 0);
		return 1;
	}
	return parse_text(k, s, n, out);
}

bool
keys_next(struct keys *k, struct key *out)
{
	free(k->back_paste);
	k->back_paste = NULL;
	if (k->n_back > 0) {
		*out = k->back[--k->n_back];
		k->back_paste = (char *)(uintptr_t)out->paste;
		return true;
	}
	while (k->at < k->in.len) {
		size_t used;

		memset(out, 0, sizeof(*out));
		used = parse(k, (const unsigned char *)k->in.s + k->at, k->in.len - k->at, out);
		if (used == 0)
			return false;
		k->at += used;
		if (k->at == k->in.len)
			k->expired = false;
		if (out->kind != K_REPORT)
			k->handled += used;
		if (out->kind != K_NONE)
			return true;
	}
	k->after_cr = false; /* nothing beside it: a later \n is another Enter */
	return false;
}

int
keys_wait(const struct keys *k)
{
	if (k->n_back > 0 || k->at >= k->in.len)
		return -1;
	if (k->pasting)
		return WAIT_PASTE;
	return k->in.len - k->at == 1 && k->in.s[k->at] == ESC ? k->esc_wait : WAIT_SEQUENCE;
}

void
keys_expire(struct keys *k)
{
	k->expired = k->at < k->in.len;
}

void
keys_unget(struct keys *k, const struct key *key)
{
	if (k->n_back == k->cap_back) {
		k->cap_back = k->cap_back ? k->cap_back * 2 : 16;
		k->back = mem_resize(k->back, k->cap_back * sizeof(*k->back));
	}
	k->back[k->n_back] = *key;
	if (key->paste) {
		char *copy = mem_resize(NULL, key->paste_len + 1);

		memcpy(copy, key->paste, key->paste_len);
		copy[key->paste_len] = '\0';
		k->back[k->n_back].paste = copy;
	}
	k->n_back++;
}

bool
keys_empty(const struct keys *k)
{
	return k->n_back == 0 && k->at >= k->in.len && !k->pasting;
}

uint64_t
keys_handled(const struct keys *k)
{
	return k->handled;
}

uint64_t
keys_fed(const struct keys *k)
{
	return k->fed;
}

uint64_t
keys_taken(const struct keys *k)
{
	return k->fed - (k->in.len - k->at);
}

uint32_t
key_command(const struct key *key)
{
	return key->kind == K_CHAR ? text_fold_key(key->cp) : 0;
}

bool
key_is_ctrl(const struct key *key, char letter)
{
	return key->kind == K_CTRL && key->cp == (unsigned char)letter;
}

bool
key_is_f(const struct key *key, int n)
{
	return key->kind == K_F && key->cp == (uint32_t)n && key->mods == 0;
}
