/*
 * idno.h: the citizen's ID number (GB 11643-1999) and the unified social
 * credit code (GB 32100-2015).
 *
 * Knows: the two standards.  Must not know: whose number it is.
 */
#ifndef JIANDU_BASE_IDNO_H
#define JIANDU_BASE_IDNO_H

#include <stdbool.h>

#include "base/day.h"
#include "base/err.h"

enum sex { SEX_UNKNOWN = 0, SEX_MALE = 1, SEX_FEMALE = 2, SEX_UNSAID = 9 }; /* GB/T 2261.1 */

struct idno {
	char text[19]; /* 18 characters, X upper-case */
	day_t born;
	enum sex sex;
	bool known_area; /* the first two digits are a province's; false is a warning only */
};
/*
 * Parse S: blanks, full-width digits and a lower-case x accepted.  Refuses with
 * one sentence: 15 digits ("请填18位"), a mangled number as 5.00199E+17 (says
 * that the sheet ruined it), wrong length, date that does not exist or lies after
 * TODAY, check digit (says 校验码应为 N only in debug: never; say 校验码不符).
 */
bool idno_parse(const char *s, day_t today, struct idno *out, struct err *e);
/* Masked form: first two and last character, e.g. 50***************X.  OUT 19 bytes. */
void idno_mask(const char *s, char out[19]);
/* Check a unified social credit code; OUT (19 bytes) receives it in upper case. */
bool uscc_parse(const char *s, char out[19], struct err *e);

#endif
