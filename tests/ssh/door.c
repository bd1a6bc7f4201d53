/*
 * door.c: a real sshd on loopback before a shared database.
 *
 * Knows: OpenSSH's programs, run.h.  Must not know: what jiandu answers.
 *
 * sshd asks `jiandu ssh-keys` as nobody where the build's folder lets it (root's own, closed to writing, open to passing), as root
 * where only passing is barred, and reads a file of the same lines where sshd would call the folder unsafe or runs as no root.
 */
#include "tests/ssh/door.h"

#include <arpa/inet.h>
#include <check.h>
#include <pwd.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "tests/cli/run.h"

#define MOST_WORDS 64

static int port;
static bool by_file;

static const char *
sshd(void)
{
	return access("/usr/sbin/sshd", X_OK) == 0 ? "/usr/sbin/sshd" : "/usr/local/sbin/sshd";
}

bool
door_possible(void)
{
	return access(sshd(), X_OK) == 0 && access("/usr/bin/ssh", X_OK) == 0 && access("/usr/bin/ssh-keygen", X_OK) == 0;
}

int
door_free_port(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	ck_assert_int_eq(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
	ck_assert_int_eq(getsockname(fd, (struct sockaddr *)&at, &n), 0);
	close(fd);
	return ntohs(at.sin_port);
}

const char *
door_key(const char *name)
{
	static char line[4][600];
	static unsigned at;
	char *out = line[at++ % 4], *text, path[512];
	size_t n;

	snprintf(path, sizeof path, "%s", run_path(name));
	if (access(path, F_OK) != 0) {
		char *argv[] = { (char[]){ "/usr/bin/ssh-keygen" }, (char[]){ "-q" }, (char[]){ "-t" }, (char[]){ "ed25519" }, (char[]){ "-N" },
			(char[]){ "" }, (char[]){ "-C" }, (char *)name, (char[]){ "-f" }, path, NULL };

		ck_assert_int_eq(run_program(argv), 0);
	}
	snprintf(path, sizeof path, "%s.pub", name);
	text = run_slurp(run_path(path), &n);
	snprintf(out, 600, "%.*s", (int)strcspn(text, "\n"), text);
	free(text);
	return out;
}

/* May sshd run PATH as a helper, and may nobody pass to it? */
static void
look_at(const char *path, bool *safe, bool *open_to_all)
{
	char part[1024];
	struct stat st;

	*safe = geteuid() == 0;
	*open_to_all = true;
	snprintf(part, sizeof part, "%s", path);
	while (*safe && *part != '\0') {
		char *slash;

		if (stat(part, &st) != 0 || st.st_uid != 0 || (st.st_mode & 022) != 0)
			*safe = false;
		if ((st.st_mode & 1) == 0)
			*open_to_all = false;
		slash = strrchr(part, '/');
		if (slash == NULL || strcmp(part, "/") == 0)
			break;
		slash[slash == part ? 1 : 0] = '\0';
	}
}

static void
configure(void)
{
	const char *program = getenv("JIANDU");
	char text[4096], keys[2048], path[512];
	bool safe, all;

	look_at(program, &safe, &all);
	snprintf(path, sizeof path, "%s", run_path("a.db"));
	by_file = !safe;
	if (safe)
		snprintf(keys, sizeof keys, "AuthorizedKeysFile none\nAuthorizedKeysCommand %s --db %s ssh-keys --file %s.keys %%f\nAuthorizedKeysCommandUser %s\n",
			program, path, path, all ? "nobody" : "root");
	else
		snprintf(keys, sizeof keys, "AuthorizedKeysFile %s\n", run_path("authorized"));
	snprintf(text, sizeof text,
		"Port %d\nListenAddress 127.0.0.1\nHostKey %s\nPidFile %s\nUsePAM no\nStrictModes no\nPasswordAuthentication no\n"
		"KbdInteractiveAuthentication no\nPermitRootLogin yes\nExposeAuthInfo yes\nDisableForwarding yes\nPermitUserRC no\n"
		"PermitUserEnvironment no\nAcceptEnv LANG LC_* JIANDU_* TERMINFO LD_PRELOAD\nSubsystem sftp internal-sftp\n%s",
		port, run_path("host"), run_path("sshd.pid"), keys);
	run_file("sshd_config", text, strlen(text));
}

static void
start(void)
{
	char config[512], log[512];
	char *argv[] = { (char *)sshd(), (char[]){ "-f" }, config, (char[]){ "-E" }, log, NULL };

	if (geteuid() == 0)
		mkdir("/run/sshd", 0755);
	snprintf(config, sizeof config, "%s", run_path("sshd_config"));
	snprintf(log, sizeof log, "%s", run_path("sshd.log"));
	ck_assert_msg(run_program(argv) == 0, "%s", ran.err);
	door_wait(port);
}

void
door_wait(int at_port)
{
	for (int i = 0; i < 200; i++) {
		struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons((uint16_t)at_port) };
		int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
		bool up = connect(fd, (struct sockaddr *)&at, sizeof at) == 0;

		close(fd);
		if (up)
			return;
		nanosleep(&(struct timespec){ .tv_nsec = 25000000 }, NULL);
	}
	ck_abort_msg("sshd does not answer");
}

void
door_open(void)
{
	char file[3][512], db[512];

	run_open();
	want(0, "import", "agency", run_sample("agencies.csv"));
	want(0, "account", "add", "--login", "zhang", "--name", "张三丰", "--roles", "clerk");
	door_key("host");
	for (int i = 0; i < 3; i++) {
		static const char *const names[] = { "liu", "wu", "sun" };

		door_key(names[i]);
		snprintf(file[i], sizeof file[i], "%s.pub", run_path(names[i]));
	}
	snprintf(db, sizeof db, "%s", run_path("a.db"));
	ck_assert_msg(run_bare("--db", db, "share", "--sysadmin", "liu=刘系统", "--secadmin", "wu=吴安全", "--auditor", "sun=孙审计",
			      "--sysadmin_key", file[0], "--secadmin_key", file[1], "--auditor_key", file[2], NULL) == 0, "%s", ran.err);
	/* The helper is another user: it reads the published file and nothing else. */
	ck_assert_int_eq(chmod(run_path(""), 0711), 0);
	port = door_free_port();
	configure();
	start();
	door_admit("zhang", "zhang");
}

void
door_close(void)
{
	size_t n;
	char *text;

	if (access(run_path("sshd.pid"), F_OK) == 0) {
		text = run_slurp(run_path("sshd.pid"), &n);
		kill((pid_t)strtol(text, NULL, 10), SIGTERM);
		free(text);
	}
	run_close();
}

/* ssh with the key NAME and OPTIONS as far as the host into ARGV; how many words that is.  They stand until the next call. */
static int
ssh_words(char *argv[MOST_WORDS], const char *key, const char *options)
{
	static char always[512], all[512], who[128], number[16], identity[512];
	const struct passwd *pw = getpwuid(geteuid());
	int n = 0;

	snprintf(number, sizeof number, "%d", port);
	snprintf(identity, sizeof identity, "%s", run_path(key));
	snprintf(who, sizeof who, "%s@127.0.0.1", pw != NULL ? pw->pw_name : "root");
	snprintf(all, sizeof all, "%s", options != NULL ? options : "");
	snprintf(always, sizeof always, "%s",
		"/usr/bin/ssh -F none -o BatchMode=yes -o IdentitiesOnly=yes -o IdentityAgent=none -o StrictHostKeyChecking=no "
		"-o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -o ConnectTimeout=20 -p");
	for (char *w = strtok(always, " "); w != NULL; w = strtok(NULL, " "))
		argv[n++] = w;
	argv[n++] = number;
	argv[n++] = (char *)"-i";
	argv[n++] = identity;
	for (char *w = strtok(all, " "); w != NULL; w = strtok(NULL, " "))
		argv[n++] = w;
	argv[n++] = who;
	return n;
}

int
door_ssh(const char *key, const char *options, const char *word, ...)
{
	char *argv[MOST_WORDS];
	va_list ap;
	int n;

	if (by_file) {
		const char *typed = run_input_waiting();

		/* That is for ssh. */
		run_input(NULL);
		ck_assert_int_eq(run_bare("--db", run_path("a.db"), "ssh-keys", NULL), 0);
		run_file("authorized", ran.out, strlen(ran.out));
		run_input(typed);
	}
	n = ssh_words(argv, key, options);
	va_start(ap, word);
	for (const char *w = word; w != NULL && n < MOST_WORDS - 1; w = va_arg(ap, const char *))
		argv[n++] = (char *)w;
	va_end(ap);
	argv[n] = NULL;
	return run_program(argv);
}

pid_t
door_ssh_begin(const char *key, const char *words, int in)
{
	char *argv[MOST_WORDS];
	int n = ssh_words(argv, key, NULL);
	pid_t pid;

	argv[n] = (char *)words;
	argv[n + 1] = NULL;
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		dup2(in, STDIN_FILENO);
		execv(argv[0], argv);
		_exit(127);
	}
	return pid;
}

void
door_admit(const char *account, const char *name)
{
	char words[900];

	snprintf(words, sizeof words, "key propose --account %s --reason 开通 --key '%s'", account, door_key(name));
	ck_assert_msg(door_ssh("liu", NULL, words, NULL) == 0, "%s%s", ran.out, ran.err);
	snprintf(words, sizeof words, "key list --account %s --state proposed --json", account);
	ck_assert_msg(door_ssh("wu", NULL, words, NULL) == 0, "%s%s", ran.out, ran.err);
	snprintf(words, sizeof words, "key confirm %lld", (long long)run_number("id"));
	ck_assert_msg(door_ssh("wu", NULL, words, NULL) == 0, "%s%s", ran.out, ran.err);
}
