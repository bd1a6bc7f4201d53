/*
 * card.c: the check of a presented certificate, for both faces; the key of check codes.
 *
 * Knows: which roles have to do with supervision.  Must not know: what makes a card good.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "store/cardkey.h"
#include "flow/parties.h"
#include "engine/event.h"
#include "engine/private.h"

bool
card_verify(struct engine *en, struct arena *a, const char *scanned, struct certificate_verdict *out, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	struct certificate_verdict all;
	struct act c;

	act_context(&c, en, a, flow_find("certificate"), NULL, NULL, e);
	if (*text_trim(a, scanned) == '\0') {
		err_set(e, ERR_USAGE, "number", 13, "%s", _("要写明证件编号"));
	} else {
		certificate_judge(&c, scanned, "", en->today, &all);
		*out = (struct certificate_verdict){ .valid = all.valid, .number = all.number, .why = "", .name = "", .term = "", .replaced = "",
			.proof = all.proof, .standing = all.standing };
	}
	db_errors(en->db, old);
	return e->code == ERR_OK;
}

bool
card_rekey(struct engine *en, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	bool ok = db_begin(en->db);

	if (ok) {
		ok = cardkey_renew(en->db, e) && event_record(en, "certificate.rekey", "", 0, 0, "", e);
		if (ok)
			ok = db_commit(en->db);
		else
			db_rollback(en->db);
	}
	db_errors(en->db, old);
	return ok;
}

bool
card_check(struct engine *en, struct arena *a, const char *number, const char *name, day_t on,
	struct certificate_verdict *out, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	struct act c;

	act_context(&c, en, a, flow_find("certificate"), NULL, NULL, e);
	if (!(en->actor.roles & (ROLE_BUREAU | ROLE_AGENCY | ROLE_SUPERVISOR)))
		err_set(e, ERR_DENIED, NULL, 13, "%s", _("您的角色不能核验监督员证"));
	else if (*text_trim(a, number) == '\0')
		err_set(e, ERR_USAGE, "number", 13, "%s", _("要写明证件编号"));
	else if (on != DAY_NONE && on > en->today)
		err_set(e, ERR_USAGE, "on", 13, "%s", _("核验日期不能晚于今天"));
	else
		certificate_judge(&c, number, name, on != DAY_NONE ? on : en->today, out);
	db_errors(en->db, old);
	return e->code == ERR_OK;
}
