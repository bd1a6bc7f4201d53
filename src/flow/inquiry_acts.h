/*
 * inquiry_acts.h: what the files of the inquiry flow share.
 *
 * Knows: struct inquiry.  Must not know: the acts, which stand in inquiry.c.
 */
#ifndef JIANDU_FLOW_INQUIRY_ACTS_H
#define JIANDU_FLOW_INQUIRY_ACTS_H

#include "flow/duties.h"

bool inquiry_sees(const struct actor *who, const void *row);
const char *inquiry_title(struct act *a, const void *row);
size_t inquiry_clocks(struct act *a, const void *row, struct clock_row out[FLOW_MAX_CLOCKS]);
size_t inquiry_waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS]);
void inquiry_tally(const void *row, struct tally_key *out);
void inquiry_text(struct act *a, const void *row, struct search_text *out);

extern const struct list inquiry_lists[3];
extern const struct scope inquiry_scopes[4];

#endif
