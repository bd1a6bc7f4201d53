/*
 * office.c: see office.h.
 *
 * Knows: the registry, SQLite's C interface for tampering.  Must not know: any flow's law.
 */
#include "tests/engine/office.h"

#include <check.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/private.h"

const char *const office_logins[OFFICE_PEOPLE] = { NULL, "jingban", "lingdao", "lianluo", "lianluo2", "jiandu", "xitong",
	"anquan", "shenji" };

int64_t office_agency[4], office_person[4], office_supervisor[4];

static struct actor actors[OFFICE_PEOPLE];
static uint32_t seed;

static const char *const names[4] = { "唐婉秋", "聂长庚", "司徒𬭎", "买买提·䶮" };
static const char *const agencies[4] = { "北碚区城市管理局", "天生街道办事处", "北碚区市场监督管理局", "歇马镇人民政府" };
static const char *const kinds[4] = { "department", "street", "department", "town" };
static const char *const idnos[4] = { "500199198003150017", "500199197511020025", "500199199001010033", "500199198806060041" };

/* The check digit is computed: the numbers are nobody's. */
static const char *
idno(const char *s)
{
	static const int weight[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = 0;

	for (int i = 0; i < 17; i++)
		sum += (s[i] - '0') * weight[i];
	return arena_printf(world_arena, "%.17s%c", s, "10X98765432"[sum % 11]);
}

static void
take_actor(enum office_person p)
{
	world_as(office_logins[p]);
	actors[p] = world->actor;
	actors[p].login = arena_strdup(world_arena, world->actor.login);
	actors[p].name = arena_strdup(world_arena, world->actor.name);
}

void
office_as(enum office_person p)
{
	world->actor = actors[p];
}

void
office_open(void)
{
	world_open();
	world_on("2026-01-05");
	for (int i = 0; i < 4; i++) {
		office_agency[i] = done("agency.add", 0, "name", agencies[i], "kind", kinds[i], "liaison", "江某某", NULL);
		office_person[i] = done("person.add", 0, "name", names[i], "idno", idno(idnos[i]), "phone", "13900000000", NULL);
		office_supervisor[i] = done("supervisor.appoint", 0, "person", id_text(office_person[i]), "categories", "律师",
			"term_start", "2025-07-01", "certificate", arena_printf(world_arena, "碚执监〔2025〕%d号", i + 1), "late_reason",
			"补录", NULL);
	}
	done("account.add", 0, "login", "jingban", "name", "李经办", "roles", "clerk", NULL);
	done("account.add", 0, "login", "lingdao", "name", "王领导", "roles", "leader", NULL);
	done("account.add", 0, "login", "lianluo", "name", "江联络", "roles", "agency", "agency", id_text(office_agency[0]), NULL);
	done("account.add", 0, "login", "lianluo2", "name", "何联络", "roles", "agency", "agency", id_text(office_agency[1]), NULL);
	done("account.add", 0, "login", "jiandu", "name", names[0], "roles", "supervisor", "person", id_text(office_person[0]), NULL);
	done("account.add", 0, "login", "xitong", "name", "系统员", "roles", "sysadmin", NULL);
	done("account.add", 0, "login", "anquan", "name", "安全员", "roles", "secadmin", NULL);
	done("account.add", 0, "login", "shenji", "name", "审计员", "roles", "auditor", NULL);
	for (int p = OFFICE_PEOPLE - 1; p >= 0; p--)
		take_actor((enum office_person)p);
}

void
office_close(void)
{
	world_close();
}

unsigned
draw(unsigned n)
{
	/* xorshift32: enough for tests, and the same everywhere. */
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return n > 0 ? seed % n : 0;
}

void
draw_seed(unsigned s)
{
	seed = s != 0 ? s : 1;
}

const int64_t *
every_id(const struct flow *f, size_t *n)
{
	static int64_t some[5000];
	struct err e = { 0 }, *old = db_errors(world->db, &e);
	int64_t *ids;

	*n = record_ids(world->db, f->table, 0, N_OF(some), some);
	ck_assert_msg(e.code == ERR_OK, "%s", e.text);
	db_errors(world->db, old);
	ids = arena_alloc(world_arena, (*n + 1) * sizeof *ids);
	memcpy(ids, some, *n * sizeof *ids);
	return ids;
}

int64_t
draw_record(const struct flow *f)
{
	struct arena *a = arena_new();
	size_t n;
	const int64_t *ids = every_id(f, &n);
	int64_t id = 0;

	for (int i = 0; i < 8 && n > 0; i++) {
		int64_t some = ids[draw((unsigned)n)];
		void *row = row_load(world, a, f, some);

		if (row != NULL && actor_sees(world, &world->actor, f, row)) {
			id = some;
			break;
		}
	}
	arena_free(a);
	return id;
}

static const char *
draw_text(int chars)
{
	static const char *const some[] = { "行政", "处罚", "告知书", "未载明", "陈述申辩", "权利", "，", "。", "“", "”", "第", "3", "日", "x",
		"现场", "𬭎", "案卷", "\"", "'", "—", "①", "期限", "%", "_", "、" };
	const char *out = "所";

	for (int i = 0; i < chars; i++)
		out = arena_printf(world_arena, "%s%s", out, some[draw((unsigned)N_OF(some))]);
	return out;
}

static const char *
draw_day(const struct field *f)
{
	char day[DAY_TEXT];
	int back = (int)draw(6) == 0 ? (int)draw(60) : 0;

	if (strcmp(f->col.name, "order_due") == 0)
		back = -10 - (int)draw(40);
	return arena_strdup(world_arena, day_format(world->today - back, day));
}

static const char *
draw_value(const struct action *ac, const struct field *f)
{
	int64_t id;

	switch (f->type) {
	case FT_LINE:
		if (strcmp(f->col.name, "number") == 0)
			return arena_printf(world_arena, "旧字%u号", draw(100000));
		if (strcmp(f->col.name, "period") == 0)
			return draw(2) ? "2026-Q1" : "2025-H2";
		if (strcmp(f->col.name, "team") == 0)
			return "周文、郑理";
		if (strcmp(f->col.name, "login") == 0)
			return arena_printf(world_arena, "u%u", draw(100000));
		if (strcmp(f->col.name, "value") == 0)
			return arena_printf(world_arena, "%u", 5 + draw(30));
		return draw_text(1 + (int)draw(4));
	case FT_PARA:
		return draw_text(3 + (int)draw(30));
	case FT_NAME:
		return names[draw(4)];
	case FT_IDNO:
		return idno(arena_printf(world_arena, "5001991%03u0%u%02u%03u", 960 + draw(35), 1 + draw(9), 10 + draw(18), draw(1000)));
	case FT_USCC:
		return "91350100M000100Y43";
	case FT_INT:
		if (strcmp(f->col.name, "year") == 0)
			return draw(2) ? "2026" : "2025";
		return arena_printf(world_arena, "%u", 1 + draw(10));
	case FT_DAY:
		return draw_day(f);
	case FT_BOOL:
		return draw(2) ? "是" : "否";
	case FT_WORD:
		return f->col.words[1 + draw(word_count(f->col.words))].key;
	case FT_SET:
		if (f->col.words == actor_roles)
			return draw(2) ? "clerk" : "leader";
		return f->col.words[1 + draw(word_count(f->col.words))].key;
	case FT_REF:
		id = draw_record(flow_find(f->ref));
		return id != 0 ? id_text(id) : "无此项";
	}
	(void)ac;
	return "";
}

struct args
draw_args(const struct action *ac)
{
	struct arg *v = arena_alloc(world_arena, (ac->n_fields + 1) * sizeof *v);
	struct args args = { v, 0 };

	for (size_t i = 0; i < ac->n_fields; i++) {
		const struct field *f = &ac->fields[i];
		bool wanted = (f->flags & (FIELD_REQUIRED | FIELD_LATE)) != 0;

		/* Corrections change a field or two; days left out mean today. */
		if (!wanted && draw(ac->flags & ACT_CORRECT ? 8 : f->type == FT_DAY ? 6 : f->type == FT_REF || f->type == FT_WORD ? 1 : 2) != 0)
			continue;
		v[args.n].name = f->col.name;
		v[args.n++].value = draw_value(ac, f);
	}
	return args;
}

/*
 * An act that the present actor may do on ROW as the menu says.  Those that move a case on are drawn
 * more often than those that correct or end it, or there would soon be nothing to walk on.
 */
static const struct action *
draw_allowed(const struct flow *f, struct arena *a, const void *row)
{
	const struct action *some[64];
	size_t n = 0;

	for (size_t i = 0; i < f->n_actions; i++) {
		struct err e = { 0 };

		if (!action_allowed(world, a, &f->actions[i], row, &e))
			continue;
		if ((f->actions[i].flags & (ACT_CORRECT | ACT_CONFIRM | ACT_IMPORT)) && draw(6) != 0)
			continue;
		some[n++] = &f->actions[i];
		if (!(f->actions[i].flags & (ACT_KEEPS | ACT_CORRECT | ACT_CONFIRM)))
			some[n++] = &f->actions[i];
	}
	return n > 0 ? some[draw((unsigned)n)] : NULL;
}

static unsigned
n_flows(void)
{
	unsigned n = 0;

	while (flows[n] != NULL)
		n++;
	return n;
}

int
office_walk_in_bulks(int steps)
{
	int n_done = 0;

	for (int left = steps; left > 0;) {
		int some = 1 + (int)draw(40);
		struct err e = { 0 };

		ck_assert_msg(bulk_begin(world, &e), "%s", e.text);
		if (draw(3) == 0) {
			office_walk(some);
			bulk_abandon(world);
		} else {
			n_done += office_walk(some);
			ck_assert_msg(bulk_end(world, &e), "%s", e.text);
		}
		left -= some;
	}
	return n_done;
}

int
office_walk(int steps)
{
	static const enum office_person hands[] = { OFFICE_OWNER, OFFICE_OWNER, OFFICE_CLERK, OFFICE_CLERK, OFFICE_LEADER,
		OFFICE_LEADER, OFFICE_AGENCY, OFFICE_OTHER, OFFICE_SUPERVISOR };
	int n_done = 0;

	for (int i = 0; i < steps; i++) {
		const struct flow *f;
		const struct action *ac;
		struct err e = { 0 };
		struct result res;
		struct arena *a = arena_new();
		int64_t id;

		office_as(hands[draw((unsigned)N_OF(hands))]);
		if (draw(12) == 0)
			world->today++;
		/* Most of the work is cases. */
		f = flow_find(draw(20) != 0 ? draw(5) < 3 ? "opinion" : "review" : flows[draw(n_flows())]->name);
		id = draw(4) != 0 ? draw_record(f) : 0;
		ac = draw_allowed(f, a, id != 0 ? row_load(world, a, f, id) : NULL);
		/* Now and then only tried first: that must change nothing of what follows. */
		if (ac != NULL && draw(9) == 0) {
			struct err scrap = { 0 };

			action_try(world, a, ac, id, 0, draw_args(ac), &res, &scrap);
		}
		if (ac != NULL && action_do(world, a, ac, id, 0, draw_args(ac), &res, &e))
			n_done++;
		ck_assert_msg(e.code != ERR_SYSTEM, "%s: %s", ac != NULL ? ac->name : "", e.text);
		if (getenv("OFFICE_TELL") != NULL && ac != NULL)
			fprintf(stderr, "%s %lld: %s\n", ac->name, (long long)id, e.text);
		arena_free(a);
	}
	office_as(OFFICE_OWNER);
	return n_done;
}

void
office_tamper(const char *path, const char *sql)
{
	sqlite3 *h;
	sqlite3_stmt *s;
	char *drop = NULL, *msg = NULL;

	ck_assert_int_eq(sqlite3_open(path, &h), SQLITE_OK);
	sqlite3_busy_timeout(h, 2000);
	ck_assert_int_eq(sqlite3_prepare_v2(h, "SELECT group_concat('DROP TRIGGER ' || name, ';') FROM sqlite_schema WHERE type = 'trigger'",
		-1, &s, NULL), SQLITE_OK);
	if (sqlite3_step(s) == SQLITE_ROW && sqlite3_column_type(s, 0) != SQLITE_NULL)
		drop = sqlite3_mprintf("%s", sqlite3_column_text(s, 0));
	sqlite3_finalize(s);
	if (drop != NULL && sqlite3_exec(h, drop, NULL, NULL, &msg) != SQLITE_OK)
		ck_abort_msg("%s", msg);
	sqlite3_free(drop);
	if (sqlite3_exec(h, sql, NULL, NULL, &msg) != SQLITE_OK)
		ck_abort_msg("%s: %s", sql, msg);
	ck_assert_msg(sqlite3_total_changes(h) > 0, "%s changed nothing", sql);
	sqlite3_close(h);
}
