/*
 * sshkey.c: public keys as OpenSSH writes them.
 *
 * Knows: RFC 4253 6.6, RFC 4648, nettle.  Must not know: whose key it is.
 */
#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <stdint.h>
#include <string.h>

#include "base/sshkey.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "base/text.h"

#define BLOB_MOST 8192 /* bytes: an RSA key of 16,384 bits takes 2,100 */

static const char *const types[] = { "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
	"ssh-rsa", "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com" };

/* N bytes of base 64 at S into OUT (BLOB_MOST bytes); how many bytes, 0 for none. */
static size_t
decode(const char *s, size_t n, uint8_t *out)
{
	struct base64_decode_ctx c;
	size_t length = BLOB_MOST;

	if (BASE64_DECODE_LENGTH(n) > BLOB_MOST)
		return 0;
	base64_decode_init(&c);
	if (!base64_decode_update(&c, &length, out, n, s) || !base64_decode_final(&c))
		return 0;
	return length;
}

/* A string of the blob: its bytes at *S, *N; the rest behind it, NULL when it does not fit. */
static const uint8_t *
part(const uint8_t *p, const uint8_t *end, const uint8_t **s, size_t *n)
{
	if (end - p < 4)
		return NULL;
	*n = (size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3];
	if (*n > (size_t)(end - p - 4))
		return NULL;
	*s = p + 4;
	return p + 4 + *n;
}

/* Bits of an RSA key's modulus, the third part; 0 when it is none. */
static size_t
rsa_bits(const uint8_t *blob, size_t length)
{
	const uint8_t *p = blob, *end = blob + length, *s = NULL;
	size_t n = 0;

	for (int i = 0; i < 3 && p != NULL; i++)
		p = part(p, end, &s, &n);
	if (p == NULL)
		return 0;
	while (n > 0 && *s == 0)
		s++, n--;
	return n * 8 - (n > 0 && *s < 0x80 ? 1 : 0);
}

bool
sshkey_fingerprint(const char *blob, size_t n, char out[SSHKEY_FINGERPRINT])
{
	uint8_t bytes[BLOB_MOST], digest[SHA256_DIGEST_SIZE];
	size_t length = decode(blob, n, bytes);
	struct sha256_ctx h;
	char text[BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE) + 1];

	if (length == 0)
		return false;
	sha256_init(&h);
	sha256_update(&h, length, bytes);
	digest_end(sha256_digest, &h, sizeof digest, digest);
	base64_encode_raw(text, sizeof digest, digest);
	text[BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE)] = '\0';
	text[strcspn(text, "=")] = '\0';
	memcpy(out, "SHA256:", 7);
	memcpy(out + 7, text, strlen(text) + 1);
	return true;
}

bool
sshkey_parse(struct arena *a, const char *line, struct sshkey *out, struct err *e)
{
	uint8_t bytes[BLOB_MOST];
	const uint8_t *s = NULL;
	const char *p = line + strspn(line, " \t"), *type;
	size_t n = strcspn(p, " \t\r\n"), length, named = 0;
	bool known = false;

	type = arena_strndup(a, p, n);
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		known = known || strcmp(type, types[i]) == 0;
	if (!known)
		return err_set(e, ERR_REFUSED, NULL, 0, "%s",
			_("要OpenSSH格式的公钥一行（ssh-ed25519 AAAA…），前面不带选项；类型是Ed25519、ECDSA、RSA或者安全密钥"));
	p += n + strspn(p + n, " \t");
	n = strcspn(p, " \t\r\n");
	out->type = type;
	out->blob = arena_strndup(a, p, n);
	length = decode(p, n, bytes);
	if (length == 0 || part(bytes, bytes + length, &s, &named) == NULL || named != strlen(type) || memcmp(s, type, named) != 0 ||
		!sshkey_fingerprint(p, n, out->fingerprint))
		return err_set(e, ERR_REFUSED, NULL, 0, "%s", _("公钥不完整，或者与写明的类型不符"));
	if (strcmp(type, "ssh-rsa") == 0 && rsa_bits(bytes, length) < SSHKEY_RSA_LEAST)
		return err_set(e, ERR_REFUSED, NULL, 0, _("RSA密钥至少%d位"), SSHKEY_RSA_LEAST);
	p += n + strspn(p + n, " \t");
	n = strcspn(p, "\r\n");
	if (p[n + strspn(p + n, "\r\n \t")] != '\0')
		return err_set(e, ERR_REFUSED, NULL, 0, "%s", _("公钥只能有一行"));
	out->comment = text_clean(a, arena_strndup(a, p, n), false);
	return true;
}
