/*
 * search.c: the full-text index and its tokenizer.
 *
 * Knows: FTS5, Unicode's blanks and invisible signs.  Must not know: which text a flow puts in.
 *
 * Chinese has no blanks between words, and a person searches for any piece of
 * text, also for one character.  So every character is a token, punctuation
 * too, and what is searched for is a phrase.  Letters are folded to half width
 * and lower case, so are all other full-width twins of ASCII.  Blanks and line
 * ends are no token: a term broken over two lines is found.
 *
 * The index is contentless: what an entry held is told to it again when the entry
 * goes.  Where that text has changed meanwhile through another record (an agency's
 * new name), the old words remain as stale hits of the same record; the scope,
 * made of the record's own columns, is always exact.
 */
#include "store/search.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"

#define SCOPE_MARK 0xE000u
#define SCOPE_TEXT "\xEE\x80\x80"   /* U+E000 */
#define HARMLESS_TEXT "\xEE\x80\x81" /* U+E001 stands for a U+E000 that somebody typed */
#define NAME_SEPARATOR '|'           /* between names in the column initials */

#define MAX_WORDS 32    /* of one search; more are not looked at */
#define MAX_PHRASE 256  /* characters of one word */
#define CHECK_TOKENS 16 /* characters of a text that search_has() looks for */
#define OWN_KIND 'r'    /* kind of the scope token that each entry has of its own: search_has() begins there */

static bool
is_blank(uint32_t cp)
{
	return cp <= 0x20 || (cp >= 0x7f && cp <= 0xa0) || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200a) ||
		cp == 0x2028 || cp == 0x2029 || cp == 0x202f || cp == 0x205f || cp == 0x3000;
}

/* No token and no separation either: marks nobody sees, variation selectors. */
static bool
is_invisible(uint32_t cp)
{
	return cp == 0xad || (cp >= 0x200b && cp <= 0x200f) || (cp >= 0x202a && cp <= 0x202e) ||
		(cp >= 0x2060 && cp <= 0x206f) || (cp >= 0xfe00 && cp <= 0xfe0f) || cp == 0xfeff ||
		(cp >= 0xe0100 && cp <= 0xe01ef);
}

static uint32_t
fold(uint32_t cp)
{
	if (cp >= 0xff01 && cp <= 0xff5e)
		cp -= 0xfee0;
	return cp >= 'A' && cp <= 'Z' ? cp + 'a' - 'A' : cp;
}

/* One token: where it stands, and what is put into the index. */
struct token {
	size_t start, end; /* bytes of the source */
	const char *s;
	size_t n;
	char own[4];       /* S points here when it was folded */
};

/* The first token of the N bytes at S from byte AT on; false when there is none. */
static bool
next_token(const char *s, size_t n, size_t at, struct token *t)
{
	uint32_t cp = 0, folded;
	size_t used = 0;

	while (at < n) {
		used = text_decode(s + at, n - at, &cp);
		if (!is_blank(cp) && !is_invisible(cp))
			break;
		at += used;
	}
	if (at >= n)
		return false;
	t->start = at;
	t->end = at + used;
	t->s = s + at;
	t->n = used;
	if (cp == SCOPE_MARK) {
		while (t->end < n) {
			used = text_decode(s + t->end, n - t->end, &cp);
			if (is_blank(cp))
				break;
			t->end += used;
		}
		t->n = t->end - t->start;
		return true;
	}
	folded = fold(cp);
	if (folded != cp || cp == 0xfffd) {
		t->n = text_encode(folded, t->own);
		t->s = t->own;
	}
	return true;
}

static int
han_create(void *ctx, const char **argv, int argc, Fts5Tokenizer **out)
{
	(void)argv;
	(void)argc;
	*out = ctx; /* has no state: any pointer that is not NULL */
	return SQLITE_OK;
}

static void
han_delete(Fts5Tokenizer *t)
{
	(void)t;
}

static int
han_tokenize(Fts5Tokenizer *tokenizer, void *ctx, int flags, const char *s, int n,
	int (*token)(void *, int, const char *, int, int, int))
{
	struct token t;
	size_t at = 0;
	int rc = SQLITE_OK;

	(void)tokenizer;
	(void)flags;
	while (rc == SQLITE_OK && next_token(s, (size_t)n, at, &t)) {
		rc = token(ctx, 0, t.s, (int)t.n, (int)t.start, (int)t.end);
		at = t.end;
	}
	return rc;
}

bool
search_register(struct db *db)
{
	static fts5_tokenizer han = { han_create, han_delete, han_tokenize };
	sqlite3_stmt *s = NULL;
	fts5_api *api = NULL;
	int rc = sqlite3_prepare_v2(db_handle(db), "SELECT fts5(?1)", -1, &s, NULL);

	if (rc == SQLITE_OK) {
		sqlite3_bind_pointer(s, 1, &api, "fts5_api_ptr", NULL);
		sqlite3_step(s);
		rc = sqlite3_finalize(s);
	}
	if (rc == SQLITE_OK && api != NULL)
		rc = api->xCreateTokenizer(api, "han", &han, &han, NULL);
	if (rc != SQLITE_OK || api == NULL)
		db_fail(db, "SQLite %s without FTS5: %s", db_library_version(), sqlite3_errmsg(db_handle(db)));
	return rc == SQLITE_OK && api != NULL;
}

/* The text as it may stand in the index: a U+E000 that somebody typed begins no scope token there. */
static void
add_harmless(struct buf *out, const char *s)
{
	const char *mark;

	while ((mark = strstr(s, SCOPE_TEXT)) != NULL) {
		buf_add(out, s, (size_t)(mark - s));
		buf_adds(out, HARMLESS_TEXT);
		s = mark + strlen(SCOPE_TEXT);
	}
	buf_adds(out, s);
}

/* Names' initials with a token between two names, so that no phrase spans both. */
static void
add_initials(struct buf *out, const char *s)
{
	size_t n = strlen(s);
	bool gap = false;

	for (size_t at = 0; at < n;) {
		uint32_t cp;
		size_t used = text_decode(s + at, n - at, &cp);

		if (is_blank(cp)) {
			gap = true;
		} else if (cp != SCOPE_MARK) {
			if (gap && out->len > 0)
				buf_addc(out, NAME_SEPARATOR);
			gap = false;
			buf_add(out, s + at, used);
		}
		at += used;
	}
}

static const char *
or_empty(const char *s)
{
	return s != NULL ? s : "";
}

static bool
put(struct db *db, const char *sql, int64_t record, const struct search_text *text)
{
	struct stmt *s = db_prepare(db, sql);
	struct buf body = BUF_INIT, initials = BUF_INIT, scope = BUF_INIT;

	add_harmless(&body, or_empty(text->body));
	add_initials(&initials, or_empty(text->initials));
	buf_printf(&scope, SCOPE_TEXT "%c%lld %s", OWN_KIND, (long long)record, or_empty(text->scope));
	db_bind_int(s, ":record", record);
	db_bind_text(s, ":body", buf_str(&body));
	db_bind_text(s, ":initials", buf_str(&initials));
	db_bind_text(s, ":scope", buf_str(&scope));
	buf_free(&body);
	buf_free(&initials);
	buf_free(&scope);
	return db_run(s);
}

static bool
same(const struct search_text *x, const struct search_text *y)
{
	return strcmp(or_empty(x->body), or_empty(y->body)) == 0 &&
		strcmp(or_empty(x->initials), or_empty(y->initials)) == 0 &&
		strcmp(or_empty(x->scope), or_empty(y->scope)) == 0;
}

bool
search_put(struct db *db, int64_t record, const struct search_text *old_text, const struct search_text *new_text)
{
	/* Most acts change no word that is searched for; leaving the entry alone is the cheapest write. */
	if (old_text != NULL && new_text != NULL && same(old_text, new_text))
		return !db_failed(db);
	if (old_text != NULL &&
		!put(db,
			"INSERT INTO search(search, rowid, body, initials, scope) "
			"VALUES ('delete', :record, :body, :initials, :scope)",
			record, old_text))
		return false;
	return new_text == NULL ||
		put(db, "INSERT INTO search(rowid, body, initials, scope) VALUES (:record, :body, :initials, :scope)",
			record, new_text);
}

bool
search_settle(struct db *db)
{
	return db_run(db_prepare(db, "INSERT INTO search(search) VALUES ('optimize')"));
}

char *
search_scope(struct arena *a, char kind, int64_t id)
{
	return arena_printf(a, SCOPE_TEXT "%c%lld", kind, (long long)id);
}

char *
search_scope_flow(struct arena *a, const char *flow)
{
	return arena_printf(a, SCOPE_TEXT "f%s", flow);
}

/* Append the N bytes at S as a quoted string of FTS5's query language. */
static void
add_quoted(struct buf *out, const char *s, size_t n)
{
	buf_addc(out, '"');
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '"')
			buf_addc(out, '"');
		buf_addc(out, s[i]);
	}
	buf_addc(out, '"');
}

/* Append one condition "COLUMN : "phrase"" with AND before it where something stands already. */
static void
add_condition(struct buf *out, const char *column, const char *s, size_t n)
{
	if (out->len > 0)
		buf_adds(out, " AND ");
	buf_printf(out, "%s : ", column);
	add_quoted(out, s, n);
}

/* A word of the search: bytes up to the next blank, cut after MAX_PHRASE tokens. */
struct word_found {
	const char *s;
	size_t n;     /* bytes that are searched for */
	bool letters; /* nothing but ASCII letters: may be initials */
};

static bool
next_word(const char *s, size_t n, size_t *at, struct word_found *w)
{
	struct token t;
	size_t tokens = 0, end;

	if (!next_token(s, n, *at, &t))
		return false;
	*w = (struct word_found){ s + t.start, 0, true };
	end = t.start;
	while (end < n) {
		uint32_t cp, folded;
		size_t used = text_decode(s + end, n - end, &cp);

		if (is_blank(cp))
			break;
		end += used;
		if (is_invisible(cp))
			continue;
		folded = fold(cp);
		if (folded < 'a' || folded > 'z')
			w->letters = false;
		if (tokens++ < MAX_PHRASE)
			w->n = (size_t)(s + end - w->s);
	}
	*at = end;
	return true;
}

/* Each scope token of the blank-separated SCOPES as a condition. */
static void
add_scopes(struct buf *out, const char *scopes)
{
	size_t n = strlen(scopes), at = 0;
	struct token t;

	while (next_token(scopes, n, at, &t)) {
		add_condition(out, "scope", t.s, t.n);
		at = t.end;
	}
}

char *
search_match(struct arena *a, const char *words, const char *scopes)
{
	struct buf clean = BUF_INIT, out = BUF_INIT;
	struct word_found w;
	size_t at = 0, n_words = 0;
	char *match = NULL;

	add_harmless(&clean, words);
	while (n_words < MAX_WORDS && next_word(buf_str(&clean), clean.len, &at, &w)) {
		n_words++;
		if (!w.letters) {
			add_condition(&out, "body", w.s, w.n);
			continue;
		}
		if (out.len > 0)
			buf_adds(&out, " AND ");
		buf_adds(&out, "(body : ");
		add_quoted(&out, w.s, w.n);
		buf_adds(&out, " OR initials : ");
		add_quoted(&out, w.s, w.n);
		buf_addc(&out, ')');
	}
	if (n_words > 0) {
		add_scopes(&out, or_empty(scopes));
		match = arena_strndup(a, buf_str(&out), out.len);
	}
	buf_free(&clean);
	buf_free(&out);
	return match;
}

/* EACH gets CHECK_TOKENS or so of the N bytes at S, spread evenly, the last among them. */
static void
spread(const char *s, size_t n, void (*each)(void *ctx, const char *column, const struct token *t), void *ctx, const char *column)
{
	size_t total = 0, at, i = 0;
	struct token t;

	for (at = 0; next_token(s, n, at, &t); at = t.end)
		total++;
	for (at = 0; next_token(s, n, at, &t); at = t.end)
		if (i++ % (total / CHECK_TOKENS + 1) == 0 || i == total)
			each(ctx, column, &t);
}

/*
 * Each character is a condition of its own, not a phrase: FTS5 looks for the first entry of the whole index that
 * holds a phrase before it looks at the record asked for.
 */
static void
add_one(void *ctx, const char *column, const struct token *t)
{
	add_condition(ctx, column, t->s, t->n);
}

bool
search_has(struct db *db, struct arena *a, int64_t record, const struct search_text *text)
{
	struct stmt *s;
	struct buf body = BUF_INIT, initials = BUF_INIT, match = BUF_INIT;
	bool found;

	add_harmless(&body, or_empty(text->body));
	add_initials(&initials, or_empty(text->initials));
	add_scopes(&match, search_scope(a, OWN_KIND, record));
	add_scopes(&match, or_empty(text->scope));
	spread(buf_str(&body), body.len, add_one, &match, "body");
	spread(buf_str(&initials), initials.len, add_one, &match, "initials");
	s = db_prepare(db, "SELECT 1 FROM search WHERE search MATCH :match AND rowid = :record");
	db_bind_text(s, ":match", buf_str(&match));
	db_bind_int(s, ":record", record);
	found = db_step(s);
	db_done(s);
	buf_free(&body);
	buf_free(&initials);
	buf_free(&match);
	return found;
}

/* A token of a column, and the records that should hold it. */
struct term {
	const char *match; /* the condition of FTS5 that finds it; NULL: an empty place of the table */
	size_t hash;
	size_t *who;       /* places in search_proof.record */
	size_t n, cap;
};

struct search_proof {
	struct arena *a;
	int64_t *record;
	bool *missing;
	size_t n, cap;
	struct term *term; /* hashed by open addressing */
	size_t n_terms, term_cap;
};

struct search_proof *
search_proof_new(struct arena *a)
{
	struct search_proof *p = arena_alloc(a, sizeof *p);

	p->a = a;
	return p;
}

/* V with room for one more than N elements of SIZE bytes, in memory of the arena. */
static void *
roomy(struct arena *a, void *v, size_t n, size_t *cap, size_t size)
{
	void *more;

	if (n < *cap)
		return v;
	*cap = *cap != 0 ? *cap * 2 : 8;
	more = arena_alloc(a, *cap * size);
	if (n > 0)
		memcpy(more, v, n * size);
	return more;
}

static struct term *
term_place(struct term *v, size_t cap, const char *match, size_t hash)
{
	size_t at = hash & (cap - 1);

	while (v[at].match != NULL && (v[at].hash != hash || strcmp(v[at].match, match) != 0))
		at = (at + 1) & (cap - 1);
	return &v[at];
}

static struct term *
term_of(struct search_proof *p, const char *match)
{
	size_t hash = 5381;
	struct term *t;

	for (const char *c = match; *c != '\0'; c++)
		hash = hash * 33 + (unsigned char)*c;
	if (p->n_terms * 2 >= p->term_cap) {
		size_t cap = p->term_cap != 0 ? p->term_cap * 2 : 4096;
		struct term *v = arena_alloc(p->a, cap * sizeof *v);

		for (size_t i = 0; i < p->term_cap; i++)
			if (p->term[i].match != NULL)
				*term_place(v, cap, p->term[i].match, p->term[i].hash) = p->term[i];
		p->term = v;
		p->term_cap = cap;
	}
	t = term_place(p->term, p->term_cap, match, hash);
	if (t->match == NULL) {
		t->match = arena_strdup(p->a, match);
		t->hash = hash;
		p->n_terms++;
	}
	return t;
}

static void
tell_one(void *ctx, const char *column, const struct token *token)
{
	struct search_proof *p = ctx;
	struct buf match = BUF_INIT;
	struct term *t;

	add_condition(&match, column, token->s, token->n);
	t = term_of(p, buf_str(&match));
	buf_free(&match);
	/* The same character twice in a text is one question. */
	if (t->n > 0 && t->who[t->n - 1] == p->n - 1)
		return;
	t->who = roomy(p->a, t->who, t->n, &t->cap, sizeof *t->who);
	t->who[t->n++] = p->n - 1;
}

void
search_proof_tell(struct search_proof *p, int64_t record, const struct search_text *text)
{
	struct buf body = BUF_INIT, initials = BUF_INIT;
	const char *scope = or_empty(text->scope);
	struct token t;
	size_t cap = p->cap;

	p->record = roomy(p->a, p->record, p->n, &cap, sizeof *p->record);
	p->missing = roomy(p->a, p->missing, p->n, &p->cap, sizeof *p->missing);
	p->record[p->n++] = record;
	add_harmless(&body, or_empty(text->body));
	add_initials(&initials, or_empty(text->initials));
	spread(buf_str(&body), body.len, tell_one, p, "body");
	spread(buf_str(&initials), initials.len, tell_one, p, "initials");
	for (size_t n = strlen(scope), at = 0; next_token(scope, n, at, &t); at = t.end)
		tell_one(p, "scope", &t);
	buf_free(&body);
	buf_free(&initials);
}

static int
by_record(const void *x, const void *y, void *ctx)
{
	const struct search_proof *p = ctx;
	int64_t a = p->record[*(const size_t *)x], b = p->record[*(const size_t *)y];

	return (a > b) - (a < b);
}

/* Go through the term's records and the index's list of it side by side: both ascend. */
static void
prove_term(struct db *db, struct search_proof *p, struct term *t)
{
	struct stmt *s = db_prepare(db,
		"SELECT rowid FROM search WHERE search MATCH :match AND rowid BETWEEN :first AND :last ORDER BY rowid");
	size_t i = 0;

	qsort_r(t->who, t->n, sizeof *t->who, by_record, p);
	db_bind_text(s, ":match", t->match);
	db_bind_int(s, ":first", p->record[t->who[0]]);
	db_bind_int(s, ":last", p->record[t->who[t->n - 1]]);
	while (i < t->n && db_step(s)) {
		int64_t has = db_int(s, 0);

		while (i < t->n && p->record[t->who[i]] < has)
			p->missing[t->who[i++]] = true;
		while (i < t->n && p->record[t->who[i]] == has)
			i++;
	}
	while (i < t->n)
		p->missing[t->who[i++]] = true;
	db_done(s);
}

bool
search_proof_run(struct db *db, struct search_proof *p, void (*missing)(void *ctx, int64_t record), void *ctx)
{
	for (size_t i = 0; i < p->term_cap && !db_failed(db); i++)
		if (p->term[i].match != NULL)
			prove_term(db, p, &p->term[i]);
	for (size_t i = 0; i < p->n && !db_failed(db); i++)
		if (p->missing[i])
			missing(ctx, p->record[i]);
	return !db_failed(db);
}

int64_t
search_count(struct db *db, const char *match, int64_t cap)
{
	struct stmt *s = db_prepare(db,
		"SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH :match LIMIT :cap)");
	int64_t n = 0;

	db_bind_text(s, ":match", match);
	db_bind_int(s, ":cap", cap);
	if (db_step(s))
		n = db_int(s, 0);
	db_done(s);
	return n;
}

int64_t
search_total(struct db *db, struct arena *a, const char *scopes)
{
	struct stmt *s = db_prepare(db, "SELECT count(*) FROM search WHERE search MATCH :match");
	struct buf match = BUF_INIT;
	int64_t n = 0;

	add_scopes(&match, scopes);
	db_bind_text(s, ":match", arena_strdup(a, buf_str(&match)));
	buf_free(&match);
	if (db_step(s))
		n = db_int(s, 0);
	db_done(s);
	return n;
}
