/*
 * paper_run.c: jiandu-paper as a child: papers go in as one JSON document, a PDF comes out; a workbook in, CSV
 * out; rows in, a workbook out.
 *
 * Knows: fork, pipes.  Must not know: what the papers say.
 *
 * The child is looked for beside this program and nowhere else: neither PATH nor the environment chooses what is
 * run with the office's papers.  It gets an environment of a few words, so that it finds fonts and nothing else.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/child.h"
#include "base/i18n.h"
#include "base/text.h"
#include "engine/paper.h"

#define MOST_OUT ((size_t)256 << 20)  /* bytes of a PDF */
#define MOST_SAID 4096

/* What it is run for; what went wrong is said accordingly. */
enum job { JOB_PDF, JOB_READ, JOB_WRITE };

struct child {
	pid_t pid;
	int in, out, said; /* our ends */
};

static bool
beside(char path[PATH_MAX])
{
	ssize_t n = readlink("/proc/self/exe", path, PATH_MAX - 1);
	char *slash;

	if (n <= 0)
		return false;
	path[n] = '\0';
	slash = strrchr(path, '/');
	if (slash == NULL || (size_t)(slash - path) + sizeof "/jiandu-paper" > PATH_MAX)
		return false;
	strcpy(slash, "/jiandu-paper");
	return true;
}

/* In the child: never returns. */
_Noreturn static void
become(const char *path, char *const argv[], const int in[2], const int out[2], const int said[2])
{
	static const char *const kept[] = { "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH", NULL };

	if (dup2(in[0], 0) < 0 || dup2(out[1], 1) < 0 || dup2(said[1], 2) < 0)
		_exit(126);
	signal(SIGPIPE, SIG_DFL);
	execve(path, argv, child_environment(kept, NULL));
	_exit(errno == ENOENT ? 127 : 126);
}

static void
shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

bool
paper_pdf_there(struct err *e)
{
	char path[PATH_MAX];

	return (beside(path) && access(path, X_OK) == 0) ||
		err_set(e, ERR_SYSTEM, NULL, 0, "%s",
			_("没有 jiandu-paper 程序，不能生成 PDF：它要用 pango 和 cairo（软件包 libpango1.0-dev、libcairo2-dev）编译；纯文本（.txt）不需要它"));
}

static bool
start(struct child *c, char *const argv[], struct err *e)
{
	int in[2] = { -1, -1 }, out[2] = { -1, -1 }, said[2] = { -1, -1 };
	char path[PATH_MAX];

	if (!beside(path))
		return false;
	if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0 || pipe2(said, O_CLOEXEC) != 0 || (c->pid = fork()) < 0) {
		int why = errno;

		for (int i = 0; i < 2; i++)
			shut(&in[i]), shut(&out[i]), shut(&said[i]);
		return err_set(e, ERR_SYSTEM, NULL, 0, _("不能运行 jiandu-paper：%s"), err_system(why));
	}
	if (c->pid == 0)
		become(path, argv, in, out, said);
	close(in[0]);
	close(out[1]);
	close(said[1]);
	c->in = in[1];
	c->out = out[0];
	c->said = said[0];
	fcntl(c->in, F_SETFL, O_NONBLOCK);
	return true;
}

/* Read what is there; the end closes *FD.  False when there is more than MOST. */
static bool
drain(int *fd, struct buf *to, size_t most)
{
	char block[65536];
	ssize_t n = read(*fd, block, sizeof block);

	if (n > 0 && to->len + (size_t)n > most)
		return false;
	if (n > 0)
		buf_add(to, block, (size_t)n);
	else if (n == 0 || errno != EINTR)
		shut(fd);
	return true;
}

/* Feed S and gather until both outputs have ended. */
static bool
talk(struct child *c, const char *s, size_t n, struct buf *out, struct buf *said)
{
	size_t done = 0;

	while (c->out >= 0 || c->said >= 0) {
		struct pollfd p[3] = { { c->in, POLLOUT, 0 }, { c->out, POLLIN, 0 }, { c->said, POLLIN, 0 } };

		if (poll(p, 3, -1) < 0 && errno != EINTR)
			return false;
		if (c->in >= 0 && (p[0].revents & (POLLOUT | POLLERR | POLLHUP))) {
			ssize_t put = write(c->in, s + done, n - done);

			if (put > 0)
				done += (size_t)put;
			if (done == n || (put < 0 && errno != EAGAIN && errno != EINTR))
				shut(&c->in);
		}
		if (c->out >= 0 && p[1].revents != 0 && !drain(&c->out, out, MOST_OUT))
			return false;
		if (c->said >= 0 && p[2].revents != 0 && !drain(&c->said, said, MOST_SAID))
			shut(&c->said);
	}
	return true;
}

static bool
finish(struct child *c, bool ok, enum job job, const struct buf *said, struct err *e)
{
	const char *const late[] = { _("生成 PDF 超过了时间限制"), _("读工作簿超过了时间限制"), _("写工作簿超过了时间限制") };
	int status = 0;
	size_t n = strcspn(buf_str(said), "\n");
	struct arena *a;

	shut(&c->in);
	shut(&c->out);
	shut(&c->said);
	if (!ok)
		kill(c->pid, SIGKILL);
	while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR)
		continue;
	if (ok && WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	a = arena_new();
	if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGALRM))
		err_set(e, ERR_SYSTEM, NULL, 0, "%s", late[job]);
	else if (n > 0)
		err_set(e, job == JOB_READ ? ERR_REFUSED : ERR_SYSTEM, NULL, 0,
			job == JOB_READ ? _("不能读工作簿：%s") : job == JOB_WRITE ? _("不能写 xlsx：%s") : _("不能生成 PDF：%s"),
			text_clean(a, arena_strndup(a, buf_str(said), n), false));
	else
		err_set(e, ERR_SYSTEM, NULL, 0, _("jiandu-paper 没有完成（%d）"), WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
	arena_free(a);
	return false;
}

/* Run jiandu-paper with ARGV on the N bytes at S. */
static bool
run(char *const argv[], enum job job, const char *s, size_t n, struct buf *out, struct buf *said, struct err *e)
{
	struct child c = { .pid = -1, .in = -1, .out = -1, .said = -1 };
	struct sigaction quiet = { .sa_handler = SIG_IGN }, before;
	bool ok;

	sigaction(SIGPIPE, &quiet, &before);
	ok = start(&c, argv, e);
	if (ok)
		ok = finish(&c, talk(&c, s, n, out, said), job, said, e);
	sigaction(SIGPIPE, &before, NULL);
	return ok;
}

/* Run jiandu-paper as WORD on the workbook of N bytes at S. */
static bool
read_book(const char *word, const char *sheet, const char *s, size_t n, struct buf *out, struct buf *said, struct err *e)
{
	char program[] = "jiandu-paper", path[PATH_MAX];
	char *name = sheet != NULL ? strdup(sheet) : NULL, *as = strdup(word);
	char *const argv[] = { program, as, name, NULL };
	bool ok;

	if (n > PAPER_BOOK_MOST)
		ok = err_set(e, ERR_REFUSED, NULL, 0, _("工作簿超过了%zu MB，不能读；请分成几个文件"), PAPER_BOOK_MOST >> 20);
	else if (!beside(path) || access(path, X_OK) != 0)
		ok = err_set(e, ERR_SYSTEM, NULL, 0, "%s", _("没有 jiandu-paper 程序，不能读 xlsx；请在表格软件里另存为 CSV 再导入"));
	else
		ok = run(argv, JOB_READ, s, n, out, said, e);
	free(as);
	free(name);
	return ok;
}

bool
paper_book(const char *s, size_t n, const char *sheet, struct buf *out, size_t hidden[2], struct err *e)
{
	struct buf said = BUF_INIT;
	bool ok = read_book("sheet", sheet, s, n, out, &said, e);

	hidden[0] = hidden[1] = 0;
	if (ok && sscanf(buf_str(&said), "hidden %zu %zu", &hidden[0], &hidden[1]) != 2)
		hidden[0] = hidden[1] = 0;
	buf_free(&said);
	return ok;
}

bool
paper_sheets(const char *s, size_t n, struct buf *out, struct err *e)
{
	struct buf said = BUF_INIT;
	bool ok = read_book("sheets", NULL, s, n, out, &said, e);

	buf_free(&said);
	return ok;
}

bool
paper_pdf(const char *const *content, size_t n, struct buf *out, struct buf *notes, struct err *e)
{
	char program[] = "jiandu-paper";
	char *const argv[] = { program, NULL };
	struct buf all = BUF_INIT, said = BUF_INIT;
	bool ok;

	buf_adds(&all, "{\"papers\":[");
	for (size_t i = 0; i < n; i++) {
		buf_adds(&all, i > 0 ? "," : "");
		buf_adds(&all, content[i]);
	}
	buf_adds(&all, "]}");
	ok = paper_pdf_there(e) && run(argv, JOB_PDF, buf_str(&all), all.len, out, &said, e);
	if (ok && notes != NULL)
		buf_adds(notes, buf_str(&said));
	buf_free(&all);
	buf_free(&said);
	return ok;
}

bool
paper_tables(const char *content, const char *dir, struct buf *out, struct err *e)
{
	char program[] = "jiandu-paper", word[] = "tables", *place = strdup(dir);
	char *const argv[] = { program, word, place, NULL };
	struct buf all = BUF_INIT, said = BUF_INIT;
	bool ok;

	if (place == NULL)
		abort();
	buf_printf(&all, "{\"papers\":[%s]}", content);
	ok = paper_pack_there(e) && run(argv, JOB_WRITE, buf_str(&all), all.len, out, &said, e);
	buf_free(&all);
	buf_free(&said);
	free(place);
	return ok;
}

/* ---- a workbook written row by row ---- */

struct paper_pack {
	struct child child;
	struct buf said;
	struct sigaction before; /* of SIGPIPE */
	bool ended;              /* before all was handed over */
};

bool
paper_pack_there(struct err *e)
{
	char path[PATH_MAX];

	return (beside(path) && access(path, X_OK) == 0) ||
		err_set(e, ERR_SYSTEM, NULL, 0, "%s", _("写 xlsx 要有 jiandu-paper 程序，这里没有；请导出 csv"));
}

struct paper_pack *
paper_pack_open(const char *dir, struct err *e)
{
	char program[] = "jiandu-paper", word[] = "pack", *place;
	struct sigaction quiet = { .sa_handler = SIG_IGN };
	struct paper_pack *p;
	bool ok;

	if (!paper_pack_there(e))
		return NULL;
	p = calloc(1, sizeof *p);
	place = strdup(dir);
	if (p == NULL || place == NULL)
		abort();
	p->child = (struct child){ .pid = -1, .in = -1, .out = -1, .said = -1 };
	sigaction(SIGPIPE, &quiet, &p->before);
	ok = start(&p->child, (char *const[]){ program, word, place, NULL }, e);
	free(place);
	if (ok)
		return p;
	sigaction(SIGPIPE, &p->before, NULL);
	free(p);
	return NULL;
}

bool
paper_pack_put(struct paper_pack *p, const char *s, size_t n)
{
	while (n > 0 && !p->ended) {
		struct pollfd in = { p->child.in, POLLOUT, 0 };
		ssize_t put = poll(&in, 1, -1) > 0 ? write(p->child.in, s, n) : -1;

		if (put > 0) {
			s += put;
			n -= (size_t)put;
		} else if (put < 0 && errno != EAGAIN && errno != EINTR) {
			p->ended = true;
		}
	}
	return !p->ended;
}

/* The workbook comes out only after the last row has gone in, so there is nothing to be read before. */
static bool
take_out(struct paper_pack *p, bool (*write_to)(void *ctx, const char *s, size_t n, struct err *e), void *ctx, struct err *e)
{
	struct buf block = BUF_INIT;
	bool ok = true;

	shut(&p->child.in);
	while (ok && p->child.out >= 0) {
		buf_clear(&block);
		ok = drain(&p->child.out, &block, MOST_OUT) && (block.len == 0 || write_to(ctx, buf_str(&block), block.len, e));
	}
	while (ok && p->child.said >= 0 && drain(&p->child.said, &p->said, MOST_SAID))
		continue;
	buf_free(&block);
	return ok;
}

bool
paper_pack_close(struct paper_pack *p, bool ok, bool (*write_to)(void *ctx, const char *s, size_t n, struct err *e), void *ctx,
	struct err *e)
{
	struct err scrap = { 0 };
	bool kept = ok;

	if (ok || p->ended)
		kept = take_out(p, write_to, ctx, e);
	/* One that was broken off here has its sentence in E already. */
	kept = finish(&p->child, kept, JOB_WRITE, &p->said, kept ? e : &scrap) && kept && ok;
	sigaction(SIGPIPE, &p->before, NULL);
	buf_free(&p->said);
	free(p);
	return kept;
}
