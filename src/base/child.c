/*
 * child.c: run one of the machine's programs, without a shell.
 *
 * Knows: fork, exec, the folders programs stand in.  Must not know: jiandu, what the programs do.
 *
 * Programs are looked for in fixed folders, so that neither PATH nor the folder somebody stands in chooses what runs
 * beside the office's records.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/child.h"
#include "base/arena.h"
#include "base/i18n.h"
#include "base/text.h"

#define FOLDERS "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"

static bool
locate(const char *name, char path[PATH_MAX])
{
	const char *p = FOLDERS;

	if (strchr(name, '/') != NULL)
		return false;
	while (*p != '\0') {
		size_t n = strcspn(p, ":");

		if (snprintf(path, PATH_MAX, "%.*s/%s", (int)n, p, name) < PATH_MAX && access(path, X_OK) == 0)
			return true;
		p += n + (p[n] == ':');
	}
	return false;
}

bool
child_there(const char *name)
{
	char path[PATH_MAX];

	return locate(name, path);
}

char **
child_environment(const char *const kept[], const char *path)
{
	size_t most = 3, n = 0;
	char **env;

	while (kept[most - 3] != NULL)
		most++;
	env = calloc(most, sizeof *env);
	if (env == NULL)
		_exit(126);
	for (size_t i = 0; kept[i] != NULL; i++) {
		const char *value = getenv(kept[i]);
		size_t room = value != NULL ? strlen(kept[i]) + strlen(value) + 2 : 0;

		if (value == NULL || (env[n] = malloc(room)) == NULL)
			continue;
		snprintf(env[n++], room, "%s=%s", kept[i], value);
	}
	env[n++] = strdup("LC_ALL=C.UTF-8");
	if (path != NULL)
		env[n++] = strdup(path);
	env[n] = NULL;
	return env;
}

/* In the child: never returns. */
_Noreturn static void
become(const char *path, const char *const argv[], int in, int out, int said)
{
	static const char *const kept[] = { "HOME", "USER", "LOGNAME", "SSH_AUTH_SOCK", "TMPDIR", NULL };
	char *args[64];
	size_t k = 0;

	while (argv[k] != NULL && k + 1 < sizeof args / sizeof *args) {
		args[k] = strdup(argv[k]);
		k++;
	}
	args[k] = NULL;
	if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(said, 2) < 0)
		_exit(126);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	execve(path, args, child_environment(kept, "PATH=" FOLDERS));
	_exit(127);
}

/* All that comes from FD; the first CHILD_SAID bytes are kept. */
static void
listen_to(int fd, char said[CHILD_SAID])
{
	char block[4096];
	size_t have = 0;
	ssize_t n;

	while ((n = read(fd, block, sizeof block)) != 0) {
		size_t fits = CHILD_SAID - 1 - have;

		if (n < 0) {
			if (errno == EINTR)
				continue;
			break;
		}
		fits = (size_t)n < fits ? (size_t)n : fits;
		memcpy(said + have, block, fits);
		have += fits;
	}
	said[have] = '\0';
}

/* Why it failed: what it said, or how it ended. */
static bool
failed(const char *name, const char *said, int status, struct err *e)
{
	struct arena *a = arena_new();
	const char *line = text_valid(said, strlen(said)) ? said : "";

	line += strspn(line, "\r\n");
	line = text_clean(a, arena_strndup(a, line, strcspn(line, "\r\n")), false);
	if (*line != '\0')
		err_set(e, ERR_SYSTEM, NULL, 0, _("%s 没有完成：%s"), name, line);
	else if (WIFSIGNALED(status))
		err_set(e, ERR_SYSTEM, NULL, 0, _("%s 没有完成（信号%d）"), name, WTERMSIG(status));
	else
		err_set(e, ERR_SYSTEM, NULL, 0, _("%s 没有完成（%d）"), name, WEXITSTATUS(status));
	arena_free(a);
	return false;
}

bool
child_run(const char *const argv[], int in, int out, struct err *e)
{
	char path[PATH_MAX], said[CHILD_SAID];
	int null, pipes[2], status = 0;
	pid_t pid;

	if (!locate(argv[0], path))
		return err_set(e, ERR_SYSTEM, NULL, 0, _("%s：这台机器上没有装这个程序"), argv[0]);
	null = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (null < 0 || pipe2(pipes, O_CLOEXEC) != 0) {
		int why = errno;

		if (null >= 0)
			close(null);
		return err_set(e, ERR_SYSTEM, NULL, 0, _("不能运行 %s：%s"), argv[0], err_system(why));
	}
	pid = fork();
	if (pid == 0)
		become(path, argv, in >= 0 ? in : null, out >= 0 ? out : null, pipes[1]);
	close(null);
	close(pipes[1]);
	if (pid < 0) {
		int why = errno;

		close(pipes[0]);
		return err_set(e, ERR_SYSTEM, NULL, 0, _("不能运行 %s：%s"), argv[0], err_system(why));
	}
	listen_to(pipes[0], said);
	close(pipes[0]);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return (WIFEXITED(status) && WEXITSTATUS(status) == 0) || failed(argv[0], said, status, e);
}
