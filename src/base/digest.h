/*
 * digest.h: the end of a hash, in whichever nettle is here; its bytes as text.
 *
 * Knows: nettle 3 and 4.  Must not know: what is hashed.
 *
 * Nettle 4 dropped the length: a digest is always whole.
 */
#ifndef JIANDU_BASE_DIGEST_H
#define JIANDU_BASE_DIGEST_H

#include <nettle/version.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* FUNCTION ("sm3_digest", "hmac_sm3_digest", "sha256_digest") on the context CTX: its SIZE bytes into OUT. */
#if NETTLE_VERSION_MAJOR >= 4
#define digest_end(function, ctx, size, out) function((ctx), (out))
#else
#define digest_end(function, ctx, size, out) function((ctx), (size), (out))
#endif

/* N bytes as twice as many hex digits into TEXT, ended by NUL. */
static inline void
digest_text(const uint8_t *bytes, size_t n, char *text)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < n; i++) {
		*text++ = digits[bytes[i] >> 4];
		*text++ = digits[bytes[i] & 15];
	}
	*text = '\0';
}

/* The N bytes that digest_text() made TEXT of; false, and nothing is written, when it did not. */
static inline bool
digest_bytes(const char *text, uint8_t *bytes, size_t n)
{
	if (strlen(text) != 2 * n || strspn(text, "0123456789abcdef") != 2 * n)
		return false;
	for (size_t i = 0; i < 2 * n; i++) {
		unsigned digit = (unsigned)(text[i] <= '9' ? text[i] - '0' : text[i] - 'a' + 10);

		bytes[i / 2] = (uint8_t)(i % 2 == 0 ? digit << 4 : bytes[i / 2] | digit);
	}
	return true;
}

#endif
