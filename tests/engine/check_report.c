/*
 * check_report.c: reports: figures equal a recount of the records, small ones cannot be computed, who may make and read one,
 * the trail's head that is printed stays provable.
 *
 * Knows: the records' tables, a report as blocks.  Must not know: the book of figures, how a page looks.
 */
#include <check.h>
#include <jansson.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/engine/office.h"

#include "flow/activity.h"
#include "flow/cases.h"
#include "flow/document.h"
#include "flow/parties.h"
#include "flow/report.h"
#include "engine/paper.h"
#include "engine/private.h"

Suite *suite_report(void);

/* ---- small figures ---- */

/*
 * What could stand in cell AT, for a reader who sees MARK, V where it is shown, and the sum, and knows how it is done: unless
 * all are left out, what is left out is not small.
 */
struct reader {
	const int64_t *v;
	const enum small *mark;
	size_t n, at;
	int64_t least;
	bool all_out;
	bool known[64];
};

/* Every way to fill the cells from I on with what is left of the sum. */
static bool
ways(struct reader *r, size_t i, int64_t left, int64_t here)
{
	int64_t from = 0, to = left;
	bool any = false;

	if (i == r->n) {
		if (left == 0 && here >= 0)
			r->known[here] = true;
		return left == 0;
	}
	if (r->mark[i] == SMALL_SHOWN)
		from = to = r->v[i];
	else if (r->mark[i] == SMALL_LESS)
		from = 1, to = r->least - 1;
	else if (!r->all_out)
		from = r->least;
	for (int64_t x = from; x <= to && x <= left; x++)
		any |= ways(r, i + 1, left - x, i == r->at ? x : here);
	return any;
}

/* The fewest values that could stand in a hidden cell. */
static int
fewest(const int64_t *v, size_t n, int64_t least, const enum small *mark)
{
	int few = 1000;

	for (size_t at = 0; at < n; at++) {
		struct reader r = { v, mark, n, at, least, true, { false } };
		int64_t sum = 0;
		int found = 0;

		if (mark[at] == SMALL_SHOWN)
			continue;
		for (size_t i = 0; i < n; i++) {
			sum += v[i];
			r.all_out &= mark[i] == SMALL_LEFT_OUT;
		}
		/* A small sum is written as small: any of them may be it. */
		for (int64_t s = sum < least ? 1 : sum; s <= (sum < least ? least - 1 : sum); s++)
			ways(&r, 0, s, -1);
		for (size_t i = 0; i < sizeof r.known / sizeof *r.known; i++)
			found += r.known[i];
		few = found < few ? found : few;
	}
	return few;
}

START_TEST(nobody_computes_what_is_hidden)
{
	int hidden = 0, besides = 0;

	for (size_t n = 2; n <= 4; n++)
		for (int code = 0; code < (n == 2 ? 64 : n == 3 ? 512 : 4096); code++) {
			int64_t v[4];
			enum small mark[4];

			for (size_t i = 0, c = (size_t)code; i < n; i++, c /= 8)
				v[i] = (int64_t)(c % 8);
			small_hide(v, n, 3, true, mark);
			for (size_t i = 0; i < n; i++) {
				ck_assert(v[i] == 0 || v[i] >= 3 || mark[i] != SMALL_SHOWN);
				hidden += mark[i] == SMALL_LESS;
				besides += mark[i] == SMALL_LEFT_OUT;
			}
			ck_assert_msg(fewest(v, n, 3, mark) >= 2, "%lld %lld %lld %lld of %zu", (long long)v[0], (long long)v[1], (long long)v[2],
				(long long)v[3], n);
			small_hide(v, n, 0, true, mark);
			for (size_t i = 0; i < n; i++)
				ck_assert_int_eq(mark[i], SMALL_SHOWN);
		}
	/* The figures were hidden one by one, not all of them. */
	ck_assert_int_gt(hidden, 100);
	ck_assert_int_lt(besides, 4096);
	ck_assert_str_eq(small_text(world_arena, 2, 3), "<3");
	ck_assert_str_eq(small_text(world_arena, 3, 3), "3");
	ck_assert_str_eq(small_text(world_arena, 0, 3), "0");
}
END_TEST

START_TEST(periods)
{
	day_t first, last;

	ck_assert_int_eq(report_period_read(PERIOD_YEAR, "2026"), 2026);
	ck_assert_int_eq(report_period_read(PERIOD_YEAR, "2026年"), 2026);
	ck_assert_int_eq(report_period_read(PERIOD_MONTH, "2026-2"), 202602);
	ck_assert_int_eq(report_period_read(PERIOD_MONTH, "2026年12月"), 202612);
	ck_assert_int_eq(report_period_read(PERIOD_MONTH, "2026-13"), 0);
	ck_assert_int_eq(report_period_read(PERIOD_MONTH, "2026-0"), 0);
	ck_assert_int_eq(report_period_read(PERIOD_MONTH, "2026"), 0);
	ck_assert_int_eq(report_period_read(PERIOD_YEAR, "2026-1"), 0);
	ck_assert_int_eq(report_period_read(PERIOD_YEAR, "26"), 0);
	ck_assert_int_eq(report_period_read(PERIOD_YEAR, "20260"), 0);
	ck_assert_int_eq(report_period_read(PERIOD_NONE, "2026"), 0);
	ck_assert_str_eq(report_period_text(world_arena, 202602), "2026年2月");
	ck_assert_int_eq(report_period_before(202601), 202512);
	ck_assert_int_eq(report_period_before(2026), 2025);
	report_period_days(202402, &first, &last);
	ck_assert_int_eq(first, day_parse_iso("2024-02-01"));
	ck_assert_int_eq(last, day_parse_iso("2024-02-29"));
}
END_TEST

/* ---- a report beside the records ---- */

/* What SQL counts, asked of the file beside the program's own statements. */
static int64_t
recount(const char *fmt, ...)
{
	sqlite3_stmt *s;
	char *sql;
	va_list ap;
	int64_t n;

	va_start(ap, fmt);
	sql = sqlite3_vmprintf(fmt, ap);
	va_end(ap);
	ck_assert_msg(sqlite3_prepare_v2(db_handle(world->db), sql, -1, &s, NULL) == SQLITE_OK, "%s: %s", sql,
		sqlite3_errmsg(db_handle(world->db)));
	ck_assert_int_eq(sqlite3_step(s), SQLITE_ROW);
	n = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	sqlite3_free(sql);
	return n;
}

static json_t *
drafted(word_t kind, int64_t period)
{
	struct err e = { 0 };
	const char *content = paper_draft(world, world_arena, paper_form(kind), NULL, period, &e);
	json_t *all;

	ck_assert_msg(content != NULL, "%s", e.text);
	ck_assert_ptr_null(strstr(content, "500199"));
	all = json_loads(content, 0, NULL);
	ck_assert_ptr_nonnull(all);
	return all;
}

static const char *
text_of(const json_t *block, size_t i)
{
	const char *s = json_string_value(json_array_get(json_object_get(block, "s"), i));

	return s != NULL ? s : "";
}

static const char *
type_of(const json_t *block)
{
	const char *s = json_string_value(json_object_get(block, "t"));

	return s != NULL ? s : "";
}

/* The block of the head of the table NAME; fails when it is not there. */
static size_t
head_of(const json_t *paper, const char *name)
{
	const json_t *blocks = json_object_get(paper, "blocks"), *b;
	size_t i;

	json_array_foreach(blocks, i, b)
		if (json_object_get(b, "name") != NULL && strcmp(type_of(b), "head") == 0 &&
			strcmp(json_string_value(json_object_get(b, "name")), name) == 0)
			return i;
	ck_abort_msg("no table %s", name);
	return 0;
}

/* Row I (from 0) of the table whose head is block HEAD; NULL behind the last. */
static const json_t *
row_at(const json_t *paper, size_t head, size_t i)
{
	const json_t *b = NULL;

	for (size_t k = 0; k <= i; k++) {
		b = json_array_get(json_object_get(paper, "blocks"), head + 1 + k);
		if (strcmp(type_of(b), "row") != 0)
			return NULL;
	}
	return b;
}

/* Every row of the table NAME but the sum: its figure in column COL is what FMT (of the word's key) counts; how many rows. */
static int
same_values(const json_t *paper, const char *name, const struct word *words, size_t col, const char *fmt)
{
	size_t head = head_of(paper, name);
	const json_t *row;
	int64_t sum = 0;
	int n = 0;

	for (size_t i = 0; (row = row_at(paper, head, i)) != NULL; i++) {
		const char *label = text_of(row, 0);
		word_t w = word_find(words, label);
		long long said = atoll(text_of(row, col));

		if (strcmp(label, "合计") == 0) {
			ck_assert_int_eq(said, sum);
			continue;
		}
		if (strcmp(label, "未填") == 0 || strcmp(label, "尚未决定") == 0)
			w = 0;
		else
			ck_assert_msg(w != 0, "%s: what is %s?", name, label);
		ck_assert_msg(recount(fmt, w != 0 ? words[w].key : "") == said, "%s: %s is %lld", name, label, said);
		sum += said;
		n++;
	}
	return n;
}

#define OPINIONS_OF_2026 "FROM opinion o WHERE substr(o.raised_on, 1, 4) = '2026' "
#define REPLIES(how) "(SELECT count(*) FROM opinion o JOIN clock c ON c.record = o.id AND c.flow = 'opinion' AND c.kind = 'reply' " \
	"WHERE substr(o.raised_on, 1, 4) = '2026' AND c.stopped " how " c.due AND "

static void
same_lines(const json_t *paper, const char *name, bool agencies)
{
	size_t head = head_of(paper, name);
	const json_t *row;
	size_t rows = 0;

	for (size_t i = 0; (row = row_at(paper, head, i)) != NULL; i++) {
		static const char *const answer[] = { "'adopted'", "'partly'", "'refused'" };
		int64_t in, late, v[3];
		const char *at = text_of(row, 0);
		char cond[512], rate[16] = "";

		if (strcmp(at, "合计") == 0) {
			ck_assert_int_eq(recount("SELECT count(*) " OPINIONS_OF_2026), atoll(text_of(row, 1)));
			continue;
		}
		if (agencies)
			snprintf(cond, sizeof cond, "coalesce((SELECT g.name FROM agency g WHERE g.id = o.agency), '未指明机构') = '%s'", at);
		else
			snprintf(cond, sizeof cond, "CAST(substr(o.raised_on, 6, 2) AS INTEGER) || '月' = '%s'", at);
		ck_assert_msg(recount("SELECT count(*) " OPINIONS_OF_2026 "AND %s", cond) == atoll(text_of(row, 1)), "%s %s", name, at);
		for (int k = 0; k < 3; k++) {
			v[k] = recount("SELECT count(*) " OPINIONS_OF_2026 "AND o.adopted = %s AND %s", answer[k], cond);
			ck_assert_msg(v[k] == atoll(text_of(row, (size_t)k + 2)), "%s %s %s", name, at, answer[k]);
		}
		if (v[0] + v[1] + v[2] > 0)
			snprintf(rate, sizeof rate, "%d%%",
				(int)(100.0 * ((double)v[0] + 0.5 * (double)v[1]) / (double)(v[0] + v[1] + v[2]) + 0.5));
		ck_assert_str_eq(text_of(row, 5), rate);
		in = recount("SELECT " REPLIES("<=") "%s)", cond);
		late = recount("SELECT " REPLIES(">") "%s)", cond);
		if (in + late > 0)
			ck_assert_int_eq((in * 100 + (in + late) / 2) / (in + late), atoll(text_of(row, 6)));
		else
			ck_assert_str_eq(text_of(row, 6), "");
		rows++;
	}
	ck_assert_uint_ge(rows, 2);
}

static void
set_least(const char *n)
{
	done("setting.set", called("setting", "small_cells"), "value", n, NULL);
}

START_TEST(figures_are_recounted)
{
	const json_t *row;
	const char *people;
	char on[DAY_TEXT];
	day_t until;
	json_t *paper;
	size_t head;
	int hidden = 0;

	draw_seed(92);
	office_walk(1500);
	office_as(OFFICE_OWNER);
	set_least("0");
	paper = drafted(PAPER_ANNUAL, 2026);
	ck_assert_int_ge(same_values(paper, "监督意见按类型", opinion_kinds, 1, "SELECT count(*) " OPINIONS_OF_2026 "AND coalesce(kind, '') = %Q"), 2);
	ck_assert_int_ge(same_values(paper, "监督意见按执法领域", enforcement_fields, 1,
		"SELECT count(*) " OPINIONS_OF_2026 "AND coalesce(field, '') = %Q"), 2);
	same_lines(paper, "监督意见按执法机构", true);
	same_lines(paper, "监督意见按月", false);
	same_values(paper, "监督意见书按审查结果", review_outcomes, 1,
		"SELECT count(*) FROM review WHERE substr(received_on, 1, 4) = '2026' AND coalesce(outcome, '') = %Q");
	until = day_parse_iso("2026-12-31");
	day_format(world->today < until ? world->today : until, on);
	people = arena_printf(world_arena, "SELECT count(*) FROM supervisor WHERE ',' || categories || ',' LIKE "
		"'%%%%,' || %%Q || ',%%%%' AND term_start <= '%s' AND coalesce(left_on, term_end) >= '%s'", on, on);
	ck_assert_int_ge(same_values(paper, "在任监督员按类别", supervisor_categories, 1, people), 3);
	json_decref(paper);
	/* The same, small figures hidden: shown they are the same. */
	set_least("20");
	refused(ERR_REFUSED, "value", 0, "setting.set", called("setting", "small_cells"), "value", "2", NULL);
	paper = drafted(PAPER_ANNUAL, 2026);
	head = head_of(paper, "在任监督员按类别");
	for (size_t i = 0; (row = row_at(paper, head, i)) != NULL; i++) {
		int64_t n = recount(people, supervisor_categories[i + 1].key);

		ck_assert_str_eq(text_of(row, 1), n > 0 && n < 20 ? "<20" : arena_printf(world_arena, "%lld", (long long)n));
		hidden += n > 0 && n < 20;
	}
	ck_assert_int_gt(hidden, 0);
	json_decref(paper);
}
END_TEST

START_TEST(the_register_has_every_matter)
{
	json_t *paper;
	size_t head, i = 0;
	const json_t *row;

	draw_seed(91);
	office_walk(800);
	office_as(OFFICE_OWNER);
	paper = drafted(PAPER_REGISTER, 2026);
	head = head_of(paper, "监督意见台账");
	for (; (row = row_at(paper, head, i)) != NULL; i++) {
		ck_assert_uint_eq((size_t)atoll(text_of(row, 0)), i + 1);
		ck_assert_int_eq(recount("SELECT count(*) FROM opinion WHERE number = %Q AND raised_on = %Q AND person_name = %Q",
			text_of(row, 1), text_of(row, 2), text_of(row, 3)), 1);
	}
	ck_assert_uint_gt(i, 5);
	ck_assert_uint_eq((size_t)recount("SELECT count(*) " OPINIONS_OF_2026), i);
	json_decref(paper);
}
END_TEST

/* ---- who, and what it proves ---- */

START_TEST(who_may)
{
	static const enum office_person outside[] = { OFFICE_AGENCY, OFFICE_SUPERVISOR, OFFICE_SYSADMIN, OFFICE_SECADMIN, OFFICE_AUDITOR };
	const struct paper_form *form = paper_form(PAPER_ANNUAL);
	struct err e = { 0 };
	int64_t doc;

	draw_seed(90);
	office_walk(200);
	office_as(OFFICE_CLERK);
	doc = paper_issue(world, world_arena, form, NULL, 2026, &e);
	ck_assert_msg(doc != 0, "%s", e.text);
	ck_assert_int_eq(paper_issued(world, world_arena, form, NULL, 2026), doc);
	ck_assert_int_eq(paper_issued(world, world_arena, form, NULL, 2025), 0);
	ck_assert(!paper_outdated(world, world_arena, doc));
	/* One stands for a year; a new one takes its place. */
	refused(ERR_REFUSED, "kind", 0, "document.issue", 0, "kind", "annual", "period", "2026", NULL);
	refused(ERR_REFUSED, "period", 0, "document.issue", 0, "kind", "annual", NULL);
	refused(ERR_REFUSED, "period", 0, "document.issue", 0, "kind", "monthly", "period", "2026", NULL);
	refused(ERR_REFUSED, "period", 0, "document.issue", 0, "kind", "register", "period", "2999", NULL);
	refused(ERR_REFUSED, "period", 0, "document.issue", 0, "kind", "roster", "period", "2026", NULL);
	done("document.reissue", doc, "reason", "更正", NULL);
	ck_assert_int_ne(paper_issued(world, world_arena, form, NULL, 2026), doc);
	doc = paper_issued(world, world_arena, form, NULL, 2026);
	ck_assert_int_eq(((const struct document *)row_of("document", doc))->period, 2026);
	for (size_t i = 0; i < N_OF(outside); i++) {
		office_as(outside[i]);
		e = (struct err){ 0 };
		ck_assert_ptr_null(paper_draft(world, world_arena, form, NULL, 2026, &e));
		ck_assert_int_eq(e.code, ERR_DENIED);
		e = (struct err){ 0 };
		ck_assert_int_eq(paper_issue(world, world_arena, form, NULL, 2025, &e), 0);
		ck_assert_int_eq(e.code, ERR_DENIED);
		ck_assert_ptr_null(paper_content(world, world_arena, doc, &e));
	}
	/* Who keeps away from an agency neither makes nor reads what tells of all of them. */
	office_as(OFFICE_OWNER);
	done("conflict.declare", 0, "account", office_logins[OFFICE_CLERK], "agency", id_text(office_agency[0]), "ground", "kin", "reason",
		"父亲为该局局长", NULL);
	office_as(OFFICE_CLERK);
	actor_away(world);
	ck_assert_uint_eq(world->actor.n_away, 1);
	e = (struct err){ 0 };
	ck_assert_ptr_null(paper_content(world, world_arena, doc, &e));
	ck_assert_ptr_null(paper_draft(world, world_arena, form, NULL, 2026, &e));
	ck_assert_int_eq(paper_issued(world, world_arena, form, NULL, 2026), 0);
	office_as(OFFICE_LEADER);
	e = (struct err){ 0 };
	ck_assert_ptr_nonnull(paper_content(world, world_arena, doc, &e));
}
END_TEST

/* The value printed on the monthly paper, as it is typed from it, lies on the chain; and the paper is not outdated by what follows. */
START_TEST(the_head_is_provable)
{
	const struct paper_form *form = paper_form(PAPER_MONTHLY);
	const struct document *d;
	struct err e = { 0 };
	const char *at;
	char head[160];
	int64_t doc, rows;

	draw_seed(89);
	office_walk(100);
	office_as(OFFICE_OWNER);
	doc = paper_issue(world, world_arena, form, NULL, 202601, &e);
	ck_assert_msg(doc != 0, "%s", e.text);
	d = row_of("document", doc);
	ck_assert_int_gt(d->head, 0);
	at = strstr(d->content, arena_printf(world_arena, "[\"%lld\",\"", (long long)d->head));
	ck_assert_ptr_nonnull(at);
	at = strchr(at, ',') + 2;
	snprintf(head, sizeof head, "%lld:%.71s", (long long)d->head, at);
	ck_assert_msg(engine_verify(world, head, &rows, &e), "%s: %s", head, e.text);
	ck_assert(!paper_outdated(world, world_arena, doc));
	head[strlen(head) - 1] = head[strlen(head) - 1] == '0' ? '1' : '0';
	ck_assert(!engine_verify(world, head, &rows, &e));
}
END_TEST

Suite *
suite_report(void)
{
	Suite *s = suite_create("report");
	TCase *t = tcase_create("report");

	tcase_add_checked_fixture(t, office_open, office_close);
	tcase_set_timeout(t, 180);
	tcase_add_test(t, nobody_computes_what_is_hidden);
	tcase_add_test(t, periods);
	tcase_add_test(t, figures_are_recounted);
	tcase_add_test(t, the_register_has_every_matter);
	tcase_add_test(t, who_may);
	tcase_add_test(t, the_head_is_provable);
	suite_add_tcase(s, t);
	return s;
}
