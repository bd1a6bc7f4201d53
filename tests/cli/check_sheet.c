/*
 * check_sheet.c: the office's files through the real program: import, export, the calendar, backup.
 *
 * Knows: the contract of design 6, how sheets of offices look.
 * Must not know: how the program does it.
 */
#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/conv.h"
#include "tests/cli/run.h"

#define HAS(text, part) ck_assert_msg(strstr(text, part) != NULL, "no \"%s\" in: %s", part, text)
#define HAS_NOT(text, part) ck_assert_msg(strstr(text, part) == NULL, "\"%s\" in: %s", part, text)
#define IS(name, value) ck_assert_str_eq(run_member(name), value)

static void
counts(int64_t rows, int64_t accepted, int64_t unchanged, int64_t refused)
{
	ck_assert_msg(run_number("rows") == rows && run_number("accepted") == accepted &&
			run_number("unchanged") == unchanged && run_number("refused") == refused,
		"%s", ran.out);
}

/* The error of the last import at place I. */
static const char *
error_member(size_t i, const char *name)
{
	json_t *e = json_array_get(json_object_get(run_object(0), "errors"), i), *v = json_object_get(e, name);

	ck_assert_msg(v != NULL, "no error %zu in: %s", i, ran.out);
	return json_is_string(v) ? json_string_value(v) : "";
}

static int64_t
error_line(size_t i)
{
	return json_integer_value(json_object_get(json_array_get(json_object_get(run_object(0), "errors"), i), "line"));
}

static size_t
records(const char *flow)
{
	want(0, flow, "list", "--all", "--json");
	return run_lines();
}

static const char *
sheet(const char *name, const char *text)
{
	return run_file(name, text, strlen(text));
}

START_TEST(agencies_come_in_any_encoding)
{
	static const char *const encodings[] = { "gb18030", "utf-8-bom", "utf-8" };
	size_t n;
	char *utf8 = run_slurp(run_sample("agencies.csv"), &n);
	struct buf b = BUF_INIT;
	struct err e = { 0 };

	for (size_t i = 0; i < 3; i++) {
		buf_clear(&b);
		ck_assert(conv_from_utf8(utf8, encodings[i], &b, NULL, NULL, &e));
		want(0, "import", "agency", run_file("a.csv", b.s, b.len), "--json");
		counts(6, i == 0 ? 6 : 0, i == 0 ? 0 : 6, 0);
		IS("encoding", i == 0 ? "GB18030" : "UTF-8");
	}
	ck_assert_uint_eq(records("agency"), 6);
	want(0, "agency", "show", "区市场监管局", "--json");
	IS("liaison", "郝瑞𬱖");
	IS("note", "");
	want(0, "agency", "show", "石桥镇人民政府", "--json");
	IS("phone", "02*********2");
	buf_free(&b);
	free(utf8);
}
END_TEST

START_TEST(utf_16_and_other_separators)
{
	static const char text[] = "单位名称\t单位类别\r\n云台街道办事处\t街道办事处\r\n";
	char wide[256] = "\xff\xfe";
	size_t n = 2;
	uint32_t cp[] = { 0x5355, 0x4f4d, 0x540d, 0x79f0, '\t', 0x5355, 0x4f4d, 0x7c7b, 0x522b, '\r', '\n', 0x6c14, 0x8c61, 0x5c40,
		'\t', 0x5e02, 0x5c5e, 0x90e8, 0x95e8, '\r', '\n' };

	for (size_t i = 0; i < sizeof cp / sizeof cp[0]; i++) {
		wide[n++] = (char)(cp[i] & 0xff);
		wide[n++] = (char)(cp[i] >> 8);
	}
	want(0, "import", "agency", run_file("w.csv", wide, n), "--json");
	counts(1, 1, 0, 0);
	IS("encoding", "UTF-16LE");
	run_input(text);
	want(0, "import", "agency", "-", "--json");
	counts(1, 1, 0, 0);
	want(2, "import", "agency", run_path("w.csv"), "--encoding", "ebcdic");
	want(3, "import", "agency", run_file("bad.csv", "\xff\xff\xfe,\x80\n", 6), "--encoding", "utf-8");
}
END_TEST

START_TEST(a_dry_run_writes_nothing)
{
	want(0, "import", "agency", run_sample("agencies.csv"), "--dry-run", "--json");
	counts(6, 6, 0, 0);
	IS("committed", "0");
	ck_assert_uint_eq(json_array_size(json_object_get(run_object(0), "lines")), 6);
	ck_assert_uint_eq(records("agency"), 0);
	want(0, "import", "agency", run_sample("agencies.csv"), "--dry-run");
	HAS(ran.out, "云台街道办事处");
	HAS(ran.out, "没有用到的列：序号");
	/* It answers as the real one would. */
	want(3, "import", "supervisor", run_sample("supervisors.csv"), "--dry-run");
	want(0, "import", "supervisor", run_sample("supervisors.csv"), "--dry-run", "--partial");
	ck_assert_uint_eq(records("supervisor"), 0);
	want(0, "audit", "list", "--json");
	HAS_NOT(ran.out, "import");
}
END_TEST

START_TEST(faulty_rows_are_named)
{
	want(3, "import", "supervisor", run_sample("supervisors.csv"), "--json");
	counts(7, 3, 1, 3);
	IS("committed", "0");
	ck_assert_uint_eq(json_array_size(json_object_get(run_object(0), "errors")), 4);
	ck_assert_int_eq(error_line(0), 6);
	ck_assert_str_eq(error_member(0, "column"), "身份证号");
	ck_assert_str_eq(error_member(0, "value"), "50***************1");
	HAS(error_member(0, "reason"), "校验码");
	ck_assert_int_eq(error_line(1), 7);
	HAS(error_member(1, "reason"), "科学计数");
	/* Two faulty cells of one row are both told, and it is one row. */
	ck_assert_int_eq(error_line(2), 8);
	ck_assert_str_eq(error_member(2, "column"), "类别");
	ck_assert_str_eq(error_member(2, "value"), "天文学家");
	ck_assert_int_eq(error_line(3), 8);
	ck_assert_str_eq(error_member(3, "column"), "聘任日期（年月日）");
	run_refused("refused", "", 0);
	ck_assert_uint_eq(records("supervisor"), 0);
	ck_assert_uint_eq(records("person"), 0);

	want(0, "import", "supervisor", run_sample("supervisors.csv"), "--partial", "--json");
	counts(7, 3, 1, 3);
	IS("committed", "1");
	ck_assert_uint_eq(records("supervisor"), 3);
	ck_assert_uint_eq(records("certificate"), 3);
	want(0, "import", "supervisor", run_sample("supervisors.csv"), "--partial", "--json");
	counts(7, 0, 4, 3);
	ck_assert_uint_eq(records("supervisor"), 3);
	want(0, "supervisor", "show", "迪丽·买买提", "--json");
	IS("term_start", "2024-07-01");
	IS("term_end", "2027-06-30");
	HAS(ran.out, "\"categories\":[\"self_employed\"]");
	want(0, "check");
}
END_TEST

START_TEST(opinions_keep_their_numbers)
{
	want(3, "import", "opinion", run_sample("opinions.csv"), "--json");
	counts(4, 0, 0, 4);
	want(0, "import", "agency", run_sample("agencies.csv"));
	want(0, "import", "supervisor", run_sample("supervisors.csv"), "--partial");
	want(0, "import", "opinion", run_sample("opinions.csv"), "--json");
	counts(4, 4, 0, 0);
	want(0, "import", "opinion", run_sample("opinions.csv"), "--json");
	counts(4, 0, 4, 0);
	ck_assert_uint_eq(records("opinion"), 4);
	want(0, "opinion", "show", "2025-002", "--json");
	IS("facts", "查封扣押财物未当场制作清单。\n附：现场照片2张、\"录音\"1段。");
	IS("state", "registered");
	IS("served_on", "");
	want(0, "opinion", "show", "2025-004", "--json");
	IS("raised_on", "2025-06-01");
	/* No date of service, no clock. */
	ck_assert_uint_eq(json_array_size(json_object_get(run_object(0), "clocks")), 0);
	want(0, "opinion", "show", "2025-003", "--json");
	IS("adopted", "refused");
	want(0, "check");
	want(0, "audit", "verify");
}
END_TEST

START_TEST(headers_are_found_and_asked_for)
{
	want(3, "import", "agency", sheet("a.csv", "甲,乙\n1,2\n"), "--json");
	run_refused("refused", "", 0);
	HAS(ran.err, "单位名称");
	want(3, "import", "agency", sheet("a.csv", "单位名称,备注\n云台街道办事处,\n"), "--json");
	run_refused("refused", "kind", 0);
	HAS(ran.err, "单位类别");
	want(3, "import", "agency", sheet("a.csv", ""), "--json");
	want(3, "import", "agency", sheet("a.csv", "单位名称,单位类别\n\"云台,街道\n"), "--json");
	want(0, "import", "agency", sheet("a.csv", "单位名称,单位类别\n"), "--json");
	counts(0, 0, 0, 0);
	/* Other names, names of fields, full-width letters, stars, a title above. */
	want(0, "import", "agency", sheet("a.csv", "执法机构名册\n\n＊单 位 ,类别,ｎｏｔｅ,单位名称\n云台街道办事处,street,甲,乙\n"), "--json");
	counts(1, 1, 0, 0);
	want(0, "agency", "show", "云台街道办事处", "--json");
	IS("note", "甲");
	IS("kind", "street");
	want(2, "import", "review", sheet("a.csv", "单位名称\n甲\n"), "--json");
	want(2, "import", "moon", run_path("a.csv"));
	want(2, "import", "agency");
	want(5, "import", "agency", run_path("none.csv"));
}
END_TEST

START_TEST(a_role_imports_only_its_own)
{
	want(0, "import", "agency", run_sample("agencies.csv"));
	want(0, "account", "add", "--login", "wang", "--name", "王科长", "--roles", "agency", "--agency", "区城市管理局");
	want(4, "--as", "wang", "import", "agency", run_sample("agencies.csv"), "--json");
	run_refused("denied", "", 2);
}
END_TEST

/* Is SIGINT caught by the process yet?  Then it may be sent. */
static bool
catches_sigint(pid_t pid)
{
	char path[64], line[256];
	unsigned long long mask = 0;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	f = fopen(path, "r");
	while (f != NULL && fgets(line, sizeof line, f) != NULL)
		if (sscanf(line, "SigCgt: %llx", &mask) == 1)
			break;
	if (f != NULL)
		fclose(f);
	return (mask >> (SIGINT - 1) & 1) != 0;
}

START_TEST(ctrl_c_stops_an_import_whole)
{
	char queue[512], db[512], file[512];
	int fd, status;
	pid_t pid;

	snprintf(queue, sizeof queue, "%s", run_path("a.db-queue"));
	snprintf(db, sizeof db, "%s", run_path("a.db"));
	snprintf(file, sizeof file, "%s", run_sample("agencies.csv"));
	/* Somebody else is writing: the import waits. */
	fd = open(queue, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(flock(fd, LOCK_EX), 0);
	/* Check's own handler would be taken for the program's. */
	signal(SIGINT, SIG_DFL);
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		int null = open("/dev/null", O_RDWR);

		dup2(null, 1);
		dup2(null, 2);
		execl(getenv("JIANDU"), "jiandu", "--db", db, "import", "agency", file, (char *)NULL);
		_exit(126);
	}
	while (!catches_sigint(pid))
		ck_assert_int_eq(waitpid(pid, &status, WNOHANG), 0);
	kill(pid, SIGINT);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 7, "status %x", (unsigned)status);
	close(fd);
	ck_assert_uint_eq(records("agency"), 0);
}
END_TEST

START_TEST(sheets_go_out_as_they_came)
{
	char *text;
	size_t n;

	want(0, "import", "agency", run_sample("agencies.csv"));
	want(0, "agency", "correct", "区气象局", "--note", "=1+1", "--reason", "测试");
	want(0, "export", "agency", run_path("a.csv"), "--json");
	IS("rows", "6");
	text = run_slurp(run_path("a.csv"), &n);
	ck_assert_int_eq(memcmp(text, "\xef\xbb\xbf单位名称,", strlen("\xef\xbb\xbf单位名称,")), 0);
	HAS(text, "'=1+1");
	HAS(text, "02*********1");
	HAS_NOT(text, "023-60010001");
	HAS(text, "\r\n");
	free(text);
	/* What went out comes in again and is known, but for what is masked. */
	want(0, "export", "agency", run_path("g.csv"), "--encoding", "gb18030");
	text = run_slurp(run_path("g.csv"), &n);
	ck_assert_int_eq(memcmp(text, "\xb5\xa5\xce\xbb", 4), 0); /* 单位 */
	free(text);
	want(0, "export", "agency", run_path("k.csv"), "--encoding", "gbk");
	HAS(ran.err, "𬱖");
	HAS(ran.err, "㛃");
	want(0, "export", "agency", run_path("a.json"));
	text = run_slurp(run_path("a.json"), &n);
	HAS(text, "\"name\":\"云台街道办事处\"");
	free(text);
	want(0, "export", "agency", "-", "--json", "--kind", "street");
	ck_assert_uint_eq(run_lines(), 1);
	IS("name", "云台街道办事处");
	want(2, "export", "agency", run_path("a.doc"));
	want(2, "export", "agency", run_path("a.csv"), "--encoding", "ebcdic");
	want(1, "export", "agency", run_path("no/such/dir/a.csv"));
}
END_TEST

START_TEST(working_days_are_counted)
{
	want(0, "workday", "add", "2024-06-06", "5");
	ck_assert_str_eq(ran.out, "2024-06-14\n");
	want(0, "workday", "add", "2024-09-27", "5");
	ck_assert_str_eq(ran.out, "2024-10-10\n");
	want(0, "workday", "add", "2026-04-30", "5");
	ck_assert_str_eq(ran.out, "2026-05-11\n");
	want(0, "workday", "count", "2024-06-06", "2024-06-14");
	ck_assert_str_eq(ran.out, "5\n");
	want(0, "workday", "count", "2024-06-14", "2024-06-06");
	ck_assert_str_eq(ran.out, "-5\n");
	want(0, "workday", "explain", "2026-02-13", "5");
	HAS(ran.out, "2026-02-27");
	ck_assert_str_eq(ran.err, "");
	/* The built-in years do without a database; a year without a notice is said. */
	setenv("XDG_DATA_HOME", run_path("nowhere"), 1);
	unsetenv("JIANDU_DB");
	ck_assert_int_eq(run_bare("workday", "add", "2026-02-13", "5", NULL), 0);
	ck_assert_str_eq(ran.out, "2026-02-27\n");
	ck_assert_int_eq(run_bare("workday", "add", "2031-02-13", "5", NULL), 0);
	ck_assert_str_ne(ran.err, "");
}
END_TEST

START_TEST(a_new_notice_moves_the_days)
{
	static const char notice[] = "日期,类型,说明\n2027-01-01~2027-01-03,休,元旦\n2027-02-05~2027-02-11,休,春节\n2027-02-14,班,\n";

	want(0, "workday", "add", "2027-02-04", "1");
	ck_assert_str_eq(ran.out, "2027-02-05\n");
	want(0, "holiday", "import", sheet("h.csv", notice), "--dry-run");
	want(0, "holiday", "import", run_path("h.csv"), "--json");
	IS("refused", "0");
	want(0, "workday", "add", "2027-02-04", "1");
	ck_assert_str_eq(ran.out, "2027-02-12\n");
	want(0, "workday", "add", "2027-02-12", "1");
	ck_assert_str_eq(ran.out, "2027-02-14\n");
	want(0, "holiday", "import", run_path("h.csv"), "--json");
	IS("accepted", "0");
	want(3, "holiday", "import", sheet("h.csv", "2027-02-05,星期五\n"), "--json");
	/* The sheet importer reads a notice too, and a sheet of several years, which is no notice. */
	want(0, "import", "holiday", sheet("h.csv", "# 2028年\n2028-01-03,休\n"), "--json");
	IS("accepted", "1");
	want(0, "import", "holiday", sheet("h.csv", "日期,类型,通知年度\n2029-01-01,休,2029\n2030-01-01,休,2030\n"), "--json");
	IS("accepted", "2");
	want(3, "import", "holiday", sheet("h.csv", "日期,类型\n2027-01-01~2027-01-33,休\n"), "--json");
}
END_TEST

START_TEST(settings_are_read_and_set)
{
	want(0, "setting", "reply_days");
	ck_assert_str_eq(ran.out, "15\n");
	want(0, "setting", "reply_days", "20", "--reason", "局务会决定");
	want(0, "setting", "reply_days");
	ck_assert_str_eq(ran.out, "20\n");
	want(3, "setting", "reply_days", "many", "--json");
	run_refused("refused", "value", 14);
	want(5, "setting", "moon_days");
	want(0, "setting", "--json");
	ck_assert_uint_ge(run_lines(), 20);
	want(0, "setting", "show", "reply_days", "--json");
	HAS(ran.out, "局务会决定");
}
END_TEST

START_TEST(a_backup_comes_back)
{
	char head[128], *text;
	size_t n;

	want(0, "import", "agency", run_sample("agencies.csv"));
	want(0, "audit", "head");
	snprintf(head, sizeof head, "%.*s", (int)strcspn(ran.out, "\n"), ran.out);
	want(0, "backup", run_path("b.db"), "--json");
	want(3, "backup", run_path("b.db"));
	want(0, "agency", "close", "区气象局", "--reason", "撤销");
	want(0, "audit", "verify", "--head", head);
	want(0, "restore", run_path("b.db"), "--force");
	want(0, "agency", "show", "区气象局", "--json");
	IS("state", "active");
	/* The chain goes on from where the backup stood: that it was restored is on it. */
	want(0, "audit", "verify", "--head", head);
	want(0, "audit", "list", "--limit", "1", "--json");
	IS("action", "backup.restored");
	want(0, "check");
	/* Into a new place. */
	ck_assert_int_eq(run_bare("--db", run_path("c.db"), "restore", run_path("b.db"), NULL), 0);
	ck_assert_int_eq(run_bare("--db", run_path("c.db"), "check", NULL), 0);
	/* What is no sound database is not taken. */
	want(1, "restore", run_sample("agencies.csv"), "--force");
	text = run_slurp(run_path("b.db"), &n);
	run_file("half.db", text, n / 2);
	free(text);
	want(1, "restore", run_path("half.db"), "--force");
	want(5, "restore", run_path("none.db"), "--force");
	want(0, "agency", "list", "--json");
	ck_assert_uint_eq(run_lines(), 6);
}
END_TEST

static const char *
arena_id(int64_t id)
{
	static char text[24];

	snprintf(text, sizeof text, "%lld", (long long)id);
	return text;
}

/* What an auditor looks for: by whom, by record, what was refused, what is no act, since when; and out as a file. */
START_TEST(the_trail_is_a_list)
{
	char *text;
	size_t n;

	want(0, "import", "agency", run_sample("agencies.csv"));
	want(3, "agency", "close", "区气象局");
	want(0, "backup", run_path("b.db"));
	want(0, "trail", "list", "--state", "refused", "--json");
	ck_assert_uint_eq(run_lines(), 1);
	IS("action", "agency.close");
	HAS(ran.out, "原因");
	want(0, "trail", "list", "--state", "event", "--json");
	ck_assert_uint_eq(run_lines(), 1);
	IS("action", "backup.made");
	want(0, "trail", "list", "--action", "agency.import", "--all", "--json");
	ck_assert_uint_ge(run_lines(), 6);
	/* As people read it too, whichever flow has an act of that name; what is no act is said to be none. */
	want(0, "trail", "list", "--action", "备份", "--all", "--json");
	ck_assert_uint_eq(run_lines(), 1);
	IS("action", "backup.made");
	want(0, "trail", "list", "--action", "撤销或并入", "--json");
	ck_assert_uint_eq(run_lines(), 1);
	IS("action", "agency.close");
	want(2, "trail", "list", "--action", "无此事");
	HAS(ran.err, "没有“无此事”这个事项");
	want(0, "agency", "show", "区气象局", "--json");
	want(0, "trail", "list", "--record", arena_id(run_number("id")), "--json");
	ck_assert_uint_eq(run_lines(), 2);
	want(0, "trail", "list", "--since", "2999-01-01", "--json");
	ck_assert_uint_eq(run_lines(), 0);
	want(0, "trail", "show", "5");
	HAS(ran.out, "改设定");
	want(0, "export", "trail", run_path("t.csv"));
	text = run_slurp(run_path("t.csv"), &n);
	ck_assert_ptr_nonnull(strstr(text, "撤销或并入"));
	free(text);
	/* Nobody else's business. */
	want(0, "account", "add", "--login", "zhang", "--name", "张三丰", "--roles", "clerk");
	want(4, "--as", "zhang", "trail", "list");
	want(0, "account", "add", "--login", "sun", "--name", "孙审计", "--roles", "auditor");
	want(0, "--as", "sun", "trail", "list");
	want(4, "--as", "sun", "opinion", "list");
}
END_TEST

START_TEST(the_trail_is_read_and_proven)
{
	want(0, "import", "agency", run_sample("agencies.csv"));
	want(3, "agency", "close", "区气象局");
	want(0, "audit", "list", "--json");
	IS("outcome", "refused");
	want(0, "audit", "--limit", "3");
	want(0, "audit", "verify", "--json");
	IS("ok", "1");
	want(1, "audit", "verify", "--head", "1:0000000000000000000000000000000000000000000000000000000000000000");
	want(0, "account", "add", "--login", "sys", "--name", "管理员", "--roles", "sysadmin");
	want(0, "--as", "sys", "status");
}
END_TEST

#define LATER(...) \
	ck_assert_msg(run_bare("--db", run_path("a.db"), "--today", "2099-03-01", __VA_ARGS__, NULL) == 0, "%s%s", ran.out, ran.err)

START_TEST(the_trail_is_archived)
{
	const char *head;
	int64_t upto;

	want(0, "import", "agency", run_sample("agencies.csv"));
	want(2, "audit", "archive", run_path("x.db"));
	want(3, "audit", "archive", "--before", "2026-09-01", run_path("x.db"));
	HAS(ran.err, "36个月");
	want(0, "audit", "head", "--json");
	head = run_member("head");
	LATER("--json", "audit", "archive", "--before", "2095-01-01", run_path("x.db"));
	upto = run_number("upto");
	ck_assert_int_eq(run_number("from"), 1);
	IS("head", head);
	/* What is left, with the file and without it. */
	want(0, "audit", "verify", "--json");
	ck_assert_int_eq(run_number("archived"), upto);
	ck_assert_int_eq(run_number("rows"), 1);
	want(0, "audit", "verify", run_path("x.db"), "--json");
	ck_assert_int_eq(run_number("rows"), upto + 1);
	want(0, "audit", "list", "--json");
	ck_assert_uint_eq(run_lines(), 1);
	IS("action", "archive.make");
	want(0, "audit", "list", "--all", "--json", run_path("x.db"));
	ck_assert_int_eq((int64_t)run_lines(), upto);
	want(0, "audit", "list");
	HAS(ran.err, "已归档");
	want(0, "archive", "list", "--json");
	IS("file", "x.db");
	/* The timeline says what it lacks. */
	want(0, "agency", "show", "区气象局");
	HAS(ran.out, "已归档");
	want(0, "agency", "show", "区气象局", "--json");
	HAS(run_member("archived"), "1项");
	want(1, "audit", "verify", run_path("a.db"));
	want(5, "audit", "verify", run_path("y.db"));
	want(0, "check");
	want(0, "backup", run_path("b.db"));
	want(0, "account", "add", "--login", "zhang", "--name", "张三丰", "--roles", "clerk");
	want(0, "account", "add", "--login", "sys", "--name", "管理员", "--roles", "sysadmin");
	want(4, "--as", "sys", "audit", "archive", "--before", "2020-01-01", run_path("z.db"));
}
END_TEST

Suite *suite_sheet(void);

Suite *
suite_sheet(void)
{
	Suite *s = suite_create("sheet");
	TCase *tc = tcase_create("sheet");

	tcase_add_checked_fixture(tc, run_open, run_close);
	tcase_add_test(tc, agencies_come_in_any_encoding);
	tcase_add_test(tc, utf_16_and_other_separators);
	tcase_add_test(tc, a_dry_run_writes_nothing);
	tcase_add_test(tc, faulty_rows_are_named);
	tcase_add_test(tc, opinions_keep_their_numbers);
	tcase_add_test(tc, headers_are_found_and_asked_for);
	tcase_add_test(tc, a_role_imports_only_its_own);
	tcase_add_test(tc, ctrl_c_stops_an_import_whole);
	tcase_add_test(tc, sheets_go_out_as_they_came);
	tcase_add_test(tc, working_days_are_counted);
	tcase_add_test(tc, a_new_notice_moves_the_days);
	tcase_add_test(tc, settings_are_read_and_set);
	tcase_add_test(tc, a_backup_comes_back);
	tcase_add_test(tc, the_trail_is_a_list);
	tcase_add_test(tc, the_trail_is_read_and_proven);
	tcase_add_test(tc, the_trail_is_archived);
	suite_add_tcase(s, tc);
	return s;
}
