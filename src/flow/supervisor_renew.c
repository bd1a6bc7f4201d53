/*
 * supervisor_renew.c: a term that is over is renewed or not.
 *
 * Knows: article 5, the seven conditions of article 6 as checked again by hand.
 * Must not know: how supervisors are chosen the first time.
 */
#include "flow/supervisor.h"

#include <string.h>

#include "base/i18n.h"

const struct word renew_conditions[] = {
	WORD_NONE,
	{ "lawful", N_("遵纪守法，公道正派"), 6 },
	{ "willing", N_("拥护支持，愿意承担"), 6 },
	{ "knows", N_("熟悉本区情况"), 6 },
	{ "able", N_("身体健康，有时间履职"), 6 },
	{ "resides", N_("在本区工作或居住"), 6 },
	{ "clean", N_("无刑事处罚、处分和严重失信记录"), 6 },
	{ "other", N_("其他条件"), 6 },
	WORD_END,
};
#define CONDITIONS_ASKED 6 /* the seventh is whatever else the bureau sets, if anything */

const struct field supervisor_renew_fields[SUPERVISOR_RENEW_FIELDS] = {
	{ F_DAY(struct supervisor_renew, term_start), .label = N_("聘任日期"),
		.flags = FIELD_REQUIRED | FIELD_HAPPENED, .article = 5 },
	{ F_SET(struct supervisor_renew, conditions, renew_conditions), .label = N_("重新核对符合的条件"),
		.flags = FIELD_REQUIRED, .article = 6, .hint = N_("第六条，逐项核对；年龄由程序计算") },
	{ F_PARA(struct supervisor_renew, conditions_note), .label = N_("核对说明"), .flags = FIELD_NOTE, .article = 6,
		.max = 1000 },
	{ F_SET(struct supervisor_renew, categories, supervisor_categories), .label = N_("类别"),
		.flags = FIELD_PREFILL, .article = 3, .hint = N_("不填与上一任期相同") },
	{ F_LINE(struct supervisor_renew, letter_number), .label = N_("聘书编号"), .article = 7, .max = 60 },
	{ F_LINE(struct supervisor_renew, certificate), .label = N_("证件编号"), .article = 7, .max = 60,
		.hint = N_("已印好的填编号，不填另行发证") },
	{ F_PARA(struct supervisor_renew, over_reason), .label = N_("超龄聘任理由"), .article = 6,
		.max = 1000, .hint = N_("超过一般年龄的才填") },
	{ F_PARA(struct supervisor_renew, gap_reason), .label = N_("未连续聘任的原因"), .flags = FIELD_NOTE, .article = 5,
		.max = 1000, .hint = N_("不接续上一任期的才填") },
	{ F_LINE(struct supervisor_renew, late_reason), .label = N_("补记原因"),
		.flags = FIELD_LATE | FIELD_NOTE },
};

/* A term is renewed once: the next renewal starts from the term it made. */
bool
supervisor_renew_may(struct act *a)
{
	const struct supervisor *s = a->row;
	struct stmt *q = db_prepare(
		a->db, "SELECT 1 FROM supervisor WHERE person = :p AND term_start > :start LIMIT 1");
	int64_t most = act_setting(a, "max_terms");
	char day[DAY_TEXT];

	db_bind_int(q, ":p", s->person);
	db_bind_day(q, ":start", s->term_start);
	if (db_step(q)) {
		db_done(q);
		return act_bar(a, _("已有下一任期"));
	}
	if (most > 0 && term_consecutive(a, s->rec.id) >= most)
		return act_bar(a, _("已连续聘任%lld届，达到上限"), (long long)most);
	return a->today > s->term_end ||
		act_bar(a, _("任期至%s，届满后办理续聘"), day_format(s->term_end, day));
}

bool
supervisor_renew_check(struct act *a)
{
	const struct supervisor_renew *in = a->args;
	const struct supervisor *s = a->row;
	char end[DAY_TEXT];

	if (in->term_start <= s->term_end)
		return act_refuse(a, "term_start", 5, _("聘任日期：须在上一任期届满之后"));
	for (word_t i = 1; i <= CONDITIONS_ASKED; i++)
		if (!(in->conditions >> i & 1))
			return act_refuse(a, "conditions", 6, _("重新核对符合的条件：“%s”未核对符合，不能续聘（第六条）"),
				word_label(renew_conditions, i));
	if (in->term_start > s->term_end + 1 && in->gap_reason[strspn(in->gap_reason, " \t\n")] == '\0')
		return act_refuse(a, "gap_reason", 5, _("未连续聘任的原因：上一任期至%s，中间空%lld日，须写明原因"),
			day_format(s->term_end, end), (long long)in->term_start - s->term_end - 1);
	return true;
}

bool
supervisor_renew_run(struct act *a)
{
	struct supervisor *s = a->row;

	s->ending = false;
	s->aged_seen = s->aged_on != DAY_NONE;
	s->rec.state = SUPERVISOR_RENEWED;
	return true;
}

bool
supervisor_renew_also(struct act *a)
{
	const struct supervisor_renew *in = a->args;
	const struct supervisor *s = a->row;
	struct cols cols = { a->flow->fields, sizeof(struct field), a->flow->n_fields };
	struct supervisor next = *s;
	const char *person = arena_printf(a->arena, "%lld", (long long)s->person);
	char day[DAY_TEXT];

	if (in->categories != 0)
		next.categories = in->categories;
	next.conditions = in->conditions;
	return term_expire_certificate(a) &&
		act_also(a, "supervisor.appoint", 0, "person", person, "categories",
			col_text(a->arena, cols_find(cols, "categories"), &next), "term_start",
			day_format(in->term_start, day), "letter_number", in->letter_number, "certificate", in->certificate,
			"over_reason", in->over_reason, "conditions",
			col_text(a->arena, cols_find(cols, "conditions"), &next), "conditions_note", in->conditions_note,
			"gap_reason", in->gap_reason, "late_reason", in->late_reason, NULL) != 0;
}

/* ---- release ---- */

const struct field supervisor_release_fields[1] = {
	{ F_PARA(struct supervisor_release, release_reason), .label = N_("不再续聘的原因"),
		.flags = FIELD_REQUIRED | FIELD_NOTE, .article = 5, .max = 1000 },
};

bool
supervisor_release_may(struct act *a)
{
	const struct supervisor *s = a->row;

	if (s->release_reason[0] != '\0')
		return act_bar(a, _("已决定不再续聘"));
	return s->rec.state == SUPERVISOR_EXPIRED || s->ending || act_bar(a, _("尚未进入届满提示期"));
}

bool
supervisor_release_run(struct act *a)
{
	const struct supervisor_release *in = a->args;
	struct supervisor *s = a->row;

	s->release_reason = in->release_reason;
	s->ending = false;
	return true;
}
