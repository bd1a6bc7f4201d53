/*
 * certificate.h: what the files of the certificate flow share.
 *
 * Knows: the card's row.  Must not know: anything other flows use (that is parties.h).
 */
#ifndef JIANDU_FLOW_CERTIFICATE_H
#define JIANDU_FLOW_CERTIFICATE_H

#include "act/action.h"
#include "flow/parties.h"

#define CERTIFICATE_LISTS 4
#define CERTIFICATE_SCOPES 3

/* Year * 1,000,000 + serial read from a number, 0 when it has none. */
int64_t certificate_order(struct arena *ar, const char *number);

extern const struct list certificate_lists[CERTIFICATE_LISTS]; /* the register first */
extern const struct scope certificate_scopes[CERTIFICATE_SCOPES];
bool certificate_sees(const struct actor *who, const void *row);
const char *certificate_title(struct act *a, const void *row);
size_t certificate_clocks(struct act *a, const void *row, struct clock_row out[FLOW_MAX_CLOCKS]);
size_t certificate_waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS]);
void certificate_tally(const void *row, struct tally_key *out);
void certificate_text(struct act *a, const void *row, struct search_text *out);

#endif
