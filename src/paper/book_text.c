/*
 * book_text.c: what stands in a workbook's cells as text.
 *
 * Knows: SpreadsheetML's ways of writing.  Must not know: zip, XML, rows.
 */
#include "paper/book_text.h"

#include <stdlib.h>
#include <string.h>

void
book_plain(struct buf *text)
{
	char *to = text->s;

	if (text->len == 0 || strstr(buf_str(text), "_x") == NULL)
		return;
	for (const char *s = text->s; *s != '\0';) {
		char code[5] = { 0 }, *end;
		long v;

		if (strncmp(s, "_x", 2) == 0 && strlen(s) >= 7 && s[6] == '_') {
			memcpy(code, s + 2, 4);
			v = strtol(code, &end, 16);
			if (end == code + 4 && (v == 0x5f || v < 0x20)) {
				if (v == 0x5f || v == '\t')
					*to++ = (char)v;
				s += 7;
				continue;
			}
		}
		*to++ = *s++;
	}
	*to = '\0';
	text->len = (size_t)(to - text->s);
}

bool
book_shows_day(const char *code)
{
	for (; *code != '\0'; code++) {
		if (*code == '"' || *code == '[') {
			code = strchr(code + 1, *code == '"' ? '"' : ']');
			if (code == NULL)
				return false;
		} else if (*code == '\\' && code[1] != '\0') {
			code++;
		} else if (strchr("yYdDhH", *code) != NULL) {
			return true;
		}
	}
	return false;
}
