/*
 * check_matrix.c: every way to read, by every role, in its own scope and out of it, generated from the tables: the queue and
 * its counts, exports, figures, rolls, timelines, search, pop-ups, papers, files, numbers. What a role does not see is
 * answered like what does not exist, whichever way is tried.
 *
 * Knows: the registry, the decisions in rights.tab and told.tab.  Must not know: any flow's law.
 *
 * A flow, a column, a field or a dimension that is new and has no decision fails here.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "flow/document.h"
#include "engine/attachment.h"
#include "engine/export.h"
#include "engine/paper.h"
#include "engine/private.h"
#include "engine/roll.h"
#include "engine/session.h"
#include "engine/stats.h"
#include "tests/engine/office.h"

#define EVERYTHING 50000

/* Who has one role only; the second liaison and the first see each other's nothing. */
static const struct {
	enum office_person who;
	int column; /* in rights.tab */
} people[] = { { OFFICE_CLERK, 0 }, { OFFICE_LEADER, 1 }, { OFFICE_AGENCY, 2 }, { OFFICE_OTHER, 2 }, { OFFICE_SUPERVISOR, 3 },
	{ OFFICE_SYSADMIN, 5 }, { OFFICE_SECADMIN, 6 }, { OFFICE_AUDITOR, 7 } };

static const struct {
	const char *flow, *roles;
} reads[] = {
#define READ(flow, roles) { flow, roles },
#define ACT(action, roles)
#define LIST(list, roles) { list, roles },
#include "tests/engine/rights.tab"
#undef READ
#undef ACT
#undef LIST
};

/* What may be asked at all, a role a letter, in the columns of rights.tab: y answered, . refused. */
static const struct {
	const char *query, *roles;
} queries[] = {
	{ "stats", "yyy....." },       /* figures; an agency's are counted from what it sees */
	{ "roll.signin", "y......." }, /* who is invited, to sign */
	{ "roll.phones", "y......." },
	{ "paper.draft", "yy......" }, /* the bureau words papers */
};

/* What an agency reads of a record that is addressed to it. */
static const struct {
	const char *flow, *told, *kept, *otherwise; /* names, blank-separated: as stored; never; as its flow's veil says */
} telling[] = {
#define FIELDS(flow, told, kept, otherwise) { flow, told, kept, otherwise },
#define COLUMNS(flow, told, kept, otherwise)
#include "tests/engine/told.tab"
#undef FIELDS
#undef COLUMNS
}, showing[] = {
#define FIELDS(flow, told, kept, otherwise)
#define COLUMNS(flow, told, kept, otherwise) { flow, told, kept, otherwise },
#include "tests/engine/told.tab"
#undef FIELDS
#undef COLUMNS
};

static bool
listed_in(const char *names, const char *name)
{
	size_t n = strlen(name);

	for (const char *at = names; (at = strstr(at, name)) != NULL; at += n)
		if ((at == names || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
			return true;
	return false;
}

static char
scope_of(const struct flow *f, int column)
{
	for (size_t i = 0; i < N_OF(reads); i++)
		if (strcmp(reads[i].flow, f->name) == 0)
			return reads[i].roles[column];
	ck_abort_msg("%s: no decision in tests/engine/rights.tab", f->name);
	return '.';
}

/* A list's own decision, else its flow's. */
static char
scope_of_list(const struct flow *f, const struct list *l, int column)
{
	for (size_t i = 0; i < N_OF(reads); i++)
		if (strcmp(reads[i].flow, l->name) == 0)
			return reads[i].roles[column];
	return scope_of(f, column);
}

static bool
may_ask(const char *query, int column)
{
	for (size_t i = 0; i < N_OF(queries); i++)
		if (strcmp(queries[i].query, query) == 0)
			return queries[i].roles[column] == 'y';
	ck_abort_msg("%s: no decision", query);
	return false;
}

static bool
visible(const struct flow *f, int64_t id)
{
	struct err e = { 0 };

	return record_get(world, world_arena, f, id, &e) != NULL;
}

/* ---- an office with something of everything ---- */

static void
a_file_on(const struct flow *f, int64_t id, const char *shown)
{
	FILE *file = tmpfile();
	struct result res;
	struct err e = { 0 };

	ck_assert_ptr_nonnull(file);
	ck_assert_int_ge(fputs("现场情况：未出示证件。\n", file), 0);
	ck_assert_int_eq(fflush(file), 0);
	rewind(file);
	attachment_add(world, world_arena, f, id, fileno(file), "现场情况.txt", shown, "", &res, &e);
	ck_assert_int_ne(e.code, ERR_SYSTEM);
	fclose(file);
}

/* Every paper that a record has come to. */
static void
papers_on(const struct flow *f, int64_t id)
{
	struct paper_offer offer[24];
	size_t n = paper_offers(world, world_arena, f, id, offer, N_OF(offer));

	for (size_t i = 0; i < n; i++)
		if (offer[i].allowed && offer[i].issued == 0) {
			struct err e = { 0 };

			paper_issue(world, world_arena, offer[i].form, f, id, &e);
			ck_assert_int_ne(e.code, ERR_SYSTEM);
		}
}

static void
furnish(unsigned seed)
{
	static const char *const shown[] = { "agency", "both", "bureau", "person" };
	struct err e = { 0 };

	draw_seed(seed);
	for (int i = 0; i < 4; i++) {
		int64_t id = done("activity.plan", 0, "kind", "检查", "subject", "联合检查", "agency", id_text(office_agency[i]), "place", "解放路",
			"starts_on", "2026-02-20", NULL);

		done("activity.invite", id, "names", arena_printf(world_arena, "%s", i % 2 ? "聂长庚" : "唐婉秋"), NULL);
		done("activity.notify", id, "notify_how", "电话", NULL);
	}
	office_walk(700);
	office_as(OFFICE_OWNER);
	for (size_t i = 0; flows[i] != NULL; i++) {
		size_t n;
		const int64_t *ids = every_id(flows[i], &n);

		for (size_t r = 0; r < n && r < 40; r++) {
			if (attachment_holder(flows[i]->name))
				a_file_on(flows[i], ids[r], shown[r % N_OF(shown)]);
			if (flows[i]->n_actions > 0)
				papers_on(flows[i], ids[r]);
		}
	}
	ck_assert_msg(e.code == ERR_OK, "%s", e.text);
}

static void
furnished(void)
{
	office_open();
	furnish(61);
}

/* ---- the ways ---- */

START_TEST(the_queue_and_its_counts)
{
	for (size_t p = 0; p < N_OF(people); p++) {
		struct todo_row *t;
		struct todo_sum sum;
		struct err e = { 0 };
		size_t n, by[24] = { 0 };

		office_as(people[p].who);
		n = todo_fetch(world, world_arena, NULL, NULL, EVERYTHING, &t, &e);
		ck_assert(todo_sum(world, &sum, &e));
		ck_assert_int_eq(sum.all, (int64_t)n);
		for (size_t i = 0; i < n; i++) {
			const struct action *ac = action_find(NULL, t[i].action);

			ck_assert_msg(scope_of(t[i].flow, people[p].column) != '.' || t[i].record == 0, "%s waits for column %d", t[i].flow->name,
				people[p].column);
			ck_assert_msg(t[i].record == 0 || visible(t[i].flow, t[i].record), "%s %s waits unseen", t[i].flow->name, t[i].number);
			ck_assert_msg(ac != NULL && (ac->roles & world->actor.roles), "%s waits for whom may not do it", t[i].action);
			for (size_t k = 0; k < sum.n_flows; k++)
				by[k] += sum.by_flow[k].flow == t[i].flow;
		}
		for (size_t k = 0; k < sum.n_flows; k++)
			ck_assert_int_eq(sum.by_flow[k].n, (int64_t)by[k]);
	}
}
END_TEST

struct written {
	struct buf text;
};

static bool
take(void *ctx, const char *s, size_t n, struct err *e)
{
	(void)e;
	buf_add(&((struct written *)ctx)->text, s, n);
	return true;
}

/* One list in one form; what came out, "" when it was refused. */
static const char *
exported(const struct list *l, enum export_format format, bool listed, int64_t *rows, struct err *e)
{
	struct written w = { BUF_INIT };
	struct list_query q = { .list = l };
	struct export_options opt = { .format = format, .listed = listed, .write = take, .ctx = &w };
	struct export_report rep;
	bool ok = export_records(world, world_arena, &q, &opt, &rep, e);
	const char *out = arena_strdup(world_arena, buf_str(&w.text));

	buf_free(&w.text);
	*rows = ok ? rep.rows : -1;
	return ok ? out : "";
}

/* An export stands on the trail itself: that list grows meanwhile. */
static bool
as_many(const struct list *l, int64_t rows, int64_t expected)
{
	return strncmp(l->name, "trail", 5) == 0 && expected >= 0 ? rows >= expected : rows == expected;
}

START_TEST(every_list_leaves_as_it_is_seen)
{
	struct err probe = { 0 };
	bool books = paper_pack_there(&probe);

	for (size_t p = 0; p < N_OF(people); p++) {
		office_as(people[p].who);
		for (size_t i = 0; flows[i] != NULL; i++)
			for (size_t l = 0; l < flows[i]->n_lists; l++) {
				const struct list *list = &flows[i]->lists[l];
				struct list_query q = { .list = list, .limit = EVERYTHING };
				struct list_page page;
				struct err e = { 0 };
				char scope = scope_of_list(flows[i], list, people[p].column);
				int64_t rows;
				const char *text;
				bool open = list_fetch(world, world_arena, &q, &page, &e);

				ck_assert_msg(open == (scope != '.'), "%s, column %d", list->name, people[p].column);
				err_clear(&e);
				text = exported(list, EXPORT_JSON, false, &rows, &e);
				ck_assert_msg((rows >= 0) == open, "%s as JSON, column %d: %s", list->name, people[p].column, e.text);
				ck_assert_msg(open || e.code == ERR_DENIED, "%s: %d", list->name, e.code);
				ck_assert_msg(as_many(list, rows, open ? (int64_t)page.n : -1), "%s as JSON, column %d", list->name, people[p].column);
				for (const char *at = text; (at = strstr(at, "{\"id\":")) != NULL; at += 6)
					ck_assert_msg(visible(flows[i], strtoll(at + 6, NULL, 10)), "%s lets %.20s out", list->name, at);
				for (int listed = 0; listed < 2; listed++) {
					err_clear(&e);
					exported(list, EXPORT_CSV, listed == 1, &rows, &e);
					ck_assert_msg(as_many(list, rows, open ? (int64_t)page.n : -1), "%s as CSV, column %d", list->name, people[p].column);
				}
				/* A process each: the registers. */
				if (books && l == 0) {
					err_clear(&e);
					exported(list, EXPORT_XLSX, true, &rows, &e);
					ck_assert_msg(as_many(list, rows, open ? (int64_t)page.n : -1), "%s as XLSX, column %d: %s", list->name, people[p].column, e.text);
				}
			}
	}
}
END_TEST

START_TEST(figures_count_what_is_seen)
{
	size_t n_counted = 0;

	for (size_t p = 0; p < N_OF(people); p++) {
		office_as(people[p].who);
		ck_assert_int_eq(stats_may(world), may_ask("stats", people[p].column));
		for (size_t i = 0; flows[i] != NULL; i++) {
			struct stats_dim dims[STATS_DIMS], own[STATS_DIMS];
			size_t n, n_own;

			/* Asked by every dimension there is, also those that the actor is not offered. */
			office_as(OFFICE_OWNER);
			n = stats_dims(world, flows[i], dims);
			office_as(people[p].who);
			n_own = stats_dims(world, flows[i], own);
			ck_assert_msg(n_own == 0 || may_ask("stats", people[p].column), "%s is counted for column %d", flows[i]->name, people[p].column);
			for (size_t d = 0; d < n; d++) {
				struct stats_ask q = { .flow = flows[i], .dim = dims[d].name };
				struct list_query seen = { .list = &flows[i]->lists[0] };
				struct stats s;
				struct err e = { 0 };
				bool told = stats_count(world, world_arena, &q, &s, &e), due = false;

				for (size_t k = 0; k < n_own; k++)
					due = due || strcmp(own[k].name, dims[d].name) == 0;
				ck_assert_msg(told == due || (!told && (e.code == ERR_DENIED || e.code == ERR_USAGE)), "%s by %s, column %d: %s",
					flows[i]->name, dims[d].name, people[p].column, e.text);
				ck_assert(!told || due);
				if (!told)
					continue;
				n_counted++;
				ck_assert_msg(s.all == list_count(world, &seen, EVERYTHING, &e), "%s by %s, column %d: %lld counted", flows[i]->name,
					dims[d].name, people[p].column, (long long)s.all);
				for (size_t b = 0; b < s.n; b++)
					ck_assert_msg(s.bar[b].n <= s.all, "%s by %s", flows[i]->name, dims[d].name);
			}
		}
	}
	ck_assert_uint_gt(n_counted, 40);
}
END_TEST

START_TEST(rolls_are_the_clerk_s)
{
	static const char *const name[] = { "roll.signin", "roll.phones" };
	size_t n;
	const int64_t *ids = every_id(flow_find("activity"), &n);
	size_t n_given = 0;

	for (size_t p = 0; p < N_OF(people); p++)
		for (size_t i = 0; i < n; i++)
			for (int kind = 0; kind < 2; kind++) {
				struct buf out = BUF_INIT;
				struct err e = { 0 };
				size_t rows;
				bool given;

				office_as(people[p].who);
				given = roll_sheet(world, world_arena, kind == 0 ? ROLL_SIGNIN : ROLL_PHONES, ids[i], NULL, &out, &rows, &e);
				ck_assert_msg(given == may_ask(name[kind], people[p].column), "%s, column %d: %s", name[kind], people[p].column, e.text);
				ck_assert_ptr_null(strstr(buf_str(&out), "13900000000"));
				n_given += given;
				buf_free(&out);
			}
	ck_assert_uint_gt(n_given, 0);
}
END_TEST

/* TEXT with every REF in it taken out. */
static const char *
without(const char *text, const char *ref)
{
	const char *out = "", *at;

	while ((at = strstr(text, ref)) != NULL && *ref != '\0') {
		out = arena_printf(world_arena, "%s%.*s*", out, (int)(at - text), text);
		text = at + strlen(ref);
	}
	return arena_printf(world_arena, "%s%s", out, text);
}

/* REF is asked for: exactly as a number that does not exist, of the same form. */
static void
answers_as_none(const struct flow *f, const char *ref)
{
	const char *none = arena_printf(world_arena, "%s※", ref);
	struct err hidden = { 0 }, absent = { 0 };

	ck_assert_int_eq(record_resolve(world, f, ref, &hidden), 0);
	ck_assert_int_eq(record_resolve(world, f, none, &absent), 0);
	ck_assert_int_eq(hidden.code, absent.code);
	ck_assert_msg(strcmp(without(hidden.text, ref), without(absent.text, none)) == 0, "%s: “%s”, of none “%s”", f->name, hidden.text,
		absent.text);
	/* As a filter's value too. */
	for (size_t i = 0; flows[i] != NULL; i++)
		for (size_t k = 0; k < flows[i]->lists[0].n_filters; k++) {
			const struct list_filter *lf = &flows[i]->lists[0].filters[k];
			struct arg one = { lf->name, ref }, other = { lf->name, none };
			struct list_query q = { .list = &flows[i]->lists[0], .limit = 5, .filters = { &one, 1 } };
			struct list_page page;

			if (lf->type != FT_REF || strcmp(lf->ref, f->name) != 0)
				continue;
			err_clear(&hidden);
			err_clear(&absent);
			list_fetch(world, world_arena, &q, &page, &hidden);
			q.filters.v = &other;
			list_fetch(world, world_arena, &q, &page, &absent);
			ck_assert_int_eq(hidden.code, absent.code);
			ck_assert_str_eq(without(hidden.text, ref), without(absent.text, none));
		}
}

/* Nothing of the hidden record ID comes out: its number and name, its papers, its files, its course, its waits. */
static void
is_nowhere(const struct flow *f, int64_t id)
{
	const void *row = row_load(world, world_arena, f, id);
	const char *number = row_number(world, world_arena, f, row);
	struct paper_offer offer[24];
	const struct attachment **files;
	struct trail_entry *t;
	struct clock_row *c;
	struct wait_row *w;
	struct err e = { 0 }, none = { 0 };
	size_t n;

	answers_as_none(f, id_text(id));
	if (number != NULL && *number != '\0')
		answers_as_none(f, number);
	ck_assert_uint_eq(record_timeline(world, world_arena, f, id, 0, 50, &t, &e), 0);
	record_timeline(world, world_arena, f, 1, 0, 50, &t, &none);
	ck_assert_str_eq(e.text, none.text);
	err_clear(&e);
	ck_assert_uint_eq(record_clocks(world, world_arena, f, id, &c, &e), 0);
	ck_assert_uint_eq(record_waits(world, world_arena, f, id, &w, &e), 0);
	ck_assert_uint_eq(attachments_of(world, world_arena, f, id, &files, &e), 0);
	n = paper_offers(world, world_arena, f, id, offer, N_OF(offer));
	for (size_t i = 0; i < n; i++) {
		struct err why = { 0 };

		/* The notice of an inspection goes to the agency before it is told of the letter; it stands by itself. */
		if (offer[i].issued != 0 && visible(flow_find("document"), offer[i].issued))
			continue;
		ck_assert_msg(offer[i].issued == 0 && *offer[i].number == '\0' && !offer[i].allowed, "%s: a paper of it is offered", f->name);
		ck_assert_ptr_null(paper_draft(world, world_arena, offer[i].form, f, id, &why));
		err_clear(&why);
		ck_assert_int_eq(paper_issue(world, world_arena, offer[i].form, f, id, &why), 0);
		ck_assert_int_eq(paper_issued(world, world_arena, offer[i].form, f, id), 0);
	}
	ck_assert_str_eq(presence_others(world, world_arena, id), "");
}

static bool
swallow(void *ctx, const void *s, size_t n)
{
	(void)s;
	*(size_t *)ctx += n;
	return true;
}

START_TEST(what_is_hidden_is_nowhere)
{
	size_t n_hidden = 0, n_files = 0, n_papers = 0;

	for (size_t p = 0; p < N_OF(people); p++)
		for (size_t i = 0; flows[i] != NULL; i++) {
			size_t n, of_flow = 0;
			const int64_t *ids;

			office_as(people[p].who);
			ids = every_id(flows[i], &n);
			for (size_t r = 0; r < n; r++) {
				struct err e = { 0 }, none = { 0 };
				size_t bytes = 0;

				if (visible(flows[i], ids[r]) || of_flow++ >= 12)
					continue;
				n_hidden++;
				is_nowhere(flows[i], ids[r]);
				if (strcmp(flows[i]->name, "document") == 0) {
					n_papers++;
					ck_assert_ptr_null(paper_content(world, world_arena, ids[r], &e));
					paper_content(world, world_arena, 1, &none);
					ck_assert_str_eq(e.text, none.text);
				} else if (strcmp(flows[i]->name, "attachment") == 0) {
					n_files++;
					ck_assert(!attachment_get(world, world_arena, ids[r], swallow, &bytes, &e));
					attachment_get(world, world_arena, 1, swallow, &bytes, &none);
					ck_assert_str_eq(e.text, none.text);
					ck_assert_uint_eq(bytes, 0);
				}
			}
		}
	ck_assert_uint_gt(n_hidden, 300);
	ck_assert_uint_gt(n_files, 20);
	ck_assert_uint_gt(n_papers, 20);
}
END_TEST

/* A paper or a file is seen with what it belongs to, never before; whatever may have files is bound so. */
START_TEST(files_follow_their_record)
{
	const struct flow *files = flow_find("attachment"), *papers = flow_find("document");
	size_t n, m, seen = 0;
	const int64_t *ids = every_id(files, &n), *docs = every_id(papers, &m);

	for (size_t i = 0; flows[i] != NULL; i++) {
		bool bound = false;

		for (const struct bound *b = files->bound; b->flow != NULL; b++)
			bound = bound || strcmp(b->flow, flows[i]->name) == 0;
		ck_assert_msg(bound == attachment_holder(flows[i]->name), "%s: files of it are not bound to it", flows[i]->name);
	}
	for (size_t p = 0; p < N_OF(people); p++) {
		office_as(people[p].who);
		for (size_t i = 0; i < n; i++) {
			struct err e = { 0 };
			const struct attachment *t = record_get(world, world_arena, files, ids[i], &e);

			seen += t != NULL;
			ck_assert_msg(t == NULL || visible(flow_find(t->of_flow), t->record), "a file of an unseen %s, column %d",
				t != NULL ? t->of_flow : "", people[p].column);
		}
		for (size_t i = 0; i < m; i++) {
			struct err e = { 0 };
			const struct document *d = record_get(world, world_arena, papers, docs[i], &e);

			if (d == NULL)
				continue;
			seen++;
			ck_assert_msg(d->opinion == 0 || visible(flow_find("opinion"), d->opinion), "%s of an unseen opinion, column %d", d->title,
				people[p].column);
			ck_assert_msg(d->review == 0 || d->kind == PAPER_INSPECTION || visible(flow_find("review"), d->review),
				"%s of an unseen letter, column %d", d->title, people[p].column);
		}
	}
	ck_assert_uint_gt(seen, 100);
}
END_TEST

/* Words out of records that are hidden find nothing that is; nor do they in a pop-up. */
START_TEST(words_find_only_what_is_seen)
{
	size_t n_tried = 0;

	for (size_t i = 0; flows[i] != NULL; i++) {
		size_t n;
		const int64_t *ids = every_id(flows[i], &n);

		for (size_t r = 0; flows[i]->text != NULL && r < n && r < 6; r++) {
			struct search_text text = { 0 };
			struct err e = { 0 };
			struct act c;
			const char *words;

			office_as(OFFICE_OWNER);
			act_context(&c, world, world_arena, flows[i], NULL, NULL, &e);
			books_text(&c, row_load(world, world_arena, flows[i], ids[r]), &text);
			words = arena_strndup(world_arena, text.body, strcspn(text.body, "\n"));
			if (*words == '\0')
				continue;
			for (size_t p = 0; p < N_OF(people); p++) {
				struct found *hit;
				struct choice *choice;
				size_t m;

				office_as(people[p].who);
				n_tried++;
				m = search_all(world, world_arena, words, 200, &hit, &e);
				for (size_t k = 0; k < m; k++)
					ck_assert_msg(visible(hit[k].flow, hit[k].id), "“%s” finds %s", words, hit[k].title);
				for (size_t k = 0; flows[k] != NULL; k++) {
					m = record_choices(world, world_arena, flows[k], words, 200, &choice, &e);
					for (size_t h = 0; h < m; h++)
						ck_assert_msg(visible(flows[k], choice[h].id), "“%s” offers %s", words, choice[h].title);
				}
			}
		}
	}
	ck_assert_uint_gt(n_tried, 200);
}
END_TEST

/* t, k or o of the name NAME of FLOW in V; a name without a decision, or with two, fails. */
static char
decision(const struct flow *f, const char *name, bool column)
{
	for (size_t i = 0; i < (column ? N_OF(showing) : N_OF(telling)); i++) {
		const char *flow = column ? showing[i].flow : telling[i].flow, *told = column ? showing[i].told : telling[i].told,
			*kept = column ? showing[i].kept : telling[i].kept, *otherwise = column ? showing[i].otherwise : telling[i].otherwise;
		int n = listed_in(told, name) + listed_in(kept, name) + listed_in(otherwise, name);

		if (strcmp(flow, f->name) != 0)
			continue;
		ck_assert_msg(n == 1, "%s: %s %s has %d decisions in tests/engine/told.tab", f->name, column ? "column" : "field", name, n);
		return listed_in(told, name) ? 't' : listed_in(kept, name) ? 'k' : 'o';
	}
	ck_abort_msg("%s: no decision in tests/engine/told.tab", f->name);
	return 0;
}

static bool
for_agencies(const struct flow *f)
{
	return scope_of(f, 2) == 'o';
}

START_TEST(every_field_has_its_decision)
{
	size_t n_read = 0;

	office_as(OFFICE_AGENCY);
	for (size_t i = 0; flows[i] != NULL; i++) {
		const struct flow *f = flows[i];
		size_t n;
		const int64_t *ids = every_id(f, &n);

		for (size_t k = 0; for_agencies(f) && k < f->n_fields; k++) {
			const struct field *x = &f->fields[k];
			char d = decision(f, x->col.name, false);

			ck_assert_msg((d == 'k') == ((x->flags & FIELD_KEPT) != 0), "%s.%s: decided %c", f->name, x->col.name, d);
			for (size_t r = 0; r < n; r++) {
				struct err e = { 0 };
				const void *open = record_get(world, world_arena, f, ids[r], &e), *stored;
				void *empty = arena_alloc(world_arena, f->row_size);

				if (open == NULL)
					continue;
				n_read++;
				stored = row_load(world, world_arena, f, ids[r]);
				cols_init(flow_cols(f), empty);
				ck_assert_msg(d == 'o' || col_equal(&x->col, open, d == 't' ? stored : empty), "%s.%s of %lld", f->name, x->col.name,
					(long long)ids[r]);
			}
		}
	}
	ck_assert_uint_gt(n_read, 300);
}
END_TEST

START_TEST(every_column_has_its_decision)
{
	size_t n_read = 0;

	for (size_t i = 0; flows[i] != NULL; i++)
		for (size_t l = 0; for_agencies(flows[i]) && l < flows[i]->n_lists; l++) {
			const struct list *list = &flows[i]->lists[l];
			struct list_query q = { .list = list, .limit = EVERYTHING };
			struct list_page whole, told;
			struct err e = { 0 };

			office_as(OFFICE_OWNER);
			ck_assert(list_fetch(world, world_arena, &q, &whole, &e));
			office_as(OFFICE_AGENCY);
			ck_assert(list_fetch(world, world_arena, &q, &told, &e));
			for (size_t c = 0; c < list->n_cols; c++) {
				char d = decision(flows[i], list->cols[c].name, true);

				for (size_t r = 0; r < told.n; r++) {
					const char *cell = told.rows[r].cell[c], *stored = NULL;

					n_read++;
					for (size_t w = 0; w < whole.n; w++)
						if (whole.rows[w].id == told.rows[r].id)
							stored = whole.rows[w].cell[c];
					ck_assert_msg(d != 'k' || *cell == '\0', "%s.%s shows “%s”", list->name, list->cols[c].name, cell);
					/* What stands in another of its lists only for the agency (its own 办理中) has no row to compare with. */
					ck_assert_msg(d != 't' || stored == NULL || strcmp(cell, stored) == 0, "%s.%s shows “%s”, not “%s”", list->name,
						list->cols[c].name, cell, stored);
				}
			}
		}
	ck_assert_uint_gt(n_read, 300);
}
END_TEST

TCase *
case_matrix(void)
{
	TCase *c = tcase_create("ways");

	tcase_add_checked_fixture(c, furnished, office_close);
	tcase_set_timeout(c, 300);
	tcase_add_test(c, the_queue_and_its_counts);
	tcase_add_test(c, every_list_leaves_as_it_is_seen);
	tcase_add_test(c, figures_count_what_is_seen);
	tcase_add_test(c, rolls_are_the_clerk_s);
	tcase_add_test(c, what_is_hidden_is_nowhere);
	tcase_add_test(c, files_follow_their_record);
	tcase_add_test(c, words_find_only_what_is_seen);
	tcase_add_test(c, every_field_has_its_decision);
	tcase_add_test(c, every_column_has_its_decision);
	return c;
}
