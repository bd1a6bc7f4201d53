/*
 * main.c: jiandu-paper: one JSON document in on standard input, a PDF out on standard output; or a workbook in, CSV out; or
 * rows in, a workbook out.
 *
 * Knows: limits, the JSON's outline.  Must not know: databases, networks, files: it opens none but the fonts, and files
 * without a name while it writes a workbook.
 *
 * {"papers":[…]}: each as flow/paper.h describes it.  `jiandu-paper sheet [NAME]` reads XLSX (book.h), `jiandu-paper sheets`
 * names what it holds, `jiandu-paper pack DIR` writes it (pack.h), `jiandu-paper tables DIR` writes the tables of a paper
 * (tables.h).  Messages go to standard error; 0 is done, 1 failed.
 */
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/sanitized.h"
#include "paper/book.h"
#include "paper/pack.h"
#include "paper/sheet.h"
#include "paper/tables.h"

#if SANITIZED
/* What the libraries keep until the end, on purpose; standard error is for people. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);

const char *
__lsan_default_options(void)
{
	return "print_suppressions=0";
}

const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\nleak:libcairo\nleak:libpango\n";
}
#endif

#define MOST_IN ((size_t)64 << 20)
#define MOST_PAPERS 10000
#define MOST_SECONDS 120
#define MOST_MEMORY ((rlim_t)3 << 30) /* the fonts alone are mapped with 200 MB */
#define SHEET_MEMORY ((rlim_t)512 << 20)
#define SHEET_SECONDS 30
#define PACK_SECONDS 600
#define PACK_FILE ((rlim_t)4 << 30) /* bytes of a file without a name */

const char *
paper_member(const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s != NULL ? s : "";
}

const char *
block_text(const json_t *block, size_t i)
{
	const char *s = json_string_value(json_array_get(json_object_get(block, "s"), i));

	return s != NULL ? s : "";
}

size_t
block_texts(const json_t *block)
{
	return json_array_size(json_object_get(block, "s"));
}

const char *
block_type(const json_t *block)
{
	return paper_member(block, "t");
}

static void
limit(int what, rlim_t most)
{
	struct rlimit r;

	if (getrlimit((__rlimit_resource_t)what, &r) != 0)
		return;
	if (r.rlim_max != RLIM_INFINITY && r.rlim_max < most)
		most = r.rlim_max;
	r.rlim_cur = r.rlim_max = most;
	setrlimit((__rlimit_resource_t)what, &r);
}

/* FILES: how large the files may become that it writes itself. */
static void
take_limits(rlim_t seconds, rlim_t memory, rlim_t files)
{
	struct stat st;

	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_CPU, seconds);
	limit(RLIMIT_NOFILE, 64);
	/* The sanitizer's shadow is larger than any limit. */
	if (!SANITIZED)
		limit(RLIMIT_AS, memory);
	/* No file is written; unless standard output itself is one. */
	signal(SIGXFSZ, SIG_IGN);
	if (fstat(1, &st) == 0 && !S_ISREG(st.st_mode))
		limit(RLIMIT_FSIZE, files);
}

/* Papers one after the other; cards that follow each other share pages. */
static bool
draw(struct ink *k, const json_t *papers)
{
	size_t n = json_array_size(papers);

	for (size_t i = 0; i < n;) {
		const json_t *paper = json_array_get(papers, i);
		const char *layout = paper_member(paper, "layout");
		const json_t *card[10];
		size_t cards = 0;

		while (cards < 10 && i + cards < n &&
			strcmp(paper_member(json_array_get(papers, i + cards), "layout"), "card") == 0) {
			card[cards] = json_array_get(papers, i + cards);
			cards++;
		}
		if (cards > 0) {
			card_papers(k, card, cards);
			i += cards;
			continue;
		}
		if (strcmp(layout, "award") == 0)
			award_paper(k, paper);
		else if (strcmp(layout, "letter") == 0 || strcmp(layout, "order") == 0 || strcmp(layout, "plain") == 0 ||
			strcmp(layout, "form") == 0 || strcmp(layout, "roster") == 0 || strcmp(layout, "report") == 0)
			sheet_paper(k, paper);
		else
			return false;
		i++;
	}
	return true;
}

static int
fail(const char *why)
{
	fprintf(stderr, "%s\n", why);
	return 1;
}

/* A workbook in, CSV out, or (LISTED) the names of its sheets; "hidden ROWS COLUMNS" is said of what nobody saw there. */
static int
sheet_main(const char *name, bool listed)
{
	struct buf in = BUF_INIT, out = BUF_INIT, why = BUF_INIT;
	struct book_hidden hidden = { 0 };
	int code = 0;

	take_limits(SHEET_SECONDS, SHEET_MEMORY, 0);
	if (!read_all(STDIN_FILENO, &in, BOOK_MOST_IN))
		return fail("工作簿超过了32 MB，不能读；请分成几个文件");
	if (!(listed ? book_sheets(buf_str(&in), in.len, &out, &why) : book_read(buf_str(&in), in.len, name, &out, &hidden, &why)))
		code = fail(buf_str(&why));
	else if (!write_all(1, buf_str(&out), out.len))
		code = fail("不能写出表格");
	else if (hidden.rows > 0 || hidden.cols > 0)
		fprintf(stderr, "hidden %zu %zu\n", hidden.rows, hidden.cols);
	buf_free(&in);
	buf_free(&out);
	buf_free(&why);
	return code;
}

/* The first paper that comes in, as a workbook. */
static int
tables_of_paper(const char *dir, struct buf *why)
{
	struct buf in = BUF_INIT;
	json_t *all = NULL;
	int fd = -1;

	if (read_all(STDIN_FILENO, &in, MOST_IN))
		all = json_loadb(buf_str(&in), in.len, JSON_REJECT_DUPLICATES, NULL);
	buf_free(&in);
	if (json_array_size(json_object_get(all, "papers")) != 1)
		buf_adds(why, "输入不是一份文书");
	else
		fd = tables_write(json_array_get(json_object_get(all, "papers"), 0), dir, why);
	json_decref(all);
	return fd;
}

/* Rows in, or a paper (WHOLE), a workbook out; what lies on the disk meanwhile lies in DIR. */
static int
pack_main(const char *dir, bool whole)
{
	struct buf why = BUF_INIT;
	char block[65536];
	ssize_t n;
	off_t at = 0;
	int fd, code = 0;

	take_limits(PACK_SECONDS, SHEET_MEMORY, PACK_FILE);
	umask(077);
	fd = whole ? tables_of_paper(dir, &why) : pack_write(stdin, dir, &why);
	if (fd < 0)
		code = fail(buf_str(&why));
	while (code == 0 && (n = pread(fd, block, sizeof block, at)) != 0) {
		if (n < 0 || !write_all(1, block, (size_t)n))
			code = fail("不能写出工作簿");
		at += n;
	}
	if (fd >= 0)
		close(fd);
	buf_free(&why);
	return code;
}

int
main(int argc, char **argv)
{
	struct buf in = BUF_INIT, out = BUF_INIT;
	json_error_t where;
	json_t *all;
	const json_t *papers, *first;
	struct ink ink;
	bool ok;

	setlocale(LC_CTYPE, "C.UTF-8");
	if (argc > 1 && strcmp(argv[1], "sheet") == 0)
		return sheet_main(argc > 2 ? argv[2] : NULL, false);
	if (argc > 1 && strcmp(argv[1], "sheets") == 0)
		return sheet_main(NULL, true);
	if (argc > 2 && strcmp(argv[1], "pack") == 0)
		return pack_main(argv[2], false);
	if (argc > 2 && strcmp(argv[1], "tables") == 0)
		return pack_main(argv[2], true);
	take_limits(MOST_SECONDS, MOST_MEMORY, 0);
	if (!read_all(STDIN_FILENO, &in, MOST_IN))
		return fail("输入太大，或者不能读");
	all = json_loadb(buf_str(&in), in.len, JSON_REJECT_DUPLICATES, &where);
	buf_free(&in);
	papers = json_object_get(all, "papers");
	if (!json_is_array(papers) || json_array_size(papers) == 0 || json_array_size(papers) > MOST_PAPERS)
		return fail("输入不是文书");
	first = json_array_get(papers, 0);
	if (!ink_open(&ink, &out))
		return fail("不能开始生成PDF");
	ink_name(&ink, paper_member(first, "title"), paper_member(first, "office"), paper_member(first, "date"));
	ok = draw(&ink, papers);
	if (!ink_close(&ink))
		return fail("不能生成PDF");
	if (!ok)
		return fail("有不认识的版式");
	json_decref(all);
	if (ink.notes.len > 0)
		fprintf(stderr, "缺少公文字体，已代用：%s\n", buf_str(&ink.notes));
	buf_free(&ink.notes);
	ok = write_all(1, buf_str(&out), out.len);
	buf_free(&out);
	return ok ? 0 : fail("不能写出PDF");
}
