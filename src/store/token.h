/*
 * token.h: what of a text goes into the text index: every character, and every two that follow each other.
 *
 * Knows: Unicode's blanks and invisible signs.  Must not know: FTS5, which text a flow puts in.
 *
 * Chinese has no blanks between words, and a person searches for any piece of text.  One character, or two, are one
 * look into the index; longer words are the pairs they are made of, and the text itself says whether these stand in
 * a row.  Letters are folded to half width and lower case, so are all other full-width twins of ASCII.  Punctuation
 * counts; blanks, line ends and signs nobody sees do not: a term broken over two lines is found.
 */
#ifndef JIANDU_STORE_TOKEN_H
#define JIANDU_STORE_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

#define TOKEN_MARK 0xE000u           /* begins a token that is no text; where somebody typed it, U+E001 stands for it */
#define TOKEN_MARK_TEXT "\xEE\x80\x80"

/*
 * The next character of the N bytes at S from *AT on, as it is compared; false at the end.  GAP (may be NULL): a blank
 * stood before it.
 */
bool token_next(const char *s, size_t n, size_t *at, uint32_t *cp, bool *gap);
/* S as it is compared: its characters and nothing between them.  Names (initials) keep a '|' between two. */
void token_fold(struct buf *out, const char *s);
void token_fold_names(struct buf *out, const char *s);

/* A set of tokens, one number each: a character, or two. */
struct token_set {
	uint64_t *v; /* hashed by open addressing; 0 is an empty place */
	size_t n, cap;
};
/* The characters and pairs of the text S that token_fold() or token_fold_names() made; INITIALS: of names.  Memory from A. */
void token_add_all(struct token_set *set, struct arena *a, const char *s, bool initials);
bool token_has(const struct token_set *set, uint64_t token);
/* Append TOKEN as it stands in the index. */
void token_write(struct buf *out, uint64_t token);
/* The token of one character, or of two (FIRST 0: one). */
uint64_t token_of(uint32_t first, uint32_t second, bool initials);

#endif
