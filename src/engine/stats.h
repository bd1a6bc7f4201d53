/*
 * stats.h: statistics for the faces: figures of a flow by one of its dimensions, within what the actor may see.
 *
 * Knows: the book of figures, the flows' fields.  Must not know: how a bar is drawn.
 */
#ifndef JIANDU_ENGINE_STATS_H
#define JIANDU_ENGINE_STATS_H

#include "engine/engine.h"

#define STATS_DIMS 24

/* What figures can be counted by. */
struct stats_dim {
	const char *name;   /* "kind", "state", "agency", "month", "quarter", "year", "clock.reply" */
	const char *label;  /* translated */
	bool time;          /* bars stand in order of time */
	bool deadline;      /* values are kept, late, running */
};
/* The dimensions of F; 0: nothing of it is counted.  Owned by A. */
size_t stats_dims(struct arena *a, const struct flow *f, struct stats_dim out[STATS_DIMS]);

struct stats_ask {
	const struct flow *flow;
	const char *dim;        /* NULL: state */
	int year;               /* 0: all years */
	int64_t agency;         /* 0: all; an agency's account has its own whatever is asked */
};
struct stats_bar {
	const char *value;      /* as a list's filter takes it; "" none */
	const char *label;      /* for people */
	int64_t n;
	int percent;            /* of all, rounded; of deadlines: of those that ended */
};
struct stats {
	struct stats_bar *bar;
	size_t n;
	int64_t all;            /* the flow's records in that time */
	int adoption;           /* percent of answered opinions that were adopted, a part counts half; -1: does not apply */
	int on_time;            /* percent of ended deadlines that were kept; -1: none ended */
};
/* Count what Q asks; OUT owned by A.  False with E: the actor may see no figures, there is no such dimension. */
bool stats_count(struct engine *en, struct arena *a, const struct stats_ask *q, struct stats *out, struct err *e);
/* May the actor see any figures? */
bool stats_may(const struct engine *en);

#endif
