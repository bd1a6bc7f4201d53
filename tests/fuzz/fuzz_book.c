/*
 * fuzz_book.c: the reader of workbooks: a sheet's XML from outside, packed as a workbook and read as CSV.
 *
 * Knows: how a workbook is packed, what the CSV must be.  Must not know: how it is read.
 *
 * Without libzip and expat there is no reader, and nothing is tried.
 */
#include <config.h>

#include <string.h>

#include "base/csv.h"
#include "base/text.h"
#include "paper/book.h"
#include "tests/fuzz/fuzz.h"

#ifdef HAVE_BOOK
#include <zip.h>

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"

/* The workbook whose only sheet is the N bytes at S, into OUT. */
static void
pack(const char *s, size_t n, struct buf *out)
{
	static const char *const parts[][2] = {
		{ "xl/workbook.xml", HEAD "<workbook xmlns:r=\"r\"><sheets><sheet name=\"甲\" r:id=\"r1\"/></sheets></workbook>" },
		{ "xl/_rels/workbook.xml.rels", HEAD "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>" },
		{ "xl/styles.xml", HEAD "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy&quot;年&quot;m\"/></numFmts><cellXfs><xf numFmtId=\"0\"/>"
			"<xf numFmtId=\"170\"/></cellXfs></styleSheet>" },
		{ "xl/sharedStrings.xml", HEAD "<sst><si><t>甲_x000D_乙_x005F_</t></si><si><t/></si></sst>" },
	};
	zip_error_t e;
	zip_source_t *whole, *part;
	zip_t *z;
	zip_stat_t st;

	zip_error_init(&e);
	whole = zip_source_buffer_create(NULL, 0, 0, &e);
	must(whole != NULL);
	zip_source_keep(whole);
	z = zip_open_from_source(whole, ZIP_TRUNCATE, &e);
	must(z != NULL);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		part = zip_source_buffer(z, parts[i][1], strlen(parts[i][1]), 0);
		must(zip_file_add(z, parts[i][0], part, ZIP_FL_ENC_UTF_8) >= 0);
	}
	part = zip_source_buffer(z, s, n, 0);
	must(zip_file_add(z, "xl/worksheets/sheet1.xml", part, ZIP_FL_ENC_UTF_8) >= 0);
	must(zip_close(z) == 0);
	must(zip_source_stat(whole, &st) == 0 && zip_source_open(whole) == 0);
	while (out->len < st.size) {
		char block[4096];
		zip_int64_t got = zip_source_read(whole, block, sizeof block);

		must(got > 0);
		buf_add(out, block, (size_t)got);
	}
	zip_source_close(whole);
	zip_source_free(whole);
	zip_error_fini(&e);
}

static void
fuzz_book(const char *s, size_t n, struct arena *a)
{
	struct buf file = BUF_INIT, out = BUF_INIT, why = BUF_INIT;
	struct book_hidden hidden;
	struct err e = { 0 };
	struct csv_row row;
	struct csv csv;
	size_t line = 0;

	pack(s, n, &file);
	if (book_read(buf_str(&file), file.len, NULL, &out, &hidden, &why)) {
		must_say(why.len == 0, buf_str(&why));
		must(text_valid(buf_str(&out), out.len));
		csv_open(&csv, buf_str(&out), out.len);
		while (csv_next(&csv, a, &row, &e)) {
			/* A row of the sheet is a record of the CSV, in order; no wider than a sheet may be. */
			must(row.line > line && row.n <= 256);
			line = row.line;
		}
		must_say(e.code == ERR_OK, e.text);
		must(hidden.rows <= line && hidden.cols <= 256);
	} else {
		must(why.len > 0 && text_valid(buf_str(&why), why.len) && strchr(buf_str(&why), '\n') == NULL);
	}
	buf_free(&file);
	buf_free(&out);
	buf_free(&why);
}

#define SHEET(rows) HEAD "<worksheet><cols><col min=\"1\" max=\"2\" hidden=\"1\"/></cols><sheetData>" rows "</sheetData>"

static const char *const seeds[] = {
	SHEET("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>姓名</t></is></c><c r=\"C1\"><v>45474.5</v></c></row><row r=\"3\" hidden=\"1\">"
	      "<c r=\"B3\" t=\"s\"><v>0</v></c></row>") "<mergeCells><mergeCell ref=\"A1:A3\"/><mergeCell ref=\"C1:D9\"/></mergeCells></worksheet>",
	SHEET("<row><c t=\"b\"><v>1</v></c><c s=\"1\"><v>45474</v></c><c t=\"d\"><v>2024-07-01T00:00:00</v></c><c><v>5.00199E+17</v></c></row>") "</worksheet>",
	SHEET("<row r=\"2\"><c r=\"A2\" t=\"str\"><v>_x000A_甲_x005F_x_</v></c><c r=\"B2\"><f>1+1</f><v>2</v></c></row>") "</worksheet>",
	NULL,
};
static const char *const tokens[] = { "<row r=\"4\">", "</row>", "<c r=\"B4\" t=\"s\">", "</c>", "<v>", "</v>", "<mergeCell ref=\"A1:B1048576\"/>", "ZZZ", "1048577",
	"99999999999999999999", "hidden=\"1\"", "t=\"e\"", "_x0000_", "_x005F_", "-1", "1e308", "&amp;", "&#1;", "<!DOCTYPE a>", "<f/>", NULL };
#endif

const struct fuzz_target fuzz_paper[] = {
#ifdef HAVE_BOOK
	{ .name = "book", .seeds = seeds, .tokens = tokens, .one = fuzz_book, .cost = 20 },
#endif
	{ .name = NULL },
};
