/*
 * check_report_cli.c: jiandu report: the annual report, the register, the monthly paper as PDF, XLSX and text, from the demo.
 *
 * Knows: the CLI's words, pdftotext and pdffonts, LibreOffice.  Must not know: how a page is laid out, what is counted.
 *
 * Where jiandu-paper was not built, or without libxlsxwriter, or the reading program is missing, that is said and not looked into.
 */
#include <config.h>

#include <check.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/csv.h"
#include "base/text.h"
#include "tests/cli/run.h"

Suite *suite_report_cli(void);

#define DEMO "--db", run_path("d.db")

static bool
can(const char *tool)
{
	char command[256];
	bool ok;

	snprintf(command, sizeof command, "command -v %s > /dev/null 2>&1", tool);
	ok = run_has_paper() && run_shell(command) == 0;
	if (!ok)
		printf("skipped: no jiandu-paper or no %s\n", tool);
	return ok;
}

static void
a_demo(void)
{
	run_open();
	ck_assert_msg(run_bare(DEMO, "demo", "--scale", "300", NULL) == 0, "%s", ran.err);
}

/* The words of a report's line. */
struct asked {
	const char *kind, *period, *name;
};
static const struct asked reports[] = { { "annual", "2025", "annual" }, { "register", "2025", "register" }, { "monthly", "2026-10", "monthly" } };

START_TEST(asked_wrongly)
{
	want(2, "report");
	want(2, "report", "2026", run_path("a.doc"));
	want(2, "report", "monthly", "2026", run_path("a.txt"));
	want(2, "report", "annual", "2026-10", run_path("a.txt"));
	want(2, "report", "roster", run_path("a.txt"));
	want(2, "report", "register", run_path("a.txt"));
	want(3, "report", "2027", run_path("a.txt"));
	ck_assert_int_ne(access(run_path("a.txt"), F_OK), 0);
	want(0, "report", "2026", "-", "--format", "txt", "--draft");
	ck_assert_ptr_nonnull(strstr(ran.out, "（草稿，尚未制发）"));
	want(0, "document", "list");
	ck_assert_ptr_null(strstr(ran.out, "年度报告"));
}
END_TEST

START_TEST(numbered_filed_and_printed_again)
{
	char *first, *again;
	size_t n, m;

	want(0, "report", "2026", run_path("a.txt"));
	want(0, "--json", "document", "list", "--kind", "annual");
	ck_assert_str_eq(run_member("paper_number"), "碚司监报〔2026〕1号");
	ck_assert_str_eq(run_member("subject"), "2026年");
	want(0, "--json", "audit", "list", "--limit", "2");
	ck_assert_str_eq(run_member("action"), "print.paper");
	/* The record goes on, the paper stays; that it would read otherwise is said. */
	want(0, "agency", "add", "--name", "区林业局", "--kind", "department");
	want(0, "import", "supervisor", run_sample("supervisors.csv"), "--partial");
	want(0, "report", "2026", run_path("b.txt"));
	ck_assert_ptr_nonnull(strstr(ran.err, "记录有变动"));
	first = run_slurp(run_path("a.txt"), &n);
	again = run_slurp(run_path("b.txt"), &m);
	ck_assert(n == m && memcmp(first, again, n) == 0);
	free(first);
	free(again);
	/* Its text is the office's; what may stand in it is a list. */
	want(3, "template", "edit", "月报", "--text", "# {期间}\n|+ 在任监督员按性别");
	ck_assert_ptr_nonnull(strstr(ran.err, "意见按机构"));
	want(3, "template", "edit", "月报", "--text", "# {期间}\n|+ 监督员按性别");
	want(3, "template", "edit", "年度报告", "--text", "# {期间}\n|+ 意见台账");
	want(3, "template", "edit", "台账", "--text", "# {期间}\n|% 意见台账");
	want(3, "template", "edit", "转办函", "--text", "# 转办函\n|+ 意见按月");
	want(3, "template", "edit", "月报", "--text", "# {身份证号}");
	want(0, "template", "edit", "月报", "--text", "# {期间}简报\n|/ 意见按月");
	want(0, "report", "2026-08", "-", "--format", "txt", "--draft");
	ck_assert_ptr_nonnull(strstr(ran.out, "2026年8月简报"));
}
END_TEST

/* ---- pages ---- */

static bool
stands_in(const char *s, uint32_t wanted)
{
	for (size_t len; *s != '\0'; s += len) {
		uint32_t cp;

		len = text_decode(s, strlen(s), &cp);
		if (cp == wanted)
			return true;
	}
	return false;
}

START_TEST(pages)
{
	char command[9000], *content;
	bool rare = false;

	if (!can("pdftotext") || !can("pdffonts"))
		return;
	for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
		const char *pdf = run_path("r.pdf");

		ck_assert_msg(run_bare(DEMO, "report", reports[i].kind, reports[i].period, pdf, NULL) == 0, "%s", ran.err);
		snprintf(command, sizeof command, "pdffonts '%s' | tail -n +3", pdf);
		ck_assert_int_eq(run_shell(command), 0);
		ck_assert_msg(*ran.out != '\0' && strstr(ran.out, " no ") == NULL, "not embedded, no subset or no way back:\n%s", ran.out);
		ck_assert_int_eq(run_bare(DEMO, "report", reports[i].kind, reports[i].period, "-", "--format", "json", NULL), 0);
		content = strdup(ran.out);
		ck_assert_ptr_null(strstr(content, "500199"));
		snprintf(command, sizeof command, "pdftotext '%s' -", pdf);
		ck_assert_int_eq(run_shell(command), 0);
		for (const char *s = strstr(content, "\"blocks\""), *end = s + strlen(s); s < end;) {
			uint32_t cp;

			s += text_decode(s, (size_t)(end - s), &cp);
			if ((cp >= 0x4e00 && cp <= 0x9fff) || cp >= 0x20000)
				ck_assert_msg(stands_in(ran.out, cp), "%s: U+%04X is not in the PDF", reports[i].kind, cp);
			rare |= cp >= 0x20000;
		}
		free(content);
		/* A drawing, not a picture of one. */
		snprintf(command, sizeof command, "pdfimages -list '%s' | tail -n +3", pdf);
		ck_assert_int_eq(run_shell(command), 0);
		ck_assert_str_eq(ran.out, "");
		/* The head of a long table stands on every page it goes on to. */
		if (strcmp(reports[i].kind, "register") == 0) {
			snprintf(command, sizeof command, "pdftotext -f 2 -l 4 '%s' - | grep -c 提出日期", pdf);
			ck_assert_int_eq(run_shell(command), 0);
			ck_assert_int_ge(atoi(ran.out), 3);
		}
	}
	ck_assert_msg(rare, "no sign beyond the basic plane was tried");
}
END_TEST

/* ---- workbooks ---- */

#if defined(HAVE_PACK) && defined(HAVE_BOOK)
/* A cell of the paper as a sheet has it: a rate is a part of one. */
static const char *
as_cell(struct arena *a, const char *s)
{
	size_t n = strlen(s);

	if (n > 1 && s[n - 1] == '%' && strspn(s, "0123456789") == n - 1)
		return arena_printf(a, "%.15g", atof(s) / 100);
	return s;
}

/* The table at block HEAD beside the CSV at PATH, whose cells are as SHOWN or as they are kept; how many were compared. */
static size_t
same_table(const json_t *blocks, size_t head, const char *path, bool shown)
{
	size_t n, cells = 0, skip;
	char *text = run_slurp(path, &n);
	struct arena *a = arena_new();
	struct csv csv;
	struct csv_row row;
	struct err e = { 0 };

	skip = n > 3 && strncmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	csv_open(&csv, text + skip, n - skip);
	for (size_t i = head; i == head || strcmp(json_string_value(json_object_get(json_array_get(blocks, i), "t")), "row") == 0; i++) {
		const json_t *s = json_object_get(json_array_get(blocks, i), "s");

		ck_assert_msg(csv_next(&csv, a, &row, &e), "%s: row %zu is missing %s", path, i - head, e.text);
		for (size_t k = 0; k < json_array_size(s); k++, cells++) {
			const char *v = json_string_value(json_array_get(s, k)), *x = shown ? v : as_cell(a, v), *y = k < row.n ? row.cell[k] : "";

			ck_assert_msg(strcmp(x, y) == 0, "%s: row %zu, column %zu: \"%s\", not \"%s\"", path, i - head, k, y, x);
		}
		if (i + 1 == json_array_size(blocks))
			break;
	}
	ck_assert_msg(!csv_next(&csv, a, &row, &e), "%s has a row more", path);
	arena_free(a);
	free(text);
	return cells;
}

START_TEST(workbooks)
{
	char command[9000];
	bool office = can("soffice");

	if (!run_has_paper())
		return;
	for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
		size_t k, tables = 0, cells = 0;
		const json_t *blocks, *b;
		json_t *content;

		ck_assert_msg(run_bare(DEMO, "report", reports[i].kind, reports[i].period, run_path("r.xlsx"), NULL) == 0, "%s", ran.err);
		ck_assert_int_eq(run_bare(DEMO, "report", reports[i].kind, reports[i].period, "-", "--format", "json", NULL), 0);
		content = json_loads(ran.out, 0, NULL);
		ck_assert_ptr_nonnull(content);
		blocks = json_object_get(content, "blocks");
		/* Every sheet as CSV, as people see it. */
		snprintf(command, sizeof command,
			"cd '%s' && rm -rf calc && soffice -env:UserInstallation=file://$PWD/office --headless --convert-to "
			"'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1' --outdir calc r.xlsx && test -d calc",
			run_path(""));
		if (office && run_shell(command) != 0) {
			printf("skipped: LibreOffice does not open workbooks\n");
			office = false;
		}
		json_array_foreach(blocks, k, b) {
			const char *name = json_string_value(json_object_get(b, "name"));

			if (name == NULL || strcmp(json_string_value(json_object_get(b, "t")), "head") != 0)
				continue;
			snprintf(command, sizeof command, "'%s' sheet '%s' < '%s' > '%s'", run_paper(), name, run_path("r.xlsx"), run_path("s.csv"));
			ck_assert_msg(run_shell(command) == 0, "%s", ran.err);
			cells += same_table(blocks, k, run_path("s.csv"), false);
			if (office) {
				snprintf(command, sizeof command, "calc/r-%s.csv", name);
				same_table(blocks, k, run_path(command), true);
			}
			tables++;
		}
		ck_assert_uint_ge(tables, 3);
		ck_assert_uint_ge(cells, 60);
		json_decref(content);
	}
	/* A paper without a table is none. */
	ck_assert_int_eq(run_bare(DEMO, "paper", "选聘公告", "2024年选聘", run_path("n.xlsx"), NULL) != 0, 1);
	ck_assert_int_ne(access(run_path("n.xlsx"), F_OK), 0);
}
END_TEST
#endif

Suite *
suite_report_cli(void)
{
	Suite *s = suite_create("report_cli");
	TCase *words = tcase_create("words"), *demo = tcase_create("demo");

	tcase_add_checked_fixture(words, run_open, run_close);
	tcase_add_test(words, asked_wrongly);
	tcase_add_test(words, numbered_filed_and_printed_again);
	tcase_add_checked_fixture(demo, a_demo, run_close);
	tcase_set_timeout(demo, 300);
	tcase_add_test(demo, pages);
#if defined(HAVE_PACK) && defined(HAVE_BOOK)
	tcase_add_test(demo, workbooks);
#endif
	suite_add_tcase(s, words);
	suite_add_tcase(s, demo);
	return s;
}
