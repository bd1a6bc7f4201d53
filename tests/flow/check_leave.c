/*
 * check_leave.c: certificates lost, reissued, given back; what the program watches; renewal,
 * resignation, dismissal; another district's figures.
 *
 * Knows: the rows of parties and dismissals.  Must not know: faces.
 */
#include <check.h>
#include <string.h>

#include "flow/cases.h"
#include "flow/dismissal.h"
#include "flow/parties.h"
#include "tests/flow/cases.h"

Suite *suite_leave(void);

#define CONDITIONS "conditions", "lawful,willing,knows,able,resides,clean"

static const struct certificate *
card(int64_t id)
{
	return row_of("certificate", id);
}

static const struct supervisor *
term(int64_t id)
{
	return row_of("supervisor", id);
}

static const struct dismissal *
matter(int64_t id)
{
	return row_of("dismissal", id);
}

/* The sweep as cron does it; how many acts of NAME it did. */
static int64_t
swept(const char *name)
{
	struct sweep_sum sum;
	struct err e = { 0 };

	ck_assert_msg(engine_sweep(world, &sum, &e), "%s", e.text);
	ck_assert_int_eq(sum.failed, 0);
	for (size_t i = 0; i < sum.n; i++)
		if (strcmp(sum.by[i].action->name, name) == 0)
			return sum.by[i].n;
	return 0;
}

static struct certificate_verdict
judged(const char *number, const char *name, const char *on)
{
	struct certificate_verdict v = { 0 };
	struct err e = { 0 };

	ck_assert_msg(card_check(world, world_arena, number, name, on != NULL ? day_parse_iso(on) : DAY_NONE, &v, &e), "%s",
		e.text);
	return v;
}

/* ---- certificates ---- */

START_TEST(lost_card_is_declared_void_and_reissued)
{
	int64_t old = called("certificate", "碚执监〔2024〕2号"), fresh;
	struct certificate_verdict v;

	ck_assert(judged("碚执监〔2024〕2号", "", NULL).valid);
	done("certificate.lost", old, "reason", "外出时遗失", NULL);
	ck_assert_str_eq(waits_text(old), "声明作废");
	ck_assert_int_eq(allowed("certificate.reissue", old), ERR_REFUSED);
	refused(ERR_REFUSED, "declared_in", 0, "certificate.declare", old, NULL);
	world_on("2026-11-24");
	refused(ERR_REFUSED, "on", 13, "certificate.declare", old, "declared_in", "北碚报", "on", "2026-11-20", NULL);
	done("certificate.declare", old, "declared_in", "北碚报", NULL);
	ck_assert_str_eq(waits_text(old), "");
	ck_assert_int_eq(allowed("certificate.declare", old), ERR_REFUSED);
	refused(ERR_REFUSED, "on", 7, "certificate.reissue", old, "on", "2026-11-23", NULL);
	refused(ERR_REFUSED, "number", 7, "certificate.reissue", old, "number", "碚执监〔2024〕5号", NULL);
	done("certificate.reissue", old, NULL);
	fresh = card(old)->replaced_by;
	ck_assert_int_ne(fresh, 0);
	ck_assert_int_eq(card(old)->rec.state, CERTIFICATE_LOST);
	ck_assert_int_eq(card(fresh)->replaces, old);
	ck_assert_str_eq(card(fresh)->number, "碚执监〔2026〕1号");
	ck_assert_int_eq(allowed("certificate.reissue", old), ERR_REFUSED);
	/* The register of who holds what has the new one, the list of the lost the old one. */
	ck_assert_int_eq(listed("certificate", "certificate.held", NULL), 2);
	ck_assert_int_eq(listed("certificate", "certificate.lost", NULL), 1);
	v = judged("碚执监［2024］ 2号", "", NULL);
	ck_assert(!v.valid);
	ck_assert_ptr_nonnull(strstr(v.why, "2026-11-24声明作废"));
	ck_assert_str_eq(v.replaced, "碚执监〔2026〕1号");
	/* Before it was lost it was good; on the day it was lost no longer. */
	ck_assert(judged("碚执监〔2024〕2号", "", "2026-11-22").valid);
	ck_assert(!judged("碚执监〔2024〕2号", "", "2026-11-23").valid);
	ck_assert(!judged("碚执监〔2024〕2号", "", "2024-06-01").valid);
	ck_assert(judged("碚执监〔2026〕1号", "", NULL).valid);
	/* A misprinted one is replaced alike. */
	done("certificate.void", fresh, "reason", "姓名印错", NULL);
	done("certificate.reissue", fresh, "number", "碚执监〔2026〕9号", NULL);
	ck_assert_int_eq(card(card(fresh)->replaced_by)->replaces, fresh);
	/* What was lost turns up and is given back; it stays replaced. */
	done("certificate.return", old, NULL);
	ck_assert_int_eq(card(old)->returned_on, day_parse_iso("2026-11-24"));
	world->actor.roles |= ROLE_PROGRAM;
	refused(ERR_REFUSED, "replaced_by", 0, "certificate.replace", old, NULL);
	books_agree();
}
END_TEST

START_TEST(a_check_tells_no_more_than_one_may_see)
{
	struct certificate_verdict v;
	struct err e = { 0 };

	v = judged("碚执监〔2024〕2号", "冉凯文", NULL);
	ck_assert(v.full && v.valid && v.id != 0 && v.same_name == 1);
	ck_assert_str_eq(v.name, "冉凯文");
	ck_assert(!judged("渝执监〔2024〕2号", "", NULL).valid);
	ck_assert(!judged("碚执监〔2024〕3号", "", NULL).valid);
	/* The liaison of an agency who is shown the card. */
	world_as("zhou");
	ck_assert_int_eq(listed("certificate", "certificate", NULL), -1);
	v = judged("碚执监(2024)2号", "冉凯文", NULL);
	ck_assert(v.valid && !v.full && v.id == 0 && v.same_name == 1);
	ck_assert_str_eq(v.name, "");
	ck_assert_str_eq(v.term, "");
	ck_assert_int_eq(judged("碚执监〔2024〕2号", "付敏", NULL).same_name, 2);
	/* A supervisor sees the own one whole, another's only as good or not. */
	world_as("fumin");
	ck_assert(!judged("碚执监〔2024〕2号", "", NULL).full);
	ck_assert(judged("碚执监〔2024〕5号", "", NULL).full);
	world->actor.roles = ROLE_SYSADMIN;
	ck_assert(!card_check(world, world_arena, "碚执监〔2024〕5号", "", DAY_NONE, &v, &e));
	ck_assert_int_eq(e.code, ERR_DENIED);
}
END_TEST

START_TEST(cards_not_given_back_are_on_the_queue)
{
	int64_t ran = called("supervisor", "冉凯文"), old = called("certificate", "碚执监〔2024〕2号");

	refused(ERR_REFUSED, "applied_on", 5, "supervisor.resign", ran, "reason", "工作调动", "on", "2026-11-20", "applied_on",
		"2026-11-23", NULL);
	an_opinion();
	done("supervisor.resign", ran, "reason", "工作调动", "on", "2026-11-23", "applied_on", "2026-11-20", NULL);
	/* The office is told what is still open. */
	ck_assert_ptr_nonnull(strstr(world_result.notices, "2026-1"));
	ck_assert_str_eq(waits_text(old), "收回证件");
	ck_assert_str_eq(clock_text(old, "recall"), "2026-11-23+10 2026-12-07 ");
	ck_assert(!judged("碚执监〔2024〕2号", "", NULL).valid);
	world_on("2026-12-10");
	ck_assert_int_eq(listed("certificate", "certificate.recalled", NULL), 1);
	done("certificate.return", old, NULL);
	ck_assert_str_eq(clock_text(old, "recall"), "2026-11-23+10 2026-12-07 2026-12-10");
	ck_assert_int_eq(listed("certificate", "certificate.recalled", NULL), 0);
	books_agree();
}
END_TEST

/* ---- the sweep ---- */

START_TEST(the_sweep_reminds_and_ends_terms)
{
	int64_t ran = called("supervisor", "冉凯文"), fu = called("supervisor", "付敏");
	int64_t old = called("certificate", "碚执监〔2024〕2号");
	struct trail_entry *t;
	struct err e = { 0 };

	ck_assert_int_eq(swept("supervisor.remind"), 0);
	/* 90 days before 2027-06-30. */
	world_on("2027-04-01");
	ck_assert_int_eq(swept("supervisor.remind"), 2);
	ck_assert_str_eq(waits_text(ran), "续聘或期满");
	ck_assert_int_eq(swept("supervisor.remind"), 0);
	ck_assert_uint_ge(record_timeline(world, world_arena, flow_find("supervisor"), ran, 0, 9, &t, &e), 2);
	ck_assert_str_eq(t[0].who, "程序");
	ck_assert_int_eq(swept("supervisor.expire"), 0);
	world_on("2027-06-30");
	ck_assert_int_eq(swept("supervisor.expire"), 0);
	world_on("2027-07-01");
	ck_assert_int_eq(swept("supervisor.expire"), 2);
	ck_assert_int_eq(term(ran)->rec.state, SUPERVISOR_EXPIRED);
	ck_assert_int_eq(card(old)->rec.state, CERTIFICATE_EXPIRED);
	ck_assert_str_eq(waits_text(old), "收回证件");
	/* It waits until somebody decides. */
	ck_assert_str_eq(waits_text(ran), "已期满，是否续聘");
	refused(ERR_REFUSED, "release_reason", 5, "supervisor.release", fu, NULL);
	done("supervisor.release", fu, "release_reason", "本人不愿续聘", NULL);
	ck_assert_str_eq(waits_text(fu), "");
	ck_assert_int_eq(allowed("supervisor.release", fu), ERR_REFUSED);
	books_agree();
}
END_TEST

/* Decided before the end that there will be no renewal: the term ends without asking again. */
START_TEST(a_term_may_be_let_go_beforehand)
{
	int64_t ran = called("supervisor", "冉凯文");

	ck_assert_int_eq(allowed("supervisor.release", ran), ERR_REFUSED);
	world_on("2027-04-01");
	swept("supervisor.remind");
	done("supervisor.release", ran, "release_reason", "本人不愿续聘", NULL);
	ck_assert_str_eq(waits_text(ran), "");
	ck_assert_int_eq(swept("supervisor.remind"), 0);
	world_on("2027-07-01");
	ck_assert_int_eq(swept("supervisor.expire"), 2);
	ck_assert_str_eq(waits_text(ran), "");
	/* Thought better of. */
	done("supervisor.renew", ran, "term_start", "2027-07-01", CONDITIONS, NULL);
	books_agree();
}
END_TEST

/* The decision comes first, the next term the day after the last one. */
START_TEST(a_renewal_may_be_decided_beforehand)
{
	int64_t ran = called("supervisor", "冉凯文"), next, old, person;
	const struct supervisor *s;
	const char *beside;

	person = term(ran)->person;
	old = called("certificate", "碚执监〔2024〕2号");
	/* Not before the lead time. */
	ck_assert_int_eq(allowed("supervisor.decide", ran), ERR_REFUSED);
	an_opinion();
	world_on("2027-04-01");
	swept("supervisor.remind");
	ck_assert_str_eq(waits_text(ran), "续聘或期满");
	/* What the form shows for the decision. */
	beside = action_beside(world, world_arena, action_find(NULL, "supervisor.decide"), term(ran));
	ck_assert_msg(strstr(beside, "提出意见1件") != NULL, "%s", beside);
	ck_assert_msg(strstr(beside, "届满次日") != NULL && strstr(beside, "连续第1届") != NULL, "%s", beside);
	refused(ERR_REFUSED, "conditions", 6, "supervisor.decide", ran, NULL);
	refused(ERR_REFUSED, "conditions", 6, "supervisor.decide", ran, "conditions", "lawful,willing", NULL);
	refused(ERR_REFUSED, "certificate", 7, "supervisor.decide", ran, CONDITIONS, "certificate", "碚执监〔2024〕5号", NULL);
	done("supervisor.decide", ran, CONDITIONS, "certificate", "碚执监〔2027〕1号", "letter_number", "碚聘〔2027〕1号", NULL);
	ck_assert_str_eq(waits_text(ran), "");
	ck_assert_int_eq(term(ran)->rec.state, SUPERVISOR_ACTIVE);
	ck_assert_int_eq(allowed("supervisor.decide", ran), ERR_REFUSED);
	ck_assert_int_eq(allowed("supervisor.release", ran), ERR_REFUSED);
	ck_assert_int_eq(allowed("supervisor.renew", ran), ERR_REFUSED);
	/* Taken back, and decided again. */
	refused(ERR_REFUSED, "reason", 5, "supervisor.undecide", ran, NULL);
	done("supervisor.undecide", ran, "reason", "本人另有安排", NULL);
	ck_assert_str_eq(waits_text(ran), "续聘或期满");
	ck_assert_int_eq(allowed("supervisor.undecide", ran), ERR_REFUSED);
	done("supervisor.decide", ran, CONDITIONS, "certificate", "碚执监〔2027〕1号", "conditions_note", "逐项核对", NULL);
	books_agree();
	world_on("2027-06-30");
	ck_assert_int_eq(swept("supervisor.turn"), 0);
	/* The machine was off for weeks: the term is none the later. */
	world_on("2027-08-02");
	ck_assert_int_eq(swept("supervisor.turn"), 1);
	ck_assert_int_eq(term(ran)->rec.state, SUPERVISOR_RENEWED);
	ck_assert_int_eq(card(old)->rec.state, CERTIFICATE_EXPIRED);
	next = called("supervisor", "冉凯文");
	s = term(next);
	ck_assert_int_ne(next, ran);
	ck_assert_int_eq(s->person, person);
	ck_assert_int_eq(s->rec.state, SUPERVISOR_ACTIVE);
	ck_assert_int_eq(s->term_start, day_parse_iso("2027-07-01"));
	ck_assert_int_eq(s->term_end, day_parse_iso("2030-06-30"));
	ck_assert_int_eq(s->previous, ran);
	ck_assert_str_eq(s->conditions_note, "逐项核对");
	ck_assert_int_eq(card(called("certificate", "碚执监〔2027〕1号"))->supervisor, next);
	books_agree();
}
END_TEST

/* The leader's consent to who is over age by then is given with the decision; the program only carries it out. */
START_TEST(over_age_is_consented_to_beforehand)
{
	int64_t person = a_person("满六十", "19670301", "115"), id;

	id = done("supervisor.appoint", 0, "person", id_text(person), "categories", "律师", "term_start", "2024-07-01", "late_reason", "补录",
		NULL);
	done("account.add", 0, "login", "liwen", "name", "李文", "roles", "clerk", NULL);
	world_on("2027-05-10");
	ck_assert_msg(strstr(action_beside(world, world_arena, action_find(NULL, "supervisor.decide"), term(id)), "超过60周岁") != NULL, "age");
	refused(ERR_REFUSED, "over_reason", 6, "supervisor.decide", id, CONDITIONS, NULL);
	world->actor.roles = ROLE_CLERK;
	refused(ERR_REFUSED, "over_reason", 6, "supervisor.decide", id, CONDITIONS, "over_reason", "熟悉基层执法", NULL);
	world->actor.roles = ROLE_BUREAU;
	done("supervisor.decide", id, CONDITIONS, "over_reason", "熟悉基层执法", NULL);
	world_on("2027-07-01");
	ck_assert_int_eq(swept("supervisor.turn"), 1);
	ck_assert(term(called("supervisor", "满六十"))->over_age);
	ck_assert_str_eq(term(called("supervisor", "满六十"))->over_reason, "熟悉基层执法");
	books_agree();
}
END_TEST

START_TEST(who_turns_sixty_is_told_for_the_renewal_only)
{
	int64_t person = a_person("满六十", "19670301", "115"), id;

	id = done("supervisor.appoint", 0, "person", id_text(person), "categories", "律师", "term_start", "2024-07-01",
		"certificate", "碚执监〔2024〕60号", "late_reason", "补录", NULL);
	world_on("2027-03-01");
	ck_assert_int_eq(swept("supervisor.age"), 0);
	world_on("2027-03-02");
	ck_assert_int_eq(swept("supervisor.age"), 1);
	ck_assert_str_eq(waits_text(id), "任期内超龄，续聘时考虑");
	ck_assert_int_eq(term(id)->rec.state, SUPERVISOR_ACTIVE);
	ck_assert_int_eq(listed("dismissal", "dismissal", NULL), 0);
	ck_assert_int_eq(swept("supervisor.age"), 0);
	done("supervisor.note_age", id, NULL);
	ck_assert_str_eq(waits_text(id), "");
	ck_assert_int_eq(allowed("supervisor.note_age", id), ERR_REFUSED);
	world->actor.roles |= ROLE_PROGRAM;
	refused(ERR_REFUSED, "", 6, "supervisor.age", id, NULL);
	world_on("2027-07-01");
	swept("supervisor.expire");
	ck_assert_str_eq(waits_text(id), "已期满，是否续聘（超龄）");
	refused(ERR_REFUSED, "over_reason", 6, "supervisor.renew", id, "term_start", "2027-07-01", CONDITIONS, NULL);
	done("supervisor.renew", id, "term_start", "2027-07-01", CONDITIONS, "over_reason", "熟悉基层执法", NULL);
	ck_assert(term(called("supervisor", "满六十"))->over_age);
	/* Over already when the term began: nothing to tell within it. */
	ck_assert_int_eq(swept("supervisor.age"), 0);
	books_agree();
}
END_TEST

/* A session's start sweeps once a day, and never on a day that is only tried. */
START_TEST(a_session_sweeps_once_a_day)
{
	struct sweep_sum sum;

	world_on("2027-07-01");
	ck_assert(!engine_sweep_daily(world, &sum));
	world->today_set = false;
	ck_assert(engine_sweep_daily(world, &sum));
	ck_assert_uint_gt(sum.n, 0);
	ck_assert(!engine_sweep_daily(world, &sum));
	world->today++;
	ck_assert(engine_sweep_daily(world, &sum));
	ck_assert_int_eq(world->actor.roles, ROLE_BUREAU);
	books_agree();
}
END_TEST

/* ---- renewal, additions ---- */

/* Decided while the term runs: nothing changes until it is over, then the sweep turns it over. */
START_TEST(a_renewal_is_decided_before_the_end)
{
	int64_t ran = called("supervisor", "冉凯文"), fu = called("supervisor", "付敏"), next;
	struct arena *a = world_arena;
	const struct action *decide = action_find(NULL, "supervisor.decide");
	const char *beside;

	ck_assert_int_eq(allowed("supervisor.decide", ran), ERR_REFUSED);
	ck_assert_int_eq(allowed("supervisor.undecide", ran), ERR_REFUSED);
	world_on("2027-05-01");
	swept("supervisor.remind");
	/* What speaks for and against stands in the form. */
	beside = action_beside(world, a, decide, row_of("supervisor", ran));
	ck_assert_ptr_nonnull(strstr(beside, "2024-07-01至2027-05-01"));
	ck_assert_ptr_nonnull(strstr(beside, "综合评价"));
	ck_assert_ptr_nonnull(strstr(beside, "连续第1届"));
	ck_assert_int_eq(allowed("supervisor.renew", ran), ERR_REFUSED);
	refused(ERR_REFUSED, "conditions", 6, "supervisor.decide", ran, "conditions", "lawful,willing", NULL);
	refused(ERR_REFUSED, "certificate", 7, "supervisor.decide", ran, CONDITIONS, "certificate", "碚执监〔2024〕5号", NULL);
	done("supervisor.decide", ran, CONDITIONS, "letter_number", "碚聘〔2027〕9号", "certificate", "碚执监〔2027〕9号", NULL);
	ck_assert_int_eq(term(ran)->rec.state, SUPERVISOR_ACTIVE);
	ck_assert_str_eq(waits_text(ran), "");
	ck_assert_int_eq(swept("supervisor.remind"), 0);
	ck_assert_int_eq(allowed("supervisor.decide", ran), ERR_REFUSED);
	ck_assert_int_eq(allowed("supervisor.release", ran), ERR_REFUSED);
	/* Taken back, it waits again. */
	refused(ERR_REFUSED, "reason", 5, "supervisor.undecide", ran, NULL);
	done("supervisor.undecide", ran, "reason", "本人提出再考虑", NULL);
	ck_assert_str_eq(waits_text(ran), "续聘或期满");
	done("supervisor.decide", ran, CONDITIONS, "letter_number", "碚聘〔2027〕9号", "certificate", "碚执监〔2027〕9号", NULL);
	world_on("2027-06-30");
	ck_assert_int_eq(swept("supervisor.turn"), 0);
	refused(ERR_DENIED, "", 5, "supervisor.turn", ran, NULL);
	/* Nobody opened the program for weeks: the next term begins the day after the last all the same. */
	world_on("2027-07-20");
	ck_assert_int_eq(swept("supervisor.turn"), 1);
	ck_assert_int_eq(term(ran)->rec.state, SUPERVISOR_RENEWED);
	ck_assert_int_eq(term(fu)->rec.state, SUPERVISOR_EXPIRED);
	next = called("supervisor", "冉凯文");
	ck_assert_int_ne(next, ran);
	ck_assert_int_eq(term(next)->previous, ran);
	ck_assert_int_eq(term(next)->term_start, day_parse_iso("2027-07-01"));
	ck_assert_str_eq(term(next)->letter_number, "碚聘〔2027〕9号");
	ck_assert_int_eq(card(called("certificate", "碚执监〔2027〕9号"))->supervisor, next);
	ck_assert_int_eq(card(called("certificate", "碚执监〔2024〕2号"))->rec.state, CERTIFICATE_EXPIRED);
	books_agree();
}
END_TEST

/* Over the ordinary age when the next term begins: the form says so, a reason and a leader are asked then, not later. */
START_TEST(who_is_over_sixty_is_renewed_by_a_leader)
{
	int64_t person = a_person("满六十", "19670301", "115"), id;

	id = done("supervisor.appoint", 0, "person", id_text(person), "categories", "律师", "term_start", "2024-07-01",
		"certificate", "碚执监〔2024〕60号", "late_reason", "补录", NULL);
	done("account.add", 0, "login", "liwen", "name", "李文", "roles", "clerk", NULL);
	world_on("2027-05-01");
	swept("supervisor.remind");
	ck_assert_ptr_nonnull(strstr(action_beside(world, world_arena, action_find(NULL, "supervisor.decide"),
		row_of("supervisor", id)), "超过60周岁"));
	refused(ERR_REFUSED, "over_reason", 6, "supervisor.decide", id, CONDITIONS, NULL);
	world_as("liwen");
	refused(ERR_REFUSED, "over_reason", 6, "supervisor.decide", id, CONDITIONS, "over_reason", "熟悉基层执法", NULL);
	world_as(NULL);
	world_on("2027-05-01");
	done("supervisor.decide", id, CONDITIONS, "over_reason", "熟悉基层执法", NULL);
	world_on("2027-07-01");
	ck_assert_int_eq(swept("supervisor.turn"), 1);
	ck_assert(term(called("supervisor", "满六十"))->over_age);
	ck_assert_str_eq(term(called("supervisor", "满六十"))->over_reason, "熟悉基层执法");
	books_agree();
}
END_TEST

START_TEST(a_renewal_checks_the_conditions_again)
{
	int64_t ran = called("supervisor", "冉凯文"), next;

	world_on("2027-07-20");
	swept("supervisor.expire");
	refused(ERR_REFUSED, "conditions", 6, "supervisor.renew", ran, "term_start", "2027-07-01", "late_reason", "补", NULL);
	refused(ERR_REFUSED, "conditions", 6, "supervisor.renew", ran, "term_start", "2027-07-01", "conditions",
		"lawful,willing,knows,able,resides", "late_reason", "补", NULL);
	ck_assert_ptr_nonnull(strstr(world_err.text, "失信"));
	/* A gap is explained. */
	refused(ERR_REFUSED, "gap_reason", 5, "supervisor.renew", ran, "term_start", "2027-07-20", CONDITIONS, NULL);
	done("supervisor.renew", ran, "term_start", "2027-07-20", CONDITIONS, "conditions_note", "居住地已变，仍在本区",
		"gap_reason", "换届期间暂缓", NULL);
	next = called("supervisor", "冉凯文");
	ck_assert_int_eq(term(next)->previous, ran);
	ck_assert_str_eq(term(next)->gap_reason, "换届期间暂缓");
	ck_assert_uint_eq(term(next)->conditions, 0x7e);
	/* Appointed anew outside a renewal: what lies between is said. */
	done("supervisor.appoint", 0, "person", id_text(term(called("supervisor", "付敏"))->person), "categories", "律师", "term_start",
		"2027-07-15", NULL);
	ck_assert_msg(strstr(world_result.notices, "中间空14日") != NULL, "%s", world_result.notices);
	ck_assert_str_eq(waits_text(ran), "");
	books_agree();
}
END_TEST

START_TEST(consecutive_terms_may_be_capped)
{
	int64_t ran = called("supervisor", "冉凯文"), fu = called("supervisor", "付敏");

	done("setting.set", called("setting", "max_terms"), "value", "2", NULL);
	world_on("2027-07-01");
	swept("supervisor.expire");
	done("supervisor.renew", ran, "term_start", "2027-07-01", CONDITIONS, NULL);
	world_on("2030-07-01");
	swept("supervisor.expire");
	ran = term(ran)->rec.id;
	ck_assert_int_eq(allowed("supervisor.renew", world_result.id), ERR_REFUSED);
	refused(ERR_REFUSED, "term_start", 5, "supervisor.appoint", 0, "person", id_text(term(ran)->person), "categories", "律师",
		"term_start", "2030-07-01", NULL);
	/* Who was away begins anew. */
	done("supervisor.renew", fu, "term_start", "2030-07-01", CONDITIONS, "gap_reason", "出国进修", NULL);
	books_agree();
}
END_TEST

START_TEST(an_addition_has_its_reason_and_a_leader)
{
	int64_t person = a_person("增补人", "19800101", "782");

	refused(ERR_REFUSED, "added_reason", 5, "supervisor.add", 0, "person", id_text(person), "categories", "律师",
		"term_start", "2026-11-23", NULL);
	done("supervisor.add", 0, "person", id_text(person), "categories", "律师", "term_start", "2026-11-23", "added_reason",
		"律师类名额空缺", "certificate", "碚执监〔2026〕70号", NULL);
	ck_assert_str_eq(term(world_result.id)->added_reason, "律师类名额空缺");
	done("account.add", 0, "login", "liwen", "name", "李文", "roles", "clerk", NULL);
	world_as("liwen");
	refused(ERR_DENIED, "", 5, "supervisor.add", 0, "person", id_text(person), "categories", "律师", "term_start",
		"2026-11-23", "added_reason", "空缺", NULL);
	books_agree();
}
END_TEST

/* ---- dismissal ---- */

static int64_t
proposed(void)
{
	return done("dismissal.propose", 0, "supervisor", "冉凯文", "ground", "absence", "finding", "absences", "evidence",
		"9月12日、10月17日两次监督活动均已通知，无故缺席。", "source", "活动签到表", NULL);
}

START_TEST(dismissal_for_two_absences)
{
	int64_t ran = called("supervisor", "冉凯文"), o = an_opinion(), second = an_opinion(), id, other;
	int64_t old = called("certificate", "碚执监〔2024〕2号");

	done("account.add", 0, "login", "liwen", "name", "李文", "roles", "clerk", NULL);
	refused(ERR_REFUSED, "evidence", 17, "dismissal.propose", 0, "supervisor", "冉凯文", "ground", "absence", NULL);
	refused(ERR_REFUSED, "ground", 17, "dismissal.propose", 0, "supervisor", "冉凯文", "evidence", "缺席", NULL);
	refused(ERR_REFUSED, "finding", 17, "dismissal.propose", 0, "supervisor", "冉凯文", "ground", "absence", "finding",
		"lending", "evidence", "缺席", NULL);
	refused(ERR_REFUSED, "activity2", 17, "dismissal.propose", 0, "supervisor", "冉凯文", "ground", "absence", "activity1",
		"500109000000901", "evidence", "缺席", NULL);
	/* As the program does, when the attendance is entered. */
	world->actor.roles |= ROLE_PROGRAM;
	id = done("dismissal.propose", 0, "supervisor", "冉凯文", "ground", "absence", "finding", "absences", "evidence",
		"2026-09-12、2026-10-17两次监督活动均已通知，无故缺席。", "activity1", "500109000000901", "activity2",
		"500109000000902", "origin", "program", NULL);
	ck_assert_int_eq(matter(id)->origin, ORIGIN_PROGRAM);
	ck_assert_int_eq(matter(id)->activity2, INT64_C(500109000000902));
	/* The same two activities, told otherwise, are the same evidence. */
	refused(ERR_REFUSED, "evidence", 17, "dismissal.propose", 0, "supervisor", "冉凯文", "ground", "absence", "evidence",
		"换一种说法", "activity1", "500109000000902", "activity2", "500109000000901", NULL);
	world_as(NULL);
	ck_assert_str_eq(waits_text(id), "拟解聘，告知本人");
	ck_assert_int_eq(allowed("dismissal.hear", id), ERR_REFUSED);
	ck_assert_int_eq(allowed("dismissal.approve", id), ERR_REFUSED);
	refused(ERR_REFUSED, "notify_how", 0, "dismissal.notify", id, NULL);
	done("dismissal.notify", id, "notify_how", "letter", NULL);
	ck_assert_int_eq(allowed("dismissal.notify", id), ERR_REFUSED);
	ck_assert_str_eq(clock_text(id, "statement"), "2026-11-23+5 2026-11-30 ");
	refused(ERR_REFUSED, "heard_how", 17, "dismissal.hear", id, "heard_how", "silent", NULL);
	refused(ERR_REFUSED, "statement", 17, "dismissal.hear", id, "heard_how", "oral", NULL);
	/* The person sees the matter and answers. */
	world_as("ran");
	ck_assert_str_eq(waits_text(id), "登记陈述申辩 陈述申辩");
	done("dismissal.hear", id, "heard_how", "written", "statement", "两次均因出庭，未及请假。", NULL);
	world_as(NULL);
	done("dismissal.approve", id, "decision", "事实清楚，同意解聘", NULL);
	ck_assert_str_eq(matter(id)->number, "解〔2026〕1号");
	/* A second proposal ends with the term. */
	other = done("dismissal.propose", 0, "supervisor", "冉凯文", "ground", "serious", "evidence", "另有举报", NULL);
	/* What is open is listed and asked about. */
	refused(ERR_REFUSED, "open_how", 17, "dismissal.execute", id, "told_how", "face", NULL);
	ck_assert_ptr_nonnull(strstr(world_err.text, ((const struct opinion *)row_of("opinion", o))->number));
	refused(ERR_REFUSED, "handed_to", 17, "dismissal.execute", id, "told_how", "face", "open_how", "handover", NULL);
	refused(ERR_REFUSED, "told_how", 17, "dismissal.execute", id, "open_how", "end", NULL);
	done("dismissal.execute", id, "told_how", "face", "open_how", "handover", "handed_to", "liwen", NULL);
	ck_assert_int_eq(term(ran)->rec.state, SUPERVISOR_DISMISSED);
	ck_assert_int_eq(((const struct opinion *)row_of("opinion", o))->officer, called("account", "liwen"));
	ck_assert_int_eq(((const struct opinion *)row_of("opinion", second))->officer, called("account", "liwen"));
	ck_assert_str_eq(matter(id)->certificate, "碚执监〔2024〕2号");
	ck_assert_int_eq(card(old)->recalled_on, day_parse_iso(WORLD_TODAY));
	ck_assert_str_eq(waits_text(old), "收回证件");
	ck_assert_int_eq(matter(other)->rec.state, DISMISSAL_REJECTED);
	ck_assert_str_eq(waits_text(id), "公告解聘");
	refused(ERR_REFUSED, "notice_in", 0, "dismissal.publish", id, NULL);
	done("dismissal.publish", id, "notice_in", "区政府网站", NULL);
	ck_assert_str_eq(waits_text(id), "");
	ck_assert_int_eq(allowed("dismissal.publish", id), ERR_REFUSED);
	refused(ERR_REFUSED, "supervisor", 17, "dismissal.propose", 0, "supervisor", id_text(ran), "ground", "serious", "evidence",
		"再提", NULL);
	ck_assert_int_eq(called("dismissal", "解〔2026〕1号"), id);
	books_agree();
}
END_TEST

START_TEST(open_matters_are_ended_explicitly)
{
	int64_t o = an_answered_opinion("refused", "已依法处理"), id = proposed();
	int64_t ran = called("supervisor", "冉凯文"), old = called("certificate", "碚执监〔2024〕2号");

	done("dismissal.notify", id, "notify_how", "phone", NULL);
	world_on("2026-12-01");
	done("dismissal.hear", id, "heard_how", "silent", NULL);
	refused(ERR_REFUSED, "on", 0, "dismissal.approve", id, "on", "2026-11-30", NULL);
	done("dismissal.approve", id, NULL);
	refused(ERR_REFUSED, "on", 0, "dismissal.execute", id, "told_how", "letter", "open_how", "end", "on", "2026-11-30", NULL);
	done("dismissal.execute", id, "told_how", "letter", "open_how", "end", "returned", "1", "notice_on", "2026-12-01",
		"notice_in", "区政府网站", NULL);
	ck_assert_int_eq(((const struct opinion *)row_of("opinion", o))->rec.state, OPINION_WITHDRAWN);
	ck_assert_int_eq(card(old)->rec.state, CERTIFICATE_RETURNED);
	ck_assert_str_eq(waits_text(old), "");
	ck_assert_str_eq(waits_text(id), "");
	ck_assert_ptr_nonnull(strstr(term(ran)->left_reason, "解〔2026〕1号"));
	books_agree();
}
END_TEST

START_TEST(rejected_proposals_stay_and_do_not_come_back)
{
	int64_t id = proposed();

	refused(ERR_REFUSED, "decision", 0, "dismissal.reject", id, NULL);
	done("dismissal.reject", id, "decision", "两次均有请假记录", NULL);
	ck_assert_int_eq(listed("dismissal", "dismissal", "rejected"), 1);
	ck_assert_int_eq(listed("dismissal", "dismissal.open", NULL), 0);
	/* Other blanks and marks do not make it new, nor another ground. */
	refused(ERR_REFUSED, "evidence", 17, "dismissal.propose", 0, "supervisor", "冉凯文", "ground", "serious", "evidence",
		"９月12日，10月17日 两次监督活动均已通知；无故缺席", NULL);
	ck_assert_ptr_nonnull(strstr(world_err.text, "两次均有请假记录"));
	/* Against another person it is another matter. */
	done("dismissal.propose", 0, "supervisor", "付敏", "ground", "absence", "evidence",
		"9月12日、10月17日两次监督活动均已通知，无故缺席。", NULL);
	refused(ERR_REFUSED, "statement", 17, "dismissal.correct", id, "statement", "补", "reason", "误", NULL);
	refused(ERR_REFUSED, "decision", 17, "dismissal.correct", id, "decision", "", "reason", "误", NULL);
	done("dismissal.correct", id, "source", "请假条", "reason", "漏登", NULL);
	/* Before the person is told, the person sees nothing of it. */
	ck_assert_int_eq(found("dismissal", "两次监督活动"), 2);
	world_as("ran");
	ck_assert_int_eq(listed("dismissal", "dismissal", NULL), 0);
	ck_assert_int_eq(found("dismissal", "两次监督活动"), 0);
	refused(ERR_DENIED, "", 17, "dismissal.propose", 0, "supervisor", "付敏", "ground", "absence", "evidence", "别的", NULL);
	books_agree();
}
END_TEST

START_TEST(a_record_proposes_by_ground_one)
{
	int64_t ran = called("supervisor", "冉凯文"), id;

	refused(ERR_REFUSED, "finding", 17, "supervisor.report", ran, "finding", "lending", "evidence", "出借证件", NULL);
	refused(ERR_REFUSED, "evidence", 17, "supervisor.report", ran, "finding", "dishonesty", NULL);
	done("supervisor.report", ran, "finding", "dishonesty", "evidence", "2026年10月列入失信被执行人名单。", "source",
		"中国执行信息公开网", NULL);
	ck_assert_int_eq(term(ran)->rec.state, SUPERVISOR_ACTIVE);
	id = called("dismissal", "冉凯文");
	ck_assert_int_eq(matter(id)->ground, GROUND_UNFIT);
	ck_assert_int_eq(matter(id)->origin, ORIGIN_PROGRAM);
	refused(ERR_REFUSED, "evidence", 17, "supervisor.report", ran, "finding", "dishonesty", "evidence",
		"2026年10月列入失信被执行人名单", NULL);
	/* A person cannot say that it was the program. */
	done("dismissal.propose", 0, "supervisor", "付敏", "ground", "misconduct", "finding", "lending", "evidence", "出借监督员证",
		"origin", "program", NULL);
	ck_assert_int_eq(matter(world_result.id)->origin, ORIGIN_PERSON);
	/* The corrected name reaches the proposal. */
	done("person.correct", term(ran)->person, "name", "冉凯雯", "reason", "错字", NULL);
	ck_assert_str_eq(matter(id)->name, "冉凯雯");
	world->actor.roles |= ROLE_PROGRAM;
	done("dismissal.carry", id, "name", "冉凯文", "initials", "rkw", NULL);
	/* Who has left meanwhile is not dismissed. */
	done("dismissal.notify", id, "notify_how", "face", NULL);
	done("dismissal.hear", id, "heard_how", "waived", NULL);
	done("supervisor.resign", ran, "reason", "本人申请", NULL);
	ck_assert_int_eq(allowed("dismissal.approve", id), ERR_REFUSED);
	done("dismissal.reject", id, "decision", "本人已辞任", NULL);
	books_agree();
}
END_TEST

/* ---- another district's figures ---- */

START_TEST(a_profile_changes_every_figure)
{
	static const char text[] = "# 某区\r\nname = mouqu\nterm_years = 5\nmin_age = 18\nmax_age = 55\nnotice_days = 7\n"
				   "absences = 3\nmax_age_hard = 1\n\nreply_days = 15\n";
	struct err e = { 0 };
	int64_t young = a_person("十八岁", "20081123", "113"), old = a_person("过五十五", "19711122", "113"), id;
	int64_t five = a_person("满五十五", "19711123", "113");

	ck_assert_msg(engine_profile(world, "x", text, &e), "%s", e.text);
	ck_assert_str_eq(world->profile, "mouqu");
	ck_assert_int_eq(setting_int(world->db, "notice_days", 0), 7);
	id = done("supervisor.appoint", 0, "person", id_text(young), "categories", "企业家", "term_start", "2026-11-23", NULL);
	ck_assert_int_eq(term(id)->term_end, day_parse_iso("2031-11-22"));
	refused(ERR_REFUSED, "over_reason", 6, "supervisor.appoint", 0, "person", id_text(old), "categories", "企业家",
		"term_start", "2026-11-23", "over_reason", "熟悉基层执法", NULL);
	done("supervisor.appoint", 0, "person", id_text(five), "categories", "企业家", "term_start", "2026-11-23", NULL);
	done("setting.set", called("setting", "max_age_from"), "value", "0", NULL);
	ck_assert(!engine_profile(world, "x", "term_years = 99\n", &e));
	ck_assert_int_eq(e.article, 5);
	err_clear(&e);
	ck_assert(!engine_profile(world, "x", "recall_days = 20\nterm_days = 3\n", &e));
	ck_assert_ptr_nonnull(strstr(e.text, "第2行"));
	/* Nothing of a refused profile stands. */
	ck_assert_int_eq(setting_int(world->db, "recall_days", 0), 10);
	err_clear(&e);
	ck_assert(!engine_profile(world, "x", "min_age = 58\n", &e));
	err_clear(&e);
	ck_assert(!engine_profile(world, "x", "term_years\n", &e));
	err_clear(&e);
	ck_assert(!engine_profile(world, "x", "district = 12\n", &e));
	world_as(NULL);
	ck_assert_str_eq(world->profile, "mouqu");
	books_agree();
}
END_TEST

/* A file made before the columns of rung 0005 keeps its images: what says nothing is not in them. */
START_TEST(new_columns_leave_old_images)
{
	int64_t old = called("certificate", "碚执监〔2024〕2号"), rows;
	const struct flow *f = flow_find("certificate");
	struct cols cols = { f->fields, sizeof(struct field), f->n_fields };
	struct buf b = BUF_INIT;
	struct err e = { 0 };

	record_image(&b, f->states, cols, &card(old)->rec);
	ck_assert_ptr_null(strstr(buf_str(&b), "declared"));
	ck_assert_ptr_null(strstr(buf_str(&b), "recall"));
	ck_assert_ptr_nonnull(strstr(buf_str(&b), "\"number\":\"碚执监〔2024〕2号\""));
	done("certificate.lost", old, "reason", "遗失", NULL);
	done("certificate.declare", old, "declared_in", "北碚报", NULL);
	buf_clear(&b);
	record_image(&b, f->states, cols, &card(old)->rec);
	ck_assert_ptr_nonnull(strstr(buf_str(&b), "\"declared_in\":\"北碚报\""));
	buf_free(&b);
	ck_assert_msg(engine_verify(world, NULL, &rows, &e), "%s", e.text);
}
END_TEST

static void
set_up(void)
{
	world_open();
	case_world();
}

Suite *
suite_leave(void)
{
	Suite *s = suite_create("leave");
	TCase *t = tcase_create("acts");

	tcase_add_checked_fixture(t, set_up, world_close);
	tcase_add_test(t, lost_card_is_declared_void_and_reissued);
	tcase_add_test(t, a_check_tells_no_more_than_one_may_see);
	tcase_add_test(t, cards_not_given_back_are_on_the_queue);
	tcase_add_test(t, the_sweep_reminds_and_ends_terms);
	tcase_add_test(t, a_term_may_be_let_go_beforehand);
	tcase_add_test(t, a_renewal_may_be_decided_beforehand);
	tcase_add_test(t, over_age_is_consented_to_beforehand);
	tcase_add_test(t, who_turns_sixty_is_told_for_the_renewal_only);
	tcase_add_test(t, a_session_sweeps_once_a_day);
	tcase_add_test(t, a_renewal_is_decided_before_the_end);
	tcase_add_test(t, who_is_over_sixty_is_renewed_by_a_leader);
	tcase_add_test(t, a_renewal_checks_the_conditions_again);
	tcase_add_test(t, consecutive_terms_may_be_capped);
	tcase_add_test(t, an_addition_has_its_reason_and_a_leader);
	tcase_add_test(t, dismissal_for_two_absences);
	tcase_add_test(t, open_matters_are_ended_explicitly);
	tcase_add_test(t, rejected_proposals_stay_and_do_not_come_back);
	tcase_add_test(t, a_record_proposes_by_ground_one);
	tcase_add_test(t, new_columns_leave_old_images);
	tcase_add_test(t, a_profile_changes_every_figure);
	suite_add_tcase(s, t);
	return s;
}
