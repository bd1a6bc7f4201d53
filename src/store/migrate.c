/*
 * migrate.c: climbing the ladder.
 *
 * Knows: user_version, application_id.  Must not know: what the tables are for.
 */
#include "store/migrate.h"

#include <sqlite3.h>
#include <stdio.h>

#include "base/i18n.h"
#include "store/sql_embedded.h"

static bool
too_new(struct db *db, int64_t version, struct err *e)
{
	if (version > ladder_count)
		err_set(e, ERR_REFUSED, "db", 0, _("%s 由更新版本的监督写成（第%lld版，本程序至第%d版），请先升级程序"), db_path(db),
			(long long)version, ladder_count);
	return version > ladder_count;
}

bool
migrate_fits(struct db *db, struct err *e)
{
	struct err *old = db_errors(db, e);
	int64_t version = db_value(db, "PRAGMA user_version", 0);

	if (!db_failed(db) && !too_new(db, version, e) && version < ladder_count)
		err_set(e, ERR_REFUSED, "db", 0, _("%s 由较早版本的监督写成（第%lld版，本程序第%d版），请先以可写方式打开一次"),
			db_path(db), (long long)version, ladder_count);
	db_errors(db, old);
	return e->code == ERR_OK;
}

bool
migrate(struct db *db, struct err *e)
{
	struct err *old = db_errors(db, e);
	int64_t version = db_value(db, "PRAGMA user_version", 0);
	bool ok = !db_failed(db) && !too_new(db, version, e);

	while (ok && version < ladder_count) {
		char mark[96];

		if (!db_begin(db)) {
			ok = false;
			break;
		}
		/* Another session may have climbed while we waited in the queue. */
		version = db_value(db, "PRAGMA user_version", 0);
		if (version >= ladder_count) {
			db_rollback(db);
			break;
		}
		snprintf(mark, sizeof mark, "PRAGMA user_version=%lld; PRAGMA application_id=%ld",
			(long long)version + 1, DB_APPLICATION_ID);
		db_enter_action(db);
		ok = db_exec(db, ladder_sql[version]) && db_exec(db, mark);
		db_leave_action(db);
		ok = db_commit(db) && ok;
		version++;
	}
	db_errors(db, old);
	return ok;
}

bool
migrate_schema(struct db *db, struct buf *out)
{
	struct stmt *s = db_prepare(db,
		"SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
		"AND name NOT LIKE 'search_%' ORDER BY type, name");

	while (db_step(s)) {
		bool blank = false;

		buf_printf(out, "%s %s: ", db_text(s, 0), db_text(s, 1));
		for (const char *p = db_text(s, 2); *p != '\0'; p++) {
			if (p[0] == '-' && p[1] == '-') {
				while (p[1] != '\0' && p[1] != '\n')
					p++;
				blank = true;
				continue;
			}
			if (*p == ' ' || *p == '\t' || *p == '\n') {
				blank = true;
				continue;
			}
			if (blank)
				buf_addc(out, ' ');
			blank = false;
			buf_addc(out, *p);
		}
		buf_addc(out, '\n');
	}
	return !db_failed(db);
}
