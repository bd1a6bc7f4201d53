/*
 * paper_fill.h: what the files that fill papers share: the records a paper is made from, and its lines.
 *
 * Knows: rows of the flows.  Must not know: templates' notation, how a paper looks.
 */
#ifndef JIANDU_FLOW_PAPER_FILL_H
#define JIANDU_FLOW_PAPER_FILL_H

#include "flow/activity.h"
#include "flow/cases.h"
#include "flow/dismissal.h"
#include "flow/duties.h"
#include "flow/parties.h"
#include "flow/report.h"
#include "flow/rounds.h"

/* One line of the repeated row; texts are never NULL. */
struct paper_line {
	const char *flow;            /* of ROW, "" none */
	const void *row;
	const struct person *p;      /* whose line it is, NULL nobody's */
	const char *line, *number, *result, *evidence, *remark, *who, *on, *article, *mark;
};

struct filling {
	struct act *a;
	const struct paper_form *form;
	struct paper_of of;
	day_t on;
	const char *number;
	const struct opinion *o;
	const struct review *r;
	const struct supervisor *s;
	const struct certificate *c;
	const struct person *p;
	const struct round *round;
	const struct invitation *inv;
	const struct candidate *can;
	const struct activity *act;
	const struct dismissal *d;
	const struct evaluation *ev;
	struct report report;        /* of its period */
	struct paper_line *line;
	size_t n_lines, cap, at;     /* AT n_lines: outside the repeated row */
};

/* paper_line.c: fill F->line for its kind; memory of the arena. */
void paper_lines(struct filling *f);

/* paper_value.c */
/* What the name FD stands for in filling CTX; "" when empty.  For struct paper_values. */
const char *paper_value(void *ctx, const struct paper_field *fd);
/* Column KEY of ROW of FLOW as a paper says it; what is sensitive is never said. */
const char *paper_column(struct act *a, const struct flow *flow, const void *row, const char *key);

#endif
