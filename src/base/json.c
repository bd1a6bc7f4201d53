/*
 * json.c: writing JSON strings.
 *
 * Knows: RFC 8259 escapes.  Must not know: what is written.
 *
 * Own and not jansson's because an image is written for each of a million acts
 * and needs no tree.
 */
#include "base/json.h"

#include <string.h>

void
json_quote(struct buf *out, const char *s)
{
	buf_addc(out, '"');
	while (*s != '\0') {
		size_t n = 0;

		while ((unsigned char)s[n] >= 0x20 && s[n] != '"' && s[n] != '\\' && s[n] != 0x7f)
			n++;
		buf_add(out, s, n);
		s += n;
		switch (*s) {
		case '\0':
			break;
		case '"':
		case '\\':
			buf_addc(out, '\\');
			buf_addc(out, *s++);
			break;
		case '\n':
			buf_adds(out, "\\n");
			s++;
			break;
		case '\t':
			buf_adds(out, "\\t");
			s++;
			break;
		default:
			buf_printf(out, "\\u%04x", (unsigned)(unsigned char)*s++);
			break;
		}
	}
	buf_addc(out, '"');
}
