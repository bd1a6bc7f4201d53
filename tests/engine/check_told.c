/*
 * check_told.c: what an agency is told of a matter: whatever happens behind its back changes nothing that it can read.
 *
 * Knows: the acts of opinions and reviews, every way the engine answers.  Must not know: how the rest is kept from it.
 */
#include <check.h>
#include <string.h>

#include "flow/review_acts.h"
#include "engine/private.h"
#include "engine/stats.h"
#include "tests/engine/office.h"
#include "tests/flow/cases.h"

static void
tell_list(struct buf *b, const struct flow *f, const struct list *l)
{
	for (size_t s = 0; s < l->n_sorts; s++) {
		struct list_query q = { .list = l, .sort = &l->sorts[s], .limit = 500 };
		struct list_page page;
		struct err e = { 0 };

		if (!list_fetch(world, world_arena, &q, &page, &e)) {
			buf_printf(b, "%s: %s\n", l->name, e.text);
			return;
		}
		buf_printf(b, "%s by %s, %lld\n", l->name, l->sorts[s].name, (long long)list_count(world, &q, 500, &e));
		for (size_t r = 0; r < page.n; r++) {
			buf_printf(b, "%lld %s %s", (long long)page.rows[r].id, page.rows[r].state, page.rows[r].key);
			for (size_t c = 0; c < l->n_cols; c++)
				buf_printf(b, " %s", page.rows[r].cell[c]);
			buf_addc(b, '\n');
		}
	}
	for (int w = 1; f->states[w].key != NULL; w++) {
		struct list_query q = { .list = l, .state = f->states[w].key, .limit = 500 };
		struct err e = { 0 };

		buf_printf(b, "%s %s %lld\n", l->name, q.state, (long long)list_count(world, &q, 500, &e));
	}
}

static void
tell_record(struct buf *b, const struct flow *f, int64_t id)
{
	struct err e = { 0 };
	const void *row = record_get(world, world_arena, f, id, &e);
	struct trail_entry *t;
	struct clock_row *c;
	struct wait_row *w;
	size_t n;

	if (row == NULL) {
		buf_printf(b, "%s %d\n", e.text, e.code);
		return;
	}
	buf_printf(b, "%s %s\n", row_title(world, world_arena, f, row), f->states[row_head(row)->state].key);
	for (size_t i = 0; i < f->n_fields; i++)
		buf_printf(b, "%s=%s\n", f->fields[i].col.name, field_shown(world, world_arena, &f->fields[i], row));
	for (size_t i = 0; i < f->n_actions; i++) {
		struct err why = { 0 };

		if (f->actions[i].roles & ROLE_AGENCY)
			buf_printf(b, "%s %d %s\n", f->actions[i].name, action_allowed(world, world_arena, &f->actions[i], row, &why), why.text);
	}
	n = record_timeline(world, world_arena, f, id, 0, 100, &t, &e);
	for (size_t i = 0; i < n; i++)
		buf_printf(b, "%s %s %s %s\n", t[i].action, t[i].who, t[i].note, t[i].change);
	n = record_clocks(world, world_arena, f, id, &c, &e);
	for (size_t i = 0; i < n; i++)
		buf_printf(b, "%s %d %d %s\n", c[i].kind, c[i].due, c[i].stopped, clock_explained(world, world_arena, &c[i]));
	n = record_waits(world, world_arena, f, id, &w, &e);
	for (size_t i = 0; i < n; i++)
		buf_printf(b, "%s %d %s\n", w[i].action, w[i].due, w[i].text);
}

/* Everything that the actor reads of cases, but for the versions. */
static const char *
everything(int64_t opinion)
{
	static const char *const of[] = { "opinion", "review", "document", "attachment", "inquiry" };
	struct buf b = BUF_INIT;
	struct todo_row *t;
	struct todo_sum sum;
	struct found *hit;
	struct err e = { 0 };
	const char *out;
	size_t n;

	for (size_t i = 0; i < N_OF(of); i++) {
		const struct flow *f = flow_find(of[i]);
		struct stats_dim dims[STATS_DIMS];

		for (size_t l = 0; l < f->n_lists; l++)
			tell_list(&b, f, &f->lists[l]);
		n = stats_dims(world, f, dims);
		for (size_t d = 0; d < n; d++) {
			struct stats_ask q = { .flow = f, .dim = dims[d].name };
			struct stats s;
			struct err why = { 0 };

			if (!stats_count(world, world_arena, &q, &s, &why)) {
				buf_printf(&b, "%s\n", why.text);
				continue;
			}
			buf_printf(&b, "%s by %s: %lld %d %d\n", f->name, dims[d].name, (long long)s.all, s.adoption, s.on_time);
			for (size_t k = 0; k < s.n; k++)
				buf_printf(&b, "%s %lld %d\n", s.bar[k].label, (long long)s.bar[k].n, s.bar[k].percent);
		}
	}
	tell_record(&b, flow_find("opinion"), opinion);
	n = todo_fetch(world, world_arena, NULL, 0, 100, &t, &e);
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%lld %s %s %d\n", (long long)t[i].record, t[i].text, t[i].basis, t[i].days);
	ck_assert(todo_sum(world, &sum, &e));
	buf_printf(&b, "%lld %lld %lld\n", (long long)sum.all, (long long)sum.overdue, (long long)sum.soon);
	n = search_all(world, world_arena, "区城市管理局", 50, &hit, &e);
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s %s\n", hit[i].title, hit[i].snippet);
	out = arena_strdup(world_arena, buf_str(&b));
	buf_free(&b);
	return out;
}

static void
same_to_the_liaison(const char *before, int64_t opinion, const char *after_what)
{
	const char *now;
	size_t at = 0;

	world_as("zhou");
	now = everything(opinion);
	while (before[at] != '\0' && before[at] == now[at])
		at++;
	while (at > 0 && before[at - 1] != '\n')
		at--;
	ck_assert_msg(strcmp(before, now) == 0, "after %s: was “%.120s”, is “%.120s”", after_what, before + at, now + at);
	world_as(NULL);
}

START_TEST(after_its_answer_nothing_more)
{
	const struct opinion *o;
	const char *before;
	int64_t id, review;

	case_world();
	id = an_answered_opinion("不予采纳", "已当场告知");
	world_as("zhou");
	before = everything(id);
	ck_assert_ptr_nonnull(strstr(before, "已当场告知"));
	world_as(NULL);
	done("opinion.convey", id, "convey_how", "电话", NULL);
	same_to_the_liaison(before, id, "convey");
	done("opinion.petition", id, "grounds", "答复与录像不符", "request", "请求复核", NULL);
	same_to_the_liaison(before, id, "petition");
	o = row_of("opinion", id);
	ck_assert_int_eq(o->rec.state, OPINION_PETITIONED);
	review = o->review;
	done("review.examine", review, "examination", "形式完备", NULL);
	done("review.decide", review, "outcome", "不成立", "reason", "录像清楚", NULL);
	same_to_the_liaison(before, id, "decide");
	done("review.convey", review, "inform_how", "电话", NULL);
	done("review.close", review, NULL);
	same_to_the_liaison(before, id, "close");
	ck_assert_int_eq(((const struct opinion *)row_of("opinion", id))->rec.state, OPINION_CLOSED);
	/* A supervisor who is content looks the same to it. */
	id = an_answered_opinion("不予采纳", "已改正");
	world_as("zhou");
	before = everything(id);
	world_as(NULL);
	done("opinion.convey", id, "convey_how", "电话", NULL);
	done("opinion.accept", id, NULL);
	same_to_the_liaison(before, id, "accept");
	done("opinion.close", id, "result", "监督员认可", NULL);
	same_to_the_liaison(before, id, "close of an accepted one");
	books_agree();
}
END_TEST

START_TEST(an_answer_is_owed_after_the_petition)
{
	const struct opinion *o;
	const char *before;
	int64_t id;

	case_world();
	id = a_served_opinion();
	world_on("2026-12-28"); /* the period is over */
	world_as("zhou");
	before = everything(id);
	ck_assert_ptr_nonnull(strstr(before, "opinion.reply 1"));
	world_as(NULL);
	done("opinion.petition", id, "grounds", "逾期没有答复", NULL);
	same_to_the_liaison(before, id, "petition");
	ck_assert_str_eq(waits_text(id), "反馈是否采纳");
	world_as("zhou");
	done("opinion.reply", id, "adopted", "不予采纳", "reply", "依据充分", NULL);
	refused(ERR_REFUSED, "", 14, "opinion.reply", id, "adopted", "采纳", NULL);
	world_as(NULL);
	o = row_of("opinion", id);
	ck_assert_int_eq(o->rec.state, OPINION_PETITIONED);
	ck_assert_str_eq(o->reply, "依据充分");
	ck_assert_str_eq(waits_text(id), "");
	books_agree();
}
END_TEST

/* 责令纠正 of a letter of SUPERVISOR on AGENCY, served. */
static int64_t
an_order(const char *supervisor, const char *agency, const char *facts)
{
	int64_t id = done("review.register", 0, "supervisor", supervisor, "raised_on", "今天", "agency", agency, "field", "penalty", "facts",
		facts, "subject", "查封扣押的程序", "grounds", facts, "request", "请责令纠正此事", NULL);

	done("review.examine", id, "examination", "属于监督范围", NULL);
	done("review.decide", id, "outcome", "成立", "reason", "事实清楚", NULL);
	done("review.order", id, "order_text", "补交清单", "order_basis", "行政强制法第二十四条", "order_due", "2026-12-15", NULL);
	return id;
}

START_TEST(his_own_letters_stay_whole)
{
	const struct flow *f = flow_find("review");
	struct arg by_person = { "supervisor", "冉凯文" };
	struct list_query q = { .list = &f->lists[0], .limit = 50, .filters = { &by_person, 1 } };
	struct list_page page;
	struct err e = { 0 };
	struct trail_entry *t;
	int64_t own, others;

	case_world();
	done("account.add", 0, "login", "both", "name", "冉凯文", "roles", "agency,supervisor", "agency", "区城市管理局", "person", "冉凯文", NULL);
	own = an_order("冉凯文", "区城市管理局", "查封清单未当场制作");
	others = an_order("付敏", "区城市管理局", "扣押车辆未告知期限");
	world_as("both");
	/* What he wrote himself he has whole, though the order went to his own agency. */
	ck_assert_str_eq(((const struct review *)row_of("review", own))->facts, "查封清单未当场制作");
	ck_assert_str_eq(((const struct review *)row_of("review", own))->person_name, "冉凯文");
	ck_assert_uint_gt(record_timeline(world, world_arena, f, own, 0, 50, &t, &e), 3);
	ck_assert_int_eq(found("review", "查封清单未当场制作"), 1);
	/* What another wrote is kept from him as from any liaison. */
	ck_assert_str_eq(((const struct review *)row_of("review", others))->facts, "");
	ck_assert_str_eq(((const struct review *)row_of("review", others))->order_text, "补交清单");
	ck_assert_int_eq(found("review", "扣押车辆未告知期限"), 0);
	ck_assert_int_eq(found("review", "付敏"), 0);
	ck_assert(list_fetch(world, world_arena, &q, &page, &e));
	ck_assert_uint_eq(page.n, 1);
	ck_assert_int_eq(page.rows[0].id, own);
	q.filters.n = 0;
	ck_assert(list_fetch(world, world_arena, &q, &page, &e));
	ck_assert_uint_eq(page.n, 2);
	for (size_t r = 0; r < page.n; r++)
		for (size_t c = 0; c < f->lists[0].n_cols; c++)
			if (strcmp(f->lists[0].cols[c].name, "person") == 0)
				ck_assert_str_eq(page.rows[r].cell[c], page.rows[r].id == own ? "冉凯文" : "");
	/* He cannot find out the other writer by sifting. */
	by_person.value = "付敏";
	q.filters.n = 1;
	ck_assert_int_eq(list_count(world, &q, 50, &e), 0);
}
END_TEST

TCase *
case_told(void)
{
	TCase *c = tcase_create("told");

	tcase_add_checked_fixture(c, world_open, world_close);
	tcase_set_timeout(c, 60);
	tcase_add_test(c, after_its_answer_nothing_more);
	tcase_add_test(c, an_answer_is_owed_after_the_petition);
	tcase_add_test(c, his_own_letters_stay_whole);
	return c;
}
