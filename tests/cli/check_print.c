/*
 * check_print.c: papers through a real CUPS: a scheduler of the test's own, a queue whose device keeps what comes to it.
 *
 * Knows: cupsd's configuration, the CLI's words.  Must not know: how a page is laid out.
 *
 * Where cupsd, lpadmin or jiandu-paper is missing, or cupsd does not come up for this user, nothing is printed, and that is
 * said.
 */
#include <check.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "tests/cli/run.h"

Suite *suite_print(void);

static pid_t scheduler;

static bool
shell(const char *command)
{
	return system(command) == 0;
}

static bool
comes_up(const char *path)
{
	const struct timespec while_ = { 0, 20 * 1000 * 1000 };

	for (int i = 0; i < 500; i++) {
		if (access(path, F_OK) == 0)
			return true;
		nanosleep(&while_, NULL);
	}
	return false;
}

static void
put_file(const char *name, const char *text, mode_t mode)
{
	ck_assert_int_eq(chmod(run_file(name, text, strlen(text)), mode), 0);
}

/* A scheduler that listens in the test's folder and nowhere else, and the queue `kept`. */
static bool
cups_up(void)
{
	struct buf b = BUF_INIT;
	char command[9000], dir[4096], config[4096], files[4096];
	bool there;

	snprintf(dir, sizeof dir, "%s", run_path(""));
	dir[strlen(dir) - 1] = '\0';
	snprintf(command, sizeof command, "cd '%s' && mkdir -p root state cache spool tmp .cups bin/backend bin/filter && "
		"ln -s /usr/lib/cups/daemon bin/daemon", dir);
	ck_assert(shell(command));
	buf_printf(&b, "ServerRoot %s/root\nStateDir %s/state\nCacheDir %s/cache\nRequestRoot %s/spool\nTempDir %s/tmp\nServerBin %s/bin\n"
		"AccessLog %s/access\nErrorLog %s/error\nPageLog %s/page\n", dir, dir, dir, dir, dir, dir, dir, dir, dir);
	put_file("files.conf", buf_str(&b), 0600);
	buf_clear(&b);
	buf_printf(&b, "Listen %s/sock\nLogLevel warn\nBrowsing No\nDefaultAuthType None\nWebInterface No\n<Location />\nAllow all\n</Location>\n"
		"<Policy default>\n<Limit All>\nOrder deny,allow\nAllow all\n</Limit>\n</Policy>\n", dir);
	put_file("cupsd.conf", buf_str(&b), 0600);
	buf_clear(&b);
	buf_printf(&b, "ServerName %s/sock\n", dir);
	put_file(".cups/client.conf", buf_str(&b), 0600);
	/* The device: what lp was told to call it, and the paper itself; the name last, when all is there. */
	put_file("bin/backend/keep", "#!/bin/sh\n[ $# -eq 0 ] && exit 0\nto=${DEVICE_URI#keep:}\nprintf '%s' \"$3\" > \"$to.title\"\n"
		"if [ -n \"$6\" ]; then cat \"$6\"; else cat; fi > \"$to.part\" && mv \"$to.part\" \"$to\"\n", 0700);
	buf_free(&b);
	snprintf(config, sizeof config, "%s/cupsd.conf", dir);
	snprintf(files, sizeof files, "%s/files.conf", dir);
	scheduler = fork();
	ck_assert_int_ge(scheduler, 0);
	if (scheduler == 0) {
		execlp("cupsd", "cupsd", "-f", "-c", config, "-s", files, NULL);
		_exit(127);
	}
	there = comes_up(run_path("sock"));
	ck_assert_int_eq(setenv("HOME", dir, 1), 0);
	snprintf(command, sizeof command, "lpadmin -p kept -E -v 'keep:%s/printed' -m raw > /dev/null 2>&1", dir);
	return there && shell(command);
}

static void
cups_down(void)
{
	if (scheduler > 0) {
		kill(scheduler, SIGTERM);
		while (waitpid(scheduler, NULL, 0) < 0)
			continue;
	}
}

START_TEST(by_cups)
{
	char first[64], second[64], *printed, *saved;
	size_t n, m;

	if (!run_has_paper() || !shell("command -v cupsd lpadmin lp > /dev/null 2>&1") || access("/usr/lib/cups/daemon", X_OK) != 0) {
		printf("skipped: no CUPS, or no jiandu-paper\n");
		return;
	}
	if (!cups_up()) {
		printf("skipped: cupsd does not come up here\n");
		return;
	}
	want(0, "--json", "import", "supervisor", run_sample("supervisors.csv"), "--partial");
	want(0, "--json", "supervisor", "list", "--limit", "2");
	snprintf(first, sizeof first, "%s", run_member("name"));
	snprintf(second, sizeof second, "%s", json_string_value(json_object_get(run_object(1), "name")));
	want(0, "setting", "printer", "kept", "--reason", "试印");
	want(0, "paper", "聘书", first, second, "--print");
	ck_assert_msg(strstr(ran.out, "kept：2 份") != NULL, "%s", ran.out);
	ck_assert_msg(comes_up(run_path("printed")), "nothing came to the device");
	want(0, "paper", "聘书", first, second, run_path("saved.pdf"));
	printed = run_slurp(run_path("printed"), &n);
	saved = run_slurp(run_path("saved.pdf"), &m);
	ck_assert(n == m && memcmp(printed, saved, n) == 0);
	free(printed);
	free(saved);
	printed = run_slurp(run_path("printed.title"), &n);
	ck_assert_msg(strstr(printed, "聘书") != NULL && strstr(printed, first) != NULL, "%s", printed);
	free(printed);
	want(0, "--json", "audit", "list", "--limit", "3");
	ck_assert_ptr_nonnull(strstr(ran.out, "打印机 kept，2 份"));
	/* A queue that CUPS does not know: its own words, and nothing on the trail that went out. */
	want(0, "setting", "printer", "gone", "--reason", "试印");
	want(1, "paper", "聘书", first, "--print");
	ck_assert_msg(strstr(ran.err, "gone") != NULL || strstr(ran.err, "lp") != NULL, "%s", ran.err);
	want(0, "--json", "audit", "list", "--limit", "1");
	ck_assert_ptr_null(strstr(ran.out, "打印机 gone"));
}
END_TEST

Suite *
suite_print(void)
{
	Suite *s = suite_create("print");
	TCase *t = tcase_create("cups");

	tcase_add_checked_fixture(t, run_open, run_close);
	tcase_add_checked_fixture(t, NULL, cups_down);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, by_cups);
	suite_add_tcase(s, t);
	return s;
}
