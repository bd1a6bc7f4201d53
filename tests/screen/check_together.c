/*
 * check_together.c: several at work: the door, the locked screen, presence, one record written by two, sessions ended.
 *
 * Knows: the office of pane.c, shared.c.  Must not know: how a screen is made.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "engine/session.h"
#include "tests/cli/run.h"
#include "tests/engine/shared.h"
#include "tests/screen/line.h"
#include "tests/screen/pane.h"

static void
two_clerks(void)
{
	pane_office_open();
	want(0, "account", "add", "--login", "wangwu", "--name", "王五", "--roles", "clerk");
}

static void
send(const char *s)
{
	line_send(s, strlen(s));
}

/* Who else has the record open stands on it, and goes again. */
START_TEST(presence_is_seen)
{
	pane_open(80, 24, "liwen");
	pane_command("opinion show 2026-2", NULL);
	pane_lacks("王五");
	line_open("wangwu");
	send("\033[20~");
	send("opinion show 2026-2\r");
	pane_shows("王五正在查看");
	send("\033[20~");
	send("opinion correct 2026-2\r");
	pane_shows("王五正在办理");
	/* And he sees me; back to the record, he only reads. */
	ck_assert(line_said("李文正在查看"));
	send("\033[24~");
	pane_shows("王五正在查看");
	line_hang_up();
	pane_lacks("王五");
}
END_TEST

/* The second of two who write to one record sees both versions; nothing typed is lost; what is chosen is saved. */
START_TEST(two_write_one_record)
{
	want(0, "--as", "liwen", "agency", "add", "--name", "区水利局", "--kind", "部门", "--liaison", "何联络");
	pane_open(_i == 0 ? 80 : 100, _i == 0 ? 24 : 30, "liwen");
	pane_keys("F9", NULL);
	pane_type("agency correct 区水利局");
	pane_keys("Enter", "Tab", "Tab", "Tab", "Tab", "End", NULL);
	pane_type("甲");
	pane_keys("Tab", "Tab", NULL);
	pane_type("电话常占线");
	pane_keys("Tab", NULL);
	pane_type("补正");
	want(0, "--as", "wangwu", "agency", "correct", "区水利局", "--name", "区水利和湖泊局", "--liaison", "江湖", "--reason", "机构改革");
	pane_shows("记录刚被别人改动");
	pane_keys("F2", NULL);
	pane_shows("您填的");
	pane_shows("现在（别人改过）");
	pane_shows("王五  更正登记内容");
	pane_shows("* 区水利和湖泊局");
	pane_shows("* 何联络甲");
	pane_shows("江湖");
	pane_keys("Right", NULL);
	pane_shows("* 江湖");
	/* Back in the form everything typed is there. */
	pane_keys("Escape", NULL);
	pane_shows("[何联络甲");
	pane_shows("[区水利和湖泊局");
	pane_shows("[电话常占线");
	/* Once more behind my back; this time theirs is taken for one field and mine for the other. */
	want(0, "--as", "wangwu", "agency", "correct", "区水利和湖泊局", "--liaison", "河清", "--note", "新址", "--reason", "换人");
	pane_keys("F2", NULL);
	pane_shows("* 何联络甲");
	pane_shows("* 电话常占线");
	pane_keys("Right", "F2", NULL);
	pane_shows("已办：更正登记内容");
	want(0, "--json", "agency", "show", "区水利和湖泊局");
	ck_assert_str_eq(run_member("liaison"), "河清");
	ck_assert_str_eq(run_member("note"), "电话常占线");
}
END_TEST

static void
shared_office(void)
{
	pane_office_open();
	shared_make(run_path("a.db"));
}

static void
log_in(void)
{
	pane_log_in("jia", SHARED_PASSWORD, "待办");
}

/* The door: nothing is shown before; wrong, then right; the lock covers the work, and no key reaches it. */
START_TEST(the_door_and_the_lock)
{
	pane_open(_i == 0 ? 80 : 100, _i == 0 ? 24 : 30, NULL);
	pane_golden(_i == 0 ? "login-80x24" : "login-100x30");
	pane_keys("F9", "F1", "Escape", NULL);
	pane_golden(_i == 0 ? "login-80x24" : "login-100x30");
	pane_type("jia");
	pane_keys("Enter", NULL);
	pane_type("falsch");
	pane_lacks("falsch");
	pane_shows("******");
	pane_keys("Enter", NULL);
	pane_shows("账户名或口令不对");
	pane_type(SHARED_PASSWORD);
	pane_keys("Enter", NULL);
	pane_shows("甘甲");
	pane_keys("F9", NULL);
	pane_type("agency correct 区公安分局");
	pane_keys("Enter", "Tab", NULL);
	pane_type("公安");
	pane_shows("[公安");
	pane_command("lock", "已锁屏");
	pane_lacks("公安");
	pane_keys("F9", "Escape", "F12", "F1", "F2", "Tab", "Down", NULL);
	pane_shows("已锁屏");
	pane_type("falsch");
	pane_keys("Enter", NULL);
	pane_shows("口令不对");
	pane_lacks("公安");
	pane_type(SHARED_PASSWORD);
	pane_keys("Enter", NULL);
	pane_shows("[公安");
	pane_lacks("已锁屏");
}
END_TEST

/* An administrator ends a session: the program goes by itself, says who did it, and the draft is there again. */
START_TEST(a_session_is_ended)
{
	struct engine *sys;
	struct arena *a = arena_new();
	struct session *all;
	struct err e = { 0 };
	size_t n;
	char *said;

	pane_open(80, 24, NULL);
	log_in();
	pane_keys("F9", NULL);
	pane_type("agency correct 区公安分局");
	pane_keys("Enter", "Tab", NULL);
	pane_type("公安");
	sys = shared_open(run_path("a.db"), "xitong");
	ck_assert(sessions_list(sys, a, &all, &n, &e));
	ck_assert_uint_eq(n, 1);
	ck_assert_str_eq(all[0].login, "jia");
	ck_assert_str_eq(all[0].flow, "agency");
	ck_assert(sessions_end(sys, all[0].id, &e));
	ck_assert_int_eq(pane_exit(), 0);
	said = run_slurp(run_path("stderr"), NULL);
	ck_assert_msg(strstr(said, "闻人系统结束了您的会话") != NULL, "%s", said);
	free(said);
	engine_close(sys);
	arena_free(a);
	pane_open(80, 24, NULL);
	pane_log_in("jia", SHARED_PASSWORD, "选一份接着填写");
	pane_keys("Enter", NULL);
	pane_shows("[公安");
	/* Who is disabled while at work goes too. */
	shared_sql(run_path("a.db"), "UPDATE account SET disabled = 1, state = 'disabled', version = version + 1 WHERE login = 'jia'");
	ck_assert_int_eq(pane_exit(), 0);
	said = run_slurp(run_path("stderr"), NULL);
	ck_assert_msg(strstr(said, "账户已停用") != NULL, "%s", said);
	free(said);
}
END_TEST

/* The administrator's list, and the end of a session from it. */
START_TEST(the_list_of_sessions)
{
	struct engine *jia = shared_open(run_path("a.db"), "jia");
	struct arena *a = arena_new();

	presence_begin(jia, "pts/77");
	pane_open(100, 30, NULL);
	pane_log_in("xitong", SHARED_PASSWORD, "闻人系统");
	pane_command("sessions", "会话  共 2");
	pane_shows("pts/77");
	pane_shows("（本会话）");
	/* Not one's own. */
	pane_keys("Down", "Enter", NULL);
	pane_shows("这是您自己的会话");
	pane_keys("Up", "Enter", NULL);
	pane_shows("甘甲（jia）正在工作的会话将结束");
	pane_keys("Enter", NULL);
	pane_shows("已通知该会话结束");
	ck_assert_str_eq(presence_asked(jia, a), "闻人系统");
	engine_close(jia);
	arena_free(a);
	pane_keys("F5", NULL);
	pane_shows("会话  共 1");
}
END_TEST

/* The auditor's screen: what was done by kind and by time; the reading of an entry; out as a file. */
START_TEST(the_auditor_reads_the_trail)
{
	char *text;
	size_t n;

	pane_open(80, 24, NULL);
	pane_log_in("shenji", SHARED_PASSWORD, "待办");
	pane_command("trail list", "留痕  共");
	pane_shows("导入监督意见");
	pane_keys("f", "4", NULL);
	pane_type("session.login");
	pane_keys("Enter", NULL);
	pane_shows("共 1");
	pane_lacks("导入监督意见");
	pane_keys("f", "5", NULL);
	pane_type("2999-01-01");
	pane_keys("Enter", NULL);
	pane_shows("共 0");
	pane_keys("f", "5", NULL);
	pane_type("2020-01-01");
	pane_keys("Enter", NULL);
	pane_shows("共 1");
	pane_keys("Enter", NULL);
	pane_shows("何人");
	pane_shows("登录");
	pane_keys("Escape", "e", NULL);
	pane_shows("导出留痕");
	pane_keys("2", NULL);
	pane_shows("文件名");
	pane_keys("C-u", NULL);
	pane_type("t.csv");
	pane_keys("Enter", NULL);
	pane_shows("get t.csv");
	text = run_slurp(run_path("a.db.spool/shenji/t.csv"), &n);
	ck_assert_ptr_nonnull(strstr(text, "登录"));
	free(text);
}
END_TEST

/* A line that is cut: the workbench ends with its row on the trail. */
START_TEST(a_cut_line_is_on_the_trail)
{
	struct engine *sys;

	pane_open(80, 24, NULL);
	log_in();
	pane_hang_up();
	sys = shared_open(run_path("a.db"), "xitong");
	ck_assert_int_eq((int)db_value(sys->db, "SELECT count(*) FROM trail_view WHERE action = 'session.end' AND who = '甘甲' AND "
		"note = '连接中断'", 0), 1);
	engine_close(sys);
}
END_TEST

/* Passing by a sensitive record in a list shows who it is of, no more; opening it is on the trail, once. */
START_TEST(a_sensitive_record_is_covered)
{
	struct engine *jia;

	pane_open(140, 45, NULL);
	log_in();
	pane_command("person list", "敏感记录");
	pane_keys("Enter", NULL);
	pane_shows("身份证号");
	pane_keys("Escape", "Enter", "Escape", NULL);
	jia = shared_open(run_path("a.db"), "jia");
	ck_assert_int_eq((int)db_value(jia->db, "SELECT count(*) FROM trail_view WHERE action = 'read.record' AND flow = 'person'", 0), 1);
	engine_close(jia);
}
END_TEST

Suite *
suite_together(void)
{
	Suite *s = suite_create("together");
	TCase *personal = tcase_create("personal"), *shared = tcase_create("shared");

	tcase_set_timeout(personal, 120);
	tcase_add_checked_fixture(personal, two_clerks, pane_office_close);
	tcase_add_test(personal, presence_is_seen);
	tcase_add_loop_test(personal, two_write_one_record, 0, 2);
	suite_add_tcase(s, personal);
	tcase_set_timeout(shared, 120);
	tcase_add_checked_fixture(shared, shared_office, pane_office_close);
	tcase_add_loop_test(shared, the_door_and_the_lock, 0, 2);
	tcase_add_test(shared, a_session_is_ended);
	tcase_add_test(shared, the_list_of_sessions);
	tcase_add_test(shared, the_auditor_reads_the_trail);
	tcase_add_test(shared, a_cut_line_is_on_the_trail);
	tcase_add_test(shared, a_sensitive_record_is_covered);
	suite_add_tcase(s, shared);
	return s;
}
