/*
 * fuzz_engine.c: what takes bytes from outside and ends in the database: sheets, searches,
 * references, typed values, whole acts, JSON, the trail, damaged files.
 *
 * Knows: the engine's interface, the command line's door to an act.  Must not know: any flow's law.
 */
#include "tests/fuzz/fuzz.h"

#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "store/query.h"
#include "engine/engine.h"
#include "engine/import.h"
#include "cli/private.h"

static char dir[64], path[96];
static struct engine *en;
static int64_t agencies;

static int64_t
make(const char *action, struct arg *v, size_t n)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct result res;

	must_say(action_do(en, a, action_find(NULL, action), 0, 0, (struct args){ v, n }, &res, &e), e.text);
	arena_free(a);
	return res.id;
}

static int64_t
count(const char *flow)
{
	struct err e = { 0 };
	struct list_query q = { .list = &flow_find(flow)->lists[0] };

	return list_count(en, &q, 1000000, &e);
}

void
fuzz_world_open(void)
{
	struct err e = { 0 };
	struct arg unit[] = { { "name", "北碚区城市管理局" }, { "kind", "department" } };
	struct arg person[] = { { "name", "唐婉秋" }, { "born", "1980-03-15" }, { "phone", "13900000000" } };
	struct arg term[] = { { "person", "唐婉秋" }, { "categories", "lawyer" }, { "term_start", "2026-03-02" }, { "certificate", "碚执监〔2026〕1号" } };
	struct arg opinion[] = { { "supervisor", "唐婉秋" }, { "agency", "北碚区城市管理局" }, { "kind", "correction" }, { "field", "penalty" },
		{ "raised_on", "2026-03-02" }, { "facts", "处罚前未告知陈述申辩的权利，“案卷”无送达回证。" } };

	strcpy(dir, "/tmp/jiandu-fuzz-XXXXXX");
	must(mkdtemp(dir) != NULL);
	snprintf(path, sizeof path, "%s/t.jd", dir);
	en = engine_open(path, ENGINE_CREATE, NULL, day_parse_iso("2026-03-02"), &e);
	must_say(en != NULL, e.text);
	db_errors(en->db, &e);
	db_exec(en->db, "PRAGMA synchronous=OFF");
	db_errors(en->db, NULL);
	make("agency.add", unit, N_OF(unit));
	make("person.add", person, N_OF(person));
	make("supervisor.appoint", term, N_OF(term));
	make("opinion.register", opinion, N_OF(opinion));
	agencies = count("agency");
}

void
fuzz_world_close(void)
{
	struct err e = { 0 };
	struct buf out = BUF_INIT;
	int64_t n;
	char all[96];
	glob_t g;

	/* Whatever went in, the books agree. */
	must_say(engine_check(en, &out, &n, &e), e.text);
	must_say(n == 0, buf_str(&out));
	must_say(engine_verify(en, NULL, &n, &e), e.text);
	buf_free(&out);
	engine_close(en);
	snprintf(all, sizeof all, "%s/*", dir);
	if (glob(all, 0, NULL, &g) == 0) {
		for (size_t i = 0; i < g.gl_pathc; i++)
			unlink(g.gl_pathv[i]);
		globfree(&g);
	}
	rmdir(dir);
}

static void
sentence(const struct err *e)
{
	must(e->code != ERR_OK && e->text[0] != '\0');
	must_say(text_valid(e->text, strlen(e->text)), e->text);
	must_say(e->code != ERR_SYSTEM, e->text);
}

static bool
clean(const char *s)
{
	return text_valid(s, strlen(s));
}

/* ---- import ---- */

static void
fuzz_import(const char *s, size_t n, struct arena *a)
{
	static const char *const into[] = { "agency", "supervisor", "opinion", "holiday" };
	static const char *const encodings[] = { "auto", "auto", "utf-8", "gb18030" };
	unsigned char pick = n > 0 ? (unsigned char)s[n / 2] : 0;
	const struct flow *f = flow_find(into[pick % 4]);
	struct import_options opt = { .encoding = encodings[pick / 4 % 4], .dry_run = true, .partial = pick & 64 };
	struct import_report rep;
	struct err e = { 0 };

	if (import_sheet(en, a, f, s, n, &opt, &rep, &e))
		must(rep.rows == rep.accepted + rep.unchanged + rep.refused && !rep.committed);
	else
		sentence(&e);
	must((rep.refused == 0) == (rep.n_errors == 0));
	for (size_t i = 0; i < rep.n_errors; i++) {
		must(rep.errors[i].line > 0 && *rep.errors[i].reason != '\0');
		must(clean(rep.errors[i].reason) && clean(rep.errors[i].column) && clean(rep.errors[i].value));
		must(text_is_clean(rep.errors[i].value, false));
	}
	for (size_t i = 0; i < rep.n_headers; i++)
		must(text_is_clean(rep.headers[i], false));
	must(db_depth(en->db) == 0);
	must(count("agency") == agencies);
}

static const char *const import_seeds[] = {
	"序号,单位名称,单位类别,联络员,联系电话,备注\r\n1,云台街道办事处,街道办事处,林晓东,023-60010001,\r\n2,石桥镇人民政府,镇政府,尉迟明,０２３-60010002,/\r\n",
	"姓名（必填）,性别,身份证号,民族,类别,联系电话,聘任日期（年月日）,证件编号\n林海涛,男,500199198503101017,汉族,律师,13800000001,2024-07-01,碚执监〔2024〕1号\n"
	"单文华,女,'500199197906221027,汉族,专家学者、政协委员,１３８,45474,碚执监〔2024〕2号\n数字坏,女,5.00199E+17,,企业家,,2024.7.1,\n",
	"意见编号,监督员,证件编号,提出日期,行政执法机构,执法领域,意见类型,事实与理由,答复日期,是否采纳,答复内容\n"
	"2025-001,唐婉秋,碚执监〔2026〕1号,2026-03-02,北碚区城市管理局,行政检查,纠正意见,\"检查时未出示证件。\n附件\"\"1\"\"\",2026-03-02,采纳,已培训。\n",
	"日期,类型,年度\n2027-01-01,休,2027\n", NULL
};
static const char *const import_tokens[] = { ",", "\"", "\r\n", "\n", "2026-03-02", "45809", "5.00199E+17", "/", "—", "律师、", "采纳", "不采纳", "行政处罚", "唐婉秋",
	"北碚区城市管理局", "单位名称", "身份证号", "意见编号", ",,,,", NULL };

/* ---- search ---- */

static void
fuzz_match(const char *s, size_t n, struct arena *a)
{
	struct err e = { 0 };
	struct found *found;
	struct todo_row *todo;
	struct list_page page;
	struct list_query q = { .list = &flow_find("opinion")->lists[0], .words = s, .limit = 5 };
	size_t hits = search_all(en, a, s, 10, &found, &e);

	(void)n;
	/* Nothing that is typed is ever a mistake in the index's own language. */
	must_say(e.code == ERR_OK, e.text);
	for (size_t i = 0; i < hits; i++)
		must(clean(found[i].snippet) && text_is_clean(found[i].snippet, false));
	must_say(list_fetch(en, a, &q, &page, &e), e.text);
	must_say(list_count(en, &q, 100, &e) >= 0 && e.code == ERR_OK, e.text);
	todo_fetch(en, a, s, 0, 5, &todo, &e);
	must_say(e.code == ERR_OK, e.text);
	/* As one of two outside roles, whose scope is in the expression too. */
	{
		struct actor was = en->actor;

		en->actor.roles = ROLE_AGENCY;
		en->actor.agency = 1;
		must_say(list_fetch(en, a, &q, &page, &e), e.text);
		must(page.n == 0);
		en->actor = was;
	}
	/* The expression by itself, with the bytes as they are. */
	{
		const char *match = search_match(a, s, search_scope_flow(a, "opinion"));
		struct stmt *st;

		if (match == NULL)
			return;
		db_errors(en->db, &e);
		st = db_prepare(en->db, "SELECT rowid FROM search WHERE search MATCH :match LIMIT 3");
		db_bind_text(st, ":match", match);
		while (db_step(st))
			;
		must_say(e.code == ERR_OK, e.text);
		db_errors(en->db, NULL);
	}
}

static const char *const match_seeds[] = { "处罚", "twq", "陈述申辩 权利", "\"案卷\"", "唐婉秋 NOT 处罚", "2026-1", "body : x", "NEAR(处 罚, 3)", "*", "\ue000fopinion", "处 罚", "処罰", NULL };
static const char *const match_tokens[] = { "\"", "\"\"", "body", "scope", ":", "NEAR(", "AND", "OR", "NOT", "^", "*", "\ue000", "\ue000f", "\ue000a1", "\ue001", " ", "　", "\u200b", "处", "twq", "-", "{body initials}", "+",
	NULL };

/* ---- references ---- */

static void
fuzz_reference(const char *s, size_t n, struct arena *a)
{
	for (size_t i = 0; flows[i] != NULL; i++) {
		struct err e = { 0 };
		struct choice *choices;
		int64_t id = record_resolve(en, flows[i], s, &e);
		size_t m;

		if (id == 0) {
			sentence(&e);
			must(e.code == ERR_NOTFOUND);
		} else {
			must(e.code == ERR_OK);
		}
		err_clear(&e);
		m = record_choices(en, a, flows[i], s, 5, &choices, &e);
		must_say(e.code == ERR_OK, e.text);
		for (size_t k = 0; k < m; k++)
			must(clean(choices[k].title));
	}
	(void)n;
}

static const char *const reference_seeds[] = { "唐婉秋", "twq", "碚执监〔2026〕1号", "2026-1", "500109000000024", "唐婉秋（2026-03-02）", "csglj", "'; DROP TABLE opinion; --", "%", "reply_days", "2026-03-02", NULL };

/* ---- typed values ---- */

static void
fuzz_value(const char *s, size_t n, struct arena *a)
{
	static const char *const actions[] = { "opinion.register", "supervisor.import", "agency.add", "opinion.extend", "account.add", "review.order" };

	(void)n;
	for (size_t i = 0; i < N_OF(actions); i++) {
		const struct action *ac = action_find(NULL, actions[i]);

		for (size_t k = 0; k < ac->n_fields; k++) {
			const struct field *f = &ac->fields[k];
			struct err e = { 0 };
			const char *shown = NULL, *twice = NULL;
			void *out = arena_alloc(a, ac->args_size + 1), *again = arena_alloc(a, ac->args_size + 1);

			if (!action_parse(en, a, f, s, out, &shown, &e)) {
				sentence(&e);
				must_say(strcmp(e.field, f->col.name) == 0, e.text);
				continue;
			}
			must(shown != NULL && clean(shown));
			/* What is shown as understood is understood the same. */
			if (f->type == FT_REF)
				continue;
			must_say(action_parse(en, a, f, shown, again, &twice, &e), e.text);
			must_say(strcmp(shown, twice) == 0, shown);
			must_say(col_equal(&f->col, out, again), shown);
			if (f->type == FT_LINE || f->type == FT_NAME)
				must(text_is_clean(shown, false));
			if (f->type == FT_PARA)
				must(text_is_clean(shown, true));
		}
	}
}

static const char *const value_seeds[] = { "2026-03-02", "处罚前未告知\n第二段\t续", "纠正意见", "律师、记者，人大代表", "13", "是", "唐婉秋", "91350100M000100Y43", "110105194912310021", "+5w", "买买提 • 艾合买提", "",
	" ", NULL };

/* ---- whole acts, a field a line: name=value ---- */

static void
fuzz_act(const char *s, size_t n, struct arena *a)
{
	const struct flow *f = flow_find(n & 1 ? "opinion" : n & 2 ? "review" : n & 4 ? "agency" : "supervisor");
	const struct action *ac = &f->actions[n / 8 % f->n_actions];
	struct arg v[24];
	struct args args = { v, 0 };
	struct list_query q = { .list = &f->lists[0], .limit = 20 };
	struct list_page page;
	struct result res;
	struct err e = { 0 };
	int64_t id = 0;

	for (const char *p = s; *p != '\0' && args.n < N_OF(v);) {
		size_t line = strcspn(p, "\n"), eq = strcspn(p, "=\n");

		/* A name that is none of the act's is met now and then; else the field of that place. */
		v[args.n].name = eq < line && (n & 16) ? arena_strndup(a, p, eq) : ac->n_fields > 0 ? ac->fields[args.n % ac->n_fields].col.name : "x";
		v[args.n++].value = arena_strndup(a, p + (eq < line ? eq + 1 : 0), line - (eq < line ? eq + 1 : 0));
		p += line + (p[line] == '\n');
	}
	must_say(list_fetch(en, a, &q, &page, &e), e.text);
	if (!(ac->from & S_NEW) && page.n > 0)
		id = page.rows[n % page.n].id;
	if (action_do(en, a, ac, id, 0, args, &res, &e))
		must(clean(res.title) && clean(res.notices) && res.trail > 0);
	else
		sentence(&e);
	must(db_depth(en->db) == 0);
	agencies = count("agency");
}

static const char *const act_seeds[] = {
	"supervisor=唐婉秋\ncertificate=碚执监〔2026〕1号\nraised_on=2026-03-02\nreceived_on=2026-03-02\nagency=北碚区城市管理局\nkind=advice\nfield=other\nroute=agency\nfacts=事实\n",
	"serve_how=direct\non=今天\nsigner=江\n", "on=今天\nadopted=refused\nreply=理由\nreplier=某\n", "name=新单位\nkind=street\nshort_name=新\n",
	"name=新的名字\nshort_name=\non=今天\nbasis=文\nlate=\n", "on=今天\nreason=理由\n", "outcome=established\nreason=理由\n", "text=限期改正\nbasis=条例\ndue=+20\n", NULL
};
static const char *const act_tokens[] = { "=", "\n", "今天", "2026-03-02", "direct", "refused", "adopted", "established", "理由", "唐婉秋", "北碚区城市管理局", "correction", "penalty", "phone", "是", NULL };

/* ---- JSON from a script ---- */

static void
fuzz_json(const char *s, size_t n, struct arena *a)
{
	static bool quiet;
	static const struct cli_options none;
	const struct flow *f = flow_find("opinion");
	struct err e = { 0 };
	struct cli c = { .o = &none, .en = en, .a = a, .json = true, .e = &e };
	char dry[] = "--dry-run", input[] = "--input";
	char *argv[] = { dry, input, arena_strndup(a, s, n), NULL };

	/* What the act prints is for a script, not for whoever watches the fuzzing. */
	if (!quiet && freopen("/dev/null", "w", stdout) != NULL)
		quiet = true;
	if (*s == '@' || !text_valid(s, strlen(s)))
		return; /* a file's name; and the command line is made valid before it comes here */
	if (!do_action(&c, f, action_find(f, "register"), 3, argv))
		sentence(&e);
	must(db_depth(en->db) == 0);
}

static const char *const json_seeds[] = {
	"{\"supervisor\":\"唐婉秋\",\"agency\":\"北碚区城市管理局\",\"kind\":\"correction\",\"field\":\"penalty\",\"raised_on\":\"2026-03-02\",\"facts\":\"x\"}",
	"{\"facts\":[\"a\",\"b\"],\"oral\":true,\"supervisor\":500109000000024}", "{\"facts\":null}", "[1,2]", "{\"facts\":1.5}", "{\"facts\":\"\\u0000\"}", "-", "{}", NULL
};
static const char *const json_tokens[] = { "{", "}", "[", "]", "\"", ":", ",", "null", "true", "\\u0000", "\\ud800", "\\ud83d\\ude00", "1e999", "\"facts\":", "\"kind\":", "\\n", NULL };

/* ---- the trail ---- */

static void
fuzz_trail(const char *s, size_t n, struct arena *a)
{
	struct err e = { 0 };
	struct trail_entry t = { .at = "2026-03-02 10:00:00", .account = 1, .flow = "none", .happened_on = DAY_NONE, .received_on = DAY_NONE };
	int64_t rows;
	const char *half = arena_strndup(a, s, n / 2), *rest = arena_strdup(a, s + n / 2);

	/* A head is whatever somebody kept: refused in a sentence, or not on the chain. */
	if (!engine_verify(en, s, &rows, &e))
		must_say(e.text[0] != 0 && clean(e.text), e.text);
	err_clear(&e);
	/* Whatever words an entry has, the chain closes over exactly these. */
	must_say(bulk_begin(en, &e), e.text);
	db_errors(en->db, &e);
	db_enter_action(en->db);
	t.who = half;
	t.action = rest;
	t.note = text_clean(a, s, true);
	t.change = half;
	must_say(trail_add(en->db, &t, rest), e.text);
	db_leave_action(en->db);
	must_say(trail_verify(en->db, NULL, NULL, &rows, &e), e.text);
	must(rows == t.seq);
	db_errors(en->db, NULL);
	bulk_abandon(en);
}

static const char *const trail_seeds[] = { "1:0000000000000000000000000000000000000000000000000000000000000000", "0:0", "x", "12:6a0f", "唐婉秋|登记", "", NULL };

/* ---- damaged files ---- */

static void
fuzz_damage(const char *s, size_t n, struct arena *a)
{
	char copy[128];
	struct err e = { 0 };
	struct engine *broken;
	struct stat st;
	int fd;

	snprintf(copy, sizeof copy, "%s/copy.jd", dir);
	must_say(db_backup(en->db, copy, &e), e.text);
	fd = open(copy, O_RDWR);
	must(fd >= 0 && fstat(fd, &st) == 0);
	/* Each three bytes say where another one goes. */
	for (size_t i = 0; i + 3 < n && i < 60; i += 4) {
		off_t at = (off_t)(((size_t)(unsigned char)s[i] << 16 | (size_t)(unsigned char)s[i + 1] << 8 | (unsigned char)s[i + 2]) % (size_t)st.st_size);

		/* Not the page of the header alone. */
		if (i % 8 == 0)
			at = at % 8192;
		must(pwrite(fd, s + i + 3, 1, at) == 1);
	}
	if (n % 7 == 0)
		must(ftruncate(fd, (off_t)((size_t)(unsigned char)s[0] * 4096) % st.st_size) == 0);
	close(fd);
	broken = engine_open(copy, 0, NULL, day_parse_iso("2026-03-02"), &e);
	if (broken == NULL) {
		must_say(e.text[0] != 0 && clean(e.text), e.text);
	} else {
		struct buf out = BUF_INIT;
		struct found *found;
		struct result res;
		struct arg v[] = { { "name", "新单位" }, { "kind", "street" } };
		int64_t m;

		/* Nothing of this may crash or hang; what it answers is either true or a sentence. */
		engine_check(broken, &out, &m, &e);
		err_clear(&e);
		engine_verify(broken, NULL, &m, &e);
		for (size_t i = 0; flows[i] != NULL; i++) {
			struct list_query q = { .list = &flows[i]->lists[0], .limit = 10 };
			struct list_page page;

			err_clear(&e);
			if (!list_fetch(broken, a, &q, &page, &e))
				must(e.text[0] != '\0');
		}
		err_clear(&e);
		search_all(broken, a, "处罚", 5, &found, &e);
		err_clear(&e);
		if (!action_do(broken, a, action_find(NULL, "agency.add"), 0, 0, (struct args){ v, 2 }, &res, &e))
			must(e.text[0] != '\0');
		must(db_depth(broken->db) == 0);
		buf_free(&out);
		engine_close(broken);
	}
	db_remove(copy);
	snprintf(copy, sizeof copy, "%s/copy.jd.work", dir);
	db_remove(copy);
}

static const char *const damage_seeds[] = { "\x01\x02\x03\x04zzzzabcdefgh", "SQLite format 3", "00000000", "处罚前未告知陈述申辩的权利，案卷无送达回证。", NULL };

const struct fuzz_target fuzz_engine[] = {
	{ .name = "import", .seeds = import_seeds, .tokens = import_tokens, .one = fuzz_import, .cost = 60, .world = true },
	{ .name = "match", .seeds = match_seeds, .tokens = match_tokens, .one = fuzz_match, .cost = 20, .world = true },
	{ .name = "reference", .seeds = reference_seeds, .one = fuzz_reference, .cost = 20, .world = true },
	{ .name = "value", .seeds = value_seeds, .one = fuzz_value, .cost = 30, .world = true },
	{ .name = "act", .seeds = act_seeds, .tokens = act_tokens, .one = fuzz_act, .cost = 30, .world = true },
	{ .name = "json", .seeds = json_seeds, .tokens = json_tokens, .one = fuzz_json, .cost = 10, .world = true },
	{ .name = "trail", .seeds = trail_seeds, .one = fuzz_trail, .cost = 20, .world = true },
	{ .name = "damage", .seeds = damage_seeds, .one = fuzz_damage, .cost = 1500, .world = true },
	{ .name = NULL },
};
