/*
 * parse.c: typed text into typed arguments: the one place where strings become values.
 *
 * Knows: field types, how people write dates and words.  Must not know: which face typed it.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/idno.h"
#include "base/text.h"
#include "engine/private.h"

/* The field is named once: not again before a sentence that begins with it. */
static bool
bad(struct err *e, const struct field *f, const char *why)
{
	if (strncmp(why, _(f->label), strlen(_(f->label))) == 0)
		return err_set(e, ERR_REFUSED, f->col.name, f->article, "%s", why);
	return err_set(e, ERR_REFUSED, f->col.name, f->article, "%s：%s", _(f->label), why);
}

static bool
parse_int(struct arena *a, const struct field *f, const char *s, int64_t *out, struct err *e)
{
	char *end;
	long long v;

	s = text_fold_width(a, s);
	errno = 0;
	v = strtoll(s, &end, 10);
	if (errno != 0 || end == s || *end != '\0')
		return bad(e, f, _("应填整数"));
	if (f->max > 0 && v > f->max)
		return bad(e, f, arena_printf(a, _("不能大于%d"), f->max));
	*out = v;
	return true;
}

static bool
parse_bool(struct arena *a, const struct field *f, const char *s, bool *out, struct err *e)
{
	static const char *const yes[] = { "1", "true", "yes", "y", "on", "是", "有", "√" };
	static const char *const no[] = { "0", "false", "no", "n", "off", "否", "无", "×" };

	s = text_fold_width(a, s);
	for (size_t i = 0; i < N_OF(yes); i++)
		if (text_same_word(s, yes[i])) {
			*out = true;
			return true;
		}
	for (size_t i = 0; i < N_OF(no); i++)
		if (text_same_word(s, no[i])) {
			*out = false;
			return true;
		}
	return bad(e, f, _("请填“是”或“否”"));
}

/* The words of a set, for the sentence that refuses an unknown one. */
static const char *
words_listed(struct arena *a, const struct word *words)
{
	const char *out = "";

	for (word_t i = 1; words[i].key != NULL; i++)
		out = arena_printf(a, "%s%s%s", out, i > 1 ? "、" : "", _(words[i].label));
	return out;
}

static bool
parse_word(struct arena *a, const struct field *f, const char *s, word_t *out, struct err *e)
{
	*out = word_find(f->col.words, s);
	if (*out != 0)
		return true;
	return bad(e, f, arena_printf(a, _("没有“%s”这一项，可填：%s"), s, words_listed(a, f->col.words)));
}

static bool
parse_set(struct arena *a, const struct field *f, const char *s, wordset *out, struct err *e)
{
	static const char *const seps[] = { "、", "，", "；", "/", ",", ";", " ", "\n", "\t" };

	while (*s != '\0') {
		size_t n = strlen(s), skip = 0;
		word_t w = 0;

		for (size_t i = 0; i < N_OF(seps); i++) {
			const char *p = strstr(s, seps[i]);

			if (p != NULL && (size_t)(p - s) < n) {
				n = (size_t)(p - s);
				skip = strlen(seps[i]);
			}
		}
		if (n > 0) {
			if (!parse_word(a, f, arena_strndup(a, s, n), &w, e))
				return false;
			*out |= (wordset)1 << w;
		}
		s += n + (n < strlen(s) ? skip : 0);
	}
	return true;
}

static bool
parse_day(struct engine *en, const struct field *f, const char *s, day_t *out, struct err *e)
{
	struct err why = { 0 };

	if (!day_parse(s, en->today, en->cal, out, &why))
		return bad(e, f, why.text);
	return true;
}

static bool
parse_text(struct arena *a, const struct field *f, const char *s, const char **out, struct err *e)
{
	size_t max = f->max > 0 ? (size_t)f->max : f->type == FT_PARA ? 20000 : 200;
	size_t n;

	if (!text_valid(s, strlen(s)))
		return bad(e, f, _("含有不完整的字符"));
	s = f->type == FT_NAME ? text_name(a, s) : text_nfc(a, text_trim(a, s));
	if (!text_is_clean(s, f->type == FT_PARA))
		s = text_clean(a, s, f->type == FT_PARA);
	n = text_count(s);
	if (n > max)
		return bad(e, f, arena_printf(a, _("有%zu字，最多%zu字"), n, max));
	*out = s;
	return true;
}

/* What is not there is called by its flow's name; a field of the same name need not be named beside it. */
static bool
not_found(struct err *e, const struct field *f, const struct err *why)
{
	enum err_code code = why->code == ERR_SYSTEM ? ERR_SYSTEM : ERR_NOTFOUND;

	if (strcmp(_(f->label), _(flow_find(f->ref)->label)) == 0 && strstr(why->text, _(f->label)) != NULL)
		return err_set(e, code, f->col.name, f->article, "%s", why->text);
	return err_set(e, code, f->col.name, f->article, "%s：%s", _(f->label), why->text);
}

/*
 * One value.  OUT points at the argument struct or is NULL; what is typed is
 * never shortened, only refused.
 */
bool
action_parse(struct engine *en, struct arena *a, const struct field *f, const char *value, void *out,
	const char **shown, struct err *e)
{
	union {
		const char *text;
		int64_t i;
		day_t day;
		bool b;
		word_t word;
		wordset set;
	} v;
	size_t size = 0;
	const char *s = f->type == FT_PARA ? value : text_trim(a, value);
	char day[DAY_TEXT];
	struct idno id;
	char code[19];
	struct err why = { 0 };

	memset(&v, 0, sizeof v);
	if (f->type != FT_PARA && f->type != FT_LINE && f->type != FT_NAME && !text_valid(s, strlen(s)))
		return bad(e, f, _("含有不完整的字符"));
	switch (f->type) {
	case FT_LINE:
	case FT_PARA:
	case FT_NAME:
		if (!parse_text(a, f, s, &v.text, e))
			return false;
		size = sizeof v.text;
		break;
	case FT_IDNO:
		v.text = "";
		if (*s != '\0') {
			if (!idno_parse(s, en->today, &id, &why))
				return bad(e, f, why.text);
			v.text = arena_strdup(a, id.text);
		}
		size = sizeof v.text;
		break;
	case FT_USCC:
		v.text = "";
		if (*s != '\0') {
			if (!uscc_parse(s, code, &why))
				return bad(e, f, why.text);
			v.text = arena_strdup(a, code);
		}
		size = sizeof v.text;
		break;
	case FT_INT:
		if (*s != '\0' && !parse_int(a, f, s, &v.i, e))
			return false;
		size = sizeof v.i;
		break;
	case FT_DAY:
		v.day = DAY_NONE;
		if (*s != '\0' && !parse_day(en, f, s, &v.day, e))
			return false;
		size = sizeof v.day;
		break;
	case FT_BOOL:
		if (*s != '\0' && !parse_bool(a, f, s, &v.b, e))
			return false;
		size = sizeof v.b;
		break;
	case FT_WORD:
		if (*s != '\0' && !parse_word(a, f, s, &v.word, e))
			return false;
		size = sizeof v.word;
		break;
	case FT_SET:
		if (!parse_set(a, f, s, &v.set, e))
			return false;
		size = sizeof v.set;
		break;
	case FT_REF:
		if (*s != '\0') {
			v.i = record_resolve(en, flow_find(f->ref), s, &why);
			if (v.i == 0)
				return not_found(e, f, &why);
		}
		size = sizeof v.i;
		break;
	}
	if (out != NULL)
		memcpy((char *)out + f->col.offset, &v, size);
	if (shown != NULL) {
		switch (f->type) {
		case FT_INT:
			*shown = *s != '\0' ? arena_printf(a, "%lld", (long long)v.i) : "";
			break;
		case FT_DAY:
			*shown = arena_strdup(a, day_format(v.day, day));
			break;
		case FT_BOOL:
			*shown = v.b ? _("是") : _("否");
			break;
		case FT_WORD:
			*shown = word_label(f->col.words, v.word);
			break;
		case FT_SET:
			*shown = word_labels(a, f->col.words, v.set);
			break;
		case FT_REF:
			*shown = v.i != 0 ? record_title(en, a, flow_find(f->ref), v.i) : "";
			break;
		default:
			*shown = v.text;
			break;
		}
	}
	return true;
}

bool
args_parse(struct engine *en, struct arena *a, const struct action *ac, struct args args, void *out, uint64_t *given,
	struct err *e)
{
	*given = 0;
	for (size_t i = 0; i < args.n; i++) {
		const struct field *f = field_find(ac->fields, ac->n_fields, args.v[i].name);

		if (f == NULL)
			return err_set(e, ERR_USAGE, text_clean(a, args.v[i].name, false), 0, _("“%s”没有“%s”这个栏目"),
				_(ac->label), text_clean(a, args.v[i].name, false));
		if (!action_parse(en, a, f, args.v[i].value, out, NULL, e))
			return false;
		*given |= UINT64_C(1) << (f - ac->fields);
	}
	for (size_t k = 0; k < ac->n_fields; k++) {
		const struct field *f = &ac->fields[k];

		if (*given >> k & 1)
			continue;
		if (f->standard != NULL) {
			if (!action_parse(en, a, f, f->standard, out, NULL, e))
				return false;
		} else if (f->flags & (FIELD_HAPPENED | FIELD_RECEIVED)) {
			*(day_t *)(void *)((char *)out + f->col.offset) = en->today;
		}
	}
	return true;
}

static bool
is_empty(const struct field *f, const void *args)
{
	const void *m = (const char *)args + f->col.offset;

	switch (f->col.type) {
	case COL_TEXT: {
		const char *s = *(const char *const *)m;

		return s == NULL || text_is_blank(s);
	}
	case COL_REF:
		return *(const int64_t *)m == 0;
	case COL_DAY:
		return *(const day_t *)m == DAY_NONE;
	case COL_WORD:
		return *(const word_t *)m == 0;
	case COL_SET:
		return *(const wordset *)m == 0;
	case COL_INT:
	case COL_BOOL:
		return false;
	}
	return false;
}

static day_t
day_member(const struct field *f, const void *args)
{
	return *(const day_t *)(const void *)((const char *)args + f->col.offset);
}

/* An act told far behind its day says why (design 3: dates of three kinds). */
static bool
check_late(struct act *c)
{
	int64_t far = setting_int(c->db, "backdate_days", 10);

	/* An act that another brings was explained there. */
	if (c->importing || c->outer != NULL || c->happened_on == DAY_NONE || c->today - c->happened_on <= far)
		return true;
	for (size_t i = 0; i < c->action->n_fields; i++) {
		const struct field *f = &c->action->fields[i];

		if ((f->flags & FIELD_LATE) && is_empty(f, c->args))
			return act_refuse(c, f->col.name, 0, _("%s：补记%lld日以前的事项，请说明原因"), _(f->label),
				(long long)far);
	}
	return true;
}

/* The three dates: when it happened, when it was received; entered is today. */
static bool
check_days(struct act *c)
{
	const struct action *ac = c->action;
	day_t in_force = day_parse_iso(setting_text(c->db, c->arena, "in_force", "2024-06-11"));

	for (size_t i = 0; i < ac->n_fields; i++) {
		const struct field *f = &ac->fields[i];

		if (!(f->flags & FIELD_HAPPENED) || is_empty(f, c->args))
			continue;
		c->happened_on = day_member(f, c->args);
		if (in_force != DAY_NONE && c->happened_on < in_force)
			act_notice(c, _("%s早于本规则施行之日%s（第二十一条），已标注"), _(f->label),
				day_format_cn(c->arena, in_force));
	}
	for (size_t i = 0; i < ac->n_fields; i++) {
		const struct field *f = &ac->fields[i];

		if (!(f->flags & FIELD_RECEIVED) || is_empty(f, c->args))
			continue;
		c->received_on = day_member(f, c->args);
		/* Not given: what came in today's post is not older than the act itself. */
		if (c->happened_on != DAY_NONE && c->received_on < c->happened_on && (c->given >> i & 1))
			return act_refuse(c, f->col.name, f->article, _("%s：不能早于所记事项的日期"), _(f->label));
	}
	return true;
}

bool
args_check(struct act *c)
{
	const struct action *ac = c->action;

	for (size_t i = 0; i < ac->n_fields; i++) {
		const struct field *f = &ac->fields[i];
		day_t d;

		if (is_empty(f, c->args)) {
			if (f->flags & FIELD_REQUIRED)
				return act_refuse(c, f->col.name, f->article, _("%s：必须填写"), _(f->label));
			continue;
		}
		if (f->type == FT_INT && (f->flags & FIELD_REQUIRED) && !(c->given >> i & 1) && f->standard == NULL)
			return act_refuse(c, f->col.name, f->article, _("%s：必须填写"), _(f->label));
		if (f->type != FT_DAY)
			continue;
		d = day_member(f, c->args);
		if ((f->flags & (FIELD_HAPPENED | FIELD_RECEIVED | FIELD_PAST)) && d > c->today)
			return act_refuse(c, f->col.name, f->article, _("%s：不能晚于今天"), _(f->label));
	}
	return check_days(c) && check_late(c);
}
