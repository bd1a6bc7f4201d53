/*
 * act.c: jiandu FLOW ACTION [REF] [--FIELD VALUE ...]: doing an action from words or JSON.
 *
 * Knows: fields as options.  Must not know: any flow in particular; what a value means.
 */
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/text.h"
#include "engine/export.h"
#include "cli/private.h"

enum own { O_INPUT, O_VERSION, O_DRY, O_YES, O_OWN };

static const struct option own[O_OWN] = {
	[O_INPUT] = { .name = "input", .word = "JSON|-", .help = N_("一个JSON对象，键是栏目名；- 从标准输入读"), .file = true },
	[O_VERSION] = { .name = "version", .word = "N", .help = N_("您看到的版本；已被改动则不办，返回6") },
	[O_DRY] = { .name = "dry-run", .help = N_("只检查，不办"), .flag = true },
	[O_YES] = { .name = "yes", .help = N_("不再确认"), .flag = true },
};

void
action_options(struct cli *c, const struct action *ac, struct option **v, size_t *n)
{
	struct option *o = arena_alloc(c->a, (O_OWN + ac->n_fields) * sizeof *o);

	*n = 0;
	for (size_t i = 0; i < ac->n_fields; i++)
		o[(*n)++] = (struct option){ .name = ac->fields[i].col.name, .label = ac->fields[i].label,
			.truth = ac->fields[i].type == FT_BOOL, .file = true };
	/* A field of the same name comes first: the option is found by it, the own one is out of reach. */
	for (size_t i = 0; i < O_OWN; i++)
		o[(*n)++] = own[i];
	*v = o;
}

/* One JSON value as a person would type it; NULL with c->e set. */
static const char *
json_typed(struct cli *c, const char *key, json_t *v)
{
	const char *all = "";

	switch (json_typeof(v)) {
	case JSON_STRING:
		return arena_strdup(c->a, json_string_value(v));
	case JSON_INTEGER:
		return arena_printf(c->a, "%lld", (long long)json_integer_value(v));
	case JSON_TRUE:
		return "1";
	case JSON_FALSE:
		return "0";
	case JSON_ARRAY:
		for (size_t i = 0; i < json_array_size(v); i++) {
			const char *one = json_string_value(json_array_get(v, i));

			if (one == NULL)
				break;
			all = arena_printf(c->a, "%s%s%s", all, i > 0 ? "," : "", one);
			if (i + 1 == json_array_size(v))
				return all;
		}
		if (json_array_size(v) == 0)
			return "";
		break;
	case JSON_REAL:
	case JSON_OBJECT:
	case JSON_NULL:
		break;
	}
	wrong_usage(c, _("JSON里“%s”的值应是文字、整数、真假或者文字的数组"), key);
	return NULL;
}

/* The members of the object become what the options of the same name would be; null is not given. */
static bool
take_input(struct cli *c, struct option *v, size_t n_fields, const char *text)
{
	json_error_t why;
	json_t *all, *value;
	const char *key;
	bool ok = true;

	if (strcmp(text, "-") == 0) {
		if (!file_text(c, "-", &text))
			return false;
	}
	all = json_loads(text, JSON_REJECT_DUPLICATES, &why);
	if (all == NULL)
		return wrong_usage(c, _("JSON第%d行第%d列有误：%s"), why.line, why.column,
			text_clean(c->a, why.text, false));
	if (!json_is_object(all)) {
		json_decref(all);
		return wrong_usage(c, _("--input 要的是一个JSON对象"));
	}
	json_object_foreach(all, key, value) {
		struct option *o = option_find(v, n_fields, key);
		const char *typed;

		if (o == NULL) {
			ok = wrong_usage(c, _("没有“%s”这个栏目"), key);
			break;
		}
		/* What stands on the command line itself is nearer to the person. */
		if (json_is_null(value) || o->value != NULL)
			continue;
		typed = json_typed(c, key, value);
		if (typed == NULL) {
			ok = false;
			break;
		}
		o->value = typed;
	}
	json_decref(all);
	return ok;
}

static bool
confirmed(struct cli *c, const struct action *ac, const char *title)
{
	char answer[64];

	if (!(ac->flags & ACT_CONFIRM) || c->json || !isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
		return true;
	notef(_("确定对“%s”办理“%s”吗？(y/N) "), title, _(ac->label));
	if (fgets(answer, sizeof answer, stdin) != NULL &&
		(answer[0] == 'y' || answer[0] == 'Y' || strncmp(answer, _("是"), strlen(_("是"))) == 0))
		return true;
	return err_set(c->e, ERR_CANCELLED, NULL, 0, _("没有办理"));
}

static void
json_result(struct cli *c, const struct flow *f, const struct result *res, bool dry)
{
	struct buf b = BUF_INIT;
	struct err unseen = { 0 };
	/* After a dry run the record is as it was before, or is not at all. */
	const void *row = dry ? NULL : record_get(c->en, c->a, f, res->id, &unseen);
	const char *number;
	bool first = true;

	buf_addc(&b, '{');
	if (!dry)
		json_int(&b, "id", res->id);
	json_int(&b, "version", res->version);
	number = row != NULL ? row_number(c->en, c->a, f, row) : NULL;
	if (number != NULL)
		json_text(&b, "number", number);
	json_text(&b, "title", res->title);
	json_text(&b, "state", res->state);
	json_text(&b, "gave", res->gave);
	if (dry)
		json_bool(&b, "dry_run", true);
	json_key(&b, "notices");
	buf_addc(&b, '[');
	for (const char *p = res->notices; *p != '\0';) {
		size_t n = strcspn(p, "\n");

		if (!first)
			buf_addc(&b, ',');
		first = false;
		json_quote(&b, arena_strndup(c->a, p, n));
		p += n + (p[n] == '\n');
	}
	buf_addc(&b, ']');
	json_effects(&b, res->effects, res->n_effects);
	buf_addc(&b, '}');
	out_json(&b);
}

void
json_effects(struct buf *b, const struct effect *v, size_t n)
{
	json_key(b, "effects");
	buf_addc(b, '[');
	for (size_t i = 0; i < n; i++) {
		buf_adds(b, i > 0 ? ",{" : "{");
		json_int(b, "record", v[i].record);
		json_text(b, "flow", v[i].flow->name);
		json_text(b, "title", v[i].title);
		json_text(b, "what", v[i].what);
		json_text(b, "before", v[i].before);
		json_text(b, "after", v[i].after);
		buf_addc(b, '}');
	}
	buf_addc(b, ']');
}

void
print_effects(struct cli *c, const struct effect *v, size_t n)
{
	const struct table_col cols[] = {
		{ .label = _("事项"), .min = 8, .rank = 1 },
		{ .label = _("记录"), .min = 16 },
		{ .label = _("变动"), .min = 8 },
		{ .label = _("原来"), .min = 10 },
		{ .label = _("现在"), .min = 10 },
	};
	struct table t;

	if (n == 0)
		return;
	outf(_("\n随之变动的%zu项：\n"), n);
	table_begin(&t, c, cols, N_OF(cols));
	for (size_t i = 0; i < n; i++)
		table_row(&t, (const char *[]){ _(v[i].flow->label), v[i].title, _(v[i].what), v[i].before, v[i].after });
	table_end(&t);
}

static void
print_result(struct cli *c, const struct flow *f, const struct action *ac, const struct result *res, bool dry)
{
	outf(dry ? _("可以办理：%s  %s，办后为“%s”\n") : _("已办理：%s  %s，现为“%s”\n"), _(ac->label), res->title,
		word_label(f->states, word_key(f->states, res->state)));
	/* The number of a new record is in its title already. */
	if (*res->gave != '\0' && strstr(res->title, res->gave) == NULL)
		out_paragraph(c, res->gave, 4);
	if (*res->notices != '\0')
		out_paragraph(c, res->notices, 4);
	print_effects(c, res->effects, res->n_effects);
}

bool
do_action(struct cli *c, const struct flow *f, const struct action *ac, int argc, char **argv)
{
	struct option *v;
	size_t n, n_rest, n_given = 0;
	const char **rest;
	struct arg *given;
	struct args args;
	struct result res = { 0 };
	int64_t id = 0, version = 0;
	bool creates = (ac->from & S_NEW) != 0, dry, ok;
	struct option *o;

	action_options(c, ac, &v, &n);
	if (!options_take(c, v, n, argc, argv, &rest, &n_rest))
		return false;
	o = v + ac->n_fields;
	dry = o[O_DRY].value != NULL;
	if (n_rest > 1)
		return wrong_usage(c, _("“%s”是多余的；栏目写作 --名称 值"), rest[1]);
	if (n_rest == 0 && !creates)
		return wrong_usage(c, _("要写明是哪一件：jiandu %s %s 编号或姓名"), f->name, action_verb(ac));
	if (n_rest == 1 && ac->from == S_NEW)
		return wrong_usage(c, _("“%s”登记新的一件，不写“%s”；栏目写作 --名称 值"), _(ac->label), rest[0]);
	if (!option_number(c, &o[O_VERSION], 0, &version))
		return false;
	if (o[O_INPUT].value != NULL && !take_input(c, v, ac->n_fields, o[O_INPUT].value))
		return false;
	given = arena_alloc(c->a, (ac->n_fields + 1) * sizeof *given);
	for (size_t i = 0; i < ac->n_fields; i++)
		if (v[i].value != NULL)
			given[n_given++] = (struct arg){ ac->fields[i].col.name, v[i].value };
	args = (struct args){ given, n_given };
	/* To a role that may not act at all the engine says so before it looks for a record. */
	if (n_rest == 1 && (ac->roles & c->en->actor.roles)) {
		id = record_resolve(c->en, f, rest[0], c->e);
		if (id == 0)
			return false;
	}
	if (!dry && o[O_YES].value == NULL && !confirmed(c, ac, id != 0 ? record_title(c->en, c->a, f, id) : _(f->label)))
		return false;
	progress_wait(c->en);
	ok = dry ? action_try(c->en, c->a, ac, id, version, args, &res, c->e) :
		   action_do(c->en, c->a, ac, id, version, args, &res, c->e);
	if (!ok)
		return false;
	if (c->json)
		json_result(c, f, &res, dry);
	else
		print_result(c, f, ac, &res, dry);
	return true;
}
