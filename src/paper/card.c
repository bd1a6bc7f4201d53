/*
 * card.c: certificates: cards of 85.6 by 54 mm, ten to a page, with marks to cut along.
 *
 * Knows: ink, QR codes where libqrencode is there.  Must not know: the record.
 */
#include <string.h>

#ifdef HAVE_QRENCODE
#include <qrencode.h>
#endif

#include "paper/sheet.h"

#define CARD_W (85.6 * MM)
#define CARD_H (54 * MM)
#define LEFT ((210 * MM - 2 * CARD_W) / 2)
#define TOP ((297 * MM - 5 * CARD_H) / 2)
#define QR_SIDE (15 * MM)
#define SIZE 7.5
#define PITCH 10.2

/* The number as a QR code with its top left at X, Y; without the library its place stays empty. */
static void
put_qr(struct ink *k, double x, double y, const char *text)
{
#ifdef HAVE_QRENCODE
	QRcode *qr = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	double unit;

	if (qr == NULL)
		return;
	unit = QR_SIDE / qr->width;
	/* A run of dark squares is one rectangle: half the file, and no hairlines between them. */
	for (int row = 0; row < qr->width; row++)
		for (int col = 0, end; col < qr->width; col = end + 1) {
			const unsigned char *line = qr->data + row * qr->width;

			for (end = col; end < qr->width && (line[end] & 1); end++)
				continue;
			if (end > col)
				cairo_rectangle(k->cr, x + col * unit, y + row * unit, (end - col) * unit, unit);
		}
	cairo_fill(k->cr);
	QRcode_free(qr);
#else
	(void)k, (void)x, (void)y, (void)text;
#endif
}

/* Short strokes outside the corners, where no neighbour is. */
static void
put_marks(struct ink *k, double x, double y)
{
	const double away = 1.5 * MM, len = 4 * MM;

	for (int i = 0; i < 2; i++) {
		double cx = x + i * CARD_W, side = i == 0 ? -1 : 1;

		for (int j = 0; j < 2; j++) {
			double cy = y + j * CARD_H, down = j == 0 ? -1 : 1;

			if ((i == 0 && x < LEFT + 1) || (i == 1 && x > LEFT + 1))
				ink_rule(k, cx + side * away, cy, cx + side * (away + len), cy, 0.25);
			if ((j == 0 && y < TOP + 1) || (j == 1 && y > TOP + 3.5 * CARD_H))
				ink_rule(k, cx, cy + down * away, cx, cy + down * (away + len), 0.25);
		}
	}
}

static void
put_card(struct ink *k, double x, double y, const json_t *paper)
{
	const json_t *blocks = json_object_get(paper, "blocks"), *block;
	const double at = x + 30 * MM, room = CARD_W - 34 * MM;
	double line = y + 17.5 * MM;
	const char *scanned, *code;
	char halves[16];
	size_t i;

	put_marks(k, x, y);
	ink_color(k, 0.75, 0.75, 0.75);
	ink_frame(k, x, y, CARD_W, CARD_H, 0.2);
	ink_red(k);
	ink_put(k, FACE_TITLE, 8.5, x + CARD_W / 2, y + 6 * MM, 0, paper_member(paper, "office"));
	ink_put(k, FACE_TITLE, 14, x + CARD_W / 2, y + 12.5 * MM, 0, paper_member(paper, "title"));
	ink_rule(k, x + 4 * MM, y + 15 * MM, x + CARD_W - 4 * MM, y + 15 * MM, 0.7);
	ink_black(k);
	/* The place of a photograph of one inch, 25 by 35 mm being too tall for the card: 22 by 28. */
	ink_color(k, 0.6, 0.6, 0.6);
	ink_frame(k, x + 5 * MM, y + 17.5 * MM, 22 * MM, 28 * MM, 0.4);
	ink_put(k, FACE_SONG, 7, x + 16 * MM, y + 32 * MM, 0, "照片");
	ink_black(k);
	json_array_foreach(blocks, i, block) {
		const char *text = block_text(block, 0), *colon = strstr(text, "：");
		PangoLayout *layout;
		int n;

		if (strcmp(block_type(block), "p") != 0)
			continue;
		layout = ink_text(k, FACE_SONG, SIZE, line + PITCH > y + CARD_H - QR_SIDE - 5.5 * MM ? room - QR_SIDE : room, text);
		/* What does not fit goes on beneath the value, not beneath its label. */
		if (colon != NULL)
			ink_hang(k, layout, FACE_SONG, SIZE, (size_t)(colon - text) + strlen("："));
		n = pango_layout_get_line_count(layout);
		for (int l = 0; l < n && line < y + CARD_H - 5 * MM; l++, line += PITCH)
			ink_line(k, layout, l, at, line + 8);
		line += 1.2;
		g_object_unref(layout);
	}
	scanned = paper_member(paper, "code");
	put_qr(k, x + CARD_W - QR_SIDE - 4 * MM, y + CARD_H - QR_SIDE - 5.5 * MM, *scanned != '\0' ? scanned : paper_member(paper, "number"));
	/* For who has no camera: the code itself, in two halves. */
	if ((code = strrchr(scanned, '*')) != NULL && strlen(code) == 9) {
		snprintf(halves, sizeof halves, "%.4s %.4s", code + 1, code + 5);
		ink_put(k, FACE_HEI, 5.5, x + CARD_W - QR_SIDE / 2 - 4 * MM, y + CARD_H - 3.2 * MM, 0, halves);
	}
}

void
card_papers(struct ink *k, const json_t *const *paper, size_t n)
{
	ink_page(k, 210 * MM, 297 * MM);
	for (size_t i = 0; i < n; i++)
		if (json_is_true(json_object_get(paper[i], "draft"))) {
			ink_watermark(k, "草稿");
			break;
		}
	for (size_t i = 0; i < n; i++)
		put_card(k, LEFT + (double)(i % 2) * CARD_W, TOP + (double)(i / 2) * CARD_H, paper[i]);
}
