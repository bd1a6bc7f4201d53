/*
 * profile.c: another district's rule profile: its figures put into a new database.
 *
 * Knows: lines of KEY = VALUE.  Must not know: what a figure means (setting.set checks it).
 *
 *	# 某区
 *	name = mouqu
 *	district = 500112
 *	term_years = 5
 *
 * Every figure goes through the act setting.set, so that its bounds hold and the trail
 * tells where it came from.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "engine/private.h"

/* A fact about the file. */
static bool
put_meta(struct engine *en, const char *key, const char *value)
{
	struct stmt *s = db_prepare(en->db, "INSERT INTO meta (key, value) VALUES (:key, :value) "
					    "ON CONFLICT (key) DO UPDATE SET value = excluded.value");

	db_bind_text(s, ":key", key);
	db_bind_text(s, ":value", value);
	db_enter_action(en->db);
	db_run(s);
	db_leave_action(en->db);
	return !db_failed(en->db);
}

/* KEY and VALUE of one line; false when it says nothing. */
static bool
split(struct arena *a, const char *line, const char **key, const char **value)
{
	const char *eq = line + strcspn(line, "=");

	*key = text_trim(a, arena_strndup(a, line, (size_t)(eq - line)));
	*value = text_trim(a, *eq == '=' ? eq + 1 : "");
	return **key != '\0' && **key != '#';
}

static bool
is_district(const char *s)
{
	return strlen(s) == 6 && strspn(s, "0123456789") == 6 && s[0] != '0';
}

static bool
put_figure(struct engine *en, struct arena *a, int line, const char *key, const char *value, const char *name, struct err *e)
{
	const struct flow *f = flow_find("setting");
	const struct action *set = action_find(f, "set");
	struct arg v[2] = { { "value", value }, { "reason", arena_printf(a, _("规则配置%s"), name) } };
	struct result res;
	struct err why = { 0 };
	const struct field *value_field = NULL;
	int64_t id = record_resolve(en, f, key, &why);
	void *row = id != 0 ? record_get(en, a, f, id, &why) : NULL;

	if (row == NULL)
		return err_set(e, ERR_USAGE, "profile", 0, _("规则配置第%d行：没有“%s”这项设定"), line, key);
	for (size_t i = 0; i < f->n_fields; i++)
		if (strcmp(f->fields[i].col.name, "value") == 0)
			value_field = &f->fields[i];
	/* The same as the default is no change. */
	if (value_field != NULL && strcmp(field_plain(en, a, value_field, row), value) == 0)
		return true;
	if (action_do(en, a, set, id, 0, (struct args){ v, 2 }, &res, &why))
		return true;
	return err_set(e, ERR_REFUSED, key, why.article, _("规则配置第%d行：%s"), line, why.text);
}

static bool
put_all(struct engine *en, struct arena *a, const char *text, const char **name, struct err *e)
{
	int line = 0;

	for (const char *p = text; *p != '\0';) {
		size_t n = strcspn(p, "\n");
		const char *key, *value;

		line++;
		if (split(a, arena_strndup(a, p, n), &key, &value)) {
			if (strchr(arena_strndup(a, p, n), '=') == NULL)
				return err_set(e, ERR_USAGE, "profile", 0, _("规则配置第%d行：应写作“设定 = 数值”"), line);
			if (strcmp(key, "name") == 0) {
				*name = value;
			} else if (strcmp(key, "district") == 0) {
				if (!is_district(value))
					return err_set(e, ERR_USAGE, "profile", 0, _("规则配置第%d行：区划代码应为6位数字"), line);
				if (!put_meta(en, "district", value))
					return false;
			} else if (!put_figure(en, a, line, key, value, *name, e)) {
				return false;
			}
		}
		p += n + (p[n] == '\n');
	}
	if (setting_int(en->db, "min_age", 0) > setting_int(en->db, "max_age", 0))
		return err_set(e, ERR_REFUSED, "min_age", 6, _("规则配置：最低年龄高于一般不超过的年龄"));
	return put_meta(en, "profile", *name);
}

bool
engine_profile(struct engine *en, const char *name, const char *text, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	struct arena *a = arena_new();
	bool ok = bulk_begin(en, e);

	/* Refusals within the bulk are told, not recorded: the file is thrown away then. */
	if (ok && put_all(en, a, text, &name, e)) {
		ok = bulk_end(en, e);
		en->profile = arena_strdup(en->arena, name);
	} else if (ok) {
		bulk_abandon(en);
		ok = false;
	}
	db_errors(en->db, old);
	arena_free(a);
	return ok && e->code == ERR_OK;
}
