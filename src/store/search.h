/*
 * search.h: full text over all records: any substring of Chinese from one
 * character on, pinyin initials, scope inside the index query.
 *
 * Knows: FTS5, tokens (token.h: characters and pairs, punctuation included;
 * U+E000 begins a scope token that ends at a blank).
 * Must not know: which text a flow puts in; sensitive fields never come here.
 */
#ifndef JIANDU_STORE_SEARCH_H
#define JIANDU_STORE_SEARCH_H

#include "base/arena.h"
#include "store/db.h"

struct search_text {
	const char *body;     /* all that can be found, fields joined by newlines */
	const char *initials; /* pinyin initials of names and titles, blank-separated */
	const char *scope;    /* scope tokens made by search_scope(), blank-separated */
};
/* Register the tokenizer on the connection (db_open does). */
bool search_register(struct db *db);
/* Replace the index entry of RECORD: OLD what was put before (NULL: new), NEW (NULL: gone). */
bool search_put(struct db *db, int64_t record, const struct search_text *old_text, const struct search_text *new_text);
/* Is nothing in it?  So a rung that makes it anew leaves it. */
bool search_empty(struct db *db);
/* Fold the index together after a load of many records: searching it takes fewer looks then.  Ten seconds or so at 10^6 records. */
bool search_settle(struct db *db);
/* A scope token such as agency 'a', person 'p': KIND one letter (not f, i, r, v) and the id. */
char *search_scope(struct arena *a, char kind, int64_t id);
/* Token that admits only records of a flow: "f" + name. */
char *search_scope_flow(struct arena *a, const char *flow);
/* Token that admits only records of a flow with this VALUE (no blanks) in COLUMN: what lists are filtered by. */
char *search_scope_value(struct arena *a, const char *flow, const char *column, const char *value);
/*
 * The MATCH expression for WORDS (what a person typed: characters or initials,
 * several words must all occur) within every scope token of SCOPES (blank-separated, "" none).
 * Owned by A; NULL when WORDS holds nothing to search for.
 */
char *search_match(struct arena *a, const char *words, const char *scopes);
/* The MATCH expression for every scope token of SCOPES and no words; owned by A, NULL without any. */
char *search_within(struct arena *a, const char *scopes);
/* Is what the index finds for WORDS all that is asked?  Else search_says() has the last word on each record found. */
bool search_exact(struct arena *a, const char *words);
/* Does TEXT say every one of WORDS? */
bool search_says(struct arena *a, const struct search_text *text, const char *words);

/* Does the index hold an entry for RECORD with this scope, and with characters from all over this text? */
bool search_has(struct db *db, struct arena *a, int64_t record, const struct search_text *text);
/*
 * The same for many records, for the check: first each is told, then one pass over the index looks for all of them.
 * search_has() of each would read the list of a common character from its beginning once a record.
 */
struct search_proof;
/* Nothing is told yet.  Owned by A. */
struct search_proof *search_proof_new(struct arena *a);
/* RECORD should be found by characters from all over TEXT and by its scope. */
void search_proof_tell(struct search_proof *p, int64_t record, const struct search_text *text);
/* Look for all that was told: MISSING is called once for each record that the index does not hold so.  False when reading failed. */
bool search_proof_run(struct db *db, struct search_proof *p, void (*missing)(void *ctx, int64_t record), void *ctx);
/* Entries that MATCH (from search_match()) finds, counted up to CAP: the records themselves are not read. */
int64_t search_count(struct db *db, const char *match, int64_t cap);
/* How many entries of the index bear every scope token of SCOPES, for the check. */
int64_t search_total(struct db *db, struct arena *a, const char *scopes);

#endif
