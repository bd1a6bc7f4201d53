/*
 * infile.c: taking in a file: from a path, or in a shared database from the account's spool and nowhere else.
 *
 * Knows: paths, spools.  Must not know: what is in a file.
 */
#include "ui/infile.h"

#include <unistd.h>

#include "base/i18n.h"
#include "base/io.h"
#include "store/spool.h"
#include "engine/attachment.h"
#include "ui/choose.h"
#include "ui/outfile.h"

/* By a plain name out of the folder; links are not followed. */
static int
open_spooled(struct ui *ui, const char *name, struct err *e)
{
	int folder = spool_name(name, e) ? spool_open(db_path(ui->en->db), ui->en->actor.login, e) : -1;
	int64_t bytes;
	int fd = folder >= 0 ? spool_read(folder, name, &bytes, e) : -1;

	if (folder >= 0)
		close(folder);
	return fd;
}

int
infile_open(struct ui *ui, const char *name, struct err *e)
{
	return outfile_spooled(ui) ? open_spooled(ui, name, e) : file_reading(name, e);
}

int
infile_pick(struct ui *ui, struct arena *a, const char *title, const char **name, struct err *e)
{
	int folder = spool_open(db_path(ui->en->db), ui->en->actor.login, e);
	struct spool_file *v = NULL;
	size_t n = folder >= 0 ? spool_list(folder, a, &v, e) : 0;
	struct choose_row *rows = arena_alloc(a, (n + 1) * sizeof *rows);
	struct choose_rows all = { rows, NULL, n };
	struct choose c = { .title = title, .source = choose_from_rows, .ctx = &all,
		.empty = _("没有文件。先送来：ssh 主机 put 文件名 < 文件") };
	struct chosen got;

	if (folder < 0)
		return -1;
	close(folder);
	for (size_t i = 0; i < n; i++)
		rows[i] = (struct choose_row){ .id = (int64_t)i + 1, .title = v[i].name, .detail = attachment_size_text(a, v[i].bytes) };
	if (choose(ui, a, &c, &got) != CHOOSE_PICKED)
		return -1;
	*name = v[got.id - 1].name;
	return open_spooled(ui, *name, e);
}
