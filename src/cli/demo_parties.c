/*
 * demo_parties.c: who there is in the invented district: accounts, agencies, supervisors;
 * and who has left it at the end.
 *
 * Knows: the acts of those flows by name.  Must not know: what they do to each other.
 */
#include <string.h>

#include "flow/flows.h"
#include "cli/demo_fill.h"

/* The bureau's people.  The owner of the file is one of them, so that the first screen is at work. */
static bool
accounts(struct demo_fill *f)
{
	int64_t colleague, leader;

	/* `init --name 李文` has said so already. */
	if (strcmp(f->who[DEMO_CLERK].name, "李文") != 0 &&
		!demo_act(f, DEMO_CLERK, "account.correct", f->who[DEMO_CLERK].account, NULL, "name", "李文", "reason",
			"演示：以下单位、人员和事项均为虚构", NULL))
		return false;
	if (!demo_act(f, DEMO_CLERK, "account.add", 0, &colleague, "login", "zhoulin", "name", "周琳", "roles", "clerk", NULL) ||
		!demo_act(f, DEMO_CLERK, "account.add", 0, &leader, "login", "zhang", "name", "张主任", "roles", "leader", NULL))
		return false;
	f->who[DEMO_CLERK].name = "李文";
	f->who[DEMO_COLLEAGUE] = (struct actor){ .account = colleague, .login = "zhoulin", .name = "周琳", .roles = ROLE_CLERK,
		.personal = f->who[DEMO_CLERK].personal };
	f->who[DEMO_LEADER] = (struct actor){ .account = leader, .login = "zhang", .name = "张主任", .roles = ROLE_LEADER,
		.personal = f->who[DEMO_CLERK].personal };
	return true;
}

static bool
offices(struct demo_fill *f, int n)
{
	struct demo_rand r = demo_rand(f->seed, 2);

	f->offices = arena_alloc(f->keep, (size_t)n * sizeof *f->offices);
	for (int i = 0; i < n; i++) {
		struct demo_office *o = &f->offices[i];

		o->is = (size_t)i < demo_n_agencies ? demo_agencies[i] : demo_more_agency(f->keep, i - (int)demo_n_agencies);
		o->liaison = demo_name(f->keep, &r);
		o->closed = DAY_NONE;
		if (!demo_act(f, DEMO_CLERK, "agency.add", 0, &o->id, "name", o->is.name, "kind", o->is.kind, "liaison",
			o->liaison, "phone", arena_printf(f->act, "023-6%07d", demo_below(&r, 10000000)), NULL))
			return false;
		f->n_offices++;
		f->n_lots += demo_domains[o->is.domain].busy;
	}
	f->lots = arena_alloc(f->keep, (size_t)f->n_lots * sizeof *f->lots);
	for (int i = 0, k = 0; i < n; i++)
		for (int j = 0; j < demo_domains[f->offices[i].is.domain].busy; j++)
			f->lots[k++] = i;
	return true;
}

/* Who leaves before the end, and how.  The places in the register are fixed, the days lean on the window. */
enum parting { STAYS, RESIGNS, ADJUSTED, RAN_OUT, RENEWED, LOST_CARD, DISMISSED, ENDS_SOON };
static const struct {
	int member;
	enum parting how;
	int days; /* before today */
	const char *reason;
} partings[] = {
	{ 6, RAN_OUT, 0, "" },
	{ 14, RENEWED, 0, "" },
	{ 19, RESIGNS, 97, "工作调离本区，本人申请辞任" },
	{ 33, RESIGNS, 210, "身体原因，难以继续履职" },
	{ 28, ADJUSTED, 141, "连续两个季度未参加监督活动，按履职情况调整退出" },
	{ 51, ADJUSTED, 64, "单位职务变动，所在类别名额调整" },
	{ 37, LOST_CARD, 122, "外出时遗失" },
	{ DEMO_DISMISSED, DISMISSED, DEMO_DISMISSED_DAYS, "" },
	{ 9, ENDS_SOON, -38, "" },
	{ 53, ENDS_SOON, -71, "" },
};

static enum parting
parting_of(int i, int *row)
{
	for (size_t k = 0; k < N_OF(partings); k++)
		if (partings[k].member == i) {
			*row = (int)k;
			return partings[k].how;
		}
	return STAYS;
}

/* Who keeps away from whose matters: a supervisor who said so, one of whom it was found, a colleague. */
bool
demo_conflicts(struct demo_fill *f)
{
	day_t today = f->en->today;

	return demo_act(f, DEMO_SUPERVISOR, "conflict.declare", 0, NULL, "agency", demo_id(f, f->offices[2].id), "ground", "interest",
		       "reason", "所在单位承接该机构的委托项目", "from_on", demo_day(f, today - 45), "until_on", demo_day(f, today + 320), NULL) &&
		(f->n_members < 13 ||
			demo_act(f, DEMO_CLERK, "conflict.declare", 0, NULL, "agency", demo_id(f, f->offices[f->liaison_office].id), "person",
				f->members[12].name, "ground", "kin", "reason", "配偶在该机构法规科任职", "from_on", demo_day(f, today - 38),
				NULL)) &&
		demo_act(f, DEMO_CLERK, "conflict.declare", 0, NULL, "agency", demo_id(f, f->offices[4].id), "account", "zhoulin", "ground",
			"kin", "reason", "其弟在该机构执法支队任职", "from_on", demo_day(f, today - 20), NULL);
}

/* The colleague is away this week: her queue is looked after. */
bool
demo_covers(struct demo_fill *f)
{
	day_t today = f->en->today;

	return demo_act(f, DEMO_CLERK, "cover.set", 0, NULL, "absent", "zhoulin", "stand_in", demo_id(f, f->who[DEMO_CLERK].account),
		"from_on", demo_day(f, today - 1), "until_on", demo_day(f, today + 6), "reason", "年休假", NULL);
}

static bool
members(struct demo_fill *f, int n, day_t first)
{
	f->members = arena_alloc(f->keep, (size_t)n * sizeof *f->members);
	for (int i = 0; i < n; i++) {
		struct demo_member *m = &f->members[i];
		/* Two rounds: three quarters before the first opinion, the others eight months later. */
		bool second = i % 4 == 3;
		day_t from = second ? day_add_months(first, 8) : first, until;
		struct demo_person p = demo_supervisor(f->keep, f->seed, i, from);
		const char *letter;
		int64_t person, row_id = 0;
		int row = 0, year, month, mday;
		enum parting how = parting_of(i, &row);

		day_split(from, &year, &month, &mday);
		m->card = arena_printf(f->keep, "碚执监〔%d〕%d号", year, i + 1);
		letter = arena_printf(f->keep, "碚聘〔%d〕%d号", year, i + 1);
		until = how == RAN_OUT || how == RENEWED ? day_term_end(from, 1) :
			how == ENDS_SOON                 ? f->en->today - partings[row].days :
							   DAY_NONE;
		if (!demo_act(f, DEMO_CLERK, "person.add", 0, &person, "name", p.name, "idno", p.idno, "ethnic", p.ethnic,
			"politics", p.politics, "education", p.education, "employer", p.employer, "skills", p.skills, "phone", p.phone, NULL) ||
			!demo_act(f, DEMO_CLERK, "supervisor.appoint", 0, &row_id, "person", demo_id(f, person), "categories",
				p.categories, "term_start", demo_day(f, from), "term_end",
				until != DAY_NONE ? demo_day(f, until) : NULL, "letter_number", letter, "certificate", m->card,
				"over_reason", p.over_age ? "长期从事行政法实务，经局领导研究同意" : NULL, NULL))
			return false;
		m->term = row_id;
		m->name = p.name;
		m->from = from;
		m->until = until != DAY_NONE ? until : how == RESIGNS || how == ADJUSTED || how == DISMISSED ? f->en->today - partings[row].days
										   : day_term_end(from, 3);
		if (i == 0) {
			int64_t account;

			if (!demo_act(f, DEMO_CLERK, "account.add", 0, &account, "login", "jiandu1", "name", p.name, "roles",
				"supervisor", "person", demo_id(f, person), NULL))
				return false;
			f->who[DEMO_SUPERVISOR] = (struct actor){ .account = account, .login = "jiandu1", .name = p.name,
				.roles = ROLE_SUPERVISOR, .person = person, .personal = f->who[DEMO_CLERK].personal };
		}
		f->n_members++;
	}
	return true;
}

bool
demo_parties(struct demo_fill *f, int n_offices, int n_members, day_t first)
{
	const struct demo_office *o;
	int64_t account;

	if (!accounts(f) || !offices(f, n_offices))
		return false;
	for (int i = 0; i < f->n_offices; i++)
		if (f->offices[i].is.domain == demo_city_domain)
			f->liaison_office = i;
	o = &f->offices[f->liaison_office];
	if (!demo_act(f, DEMO_CLERK, "account.add", 0, &account, "login", "csglj", "name", o->liaison, "roles", "agency", "agency",
		demo_id(f, o->id), NULL))
		return false;
	f->who[DEMO_LIAISON] = (struct actor){ .account = account, .login = "csglj", .name = o->liaison, .roles = ROLE_AGENCY,
		.agency = o->id, .personal = f->who[DEMO_CLERK].personal };
	/* Two small ones have been merged by the end; their last opinions are long done. */
	f->offices[10].closed = f->en->today - 330;
	f->offices[15].closed = f->en->today - 410;
	return members(f, n_members, first);
}

/* A card is found by its number: its record was made with the term. */
static int64_t
card_of(struct demo_fill *f, const struct demo_member *m)
{
	return record_resolve(f->en, &flow_certificate, m->card, f->e);
}

static bool
give_back(struct demo_fill *f, const struct demo_member *m, day_t on, const char *how)
{
	int64_t card = card_of(f, m);

	return card != 0 && demo_act(f, DEMO_CLERK, "certificate.return", card, NULL, "on", demo_day(f, on), "reason", how, NULL);
}

static bool
part(struct demo_fill *f, const struct demo_member *m, enum parting how, day_t on, const char *reason)
{
	int64_t card;

	switch (how) {
	case RAN_OUT:
		return demo_act(f, DEMO_CLERK, "supervisor.expire", m->term, NULL, NULL) &&
			give_back(f, m, demo_later(f, m->until, 4), "期满交回");
	case RENEWED:
		return demo_act(f, DEMO_CLERK, "supervisor.renew", m->term, NULL, "term_start", demo_day(f, m->until + 1),
			"certificate", arena_printf(f->act, "%s（续）", m->card), "conditions",
			"lawful,willing,knows,able,resides,clean", "conditions_note", "逐项核对，均符合", NULL) &&
			give_back(f, m, demo_later(f, m->until, 3), "换发新证时交回");
	case RESIGNS:
		return demo_act(f, DEMO_CLERK, "supervisor.resign", m->term, NULL, "on", demo_day(f, on), "reason", reason, NULL) &&
			give_back(f, m, demo_later(f, on, 3), "本人交回");
	case ADJUSTED:
		/* The one who left lately has not given the card back yet. */
		return demo_act(f, DEMO_LEADER, "supervisor.adjust", m->term, NULL, "on", demo_day(f, on), "reason", reason, NULL) &&
			(f->en->today - on < 100 || give_back(f, m, demo_later(f, on, 8), "本人交回"));
	case LOST_CARD:
		return (card = card_of(f, m)) != 0 &&
			demo_act(f, DEMO_CLERK, "certificate.lost", card, NULL, "on", demo_day(f, on), "reason", reason, NULL) &&
			demo_act(f, DEMO_CLERK, "certificate.declare", card, NULL, "on", demo_day(f, demo_later(f, on, 2)),
				"declared_in", "区融媒体中心", NULL) &&
			demo_act(f, DEMO_CLERK, "certificate.reissue", card, NULL, "on", demo_day(f, demo_later(f, on, 6)), "note",
				"遗失补发", NULL);
	case DISMISSED: /* demo_leave.c */
	case ENDS_SOON: /* the sweep reminds of it */
	case STAYS:
		break;
	}
	return true;
}

bool
demo_partings(struct demo_fill *f)
{
	static const char *const merged[] = { "机构改革，执法职责并入承继单位", "镇街区划调整，并入承继单位" };
	int k = 0;

	for (size_t i = 0; i < N_OF(partings); i++)
		if (partings[i].member < f->n_members &&
			!part(f, &f->members[partings[i].member], partings[i].how, f->en->today - partings[i].days,
				partings[i].reason))
			return false;
	for (int i = 0; i < f->n_offices && k < 2; i++)
		if (f->offices[i].closed != DAY_NONE &&
			!demo_act(f, DEMO_CLERK, "agency.close", f->offices[i].id, NULL, "on",
				demo_day(f, f->offices[i].closed + 75), "reason", merged[k++], "successor",
				demo_id(f, f->offices[i + 1].id), NULL))
			return false;
	return true;
}
