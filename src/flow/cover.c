/*
 * cover.c: leave cover: somebody looks after a colleague's work from a day to a day.
 *
 * Knows: accounts, that a stand-in needs the roles of who is away.  Must not know: the
 * queue (engine/todo.c asks whom an account stands in for).
 *
 * A cover gives no right that the stand-in has not: what he does he does in his own name,
 * and the matter stays with who is away.  It ends by its date; nothing need be done then.
 */
#include <string.h>

#include "flow/cover.h"
#include "base/i18n.h"
#include "flow/flows.h"

struct cover {
	struct record rec;
	int64_t absent;            /* account of who is away */
	const char *absent_name;
	int64_t stand_in;          /* account that looks after the work */
	const char *stand_in_name;
	day_t from_on;
	day_t until_on;            /* the last day */
	const char *reason;
	day_t ended_on;            /* ended before its date */
	const char *end_reason;
};

enum cover_state { COVER_NONE, COVER_SET, COVER_ENDED };

static const struct word states[] = {
	WORD_NONE,
	[COVER_SET] = { "set", N_("已安排"), 0 },
	[COVER_ENDED] = { "ended", N_("提前结束"), 0 },
	WORD_END,
};

static const struct field fields[] = {
	{ F_REF(struct cover, absent, "account"), .label = N_("离岗人") },
	{ F_NAME(struct cover, absent_name), .label = N_("离岗人姓名"), .flags = FIELD_HIDDEN },
	{ F_REF(struct cover, stand_in, "account"), .label = N_("代办人") },
	{ F_NAME(struct cover, stand_in_name), .label = N_("代办人姓名"), .flags = FIELD_HIDDEN },
	{ F_DAY(struct cover, from_on), .label = N_("代办起日") },
	{ F_DAY(struct cover, until_on), .label = N_("代办止日") },
	{ F_LINE(struct cover, reason), .label = N_("离岗原因") },
	{ F_DAY(struct cover, ended_on), .label = N_("提前结束日期") },
	{ F_LINE(struct cover, end_reason), .label = N_("结束原因") },
};

size_t
cover_of(struct db *db, struct arena *a, int64_t account, day_t today, struct covered out[COVER_MOST])
{
	struct stmt *s = db_prepare(db,
		"SELECT v.absent, u.name FROM cover v JOIN account u ON u.id = v.absent WHERE v.stand_in = :me "
		"AND v.state = 'set' AND v.until_on >= :today AND v.from_on <= :today ORDER BY v.until_on LIMIT 60");
	size_t n = 0;

	db_bind_int(s, ":me", account);
	db_bind_day(s, ":today", today);
	while (db_step(s)) {
		bool known = false;

		for (size_t i = 0; i < n; i++)
			known = known || out[i].account == db_int(s, 0);
		if (!known && n < COVER_MOST)
			out[n++] = (struct covered){ db_int(s, 0), arena_strdup(a, db_text(s, 1)) };
	}
	return n;
}

/* ---- set 安排代办 ---- */

struct cover_set {
	int64_t absent;
	int64_t stand_in;
	day_t from_on;
	day_t until_on;
	const char *reason;
};

static const struct field set_fields[] = {
	{ F_REF(struct cover_set, absent, "account"), .label = N_("离岗人"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_REF(struct cover_set, stand_in, "account"), .label = N_("代办人"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_DAY(struct cover_set, from_on), .label = N_("代办起日"), .flags = FIELD_REQUIRED | FIELD_NOTE, .standard = "今天" },
	{ F_DAY(struct cover_set, until_on), .label = N_("代办止日"), .flags = FIELD_REQUIRED | FIELD_NOTE,
		.hint = N_("含这一日；到期自动停止") },
	{ F_LINE(struct cover_set, reason), .label = N_("离岗原因"), .flags = FIELD_REQUIRED | FIELD_NOTE },
};

/* Roles of the business, and whether the account is open; its name into NAME. */
static unsigned
roles_of(struct act *a, int64_t account, const char **name, bool *open)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT name, disabled, instr(',' || roles || ',', ',clerk,') > 0, instr(',' || roles || ',', ',leader,') > 0 "
		"FROM account WHERE id = :id");
	unsigned roles = 0;

	*name = "";
	*open = false;
	db_bind_int(s, ":id", account);
	if (db_step(s)) {
		*name = arena_strdup(a->arena, db_text(s, 0));
		*open = db_int(s, 1) == 0;
		roles = (db_int(s, 2) != 0 ? ROLE_CLERK : 0u) | (db_int(s, 3) != 0 ? ROLE_LEADER : 0u);
		db_done(s);
	}
	return roles;
}

static bool
check_set(struct act *a)
{
	const struct cover_set *in = a->args;
	const char *absent, *stand_in;
	bool open, away_open;
	unsigned need = roles_of(a, in->absent, &absent, &away_open), has = roles_of(a, in->stand_in, &stand_in, &open);
	struct stmt *s;
	bool twice = false;

	if (need == 0)
		return act_refuse(a, "absent", 0, _("离岗人：“%s”不是区司法局的经办人，没有要代办的待办"), absent);
	if (in->stand_in == in->absent)
		return act_refuse(a, "stand_in", 0, _("代办人：不能由离岗人自己代办"));
	if (!open)
		return act_refuse(a, "stand_in", 0, _("代办人：账户“%s”已停用"), stand_in);
	if ((need & has) != need)
		return act_refuse(a, "stand_in", 0, _("代办人：“%s”没有%s的全部角色，不能代办"), stand_in, absent);
	if (in->until_on < in->from_on)
		return act_refuse(a, "until_on", 0, _("代办止日：不能早于代办起日"));
	if (in->until_on < a->today)
		return act_refuse(a, "until_on", 0, _("代办止日：已经过去"));
	s = db_prepare(a->db, "SELECT 1 FROM cover WHERE absent = :absent AND state = 'set' AND until_on >= :from "
			      "AND from_on <= :until LIMIT 1");
	db_bind_int(s, ":absent", in->absent);
	db_bind_day(s, ":from", in->from_on);
	db_bind_day(s, ":until", in->until_on);
	if (db_step(s)) {
		twice = true;
		db_done(s);
	}
	return !twice || act_refuse(a, "absent", 0, _("离岗人：%s这段时间已有人代办"), absent);
}

static bool
run_set(struct act *a)
{
	const struct cover_set *in = a->args;
	struct cover *v = a->row;
	bool open;

	v->absent = in->absent;
	v->stand_in = in->stand_in;
	v->from_on = in->from_on;
	v->until_on = in->until_on;
	v->reason = in->reason;
	roles_of(a, in->absent, &v->absent_name, &open);
	roles_of(a, in->stand_in, &v->stand_in_name, &open);
	v->rec.state = COVER_SET;
	return true;
}

/* ---- end 提前结束 ---- */

struct cover_end {
	const char *end_reason;
};

static const struct field end_fields[] = {
	{ F_LINE(struct cover_end, end_reason), .label = N_("结束原因"), .flags = FIELD_REQUIRED | FIELD_NOTE },
};

static bool
may_end(struct act *a)
{
	const struct cover *v = a->row;

	return v->until_on >= a->today || act_bar(a, _("代办已经到期"));
}

static bool
run_end(struct act *a)
{
	const struct cover_end *in = a->args;
	struct cover *v = a->row;

	v->end_reason = in->end_reason;
	v->ended_on = a->today;
	v->rec.state = COVER_ENDED;
	return true;
}

static const struct action actions[] = {
	{
		.name = "cover.set",
		.label = N_("安排代办"),
		.help = N_("某人离岗期间由同事代办：代办人的待办里，离岗人承办的事项标明“代”；不改承办人，不增加权限，到期自动停止。"),
		.roles = ROLE_BUREAU | ROLE_SYSADMIN,
		.from = S_NEW,
		.to = S(COVER_SET),
		.fields = set_fields,
		.n_fields = N_OF(set_fields),
		.args_size = sizeof(struct cover_set),
		.check = check_set,
		.run = run_set,
	},
	{
		.name = "cover.end",
		.label = N_("提前结束代办"),
		.help = N_("离岗人提前回岗，代办即日停止。"),
		.roles = ROLE_BUREAU | ROLE_SYSADMIN,
		.from = S(COVER_SET),
		.to = S(COVER_ENDED),
		.key = 'd',
		.fields = end_fields,
		.n_fields = N_OF(end_fields),
		.args_size = sizeof(struct cover_end),
		.may = may_end,
		.run = run_end,
	},
};

/* ---- lists ---- */

static const struct list_col cols[] = {
	{ .name = "absent", .label = N_("离岗人"), .sql = "v.absent_name", .type = LT_NAME, .width = 12, .min = 8 },
	{ .name = "stand_in", .label = N_("代办人"), .sql = "v.stand_in_name", .type = LT_NAME, .width = 12, .min = 8 },
	{ .name = "from_on", .label = N_("代办起日"), .sql = "v.from_on", .type = LT_DAY, .width = 10 },
	{ .name = "until_on", .label = N_("代办止日"), .sql = "v.until_on", .type = LT_DAY, .width = 10 },
	{ .name = "state", .label = N_("状态"), .sql = "v.state", .type = LT_WORD, .words = states, .width = 8, .rank = 1 },
	{ .name = "reason", .label = N_("离岗原因"), .sql = "v.reason", .type = LT_TEXT, .width = 20, .min = 10, .rank = 2 },
};

static const struct list_sort sorts[] = {
	{ .name = "from", .label = N_("按代办起日"), .sql = "v.from_on", .desc = true },
};

static const struct list lists[] = {
	{
		.name = "cover",
		.label = N_("离岗代办"),
		.from = "cover v",
		.id = "v.id",
		.cols = cols,
		.n_cols = N_OF(cols),
		.sorts = sorts,
		.n_sorts = N_OF(sorts),
	},
};

static const struct scope scopes[] = {
	{ .role = ROLE_CLERK, .where = "1" },
	{ .role = ROLE_LEADER, .where = "1" },
	{ .role = ROLE_SYSADMIN, .where = "1" },
	{ .role = ROLE_AUDITOR, .where = "1" },
};

static const char *
title(struct act *a, const void *row)
{
	const struct cover *v = row;
	char day[DAY_TEXT];

	return arena_printf(a->arena, _("%s代%s，至%s"), v->stand_in_name, v->absent_name, day_format(v->until_on, day));
}

const struct flow flow_cover = {
	.name = "cover",
	.label = N_("离岗代办"),
	.table = "cover",
	.states = states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct cover),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = lists,
	.n_lists = N_OF(lists),
	.scopes = scopes,
	.n_scopes = N_OF(scopes),
	.title = title,
	.menu = 198,
};
