/*
 * figures.h: what the record says of one supervisor's work in a period: figures counted,
 * never typed in.
 *
 * Knows: the names of the figures.  Must not know: how they are judged.
 *
 * A row that rests on figures (a duty report, an evaluation) holds them as columns of
 * the same names, so that they stay as they were when the row was made from them.
 */
#ifndef JIANDU_FLOW_FIGURES_H
#define JIANDU_FLOW_FIGURES_H

#include "act/action.h"

struct figures {
	int64_t invited, attended, excused, absent; /* supervision activities (articles 8, 12) */
	int64_t courses, training;                  /* training the person was invited to; hours attended, in tenths */
	int64_t corrections, advices, publics;      /* opinions raised, by kind */
	int64_t adopted, partly, declined;          /* opinions answered, by answer */
	int64_t letters, upheld;                    /* letters to the bureau; those established, partly too, or put right */
	int64_t inquiries;
	int64_t asked_reports, timely_reports;      /* duty reports asked for; those that came in time */
	int64_t breaches;                           /* misconduct found to be so */
};

/* The field rows of a record whose struct S has a member "struct figures figures". */
#define FIGURE_AT(S, name) _Generic(((S *)0)->figures.name, int64_t: offsetof(S, figures.name))
#define FIGURE_FIELD(S, name, text) { .col = { #name, COL_INT, FIGURE_AT(S, name), NULL }, .type = FT_INT, .label = text }
#define FIGURE_FIELDS(S) \
	FIGURE_FIELD(S, invited, N_("应邀活动")), \
	FIGURE_FIELD(S, attended, N_("出席活动")), \
	FIGURE_FIELD(S, excused, N_("请假")), \
	FIGURE_FIELD(S, absent, N_("缺席")), \
	FIGURE_FIELD(S, courses, N_("应邀培训")), \
	FIGURE_FIELD(S, training, N_("培训学时（十分之一）")), \
	FIGURE_FIELD(S, corrections, N_("纠正意见")), \
	FIGURE_FIELD(S, advices, N_("工作建议")), \
	FIGURE_FIELD(S, publics, N_("社会反映")), \
	FIGURE_FIELD(S, adopted, N_("采纳")), \
	FIGURE_FIELD(S, partly, N_("部分采纳")), \
	FIGURE_FIELD(S, declined, N_("不予采纳")), \
	FIGURE_FIELD(S, letters, N_("监督意见书")), \
	FIGURE_FIELD(S, upheld, N_("意见书成立")), \
	FIGURE_FIELD(S, inquiries, N_("询问查阅")), \
	FIGURE_FIELD(S, asked_reports, N_("应报送")), \
	FIGURE_FIELD(S, timely_reports, N_("按期报送")), \
	FIGURE_FIELD(S, breaches, N_("查实违规"))

/* Count for PERSON what happened from FROM to TO, both included. */
void figures_count(struct act *a, int64_t person, day_t from, day_t to, struct figures *out);
/* The same in one sentence for people, figures of 0 left out; owned by the arena. */
const char *figures_text(struct act *a, const struct figures *f);
/* PART of ALL in hundredths, rounded; -1 of nothing: whatever shows a rate has it from here. */
int figures_percent(int64_t part, int64_t all);
/* The same of opinions adopted and, by half, partly adopted, of those answered. */
int figures_adopted(int64_t yes, int64_t partly, int64_t no);
/* Adoption in hundredths: adopted and, by half, partly adopted of those answered; -1 when none was. */
int figures_adoption(const struct figures *f);

#endif
