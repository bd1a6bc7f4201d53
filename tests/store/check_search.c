/*
 * check_search.c: full text: any piece of Chinese, initials, scope.
 *
 * Knows: the table search.  Must not know: flows.
 */
#include <check.h>
#include <string.h>

#include "base/buf.h"
#include "store/search.h"
#include "tests/store/temp.h"

Suite *suite_search(void);

static struct arena *arena;
static struct search_text texts[8]; /* what was put, by id */

static void
open_search(void)
{
	temp_open();
	arena = arena_new();
	ck_assert(db_begin(temp_db));
	memset(texts, 0, sizeof texts);
}

static void
close_search(void)
{
	db_rollback(temp_db);
	arena_free(arena);
	temp_close();
}

/* Ids found by WORDS within SCOPES, newest first, joined by blanks; "-" when there is nothing to search for. */
static const char *
found(const char *words, const char *scopes)
{
	const char *match = search_match(arena, words, scopes);
	struct buf out = BUF_INIT;
	struct stmt *s;
	const char *text;

	if (match == NULL)
		return "-";
	s = db_prepare(temp_db, "SELECT rowid FROM search WHERE search MATCH :match ORDER BY rowid DESC LIMIT 50");
	db_bind_text(s, ":match", match);
	while (db_step(s))
		if (search_exact(arena, words) || search_says(arena, &texts[db_int(s, 0)], words))
			buf_printf(&out, "%s%lld", out.len > 0 ? " " : "", (long long)db_int(s, 0));
	ck_assert_msg(!db_failed(temp_db), "%s: %s: %s", words, match, temp_err.text);
	text = arena_strdup(arena, buf_str(&out));
	buf_free(&out);
	return text;
}

static struct search_text
text(const char *body, const char *initials, int64_t agency, int64_t person)
{
	return (struct search_text){ body, initials,
		arena_printf(arena, "%s %s %s", search_scope_flow(arena, "opinion"), search_scope(arena, 'a', agency),
			search_scope(arena, 'p', person)) };
}

static void
put(int64_t id, struct search_text t)
{
	ck_assert_msg(search_put(temp_db, id, NULL, &t), "%s", temp_err.text);
	if (id < (int64_t)(sizeof texts / sizeof texts[0]))
		texts[id] = t;
}

static void
fill(void)
{
	put(1, text("区城市管理局对碚峡路一商户作出行政处罚，告知书与决定书同日送达。\n李文", "qcsglj lw", 11, 21));
	put(2, text("区公安分局查封扣押财物未当场制作清单，答复“过几天来取”。\n冉凯文", "qgafj rkw", 12, 22));
	put(3, text("市场监管局 GB18030 标准（Ｃｈｒｏｍｅ）100%％、A-1号\n阿依努尔·买买提", "scjgj aynemmt", 12, 21));
	put(4, text("𬭎䶮·罚\r\n款，罚\t没\n王李", "", 13, 23));
}

static const struct {
	const char *words, *ids;
} searches[] = {
	/* one character, any piece, over blanks and line ends */
	{ "区", "2 1" },
	{ "罚", "4 1" },
	{ "峡", "1" },
	{ "处罚", "1" },
	{ "出行政处罚，告知", "1" },
	{ "罚处", "" },
	{ "罚款", "4" },
	{ "罚没", "4" },
	{ "没罚", "" },
	/* punctuation counts */
	{ "，", "4 2 1" },
	{ "“过几", "2" },
	{ "罚告知", "" },
	{ "·", "4 3" },
	{ "买买提", "3" },
	{ "尔·买", "3" },
	/* width and case of letters, digits and signs */
	{ "gb18030", "3" },
	{ "ＧＢ１８０３０", "3" },
	{ "chrome", "3" },
	{ "Chrome)", "3" },
	{ "(ＣＨＲＯＭＥ）", "3" },
	{ "100%%", "3" },
	{ "a-1", "3" },
	{ "8030", "3" },
	/* beyond the BMP */
	{ "𬭎", "4" },
	{ "䶮·罚", "4" },
	/* several words, all of them, in any order */
	{ "告知 城市", "1" },
	{ "告知　城市", "1" },
	{ "告知 公安", "" },
	{ "  告知  ", "1" },
	/* initials of one name, from any letter on */
	{ "qcsglj", "1" },
	{ "QCSG", "1" },
	{ "ｑｃｓｇ", "1" },
	{ "glj", "1" },
	{ "lw", "1" },
	{ "kw", "2" },
	{ "gj", "3" },
	{ "fjr", "" },
	{ "jl", "" },
	{ "rkw 查封", "2" },
	{ "j", "3 2 1" },
	/* nothing to search for */
	{ "", "-" },
	{ " \t\n　", "-" },
	{ "\xE2\x80\x8B\xEF\xBB\xBF", "-" },
	/* invisible signs are no token */
	{ "处\xE2\x80\x8B罚", "1" },
	/* nothing of FTS5's language gets through */
	{ "\"", "" },
	{ "\"\"\"", "" },
	{ "处罚\" OR \"公安", "" },
	{ "body : 处", "" },
	{ "NEAR(处 罚)", "" },
	{ "处*", "" },
	{ "^区", "" },
	{ "{body} : \"区\"", "" },
	{ "- NOT AND OR", "" },
	{ "区' --", "" },
	/* no scope token can be typed, nor is one found */
	{ "\xEE\x80\x80" "a12", "" },
	{ "a12", "" },
	/* ill-formed bytes */
	{ "\xFF\xFE", "" },
	{ "处\xE5", "" },
};

START_TEST(finds)
{
	fill();
	ck_assert_msg(strcmp(found(searches[_i].words, ""), searches[_i].ids) == 0, "%s: %s, not %s", searches[_i].words,
		found(searches[_i].words, ""), searches[_i].ids);
}
END_TEST

START_TEST(finds_within_scope)
{
	const char *agency = search_scope(arena, 'a', 12), *person = search_scope(arena, 'p', 21);

	fill();
	ck_assert_str_eq(found("区", agency), "2");
	ck_assert_str_eq(found("，", agency), "2");
	ck_assert_str_eq(found("j", person), "3 1");
	ck_assert_str_eq(found("j", arena_printf(arena, "%s %s", agency, person)), "3");
	ck_assert_str_eq(found("罚", search_scope_flow(arena, "opinion")), "4 1");
	ck_assert_str_eq(found("罚", search_scope_flow(arena, "review")), "");
	/* 1 is no beginning of 12 or 11, and a is no p */
	ck_assert_str_eq(found("区", search_scope(arena, 'a', 1)), "");
	ck_assert_str_eq(found("区", search_scope(arena, 'p', 12)), "");
	ck_assert_str_eq(found("区", search_scope(arena, 'a', 0)), "");
	ck_assert_str_eq(found("", agency), "-");
	/* OR of two words does not leave the scope */
	ck_assert_str_eq(found("lw", agency), "");
}
END_TEST

START_TEST(replaces_and_removes)
{
	struct search_text old_text = text("区城市管理局罚款", "lw", 11, 21), new_text = text("区教委许可", "zs", 12, 21);
	long long before;

	put(1, old_text);
	before = temp_changes();
	ck_assert(search_put(temp_db, 1, &old_text, &old_text));
	ck_assert_int_eq(temp_changes(), before);
	ck_assert(search_has(temp_db, arena, 1, &old_text));
	ck_assert(!search_has(temp_db, arena, 1, &new_text));
	ck_assert(!search_has(temp_db, arena, 2, &old_text));
	ck_assert(search_put(temp_db, 1, &old_text, &new_text));
	ck_assert(!search_has(temp_db, arena, 1, &old_text));
	ck_assert(search_has(temp_db, arena, 1, &new_text));
	ck_assert_str_eq(found("罚", ""), "");
	ck_assert_str_eq(found("lw", ""), "");
	ck_assert_str_eq(found("区", search_scope(arena, 'a', 11)), "");
	ck_assert_str_eq(found("区", search_scope(arena, 'a', 12)), "1");
	ck_assert_str_eq(found("许", ""), "1");
	ck_assert_str_eq(found("zs", ""), "1");
	/* only the scope changes */
	old_text = new_text;
	new_text = text("区教委许可", "zs", 13, 21);
	ck_assert(search_put(temp_db, 1, &old_text, &new_text));
	ck_assert_str_eq(found("区", search_scope(arena, 'a', 12)), "");
	ck_assert_str_eq(found("区", search_scope(arena, 'a', 13)), "1");
	ck_assert(search_put(temp_db, 1, &new_text, NULL));
	ck_assert_str_eq(found("区", ""), "");
	ck_assert_str_eq(found("zs", ""), "");
	ck_assert(!search_has(temp_db, arena, 1, &new_text));
	/* it stays so across transactions, and a rolled-back entry is gone */
	ck_assert(db_commit(temp_db));
	ck_assert(db_begin(temp_db));
	put(1, new_text);
	ck_assert(db_begin(temp_db));
	put(2, new_text);
	ck_assert_str_eq(found("区", ""), "2 1");
	db_rollback(temp_db);
	ck_assert_str_eq(found("区", ""), "1");
	ck_assert(search_settle(temp_db));
	ck_assert(db_commit(temp_db));
	ck_assert(db_begin(temp_db));
	ck_assert_str_eq(found("区", ""), "1");
	ck_assert(search_has(temp_db, arena, 1, &new_text));
}
END_TEST

static void
note_missing(void *ctx, int64_t record)
{
	buf_printf(ctx, "%lld ", (long long)record);
}

/* What search_has() says of each, said of all at once, whatever their order. */
START_TEST(proof_of_many)
{
	struct search_proof *p = search_proof_new(arena);
	struct search_text same = text("区城市管理局罚款", "lw", 11, 21), other = text("区教委许可", "zs", 12, 21);
	struct search_text word = text("区城市管理局罚金", "lw", 11, 21), scope = text("区城市管理局罚款", "lw", 13, 21);
	struct search_text initials = text("区城市管理局罚款", "lq", 11, 21);
	struct buf out = BUF_INIT;

	for (int id = 1; id <= 600; id++)
		put(id, id % 2 != 0 ? same : other);
	ck_assert(search_proof_run(temp_db, p, note_missing, &out));
	for (int id = 600; id >= 1; id--)
		search_proof_tell(p, id, id % 2 != 0 ? &same : &other);
	ck_assert(search_proof_run(temp_db, p, note_missing, &out));
	ck_assert_str_eq(buf_str(&out), "");
	search_proof_tell(p, 7, &other);
	search_proof_tell(p, 301, &word);
	search_proof_tell(p, 303, &scope);
	search_proof_tell(p, 305, &initials);
	search_proof_tell(p, 601, &same);
	search_proof_tell(p, 307, &same);
	ck_assert(search_proof_run(temp_db, p, note_missing, &out));
	ck_assert_str_eq(buf_str(&out), "7 301 303 305 601 ");
	buf_free(&out);
}
END_TEST

/* A form with 5,000 hanzi; words longer and more than anybody searches for. */
START_TEST(long_text)
{
	struct buf b = BUF_INIT;
	struct search_text t;

	for (int i = 0; i < 5000; i++) {
		static const char hanzi[][4] = { "处", "罚", "许", "可", "检", "查", "强" };

		buf_adds(&b, hanzi[(i * i / 7 + i) % 7]);
	}
	buf_adds(&b, "末尾");
	t = text(buf_str(&b), "", 1, 2);
	put(1, t);
	ck_assert(search_has(temp_db, arena, 1, &t));
	ck_assert_str_eq(found("末尾", ""), "1");
	ck_assert_str_eq(found(buf_str(&b), ""), "1");
	buf_clear(&b);
	for (int i = 0; i < 400; i++)
		buf_adds(&b, "处 ");
	ck_assert_str_eq(found(buf_str(&b), search_scope(arena, 'a', 1)), "1");
	buf_free(&b);
}
END_TEST

/* What GBK calls user-defined may be U+E000; it is text like any other, and no scope. */
START_TEST(typed_scope_mark)
{
	struct search_text t = text("姓名\xEE\x80\x80\xEE\x80\x80王", "x\xEE\x80\x80y z", 1, 2);

	put(1, t);
	ck_assert(search_has(temp_db, arena, 1, &t));
	ck_assert_str_eq(found("名\xEE\x80\x80", ""), "1");
	ck_assert_str_eq(found("王", ""), "1");
	ck_assert_str_eq(found("xy", ""), "1");
	ck_assert_str_eq(found("yz", ""), "");
	ck_assert(search_put(temp_db, 1, &t, NULL));
	ck_assert_str_eq(found("王", ""), "");
}
END_TEST

START_TEST(plan_is_the_index)
{
	const char *plan = temp_plan("SELECT rowid FROM search WHERE search MATCH 'x' ORDER BY rowid DESC LIMIT 50");

	ck_assert_msg(strstr(plan, "VIRTUAL TABLE INDEX") != NULL && strstr(plan, ":M") != NULL &&
			strstr(plan, "TEMP B-TREE") == NULL,
		"%s", plan);
	plan = temp_plan("SELECT m.name FROM search CROSS JOIN sequence m WHERE search MATCH 'x' AND m.next = search.rowid "
			 "ORDER BY search.rowid DESC LIMIT 50");
	ck_assert_msg(strstr(plan, "TEMP B-TREE") == NULL, "%s", plan);
}
END_TEST

Suite *
suite_search(void)
{
	Suite *s = suite_create("search");
	TCase *t = tcase_create("search");

	tcase_add_checked_fixture(t, open_search, close_search);
	tcase_add_loop_test(t, finds, 0, (int)(sizeof searches / sizeof searches[0]));
	tcase_add_test(t, finds_within_scope);
	tcase_add_test(t, replaces_and_removes);
	tcase_add_test(t, proof_of_many);
	tcase_add_test(t, long_text);
	tcase_add_test(t, typed_scope_mark);
	tcase_add_test(t, plan_is_the_index);
	suite_add_tcase(s, t);
	return s;
}
