/*
 * attachment.c: files on their way into a record and out of it.
 *
 * Knows: staging, pieces, the act attachment.add.  Must not know: paths, faces.
 */
#include "engine/attachment.h"

#include <string.h>

#include "base/i18n.h"
#include "store/piece.h"
#include "engine/event.h"
#include "engine/private.h"

bool
attachment_add(struct engine *en, struct arena *a, const struct flow *f, int64_t id, int fd, const char *name, const char *shown,
	const char *note, struct result *res, struct err *e)
{
	struct arg v[5] = { { "of_flow", f->name }, { "record", arena_printf(a, "%lld", (long long)id) }, { "name", name },
		{ "note", note != NULL ? note : "" }, { "shown", shown } };
	int64_t most = setting_int(en->db, "attachment_size", 20) << 20;
	struct staged *file;
	bool ok;

	if (!attachment_holder(f->name))
		return err_set(e, ERR_REFUSED, "record", 0, _("%s不能带附件"), _(f->label));
	if (record_get(en, a, f, id, e) == NULL)
		return false;
	file = arena_alloc(a, sizeof *file);
	if (!piece_stage(file, db_path(en->db), fd, most, e))
		return false;
	en->staged = file;
	ok = action_do(en, a, action_find(NULL, "attachment.add"), 0, 0, (struct args){ v, shown != NULL && *shown != '\0' ? 5 : 4 }, res, e);
	en->staged = NULL;
	piece_unstage(file);
	return ok;
}

/* May the actor have it still?  The record it belongs to decides too. */
static const struct attachment *
get(struct engine *en, struct arena *a, int64_t id, struct err *e)
{
	const struct attachment *t = record_get(en, a, flow_find("attachment"), id, e);

	if (t == NULL)
		return NULL;
	if (t->rec.state != ATTACHMENT_KEPT) {
		err_set(e, ERR_REFUSED, "state", 0, _("附件%s已移除，文件内容不再保存"), t->number);
		return NULL;
	}
	return record_get(en, a, flow_find(t->of_flow), t->record, e) != NULL ? t : NULL;
}

/* What is stored of T, handed to PUT; false with E when it is not what came. */
static bool
hand_out(struct engine *en, const struct attachment *t, bool (*put)(void *ctx, const void *s, size_t n), void *ctx, struct err *e)
{
	struct err *old = db_errors(en->db, e);
	char hash[PIECE_HASH];
	int64_t size;
	bool ok = piece_each(en->db, t->rec.id, put, ctx, &size, hash);

	db_errors(en->db, old);
	if (!ok)
		return false;
	if (size == t->size && strcmp(hash, t->hash) == 0)
		return true;
	return err_set(e, ERR_SYSTEM, NULL, 0, _("附件%s（%s）的内容和登记时的校验值不符"), t->number, t->name);
}

bool
attachment_get(struct engine *en, struct arena *a, int64_t id, bool (*put)(void *ctx, const void *s, size_t n), void *ctx,
	struct err *e)
{
	const struct attachment *t = get(en, a, id, e);

	return t != NULL && hand_out(en, t, put, ctx, e) && event_record(en, "read.attachment", "attachment", id, 0, t->name, e);
}

size_t
attachments_of(struct engine *en, struct arena *a, const struct flow *f, int64_t id, const struct attachment ***out, struct err *e)
{
	const struct flow *flow = flow_find("attachment");
	struct err *old = db_errors(en->db, e);
	struct stmt *s = db_prepare(en->db, "SELECT id FROM attachment WHERE record = :id AND state = 'kept' ORDER BY id");
	const struct attachment **v = NULL;
	size_t n = 0, cap = 0;

	db_bind_int(s, ":id", id);
	while (db_step(s)) {
		const struct attachment *t = row_load(en, a, flow, db_int(s, 0));

		if (t == NULL || strcmp(t->of_flow, f->name) != 0 || !actor_sees(&en->actor, flow, t))
			continue;
		if (n == cap) {
			const struct attachment **more = arena_alloc(a, (cap = cap > 0 ? cap * 2 : 8) * sizeof *more);

			if (n > 0)
				memcpy(more, v, n * sizeof *more);
			v = more;
		}
		v[n++] = t;
	}
	db_errors(en->db, old);
	*out = v;
	return n;
}

bool
attachments_verify(struct engine *en, int64_t *files, bool (*progress)(void *ctx, int64_t done, int64_t total), void *ctx,
	struct err *e)
{
	const struct flow *f = flow_find("attachment");
	struct arena *a = arena_new();
	int64_t total = record_total(en->db, f->table), after = 0, seen = 0, id;
	bool ok = true;

	*files = 0;
	while (ok && record_ids(en->db, f->table, after, 1, &id) == 1) {
		const struct attachment *t = row_load(en, a, f, id);

		if (progress != NULL && !progress(ctx, seen, total))
			ok = err_set(e, ERR_CANCELLED, NULL, 0, "%s", _("已取消"));
		else if (t != NULL && t->rec.state == ATTACHMENT_KEPT && (*files += 1) > 0)
			ok = hand_out(en, t, NULL, NULL, e);
		seen++;
		after = id;
		arena_reset(a);
	}
	arena_free(a);
	return ok;
}
