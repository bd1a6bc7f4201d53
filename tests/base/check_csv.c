/*
 * check_csv.c: reading and writing CSV.
 *
 * Knows: what Excel and WPS write.  Must not know: any column's meaning.
 */
#include <check.h>
#include <string.h>

#include "base/csv.h"

Suite *suite_csv(void);

/*
 * All rows of the N bytes at S as one text, for comparing: "LINE[cell|cell]"
 * per row, "!" and the sentence at the end when the reader failed.
 */
static const char *rows_of(struct arena *a, const char *s, size_t n)
{
	struct buf out = BUF_INIT;
	struct err e = { .code = ERR_OK };
	struct csv_row row;
	struct csv c;
	const char *text;

	csv_open(&c, s, n);
	while (csv_next(&c, a, &row, &e)) {
		buf_printf(&out, "%zu[", row.line);
		for (size_t i = 0; i < row.n; i++)
			buf_printf(&out, "%s%s", i > 0 ? "|" : "", row.cell[i]);
		buf_adds(&out, "]");
	}
	if (e.code != ERR_OK)
		buf_printf(&out, "!%s", e.text);
	ck_assert(!csv_next(&c, a, &row, &e));
	ck_assert_uint_eq(row.n, 0);
	text = arena_strdup(a, buf_str(&out));
	buf_free(&out);
	return text;
}

static const struct {
	const char *text, *rows;
} vector[] = {
	{ .text = "", .rows = "" },
	{ .text = "\xEF\xBB\xBF", .rows = "" },
	{ .text = "姓名,单位\n张三,某局\n", .rows = "1[姓名|单位]2[张三|某局]" },
	{ .text = "\xEF\xBB\xBF姓名,单位\r\n张三,某局", .rows = "1[姓名|单位]2[张三|某局]" },
	{ .text = "a,b\rc,d\re,f", .rows = "1[a|b]2[c|d]3[e|f]" },
	{ .text = "a\r\nb\rc\nd", .rows = "1[a]2[b]3[c]4[d]" },
	/* quotes */
	{ .text = "a,\"b\nc\",d\ne,f,g\n", .rows = "1[a|b\nc|d]3[e|f|g]" },
	{ .text = "a,\"b\r\nc\rd\",e\r\nf,g,h", .rows = "1[a|b\nc\nd|e]4[f|g|h]" },
	{ .text = "\"说\"\"好\"\"\",\"x,y\"\n", .rows = "1[说\"好\"|x,y]" },
	{ .text = "\"\",a\n\"\"\"\",b\n", .rows = "1[|a]2[\"|b]" },
	{ .text = "a\"b,5\"\n", .rows = "1[a\"b|5\"]" },
	{ .text = "\"ab\"c\"d,e\n", .rows = "1[abc\"d|e]" },
	{ .text = "\"a\"", .rows = "1[a]" },
	/* empty cells and rows */
	{ .text = "a,\n", .rows = "1[a|]" },
	{ .text = "a,", .rows = "1[a|]" },
	{ .text = ",a\n", .rows = "1[|a]" },
	{ .text = "\n\na,b\n\n,,\n \xC2\xA0,\xE3\x80\x80,\t\n\"\",\"\n\"\nc,d\n\n", .rows = "3[a|b]9[c|d]" },
	{ .text = "\r\n\r\na", .rows = "3[a]" },
	/* separators */
	{ .text = "a\tb\tc,d\n1,2\t3\n", .rows = "1[a|b|c,d]2[1,2|3]" },
	{ .text = "a;b\n1,5;2\n", .rows = "1[a|b]2[1,5|2]" },
	{ .text = "a,b;c\n", .rows = "1[a|b;c]" },
	{ .text = "\"a;b;c\",d\n", .rows = "1[a;b;c|d]" },
	{ .text = "\"a;\n;\"\tb\n", .rows = "1[a;\n;|b]" },
	{ .text = "\n\na\tb", .rows = "3[a|b]" },
	{ .text = "意见\n一;二\n", .rows = "1[意见]2[一;二]" },
	/* a quote never closed: the line it was opened on */
	{ .text = "a,b\nc,\"d\ne,f\n", .rows = "1[a|b]!第2行的引号没有收尾" },
	{ .text = "a,\"x\ny\",\"z\n\n", .rows = "!第2行的引号没有收尾" },
	{ .text = "\"", .rows = "!第1行的引号没有收尾" },
	{ .text = "a\n\"b\"\"", .rows = "1[a]!第2行的引号没有收尾" },
};

START_TEST(test_read)
{
	struct arena *a = arena_new();

	ck_assert_str_eq(rows_of(a, vector[_i].text, strlen(vector[_i].text)), vector[_i].rows);
	arena_free(a);
}
END_TEST

/* A NUL does not cut the cell: it is shown as what it is, damage. */
START_TEST(test_nul)
{
	struct arena *a = arena_new();

	ck_assert_str_eq(rows_of(a, "a\0b,\"\0\"\n", 8), "1[a\xEF\xBF\xBD" "b|\xEF\xBF\xBD]");
	arena_free(a);
}
END_TEST

/* More cells than the first array holds, and a text that ends where its length says. */
START_TEST(test_wide)
{
	struct arena *a = arena_new();
	struct buf text = BUF_INIT;
	struct csv_row row;
	struct csv c;

	for (int i = 0; i < 1000; i++)
		csv_write(&text, i % 2 != 0 ? "x" : "", i == 0);
	csv_end(&text);
	buf_adds(&text, "\"behind");
	csv_open(&c, text.s, text.len - 7);
	ck_assert(csv_next(&c, a, &row, NULL));
	ck_assert_uint_eq(row.n, 1000);
	ck_assert_str_eq(row.cell[0], "");
	ck_assert_str_eq(row.cell[999], "x");
	ck_assert(!csv_next(&c, a, &row, NULL));
	buf_free(&text);
	arena_free(a);
}
END_TEST

static const struct {
	const char *cell, *written;
} cell[] = {
	{ .cell = "张三", .written = "张三" },
	{ .cell = "", .written = "" },
	{ .cell = NULL, .written = "" },
	{ .cell = "a,b", .written = "\"a,b\"" },
	{ .cell = "a;b", .written = "\"a;b\"" },
	{ .cell = "说\"好\"", .written = "\"说\"\"好\"\"\"" },
	{ .cell = "a\nb", .written = "\"a\nb\"" },
	{ .cell = " a", .written = "\" a\"" },
	{ .cell = "a ", .written = "\"a \"" },
	{ .cell = "=1+1", .written = "'=1+1" },
	{ .cell = "+8613800000000", .written = "'+8613800000000" },
	{ .cell = "-3", .written = "'-3" },
	{ .cell = "@SUM(A1)", .written = "'@SUM(A1)" },
	{ .cell = "\tx", .written = "\"'\tx\"" },
	{ .cell = "\rx", .written = "\"'\rx\"" },
	{ .cell = "=HYPERLINK(\"x\",\"y\")", .written = "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"" },
	{ .cell = "＝1", .written = "'＝1" },
	{ .cell = "1-2=3", .written = "1-2=3" },
	{ .cell = "'", .written = "'" },
};

START_TEST(test_write)
{
	struct buf out = BUF_INIT;

	csv_write(&out, cell[_i].cell, true);
	ck_assert_str_eq(buf_str(&out), cell[_i].written);
	buf_free(&out);
}
END_TEST

START_TEST(test_round)
{
	static const char *const cells[] = { "a,b", "", "说\"好\"\n再说;", " x ", "末" };
	struct arena *a = arena_new();
	struct buf out = BUF_INIT;
	struct csv_row row;
	struct csv c;

	for (size_t i = 0; i < 5; i++)
		csv_write(&out, cells[i], i == 0);
	csv_end(&out);
	ck_assert_str_eq(out.s + out.len - 2, "\r\n");
	csv_open(&c, out.s, out.len);
	ck_assert(csv_next(&c, a, &row, NULL));
	ck_assert_uint_eq(row.n, 5);
	for (size_t i = 0; i < 5; i++)
		ck_assert_str_eq(row.cell[i], cells[i]);
	buf_free(&out);
	arena_free(a);
}
END_TEST

#define ROWS(t) ((int)(sizeof(t) / sizeof(t)[0]))

Suite *suite_csv(void)
{
	Suite *s = suite_create("csv");
	TCase *tc = tcase_create("csv");

	tcase_add_loop_test(tc, test_read, 0, ROWS(vector));
	tcase_add_test(tc, test_nul);
	tcase_add_test(tc, test_wide);
	tcase_add_loop_test(tc, test_write, 0, ROWS(cell));
	tcase_add_test(tc, test_round);
	suite_add_tcase(s, tc);
	return s;
}
