/*
 * stats_view.c: statistics that are asked again by their name: an account's own, and those the bureau shares.
 *
 * Knows: the work file, who is of the bureau.  Must not know: how a view is chosen.
 *
 * A view is four words, "opinion agency year 0": what is counted, by what, when, of which agency.  A period that is the
 * present one when it is saved is kept as "year", "quarter" or "month": next year it is next year's.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "store/workfile.h"
#include "engine/private.h"
#include "engine/stats.h"

#define SCREEN "stats"

static bool
no_file(struct err *e)
{
	return err_set(e, ERR_SYSTEM, NULL, 0, "%s", _("草稿文件打不开，视图不能存取"));
}

static const char *
period_kept(const struct engine *en, struct arena *a, struct stats_period p)
{
	static const char *const words[] = { [STATS_ALL] = "all", [STATS_YEAR] = "year", [STATS_QUARTER] = "quarter", [STATS_MONTH] = "month" };

	return stats_period_now(en, p.span).at == p.at ? words[p.span] : stats_period_text(a, p);
}

bool
stats_view_may_share(const struct engine *en)
{
	return (en->actor.roles & ROLE_BUREAU) != 0;
}

size_t
stats_views(struct engine *en, struct arena *a, struct stats_view **out)
{
	struct work_view *v;
	struct err e = { 0 }, *old;
	size_t n;

	*out = NULL;
	if (engine_work(en) == NULL || !stats_may(en))
		return 0;
	old = db_errors(en->work, &e);
	/* What the bureau looks at is none of an agency's business. */
	n = workfile_views(en->work, a, SCREEN, en->actor.account, stats_view_may_share(en), &v);
	db_errors(en->work, old);
	*out = arena_alloc(a, (n + 1) * sizeof **out);
	for (size_t i = 0; i < n; i++)
		(*out)[i] = (struct stats_view){ .name = v[i].name, .shared = v[i].account == 0, .what = v[i].what,
			.mine = v[i].owner == en->actor.account || (en->actor.roles & ROLE_LEADER) };
	return n;
}

bool
stats_view_read(struct engine *en, struct arena *a, const struct stats_view *v, struct stats_ask *out, struct err *e)
{
	char *words = arena_strdup(a, v->what), *rest = NULL;
	const char *flow = strtok_r(words, " ", &rest), *dim = strtok_r(NULL, " ", &rest), *period = strtok_r(NULL, " ", &rest);
	const char *agency = strtok_r(NULL, " ", &rest);

	*out = (struct stats_ask){ .flow = flow != NULL ? flow_find(flow) : NULL, .dim = dim };
	if (out->flow == NULL || agency == NULL || !stats_period_read(en, period, &out->period))
		return err_set(e, ERR_NOTFOUND, "view", 0, _("视图“%s”是另一版程序存的，这里打不开"), v->name);
	out->agency = strtoll(agency, NULL, 10);
	return true;
}

bool
stats_view_find(struct engine *en, struct arena *a, const char *name, struct stats_view *out, struct err *e)
{
	struct stats_view *v;
	size_t n = stats_views(en, a, &v);

	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].name, name) == 0) {
			*out = v[i];
			return true;
		}
	return err_set(e, ERR_NOTFOUND, "view", 0, _("没有叫“%s”的统计视图"), name);
}

bool
stats_view_save(struct engine *en, const char *name, bool shared, const struct stats_ask *q, struct err *e)
{
	struct arena *a = arena_new();
	struct work_view v = { .account = shared ? 0 : en->actor.account, .owner = en->actor.account };
	struct stats_view *all;
	struct err *old;
	bool ok = false;

	v.name = text_trim(a, text_clean(a, name, false));
	v.what = arena_printf(a, "%s %s %s %lld", q->flow->name, q->dim != NULL ? q->dim : "state", period_kept(en, a, q->period),
		(long long)q->agency);
	if (engine_work(en) == NULL) {
		no_file(e);
	} else if (*v.name == '\0' || strlen(v.name) > 120) {
		err_set(e, ERR_USAGE, "save", 0, "%s", _("视图的名称不能空，也不能超过四十个字"));
	} else if (!stats_may(en) || (shared && !stats_view_may_share(en))) {
		err_set(e, ERR_DENIED, "save", 0, "%s", _("共用的视图由经办、局领导存"));
	} else {
		size_t n = stats_views(en, a, &all);

		ok = true;
		for (size_t i = 0; ok && i < n; i++)
			if (all[i].shared == shared && strcmp(all[i].name, v.name) == 0 && !all[i].mine)
				ok = err_set(e, ERR_DENIED, "save", 0, _("“%s”是别人共用的视图，请换一个名称"), v.name);
		old = db_errors(en->work, e);
		ok = ok && workfile_view_put(en->work, SCREEN, &v);
		db_errors(en->work, old);
	}
	arena_free(a);
	return ok;
}

bool
stats_view_drop(struct engine *en, const struct stats_view *v, struct err *e)
{
	struct work_view w = { .name = v->name, .account = v->shared ? 0 : en->actor.account };
	struct err *old;
	bool ok;

	if (engine_work(en) == NULL)
		return no_file(e);
	if (!v->mine)
		return err_set(e, ERR_DENIED, "drop", 0, "%s", _("共用的视图由存它的人或者局领导去掉"));
	old = db_errors(en->work, e);
	ok = workfile_view_drop(en->work, SCREEN, &w);
	db_errors(en->work, old);
	return ok;
}
