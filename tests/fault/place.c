/*
 * place.c: see place.h.
 *
 * Knows: the engine's interface.  Must not know: what the tests break.
 */
#include "tests/fault/place.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

char place_dir[64], place_db[96];

#define TODAY "2026-03-02"

void
place_open(void)
{
	struct err e = { 0 };
	struct engine *en;

	strcpy(place_dir, "/tmp/jiandu-fault-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(place_dir));
	snprintf(place_db, sizeof place_db, "%s/t.jd", place_dir);
	en = engine_open(place_db, ENGINE_CREATE, NULL, day_parse_iso(TODAY), &e);
	ck_assert_msg(en != NULL, "%s", e.text);
	engine_close(en);
}

void
place_close(void)
{
	char all[96];
	glob_t g;

	snprintf(all, sizeof all, "%s/*", place_dir);
	if (glob(all, 0, NULL, &g) == 0) {
		for (size_t i = 0; i < g.gl_pathc; i++)
			unlink(g.gl_pathv[i]);
		globfree(&g);
	}
	rmdir(place_dir);
}

struct engine *
place_engine(void)
{
	struct err e = { 0 };
	struct engine *en = engine_open(place_db, 0, NULL, day_parse_iso(TODAY), &e);

	ck_assert_msg(en != NULL, "%s", e.text);
	return en;
}

/* The one supervisor of the place, made at the first call. */
static const char *
supervisor(struct engine *en, struct arena *a, struct err *e)
{
	struct arg who[] = { { "name", "唐婉秋" }, { "born", "1980-03-15" } };
	struct arg term[] = { { "person", "" }, { "categories", "lawyer" }, { "term_start", TODAY }, { "certificate", "碚执监〔2026〕1号" } };
	struct err none = { 0 };
	struct result res;
	int64_t id = record_resolve(en, flow_find("supervisor"), "唐婉秋", &none);

	if (id == 0) {
		err_clear(&none);
		id = record_resolve(en, flow_find("person"), "唐婉秋", &none);
		if (id == 0 && !action_do(en, a, action_find(NULL, "person.add"), 0, 0, (struct args){ who, 2 }, &res, e))
			return "";
		term[0].value = arena_printf(a, "%lld", (long long)(id != 0 ? id : res.id));
		if (!action_do(en, a, action_find(NULL, "supervisor.appoint"), 0, 0, (struct args){ term, 4 }, &res, e))
			return "";
		id = res.id;
	}
	return arena_printf(a, "%lld", (long long)id);
}

bool
place_act(struct engine *en, struct arena *a, int64_t i, struct result *res, struct err *e)
{
	struct arg agency[] = { { "name", arena_printf(a, "第%lld号单位", (long long)i) }, { "kind", "department" } };
	struct arg opinion[] = { { "supervisor", "" }, { "agency", agency[0].value }, { "kind", "correction" }, { "field", "penalty" },
		{ "raised_on", TODAY }, { "facts", "" } };
	struct arg serve[] = { { "serve_how", "direct" } };

	if (!action_do(en, a, action_find(NULL, "agency.add"), 0, 0, (struct args){ agency, 2 }, res, e))
		return false;
	if (i % 3 == 0)
		return true;
	opinion[0].value = supervisor(en, a, e);
	/* Long enough that the text needs pages of its own. */
	for (int k = 0; k < 60; k++)
		opinion[5].value = arena_printf(a, "%s处罚前未告知陈述申辩的权利，案卷中没有送达回证（第%lld件）。", opinion[5].value, (long long)i);
	if (e->code != ERR_OK || !action_do(en, a, action_find(NULL, "opinion.register"), 0, 0, (struct args){ opinion, 6 }, res, e))
		return false;
	return i % 3 == 1 || action_do(en, a, action_find(NULL, "opinion.serve"), res->id, 0, (struct args){ serve, 1 }, res, e);
}

void
place_whole(void)
{
	struct engine *en = place_engine();
	struct err e = { 0 };
	struct buf out = BUF_INIT;
	int64_t n = 0;

	ck_assert_msg(engine_check(en, &out, &n, &e), "%s", e.text);
	ck_assert_msg(n == 0, "%s", buf_str(&out));
	ck_assert_msg(engine_verify(en, NULL, &n, &e), "%s", e.text);
	buf_free(&out);
	engine_close(en);
}

double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}
