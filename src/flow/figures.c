/*
 * figures.c: what the record says of one supervisor's work in a period.
 *
 * Knows: which rows count for which figure.  Must not know: how the figures are judged.
 *
 * Each figure has its own literal; each is served by an index on the person and the date.
 */
#include "flow/figures.h"

#include "base/i18n.h"

/* A statement about PERSON between two days, stepped to its one row. */
static struct stmt *
ask(struct act *a, const char *sql, int64_t person, day_t from, day_t to)
{
	struct stmt *s = db_prepare(a->db, sql);

	db_bind_int(s, ":person", person);
	db_bind_day(s, ":from", from);
	db_bind_day(s, ":to", to);
	if (db_has_bind(s, ":today"))
		db_bind_day(s, ":today", a->today);
	db_step(s);
	return s;
}

/* Opinions by the day they were raised, whenever the answer came; what was withdrawn counts for nothing. */
static void
count_opinions(struct act *a, int64_t person, day_t from, day_t to, struct figures *out)
{
	struct stmt *s = ask(a,
		"SELECT count(CASE WHEN kind = 'correction' THEN 1 END), count(CASE WHEN kind = 'advice' THEN 1 END), "
		"count(CASE WHEN kind = 'public' THEN 1 END), count(CASE WHEN adopted = 'adopted' THEN 1 END), "
		"count(CASE WHEN adopted = 'partly' THEN 1 END), count(CASE WHEN adopted = 'refused' THEN 1 END) "
		"FROM opinion WHERE person = :person AND raised_on BETWEEN :from AND :to AND state <> 'withdrawn'",
		person, from, to);

	out->corrections = db_int(s, 0);
	out->advices = db_int(s, 1);
	out->publics = db_int(s, 2);
	out->adopted = db_int(s, 3);
	out->partly = db_int(s, 4);
	out->declined = db_int(s, 5);
	db_done(s);
}

/* Letters to the bureau; those whose matter was found to be so, also in part, or was put right meanwhile. */
static void
count_letters(struct act *a, int64_t person, day_t from, day_t to, struct figures *out)
{
	struct stmt *s = ask(a,
		"SELECT count(*), count(CASE WHEN outcome IN ('established', 'partly', 'self_corrected') THEN 1 END) "
		"FROM review WHERE person = :person AND received_on BETWEEN :from AND :to AND outcome IS NOT 'withdrawn'",
		person, from, to);

	out->letters = db_int(s, 0);
	out->upheld = db_int(s, 1);
	db_done(s);
}

static int64_t
count_one(struct act *a, const char *sql, int64_t person, day_t from, day_t to)
{
	struct stmt *s = ask(a, sql, person, from, to);
	int64_t n = db_int(s, 0);

	db_done(s);
	return n;
}

/* Reports of periods that ended meanwhile; one that is still within its days is not yet asked of anybody. */
static void
count_reports(struct act *a, int64_t person, day_t from, day_t to, struct figures *out)
{
	struct stmt *s = ask(a,
		"SELECT count(*), count(CASE WHEN d.reported_on IS NOT NULL AND d.late = 0 THEN 1 END) "
		"FROM duty d WHERE d.person = :person AND d.ends_on BETWEEN :from AND :to AND (d.state <> 'due' OR EXISTS "
		"(SELECT 1 FROM clock c WHERE c.record = d.id AND c.kind = 'report' AND c.due < :today))",
		person, from, to);

	out->asked_reports = db_int(s, 0);
	out->timely_reports = db_int(s, 1);
	db_done(s);
}

/*
 * Activities that were held and to which the person was invited; hours of training are those attended.
 * Where the program has no such flow there is nothing to count.
 */
static void
count_activities(struct act *a, int64_t person, day_t from, day_t to, struct figures *out)
{
	struct stmt *s;

	if (!act_has_flow("attendance"))
		return;
	s = ask(a,
		"SELECT count(CASE WHEN state IN ('attended', 'excused', 'absent') THEN 1 END), "
		"count(CASE WHEN state = 'attended' THEN 1 END), count(CASE WHEN state = 'excused' THEN 1 END), "
		"count(CASE WHEN state = 'absent' THEN 1 END), "
		"count(CASE WHEN state IN ('attended', 'excused', 'absent') AND kind = 'training' THEN 1 END), "
		"coalesce(sum(CASE WHEN state = 'attended' AND kind = 'training' THEN tenths END), 0) "
		"FROM attendance WHERE person = :person AND on_day BETWEEN :from AND :to",
		person, from, to);
	out->invited = db_int(s, 0);
	out->attended = db_int(s, 1);
	out->excused = db_int(s, 2);
	out->absent = db_int(s, 3);
	out->courses = db_int(s, 4);
	out->training = db_int(s, 5);
	db_done(s);
}

void
figures_count(struct act *a, int64_t person, day_t from, day_t to, struct figures *out)
{
	*out = (struct figures){ 0 };
	count_activities(a, person, from, to, out);
	count_opinions(a, person, from, to, out);
	count_letters(a, person, from, to, out);
	count_reports(a, person, from, to, out);
	out->inquiries = count_one(a, "SELECT count(*) FROM inquiry WHERE person = :person AND asked_on BETWEEN :from AND :to",
		person, from, to);
	out->breaches = count_one(a,
		"SELECT count(*) FROM misconduct WHERE person = :person AND decided_on BETWEEN :from AND :to "
		"AND outcome IN ('criticised', 'dismissed')",
		person, from, to);
}

int
figures_percent(int64_t part, int64_t all)
{
	return all > 0 ? (int)((part * 100 + all / 2) / all) : -1;
}

int
figures_adopted(int64_t yes, int64_t partly, int64_t no)
{
	return figures_percent(2 * yes + partly, 2 * (yes + partly + no));
}

int
figures_adoption(const struct figures *f)
{
	return figures_adopted(f->adopted, f->partly, f->declined);
}

/* OUT and one more part. */
static const char *
join(struct act *a, const char *out, const char *part)
{
	if (*part == '\0')
		return out;
	return *out == '\0' ? part : arena_printf(a->arena, _("%s；%s"), out, part);
}

const char *
figures_text(struct act *a, const struct figures *f)
{
	const char *out = "";
	int64_t opinions = f->corrections + f->advices + f->publics;
	int rate = figures_adoption(f);

	if (f->invited > 0)
		out = join(a, out, arena_printf(a->arena, _("应邀活动%lld次，出席%lld、请假%lld、缺席%lld"), (long long)f->invited,
			(long long)f->attended, (long long)f->excused, (long long)f->absent));
	if (f->training > 0)
		out = join(a, out, arena_printf(a->arena, _("培训%lld.%lld学时"), (long long)f->training / 10,
			(long long)f->training % 10));
	if (opinions > 0)
		out = join(a, out, arena_printf(a->arena, _("提出意见%lld件（纠正%lld、建议%lld、社会反映%lld）"), (long long)opinions,
			(long long)f->corrections, (long long)f->advices, (long long)f->publics));
	if (rate >= 0)
		out = join(a, out, arena_printf(a->arena, _("采纳%lld、部分采纳%lld、不予采纳%lld，采纳率%d%%"), (long long)f->adopted,
			(long long)f->partly, (long long)f->declined, rate));
	if (f->letters > 0)
		out = join(a, out, arena_printf(a->arena, _("监督意见书%lld件，成立%lld件"), (long long)f->letters, (long long)f->upheld));
	if (f->inquiries > 0)
		out = join(a, out, arena_printf(a->arena, _("询问查阅%lld件"), (long long)f->inquiries));
	if (f->asked_reports > 0)
		out = join(a, out, arena_printf(a->arena, _("应报送%lld次，按期%lld次"), (long long)f->asked_reports,
			(long long)f->timely_reports));
	if (f->breaches > 0)
		out = join(a, out, arena_printf(a->arena, _("查实违规%lld件"), (long long)f->breaches));
	return *out != '\0' ? out : _("没有记录");
}
