/*
 * printer.c: papers to CUPS by lp, without a shell.
 *
 * Knows: lp's words.  Must not know: what stands in a paper.
 */
#include "engine/printer.h"

#include <string.h>
#include <unistd.h>

#include "base/child.h"
#include "base/i18n.h"
#include "store/piece.h"
#include "engine/paper.h"

const char *
printer_queue(struct engine *en, struct arena *a)
{
	const char *queue = setting_text(en->db, a, "printer", "-");

	return strcmp(queue, "-") == 0 ? "" : queue;
}

/* S in a nameless file, at its beginning: lp may look at it more than once. */
static int
as_file(struct engine *en, const struct buf *s, struct err *e)
{
	int fd = piece_nameless(db_path(en->db));
	size_t done = 0;

	while (fd >= 0 && done < s->len) {
		ssize_t n = write(fd, s->s + done, s->len - done);

		if (n < 0)
			break;
		done += (size_t)n;
	}
	if (fd >= 0 && done == s->len && lseek(fd, 0, SEEK_SET) == 0)
		return fd;
	if (fd >= 0)
		close(fd);
	err_set(e, ERR_SYSTEM, NULL, 0, "%s", _("不能暂存要打印的文书"));
	return -1;
}

bool
printer_print(struct engine *en, struct arena *a, const char *title, const char *const *content, size_t n, struct err *e)
{
	const char *queue = printer_queue(en, a);
	const char *const argv[] = { "lp", "-d", queue, "-t", title, NULL };
	struct buf pdf = BUF_INIT;
	bool ok;
	int fd;

	if (*queue == '\0')
		return err_set(e, ERR_REFUSED, NULL, 0, "%s",
			_("没有设定打印机：jiandu setting printer 队列名（lpstat -e 看有哪些）；或者存为文件再打印"));
	if (!child_there("lp"))
		return err_set(e, ERR_SYSTEM, NULL, 0, "%s", _("这台机器没有 lp 程序（软件包 cups-client），不能打印；可以存为文件"));
	ok = paper_pdf(content, n, &pdf, NULL, e);
	fd = ok ? as_file(en, &pdf, e) : -1;
	buf_free(&pdf);
	if (fd < 0)
		return false;
	ok = child_run(argv, fd, -1, e);
	close(fd);
	return ok;
}
