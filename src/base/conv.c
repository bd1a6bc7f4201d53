/*
 * conv.c: encodings in and out by iconv.
 *
 * Knows: iconv, byte order marks.  Must not know: CSV.
 *
 * GBK and GB2312 are read as GB18030, which contains both.
 */
#include "base/conv.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/text.h"

/* Some iconv() declare their input const (set by the build there). */
#ifndef ICONV_CONST
#define ICONV_CONST
#endif

#define COUNT(x) (sizeof(x) / sizeof((x)[0]))
#define GETA     "\xE3\x80\x93" /* 〓 stands for what the encoding lacks */
#define NOWHERE  SIZE_MAX

static const iconv_t none = (iconv_t)-1;

/* Names in use, and the encoding that iconv is asked for. */
struct name {
	const char *name;
	const char *read;  /* to read it */
	const char *write; /* to write it, NULL when we do not */
	bool bom;          /* written with a byte order mark */
};
static const struct name names[] = {
	{ .name = "utf-8", .read = "UTF-8", .write = "UTF-8" },
	{ .name = "utf8", .read = "UTF-8", .write = "UTF-8" },
	{ .name = "utf-8-bom", .read = "UTF-8", .write = "UTF-8", .bom = true },
	{ .name = "gb18030", .read = "GB18030", .write = "GB18030" },
	{ .name = "gbk", .read = "GB18030", .write = "GBK" },
	{ .name = "cp936", .read = "GB18030", .write = "GBK" },
	{ .name = "gb2312", .read = "GB18030" },
	{ .name = "utf-16le", .read = "UTF-16LE" },
	{ .name = "utf-16be", .read = "UTF-16BE" },
};

static const struct name *find(const char *encoding)
{
	for (size_t i = 0; i < COUNT(names); i++)
		if (strcasecmp(names[i].name, encoding) == 0)
			return &names[i];
	return NULL;
}

/* Unit I (two bytes) of S. */
static unsigned unit_at(const char *s, size_t i, bool big)
{
	unsigned x = (unsigned char)s[2 * i], y = (unsigned char)s[2 * i + 1];

	return big ? x << 8 | y : y << 8 | x;
}

/*
 * How much the N bytes at S look like text in UTF-16: the number of ASCII
 * characters read so, 0 when anything in it is no text.
 */
static size_t utf16_score(const char *s, size_t n, bool big)
{
	size_t units = n / 2, ascii = 0;

	for (size_t i = 0; i < units; i++) {
		unsigned u = unit_at(s, i, big);

		if (u >= 0xD800 && u < 0xDC00 && i + 1 < units) {
			u = unit_at(s, ++i, big);
			if (u < 0xDC00 || u > 0xDFFF)
				return 0;
		} else if ((u >= 0xDC00 && u <= 0xDFFF) || u >= 0xFFFE) {
			return 0;
		} else if (u < 0x20 && u != '\t' && u != '\n' && u != '\r') {
			return 0;
		} else if (u < 0x80) {
			ascii++;
		}
	}
	return ascii;
}

/*
 * Is S ASCII with a few zero bytes in it?  Two such letters would make a hanzi of
 * UTF-16, but text in UTF-16 has a zero beside each of its ASCII characters.
 */
static bool is_damaged_ascii(const char *s, size_t n)
{
	size_t zeros = 0;

	for (size_t i = 0; i < n; i++) {
		if ((unsigned char)s[i] >= 0x80)
			return false;
		zeros += s[i] == '\0';
	}
	return zeros < n / 4;
}

/*
 * Where the N bytes at S stop being well-formed in the encoding IC reads:
 * NOWHERE when they never do.  What is read is appended to OUT (may be NULL).
 */
static size_t run(iconv_t ic, const char *s, size_t n, struct buf *out)
{
	char piece[8192];
	ICONV_CONST char *in = (ICONV_CONST char *)(uintptr_t)s;
	size_t left = n;

	iconv(ic, NULL, NULL, NULL, NULL);
	while (left > 0) {
		char *to = piece;
		size_t room = sizeof(piece);
		size_t r = iconv(ic, &in, &left, &to, &room);

		if (out)
			buf_add(out, piece, sizeof(piece) - room);
		if (r == (size_t)-1 && errno != E2BIG)
			return n - left;
	}
	return NOWHERE;
}

/* As run(), for an encoding by its name; 0 when iconv does not know it. */
static size_t run_name(const char *encoding, const char *s, size_t n, struct buf *out)
{
	iconv_t ic = iconv_open("UTF-8", encoding);
	size_t bad;

	if (ic == none)
		return 0;
	bad = run(ic, s, n, out);
	iconv_close(ic);
	return bad;
}

/* Where S stops being UTF-8, NOWHERE when it never does. */
static size_t bad_utf8(const char *s, size_t n)
{
	size_t at = 0;

	if (text_valid(s, n))
		return NOWHERE;
	while (at < n) {
		uint32_t cp;
		size_t len = text_decode(s + at, n - at, &cp);

		if (len == 1 && (unsigned char)s[at] >= 0x80)
			break;
		at += len;
	}
	return at;
}

static bool has_bom8(const char *s, size_t n)
{
	return n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0;
}

const char *conv_detect(const char *s, size_t n)
{
	if (has_bom8(s, n))
		return "UTF-8";
	if (n >= 2 && memcmp(s, "\xFF\xFE", 2) == 0)
		return "UTF-16LE";
	if (n >= 2 && memcmp(s, "\xFE\xFF", 2) == 0)
		return "UTF-16BE";
	if (n > 0 && memchr(s, '\0', n)) {
		size_t little = utf16_score(s, n, false), big = utf16_score(s, n, true);

		if ((little == 0 && big == 0) || is_damaged_ascii(s, n))
			return NULL; /* no text file holds a zero byte */
		return little >= big ? "UTF-16LE" : "UTF-16BE";
	}
	if (text_valid(s, n))
		return "UTF-8";
	return run_name("GB18030", s, n, NULL) == NOWHERE ? "GB18030" : NULL;
}

/* Line (from 1) of byte AT of S, whose lines end as ENCODING writes \n. */
static size_t line_of(const char *s, size_t at, const char *encoding)
{
	bool wide = strncmp(encoding, "UTF-16", 6) == 0, big = strcmp(encoding, "UTF-16BE") == 0;
	size_t line = 1;

	if (!wide) {
		for (size_t i = 0; i < at; i++)
			line += s[i] == '\n';
		return line;
	}
	for (size_t i = 0; i < at / 2; i++)
		line += unit_at(s, i, big) == '\n';
	return line;
}

static bool refuse(struct err *e, const char *s, size_t at, const char *encoding)
{
	return err_set(e, ERR_REFUSED, NULL, 0, _("第%zu行（第%zu个字节）不是%s编码的文字，请核对文件的编码"),
		line_of(s, at, encoding), at + 1, encoding);
}

bool conv_to_utf8(const char *s, size_t n, const char *encoding, struct buf *out, struct err *e)
{
	size_t before = out->len, bad;
	const char *from;
	const char *zero;

	if (strcasecmp(encoding, "auto") == 0) {
		from = conv_detect(s, n);
		if (!from) {
			/* nothing fits: complain in the name of the encoding that fits longest */
			size_t as_utf8 = bad_utf8(s, n), as_gb = run_name("GB18030", s, n, NULL);

			zero = memchr(s, '\0', n);
			if (zero && (size_t)(zero - s) < as_utf8)
				as_utf8 = (size_t)(zero - s);
			if (zero && (size_t)(zero - s) < as_gb)
				as_gb = (size_t)(zero - s);
			return as_gb > as_utf8 ? refuse(e, s, as_gb, "GB18030")
					       : refuse(e, s, as_utf8, "UTF-8");
		}
	} else {
		const struct name *name = find(encoding);

		if (!name)
			return err_set(e, ERR_USAGE, NULL, 0, _("不认识的编码“%s”"), encoding);
		from = name->read;
	}
	if (strcmp(from, "UTF-8") == 0) {
		size_t skip = has_bom8(s, n) ? 3 : 0;

		bad = bad_utf8(s, n);
		if (bad == NOWHERE)
			buf_add(out, s + skip, n - skip);
	} else {
		iconv_t ic = iconv_open("UTF-8", from);

		if (ic == none)
			return err_set(e, ERR_SYSTEM, NULL, 0, _("本机的iconv不支持%s编码"), from);
		bad = run(ic, s, n, out);
		iconv_close(ic);
		if (bad == NOWHERE && has_bom8(buf_str(out) + before, out->len - before))
			buf_remove(out, before, 3);
	}
	if (bad == NOWHERE) {
		/* strings end at a zero byte: what follows one would vanish without a word */
		zero = out->len > before ? memchr(out->s + before, '\0', out->len - before) : NULL;
		if (!zero)
			return true;
		zero = memchr(s, '\0', n);
		bad = 0;
		if (strncmp(from, "UTF-16", 6) != 0)
			bad = (size_t)(zero - s);
		else
			while (bad + 2 <= n && unit_at(s, bad / 2, true) != 0)
				bad += 2;
	}
	if (out->len > before)
		buf_remove(out, before, out->len - before);
	return refuse(e, s, bad, from);
}

/* Convert the N bytes of one character by IC; false when it has no place in that encoding. */
static bool put(iconv_t ic, const char *s, size_t n, struct buf *out)
{
	char piece[16];
	ICONV_CONST char *in = (ICONV_CONST char *)(uintptr_t)s;
	char *to = piece;
	size_t room = sizeof(piece);

	/* a result above 0 counts what was replaced by something like it: a loss, too */
	if (iconv(ic, &in, &n, &to, &room) != 0) {
		iconv(ic, NULL, NULL, NULL, NULL);
		return false;
	}
	buf_add(out, piece, sizeof(piece) - room);
	return true;
}

bool conv_from_utf8(
	const char *s, const char *encoding, struct buf *out, size_t *lost, char *first, struct err *e)
{
	const struct name *name = find(encoding);
	size_t n = strlen(s), missed = 0, at = 0;
	bool plain;
	iconv_t ic = none;

	if (lost)
		*lost = 0;
	if (first)
		first[0] = '\0';
	if (!name || !name->write)
		return err_set(e, ERR_USAGE, NULL, 0, _("不认识的编码“%s”"), encoding);
	plain = strcmp(name->write, "UTF-8") == 0;
	if (name->bom)
		buf_add(out, "\xEF\xBB\xBF", 3);
	if (plain && text_valid(s, n)) {
		buf_add(out, s, n);
		return true;
	}
	if (!plain) {
		ic = iconv_open(name->write, "UTF-8");
		if (ic == none)
			return err_set(e, ERR_SYSTEM, NULL, 0, _("本机的iconv不支持%s编码"), name->write);
	}
	while (at < n) {
		uint32_t cp;
		size_t len = text_decode(s + at, n - at, &cp);
		bool good = len > 1 || (unsigned char)s[at] < 0x80;

		if (good && (plain || cp < 0x80)) {
			buf_add(out, s + at, len); /* ASCII is the same in all of them */
		} else if (!good || !put(ic, s + at, len, out)) {
			if (plain || !put(ic, GETA, 3, out))
				buf_adds(out, plain ? GETA : "?");
			if (missed++ == 0 && first) {
				memcpy(first, s + at, len);
				first[len] = '\0';
			}
		}
		at += len;
	}
	if (ic != none)
		iconv_close(ic);
	if (lost)
		*lost = missed;
	return true;
}
