/*
 * certificate_books.c: how certificates are listed, seen, found, waited for.
 *
 * Knows: the row alone.  Must not know: what is done with a card (certificate.c).
 */
#include "base/i18n.h"
#include "flow/certificate.h"

/* ---- lists ---- */
static const struct list_col cols[] = {
	{ .name = "number", .label = N_("证件编号"), .sql = "c.number", .type = LT_TEXT, .width = 20,
		.min = 18 },
	{ .name = "name", .label = N_("证上姓名"), .sql = "c.name", .type = LT_NAME, .width = 18 },
	{ .name = "issued_on", .label = N_("发证日期"), .sql = "c.issued_on", .type = LT_DAY, .width = 10,
		.rank = 2 },
	{ .name = "state", .label = N_("状态"), .sql = "c.state", .type = LT_WORD,
		.words = certificate_states, .width = 8, .rank = 1 },
	{ .name = "ended_on", .label = N_("失效日期"), .sql = "c.ended_on", .type = LT_DAY, .width = 10,
		.rank = 3 },
	{ .name = "returned_on", .label = N_("收回日期"), .sql = "c.returned_on", .type = LT_DAY, .width = 10,
		.rank = 6 },
	{ .name = "declared_on", .label = N_("声明作废日期"), .sql = "c.declared_on", .type = LT_DAY, .json_only = true },
	{ .name = "replaced_by", .label = N_("已补发为"),
		.sql = "(SELECT o.number FROM certificate o WHERE o.id = c.replaced_by)",
		.type = LT_TEXT, .json_only = true },
	{ .name = "recalled_on", .label = N_("通知收回"), .sql = "c.recalled_on", .type = LT_DAY, .width = 10,
		.rank = 4 },
	{ .name = "replaces", .label = N_("补发自"),
		.sql = "(SELECT o.number FROM certificate o WHERE o.id = c.replaces)",
		.type = LT_TEXT, .width = 20, .rank = 5 },
	{ .name = "person", .label = N_("持证人"), .sql = "c.person", .type = LT_INT, .json_only = true },
	{ .name = "supervisor", .label = N_("任期"), .sql = "c.supervisor", .type = LT_INT,
		.json_only = true },
};

static const struct list_filter filters[] = {
	{ .name = "supervisor", .label = N_("监督员"), .sql = "c.supervisor = :v", .type = FT_REF,
		.ref = "supervisor" },
	{ .name = "person", .label = N_("持证人"), .sql = "c.person = :v", .type = FT_REF, .ref = "person" },
	{ .name = "year", .label = N_("年度"),
		.sql = "c.order_key BETWEEN :v * 1000000 AND :v * 1000000 + 999999", .type = FT_INT },
};

static const struct list_sort sorts[] = {
	{ .name = "number", .label = N_("按编号"), .sql = "c.order_key" },
	{ .name = "issued", .label = N_("按发证日期"), .sql = "coalesce(c.issued_on, '')", .desc = true },
	{ .name = "name", .label = N_("按姓名"), .sql = "c.name" },
};

/* Who holds what: people are looked for by name. */
static const struct list_sort held_sorts[] = {
	{ .name = "name", .label = N_("按姓名"), .sql = "c.name" },
	{ .name = "number", .label = N_("按编号"), .sql = "c.order_key" },
	{ .name = "issued", .label = N_("按发证日期"), .sql = "coalesce(c.issued_on, '')", .desc = true },
};

const struct list certificate_lists[CERTIFICATE_LISTS] = {
	{
		.name = "certificate",
		.label = N_("监督员证"),
		.from = "certificate c",
		.id = "c.id",
		.cols = cols,
		.n_cols = N_OF(cols),
		.filters = filters,
		.n_filters = N_OF(filters),
		.sorts = sorts,
		.n_sorts = N_OF(sorts),
	},
	{
		.name = "certificate.recalled",
		.label = N_("待收回"),
		.from = "certificate c",
		.id = "c.id",
		.where = "c.to_return = 1",
		.cols = cols,
		.n_cols = N_OF(cols),
		.filters = filters,
		.n_filters = N_OF(filters),
		.sorts = sorts,
		.n_sorts = N_OF(sorts),
	},
	{
		.name = "certificate.held",
		.label = N_("持证登记"),
		.from = "certificate c",
		.id = "c.id",
		.where = "c.state = 'issued'",
		.cols = cols,
		.n_cols = N_OF(cols),
		.filters = filters,
		.n_filters = N_OF(filters),
		.sorts = held_sorts,
		.n_sorts = N_OF(held_sorts),
	},
	{
		.name = "certificate.lost",
		.label = N_("遗失的证件"),
		.from = "certificate c",
		.id = "c.id",
		.where = "c.state = 'lost'",
		.cols = cols,
		.n_cols = N_OF(cols),
		.filters = filters,
		.n_filters = N_OF(filters),
		.sorts = sorts,
		.n_sorts = N_OF(sorts),
	},
};

const struct scope certificate_scopes[CERTIFICATE_SCOPES] = {
	{ .role = ROLE_CLERK, .where = "1" },
	{ .role = ROLE_LEADER, .where = "1" },
	{ .role = ROLE_SUPERVISOR, .where = "c.person = :scope_person" },
};

bool
certificate_sees(const struct actor *who, const void *row)
{
	const struct certificate *c = row;

	if (who->roles & ROLE_BUREAU)
		return true;
	return actor_is(who, c->person);
}

const char *
certificate_title(struct act *a, const void *row)
{
	const struct certificate *c = row;

	(void)a;
	return c->number;
}

size_t
certificate_waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS])
{
	const struct certificate *c = row;
	bool out_of_hand = c->recalled_on != DAY_NONE && c->returned_on == DAY_NONE;

	(void)a;
	out[0].role = ROLE_CLERK;
	out[0].object = c->name;
	if ((c->rec.state == CERTIFICATE_ISSUED || c->rec.state == CERTIFICATE_EXPIRED) && out_of_hand) {
		out[0].action = "certificate.return";
		out[0].text = N_("收回证件");
		out[0].clock = "recall";
		return 1;
	}
	if (c->rec.state == CERTIFICATE_LOST && c->declared_on == DAY_NONE) {
		out[0].action = "certificate.declare";
		out[0].text = N_("声明作废");
		return 1;
	}
	return 0;
}

/* Not translated: what stands in a book must not lean on the language of whoever wrote it. */
size_t
certificate_clocks(struct act *a, const void *row, struct clock_row out[FLOW_MAX_CLOCKS])
{
	const struct certificate *c = row;
	bool still = c->rec.state == CERTIFICATE_ISSUED || c->rec.state == CERTIFICATE_EXPIRED;
	char day[DAY_TEXT];

	if (c->recalled_on == DAY_NONE)
		return 0;
	out[0].kind = "recall";
	out[0].start = c->recalled_on;
	out[0].n = (int)c->recall_days;
	out[0].unit = CLOCK_WORKDAYS;
	out[0].stopped = c->returned_on != DAY_NONE || still ? c->returned_on : c->ended_on;
	out[0].article = 17;
	out[0].basis = arena_printf(a->arena, "%s起应交回监督员证；期限%lld工作日（本局设定）", day_format(c->recalled_on, day),
		(long long)c->recall_days);
	return 1;
}

void
certificate_tally(const void *row, struct tally_key *out)
{
	const struct certificate *c = row;
	int year, month, mday;

	out->agency = 0;
	out->month = 0;
	if (c->issued_on == DAY_NONE)
		return;
	day_split(c->issued_on, &year, &month, &mday);
	out->month = year * 12 + month - 1;
}

void
certificate_text(struct act *a, const void *row, struct search_text *out)
{
	const struct certificate *c = row;

	out->body = arena_printf(a->arena, "%s\n%s\n%s", c->number, c->name, c->note);
	out->initials = "";
	out->scope = arena_printf(a->arena, "%s %s", search_scope_flow(a->arena, "certificate"),
		search_scope(a->arena, 'p', c->person));
}
