/*
 * search.c: the full-text index: what is put in, and what is asked.
 *
 * Knows: FTS5.  Must not know: which text a flow puts in.
 *
 * A record's entry is a set of tokens (token.h): the characters and pairs of its text, those of its initials, and
 * its scope.  FTS5 keeps for each token the records that have it and nothing else (detail=none), so that a search is
 * an intersection of lists of numbers.  Words of one or two characters are answered by the index alone; of
 * longer ones it names the records that have all their pairs, and search_says() whether these stand in a row.
 *
 * The index is contentless: which tokens a record loses is told by its text before.  Only what changes is written.
 */
#include "store/search.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "store/token.h"

#define MAX_WORDS 32    /* of one search; more are not looked at */
#define MAX_PHRASE 256  /* characters of one word */
#define MAX_PAIRS 24    /* of one word that the index is asked for: the text decides on the rest */
#define CHECK_TOKENS 16 /* characters of a text that search_has() looks for */
#define OWN_KIND 'r'    /* kind of the scope token that each entry has of its own: search_has() begins there */

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

/* The tokens come ready made, with blanks between them. */
static int
han_tokenize(Fts5Tokenizer *tokenizer, void *ctx, int flags, const char *s, int n,
	int (*token)(void *, int, const char *, int, int, int))
{
	int rc = SQLITE_OK;

	(void)tokenizer;
	(void)flags;
	for (int at = 0, end; at < n && rc == SQLITE_OK; at = end + 1) {
		for (end = at; end < n && s[end] != ' '; end++)
			;
		if (end > at)
			rc = token(ctx, 0, s + at, end - at, at, end);
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

static const char *
or_empty(const char *s)
{
	return s != NULL ? s : "";
}

/* Every token of a text but its scope. */
static struct token_set
tokens(struct arena *a, const struct search_text *text)
{
	struct token_set set = { 0 };
	struct buf folded = BUF_INIT;

	token_fold(&folded, or_empty(text->body));
	token_add_all(&set, a, buf_str(&folded), false);
	buf_clear(&folded);
	token_fold_names(&folded, or_empty(text->initials));
	token_add_all(&set, a, buf_str(&folded), true);
	buf_free(&folded);
	return set;
}

/* The next of blank-separated scope tokens; NULL at the end. */
static const char *
next_scope(const char **at, size_t *n)
{
	const char *s = *at + strspn(*at, " ");

	*n = strcspn(s, " ");
	*at = s + *n;
	return *n > 0 ? s : NULL;
}

static bool
has_scope(const char *scopes, const char *s, size_t n)
{
	const char *one;
	size_t len;

	while ((one = next_scope(&scopes, &len)) != NULL)
		if (len == n && memcmp(one, s, n) == 0)
			return true;
	return false;
}

/* Append what X has and BUT has not (NULL: nothing). */
static void
add_new(struct buf *out, struct arena *a, int64_t record, const struct search_text *x, const struct search_text *but)
{
	struct token_set set = tokens(a, x), less = { 0 };
	const char *scopes = or_empty(x->scope), *s;
	size_t n;

	if (but != NULL)
		less = tokens(a, but);
	else
		buf_printf(out, TOKEN_MARK_TEXT "%c%lld ", OWN_KIND, (long long)record);
	while ((s = next_scope(&scopes, &n)) != NULL)
		if (but == NULL || !has_scope(or_empty(but->scope), s, n)) {
			buf_add(out, s, n);
			buf_addc(out, ' ');
		}
	for (size_t i = 0; i < set.cap; i++)
		if (set.v[i] != 0 && !token_has(&less, set.v[i])) {
			token_write(out, set.v[i]);
			buf_addc(out, ' ');
		}
}

static bool
put(struct db *db, const char *sql, int64_t record, const struct search_text *x, const struct search_text *but)
{
	struct stmt *s = db_prepare(db, sql);
	struct arena *a = arena_new();
	struct buf out = BUF_INIT;

	add_new(&out, a, record, x, but);
	db_bind_int(s, ":record", record);
	db_bind_text(s, ":tokens", buf_str(&out));
	buf_free(&out);
	arena_free(a);
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
	/* Both halves even where one has no token: FTS5 counts entries put less entries taken. */
	if (old_text != NULL &&
		!put(db, "INSERT INTO search(search, rowid, tokens) VALUES ('delete', :record, :tokens)", record, old_text,
			new_text))
		return false;
	return new_text == NULL ||
		put(db, "INSERT INTO search(rowid, tokens) VALUES (:record, :tokens)", record, new_text, old_text);
}

bool
search_empty(struct db *db)
{
	return db_value(db, "SELECT EXISTS (SELECT 1 FROM search_idx)", 1) == 0;
}

bool
search_settle(struct db *db)
{
	return db_run(db_prepare(db, "INSERT INTO search(search) VALUES ('optimize')"));
}

char *
search_scope(struct arena *a, char kind, int64_t id)
{
	return arena_printf(a, TOKEN_MARK_TEXT "%c%lld", kind, (long long)id);
}

char *
search_scope_flow(struct arena *a, const char *flow)
{
	return arena_printf(a, TOKEN_MARK_TEXT "f%s", flow);
}

char *
search_scope_value(struct arena *a, const char *flow, const char *column, const char *value)
{
	return arena_printf(a, TOKEN_MARK_TEXT "v%s.%s=%s", flow, column, value);
}

/* ---- what is asked ---- */

/* Append the N bytes at S as a quoted string of FTS5's query language, with AND before it where something stands already. */
static void
add_condition(struct buf *out, const char *s, size_t n)
{
	if (out->len > 0 && out->s[out->len - 1] != '(')
		buf_adds(out, " AND ");
	buf_addc(out, '"');
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '"')
			buf_addc(out, '"');
		buf_addc(out, s[i]);
	}
	buf_addc(out, '"');
}

static void
add_token(struct buf *out, uint64_t token)
{
	struct buf s = BUF_INIT;

	token_write(&s, token);
	add_condition(out, buf_str(&s), s.len);
	buf_free(&s);
}

/* A word of a search as it is compared. */
struct word {
	uint32_t *cp;
	size_t n;
	bool letters; /* nothing but ASCII letters: may be initials */
};

/* The words of S, MAX_WORDS at most; how many. */
static size_t
words_of(struct arena *a, const char *s, struct word out[MAX_WORDS])
{
	size_t len = strlen(s), at = 0, n = 0;
	struct word *w = NULL;
	uint32_t cp;
	bool gap;

	while (token_next(s, len, &at, &cp, &gap)) {
		if (w == NULL || gap) {
			if (n == MAX_WORDS)
				break;
			w = &out[n++];
			*w = (struct word){ arena_alloc(a, (len - at < MAX_PHRASE ? len - at + 1 : MAX_PHRASE) * sizeof *w->cp), 0, true };
		}
		w->letters = w->letters && cp >= 'a' && cp <= 'z';
		if (w->n < MAX_PHRASE)
			w->cp[w->n++] = cp;
	}
	return n;
}

/* The tokens of a word: its one character, or its pairs, the last among them. */
static void
add_word(struct buf *out, const struct word *w, bool initials)
{
	size_t step = (w->n - 1) / MAX_PAIRS + 1;

	if (w->n == 1)
		add_token(out, token_of(0, w->cp[0], initials));
	for (size_t i = (w->n - 2) % step; w->n > 1 && i + 1 < w->n; i += step)
		add_token(out, token_of(w->cp[i], w->cp[i + 1], initials));
}

/* Each token of the blank-separated SCOPES as a condition: those of a flow, which are the longest lists, at the end. */
static void
add_scopes(struct buf *out, const char *scopes, bool flows)
{
	const char *s;
	size_t n;

	while ((s = next_scope(&scopes, &n)) != NULL)
		if ((n > strlen(TOKEN_MARK_TEXT) && s[strlen(TOKEN_MARK_TEXT)] == 'f') == flows)
			add_condition(out, s, n);
}

char *
search_match(struct arena *a, const char *words, const char *scopes)
{
	struct word w[MAX_WORDS];
	size_t n = words_of(a, words, w);
	struct buf out = BUF_INIT;
	char *match;

	if (n == 0)
		return NULL;
	add_scopes(&out, or_empty(scopes), false);
	for (size_t i = 0; i < n; i++) {
		if (!w[i].letters) {
			add_word(&out, &w[i], false);
			continue;
		}
		if (out.len > 0)
			buf_adds(&out, " AND ");
		buf_adds(&out, "((");
		add_word(&out, &w[i], false);
		buf_adds(&out, ") OR (");
		add_word(&out, &w[i], true);
		buf_adds(&out, "))");
	}
	add_scopes(&out, or_empty(scopes), true);
	match = arena_strndup(a, buf_str(&out), out.len);
	buf_free(&out);
	return match;
}

char *
search_within(struct arena *a, const char *scopes)
{
	struct buf out = BUF_INIT;
	char *match;

	add_scopes(&out, scopes, false);
	add_scopes(&out, scopes, true);
	match = out.len > 0 ? arena_strndup(a, buf_str(&out), out.len) : NULL;
	buf_free(&out);
	return match;
}

bool
search_exact(struct arena *a, const char *words)
{
	struct word w[MAX_WORDS];
	size_t n = words_of(a, words, w);

	for (size_t i = 0; i < n; i++)
		if (w[i].n > 2)
			return false;
	return true;
}

bool
search_says(struct arena *a, const struct search_text *text, const char *words)
{
	struct word w[MAX_WORDS];
	size_t n = words_of(a, words, w);
	struct buf body = BUF_INIT, initials = BUF_INIT, one = BUF_INIT;
	bool all = true;

	for (size_t i = 0; i < n && all; i++) {
		buf_clear(&one);
		for (size_t k = 0; k < w[i].n; k++)
			token_write(&one, token_of(0, w[i].cp[k], false));
		/* Most often it stands there as it was typed, and nothing needs to be folded. */
		if (strstr(or_empty(text->body), buf_str(&one)) != NULL)
			continue;
		if (body.len == 0) {
			token_fold(&body, or_empty(text->body));
			token_fold_names(&initials, or_empty(text->initials));
		}
		all = strstr(buf_str(&body), buf_str(&one)) != NULL ||
			(w[i].letters && strstr(buf_str(&initials), buf_str(&one)) != NULL);
	}
	buf_free(&body);
	buf_free(&initials);
	buf_free(&one);
	return all;
}

/* ---- the check ---- */

/* EACH gets CHECK_TOKENS or so of the characters of S, spread evenly, the last among them. */
static void
spread(const char *s, bool initials, void (*each)(void *ctx, const char *token, size_t n), void *ctx)
{
	struct buf folded = BUF_INIT, token = BUF_INIT;
	size_t total = 0, at, i = 0;
	uint32_t cp;

	if (initials)
		token_fold_names(&folded, s);
	else
		token_fold(&folded, s);
	for (at = 0; token_next(buf_str(&folded), folded.len, &at, &cp, NULL);)
		total++;
	for (at = 0; token_next(buf_str(&folded), folded.len, &at, &cp, NULL);)
		if ((i++ % (total / CHECK_TOKENS + 1) == 0 || i == total) && !(initials && cp == '|')) {
			buf_clear(&token);
			token_write(&token, token_of(0, cp, initials));
			each(ctx, buf_str(&token), token.len);
		}
	buf_free(&folded);
	buf_free(&token);
}

static void
add_one(void *ctx, const char *token, size_t n)
{
	add_condition(ctx, token, n);
}

bool
search_has(struct db *db, struct arena *a, int64_t record, const struct search_text *text)
{
	struct stmt *s;
	struct buf match = BUF_INIT;
	bool found;

	add_scopes(&match, search_scope(a, OWN_KIND, record), false);
	add_scopes(&match, or_empty(text->scope), false);
	add_scopes(&match, or_empty(text->scope), true);
	spread(or_empty(text->body), false, add_one, &match);
	spread(or_empty(text->initials), true, add_one, &match);
	s = db_prepare(db, "SELECT 1 FROM search WHERE search MATCH :match AND rowid = :record");
	db_bind_text(s, ":match", buf_str(&match));
	db_bind_int(s, ":record", record);
	found = db_step(s);
	db_done(s);
	buf_free(&match);
	return found;
}

/* A token, and the records that should hold it. */
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
tell_one(void *ctx, const char *token, size_t n)
{
	struct search_proof *p = ctx;
	struct buf match = BUF_INIT;
	struct term *t;

	add_condition(&match, token, n);
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
	const char *scopes = or_empty(text->scope), *s;
	size_t cap = p->cap, n;

	p->record = roomy(p->a, p->record, p->n, &cap, sizeof *p->record);
	p->missing = roomy(p->a, p->missing, p->n, &p->cap, sizeof *p->missing);
	p->record[p->n++] = record;
	spread(or_empty(text->body), false, tell_one, p);
	spread(or_empty(text->initials), true, tell_one, p);
	while ((s = next_scope(&scopes, &n)) != NULL)
		tell_one(p, s, n);
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
	return search_count(db, search_within(a, scopes), INT64_MAX);
}
