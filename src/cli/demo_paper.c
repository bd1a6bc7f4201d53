/*
 * demo_paper.c: papers of the demo: what was lately passed on, ordered, explained; letters of appointment; the roster.
 *
 * Knows: lists, document.issue.  Must not know: how a paper is made.
 */
#include <string.h>

#include "cli/demo_fill.h"

#define MOST 8 /* of each kind */

/* Cell COL of a row of L. */
static const char *
cell(const struct list *l, const struct list_row *r, const char *col)
{
	for (size_t i = 0; i < l->n_cols; i++)
		if (strcmp(l->cols[i].name, col) == 0)
			return r->cell[i];
	return "";
}

/* KIND for the latest records of FLOW in STATE, the oldest of them first, each dated as column DAY says. */
static bool
papers(struct demo_fill *f, const char *kind, const char *flow, const char *state, const char *day)
{
	const struct flow *fl = flow_find(flow);
	struct list_query q = { .list = &fl->lists[0], .state = state, .limit = MOST };
	struct list_page page;

	if (!list_fetch(f->en, f->tale, &q, &page, f->e))
		return false;
	for (size_t i = page.n; i-- > 0;) {
		const char *on = cell(q.list, &page.rows[i], day);

		/* What names no agency goes to none; what has no date is not there yet. */
		if (*on == '\0' || (strcmp(flow, "opinion") == 0 && *cell(q.list, &page.rows[i], "agency") == '\0'))
			continue;
		if (!demo_act(f, DEMO_CLERK, "document.issue", 0, NULL, "kind", kind, flow, demo_id(f, page.rows[i].id), "issued_on",
			arena_strdup(f->act, on), NULL))
			return false;
	}
	arena_reset(f->tale);
	return true;
}

bool
demo_papers(struct demo_fill *f)
{
	return papers(f, "appointment", "supervisor", "active", "term_start") && papers(f, "transfer", "opinion", "served", "served_on") &&
		papers(f, "answer", "opinion", "conveyed", "conveyed_on") && papers(f, "order", "review", "ordered", "ordered_on") &&
		demo_act(f, DEMO_CLERK, "document.issue", 0, NULL, "kind", "roster", NULL);
}
