/*
 * share.c: a personal database becomes a shared one.
 *
 * Knows: accounts, first passwords, keys.  Must not know: faces.
 */
#include <stdio.h>
#include <string.h>

#include "engine/share.h"
#include "base/i18n.h"
#include "engine/enter.h"
#include "engine/event.h"
#include "engine/keys.h"
#include "engine/private.h"

static const struct {
	const char *role;
	const char *label;
} offices[SHARE_ADMINS] = {
	{ "sysadmin", N_("系统管理员") },
	{ "secadmin", N_("安全管理员") },
	{ "auditor", N_("审计员") },
};

static int64_t
add(struct engine *en, struct arena *a, const struct share_admin *who, const char *role, struct err *e)
{
	struct arg args[] = { { "login", who->login }, { "name", who->name }, { "roles", role } };
	struct result res = { 0 };

	return action_do(en, a, action_find(NULL, "account.add"), 0, 0, (struct args){ args, N_OF(args) }, &res, e) ? res.id : 0;
}

/* The first keys come from nobody's proposal: the program brings them, as the act says. */
static bool
add_key(struct engine *en, struct arena *a, int64_t account, const char *key, struct err *e)
{
	struct actor was = en->actor;
	char id[24];
	struct arg args[] = { { "account", id }, { "key", key }, { "reason", _("改为共用") } };
	struct result res = { 0 };
	bool ok;

	snprintf(id, sizeof id, "%lld", (long long)account);
	en->actor.roles |= ROLE_PROGRAM;
	ok = action_do(en, a, action_find(NULL, "key.found"), 0, 0, (struct args){ args, N_OF(args) }, &res, e);
	en->actor.roles = was.roles;
	return ok;
}

static bool
first_password(struct engine *en, int64_t account, char out[PASSWORD_FIRST], struct err *e)
{
	bool ok;

	db_enter_action(en->db);
	ok = enter_first_password(en->db, account, out, e);
	db_leave_action(en->db);
	return ok;
}

static bool
set_mode(struct engine *en)
{
	bool ok;

	db_enter_action(en->db);
	ok = db_run(db_prepare(en->db, "UPDATE meta SET value = 'shared' WHERE key = 'mode'")) &&
		db_run(db_prepare(en->db, "DELETE FROM meta WHERE key = 'owner'"));
	db_leave_action(en->db);
	return ok;
}

static bool
all_of_it(struct engine *en, struct arena *a, struct share_admin admins[SHARE_ADMINS], char owner[PASSWORD_FIRST], struct err *e)
{
	const char *names = "";

	for (int i = 0; i < SHARE_ADMINS; i++) {
		int64_t id = add(en, a, &admins[i], offices[i].role, e);

		if (id == 0 || (admins[i].key != NULL && !add_key(en, a, id, admins[i].key, e)) ||
			!first_password(en, id, admins[i].password, e))
			return false;
		names = arena_printf(a, "%s%s%s %s", names, i > 0 ? _("；") : "", _(offices[i].label), admins[i].name);
	}
	return first_password(en, en->actor.account, owner, e) && set_mode(en) &&
		event_record(en, "database.shared", "", 0, 0, names, e);
}

bool
share_database(struct engine *en, struct arena *a, struct share_admin admins[SHARE_ADMINS], char owner[PASSWORD_FIRST],
	struct err *e)
{
	struct err *old;
	bool ok;

	if (!en->actor.personal)
		return err_set(e, ERR_REFUSED, NULL, 0, "%s", _("这个数据库已经是共用的"));
	if (en->today_set)
		return err_set(e, ERR_REFUSED, "today", 0, "%s", _("改为共用时不能用 --today"));
	for (int i = 0; i < SHARE_ADMINS; i++)
		for (int k = 0; k < i; k++)
			if (strcmp(admins[i].name, admins[k].name) == 0)
				return err_set(e, ERR_REFUSED, offices[i].role, 0, _("%s和%s不能是同一个人"), _(offices[i].label), _(offices[k].label));
	old = db_errors(en->db, e);
	ok = db_begin(en->db);
	if (ok) {
		ok = all_of_it(en, a, admins, owner, e);
		if (ok)
			ok = db_commit(en->db);
		else
			db_rollback(en->db);
	}
	db_errors(en->db, old);
	if (ok) {
		actor_clear(en);
		en->actor.personal = false;
		keys_publish(en);
	}
	return ok;
}
