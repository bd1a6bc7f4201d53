/*
 * record.c: jiandu FLOW show REF: a record with its periods and its timeline.
 *
 * Knows: fields, clocks, timeline entries, that a round also says where it stands (round.c).  Must not know: any
 * other flow in particular.
 */
#include <jansson.h>
#include <limits.h>
#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/text.h"
#include "base/width.h"
#include "store/books.h"
#include "engine/export.h"
#include "cli/private.h"

#define TIMELINE_MOST 2000

const struct flow *
flow_called(const char *name)
{
	const struct flow *f = flow_find(name);

	for (size_t i = 0; f == NULL && flows[i] != NULL; i++)
		if (text_same_word(flows[i]->label, name) || text_same_word(_(flows[i]->label), name))
			f = flows[i];
	return f;
}

bool
action_is_offered(const struct action *ac)
{
	return !(ac->flags & (ACT_IMPORT | ACT_INTERNAL));
}

const struct action *
action_called(const struct flow *f, const char *name)
{
	const struct action *found = NULL;

	for (size_t i = 0; i < f->n_actions; i++) {
		const struct action *ac = &f->actions[i];

		if (!action_is_offered(ac))
			continue;
		if (strcmp(action_verb(ac), name) == 0)
			return ac;
		if (text_same_word(ac->label, name) || text_same_word(_(ac->label), name))
			found = found == NULL ? ac : NULL;
	}
	return found;
}

void *
record_called(struct cli *c, const struct flow *f, const char *ref)
{
	int64_t id = record_resolve(c->en, f, ref, c->e);

	return id != 0 ? record_get(c->en, c->a, f, id, c->e) : NULL;
}

/* ---- JSON ---- */

static const char *
masked(struct cli *c, const char *v)
{
	struct field f = { .col = { "v", COL_TEXT, 0, NULL }, .type = FT_LINE, .label = "", .flags = FIELD_SENSITIVE };

	return field_plain(c->en, c->a, &f, &v);
}

/* What an act changed, as the trail keeps it, but sensitive values masked as everywhere. */
static void
json_change(struct cli *c, struct buf *b, const struct flow *f, const char *text)
{
	json_t *all = json_loads(text, 0, NULL), *pair;
	const char *name;

	json_key(b, "change");
	buf_addc(b, '{');
	json_object_foreach(all, name, pair) {
		const char *was = json_string_value(json_array_get(pair, 0)), *is = json_string_value(json_array_get(pair, 1));
		const struct field *fd = field_find(f->fields, f->n_fields, name);
		bool hide = fd != NULL && (fd->flags & FIELD_SENSITIVE);

		was = was != NULL ? was : "";
		is = is != NULL ? is : "";
		json_key(b, name);
		buf_addc(b, '[');
		json_quote(b, hide ? masked(c, was) : was);
		buf_addc(b, ',');
		json_quote(b, hide ? masked(c, is) : is);
		buf_addc(b, ']');
	}
	buf_addc(b, '}');
	json_decref(all);
}

static void
json_clock(struct cli *c, struct buf *b, const struct clock_row *k)
{
	static const char *const units[] = { [CLOCK_WORKDAYS] = "workdays", [CLOCK_DAYS] = "days", [CLOCK_FIXED] = "fixed" };

	buf_adds(b, b->s[b->len - 1] == '[' ? "{" : ",{");
	json_text(b, "kind", k->kind);
	json_day(b, "start", k->start);
	json_int(b, "n", k->n);
	json_text(b, "unit", units[k->unit]);
	json_int(b, "extension", k->extension);
	json_day(b, "due", k->due);
	json_day(b, "stopped", k->stopped);
	json_key(b, "left");
	if (k->stopped != DAY_NONE)
		buf_adds(b, "null");
	else
		buf_printf(b, "%d", calendar_count(c->en->cal, c->en->today, k->due));
	json_int(b, "article", k->article);
	json_text(b, "basis", k->basis);
	json_text(b, "explained", clock_explained(c->en, c->a, k));
	buf_addc(b, '}');
}

static void
json_entry(struct cli *c, struct buf *b, const struct flow *f, const struct trail_entry *t)
{
	const struct action *ac = action_find(NULL, t->action);

	buf_adds(b, b->s[b->len - 1] == '[' ? "{" : ",{");
	json_int(b, "seq", t->seq);
	json_text(b, "at", t->at);
	json_text(b, "who", t->who);
	json_text(b, "action", t->action);
	json_text(b, "label", ac != NULL ? _(ac->label) : t->action);
	json_int(b, "article", t->article);
	json_day(b, "happened_on", t->happened_on);
	json_day(b, "received_on", t->received_on);
	json_text(b, "note", t->note);
	json_change(c, b, f, t->change);
	buf_addc(b, '}');
}

static void
show_json(struct cli *c, const struct flow *f, const void *row, const struct clock_row *clocks, size_t n_clocks,
	const struct trail_entry *trail, size_t n_trail, const char *archived)
{
	struct buf b = BUF_INIT;
	bool first = true;

	buf_addc(&b, '{');
	json_text(&b, "flow", f->name);
	json_record(c->en, c->a, f, row, &b);
	if (strcmp(f->name, "round") == 0)
		round_json(c, row, &b);
	json_key(&b, "clocks");
	buf_addc(&b, '[');
	for (size_t i = 0; i < n_clocks; i++)
		json_clock(c, &b, &clocks[i]);
	buf_addc(&b, ']');
	json_key(&b, "timeline");
	buf_addc(&b, '[');
	for (size_t i = 0; i < n_trail; i++)
		json_entry(c, &b, f, &trail[i]);
	buf_addc(&b, ']');
	if (*archived != '\0')
		json_text(&b, "archived", archived);
	json_key(&b, "actions");
	buf_addc(&b, '[');
	for (size_t i = 0; i < f->n_actions; i++) {
		struct err barred = { 0 };

		if (!action_is_offered(&f->actions[i]) || f->actions[i].from == S_NEW ||
			!action_allowed(c->en, c->a, &f->actions[i], row, &barred))
			continue;
		if (!first)
			buf_addc(&b, ',');
		first = false;
		json_quote(&b, action_verb(&f->actions[i]));
	}
	buf_adds(&b, "]}");
	out_json(&b);
}

/* ---- for people ---- */

static int
widest_label(const struct flow *f)
{
	int w = 0;

	for (size_t i = 0; i < f->n_fields; i++)
		if (!(f->fields[i].flags & FIELD_HIDDEN) && width_text(_(f->fields[i].label)) > w)
			w = width_text(_(f->fields[i].label));
	return w;
}

static void
show_fields(struct cli *c, const struct flow *f, const void *row)
{
	int label = widest_label(f);

	for (size_t i = 0; i < f->n_fields; i++) {
		const struct field *x = &f->fields[i];
		const char *v;

		if (x->flags & FIELD_HIDDEN)
			continue;
		v = field_shown(c->en, c->a, x, row);
		if (*v == '\0' || (x->type == FT_BOOL && !*(const bool *)((const char *)row + x->col.offset)))
			continue;
		if (strchr(v, '\n') == NULL && (c->columns == 0 || label + 2 + width_text(v) <= c->columns)) {
			outf("%s  %s\n", width_pad(c->a, _(x->label), label, false), text_clean(c->a, v, false));
			continue;
		}
		outf("%s\n", _(x->label));
		out_paragraph(c, v, 4);
	}
}

static const char *
left_text(struct cli *c, const struct clock_row *k)
{
	if (k->stopped != DAY_NONE)
		return k->stopped > k->due ? arena_printf(c->a, _("曾逾期 %d"), calendar_count(c->en->cal, k->due, k->stopped)) :
					     _("已了结");
	return due_left(c->en, c->a, k->due);
}

static void
show_clocks(struct cli *c, const struct clock_row *clocks, size_t n, bool explain)
{
	char due[DAY_TEXT];

	if (n > 0)
		outf("\n%s\n", _("期限"));
	for (size_t i = 0; i < n; i++) {
		outf("    %s  %s  %s\n", day_format(clocks[i].due, due), left_text(c, &clocks[i]), clocks[i].basis);
		if (explain)
			out_paragraph(c, clock_explained(c->en, c->a, &clocks[i]), 8);
	}
}

/* A refused reading of the law is worth its article beside what was done. */
static void
show_timeline(struct cli *c, const struct trail_entry *trail, size_t n, const char *archived)
{
	char day[DAY_TEXT];

	if (n > 0 || *archived != '\0')
		outf("\n%s\n", _("经过"));
	for (size_t i = 0; i < n; i++) {
		const struct trail_entry *t = &trail[i];
		const struct action *ac = action_find(NULL, t->action);

		outf("    %s  %s  %s%s%s%s\n",
			t->happened_on != DAY_NONE ? day_format(t->happened_on, day) :
						     arena_strndup(c->a, t->at, strlen(t->at) < 10 ? strlen(t->at) : 10),
			t->who, ac != NULL ? _(ac->label) : t->action, t->article > 0 ? "（" : "",
			article_name(t->article), t->article > 0 ? "）" : "");
		if (*t->note != '\0')
			out_paragraph(c, t->note, 16);
	}
	if (*archived != '\0')
		out_paragraph(c, archived, 4);
}

static void
show_actions(struct cli *c, const struct flow *f, const void *row)
{
	bool any = false;

	for (size_t i = 0; i < f->n_actions; i++) {
		const struct action *ac = &f->actions[i];
		struct err barred = { 0 };

		if (!action_is_offered(ac) || ac->from == S_NEW || !action_allowed(c->en, c->a, ac, row, &barred))
			continue;
		if (!any)
			outf("\n%s\n", _("现在可办"));
		any = true;
		outf("    %s %s  %s\n", f->name, action_verb(ac), _(ac->label));
	}
}

static bool
run_show(struct cli *c, const struct flow *f, int argc, char **argv)
{
	struct option v[] = {
		{ .name = "explain", .label = N_("说明"), .flag = true },
	};
	const char **rest;
	size_t n_rest, n_clocks, n_trail;
	struct clock_row *clocks;
	struct trail_entry *trail;
	const char *archived;
	const struct record *r;
	int64_t id;
	void *row;

	if (!options_take(c, v, N_OF(v), argc, argv, &rest, &n_rest))
		return false;
	if (n_rest != 1)
		return wrong_usage(c, _("用法：jiandu %s show 编号或姓名"), f->name);
	id = record_resolve(c->en, f, rest[0], c->e);
	if (id == 0 || record_open(c->en, c->a, f, id, c->e) == NULL)
		return false;
	db_begin_read(c->en->db);
	row = record_get(c->en, c->a, f, id, c->e);
	if (row == NULL) {
		db_end_read(c->en->db);
		return false;
	}
	r = row_head(row);
	n_clocks = record_clocks(c->en, c->a, f, r->id, &clocks, c->e);
	n_trail = record_timeline(c->en, c->a, f, r->id, 0, TIMELINE_MOST, &trail, c->e);
	archived = record_archived(c->en, c->a, f, r->id);
	db_end_read(c->en->db);
	if (c->e->code != ERR_OK)
		return false;
	if (c->json) {
		show_json(c, f, row, clocks, n_clocks, trail, n_trail, archived);
		return true;
	}
	outf("%s  %s  %s\n\n", _(f->label), row_title(c->en, c->a, f, row), word_label(f->states, r->state));
	show_fields(c, f, row);
	if (strcmp(f->name, "round") == 0)
		round_show(c, row);
	show_clocks(c, clocks, n_clocks, v[0].value != NULL);
	show_timeline(c, trail, n_trail, archived);
	show_actions(c, f, row);
	return true;
}

const struct extra extras[] = {
	{ "certificate", "check", N_("核验"), N_("核验所出示的编号是否有效"), N_("编号 [--name 证上姓名] [--on 日期]"),
		N_("核验所出示的监督员证：有效或者无效及原因；写明证上姓名的，答是否相符。持证人和任期只告诉有权查看的人。"), run_card_check },
	{ "certificate", "verify", N_("验真"), N_("核对证件真伪"), N_("编号|扫出的文字"),
		N_("证件是真是假，有效、遗失、收回、作废还是到期；别的不说。只给编号的，不知真假。"), run_card_verify },
	{ "certificate", "rekey", N_("换验证密钥"), N_("换验证密钥"), "--yes",
		N_("密钥丢了、泄露了才换：以前的证件只能核对编号，要重新制发。"), run_card_rekey },
	{ "attachment", "add", N_("添加附件"), N_("添加附件"), N_("[记录种类] 编号 文件|- [--name 文件名] [--shown 谁可以看] [--note 说明]"),
		N_("把一个文件存进它所属的一件；默认仅本局可以看。"), run_attachment_add },
	{ "attachment", "get", N_("取出"), N_("取出附件"), N_("附件号 文件|-"), N_("把附件原样写成文件；先核对校验值。"), run_attachment_get },
	{ "account", "passwd", N_("改口令"), N_("改自己的口令，从终端输入"), "",
		N_("改自己的口令：从终端输入，不回显，先问现在的口令。别人的口令由两位管理员重置，见 jiandu credential。"), run_passwd },
	{ "account", "code", N_("动态码"), N_("设定自己的动态码"), "",
		N_("设定自己的动态码：用手机上的验证器扫二维码，再填它显示的六位数字；此后用口令登录还要填动态码。"), run_code },
	{ 0 },
};

const struct extra *
extra_called(const struct flow *f, const char *word)
{
	for (const struct extra *x = extras; x->flow != NULL; x++)
		if (strcmp(x->flow, f->name) == 0 && (strcmp(x->verb, word) == 0 || strcmp(_(x->label), word) == 0))
			return x;
	return NULL;
}

bool
run_flow(struct cli *c, const struct flow *f, int argc, char **argv)
{
	const struct extra *extra;
	const struct action *ac;

	if (argc == 0) {
		help_flow(c, f);
		return true;
	}
	if (strcmp(argv[0], "list") == 0 || strcmp(argv[0], _("列表")) == 0)
		return run_list(c, f, argc - 1, argv + 1);
	if (strcmp(argv[0], "show") == 0 || strcmp(argv[0], _("查看")) == 0)
		return run_show(c, f, argc - 1, argv + 1);
	extra = extra_called(f, argv[0]);
	if (extra != NULL)
		return extra->run(c, argc - 1, argv + 1);
	ac = action_called(f, argv[0]);
	if (ac == NULL)
		return wrong_usage(c, _("%s没有“%s”这件事；都有什么：jiandu %s"), _(f->label), argv[0], f->name);
	return do_action(c, f, ac, argc - 1, argv + 1);
}
