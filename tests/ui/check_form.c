/*
 * check_form.c: forms without a terminal: matching, fields, what is passed on, drafts, what an ID number fills.
 *
 * Knows: the form's own floor.  Must not know: curses.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/form_private.h"
#include "ui/match.h"
#include "tests/flow/world.h"

Suite *suite_form(void);

/* ---- matching ---- */

static int
score(const char *text, const char *typed)
{
	struct match m = match_prepare(world_arena, text);

	return match_score(&m, match_typed(world_arena, typed));
}

START_TEST(test_match)
{
	ck_assert_int_gt(score("登记答复", "答复"), 0);
	ck_assert_int_gt(score("登记答复", "djdf"), 0);
	ck_assert_int_gt(score("登记答复", "DJ"), 0);
	ck_assert_int_gt(score("登记答复", "ｄｊ"), 0);
	ck_assert_int_gt(score("登记答复", "dengji"), 0);
	ck_assert_int_gt(score("登记答复", " 登记 df "), 0);
	ck_assert_int_gt(score("登记答复", "登复"), 0);
	ck_assert_int_gt(score("登记答复", ""), 0);
	ck_assert_int_eq(score("登记答复", "监督"), 0);
	ck_assert_int_eq(score("登记答复", "登记 监督"), 0);
	ck_assert_int_gt(score("opinion list", "opi li"), 0);
	/* The begin goes before the inside, characters before spread ones, the short before the long. */
	ck_assert_int_gt(score("答复登记", "答复"), score("登记答复", "答复"));
	ck_assert_int_gt(score("登记答复", "记答"), score("登记请求答复", "记答"));
	ck_assert_int_gt(score("答复", "df"), score("答复期限", "df"));
}
END_TEST

/* ---- fields by themselves ---- */

static const struct word kinds[] = {
	WORD_NONE,
	{ "adopted", "采纳", 14 },
	{ "partly", "部分采纳", 14 },
	{ "refused", "不予采纳", 14 },
	WORD_END,
};

struct all {
	const char *line, *para;
	int64_t count;
	day_t on;
	bool yes;
	word_t kind;
	wordset kinds;
};

static const struct field f_line = { F_LINE(struct all, line), .label = "事由", .max = 5 };
static const struct field f_para = { F_PARA(struct all, para), .label = "理由", .article = 14 };
static const struct field f_int = { F_INT(struct all, count), .label = "人数" };
static const struct field f_day = { F_DAY(struct all, on), .label = "日期" };
static const struct field f_bool = { F_BOOL(struct all, yes), .label = "口头" };
static const struct field f_word = { F_WORD(struct all, kind, kinds), .label = "是否采纳" };
static const struct field f_set = { F_SET(struct all, kinds, kinds), .label = "类别" };

static struct formfield ff;

static void
begin(const struct field *f)
{
	field_free(&ff);
	field_init(&ff, f);
}

static enum field_answer
press(enum key_kind kind, uint32_t cp)
{
	struct key key = { .kind = kind, .cp = cp };

	return field_key(&ff, &key);
}

static void
type(const char *s)
{
	for (size_t i = 0, n = strlen(s); i < n;) {
		uint32_t cp;

		i += text_decode(s + i, n - i, &cp);
		press(K_CHAR, cp);
	}
}

static const char *
value(void)
{
	return field_value(&ff, world_arena);
}

START_TEST(test_text_field)
{
	begin(&f_line);
	ck_assert(field_empty(&ff));
	type("公开");
	ck_assert_str_eq(value(), "公开");
	type("选聘公告张贴");
	/* Too long is refused and kept. */
	ck_assert(!field_check(&ff, world, world_arena));
	ck_assert_str_eq(value(), "公开选聘公告张贴");
	ck_assert_ptr_nonnull(strstr(buf_str(&ff.error), "8"));
	/* The label stands before the field, not in the sentence. */
	ck_assert_ptr_null(strstr(buf_str(&ff.error), "事由"));
	ck_assert(field_undo(&ff, world, world_arena));
	begin(&f_para);
	type("一");
	press(K_ENTER, 0);
	type("二");
	ck_assert_str_eq(value(), "一\n二");
	ck_assert(field_check(&ff, world, world_arena));
}
END_TEST

START_TEST(test_day_field)
{
	begin(&f_day);
	type("６.11");
	ck_assert(field_check(&ff, world, world_arena));
	ck_assert_str_eq(value(), "2026-06-11");
	begin(&f_day);
	type("6.31");
	ck_assert(!field_check(&ff, world, world_arena));
	ck_assert_str_eq(value(), "6.31");
	ck_assert(ff.error.len > 0);
	begin(&f_day);
	type("今天");
	ck_assert(field_check(&ff, world, world_arena));
	ck_assert_str_eq(value(), WORLD_TODAY);
	ck_assert_int_eq(field_day(&ff, world), day_parse_iso(WORLD_TODAY));
	/* Nothing typed is nothing wrong: that it is required is said when one saves. */
	begin(&f_day);
	ck_assert(field_check(&ff, world, world_arena));
}
END_TEST

START_TEST(test_int_and_bool_field)
{
	begin(&f_int);
	type("１２");
	ck_assert(field_check(&ff, world, world_arena));
	ck_assert_str_eq(value(), "12");
	begin(&f_int);
	type("十二");
	ck_assert(!field_check(&ff, world, world_arena));
	begin(&f_bool);
	ck_assert_str_eq(value(), "0");
	type(" ");
	ck_assert_str_eq(value(), "1");
	type("否");
	ck_assert_str_eq(value(), "0");
	type("ｙ");
	ck_assert_str_eq(value(), "1");
	ck_assert(field_undo(&ff, world, world_arena));
	ck_assert_str_eq(value(), "0");
}
END_TEST

START_TEST(test_word_field)
{
	begin(&f_word);
	ck_assert(field_empty(&ff));
	press(K_RIGHT, 0);
	ck_assert_str_eq(value(), "adopted");
	press(K_LEFT, 0);
	ck_assert_str_eq(value(), "refused");
	type("2");
	ck_assert_str_eq(value(), "partly");
	type("３"); /* full width */
	ck_assert_str_eq(value(), "refused");
	type("c"); /* cai na */
	ck_assert_str_eq(value(), "adopted");
	type("不");
	ck_assert_str_eq(value(), "refused");
	press(K_BACKSPACE, 0);
	ck_assert(field_empty(&ff));
	ck_assert(field_undo(&ff, world, world_arena));
	ck_assert_str_eq(value(), "refused");
	/* Where the words do not fit, typing asks for the pop-up. */
	ff.popup = true;
	ck_assert_int_eq(press(K_CHAR, 'c'), FIELD_PICK);
	ck_assert_str_eq(edit_text(&ff.edit), "c");
	/* Labels and keys mean the same. */
	field_put(&ff, world, world_arena, "部分采纳", true);
	ck_assert_str_eq(value(), "partly");
	field_put(&ff, world, world_arena, "adopted", true);
	ck_assert_str_eq(value(), "adopted");
	ck_assert_int_eq(press(K_ENTER, 0), FIELD_PASS);
}
END_TEST

START_TEST(test_set_field)
{
	begin(&f_set);
	press(K_RIGHT, 0);
	type(" ");
	ck_assert_str_eq(value(), "partly");
	type("1");
	ck_assert_str_eq(value(), "adopted,partly");
	type("2");
	ck_assert_str_eq(value(), "adopted");
	ck_assert(field_undo(&ff, world, world_arena));
	ck_assert_str_eq(value(), "adopted,partly");
	field_put(&ff, world, world_arena, "采纳、不予采纳", true);
	ck_assert_str_eq(value(), "adopted,refused");
}
END_TEST

START_TEST(test_error_sentence)
{
	struct err e = { 0 };

	begin(&f_para);
	err_set(&e, ERR_REFUSED, "para", 14, "%s", "理由：不予采纳的，应当说明");
	field_set_error(&ff, world_arena, &e);
	ck_assert_str_eq(buf_str(&ff.error), "不予采纳的，应当说明（第十四条）");
	err_clear(&e);
	err_set(&e, ERR_REFUSED, "para", 14, "%s", "第十四条要求说明理由");
	field_set_error(&ff, world_arena, &e);
	ck_assert_str_eq(buf_str(&ff.error), "第十四条要求说明理由");
}
END_TEST

/* ---- forms ---- */

static struct ui ui;
static struct form *fm;

static void
open_form(const char *action, int64_t id)
{
	struct form_spec spec = { .action = action_find(NULL, action), .id = id };
	struct arena *a = arena_new();
	struct err e = { 0 };

	ck_assert_ptr_nonnull(spec.action);
	ui = (struct ui){ .en = world, .frame = world_arena };
	fm = arena_alloc(a, sizeof *fm);
	fm->screen.arena = a;
	if (id != 0) {
		fm->row = record_get(world, a, action_flow(spec.action), id, &e);
		ck_assert_msg(fm->row != NULL, "%s", e.text);
	}
	form_build(&ui, fm, &spec);
}

static void
close_form(void)
{
	form_free(fm);
	arena_free(fm->screen.arena);
}

static struct formfield *
field(const char *name)
{
	size_t i = form_find(fm, name);

	ck_assert_msg(i < fm->n, "no field %s", name);
	return &fm->v[i];
}

static void
fill(const char *name, const char *text)
{
	field_put(field(name), world, world_arena, text, true);
}

static const char *
arg_of(struct args args, const char *name)
{
	for (size_t i = 0; i < args.n; i++)
		if (strcmp(args.v[i].name, name) == 0)
			return args.v[i].value;
	return NULL;
}

/* A number of area 500199, with its check character. */
static const char *
idno_of(const char *first)
{
	static const int weight[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = 0;

	for (int i = 0; i < 17; i++)
		sum += (first[i] - '0') * weight[i];
	return arena_printf(world_arena, "%s%c", first, "10X98765432"[sum % 11]);
}

START_TEST(test_idno_fills)
{
	open_form("person.add", 0);
	fill("idno", idno_of("50019919900101001"));
	ck_assert(form_leave(&ui, fm, form_find(fm, "idno")));
	ck_assert_str_eq(field_value(field("sex"), world_arena), "male");
	ck_assert_str_eq(field_value(field("born"), world_arena), "1990-01-01");
	/* Another number fills again; what was typed by hand stays. */
	fill("born", "1991-02-03");
	field("born")->by_idno = false;
	fill("idno", idno_of("50019919880202012"));
	ck_assert(form_leave(&ui, fm, form_find(fm, "idno")));
	ck_assert_str_eq(field_value(field("sex"), world_arena), "female");
	ck_assert_str_eq(field_value(field("born"), world_arena), "1991-02-03");
	fill("idno", "500199199001010017");
	ck_assert(!form_leave(&ui, fm, form_find(fm, "idno")));
	ck_assert(field("idno")->error.len > 0);
	close_form();
}
END_TEST

START_TEST(test_args_of_a_new_record)
{
	struct args args;

	open_form("person.add", 0);
	ck_assert(!form_differs(fm));
	fill("name", "尉迟𬭎");
	args = form_args(fm, world_arena);
	ck_assert_str_eq(arg_of(args, "name"), "尉迟𬭎");
	ck_assert_ptr_null(arg_of(args, "idno"));
	ck_assert(form_differs(fm));
	close_form();
}
END_TEST

START_TEST(test_correction_passes_what_changed)
{
	const char *idno = idno_of("50019919900101001");
	int64_t id = done("person.add", 0, "name", "付敏", "idno", idno, "ethnic", "汉族", NULL);
	struct args args;

	open_form("person.correct", id);
	ck_assert_str_eq(field_value(field("name"), world_arena), "付敏");
	/* What is sensitive is not shown, and stays when nothing is typed. */
	ck_assert_str_eq(field_value(field("idno"), world_arena), "");
	ck_assert_ptr_nonnull(field("idno")->masked);
	ck_assert_ptr_null(strstr(field("idno")->masked, "1990"));
	args = form_args(fm, world_arena);
	ck_assert_ptr_null(arg_of(args, "idno"));
	ck_assert_ptr_null(arg_of(args, "ethnic"));
	fill("ethnic", "土家族");
	fill("reason", "登记有误");
	args = form_args(fm, world_arena);
	ck_assert_str_eq(arg_of(args, "ethnic"), "土家族");
	ck_assert_str_eq(arg_of(args, "reason"), "登记有误");
	ck_assert_ptr_null(arg_of(args, "born"));
	/* Emptied is a change too. */
	fill("ethnic", "");
	args = form_args(fm, world_arena);
	ck_assert_str_eq(arg_of(args, "ethnic"), "");
	form_hint(&ui, fm, form_find(fm, "ethnic"));
	ck_assert_ptr_nonnull(strstr(buf_str(&field("ethnic")->hint), "汉族"));
	close_form();
}
END_TEST

START_TEST(test_draft)
{
	struct err e = { 0 };
	const struct draft *d;

	open_form("person.add", 0);
	/* Nothing typed, nothing kept. */
	ck_assert(form_keep(&ui, fm, &e));
	ck_assert_ptr_null(draft_get(world, world_arena, "person.add", 0));
	fill("name", "阿依努尔·买买提");
	fill("sex", "2");
	field_put(field("sex"), world, world_arena, "female", true);
	fill("born", "6.31"); /* wrong values are kept as they were typed */
	ck_assert(form_keep(&ui, fm, &e));
	ck_assert_str_ne(fm->drafted_at, "");
	close_form();

	d = draft_get(world, world_arena, "person.add", 0);
	ck_assert_ptr_nonnull(d);
	open_form("person.add", 0);
	form_take_draft(&ui, fm, d->json);
	ck_assert_str_eq(field_value(field("name"), world_arena), "阿依努尔·买买提");
	ck_assert_str_eq(field_value(field("sex"), world_arena), "female");
	ck_assert_str_eq(field_value(field("born"), world_arena), "6.31");
	/* Emptied again: the draft goes. */
	fill("name", "");
	field("sex")->word = 0;
	fill("born", "");
	ck_assert(form_keep(&ui, fm, &e));
	ck_assert_ptr_null(draft_get(world, world_arena, "person.add", 0));
	/* What is no draft does no harm. */
	form_take_draft(&ui, fm, "[1,2");
	form_take_draft(&ui, fm, "{\"no_such_field\":\"x\",\"name\":7}");
	ck_assert_str_eq(field_value(field("name"), world_arena), "");
	close_form();
}
END_TEST

START_TEST(test_last_values)
{
	open_form("person.add", 0);
	ck_assert_ptr_null(form_last(fm, field("employer")->f));
	fill("employer", "北碚区某律师事务所");
	fill("idno", idno_of("50019919900101001"));
	form_remember(fm);
	close_form();
	open_form("person.add", 0);
	ck_assert_str_eq(form_last(fm, field("employer")->f), "北碚区某律师事务所");
	/* An ID number is nobody else's. */
	ck_assert_ptr_null(form_last(fm, field("idno")->f));
	form_forget_last();
	ck_assert_ptr_null(form_last(fm, field("employer")->f));
	close_form();
}
END_TEST

START_TEST(test_reference)
{
	int64_t id = done("person.add", 0, "name", "长孙桂鹏", NULL);
	struct key key = { .kind = K_BACKSPACE };

	open_form("supervisor.appoint", 0);
	fill("person", "长孙桂鹏");
	ck_assert(field("person")->ref == id);
	ck_assert_str_eq(field_value(field("person"), world_arena), id_text(id));
	ck_assert_ptr_nonnull(strstr(buf_str(&field("person")->title), "长孙桂鹏"));
	/* It is one thing: one key takes it away, and undo brings it back. */
	ck_assert_int_eq(field_key(field("person"), &key), FIELD_CHANGED);
	ck_assert(field_empty(field("person")));
	ck_assert(field_undo(field("person"), world, world_arena));
	ck_assert(field("person")->ref == id);
	/* Who is not there stays as typed, with the sentence. */
	fill("person", "无此人");
	ck_assert(!field_check(field("person"), world, world_arena));
	ck_assert_str_eq(field_value(field("person"), world_arena), "无此人");
	ck_assert(field("person")->error.len > 0);
	close_form();
}
END_TEST

static void
open_all(void)
{
	world_open();
	memset(&ff, 0, sizeof ff);
}

static void
close_all(void)
{
	field_free(&ff);
	form_forget_last();
	world_close();
}

Suite *
suite_form(void)
{
	Suite *s = suite_create("form");
	TCase *t = tcase_create("form");

	tcase_add_checked_fixture(t, open_all, close_all);
	tcase_add_test(t, test_match);
	tcase_add_test(t, test_text_field);
	tcase_add_test(t, test_day_field);
	tcase_add_test(t, test_int_and_bool_field);
	tcase_add_test(t, test_word_field);
	tcase_add_test(t, test_set_field);
	tcase_add_test(t, test_error_sentence);
	tcase_add_test(t, test_idno_fills);
	tcase_add_test(t, test_args_of_a_new_record);
	tcase_add_test(t, test_correction_passes_what_changed);
	tcase_add_test(t, test_draft);
	tcase_add_test(t, test_last_values);
	tcase_add_test(t, test_reference);
	suite_add_tcase(s, t);
	return s;
}
