/*
 * keys.c: the active keys as a file that sshd's helper reads, and who a key belongs to.
 *
 * Knows: the table ssh_key, accounts.  Must not know: sshd.
 *
 * Publishing happens in the turn of a writer: who lists later also renames later, and no older list can stay.  The database's
 * own queue is that lock, because its folder is nobody else's, and the folder of the published file may be read by everybody.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/keys.h"
#include "base/i18n.h"
#include "engine/private.h"

const char *
keys_file(struct engine *en, struct arena *a)
{
	struct stmt *s = db_prepare(en->db, "SELECT value FROM meta WHERE key = 'keys_file'");
	const char *path = NULL;

	if (db_step(s)) {
		path = arena_strdup(a, db_text(s, 0));
		db_done(s);
	}
	return path != NULL && *path != '\0' ? path : arena_printf(a, "%s.keys", db_path(en->db));
}

bool
keys_place(struct engine *en, const char *path, struct err *e)
{
	struct err *old;
	struct stmt *s;
	bool ok;

	if (*path != '/')
		return err_set(e, ERR_USAGE, NULL, 0, _("%s：要写完整路径"), path);
	old = db_errors(en->db, e);
	ok = db_begin(en->db);
	if (ok) {
		db_enter_action(en->db);
		s = db_prepare(en->db, "INSERT INTO meta (key, value) VALUES ('keys_file', :path) "
				       "ON CONFLICT (key) DO UPDATE SET value = excluded.value");
		db_bind_text(s, ":path", path);
		db_run(s);
		db_leave_action(en->db);
		ok = db_commit(en->db);
	}
	db_errors(en->db, old);
	return ok && (keys_publish(en) || err_set(e, ERR_SYSTEM, NULL, 0, _("不能写 %s：%s"), path, err_system(errno)));
}

static void
list_keys(struct engine *en, struct buf *out)
{
	struct stmt *s = db_prepare(en->db,
		"SELECT k.fingerprint, k.type, k.blob FROM ssh_key k JOIN account u ON u.id = k.account "
		"WHERE k.state = 'active' AND u.disabled = 0 ORDER BY k.id");

	while (db_step(s))
		buf_printf(out, "%s %s %s\n", db_text(s, 0), db_text(s, 1), db_text(s, 2));
}

bool
keys_publish(struct engine *en)
{
	struct arena *a = arena_new();
	struct err scrap = { 0 }, *old = db_errors(en->db, &scrap);
	struct buf all = BUF_INIT;
	const char *path = keys_file(en, a), *part = arena_printf(a, "%s.%ld", path, (long)getpid());
	int fd = -1;
	bool turn = db_begin(en->db), ok = turn;

	if (ok)
		list_keys(en, &all);
	ok = ok && scrap.code == ERR_OK;
	/* What a crash of an earlier process of this number has left must not stand in the way. */
	if (ok)
		unlink(part);
	if (ok)
		fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	ok = ok && fd >= 0 && fchmod(fd, 0644) == 0 && write(fd, buf_str(&all), all.len) == (ssize_t)all.len && fsync(fd) == 0 &&
		rename(part, path) == 0;
	if (fd >= 0)
		close(fd);
	if (!ok && fd >= 0)
		unlink(part);
	if (turn)
		db_rollback(en->db);
	db_errors(en->db, old);
	buf_free(&all);
	arena_free(a);
	return ok;
}

int64_t
keys_account(struct engine *en, struct arena *a, const char *fingerprint, const char **login, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	struct stmt *s = db_prepare(en->db,
		"SELECT u.id, u.login FROM ssh_key k JOIN account u ON u.id = k.account "
		"WHERE k.fingerprint = :f AND k.state = 'active' AND u.disabled = 0");
	int64_t id = 0;

	db_bind_text(s, ":f", fingerprint);
	if (db_step(s)) {
		id = db_int(s, 0);
		*login = arena_strdup(a, db_text(s, 1));
		db_done(s);
	}
	db_errors(en->db, old);
	return id;
}
