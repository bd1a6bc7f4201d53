/*
 * evaluation_acts.h: what the files of the flow of yearly evaluations share.
 *
 * Knows: struct evaluation.  Must not know: the acts, which stand in evaluation.c.
 */
#ifndef JIANDU_FLOW_EVALUATION_ACTS_H
#define JIANDU_FLOW_EVALUATION_ACTS_H

#include "flow/duties.h"

/* ---- evaluation_score.c: from figures to marks, from marks to a score, from the score to a grade ---- */

/* Put the marks that the row's figures propose into it. */
void evaluation_propose(struct act *a, struct evaluation *v);
/* Weights and thresholds in a sentence, as they stand now; owned by the arena. */
const char *evaluation_basis(struct act *a);

/* ---- evaluation_books.c ---- */
bool evaluation_sees(const struct actor *who, const void *row);
const char *evaluation_title(struct act *a, const void *row);
size_t evaluation_clocks(struct act *a, const void *row, struct clock_row out[FLOW_MAX_CLOCKS]);
size_t evaluation_waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS]);
void evaluation_tally(const void *row, struct tally_key *out);
void evaluation_text(struct act *a, const void *row, struct search_text *out);

extern const struct list evaluation_lists[2];
extern const struct scope evaluation_scopes[3];

#endif
