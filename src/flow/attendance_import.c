/*
 * attendance_import.c: a sheet of who came to which activity, a person a row: each row marks one who was invited.
 *
 * Knows: how sheets of attendance say it, what a mark needs (attendance_mark.c).  Must not know: files, columns.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/activity_acts.h"
#include "flow/flows.h"

/* The three marks, and what else sheets call them; article 17(3) knows no fourth. */
static const struct word sheet_marks[] = {
	WORD_NONE,
	{ "attended", N_("出席"), 8 },
	{ "excused", N_("请假"), 17 },
	{ "absent", N_("缺席"), 17 },
	{ "present", N_("参加"), 8 },
	{ "signed", N_("已签到"), 8 },
	{ "tick", N_("√"), 8 },
	{ "leave", N_("事假"), 17 },
	{ "sick", N_("病假"), 17 },
	{ "missing", N_("缺勤"), 17 },
	{ "no_show", N_("未到"), 17 },
	WORD_END,
};
/* What each of them means. */
static const word_t meant[] = { 0, MARK_ATTENDED, MARK_EXCUSED, MARK_ABSENT, MARK_ATTENDED, MARK_ATTENDED, MARK_ATTENDED, MARK_EXCUSED,
	MARK_EXCUSED, MARK_ABSENT, MARK_ABSENT };
_Static_assert(N_OF(meant) + 1 == N_OF(sheet_marks), "a meaning for each word");

const struct field attendance_import_fields[6] = {
	{ F_REF(struct attendance_import, activity, "activity"), .label = N_("监督活动"), .flags = FIELD_REQUIRED, .article = 12,
		.aka = "活动编号|活动|编号" },
	{ F_NAME(struct attendance_import, name), .label = N_("姓名"), .flags = FIELD_REQUIRED, .aka = "监督员|监督员姓名|参加人" },
	{ F_LINE(struct attendance_import, certificate), .label = N_("证件编号"), .article = 13, .max = 60, .aka = "监督员证号|证号" },
	{ F_WORD(struct attendance_import, mark, sheet_marks), .label = N_("出席情况"), .flags = FIELD_REQUIRED | FIELD_NOTE,
		.article = 17, .aka = "签到情况|考勤|考勤情况" },
	{ F_LINE(struct attendance_import, reason), .label = N_("请假事由"), .flags = FIELD_NOTE, .article = 17, .max = 200,
		.aka = "事由|请假原因" },
	{ F_LINE(struct attendance_import, hours), .label = N_("学时"), .flags = FIELD_NOTE, .max = 6, .aka = "培训学时" },
};

/* Who was invited to that activity by that name (and number): their attendance; 0 none, or *SEVERAL. */
static int64_t
invited(struct act *a, bool *several)
{
	const struct attendance_import *in = a->args;
	struct stmt *s = db_prepare(a->db, "SELECT id FROM attendance WHERE activity = :activity AND person_name = :name "
		"AND (:certificate = '' OR certificate = :certificate) AND state <> 'released' ORDER BY id LIMIT 2");
	int64_t id = 0;

	db_bind_int(s, ":activity", in->activity);
	db_bind_text(s, ":name", in->name);
	db_bind_text(s, ":certificate", in->certificate);
	if (db_step(s))
		id = db_int(s, 0);
	*several = id != 0 && db_step(s);
	db_done(s);
	return *several ? 0 : id;
}

static bool
is_marked_so(const struct attendance *t, const struct attendance_import *in)
{
	word_t mark = meant[in->mark];

	return t->rec.state == ATTENDANCE_ATTENDED + mark - MARK_ATTENDED &&
		(mark != MARK_EXCUSED || strcmp(in->reason, t->reason) == 0) && (*in->hours == '\0' || strcmp(in->hours, t->hours) == 0);
}

int64_t
attendance_import_match(struct act *a)
{
	const struct attendance *t;
	bool several;

	t = act_load(a, "attendance", invited(a, &several));
	return t != NULL && is_marked_so(t, a->args) ? t->rec.id : 0;
}

int64_t
attendance_import_on(struct act *a)
{
	const struct attendance_import *in = a->args;
	bool several;
	int64_t id = invited(a, &several);
	const struct attendance *t = act_load(a, "attendance", id);

	if (several)
		act_refuse(a, "name", 12, _("姓名：受邀请的有几位叫“%s”，请填写证件编号"), in->name);
	else if (t == NULL)
		act_refuse(a, "name", 12, _("姓名：%s不在这次活动受邀请的人之中，请先邀请、通知"), in->name);
	else if (t->rec.state >= ATTENDANCE_ATTENDED && t->rec.state <= ATTENDANCE_ABSENT)
		act_refuse(a, "mark", 17, _("出席情况：%s已登记为“%s”，与表里不同；请用“更正出席情况”写明原因"), in->name,
			word_label(attendance_states, t->rec.state));
	return a->err->code == ERR_OK ? id : 0;
}

bool
attendance_import_check(struct act *a)
{
	const struct attendance_import *in = a->args;

	return attendance_mark_good(a, meant[in->mark], in->reason, in->hours);
}

bool
attendance_import_run(struct act *a)
{
	const struct attendance_import *in = a->args;

	return attendance_mark_as(a, meant[in->mark], in->reason, in->hours);
}
