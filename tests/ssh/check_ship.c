/*
 * check_ship.c: a backup on its way to a second machine: a real sshd on loopback, rsync, and the copy over there proved.
 *
 * Knows: the contract of design 6, OpenSSH's programs.  Must not know: how a copy is made.
 */
#include <check.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/child.h"
#include "tests/cli/run.h"
#include "tests/ssh/door.h"

Suite *suite_ship(void);

/* The second machine: an ordinary account with a key, whose PATH has the program. */
static void
begin(void)
{
	const struct passwd *pw = getpwuid(geteuid());
	char bin[512], *slash, *key, line[800], text[4096], config[512], log[512];
	char *argv[] = { (char[]){ "/usr/sbin/sshd" }, (char[]){ "-f" }, config, (char[]){ "-E" }, log, NULL };
	size_t n;
	int port = door_free_port();

	run_open();
	door_key("host");
	door_key("ship");
	snprintf(bin, sizeof bin, "%s", getenv("JIANDU"));
	slash = strrchr(bin, '/');
	ck_assert_ptr_nonnull(slash);
	*slash = '\0';
	key = run_slurp(run_path("ship.pub"), &n);
	run_file("authorized", key, n);
	free(key);
	key = run_slurp(run_path("host.pub"), &n);
	snprintf(line, sizeof line, "[127.0.0.1]:%d %.*s\n", port, (int)strcspn(key, "\n"), key);
	run_file("known", line, strlen(line));
	free(key);
	snprintf(text, sizeof text,
		"Port %d\nListenAddress 127.0.0.1\nUsePAM no\nStrictModes no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n"
		"PermitRootLogin yes\nHostKey %s\nAuthorizedKeysFile %s\nSetEnv PATH=%s:/usr/local/bin:/usr/bin:/bin\nPidFile %s\n",
		port, run_path("host"), run_path("authorized"), bin, run_path("sshd.pid"));
	run_file("sshd_config", text, strlen(text));
	snprintf(text, sizeof text, "Host standby\n\tPort %d\n\tHostName 127.0.0.1\n\tUserKnownHostsFile %s\n\tIdentityFile %s\n\tUser %s\n",
		port, run_path("known"), run_path("ship"), pw != NULL ? pw->pw_name : "root");
	run_file("ssh_config", text, strlen(text));
	if (geteuid() == 0)
		mkdir("/run/sshd", 0755);
	snprintf(config, sizeof config, "%s", run_path("sshd_config"));
	snprintf(log, sizeof log, "%s", run_path("sshd.log"));
	ck_assert_msg(run_program(argv) == 0, "%s", ran.err);
	door_wait(port);
	ck_assert_int_eq(mkdir(run_path("there"), 0700), 0);
}

static void
end(void)
{
	door_close();
}

START_TEST(sent_and_proved_over_there)
{
	char to[600];
	struct stat first, second;

	snprintf(to, sizeof to, "standby:%s", run_path("there"));
	want(0, "import", "agency", run_sample("agencies.csv"));
	want(0, "backup", "--scheduled", run_path("d"), "--ship", to, "--ship_config", run_path("ssh_config"), "--json");
	ck_assert_ptr_nonnull(strstr(ran.out, "\"shipped\":\"standby:"));
	ck_assert_int_eq(stat(run_path("there/standby.db"), &first), 0);
	ck_assert_int_eq(first.st_mode & 0777, 0600);
	want(0, "backup", "--test", run_path("there/standby.db"));
	/* The next one replaces it whole. */
	want(0, "agency", "close", "区气象局", "--reason", "撤销");
	sleep(1);
	want(0, "backup", "--scheduled", run_path("d"), "--ship", to, "--ship_config", run_path("ssh_config"));
	ck_assert_int_eq(stat(run_path("there/standby.db"), &second), 0);
	ck_assert(first.st_ino != second.st_ino);
	ck_assert_int_eq(run_bare("--db", run_path("c.db"), "restore", run_path("there/standby.db"), NULL), 0);
	ck_assert_int_eq(run_bare("--db", run_path("c.db"), "--json", "agency", "show", "区气象局", NULL), 0);
	ck_assert_str_eq(run_member("state"), "closed");
}
END_TEST

START_TEST(what_cannot_be_sent_is_said)
{
	char to[600];

	snprintf(to, sizeof to, "standby:%s", run_path("there"));
	want(0, "import", "agency", run_sample("agencies.csv"));
	want(2, "backup", run_path("x.db"), "--ship", "standby", "--ship_config", run_path("ssh_config"));
	want(2, "backup", run_path("y.db"), "--ship", "standby:/tmp;id", "--ship_config", run_path("ssh_config"));
	want(2, "backup", run_path("z.db"), "--ship", "-oProxyCommand=id:/tmp", "--ship_config", run_path("ssh_config"));
	/* The backup itself stands all the same. */
	want(0, "backup", "--test", run_path("x.db"));
	/* A host whose key is another one is not trusted. */
	run_file("known", "", 0);
	want(1, "backup", run_path("w.db"), "--ship", to, "--ship_config", run_path("ssh_config"));
	ck_assert_int_ne(access(run_path("there/standby.db"), F_OK), 0);
}
END_TEST

Suite *
suite_ship(void)
{
	Suite *s = suite_create("ship");
	TCase *t = tcase_create("ship");

	if (!door_possible() || !child_there("rsync")) {
		fputs("ship: no sshd or no rsync on this machine: sending a backup away is not tested\n", stderr);
		return s;
	}
	tcase_add_checked_fixture(t, begin, end);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, sent_and_proved_over_there);
	tcase_add_test(t, what_cannot_be_sent_is_said);
	suite_add_tcase(s, t);
	return s;
}
