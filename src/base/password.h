/*
 * password.h: what a password must be like, and how it is kept.
 *
 * Knows: libxcrypt's yescrypt, the system's random numbers.  Must not know: accounts, where a hash is kept.
 */
#ifndef JIANDU_BASE_PASSWORD_H
#define JIANDU_BASE_PASSWORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define PASSWORD_HASH 384   /* room of a hash, its end included */
#define PASSWORD_MOST 128   /* characters */
#define PASSWORD_ROOM 520   /* bytes that PASSWORD_MOST characters take, the end included */
#define PASSWORD_FIRST 20   /* room of a generated one */

/* The office's figures (GB/T 22239-2019, 8.1.4.1). */
struct password_rule {
	int64_t length;  /* fewest characters */
	int64_t kinds;   /* fewest kinds among lower case, upper case, digits, others */
	int64_t enough;  /* from so many characters on the kinds do not count */
};

/* May PASSWORD be chosen by LOGIN, called NAME?  False with a sentence in E at the field "password". */
bool password_good(const char *password, const struct password_rule *r, const char *login, const char *name, struct err *e);
/* The hash of PASSWORD with a new salt into OUT; some 20 ms.  False with E when the library cannot. */
bool password_hash(const char *password, char out[PASSWORD_HASH], struct err *e);
/* Is HASH that of PASSWORD?  A HASH that is NULL takes as long and is false. */
bool password_is(const char *password, const char *hash);
/* A password for the first entry: three groups of four characters that nobody mistakes; false with E without random numbers. */
bool password_invent(char out[PASSWORD_FIRST], struct err *e);
/* N random bytes; false with E. */
bool password_random(void *out, size_t n, struct err *e);

#endif
