/*
 * hurry.c: see hurry.h.
 */
#include "ui/hurry.h"

#include "ui/term.h"

#define FIRST_MS 20 /* of a reading before the first picture of what it has */

static int
stop(void *ctx)
{
	const struct hurry *h = ctx;

	return term_typed() || (h->until != 0 && term_now() > h->until);
}

void
hurry_begin(struct ui *ui, struct hurry *h)
{
	h->until = h->patient ? 0 : term_now() + FIRST_MS;
	db_on_step(ui->en->db, stop, h);
}

bool
hurry_end(struct ui *ui, struct hurry *h, struct err *e)
{
	db_on_step(ui->en->db, NULL, NULL);
	h->unfinished = e->code == ERR_CANCELLED;
	if (h->unfinished)
		err_clear(e);
	return h->unfinished;
}

void
hurry_again(struct hurry *h)
{
	*h = (struct hurry){ 0 };
}

bool
hurry_later(struct hurry *h)
{
	h->patient = true;
	return h->unfinished;
}
