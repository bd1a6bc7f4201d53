/*
 * session.c: who is at work now, on what.
 *
 * Knows: its table in NAME.work, the locks that show a session lives.  Must not know: who may see or end one.
 *
 * Locks of the open file description (F_OFD_SETLK), not of the process: SQLite closing another file of ours must
 * not let go of them, and a test in one process can hold several.
 */
#include "store/session.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MOST 500 /* rows read at once */

int
session_locks(struct db *w)
{
	char name[4096];

	if (snprintf(name, sizeof name, "%s-live", db_path(w)) >= (int)sizeof name)
		return -1;
	return open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
}

static bool
hold(int locks, int64_t id, short how)
{
	struct flock l = { .l_type = how, .l_whence = SEEK_SET, .l_start = id, .l_len = 1 };

	return fcntl(locks, F_OFD_SETLK, &l) == 0;
}

/* Through another opening of the file: one's own locks do not show. */
static bool
lives(int probe, int64_t id)
{
	struct flock l = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = id, .l_len = 1 };

	return fcntl(probe, F_OFD_GETLK, &l) != 0 || l.l_type != F_UNLCK;
}

int64_t
session_open(struct db *w, int locks, const struct session *s)
{
	struct stmt *q;
	int64_t id = 0;

	if (!db_begin(w))
		return 0;
	q = db_prepare(w,
		"INSERT INTO session (account, login, name, source, tty, pid, since, last, flow, record, editing, ended_by) "
		"VALUES (:account, :login, :name, :source, :tty, :pid, :since, :since, '', 0, 0, '') RETURNING id");
	db_bind_int(q, ":account", s->account);
	db_bind_text(q, ":login", s->login);
	db_bind_text(q, ":name", s->name);
	db_bind_text(q, ":source", s->source);
	db_bind_text(q, ":tty", s->tty);
	db_bind_int(q, ":pid", s->pid);
	db_bind_text(q, ":since", s->since);
	if (db_step(q)) {
		id = db_int(q, 0);
		db_done(q);
	}
	/* The lock first: between commit and lock the row would look dead. */
	if (id == 0 || !hold(locks, id, F_WRLCK)) {
		db_rollback(w);
		return 0;
	}
	return db_commit(w) ? id : 0;
}

static bool
run_on(struct db *w, struct stmt *q, int64_t id)
{
	db_bind_int(q, ":id", id);
	db_run(q);
	return db_commit(w);
}

bool
session_close(struct db *w, int locks, int64_t id)
{
	bool ok = db_begin(w) && run_on(w, db_prepare(w, "DELETE FROM session WHERE id = :id"), id);

	hold(locks, id, F_UNLCK);
	return ok;
}

bool
session_key(struct db *w, int64_t id, const char *last)
{
	struct stmt *q;

	if (!db_begin(w))
		return false;
	q = db_prepare(w, "UPDATE session SET last = :last WHERE id = :id");
	db_bind_text(q, ":last", last);
	return run_on(w, q, id);
}

bool
session_at(struct db *w, int64_t id, const char *flow, int64_t record, bool editing)
{
	struct stmt *q;

	if (!db_begin(w))
		return false;
	q = db_prepare(w, "UPDATE session SET flow = :flow, record = :record, editing = :editing WHERE id = :id");
	db_bind_text(q, ":flow", flow);
	db_bind_int(q, ":record", record);
	db_bind_int(q, ":editing", editing);
	return run_on(w, q, id);
}

bool
session_ask_end(struct db *w, int64_t id, const char *by)
{
	struct stmt *q;
	bool found;

	if (!db_begin(w))
		return false;
	q = db_prepare(w, "UPDATE session SET ended_by = :by WHERE id = :id");
	db_bind_text(q, ":by", by);
	db_bind_int(q, ":id", id);
	db_run(q);
	found = db_changes(w) == 1;
	return db_commit(w) && found;
}

const char *
session_end_asked(struct db *w, struct arena *a, int64_t id)
{
	struct stmt *q = db_prepare(w, "SELECT ended_by FROM session WHERE id = :id");
	const char *by = "";

	db_bind_int(q, ":id", id);
	if (db_step(q)) {
		by = arena_strdup(a, db_text(q, 0));
		db_done(q);
	}
	return by;
}

/* The rows of Q that live, or those that do not. */
static size_t
read_rows(struct db *w, struct arena *a, struct stmt *q, bool live, struct session *out)
{
	int probe = session_locks(w);
	size_t n = 0;

	while (db_step(q)) {
		struct session *s = &out[n];

		if (n == MOST || (probe < 0 || lives(probe, db_int(q, 0))) != live)
			continue;
		*s = (struct session){ .id = db_int(q, 0), .account = db_int(q, 1), .login = arena_strdup(a, db_text(q, 2)),
			.name = arena_strdup(a, db_text(q, 3)), .source = arena_strdup(a, db_text(q, 4)),
			.tty = arena_strdup(a, db_text(q, 5)), .pid = db_int(q, 6), .since = arena_strdup(a, db_text(q, 7)),
			.last = arena_strdup(a, db_text(q, 8)), .flow = arena_strdup(a, db_text(q, 9)), .record = db_int(q, 10),
			.editing = db_int(q, 11) != 0, .ended_by = arena_strdup(a, db_text(q, 12)) };
		n++;
	}
	if (probe >= 0)
		close(probe);
	return n;
}

#define COLUMNS "id, account, login, name, source, tty, pid, since, last, flow, record, editing, ended_by"

static size_t
every(struct db *w, struct arena *a, bool live, struct session **out)
{
	*out = arena_alloc(a, (MOST + 1) * sizeof **out);
	return read_rows(w, a, db_prepare(w, "SELECT " COLUMNS " FROM session ORDER BY id"), live, *out);
}

size_t
session_all(struct db *w, struct arena *a, struct session **out)
{
	return every(w, a, true, out);
}

size_t
session_dead(struct db *w, struct arena *a, struct session **out)
{
	size_t n = every(w, a, false, out), taken = 0;

	if (n == 0 || !db_begin(w))
		return 0;
	for (size_t i = 0; i < n; i++) {
		struct stmt *q = db_prepare(w, "DELETE FROM session WHERE id = :id");

		db_bind_int(q, ":id", (*out)[i].id);
		if (db_run(q) && db_changes(w) == 1)
			(*out)[taken++] = (*out)[i];
	}
	return db_commit(w) ? taken : 0;
}

size_t
session_on(struct db *w, struct arena *a, int64_t record, int64_t me, struct session **out)
{
	struct stmt *q = db_prepare(w, "SELECT " COLUMNS " FROM session WHERE record = :record AND id <> :me ORDER BY id");

	*out = arena_alloc(a, (MOST + 1) * sizeof **out);
	db_bind_int(q, ":record", record);
	db_bind_int(q, ":me", me);
	return read_rows(w, a, q, true, *out);
}
