/*
 * json.h: writing JSON strings into a buffer.  Reading is jansson's work.
 *
 * Knows: RFC 8259 escapes.  Must not know: what is written.
 */
#ifndef JIANDU_BASE_JSON_H
#define JIANDU_BASE_JSON_H

#include "base/buf.h"

/* Append S (valid UTF-8) as a quoted JSON string.  (jansson has a json_string(), of another meaning.) */
void json_quote(struct buf *out, const char *s);

#endif
