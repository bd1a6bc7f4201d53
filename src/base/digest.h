/*
 * digest.h: the end of a hash, in whichever nettle is here.
 *
 * Knows: nettle 3 and 4.  Must not know: what is hashed.
 *
 * Nettle 4 dropped the length: a digest is always whole.
 */
#ifndef JIANDU_BASE_DIGEST_H
#define JIANDU_BASE_DIGEST_H

#include <nettle/version.h>

/* FUNCTION ("sm3_digest", "hmac_sm3_digest", "sha256_digest") on the context CTX: its SIZE bytes into OUT. */
#if NETTLE_VERSION_MAJOR >= 4
#define digest_end(function, ctx, size, out) function((ctx), (out))
#else
#define digest_end(function, ctx, size, out) function((ctx), (size), (out))
#endif

#endif
