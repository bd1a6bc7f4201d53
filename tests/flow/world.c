/*
 * world.c: a database of its own for a test of flows, and acts told in one line.
 *
 * Knows: the engine's interface.  Must not know: any flow.
 */
#include "tests/flow/world.h"

#include <check.h>
#include <glob.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct engine *world;
struct arena *world_arena;
struct err world_err;
struct result world_result;

static char dir[64], path[96], who[40];
static day_t today;

static void
enter(unsigned flags)
{
	struct err e = { 0 };

	world = engine_open(path, flags, *who != '\0' ? who : NULL, today, &e);
	ck_assert_msg(world != NULL, "%s", e.text);
	/* No test of flows pulls the plug; waiting for the disk would be most of its time. */
	db_errors(world->db, &e);
	db_exec(world->db, "PRAGMA synchronous=OFF");
	db_errors(world->db, NULL);
}

void
world_open(void)
{
	strcpy(dir, "/tmp/jiandu-flow-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/test.jd", dir);
	*who = '\0';
	today = day_parse_iso(WORLD_TODAY);
	world_arena = arena_new();
	enter(ENGINE_CREATE);
}

void
world_close(void)
{
	char all[96];
	glob_t g;

	engine_close(world);
	arena_free(world_arena);
	snprintf(all, sizeof all, "%s/*", dir);
	if (glob(all, 0, NULL, &g) == 0) {
		for (size_t i = 0; i < g.gl_pathc; i++)
			unlink(g.gl_pathv[i]);
		globfree(&g);
	}
	rmdir(dir);
}

void
world_as(const char *login)
{
	engine_close(world);
	snprintf(who, sizeof who, "%s", login != NULL ? login : "");
	enter(0);
}

void
world_on(const char *iso)
{
	engine_close(world);
	today = day_parse_iso(iso);
	ck_assert_int_ne(today, DAY_NONE);
	enter(0);
}

static size_t
pairs(va_list ap, struct arg *v, size_t max)
{
	const char *name;
	size_t n = 0;

	while ((name = va_arg(ap, const char *)) != NULL) {
		ck_assert_uint_lt(n, max);
		v[n].name = name;
		v[n++].value = va_arg(ap, const char *);
	}
	return n;
}

int64_t
done(const char *action, int64_t id, ...)
{
	const struct action *ac = action_find(NULL, action);
	struct arg v[40];
	struct args args = { v, 0 };
	va_list ap;

	ck_assert_msg(ac != NULL, "no action %s", action);
	va_start(ap, id);
	args.n = pairs(ap, v, N_OF(v));
	va_end(ap);
	err_clear(&world_err);
	ck_assert_msg(action_do(world, world_arena, ac, id, 0, args, &world_result, &world_err),
		"%s: %s (%s)", action, world_err.text, world_err.field);
	return world_result.id;
}

void *
row_of(const char *flow, int64_t id)
{
	struct err e = { 0 };
	void *row = record_get(world, world_arena, flow_find(flow), id, &e);

	ck_assert_msg(row != NULL, "%s: %s", flow, e.text);
	return row;
}

void
refused(enum err_code code, const char *field, int article, const char *action, int64_t id, ...)
{
	const struct action *ac = action_find(NULL, action);
	struct arg v[40];
	struct args args = { v, 0 };
	struct result res;
	va_list ap;
	bool ok;

	ck_assert_msg(ac != NULL, "no action %s", action);
	va_start(ap, id);
	args.n = pairs(ap, v, N_OF(v));
	va_end(ap);
	err_clear(&world_err);
	ok = action_do(world, world_arena, ac, id, 0, args, &res, &world_err);
	ck_assert_msg(!ok, "%s was done, not refused at %s", action, field);
	ck_assert_msg(
		world_err.code == code && strcmp(world_err.field, field) == 0 && world_err.article == article,
		"%s: code %d field %s article %d: %s", action, (int)world_err.code, world_err.field,
		world_err.article, world_err.text);
	ck_assert_str_ne(world_err.text, "");
}

enum err_code
allowed(const char *action, int64_t id)
{
	const struct action *ac = action_find(NULL, action);
	const void *row = id != 0 ? row_of(action_flow(ac)->name, id) : NULL;

	err_clear(&world_err);
	return action_allowed(world, world_arena, ac, row, &world_err) ? ERR_OK : world_err.code;
}

int64_t
called(const char *flow, const char *ref)
{
	err_clear(&world_err);
	return record_resolve(world, flow_find(flow), ref, &world_err);
}

int
listed(const char *flow, const char *list, const char *state)
{
	struct list_query q = { .list = list_find(flow_find(flow), list), .state = state, .limit = 1000 };
	struct list_page page;

	ck_assert_ptr_nonnull(q.list);
	err_clear(&world_err);
	if (!list_fetch(world, world_arena, &q, &page, &world_err))
		return -1;
	return (int)page.n;
}

void
books_agree(void)
{
	struct buf out = BUF_INIT;
	int64_t faults = 0;

	err_clear(&world_err);
	ck_assert_msg(engine_check(world, &out, &faults, &world_err), "%s", world_err.text);
	ck_assert_msg(faults == 0, "%s", buf_str(&out));
	buf_free(&out);
}

const char *
id_text(int64_t id)
{
	return arena_printf(world_arena, "%lld", (long long)id);
}

const char *
an_idno(const char *born, const char *serial)
{
	static const int weight[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	char s[19];
	int sum = 0;

	snprintf(s, sizeof s, "500199%.8s%.3s", born, serial);
	for (int i = 0; i < 17; i++)
		sum += (s[i] - '0') * weight[i];
	s[17] = "10X98765432"[sum % 11];
	s[18] = '\0';
	return arena_strdup(world_arena, s);
}
