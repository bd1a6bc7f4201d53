/*
 * dismissal_books.c: how a dismissal is listed, seen, found, waited for.
 *
 * Knows: the row alone.  Must not know: other records: the books are recomputed
 * from the row and compared.
 */
#include "base/i18n.h"
#include "flow/cases.h"
#include "flow/dismissal.h"

static const struct list_col cols[] = {
	{ .name = "number", .label = N_("决定编号"), .sql = "d.number", .type = LT_TEXT, .width = 16, .min = 14, .rank = 2 },
	{ .name = "name", .label = N_("姓名"), .sql = "d.name", .type = LT_NAME, .width = 18 },
	{ .name = "ground", .label = N_("解聘情形"), .sql = "d.ground", .type = LT_WORD,
	  .words = dismissal_grounds_short, .width = 12, .rank = 1 },
	{ .name = "finding", .label = N_("具体情形"), .sql = "d.finding", .type = LT_WORD, .words = dismissal_findings,
	  .width = 24, .min = 12, .rank = 5 },
	{ .name = "proposed_on", .label = N_("提出日期"), .sql = "d.proposed_on", .type = LT_DAY, .width = 10 },
	{ .name = "state", .label = N_("状态"), .sql = "d.state", .type = LT_WORD, .words = dismissal_states, .width = 10,
	  .rank = 1 },
	{ .name = "origin", .label = N_("由谁提出"), .sql = "d.origin", .type = LT_WORD, .words = dismissal_origins,
	  .width = 8, .rank = 4 },
	{ .name = "executed_on", .label = N_("解聘日期"), .sql = "d.executed_on", .type = LT_DAY, .width = 10, .rank = 3 },
	{ .name = "notified_on", .label = N_("告知本人日期"), .sql = "d.notified_on", .type = LT_DAY, .json_only = true },
	{ .name = "heard_on", .label = N_("陈述日期"), .sql = "d.heard_on", .type = LT_DAY, .json_only = true },
	{ .name = "decided_on", .label = N_("审批日期"), .sql = "d.decided_on", .type = LT_DAY, .json_only = true },
	{ .name = "notice_on", .label = N_("公告日期"), .sql = "d.notice_on", .type = LT_DAY, .json_only = true },
	{ .name = "certificate", .label = N_("收回的监督员证"), .sql = "d.certificate", .type = LT_TEXT, .json_only = true },
	{ .name = "person", .label = N_("人员"), .sql = "d.person", .type = LT_INT, .json_only = true },
	{ .name = "supervisor", .label = N_("监督员"), .sql = "d.supervisor", .type = LT_INT, .json_only = true },
};

static const struct list_filter filters[] = {
	{ .name = "supervisor", .label = N_("监督员"), .sql = "d.supervisor = :v", .type = FT_REF, .ref = "supervisor" },
	{ .name = "person", .label = N_("人员"), .sql = "d.person = :v", .type = FT_REF, .ref = "person" },
	{ .name = "ground", .label = N_("解聘情形"), .sql = "d.ground = :v", .type = FT_WORD, .words = dismissal_grounds },
	{ .name = "since", .label = N_("提出不早于"), .sql = "d.proposed_on >= :v", .type = FT_DAY },
	{ .name = "until", .label = N_("提出不晚于"), .sql = "d.proposed_on <= :v", .type = FT_DAY },
};

static const struct list_sort sorts[] = {
	{ .name = "proposed", .label = N_("按提出日期"), .sql = "d.proposed_on", .desc = true },
	{ .name = "pinyin", .label = N_("按姓名拼音"), .sql = "d.initials" },
};

#define VIEW \
	.from = "dismissal d", .id = "d.id", .cols = cols, .n_cols = N_OF(cols), .filters = filters, .n_filters = N_OF(filters), \
	.sorts = sorts, .n_sorts = N_OF(sorts)

const struct list dismissal_lists[DISMISSAL_LISTS] = {
	{ .name = "dismissal", .label = N_("解聘"), VIEW },
	{ .name = "dismissal.open", .label = N_("办理中的解聘"), .where = "d.open = 1", VIEW },
};

/* The person sees the matter from the day it was told: before, it is a thought of the office. */
const struct scope dismissal_scopes[DISMISSAL_SCOPES] = {
	{ .role = ROLE_CLERK, .where = "1" },
	{ .role = ROLE_LEADER, .where = "1" },
	{ .role = ROLE_SUPERVISOR, .where = "d.person = :scope_person AND d.notified_on IS NOT NULL" },
};

bool
dismissal_sees(const struct actor *who, const void *row)
{
	const struct dismissal *d = row;

	if (who->roles & ROLE_BUREAU)
		return true;
	return actor_is(who, d->person) && d->notified_on != DAY_NONE;
}

const char *
dismissal_title(struct act *a, const void *row)
{
	const struct dismissal *d = row;
	char day[DAY_TEXT];

	if (*d->number != '\0')
		return arena_printf(a->arena, "%s %s", d->number, d->name);
	return arena_printf(a->arena, "%s（%s）", d->name, day_format(d->proposed_on, day));
}

size_t
dismissal_clocks(struct act *a, const void *row, struct clock_row out[FLOW_MAX_CLOCKS])
{
	const struct dismissal *d = row;

	if (d->notified_on == DAY_NONE)
		return 0;
	out[0].kind = "statement";
	out[0].start = d->notified_on;
	out[0].n = (int)d->statement_days;
	out[0].unit = CLOCK_WORKDAYS;
	out[0].stopped = d->heard_on != DAY_NONE ? d->heard_on : d->decided_on;
	out[0].article = 17;
	out[0].basis = arena_printf(a->arena, "%s告知本人，听取陈述申辩；期限%lld工作日（本局设定）", case_day(a, d->notified_on),
		(long long)d->statement_days);
	return 1;
}

size_t
dismissal_waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS])
{
	const struct dismissal *d = row;
	size_t n = 0;

	(void)a;
	switch (d->rec.state) {
	case DISMISSAL_PROPOSED:
		if (d->notified_on == DAY_NONE) {
			act_wait(&out[n++], ROLE_CLERK, "dismissal.notify", N_("拟解聘，告知本人"), "");
			break;
		}
		act_wait(&out[n++], ROLE_CLERK, "dismissal.hear", N_("登记陈述申辩"), "statement");
		act_wait(&out[n++], ROLE_SUPERVISOR, "dismissal.hear", N_("陈述申辩"), "statement");
		break;
	case DISMISSAL_HEARD:
		act_wait(&out[n++], ROLE_LEADER, "dismissal.approve", N_("审批解聘"), "");
		break;
	case DISMISSAL_APPROVED:
		act_wait(&out[n++], ROLE_CLERK, "dismissal.execute", N_("执行解聘"), "");
		break;
	case DISMISSAL_EXECUTED:
		if (d->notice_on == DAY_NONE)
			act_wait(&out[n++], ROLE_CLERK, "dismissal.publish", N_("公告解聘"), "");
		break;
	default:
		break;
	}
	return act_waits_about(out, n, 0, d->person, 0, d->name);
}

void
dismissal_tally(const void *row, struct tally_key *out)
{
	const struct dismissal *d = row;

	out->agency = 0;
	out->month = case_month(d->proposed_on);
}

void
dismissal_text(struct act *a, const void *row, struct search_text *out)
{
	const struct dismissal *d = row;

	out->body = arena_printf(a->arena, "%s\n%s\n%s\n%s\n%s\n%s\n%s", d->number, d->name, d->evidence, d->source, d->statement,
		d->decision, d->certificate);
	out->initials = d->initials;
	out->scope = arena_printf(a->arena, "%s %s", search_scope_flow(a->arena, "dismissal"),
		d->notified_on != DAY_NONE ? search_scope(a->arena, 'p', d->person) : "");
}

bool
dismissal_carry_name(struct act *a, int64_t person, const char *name, const char *initials)
{
	struct stmt *s = db_prepare(a->db, "SELECT id FROM dismissal WHERE person = :p ORDER BY id");
	int64_t ids[200];
	size_t n = 0;

	db_bind_int(s, ":p", person);
	while (n < N_OF(ids) && db_step(s))
		ids[n++] = db_int(s, 0);
	db_done(s);
	for (size_t i = 0; i < n; i++)
		if (act_also(a, "dismissal.carry", ids[i], "name", name, "initials", initials, NULL) == 0)
			return false;
	return true;
}
