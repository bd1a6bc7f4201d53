/*
 * check_activity.c: activities from the plan to their end, whom to invite, who came; two
 * absences in a row as article 17(3) counts them; what grew out of it.
 *
 * Knows: the rows' members, the engine.  Must not know: how a run is found.
 */
#include <check.h>
#include <string.h>

#include "flow/activity.h"
#include "flow/cases.h"
#include "flow/parties.h"
#include "tests/flow/cases.h"

Suite *suite_activity(void);

/* An activity of KIND on DAY to which the two supervisors are invited; told on the day TOLD (NULL: nobody is). */
static int64_t
an_activity(const char *kind, const char *day, const char *told)
{
	int64_t id = done("activity.plan", 0, "kind", kind, "subject", "行政处罚案卷评查", "agency", "区城市管理局", "starts_on", day,
		"hours", "3.5", "commission", "市司法局", NULL);

	done("activity.invite", id, "names", "冉凯文、付敏", "on", strcmp(day, WORLD_TODAY) < 0 ? day : WORLD_TODAY, "late_reason", "补录",
		NULL);
	if (told != NULL)
		done("activity.notify", id, "on", told, "late_reason", "补录", NULL);
	return id;
}

static int64_t
attendance(int64_t activity, const char *name)
{
	const struct activity *v = row_of("activity", activity);

	return called("attendance", arena_printf(world_arena, "%s %s", v->number, name));
}

/* Held on DAY; 冉凯文 marked MARK, 付敏 attended. */
static int64_t
held(const char *kind, const char *day, const char *told, const char *mark)
{
	int64_t id = an_activity(kind, day, told);

	done("activity.hold", id, "on", day, "late_reason", "补录", NULL);
	done("attendance.mark", attendance(id, "付敏"), "mark", "attended", NULL);
	if (mark != NULL)
		done("attendance.mark", attendance(id, "冉凯文"), "mark", mark, "reason", strcmp(mark, "excused") == 0 ? "出差" : "",
			NULL);
	return id;
}

static const struct attendance *
of(int64_t activity, const char *name)
{
	return row_of("attendance", attendance(activity, name));
}

static int
proposals(void)
{
	return listed("attendance", "attendance.flagged", NULL);
}

/* ---- a whole life ---- */

START_TEST(from_plan_to_end)
{
	const struct activity *v;
	int64_t id;

	case_world();
	refused(ERR_REFUSED, "commission", 8, "activity.plan", 0, "kind", "委托事项", "subject", "听证旁听", "starts_on", "2026-12-01", NULL);
	refused(ERR_REFUSED, "hours", 0, "activity.plan", 0, "kind", "检查", "subject", "检查", "starts_on", "2026-12-01", "hours", "三",
		NULL);
	refused(ERR_REFUSED, "starts_at", 0, "activity.plan", 0, "kind", "检查", "subject", "检查", "starts_on", "2026-12-01",
		"starts_at", "25:00", NULL);
	id = done("activity.plan", 0, "kind", "案卷评查", "subject", "行政处罚案卷评查", "agency", "区城市管理局", "starts_on", "2026-12-01",
		"starts_at", "09:30", "hours", "3.5", "place", "区司法局三楼", NULL);
	v = row_of("activity", id);
	ck_assert_str_eq(v->number, "2026-1");
	ck_assert(v->counts);
	ck_assert_str_eq(waits_text(id), "邀请监督员");
	ck_assert_int_eq(allowed("activity.notify", id), ERR_REFUSED);
	ck_assert_int_eq(allowed("activity.hold", id), ERR_REFUSED);
	refused(ERR_REFUSED, "names", 0, "activity.invite", id, NULL);
	refused(ERR_REFUSED, "names", 0, "activity.invite", id, "names", "查无此人", NULL);
	done("activity.invite", id, "names", "冉凯文，碚执监〔2024〕5号", NULL);
	refused(ERR_REFUSED, "names", 0, "activity.invite", id, "names", "冉凯文", NULL);
	ck_assert_str_eq(waits_text(id), "通知活动");
	refused(ERR_REFUSED, "on", 0, "activity.notify", id, "on", "2026-12-02", NULL);
	done("activity.notify", id, "notify_how", "短信", "reply_by", "2026-11-27", NULL);
	ck_assert_str_eq(waits_text(id), "登记举行");
	ck_assert_str_eq(waits_text(attendance(id, "冉凯文")), "回复是否参加");
	ck_assert_int_eq(allowed("activity.notify", id), ERR_REFUSED);
	refused(ERR_REFUSED, "why", 0, "activity.change", id, "starts_on", "2026-12-02", "subject", "行政处罚案卷评查", NULL);
	done("activity.change", id, "starts_on", "2026-12-02", "subject", "行政处罚案卷评查", "why", "会议室调整", NULL);
	ck_assert_int_eq(of(id, "付敏")->on_day, day_parse_iso("2026-12-02"));

	world_as("ran");
	ck_assert_int_eq(listed("activity", "activity", NULL), 1);
	ck_assert_int_eq(listed("attendance", "attendance", NULL), 1);
	ck_assert_int_eq(found("activity", "案卷"), 1);
	refused(ERR_REFUSED, "reply", 17, "attendance.reply", attendance(id, "冉凯文"), "answer", "declined", NULL);
	done("attendance.reply", attendance(id, "冉凯文"), "answer", "参加", NULL);
	ck_assert_int_eq(allowed("attendance.mark", attendance(id, "冉凯文")), ERR_DENIED);
	world_as("fumin");
	done("attendance.reply", attendance(id, "付敏"), "answer", "不参加", "reply", "出差", NULL);
	world_as("zhou");
	ck_assert_int_eq(listed("activity", "activity", NULL), -1);

	world_as(NULL);
	ck_assert_int_eq(allowed("attendance.mark", attendance(id, "冉凯文")), ERR_REFUSED);
	ck_assert_int_eq(allowed("activity.attend", id), ERR_REFUSED);
	refused(ERR_REFUSED, "on", 0, "activity.hold", id, "on", "2026-12-02", NULL);
	world_on("2026-12-03");
	done("activity.hold", id, "on", "2026-12-02", NULL);
	ck_assert_str_eq(clock_text(id, "attend"), "2026-12-02+5 2026-12-09 ");
	ck_assert_str_eq(waits_text(id), "登记出席");
	refused(ERR_REFUSED, "on", 18, "activity.close", id, NULL);
	refused(ERR_REFUSED, "rest", 18, "activity.attend", id, NULL);
	refused(ERR_REFUSED, "reason", 17, "activity.attend", id, "rest", "出席", "excused", "付敏", NULL);
	refused(ERR_REFUSED, "absent", 0, "activity.attend", id, "absent", "李四", NULL);
	done("activity.attend", id, "rest", "出席", "excused", "付敏", "reason", "出差，有单位证明", NULL);
	ck_assert_int_eq(of(id, "付敏")->rec.state, ATTENDANCE_EXCUSED);
	ck_assert_str_eq(of(id, "冉凯文")->hours, "3.5");
	ck_assert_int_eq(of(id, "冉凯文")->tenths, 35);
	ck_assert_str_eq(waits_text(id), "办结");
	done("activity.record", id, "summary", "评查案卷12件，发现问题3件", NULL);
	done("activity.close", id, NULL);
	ck_assert_str_eq(waits_text(id), "");
	ck_assert_str_eq(clock_text(id, "attend"), "2026-12-02+5 2026-12-09 2026-12-03");
	books_agree();
}
END_TEST

START_TEST(called_off)
{
	int64_t id;

	case_world();
	id = an_activity("检查", "2026-12-01", "2026-11-23");
	refused(ERR_REFUSED, "cancel_reason", 0, "activity.cancel", id, NULL);
	done("activity.cancel", id, "cancel_reason", "机构迁址", NULL);
	ck_assert_int_eq(of(id, "冉凯文")->rec.state, ATTENDANCE_RELEASED);
	ck_assert_str_eq(waits_text(id), "");
	ck_assert_str_eq(waits_text(attendance(id, "付敏")), "");
	ck_assert_int_eq(allowed("activity.hold", id), ERR_REFUSED);
	world_on("2027-12-31");
	ck_assert_int_eq(listed("activity", "activity.open", NULL), 0);
	books_agree();
}
END_TEST

START_TEST(meetings_have_minutes)
{
	int64_t id;

	case_world();
	id = held("会议", "2026-11-20", "2026-11-18", "attended");
	ck_assert(!((const struct activity *)row_of("activity", id))->counts);
	refused(ERR_REFUSED, "on", 12, "activity.close", id, NULL);
	done("activity.record", id, "minutes", "一、通报工作情况", "resolutions", "十二月组织专项评查", NULL);
	done("activity.close", id, NULL);
	done("activity.assign", an_activity("检查", "2026-12-20", NULL), "to", "leader", "reason", "分工调整", NULL);
	books_agree();
}
END_TEST

/* ---- whom to invite ---- */

START_TEST(least_lately_and_without_conflict)
{
	int64_t id, first;

	case_world();
	/* Invited lately: comes after who never was. */
	first = an_activity("检查", "2026-11-25", NULL);
	done("activity.uninvite", first, "supervisor", "付敏", "release_reason", "名额调整", NULL);
	refused(ERR_REFUSED, "supervisor", 0, "activity.uninvite", first, "supervisor", "付敏", "release_reason", "名额调整", NULL);
	id = done("activity.plan", 0, "kind", "检查", "subject", "联合检查", "agency", "区林业局", "starts_on", "2026-12-01", NULL);
	refused(ERR_REFUSED, "names", 0, "activity.invite", id, "names", "付敏", "number", "1", NULL);
	done("activity.invite", id, "category", "律师", "number", "1", NULL);
	ck_assert_int_ne(attendance(id, "付敏"), 0);
	ck_assert_int_eq(attendance(id, "冉凯文"), 0);
	/* Who works at the agency keeps away, or there is a reason why not. */
	done("person.correct", called("person", "冉凯文"), "employer", "北碚区林业局林政科", "reason", "调动", NULL);
	refused(ERR_REFUSED, "number", 0, "activity.invite", id, "category", "律师", NULL);
	refused(ERR_REFUSED, "conflict_reason", 0, "activity.invite", id, "names", "冉凯文", NULL);
	done("activity.invite", id, "names", "冉凯文", "conflict_reason", "已调离检查所涉科室", NULL);
	refused(ERR_REFUSED, "number", 0, "activity.invite", id, "skill", "医院", NULL);
	/* Taken back and taken up again: the same invitation, not told yet. */
	done("activity.notify", id, NULL);
	done("activity.uninvite", id, "supervisor", "付敏", "release_reason", "名额调整", NULL);
	ck_assert_int_eq(allowed("activity.notify", id), ERR_REFUSED);
	done("activity.invite", id, "names", "付敏", NULL);
	ck_assert_int_eq(allowed("activity.notify", id), ERR_OK);
	world_as("fumin");
	ck_assert_int_eq(listed("activity", "activity", NULL), 1); /* not the one where she is invited no more */
	world_as(NULL);
	done("person.correct", called("person", "付敏"), "name", "傅敏", "reason", "笔误", NULL);
	ck_assert_int_ne(attendance(id, "傅敏"), 0);
	books_agree();
}
END_TEST

/* ---- two absences in a row (17(3)) ---- */

START_TEST(two_neighbours)
{
	int64_t second;
	const struct attendance *t;

	case_world();
	held("检查", "2026-03-10", "2026-03-05", "absent");
	ck_assert_int_eq(proposals(), 0);
	/* A meeting and a study lie between: they do not count. */
	held("会议", "2026-04-10", "2026-04-05", "attended");
	held("调查研究", "2026-04-20", "2026-04-15", "attended");
	second = held("案卷评查", "2026-05-10", "2026-05-05", "absent");
	ck_assert_ptr_nonnull(strstr(world_result.notices,
		"已为冉凯文提出解聘建议（第十七条第三项）：2026-1、2026-4连续2次缺席"));
	ck_assert_int_eq(proposals(), 1);
	t = of(second, "冉凯文");
	ck_assert(t->flagged);
	ck_assert_int_eq(t->run, 2);
	ck_assert_ptr_nonnull(strstr(t->evidence, "2026-1 行政处罚案卷评查（2026-03-10）"));
	ck_assert_ptr_nonnull(strstr(t->evidence, "读法一（无正当理由连续2次不参加监督活动，即可解聘）：连续缺席2次"));
	ck_assert_ptr_nonnull(strstr(t->evidence, "本聘期计入的活动参加0次、请假0次、缺席2次，提出监督意见0件"));
	ck_assert_int_eq(allowed("attendance.settle", t->rec.id), ERR_OK);
	/* Decided; the same run is not proposed again, a third absence is. */
	ck_assert_int_eq(allowed("attendance.settle", attendance(second, "付敏")), ERR_REFUSED);
	refused(ERR_REFUSED, "settle_reason", 17, "attendance.settle", t->rec.id, "settlement", "observed", NULL);
	done("attendance.settle", t->rec.id, "settlement", "不提出，继续观察", "settle_reason", "本人说明住院，补交证明", NULL);
	ck_assert_int_eq(proposals(), 0);
	second = held("业务培训", "2026-06-10", "2026-06-05", "absent");
	ck_assert_int_eq(proposals(), 1);
	ck_assert_int_eq(of(second, "冉凯文")->run, 3);
	books_agree();
}
END_TEST

START_TEST(excused_or_attended_between)
{
	case_world();
	held("检查", "2026-03-10", "2026-03-05", "absent");
	held("检查", "2026-04-10", "2026-04-05", "excused");
	held("检查", "2026-05-10", "2026-05-05", "absent");
	held("检查", "2026-06-10", "2026-06-05", "attended");
	held("检查", "2026-07-10", "2026-07-05", "absent");
	ck_assert_int_eq(proposals(), 0);
	books_agree();
}
END_TEST

START_TEST(not_told_does_not_count)
{
	int64_t id;

	case_world();
	held("检查", "2026-03-10", "2026-03-05", "absent");
	id = held("检查", "2026-04-10", NULL, NULL);
	refused(ERR_REFUSED, "mark", 17, "attendance.mark", attendance(id, "冉凯文"), "mark", "absent", NULL);
	refused(ERR_REFUSED, "mark", 17, "attendance.mark", attendance(id, "冉凯文"), "mark", "excused", "reason", "出差", NULL);
	/* Nobody else is left who was told: it can be closed. */
	done("activity.close", id, NULL);
	ck_assert_int_eq(proposals(), 0);
	/* It does not lie between either: the next absence is the second. */
	held("检查", "2026-05-10", "2026-05-05", "absent");
	ck_assert_int_eq(proposals(), 1);
	books_agree();
}
END_TEST

START_TEST(who_has_left_is_not_absent)
{
	int64_t id;

	case_world();
	id = an_activity("检查", "2026-11-20", "2026-11-05");
	done("supervisor.correct", called("supervisor", "冉凯文"), "term_end", "2026-11-10", "reason", "任期登记有误", NULL);
	done("activity.hold", id, "on", "2026-11-20", NULL);
	refused(ERR_REFUSED, "mark", 17, "attendance.mark", attendance(id, "冉凯文"), "mark", "absent", NULL);
	done("attendance.mark", attendance(id, "冉凯文"), "mark", "excused", "reason", "已离任", NULL);
	/* Another kind, another counting. */
	done("activity.correct", id, "kind", "会议", "reason", "类型选错", NULL);
	ck_assert(!of(id, "付敏")->counts);
	books_agree();
}
END_TEST

START_TEST(entered_in_another_order)
{
	int64_t first, last, between;

	case_world();
	last = held("检查", "2026-09-10", "2026-09-05", "absent");
	first = held("检查", "2026-03-10", "2026-03-05", "absent");
	/* Neighbours now, though entered backwards; the later one carries it. */
	ck_assert_int_eq(proposals(), 1);
	ck_assert(of(last, "冉凯文")->flagged);
	ck_assert_int_eq(of(last, "冉凯文")->other, attendance(first, "冉凯文"));
	/* An excused absence between, entered last of all, breaks it. */
	between = held("检查", "2026-06-10", "2026-06-05", "excused");
	ck_assert_str_eq(world_result.notices, "冉凯文连续缺席的解聘建议不再成立，已撤回");
	ck_assert_int_eq(proposals(), 0);
	ck_assert(!of(last, "冉凯文")->flagged);
	/* Corrected: no good reason after all. */
	refused(ERR_REFUSED, "why", 0, "attendance.remark", attendance(between, "冉凯文"), "mark", "absent", NULL);
	done("attendance.remark", attendance(between, "冉凯文"), "mark", "absent", "why", "证明系伪造", NULL);
	ck_assert_int_eq(proposals(), 1);
	ck_assert_int_eq(of(last, "冉凯文")->run, 3);
	refused(ERR_REFUSED, "mark", 0, "attendance.remark", attendance(between, "冉凯文"), "mark", "absent", "why", "再改", NULL);
	/* The activity between was on another day: still three in a row; it does not count: two remain. */
	done("activity.correct", between, "held_on", "2026-06-11", "reason", "日期登记有误", NULL);
	ck_assert_int_eq(proposals(), 1);
	done("activity.correct", last, "counts", "否", "reason", "属于调研", NULL);
	ck_assert(!of(last, "冉凯文")->flagged);
	ck_assert_int_eq(proposals(), 1); /* first and between */
	ck_assert_int_eq(of(between, "冉凯文")->run, 2);
	done("attendance.remark", attendance(first, "冉凯文"), "mark", "attended", "why", "签到表漏看", NULL);
	ck_assert_int_eq(proposals(), 0);
	books_agree();
}
END_TEST

/* 冉凯文's term is over on END; whether and when the next begins. */
static int64_t
next_term(const char *end, const char *start, bool renewed)
{
	int64_t old = called("supervisor", "冉凯文");
	int64_t person = ((const struct supervisor *)row_of("supervisor", old))->person;

	done("supervisor.correct", old, "term_end", end, "reason", "聘期登记有误", NULL);
	if (renewed)
		done("supervisor.renew", old, "term_start", start, "conditions", "lawful,willing,knows,able,resides,clean", "conditions_note",
			"逐项核对", "certificate", "碚执监〔2026〕90号", "late_reason", "补录", NULL);
	else
		done("supervisor.expire", old, NULL);
	if (!renewed)
		done("supervisor.appoint", 0, "person", id_text(person), "categories", "律师", "term_start", start, "certificate",
			"碚执监〔2026〕90号", "late_reason", "补录", NULL);
	return called("supervisor", "冉凯文");
}

/* A sheet says it in its own words; two absences that come in so are two neighbours. */
START_TEST(marks_of_a_sheet)
{
	int64_t first, second;

	case_world();
	first = held("检查", "2026-03-10", "2026-03-05", NULL);
	second = held("检查", "2026-09-10", "2026-09-05", NULL);
	refused(ERR_REFUSED, "reason", 17, "attendance.import", attendance(first, "冉凯文"), "activity", id_text(first), "name", "冉凯文", "mark",
		"病假", NULL);
	refused(ERR_REFUSED, "hours", 0, "attendance.import", attendance(first, "冉凯文"), "activity", id_text(first), "name", "冉凯文", "mark",
		"缺勤", "hours", "2", NULL);
	done("attendance.import", attendance(first, "冉凯文"), "activity", id_text(first), "name", "冉凯文", "mark", "缺勤", NULL);
	ck_assert_int_eq(proposals(), 0);
	done("attendance.import", attendance(second, "冉凯文"), "activity", id_text(second), "name", "冉凯文", "mark", "未到", NULL);
	ck_assert_int_eq(proposals(), 1);
	ck_assert_int_eq(of(second, "冉凯文")->rec.state, ATTENDANCE_ABSENT);
	books_agree();
}
END_TEST

/* An absence before the renewal and one after it are neighbours: the office was held without a break. */
START_TEST(across_a_renewal)
{
	int64_t before, after, term;

	case_world();
	before = held("检查", "2026-09-10", "2026-09-05", "absent");
	term = next_term("2026-09-30", "2026-10-01", true);
	ck_assert_int_ne(term, of(before, "冉凯文")->supervisor);
	after = held("检查", "2026-10-20", "2026-10-15", "absent");
	ck_assert_int_eq(of(after, "冉凯文")->supervisor, term);
	ck_assert_int_eq(of(after, "冉凯文")->run, 2);
	ck_assert_ptr_nonnull(strstr(of(after, "冉凯文")->evidence, "2026-1 行政处罚案卷评查（2026-09-10，上一聘期）"));
	ck_assert_int_eq(proposals(), 1);
	ck_assert_int_eq(listed("dismissal", "dismissal", NULL), 1);
	/* Corrected in the term that is over, it holds no more. */
	done("attendance.remark", attendance(before, "冉凯文"), "mark", "excused", "reason", "住院", "why", "补交证明", NULL);
	ck_assert_int_eq(proposals(), 0);
	books_agree();
}
END_TEST

/* Who was appointed anew after the term had run out begins anew. */
START_TEST(not_across_a_break)
{
	case_world();
	held("检查", "2026-09-10", "2026-09-05", "absent");
	next_term("2026-09-30", "2026-10-01", false);
	held("检查", "2026-10-20", "2026-10-15", "absent");
	ck_assert_int_eq(proposals(), 0);
	held("检查", "2026-10-28", "2026-10-25", "absent");
	ck_assert_int_eq(proposals(), 1);
	books_agree();
}
END_TEST

START_TEST(the_setting_decides)
{
	case_world();
	done("setting.set", called("setting", "absences"), "value", "3", NULL);
	refused(ERR_REFUSED, "value", 17, "setting.set", called("setting", "uncounted_kinds"), "value", "会议、聚餐", NULL);
	done("setting.set", called("setting", "uncounted_kinds"), "value", "会议、业务培训", NULL);
	held("检查", "2026-03-10", "2026-03-05", "absent");
	held("业务培训", "2026-03-20", "2026-03-15", "attended");
	held("检查", "2026-04-10", "2026-04-05", "absent");
	ck_assert_int_eq(proposals(), 0);
	held("调查研究", "2026-05-10", "2026-05-05", "absent");
	ck_assert_int_eq(proposals(), 1);
	books_agree();
}
END_TEST

/* Marks in any order and corrected at random: each run of two or more has one proposal, nothing else has. */
START_TEST(any_order)
{
	enum { N = 9 };
	static const char *const kinds[] = { "检查", "案卷评查", "会议" };
	static const char *const marks[] = { "attended", "excused", "absent", "absent" };
	int64_t id[N];
	unsigned seed = 12345u + (unsigned)_i * 7919u;
#define DRAW(n) ((seed = seed * 1103515245u + 12345u) / 65536u % (n))

	case_world();
	for (int i = 0; i < N; i++) {
		const char *day = arena_printf(world_arena, "2026-%02d-10", i + 1);
		int64_t activity = an_activity(kinds[DRAW(3)], day, day);

		done("activity.hold", activity, "on", day, "late_reason", "补录", NULL);
		id[i] = attendance(activity, "冉凯文");
	}
	for (int step = 0; step < 40; step++) {
		struct attendance const *t = row_of("attendance", id[DRAW(N)]);
		const char *mark = marks[DRAW(4)], *reason = strcmp(mark, "excused") == 0 ? "出差" : "";
		int run = 0, open = 0;

		if (t->rec.state < ATTENDANCE_ATTENDED)
			done("attendance.mark", t->rec.id, "mark", mark, "reason", reason, NULL);
		else if (strcmp(attendance_states[t->rec.state].key, mark) != 0)
			done("attendance.remark", t->rec.id, "mark", mark, "reason", reason, "why", "更正", NULL);
		for (int i = 0; i <= N; i++) {
			t = i < N ? row_of("attendance", id[i]) : NULL;
			if (t != NULL && (!t->counts || t->rec.state < ATTENDANCE_ATTENDED)) {
				ck_assert(!t->flagged);
				continue;
			}
			if (t != NULL && t->rec.state == ATTENDANCE_ABSENT) {
				run++;
				open += t->flagged;
				continue;
			}
			ck_assert_msg(open == (run >= 2), "step %d: a run of %d has %d proposals", step, run, open);
			ck_assert(t == NULL || !t->flagged);
			run = open = 0;
		}
	}
	books_agree();
}
END_TEST

/* What the grid asks before anything is saved. */
START_TEST(foreseen)
{
	const char *names;
	int64_t id;

	case_world();
	held("检查", "2026-03-10", "2026-03-05", "absent");
	id = an_activity("检查", "2026-04-10", "2026-04-05");
	done("activity.hold", id, "on", "2026-04-10", "late_reason", "补录", NULL);
	ck_assert_uint_eq(absence_foreseen(world->db, world_arena, of(id, "冉凯文")->supervisor, attendance(id, "冉凯文"), MARK_ABSENT,
		&names), 2);
	ck_assert_str_eq(names, "2026-1、2026-2");
	ck_assert_uint_eq(absence_foreseen(world->db, world_arena, of(id, "冉凯文")->supervisor, attendance(id, "冉凯文"), MARK_EXCUSED,
		&names), 0);
	ck_assert_str_eq(names, "");
	ck_assert_uint_eq(absence_foreseen(world->db, world_arena, of(id, "付敏")->supervisor, attendance(id, "付敏"), MARK_ABSENT,
		&names), 1);
	ck_assert_str_eq(names, "");
}
END_TEST

/* ---- what was found ---- */

START_TEST(findings_and_opinions)
{
	int64_t id, finding, other, third;
	const struct finding *f;

	case_world();
	id = held("检查", "2026-11-20", "2026-11-16", "attended");
	refused(ERR_REFUSED, "found_on", 0, "finding.add", 0, "activity", "2026-1", "supervisor", "冉凯文", "text", "未亮证", "found_on",
		"2026-11-19", NULL);
	finding = done("finding.add", 0, "activity", "2026-1", "supervisor", "冉凯文", "text", "两名执法人员中一人未亮明身份", NULL);
	f = row_of("finding", finding);
	ck_assert_str_eq(f->number, "2026-1/1");
	ck_assert_str_eq(f->agency_name, "区城市管理局");
	ck_assert_str_eq(waits_text(finding), "问题转为意见");
	done("finding.correct", finding, "text", "两名执法人员中一人未出示执法证", "reason", "表述", NULL);
	done("finding.raise", finding, "field", "行政检查", "advice", "出示执法证件", NULL);
	f = row_of("finding", finding);
	ck_assert_str_eq(((const struct opinion *)row_of("opinion", f->opinion))->facts, "两名执法人员中一人未出示执法证");
	ck_assert_int_eq(count_by("finding", "found_on", "opinion", id_text(f->opinion)), 1);
	ck_assert_int_eq(count_by("finding", "found_on", "activity", id_text(id)), 1);
	world_as("fumin");
	refused(ERR_NOTFOUND, "supervisor", 8, "finding.add", 0, "activity", "2026-1", "supervisor",
		id_text(of(id, "付敏")->supervisor + 1), "text", "问题", NULL);
	other = done("finding.add", 0, "activity", "2026-1", "supervisor", "付敏", "text", "现场检查笔录漏签", NULL);
	ck_assert_int_eq(listed("finding", "finding", NULL), 1);
	world_as(NULL);
	refused(ERR_REFUSED, "opinion", 9, "finding.link", other, "opinion", id_text(f->opinion), NULL);
	done("finding.settle", other, "settle_reason", "当场补签", NULL);
	third = done("finding.add", 0, "activity", "2026-1", "supervisor", "冉凯文", "text", "同一问题再次出现", NULL);
	done("finding.link", third, "opinion", id_text(f->opinion), NULL);
	ck_assert_int_eq(found("finding", "漏签"), 1);
	done("activity.phones", id, "reason", "短信平台群发", NULL);
	refused(ERR_REFUSED, "reason", 0, "activity.phones", id, NULL);
	books_agree();
}
END_TEST

/* Acts that others bring: "attendance.invite", "attendance.notify", "attendance.release", "attendance.follow",
 * "attendance.carry", "attendance.flag", "attendance.unflag", "activity.drop", "activity.marked", "finding.carry". */
START_TEST(nobody_does_what_others_bring)
{
	int64_t id;

	case_world();
	id = attendance(an_activity("检查", "2026-12-01", NULL), "付敏");
	ck_assert_int_eq(allowed("attendance.notify", id), ERR_DENIED);
	ck_assert_int_eq(allowed("attendance.flag", id), ERR_DENIED);
	ck_assert_int_eq(allowed("attendance.release", id), ERR_DENIED);
}
END_TEST

Suite *
suite_activity(void)
{
	Suite *s = suite_create("activity");
	TCase *t = tcase_create("activity");

	tcase_add_checked_fixture(t, world_open, world_close);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, from_plan_to_end);
	tcase_add_test(t, called_off);
	tcase_add_test(t, meetings_have_minutes);
	tcase_add_test(t, least_lately_and_without_conflict);
	tcase_add_test(t, two_neighbours);
	tcase_add_test(t, excused_or_attended_between);
	tcase_add_test(t, not_told_does_not_count);
	tcase_add_test(t, who_has_left_is_not_absent);
	tcase_add_test(t, entered_in_another_order);
	tcase_add_test(t, marks_of_a_sheet);
	tcase_add_test(t, across_a_renewal);
	tcase_add_test(t, not_across_a_break);
	tcase_add_test(t, the_setting_decides);
	tcase_add_loop_test(t, any_order, 0, 6);
	tcase_add_test(t, foreseen);
	tcase_add_test(t, findings_and_opinions);
	tcase_add_test(t, nobody_does_what_others_bring);
	suite_add_tcase(s, t);
	return s;
}
