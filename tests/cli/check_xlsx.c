/*
 * check_xlsx.c: jiandu export to XLSX workbooks, read back by our own reader and, where there is one, by LibreOffice.
 *
 * Knows: the CLI's words, the outline of a workbook.  Must not know: how it is written.
 *
 * Where jiandu-paper was not built, or without libxlsxwriter (and libzip, to read back), only the sentence is looked for.
 */
#include <config.h>

#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/csv.h"
#include "tests/cli/run.h"

Suite *suite_xlsx(void);

static bool
can_write(void)
{
#ifdef HAVE_PACK
	return run_has_paper();
#else
	return false;
#endif
}

START_TEST(asked_wrongly)
{
	want(2, "export", "agency", run_path("a.xls"));
	ck_assert_ptr_nonnull(strstr(ran.err, ".xlsx"));
	want(2, "export", "agency", run_path("a.xlsx"), "--encoding", "gbk");
	want(2, "export", "agency", run_path("a.json"), "--view", "agency");
	want(2, "export", "agency", run_path("a.csv"), "--view", "nosuch");
	if (can_write())
		return;
	want(1, "export", "agency", run_path("a.xlsx"));
	ck_assert_ptr_nonnull(strstr(ran.err, "csv"));
	ck_assert_int_ne(access(run_path("a.xlsx"), F_OK), 0);
}
END_TEST

#if defined(HAVE_PACK) && defined(HAVE_BOOK)
#include <zip.h>

/* `jiandu-paper WORDS < NAME > OUT`, both in the directory. */
static int
paper(const char *words, const char *name, const char *out)
{
	char command[8192];

	snprintf(command, sizeof command, "'%s' %s < '%s' > '%s'", run_paper(), words, run_path(name), run_path(out));
	return run_shell(command);
}

struct sheet {
	struct arena *a;
	struct csv_row row[2000];
	size_t n;
};

static void
sheet_read(struct sheet *s, const char *path)
{
	size_t n, skip;
	char *text = run_slurp(path, &n);
	struct csv csv;
	struct err e = { 0 };

	s->a = arena_new();
	s->n = 0;
	skip = n > 3 && strncmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	csv_open(&csv, text + skip, n - skip);
	while (s->n < sizeof s->row / sizeof *s->row && csv_next(&csv, s->a, &s->row[s->n], &e))
		s->n++;
	ck_assert_msg(e.code == ERR_OK, "%s", e.text);
	free(text);
}

/* A CSV has an apostrophe before what a spreadsheet would compute; a workbook needs none. */
static const char *
bare(const char *cell)
{
	return cell[0] == '\'' && cell[1] != '\0' && strchr("=+-@\t", cell[1]) != NULL ? cell + 1 : cell;
}

/* Fails unless every cell of the two is the same; how many there are. */
static size_t
same_cells(const char *want_path, const char *got_path)
{
	static struct sheet a, b;
	size_t cells = 0;

	sheet_read(&a, want_path);
	sheet_read(&b, got_path);
	ck_assert_uint_eq(a.n, b.n);
	for (size_t i = 0; i < a.n; i++)
		for (size_t k = 0; k < a.row[i].n || k < b.row[i].n; k++, cells++) {
			const char *x = k < a.row[i].n ? bare(a.row[i].cell[k]) : "", *y = k < b.row[i].n ? bare(b.row[i].cell[k]) : "";

			ck_assert_msg(strcmp(x, y) == 0, "%s: row %zu, column %zu: \"%s\", not \"%s\"", got_path, i + 1, k + 1, y, x);
		}
	arena_free(a.a);
	arena_free(b.a);
	return cells;
}

static void
records(void)
{
	want(0, "import", "agency", run_sample("agencies.csv"));
	want(0, "import", "supervisor", run_sample("supervisors.csv"), "--partial");
	want(0, "import", "opinion", run_sample("opinions.csv"));
	/* What a spreadsheet would compute, take for a number, or have no sign for. */
	want(0, "agency", "add", "--name", "𬭎山街道办事处", "--kind", "street", "--note", "=HYPERLINK(\"http://x\")");
	want(0, "agency", "add", "--name", "+1街道办事处", "--kind", "street", "--phone", "02360010009", "--note", "第一行\n第二行，\"引号\"&<b>");
}

/* Exported with the further words as CSV and as a workbook, named NAME; both the same. */
#define both(least, name, ...) \
	do { \
		want(0, "export", __VA_ARGS__, run_path(name ".csv")); \
		want(0, "export", __VA_ARGS__, run_path(name ".xlsx")); \
		ck_assert_msg(paper("sheet", name ".xlsx", name ".back") == 0, "%s", ran.err); \
		ck_assert_uint_ge(same_cells(run_path(name ".csv"), run_path(name ".back")), least); \
	} while (0)

/* The sheet's XML, owned by the caller. */
static char *
xml_of(const char *name)
{
	zip_t *z = zip_open(run_path(name), ZIP_RDONLY, NULL);
	zip_stat_t st;
	zip_file_t *f;
	char *text;

	ck_assert_ptr_nonnull(z);
	ck_assert_int_eq(zip_stat(z, "xl/worksheets/sheet1.xml", 0, &st), 0);
	text = malloc(st.size + 1);
	f = zip_fopen(z, st.name, 0);
	ck_assert(text != NULL && f != NULL);
	ck_assert_int_eq(zip_fread(f, text, st.size), (zip_int64_t)st.size);
	text[st.size] = '\0';
	zip_fclose(f);
	zip_discard(z);
	return text;
}

START_TEST(cell_by_cell)
{
	size_t waiting;
	char *xml;

	if (!can_write())
		return;
	records();
	both(20, "agency", "agency");
	both(20, "person", "person");
	both(20, "supervisor", "supervisor");
	both(20, "opinion", "opinion");
	/* As shown: filter, order and the list's own columns. */
	both(10, "street", "agency", "--kind", "street", "--reverse");
	both(10, "view", "opinion", "--view", "opinion");
	/* The work queue, in its order. */
	want(0, "--json", "todo");
	waiting = run_lines();
	ck_assert_uint_ge(waiting, 1);
	both(7 * (waiting + 1), "queue", "todo");
	/* Nothing: the heading alone. */
	both(5, "none", "opinion", "--words", "没有这样的意见");
	/* A date is a date (45474 is 2024-07-01), the head stays, the filter stands, and nothing is a formula. */
	xml = xml_of("supervisor.xlsx");
	ck_assert_ptr_nonnull(strstr(xml, "<v>45474</v>"));
	ck_assert_ptr_nonnull(strstr(xml, "state=\"frozen\""));
	ck_assert_ptr_nonnull(strstr(xml, "<autoFilter ref=\"A1:"));
	free(xml);
	xml = xml_of("agency.xlsx");
	ck_assert_ptr_nonnull(strstr(xml, "=HYPERLINK("));
	ck_assert_ptr_null(strstr(xml, "<f>"));
	free(xml);
	/* Masked as on the screen. */
	xml = xml_of("person.xlsx");
	ck_assert_ptr_nonnull(strstr(xml, "林海涛"));
	ck_assert_ptr_nonnull(strstr(xml, ">50****"));
	ck_assert_ptr_null(strstr(xml, "500199198503101017"));
	free(xml);
}
END_TEST

START_TEST(into_libreoffice)
{
	char command[8192];

	if (!can_write())
		return;
	records();
	both(20, "supervisor", "supervisor");
	both(20, "agency", "agency");
	snprintf(command, sizeof command,
		"cd '%s' && soffice -env:UserInstallation=file://$PWD/office --headless --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76' "
		"--outdir calc supervisor.xlsx agency.xlsx && test -s calc/supervisor.csv",
		run_path(""));
	if (run_shell("command -v soffice") != 0 || run_shell(command) != 0) {
		printf("skipped: no LibreOffice that opens workbooks\n");
		return;
	}
	same_cells(run_path("supervisor.csv"), run_path("calc/supervisor.csv"));
	same_cells(run_path("agency.csv"), run_path("calc/agency.csv"));
}
END_TEST

START_TEST(on_the_trail)
{
	want(2, "export", "todo", run_path("t.json"));
	want(2, "export", "todo", run_path("t.xlsx"), "--encoding", "gbk");
	want(2, "export", "todo");
	want(0, "export", "todo", run_path("t.csv"));
	want(0, "--json", "audit", "list", "--limit", "1");
	ck_assert_str_eq(run_member("action"), "export.list");
	ck_assert_ptr_nonnull(strstr(run_member("note"), "待办"));
	want(0, "export", "agency", run_path("a.csv"));
	want(0, "--json", "audit", "list", "--limit", "1");
	ck_assert_str_eq(run_member("action"), "export.list");
	ck_assert_ptr_nonnull(strstr(run_member("note"), "a.csv"));
	if (!can_write())
		return;
	want(0, "export", "agency", run_path("b.xlsx"));
	want(0, "--json", "audit", "list", "--limit", "1");
	ck_assert_str_eq(run_member("action"), "export.list");
	ck_assert_ptr_nonnull(strstr(run_member("note"), "b.xlsx"));
	want(0, "audit", "verify");
}
END_TEST

#define HEAD "{\"sheet\":\"表\",\"columns\":[{\"label\":\"编号\",\"type\":\"text\"},{\"label\":\"日期\",\"type\":\"day\"},{\"label\":\"件数\",\"type\":\"int\"}]}\n"

/* Lines to `jiandu-paper pack`: its status; the workbook is NAME.xlsx. */
static int
pack(const char *lines, size_t n)
{
	run_file("lines", lines, n);
	return paper("pack /tmp", "lines", "packed.xlsx");
}

START_TEST(types)
{
	static const char odd[] = HEAD "[\"00123\",\"1899-12-31\",\"007\"]\n[\"=1+1\",\"2024-02-29\",\"-42\"]\n[\"500199198503101017\",\"随时\",\"1234567890123456\"]\n";
	char *text, *xml;
	size_t n;

	if (!can_write())
		return;
	ck_assert_msg(pack(odd, sizeof odd - 1) == 0, "%s", ran.err);
	ck_assert_int_eq(paper("sheet", "packed.xlsx", "back"), 0);
	text = run_slurp(run_path("back"), &n);
	ck_assert_msg(strstr(text, "\"00123\",\"1899-12-31\",\"007\"") != NULL, "%s", text);
	ck_assert_msg(strstr(text, "2024-02-29") != NULL, "%s", text);
	ck_assert_msg(strstr(text, "\"500199198503101017\",\"随时\",\"1234567890123456\"") != NULL, "%s", text);
	free(text);
	xml = xml_of("packed.xlsx");
	ck_assert_ptr_nonnull(strstr(xml, "<v>45351</v>"));
	ck_assert_ptr_nonnull(strstr(xml, "<v>-42</v>"));
	ck_assert_ptr_null(strstr(xml, "<v>500199198503101017"));
	free(xml);
	/* No lines, no heading, too few cells. */
	ck_assert_int_eq(pack("", 0), 1);
	ck_assert_int_eq(pack("[\"1\"]\n", 6), 1);
	ck_assert_int_eq(pack(HEAD "[\"1\"]\n", strlen(HEAD "[\"1\"]\n")), 1);
	ck_assert_int_eq(pack(HEAD "not json\n", strlen(HEAD "not json\n")), 1);
}
END_TEST

START_TEST(too_long_for_a_cell)
{
	struct buf b = BUF_INIT;

	if (!can_write())
		return;
	buf_adds(&b, HEAD "[\"");
	for (int i = 0; i < 32768; i++)
		buf_adds(&b, "长");
	buf_adds(&b, "\",\"\",\"\"]\n");
	ck_assert_int_eq(pack(buf_str(&b), b.len), 1);
	ck_assert_msg(strstr(ran.err, "第2行“编号”超过32767个字") != NULL, "%s", ran.err);
	buf_free(&b);
}
END_TEST

/* 100,000 rows of eight columns, 40 MB of lines: the program stays below 64 MB. */
START_TEST(many_rows)
{
	struct rusage r;
	FILE *f;

	if (!can_write())
		return;
	f = fopen(run_path("lines"), "w");
	ck_assert_ptr_nonnull(f);
	fputs("{\"sheet\":\"表\",\"columns\":[{\"label\":\"编号\",\"type\":\"text\"}", f);
	for (int k = 0; k < 7; k++)
		fprintf(f, ",{\"label\":\"栏%d\",\"type\":\"%s\"}", k, k == 0 ? "day" : k == 1 ? "int" : "text");
	fputs("]}\n", f);
	for (int i = 0; i < 100000; i++)
		fprintf(f, "[\"2026-%d\",\"2026-08-31\",\"%d\",\"区城市管理局%d\",\"行政检查\",\"两名执法人员检查时未主动出示执法证件，经营者对检查目的不清楚。第%d次\",\"办理中\",\"建议规范亮证执法。建议规范亮证执法。建议规范亮证执法。\"]\n", i, i, i * 7, i);
	ck_assert_int_eq(fclose(f), 0);
	ck_assert_msg(paper("pack /tmp", "lines", "packed.xlsx") == 0, "%s", ran.err);
	ck_assert_int_eq(getrusage(RUSAGE_CHILDREN, &r), 0);
	ck_assert_int_lt(r.ru_maxrss, 64 * 1024);
	ck_assert_int_eq(paper("sheet", "packed.xlsx", "back"), 0);
}
END_TEST
#endif

Suite *
suite_xlsx(void)
{
	Suite *s = suite_create("xlsx");
	TCase *t = tcase_create("out");

	tcase_add_checked_fixture(t, run_open, run_close);
	tcase_set_timeout(t, 180);
	tcase_add_test(t, asked_wrongly);
#if defined(HAVE_PACK) && defined(HAVE_BOOK)
	tcase_add_test(t, cell_by_cell);
	tcase_add_test(t, into_libreoffice);
	tcase_add_test(t, on_the_trail);
	tcase_add_test(t, types);
	tcase_add_test(t, too_long_for_a_cell);
	tcase_add_test(t, many_rows);
#endif
	suite_add_tcase(s, t);
	return s;
}
