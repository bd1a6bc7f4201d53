/*
 * absence.c: two absences in a row (article 17(3)): found along a person's activities in
 * order of date, proposed with both readings of the article, taken back when they hold
 * no more.
 *
 * Knows: what counts (rule.md): activities of the kinds that count, to which the person
 * was invited and of which they were told, that were held; an excused absence and
 * attendance break the run.  Must not know: how attendance is entered; how a dismissal
 * goes on.
 *
 * It does not matter in which order the marks are entered: every mark walks the whole
 * history again.  That is the person's while he is in office without a break: a term that was
 * renewed and the one after it are one line, so an absence before the renewal and one after
 * are neighbours.  Who was appointed anew after a term had run out begins anew.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/activity_acts.h"
#include "flow/flows.h"
#include "flow/parties.h"

/* The terms of the line that SUPERVISOR's is of: backwards and forwards along renewals. */
#define LINE \
	"WITH RECURSIVE back(id) AS (VALUES (:supervisor) UNION SELECT p.id FROM back b CROSS JOIN supervisor s ON s.id = b.id " \
	"CROSS JOIN supervisor p ON p.id = s.previous AND p.state = 'renewed'), line(id) AS (SELECT id FROM back UNION " \
	"SELECT s.id FROM line l CROSS JOIN supervisor p ON p.id = l.id AND p.state = 'renewed' " \
	"CROSS JOIN supervisor s ON s.previous = p.id) "

int64_t
absence_term(struct db *db, int64_t supervisor)
{
	struct stmt *s = db_prepare(db, LINE "SELECT s.id FROM line l CROSS JOIN supervisor s ON s.id = l.id WHERE s.state = 'active' LIMIT 1");
	int64_t id = 0;

	db_bind_int(s, ":supervisor", supervisor);
	if (db_step(s)) {
		id = db_int(s, 0);
		db_done(s);
	}
	return id;
}

size_t
absence_history(struct db *db, struct arena *a, int64_t supervisor, int64_t self, word_t mark, struct absence **out)
{
	struct stmt *s = db_prepare(db,
		LINE "SELECT t.id, t.activity, t.activity_number, t.subject, t.on_day, t.state, t.flagged, t.settled_on IS NOT NULL, t.supervisor "
		"FROM line l CROSS JOIN attendance t ON t.supervisor = l.id WHERE t.counts = 1 "
		"AND (t.state IN ('attended', 'excused', 'absent') OR t.id = :self) ORDER BY t.on_day, t.activity");
	size_t n = 0, cap = 0;

	*out = NULL;
	db_bind_int(s, ":supervisor", supervisor);
	db_bind_int(s, ":self", mark != 0 ? self : 0);
	while (db_step(s)) {
		struct absence *h;

		if (n == cap) {
			struct absence *more = arena_alloc(a, (cap + 16) * 2 * sizeof *more);

			if (n > 0)
				memcpy(more, *out, n * sizeof *more);
			*out = more;
			cap = (cap + 16) * 2;
		}
		h = &(*out)[n++];
		h->id = db_int(s, 0);
		h->activity = db_int(s, 1);
		h->number = arena_strdup(a, db_text(s, 2));
		h->subject = arena_strdup(a, db_text(s, 3));
		h->on = db_day(s, 4);
		h->state = word_key(attendance_states, db_text(s, 5));
		if (h->id == self && mark != 0)
			h->state = (word_t)(ATTENDANCE_ATTENDED + mark - MARK_ATTENDED);
		h->flagged = db_int(s, 6) != 0;
		h->settled = db_int(s, 7) != 0;
		h->term = db_int(s, 8);
	}
	return n;
}

size_t
absence_run(const struct absence *history, size_t n, size_t at, size_t *first)
{
	size_t from = at, to = at;

	*first = at;
	if (at >= n || history[at].state != ATTENDANCE_ABSENT)
		return 0;
	while (from > 0 && history[from - 1].state == ATTENDANCE_ABSENT)
		from--;
	while (to + 1 < n && history[to + 1].state == ATTENDANCE_ABSENT)
		to++;
	*first = from;
	return to - from + 1;
}

/* "2026-6、2026-9": the activities of a run. */
static const char *
absence_names(struct arena *a, const struct absence *history, size_t first, size_t run)
{
	const char *out = "";

	for (size_t i = first; i < first + run; i++)
		out = arena_printf(a, "%s%s%s", out, i > first ? "、" : "", history[i].number);
	return out;
}

size_t
absence_foreseen(struct db *db, struct arena *a, int64_t supervisor, int64_t id, word_t mark, const char **names)
{
	struct absence *h;
	size_t n = absence_history(db, a, supervisor, id, mark, &h), first, run = 0;
	bool open = false;

	if (names != NULL)
		*names = "";
	for (size_t i = 0; i < n; i++) {
		if (h[i].id != id)
			continue;
		run = absence_run(h, n, i, &first);
		/* What waits for a decision already is not proposed again. */
		for (size_t k = first; k < first + run; k++)
			open = open || (h[k].flagged && !h[k].settled);
		if (run > 0 && !open && names != NULL && (int64_t)run >= setting_int(db, "absences", 2))
			*names = absence_names(a, h, first, run);
	}
	return run;
}

/* ---- both readings, with the figures for each ---- */

/* Figures of the term: activities that count by state, opinions raised in it. */
struct figures {
	int64_t attended, excused, absent, opinions;
};

static struct figures
figures_of(struct act *a, int64_t supervisor)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT coalesce(sum(state = 'attended'), 0), coalesce(sum(state = 'excused'), 0), coalesce(sum(state = 'absent'), 0), "
		"(SELECT count(*) FROM opinion o WHERE o.supervisor = :supervisor) FROM attendance WHERE supervisor = :supervisor "
		"AND counts = 1");
	struct figures f = { 0 };

	db_bind_int(s, ":supervisor", supervisor);
	if (db_step(s)) {
		f = (struct figures){ db_int(s, 0), db_int(s, 1), db_int(s, 2), db_int(s, 3) };
		db_done(s);
	}
	return f;
}

/*
 * "17(3)" joins the absences and not doing the duties by a comma, so that it can be read in two ways: the paper
 * shows both.  It is part of the record, in the language of the law, and is not translated.
 */
static const char *
evidence_of(struct act *a, int64_t supervisor, const struct absence *h, size_t first, size_t run)
{
	struct figures f = figures_of(a, supervisor);
	const char *out = "";
	char day[DAY_TEXT];

	for (size_t i = first; i < first + run; i++)
		out = arena_printf(a->arena, "%s%s %s（%s%s）\n", out, h[i].number, h[i].subject, day_format(h[i].on, day),
			h[i].term != supervisor ? "，上一聘期" : "");
	return arena_printf(a->arena,
		"%s"
		"读法一（无正当理由连续%lld次不参加监督活动，即可解聘）：连续缺席%zu次。\n"
		"读法二（连续缺席，并且不履行监督职责）：连续缺席%zu次；本聘期计入的活动参加%lld次、请假%lld次、缺席%lld次，提出监督意见%lld件。",
		out, (long long)setting_int(a->db, "absences", 2), run, run, (long long)f.attended, (long long)f.excused,
		(long long)f.absent, (long long)f.opinions);
}

static bool
propose(struct act *a, int64_t supervisor, const struct absence *h, size_t first, size_t run)
{
	const struct absence *last = &h[first + run - 1], *before = run > 1 ? last - 1 : NULL;

	return act_also(a, "attendance.flag", last->id, "run", arena_printf(a->arena, "%zu", run), "other",
		before != NULL ? arena_printf(a->arena, "%lld", (long long)before->id) : "", "names",
		absence_names(a->arena, h, first, run), "evidence", evidence_of(a, supervisor, h, first, run), NULL) != 0;
}

bool
absence_settle(struct act *a, int64_t supervisor)
{
	struct absence *h;
	size_t n = absence_history(a->db, a->arena, supervisor, 0, 0, &h), first, run;
	size_t least = (size_t)setting_int(a->db, "absences", 2);
	/* Who has left already is proposed for dismissal no more. */
	int64_t term = absence_term(a->db, supervisor);

	/* What holds no more is taken back first: also flags on marks that do not count any longer. */
	for (size_t i = 0; i < n; i++)
		if (h[i].flagged && !h[i].settled && absence_run(h, n, i, &first) < least) {
			if (act_also(a, "attendance.unflag", h[i].id, NULL) == 0)
				return false;
			h[i].flagged = false;
		}
	for (size_t i = 0; i < n && term != 0; i += run > 0 ? first + run - i : 1) {
		bool open = false;

		run = absence_run(h, n, i, &first);
		if (run < least || run == 0)
			continue;
		for (size_t k = first; k < first + run; k++)
			open = open || (h[k].flagged && !h[k].settled);
		/* Decided about once, the same run is not proposed again; a further absence is. */
		if (open || h[first + run - 1].flagged)
			continue;
		if (!propose(a, term, h, first, run))
			return false;
	}
	return true;
}
