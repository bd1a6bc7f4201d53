/*
 * opinion_books.c: what the four books and the search index make of an opinion's row:
 * who sees it, its periods, what it waits for.
 *
 * Knows: the row alone, and the calendar behind the clocks.
 * Must not know: other records: the books are recomputed from the row and compared.
 *
 * Sentences that are stored in a book are not translated here: what is compared
 * must not lean on the language of whoever wrote it.
 */
#include "base/i18n.h"
#include "flow/opinion_acts.h"

bool
opinion_sees(const struct actor *who, const void *row)
{
	const struct opinion *o = row;

	if (who->roles & ROLE_BUREAU)
		return true;
	/* An agency sees what has reached it: a letter about it to the bureau has not (office.md: material is not shown to the one complained of). */
	if (actor_speaks_for(who, o->agency) && (o->served_on != DAY_NONE || o->replied_on != DAY_NONE))
		return true;
	return actor_is(who, o->person);
}

const char *
opinion_title(struct act *a, const void *row)
{
	const struct opinion *o = row;

	return arena_printf(a->arena, "%s %s", o->number, o->agency != 0 ? o->agency_name : o->person_name);
}

/* The day the matter left the ordinary course: withdrawn, put to the bureau, closed. */
static day_t
ended_on(const struct opinion *o)
{
	return day_or(o->withdrawn_on, day_or(o->petitioned_on, o->closed_on));
}

static const char *
reply_basis(struct act *a, const struct opinion *o)
{
	const char *day = case_day(a, o->served_on);

	if (o->extension > 0)
		return arena_printf(a->arena, "%s送达，第十四条要求反馈是否采纳；期限%lld工作日（本局设定），延长%lld工作日", day,
			(long long)o->reply_days, (long long)o->extension);
	if (o->serve_how == SERVE_RAISED)
		return arena_printf(a->arena, "%s直接提出，第十四条要求反馈是否采纳；期限%lld工作日（本局设定）", day,
			(long long)o->reply_days);
	return arena_printf(a->arena, "%s送达，第十四条要求反馈是否采纳；期限%lld工作日（本局设定）", day, (long long)o->reply_days);
}

size_t
opinion_clocks(struct act *a, const void *row, struct clock_row out[FLOW_MAX_CLOCKS])
{
	const struct opinion *o = row;
	day_t ended = ended_on(o);
	/* An old imported record has no day of receipt; without a day of service too it starts no period at all. */
	bool counted = o->received_on != DAY_NONE || o->served_on != DAY_NONE;
	size_t n = 0;

	if (o->received_on != DAY_NONE && o->agency != 0 && o->route == ROUTE_AGENCY)
		clock_workdays(&out[n++], "serve", o->received_on, o->serve_days, day_or(o->served_on, ended), 13,
			arena_printf(a->arena, "%s收到，登记后%lld工作日内送达执法机构（本局设定）", case_day(a, o->received_on),
				(long long)o->serve_days));
	if (o->served_on != DAY_NONE) {
		clock_workdays(&out[n], "reply", o->served_on, o->reply_days, day_or(o->replied_on, ended), 14, reply_basis(a, o));
		out[n++].extension = (int)o->extension;
	}
	/* An answer that came after the supervisor had gone to the bureau is not told for acceptance: the review tells. */
	if (o->replied_on != DAY_NONE && counted && (o->petitioned_on == DAY_NONE || o->conveyed_on != DAY_NONE))
		clock_workdays(&out[n++], "convey", o->replied_on, o->convey_days, day_or(o->conveyed_on, ended), 14,
			arena_printf(a->arena, "%s答复，应将是否采纳告知监督员（第十四条）；期限%lld工作日（本局设定）",
				case_day(a, o->replied_on), (long long)o->convey_days));
	if (o->conveyed_on != DAY_NONE && counted)
		clock_workdays(&out[n++], "accept", o->conveyed_on, o->accept_days, day_or(o->accepted_on, ended), 15,
			arena_printf(a->arena, "%s告知，监督员可认可或提请监督（第十五条）；期限%lld工作日（本局设定）",
				case_day(a, o->conveyed_on), (long long)o->accept_days));
	return n;
}

size_t
opinion_waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS])
{
	const struct opinion *o = row;
	size_t n = 0;

	(void)a;
	switch (o->rec.state) {
	case OPINION_REGISTERED:
		if (o->agency != 0)
			act_wait(&out[n++], ROLE_CLERK, "opinion.serve", N_("送达"), "serve");
		else
			act_wait(&out[n++], ROLE_CLERK, "opinion.reply", N_("研究答复"), "");
		break;
	case OPINION_SERVED:
		act_wait(&out[n], ROLE_CLERK, "opinion.remind", N_("催办答复"), "reply");
		out[n++].calm = N_("等机构答复");
		act_wait(&out[n++], ROLE_AGENCY, "opinion.reply", N_("反馈是否采纳"), "reply");
		break;
	case OPINION_REPLIED:
		act_wait(&out[n++], ROLE_CLERK, "opinion.convey", N_("告知监督员"), "convey");
		break;
	case OPINION_CONVEYED:
		act_wait(&out[n++], ROLE_SUPERVISOR, "opinion.accept", N_("确认是否认可"), "accept");
		if (o->adopted == ADOPTED_FULLY) {
			act_wait(&out[n++], ROLE_CLERK, "opinion.close", N_("办结"), "accept");
		} else {
			act_wait(&out[n], ROLE_CLERK, "opinion.accept", N_("登记监督员意见"), "accept");
			out[n++].calm = N_("等监督员意见");
		}
		break;
	case OPINION_ACCEPTED:
		act_wait(&out[n++], ROLE_CLERK, "opinion.close", N_("办结"), "");
		break;
	case OPINION_PETITIONED:
		/* The review waits in its place; the agency still owes its answer, if it gave none. */
		if (o->replied_on == DAY_NONE && o->served_on != DAY_NONE)
			act_wait(&out[n++], ROLE_AGENCY, "opinion.reply", N_("反馈是否采纳"), "reply");
		break;
	default:
		break;
	}
	return act_waits_about(out, n, o->agency, o->person, o->officer, o->agency != 0 ? o->agency_name : o->person_name);
}

void
opinion_tally(const void *row, struct tally_key *out)
{
	const struct opinion *o = row;

	out->agency = o->agency;
	out->month = case_month(o->raised_on);
}

void
opinion_text(struct act *a, const void *row, struct search_text *out)
{
	const struct opinion *o = row;
	bool shown = o->served_on != DAY_NONE || o->replied_on != DAY_NONE;

	out->body = arena_printf(a->arena, "%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s", o->number, o->person_name, o->agency_name,
		o->facts, o->basis, o->advice, o->reply, o->place, o->officers, o->evidence, o->certificate);
	out->initials = o->initials;
	/* The agency's token stands only when the agency sees the record, as in opinion_sees(). */
	out->scope = arena_printf(a->arena, "%s %s %s", search_scope_flow(a->arena, "opinion"),
		search_scope(a->arena, 'p', o->person), shown && o->agency != 0 ? search_scope(a->arena, 'a', o->agency) : "");
}
