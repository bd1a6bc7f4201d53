/*
 * cases.c: a small district for the tests of opinions and reviews.
 *
 * Knows: the parties' acts, the books' readers.  Must not know: what is tested.
 */
#include "tests/flow/cases.h"

#include <check.h>
#include <string.h>

int64_t
a_person(const char *name, const char *born, const char *serial)
{
	return done("person.add", 0, "name", name, "idno", an_idno(born, serial), "employer", "某律师事务所律师", NULL);
}

static int64_t
a_supervisor(const char *name, const char *born, const char *serial, const char *certificate)
{
	int64_t person = a_person(name, born, serial);

	done("supervisor.appoint", 0, "person", id_text(person), "categories", "律师", "term_start", "2024-07-01", "certificate",
		certificate, "late_reason", "补录", NULL);
	return person;
}

void
case_world(void)
{
	int64_t agency, ran, fu;

	agency = done("agency.add", 0, "name", "区城市管理局", "kind", "department", NULL);
	done("agency.add", 0, "name", "区林业局", "kind", "department", NULL);
	ran = a_supervisor("冉凯文", "19840307", "190", "碚执监〔2024〕2号");
	fu = a_supervisor("付敏", "19790512", "224", "碚执监〔2024〕5号");
	done("account.add", 0, "login", "zhou", "name", "周联络", "roles", "agency", "agency", id_text(agency), NULL);
	done("account.add", 0, "login", "ran", "name", "冉凯文", "roles", "supervisor", "person", id_text(ran), NULL);
	done("account.add", 0, "login", "fumin", "name", "付敏", "roles", "supervisor", "person", id_text(fu), NULL);
	done("account.add", 0, "login", "leader", "name", "张主任", "roles", "leader", NULL);
}

int64_t
an_opinion(void)
{
	return done("opinion.register", 0, "supervisor", "冉凯文", "raised_on", "今天", "agency", "区城市管理局", "kind", "纠正意见",
		"field", "行政处罚", "facts",
		"区城市管理局对碚峡路一商户作出行政处罚，告知书与决定书同日送达，未给予当事人陈述、申辩的合理期限。", "advice",
		"建议补正程序，重新送达并告知陈述申辩权利。", NULL);
}

int64_t
a_served_opinion(void)
{
	int64_t id = an_opinion();

	return done("opinion.serve", id, "serve_how", "direct", NULL);
}

int64_t
an_answered_opinion(const char *adopted, const char *reply)
{
	int64_t id = a_served_opinion();

	return done("opinion.reply", id, "adopted", adopted, "reply", reply, "replier", "周联络", NULL);
}

static const struct clock_row *
clock_named(int64_t id, const char *kind)
{
	struct clock_row *c;
	size_t n = clock_of(world->db, world_arena, id, &c);

	for (size_t i = 0; i < n; i++)
		if (strcmp(c[i].kind, kind) == 0)
			return &c[i];
	return NULL;
}

const char *
clock_text(int64_t id, const char *kind)
{
	const struct clock_row *c = clock_named(id, kind);
	char start[DAY_TEXT], due[DAY_TEXT], stopped[DAY_TEXT];

	if (c == NULL)
		return "";
	return arena_printf(world_arena, "%s+%d %s %s", day_format(c->start, start), c->n + c->extension, day_format(c->due, due),
		day_format(c->stopped, stopped));
}

const char *
clock_basis(int64_t id, const char *kind)
{
	const struct clock_row *c = clock_named(id, kind);

	return c != NULL ? c->basis : "";
}

const char *
clocks_text(int64_t id)
{
	struct clock_row *c;
	size_t n = clock_of(world->db, world_arena, id, &c);
	const char *out = "";

	for (size_t i = 0; i < n; i++)
		out = arena_printf(world_arena, "%s%s%s", out, i > 0 ? " " : "", c[i].kind);
	return out;
}

const char *
waits_text(int64_t id)
{
	struct wait_row *w;
	size_t n = wait_of(world->db, world_arena, id, &w);
	const char *out = "";

	for (size_t i = 0; i < n; i++)
		out = arena_printf(world_arena, "%s%s%s", out, i > 0 ? " " : "", wait_says(&w[i], world->today, NULL));
	return out;
}

int
found(const char *flow, const char *words)
{
	struct list_query q = { .list = &flow_find(flow)->lists[0], .words = words, .limit = 100 };
	struct list_page page;

	err_clear(&world_err);
	ck_assert_msg(list_fetch(world, world_arena, &q, &page, &world_err), "%s", world_err.text);
	return (int)page.n;
}

static bool
page_by(const char *flow, const char *sort, const char *filter, const char *value, struct list_page *page)
{
	const struct flow *f = flow_find(flow);
	struct arg v = { filter, value };
	struct list_query q = { .list = &f->lists[0], .limit = 100, .filters = { &v, filter != NULL ? 1 : 0 } };

	for (size_t i = 0; i < f->lists[0].n_sorts; i++)
		if (strcmp(f->lists[0].sorts[i].name, sort) == 0)
			q.sort = &f->lists[0].sorts[i];
	ck_assert_ptr_nonnull(q.sort);
	err_clear(&world_err);
	ck_assert_msg(list_fetch(world, world_arena, &q, page, &world_err), "%s %s: %s", sort, filter != NULL ? filter : "",
		world_err.text);
	return page->n > 0;
}

int64_t
first_by(const char *flow, const char *sort, const char *filter, const char *value)
{
	struct list_page page;

	return page_by(flow, sort, filter, value, &page) ? page.rows[0].id : 0;
}

int
count_by(const char *flow, const char *sort, const char *filter, const char *value)
{
	struct list_page page;

	page_by(flow, sort, filter, value, &page);
	return (int)page.n;
}
