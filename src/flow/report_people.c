/*
 * report_people.c: the tables of a report that are about people; small figures are not written.
 *
 * Knows: the records of people.  Must not know: which figure is too small (report_small.c).
 *
 * No table of people has a share of the whole beside its figures: it would tell what is hidden.
 */
#include <string.h>

#include "flow/activity.h"
#include "flow/duties.h"
#include "flow/parties.h"
#include "flow/report.h"

#define WORDS_MOST 32

void
report_people_rows(struct report *r, const struct word *words, const int64_t *v, const char *label, const char *unit, bool summed)
{
	struct report_col *col = arena_alloc(r->a->arena, 2 * sizeof *col);
	enum small mark[WORDS_MOST];
	int64_t shown[WORDS_MOST], sum = 0;
	size_t n = 0, at[WORDS_MOST];

	for (word_t i = 1; words[i].key != NULL && n < WORDS_MOST; i++) {
		sum += v[i];
		shown[n] = v[i];
		at[n++] = i;
	}
	if (sum == 0)
		return;
	col[0] = (struct report_col){ label, 3, false };
	col[1] = (struct report_col){ unit, 1, true };
	r->col = col;
	r->n_cols = 2;
	small_hide(shown, n, r->least, summed, mark);
	for (size_t i = 0; i < n; i++) {
		struct report_row *row = report_row(r);

		row->cell[0] = words[at[i]].label;
		row->cell[1] = mark[i] == SMALL_LEFT_OUT ? "*" : small_text(r->a->arena, shown[i], mark[i] == SMALL_LESS ? r->least : 0);
	}
	if (!summed)
		return;
	r->total = true;
	report_row(r)->cell[0] = "合计";
	r->row[r->n_rows - 1].cell[1] = small_text(r->a->arena, sum, r->least);
}

/* Counts by a word in column 0 of S, in column 1 how many. */
static void
take(struct stmt *s, const struct word *words, int64_t v[WORDS_MOST])
{
	while (db_step(s)) {
		word_t w = word_key(words, db_text(s, 0));

		if (w != 0 && w < WORDS_MOST)
			v[w] += db_int(s, 1);
	}
}

static void
bind_days(struct report *r, struct stmt *s)
{
	db_bind_day(s, ":from", r->first);
	db_bind_day(s, ":to", r->last);
}

#define IN_OFFICE "s.term_start <= :on AND coalesce(s.left_on, s.term_end) >= :on"

/* One person may be of several: no sum. */
bool
report_people_categories(struct report *r, const struct report_table *t)
{
	struct stmt *s = db_prepare(r->a->db, "SELECT s.categories FROM supervisor s WHERE " IN_OFFICE);
	int64_t v[WORDS_MOST] = { 0 };

	db_bind_day(s, ":on", r->last);
	while (db_step(s)) {
		wordset set = word_set(supervisor_categories, db_text(s, 0));

		for (word_t i = 1; i < WORDS_MOST && supervisor_categories[i].key != NULL; i++)
			v[i] += (set & (UINT32_C(1) << i)) != 0;
	}
	report_people_rows(r, supervisor_categories, v, "类别（一人可以有几类）", "人数", false);
	(void)t;
	return !db_failed(r->a->db);
}

bool
report_people_sexes(struct report *r, const struct report_table *t)
{
	struct stmt *s = db_prepare(r->a->db, "SELECT coalesce(p.sex, 'unsaid'), count(DISTINCT p.id) FROM supervisor s "
		"JOIN person p ON p.id = s.person WHERE " IN_OFFICE " GROUP BY 1");
	int64_t v[WORDS_MOST] = { 0 };

	db_bind_day(s, ":on", r->last);
	take(s, person_sexes, v);
	report_people_rows(r, person_sexes, v, "性别", "人数", true);
	(void)t;
	return !db_failed(r->a->db);
}

/* Who came and who left; one may do both. */
bool
report_people_moves(struct report *r, const struct report_table *t)
{
	static const struct word moves[] = { WORD_NONE, { "new", "新聘", 0 }, { "again", "续聘", 0 }, { "expired", "任期届满", 0 },
		{ "resigned", "辞去", 0 }, { "adjusted", "调整", 0 }, { "dismissed", "解聘", 0 }, WORD_END };
	struct stmt *s;
	int64_t v[WORDS_MOST] = { 0 };

	s = db_prepare(r->a->db, "SELECT iif(previous IS NULL, 'new', 'again'), count(*) FROM supervisor "
		"WHERE term_start BETWEEN :from AND :to GROUP BY 1");
	bind_days(r, s);
	take(s, moves, v);
	s = db_prepare(r->a->db, "SELECT state, count(*) FROM supervisor "
		"WHERE coalesce(left_on, term_end) BETWEEN :from AND :to AND state IN ('expired', 'resigned', 'adjusted', 'dismissed') GROUP BY 1");
	bind_days(r, s);
	take(s, moves, v);
	report_people_rows(r, moves, v, "情形", "人次", false);
	(void)t;
	return !db_failed(r->a->db);
}

bool
report_people_attendance(struct report *r, const struct report_table *t)
{
	static const struct word came[] = { WORD_NONE, { "attended", "出席", 0 }, { "excused", "请假", 0 }, { "absent", "缺席", 0 }, WORD_END };
	struct stmt *s = db_prepare(r->a->db, "SELECT state, count(*) FROM attendance WHERE on_day BETWEEN :from AND :to "
		"AND state IN ('attended', 'excused', 'absent') GROUP BY 1");
	int64_t v[WORDS_MOST] = { 0 };

	bind_days(r, s);
	take(s, came, v);
	report_people_rows(r, came, v, "出席情况", "人次", true);
	(void)t;
	return !db_failed(r->a->db);
}

/* Of the year that the period lies in. */
bool
report_people_grades(struct report *r, const struct report_table *t)
{
	struct stmt *s = db_prepare(r->a->db, "SELECT grade, count(*) FROM evaluation WHERE year = :year AND state = 'confirmed' GROUP BY 1");
	int64_t v[WORDS_MOST] = { 0 };

	db_bind_int(s, ":year", report_period_of(PERIOD_YEAR, r->first));
	take(s, evaluation_grades, v);
	report_people_rows(r, evaluation_grades, v, "等次", "人数", true);
	(void)t;
	return !db_failed(r->a->db);
}

bool
report_people_breaches(struct report *r, const struct report_table *t)
{
	struct stmt *s = db_prepare(r->a->db,
		"SELECT outcome, count(*) FROM misconduct WHERE decided_on BETWEEN :from AND :to AND outcome IS NOT NULL GROUP BY 1");
	int64_t v[WORDS_MOST] = { 0 };

	bind_days(r, s);
	take(s, misconduct_results, v);
	report_people_rows(r, misconduct_results, v, "处理结果", "件数", true);
	(void)t;
	return !db_failed(r->a->db);
}
