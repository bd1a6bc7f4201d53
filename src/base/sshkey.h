/*
 * sshkey.h: public keys as OpenSSH writes them.
 *
 * Knows: authorized_keys' third form (RFC 4253 6.6, RFC 4648), nettle.  Must not know: whose key it is.
 */
#ifndef JIANDU_BASE_SSHKEY_H
#define JIANDU_BASE_SSHKEY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

#define SSHKEY_FINGERPRINT 52 /* room of "SHA256:" and 43 characters */
#define SSHKEY_RSA_LEAST 3072 /* bits */

struct sshkey {
	const char *type;    /* "ssh-ed25519" */
	const char *blob;    /* base 64 */
	const char *comment; /* "" none */
	char fingerprint[SSHKEY_FINGERPRINT];
};

/*
 * Read "TYPE BLOB [COMMENT]", one line, without options before it.  Types: Ed25519, ECDSA, RSA of at least 3072 bits, and the
 * two of security keys.  False with ERR_REFUSED and one sentence (no field).  Texts are owned by A.
 */
bool sshkey_parse(struct arena *a, const char *line, struct sshkey *out, struct err *e);
/* The fingerprint of a blob in base 64 as sshd shows it; false when it is none. */
bool sshkey_fingerprint(const char *blob, size_t n, char out[SSHKEY_FINGERPRINT]);

#endif
