/*
 * demo_paper.c: papers of the demo: what was lately passed on, ordered, explained, announced; letters of appointment;
 * the roster; some files stored with records.
 *
 * Knows: lists, document.issue, attachments.  Must not know: how a paper is made.
 */
#include <string.h>
#include <unistd.h>

#include "engine/attachment.h"
#include "engine/paper.h"
#include "cli/demo_fill.h"

#define MOST 8     /* of each kind */
#define TRIED 60   /* latest records that are looked through for one that has come to a paper */

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

/* KIND, today, for at most MOST of the latest records of FLOW (in STATE, NULL any) that have come to it. */
static bool
fitting(struct demo_fill *f, const char *kind, const char *flow, const char *state, int most)
{
	const struct flow *fl = flow_find(flow);
	struct list_query q = { .list = &fl->lists[0], .state = state, .limit = TRIED };
	struct list_page page;
	bool ok = list_fetch(f->en, f->tale, &q, &page, f->e);

	for (size_t i = 0; ok && i < page.n && most > 0; i++) {
		struct arena *a = arena_new();
		struct err barred = { 0 };

		if (paper_draft(f->en, a, paper_form(word_key(paper_kinds, kind)), fl, page.rows[i].id, &barred) != NULL) {
			ok = demo_act(f, DEMO_CLERK, "document.issue", 0, NULL, "kind", kind, flow, demo_id(f, page.rows[i].id), NULL);
			most--;
		}
		arena_free(a);
	}
	arena_reset(f->tale);
	return ok;
}

/* A file of TEXT stored with the latest record of FLOW in STATE. */
static bool
file(struct demo_fill *f, const char *flow, const char *state, const char *name, const char *shown, const char *note, const char *text)
{
	const struct flow *fl = flow_find(flow);
	struct list_query q = { .list = &fl->lists[0], .state = state, .limit = 1 };
	struct actor self = f->en->actor;
	size_t n = strlen(text);
	struct list_page page;
	struct result res;
	int end[2];
	bool ok;

	if (!list_fetch(f->en, f->tale, &q, &page, f->e))
		return false;
	if (page.n == 0)
		return true;
	/* Short enough for a pipe to hold it. */
	if (pipe(end) != 0)
		return err_set(f->e, ERR_SYSTEM, NULL, 0, "pipe");
	ok = write(end[1], text, n) == (ssize_t)n;
	close(end[1]);
	f->en->actor = f->who[DEMO_CLERK];
	ok = ok && attachment_add(f->en, f->tale, fl, page.rows[0].id, end[0], name, shown, note, &res, f->e);
	f->en->actor = self;
	close(end[0]);
	arena_reset(f->tale);
	return ok;
}

static bool
files(struct demo_fill *f)
{
	return file(f, "opinion", "served", "现场情况记录.txt", "bureau", "监督员手写记录的誊录",
		"现场情况记录\n一、到场时间：上午九时三十分。\n二、所见：办事窗口未公示申请材料目录。\n三、窗口人员答复：正在更换公示栏。\n") &&
		file(f, "opinion", "served", "公示栏照片清单.csv", "agency", "照片编号与拍摄位置",
			"编号,位置,说明\n1,一楼大厅,公示栏空白\n2,三号窗口,无材料目录\n") &&
		file(f, "review", "investigating", "询问笔录摘录.txt", "bureau", "不得外送", "询问笔录摘录\n问：何时收到申请？\n答：上月底。\n") &&
		file(f, "activity", "held", "会议记录.txt", "bureau", "", "会议记录\n一、通报上半年执法监督情况。\n二、交流监督意见办理情况。\n");
}

bool
demo_papers(struct demo_fill *f)
{
	return papers(f, "appointment", "supervisor", "active", "term_start") && papers(f, "transfer", "opinion", "served", "served_on") &&
		papers(f, "answer", "opinion", "conveyed", "conveyed_on") && papers(f, "order", "review", "ordered", "ordered_on") &&
		fitting(f, "notice", "round", NULL, 2) && fitting(f, "invitation", "invitation", NULL, 3) &&
		fitting(f, "check", "candidate", NULL, 5) && fitting(f, "publicity", "round", NULL, 1) &&
		fitting(f, "activity", "activity", "notified", 2) && fitting(f, "signin", "activity", "notified", 2) &&
		fitting(f, "inspection", "review", NULL, 2) && fitting(f, "examination", "review", "closed", 2) &&
		fitting(f, "accountability", "review", NULL, 1) && fitting(f, "dismissal", "dismissal", NULL, 1) &&
		fitting(f, "dismissal_notice", "dismissal", NULL, 1) && fitting(f, "evaluation", "evaluation", "confirmed", 4) &&
		fitting(f, "feedback", "opinion", "closed", 2) && fitting(f, "archive", "opinion", "closed", 2) && files(f) &&
		demo_act(f, DEMO_CLERK, "document.issue", 0, NULL, "kind", "roster", NULL);
}
