/*
 * text.h: UTF-8 text: validity, code points, graphemes, NFC, cleaning, folding.
 *
 * Knows: Unicode (NFC and grapheme breaks by libunistring).
 * Must not know: columns (width.h), encodings other than UTF-8 (conv.h).
 */
#ifndef JIANDU_BASE_TEXT_H
#define JIANDU_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* Are the N bytes at S well-formed UTF-8 (no surrogates, no overlong forms, <= U+10FFFF)? */
bool text_valid(const char *s, size_t n);
/*
 * Decode one code point from the N bytes at S (N > 0) into *CP.  Returns the
 * bytes used, at least 1; an ill-formed byte gives U+FFFD and 1.
 */
size_t text_decode(const char *s, size_t n, uint32_t *cp);
/* Encode CP at OUT (room for 4 bytes); returns the bytes written, 0 for what is no scalar value. */
size_t text_encode(uint32_t cp, char *out);
/* Number of code points in the valid string S. */
size_t text_count(const char *s);
/* Byte length of the first extended grapheme cluster of the N bytes at S (N > 0). */
size_t text_grapheme(const char *s, size_t n);
/* Byte offset where the grapheme before byte AT of S begins (0 when AT is 0). */
size_t text_grapheme_before(const char *s, size_t at);
/* Normalisation form C of the valid string S, owned by A. */
char *text_nfc(struct arena *a, const char *s);
/*
 * A person's name as it is stored: NFC, outer blanks removed, every look-alike
 * of the separator (U+2022, U+2027, U+30FB, U+FF65, U+0387, U+2219, U+22C5, '.')
 * between two letters folded to U+00B7 (blanks around it dropped, except
 * around '.'), invisible characters dropped, inner blanks between two hanzi
 * dropped, other runs of blanks made one.
 */
char *text_name(struct arena *a, const char *s);
/*
 * S made safe for a terminal, a CSV or a sheet: C0 (except \n and \t when
 * KEEP_LINES), C1, DEL, bidi controls, zero-width characters and U+FEFF become
 * visible marks (U+FFFD for controls and ill-formed bytes, U+2423 OPEN BOX for
 * invisible formats; \n and \t become one blank when !KEEP_LINES).
 */
char *text_clean(struct arena *a, const char *s, bool keep_lines);
/* Would text_clean() change S? (fast; used before every draw) */
bool text_is_clean(const char *s, bool keep_lines);
/* Full-width ASCII (U+FF01..FF5E, U+3000, 。as '.') folded to half-width; other characters kept. */
char *text_fold_width(struct arena *a, const char *s);
/* Full-width twin of a key folded: ？：／、。《》【】 and letters and digits; others returned as they are. */
uint32_t text_fold_key(uint32_t cp);
/* Outer blanks (ASCII, U+3000, NBSP, BOM) removed; owned by A. */
char *text_trim(struct arena *a, const char *s);
/* Equal without regard to ASCII case, full-width form, blanks, and bracket form （）/(): header names, words. */
bool text_same_word(const char *x, const char *y);
/* Is there nothing in S but blanks, tabs and newlines? */
bool text_is_blank(const char *s);
/* Does S end with TAIL, with something before it? */
bool text_ends_with(const char *s, const char *tail);
#define TEXT_HASH 2166136261u
/* The hash H, TEXT_HASH to begin with, and the bytes of S (FNV-1a). */
uint32_t text_hash(uint32_t h, const char *s);
/* Number of leading bytes of S, at most N, that end at a character boundary. */
size_t text_boundary(const char *s, size_t n);

#endif
