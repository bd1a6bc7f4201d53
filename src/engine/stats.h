/*
 * stats.h: statistics for the faces: figures of a flow by one of its dimensions, in a period and beside those before it,
 * within what the actor may see.
 *
 * Knows: the book of figures, the flows' fields.  Must not know: how a bar is drawn.
 */
#ifndef JIANDU_ENGINE_STATS_H
#define JIANDU_ENGINE_STATS_H

#include "engine/engine.h"

#define STATS_DIMS 24

/* ---- periods ---- */
enum stats_span { STATS_ALL, STATS_YEAR, STATS_QUARTER, STATS_MONTH };
struct stats_period {
	enum stats_span span;
	int at;                 /* year; year * 4 + quarter - 1; year * 12 + month - 1; of STATS_ALL 0 */
};
/* The period of SPAN that today lies in. */
struct stats_period stats_period_now(const struct engine *en, enum stats_span span);
/* P, BY periods later (earlier when negative); all stays all, and none lies before the year 1. */
struct stats_period stats_period_step(struct stats_period p, int by);
/* The period of SPAN that P ends in: its own when P is all. */
struct stats_period stats_period_as(const struct engine *en, struct stats_period p, enum stats_span span);
/* "2026", "2026Q3", "2026-09"; "" all, owned by A. */
const char *stats_period_text(struct arena *a, struct stats_period p);
/* The same for people: "2026年第3季度", "历年". */
const char *stats_period_label(struct arena *a, struct stats_period p);
/* TEXT as stats_period_text() writes it, "all", or "year", "quarter", "month": the one that today lies in. */
bool stats_period_read(const struct engine *en, const char *text, struct stats_period *out);
/* Its first and last month (year * 12 + month - 1). */
void stats_period_months(struct stats_period p, int *from, int *to);

/* ---- what can be counted ---- */

/* What figures can be counted by. */
struct stats_dim {
	const char *name;   /* "kind", "state", "agency", "month", "quarter", "year", "clock.reply" */
	const char *label;  /* translated */
	bool time;          /* bars stand in order of time */
	bool deadline;      /* values are kept, late, running */
	bool set;           /* a record may stand under several values */
};
/* The dimensions of F that the actor may know of; 0: nothing of it is counted for them. */
size_t stats_dims(const struct engine *en, const struct flow *f, struct stats_dim out[STATS_DIMS]);
/* The flows that are counted for the actor, in the order of the menu; at most MAX. */
size_t stats_flows(const struct engine *en, const struct flow **out, size_t max);
/* May the actor see any figures? */
bool stats_may(const struct engine *en);

/* ---- counting ---- */
struct stats_ask {
	const struct flow *flow;
	const char *dim;        /* by name or label; NULL: state */
	struct stats_period period;
	int64_t agency;         /* 0: all; an agency's account has its own whatever is asked */
};
struct stats_bar {
	const char *value;      /* as a list's filter takes it; "" none; of time as stats_period_text() */
	const char *label;      /* for people */
	struct stats_period period; /* of a bar of time */
	int64_t n;
	int percent;            /* of all, rounded; of deadlines: of those that ended; -1 does not apply */
	int64_t before;         /* in the period before, as far as this one has come (环比); -1: does not apply */
	int64_t year_ago;       /* in that part of the year before (同比); -1 */
};
struct stats {
	struct stats_dim dim;   /* what was counted by */
	struct stats_bar *bar;
	size_t n;
	int64_t all;            /* the flow's records in that time */
	int64_t before;         /* as of a bar */
	int64_t year_ago;
	int adoption;           /* percent of answered opinions that were adopted, a part counts half; -1: does not apply */
	int on_time;            /* percent of ended deadlines that were kept; -1: none ended */
};
/* Count what Q asks; OUT owned by A.  False with E: the actor may see no such figures, there is no such dimension. */
bool stats_count(struct engine *en, struct arena *a, const struct stats_ask *q, struct stats *out, struct err *e);

/* N beside what it was BEFORE: "+12%", "新增", "持平"; "" when there is nothing to compare with. */
const char *stats_change(struct arena *a, int64_t n, int64_t before);

/* The filters of the register of Q's flow ("state" among them) that have just the records behind the bar B of DIM. */
#define STATS_BEHIND 4
size_t stats_behind(struct arena *a, const struct stats_ask *q, const struct stats_dim *dim, const struct stats_bar *b,
	struct arg out[STATS_BEHIND]);

/* ---- saved by name: what is asked again (stats_view.c) ---- */
struct stats_view {
	const char *name;
	bool shared;            /* the bureau's; else the account's own */
	bool mine;              /* the actor may take it away */
	const char *what;
};
/* The actor's own, then the bureau's where he is of it; owned by A. */
size_t stats_views(struct engine *en, struct arena *a, struct stats_view **out);
/* The one called NAME, his own before the bureau's. */
bool stats_view_find(struct engine *en, struct arena *a, const char *name, struct stats_view *out, struct err *e);
/* What V asks today. */
bool stats_view_read(struct engine *en, struct arena *a, const struct stats_view *v, struct stats_ask *out, struct err *e);
/* Keep Q as NAME, in place of what was called so. */
bool stats_view_save(struct engine *en, const char *name, bool shared, const struct stats_ask *q, struct err *e);
bool stats_view_drop(struct engine *en, const struct stats_view *v, struct err *e);
/* May the actor share views? */
bool stats_view_may_share(const struct engine *en);

#endif
