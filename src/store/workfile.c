/*
 * workfile.c: drafts and saved views in NAME.work.
 *
 * Knows: the file's tables (session is session.c's).  Must not know: records.
 */
#include "store/workfile.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define WORKFILE_VERSION 3

static const char work_schema[] =
	"CREATE TABLE IF NOT EXISTS draft ("
	" id INTEGER PRIMARY KEY, account INTEGER NOT NULL, action TEXT NOT NULL, record INTEGER NOT NULL,"
	" version INTEGER NOT NULL, at TEXT NOT NULL, json TEXT NOT NULL, UNIQUE (account, action, record)) STRICT;"
	"CREATE TABLE IF NOT EXISTS kept ("
	" account INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (account, key)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE IF NOT EXISTS session ("
	" id INTEGER PRIMARY KEY, account INTEGER NOT NULL, login TEXT NOT NULL, name TEXT NOT NULL, source TEXT NOT NULL,"
	" tty TEXT NOT NULL, pid INTEGER NOT NULL, since TEXT NOT NULL, last TEXT NOT NULL, flow TEXT NOT NULL,"
	" record INTEGER NOT NULL, editing INTEGER NOT NULL, ended_by TEXT NOT NULL) STRICT;"
	"CREATE INDEX IF NOT EXISTS session_record ON session(record);"
	"CREATE TABLE IF NOT EXISTS view ("
	" screen TEXT NOT NULL, account INTEGER NOT NULL, name TEXT NOT NULL, owner INTEGER NOT NULL, what TEXT NOT NULL,"
	" PRIMARY KEY (screen, account, name)) STRICT, WITHOUT ROWID;"
	"PRAGMA user_version=3;";

static struct db *
open_or_make(const char *name)
{
	struct err e = { 0 };
	struct db *w = NULL;

	if (access(name, F_OK) != 0)
		w = db_open(name, DB_NOSYNC | DB_FOREIGN | DB_CREATE, &e);
	/* It was there, or another session has just made it. */
	if (w == NULL) {
		err_clear(&e);
		w = db_open(name, DB_NOSYNC | DB_FOREIGN, &e);
	}
	return w;
}

/* The file with its tables, or NULL: it cannot be opened, or is damaged. */
static struct db *
open_ready(const char *name)
{
	struct db *w = open_or_make(name);
	struct err e = { 0 };
	struct err *old;

	if (w == NULL)
		return NULL;
	old = db_errors(w, &e);
	db_set_wait(w, 2000);
	/* Two sessions may both have found no file: the version is looked at again behind the queue. */
	if (db_value(w, "PRAGMA user_version", 0) < WORKFILE_VERSION && db_begin(w)) {
		if (db_value(w, "PRAGMA user_version", 0) < WORKFILE_VERSION)
			db_exec(w, work_schema);
		db_commit(w);
	}
	db_run(db_prepare(w, "SELECT id FROM draft LIMIT 1"));
	db_errors(w, old);
	if (e.code != ERR_OK) {
		db_close(w);
		return NULL;
	}
	return w;
}

struct db *
workfile_open(const char *path)
{
	char name[4096], aside[4096 + 8];
	struct db *w;

	if (snprintf(name, sizeof name, "%s.work", path) >= (int)sizeof name)
		return NULL;
	w = open_ready(name);
	if (w != NULL || access(name, W_OK) != 0)
		return w;
	/* Damaged: it costs drafts only.  It is put aside, not thrown away, and made anew. */
	snprintf(aside, sizeof aside, "%s.bad", name);
	if (rename(name, aside) != 0)
		return NULL;
	db_remove(name);
	return open_ready(name);
}

bool
workfile_save(struct db *w, int64_t account, const char *action, int64_t record, int64_t version, const char *at,
	const char *json)
{
	struct stmt *s;

	if (!db_begin(w))
		return false;
	s = db_prepare(w,
		"INSERT INTO draft (account, action, record, version, at, json) "
		"VALUES (:account, :action, :record, :version, :at, :json) ON CONFLICT (account, action, record) "
		"DO UPDATE SET version = excluded.version, at = excluded.at, json = excluded.json");
	db_bind_int(s, ":account", account);
	db_bind_text(s, ":action", action);
	db_bind_int(s, ":record", record);
	db_bind_int(s, ":version", version);
	db_bind_text(s, ":at", at);
	db_bind_text(s, ":json", json);
	db_run(s);
	return db_commit(w);
}

bool
workfile_drop(struct db *w, int64_t account, const char *action, int64_t record)
{
	struct stmt *s;

	if (!db_begin(w))
		return false;
	s = db_prepare(w, "DELETE FROM draft WHERE account = :account AND action = :action AND record = :record");
	db_bind_int(s, ":account", account);
	db_bind_text(s, ":action", action);
	db_bind_int(s, ":record", record);
	db_run(s);
	return db_commit(w);
}

bool
workfile_drop_record(struct db *w, int64_t record)
{
	struct stmt *s;

	if (!db_begin(w))
		return false;
	s = db_prepare(w, "DELETE FROM draft WHERE record = :record");
	db_bind_int(s, ":record", record);
	db_run(s);
	return db_commit(w);
}

size_t
workfile_drafts(struct db *w, struct arena *a, int64_t account, const char *action, int64_t record,
	struct work_draft **out)
{
	struct stmt *s = db_prepare(w,
		"SELECT id, action, record, version, at, json FROM draft WHERE account = :account "
		"AND (:action IS NULL OR (action = :action AND record = :record)) ORDER BY id DESC LIMIT 200");
	size_t n = 0;

	*out = arena_alloc(a, 200 * sizeof **out);
	db_bind_int(s, ":account", account);
	db_bind_text(s, ":action", action);
	db_bind_int(s, ":record", record);
	while (db_step(s)) {
		struct work_draft *d = &(*out)[n++];

		d->id = db_int(s, 0);
		d->action = arena_strdup(a, db_text(s, 1));
		d->record = db_int(s, 2);
		d->version = db_int(s, 3);
		d->at = arena_strdup(a, db_text(s, 4));
		d->json = arena_strdup(a, db_text(s, 5));
	}
	return n;
}

const char *
workfile_get(struct db *w, struct arena *a, int64_t account, const char *key)
{
	struct stmt *s = db_prepare(w, "SELECT value FROM kept WHERE account = :account AND key = :key");
	const char *v = "";

	db_bind_int(s, ":account", account);
	db_bind_text(s, ":key", key);
	if (db_step(s)) {
		v = arena_strdup(a, db_text(s, 0));
		db_done(s);
	}
	return v;
}

bool
workfile_set(struct db *w, int64_t account, const char *key, const char *value)
{
	struct stmt *s;

	if (!db_begin(w))
		return false;
	s = db_prepare(w, "INSERT INTO kept (account, key, value) VALUES (:account, :key, :value) "
			  "ON CONFLICT (account, key) DO UPDATE SET value = excluded.value");
	db_bind_int(s, ":account", account);
	db_bind_text(s, ":key", key);
	db_bind_text(s, ":value", value);
	db_run(s);
	return db_commit(w);
}

#define VIEWS_MOST 200

size_t
workfile_views(struct db *w, struct arena *a, const char *screen, int64_t account, bool shared, struct work_view **out)
{
	struct stmt *s = db_prepare(w,
		"SELECT name, account, owner, what FROM view WHERE screen = :screen AND account IN (:account, iif(:shared, 0, :account)) "
		"ORDER BY account = 0, name LIMIT 200");
	size_t n = 0;

	*out = arena_alloc(a, VIEWS_MOST * sizeof **out);
	db_bind_text(s, ":screen", screen);
	db_bind_int(s, ":account", account);
	db_bind_int(s, ":shared", shared);
	while (db_step(s))
		(*out)[n++] = (struct work_view){ arena_strdup(a, db_text(s, 0)), db_int(s, 1), db_int(s, 2), arena_strdup(a, db_text(s, 3)) };
	return n;
}

bool
workfile_view_put(struct db *w, const char *screen, const struct work_view *v)
{
	struct stmt *s;

	if (!db_begin(w))
		return false;
	s = db_prepare(w, "INSERT INTO view (screen, account, name, owner, what) VALUES (:screen, :account, :name, :owner, :what) "
			  "ON CONFLICT (screen, account, name) DO UPDATE SET owner = excluded.owner, what = excluded.what");
	db_bind_text(s, ":screen", screen);
	db_bind_int(s, ":account", v->account);
	db_bind_text(s, ":name", v->name);
	db_bind_int(s, ":owner", v->owner);
	db_bind_text(s, ":what", v->what);
	db_run(s);
	return db_commit(w);
}

bool
workfile_view_drop(struct db *w, const char *screen, const struct work_view *v)
{
	struct stmt *s;

	if (!db_begin(w))
		return false;
	s = db_prepare(w, "DELETE FROM view WHERE screen = :screen AND account = :account AND name = :name");
	db_bind_text(s, ":screen", screen);
	db_bind_int(s, ":account", v->account);
	db_bind_text(s, ":name", v->name);
	db_run(s);
	return db_commit(w);
}
