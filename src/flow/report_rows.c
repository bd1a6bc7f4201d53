/*
 * report_rows.c: the yearly register (台账): the matters of the year, one a row.
 *
 * Knows: the columns that stand in the register.  Must not know: who may read it.
 */
#include <string.h>

#include "flow/activity.h"
#include "flow/cases.h"
#include "flow/duties.h"
#include "flow/report.h"

/* How column I of the statement is written. */
struct kind {
	const struct word *words; /* NULL: a text, or a day as it is */
};

/* A row of T for each of S, numbered; column I of S by KIND[I]. */
static bool
rows(struct report *r, struct stmt *s, const struct report_col *col, size_t n_cols, const struct kind *kind)
{
	int64_t n = 0;

	r->col = col;
	r->n_cols = n_cols;
	db_bind_day(s, ":from", r->first);
	db_bind_day(s, ":to", r->last);
	while (db_step(s)) {
		struct report_row *row = report_row(r);

		row->cell[0] = arena_printf(r->a->arena, "%lld", (long long)++n);
		for (size_t i = 1; i < n_cols; i++) {
			const char *v = db_text(s, (int)i - 1);
			word_t w = kind[i].words != NULL ? word_key(kind[i].words, v) : 0;

			row->cell[i] = w != 0 ? kind[i].words[w].label : arena_strdup(r->a->arena, v);
		}
	}
	return !db_failed(r->a->db);
}

bool
report_opinion_rows(struct report *r, const struct report_table *t)
{
	static const struct report_col col[] = { { "序号", 4, true }, { "编号", 8, false }, { "提出日期", 8, false }, { "监督员", 7, false },
		{ "执法机构", 11, false }, { "类型", 6, false }, { "领域", 6, false }, { "是否采纳", 6, false }, { "反馈日期", 8, false },
		{ "办结日期", 8, false }, { "状态", 5, false } };
	static const struct kind kind[N_OF(col)] = { [5] = { opinion_kinds }, [6] = { enforcement_fields }, [7] = { opinion_adopted },
		[10] = { opinion_states } };

	(void)t;
	return rows(r, db_prepare(r->a->db, "SELECT number, raised_on, person_name, agency_name, kind, field, adopted, replied_on, "
		"closed_on, state FROM opinion WHERE raised_on BETWEEN :from AND :to ORDER BY raised_on, id"), col, N_OF(col), kind);
}

bool
report_review_rows(struct report *r, const struct report_table *t)
{
	static const struct report_col col[] = { { "序号", 4, true }, { "编号", 10, false }, { "收到日期", 9, false }, { "监督员", 7, false },
		{ "执法机构", 12, false }, { "事项", 14, false }, { "来源", 10, false }, { "审查结果", 8, false }, { "决定日期", 9, false },
		{ "状态", 6, false } };
	static const struct kind kind[N_OF(col)] = { [6] = { review_sources }, [7] = { review_outcomes }, [9] = { review_states } };

	(void)t;
	return rows(r, db_prepare(r->a->db, "SELECT number, received_on, person_name, agency_name, subject, source, outcome, decided_on, "
		"state FROM review WHERE received_on BETWEEN :from AND :to ORDER BY received_on, id"), col, N_OF(col), kind);
}

bool
report_inquiry_rows(struct report *r, const struct report_table *t)
{
	static const struct report_col col[] = { { "序号", 4, true }, { "编号", 8, false }, { "日期", 8, false }, { "监督员", 7, false },
		{ "执法机构", 12, false }, { "方式", 10, false }, { "答复日期", 8, false }, { "状态", 6, false } };
	static const struct kind kind[N_OF(col)] = { [5] = { inquiry_kinds }, [7] = { inquiry_states } };

	(void)t;
	return rows(r, db_prepare(r->a->db, "SELECT number, asked_on, person_name, agency_name, kind, answered_on, state "
		"FROM inquiry WHERE asked_on BETWEEN :from AND :to ORDER BY asked_on, id"), col, N_OF(col), kind);
}

bool
report_activity_rows(struct report *r, const struct report_table *t)
{
	static const struct report_col col[] = { { "序号", 4, true }, { "编号", 8, false }, { "日期", 8, false }, { "类型", 10, false },
		{ "活动", 16, false }, { "执法机构", 12, false }, { "出席", 4, true }, { "状态", 6, false } };
	static const struct kind kind[N_OF(col)] = { [3] = { activity_kinds }, [7] = { activity_states } };

	(void)t;
	return rows(r, db_prepare(r->a->db, "SELECT v.number, v.on_day, v.kind, v.subject, v.agency_name, "
		"(SELECT count(*) FROM attendance d WHERE d.activity = v.id AND d.state = 'attended'), v.state "
		"FROM activity v WHERE v.on_day BETWEEN :from AND :to ORDER BY v.on_day, v.id"), col, N_OF(col), kind);
}
