/*
 * check_book.c: jiandu import of XLSX workbooks, good ones and those that mean harm.
 *
 * Knows: the CLI's words, how a workbook is packed.  Must not know: how it is read.
 *
 * Where jiandu-paper was not built, or without libzip and expat, nothing is made and only the way out is looked for.
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
#include "tests/cli/run.h"

Suite *suite_book(void);

START_TEST(old_format)
{
	static const char ole[] = "\320\317\021\340\241\261\032\341and the rest of it";

	want(3, "import", "agency", run_file("a.xls", ole, sizeof ole - 1));
	ck_assert_ptr_nonnull(strstr(ran.err, "另存为"));
	want(2, "import", "agency", run_file("a.csv", "单位名称\n", strlen("单位名称\n")), "--sheet", "甲");
}
END_TEST

#ifdef HAVE_BOOK
#include <zip.h>

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
#define BOOK \
	HEAD "<workbook xmlns:r=\"r\"><sheets><sheet name=\"说明\" sheetId=\"1\" r:id=\"rId7\"/>" \
	     "<sheet name=\"机构\" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>"
#define RELS \
	HEAD "<Relationships><Relationship Id=\"rId2\" Target=\"worksheets/sheet2.xml\"/>" \
	     "<Relationship Id=\"rId7\" Target=\"/xl/worksheets/sheet1.xml\"/></Relationships>"
#define STYLES \
	HEAD "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>" \
	     "<numFmt numFmtId=\"171\" formatCode=\"[Red]0&quot;day&quot;\"/></numFmts><cellXfs><xf numFmtId=\"0\"/>" \
	     "<xf numFmtId=\"170\"/><xf numFmtId=\"171\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
#define SHEET(rows) HEAD "<worksheet><sheetData>" rows "</sheetData></worksheet>"
#define STR(cell, s) "<c r=\"" cell "\" t=\"inlineStr\"><is><t>" s "</t></is></c>"
#define AGENCY "<row r=\"1\">" STR("A1", "单位名称") STR("B1", "单位类别") "</row>"

static bool
can_read(void)
{
	char path[4096];

	snprintf(path, sizeof path, "%s/jiandu-paper", getenv("BUILDDIR") != NULL ? getenv("BUILDDIR") : ".");
	return access(path, X_OK) == 0;
}

struct parts {
	const char *sheet; /* the second one, "机构" */
	size_t len;        /* 0: a string */
	const char *strings;
};

/* Pack a workbook; its path. */
static const char *
pack(const char *name, const struct parts *p)
{
	const char *path = run_path(name);
	zip_t *z = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	const struct {
		const char *name, *text;
		size_t n;
	} v[] = {
		{ "xl/workbook.xml", BOOK, 0 },
		{ "xl/_rels/workbook.xml.rels", RELS, 0 },
		{ "xl/styles.xml", STYLES, 0 },
		{ "xl/worksheets/sheet1.xml", SHEET("<row r=\"1\">" STR("A1", "请看第二张") "</row>"), 0 },
		{ "xl/worksheets/sheet2.xml", p->sheet, p->len },
		{ "xl/sharedStrings.xml", p->strings, 0 },
	};

	ck_assert_ptr_nonnull(z);
	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		zip_source_t *s;

		if (v[i].text == NULL)
			continue;
		s = zip_source_buffer(z, v[i].text, v[i].n > 0 ? v[i].n : strlen(v[i].text), 0);
		ck_assert_int_ge(zip_file_add(z, v[i].name, s, ZIP_FL_ENC_UTF_8), 0);
	}
	ck_assert_int_eq(zip_close(z), 0);
	return path;
}

/* Refused, with WORDS, and none of what was run grew beyond 200 MB. */
static void
refused(const char *path, const char *words)
{
	struct rusage r;

	want(3, "import", "agency", path, "--sheet", "机构");
	ck_assert_msg(strstr(ran.err, words) != NULL, "%s", ran.err);
	ck_assert_int_eq(getrusage(RUSAGE_CHILDREN, &r), 0);
	ck_assert_int_lt(r.ru_maxrss, 200 * 1024);
}

START_TEST(agencies)
{
	struct parts p = { .sheet = SHEET("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c>" STR("C1", "单位类别") "</row>"
		"<row r=\"4\"><c r=\"A4\" t=\"s\"><v>0</v></c>" STR("C4", "街道办事处") "</row>"),
		.strings = HEAD "<sst><si><r><t>区林</t></r><rPh><t>qulin</t></rPh><r><t>业局</t></r></si><si><t>单位名称</t></si></sst>" };

	if (!can_read())
		return;
	want(0, "import", "agency", pack("a.xlsx", &p), "--sheet", "机构");
	want(0, "--json", "agency", "list");
	ck_assert_str_eq(run_member("name"), "区林业局");
	/* The line of the report is the row of the sheet; the first sheet is another one. */
	p.sheet = SHEET(AGENCY "<row r=\"5\">" STR("A5", "甲局") STR("B5", "没有这种") "</row>");
	want(3, "--json", "import", "agency", pack("b.xlsx", &p), "--sheet", "机构");
	ck_assert_ptr_nonnull(strstr(ran.out, "\"line\":5"));
	want(3, "import", "agency", run_path("b.xlsx"), "--sheet", "没有");
	ck_assert_ptr_nonnull(strstr(ran.err, "没有这个名字的工作表"));
}
END_TEST

START_TEST(supervisors)
{
	/* 45474 is 2024-07-01; an ID number as text stays, as a number it has lost its last digits. */
	static const char *const id[] = { "<c r=\"B2\" t=\"str\"><v>500199198503101017</v></c>", "<c r=\"B2\"><v>5.00199198503101E+17</v></c>" };
	const int status[] = { 0, 3 };

	if (!can_read())
		return;
	for (int i = 0; i < 2; i++) {
		struct buf b = BUF_INIT;
		struct parts p = { 0 };

		buf_printf(&b, HEAD "<worksheet><sheetData><row r=\"1\">" STR("A1", "姓名") STR("B1", "身份证号") STR("C1", "聘任日期")
			STR("D1", "证件编号") STR("E1", "性别") STR("F1", "联系电话") STR("G1", "工作单位及职务") STR("H1", "类别")
			"</row><row r=\"2\">" STR("A2", "林海涛") "%s<c r=\"C2\" s=\"1\"><v>45474</v></c>" STR("D2", "碚执监〔2024〕1号") STR("E2", "男")
			"<c r=\"F2\"><v>13800000001</v></c>" STR("G2", "某律师事务所律师") STR("H2", "律师") "</row></sheetData></worksheet>", id[i]);
		p.sheet = buf_str(&b);
		want(status[i], "--json", "import", "supervisor", pack("s.xlsx", &p), "--sheet", "机构");
		if (i == 1)
			ck_assert_ptr_nonnull(strstr(ran.out, "身份证号"));
		buf_free(&b);
	}
}
END_TEST

START_TEST(harm)
{
	struct parts p = { 0 };
	char *big;
	const size_t n = (size_t)100 << 20;
	FILE *f;

	if (!can_read())
		return;
	p.sheet = SHEET(AGENCY "<row r=\"2\">" STR("A2", "甲局") "<c r=\"AB2\"><f>1+1</f><v>2</v></c></row>");
	refused(pack("formula.xlsx", &p), "“机构”的AB2是公式");
	p.sheet = SHEET(AGENCY "<row r=\"2\"><c r=\"A2\" t=\"e\"><v>#REF!</v></c></row>");
	refused(pack("error.xlsx", &p), "A2是错误值");
	p.sheet = SHEET(AGENCY "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>7</v></c></row>");
	refused(pack("pointer.xlsx", &p), "不存在的文字");
	p.sheet = SHEET(AGENCY "<row r=\"2\">" STR("ZZZZZ2", "甲") "</row>");
	refused(pack("wide.xlsx", &p), "256列");
	p.sheet = SHEET(AGENCY "<row r=\"1048576\">" STR("A1048576", "甲") "</row>");
	refused(pack("long.xlsx", &p), "200000行");
	p.sheet = SHEET(AGENCY "<row r=\"2\">");
	refused(pack("cut.xlsx", &p), "损坏");
	p.sheet = HEAD "<!DOCTYPE lolz [<!ENTITY a \"哈哈哈哈哈哈哈哈哈哈\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
		"<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">"
		"<!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;\">]>"
		"<worksheet><sheetData><row r=\"1\">" STR("A1", "&f;") "</row></sheetData></worksheet>";
	refused(pack("laughs.xlsx", &p), "实体声明");
	/* 100 MB of spaces: 100 kB in the file. */
	big = malloc(n);
	ck_assert_ptr_nonnull(big);
	memset(big, ' ', n);
	memcpy(big, HEAD "<worksheet>", strlen(HEAD "<worksheet>"));
	p.sheet = big;
	p.len = n;
	refused(pack("bomb.xlsx", &p), "解压后太大");
	/* And as it stands. */
	f = fopen(run_path("large.xlsx"), "wb");
	ck_assert_ptr_nonnull(f);
	memcpy(big, "PK\003\004", 4);
	ck_assert_uint_eq(fwrite(big, 1, n, f), n);
	ck_assert_int_eq(fclose(f), 0);
	free(big);
	refused(run_path("large.xlsx"), "MB");
	refused(run_file("none.xlsx", "PK\003\004nothing", 11), "不是 Excel");
}
END_TEST
#endif

Suite *
suite_book(void)
{
	Suite *s = suite_create("book");
	TCase *t = tcase_create("workbooks");

	tcase_add_checked_fixture(t, run_open, run_close);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, old_format);
#ifdef HAVE_BOOK
	tcase_add_test(t, agencies);
	tcase_add_test(t, supervisors);
	tcase_add_test(t, harm);
#endif
	suite_add_tcase(s, t);
	return s;
}
