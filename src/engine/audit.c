/*
 * audit.c: the trail's beginning moved into an archive.
 *
 * Knows: the order of proof, file, act.  Must not know: how an archive is written (store/archive.c), faces.
 *
 * The file stands under its name, on the disk and proved, before the act cuts anything: whatever ends the program in
 * between leaves a copy too many, never a row too few.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "engine/audit.h"
#include "base/i18n.h"
#include "base/io.h"
#include "flow/archive.h"
#include "engine/private.h"

static bool
act_make(struct engine *en, struct arena *a, day_t before, const char *path, struct err *e)
{
	char day[DAY_TEXT];
	const struct arg args[] = { { "before", day_format(before, day) }, { "file", path_name(path) } };
	struct result res;

	return action_do(en, a, action_find(NULL, "archive.make"), 0, 0, (struct args){ args, N_OF(args) }, &res, e);
}

/* Write under a name of the moment, then give it PATH. */
static bool
write_archive(struct engine *en, struct arena *a, int64_t upto, const char *path, struct archive *out,
	bool (*progress)(void *ctx, int64_t done, int64_t total), void *ctx, struct err *e)
{
	const char *part = arena_printf(a, "%s.part-%ld", path, (long)getpid());
	bool ok = archive_write(en->db, a, upto, part, out, progress, ctx, e) && file_settle(part, path, e);

	if (!ok)
		db_remove(part);
	return ok;
}

bool
audit_archive(struct engine *en, struct arena *a, day_t before, const char *path, struct archive *out, bool *more,
	bool (*progress)(void *ctx, int64_t done, int64_t total), void *ctx, struct err *e)
{
	struct err *old;
	int64_t upto, rows;
	bool ok;

	/* What is too early, or not for this person, is refused by the act itself, and stands on the trail. */
	if (!action_allowed(en, a, action_find(NULL, "archive.make"), NULL, e) || before > archive_latest(en->db, en->today))
		return e->code == ERR_OK && act_make(en, a, before, path, e);
	if (access(path, F_OK) == 0)
		return err_set(e, ERR_REFUSED, NULL, 0, _("%s 已经有了，没有覆盖"), path);
	/* What does not hold together is not put away as if it did. */
	if (!engine_verify_telling(en, NULL, &rows, progress, ctx, e))
		return false;
	old = db_errors(en->db, e);
	upto = archive_upto(en->db, before, more);
	db_errors(en->db, old);
	if (e->code == ERR_OK && upto == 0)
		err_set(e, ERR_REFUSED, "before", 0, "%s", _("这一天以前没有留痕可以归档"));
	if (e->code != ERR_OK || !write_archive(en, a, upto, path, out, progress, ctx, e))
		return false;
	en->archive = out;
	ok = act_make(en, a, before, path, e);
	en->archive = NULL;
	if (!ok)
		unlink(path);
	return ok;
}

const char *
record_archived(struct engine *en, struct arena *a, const struct flow *f, int64_t id)
{
	struct err scrap = { 0 }, *old = db_errors(en->db, &scrap);
	int64_t n = trail_archived(en->db, id);

	db_errors(en->db, old);
	if (n == 0)
		return "";
	/* Who is told of some acts only is not told how many there are. */
	if (keeps_from(en, f))
		return _("更早的经过已归档，不在这里；要看请问审计员");
	return arena_printf(a, _("更早的%lld项经过已归档，不在这里；要看请问审计员"), (long long)n);
}
