/*
 * qr.c: a QR code made of characters.
 *
 * Knows: libqrencode, where there is one.  Must not know: what the code says.
 */
#include "base/qr.h"

#ifdef HAVE_QRENCODE

#include <qrencode.h>

#include "base/buf.h"
#include "base/width.h"

#define BORDER 2 /* modules; four are asked, two are read by every telephone and save four rows */

static int
light(const QRcode *qr, int x, int y)
{
	if (x < 0 || y < 0 || x >= qr->width || y >= qr->width)
		return y < qr->width + BORDER; /* below the last line there is nothing to draw */
	return !(qr->data[y * qr->width + x] & 1);
}

const char **
qr_lines(struct arena *a, const char *text, size_t *n)
{
	static const char *const block[2][2] = { { " ", "\xe2\x96\x84" }, { "\xe2\x96\x80", "\xe2\x96\x88" } };
	QRcode *qr = width_of(0x2588) == 1 ? QRcode_encodeString8bit(text, 0, QR_ECLEVEL_L) : NULL;
	const char **lines;

	*n = 0;
	if (qr == NULL)
		return NULL;
	lines = arena_alloc(a, ((size_t)qr->width + 2 * BORDER) * sizeof *lines);
	for (int y = -BORDER; y < qr->width + BORDER; y += 2) {
		struct buf b = BUF_INIT;

		for (int x = -BORDER; x < qr->width + BORDER; x++)
			buf_adds(&b, block[light(qr, x, y)][light(qr, x, y + 1)]);
		lines[(*n)++] = arena_strdup(a, buf_str(&b));
		buf_free(&b);
	}
	QRcode_free(qr);
	return lines;
}

#else

const char **
qr_lines(struct arena *a, const char *text, size_t *n)
{
	(void)a;
	(void)text;
	*n = 0;
	return NULL;
}

#endif
