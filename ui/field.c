/*
 * field.c: one field of a form.
 *
 * Knows: field types, the edit, action_parse.  Must not know: other fields, saving, drafts.
 */
#include "ui/field.h"

#include <stdlib.h>
#include <string.h>

#include "base/han.h"
#include "base/i18n.h"
#include "base/text.h"
#include "ui/editor.h"

#define FIELD_UNDO 50 /* changes of words and references that can be taken back */
#define PARA_WIDTH 76 /* a line of 38 hanzi is what the eye follows easily */

void
field_init(struct formfield *ff, const struct field *f)
{
	int max = f->max > 0 ? f->max : f->type == FT_PARA ? 20000 : 200;

	memset(ff, 0, sizeof *ff);
	ff->f = f;
	ff->initial = "";
	ff->shown = true;
	ff->at = 1;
	edit_init(&ff->edit, f->type == FT_PARA, f->type == FT_INT ? 0 : max);
}

void
field_free(struct formfield *ff)
{
	edit_free(&ff->edit);
	buf_free(&ff->title);
	buf_free(&ff->detail);
	buf_free(&ff->error);
	buf_free(&ff->hint);
	for (size_t i = 0; i < ff->n_undo; i++)
		free(ff->undo[i]);
	free(ff->undo);
	ff->undo = NULL;
	ff->n_undo = 0;
}

/* Is the value something chosen rather than typed? */
static bool
is_chosen(const struct formfield *ff)
{
	switch (ff->f->type) {
	case FT_WORD:
	case FT_SET:
	case FT_BOOL:
		return true;
	case FT_REF:
		return ff->ref != 0;
	default:
		return false;
	}
}

const char *
field_value(const struct formfield *ff, struct arena *a)
{
	const struct word *words = ff->f->col.words;
	const char *out = "";

	switch (ff->f->type) {
	case FT_WORD:
		return ff->word != 0 ? words[ff->word].key : "";
	case FT_SET:
		for (word_t i = 1; words[i].key != NULL; i++)
			if (ff->set >> i & 1)
				out = arena_printf(a, "%s%s%s", out, *out != '\0' ? "," : "", words[i].key);
		return out;
	case FT_BOOL:
		return ff->on ? "1" : "0";
	case FT_REF:
		if (ff->ref != 0)
			return arena_printf(a, "%lld", (long long)ff->ref);
		break;
	default:
		break;
	}
	return arena_strdup(a, edit_text(&ff->edit));
}

bool
field_empty(const struct formfield *ff)
{
	switch (ff->f->type) {
	case FT_WORD:
		return ff->word == 0;
	case FT_SET:
		return ff->set == 0;
	case FT_BOOL:
		return false;
	case FT_REF:
		if (ff->ref != 0)
			return false;
		break;
	default:
		break;
	}
	return edit_text(&ff->edit)[strspn(edit_text(&ff->edit), " \t\n")] == '\0';
}

bool
field_differs(const struct formfield *ff, struct arena *a)
{
	return strcmp(field_value(ff, a), ff->initial) != 0;
}

/* ---- changing ---- */

static void
keep_undo(struct formfield *ff)
{
	struct arena *a = arena_new();
	char *old = strdup(field_value(ff, a)), **grown;

	arena_free(a);
	if (ff->n_undo == FIELD_UNDO) {
		free(ff->undo[0]);
		memmove(ff->undo, ff->undo + 1, (FIELD_UNDO - 1) * sizeof *ff->undo);
		ff->n_undo--;
	}
	grown = realloc(ff->undo, FIELD_UNDO * sizeof *ff->undo);
	if (grown == NULL || old == NULL)
		arena_die();
	ff->undo = grown;
	ff->undo[ff->n_undo++] = old;
}

static void
clear_ref(struct formfield *ff)
{
	ff->ref = 0;
	buf_clear(&ff->title);
	buf_clear(&ff->detail);
}

void
field_choose(struct formfield *ff, int64_t id, const char *title, const char *detail)
{
	keep_undo(ff);
	clear_ref(ff);
	edit_set(&ff->edit, "");
	ff->ref = id;
	buf_adds(&ff->title, title);
	buf_adds(&ff->detail, detail != NULL ? detail : "");
	buf_clear(&ff->error);
	ff->version++;
}

/* One value typed, whatever the type. */
union parsed {
	const char *text;
	int64_t i;
	day_t day;
	bool b;
	word_t word;
	wordset set;
};

static bool
parse(const struct formfield *ff, struct engine *en, struct arena *a, const char *value, union parsed *v,
	const char **shown, struct err *e)
{
	struct field f = *ff->f;

	memset(v, 0, sizeof *v);
	f.col.offset = 0;
	return action_parse(en, a, &f, value, v, shown, e);
}

void
field_put(struct formfield *ff, struct engine *en, struct arena *a, const char *value, bool undoable)
{
	struct err e = { 0 };
	union parsed v;
	const char *shown = "";

	ff->version++;
	switch (ff->f->type) {
	case FT_WORD:
	case FT_SET:
	case FT_BOOL:
		if (undoable)
			keep_undo(ff);
		if (!parse(ff, en, a, value, &v, &shown, &e))
			return;
		if (ff->f->type == FT_WORD) {
			ff->word = v.word;
			if (v.word != 0)
				ff->at = v.word;
		} else if (ff->f->type == FT_SET)
			ff->set = v.set;
		else
			ff->on = v.b;
		return;
	case FT_REF:
		if (undoable)
			keep_undo(ff);
		clear_ref(ff);
		if (*value != '\0' && parse(ff, en, a, value, &v, &shown, &e) && v.i != 0) {
			ff->ref = v.i;
			buf_adds(&ff->title, shown);
			edit_set(&ff->edit, "");
			return;
		}
		edit_set(&ff->edit, value);
		return;
	default:
		if (undoable)
			edit_replace(&ff->edit, value);
		else
			edit_set(&ff->edit, value);
		return;
	}
}

bool
field_undo(struct formfield *ff, struct engine *en, struct arena *a)
{
	char *old;

	if (!is_chosen(ff) && edit_undo(&ff->edit)) {
		ff->version++;
		return true;
	}
	if (ff->n_undo == 0)
		return false;
	old = ff->undo[--ff->n_undo];
	field_put(ff, en, a, old, false);
	free(old);
	return true;
}

/* ---- checking ---- */

void
field_set_error(struct formfield *ff, struct arena *a, const struct err *e)
{
	const char *s = e->text, *label = _(ff->f->label), *colon = "：";
	size_t n = strlen(label);

	buf_clear(&ff->error);
	if (e->code == ERR_OK)
		return;
	/* The label stands before the field already. */
	if (strncmp(s, label, n) == 0 && strncmp(s + n, colon, strlen(colon)) == 0)
		s += n + strlen(colon);
	buf_adds(&ff->error, s);
	if (e->article != 0 && strstr(s, article_name(e->article)) == NULL)
		buf_adds(&ff->error, arena_printf(a, _("（%s）"), article_name(e->article)));
}

bool
field_check(struct formfield *ff, struct engine *en, struct arena *a)
{
	struct err e = { 0 };
	union parsed v;
	const char *shown = "", *value = field_value(ff, a);

	if (field_empty(ff) && ff->f->type != FT_BOOL) {
		buf_clear(&ff->error);
		return true;
	}
	if (!parse(ff, en, a, value, &v, &shown, &e)) {
		field_set_error(ff, a, &e);
		return false;
	}
	buf_clear(&ff->error);
	switch (ff->f->type) {
	case FT_DAY:
	case FT_IDNO:
	case FT_USCC:
	case FT_NAME:
	case FT_INT:
		if (strcmp(shown, edit_text(&ff->edit)) != 0)
			edit_replace(&ff->edit, shown);
		break;
	case FT_REF:
		if (ff->ref == 0)
			field_choose(ff, v.i, shown, NULL);
		break;
	default:
		break;
	}
	return true;
}

day_t
field_day(const struct formfield *ff, struct engine *en)
{
	struct err e = { 0 };
	day_t d = DAY_NONE;

	if (ff->f->type != FT_DAY || field_empty(ff) ||
		!day_parse(edit_text(&ff->edit), en->today, en->cal, &d, &e))
		return DAY_NONE;
	return d;
}

bool
field_has_list(const struct formfield *ff)
{
	return ff->f->type == FT_REF || ff->f->type == FT_WORD || ff->f->type == FT_DAY;
}

/* ---- keys ---- */

/* The next option after AT whose label or pinyin initials begin with CP; 0 none. */
static word_t
option_by_letter(const struct formfield *ff, uint32_t cp)
{
	const struct word *words = ff->f->col.words;
	word_t n = word_count(words), found = 0;
	struct arena *a;
	char typed[5];

	if (n == 0)
		return 0;
	a = arena_new();
	if (cp >= 'A' && cp <= 'Z')
		cp += 'a' - 'A';
	typed[text_encode(cp, typed)] = '\0';
	for (word_t k = 1; k <= n && found == 0; k++) {
		word_t i = (word_t)((ff->at - 1 + k) % n + 1);
		const char *label = word_label(words, i);

		if (strncmp(label, typed, strlen(typed)) == 0 ||
			strncmp(han_initials(a, label), typed, strlen(typed)) == 0)
			found = i;
	}
	arena_free(a);
	return found;
}

static enum field_answer
set_word(struct formfield *ff, word_t w)
{
	if (w == ff->word)
		return FIELD_MOVED;
	keep_undo(ff);
	ff->word = w;
	if (w != 0)
		ff->at = w;
	ff->version++;
	return FIELD_CHANGED;
}

static enum field_answer
word_key_press(struct formfield *ff, const struct key *key)
{
	word_t n = word_count(ff->f->col.words), w;
	uint32_t c = key_command(key);

	switch (key->kind) {
	case K_RIGHT:
		return set_word(ff, (word_t)(ff->word % n + 1));
	case K_LEFT:
		return set_word(ff, ff->word > 1 ? (word_t)(ff->word - 1) : n);
	case K_HOME:
		return set_word(ff, 1);
	case K_END:
		return set_word(ff, n);
	case K_BACKSPACE:
	case K_DELETE:
		return set_word(ff, 0);
	case K_PASTE:
		w = word_find(ff->f->col.words, key->paste);
		return w != 0 ? set_word(ff, w) : FIELD_PASS;
	case K_CHAR:
		break;
	default:
		return FIELD_PASS;
	}
	if (c == ' ' || c == 0x3000) {
		if (ff->popup)
			return FIELD_PICK;
		return set_word(ff, (word_t)(ff->word % n + 1));
	}
	if (c >= '1' && c <= '9' && c - '0' <= n)
		return set_word(ff, (word_t)(c - '0'));
	if (ff->popup && c != '?' && c != ':') {
		char typed[5];

		typed[text_encode(c, typed)] = '\0';
		edit_set(&ff->edit, typed);
		return FIELD_PICK;
	}
	w = option_by_letter(ff, c);
	return w != 0 ? set_word(ff, w) : FIELD_PASS;
}

/* Options that stand in one row of a grid. */
static size_t
options_per_row(const struct formfield *ff)
{
	size_t n = word_count(ff->f->col.words);

	return ff->option_width > 0 ? (size_t)(ff->width / ff->option_width) : n > 0 ? n : 1;
}

static enum field_answer
set_key_press(struct formfield *ff, const struct key *key)
{
	word_t n = word_count(ff->f->col.words), w = 0;
	size_t per_row = options_per_row(ff);
	uint32_t c = key_command(key);

	switch (key->kind) {
	case K_DOWN:
		if ((ff->at - 1) / per_row == (n - 1u) / per_row)
			return FIELD_EDGE_DOWN;
		ff->at = ff->at + per_row < n ? ff->at + per_row : n;
		return FIELD_MOVED;
	case K_UP:
		if (ff->at <= per_row)
			return FIELD_EDGE_UP;
		ff->at -= per_row;
		return FIELD_MOVED;
	case K_RIGHT:
		ff->at = ff->at % n + 1;
		return FIELD_MOVED;
	case K_LEFT:
		ff->at = ff->at > 1 ? ff->at - 1 : n;
		return FIELD_MOVED;
	case K_HOME:
		ff->at = 1;
		return FIELD_MOVED;
	case K_END:
		ff->at = n;
		return FIELD_MOVED;
	case K_CHAR:
		break;
	default:
		return FIELD_PASS;
	}
	if (c == ' ' || c == 0x3000)
		w = (word_t)ff->at;
	else if (c >= '1' && c <= '9' && c - '0' <= n)
		w = (word_t)(c - '0');
	if (w == 0) {
		w = option_by_letter(ff, c);
		if (w == 0)
			return FIELD_PASS;
		ff->at = w;
		return FIELD_MOVED;
	}
	keep_undo(ff);
	ff->at = w;
	ff->set ^= (wordset)1 << w;
	ff->version++;
	return FIELD_CHANGED;
}

static enum field_answer
bool_key_press(struct formfield *ff, const struct key *key)
{
	uint32_t c = key_command(key);
	bool on = ff->on;

	if (key->kind == K_LEFT || key->kind == K_RIGHT || c == ' ' || c == 0x3000)
		on = !on;
	else if (c == 'y' || c == 'Y' || c == '1' || c == 0x662F) /* 是 */
		on = true;
	else if (c == 'n' || c == 'N' || c == '0' || c == 0x5426) /* 否 */
		on = false;
	else
		return FIELD_PASS;
	if (on == ff->on)
		return FIELD_MOVED;
	keep_undo(ff);
	ff->on = on;
	ff->version++;
	return FIELD_CHANGED;
}

void
field_enter(struct formfield *ff)
{
	ff->fresh = (ff->f->type == FT_DAY || ff->f->type == FT_INT) && !field_empty(ff);
}

static enum field_answer
text_key_press(struct formfield *ff, const struct key *key)
{
	if (ff->fresh && (key->kind == K_CHAR || key->kind == K_PASTE))
		edit_replace(&ff->edit, "");
	ff->fresh = false;
	switch (edit_key(&ff->edit, key, ff->rows)) {
	case EDIT_CHANGED:
		ff->version++;
		return FIELD_CHANGED;
	case EDIT_MOVED:
		return FIELD_MOVED;
	case EDIT_EDGE:
		if (key->kind == K_UP || key->kind == K_PGUP)
			return FIELD_EDGE_UP;
		return key->kind == K_DOWN || key->kind == K_PGDN ? FIELD_EDGE_DOWN : FIELD_MOVED;
	case EDIT_PASS:
		break;
	}
	return FIELD_PASS;
}

static enum field_answer
ref_key_press(struct formfield *ff, const struct key *key)
{
	enum field_answer answer;
	uint32_t c = key_command(key);

	/* A blank where no name begins asks for the whole list. */
	if ((c == ' ' || c == 0x3000) && (ff->ref != 0 || field_empty(ff))) {
		edit_set(&ff->edit, "");
		return FIELD_PICK;
	}
	if (ff->ref == 0) {
		answer = text_key_press(ff, key);
		return answer == FIELD_CHANGED && (key->kind == K_CHAR || key->kind == K_PASTE) ? FIELD_PICK : answer;
	}
	switch (key->kind) {
	case K_BACKSPACE:
	case K_DELETE:
		keep_undo(ff);
		clear_ref(ff);
		ff->version++;
		return FIELD_CHANGED;
	case K_CHAR:
	case K_PASTE:
		/* Another one is wanted: what is typed begins a new search, the old one stays until it is found. */
		edit_set(&ff->edit, "");
		edit_key(&ff->edit, key, 1);
		return FIELD_PICK;
	case K_LEFT:
	case K_RIGHT:
	case K_HOME:
	case K_END:
		return FIELD_MOVED;
	default:
		return FIELD_PASS;
	}
}

enum field_answer
field_key(struct formfield *ff, const struct key *key)
{
	switch (ff->f->type) {
	case FT_WORD:
		return word_key_press(ff, key);
	case FT_SET:
		return set_key_press(ff, key);
	case FT_BOOL:
		return bool_key_press(ff, key);
	case FT_REF:
		return ref_key_press(ff, key);
	default:
		return text_key_press(ff, key);
	}
}

/* ---- drawing ---- */

#define OPTION_GAP 3
#define RADIO_ROWS 2 /* words that take more are chosen from a list */

/* Columns of option I: mark, blank, label. */
static int
option_columns(const struct formfield *ff, word_t i)
{
	return 4 + draw_width(word_label(ff->f->col.words, i));
}

static void
place_options(struct formfield *ff, int avail)
{
	word_t n = word_count(ff->f->col.words);
	int sum = 0, widest = 0, per_row;

	for (word_t i = 1; i <= n; i++) {
		int w = option_columns(ff, i);

		sum += w + (i > 1 ? OPTION_GAP : 0);
		widest = w > widest ? w : widest;
	}
	ff->option_width = 0;
	ff->popup = false;
	ff->rows = 1;
	ff->width = sum;
	if (sum <= avail)
		return;
	ff->option_width = widest + OPTION_GAP < avail ? widest + OPTION_GAP : avail;
	per_row = avail / ff->option_width;
	ff->rows = (n + per_row - 1) / per_row;
	ff->width = avail;
	if (ff->f->type != FT_WORD || ff->rows <= RADIO_ROWS)
		return;
	ff->popup = true;
	ff->rows = 1;
	ff->option_width = 0;
	ff->width = widest - 4 < 12 ? 14 : widest - 2;
	if (ff->width > avail - 2)
		ff->width = avail - 2;
}

void
field_place(struct formfield *ff, int avail)
{
	const struct field *f = ff->f;
	int w;

	if (avail < 8)
		avail = 8;
	switch (f->type) {
	case FT_WORD:
	case FT_SET:
		place_options(ff, avail);
		return;
	case FT_BOOL:
		ff->rows = 1;
		ff->width = 3;
		return;
	case FT_DAY:
		w = 13; /* 2024年6月11日 */
		break;
	case FT_INT:
		w = 8;
		break;
	case FT_IDNO:
	case FT_USCC:
		w = 20;
		break;
	case FT_NAME:
		w = 24;
		break;
	case FT_REF:
		w = 40;
		break;
	case FT_PARA:
		w = PARA_WIDTH;
		break;
	case FT_LINE:
	default:
		w = f->max > 0 && f->max < 30 ? 2 * f->max + 1 : 60;
		break;
	}
	/* A hint beside it is worth more than an empty end of the box. */
	if (f->hint != NULL && w > 32 && f->type != FT_PARA) {
		int room = avail - 4 - draw_width(_(f->hint));

		w = room >= w ? w : room < 32 ? 32 : room;
	}
	ff->width = w < avail - 2 ? w : avail - 2;
	if (f->type != FT_PARA)
		ff->rows = 1;
}

int
field_drawn_width(const struct formfield *ff)
{
	if (ff->f->type == FT_BOOL)
		return 3;
	if ((ff->f->type == FT_WORD && !ff->popup) || ff->f->type == FT_SET)
		return ff->width;
	return ff->width + 2;
}

static void
draw_options(struct formfield *ff, int y, int x, int top, int bottom, bool focused)
{
	word_t n = word_count(ff->f->col.words);
	bool one = ff->f->type == FT_WORD;
	int at_x = x, at_y = y, per_row = (int)options_per_row(ff);
	word_t cursor = one && ff->word != 0 ? ff->word : (word_t)ff->at;

	for (word_t i = 1; i <= n; i++) {
		bool on = one ? ff->word == i : (ff->set >> i & 1) != 0;
		const char *mark = one ? (on ? "(*)" : "( )") : on ? "[x]" : "[ ]";
		unsigned attr = on ? UI_STRONG : UI_NORMAL;
		int w = option_columns(ff, i);

		if (ff->option_width > 0 && i > 1 && (i - 1) % per_row == 0) {
			at_y++;
			at_x = x;
		}
		if (at_y >= top && at_y < bottom) {
			draw_text(at_y, at_x, 4, attr, mark);
			draw_text(at_y, at_x + 4, w - 4, attr | (focused && cursor == i ? UI_SELECTED : 0),
				word_label(ff->f->col.words, i));
			if (focused && cursor == i)
				draw_cursor(at_y, at_x + 1);
		}
		at_x += ff->option_width > 0 ? ff->option_width : w + OPTION_GAP;
	}
}

/* Something chosen, in brackets like text. */
static void
draw_chosen(int y, int x, int width, const char *text, bool focused)
{
	draw_cut(y, x + 1, width, UI_FIELD, text);
	if (focused)
		draw_cursor(y, x + 1);
}

void
field_draw(struct formfield *ff, int y, int x, int top, int bottom, bool focused)
{
	unsigned edge = focused ? UI_STRONG : UI_DIM;

	if ((ff->f->type == FT_WORD && !ff->popup) || ff->f->type == FT_SET) {
		draw_options(ff, y, x, top, bottom, focused);
		return;
	}
	if (ff->f->type == FT_PARA) {
		struct rect r = { .y = y, .x = x + 1, .h = ff->rows, .w = ff->width };

		/* Partly beyond the edge of the form: the rows that are seen. */
		if (r.y < top) {
			r.h -= top - r.y;
			r.y = top;
		}
		if (r.y + r.h > bottom)
			r.h = bottom - r.y;
		if (r.h <= 0)
			return;
		for (int i = 0; i < r.h; i++) {
			draw_text(r.y + i, x, 1, edge, "[");
			draw_text(r.y + i, x + 1 + ff->width, 1, edge, "]");
		}
		editor_draw(&ff->edit, r, UI_FIELD, focused);
		return;
	}
	if (y < top || y >= bottom)
		return;
	if (ff->f->type == FT_BOOL) {
		draw_text(y, x, 3, (ff->on ? UI_STRONG : UI_NORMAL) | (focused ? UI_SELECTED : 0), ff->on ? "[x]" : "[ ]");
		if (focused)
			draw_cursor(y, x + 1);
		return;
	}
	draw_text(y, x, 1, edge, "[");
	draw_text(y, x + 1 + ff->width, 1, edge, "]");
	if (ff->f->type == FT_WORD)
		draw_chosen(y, x, ff->width, word_label(ff->f->col.words, ff->word), focused);
	else if (ff->f->type == FT_REF && ff->ref != 0)
		draw_chosen(y, x, ff->width, buf_str(&ff->title), focused);
	else
		editor_draw_line(&ff->edit, y, x + 1, ff->width, UI_FIELD | (focused && ff->fresh ? UI_SELECTED : 0),
			focused);
}
