/*
 * attachment.c: files stored with a record: put in, shown to more people or fewer, removed with a trace.
 *
 * Knows: which records may have files, what may be stored.  Must not know: where a file comes from or goes to
 * (engine/attachment.c), how pieces are kept (store/piece.h).
 *
 * A file is the bureau's until somebody says otherwise: nobody outside has it by default.
 */
#include "flow/attachment.h"

#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/text.h"
#include "store/piece.h"
#include "flow/cases.h"
#include "flow/erase.h"
#include "flow/flows.h"

#define MEGABYTE (INT64_C(1) << 20)

const struct word attachment_states[] = {
	WORD_NONE,
	[ATTACHMENT_KEPT] = { "kept", N_("在档"), 0 },
	[ATTACHMENT_REMOVED] = { "removed", N_("已移除"), 0 },
	WORD_END,
};
const struct word attachment_shown[] = {
	WORD_NONE,
	[SHOWN_BUREAU] = { "bureau", N_("仅本局"), 0 },
	[SHOWN_AGENCY] = { "agency", N_("本局和执法机构"), 0 },
	[SHOWN_PERSON] = { "person", N_("本局和监督员"), 0 },
	[SHOWN_BOTH] = { "both", N_("本局、执法机构和监督员"), 0 },
	WORD_END,
};

static const struct field fields[] = {
	{ F_LINE(struct attachment, number), .label = N_("附件号") },
	{ F_INT(struct attachment, number_key), .label = N_("编号序"), .flags = FIELD_HIDDEN },
	{ F_LINE(struct attachment, of_flow), .label = N_("所属记录种类"), .flags = FIELD_HIDDEN },
	{ F_INT(struct attachment, record), .label = N_("所属记录"), .flags = FIELD_HIDDEN },
	{ F_LINE(struct attachment, subject), .label = N_("属于"), .flags = FIELD_PERSONAL },
	{ F_LINE(struct attachment, name), .label = N_("文件名") },
	{ F_LINE(struct attachment, type), .label = N_("类型") },
	{ F_INT(struct attachment, size), .label = N_("大小（字节）") },
	{ F_INT(struct attachment, pieces), .label = N_("分块"), .flags = FIELD_HIDDEN },
	{ F_LINE(struct attachment, hash), .label = N_("SM3校验值") },
	{ F_WORD(struct attachment, shown, attachment_shown), .label = N_("谁可以看") },
	{ F_REF(struct attachment, agency, "agency"), .label = N_("可阅的执法机构"), .flags = FIELD_HIDDEN },
	{ F_REF(struct attachment, person, "person"), .label = N_("可阅的监督员"), .flags = FIELD_HIDDEN | FIELD_KEPT },
	{ F_LINE(struct attachment, agency_name), .label = N_("执法机构原名"), .flags = FIELD_HIDDEN },
	{ F_NAME(struct attachment, person_name), .label = N_("监督员姓名"), .flags = FIELD_PERSONAL | FIELD_HIDDEN | FIELD_KEPT },
	{ F_LINE(struct attachment, initials), .label = N_("拼音首字母"), .flags = FIELD_PERSONAL | FIELD_HIDDEN | FIELD_KEPT },
	{ F_LINE(struct attachment, note), .label = N_("说明"), .flags = FIELD_PERSONAL },
	{ F_DAY(struct attachment, added_on), .label = N_("登记日期") },
	{ F_LINE(struct attachment, adder), .label = N_("登记人") },
	{ F_DAY(struct attachment, removed_on), .label = N_("移除日期") },
	{ F_LINE(struct attachment, remove_reason), .label = N_("移除原因") },
};

/* ---- types ---- */

enum shape { SHAPE_TEXT, SHAPE_BYTES };

/* What the first bytes of a file of each ending are; AT: where in it. */
static const struct {
	const char *ending, *type;
	enum shape shape;
	size_t at;
	const char *bytes;
	size_t n;
} shapes[] = {
	{ "pdf", "pdf", SHAPE_BYTES, 0, "%PDF-", 5 },
	{ "ofd", "ofd", SHAPE_BYTES, 0, "PK\003\004", 4 },
	{ "jpg", "jpg", SHAPE_BYTES, 0, "\xff\xd8\xff", 3 },
	{ "jpeg", "jpg", SHAPE_BYTES, 0, "\xff\xd8\xff", 3 },
	{ "png", "png", SHAPE_BYTES, 0, "\x89PNG\r\n\x1a\n", 8 },
	{ "gif", "gif", SHAPE_BYTES, 0, "GIF8", 4 },
	{ "bmp", "bmp", SHAPE_BYTES, 0, "BM", 2 },
	{ "tif", "tif", SHAPE_BYTES, 0, "II*\0", 4 },
	{ "tif", "tif", SHAPE_BYTES, 0, "MM\0*", 4 },
	{ "tiff", "tif", SHAPE_BYTES, 0, "II*\0", 4 },
	{ "tiff", "tif", SHAPE_BYTES, 0, "MM\0*", 4 },
	{ "doc", "doc", SHAPE_BYTES, 0, "\xd0\xcf\x11\xe0", 4 },
	{ "xls", "xls", SHAPE_BYTES, 0, "\xd0\xcf\x11\xe0", 4 },
	{ "ppt", "ppt", SHAPE_BYTES, 0, "\xd0\xcf\x11\xe0", 4 },
	{ "wps", "wps", SHAPE_BYTES, 0, "\xd0\xcf\x11\xe0", 4 },
	{ "wps", "wps", SHAPE_BYTES, 0, "PK\003\004", 4 },
	{ "et", "et", SHAPE_BYTES, 0, "\xd0\xcf\x11\xe0", 4 },
	{ "et", "et", SHAPE_BYTES, 0, "PK\003\004", 4 },
	{ "docx", "docx", SHAPE_BYTES, 0, "PK\003\004", 4 },
	{ "xlsx", "xlsx", SHAPE_BYTES, 0, "PK\003\004", 4 },
	{ "pptx", "pptx", SHAPE_BYTES, 0, "PK\003\004", 4 },
	{ "zip", "zip", SHAPE_BYTES, 0, "PK\003\004", 4 },
	{ "mp3", "mp3", SHAPE_BYTES, 0, "ID3", 3 },
	{ "mp3", "mp3", SHAPE_BYTES, 0, "\xff\xfb", 2 },
	{ "mp3", "mp3", SHAPE_BYTES, 0, "\xff\xf3", 2 },
	{ "mp4", "mp4", SHAPE_BYTES, 4, "ftyp", 4 },
	{ "m4a", "m4a", SHAPE_BYTES, 4, "ftyp", 4 },
	{ "txt", "txt", SHAPE_TEXT, 0, "", 0 },
	{ "csv", "csv", SHAPE_TEXT, 0, "", 0 },
};

bool
attachment_type_known(const char *ending)
{
	for (size_t i = 0; i < N_OF(shapes); i++)
		if (strcasecmp(shapes[i].ending, ending) == 0)
			return true;
	return false;
}

/* Text of whatever encoding: no byte that only programs write. */
static bool
is_text(const unsigned char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((s[i] < 0x20 && strchr("\t\n\f\r", s[i]) == NULL) || s[i] == 0x7f || s[i] == 0)
			return false;
	return true;
}

/* Is TYPE among those joined by 、 or commas in the setting? */
static bool
permitted(struct act *a, const char *type)
{
	const char *all = setting_text(a->db, a->arena, "attachment_types", "pdf、jpg、png");
	const char *s = all;

	while ((s = strstr(s, type)) != NULL) {
		bool begins = s == all || !((s[-1] >= 'a' && s[-1] <= 'z') || (s[-1] >= '0' && s[-1] <= '9'));
		char next = s[strlen(type)];

		if (begins && !((next >= 'a' && next <= 'z') || (next >= '0' && next <= '9')))
			return true;
		s += strlen(type);
	}
	return false;
}

const char *
attachment_type(struct act *a, const char *name, const unsigned char *head, size_t n, const char **why)
{
	const char *dot = strrchr(name, '.'), *type = NULL;

	*why = "";
	for (size_t i = 0; i < N_OF(shapes) && dot != NULL; i++) {
		if (strcasecmp(shapes[i].ending, dot + 1) != 0)
			continue;
		type = shapes[i].type;
		if (!permitted(a, type))
			break;
		if (shapes[i].shape == SHAPE_TEXT ? is_text(head, n) :
			n >= shapes[i].at + shapes[i].n && memcmp(head + shapes[i].at, shapes[i].bytes, shapes[i].n) == 0)
			return type;
	}
	if (type == NULL || !permitted(a, type))
		*why = arena_printf(a->arena, _("文件：不准许这种类型；准许的有%s"), setting_text(a->db, a->arena, "attachment_types", ""));
	else
		*why = arena_printf(a->arena, _("文件：内容不是%s文件，和文件名不符"), type);
	return NULL;
}

const char *
attachment_size_text(struct arena *ar, int64_t size)
{
	if (size >= MEGABYTE)
		return arena_printf(ar, "%lld.%lld MB", (long long)(size / MEGABYTE), (long long)(size % MEGABYTE * 10 / MEGABYTE));
	return size >= 1024 ? arena_printf(ar, "%lld KB", (long long)((size + 512) / 1024)) :
			      arena_printf(ar, "%lld B", (long long)size);
}

/* ---- the records that may have files ---- */

static const struct flow *const holders[] = { &flow_opinion, &flow_review, &flow_inquiry, &flow_misconduct, &flow_dismissal,
	&flow_round, &flow_candidate, &flow_objection, &flow_invitation, &flow_supervisor, &flow_activity, &flow_finding, &flow_duty,
	&flow_evaluation };

static const struct flow *
holder(const char *flow)
{
	for (size_t i = 0; i < N_OF(holders); i++)
		if (strcmp(holders[i]->name, flow) == 0)
			return holders[i];
	return NULL;
}

bool
attachment_holder(const char *flow)
{
	return holder(flow) != NULL;
}

/* The reference, or the text, that ROW of F holds under NAME; 0 and "" when it has none. */
static int64_t
ref_of(const struct flow *f, const void *row, const char *name)
{
	const struct field *fd = field_find(f->fields, f->n_fields, name);

	return fd != NULL && fd->col.type == COL_REF ? *(const int64_t *)(const void *)((const char *)row + fd->col.offset) : 0;
}

static const char *
text_of(const struct flow *f, const void *row, const char *name)
{
	const struct field *fd = field_find(f->fields, f->n_fields, name);

	return fd != NULL && fd->col.type == COL_TEXT ? *(const char *const *)(const void *)((const char *)row + fd->col.offset) : "";
}

/* Let agency and supervisor of the record have it, as SHOWN says; false when there is none to show it to. */
static bool
show_to(struct act *a, struct attachment *t, word_t shown, const struct flow *f, const void *row)
{
	int64_t agency = ref_of(f, row, "agency"), person = ref_of(f, row, "person");

	if ((shown == SHOWN_AGENCY || shown == SHOWN_BOTH) && agency == 0)
		return act_refuse(a, "shown", 11, _("谁可以看：这件没有执法机构"));
	if ((shown == SHOWN_PERSON || shown == SHOWN_BOTH) && person == 0)
		return act_refuse(a, "shown", 11, _("谁可以看：这件没有监督员"));
	t->shown = shown;
	t->agency = shown == SHOWN_AGENCY || shown == SHOWN_BOTH ? agency : 0;
	t->person = shown == SHOWN_PERSON || shown == SHOWN_BOTH ? person : 0;
	return true;
}

/* ---- add ---- */

struct attachment_add {
	const char *of_flow;
	int64_t record;
	const char *name;
	word_t shown;
	const char *note;
};

static const struct field add_fields[] = {
	{ F_LINE(struct attachment_add, of_flow), .label = N_("所属记录种类"), .flags = FIELD_HIDDEN },
	{ F_INT(struct attachment_add, record), .label = N_("所属记录"), .flags = FIELD_HIDDEN },
	{ F_LINE(struct attachment_add, name), .label = N_("文件名"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 100,
		.hint = N_("带扩展名，如 现场照片.jpg") },
	{ F_WORD(struct attachment_add, shown, attachment_shown), .label = N_("谁可以看"), .flags = FIELD_REQUIRED, .article = 11,
		.standard = "仅本局" },
	{ F_LINE(struct attachment_add, note), .label = N_("说明"), .flags = FIELD_NOTE, .max = 200 },
};

/* A name that can stand in a directory of any system, and that hides nothing. */
static bool
name_good(struct act *a, const char *name)
{
	if (strpbrk(name, "/\\:*?\"<>|") != NULL || *name == '.' || *name == '-' || strcmp(text_clean(a->arena, name, false), name) != 0)
		return act_refuse(a, "name", 0, _("文件名：不能含有 / \\ : * ? \" < > | 和控制字符，不能以“.”“-”开头"));
	return true;
}

static int64_t
total_of(struct act *a, int64_t record)
{
	struct stmt *s = db_prepare(a->db, "SELECT coalesce(sum(size), 0) FROM attachment WHERE record = :id AND state = 'kept'");
	int64_t n = 0;

	db_bind_int(s, ":id", record);
	if (db_step(s)) {
		n = db_int(s, 0);
		db_done(s);
	}
	return n;
}

static bool
check_add(struct act *a)
{
	const struct attachment_add *in = a->args;
	const struct flow *f = holder(in->of_flow);
	const void *row = f != NULL ? act_load(a, in->of_flow, in->record) : NULL;
	const struct staged *file = act_staged(a);
	struct attachment scratch = { 0 };
	const char *why;

	if (row == NULL)
		return act_refuse(a, "record", 0, _("所属记录：要写明附在哪一件"));
	if (file == NULL)
		return act_refuse(a, "name", 0, _("没有送来文件：请用 jiandu attachment add，或者在这一件上按 b 添加"));
	if (!name_good(a, in->name) || !show_to(a, &scratch, in->shown, f, row))
		return false;
	if (file->size == 0)
		return act_refuse(a, "name", 0, _("文件：是空的"));
	if (attachment_type(a, in->name, file->head, file->n_head, &why) == NULL)
		return act_refuse(a, "name", 0, "%s", why);
	if (total_of(a, in->record) + file->size > act_setting(a, "attachment_total") * MEGABYTE)
		return act_refuse(a, "name", 0, _("文件：这一件的附件合计超过%lldMB"), (long long)act_setting(a, "attachment_total"));
	return true;
}

static bool
run_add(struct act *a)
{
	const struct attachment_add *in = a->args;
	const struct flow *f = holder(in->of_flow);
	const void *row = act_load(a, in->of_flow, in->record);
	const struct staged *file = act_staged(a);
	struct attachment *t = a->row;
	int year, month, mday;
	const char *why;

	if (row == NULL || file == NULL || !show_to(a, t, in->shown, f, row))
		return false;
	day_split(a->today, &year, &month, &mday);
	t->number = act_number(a, "attachment", year);
	t->number_key = case_number_key(t->number);
	t->of_flow = f->name;
	t->record = in->record;
	t->subject = act_title(a, f->name, in->record);
	t->name = in->name;
	t->type = attachment_type(a, in->name, file->head, file->n_head, &why);
	t->size = file->size;
	t->pieces = file->pieces;
	t->hash = arena_strdup(a->arena, file->hash);
	t->agency_name = text_of(f, row, "agency_name");
	t->person_name = text_of(f, row, "person_name");
	t->initials = text_of(f, row, "initials");
	t->note = in->note;
	t->added_on = a->today;
	t->adder = a->actor->name;
	t->rec.state = ATTACHMENT_KEPT;
	act_note(a, "%s %s", t->number, attachment_size_text(a->arena, t->size));
	return true;
}

static bool
also_add(struct act *a)
{
	return act_keep_staged(a, row_head(a->row)->id);
}

/* ---- share: who may have it ---- */

struct attachment_share {
	word_t shown;
	const char *reason;
};

static const struct field share_fields[] = {
	{ F_WORD(struct attachment_share, shown, attachment_shown), .label = N_("谁可以看"),
		.flags = FIELD_REQUIRED | FIELD_PREFILL | FIELD_NOTE, .article = 11 },
	{ F_LINE(struct attachment_share, reason), .label = N_("原因"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 200 },
};

static bool
share(struct act *a, struct attachment *t)
{
	const struct attachment_share *in = a->args;
	const struct flow *f = holder(t->of_flow);
	const void *row = f != NULL ? act_load(a, t->of_flow, t->record) : NULL;

	if (row == NULL)
		return act_refuse(a, "shown", 0, _("所属的记录已经没有了"));
	return show_to(a, t, in->shown, f, row);
}

static bool
check_share(struct act *a)
{
	struct attachment scratch = *(const struct attachment *)a->row;

	if (((const struct attachment_share *)a->args)->shown == scratch.shown)
		return act_refuse(a, "shown", 0, _("谁可以看：与现在的相同"));
	return share(a, &scratch);
}

static bool
run_share(struct act *a)
{
	return share(a, a->row);
}

/* ---- remove ---- */

struct attachment_remove {
	const char *reason;
};

static const struct field remove_fields[] = {
	{ F_LINE(struct attachment_remove, reason), .label = N_("移除原因"), .flags = FIELD_REQUIRED | FIELD_NOTE, .max = 500 },
};

static bool
run_remove(struct act *a)
{
	struct attachment *t = a->row;

	t->removed_on = a->today;
	t->remove_reason = ((const struct attachment_remove *)a->args)->reason;
	t->agency = t->person = 0;
	t->rec.state = ATTACHMENT_REMOVED;
	return piece_drop(a->db, t->rec.id);
}

/* ---- erase ---- */

/* What a person handed in about himself goes with his data; what proves an opinion stays with the opinion. */
static bool
run_erase(struct act *a)
{
	struct attachment *t = a->row;
	bool evidence = strcmp(t->of_flow, "opinion") == 0 || strcmp(t->of_flow, "review") == 0 || strcmp(t->of_flow, "inquiry") == 0;

	if (!erase_run(a))
		return false;
	t->person = 0;
	if (evidence)
		return true;
	t->name = _("（已删除）");
	t->removed_on = day_or(t->removed_on, a->today);
	t->rec.state = ATTACHMENT_REMOVED;
	return piece_drop(a->db, t->rec.id);
}

static const struct action actions[] = {
	{
		.name = "attachment.add",
		.label = N_("添加附件"),
		.help = N_("把文件存进这一件；默认只有本局能看。文件只存取，不打开、不运行。"),
		.roles = ROLE_BUREAU,
		.from = S_NEW,
		.to = S(ATTACHMENT_KEPT),
		.flags = ACT_INTERNAL,
		.fields = add_fields,
		.n_fields = N_OF(add_fields),
		.args_size = sizeof(struct attachment_add),
		.check = check_add,
		.run = run_add,
		.also = also_add,
	},
	{
		.name = "attachment.share",
		.label = N_("改谁可以看"),
		.help = N_("改附件给谁看：仅本局，或者也给该件的执法机构、监督员。"),
		.article = 11,
		.roles = ROLE_BUREAU,
		.from = S(ATTACHMENT_KEPT),
		.flags = ACT_KEEPS,
		.key = 'w',
		.fields = share_fields,
		.n_fields = N_OF(share_fields),
		.args_size = sizeof(struct attachment_share),
		.check = check_share,
		.run = run_share,
	},
	{
		.name = "attachment.remove",
		.label = N_("移除附件"),
		.help = N_("删除文件内容；文件名、大小、校验值和原因留痕。"),
		.roles = ROLE_BUREAU,
		.from = S(ATTACHMENT_KEPT),
		.to = S(ATTACHMENT_REMOVED),
		.key = 'v',
		.flags = ACT_CONFIRM,
		.fields = remove_fields,
		.n_fields = N_OF(remove_fields),
		.args_size = sizeof(struct attachment_remove),
		.run = run_remove,
	},
	{
		.name = "attachment.erase",
		.label = N_("删除个人信息"),
		.help = N_("删除附件里的个人信息：本人的材料连内容一起删除，意见的证据留下；只由“个人信息删除”引起。"),
		.roles = ROLE_PROGRAM,
		.from = S(ATTACHMENT_KEPT) | S(ATTACHMENT_REMOVED),
		.to = S(ATTACHMENT_KEPT) | S(ATTACHMENT_REMOVED),
		.flags = ACT_INTERNAL | ACT_ERASE,
		.fields = erase_fields,
		.n_fields = N_OF(erase_fields),
		.args_size = sizeof(struct erase),
		.run = run_erase,
	},
};

/* ---- lists ---- */

static const struct list_col cols[] = {
	{ .name = "number", .label = N_("附件号"), .sql = "t.number", .type = LT_TEXT, .width = 10 },
	{ .name = "added_on", .label = N_("登记"), .sql = "t.added_on", .type = LT_DAY, .width = 10, .min = 5, .rank = 2 },
	{ .name = "name", .label = N_("文件名"), .sql = "t.name", .type = LT_TEXT, .width = 28, .min = 14 },
	{ .name = "kilobytes", .label = N_("KB"), .sql = "(t.size + 1023) / 1024", .type = LT_INT, .width = 7, .rank = 3, .right = true },
	{ .name = "subject", .label = N_("属于"), .sql = "t.subject", .type = LT_TEXT, .width = 26, .min = 12, .rank = 1 },
	{ .name = "shown", .label = N_("谁可以看"), .sql = "t.shown", .type = LT_WORD, .words = attachment_shown, .width = 14, .min = 8,
		.rank = 4 },
	{ .name = "state", .label = N_("状态"), .sql = "t.state", .type = LT_WORD, .words = attachment_states, .width = 6, .rank = 5 },
	{ .name = "adder", .label = N_("登记人"), .sql = "t.adder", .type = LT_NAME, .width = 8, .rank = 6 },
	{ .name = "size", .label = N_("大小（字节）"), .sql = "t.size", .type = LT_INT, .json_only = true },
	{ .name = "type", .label = N_("类型"), .sql = "t.type", .type = LT_TEXT, .json_only = true },
	{ .name = "hash", .label = N_("SM3校验值"), .sql = "t.hash", .type = LT_TEXT, .json_only = true },
	{ .name = "note", .label = N_("说明"), .sql = "t.note", .type = LT_TEXT, .json_only = true },
};

static const struct list_filter filters[] = {
	{ .name = "record", .label = N_("所属记录"), .sql = "t.record = :v", .type = FT_INT },
	{ .name = "type", .label = N_("类型"), .sql = "t.type = :v", .type = FT_LINE },
	{ .name = "shown", .label = N_("谁可以看"), .sql = "t.shown = :v", .type = FT_WORD, .words = attachment_shown },
	{ .name = "year", .label = N_("登记年度"), .sql = "t.added_on BETWEEN :v || '-01-01' AND :v || '-12-31'", .type = FT_INT },
};

static const struct list_sort sorts[] = {
	{ "added_on", N_("按登记日期"), "t.added_on", true },
	{ "number", N_("按附件号"), "t.number_key", true },
};

static const struct list lists[] = {
	{
		.name = "attachment",
		.label = N_("附件"),
		.from = "attachment t",
		.id = "t.id",
		.empty = N_("没有附件。在记录上按 b 添加"),
		.cols = cols,
		.n_cols = N_OF(cols),
		.filters = filters,
		.n_filters = N_OF(filters),
		.sorts = sorts,
		.n_sorts = N_OF(sorts),
	},
};

static const struct scope scopes[] = {
	{ ROLE_CLERK, "1" },
	{ ROLE_LEADER, "1" },
	{ ROLE_AGENCY, "t.agency = :scope_agency" },
	{ ROLE_SUPERVISOR, "t.person = :scope_person" },
};

static bool
sees(const struct actor *who, const void *row)
{
	const struct attachment *t = row;

	return (who->roles & ROLE_BUREAU) || actor_speaks_for(who, t->agency) || actor_is(who, t->person);
}

static const char *
title(struct act *a, const void *row)
{
	const struct attachment *t = row;

	return arena_printf(a->arena, "%s %s", t->number, t->name);
}

static void
tally(const void *row, struct tally_key *out)
{
	const struct attachment *t = row;

	out->agency = t->agency;
	out->month = case_month(t->added_on);
}

static void
search_words(struct act *a, const void *row, struct search_text *out)
{
	const struct attachment *t = row;

	out->body = arena_printf(a->arena, "%s\n%s\n%s\n%s", t->number, t->name, t->subject, t->note);
	out->initials = "";
	out->scope = arena_printf(a->arena, "%s %s %s", search_scope_flow(a->arena, "attachment"),
		t->person != 0 ? search_scope(a->arena, 'p', t->person) : "", t->agency != 0 ? search_scope(a->arena, 'a', t->agency) : "");
}

static const char *const refs[] = { "t.number = :v", NULL };

#define IN(flow) { flow, "CASE WHEN t.of_flow = '" flow "' THEN t.record END" }
static const struct bound bound[] = { IN("opinion"), IN("review"), IN("inquiry"), IN("misconduct"), IN("dismissal"), IN("round"),
	IN("candidate"), IN("objection"), IN("invitation"), IN("supervisor"), IN("activity"), IN("finding"), IN("duty"), IN("evaluation"),
	{ NULL, NULL } };

const struct flow flow_attachment = {
	.name = "attachment",
	.label = N_("附件"),
	.table = "attachment",
	.states = attachment_states,
	.fields = fields,
	.n_fields = N_OF(fields),
	.row_size = sizeof(struct attachment),
	.actions = actions,
	.n_actions = N_OF(actions),
	.lists = lists,
	.n_lists = N_OF(lists),
	.bound = bound,
	/* Ids are of one row of numbers: a record has one of these. */
	.away = "coalesce((SELECT o.agency FROM opinion o WHERE o.id = t.record), (SELECT r.agency FROM review r WHERE r.id = t.record), "
		"(SELECT q.agency FROM inquiry q WHERE q.id = t.record), (SELECT m.agency FROM misconduct m WHERE m.id = t.record), "
		"(SELECT v.agency FROM activity v WHERE v.id = t.record), (SELECT f.agency FROM finding f WHERE f.id = t.record))",
	.guarded = true,
	.scopes = scopes,
	.n_scopes = N_OF(scopes),
	.sees = sees,
	.number_field = "number",
	.refs = refs,
	.choose = "t.number >= :v AND t.number < :v || char(1114111)",
	.title = title,
	.tally = tally,
	.text = search_words,
	.menu = 193,
};
