/*
 * certificate.c: the supervisor's certificate: issued, lost, given back, voided.
 *
 * Knows: articles 7 and 13 as far as they touch the card.  Must not know: who may
 * become a supervisor, what is done with the card shown.
 *
 * A number is given once and never again, whatever becomes of the card; numbers
 * from paper are kept to the letter.
 */
#include <stdlib.h>
#include <string.h>

#include "flow/certificate.h"
#include "base/i18n.h"
#include "base/text.h"
#include "flow/erase.h"
#include "flow/flows.h"

const struct word certificate_states[] = {
	WORD_NONE,
	[CERTIFICATE_ISSUED] = { "issued", N_("有效"), 7 },
	[CERTIFICATE_LOST] = { "lost", N_("遗失"), 0 },
	[CERTIFICATE_RETURNED] = { "returned", N_("已收回"), 17 },
	[CERTIFICATE_VOID] = { "void", N_("作废"), 0 },
	[CERTIFICATE_EXPIRED] = { "expired", N_("到期"), 5 },
	WORD_END,
};

static const struct field fields[] = {
	{ F_LINE(struct certificate, number), .label = N_("证件编号"), .flags = FIELD_CORRECTABLE,
		.article = 7 },
	{ F_REF(struct certificate, supervisor, "supervisor"), .label = N_("监督员") },
	{ F_REF(struct certificate, person, "person"), .label = N_("持证人") },
	{ F_NAME(struct certificate, name), .label = N_("证上姓名"), .flags = FIELD_PERSONAL | FIELD_CORRECTABLE },
	{ F_INT(struct certificate, order_key), .label = N_("编号序"), .flags = FIELD_HIDDEN },
	{ F_DAY(struct certificate, issued_on), .label = N_("发证日期"), .flags = FIELD_CORRECTABLE,
		.article = 7 },
	{ F_DAY(struct certificate, ended_on), .label = N_("失效日期") },
	{ F_DAY(struct certificate, recalled_on), .label = N_("通知收回日期"), .article = 17 },
	{ F_INT(struct certificate, recall_days), .label = N_("收回期限"), .flags = FIELD_HIDDEN },
	{ F_DAY(struct certificate, returned_on), .label = N_("收回日期"), .article = 17 },
	{ F_DAY(struct certificate, declared_on), .label = N_("声明作废日期") },
	{ F_LINE(struct certificate, declared_in), .label = N_("声明载体") },
	{ F_REF(struct certificate, replaces, "certificate"), .label = N_("补发自") },
	{ F_REF(struct certificate, replaced_by, "certificate"), .label = N_("已补发为") },
	{ F_PARA(struct certificate, note), .label = N_("备注"), .flags = FIELD_PERSONAL | FIELD_CORRECTABLE },
};

/* Year and serial of a number: 碚执监〔2024〕5号, 2024-5; false when it holds no such pair. */
static bool
read_number(struct arena *ar, const char *number, int *year, int64_t *serial)
{
	const char *p = text_fold_width(ar, number);

	for (; *p != '\0'; p++) {
		size_t n = strspn(p, "0123456789");
		long y;

		if (n == 0)
			continue;
		y = n == 4 ? strtol(p, NULL, 10) : 0;
		p += n;
		if (y < 1949 || y > 2999) {
			p--;
			continue;
		}
		p += strcspn(p, "0123456789");
		n = strspn(p, "0123456789");
		if (n == 0 || n > 6)
			return false;
		*year = (int)y;
		*serial = strtoll(p, NULL, 10);
		return true;
	}
	return false;
}

int64_t
certificate_order(struct arena *ar, const char *number)
{
	int year;
	int64_t serial;

	return read_number(ar, number, &year, &serial) ? year * INT64_C(1000000) + serial : 0;
}

/* The certificate of that number besides EXCEPT, 0 none. */
static int64_t
same_number(struct act *a, const char *number, int64_t except)
{
	struct stmt *s = db_prepare(a->db, "SELECT id FROM certificate WHERE number = :n AND id <> :id");
	int64_t id = 0;

	db_bind_text(s, ":n", number);
	db_bind_int(s, ":id", except);
	if (db_step(s)) {
		id = db_int(s, 0);
		db_done(s);
	}
	return id;
}

static bool
number_is_free(struct act *a, const char *number, int64_t except)
{
	const struct certificate *other = act_load(a, "certificate", same_number(a, number, except));

	if (other == NULL)
		return true;
	return act_refuse(a, "number", 7, _("证件编号：%s已发给%s"), number, other->name);
}

/* The latest certificate of the term, NULL none. */
static const struct certificate *
latest_of(struct act *a, int64_t supervisor)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT id FROM certificate WHERE supervisor = :s ORDER BY issued_on DESC, id DESC LIMIT 1");
	int64_t id = 0;

	db_bind_int(s, ":s", supervisor);
	if (db_step(s)) {
		id = db_int(s, 0);
		db_done(s);
	}
	return act_load(a, "certificate", id);
}

/* ---- issue ---- */
struct certificate_issue {
	int64_t supervisor;
	const char *number;
	day_t on;
	const char *note;
	const char *late_reason;
};

static const struct field issue_fields[] = {
	{ F_REF(struct certificate_issue, supervisor, "supervisor"), .label = N_("监督员"),
		.flags = FIELD_REQUIRED },
	{ F_LINE(struct certificate_issue, number), .label = N_("证件编号"), .article = 7, .max = 60,
		.hint = N_("不填按年编号；纸质证照原样填写") },
	{ F_DAY(struct certificate_issue, on), .label = N_("发证日期"), .flags = FIELD_HAPPENED,
		.article = 7 },
	{ F_PARA(struct certificate_issue, note), .label = N_("备注"), .flags = FIELD_NOTE, .max = 2000 },
	{ F_LINE(struct certificate_issue, late_reason), .label = N_("补记原因"),
		.flags = FIELD_LATE | FIELD_NOTE },
};

static bool
check_issue(struct act *a)
{
	const struct certificate_issue *in = a->args;
	const struct supervisor *s = act_load(a, "supervisor", in->supervisor);
	const struct certificate *last = latest_of(a, in->supervisor);
	char from[DAY_TEXT], to[DAY_TEXT];

	if (s == NULL)
		return act_refuse(a, "supervisor", 0, _("监督员：没有这个任期"));
	/* An imported old term brings its certificate although it is over. */
	if (s->rec.state != SUPERVISOR_ACTIVE && a->outer == NULL)
		return act_refuse(a, "supervisor", 7, _("监督员：%s已不在任，不能发证"), s->name);
	if (!supervisor_in_office(s, in->on))
		return act_refuse(a, "on", 7, _("发证日期：须在任期%s至%s之内"),
			day_format(s->term_start, from), day_format(s->term_end, to));
	if (last != NULL && last->rec.state == CERTIFICATE_ISSUED)
		return act_refuse(
			a, "supervisor", 7, _("监督员：%s已持有有效的监督员证%s"), s->name, last->number);
	return *in->number == '\0' || number_is_free(a, in->number, 0);
}

/* By year, after every number the year has seen, on paper too. */
static const char *
next_number(struct act *a, day_t on)
{
	int year, month, mday;
	const char *number;

	day_split(on, &year, &month, &mday);
	do
		number = act_number(a, "certificate", year);
	while (same_number(a, number, 0) != 0);
	return number;
}

static bool
run_issue(struct act *a)
{
	const struct certificate_issue *in = a->args;
	const struct supervisor *s = act_load(a, "supervisor", in->supervisor);
	const struct certificate *last = latest_of(a, in->supervisor);
	struct certificate *c = a->row;
	int year;
	int64_t serial;

	act_copy(a);
	if (*c->number == '\0')
		c->number = next_number(a, in->on);
	else if (read_number(a->arena, c->number, &year, &serial))
		number_taken(a->db, "certificate", year, serial);
	c->order_key = certificate_order(a->arena, c->number);
	c->person = s->person;
	c->name = s->name;
	c->issued_on = in->on;
	if (last != NULL && (last->rec.state == CERTIFICATE_LOST || last->rec.state == CERTIFICATE_VOID))
		c->replaces = last->rec.id;
	if (last != NULL && last->rec.state == CERTIFICATE_LOST && last->declared_on == DAY_NONE)
		act_notice(a, _("原证%s遗失，尚未声明作废"), last->number);
	c->rec.state = CERTIFICATE_ISSUED;
	act_note(a, "%s", c->number);
	return true;
}

/* The old card points to the new one, so that whoever has the old in hand finds it. */
static bool
also_issue(struct act *a)
{
	const struct certificate *c = a->row;

	return c->replaces == 0 ||
		act_also(a, "certificate.replace", c->replaces, "replaced_by",
			arena_printf(a->arena, "%lld", (long long)c->rec.id), NULL) != 0;
}

#define ENDED                                                                                                         \
	(S(CERTIFICATE_LOST) | S(CERTIFICATE_RETURNED) | S(CERTIFICATE_VOID) | S(CERTIFICATE_EXPIRED))

/* ---- replace: the program's half of a reissue ---- */
struct certificate_replace {
	int64_t replaced_by;
};

static const struct field replace_fields[] = {
	{ F_REF(struct certificate_replace, replaced_by, "certificate"), .label = N_("已补发为"),
		.flags = FIELD_REQUIRED | FIELD_NOTE },
};

/* ---- reissue: from the lost or void card ---- */
struct certificate_reissue {
	const char *number;
	day_t on;
	const char *note;
	const char *late_reason;
};

static const struct field reissue_fields[] = {
	{ F_LINE(struct certificate_reissue, number), .label = N_("新证编号"), .article = 7, .max = 60,
		.hint = N_("不填按年编号；纸质证照原样填写") },
	{ F_DAY(struct certificate_reissue, on), .label = N_("补发日期"), .flags = FIELD_HAPPENED, .article = 7 },
	{ F_PARA(struct certificate_reissue, note), .label = N_("备注"), .flags = FIELD_NOTE, .max = 2000 },
	{ F_LINE(struct certificate_reissue, late_reason), .label = N_("补记原因"),
		.flags = FIELD_LATE | FIELD_NOTE },
};

static bool
may_reissue(struct act *a)
{
	const struct certificate *c = a->row;
	const struct supervisor *s = act_load(a, "supervisor", c->supervisor);
	const struct certificate *last = latest_of(a, c->supervisor);

	if (s == NULL || s->rec.state != SUPERVISOR_ACTIVE)
		return act_bar(a, _("%s已不在任，不能补发"), c->name);
	if (c->replaced_by != 0)
		return act_bar(a, _("已补发为%s"), act_title(a, "certificate", c->replaced_by));
	if (last != NULL && last->rec.id != c->rec.id)
		return act_bar(a, _("此后已发%s"), last->number);
	if (c->rec.state == CERTIFICATE_LOST && c->declared_on == DAY_NONE)
		return act_bar(a, _("尚未声明作废"));
	return true;
}

static bool
check_reissue(struct act *a)
{
	const struct certificate_reissue *in = a->args;
	const struct certificate *c = a->row;
	day_t after = c->declared_on != DAY_NONE ? c->declared_on : c->ended_on;
	char day[DAY_TEXT];

	if (after != DAY_NONE && in->on < after)
		return act_refuse(a, "on", 7, _("补发日期：不能早于原证作废之日%s"), day_format(after, day));
	return *in->number == '\0' || number_is_free(a, in->number, 0);
}

/* Nothing on the old card yet: the new one, once it stands, marks it. */
static bool
run_reissue(struct act *a)
{
	(void)a;
	return true;
}

static bool
also_reissue(struct act *a)
{
	const struct certificate_reissue *in = a->args;
	const struct certificate *c = a->row;
	int64_t id;
	char day[DAY_TEXT];

	id = act_also(a, "certificate.issue", 0, "supervisor",
		arena_printf(a->arena, "%lld", (long long)c->supervisor), "number", in->number, "on",
		day_format(in->on, day), "note", in->note, "late_reason", in->late_reason, NULL);
	if (id == 0)
		return false;
	act_notice(a, _("已补发%s"), act_title(a, "certificate", id));
	return true;
}

/* ---- declare: a lost card is publicly declared void ---- */
struct certificate_declare {
	const char *declared_in;
	day_t on;
	const char *late_reason;
};

static const struct field declare_fields[] = {
	{ F_LINE(struct certificate_declare, declared_in), .label = N_("声明载体"),
		.flags = FIELD_REQUIRED | FIELD_NOTE, .hint = N_("刊登声明的报纸、网站或公告栏") },
	{ F_DAY(struct certificate_declare, on), .label = N_("声明作废日期"), .flags = FIELD_HAPPENED },
	{ F_LINE(struct certificate_declare, late_reason), .label = N_("补记原因"),
		.flags = FIELD_LATE | FIELD_NOTE },
};

static bool
may_declare(struct act *a)
{
	const struct certificate *c = a->row;
	char day[DAY_TEXT];

	return c->declared_on == DAY_NONE || act_bar(a, _("已于%s声明作废"), day_format(c->declared_on, day));
}

static bool
check_declare(struct act *a)
{
	const struct certificate_declare *in = a->args;
	const struct certificate *c = a->row;
	char day[DAY_TEXT];

	return c->ended_on == DAY_NONE || in->on >= c->ended_on ||
		act_refuse(a, "on", 13, _("声明作废日期：不能早于遗失日期%s"), day_format(c->ended_on, day));
}

static bool
run_declare(struct act *a)
{
	const struct certificate_declare *in = a->args;
	struct certificate *c = a->row;

	c->declared_on = in->on;
	c->declared_in = in->declared_in;
	return true;
}

/* ---- the end of a certificate ---- */
struct certificate_end {
	day_t on;
	const char *reason;
	const char *late_reason;
};

static const struct field lost_fields[] = {
	{ F_DAY(struct certificate_end, on), .label = N_("遗失日期"), .flags = FIELD_HAPPENED },
	{ F_LINE(struct certificate_end, reason), .label = N_("情况说明"),
		.flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_LINE(struct certificate_end, late_reason), .label = N_("补记原因"),
		.flags = FIELD_LATE | FIELD_NOTE },
};

static const struct field return_fields[] = {
	{ F_DAY(struct certificate_end, on), .label = N_("收回日期"), .flags = FIELD_HAPPENED,
		.article = 17 },
	{ F_LINE(struct certificate_end, reason), .label = N_("情况说明"), .flags = FIELD_NOTE },
	{ F_LINE(struct certificate_end, late_reason), .label = N_("补记原因"),
		.flags = FIELD_LATE | FIELD_NOTE },
};

static const struct field void_fields[] = {
	{ F_DAY(struct certificate_end, on), .label = N_("作废日期"), .flags = FIELD_HAPPENED },
	{ F_LINE(struct certificate_end, reason), .label = N_("作废原因"),
		.flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_LINE(struct certificate_end, late_reason), .label = N_("补记原因"),
		.flags = FIELD_LATE | FIELD_NOTE },
};

/* By the program, as the last day of the term: may lie further back than a person may tell without a reason. */
static const struct field expire_fields[] = {
	{ F_DAY(struct certificate_end, on), .label = N_("到期日期"), .flags = FIELD_REQUIRED | FIELD_PAST,
		.article = 5 },
};

static const struct field recall_fields[] = {
	{ F_DAY(struct certificate_end, on), .label = N_("通知收回日期"),
		.flags = FIELD_REQUIRED | FIELD_PAST, .article = 17 },
};

static bool
check_end(struct act *a)
{
	const struct certificate_end *in = a->args;
	const struct certificate *c = a->row;
	char day[DAY_TEXT];

	if (c->issued_on == DAY_NONE || in->on >= c->issued_on)
		return true;
	return act_refuse(a, "on", a->action->article, _("%s：不能早于发证日期%s"),
		_(a->action->fields[0].label), day_format(c->issued_on, day));
}

static bool
end(struct act *a, enum certificate_state state)
{
	const struct certificate_end *in = a->args;
	struct certificate *c = a->row;

	/* A lost card that turns up has not been valid since it was lost. */
	if (c->ended_on == DAY_NONE)
		c->ended_on = in->on;
	if (state == CERTIFICATE_RETURNED)
		c->returned_on = in->on;
	c->rec.state = (word_t)state;
	return true;
}

/* From this day its holder is to give it back; the figure is kept, so that a later setting moves nothing told. */
static void
ask_back(struct act *a, day_t on)
{
	struct certificate *c = a->row;

	c->recalled_on = on;
	c->recall_days = act_setting(a, "recall_days");
}

static bool
run_lost(struct act *a)
{
	return end(a, CERTIFICATE_LOST);
}

static bool
run_return(struct act *a)
{
	return end(a, CERTIFICATE_RETURNED);
}

static bool
run_void(struct act *a)
{
	return end(a, CERTIFICATE_VOID);
}

/* A card that ran out is collected too, but for those of an old sheet, which nobody asks for any more. */
static bool
run_expire(struct act *a)
{
	const struct certificate_end *in = a->args;
	const struct certificate *c = a->row;
	bool old = a->outer != NULL && (a->outer->action->flags & ACT_IMPORT);

	if (!old && c->recalled_on == DAY_NONE)
		ask_back(a, in->on);
	return end(a, CERTIFICATE_EXPIRED);
}

/* The holder has left: from that day the card is not valid, and it is to be given back. */
static bool
run_recall(struct act *a)
{
	const struct certificate_end *in = a->args;
	struct certificate *c = a->row;

	ask_back(a, in->on);
	c->ended_on = in->on;
	return true;
}

/* ---- correct ---- */
struct certificate_correct {
	const char *number;
	const char *name;
	day_t issued_on;
	const char *note;
	const char *reason;
};

static const struct field correct_fields[] = {
	{ F_LINE(struct certificate_correct, number), .label = N_("证件编号"), .flags = FIELD_PREFILL,
		.article = 7, .max = 60 },
	{ F_NAME(struct certificate_correct, name), .label = N_("证上姓名"), .flags = FIELD_PREFILL,
		.max = 50 },
	{ F_DAY(struct certificate_correct, issued_on), .label = N_("发证日期"),
		.flags = FIELD_PREFILL | FIELD_PAST, .article = 7 },
	{ F_PARA(struct certificate_correct, note), .label = N_("备注"), .flags = FIELD_PREFILL,
		.max = 2000 },
	{ F_LINE(struct certificate_correct, reason), .label = N_("更正原因"),
		.flags = FIELD_REQUIRED | FIELD_NOTE },
};

static bool
check_correct(struct act *a)
{
	const struct certificate_correct *in = a->args;
	const struct certificate *c = a->row;
	const struct supervisor *s = act_load(a, "supervisor", c->supervisor);
	char from[DAY_TEXT], to[DAY_TEXT];

	if (act_given(a, "name") && *in->name == '\0')
		return act_refuse(a, "name", 0, _("证上姓名：必须填写"));
	if (act_given(a, "issued_on") && (s == NULL || !supervisor_in_office(s, in->issued_on)))
		return act_refuse(a, "issued_on", 7, _("发证日期：须在任期%s至%s之内"),
			day_format(s != NULL ? s->term_start : DAY_NONE, from),
			day_format(s != NULL ? s->term_end : DAY_NONE, to));
	if (act_given(a, "issued_on") && c->ended_on != DAY_NONE && in->issued_on > c->ended_on)
		return act_refuse(
			a, "issued_on", 7, _("发证日期：不能晚于失效日期%s"), day_format(c->ended_on, from));
	if (!act_given(a, "number"))
		return true;
	if (*in->number == '\0')
		return act_refuse(a, "number", 7, _("证件编号：必须填写"));
	return number_is_free(a, in->number, c->rec.id);
}

static bool
run_correct(struct act *a)
{
	struct certificate *c = a->row;
	int year;
	int64_t serial;

	act_copy(a);
	c->order_key = certificate_order(a->arena, c->number);
	if (act_given(a, "number") && read_number(a->arena, c->number, &year, &serial))
		number_taken(a->db, "certificate", year, serial);
	return true;
}

static const struct action actions[] = {
	{
		.name = "certificate.issue",
		.label = N_("发证"),
		.help = N_("给在任监督员发监督员证；遗失的以新号补发，原号不再使用。"),
		.article = 7,
		.roles = ROLE_BUREAU | ROLE_PROGRAM,
		.from = S_NEW,
		.to = S(CERTIFICATE_ISSUED),
		.fields = issue_fields,
		.n_fields = N_OF(issue_fields),
		.args_size = sizeof(struct certificate_issue),
		.check = check_issue,
		.run = run_issue,
		.also = also_issue,
	},
	{
		.name = "certificate.declare",
		.label = N_("声明作废"),
		.help = N_("遗失的监督员证公开声明作废，记明日期和载体；此后可以补发。"),
		.article = 13,
		.roles = ROLE_BUREAU,
		.from = S(CERTIFICATE_LOST),
		.to = S(CERTIFICATE_LOST),
		.key = 'd',
		.flags = ACT_KEEPS,
		.fields = declare_fields,
		.n_fields = N_OF(declare_fields),
		.args_size = sizeof(struct certificate_declare),
		.may = may_declare,
		.check = check_declare,
		.run = run_declare,
	},
	{
		.name = "certificate.reissue",
		.label = N_("补发"),
		.help = N_("遗失已声明作废的，或者印错、损坏作废的，以新号补发；新旧两证互相注明。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = S(CERTIFICATE_LOST) | S(CERTIFICATE_VOID),
		.to = S(CERTIFICATE_LOST) | S(CERTIFICATE_VOID),
		.key = 'n',
		.flags = ACT_KEEPS,
		.fields = reissue_fields,
		.n_fields = N_OF(reissue_fields),
		.args_size = sizeof(struct certificate_reissue),
		.may = may_reissue,
		.check = check_reissue,
		.run = run_reissue,
		.also = also_reissue,
	},
	{
		.name = "certificate.replace",
		.label = N_("注明补发"),
		.help = N_("在原证上注明补发的新证。"),
		.article = 7,
		.roles = ROLE_PROGRAM,
		.from = ENDED,
		.to = ENDED,
		.flags = ACT_INTERNAL | ACT_KEEPS,
		.fields = replace_fields,
		.n_fields = N_OF(replace_fields),
		.args_size = sizeof(struct certificate_replace),
	},
	{
		.name = "certificate.lost",
		.label = N_("登记遗失"),
		.help = N_("监督员证遗失，自遗失之日起失效；公开声明作废后用“补发”。"),
		.article = 13,
		.roles = ROLE_BUREAU,
		.from = S(CERTIFICATE_ISSUED),
		.to = S(CERTIFICATE_LOST),
		.key = 'l',
		.fields = lost_fields,
		.n_fields = N_OF(lost_fields),
		.args_size = sizeof(struct certificate_end),
		.check = check_end,
		.run = run_lost,
	},
	{
		.name = "certificate.return",
		.label = N_("收回证件"),
		.help = N_("监督员离任后收回监督员证，或找回遗失的证件。"),
		.article = 17,
		.roles = ROLE_BUREAU,
		.from = S(CERTIFICATE_ISSUED) | S(CERTIFICATE_LOST) | S(CERTIFICATE_EXPIRED),
		.to = S(CERTIFICATE_RETURNED),
		.key = 'b',
		.fields = return_fields,
		.n_fields = N_OF(return_fields),
		.args_size = sizeof(struct certificate_end),
		.check = check_end,
		.run = run_return,
	},
	{
		.name = "certificate.void",
		.label = N_("作废"),
		.help = N_("印错、损坏的证件作废；编号保留，不再使用。"),
		.article = 7,
		.roles = ROLE_BUREAU,
		.from = S(CERTIFICATE_ISSUED),
		.to = S(CERTIFICATE_VOID),
		.key = 'v',
		.flags = ACT_CONFIRM,
		.fields = void_fields,
		.n_fields = N_OF(void_fields),
		.args_size = sizeof(struct certificate_end),
		.check = check_end,
		.run = run_void,
	},
	{
		.name = "certificate.expire",
		.label = N_("到期"),
		.help = N_("任期届满，监督员证随之到期。"),
		.article = 5,
		.roles = ROLE_PROGRAM,
		.from = S(CERTIFICATE_ISSUED),
		.to = S(CERTIFICATE_EXPIRED),
		.flags = ACT_INTERNAL,
		.fields = expire_fields,
		.n_fields = N_OF(expire_fields),
		.args_size = sizeof(struct certificate_end),
		.check = check_end,
		.run = run_expire,
	},
	{
		.name = "certificate.recall",
		.label = N_("通知收回"),
		.help = N_("监督员离任，监督员证待收回。"),
		.article = 17,
		.roles = ROLE_PROGRAM,
		.from = S(CERTIFICATE_ISSUED),
		.to = S(CERTIFICATE_ISSUED),
		.flags = ACT_INTERNAL | ACT_KEEPS,
		.fields = recall_fields,
		.n_fields = N_OF(recall_fields),
		.args_size = sizeof(struct certificate_end),
		.check = check_end,
		.run = run_recall,
	},
	{
		.name = "certificate.correct",
		.label = N_("更正登记内容"),
		.help = N_("更正编号、证上姓名、发证日期；原内容和原因留痕。"),
		.roles = ROLE_BUREAU,
		.from = S(CERTIFICATE_ISSUED) | ENDED,
		.to = S(CERTIFICATE_ISSUED) | ENDED,
		.key = 'r',
		.flags = ACT_CORRECT | ACT_KEEPS,
		.fields = correct_fields,
		.n_fields = N_OF(correct_fields),
		.args_size = sizeof(struct certificate_correct),
		.check = check_correct,
		.run = run_correct,
	},
	ACTION_ERASE("certificate"),
};

static const char *const refs[] = {
	"c.number = :v",
	"c.name = :v AND c.state = 'issued'",
	NULL,
};

const struct flow flow_certificate = {
	.name = "certificate",
	.label = N_("监督员证"),
	.table = "certificate",
	.states = certificate_states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct certificate),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = certificate_lists,
	.n_lists = CERTIFICATE_LISTS,
	.scopes = certificate_scopes,
	.n_scopes = CERTIFICATE_SCOPES,
	.sees = certificate_sees,
	.number_field = "number",
	.name_field = "name",
	.refs = refs,
	.choose = "instr(c.number, :v) > 0 OR instr(c.name, :v) > 0",
	.title = certificate_title,
	.clocks = certificate_clocks,
	.waits = certificate_waits,
	.tally = certificate_tally,
	.text = certificate_text,
	.menu = 40,
};
