/*
 * password.c: what a password must be like, and how it is kept.
 *
 * Knows: libxcrypt's yescrypt, the system's random numbers.  Must not know: accounts, where a hash is kept.
 */
#include "base/password.h"

#include <crypt.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>

#include "base/arena.h"
#include "base/i18n.h"
#include "base/text.h"

#define DISTINCT 5 /* fewest different characters */

/* What is tried first by whoever guesses; a long password may contain one. */
static const char *const common[] = { "password", "passw0rd", "123456", "654321", "qwerty", "abcdef", "abc123", "admin",
	"letmein", "welcome", "iloveyou", "jiandu", "1qaz2wsx", "woaini", "beibei" };

/* ---- the rule ---- */

static bool
contains(const char *in, const char *word)
{
	size_t n = strlen(word);

	for (; n > 0 && *in != '\0'; in++)
		if (strncasecmp(in, word, n) == 0)
			return true;
	return false;
}

/* Kinds of characters, and how many different bytes there are (a hanzi counts for more than one). */
static int
kinds_of(const char *s, int *distinct)
{
	bool seen[256] = { false }, kind[4] = { false };
	int kinds = 0;

	*distinct = 0;
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (!seen[c])
			++*distinct;
		seen[c] = true;
		kind[c >= 'a' && c <= 'z' ? 0 : c >= 'A' && c <= 'Z' ? 1 : c >= '0' && c <= '9' ? 2 : 3] = true;
	}
	for (int i = 0; i < 4; i++)
		kinds += kind[i];
	return kinds;
}

bool
password_good(const char *password, const struct password_rule *r, const char *login, const char *name, struct err *e)
{
	size_t n;
	int kinds, distinct;

	if (!text_valid(password, strlen(password)))
		return err_set(e, ERR_REFUSED, "password", 0, _("口令：不是完整的文字"));
	for (const char *p = password; *p != '\0'; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			return err_set(e, ERR_REFUSED, "password", 0, _("口令：不能含有控制字符"));
	n = text_count(password);
	kinds = kinds_of(password, &distinct);
	if ((int64_t)n < r->length)
		return err_set(e, ERR_REFUSED, "password", 0, _("口令：至少%lld个字符"), (long long)r->length);
	if (n > PASSWORD_MOST)
		return err_set(e, ERR_REFUSED, "password", 0, _("口令：至多%d个字符"), PASSWORD_MOST);
	if ((int64_t)n < r->enough && kinds < r->kinds)
		return err_set(e, ERR_REFUSED, "password", 0,
			_("口令：不足%lld个字符时，大写、小写、数字、其他字符至少要有%lld类"), (long long)r->enough, (long long)r->kinds);
	if (distinct < DISTINCT)
		return err_set(e, ERR_REFUSED, "password", 0, _("口令：不同的字符太少"));
	if (contains(password, login) || (strlen(name) > 3 && contains(password, name)))
		return err_set(e, ERR_REFUSED, "password", 0, _("口令：不能含有账户名或姓名"));
	for (size_t i = 0; i < sizeof common / sizeof common[0] && (int64_t)n < r->enough; i++)
		if (contains(password, common[i]))
			return err_set(e, ERR_REFUSED, "password", 0, _("口令：含有人人会猜的“%s”"), common[i]);
	return true;
}

/* ---- keeping it ---- */

bool
password_hash(const char *password, char out[PASSWORD_HASH], struct err *e)
{
	struct crypt_data *data = mem_resize(NULL, sizeof *data);
	char salt[CRYPT_GENSALT_OUTPUT_SIZE];
	const char *hash = NULL;

	memset(data, 0, sizeof *data);
	if (crypt_gensalt_rn("$y$", 0, NULL, 0, salt, (int)sizeof salt) != NULL)
		hash = crypt_rn(password, salt, data, (int)sizeof *data);
	if (hash == NULL || *hash == '*' || strlen(hash) >= PASSWORD_HASH) {
		err_set(e, ERR_SYSTEM, NULL, 0, _("系统不能加密口令：%s"), err_system(errno));
		hash = NULL;
	} else {
		memcpy(out, hash, strlen(hash) + 1);
	}
	explicit_bzero(data, sizeof *data);
	free(data);
	return hash != NULL;
}

/* Every byte is looked at, so that the time tells nothing. */
static bool
same(const char *a, const char *b)
{
	size_t n = strlen(a);
	unsigned diff = 0;

	if (n != strlen(b))
		return false;
	for (size_t i = 0; i < n; i++)
		diff |= (unsigned char)(a[i] ^ b[i]);
	return diff == 0;
}

bool
password_is(const char *password, const char *hash)
{
	/* Of nobody: the work is done all the same. */
	static const char nobody[] = "$y$j9T$9ZzQ0v1oVvB2s1cJ6u3mS.$4Edh3ikCwuiHLdhOBmYWWnBL6SXOR1VtVjGe4XjVjvB";
	struct crypt_data *data = mem_resize(NULL, sizeof *data);
	const char *made;
	bool ok;

	memset(data, 0, sizeof *data);
	made = crypt_rn(password, hash != NULL ? hash : nobody, data, (int)sizeof *data);
	ok = made != NULL && *made != '*' && hash != NULL && same(made, hash);
	explicit_bzero(data, sizeof *data);
	free(data);
	return ok;
}

bool
password_random(void *out, size_t n, struct err *e)
{
	char *p = out;

	while (n > 0) {
		ssize_t got = getrandom(p, n, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return err_set(e, ERR_SYSTEM, NULL, 0, _("系统没有随机数：%s"), err_system(errno));
		p += got;
		n -= (size_t)got;
	}
	return true;
}

bool
password_invent(char out[PASSWORD_FIRST], struct err *e)
{
	/* 32 signs, none of which looks like another: five bits each. */
	static const char signs[] = "abcdefghijkmnpqrstuvwxyz23456789";
	unsigned char raw[12];
	size_t at = 0;

	_Static_assert(sizeof signs == 33, "five bits choose a sign");
	if (!password_random(raw, sizeof raw, e))
		return false;
	for (size_t i = 0; i < sizeof raw; i++) {
		if (i > 0 && i % 4 == 0)
			out[at++] = '-';
		out[at++] = signs[raw[i] & 31];
	}
	out[at] = '\0';
	explicit_bzero(raw, sizeof raw);
	return true;
}
