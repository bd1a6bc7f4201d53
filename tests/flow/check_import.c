/*
 * check_import.c: sheets of supervisors and of agencies: what is taken, what is refused, and where it is told.
 *
 * Knows: the office's sheets and their faults, the parties' rows.  Must not know: how a sheet is read.
 */
#include <check.h>
#include <string.h>

#include "flow/parties.h"
#include "engine/import.h"
#include "tests/flow/world.h"

Suite *suite_import(void);

/* Rows of the same make as the office's, with its faults: wrong check digit, a row twice, no name, too young. */
static const char *
sheet(void)
{
	return arena_printf(world_arena,
		"序号,姓名,性别,身份证号,民族,政治面貌,学历,工作单位及职务,类别,联系电话,聘任日期,证件编号\r\n"
		"1,付敏,女,%s,汉族,无党派人士,大专,区工商联记者,个体工商户、政协委员,13800004098,2024-07-01,碚执监〔2024〕5号\r\n"
		"2,诸葛军平,女,%s,苗族,民盟盟员,本科,某会计师事务所总经理,人大代表,13800002738,2024.7.1,碚执监〔2024〕35号\r\n"
		"3,校验错,男,500199198912155410,汉族,民盟盟员,大专,区工商联职员,党代表,13800008342,2024年7月1日,碚执监〔2024〕998号\r\n"
		"4,付敏,女,%s,汉族,无党派人士,大专,区工商联记者,个体工商户、政协委员,13800004098,2024/7/1,碚执监〔2024〕5号\r\n"
		"5,,男,,,,,,,,,\r\n"
		"6,年龄小,男,%s,汉族,中共党员,硕士研究生,西南大学总经理,企业家,13800006621,2025-03-01,碚执监〔2025〕997号\r\n"
		"7,付敏,女,%s,汉族,无党派人士,大专,区工商联记者,个体工商户,13800004098,2024-07-01,碚执监〔2024〕5号\r\n"
		"8,重号,男,%s,汉族,群众,本科,西南大学教授,专家学者,13800006622,2024-07-01,碚执监〔2024〕5号\r\n"
		"9,老任期,男,%s,汉族,群众,本科,西南大学教授,专家学者,13800006623,2021-07-01,碚执监〔2021〕8号\r\n",
		an_idno("19800102", "228"), an_idno("19631107", "294"), an_idno("19800102", "228"),
		an_idno("20030506", "597"), an_idno("19800102", "228"), an_idno("19800105", "235"),
		an_idno("19700105", "235"));
}

START_TEST(the_sheet_of_supervisors)
{
	static const struct {
		size_t line;
		const char *column;
	} faults[] = {
		{ 4, "身份证号" },
		{ 6, "姓名" },
		{ 7, "身份证号" },
		{ 8, "聘任日期" },
		{ 9, "证件编号" },
	};
	const struct import_options opt = { .encoding = "auto", .partial = true };
	const char *text = sheet();
	struct import_report rep = { 0 };
	struct err e = { 0 };
	const struct supervisor *s;

	ck_assert_msg(
		import_sheet(world, world_arena, flow_find("supervisor"), text, strlen(text), &opt, &rep, &e),
		"%s", e.text);
	ck_assert_uint_eq(rep.rows, 9);
	ck_assert_uint_eq(rep.n_errors, N_OF(faults));
	for (size_t i = 0; i < N_OF(faults); i++) {
		ck_assert_uint_eq(rep.errors[i].line, faults[i].line);
		ck_assert_str_eq(rep.errors[i].column, faults[i].column);
	}
	ck_assert_uint_eq(rep.accepted, 3);
	ck_assert_uint_eq(rep.unchanged, 1);
	ck_assert_uint_eq(rep.refused, 5);
	s = row_of("supervisor", called("supervisor", "诸葛军平"));
	ck_assert(s->over_age);
	/* A term of the past comes in as what it is today. */
	s = row_of("supervisor", called("supervisor", "碚执监〔2021〕8号"));
	ck_assert_int_eq(s->rec.state, SUPERVISOR_EXPIRED);
	ck_assert_int_eq(((const struct certificate *)row_of(
				  "certificate", called("certificate", "碚执监〔2021〕8号")))
				 ->rec.state,
		CERTIFICATE_EXPIRED);
	/* Twice changes nothing. */
	ck_assert(import_sheet(
		world, world_arena, flow_find("supervisor"), text, strlen(text), &opt, &rep, &e));
	ck_assert_uint_eq(rep.accepted, 0);
	ck_assert_uint_eq(rep.unchanged, 4);
	ck_assert_int_eq(listed("person", "person", NULL), 3);
	books_agree();
}
END_TEST

START_TEST(the_sheet_of_agencies)
{
	static const char text[] = "序号,单位名称,单位类别,联络员,联系电话,备注\n"
				   "1,天生街道办事处,街道办事处,田生海,023-66187530,\n"
				   "2,区城市管理局,区政府部门,任娜,023-61664408,\n"
				   "3,缙云山国家级自然保护区管委会,园城管委会,张轩,023-63717511,\n"
				   "4,区税务局,市属部门,苏海欣,023-62788048,\n"
				   "5,静观镇人民政府,镇政府,孙明,023-67363549,\n"
				   "6,区税务局,市属部门,另一人,023-62788048,\n"
				   "7,,镇政府,孙明,,\n";
	const struct import_options opt = { .encoding = "auto", .partial = true };
	struct import_report rep = { 0 };
	struct err e = { 0 };

	ck_assert_msg(
		import_sheet(world, world_arena, flow_find("agency"), text, strlen(text), &opt, &rep, &e),
		"%s", e.text);
	ck_assert_uint_eq(rep.accepted, 5);
	ck_assert_uint_eq(rep.refused, 2);
	ck_assert_str_eq(rep.errors[0].column, "单位名称");
	ck_assert(import_sheet(world, world_arena, flow_find("agency"), text, strlen(text), &opt, &rep, &e));
	ck_assert_uint_eq(rep.accepted, 0);
	ck_assert_uint_eq(rep.unchanged, 5);
	/* The acts by their names, as a script would do them. */
	refused(ERR_REFUSED, "name", 0, "agency.import", 0, "name", "区税务局", "kind", "市属部门", NULL);
	done("agency.import", 0, "name", "区烟草专卖局", "kind", "市属部门", NULL);
	refused(ERR_REFUSED, "idno", 6, "supervisor.import", 0, "name", "无证", "categories", "律师",
		"term_start", "2024-07-01", NULL);
	done("supervisor.import", 0, "name", "有证", "categories", "律师", "term_start", "2024-07-01", "idno",
		an_idno("19800102", "228"), NULL);
	refused(ERR_REFUSED, "name", 0, "supervisor.import", 0, "name", "他名", "categories", "律师",
		"term_start", "2024-07-01", "idno", an_idno("19800102", "228"), NULL);
	books_agree();
}
END_TEST

/* Stops at the third row. */
static bool
stop_there(void *ctx, size_t done, size_t total)
{
	(void)ctx;
	(void)total;
	return done < 2;
}

/* A cancelled import leaves nothing, not the rows before either, and says so; a whole one does. */
START_TEST(a_cancelled_import_leaves_nothing)
{
	struct buf text = BUF_INIT;
	struct import_options opt = { .encoding = "auto", .brief = true, .progress = stop_there };
	int64_t trail = db_value(world->db, "SELECT count(*) FROM trail", 0), ids = db_value(world->db, "SELECT next FROM sequence", 0);
	struct import_report rep = { 0 };
	struct err e = { 0 };

	buf_adds(&text, "单位名称,单位类别\n");
	for (int i = 0; i < 40; i++)
		buf_printf(&text, "第%d街道办事处,街道办事处\n", i);
	ck_assert(!import_sheet(world, world_arena, flow_find("agency"), text.s, text.len, &opt, &rep, &e));
	ck_assert_int_eq(e.code, ERR_CANCELLED);
	ck_assert_str_eq(e.text, "已停止，什么也没有导入");
	ck_assert(!rep.committed);
	ck_assert_int_eq(listed("agency", "agency", NULL), 0);
	ck_assert_int_eq(db_value(world->db, "SELECT count(*) FROM trail", 0), trail);
	ck_assert_int_eq(db_value(world->db, "SELECT next FROM sequence", 0), ids);
	books_agree();
	opt.progress = NULL;
	err_clear(&e);
	ck_assert(import_sheet(world, world_arena, flow_find("agency"), text.s, text.len, &opt, &rep, &e));
	ck_assert_uint_eq(rep.accepted, 40);
	ck_assert_int_eq(listed("agency", "agency", NULL), 40);
	books_agree();
	buf_free(&text);
}
END_TEST

Suite *
suite_import(void)
{
	Suite *s = suite_create("import");
	TCase *t = tcase_create("sheets");

	tcase_add_checked_fixture(t, world_open, world_close);
	tcase_add_test(t, the_sheet_of_supervisors);
	tcase_add_test(t, the_sheet_of_agencies);
	tcase_add_test(t, a_cancelled_import_leaves_nothing);
	suite_add_tcase(s, t);
	return s;
}
