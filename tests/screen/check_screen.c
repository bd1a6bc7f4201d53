/*
 * check_screen.c: the screens as they look, and what must not break them: goldens at
 * three sizes, a storm of sizes, a line that goes, bytes that are no text, a long paste.
 *
 * Knows: the office of pane.c, the golden screens.  Must not know: how a screen is made.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "tests/cli/run.h"
#include "tests/screen/line.h"
#include "tests/screen/pane.h"

static const struct {
	int w, h;
	const char *name;
} sizes[] = { { 80, 24, "80x24" }, { 100, 30, "100x30" }, { 140, 45, "140x45" } };

static void
golden_at(const char *what, const char *size)
{
	char name[64];

	snprintf(name, sizeof name, "%s-%s", what, size);
	pane_golden(name);
}

/* The queue, a register and an open case, at each size. */
START_TEST(test_looks)
{
	pane_open(sizes[_i].w, sizes[_i].h, "liwen");
	golden_at("todo", sizes[_i].name);
	pane_keys("Tab", NULL);
	golden_at("menu", sizes[_i].name);
	/* By its command: the menu grows with the work. */
	pane_keys("Escape", NULL);
	pane_command("opinion list", "监督意见  共 7");
	golden_at("opinions", sizes[_i].name);
	pane_keys("Down", "Down", "Down", "Enter", NULL);
	golden_at("opinion", sizes[_i].name);
	pane_keys("a", NULL);
	golden_at("acts", sizes[_i].name);
	pane_keys("Escape", "F1", NULL);
	golden_at("help", sizes[_i].name);
	pane_keys("Escape", "F6", NULL);
	golden_at("form", sizes[_i].name);
	pane_keys("Escape", "Escape", "Escape", NULL);
	pane_leave();
}
END_TEST

/* Registers of people, and one with the filter line. */
START_TEST(test_registers)
{
	pane_open(80, 24, "liwen");
	pane_command("supervisor list", NULL);
	golden_at("supervisors", "80x24");
	pane_keys("/", NULL);
	pane_type("aynemmt");
	pane_shows("阿依努尔·买买提");
	pane_lacks("冉凯文");
	golden_at("initials", "80x24");
	pane_keys("Escape", "/", NULL);
	pane_type("𬭎");
	pane_lacks("冉凯文");
	pane_keys("Enter", "Enter", NULL);
	golden_at("supervisor", "80x24");
	pane_keys("F4", NULL);
	golden_at("links", "80x24");
}
END_TEST

/* Where the menu leaves room for either the columns or the preview: the queue keeps its columns, a register has both. */
START_TEST(test_middle)
{
	pane_open(120, 28, "liwen");
	golden_at("todo", "120x28");
	pane_command("opinion list", "共 7");
	/* list, menu, preview, list */
	pane_keys("Tab", NULL);
	pane_shows("看预览");
	pane_keys("Tab", NULL);
	pane_shows("│>2026-4");
	golden_at("opinions", "120x28");
	pane_keys("Tab", NULL);
	pane_lacks("│>2026-4");
}
END_TEST

/* The notices that came with the program can be read, year by year. */
START_TEST(test_calendar)
{
	pane_open(80, 24, "liwen");
	pane_command("calendar", "248 个工作日");
	golden_at("calendar", "80x24");
	pane_keys("Enter", NULL);
	pane_shows("没有另外登记的日子");
}
END_TEST

/* An ID number typed and not saved is in no draft, and the form says so. */
START_TEST(test_secret_draft)
{
	pane_open(80, 24, "liwen");
	pane_command("person add", NULL);
	pane_type("申屠安");
	pane_keys("Enter", NULL);
	pane_type("50019919620712002X");
	pane_keys("Escape", NULL);
	pane_shows("身份证号不存草稿");
	pane_keys("F9", NULL);
	pane_type("person add");
	pane_keys("Enter", "Enter", NULL);
	pane_shows("申屠安");
	pane_lacks("50019919620712002X");
}
END_TEST

/* Sort, filter and views act and are kept. */
START_TEST(test_views)
{
	pane_open(100, 30, "liwen");
	pane_keys("F9", NULL);
	pane_type("opinion list");
	pane_keys("Enter", "f", NULL);
	pane_shows("执法机构");
	pane_keys("2", NULL);
	pane_type("ga");
	pane_keys("Enter", NULL);
	pane_shows("共 1");
	pane_lacks("2026-1 ");
	pane_keys("v", NULL);
	pane_shows("存为视图");
	pane_keys("+", NULL);
	pane_type("公安的");
	pane_keys("Enter", NULL);
	pane_shows("已存为视图");
	pane_keys("Escape", NULL);
	pane_shows("共 7");
	pane_keys("Escape", NULL);
	pane_leave();
	pane_open(100, 30, "liwen");
	pane_keys("F9", NULL);
	pane_type("opinion list");
	pane_keys("Enter", "v", NULL);
	pane_shows("公安的");
	pane_keys("5", NULL);
	pane_shows("共 1");
	golden_at("view", "100x30");
}
END_TEST

/* Other people's changes appear by themselves. */
START_TEST(test_others)
{
	pane_open(80, 24, "liwen");
	pane_shows("2026-2");
	pane_lacks("告知监督员");
	want(0, "--as", "liwen", "opinion", "reply", "2026-2", "--adopted", "adopted");
	pane_shows("告知监督员");
}
END_TEST

START_TEST(test_storm)
{
	pane_open(100, 30, "liwen");
	pane_keys("Enter", NULL);
	golden_at("storm", "100x30");
	pane_storm(60, 100, 30);
	golden_at("storm", "100x30");
	pane_keys("a", NULL);
	pane_storm(30, 100, 30);
	pane_keys("Escape", NULL);
	golden_at("storm", "100x30");
	pane_resize(40, 10);
	pane_shows("窗口太小");
	pane_resize(100, 30);
	golden_at("storm", "100x30");
}
END_TEST

/* A line that goes in the middle of a form: the draft is there again. */
START_TEST(test_hang_up)
{
	pane_open(80, 24, "liwen");
	pane_keys("n", "1", NULL);
	pane_shows("登记监督意见");
	pane_type("rkw");
	pane_keys("Enter", "Down", "Down", "Down", NULL);
	pane_shows("冉凯文");
	pane_hang_up();
	pane_open(80, 24, "liwen");
	pane_shows("草稿");
	pane_keys("Enter", NULL);
	pane_shows("登记监督意见");
	pane_shows("冉凯文");
}
END_TEST

/* Five thousand hanzi in one paste are kept to the last. */
START_TEST(test_paste)
{
	static const char some[] = "碚峡路商户反映检查频次过高，";
	struct buf text = BUF_INIT;
	const char *facts;

	while (text.len < 5000 * 3)
		buf_adds(&text, some);
	text.len = 5000 * 3;
	text.s[text.len] = '\0';
	pane_open(100, 30, "liwen");
	pane_keys("n", "1", NULL);
	pane_type("rkw");
	pane_keys("Enter", NULL);
	pane_keys("Down", "Down", "Down", NULL);
	pane_type("qgaf");
	pane_keys("Enter", NULL);
	pane_type("1");
	pane_keys("Down", NULL);
	pane_type("xzcf");
	pane_keys("Enter", "Down", NULL);
	pane_paste(buf_str(&text));
	pane_shows("5000字");
	pane_keys("F2", NULL);
	pane_shows("已办：登记监督意见");
	ck_assert_int_eq(run("--json", "opinion", "show", "2026-6", NULL), 0);
	facts = json_string_value(json_object_get(run_object(0), "facts"));
	ck_assert_ptr_nonnull(facts);
	/* Check's own comparison would print both. */
	ck_assert_msg(strcmp(facts, buf_str(&text)) == 0, "%zu bytes, not %zu", strlen(facts), text.len);
	buf_free(&text);
}
END_TEST

/* Bytes that are no text are said once and dropped; the keys after them work; the terminal is put back. */
START_TEST(test_bytes)
{
	static const char wrong[] = "\xff\xfe\x80\xc3";

	line_open("liwen");
	line_send(wrong, sizeof wrong - 1);
	ck_assert(line_said("0xFF"));
	line_send("\r", 1);
	ck_assert(line_said("事实与理由"));
	line_send("\033", 1);
	ck_assert_int_eq(line_last("q", 1), 0);
	ck_assert(line_said("\033[?1049l"));
}
END_TEST

/* A line that goes: the program ends by itself and says that it is well. */
START_TEST(test_line_gone)
{
	line_open("liwen");
	line_send("n1", 2);
	ck_assert_int_ge(line_hang_up(), 0);
}
END_TEST

/* Bytes written for four steps in a list of the person's own work, the last of which may still be on its way. */
static size_t
bytes_of_steps(void)
{
	static const char *const steps[] = { "\033[B", "\033[B", "\033[A", "\033[B" };
	size_t before, after;

	line_open("liwen");
	ck_assert(line_said("F9"));
	free(line_text(&before));
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		line_send(steps[i], strlen(steps[i]));
	free(line_text(&after));
	ck_assert_int_eq(line_last("q", 1), 0);
	return after - before;
}

/* A step writes what changed: two rows under the bar; on a slow line only the mark moves. */
START_TEST(test_bytes_of_a_step)
{
	size_t n;

	setenv("JIANDU_SLOW", "1", 1);
	n = bytes_of_steps();
	unsetenv("JIANDU_SLOW");
	ck_assert_msg(n > 0 && n <= 4 * 40, "%zu bytes for four steps on a slow line", n);
	n = bytes_of_steps();
	ck_assert_msg(n > 4 * 40 && n <= 4 * 400, "%zu bytes for four steps", n);
}
END_TEST

/* A sheet comes in: its faults are shown first, then the good rows are taken. */
START_TEST(test_import)
{
	static const char sheet[] = "单位名称,单位类别,联络员\n区教委,区政府部门,向前\n区税务局,天外部门,\n区公安分局,区政府部门,杜正\n";
	char command[600];

	pane_open(100, 30, "liwen");
	snprintf(command, sizeof command, "import agency %s", run_file("sheet.csv", sheet, sizeof sheet - 1));
	pane_command(command, "试算");
	golden_at("import", "100x30");
	pane_keys("Tab", NULL);
	pane_lacks("区教委");
	pane_keys("F2", NULL);
	pane_shows("收入合格的 1 行");
	pane_keys("Enter", NULL);
	pane_shows("已收入 1 行");
	want(0, "agency", "show", "区教委");
	pane_command(command, "可收 0  不变 2");
}
END_TEST

/* One form for three marked records. */
START_TEST(test_marked)
{
	pane_open(80, 24, "liwen");
	pane_keys("F9", NULL);
	pane_type("opinion list");
	pane_keys("Enter", "Down", "x", "x", "x", NULL);
	pane_shows("已标记 3 件");
	pane_keys("a", "u", NULL);
	pane_shows("催办方式");
	pane_keys("F2", NULL);
	pane_shows("其余 2 件也照此办理");
	pane_keys("Enter", NULL);
	pane_shows("已办 3 件");
	want(0, "--json", "opinion", "show", "2026-1");
	ck_assert_int_eq(run_number("reminders"), 1);
	want(0, "check");
}
END_TEST

/* Papers of a record by arrows and digits: a draft, the issue, the same paper again, the filed document. */
START_TEST(test_papers)
{
	pane_open(80, 24, "liwen");
	pane_keys("F9", NULL);
	pane_type("opinion show 2026-1");
	pane_keys("Enter", "p", NULL);
	pane_shows("尚未制发");
	pane_shows("是否采纳：这一项还没有");
	pane_keys("1", NULL);
	pane_shows("可以原样重印");
	pane_keys("Enter", NULL);
	pane_shows("（草稿，尚未制发）");
	pane_keys("Escape", "p", "1", "Right", "Enter", NULL);
	/* What it is made of is settled: no other record is asked for. */
	pane_shows("制发日期");
	pane_shows("监督意见");
	pane_lacks("选聘批次");
	pane_keys("F2", NULL);
	pane_shows("碚司监函〔2026〕1号");
	pane_lacks("草稿");
	pane_keys("Escape", "p", NULL);
	pane_shows("已制发");
	pane_keys("1", "4", NULL);
	pane_shows("文书档号");
	pane_shows("关于转办行政执法监督意见的函");
	pane_keys("p", NULL);
	pane_shows("原样重印");
	pane_keys("Enter", NULL);
	pane_shows("重庆市北碚区司法局");
}
END_TEST

/* Marked rows: the letters of all of them, or of none. */
START_TEST(test_papers_many)
{
	pane_open(100, 30, "liwen");
	pane_keys("F9", NULL);
	pane_type("supervisor list");
	pane_keys("Enter", "x", "x", NULL);
	pane_shows("p 一并制作文书");
	pane_keys("p", NULL);
	pane_shows("共 2 份，已制发 0 份");
	pane_shows("还没有办结");
	pane_keys("1", NULL);
	pane_shows("没有制发的按顺序编号");
	pane_keys("1", NULL);
	pane_shows("（草稿，尚未制发）");
	pane_keys("Escape", "p", "1", "5", NULL);
	pane_shows("已制发 2 份");
	/* What stands is read as it was issued. */
	pane_keys("Home", "x", "p", "1", "1", NULL);
	pane_shows("碚聘〔2026〕1号");
	pane_lacks("草稿");
	pane_keys("Escape", NULL);
	pane_command("document list", "聘书");
	pane_shows("共 2");
}
END_TEST

/* The work queue and a list as they are shown, filtered: into a file, read back. */
START_TEST(test_export)
{
	char *s;
	size_t n;

	pane_open(80, 24, "liwen");
	pane_keys("/", NULL);
	pane_type("2026-1");
	pane_keys("Enter", "e", NULL);
	pane_shows("现在的待办");
	pane_keys("C-u", NULL);
	pane_type(run_path("queue.csv"));
	pane_keys("Enter", NULL);
	pane_shows("已存为");
	s = run_slurp(run_path("queue.csv"), &n);
	ck_assert_ptr_nonnull(strstr(s, "期限,到期,事项,编号,对象,等我做,依据"));
	ck_assert_ptr_nonnull(strstr(s, ",2026-1,"));
	ck_assert_ptr_null(strstr(s, ",2026-2,"));
	free(s);
	pane_keys("F9", NULL);
	pane_type("agency list");
	pane_keys("Enter", "e", "1", "C-u", NULL);
	pane_type(run_path("list.csv"));
	pane_keys("Enter", NULL);
	pane_shows("已存为");
	s = run_slurp(run_path("list.csv"), &n);
	ck_assert_ptr_nonnull(strstr(s, "单位名称,"));
	free(s);
	want(0, "--json", "audit", "list", "--limit", "2");
	ck_assert_ptr_nonnull(strstr(ran.out, "queue.csv"));
	ck_assert_ptr_nonnull(strstr(ran.out, "list.csv"));
}
END_TEST

/* The roster is the whole register's: offered with any of its records, filed, made again when it has changed. */
START_TEST(test_roster)
{
	pane_open(80, 24, "liwen");
	pane_keys("F9", NULL);
	pane_type("supervisor list");
	pane_keys("Enter", "p", NULL);
	pane_shows("全部在册的");
	pane_keys("2", NULL);
	pane_shows("存入“文书”");
	pane_keys("2", NULL);
	pane_shows("制发日期");
	pane_lacks("监督活动");
	pane_keys("F2", NULL);
	pane_shows("行政执法监督员花名册");
	pane_lacks("草稿");
	pane_keys("Escape", "p", NULL);
	pane_shows("全部在册的");
	want(0, "--json", "document", "list");
	ck_assert_uint_eq(run_lines(), 1);
	ck_assert_str_eq(run_member("kind"), "roster");
}
END_TEST

/* What a template makes is seen before it is used. */
START_TEST(test_template)
{
	pane_open(80, 24, "liwen");
	pane_keys("F9", NULL);
	pane_type("template show 转办函");
	pane_keys("Enter", "p", NULL);
	pane_shows("转办函  预览");
	pane_shows("（草稿，尚未制发）");
	pane_keys("Escape", NULL);
	pane_shows("文书模板");
}
END_TEST

/* A file is stored with a record and got back; by default for the bureau alone. */
START_TEST(test_attachment)
{
	char path[] = "/tmp/jiandu-attach-XXXXXX.txt", back[80];
	int fd = mkstemps(path, 4);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, "现场记录\n", 13), 13);
	close(fd);
	snprintf(back, sizeof back, "%s.out", path);
	pane_open(80, 24, "liwen");
	pane_keys("F9", NULL);
	pane_type("opinion show 2026-1");
	pane_keys("Enter", "b", NULL);
	pane_shows("添加附件…");
	pane_keys("1", NULL);
	pane_type(path);
	pane_keys("Enter", NULL);
	pane_shows("仅本局");
	pane_keys("1", "Enter", NULL);
	pane_shows("已存入：2026-1");
	pane_keys("b", NULL);
	pane_shows("13 B");
	pane_keys("1", NULL);
	pane_shows("改谁可以看");
	pane_keys("1", "C-u", NULL);
	pane_type(back);
	pane_keys("Enter", NULL);
	pane_shows("已存为");
	ck_assert_int_eq(access(back, F_OK), 0);
	unlink(path);
	unlink(back);
}
END_TEST

START_TEST(test_copy)
{
	pane_open(80, 24, "liwen");
	pane_keys("Enter", NULL);
	pane_last_key("y");
	pane_shows("选中复制");
	pane_lacks("────");
	pane_unheard("Enter");
	pane_shows("────");
	pane_keys("Escape", NULL);
	pane_shows("监督  待办");
}
END_TEST

/* An agency's liaison sees what has reached the agency, and nothing else. */
START_TEST(test_liaison)
{
	want(0, "account", "add", "--login", "zhou", "--name", "周联络", "--roles", "agency", "--agency", "区城市管理局");
	pane_open(80, 24, "zhou");
	golden_at("liaison", "80x24");
	pane_keys("Enter", "a", NULL);
	pane_shows("登记答复");
	pane_keys("Escape", "Escape", NULL);
	pane_command("search 公安", NULL);
	pane_lacks("2026-2");
}
END_TEST

/* With nothing in it the queue says what to do. */
START_TEST(test_empty)
{
	pane_open(80, 24, "banshi");
	golden_at("empty", "80x24");
}
END_TEST

static void
empty_open(void)
{
	run_open();
	want(0, "account", "add", "--login", "banshi", "--name", "新人", "--roles", "clerk,leader");
}

/* Names beyond the common planes come in by keyboard and go out whole. */
START_TEST(test_names)
{
	pane_open(80, 24, "liwen");
	pane_command("person add", "姓名");
	pane_type("古丽·𬭎䶮");
	pane_keys("F2", NULL);
	pane_shows("古丽·𬭎䶮");
	want(0, "--json", "person", "show", "古丽·𬭎䶮");
	ck_assert_str_eq(run_member("name"), "古丽·𬭎䶮");
}
END_TEST

/* Everything without a letter key: an input method may be on. */
START_TEST(test_no_letters)
{
	pane_open(80, 24, "liwen");
	pane_keys("Enter", NULL);
	pane_shows("监督意见  2026-1");
	pane_keys("Enter", NULL);
	pane_shows("办理 ─");
	pane_keys("Escape", "F8", NULL);
	pane_lacks("监督意见  2026-1 ");
	pane_keys("F7", NULL);
	pane_shows("监督意见  2026-1");
	pane_keys("F12", NULL);
	pane_shows("监督  待办");
	pane_type("：");
	pane_shows("命令");
	pane_keys("Escape", NULL);
	pane_type("／");
	pane_type("公安");
	pane_lacks("2026-1 ");
	pane_shows("2026-2");
	pane_keys("Escape", NULL);
	pane_last_key("F3");
	ck_assert_int_eq(pane_exit(), 0);
}
END_TEST

Suite *
suite_screen(void)
{
	Suite *s = suite_create("screen");
	TCase *looks = tcase_create("looks"), *acts = tcase_create("acts"), *harm = tcase_create("harm");
	TCase *fresh = tcase_create("fresh");

	tcase_add_checked_fixture(looks, pane_office_open, pane_office_close);
	tcase_add_loop_test(looks, test_looks, 0, (int)(sizeof sizes / sizeof sizes[0]));
	tcase_add_test(looks, test_registers);
	tcase_add_test(looks, test_middle);
	tcase_add_test(looks, test_calendar);
	suite_add_tcase(s, looks);
	tcase_add_checked_fixture(acts, pane_office_open, pane_office_close);
	tcase_add_test(acts, test_views);
	tcase_add_test(acts, test_others);
	tcase_add_test(acts, test_names);
	tcase_add_test(acts, test_secret_draft);
	tcase_add_test(acts, test_no_letters);
	tcase_add_test(acts, test_import);
	tcase_add_test(acts, test_marked);
	tcase_add_test(acts, test_papers);
	tcase_add_test(acts, test_papers_many);
	tcase_add_test(acts, test_roster);
	tcase_add_test(acts, test_export);
	tcase_add_test(acts, test_template);
	tcase_add_test(acts, test_attachment);
	tcase_add_test(acts, test_copy);
	tcase_add_test(acts, test_liaison);
	suite_add_tcase(s, acts);
	tcase_add_checked_fixture(fresh, empty_open, pane_office_close);
	tcase_add_test(fresh, test_empty);
	suite_add_tcase(s, fresh);
	tcase_add_checked_fixture(harm, pane_office_open, pane_office_close);
	tcase_add_test(harm, test_storm);
	tcase_add_test(harm, test_hang_up);
	tcase_add_test(harm, test_paste);
	tcase_add_test(harm, test_bytes);
	tcase_add_test(harm, test_line_gone);
	tcase_add_test(harm, test_bytes_of_a_step);
	suite_add_tcase(s, harm);
	return s;
}
