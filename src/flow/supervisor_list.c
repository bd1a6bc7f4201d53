/*
 * supervisor_list.c: how supervisors are listed, found and named.
 *
 * Knows: the supervisor's, person's and certificate's columns.  Must not know:
 * what may be done with them (supervisor.c).
 */
#include "flow/supervisor.h"

#include <string.h>

#include "base/i18n.h"
#include "flow/cases.h"
#include "flow/parties.h"

/* The person and the certificate are joined from the left, so that the term's own index gives the order. */
#define FROM                                                                                                          \
	"supervisor s LEFT JOIN person p ON p.id = s.person "                                                         \
	"LEFT JOIN certificate c ON c.supervisor = s.id AND c.state = 'issued'"

static const struct list_col cols[] = {
	{ .name = "name", .label = N_("姓名"), .sql = "s.name", .type = LT_NAME, .width = 18 },
	{ .name = "certificate", .label = N_("证件编号"), .sql = "c.number", .type = LT_TEXT, .width = 20,
		.min = 18, .rank = 1 },
	{ .name = "categories", .label = N_("类别"), .sql = "s.categories", .type = LT_SET,
		.words = supervisor_categories, .width = 24, .min = 10, .rank = 3 },
	{ .name = "term_start", .label = N_("聘任日期"), .sql = "s.term_start", .type = LT_DAY, .width = 10,
		.rank = 5 },
	{ .name = "term_end", .label = N_("任期届满"), .sql = "s.term_end", .type = LT_DAY, .width = 10,
		.rank = 2 },
	{ .name = "state", .label = N_("状态"), .sql = "s.state", .type = LT_WORD, .words = supervisor_states,
		.width = 8, .rank = 1 },
	{ .name = "over_age", .label = N_("超龄"),
		.sql = "CASE WHEN s.over_age THEN 'over' END", .type = LT_WORD, .words = supervisor_ages,
		.width = 4, .rank = 4 },
	{ .name = "employer", .label = N_("工作单位及职务"), .sql = "p.employer", .type = LT_TEXT,
		.width = 28, .min = 12, .rank = 4 },
	{ .name = "skills", .label = N_("专长领域"), .sql = "p.skills", .type = LT_SET, .words = enforcement_fields_short,
		.width = 14, .min = 6, .rank = 6 },
	{ .name = "sex", .label = N_("性别"), .sql = "p.sex", .type = LT_WORD, .words = person_sexes,
		.width = 4, .rank = 6 },
	{ .name = "politics", .label = N_("政治面貌"), .sql = "p.politics", .type = LT_TEXT, .width = 12,
		.rank = 8 },
	{ .name = "phone", .label = N_("联系电话"), .sql = "p.phone", .type = LT_MASKED, .width = 13,
		.rank = 7 },
	{ .name = "idno", .label = N_("身份证号"), .sql = "p.idno", .type = LT_MASKED, .width = 18,
		.json_only = true },
	{ .name = "letter_number", .label = N_("聘书编号"), .sql = "s.letter_number", .type = LT_TEXT,
		.json_only = true },
	{ .name = "left_on", .label = N_("离任日期"), .sql = "s.left_on", .type = LT_DAY, .json_only = true },
	{ .name = "person", .label = N_("人员"), .sql = "s.person", .type = LT_INT, .json_only = true },
};

static const struct list_filter filters[] = {
	{ .name = "category", .label = N_("类别"),
		.sql = "instr(',' || s.categories || ',', ',' || :v || ',') > 0",
		.type = FT_WORD, .words = supervisor_categories },
	{ .name = "skill", .label = N_("专长领域"), .sql = "instr(',' || p.skills || ',', ',' || :v || ',') > 0", .type = FT_WORD,
		.words = enforcement_fields },
	{ .name = "person", .label = N_("人员"), .sql = "s.person = :v", .type = FT_REF, .ref = "person" },
	{ .name = "name", .label = N_("姓名"), .sql = "instr(s.name, :v) > 0", .type = FT_LINE },
	{ .name = "employer", .label = N_("工作单位"), .sql = "instr(p.employer, :v) > 0", .type = FT_LINE },
	{ .name = "sex", .label = N_("性别"), .sql = "p.sex = :v", .type = FT_WORD, .words = person_sexes },
	{ .name = "over_age", .label = N_("超龄"), .sql = "s.over_age = :v", .type = FT_BOOL },
	{ .name = "on", .label = N_("某日在任"),
		.sql = "s.term_start <= :v AND coalesce(s.left_on, s.term_end) >= :v", .type = FT_DAY },
	{ .name = "ends_by", .label = N_("某日前届满"), .sql = "s.term_end <= :v", .type = FT_DAY },
	{ .name = "year", .label = N_("聘任年度"), .sql = "s.term_start BETWEEN :v || '-01-01' AND :v || '-12-31'", .type = FT_INT },
	{ .name = "since", .label = N_("聘任不早于"), .sql = "s.term_start >= :v", .type = FT_DAY },
	{ .name = "until", .label = N_("聘任不晚于"), .sql = "s.term_start <= :v", .type = FT_DAY },
};

static const struct list_sort sorts[] = {
	{ .name = "strokes", .label = N_("按姓氏笔画"), .sql = "s.stroke_key" },
	{ .name = "pinyin", .label = N_("按姓名拼音"), .sql = "s.initials" },
	{ .name = "start", .label = N_("按聘任日期"), .sql = "s.term_start", .desc = true },
	{ .name = "end", .label = N_("按届满日期"), .sql = "s.term_end" },
	{ .name = "entered", .label = N_("按登记先后"), .sql = "s.id", .desc = true },
};

static const struct list_sort ending_sorts[] = {
	{ .name = "end", .label = N_("按届满日期"), .sql = "s.term_end" },
	{ .name = "strokes", .label = N_("按姓氏笔画"), .sql = "s.stroke_key" },
};

const struct list supervisor_lists[SUPERVISOR_LISTS] = {
	{
		.name = "supervisor",
		.label = N_("监督员"),
		.from = FROM,
		.id = "s.id",
		.cols = cols,
		.n_cols = N_OF(cols),
		.filters = filters,
		.n_filters = N_OF(filters),
		.sorts = sorts,
		.n_sorts = N_OF(sorts),
	},
	{
		.name = "supervisor.active",
		.label = N_("在任监督员"),
		.from = FROM,
		.id = "s.id",
		.where = "s.state = 'active'",
		.cols = cols,
		.n_cols = N_OF(cols),
		.filters = filters,
		.n_filters = N_OF(filters),
		.sorts = sorts,
		.n_sorts = N_OF(sorts),
	},
	{
		.name = "supervisor.ending",
		.label = N_("即将届满"),
		.from = FROM,
		.id = "s.id",
		.where = "s.state = 'active' AND s.term_end <= date(:today, "
			 "(SELECT '+' || value || ' days' FROM setting WHERE key = 'renew_lead_days'))",
		.cols = cols,
		.n_cols = N_OF(cols),
		.filters = filters,
		.n_filters = N_OF(filters),
		.sorts = ending_sorts,
		.n_sorts = N_OF(ending_sorts),
	},
	{
		.name = "supervisor.former",
		.label = N_("已离任"),
		.from = FROM,
		.id = "s.id",
		.where = "s.state <> 'active'",
		.cols = cols,
		.n_cols = N_OF(cols),
		.filters = filters,
		.n_filters = N_OF(filters),
		.sorts = sorts,
		.n_sorts = N_OF(sorts),
	},
};

const struct scope supervisor_scopes[SUPERVISOR_SCOPES] = {
	{ .role = ROLE_CLERK, .where = "1" },
	{ .role = ROLE_LEADER, .where = "1" },
	{ .role = ROLE_SUPERVISOR, .where = "s.person = :scope_person" },
};

bool
supervisor_sees(const struct actor *who, const void *row)
{
	const struct supervisor *s = row;

	if (who->roles & ROLE_BUREAU)
		return true;
	return actor_is(who, s->person);
}

/*
 * Who is in office comes before who was; the last is the title of a term that is over,
 * as shown.  The plus keeps the state from being chosen as the index: the name is.
 */
const char *const supervisor_refs[] = {
	"s.name = :v AND +s.state = 'active'",
	"s.id = (SELECT k.supervisor FROM certificate k WHERE k.number = :v)",
	"s.letter_number = :v AND s.letter_number <> ''",
	"s.initials = lower(:v) AND +s.state = 'active'",
	"s.name = :v",
	"s.name = substr(:v, 1, instr(:v, '（') - 1) AND +s.term_start = substr(:v, instr(:v, '（') + 1, 10)",
	NULL,
};

const char *
supervisor_title(struct act *a, const void *row)
{
	const struct supervisor *s = row;
	char day[DAY_TEXT];

	if (s->rec.state == SUPERVISOR_ACTIVE || s->term_start == DAY_NONE)
		return s->name;
	return arena_printf(a->arena, "%s（%s）", s->name, day_format(s->term_start, day));
}

void
supervisor_tally(const void *row, struct tally_key *out)
{
	const struct supervisor *s = row;
	int year, month, mday;

	day_split(s->term_start, &year, &month, &mday);
	out->agency = 0;
	out->month = year * 12 + month - 1;
}

void
supervisor_text(struct act *a, const void *row, struct search_text *out)
{
	const struct supervisor *s = row;

	out->body =
		arena_printf(a->arena, "%s\n%s\n%s\n%s", s->name, s->letter_number, s->left_reason, s->note);
	out->initials = s->initials;
	out->scope = arena_printf(a->arena, "%s %s", search_scope_flow(a->arena, "supervisor"),
		search_scope(a->arena, 'p', s->person));
}
