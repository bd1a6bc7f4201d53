/*
 * edit.c: text being typed: one line or paragraphs, a cursor, undo, a wrap map.
 *
 * Knows: UTF-8, graphemes, wrapping, keys.  Must not know: curses, fields.
 *
 * Every change goes through splice(), which keeps the count of characters and the
 * wrap map.  The map is mended, not made again: from one line before the change to
 * the first line that begins where an old one did.  So a key costs the same in a
 * text of twenty thousand characters.
 */
#include "ui/edit.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"

#define UNDO_BYTES ((size_t)8 << 20) /* text kept for undo */
#define JOIN_BYTES 192               /* typed characters that are undone together */

enum change_kind {
	CHANGE_ONCE, /* a step of its own */
	CHANGE_TYPE, /* typed characters: joined */
	CHANGE_BACK, /* backspaces: joined */
};

struct edit_change {
	size_t at;           /* where */
	char *gone;          /* bytes that stood there, owned */
	size_t gone_len;
	char *come;          /* bytes that stand there now, owned */
	size_t come_len;
	size_t before;       /* the cursor then */
	enum change_kind kind;
};

static struct buf cut_text; /* what was cut last, for every field */

void
edit_init(struct edit *ed, bool paragraphs, int max)
{
	memset(ed, 0, sizeof(*ed));
	ed->paragraphs = paragraphs;
	ed->max = max;
	ed->goal = -1;
}

static void
drop_changes(struct edit *ed, size_t from)
{
	for (size_t i = from; i < ed->n_changes; i++) {
		free(ed->changes[i].gone);
		free(ed->changes[i].come);
	}
	ed->n_changes = from;
	if (ed->at_change > from)
		ed->at_change = from;
}

void
edit_free(struct edit *ed)
{
	drop_changes(ed, 0);
	free(ed->changes);
	free(ed->lines);
	buf_free(&ed->text);
	edit_init(ed, ed->paragraphs, ed->max);
}

const char *
edit_text(const struct edit *ed)
{
	return buf_str(&ed->text);
}

bool
edit_over(const struct edit *ed)
{
	return ed->max > 0 && ed->chars > (size_t)ed->max;
}

/* Characters in N bytes of valid UTF-8. */
static size_t
count(const char *s, size_t n)
{
	size_t chars = 0;

	for (size_t i = 0; i < n; i++)
		chars += ((unsigned char)s[i] & 0xC0) != 0x80;
	return chars;
}

/* ---- the wrap map ---- */

static void
want_lines(struct edit *ed, size_t n)
{
	if (n <= ed->cap_lines)
		return;
	n = n < 64 ? 64 : n + n / 2;
	ed->lines = mem_resize(ed->lines, n * sizeof(*ed->lines));
	ed->cap_lines = n;
}

/* A walk over the lines of a text. */
struct walk {
	const char *s;
	size_t n;
	int columns;
	size_t at;   /* where the next line begins */
	size_t end;  /* of its paragraph; below AT: not known yet */
	bool known;
	bool over;   /* there is no next line */
};

static struct wrap_line
next_line(struct walk *w)
{
	struct wrap_line line = { w->at, 0 };

	if (!w->known) {
		const char *nl = memchr(w->s + w->at, '\n', w->n - w->at);

		w->end = nl ? (size_t)(nl - w->s) : w->n;
		w->known = true;
	}
	if (w->at < w->end)
		w->at += width_line(w->s + w->at, w->end - w->at, w->columns, &line.len);
	if (w->at >= w->end) {
		w->over = w->end >= w->n;
		w->at = w->end + 1;
		w->known = false;
	}
	return line;
}

/* The line byte AT stands on: the last that begins at AT or before it. */
static size_t
line_of(const struct edit *ed, size_t at)
{
	size_t lo = 0, hi = ed->n_lines;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (ed->lines[mid].start <= at)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

static void
wrap_all(struct edit *ed)
{
	struct walk w = { .s = edit_text(ed), .n = ed->text.len, .columns = ed->columns };

	ed->n_lines = 0;
	while (!w.over) {
		want_lines(ed, ed->n_lines + 1);
		ed->lines[ed->n_lines++] = next_line(&w);
	}
}

/* GONE bytes at AT have become COME bytes: mend the map. */
static void
wrap_again(struct edit *ed, size_t at, size_t gone, size_t come)
{
	struct walk w = { .s = edit_text(ed), .n = ed->text.len, .columns = ed->columns };
	struct wrap_line *fresh = NULL;
	size_t n_fresh = 0, cap = 0;
	size_t from = line_of(ed, at), old, tail;

	if (from > 0)
		from--; /* its end depended on what came after it */
	w.at = ed->lines[from].start;
	old = line_of(ed, at + gone);
	while (!w.over) {
		/* does an old line that lies behind the change begin here? */
		while (old < ed->n_lines && (ed->lines[old].start < at + gone || ed->lines[old].start + come < w.at + gone))
			old++;
		if (n_fresh > 0 && old < ed->n_lines && ed->lines[old].start + come == w.at + gone)
			break;
		if (n_fresh == cap) {
			cap = cap ? cap * 2 : 32;
			fresh = mem_resize(fresh, cap * sizeof(*fresh));
		}
		fresh[n_fresh++] = next_line(&w);
	}
	if (w.over)
		old = ed->n_lines;
	tail = ed->n_lines - old;
	want_lines(ed, from + n_fresh + tail);
	memmove(ed->lines + from + n_fresh, ed->lines + old, tail * sizeof(*ed->lines));
	memcpy(ed->lines + from, fresh, n_fresh * sizeof(*fresh));
	ed->n_lines = from + n_fresh + tail;
	for (size_t i = from + n_fresh; i < ed->n_lines; i++)
		ed->lines[i].start = ed->lines[i].start + come - gone;
	free(fresh);
}

void
edit_wrap(struct edit *ed, int columns)
{
	if (columns < 2)
		columns = 2;
	if (ed->columns == columns && ed->n_lines > 0)
		return;
	ed->columns = columns;
	wrap_all(ed);
}

/* Moves in lines need a map, also before the first draw. */
static void
need_wrap(struct edit *ed)
{
	if (ed->n_lines == 0)
		edit_wrap(ed, ed->columns ? ed->columns : 60);
}

void
edit_where(const struct edit *ed, size_t *line, int *column)
{
	size_t l = line_of(ed, ed->cursor);
	int c = width_bytes(edit_text(ed) + ed->lines[l].start, ed->cursor - ed->lines[l].start);

	*line = l;
	*column = c > ed->columns ? ed->columns : c; /* within the blanks a line was broken at */
}

void
edit_goto(struct edit *ed, size_t line, int column)
{
	const char *s = edit_text(ed);
	size_t at, end;
	int used = 0;

	need_wrap(ed);
	if (line >= ed->n_lines)
		line = ed->n_lines - 1;
	at = ed->lines[line].start;
	end = at + ed->lines[line].len;
	while (at < end) {
		size_t len = text_grapheme(s + at, end - at);
		int w = width_bytes(s + at, len);

		if (used + w > column)
			break;
		/* the end of a line that was broken without a blank is the begin of the next */
		if (at + len == end && line + 1 < ed->n_lines && ed->lines[line + 1].start == end)
			break;
		used += w;
		at += len;
	}
	ed->cursor = at;
	ed->joining = false;
}

/* ---- changes ---- */

/* GONE bytes at AT become COME. */
static void
splice(struct edit *ed, size_t at, size_t gone, const char *come, size_t come_len)
{
	ed->chars -= count(edit_text(ed) + at, gone);
	buf_remove(&ed->text, at, gone);
	buf_insert(&ed->text, at, come, come_len);
	ed->chars += count(come, come_len);
	ed->version++;
	if (ed->n_lines > 0)
		wrap_again(ed, at, gone, come_len);
}

static char *
copy_bytes(const char *s, size_t n)
{
	char *p = mem_resize(NULL, n + 1);

	if (n > 0)
		memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

/* Does the typed text S still belong to the word before it, so that both are undone together? */
static bool
can_join(const struct edit *ed, size_t at, size_t gone, size_t n, enum change_kind kind)
{
	const struct edit_change *c;

	if (!ed->joining || ed->n_changes == 0 || ed->at_change != ed->n_changes)
		return false;
	c = &ed->changes[ed->n_changes - 1];
	if (c->kind != kind)
		return false;
	if (kind == CHANGE_TYPE)
		return gone == 0 && c->gone_len == 0 && c->at + c->come_len == at && c->come_len + n <= JOIN_BYTES;
	return kind == CHANGE_BACK && n == 0 && at + gone == c->at && c->gone_len + gone <= JOIN_BYTES;
}

/* Forget the oldest steps when they have become too much. */
static void
trim_undo(struct edit *ed)
{
	size_t sum = 0, keep = ed->n_changes;

	while (keep > 0) {
		const struct edit_change *c = &ed->changes[keep - 1];

		sum += c->gone_len + c->come_len + sizeof(*c);
		if (sum > UNDO_BYTES && keep < ed->n_changes)
			break;
		keep--;
	}
	if (keep == 0)
		return;
	for (size_t i = 0; i < keep; i++) {
		free(ed->changes[i].gone);
		free(ed->changes[i].come);
	}
	memmove(ed->changes, ed->changes + keep, (ed->n_changes - keep) * sizeof(*ed->changes));
	ed->n_changes -= keep;
	ed->at_change = ed->at_change > keep ? ed->at_change - keep : 0;
}

/* One step: GONE bytes at AT become N bytes of S; the cursor goes behind them. */
static void
change(struct edit *ed, size_t at, size_t gone, const char *s, size_t n, enum change_kind kind)
{
	struct edit_change *c;

	if (gone == 0 && n == 0)
		return;
	if (can_join(ed, at, gone, n, kind)) {
		c = &ed->changes[ed->n_changes - 1];
		if (kind == CHANGE_TYPE) {
			c->come = mem_resize(c->come, c->come_len + n + 1);
			memcpy(c->come + c->come_len, s, n);
			c->come_len += n;
		} else {
			char *both = mem_resize(NULL, gone + c->gone_len + 1);

			memcpy(both, edit_text(ed) + at, gone);
			memcpy(both + gone, c->gone, c->gone_len);
			free(c->gone);
			c->gone = both;
			c->gone_len += gone;
			c->at = at;
		}
	} else {
		drop_changes(ed, ed->at_change);
		if (ed->n_changes == ed->cap_changes) {
			ed->cap_changes = ed->cap_changes ? ed->cap_changes * 2 : 32;
			ed->changes = mem_resize(ed->changes, ed->cap_changes * sizeof(*ed->changes));
		}
		c = &ed->changes[ed->n_changes++];
		*c = (struct edit_change){
			.at = at,
			.gone = copy_bytes(edit_text(ed) + at, gone),
			.gone_len = gone,
			.come = copy_bytes(s, n),
			.come_len = n,
			.before = ed->cursor,
			.kind = kind,
		};
		ed->at_change = ed->n_changes;
		trim_undo(ed);
	}
	splice(ed, at, gone, s, n);
	ed->cursor = at + n;
	ed->joining = kind != CHANGE_ONCE;
	ed->goal = -1;
}

bool
edit_undo(struct edit *ed)
{
	struct edit_change *c;

	if (ed->at_change == 0)
		return false;
	c = &ed->changes[--ed->at_change];
	splice(ed, c->at, c->come_len, c->gone, c->gone_len);
	ed->cursor = c->before;
	ed->joining = false;
	ed->goal = -1;
	return true;
}

bool
edit_redo(struct edit *ed)
{
	struct edit_change *c;

	if (ed->at_change == ed->n_changes)
		return false;
	c = &ed->changes[ed->at_change++];
	splice(ed, c->at, c->gone_len, c->come, c->come_len);
	ed->cursor = c->at + c->come_len;
	ed->joining = false;
	ed->goal = -1;
	return true;
}

/* N bytes of S as they may stand in a text, appended to OUT. */
static void
tidy(struct buf *out, const char *s, size_t n, bool paragraphs)
{
	for (size_t i = 0; i < n;) {
		uint32_t cp;
		size_t len = text_decode(s + i, n - i, &cp);
		char c[8];

		i += len;
		if (cp == '\r') {
			if (i < n && s[i] == '\n')
				continue;
			cp = '\n';
		}
		if (cp == 0x2028 || cp == 0x2029 || cp == 0x85)
			cp = '\n'; /* line ends as word processors paste them */
		if (cp == '\t' || cp == 0xA0 || (cp == '\n' && !paragraphs))
			cp = ' ';
		len = text_encode(cp, c);
		c[len] = '\0';
		/* what has no look of its own would be in the text unseen: left out; an ill-formed byte stays as a mark */
		if (cp == '\n' || cp == 0xFFFD || (cp != 0 && text_is_clean(c, true)))
			buf_add(out, c, len);
	}
}

void
edit_insert(struct edit *ed, const char *s, size_t n)
{
	struct buf b = BUF_INIT;

	tidy(&b, s, n, ed->paragraphs);
	change(ed, ed->cursor, 0, buf_str(&b), b.len, CHANGE_ONCE);
	buf_free(&b);
}

void
edit_replace(struct edit *ed, const char *text)
{
	struct buf b = BUF_INIT;

	tidy(&b, text, strlen(text), ed->paragraphs);
	if (b.len != ed->text.len || memcmp(buf_str(&b), edit_text(ed), b.len) != 0)
		change(ed, 0, ed->text.len, buf_str(&b), b.len, CHANGE_ONCE);
	buf_free(&b);
}

void
edit_set(struct edit *ed, const char *text)
{
	size_t n = strlen(text);

	drop_changes(ed, 0);
	buf_clear(&ed->text);
	if (text_valid(text, n)) {
		buf_add(&ed->text, text, n); /* to the letter: only what is typed is tidied */
	} else {
		struct arena *a = arena_new();

		buf_adds(&ed->text, text_clean(a, text, true));
		arena_free(a);
	}
	ed->chars = count(edit_text(ed), ed->text.len);
	ed->cursor = ed->text.len;
	ed->version++;
	ed->joining = false;
	ed->goal = -1;
	ed->n_lines = 0;
	ed->top = 0;
	ed->left = 0;
}

void
edit_delete(struct edit *ed, size_t from, size_t to)
{
	if (to > ed->text.len)
		to = ed->text.len;
	if (from < to)
		change(ed, from, to - from, "", 0, CHANGE_ONCE);
}

/* ---- moves ---- */

static bool
move_to(struct edit *ed, size_t at)
{
	bool moved = at != ed->cursor;

	ed->cursor = at;
	ed->joining = false;
	ed->goal = -1;
	return moved;
}

bool
edit_left(struct edit *ed)
{
	return move_to(ed, text_grapheme_before(edit_text(ed), ed->cursor));
}

bool
edit_right(struct edit *ed)
{
	size_t at = ed->cursor;

	if (at < ed->text.len)
		at += text_grapheme(edit_text(ed) + at, ed->text.len - at);
	return move_to(ed, at);
}

/* What belongs together when moving by words: 0 blanks, 1 letters and digits, 2 hanzi and the like, 3 marks. */
static int
word_class(const char *s, size_t n)
{
	uint32_t cp;

	text_decode(s, n, &cp);
	if (cp == ' ' || cp == '\n' || cp == 0x3000)
		return 0;
	if (cp < 0x80)
		return (cp >= '0' && cp <= '9') || ((cp | 32) >= 'a' && (cp | 32) <= 'z') ? 1 : 3;
	if ((cp >= 0x2000 && cp < 0x2E80) || (cp >= 0x3001 && cp < 0x3040) || (cp >= 0xFF01 && cp < 0xFF10) ||
		(cp >= 0xFF1A && cp < 0xFF21) || (cp >= 0xFF5B && cp < 0xFF66))
		return 3;
	return cp < 0x1100 ? 1 : 2;
}

size_t
edit_word_before(const struct edit *ed, size_t at)
{
	const char *s = edit_text(ed);
	int class = 0;

	while (at > 0) {
		size_t before = text_grapheme_before(s, at);
		int c = word_class(s + before, at - before);

		if (class != 0 && c != class)
			break;
		class = c;
		at = before;
	}
	return at;
}

size_t
edit_word_after(const struct edit *ed, size_t at)
{
	const char *s = edit_text(ed);
	size_t n = ed->text.len;
	int class = at < n ? word_class(s + at, n - at) : 0;
	bool blank = false;

	while (at < n) {
		int c = word_class(s + at, n - at);

		if (c == 0)
			blank = true;
		else if (blank || c != class)
			break;
		at += text_grapheme(s + at, n - at);
	}
	return at;
}

/* Up or down by N lines, aiming at the column the movement began in. */
static enum edit_answer
move_lines(struct edit *ed, long n)
{
	size_t line;
	int column, goal;
	long to;

	need_wrap(ed);
	edit_where(ed, &line, &column);
	goal = ed->goal >= 0 ? ed->goal : column;
	to = (long)line + n;
	if (to < 0)
		to = 0;
	if (to >= (long)ed->n_lines)
		to = (long)ed->n_lines - 1;
	if (to == (long)line)
		return EDIT_EDGE;
	edit_goto(ed, (size_t)to, goal);
	ed->goal = goal;
	return EDIT_MOVED;
}

/* Begin and end of the line as shown, or of the whole text. */
static size_t
line_begin(struct edit *ed)
{
	if (!ed->paragraphs)
		return 0;
	need_wrap(ed);
	return ed->lines[line_of(ed, ed->cursor)].start;
}

static size_t
line_end(struct edit *ed)
{
	size_t keep = ed->cursor, end;

	if (!ed->paragraphs)
		return ed->text.len;
	need_wrap(ed);
	edit_goto(ed, line_of(ed, ed->cursor), INT_MAX);
	end = ed->cursor;
	ed->cursor = keep;
	return end;
}

/* Begin and end of the paragraph. */
static size_t
para_begin(const struct edit *ed)
{
	const char *nl = memrchr(edit_text(ed), '\n', ed->cursor);

	return nl ? (size_t)(nl - edit_text(ed)) + 1 : 0;
}

static size_t
para_end(const struct edit *ed)
{
	const char *nl = memchr(edit_text(ed) + ed->cursor, '\n', ed->text.len - ed->cursor);

	return nl ? (size_t)(nl - edit_text(ed)) : ed->text.len;
}

/* Delete [FROM, TO) and keep it for Ctrl-V. */
static enum edit_answer
cut(struct edit *ed, size_t from, size_t to)
{
	if (from >= to)
		return EDIT_MOVED;
	buf_clear(&cut_text);
	buf_add(&cut_text, edit_text(ed) + from, to - from);
	edit_delete(ed, from, to);
	return EDIT_CHANGED;
}

/* ---- keys ---- */

static enum edit_answer
type_char(struct edit *ed, uint32_t cp)
{
	struct buf b = BUF_INIT;
	char c[4];

	tidy(&b, c, text_encode(cp, c), ed->paragraphs);
	if (b.len > 0)
		change(ed, ed->cursor, 0, buf_str(&b), b.len, CHANGE_TYPE);
	buf_free(&b);
	return EDIT_CHANGED;
}

static enum edit_answer
control_key(struct edit *ed, uint32_t letter)
{
	switch (letter) {
	case 'a': move_to(ed, line_begin(ed)); return EDIT_MOVED;
	case 'e': move_to(ed, line_end(ed)); return EDIT_MOVED;
	case 'w': return cut(ed, edit_word_before(ed, ed->cursor), ed->cursor);
	case 'u': return cut(ed, para_begin(ed), ed->cursor);
	case 'k':
		/* at the end of a paragraph the line break goes */
		return cut(ed, ed->cursor, para_end(ed) == ed->cursor && ed->cursor < ed->text.len ?
			ed->cursor + 1 : para_end(ed));
	case 'v':
		if (cut_text.len == 0)
			return EDIT_MOVED;
		edit_insert(ed, buf_str(&cut_text), cut_text.len);
		return EDIT_CHANGED;
	case 'z': return edit_undo(ed) ? EDIT_CHANGED : EDIT_MOVED;
	case 'y': return edit_redo(ed) ? EDIT_CHANGED : EDIT_MOVED;
	default: return EDIT_PASS;
	}
}

enum edit_answer
edit_key(struct edit *ed, const struct key *key, int page)
{
	bool ctrl = key->mods & KM_CTRL;
	size_t at;

	switch (key->kind) {
	case K_CHAR: return type_char(ed, key->cp);
	case K_CTRL: return control_key(ed, key->cp);
	case K_PASTE:
		edit_insert(ed, key->paste, key->paste_len);
		return EDIT_CHANGED;
	case K_ENTER:
		if (!ed->paragraphs)
			return EDIT_PASS;
		change(ed, ed->cursor, 0, "\n", 1, CHANGE_ONCE);
		return EDIT_CHANGED;
	case K_BACKSPACE:
		at = text_grapheme_before(edit_text(ed), ed->cursor);
		change(ed, at, ed->cursor - at, "", 0, CHANGE_BACK);
		return EDIT_CHANGED;
	case K_DELETE:
		if (ed->cursor < ed->text.len)
			edit_delete(ed, ed->cursor, ed->cursor + text_grapheme(edit_text(ed) + ed->cursor,
				ed->text.len - ed->cursor));
		return EDIT_CHANGED;
	case K_LEFT:
		if (ctrl)
			move_to(ed, edit_word_before(ed, ed->cursor));
		else
			edit_left(ed);
		return EDIT_MOVED;
	case K_RIGHT:
		if (ctrl)
			move_to(ed, edit_word_after(ed, ed->cursor));
		else
			edit_right(ed);
		return EDIT_MOVED;
	case K_HOME: move_to(ed, ctrl ? 0 : line_begin(ed)); return EDIT_MOVED;
	case K_END: move_to(ed, ctrl ? ed->text.len : line_end(ed)); return EDIT_MOVED;
	case K_UP: return ed->paragraphs ? move_lines(ed, -1) : EDIT_PASS;
	case K_DOWN: return ed->paragraphs ? move_lines(ed, 1) : EDIT_PASS;
	case K_PGUP: return ed->paragraphs ? move_lines(ed, page > 1 ? 1 - page : -1) : EDIT_PASS;
	case K_PGDN: return ed->paragraphs ? move_lines(ed, page > 1 ? page - 1 : 1) : EDIT_PASS;
	case K_NONE:
	case K_TAB:
	case K_BTAB:
	case K_ESC:
	case K_INSERT:
	case K_F:
	case K_MOUSE:
	case K_REPORT:
	case K_BAD: break;
	}
	return EDIT_PASS;
}
