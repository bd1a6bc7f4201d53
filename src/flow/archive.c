/*
 * archive.c: the beginning of the trail goes into a file of its own, by the auditor.
 *
 * Knows: how long the trail stays (setting), what a written archive says.  Must not know: how it is written (engine/audit.c,
 * store/archive.c).
 */
#include "flow/archive.h"
#include "base/i18n.h"
#include "store/archive.h"
#include "flow/flows.h"

struct trail_part {
	struct record rec;
	int64_t from_seq;
	int64_t upto;
	const char *first_at;
	const char *last_at;
	day_t before_on;
	const char *file;
	const char *sm3;
	const char *head;
	int64_t erased;
	const char *anchors;
	day_t made_on;
	int64_t maker;
};

enum archive_state { ARCHIVE_NONE, ARCHIVE_KEPT };

static const struct word states[] = {
	WORD_NONE,
	[ARCHIVE_KEPT] = { "kept", N_("已归档"), 0 },
	WORD_END,
};

static const struct field fields[] = {
	{ F_INT(struct trail_part, from_seq), .label = N_("自第几条") },
	{ F_INT(struct trail_part, upto), .label = N_("至第几条") },
	{ F_LINE(struct trail_part, first_at), .label = N_("最早一条的时间") },
	{ F_LINE(struct trail_part, last_at), .label = N_("最晚一条的时间") },
	{ F_DAY(struct trail_part, before_on), .label = N_("归档哪日以前的") },
	{ F_LINE(struct trail_part, file), .label = N_("归档文件") },
	{ F_LINE(struct trail_part, sm3), .label = N_("文件的SM3") },
	{ F_LINE(struct trail_part, head), .label = N_("末条的链头") },
	{ F_INT(struct trail_part, erased), .label = N_("其中原话已抹去的条数") },
	{ F_LINE(struct trail_part, anchors), .label = N_("各件摘要的SM3") },
	{ F_DAY(struct trail_part, made_on), .label = N_("归档日期") },
	{ F_REF(struct trail_part, maker, "account"), .label = N_("归档人") },
};

day_t
archive_latest(struct db *db, day_t today)
{
	int64_t months = setting_int(db, "keep_trail_months", 0);

	return day_add_months(today, -(int)(months > ARCHIVE_MONTHS_LEAST ? months : ARCHIVE_MONTHS_LEAST));
}

/* ---- make 归档 ---- */

struct archive_make {
	day_t before;
	const char *file;
};

static const struct field make_fields[] = {
	{ F_DAY(struct archive_make, before), .label = N_("归档哪日以前的"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_LINE(struct archive_make, file), .label = N_("归档文件"), .flags = FIELD_REQUIRED | FIELD_NOTE },
};

static bool
may_make(struct act *a)
{
	return a->actor->personal || (a->actor->roles & ROLE_AUDITOR) != 0 || act_bar(a, _("共用的数据库由审计员归档"));
}

static bool
check_make(struct act *a)
{
	const struct archive_make *in = a->args;
	const struct archive *x = act_archive(a);
	day_t latest = archive_latest(a->db, a->today);
	char day[DAY_TEXT];

	if (in->before > latest)
		return act_refuse(a, "before", 0, _("归档哪日以前的：留痕至少在数据库里保存%lld个月，最晚写%s"),
			(long long)act_setting(a, "keep_trail_months"), day_format(latest, day));
	if (x == NULL)
		return act_refuse(a, "file", 0, _("归档文件：没有写好的文件，请用 jiandu audit archive"));
	return archive_fits(a->db, x) || act_refuse(a, "file", 0, _("归档文件：归档的时候这些留痕有变动，请再办一次"));
}

static bool
run_make(struct act *a)
{
	const struct archive *x = act_archive(a);
	struct trail_part *p = a->row;
	char *anchors = arena_alloc(a->arena, ARCHIVE_HEX);

	if (x == NULL || !archive_anchor(a->db, x->upto, anchors))
		return false;
	act_copy(a);
	p->before_on = ((const struct archive_make *)a->args)->before;
	p->from_seq = x->from;
	p->upto = x->upto;
	p->first_at = x->first_at;
	p->last_at = x->last_at;
	p->sm3 = x->sm3;
	p->head = x->head;
	p->erased = x->erased;
	p->anchors = anchors;
	p->made_on = a->today;
	p->maker = a->actor->account;
	p->rec.state = ARCHIVE_KEPT;
	act_note(a, _("第%lld至%lld条，SM3 %s"), (long long)x->from, (long long)x->upto, x->sm3);
	return true;
}

/* The row of table archive stands: now the wall lets go of what it holds. */
static bool
also_make(struct act *a)
{
	return archive_cut(a->db, ((const struct trail_part *)a->row)->upto);
}

static const struct action actions[] = {
	{
		.name = "archive.make",
		.label = N_("归档留痕"),
		.help = N_("把保存期以前的留痕移到归档文件里，数据库里的链从那里接续；由 jiandu audit archive 写好文件以后引起。"),
		.roles = ROLE_LEADER | ROLE_AUDITOR,
		.from = S_NEW,
		.to = S(ARCHIVE_KEPT),
		.flags = ACT_INTERNAL,
		.fields = make_fields,
		.n_fields = N_OF(make_fields),
		.args_size = sizeof(struct archive_make),
		.may = may_make,
		.check = check_make,
		.run = run_make,
		.also = also_make,
	},
};

/* ---- lists ---- */

static const struct list_col cols[] = {
	{ .name = "from_seq", .label = N_("自第几条"), .sql = "x.from_seq", .type = LT_INT, .width = 9, .right = true },
	{ .name = "upto", .label = N_("至第几条"), .sql = "x.upto", .type = LT_INT, .width = 9, .right = true },
	{ .name = "last_at", .label = N_("最晚一条的时间"), .sql = "x.last_at", .type = LT_TEXT, .width = 19, .min = 16, .rank = 1 },
	{ .name = "made_on", .label = N_("归档日期"), .sql = "x.made_on", .type = LT_DAY, .width = 10, .rank = 2 },
	{ .name = "file", .label = N_("归档文件"), .sql = "x.file", .type = LT_TEXT, .width = 24, .min = 12 },
	{ .name = "sm3", .label = N_("文件的SM3"), .sql = "x.sm3", .type = LT_TEXT, .width = 64, .min = 16, .rank = 3 },
};

static const struct list_sort sorts[] = {
	{ .name = "order", .label = N_("按先后"), .sql = "x.upto" },
};

static const struct list lists[] = {
	{ .name = "archive", .label = N_("留痕归档"), .empty = N_("还没有归档过；命令是 jiandu audit archive --before 日期 文件"),
	  .from = "archive x", .id = "x.id", .cols = cols, .n_cols = N_OF(cols), .sorts = sorts, .n_sorts = N_OF(sorts) },
};

static const char *const refs[] = { "x.upto = :v", NULL };

static const char *
title(struct act *a, const void *row)
{
	const struct trail_part *p = row;

	return arena_printf(a->arena, _("第%lld至%lld条"), (long long)p->from_seq, (long long)p->upto);
}

const struct flow flow_archive = {
	.name = "archive",
	.label = N_("留痕归档"),
	.table = "archive",
	.states = states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct trail_part),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = lists,
	.n_lists = N_OF(lists),
	.scopes = trail_scopes,
	.n_scopes = N_OF(trail_scopes),
	.sees = trail_sees,
	.refs = refs,
	.title = title,
	.menu = 203,
};
