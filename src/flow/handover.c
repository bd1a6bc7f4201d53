/*
 * handover.c: see handover.h.
 *
 * Knows: which tables name an officer and when their matter is still in hand.  Must not know: the flows' law; each
 * case goes over by its own act, with that act's checks and its own entry on the trail.
 */
#include <string.h>

#include "flow/handover.h"
#include "base/i18n.h"
#include "flow/cases.h"

struct in_hand {
	int64_t id;
	const char *flow;
};

/* What is open, and what still waits for the officer after it was decided (an objector to be told). */
static size_t
in_hand(struct act *a, int64_t officer, struct in_hand **out)
{
	struct stmt *s = db_prepare(a->db,
		"SELECT id, 'opinion' FROM opinion WHERE officer = :officer AND open = 1 "
		"UNION SELECT id, 'review' FROM review WHERE officer = :officer AND open = 1 "
		"UNION SELECT id, 'activity' FROM activity WHERE officer = :officer AND open = 1 "
		"UNION SELECT id, 'inquiry' FROM inquiry WHERE officer = :officer AND open = 1 "
		"UNION SELECT id, 'misconduct' FROM misconduct WHERE officer = :officer AND open = 1 "
		"UNION SELECT id, 'duty' FROM duty WHERE officer = :officer AND open = 1 "
		"UNION SELECT id, 'evaluation' FROM evaluation WHERE officer = :officer AND open = 1 "
		"UNION SELECT id, 'objection' FROM objection WHERE officer = :officer AND open = 1 "
		"UNION SELECT id, 'round' FROM round WHERE officer = :officer AND state NOT IN ('closed', 'cancelled') "
		"UNION SELECT record, flow FROM wait WHERE officer = :officer AND officer <> 0 AND flow IN "
		"('opinion', 'review', 'activity', 'inquiry', 'misconduct', 'duty', 'evaluation', 'objection', 'round') "
		"ORDER BY 2, 1");
	struct in_hand *v = NULL;
	size_t n = 0, cap = 0;

	db_bind_int(s, ":officer", officer);
	while (db_step(s)) {
		if (n == cap) {
			struct in_hand *more;

			cap = cap != 0 ? cap * 2 : 64;
			more = arena_alloc(a->arena, cap * sizeof *more);
			if (n > 0)
				memcpy(more, v, n * sizeof *more);
			v = more;
		}
		v[n++] = (struct in_hand){ db_int(s, 0), arena_strdup(a->arena, db_text(s, 1)) };
	}
	*out = v;
	return n;
}

bool
handover_check(struct act *a)
{
	struct in_hand *v;

	if (!case_assign_check(a, row_head(a->row)->id))
		return false;
	return in_hand(a, row_head(a->row)->id, &v) > 0 || act_refuse(a, NULL, 0, _("没有在办的事项，无须移交"));
}

bool
handover_run(struct act *a)
{
	struct in_hand *v;

	act_note(a, _("移交%zu件"), in_hand(a, row_head(a->row)->id, &v));
	return true;
}

bool
handover_also(struct act *a)
{
	const struct case_assign *in = a->args;
	int64_t from = row_head(a->row)->id;
	const char *was = act_title(a, "account", from), *is = act_title(a, "account", in->to);
	const char *to = arena_printf(a->arena, "%lld", (long long)in->to);
	char day[DAY_TEXT];
	struct in_hand *v;
	size_t n = in_hand(a, from, &v);

	day_format(in->on, day);
	for (size_t i = 0; i < n; i++) {
		const char *act = arena_printf(a->arena, "%s.assign", v[i].flow);

		if (act_also(a, act, v[i].id, "to", to, "reason", in->reason, "on", day, "late_reason", in->late_reason, NULL) == 0)
			return false;
		act_effect(a, v[i].flow, v[i].id, N_("承办人"), was, is);
	}
	return true;
}
