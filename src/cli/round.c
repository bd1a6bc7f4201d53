/*
 * round.c: what `jiandu round show` says beyond a record's fields: the next step and what it lacks,
 * how many stand where, the make-up against the wish.
 *
 * Knows: how a round is counted (flow/rounds.h).  Must not know: screens.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/width.h"
#include "flow/parties.h"
#include "flow/rounds.h"
#include "engine/export.h"
#include "cli/private.h"

static bool
stand(struct cli *c, const struct round *r, struct round_standing *s)
{
	struct err *old = db_errors(c->en->db, c->e);
	bool ok = round_stand(c->en->db, c->en->cal, r, s);

	db_errors(c->en->db, old);
	return ok;
}

void
round_show(struct cli *c, const void *row)
{
	const struct round *r = row;
	struct round_standing s;
	const char *action, *missing;
	const struct action *ac;

	if (!stand(c, r, &s))
		return;
	missing = round_missing(c->a, r, &s, c->en->today, &action);
	ac = action_find(NULL, action);
	if (ac != NULL) {
		outf("\n%s  %s\n", _("下一步"), _(ac->label));
		out_paragraph(c, *missing != '\0' ? missing : _("条件已齐，可以办理"), 4);
	}
	if (s.wish[0] == 0 && s.candidates == 0)
		return;
	outf("\n%s  %s\n", _("人员构成"), _("名额 报名 拟聘"));
	for (word_t i = 1; i <= ROUND_CATEGORIES; i++)
		if (s.wish[i] > 0 || s.applicants[i] > 0)
			outf("    %s  %4lld %4lld %4lld\n",
				width_pad(c->a, word_label(supervisor_categories, i), 18, false), (long long)s.wish[i],
				(long long)s.applicants[i], (long long)s.chosen[i]);
}

/* "standing": what the screen shows of a round, for scripts. */
void
round_json(struct cli *c, const void *row, struct buf *b)
{
	const struct round *r = row;
	struct round_standing s;
	const char *action, *missing;

	if (!stand(c, r, &s))
		return;
	missing = round_missing(c->a, r, &s, c->en->today, &action);
	json_key(b, "standing");
	buf_addc(b, '{');
	json_text(b, "next", action != NULL ? action : "");
	json_text(b, "missing", missing);
	json_int(b, "candidates", s.candidates);
	json_int(b, "applied", s.applied);
	json_int(b, "qualified", s.qualified);
	json_int(b, "proposed", s.proposed);
	json_int(b, "publicised", s.publicised);
	json_int(b, "appointed", s.appointed);
	json_int(b, "objections", s.objections);
	json_day(b, "notice_end", s.notice_end);
	json_key(b, "make_up");
	buf_addc(b, '{');
	for (word_t i = 1; i <= ROUND_CATEGORIES; i++) {
		json_key(b, supervisor_categories[i].key);
		buf_printf(b, "[%lld,%lld,%lld]", (long long)s.wish[i], (long long)s.applicants[i], (long long)s.chosen[i]);
	}
	buf_adds(b, "}}");
}
