/*
 * check_parcel.c: in a shared database files leave the screen and come to it by the account's folder, never by a path.
 *
 * Knows: the office of pane.c, shared.c, where spools lie.  Must not know: how a screen is made.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/cli/run.h"
#include "tests/engine/shared.h"
#include "tests/screen/pane.h"

Suite *suite_parcel(void);

static void
shared_office(void)
{
	pane_office_open();
	want(0, "activity", "plan", "--kind", "检查", "--subject", "联合检查", "--starts_on", "2026-09-20");
	want(0, "activity", "invite", "2026-1", "--number", "1");
	shared_make(run_path("a.db"));
}

static void
log_in(void)
{
	pane_open(100, 30, NULL);
	pane_log_in("jia", SHARED_PASSWORD, "待办");
}

/* The file NAME in the folder of jia. */
static const char *
spooled(const char *name)
{
	char path[256];

	snprintf(path, sizeof path, "a.db.spool/jia/%s", name);
	return run_path(path);
}

/* A paper goes into the folder, readable for nobody else, and the line that fetches it is said; a path is refused. */
START_TEST(papers_go_into_the_folder)
{
	struct stat st;

	log_in();
	pane_keys("F9", NULL);
	pane_type("opinion show 2026-1");
	pane_keys("Enter", "p", "1", "2", NULL);
	pane_shows("制发日期");
	pane_keys("F2", NULL);
	pane_shows("〔2026〕1号");
	pane_keys("Escape", "p", "1", "2", NULL);
	pane_shows("ssh 主机 get");
	pane_keys("C-u", NULL);
	pane_type("/tmp/jiandu-nowhere.txt");
	pane_keys("Enter", NULL);
	pane_lacks("已放进");
	ck_assert_int_ne(access("/tmp/jiandu-nowhere.txt", F_OK), 0);
	pane_keys("Escape", NULL);
	pane_keys("F9", NULL);
	pane_type("opinion show 2026-1");
	pane_keys("Enter", "p", "1", "2", "C-u", NULL);
	pane_type("letter.txt");
	pane_keys("Enter", NULL);
	pane_shows("ssh 主机 get letter.txt > letter.txt");
	ck_assert_int_eq(stat(spooled("letter.txt"), &st), 0);
	ck_assert_int_eq(st.st_mode & 077, 0);
	ck_assert_int_gt(st.st_size, 100);
}
END_TEST

/* An attachment comes from the folder: what was put there is offered, no path is asked. */
START_TEST(attachments_come_from_the_folder)
{
	struct stat st;

	log_in();
	pane_keys("F9", NULL);
	pane_type("opinion show 2026-1");
	pane_keys("Enter", "b", "1", NULL);
	pane_shows("没有文件。先送来");
	pane_keys("Escape", NULL);
	ck_assert_int_eq(stat(run_path("a.db.spool/jia"), &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0700);
	run_file("a.db.spool/jia/note.txt", "现场记录\n", strlen("现场记录\n"));
	pane_keys("b", "1", NULL);
	pane_shows("note.txt");
	pane_keys("Enter", NULL);
	pane_shows("仅本局");
	pane_keys("1", "Enter", NULL);
	pane_shows("已存入：2026-1 note.txt");
	/* And out again the same way. */
	pane_keys("b", "1", "1", "C-u", NULL);
	pane_type("back.txt");
	pane_keys("Enter", NULL);
	pane_shows("ssh 主机 get back.txt");
	ck_assert_int_eq(stat(spooled("back.txt"), &st), 0);
	ck_assert_int_eq(st.st_size, (off_t)strlen("现场记录\n"));
}
END_TEST

/* The reports of the year: by one key in the statistics; issued, they go into the folder as other papers do. */
START_TEST(reports_go_into_the_folder)
{
	struct stat st;

	log_in();
	pane_keys("Tab", "End", "Up", "Up", "Enter", NULL);
	pane_shows("换统计项");
	pane_keys("p", NULL);
	pane_shows("年度报告  20");
	pane_shows("月报  20");
	pane_keys("Escape", NULL);
	pane_command("report 2026", "台账  2026年");
	pane_keys("1", "1", NULL);
	pane_shows("草稿，尚未制发");
	pane_shows("2026年行政执法监督员工作报告");
	pane_keys("Escape", NULL);
	pane_command("report 2026", NULL);
	pane_keys("1", "2", NULL);
	pane_shows("制发日期");
	pane_keys("F2", NULL);
	pane_shows("碚司监报〔20");
	pane_keys("Escape", NULL);
	pane_command("report 2026", "已制发");
	pane_keys("1", "2", "C-u", NULL);
	pane_type("annual.txt");
	pane_keys("Enter", NULL);
	pane_shows("ssh 主机 get annual.txt > annual.txt");
	ck_assert_int_eq(stat(spooled("annual.txt"), &st), 0);
	ck_assert_int_gt(st.st_size, 1000);
}
END_TEST

/* A sheet comes from the folder as well, by its plain name or chosen; no path, no link, nothing that the role may not. */
START_TEST(sheets_come_from_the_folder)
{
	static const char sheet[] = "单位名称,单位类别,联络员\n区体育局,区政府部门,罗某\n区外事办公室,区政府部门,\n";

	log_in();
	pane_command("import agency", "没有文件。先送来");
	pane_keys("Escape", NULL);
	run_file("a.db.spool/jia/机构.csv", sheet, strlen(sheet));
	run_file("outside.csv", sheet, strlen(sheet));
	ck_assert_int_eq(symlink(run_path("outside.csv"), spooled("link.csv")), 0);
	pane_command("import agency ../../outside.csv", "!");
	pane_lacks("试算");
	pane_command("import agency /etc/passwd", NULL);
	pane_lacks("试算");
	pane_command("import agency link.csv", NULL);
	pane_lacks("试算");
	pane_command("import agency", "机构.csv");
	pane_lacks("outside");
	pane_keys("Enter", NULL);
	pane_shows("可收 2");
	pane_keys("F2", "Enter", NULL);
	pane_shows("已收入 2 行");
	pane_command("agency list", "区体育局");
	/* What the act asks of a role, the screen asks. */
	pane_command("import account 机构.csv", "不能导入");
}
END_TEST

/* A roll for an activity goes into the folder like any file. */
START_TEST(rolls_go_into_the_folder)
{
	log_in();
	pane_command("roll signin 2026-1 ../roll.csv", NULL);
	pane_lacks("ssh 主机 get");
	pane_command("roll signin 2026-1 /tmp/jiandu-roll.csv", "!");
	ck_assert_int_ne(access("/tmp/jiandu-roll.csv", F_OK), 0);
	pane_command("roll signin 2026-1 roll.csv", "ssh 主机 get roll.csv");
	ck_assert_int_eq(access(spooled("roll.csv"), F_OK), 0);
}
END_TEST

static void
close_office(void)
{
	char command[700];

	snprintf(command, sizeof command, "rm -rf '%s'", run_path("a.db.spool"));
	ck_assert_int_eq(system(command), 0);
	pane_office_close();
}

Suite *
suite_parcel(void)
{
	Suite *s = suite_create("parcel");
	TCase *t = tcase_create("shared");

	tcase_set_timeout(t, 120);
	tcase_add_checked_fixture(t, shared_office, close_office);
	tcase_add_test(t, papers_go_into_the_folder);
	tcase_add_test(t, reports_go_into_the_folder);
	tcase_add_test(t, attachments_come_from_the_folder);
	tcase_add_test(t, sheets_come_from_the_folder);
	tcase_add_test(t, rolls_go_into_the_folder);
	suite_add_tcase(s, t);
	return s;
}
