/*
 * check_page.c: where things stand on the pages that jiandu-paper draws: the figures of GB/T 9704, cards, letters of appointment.
 *
 * Knows: the JSON of papers, what poppler says of a page.  Must not know: how a page is laid out.
 *
 * Where jiandu-paper was not built, or poppler is missing, nothing is drawn.
 */
#include <check.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "tests/cli/run.h"

Suite *suite_page(void);

#define MM (72.0 / 25.4)
#define MOST 4000
#define FULL "本局决定开展行政执法监督员选聘工作现将有关事项公告如下请予周知" /* no mark among them: each line is full */

/* A word as poppler finds it, in points from the top left. */
struct word {
	int page;
	double x, y, right, bottom;
	char text[400];
};
static struct word word[MOST];
static size_t n_words;

static bool
can_draw(void)
{
	return run_has_paper() && system("command -v pdftotext pdfinfo > /dev/null 2>&1") == 0;
}

static void
shell(const char *command)
{
	ck_assert_msg(run_shell(command) == 0, "%s", ran.err);
}

/* Draw PAPERS (a JSON array); its words; the number of pages. */
static int
drawn(const struct buf *papers)
{
	struct buf b = BUF_INIT;
	char command[9000];
	int pages = 0;

	buf_printf(&b, "{\"papers\":[%s]}", papers->s);
	run_file("in.json", b.s, b.len);
	buf_free(&b);
	snprintf(command, sizeof command, "'%s' < '%s' > '%s' && pdftotext -bbox '%s' -", run_paper(), run_path("in.json"), run_path("out.pdf"),
		run_path("out.pdf"));
	shell(command);
	n_words = 0;
	for (char *line = strtok(ran.out, "\n"); line != NULL; line = strtok(NULL, "\n")) {
		struct word *w = &word[n_words];

		pages += strstr(line, "<page ") != NULL;
		if (sscanf(line, " <word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\">%399[^<]", &w->x, &w->y, &w->right, &w->bottom,
			w->text) != 5)
			continue;
		w->page = pages;
		ck_assert_uint_lt(++n_words, MOST);
	}
	return pages;
}

static void
begin(struct buf *b, const char *kind, const char *layout, const char *number)
{
	buf_printf(b, "%s{\"v\":1,\"kind\":\"%s\",\"layout\":\"%s\",\"title\":\"公告\",\"office\":\"某区司法局\",\"number\":\"%s\","
		"\"date\":\"2026-11-23\",\"blocks\":[", b->len > 0 ? "," : "", kind, layout, number);
}

static void
end(struct buf *b)
{
	buf_adds(b, "{\"t\":\"sign\",\"s\":[\"某区司法局\"]},{\"t\":\"sign\",\"s\":[\"2026年11月23日\"]}]}");
}

/* A paper of N paragraphs of TEXT. */
static int
running(const char *layout, const char *text, int n)
{
	struct buf b = BUF_INIT;
	int pages;

	begin(&b, "notice", layout, "某司监函〔2026〕7号");
	for (int i = 0; i < n; i++)
		buf_printf(&b, "{\"t\":\"p\",\"s\":[\"%s\"]},", text);
	end(&b);
	pages = drawn(&b);
	buf_free(&b);
	return pages;
}

static const struct word *
called(const char *text, int page)
{
	for (size_t i = 0; i < n_words; i++)
		if (word[i].page == page && strstr(word[i].text, text) != NULL)
			return &word[i];
	ck_abort_msg("no %s on page %d", text, page);
	return NULL;
}

static void
near(const char *what, double is, double should, double by)
{
	ck_assert_msg(fabs(is - should) <= by, "%s: %.2f pt, should be %.2f", what, is, should);
}

/* Type area 156 by 225 mm, 28 mm from the left, 37 mm from the top: 22 lines of 28 hanzi; page numbers outside, 7 mm below. */
START_TEST(type_area)
{
	struct buf text = BUF_INIT;
	double first = 1e9, last = 0, left = 1e9, right = 0;
	int lines = 0;

	if (!can_draw())
		return;
	for (int i = 0; i < 60; i++)
		buf_adds(&text, FULL);
	ck_assert_int_ge(running("plain", buf_str(&text), 1), 3);
	buf_free(&text);
	for (size_t i = 0; i < n_words; i++) {
		const struct word *w = &word[i];

		if (w->page != 2 || strchr("-0123456789", w->text[0]) != NULL || strncmp(w->text, "—", 3) == 0)
			continue;
		lines++;
		ck_assert_uint_eq(strlen(w->text), 28 * 3);
		first = fmin(first, (w->y + w->bottom) / 2);
		last = fmax(last, (w->y + w->bottom) / 2);
		left = fmin(left, w->x);
		right = fmax(right, w->right);
	}
	ck_assert_int_eq(lines, 22);
	near("left", left, 28 * MM, 0.6);
	near("right", right, 184 * MM, 0.6);
	/* Middles of the first and the last line: 21 pitches of 225/22 mm apart, the block in the middle of the type area. */
	near("lines", last - first, 225 * MM * 21 / 22, 0.6);
	near("top", (first + last) / 2, (37 + 225.0 / 2) * MM, 4);
	near("number of page 1, at the right", called("1", 1)->right, (184 - 5) * MM, 16);
	near("number of page 2, at the left", called("2", 2)->x, (28 + 5) * MM, 16);
	ck_assert(called("2", 2)->y > (37 + 225 + 4) * MM && called("2", 2)->bottom < (37 + 225 + 14) * MM);
}
END_TEST

/* The mark of a letter 30 mm below the edge, its number at the right edge of the type area; of an order 35 mm below the area's. */
START_TEST(red_mark)
{
	const struct word *w;

	if (!can_draw())
		return;
	running("letter", "请办理。", 1);
	w = called("某区司法局", 1);
	ck_assert(w->y > 20 * MM && (w->y + w->bottom) / 2 < 45 * MM);
	near("middle", (w->x + w->right) / 2, 105 * MM, 1);
	near("number", called("号", 1)->right, 184 * MM, 1);
	running("order", "请办理。", 1);
	w = called("某区司法局", 1);
	near("mark", (w->y + w->bottom) / 2, (37 + 35) * MM + 22, 12);
	w = called("号", 1);
	ck_assert(w->y > (37 + 35) * MM + 44 + 20);
	near("date, four letters from the edge", called("11月", 1)->right, 184 * MM - 4 * 156 * MM / 28, 1);
}
END_TEST

/* Signs beyond the first plane and old ones come back out of each face and layout, in one piece and as they were. */
START_TEST(rare_signs)
{
	static const char *const layouts[] = { "plain", "letter", "order", "form", "roster" };
	static const char signs[] = "黎䶮𬭎㛃𬀪𫖯〇·１２①";

	if (!can_draw())
		return;
	for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
		struct buf b = BUF_INIT;

		begin(&b, "notice", layouts[i], "");
		buf_printf(&b, "{\"t\":\"to\",\"s\":[\"%s：\"]},{\"t\":\"p\",\"s\":[\"%s\"]},{\"t\":\"p\",\"s\":[\"一、%s\"]},{\"t\":\"p\",\"s\":[\"（一）%s\"]},"
			"{\"t\":\"head\",\"w\":[1,1],\"s\":[\"%s\",\"乙\"]},{\"t\":\"row\",\"n\":1,\"s\":[\"%s\",\"甲\"]},", signs, signs, signs, signs, signs,
			signs);
		end(&b);
		ck_assert_int_ge(drawn(&b), 1);
		buf_free(&b);
		for (size_t k = 0, n = 0; k < n_words; k++) {
			n += strstr(word[k].text, signs) != NULL;
			if (k + 1 == n_words)
				ck_assert_msg(n >= 6, "%s: %zu of 6", layouts[i], n); /* a head may be repeated */
		}
	}
}
END_TEST

/* What would spill onto a page of its own comes back by closer lines; a text that fills its pages is left as it is. */
START_TEST(signature_page)
{
	int whole = 0;

	if (!can_draw())
		return;
	/* The most paragraphs of one line that one page holds with their signature, and then one more. */
	for (int n = 10; whole == 0 && n < 24; n++)
		if (running("plain", "请办理。", n) > 1)
			whole = n - 1;
	ck_assert_int_ge(whole, 16);
	/* 22 lines less title and blank (2.1), number (1), signature and its room (5): 13 without closer lines. */
	running("plain", "请办理。", 13);
	near("pitch as it is", called("11月", 1)->y - called("某区司法局", 1)->y, 225 * MM / 22, 1);
	running("plain", "请办理。", whole);
	ck_assert(called("11月", 1)->y - called("某区司法局", 1)->y > 225 * MM / 22 * 0.86);
}
END_TEST

/* Cards of 85.6 by 54 mm, ten to a page; what is long goes on beneath its value, and nothing runs into the code. */
START_TEST(cards)
{
	struct buf b = BUF_INIT;
	double x[2] = { 0 }, y[5] = { 0 };
	int nx = 0, ny = 0, on_first = 0;

	if (!can_draw())
		return;
	for (int i = 0; i < 11; i++) {
		begin(&b, "card", "card", "某执监〔2026〕1号");
		buf_adds(&b, "{\"t\":\"p\",\"s\":[\"姓名：阿卜杜拉·买买提\"]},{\"t\":\"p\",\"s\":[\"单位：某某某某某某某某某某某某某某某有限责任公司法务部主任\"]},"
			"{\"t\":\"p\",\"s\":[\"编号：某执监〔2026〕1号\"]},{\"t\":\"p\",\"s\":[\"有效期：2024年12月16日至2027年12月15日\"]},");
		end(&b);
	}
	ck_assert_int_eq(drawn(&b), 2);
	buf_free(&b);
	for (size_t i = 0; i < n_words; i++) {
		bool known = false;

		if (word[i].page != 1 || strcmp(word[i].text, "照片") != 0)
			continue;
		on_first++;
		for (int k = 0; k < nx; k++)
			known |= fabs(x[k] - word[i].x) < 1;
		if (!known && nx < 2)
			x[nx++] = word[i].x;
		known = false;
		for (int k = 0; k < ny; k++)
			known |= fabs(y[k] - word[i].y) < 1;
		if (!known && ny < 5)
			y[ny++] = word[i].y;
	}
	ck_assert_int_eq(on_first, 10);
	ck_assert(nx == 2 && ny == 5);
	near("width", fabs(x[1] - x[0]), 85.6 * MM, 0.1);
	near("height", fabs(y[4] - y[0]), 4 * 54 * MM, 0.1);
	/* The first card's second line of the unit stands beneath the first, not beneath 单位; all stays on the card. */
	for (size_t i = 0; i < n_words; i++)
		if (word[i].page == 1 && word[i].x < 105 * MM)
			ck_assert_msg(word[i].right < 105 * MM, "%s runs off its card", word[i].text);
	ck_assert(called("主任", 1)->x > called("姓名", 1)->x + 10);
	called("阿卜杜拉·买买提", 1);
}
END_TEST

START_TEST(awards)
{
	struct buf b = BUF_INIT;

	if (!can_draw())
		return;
	begin(&b, "appointment", "award", "某聘〔2026〕1号");
	buf_adds(&b, "{\"t\":\"to\",\"s\":[\"黎䶮：\"]},{\"t\":\"p\",\"s\":[\"聘请您为某区行政执法监督员，聘期3年，自2026年9月1日至2029年8月31日。\"]},");
	end(&b);
	ck_assert_int_eq(drawn(&b), 1);
	buf_free(&b);
	called("黎䶮", 1);
	shell(strcat(strcpy((char[4400]){ "" }, "pdfinfo "), run_path("out.pdf")));
	ck_assert_msg(strstr(ran.out, "841.89 x 595.276 pts (A4)") != NULL, "%s", ran.out);
}
END_TEST

Suite *
suite_page(void)
{
	Suite *s = suite_create("page");
	TCase *t = tcase_create("figures");

	tcase_add_checked_fixture(t, run_open, run_close);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, type_area);
	tcase_add_test(t, red_mark);
	tcase_add_test(t, rare_signs);
	tcase_add_test(t, signature_page);
	tcase_add_test(t, cards);
	tcase_add_test(t, awards);
	suite_add_tcase(s, t);
	return s;
}
