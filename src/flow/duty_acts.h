/*
 * duty_acts.h: what the files of the flow of duty reports share.
 *
 * Knows: struct duty.  Must not know: the acts, which stand in duty.c.
 */
#ifndef JIANDU_FLOW_DUTY_ACTS_H
#define JIANDU_FLOW_DUTY_ACTS_H

#include "flow/duties.h"

/* ---- duty_period.c: quarters, halves, years ---- */
struct duty_period {
	const char *key;  /* 2026-Q3, 2026-H1, 2026: as stored; owned by the arena */
	const char *name; /* 2026年第三季度 */
	day_t starts_on, ends_on;
};
/* A period as people write it; false when it is none. */
bool duty_period_read(struct act *a, const char *text, struct duty_period *out);
/* The last period of the office's own length (setting duty_period) that had ended by ON. */
struct duty_period duty_period_last(struct act *a, day_t on);

/* ---- duty_books.c ---- */
bool duty_sees(const struct actor *who, const void *row);
const char *duty_title(struct act *a, const void *row);
size_t duty_clocks(struct act *a, const void *row, struct clock_row out[FLOW_MAX_CLOCKS]);
size_t duty_waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS]);
void duty_tally(const void *row, struct tally_key *out);
void duty_text(struct act *a, const void *row, struct search_text *out);

extern const struct list duty_lists[3];
extern const struct scope duty_scopes[3];

#endif
