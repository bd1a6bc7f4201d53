/*
 * action.c: action_do, the only writer.
 *
 * Knows: the order in which an act is asked, checked, run and booked.
 * Must not know: any flow's law, any face.
 *
 * The order is the design's: parse, queue and BEGIN IMMEDIATE, load row and
 * version, role, scope, state, may, fields, check, run, state in .to, store,
 * books, trail, COMMIT.  A refusal rolls everything back and is itself written
 * to the trail.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/text.h"
#include "store/workfile.h"
#include "engine/keys.h"
#include "engine/private.h"

void
act_context(struct act *c, struct engine *en, struct arena *a, const struct flow *f, const struct action *ac, void *row,
	struct err *e)
{
	memset(c, 0, sizeof *c);
	c->db = en->db;
	c->arena = a;
	c->actor = &en->actor;
	c->cal = en->cal;
	c->today = en->today;
	c->flow = f;
	c->action = ac;
	c->row = row;
	c->happened_on = c->received_on = DAY_NONE;
	c->err = e;
	c->importing = en->importing;
	c->engine = en;
}

const char *
time_text(struct arena *a)
{
	time_t now = time(NULL);
	struct tm tm;
	char text[32];

	localtime_r(&now, &tm);
	strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &tm);
	return arena_strdup(a, text);
}

/* {"field":[old,new],...} of every described column that differs. */
static const char *
change_text(struct arena *a, const struct flow *f, const void *before, const void *after)
{
	const struct record *old = before, *new = after;
	struct buf b = BUF_INIT;
	bool first = true;
	const char *text;

	buf_addc(&b, '{');
	if (old->state != new->state) {
		buf_adds(&b, "\"state\":[");
		json_quote(&b, f->states[old->state].key);
		buf_addc(&b, ',');
		json_quote(&b, f->states[new->state].key);
		buf_addc(&b, ']');
		first = false;
	}
	for (size_t i = 0; i < f->n_fields; i++) {
		const struct col *c = &f->fields[i].col;

		if (col_equal(c, before, after))
			continue;
		if (!first)
			buf_addc(&b, ',');
		first = false;
		json_quote(&b, c->name);
		buf_adds(&b, ":[");
		json_quote(&b, col_text(a, c, before));
		buf_addc(&b, ',');
		json_quote(&b, col_text(a, c, after));
		buf_addc(&b, ']');
	}
	buf_addc(&b, '}');
	text = arena_strdup(a, buf_str(&b));
	buf_free(&b);
	return text;
}

/* What the timeline shows of the fields that are marked for it, cut to a line's worth. */
static void
note_fields(struct act *c)
{
	for (size_t i = 0; i < c->action->n_fields; i++) {
		const struct field *f = &c->action->fields[i];
		const char *v;

		if (!(f->flags & FIELD_NOTE) || (f->flags & FIELD_SENSITIVE))
			continue;
		v = field_shown(c->engine, c->arena, f, c->args);
		if (*v == '\0')
			continue;
		if (strlen(v) > 360)
			v = arena_printf(c->arena, "%s…", arena_strndup(c->arena, v, text_boundary(v, 356)));
		if (f->type == FT_WORD || f->type == FT_REF)
			act_note(c, "%s", v);
		else
			act_note(c, "%s：%s", _(f->label), v);
	}
}

static const char *
or_empty(const char *v)
{
	return *v != '\0' ? v : _("（空）");
}

/* A correction says what it corrects; nothing changed is no correction. */
static bool
note_correction(struct act *c, const void *before)
{
	bool any = false;

	for (size_t i = 0; i < c->flow->n_fields; i++) {
		const struct field *f = &c->flow->fields[i];

		if (col_equal(&f->col, before, c->row))
			continue;
		any = true;
		if (f->flags & FIELD_SENSITIVE)
			act_note(c, _("%s已更正"), _(f->label));
		else if (f->type == FT_PARA || (f->flags & FIELD_HIDDEN))
			act_note(c, _("%s已更正"), _(f->label));
		else
			act_note(c, "%s：%s → %s", _(f->label), or_empty(field_shown(c->engine, c->arena, f, before)),
				or_empty(field_shown(c->engine, c->arena, f, c->row)));
	}
	return any || act_refuse(c, NULL, 0, _("没有改动，无须更正"));
}

/* Is the record after the act what it was before? */
static bool
is_unchanged(const struct flow *f, const void *before, const void *after)
{
	if (row_head(before)->state != row_head(after)->state)
		return false;
	for (size_t i = 0; i < f->n_fields; i++)
		if (!col_equal(&f->fields[i].col, before, after))
			return false;
	return true;
}

static bool
add_trail(struct act *c, const char *change, const char *image, int outcome, const char *note, int64_t *seq)
{
	struct trail_entry t = {
		.at = time_text(c->arena),
		.account = c->actor->account,
		.who = c->actor->name,
		.flow = c->flow->name,
		.record = c->row != NULL ? row_head(c->row)->id : 0,
		.action = c->action->name,
		.article = c->action->article,
		.happened_on = c->happened_on,
		.received_on = c->received_on,
		.outcome = outcome,
		.note = note,
		.change = change,
		.today_set = c->engine->today_set,
	};
	bool ok = trail_add(c->db, &t, image);

	*seq = t.seq;
	return ok;
}

static bool
role_allows(struct act *c)
{
	if (c->actor->roles & c->action->roles)
		return true;
	return err_set(c->err, ERR_DENIED, NULL, c->action->article, _("您的角色不能办理“%s”"), _(c->action->label));
}

static bool
state_allows(struct act *c)
{
	const struct record *r = c->row;

	if (c->action->from >> r->state & 1)
		return true;
	return err_set(c->err, ERR_REFUSED, "state", c->action->article, _("现为“%s”，不能办理“%s”"),
		word_label(c->flow->states, r->state), _(c->action->label));
}

bool
actor_sees(const struct engine *en, const struct actor *who, const struct flow *f, const void *row)
{
	unsigned open = 0;

	for (size_t i = 0; i < f->n_scopes; i++)
		if (f->scopes[i].role & who->roles)
			open |= f->scopes[i].role;
	if (who->roles & ROLE_PROGRAM)
		return true;
	return open != 0 && !row_away(en, who, f, row) && (f->sees == NULL || f->sees(who, row)) && row_bound(en, who, f, row);
}

/* What else says something about the record: the words of the trail below SEQ, drafts of whoever was typing. */
static bool
erase_traces(struct act *c, int64_t id, int64_t seq)
{
	if (c->engine->work != NULL)
		workfile_drop_record(c->engine->work, id);
	return trail_erase(c->db, id, seq);
}

/* Everything between BEGIN and the trail; the caller commits or rolls back. */
static bool
perform(struct act *c, int64_t id, int64_t version, void *args, int64_t *seq)
{
	const struct action *ac = c->action;
	const struct flow *f = c->flow;
	struct record *r;
	void *before = arena_alloc(c->arena, f->row_size);
	const char *change, *note;
	struct buf image = BUF_INIT;
	bool creates = (ac->from & S_NEW) != 0 && id == 0, keeps = false, ok;
	word_t from;

	/* Accounts, covers and who keeps away are of flows that nobody keeps away from. */
	c->engine->still = c->engine->still && f->away != NULL;
	if (!role_allows(c))
		return false;
	cols_init(flow_cols(f), before);
	if (creates) {
		c->row = arena_alloc(c->arena, f->row_size);
		cols_init(flow_cols(f), c->row);
	} else {
		c->row = id != 0 ? row_load(c->engine, c->arena, f, id) : NULL;
		if (c->row == NULL || !actor_sees(c->engine, c->actor, f, c->row)) {
			/* To the person there is no such record; that somebody tried is on record. */
			c->hidden = c->row != NULL;
			c->row = NULL;
			return err_set(c->err, ERR_NOTFOUND, NULL, 0, _("没有这条%s"), _(f->label));
		}
		memcpy(before, c->row, f->row_size);
	}
	r = c->row;
	if (version != 0 && version != r->version)
		return err_set(c->err, ERR_STALE, NULL, 0, _("“%s”已被别人改动（第%lld版，您看到的是第%lld版），请核对后再办"),
			f->title(c, c->row), (long long)r->version, (long long)version);
	if (!state_allows(c) || (ac->may != NULL && !ac->may(c)))
		return false;
	c->args = args;
	if (!args_check(c) || (ac->check != NULL && !ac->check(c)))
		return false;
	note_fields(c);
	c->echoed = strlen(c->note);
	from = r->state;
	if (ac->run == NULL)
		act_copy(c);
	else if (!ac->run(c))
		return c->err->code == ERR_OK ? act_refuse(c, NULL, 0, _("没有办成")) : false;
	if (c->err->code != ERR_OK)
		return false;
	if (ac->flags & ACT_KEEPS ? r->state != from : !(ac->to >> r->state & 1)) {
		db_fail(c->db, "%s ends in state %s, which it does not declare", ac->name, f->states[r->state].key);
		return false;
	}
	if ((ac->flags & ACT_CORRECT) && !note_correction(c, before))
		return false;
	if (creates) {
		if (r->id == 0)
			r->id = record_new_id(c->db);
		ok = record_insert(c->db, f->table, f->states, flow_cols(f), r);
	} else if ((ac->flags & ACT_KEEPS) && is_unchanged(f, before, r)) {
		/* Only looked at: an entry of the trail, and nobody else's version is stale for it. */
		keeps = true;
		ok = true;
	} else {
		ok = record_update(c->db, f->table, f->states, flow_cols(f), before, r);
	}
	if (!ok || (!keeps && !books_put(c, creates ? NULL : before, c->row)))
		return false;
	change = ac->flags & ACT_ERASE ? "{}" : change_text(c->arena, f, before, c->row);
	record_image(&image, f->states, flow_cols(f), r);
	note = arena_strdup(c->arena, c->note);
	ok = add_trail(c, change, buf_str(&image), 0, note, seq);
	buf_free(&image);
	if (ok && (ac->flags & ACT_ERASE))
		ok = erase_traces(c, r->id, *seq);
	return ok && (ac->also == NULL || ac->also(c));
}

/* Which refusals are worth a row: what the rule or a right forbade, not a typing slip. */
static bool
worth_recording(const struct err *e)
{
	return e->code == ERR_REFUSED || e->code == ERR_DENIED || e->code == ERR_STALE;
}

static void
record_refusal(struct act *c, int64_t id, const struct err *why)
{
	struct err scrap = { 0 }, *old = db_errors(c->db, &scrap);
	struct record only_id = { .id = id };
	int64_t seq;

	c->row = id != 0 ? &only_id : NULL;
	c->happened_on = c->received_on = DAY_NONE;
	if (db_begin(c->db)) {
		db_enter_action(c->db);
		add_trail(c, "{}", "", (int)why->code, why->text, &seq);
		db_leave_action(c->db);
		db_commit(c->db);
	}
	db_errors(c->db, old);
}

static void
fill_result(struct act *c, struct result *res, int64_t seq)
{
	const struct record *r = c->row;

	if (res == NULL)
		return;
	res->id = r->id;
	res->version = r->version;
	res->state = c->flow->states[r->state].key;
	res->title = c->flow->title(c, c->row);
	res->gave = arena_strdup(c->arena, c->note + c->echoed);
	res->gave += strspn(res->gave, " ");
	res->notices = arena_strdup(c->arena, c->notices);
	res->trail = seq;
	res->n_effects = c->engine->late == NULL ? engine_effects(c->engine, c->arena, &res->effects) : 0;
}

static bool
do_or_try(struct engine *en, struct arena *a, const struct action *ac, int64_t id, int64_t version, struct args args,
	struct result *res, bool dry, struct err *e)
{
	struct act c;
	void *typed = arena_alloc(a, ac->args_size + 1);
	uint64_t given;
	int64_t seq = 0;
	uint32_t mark = 0;
	struct err *old;
	bool ok;

	act_context(&c, en, a, action_flow(ac), ac, NULL, e);
	cols_init(action_cols(ac), typed);
	old = db_errors(en->db, e);
	if (en->late == NULL)
		effects_forget(en);
	/* A role that may not act learns nothing from the parsing of its arguments. */
	ok = role_allows(&c) && args_parse(en, a, ac, args, typed, &given, e) && (!late_due(en) || late_flush(en, e)) &&
		db_begin(en->db);
	if (ok) {
		mark = late_mark(en);
		engine_refresh_calendar(en, e);
		c.cal = en->cal;
		c.given = given;
		db_enter_action(en->db);
		/* Nobody else writes while a bulk runs: only its own acts can change who may do what. */
		en->still = (en->late != NULL && en->still) || actor_still(en, e);
		ok = en->still && role_allows(&c) && perform(&c, id, version, typed, &seq);
		db_leave_action(en->db);
		if (ok)
			fill_result(&c, res, seq);
		if (dry || !ok)
			db_rollback(en->db);
		else
			ok = db_commit(en->db);
		if (dry || !ok)
			late_forget(en, mark);
		if (ok && !dry && c.flow->away == NULL)
			actor_away(en);
		if (ok && !dry && c.keys_changed && db_depth(en->db) == 0)
			keys_publish(en);
		if (ok && !dry && c.calendar_changed) {
			struct err scrap = { 0 };

			/* What is done is done, though it could not be read back. */
			engine_load_calendar(en, &scrap);
			en->cal_dirty = db_depth(en->db) > 0;
		}
	}
	db_errors(en->db, old);
	if (!ok && !dry && (worth_recording(e) || c.hidden))
		record_refusal(&c, id, e);
	return ok;
}

bool
action_do(struct engine *en, struct arena *a, const struct action *ac, int64_t id, int64_t version, struct args args,
	struct result *res, struct err *e)
{
	return do_or_try(en, a, ac, id, version, args, res, false, e);
}

bool
action_try(struct engine *en, struct arena *a, const struct action *ac, int64_t id, int64_t version, struct args args,
	struct result *res, struct err *e)
{
	return do_or_try(en, a, ac, id, version, args, res, true, e);
}

bool
action_allowed(struct engine *en, struct arena *a, const struct action *ac, const void *row, struct err *e)
{
	const struct flow *f = action_flow(ac);
	struct act c;
	void *copy;
	struct err *old = db_errors(en->db, e);
	bool ok;

	/* may() gets a copy: asking must not be able to change what is on the screen. */
	copy = arena_alloc(a, f->row_size);
	if (row != NULL)
		memcpy(copy, row, f->row_size);
	else
		cols_init(flow_cols(f), copy);
	act_context(&c, en, a, f, ac, copy, e);
	ok = role_allows(&c);
	if (ok && row != NULL && !actor_sees(en, &en->actor, f, row))
		ok = err_set(e, ERR_NOTFOUND, NULL, 0, _("没有这条%s"), _(f->label));
	ok = ok && state_allows(&c) && (ac->may == NULL || ac->may(&c)) && e->code == ERR_OK;
	db_errors(en->db, old);
	return ok;
}

const char *
action_beside(struct engine *en, struct arena *a, const struct action *ac, const void *row)
{
	const struct flow *f = action_flow(ac);
	struct err scrap = { 0 }, *old;
	const char *text;
	struct act c;
	void *copy;

	if (ac->beside == NULL || row == NULL || !actor_sees(en, &en->actor, f, row))
		return "";
	copy = arena_alloc(a, f->row_size);
	memcpy(copy, row, f->row_size);
	old = db_errors(en->db, &scrap);
	act_context(&c, en, a, f, ac, copy, &scrap);
	text = ac->beside(&c);
	db_errors(en->db, old);
	return scrap.code == ERR_OK && text != NULL ? text : "";
}

int64_t
act_also(struct act *a, const char *action, int64_t id, ...)
{
	const struct action *ac = action_find(NULL, action);
	struct engine *en = a->engine;
	struct actor widened = *a->actor;
	struct act c;
	struct arg list[32];
	struct args args = { list, 0 };
	uint64_t given;
	int64_t seq = 0;
	void *typed;
	va_list ap;
	const char *name;
	bool ok;

	if (ac == NULL) {
		db_fail(a->db, "act_also: no action %s", action);
		return 0;
	}
	va_start(ap, id);
	while ((name = va_arg(ap, const char *)) != NULL) {
		if (args.n == N_OF(list)) {
			db_fail(a->db, "act_also: too many arguments for %s", action);
			break;
		}
		list[args.n].name = name;
		list[args.n++].value = va_arg(ap, const char *);
	}
	va_end(ap);
	widened.roles |= ROLE_PROGRAM;
	act_context(&c, en, a->arena, action_flow(ac), ac, NULL, a->err);
	c.actor = &widened;
	c.outer = a;
	c.importing = a->importing;
	typed = arena_alloc(a->arena, ac->args_size + 1);
	cols_init(action_cols(ac), typed);
	/* References are resolved with the widened rights too: an agency's reply may touch what it cannot list. */
	en->program_depth++;
	ok = args_parse(en, a->arena, ac, args, typed, &given, a->err) && db_begin(a->db);
	if (ok) {
		uint32_t mark = late_mark(en);

		c.given = given;
		ok = perform(&c, id, 0, typed, &seq);
		if (ok)
			ok = db_commit(a->db);
		else
			db_rollback(a->db);
		if (!ok)
			late_forget(en, mark);
	}
	en->program_depth--;
	if (!ok)
		return 0;
	if (*c.notices != '\0')
		act_notice(a, "%s", c.notices);
	a->calendar_changed = a->calendar_changed || c.calendar_changed;
	a->keys_changed = a->keys_changed || c.keys_changed;
	return row_head(c.row)->id;
}

/* Work that was rolled back may have put days into the calendar. */
static void
forget_calendar(struct engine *en)
{
	struct err scrap = { 0 };

	if (en->cal_dirty)
		engine_load_calendar(en, &scrap);
	en->cal_dirty = false;
}

bool
bulk_begin(struct engine *en, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	bool ok = db_begin(en->db);

	if (ok && en->late == NULL) {
		effects_forget(en);
		late_begin(en);
		en->still = false;
	}
	db_errors(en->db, old);
	return ok;
}

bool
bulk_end(struct engine *en, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	bool ok = en->late == NULL || late_flush(en, e);

	ok = db_commit(en->db) && ok;
	late_end(en);
	db_errors(en->db, old);
	if (!ok)
		forget_calendar(en);
	en->cal_dirty = false;
	return ok;
}

void
bulk_abandon(struct engine *en)
{
	db_rollback(en->db);
	late_end(en);
	forget_calendar(en);
}

void
engine_importing(struct engine *en, bool on)
{
	en->importing = on;
}
