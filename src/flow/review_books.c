/*
 * review_books.c: what the four books and the search index make of a review's row.
 *
 * Knows: the row alone, and the calendar behind the clocks.
 * Must not know: other records: the books are recomputed from the row and compared.
 *
 * Sentences that are stored in a book are not translated here: what is compared
 * must not lean on the language of whoever wrote it.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/review_acts.h"

bool
review_sees(const struct actor *who, const void *row)
{
	const struct review *r = row;

	if (who->roles & ROLE_BUREAU)
		return true;
	/* The agency sees the matter from the service of an order on, not the letter about it before. */
	if (actor_speaks_for(who, r->agency) && r->order_served_on != DAY_NONE)
		return true;
	return actor_is(who, r->person);
}

const char *
review_title(struct act *a, const void *row)
{
	const struct review *r = row;

	return arena_printf(a->arena, "%s %s", r->number, r->agency != 0 ? r->agency_name : r->person_name);
}

/* What the supervisor must be told of last: the decision, or a recheck that changed it. */
static day_t
to_tell_from(const struct review *r)
{
	return r->recheck_result == RECHECK_CHANGED || r->recheck_result == RECHECK_CANCELLED ?
		r->recheck_decided_on : r->decided_on;
}

static const char *
review_basis(struct act *a, const struct review *r)
{
	if (r->extension > 0)
		return arena_printf(a->arena, "%s收到意见书，第十六条要求审查；期限%lld工作日（本局设定），延长%lld工作日",
			case_day(a, r->received_on), (long long)r->review_days, (long long)r->extension);
	return arena_printf(a->arena, "%s收到意见书，第十六条要求审查；期限%lld工作日（本局设定）",
		case_day(a, r->received_on), (long long)r->review_days);
}

size_t
review_clocks(struct act *a, const void *row, struct clock_row out[FLOW_MAX_CLOCKS])
{
	const struct review *r = row;
	size_t n = 0;

	if (r->received_on != DAY_NONE)
		clock_workdays(&out[n++], "review", r->received_on, r->review_days, day_or(r->decided_on, r->closed_on), 16,
			review_basis(a, r))->extension = (int)r->extension;
	if (r->outcome == OUTCOME_TRANSFERRED)
		clock_workdays(&out[n++], "transfer", r->decided_on, r->transfer_days, day_or(r->transfer_report_on, r->closed_on), 16,
			arena_printf(a->arena, "%s移送，受移送机关%lld工作日内反馈（重庆市行政执法监督条例第二十条）",
				case_day(a, r->decided_on), (long long)r->transfer_days));
	if (r->ordered_on != DAY_NONE) {
		day_t cancelled = r->recheck_result == RECHECK_CANCELLED ? r->recheck_decided_on : DAY_NONE;
		struct clock_row *c = clock_workdays(&out[n++], "order", r->ordered_on, 0,
			day_or(r->reported_on, day_or(cancelled, r->closed_on)), 16,
			arena_printf(a->arena, "%s责令纠正（第十六条），文书载明%s前报告", r->order_number,
				case_day(a, r->order_due)));

		c->unit = CLOCK_FIXED;
		c->due = r->order_due;
	}
	if (r->recheck_on != DAY_NONE)
		clock_workdays(&out[n++], "recheck", r->recheck_on, r->recheck_days, day_or(r->recheck_decided_on, r->closed_on), 16,
			arena_printf(a->arena, "%s申请复查，%lld工作日内决定（重庆市行政执法监督条例第二十一条），不停止执行",
				case_day(a, r->recheck_on), (long long)r->recheck_days));
	if (r->decided_on != DAY_NONE)
		clock_workdays(&out[n++], "convey", to_tell_from(r), r->convey_days, day_or(r->informed_on, r->closed_on), 16,
			arena_printf(a->arena, "%s决定，应将处理情况告知监督员（第十六条）；期限%lld工作日（本局设定）",
				case_day(a, to_tell_from(r)), (long long)r->convey_days));
	return n;
}

/* Another organ has the matter in hand, and reports within its period. */
static void
wait_for_transfer(struct wait_row *w)
{
	act_wait(w, ROLE_CLERK, "review.transfer_report", N_("跟踪移送办理"), "transfer");
	w->calm = N_("等移送反馈");
}

static size_t
waits_of_order(const struct review *r, struct wait_row *out)
{
	size_t n = 0;

	if (r->rec.state == REVIEW_ORDERED) {
		if (r->order_served_on == DAY_NONE) {
			act_wait(&out[n++], ROLE_CLERK, "review.serve_order", N_("送达责令纠正"), "order");
		} else if (r->reported_on == DAY_NONE) {
			act_wait(&out[n], ROLE_CLERK, "review.remind", N_("催报纠正情况"), "order");
			out[n++].calm = N_("等纠正报告");
			act_wait(&out[n++], ROLE_AGENCY, "review.report", N_("报告纠正情况"), "order");
		} else {
			act_wait(&out[n++], ROLE_CLERK, "review.accept_correction", N_("验收整改"), "");
		}
	}
	if (r->informed_on == DAY_NONE)
		act_wait(&out[n++], ROLE_CLERK, "review.convey", N_("告知监督员"), "convey");
	if (review_recheck_pending(r))
		act_wait(&out[n++], ROLE_LEADER, "review.decide_recheck", N_("复查决定"), "recheck");
	if (r->rec.state == REVIEW_CORRECTED && r->informed_on != DAY_NONE && !review_recheck_pending(r))
		act_wait(&out[n++], ROLE_CLERK, "review.close", N_("办结"), "");
	return n;
}

size_t
review_waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS])
{
	const struct review *r = row;
	bool orders = (r->outcome == OUTCOME_ESTABLISHED || r->outcome == OUTCOME_PARTLY) && r->ordered_on == DAY_NONE;
	bool transfer = r->outcome == OUTCOME_TRANSFERRED && r->transfer_report_on == DAY_NONE;
	size_t n = 0;

	(void)a;
	switch (r->rec.state) {
	case REVIEW_RECEIVED:
		act_wait(&out[n++], ROLE_CLERK, "review.examine", N_("审查"), "review");
		break;
	case REVIEW_EXAMINING:
		act_wait(&out[n++], ROLE_CLERK, "review.investigate", N_("决定是否调查"), "review");
		act_wait(&out[n++], ROLE_LEADER, "review.decide", N_("作出审查结论"), "review");
		break;
	case REVIEW_INVESTIGATING:
		if (r->found_on == DAY_NONE)
			act_wait(&out[n++], ROLE_CLERK, "review.findings", N_("登记调查结果"), "review");
		else
			act_wait(&out[n++], ROLE_LEADER, "review.decide", N_("作出审查结论"), "review");
		break;
	case REVIEW_DECIDED:
		if (orders)
			act_wait(&out[n++], ROLE_LEADER, "review.order", N_("责令纠正"), "");
		if (!orders || r->outcome == OUTCOME_PARTLY)
			act_wait(&out[n++], ROLE_CLERK, "review.convey", N_("告知监督员"), "convey");
		if (transfer)
			wait_for_transfer(&out[n++]);
		break;
	case REVIEW_ORDERED:
	case REVIEW_CORRECTED:
		n = waits_of_order(r, out);
		break;
	case REVIEW_CONVEYED:
		if (transfer)
			wait_for_transfer(&out[n++]);
		else
			act_wait(&out[n++], ROLE_CLERK, "review.close", N_("办结"), "");
		break;
	default:
		break;
	}
	return act_waits_about(out, n, r->agency, 0, r->officer, r->agency != 0 ? r->agency_name : r->person_name);
}

void
review_tally(const void *row, struct tally_key *out)
{
	const struct review *r = row;

	out->agency = r->agency;
	out->month = case_month(r->received_on);
}

void
review_text(struct act *a, const void *row, struct search_text *out)
{
	const struct review *r = row;

	out->body = arena_printf(a->arena, "%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s", r->number, r->order_number,
		r->person_name, r->agency_name, r->subject, r->facts, r->grounds, r->request, r->examination, r->findings,
		r->reason, r->order_text, r->report, r->evidence);
	out->initials = r->initials;
	out->scope = arena_printf(a->arena, "%s %s %s", search_scope_flow(a->arena, "review"),
		search_scope(a->arena, 'p', r->person),
		r->order_served_on != DAY_NONE && r->agency != 0 ? search_scope(a->arena, 'a', r->agency) : "");
}
