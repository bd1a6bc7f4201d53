/*
 * award.c: a letter of appointment: A4 across, within a double frame.
 *
 * Knows: ink.  Must not know: the record.
 */
#include <string.h>

#include "paper/sheet.h"

#define WIDTH (297 * MM)
#define HEIGHT (210 * MM)
#define LEFT (48 * MM)
#define ROOM (WIDTH - 2 * LEFT)
#define SIZE 24.0
#define PITCH 46.0

/* LEFT_ROOM: what is left down to the signature; a long text comes closer together rather than onto it. */
static double
put_wrapped(struct ink *k, double y, bool indent, const char *text, double left_room)
{
	PangoLayout *layout = ink_text(k, FACE_KAI, SIZE, ROOM, text);
	double pitch;
	int n;

	pango_layout_set_indent(layout, indent ? (int)(2 * SIZE * PANGO_SCALE) : 0);
	pango_layout_set_justify(layout, TRUE);
	n = pango_layout_get_line_count(layout);
	pitch = n * PITCH > left_room ? left_room / n : PITCH;
	for (int i = 0; i < n; i++, y += pitch)
		ink_line(k, layout, i, LEFT, ink_base(y, pitch, SIZE));
	g_object_unref(layout);
	return y;
}

void
award_paper(struct ink *k, const json_t *paper)
{
	const json_t *blocks = json_object_get(paper, "blocks"), *block;
	const char *number = paper_member(paper, "number"), *title = paper_member(paper, "title");
	double y = 74 * MM, sign = HEIGHT - 62 * MM;
	char spaced[64] = "";
	size_t i;

	ink_page(k, WIDTH, HEIGHT);
	if (json_is_true(json_object_get(paper, "draft")))
		ink_watermark(k, "草稿");
	ink_red(k);
	ink_frame(k, 12 * MM, 12 * MM, WIDTH - 24 * MM, HEIGHT - 24 * MM, 3);
	ink_frame(k, 14.5 * MM, 14.5 * MM, WIDTH - 29 * MM, HEIGHT - 29 * MM, 0.8);
	/* 聘　书 */
	if (strlen(title) == 6)
		snprintf(spaced, sizeof spaced, "%.3s　%.3s", title, title + 3);
	ink_put(k, FACE_TITLE, 60, WIDTH / 2, 58 * MM, 0, *spaced != '\0' ? spaced : title);
	ink_black(k);
	if (*number != '\0')
		ink_put(k, FACE_FANG, 14, WIDTH - LEFT + 18 * MM, 30 * MM, 1, number);
	json_array_foreach(blocks, i, block) {
		const char *t = block_type(block), *s = block_text(block, 0);

		if (strcmp(t, "to") == 0 || strcmp(t, "p") == 0)
			y = put_wrapped(k, y, strcmp(t, "p") == 0, s, sign - 6 * MM - y);
		if (strcmp(t, "sign") == 0) {
			/* The seal covers both lines of the signature. */
			ink_put(k, FACE_KAI, SIZE, WIDTH - LEFT - 40 * MM, ink_base(sign, PITCH, SIZE), 0, s);
			sign += 40;
		}
	}
}
