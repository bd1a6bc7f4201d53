/*
 * check_paper_cli.c: jiandu paper: text and PDF files; what poppler reads back out of a PDF.
 *
 * Knows: the CLI's words, pdftotext and pdffonts.  Must not know: how a page is laid out.
 *
 * Where jiandu-paper was not built, or poppler is missing, the PDF is not looked into.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/text.h"
#include "tests/cli/run.h"

Suite *suite_paper_cli(void);

/* 𬭎 is beyond the basic plane; 〇 and · are in names. */
#define FACTS "区林业局𬭎于“二〇二六年”作出决定，未告知陈述、申辩权利；当事人阿卜杜拉·买买提要求更正。"

static void
an_opinion(void)
{
	want(0, "agency", "add", "--name", "区林业局", "--kind", "department");
	want(0, "--json", "import", "supervisor", run_sample("supervisors.csv"), "--partial");
	want(0, "--json", "supervisor", "list", "--limit", "1");
	want(0, "opinion", "register", "--supervisor", run_member("name"), "--raised_on", "2026-08-31", "--agency", "区林业局", "--kind",
		"correction", "--field", "penalty", "--facts", FACTS, "--advice", "建议依法补正。");
}

static bool
is_there(const char *path)
{
	return access(path, F_OK) == 0;
}

/* The output of a shell command line, owned by the caller. */
static char *
piped(const char *command)
{
	struct buf b = BUF_INIT;
	FILE *f = popen(command, "r");
	char block[4096];
	size_t n;

	ck_assert_ptr_nonnull(f);
	while ((n = fread(block, 1, sizeof block, f)) > 0)
		buf_add(&b, block, n);
	ck_assert_int_eq(pclose(f), 0);
	buf_addc(&b, '\0');
	return b.s;
}

static bool
can_look(void)
{
	char path[4096];

	snprintf(path, sizeof path, "%s/jiandu-paper", getenv("BUILDDIR") != NULL ? getenv("BUILDDIR") : ".");
	return is_there(path) && system("command -v pdftotext pdffonts > /dev/null 2>&1") == 0;
}

START_TEST(text)
{
	char *s;

	an_opinion();
	want(2, "paper", "transfer", run_path("a.txt"));
	want(2, "paper", "胡写", "2026-1", run_path("a.txt"));
	want(2, "paper", "transfer", "2026-1", run_path("a.doc"));
	want(5, "paper", "transfer", "2026-9", run_path("a.txt"));
	want(0, "paper", "transfer", "2026-1", "-", "--format", "txt", "--draft");
	ck_assert_ptr_nonnull(strstr(ran.out, "草稿"));
	want(0, "document", "list");
	ck_assert_ptr_null(strstr(ran.out, "转办函"));
	want(0, "paper", "转办函", "2026-1", run_path("a.txt"));
	ck_assert_ptr_nonnull(strstr(ran.out, "a.txt\n"));
	s = run_slurp(run_path("a.txt"), NULL);
	ck_assert_ptr_nonnull(strstr(s, "碚司监函〔2026〕1号"));
	ck_assert_ptr_null(strstr(s, "草稿"));
	free(s);
	/* Again: the same one. */
	want(0, "paper", "document", "2026-1", "-", "--format", "txt");
	ck_assert_ptr_nonnull(strstr(ran.out, "碚司监函〔2026〕1号"));
	want(0, "--json", "paper", "transfer", "2026-1", run_path("b.txt"));
	ck_assert_int_eq(run_number("papers"), 1);
	want(0, "opinion", "correct", "2026-1", "--advice", "建议撤销。", "--reason", "更正");
	want(0, "paper", "transfer", "2026-1", run_path("c.txt"));
	ck_assert_ptr_nonnull(strstr(ran.err, "记录有变动"));
	want(0, "document", "reissue", "2026-1", "--reason", "更正");
	want(0, "paper", "transfer", "2026-1", "-", "--format", "txt");
	ck_assert_ptr_nonnull(strstr(ran.out, "〔2026〕2号"));
	/* A document's file number and the law stand in its text, an ID number in none. */
	want(0, "paper", "花名册", run_path("r.txt"));
	s = run_slurp(run_path("r.txt"), NULL);
	ck_assert_ptr_null(strstr(s, "500199"));
	free(s);
}
END_TEST

/* Every character but blanks of TEXT, in order. */
static char *
squeezed(const char *s)
{
	struct buf b = BUF_INIT;

	for (size_t n; *s != '\0'; s += n) {
		uint32_t cp;

		n = text_decode(s, strlen(s), &cp);
		if (cp > 0x20 && cp != 0x3000 && cp != 0xa0)
			buf_add(&b, s, n);
	}
	buf_addc(&b, '\0');
	return b.s;
}

START_TEST(pdf)
{
	char command[9000], *s, *said, *again;
	size_t n, m;

	if (!can_look())
		return;
	an_opinion();
	want(0, "paper", "transfer", "2026-1", run_path("a.pdf"));
	snprintf(command, sizeof command, "pdffonts '%s' | tail -n +3", run_path("a.pdf"));
	s = piped(command);
	ck_assert_msg(*s != '\0' && strstr(s, " no ") == NULL, "not embedded, not a subset, or without a way back to Unicode:\n%s", s);
	free(s);
	snprintf(command, sizeof command, "pdftotext '%s' - | tr -d '\\f'", run_path("a.pdf"));
	s = piped(command);
	said = squeezed(s);
	free(s);
	ck_assert_msg(strstr(said, FACTS) != NULL, "%s", said);
	ck_assert_ptr_nonnull(strstr(said, "关于转办行政执法监督意见的函"));
	ck_assert_ptr_nonnull(strstr(said, "碚司监函〔2026〕1号"));
	free(said);
	/* Printed again it is the same file, byte by byte. */
	want(0, "--today", "2026-10-08", "paper", "transfer", "2026-1", run_path("b.pdf"));
	s = run_slurp(run_path("a.pdf"), &n);
	again = run_slurp(run_path("b.pdf"), &m);
	ck_assert(n == m && memcmp(s, again, n) == 0);
	free(s);
	free(again);
	snprintf(command, sizeof command, "pdfinfo '%s' | grep -c '595.276 x 841.89 pts (A4)'", run_path("a.pdf"));
	s = piped(command);
	ck_assert_str_eq(s, "1\n");
	free(s);
	want(0, "paper", "roster", run_path("r.pdf"));
	want(0, "paper", "feedback", "2026-1", run_path("f.pdf"));
}
END_TEST

/* What the child is given must be papers; nothing else makes it do anything. */
START_TEST(child_refuses)
{
	static const char *const inputs[] = { "", "[]", "{", "{\"papers\":[]}", "{\"papers\":[1]}", "{\"papers\":[{\"layout\":\"x\"}]}",
		"{\"papers\":[{}],\"papers\":[{}]}" };
	char command[9000];

	if (!can_look())
		return;
	for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
		snprintf(command, sizeof command, "printf '%%s' '%s' | '%s/jiandu-paper' > '%s' 2> /dev/null", inputs[i], getenv("BUILDDIR"),
			run_path("x"));
		ck_assert_msg(system(command) != 0, "%s", inputs[i]);
	}
}
END_TEST

Suite *
suite_paper_cli(void)
{
	Suite *s = suite_create("paper_cli");
	TCase *t = tcase_create("files");

	tcase_add_checked_fixture(t, run_open, run_close);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, text);
	tcase_add_test(t, pdf);
	tcase_add_test(t, child_refuses);
	suite_add_tcase(s, t);
	return s;
}
