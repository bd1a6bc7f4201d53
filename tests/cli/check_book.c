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
	return run_has_paper();
}

struct parts {
	const char *sheet; /* the second one, "机构" */
	size_t len;        /* 0: a string */
	const char *strings;
	const char *book; /* NULL: BOOK */
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
		{ "xl/workbook.xml", p->book != NULL ? p->book : BOOK, 0 },
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

static void
counted(int64_t rows, int64_t accepted, int64_t unchanged, int64_t refused)
{
	ck_assert_msg(run_number("rows") == rows && run_number("accepted") == accepted && run_number("unchanged") == unchanged &&
			run_number("refused") == refused, "%s", ran.out);
}

/* Import SHEET of FLOW as a dry run would answer it and then for good; again, and nothing changes. */
static void
taken(const char *flow, const char *rows, int64_t n)
{
	struct parts p = { .sheet = rows };
	const char *path = pack("taken.xlsx", &p);

	want(0, "--json", "import", flow, path, "--sheet", "机构", "--dry-run");
	counted(n, n, 0, 0);
	want(0, "--json", "import", flow, path, "--sheet", "机构");
	counted(n, n, 0, 0);
	want(0, "--json", "import", flow, path, "--sheet", "机构");
	counted(n, 0, n, 0);
}

/* The error of the last import at place I. */
static const char *
said(size_t i, const char *name)
{
	const char *s = json_string_value(json_object_get(json_array_get(json_object_get(run_object(0), "errors"), i), name));

	ck_assert_msg(s != NULL, "no error %zu in: %s", i, ran.out);
	return s;
}

#define NUM(cell, v) "<c r=\"" cell "\"><v>" v "</v></c>"
#define DAY(cell, v) "<c r=\"" cell "\" s=\"3\"><v>" v "</v></c>"
#define EMPTY(cell) "<c r=\"" cell "\" s=\"1\"/>"

/*
 * As an office has it: a title over merged cells, a header of two rows, stars and remarks in it, a unit merged over the rows
 * of its people, a hidden row and a hidden column, days as what the sheet counts without saying that they are days, cells
 * that have a format and nothing else, line ends of Windows.
 */
#define PEOPLE \
	HEAD "<worksheet><cols><col min=\"1\" max=\"1\" hidden=\"1\"/><col min=\"9\" max=\"16384\" hidden=\"1\"/></cols><sheetData>" \
	     "<row r=\"1\">" STR("A1", "行政执法监督员人选基本情况") EMPTY("B1") "</row>" \
	     "<row r=\"2\">" STR("A2", "序号") STR("B2", "*姓名") STR("C2", "身份证号码（18位）") STR("D2", "个人情况") "</row>" \
	     "<row r=\"3\">" STR("D3", "民族") STR("E3", "出生日期") STR("F3", "单位及职务") STR("G3", "手机") EMPTY("H3") "</row>" \
	     "<row r=\"4\">" NUM("A4", "1") STR("B4", "阿依·买买提") STR("C4", "500199199001011024") STR("D4", "维吾尔族") \
	     NUM("E4", "32874") STR("F4", "某单位_x000D_&#10;工程师") NUM("G4", "13800000001") "</row>" \
	     "<row r=\"5\" hidden=\"1\">" NUM("A5", "2") STR("B5", "黎䶮") STR("C5", "500199197806152036") DAY("E5", "28656") EMPTY("F5") "</row>" \
	     "<row r=\"6\">" NUM("A6", "3") STR("B6", "丁𬭎") STR("D6", "汉族") "<c r=\"E6\" t=\"d\"><v>1995-12-12T00:00:00</v></c></row>" \
	     "<row r=\"7\" ht=\"20\">" EMPTY("A7") EMPTY("F7") "</row>" \
	     "</sheetData><mergeCells count=\"5\"><mergeCell ref=\"A1:H1\"/><mergeCell ref=\"D2:E2\"/><mergeCell ref=\"B2:B3\"/>" \
	     "<mergeCell ref=\"C2:C3\"/><mergeCell ref=\"F4:F7\"/></mergeCells></worksheet>"

START_TEST(persons)
{
	struct parts p = { 0 };

	if (!can_read())
		return;
	taken("person", PEOPLE, 3);
	/* The hidden column of running numbers and the hidden row are told of, the hidden columns beyond the table are not. */
	ck_assert_int_eq(run_number("hidden_rows"), 1);
	ck_assert_int_eq(run_number("hidden_columns"), 1);
	want(0, "import", "person", run_path("taken.xlsx"), "--sheet", "机构", "--dry-run");
	ck_assert_msg(strstr(ran.out, "隐藏的1行、1列也读了") != NULL, "%s", ran.out);
	want(0, "--json", "person", "show", "丁𬭎");
	ck_assert_str_eq(run_member("born"), "1995-12-12");
	ck_assert_str_eq(run_member("employer"), "某单位 工程师");
	want(0, "--json", "person", "show", "黎䶮");
	ck_assert_str_eq(run_member("born"), "1978-06-15");
	ck_assert_str_eq(run_member("employer"), "某单位 工程师");
	want(0, "--json", "person", "show", "阿依·买买提");
	ck_assert_str_eq(run_member("sex"), "female");
	ck_assert_str_eq(run_member("born"), "1990-01-01");
	/* A number is no place for an identity number, however it is shown; the same number under another name is another person's. */
	p.sheet = SHEET("<row r=\"1\">" STR("A1", "姓名") STR("B1", "身份证号") "</row>"
		"<row r=\"2\">" STR("A2", "付某") NUM("B2", "500199198503101000") "</row>"
		"<row r=\"3\">" STR("A3", "付某") NUM("B3", "5.00199198503101E+17") "</row>"
		"<row r=\"4\">" STR("A4", "付某") STR("B4", "5.00199E+17") "</row>"
		"<row r=\"5\">" STR("A5", "付某") NUM("B5", "500199850310101") "</row>"
		"<row r=\"6\">" STR("A6", "付某") STR("B6", "500199199001011024") "</row>"
		"<row r=\"7\">" STR("A7", "付某") STR("B7", "500199198503101016") "</row>");
	want(3, "--json", "import", "person", pack("p.xlsx", &p), "--sheet", "机构");
	counted(6, 0, 0, 6);
	for (size_t i = 0; i < 3; i++)
		ck_assert_msg(strstr(said(i, "reason"), "科学计数") != NULL, "%s", said(i, "reason"));
	ck_assert_msg(strstr(said(3, "reason"), "18位") != NULL, "%s", said(3, "reason"));
	ck_assert_msg(strstr(said(4, "reason"), "阿依·买买提") != NULL, "%s", said(4, "reason"));
	ck_assert_msg(strstr(said(5, "reason"), "校验码") != NULL, "%s", said(5, "reason"));
	ck_assert_ptr_null(strstr(ran.out, "500199850310101"));
	want(0, "--json", "person", "list", "--all");
	ck_assert_uint_eq(run_lines(), 3);
}
END_TEST

START_TEST(applications)
{
	if (!can_read())
		return;
	want(0, "--today", "2026-08-03", "round", "plan", "--name", "第一批", "--quota", "5", "--closes_on", "2026-09-14");
	want(0, "--today", "2026-08-03", "round", "open", "第一批", "--notice_where", "门户网站");
	/* 46236 is 2026-08-02, one day too early; 46246 is 2026-08-12. */
	taken("candidate", SHEET("<row r=\"1\">" STR("A1", "报名汇总表") "</row><row r=\"3\">" STR("A3", "姓名") STR("B3", "身份证号")
		STR("C3", "类别") STR("D3", "产生方式") STR("E3", "推荐单位") STR("F3", "声明") STR("G3", "在本区情况") STR("H3", "报名时间") "</row>"
		"<row r=\"4\">" STR("A4", "冉某") STR("B4", "500199199001011024") STR("C4", "律师、政协委员") STR("D4", "单位推荐")
		STR("E4", "区律师协会") "<c r=\"F4\" t=\"b\"><v>1</v></c>" STR("G4", "在本区居住") NUM("H4", "46246") "</row>"
		"<row r=\"5\">" STR("A5", "付某") STR("B5", "500199197806152036") STR("C5", "人大代表") STR("D5", "个人自荐") STR("E5", "—")
		STR("F5", "是") STR("G5", "在本区工作") "<c r=\"H5\" s=\"1\"><v>46246.4375</v></c></row>"), 2);
	want(0, "--json", "candidate", "list", "--all");
	ck_assert_uint_eq(run_lines(), 2);
	ck_assert_ptr_nonnull(strstr(ran.out, "\"applied_on\":\"2026-08-12\""));
	{
		struct parts p = { .sheet = SHEET("<row r=\"1\">" STR("A1", "姓名") STR("B1", "身份证号") STR("C1", "类别") STR("D1", "产生方式")
			STR("E1", "报名日期") "</row><row r=\"2\">" STR("A2", "李某") STR("B2", "500199199512124047") STR("C2", "律师") STR("D2", "个人自荐")
			DAY("E2", "46236") "</row><row r=\"3\">" STR("A3", "李某") STR("B3", "500199199512124047") STR("C3", "没有这类") STR("D3", "个人自荐")
			STR("E3", "2026.8.12") "</row>") };

		want(3, "--json", "import", "candidate", pack("c.xlsx", &p), "--sheet", "机构");
		counted(2, 0, 0, 2);
		ck_assert_msg(strstr(said(0, "reason"), "不在报名期") != NULL, "%s", said(0, "reason"));
		ck_assert_str_eq(said(1, "column"), "类别");
	}
}
END_TEST

START_TEST(opinions)
{
	if (!can_read())
		return;
	want(0, "import", "agency", run_sample("agencies.csv"));
	want(0, "import", "supervisor", run_sample("supervisors.csv"), "--partial");
	want(0, "--json", "supervisor", "list", "--limit", "1");
	{
		struct buf b = BUF_INIT;
		struct parts p = { 0 };
		char who[128];

		snprintf(who, sizeof who, "%s", run_member("name"));
		buf_printf(&b, HEAD "<worksheet><sheetData><row r=\"1\">" STR("A1", "编号") STR("B1", "监督员姓名") STR("C1", "提出时间")
			STR("D1", "被监督单位") STR("E1", "领域") STR("F1", "类型") STR("G1", "主要内容") STR("H1", "反馈日期") STR("I1", "采纳情况")
			STR("J1", "反馈内容") STR("K1", "办理状态") "</row><row r=\"2\">" STR("A2", "2025-007") STR("B2", "%s") DAY("C2", "45800")
			STR("D2", "云台街道办事处") STR("E2", "行政检查") STR("F2", "纠正意见")
			"<c r=\"G2\" t=\"inlineStr\"><is><r><t>检查时未出示</t></r><r><t>执法证件。_x000D_&#10;附照片2张，=SUM(A1)。</t></r></is></c>"
			DAY("H2", "45810") STR("I2", "不采纳") STR("J2", "当时已出示。") STR("K2", "已办结") "</row>"
			"<row r=\"3\">" NUM("A3", "2025008") STR("B3", "%s") DAY("C3", "45801") STR("D3", "云台街道办事处") STR("E3", "行政检查")
			STR("F3", "纠正意见") STR("G3", "检查频次过高。") "</row></sheetData></worksheet>", who, who);
		p.sheet = buf_str(&b);
		want(0, "--json", "import", "opinion", pack("o.xlsx", &p), "--sheet", "机构");
		counted(2, 2, 0, 0);
		ck_assert_ptr_nonnull(strstr(ran.out, "\"header\":\"办理状态\",\"field\":null"));
		want(0, "--json", "import", "opinion", run_path("o.xlsx"), "--sheet", "机构");
		counted(2, 0, 2, 0);
		buf_free(&b);
	}
	want(0, "--json", "opinion", "show", "2025-007");
	ck_assert_str_eq(run_member("facts"), "检查时未出示执法证件。\n附照片2张，=SUM(A1)。");
	ck_assert_str_eq(run_member("raised_on"), "2025-05-23");
	ck_assert_str_eq(run_member("adopted"), "refused");
	want(0, "--json", "opinion", "show", "2025008");
	ck_assert_str_eq(run_member("state"), "registered");
	want(0, "check");
}
END_TEST

/* Two who were invited, told and expected; one more whom nobody invited. */
START_TEST(attendance)
{
	char first[128], second[128], third[128];
	struct buf b = BUF_INIT;
	struct parts p = { 0 };

	if (!can_read())
		return;
	want(0, "import", "supervisor", run_sample("supervisors.csv"), "--partial");
	want(0, "--json", "supervisor", "list", "--limit", "3");
	snprintf(first, sizeof first, "%s", run_member("name"));
	snprintf(second, sizeof second, "%s", json_string_value(json_object_get(run_object(1), "name")));
	snprintf(third, sizeof third, "%s", json_string_value(json_object_get(run_object(2), "name")));
	want(0, "activity", "plan", "--kind", "检查", "--subject", "联合检查", "--starts_on", "2026-09-01", "--hours", "3");
	buf_printf(&b, "%s、%s", first, second);
	want(0, "activity", "invite", "2026-1", "--names", buf_str(&b));
	want(0, "activity", "notify", "2026-1", "--notify_how", "短信");
	buf_clear(&b);
	buf_printf(&b, HEAD "<worksheet><sheetData><row r=\"1\">" STR("A1", "签到情况汇总") "</row><row r=\"2\">" STR("A2", "活动编号")
		STR("B2", "姓名") STR("C2", "签到情况") STR("D2", "事由") STR("E2", "学时") "</row><row r=\"3\">" STR("A3", "2026-1") STR("B3", "%s")
		STR("C3", "√") NUM("E3", "2.5") "</row><row r=\"4\">" EMPTY("A4") STR("B4", "%s") STR("C4", "病假") STR("D4", "住院") "</row>"
		"</sheetData><mergeCells><mergeCell ref=\"A3:A4\"/></mergeCells></worksheet>", first, second);
	p.sheet = buf_str(&b);
	/* Not before it was held. */
	want(3, "--json", "import", "attendance", pack("t.xlsx", &p), "--sheet", "机构");
	ck_assert_msg(strstr(said(0, "reason"), "尚未登记举行") != NULL, "%s", said(0, "reason"));
	want(0, "activity", "hold", "2026-1");
	taken("attendance", buf_str(&b), 2);
	want(0, "--json", "attendance", "list", "--state", "attended");
	ck_assert_uint_eq(run_lines(), 1);
	ck_assert_str_eq(run_member("hours"), "2.5");
	want(0, "--json", "attendance", "list", "--state", "excused");
	ck_assert_str_eq(run_member("reason"), "住院");
	/* What stands there is corrected with a reason, not by a sheet; who was not invited is not marked. */
	buf_clear(&b);
	buf_printf(&b, "活动,姓名,出席情况,请假事由\n2026-1,%s,缺席,\n2026-1,%s,出席,\n2026-1,%s,迟到,\n2026-9,%s,出席,\n", first, third, second,
		second);
	want(3, "--json", "import", "attendance", run_file("t.csv", b.s, b.len));
	counted(4, 0, 0, 4);
	ck_assert_msg(strstr(said(0, "reason"), "更正出席情况") != NULL, "%s", said(0, "reason"));
	ck_assert_msg(strstr(said(1, "reason"), "受邀请") != NULL, "%s", said(1, "reason"));
	ck_assert_msg(strstr(said(2, "reason"), "没有“迟到”这一项") != NULL, "%s", said(2, "reason"));
	ck_assert_msg(strstr(said(3, "reason"), "2026-9") != NULL, "%s", said(3, "reason"));
	buf_free(&b);
	want(0, "check");
	want(0, "audit", "verify");
}
END_TEST

START_TEST(which_sheet)
{
	struct parts p = { .sheet = SHEET(AGENCY "<row r=\"2\">" STR("A2", "区林业局") STR("B2", "区政府部门") "</row>") };
	static const char locked[] = "\320\317\021\340\241\261\032\341....E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0....";

	if (!can_read())
		return;
	/* Two to be seen: the first is taken, and without a header in it the other is named. */
	want(3, "import", "agency", pack("two.xlsx", &p));
	ck_assert_msg(strstr(ran.err, "说明、机构") != NULL && strstr(ran.err, "--sheet") != NULL, "%s", ran.err);
	want(3, "import", "agency", run_path("two.xlsx"), "--sheet", "没有");
	ck_assert_msg(strstr(ran.err, "有：说明、机构") != NULL, "%s", ran.err);
	/* The first is hidden: whoever opens the workbook sees the second first. */
	p.book = HEAD "<workbook xmlns:r=\"r\"><sheets><sheet name=\"说明\" sheetId=\"1\" state=\"veryHidden\" r:id=\"rId7\"/>"
		"<sheet name=\"机构\" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>";
	want(0, "--json", "import", "agency", pack("one.xlsx", &p));
	counted(1, 1, 0, 0);
	want(3, "import", "agency", run_file("locked.xlsx", locked, sizeof locked - 1));
	ck_assert_msg(strstr(ran.err, "密码") != NULL, "%s", ran.err);
}
END_TEST

/* A merge over as many rows as there may be, thousands of them, and over each other: bounded, and what is shown. */
START_TEST(merged)
{
	struct buf b = BUF_INIT;
	struct parts p = { 0 };

	if (!can_read())
		return;
	buf_adds(&b, HEAD "<worksheet><sheetData>" AGENCY "<row r=\"2\">" STR("A2", "甲局") STR("B2", "区政府部门") "</row>"
		"<row r=\"3\">" STR("A3", "乙局") "</row><row r=\"4\">" STR("A4", "丙局") STR("B4", "街道办事处") "</row></sheetData><mergeCells>");
	for (int i = 0; i < 65537; i++)
		buf_adds(&b, "<mergeCell ref=\"B2:B1048576\"/>");
	buf_adds(&b, "</mergeCells></worksheet>");
	p.sheet = buf_str(&b);
	refused(pack("m.xlsx", &p), "合并的单元格太多");
	buf_clear(&b);
	buf_adds(&b, HEAD "<worksheet><sheetData>" AGENCY "<row r=\"2\">" STR("A2", "甲局") STR("B2", "区政府部门") "</row>"
		"<row r=\"3\">" STR("A3", "乙局") "</row><row r=\"4\">" STR("A4", "丙局") STR("B4", "街道办事处") "</row></sheetData><mergeCells>"
		"<mergeCell ref=\"B2:B1048576\"/><mergeCell ref=\"A1048577:B9999999999999999999999\"/><mergeCell ref=\"ZZZ1:ZZZ9\"/>"
		"<mergeCell ref=\"x\"/><mergeCell/></mergeCells></worksheet>");
	p.sheet = buf_str(&b);
	want(0, "--json", "import", "agency", pack("n.xlsx", &p), "--sheet", "机构");
	counted(3, 3, 0, 0);
	want(0, "--json", "agency", "show", "乙局");
	ck_assert_str_eq(run_member("kind"), "department");
	want(0, "--json", "agency", "show", "丙局");
	ck_assert_str_eq(run_member("kind"), "street");
	buf_free(&b);
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
	tcase_add_test(t, persons);
	tcase_add_test(t, applications);
	tcase_add_test(t, opinions);
	tcase_add_test(t, attendance);
	tcase_add_test(t, which_sheet);
	tcase_add_test(t, merged);
	tcase_add_test(t, harm);
#endif
	suite_add_tcase(s, t);
	return s;
}
