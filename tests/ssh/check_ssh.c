/*
 * check_ssh.c: entering by key through a real sshd: who one is, what works, and that nothing else gets out.
 *
 * Knows: door.h, the contract of design 6.  Must not know: how the program does it.
 */
#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/cli/run.h"
#include "tests/ssh/door.h"

#define HAS(text, part) ck_assert_msg(strstr(text, part) != NULL, "no \"%s\" in: %s", part, text)
#define HAS_NOT(text, part) ck_assert_msg(strstr(text, part) == NULL, "\"%s\" in: %s", part, text)
#define SSH(expected, key, ...) \
	ck_assert_msg(door_ssh(key, NULL, __VA_ARGS__, NULL) == (expected), "status %d, not %d: %s%s", ran.status, (expected), ran.out, ran.err)

/* How often WHAT stands in what the last command wrote. */
static size_t
times(const char *what)
{
	size_t n = 0;

	for (const char *p = ran.out; (p = strstr(p, what)) != NULL; p += strlen(what))
		n++;
	return n;
}

START_TEST(the_key_says_who_it_is)
{
	SSH(0, "zhang", "status --json");
	HAS(ran.out, "\"account\":\"zhang\"");
	HAS(ran.out, "\"mode\":\"shared\"");
	SSH(0, "liu", "status --json");
	HAS(ran.out, "\"account\":\"liu\"");
	SSH(0, "zhang", "opinion", "list", "--json");
	SSH(0, "zhang", "agency list --json --limit 2");
	ck_assert_uint_eq(run_lines(), 2);
	/* Words with blanks and quotes arrive as one. */
	SSH(5, "zhang", "agency show '区 \"气象\" 局'");
	SSH(0, "zhang", "agency show 区气象局 --json");
	HAS(ran.out, "区气象局");
	/* An administrator has no case content, a clerk no trail. */
	SSH(4, "liu", "opinion list");
	SSH(4, "zhang", "audit list");
	SSH(0, "sun", "audit list --json --all");
	/* Each that came has gone again, but for this one. */
	ck_assert_uint_gt(times("session.login"), 5);
	ck_assert_uint_eq(times("session.end") + 1, times("session.login"));
	HAS(ran.out, "database.shared");
	SSH(0, "sun", "audit verify");
}
END_TEST

START_TEST(no_shell_no_path_no_other_person)
{
	static const struct {
		const char *words;
		int status;
	} games[] = {
		{ "x; id", 2 }, { "todo; id", 2 }, { "todo && id", 2 }, { "$(id)", 2 }, { "`id`", 2 }, { "agency list | sh", 2 },
		{ "sh", 2 }, { "/bin/sh", 2 }, { "sh -c id", 2 }, { "'todo", 2 }, { "todo \\", 2 },
		{ "todo --db /etc/passwd", 2 }, { "todo --as liu", 2 }, { "todo --today 2020-01-01", 2 },
		{ "session SHA256:x", 2 }, { "ssh-keys", 4 }, { "share", 4 }, { "init", 4 }, { "demo", 4 }, { "backup b.db", 4 },
		{ "restore b.db --force", 4 }, { "sweep", 4 }, { "opinion register --facts @/etc/passwd", 4 },
		{ "opinion register --facts @x", 4 }, { "opinion register --input /etc/passwd", 2 }, { "import agency /etc/passwd", 2 }, { "import agency ../../a.db", 2 },
		{ "import agency .ssh", 2 }, { "export agency /tmp/jiandu-stolen.csv", 2 }, { "export agency ../x.csv", 2 }, { "report 2025 /tmp/jiandu-stolen.csv --format txt", 2 }, { "get ../../a.db", 2 },
		{ "get /etc/passwd", 2 }, { "put ../x", 2 }, { "get none", 5 }, { "scp -f /etc/passwd", 2 }, { "scp -t /tmp", 2 },
		{ " --lang=../../etc todo", 2 }, { " --db /etc/passwd todo", 2 }, { " --as liu todo", 2 }, { " --today 2020-01-01 todo", 2 },
		{ "todo\nid", 2 }, { "put 'a\xe2\x80\xaevsc.x'", 2 }, { "put 'a\x1b[2J'", 2 }, { "put .hidden", 2 }, { "put -- -x", 2 },
		{ "rsync --server . /tmp", 2 }, { "/usr/lib/openssh/sftp-server", 2 }, { "git-upload-pack x", 2 },
	};

	for (size_t i = 0; i < sizeof games / sizeof *games; i++) {
		door_ssh("zhang", NULL, games[i].words, NULL);
		ck_assert_msg(ran.status == games[i].status, "%s: status %d, not %d: %s%s", games[i].words, ran.status, games[i].status, ran.out,
			ran.err);
		HAS_NOT(ran.out, "uid=");
		HAS_NOT(ran.out, "root:");
		HAS_NOT(ran.err, "uid=");
	}
	ck_assert_int_ne(access("/tmp/jiandu-stolen.csv", F_OK), 0);
	/* A workbench needs a terminal. */
	ck_assert_int_eq(door_ssh("zhang", NULL, "", NULL), 2);
	/* -t sh is the word sh, with a terminal. */
	ck_assert_int_eq(door_ssh("zhang", "-tt", "sh", NULL), 2);
	/* Terminal sequences in words come back as marks. */
	door_ssh("zhang", NULL, "agency show $'\\e]0;x\\a' '\x1b[2J'", NULL);
	HAS_NOT(ran.err, "\x1b");
	HAS_NOT(ran.out, "\x1b");
}
END_TEST

START_TEST(nothing_is_forwarded_and_no_environment_comes_in)
{
	char marker[512], set[900];

	ck_assert_int_ne(door_ssh("zhang", "-N -o ExitOnForwardFailure=yes -R 0:127.0.0.1:1", "", NULL), 0);
	/* -L: the channel is refused when somebody uses it; -W is that at once. */
	ck_assert_int_ne(door_ssh("zhang", "-W 127.0.0.1:22", "", NULL), 0);
	ck_assert_int_ne(door_ssh("zhang", "-s", "sftp", NULL), 0);
	HAS_NOT(ran.out, "root");
	/* Even where sshd lets variables in: the program's own are not read. */
	snprintf(marker, sizeof marker, "%s", run_path("idle"));
	snprintf(set, sizeof set, "-o SetEnv=JIANDU_TEST_IDLE=%s", marker);
	ck_assert_int_eq(door_ssh("zhang", set, "todo", NULL), 0);
	ck_assert_int_ne(access(marker, F_OK), 0);
	ck_assert_int_eq(door_ssh("zhang", "-o SetEnv=JIANDU_DB=/etc/passwd", "status", "--json", NULL), 0);
	HAS(ran.out, "a.db");
}
END_TEST

START_TEST(files_travel_by_get_and_put)
{
	char *text;
	size_t n;

	SSH(0, "zhang", "export agency 名册.csv");
	HAS(ran.err, "ssh 主机 get 名册.csv");
	SSH(0, "zhang", "files --json");
	HAS(ran.out, "名册.csv");
	SSH(0, "zhang", "get 名册.csv");
	HAS(ran.out, "区气象局");
	/* A link that somehow lies in the folder leads nowhere. */
	ck_assert_int_eq(symlink(run_sample("agencies.csv"), run_path("a.db.spool/zhang/link.csv")), 0);
	SSH(5, "zhang", "get link.csv");
	SSH(5, "zhang", "import agency link.csv");
	SSH(0, "zhang", "files --json");
	ck_assert_uint_eq(run_lines(), 1);
	SSH(0, "zhang", "drop link.csv");
	SSH(0, "zhang", "report 2025 年报.txt");
	HAS(ran.err, "ssh 主机 get 年报.txt");
	SSH(0, "zhang", "get 年报.txt");
	HAS(ran.out, "2025年行政执法监督员工作报告");
	/* Another one's folder is another one. */
	SSH(5, "liu", "get 名册.csv");
	text = run_slurp(run_sample("agencies.csv"), &n);
	run_input(text);
	SSH(0, "zhang", "import agency - --json");
	HAS(ran.out, "\"unchanged\":");
	run_input(text);
	SSH(0, "zhang", "put 表.csv");
	SSH(0, "zhang", "import agency 表.csv --json");
	HAS(ran.out, "\"unchanged\":");
	SSH(0, "zhang", "drop 表.csv");
	SSH(5, "zhang", "get 表.csv");
	free(text);
	SSH(0, "sun", "audit list --json --all");
	HAS(ran.out, "file.get");
	HAS(ran.out, "file.put");
}
END_TEST

/* What the kernel has stands around whoever came in; what sshd's own children are allowed for, works behind it. */
START_TEST(a_wall_stands_behind_the_door)
{
	char paper[600];

	SSH(0, "zhang", "status --json");
	if (syscall(444, NULL, 0, 1) > 0)
		HAS(ran.out, "\"walls\":[\"files\"");
	if (prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0)
		HAS(ran.out, "\"calls\"]");
	/* Whoever works at the machine itself gives nothing up. */
	ck_assert_int_eq(run_bare("--db", run_path("a.db"), "audit", "head", NULL), 4);
	/* A workbook is made by another program. */
	snprintf(paper, sizeof paper, "%s-paper", getenv("JIANDU"));
	if (access(paper, X_OK) != 0)
		return;
	SSH(0, "zhang", "export agency 名册.xlsx");
	SSH(0, "zhang", "get 名册.xlsx");
	ck_assert_int_eq(memcmp(ran.out, "PK", 2), 0);
}
END_TEST

/* A file's beginning goes to `put NAME`, then ssh is killed. */
static void
drop_the_line(const char *name)
{
	char words[64], block[65536];
	int in[2];
	pid_t pid;

	memset(block, 'x', sizeof block);
	snprintf(words, sizeof words, "put %s", name);
	ck_assert_int_eq(pipe2(in, O_CLOEXEC), 0);
	pid = door_ssh_begin("zhang", words, in[0]);
	close(in[0]);
	for (int i = 0; i < 4; i++)
		ck_assert_int_eq(write(in[1], block, sizeof block), (ssize_t)sizeof block);
	sleep(2); /* it has to be on its way */
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	close(in[1]);
	sleep(2);
}

/* A line that drops while a file comes in leaves nothing; what came before it stands. */
START_TEST(half_a_file_is_none)
{
	run_input("whole");
	SSH(0, "zhang", "put half.csv");
	drop_the_line("half.csv");
	drop_the_line("other.csv");
	SSH(0, "zhang", "get half.csv");
	ck_assert_str_eq(ran.out, "whole");
	SSH(0, "zhang", "files --json");
	ck_assert_uint_eq(run_lines(), 1);
}
END_TEST

START_TEST(a_key_that_is_no_more_opens_nothing)
{
	char *published, words[200];
	size_t n;

	SSH(0, "liu", "key list --account zhang --json");
	snprintf(words, sizeof words, "key revoke %lld --reason 遗失", (long long)run_number("id"));
	/* The published file as it was a moment ago: what sshd still lets in the program itself does not. */
	published = run_slurp(run_path("a.db.keys"), &n);
	SSH(0, "wu", words);
	ck_assert_int_eq(door_ssh("zhang", NULL, "todo", NULL), 255);
	run_file("a.db.keys", published, n);
	free(published);
	ck_assert_int_eq(door_ssh("zhang", NULL, "todo", NULL), 4);
	SSH(0, "sun", "audit list --json --all");
	HAS(ran.out, "session.refused");
	/* A new key, and then the account is disabled. */
	door_admit("zhang", "zhang2");
	SSH(0, "zhang2", "todo");
	SSH(0, "liu", "account disable zhang --reason 调离");
	ck_assert_int_eq(door_ssh("zhang2", NULL, "todo", NULL), 255);
	/* A key that nobody has. */
	door_key("nobody");
	ck_assert_int_eq(door_ssh("nobody", NULL, "todo", NULL), 255);
	/* The forced command without what sshd says of the key. */
	ck_assert_int_eq(run_bare("--db", run_path("a.db"), "session", "SHA256:abc", NULL), 4);
}
END_TEST

START_TEST(two_administrators_and_no_fewer)
{
	char words[900];

	/* One key, one account. */
	snprintf(words, sizeof words, "key propose --account sun --reason 借用 --key '%s'", door_key("zhang"));
	SSH(3, "liu", words);
	SSH(3, "liu", "key propose --account zhang --reason 试 --key 'ssh-dss AAAA'");
	SSH(3, "liu", "key propose --account zhang --reason 试 --key 'command=\"sh\" ssh-ed25519 AAAA'");
	door_key("new");
	snprintf(words, sizeof words, "key propose --account zhang --reason 换机 --key '%s'", door_key("new"));
	SSH(0, "liu", words);
	SSH(3, "liu", "key confirm 张三丰");
	SSH(4, "sun", "key confirm 张三丰");
	SSH(4, "zhang", "key list");
	SSH(0, "wu", "key reject 张三丰 --reason 未当面核对");
	ck_assert_int_eq(door_ssh("new", NULL, "todo", NULL), 255);
	/* A role: proposed by one office, confirmed by the other, never one's own. */
	SSH(3, "wu", "account role zhang --roles clerk,leader --reason 分管");
	SSH(0, "wu", "grant propose --account zhang --roles clerk,leader --reason 分管");
	SSH(3, "wu", "grant confirm 张三丰");
	SSH(0, "liu", "grant confirm 张三丰");
	SSH(0, "zhang", "status --json");
	HAS(ran.out, "leader");
	SSH(3, "liu", "grant propose --account liu --roles clerk --reason 兼");
	SSH(3, "wu", "grant propose --account zhang --roles clerk,auditor --reason 兼");
	SSH(0, "liu", "account add --login qian --name 钱新人 --roles clerk");
	SSH(0, "liu", "account show qian --json");
	HAS(ran.out, "\"roles\":[]");
	SSH(0, "wu", "grant confirm 钱新人");
	SSH(0, "liu", "account show qian --json");
	HAS(ran.out, "\"roles\":[\"clerk\"]");
	SSH(0, "sun", "audit verify");
}
END_TEST

START_TEST(share_is_one_act_and_final)
{
	char db[512];

	snprintf(db, sizeof db, "%s", run_path("b.db"));
	ck_assert_int_eq(run_bare("--db", db, "init", NULL), 0);
	/* Three people, three logins that are free, or nothing at all. */
	ck_assert_int_eq(run_bare("--db", db, "share", "--sysadmin", "liu=刘", NULL), 2);
	ck_assert_int_eq(run_bare("--db", db, "share", "--sysadmin", "liu=刘系统", "--secadmin", "wu=刘系统", "--auditor", "sun=孙审计", NULL), 3);
	ck_assert_int_eq(run_bare("--db", db, "share", "--sysadmin", "liu=刘系统", "--secadmin", "wu=吴安全", "--auditor", "liu=孙审计", NULL), 3);
	ck_assert_int_eq(run_bare("--db", db, "--json", "status", NULL), 0);
	HAS(ran.out, "\"mode\":\"personal\"");
	ck_assert_int_eq(run_bare("--db", db, "--json", "account", "list", NULL), 0);
	ck_assert_uint_eq(run_lines(), 1);
	ck_assert_int_eq(run_bare("--db", db, "--json", "share", "--sysadmin", "liu=刘系统", "--secadmin", "wu=吴安全", "--auditor", "sun=孙审计",
				 NULL), 0);
	HAS(ran.out, "\"liu\":\"");
	/* No way back, nobody else's name, no other day, and nobody without a door. */
	ck_assert_int_ne(run_bare("--db", db, "share", "--sysadmin", "a=甲", "--secadmin", "b=乙", "--auditor", "c=丙", NULL), 0);
	ck_assert_int_eq(run_bare("--db", db, "--as", "liu", "todo", NULL), 4);
	ck_assert_int_eq(run_bare("--db", db, "--today", "2026-09-01", "todo", NULL), 4);
	ck_assert_int_eq(run_bare("--db", db, "todo", NULL), 4);
	ck_assert_int_eq(run_bare("--db", db, "backup", run_path("c.db"), NULL), 0);
}
END_TEST

/* Files below a folder, as a package makes them: all there, only ours taken back, a stranger's left alone. */
START_TEST(deployed_and_taken_back)
{
	char root[512], snippet[600], *text;
	size_t n;

	snprintf(root, sizeof root, "%s", run_path("root"));
	ck_assert_int_eq(mkdir(root, 0700), 0);
	ck_assert_int_eq(run_bare("deploy", "--root", root, "--check", NULL), 3);
	ck_assert_int_eq(run_bare("deploy", "--root", root, NULL), 0);
	ck_assert_int_eq(run_bare("deploy", "--root", root, "--check", NULL), 0);
	/* A second time changes nothing. */
	ck_assert_int_eq(run_bare("deploy", "--root", root, NULL), 0);
	ck_assert_str_eq(ran.out, "");
	snprintf(snippet, sizeof snippet, "%s/etc/ssh/sshd_config.d/50-jiandu.conf", root);
	text = run_slurp(snippet, &n);
	HAS(text, "Match User jiandu");
	HAS(text, "AuthenticationMethods publickey");
	HAS(text, "AuthorizedKeysCommandUser jiandu-keys");
	HAS(text, "ExposeAuthInfo yes");
	HAS(text, "DisableForwarding yes");
	HAS(text, "PermitUserRC no");
	free(text);
	ck_assert_int_eq(run_bare("deploy", "--root", root, "--undo", NULL), 0);
	ck_assert_int_ne(access(snippet, F_OK), 0);
	ck_assert_int_eq(run_bare("deploy", "--root", root, "--undo", NULL), 5);
	run_file("root/etc/ssh/sshd_config.d/50-jiandu.conf", "# mine\n", 7);
	ck_assert_int_eq(run_bare("deploy", "--root", root, NULL), 3);
	text = run_slurp(snippet, &n);
	ck_assert_str_eq(text, "# mine\n");
	free(text);
}
END_TEST

Suite *suite_ssh(void);

Suite *
suite_ssh(void)
{
	Suite *s = suite_create("ssh");
	TCase *t = tcase_create("ssh"), *plain = tcase_create("share");

	tcase_add_checked_fixture(plain, run_open, run_close);
	tcase_set_timeout(plain, 60);
	tcase_add_test(plain, share_is_one_act_and_final);
	tcase_add_test(plain, deployed_and_taken_back);
	suite_add_tcase(s, plain);
	if (!door_possible()) {
		fputs("ssh: no sshd, ssh and ssh-keygen on this machine: entering over SSH is not tested\n", stderr);
		return s;
	}
	tcase_add_checked_fixture(t, door_open, door_close);
	tcase_set_timeout(t, 240);
	tcase_add_test(t, the_key_says_who_it_is);
	tcase_add_test(t, no_shell_no_path_no_other_person);
	tcase_add_test(t, nothing_is_forwarded_and_no_environment_comes_in);
	tcase_add_test(t, files_travel_by_get_and_put);
	tcase_add_test(t, half_a_file_is_none);
	tcase_add_test(t, a_wall_stands_behind_the_door);
	tcase_add_test(t, a_key_that_is_no_more_opens_nothing);
	tcase_add_test(t, two_administrators_and_no_fewer);
	suite_add_tcase(s, t);
	return s;
}
