/*
 * form.c: a form on the screen: keys, focus, pop-ups, the draft when it is left.
 *
 * Knows: fields, the screen stack.  Must not know: any one flow, SQL.
 */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/calbox.h"
#include "ui/choose.h"
#include "ui/dialog.h"
#include "ui/editor.h"
#include "ui/form_private.h"

#define DRAFT_QUIET 1000 /* ms without a key before the draft is kept */
#define PAGE_FIELDS 5    /* PgUp, PgDn outside paragraphs */

static struct form *
form_of(struct screen *s)
{
	return (struct form *)s;
}

/* Leave the focused field for K; what is wrong with it is shown, and one goes on all the same. */
static void
go(struct ui *ui, struct form *fm, size_t k)
{
	if (k == fm->focus)
		return;
	if (fm->focus < fm->n)
		fm->v[fm->focus].edit.joining = false;
	form_leave(ui, fm, fm->focus);
	/* Leaving may have hidden or shown fields. */
	fm->focus = k < fm->n && !fm->v[k].shown ? form_step(fm, k, 1) : k;
	form_show_fields(ui, fm);
	if (fm->focus < fm->n)
		field_enter(&fm->v[fm->focus]);
}

static void
go_next(struct ui *ui, struct form *fm)
{
	/* Checked first: what follows from it (a reason for being late) is the next field. */
	form_leave(ui, fm, fm->focus);
	go(ui, fm, fm->focus >= fm->n ? form_step(fm, SIZE_MAX, 1) : form_step(fm, fm->focus, 1));
}

static void
go_back(struct ui *ui, struct form *fm)
{
	go(ui, fm, form_step(fm, fm->focus, -1));
}

/* ---- pop-ups ---- */

static void
pick_record(struct ui *ui, struct form *fm, struct formfield *ff)
{
	struct chosen out;
	const struct flow *flow = flow_find(ff->f->ref);
	char *typed = arena_strdup(fm->scratch, edit_text(&ff->edit));

	switch (choose_record(ui, fm->scratch, flow, _(ff->f->label), typed, form_place_of(fm, fm->focus), &out)) {
	case CHOOSE_PICKED:
		field_choose(ff, out.id, out.title, out.detail);
		go_next(ui, fm);
		break;
	case CHOOSE_TYPED:
		/* Nothing is called so: it stays as typed, and the field says what is wrong. */
		if (*out.typed != '\0')
			field_put(ff, ui->en, fm->scratch, out.typed, true);
		field_check(ff, ui->en, fm->scratch);
		break;
	case CHOOSE_NONE:
		edit_set(&ff->edit, ff->ref != 0 ? "" : out.typed);
		break;
	}
}

static void
pick(struct ui *ui, struct form *fm)
{
	struct formfield *ff = &fm->v[fm->focus];
	struct rect at = form_place_of(fm, fm->focus);
	word_t w = ff->word;
	day_t d;
	char iso[DAY_TEXT], *typed;

	switch (ff->f->type) {
	case FT_REF:
		pick_record(ui, fm, ff);
		break;
	case FT_WORD:
		typed = arena_strdup(fm->scratch, edit_text(&ff->edit));
		edit_set(&ff->edit, "");
		if (choose_word(ui, ff->f->col.words, _(ff->f->label), typed, at, &w)) {
			field_put(ff, ui->en, fm->scratch, ff->f->col.words[w].key, true);
			buf_clear(&ff->error);
			go_next(ui, fm);
		}
		break;
	case FT_DAY:
		d = field_day(ff, ui->en);
		if (calbox(ui, _(ff->f->label), at, &d)) {
			field_put(ff, ui->en, fm->scratch, day_format(d, iso), true);
			go_next(ui, fm);
		}
		break;
	default:
		break;
	}
}

static void
enlarge(struct ui *ui, struct form *fm)
{
	struct formfield *ff = &fm->v[fm->focus];
	unsigned long before = ff->edit.version;

	ui_run(ui, editor_screen(&ff->edit, arena_printf(fm->scratch, "%s  %s", _(fm->ac->label), _(ff->f->label)),
		buf_str(&ff->error)));
	if (ff->edit.version != before)
		ff->version++;
}

static void
copy_last(struct ui *ui, struct form *fm)
{
	struct formfield *ff = &fm->v[fm->focus];
	const char *value = form_last(fm, ff->f);

	if (value == NULL) {
		ui_say(ui, UI_DIM, "%s", _("本次登录还没有保存过上一件"));
		return;
	}
	field_put(ff, ui->en, fm->scratch, value, true);
	buf_clear(&ff->error);
	form_show_fields(ui, fm);
}

/* ---- keys ---- */

static enum screen_answer
leave_form(struct ui *ui, struct form *fm)
{
	const char *secret = form_left_out(fm, fm->scratch);
	struct err e = { 0 };

	if (!form_keep(ui, fm, &e)) {
		if (!dialog_yes(ui, _("草稿没有存成"), e.code != ERR_OK ? e.text : _("草稿文件不能写入"), _("不存草稿，离开")))
			return SCREEN_DONE;
	} else if (*secret != '\0' && !fm->has_draft) {
		if (!dialog_yes(ui, _("敏感信息不存草稿"),
			arena_printf(fm->scratch, _("%s不存草稿，离开后要再填。"), secret), _("离开")))
			return SCREEN_DONE;
	} else if (*secret != '\0') {
		ui_say(ui, UI_NORMAL, _("已留作草稿 %s：%s；%s不存草稿，回来要再填"), fm->drafted_at, _(fm->ac->label), secret);
	} else if (fm->has_draft) {
		ui_say(ui, UI_NORMAL, _("已留作草稿 %s：%s"), fm->drafted_at, _(fm->ac->label));
	}
	return SCREEN_CLOSE;
}

static enum screen_answer
save(struct ui *ui, struct form *fm)
{
	return form_save(ui, fm) ? SCREEN_CLOSE : SCREEN_DONE;
}

static bool
is_text(const struct formfield *ff)
{
	return ff->f->type == FT_PARA || ff->f->type == FT_LINE;
}

/* Keys of the form itself, before the field is asked. */
static bool
form_own_key(struct ui *ui, struct form *fm, const struct key *key, enum screen_answer *answer)
{
	struct formfield *ff = fm->focus < fm->n ? &fm->v[fm->focus] : NULL;

	*answer = SCREEN_DONE;
	if (key_is_f(key, 2) || key_is_ctrl(key, 's')) {
		*answer = save(ui, fm);
	} else if (key->kind == K_ESC || key_is_f(key, 12) || key_is_f(key, 3)) {
		*answer = leave_form(ui, fm);
	} else if (key->kind == K_TAB) {
		go_next(ui, fm);
	} else if (key->kind == K_BTAB) {
		go_back(ui, fm);
	} else if (ff == NULL) {
		if (key->kind == K_ENTER)
			*answer = save(ui, fm);
		else if (key->kind == K_UP || key->kind == K_LEFT)
			go_back(ui, fm);
		else if (key->kind == K_DOWN)
			go(ui, fm, form_step(fm, SIZE_MAX, 1));
		else
			return false;
	} else if (key_is_f(key, 4)) {
		if (field_has_list(ff))
			pick(ui, fm);
		else
			ui_say(ui, UI_DIM, "%s", _("这一项没有可选的清单"));
	} else if (key_is_f(key, 7) || key_is_ctrl(key, 'o')) {
		if (is_text(ff))
			enlarge(ui, fm);
	} else if (key_is_ctrl(key, 'd')) {
		copy_last(ui, fm);
	} else if (key_is_ctrl(key, 'z')) {
		if (!field_undo(ff, ui->en, fm->scratch))
			ui_say(ui, UI_DIM, "%s", _("没有可撤销的"));
		form_show_fields(ui, fm);
	} else {
		return false;
	}
	return true;
}

static enum screen_answer
form_key(struct ui *ui, struct screen *s, const struct key *key)
{
	struct form *fm = form_of(s);
	enum screen_answer answer;

	arena_reset(fm->scratch);
	if (form_own_key(ui, fm, key, &answer))
		return answer;
	if (fm->focus >= fm->n)
		return SCREEN_PASS;
	switch (field_key(&fm->v[fm->focus], key)) {
	case FIELD_CHANGED:
		buf_clear(&fm->v[fm->focus].error);
		buf_clear(&fm->error);
		fm->v[fm->focus].by_idno = false;
		form_show_fields(ui, fm);
		return SCREEN_DONE;
	case FIELD_MOVED:
		return SCREEN_DONE;
	case FIELD_EDGE_UP:
		go_back(ui, fm);
		return SCREEN_DONE;
	case FIELD_EDGE_DOWN:
		go_next(ui, fm);
		return SCREEN_DONE;
	case FIELD_PICK:
		pick(ui, fm);
		return SCREEN_DONE;
	case FIELD_PASS:
		break;
	}
	switch (key->kind) {
	case K_ENTER:
	case K_DOWN:
		go_next(ui, fm);
		return SCREEN_DONE;
	case K_UP:
		go_back(ui, fm);
		return SCREEN_DONE;
	case K_PGUP:
		for (int i = 0; i < PAGE_FIELDS; i++)
			go_back(ui, fm);
		return SCREEN_DONE;
	case K_PGDN:
		for (int i = 0; i < PAGE_FIELDS && fm->focus < fm->n; i++)
			go_next(ui, fm);
		return SCREEN_DONE;
	default:
		return SCREEN_PASS;
	}
}

static size_t
form_keyline(struct ui *ui, struct screen *s, struct hint *out)
{
	struct form *fm = form_of(s);
	const struct formfield *ff = fm->focus < fm->n ? &fm->v[fm->focus] : NULL;
	enum field_type type = ff != NULL ? ff->f->type : FT_LINE;
	size_t n = 0;

	(void)ui;
	if (ff == NULL) {
		out[n++] = (struct hint){ .key = "Enter", .label = _("保存") };
		out[n++] = (struct hint){ .key = _("上键"), .label = _("上一项"), .rank = 1 };
	} else if (type == FT_PARA) {
		out[n++] = (struct hint){ .key = "Tab", .label = _("下一项") };
		out[n++] = (struct hint){ .key = "F2", .label = _("保存") };
		out[n++] = (struct hint){ .key = "F7", .label = _("放大"), .rank = 1 };
	} else {
		out[n++] = (struct hint){ .key = "Enter", .label = _("下一项") };
		out[n++] = (struct hint){ .key = "F2", .label = _("保存") };
	}
	if (ff != NULL && field_has_list(ff) && (type != FT_WORD || ff->popup))
		out[n++] = (struct hint){ .key = "F4", .label = type == FT_DAY ? _("日历") : _("选择"), .rank = 1 };
	if ((type == FT_WORD && ff != NULL && !ff->popup) || type == FT_SET)
		out[n++] = (struct hint){ .key = _("左右键"), .label = _("移动"), .rank = 1 };
	if (type == FT_SET || type == FT_BOOL)
		out[n++] = (struct hint){ .key = _("空格"), .label = _("勾选"), .rank = 1 };
	if (ff != NULL) {
		out[n++] = (struct hint){ .key = "Ctrl-D", .label = _("同上件"), .rank = 2 };
		out[n++] = (struct hint){ .key = "Ctrl-Z", .label = _("撤销"), .rank = 3 };
	}
	out[n++] = (struct hint){ .key = "F1", .label = _("帮助"), .rank = 4, .right = true };
	out[n++] = (struct hint){ .key = "Esc", .label = _("留作草稿返回"), .rank = 1, .right = true };
	return n;
}

static bool
form_idle(struct ui *ui, struct screen *s, long long quiet)
{
	struct form *fm = form_of(s);
	struct err e = { 0 };

	if (quiet < DRAFT_QUIET || fm->saved || fm->drafted == form_version(fm))
		return false;
	if (!form_keep(ui, fm, &e)) {
		fm->drafted = form_version(fm); /* said once for each change, not twice a second */
		ui_say(ui, UI_ERROR, _("! 草稿没有存成：%s"), e.code != ERR_OK ? e.text : _("草稿文件不能写入"));
	}
	return true;
}

static void
form_hangup(struct ui *ui, struct screen *s)
{
	struct err e = { 0 };

	if (!form_of(s)->saved)
		form_keep(ui, form_of(s), &e);
}

static void
form_refresh(struct ui *ui, struct screen *s)
{
	struct form *fm = form_of(s);
	struct arena *a;
	struct err e = { 0 };
	const void *row;

	if (fm->id == 0 || fm->saved)
		return;
	a = arena_new();
	row = record_get(ui->en, a, fm->flow, fm->id, &e);
	fm->changed_by_others = row == NULL || row_head(row)->version != fm->version;
	arena_free(a);
}

static void
form_close(struct ui *ui, struct screen *s)
{
	(void)ui;
	form_free(form_of(s));
}

static int64_t
form_about(const struct screen *s, const struct flow **f, bool *editing)
{
	const struct form *fm = (const struct form *)s;

	*f = fm->flow;
	*editing = true;
	return fm->id;
}

static const struct screen_kind form_kind = {
	.name = "form",
	.about = form_about,
	.label = N_("表单"),
	.draw = form_draw,
	.key = form_key,
	.top = form_top,
	.hints = form_keyline,
	.idle = form_idle,
	.refresh = form_refresh,
	.hangup = form_hangup,
	.close = form_close,
};

static const struct form *
nearest(struct ui *ui)
{
	for (struct screen *s = ui->top; s != NULL; s = s->below)
		if (s->kind == &form_kind)
			return form_of(s);
	return NULL;
}

const struct action *
form_on_top(struct ui *ui)
{
	const struct form *fm = nearest(ui);

	return fm != NULL ? fm->ac : NULL;
}

const struct field *
form_field_on_top(struct ui *ui)
{
	const struct form *fm = nearest(ui);

	return fm != NULL && fm->focus < fm->n ? fm->v[fm->focus].f : NULL;
}

/* ---- opening ---- */

/* False when the person wants neither the draft nor a new form. */
static bool
offer_draft(struct ui *ui, struct form *fm, bool resume)
{
	const struct draft *d = draft_get(ui->en, fm->screen.arena, fm->ac->name, fm->id);
	int answer = 0;

	if (d == NULL)
		return true;
	if (!resume)
		answer = dialog_ask(ui, _(fm->ac->label),
			arena_printf(fm->screen.arena, d->version != fm->version && fm->id != 0 ?
				_("有 %s 留下的草稿，此后记录已被改动。") : _("有 %s 留下的草稿。"), d->at),
			(const char *const[]){ _("接着填写"), _("重新填写") }, 2, 0);
	if (answer < 0)
		return false;
	if (answer == 0) {
		form_take_draft(ui, fm, d->json);
		snprintf(fm->drafted_at, sizeof fm->drafted_at, "%s", strlen(d->at) > 11 ? d->at + 11 : d->at);
		ui_say(ui, UI_DIM, _("已取回 %s 的草稿"), d->at);
		return true;
	}
	fm->has_draft = true;
	form_drop_draft(ui, fm);
	return true;
}

static bool
has_fields(const struct action *ac)
{
	for (size_t i = 0; i < ac->n_fields; i++)
		if (!(ac->fields[i].flags & FIELD_HIDDEN))
			return true;
	return false;
}

/* Show the form until it is saved or left. */
static bool
run_form(struct ui *ui, const struct form_spec *spec, struct arena *a, struct result *res)
{
	struct form *fm = screen_new(&form_kind, sizeof *fm);
	const struct flow *flow = action_flow(spec->action);
	struct err e = { 0 };

	memset(res, 0, sizeof *res);
	if (spec->id != 0)
		fm->row = record_open(ui->en, fm->screen.arena, flow, spec->id, &e);
	if (e.code != ERR_OK || !action_allowed(ui->en, fm->screen.arena, spec->action, fm->row, &e)) {
		ui_say_err(ui, &e);
		arena_free(fm->screen.arena);
		return false;
	}
	fm->res = res;
	fm->res_arena = a;
	fm->typed = spec->typed;
	form_build(ui, fm, spec);
	if (!offer_draft(ui, fm, spec->resume)) {
		form_free(fm);
		arena_free(fm->screen.arena);
		return false;
	}
	/* Its memory goes with the screen: whether it was saved is told by RES, which is ours. */
	return ui_run(ui, &fm->screen) && res->id != 0;
}

bool
form_run(struct ui *ui, const struct form_spec *spec, struct arena *a, struct result *res)
{
	struct arena *own = a == NULL ? arena_new() : NULL;
	struct result scrap = { 0 }, *out = res != NULL ? res : &scrap;
	bool ok;

	if (own != NULL)
		a = own;
	if (has_fields(spec->action))
		ok = run_form(ui, spec, a, out);
	else
		ok = form_do_plain(ui, spec, a, out);
	if (ok)
		form_tell(ui, spec->action, out);
	if (own != NULL)
		arena_free(own);
	return ok;
}
