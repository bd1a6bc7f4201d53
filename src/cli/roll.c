/*
 * roll.c: jiandu roll: who is invited to an activity, as files for the office: a list to
 * sign, and the phone numbers for the message service.
 *
 * Knows: the words of the command.  Must not know: what stands in the sheets (engine/roll.c).
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/flows.h"
#include "engine/roll.h"
#include "cli/private.h"

const struct option roll_options[1] = {
	{ .name = "reason", .label = N_("用途"), .word = N_("用途"), .help = N_("写明用途，电话号码不遮盖；导出留痕") },
};

bool
run_roll(struct cli *c, int argc, char **argv)
{
	struct option v[N_OF(roll_options)];
	const char **rest, *reason;
	const void *activity;
	struct buf out = BUF_INIT;
	size_t n;
	bool ok;

	memcpy(v, roll_options, sizeof v);
	if (!options_take(c, v, N_OF(v), argc, argv, &rest, &n))
		return false;
	if (n != 3 || (strcmp(rest[0], "signin") != 0 && strcmp(rest[0], "phones") != 0))
		return wrong_usage(c, "%s", _("用法：jiandu roll signin|phones 活动 文件.csv|- [--reason 用途]"));
	activity = record_called(c, &flow_activity, rest[1]);
	if (activity == NULL)
		return false;
	reason = v[0].value;
	ok = roll_sheet(c->en, c->a, strcmp(rest[0], "signin") == 0 ? ROLL_SIGNIN : ROLL_PHONES, row_head(activity)->id, reason, &out, &n,
		c->e);
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
