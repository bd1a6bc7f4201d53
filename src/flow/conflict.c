/*
 * conflict.c: keeping away (回避): who has to do with which agency, declared or entered,
 * from a day to a day; and the questions the other flows ask of it.
 *
 * Knows: persons, accounts, agencies and their mergers.  Must not know: activities,
 * opinions, the queue; nor who works where by name (activity_invite.c reads that from the employer).
 *
 * A record bars, it moves nothing: an officer's cases stay until they are handed over.
 */
#include <string.h>

#include "flow/conflict.h"
#include "base/i18n.h"
#include "flow/erase.h"
#include "flow/flows.h"
#include "flow/parties.h"

const struct word conflict_states[] = {
	WORD_NONE,
	[CONFLICT_SET] = { "set", N_("应回避"), 0 },
	[CONFLICT_ENDED] = { "ended", N_("已解除"), 0 },
	WORD_END,
};

const struct word conflict_grounds[] = {
	WORD_NONE,
	{ "employer", N_("在该机构任职或者兼职"), 0 },
	{ "kin", N_("近亲属在该机构任职"), 0 },
	{ "interest", N_("与该机构有利害关系"), 0 },
	{ "other", N_("其他可能影响公正的关系"), 0 },
	WORD_END,
};

static const struct field fields[] = {
	{ F_REF(struct conflict, person, "person"), .label = N_("监督员"), .article = 10 },
	{ F_REF(struct conflict, account, "account"), .label = N_("经办人") },
	{ F_REF(struct conflict, agency, "agency"), .label = N_("执法机构") },
	{ F_WORD(struct conflict, ground, conflict_grounds), .label = N_("回避情形"), .flags = FIELD_CORRECTABLE },
	{ F_LINE(struct conflict, reason), .label = N_("回避理由"), .flags = FIELD_PERSONAL | FIELD_CORRECTABLE },
	{ F_BOOL(struct conflict, declared), .label = N_("本人申报") },
	{ F_DAY(struct conflict, from_on), .label = N_("回避起日") },
	{ F_DAY(struct conflict, until_on), .label = N_("回避止日"), .flags = FIELD_CORRECTABLE },
	{ F_DAY(struct conflict, ended_on), .label = N_("解除日期") },
	{ F_LINE(struct conflict, end_reason), .label = N_("解除原因"), .flags = FIELD_PERSONAL },
};

/* ---- what the other flows ask ---- */

/* In force on :on, of the agency or of one that was merged into it. */
#define IN_FORCE \
	"c.agency IN (WITH RECURSIVE line(id) AS (VALUES (:agency) UNION SELECT g.id FROM agency g JOIN line l ON g.successor = l.id) " \
	"SELECT id FROM line) AND c.from_on <= :on AND coalesce(c.until_on, :on) >= :on AND coalesce(c.ended_on, '9999') > :on "

static const char *
first_reason(struct stmt *s, struct arena *a, int64_t agency, day_t on)
{
	const char *why = NULL;

	db_bind_int(s, ":agency", agency);
	db_bind_day(s, ":on", on);
	if (db_step(s)) {
		why = arena_strdup(a, db_text(s, 0));
		db_done(s);
	}
	return why;
}

const char *
conflict_of_person(struct db *db, struct arena *a, int64_t person, int64_t agency, day_t on)
{
	struct stmt *s;

	if (person == 0 || agency == 0)
		return NULL;
	s = db_prepare(db, "SELECT c.reason FROM conflict c WHERE c.person = :who AND " IN_FORCE "LIMIT 1");
	db_bind_int(s, ":who", person);
	return first_reason(s, a, agency, on);
}

const char *
conflict_of_account(struct db *db, struct arena *a, int64_t account, int64_t agency, day_t on)
{
	struct stmt *s;
	const char *why;
	int64_t person = 0;

	if (account == 0 || agency == 0)
		return NULL;
	s = db_prepare(db, "SELECT c.reason FROM conflict c WHERE c.account = :who AND " IN_FORCE "LIMIT 1");
	db_bind_int(s, ":who", account);
	why = first_reason(s, a, agency, on);
	if (why != NULL)
		return why;
	s = db_prepare(db, "SELECT person FROM account WHERE id = :who AND person IS NOT NULL");
	db_bind_int(s, ":who", account);
	if (db_step(s)) {
		person = db_int(s, 0);
		db_done(s);
	}
	return conflict_of_person(db, a, person, agency, on);
}

#define MOST_AWAY 64

size_t
conflict_agencies(struct db *db, struct arena *a, int64_t account, day_t on, int64_t **out)
{
	struct stmt *s;
	size_t n = 0;

	*out = arena_alloc(a, MOST_AWAY * sizeof **out);
	if (account == 0)
		return 0;
	s = db_prepare(db,
		"WITH RECURSIVE away(id) AS (SELECT c.agency FROM conflict c WHERE (c.account = :who OR c.person IN "
		"(SELECT u.person FROM account u WHERE u.id = :who)) AND c.from_on <= :on AND coalesce(c.until_on, :on) >= :on "
		"AND coalesce(c.ended_on, '9999') > :on "
		"UNION SELECT g.successor FROM agency g JOIN away w ON g.id = w.id WHERE g.successor IS NOT NULL) "
		"SELECT id FROM away ORDER BY id LIMIT 64");
	db_bind_int(s, ":who", account);
	db_bind_day(s, ":on", on);
	while (n < MOST_AWAY && db_step(s))
		(*out)[n++] = db_int(s, 0);
	db_done(s);
	return n;
}

bool
conflict_admits(struct act *a, const char *field, int64_t account, int64_t agency)
{
	const char *why = conflict_of_account(a->db, a->arena, account, agency, a->today);

	return why == NULL || act_refuse(a, field, 0, _("接办人：%s与%s有回避记录（%s），不能承办"),
		act_title(a, "account", account), act_title(a, "agency", agency), why);
}

int64_t
conflict_officer(struct act *a, int64_t agency)
{
	const char *why;

	if (!(a->actor->roles & ROLE_CLERK))
		return 0;
	why = conflict_of_account(a->db, a->arena, a->actor->account, agency, a->today);
	if (why == NULL)
		return a->actor->account;
	act_notice(a, _("您与%s有回避记录（%s），没有记您为承办人，请交给他人承办"), act_title(a, "agency", agency), why);
	return 0;
}

/* ---- declare 登记回避 ---- */

struct conflict_declare {
	int64_t agency;
	int64_t person;
	int64_t account;
	word_t ground;
	const char *reason;
	day_t from_on;
	day_t until_on;
};

static const struct field declare_fields[] = {
	{ F_REF(struct conflict_declare, agency, "agency"), .label = N_("执法机构"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_REF(struct conflict_declare, person, "person"), .label = N_("监督员"), .flags = FIELD_NOTE, .article = 10,
	  .hint = N_("监督员本人申报的不填") },
	{ F_REF(struct conflict_declare, account, "account"), .label = N_("经办人"), .flags = FIELD_NOTE,
	  .hint = N_("区司法局工作人员回避的填这一项") },
	{ F_WORD(struct conflict_declare, ground, conflict_grounds), .label = N_("回避情形"), .flags = FIELD_REQUIRED | FIELD_NOTE,
	  .standard = "employer" },
	{ F_LINE(struct conflict_declare, reason), .label = N_("回避理由"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 500 },
	{ F_DAY(struct conflict_declare, from_on), .label = N_("回避起日"), .flags = FIELD_REQUIRED | FIELD_NOTE, .standard = "今天" },
	{ F_DAY(struct conflict_declare, until_on), .label = N_("回避止日"), .flags = FIELD_NOTE, .hint = N_("含这一日；不填为长期") },
};

/* Whom the act means: what was named, or the supervisor who declares. */
static void
concerned(struct act *a, int64_t *person, int64_t *account)
{
	const struct conflict_declare *in = a->args;

	*person = in->person;
	*account = in->account;
	if (*person == 0 && *account == 0 && (a->actor->roles & ROLE_SUPERVISOR))
		*person = a->actor->person;
}

/* Is there a record already that covers the first day? */
static bool
declared_already(struct act *a, int64_t person, int64_t account)
{
	const struct conflict_declare *in = a->args;
	struct stmt *s = db_prepare(a->db,
		"SELECT 1 FROM conflict c WHERE coalesce(c.person, 0) = :person AND coalesce(c.account, 0) = :account AND c.agency = :agency "
		"AND c.ended_on IS NULL AND c.from_on <= coalesce(:until, '9999') AND coalesce(c.until_on, '9999') >= :from LIMIT 1");
	bool found;

	db_bind_int(s, ":person", person);
	db_bind_int(s, ":account", account);
	db_bind_int(s, ":agency", in->agency);
	db_bind_day(s, ":from", in->from_on);
	db_bind_day(s, ":until", in->until_on);
	found = db_step(s);
	db_done(s);
	return found;
}

static bool
check_declare(struct act *a)
{
	const struct conflict_declare *in = a->args;
	bool bureau = (a->actor->roles & ROLE_BUREAU) != 0;
	int64_t person, account;

	concerned(a, &person, &account);
	if (person != 0 && account != 0)
		return act_refuse(a, "account", 0, _("经办人：监督员和经办人只填一项"));
	if (person == 0 && account == 0)
		return act_refuse(a, "person", 10, _("监督员：请填写回避的监督员，或者填写经办人"));
	if (!bureau && (account != 0 || person != a->actor->person))
		return act_refuse(a, "person", 10, _("监督员：只能申报本人的回避"));
	if (in->until_on != DAY_NONE && in->until_on < in->from_on)
		return act_refuse(a, "until_on", 0, _("回避止日：不能早于回避起日"));
	if (declared_already(a, person, account))
		return act_refuse(a, "agency", 0, _("执法机构：%s对%s这段时间已有回避记录"),
			person != 0 ? act_title(a, "person", person) : act_title(a, "account", account),
			act_title(a, "agency", in->agency));
	return true;
}

/* Matters of the agency that the account has in hand now: they stay until they are handed over. */
static int64_t
in_hand(struct act *a, int64_t account, int64_t agency)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT (SELECT count(*) FROM opinion WHERE officer = :who AND agency = :agency AND open = 1) "
		"+ (SELECT count(*) FROM review WHERE officer = :who AND agency = :agency AND open = 1) "
		"+ (SELECT count(*) FROM inquiry WHERE officer = :who AND agency = :agency AND open = 1) "
		"+ (SELECT count(*) FROM activity WHERE officer = :who AND agency = :agency AND open = 1)");
	int64_t n = 0;

	db_bind_int(s, ":who", account);
	db_bind_int(s, ":agency", agency);
	if (db_step(s)) {
		n = db_int(s, 0);
		db_done(s);
	}
	return n;
}

/* Whether it keeps away whoever acts. */
static bool
own(struct act *a)
{
	const struct conflict *c = a->row;

	return (c->account != 0 && c->account == a->actor->account) || (c->person != 0 && c->person == a->actor->person);
}

static bool
run_declare(struct act *a)
{
	const struct conflict_declare *in = a->args;
	struct conflict *c = a->row;
	int64_t n;

	concerned(a, &c->person, &c->account);
	c->agency = in->agency;
	c->ground = in->ground;
	c->reason = in->reason;
	c->from_on = in->from_on;
	c->until_on = in->until_on;
	c->declared = own(a);
	c->rec.state = CONFLICT_SET;
	n = c->account != 0 ? in_hand(a, c->account, c->agency) : 0;
	if (n > 0)
		act_notice(a, _("%s手上还有这家机构的%lld件，请交给他人承办"), act_title(a, "account", c->account), (long long)n);
	return true;
}

/* ---- end 解除回避 ---- */

struct conflict_end {
	const char *end_reason;
	day_t on;
};

static const struct field end_fields[] = {
	{ F_LINE(struct conflict_end, end_reason), .label = N_("解除原因"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 500 },
	{ F_DAY(struct conflict_end, on), .label = N_("解除日期"), .flags = FIELD_HAPPENED, .hint = N_("自这一日起不再回避") },
};

/* Nobody lifts what keeps himself away; in a personal file there is nobody else. */
static bool
may_end(struct act *a)
{
	return !own(a) || a->actor->personal || act_bar(a, _("本人的回避由他人解除"));
}

static bool
check_end(struct act *a)
{
	const struct conflict_end *in = a->args;
	const struct conflict *c = a->row;

	return in->on >= c->from_on || act_refuse(a, "on", 0, _("解除日期：不能早于回避起日"));
}

static bool
run_end(struct act *a)
{
	const struct conflict_end *in = a->args;
	struct conflict *c = a->row;

	c->end_reason = in->end_reason;
	c->ended_on = in->on;
	c->rec.state = CONFLICT_ENDED;
	return true;
}

/* ---- correct 更正 ---- */

struct conflict_correct {
	word_t ground;
	const char *reason;
	day_t until_on;
	const char *why;
};

static const struct field correct_fields[] = {
	{ F_WORD(struct conflict_correct, ground, conflict_grounds), .label = N_("回避情形"), .flags = FIELD_PREFILL },
	{ F_LINE(struct conflict_correct, reason), .label = N_("回避理由"), .flags = FIELD_PREFILL, .max = 500 },
	{ F_DAY(struct conflict_correct, until_on), .label = N_("回避止日"), .flags = FIELD_PREFILL },
	{ F_LINE(struct conflict_correct, why), .label = N_("更正原因"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 500 },
};

static bool
run_correct(struct act *a)
{
	struct conflict *c = a->row;

	act_copy(a);
	if (*c->reason == '\0')
		return act_refuse(a, "reason", 0, _("回避理由：不能更正为空"));
	if (c->ground == 0)
		return act_refuse(a, "ground", 0, _("回避情形：不能更正为空"));
	return c->until_on == DAY_NONE || c->until_on >= c->from_on ||
		act_refuse(a, "until_on", 0, _("回避止日：不能早于回避起日"));
}

#define TABLE(t, S) .fields = t, .n_fields = N_OF(t), .args_size = sizeof(S)

static const struct action actions[] = {
	{
		.name = "conflict.declare",
		.label = N_("登记回避"),
		.help = N_("监督员或者经办人与某一执法机构有任职、亲属、利害关系的，登记回避：邀请活动时不选，办理时不作承办人。监督员可以自行申报。"),
		.article = 10,
		.roles = ROLE_BUREAU | ROLE_SUPERVISOR,
		.from = S_NEW,
		.to = S(CONFLICT_SET),
		TABLE(declare_fields, struct conflict_declare),
		.check = check_declare,
		.run = run_declare,
	},
	{
		.name = "conflict.end",
		.label = N_("解除回避"),
		.help = N_("回避的情形不再存在，写明原因解除；本人的回避由他人解除。"),
		.article = 10,
		.roles = ROLE_BUREAU,
		.from = S(CONFLICT_SET),
		.to = S(CONFLICT_ENDED),
		.key = 'd',
		TABLE(end_fields, struct conflict_end),
		.may = may_end,
		.check = check_end,
		.run = run_end,
	},
	{
		.name = "conflict.correct",
		.label = N_("更正登记内容"),
		.help = N_("更正登记有误的内容，原内容、新内容和原因留痕。"),
		.roles = ROLE_BUREAU,
		.from = S(CONFLICT_SET),
		.key = 'r',
		.flags = ACT_KEEPS | ACT_CORRECT,
		TABLE(correct_fields, struct conflict_correct),
		.may = may_end,
		.run = run_correct,
	},
	ACTION_ERASE("conflict"),
};

/* ---- lists ---- */

static const struct list_col cols[] = {
	{ .name = "name", .label = N_("回避人"), .sql = "coalesce(p.name, u.name)", .type = LT_NAME, .width = 16, .min = 8 },
	{ .name = "agency", .label = N_("执法机构"), .sql = "g.name", .type = LT_NAME, .width = 20, .min = 12 },
	{ .name = "ground", .label = N_("回避情形"), .sql = "c.ground", .type = LT_WORD, .words = conflict_grounds, .width = 22, .min = 12,
	  .rank = 2 },
	{ .name = "from_on", .label = N_("回避起日"), .sql = "c.from_on", .type = LT_DAY, .width = 10, .rank = 1 },
	{ .name = "until_on", .label = N_("回避止日"), .sql = "coalesce(c.ended_on, c.until_on)", .type = LT_DAY, .width = 10, .rank = 1 },
	{ .name = "state", .label = N_("状态"), .sql = "c.state", .type = LT_WORD, .words = conflict_states, .width = 6, .rank = 1 },
	{ .name = "reason", .label = N_("回避理由"), .sql = "c.reason", .type = LT_TEXT, .width = 24, .min = 10, .rank = 3 },
	{ .name = "declared", .label = N_("本人申报"), .sql = "c.declared", .type = LT_INT, .json_only = true },
};

static const struct list_filter filters[] = {
	{ .name = "agency", .label = N_("执法机构"), .sql = "c.agency = :v", .type = FT_REF, .ref = "agency" },
	{ .name = "person", .label = N_("监督员"), .sql = "c.person = :v", .type = FT_REF, .ref = "person" },
	{ .name = "account", .label = N_("经办人"), .sql = "c.account = :v", .type = FT_REF, .ref = "account" },
	{ .name = "ground", .label = N_("回避情形"), .sql = "c.ground = :v", .type = FT_WORD, .words = conflict_grounds },
};

static const struct list_sort sorts[] = {
	{ .name = "from", .label = N_("按回避起日"), .sql = "c.from_on", .desc = true },
};

#define VIEW \
	.from = "conflict c LEFT JOIN person p ON p.id = c.person LEFT JOIN account u ON u.id = c.account " \
		"LEFT JOIN agency g ON g.id = c.agency", \
	.id = "c.id", .cols = cols, .n_cols = N_OF(cols), .filters = filters, .n_filters = N_OF(filters), .sorts = sorts, \
	.n_sorts = N_OF(sorts)

static const struct list lists[] = {
	{ .name = "conflict", .label = N_("回避"), .empty = N_("没有回避记录"), VIEW },
	{ .name = "conflict.now", .label = N_("现行回避"),
	  .where = "c.state = 'set' AND c.from_on <= :today AND coalesce(c.until_on, :today) >= :today", VIEW },
};

static const struct scope scopes[] = {
	{ .role = ROLE_CLERK, .where = "1" },
	{ .role = ROLE_LEADER, .where = "1" },
	{ .role = ROLE_SUPERVISOR, .where = "c.person = :scope_person" },
};

static bool
sees(const struct actor *who, const void *row)
{
	const struct conflict *c = row;

	if (who->roles & ROLE_BUREAU)
		return true;
	return actor_is(who, c->person);
}

static const char *
title(struct act *a, const void *row)
{
	const struct conflict *c = row;

	return arena_printf(a->arena, _("%s回避%s"),
		c->person != 0 ? act_title(a, "person", c->person) : act_title(a, "account", c->account),
		act_title(a, "agency", c->agency));
}

static void
tally(const void *row, struct tally_key *out)
{
	(void)row;
	out->agency = 0;
	out->month = 0;
}

const struct flow flow_conflict = {
	.name = "conflict",
	.label = N_("回避"),
	.table = "conflict",
	.states = conflict_states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct conflict),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = lists,
	.n_lists = N_OF(lists),
	.scopes = scopes,
	.n_scopes = N_OF(scopes),
	.sees = sees,
	.title = title,
	.tally = tally,
	.menu = 196,
};
