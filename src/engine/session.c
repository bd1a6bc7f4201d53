/*
 * session.c: the session of whoever is in.
 *
 * Knows: the actor, the work file.  Must not know: screens.
 */
#include "engine/session.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "engine/enter_private.h"

#define KEY_SECONDS 60

struct presence {
	int64_t id;
	int locks;
	int64_t version;    /* of the work file as last looked at */
	int64_t record;
	bool editing;
	time_t key;         /* when the last key was written */
};

/* Failures of the work file cost presence only. */
struct quiet {
	struct err scrap, *old;
};

static void
hush(struct engine *en, struct quiet *q)
{
	memset(q, 0, sizeof *q);
	q->old = db_errors(en->work, &q->scrap);
}

static void
unhush(struct engine *en, struct quiet *q)
{
	db_errors(en->work, q->old);
}

/* The row is taken away first: then one caller has it, and says it once. */
void
presence_reap(struct engine *en)
{
	struct arena *a;
	struct session *dead;
	struct err scrap = { 0 }, *old;
	struct quiet q;
	size_t n;

	if (en->work == NULL)
		return;
	a = arena_new();
	hush(en, &q);
	n = session_dead(en->work, a, &dead);
	unhush(en, &q);
	old = db_errors(en->db, &scrap);
	/* In a personal file nobody logs in, nor out. */
	for (size_t i = 0; i < n && !en->actor.personal; i++)
		if (enter_begin(en)) {
			enter_tell(en, dead[i].account, dead[i].name, "session.end", 0,
				arena_printf(a, _("连接中断  来自 %s  自%s  最后按键%s"), *dead[i].source != '\0' ? dead[i].source : _("本机"),
					dead[i].since, dead[i].last));
			enter_commit(en);
		}
	db_errors(en->db, old);
	arena_free(a);
}

void
presence_begin(struct engine *en, const char *tty)
{
	struct arena *a;
	struct presence *p;
	struct session s;
	struct quiet q;

	if (en->here != NULL || !enter_in(en) || engine_work(en) == NULL)
		return;
	/* Whoever comes puts the house in order. */
	presence_reap(en);
	a = arena_new();
	p = arena_alloc(en->arena, sizeof *p);
	hush(en, &q);
	p->locks = session_locks(en->work);
	s = (struct session){ .account = en->actor.account, .login = en->actor.login, .name = en->actor.name,
		.source = en->source != NULL ? en->source : "", .tty = tty, .pid = getpid(), .since = time_text(a) };
	p->id = p->locks >= 0 ? session_open(en->work, p->locks, &s) : 0;
	p->version = -1;
	p->key = time(NULL);
	if (p->id != 0)
		en->here = p;
	else if (p->locks >= 0)
		close(p->locks);
	unhush(en, &q);
	arena_free(a);
}

void
presence_end(struct engine *en)
{
	struct quiet q;

	if (en->here == NULL)
		return;
	hush(en, &q);
	session_close(en->work, en->here->locks, en->here->id);
	unhush(en, &q);
	close(en->here->locks);
	en->here = NULL;
}

int64_t
presence_id(const struct engine *en)
{
	return en->here != NULL ? en->here->id : 0;
}

void
presence_at(struct engine *en, const struct flow *f, int64_t record, bool editing)
{
	struct presence *p = en->here;
	struct quiet q;

	if (p == NULL || (p->record == record && p->editing == editing))
		return;
	hush(en, &q);
	session_at(en->work, p->id, f != NULL ? f->name : "", record, editing);
	unhush(en, &q);
	p->record = record;
	p->editing = editing;
}

void
presence_key(struct engine *en)
{
	struct presence *p = en->here;
	time_t now = time(NULL);
	struct arena *a;
	struct quiet q;

	if (p == NULL || now - p->key < KEY_SECONDS)
		return;
	p->key = now;
	a = arena_new();
	hush(en, &q);
	session_key(en->work, p->id, time_text(a));
	unhush(en, &q);
	arena_free(a);
}

bool
presence_news(struct engine *en)
{
	struct presence *p = en->here;
	struct quiet q;
	int64_t version;

	if (p == NULL)
		return false;
	hush(en, &q);
	version = db_data_version(en->work);
	unhush(en, &q);
	if (version == p->version)
		return false;
	p->version = version;
	return true;
}

const char *
presence_asked(struct engine *en, struct arena *a)
{
	struct quiet q;
	const char *by;

	if (en->here == NULL)
		return NULL;
	hush(en, &q);
	by = session_end_asked(en->work, a, en->here->id);
	unhush(en, &q);
	return *by != '\0' ? by : NULL;
}

const char *
presence_others(struct engine *en, struct arena *a, int64_t record)
{
	struct session *s;
	struct quiet q;
	const char *edits = "", *reads = "";
	size_t n;

	if (en->here == NULL || record == 0 || !(en->actor.roles & ROLE_BUREAU))
		return "";
	hush(en, &q);
	n = session_on(en->work, a, record, en->here->id, &s);
	unhush(en, &q);
	for (size_t i = 0; i < n; i++) {
		const char **to = s[i].editing ? &edits : &reads;
		/* The same person at another terminal. */
		const char *name = s[i].account == en->actor.account ? _("您的另一个窗口") : s[i].name;

		if (strstr(*to, name) == NULL)
			*to = arena_printf(a, "%s%s%s", *to, **to != '\0' ? "、" : "", name);
	}
	if (*edits != '\0')
		return arena_printf(a, _("%s正在办理"), edits);
	return *reads != '\0' ? arena_printf(a, _("%s正在查看"), reads) : "";
}

/* ---- all of them ---- */

bool
sessions_may(const struct engine *en)
{
	return en->actor.personal || (en->actor.roles & (ROLE_SYSADMIN | ROLE_SECADMIN));
}

static bool
allowed(struct engine *en, struct err *e)
{
	if (!sessions_may(en))
		return err_set(e, ERR_DENIED, NULL, 0, _("会话由系统管理员和安全管理员管理"));
	return engine_work(en) != NULL || err_set(e, ERR_SYSTEM, NULL, 0, _("会话记在草稿文件里，它打不开"));
}

bool
sessions_list(struct engine *en, struct arena *a, struct session **out, size_t *n, struct err *e)
{
	struct err *old;

	*n = 0;
	if (!allowed(en, e))
		return false;
	presence_reap(en);
	old = db_errors(en->work, e);
	*n = session_all(en->work, a, out);
	db_errors(en->work, old);
	return e->code == ERR_OK;
}

bool
sessions_end(struct engine *en, int64_t id, struct err *e)
{
	struct arena *a = arena_new();
	struct session *all;
	const struct session *it = NULL;
	struct err *old;
	size_t n;

	if (sessions_list(en, a, &all, &n, e)) {
		for (size_t i = 0; i < n; i++)
			if (all[i].id == id)
				it = &all[i];
		if (it == NULL) {
			err_set(e, ERR_NOTFOUND, NULL, 0, _("没有会话%lld，也许已经结束"), (long long)id);
		} else if (id == presence_id(en)) {
			err_set(e, ERR_REFUSED, NULL, 0, _("这是您自己的会话，离开请按 F3"));
		} else {
			old = db_errors(en->work, e);
			session_ask_end(en->work, id, en->actor.name);
			db_errors(en->work, old);
			old = db_errors(en->db, e);
			if (e->code == ERR_OK && enter_begin(en)) {
				enter_tell(en, en->actor.account, en->actor.name, "session.ended", 0,
					arena_printf(a, _("结束会话：%s  %s  自%s"), it->name, it->login, it->since));
				enter_commit(en);
			}
			db_errors(en->db, old);
		}
	}
	arena_free(a);
	return e->code == ERR_OK;
}
