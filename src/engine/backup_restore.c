/*
 * backup_restore.c: a backup in the place of the database, keeping taken away what was taken away since.
 *
 * Knows: the accounts table by its columns.  Must not know: what is in the other records.
 *
 * Everything is done to a proved copy first.  The last step is one write of SQLite's own: the other sessions see the
 * old content or the new one, never between.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "store/books.h"
#include "engine/backup.h"
#include "engine/enter.h"
#include "engine/event.h"

static const char *
kept_name(struct arena *a, const char *path)
{
	time_t now = time(NULL);
	struct tm tm;
	char text[32];

	localtime_r(&now, &tm);
	strftime(text, sizeof text, "%Y%m%d-%H%M%S", &tm);
	return arena_printf(a, "%s.before-%s", path, text);
}

struct door {
	int64_t id;
	const char *roles;
	bool disabled;
};

/* The accounts as they are now. */
static size_t
doors(struct db *db, struct arena *a, struct door **out)
{
	size_t n = (size_t)db_value(db, "SELECT count(*) FROM account", 0), i = 0;
	struct stmt *s = db_prepare(db, "SELECT id, roles, disabled FROM account ORDER BY id");

	*out = arena_alloc(a, (n + 1) * sizeof **out);
	while (db_step(s)) {
		if (i < n)
			(*out)[i++] = (struct door){ db_int(s, 0), arena_strdup(a, db_text(s, 1)), db_int(s, 2) != 0 };
	}
	return i;
}

/* Does NOW take anything from the account that THEN gives it? */
static bool
narrower(const struct door *now, const struct door *then)
{
	wordset a = word_set(actor_roles, now->roles), b = word_set(actor_roles, then->roles);

	return (now->disabled && !then->disabled) || (b & ~a) != 0;
}

/* What was taken away from accounts since the backup is taken away in the COPY too. */
static bool
carry_over(struct engine *present, struct engine *copy, struct arena *a, struct err *e)
{
	const struct action *narrow = action_find(NULL, "account.narrow");
	struct door *now, *then;
	size_t n_now = doors(present->db, a, &now), n_then = doors(copy->db, a, &then);

	for (size_t i = 0, k = 0; i < n_then && e->code == ERR_OK; i++) {
		const struct arg args[] = {
			{ "roles", NULL }, { "disabled", NULL }, { "reason", _("恢复备份：备份之后已停用或者收回") },
		};
		struct arg given[3];
		struct result res;

		while (k < n_now && now[k].id < then[i].id)
			k++;
		if (k == n_now || now[k].id != then[i].id || !narrower(&now[k], &then[i]))
			continue;
		memcpy(given, args, sizeof given);
		given[0].value = now[k].roles;
		given[1].value = now[k].disabled ? "yes" : "no";
		action_do(copy, a, narrow, then[i].id, 0, (struct args){ given, 3 }, &res, e);
	}
	/* Nor does a password that was changed since open the door again. */
	return e->code == ERR_OK && enter_carry(present, copy, e);
}

static bool
head_of(struct engine *en, struct arena *a, const char **out, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	char hex[65];
	int64_t seq = 0;
	bool ok = trail_head(en->db, &seq, hex);

	db_errors(en->db, old);
	*out = arena_printf(a, "%lld:%s", (long long)seq, hex);
	return ok;
}

/* The proved COPY is made to remember, and then takes the place of what PRESENT holds. */
static bool
replace(struct engine *present, struct arena *a, const char *copy, const char *from_name, const struct backup_info *info,
	const char **kept, struct err *e)
{
	const char *before = "";
	struct engine *en = engine_open(copy, ENGINE_PROGRAM, NULL, DAY_NONE, e);
	struct db *from;
	bool ok;

	/* Whoever compares a head kept elsewhere finds out here why it does not lie on the chain any more. */
	ok = en != NULL && carry_over(present, en, a, e) && head_of(present, a, &before, e) &&
		event_record(en, "backup.restored", "", 0, 0,
			arena_printf(a, _("由 %s（链头 %s）恢复；恢复前的链头 %s"), from_name, info->head, before), e);
	engine_close(en);
	from = ok ? db_open(copy, DB_READONLY, e) : NULL;
	if (from == NULL)
		return false;
	*kept = kept_name(a, db_path(present->db));
	ok = db_backup(present->db, *kept, e) && db_restore(present->db, from, e);
	db_close(from);
	return ok;
}

/* A file that is no database any more, and what stands beside it, keeps its content under another name. */
static bool
put_aside(struct arena *a, const char *path, const char **kept, struct err *e)
{
	static const char *const parts[] = { "", "-wal", "-shm", "-queue" };
	const char *to = kept_name(a, path);

	for (size_t i = 0; i < N_OF(parts); i++) {
		const char *from = arena_printf(a, "%s%s", path, parts[i]);

		if (access(from, F_OK) != 0)
			continue;
		if (rename(from, arena_printf(a, "%s%s", to, parts[i])) != 0)
			return err_set(e, ERR_SYSTEM, NULL, 0, _("不能改名 %s：%s"), from, err_system(errno));
		if (i == 0)
			*kept = to;
	}
	return true;
}

bool
backup_restore(struct engine *present, struct arena *a, const char *path, const char *from, const char *identity,
	backup_progress *progress, void *ctx, const char **kept, struct err *e)
{
	const char *copy = arena_printf(a, "%s.restoring-%ld", path, (long)getpid());
	struct backup_info info;
	struct db *proved;
	bool ok;

	*kept = NULL;
	ok = backup_prove(a, from, identity, NULL, copy, progress, ctx, &info, e);
	if (ok && present != NULL) {
		ok = replace(present, a, copy, from, &info, kept, e);
	} else if (ok && put_aside(a, path, kept, e)) {
		proved = db_open(copy, DB_READONLY, e);
		ok = proved != NULL && db_backup(proved, path, e);
		db_close(proved);
	}
	db_remove(copy);
	db_remove(arena_printf(a, "%s.work", copy));
	return ok;
}
