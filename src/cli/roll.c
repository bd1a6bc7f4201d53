/*
 * roll.c: jiandu roll: who is invited to an activity, as files for the office: a list to
 * sign, and the phone numbers for the message service.
 *
 * Knows: the rows of an activity's roll.  Must not know: how people are invited.
 *
 * Phone numbers are masked as everywhere; with --reason they come out whole, and who took
 * them, for what, stands in the activity's course.
 */
#include <string.h>

#include "base/csv.h"
#include "base/i18n.h"
#include "flow/activity.h"
#include "flow/flows.h"
#include "cli/private.h"

const struct option roll_options[1] = {
	{ .name = "reason", .label = N_("用途"), .word = N_("用途"), .help = N_("写明用途，电话号码不遮盖；导出留痕") },
};

/* The person's phone as every screen shows it. */
static const char *
masked_phone(struct cli *c, int64_t person)
{
	struct err e = { 0 };
	const void *row = record_get(c->en, c->a, &flow_person, person, &e);

	for (size_t i = 0; row != NULL && i < flow_person.n_fields; i++)
		if (strcmp(flow_person.fields[i].col.name, "phone") == 0)
			return field_shown(c->en, c->a, &flow_person.fields[i], row);
	return "";
}

static void
header(struct buf *out, const char *const *cells, size_t n)
{
	for (size_t i = 0; i < n; i++)
		csv_write(out, cells[i], i == 0);
	csv_end(out);
}

static void
signin(struct cli *c, struct buf *out, const struct roll_row *rows, size_t n)
{
	const char *const cells[] = { _("序号"), _("姓名"), _("证件编号"), _("工作单位及职务"), _("回复"), _("签名") };

	header(out, cells, N_OF(cells));
	for (size_t i = 0; i < n; i++) {
		csv_write(out, arena_printf(c->a, "%zu", i + 1), true);
		csv_write(out, rows[i].name, false);
		csv_write(out, rows[i].certificate, false);
		csv_write(out, rows[i].employer, false);
		csv_write(out, rows[i].reply, false);
		csv_write(out, "", false);
		csv_end(out);
	}
}

static void
phones(struct cli *c, struct buf *out, const struct roll_row *rows, size_t n, bool whole)
{
	const char *const cells[] = { _("序号"), _("姓名"), _("联系电话") };

	header(out, cells, N_OF(cells));
	for (size_t i = 0; i < n; i++) {
		csv_write(out, arena_printf(c->a, "%zu", i + 1), true);
		csv_write(out, rows[i].name, false);
		csv_write(out, whole ? rows[i].phone : masked_phone(c, rows[i].person), false);
		csv_end(out);
	}
}

bool
run_roll(struct cli *c, int argc, char **argv)
{
	struct option v[N_OF(roll_options)];
	const char **rest, *reason;
	const void *activity;
	struct roll_row *rows;
	struct buf out = BUF_INIT;
	struct arg why = { "reason", "" };
	struct result res;
	size_t n;
	bool ok = true;

	memcpy(v, roll_options, sizeof v);
	if (!options_take(c, v, N_OF(v), argc, argv, &rest, &n))
		return false;
	if (n != 3 || (strcmp(rest[0], "signin") != 0 && strcmp(rest[0], "phones") != 0))
		return wrong_usage(c, "%s", _("用法：jiandu roll signin|phones 活动 文件.csv|- [--reason 用途]"));
	if (!(c->en->actor.roles & ROLE_CLERK))
		return err_set(c->e, ERR_DENIED, NULL, 0, _("您的角色不能办理“%s”"), _("活动的签到表、电话名单"));
	activity = record_called(c, &flow_activity, rest[1]);
	if (activity == NULL)
		return false;
	reason = v[0].value;
	n = activity_roll(c->en->db, c->a, row_head(activity)->id, &rows);
	if (strcmp(rest[0], "signin") == 0) {
		signin(c, &out, rows, n);
	} else {
		why.value = reason;
		/* First on record, then out of the house. */
		ok = reason == NULL || action_do(c->en, c->a, action_find(&flow_activity, "phones"), row_head(activity)->id, 0,
			(struct args){ &why, 1 }, &res, c->e);
		phones(c, &out, rows, n, reason != NULL);
	}
	/* Excel reads UTF-8 by this mark; a pipe needs none. */
	if (strcmp(rest[2], "-") != 0)
		buf_insert(&out, 0, "\xef\xbb\xbf", 3);
	ok = ok && file_put(c, rest[2], buf_str(&out), out.len);
	buf_free(&out);
	if (ok && strcmp(rest[2], "-") != 0)
		outf(_("已写%zu人：%s\n"), n, rest[2]);
	if (ok && reason == NULL && strcmp(rest[0], "phones") == 0)
		note(_("电话号码已遮盖；写明用途（--reason）的才完整写出\n"));
	return ok;
}
