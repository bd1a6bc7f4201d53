/*
 * draft.c: what is typed and not yet saved, and the views a person keeps.
 *
 * Knows: the actor and the work file.  Must not know: what a draft is about.
 */
#include <string.h>

#include "base/i18n.h"
#include "store/workfile.h"
#include "engine/private.h"

static bool
no_work(struct err *e)
{
	return err_set(e, ERR_SYSTEM, NULL, 0, _("草稿文件打不开，这次输入的内容不能存为草稿"));
}

bool
draft_save(struct engine *en, const char *action, int64_t record, int64_t version, const char *json, struct err *e)
{
	struct arena *a;
	struct err *old;
	bool ok;

	if (engine_work(en) == NULL)
		return no_work(e);
	a = arena_new();
	old = db_errors(en->work, e);
	ok = workfile_save(en->work, en->actor.account, action, record, version, time_text(a), json);
	db_errors(en->work, old);
	arena_free(a);
	return ok;
}

bool
draft_drop(struct engine *en, const char *action, int64_t record, struct err *e)
{
	struct err *old;
	bool ok;

	if (engine_work(en) == NULL)
		return true;
	old = db_errors(en->work, e);
	ok = workfile_drop(en->work, en->actor.account, action, record);
	db_errors(en->work, old);
	return ok;
}

static size_t
drafts(struct engine *en, struct arena *a, const char *action, int64_t record, struct draft **out, struct err *e)
{
	struct work_draft *w;
	struct err *old;
	size_t n;

	*out = NULL;
	if (engine_work(en) == NULL)
		return 0;
	old = db_errors(en->work, e);
	n = workfile_drafts(en->work, a, en->actor.account, action, record, &w);
	db_errors(en->work, old);
	*out = arena_alloc(a, (n + 1) * sizeof **out);
	for (size_t i = 0; i < n; i++)
		(*out)[i] = (struct draft){ .id = w[i].id, .action = w[i].action, .record = w[i].record,
			.version = w[i].version, .at = w[i].at, .json = w[i].json };
	return n;
}

size_t
draft_list(struct engine *en, struct arena *a, struct draft **out, struct err *e)
{
	return drafts(en, a, NULL, 0, out, e);
}

const struct draft *
draft_get(struct engine *en, struct arena *a, const char *action, int64_t record)
{
	struct err e = { 0 };
	struct draft *d;

	return drafts(en, a, action, record, &d, &e) > 0 ? d : NULL;
}

const char *
kept_get(struct engine *en, struct arena *a, const char *key)
{
	struct err e = { 0 }, *old;
	const char *v;

	if (engine_work(en) == NULL)
		return "";
	old = db_errors(en->work, &e);
	v = workfile_get(en->work, a, en->actor.account, key);
	db_errors(en->work, old);
	return v;
}

bool
kept_set(struct engine *en, const char *key, const char *value, struct err *e)
{
	struct err *old;
	bool ok;

	if (engine_work(en) == NULL)
		return no_work(e);
	old = db_errors(en->work, e);
	ok = workfile_set(en->work, en->actor.account, key, value);
	db_errors(en->work, old);
	return ok;
}
