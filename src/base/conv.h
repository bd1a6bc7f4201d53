/*
 * conv.h: encodings in and out by iconv.
 *
 * Knows: iconv, byte order marks.  Must not know: CSV.
 */
#ifndef JIANDU_BASE_CONV_H
#define JIANDU_BASE_CONV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

/*
 * The encoding of the N bytes at S: "UTF-8" (with or without BOM, and for pure
 * ASCII), "UTF-16LE", "UTF-16BE" (by BOM, or by the zero bytes Excel leaves),
 * or "GB18030" for everything else that is valid as such; NULL when nothing fits.
 */
const char *conv_detect(const char *s, size_t n);
/*
 * Convert N bytes of ENCODING ("auto" detects; names in any case, "gbk" too) to
 * UTF-8 without BOM, appended to OUT.  Fails with ERR_REFUSED naming the byte
 * offset (from 1) and line of the first ill-formed sequence, ERR_USAGE for an unknown
 * encoding.  A zero character is refused as well: no string can hold it.  OUT is
 * then as it was.
 */
bool conv_to_utf8(const char *s, size_t n, const char *encoding, struct buf *out, struct err *e);
/*
 * Convert the valid UTF-8 string S to ENCODING ("utf-8", "utf-8-bom", "gb18030",
 * "gbk"), appended to OUT.  A character that does not fit is written as 〓 and
 * counted in *LOST (may be NULL); the first one is put at FIRST (5 bytes, may be NULL).
 */
bool conv_from_utf8(const char *s, const char *encoding, struct buf *out, size_t *lost, char *first, struct err *e);

#endif
