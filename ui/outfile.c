/*
 * outfile.c: giving out a file: to a path, or into the account's spool with the line that fetches it.
 *
 * Knows: paths, spools.  Must not know: what is in a file.
 */
#include "ui/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/io.h"
#include "store/spool.h"
#include "ui/dialog.h"
#include "ui/draw.h"
#include "ui/screen.h"

bool
outfile_spooled(const struct ui *ui)
{
	return !ui->en->actor.personal;
}

const char *
outfile_ask(struct ui *ui, struct arena *a, const char *title, const char *text, const char *name)
{
	return dialog_prompt(ui, a, title, outfile_spooled(ui) ?
		arena_printf(a, _("%s\n存进您在服务器上的文件夹，再用 ssh 主机 get 文件名 取走。"), text) : text, name);
}

bool
outfile_open(struct ui *ui, struct arena *a, struct outfile *o, const char *name, struct err *e)
{
	*o = (struct outfile){ -1, -1, arena_strdup(a, name) };
	if (outfile_spooled(ui)) {
		if (!spool_name(name, e) || (o->folder = spool_open(db_path(ui->en->db), ui->en->actor.login, e)) < 0)
			return false;
		o->fd = spool_write(o->folder, e);
		if (o->fd >= 0)
			return true;
		close(o->folder);
		return false;
	}
	o->fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	return o->fd >= 0 || err_set(e, ERR_SYSTEM, NULL, 0, _("不能写 %s：%s"), name, err_system(errno));
}

bool
outfile_put(struct outfile *o, const void *data, size_t n, struct err *e)
{
	return write_all(o->fd, data, n) || err_set(e, ERR_SYSTEM, NULL, 0, _("不能写 %s：%s"), o->name, err_system(errno));
}

bool
outfile_close(struct outfile *o, bool ok, struct err *e)
{
	if (o->folder >= 0) {
		/* What is not kept was never there. */
		ok = ok && spool_keep(o->folder, o->fd, o->name, e);
		close(o->fd);
		close(o->folder);
		return ok;
	}
	if (close(o->fd) != 0 && ok)
		ok = err_set(e, ERR_SYSTEM, NULL, 0, _("不能写 %s：%s"), o->name, err_system(errno));
	if (!ok)
		unlink(o->name);
	return ok;
}

void
outfile_say(struct ui *ui, const char *name)
{
	if (outfile_spooled(ui))
		ui_say(ui, UI_NORMAL, _("已放进您的文件夹，取走：ssh 主机 get %s > %s"), name, name);
	else
		ui_say(ui, UI_NORMAL, _("已存为 %s"), name);
}

bool
outfile_write(struct ui *ui, struct arena *a, const char *name, const char *s, size_t n, struct err *e)
{
	struct outfile o;

	return outfile_open(ui, a, &o, name, e) && outfile_close(&o, outfile_put(&o, s, n, e), e);
}
