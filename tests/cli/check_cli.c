/*
 * check_cli.c: the command line as scripts use it: a case's whole life, refusals and their exit
 * statuses, the ways of giving a value, help.
 *
 * Knows: the contract of design 6, the registry (for what must hold of every row).
 * Must not know: how the program does it.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "engine/engine.h"
#include "tests/cli/run.h"

#define HAS(text, part) ck_assert_msg(strstr(text, part) != NULL, "no \"%s\" in: %s", part, text)
#define HAS_NOT(text, part) ck_assert_msg(strstr(text, part) == NULL, "\"%s\" in: %s", part, text)
#define IS(name, value) ck_assert_str_eq(run_member(name), value)

/* What every case needs: agencies, supervisors. */
static void
office(void)
{
	want(0, "import", "agency", run_sample("agencies.csv"));
	want(0, "import", "supervisor", run_sample("supervisors.csv"), "--partial");
}

/* A new opinion, its number in a static buffer. */
static const char *
registered(void)
{
	static char number[64];

	want(0, "opinion", "register", "--json", "--supervisor", "林海涛", "--agency", "区城市管理局", "--kind", "correction",
		"--field", "inspection", "--facts", "检查时未出示执法证件。", "--advice", "规范亮证执法。");
	snprintf(number, sizeof number, "%s", run_member("number"));
	return number;
}

/* Served and refused with a reason. */
static const char *
refused(void)
{
	const char *n = registered();

	want(0, "opinion", "serve", n, "--serve_how", "direct", "--json");
	want(0, "opinion", "reply", n, "--adopted", "refused", "--reply", "执法记录仪显示已出示证件。", "--replier", "王科长",
		"--json");
	return n;
}

START_TEST(opinion_lives_from_form_to_closed_review)
{
	const char *n;
	char review[64];

	office();
	n = refused();
	IS("state", "replied");
	IS("number", n);
	ck_assert_int_eq(run_number("version"), 3);
	want(0, "opinion", "petition", n, "--grounds", "记录仪内容与现场不符。", "--request", "责令纠正。", "--json");
	IS("state", "petitioned");
	want(0, "opinion", "show", n, "--json");
	IS("state", "petitioned");
	IS("adopted", "refused");
	IS("served_on", "2026-09-01");
	snprintf(review, sizeof review, "%s", run_member("review"));
	HAS(review, "审〔2026〕1号");
	review[strlen("审〔2026〕1号")] = '\0';
	want(0, "review", "examine", review, "--examination", "需要进一步查明。", "--json");
	IS("state", "examining");
	want(0, "review", "investigate", review, "--inquiry", "special_inspection", "--team", "李文、赵宁", "--json");
	IS("state", "investigating");
	want(0, "review", "findings", review, "--findings", "未出示证件属实。", "--json");
	want(0, "review", "decide", review, "--outcome", "established", "--reason", "事实清楚。", "--json");
	IS("state", "decided");
	want(0, "review", "order", review, "--order_text", "规范亮证执法。", "--order_basis", "重庆市行政执法监督条例",
		"--order_due", "2026-10-09", "--json");
	IS("state", "ordered");
	want(0, "review", "report", review, "--report", "已组织培训。", "--reporter", "王科长", "--json");
	want(0, "review", "accept_correction", review, "--acceptance", "已整改到位。", "--json");
	IS("state", "corrected");
	/* Nobody closes before the supervisor knows (16). */
	want(3, "review", "close", review, "--json");
	run_refused("refused", "informed_on", 16);
	want(0, "review", "convey", review, "--inform_how", "phone", "--inform_text", "意见成立，已责令纠正。", "--json");
	want(0, "review", "close", review, "--json");
	IS("state", "closed");
	want(0, "check");
	want(0, "audit", "verify");
}
END_TEST

START_TEST(show_has_fields_clocks_and_timeline)
{
	const char *n;
	json_t *clocks, *timeline;

	office();
	n = refused();
	want(0, "opinion", "show", n, "--json");
	ck_assert_uint_eq(run_lines(), 1);
	IS("flow", "opinion");
	IS("agency", "区城市管理局");
	IS("facts", "检查时未出示执法证件。");
	clocks = json_object_get(run_object(0), "clocks");
	ck_assert_uint_ge(json_array_size(clocks), 2);
	timeline = json_object_get(run_object(0), "timeline");
	ck_assert_uint_eq(json_array_size(timeline), 3);
	ck_assert_str_eq(json_string_value(json_object_get(json_array_get(timeline, 0), "action")), "opinion.reply");
	want(0, "opinion", "show", n, "--explain");
	HAS(ran.out, "第1日");
	HAS(ran.out, "现在可办");
	/* What an act changed is told, but sensitive values as masked as anywhere. */
	want(0, "person", "show", "林海涛", "--json");
	HAS_NOT(ran.out, "500199198503101017");
	HAS_NOT(ran.out, "13800000001");
	HAS(ran.out, "50***************7");
}
END_TEST

START_TEST(refusals_have_their_status)
{
	const char *n;

	office();
	n = registered();
	want(0, "opinion", "serve", n, "--serve_how", "post");
	want(3, "opinion", "reply", n, "--adopted", "refused", "--json");
	run_refused("refused", "reply", 14);
	HAS(ran.err, "第十四条");
	HAS(ran.err, "--reply");
	want(3, "opinion", "close", n, "--json");
	run_refused("refused", "replied_on", 14);
	want(6, "opinion", "reply", n, "--adopted", "adopted", "--version", "1", "--json");
	run_refused("stale", "", 0);
	want(5, "opinion", "register", "--supervisor", "林海涛", "--agency", "没有这个局", "--kind", "correction", "--field",
		"permit", "--facts", "事实", "--json");
	run_refused("notfound", "agency", 13);
	want(5, "opinion", "show", "2099-1", "--json");
	run_refused("notfound", "", 0);
	want(0, "opinion", "reply", n, "--adopted", "adopted", "--reply", "照办。");
	want(3, "opinion", "serve", n, "--serve_how", "post", "--json");
	run_refused("refused", "state", 13);
	want(3, "opinion", "register", "--json");
	HAS(ran.out, "\"code\":\"refused\"");
}
END_TEST

START_TEST(inactive_supervisor_and_old_date)
{
	office();
	want(0, "supervisor", "resign", "单文华", "--reason", "工作调动", "--json");
	want(3, "opinion", "register", "--supervisor", "单文华", "--agency", "区气象局", "--kind", "advice", "--field", "other",
		"--facts", "事实", "--json");
	run_refused("refused", "supervisor", 5);
	/* Before the rule was in force: done, but flagged (21). */
	want(0, "agency", "rename", "区气象局", "--name", "区气象服务局", "--on", "2024-05-01", "--late_reason", "补记", "--json");
	HAS(ran.out, "第二十一条");
}
END_TEST

START_TEST(a_role_does_only_its_own)
{
	const char *n;

	office();
	n = registered();
	want(0, "account", "add", "--login", "wang", "--name", "王科长", "--roles", "agency", "--agency", "区城市管理局");
	want(0, "account", "add", "--login", "liu", "--name", "刘科员", "--roles", "agency", "--agency", "区气象局");
	want(4, "--as", "wang", "opinion", "serve", n, "--serve_how", "direct", "--json");
	run_refused("denied", "", 13);
	want(0, "opinion", "serve", n, "--serve_how", "direct");
	want(5, "--as", "liu", "opinion", "show", n);
	want(0, "--as", "liu", "opinion", "list", "--json");
	ck_assert_uint_eq(run_lines(), 0);
	want(0, "--as", "liu", "search", "执法证件", "--json");
	ck_assert_uint_eq(run_lines(), 0);
	want(0, "--as", "liu", "export", "opinion", "-", "--format", "json");
	ck_assert_uint_eq(run_lines(), 0);
	/* Nor does it count what is another's. */
	/* Nor the trail, or what is made of the whole file, though it is the owner who asks as liu. */
	want(4, "--as", "liu", "audit", "list");
	want(4, "--as", "liu", "audit", "head");
	want(4, "--as", "liu", "check");
	want(4, "--as", "liu", "backup", run_path("liu.db"));
	want(0, "--as", "liu", "status", "--json");
	ck_assert_int_eq(json_integer_value(json_object_get(json_object_get(run_object(0), "records"), "opinion")), 0);
	ck_assert_ptr_null(json_object_get(json_object_get(run_object(0), "records"), "person"));
	want(0, "--as", "wang", "status", "--json");
	ck_assert_int_eq(json_integer_value(json_object_get(json_object_get(run_object(0), "records"), "opinion")), 1);
	want(0, "--as", "wang", "todo", "--json");
	ck_assert_uint_eq(run_lines(), 1);
	IS("action", "opinion.reply");
	want(0, "--as", "wang", "opinion", "reply", n, "--adopted", "adopted", "--reply", "照办。", "--json");
	want(0, "opinion", "show", n, "--json");
	HAS(ran.out, "\"who\":\"王科长\"");
	want(4, "--as", "nobody", "todo", "--json");
	run_refused("denied", "as", 0);
}
END_TEST

START_TEST(wrong_usage_is_2)
{
	const char *n;

	office();
	n = registered();
	want(2, "opinionx", "list", "--json");
	run_refused("usage", "", 0);
	want(2, "opinion", "fly", n);
	want(2, "opinion", "serve");
	HAS(ran.err, "serve");
	want(2, "opinion", "serve", n, "--wings", "2");
	HAS(ran.err, "--serve_how");
	want(2, "opinion", "serve", n, "--serve_how");
	want(2, "opinion", "serve", n, "--serve_how", "--signer", "x");
	want(2, "opinion", "serve", n, "--serve_how", "post", "--serve_how", "post");
	want(2, "opinion", "serve", n, n, "--serve_how", "post");
	want(2, "opinion", "register", n);
	want(2, "opinion", "serve", n, "-x");
	want(2, "opinion", "serve", n, "--serve_how", "\xff\xfe");
	want(2, "opinion", "serve", n, "--version", "0");
	want(2, "opinion", "list", "--state", "lost");
	HAS(ran.err, "registered");
	want(2, "opinion", "list", "--sort", "smell");
	want(2, "opinion", "list", "--limit", "many");
	want(2, "opinion", "list", "--view", "none");
	want(2, "opinion", "import", "x");
	want(2, "opinion", "carry", n);
	want(2, "search");
	want(2, "audit", "burn");
	want(2, "workday", "add", "2026-13-01", "5");
	want(2, "workday", "add", "2026-01-01", "five");
	ck_assert_int_eq(run_bare("--today", "someday", "--db", run_path("a.db"), "todo", NULL), 2);
	ck_assert_int_eq(run_bare("--fly", NULL), 2);
	ck_assert_int_eq(run_bare("--db", NULL), 2);
	ck_assert_int_eq(run_bare("--lang", "fr", "help", NULL), 2);
	/* Without a terminal there is no workbench. */
	ck_assert_int_eq(run_bare("--db", run_path("a.db"), NULL), 2);
	HAS(ran.err, "todo");
	ck_assert_str_eq(ran.out, "");
	ck_assert_int_eq(run_bare("--db", run_path("none.db"), "todo", NULL), 5);
	HAS(ran.err, "init");
	ck_assert_int_eq(run_bare("--db", run_path("a.db"), "init", NULL), 3);
	/* Nothing of all that changed anything. */
	want(0, "opinion", "show", n, "--json");
	IS("version", "1");
}
END_TEST

START_TEST(an_ambiguous_name_is_told)
{
	office();
	want(0, "person", "add", "--name", "林海涛", "--sex", "male", "--json");
	want(5, "person", "show", "林海涛", "--json");
	run_refused("notfound", "", 0);
	HAS(ran.err, "不止一个");
	/* The id always says which. */
	want(0, "person", "list", "--ids");
	HAS(ran.out, "500109");
}
END_TEST

START_TEST(values_come_in_many_ways)
{
	const char *n, *facts;

	office();
	facts = run_file("facts.txt", "第一段。\n第二段。\n", strlen("第一段。\n第二段。\n"));
	{
		char at[600];

		snprintf(at, sizeof at, "@%s", facts);
		want(0, "监督意见", "登记监督意见", "--监督员", "lht", "--执法机构=区城市管理局", "--意见类型", "纠正意见", "--执法领域",
			"行政处罚", "--事实与理由", at, "--advice", "@@ 是字面的", "--raised-on", "昨天", "--oral", "--json");
	}
	n = run_member("number");
	want(0, "opinion", "show", n, "--json");
	IS("facts", "第一段。\n第二段。");
	IS("advice", "@ 是字面的");
	IS("raised_on", "2026-08-31");
	IS("oral", "1");
	IS("kind", "correction");
	want(0, "opinion", "serve", n, "--input", "{\"serve_how\":\"post\",\"on\":\"2026-09-01\",\"signer\":null}", "--json");
	run_input("{\"adopted\":\"partly\",\"reply\":\"部分照办。\",\"replier\":\"甲\"}");
	want(0, "opinion", "reply", n, "--input", "-", "--replier", "乙", "--json");
	want(0, "opinion", "show", n, "--json");
	IS("adopted", "partly");
	IS("replier", "乙");
	run_input("第一行\n第二行\n");
	want(0, "opinion", "correct", n, "--advice", "@-", "--reason", "补全", "--json");
	want(0, "opinion", "show", n, "--json");
	IS("advice", "第一行\n第二行");
	/* A set as words, as an array. */
	want(0, "account", "add", "--login", "a1", "--name", "甲", "--roles", "经办、局领导", "--json");
	want(0, "account", "add", "--input", "{\"login\":\"a2\",\"name\":\"乙\",\"roles\":[\"clerk\",\"leader\"]}", "--json");
	want(0, "account", "show", "a2", "--json");
	HAS(ran.out, "\"roles\":[\"clerk\",\"leader\"]");
	want(2, "account", "add", "--input", "{\"login\":", "--json");
	want(2, "account", "add", "--input", "[1]", "--json");
	want(2, "account", "add", "--input", "{\"wings\":2}", "--json");
	want(2, "account", "add", "--input", "{\"login\":{}}", "--json");
	want(5, "account", "add", "--name", "@/no/such/file", "--json");
	/* A value that looks like an option. */
	want(0, "account", "add", "--login", "a3", "--name=--丙", "--roles", "clerk", "--json");
}
END_TEST

START_TEST(a_dry_run_changes_nothing)
{
	const char *n;

	office();
	n = registered();
	want(0, "opinion", "serve", n, "--serve_how", "post", "--dry-run", "--json");
	IS("state", "served");
	IS("dry_run", "1");
	want(3, "opinion", "close", n, "--dry-run");
	want(0, "opinion", "show", n, "--json");
	IS("state", "registered");
	IS("version", "1");
	want(0, "audit", "list", "--limit", "1", "--json");
	IS("action", "opinion.register");
}
END_TEST

START_TEST(lists_page_sort_and_filter)
{
	char first[64], last[64];

	office();
	want(0, "import", "opinion", run_sample("opinions.csv"));
	want(0, "opinion", "list", "--json");
	ck_assert_uint_eq(run_lines(), 4);
	IS("number", "2025-004");
	IS("field", "permit");
	want(0, "opinion", "list", "--sort", "raised_on", "--reverse", "--json", "--limit", "2");
	ck_assert_uint_eq(run_lines(), 2);
	IS("number", "2025-001");
	HAS(ran.err, "--all");
	want(0, "opinion", "list", "--state", "办结", "--json");
	ck_assert_uint_eq(run_lines(), 2);
	want(0, "opinion", "list", "--agency", "区城市管理局", "--json");
	ck_assert_uint_eq(run_lines(), 1);
	want(0, "opinion", "list", "--words", "查封扣押", "--json");
	ck_assert_uint_eq(run_lines(), 1);
	want(0, "opinion", "list", "--view", "open", "--json");
	ck_assert_uint_eq(run_lines(), 2);
	want(0, "search", "查封", "扣押", "--json");
	ck_assert_uint_eq(run_lines(), 1);
	IS("flow", "opinion");
	want(0, "agency", "list", "--limit", "3", "--json");
	snprintf(first, sizeof first, "%s", run_member("name"));
	want(0, "agency", "list", "--all", "--json");
	ck_assert_uint_eq(run_lines(), 6);
	snprintf(last, sizeof last, "%s", run_member("name"));
	ck_assert_str_eq(first, last);
}
END_TEST

START_TEST(tables_stand_in_columns)
{
	office();
	want(0, "agency", "list");
	/* The kind begins in one column in every line: after the widest name (16 columns) and two blanks. */
	HAS(ran.out, "单位名称          类别");
	HAS(ran.out, "江湾高新园管委会  园城管委会");
	HAS(ran.out, "石桥镇人民政府    镇政府");
	/* Nothing is cut when the output is no terminal, and no line ends in blanks. */
	HAS(ran.out, "古丽娜尔·艾合买提");
	HAS_NOT(ran.out, " \n");
}
END_TEST

START_TEST(hidden_characters_do_not_reach_the_terminal)
{
	office();
	want(0, "agency", "correct", "区气象局", "--note", "甲\xe2\x80\xae乙\x1b[31m丙", "--reason", "测试");
	want(0, "agency", "show", "区气象局");
	HAS_NOT(ran.out, "\xe2\x80\xae");
	HAS_NOT(ran.out, "\x1b");
	want(2, "\x1b[31m");
	HAS_NOT(ran.err, "\x1b");
}
END_TEST

START_TEST(every_action_and_list_has_help)
{
	want(0, "help");
	for (size_t i = 0; flows[i] != NULL; i++) {
		const struct flow *f = flows[i];

		HAS(ran.out, f->name);
	}
	for (size_t i = 0; flows[i] != NULL; i++) {
		const struct flow *f = flows[i];

		want(0, f->name, "list", "--help");
		want(0, f->name, "list", "--json");
		for (size_t k = 0; k < f->n_actions; k++) {
			const struct action *ac = &f->actions[k];

			if (ac->flags & (ACT_IMPORT | ACT_INTERNAL)) {
				want(2, f->name, action_verb(ac));
				continue;
			}
			want(0, f->name, action_verb(ac), "--help");
			HAS(ran.out, _(ac->label));
			for (size_t m = 0; m < ac->n_fields; m++)
				if (!(ac->fields[m].flags & FIELD_HIDDEN))
					HAS(ran.out, _(ac->fields[m].label));
			want(0, "help", f->name, action_verb(ac), "--json");
			IS("action", ac->name);
		}
	}
}
END_TEST

/* What is no act has help too, and stands in the list of its flow. */
START_TEST(other_words_have_help)
{
	static const char *const words[][2] = { { "certificate", "check" }, { "certificate", "verify" }, { "certificate", "rekey" },
		{ "attachment", "add" }, { "attachment", "get" }, { "account", "passwd" }, { "account", "code" } };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		want(0, words[i][0], words[i][1], "--help");
		HAS(ran.out, words[i][1]);
		want(0, words[i][0]);
		HAS(ran.out, words[i][1]);
	}
}
END_TEST

START_TEST(no_field_hides_an_option)
{
	static const char *const taken[] = { "db", "as", "today", "lang", "json", "help", "input", "version", "dry-run",
		"dry_run", "yes" };

	for (size_t i = 0; flows[i] != NULL; i++)
		for (size_t k = 0; k < flows[i]->n_actions; k++)
			for (size_t m = 0; m < flows[i]->actions[k].n_fields; m++)
				for (size_t t = 0; t < N_OF(taken); t++)
					ck_assert_msg(strcmp(flows[i]->actions[k].fields[m].col.name, taken[t]) != 0, "%s: %s",
						flows[i]->actions[k].name, taken[t]);
	for (size_t i = 0; flows[i] != NULL; i++)
		for (size_t k = 0; k < flows[i]->n_lists; k++)
			for (size_t m = 0; m < flows[i]->lists[k].n_filters; m++)
				for (size_t t = 0; t < 6; t++)
					ck_assert_str_ne(flows[i]->lists[k].filters[m].name, taken[t]);
}
END_TEST

START_TEST(rule_lists_what_serves_an_article)
{
	want(0, "rule", "14");
	HAS(ran.out, "第十四条");
	HAS(ran.out, "opinion reply");
	want(0, "rule", "第十四条", "--json");
	IS("article", "14");
	want(0, "rule", "--json");
	ck_assert_uint_eq(run_lines(), 21);
	want(5, "rule", "22");
}
END_TEST

START_TEST(the_owner_has_a_name)
{
	const char *db = run_path("named.db");

	ck_assert_int_eq(run_bare("--db", db, "init", "--name", " 李 文 ", NULL), 0);
	ck_assert_str_eq(ran.err, "");
	ck_assert_int_eq(run_bare("--db", db, "status", NULL), 0);
	HAS(ran.out, "李文（");
	ck_assert_int_eq(run_bare("--db", db, "audit", NULL), 0);
	HAS(ran.out, "执法机构反馈期限（工作日） = 15");
	ck_assert_int_eq(run_bare("--db", db, "init", "--name", "李文", NULL), 3);
	HAS(ran.err, "已存在");
	ck_assert_int_eq(run_bare("--db", run_path("nameless.db"), "init", "--name", " ", NULL), 2);
	ck_assert_int_eq(run_bare("--db", run_path("other.db"), "--as", "x", "init", NULL), 2);
}
END_TEST

START_TEST(results_say_what_was_given)
{
	want(0, "opinion", "list");
	HAS(ran.out, "还没有监督意见");
	want(0, "opinion", "list", "--state", "closed");
	HAS(ran.out, "没有符合条件的监督意见");
	want(0, "opinion", "list", "--json");
	ck_assert_str_eq(ran.out, "");
	want(0, "setting", "reply_days", "12");
	HAS(ran.out, "：15 → 12");
	want(0, "setting", "reply_days", "15", "--json");
	IS("gave", "执法机构反馈期限（工作日）：12 → 15");
	want(0, "setting");
	HAS(ran.out, "第十四条");
	want(3, "person", "add", "--name", "丁一", "--idno", "500199199001011234");
	HAS(ran.err, "--idno: 身份证号码校验码不符");
}
END_TEST

START_TEST(the_program_says_its_version)
{
	ck_assert_int_eq(run_bare("--version", NULL), 0);
	HAS(ran.out, "jiandu ");
	ck_assert_int_eq(run_bare("--help", NULL), 0);
	HAS(ran.out, "workday add DATE N");
	ck_assert_int_eq(run_bare("help", "opinion", "reply", NULL), 0);
	want(0, "status", "--json");
	IS("mode", "personal");
	IS("today", "2026-09-01");
}
END_TEST

Suite *suite_cli(void);

/* What the words say to LOGIN of NUMBER, the number itself taken out; OUT keeps it. */
static int
said_of(const char *login, const char *number, const char *const *words, char *out, size_t size)
{
	const char *argv[8] = { NULL };
	char both[4096];
	int status;

	for (int i = 0; words[i] != NULL; i++)
		argv[i] = strcmp(words[i], "#") == 0 ? number : words[i];
	status = run("--as", login, argv[0], argv[1], argv[2], argv[3], argv[4], argv[5], argv[6], NULL);
	snprintf(both, sizeof both, "%s%s", ran.out, ran.err);
	*out = '\0';
	for (const char *at = both; *at != '\0';) {
		size_t n = strncmp(at, number, strlen(number)) == 0 ? strlen(number) : 0, len = strlen(out);

		snprintf(out + len, size - len, "%c", n > 0 ? '#' : *at);
		at += n > 0 ? n : 1;
	}
	return status;
}

/* By its number a record that is another's is answered, word by word and by status, like one that there is not. */
START_TEST(what_is_another_s_is_not_there)
{
	static const char *const ways[][8] = { { "opinion", "show", "#" }, { "opinion", "show", "#", "--explain" },
		{ "opinion", "show", "#", "--json" }, { "opinion", "reply", "#", "--adopted", "adopted" },
		{ "paper", "转办函", "#", "-", "--format", "txt" }, { "attachment", "add", "#", "-", "--name", "a.txt" },
		{ "opinion", "list", "--words", "#" }, { "search", "#" }, { "todo", "--words", "#" },
		{ "document", "list", "--opinion", "#" } };
	static const char *const logins[] = { "out", "fu" };
	char number[64], hidden[4096], none[4096];

	office();
	snprintf(number, sizeof number, "%s", registered());
	want(0, "account", "add", "--login", "out", "--name", "联络员", "--roles", "agency", "--agency", "云台街道办事处");
	want(0, "account", "add", "--login", "own", "--name", "本局联络", "--roles", "agency", "--agency", "区城市管理局");
	want(0, "account", "add", "--login", "fu", "--name", "单文华", "--roles", "supervisor", "--person", "单文华");
	for (size_t l = 0; l < sizeof logins / sizeof *logins; l++)
		for (size_t w = 0; w < sizeof ways / sizeof *ways; w++) {
			int status = said_of(logins[l], number, ways[w], hidden, sizeof hidden);

			ck_assert_int_eq(said_of(logins[l], "2026-9999", ways[w], none, sizeof none), status);
			ck_assert_str_eq(hidden, none);
		}
	/* Nor is it there for the agency concerned before it is served; then it is. */
	ck_assert_int_eq(said_of("own", number, ways[0], hidden, sizeof hidden), 5);
	said_of("own", "2026-9999", ways[0], none, sizeof none);
	ck_assert_str_eq(hidden, none);
	want(0, "opinion", "serve", number, "--serve_how", "direct");
	ck_assert_int_eq(said_of("own", number, ways[0], hidden, sizeof hidden), 0);
}
END_TEST

Suite *
suite_cli(void)
{
	Suite *s = suite_create("cli");
	TCase *tc = tcase_create("cli");

	tcase_add_checked_fixture(tc, run_open, run_close);
	tcase_add_test(tc, opinion_lives_from_form_to_closed_review);
	tcase_add_test(tc, show_has_fields_clocks_and_timeline);
	tcase_add_test(tc, refusals_have_their_status);
	tcase_add_test(tc, inactive_supervisor_and_old_date);
	tcase_add_test(tc, a_role_does_only_its_own);
	tcase_add_test(tc, wrong_usage_is_2);
	tcase_add_test(tc, an_ambiguous_name_is_told);
	tcase_add_test(tc, values_come_in_many_ways);
	tcase_add_test(tc, a_dry_run_changes_nothing);
	tcase_add_test(tc, lists_page_sort_and_filter);
	tcase_add_test(tc, tables_stand_in_columns);
	tcase_add_test(tc, hidden_characters_do_not_reach_the_terminal);
	tcase_add_test(tc, every_action_and_list_has_help);
	tcase_add_test(tc, other_words_have_help);
	tcase_add_test(tc, no_field_hides_an_option);
	tcase_add_test(tc, rule_lists_what_serves_an_article);
	tcase_add_test(tc, the_owner_has_a_name);
	tcase_add_test(tc, results_say_what_was_given);
	tcase_add_test(tc, the_program_says_its_version);
	tcase_add_test(tc, what_is_another_s_is_not_there);
	suite_add_tcase(s, tc);
	return s;
}
