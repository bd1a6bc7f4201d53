/*
 * guard.c: who opens a sensitive record is on the trail, once a session and record.
 *
 * Knows: guarded flows, the trail.  Must not know: what makes a record sensitive, faces.
 *
 * In a personal file there is nobody but its owner: nothing is written there for reading.
 */
#include <string.h>

#include "engine/event.h"
#include "engine/private.h"

struct opened {
	int64_t account;  /* by whom */
	int64_t *ids;
	size_t n, room;
};

static bool
was_opened(const struct engine *en, int64_t id)
{
	const struct opened *o = en->opened;

	for (size_t i = 0; o != NULL && o->account == en->actor.account && i < o->n; i++)
		if (o->ids[i] == id)
			return true;
	return false;
}

bool
record_guarded(const struct engine *en, const struct flow *f, int64_t id)
{
	return f->guarded && !en->actor.personal && !was_opened(en, id);
}

static void
remember(struct engine *en, int64_t id)
{
	struct opened *o = en->opened;

	if (o == NULL || o->account != en->actor.account) {
		o = arena_alloc(en->arena, sizeof *o);
		*o = (struct opened){ .account = en->actor.account };
		en->opened = o;
	}
	if (o->n == o->room) {
		int64_t *more = arena_alloc(en->arena, (o->room = o->room * 2 + 32) * sizeof *more);

		if (o->n > 0)
			memcpy(more, o->ids, o->n * sizeof *more);
		o->ids = more;
	}
	o->ids[o->n++] = id;
}

void *
record_open(struct engine *en, struct arena *a, const struct flow *f, int64_t id, struct err *e)
{
	void *row = record_get(en, a, f, id, e);

	if (row == NULL || !record_guarded(en, f, id))
		return row;
	/* The number only: whoever reads the trail is not told what the record says. */
	if (!event_record(en, "read.record", f->name, id, 0, "", e))
		return NULL;
	remember(en, id);
	return row;
}
