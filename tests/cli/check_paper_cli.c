/*
 * check_paper_cli.c: jiandu paper: text and PDF files; what poppler reads back out of a PDF.
 *
 * Knows: the CLI's words, pdftotext and pdffonts.  Must not know: how a page is laid out.
 *
 * Where jiandu-paper was not built, or poppler is missing, the PDF is not looked into.
 */
#include <check.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/sanitized.h"
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
	return run_has_paper() && system("command -v pdftotext pdffonts > /dev/null 2>&1") == 0;
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

/* ---- every kind, from the demo ---- */

/* The demo in the place of the empty database, told on the day it is made for. */
static void
the_demo(void)
{
	ck_assert_msg(run_bare("--db", run_path("d.db"), "demo", "--scale", "200", NULL) == 0, "%s", ran.err);
}

#define DEMO "--db", run_path("d.db")

/* How often WANTED stands in S. */
static int
count_of(const char *s, uint32_t wanted)
{
	int n = 0;

	for (size_t len; *s != '\0'; s += len) {
		uint32_t cp;

		len = text_decode(s, strlen(s), &cp);
		n += cp == wanted;
	}
	return n;
}

/* Every hanzi of the content comes back out of the PDF. */
static void
all_comes_back(const char *kind, const char *content, const char *said)
{
	for (size_t len; *content != '\0'; content += len) {
		uint32_t cp;

		len = text_decode(content, strlen(content), &cp);
		if ((cp >= 0x4e00 && cp <= 0x9fff) || cp >= 0x20000)
			ck_assert_msg(count_of(said, cp) >= 1, "%s: U+%04X is not in the PDF:\n%s", kind, cp, said);
	}
}

/* 避头尾: no line begins with what closes, none ends with what opens. */
static void
no_bad_lines(const char *kind, const char *said)
{
	static const char *const closing[] = { "，", "。", "、", "；", "：", "？", "！", "）", "》", "”", "’", "〕", "】", "％" };
	static const char *const opening[] = { "（", "《", "“", "‘", "〔", "【" };
	const char *line = said;

	for (const char *end; *line != '\0'; line = end + (*end != '\0')) {
		end = line + strcspn(line, "\n\f");
		/* A year stays with its number, a number in one piece. */
		ck_assert_msg(end == line || *end != '\n' || !isdigit((unsigned char)end[-1]) || strncmp(end + 1, "年", 3) != 0,
			"%s: a year is torn: %.*s", kind, (int)(end - line), line);
		for (size_t i = 0; i < sizeof closing / sizeof *closing; i++)
			ck_assert_msg(strncmp(line, closing[i], 3) != 0 || end - line <= 3, "%s: a line begins so: %.*s", kind, (int)(end - line),
				line);
		for (size_t i = 0; i < sizeof opening / sizeof *opening; i++)
			ck_assert_msg(end - line < 6 || strncmp(end - 3, opening[i], 3) != 0, "%s: a line ends so: %.*s", kind, (int)(end - line), line);
	}
}

/* A paper of KIND for the first record of FLOW that has come to it. */
static void
one_of(const char *kind, const char *flow)
{
	char *ids, *id, command[9000], *s, *content;
	bool made = false;

	ck_assert_int_eq(run_bare(DEMO, "--json", flow, "list", "--limit", "120", NULL), 0);
	ids = strdup(ran.out);
	for (id = strstr(ids, "\"id\":"); id != NULL && !made; id = strstr(id + 5, "\"id\":")) {
		char number[32];

		snprintf(number, sizeof number, "%.*s", (int)strspn(id + 5, "0123456789"), id + 5);
		made = run_bare(DEMO, "paper", kind, number, run_path("k.pdf"), NULL) == 0;
		ck_assert_msg(made || ran.status == 3, "%s: %s", kind, ran.err);
		if (made)
			ck_assert_int_eq(run_bare(DEMO, "paper", kind, number, "-", "--format", "json", NULL), 0);
	}
	free(ids);
	ck_assert_msg(made, "no %s has come to %s", flow, kind);
	content = strdup(ran.out);
	/* No ID number, no birth date, whatever the kind: ID numbers of the demo are of the area 500199. */
	ck_assert_msg(strstr(content, "500199") == NULL, "%s: %s", kind, content);
	snprintf(command, sizeof command, "pdffonts '%s' | tail -n +3", run_path("k.pdf"));
	s = piped(command);
	ck_assert_msg(*s != '\0' && strstr(s, " no ") == NULL, "%s: not embedded, not a subset, or no way back:\n%s", kind, s);
	free(s);
	snprintf(command, sizeof command, "pdftotext '%s' -", run_path("k.pdf"));
	s = piped(command);
	all_comes_back(kind, strstr(content, "\"blocks\""), s);
	ck_assert_ptr_null(strstr(s, "500199"));
	no_bad_lines(kind, s);
	free(s);
	free(content);
}

START_TEST(every_kind)
{
	static const char *const kinds[][2] = { { "letter", "review" }, { "transfer", "opinion" }, { "feedback", "opinion" },
		{ "order", "review" }, { "unfounded", "review" }, { "outcome", "review" }, { "answer", "opinion" },
		{ "appointment", "supervisor" }, { "card", "certificate" }, { "receipt", "opinion" }, { "notice", "round" },
		{ "invitation", "invitation" }, { "application", "candidate" }, { "check", "candidate" }, { "publicity", "round" },
		{ "activity", "activity" }, { "signin", "activity" }, { "examination", "review" }, { "inspection", "review" },
		{ "accountability", "review" }, { "dismissal", "dismissal" }, { "dismissal_notice", "dismissal" },
		{ "evaluation", "evaluation" }, { "archive", "opinion" } };

	if (!can_look())
		return;
	the_demo();
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		one_of(kinds[i][0], kinds[i][1]);
}
END_TEST

/* A table that goes on has its head on each page; 印发 stands on the last page of an order, which does not say who complained. */
START_TEST(heads_and_foot)
{
	char command[9000], *s, *id, *who;
	int pages, heads = 0;

	if (!can_look())
		return;
	the_demo();
	ck_assert_int_eq(run_bare(DEMO, "paper", "roster", run_path("r.pdf"), NULL), 0);
	snprintf(command, sizeof command, "pdfinfo '%s' | sed -n 's/Pages: *//p'", run_path("r.pdf"));
	s = piped(command);
	pages = atoi(s);
	free(s);
	ck_assert_int_ge(pages, 3);
	snprintf(command, sizeof command, "pdftotext '%s' -", run_path("r.pdf"));
	s = piped(command);
	for (const char *at = s; (at = strstr(at, "工作单位")) != NULL; at++)
		heads++;
	free(s);
	ck_assert_int_eq(heads, pages);
	ck_assert_int_eq(run_bare(DEMO, "--json", "review", "list", "--state", "ordered", "--limit", "1", NULL), 0);
	id = strdup(run_member("id"));
	who = strdup(run_member("person"));
	ck_assert_int_eq(run_bare(DEMO, "paper", "order", id, run_path("o.pdf"), NULL), 0);
	free(id);
	snprintf(command, sizeof command, "pdftotext '%s' -", run_path("o.pdf"));
	s = piped(command);
	ck_assert_str_ne(who, "");
	ck_assert_ptr_null(strstr(s, who));
	free(who);
	free(s);
	snprintf(command, sizeof command, "pdftotext -f $(pdfinfo '%s' | sed -n 's/Pages: *//p') '%s' -", run_path("o.pdf"), run_path("o.pdf"));
	s = piped(command);
	ck_assert_ptr_nonnull(strstr(s, "印发"));
	free(s);
}
END_TEST

/* The public notice: in stroke order, the span counted on the working-day calendar, nobody's number. */
START_TEST(publicity)
{
	the_demo();
	ck_assert_int_eq(run_bare(DEMO, "paper", "公示", "2026年第二批", "-", "--format", "txt", NULL), 0);
	ck_assert_ptr_nonnull(strstr(ran.out, "个工作日）"));
	ck_assert_ptr_nonnull(strstr(ran.out, "姓氏笔画"));
	ck_assert_ptr_nonnull(strstr(ran.out, "反映"));
	ck_assert_ptr_null(strstr(ran.out, "500199"));
}
END_TEST

/* In the wrong state there is no paper, and it is said why. */
START_TEST(not_yet)
{
	the_demo();
	ck_assert_int_eq(run_bare(DEMO, "--json", "round", "list", "--state", "open", NULL), 0);
	if (run_lines() > 0) {
		ck_assert_int_eq(run_bare(DEMO, "--json", "paper", "publicity", run_member("id"), "-", "--format", "txt", NULL), 3);
		run_refused("refused", "publicised_on", 7);
	}
	ck_assert_int_eq(run_bare(DEMO, "--json", "opinion", "list", "--state", "served", "--limit", "1", NULL), 0);
	ck_assert_int_eq(run_bare(DEMO, "--json", "paper", "archive", run_member("id"), "-", "--format", "txt", NULL), 3);
	run_refused("refused", "state", 0);
	ck_assert_int_eq(run_bare(DEMO, "--json", "dismissal", "list", "--state", "proposed", "--limit", "1", NULL), 0);
	if (run_lines() > 0) {
		ck_assert_int_eq(run_bare(DEMO, "--json", "paper", "dismissal", run_member("id"), "-", "--format", "txt", NULL), 3);
		run_refused("refused", "state", 17);
	}
	ck_assert_int_eq(run_bare(DEMO, "--json", "review", "list", "--state", "received", "--limit", "1", NULL), 0);
	if (run_lines() > 0) {
		ck_assert_int_eq(run_bare(DEMO, "--json", "paper", "inspection", run_member("id"), "-", "--format", "txt", NULL), 3);
		run_refused("refused", "inquiry", 16);
	}
}
END_TEST

/* Many at once: numbered in order, one file or a file each; one that cannot be stops them all. */
START_TEST(many)
{
	char first[64], second[64], *listing;
	size_t before;

	want(0, "--json", "import", "supervisor", run_sample("supervisors.csv"), "--partial");
	want(0, "--json", "supervisor", "list", "--limit", "2");
	snprintf(first, sizeof first, "%s", run_member("name"));
	snprintf(second, sizeof second, "%s", json_string_value(json_object_get(run_object(1), "name")));
	want(2, "paper", "聘书", first, first, run_path("a.txt"));
	want(5, "paper", "聘书", first, "查无此人", run_path("a.txt"));
	want(0, "--json", "document", "list");
	ck_assert_uint_eq(run_lines(), 0);
	want(0, "paper", "聘书", first, second, "--each", run_path("letters"), "--format", "txt");
	ck_assert_uint_eq(run_lines(), 2);
	listing = strdup(ran.out);
	ck_assert_ptr_nonnull(strstr(listing, first));
	ck_assert_ptr_nonnull(strstr(listing, second));
	free(listing);
	want(0, "--json", "document", "list");
	before = run_lines();
	ck_assert_uint_eq(before, 2);
	/* Again: the same ones. */
	want(0, "--json", "paper", "聘书", first, second, run_path("both.txt"));
	ck_assert_int_eq(run_number("papers"), 2);
	want(0, "--json", "document", "list");
	ck_assert_uint_eq(run_lines(), before);
	/* The catalogue of a term that runs cannot be; the letter of the one before it is not issued either. */
	want(3, "paper", "归档目录", second, first, run_path("x.txt"));
	ck_assert_ptr_nonnull(strstr(ran.err, second));
}
END_TEST

/* Without a printer it is said how to set one, and nothing is issued; what lp has to say is passed on. */
START_TEST(printing)
{
	an_opinion();
	want(3, "paper", "transfer", "2026-1", "--print");
	ck_assert_ptr_nonnull(strstr(ran.err, "setting printer"));
	want(0, "--json", "document", "list");
	ck_assert_uint_eq(run_lines(), 0);
	want(2, "paper", "transfer", "2026-1", "--print", "--each", run_path("x"));
	want(0, "setting", "printer", "no-such-queue-here");
	if (!can_look())
		return;
	want(1, "paper", "transfer", "2026-1", "--print");
	ck_assert_ptr_nonnull(strstr(ran.err, "lp"));
}
END_TEST

/* ---- certificates ---- */

START_TEST(verified)
{
	char number[128], scanned[160], other[160], *s;

	want(0, "--json", "import", "supervisor", run_sample("supervisors.csv"), "--partial");
	want(0, "--json", "certificate", "list", "--state", "issued", "--limit", "1");
	snprintf(number, sizeof number, "%s", run_member("number"));
	want(0, "--json", "certificate", "verify", number);
	ck_assert_str_eq(run_member("proof"), "unproved");
	ck_assert_str_eq(run_member("standing"), "current");
	want(0, "paper", "card", number, "-", "--format", "json");
	s = strstr(ran.out, "\"code\":\"");
	ck_assert_ptr_nonnull(s);
	snprintf(scanned, sizeof scanned, "%.*s", (int)strcspn(s + 8, "\""), s + 8);
	ck_assert_ptr_nonnull(strchr(scanned, '*'));
	want(0, "--json", "certificate", "verify", scanned);
	ck_assert_str_eq(run_member("proof"), "genuine");
	ck_assert_str_eq(run_member("standing"), "current");
	/* And nothing more. */
	ck_assert_uint_eq(json_object_size(run_object(0)), 3);
	snprintf(other, sizeof other, "%s*00000000", number);
	want(0, "--json", "certificate", "verify", other);
	ck_assert_str_eq(run_member("proof"), "forged");
	ck_assert_str_eq(run_member("standing"), "");
	want(0, "--json", "certificate", "verify", "碚执监〔2099〕9号*00000000");
	ck_assert_str_eq(run_member("proof"), "forged");
	want(0, "certificate", "lost", number, "--reason", "不慎遗失");
	want(0, "--json", "certificate", "verify", scanned);
	ck_assert_str_eq(run_member("standing"), "lost");
	/* The key is nowhere in the database or its backup; without it nothing can be proved or made. */
	want(0, "backup", run_path("copy.db"));
	ck_assert(!is_there(run_path("copy.db.key")));
	ck_assert_int_eq(rename(run_path("a.db.key"), run_path("kept")), 0);
	want(0, "--json", "certificate", "verify", scanned);
	ck_assert_str_eq(run_member("proof"), "no_key");
	want(0, "--json", "certificate", "list", "--state", "issued", "--limit", "1");
	want(3, "paper", "card", run_member("number"), run_path("c.txt"));
	ck_assert_ptr_nonnull(strstr(ran.err, "rekey"));
	want(2, "certificate", "rekey");
	want(0, "certificate", "rekey", "--yes");
	want(0, "--json", "certificate", "verify", scanned);
	ck_assert_str_eq(run_member("proof"), "forged");
	/* The old key in its place is not this database's any more. */
	ck_assert_int_eq(rename(run_path("kept"), run_path("a.db.key")), 0);
	want(0, "--json", "certificate", "verify", scanned);
	ck_assert_str_eq(run_member("proof"), "no_key");
}
END_TEST

/* ---- attachments ---- */

/* A PDF of SIZE bytes, mostly hole. */
static const char *
a_large_file(const char *name, off_t size)
{
	const char *path = run_file(name, "%PDF-1.7\n", 9);

	ck_assert_int_eq(truncate(path, size), 0);
	return path;
}

/*
 * The command with no more memory of its own than KIB; the file that is mapped is not counted, it is given back at need.
 * Returns the exit status.
 */
static int
within(int kib, const char *words)
{
	char command[4000], limit[40] = "";
	int status;

	/* The sanitizer's shadow is larger than any limit. */
	if (!SANITIZED)
		snprintf(limit, sizeof limit, "ulimit -d %d;", kib);
	snprintf(command, sizeof command, "%s exec '%s/jiandu' --db '%s' --today 2026-09-01 %s > /dev/null 2>&1", limit,
		getenv("BUILDDIR") != NULL ? getenv("BUILDDIR") : ".", run_path("a.db"), words);
	status = system(command);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

#define FLAT 24576 /* KiB: less than a file of 50 MB */

START_TEST(attachments)
{
	char *s, *t;
	size_t n, m;
	char words[2000];

	an_opinion();
	want(2, "attachment", "add", "2026-1");
	want(5, "attachment", "add", "2026-7", run_sample("opinions.csv"));
	want(5, "attachment", "add", "opinion", "2026-1", run_path("none.pdf"));
	want(2, "attachment", "add", "opinion", "2026-1", "-");
	want(0, "attachment", "add", "opinion", "2026-1", run_sample("opinions.csv"), "--note", "样表");
	ck_assert_ptr_nonnull(strstr(ran.out, "2026-1 opinions.csv"));
	run_input("从标准输入来\n");
	want(0, "--json", "attachment", "add", "2026-1", "-", "--name", "说明.txt", "--shown", "agency");
	want(0, "attachment", "get", "2026-2", "-");
	ck_assert_str_eq(ran.out, "从标准输入来\n");
	want(0, "attachment", "get", "2026-1", run_path("back.csv"));
	s = run_slurp(run_path("back.csv"), &n);
	t = run_slurp(run_sample("opinions.csv"), &m);
	ck_assert(n == m && memcmp(s, t, n) == 0);
	free(s);
	free(t);
	want(0, "attachment", "remove", "2026-1", "--reason", "误存");
	want(3, "attachment", "get", "2026-1", run_path("no.csv"));
	ck_assert(!is_there(run_path("no.csv")));
	/* 50 MB at most, whatever the setting; in and out in flat memory. */
	want(3, "attachment", "add", "2026-1", a_large_file("big.pdf", 100 << 20));
	ck_assert_ptr_nonnull(strstr(ran.err, "20MB"));
	want(0, "setting", "attachment_size", "50");
	snprintf(words, sizeof words, "attachment add 2026-1 '%s'", run_path("big.pdf"));
	ck_assert_int_eq(within(FLAT, words), 3);
	snprintf(words, sizeof words, "attachment add 2026-1 '%s'", a_large_file("fifty.pdf", 50 << 20));
	ck_assert_int_eq(within(FLAT, words), 0);
	snprintf(words, sizeof words, "attachment get 2026-3 '%s'", run_path("fifty-back.pdf"));
	ck_assert_int_eq(within(FLAT, words), 0);
	ck_assert_int_eq(within(FLAT, "audit verify"), 0);
	/* The limit bites: there is one that is too little for anything. */
	ck_assert(SANITIZED || within(512, "status") != 0);
	s = run_slurp(run_path("fifty-back.pdf"), &n);
	t = run_slurp(run_path("fifty.pdf"), &m);
	ck_assert(n == m && n == 50 << 20 && memcmp(s, t, n) == 0);
	free(s);
	free(t);
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
	tcase_add_test(t, every_kind);
	tcase_add_test(t, heads_and_foot);
	tcase_add_test(t, publicity);
	tcase_add_test(t, not_yet);
	tcase_add_test(t, many);
	tcase_add_test(t, printing);
	tcase_add_test(t, verified);
	tcase_add_test(t, attachments);
	tcase_add_test(t, child_refuses);
	suite_add_tcase(s, t);
	return s;
}
