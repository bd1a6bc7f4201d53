/*
 * erasure.c: personal data that are no longer needed: proposed, confirmed by another, gone.
 *
 * Knows: how long they are kept (settings; 个人信息保护法 19, 47), which records speak of a person.
 * Must not know: how a record is emptied (erase.c), where the words of the trail stand.
 *
 * What remains: the records themselves with （已删除） in place of the name, the figures counted from them, the papers as
 * they were issued (the archive's), and the trail's chain of digests, which is proved without the words.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/erase.h"
#include "flow/flows.h"
#include "flow/parties.h"

struct erasure {
	struct record rec;
	const char *number;
	int64_t person;
	word_t ground;
	const char *reason;
	day_t proposed_on;
	int64_t proposer;   /* account, 0 the program */
	day_t decided_on;
	int64_t approver;
	const char *decision;
	day_t until_on;     /* refused: not proposed again before this day, DAY_NONE never by the program */
	int64_t records;    /* how many were emptied */
};

enum erasure_state { ERASURE_NONE, ERASURE_PROPOSED, ERASURE_DONE, ERASURE_REFUSED };
enum erasure_ground { GROUND_NONE, GROUND_DUE, GROUND_ASKED, GROUND_MISTAKE };

static const struct word states[] = {
	WORD_NONE,
	[ERASURE_PROPOSED] = { "proposed", N_("待批准"), 0 },
	[ERASURE_DONE] = { "done", N_("已删除"), 0 },
	[ERASURE_REFUSED] = { "refused", N_("不予删除"), 0 },
	WORD_END,
};

static const struct word grounds[] = {
	WORD_NONE,
	[GROUND_DUE] = { "due", N_("保存期满"), 0 },
	[GROUND_ASKED] = { "asked", N_("本人要求删除"), 0 },
	[GROUND_MISTAKE] = { "mistake", N_("不应收集或者误录"), 0 },
	WORD_END,
};

static const struct field fields[] = {
	{ F_LINE(struct erasure, number), .label = N_("编号") },
	{ F_REF(struct erasure, person, "person"), .label = N_("人员") },
	{ F_WORD(struct erasure, ground, grounds), .label = N_("删除情形") },
	{ F_PARA(struct erasure, reason), .label = N_("删除理由") },
	{ F_DAY(struct erasure, proposed_on), .label = N_("提出日期") },
	{ F_REF(struct erasure, proposer, "account"), .label = N_("提出人") },
	{ F_DAY(struct erasure, decided_on), .label = N_("决定日期") },
	{ F_REF(struct erasure, approver, "account"), .label = N_("决定人") },
	{ F_PARA(struct erasure, decision), .label = N_("决定理由") },
	{ F_DAY(struct erasure, until_on), .label = N_("保留至") },
	{ F_INT(struct erasure, records), .label = N_("删除涉及的记录") },
};

/* ---- which records speak of a person ---- */

/* tests/flow/check_erasure.c compares it with every flow that refers to a person. */
static const struct about {
	const char *act;
	const char *sql;
} abouts[] = {
	/* First, while the records they belong to can still be told by the person. */
	{ "attachment.erase", "SELECT id FROM attachment WHERE person = :p UNION SELECT id FROM attachment WHERE record = :p "
		"UNION SELECT t.id FROM supervisor s JOIN attachment t ON t.record = s.id WHERE s.person = :p "
		"UNION SELECT t.id FROM candidate c JOIN attachment t ON t.record = c.id WHERE c.person = :p "
		"UNION SELECT t.id FROM candidate c JOIN objection o ON o.candidate = c.id JOIN attachment t ON t.record = o.id WHERE c.person = :p "
		"UNION SELECT t.id FROM dismissal d JOIN attachment t ON t.record = d.id WHERE d.person = :p "
		"UNION SELECT t.id FROM misconduct m JOIN attachment t ON t.record = m.id WHERE m.person = :p "
		"UNION SELECT t.id FROM duty y JOIN attachment t ON t.record = y.id WHERE y.person = :p "
		"UNION SELECT t.id FROM evaluation v JOIN attachment t ON t.record = v.id WHERE v.person = :p "
		"UNION SELECT t.id FROM opinion o JOIN attachment t ON t.record = o.id WHERE o.person = :p "
		"UNION SELECT t.id FROM review r JOIN attachment t ON t.record = r.id WHERE r.person = :p "
		"UNION SELECT t.id FROM inquiry q JOIN attachment t ON t.record = q.id WHERE q.person = :p" },
	{ "supervisor.erase", "SELECT id FROM supervisor WHERE person = :p ORDER BY id" },
	{ "candidate.erase", "SELECT id FROM candidate WHERE person = :p ORDER BY id" },
	{ "objection.erase", "SELECT o.id FROM candidate c JOIN objection o ON o.candidate = c.id WHERE c.person = :p ORDER BY o.id" },
	{ "certificate.erase", "SELECT id FROM certificate WHERE person = :p ORDER BY id" },
	{ "attendance.erase", "SELECT id FROM attendance WHERE person = :p ORDER BY id" },
	{ "finding.erase", "SELECT id FROM finding WHERE person = :p ORDER BY id" },
	{ "opinion.erase", "SELECT id FROM opinion WHERE person = :p ORDER BY id" },
	{ "review.erase", "SELECT id FROM review WHERE person = :p ORDER BY id" },
	{ "inquiry.erase", "SELECT id FROM inquiry WHERE person = :p ORDER BY id" },
	{ "misconduct.erase", "SELECT id FROM misconduct WHERE person = :p ORDER BY id" },
	{ "dismissal.erase", "SELECT id FROM dismissal WHERE person = :p ORDER BY id" },
	{ "duty.erase", "SELECT id FROM duty WHERE person = :p ORDER BY id" },
	{ "evaluation.erase", "SELECT id FROM evaluation WHERE person = :p ORDER BY id" },
	{ "conflict.erase", "SELECT id FROM conflict WHERE person = :p ORDER BY id" },
	{ "document.erase", "SELECT id FROM document WHERE person = :p ORDER BY id" },
	/* Before the account, by which they are found. */
	{ "grant.erase", "SELECT id FROM role_grant WHERE person = :p UNION "
		"SELECT g.id FROM account c JOIN role_grant g ON g.account = c.id WHERE c.person = :p" },
	{ "key.erase", "SELECT k.id FROM account c JOIN ssh_key k ON k.account = c.id WHERE c.person = :p ORDER BY k.id" },
	{ "credential.erase", "SELECT k.id FROM account c JOIN credential k ON k.account = c.id WHERE c.person = :p ORDER BY k.id" },
	{ "account.erase", "SELECT id FROM account WHERE person = :p ORDER BY id" },
};

/* The records that ACT is for, all of them at once: the acts change what the statement reads. */
static size_t
records_of(struct act *a, const struct about *about, int64_t person, int64_t **ids)
{
	struct stmt *s = db_prepare(a->db, about->sql);
	size_t n = 0, room = 0;
	int64_t *v = NULL;

	db_bind_int(s, ":p", person);
	while (db_step(s)) {
		if (n == room) {
			int64_t *more = arena_alloc(a->arena, (room = room * 2 + 16) * sizeof *more);

			if (n > 0)
				memcpy(more, v, n * sizeof *more);
			v = more;
		}
		v[n++] = db_int(s, 0);
	}
	*ids = v;
	return n;
}

/* ---- what stands in the way ---- */

static bool
any(struct act *a, const char *sql, int64_t person)
{
	struct stmt *s = db_prepare(a->db, sql);
	bool found;

	db_bind_int(s, ":p", person);
	found = db_step(s);
	db_done(s);
	return found;
}

static bool
is_free(struct act *a, int64_t person)
{
	static const struct {
		const char *sql, *what;
	} bars[] = {
		{ "SELECT 1 FROM supervisor WHERE person = :p AND state = 'active' LIMIT 1", N_("任期未满") },
		{ "SELECT 1 FROM candidate WHERE person = :p AND state IN ('applied', 'qualified', 'proposed', 'publicised') LIMIT 1",
		  N_("正在参加选聘") },
		{ "SELECT 1 FROM opinion WHERE person = :p AND state NOT IN ('closed', 'withdrawn') LIMIT 1", N_("有未办结的监督意见") },
		{ "SELECT 1 FROM review WHERE person = :p AND state <> 'closed' LIMIT 1", N_("有未办结的监督意见书") },
		{ "SELECT 1 FROM dismissal WHERE person = :p AND open = 1 LIMIT 1", N_("解聘未办完") },
		{ "SELECT 1 FROM misconduct WHERE person = :p AND state IN ('reported', 'investigating') LIMIT 1",
		  N_("违法违规违纪反馈未处理完") },
	};

	for (size_t i = 0; i < N_OF(bars); i++)
		if (any(a, bars[i].sql, person))
			return act_refuse(a, "person", 0, _("人员：%s，不能删除个人信息"), _(bars[i].what));
	return true;
}

static day_t
last_day(struct act *a, const char *sql, int64_t person)
{
	struct stmt *s = db_prepare(a->db, sql);
	day_t d = DAY_NONE;

	db_bind_int(s, ":p", person);
	if (db_step(s)) {
		d = db_day(s, 0);
		db_done(s);
	}
	return d;
}

/* The first day after the period of keeping: the later of both; DAY_NONE when the person was neither. */
static day_t
kept_until(struct act *a, int64_t person)
{
	day_t left = last_day(a, "SELECT max(coalesce(left_on, term_end)) FROM supervisor WHERE person = :p", person);
	day_t applied = last_day(a,
		"SELECT max(coalesce(ended_on, reviewed_on, applied_on)) FROM candidate WHERE person = :p AND state <> 'appointed'", person);
	day_t until = DAY_NONE;

	if (left != DAY_NONE)
		until = day_add_months(left, 12 * (int)act_setting(a, "keep_supervisor_years"));
	if (applied != DAY_NONE) {
		day_t d = day_add_months(applied, 12 * (int)act_setting(a, "keep_candidate_years"));

		until = until == DAY_NONE || d > until ? d : until;
	}
	return until;
}

/* ---- propose 提出删除 ---- */

struct erasure_propose {
	int64_t person;
	word_t ground;
	const char *reason;
};

static const struct field propose_fields[] = {
	{ F_REF(struct erasure_propose, person, "person"), .label = N_("人员"), .flags = FIELD_REQUIRED },
	{ F_WORD(struct erasure_propose, ground, grounds), .label = N_("删除情形"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_PARA(struct erasure_propose, reason), .label = N_("删除理由"), .flags = FIELD_REQUIRED, .max = 1000,
	  .hint = N_("不要写身份证号、电话：这些字留在删除记录里") },
};

static bool
check_propose(struct act *a)
{
	const struct erasure_propose *in = a->args;
	day_t until;
	char day[DAY_TEXT];

	if (any(a, "SELECT 1 FROM person WHERE id = :p AND state = 'erased'", in->person))
		return act_refuse(a, "person", 0, _("人员：个人信息已经删除"));
	if (any(a, "SELECT 1 FROM erasure WHERE person = :p AND state = 'proposed'", in->person))
		return act_refuse(a, "person", 0, _("人员：已经提出删除，等待批准"));
	if (!is_free(a, in->person))
		return false;
	if (in->ground != GROUND_DUE)
		return true;
	until = kept_until(a, in->person);
	if (until == DAY_NONE)
		return act_refuse(a, "ground", 0, _("删除情形：此人没有任期也没有报名，没有保存期可算，请选别的情形"));
	return a->today >= until ||
		act_refuse(a, "ground", 0, _("删除情形：保存期到%s才满"), day_format(until, day));
}

static bool
run_propose(struct act *a)
{
	const struct erasure_propose *in = a->args;
	struct erasure *x = a->row;
	int year;

	day_split(a->today, &year, &(int){ 0 }, &(int){ 0 });
	x->number = act_number(a, "erasure", year);
	x->person = in->person;
	x->ground = in->ground;
	x->reason = in->reason;
	x->proposed_on = a->today;
	x->proposer = a->actor->account;
	x->rec.state = ERASURE_PROPOSED;
	act_note(a, "%s", x->number);
	return true;
}

/* ---- confirm 批准删除, refuse 不予删除 ---- */

struct erasure_confirm {
	const char *decision;
};

static const struct field confirm_fields[] = {
	{ F_PARA(struct erasure_confirm, decision), .label = N_("决定理由"), .flags = FIELD_NOTE, .max = 1000 },
};

/* Two people see it, where there are two. */
static bool
may_decide(struct act *a)
{
	const struct erasure *x = a->row;

	return a->actor->personal || x->proposer != a->actor->account || act_bar(a, _("由提出人以外的人批准"));
}

static bool
check_confirm(struct act *a)
{
	const struct erasure *x = a->row;

	return is_free(a, x->person);
}

static void
decide(struct act *a)
{
	struct erasure *x = a->row;

	act_copy(a);
	x->decided_on = a->today;
	x->approver = a->actor->account;
}

static bool
run_confirm(struct act *a)
{
	struct erasure *x = a->row;
	const struct person *p = act_load(a, "person", x->person);
	int64_t *ids, *all = arena_alloc(a->arena, sizeof *all);
	size_t n_all = 1, left = 0;
	const char *where;

	all[0] = x->person;
	decide(a);
	for (size_t i = 0; i < N_OF(abouts); i++) {
		size_t n = records_of(a, &abouts[i], x->person, &ids);
		int64_t *more = arena_alloc(a->arena, (n_all + n) * sizeof *more);

		memcpy(more, all, n_all * sizeof *more);
		if (n > 0)
			memcpy(more + n_all, ids, n * sizeof *more);
		all = more;
		n_all += n;
	}
	x->records = (int64_t)n_all;
	x->rec.state = ERASURE_DONE;
	act_note(a, _("涉及%lld条记录"), (long long)x->records);
	act_notice(a, _("以前的备份和留痕的归档文件里仍有这些信息，随备份到期清理；已制发的文书归档保存，附件的内容不查，都不在此删除"));
	/* What others wrote, and what was issued, is not emptied by itself: the office is told where, and decides. */
	where = p != NULL ? act_still_named(a, p->name, all, n_all, &left) : "";
	if (left > 0) {
		act_note(a, _("仍写着姓名的%zu处：%s"), left, where);
		act_notice(a, _("这些地方仍写着此人的姓名，由本局决定更正、作废还是保留：%s"), where);
	}
	return true;
}

static bool
also_confirm(struct act *a)
{
	const struct erasure *x = a->row;
	const struct person *p = act_load(a, "person", x->person);

	/* What was refused before there was a record may have named the person. */
	if (p == NULL || !trail_erase_refusals(a->db, p->name) || !trail_erase_refusals(a->db, p->idno))
		return false;
	for (size_t i = 0; i < N_OF(abouts); i++) {
		int64_t *ids;
		size_t n = records_of(a, &abouts[i], x->person, &ids);

		for (size_t k = 0; k < n; k++)
			if (act_also(a, abouts[i].act, ids[k], "erasure", x->number, NULL) == 0)
				return false;
	}
	return act_also(a, "person.erase", x->person, "erasure", x->number, NULL) != 0;
}

struct erasure_refuse {
	const char *decision;
	day_t until_on;
};

static const struct field refuse_fields[] = {
	{ F_PARA(struct erasure_refuse, decision), .label = N_("决定理由"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 1000 },
	{ F_DAY(struct erasure_refuse, until_on), .label = N_("保留至"), .flags = FIELD_NOTE, .hint = N_("到这一日再提示；不填不再提示") },
};

static bool
check_refuse(struct act *a)
{
	const struct erasure_refuse *in = a->args;

	return in->until_on == DAY_NONE || in->until_on > a->today ||
		act_refuse(a, "until_on", 0, _("保留至：应在今天以后"));
}

static bool
run_refuse(struct act *a)
{
	struct erasure *x = a->row;

	decide(a);
	x->rec.state = ERASURE_REFUSED;
	return true;
}

#define TABLE(t, S) .fields = t, .n_fields = N_OF(t), .args_size = sizeof(S)

static const struct action actions[] = {
	{
		.name = "erasure.propose",
		.label = N_("提出删除个人信息"),
		.help = N_("保存期满、本人要求或者不应收集的，提出删除一个人的个人信息；在任、在选、有未办结事项的不能提出。"),
		.roles = ROLE_CLERK | ROLE_PROGRAM,
		.from = S_NEW,
		.to = S(ERASURE_PROPOSED),
		TABLE(propose_fields, struct erasure_propose),
		.check = check_propose,
		.run = run_propose,
	},
	{
		.name = "erasure.confirm",
		.label = N_("批准删除"),
		.help = N_("由另一人批准。姓名、证号、电话、住址和留痕里的原话从数据库里抹去，不能恢复；记录、统计和留痕的链还在。"),
		.roles = ROLE_LEADER,
		.from = S(ERASURE_PROPOSED),
		.to = S(ERASURE_DONE),
		.key = 'o',
		.flags = ACT_CONFIRM,
		TABLE(confirm_fields, struct erasure_confirm),
		.may = may_decide,
		.check = check_confirm,
		.run = run_confirm,
		.also = also_confirm,
	},
	{
		.name = "erasure.refuse",
		.label = N_("不予删除"),
		.help = N_("仍须保存的，写明理由和保留到哪一天。"),
		.roles = ROLE_LEADER,
		.from = S(ERASURE_PROPOSED),
		.to = S(ERASURE_REFUSED),
		.key = 'b',
		TABLE(refuse_fields, struct erasure_refuse),
		.check = check_refuse,
		.run = run_refuse,
	},
};

/* ---- what is due ---- */

size_t
erasure_owed(struct act *a, int64_t after, struct owed *out, size_t max)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT p.id FROM person p WHERE p.id > :after AND p.state = 'kept' "
		"AND (EXISTS (SELECT 1 FROM supervisor s WHERE s.person = p.id) OR EXISTS (SELECT 1 FROM candidate c WHERE c.person = p.id)) "
		"AND NOT EXISTS (SELECT 1 FROM supervisor s WHERE s.person = p.id "
		"AND (s.state = 'active' OR coalesce(s.left_on, s.term_end) > :left)) "
		"AND NOT EXISTS (SELECT 1 FROM candidate c WHERE c.person = p.id AND c.state <> 'appointed' "
		"AND (c.state IN ('applied', 'qualified', 'proposed', 'publicised') "
		"OR coalesce(c.ended_on, c.reviewed_on, c.applied_on) > :applied)) "
		"AND NOT EXISTS (SELECT 1 FROM opinion o WHERE o.person = p.id AND o.state NOT IN ('closed', 'withdrawn')) "
		"AND NOT EXISTS (SELECT 1 FROM review r WHERE r.person = p.id AND r.state <> 'closed') "
		"AND NOT EXISTS (SELECT 1 FROM dismissal d WHERE d.person = p.id AND d.open = 1) "
		"AND NOT EXISTS (SELECT 1 FROM misconduct m WHERE m.person = p.id AND m.state IN ('reported', 'investigating')) "
		"AND NOT EXISTS (SELECT 1 FROM erasure x WHERE x.person = p.id "
		"AND (x.state = 'proposed' OR (x.state = 'refused' AND coalesce(x.until_on, '9999') > :today))) "
		"ORDER BY p.id LIMIT :max");
	size_t n = 0;

	db_bind_int(s, ":after", after);
	db_bind_day(s, ":left", day_add_months(a->today, -12 * (int)act_setting(a, "keep_supervisor_years")));
	db_bind_day(s, ":applied", day_add_months(a->today, -12 * (int)act_setting(a, "keep_candidate_years")));
	db_bind_day(s, ":today", a->today);
	db_bind_int(s, ":max", (int64_t)max);
	while (db_step(s)) {
		if (n < max)
			out[n++] = (struct owed){ "person.due", db_int(s, 0) };
	}
	return n;
}

bool
erasure_also_due(struct act *a)
{
	day_t until = kept_until(a, row_head(a->row)->id);
	char day[DAY_TEXT];

	return act_also(a, "erasure.propose", 0, "person", arena_printf(a->arena, "%lld", (long long)row_head(a->row)->id), "ground", "due",
		       "reason", arena_printf(a->arena, _("个人信息的保存期到%s已满"), day_format(until, day)), NULL) != 0;
}

/* ---- lists ---- */

static const struct list_col cols[] = {
	{ .name = "number", .label = N_("编号"), .sql = "x.number", .type = LT_TEXT, .width = 10, .min = 8 },
	{ .name = "name", .label = N_("人员"), .sql = "(SELECT p.name FROM person p WHERE p.id = x.person)", .type = LT_NAME, .width = 14,
	  .min = 8 },
	{ .name = "ground", .label = N_("删除情形"), .sql = "x.ground", .type = LT_WORD, .words = grounds, .width = 16, .min = 12 },
	{ .name = "proposed_on", .label = N_("提出日期"), .sql = "x.proposed_on", .type = LT_DAY, .width = 10, .rank = 1 },
	{ .name = "state", .label = N_("状态"), .sql = "x.state", .type = LT_WORD, .words = states, .width = 8, .rank = 1 },
	{ .name = "decided_on", .label = N_("决定日期"), .sql = "x.decided_on", .type = LT_DAY, .width = 10, .rank = 2 },
	{ .name = "until_on", .label = N_("保留至"), .sql = "x.until_on", .type = LT_DAY, .width = 10, .rank = 3 },
	{ .name = "records", .label = N_("记录"), .sql = "x.records", .type = LT_INT, .width = 6, .rank = 3, .right = true },
	{ .name = "reason", .label = N_("删除理由"), .sql = "x.reason", .type = LT_TEXT, .width = 30, .min = 12, .rank = 4 },
};

static const struct list_filter filters[] = {
	{ .name = "person", .label = N_("人员"), .sql = "x.person = :v", .type = FT_REF, .ref = "person" },
};

static const struct list_sort sorts[] = {
	{ .name = "proposed", .label = N_("按提出日期"), .sql = "x.proposed_on", .desc = true },
};

#define VIEW \
	.from = "erasure x", .id = "x.id", .cols = cols, .n_cols = N_OF(cols), .filters = filters, .n_filters = N_OF(filters), \
	.sorts = sorts, .n_sorts = N_OF(sorts)

static const struct list lists[] = {
	{ .name = "erasure", .label = N_("个人信息删除"), .empty = N_("没有提出过删除；保存期满的，每日巡查会自动提出"), VIEW },
	{ .name = "erasure.due", .label = N_("待批准的删除"), .where = "x.state = 'proposed'", VIEW },
};

static const struct scope scopes[] = {
	{ .role = ROLE_CLERK, .where = "1" },
	{ .role = ROLE_LEADER, .where = "1" },
};

static bool
sees(const struct actor *who, const void *row)
{
	(void)row;
	return (who->roles & ROLE_BUREAU) != 0;
}

static const char *const refs[] = { "x.number = :v", NULL };

static const char *
title(struct act *a, const void *row)
{
	(void)a;
	return ((const struct erasure *)row)->number;
}

static size_t
waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS])
{
	const struct erasure *x = row;

	(void)a;
	if (x->rec.state != ERASURE_PROPOSED)
		return 0;
	out[0] = (struct wait_row){ .role = ROLE_LEADER, .action = "erasure.confirm", .text = _("批准删除个人信息"), .number = x->number,
		.object = word_label(grounds, x->ground), .due = DAY_NONE, .clock = "" };
	return 1;
}

static void
tally(const void *row, struct tally_key *out)
{
	(void)row;
	out->agency = 0;
	out->month = 0;
}

const struct flow flow_erasure = {
	.name = "erasure",
	.label = N_("个人信息删除"),
	.table = "erasure",
	.states = states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct erasure),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = lists,
	.n_lists = N_OF(lists),
	.scopes = scopes,
	.n_scopes = N_OF(scopes),
	.sees = sees,
	.number_field = "number",
	.refs = refs,
	.title = title,
	.waits = waits,
	.tally = tally,
	.menu = 193,
};
