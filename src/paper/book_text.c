/*
 * book_text.c: what stands in a workbook's cells as text.
 *
 * Knows: SpreadsheetML's ways of writing.  Must not know: zip, XML, rows.
 */
#include "paper/book_text.h"

#include <stdio.h>
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

/* By Howard Hinnant's civil_from_days. */
void
book_day(long long days, char *s, size_t room)
{
	long long z = days + 719468, era = z / 146097, doe = z - era * 146097;
	long long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	long long doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
	long long m = mp < 10 ? mp + 3 : mp - 9;

	snprintf(s, room, "%04lld-%02lld-%02lld", yoe + era * 400 + (m <= 2), m, doy - (153 * mp + 2) / 5 + 1);
}
