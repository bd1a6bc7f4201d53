/*
 * check_paper.c: papers: issued once, filed, numbered, reprinted as they were, superseded and never edited; templates.
 *
 * Knows: documents' rows, the engine.  Must not know: how a PDF is made (tests/cli/check_paper_cli.c).
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "flow/cases.h"
#include "flow/document.h"
#include "flow/flows.h"
#include "engine/paper.h"
#include "tests/flow/cases.h"

Suite *suite_paper(void);

static const struct document *
row(int64_t id)
{
	return row_of("document", id);
}

static const char *
text_of(int64_t id)
{
	struct buf b = BUF_INIT;
	const char *out;

	paper_text(row(id)->content, 0, &b);
	out = arena_strdup(world_arena, buf_str(&b));
	buf_free(&b);
	return out;
}

static int64_t
issued(const char *kind, const char *flow, int64_t id)
{
	return done("document.issue", 0, "kind", kind, flow, id_text(id), NULL);
}

/* Lines are broken by width: they are joined before looking. */
static void
has(int64_t document, const char *words)
{
	struct buf b = BUF_INIT;
	bool there;

	for (const char *c = text_of(document); *c != '\0'; c++)
		if (*c != '\n')
			buf_addc(&b, *c);
	there = strstr(buf_str(&b), words) != NULL;
	buf_free(&b);
	if (there)
		return;
	ck_assert_msg(strstr(text_of(document), words) != NULL, "no %s in:\n%s", words, text_of(document));
}

/* The letter that passes OPINION on, as it stands. */
static int64_t
document_latest_of(int64_t opinion)
{
	int64_t id = paper_issued(world, world_arena, paper_form(PAPER_TRANSFER), flow_find("opinion"), opinion);

	ck_assert_int_ne(id, 0);
	return id;
}

START_TEST(issued_and_filed)
{
	int64_t opinion, id;

	case_world();
	opinion = an_opinion();
	id = issued("transfer", "opinion", opinion);
	ck_assert_str_eq(row(id)->number, "2026-1");
	ck_assert_str_eq(row(id)->paper_number, "碚司监函〔2026〕1号");
	ck_assert_str_eq(row(id)->title, "关于转办行政执法监督意见的函");
	ck_assert_int_eq(row(id)->opinion, opinion);
	ck_assert_str_eq(world_result.state, "issued");
	has(id, "区城市管理局：");
	has(id, "监督员冉凯文（证件编号：碚执监〔2024〕2号）");
	has(id, "15个工作日");
	has(id, "2026年11月23日");
	/* What is empty is left out with its part. */
	ck_assert_ptr_null(strstr(text_of(id), "依据："));
	ck_assert_ptr_null(strstr(text_of(id), "附件"));
	ck_assert_ptr_nonnull(strstr(text_of(id), "建议：建议补正程序"));
	/* Once: the same again is a reprint. */
	refused(ERR_REFUSED, "kind", 14, "document.issue", 0, "kind", "transfer", "opinion", id_text(opinion), NULL);
	ck_assert_int_eq(count_by("document", "issued_on", "opinion", id_text(opinion)), 1);
	ck_assert_int_eq(called("document", "碚司监函〔2026〕1号"), id);
	ck_assert_int_eq(found("document", "转办"), 1);
	/* The form has no number, and its reply is still to be written. */
	id = issued("采纳情况反馈表", "opinion", opinion);
	ck_assert_str_eq(row(id)->paper_number, "");
	has(id, "是否采纳：");
	books_agree();
}
END_TEST

/* One annex stands as it is, several are numbered; no mark ends their names; what is numbered already stays. */
START_TEST(annexes_are_numbered)
{
	int64_t opinion, id;

	case_world();
	opinion = an_opinion();
	done("opinion.correct", opinion, "evidence", "照片二张。", "reason", "补登", NULL);
	id = issued("transfer", "opinion", opinion);
	ck_assert_ptr_nonnull(strstr(text_of(id), "附件：照片二张\n"));
	done("opinion.correct", opinion, "evidence", "照片二张；\n\n询问笔录一份；\n处罚决定书复印件。", "reason", "补登", NULL);
	done("document.reissue", id, "reason", "补登证据", NULL);
	id = document_latest_of(opinion);
	ck_assert_ptr_nonnull(strstr(text_of(id), "附件：1. 照片二张\n"));
	ck_assert_ptr_nonnull(strstr(text_of(id), "　2. 询问笔录一份\n"));
	ck_assert_ptr_nonnull(strstr(text_of(id), "　3. 处罚决定书复印件\n"));
	done("opinion.correct", opinion, "evidence", "1、照片\n2、笔录", "reason", "补登", NULL);
	done("document.reissue", id, "reason", "补登证据", NULL);
	ck_assert_ptr_nonnull(strstr(text_of(document_latest_of(opinion)), "附件：1、照片\n"));
}
END_TEST

/* Only who was refused is told that it may be taken further (article 15). */
START_TEST(taken_further)
{
	int64_t opinion;

	case_world();
	opinion = an_answered_opinion("adopted", "已改正。");
	ck_assert_ptr_null(strstr(text_of(issued("answer", "opinion", opinion)), "不正确的"));
	opinion = an_answered_opinion("refused", "已依法处理。");
	has(issued("answer", "opinion", opinion), "你认为不予采纳不正确的，可以向我局出具监督意见书");
}
END_TEST

START_TEST(what_is_missing_is_named)
{
	int64_t opinion, review;

	case_world();
	opinion = an_opinion();
	refused(ERR_REFUSED, "kind", 0, "document.issue", 0, NULL);
	refused(ERR_REFUSED, "opinion", 14, "document.issue", 0, "kind", "transfer", NULL);
	refused(ERR_REFUSED, "opinion", 7, "document.issue", 0, "kind", "appointment", "opinion", id_text(opinion), NULL);
	refused(ERR_REFUSED, "adopted", 14, "document.issue", 0, "kind", "answer", "opinion", id_text(opinion), NULL);
	refused(ERR_REFUSED, "paper_number", 0, "document.issue", 0, "kind", "feedback", "opinion", id_text(opinion), "paper_number", "9号",
		NULL);
	refused(ERR_REFUSED, "supersedes", 0, "document.issue", 0, "kind", "transfer", "opinion", id_text(opinion), "supersedes", "1", NULL);
	opinion = an_answered_opinion("refused", "已依法处理，不予采纳。");
	done("opinion.convey", opinion, "convey_how", "phone", NULL);
	review = done("opinion.petition", opinion, "grounds", "理由不成立", NULL);
	review = ((const struct opinion *)row_of("opinion", opinion))->review;
	refused(ERR_REFUSED, "order_number", 16, "document.issue", 0, "kind", "order", "review", id_text(review), NULL);
	refused(ERR_REFUSED, "outcome", 16, "document.issue", 0, "kind", "unfounded", "review", id_text(review), NULL);
	refused(ERR_REFUSED, "outcome", 16, "document.issue", 0, "kind", "outcome", "review", id_text(review), NULL);
	/* A suggestion without an agency goes to none. */
	opinion = done("opinion.register", 0, "supervisor", "付敏", "raised_on", "今天", "kind", "advice", "field", "other", "facts", "事实",
		"route", "bureau", NULL);
	if (((const struct opinion *)row_of("opinion", opinion))->agency == 0)
		refused(ERR_REFUSED, "agency_name", 14, "document.issue", 0, "kind", "transfer", "opinion", id_text(opinion), NULL);
}
END_TEST

START_TEST(reprinted_as_it_was)
{
	int64_t opinion, id, next;
	const char *before;

	case_world();
	opinion = an_opinion();
	id = issued("transfer", "opinion", opinion);
	before = arena_strdup(world_arena, row(id)->content);
	ck_assert(!paper_outdated(world, world_arena, id));
	done("opinion.correct", opinion, "advice", "建议撤销。", "reason", "登记有误", NULL);
	ck_assert_str_eq(row(id)->content, before);
	ck_assert(paper_outdated(world, world_arena, id));
	refused(ERR_REFUSED, "reason", 0, "document.reissue", id, NULL);
	refused(ERR_REFUSED, "on", 0, "document.reissue", id, "reason", "更正", "on", "2026-11-20", NULL);
	done("document.reissue", id, "reason", "登记内容更正", NULL);
	ck_assert_str_eq(row(id)->content, before);
	ck_assert_int_eq(row(id)->rec.state, DOCUMENT_SUPERSEDED);
	next = called("document", "2026-2");
	ck_assert_int_eq(row(next)->supersedes, id);
	ck_assert_str_eq(row(next)->paper_number, "碚司监函〔2026〕2号");
	has(next, "建议：建议撤销。");
	ck_assert_int_eq(paper_issued(world, world_arena, paper_form(PAPER_TRANSFER), flow_find("opinion"), opinion), next);
	ck_assert_int_eq(allowed("document.reissue", id), ERR_REFUSED);
	/* A voided one makes room for a new one; its number is gone. */
	done("document.void", next, "reason", "误制", NULL);
	id = issued("transfer", "opinion", opinion);
	ck_assert_str_eq(row(id)->paper_number, "碚司监函〔2026〕3号");
	books_agree();
}
END_TEST

/* SQL within an action, as a fault of the program's own would run it, is refused with WORDS. */
static void
walled(const char *sql, const char *words)
{
	struct err e = { 0 }, *old = db_errors(world->db, &e);

	ck_assert(db_begin(world->db));
	db_enter_action(world->db);
	ck_assert_msg(!db_exec(world->db, sql), "%s", sql);
	db_leave_action(world->db);
	ck_assert_msg(strstr(e.text, words) != NULL, "%s: %s", sql, e.text);
	db_rollback(world->db);
	db_errors(world->db, old);
}

/* What was issued stays: the wall refuses it within an action too, and lets through what an action may change. */
START_TEST(never_edited_never_removed)
{
	struct err e = { 0 }, *old;

	case_world();
	issued("transfer", "opinion", an_opinion());
	walled("UPDATE document SET content = 'x'", "an issued document is never edited");
	walled("UPDATE document SET number = number || '9'", "an issued document is never edited");
	walled("UPDATE document SET issued_on = NULL", "an issued document is never edited");
	walled("DELETE FROM document", "an issued document is never removed");
	old = db_errors(world->db, &e);
	ck_assert(!db_exec(world->db, "DELETE FROM document"));
	ck_assert_ptr_nonnull(strstr(e.text, "outside an action"));
	err_clear(&e);
	ck_assert(db_begin(world->db));
	db_enter_action(world->db);
	ck_assert(db_exec(world->db, "UPDATE document SET end_reason = 'x'"));
	db_leave_action(world->db);
	db_rollback(world->db);
	db_errors(world->db, old);
}
END_TEST

START_TEST(numbers_by_hand)
{
	int64_t first, second, id;

	case_world();
	first = an_opinion();
	second = an_opinion();
	done("document.issue", 0, "kind", "transfer", "opinion", id_text(first), "paper_number", "碚司监函〔2026〕31号", NULL);
	refused(ERR_REFUSED, "paper_number", 0, "document.issue", 0, "kind", "transfer", "opinion", id_text(second), "paper_number",
		"碚司监函〔2026〕31号", NULL);
	id = issued("transfer", "opinion", second);
	ck_assert_str_eq(row(id)->paper_number, "碚司监函〔2026〕32号");
	/* A letter of appointment bears the term's own number, the card the certificate's. */
	id = issued("聘书", "supervisor", called("supervisor", "冉凯文"));
	has(id, "聘期3年，自2024年7月1日至2027年6月30日");
	id = issued("card", "certificate", called("certificate", "碚执监〔2024〕2号"));
	ck_assert_str_eq(row(id)->paper_number, "碚执监〔2024〕2号");
	id = done("document.issue", 0, "kind", "roster", NULL);
	has(id, "在任2人");
	has(id, "付敏");
	ck_assert_int_eq(paper_issued(world, world_arena, paper_form(PAPER_ROSTER), NULL, 0), id);
}
END_TEST

START_TEST(who_reads_it)
{
	int64_t opinion, transfer, answer;

	case_world();
	opinion = an_answered_opinion("adopted", "已采纳并整改。");
	transfer = issued("transfer", "opinion", opinion);
	answer = issued("answer", "opinion", opinion);
	issued("receipt", "opinion", opinion);
	world_as("zhou");
	ck_assert_int_eq(listed("document", "document", NULL), 2);
	ck_assert_int_eq(called("document", "2026-1"), transfer);
	ck_assert_int_eq(called("document", "2026-2"), 0);
	refused(ERR_DENIED, "", 0, "document.void", transfer, "reason", "试", NULL);
	ck_assert_ptr_null(paper_draft(world, world_arena, paper_form(PAPER_TRANSFER), flow_find("opinion"), opinion, &world_err));
	ck_assert_int_eq(world_err.code, ERR_DENIED);
	world_as("ran");
	ck_assert_int_eq(called("document", "2026-2"), answer);
	ck_assert_int_eq(called("document", "2026-1"), 0);
	world_as("fumin");
	ck_assert_int_eq(listed("document", "document", NULL), 0);
	world_as(NULL);
	books_agree();
}
END_TEST

START_TEST(templates)
{
	int64_t id = 0, opinion, doc;

	case_world();
	opinion = an_opinion();
	id = called("template", "转办函");
	ck_assert_int_ne(id, 0);
	ck_assert_int_eq(allowed("template.restore", id), ERR_REFUSED);
	refused(ERR_REFUSED, "text", 0, "template.edit", id, "text", "没有标题", NULL);
	refused(ERR_REFUSED, "text", 0, "template.edit", id, "text", "# 函\n{身份证号}", NULL);
	ck_assert_ptr_nonnull(strstr(world_err.text, "身份证号"));
	ck_assert_ptr_nonnull(strstr(world_err.text, "第2行"));
	refused(ERR_REFUSED, "text", 0, "template.edit", id, "text", "# 函\n[没有收尾", NULL);
	refused(ERR_REFUSED, "text", 0, "template.edit", id, "text", "# 函\n{监督员", NULL);
	refused(ERR_REFUSED, "text", 0, "template.edit", id, "text", "# 函\n# 又一个", NULL);
	refused(ERR_REFUSED, "text", 0, "template.edit", id, "text", "# 函\n|* {序号}", NULL);
	refused(ERR_REFUSED, "text", 0, "template.edit", id, "text", "# 函\n[外[内]]", NULL);
	done("template.edit", id, "text", "# 转送函\n> {执法机构}：\n请研究。[依据：{依据}]\n[整行{依据}略去]\n@ {本局}", "reason", "试用", NULL);
	doc = issued("transfer", "opinion", opinion);
	has(doc, "转送函");
	has(doc, "请研究。");
	ck_assert_ptr_null(strstr(text_of(doc), "略去"));
	/* The issued one keeps its words. */
	done("template.restore", id, NULL);
	has(doc, "转送函");
	ck_assert_ptr_nonnull(strstr(((const struct template *)row_of("template", id))->text, "关于转办"));
	books_agree();
}
END_TEST

/* No name of any list leads to a sensitive column, and every name leads somewhere. */
START_TEST(nothing_sensitive_is_listed)
{
	for (word_t k = 1; k <= word_count(paper_kinds); k++) {
		const struct paper_form *form = paper_form(k);

		ck_assert_ptr_nonnull(form);
		for (size_t i = 0; i < form->n_fields + form->n_row; i++) {
			const struct paper_field *f = i < form->n_fields ? &form->fields[i] : &form->row[i - form->n_fields];
			const struct flow *flow = flow_find(f->from);
			bool there = flow == NULL;

			ck_assert((flow != NULL) == (*f->from != '\0'));
			for (size_t n = 0; flow != NULL && n < flow->n_fields; n++)
				if (strcmp(flow->fields[n].col.name, f->key) == 0) {
					ck_assert_msg(!(flow->fields[n].flags & FIELD_SENSITIVE), "%s: %s", paper_kinds[k].key, f->label);
					there = true;
				}
			ck_assert_msg(there, "%s: no column %s", f->label, f->key);
		}
	}
}
END_TEST

/* The template that the program brings is one for each kind. */
START_TEST(templates_that_came_are_good)
{
	const char *why;

	for (word_t k = 1; k <= word_count(paper_kinds); k++) {
		const struct template *t = row_of("template", called("template", paper_kinds[k].key));

		ck_assert_msg(paper_template_check(world_arena, paper_form(k), t->text, &why), "%s: %s", paper_kinds[k].key, why);
		ck_assert_int_eq(called("template", paper_kinds[k].label), t->rec.id);
	}
}
END_TEST

/* A value cannot change what a line is, and cannot break out of a cell. */
START_TEST(values_are_text)
{
	int64_t opinion, id;

	case_world();
	opinion = done("opinion.register", 0, "supervisor", "冉凯文", "raised_on", "今天", "agency", "区城市管理局", "kind", "纠正意见",
		"field", "行政处罚", "facts", "# 不是标题\n| 不是 | 表格\n{监督员}[略]", NULL);
	id = issued("transfer", "opinion", opinion);
	ck_assert_str_eq(row(id)->title, "关于转办行政执法监督意见的函");
	has(id, "# 不是标题");
	has(id, "| 不是 | 表格");
	has(id, "{监督员}[略]");
	id = issued("feedback", "opinion", opinion);
	has(id, "| 不是 | 表格");
}
END_TEST

Suite *
suite_paper(void)
{
	Suite *s = suite_create("paper");
	TCase *t = tcase_create("papers");

	tcase_add_checked_fixture(t, world_open, world_close);
	tcase_add_test(t, issued_and_filed);
	tcase_add_test(t, annexes_are_numbered);
	tcase_add_test(t, taken_further);
	tcase_add_test(t, what_is_missing_is_named);
	tcase_add_test(t, reprinted_as_it_was);
	tcase_add_test(t, never_edited_never_removed);
	tcase_add_test(t, numbers_by_hand);
	tcase_add_test(t, who_reads_it);
	tcase_add_test(t, templates);
	tcase_add_test(t, nothing_sensitive_is_listed);
	tcase_add_test(t, templates_that_came_are_good);
	tcase_add_test(t, values_are_text);
	suite_add_tcase(s, t);
	return s;
}
