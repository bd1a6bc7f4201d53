/*
 * record_page.c: what any record looks like on a page: its fields from the flow's
 * declaration, what it refers to and what refers to it, its course of events.
 *
 * Knows: flows by their declarations, the trail.  Must not know: keys, screens.
 */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/i18n.h"
#include "base/text.h"
#include "flow/cases.h"
#include "flow/duties.h"
#include "flow/flows.h"
#include "flow/parties.h"
#include "ui/work.h"

#define LINE_MAX_SHOWN 60   /* what is longer stands as a paragraph of its own */
#define COURSE_MAX 200      /* events shown; older ones are on the copy view's next page */
#define COURSE_WIDE 58      /* from this width on an event stands in columns */

/* ---- fields ---- */

static bool
stands_alone(const struct field *f, const char *value)
{
	return f->type == FT_PARA || draw_width(value) > LINE_MAX_SHOWN || strchr(value, '\n') != NULL;
}

/* Does a text field of the row say VALUE too? */
static bool
said_elsewhere(struct ui *ui, struct arena *a, const struct flow *f, const void *row, const char *value)
{
	for (size_t i = 0; i < f->n_fields; i++)
		if (f->fields[i].col.type == COL_TEXT && !(f->fields[i].flags & FIELD_HIDDEN) &&
			strcmp(field_shown(ui->en, a, &f->fields[i], row), value) == 0)
			return true;
	return false;
}

static void
generic_letter(struct ui *ui, struct page *p, const struct flow *f, const void *row)
{
	struct fact *fact = arena_alloc(p->a, (f->n_fields + 1) * sizeof *fact);
	size_t n = 0;

	for (size_t pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < f->n_fields; i++) {
			const struct field *fd = &f->fields[i];
			const char *value;

			if ((fd->flags & FIELD_HIDDEN) || fd->label == NULL)
				continue;
			value = field_shown(ui->en, p->a, fd, row);
			/* Of a name and the record it names the name is enough; the record is a link (F4). */
			if (fd->type == FT_REF && said_elsewhere(ui, p->a, f, row, value))
				continue;
			if (*value == '\0' || (fd->type == FT_BOOL && strcmp(value, _("否")) == 0))
				continue;
			if (pass == 0 && !stands_alone(fd, value))
				fact[n++] = (struct fact){ _(fd->label), value, UI_NORMAL };
			else if (pass == 1 && stands_alone(fd, value))
				letter_part(p, _(fd->label), "", value);
		}
		if (pass == 0)
			page_facts(p, fact, n);
	}
}

/* A term reads as declared, and then what was done in it. */
static void
supervisor_letter(struct ui *ui, struct page *p, const void *row)
{
	const struct supervisor *s = row;
	struct err e = { 0 };
	const struct person *who = record_get(ui->en, p->a, &flow_person, s->person, &e);

	generic_letter(ui, p, flow_find("supervisor"), row);
	if (who != NULL) {
		struct fact f[] = {
			{ _("单位职务"), who->employer, UI_NORMAL },
			{ _("专长领域"), word_labels(p->a, enforcement_fields, who->skills), UI_NORMAL },
		};

		page_facts(p, f, N_OF(f));
	}
	supervisor_duties(ui, p, row);
}

/* The letters made by hand; every other flow's is made from its declaration. */
static const struct {
	const char *flow;
	void (*letter)(struct ui *ui, struct page *p, const void *row);
} letters[] = {
	{ "opinion", opinion_letter },
	{ "review", review_letter },
	{ "round", round_letter },
	{ "candidate", candidate_letter },
	{ "activity", activity_letter },
	{ "dismissal", dismissal_letter },
	{ "document", document_letter },
	{ "supervisor", supervisor_letter },
	{ "inquiry", inquiry_letter },
	{ "misconduct", misconduct_letter },
	{ "duty", duty_letter },
	{ "evaluation", evaluation_letter },
};

void
record_letter(struct ui *ui, struct page *p, const struct flow *f, const void *row)
{
	for (size_t i = 0; i < N_OF(letters); i++)
		if (strcmp(f->name, letters[i].flow) == 0) {
			letters[i].letter(ui, p, row);
			return;
		}
	generic_letter(ui, p, f, row);
}

/* ---- the course of events ---- */

/* A value of the trail's change as people read it. */
static const char *
change_value(struct ui *ui, struct arena *a, const struct field *f, const json_t *v)
{
	const char *s = json_is_string(v) ? json_string_value(v) :
		json_is_integer(v) ? arena_printf(a, "%lld", (long long)json_integer_value(v)) :
		json_is_true(v) ? "1" : "";

	if (f->flags & FIELD_SENSITIVE)
		return *s != '\0' ? "***" : _("（空）");
	if (f->type == FT_WORD && *s != '\0')
		s = word_label(f->col.words, word_key(f->col.words, s));
	else if (f->type == FT_REF && *s != '\0')
		s = record_title(ui->en, a, flow_find(f->ref), strtoll(s, NULL, 10));
	else if (f->type == FT_BOOL)
		s = strcmp(s, "1") == 0 ? _("是") : _("否");
	return *s != '\0' ? s : _("（空）");
}

/* "领域：行政处罚 → 行政许可" for each field that a correction changed. */
static void
put_changes(struct ui *ui, struct page *p, const struct flow *f, const struct trail_entry *t, int indent)
{
	json_t *all = json_loads(t->change, 0, NULL), *pair;
	const char *name;

	json_object_foreach(all, name, pair) {
		const struct field *fd = field_find(f->fields, f->n_fields, name);

		if (fd == NULL || (fd->flags & FIELD_HIDDEN) || json_array_size(pair) != 2)
			continue;
		page_para(p, indent, UI_DIM, arena_printf(p->a, _("%s：%s → %s"), _(fd->label),
			change_value(ui, p->a, fd, json_array_get(pair, 0)),
			change_value(ui, p->a, fd, json_array_get(pair, 1))));
	}
	json_decref(all);
}

/* "11-19 15:20": the time stands where the act was entered on the day it happened. */
static const char *
when(struct ui *ui, struct arena *a, const struct trail_entry *t)
{
	char day[DAY_TEXT];

	if (t->happened_on == DAY_NONE)
		return arena_printf(a, "%s %.5s", day_near(ui, a, day_parse_iso(arena_strndup(a, t->at, 10))),
			strlen(t->at) > 11 ? t->at + 11 : "");
	day_format(t->happened_on, day);
	if (strncmp(t->at, day, 10) == 0 && strlen(t->at) >= 16)
		return arena_printf(a, "%s %.5s", day_near(ui, a, t->happened_on), t->at + 11);
	return day_near(ui, a, t->happened_on);
}

void
record_course(struct ui *ui, struct page *p, const struct flow *f, int64_t id)
{
	struct err e = { 0 };
	struct trail_entry *t;
	size_t n = record_timeline(ui->en, p->a, f, id, 0, COURSE_MAX, &t, &e);
	const char *archived;
	bool wide = p->width >= COURSE_WIDE;
	int date = 5, label = 0;

	for (size_t i = 0; i < n; i++) {
		const struct action *ac = action_find(NULL, t[i].action);
		int w = draw_width(ac != NULL ? _(ac->label) : t[i].action), d = draw_width(when(ui, p->a, &t[i]));

		label = w > label ? w : label;
		date = d > date ? d : date;
	}
	label = label > 16 ? 16 : label;
	for (size_t i = 0; i < n; i++) {
		const struct action *ac = action_find(NULL, t[i].action);
		const char *name = ac != NULL ? _(ac->label) : t[i].action;
		int x = date + 2, who = draw_width(t[i].who), own = draw_width(name);
		int note = x + (wide && own < label ? label : own) + 2;
		bool beside = strchr(t[i].note, '\n') == NULL && note + draw_width(t[i].note) + 2 + who <= p->width;

		page_row(p);
		page_put(p, 0, UI_DIM, when(ui, p->a, &t[i]));
		page_put(p, x, UI_NORMAL, name);
		if (beside)
			page_put(p, note, UI_NORMAL, t[i].note);
		if (x + draw_width(name) + 2 + who <= p->width)
			page_right(p, UI_DIM, t[i].who);
		if (!beside && *t[i].note != '\0')
			page_para(p, wide ? x : 2, UI_DIM, t[i].note);
		if (ac != NULL && (ac->flags & ACT_CORRECT))
			put_changes(ui, p, f, &t[i], wide ? x : 2);
	}
	if (n == COURSE_MAX)
		page_para(p, 0, UI_DIM, _("更早的经过请用命令行查看"));
	else if (*(archived = record_archived(ui->en, p->a, f, id)) != '\0')
		page_para(p, 0, UI_DIM, archived);
}

/* ---- links ---- */

/* Lists of other flows that can be narrowed to one record of a flow. */
static const struct {
	const char *of, *flow, *filter; /* flow: its register, or "flow.list" */
	const char *label;
} lists[] = {
	{ "agency", "opinion", "agency", N_("对该机构的监督意见") },
	{ "agency", "review", "agency", N_("涉及该机构的意见书审查") },
	{ "agency", "activity", "agency", N_("针对该机构的监督活动") },
	{ "agency", "finding", "agency", N_("活动中发现该机构的问题") },
	{ "activity", "attendance", "activity", N_("参加情况") },
	{ "activity", "finding", "activity", N_("发现的问题") },
	{ "opinion", "finding", "opinion", N_("来自活动发现的问题") },
	{ "supervisor", "attendance", "supervisor", N_("参加的监督活动") },
	{ "person", "attendance", "person", N_("参加的监督活动") },
	{ "person", "finding", "person", N_("活动中发现的问题") },
	{ "person", "supervisor", "person", N_("历次聘任") },
	{ "person", "opinion", "supervisor", N_("提出的监督意见") },
	{ "person", "dismissal", "person", N_("解聘事项") },
	{ "supervisor", "certificate", "supervisor", N_("监督员证") },
	{ "agency", "inquiry", "agency", N_("对该机构的询问查阅") },
	{ "agency", "misconduct", "agency", N_("该机构的违法违规违纪反馈") },
	{ "person", "inquiry", "supervisor", N_("询问查阅") },
	{ "person", "duty", "supervisor", N_("履职情况报送") },
	{ "person", "evaluation", "supervisor", N_("综合评价") },
	{ "person", "misconduct", "supervisor", N_("违法违规违纪反馈") },
	{ "opinion", "inquiry", "opinion", N_("所由来的询问查阅") },
	{ "account", "opinion", "officer", N_("承办的监督意见") },
	{ "account", "conflict", "account", N_("回避") },
	{ "person", "conflict", "person", N_("回避") },
	{ "agency", "conflict", "agency", N_("须回避该机构的人") },
	{ "round", "candidate", "round", N_("参选人员") },
	{ "round", "candidate.sheet", "round", N_("待审查的人员") },
	{ "round", "candidate.scoring", "round", N_("评分表") },
	{ "round", "candidate.ranking", "round", N_("合格人员名次") },
	{ "round", "candidate.notice", "round", N_("公示名单") },
	{ "round", "invitation", "round", N_("邀请函") },
	{ "round", "objection", "round", N_("公示异议") },
	{ "candidate", "objection", "candidate", N_("对此人的异议") },
	{ "person", "candidate", "person", N_("参加过的选聘") },
};

static size_t
add_list(struct ui *ui, struct arena *a, struct link *out, const char *list, const char *filter, const char *label,
	int64_t id)
{
	const struct flow *f = flow_find(arena_strndup(a, list, strcspn(list, ".")));
	const struct list *l = f != NULL ? list_find(f, list) : NULL;
	struct err e = { 0 };
	struct arg arg;
	struct list_query q = { 0 };
	int64_t n;

	if (l == NULL || list_filter_find(l, filter) == NULL)
		return 0;
	arg = (struct arg){ filter, arena_printf(a, "%lld", (long long)id) };
	q.list = l;
	q.filters = (struct args){ &arg, 1 };
	n = list_count(ui->en, &q, 999, &e);
	if (e.code != ERR_OK || n == 0)
		return 0;
	*out = (struct link){ .label = _(label), .flow = f, .list = l, .filter = filter, .value = arg.value };
	out->title = n < 0 ? _("999 条以上") : arena_printf(a, _("%lld 条"), (long long)n);
	return 1;
}

static size_t
add_record(struct ui *ui, struct arena *a, struct link *out, const char *flow, const char *label, int64_t id)
{
	const struct flow *f = flow_find(flow);
	struct err e = { 0 };

	if (f == NULL || id == 0 || record_get(ui->en, a, f, id, &e) == NULL)
		return 0;
	*out = (struct link){ .label = _(label), .title = record_title(ui->en, a, f, id), .flow = f, .id = id };
	return 1;
}

size_t
record_links(struct ui *ui, struct arena *a, const struct flow *f, const void *row, struct link *out, size_t max)
{
	int64_t person = 0;
	size_t n = 0;

	for (size_t i = 0; i < f->n_fields && n < max; i++) {
		const struct field *fd = &f->fields[i];
		const struct flow *to = fd->type == FT_REF ? flow_find(fd->ref) : NULL;
		struct err e = { 0 };
		int64_t id;

		if (to == NULL)
			continue;
		id = *(const int64_t *)(const void *)((const char *)row + fd->col.offset);
		if (id == 0 || record_get(ui->en, a, to, id, &e) == NULL)
			continue;
		if (strcmp(to->name, "person") == 0)
			person = id;
		out[n++] = (struct link){ .label = _(fd->label), .title = record_title(ui->en, a, to, id), .flow = to, .id = id };
	}
	/* The dismissal that a breach led to is named by its id alone: that flow stands above this one. */
	if (strcmp(f->name, "misconduct") == 0 && n < max)
		n += add_record(ui, a, &out[n], "dismissal", N_("提出的解聘"), ((const struct misconduct *)row)->dismissal);
	for (size_t i = 0; i < N_OF(lists) && n < max; i++)
		if (strcmp(lists[i].of, f->name) == 0)
			n += add_list(ui, a, &out[n], lists[i].flow, lists[i].filter, lists[i].label, row_head(row)->id);
	/* A term's opinions, inquiries, reports, dismissals are the person's; the activities are the term's own. */
	for (size_t i = 0; i < N_OF(lists) && n < max && strcmp(f->name, "supervisor") == 0 && person != 0; i++)
		if (strcmp(lists[i].of, "person") == 0 && strcmp(lists[i].flow, "supervisor") != 0 &&
			strcmp(lists[i].flow, "attendance") != 0)
			n += add_list(ui, a, &out[n], lists[i].flow, lists[i].filter, lists[i].label, person);
	return n;
}
