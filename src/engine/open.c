/*
 * open.c: opening the database as somebody: mode, account, date, calendar.
 *
 * Knows: personal and shared mode, the accounts table.  Must not know: flows' law.
 */
#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "store/cardkey.h"
#include "store/migrate.h"
#include "store/sql_embedded.h"
#include "store/workfile.h"
#include "engine/private.h"
#include "engine/session.h"

#define DISTRICT 500109 /* GB/T 2260: 重庆市北碚区; another district's profile sets its own */

static const char *
login_name(void)
{
	const struct passwd *pw = getpwuid(geteuid());

	return pw != NULL && *pw->pw_name != '\0' ? pw->pw_name : "owner";
}

/* The name the system keeps beside the login (the first part of GECOS), when there is one; else the login. */
static const char *
full_name(struct arena *a)
{
	const struct passwd *pw = getpwuid(geteuid());
	const char *name = pw != NULL && pw->pw_gecos != NULL ? pw->pw_gecos : "";

	if (!text_valid(name, strlen(name)))
		return login_name();
	name = text_name(a, text_clean(a, arena_strndup(a, name, strcspn(name, ",")), false));
	return *name != '\0' ? name : login_name();
}

/* What the trail says of a record that came with the file: which, and the value where it has one. */
static const char *
seed_note(struct engine *en, struct arena *a, const struct flow *f, const void *row, const char *why)
{
	for (size_t i = 0; i < f->n_fields; i++)
		if (strcmp(f->fields[i].col.name, "value") == 0)
			return arena_printf(a, _("%s：%s = %s"), why, row_title(en, a, f, row), col_text(a, &f->fields[i].col, row));
	return arena_printf(a, _("%s：%s"), why, row_title(en, a, f, row));
}

/*
 * Records that no act made, because the file came with them (settings, holidays, the first account):
 * an entry for each, so that whoever reads the trail finds every record on it.
 */
static bool
trail_seeds(struct engine *en, int64_t account, const char *name, const char *note)
{
	static const char *const seeded[][2] = {
		{ "account", "account.add" }, { "setting", "setting.set" }, { "holiday", "holiday.add" },
		{ "template", "template.edit" },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < N_OF(seeded); i++) {
		const struct flow *f = flow_find(seeded[i][0]);
		int64_t ids[200], after = 0;
		size_t n;

		while (f != NULL && (n = record_ids(en->db, f->table, after, N_OF(ids), ids)) > 0) {
			for (size_t k = 0; k < n; k++) {
				struct trail_entry t = { .at = time_text(a), .account = account, .who = name,
					.flow = f->name, .record = ids[k], .action = seeded[i][1],
					.happened_on = DAY_NONE, .received_on = DAY_NONE, .change = "{}" };
				struct buf image = BUF_INIT;
				void *row;

				/* An act counts the version up by one: what has fewer acts than versions was changed by a rung. */
				if ((row = row_load(en, a, f, ids[k])) == NULL || trail_acts(en->db, ids[k]) >= row_head(row)->version)
					continue;
				t.note = seed_note(en, a, f, row, note);
				record_image(&image, f->states, flow_cols(f), row);
				trail_add(en->db, &t, buf_str(&image));
				buf_free(&image);
			}
			after = ids[n - 1];
			arena_reset(a);
		}
	}
	arena_free(a);
	return !db_failed(en->db);
}

/*
 * A new personal database: its owner is asked for nothing and holds all
 * business roles.  The first account cannot come from an action, because an
 * action needs an account; this is the one place that writes it.
 */
static bool
make_new(struct engine *en, const char *name)
{
	struct record owner = { 0 };
	struct stmt *s;
	bool ok;

	db_enter_action(en->db);
	s = db_prepare(en->db, "INSERT INTO meta (key, value) VALUES ('district', :d), ('mode', 'personal'), "
			       "('created', :today) ON CONFLICT (key) DO UPDATE SET value = excluded.value");
	db_bind_int(s, ":d", DISTRICT);
	db_bind_day(s, ":today", en->today);
	db_run(s);
	owner.id = record_new_id(en->db);
	s = db_prepare(en->db,
		"INSERT INTO account (id, version, state, login, name, roles, disabled) "
		"VALUES (:id, 1, 'active', :login, :name, 'clerk,leader', 0)");
	db_bind_int(s, ":id", owner.id);
	db_bind_text(s, ":login", login_name());
	db_bind_text(s, ":name", name);
	db_run(s);
	s = db_prepare(en->db, "INSERT INTO meta (key, value) VALUES ('owner', :id) "
			       "ON CONFLICT (key) DO UPDATE SET value = excluded.value");
	db_bind_int(s, ":id", owner.id);
	db_run(s);
	ok = trail_seeds(en, owner.id, name, _("建立数据库"));
	db_leave_action(en->db);
	return ok;
}

/* The whole of a new file in one transaction: killed on the way, there is nothing, and the name can be used again. */
static bool
make_whole(struct engine *en, const char *name, struct err *e)
{
	if (!db_begin(en->db))
		return false;
	/* Another session may have made it while we waited in the queue. */
	if (db_value(en->db, "PRAGMA user_version", 0) > 0)
		err_set(e, ERR_REFUSED, "db", 0, _("不能新建 %s：%s"), db_path(en->db), err_system(EEXIST));
	else if (migrate(en->db, e) && make_new(en, name))
		cardkey_ensure(en->db, e);
	return db_commit(en->db);
}

/* Climb the ladder; what a rung brings along comes into the trail with it, and what it leaves empty is filled. */
static bool
climb(struct engine *en, struct err *e)
{
	bool ok;

	/* In the usual case nothing is to be done, and nobody waits for anybody. */
	if (db_value(en->db, "PRAGMA user_version", 0) >= ladder_count)
		return migrate(en->db, e);
	if (!db_begin(en->db))
		return false;
	ok = migrate(en->db, e);
	db_enter_action(en->db);
	ok = ok && (!search_empty(en->db) || books_search_all(en, e));
	ok = ok && trail_seeds(en, 0, "", _("随程序升级写入"));
	db_leave_action(en->db);
	if (!ok) {
		db_rollback(en->db);
		return false;
	}
	return db_commit(en->db);
}

/* What the row of statement S says becomes the actor; false when there is none. */
static bool
take_actor(struct engine *en, struct stmt *s, struct err *e)
{
	if (!db_step(s))
		return false;
	en->actor.account = db_int(s, 0);
	en->actor.login = arena_strdup(en->arena, db_text(s, 1));
	en->actor.name = arena_strdup(en->arena, db_text(s, 2));
	en->actor.agency = db_int(s, 4);
	en->actor.person = db_int(s, 5);
	en->actor.roles = word_set(actor_roles, db_text(s, 3)); /* a role's bit is its word's */
	en->actor_version = db_int(s, 7);
	en->actor.away = NULL;
	en->actor.n_away = 0;
	if (db_int(s, 6) != 0)
		err_set(e, ERR_DENIED, "as", 0, _("账户“%s”已停用"), en->actor.name);
	db_done(s);
	actor_away(en);
	return true;
}

void
actor_clear(struct engine *en)
{
	en->actor = (struct actor){ .login = "", .name = "", .personal = en->actor.personal };
	en->actor_version = 0;
}

bool
actor_load(struct engine *en, int64_t id, struct err *e)
{
	struct stmt *s = db_prepare(en->db,
		"SELECT id, login, name, roles, agency, person, disabled, version FROM account WHERE id = :id");

	db_bind_int(s, ":id", id);
	if (!take_actor(en, s, e))
		err_set(e, ERR_DENIED, "as", 0, _("没有这个账户"));
	return e->code == ERR_OK;
}

bool
actor_still(struct engine *en, struct err *e)
{
	struct stmt *s;
	int64_t version = 0;

	/* The program has no account. */
	if (en->actor.account == 0)
		return true;
	s = db_prepare(en->db, "SELECT version FROM account WHERE id = :id");
	db_bind_int(s, ":id", en->actor.account);
	if (db_step(s)) {
		version = db_int(s, 0);
		db_done(s);
	}
	if (version != en->actor_version)
		return actor_load(en, en->actor.account, e);
	actor_away(en);
	return e->code == ERR_OK;
}

bool
engine_actor_still(struct engine *en, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	bool ok = actor_still(en, e);

	db_errors(en->db, old);
	return ok && e->code == ERR_OK;
}

static bool
become(struct engine *en, unsigned flags, const char *account, struct err *e)
{
	struct stmt *s;

	s = db_prepare(en->db, "SELECT value = 'personal' FROM meta WHERE key = 'mode'");
	if (db_step(s)) {
		en->actor.personal = db_int(s, 0) != 0;
		db_done(s);
	}
	s = db_prepare(en->db, "SELECT value FROM meta WHERE key = 'profile'");
	if (db_step(s)) {
		en->profile = arena_strdup(en->arena, db_text(s, 0));
		db_done(s);
	}
	if (flags & ENGINE_PROGRAM) {
		en->actor.login = "program";
		en->actor.name = "程序";
		en->actor.roles = ROLE_PROGRAM;
		return e->code == ERR_OK;
	}
	if (account != NULL && !en->actor.personal)
		return err_set(e, ERR_DENIED, "as", 0, _("共用数据库不能用 --as 换人"));
	actor_clear(en);
	/* Nobody is in: enter.c. */
	if (!en->actor.personal)
		return e->code == ERR_OK;
	if (account == NULL)
		s = db_prepare(en->db,
			"SELECT id, login, name, roles, agency, person, disabled, version FROM account "
			"WHERE id = (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'owner')");
	else
		s = db_prepare(en->db, "SELECT id, login, name, roles, agency, person, disabled, version FROM account "
				       "WHERE login = :login OR name = :login ORDER BY login = :login DESC LIMIT 1");
	if (account != NULL)
		db_bind_text(s, ":login", account);
	if (!take_actor(en, s, e) && e->code == ERR_OK)
		err_set(e, ERR_DENIED, "as", 0, _("没有账户“%s”"), account != NULL ? account : login_name());
	return e->code == ERR_OK;
}

/* Holidays only come and change state, each time with a new version: their sum tells whether any did. */
static int64_t
calendar_stamp(struct engine *en)
{
	return db_value(en->db, "SELECT coalesce(sum(version), 0) FROM holiday", 0);
}

bool
engine_refresh_calendar(struct engine *en, struct err *e)
{
	int64_t seen = db_data_version(en->db), stamp;

	if (seen == en->cal_seen)
		return true;
	en->cal_seen = seen;
	stamp = calendar_stamp(en);
	return stamp == en->cal_stamp || engine_load_calendar(en, e);
}

bool
engine_load_calendar(struct engine *en, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	struct stmt *s;
	int year = 0;

	calendar_free(en->cal);
	en->cal = calendar_new();
	en->cal_seen = db_data_version(en->db);
	en->cal_stamp = calendar_stamp(en);
	s = db_prepare(en->db, "SELECT day, off, year FROM holiday WHERE state <> 'removed' ORDER BY year");
	while (db_step(s)) {
		calendar_add(en->cal, db_day(s, 0), db_int(s, 1) != 0);
		if (db_int(s, 2) != year) {
			year = (int)db_int(s, 2);
			calendar_have_year(en->cal, year);
		}
	}
	db_errors(en->db, old);
	return e->code == ERR_OK;
}

/* OWNER: the name of whom a new file is made for. */
static struct engine *
open_or_make(const char *path, unsigned flags, const char *account, const char *owner, day_t today, struct err *e)
{
	struct engine *en = calloc(1, sizeof *en);
	struct err *old;
	bool made = false;

	if (en == NULL) {
		err_set(e, ERR_SYSTEM, NULL, 0, _("内存不足"));
		return NULL;
	}
	en->arena = arena_new();
	en->today = today != DAY_NONE ? today : day_today();
	en->today_set = today != DAY_NONE;
	en->profile = "beibei";
	en->db = db_open(path, (flags & ENGINE_CREATE ? DB_CREATE : 0) | (flags & ENGINE_READONLY ? DB_READONLY : 0), e);
	if (en->db == NULL) {
		engine_close(en);
		return NULL;
	}
	old = db_errors(en->db, e);
	if (flags & ENGINE_CREATE ? make_whole(en, owner != NULL ? owner : full_name(en->arena), e) : flags & ENGINE_READONLY ? migrate_fits(en->db, e) : climb(en, e)) {
		made = (flags & ENGINE_CREATE) != 0;
		become(en, flags, account, e);
		if (e->code == ERR_OK && en->today_set && !en->actor.personal)
			err_set(e, ERR_DENIED, "today", 0, _("共用数据库不能用 --today 换日期"));
		if (e->code == ERR_OK)
			engine_load_calendar(en, e);
	}
	db_errors(en->db, old);
	if (e->code != ERR_OK) {
		engine_close(en);
		/* Made, but not for whom it was asked: the next attempt finds the name free. */
		if (made) {
			db_remove(path);
			cardkey_remove(path);
		}
		return NULL;
	}
	/* Whoever copies a new file alone, without the log beside it, has it all. */
	if (made)
		db_checkpoint(en->db);
	if (!(flags & ENGINE_READONLY))
		en->work_of = arena_strdup(en->arena, path);
	return en;
}

struct db *
engine_work(struct engine *en)
{
	/* Most commands never ask, and a workbench not before its first picture. */
	if (en->work_of != NULL)
		en->work = workfile_open(en->work_of);
	en->work_of = NULL;
	return en->work;
}

struct engine *
engine_open(const char *path, unsigned flags, const char *account, day_t today, struct err *e)
{
	return open_or_make(path, flags, account, NULL, today, e);
}

struct engine *
engine_make(const char *path, const char *name, day_t today, struct err *e)
{
	return open_or_make(path, ENGINE_CREATE, NULL, name, today, e);
}

void
engine_close(struct engine *en)
{
	if (en == NULL)
		return;
	presence_end(en);
	db_close(en->work);
	db_close(en->db);
	effects_forget(en);
	calendar_free(en->cal);
	arena_free(en->arena);
	free(en);
}
