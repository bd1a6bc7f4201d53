/*
 * roll.c: see roll.h.
 *
 * Knows: the rows of an activity's roll, CSV.  Must not know: files, screens; how people are invited.
 */
#include "engine/roll.h"

#include <string.h>

#include "base/csv.h"
#include "base/i18n.h"
#include "flow/activity.h"
#include "flow/flows.h"
#include "engine/event.h"

/* The person's phone as every screen shows it. */
static const char *
masked_phone(struct engine *en, struct arena *a, int64_t person)
{
	struct err e = { 0 };
	const void *row = record_get(en, a, &flow_person, person, &e);
	const struct field *f = field_find(flow_person.fields, flow_person.n_fields, "phone");

	return row != NULL && f != NULL ? field_shown(en, a, f, row) : "";
}

static void
header(struct buf *out, const char *const *cells, size_t n)
{
	for (size_t i = 0; i < n; i++)
		csv_write(out, cells[i], i == 0);
	csv_end(out);
}

static void
signin(struct arena *a, struct buf *out, const struct roll_row *rows, size_t n)
{
	const char *const cells[] = { _("序号"), _("姓名"), _("证件编号"), _("工作单位及职务"), _("回复"), _("签名") };

	header(out, cells, N_OF(cells));
	for (size_t i = 0; i < n; i++) {
		csv_write(out, arena_printf(a, "%zu", i + 1), true);
		csv_write(out, rows[i].name, false);
		csv_write(out, rows[i].certificate, false);
		csv_write(out, rows[i].employer, false);
		csv_write(out, rows[i].reply, false);
		csv_write(out, "", false);
		csv_end(out);
	}
}

static void
phones(struct engine *en, struct arena *a, struct buf *out, const struct roll_row *rows, size_t n, bool whole)
{
	const char *const cells[] = { _("序号"), _("姓名"), _("联系电话") };

	header(out, cells, N_OF(cells));
	for (size_t i = 0; i < n; i++) {
		csv_write(out, arena_printf(a, "%zu", i + 1), true);
		csv_write(out, rows[i].name, false);
		csv_write(out, whole ? rows[i].phone : masked_phone(en, a, rows[i].person), false);
		csv_end(out);
	}
}

bool
roll_sheet(struct engine *en, struct arena *a, enum roll_kind kind, int64_t id, const char *reason, struct buf *out, size_t *n,
	struct err *e)
{
	struct arg why = { "reason", reason };
	struct roll_row *rows;
	struct result res;

	if (!(en->actor.roles & ROLE_CLERK))
		return err_set(e, ERR_DENIED, NULL, 0, _("您的角色不能办理“%s”"), _("活动的签到表、电话名单"));
	*n = activity_roll(en->db, a, id, &rows);
	/* First on record, then out of the house. */
	if (!event_record(en, "export.roll", flow_activity.name, id, 0, arena_printf(a, _("%s，%zu人"), kind == ROLL_SIGNIN ? _("签到表") :
		reason != NULL ? _("电话名单") : _("电话名单（遮盖）"), *n), e))
		return false;
	if (kind == ROLL_SIGNIN) {
		signin(a, out, rows, *n);
		return true;
	}
	if (reason != NULL && !action_do(en, a, action_find(&flow_activity, "phones"), id, 0, (struct args){ &why, 1 }, &res, e))
		return false;
	phones(en, a, out, rows, *n, reason != NULL);
	return true;
}
